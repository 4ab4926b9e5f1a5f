//! T02: which thing, asked with its kind.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for the name of a thing whose kind is told.
pub struct Which;

impl QuestionType for Which {
    fn kind(&self) -> Kind {
        Kind::Which
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Named { stem, name, .. } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: name.clone(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "which",
            bonus: 30,
        }]
    }
}
