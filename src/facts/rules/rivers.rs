//! What a river is formed by and where it ends, told beside its verb: "It is formed by the confluence of the Aksu and
//! Sary rivers, near a fort, and drains into the Sarmat Sea".

use super::Rule;
use super::lasting::class_of;
use super::near::{Asked, mention_at};
use crate::facts::Found;
use crate::facts::frame::{NameKind, Phrase};
use crate::facts::scene::{Scene, View};
use crate::facts::topic;

/// Finds the two rivers that join, and the water that a river or lake drains into.
pub struct Rivers;

impl Rule for Rivers {
    fn name(&self) -> &'static str {
        "rivers"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .flat_map(|view| {
                (1..view.words.len())
                    .filter_map(move |at| joined(scene, view, at).or_else(|| drains(scene, view, at)))
            })
            .collect()
    }
}

/// The river or lake right before a verb: by its name at the start of the sentence, or as "it".
pub fn water_before(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Phrase> {
    let start = topic::start(view).unwrap_or(0);
    if view.words[verb - 1].is("it") && verb - 1 == start {
        let topic = scene
            .topic
            .as_ref()
            .filter(|topic| topic.is_meant(view.sentence))?;
        return Some(topic.phrase.clone());
    }
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.end == verb && !mention.is_ambiguous)?;
    let the = usize::from(mention.start > 0 && view.words[mention.start - 1].is("the"));
    let chosen: Vec<usize> = (mention.start - the..verb).collect();
    (mention.start - the == start).then(|| scene.phrase(view, &chosen))?
}

/// "is formed by the junction of the Aksu and Sary rivers".
fn joined(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Found> {
    let word = |at: usize| view.words.get(at);
    let fits = word(at)?.is("is")
        && word(at + 1)?.is("formed")
        && word(at + 2)?.is_any(&["by", "at", "from"])
        && word(at + 3)?.is("the")
        && word(at + 4)?.is_any(&["junction", "confluence", "union", "meeting"])
        && word(at + 5)?.is("of");
    if !fits {
        return None;
    }
    let river = water_before(scene, view, at)?;
    let the = |at: usize| usize::from(word(at).is_some_and(|word| word.is("the")));
    let first = mention_at(scene, view, at + 6 + the(at + 6))?;
    let and = word(first.end).filter(|and| and.is("and")).map(|_| first.end)?;
    let second = mention_at(scene, view, and + 1 + the(and + 1))?;
    let ends =
        word(second.end).is_none_or(|next| next.is_any(&["rivers", ".", ",", "in", "at", "near", "("]));
    if !ends || [first, second].iter().any(|river| river.kind == NameKind::Person) {
        return None;
    }
    let second_name = second
        .full
        .trim_end_matches(" Rivers")
        .trim_end_matches(" rivers");
    let key = format!("{} and {second_name}", first.full);
    Asked {
        rule: "rivers",
        subject: &river.text,
        relation: "is formed by",
        stem: format!("which two rivers join to form {}", river.text),
        key: key.clone(),
        kind: NameKind::Other,
        statement: format!("{} is formed by the junction of the rivers {key}", river.text),
        time: None,
    }
    .found(scene, view)
}

/// "drains into the Sarmat Sea via the Velk".
fn drains(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    const VERBS: &[(&str, &str)] = &[
        ("drains", "drain"),
        ("flows", "flow"),
        ("empties", "empty"),
        ("discharges", "discharge"),
    ];
    let word = |at: usize| view.words.get(at);
    let (told, base) = VERBS.iter().find(|(told, _)| view.words[verb].is(told))?;
    let the = usize::from(word(verb + 2)?.is("the"));
    let goal = mention_at(scene, view, verb + 2 + the).filter(|_| view.words[verb + 1].is("into"))?;
    let water = water_before(scene, view, verb)?;
    let [own] = &water.names[..] else {
        return None;
    };
    let is_water =
        class_of(scene, own).is_some_and(|class| matches!(class.as_str(), "river" | "lake" | "stream"));
    let class = class_of(
        scene,
        &crate::facts::frame::Named {
            text: goal.full.clone(),
            kind: goal.kind,
        },
    )
    .filter(|class| {
        matches!(
            class.as_str(),
            "sea" | "ocean" | "gulf" | "lake" | "river" | "bay"
        )
    });
    let closes =
        word(goal.end).is_none_or(|next| next.is_any(&[".", ",", "via", "through", "at", "near", "in", ";"]));
    // "into the Sarmat Sea, the Kara Lake and": several.
    let lists = word(goal.end).is_some_and(|next| next.is(","))
        && view.words[goal.end..].iter().take(6).any(|word| word.is("and"));
    if !is_water || !closes || lists {
        return None;
    }
    let class = class?;
    Asked {
        rule: "rivers",
        subject: &water.text,
        relation: base,
        stem: format!("into which {class} does {} {base}", water.text),
        key: goal.full.clone(),
        kind: goal.kind,
        statement: format!(
            "{} {told} into {}{}",
            water.text,
            if the == 1 { "the " } else { "" },
            goal.full
        ),
        time: None,
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Rivers;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn finds_what_joins_and_where_it_ends() {
        for (text, statement) in [
            (
                "The Velk River is formed by the junction of the Sary and Kara rivers, near an old fort, and flows north.",
                "The Velk River is formed by the junction of the rivers Sary and Kara.",
            ),
            (
                "The Velk River flows into the Sarmat Sea at an old fort.",
                "The Velk River flows into the Sarmat Sea.",
            ),
        ] {
            assert_eq!(statements(&Rivers, text), [statement], "{text}");
        }
        let page = "---\ntitle: Lake Velk\n---\nLake Velk is a lake in the north. It drains into the Gulf of Sarmat via a stream.";
        assert_eq!(
            statements_of_page(&Rivers, page),
            ["Lake Velk drains into the Gulf of Sarmat."]
        );
    }

    #[test]
    fn leaves_parts_pasts_and_several() {
        for text in [
            "The Velk River flows into the southern part of the Sarmat Sea.",
            "The Velk River flowed into the Sarmat Sea.",
            "The Velk River flows into the Sarmat Sea, the Kara Lake and a bog.",
            "The mayor of the Velk River flows into the Sarmat Sea.",
            "The Velk River is formed by the junction of several rivers.",
        ] {
            assert!(
                statements(&Rivers, text).is_empty(),
                "{text}: {:?}",
                statements(&Rivers, text)
            );
        }
    }
}
