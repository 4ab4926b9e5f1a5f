//! A question as a class meets it: its text, its options, and what is right.

use serde::Deserialize;
use serde::Serialize;

use crate::answers::sort_by_value;
use crate::items::Item;
use crate::items::form::Form;
use crate::items::form::form;
use crate::items::others::stands_last;

/// A question as a class meets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Names its card: deck/item or deck/item/direction.
    pub card: String,
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub answer: Answer,
    /// Shown to the teacher, and to the class after the answer.
    pub explanation: Option<String>,
    /// Where it is from: title, publisher, date.
    pub source: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// By choosing one option.
    Choice {
        /// By the alphabet, numbers and dates by their value, what is about all others last.
        options: Vec<String>,
        /// The right ones, from 0. One, until a teacher takes a second one as right too.
        keys: Vec<usize>,
        /// Whether the options stay in this order everywhere: they are numbers, dates, or true and false.
        fixed: bool,
    },
    /// By writing; a person judges it.
    Written {
        /// What is right.
        model: String,
        /// Lines to write on.
        lines: usize,
        /// Shown below the text: events to order, halves to match.
        shown: Vec<String>,
    },
}

impl Question {
    /// Makes a question of a card. `source` is where it is from, in a line.
    pub fn new(card: &str, item: &Item, source: Option<String>) -> Question {
        let form = form(item);
        Question {
            card: card.to_owned(),
            text: match &form {
                Form::Truth { statement, .. } => statement.clone(),
                _ => item.stem.clone(),
            },
            answer: answer(item, form),
            explanation: item.explanation.clone(),
            source,
        }
    }

    /// Whether it is answered by choosing.
    pub fn is_choice(&self) -> bool {
        matches!(self.answer, Answer::Choice { .. })
    }

    /// Returns the options; none where the answer is written.
    pub fn options(&self) -> &[String] {
        match &self.answer {
            Answer::Choice { options, .. } => options,
            Answer::Written { .. } => &[],
        }
    }

    /// Moves options that are about all others behind those in `order`, and leaves the rest as they stand.
    pub fn settle(&self, order: &mut [usize]) {
        let options = self.options();
        order.sort_by_key(|at| options.get(*at).is_some_and(|option| stands_last(option)));
    }

    /// Returns the options that are right, from 0.
    pub fn keys(&self) -> &[usize] {
        match &self.answer {
            Answer::Choice { keys, .. } => keys,
            Answer::Written { .. } => &[],
        }
    }

    /// Returns what is right, in words.
    pub fn right(&self) -> String {
        match &self.answer {
            Answer::Choice { options, keys, .. } => {
                let right = keys.iter().filter_map(|key| options.get(*key));
                right.cloned().collect::<Vec<_>>().join("; ")
            }
            Answer::Written { model, .. } => model.clone(),
        }
    }
}

fn answer(item: &Item, form: Form) -> Answer {
    match form {
        Form::Choice { key, wrong } => {
            let wrong = wrong.into_iter().map(|(text, _)| text);
            let mut options: Vec<String> = wrong.chain([key.clone()]).collect();
            options.sort_by_key(|option| (stands_last(option), option.to_lowercase(), option.clone()));
            let fixed = sort_by_value(&mut options);
            let key = options.iter().position(|option| *option == key);
            Answer::Choice {
                keys: key.into_iter().collect(),
                options,
                fixed,
            }
        }
        Form::Truth { is_true, .. } => Answer::Choice {
            options: vec!["True".to_owned(), "False".to_owned()],
            keys: vec![usize::from(!is_true)],
            fixed: true,
        },
        Form::Number { .. } => written(item.key.clone(), 1, Vec::new()),
        Form::Short { answers } => written(answers.first().cloned().unwrap_or_default(), 1, Vec::new()),
        Form::Set { keys } => {
            let lines = keys.len();
            written(keys.join("; "), lines, Vec::new())
        }
        Form::Order { keys } => {
            let mut shown = keys.clone();
            shown.sort();
            let right = keys.iter().map(|key| letter_of(&shown, key));
            written(right.collect::<Vec<_>>().join(" "), 1, lettered(&shown))
        }
        Form::Matching { pairs, spare } => {
            let mut right: Vec<String> = pairs
                .iter()
                .map(|(_, right)| right.clone())
                .chain(spare)
                .collect();
            right.sort();
            right.dedup();
            let model = pairs.iter().enumerate();
            let model = model.map(|(at, (_, half))| format!("{}{}", at + 1, letter_of(&right, half)));
            let left = pairs.iter().enumerate();
            let mut shown: Vec<String> = left
                .map(|(at, (left, _))| format!("{}. {left}", at + 1))
                .collect();
            shown.extend(lettered(&right));
            written(model.collect::<Vec<_>>().join(" "), 1, shown)
        }
        Form::Free { model } => written(model, 3, Vec::new()),
    }
}

fn written(model: String, lines: usize, shown: Vec<String>) -> Answer {
    Answer::Written { model, lines, shown }
}

fn lettered(texts: &[String]) -> Vec<String> {
    ('a'..='z')
        .zip(texts)
        .map(|(letter, text)| format!("{letter}) {text}"))
        .collect()
}

fn letter_of(texts: &[String], wanted: &String) -> String {
    let found = ('a'..='z').zip(texts).find(|(_, text)| *text == wanted);
    found.map_or_else(String::new, |(letter, _)| letter.to_string())
}
