//! The greatest of its kind in a place, with its name: "The highest mountain of the country is Mount Velk".
//!
//! Only of what nature made: the largest company of a country is another one soon.

use super::Rule;
use super::lasting::Answered;
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds the highest mountain, the longest river, the largest lake of a place.
pub struct Superlative;

impl Rule for Superlative {
    fn name(&self) -> &'static str {
        "superlative"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .filter_map(|view| in_view(scene, view).or_else(|| is_one(scene, view)))
            .collect()
    }
}

const MOST: &[&str] = &[
    "highest",
    "tallest",
    "longest",
    "largest",
    "biggest",
    "deepest",
    "lowest",
    "southernmost",
    "northernmost",
    "westernmost",
    "easternmost",
    "brightest",
];

const KINDS: &[&str] = &[
    "mountain",
    "peak",
    "point",
    "river",
    "lake",
    "island",
    "volcano",
    "waterfall",
    "glacier",
    "desert",
    "star",
    "moon",
    "planet",
    "cave",
    "canyon",
    "gorge",
    "valley",
    "bay",
    "strait",
    "cape",
    "atoll",
    "summit",
];

/// "The highest mountain of the country is Mount Velk."
fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let be = (3..seq.len().min(12)).find(|at| word(*at).is_some_and(|word| word.is("is")))?;
    let is_most = word(0)?.is("the") && word(1)?.is_any(MOST) && word(2)?.is_any(KINDS);
    let place = place(scene, view, &seq[3..be])?;
    let the = usize::from(word(be + 1)?.is("the"));
    let start = *seq.get(be + 1 + the)?;
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.start == start)?;
    let ends = view.words.get(mention.end)?;
    let is_alone = ends.is_any(&[".", ",", "(", "at", "with", "which", "in"]) && !mention.is_ambiguous;
    let fits = !matches!(mention.kind, NameKind::Person | NameKind::People);
    if !is_most || !is_alone || !fits {
        return None;
    }
    answered(
        scene,
        view,
        (&word(1)?.lower, &word(2)?.lower),
        &place,
        &mention.full,
    )
}

/// "Mount Velk is the highest mountain in Berdiland."
fn is_one(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let be = (1..seq.len().min(12)).find(|at| word(*at).is_some_and(|word| word.is("is")))?;
    let is_most = word(be + 1)?.is("the") && word(be + 2)?.is_any(MOST) && word(be + 3)?.is_any(KINDS);
    let end = (be + 4..seq.len())
        .find(|at| word(*at).is_some_and(|word| word.is_any(&[".", ",", ";", "at", "with", "and"])))?;
    let place = place(scene, view, &seq[be + 4..end])?;
    let subject =
        super::rivers::water_before(scene, view, *seq.get(be)?).or_else(|| scene.phrase(view, &seq[..be]))?;
    let named = super::lasting::only_name(&subject)?;
    let fits = !matches!(
        named.kind,
        NameKind::Person | NameKind::People | NameKind::Country
    );
    if !is_most || !fits {
        return None;
    }
    answered(
        scene,
        view,
        (&word(be + 2)?.lower, &word(be + 3)?.lower),
        &place,
        &named.text,
    )
}

/// "in Berdiland", "of the country": a place with its preposition, by its name.
fn place(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<String> {
    let words: Vec<&Word<'_>> = chosen.iter().map(|index| &view.words[*index]).collect();
    let link = words.first()?;
    if !link.is_any(&["in", "of", "on"]) || words.len() > 7 {
        return None;
    }
    let place = scene.phrase(view, &chosen[1..])?;
    let names_place =
        place.names.len() == 1 && !matches!(place.kind, NameKind::Person | NameKind::Organisation);
    let leans = words[1..].iter().any(|word| {
        matches!(
            word.tag,
            Tag::Pronoun | Tag::Possessive | Tag::Relative | Tag::Number
        ) || word.is_any(&["this", "these", "its", "and", "or"])
    });
    let bare = place.text.strip_prefix("the ").unwrap_or(&place.text);
    let is_bare = place.names.first().is_some_and(|named| named.text == bare);
    (names_place && is_bare && !leans).then(|| format!("{} {}", link.lower, place.text))
}

fn answered(
    scene: &Scene<'_>,
    view: &View<'_>,
    (most, kind): (&str, &str),
    place: &str,
    name: &str,
) -> Option<Found> {
    Answered {
        rule: "superlative",
        subject: name,
        relation: most,
        stem: match kind {
            "point" => format!("what is the {most} {kind} {place}"),
            _ => format!("which {kind} is the {most} {place}"),
        },
        key: name.to_owned(),
        kind: NameKind::Other,
        statement: format!("the {most} {kind} {place} is {name}"),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Superlative;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_greatest_of_a_place() {
        for text in [
            "The highest mountain in Mongolia is Mount Velk, which is cold.",
            "Mount Velk is the highest mountain in Mongolia.",
        ] {
            assert_eq!(
                statements(&Superlative, text),
                ["The highest mountain in Mongolia is Mount Velk."]
            );
        }
    }

    #[test]
    fn it_is_what_the_page_is_on() {
        use crate::facts::rules::sample::statements_of_page;
        let page = "---\ntitle: Lake Velk\n---\nLake Velk is a lake in Mongolia. It is the largest lake in Central Asia, and cold.";
        assert_eq!(
            statements_of_page(&Superlative, page),
            ["The largest lake in Central Asia is Lake Velk."]
        );
    }

    #[test]
    fn leaves_what_changes_and_what_has_no_place() {
        for text in [
            "The largest company in Mongolia is Velk Steel.",
            "The highest mountain is Mount Velk.",
            "Mount Velk is one of the highest mountains in Mongolia.",
            "Mount Velk is the second highest mountain in Mongolia.",
        ] {
            assert!(statements(&Superlative, text).is_empty(), "{text}");
        }
    }
}
