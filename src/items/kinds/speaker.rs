//! T12: who said it.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found, statement};
use crate::items::Kind;
use crate::items::english::{ask, join};

/// Asks for the speaker of an exact quotation.
pub struct Speaker;

impl QuestionType for Speaker {
    fn kind(&self) -> Kind {
        Kind::Speaker
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Quotation {
            speaker,
            verb,
            words,
            when,
        } = &found.frame
        else {
            return Vec::new();
        };
        let opening = join(&["who", verb, &when.map(statement::on).unwrap_or_default()]);
        vec![Question {
            stem: ask(&format!("{opening}: “{words}”")),
            key: speaker.clone(),
            accept: Vec::new(),
            // Persons of the same text may have said the like.
            answer: Answer::Words,
            part: "speaker",
            bonus: 10,
        }]
    }
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;

    #[test]
    fn a_quotation_is_asked_whole() {
        let asked = |text: &str| stems(&super::Speaker, text);
        assert_eq!(
            asked("“Moscow is a town of ferries and will stay one for long,” said the mayor Anna Lund."),
            ["Who said: “Moscow is a town of ferries and will stay one for long”? Anna Lund"]
        );
        assert_eq!(
            asked(
                "In 1911 the mayor Anna Lund wrote: “Moscow is a town of ferries and will stay one for long.”"
            ),
            ["Who wrote in 1911: “Moscow is a town of ferries and will stay one for long”? Anna Lund"]
        );
        assert_eq!(
            asked(
                "On 3 May 1911 the mayor Anna Lund said: “Moscow is a town of ferries and will stay one for long.”"
            ),
            ["Who said on 3 May 1911: “Moscow is a town of ferries and will stay one for long”? Anna Lund"]
        );
        assert!(asked("“Moscow is a town of ferries,” said the mayor Anna Lund.").is_empty());
    }
}
