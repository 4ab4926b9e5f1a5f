//! `import` and `export` of one's own cards whose notes became others in Anki: another note type, fields or gaps.

use rusqlite::Connection;

use super::anki_again::told;
use super::anki_otherwise::LAKES;
use super::anki_otherwise::edited;
use super::anki_otherwise::exported;
use super::world::World;

const STUDIED: &str = "UPDATE cards SET type = 2, queue = 2, ivl = 9, reps = 1 \
        WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%'); \
    INSERT INTO revlog SELECT 1900000000000, id, -1, 4, 9, 0, 2500, 3000, 0 FROM cards \
        WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%')";

fn reviews(world: &World, card: &str) -> i64 {
    let found = world.run(&["find", card, "--json"]).ended(0).json();
    found[0]["schedule"]["reviews"].as_i64().unwrap()
}

fn export(world: &World) -> String {
    let out = world.path("next.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out, "--force"]);
    told(&ran.ended(0).err)
}

/// Notes of the next export that have these words, and when they changed last.
fn notes(world: &World, words: &str) -> (i64, i64) {
    let sql = "SELECT count(*), coalesce(max(mod), 0) FROM notes WHERE flds LIKE '%' || ? || '%'";
    let connection: Connection = exported(world);
    connection
        .query_row(sql, [words], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
}

#[test]
fn a_card_of_ones_own_whose_note_got_another_type_stays_itself_and_its_note_is_left_alone() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let foreign = "UPDATE col SET models = json_insert(models, '$.77', json_set(json_extract(models, \
        '$.1795651200102'), '$.id', 77, '$.name', 'Mine')); UPDATE notes SET mid = 77 WHERE flds LIKE '%widest%';";
    let file = edited(&world, &format!("{foreign}{STUDIED}"));
    let ran = world.run(&["import", &file]).ended(0);
    let out = told(&ran.out);
    assert!(
        out.contains("2 cards of your own recognised") && !out.contains("new card"),
        "{}",
        ran.out
    );
    assert_eq!(reviews(&world, "lakes/widest"), 1);
    world
        .run(&["edit", "lakes/widest", "--key", "Lake Oron, the old"])
        .ended(0);
    let said = "Left out: all of it: its note has another note type in Anki, and stays as it is there (1 item: widest)";
    let err = export(&world);
    assert!(err.contains(said), "{err}");
    assert_eq!((notes(&world, "widest").0, notes(&world, "deepest").0), (0, 1));
    // Where it has the type again that it went out with, it is written again.
    let world = World::new();
    world.deck("lakes", LAKES);
    let whole = edited(&world, "UPDATE col SET mod = mod + 9000");
    let other = world.path("other.apkg").display().to_string();
    std::fs::rename(&whole, &other).unwrap();
    world.run(&["import", &edited(&world, foreign)]).ended(0);
    assert_eq!(notes(&world, "widest").0, 0);
    world.run(&["import", &other]).ended(0);
    assert_eq!(notes(&world, "widest").0, 1);
}

#[test]
fn a_note_with_words_in_fields_of_ones_own_is_not_written_over() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let before = notes(&world, "widest").1;
    let fields = "UPDATE col SET models = json_insert(models, '$.1795651200102.flds[#]', \
            json_object('name', 'Mnemonic', 'ord', 7)); \
        UPDATE notes SET flds = flds || char(31) || CASE WHEN flds LIKE '%widest%' THEN 'wide O' ELSE '' END, \
            mod = mod + 90000";
    world.run(&["import", &edited(&world, fields)]).ended(0);
    let err = export(&world);
    assert!(!err.contains("Left out"), "nothing is new: {err}");
    assert_eq!(notes(&world, "widest"), (1, before));
    for card in ["lakes/widest", "lakes/deepest"] {
        world.run(&["edit", card, "--key", "Lake Tur"]).ended(0);
    }
    let said = "Left out: all of it: its note has words in Anki in fields that an import would empty, and stays as it \
                is there; --overwrite writes it (1 item: widest)";
    let err = export(&world);
    assert!(err.contains(said), "{err}");
    assert_eq!(notes(&world, "widest").0, 0);
    assert!(notes(&world, "deepest").1 > before);
    let text = world
        .run(&["export", "anki-text", "deck:lakes", "--all"])
        .ended(0);
    assert!(
        text.out.contains("deepest") && !text.out.contains("widest"),
        "{}",
        text.out
    );
    let all = ["export", "anki-text", "deck:lakes", "--overwrite"];
    assert!(world.run(&all).ended(0).out.contains("widest"));
}

#[test]
fn a_gap_with_another_number_is_the_own_card_and_one_that_is_gone_is_told() {
    let world = World::new();
    let gaps = "\n[[item]]\nid = \"river\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n\
        \n[[item]]\nid = \"sand\"\nkind = \"cloze\"\nstem = \"Near it ____ is a desert.\"\nkey = \"Sary\"\n";
    world.deck("lakes", &format!("{LAKES}{gaps}"));
    let sql = "UPDATE notes SET flds = replace(flds, '{{c1::Tur', '{{c2::Tur'); \
        UPDATE notes SET flds = replace(replace(flds, '{{c1::Sary}}', 'Sary'), 'desert', '{{c2::desert}}'); \
        UPDATE cards SET ord = 1 WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%'); \
        INSERT INTO revlog SELECT 1900000000000 + row_number() OVER (), id, -1, 4, 9, 0, 2500, 3000, 0 FROM cards WHERE ord = 1; \
        UPDATE cards SET type = 2, queue = 2, ivl = 9, reps = 1 WHERE ord = 1";
    let file = edited(&world, sql);
    let ran = world.run(&["import", &file]).ended(0);
    let err = told(&ran.err);
    assert!(
        ran.out.contains("1 new card") && told(&ran.out).contains("3 cards of your own recognised"),
        "{}",
        ran.out
    );
    assert!(
        err.contains("1 card was made in Anki from your own")
            && err.contains("1 card of your own in “Lakes” went out to Anki and is not in the package")
            && err.contains("lakes/sand"),
        "{err}"
    );
    assert_eq!(
        (reviews(&world, "lakes/river"), reviews(&world, "lakes/sand")),
        (1, 0)
    );
    // Nothing was edited here, and yet an import there would make the card of the first gap anew.
    assert_eq!((notes(&world, "Tur").0, notes(&world, "Near it").0), (0, 0));
    for (card, stem) in [
        ("lakes/river", "The great ____ leaves it."),
        ("lakes/sand", "Near it ____ is a sandy desert."),
    ] {
        world.run(&["edit", card, "--stem", stem]).ended(0);
    }
    let said = "Left out: all of it: its note has other gaps in Anki, and stays as it is there; --overwrite writes it \
                (2 items: river, sand)";
    let err = export(&world);
    assert!(err.contains(said), "{err}");
    let out = world.path("over.apkg").display().to_string();
    let all = [
        "export",
        "anki",
        "deck:lakes",
        "-o",
        &out,
        "--overwrite",
        "--dry-run",
    ];
    assert!(!told(&world.run(&all).ended(0).err).contains("Left out: all of it"));
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        !ran.out.contains("new card") && !ran.err.contains("not in the package"),
        "it is known by now: {} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn a_card_that_moved_and_was_edited_there_is_told_and_taken_with_both() {
    let sql = "UPDATE cards SET did = 77 WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%deepest%'); \
        UPDATE notes SET flds = replace(flds, 'is the deepest', 'is deepest of all'), mod = mod + 90000 \
            WHERE flds LIKE '%deepest%'; \
        UPDATE col SET mod = mod + 1000, decks = json_set(decks, '$.77', \
            json_set(json_extract(decks, '$.1'), '$.id', 77, '$.name', 'Waters'))";
    let otherwise = "in Anki “Which lake is deepest of all?”";
    let stem = |world: &World| {
        let path = world.home().join("decks/waters.toml");
        std::fs::read_to_string(path).unwrap_or_default()
    };
    for takes in [false, true] {
        let world = World::new();
        world.deck("lakes", LAKES);
        let file = edited(&world, sql);
        let (mut words, all) = (vec!["import", &file, "--with-moves"], ["--take", "all"]);
        if takes {
            words.extend(all);
        }
        let ran = world.run(&words).ended(0);
        assert!(ran.out.contains("Moved: lakes/deepest"), "{}", ran.out);
        assert_eq!(
            told(&ran.err).contains(otherwise),
            !takes,
            "{} {}",
            ran.out,
            ran.err
        );
        assert_eq!(stem(&world).contains("deepest of all"), takes, "{}", stem(&world));
        // Its words are news as long as they are others.
        let ran = world.run(&["import", &file]).ended(0);
        assert_eq!(told(&ran.err).contains(otherwise), !takes, "{}", ran.err);
        world.run(&[&["import", &file][..], &all].concat()).ended(0);
        assert!(stem(&world).contains("deepest of all"), "{}", stem(&world));
    }
}

#[test]
fn a_deck_that_was_renamed_there_has_cards_that_moved_too() {
    let world = World::new();
    let more = "\n[[item]]\nid = \"oldest\"\nstem = \"Which lake is the oldest?\"\nkey = \"Lake Bel\"\n";
    world.deck("lakes", &format!("{LAKES}{more}"));
    let sql = "UPDATE cards SET did = 77 WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%deepest%'); \
        UPDATE col SET mod = mod + 1000, decks = json_set(replace(decks, '\"Lakes\"', '\"Seen\"'), '$.77', \
            json_set(json_extract(decks, '$.1'), '$.id', 77, '$.name', 'Waters'))";
    let file = edited(&world, sql);
    let ran = world.run(&["import", &file]).ended(0);
    let said = "1 card is in another deck in Anki now, 1 in “Waters”";
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(ran.out.contains("Moved: lakes/deepest"), "{}", ran.out);
}
