//! A thing told with its kind and its name: "Ann Lund founded a newspaper, the Berdi Post".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause;
use crate::facts::frame::{Event, Frame, NameKind, Named, Phrase, Voice};
use crate::facts::rules::event::single_date;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;
use crate::language::inflect;

/// Finds what somebody made, with its kind and its name.
pub struct Naming;

impl Rule for Naming {
    fn name(&self) -> &'static str {
        "naming"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .flat_map(|view| {
                let told = announced(scene, view);
                let event = told.as_ref().and_then(|told| announcement(scene, view, told));
                let name = told.map(|told| name_announced(scene, view, &told));
                name.or_else(|| in_view(scene, view)).into_iter().chain(event)
            })
            .collect()
    }
}

const MADE: &[&str] = &[
    "found",
    "establish",
    "create",
    "develop",
    "launch",
    "form",
    "build",
    "write",
    "publish",
    "compose",
    "paint",
    "open",
    "invent",
    "introduce",
    "set",
    "start",
    "co-found",
    "design",
];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    // A list behind the comma would be refused by the clause reader, so the name is looked for first.
    let (kind, name, full, name_kind) = apposition(scene, view)?;
    let clause = clause::read(scene, view).ok()?;
    if !MADE.contains(&clause.lemma) || clause.voice != Voice::Active {
        return None;
    }
    let starts = clause.rest.first() == kind.first();
    if !starts {
        return None;
    }
    let subject = match &clause.topic {
        Some(topic) => topic.text.clone(),
        None => {
            let subject = scene.phrase(view, &clause.subject)?;
            (!subject.names.is_empty()).then_some(subject.text)?
        }
    };
    let kind_text = scene.phrase(view, &kind[1..])?.text;
    let _ = name;
    let when = single_date(&clause).ok();
    if when.is_none() && !clause.times.is_empty() {
        return None;
    }
    let tail = when.map(statement::on).unwrap_or_default();
    let stem = format!(
        "what is the name of the {kind_text} that {subject} {} {tail}",
        inflect::past(clause.lemma)
    );
    let statement = format!(
        "{subject} {} the {kind_text} {full} {tail}",
        inflect::past(clause.lemma)
    );
    Some(
        Found::begin(
            scene,
            view,
            "naming",
            format!("{}.", statement::capitalised(statement.trim())),
        )
        .about(&subject, clause.lemma, &full)
        .worth(2, 850)
        .framed(named(stem.trim().to_owned(), full, name_kind)),
    )
}

fn named(stem: String, name: String, kind: NameKind) -> Frame {
    Frame::Named { stem, name, kind }
}

type Apposition = (Vec<usize>, Vec<usize>, String, NameKind);

/// "a newspaper, the Berdi Post" followed by a comma or the end: the words of kind and name.
fn apposition(scene: &Scene<'_>, view: &View<'_>) -> Option<Apposition> {
    let seq = &view.visible;
    for at in 1..seq.len() {
        if !view.words[seq[at]].is(",") {
            continue;
        }
        let the = usize::from(seq.get(at + 1).is_some_and(|index| view.words[*index].is("the")));
        let Some(first) = seq.get(at + 1 + the).copied() else {
            continue;
        };
        let Some(mention) = scene.mentions(view).iter().find(|mention| mention.start == first) else {
            continue;
        };
        if matches!(
            mention.kind,
            NameKind::Country | NameKind::City | NameKind::Person | NameKind::People
        ) {
            continue;
        }
        let next = view.words.get(mention.end)?;
        if !next.is(",") && !next.is(".") && !next.is("(") {
            continue;
        }
        let kind = noun_phrase_before(view, seq, at)?;
        let name: Vec<usize> = (mention.start..mention.end).collect();
        return Some((kind, name, mention.full.clone(), mention.kind));
    }
    None
}

/// "a web platform": determiner, nouns, nothing else.
fn noun_phrase_before(view: &View<'_>, seq: &[usize], comma: usize) -> Option<Vec<usize>> {
    let mut start = comma;
    while start > 0 {
        let word = &view.words[seq[start - 1]];
        match word.tag {
            Tag::Noun | Tag::Ing | Tag::Participle | Tag::Name => start -= 1,
            Tag::Determiner if word.is_any(&["a", "an"]) => {
                let phrase = seq[start - 1..comma].to_vec();
                return (phrase.len() >= 2).then_some(phrase);
            }
            _ => return None,
        }
    }
    None
}

/// "Ann Lund announced on 3 May 1911 that she was forming a new party, Dawn".
struct Announced {
    subject: Phrase,
    date: PartialDate,
    /// `they were forming`
    forming: String,
    made: &'static str,
    /// `new party`
    kind: String,
    name: String,
    name_kind: NameKind,
}

fn announced(scene: &Scene<'_>, view: &View<'_>) -> Option<Announced> {
    if view.objection.is_some() {
        return None;
    }
    let words = &view.words;
    let verb = words.iter().position(|word| word.is("announced"))?;
    let that = words[verb..]
        .iter()
        .position(|word| word.is("that"))
        .map(|at| at + verb)?;
    let is_own = words.get(that + 1)?.is_any(&["he", "she", "they"])
        && words.get(that + 2)?.is_any(&["was", "were"])
        && words.get(that + 3)?.tag == Tag::Ing;
    let made = words.get(that + 3)?.lemma.filter(|lemma| MADE.contains(lemma))?;
    if !is_own {
        return None;
    }
    let (kind, _, full, name_kind) = apposition(scene, view)?;
    if kind.first() != Some(&(that + 4)) {
        return None;
    }
    let time = match &view.times[..] {
        [time] => match time.value {
            crate::facts::time::TimeValue::Date(date) => date,
            _ => return None,
        },
        _ => return None,
    };
    let start = view
        .times
        .first()
        .filter(|time| time.start <= 1)
        .map_or(0, |time| time.end);
    let subject: Vec<usize> = (start..verb).filter(|index| !words[*index].is(",")).collect();
    let subject: Phrase = scene.phrase(view, &subject)?;
    if subject.names.is_empty()
        || subject
            .names
            .iter()
            .any(|named| named.kind != NameKind::Person && named.kind != NameKind::Other)
    {
        return None;
    }
    let kind_text = scene.phrase(view, &kind[1..])?.text;
    let (pronoun, be) = if subject.is_plural {
        ("they", "were")
    } else {
        (words[that + 1].text, "was")
    };
    Some(Announced {
        forming: format!("{pronoun} {be} {}", words[that + 3].text),
        subject,
        date: time,
        made,
        kind: kind_text,
        name: full,
        name_kind,
    })
}

/// What the new thing is called.
fn name_announced(scene: &Scene<'_>, view: &View<'_>, told: &Announced) -> Found {
    let date = statement::on(told.date);
    let Announced {
        subject,
        forming,
        kind,
        name,
        ..
    } = told;
    let stem = format!(
        "what is the name of the {kind} that {} announced {date} {forming}",
        subject.text
    );
    let statement = format!(
        "{} announced {date} that {forming} the {kind} {name}.",
        subject.text
    );
    Found::begin(scene, view, "naming", statement)
        .about(&subject.text, told.made, name)
        .at(told.date)
        .worth(3, 850)
        .framed(named(stem, name.clone(), told.name_kind))
}

/// That it was announced, and when.
fn announcement(scene: &Scene<'_>, view: &View<'_>, told: &Announced) -> Option<Found> {
    let kind = told.kind.strip_prefix("new ").unwrap_or(&told.kind);
    let event = Event {
        subject: told.subject.clone(),
        verb: "announce".to_owned(),
        adverb: String::new(),
        voice: Voice::Active,
        rest: Phrase {
            text: format!("that {} the {kind} {}", told.forming, told.name),
            kind: NameKind::Other,
            is_plural: false,
            names: vec![Named {
                text: told.name.clone(),
                kind: told.name_kind,
            }],
        },
        when: Some(told.date),
        is_unique: false,
        place: None,
        parts: Vec::new(),
        era: String::new(),
        as_of: None,
        note: String::new(),
    };
    (!told.subject.text.contains(&told.name)).then(|| {
        Found::begin(scene, view, "naming", statement::of_event(&event))
            .about(&told.subject.text, "announce", &told.date.to_string())
            .at(told.date)
            .worth(3, 800)
            .framed(Frame::Event(event))
    })
}

#[cfg(test)]
mod tests {
    use super::Naming;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_was_made_by_name() {
        assert_eq!(
            statements(
                &Naming,
                "In 1911 Ann Lund founded a weekly newspaper, the Berdi Post, which closed later."
            ),
            ["Ann Lund founded the weekly newspaper Berdi Post in 1911."]
        );
        assert_eq!(
            statements(
                &Naming,
                "On 3 May 1911, Ann Lund and Otto Velk announced that they were forming a new party, Dawn."
            ),
            [
                "Ann Lund and Otto Velk announced on 3 May 1911 that they were forming the new party Dawn.",
                "Ann Lund and Otto Velk announced that they were forming the party Dawn on 3 May 1911."
            ]
        );
    }

    #[test]
    fn leaves_lists_and_places() {
        assert!(
            statements(
                &Naming,
                "In 1911 Ann Lund founded a school, Moscow, and a mill in Berdi."
            )
            .is_empty()
        );
        assert!(
            statements(
                &Naming,
                "In 1911 Ann Lund saw a newspaper, the Berdi Post, in a train."
            )
            .is_empty()
        );
    }
}
