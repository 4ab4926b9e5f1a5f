//! Packages made for tests: of all generations, whole and hostile.

use std::io::Cursor;
use std::io::Write;

use rusqlite::Connection;
use rusqlite::params;
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Package;
use super::PackageError;

/// Tables of a collection, as far as they are read.
const TABLES: &str = "
    CREATE TABLE col (id INTEGER PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
    CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
        left, odue, odid, flags, data);
    CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time, type);";

/// Tables that newer collections have besides.
const NEWER: &str = "
    CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB);
    CREATE TABLE fields (ntid, ord, name TEXT COLLATE unicase, config BLOB, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
    CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
    CREATE TABLE templates (ntid, ord, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB,
        PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
    CREATE TABLE decks (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, common BLOB, kind BLOB);
    CREATE TABLE deck_config (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, mtime_secs, usn, config BLOB);
    CREATE TABLE config (KEY TEXT PRIMARY KEY, usn, mtime_secs, val BLOB) WITHOUT ROWID;";

/// Note types and decks of older collections.
const MODELS: &str = r#"{"1": {"name": "Basic", "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"},
              {"name": "Card 2", "ord": 1, "qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"}]}}"#;
const DECKS: &str =
    r#"{"1": {"name": "Default", "conf": 1, "dyn": 0}, "2": {"name": "Lakes::Deep", "conf": 1}}"#;

/// An empty collection of the older kind.
pub(super) fn collection() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(TABLES).unwrap();
    connection
        .execute(
            "INSERT INTO col VALUES (1, 1700000000, 1780000000000, 0, 11, 0, 0, 0, '{}', ?1, ?2, '{}', '{}')",
            [MODELS, DECKS],
        )
        .unwrap();
    connection
}

/// An empty collection of the newer kind.
pub(super) fn newer_collection() -> Connection {
    let connection = collection();
    connection
        .create_collation("unicase", |one, other| {
            one.to_lowercase().cmp(&other.to_lowercase())
        })
        .unwrap();
    connection.execute_batch(NEWER).unwrap();
    connection
        .execute_batch("UPDATE col SET ver = 18, models = '', decks = '', dconf = '', conf = ''")
        .unwrap();
    let text = |field: u8, text: &str| [&[field << 3 | 2, text.len() as u8], text.as_bytes()].concat();
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| connection.execute(sql, values).unwrap();
    run("INSERT INTO notetypes VALUES (1, 'Basic', 0, 0, x'0800')", &[]);
    run(
        "INSERT INTO fields VALUES (1, 0, 'Front', x''), (1, 1, 'Back', x'')",
        &[],
    );
    let card = [
        text(1, "{{Front}}"),
        text(2, "{{FrontSide}}<hr id=answer>{{Back}}"),
    ]
    .concat();
    run(
        "INSERT INTO templates VALUES (1, 0, 'Card 1', 0, 0, ?1)",
        &[&card],
    );
    run(
        "INSERT INTO decks VALUES (2, 'Lakes' || char(31) || 'Deep', 0, 0, x'', x'0a020801')",
        &[],
    );
    let weights: Vec<u8> = (0..21_u8).flat_map(|_| 0.5_f32.to_le_bytes()).collect();
    let preset = [vec![6 << 3 | 2, weights.len() as u8], weights].concat();
    run(
        "INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?1)",
        &[&preset],
    );
    run(
        "INSERT INTO config VALUES ('creationOffset', 0, 0, '-300'), ('fsrs', 0, 0, 'true')",
        &[],
    );
    connection
}

/// Adds a note with a card for each of its first `cards` templates.
pub(super) fn add_note(connection: &Connection, id: i64, fields: &str, cards: i64) {
    let fields = fields.replace('|', "\u{1f}");
    connection
        .execute(
            "INSERT INTO notes VALUES (?1, 'guid' || ?1, 1, 1770000000, -1, ' lake deep ', ?2, '', 0, 0, '')",
            params![id, fields],
        )
        .unwrap();
    for place in 0..cards {
        connection
            .execute(
                "INSERT INTO cards VALUES (?1, ?2, 2, ?3, 0, -1, 0, 0, ?2, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                params![id * 10 + place, id, place],
            )
            .unwrap();
    }
}

/// The bytes of a collection's file.
pub(super) fn bytes_of(connection: &Connection) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("collection");
    connection
        .execute("VACUUM INTO ?1", [path.to_str().unwrap()])
        .unwrap();
    std::fs::read(path).unwrap()
}

/// An archive of files, deflated.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    archived(files, CompressionMethod::Deflated)
}

/// An archive of files as they are.
pub(super) fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    archived(files, CompressionMethod::Stored)
}

fn archived(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zstd frame of `content` as it is; `claimed` is the size it says it has.
pub(super) fn frame(content: &[u8], claimed: u64) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xe0];
    frame.extend(claimed.to_le_bytes());
    for (at, block) in content.chunks(100_000).enumerate() {
        let is_last = (at + 1) * 100_000 >= content.len();
        let header = (block.len() as u32) << 3 | u32::from(is_last);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.extend(block);
    }
    if content.is_empty() {
        frame.extend([1, 0, 0]);
    }
    frame
}

/// A zstd frame that unpacks to `blocks` times 128 KiB of one letter.
pub(super) fn swelling_frame(blocks: usize) -> Vec<u8> {
    // A window of 1 MiB, no size; blocks of one repeated byte.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50];
    for at in 0..blocks {
        let header = (128_u32 << 10) << 3 | 1 << 1 | u32::from(at + 1 == blocks);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.push(b'a');
    }
    frame
}

/// Reads a package from memory.
pub(super) fn read(bytes: &[u8]) -> Result<Package<Cursor<Vec<u8>>>, PackageError> {
    let folder = tempfile::tempdir().unwrap();
    let read = Package::read(Cursor::new(bytes.to_vec()), folder.path(), &mut || true);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "a file is left behind");
    read
}

/// Why a package is refused.
#[track_caller]
pub(super) fn refusal(bytes: &[u8]) -> String {
    match read(bytes) {
        Ok(package) => panic!("{} cards were read", package.cards.len()),
        Err(error) => error.to_string(),
    }
}
