//! T14: what a thing was renamed.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, time_tail};

/// Asks for the later name.
pub struct Renaming;

impl QuestionType for Renaming {
    fn kind(&self) -> Kind {
        Kind::Renaming
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Renaming {
            before: Some(before),
            after,
            ..
        } = &found.frame
        {
            return vec![Question {
                stem: ask(&format!("what was {after} formerly called")),
                key: before.clone(),
                accept: Vec::new(),
                answer: Answer::Words,
                part: "name",
                bonus: 10,
            }];
        }
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        let name = event.rest.text.trim_start_matches("the ");
        let is_name = event.rest.names.len() == 1 && event.rest.names[0].text == name;
        if event.verb != "rename" || event.voice != Voice::Passive || !is_name || event.when.is_none() {
            return Vec::new();
        }
        vec![Question {
            stem: ask(&inverted("what", event, &time_tail(event))),
            key: name.to_owned(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "name",
            bonus: 20,
        }]
    }
}
