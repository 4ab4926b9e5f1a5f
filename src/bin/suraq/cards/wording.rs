//! Changes of what a card says: into the deck file, with the day of the change, and back by `undo`.

use suraq::decks::CardId;
use suraq::decks::DeckError;
use suraq::decks::DeckFile;
use suraq::decks::Direction;
use suraq::decks::Term;
use suraq::items::Item;

use crate::app::App;
use crate::cards::deeds;
use crate::report::Failure;

/// The entry of a deck file that a card comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// One card.
    Item(Box<Item>),
    /// A card for each direction.
    Term(Box<Term>),
}

impl Entry {
    /// Finds the entry of `card` in its deck.
    ///
    /// Errors: there is none.
    pub fn of(file: &DeckFile, card: &CardId) -> Result<Entry, Failure> {
        let deck = file.deck();
        let item = deck.items.into_iter().find(|item| item.id == card.item);
        let term = deck.terms.into_iter().find(|term| term.id == card.item);
        let entry = match (item, term) {
            (Some(item), _) => Some(Entry::Item(Box::new(item))),
            (None, Some(term)) => Some(Entry::Term(Box::new(term))),
            (None, None) => None,
        };
        entry.ok_or_else(|| DeckError::UnknownCard { id: card.to_string() }.into())
    }

    /// Returns its id.
    pub fn id(&self) -> &str {
        match self {
            Entry::Item(item) => &item.id.0,
            Entry::Term(term) => &term.id.0,
        }
    }

    fn set_changed(&mut self, at: String) {
        match self {
            Entry::Item(item) => item.changed = Some(at),
            Entry::Term(term) => term.changed = Some(at),
        }
    }
}

/// Writes a changed entry into its deck file; `undo` takes it back. Returns what `card` asks now.
///
/// A shipped deck becomes a file of the home. Progress stays: it hangs on the id.
/// Errors: the file cannot be written, or was changed by another program meanwhile.
pub fn keep(
    app: &mut App,
    label: &str,
    mut file: DeckFile,
    mut entry: Entry,
    card: &CardId,
) -> Result<Item, Failure> {
    entry.set_changed(app.timestamp());
    let files = [file.path().to_owned(), file.base_path()];
    deeds::change(app, label, &files, |_| {
        match &entry {
            Entry::Item(item) => file.set_item(item),
            Entry::Term(term) => file.set_term(term),
        };
        Ok(file.save()?)
    })?;
    let item = app.shelf()?.item(card)?;
    item.ok_or_else(|| DeckError::UnknownCard { id: card.to_string() }.into())
}

/// Adds `form` to the right answers of `card`; `undo` takes it back. Returns what the card asks now.
pub fn accept_form(app: &mut App, card: &CardId, form: &str) -> Result<Item, Failure> {
    let file = app.shelf()?.edit(&card.deck)?;
    let mut entry = Entry::of(&file, card)?;
    let accepted = match (&mut entry, card.direction) {
        (Entry::Item(item), _) => &mut item.accept,
        (Entry::Term(term), Some(Direction::KkEn)) => &mut term.accept_en,
        (Entry::Term(term), _) => &mut term.accept_kk,
    };
    if !accepted.iter().any(|known| known == form) {
        accepted.push(form.to_owned());
    }
    keep(app, &format!("accept `{form}`"), file, entry, card)
}
