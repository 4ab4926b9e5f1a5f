//! Lists of keys, and which letter of them is for which question.
//!
//! A list is for the questions above it, as far as the list before; one in front of all questions is for those below.
//! Where numbers begin anew, in a second variant, a letter goes to a question only if that is sure.

use std::collections::BTreeMap;
use std::ops::Range;

use super::question::Question;

/// Numbers from here on are years, and no questions.
const YEARS: usize = 1000;

/// A letter of a list, with the number that stands before it; none where letters alone stand in a row.
struct Key {
    number: Option<usize>,
    letter: char,
}

struct List {
    /// How many questions stand above it.
    above: usize,
    /// The line it begins in, from 1.
    line: usize,
    keys: Vec<Key>,
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
            let keys = Vec::new();
            self.0.push(List { above, line, keys });
        }
    }

    /// Adds letters with the numbers before them.
    pub fn add(&mut self, pairs: impl IntoIterator<Item = (usize, char)>) {
        if let Some(list) = self.0.last_mut() {
            let key = |(number, letter)| Key {
                number: Some(number),
                letter,
            };
            list.keys.extend(pairs.into_iter().map(key));
        }
    }

    /// Adds letters alone, which are for the questions in their order.
    pub fn add_row(&mut self, letters: impl Iterator<Item = char>) {
        if let Some(list) = self.0.last_mut() {
            let key = |letter| Key { number: None, letter };
            list.keys.extend(letters.map(key));
        }
    }

    /// All letters.
    pub fn letters(&self) -> impl Iterator<Item = char> {
        self.0
            .iter()
            .flat_map(|list| list.keys.iter().map(|key| key.letter))
    }

    /// Returns what is told of each question, in their order.
    pub fn told(&self, questions: &[Question]) -> Vec<Told> {
        let mut told = vec![Told::Nothing; questions.len()];
        for (list, range) in self.ranges(questions.len()) {
            for (at, known) in list.told(questions, range.clone()).into_iter().enumerate() {
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
    fn told(&self, questions: &[Question], range: Range<usize>) -> Vec<Told> {
        let wanted = self.wanted(questions, range);
        if self.keys.iter().all(|key| key.number.is_none()) {
            return self.told_by_row(&wanted);
        }
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        let mut told = Vec::new();
        for number in &wanted {
            let place = seen.entry(*number).or_default();
            let times = wanted.iter().filter(|other| *other == number).count();
            told.push(self.told_of(*number, *place, times));
            *place += 1;
        }
        told
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
        let keys = self.keys.iter().filter(|key| key.number == Some(number));
        let letters: Vec<char> = keys.flat_map(|key| key.letter.to_lowercase().next()).collect();
        let Some(first) = letters.first() else {
            return Told::Nothing;
        };
        match times {
            1 if letters.iter().all(|letter| letter == first) => Told::Letter(*first),
            1 => {
                let letters: Vec<String> = letters.iter().map(|letter| format!("`{letter}`")).collect();
                Told::Unclear(format!(
                    "the list of keys has several answers for question {number}: {}",
                    letters.join(", ")
                ))
            }
            _ if letters.len() == times => Told::Letter(letters[place]),
            _ => Told::Unclear(format!(
                "there are {times} questions with the number {number}, and the list of keys does not tell them apart; \
                 put a list below each variant"
            )),
        }
    }

    /// Letters alone: by the number of the question where there are enough of them, else one after another.
    fn told_by_row(&self, wanted: &[usize]) -> Vec<Told> {
        let is_by_number = wanted.iter().all(|number| (1..=self.keys.len()).contains(number))
            && wanted.windows(2).all(|pair| pair[0] < pair[1]);
        let at = |place: usize, number: usize| if is_by_number { number - 1 } else { place };
        let key = |(place, number): (usize, &usize)| {
            let key = self.keys.get(at(place, *number));
            key.map_or(Told::Nothing, |key| Told::Letter(key.letter))
        };
        wanted.iter().enumerate().map(key).collect()
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
