//! T14: what a thing was renamed.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, time_tail};
use crate::language::inflect::is_plural;
use crate::language::vocabulary;

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
            // "What was Velk Ministers": were.
            let last = after.rsplit(' ').next().unwrap_or(after).to_lowercase();
            if is_plural(&last) && vocabulary::classes_of_form(&last).noun.is_some() {
                return Vec::new();
            }
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
