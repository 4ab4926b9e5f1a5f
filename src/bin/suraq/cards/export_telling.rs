//! What is said of an export: how it differs from the last one, what stays out of it, and what a format loses.

use std::collections::BTreeSet;
use std::io;
use std::io::IsTerminal;

use serde_json::json;
use suraq::export::Exported;
use suraq::export::Format;
use suraq::export::Loss;

use super::exporting::Changes;
use super::exporting::Outgoing;
use super::exporting::item_of;
use crate::app::App;
use crate::screen::count;
use crate::screen::grouped;

/// Losses that are named before the rest is only counted.
const NAMED: usize = 5;

/// Cards that are named of each change before the rest is only counted.
const SHOWN: usize = 20;

/// What stands in a file.
#[derive(Debug, Default)]
pub struct Written {
    /// How many items, or questions where the format counts those.
    pub items: usize,
    /// The same in words.
    pub told: String,
    /// Whether all that was meant reads as the last export wrote it, so that no file is written.
    pub is_nothing: bool,
}

impl Written {
    /// What an export of `outgoing` wrote.
    pub fn of(outgoing: &Outgoing, exported: &Exported, format: &dyn Format) -> Written {
        if format.extras().writes_over {
            return Written::of_notes(exported);
        }
        let decks = outgoing.decks.iter();
        let cards: usize = decks.map(|deck| deck.items.len() + deck.terms.len()).sum();
        if let Some(questions) = exported.questions {
            return Written {
                items: questions,
                told: format!(
                    "{} of {}",
                    count(questions, "question", "questions"),
                    count(cards, "card or word", "cards and words")
                ),
                is_nothing: false,
            };
        }
        let left_out = exported.losses.iter().filter(|loss| loss.is_missing);
        let left_out: BTreeSet<_> = left_out.map(|loss| &loss.item).collect();
        let items = cards.saturating_sub(left_out.len());
        let words = outgoing.decks.iter().map(|deck| deck.terms.len()).sum();
        Written {
            items,
            told: told(items, words),
            is_nothing: false,
        }
    }

    /// Where what did not change is left out each note counts: of a word one may stand alone.
    fn of_notes(exported: &Exported) -> Written {
        let left: BTreeSet<&String> = exported.unchanged.iter().collect();
        let notes = exported.record.notes.keys();
        let notes: Vec<&String> = notes.filter(|note| !left.contains(note)).collect();
        let items: BTreeSet<&str> = notes.iter().map(|note| item_of(note)).collect();
        Written {
            items: items.len(),
            told: count(notes.len(), "note", "notes"),
            is_nothing: notes.is_empty() && !left.is_empty(),
        }
    }

    /// The same as JSON; without a file none was written.
    pub fn json(&self, file: Option<&str>, format: &str, exported: &Exported) -> serde_json::Value {
        let losses: Vec<_> = exported.losses.iter().map(loss_json).collect();
        let bytes = file.map_or(0, |_| exported.bytes.len());
        json!({
            "file": file, "format": format, "items": self.items, "bytes": bytes,
            "unchanged": exported.unchanged.len(), "losses": losses,
        })
    }
}

/// How many items were written, and how many cards they are: two of each word.
fn told(items: usize, words: usize) -> String {
    let cards = grouped(items + words.min(items));
    match words {
        0 => count(items, "item", "items"),
        words if words >= items => format!("{} ({cards} cards)", count(items, "word", "words")),
        _ => format!("{} ({cards} cards)", count(items, "item", "items")),
    }
}

/// Why cards that came from Anki stay out.
pub fn left_with_anki(cards: usize) -> String {
    let (came, they) = match cards {
        1 => ("1 card came from Anki, where it would stand".to_owned(), "its"),
        _ => (
            format!("{} cards came from Anki, where they would stand", grouped(cards)),
            "their",
        ),
    };
    format!("{came} a second time beside {they} own notes")
}

/// Why cards that were made in Anki from one's own stay out.
pub fn left_further(cards: &[String]) -> String {
    let (was, stays) = match cards.len() {
        1 => ("was made in Anki from a note of yours, and stays", "it"),
        _ => ("were made in Anki from notes of yours, and stay", "them"),
    };
    let more = match cards.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = cards[..cards.len().min(NAMED)].join(", ");
    let cards = count(cards.len(), "card", "cards");
    format!("{cards} {was} with {stays} there ({named}{more})")
}

/// Says which cards are part of notes that Anki has, and go out as no notes of their own.
pub fn tell_further(app: &App, cards: &[String]) {
    if !cards.is_empty() {
        app.screen.remark(&format!("Left out: {}.", left_further(cards)));
    }
}

/// Says which cards stay out of a package because Anki has them.
pub fn tell_left(app: &App, cards: usize) {
    if cards > 0 {
        app.screen
            .remark(&format!("Left out: {}.", left_with_anki(cards)));
    }
}

/// Says how many notes read as at the last export and have no line.
pub fn tell_unchanged(app: &App, cards: &[String]) {
    let notes = match cards.len() {
        0 => return,
        1 => "1 note that reads".to_owned(),
        notes => format!("{} notes that read", grouped(notes)),
    };
    app.screen.remark(&format!(
        "Left out: {notes} as at the last export, so that Anki keeps what you wrote there. If that file is lost, add --all."
    ));
}

/// Says that cards which came from Anki do not meet the notes they were there.
pub fn tell_returning(app: &App, cards: usize) {
    if cards > 0 {
        app.screen.remark(&format!(
            "{} came from Anki and {} out as new notes of Suraq's note types: in the collection they came from \
             they stand beside the old notes, and each card is a note of its own, no sibling of another. \
             For that collection, --without-anki leaves {} out.",
            count(cards, "card", "cards"),
            if cards == 1 { "goes" } else { "go" },
            if cards == 1 { "it" } else { "them" },
        ));
    }
}

/// Prints how an export would differ from the last one.
pub fn tell_changes(app: &App, changes: &Changes) {
    let lists = changes.lists();
    let mut json = serde_json::Map::new();
    let mut text = String::new();
    let mut counts = Vec::new();
    for (word, cards) in lists {
        json.insert(word.to_owned(), json!(cards));
        counts.push(format!("{} {word}", grouped(cards.len())));
        for card in cards.iter().take(SHOWN) {
            text.push_str(&format!("{word:9} {card}\n"));
        }
        if let Some(more @ 1..) = cards.len().checked_sub(SHOWN) {
            text.push_str(&format!("{word:9} and {more} more\n"));
        }
    }
    json.insert("same".to_owned(), json!(changes.same));
    text.push_str(&format!(
        "Since the last export: {}, {} the same. Nothing was written.",
        counts.join(", "),
        grouped(changes.same)
    ));
    app.answer(&serde_json::Value::Object(json), &text);
}

/// Says what an importing program cannot be told.
pub fn tell_gone(app: &App, changes: &Changes) {
    let named = |cards: &[String]| {
        let more = match cards.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}", cards[..cards.len().min(NAMED)].join(", "))
    };
    if !changes.gone.is_empty() {
        app.screen.remark(&format!(
            "No longer in the deck, and untouched in Anki: {}. Delete them there; a card that is retired \
             instead gets the tag suraq::retired.",
            named(&changes.gone)
        ));
    }
    if !changes.replaced.is_empty() {
        app.screen.remark(&format!(
            "Asked in another way now, as new notes beside the old: {}. Delete the old ones there.",
            named(&changes.replaced)
        ));
    }
}

/// A loss as JSON.
fn loss_json(loss: &Loss) -> serde_json::Value {
    json!({ "item": loss.item, "reason": loss.reason, "missing": loss.is_missing })
}

/// Names what the format could not carry, a reason at a time.
pub fn tell_losses(app: &App, losses: &[Loss]) {
    let mut reasons: Vec<(&str, bool, Vec<&str>)> = Vec::new();
    for loss in losses {
        let known = reasons
            .iter_mut()
            .find(|(reason, missing, _)| *reason == loss.reason && *missing == loss.is_missing);
        match known {
            Some((_, _, items)) => items.push(&loss.item.0),
            None => reasons.push((&loss.reason, loss.is_missing, vec![&loss.item.0])),
        }
    }
    for (reason, missing, items) in reasons {
        let named = items[..items.len().min(NAMED)].join(", ");
        let more = match items.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let items_told = count(items.len(), "item", "items");
        let told = match reason.strip_prefix("its ") {
            Some(part) if !missing => {
                let whose = if items.len() == 1 { "its" } else { "their" };
                format!("{items_told} without {whose} {part} ({named}{more})")
            }
            _ => {
                let what = if missing { "Left out" } else { "Not in the file" };
                format!("{what}: {reason} ({items_told}: {named}{more})")
            }
        };
        app.screen.remark(&told);
    }
    if !losses.is_empty() && io::stderr().is_terminal() {
        app.screen.remark("hint: json carries everything");
    }
}
