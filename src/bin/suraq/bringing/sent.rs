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

/// Its name among the editions, which no deck has.
const NAME: &str = "anki-sent.txt";

/// Most packages that are remembered of one deck, the newest: each with other decks gives other numbers.
const MOST: usize = 20;

/// The first and the last number in each package, by the id of the deck.
type Sent = BTreeMap<String, Vec<(i64, i64)>>;

/// Notes the numbers that decks have in a package. Where they cannot be written that is told and no more: the package is
/// made, and other things are remembered of it that matter more.
pub fn note_numbers(app: &App, numbers: &BTreeMap<String, (i64, i64)>) {
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
        return;
    }
    let mut text = String::new();
    for (deck, packages) in &sent {
        for (first, last) in packages {
            text.push_str(&format!("{deck} {first} {last}\n"));
        }
    }
    if let Err(error) = save(&place(app), text.as_bytes()) {
        app.screen.remark(&format!(
            "warning: {error}, so a deck of it that is deleted in Anki before anything comes back is not told"
        ));
    }
}

/// Decks of which a collection once had notes that it has no longer.
pub(super) fn once_there<R: Read + Seek>(app: &App, package: &Package<R>) -> BTreeSet<String> {
    let sent = read(app);
    let there = sent.iter().filter(|(deck, packages)| {
        packages.iter().any(|(first, last)| {
            let mut numbers = package.once_had(*first, *last);
            numbers.any(|number| is_of_one(&sent, deck, number))
        })
    });
    there.map(|(deck, _)| deck.clone()).collect()
}

/// Whether a number was given to notes of `deck` and of no other: packages of several decks count from the same number,
/// and what two decks had tells of neither.
fn is_of_one(sent: &Sent, deck: &str, number: i64) -> bool {
    let mut others = sent.iter().filter(|(other, _)| *other != deck);
    !others.any(|(_, packages)| {
        packages
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number))
    })
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

#[cfg(test)]
mod tests {
    use super::Sent;
    use super::is_of_one;

    #[test]
    fn a_number_that_decks_share_tells_of_neither() {
        let sent = Sent::from([
            ("a".to_owned(), vec![(100, 300), (500, 600)]),
            ("b".to_owned(), vec![(200, 400)]),
        ]);
        assert!(is_of_one(&sent, "a", 100) && is_of_one(&sent, "a", 600) && is_of_one(&sent, "b", 400));
        assert!(!is_of_one(&sent, "a", 300) && !is_of_one(&sent, "b", 200));
    }
}
