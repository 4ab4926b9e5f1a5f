//! Anki packages, looked into as Anki does: what is in them, what stays the same, and what changes.
//!
//! No Anki is needed here; `tests/clients` asks Anki itself.

use std::fs::File;
use std::io;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::Value;
use suraq::decks;
use suraq::decks::Deck;
use suraq::export;
use suraq::export::Context;
use suraq::export::Exported;
use suraq::export::Scratch;
use suraq::items::FactId;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;
use suraq::progress::ExportRecord;

#[path = "anki/coming_back.rs"]
mod coming_back;
#[path = "anki/learner.rs"]
mod learner;

fn deck(name: &str) -> Deck {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/anki/{name}.toml"));
    let parsed = decks::read(&path).unwrap();
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    parsed.deck.unwrap()
}

fn write(deck: &Deck, context: &Context) -> Exported {
    let anki = export::format("anki").unwrap();
    anki.write(std::slice::from_ref(deck), context).unwrap()
}

/// The context of an export after one that left `record`.
fn after(record: &ExportRecord, now: i64) -> Context {
    Context {
        record: record.clone(),
        now: Some(now),
        ..Context::default()
    }
}

/// The names of the entries of a package, and one of them as a database.
fn opened(package: &[u8], entry: &str) -> (Vec<String>, Connection) {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let names = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut bytes = Vec::new();
    archive.by_name(entry).unwrap().read_to_end(&mut bytes).unwrap();
    let mut connection = Connection::open_in_memory().unwrap();
    let length = bytes.len();
    connection
        .deserialize_read_exact("main", Cursor::new(bytes), length, true)
        .unwrap();
    (names, connection)
}

fn collection(exported: &Exported) -> Connection {
    opened(&exported.bytes, "collection.anki2").1
}

/// The rows of a query, each as one text.
fn rows(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cell = |column| {
            Ok(match row.get::<_, rusqlite::types::Value>(column)? {
                rusqlite::types::Value::Text(text) => text,
                rusqlite::types::Value::Integer(number) => number.to_string(),
                other => format!("{other:?}"),
            })
        };
        let cells: rusqlite::Result<Vec<String>> = (0..columns).map(cell).collect();
        Ok(cells?.join(" "))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn json(connection: &Connection, column: &str) -> Value {
    let sql = format!("SELECT {column} FROM col");
    let text: String = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_package_without_progress_is_of_the_oldest_kind() {
    let exported = write(&deck("kinds"), &Context::default());
    assert_eq!(exported.file_name, "kinds.apkg");
    let (names, connection) = opened(&exported.bytes, "collection.anki2");
    assert_eq!(names, ["collection.anki2", "media"]);
    assert_eq!(rows(&connection, "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(number(&connection, "SELECT ver FROM col"), 11);
    assert_eq!(number(&connection, "SELECT count(*) FROM revlog"), 0);
    // Sixteen questions, and a word both ways; neither the draft nor what was never asked there.
    assert_eq!(number(&connection, "SELECT count(*) FROM notes"), 18);
    let cards = "SELECT count(*) FROM cards JOIN notes ON nid = notes.id WHERE type = 0 AND queue = 0";
    assert_eq!(number(&connection, cards), 18);
    assert_eq!(number(&connection, "SELECT count(DISTINCT guid) FROM notes"), 18);
    let positions: Vec<String> = (1..=18).map(|position: i32| position.to_string()).collect();
    assert_eq!(rows(&connection, "SELECT due FROM cards ORDER BY id"), positions);
    let since_2020 = "SELECT count(*) FROM notes WHERE id BETWEEN 1577836800000 AND 1735689600000";
    assert_eq!(number(&connection, since_2020), 18);
}

#[test]
fn what_anki_demands_of_a_collection_is_there() {
    let connection = collection(&write(&deck("kinds"), &Context::default()));
    let check = |column: &str, keys: &str| {
        let all = json(&connection, column);
        for (id, object) in all.as_object().unwrap() {
            for key in keys.split(' ') {
                assert!(object.get(key).is_some(), "{column} {id} has no `{key}`");
            }
        }
        all
    };
    check("models", "id name type mod usn sortf did tmpls flds css");
    let decks = check(
        "decks",
        "id name mod usn dyn conf desc collapsed newToday revToday lrnToday timeToday extendNew extendRev",
    );
    let options = check(
        "dconf",
        "id name mod usn maxTaken autoplay timer replayq new rev lapse dyn",
    );
    assert!(options.get("1").is_some() && decks.get("1").is_some());
    for row in rows(&connection, "SELECT DISTINCT did FROM cards") {
        assert!(decks.get(&row).is_some(), "deck {row}");
    }
    let indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index'";
    assert_eq!(number(&connection, indexes), 7);
    let fields = |id: &str| json(&connection, "models")[id]["flds"].as_array().unwrap().len();
    for row in rows(
        &connection,
        "SELECT mid, length(flds) - length(replace(flds, char(31), '')) + 1 FROM notes",
    ) {
        let (id, count) = row.split_once(' ').unwrap();
        assert_eq!(fields(id).to_string(), count);
    }
}

#[test]
fn every_kind_becomes_a_note_that_can_ask_it() {
    let connection = collection(&write(&deck("kinds"), &Context::default()));
    let types = json(&connection, "models");
    let notes = rows(
        &connection,
        "SELECT mid, replace(flds, char(31), ' | ') FROM notes ORDER BY id",
    );
    let mut shown = String::new();
    for note in notes {
        let (id, fields) = note.split_once(' ').unwrap();
        let name = types[id]["name"].as_str().unwrap();
        shown.push_str(&format!("{name}: {}\n", fields.trim_end_matches([' ', '|'])));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/anki/kinds.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &shown).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), shown);
}

#[test]
fn nothing_that_a_source_says_acts() {
    let exported = write(&deck("hostile"), &Context::default());
    let connection = collection(&exported);
    let notes = rows(&connection, "SELECT flds FROM notes");
    assert_eq!(notes.len(), 12);
    for flds in &notes {
        for acting in [
            "[sound:", "[latex]", "[$]", "[anki:", "[[type:", "\\(", "\\[", "<b>", "<script", "<img",
        ] {
            assert!(!flds.contains(acting), "{acting}: {flds}");
        }
        // The deletion is the only thing in braces.
        assert_eq!(
            flds.matches("{{").count(),
            flds.matches("{{c1::").count(),
            "{flds}"
        );
        assert_eq!(
            flds.matches("}}").count(),
            flds.matches("{{c1::").count(),
            "{flds}"
        );
        let controls = flds.chars().filter(|sign| sign.is_control() && *sign != '\u{1f}');
        assert_eq!(controls.count(), 0, "{flds:?}");
    }
    assert!(
        notes.iter().any(|flds| flds.contains("«й»")),
        "letters are composed"
    );
    for tags in rows(&connection, "SELECT tags FROM notes") {
        assert!(tags.starts_with(' ') && tags.ends_with(' '));
        assert!(
            tags.trim().split(' ').all(|tag| tag.starts_with("suraq::")),
            "{tags}"
        );
    }
    let by_first_field = "SELECT count(*) FROM notes WHERE csum = 0 OR sfld = ''";
    assert_eq!(number(&connection, by_first_field), 0);
    let name = "Tests::of \\(texts\\)::Odd::texts <b>\"here\"</b> {{Front}}";
    let decks = json(&connection, "decks");
    assert!(
        decks
            .as_object()
            .unwrap()
            .values()
            .any(|deck| deck["name"] == name)
    );
}

#[test]
fn the_same_deck_gives_the_same_bytes_before_and_after_it_was_recorded() {
    for name in ["kinds", "hostile"] {
        let deck = deck(name);
        let first = write(&deck, &Context::default());
        assert_eq!(first, write(&deck, &Context::default()));
        let second = write(&deck, &after(&first.record, 2_000_000_000));
        assert_eq!(first.bytes, second.bytes);
        assert_eq!(first.record, second.record);
    }
}

#[test]
fn the_same_texts_of_a_document_do_nothing_in_anki() {
    let mut deck = deck("kinds");
    deck.items.truncate(1);
    deck.items[0].fact = Some(FactId("ferry".to_owned()));
    deck.items[0].stem = r"What is \(a_1\)?".to_owned();
    deck.items[0].tags = vec!["numbers".to_owned()];
    let connection = collection(&write(&deck, &Context::default()));
    let fields = rows(&connection, "SELECT flds FROM notes ORDER BY id");
    assert!(!fields[0].contains(r"\("), "{}", fields[0]);
    let tags = rows(&connection, "SELECT tags FROM notes ORDER BY id");
    assert!(tags[0].contains("suraq::topic::numbers"), "{}", tags[0]);
}

/// A file that is lent to an export.
#[derive(Debug)]
struct Lent(tempfile::NamedTempFile);

impl Scratch for Lent {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(self.0.path())?))
    }
}

#[test]
fn a_lent_file_saves_memory_and_changes_no_byte() {
    let mut deck = deck("kinds");
    let plain = deck.items[0].clone();
    deck.items.extend((0..2_000).map(|number| Item {
        id: ItemId(format!("more-{number}")),
        explanation: Some(format!("Because of {number}. ").repeat(20)),
        ..plain.clone()
    }));
    let in_memory = learner::context();
    let lent = tempfile::NamedTempFile::new().unwrap();
    let in_file = Context {
        scratch: Some(Arc::new(Lent(lent))),
        ..in_memory.clone()
    };
    assert!(write(&deck, &in_memory) == write(&deck, &in_file));
}

#[test]
fn only_what_changed_is_newer() {
    let mut deck = deck("kinds");
    let first = write(&deck, &Context::default());
    deck.items[0].stem.push_str(" Say why.");
    deck.items[2].status = Status::Retired { successor: None };
    deck.meta.title = "Another title".to_owned();
    let second = write(&deck, &after(&first.record, 2_000_000_000));
    let newer = "SELECT flds FROM notes WHERE mod >= 2000000000 ORDER BY id";
    let newer = rows(&collection(&second), newer);
    assert_eq!(newer.len(), 2);
    assert!(newer[0].contains("Say why.") && newer[1].contains("Oak Party"));
    let retired = "SELECT count(*) FROM notes WHERE tags LIKE '% suraq::retired %'";
    assert_eq!(number(&collection(&second), retired), 1);
    let guids = "SELECT guid FROM notes ORDER BY id";
    assert_eq!(
        rows(&collection(&first), guids),
        rows(&collection(&second), guids)
    );
    // The deck keeps its name there, or the cards would stay behind in the old one.
    assert_eq!(second.record.decks["kinds"], "Ways to ask");
}

#[test]
fn the_note_type_of_the_first_export_stays_while_it_can_ask_the_question() {
    let mut deck = deck("kinds");
    let first = write(&deck, &Context::default());
    let place = |id: &str| deck.items.iter().position(|item| item.id.0 == id).unwrap();
    let (typed, choice) = (place("typed"), place("choice"));
    deck.items[typed].distractors = deck.items[choice].distractors.clone();
    deck.items[choice].distractors.clear();
    let second = write(&deck, &after(&first.record, 2_000_000_000)).record;
    let (before, now) = (&first.record.notes["kinds/typed"], &second.notes["kinds/typed"]);
    assert_eq!((&before.guid, "typed"), (&now.guid, &*now.note_type));
    let (before, now) = (&first.record.notes["kinds/choice"], &second.notes["kinds/choice"]);
    assert_ne!(before.guid, now.guid, "another type is another note");
    assert_eq!(now.note_type, "typed");
}

#[test]
fn every_shipped_deck_becomes_a_package_with_all_of_its_cards() {
    for shipped in decks::builtin::shipped() {
        let deck = decks::parse(&shipped.path, shipped.text).deck.unwrap();
        let exported = write(&deck, &Context::default());
        let cards = deck.items.len() + 2 * deck.terms.len();
        let connection = collection(&exported);
        assert_eq!(number(&connection, "SELECT count(*) FROM notes"), cards as i64);
        assert!(exported.losses.iter().all(|loss| !loss.is_missing));
    }
}
