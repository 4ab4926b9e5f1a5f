//! CSV: a row for each question, for spreadsheets.
//!
//! Several answers share a cell, with `|` between them; `\|` is the sign
//! itself. Wrong options have columns of their own, each with one for the reason.

use csv::WriterBuilder;

use crate::decks::Deck;
use crate::decks::Direction;
use crate::decks::Term;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Status;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::Loss;
use super::super::file_name;

/// A header line, then a row for each question.
pub struct Csv;

/// The columns before the wrong options, and those after them.
const BEFORE: &[&str] = &["deck", "id", "kind", "stem", "key", "accept"];
const AFTER: &[&str] = &[
    "explanation",
    "hint",
    "tags",
    "importance",
    "difficulty",
    "as_of",
    "contested",
    "status",
    "changed",
];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row for each question, for spreadsheets; `import` reads it back"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut losses = Vec::new();
        let mut items: Vec<(&str, Item)> = Vec::new();
        for deck in decks {
            let name = deck.meta.id.0.as_str();
            for item in &deck.items {
                let missing = losses_of(item, &mut losses);
                if !missing {
                    items.push((name, item.clone()));
                }
            }
            for term in &deck.terms {
                losses.push(loss(
                    &term.id,
                    "being a term: it becomes a card for each direction",
                    false,
                ));
                items.extend(cards(term, &deck.terms).map(|item| (name, item)));
            }
        }
        Ok(Exported {
            bytes: rows(&items),
            file_name: file_name(decks, self.extension()),
            losses,
            ..Exported::default()
        })
    }
}

fn cards<'a>(term: &'a Term, terms: &'a [Term]) -> impl Iterator<Item = Item> + 'a {
    Direction::ALL.into_iter().map(|direction| Item {
        id: ItemId(format!("{}.{direction}", term.id)),
        ..term.card(direction, terms)
    })
}

fn loss(item: &ItemId, reason: &str, is_missing: bool) -> Loss {
    Loss {
        item: item.clone(),
        reason: reason.to_owned(),
        is_missing,
    }
}

/// Notes what a row cannot hold; says whether nothing would be left to ask.
fn losses_of(item: &Item, losses: &mut Vec<Loss>) -> bool {
    let detail = &item.detail;
    let parts = [
        (!detail.keys.is_empty(), "its keys: a row has one key"),
        (!detail.pairs.is_empty(), "its pairs: a row has one key"),
        (!detail.keywords.is_empty(), "its keywords: a row has one key"),
        (
            detail.correction.is_some(),
            "its correction: a row has no column for it",
        ),
        (
            detail.tolerance.is_some(),
            "its tolerance: a row has no column for it",
        ),
        (
            item.fact.is_some(),
            "its fact and evidence: a row has no column for them",
        ),
    ];
    let is_missing = item.key.trim().is_empty();
    for (_, reason) in parts.iter().filter(|(is_there, _)| *is_there) {
        losses.push(loss(&item.id, reason, is_missing));
    }
    if is_missing && !parts.iter().any(|(is_there, _)| *is_there) {
        losses.push(loss(&item.id, "all of it: it has no key", true));
    }
    is_missing
}

fn rows(items: &[(&str, Item)]) -> Vec<u8> {
    let most = items
        .iter()
        .map(|(_, item)| item.distractors.len())
        .max()
        .unwrap_or(0);
    let with_why = items
        .iter()
        .any(|(_, item)| item.distractors.iter().any(|one| one.why.is_some()));
    let mut header: Vec<String> = BEFORE.iter().map(|name| (*name).to_owned()).collect();
    for number in 1..=most {
        header.push(format!("distractor {number}"));
        if with_why {
            header.push(format!("why {number}"));
        }
    }
    header.extend(AFTER.iter().map(|name| (*name).to_owned()));
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(&header);
    for (deck, item) in items {
        let _ = writer.write_record(row(deck, item, most, with_why));
    }
    writer.into_inner().unwrap_or_default()
}

fn row(deck: &str, item: &Item, most: usize, with_why: bool) -> Vec<String> {
    let mut cells = vec![
        deck.to_owned(),
        item.id.0.clone(),
        item.kind.map_or("", |kind| kind.slug()).to_owned(),
        item.stem.clone(),
        item.key.clone(),
        joined(&item.accept, &['|']),
    ];
    for place in 0..most {
        let distractor = item.distractors.get(place);
        cells.push(distractor.map(|one| one.text.clone()).unwrap_or_default());
        if with_why {
            cells.push(distractor.and_then(|one| one.why.clone()).unwrap_or_default());
        }
    }
    cells.extend([
        item.explanation.clone().unwrap_or_default(),
        item.detail.hint.clone().unwrap_or_default(),
        tags(&item.tags),
        item.importance.to_string(),
        item.difficulty.map(|level| level.to_string()).unwrap_or_default(),
        item.as_of.map(|date| date.to_string()).unwrap_or_default(),
        if item.contested { "yes" } else { "no" }.to_owned(),
        status(&item.status),
        item.changed.clone().unwrap_or_default(),
    ]);
    cells
}

/// Tags in one cell. One that stands alone keeps its blanks by a backslash: blanks part tags where nothing else does.
fn tags(tags: &[String]) -> String {
    match tags {
        [_] => joined(tags, &['|', ',', ';', ' ', '\t', '\n', '\u{a0}']),
        _ => joined(tags, &['|', ',', ';']),
    }
}

/// Several values in one cell, with a backslash before what would part them or be trimmed.
fn joined(values: &[String], separators: &[char]) -> String {
    let escaped: Vec<String> = values.iter().map(|value| escaped(value, separators)).collect();
    escaped.join(" | ")
}

fn escaped(value: &str, separators: &[char]) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut escaped = String::with_capacity(value.len());
    for (place, c) in value.chars().enumerate() {
        let outer_space = c.is_whitespace() && (place == 0 || place == last);
        if c == '\\' || separators.contains(&c) || outer_space {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn status(status: &Status) -> String {
    match status {
        Status::Accepted => "accepted".to_owned(),
        Status::Draft => "draft".to_owned(),
        Status::Rejected { reason } if reason.is_empty() => "rejected".to_owned(),
        Status::Rejected { reason } => format!("rejected: {reason}"),
        Status::Retired { successor: None } => "retired".to_owned(),
        Status::Retired {
            successor: Some(successor),
        } => format!("retired: {successor}"),
    }
}
