//! The lines of a file, one after another, and the questions that are gathered from them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ahead::begins_options;
use super::ahead::option_below;
use super::answer;
use super::key_list::headed;
use super::key_list::holds_keys;
use super::key_list::key_list;
use super::keys::Lists;
use super::lettering::Lettering;
use super::lettering::option_of;
use super::lettering::split;
use super::question::Question;
use super::question::barely_numbered;
use super::question::is_task;
use super::question::numbered;
use super::section::is_section;
use super::section::part;
use super::statements;
use super::told_keys::told_keys;
use super::types::Look;
use crate::text::read::Emphasis;

/// What was read so far.
#[derive(Default)]
pub(super) struct Gathered {
    pub questions: Vec<Question>,
    /// For each line its number in the file, from 1.
    pub numbers: Vec<usize>,
    /// For each line how words of it stand out, and where.
    pub emphasised: Vec<Vec<(Emphasis, Range<usize>)>>,
    /// Options by what stands around them, at their lines, from 0.
    pub unlettered: BTreeMap<usize, Lettering>,
    pub lists: Lists,
    pub in_key: bool,
    /// The number of the variant that was headed last.
    pub part: Option<String>,
    /// Whether the list stands between the last question and what comes now.
    pub is_listed: bool,
    /// The last line, from 0, in which a question's options begin.
    pub last_option: Option<usize>,
    /// Numbered questions without options: their lines and numbers.
    pub lost: Vec<(usize, usize)>,
    /// Lines between questions that are neither, and what stands there.
    pub passed: Vec<(usize, String)>,
    /// Lines that were read as words of the option above them.
    pub joined: Vec<Joined>,
    /// What else is told of lines.
    pub noted: Vec<(usize, String)>,
    /// A question whose options have not come yet: its line, number and text.
    pub stem: Option<(usize, Option<usize>, String)>,
    /// What the line of that question names as its answer, and that line, from 1.
    pub named: Option<(usize, String)>,
    /// Whether the line of the last number may head several questions.
    pub is_task: bool,
    /// The line, from 0, up to which all was read with one before it.
    pub read_to: usize,
}

/// A line that was read as words of the option above it.
pub(super) struct Joined {
    /// Place of its question among all, and that of the option among those of the question, from 0.
    pub at: (usize, usize),
    /// The line, from 1, and what stands there.
    pub line: (usize, String),
    /// The option without it.
    pub before: Lettering,
}

impl Gathered {
    pub fn line(&mut self, at: usize, lines: &[&str]) {
        let line = lines[at];
        if line.is_empty() || at < self.read_to {
            // A heading is no question; a question's options follow without a gap, or after one.
            return;
        }
        if self.takes_statements(at, lines) {
            return;
        }
        if let Some(mut option) = self.unlettered.remove(&at) {
            self.in_key = false;
            self.look_at(at, line, &mut option, 0);
            self.option(self.numbers[at], option);
            return;
        }
        if self.takes_answer_before_list(at, lines) {
            self.answer(at, lines, answer::named(line).unwrap_or_default());
            return;
        }
        if self.takes_table(at, lines) || self.takes_bare_list(at, lines) {
            return;
        }
        let below = lines[at + 1..].iter().find(|line| !line.is_empty());
        let headed = below.and_then(|below| headed(line, below));
        if let Some(rest) = key_list(line).or(headed) {
            self.pass_over_text();
            self.in_key = true;
            self.lists.begin(self.questions.len(), self.numbers[at]);
            self.begin_part(rest);
            self.list_keys(rest);
            return;
        }
        // The list may stand in front of the questions.
        if self.in_key && option_of(line).is_none() {
            if holds_keys(line) {
                self.list_keys(line);
                return;
            }
            if self.is_below_all(at) && !answer::begins(line) {
                self.begin_part(line);
                let told = match numbered(line) {
                    // `1-сұрақ: B`
                    (Some(number), text) if answer::lone_letter(text).is_some_and(char::is_alphabetic) => {
                        vec![(number, answer::lone_letter(text).into_iter().collect())]
                    }
                    _ => told_keys(line),
                };
                if !told.is_empty() || numbered(line).0.is_none() {
                    self.lists.add(told);
                    return;
                }
            }
        }
        self.in_key = false;
        if is_section(line) && below.is_some_and(|below| numbered(below).0.is_some()) {
            // A heading begins with a capital letter or a figure; nobody is sure of another one.
            if line.starts_with(char::is_lowercase) && self.is_below_numbered() {
                self.passed.push((self.numbers[at], line.to_owned()));
            }
            self.part = part(line);
            let stem = self.stem.take();
            self.lose(stem);
            return;
        }
        if let Some(named) = answer::named(line)
            && !self.is_text(at, lines, named)
        {
            self.answer(at, lines, named);
            return;
        }
        let (line, behind) = match answer::cut_off(line) {
            (before, Some(named)) if !split(before).1.is_empty() => (before, Some(named)),
            _ => match answer::cut_off_question(line) {
                Some((before, named)) => (before, Some(named)),
                None => (line, None),
            },
        };
        self.question_text(at, lines, line);
        match behind {
            Some(named) if self.stem.is_some() => self.named = Some((self.numbers[at], named.to_owned())),
            Some(named) => self.answer(at, lines, named),
            None => {}
        }
    }

    /// Adds numbered statements to the question above, whose options they stand before.
    fn takes_statements(&mut self, at: usize, lines: &[&str]) -> bool {
        let is_of_numberless = || self.questions.last().is_some_and(|last| last.number.is_none());
        let Some((line, own, _)) = self.stem.as_ref().filter(|_| numbered(lines[at]).0 == Some(1)) else {
            return false;
        };
        let above = self.numbers.iter().position(|number| number == line);
        let begins_options = |at: usize| match self.unlettered.get(&at) {
            Some(option) => option.may_be(0),
            None => begins_options(lines[at]) && numbered(lines[at]).0.is_none(),
        };
        let may_have = (own.is_some() && !self.is_task) || own.is_none() && is_of_numberless();
        let end = above
            .filter(|_| may_have)
            .and_then(|above| statements::end(lines, above, at, begins_options));
        let (Some(end), Some((_, _, text))) = (end, &mut self.stem) else {
            return false;
        };
        for line in lines[at..end].iter().filter(|line| !line.is_empty()) {
            *text = format!("{text} {line}").trim().to_owned();
        }
        self.read_to = end;
        true
    }

    /// A line of a question or of its options.
    fn question_text(&mut self, at: usize, lines: &[&str], line: &str) {
        let (before, options) = split(line);
        if options.is_empty() && self.takes_mistyped(at, lines, line) {
            return;
        }
        if !before.is_empty() {
            let goes_on = self.continues_option(at, lines, !options.is_empty())
                || options.is_empty() && self.goes_on_below_gap(at, lines);
            match goes_on {
                // Below the last option, what begins like an answer may be one and may be text: nobody guesses.
                true if answer::begins(line) && option_below(at, lines, &self.unlettered).is_none() => {
                    return self.unclear(self.numbers[at], answer::not_understood(line));
                }
                true => {
                    self.note_like_option(at, lines, before);
                    let look = Look::of(before, 0..before.len(), &self.emphasised[at]);
                    return self.continue_option(self.numbers[at], before, look);
                }
                false => self.text(self.numbers[at], before),
            }
        }
        let mut from = before.len();
        for mut option in options {
            from = self.look_at(at, line, &mut option, from);
            self.option(self.numbers[at], option);
        }
    }

    /// An option of the question above, or else a line of text.
    fn option(&mut self, number: usize, option: Lettering) {
        self.is_listed = false;
        if option.may_be(0)
            && let Some((line, own, text)) = self.stem.take()
        {
            self.questions.push(Question {
                line,
                number: own,
                part: self.part.clone(),
                stem: text,
                options: vec![option],
                named: self.named.take(),
                unclear: None,
            });
            return;
        }
        let open = self.questions.last_mut().filter(|_| self.stem.is_none());
        match open.filter(|question| option.may_be(question.options.len())) {
            Some(question) => question.options.push(option),
            None => self.text(number, &option.line),
        }
    }

    /// A line of a question's text.
    fn text(&mut self, number: usize, line: &str) {
        let (own, text) = numbered(line);
        if own.is_some() && !is_task(line) {
            // `Задание 1.` right above a question with a number of its own is a heading.
            self.stem
                .take_if(|(_, number, _)| number.is_some() && self.is_task);
        }
        if own.is_some() {
            self.is_task = is_task(line);
        }
        // `3 Where?` below `2 Who?` is the next question.
        let bare = |text: &str| barely_numbered(text).map(|(number, _)| number);
        let follows = |(_, known, before): &(usize, Option<usize>, String)| {
            known.is_none() && bare(before).is_some_and(|above| bare(line) == Some(above + 1))
        };
        if let Some((at, _, before)) = self.stem.take_if(|stem| own.is_none() && follows(stem)) {
            self.lost.extend(bare(&before).map(|number| (at, number)));
        }
        self.stem = Some(match self.stem.take() {
            // A question may run over several lines.
            Some((at, known, before)) if own.is_none() => {
                (at, known, format!("{before} {text}").trim().to_owned())
            }
            before => {
                self.named = None;
                self.lose(before);
                (number, own, text.to_owned())
            }
        });
    }

    /// Notes a text that no options follow.
    pub fn lose(&mut self, stem: Option<(usize, Option<usize>, String)>) {
        match stem {
            Some((line, Some(number), _)) => self.lost.push((line, number)),
            Some((line, None, text)) if self.is_below_numbered() => self.passed.push((line, text)),
            _ => {}
        }
    }

    /// Whether the question above has a number, and no list of keys stands below it.
    pub fn is_below_numbered(&self) -> bool {
        !self.is_listed
            && self
                .questions
                .last()
                .is_some_and(|question| question.number.is_some())
    }

    /// Notes a text right below a question that is no wish and no name, for it begins with a small letter.
    pub fn pass_over_text(&mut self) {
        let is_small = |stem: &mut (usize, Option<usize>, String)| {
            stem.1.is_none() && stem.2.starts_with(char::is_lowercase)
        };
        let stem = self.stem.take_if(is_small);
        self.lose(stem);
    }

    /// Sees how an option stands out that is in a line behind byte `from`, and returns where it ends.
    fn look_at(&self, at: usize, line: &str, option: &mut Lettering, from: usize) -> usize {
        // In `B) B` the text is behind the sign.
        let begin = from;
        let sign = line[from..].find(option.sign);
        let from = sign.map_or(from, |found| from + found + option.sign.len_utf8());
        let start = line[from..].find(&option.text).map_or(from, |found| from + found);
        let end = line.len().min(start + option.text.len());
        let label = Look::of(line, begin..from.max(begin), &self.emphasised[at]);
        option.look = Look::of(line, start..end, &self.emphasised[at]).behind(label);
        end
    }
}
