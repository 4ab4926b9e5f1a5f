//! T07: who came after whom in an office.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Findings, Found, statement};
use crate::items::Kind;
use crate::items::english::{ask, join};
use crate::language::inflect;

/// Asks for the later holder of an office, and for the earlier one.
pub struct Succession;

impl QuestionType for Succession {
    fn kind(&self) -> Kind {
        Kind::Succession
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Event(event) = &found.frame {
            return of_event(event).into_iter().collect();
        }
        let Frame::Succession {
            predecessor,
            successor,
            office,
            verb,
            when,
        } = &found.frame
        else {
            return Vec::new();
        };
        let tail = join(&["as", office, &when.map(statement::on).unwrap_or_default()]);
        let question = |stem: String, key: &str, part: &'static str, bonus: i32| Question {
            stem: ask(&stem),
            key: key.to_owned(),
            accept: Vec::new(),
            // Persons of the same text are rarely alike enough to tempt, and may have held the office too.
            answer: Answer::Words,
            part,
            bonus,
        };
        let past = inflect::past(verb);
        let participle = inflect::participle(verb);
        vec![
            question(
                format!("who {past} {predecessor} {tail}"),
                successor,
                "successor",
                40,
            ),
            question(
                format!("who was {participle} by {successor} {tail}"),
                predecessor,
                "predecessor",
                0,
            ),
        ]
    }
}

/// "Ann Lund replaced Otto Velk as First Secretary in 1911": whom she replaced; T01 asks who did.
fn of_event(event: &Event) -> Option<Question> {
    let predecessor = event.rest.names.first()?;
    let office = event
        .rest
        .text
        .strip_prefix(&predecessor.text)?
        .trim_start()
        .strip_prefix("as ")?;
    let [successor] = &event.subject.names[..] else {
        return None;
    };
    let are_persons = [predecessor, successor]
        .iter()
        .all(|named| named.kind == NameKind::Person && named.text.contains(' '));
    let is_plain =
        successor.text == event.subject.text && !office.contains([',', ';']) && event.note.is_empty();
    let follows = matches!(event.verb.as_str(), "succeed" | "replace") && event.voice == Voice::Active;
    let when = event.when?;
    (are_persons && is_plain && follows && event.adverb.is_empty()).then(|| Question {
        stem: ask(&format!(
            "who was {} by {} as {office} {}",
            inflect::participle(&event.verb),
            successor.text,
            statement::on(when)
        )),
        key: predecessor.text.clone(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "predecessor",
        bonus: 0,
    })
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;

    #[test]
    fn a_succession_is_asked_both_ways() {
        let asked = |text: &str| stems(&super::Succession, text);
        let both = asked("In 1911 Anna Lund succeeded Otto Velk as mayor of Moscow.");
        for question in [
            "Who succeeded Otto Velk as mayor of Moscow in 1911? Anna Lund",
            "Who was succeeded by Anna Lund as mayor of Moscow in 1911? Otto Velk",
        ] {
            assert!(both.iter().any(|asked| asked == question), "{both:?}");
        }
        assert_eq!(
            asked("Otto Velk was replaced by Anna Lund as director of the Velk Institute on 3 May 1911.")[0],
            "Who replaced Otto Velk as director of the Velk Institute on 3 May 1911? Anna Lund"
        );
        assert_eq!(
            asked("Otto Velk was succeeded by Anna Lund as mayor of Moscow.")[0],
            "Who succeeded Otto Velk as mayor of Moscow? Anna Lund"
        );
        assert_eq!(
            asked("In 1911 Anna Lund replaced Otto Velk as First Secretary."),
            ["Who was replaced by Anna Lund as First Secretary in 1911? Otto Velk"]
        );
        assert!(asked("Anna Lund succeeded Otto Velk.").is_empty());
    }
}
