//! A share that a noun has: "Turnout in the referendum of June 1911 was 68.1 per cent".

use super::Rule;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::frame::{Frame, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;

/// Finds turnouts and other shares told with a copula.
pub struct Measure;

impl Rule for Measure {
    fn name(&self) -> &'static str {
        "measure"
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
    let vote = clause::dated_vote(scene, view).filter(|_| view.objection.is_none());
    let clause = match &vote {
        Some((_, seq)) => clause::read_among(scene, view, seq, &[]).ok()?,
        None => clause::read(scene, view).ok()?,
    };
    let speaks = clause
        .subject
        .iter()
        .take(3)
        .any(|index| view.words[*index].is_any(&["turnout", "threshold", "share", "rate"]));
    if clause.lemma != "be" || clause.voice != Voice::Copula || !speaks || !clause.times.is_empty() {
        return None;
    }
    let words: Vec<_> = clause.rest.iter().map(|index| &view.words[*index]).collect();
    let number = words.first().filter(|word| word.tag == Tag::Number)?;
    let is_share = match words.get(1..)? {
        [sign] => sign.is_any(&["%", "percent"]),
        [per, cent] => per.is("per") && cent.is("cent"),
        _ => false,
    };
    let subject = scene.phrase(view, &clause.subject)?;
    // Without a year in it the subject could be that of any vote.
    let is_dated = vote.is_some()
        || subject
            .text
            .split(' ')
            .any(|word| word.len() == 4 && word.parse::<u16>().is_ok());
    if !is_share || !is_dated {
        return None;
    }
    let value = format!("{} per cent", number.text);
    let country = scene.names.country.as_ref().filter(|_| subject.names.is_empty());
    let lead = vote
        .map(|(vote, _)| vote)
        .or_else(|| country.cloned())
        .map(|scope| format!("in {scope}, "))
        .unwrap_or_default();
    let the = if subject.text.starts_with("the ") {
        ""
    } else {
        "the "
    };
    let statement = statement::capitalised(&format!("{lead}{} was {value}.", subject.text));
    Some(
        Found::begin(scene, view, "measure", statement.clone())
            .about(&subject.text, "was", &value)
            .worth(3, 900)
            .framed(Frame::Measure {
                stem: format!("{lead}what was {the}{}", subject.text),
                value,
            }),
    )
}

#[cfg(test)]
mod tests {
    use super::Measure;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_a_turnout() {
        assert_eq!(
            statements(
                &Measure,
                "Turnout in the Berdi referendum of June 1911 was 68.1 per cent."
            ),
            ["Turnout in the Berdi referendum of June 1911 was 68.1 per cent."]
        );
    }

    #[test]
    fn leaves_a_turnout_of_no_known_vote() {
        assert!(statements(&Measure, "Turnout in the Berdi referendum was 68.1 per cent.").is_empty());
        assert!(statements(&Measure, "Turnout in the Berdi referendum of 1911 was not high.").is_empty());
    }

    #[test]
    fn the_vote_may_stand_in_front() {
        assert_eq!(
            statements(
                &Measure,
                "In the Berdi election of 1911 the threshold for party lists was five per cent."
            ),
            ["In the Berdi election of 1911, the threshold for party lists was five per cent."]
        );
        let open = "In the election the threshold for party lists was five per cent.";
        assert!(statements(&Measure, open).is_empty());
    }
}
