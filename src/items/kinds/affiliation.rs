//! T11: to which party somebody belonged.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;

/// Asks for the party of a person.
pub struct Affiliation;

impl QuestionType for Affiliation {
    fn kind(&self) -> Kind {
        Kind::Affiliation
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Affiliation { stem, body, kind, .. } = &found.frame else {
            return Vec::new();
        };
        vec![Question {
            stem: ask(stem),
            key: body.clone(),
            accept: Vec::new(),
            answer: Answer::Name(*kind),
            part: "body",
            bonus: 20,
        }]
    }
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::{stems, stems_of_page};

    #[test]
    fn a_party_is_asked_with_its_time() {
        let asked = |text: &str| stems(&super::Affiliation, text);
        assert_eq!(
            asked("Anna Lund was a member of the Velk Party from 1911 to 1914."),
            ["To which party did Anna Lund belong from 1911 to 1914? Velk Party"]
        );
        assert_eq!(
            asked("In 1911 Anna Lund was elected to the Council of Moscow for the Velk Party."),
            ["For which party was Anna Lund elected to the Council of Moscow in 1911? Velk Party"]
        );
        let page =
            "---\ntitle: A vote\ndate: 2011-05-03\n---\nAnna Lund, leader of the Velk Party, went to Moscow.";
        assert_eq!(
            stems_of_page(&super::Affiliation, "a.md", page),
            ["As of May 2011, which party did Anna Lund lead? Velk Party"]
        );
        assert!(asked("Anna Lund was a member of the Velk Party.").is_empty());
    }
}
