//! T21: a statement to be judged, with one slot that may be wrong.
//!
//! The statement is the fact's own. For the false twin its date or number is
//! swapped for a wrong option of the question that asks for it, so that what is
//! false has passed the same checks as an option. A name is never swapped: that
//! somebody else did the same no document rules out.

use rand_chacha::ChaCha8Rng;

use super::told::is_bare;
use super::{Material, SetQuestion, SetType, Single};
use crate::facts::frame::Frame;
use crate::facts::statement;
use crate::items::distractors::pick;
use crate::items::{Kind, Particulars};

/// Asks whether a statement is true, and what it should say.
pub struct TrueFalse;

/// An alternative to the question for the date or number itself, and a weaker one.
const BEHIND: u16 = 150;

/// Longest statement, in words. Ours, may be tuned.
const LONGEST: usize = 22;

impl SetType for TrueFalse {
    fn kind(&self) -> Kind {
        Kind::TrueFalse
    }

    fn write<'a>(&self, material: &mut Material<'a>, chance: &mut ChaCha8Rng) -> Vec<SetQuestion<'a>> {
        // One by one in turn, begun by chance: half are true in every document.
        let mut is_true = pick(chance, 2) == 0;
        let mut questions = Vec::new();
        let matched = |single: &&Single<'a>| material.matched.contains(single.found.fact.id.0.as_str());
        for single in material.singles.iter().filter(|single| !matched(single)) {
            let wrong = pick(
                chance,
                u32::try_from(single.draft.item.distractors.len()).unwrap_or(0),
            );
            if let Some(question) = question(single, is_true, wrong as usize) {
                is_true = !is_true;
                questions.push(question);
            }
        }
        questions
    }
}

fn question<'a>(single: &Single<'a>, is_true: bool, wrong: usize) -> Option<SetQuestion<'a>> {
    let (item, fact) = (&single.draft.item, &single.found.fact);
    let slot = slot(single)?;
    let wrong = &item.distractors.get(wrong)?.text;
    let told = statement::capitalised(&fact.statement);
    let is_short = told.split(' ').count() <= LONGEST;
    let stands_once = told.matches(item.key.as_str()).count() == 1;
    // The stem names a country or a long form that the statement leaves out: then it does not stand alone.
    let asks_first = ["In which ", "In what "]
        .iter()
        .any(|opening| item.stem.starts_with(opening));
    let is_placed = item.stem.starts_with("In ") && !asks_first && !told.starts_with("In ");
    // "Velk: In which year did the first vote take place?": the title in front is not in the statement either.
    let has_cue = ["In ", "On ", "How ", "What ", "As of ", "According "]
        .iter()
        .all(|opening| !item.stem.starts_with(opening));
    let is_placed = is_placed || has_cue;
    let is_spelled_out = item.stem.contains('(') && !told.contains('(');
    let is_absolute = [" all ", " every ", " only ", " never ", " always ", " none "]
        .iter()
        .any(|word| format!(" {} ", told.to_lowercase()).contains(word));
    // A few years more or less in a life are no mistake anybody would make.
    let is_of_life = matches!(&single.found.frame, Frame::Life { .. })
        || matches!(&single.found.frame, Frame::Event(event) if matches!(event.verb.as_str(), "bear" | "die"));
    let is_bare = matches!(&single.found.frame, Frame::Event(event) if is_bare(event)) || is_of_life;
    // "became a trustee": of what, the page tells.
    let is_loose = matches!(&single.found.frame, Frame::Event(event)
        if event.rest.names.is_empty() && (event.rest.text.starts_with("a ") || event.rest.text.starts_with("an ")));
    if is_bare || is_loose || !is_short || !stands_once || is_placed || is_spelled_out || is_absolute {
        return None;
    }
    let shown = if is_true {
        told.clone()
    } else {
        told.replacen(item.key.as_str(), wrong, 1)
    };
    Some(SetQuestion {
        stem: format!("True or false? {shown} If false, give the right {slot}."),
        key: if is_true { "true" } else { "false" }.to_owned(),
        distractors: Vec::new(),
        detail: Particulars {
            correction: (!is_true).then(|| item.key.clone()),
            ..Particulars::default()
        }
        .into(),
        facts: vec![single.found],
        part: single.draft.part,
        score: single.draft.score.saturating_sub(BEHIND),
    })
}

/// What the slot holds, in a word; `None` for questions whose slot may be true of several things.
fn slot(single: &Single<'_>) -> Option<&'static str> {
    let item = &single.draft.item;
    let is_worth = single.found.fact.importance >= 2;
    let spaces = item.key.matches(' ').count();
    match (item.kind?, single.draft.part) {
        // A few days more or less are no mistake worth a question of its own.
        (Kind::When, "when") if is_worth && item.distractors.len() >= 2 && spaces < 2 => {
            Some(if spaces == 0 { "year" } else { "month" })
        }
        (Kind::HowMany | Kind::Requirement, _) if is_worth && item.distractors.len() >= 2 => {
            Some(if item.key.contains("per cent") {
                "share"
            } else {
                "number"
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Material, SetType};
    use super::TrueFalse;
    use crate::facts::find;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    const TEXT: &str = "The Northern Society was founded in 1911. Anna Lund opened the port of Velk in 1923. \
        In 1935 the council of Berdi abolished the Fishing Court of Sarn. The Ferry Act was adopted in 1947.";

    fn asked(seed: u64) -> Vec<(String, String, Option<String>)> {
        let document = read("sample.txt", TEXT.as_bytes()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        let options = Options {
            seed,
            per_thousand: None,
            ..Options::default()
        };
        let drafts = write(&findings, &document, options).drafts;
        let mut material = Material::new(&drafts, &findings);
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let questions = TrueFalse.write(&mut material, &mut chance);
        questions
            .into_iter()
            .map(|question| (question.stem, question.key, question.detail.correction.clone()))
            .collect()
    }

    #[test]
    fn half_of_the_statements_are_true() {
        for seed in 0..8 {
            let asked = asked(seed);
            let all_true = asked.iter().filter(|(_, key, _)| key == "true").count();
            assert!(asked.len() >= 2, "{asked:?}");
            assert!(all_true.abs_diff(asked.len() - all_true) <= 1, "{asked:?}");
        }
    }

    #[test]
    fn a_false_statement_differs_in_its_date_and_carries_the_right_one() {
        let mut seen = 0;
        for (stem, key, correction) in (0..8).flat_map(asked) {
            assert!(stem.starts_with("True or false? "), "{stem}");
            assert_eq!(key == "false", correction.is_some());
            if let Some(correction) = correction {
                assert!(!stem.contains(&correction), "{stem}");
                assert!(stem.ends_with("If false, give the right year."), "{stem}");
                seen += 1;
            }
        }
        assert!(seen > 4);
    }
}
