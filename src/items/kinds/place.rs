//! T04: in which city or country something happened.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, NameKind};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, join, time_tail};

/// Asks for a place named with "in" at the end.
pub struct Where;

/// Verbs whose place is worth asking for.
const PLACED: &[&str] = &[
    "bear",
    "die",
    "hold",
    "open",
    "found",
    "establish",
    "sign",
    "build",
    "take",
    "form",
    "create",
    "launch",
    "premiere",
];

impl QuestionType for Where {
    fn kind(&self) -> Kind {
        Kind::Where
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        let Some((_, place)) = &event.place else {
            return Vec::new();
        };
        let named_before = event.subject.text.contains(&place.text);
        if !PLACED.contains(&event.verb.as_str()) || named_before || event.subject.names.is_empty() {
            return Vec::new();
        }
        let class = if place.kind == NameKind::City {
            "city"
        } else {
            "country"
        };
        let ending = format!("in {}", place.text);
        let rest = event
            .rest
            .text
            .strip_suffix(&ending)
            .unwrap_or(&event.rest.text)
            .trim();
        vec![Question {
            stem: ask(&inverted(
                &format!("in which {class}"),
                event,
                &join(&[rest, &time_tail(event)]),
            )),
            key: place.text.clone(),
            accept: Vec::new(),
            answer: Answer::Name(place.kind),
            part: "where",
            bonus: 10,
        }]
    }
}
