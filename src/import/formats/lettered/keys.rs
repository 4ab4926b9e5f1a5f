//! Lists of keys, and which letter of them is for which question.
//!
//! A list is for the questions above it, as far as the list before; one in front of all questions is for those below.
//! Where numbers begin anew, in a second variant, a letter goes to a question only if that is sure.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pairs::Pair;
use super::question::Question;

/// Numbers from here on are years, and no questions.
const YEARS: usize = 1000;

/// Letters of a list, with the number that stands before them; none where letters alone stand in a row.
struct Key {
    /// The variant that is named before them.
    part: Option<String>,
    number: Option<usize>,
    /// More than one where several are right.
    letters: Vec<char>,
}

struct List {
    /// How many questions stand above it.
    above: usize,
    /// The line it begins in, from 1.
    line: usize,
    keys: Vec<Key>,
    /// The variant whose keys come now.
    part: Option<String>,
}

/// All lists of a file.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

/// What is said of a question by the lists, or by the type of its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    Letter(char),
    /// The option itself, from 0.
    Option(usize),
    /// Why nobody knows which letter is meant.
    Unclear(String),
}

impl Lists {
    /// Begins a list below `above` questions. Several with no question between them are one.
    pub fn begin(&mut self, above: usize, line: usize) {
        if self.0.last().is_none_or(|last| last.above != above) {
            self.0.push(List {
                above,
                line,
                keys: Vec::new(),
                part: None,
            });
        }
    }

    /// Begins the keys of a variant within a list.
    pub fn begin_part(&mut self, part: String) {
        if let Some(list) = self.0.last_mut() {
            list.part = Some(part);
        }
    }

    /// Adds letters with the numbers before them.
    pub fn add(&mut self, pairs: impl IntoIterator<Item = Pair>) {
        if let Some(list) = self.0.last_mut() {
            let part = list.part.clone();
            let key = |(number, letters)| Key {
                part: part.clone(),
                number: Some(number),
                letters,
            };
            list.keys.extend(pairs.into_iter().map(key));
        }
    }

    /// Adds letters alone, which are for the questions in their order.
    pub fn add_row(&mut self, letters: impl Iterator<Item = char>) {
        if let Some(list) = self.0.last_mut() {
            let part = list.part.clone();
            let key = |letter| Key {
                part: part.clone(),
                number: None,
                letters: vec![letter],
            };
            list.keys.extend(letters.map(key));
        }
    }

    /// All letters.
    pub fn letters(&self) -> impl Iterator<Item = char> {
        let keys = self.0.iter().flat_map(|list| &list.keys);
        keys.flat_map(|key| key.letters.iter().copied())
    }

    /// The lines of lists in which no key was found.
    pub fn unread(&self) -> impl Iterator<Item = usize> {
        let unread = self.0.iter().filter(|list| list.keys.is_empty());
        unread.map(|list| list.line)
    }

    /// Returns what is told of each question, in their order. `lost` are numbers of questions that could not be read.
    pub fn told(&self, questions: &[Question], lost: &[usize]) -> Vec<Told> {
        let mut told = vec![Told::Nothing; questions.len()];
        for (list, range) in self.ranges(questions.len()) {
            let known = list.told(questions, range.clone(), lost);
            for (at, known) in known.into_iter().enumerate() {
                told[range.start + at] = known;
            }
        }
        if let Some(places) = self.places(questions) {
            for (list, range) in self.ranges(questions.len()) {
                for (number, at) in places.iter().filter(|(_, at)| !range.contains(at)) {
                    told[*at] = both(*number, &told[*at], list.told_of(*number, 0, 1));
                }
            }
        }
        told
    }

    /// Returns numbers of lists that are of no question, each list with its line. `lost` are numbers of questions
    /// that were found and could not be read.
    pub fn spare(&self, questions: &[Question], lost: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let places = self.places(questions).unwrap_or_default();
        let spare = self.ranges(questions.len()).map(|(list, range)| {
            let wanted = list.wanted(questions, range);
            let numbers = list.keys.iter().filter_map(|key| key.number);
            let is_spare = |number: &usize| {
                let is_known = wanted.contains(number) || places.contains_key(number);
                !is_known && !lost.contains(number) && *number < YEARS
            };
            let mut numbers: Vec<usize> = numbers.filter(is_spare).collect();
            numbers.sort_unstable();
            numbers.dedup();
            (list.line, numbers)
        });
        spare.filter(|(_, numbers)| !numbers.is_empty()).collect()
    }

    /// Where the question of each number stands, from 0; `None` where numbers begin anew.
    fn places(&self, questions: &[Question]) -> Option<BTreeMap<usize, usize>> {
        let own = questions.iter().enumerate();
        let mut numbers: Vec<usize> = own
            .map(|(at, question)| question.number.unwrap_or(at + 1))
            .collect();
        for (list, range) in self.ranges(questions.len()) {
            let wanted = list.wanted(questions, range.clone());
            numbers.splice(range, wanted);
        }
        let places: BTreeMap<usize, usize> = numbers.iter().copied().zip(0..).collect();
        (places.len() == questions.len()).then_some(places)
    }

    /// The lists that hold something, each with the questions it is for.
    fn ranges(&self, count: usize) -> impl Iterator<Item = (&List, Range<usize>)> {
        let lists: Vec<&List> = self.0.iter().filter(|list| !list.keys.is_empty()).collect();
        let above: Vec<usize> = lists.iter().map(|list| list.above).collect();
        let leads = above.first() == Some(&0);
        lists.into_iter().enumerate().map(move |(at, list)| {
            let range = match (leads, at) {
                (true, _) => above[at]..above.get(at + 1).copied().unwrap_or(count),
                (false, 0) => 0..above[0],
                (false, _) => above[at - 1]..above[at],
            };
            (list, range)
        })
    }
}

impl List {
    /// What is said of the questions of a range.
    fn told(&self, questions: &[Question], range: Range<usize>, lost: &[usize]) -> Vec<Told> {
        let wanted = self.wanted(questions, range.clone());
        if self.keys.iter().all(|key| key.number.is_none()) {
            return self.told_by_row(&wanted, lost);
        }
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        let mut told = Vec::new();
        let last = self.keys.iter().filter_map(|key| key.number).max();
        // A question without a number may stand elsewhere in the list where one of them was not found.
        let is_unsure = last > wanted.iter().copied().max() && last < Some(YEARS);
        for (at, number) in range.clone().zip(&wanted) {
            let place = seen.entry(*number).or_default();
            let alike = || range.clone().zip(&wanted).filter(|(_, other)| *other == number);
            let parts: BTreeSet<&str> = alike()
                .filter_map(|(at, _)| questions[at].part.as_deref())
                .collect();
            let times = alike().count();
            told.push(match questions[at].part.as_deref() {
                _ if is_unsure && questions[at].number.is_none() => Told::Unclear(format!(
                    "it has no number that is understood, and the list of keys has more answers than there are \
                     questions; number them as in `{number}. Who?`"
                )),
                Some(part) if times > 1 && parts.len() == times && self.names_parts(*number) => {
                    self.told_of_part(*number, part)
                }
                _ => self.told_of(*number, *place, times),
            });
            *place += 1;
        }
        told
    }

    /// Whether a variant is named before each key for a number.
    fn names_parts(&self, number: usize) -> bool {
        let mut keys = self.keys.iter().filter(|key| key.number == Some(number));
        keys.all(|key| key.part.is_some())
    }

    /// What is said of the question that has a number in a variant.
    fn told_of_part(&self, number: usize, part: &str) -> Told {
        let keys = self.keys.iter().filter(|key| key.number == Some(number));
        let own: Vec<&Key> = keys.filter(|key| key.part.as_deref() == Some(part)).collect();
        match own.is_empty() {
            true => Told::Unclear(format!(
                "the list of keys has no answer for question {number} of variant {part}"
            )),
            false => told_once(number, &own),
        }
    }

    /// The numbers of the questions of a range. Where one has none, it is its place: in the whole file where the list
    /// goes on with the numbers of the one before, else in the range.
    fn wanted(&self, questions: &[Question], range: Range<usize>) -> Vec<usize> {
        let has = |number: usize| self.keys.iter().any(|key| key.number == Some(number));
        let without = || range.clone().filter(|at| questions[*at].number.is_none());
        let of_file = without().filter(|at| has(at + 1)).count();
        let of_part = without().filter(|at| has(at + 1 - range.start)).count();
        let goes_on = of_file > of_part || of_file == without().count();
        let first = if goes_on { 0 } else { range.start };
        range
            .clone()
            .map(|at| questions[at].number.unwrap_or(at + 1 - first))
            .collect()
    }

    /// What is said of the question that has a number for the time `place`, from 0, of so many `times`.
    fn told_of(&self, number: usize, place: usize, times: usize) -> Told {
        let keys: Vec<&Key> = self
            .keys
            .iter()
            .filter(|key| key.number == Some(number))
            .collect();
        match times {
            _ if keys.is_empty() => Told::Nothing,
            1 => told_once(number, &keys),
            _ if keys.len() == times && are_in_order(&keys) => told_once(number, &keys[place..=place]),
            _ => Told::Unclear(format!(
                "there are {times} questions with the number {number}, and the list of keys does not tell them apart; \
                 put a list below each variant"
            )),
        }
    }

    /// Letters alone: for the questions in their order where there are as many, and by the number of the question where
    /// there is one for each number, those that could not be read among them.
    fn told_by_row(&self, wanted: &[usize], lost: &[usize]) -> Vec<Told> {
        let in_order = wanted.windows(2).all(|pair| pair[0] < pair[1]);
        let last = wanted.iter().chain(lost).max();
        let is_by_number = in_order && wanted.first() != Some(&0) && last == Some(&self.keys.len());
        let is_by_place = self.keys.len() == wanted.len();
        let key = |(place, number): (usize, &usize)| {
            let at = if is_by_number { number - 1 } else { place };
            match self.keys.get(at) {
                Some(key) if is_by_number || is_by_place => Told::Letter(key.letters[0]),
                _ => Told::Unclear(format!(
                    "the list of keys has {} letters for {} questions; write its number before each letter",
                    self.keys.len(),
                    wanted.len()
                )),
            }
        };
        wanted.iter().enumerate().map(key).collect()
    }
}

/// Whether the variants that are named before keys are in their order, or none is.
fn are_in_order(keys: &[&Key]) -> bool {
    let parts: Vec<(usize, &str)> = keys
        .iter()
        .filter_map(|key| key.part.as_deref())
        .map(|part| (part.len(), part))
        .collect();
    parts.len() < keys.len() || parts.is_sorted()
}

/// What keys say of the one question that they are for.
fn told_once(number: usize, keys: &[&Key]) -> Told {
    let small = |letter: &char| letter.to_lowercase().next().unwrap_or(*letter);
    let mut letters: Vec<char> = keys
        .iter()
        .flat_map(|key| key.letters.iter().map(small))
        .collect();
    letters.dedup();
    let names: Vec<String> = letters.iter().map(|letter| format!("`{letter}`")).collect();
    let names = names.join(", ");
    match (&letters[..], keys.iter().any(|key| key.letters.len() > 1)) {
        ([letter], _) => Told::Letter(*letter),
        (_, true) => Told::Unclear(format!(
            "the list of keys names several right answers for question {number}, {names}, where one is expected"
        )),
        (_, false) => Told::Unclear(format!(
            "the list of keys has several answers for question {number}: {names}"
        )),
    }
}

/// What two lists say of the question that has a number.
fn both(number: usize, first: &Told, second: Told) -> Told {
    match (first, second) {
        (Told::Nothing, second) => second,
        (Told::Letter(first), Told::Letter(second)) if !first.to_lowercase().eq(second.to_lowercase()) => {
            Told::Unclear(format!(
                "the lists of keys have several answers for question {number}: `{first}`, `{second}`"
            ))
        }
        (first, _) => first.clone(),
    }
}
