//! `export anki`: what is told before and after, and what a later export makes of an earlier one.

use std::fs;
use std::io::Cursor;
use std::io::Read;

use super::anki_import::package;
use super::world::World;

const LAKES: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n\
[[item]]\nid = \"deepest\"\nstem = \"Which lake of the Oron valley is the deepest?\"\nkey = \"Lake Sary\"\n\n\
[[item]]\nid = \"longest\"\nstem = \"Which river of the Oron valley is the longest?\"\nkey = \"the Tur\"\n\n\
[[item]]\nid = \"oldest\"\nstem = \"Which town of the Oron valley is the oldest?\"\nkey = \"Kumkala\"\n";

/// What is told, without the ends of lines that a narrow screen makes.
fn told(err: &str) -> String {
    err.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn exported(world: &World, name: &str, more: &[&str]) -> Vec<u8> {
    let out = world.path(name).display().to_string();
    let mut words = vec!["export", "anki", "deck:lakes", "-o", &out, "--force"];
    words.extend(more);
    let ran = world.run(&words).ended(0);
    assert!(ran.err.contains("If newer"), "{}", ran.err);
    assert!(
        told(&ran.err).contains("changed on both sides Anki keeps the later"),
        "{}",
        ran.err
    );
    fs::read(out).unwrap()
}

#[test]
fn a_second_export_knows_the_first() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let dry = ["export", "anki", "deck:lakes", "--dry-run"];
    let ran = world.run(&dry).ended(0);
    assert!(ran.out.contains("new       lakes/deepest"), "{}", ran.out);
    assert!(ran.out.contains("3 new, 0 changed"), "{}", ran.out);
    let first = exported(&world, "one.apkg", &[]);
    assert_eq!(first, exported(&world, "two.apkg", &[]), "same input, same bytes");
    let changed = LAKES.replace("the deepest?", "the deepest of all?");
    world.deck("lakes", &changed.replace("id = \"oldest\"", "id = \"first\""));
    world.run(&["retire", "lakes/longest"]).ended(0);
    let ran = world.run(&[&dry[..], &["--json"]].concat()).ended(0);
    let told = &ran.json()[0];
    assert_eq!(told["new"][0], "lakes/first");
    assert_eq!(told["changed"][0], "lakes/deepest");
    assert_eq!(told["retired"][0], "lakes/longest");
    assert_eq!(told["gone"][0], "lakes/oldest");
    let out = world.path("three.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    assert!(ran.err.contains("No longer in the deck"), "{}", ran.err);
    let ran = world.run(&[&dry[..], &["--json"]].concat()).ended(0);
    assert_eq!(ran.json()[0]["same"], 3);
    assert!(ran.json()[0]["gone"].as_array().unwrap().is_empty(), "told once");
}

#[test]
fn a_text_has_lines_only_of_what_changed_since_the_last_export() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let out = world.path("lines.txt").display().to_string();
    let words = ["export", "anki-text", "deck:lakes", "-o", &out, "--force"];
    let lines = || {
        let text = fs::read_to_string(&out).unwrap();
        text.lines().filter(|line| !line.starts_with('#')).count()
    };
    let ran = world.run(&words).ended(0);
    assert!(ran.out.starts_with("3 notes written to "), "{}", ran.out);
    assert!(lines() == 3 && !ran.err.contains("Left out"), "{}", ran.err);
    // One that is lost is written once more where that is asked for.
    let first = fs::read(&out).unwrap();
    fs::remove_file(&out).unwrap();
    let ran = world.run(&words).ended(0);
    assert!(!world.path("lines.txt").exists());
    assert!(
        told(&ran.out).contains("all 3 notes read as at the last export")
            && told(&ran.out).contains("export anki-text deck:lakes --all writes them"),
        "{}",
        ran.out
    );
    world.run(&[&words[..], &["--all"]].concat()).ended(0);
    assert_eq!(fs::read(&out).unwrap(), first);
    // An export as a package is one as well.
    world.deck("lakes", &LAKES.replace("the deepest?", "the deepest of all?"));
    let ran = world.run(&words).ended(0);
    assert!(ran.out.starts_with("1 note written to "), "{}", ran.out);
    assert!(
        lines() == 1 && told(&ran.err).contains("Left out: 2 notes that read as at the last export"),
        "{}",
        ran.err
    );
    world.deck("lakes", LAKES);
    exported(&world, "one.apkg", &[]);
    let ran = world.run(&[&words[..], &["--json"]].concat()).ended(0);
    let json = &ran.json()[0];
    assert!(
        json["file"].is_null() && json["unchanged"] == 3 && json["items"] == 0,
        "{json}"
    );
    world.run(&["retire", "lakes/longest"]).ended(0);
    world.run(&words).ended(0);
    assert!(lines() == 1 && fs::read_to_string(&out).unwrap().contains("suraq::retired"));
    let ran = world.run(&["export", "anki", "--all"]).ended(2);
    assert!(ran.err.contains("anki always writes all"), "{}", ran.err);
}

#[test]
fn bytes_go_where_they_are_sent_and_flags_where_they_fit() {
    let world = World::new();
    world.deck("lakes", LAKES);
    for output in [&["-o", "-"][..], &[]] {
        let words = [&["export", "csv", "deck:lakes"][..], output].concat();
        assert!(world.run(&words).ended(0).out.contains("Lake Sary"));
    }
    assert!(!world.path("-").exists());
    let words = ["export", "anki-text", "deck:lakes", "-o", "-"];
    assert!(world.run(&words).ended(0).out.starts_with("#separator:tab\n"));
    let ran = world.run(&["export", "csv", "--with-progress"]).ended(2);
    assert!(ran.err.contains("csv carries no progress\nhint: "), "{}", ran.err);
    let ran = world.run(&["export", "csv", "--dry-run"]).ended(2);
    assert!(ran.err.contains("csv keeps no record"), "{}", ran.err);
}

#[test]
fn progress_goes_along_only_where_it_is_asked_for() {
    let world = World::new();
    world.deck("lakes", LAKES);
    world
        .run_with(&["review", "deck:lakes", "--plain"], "\n3\n\n3\nq\n")
        .ended(0);
    let without = exported(&world, "without.apkg", &[]);
    let with = exported(&world, "with.apkg", &["--with-progress"]);
    let holds = |bytes: &[u8], name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    assert!(!holds(&without, "collection.anki21"));
    assert!(holds(&with, "collection.anki21"));
}

/// An entry of a package; `None` where there is none.
fn entry(package: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

/// The first fields of all notes of a package, in order.
fn questions(package: &[u8]) -> Vec<String> {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    let bytes = entry(package, "collection.anki2").unwrap();
    let length = bytes.len();
    connection
        .deserialize_read_exact("main", Cursor::new(bytes), length, true)
        .unwrap();
    let mut statement = connection.prepare("SELECT flds FROM notes ORDER BY id").unwrap();
    let fields = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    fields
        .map(|fields| fields.unwrap().split('\u{1f}').next().unwrap().to_owned())
        .collect()
}

#[test]
fn pictures_of_imported_cards_go_out_again_and_a_missing_one_is_told() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    let out = world.path("out.apkg").display().to_string();
    let words = ["export", "anki", "deck:oron-lakes", "-o", &out, "--force"];
    // In the collection they came from they would stand twice.
    let ran = world.run(&[&words[..], &["--without-anki"]].concat()).ended(2);
    assert!(
        told(&ran.err)
            .contains("nothing to export: 2 cards came from Anki, where they would stand a second time")
            && ran.err.contains("leave out --without-anki"),
        "{}",
        ran.err
    );
    let ran = world.run(&words).ended(0);
    assert!(!ran.err.contains("Not in the file"), "{}", ran.err);
    assert!(
        told(&ran.err).contains("2 cards came from Anki and go out as new notes"),
        "{}",
        ran.err
    );
    let bytes = fs::read(&out).unwrap();
    assert_eq!(entry(&bytes, "media").unwrap(), br#"{"0":"flag.png"}"#);
    assert_eq!(entry(&bytes, "0").unwrap(), b"a picture");
    let questions_out = questions(&bytes);
    assert!(
        questions_out.contains(&"A flag: <img src=\"flag.png\">".to_owned()),
        "{questions_out:?}"
    );
    let text = ["export", "anki-text", "deck:oron-lakes", "--all"];
    let ran = world.run(&text).ended(0);
    assert!(
        told(&ran.err).contains("only a package brings the files"),
        "{}",
        ran.err
    );

    fs::remove_file(world.home().join("media/flag.png")).unwrap();
    let ran = world.run(&words).ended(0);
    assert!(
        told(&ran.err).contains("not in the media folder (1 item: anki-"),
        "{}",
        ran.err
    );
    let bytes = fs::read(&out).unwrap();
    assert_eq!(entry(&bytes, "media").unwrap(), b"{}");
    assert!(questions(&bytes).contains(&"A flag: [image: flag.png]".to_owned()));
}

#[test]
fn cards_of_anki_stay_out_of_a_package_on_demand_also_after_they_went_out() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    world.deck("lakes", LAKES);
    let out = world.path("all.apkg").display().to_string();
    let words = [
        "export",
        "anki",
        "deck:lakes or deck:oron-lakes",
        "-o",
        &out,
        "--force",
    ];
    let without = [&words[..], &["--without-anki"]].concat();
    let ran = world.run(&without).ended(0);
    let left = "Left out: 2 cards came from Anki";
    assert!(
        told(&ran.err).contains(left) && !ran.err.contains("new notes"),
        "{}",
        ran.err
    );
    assert_eq!(questions(&fs::read(&out).unwrap()).len(), 3);
    let dry = world
        .run(&[&words[..3], &["--dry-run", "--without-anki"]].concat())
        .ended(0);
    assert!(
        told(&dry.err).contains(left) && dry.out.contains("3 the same"),
        "{} {}",
        dry.out,
        dry.err
    );
    world.run(&words).ended(0);
    assert_eq!(questions(&fs::read(&out).unwrap()).len(), 5);
    // That package was for another collection.
    let ran = world.run(&without).ended(0);
    assert!(told(&ran.err).contains(left), "{}", ran.err);
    assert_eq!(questions(&fs::read(&out).unwrap()).len(), 3);
    let ran = world.run(&["export", "csv", "--without-anki"]).ended(2);
    assert!(ran.err.contains("is not for Anki"), "{}", ran.err);
}

#[test]
fn what_goes_out_with_progress_comes_back_without_doubling_or_losing_anything() {
    let world = World::new();
    world.deck("lakes", LAKES);
    // All of it at one moment, as the tests have it.
    world
        .run_with(&["review", "--plain"], "\n3\n\n1\n\n3\nq\n")
        .ended(0);
    world.run_with(&["quiz", "--plain", "-n", "1", "deck:lakes"], "\n3\n\n");
    world.run(&["bury", "lakes/longest"]).ended(0);
    let package = world.path("mine.apkg").display().to_string();
    world
        .run(&["export", "anki", "deck:lakes", "--with-progress", "-o", &package])
        .ended(0);
    for _ in 0..2 {
        let ran = world.run(&["import", &package]).ended(0);
        assert!(!ran.out.contains("come along"), "{}", ran.out);
    }

    let other = World::new();
    let ran = other.run(&["import", &package]).ended(0);
    assert!(ran.out.contains("come along"), "{}", ran.out);
    assert_eq!(
        other.run(&["find", "is:buried", "--json"]).ended(0).json().len(),
        1
    );
    let ran = other.run(&["import", &package]).ended(0);
    assert!(!ran.out.contains("come along"), "{}", ran.out);

    // A card of one's own that is deleted stays deleted as well.
    world.run(&["delete", "lakes/longest"]).ended(0);
    let ran = world.run(&["import", &package]).ended(0);
    assert!(ran.err.contains("1 card left out: deleted here"), "{}", ran.err);
}

/// The moments of all reviews of a package with progress, card by card.
fn moments(package: &[u8]) -> Vec<i64> {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    let bytes = entry(package, "collection.anki21").unwrap();
    let length = bytes.len();
    connection
        .deserialize_read_exact("main", Cursor::new(bytes), length, true)
        .unwrap();
    let mut statement = connection
        .prepare("SELECT id FROM revlog ORDER BY cid, ROWID")
        .unwrap();
    let moments = statement.query_map([], |row| row.get(0)).unwrap();
    moments.map(Result::unwrap).collect()
}

#[test]
fn reviews_of_cards_from_anki_have_moments_that_anki_has_not_and_are_known_again() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    let out = world.path("back.apkg").display().to_string();
    let words = [
        "export",
        "anki",
        "deck:oron-lakes",
        "--with-progress",
        "-o",
        &out,
        "--force",
    ];
    world.run(&words).ended(0);
    let bytes = fs::read(&out).unwrap();
    let day = 86_400_000;
    let there = [0, 700_000, 5 * day + 1_400_000].map(|after| 1_925_100_000_000 + after);
    assert_eq!(moments(&bytes), there.map(|at| at + 1));
    world.run(&words).ended(0);
    assert_eq!(fs::read(&out).unwrap(), bytes, "same input, same bytes");
    for _ in 0..2 {
        let ran = world.run(&["import", &out]).ended(0);
        assert!(
            ran.out.contains("of your own recognised") && !ran.out.contains("come along"),
            "{}",
            ran.out
        );
    }
}
