//! `import` from Anki of what became of one's own cards there: moved to another deck, or gone.

use super::anki_again::told;
use super::anki_otherwise::LAKES;
use super::anki_otherwise::edited;
use super::anki_otherwise::lakes;
use super::world::World;

/// A second deck, with the card of the widest lake in it.
const MOVED: &str = r#"UPDATE cards SET did = 77 WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%');
    UPDATE col SET mod = mod + 1000, decks = json_set(decks, '$.77', json_set(json_extract(decks, '$.1'), '$.id', 77, '$.name', 'Waters'))"#;

fn sent() -> World {
    let world = World::new();
    world.deck("lakes", LAKES);
    world
}

#[test]
fn a_card_of_ones_own_that_moved_there_is_told_once_and_follows_on_demand() {
    let world = sent();
    let file = edited(&world, MOVED);
    let said = "1 card is in another deck in Anki now, 1 in “Waters”, and stays where it is here; \
                the same import --with-moves moves it.";
    let ran = world.run(&["import", &file]).ended(0);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let ran = world.run(&["import", &file, "--json"]).ended(0);
    let json = ran.json().pop().unwrap();
    assert_eq!(json["moved_there"][0]["cards"][0], "lakes/widest");
    assert!(!ran.err.contains("another deck"), "told once: {}", ran.err);
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(ran.out.contains("Moved: lakes/widest"), "{}", ran.out);
    assert!(!lakes(&world).contains("widest"), "{}", lakes(&world));
    // It is the same note there, and at home now.
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(
        ran.out.contains("2 cards of your own recognised") && !ran.out.contains("Moved"),
        "{}",
        ran.out
    );
}

#[test]
fn a_deck_that_was_renamed_there_and_a_card_that_moved_here_are_no_news() {
    let world = sent();
    let renamed = "UPDATE col SET decks = replace(decks, '\"Lakes\"', '\"Waters\"')";
    let ran = world.run(&["import", &edited(&world, renamed)]).ended(0);
    assert!(!ran.err.contains("another deck"), "{}", ran.err);
    let file = edited(&world, "SELECT 1");
    world.run(&["move", "lakes/widest", "--to", "Waters"]).ended(0);
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(
        ran.out.contains("2 cards of your own recognised") && !ran.out.contains("Moved"),
        "{}",
        ran.out
    );
}

/// The same as a whole collection.
fn whole(file: &str) -> String {
    let whole = file.replace(".apkg", ".colpkg");
    std::fs::rename(file, &whole).unwrap();
    whole
}

const GONE: &str = "DELETE FROM cards WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%'); \
    DELETE FROM notes WHERE flds LIKE '%widest%'; UPDATE col SET mod = mod + 1000";

#[test]
fn a_card_of_ones_own_that_is_gone_there_is_told_once_and_stays() {
    let world = sent();
    let file = whole(&edited(&world, GONE));
    let said = "1 card of your own in “Lakes” went out to Anki and is not in the package: deleted there, or not \
                imported there yet. It stays here. To take it away: suraq delete lakes/widest";
    let ran = world.run(&["import", &file, "--dry-run"]).ended(0);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    assert!(lakes(&world).contains("widest"));
    let ran = world.run(&["import", &file, "--json"]).ended(0);
    assert_eq!(ran.json().pop().unwrap()["gone_there"][0], "lakes/widest");
    assert!(!ran.err.contains("not in the package"), "told once: {}", ran.err);
    // It is there again, and gone again.
    let later = whole(&edited(&world, "UPDATE col SET mod = mod + 2000"));
    let ran = world.run(&["import", &later]).ended(0);
    assert!(!ran.err.contains("not in the package"), "{}", ran.err);
    let again = GONE.replace("1000", "3000");
    let ran = world.run(&["import", &whole(&edited(&world, &again))]).ended(0);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
}

#[test]
fn a_card_that_a_part_of_the_collection_lacks_may_lie_elsewhere_there() {
    let world = sent();
    let ran = world.run(&["import", &edited(&world, GONE)]).ended(0);
    let said = "1 card of your own in “Lakes” went out to Anki and is not in the package: deleted there, not imported \
                there yet, or in a deck that is not in it. It stays here. The whole collection (.colpkg) tells which: \
                lakes/widest";
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    assert!(!ran.err.contains("suraq delete"), "{}", ran.err);
}

#[test]
fn a_note_of_another_type_or_without_an_answer_is_not_gone() {
    let world = sent();
    let sql = "UPDATE notes SET flds = replace(flds, 'Lake Oron', '') WHERE flds LIKE '%widest%'";
    let ran = world.run(&["import", &edited(&world, sql)]).ended(1);
    assert!(
        !ran.err.contains("not in the package") && ran.err.contains("the back has no answer"),
        "{}",
        ran.err
    );
}

#[test]
fn a_card_of_ones_own_whose_answer_was_emptied_there_is_named_at_every_import() {
    let world = sent();
    let emptied = "UPDATE notes SET flds = replace(flds, 'Lake Oron', ''), mod = mod + 90000";
    let file = edited(&world, emptied);
    for _ in 0..3 {
        let ran = world.run(&["import", &file]).ended(1);
        let err = told(&ran.err);
        assert!(
            err.contains("1 card left out: the back has no answer lakes/widest Which lake is the widest?"),
            "{err}"
        );
    }
    let json = world.run(&["import", &file, "--json"]).json().pop().unwrap();
    assert_eq!(json["remarks"][0]["card"], "lakes/widest");
    assert!(lakes(&world).contains("Lake Oron"));
}
