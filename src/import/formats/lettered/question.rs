//! A question with its options, and which of them is right.

use super::answer;
use super::lettering::Lettering;
use super::script::Script;
use crate::import::written::Choice;
use crate::import::written::Reading;

pub(super) struct Question {
    pub line: usize,
    pub number: Option<usize>,
    pub stem: String,
    pub options: Vec<Lettering>,
    /// What a line below names, and that line, from 1.
    pub named: Option<(usize, String)>,
    /// The first line below that may be an answer or text of the last option, and its number, from 1.
    pub unclear: Option<(usize, String)>,
}

impl Question {
    /// Adds it to what was read, or says why not; `listed` is its letter in the list of all.
    pub fn add_to(mut self, reading: &mut Reading, listed: Option<char>, script: Script) {
        self.end_options();
        if let Some((line, text)) = &self.unclear {
            return reading.leave_out(*line, self.of(*line, &answer::not_understood(text)));
        }
        let is_ticked = self.options.iter().any(|option| option.is_ticked);
        let right = match (is_ticked, &self.named, listed) {
            (true, ..) | (false, None, None) => None,
            (false, Some((line, named)), _) => match answer::meant(named, &self.options, script) {
                Ok(place) => Some(place),
                Err(what) => return reading.leave_out(*line, self.of(*line, &what)),
            },
            (false, None, Some(letter)) => match script.place(letter, &self.options) {
                Some(place) => Some(place),
                None => {
                    let named = letter.to_lowercase().to_string();
                    return reading.leave_out(self.line, answer::not_among(&named, letter, &self.options));
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

/// `12. text`, `12 . text` and `12) text`: the number and the text.
pub(super) fn numbered(line: &str) -> (Option<usize>, &str) {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line[digits..].trim_start();
    match (line[..digits].parse().ok(), rest.strip_prefix(['.', ')'])) {
        (Some(number), Some(text)) if text.starts_with([' ', '\t', '\u{a0}']) => (Some(number), text.trim()),
        _ => (None, line),
    }
}
