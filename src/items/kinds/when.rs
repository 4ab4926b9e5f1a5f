//! T03: when something happened, to the precision the source gives.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame};
use crate::facts::{Findings, Found, PartialDate};
use crate::items::Kind;
use crate::items::english::{ask, date_key, inverted, join, when_phrase};

/// Asks for a date.
pub struct When;

impl QuestionType for When {
    fn kind(&self) -> Kind {
        Kind::When
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        match &found.frame {
            // "the 2012 elections" would give the year away.
            Frame::Event(event) if tells_year(event) => Vec::new(),
            Frame::Event(event) => event.when.map(|date| of_event(event, date)).into_iter().collect(),
            Frame::Life {
                person,
                is_birth,
                date,
            } => {
                let verb = if *is_birth { "born" } else { "die" };
                let auxiliary = if *is_birth { "was" } else { "did" };
                let stem = ask(&join(&[when_phrase(*date), auxiliary, person, verb]));
                vec![dated(stem, *date)]
            }
            _ => Vec::new(),
        }
    }
}

fn tells_year(event: &Event) -> bool {
    let year = event.when.map(|date| date.year.to_string()).unwrap_or_default();
    !year.is_empty() && (event.subject.text.contains(&year) || event.rest.text.contains(&year))
}

fn of_event(event: &Event, date: PartialDate) -> Question {
    dated(ask(&inverted(when_phrase(date), event, &event.rest.text)), date)
}

fn dated(stem: String, date: PartialDate) -> Question {
    Question {
        stem,
        key: date_key(date),
        accept: Vec::new(),
        answer: Answer::Date(date),
        part: "when",
        bonus: if date.day.is_some() { -10 } else { 0 },
    }
}
