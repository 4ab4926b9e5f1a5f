//! What decks cost: the first index, a warm start, checking every file, finding.

mod made;

use std::ops::ControlFlow;
use std::path::Path;
use std::path::PathBuf;

use divan::Bencher;
use made::Home;
use made::deck;
use suraq::decks;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::merge::merge_document;
use suraq::decks::write::write;

fn main() {
    divan::main();
}

const SIZES: &[usize] = &[1_000, 10_000, 100_000];

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
