//! Wrong options that are surely wrong and still tempting, or none.
//!
//! What the document says of something else comes first: it is what a learner
//! mixes up with the key. Dates and numbers that are missing are drawn near the
//! key, with its roundness and precision; how many of them lie below it is left to
//! chance. With fewer than two sure ones the item stays without options. Each
//! option says why it is wrong: what it is true of, or how far it is off.

mod dates;
mod names;
mod numbers;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::Distractor;
use super::kinds::Answer;
use crate::facts::PartialDate;
use crate::facts::frame::NameKind;

/// A number from 0 to `below - 1`, from a sequence that never changes.
pub fn pick(chance: &mut ChaCha8Rng, below: u32) -> u32 {
    if below == 0 { 0 } else { chance.next_u32() % below }
}

/// What a document, or the lexicon, offers beside a key. All of it is known to be false for the question.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// Names of other facts.
    pub names: Vec<Rival>,
    /// Numbers of other facts, as they are printed with unit and rough word, each with its fact.
    pub numbers: Vec<(String, String)>,
    /// Dates of other facts, each with its fact.
    pub dates: Vec<(PartialDate, String)>,
    /// When the fact happened that is asked.
    pub year: Option<i16>,
    /// First and last year of the war it was part of: nobody seeks an air raid in the years of peace.
    pub war: Option<(i16, i16)>,
}

/// A name that may stand beside the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// As printed.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// A year in which it was active.
    pub year: Option<i16>,
    /// Whether it stands in the same document.
    pub is_near: bool,
    /// What it is true of.
    pub why: Option<String>,
}

/// Draws three wrong options, two where no more are sure, or none.
pub fn draw(
    answer: Answer,
    key: &str,
    pool: &Pool,
    latest: Option<PartialDate>,
    chance: &mut ChaCha8Rng,
) -> Vec<Distractor> {
    let drawn = match answer {
        Answer::Date(date) => dates::draw(date, &pool.dates, latest, pool.war, false, chance),
        Answer::DateWithinYear(date) => dates::draw(date, &pool.dates, latest, None, true, chance),
        Answer::Number => numbers::draw(key, &pool.numbers, chance),
        Answer::Age => numbers::ages(key, chance),
        Answer::Lifetime => numbers::lifetimes(key, chance),
        Answer::Name(kind) => names::draw(key, kind, pool, chance),
        Answer::Words => Vec::new(),
    };
    if drawn.len() < 2 { Vec::new() } else { drawn }
}

#[cfg(test)]
mod tests {
    use super::{Pool, Rival, draw};
    use crate::facts::frame::NameKind;
    use crate::items::kinds::Answer;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn pool() -> Pool {
        let person = |name: &str| Rival {
            name: name.to_owned(),
            kind: NameKind::Person,
            year: None,
            is_near: true,
            why: Some(format!("{name} opened the port")),
        };
        Pool {
            names: ["Ann Lund", "Otto Velk", "Otto Lund"].map(person).to_vec(),
            ..Pool::default()
        }
    }

    fn drawn(answer: Answer, key: &str) -> Vec<String> {
        let mut chance = ChaCha8Rng::seed_from_u64(7);
        let drawn = draw(answer, key, &pool(), None, &mut chance);
        drawn.into_iter().map(|distractor| distractor.text).collect()
    }

    #[test]
    fn too_few_give_nothing() {
        assert!(drawn(Answer::Name(NameKind::City), "Berdi").is_empty());
        assert!(drawn(Answer::Name(NameKind::Person), "Ida Lund").is_empty());
        assert!(drawn(Answer::Words, "a law on ferries").is_empty());
    }

    #[test]
    fn every_option_says_why_it_is_wrong() {
        for seed in 0..20 {
            for (answer, key) in [
                (Answer::Date("1911".parse().unwrap()), "1911"),
                (Answer::Date("1911-05-03".parse().unwrap()), "3 May 1911"),
                (Answer::Number, "2,297"),
                (Answer::Number, "five"),
                (Answer::Age, "25"),
                (Answer::Name(NameKind::Person), "Ida Berg"),
            ] {
                let mut chance = ChaCha8Rng::seed_from_u64(seed);
                let drawn = draw(answer, key, &pool(), None, &mut chance);
                assert!(drawn.len() >= 2, "{key}");
                assert!(
                    drawn
                        .iter()
                        .all(|wrong| wrong.text != key
                            && wrong.why.as_ref().is_some_and(|why| !why.is_empty())),
                    "{key}: {drawn:?}"
                );
            }
        }
    }
}
