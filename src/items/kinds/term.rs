//! T09: a word of another language and what it means, either way round.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;
use crate::language::inflect::is_plural;

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
        let be = if is_plural(term)
            || is_plural(
                meaning
                    .split(',')
                    .next()
                    .unwrap_or(meaning)
                    .split(' ')
                    .next_back()
                    .unwrap_or(""),
            ) {
            "are"
        } else {
            "is"
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
                    "{context}, what {be} {} called",
                    meaning.split(',').next().unwrap_or(meaning)
                ),
                term,
                "term",
                0,
            ),
        ]
    }
}
