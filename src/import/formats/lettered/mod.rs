//! Questions with lettered options, as Aiken has them and as teachers write them.
//!
//! A question is a line, with a number or without, and its options follow with
//! letters in their order, Latin or Cyrillic. The right one has a star or a tick, or is
//! named below (`ANSWER: B`), or in a list at the end that begins with a word such as
//! Key, Answers, Ключ, Ответы, Жауаптар. A line below the options that begins like an
//! answer is no part of the last one: where it is not understood the question is left
//! out, with its line.

mod answer;
mod unlettered;

use std::collections::BTreeMap;

use super::super::Format;
use super::super::ImportError;
use super::super::Imported;
use super::super::Options;
use super::super::written::Choice;
use super::super::written::Reading;
use super::super::written::text_of;

/// Lines of questions and lettered options.
pub struct Lettered;

/// Letters of options, in their order, in each alphabet.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const RUSSIAN: &str = "абвгдежзиклмн";
const KAZAKH: &str = "аәбвгғдежзий";

/// Words before the list of all answers.
const KEY: [&str; 10] = [
    "answers",
    "key",
    "answer key",
    "keys",
    "ответы",
    "ключ",
    "ключи",
    "жауаптар",
    "жауап кілті",
    "кілт",
];

/// Signs of the right option.
const TICKS: [char; 4] = ['*', '✓', '✔', '✅'];

/// Another one, which stands in front alone: `C++` is no right option.
const PLUS: char = '+';

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
        }) || lines.iter().any(|line| {
            let (_, options) = split(line);
            options.len() > 2 && options[0].may_be(0)
        }) || !unlettered::options(&text.lines().map(str::trim).collect::<Vec<_>>()).is_empty()
    }

    fn read(&self, bytes: &[u8], _: &Options) -> Result<Imported, ImportError> {
        let text = text_of(bytes)?;
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let mut gathered = Gathered {
            unlettered: unlettered::options(&lines),
            ..Gathered::default()
        };
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
    /// Options by what stands around them, at their lines, from 0.
    unlettered: BTreeMap<usize, Lettering>,
    /// The list of keys: numbers of questions and letters.
    keys: Vec<(usize, char)>,
    in_key: bool,
    /// Lines of numbered questions without options.
    lost: Vec<usize>,
    /// A question whose options have not come yet: its line, number and text.
    stem: Option<(usize, Option<usize>, String)>,
    /// A line, from 0, that was read with the one before it.
    taken: Option<usize>,
}

impl Gathered {
    fn line(&mut self, at: usize, lines: &[&str]) {
        let line = lines[at];
        if line.is_empty() || self.taken == Some(at) {
            // A heading is no question; a question's options follow without a gap, or after one.
            return;
        }
        if let Some(option) = self.unlettered.remove(&at) {
            self.in_key = false;
            self.option(at + 1, option);
            return;
        }
        if self.takes_answer_before_list(at, lines) {
            self.answer(at, lines, answer::named(line).unwrap_or_default());
            return;
        }
        if let Some(rest) = key_list(line) {
            self.in_key = true;
            self.list_keys(rest);
            return;
        }
        // The list may stand in front of the questions.
        let begins_question = matches!(numbered(line), (Some(_), text) if text.split(' ').count() > 2);
        self.in_key &= !begins_question && option_of(line).is_none();
        if self.in_key {
            self.list_keys(line);
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

    /// A line of a question or of its options.
    fn question_text(&mut self, at: usize, lines: &[&str], line: &str) {
        let (before, options) = split(line);
        if !before.is_empty() {
            match self.continues_option(at, lines, !options.is_empty()) {
                // Below the last option, what begins like an answer may be one and may be text: nobody guesses.
                true if answer::begins(line) && option_below(at, lines).is_none() => {
                    return self.unclear(at + 1, line);
                }
                true => return self.continue_option(before),
                false => self.text(at + 1, before),
            }
        }
        for option in options {
            self.option(at + 1, option);
        }
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
        let is_row = answer::is_row(named)
            && !is_list_word(line)
            && letters <= question.options.len()
            && (letters != self.questions.len() || has_question(&lines[at + 1..]));
        is_row || pairs(named).len() < 2 && answer::meant(named, &question.options).is_ok()
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
        answer::meant(named, &question.options).is_err() && (begins_here || begins_next)
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
                numbered(lines[*next]).0.is_none() && answer::meant(lines[*next], &question.options).is_ok()
            };
            if let Some(next) = next.filter(is_answer) {
                text = lines[next];
                self.taken = Some(next);
            }
        }
        question.named = Some((at + 1, text.to_owned()));
    }

    /// A line below the options of the question above that cannot be told from an answer.
    fn unclear(&mut self, number: usize, line: &str) {
        if let Some(question) = self.questions.last_mut() {
            question.unclear.get_or_insert_with(|| (number, line.to_owned()));
        }
    }

    fn list_keys(&mut self, text: &str) {
        let found = pairs(text);
        match found.is_empty() {
            false => self.keys.extend(found),
            // Letters alone are for the questions in their order.
            true => {
                let next = self.keys.len() + 1;
                let letters = text.chars().filter(|sign| sign.is_alphabetic());
                self.keys.extend((next..).zip(letters));
            }
        }
    }

    /// An option of the question above, or else a line of text.
    fn option(&mut self, number: usize, option: Lettering) {
        if option.may_be(0)
            && let Some((line, own, text)) = self.stem.take()
        {
            self.questions.push(Question {
                line,
                number: own,
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
        self.stem = Some(match self.stem.take() {
            // A question may run over several lines.
            Some((at, known, before)) if own.is_none() => (at, known, format!("{before} {text}")),
            before => {
                self.lose(before);
                (number, own, text.to_owned())
            }
        });
    }

    fn lose(&mut self, stem: Option<(usize, Option<usize>, String)>) {
        let numbered = stem.filter(|(_, number, _)| number.is_some());
        self.lost.extend(numbered.map(|(line, _, _)| line));
    }

    /// Whether a line without a letter goes on with the option above it: nothing is empty between them, and
    /// what follows is no first option of another question.
    fn continues_option(&self, at: usize, lines: &[&str], has_options: bool) -> bool {
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        let is_below_option = self.stem.is_none() && !self.questions.is_empty() && !above.is_empty();
        if has_options || !is_below_option || numbered(lines[at]).0.is_some() || is_told(above) {
            return false;
        }
        let options = self.questions.last().map_or(0, |question| question.options.len());
        option_below(at, lines).is_none_or(|option| option.may_be(options) && !option.may_be(0))
    }

    fn continue_option(&mut self, text: &str) {
        if let Some(option) = self
            .questions
            .last_mut()
            .and_then(|question| question.options.last_mut())
        {
            option.text = format!("{} {}", option.text, text.trim_end_matches(TICKS).trim_end());
            option.is_ticked |= text.ends_with(TICKS);
        }
    }

    fn finish(mut self) -> Result<Imported, ImportError> {
        let stem = self.stem.take();
        self.lose(stem);
        let mut reading = Reading::default();
        for line in &self.lost {
            reading.leave_out(*line, "no lettered options follow it");
        }
        for (at, question) in self.questions.into_iter().enumerate() {
            let wanted = question.number.unwrap_or(at + 1);
            let listed = self.keys.iter().find(|(number, _)| *number == wanted);
            question.add_to(&mut reading, listed.map(|(_, letter)| *letter));
        }
        reading.finish()
    }
}

/// Whether a line names an answer or begins the list of all.
fn is_told(line: &str) -> bool {
    answer::named(line).is_some() || key_list(line).is_some()
}

/// The next option below a line, before a gap, a numbered question or an answer.
fn option_below(at: usize, lines: &[&str]) -> Option<Lettering> {
    let below = lines[at + 1..].iter();
    below
        .take_while(|line| !line.is_empty() && numbered(line).0.is_none() && !is_told(line))
        .find_map(|line| split(line).1.into_iter().next())
}

/// Whether a numbered line or an option is among `lines`.
fn has_question(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| numbered(line).0.is_some() || !split(line).1.is_empty())
}

/// Cuts a line into the text before its options and the options: `Which? A) one B) two`.
///
/// A lone letter within a line is no option; two or more in their order are, where all have the same sign.
fn split(line: &str) -> (&str, Vec<Lettering>) {
    let starts = starts(line);
    let Some((first, rest)) = starts.split_first() else {
        return (line, Vec::new());
    };
    if first.0 > 0 && rest.is_empty() {
        return (line, Vec::new());
    }
    let ends = rest.iter().map(|(start, _)| *start).chain([line.len()]);
    let spans = starts.iter().map(|(start, _)| *start).zip(ends);
    let options: Option<Vec<Lettering>> = spans.map(|(start, end)| option_of(&line[start..end])).collect();
    match options {
        Some(options) => (line[..first.0].trim_end(), options),
        None => match option_of(line) {
            Some(option) => ("", vec![option]),
            None => (line, Vec::new()),
        },
    }
}

/// Where options begin in a line, and their letters: the first at the front, or an A further on, and then one
/// after another.
fn starts(line: &str) -> Vec<(usize, Lettering)> {
    let mut starts: Vec<(usize, Lettering)> = Vec::new();
    let mut after_space = true;
    for (at, sign) in line.char_indices() {
        // A tick with a space behind it belongs to the option before.
        let after_tick = line[at..].strip_prefix(TICKS);
        let closes = !starts.is_empty() && after_tick.is_some_and(|rest| rest.starts_with(' '));
        let may_begin = after_space && !closes;
        after_space = sign.is_whitespace();
        let Some(option) = may_begin.then(|| option_of(&line[at..])).flatten() else {
            continue;
        };
        let fits = match starts.last() {
            None => at == 0 || option.may_be(0),
            Some((_, last)) => {
                option.sign == last.sign && last.places.iter().any(|place| option.may_be(place + 1))
            }
        };
        if fits {
            starts.push((at, option));
        }
    }
    starts
}

struct Question {
    line: usize,
    number: Option<usize>,
    stem: String,
    options: Vec<Lettering>,
    /// What a line below names, and that line, from 1.
    named: Option<(usize, String)>,
    /// The first line below that may be an answer or text of the last option, and its number, from 1.
    unclear: Option<(usize, String)>,
}

/// An option with its letter.
#[derive(Debug, PartialEq, Eq)]
struct Lettering {
    /// Its place in each alphabet that has it, from 0.
    places: Vec<usize>,
    letter: char,
    /// What stands behind the letter.
    sign: char,
    text: String,
    is_ticked: bool,
    /// The whole line, for when it is no option after all.
    line: String,
}

impl Lettering {
    /// `before` says whether a tick stands in front; one behind the text is taken off. `None` without a text.
    fn new(
        places: Vec<usize>,
        letter: char,
        sign: char,
        before: bool,
        text: &str,
        line: &str,
    ) -> Option<Lettering> {
        let text = text.trim();
        let plain = text.trim_end_matches(TICKS).trim_end();
        (!plain.is_empty()).then(|| Lettering {
            places,
            letter,
            sign,
            text: plain.to_owned(),
            is_ticked: before || plain.len() < text.len(),
            line: line.to_owned(),
        })
    }

    fn may_be(&self, place: usize) -> bool {
        self.places.contains(&place)
    }
}

impl Question {
    fn add_to(mut self, reading: &mut Reading, listed: Option<char>) {
        self.end_options();
        if let Some((line, text)) = &self.unclear {
            return reading.leave_out(*line, self.of(*line, &answer::not_understood(text)));
        }
        let is_ticked = self.options.iter().any(|option| option.is_ticked);
        let right = match (is_ticked, &self.named, listed) {
            (true, ..) | (false, None, None) => None,
            (false, Some((line, named)), _) => match answer::meant(named, &self.options) {
                Ok(place) => Some(place),
                Err(what) => return reading.leave_out(*line, self.of(*line, &what)),
            },
            (false, None, Some(letter)) => match answer::lettered(letter, &self.options) {
                Some(place) => Some(place),
                None => {
                    let letter = letter.to_lowercase();
                    return reading
                        .leave_out(self.line, format!("the answer `{letter}` is none of its options"));
                }
            },
        };
        let options = self.options.iter().enumerate().map(|(place, option)| Choice {
            text: option.text.clone(),
            is_key: if is_ticked {
                option.is_ticked
            } else {
                right == Some(place)
            },
            why: None,
        });
        reading.add_choice(self.line, "", &self.stem, options.collect());
    }

    /// What is wrong with an answer, and of which question.
    fn of(&self, line: usize, what: &str) -> String {
        match line == self.line {
            true => what.to_owned(),
            false => format!("{what} (the question is in line {})", self.line),
        }
    }

    /// Takes off the semicolons by which options are listed, and the full stop of the last one among them.
    fn end_options(&mut self) {
        let is_listed = self.options.iter().any(|option| option.text.ends_with(';'));
        let last = self.options.len().saturating_sub(1);
        for (place, option) in self.options.iter_mut().enumerate().filter(|_| is_listed) {
            let plain = option.text.trim_end_matches([';', ' ']);
            let plain = match plain.strip_suffix('.') {
                Some(plain) if place == last => plain,
                _ => plain,
            };
            if !plain.is_empty() {
                option.text = plain.to_owned();
            }
        }
    }
}

/// `B) text`, `*b. text`, `+b) text`, `(C) text`, `Б) текст`.
fn option_of(line: &str) -> Option<Lettering> {
    let (before, rest) = ticked(line);
    let rest = rest.strip_prefix('(').unwrap_or(rest);
    let mut letters = rest.chars();
    let letter = letters.next()?.to_lowercase().next()?;
    let rest = letters.as_str();
    let text = rest.strip_prefix(['.', ')'])?;
    let sign = rest.chars().next()?;
    // `U.S. forces` is no option.
    if !text.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    let places = places_of(letter);
    match places.is_empty() {
        true => None,
        false => Lettering::new(places, letter, sign, before, text, line.trim()),
    }
}

/// Whether a tick stands in front, and what follows it.
fn ticked(line: &str) -> (bool, &str) {
    let line = line.trim();
    match line.strip_prefix(TICKS).or_else(|| line.strip_prefix(PLUS)) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    }
}

/// The places of a small letter in the alphabets that have it, from 0.
fn places_of(letter: char) -> Vec<usize> {
    let alphabets = [LATIN, RUSSIAN, KAZAKH].into_iter();
    alphabets
        .filter_map(|alphabet| alphabet.chars().position(|known| known == letter))
        .collect()
}

/// `12. text`, `12 . text` and `12) text`: the number and the text.
fn numbered(line: &str) -> (Option<usize>, &str) {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line[digits..].trim_start();
    match (line[..digits].parse().ok(), rest.strip_prefix(['.', ')'])) {
        (Some(number), Some(text)) if text.starts_with([' ', '\t', '\u{a0}']) => (Some(number), text.trim()),
        _ => (None, line),
    }
}

/// What follows the word that begins the list of answers.
fn key_list(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(':').unwrap_or((line, ""));
    // `Key: B` below a question is its answer.
    let is_list = is_list_word(line) && rest.trim().chars().count() != 1;
    let is_row = line.contains(':') && answer::named(line).is_some_and(answer::is_row);
    (is_list || is_row).then_some(rest)
}

/// Whether what stands before the colon begins a list of answers.
fn is_list_word(line: &str) -> bool {
    let word = line.split_once(':').map_or(line, |(word, _)| word);
    KEY.contains(&word.trim().to_lowercase().as_str())
}

/// Numbers with letters: `1. B`, `2-C`, `3 D, 4 A`, `1b2c`.
fn pairs(line: &str) -> Vec<(usize, char)> {
    let mut pairs = Vec::new();
    let mut number = String::new();
    for sign in line.chars() {
        if sign.is_ascii_digit() {
            number.push(sign);
        } else if sign.is_alphabetic() {
            if let Ok(known) = number.parse() {
                pairs.push((known, sign));
            }
            number.clear();
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
