//! T02: what somebody died of.

use super::which::goes_on_behind;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, join, time_tail};

/// Asks for the illness.
pub struct Death;

impl QuestionType for Death {
    fn kind(&self) -> Kind {
        Kind::Which
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        of_event(event).into_iter().collect()
    }
}

/// "died of pneumonia in Velk in 1911": what one died of; where goes without saying.
fn of_event(event: &Event) -> Option<Question> {
    let part = event
        .parts
        .first()
        .filter(|part| matches!(part.link.as_str(), "of" | "from"))?;
    let illness = part.phrase.text.as_str();
    let key = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| illness.strip_prefix(article))
        .unwrap_or(illness);
    let is_one = event.verb == "die"
        && event.subject.kind == NameKind::Person
        && !event.subject.is_plural
        && event.subject.names.len() == 1;
    let is_named = key.split(' ').count() <= 4
        && part.phrase.names.is_empty()
        && ![
            " and ",
            " or ",
            ",",
            "his ",
            "her ",
            "causes",
            "wounds",
            "injuries",
            "age",
            "complications",
        ]
        .iter()
        .any(|word| key.contains(word));
    if !is_one || !is_named || !event.is_dated() || goes_on_behind(event, 0) {
        return None;
    }
    Some(Question {
        stem: ask(&inverted("what", event, &join(&[&part.link, &time_tail(event)]))),
        key: key.to_owned(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "illness",
        bonus: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::Death;
    use crate::items::kinds::sample::stems;

    #[test]
    fn asks_for_the_illness_alone() {
        assert_eq!(
            stems(
                &Death,
                "Ann Lund was a poet. Ann Lund died of lung cancer in Velk in 1911."
            ),
            ["What did Ann Lund die of in 1911? lung cancer"]
        );
    }

    #[test]
    fn leaves_causes_that_are_no_illness() {
        for text in [
            "Ann Lund was a poet. Ann Lund died of natural causes in 1911.",
            "Ann Lund was a poet. Ann Lund died in Velk in 1911.",
        ] {
            assert_eq!(stems(&Death, text), Vec::<String>::new(), "{text}");
        }
    }
}
