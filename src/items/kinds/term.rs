//! T09: a word of another language and what it means, either way round.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for a term or its meaning.
pub struct Term;

impl QuestionType for Term {
    fn kind(&self) -> Kind {
        Kind::Term
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Term {
            term,
            meaning,
            context,
        } = &found.frame
        else {
            return Vec::new();
        };
        let question = |stem: String, key: &str, part: &'static str, bonus: i32| Question {
            stem: ask(&stem),
            key: key.to_owned(),
            accept: Vec::new(),
            answer: Answer::Words,
            part,
            bonus,
        };
        vec![
            question(
                format!("{context}, what does the term “{term}” mean"),
                meaning,
                "meaning",
                10,
            ),
            question(
                format!(
                    "which term is used {context} for {}",
                    meaning.split(',').next().unwrap_or(meaning)
                ),
                term,
                "term",
                0,
            ),
        ]
        .into_iter()
        // For one plain word there are always other terms.
        .filter(|question| question.part == "meaning" || (3..=4).contains(&meaning.split(' ').count()))
        .collect()
    }
}
