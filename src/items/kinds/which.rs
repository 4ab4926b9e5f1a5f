//! T02: which thing, asked with its kind.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, time_tail};

/// Asks for the name of a thing whose kind is told.
pub struct Which;

impl QuestionType for Which {
    fn kind(&self) -> Kind {
        Kind::Which
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Event(event) = &found.frame {
            return object(event).into_iter().collect();
        }
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

/// "Ann Lund joined the Northern Society in 1911": which organisation she joined.
fn object(event: &Event) -> Option<Question> {
    let name = event.rest.text.strip_prefix("the ").unwrap_or(&event.rest.text);
    let only = event
        .rest
        .names
        .first()
        .filter(|named| named.text == name || class_behind(name, &named.text).is_some())?;
    let class = match only.kind {
        _ if class_behind(name, &only.text).is_some() => class_behind(name, &only.text)?,
        NameKind::Party => "party",
        // Anything may be launched or founded; only what one joins is surely an institution.
        NameKind::Organisation
            if matches!(event.verb.as_str(), "join" | "enter" | "head" | "leave" | "enrol") =>
        {
            "institution"
        }
        NameKind::Country => "country",
        _ => return None,
    };
    let is_told = event.voice == Voice::Active && event.when.is_some() && !event.subject.names.is_empty();
    if !is_told || event.rest.names.len() != 1 {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(&format!("which {class}"), event, &time_tail(event))),
        // The stem says "which programme": the key need not say it again.
        key: only.text.clone(),
        accept: if name == only.text {
            Vec::new()
        } else {
            vec![name.to_owned()]
        },
        answer: Answer::Name(only.kind),
        part: "which",
        bonus: 10,
    })
}

/// The noun that says what a name is, where it stands behind it: "the Dawn for All programme".
fn class_behind(whole: &str, name: &str) -> Option<&'static str> {
    const CLASSES: &[&str] = &[
        "party",
        "programme",
        "program",
        "movement",
        "project",
        "initiative",
        "club",
        "league",
        "coalition",
        "company",
        "team",
    ];
    let class = whole.strip_prefix(name)?.trim();
    CLASSES.iter().find(|known| **known == class).copied()
}
