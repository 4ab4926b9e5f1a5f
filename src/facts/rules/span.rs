//! When a named event began and ended: "the Northern War (1901–1906)".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::{Event, Frame, NameKind, Named, Phrase, Voice};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Tag;

/// Finds wars and revolts with their years in brackets.
pub struct EventSpan;

/// Last words of the names of what lasts for years and is fought once under that name.
const LASTING: &[&str] = &[
    "War",
    "Revolution",
    "Uprising",
    "Rebellion",
    "Revolt",
    "Siege",
    "Crusade",
    "Conflict",
    "Campaign",
];

impl Rule for EventSpan {
    fn name(&self) -> &'static str {
        "event-span"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for view in &scene.views {
            for mention in scene.mentions(view) {
                if let Some((from, to)) = years(view, mention)
                    && !is_one_of_several(scene, mention, from)
                    && found.iter().all(|other| other.fact.subject != mention.full)
                {
                    found.push(told(scene, view, mention, "begin", from));
                    found.push(told(scene, view, mention, "end", to));
                }
            }
        }
        found
    }
}

/// "the Berdi-Velk War (1901–1906)" beside "the Berdi-Velk War of 1926": the years tell which is meant.
fn is_one_of_several(scene: &Scene<'_>, mention: &Mention, from: PartialDate) -> bool {
    let text = scene.document.text.as_str();
    text.match_indices(mention.full.as_str()).any(|(at, name)| {
        let behind = &text[at + name.len()..];
        let is_many = behind.starts_with("s ") || behind.starts_with("s,") || behind.starts_with("s.");
        let opening = [" (", " of "].iter().find_map(|link| behind.strip_prefix(link));
        let year = opening.and_then(|behind| behind.get(..4)?.parse::<i16>().ok());
        is_many || year.is_some_and(|year| year != from.year)
    })
}

/// The range in brackets behind a name, if there is nothing else in them.
fn years(view: &View<'_>, mention: &Mention) -> Option<(PartialDate, PartialDate)> {
    let words = &view.words;
    let is_lasting = LASTING.iter().any(|last| mention.full.ends_with(last));
    let is_named =
        mention.kind == NameKind::Event && (mention.end - mention.start >= 2 || mention.full.contains('-'));
    let opens = words.get(mention.end).is_some_and(|word| word.text == "(");
    let time = view.times.iter().find(|time| time.start == mention.end + 1)?;
    let closes = words.get(time.end).is_some_and(|word| word.text == ")");
    let TimeValue::Range(from, to) = time.value else {
        return None;
    };
    // "the First Berdi War": of which there were several.
    let is_half = mention.start.checked_sub(1).is_some_and(|before| {
        let word = &words[before];
        word.tag != Tag::Determiner && word.text.starts_with(char::is_uppercase)
            || word.is_any(&["first", "second", "third", "fourth", "last"])
    });
    (is_lasting && is_named && opens && closes && !is_half).then_some((from, to))
}

fn told(scene: &Scene<'_>, view: &View<'_>, mention: &Mention, verb: &str, when: PartialDate) -> Found {
    let event = Event {
        subject: Phrase {
            text: format!("the {}", mention.full),
            kind: NameKind::Event,
            is_plural: false,
            names: vec![Named {
                text: mention.full.clone(),
                kind: NameKind::Event,
            }],
        },
        verb: verb.to_owned(),
        adverb: String::new(),
        voice: Voice::Active,
        rest: Phrase {
            text: String::new(),
            kind: NameKind::Other,
            is_plural: false,
            names: Vec::new(),
        },
        when: Some(when),
        is_unique: true,
        place: None,
        parts: Vec::new(),
        era: String::new(),
        as_of: None,
        note: String::new(),
    };
    Found::begin(scene, view, "event-span", statement::of_event(&event))
        .about(&mention.full, verb, &when.to_string())
        .at(when)
        .worth(2, 900)
        .framed(Frame::Event(event))
}

#[cfg(test)]
mod tests {
    use super::EventSpan;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_years_of_a_war() {
        assert_eq!(
            statements(
                &EventSpan,
                "Many of them were in the north during the Berdi-Velk War (1901–1906)."
            ),
            [
                "The Berdi-Velk War began in 1901.",
                "The Berdi-Velk War ended in 1906."
            ]
        );
    }

    #[test]
    fn leaves_works_and_single_years() {
        for text in [
            "Many of them read the Berdi Post (1901–1906) in the north.",
            "Many of them were in the north during the Berdi War (1901).",
            "Many of them were in the north during the Berdi War (see 1901–1906).",
            "Many of them were in the north during the First Berdi-Velk War (1901–1906).",
            "Many fell in the Berdi-Velk War (1901–1906). Some fell in the Berdi-Velk War of 1926.",
        ] {
            assert!(statements(&EventSpan, text).is_empty(), "{text}");
        }
    }
}
