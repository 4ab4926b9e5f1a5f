//! What the decks hold before documents are added: which deck knows a document, and what is asked already.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::Source;
use suraq::decks::State;
use suraq::decks::merge;
use suraq::decks::merge::Merged;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Kind;
use suraq::items::Status;
use suraq::text::PartialDate;

use crate::app::App;
use crate::content::drafting::Drawn;
use crate::content::naming;
use crate::content::planning::Wish;
use crate::report::Failure;

/// What is known of the decks before documents are added to them; read once for all.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Ids of decks.
    ids: BTreeSet<String>,
    /// Ids by title in small letters.
    titles: BTreeMap<String, DeckId>,
    /// Decks and sources by the hash of a source's text.
    texts: BTreeMap<String, Home<(DeckId, Source)>>,
    /// Files that texts were read from, by the hash of the text.
    files: BTreeMap<String, String>,
    /// Decks by the file a source came from.
    origins: BTreeMap<String, Home<DeckId>>,
    /// Decks by title, publisher and date of a source.
    sources: BTreeMap<(String, Option<String>, Option<PartialDate>), Home<DeckId>>,
    /// The sources of the person's own decks.
    own: Vec<(DeckId, Source)>,
    /// What is asked in the person's own decks, by the question.
    questions: BTreeMap<String, Vec<Known>>,
    /// Decks as they will be, where a plan is not carried out.
    planned: BTreeMap<DeckId, Merged>,
}

/// Where something is at home: a deck whose facts rest on it first, rather than one that has it as
/// a second source.
#[derive(Debug)]
struct Home<T> {
    value: T,
    leads: bool,
}

/// A question of a deck.
#[derive(Clone, Debug)]
pub struct Known {
    /// The card.
    pub card: CardId,
    /// Its question type.
    pub kind: Option<Kind>,
    /// What it asks.
    pub stem: String,
    /// Its answer.
    pub key: String,
    /// What became of it.
    pub state: State,
}

/// A deck that drafts go into.
pub struct Open {
    /// Its file.
    pub file: DeckFile,
    /// The deck.
    pub deck: Deck,
    /// What was merged last.
    pub base: Option<Deck>,
    /// There was none before.
    pub is_new: bool,
}

impl Catalogue {
    /// Reads it. What a deck holds counts only where the deck is the person's own.
    pub fn read(app: &mut App) -> Result<Catalogue, Failure> {
        let mut catalogue = Catalogue::default();
        for kept in app.store()?.documents()? {
            catalogue
                .files
                .extend(kept.origin.map(|origin| (kept.hash, origin)));
        }
        let shelf = app.shelf()?;
        for deck in shelf.decks()? {
            catalogue.note_deck(&deck.id, &deck.title);
            if deck.is_builtin() {
                continue;
            }
            let mut leading: BTreeSet<String> = BTreeSet::new();
            shelf.each_row(std::slice::from_ref(&deck.id), &mut |row| {
                leading.extend(row.sources.first().cloned());
                if !row.is_term {
                    catalogue.note_question(Known {
                        card: CardId::new(row.deck, row.item),
                        kind: row.kind,
                        stem: row.stem,
                        key: row.key,
                        state: row.state,
                    });
                }
                ControlFlow::Continue(())
            })?;
            let sources = shelf.sources(&deck.id)?;
            for resting in &sources {
                let leads = leading.contains(&resting.source.id);
                catalogue.note_source(&deck.id, &resting.source, leads);
            }
            // Where all of a document was deleted, the deck still knows that it came in.
            if deck.counts.sources > sources.len() {
                let rests = |source: &Source| sources.iter().any(|resting| resting.source.id == source.id);
                for source in shelf
                    .all_sources(&deck.id)?
                    .iter()
                    .filter(|source| !rests(source))
                {
                    catalogue.note_source(&deck.id, source, false);
                }
            }
        }
        Ok(catalogue)
    }

    fn note_deck(&mut self, id: &DeckId, title: &str) {
        self.ids.insert(id.0.clone());
        self.titles
            .entry(title.to_lowercase())
            .or_insert_with(|| id.clone());
    }

    fn note_source(&mut self, deck: &DeckId, source: &Source, leads: bool) {
        let Some(text) = &source.document else { return };
        self.own.push((deck.clone(), source.clone()));
        let home = || Home {
            value: deck.clone(),
            leads,
        };
        if let Some(origin) = self.files.get(text).cloned() {
            settle(self.origins.entry(origin), home());
        }
        if source.superseded.is_none() {
            settle(self.sources.entry(key_of(source)), home());
            let value = (deck.clone(), source.clone());
            settle(self.texts.entry(text.clone()), Home { value, leads });
        }
    }

    fn note_question(&mut self, known: Known) {
        let asks = merge::asks(known.kind, &known.stem);
        self.questions.entry(asks).or_default().push(known);
    }

    /// Notes what a document brought into a deck.
    pub fn note(&mut self, merged: &Merged, drawn: &Drawn) {
        let (deck, meta) = (&merged.deck, &merged.deck.meta);
        self.note_deck(&meta.id, &meta.title);
        if let Some(origin) = drawn.origin() {
            self.files.entry(drawn.document.id.0.clone()).or_insert(origin);
        }
        for source in &deck.sources {
            if source.document.as_ref() == Some(&drawn.document.id.0) {
                let leads = deck.facts.iter().any(|fact| {
                    let first = fact.evidence.first().and_then(|one| one.source.as_ref());
                    first == Some(&source.id)
                });
                self.note_source(&meta.id, source, leads);
            }
        }
        let changes = &merged.changes;
        let noted: BTreeSet<&ItemId> = changes.new.iter().chain(&changes.changed).collect();
        for item in deck.items.iter().filter(|item| noted.contains(&item.id)) {
            self.note_question(known(&meta.id, item));
        }
    }

    /// Notes a deck as it would be after a plan that is not carried out.
    pub fn note_planned(&mut self, merged: &Merged) {
        self.planned.insert(merged.deck.meta.id.clone(), merged.clone());
    }

    /// The deck and the source that have the text with this hash.
    pub fn with_text(&self, hash: &str) -> Option<&(DeckId, Source)> {
        self.texts.get(hash).map(|home| &home.value)
    }

    /// What is asked already just as `item` asks it, in any own deck.
    pub fn asking(&self, item: &Item) -> &[Known] {
        let known = self.questions.get(&merge::asks(item.kind, &item.stem));
        known.map_or(&[], Vec::as_slice)
    }

    /// Finds a deck by its id or its title.
    pub fn named(&self, name: &str) -> Option<DeckId> {
        let by_id = self.ids.get(name).map(|id| DeckId(id.clone()));
        by_id.or_else(|| self.titles.get(&name.trim().to_lowercase()).cloned())
    }

    /// The deck that has this document, or an earlier version of it, among its sources.
    fn that_knows(&self, drawn: &Drawn) -> Option<DeckId> {
        let by_text = self.texts.get(&drawn.document.id.0).map(|home| &home.value.0);
        let by_file = || Some(&self.origins.get(&drawn.origin()?)?.value);
        // A title made from the name of a file says too little.
        let by_title = || {
            drawn.document.title.as_ref()?;
            Some(&self.sources.get(&key_of(&drawn.source()))?.value)
        };
        by_text.or_else(by_file).or_else(by_title).cloned()
    }

    /// The questions of this document, or of an earlier version of it, that a person deleted in another deck than
    /// `own`, by what they ask, and which deck remembers them.
    pub fn deleted_elsewhere(
        &self,
        app: &mut App,
        drawn: &Drawn,
        own: &DeckId,
    ) -> Result<BTreeMap<String, DeckId>, Failure> {
        let mut deleted = BTreeMap::new();
        for id in self.all_that_know(drawn).into_iter().filter(|id| *id != own) {
            let open = self.open(app, id)?;
            let here: BTreeSet<&ItemId> = open.deck.items.iter().map(|item| &item.id).collect();
            let brought = open.base.iter().flat_map(|base| &base.items);
            for item in brought.filter(|item| !here.contains(&item.id)) {
                deleted
                    .entry(merge::asks(item.kind, &item.stem))
                    .or_insert_with(|| id.clone());
            }
        }
        Ok(deleted)
    }

    /// All decks that have this document, or an earlier version of it, among their sources.
    fn all_that_know(&self, drawn: &Drawn) -> BTreeSet<&DeckId> {
        let (hash, origin) = (&drawn.document.id.0, drawn.origin());
        let key = drawn.document.title.as_ref().map(|_| key_of(&drawn.source()));
        let is_it = |source: &Source| {
            let text = source.document.as_ref();
            let file = text.and_then(|text| self.files.get(text));
            text == Some(hash)
                || (file.is_some() && file == origin.as_ref())
                || key.as_ref() == Some(&key_of(source))
        };
        let known = self.own.iter().filter(|(_, source)| is_it(source));
        known.map(|(deck, _)| deck).collect()
    }

    /// The text that stood in the file of this document when `deck` took it in.
    pub fn earlier(&self, deck: &Deck, drawn: &Drawn) -> Option<String> {
        let origin = drawn.origin()?;
        let current = deck.sources.iter().filter(|source| source.superseded.is_none());
        let mut texts = current.filter_map(|source| source.document.as_ref());
        let is_earlier =
            |text: &&String| **text != drawn.document.id.0 && self.files.get(*text) == Some(&origin);
        texts.find(is_earlier).cloned()
    }

    /// The deck that drafts go into.
    pub fn deck_for(&self, app: &mut App, drawn: &Drawn, wish: &Wish) -> Result<Open, Failure> {
        let known = match &wish.deck {
            Some(name) => self.named(name),
            None => self.that_knows(drawn),
        };
        match known {
            Some(id) => self.open(app, &id),
            None => {
                let title = wish.deck.clone().unwrap_or_else(|| drawn.title());
                let mut file = naming::begin(&app.paths.decks(), &title, &|id| self.ids.contains(id));
                let mut deck = file.deck();
                deck.meta.language = Some("en".to_owned());
                file.set(&deck);
                Ok(Open {
                    deck: file.deck(),
                    file,
                    base: None,
                    is_new: true,
                })
            }
        }
    }

    /// Returns an item as it stands in its deck, or in the plan of it.
    pub fn item(&self, app: &mut App, card: &CardId) -> Result<Option<Item>, Failure> {
        match self.planned.get(&card.deck) {
            Some(planned) => Ok(planned
                .deck
                .items
                .iter()
                .find(|item| item.id == card.item)
                .cloned()),
            None => Ok(app.shelf()?.item(card)?),
        }
    }

    /// Opens a deck that is there, or is planned.
    pub fn open(&self, app: &mut App, id: &DeckId) -> Result<Open, Failure> {
        if let Some(planned) = self.planned.get(id) {
            let path = app.paths.decks().join(format!("{id}.toml"));
            return Ok(Open {
                file: DeckFile::create(&path, &planned.deck),
                deck: planned.deck.clone(),
                base: Some(planned.base.clone()),
                is_new: false,
            });
        }
        let file = app.shelf()?.edit(id)?;
        Ok(Open {
            deck: file.deck(),
            base: file.base(),
            file,
            is_new: false,
        })
    }
}

/// Keeps the first home, or the first that leads.
fn settle<K: Ord, T>(entry: Entry<'_, K, Home<T>>, home: Home<T>) {
    match entry {
        Entry::Vacant(free) => {
            free.insert(home);
        }
        Entry::Occupied(mut known) => {
            if home.leads && !known.get().leads {
                known.insert(home);
            }
        }
    }
}

fn known(deck: &DeckId, item: &Item) -> Known {
    Known {
        card: CardId::new(deck.clone(), item.id.clone()),
        kind: item.kind,
        stem: item.stem.clone(),
        key: merge::answer(item),
        state: match item.status {
            Status::Accepted => State::Accepted,
            Status::Draft => State::Draft,
            Status::Rejected { .. } => State::Rejected,
            Status::Retired { .. } => State::Retired,
        },
    }
}

fn key_of(source: &Source) -> (String, Option<String>, Option<PartialDate>) {
    (source.title.clone(), source.publisher.clone(), source.date)
}
