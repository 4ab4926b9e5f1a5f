//! Letters that only their page explains: "In which year was the VTO awarded a prize?"
//!
//! A stem that does not say what letters are short for is clear to readers of the page
//! alone, and where the page says it nowhere to none. What everybody reads without help
//! is left as it is.

use crate::facts::frame::Frame;
use crate::facts::names::is_acronym;
use crate::facts::rules::is_universal;
use crate::language::vocabulary;
use crate::lexicon::Lexicon;

/// Letters that are a name or a word for everybody, besides those of states and of bodies of the world.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "NHL", "NBA", "NFL", "MLB", "NCAA", "NASCAR", "PGA", "FIA", "RAF", "USAF", "USN", "RCMP", "NHS", "NKVD", "KGB",
    "SS", "SA", "GI", "POW", "IRA", "PLO", "ANC", "PKK", "ISIS", "NSDAP", "KPD", "SPD", "CDU", "CSU", "NAACP", "YMCA",
    "YWCA", "LGBT", "MTV", "CBS", "NBC", "ABC", "PBS", "HBO", "ESPN", "NPR", "CBC", "ITV", "BMW", "KLM", "IKEA",
    "LEGO", "FIAT", "EMI", "RCA", "MGM", "RKO", "HSBC", "BP", "AOL", "OPEC", "OECD", "IMF", "OSCE", "WTO", "ASEAN",
    "APEC", "NAFTA", "EEC", "GATT", "IAEA", "ILO", "CSTO", "CIS", "SCO", "USAID", "IRS", "NSA", "FDA", "FCC", "CERN",
    "ESA", "DVD", "CD", "VHS", "LP", "EP", "FM", "AM", "GPS", "USB", "DOS", "UNIX", "HTML", "HTTP", "SQL", "CPU",
    "RAM", "ROM", "PC", "SSH", "GPL", "LED", "LCD", "MOSFET", "LSD", "DDT", "TNT", "MRI", "SMS", "WWW", "MA", "BA",
    "PHD", "MD", "MBA", "MP", "MEP", "OBE", "MBE", "CBE", "QC", "AD", "BC", "BCE", "CE", "OK", "DC", "NASDAQ",
    "FARC", "ETA", "KKK", "UFC", "WWE", "WWF", "GDR", "USS", "HMS",
];

/// Letters in `stem` that neither it nor `title`, that of its document, explains and that not everybody reads.
pub fn unexplained<'s>(stem: &'s str, title: &str) -> Option<&'s str> {
    let words: Vec<&str> = stem.split(' ').collect();
    (0..words.len())
        .filter(|at| stands_alone(&words, *at))
        .map(|at| bare(words[at]))
        .filter(|word| is_letters(word))
        .find(|word| {
            let told = format!("({word})");
            !is_known(word) && !stem.contains(&told) && !title.contains(*word)
        })
}

/// A word without the marks behind it.
fn bare(word: &str) -> &str {
    let word = word.trim_end_matches(['?', ',', ':', ';']);
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix('.')
        .filter(|short| !short.contains('.'))
        .unwrap_or(word)
}

/// "VTO Fighter Command", "Berdi VTO": letters inside a name are not read apart; "the airline VTO" says what it is.
fn stands_alone(words: &[&str], at: usize) -> bool {
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_closed = words[at].ends_with(['?', ',', ':', ';']);
    let goes_on = !is_closed && words.get(at + 1).is_some_and(is_capital);
    let before = at.checked_sub(1).map(|before| words[before]);
    let of_name = at > 1 && before.as_ref().is_some_and(is_capital);
    let is_told = before.is_some_and(|before| {
        let classes = vocabulary::classes_of_form(before);
        !is_capital(&before) && classes.noun.is_some() && !classes.adjective && !SMALL.contains(&before)
    });
    !goes_on && !of_name && !is_told
}

/// Small words that tables list as nouns too.
const SMALL: &[&str] = &[
    "did", "was", "were", "a", "an", "in", "on", "at", "by", "as", "or", "and", "the", "first",
];

/// "VTO", "V.T.O.", and no number of a king.
fn is_letters(word: &str) -> bool {
    let dotted = word.len() > 3 && word.ends_with('.');
    let letters = if dotted {
        word.replace('.', "")
    } else {
        word.to_owned()
    };
    let is_numeral = letters.chars().all(|letter| "IVXLCM".contains(letter));
    letters.len() > 1 && !is_numeral && is_acronym(&letters) && letters.chars().all(char::is_uppercase)
}

/// Whether everybody reads the letters.
fn is_known(word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let letters = word.replace('.', "");
    is_universal(&letters)
        || KNOWN.contains(&letters.as_str())
        || lexicon.country(&letters).is_some()
        || lexicon.organisation(&letters).is_some()
}

/// Whether a document spells out letters that it hardly uses, or that are those of its own title: nobody learns them.
pub fn is_rare(frame: &Frame, text: &str) -> bool {
    const FEW: usize = 3;
    const SHORT: usize = 4;
    let Frame::Expansion {
        short, is_of_title, ..
    } = frame
    else {
        return false;
    };
    let is_edge = |edge: Option<char>| edge.is_none_or(|edge| !edge.is_alphanumeric());
    let uses = text
        .match_indices(short.as_str())
        .filter(|(at, _)| {
            is_edge(text[..*at].chars().next_back()) && is_edge(text[at + short.len()..].chars().next())
        })
        .count();
    *is_of_title || uses < FEW || short.len() < SHORT && !is_known(short)
}

#[cfg(test)]
mod tests {
    use super::{is_rare, unexplained};
    use crate::facts::frame::{Frame, NameKind};

    #[test]
    fn letters_need_their_words() {
        let open = |stem| unexplained(stem, "Velk Grand Slam");
        assert_eq!(open("In which year was the VTO awarded a prize?"), Some("VTO"));
        assert_eq!(open("True or false? VK was founded in 1911."), Some("VK"));
        assert_eq!(
            open("In which year did Karsu become the first V.A. team?"),
            Some("V.A.")
        );
        assert_eq!(open("In which year did VGS record a song?"), Some("VGS"));
    }

    #[test]
    fn letters_that_are_told_or_known_stay() {
        for stem in [
            "In which year did the Velk Trade Office (VTO) win a prize?",
            "In which year did VTO Fighter Command begin a raid?",
            "In which year did Velk join NATO?",
            "In which year did Ann Lund join KLM?",
            "In which year did Ann Lund join the airline VTO?",
            "In which year did Otto III leave the U.S.?",
            "In which year did E. B. Lund open the Berdi VTO?",
        ] {
            assert_eq!(unexplained(stem, "Velk Grand Slam"), None, "{stem}");
        }
        assert_eq!(unexplained("In which year was VTO founded?", "VTO"), None);
    }

    #[test]
    fn letters_used_once_are_not_asked() {
        let frame = |short: &str, is_of_title| Frame::Expansion {
            short: short.to_owned(),
            long: "Velk Trade Office of Berdi".to_owned(),
            is_spelled: true,
            is_of_country: false,
            is_of_title,
            kind: NameKind::Organisation,
        };
        let often = "The VTOB, the VTO and VTOB; the VTO, VTOB, VTO.";
        assert!(!is_rare(&frame("VTOB", false), often));
        assert!(is_rare(&frame("VTOB", true), often));
        assert!(is_rare(&frame("VTO", false), often));
        assert!(is_rare(&frame("VTOB", false), "The VTOB and the VTOBS."));
    }
}
