//! T02: of which body or country somebody became what: "Of which society was Ann Lund elected a fellow in 1911?"

use super::{Answer, Question, QuestionType};
use crate::facts::classes::own_class;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::parts::instead;
use crate::items::english::{ask, inverted, join, timed};

/// Asks for the body behind the office.
pub struct OfBody;

/// Verbs with which somebody comes to an office.
const TAKES: &[&str] = &[
    "become",
    "elect",
    "appoint",
    "name",
    "make",
    "ordain",
    "consecrate",
    "nominate",
    "crown",
    "proclaim",
    "inaugurate",
    "install",
    "re-elect",
    "reappoint",
    "select",
];

impl QuestionType for OfBody {
    fn kind(&self) -> Kind {
        Kind::Which
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        (0..event.parts.len())
            .find_map(|at| of_part(event, at))
            .into_iter()
            .collect()
    }
}

fn of_part(event: &Event, at: usize) -> Option<Question> {
    let part = &event.parts[at];
    let named = part.phrase.names.last()?;
    let before = part.phrase.text.strip_suffix(named.text.as_str())?;
    let before = before.strip_suffix("the ").unwrap_or(before).trim_end();
    let (role, link) = ["of", "at", "for"]
        .iter()
        .find_map(|link| Some((before.strip_suffix(link)?.strip_suffix(' ')?, *link)))?;
    let class = match named.kind {
        NameKind::Country => "country",
        NameKind::City => "city",
        NameKind::Person | NameKind::People | NameKind::Event => return None,
        _ => own_class(&named.text)?,
    };
    let is_taken = matches!(event.voice, Voice::Active | Voice::Passive)
        && TAKES.contains(&event.verb.as_str())
        && (event.verb == "become" || event.voice == Voice::Passive);
    let is_one = event.subject.kind == NameKind::Person && !event.subject.is_plural && event.when.is_some();
    let has_more = role.contains(" and ") || role.contains(',') || role.split(' ').count() > 6;
    // "an Officer of the Order of Velkland": the order is of the country, the officer is not.
    const BODIES: &[&str] = &[
        "Order",
        "Legion",
        "Bank",
        "University",
        "House",
        "Court",
        "Church",
        "Museum",
        "Institute",
        "Society",
        "Academy",
        "Council",
        "Ministry",
        "Union",
        "Party",
        "Army",
        "Navy",
        "College",
        "School",
        "Republic",
        "Kingdom",
        "Diocese",
        "Association",
        "Foundation",
        "Committee",
        "Commission",
        "Parliament",
        "Senate",
        "Assembly",
        "Legislature",
        "Department",
        "Board",
        "Faculty",
        "League",
        "Federation",
    ];
    if role.split(' ').any(|word| BODIES.contains(&word)) {
        return None;
    }
    let link_of_part = matches!(part.link.as_str(), "" | "as");
    let rest = instead(event, at, &join(&[&part.link, role]));
    let is_told_else = [event.subject.text.as_str(), &rest]
        .iter()
        .any(|text| text.contains(&named.text));
    if !is_taken || !is_one || has_more || !link_of_part || is_told_else || role.is_empty() {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(
            &format!("{link} which {class}"),
            event,
            &timed(&rest, event),
        )),
        key: named.text.clone(),
        accept: Vec::new(),
        answer: match named.kind {
            NameKind::Country | NameKind::City => Answer::Name(named.kind),
            _ => Answer::Words,
        },
        part: "of-body",
        bonus: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::OfBody;
    use crate::items::kinds::sample::stems;

    #[test]
    fn asks_for_the_body_behind_the_office() {
        assert_eq!(
            stems(
                &OfBody,
                "The chemist Ann Lund was elected a fellow of the Northern Society in 1911."
            ),
            ["Of which society was the chemist Ann Lund elected a fellow in 1911? Northern Society"]
        );
    }

    #[test]
    fn leaves_what_is_no_office_alone() {
        for text in [
            "The chemist Ann Lund founded a branch of the Northern Society in 1911.",
            "The chemist Ann Lund was elected a fellow in 1911.",
            "The chemist Ann Lund was made an Officer of the Order of Finland in 1911.",
            "The chemist Ann Lund was elected a fellow of the Velkora in 1911.",
        ] {
            assert_eq!(stems(&OfBody, text), Vec::<String>::new(), "{text}");
        }
    }
}
