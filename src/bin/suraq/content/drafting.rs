//! From a document to drafts in a deck: drawn, kept as text, and merged with what is there.

use std::path::Path;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Source;
use suraq::decks::id::fresh;
use suraq::decks::merge::Changes;
use suraq::decks::merge::Merged;
use suraq::decks::merge::deck_of;
use suraq::decks::merge::merge_document;
use suraq::decks::save::save;
use suraq::facts;
use suraq::items;
use suraq::items::Draft;
use suraq::items::ItemId;
use suraq::items::Options;
use suraq::items::Status;
use suraq::lexicon::Lexicon;
use suraq::progress::KeptDocument;
use suraq::text::Document;
use suraq::text::PartialDate;

use crate::app::App;
use crate::cards::deeds;
use crate::cards::evidence;
use crate::content::catalogue::Catalogue;
use crate::content::documents;
use crate::content::documents::Place;
use crate::content::naming;
use crate::inbox;
use crate::inbox::Contradicted;
use crate::report::Failure;

/// What a person says of a document, in place of what it says of itself.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
}

/// A document, and the questions drawn from it.
#[derive(Debug)]
pub struct Drawn {
    /// Where it was.
    pub place: Place,
    /// The document, with what was said of it.
    pub document: Document,
    /// The questions, best first.
    pub drafts: Vec<Draft>,
    /// How many more questions a higher limit would give.
    pub more: usize,
    /// Why there is none, where there is none.
    pub nothing: Option<String>,
    /// The source with this very text that a deck has already, where its title stays.
    pub known: Option<Source>,
    options: Options,
}

impl Drawn {
    /// Draws the questions.
    fn write(&mut self) {
        let findings = facts::find(&self.document, Lexicon::shipped());
        let written = items::write(&findings, &self.document, self.options);
        self.nothing = written
            .drafts
            .is_empty()
            .then(|| documents::no_question(&self.place, &self.document, &findings));
        (self.drafts, self.more) = (written.drafts, written.more);
    }

    /// Notes that a deck has this text already. Explanations name the source, so it is drawn anew
    /// where its title is another one there.
    fn note_known(&mut self, known: Option<Source>) {
        let Some(known) = known else { return };
        if known.title != self.said_title() {
            let called = with_title(&self.document, &known.title);
            let said = std::mem::replace(&mut self.document, called);
            self.write();
            self.document = said;
        }
        self.known = Some(known);
    }

    /// Returns the title: its own, else the name of the file without its ending.
    pub fn title(&self) -> String {
        match &self.known {
            Some(known) => known.title.clone(),
            None => self.said_title(),
        }
    }

    /// The title that was said, or that the document or its file gives itself.
    pub fn said_title(&self) -> String {
        let own = self
            .document
            .title
            .clone()
            .filter(|title| !title.trim().is_empty());
        own.unwrap_or_else(|| match &self.place {
            Place::File(path) => path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Place::StandardInput => "Standard input".to_owned(),
        })
    }

    /// Where it came from, so that a later version of the file is known.
    pub fn origin(&self) -> Option<String> {
        match &self.place {
            Place::File(path) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                Some(whole.display().to_string())
            }
            Place::StandardInput => None,
        }
    }

    /// Returns it as the source of a deck.
    pub fn source(&self) -> Source {
        let known = || self.known.as_ref();
        Source {
            id: fresh(naming::short(&self.title()), "source", &|_| false),
            title: self.title(),
            publisher: self
                .document
                .publisher
                .clone()
                .or_else(|| known()?.publisher.clone()),
            date: self.document.date.or_else(|| known()?.date),
            document: Some(self.document.id.0.clone()),
            ..Source::default()
        }
    }
}

/// Reads a document and draws questions from it.
///
/// Errors: it cannot be read, is no text, or is not English.
pub fn draw(place: &Place, said: &Said, options: Options) -> Result<Drawn, Failure> {
    let mut document = documents::read(place)?;
    if let Some(language) = documents::foreign(&document) {
        return Err(documents::not_english(place, language));
    }
    tell(&mut document, said);
    let mut drawn = Drawn {
        place: place.clone(),
        document,
        drafts: Vec::new(),
        more: 0,
        nothing: None,
        known: None,
        options,
    };
    drawn.write();
    Ok(drawn)
}

/// Puts what a person said in place of what the document says.
fn tell(document: &mut Document, said: &Said) {
    if let Some(title) = &said.title {
        entitle(document, title);
    }
    if let Some(date) = said.date {
        let before = document.date.replace(date);
        for article in &mut document.articles {
            if article.date == before {
                article.date = Some(date);
            }
        }
    }
    if let Some(publisher) = &said.publisher {
        document.publisher = Some(publisher.clone());
    }
}

fn entitle(document: &mut Document, title: &str) {
    document.title = Some(title.to_owned());
    if let [article] = &mut document.articles[..] {
        article.title = Some(title.to_owned());
    }
}

fn with_title(document: &Document, title: &str) -> Document {
    let mut document = document.clone();
    entitle(&mut document, title);
    document
}

/// Which deck drafts go into.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Id or title of a deck, there or not; without one it is the deck that knows the document, or a new one.
    pub deck: Option<String>,
    /// Drafts are studied at once.
    pub accept: bool,
    /// A document that is known already takes the title it is given now.
    pub rename: bool,
}

/// What became of a document.
#[derive(Debug)]
pub struct Put {
    /// The deck.
    pub deck: DeckId,
    /// The deck was made for it.
    pub is_new: bool,
    /// What is different in the deck.
    pub changes: Changes,
    /// Drafts that were accepted at once.
    pub accepted: usize,
    /// What came in and contradicts cards that are studied.
    pub contradictions: Vec<(CardId, Contradicted)>,
    /// Cards that are studied and whose answer changed with the document: before and after.
    pub answers: Vec<(CardId, String, String)>,
}

/// Keeps the document's text and brings its drafts into a deck; one step for `undo`.
///
/// What a person did with earlier drafts of it stays. Without drafts no deck is made: `None`.
pub fn put(
    app: &mut App,
    catalogue: &mut Catalogue,
    drawn: &mut Drawn,
    wish: &Wish,
) -> Result<Option<Put>, Failure> {
    let known = catalogue.with_text(&drawn.document.id.0);
    drawn.note_known(known.filter(|_| !wish.rename).map(|(_, source)| source.clone()));
    let drawn = &*drawn;
    let (mut file, is_new) = catalogue.deck_for(app, drawn, wish)?;
    if is_new && drawn.drafts.is_empty() {
        return Ok(None);
    }
    let theirs = deck_of(file.deck().meta, drawn.source(), &drawn.drafts);
    let mut merged = merge_document(&file.deck(), file.base().as_ref(), &theirs, &app.timestamp());
    note_day(&mut merged, &app.timestamp());
    if wish.rename {
        rename(&mut merged.deck, drawn);
    }
    let contradictions = inbox::contradictions(&merged.deck, &merged.changes.new);
    let answers = answers(&file.deck(), &merged);
    let accepted = match wish.accept {
        true => accept(&mut merged.deck, &drawn.document.id.0, &app.timestamp()),
        false => 0,
    };
    keep_text(app, drawn)?;
    let files = [file.path().to_owned(), file.base_path()];
    deeds::change(app, &format!("add {}", drawn.title()), &files, |_| {
        if is_new || merged.deck != file.deck() {
            file.save_merged(&merged)?;
        }
        Ok(())
    })?;
    let meta = merged.deck.meta;
    catalogue.note_deck(&meta.id, &meta.title);
    catalogue.note_source(&meta.id, &drawn.source(), drawn.origin());
    Ok(Some(Put {
        deck: meta.id,
        is_new,
        changes: merged.changes,
        accepted,
        contradictions,
        answers,
    }))
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

/// Accepts the drafts that rest on a document, and says how many.
fn accept(deck: &mut Deck, document: &str, now: &str) -> usize {
    let of_it = |source: &&Source| source.document.as_deref() == Some(document);
    let sources: Vec<&str> = deck
        .sources
        .iter()
        .filter(of_it)
        .map(|source| source.id.as_str())
        .collect();
    let facts: Vec<_> = deck
        .facts
        .iter()
        .filter(|fact| {
            let mut evidence = fact.evidence.iter().filter_map(|one| one.source.as_deref());
            evidence.any(|source| sources.contains(&source))
        })
        .map(|fact| &fact.id)
        .collect();
    let mut accepted = 0;
    for item in &mut deck.items {
        let rests = item.fact.as_ref().is_some_and(|fact| facts.contains(&fact));
        if rests && item.status == Status::Draft {
            item.status = Status::Accepted;
            item.changed = Some(now.to_owned());
            accepted += 1;
        }
    }
    accepted
}

/// The text evidence is shown from, and what is known of it.
fn keep_text(app: &mut App, drawn: &Drawn) -> Result<(), Failure> {
    let document = &drawn.document;
    let path = evidence::file_of(&app.paths.documents(), &document.id.0);
    if !holds(&path, &document.text) {
        save(&path, document.text.as_bytes())?;
    }
    let source = drawn.source();
    let before = app
        .store()?
        .document(&document.id.0)?
        .and_then(|kept| kept.origin);
    let still_there = before.clone().filter(|origin| Path::new(origin).exists());
    let kept = KeptDocument {
        hash: document.id.0.clone(),
        title: Some(source.title),
        date: source.date.map(|date| date.to_string()),
        publisher: source.publisher,
        // A copy under another name does not take the place of the file it was read from first.
        origin: still_there.or_else(|| drawn.origin()).or(before),
        language: Some("en".to_owned()),
        added: 0,
    };
    let now = app.now();
    Ok(app.store()?.keep_document(&kept, now)?)
}

fn holds(path: &Path, text: &str) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
}
