//! Which deck a person means by a name, and how a new one gets its id and its file.

use std::path::Path;

use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::Meta;
use suraq::decks::OnShelf;
use suraq::decks::id::fresh;
use suraq::decks::levels::group_of;
use suraq::decks::nearest;

use crate::app::App;
use crate::report::Failure;
use crate::screen::one_line;

/// A title of more bytes is cut at its colon before an id is made from it.
const LONG: usize = 40;

/// Finds a deck by its id or its title.
pub fn find<'a>(decks: &'a [OnShelf], name: &str) -> Option<&'a OnShelf> {
    let by_id = decks.iter().find(|deck| deck.id.0 == name);
    by_id.or_else(|| decks.iter().find(|deck| is_called(&deck.id.0, &deck.title, name)))
}

/// Whether a deck with this id and title is meant by a name.
pub fn is_called(id: &str, title: &str, name: &str) -> bool {
    id == name || title.to_lowercase() == name.trim().to_lowercase()
}

/// Finds a deck that must be there by its id or its title.
///
/// Errors: there is none; the nearest id is named.
pub fn known(app: &mut App, name: &str) -> Result<OnShelf, Failure> {
    let decks = app.shelf()?.decks()?;
    if let Some(deck) = find(&decks, name) {
        return Ok(deck.clone());
    }
    app.tell_of_problems()?;
    let failure = Failure::usage(format!("there is no deck `{name}`"));
    let ids = decks.iter().map(|deck| deck.id.0.as_str());
    let names = ids.chain(decks.iter().filter_map(|deck| deck.group.as_deref()));
    Err(match nearest(name, names) {
        Some(near) => failure.hint(format!(
            "did you mean `{near}`? See all decks with {{suraq}}decks"
        )),
        None => failure.hint("see all decks with {suraq}decks"),
    })
}

/// Begins a deck with an id made from its title and a file of its own; nothing is on disk yet.
///
/// `is_known` says which ids other decks have.
pub fn begin(folder: &Path, title: &str, is_known: &dyn Fn(&str) -> bool) -> DeckFile {
    // A file that holds no usable deck keeps its name as well.
    let is_taken = |id: &str| is_known(id) || folder.join(format!("{id}.toml")).exists();
    let id = fresh(short(title), "deck", &is_taken);
    let path = folder.join(format!("{id}.toml"));
    let meta = Meta {
        id: DeckId(id),
        title: one_line(title),
        ..Meta::default()
    };
    let deck = Deck {
        meta,
        ..Deck::default()
    };
    DeckFile::create(&path, &deck)
}

/// Begins a deck like [`begin`] whose name may have levels as in Anki, `Group::Title`: the first is its group.
pub fn begin_below(folder: &Path, name: &str, is_known: &dyn Fn(&str) -> bool) -> DeckFile {
    with_group(begin(folder, name, is_known), name)
}

/// Begins the deck `id` anew in the file at `path`; its `name` may have levels as in Anki. Nothing is on disk yet.
pub fn begin_as(path: &Path, id: &DeckId, name: &str) -> DeckFile {
    let meta = Meta {
        id: id.clone(),
        title: one_line(name),
        ..Meta::default()
    };
    let deck = Deck {
        meta,
        ..Deck::default()
    };
    with_group(DeckFile::create(path, &deck), name)
}

/// Begins a deck anew that was deleted, empty, in the file at `path`. Nothing is on disk yet.
pub fn begin_again(path: &Path, meta: &Meta) -> DeckFile {
    let meta = Meta {
        // It counted editions of what was in it.
        version: None,
        ..meta.clone()
    };
    let deck = Deck {
        meta,
        ..Deck::default()
    };
    DeckFile::create(path, &deck)
}

/// The first of the levels of a name as the group of its deck.
fn with_group(mut file: DeckFile, name: &str) -> DeckFile {
    if let Some(group) = group_of(name) {
        let mut deck = file.deck();
        deck.meta.group = Some(group.to_owned());
        file.set(&deck);
    }
    file
}

/// The part of a long title that its id is made from: what stands before a colon.
pub fn short(title: &str) -> &str {
    match title.split_once(':') {
        Some((first, _)) if title.len() > LONG && !first.trim().is_empty() => first,
        _ => title,
    }
}
