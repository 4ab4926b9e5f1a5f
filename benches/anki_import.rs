//! What reading an Anki package costs: 10,000 notes to a million, with three reviews each.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use divan::Bencher;
use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::Connection;
use rusqlite::params;
use suraq::import::anki::Learner;
use suraq::import::anki::Package;
use suraq::progress::Card;
use suraq::schedule::Model;
use suraq::schedule::Moment;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() {
    divan::main();
}

/// A package that is gone with the folder it lies in.
struct Made {
    folder: tempfile::TempDir,
    path: PathBuf,
}

const MODELS: &str = r#"{"1": {"name": "Basic", "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}}"#;

const TABLES: &str = "
    CREATE TABLE col (id INTEGER PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
    CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses,
        left, odue, odid, flags, data);
    CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time, type);";

/// Makes a package of `notes` notes of about 130 letters, with a tag and, where wanted, three reviews each.
fn made(notes: usize, has_reviews: bool) -> Made {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let collection = folder.path().join("collection");
    fill(&collection, notes as i64, has_reviews).expect("a collection is written");
    let path = folder.path().join("made.apkg");
    let mut writer = ZipWriter::new(File::create(&path).expect("a file in the folder"));
    let content = std::fs::read(&collection).expect("it was just written");
    for (name, bytes) in [("collection.anki2", &content[..]), ("media", b"{}")] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .and_then(|()| Ok(writer.write_all(bytes)?))
            .expect("an entry is written");
    }
    writer.finish().expect("an archive is written");
    Made { folder, path }
}

fn fill(path: &std::path::Path, notes: i64, has_reviews: bool) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(TABLES)?;
    connection.execute(
        "INSERT INTO col VALUES (1, 1700000000, 1780000000000, 0, 11, 0, 0, 0, '{}', ?1, \
         '{\"1\": {\"name\": \"Made\", \"conf\": 1}}', '{}', '{}')",
        [MODELS],
    )?;
    let change = connection.transaction()?;
    for id in 1..=notes {
        let fields = format!(
            "What does <b>sentence number {id}</b> of this long made deck ask &amp; why?\u{1f}It asks for the answer \
             number {id}, which is <i>as long</i> as answers are on average<br>in two lines"
        );
        change
            .prepare_cached(
                "INSERT INTO notes VALUES (?1, ?2, 1, 1770000000, -1, ' made ', ?3, '', 0, 0, '')",
            )?
            .execute(params![id, format!("guid-{id}"), fields])?;
        let kind = if has_reviews { 2 } else { 0 };
        change
            .prepare_cached(
                "INSERT INTO cards VALUES (?1, ?1, 1, 0, 0, -1, ?2, ?2, ?3, 20, 2500, 3, 0, 0, 0, 0, 0, '')",
            )?
            .execute(params![id, kind, id % 500])?;
        for (place, (day, interval)) in [(0, -600), (0, 4), (5, 20)].into_iter().enumerate() {
            if has_reviews {
                let at =
                    1_750_000_000_000 + day * 86_400_000 + place as i64 * 600_000 + id * 7 + place as i64;
                change
                    .prepare_cached("INSERT OR IGNORE INTO revlog VALUES (?1, ?2, 0, 3, ?3, 0, 0, 4000, ?4)")?
                    .execute(params![at, id, interval, i64::from(place > 1)])?;
            }
        }
    }
    change.commit()
}

fn read(made: &Made) -> Package<File> {
    let file = File::open(&made.path).expect("it was just written");
    Package::read(file, made.folder.path(), &mut || true).expect("a sound package")
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], max_time = 20)]
fn read_notes(bencher: Bencher<'_, '_>, notes: usize) {
    let made = made(notes, false);
    bencher.bench_local(|| read(&made).cards.len());
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], max_time = 20)]
fn read_notes_and_replay_reviews(bencher: Bencher<'_, '_>, notes: usize) {
    let made = made(notes, true);
    let model = Model::default();
    let learner = Learner {
        model: &model,
        now: Moment::new(Timestamp::constant(1_780_000_000, 0), Offset::UTC, 240),
        day_starts: 240,
        learning_steps: 2,
        relearning_steps: 1,
        retention: 0.9,
        longest_interval: 36_500,
    };
    bencher.bench_local(|| {
        let package = read(&made);
        let cards = package.cards.iter();
        cards
            .filter_map(|card| {
                package.learned(&card.history, card.item.id.0.clone(), None, &Card::NEW, &learner)
            })
            .count()
    });
}
