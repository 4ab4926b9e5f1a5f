//! T14: what a thing was renamed.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, inverted, time_tail};
use crate::language::inflect::is_plural;
use crate::language::vocabulary;

/// Asks for the later name.
pub struct Renaming;

impl QuestionType for Renaming {
    fn kind(&self) -> Kind {
        Kind::Renaming
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Renaming {
            thing,
            before: Some(before),
            after,
            kind,
            ..
        } = &found.frame
        {
            // "Velk": a ship, a firm, a street.
            let is_place = matches!(kind, NameKind::City | NameKind::Place | NameKind::Country);
            if thing == after && !after.contains(' ') && !is_place {
                return Vec::new();
            }
            // "What was Velk Ministers": were.
            let last = after.rsplit(' ').next().unwrap_or(after).to_lowercase();
            if is_plural(&last) && vocabulary::classes_of_form(&last).noun.is_some() {
                return Vec::new();
            }
            return vec![Question {
                stem: ask(&format!("what was {thing} formerly called")),
                key: before.clone(),
                accept: Vec::new(),
                answer: Answer::Words,
                part: "name",
                bonus: 10,
            }];
        }
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        let name = event.rest.text.trim_start_matches("the ");
        let is_name = event.rest.names.len() == 1 && event.rest.names[0].text == name;
        if event.verb != "rename" || event.voice != Voice::Passive || !is_name || event.when.is_none() {
            return Vec::new();
        }
        vec![Question {
            stem: ask(&inverted("what", event, &time_tail(event))),
            key: name.to_owned(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "name",
            bonus: 20,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::Renaming;
    use crate::items::kinds::sample::stems;

    #[test]
    fn a_bare_name_says_what_it_is_or_is_not_asked() {
        for (text, asked) in [
            (
                "The cruiser Velkia was built in the north. The men left the Velkia (formerly Karsu) that year.",
                vec!["What was the cruiser Velkia formerly called? Karsu"],
            ),
            ("The men left the Velkia (formerly Karsu) that year.", vec![]),
            (
                "The men left the Velk Museum (formerly Karsu Hall) that year.",
                vec!["What was Velk Museum formerly called? Karsu Hall"],
            ),
        ] {
            assert_eq!(stems(&Renaming, text), asked, "{text}");
        }
    }
}
