//! Numbers that count something, with the words that make them rough.

use super::frame::{Quantity, Sort};
use crate::language::Tag;
use crate::language::Word;
use crate::language::inflect::is_plural;

/// Words in front of a number that make it rough, longest first, and how a key says them.
const APPROX: &[(&[&str], &str)] = &[
    (&["a", "total", "of", "about"], "about"),
    (&["a", "total", "of"], ""),
    (&["more", "than"], "more than"),
    (&["less", "than"], "less than"),
    (&["fewer", "than"], "fewer than"),
    (&["no", "fewer", "than"], "at least"),
    (&["at", "least"], "at least"),
    (&["at", "most"], "at most"),
    (&["up", "to"], "up to"),
    (&["close", "to"], "nearly"),
    (&["as", "many", "as"], "as many as"),
    (&["over"], "over"),
    (&["about"], "about"),
    (&["around"], "about"),
    (&["approximately"], "about"),
    (&["roughly"], "about"),
    (&["some"], "about"),
    (&["nearly"], "nearly"),
    (&["almost"], "almost"),
    (&["all"], ""),
    (&["the"], ""),
];

/// A quantity among chosen words: what it says, and how many of the words it uses up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it says; `of` is filled by the caller for what follows the counted noun.
    pub quantity: Quantity,
    /// Words used, from the first approximating word to the counted noun.
    pub length: usize,
}

/// Reads "more than 2,000 young voters" at the start of `words`.
pub fn read_count(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let number = words.get(skip).filter(|word| is_cardinal(word))?;
    let mut at = skip + 1;
    let mut written = number.text.to_owned();
    while let Some(next) = words.get(at) {
        if next.is_any(&["million", "billion", "thousand", "hundred", "dozen"]) {
            written = format!("{written} {}", next.text);
            at += 1;
        } else {
            break;
        }
    }
    if words.get(at).is_some_and(|word| word.is_any(&["%", "percent"])) {
        return share(words, approx, &written, at + 1);
    }
    if words.get(at).is_some_and(|word| word.is("per"))
        && words.get(at + 1).is_some_and(|word| word.is("cent"))
    {
        return share(words, approx, &written, at + 2);
    }
    if words.get(at).is_some_and(|word| word.is("of")) {
        return part_of_whole(words, approx, &written, at + 1);
    }
    let noun = counted_noun(words, at)?;
    let of: Vec<&str> = words[at..=noun].iter().map(|word| word.text).collect();
    // "2012 parliamentary elections": a year, and no count of them.
    let is_year = written.len() == 4
        && written
            .parse::<u16>()
            .is_ok_and(|year| (1500..2100).contains(&year));
    let next = words[at];
    // "24 Hours of Democracy", "2 Existing posts": a name, or a heading that ran into its table.
    let is_of_name = next.tag != Tag::Name && next.text.starts_with(char::is_uppercase);
    let is_event = words[noun].is_any(&["elections", "events", "protests", "games", "olympics", "reforms"]);
    if is_of_name || is_year && (is_event || next.tag == Tag::Name) {
        return None;
    }
    let bare = written.replace(',', "");
    if bare.parse::<i64>().is_ok_and(|value| value < 2) || written.eq_ignore_ascii_case("one") {
        return None;
    }
    Some(Counted {
        quantity: Quantity {
            approx: approx.to_owned(),
            number: lower_word(&written),
            of: of.join(" "),
            sort: Sort::Count,
        },
        length: noun + 1,
    })
}

/// "62 of the 98 seats".
fn part_of_whole(words: &[&Word<'_>], approx: &str, number: &str, at: usize) -> Option<Counted> {
    let the = usize::from(words.get(at)?.is_any(&["the", "its", "all"]));
    let whole = words.get(at + the).filter(|word| is_cardinal(word))?;
    let noun = counted_noun(words, at + the + 1)?;
    if words.get(at).is_some_and(|word| word.is("its")) {
        return None;
    }
    let nouns: Vec<&str> = words[at + the + 1..=noun].iter().map(|word| word.text).collect();
    Some(Counted {
        quantity: Quantity {
            approx: approx.to_owned(),
            number: number.to_lowercase(),
            of: format!("of the {} {}", whole.text, nouns.join(" ")),
            sort: Sort::Count,
        },
        length: noun + 1,
    })
}

fn lower_word(number: &str) -> String {
    number.to_lowercase()
}

pub(super) fn read_approx(words: &[&Word<'_>]) -> Option<(usize, &'static str)> {
    for (phrase, said) in APPROX {
        let fits =
            phrase.len() < words.len() && phrase.iter().zip(words).all(|(wanted, word)| word.is(wanted));
        if fits {
            // "a total of more than": the inner word counts.
            let (more, inner) = read_approx(&words[phrase.len()..])?;
            return Some((phrase.len() + more, if inner.is_empty() { said } else { inner }));
        }
    }
    Some((0, ""))
}

pub(super) fn is_cardinal(word: &Word<'_>) -> bool {
    let is_ordinal = word.lower.ends_with("th")
        || word.lower.ends_with("nd")
        || word.lower.ends_with("rd")
        || (word.lower.ends_with("st") && word.lower.starts_with(|c: char| c.is_ascii_digit()));
    let is_mixed = word.text.contains(['-', '/', ':', '–']);
    word.tag == Tag::Number && !is_ordinal && !is_mixed && !word.lower.ends_with('s')
}

/// The plural noun that is counted: at most four words on, through adjectives and nouns only.
fn counted_noun(words: &[&Word<'_>], at: usize) -> Option<usize> {
    const UNITS: &[&str] = &[
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "metres",
        "meters",
        "feet",
        "tons",
        "tonnes",
        "dollars",
        "rubles",
        "euros",
        "pounds",
        "francs",
        "points",
        "goals",
        "times",
        "degrees",
        "crowns",
        "inches",
        "acres",
        "hectares",
        "sq",
    ];
    let mut noun = None;
    for (index, word) in words.iter().enumerate().skip(at).take(5) {
        let is_inside = matches!(word.tag, Tag::Noun | Tag::Participle | Tag::Name | Tag::Ing)
            || (word.tag == Tag::Present && is_plural(&word.lower));
        if !is_inside {
            break;
        }
        if word.tag != Tag::Ing && word.tag != Tag::Name && is_plural(&word.lower) {
            noun = Some(index);
        } else if word.tag == Tag::Name && noun.is_some() {
            break;
        }
    }
    let noun = noun?;
    // The head is the last plural, and nothing of the noun phrase may follow it.
    let goes_on = words
        .get(noun + 1)
        .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Genitive));
    (!goes_on && !UNITS.contains(&words[noun].lower.as_str())).then_some(noun)
}

fn share(words: &[&Word<'_>], approx: &str, number: &str, at: usize) -> Option<Counted> {
    let has_of = words.get(at).is_some_and(|word| word.is("of"));
    if !has_of {
        return None;
    }
    let end = words[at + 1..]
        .iter()
        .position(|word| {
            !matches!(
                word.tag,
                Tag::Noun
                    | Tag::Determiner
                    | Tag::Name
                    | Tag::Genitive
                    | Tag::Preposition
                    | Tag::Participle
                    | Tag::Number
            )
        })
        .map_or(words.len(), |offset| at + 1 + offset);
    if end == at + 1 {
        return None;
    }
    let mut of = String::new();
    for word in &words[at + 1..end] {
        if !of.is_empty() && word.is_apart {
            of.push(' ');
        }
        of.push_str(word.text);
    }
    Some(Counted {
        quantity: Quantity {
            approx: approx.to_owned(),
            number: format!("{number} per cent"),
            of: of.replace('’', "'"),
            sort: Sort::Share,
        },
        length: end,
    })
}

#[cfg(test)]
mod tests {
    use super::read_count;
    use crate::language::words;
    use crate::text::read;

    fn count(sentence: &str) -> Option<(String, String)> {
        let document = read("a.txt", sentence.as_bytes()).unwrap();
        let words = words(&document, &document.sentences[0]);
        let words: Vec<_> = words.iter().collect();
        read_count(&words).map(|counted| (counted.quantity.key(), counted.quantity.of))
    }

    #[test]
    fn keeps_what_makes_a_number_rough() {
        let pair = |key: &str, of: &str| Some((key.to_owned(), of.to_owned()));
        assert_eq!(
            count("More than 2,000 young voters came to Berdi."),
            pair("more than 2,000", "young voters")
        );
        assert_eq!(
            count("A total of 81 seats were won by Lund."),
            pair("81", "seats")
        );
        assert_eq!(
            count("Some 40 protesters were held in Berdi."),
            pair("about 40", "protesters")
        );
        assert_eq!(
            count("About 60% of the candidates ran alone there."),
            pair("about 60 per cent", "the candidates")
        );
    }

    #[test]
    fn leaves_years_ranks_and_lengths_alone() {
        for sentence in [
            "Ten years passed in Berdi without rain.",
            "One voter came to the hall of Berdi.",
            "23rd places were given to the guests.",
            "Three of the guests came late to Berdi.",
        ] {
            assert_eq!(count(sentence), None, "{sentence}");
        }
    }
}
