//! T15: which is first, last or largest, and where a thing ranks.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, NameKind};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for a rank or its holder.
pub struct Rank;

impl QuestionType for Rank {
    fn kind(&self) -> Kind {
        Kind::Rank
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Rank {
            subject,
            predicate,
            class,
            place,
            ..
        } = &found.frame
        else {
            return Vec::new();
        };
        if let Some((ordinal, scope)) = place {
            return vec![Question {
                stem: ask(&format!("where does {} rank among {scope}", subject.text)),
                key: ordinal.clone(),
                accept: Vec::new(),
                answer: Answer::Words,
                part: "rank",
                bonus: 20,
            }];
        }
        let wh = if subject.kind == NameKind::Person {
            "who".to_owned()
        } else {
            format!("which {class}")
        };
        vec![Question {
            stem: ask(&format!("{wh} {predicate}")),
            key: subject.text.clone(),
            accept: Vec::new(),
            // Who else could have been the first of one country, a document of several tells by chance.
            answer: match subject.kind {
                NameKind::Person => Answer::Words,
                kind => Answer::Name(kind),
            },
            part: "holder",
            bonus: 30,
        }]
    }
}
