//! A printed quiz in versions: the same questions in other orders, so that neighbours cannot copy.

use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::Deserialize;
use serde::Serialize;
use twox_hash::XxHash3_64;

use super::print::Look;
use super::question::Answer;
use super::question::Question;
use crate::items::others::stands_last;
use crate::lexicon::fold::normalise;

/// Number of the layout of a stored paper.
pub const FORMAT: u32 = 1;

/// As many versions as there are letters.
pub const MOST_VERSIONS: usize = 26;

/// The key stands in one place at most so many times in a row.
const LONGEST_RUN: usize = 3;

/// The streams of orders that are blind to what is right, beside those of the versions.
const BLIND: u64 = 1 << 32;

/// A version that came out as one before it is drawn anew at most so many times: of 24 orders the last is missed
/// once in many millions of papers.
const REDRAWS: usize = 500;

/// A printed quiz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// See [`FORMAT`].
    pub format: u32,
    /// Five digits by which it is found again; printed on every page.
    pub code: String,
    /// Stands at the top.
    pub title: String,
    /// The questions in the order of the deck; versions and marks count from here.
    pub questions: Vec<Question>,
    /// In the order of their letters.
    pub versions: Vec<Version>,
    /// How its pages looked when they were printed last.
    #[serde(default)]
    pub look: Option<Look>,
}

/// One order of the questions and of their options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// A to Z.
    pub letter: char,
    /// Which question stands in each place.
    pub order: Vec<usize>,
    /// For each place, which option stands under each letter; empty where the answer is written.
    pub options: Vec<Vec<usize>>,
}

impl Paper {
    /// Returns the places, on the first version, of questions whose answer stands in the title in its very words.
    pub fn named_in_title(&self) -> Vec<String> {
        let words = |text: &str| {
            let text = normalise(text);
            let words = text.split(|sign: char| !sign.is_alphanumeric());
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            format!(" {} ", words.join(" "))
        };
        let title = words(&self.title);
        let is_named = |question: &&usize| {
            let right = words(&self.questions[**question].right());
            // One letter or digit says nothing.
            right.trim().chars().count() > 1 && title.contains(&right)
        };
        let order = self.versions.first().map_or(&[][..], |version| &version.order);
        order
            .iter()
            .filter(is_named)
            .map(|question| self.place(*question))
            .collect()
    }

    /// Makes a paper of `questions` in so many versions. The same questions and seed give the same paper.
    ///
    /// Options are shuffled unless they are numbers, dates, or true and false; what is about all others stays last; keys are spread over the
    /// letters as evenly as that allows. No two versions are the same while there are other orders.
    pub fn new(title: &str, questions: Vec<Question>, versions: usize, seed: u64) -> Paper {
        let mut made: Vec<Version> = Vec::with_capacity(versions);
        for letter in ('A'..='Z').take(versions) {
            made.push(version(letter, &questions, seed, &made));
        }
        let versions = made;
        Paper {
            format: FORMAT,
            code: code(title, &questions, seed),
            title: title.to_owned(),
            questions,
            versions,
            look: None,
        }
    }

    /// Returns what tells papers of one code apart: a key that was corrected in the deck puts options in other places.
    pub fn mark(&self) -> String {
        let asked: Vec<_> = self
            .questions
            .iter()
            .map(|question| (&question.text, &question.answer))
            .collect();
        let told = serde_json::to_vec(&(asked, &self.versions)).unwrap_or_default();
        format!("{:016x}", XxHash3_64::oneshot(&told))
    }

    /// Shuffles the options of every question by chance alone, whatever is right, where they may be shuffled.
    ///
    /// Where what is right is shown after each question, keys that are spread over the letters would tell the
    /// letter of a later one.
    #[must_use]
    pub fn with_blind_orders(mut self, seed: u64) -> Paper {
        for version in &mut self.versions {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            chance.set_stream(BLIND + u64::from(u32::from(version.letter)));
            for (order, question) in version.options.iter_mut().zip(&version.order) {
                if let Answer::Choice { fixed: false, .. } = &self.questions[*question].answer {
                    order.sort_unstable();
                    order.shuffle(&mut chance);
                    self.questions[*question].settle(order);
                }
            }
        }
        self
    }

    /// Returns the letters of versions that are the same as one before them, for want of other orders.
    pub fn repeated(&self) -> String {
        let is_repeated = |at: &usize| self.versions[*at].is_among(&self.versions[..*at]);
        let repeated = (0..self.versions.len()).filter(is_repeated);
        repeated.map(|at| self.versions[at].letter).collect()
    }

    /// Returns where a question stands in the first version, as it is printed: `A7`.
    pub fn place(&self, question: usize) -> String {
        self.places(question).into_iter().next().unwrap_or_default()
    }

    /// Returns where a question stands in each version, as it is printed: `A7`, `B3`.
    pub fn places(&self, question: usize) -> Vec<String> {
        let of = |version: &Version| {
            let place = version.order.iter().position(|at| *at == question)?;
            Some(format!("{}{}", version.letter, place + 1))
        };
        self.versions.iter().filter_map(of).collect()
    }

    /// Returns the letter an option of a question has in the first version, as it is printed; A where
    /// there is no such option.
    pub fn letter(&self, question: usize, option: usize) -> char {
        let of = |version: &Version| {
            let place = version.order.iter().position(|at| *at == question)?;
            let options = version.options.get(place)?;
            letter_at(options.iter().position(|at| *at == option)?)
        };
        self.versions.first().and_then(of).unwrap_or('A')
    }

    /// Returns the version with this letter, in either case.
    pub fn version(&self, letter: char) -> Option<&Version> {
        let letter = letter.to_ascii_uppercase();
        self.versions.iter().find(|version| version.letter == letter)
    }
}

impl Version {
    fn is_among(&self, others: &[Version]) -> bool {
        let is_same = |other: &Version| other.order == self.order && other.options == self.options;
        others.iter().any(is_same)
    }

    /// Returns the letters that are right in `place`, from A.
    pub fn right_letters(&self, place: usize, questions: &[Question]) -> String {
        let keys = self
            .order
            .get(place)
            .map_or(&[][..], |question| questions[*question].keys());
        let options = self.options.get(place).map_or(&[][..], Vec::as_slice);
        let letters = ('A'..='Z').zip(options);
        letters
            .filter(|(_, option)| keys.contains(option))
            .map(|(letter, _)| letter)
            .collect()
    }
}

/// The letter of a place, from 0: A to Z.
fn letter_at(place: usize) -> Option<char> {
    ('A'..='Z').nth(place)
}

/// Five digits from everything that is printed.
fn code(title: &str, questions: &[Question], seed: u64) -> String {
    let mut hash = XxHash3_64::with_seed(seed);
    let mut add = |text: &str| {
        std::hash::Hasher::write(&mut hash, text.as_bytes());
        std::hash::Hasher::write_u8(&mut hash, 0xff);
    };
    add(title);
    for question in questions {
        add(&question.card);
        add(&question.text);
        question.options().iter().for_each(|option| add(option));
    }
    format!("{:05}", std::hash::Hasher::finish(&hash) % 100_000)
}

/// A version that is none of those before it, as long as chance finds one.
fn version(letter: char, questions: &[Question], seed: u64, before: &[Version]) -> Version {
    // A stream for each version: another version more does not change those before it.
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    chance.set_stream(u64::from(u32::from(letter)));
    let mut drawn = draw(letter, questions, &mut chance);
    for _ in 0..REDRAWS {
        if !drawn.is_among(before) {
            break;
        }
        drawn = draw(letter, questions, &mut chance);
    }
    drawn
}

fn draw(letter: char, questions: &[Question], chance: &mut ChaCha8Rng) -> Version {
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.shuffle(chance);
    let mut places = KeyPlaces::default();
    let options = order
        .iter()
        .map(|at| &questions[*at])
        .map(|question| match &question.answer {
            Answer::Choice { options, keys, fixed } => {
                let key = keys.first().copied().unwrap_or_default();
                match fixed {
                    true => {
                        places.note(key);
                        (0..options.len()).collect()
                    }
                    false => shuffled(question, key, &mut places, chance),
                }
            }
            Answer::Written { .. } => Vec::new(),
        })
        .collect();
    Version {
        letter,
        order,
        options,
    }
}

/// An order of a question's options with the key where keys are rarest; what is about all others stays last.
fn shuffled(question: &Question, key: usize, places: &mut KeyPlaces, chance: &mut ChaCha8Rng) -> Vec<usize> {
    let count = question.options().len();
    let is_last = |option: &usize| stands_last(&question.options()[*option]);
    let (last, free): (Vec<usize>, Vec<usize>) = (0..count).partition(is_last);
    let mut order: Vec<usize> = free.iter().copied().filter(|option| *option != key).collect();
    order.shuffle(chance);
    if free.contains(&key) {
        let place = places.rarest(free.len(), chance);
        places.note(place);
        order.insert(place.min(order.len()), key);
    }
    order.extend(&last);
    if let Some(place) = order
        .iter()
        .position(|option| last.contains(option) && *option == key)
    {
        places.note(place);
    }
    order
}

/// Where the keys of a version stand so far.
#[derive(Default)]
struct KeyPlaces {
    counts: Vec<usize>,
    last: Option<(usize, usize)>,
}

impl KeyPlaces {
    fn note(&mut self, place: usize) {
        if self.counts.len() <= place {
            self.counts.resize(place + 1, 0);
        }
        self.counts[place] += 1;
        self.last = match self.last {
            Some((last, run)) if last == place => Some((place, run + 1)),
            _ => Some((place, 1)),
        };
    }

    /// The rarest of the first `count` places; chance decides between equals.
    fn rarest(&self, count: usize, chance: &mut ChaCha8Rng) -> usize {
        let of = |place: &usize| self.counts.get(*place).copied().unwrap_or_default();
        let may =
            |place: &usize| !matches!(self.last, Some((last, run)) if last == *place && run >= LONGEST_RUN);
        let open: Vec<usize> = (0..count).filter(may).collect();
        let least = open.iter().map(of).min().unwrap_or_default();
        let rare: Vec<usize> = open.into_iter().filter(|place| of(place) == least).collect();
        match rare.len() {
            0 => 0,
            many => rare[chance.random_range(0..many)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Paper, Question};
    use crate::quiz::question::Answer;

    fn choice(number: usize, fixed: bool) -> Question {
        Question {
            card: format!("deck/{number}"),
            text: format!("Question {number}?"),
            answer: Answer::Choice {
                options: ["w", "x", "y", "z"].map(str::to_owned).to_vec(),
                keys: vec![number % 4],
                fixed,
            },
            explanation: None,
            source: None,
        }
    }

    fn paper(count: usize, fixed: bool, seed: u64) -> Paper {
        Paper::new(
            "Lakes",
            (0..count).map(|number| choice(number, fixed)).collect(),
            6,
            seed,
        )
    }

    #[test]
    fn every_version_has_every_question_and_every_option_once() {
        let paper = paper(20, false, 4);
        assert_eq!(paper.versions.len(), 6);
        for version in &paper.versions {
            let mut order = version.order.clone();
            order.sort_unstable();
            assert_eq!(order, (0..20).collect::<Vec<_>>());
            for options in &version.options {
                let mut options = options.clone();
                options.sort_unstable();
                assert_eq!(options, [0, 1, 2, 3]);
            }
        }
        assert_ne!(paper.versions[0].order, paper.versions[1].order);
    }

    #[test]
    fn keys_are_spread_evenly_and_never_run_long() {
        for seed in 0..20 {
            for version in &paper(40, false, seed).versions {
                let questions: Vec<Question> = (0..40).map(|number| choice(number, false)).collect();
                let letters: Vec<String> = (0..40)
                    .map(|place| version.right_letters(place, &questions))
                    .collect();
                for letter in ["A", "B", "C", "D"] {
                    let count = letters.iter().filter(|right| *right == letter).count();
                    assert!((9..=11).contains(&count), "{letter} {count}");
                }
                assert!(
                    !letters
                        .windows(4)
                        .any(|run| run.iter().all(|right| *right == run[0]))
                );
            }
        }
    }

    #[test]
    fn orders_for_phones_do_not_depend_on_what_is_right() {
        let with_keys = |key: fn(usize) -> usize, seed| {
            let question = |number: usize| {
                let mut question = choice(number, number == 5);
                if let Answer::Choice { keys, .. } = &mut question.answer {
                    *keys = vec![key(number)];
                }
                question
            };
            Paper::new("Lakes", (0..8).map(question).collect(), 1, seed).with_blind_orders(seed)
        };
        let mut fourth = [0_u32; 4];
        for seed in 0..200 {
            let paper = with_keys(|_| 0, seed);
            assert_eq!(paper.versions, with_keys(|number| number % 4, seed).versions);
            let version = &paper.versions[0];
            let fixed = version.order.iter().position(|at| *at == 5).unwrap();
            assert_eq!(version.options[fixed], [0, 1, 2, 3]);
            // Spread keys would have one letter left for the fourth question.
            let keys: Vec<usize> = (0..4)
                .map(|place| {
                    version.options[place]
                        .iter()
                        .position(|option| *option == 0)
                        .unwrap()
                })
                .collect();
            fourth[keys[..3].iter().filter(|key| **key == keys[3]).count()] += 1;
        }
        assert!(fourth[0] < 150 && fourth[1] > 30, "{fourth:?}");
    }

    #[test]
    fn what_is_about_all_options_stays_last() {
        for key in [0, 3] {
            let question = |number: usize| Question {
                answer: Answer::Choice {
                    options: ["w", "x", "y", "Барлығы дұрыс"].map(str::to_owned).to_vec(),
                    keys: vec![key],
                    fixed: false,
                },
                ..choice(number, false)
            };
            let paper = Paper::new("Lakes", (0..8).map(question).collect(), 6, 4);
            for version in paper
                .versions
                .iter()
                .chain(&paper.clone().with_blind_orders(4).versions)
            {
                assert!(
                    version.options.iter().all(|options| options[3] == 3),
                    "{version:?}"
                );
            }
            assert_ne!(paper.versions[0].options[..4], paper.versions[0].options[4..]);
        }
    }

    #[test]
    fn numbers_and_dates_stay_in_their_order() {
        for version in &paper(8, true, 4).versions {
            assert!(version.options.iter().all(|options| *options == [0, 1, 2, 3]));
        }
    }

    #[test]
    fn versions_of_few_questions_differ_while_there_are_other_orders() {
        for seed in 0..40 {
            let questions = |count| (0..count).map(|number| choice(number, true)).collect::<Vec<_>>();
            for (count, versions, repeated) in
                [(3, 6, ""), (4, 24, ""), (2, 2, ""), (2, 4, "CD"), (1, 2, "B")]
            {
                let paper = Paper::new("Lakes", questions(count), versions, seed);
                assert_eq!(
                    paper.repeated(),
                    repeated,
                    "{count} questions, {versions} versions, seed {seed}"
                );
            }
        }
        // One question whose options may move has as many versions as it has orders of them.
        let paper = Paper::new("Lakes", vec![choice(0, false)], 20, 4);
        assert_eq!(paper.repeated(), "");
    }

    #[test]
    fn a_version_more_changes_none_of_the_others_and_a_seed_all() {
        let questions: Vec<Question> = (0..9).map(|number| choice(number, false)).collect();
        let few = Paper::new("Lakes", questions.clone(), 2, 7);
        let more = Paper::new("Lakes", questions.clone(), 3, 7);
        assert_eq!(few.versions, more.versions[..2]);
        assert_eq!(few.code, more.code);
        assert_eq!(few, Paper::new("Lakes", questions.clone(), 2, 7));
        assert_ne!(few.code, Paper::new("Lakes", questions, 2, 8).code);
        assert_eq!(few.code.len(), 5);
    }
}
