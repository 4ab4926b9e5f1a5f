//! Which questions a quiz gets: so many, spread over topics and kinds, none that answers another.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::items::Kind;
use crate::lexicon::fold::normalise;
use crate::lexicon::fold::words;

/// Two stems that share so many words of [`LONG`] letters or more speak of the same thing.
const SHARED: usize = 2;
const LONG: usize = 4;

/// A question that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Names its card.
    pub card: String,
    /// What it asks.
    pub stem: String,
    /// What is right.
    pub key: String,
    /// The fact or term it rests on; two questions of one are never in one quiz.
    pub rests_on: String,
    /// Deck and first tag: quizzes are spread over these.
    pub topic: String,
    /// Its question type.
    pub kind: Option<Kind>,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
}

/// Draws `number` of `candidates` and returns their places, in the order of the candidates.
///
/// At each step the topic and then the kind that is rarest so far comes first, within those what is
/// important, and within that chance. Fewer come back when the others rest on the same facts or would
/// give an answer away.
pub fn draw(candidates: &[Candidate], number: usize, seed: u64) -> Vec<usize> {
    let mut chance: Vec<usize> = (0..candidates.len()).collect();
    chance.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let texts: Vec<Text> = candidates.iter().map(Text::new).collect();
    let mut of_topic: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_kind: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    let mut drawn: Vec<usize> = Vec::new();
    while drawn.len() < number {
        let rank = |at: &usize| {
            let one = &candidates[*at];
            (
                of_topic.get(one.topic.as_str()).copied().unwrap_or_default(),
                of_kind.get(&one.kind).copied().unwrap_or_default(),
                u8::MAX - one.importance,
            )
        };
        // The first of the least is the one that chance put first.
        let Some(next) = chance.iter().copied().min_by_key(rank) else {
            break;
        };
        chance.retain(|at| {
            *at != next
                && candidates[*at].rests_on != candidates[next].rests_on
                && !texts[*at].is_told_by(&texts[next])
                && !texts[next].is_told_by(&texts[*at])
        });
        *of_topic.entry(&candidates[next].topic).or_default() += 1;
        *of_kind.entry(candidates[next].kind).or_default() += 1;
        drawn.push(next);
    }
    drawn.sort_unstable();
    drawn
}

/// A question taken apart far enough to see whether another gives its answer away.
struct Text {
    /// The stem in lower case between spaces, so that words are found whole.
    stem: String,
    /// The key in the same way.
    key: String,
    long: BTreeSet<String>,
}

impl Text {
    fn new(candidate: &Candidate) -> Text {
        let spaced = |text: &str| {
            let plain = normalise(text);
            let plain: Vec<&str> = words(&plain).collect();
            format!(" {} ", plain.join(" "))
        };
        let stem = spaced(&candidate.stem);
        let is_long = |word: &&str| word.chars().count() >= LONG;
        Text {
            long: stem.split(' ').filter(is_long).map(str::to_owned).collect(),
            key: spaced(&candidate.key),
            stem,
        }
    }

    fn is_told_by(&self, other: &Text) -> bool {
        self.key.len() > 2
            && other.stem.contains(&self.key)
            && self.long.intersection(&other.long).count() >= SHARED
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, draw};
    use crate::items::Kind;

    fn candidate(card: &str, stem: &str, key: &str, topic: &str) -> Candidate {
        Candidate {
            card: card.to_owned(),
            stem: stem.to_owned(),
            key: key.to_owned(),
            rests_on: card.to_owned(),
            topic: topic.to_owned(),
            kind: Some(Kind::When),
            importance: 2,
        }
    }

    fn many(topics: &[&str], each: usize) -> Vec<Candidate> {
        let of = |(number, topic): (usize, &&str)| {
            candidate(
                &format!("{topic}{number}"),
                "Which?",
                &format!("key {topic} {number}"),
                topic,
            )
        };
        topics
            .iter()
            .flat_map(|topic| (0..each).map(move |number| (number, topic)))
            .map(of)
            .collect()
    }

    #[test]
    fn a_quiz_is_spread_over_its_topics() {
        let candidates = many(&["lakes", "seas", "rivers"], 8);
        let drawn = draw(&candidates, 6, 1);
        for topic in ["lakes", "seas", "rivers"] {
            let count = drawn.iter().filter(|at| candidates[**at].topic == topic).count();
            assert_eq!(count, 2, "{topic}");
        }
        assert!(drawn.is_sorted());
        assert_eq!(drawn, draw(&candidates, 6, 1));
        assert_ne!(drawn, draw(&candidates, 6, 2));
    }

    #[test]
    fn no_question_answers_another() {
        let candidates = [
            candidate(
                "a",
                "In which year did the council of Oron open the harbour?",
                "1911",
                "t",
            ),
            candidate("b", "Who opened the harbour of Oron in 1911?", "the council", "t"),
            candidate("c", "In which year did the ferry sink?", "1933", "t"),
        ];
        for seed in 0..8 {
            let drawn = draw(&candidates, 3, seed);
            assert_eq!(drawn.len(), 2, "{drawn:?}");
            assert!(drawn.contains(&2));
        }
    }

    #[test]
    fn questions_of_one_fact_are_never_together() {
        let mut candidates = many(&["lakes"], 3);
        for candidate in &mut candidates[..2] {
            candidate.rests_on = "one".to_owned();
        }
        assert_eq!(draw(&candidates, 3, 5).len(), 2);
    }

    #[test]
    fn what_is_important_comes_first() {
        let mut candidates = many(&["lakes"], 5);
        candidates[3].importance = 3;
        assert_eq!(draw(&candidates, 1, 9), [3]);
    }
}
