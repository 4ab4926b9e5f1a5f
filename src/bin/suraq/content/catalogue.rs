//! Which deck knows a document already: by its text, its file, or its title.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::Source;
use suraq::text::PartialDate;

use crate::app::App;
use crate::content::drafting::Drawn;
use crate::content::drafting::Wish;
use crate::content::naming;
use crate::report::Failure;

/// What is known of the decks before documents are added to them; read once for all.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Ids of decks.
    ids: BTreeSet<String>,
    /// Ids by title in small letters.
    titles: BTreeMap<String, DeckId>,
    /// Decks and sources by the hash of a source's text.
    texts: BTreeMap<String, (DeckId, Source)>,
    /// Decks by the file a source came from.
    origins: BTreeMap<String, DeckId>,
    /// Decks by title, publisher and date of a source.
    sources: BTreeMap<(String, Option<String>, Option<PartialDate>), DeckId>,
}

impl Catalogue {
    /// Reads it. A deck's sources count only where the deck is the person's own.
    pub fn read(app: &mut App) -> Result<Catalogue, Failure> {
        let kept = app.store()?.documents()?;
        let origins: BTreeMap<String, String> = kept
            .into_iter()
            .filter_map(|kept| Some((kept.hash, kept.origin?)))
            .collect();
        let mut catalogue = Catalogue::default();
        let shelf = app.shelf()?;
        for deck in shelf.decks()? {
            catalogue.note_deck(&deck.id, &deck.title);
            let sources = match deck.is_builtin() {
                true => Vec::new(),
                false => shelf.sources(&deck.id)?,
            };
            for resting in sources {
                let origin = resting
                    .source
                    .document
                    .as_ref()
                    .and_then(|hash| origins.get(hash));
                catalogue.note_source(&deck.id, &resting.source, origin.cloned());
            }
        }
        Ok(catalogue)
    }

    /// Notes a deck that is there now.
    pub fn note_deck(&mut self, id: &DeckId, title: &str) {
        self.ids.insert(id.0.clone());
        self.titles
            .entry(title.to_lowercase())
            .or_insert_with(|| id.clone());
    }

    /// Notes a source of a deck, and the file it came from.
    pub fn note_source(&mut self, deck: &DeckId, source: &Source, origin: Option<String>) {
        let Some(text) = &source.document else { return };
        self.texts
            .entry(text.clone())
            .or_insert_with(|| (deck.clone(), source.clone()));
        self.sources.entry(key_of(source)).or_insert_with(|| deck.clone());
        if let Some(origin) = origin {
            self.origins.entry(origin).or_insert_with(|| deck.clone());
        }
    }

    /// The deck and the source that have the text with this hash.
    pub fn with_text(&self, hash: &str) -> Option<&(DeckId, Source)> {
        self.texts.get(hash)
    }

    /// Finds a deck by its id or its title.
    pub fn named(&self, name: &str) -> Option<DeckId> {
        let by_id = self.ids.get(name).map(|id| DeckId(id.clone()));
        by_id.or_else(|| self.titles.get(&name.trim().to_lowercase()).cloned())
    }

    /// The deck that has this document, or an earlier version of it, among its sources.
    fn that_knows(&self, drawn: &Drawn) -> Option<DeckId> {
        let by_text = self.texts.get(&drawn.document.id.0).map(|(deck, _)| deck);
        let by_file = || self.origins.get(&drawn.origin()?);
        // A title made from the name of a file says too little.
        let by_title = || {
            drawn.document.title.as_ref()?;
            self.sources.get(&key_of(&drawn.source()))
        };
        by_text.or_else(by_file).or_else(by_title).cloned()
    }

    /// The deck that drafts go into, and whether it is new.
    pub fn deck_for(&self, app: &mut App, drawn: &Drawn, wish: &Wish) -> Result<(DeckFile, bool), Failure> {
        let known = match &wish.deck {
            Some(name) => self.named(name),
            None => self.that_knows(drawn),
        };
        match known {
            Some(id) => Ok((app.shelf()?.edit(&id)?, false)),
            None => {
                let title = wish.deck.clone().unwrap_or_else(|| drawn.title());
                let mut file = naming::begin(&app.paths.decks(), &title, &|id| self.ids.contains(id));
                let mut deck = file.deck();
                deck.meta.language = Some("en".to_owned());
                file.set(&deck);
                Ok((file, true))
            }
        }
    }
}

fn key_of(source: &Source) -> (String, Option<String>, Option<PartialDate>) {
    (source.title.clone(), source.publisher.clone(), source.date)
}
