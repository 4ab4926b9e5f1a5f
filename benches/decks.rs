//! What decks cost: the first index, a warm start, checking every file, finding.

use std::ops::ControlFlow;
use std::path::Path;
use std::path::PathBuf;

use divan::Bencher;
use suraq::decks;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::Shelf;
use suraq::decks::merge::merge_document;
use suraq::decks::write::write;
use suraq::facts::Fact;
use suraq::items::Distractor;
use suraq::items::Item;

fn main() {
    divan::main();
}

const SIZES: &[usize] = &[1_000, 10_000, 100_000];

/// Items in one file; larger collections have more files.
const IN_FILE: usize = 1_000;

/// A deck of `items` questions of the usual length, each with its fact.
fn deck(number: usize, items: usize) -> Deck {
    let whole = include_str!("../tests/golden/decks/whole.toml");
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

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new(cards: usize) -> Home {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::create_dir(folder.path().join("decks")).expect("a folder can be made in it");
        for number in 0..cards / IN_FILE {
            let path = folder.path().join(format!("decks/deck-{number}.toml"));
            std::fs::write(path, write(&deck(number, IN_FILE))).expect("a file can be written in it");
        }
        Home { folder }
    }

    fn decks(&self) -> PathBuf {
        self.folder.path().join("decks")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index.db")
    }

    fn shelf(&self) -> Shelf {
        Shelf::open(&self.decks(), &self.index()).expect("the shelf opens")
    }
}

#[divan::bench(args = SIZES, max_time = 10)]
fn first_index(bencher: Bencher<'_, '_>, cards: usize) {
    let home = Home::new(cards);
    bencher.bench_local(|| {
        let _ = std::fs::remove_file(home.index());
        home.shelf()
    });
}

/// Opening an index that is up to date, and reading twenty questions.
#[divan::bench(args = SIZES, max_time = 5)]
fn warm_start(bencher: Bencher<'_, '_>, cards: usize) {
    let home = Home::new(cards);
    drop(home.shelf());
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    // The first start after a write looks again at files as young as the index.
    drop(home.shelf());
    bencher.bench_local(|| {
        let shelf = home.shelf();
        (0..20)
            .filter_map(|index| {
                let card = format!("deck-0/item-{index}").parse().ok()?;
                shelf.item(&card).ok()?
            })
            .count()
    });
}

/// Every file read, every problem found.
#[divan::bench(args = SIZES, max_time = 10)]
fn check(bencher: Bencher<'_, '_>, cards: usize) {
    let home = Home::new(cards);
    let files: Vec<PathBuf> = std::fs::read_dir(home.decks())
        .expect("the folder was just made")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    bencher.bench_local(|| {
        decks::read_each(&files, |_, parsed| {
            parsed.map_or(0, |parsed| parsed.problems.len())
        })
    });
}

/// One file of all the items.
#[divan::bench(args = SIZES, max_time = 10)]
fn one_huge_file(bencher: Bencher<'_, '_>, cards: usize) {
    let text = write(&deck(0, cards));
    bencher.bench_local(|| decks::parse(Path::new("huge.toml"), &text));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn find_every_row(bencher: Bencher<'_, '_>, cards: usize) {
    let home = Home::new(cards);
    let shelf = home.shelf();
    let ids: Vec<DeckId> = shelf
        .decks()
        .unwrap_or_default()
        .into_iter()
        .map(|deck| deck.id)
        .collect();
    bencher.bench_local(|| {
        let mut found = 0;
        let _ = shelf.each_row(&ids, &mut |row| {
            found += usize::from(row.stem.contains("summer"));
            ControlFlow::Continue(())
        });
        found
    });
}

/// One item changed in a deck of so many.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 5)]
fn edit_one_item(bencher: Bencher<'_, '_>, items: usize) {
    let file = DeckFile::create(Path::new("deck.toml"), &deck(0, items));
    let mut item = file.deck().items.swap_remove(0);
    item.stem.push_str(" Say it in words.");
    bencher.with_inputs(|| file.clone()).bench_values(|mut file| {
        file.set_item(&item);
        file
    });
}

#[divan::bench(args = [100, 1_000, 10_000], max_time = 5)]
fn merge_again(bencher: Bencher<'_, '_>, items: usize) {
    let theirs = deck(0, items);
    let mine = merge_document(&Deck::default(), None, &theirs, "2031-06-01T08:00:00Z");
    bencher.bench_local(|| merge_document(&mine.deck, Some(&mine.base), &theirs, "2031-06-01T08:00:00Z"));
}
