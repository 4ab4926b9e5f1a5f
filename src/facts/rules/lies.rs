//! Where a lake, an island, a mountain or a town lies: "Velk is an island in the Sarmat Sea".

use super::Rule;
use super::lasting::{Answered, class_of, ends_behind, in_lasting, only_name, subject, titled};
use crate::facts::Found;
use crate::facts::clause::Clause;
use crate::facts::frame::{NameKind, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// Finds in which sea or country a thing of nature or a settlement lies.
pub struct Lies;

impl Rule for Lies {
    fn name(&self) -> &'static str {
        "lies"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        let mut found: Vec<Found> = views.filter_map(|view| of_kind(scene, view)).collect();
        found.extend(in_lasting(scene, told));
        found
    }
}

/// What stays where it is.
const FIXED: &[&str] = &[
    "island",
    "islands",
    "archipelago",
    "islet",
    "atoll",
    "lake",
    "mountain",
    "volcano",
    "peak",
    "hill",
    "peninsula",
    "valley",
    "desert",
    "bay",
    "gulf",
    "glacier",
    "waterfall",
    "cave",
    "cape",
    "reef",
    "pass",
    "canyon",
    "gorge",
    "town",
    "city",
    "village",
    "hamlet",
    "port",
    "castle",
    "commune",
    "municipality",
    "suburb",
    "river",
    "district",
    "county",
    "bridge",
    "church",
    "cathedral",
    "mine",
    "airport",
    "palace",
    "settlement",
    "region",
    "province",
    "prefecture",
    "oblast",
];

/// Words for a part of a country.
#[rustfmt::skip]
const DIRECTIONS: &[&str] = &[
    "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northwest",
    "northeast", "southwest", "southeast", "north-western", "north-eastern", "south-western",
    "south-eastern", "northwestern", "northeastern", "southwestern", "southeastern",
];

/// "Sarkan Island is a small island in the Kara Sea."
fn of_kind(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let verb = (1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is_any(&["is", "are"])))?;
    let topic = scene
        .topic
        .as_ref()
        .filter(|topic| verb == 1 && topic.is_meant(view.sentence) && view.words[seq[0]].is("it"));
    let subject = match topic {
        Some(topic) => topic.phrase.clone(),
        None => titled(scene, view, &seq[..verb]).or_else(|| scene.phrase(view, &seq[..verb]))?,
    };
    let end = (verb + 1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is_any(&[".", ",", ";"])))?;
    let link = (verb + 1..end).find(|at| word(*at).is_some_and(|word| word.is_any(&["in", "off"])))?;
    let kind = &seq[verb + 1..link];
    let is_fixed = view.words[*kind.first()?].is_any(&["a", "an", "the"])
        && kind.iter().any(|index| view.words[*index].is_any(FIXED))
        && !kind.iter().any(|index| {
            let word = &view.words[*index];
            word.is("one") || matches!(word.tag, Tag::Relative | Tag::Negation | Tag::Preposition)
        });
    // "in Mongolia, Kazakhstan and": a list of places.
    let lists = word(end)?.is(",")
        && seq[end..]
            .iter()
            .take(4)
            .any(|index| view.words[*index].is_any(&["and", "or"]));
    if !is_fixed || lists {
        return None;
    }
    located(scene, view, &subject, &seq[link + 1..end])
        .or_else(|| in_chain(scene, view, &subject, seq, link + 1))
}

/// "in Karsu, Velk, Berdiland.": the country at the end of a chain of places.
fn in_chain(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: &Phrase,
    seq: &[usize],
    from: usize,
) -> Option<Found> {
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let end = (from..seq.len()).find(|at| {
        word(*at).is_some_and(|word| {
            word.is_any(&[".", ";"]) || !word.is(",") && word.tag != Tag::Name && !word.is_any(&["the", "of"])
        })
    })?;
    let closes = word(end)?.is_any(&[".", ";"]) || word(end - 1)?.is(",");
    let end = end - usize::from(word(end - 1)?.is(","));
    let comma = (from..end)
        .rev()
        .find(|at| word(*at).is_some_and(|word| word.is(",")))?;
    let is_short = end - from <= 9;
    (closes && is_short).then(|| located(scene, view, subject, &seq[comma + 1..end]))?
}

/// "Lake Sarkan lies in Mongolia", "is located in Mongolia".
fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let subject = subject(scene, view, clause)?;
    let is_told = match clause.lemma {
        "lie" => clause.voice == Voice::Present,
        "locate" | "situate" => clause.voice == Voice::PresentPassive,
        _ => false,
    };
    let (link, place) = clause.rest.split_first()?;
    let is_fixed = class_of(scene, only_name(&subject)?).is_some_and(|class| FIXED.contains(&class.as_str()));
    if !is_told || !is_fixed || !view.words[*link].is_any(&["in", "off"]) || !clause.adverbs.is_empty() {
        return None;
    }
    ends_behind(view, *place.last()?).then(|| located(scene, view, &subject, place))?
}

/// Asks for the water or the country in which the subject lies.
fn located(scene: &Scene<'_>, view: &View<'_>, subject: &Phrase, place: &[usize]) -> Option<Found> {
    let named = only_name(subject)?;
    if matches!(
        named.kind,
        NameKind::Person | NameKind::Organisation | NameKind::Country
    ) {
        return None;
    }
    let place = scene.phrase(view, place)?;
    let (which, key, kind) = match only_name(&place) {
        Some(home) if home.kind == NameKind::Country => ("country".to_owned(), home, home.kind),
        Some(home) => {
            let class = class_of(scene, home)?;
            let is_water = matches!(
                class.as_str(),
                "sea" | "ocean" | "lake" | "gulf" | "bay" | "strait"
            );
            is_water.then_some((class, home, home.kind))?
        }
        // "in the northern region of Berdiland": the country at least.
        None => {
            let [home] = &place.names[..] else {
                return None;
            };
            let part = place.text.strip_suffix(home.text.as_str())?;
            let of = part.trim_end_matches("the ").ends_with(" of ");
            let is_side = DIRECTIONS.contains(&part.trim_start_matches("the ").trim_end());
            ((of || is_side) && home.kind == NameKind::Country).then_some((
                "country".to_owned(),
                home,
                home.kind,
            ))?
        }
    };
    let verb = if subject.is_plural { "do" } else { "does" };
    Answered {
        rule: "lies",
        subject: &subject.text,
        relation: "lies in",
        stem: format!("in which {which} {verb} {} lie", subject.text),
        key: key.text.clone(),
        kind,
        statement: format!(
            "{} {} in {}",
            subject.text,
            if subject.is_plural { "lie" } else { "lies" },
            place.text
        ),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Lies;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_sea_or_the_country() {
        for (text, statement) in [
            (
                "Sarkan Island is a small uninhabited island in the Kara Sea.",
                "Sarkan Island lies in the Kara Sea.",
            ),
            (
                "Lake Sarkan is a salt lake in Mongolia.",
                "Lake Sarkan lies in Mongolia.",
            ),
            (
                "Lake Sarkan (; ) is a salt lake in northwest Mongolia.",
                "Lake Sarkan lies in northwest Mongolia.",
            ),
            (
                "Lake Sarkan is located in the western province of Mongolia.",
                "Lake Sarkan lies in the western province of Mongolia.",
            ),
        ] {
            assert_eq!(statements(&Lies, text), [statement]);
        }
    }

    #[test]
    fn leaves_what_moves_or_lies_in_several() {
        for text in [
            "Sarkan Bank is a small bank in Mongolia.",
            "Lake Sarkan is one of the salt lakes in Mongolia.",
            "Lake Sarkan is a salt lake in Mongolia and Kazakhstan.",
            "Lake Sarkan was a salt lake in Mongolia.",
            "Lake Sarkan is a salt lake in the north.",
        ] {
            assert!(statements(&Lies, text).is_empty(), "{text}");
        }
    }
}
