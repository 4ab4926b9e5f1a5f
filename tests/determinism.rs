//! Same input, same bytes: the whole line from documents to exported decks, run twice and in another order.

use std::fs;
use std::path::{Path, PathBuf};

use suraq::decks::merge::deck_of;
use suraq::decks::{Deck, DeckId, Meta, Source};
use suraq::export::Context;
use suraq::export::FORMATS;
use suraq::facts::find;
use suraq::items::{Options, Status, write};
use suraq::lexicon::Lexicon;
use suraq::text::read;

fn seeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    assert!(found.len() >= 8);
    found
}

fn deck(path: &Path, seed: u64) -> Deck {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let document = read(&name, &fs::read(path).unwrap()).unwrap();
    let findings = find(&document, Lexicon::shipped());
    let written = write(
        &findings,
        &document,
        Options {
            seed,
            ..Options::default()
        },
    );
    let meta = Meta {
        id: DeckId(name.clone()),
        title: name,
        ..Meta::default()
    };
    let source = Source {
        id: "source".to_owned(),
        title: document.title.clone().unwrap_or_default(),
        ..Source::default()
    };
    let mut deck = deck_of(meta, source, &written.drafts);
    // Drafts stay at home in some formats.
    for item in &mut deck.items {
        item.status = Status::Accepted;
    }
    deck
}

/// The decks of `paths`, sorted by name, in every format.
fn exported(paths: &[PathBuf], seed: u64) -> Vec<Vec<u8>> {
    let mut decks: Vec<Deck> = paths.iter().map(|path| deck(path, seed)).collect();
    decks.sort_by(|one, other| one.meta.id.cmp(&other.meta.id));
    FORMATS
        .iter()
        .map(|format| format.write(&decks, &Context::default()).unwrap().bytes)
        .collect()
}

#[test]
fn two_runs_give_the_same_bytes() {
    let paths = seeds();
    let first = exported(&paths, 7);
    let sizes: Vec<(&str, usize)> = FORMATS
        .iter()
        .zip(&first)
        .map(|(format, bytes)| (format.name(), bytes.len()))
        .collect();
    assert!(sizes.iter().all(|(_, size)| *size > 1_000), "{sizes:?}");
    assert_eq!(first, exported(&paths, 7));
}

#[test]
fn the_order_of_the_documents_does_not_show() {
    let paths = seeds();
    let mut turned = paths.clone();
    turned.reverse();
    turned.rotate_left(3);
    assert_eq!(exported(&paths, 7), exported(&turned, 7));
}
