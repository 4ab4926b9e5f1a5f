//! Questions with lettered options, as Aiken has them and as teachers write them.
//!
//! A question is a line, with a number or without, and its options follow with
//! letters in their order, Latin or Cyrillic. The right one has a star or a tick, or is
//! named below (`ANSWER: B`), or in a list at the end or before the questions that begins
//! with a word such as Key, Answers, Ключ, Ответы, Жауаптар. A line below the options that begins like an
//! answer is no part of the last one: where it is not understood the question is left
//! out, with its line.

mod ahead;
mod answer;
mod close;
mod key_list;
mod keys;
mod lettering;
mod lines;
mod pairs;
mod question;
mod script;
mod section;
mod statements;
mod told_keys;
mod types;
mod unlettered;

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Format;
use super::super::ImportError;
use super::super::Imported;
use super::super::Options;
use super::super::written::Reading;
use super::super::written::text_of;
use crate::text::read::Emphasis;
use ahead::begins_options;
use ahead::has_options_across;
use ahead::has_question;
use ahead::option_below;
use key_list::headed;
use key_list::holds_keys;
use key_list::is_list_word;
use key_list::key_list;
use key_list::number_pairs;
use key_list::pairs;
use keys::Lists;
use keys::Told;
use lettering::Lettering;
use lettering::option_of;
use lettering::split;
use lettering::without_tick;
use lines::Lines;
use question::Question;
use question::barely_numbered;
use question::is_task;
use question::numbered;
use question::take_bare_numbers;
use script::Script;
use section::is_section;
use section::part;
use told_keys::told_keys;
use types::Look;
pub use types::name as type_name;

/// Lines of questions and lettered options.
pub struct Lettered;

impl Format for Lettered {
    fn name(&self) -> &'static str {
        "lettered"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["aiken"]
    }

    fn has_questions_alone(&self) -> bool {
        true
    }

    fn looks_like(&self, text: &str) -> bool {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.windows(2).any(|pair| {
            let first = option_of(pair[0]);
            let second = option_of(pair[1]);
            matches!((first, second), (Some(first), Some(second)) if first.may_be(0) && second.may_be(1))
        }) || (0..lines.len()).any(|at| has_options_across(&lines[at..]))
            || {
                let lines: Vec<&str> = text.lines().map(str::trim).collect();
                !unlettered::options(&lines).is_empty() || !close::options(&lines).is_empty()
            }
    }

    fn read(&self, bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
        let Lines {
            lines,
            emphasised,
            numbers,
        } = Lines::of(text_of(bytes)?, &options.emphasised);
        let mut gathered = Gathered {
            emphasised,
            numbers,
            unlettered: unlettered::options(&lines),
            last_option: lines.iter().rposition(|line| begins_options(line)),
            ..Gathered::default()
        };
        for (at, close) in close::options(&lines) {
            if close.is_odd {
                let what = format!("`{}` is read as an option, though others have a space", lines[at]);
                gathered.noted.push((gathered.numbers[at], what));
            }
            gathered.unlettered.insert(at, close.option);
        }
        for at in 0..lines.len() {
            gathered.line(at, &lines);
        }
        gathered.finish()
    }
}

/// What was read so far.
#[derive(Default)]
struct Gathered {
    questions: Vec<Question>,
    /// For each line its number in the file, from 1.
    numbers: Vec<usize>,
    /// For each line how words of it stand out, and where.
    emphasised: Vec<Vec<(Emphasis, Range<usize>)>>,
    /// Options by what stands around them, at their lines, from 0.
    unlettered: BTreeMap<usize, Lettering>,
    lists: Lists,
    in_key: bool,
    /// The number of the variant that was headed last.
    part: Option<String>,
    /// Whether the list stands between the last question and what comes now.
    is_listed: bool,
    /// The last line, from 0, in which a question's options begin.
    last_option: Option<usize>,
    /// Numbered questions without options: their lines and numbers.
    lost: Vec<(usize, usize)>,
    /// Lines between questions that are neither, and what stands there.
    passed: Vec<(usize, String)>,
    /// What else is told of lines.
    noted: Vec<(usize, String)>,
    /// A question whose options have not come yet: its line, number and text.
    stem: Option<(usize, Option<usize>, String)>,
    /// Whether the line of the last number may head several questions.
    is_task: bool,
    /// The line, from 0, up to which all was read with one before it.
    read_to: usize,
}

impl Gathered {
    fn line(&mut self, at: usize, lines: &[&str]) {
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
            _ => (line, None),
        };
        self.question_text(at, lines, line);
        if let Some(named) = behind {
            self.answer(at, lines, named);
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
                    return self.continue_option(before, look);
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

    /// Whether no question with options follows a line.
    fn is_below_all(&self, at: usize) -> bool {
        self.last_option.is_none_or(|last| last < at) && self.unlettered.is_empty()
    }

    /// Whether a line names one option of the question above, though its word may begin the list of all.
    fn takes_answer_before_list(&self, at: usize, lines: &[&str]) -> bool {
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
    fn is_text(&self, at: usize, lines: &[&str], named: &str) -> bool {
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
    fn answer(&mut self, at: usize, lines: &[&str], named: &str) {
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
    fn unclear(&mut self, number: usize, what: String) {
        if let Some(question) = self.questions.last_mut() {
            question.unclear.get_or_insert((number, what));
        }
    }

    /// Where a line of the list begins with a variant, what follows is for its questions.
    fn begin_part(&mut self, line: &str) {
        if let Some(part) = part(line) {
            self.lists.begin_part(part);
        }
    }

    fn list_keys(&mut self, text: &str) {
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
                named: None,
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
                self.lose(before);
                (number, own, text.to_owned())
            }
        });
    }

    /// Notes a text that no options follow.
    fn lose(&mut self, stem: Option<(usize, Option<usize>, String)>) {
        match stem {
            Some((line, Some(number), _)) => self.lost.push((line, number)),
            Some((line, None, text)) if self.is_below_numbered() => self.passed.push((line, text)),
            _ => {}
        }
    }

    /// Whether the question above has a number, and no list of keys stands below it.
    fn is_below_numbered(&self) -> bool {
        !self.is_listed
            && self
                .questions
                .last()
                .is_some_and(|question| question.number.is_some())
    }

    /// Whether a line below a gap goes on with the last option: it begins with a small letter, and the answer of the
    /// question follows. Anywhere else it may be a name, or speak of the next question.
    fn goes_on_below_gap(&self, at: usize, lines: &[&str]) -> bool {
        let below = lines[at + 1..].iter().find(|line| !line.is_empty());
        let is_answer = |below: &&str| {
            key_list(below).is_none() && answer::named(below).is_some_and(|named| !named.is_empty())
        };
        self.stem.is_none()
            && self.is_below_numbered()
            && lines[at].starts_with(char::is_lowercase)
            && below.is_some_and(is_answer)
    }

    /// Notes a text right below a question that is no wish and no name, for it begins with a small letter.
    fn pass_over_text(&mut self) {
        let is_small = |stem: &mut (usize, Option<usize>, String)| {
            stem.1.is_none() && stem.2.starts_with(char::is_lowercase)
        };
        let stem = self.stem.take_if(is_small);
        self.lose(stem);
    }

    /// Whether a line without a letter goes on with the option above it: nothing is empty between them, the list of
    /// keys neither, and what follows is no first option of another question.
    fn continues_option(&self, at: usize, lines: &[&str], has_options: bool) -> bool {
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        let is_below_option = self.stem.is_none() && !self.questions.is_empty() && !above.is_empty();
        if has_options
            || self.is_listed
            || !is_below_option
            || numbered(lines[at]).0.is_some()
            || is_section(lines[at])
            || is_told(above)
        {
            return false;
        }
        let options = self.questions.last().map_or(0, |question| question.options.len());
        option_below(at, lines, &self.unlettered)
            .is_none_or(|places| places.contains(&options) && !places.contains(&0))
    }

    /// Sees how an option stands out that is in a line behind byte `from`, and returns where it ends.
    fn look_at(&self, at: usize, line: &str, option: &mut Lettering, from: usize) -> usize {
        // In `B) B` the text is behind the sign.
        let sign = line[from..].find(option.sign);
        let from = sign.map_or(from, |found| from + found + option.sign.len_utf8());
        let start = line[from..].find(&option.text).map_or(from, |found| from + found);
        let end = line.len().min(start + option.text.len());
        option.look = Look::of(line, start..end, &self.emphasised[at]);
        end
    }

    /// Tells of a line that goes on with an option and may be the next one. Where the next one stands below, it is text;
    /// else nobody knows.
    fn note_like_option(&mut self, at: usize, lines: &[&str], line: &str) {
        let options = self
            .questions
            .last()
            .map_or(&[][..], |question| &question.options);
        let letters: Vec<char> = options.iter().map(|option| option.letter).collect();
        if !close::may_follow(line, &letters) {
            return;
        }
        let number = self.numbers[at];
        match option_below(at, lines, &self.unlettered) {
            Some(_) => {
                let what = format!(
                    "`{line}` is read as words of the option above it; an option of its own is written like the others"
                );
                self.noted.push((number, what));
            }
            None => self.unclear(
                number,
                format!("`{line}` may be an option, or words of the one above it; write it like the others"),
            ),
        }
    }

    fn continue_option(&mut self, text: &str, look: Look) {
        if let Some(option) = self
            .questions
            .last_mut()
            .and_then(|question| question.options.last_mut())
        {
            let (text, is_ticked) = without_tick(text);
            option.text = format!("{} {text}", option.text);
            option.is_ticked |= is_ticked;
            option.look = option.look.and(look);
        }
    }

    fn finish(mut self) -> Result<Imported, ImportError> {
        self.pass_over_text();
        // Below all questions stand wishes and names.
        let stem = self.stem.take().filter(|(_, number, _)| number.is_some());
        self.lose(stem);
        take_bare_numbers(&mut self.questions);
        let mut reading = Reading::default();
        for (line, _) in &self.lost {
            reading.leave_out(*line, "no lettered options follow it");
        }
        for (line, text) in &self.passed {
            reading.note(
                *line,
                format!("`{text}` is no question and no option, and is not read"),
                false,
            );
        }
        for (line, what) in &self.noted {
            reading.note(*line, what.clone(), false);
        }
        let lost: Vec<usize> = self.lost.iter().map(|(_, number)| *number).collect();
        for (line, numbers) in self.lists.spare(&self.questions, &lost) {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let what = format!(
                "the key has an answer for {}, and no such question is there",
                numbers.join(", ")
            );
            reading.note(line, what, false);
        }
        for line in self.lists.unread() {
            let what =
                "a list of keys begins here, and no key of it is understood; write them as in `1-B, 2-C`";
            reading.note(line, what, false);
        }
        let named = self.questions.iter().filter_map(Question::named_letter);
        let script = Script::of(self.lists.letters().chain(named));
        let mut told = self.lists.told(&self.questions, &lost);
        let mut guessed = self
            .questions
            .iter()
            .zip(&told)
            .filter_map(|(question, told)| match told {
                Told::Letter(letter) if script.is_guess(*letter, &question.options) => {
                    Some((question.line, letter))
                }
                _ => None,
            });
        if let Some((line, letter)) = guessed.next() {
            let what = format!(
                "`{letter}` in the list of keys is read as the letter it looks like, B, and no other key tells whether \
                 the third option is meant; write the letters that the options have"
            );
            reading.note(line, what, false);
        }
        let by_type = types::tell(&self.questions, &mut told);
        for (question, told) in self.questions.into_iter().zip(&told) {
            question.add_to(&mut reading, told, script);
        }
        let imported = reading.finish()?;
        Ok(Imported { by_type, ..imported })
    }
}

/// Whether an answer is one of the options, by whatever alphabet.
fn is_meant(named: &str, options: &[Lettering]) -> bool {
    answer::meant(named, options, Script::default()).is_ok()
}

/// Whether a line names an answer or begins the list of all.
pub fn is_told(line: &str) -> bool {
    answer::named(line).is_some() || key_list(line).is_some()
}

#[cfg(test)]
mod key_tests;
#[cfg(test)]
mod shape_tests;
#[cfg(test)]
mod tests;
