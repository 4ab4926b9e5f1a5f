//! Names of decks in Anki: levels, names given once, and a deck that comes back under its own title.

use rusqlite::Connection;

use super::anki_otherwise::LAKES;
use super::anki_otherwise::edited;
use super::anki_otherwise::edited_of;
use super::anki_otherwise::exported;
use super::anki_otherwise::lakes;
use super::world::World;

/// Somebody adds a note of their own beside the deepest lake.
const ADDED: &str = "INSERT INTO notes SELECT 77, 'mine', mid, mod, usn, '', 'Which lake is salt?' || char(31) || 'Bel' \
        || char(31) || char(31) || char(31) || char(31) || char(31), '', 0, 0, '' FROM notes WHERE flds LIKE '%deepest%'; \
    INSERT INTO cards SELECT 777, 77, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
        flags, data FROM cards WHERE nid = (SELECT id FROM notes WHERE flds LIKE '%deepest%')";

fn titled(title: &str) -> World {
    let world = World::new();
    world.deck(
        "lakes",
        &LAKES.replace("title = \"Lakes\"", &format!("title = \"{title}\"")),
    );
    world
}

/// Names of the decks of the next package, but for the one that each has.
fn decks_out(world: &World) -> Vec<String> {
    let connection: Connection = exported(world);
    let sql =
        "SELECT json_extract(value, '$.name') FROM col, json_each(col.decks) WHERE key <> '1' ORDER BY 1";
    let mut statement = connection.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

fn listed(world: &World, id: &str) -> serde_json::Value {
    let decks = world.run(&["decks", "--json"]).ended(0).json();
    decks.into_iter().find(|deck| deck["deck"] == id).unwrap()
}

#[test]
fn levels_in_a_title_make_a_sub_deck_there_and_a_group_here() {
    let world = titled("Water::Lakes");
    assert_eq!(decks_out(&world), ["Water::Lakes"]);
    let text = world
        .run(&["export", "anki-text", "deck:lakes", "--all"])
        .ended(0);
    assert!(text.out.contains("\tWater::Lakes\t"), "{}", text.out);
    assert_eq!(listed(&world, "lakes")["group"], "Water");
    let shown = world.run(&["decks"]).ended(0).out;
    assert!(shown.contains("Water\n  lakes "), "{shown}");
    let ran = world.run(&["import", &edited(&world, ADDED)]).ended(0);
    assert!(
        ran.out.contains("“Water::Lakes”: 1 new card, deck lakes"),
        "{}",
        ran.out
    );
    assert!(lakes(&world).contains("Which lake is salt?"));
    // Made here, it is the same.
    world
        .run(&[
            "new",
            "--deck",
            "Физика::Оптика",
            "--stem",
            "Скорость света?",
            "--key",
            "300000",
        ])
        .ended(0);
    assert_eq!(listed(&world, "физика-оптика")["group"], "Физика");
}

#[test]
fn a_deck_that_went_out_keeps_its_name_and_takes_what_is_new_in_it_there() {
    let world = titled("Seas");
    assert_eq!(decks_out(&world), ["Seas"]);
    world.run(&["decks", "rename", "lakes", "Water::Lakes"]).ended(0);
    assert_eq!(listed(&world, "lakes")["group"], "Water");
    assert_eq!(decks_out(&world), ["Seas"]);
    let ran = world.run(&["import", &edited(&world, ADDED)]).ended(0);
    assert!(
        ran.out.contains("“Water::Lakes”: 1 new card, deck lakes"),
        "{}",
        ran.out
    );
}

#[test]
fn a_note_that_somebody_adds_to_a_shipped_deck_there_comes_into_it() {
    let world = World::new();
    let added = "INSERT INTO notes SELECT 77, 'mine', mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes \
            ORDER BY id LIMIT 1; \
        INSERT INTO cards SELECT 777, 77, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, \
            odid, flags, data FROM cards ORDER BY nid LIMIT 1";
    let file = edited_of(&world, "deck:kz-soviet", added);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        ran.out
            .contains("“The Soviet decades”: 1 new card, deck kz-soviet"),
        "{}",
        ran.out
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        !ran.err.contains("another deck") && !ran.out.contains("new card"),
        "{} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn a_note_that_somebody_adds_to_a_topic_of_a_deck_there_comes_into_the_deck() {
    let world = World::new();
    let word =
        "\n[[term]]\nid = \"meeting\"\nen = \"meeting\"\nkk_cyrl = \"жиналыс\"\ntopic = \"public life\"\n";
    world.deck("lakes", &format!("{LAKES}{word}"));
    assert_eq!(decks_out(&world), ["Lakes", "Lakes::public life"]);
    let beside_the_word = ADDED.replace(
        "77, did, ",
        "77, (SELECT max(did) FROM cards JOIN notes ON nid = notes.id WHERE flds LIKE '%жиналыс%'), ",
    );
    assert_ne!(beside_the_word, ADDED);
    let file = edited(&world, &beside_the_word);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("“Lakes”: 1 new card, deck lakes"), "{}", ran.out);
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(
        !ran.err.contains("another deck") && !ran.out.contains("new card"),
        "{} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn odd_titles_go_out_and_come_back() {
    for (title, there) in [("::", "lakes"), ("a::::b", "a::b"), ("::a", "a"), ("a:: ", "a")] {
        let world = titled(title);
        assert_eq!(decks_out(&world), [there], "{title}");
        let ran = world.run(&["import", &edited(&world, ADDED)]).ended(0);
        assert!(ran.out.contains("1 new card, deck lakes"), "{title}: {}", ran.out);
    }
}

#[test]
fn a_deleted_deck_comes_back_with_its_title_and_language() {
    let world = World::new();
    let of_mine = "title = \"My lakes\"\nlanguage = \"kk\"\ndescription = \"Of the valley.\"";
    world.deck("lakes", &LAKES.replace("title = \"Lakes\"", "title = \"Seas\""));
    let file = edited(&world, "SELECT 1");
    world.deck("lakes", &LAKES.replace("title = \"Lakes\"", of_mine));
    world.run(&["decks", "delete", "lakes"]).ended(0);
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(0);
    assert!(
        ran.out
            .contains("“My lakes”: 2 cards or words of your own back, deck lakes"),
        "{}",
        ran.out
    );
    assert!(lakes(&world).contains(of_mine), "{}", lakes(&world));
    // Nothing is left of a file that was taken away by hand but the name that it had there.
    let world = titled("Seas");
    let file = edited(&world, "SELECT 1");
    std::fs::remove_file(world.home().join("decks/lakes.toml")).unwrap();
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(0);
    assert!(ran.out.contains("“Seas”: 2 cards"), "{}", ran.out);
}
