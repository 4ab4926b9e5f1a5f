//! What a pupil missed as a deck of its own, to be learned at home.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Meta;
use suraq::decks::id::fresh;
use suraq::decks::moving::move_entries;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Kind;
use suraq::quiz::Answer;
use suraq::quiz::Paper;
use suraq::quiz::Question;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::same;
use crate::app::App;
use crate::report::Failure;

/// Makes the deck of what a pupil did not get wholly right; `None` where that is nothing.
///
/// Cards come from the shelf with fact and source; one that is gone, or that has another key by now, is
/// made anew from the paper.
pub fn deck(app: &mut App, paper: &Paper, results: &Results, sheet: &Sheet) -> Result<Option<Deck>, Failure> {
    let keys = scores::keys(paper, &results.changes);
    let marks = scores::marks(&keys, sheet);
    let is_missed = |at: &usize| marks[*at].credit().is_some_and(|credit| credit < 1.0);
    let missed: Vec<usize> = (0..paper.questions.len().min(marks.len()))
        .filter(is_missed)
        .collect();
    let counted = marks.iter().filter(|mark| mark.credit().is_some()).count();
    if missed.is_empty() {
        return Ok(None);
    }
    let mut deck = Deck {
        meta: meta(
            paper,
            &sheet.pupil,
            [missed.len(), counted],
            &super::today(app).to_string(),
        ),
        ..Deck::default()
    };
    let mut wholes: BTreeMap<DeckId, Deck> = BTreeMap::new();
    let mut done: BTreeSet<(DeckId, ItemId)> = BTreeSet::new();
    for at in missed {
        let question = &paper.questions[at];
        let keys = keys[at].as_deref().unwrap_or_default();
        let found = match keys == question.keys() {
            true => same::card_of(app, question)?,
            false => None,
        };
        let Some((card, _)) = found else {
            deck.items.push(anew(question, keys, &deck));
            continue;
        };
        let whole = match wholes.get(&card.deck) {
            Some(whole) => whole,
            None => {
                let path = app.shelf()?.deck(&card.deck)?.path;
                let whole = app.shelf()?.parsed(&path)?.deck.unwrap_or_default();
                wholes.entry(card.deck.clone()).or_insert(whole)
            }
        };
        // A word that is missed both ways is one entry.
        if done.insert((card.deck, card.item.clone())) {
            let ids = BTreeSet::from([card.item]);
            deck = move_entries(whole, &deck, &ids, &|_| false).to;
        }
    }
    Ok(Some(deck))
}

/// The id of the deck of a pupil.
pub fn id(paper: &Paper, pupil: &str) -> String {
    fresh(&format!("misses {} {pupil}", paper.code), "misses", &|_| false)
}

/// `of` is how many were missed, and how many count for this pupil: those that were dropped do not.
fn meta(paper: &Paper, pupil: &str, of: [usize; 2], day: &str) -> Meta {
    let [missed, counted] = of;
    Meta {
        id: DeckId(id(paper, pupil)),
        title: format!("Missed in {}", paper.title),
        description: Some(format!(
            "What {pupil} did not get right in paper {}: {missed} of {counted} questions. Made on {day}.",
            paper.code
        )),
        ..Meta::default()
    }
}

/// An item made of a question as it was printed, with the key that counts now.
fn anew(question: &Question, keys: &[usize], deck: &Deck) -> Item {
    let mut item = match &question.answer {
        Answer::Written { model, shown, .. } => {
            let lines: Vec<&str> = std::iter::once(question.text.as_str())
                .chain(shown.iter().map(String::as_str))
                .collect();
            Item::new(&lines.join("\n"), model)
        }
        Answer::Choice { options, .. } => choice(&question.text, options, keys),
    };
    let is_taken = |id: &str| deck.items.iter().any(|item| item.id.0 == id);
    item.id = ItemId(fresh(&question.text, "question", &is_taken));
    let source = question.source.as_ref().map(|source| format!("Source: {source}"));
    let said: Vec<String> = question.explanation.clone().into_iter().chain(source).collect();
    item.explanation = Some(said.join("\n")).filter(|said| !said.is_empty());
    item
}

fn choice(text: &str, options: &[String], keys: &[usize]) -> Item {
    let mut right = keys.iter().filter_map(|key| options.get(*key)).cloned();
    let mut item = Item::new(text, &right.next().unwrap_or_default());
    if options == ["True", "False"] {
        item.kind = Some(Kind::TrueFalse);
        item.key = item.key.to_lowercase();
        return item;
    }
    item.accept = right.collect();
    let wrong = options.iter().enumerate();
    let wrong = wrong.filter(|(option, _)| !keys.contains(option));
    item.distractors = wrong
        .map(|(_, text)| Distractor {
            text: text.clone(),
            why: None,
        })
        .collect();
    item
}
