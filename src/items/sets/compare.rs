//! T24: which of two was more, where both were measured in the same way.

use rand_chacha::ChaCha8Rng;

use super::{Material, SetQuestion, SetType};
use crate::facts::frame::{Event, Frame, Voice};
use crate::facts::{Found, statement};
use crate::items::distractors::pick;
use crate::items::english::{ask, join};
use crate::items::{Detail, Distractor, Kind};
use crate::language::inflect;

/// Asks which of two numbers is larger.
pub struct Compare;

const MOST: usize = 2;

/// The smaller may be at most so many hundredths of the larger: a difference that is worth knowing.
const CLEAR: f64 = 90.0;

/// So much is a comparison worth: as much as a useful number, and less than a core one.
const SCORE: u16 = 520;

/// One side of a comparison.
struct Side<'a> {
    found: &'a Found,
    /// What is compared, the same words for both: `turnout`, `won seats 1911`.
    what: String,
    /// The question up to its colon: `which won more seats in 1911`.
    asked: String,
    /// The option: `the Berdi Union`.
    name: String,
    value: f64,
    shown: String,
}

impl SetType for Compare {
    fn kind(&self) -> Kind {
        Kind::Compare
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        let mut sides: Vec<Side<'a>> = material.facts().filter_map(side).collect();
        let mut questions = Vec::new();
        while !sides.is_empty() && questions.len() < MOST {
            let one = sides.remove(0);
            let Some(other) = sides.iter().position(|other| are_comparable(&one, other)) else {
                continue;
            };
            let other = sides.remove(other);
            let is_turned = pick(chance, 2) == 0;
            let (one, other) = if is_turned { (other, one) } else { (one, other) };
            questions.push(question(&one, &other));
        }
        questions
    }
}

fn are_comparable(one: &Side<'_>, other: &Side<'_>) -> bool {
    let (less, more) = (one.value.min(other.value), one.value.max(other.value));
    one.what == other.what && one.name != other.name && less * 100.0 <= more * CLEAR
}

fn question<'a>(one: &Side<'a>, other: &Side<'a>) -> SetQuestion<'a> {
    let (more, less) = if one.value > other.value {
        (one, other)
    } else {
        (other, one)
    };
    SetQuestion {
        stem: ask(&format!("{}: {} or {}", one.asked, one.name, other.name)),
        key: more.name.clone(),
        distractors: vec![Distractor {
            text: less.name.clone(),
            why: Some(format!("there it was {}, not {}", less.shown, more.shown)),
        }],
        detail: Detail::default(),
        facts: vec![one.found, other.found],
        part: "more",
        score: SCORE,
    }
}

fn side(found: &Found) -> Option<Side<'_>> {
    match &found.frame {
        Frame::Measure { stem, value } => measured(found, stem, value),
        Frame::Count {
            event,
            quantity,
            in_subject: false,
            as_of: None,
            occasion,
        } if quantity.approx.is_empty() && !quantity.is_share() => {
            let tail = counted(event, occasion.as_deref())?;
            Some(Side {
                found,
                what: format!("{} {} {tail}", event.verb, quantity.of),
                asked: format!("which {} more {} {tail}", past(event)?, quantity.of)
                    .trim_end()
                    .to_owned(),
                name: event.subject.text.clone(),
                value: number(&quantity.number)?,
                shown: format!("{} {}", quantity.number, quantity.of),
            })
        }
        _ => None,
    }
}

/// "what was turnout in the referendum of June 1911": the measure, and the vote it was taken in.
fn measured<'a>(found: &'a Found, stem: &str, value: &str) -> Option<Side<'a>> {
    let (lead, asked) = stem.split_once("what was ")?;
    let (measure, vote) = asked.split_once(" in ")?;
    let country = lead.trim_end_matches([' ', ',']);
    let bare = measure.strip_prefix("the ").unwrap_or(measure);
    let bare = bare.strip_prefix("official ").unwrap_or(bare);
    let is_dated = vote.bytes().any(|byte| byte.is_ascii_digit());
    // Shares of votes for one thing and another are of other questions.
    (bare == "turnout" && is_dated).then(|| {
        Some(Side {
            found,
            what: bare.to_owned(),
            asked: format!("in which vote was {bare} higher"),
            name: join(&[vote, country]),
            value: number(value.split(' ').next()?)?,
            shown: value.to_owned(),
        })
    })?
}

/// When and where both were counted, as the end of the question; nothing without a time or an occasion.
fn counted(event: &Event, occasion: Option<&str>) -> Option<String> {
    let time = event.when.map(statement::on);
    let occasion = occasion.map(|occasion| format!("in {occasion}"));
    let told = time.or(occasion)?;
    let is_named = event.subject.names.len() == 1;
    is_named.then(|| join(&[&event.rest.text, &told]))
}

fn past(event: &Event) -> Option<String> {
    (event.voice == Voice::Active).then(|| inflect::past(&event.verb))
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::sample::of_kind;
    use crate::items::Kind;

    #[test]
    fn turnouts_are_compared_by_their_votes() {
        let text = "Turnout in the Finnish elections of May 1911 was 54.2 per cent. \
            Turnout in the Finnish elections of June 1915 was 79.1 per cent.";
        let drafts = of_kind(Kind::Compare, text, 1);
        let [draft] = &drafts[..] else {
            panic!("{} comparisons", drafts.len())
        };
        assert!(
            draft
                .item
                .stem
                .starts_with("In which vote was turnout higher: the Finnish elections of")
        );
        assert_eq!(draft.item.key, "the Finnish elections of June 1915");
        assert_eq!(
            draft.item.distractors[0].text,
            "the Finnish elections of May 1911"
        );
        assert_eq!(
            draft.item.distractors[0].why.as_deref(),
            Some("there it was 54.2 per cent, not 79.1 per cent")
        );
    }

    #[test]
    fn numbers_that_are_near_or_of_different_things_are_not_compared() {
        for text in [
            "Turnout in the Finnish elections of May 1911 was 78.2 per cent. \
             Turnout in the Finnish elections of June 1915 was 79.1 per cent.",
            "Turnout in the Finnish elections of May 1911 was 54.2 per cent. \
             The threshold in the Finnish elections of June 1915 was five per cent.",
        ] {
            assert!(of_kind(Kind::Compare, text, 1).is_empty(), "{text}");
        }
    }
}
