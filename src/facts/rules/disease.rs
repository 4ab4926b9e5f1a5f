//! What causes a disease and what carries it: "Karsu fever is caused by a worm".

use super::Rule;
use super::lasting::{Answered, ends_behind, in_lasting, subject};
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, vocabulary};

/// Finds causes and carriers of diseases.
pub struct Disease;

impl Rule for Disease {
    fn name(&self) -> &'static str {
        "disease"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        let mut found: Vec<Found> = views
            .filter_map(|view| participle(scene, view).or_else(|| cause_of(scene, view)))
            .collect();
        found.extend(in_lasting(scene, told));
        found
    }
}

/// WordNet's number for nouns of states, diseases among them.
const STATE: u8 = 26;
/// Nouns that name no illness of its own.
const VAGUE: &[&str] = &[
    "disease",
    "illness",
    "condition",
    "infection",
    "problem",
    "crisis",
    "war",
    "damage",
    "poverty",
    "situation",
    "state",
    "death",
    "pollution",
    "chaos",
    "disorder",
    "syndrome",
];

/// Whether the last word of a phrase is the name of an illness.
fn is_disease(phrase: &str) -> bool {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase).to_lowercase();
    let is_state = vocabulary::classes_of_form(&last).noun == Some(STATE);
    let is_known = matches!(
        last.as_str(),
        "fever" | "plague" | "pox" | "flu" | "cholera" | "measles"
    );
    (is_state || is_known) && !VAGUE.contains(&last.as_str())
}

/// "Karsu fever is caused by the worm Velka sarkani."
fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let subject = subject(scene, view, clause)?;
    let by = view.words[*clause.rest.first()?].is("by");
    let chosen = clause.rest.get(1..)?;
    let agent = scene.phrase(view, chosen)?;
    let is_told = clause.voice == Voice::PresentPassive && by && clause.adverbs.is_empty();
    let is_short = (1..=6).contains(&agent.text.split(' ').count());
    let is_one = !agent.text.contains(" or ") && !agent.text.contains(',');
    // "Lake Velk fever is caused by the LVF virus": the letters tell.
    let letters: String = subject
        .text
        .split(' ')
        .filter_map(|word| word.chars().next())
        .collect::<String>()
        .to_uppercase();
    if letters.len() > 1 && agent.text.to_uppercase().contains(&letters) {
        return None;
    }
    if !is_told || !is_short || !is_one || !is_disease(&subject.text) || !ends_behind(view, *chosen.last()?) {
        return None;
    }
    let (stem, relation) = match clause.lemma {
        "cause" => (format!("what is the cause of {}", subject.text), "is caused by"),
        "transmit" | "spread" | "carry" => (
            format!(
                "by what is {} {}",
                subject.text,
                crate::language::inflect::participle(clause.lemma)
            ),
            "is spread by",
        ),
        _ => return None,
    };
    Answered {
        rule: "disease",
        subject: &subject.text,
        relation,
        stem,
        key: agent.text.clone(),
        kind: NameKind::Other,
        statement: format!("{} {relation} {}", subject.text, agent.text),
    }
    .found(scene, view)
}

/// "Karsu fever, caused by the worm Velka sarkani, is": between commas.
fn participle(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let comma = words.iter().position(|word| word.is(","))?;
    let is_told = words.get(comma + 1)?.is("caused") && words.get(comma + 2)?.is("by");
    let close = (comma + 3..words.len()).find(|at| words[*at].is(","))?;
    let disease = scene.phrase(view, &(0..comma).collect::<Vec<_>>())?;
    let agent = scene.phrase(view, &(comma + 3..close).collect::<Vec<_>>())?;
    let name = disease.text.strip_suffix(" disease").unwrap_or(&disease.text);
    let name = if name.len() < disease.text.len() {
        name.trim_start_matches("the ")
    } else {
        name
    };
    let verb = words.get(close + 1)?;
    let is_plain = agent.text.split(' ').count() <= 5 && !agent.text.contains(" or ");
    if !is_told || !is_disease(name) || name.split(' ').count() > 3 || !is_plain || verb.tag != Tag::Be {
        return None;
    }
    Answered {
        rule: "disease",
        subject: name,
        relation: "is caused by",
        stem: format!("what is the cause of {name}"),
        key: agent.text.clone(),
        kind: NameKind::Other,
        statement: format!("{name} is caused by {}", agent.text),
    }
    .found(scene, view)
}

/// "Velka worms, the cause of Karsu fever,": what it is the cause of.
fn cause_of(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let at = (2..words.len().saturating_sub(3)).find(|at| {
        words[*at].is(",")
            && words[at + 1].is("the")
            && words[at + 2].is("cause")
            && words.get(at + 3).is_some_and(|of| of.is("of"))
    })?;
    let close = (at + 4..words.len()).find(|end| words[*end].is_any(&[",", "."]))?;
    let disease = scene.phrase(view, &(at + 4..close).collect::<Vec<_>>())?;
    let mut start = at;
    while start > 0 && matches!(words[start - 1].tag, Tag::Name | Tag::Noun) && at - start < 4 {
        start -= 1;
    }
    let agent = scene.phrase(view, &(start..at).collect::<Vec<_>>())?;
    let is_whole = start > 0
        && !matches!(
            words[start - 1].tag,
            Tag::Preposition | Tag::Conjunction | Tag::Genitive
        )
        || start == 0;
    if !is_disease(&disease.text) || disease.text.split(' ').count() > 3 || start == at || !is_whole {
        return None;
    }
    Answered {
        rule: "disease",
        subject: &disease.text,
        relation: "is caused by",
        stem: format!("what is the cause of {}", disease.text),
        key: agent.text.clone(),
        kind: NameKind::Other,
        statement: format!("{} is caused by {}", disease.text, agent.text),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Disease;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_causes_of_diseases() {
        for (text, statement) in [
            (
                "Lake fever is caused by a small worm.",
                "Lake fever is caused by a small worm.",
            ),
            (
                "The plague disease, caused by Velka sarkani, is common in the north.",
                "Plague is caused by Velka sarkani.",
            ),
            (
                "He saw that they carried Velka worms, the cause of malaria, in the north.",
                "Malaria is caused by Velka worms.",
            ),
        ] {
            assert_eq!(statements(&Disease, text), [statement]);
        }
    }

    #[test]
    fn leaves_what_is_no_disease_or_has_several_causes() {
        for text in [
            "Floods are caused by heavy rain there.",
            "Lake fever is often caused by a small worm.",
            "Lake fever is caused by a worm or a fly.",
            "Lake Velk fever is caused by the LVF virus.",
            "Malaria fever is caused by malaria worms.",
            "Poverty is caused by heavy taxes there.",
        ] {
            assert!(statements(&Disease, text).is_empty(), "{text}");
        }
    }
}
