//! What a file of questions says otherwise than the deck it went into before: wordings, keys, and what is in it no more.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::merge::Merged;
use suraq::import::Alike;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;
use suraq::lexicon::fold::normalise;

use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::one_line;

/// So many questions are told in their words before the rest is only counted.
const TOLD: usize = 5;

/// What is told of one deck.
#[derive(Default)]
pub struct Corrected {
    /// Which deck.
    pub deck: DeckId,
    /// Questions that read otherwise now, as they were.
    before: Vec<Item>,
    alike: Vec<Alike>,
    /// Questions of the deck that the file has no more.
    gone: Vec<(ItemId, String)>,
    /// New questions that another deck asks in the same words with another key.
    otherwise: Vec<Otherwise>,
}

/// A question of the file that a card of another deck asks in the same words, with another key.
struct Otherwise {
    card: CardId,
    stem: String,
    /// What is right there.
    there: String,
    /// What is right in the file.
    here: String,
}

/// Returns the new questions of `theirs` that another deck than `mine` asks with another key.
fn keyed_otherwise(app: &mut App, mine: &Deck, theirs: &Deck) -> Result<Vec<Otherwise>, Failure> {
    let own: BTreeSet<&ItemId> = mine.items.iter().map(|item| &item.id).collect();
    let mut found = Vec::new();
    for item in theirs
        .items
        .iter()
        .filter(|item| !own.contains(&item.id) && !item.key.is_empty())
    {
        let asked = app.shelf()?.keys_of(&item.stem)?;
        let other = asked.into_iter().find(|(card, key)| {
            card.deck != mine.meta.id && !key.is_empty() && normalise(key) != normalise(&item.key)
        });
        found.extend(other.map(|(card, there)| Otherwise {
            card,
            stem: item.stem.clone(),
            there,
            here: item.key.clone(),
        }));
    }
    Ok(found)
}

impl Corrected {
    /// Sees what of the deck `mine` a file does not have. `known` are the questions that it has in the very words,
    /// `theirs` the others. Of a file that is no new version of the deck nothing is gone.
    pub fn of(
        app: &mut App,
        mine: &Deck,
        known: &BTreeSet<ItemId>,
        theirs: &Deck,
        alike: Vec<Alike>,
    ) -> Result<Corrected, Failure> {
        let brought: BTreeSet<&ItemId> = theirs.items.iter().map(|item| &item.id).collect();
        let is_here = |item: &&Item| known.contains(&item.id) || brought.contains(&item.id);
        let here = mine.items.iter().filter(is_here).count();
        let is_version = here > 0 && here * 2 >= known.len() + theirs.items.len();
        let is_told = |item: &&Item| alike.iter().any(|alike| alike.id == item.id);
        let gone = mine
            .items
            .iter()
            .filter(|item| is_version && item.status == Status::Accepted && !is_here(item) && !is_told(item));
        Ok(Corrected {
            deck: mine.meta.id.clone(),
            otherwise: keyed_otherwise(app, mine, theirs)?,
            before: mine
                .items
                .iter()
                .filter(|item| brought.contains(&item.id))
                .cloned()
                .collect(),
            gone: gone.map(|item| (item.id.clone(), item.stem.clone())).collect(),
            alike,
        })
    }

    /// Questions whose key is another now, each with what is right.
    pub fn rekeyed(&self, merged: Option<&Merged>) -> Vec<(CardId, String)> {
        let changed = self.changed(merged).into_iter();
        changed
            .filter(|(before, after)| before.key != after.key)
            .map(|(_, after)| {
                (
                    CardId::new(self.deck.clone(), after.id.clone()),
                    after.key.clone(),
                )
            })
            .collect()
    }

    /// Tells what is in the file no more, and what reads otherwise since it was `merged`; nothing was where it is
    /// `None`. `file` is what was imported.
    pub fn tell(&self, app: &App, file: &str, merged: Option<&Merged>) {
        let changed = self.changed(merged);
        if app.json {
            let is_plain = self.alike.is_empty() && self.gone.is_empty() && self.otherwise.is_empty();
            if !(changed.is_empty() && is_plain) {
                app.screen.line(&self.json(&changed).to_string());
            }
            return;
        }
        for (before, after) in changed.iter().take(TOLD) {
            app.screen.remark(&one_line(&told(before, after)));
        }
        if changed.len() > TOLD {
            app.screen
                .remark(&format!("And {} more read otherwise.", changed.len() - TOLD));
        }
        for alike in self.alike.iter().take(TOLD) {
            app.screen.remark(&one_line(&format!(
                "May be a new wording, and both are asked. Was: {} Now: {} If it is, take the old one away: {}retire {}/{}",
                alike.was,
                alike.now,
                app.prefix(),
                self.deck,
                alike.id
            )));
        }
        if self.alike.len() > TOLD {
            app.screen.remark(&format!(
                "And {} more may be new wordings.",
                self.alike.len() - TOLD
            ));
        }
        self.tell_otherwise(app, file);
        self.tell_gone(app);
    }

    fn tell_otherwise(&self, app: &App, file: &str) {
        for one in self.otherwise.iter().take(TOLD) {
            app.screen.remark(&one_line(&format!(
                "Deck {} asks the same with another key, and both are asked: {} Right there: {}. Right here: {}.",
                one.card.deck,
                one.stem,
                one.there.trim_end_matches('.'),
                one.here.trim_end_matches('.')
            )));
        }
        if self.otherwise.len() > TOLD {
            app.screen.remark(&format!(
                "And {} more are asked elsewhere with another key.",
                self.otherwise.len() - TOLD
            ));
        }
        if let Some(first) = self.otherwise.first() {
            app.screen.remark(&one_line(&format!(
                "If this file corrects that deck: {}import {file} --deck {}",
                app.prefix(),
                first.card.deck
            )));
        }
    }

    fn tell_gone(&self, app: &App) {
        let Some((first, _)) = self.gone.first() else {
            return;
        };
        app.screen.remark(&format!(
            "{} of deck {} {} not in this file, and asked all the same:",
            count(self.gone.len(), "question", "questions"),
            self.deck,
            if self.gone.len() == 1 { "is" } else { "are" }
        ));
        for (id, stem) in self.gone.iter().take(TOLD) {
            app.screen
                .remark(&one_line(&format!("  {}/{id}: {stem}", self.deck)));
        }
        if self.gone.len() > TOLD {
            app.screen
                .remark(&format!("  and {} more", self.gone.len() - TOLD));
        }
        app.screen.remark(&format!(
            "Take one away: {}retire {}/{first}",
            app.prefix(),
            self.deck
        ));
    }

    /// Questions that read otherwise, before and after.
    fn changed<'a>(&'a self, merged: Option<&'a Merged>) -> Vec<(&'a Item, &'a Item)> {
        let Some(merged) = merged else {
            return Vec::new();
        };
        let after = |before: &&'a Item| {
            let mut items = merged.deck.items.iter();
            let after = items.find(|after| after.id == before.id)?;
            let is_same = after.stem == before.stem
                && after.key == before.key
                && after.distractors == before.distractors;
            (!is_same && merged.changes.changed.contains(&after.id)).then_some(after)
        };
        self.before
            .iter()
            .filter_map(|before| Some((before, after(&before)?)))
            .collect()
    }

    fn json(&self, changed: &[(&Item, &Item)]) -> Value {
        let reads = |item: &Item| json!({ "stem": item.stem, "key": item.key });
        let changed: Vec<Value> = changed
            .iter()
            .map(|(before, after)| json!({ "item": after.id, "was": reads(before), "now": reads(after) }))
            .collect();
        let alike: Vec<Value> = self
            .alike
            .iter()
            .map(|one| json!({ "item": one.id, "was": one.was, "now": one.now }))
            .collect();
        let gone: Vec<&ItemId> = self.gone.iter().map(|(id, _)| id).collect();
        let otherwise: Vec<Value> = self
            .otherwise
            .iter()
            .map(|one| json!({ "card": one.card.to_string(), "stem": one.stem, "there": one.there, "here": one.here }))
            .collect();
        json!({ "deck": self.deck, "reworded": changed, "alike": alike, "gone": gone, "otherwise": otherwise })
    }
}

/// How a question read before and reads now.
fn told(before: &Item, after: &Item) -> String {
    match (before.stem == after.stem, before.key == after.key) {
        (true, true) => format!("Other options of {}: {}", after.id, after.stem),
        (true, false) => format!(
            "Another key of {}: {} Was right: {}. Is right: {}.",
            after.id,
            after.stem,
            before.key.trim_end_matches('.'),
            after.key.trim_end_matches('.')
        ),
        (false, _) => format!(
            "Another wording of {}. Was: {} Now: {}",
            after.id, before.stem, after.stem
        ),
    }
}
