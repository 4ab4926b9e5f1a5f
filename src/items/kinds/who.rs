//! T01: who did what is done once by one person.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, join, subject_question, time_tail};

/// Asks for the person who did it.
pub struct Who;

impl QuestionType for Who {
    fn kind(&self) -> Kind {
        Kind::Who
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        let is_one_person = event.subject.kind == NameKind::Person
            && event.subject.names.len() == 1
            && event.subject.names[0].text == event.subject.text;
        let is_told = event.voice == Voice::Active && event.is_unique && !event.rest.names.is_empty();
        let leans_on_subject = [" his ", " her ", " their ", " its "]
            .iter()
            .any(|word| format!(" {} ", event.rest.text).contains(word));
        if !is_one_person || !is_told || leans_on_subject {
            return Vec::new();
        }
        let rest = join(&[&event.rest.text, &time_tail(event)]);
        vec![Question {
            stem: ask(&subject_question("who", event, &rest, false)),
            key: event.subject.text.clone(),
            accept: Vec::new(),
            answer: Answer::Name(NameKind::Person),
            part: "who",
            bonus: 20,
        }]
    }
}
