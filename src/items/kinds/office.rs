//! T06: which office a person held, or who held it.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Findings, Found, PartialDate, statement};
use crate::items::Kind;
use crate::items::english::parts::without;
use crate::items::english::{ask, inverted, join, time_tail};
use crate::lexicon::Lexicon;

/// Asks for the office of a person.
pub struct Office;

impl QuestionType for Office {
    fn kind(&self) -> Kind {
        Kind::Office
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Event(event) = &found.frame {
            return role(event).into_iter().collect();
        }
        let Frame::Office {
            person,
            office,
            body,
            term,
            as_of,
        } = &found.frame
        else {
            return Vec::new();
        };
        // "former Foreign Secretary, mayor of Velk": an office beside another, and nobody's name.
        let last = person.rsplit(' ').next().unwrap_or_default().to_lowercase();
        if Lexicon::shipped().role(&last).is_some() {
            return Vec::new();
        }
        // To have founded a body is no post in it.
        if ["founder", "owner", "member"]
            .iter()
            .any(|own| office.to_lowercase().ends_with(own))
        {
            return Vec::new();
        }
        // "at the Fund", but "in the Northern Union", "in Berdiland".
        let has_members = [
            "Union",
            "Party",
            "Movement",
            "Coalition",
            "Parliament",
            "Senate",
            "Army",
            "Navy",
            "Republic",
            "House",
            "Congress",
            "Assembly",
            "Cabinet",
        ]
        .iter()
        .any(|head| body.contains(head))
            || is_place(body);
        let sits = ["Committee", "Commission", "Council", "Board"]
            .iter()
            .any(|head| body.ends_with(head));
        let preposition = match () {
            () if sits => "on",
            () if has_members => "in",
            () => "at",
        };
        let place = body
            .strip_prefix("of ")
            .map_or_else(|| body.clone(), |body| format!("{preposition} {body}"));
        let stem = match (term, as_of) {
            (Some((from, to)), _) => format!(
                "which post did {person} hold {place} from {} to {}",
                statement::date(*from),
                statement::date(*to)
            ),
            (None, Some(date)) => {
                format!(
                    "as of {}, which post did {person} hold {place}",
                    statement::date(*date)
                )
            }
            (None, None) => return Vec::new(),
        };
        let mut questions: Vec<Question> = holder(person, office, body, *term).into_iter().collect();
        questions.push(Question {
            stem: ask(&stem),
            key: office.clone(),
            accept: vec![format!("{office} {body}")],
            answer: Answer::Words,
            part: "office",
            bonus: 10,
        });
        questions
    }
}

/// "of Berdiland", "of Velk": a place, in which one holds a post.
fn is_place(body: &str) -> bool {
    let name = body.trim_start_matches("of ");
    let lexicon = Lexicon::shipped();
    let is_called = ["city of ", "town of ", "village of "]
        .iter()
        .any(|class| name.contains(class));
    is_called || lexicon.country(name).is_some() || lexicon.place(name).is_some()
}

/// "worked as a freelance analyst from 2000 to 2001": in which role.
fn role(event: &Event) -> Option<Question> {
    const WORK: &[&str] = &["work", "serve", "act", "employ", "hire"];
    const CHOOSE: &[&str] = &[
        "appoint",
        "elect",
        "name",
        "install",
        "re-elect",
        "nominate",
        "reappoint",
    ];
    const LONGEST: usize = 60;
    let at = event.parts.iter().position(|part| part.link == "as")?;
    let part = &event.parts[at];
    let opening = match event.voice {
        Voice::Active if WORK.contains(&event.verb.as_str()) => "in which role",
        Voice::Passive if WORK.contains(&event.verb.as_str()) => "in which role",
        Voice::Passive if CHOOSE.contains(&event.verb.as_str()) => "to which post",
        _ => return None,
    };
    let is_person = event.subject.kind == NameKind::Person && !event.subject.is_plural;
    let key = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| part.phrase.text.strip_prefix(article))
        .unwrap_or(&part.phrase.text);
    let key = key.strip_prefix("new ").unwrap_or(key);
    // "as Advisor | to the Ambassador": the words behind belong to the role.
    let is_cut = ["to ", "of ", "for ", "on "]
        .iter()
        .any(|link| without(event, at).starts_with(link));
    // "served as director": of what, another sentence tells.
    let is_open = event.rest.names.is_empty() || key.contains(" by ");
    if is_cut || is_open || !is_person || !event.is_dated() || key.len() > LONGEST || key.contains(" and ") {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(
            opening,
            event,
            &join(&[&without(event, at), &time_tail(event)]),
        )),
        key: key.to_owned(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "office",
        bonus: 10,
    })
}

/// "Who was Prime Minister of Berdiland from 1901 to 1906": only for offices that one person holds.
fn holder(
    person: &str,
    office: &str,
    body: &str,
    term: Option<(PartialDate, PartialDate)>,
) -> Option<Question> {
    const OF_ONE: &[&str] = &[
        "president",
        "prime minister",
        "chancellor",
        "premier",
        "king",
        "queen",
        "emperor",
        "mayor",
        "governor",
    ];
    let (from, to) = term?;
    if !OF_ONE.contains(&office.to_lowercase().as_str()) || !body.starts_with("of ") {
        return None;
    }
    Some(Question {
        stem: ask(&format!(
            "who was {office} {body} from {} to {}",
            statement::date(from),
            statement::date(to)
        )),
        key: person.to_owned(),
        accept: Vec::new(),
        answer: Answer::Name(NameKind::Person),
        part: "holder",
        bonus: 30,
    })
}

#[cfg(test)]
mod tests {
    use super::Office;
    use crate::items::kinds::sample::stems_of_page;

    fn asked(told: &str) -> Vec<String> {
        let page = format!("# News\n\nWednesday, 18 September 2019\n\n{told}\n");
        stems_of_page(&Office, "a.md", &page)
    }

    #[test]
    fn a_post_is_held_in_a_place_and_on_a_board() {
        assert_eq!(
            asked("Ann Lund, the mayor of Moscow, ended her campaign."),
            ["As of September 2019, which post did Ann Lund hold in Moscow? mayor"]
        );
        assert_eq!(
            asked("Ann Lund, the mayor of the city of Velk, ended her campaign."),
            ["As of September 2019, which post did Ann Lund hold in the city of Velk? mayor"]
        );
        assert_eq!(
            asked("Ann Lund, the chairman of the Berdi Trade Committee, ended her campaign."),
            ["As of September 2019, which post did Ann Lund hold on the Berdi Trade Committee? chairman"]
        );
    }

    #[test]
    fn an_office_holds_no_post() {
        for told in [
            "The League chose Otto Velk — former Foreign Secretary, mayor of Moscow, and member of the Council.",
            "Ann Lund, the founder of the Berdi Fund, ended her campaign.",
        ] {
            assert_eq!(asked(told), Vec::<String>::new(), "{told}");
        }
    }
}
