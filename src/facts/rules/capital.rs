//! Capitals of parts of a country: "The capital of Sarmat Province is Velk".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Word;

/// Finds capitals and administrative centres of regions.
pub struct Capital;

impl Rule for Capital {
    fn name(&self) -> &'static str {
        "capital"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .flat_map(|view| in_view(scene, view))
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Vec<Found> {
    let words = &view.words;
    (0..words.len())
        .filter(|at| words[*at].is("capital") || is_centre(words, *at))
        .filter_map(|at| told(scene, view, at))
        .collect()
}

/// "administrative centre", at its second word.
fn is_centre(words: &[Word<'_>], at: usize) -> bool {
    words[at].is_any(&["centre", "center"])
        && at
            .checked_sub(1)
            .is_some_and(|before| words[before].is("administrative"))
}

/// "the capital of REGION is CITY", or "CITY is the capital of REGION".
fn told(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Found> {
    let words = &view.words;
    let noun = if words[at].is("capital") {
        "capital"
    } else {
        "administrative centre"
    };
    let the = at.checked_sub(noun.split(' ').count())?;
    let is_the = words[the].is("the");
    if !is_the || !words.get(at + 1)?.is("of") {
        return None;
    }
    let skip = usize::from(words.get(at + 2)?.is("the"));
    let region = mention_at(scene, view, at + 2 + skip)?;
    let next = words.get(region.end)?;
    let city = if next.is("is") {
        mention_at(scene, view, region.end + 1)?
    } else {
        let is = the.checked_sub(1).filter(|is| words[*is].is("is"))?;
        let closes = next.is_any(&[".", ",", ";"]);
        let city = scene.mentions(view).iter().find(|mention| mention.end == is)?;
        (closes && city.start <= 1).then_some(city)?
    };
    let country = scene.names.country.as_ref()?;
    // A seat may move and a city may be renamed: without the day of the article nobody can tell when it was so.
    let as_of = view.anchor.map(|anchor| PartialDate { day: None, ..anchor })?;
    let is_region = matches!(region.kind, NameKind::Place | NameKind::Other)
        && scene.lexicon.country(&region.full).is_none();
    let is_city = matches!(city.kind, NameKind::City | NameKind::Other) && city.end - city.start <= 2;
    let shares = city
        .full
        .split(' ')
        .any(|word| region.full.contains(&word[..word.len().min(4)]));
    if !is_region || !is_city || shares || city.full == region.full {
        return None;
    }
    let article = if skip == 1 { "the " } else { "" };
    let place = if region.full.contains(country.as_str()) {
        String::new()
    } else {
        format!(" in {country}")
    };
    let lead = format!("as of {}", statement::date(as_of));
    let stem = format!("{lead}, what was the {noun} of {article}{}{place}", region.full);
    let statement = statement::capitalised(&format!(
        "{lead}, the {noun} of {article}{}{place} was {}.",
        region.full, city.full
    ));
    Some(
        Found::begin(scene, view, "capital", statement)
            .about(&region.full, noun, &city.full)
            .as_of(Some(as_of))
            .worth(2, 850)
            .framed(Frame::Named {
                stem,
                name: city.full.clone(),
                kind: NameKind::City,
            }),
    )
}

fn mention_at<'s>(scene: &'s Scene<'_>, view: &View<'_>, at: usize) -> Option<&'s Mention> {
    scene.mentions(view).iter().find(|mention| mention.start == at)
}

#[cfg(test)]
mod tests {
    use super::Capital;
    use crate::facts::rules::sample;

    const MONGOLIA: &str =
        "Mongolia is cold. Mongolia is wide. Mongolia is high. Mongolia is dry. Mongolia is old. ";

    fn statements(text: &str) -> Vec<String> {
        sample::statements_of_page(
            &Capital,
            &format!("---\ntitle: Steppe\ndate: 2011-05-03\n---\n{MONGOLIA}{text}"),
        )
    }

    #[test]
    fn finds_capitals_of_regions_as_of_the_day_of_the_article() {
        assert_eq!(
            statements(
                "The capital of Sarmat Province is Velk (formerly Aksu), and the capital of Ordu Province is Berdi."
            ),
            [
                "As of May 2011, the capital of Sarmat Province in Mongolia was Velk.",
                "As of May 2011, the capital of Ordu Province in Mongolia was Berdi."
            ]
        );
        assert_eq!(
            statements("They came to Velk. Velk is the administrative centre of Sarmat Province."),
            ["As of May 2011, the administrative centre of Sarmat Province in Mongolia was Velk."]
        );
    }

    #[test]
    fn leaves_capitals_that_nothing_dates() {
        let text = format!("{MONGOLIA}The capital of Sarmat Province is Velk.");
        assert!(sample::statements(&Capital, &text).is_empty());
    }

    #[test]
    fn leaves_countries_and_capitals_of_old() {
        for text in [
            "The capital of Mongolia is Velk.",
            "Velk was the capital of Sarmat Province.",
            "The capital of Sarmat Province is Sarmat.",
            "The capital of Sarmat Province is reportedly Velk.",
        ] {
            assert!(statements(text).is_empty(), "{text}");
        }
    }
}
