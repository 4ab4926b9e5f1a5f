//! T23: a fact as a sentence that stands alone, with one name hidden.

use super::worth::is_small;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Findings, Found, names, statement};
use crate::items::Kind;
use crate::items::english::parts::written;
use crate::items::english::{join, time_tail};
use crate::lexicon::{Lexicon, PlaceKind};

/// Hides the last name of a dated event.
pub struct Cloze;

/// The hidden part, as learners see it.
pub const BLANK: &str = "____";

impl QuestionType for Cloze {
    fn kind(&self) -> Kind {
        Kind::Cloze
    }

    fn write(&self, found: &Found, findings: &Findings) -> Vec<Question> {
        match &found.frame {
            Frame::Event(event) if !is_small(event) => of_event(event)
                .filter(|_| found.fact.importance >= 2)
                .or_else(|| of_piece(event))
                .filter(|question| findings.country.as_ref() != Some(&question.key))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn of_event(event: &Event) -> Option<Question> {
    let name = event.rest.names.last()?;
    let before = event.rest.text.strip_suffix(name.text.as_str())?;
    // A body has many names, and so has what it belongs to: strangers found a second filling too often.
    let is_asked = matches!(name.kind, NameKind::Country | NameKind::City | NameKind::Person);
    // "was found in ____" has many fillings; a name behind "of", "from" or "as" hangs on what stands before it.
    let hangs = [" of ", " of the ", " at ", " at the ", "as ", "by "]
        .iter()
        .any(|link| before.ends_with(link));
    let is_alone = event
        .rest
        .names
        .iter()
        .filter(|other| other.text == name.text)
        .count()
        == 1
        && !event.subject.text.contains(&name.text);
    let is_told = matches!(event.voice, Voice::Active | Voice::Passive) && event.when.is_some()
        || event.voice == Voice::Copula && event.is_dated();
    let is_one_of_many = event.rest.text.starts_with("a member") || event.rest.text.starts_with("member");
    // A short form has its long form as a second filling, and of a long name learners know other halves.
    let is_open_name =
        names::is_acronym(&name.text) || name.text.contains(" of ") || name.text.split(' ').count() > 4;
    let is_list = is_one_of_many || before.contains(" and ") && before.trim_end().ends_with("and");
    if !is_asked
        || !hangs
        || !is_alone
        || !is_told
        || is_list
        || is_open_name
        || event.subject.names.is_empty()
    {
        return None;
    }
    let sentence = join(&[
        &event.subject.text,
        &statement::verb(event),
        before,
        BLANK,
        &time_tail(event),
    ]);
    Some(Question {
        stem: format!("{}.", statement::capitalised(&sentence)),
        key: name.text.clone(),
        accept: Vec::new(),
        // A society and a company of one document are hardly rivals.
        answer: match name.kind {
            // Nor is a place of another country a rival of one that the sentence fixes.
            NameKind::Person => Answer::Name(NameKind::Person),
            _ => Answer::Words,
        },
        part: "cloze",
        bonus: -20,
    })
}

/// Hides a name of which the document does not tell what it is, so that no "which" can ask for it.
fn of_piece(event: &Event) -> Option<Question> {
    let is_told = event.is_deed()
        && (event.is_dated() || matches!(event.verb.as_str(), "bear" | "die" | "marry" | "bury"));
    let at = event
        .parts
        .iter()
        .rposition(|part| part.class.is_none() && part.head.is_some())?;
    let part = &event.parts[at];
    let name = part.head.as_ref()?;
    let before: Vec<String> = event.parts[..at].iter().map(written).collect();
    let after: Vec<String> = event.parts[at + 1..].iter().map(written).collect();
    let (told, rest) = part.phrase.text.split_once(name.text.as_str())?;
    let is_whole = matches!(told, "" | "the ") && (rest.is_empty() || rest.starts_with([' ', ',']));
    // "in ____" is a town, a country and a year; "in ____, Berdiland" is a town.
    // Before the country the blank takes a town as well as a county: "was born in Karsu County, Berdiland".
    let kind = Lexicon::shipped().place(&name.text);
    let is_region = matches!(kind, Some(PlaceKind::Region | PlaceKind::Area))
        || ["County", "Province", "Region", "District", "Oblast"]
            .iter()
            .any(|end| name.text.ends_with(end));
    let is_open_place = name.kind != NameKind::Person && (!rest.starts_with(',') || is_region);
    let is_else = event.subject.text.contains(&name.text)
        || before
            .iter()
            .chain(&after)
            .any(|other| other.contains(&name.text));
    let is_open_name = names::is_acronym(&name.text) || name.text.split(' ').count() > 4;
    if !is_told || !is_whole || is_open_place || is_else || is_open_name || event.subject.names.is_empty() {
        return None;
    }
    let sentence = join(&[
        &event.subject.text,
        &statement::verb(event),
        &before.join(" "),
        &part.link,
        told,
        &format!("{BLANK}{rest}"),
        &after.join(" "),
        &time_tail(event),
    ]);
    Some(Question {
        stem: format!("{}.", statement::capitalised(&sentence)),
        key: name.text.clone(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "cloze",
        bonus: -40,
    })
}

#[cfg(test)]
mod tests {
    use super::{Cloze, of_event};
    use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};
    use crate::items::kinds::sample::stems;

    fn event(rest: &str, name: &str) -> Event {
        let phrase = |text: &str, name: &str, kind: NameKind| Phrase {
            text: text.to_owned(),
            kind,
            is_plural: false,
            names: vec![Named {
                text: name.to_owned(),
                kind,
            }],
        };
        Event {
            subject: phrase("the town of Velk", "Velk", NameKind::City),
            verb: "become".to_owned(),
            adverb: String::new(),
            voice: Voice::Active,
            rest: phrase(rest, name, NameKind::Country),
            when: "1911".parse().ok(),
            is_unique: true,
            place: None,
            parts: Vec::new(),
            era: String::new(),
            as_of: None,
            note: String::new(),
        }
    }

    #[test]
    fn hides_what_hangs_on_the_words_before() {
        let question = of_event(&event("the capital of Berdiland", "Berdiland")).unwrap();
        assert_eq!(
            question.stem,
            "The town of Velk became the capital of ____ in 1911."
        );
        assert_eq!(question.key, "Berdiland");
    }

    #[test]
    fn hides_a_town_and_no_county() {
        let town = "Ann Lund was born in Karsu, Finland.";
        assert!(stems(&Cloze, town).len() <= 1);
        let county = "Ann Lund was born in Karsu County, Finland.";
        assert_eq!(stems(&Cloze, county), Vec::<String>::new());
    }

    #[test]
    fn hides_nothing_that_many_names_would_fill() {
        assert!(of_event(&event("known in Berdiland", "Berdiland")).is_none());
        assert!(of_event(&event("the capital of Berdiland for a year", "Berdiland")).is_none());
        assert!(of_event(&event("the head of the BLU", "BLU")).is_none());
        assert!(of_event(&event("the seat of the League of Berdi", "League of Berdi")).is_none());
    }
}
