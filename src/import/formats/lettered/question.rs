//! A question with its options, and which of them is right.

use super::answer;
use super::keys::Told;
use super::lettering::Lettering;
use super::script::Script;
use crate::import::written::Choice;
use crate::import::written::Reading;
use crate::items::others::letters_named;

pub(super) struct Question {
    pub line: usize,
    pub number: Option<usize>,
    /// The variant it stands in, by its number.
    pub part: Option<String>,
    pub stem: String,
    pub options: Vec<Lettering>,
    /// What a line below names, and that line, from 1.
    pub named: Option<(usize, String)>,
    /// The first line below that cannot be read, from 1, and why.
    pub unclear: Option<(usize, String)>,
}

impl Question {
    /// Adds it to what was read, or says why not; `told` is what the lists of keys say of it.
    pub fn add_to(mut self, reading: &mut Reading, told: &Told, script: Script) {
        self.end_options();
        if let Some((line, what)) = &self.unclear {
            return reading.leave_out(*line, self.of(*line, what));
        }
        // An answer may be named in the words that an option has in the file.
        let right = match self.right(told, script) {
            Ok(right) => right,
            Err((line, what)) => return reading.leave_out(line, self.of(line, &what)),
        };
        if let Err(what) = self.write_out(reading, script) {
            return reading.leave_out(self.line, what);
        }
        let options = self.options.iter().enumerate().map(|(place, option)| Choice {
            text: option.text.clone(),
            is_key: right.contains(&place),
            why: None,
        });
        reading.add_choice(self.line, "", &self.stem, options.collect());
    }

    /// Writes the words of other options for their letters, `A and B`: letters change with the order.
    ///
    /// Errors: a letter that is no other option.
    fn write_out(&mut self, reading: &mut Reading, script: Script) -> Result<(), String> {
        let texts: Vec<String> = self.options.iter().map(|option| option.text.clone()).collect();
        if self.are_letters_words(&texts, script) {
            return Ok(());
        }
        for (own, text) in texts.iter().enumerate() {
            let mut written = text.clone();
            for (at, letter) in letters_named(text).into_iter().rev() {
                let place = script.place(letter, &self.options).filter(|place| *place != own);
                let other = place.map(|place| texts[place].trim_end_matches('.'));
                let Some(other) = other.filter(|other| letters_named(other).is_empty()) else {
                    return Err(format!(
                        "its option `{text}` names letters that are no other options; write their words"
                    ));
                };
                let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                written.replace_range(at..end, other);
            }
            if written != *text {
                let what = format!(
                    "its option `{text}` is written out as `{written}`, because letters change with the order"
                );
                reading.note(self.line, what, false);
                self.options[own].text = written;
            }
        }
        Ok(())
    }

    /// Whether letters in options are no names of others, as of vowels, vitamins or sets: all are of letters, one names
    /// its own, or some are none of the options or most are of letters themselves.
    fn are_letters_words(&self, texts: &[String], script: Script) -> bool {
        let of_letters = texts.iter().filter(|text| is_of_letters(text)).count();
        let named = texts.iter().enumerate().flat_map(|(own, text)| {
            let letters = letters_named(text).into_iter();
            letters.map(move |(_, letter)| (own, script.place(letter, &self.options)))
        });
        let named: Vec<(usize, Option<usize>)> = named.collect();
        let names_own = named.iter().any(|(own, place)| *place == Some(*own));
        let names_none = named.iter().any(|(_, place)| place.is_none());
        let names_letters = named
            .iter()
            .any(|(_, place)| place.is_some_and(|place| is_of_letters(&texts[place])));
        of_letters == texts.len()
            || names_own
            || names_none && of_letters > 1
            || names_letters && of_letters * 2 > texts.len()
    }

    /// The options that are right, from 0.
    ///
    /// Errors: what is wrong with its answer, and in which line, from 1.
    fn right(&self, told: &Told, script: Script) -> Result<Vec<usize>, (usize, String)> {
        let options = self.options.iter().enumerate();
        let ticked: Vec<usize> = options
            .filter(|(_, option)| option.is_ticked)
            .map(|(place, _)| place)
            .collect();
        let named = match &self.named {
            Some((line, named)) => {
                let meant = answer::meant(named, &self.options, script);
                Some(meant.map_err(|what| (*line, what))?)
            }
            None => None,
        };
        let listed = match told {
            Told::Nothing => None,
            Told::Option(place) => Some(*place),
            Told::Unclear(what) => return Err((self.line, what.clone())),
            Told::Letter(letter) => {
                let place = script.place(*letter, &self.options);
                let named = letter.to_lowercase().to_string();
                Some(place.ok_or_else(|| (self.line, answer::not_among(&named, *letter, &self.options)))?)
            }
        };
        let said: Vec<usize> = ticked.iter().copied().chain(named).chain(listed).collect();
        let other = said.iter().find(|place| **place != said[0]);
        match other.filter(|_| ticked.len() < 2) {
            Some(other) => Err((
                self.line,
                format!(
                    "it has two answers, `{}` and `{}`, where one is expected",
                    self.options[said[0]].letter, self.options[*other].letter
                ),
            )),
            None if ticked.len() > 1 => Ok(ticked),
            None => Ok(said.into_iter().take(1).collect()),
        }
    }

    /// Whether neither a tick nor a line below says which option is right.
    pub fn has_no_answer(&self) -> bool {
        let is_ticked = self.options.iter().any(|option| option.is_ticked);
        !is_ticked && self.named.is_none() && self.unclear.is_none()
    }

    /// The letter that is named below, where it is one alone or stands before words.
    pub fn named_letter(&self) -> Option<char> {
        let (_, named) = self.named.as_ref()?;
        answer::lone_letter(named).or_else(|| answer::with_text(named).map(|(letter, _)| letter))
    }

    /// What is wrong with an answer, and of which question.
    fn of(&self, line: usize, what: &str) -> String {
        match line == self.line {
            true => what.to_owned(),
            false => format!("{what} (the question is in line {})", self.line),
        }
    }

    /// Takes off the commas or semicolons by which options are listed, and the full stop of the last one among them.
    fn end_options(&mut self) {
        if let [parted @ .., _] = self.options.as_mut_slice()
            && parted.iter().any(|option| option.text.ends_with(','))
            && parted
                .iter()
                .all(|option| option.text.ends_with(',') || option.is_ticked)
        {
            for option in parted {
                let plain = option.text.trim_end_matches([',', ' ']);
                if !plain.is_empty() {
                    option.text = plain.to_owned();
                }
            }
        }
        let is_listed = self.options.iter().any(|option| option.text.ends_with(';'));
        let last = self.options.len().saturating_sub(1);
        // `1465 ж.;` keeps its stop, and so does the last one then.
        let has_stops = self.options.iter().rev().skip(1).any(|option| {
            let plain = option.text.trim_end_matches([';', ' ']);
            plain.ends_with('.')
        });
        for (place, option) in self.options.iter_mut().enumerate().filter(|_| is_listed) {
            let plain = option.text.trim_end_matches([';', ' ']);
            let plain = match plain.strip_suffix('.') {
                Some(plain) if place == last && !has_stops => plain,
                _ => plain,
            };
            if !plain.is_empty() {
                option.text = plain.to_owned();
            }
        }
    }
}

/// Whether an option is made of letters.
fn is_of_letters(text: &str) -> bool {
    !letters_named(text).is_empty() || text.chars().count() == 1
}

/// What names of months begin with.
#[rustfmt::skip]
const MONTHS: [&str; 36] = [
    "январ", "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
];

/// Words behind a year.
const YEARS: [&str; 9] = [
    "жылы",
    "жылдары",
    "жылғы",
    "ж.",
    "год",
    "году",
    "года",
    "годах",
    "г.",
];

/// Signs behind the number of a question.
const ENDS: [char; 3] = ['.', ')', ':'];

/// Words for a question before or behind its number.
const CALLED: [&str; 7] = ["question", "вопрос", "сұрақ", "задание", "тапсырма", "task", "№"];

/// Those of them that head several questions as well: `Задание 1. Выберите ответ.`
const TASKS: [&str; 3] = ["задание", "тапсырма", "task"];

/// Whether a numbered line has a word that may head several questions.
pub(super) fn is_task(line: &str) -> bool {
    let words = line.split(|sign: char| !sign.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty()).take(2);
    called(line).is_some() && words.any(|word| TASKS.contains(&word.to_lowercase().as_str()))
}

/// `12. text`, `12 . text` and `12) text`, and `Question 12. text`, `№ 12. text`, `12-сұрақ. text`: the number and the
/// text.
pub(super) fn numbered(line: &str) -> (Option<usize>, &str) {
    match plainly_numbered(line).or_else(|| called(line)) {
        Some((number, text)) => (Some(number), text),
        None => (None, line),
    }
}

fn plainly_numbered(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = number_first(line)?;
    let text = rest.trim_start().strip_prefix(['.', ')'])?;
    // `1.Who` is a question, typed without a space; `1.5 million` is none.
    let begins = text.starts_with(|first: char| first.is_alphabetic() || "«“\" \t\u{a0}".contains(first));
    (begins || begins_with_date(text)).then(|| (number, text.trim()))
}

/// `12 text`: a number without a sign, which is one only where all questions of a file have such, one after another.
pub(super) fn barely_numbered(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = number_first(line)?;
    let text = rest.strip_prefix([' ', '\t', '\u{a0}'])?.trim();
    (!text.is_empty()).then_some((number, text))
}

/// Whether a day with its month stands in front, or a year: `16 декабря`, `1465 жылы`.
fn begins_with_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(figure), Some(word)) = (words.next(), words.next()) else {
        return false;
    };
    let word = word.to_lowercase();
    let is_figure = figure.bytes().all(|byte| byte.is_ascii_digit());
    let is_dated = match figure.len() {
        1 | 2 => MONTHS.iter().any(|month| word.starts_with(month)),
        4 => YEARS.contains(&word.as_str()),
        _ => false,
    };
    is_figure && is_dated
}

/// A number with a word for a question. A sign ends them, or a capital letter begins a text of several words or a
/// question, or nothing follows and the text is in the next line.
fn called(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = match after_call(line) {
        Some(rest) => number_first(after_call(rest).unwrap_or(rest))?,
        None => {
            let (number, rest) = number_first(line)?;
            let rest = rest.trim_start();
            match rest.strip_prefix(['-', '–']) {
                Some(rest) => (number, after_call(rest)?),
                // `1 вопрос. Кто?`
                None => (number, after_call(rest).filter(|rest| rest.starts_with(ENDS))?),
            }
        }
    };
    let rest = rest.trim_start();
    let text = match rest.strip_prefix(ENDS) {
        None if rest.is_empty() || is_sentence(rest) => return Some((number, rest)),
        None => {
            let text = rest.strip_prefix(['-', '–', '—'])?.trim_start();
            return is_sentence(text).then_some((number, text));
        }
        text => text?,
    };
    let is_apart = text.starts_with(|first: char| first.is_alphabetic() || "«“\"".contains(first));
    let begins = is_apart || begins_with_date(text) || text.starts_with(char::is_whitespace);
    (text.is_empty() || begins).then(|| (number, text.trim()))
}

/// Whether several words stand there, or a question, and the first word has a capital letter: no key, and no other word
/// for the question.
fn is_sentence(text: &str) -> bool {
    let first = text.trim_start_matches(['«', '“', '"']);
    let mut words = first.split_whitespace();
    let is_asked = text.ends_with('?') && text.chars().count() > 2;
    first.starts_with(char::is_uppercase)
        && answer::with_text(first).is_none()
        && words.next().is_some()
        && (words.next().is_some() || is_asked)
}

/// What stands behind a word for a question.
fn after_call(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = |word: &str| {
        let mut rest = text.chars();
        for letter in word.chars() {
            rest.next()?.to_lowercase().eq([letter]).then_some(())?;
        }
        let rest = rest.as_str();
        (!rest.starts_with(char::is_alphabetic)).then(|| rest.trim_start())
    };
    CALLED.iter().find_map(|word| rest(word))
}

pub(super) fn number_first(text: &str) -> Option<(usize, &str)> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    Some((number, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn the_number_of_a_question_is_no_part_of_its_text() {
        for line in [
            "1. Who?",
            "1 ) Who?",
            "Question 1. Who?",
            "ВОПРОС 1: Who?",
            "Вопрос № 1. Who?",
            "№1. Who?",
            "№ 1) Who?",
            "1-сұрақ. Who?",
            "1 – сұрақ: Who?",
            "Сұрақ 1. Who?",
            "1-тапсырма. Who?",
            "№1.Who?",
            "№1)Who?",
            "№1Who?",
            "№ 1-Who?",
            "Вопрос 1.Who?",
            "1-сұрақ.Who?",
            "1 вопрос. Who?",
            "1 сұрақ.Who?",
        ] {
            assert_eq!(numbered(line), (Some(1), "Who?"), "{line}");
        }
        assert_eq!(numbered("№1 Who is it?"), (Some(1), "Who is it?"));
        assert_eq!(numbered("1.«Who» is it?"), (Some(1), "«Who» is it?"));
        assert_eq!(numbered("Вопрос 1"), (Some(1), ""));
        for text in [
            "1 марта 1986 года кто?",
            "16 желтоқсанда не болды?",
            "1465 жылы қандай хандық?",
        ] {
            assert_eq!(numbered(&format!("2.{text}")), (Some(2), text));
            assert_eq!(numbered(&format!("№2.{text}")), (Some(2), text));
        }
        for line in [
            "1.5 metres",
            "1991 was",
            "Question time",
            "Questions 1. Who?",
            "Вопрос 1 – B",
            "Вопрос 1 B",
            "Вопрос 1 - B) Who is it",
            "1 вопрос - 1 балл",
            "№1.5 метра",
            "№1 школа города",
            "1-ші ханды кім сайлады?",
            "5-сұрақтың жауабы",
        ] {
            assert_eq!(numbered(line), (None, line), "{line}");
        }
    }
}
