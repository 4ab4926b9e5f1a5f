//! Lines that name the right answer, of one question or of all.

use super::ahead::has_question;
use super::answer;
use super::gathered::Gathered;
use super::is_meant;
use super::key_list::bare_keys;
use super::key_list::holds_keys;
use super::key_list::is_list_word;
use super::key_list::number_pairs;
use super::key_list::pairs;
use super::key_list::rows;
use super::lettering::split;
use super::question::numbered;
use super::section::part;

impl Gathered {
    /// Whether no question with options follows a line.
    pub fn is_below_all(&self, at: usize) -> bool {
        self.last_option.is_none_or(|last| last < at) && self.unlettered.is_empty()
    }

    /// Whether a line names one option of the question above, though its word may begin the list of all.
    pub fn takes_answer_before_list(&self, at: usize, lines: &[&str]) -> bool {
        let line = lines[at];
        let question = self
            .questions
            .last()
            .filter(|_| self.stem.is_none() && !self.in_key);
        let (Some(question), Some(named)) = (question, answer::named(line)) else {
            return false;
        };
        let letters = named.chars().filter(|sign| sign.is_alphabetic()).count();
        // As many letters as there are questions are the list of all, where no other question follows.
        let is_last = || !has_question(&lines[at + 1..]);
        let is_row = answer::is_row(named)
            && !is_list_word(line)
            && letters <= question.options.len()
            && (letters != self.questions.len() || !is_last());
        // `Answers: A, C` between questions names two right ones.
        let are_several = letters > 1 && letters != self.questions.len() && holds_keys(named) && !is_last();
        is_row
            || answer::is_text_of_one(named, &question.options)
            || pairs(named).is_empty() && are_several
            || pairs(named).len() < 2 && is_meant(named, &question.options)
    }

    /// Whether a line that begins like an answer is the text of a question: no answer, and options follow.
    pub fn is_text(&self, at: usize, lines: &[&str], named: &str) -> bool {
        if named.is_empty() || answer::lone_letter(named).is_some() {
            return false;
        }
        let Some(question) = self.questions.last().filter(|_| self.stem.is_none()) else {
            return true;
        };
        let (before, options) = split(lines[at]);
        let begins_here = !options.is_empty() && answer::named(before).is_some_and(|named| !named.is_empty());
        let next = lines[at + 1..].iter().find(|line| !line.is_empty());
        let begins_next = next.is_some_and(|line| {
            let (before, options) = split(line);
            before.is_empty() && options.first().is_some_and(|option| option.may_be(0))
        });
        !is_meant(named, &question.options) && (begins_here || begins_next)
    }

    /// What is named as the answer of the question above; where nothing is, the next line may name it.
    pub fn answer(&mut self, at: usize, lines: &[&str], named: &str) {
        let Some(question) = self.questions.last_mut().filter(|_| self.stem.is_none()) else {
            return;
        };
        let mut text = named;
        if text.is_empty() {
            let next = (at + 1..lines.len()).find(|next| !lines[*next].is_empty());
            let is_answer = |next: &usize| {
                numbered(lines[*next]).0.is_none() && is_meant(lines[*next], &question.options)
            };
            if let Some(next) = next.filter(is_answer) {
                text = lines[next];
                self.read_to = next + 1;
            }
        }
        question.named = Some((self.numbers[at], text.to_owned()));
    }

    /// Leaves out the question above for a line below its options, and says why.
    pub fn unclear(&mut self, number: usize, what: String) {
        if let Some(question) = self.questions.last_mut() {
            question.unclear.get_or_insert((number, what));
        }
    }

    /// Takes a table of keys in two rows, of which a line is the first.
    pub fn takes_table(&mut self, at: usize, lines: &[&str]) -> bool {
        let below = (at + 1..lines.len()).find(|below| !lines[*below].is_empty());
        let Some((below, keys)) = below.and_then(|below| Some((below, rows(lines[at], lines[below])?)))
        else {
            return false;
        };
        self.pass_over_text();
        self.in_key = true;
        self.is_listed = true;
        self.lists.begin(self.questions.len(), self.numbers[at]);
        self.lists.add(keys);
        self.read_to = below + 1;
        true
    }

    /// Takes a list of keys without a heading: below all options, nothing but a key for each question.
    pub fn takes_bare_list(&mut self, at: usize, lines: &[&str]) -> bool {
        if self.in_key || self.is_listed || self.questions.len() < 2 || !self.is_below_all(at) {
            return false;
        }
        let Some(told) = bare_keys(&lines[at..]) else {
            return false;
        };
        let mut numbers: Vec<usize> = told.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        let own = self.questions.iter().zip(1..);
        let wanted: Vec<usize> = own
            .map(|(question, place)| question.number.unwrap_or(place))
            .collect();
        if numbers != wanted {
            return false;
        }
        self.in_key = true;
        self.is_listed = true;
        self.stem = None;
        self.lists.begin(self.questions.len(), self.numbers[at]);
        self.lists.add(told);
        self.read_to = lines.len();
        true
    }

    /// Where a line of the list begins with a variant, what follows is for its questions.
    pub fn begin_part(&mut self, line: &str) {
        if let Some(part) = part(line) {
            self.lists.begin_part(part);
        }
    }

    pub fn list_keys(&mut self, text: &str) {
        self.is_listed = true;
        let found = pairs(text);
        match found.is_empty() {
            false => self.lists.add(found),
            // `1 вариант` is no row of letters.
            true if text.contains(|sign: char| sign.is_ascii_digit()) => self.lists.add(number_pairs(text)),
            true => self
                .lists
                .add_row(text.chars().filter(|sign| sign.is_alphabetic())),
        }
    }
}
