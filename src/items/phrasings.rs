//! Other words for a question that say the same and read as well.
//!
//! A question type writes one form; some forms have equals. Which one is shown is
//! drawn from the seed and the fact, so that a paper does not ask twenty times in
//! the same words. A form that is longer, stiffer or less exact is no equal and
//! stands in no row here.

use rand_chacha::ChaCha8Rng;

use super::Kind;
use super::distractors::pick;

/// Stems that begin with the first may begin with any of the row.
const OPENINGS: &[(Kind, &[&str])] = &[
    (Kind::When, &["In which year ", "In what year "]),
    (Kind::When, &["In which month of ", "In what month of "]),
    (
        Kind::When,
        &["In which month and year ", "In what month and year "],
    ),
    (Kind::When, &["In which month ", "In what month "]),
    (Kind::When, &["On what date ", "On which date "]),
    (Kind::Where, &["In which city ", "In what city "]),
    (Kind::Where, &["In which country ", "In what country "]),
    (
        Kind::HowMany,
        &["What was the turnout in ", "How high was the turnout in "],
    ),
    (
        Kind::HowMany,
        &[
            "What was the official turnout in ",
            "How high was the official turnout in ",
        ],
    ),
    (
        Kind::HowMany,
        &["What was the threshold for ", "How high was the threshold for "],
    ),
    (
        Kind::Office,
        &["Which post did ", "Which position did ", "What post did "],
    ),
];

/// Whole stems around one name: the part between the two ends stays.
const FRAMES: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::Expansion,
        &[
            ("What does the abbreviation ", " stand for?"),
            ("What do the letters ", " stand for?"),
            ("What is the abbreviation ", " short for?"),
        ],
    ),
    (
        Kind::Renaming,
        &[
            ("What was ", " formerly called?"),
            ("What was the former name of ", "?"),
            ("Under what name was ", " formerly known?"),
        ],
    ),
];

/// Returns the stem in one of the forms it has, drawn by chance.
pub fn vary(stem: &str, kind: Kind, chance: &mut ChaCha8Rng) -> String {
    let forms = forms(stem, kind);
    let drawn = pick(chance, u32::try_from(forms.len()).unwrap_or(1));
    let drawn = usize::try_from(drawn).unwrap_or(0);
    forms.into_iter().nth(drawn).unwrap_or_else(|| stem.to_owned())
}

/// The stem and its equals.
fn forms(stem: &str, kind: Kind) -> Vec<String> {
    for (_, row) in OPENINGS.iter().filter(|(of, _)| *of == kind) {
        if let Some(rest) = stem.strip_prefix(row[0]) {
            return row.iter().map(|opening| format!("{opening}{rest}")).collect();
        }
    }
    for (_, row) in FRAMES.iter().filter(|(of, _)| *of == kind) {
        let (before, after) = row[0];
        if let Some(inner) = stem
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
        {
            return row
                .iter()
                .map(|(before, after)| format!("{before}{inner}{after}"))
                .collect();
        }
    }
    renamed(stem, kind)
        .or_else(|| together(stem, kind))
        .or_else(|| meant(stem, kind))
        .map_or_else(|| vec![stem.to_owned()], |other| vec![stem.to_owned(), other])
}

/// "What was Berdi renamed in 1911?": which new name it was given.
fn renamed(stem: &str, kind: Kind) -> Option<String> {
    let inner = stem.strip_prefix("What was ")?;
    let (thing, tail) = inner.split_once(" renamed ").filter(|_| kind == Kind::Renaming)?;
    Some(format!("Which new name was {thing} given {tail}"))
}

/// "Together with Ann Lund, who founded Berdi?": who, together with Ann Lund, did.
fn together(stem: &str, kind: Kind) -> Option<String> {
    let inner = stem
        .strip_prefix("Together with ")
        .filter(|_| kind == Kind::Who)?;
    let (first, rest) = inner.split_once(", who ")?;
    Some(format!("Who, together with {first}, {rest}"))
}

/// "what does the term “velk” mean?": what is meant by it.
fn meant(stem: &str, kind: Kind) -> Option<String> {
    let (lead, inner) = stem
        .split_once(", what does the term ")
        .filter(|_| kind == Kind::Term)?;
    let term = inner.strip_suffix(" mean?")?;
    Some(format!("{lead}, what is meant by the term {term}?"))
}

#[cfg(test)]
mod tests {
    use super::{FRAMES, OPENINGS, forms};
    use crate::items::Kind;

    #[test]
    fn dates_places_and_posts_have_equal_openings() {
        for (kind, stem, other) in [
            (
                Kind::When,
                "In which year was Berdi founded?",
                "In what year was Berdi founded?",
            ),
            (
                Kind::When,
                "On what date in 1911 did Ann Lund join the League?",
                "On which date in 1911 did Ann Lund join the League?",
            ),
            (
                Kind::When,
                "In which month of 1911 did Ann Lund join the League?",
                "In what month of 1911 did Ann Lund join the League?",
            ),
            (
                Kind::Where,
                "In which city was Ann Lund born in 1911?",
                "In what city was Ann Lund born in 1911?",
            ),
            (
                Kind::Office,
                "Which post did Ann Lund hold at the Berdi Fund from 1911 to 1914?",
                "Which position did Ann Lund hold at the Berdi Fund from 1911 to 1914?",
            ),
            (
                Kind::HowMany,
                "What was the turnout in the Berdi elections of May 1911?",
                "How high was the turnout in the Berdi elections of May 1911?",
            ),
        ] {
            let forms = forms(stem, kind);
            assert!(forms.len() > 1 && forms[0] == stem);
            assert!(forms.contains(&other.to_owned()), "{forms:?}");
        }
    }

    #[test]
    fn names_terms_and_short_forms_have_equal_frames() {
        for (kind, stem, other) in [
            (
                Kind::Expansion,
                "What does the abbreviation BLU stand for?",
                "What do the letters BLU stand for?",
            ),
            (
                Kind::Renaming,
                "What was Karsu formerly called?",
                "What was the former name of Karsu?",
            ),
            (
                Kind::Renaming,
                "What was Velk renamed in May 1911?",
                "Which new name was Velk given in May 1911?",
            ),
            (
                Kind::Who,
                "Together with Ann Lund, who founded the Berdi League?",
                "Who, together with Ann Lund, founded the Berdi League?",
            ),
            (
                Kind::Term,
                "In Berdiland, what does the term “velk” mean?",
                "In Berdiland, what is meant by the term “velk”?",
            ),
        ] {
            assert!(
                forms(stem, kind).contains(&other.to_owned()),
                "{:?}",
                forms(stem, kind)
            );
        }
    }

    #[test]
    fn a_form_without_an_equal_stays_as_it_is() {
        for (kind, stem) in [
            (Kind::Who, "Who founded the Berdi League in 1911?"),
            (Kind::HowMany, "How many seats did the Berdi League win in 1911?"),
            (Kind::Which, "Which party did Ann Lund found in 1911?"),
            (
                Kind::Rank,
                "Where does Berdiland rank among the world's countries by area?",
            ),
            (Kind::Renaming, "Which town was renamed Velk in 1911?"),
            (
                Kind::Expansion,
                "What is the full name of the party known as BLU?",
            ),
            (Kind::Cloze, "In which year was Berdi founded?"),
        ] {
            assert_eq!(forms(stem, kind), [stem]);
        }
    }

    #[test]
    fn no_form_stands_in_two_rows() {
        let openings = OPENINGS
            .iter()
            .flat_map(|(kind, row)| row.iter().map(move |form| (*kind, *form)));
        let frames = FRAMES
            .iter()
            .flat_map(|(kind, row)| row.iter().map(move |(form, _)| (*kind, *form)));
        for list in [openings.collect::<Vec<_>>(), frames.collect()] {
            let mut once = list.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), list.len());
        }
    }
}
