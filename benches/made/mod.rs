//! Shelves of any size for the benchmarks: questions of the usual length, each with its fact.
#![allow(dead_code)] // no benchmark needs all of it

use std::path::Path;
use std::path::PathBuf;

use suraq::decks;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Shelf;
use suraq::decks::write::write;
use suraq::facts::Fact;
use suraq::items::Distractor;
use suraq::items::Item;

/// Items in one file; larger collections have more files.
pub const IN_FILE: usize = 1_000;

/// A deck of `items` questions of the usual length, each with its fact.
pub fn deck(number: usize, items: usize) -> Deck {
    let whole = include_str!("../../tests/golden/decks/whole.toml");
    let model = decks::parse(Path::new("whole.toml"), whole)
        .deck
        .unwrap_or_default();
    let mut deck = Deck {
        meta: model.meta.clone(),
        sources: model.sources.clone(),
        ..Deck::default()
    };
    deck.meta.id = DeckId(format!("deck-{number}"));
    for index in 0..items {
        let mut fact: Fact = model.facts[0].clone();
        fact.id.0 = format!("fact-{index}");
        fact.object = (index + 40).to_string();
        fact.statement = format!(
            "In the summer of 2031 the ferry number {index} of the lake carried {} passengers.",
            index + 40
        );
        let mut item: Item = model.items[0].clone();
        item.id.0 = format!("item-{index}");
        item.stem = format!(
            "How many passengers did the ferry number {index} of the lake carry in the summer of 2031?"
        );
        item.key = (index + 40).to_string();
        item.fact = Some(fact.id.clone());
        item.distractors = [50, 60, 75]
            .iter()
            .map(|more| Distractor {
                text: (index + more).to_string(),
                why: Some("the passengers of another year".to_owned()),
            })
            .collect();
        deck.facts.push(fact);
        deck.items.push(item);
    }
    deck
}

/// A home with decks in it, gone when dropped.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A home of `cards` cards.
    pub fn new(cards: usize) -> Home {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::create_dir(folder.path().join("decks")).expect("a folder can be made in it");
        for number in 0..cards / IN_FILE {
            let path = folder.path().join(format!("decks/deck-{number}.toml"));
            std::fs::write(path, write(&deck(number, IN_FILE))).expect("a file can be written in it");
        }
        Home { folder }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of its decks.
    pub fn decks(&self) -> PathBuf {
        self.folder.path().join("decks")
    }

    /// Its index.
    pub fn index(&self) -> PathBuf {
        self.folder.path().join("index.db")
    }

    /// Its decks alone, without those that come with the program.
    pub fn shelf(&self) -> Shelf {
        Shelf::open(&self.decks(), &self.index()).expect("the shelf opens")
    }
}
