//! What goes out, what comes back, and what is said of a bad table.

use std::fs;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;

use suraq::decks::Deck;
use suraq::export;
use suraq::export::Context;
use suraq::import;
use suraq::import::Format;
use suraq::import::ImportError;
use suraq::import::Imported;
use suraq::import::Options;

use crate::golden;

fn whole() -> Deck {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/decks/whole.toml");
    suraq::decks::read(&path).unwrap().deck.unwrap()
}

fn read(text: &str, options: &Options) -> Result<Imported, ImportError> {
    import::formats::csv::Csv.read(text.as_bytes(), options)
}

/// What a table gives: problems, then the items as a deck file has them.
fn show(input: &str) -> String {
    let mut lines = Vec::new();
    match read(input, &Options::default()) {
        Err(error) => lines.push(error.to_string()),
        Ok(imported) => {
            lines.extend(imported.problems.iter().map(ToString::to_string));
            lines.extend(imported.ignored.iter().map(|column| format!("ignored: {column}")));
            for deck in imported.decks {
                lines.extend(deck.items.iter().map(|item| {
                    let options: Vec<String> = item
                        .distractors
                        .iter()
                        .map(|one| format!("{:?}", one.text))
                        .collect();
                    format!(
                        "{}: {} → {} {:?} [{}] {:?}",
                        item.id,
                        item.stem,
                        item.key,
                        item.accept,
                        options.join(" "),
                        item.tags
                    )
                }));
            }
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn tables_are_read_as_people_write_them() {
    golden::check("export/csv-import", show);
}

#[test]
fn every_format_writes_the_whole_deck_as_before() {
    for format in export::FORMATS {
        let exported = format.write(&[whole()], &Context::default()).unwrap();
        let mut text = match (format.is_binary(), exported.file_name.ends_with(".zip")) {
            (false, _) => String::from_utf8(exported.bytes).unwrap(),
            (true, true) => unpacked(exported.bytes),
            // What is inside is looked at by tests of their own.
            (true, false) => continue,
        };
        text.push_str("--- losses\n");
        for loss in &exported.losses {
            let missing = if loss.is_missing { " (missing)" } else { "" };
            text.push_str(&format!("{}{missing}: {}\n", loss.item, loss.reason));
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden/export")
            .join(exported.file_name.replace(".zip", ".txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(
            fs::read_to_string(&path).unwrap_or_default(),
            text,
            "{}",
            path.display()
        );
    }
}

/// The files of an archive, one below the other.
fn unpacked(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        text.push_str(&format!("--- {}\n", file.name().unwrap()));
        file.read_to_string(&mut text).unwrap();
    }
    text
}

/// A deck whose texts hold every sign that means something in one of the formats.
fn odd() -> Deck {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/anki/hostile.toml");
    suraq::decks::read(&path).unwrap().deck.unwrap()
}

fn written(format: &str, deck: Deck) -> String {
    let exported = export::format(format).unwrap();
    let exported = exported.write(&[deck], &Context::default()).unwrap();
    String::from_utf8(exported.bytes).unwrap()
}

#[test]
fn no_text_is_taken_for_a_sign_of_gift() {
    let text = written("gift", odd());
    let text = text.strip_prefix("// Suraq\n\n").unwrap();
    let (_, text) = text.split_once("\n\n").unwrap();
    let mut open = 0;
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        assert!((0..=1).contains(&open), "{text}");
    }
    assert_eq!(open, 0);
    // Every question ends with a line of its own, and none has an empty line in it.
    for question in text.trim_end().split("\n\n") {
        // Tags stand in a remark before it.
        let question = match question.starts_with("// [tag:") {
            true => question.split_once('\n').unwrap().1,
            false => question,
        };
        assert!(
            question.starts_with("::") && question.ends_with('}'),
            "{question}"
        );
    }
}

#[test]
fn gift_comes_back_as_it_went_out() {
    let shipped = suraq::decks::builtin::shipped();
    let decks = shipped
        .iter()
        .map(|one| suraq::decks::parse(&one.path, one.text).deck.unwrap());
    for mut deck in decks.chain([odd(), whole()]) {
        deck.terms.clear();
        let text = written("gift", deck.clone());
        let back = import::formats::gift::Gift.read(text.as_bytes(), &Options::default());
        let Ok(mut back) = back else {
            assert!(deck.items.is_empty(), "{text}");
            continue;
        };
        let mut again = back.decks.remove(0);
        again.meta = deck.meta.clone();
        // An essay and two right answers have no way back; they are named.
        let lines = |text: &str| -> Vec<String> {
            let questions = text.split("\n\n").map(str::to_owned);
            questions
                .filter(|question| !question.contains(" {####") && !question.ends_with(" {}"))
                .collect()
        };
        assert_eq!(lines(&written("gift", again)), lines(&text), "{}", deck.meta.id);
    }
}

#[test]
fn no_text_is_markup_in_xml() {
    let text = written("moodle-xml", odd());
    assert!(text.contains("&lt;b&gt;bold&lt;/b&gt;"), "{text}");
    assert!(!text.contains("<b>") && !text.contains("<li>"), "{text}");
}

#[test]
fn what_is_too_long_for_a_row_is_named_and_never_cut() {
    let mut deck = whole();
    let mut choice = deck
        .items
        .iter()
        .find(|item| item.distractors.len() == 3)
        .unwrap()
        .clone();
    let long = format!("{}?", "a".repeat(120));
    choice.stem = long.clone();
    let short = suraq::items::Item {
        id: suraq::items::ItemId("short".to_owned()),
        stem: "How many?".to_owned(),
        ..choice.clone()
    };
    deck.items = vec![choice.clone(), short];
    deck.terms.clear();
    let kahoot = export::format("kahoot").unwrap();
    let exported = kahoot.write(&[deck], &Context::default()).unwrap();
    let missing: Vec<&export::Loss> = exported.losses.iter().filter(|loss| loss.is_missing).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].item, choice.id);
    assert_eq!(missing[0].reason, "its text has 121 characters, 120 may be");
    let rows = unpacked(exported.bytes);
    assert!(rows.contains("How many?") && !rows.contains("aaaa"), "{rows}");
}

#[test]
fn every_shipped_deck_goes_out_and_comes_back() {
    for shipped in suraq::decks::builtin::shipped() {
        let deck = suraq::decks::parse(&shipped.path, shipped.text).deck.unwrap();
        let decks = std::slice::from_ref(&deck);
        for format in export::FORMATS {
            let exported = format.write(decks, &Context::default()).unwrap();
            assert!(!exported.bytes.is_empty());
        }
        let json = export::format("json").unwrap();
        let json = json.write(decks, &Context::default()).unwrap();
        let back = import::formats::json::Json
            .read(&json.bytes, &Options::default())
            .unwrap();
        assert_eq!(back.problems, []);
        assert_eq!(back.decks, [deck]);
    }
}

#[test]
fn every_file_of_the_format_folders_is_in_its_list() {
    let files = |folder: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(folder)
            .join("formats");
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                path.file_stem().unwrap().to_string_lossy().replace('_', "-")
            })
            .filter(|name| name != "mod")
            .collect();
        names.sort();
        names
    };
    let mut out: Vec<&str> = export::FORMATS.iter().map(|format| format.name()).collect();
    out.sort_unstable();
    assert_eq!(files("export"), out);
    let mut back: Vec<&str> = import::FORMATS.iter().map(|format| format.name()).collect();
    back.sort_unstable();
    assert_eq!(files("import"), back);
}

#[test]
fn columns_may_be_mapped_by_hand() {
    let mut options = Options::default();
    options.columns.insert("Ask".to_owned(), "stem".to_owned());
    options.columns.insert("Say".to_owned(), "answer".to_owned());
    let imported = read("Ask,Say\nWhat floats?,a boat\n", &options).unwrap();
    assert_eq!(imported.decks[0].items[0].key, "a boat");
    options.columns.insert("Sya".to_owned(), "key".to_owned());
    assert_eq!(
        read("Ask,Say\nWhat floats?,a boat\n", &options)
            .unwrap_err()
            .to_string(),
        "line 1: there is no column `Sya`; did you mean `Say`?"
    );
    options.columns.remove("Sya");
    options.columns.insert("Say".to_owned(), "kye".to_owned());
    assert_eq!(
        read("Ask,Say\nWhat floats?,a boat\n", &options)
            .unwrap_err()
            .to_string(),
        "an item has no field `kye`; did you mean `key`?"
    );
}

#[test]
fn a_table_may_have_no_header() {
    let options = Options {
        no_header: true,
        ..Options::default()
    };
    let imported = read("What floats?;a boat;a ship;a stone;an anvil\n", &options).unwrap();
    let item = &imported.decks[0].items[0];
    assert_eq!(
        (item.key.as_str(), item.accept.len(), item.distractors.len()),
        ("a boat", 1, 2)
    );
}

#[test]
fn foreign_bytes_are_refused_with_their_place() {
    let csv = import::format_of("Table.CSV").unwrap();
    let error = csv
        .read(b"stem,key\nWhat?,\xff\n", &Options::default())
        .unwrap_err();
    assert_eq!(error.to_string(), "line 2: not UTF-8 text");
    let json = import::format_of("x.json").unwrap();
    for (bytes, message) in [
        (&b""[..], "the file is empty"),
        (
            b"{\n  \"decks\": [,]\n}",
            "line 2, column 13: not JSON: expected value",
        ),
        (b"[1]", "the file has no list `decks`"),
        (
            b"{\"format\": 7, \"decks\": []}",
            "the file is of format 7, and this program reads formats up to 1",
        ),
    ] {
        assert_eq!(
            json.read(bytes, &Options::default()).unwrap_err().to_string(),
            message
        );
    }
    let bad = br#"{"deck": {"id": "d", "title": "D"}, "item": [{"id": "a", "stem": "What?", "key": "x", "distractors": ["X"]}]}"#;
    let imported = json.read(bad, &Options::default()).unwrap();
    assert_eq!(
        imported.problems[0].to_string(),
        "item `a`: the key `x` is among the distractors"
    );
    assert!(import::format_of("README").is_none());
}
