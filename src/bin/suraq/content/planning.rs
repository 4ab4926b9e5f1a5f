//! What becomes of a document's drafts: which deck each goes into, and what is different there.
//!
//! What another document said already goes into the deck that asks it, as a second source. A plan
//! writes nothing.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::State;
use suraq::decks::merge::Asked;
use suraq::decks::merge::Merged;
use suraq::decks::merge::Version;
use suraq::decks::merge::Wording;
use suraq::decks::merge::asks;
use suraq::decks::merge::contradict;
use suraq::decks::merge::deck_of;
use suraq::decks::merge::merge_version;
use suraq::decks::merge::with_facts;
use suraq::facts::FactId;
use suraq::items::Draft;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;
use suraq::text::Span;

use crate::app::App;
use crate::content::catalogue::Catalogue;
use crate::content::catalogue::Known;
use crate::content::drafting::Drawn;
use crate::inbox::Contradicted;
use crate::report::Failure;

/// Which deck drafts go into.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Id or title of a deck, there or not; without one it is the deck that knows the document, or a new one.
    pub deck: Option<String>,
    /// Drafts are studied at once.
    pub accept: bool,
    /// A document that is known already takes the title it is given now.
    pub rename: bool,
    /// Questions of it that a person deleted come in again.
    pub with_deleted: bool,
}

/// What becomes of one deck.
pub struct Part {
    /// Its file, as it is.
    pub file: DeckFile,
    /// The deck was made for the document.
    pub is_new: bool,
    /// The deck as it is.
    pub before: Deck,
    /// The deck as it will be.
    pub merged: Merged,
    /// Drafts that are accepted at once.
    pub accepted: usize,
}

impl Part {
    /// The deck's id.
    pub fn deck(&self) -> &DeckId {
        &self.merged.deck.meta.id
    }

    /// Returns the card of an item of it.
    pub fn card(&self, item: &ItemId) -> CardId {
        CardId::new(self.deck().clone(), item.clone())
    }

    /// Returns an item as it was, and as it will be.
    pub fn item(&self, id: &ItemId) -> (Option<&Item>, Option<&Item>) {
        let of = |deck: &'_ Deck| deck.items.iter().position(|item| item.id == *id);
        (
            of(&self.before).map(|at| &self.before.items[at]),
            of(&self.merged.deck).map(|at| &self.merged.deck.items[at]),
        )
    }

    /// Whether the deck will be another one.
    pub fn differs(&self) -> bool {
        self.is_new || self.before != self.merged.deck
    }
}

/// What becomes of a document.
pub struct Plan {
    /// The decks that it concerns, its own first.
    pub parts: Vec<Part>,
    /// What comes in and contradicts what is studied or waits.
    pub contradictions: Vec<(CardId, Contradicted)>,
    /// Cards that are studied and whose sentence is gone.
    pub unsupported: Vec<CardId>,
    /// Cards that are studied and whose answer changes: before and after.
    pub answers: Vec<(CardId, String, String)>,
}

impl Plan {
    /// Adds up a number over all decks.
    pub fn count(&self, of: impl Fn(&Part) -> usize) -> usize {
        self.parts.iter().map(of).sum()
    }
}

/// Plans what a document changes. Without drafts no deck is made: `None`.
pub fn plan(
    app: &mut App,
    catalogue: &Catalogue,
    drawn: &mut Drawn,
    wish: &Wish,
) -> Result<Option<Plan>, Failure> {
    let known = catalogue.with_text(&drawn.document.id.0);
    drawn.note_known(known.filter(|_| !wish.rename).map(|(_, source)| source.clone()));
    let drawn = &*drawn;
    let own = catalogue.deck_for(app, drawn, wish)?;
    let elsewhere = asked_elsewhere(catalogue, drawn, &own.deck.meta.id);
    let deleted = catalogue.deleted_elsewhere(app, drawn, &own.deck.meta.id)?;
    // The deck in which a question was deleted remembers that, and it stays away there.
    let deleted_in = |item: &Item| match catalogue.asking(item).is_empty() {
        true => deleted.get(&asks(item.kind, &item.stem)),
        false => None,
    };
    let mut drafts: BTreeMap<DeckId, Vec<Draft>> = BTreeMap::new();
    let mut left = Vec::new();
    for draft in &drawn.drafts {
        match deleted_in(&draft.item).or_else(|| elsewhere.get(&draft.fact.id)) {
            Some(deck) => drafts.entry(deck.clone()).or_default().push(draft.clone()),
            None => left.push(draft.clone()),
        }
    }
    let mut parts = Vec::new();
    if !(own.is_new && left.is_empty()) {
        parts.push((own, left));
    }
    for (deck, drafts) in drafts {
        parts.push((catalogue.open(app, &deck)?, drafts));
    }
    if parts.is_empty() {
        return Ok(None);
    }
    let now = app.timestamp();
    let mut plan = Plan {
        parts: Vec::new(),
        contradictions: Vec::new(),
        unsupported: Vec::new(),
        answers: Vec::new(),
    };
    let document = &drawn.document;
    let sentences: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    let wording = Wording {
        text: &document.text,
        sentences: &sentences,
    };
    for (open, drafts) in parts {
        let theirs = deck_of(open.deck.meta.clone(), drawn.source(), &drafts);
        let theirs = with_facts(theirs, &drawn.facts);
        let earlier = catalogue.earlier(&open.deck, drawn);
        let version = Version {
            earlier: earlier.as_deref(),
            wording: Some(wording),
            with_deleted: wish.with_deleted,
        };
        let mut merged = merge_version(&open.deck, open.base.as_ref(), &theirs, version, &now);
        note_day(&mut merged, &now);
        if wish.rename {
            rename(&mut merged.deck, drawn);
        }
        let found = contradictions(app, catalogue, &merged)?;
        let accepted = match wish.accept {
            true => accept(&mut merged.deck, &drawn.document.id.0, &found, &now),
            false => 0,
        };
        plan.answers.extend(answers(&open.deck, &merged));
        plan.unsupported.extend(unsupported(&merged));
        plan.contradictions.extend(found);
        plan.parts.push(Part {
            file: open.file,
            is_new: open.is_new,
            before: open.deck,
            merged,
            accepted,
        });
    }
    Ok(Some(plan))
}

/// The facts that another deck than the document's own asks of already, and which.
fn asked_elsewhere(catalogue: &Catalogue, drawn: &Drawn, own: &DeckId) -> BTreeMap<FactId, DeckId> {
    let mut decks: BTreeMap<&FactId, BTreeSet<&DeckId>> = BTreeMap::new();
    for draft in &drawn.drafts {
        let asking = catalogue.asking(&draft.item).iter();
        let same = asking.filter(|known| !contradict(&draft.item, &as_item(known)));
        let deck = decks.entry(&draft.fact.id).or_default();
        deck.extend(same.map(|known| &known.card.deck));
    }
    let elsewhere = decks.into_iter().filter(|(_, decks)| !decks.contains(own));
    elsewhere
        .filter_map(|(fact, decks)| Some((fact.clone(), (*decks.first()?).clone())))
        .collect()
}

/// As much of an item as tells whether another contradicts it.
fn as_item(known: &Known) -> Item {
    Item {
        id: known.card.item.clone(),
        fact: None,
        kind: known.kind,
        stem: known.stem.clone(),
        key: known.key.clone(),
        accept: Vec::new(),
        distractors: Vec::new(),
        detail: Default::default(),
        explanation: None,
        importance: 2,
        difficulty: None,
        tags: Vec::new(),
        as_of: None,
        contested: false,
        status: Status::Accepted,
        changed: None,
        added: None,
        record: Default::default(),
    }
}

/// What comes into a deck, and the cards there and elsewhere that say otherwise.
fn contradictions(
    app: &mut App,
    catalogue: &Catalogue,
    merged: &Merged,
) -> Result<Vec<(CardId, Contradicted)>, Failure> {
    let deck = &merged.deck;
    let asked = Asked::in_deck(deck);
    let card = |item: &ItemId| CardId::new(deck.meta.id.clone(), item.clone());
    let mut found = Vec::new();
    for new in deck
        .items
        .iter()
        .filter(|item| merged.changes.new.contains(&item.id))
    {
        for old in asked.contradicted_by(new) {
            found.push((card(&new.id), Contradicted::of(card(&old.id), old)));
        }
        for known in catalogue.asking(new) {
            let is_asked = matches!(known.state, State::Accepted | State::Draft);
            if known.card.deck == deck.meta.id || !is_asked {
                continue;
            }
            let other = catalogue.item(app, &known.card)?;
            if let Some(other) = other.filter(|other| contradict(new, other)) {
                found.push((card(&new.id), Contradicted::of(known.card.clone(), &other)));
            }
        }
    }
    Ok(found)
}

/// What lost its sentence, as `is:gone` finds it.
fn unsupported(merged: &Merged) -> impl Iterator<Item = CardId> {
    let cards = merged.changes.unsupported.iter();
    cards.map(|item| CardId::new(merged.deck.meta.id.clone(), item.clone()))
}

/// The accepted cards whose answer is another one after a merge.
fn answers(before: &Deck, merged: &Merged) -> Vec<(CardId, String, String)> {
    let changed = |id: &ItemId| merged.changes.changed.contains(id);
    let mut answers = Vec::new();
    for new in merged.deck.items.iter().filter(|item| changed(&item.id)) {
        let old = before.items.iter().find(|item| item.id == new.id);
        if let Some(old) = old.filter(|old| old.status == Status::Accepted && old.key != new.key) {
            let card = CardId::new(merged.deck.meta.id.clone(), new.id.clone());
            answers.push((card, old.key.clone(), new.key.clone()));
        }
    }
    answers
}

/// Gives the source of a document the title that was asked for, whatever stood there.
fn rename(deck: &mut Deck, drawn: &Drawn) {
    let hash = Some(drawn.document.id.0.as_str());
    for source in &mut deck.sources {
        if source.document.as_deref() == hash {
            source.title = drawn.title();
        }
    }
}

/// The day on which new items got their content.
fn note_day(merged: &mut Merged, now: &str) {
    let new = &merged.changes.new;
    for item in merged.deck.items.iter_mut().filter(|item| new.contains(&item.id)) {
        item.changed = Some(now.to_owned());
    }
}

/// Accepts the drafts that rest on a document, but for those that contradict others: a person
/// decides about these. Says how many.
fn accept(deck: &mut Deck, document: &str, found: &[(CardId, Contradicted)], now: &str) -> usize {
    let of_it = |source: &&suraq::decks::Source| source.document.as_deref() == Some(document);
    let sources: BTreeSet<&str> = deck
        .sources
        .iter()
        .filter(of_it)
        .map(|source| source.id.as_str())
        .collect();
    let facts = deck.facts.iter().filter(|fact| {
        let mut evidence = fact.evidence.iter().filter_map(|one| one.source.as_deref());
        evidence.any(|source| sources.contains(source))
    });
    let facts: BTreeSet<&FactId> = facts.map(|fact| &fact.id).collect();
    // What is disputed is a claim, so every draft that rests on it waits.
    let claims: BTreeSet<FactId> = deck
        .items
        .iter()
        .filter(|item| found.iter().any(|(card, _)| card.item == item.id))
        .filter_map(|item| item.fact.clone())
        .collect();
    let mut accepted = 0;
    for item in &mut deck.items {
        let rests = item
            .fact
            .as_ref()
            .is_some_and(|fact| facts.contains(fact) && !claims.contains(fact));
        if rests && item.status == Status::Draft {
            item.status = Status::Accepted;
            item.changed = Some(now.to_owned());
            accepted += 1;
        }
    }
    accepted
}
