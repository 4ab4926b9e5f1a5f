//! Letters that only their page explains: "In which year was the VTO awarded a prize?"
//!
//! Where the page says once in brackets what letters are short for, a stem that does
//! not say it is clear to its readers alone. What everybody reads without help is
//! left as it is.

use crate::facts::names::is_acronym;
use crate::facts::rules::is_universal;
use crate::lexicon::Lexicon;

/// Letters that are a name for everybody, besides those of states and of bodies of the world.
const KNOWN: &[&str] = &[
    "NHL", "NBA", "NFL", "MLB", "RAF", "MTV", "CBS", "NBC", "ABC", "PBS", "HBO", "IRA", "KGB", "PLO", "OPEC",
    "IMF", "OSCE", "WTO", "ASEAN", "DVD", "GPS", "LSD", "NKVD", "NSDAP", "NAACP", "USAF", "IRS", "LGBT",
    "CSTO", "CIS", "SCO", "USAID", "MOSFET", "LED", "SSH", "BMW",
];

/// Letters in `stem` that `text`, whose title is `title`, explains and the stem does not.
pub fn unexplained<'s>(stem: &'s str, title: &str, text: &str) -> Option<&'s str> {
    let lexicon = Lexicon::shipped();
    let words: Vec<&str> = stem.split(' ').collect();
    // "VTO Fighter Command": letters inside a name are not read apart.
    let stands_alone = |at: usize| {
        let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
        !words.get(at + 1).is_some_and(is_capital)
    };
    (0..words.len())
        .filter(|at| stands_alone(*at))
        .map(|at| words[at].trim_end_matches(['?', ',', '.', ':', ';']))
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| word.len() > 2 && is_acronym(word) && word.chars().all(char::is_uppercase))
        .filter(|word| !is_universal(word) && !KNOWN.contains(word) && lexicon.country(word).is_none())
        .filter(|word| lexicon.organisation(word).is_none())
        .find(|word| {
            let told = format!("({word})");
            let is_explained = text.contains(&told) || initials(title) == **word;
            is_explained && !stem.contains(&told) && !title.contains(*word)
        })
}

/// The first letters of the words of a name.
fn initials(name: &str) -> String {
    name.split(' ').filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::unexplained;

    #[test]
    fn letters_of_the_page_need_their_words() {
        let text =
            "The Velk Trade Office (VTO) was founded in 1911. The VTO won a prize. NATO (NATO) did not.";
        let open = |stem| unexplained(stem, "Velk Grand Slam", text);
        assert_eq!(open("In which year was the VTO awarded a prize?"), Some("VTO"));
        assert_eq!(open("In which year did VGS record a song?"), Some("VGS"));
        assert_eq!(
            open("In which year did the Velk Trade Office (VTO) win a prize?"),
            None
        );
        assert_eq!(open("In which year did VTO Fighter Command begin a raid?"), None);
        assert_eq!(open("In which year did Velk join NATO?"), None);
        assert_eq!(open("In which year did Ann Lund join KLM?"), None);
        assert_eq!(unexplained("In which year was VTO founded?", "VTO", text), None);
    }
}
