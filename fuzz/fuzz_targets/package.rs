//! Any bytes as a package, as a collection inside one, or as what a note and its template say, give cards or an error.
//!
//! The first byte chooses which. What is read keeps the promises of the reader: every card has a question, an
//! id of its own and a deck, and no text is longer than a side may be.

#![no_main]

use std::collections::BTreeSet;
use std::io::Cursor;
use std::io::Write;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;
use rusqlite::params;
use suraq::import::anki::Learner;
use suraq::import::anki::Package;
use suraq::import::anki::limits::MOST_SIDE;
use suraq::import::anki::safe_name;
use suraq::items::media::named_in;
use suraq::progress::Card;
use suraq::schedule::Model;
use suraq::schedule::Moment;

type Read<'a> = Package<Cursor<&'a [u8]>>;

fuzz_target!(|input: &[u8]| {
    let Some((choice, rest)) = input.split_first() else {
        return;
    };
    match choice % 4 {
        0 => check_package(rest),
        1 => check_package(&archive(&[("collection.anki2", rest), ("media", b"{}")])),
        2 => {
            if let Ok(package) = Read::read_text(rest, "Deck", None) {
                check(&package);
            }
        }
        _ => {
            if let Some(collection) = collection(rest) {
                check_package(&archive(&[("collection.anki2", &collection), ("0", b"x")]));
            }
        }
    }
});

fn scratch() -> &'static tempfile::TempDir {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder for collections"))
}

fn check_package(bytes: &[u8]) {
    if let Ok(package) = Package::read(Cursor::new(bytes), scratch().path(), &mut || true) {
        check(&package);
    }
}

fn check(package: &Read<'_>) {
    let mut ids = BTreeSet::new();
    let model = Model::default();
    let learner = Learner {
        model: &model,
        now: Moment::new(jiff::Timestamp::UNIX_EPOCH, jiff::tz::Offset::UTC, 240),
        day_starts: 240,
        learning_steps: 2,
        relearning_steps: 1,
        retention: 0.9,
        longest_interval: 36_500,
    };
    for card in &package.cards {
        let item = &card.item;
        assert!(ids.insert(item.id.clone()), "an id twice");
        assert!(package.decks.get(card.deck).is_some_and(|deck| !deck.is_empty()));
        assert!(!item.stem.trim().is_empty());
        let detail = &item.detail;
        let has_more = detail.keys.len() > 1 || !detail.pairs.is_empty() || !detail.keywords.is_empty();
        assert!(!item.key.trim().is_empty() || has_more);
        // A hint, a mark or a list may be written longer than its HTML.
        assert!(item.stem.len() <= 8 * MOST_SIDE && item.key.len() <= 8 * MOST_SIDE);
        for name in named_in(&item.stem) {
            let _ = safe_name(name);
        }
        let brought = package.learned(&card.history, "deck/item".to_owned(), None, &Card::NEW, &learner);
        if let Some(memory) = brought.and_then(|brought| brought.card.state.memory) {
            assert!(memory.stability.days() > 0.0, "no stability");
        }
    }
    for name in package.media().keys() {
        assert_eq!(safe_name(name).as_ref(), Some(name));
    }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let stored = zip::CompressionMethod::Stored;
        let options = zip::write::SimpleFileOptions::default().compression_method(stored);
        writer.start_file(*name, options).expect("a file in memory");
        writer.write_all(content).expect("a file in memory");
    }
    writer.finish().expect("an archive in memory").into_inner()
}

/// A collection of one note type and note, whose texts stand in `input` between zeros.
fn collection(input: &[u8]) -> Option<Vec<u8>> {
    let mut texts = input.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let (front, back, fields, tags) = (texts.next()?, texts.next()?, texts.next()?, texts.next()?);
    let numbers: Vec<i64> = texts.next()?.bytes().map(i64::from).collect();
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0);
    let models = serde_json::json!({"1": {
        "name": "Kind", "type": number(0) % 2,
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}, {"name": "More", "ord": 2}],
        "tmpls": [{"name": "Card", "ord": 0, "qfmt": front, "afmt": back}],
    }});
    let mut connection = Connection::open_in_memory().ok()?;
    connection.execute_batch(include_str!("package.sql")).ok()?;
    connection
        .execute(
            "INSERT INTO col VALUES (1, 1700000000, 0, 0, 11, 0, 0, 0, '{}', ?1, '{}', '{}', '{}')",
            [models.to_string()],
        )
        .ok()?;
    let fields = fields.replace('|', "\u{1f}");
    connection
        .execute(
            "INSERT INTO notes VALUES (1, 'guid', 1, 1700000000, -1, ?1, ?2, '', 0, 0, '')",
            params![tags, fields],
        )
        .ok()?;
    for place in 0..3 {
        connection
            .execute(
                "INSERT INTO cards VALUES (?1, 1, 1, ?1, 0, -1, ?2, ?3, ?4, ?5, ?6, 3, 1, ?7, 0, 0, ?8, '')",
                params![
                    place,
                    number(1) % 5,
                    number(2) % 6 - 3,
                    number(3) * 9_000_000,
                    number(4) - 60,
                    number(5) * 20,
                    number(6) * 9,
                    number(7),
                ],
            )
            .ok()?;
    }
    for (at, number) in numbers.iter().enumerate().skip(8) {
        let at = at as i64;
        connection
            .execute(
                "INSERT INTO revlog VALUES (?1, 0, -1, ?2, ?3, 0, ?4, 5, ?5)",
                params![1_700_000_000_000 + at * 40_000_000, number % 6, number * 7 - 300, number * 6, number % 7],
            )
            .ok()?;
    }
    Some(connection.serialize("main").ok()?.to_vec())
}
