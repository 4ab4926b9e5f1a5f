//! T16: what a law lays down, what a body is for.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for content or purpose; typed, and graded by the words that tell.
pub struct Content;

impl QuestionType for Content {
    fn kind(&self) -> Kind {
        Kind::Content
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Content { stem, content } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: content.clone(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "content",
            bonus: 20,
        }]
    }
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;

    #[test]
    fn content_and_purpose_are_asked_of_their_law_or_body() {
        let asked = |text: &str| stems(&super::Content, text);
        assert_eq!(
            asked("The Ferry Act of 1911 banned night ferries in Moscow."),
            ["What did the Ferry Act of 1911 ban? night ferries in Moscow"]
        );
        assert_eq!(
            asked("In 1911 the Velk Decree allowed women to buy land."),
            ["What did the Velk Decree allow women to do in 1911? buy land"]
        );
        assert_eq!(
            asked("The Velk Institute was founded in 1911 to teach miners."),
            ["For what purpose was the Velk Institute founded in 1911? to teach miners"]
        );
        assert!(asked("The law banned night ferries in Moscow.").is_empty());
    }
}
