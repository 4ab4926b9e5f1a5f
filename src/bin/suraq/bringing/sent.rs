//! The numbers that notes of a deck had in the packages which took it to Anki, kept beside the editions of decks.
//!
//! Anki gives a note that comes in the number of the package, and remembers it when the note is deleted: so a whole
//! collection tells that a deck was there, also where no card of it ever came back. Where the list is lost, a deck that
//! was deleted before anything came back is not told.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::io::Seek;
use std::path::PathBuf;

use suraq::decks::edit::base_path;
use suraq::decks::save::save;
use suraq::import::anki::Package;

use crate::app::App;
use crate::report::Failure;

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-sent.txt";

/// Most packages that are remembered of one deck, the newest: each with other decks gives other numbers.
const MOST: usize = 20;

/// The first and the last number in each package, by the id of the deck.
type Sent = BTreeMap<String, Vec<(i64, i64)>>;

/// Notes the numbers that decks have in a package.
///
/// Errors: the system refuses.
pub fn note_numbers(app: &App, numbers: &BTreeMap<String, (i64, i64)>) -> Result<(), Failure> {
    let before = read(app);
    let mut sent = before.clone();
    for (deck, (first, last)) in numbers {
        let known = sent.entry(deck.clone()).or_default();
        // The same package made again has the same numbers, and perhaps more of them.
        let last = known
            .iter()
            .filter(|one| one.0 == *first)
            .map(|one| one.1)
            .fold(*last, i64::max);
        known.retain(|one| one.0 != *first);
        known.push((*first, last));
        known.drain(..known.len().saturating_sub(MOST));
    }
    if sent == before {
        return Ok(());
    }
    let mut text = String::new();
    for (deck, packages) in &sent {
        for (first, last) in packages {
            text.push_str(&format!("{deck} {first} {last}\n"));
        }
    }
    Ok(save(&place(app), text.as_bytes())?)
}

/// Decks of which a collection once had notes that it has no longer.
pub(super) fn once_there<R: Read + Seek>(app: &App, package: &Package<R>) -> BTreeSet<String> {
    let sent = read(app).into_iter();
    let there = sent.filter(|(_, packages)| {
        packages
            .iter()
            .any(|(first, last)| package.once_had(*first, *last))
    });
    there.map(|(deck, _)| deck).collect()
}

fn read(app: &App) -> Sent {
    let text = fs::read_to_string(place(app)).unwrap_or_default();
    let mut sent = Sent::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let (Some(deck), Some(first), Some(last)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        if let (Ok(first), Ok(last)) = (first.parse(), last.parse()) {
            sent.entry(deck.to_owned()).or_default().push((first, last));
        }
    }
    sent
}

fn place(app: &App) -> PathBuf {
    base_path(&app.paths.decks().join(NAME))
}
