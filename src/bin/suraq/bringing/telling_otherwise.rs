//! What is told of cards that read otherwise in Anki, or that a text says too little of.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;

use super::excerpt::excerpts;
use super::placing::Placed;
use super::reworded::Otherwise;
use super::reworded::Reworded;
use super::takes::Takes;
use super::wording::Difference;
use crate::app::App;
use crate::screen::count;
use crate::screen::one_line;

/// Cards that are named; `--json` names all.
const NAMED: usize = 10;

/// Columns of a text that is told to differ.
const SHOWN: usize = 40;

/// How cards are taken together.
const ALL: &str = ", or --take all";

/// What there is to tell of them.
#[derive(Default)]
pub struct Differing {
    /// Cards from Anki that were edited on both sides.
    edited_twice: Vec<Otherwise>,
    /// Cards of the learner's own that were edited there.
    own: Vec<Otherwise>,
    /// How many of the learner's own get tags from there.
    tagged: usize,
    /// How many lose tags that they had from there.
    untagged: usize,
    /// Whether cards are to read as there.
    asked: bool,
    /// Whether one direction of a word is among them, which reads otherwise there.
    asked_word: bool,
    /// Cards that are here with the same words, by their decks.
    doubles: BTreeMap<String, usize>,
    /// Note types of a text whose cards it does not describe, where cards of them are new.
    undescribed: Vec<String>,
    /// How many of such cards a package brought before.
    left_alone: usize,
    /// Whether it is a text with cards of the learner's own.
    is_own_text: bool,
}

impl Differing {
    /// Collects what is told of cards from there; `is_text` says that the file is none of the packages.
    pub fn of(placed: &Placed, is_text: bool, undescribed: impl Iterator<Item = String>) -> Differing {
        let targets = || placed.targets.iter();
        let is_any_new = targets().any(|target| target.news().any(|item| target.undescribed.contains(item)));
        Differing {
            edited_twice: targets().flat_map(|target| target.otherwise.clone()).collect(),
            doubles: placed.doubles.clone(),
            undescribed: undescribed.filter(|_| is_any_new).collect(),
            is_own_text: is_text && placed.recognised > 0,
            left_alone: targets().map(|target| target.left_alone).sum(),
            ..Differing::default()
        }
    }

    /// Takes note of the learner's own cards, and of whether any card was to read as there.
    pub fn note_own(&mut self, reworded: &Reworded, takes: &Takes) {
        self.asked = takes.is_any();
        let is_meant = |one: &Otherwise| one.is_word() && takes.has(&one.card);
        self.asked_word = reworded.cards.iter().any(is_meant);
        self.own.clone_from(&reworded.cards);
        self.tagged = reworded.tagged;
        self.untagged = reworded.untagged;
    }

    /// Gives cards that were moved on the ids that they have now.
    pub fn rename(&mut self, renamed: &[(String, String)]) {
        let names: BTreeMap<&str, &str> = renamed
            .iter()
            .map(|(before, after)| (before.as_str(), after.as_str()))
            .collect();
        for one in self.edited_twice.iter_mut().chain(&mut self.own) {
            if let Some(name) = names.get(one.card.as_str()) {
                one.card = (*name).to_owned();
            }
        }
    }

    /// Whether a card of the learner's own becomes another.
    pub fn changes_own(&self) -> bool {
        self.tagged + self.untagged > 0 || self.own.iter().any(|one| one.is_taken)
    }

    /// How many cards read as there from now on.
    fn taken(&self) -> usize {
        let told = self.edited_twice.iter().chain(&self.own);
        told.filter(|one| one.is_taken).count()
    }

    /// What stands in the line that sums up.
    pub fn parts(&self) -> Vec<String> {
        let taken = self.taken();
        let mut parts = Vec::new();
        if taken > 0 {
            parts.push(format!("{} as in Anki", count(taken, "card reads", "cards read")));
        }
        if self.tagged > 0 {
            parts.push(format!(
                "{} tags from Anki",
                count(self.tagged, "card of your own gets", "cards of your own get")
            ));
        }
        if self.untagged > 0 {
            parts.push(format!(
                "{} tags that are taken off in Anki",
                count(self.untagged, "card of your own loses", "cards of your own lose")
            ));
        }
        parts
    }

    /// The same for programs; `told` gets it.
    pub fn note_in(&self, told: &mut Value) {
        let list = |cards: &[Otherwise]| -> Vec<Value> {
            let each = cards.iter().map(|one| {
                let Difference { part, here, there } = &one.differing;
                json!({ "card": one.card, "part": part, "here": here, "there": there, "taken": one.is_taken,
                    "edited_here": one.is_edited_here })
            });
            each.collect()
        };
        told["edited_twice"] = list(&self.edited_twice).into();
        told["own_edited_there"] = list(&self.own).into();
        told["own_tagged"] = self.tagged.into();
        told["own_untagged"] = self.untagged.into();
        told["known_elsewhere"] = json!(self.doubles);
        told["note_types_not_described"] = json!(self.undescribed);
        told["left_as_packaged"] = self.left_alone.into();
    }

    /// Says it.
    pub fn tell(&self, app: &App) {
        if self.is_own_text {
            app.screen.remark(
                "A text does not say which of your own cards were edited in Anki: an Anki Deck Package (.apkg) does.",
            );
        }
        if self.asked && self.taken() == 0 {
            app.screen.remark(match (self.is_own_text, self.asked_word) {
                (true, _) => "No other card that --take means reads otherwise in Anki.",
                (false, true) => "No card was taken: a word of a deck is edited here.",
                (false, false) => "No card was taken: none that --take means reads otherwise in Anki.",
            });
        }
        let kept: Vec<&Otherwise> = self.edited_twice.iter().filter(|one| !one.is_taken).collect();
        tell_list(
            app,
            &kept,
            &format!(
                "{}: your edit here was kept, Anki's newer text was passed over.",
                count(kept.len(), "card", "cards")
            ),
            ALL,
        );
        let own = self.own.iter().filter(|one| !one.is_taken);
        let (both, own): (Vec<&Otherwise>, Vec<&Otherwise>) = own.partition(|one| one.is_edited_here);
        tell_list(
            app,
            &own,
            &format!(
                "{} otherwise in Anki, edited there, and {} as here.",
                count(own.len(), "card of your own reads", "cards of your own read"),
                if own.len() == 1 { "stays" } else { "stay" },
            ),
            ALL,
        );
        let (was, stays) = match both.len() {
            1 => ("was", "stays"),
            _ => ("were", "stay"),
        };
        tell_list(
            app,
            &both,
            &format!(
                "{} otherwise in Anki, {was} edited here since the last export, and {stays} as here.",
                count(both.len(), "card of your own reads", "cards of your own read"),
            ),
            "",
        );
        if !self.doubles.is_empty() {
            let cards = self.doubles.values().sum();
            let decks: Vec<String> = self
                .doubles
                .iter()
                .map(|(deck, cards)| format!("{cards} in {deck}"))
                .collect();
            app.screen.remark(&one_line(&format!(
                "{} here already with the same words and not taken twice: {}. With --deck they come all the same.",
                count(cards, "card is", "cards are"),
                decks.join(", ")
            )));
        }
        if !self.undescribed.is_empty() {
            app.screen.remark(&one_line(&format!(
                "This text does not say which cards these note types make: {}. Each note gave one, which asks its \
                 first field. An Anki Deck Package (.apkg) brings all.",
                self.undescribed.join(", ")
            )));
        }
        if self.left_alone > 0 {
            app.screen.remark(&format!(
                "{} in a package before, which says more of {} than this text: left as {}. To bring edits over, \
                 export a package (.apkg).",
                count(self.left_alone, "card came", "cards came"),
                if self.left_alone == 1 { "it" } else { "them" },
                if self.left_alone == 1 { "it is" } else { "they are" },
            ));
        }
    }
}

/// Names cards with both texts, and says how those from there are taken; `all` is what takes them together.
fn tell_list(app: &App, cards: &[&Otherwise], head: &str, all: &str) {
    if cards.is_empty() {
        return;
    }
    app.screen.remark(head);
    for one in cards.iter().take(NAMED) {
        app.screen.remark(&format!("  {}", shown(one)));
    }
    let more = match cards.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more that --json names"),
    };
    if let Some(first) = cards.iter().find(|one| !one.is_word()) {
        app.screen.remark(&one_line(&format!(
            "To let one read as in Anki, do the same import with --take {}{all}{more}.",
            first.card
        )));
    }
    // A word has no text of its own for each direction, so that none can be taken.
    if let Some(entry) = cards.iter().find_map(|one| one.word()) {
        app.screen.remark(&one_line(&format!(
            "A word is edited here: {}edit {entry}",
            app.prefix()
        )));
    }
}

/// A card with both texts.
fn shown(one: &Otherwise) -> String {
    let Difference { part, here, there } = &one.differing;
    let part = match *part {
        "" => String::new(),
        part => format!("{part} "),
    };
    let text = |text: &String| match text.as_str() {
        "" => "none".to_owned(),
        text => format!("“{text}”"),
    };
    let [here, there] = &excerpts(here, there, SHOWN);
    format!("{}  {part}here {}, in Anki {}", one.card, text(here), text(there))
}
