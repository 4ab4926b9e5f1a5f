//! Counts inside a noun phrase of an event: "the killing of some 200 protesters in May".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::{Event, Frame, NameKind, Named, Phrase, Voice};
use crate::facts::quantity::read_count;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Word;

/// Finds how many were killed or arrested where an event is told as a noun.
pub struct Toll;

const NOUNS: &[(&str, &str)] = &[
    ("killing", "kill"),
    ("arrest", "arrest"),
    ("arrests", "arrest"),
    ("detention", "detain"),
    ("execution", "execute"),
    ("deportation", "deport"),
];

impl Rule for Toll {
    fn name(&self) -> &'static str {
        "toll"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter_map(|view| in_view(scene, view))
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    if view.objection.is_some() {
        return None;
    }
    let words = &view.words;
    let (at, verb) = (0..words.len().saturating_sub(2)).find_map(|at| {
        let (_, verb) = NOUNS.iter().find(|(noun, _)| words[at].is(noun))?;
        words[at + 1].is("of").then_some((at, *verb))
    })?;
    let following: Vec<&Word<'_>> = words[at + 2..].iter().collect();
    let counted = read_count(&following)?;
    let end = at + 2 + counted.length;
    let time = view.times.iter().find(|time| time.start == end)?;
    if words.get(time.end).is_some_and(|word| !word.is_any(&[".", ","])) {
        return None;
    }
    let date = match time.value {
        TimeValue::Date(date) => date,
        TimeValue::Relative => month_before(view, time.end)?,
        _ => return None,
    };
    let country = scene.names.country.clone()?;
    let quantity = counted.quantity;
    if quantity.is_share() {
        return None;
    }
    let place = Named {
        text: country.clone(),
        kind: NameKind::Country,
    };
    let event = Event {
        subject: Phrase {
            text: format!("{} {}", quantity.key(), quantity.of),
            kind: NameKind::Other,
            is_plural: true,
            names: Vec::new(),
        },
        verb: verb.to_owned(),
        adverb: String::new(),
        voice: Voice::Passive,
        rest: Phrase {
            text: format!("in {country}"),
            kind: NameKind::Other,
            is_plural: false,
            names: vec![place],
        },
        when: Some(date),
        is_unique: false,
        place: None,
        parts: Vec::new(),
        era: String::new(),
        as_of: None,
        note: String::new(),
    };
    let statement = statement::of_event(&event);
    Some(
        Found::begin(scene, view, "toll", statement)
            .about(&quantity.of, verb, &quantity.key())
            .at(date)
            .worth(3, 800)
            .framed(Frame::Count {
                event,
                quantity,
                in_subject: true,
                as_of: None,
                occasion: None,
            }),
    )
}

/// "in January" in an article of June: the January before.
fn month_before(view: &View<'_>, end: usize) -> Option<PartialDate> {
    let anchor = view.anchor?;
    let month = crate::facts::time::month(&view.words[end - 1].lower)?;
    let year = if month <= anchor.month? {
        anchor.year
    } else {
        anchor.year - 1
    };
    PartialDate::month(year, month)
}

#[cfg(test)]
mod tests {
    use super::Toll;
    use crate::facts::rules::Rule;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;

    fn statements(text: &str) -> Vec<String> {
        let country =
            "Mongolia is cold. Mongolia is wide. Mongolia is high. Mongolia is dry. Mongolia is old.";
        let page = format!("---\ndate: 2022-06-07\ntitle: News\n---\n{country} {text}\n");
        let document = crate::text::read("a.md", page.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let found = Toll.find(&scene, &mut |_, _| {});
        found.into_iter().map(|found| found.fact.statement).collect()
    }

    #[test]
    fn finds_a_toll_with_its_month() {
        assert_eq!(
            statements("The council spoke of the killing of some 90 herders in March."),
            ["About 90 herders were killed in Mongolia in March 2022."]
        );
    }

    #[test]
    fn leaves_tolls_without_a_time() {
        assert!(statements("The council spoke of the killing of some 90 herders by bandits.").is_empty());
        assert!(
            statements("The council reportedly spoke of the killing of some 90 herders in March.").is_empty()
        );
    }
}
