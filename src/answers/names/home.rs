//! The country at the end of a name: said or left out, it is one party.

use super::plain;
use crate::answers::forms::Form;
use crate::lexicon::Lexicon;

/// The telling words of a name without the country at its end, and that country; `None` when no name remains.
///
/// `Democratic Choice of Kazakhstan` is `Democratic Choice` at home, while
/// `Republic of Kazakhstan` is nothing without its country.
pub(super) fn without_country(name: &Form) -> Option<(Form, String)> {
    let place = name.words.iter().rposition(|word| word == "of")?;
    let behind: Vec<&str> = name.words[place + 1..]
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "the")
        .collect();
    let country = capitalised(&behind);
    let country = Lexicon::shipped().country(&country)?.name.to_string();
    let bare = plain(&Form::of(name.words[..place].to_vec()));
    (bare.words.len() >= 2).then_some((bare, country))
}

/// Whether a stem names the country, by its name or its adjective.
pub(super) fn names_country(stem: &Form, country: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let is_named = |word: &String| {
        let word = capitalised(&[word.trim_end_matches("'s")]);
        let found = lexicon
            .country(&word)
            .or_else(|| lexicon.country_of_adjective(&word));
        found.is_some_and(|found| found.name == country)
    };
    stem.words.iter().any(is_named)
}

fn capitalised(words: &[&str]) -> String {
    let capital = |word: &&str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + letters.as_str()
    };
    words.iter().map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::names_country;
    use super::without_country;
    use crate::answers::forms::Form;

    #[test]
    fn a_name_may_leave_its_country_out() {
        let bare = |text: &str| without_country(&Form::new(text)).map(|(bare, _)| bare.words.join(" "));
        assert_eq!(
            bare("Democratic Choice of Kazakhstan").as_deref(),
            Some("democratic choice")
        );
        assert_eq!(bare("Republic of Kazakhstan"), None);
        assert_eq!(bare("Ministry of Foreign Affairs"), None);
    }

    #[test]
    fn the_stem_says_which_country_is_meant() {
        let stem = Form::new("Which German party did she lead?");
        assert!(names_country(&stem, "Germany"));
        assert!(!names_country(&stem, "Austria"));
    }
}
