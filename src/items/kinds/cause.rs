//! T08: what brought something about.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for the cause of a thing; typed, and graded by the words that tell.
pub struct Cause;

impl QuestionType for Cause {
    fn kind(&self) -> Kind {
        Kind::Cause
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Cause { stem, cause } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: cause.clone(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "cause",
            bonus: 20,
        }]
    }
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;

    #[test]
    fn a_cause_is_asked_of_what_it_brought_about() {
        let asked = |text: &str| stems(&super::Cause, text);
        assert_eq!(
            asked("The protests in Moscow were triggered by a new tax on salt in 1911."),
            ["What triggered the protests in Moscow in 1911? a new tax on salt"]
        );
        assert_eq!(
            asked("A quarrel over the ferry of Velk sparked the Velk War of 1911."),
            ["What sparked the Velk War of 1911? a quarrel over the ferry of Velk"]
        );
        assert_eq!(
            asked("The death of Otto Velk led to the Velk War of 1911."),
            ["What led to the Velk War of 1911? the death of Otto Velk"]
        );
        assert!(asked("The dispute led to the Velk War of 1911.").is_empty());
    }
}
