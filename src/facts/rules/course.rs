//! Where a life was lived and whom it followed: "In 1911 Ann Lund moved to Karsu", "In 1914 she succeeded Otto Velk
//! as mayor of Velk".
//!
//! Asked for the place or the person, never for the year: nobody need know when somebody moved.

use super::Rule;
use super::near::{Actor, Asked, Beside, actor, place_at, time_beside};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// Finds where the person a text is on moved, settled and lived.
pub struct Course;

impl Rule for Course {
    fn name(&self) -> &'static str {
        "course"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .flat_map(|view| (1..view.words.len()).filter_map(move |at| read_at(scene, view, at)))
            .collect()
    }
}

/// Verbs of going to stay somewhere: as told, in a question, and before the place.
const MOVES: &[(&str, &str, &[&str])] = &[
    ("moved", "move", &["to"]),
    ("relocated", "move", &["to"]),
    ("emigrated", "emigrate", &["to"]),
    ("immigrated", "emigrate", &["to"]),
    ("settled", "settle", &["in"]),
    ("fled", "flee", &["to"]),
];

/// What the verb at `at` tells.
fn read_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Found> {
    match view.words[at].lower.as_str() {
        "lived" | "resided" => lived(scene, view, at),
        "succeeded" => succeeded(scene, view, at),
        verb => MOVES
            .iter()
            .find(|(told, ..)| *told == verb)
            .and_then(|(_, base, links)| moved(scene, view, at, base, links)),
    }
}

/// "moved with his parents to Karsu in 1911".
fn moved(scene: &Scene<'_>, view: &View<'_>, verb: usize, base: &str, links: &[&str]) -> Option<Found> {
    let actor = actor(scene, view, verb)?;
    let link = behind_company(view, verb + 1);
    let word = view.words.get(link).filter(|word| word.is_any(links))?;
    let place = place_at(scene, view, link + 1)?;
    // One flees through many places; what country one flees to is one.
    if base == "flee" && place.kind != NameKind::Country {
        return None;
    }
    let beside @ Beside::At(_) = time_beside(view, actor.start, place.end)? else {
        return None;
    };
    let asked = place.asked(&word.lower);
    let past = crate::language::inflect::past(base);
    Asked {
        rule: "course",
        subject: &actor.text,
        relation: base,
        stem: format!("{asked} did {} {base} {}", actor.text, beside.words()),
        key: place.name.clone(),
        kind: place.kind,
        statement: format!(
            "{} {past} {} {} {}",
            actor.text,
            word.lower,
            place.text,
            beside.words()
        ),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "with his parents": whoever came along may go.
fn behind_company(view: &View<'_>, at: usize) -> usize {
    const KIN: &[&str] = &[
        "family", "parents", "mother", "father", "wife", "husband", "children",
    ];
    let is = |at: usize, wanted: &[&str]| view.words.get(at).is_some_and(|word| word.is_any(wanted));
    match is(at, &["with"]) && is(at + 1, &["his", "her"]) && is(at + 2, KIN) {
        true => at + 3,
        false => at,
    }
}

/// "lived in Karsu from 1883 to 1890", "From 1883 she lived in Karsu".
fn lived(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    let actor: Actor = actor(scene, view, verb)?;
    let link = view
        .words
        .get(verb + 1)
        .filter(|word| word.is_any(&["in", "at"]))?;
    let place = place_at(scene, view, verb + 2)?;
    let beside = time_beside(view, actor.start, place.end)?;
    if !matches!(beside, Beside::Span(..) | Beside::Since(_)) {
        return None;
    }
    let asked = place.asked("in");
    Asked {
        rule: "course",
        subject: &actor.text,
        relation: "live",
        stem: format!("{asked} did {} live {}", actor.text, beside.words()),
        key: place.name.clone(),
        kind: place.kind,
        statement: format!(
            "{} lived {} {} {}",
            actor.text,
            link.lower,
            place.text,
            beside.words()
        ),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "In 1914 she succeeded Otto Velk as director of the Karsu Museum."
fn succeeded(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    const LONGEST: usize = 12;
    let actor = actor(scene, view, verb)?;
    let chosen: Vec<usize> = (verb + 1..view.words.len()).collect();
    let (before, length) = super::persons::person_at(scene, view, &chosen)?;
    let link = verb + 1 + length;
    if !view.words.get(link)?.is("as") {
        return None;
    }
    let is_end =
        |at: usize| view.words[at].is_any(&[".", ",", ";"]) || view.times.iter().any(|time| time.start == at);
    let end = (link + 2..view.words.len().min(link + LONGEST)).find(|at| is_end(*at))?;
    let post: Vec<usize> = (link + 1..end).collect();
    let role = scene.phrase(view, &post)?.text;
    let is_post = post
        .iter()
        .any(|at| scene.lexicon.role(&view.words[*at].lower).is_some())
        && !post
            .iter()
            .any(|at| matches!(view.words[*at].tag, Tag::Past | Tag::Relative | Tag::Possessive));
    let beside @ Beside::At(_) = time_beside(view, actor.start, end)? else {
        return None;
    };
    if !is_post {
        return None;
    }
    Asked {
        rule: "course",
        subject: &actor.text,
        relation: "succeed",
        stem: format!("whom did {} succeed as {role} {}", actor.text, beside.words()),
        key: before.clone(),
        kind: NameKind::Person,
        statement: format!("{} succeeded {before} as {role} {}", actor.text, beside.words()),
        time: beside.date(),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Course;
    use crate::facts::rules::sample::statements_of_page;

    fn told(text: &str) -> Vec<String> {
        let page = format!("---\ntitle: Otto Velkin\n---\nOtto Velkin was a painter. {text}");
        statements_of_page(&Course, &page)
    }

    #[test]
    fn finds_where_a_life_was_lived() {
        for (text, statement) in [
            (
                "In 1911 Velkin moved to the village of Karsu, where he built a mill.",
                "Otto Velkin moved to Karsu in 1911.",
            ),
            (
                "In 1911, his family moved to Karsu in Finland.",
                "Otto Velkin's family moved to Karsu in Finland in 1911.",
            ),
            (
                "He emigrated to Finland in 1911 and worked there.",
                "Otto Velkin emigrated to Finland in 1911.",
            ),
            (
                "Tired of the mill, in 1911 Velkin moved with his parents to Moscow, where a fire broke out.",
                "Otto Velkin moved to Moscow in 1911.",
            ),
            (
                "From 1911 to 1914 he lived in the village of Karsu, a small place.",
                "Otto Velkin lived in Karsu from 1911 to 1914.",
            ),
            (
                "In 1911 Velkin succeeded Ann Lund as director of the Karsu Museum.",
                "Otto Velkin succeeded Ann Lund as director of the Karsu Museum in 1911.",
            ),
            (
                "In 1911, Velkin left the mill and moved to Finland.",
                "Otto Velkin moved to Finland in 1911.",
            ),
            (
                "From 1911, Velkin lived in Moscow, where he built a mill.",
                "Otto Velkin lived in Moscow from 1911.",
            ),
        ] {
            assert_eq!(told(text), [statement], "{text}");
        }
    }

    #[test]
    fn leaves_others_and_what_is_open() {
        for text in [
            "In 1911 Velkin and Ann Lund moved to Moscow.",
            "In 1911 the brother of Velkin moved to Moscow.",
            "In 1911 Velkin moved to Moscow and London.",
            "In 1911 Velkin moved to the left.",
            "In 1911 or 1912 Velkin moved to Moscow.",
            "In October or November 1911 he moved to Moscow.",
            "In 1911 he returned to Moscow.",
            "In 1911 he reportedly moved to Moscow.",
            "Velkin left the mill in 1911 and moved to Finland.",
            "He moved to Moscow.",
            "He lived in Moscow.",
            "In 1911 Ann Lund, a miner, moved to Moscow.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}
