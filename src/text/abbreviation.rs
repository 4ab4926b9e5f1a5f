//! Words that end in a full stop without ending a sentence.
//!
//! Sentences and tokens are cut by the same lists: where a stop belongs to its
//! word, neither may part them.

/// What a full stop after a word says about the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A title or a sign that something follows (`Mr.`, `e.g.`, `vs.`): never ends a sentence.
    Leads,
    /// Stands before a number (`No.`, `p.`, `Fig.`): ends no sentence when one follows.
    Numbers,
    /// A month or day (`Jan.`): ends a sentence only before a word that can hardly follow it.
    Calendar,
    /// May close a sentence (`Inc.`, `Jr.`, `U.S.`, `p.m.`): ends it before a word that opens one.
    Closes,
    /// A single capital letter, as in a name (`K.`).
    Initial,
}

#[rustfmt::skip]
const LEADS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Capt",
    "Cpt", "Sgt", "Cpl", "Pvt", "Rev", "Hon", "Pres", "Amb", "Adm", "Cmdr", "Cdr", "Supt", "Insp",
    "Messrs", "Mlle", "Mme", "Fr", "Mt", "Ft", "Brig", "Rt", "Sr.", "Dir", "Dep", "Asst", "MR", "Ste", "Sens",
    "Reps", "Gens", "Profs", "Drs", "Attn",
    "MRS", "MS", "DR", "GEN", "SEN", "REP", "HON", "PROF", "GOV", "Assoc", "Atty", "Msgr", "vs",
    "v", "cf", "viz", "approx", "ca", "e.g", "i.e", "eg", "ie", "esp", "incl", "resp", "trans",
    "ed", "eds", "b", "d", "r", "fl", "aka", "Ph", "lit", "P.S",
];
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "No", "Nos", "no", "nos", "Nr", "p", "pp", "para", "paras", "Vol", "vol", "Vols", "vols", "Fig", "ext", "Ext",
    "fig", "Figs", "figs", "Eq", "Art", "art", "Arts", "Sec", "sec", "Ch", "ch", "Chap", "chap",
    "c", "est", "Op", "m", "div", "op", "Tab", "n", "ver", "tel", "Tel", "Sc",
];
#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon",
    "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
];
#[rustfmt::skip]
const CLOSES: &[&str] = &[
    "Inc", "Corp", "Ltd", "Co", "Cos", "Bros", "Jr", "Sr", "Esq", "LLC", "Dept", "Univ", "Assn",
    "Ave", "Blvd", "Rd", "Sq", "St", "al", "a.m", "p.m", "A.M", "P.M", "am", "Ph.D", "M.D", "B.A",
    "M.A", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan",
    "Ky", "La", "Md", "Mass", "Mich", "Minn", "Mo", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn",
    "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "lb", "lbs", "ft", "sq", "cu", "hrs", "mins",
    "govt", "Govt", "Gov't", "Int'l", "Nat'l", "dept", "max", "min", "avg", "Cf", "ret", "Ret",
    "deg", "temp", "yrs", "oz", "km", "tbsp", "tsp",
];

/// Abbreviations of [`CLOSES`] whose stop stays theirs at the end too.
///
/// So it is in most sentences of the treebanks, while `etc.`, `Inc.` and `p.m.` give theirs away there.
const KEEPS_STOP: &[&str] = &["al", "Jr", "Sr", "Esq"];

/// Says which kind of abbreviation `word`, the letters before a full stop, is.
pub fn kind(word: &str) -> Option<Abbreviation> {
    let word = word.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '«']);
    if LEADS.contains(&word) {
        return Some(Abbreviation::Leads);
    }
    if NUMBERS.contains(&word) {
        return Some(Abbreviation::Numbers);
    }
    if CALENDAR.contains(&word) {
        return Some(Abbreviation::Calendar);
    }
    if CLOSES.contains(&word) || has_inner_stops(word) {
        return Some(Abbreviation::Closes);
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => Some(Abbreviation::Initial),
        _ if is_double_initial(word) => Some(Abbreviation::Initial),
        _ => None,
    }
}

/// A Cyrillic initial that takes two Latin letters: `Yu. Andropov`, `Zh. Aimauytov`.
pub fn is_double_initial(word: &str) -> bool {
    matches!(word, "Yu" | "Ya" | "Zh" | "Sh" | "Ch" | "Ts" | "Kh" | "Ye")
}

/// Whether a stop after `word` belongs to the word's token; `last` when the sentence ends there.
pub fn takes_stop(word: &str, last: bool) -> bool {
    if last {
        let is_capital = word.contains(char::is_uppercase);
        return has_inner_stops(word) && is_capital || KEEPS_STOP.contains(&word);
    }
    word == "etc" || kind(word).is_some()
}

/// Single letters parted by stops: `U.S`, `J.K`, `p.m`, also `Ph.D`.
fn has_inner_stops(word: &str) -> bool {
    word.len() <= 16
        && word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().next().is_some_and(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::{Abbreviation, kind, takes_stop};

    #[test]
    fn knows_titles_months_and_initials() {
        assert_eq!(kind("Mr"), Some(Abbreviation::Leads));
        assert_eq!(kind("Jan"), Some(Abbreviation::Calendar));
        assert_eq!(kind("No"), Some(Abbreviation::Numbers));
        assert_eq!(kind("U.S"), Some(Abbreviation::Closes));
        assert_eq!(kind("K"), Some(Abbreviation::Initial));
        assert_eq!(kind("Zh"), Some(Abbreviation::Initial));
    }

    #[test]
    fn leaves_plain_words_alone() {
        for word in ["mayor", "May", "country", "is", "", "a.word", "2.5"] {
            assert_eq!(kind(word), None, "{word}");
        }
    }

    #[test]
    fn a_last_stop_is_its_own_unless_the_word_needs_it() {
        assert!(takes_stop("U.S", true));
        assert!(!takes_stop("No", true));
        assert!(!takes_stop("p.m", true));
        assert!(!takes_stop("etc", true));
        assert!(takes_stop("No", false));
        assert!(!takes_stop("C", true));
    }
}
