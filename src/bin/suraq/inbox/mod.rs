//! Drafts that wait, one after the other, and what a person decides about each.
//!
//! A decision is in the deck file before the next draft is shown, and `undo` takes it back.

mod drawn;
mod keys;
mod known;
mod plain;
mod rivals;
mod view;

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;
use suraq::decks::Asked;
use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::items::Status;
use suraq::progress::ProgressError;
use suraq::session::options_of;

use crate::app::App;
use crate::cards::choice;
use crate::cards::deeds;
use crate::cards::deeds::Turn;
use crate::cards::editor;
use crate::cards::editor::Around;
use crate::cards::wording::Entry;
use crate::report::Failure;
use crate::screen::count;
use rivals::Choice;

pub use drawn::run as run_drawn;
pub use plain::run as run_plain;
pub use rivals::Contradicted;
pub use rivals::listed;
pub use rivals::rivals;
use rivals::rivals_in;

/// How the labels of decisions begin, by which `undo` knows them after a restart.
const ACCEPT: &str = "accept draft ";
const REJECT: &str = "reject draft ";

/// The drafts a query means, and how far they are decided.
pub struct Inbox {
    drafts: Vec<CardId>,
    /// Titles of their decks.
    titles: BTreeMap<DeckId, String>,
    /// Place of the draft that is shown; behind the last one when all were shown.
    at: usize,
    /// What was done here, the last one last.
    steps: Vec<Step>,
    /// The draft that was looked at last, and the cards it contradicts.
    against: Option<(CardId, Vec<Contradicted>)>,
    /// Files that are open, so that a decision need not read them again.
    files: BTreeMap<DeckId, DeckFile>,
}

/// Something done to the draft at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Accepted(usize),
    Rejected(usize),
    Edited(usize),
}

impl Step {
    fn place(self) -> usize {
        match self {
            Step::Accepted(place) | Step::Rejected(place) | Step::Edited(place) => place,
        }
    }
}

impl Inbox {
    /// Finds the drafts that the words of a query mean; without words all of them, own decks first.
    pub fn open(app: &mut App, words: &[String]) -> Result<Inbox, Failure> {
        let mut all = vec!["is:draft".to_owned()];
        if !words.is_empty() {
            // Read alone first, so that a mistake is pointed at where it was typed.
            choice::query(app, words)?;
            all.push("(".to_owned());
            all.extend(words.iter().cloned());
            all.push(")".to_owned());
        }
        let query = choice::query(app, &all)?;
        let mut decks = app.shelf()?.decks()?;
        decks.sort_by_key(|deck| deck.is_builtin());
        let mut drafts: Vec<CardId> = choice::choose(app, &query, &decks)?
            .into_iter()
            .map(|chosen| chosen.card)
            .collect();
        // A term is decided once, for both of its cards.
        drafts.dedup_by(|next, one| next.deck == one.deck && next.item == one.item);
        let titles = decks.into_iter().map(|deck| (deck.id, deck.title)).collect();
        Ok(Inbox {
            drafts,
            titles,
            at: 0,
            steps: Vec::new(),
            against: None,
            files: BTreeMap::new(),
        })
    }

    /// Returns how many drafts there were when it was opened.
    pub fn len(&self) -> usize {
        self.drafts.len()
    }

    /// Returns how many still wait.
    pub fn left(&self) -> usize {
        self.drafts.len() - self.decided().count()
    }

    fn decided(&self) -> impl Iterator<Item = usize> {
        let decisions = self.steps.iter().filter(|step| !matches!(step, Step::Edited(_)));
        decisions.map(|step| step.place())
    }

    /// Returns the draft that is shown; none when all were shown.
    pub fn current(&self) -> Option<&CardId> {
        self.drafts.get(self.at)
    }

    fn title(&self, deck: &DeckId) -> &str {
        self.titles.get(deck).map_or("", String::as_str)
    }

    /// Returns what the current draft asks and rests on. Drafts that are gone meanwhile are passed over.
    pub fn asked(&mut self, app: &mut App) -> Result<Option<(CardId, Asked)>, Failure> {
        while let Some(card) = self.current().cloned() {
            match app.shelf()?.asked(&card)? {
                Some(asked) if asked.item.status == Status::Draft => return Ok(Some((card, asked))),
                _ => self.at += 1,
            }
        }
        Ok(None)
    }

    /// Returns the cards that a draft contradicts, studied ones and drafts.
    pub fn contradicted(&mut self, app: &mut App, draft: &CardId) -> Result<Vec<Contradicted>, Failure> {
        if let Some((known, found)) = &self.against
            && known == draft
        {
            return Ok(found.clone());
        }
        let deck = self.file(app, &draft.deck)?.deck();
        let found = rivals_in(app, &deck, &draft.item)?;
        self.against = Some((draft.clone(), found.clone()));
        Ok(found)
    }

    /// Leaves the current draft for later.
    pub fn pass(&mut self) {
        self.at += 1;
    }

    /// Goes back to the draft before; returns what to say of it.
    pub fn back(&mut self) -> String {
        let decided: Vec<usize> = self.decided().collect();
        match (0..self.at).rev().find(|place| !decided.contains(place)) {
            Some(before) => {
                self.at = before;
                String::new()
            }
            None if decided.is_empty() => "There is no draft before this one.".to_owned(),
            None => "Every draft before this one is decided; u takes the last decision back.".to_owned(),
        }
    }

    /// Returns which draft is shown, from 1, of how many: `3 of 12`; nothing when all were shown.
    pub fn place(&self) -> Option<String> {
        self.current()?;
        Some(format!("{} of {}", self.at + 1, self.drafts.len()))
    }

    /// Returns studied cards of the shelf that ask the same and have the same answer.
    pub fn known(&self, app: &mut App, draft: &CardId, asked: &Asked) -> Result<Vec<CardId>, Failure> {
        known::known(app, draft, &asked.item)
    }

    /// Accepts the current draft: from now on it is studied. What is studied already and says
    /// otherwise stays too, and both are marked as disputed.
    pub fn accept(&mut self, app: &mut App) -> Result<String, Failure> {
        let Some(card) = self.current().cloned() else {
            return Ok(String::new());
        };
        let mut studied = self.contradicted(app, &card)?;
        studied.retain(|rival| !rival.waits);
        if studied.is_empty() {
            self.decide(app, Status::Accepted, ACCEPT)?;
            self.steps.push(Step::Accepted(self.at));
            self.at += 1;
            return Ok("Accepted.".to_owned());
        }
        self.choose(app, &card, &studied, Choice::KeepBoth)?;
        let listed = listed(&studied);
        Ok(format!("Accepted; it and {listed} are marked as disputed."))
    }

    /// Accepts the current draft and retires the cards it contradicts, in one step.
    pub fn replace(&mut self, app: &mut App) -> Result<String, Failure> {
        let Some(card) = self.current().cloned() else {
            return Ok(String::new());
        };
        let old = self.contradicted(app, &card)?;
        if old.is_empty() {
            return Ok("This draft contradicts no card; y accepts it.".to_owned());
        }
        self.choose(app, &card, &old, Choice::Replace)?;
        Ok(format!("Accepted; {} is no longer asked.", listed(&old)))
    }

    fn choose(
        &mut self,
        app: &mut App,
        card: &CardId,
        others: &[Contradicted],
        choice: Choice,
    ) -> Result<(), Failure> {
        let now = app.timestamp();
        let mut files = rivals::files(app, card, others)?;
        let paths: Vec<_> = files
            .values()
            .flat_map(|file| [file.path().to_owned(), file.base_path()])
            .collect();
        self.files.clear();
        self.against = None;
        deeds::change(app, &format!("{ACCEPT}{card}"), &paths, |_| {
            rivals::choose(&mut files, card, others, choice, &now)
        })?;
        self.steps.push(Step::Accepted(self.at));
        self.at += 1;
        Ok(())
    }

    /// Rejects the current draft; it does not come back.
    pub fn reject(&mut self, app: &mut App, reason: &str) -> Result<String, Failure> {
        let status = Status::Rejected {
            reason: reason.to_owned(),
        };
        self.decide(app, status, REJECT)?;
        self.steps.push(Step::Rejected(self.at));
        self.at += 1;
        Ok(format!("Rejected: {reason}."))
    }

    fn decide(&mut self, app: &mut App, status: Status, label: &str) -> Result<(), Failure> {
        let Some(card) = self.current().cloned() else {
            return Ok(());
        };
        self.against = None;
        let label = format!("{label}{card}");
        let now = app.timestamp();
        let file = self.file(app, &card.deck)?;
        let files = [file.path().to_owned(), file.base_path()];
        let decided = deeds::change(app, &label, &files, |_| set_status(file, &card, &status, &now));
        if decided.is_err() {
            // Another program may have written it: the next try reads it anew.
            self.files.remove(&card.deck);
        }
        decided
    }

    fn file(&mut self, app: &mut App, deck: &DeckId) -> Result<&mut DeckFile, Failure> {
        let known = self.files.remove(deck).filter(DeckFile::is_current);
        let file = match known {
            Some(file) => file,
            None => app.shelf()?.edit(deck)?,
        };
        Ok(self.files.entry(deck.clone()).or_insert(file))
    }

    /// Opens the current draft in the person's editor. The terminal must not be in raw mode.
    pub fn edit(&mut self, app: &mut App) -> Result<String, Failure> {
        let Some(card) = self.current().cloned() else {
            return Ok(String::new());
        };
        self.files.remove(&card.deck);
        self.against = None;
        Ok(match editor::edit_card(app, &card, Around::Screen)? {
            Some(_) => {
                self.steps.push(Step::Edited(self.at));
                "Changed; y accepts it as it is now.".to_owned()
            }
            None => "Nothing was changed.".to_owned(),
        })
    }

    /// Takes back the last decision, also one from before a restart, and shows that draft again.
    pub fn undo(&mut self, app: &mut App) -> Result<String, Failure> {
        if self.steps.is_empty()
            && let Some(other) = last_step_elsewhere(app)?
        {
            return Ok(other);
        }
        let now = app.now();
        let undone = match app.store()?.undo(now) {
            Err(ProgressError::NothingToUndo) => return Ok("There is nothing to take back.".to_owned()),
            undone => undone?,
        };
        if let Some(instead) = deeds::lasting(&undone) {
            app.store()?.drop_undone()?;
            let instead = instead.replace("{suraq}", app.prefix());
            return Ok(format!("Not taken back: {}. {instead}", undone.label));
        }
        deeds::turn(app, &undone, Turn::Back)?;
        self.files.clear();
        self.against = None;
        match self.steps.pop() {
            Some(step) => self.at = step.place(),
            None => self.show_again(&undone.label),
        }
        Ok(format!("Taken back: {}.", undone.label))
    }

    /// Puts a draft that was decided before a restart in front of the others.
    fn show_again(&mut self, label: &str) {
        let id = label.strip_prefix(ACCEPT).or_else(|| label.strip_prefix(REJECT));
        if let Some(card) = id.and_then(|id| id.parse::<CardId>().ok()) {
            self.drafts.insert(self.at.min(self.drafts.len()), card);
        }
    }

    /// Returns how many drafts were accepted and rejected here, and are left.
    pub fn counts(&self) -> String {
        let number = |is: fn(&Step) -> bool| self.steps.iter().filter(|step| is(step)).count();
        let accepted = number(|step| matches!(step, Step::Accepted(_)));
        let rejected = number(|step| matches!(step, Step::Rejected(_)));
        let left = self.left();
        match (accepted + rejected, left) {
            (0, 0) => String::new(),
            (0, _) => format!("{}.", count(left, "draft waits", "drafts wait")),
            _ => format!("{accepted} accepted, {rejected} rejected, {left} left."),
        }
    }

    /// Returns what was done, in one line; empty where nothing was.
    pub fn summary(&self, app: &App) -> String {
        let counts = self.counts();
        if self.steps.is_empty() {
            return counts;
        }
        let has_accepted = self.steps.iter().any(|step| matches!(step, Step::Accepted(_)));
        let next = match has_accepted {
            false => String::new(),
            true => format!(" Study the accepted ones: {}review", app.prefix()),
        };
        format!("{counts}{next}    {}", app.undo_hint())
    }
}

/// What `undo` would take back, where that is no decision of an inbox.
fn last_step_elsewhere(app: &mut App) -> Result<Option<String>, Failure> {
    let steps = app.store()?.undo_steps(1)?;
    Ok(match steps.first() {
        None => Some("There is nothing to take back.".to_owned()),
        Some(step) if step.label.starts_with(ACCEPT) || step.label.starts_with(REJECT) => None,
        Some(step) => Some(format!(
            "Nothing was decided here yet; the last step elsewhere was: {}.",
            step.label
        )),
    })
}

fn set_status(file: &mut DeckFile, card: &CardId, status: &Status, now: &str) -> Result<(), Failure> {
    match Entry::of(file, card)? {
        Entry::Item(mut item) => {
            item.status = status.clone();
            item.changed = Some(now.to_owned());
            file.set_item(&item);
        }
        Entry::Term(mut term) => {
            term.status = status.clone();
            term.changed = Some(now.to_owned());
            file.set_term(&term);
        }
    }
    Ok(file.save()?)
}

/// Accepts all drafts in one step, but for those that contradict others: a person chooses between
/// them. Returns how many were accepted, and how many wait.
pub fn accept_all(app: &mut App, inbox: &Inbox) -> Result<(usize, usize), Failure> {
    let mut accepted: BTreeMap<DeckId, Vec<CardId>> = BTreeMap::new();
    let disputed = rivals::disputed(app, &inbox.drafts)?;
    let waiting = disputed.len();
    for card in inbox.drafts.iter().filter(|card| !disputed.contains(card)) {
        accepted.entry(card.deck.clone()).or_default().push(card.clone());
    }
    let mut files: Vec<(DeckFile, Vec<CardId>)> = Vec::new();
    for (deck, cards) in accepted {
        files.push((app.shelf()?.edit(&deck)?, cards));
    }
    let paths: Vec<_> = files
        .iter()
        .flat_map(|(file, _)| [file.path().to_owned(), file.base_path()])
        .collect();
    let accepted = inbox.len() - waiting;
    let label = format!("accept {}", count(accepted, "draft", "drafts"));
    let now = app.timestamp();
    deeds::change(app, &label, &paths, |_| {
        for (file, cards) in &mut files {
            let mut deck = file.deck();
            for item in &mut deck.items {
                if cards.iter().any(|card| card.item == item.id) {
                    item.status = Status::Accepted;
                    item.changed = Some(now.clone());
                }
            }
            for term in &mut deck.terms {
                if cards.iter().any(|card| card.item == term.id) {
                    term.status = Status::Accepted;
                    term.changed = Some(now.clone());
                }
            }
            file.set(&deck);
            file.save()?;
        }
        Ok(())
    })?;
    Ok((accepted, waiting))
}

/// Returns a draft as JSON.
pub fn draft_json(card: &CardId, asked: &Asked, quote: Option<&str>, against: &[Contradicted]) -> Value {
    let item = &asked.item;
    let has_key = !item.distractors.is_empty() && item.detail.pairs.is_empty();
    let options = has_key.then(|| options_of(item, &item.id.0, 0));
    let source = asked.sources.first();
    json!({
        "card": card.to_string(), "deck": card.deck, "kind": item.kind.map(|kind| kind.slug()),
        "stem": item.stem, "key": item.key, "accept": item.accept, "options": options,
        "keys": item.detail.keys, "pairs": item.detail.pairs, "correction": item.detail.correction,
        "explanation": item.explanation, "quote": quote,
        "source": source.map(|source| source.title.clone()),
        "contradicts": against.iter().map(|old| old.card.to_string()).collect::<Vec<_>>(),
        "document": source.and_then(|source| source.document.clone()),
    })
}
