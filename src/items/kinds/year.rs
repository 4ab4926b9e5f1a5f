//! Whether the year of an event is worth asking, and whether the stem gives it away.
//!
//! Of what says little but a figure the figure is what one learns, not its year.

use crate::facts::frame::Event;

/// Years that lie so near to each other tell of one another. Ours, may be tuned.
const NEAR: i16 = 2;

/// "produced about 531,300 barrels", "invested $127 million": a figure, and a year that belongs to it.
pub fn is_of_figure(event: &Event) -> bool {
    const SUMS: &[&str] = &[
        "a population of",
        "a total of",
        "a share of",
        "a turnover of",
        "a profit of",
        "revenue of",
    ];
    let rest = event.rest.text.as_str();
    opens_with_figure(rest)
        || SUMS.iter().any(|sum| rest.starts_with(sum))
        || opens_with_money(&event.subject.text)
}

/// Whether a number or an amount of money opens the words, with or without a word that makes it rough.
fn opens_with_figure(text: &str) -> bool {
    const ROUGH: &[&str] = &[
        "about ",
        "approximately ",
        "around ",
        "nearly ",
        "over ",
        "almost ",
        "some ",
        "roughly ",
        "more than ",
        "less than ",
        "at least ",
        "up to ",
        "an estimated ",
        "a record ",
        "only ",
        "just ",
    ];
    let text = ROUGH
        .iter()
        .find_map(|rough| text.strip_prefix(rough))
        .unwrap_or(text);
    text.starts_with(|first: char| first.is_ascii_digit()) || opens_with_money(text)
}

/// "$127 million", "US$46.68 billion", "£5m".
fn opens_with_money(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.contains(['$', '£', '€', '¥']) && first.contains(|letter: char| letter.is_ascii_digit())
}

/// The years, besides that of the key, which a stem names: of "the 2017 season" 2017.
pub fn others(stem: &str, key: i16) -> Vec<i16> {
    stem.split([' ', '–', '-'])
        .map(|word| word.trim_end_matches(['?', ',', '.', ':', ';']))
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|word| word.parse().ok())
        .filter(|year| *year != key && (1000..=2100).contains(year))
        .collect()
}

/// Whether one of these years gives the key away.
pub fn gives_away(others: &[i16], key: i16) -> bool {
    others.iter().any(|other| (other - key).abs() <= NEAR)
}

#[cfg(test)]
mod tests {
    use super::gives_away;
    use super::opens_with_figure;
    use super::others;
    use crate::items::kinds::sample::stems;
    use crate::items::kinds::when::When;

    #[test]
    fn the_year_of_a_figure_is_not_asked() {
        for text in [
            "In 1999 the Berdi Company invested $127 million in Finland.",
            "Finland produced about 531,300 barrels of oil in 1911.",
            "Finland exported more than 300 ships in 1911.",
        ] {
            assert_eq!(stems(&When, text), Vec::<String>::new(), "{text}");
        }
        assert!(opens_with_figure("about US$46.68 billion of goods"));
        assert!(!opens_with_figure("the port of Velk for $5 million"));
    }

    #[test]
    fn a_year_beside_the_key_gives_it_away() {
        let years = others(
            "In which year was Velk's place in the 2017 season confirmed?",
            2016,
        );
        assert_eq!(years, [2017]);
        assert!(gives_away(&years, 2016));
        assert!(!gives_away(&years, 2001));
        let own = others("On which date in 1911 did Ann Lund sell 1,300 lamps?", 1911);
        assert!(own.is_empty());
        let text = "In 1911 the poet Ann Lund founded the University of Berdi for the 1912 season.";
        assert_eq!(stems(&When, text), Vec::<String>::new());
        let text = "In 1911 the poet Ann Lund founded the University of Berdi.";
        assert_eq!(stems(&When, text).len(), 1);
    }
}
