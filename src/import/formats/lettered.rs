//! Questions with lettered options, as Aiken has them and as teachers write them.
//!
//! A question is a line, with a number or without, and its options follow with
//! letters in their order, Latin or Cyrillic. The right one has a star or a tick, or is
//! named below (`ANSWER: B`), or in a list at the end that begins with a word such as
//! Key, Answers, Ключ, Ответы, Жауаптар.

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

/// Words before the right letter, and before the list of all.
const ANSWER: [&str; 10] = [
    "answer",
    "correct answer",
    "right answer",
    "key",
    "ответ",
    "правильный ответ",
    "верный ответ",
    "жауабы",
    "жауап",
    "дұрыс жауап",
];
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
        })
    }

    fn read(&self, bytes: &[u8], _: &Options) -> Result<Imported, ImportError> {
        let text = text_of(bytes)?;
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let mut gathered = Gathered::default();
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
    /// The list of keys: numbers of questions and letters.
    keys: Vec<(usize, String)>,
    in_key: bool,
    /// Lines of numbered questions without options.
    lost: Vec<usize>,
    /// A question whose options have not come yet: its line, number and text.
    stem: Option<(usize, Option<usize>, String)>,
}

impl Gathered {
    fn line(&mut self, at: usize, lines: &[&str]) {
        let line = lines[at];
        if line.is_empty() {
            // A heading is no question; a question's options follow without a gap, or after one.
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
        if let Some(letter) = named_answer(line) {
            if let Some(question) = self.questions.last_mut().filter(|_| self.stem.is_none()) {
                question.named = Some(letter);
            }
            return;
        }
        let (before, options) = split(line);
        if !before.is_empty() {
            match self.continues_option(at, lines, !options.is_empty()) {
                true => {
                    self.continue_option(before);
                    return;
                }
                false => self.text(at + 1, before),
            }
        }
        for option in options {
            self.option(at + 1, option);
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
                let letters = letters.map(|letter| letter.to_lowercase().to_string());
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
        for line in &lines[at + 1..] {
            if line.is_empty() || numbered(line).0.is_some() || is_told(line) {
                return true;
            }
            if let Some(option) = split(line).1.first() {
                return option.may_be(options) && !option.may_be(0);
            }
        }
        true
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
            question.add_to(&mut reading, listed.map(|(_, letter)| letter.as_str()));
        }
        reading.finish()
    }
}

/// Whether a line names an answer or begins the list of all.
fn is_told(line: &str) -> bool {
    named_answer(line).is_some() || key_list(line).is_some()
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
    /// The letter that a line below names.
    named: Option<String>,
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
    fn may_be(&self, place: usize) -> bool {
        self.places.contains(&place)
    }
}

impl Question {
    fn add_to(self, reading: &mut Reading, listed: Option<&str>) {
        let named = self.named.as_deref().or(listed).map(str::to_lowercase);
        let is_named = |option: &Lettering| named.as_ref().is_some_and(|named| named.contains(option.letter));
        let is_ticked = self.options.iter().any(|option| option.is_ticked);
        if let Some(named) = &named
            && !is_ticked
            && !self.options.iter().any(is_named)
        {
            return reading.leave_out(self.line, format!("the answer `{named}` is none of its options"));
        }
        let options = self.options.iter().map(|option| Choice {
            text: option.text.clone(),
            is_key: if is_ticked {
                option.is_ticked
            } else {
                is_named(option)
            },
            why: None,
        });
        reading.add_choice(self.line, "", &self.stem, options.collect());
    }
}

/// `B) text`, `*b. text`, `(C) text`, `Б) текст`.
fn option_of(line: &str) -> Option<Lettering> {
    let line = line.trim();
    let (before, rest) = match line.strip_prefix(TICKS) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
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
    let alphabets = [LATIN, RUSSIAN, KAZAKH].iter();
    let places: Vec<usize> = alphabets
        .filter_map(|alphabet| alphabet.chars().position(|known| known == letter))
        .collect();
    let text = text.trim();
    let plain = text.trim_end_matches(TICKS).trim_end();
    let after = plain.len() < text.len();
    (!plain.is_empty() && !places.is_empty()).then(|| Lettering {
        places,
        letter,
        sign,
        text: plain.to_owned(),
        is_ticked: before || after,
        line: line.to_owned(),
    })
}

/// `12. text` and `12) text`: the number and the text.
fn numbered(line: &str) -> (Option<usize>, &str) {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    match (line[..digits].parse().ok(), rest.strip_prefix(['.', ')'])) {
        (Some(number), Some(text)) if text.starts_with([' ', '\t', '\u{a0}']) => (Some(number), text.trim()),
        _ => (None, line),
    }
}

/// The letter of `ANSWER: B`.
fn named_answer(line: &str) -> Option<String> {
    let (word, letter) = line.split_once([':', '–'])?;
    let letter = letter.trim().trim_end_matches(['.', ')']);
    let is_answer = ANSWER.contains(&word.trim().to_lowercase().as_str());
    (is_answer && letter.chars().count() == 1).then(|| letter.to_owned())
}

/// What follows the word that begins the list of answers.
fn key_list(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(':').unwrap_or((line, ""));
    let word = word.trim().to_lowercase();
    // `Key: B` below a question is its answer.
    let letters = rest.trim().chars().count();
    let is_row = letters > 1 && rest.chars().all(|sign| sign.is_alphabetic() || sign == ' ');
    let is_key = KEY.contains(&word.as_str());
    (is_key && letters != 1
        || ANSWER.contains(&word.as_str()) && is_row && rest.trim() == rest.trim().to_uppercase())
    .then_some(rest)
}

/// Numbers with letters: `1. B`, `2-C`, `3 D, 4 A`, `1b2c`.
fn pairs(line: &str) -> Vec<(usize, String)> {
    let mut pairs = Vec::new();
    let mut number = String::new();
    for sign in line.chars() {
        if sign.is_ascii_digit() {
            number.push(sign);
        } else if sign.is_alphabetic() {
            if let Ok(known) = number.parse() {
                pairs.push((known, sign.to_lowercase().to_string()));
            }
            number.clear();
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::Lettered;
    use crate::import::{Format, Options};

    /// Each question as `stem | key | wrong, wrong`, then the problems.
    fn read(text: &str) -> Vec<String> {
        let imported = Lettered.read(text.as_bytes(), &Options::default()).unwrap();
        let items = imported.decks.iter().flat_map(|deck| &deck.items);
        let items = items.map(|item| {
            let wrong: Vec<&str> = item.distractors.iter().map(|wrong| wrong.text.as_str()).collect();
            format!("{} | {} | {}", item.stem, item.key, wrong.join(", "))
        });
        items
            .chain(imported.problems.iter().map(ToString::to_string))
            .collect()
    }

    #[test]
    fn aiken_is_read() {
        let text = "Which lake is deepest?\nA. Oron\nB. Velk\nC. Sary\nANSWER: B\n\nIt froze.\nA. True\nB. False\nANSWER: A\n";
        assert_eq!(
            read(text),
            [
                "Which lake is deepest? | Velk | Oron, Sary",
                "It froze. | true | "
            ]
        );
    }

    #[test]
    fn a_teachers_own_questions_are_read() {
        let text = "Lakes, a test\n\n1. Which lake\nis deepest?\na) Oron\n*b) Velk\nc) Sary\n\n2) In which year?\n   A) 1911\n   B) 1912 ✓\n   C) 1913\n";
        let found = read(text);
        assert_eq!(
            found,
            [
                "Which lake is deepest? | Velk | Oron, Sary",
                "In which year? | 1912 | 1911, 1913"
            ]
        );
    }

    #[test]
    fn a_key_at_the_end_is_read() {
        let text = "1. One?\nA) a1\nB) b1\nC) c1\n2. Two?\nA) a2\nB) b2\nC) c2\n\nAnswers: 1-C, 2. A\n";
        assert_eq!(read(text), ["One? | c1 | a1, b1", "Two? | a2 | b2, c2"]);
        let below = "1. One?\nА) а1\nБ) б1\nВ) в1\n\nОтветы\n1. Б\n";
        assert_eq!(read(below), ["One? | б1 | а1, в1"]);
    }

    #[test]
    fn what_has_no_key_or_two_is_named_with_its_line() {
        let text = "One?\nA. a\nB. b\nC. c\n\nTwo?\n*A. a\n*B. b\nC. c\n\nThree?\nA. a\nB. b\nANSWER: A\n";
        assert_eq!(
            read(text),
            [
                "Three? | a | ",
                "line 1: no right option is marked",
                "line 6: several options are right at once",
                "line 11: one wrong option is too few; it is asked without options",
            ]
        );
    }

    #[test]
    fn options_in_one_line_are_read() {
        let text = "1. Which lake is deepest? A) Oron B) Velk *C) Sary\n2. Which river?\nA) Tur B) Ana\nC) Bel D) Cheg\nAnswer: D\n\
                    3. What did the U.S. Army and A. B. Rahman do?\na. left b. stayed ✓ c. came\n";
        assert_eq!(
            read(text),
            [
                "Which lake is deepest? | Sary | Oron, Velk",
                "Which river? | Cheg | Tur, Ana, Bel",
                "What did the U.S. Army and A. B. Rahman do? | stayed | left, came",
            ]
        );
    }

    #[test]
    fn an_option_may_run_over_lines() {
        let text = "1. Which?\nA) the one that lies\nin the north\nB) the other\n*C) none\nof them\n2. What?\na) x\nb) y ✓\nc) z\n";
        assert_eq!(
            read(text),
            [
                "Which? | none of them | the one that lies in the north, the other",
                "What? | y | x, z"
            ]
        );
        // Without numbers a line before an A is a question.
        let text = "One?\nA. a\n*B. b\nC. c\nTwo is\nlonger?\nA. d\n*B. e\nC. f\n";
        assert_eq!(read(text), ["One? | b | a, c", "Two is longer? | e | d, f"]);
    }

    #[test]
    fn a_key_in_one_row_is_read() {
        let text = "1. One?\nA) a1\nB) b1\nC) c1\n2. Two?\nA) a2\nB) b2\nC) c2\n\nKey: CA\n";
        assert_eq!(read(text), ["One? | c1 | a1, b1", "Two? | a2 | b2, c2"]);
        assert_eq!(read(&text.replace("Key: CA", "Answers:\nC A")), read(text));
    }

    #[test]
    fn kazakh_letters_have_their_own_order() {
        let text = "1. Қай жылы?\nА) 1991\nӘ) 1995\nБ) 1997\nВ) 2001\nЖауабы: Б\n";
        assert_eq!(read(text), ["Қай жылы? | 1997 | 1991, 1995, 2001"]);
    }

    #[test]
    fn a_key_in_front_and_what_has_no_options_are_told() {
        let text = "Key: 1b 3d\n\n1. Which lake is it?\na) a\nb) b\nc) c\n2. What is there to write?\n3. Which sea?\na) a\nb) b\nc) c\n";
        assert_eq!(
            read(text),
            [
                "Which lake is it? | b | a, c",
                "line 7: no lettered options follow it",
                "line 8: the answer `d` is none of its options",
            ]
        );
    }

    #[test]
    fn running_text_is_no_question() {
        assert!(!Lettered.looks_like("U.S. forces came.\nA. B. Rahman wrote.\n"));
        assert!(Lettered.looks_like("Which?\nA. one\nB. two\n"));
        assert!(Lettered.read(b"Just text.\n", &Options::default()).is_err());
    }
}
