//! Deck files as people write them, good and bad, and what the program says of them.

use std::fs;
use std::path::Path;

use suraq::decks;

use crate::golden;

/// Problems, one a line, then the ids of what can be studied.
fn show(input: &str) -> String {
    let parsed = decks::parse(Path::new("kitchen.toml"), input);
    let mut lines: Vec<String> = parsed.problems.iter().map(ToString::to_string).collect();
    match parsed.deck {
        None => lines.push("no deck".to_owned()),
        Some(deck) => {
            let items = deck.items.iter().map(|item| item.id.0.clone());
            let terms = deck.terms.iter().map(|term| term.id.0.clone());
            let ids: Vec<String> = items.chain(terms).collect();
            lines.push(format!(
                "{} holds {}",
                deck.meta.id,
                if ids.is_empty() {
                    "nothing".to_owned()
                } else {
                    ids.join(" ")
                }
            ));
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn bad_decks_say_all_that_is_wrong_and_keep_what_is_good() {
    golden::check("decks/problems", show);
}

#[test]
fn a_good_deck_has_no_problem() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/decks/whole.toml");
    let parsed = decks::read(&path).unwrap();
    assert_eq!(parsed.problems, []);
    let deck = parsed.deck.unwrap();
    assert_eq!(
        (
            deck.sources.len(),
            deck.facts.len(),
            deck.items.len(),
            deck.terms.len()
        ),
        (1, 1, 6, 1)
    );
    assert_eq!(
        deck.items[0].as_of, deck.facts[0].as_of,
        "the item leaves its date to its fact"
    );
    assert_eq!(deck.items[0].importance, 3);
    assert_eq!(deck.items[1].stem, "The ferry carries ____ passengers.");
    assert_eq!(deck.items[1].key, "forty");
    assert_eq!(deck.items[2].detail.keys.len(), 3);
    assert!(deck.items[2].detail.ordered);
    assert_eq!(deck.items[3].detail.pairs[1].1, "a house");
    assert_eq!(deck.items[4].detail.tolerance, Some(0.1));
    assert_eq!(
        deck.items[5].detail.keywords,
        [vec!["storm", "wind"], vec!["ice"]]
    );
    let again = decks::parse(&path, &decks::write::write(&deck));
    assert_eq!(again.problems, []);
    assert_eq!(again.deck.unwrap(), deck);
}

#[test]
fn shipped_decks_have_no_problem() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    let mut problems = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            problems.extend(decks::read(&path).unwrap().problems);
        }
    }
    assert_eq!(problems, []);
}

#[test]
fn an_unreadable_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = decks::read(folder.path()).unwrap_err().to_string();
    assert!(error.starts_with(&folder.path().display().to_string()), "{error}");
    let path = folder.path().join("bytes.toml");
    fs::write(&path, b"[deck]\nid = \"\xff\"").unwrap();
    let error = decks::read(&path).unwrap_err().to_string();
    assert!(
        error.ends_with("bytes.toml: not UTF-8 text from byte 13 on"),
        "{error}"
    );
}
