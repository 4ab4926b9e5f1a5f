//! Whole packages: of every generation, and such as nobody should be hurt by.

use std::collections::BTreeMap;
use std::io::Cursor;

use rusqlite::params;

use super::Package;
use super::PackageError;
use super::Reason;
use super::made::add_note;
use super::made::archive;
use super::made::bytes_of;
use super::made::collection;
use super::made::frame;
use super::made::newer_collection;
use super::made::read;
use super::made::refusal;
use crate::items::origin::is_of_note;

fn stub() -> Vec<u8> {
    let connection = collection();
    add_note(&connection, 1, "Please update|this is not the data", 1);
    bytes_of(&connection)
}

fn data() -> Vec<u8> {
    let connection = collection();
    add_note(
        &connection,
        1,
        "Which is the deepest?|Lake <b>Sary</b><img src=\"sary.png\">",
        2,
    );
    bytes_of(&connection)
}

#[track_caller]
fn check_data(bytes: &[u8]) {
    let package = read(bytes).unwrap();
    assert_eq!(package.decks, ["Lakes::Deep"]);
    let card = &package.cards[0];
    assert_eq!(card.item.stem, "Which is the deepest?");
    assert_eq!(card.item.key, "Lake Sary [image: sary.png]");
    assert_eq!(card.item.tags, ["lake", "deep"]);
    assert_eq!(card.item.changed.as_deref(), Some("2026-02-02T02:40:00Z"));
}

#[test]
fn a_card_is_known_as_one_of_its_note() {
    let package = read(&archive(&[("collection.anki2", &data())])).unwrap();
    let item = &package.cards[0].item.id.0;
    assert!(!is_of_note(item, "") && !is_of_note(item, "another") && !is_of_note("senate-seats", "senate"));
    let guids = (0..9).map(|number| format!("guid{number}"));
    assert_eq!(guids.filter(|guid| is_of_note(item, guid)).count(), 1, "{item}");
}

#[test]
fn every_generation_is_read_from_its_own_file() {
    let (stub, data) = (stub(), data());
    let media = br#"{"0": "sary.png"}"#;
    check_data(&archive(&[
        ("collection.anki2", &data),
        ("media", media),
        ("0", b"x"),
    ]));
    check_data(&archive(&[
        ("collection.anki21", &data),
        ("collection.anki2", &stub),
        ("media", media),
    ]));
    let older = [
        ("meta", &b"\x08\x02"[..]),
        ("collection.anki21", &data),
        ("collection.anki2", &stub),
    ];
    check_data(&archive(&older));
    let connection = newer_collection();
    add_note(
        &connection,
        1,
        "Which is the deepest?|Lake <b>Sary</b><img src=\"sary.png\">",
        1,
    );
    let newer = bytes_of(&connection);
    let packed = frame(&newer, newer.len() as u64);
    let entry = [&[10, 10, 10, 8][..], b"sary.png"].concat();
    let names = frame(&entry, entry.len() as u64);
    let picture = frame(b"picture", 7);
    let files = [
        ("meta", &b"\x08\x03"[..]),
        ("collection.anki21b", &packed),
        ("collection.anki2", &stub),
        ("media", &names),
        ("0", &picture),
    ];
    let bytes = archive(&files);
    check_data(&bytes);
    let mut package = read(&bytes).unwrap();
    let number = package.media()["sary.png"];
    let mut target = Vec::new();
    assert_eq!(package.medium(number, &mut target).unwrap(), 7);
    assert_eq!(target, b"picture");
    assert!(package.missing_media.is_empty());
}

#[test]
fn a_collection_that_is_not_what_its_checksum_says_is_damaged() {
    let connection = newer_collection();
    add_note(&connection, 1, "Which is the deepest?|Lake Sary", 1);
    let newer = bytes_of(&connection);
    let packed = frame(&newer, newer.len() as u64);
    let files = [("meta", &b"\x08\x03"[..]), ("collection.anki21b", &packed)];
    let mut bytes = archive(&files);
    assert_eq!(read(&bytes).unwrap().cards.len(), 1);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let checksum = zip.by_name("collection.anki21b").unwrap().crc32().to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == checksum {
            bytes[at] ^= 1;
        }
    }
    let said = refusal(&bytes);
    assert!(said.contains("`collection.anki21b` is damaged"), "{said}");
}

#[test]
fn a_note_has_one_item_for_each_card_with_an_id_that_stays() {
    let package = read(&archive(&[("collection.anki2", &data())]))
        .map(|package| package.cards)
        .unwrap();
    assert_eq!(package.len(), 2);
    assert!(package[0].item.id.0.ends_with("-1") && package[1].item.id.0.ends_with("-2"));
    assert_eq!(package[1].item.key, "Which is the deepest?");
    let connection = collection();
    add_note(&connection, 1, "Other words|Lake Ana", 1);
    let other = read(&archive(&[("collection.anki2", &bytes_of(&connection))])).unwrap();
    assert_eq!(other.cards[0].item.id, package[0].item.id);
}

#[test]
fn media_that_lead_elsewhere_or_are_missing_are_told_and_cards_come_all_the_same() {
    let connection = collection();
    add_note(
        &connection,
        1,
        "<img src=\"../../etc/passwd\">a|[sound:gone.mp3]b<img src=there.png>",
        1,
    );
    let bytes = archive(&[
        ("collection.anki2", &bytes_of(&connection)),
        (
            "media",
            br#"{"0": "../../etc/passwd", "1": "there.png", "2": "gone.mp3"}"#,
        ),
        ("0", b"x"),
        ("1", b"y"),
    ]);
    let mut package = read(&bytes).unwrap();
    assert_eq!(package.cards[0].item.stem, "[image: passwd] a");
    assert_eq!(package.missing_media, ["gone.mp3", "passwd"]);
    assert_eq!(package.media().keys().collect::<Vec<_>>(), ["there.png"]);
    package.rename_media(&BTreeMap::from([(
        "there.png".to_owned(),
        "there-1.png".to_owned(),
    )]));
    assert_eq!(
        package.cards[0].item.key,
        "[sound: gone.mp3] b [image: there-1.png]"
    );
}

#[test]
fn what_is_no_package_says_so() {
    assert!(refusal(b"<!DOCTYPE html><html><body>Sign in").contains("a web page"));
    assert!(refusal(b"").contains("not an Anki package"));
    assert!(refusal(b"once upon a time").contains("not an Anki package"));
    let whole = archive(&[("collection.anki2", &data())]);
    assert!(refusal(&whole[..whole.len() / 2]).contains("only the beginning of one"));
    assert!(refusal(&archive(&[("deck.txt", b"x")])).contains("no Anki collection"));
}

#[test]
fn a_stub_is_never_read() {
    let stub = stub();
    let files = [("meta", &b"\x08\x03"[..]), ("collection.anki2", &stub)];
    assert_eq!(
        refusal(&archive(&files)),
        "`collection.anki21b` is damaged: it is missing"
    );
    let files = [("meta", &b"\x08\x02"[..]), ("collection.anki2", &stub)];
    assert!(refusal(&archive(&files)).contains("`collection.anki21` is damaged"));
    let files = [("meta", &b"\x08\x09"[..]), ("collection.anki2", &stub)];
    assert!(refusal(&archive(&files)).contains("format 9"));
    let files = [("meta", &b"\xff\xff"[..]), ("collection.anki2", &stub)];
    assert!(refusal(&archive(&files)).contains("format 0"));
}

#[test]
fn damaged_collections_are_refused() {
    assert!(
        refusal(&archive(&[("collection.anki2", b"no database at all, really")])).contains("no database")
    );
    assert!(refusal(&archive(&[("collection.anki2", b"")])).contains("no table"));
    let connection = collection();
    for id in 1..2_000 {
        add_note(&connection, id, "a|b", 1);
    }
    let mut bytes = bytes_of(&connection);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xff);
    let said = refusal(&archive(&[("collection.anki2", &bytes)]));
    assert!(said.contains("`collection.anki2` is damaged"), "{said}");
    bytes.truncate(middle);
    assert!(refusal(&archive(&[("collection.anki2", &bytes)])).contains("damaged"));
    let connection = collection();
    connection
        .execute_batch("UPDATE col SET models = '{\"1\": [nonsense'")
        .unwrap();
    assert!(refusal(&archive(&[("collection.anki2", &bytes_of(&connection))])).contains("note types"));
    let connection = collection();
    connection.execute_batch("UPDATE col SET ver = 99").unwrap();
    assert!(refusal(&archive(&[("collection.anki2", &bytes_of(&connection))])).contains("version 99"));
}

#[test]
fn a_view_in_the_place_of_a_table_is_refused() {
    let connection = collection();
    connection
        .execute_batch(
            "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
             SELECT id, 'g' guid, 1 mid, 0 mod, '' tags, 'a' flds FROM n;",
        )
        .unwrap();
    assert!(refusal(&archive(&[("collection.anki2", &bytes_of(&connection))])).contains("no table `notes`"));
}

#[test]
fn absurd_counts_are_refused_before_they_are_believed() {
    let mut bytes = archive(&[("collection.anki2", &data())]);
    let end = bytes.len() - 22;
    let mut long = b"PK\x06\x06".to_vec();
    long.extend([0; 28]);
    long.extend(u64::MAX.to_le_bytes());
    long.extend([0; 16]);
    bytes.splice(end..end, long);
    assert!(refusal(&bytes).contains("more than 250000 files"));
    let mut bytes = archive(&[("collection.anki2", &data())]);
    let end = bytes.len() - 22;
    bytes[end + 12..end + 16].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    assert!(refusal(&bytes).contains("the list of files"));
}

#[test]
fn wrong_protocol_buffers_are_refused_or_passed_over() {
    let connection = newer_collection();
    add_note(&connection, 1, "a|b", 1);
    let newer = bytes_of(&connection);
    let packed = frame(&newer, newer.len() as u64);
    let names = frame(b"\x0a\xff\xff\xff", 4);
    let meta = ("meta", &b"\x08\x03"[..]);
    let files = [meta, ("collection.anki21b", &packed[..]), ("media", &names)];
    assert_eq!(
        refusal(&archive(&files)),
        "`media` is damaged: it is no list of names"
    );
    connection
        .execute_batch("UPDATE templates SET config = x'ff'; UPDATE decks SET kind = x'0aff'")
        .unwrap();
    let newer = bytes_of(&connection);
    let packed = frame(&newer, newer.len() as u64);
    let package = read(&archive(&[meta, ("collection.anki21b", &packed)])).unwrap();
    assert_eq!(package.remarks[0].reason, Reason::EmptyFront);
    let lying = frame(&newer, 5);
    let read_it = read(&archive(&[meta, ("collection.anki21b", &lying)]));
    assert!(read_it.is_ok() || read_it.is_err(), "no panic");
}

#[test]
fn rows_of_any_type_and_without_a_partner_do_no_harm() {
    let connection = collection();
    add_note(&connection, 1, "a|b", 1);
    connection
        .execute_batch(
            "INSERT INTO notes VALUES (2, NULL, 'x', 'y', 0, NULL, x'ff00ff', 0, 0, 0, 0);
             INSERT INTO cards VALUES (77, 2, 9e99, -5, 0, 0, 7, 9, 9e300, -9223372036854775808, 1, 1, 1, 1, 1, 1,
                99, x'00');
             INSERT INTO cards VALUES (78, 999, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{\"s\": -1}');
             INSERT INTO revlog VALUES (-5, 10, 0, 'abc', 9e30, 0, -1, -1, 300);",
        )
        .unwrap();
    let package = read(&archive(&[("collection.anki2", &bytes_of(&connection))])).unwrap();
    assert_eq!((package.cards.len(), package.remarks.len()), (1, 2));
    assert_eq!(package.remarks[0].reason, Reason::NoNoteType);
    assert_eq!(package.remarks[1].reason, Reason::NoNote);
    assert_eq!(package.cards[0].reviews(), 1);
}

#[test]
fn one_identity_is_one_card() {
    let connection = collection();
    add_note(&connection, 1, "a|b", 1);
    add_note(&connection, 2, "c|d", 1);
    connection
        .execute("UPDATE notes SET guid = ?1", params!["same"])
        .unwrap();
    let package = read(&archive(&[("collection.anki2", &bytes_of(&connection))])).unwrap();
    assert_eq!(package.cards.len(), 1);
    assert_eq!(package.remarks[0].reason, Reason::Doubled);
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = archive(&[("collection.anki2", &data())]);
    let read = Package::read(Cursor::new(&bytes), folder.path(), &mut || false);
    assert!(matches!(read, Err(PackageError::Stopped)));
}
