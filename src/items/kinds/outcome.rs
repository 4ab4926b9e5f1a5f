//! T17: who won, what was approved.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, NameKind};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks how a vote or a contest ended.
pub struct Outcome;

impl QuestionType for Outcome {
    fn kind(&self) -> Kind {
        Kind::Outcome
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Outcome { stem, result, kind } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: result.clone(),
            accept: Vec::new(),
            answer: match kind {
                // Persons of the same text are rarely alike enough to tempt.
                NameKind::Other | NameKind::Person => Answer::Words,
                kind => Answer::Name(*kind),
            },
            part: "outcome",
            bonus: 30,
        }]
    }
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;

    #[test]
    fn an_outcome_is_asked_of_its_vote() {
        let asked = |text: &str| stems(&super::Outcome, text);
        assert_eq!(
            asked("Anna Lund won the Moscow mayoral election of 1911."),
            ["Who won the Moscow mayoral election of 1911? Anna Lund"]
        );
        assert_eq!(
            asked("In 1911 Anna Lund defeated Otto Velk in the Velk presidential election."),
            ["Who defeated Otto Velk in the Velk presidential election in 1911? Anna Lund"]
        );
        assert_eq!(
            asked("On 3 May 1911 voters in Finland approved a new land law."),
            ["What did voters in Finland approve on 3 May 1911? a new land law"]
        );
        assert!(asked("Anna Lund won the mayoral election.").is_empty());
    }
}
