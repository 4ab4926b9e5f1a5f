//! T13: what a rule demands.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for the number a rule demands.
pub struct Requirement;

impl QuestionType for Requirement {
    fn kind(&self) -> Kind {
        Kind::Requirement
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Requirement {
            stem, value, accept, ..
        } = &found.frame
        else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: value.clone(),
            accept: accept.clone(),
            answer: if stem.contains("from what age") {
                Answer::Age
            } else {
                Answer::Number
            },
            part: "value",
            bonus: 20,
        }]
    }
}
