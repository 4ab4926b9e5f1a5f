//! Which pictures and sounds cards name, and which files nobody names any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use suraq::decks::Deck;
use suraq::decks::Direction;
use suraq::import::anki::safe_name;
use suraq::items::media::named_in;

use crate::app::App;
use crate::bringing::undone;
use crate::report::Failure;
use crate::report::unreadable;

/// A file in the media folder that no card names.
pub struct Unused {
    /// Its name.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
}

/// The files of the media folder that no card names.
#[derive(Default)]
pub struct Unnamed {
    /// Those that nothing needs.
    pub unused: Vec<Unused>,
    /// Those of cards that `undo` or `redo` could bring back.
    pub held: Vec<Unused>,
}

/// Returns the files of the media folder that no card names.
///
/// Errors: decks, progress or the folder cannot be read.
pub fn unnamed(app: &mut App) -> Result<Unnamed, Failure> {
    let folder = app.paths.media();
    let mut unnamed = Unnamed::default();
    if !folder.is_dir() {
        return Ok(unnamed);
    }
    let used = named_anywhere(app)?;
    let mut held = BTreeSet::new();
    for folder in undone::folders(app) {
        held.extend(named_in_files(&folder));
    }
    for payload in app.store()?.undo_payloads()? {
        held.extend(safe_names(&payload));
    }
    for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))? {
        let entry = entry.map_err(|error| unreadable(&folder, &error))?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let Ok(file) = entry.metadata() else { continue };
        if file.is_file() && !name.starts_with('.') && !used.contains(&name) {
            let list = match held.contains(&name) {
                true => &mut unnamed.held,
                false => &mut unnamed.unused,
            };
            list.push(Unused {
                name,
                bytes: file.len(),
            });
        }
    }
    unnamed.unused.sort_by(|one, other| one.name.cmp(&other.name));
    unnamed.held.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(unnamed)
}

/// The names in all deck files, those of entries with problems as well.
///
/// Errors: a deck cannot be read.
pub fn named_anywhere(app: &mut App) -> Result<BTreeSet<String>, Failure> {
    let mut names = BTreeSet::new();
    for deck in app.shelf()?.decks()?.iter().filter(|deck| !deck.is_builtin()) {
        let text = fs::read_to_string(&deck.path).map_err(|error| unreadable(&deck.path, &error))?;
        if (text.contains("\\u") || text.contains("\\U"))
            && let Some(deck) = app.shelf()?.parsed(&deck.path)?.deck
        {
            // Letters of a name that were written as numbers by hand.
            names.extend(named(&deck));
        }
    }
    // A file whose deck cannot be used is on no shelf and has cards all the same.
    names.extend(named_in_files(&app.paths.decks()));
    Ok(names)
}

/// The names in all deck files of a folder.
fn named_in_files(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "toml")
            && let Ok(text) = fs::read(entry.path())
        {
            names.extend(safe_names(&String::from_utf8_lossy(&text)));
        }
    }
    names
}

fn safe_names(text: &str) -> BTreeSet<String> {
    named_in(text).into_iter().filter_map(safe_name).collect()
}

/// The safe ones of the names in all texts of a deck.
pub fn named(deck: &Deck) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut note = |text: &str| {
        if text.contains('[') {
            names.extend(safe_names(text));
        }
    };
    for item in &deck.items {
        let detail = &item.detail;
        let whole = item
            .explanation
            .iter()
            .chain(&detail.hint)
            .chain(&detail.correction);
        let texts = [&item.stem, &item.key].into_iter().chain(whole);
        texts
            .chain(&item.accept)
            .chain(&detail.keys)
            .chain(detail.keywords.iter().flatten())
            .chain(detail.pairs.iter().flat_map(|(left, right)| [left, right]))
            .for_each(|text| note(text));
        for wrong in &item.distractors {
            note(&wrong.text);
            wrong.why.iter().for_each(|why| note(why));
        }
    }
    for term in &deck.terms {
        for direction in Direction::ALL {
            let item = term.card(direction, &[]);
            let texts = [&item.stem, &item.key].into_iter().chain(&item.explanation);
            texts.for_each(|text| note(text));
        }
    }
    names
}
