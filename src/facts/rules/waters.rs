//! Rivers, seas and what joins or parts them: "The Velk flows into the Sarmat Sea".

use super::Rule;
use super::lasting::{Answered, class_of, ends_behind, in_lasting, only_name, subject};
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{Named, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::language::inflect;

/// Finds where rivers rise, flow and meet, and which water or height lies between two places.
pub struct Waters;

impl Rule for Waters {
    fn name(&self) -> &'static str {
        "waters"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_lasting(scene, |scene, view, clause| {
            course(scene, view, clause)
                .or_else(|| sources(scene, view, clause))
                .or_else(|| between(scene, view, clause))
                .or_else(|| supreme(scene, view, clause))
        })
    }
}

/// A clause about one named thing: its phrase, its name and its class.
fn of_one(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<(Phrase, Named, String)> {
    let subject = subject(scene, view, clause)?;
    let named = only_name(&subject)?.clone();
    let class = class_of(scene, &named)?;
    clause.adverbs.is_empty().then_some((subject, named, class))
}

/// "The Velk flows into the Sarmat Sea", "originates in the Berdi Mountains".
fn course(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    const MOUTHS: &[&str] = &["flow", "empty", "drain", "discharge", "run"];
    const SOURCES: &[&str] = &["originate"];
    let (subject, _, class) = of_one(scene, view, clause)?;
    if !matches!(class.as_str(), "river" | "stream" | "canal" | "tributary") || clause.voice != Voice::Present
    {
        return None;
    }
    let (link, behind) = clause.rest.split_first()?;
    let opening = if MOUTHS.contains(&clause.lemma) && view.words[*link].is("into") {
        "into"
    } else if SOURCES.contains(&clause.lemma) && view.words[*link].is("in") {
        "in"
    } else {
        return None;
    };
    let goal = scene.phrase(view, behind)?;
    let named = only_name(&goal)?;
    if !ends_behind(view, *behind.last()?) {
        return None;
    }
    let which = match class_of(scene, named) {
        Some(class) => format!("{opening} which {class}"),
        None if opening == "into" => "into which body of water".to_owned(),
        None => "where".to_owned(),
    };
    let verb = clause.lemma;
    Answered {
        rule: "waters",
        subject: &subject.text,
        relation: verb,
        stem: format!("{which} does {} {verb}", subject.text),
        key: named.text.clone(),
        kind: named.kind,
        statement: format!(
            "{} {} {opening} {}",
            subject.text,
            inflect::third_person(verb),
            goal.text
        ),
    }
    .found(scene, view)
}

/// "The Velk is formed by the confluence of the Aksu and Sary rivers."
fn sources(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let (subject, ..) = of_one(scene, view, clause)?;
    let word = |at: usize| clause.rest.get(at).map(|index| &view.words[*index]);
    let joins = clause.lemma == "form"
        && clause.voice == Voice::PresentPassive
        && word(0)?.is_any(&["by", "at", "from"])
        && word(1)?.is("the")
        && word(2)?.is_any(&["junction", "confluence", "union", "meeting"])
        && word(3)?.is("of");
    let two = scene.phrase(view, clause.rest.get(4..)?)?;
    let are_two = two.names.len() == 2
        && two.text.matches(" and ").count() == 1
        && (two.text.ends_with(" rivers") || two.text.ends_with(&two.names[1].text));
    if !joins || !are_two || two.text.contains(',') {
        return None;
    }
    Answered {
        rule: "waters",
        subject: &subject.text,
        relation: "is formed by",
        stem: format!("which two rivers join to form {}", subject.text),
        key: format!("{} and {}", two.names[0].text, two.names[1].text),
        kind: crate::facts::frame::NameKind::Other,
        statement: format!("{} is formed by the junction of {}", subject.text, two.text),
    }
    .found(scene, view)
}

/// "The Aksu Strait connects the Sarmat Sea with the Kara Sea."
fn between(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    const VERBS: &[&str] = &["connect", "link", "join", "separate"];
    const CLASSES: &[&str] = &[
        "river",
        "strait",
        "channel",
        "canal",
        "sea",
        "range",
        "mountains",
        "isthmus",
        "bridge",
        "tunnel",
        "lake",
        "desert",
        "bay",
        "gulf",
        "pass",
    ];
    let (_, named, class) = of_one(scene, view, clause)?;
    let rest = scene.phrase(view, &clause.rest)?;
    let ends_on_name = rest
        .names
        .last()
        .is_some_and(|last| rest.text.ends_with(&last.text));
    if !VERBS.contains(&clause.lemma)
        || !CLASSES.contains(&class.as_str())
        || clause.voice != Voice::Present
        || rest.names.len() != 2
        || !ends_on_name
        || rest.text.contains(',')
    {
        return None;
    }
    let plural = class == "mountains";
    let verb = if plural {
        clause.lemma.to_owned()
    } else {
        inflect::third_person(clause.lemma)
    };
    Answered {
        rule: "waters",
        subject: &named.text,
        relation: clause.lemma,
        stem: format!("which {class} {verb} {}", rest.text),
        key: named.text.clone(),
        kind: named.kind,
        statement: format!("the {} {verb} {}", named.text, rest.text),
    }
    .found(scene, view)
}

/// "The Velk provides the largest inflow of water to the lake", "The Velk is the only outflow".
fn supreme(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    const FIRST: &[&str] = &[
        "largest", "longest", "only", "main", "deepest", "highest", "shortest",
    ];
    let (_, named, class) = of_one(scene, view, clause)?;
    let (the, rank) = (
        &view.words[*clause.rest.first()?],
        &view.words[*clause.rest.get(1)?],
    );
    if !matches!(class.as_str(), "river" | "stream" | "canal" | "lake" | "island") {
        return None;
    }
    if clause.voice != Voice::Present || !the.is("the") || !rank.is_any(FIRST) || clause.lemma == "be" {
        return None;
    }
    let rest = with_home(scene, view, clause)?;
    let verb = inflect::third_person(clause.lemma);
    Answered {
        rule: "waters",
        subject: &named.text,
        relation: clause.lemma,
        stem: format!("which {class} {verb} {rest}"),
        key: named.text.clone(),
        kind: named.kind,
        statement: format!("the {} {verb} {rest}", named.text),
    }
    .found(scene, view)
}

/// What follows the verb, "the lake" at its end by the name of what the document is on.
fn with_home(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<String> {
    let rest = scene.phrase(view, &clause.rest)?;
    if !rest.names.is_empty() {
        return Some(rest.text);
    }
    let (noun, before) = clause.rest.split_last()?;
    let (the, before) = before.split_last()?;
    let topic = scene.topic.as_ref()?;
    let is_topic = view.words[*the].is("the")
        && view.words[*noun].tag == Tag::Noun
        && topic.is_a(&view.words[*noun].lower);
    let opening = scene.phrase(view, before)?;
    is_topic.then(|| format!("{} {}", opening.text, topic.phrase.text))
}

#[cfg(test)]
mod tests {
    use super::Waters;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_where_rivers_rise_meet_and_end() {
        for (text, statement) in [
            (
                "The Velk River flows into the Sarmat Sea.",
                "The Velk River flows into the Sarmat Sea.",
            ),
            (
                "The Velk River originates in the Berdi Mountains.",
                "The Velk River originates in the Berdi Mountains.",
            ),
            (
                "The Velk River is formed by the confluence of the Sary and Kara rivers.",
                "The Velk River is formed by the junction of the Sary and Kara rivers.",
            ),
            (
                "The Velk Strait connects the Sarmat Sea with the Kara Sea.",
                "The Velk Strait connects the Sarmat Sea with the Kara Sea.",
            ),
        ] {
            assert_eq!(statements(&Waters, text), [statement]);
        }
    }

    #[test]
    fn leaves_parts_pasts_and_several() {
        for text in [
            "The Velk River flowed into the Sarmat Sea.",
            "The Velk River flows into the southern part of the Sarmat Sea.",
            "The Velk River flows into the Sarmat Sea and the Kara Lake.",
            "The Velk River forms part of the border of Mongolia and Kazakhstan.",
            "The Velk Company flows into the Sarmat Sea.",
            "The river flows into the Sarmat Sea there.",
        ] {
            assert!(statements(&Waters, text).is_empty(), "{text}");
        }
    }
}
