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

/// Writes what unexplained letters are short for beside them, where the document says it.
pub fn spelled(stem: &str, title: &str, text: &str) -> Option<String> {
    let letters = unexplained(stem, title)?;
    let long = of_title(letters, title, text).or_else(|| of_initials(letters, text))?;
    let at = stem.find(&format!(" {letters}"))? + 1;
    let (before, behind) = (&stem[..at], &stem[at + letters.len()..]);
    let is_word = behind.starts_with([' ', '?', ',']);
    let word_before = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_whole = super::write::MAY_STAND_BEFORE.contains(&word_before)
        || matches!(word_before, "first" | "isolated" | "called" | "introduced");
    let follows_name = !is_whole || stem.contains(&long);
    let the = if !before.ends_with("the ") && text.contains(&format!("the {long} ({letters})")) {
        "the "
    } else {
        ""
    };
    (is_word && !follows_name).then(|| format!("{before}{the}{long} ({letters}){behind}"))
}

/// "Velk acid (VAC), also known as ..." opens the page "Velk acid": the title is what the letters stand for.
fn of_title(letters: &str, title: &str, text: &str) -> Option<String> {
    const OPENING: usize = 300;
    const NEAR: usize = 60;
    let told = format!("({letters})");
    let at = text.find(&told).filter(|at| *at < OPENING)?;
    let before = &text[..at];
    let is_first = !before.contains('(');
    let last = title.rsplit([' ', '-']).next()?.to_lowercase();
    let near = before
        .char_indices()
        .rev()
        .take(NEAR)
        .last()
        .map_or("", |(start, _)| &before[start..]);
    let lower = title.to_lowercase();
    let is_common = text.contains(&format!(" {lower}"));
    (is_first && near.trim_end().to_lowercase().ends_with(&last) && is_common).then_some(lower)
}

/// "Coordinated Velk Time (VTC)": capitals whose first letters are these, in whichever order.
fn of_initials(letters: &str, text: &str) -> Option<String> {
    const JOIN: &[&str] = &["of", "and", "for", "the", "in", "on"];
    let told = format!(" ({letters})");
    let before = text[..text.find(&told)?]
        .rsplit(['\n', '.', ',', ';', '('])
        .next()?;
    let words: Vec<&str> = before.split(' ').collect();
    let mut start = words.len();
    let mut found = Vec::new();
    while found.len() < letters.chars().count() {
        start = start.checked_sub(1)?;
        let first = words[start].chars().next()?;
        match first.is_uppercase() {
            true => found.push(first),
            false if JOIN.contains(&words[start]) && !found.is_empty() => {}
            false => return None,
        }
    }
    let mut wanted: Vec<char> = letters.chars().collect();
    wanted.sort_unstable();
    found.sort_unstable();
    (wanted == found).then(|| words[start..].join(" "))
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
    use super::{is_rare, spelled, unexplained};
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
    fn letters_that_the_document_spells_out_are_told_with_their_words() {
        let acid = "# Velk acid\n\nVelk acid (VAC), also known as salt of Berdi, is a drug. In 1911 velk acid was banned.";
        assert_eq!(
            spelled("In which year was VAC banned in Finland?", "Velk acid", acid).as_deref(),
            Some("In which year was velk acid (VAC) banned in Finland?")
        );
        let time = "A leap hour keeps Coordinated Velk Time (VTC) close to the sun.";
        assert_eq!(
            spelled("In which year was VTC introduced?", "Leap hour", time).as_deref(),
            Some("In which year was Coordinated Velk Time (VTC) introduced?")
        );
        let inside = spelled("In which year did Lund write a VTC program?", "Leap hour", time);
        assert_eq!(inside, None);
        for text in [
            "The board (VTC) met.",
            "The Berdi Works Board (VTC) met.",
            "VTC is a time.",
        ] {
            assert_eq!(
                spelled("In which year was VTC introduced?", "Leap hour", text),
                None,
                "{text}"
            );
        }
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
