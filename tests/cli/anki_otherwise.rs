//! `import` from Anki of cards that read otherwise there: told by name with both texts, and taken where asked for.

use std::io::Cursor;
use std::io::Read;

use rusqlite::Connection;

use super::anki_again::told;
use super::anki_import::altered;
use super::anki_import::deck;
use super::anki_import::package;
use super::anki_import::zipped;
use super::world::World;

pub(super) const LAKES: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n[[item]]\nid = \"deepest\"\n\
    stem = \"Which lake is the deepest?\"\nkey = \"Lake Sary\"\ntags = [\"water\"]\n\n[[item]]\nid = \"widest\"\n\
    stem = \"Which lake is the widest?\"\nkey = \"Lake Oron\"\n";

/// Exports the deck of lakes and opens the collection of the package.
pub(super) fn exported(world: &World) -> Connection {
    exported_of(world, "deck:lakes")
}

pub(super) fn exported_of(world: &World, query: &str) -> Connection {
    let out = world.path("out.apkg").display().to_string();
    world
        .run(&["export", "anki", query, "-o", &out, "--force"])
        .ended(0);
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(&out).unwrap())).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name("collection.anki2")
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    std::fs::write(world.path("collection"), bytes).unwrap();
    Connection::open(world.path("collection")).unwrap()
}

/// The package of the deck of lakes as Anki has it after `sql`.
pub(super) fn edited(world: &World, sql: &str) -> String {
    edited_of(world, "deck:lakes", sql)
}

/// The same of the cards of a query.
pub(super) fn edited_of(world: &World, query: &str, sql: &str) -> String {
    exported_of(world, query).execute_batch(sql).unwrap();
    zipped(
        world,
        &std::fs::read(world.path("collection")).unwrap(),
        "back.apkg",
    )
}

pub(super) fn lakes(world: &World) -> String {
    std::fs::read_to_string(world.home().join("decks/lakes.toml")).unwrap()
}

const EDIT: &str = "UPDATE notes SET flds = replace(flds, 'is the deepest', 'is deepest of all'), \
    tags = tags || 'mine leech ', mod = mod + 90000 WHERE flds LIKE '%deepest%'";

#[test]
fn a_card_of_ones_own_that_was_edited_there_is_told_and_taken_when_asked_for() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let file = edited(&world, EDIT);
    let ran = world.run(&["import", &file, "--dry-run", "--json"]).ended(0);
    let json = ran.json().pop().unwrap();
    assert_eq!(json["own_edited_there"][0]["card"], "lakes/deepest");
    assert_eq!(
        json["own_edited_there"][0]["there"],
        "Which lake is deepest of all?"
    );
    let ran = world.run(&["import", &file]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains("1 card of your own reads otherwise in Anki, edited there, and stays as here.")
            && err.contains("here “Which lake is the deepest?”, in Anki “Which lake is deepest of all?”")
            && err.contains("--take lakes/deepest"),
        "{err}"
    );
    // Tags that were added there come, and Anki's own do not.
    assert!(
        ran.out.contains("1 card of your own gets tags from Anki"),
        "{}",
        ran.out
    );
    assert!(lakes(&world).contains("\"mine\"") && !lakes(&world).contains("leech"));
    assert!(lakes(&world).contains("Which lake is the deepest?"));
    // With the tags alone its words are still news.
    let ran = world.run(&["import", &file]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains("edited there, and stays as here.") && err.contains("or --take all"),
        "{err}"
    );
    let ran = world.run(&["import", &file, "--take", "all"]).ended(0);
    assert!(ran.out.contains("1 card reads as in Anki"), "{}", ran.out);
    assert!(
        lakes(&world).contains("Which lake is deepest of all?"),
        "{}",
        lakes(&world)
    );
    assert!(lakes(&world).contains("Which lake is the widest?"));
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!told(&ran.err).contains("otherwise"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert!(
        lakes(&world).contains("Which lake is the deepest?"),
        "{}",
        lakes(&world)
    );
}

#[test]
fn cards_are_taken_also_where_others_of_their_deck_come_with_them() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let file = edited(&world, EDIT);
    world.run(&["delete", "lakes/widest"]).ended(0);
    let ran = world
        .run(&["import", &file, "--with-deleted", "--take", "all"])
        .ended(0);
    let now = lakes(&world);
    assert!(
        now.contains("deepest of all") && now.contains("is the widest"),
        "{now}\n{}{}",
        ran.out,
        ran.err
    );
    assert!(!ran.err.contains("No card was taken"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert!(!lakes(&world).contains("deepest of all") && !lakes(&world).contains("is the widest"));
}

#[test]
fn a_gap_made_there_on_a_card_of_a_renamed_or_shipped_deck_stays_beside_it() {
    let world = World::new();
    let gap = "\n[[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n";
    world.deck("lakes", &format!("{LAKES}{gap}"));
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::leaves}}'), mod = mod + 90000; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%')";
    let file = edited(&world, sql);
    world.run(&["decks", "rename", "lakes", "Waters"]).ended(0);
    world.run(&["import", &file]).ended(0);
    let found = world.run(&["find", "leaves", "--json"]).ended(0).json();
    let decks: Vec<&str> = found
        .iter()
        .map(|card| card["id"].as_str().unwrap().split('/').next().unwrap())
        .collect();
    assert_eq!(decks.len(), 2, "{found:?}");
    assert_eq!(decks[0], decks[1], "{found:?}");
}

#[test]
fn what_undo_takes_back_is_told_again_and_no_export_writes_over_it() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let file = edited(&world, EDIT);
    let is_told = || {
        let ran = world.run(&["import", &file, "--dry-run"]).ended(0);
        told(&ran.err).contains("--take lakes/deepest")
    };
    assert!(is_told());
    world.run(&["import", &file, "--take", "all"]).ended(0);
    assert!(!is_told());
    world.run(&["undo"]).ended(0);
    assert!(lakes(&world).contains("Which lake is the deepest?") && is_told());
    world.run(&["redo"]).ended(0);
    assert!(lakes(&world).contains("Which lake is deepest of all?") && !is_told());
    world.run(&["undo"]).ended(0);
    let sql = "SELECT mod FROM notes WHERE flds LIKE '%deepest%'";
    let connection = Connection::open(world.path("collection")).unwrap();
    let there: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    drop(connection);
    let now: i64 = exported(&world).query_row(sql, [], |row| row.get(0)).unwrap();
    assert!(now < there, "{now} {there}");
}

#[test]
fn a_card_that_was_edited_here_since_it_went_out_is_told_so_and_taken_by_name_alone() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let tagged = "UPDATE notes SET tags = tags || 'mine ', mod = mod + 90000 WHERE flds LIKE '%deepest%'";
    let file = edited(&world, tagged);
    let edited_here = LAKES
        .replace("the deepest", "the very deepest")
        .replace("tags = [\"water\"]\n", "");
    world.deck("lakes", &edited_here);
    let ran = world.run(&["import", &file, "--take", "all"]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains(
            "1 card of your own reads otherwise in Anki, was edited here since the last export, and stays as here."
        ) && err.contains("--take lakes/deepest.")
            && !err.contains("--take all"),
        "{err}"
    );
    // A tag that Suraq never wrote was given there; of one that it wrote nobody can tell who took it off.
    let now = lakes(&world);
    assert!(
        now.contains("the very deepest") && now.contains("tags = [\"mine\"]") && !now.contains("water"),
        "{now}"
    );
    let ran = world.run(&["import", &file, "--json"]).ended(0);
    let json = ran.json().pop().unwrap();
    assert_eq!(json["own_edited_there"][0]["edited_here"], true);
    world.run(&["import", &file, "--take", "deepest"]).ended(0);
    assert!(
        lakes(&world).contains("Which lake is the deepest?") && !lakes(&world).contains("water"),
        "{}",
        lakes(&world)
    );
}

#[test]
fn all_cards_of_a_deck_are_taken_in_one_step() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE notes SET flds = replace(flds, 'Which lake', 'What lake'), mod = mod + 90000";
    let file = edited(&world, sql);
    let ran = world.run(&["import", &file, "--take", "all"]).ended(0);
    assert!(ran.out.contains("2 cards read as in Anki"), "{}", ran.out);
    let kept = lakes(&world);
    assert!(
        kept.contains("What lake is the deepest?") && kept.contains("What lake is the widest?"),
        "{kept}"
    );
    assert!(
        kept.starts_with("format = 1") && kept.contains("[\"water\"]"),
        "{kept}"
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!told(&ran.err).contains("otherwise"), "{}", ran.err);
}

#[test]
fn an_export_after_that_leaves_the_note_there_alone() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "SELECT mod FROM notes WHERE flds LIKE '%deepest%'";
    let file = edited(&world, EDIT);
    let connection = Connection::open(world.path("collection")).unwrap();
    let there: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    drop(connection);
    world.run(&["import", &file, "--take", "all"]).ended(0);
    let now: i64 = exported(&world).query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(
        now, there,
        "a later one would overwrite what was tagged and laid out there"
    );
    world.deck("lakes", &lakes(&world).replace("Lake Sary", "Sary"));
    let later: i64 = exported(&world).query_row(sql, [], |row| row.get(0)).unwrap();
    assert!(later > there);
}

#[test]
fn a_card_edited_on_both_sides_is_named_with_both_texts_and_taken_when_asked_for() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let mine = deck(&world).replace("the deepest?", "the very deepest?");
    world.deck("oron-lakes", &mine);
    let file = package(&world, "Which lake is deepest?", 0);
    let ran = world.run(&["import", &file, "--dry-run", "--json"]).ended(1);
    let json = ran.json().pop().unwrap();
    let card = json["edited_twice"][0]["card"].as_str().unwrap().to_owned();
    assert!(card.starts_with("oron-lakes/anki-"), "{card}");
    let ran = world.run(&["import", &file]).ended(1);
    let err = told(&ran.err);
    assert!(
        err.contains("here “Which lake is the very deepest?”, in Anki “Which lake is deepest?”")
            && err.contains(&format!("--take {card}")),
        "{err}"
    );
    let ran = world
        .run(&["import", &file, "--take", "oron-lakes/other"])
        .ended(3);
    assert!(
        told(&ran.err).contains("no card of this package is called so"),
        "{}",
        ran.err
    );
    // Also later, when it is told no more.
    let ran = world.run(&["import", &file, "--take", &card]).ended(1);
    assert!(ran.out.contains("1 card reads as in Anki"), "{}", ran.out);
    assert!(
        deck(&world).contains("\"Which lake is deepest?\""),
        "{}",
        deck(&world)
    );
}

#[test]
fn all_takes_what_an_import_before_told_and_not_what_was_edited_here_alone() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let mine = deck(&world).replace("the deepest?", "the very deepest?");
    world.deck("oron-lakes", &mine);
    // Edited here alone: there is nothing to take.
    let same = package(&world, "Which lake is the deepest?", 0);
    let ran = world.run(&["import", &same, "--take", "all"]).ended(1);
    assert!(told(&ran.err).contains("No card was taken"), "{}", ran.err);
    assert!(deck(&world).contains("the very deepest?"), "{}", deck(&world));
    let file = package(&world, "Which lake is deepest?", 0);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(told(&ran.err).contains("or --take all"), "{}", ran.err);
    // An import between that tells nothing forgets nothing.
    world.run(&["import", &file]).ended(1);
    let ran = world.run(&["import", &file, "--take", "all"]).ended(1);
    assert!(ran.out.contains("1 card reads as in Anki"), "{}", ran.out);
    assert!(
        deck(&world).contains("\"Which lake is deepest?\""),
        "{}",
        deck(&world)
    );
    let ran = world.run(&["import", &file, "--take", "all"]).ended(1);
    assert!(told(&ran.err).contains("No card was taken"), "{}", ran.err);
}

/// A note type of Suraq, and a note that somebody made with it.
const MADE_THERE: &str = r#"UPDATE col SET models = json_set(models, '$.3', json('{"name": "Suraq Basic", "type": 0,
    "flds": [{"name": "Question", "ord": 0}, {"name": "Answer", "ord": 1}, {"name": "Explanation", "ord": 2},
        {"name": "Quote", "ord": 3}, {"name": "Source", "ord": 4}, {"name": "Extra1", "ord": 5}, {"name": "Extra2", "ord": 6}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Question}}", "afmt": "{{Answer}}"}]}'));
    INSERT INTO notes VALUES (5, 'made-there', 3, 1900000000, 0, '', 'Whose is this lake?' || char(31) || 'the town''s, by an old law of Oron'
        || replace(hex(zeroblob(5)), '00', char(31)), '', 0, 0, '');
    INSERT INTO cards VALUES (50, 5, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');"#;

#[test]
fn a_note_made_there_with_a_note_type_of_suraq_goes_back_as_itself() {
    let world = World::new();
    let file = altered(&world, "Which lake is the deepest?", MADE_THERE);
    world.run(&["import", &file]).ended(1);
    assert!(deck(&world).contains("Whose is this lake?"), "{}", deck(&world));
    let out = world.path("back.apkg").display().to_string();
    world
        .run(&["export", "anki", "deck:oron-lakes", "-o", &out, "--without-anki"])
        .ended(0);
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(&out).unwrap())).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name("collection.anki2")
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    std::fs::write(world.path("back"), bytes).unwrap();
    let notes = Connection::open(world.path("back")).unwrap();
    let sql = "SELECT guid, mod FROM notes WHERE flds LIKE 'Whose%'";
    let (guid, changed): (String, i64) = notes
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!((guid.as_str(), changed), ("made-there", 1_900_000_000));
    let sql = "SELECT count(*) FROM notes";
    let number: i64 = notes.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(
        number, 1,
        "the others are there and would stand beside themselves"
    );
    // Its words are still merged like those of all notes from there.
    let newer = MADE_THERE
        .replace("Whose is this", "Whose is the great")
        .replace("3, 1900000000", "3, 1900000001");
    world
        .run(&["import", &altered(&world, "Which lake is the deepest?", &newer)])
        .ended(1);
    assert!(
        deck(&world).contains("Whose is the great lake?"),
        "{}",
        deck(&world)
    );
}

/// The tags of the note of the deepest lake, as the next export writes them.
fn tags(world: &World) -> String {
    let sql = "SELECT tags FROM notes WHERE flds LIKE '%deepest%'";
    exported(world).query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn tags_that_were_given_there_go_back_as_they_came_also_after_an_edit() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let tagged =
        "UPDATE notes SET tags = tags || 'exam Қазақ::сөз ', mod = mod + 90000 WHERE flds LIKE '%deepest%'";
    let file = edited(&world, tagged);
    world.run(&["import", &file]).ended(0);
    world.deck("lakes", &lakes(&world).replace("Lake Sary", "Sary"));
    let there = tags(&world);
    assert!(
        there.contains(" exam ") && there.contains(" Қазақ::сөз ") && there.contains("suraq::topic::water"),
        "{there}"
    );
    assert!(!there.contains("topic::exam"), "{there}");
    let ran = world.run(&["import", &edited(&world, "SELECT 1")]).ended(0);
    assert!(!ran.out.contains("gets tags"), "{}", ran.out);
    // Taken off here it goes there, too.
    world.deck("lakes", &lakes(&world).replace("\"exam\"", "\"test\""));
    let there = tags(&world);
    assert!(
        !there.contains("exam") && there.contains("topic::test"),
        "{there}"
    );
}

#[test]
fn tags_given_there_to_a_card_that_was_edited_here_come_along_and_go_back() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let tagged =
        "UPDATE notes SET tags = tags || 'exam water ', mod = mod + 90000 WHERE flds LIKE '%deepest%'";
    let file = edited(&world, tagged);
    world.deck("lakes", &lakes(&world).replace("Lake Sary", "Sary"));
    world.run(&["import", &file]).ended(0);
    assert!(
        lakes(&world).contains("\"exam\"") && lakes(&world).contains("key = \"Sary\""),
        "{}",
        lakes(&world)
    );
    // The one that the card had as its own is there the learner's own as well.
    let there = tags(&world);
    assert!(there.contains(" exam ") && there.contains(" water "), "{there}");
    // Taken off here, a later edit there does not bring it back.
    world.deck("lakes", &lakes(&world).replace("\"exam\"", "\"test\""));
    let again = "UPDATE notes SET tags = tags || 'exam ', mod = mod + 190000 WHERE flds LIKE '%deepest%'";
    let file = edited(&world, again);
    world.deck("lakes", &lakes(&world).replace("\"Sary\"", "\"Lake Sary\""));
    world.run(&["import", &file]).ended(0);
    assert!(!lakes(&world).contains("\"exam\""), "{}", lakes(&world));
}

#[test]
fn a_tag_given_there_that_the_card_has_here_is_kept_there() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let tagged = "UPDATE notes SET tags = tags || 'water ', mod = mod + 90000 WHERE flds LIKE '%deepest%'";
    let ran = world.run(&["import", &edited(&world, tagged)]).ended(0);
    assert!(!ran.out.contains("gets tags"), "{}", ran.out);
    assert!(tags(&world).contains(" water "), "{}", tags(&world));
}

const WORDS: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\nlanguage = \"kk\"\n\n[[term]]\n\
    id = \"water\"\nkk_cyrl = \"су\"\nen = \"water, the deepest\"\n";

#[test]
fn a_word_that_reads_otherwise_there_is_edited_here_and_its_notes_keep_their_tags() {
    let world = World::new();
    world.deck("lakes", WORDS);
    let sql =
        "UPDATE notes SET flds = replace(flds, 'water', 'waters'), tags = tags || 'exam ', mod = mod + 90000";
    let file = edited(&world, sql);
    let ran = world.run(&["import", &file, "--take", "all"]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains("No card was taken: a word of a deck is edited here.")
            && err.contains("A word is edited here: suraq edit lakes/water")
            && !err.contains("with --take"),
        "{err}"
    );
    assert!(!ran.out.contains("tags"), "{}", ran.out);
    assert!(tags(&world).contains(" exam "), "{}", tags(&world));
}

#[test]
fn what_differs_is_named_where_it_is_not_the_question() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE notes SET flds = replace(flds, 'Lake Sary' || char(31), 'Lake Sary' || char(31) || 'It is 90 m deep.'), \
        mod = mod + 90000 WHERE flds LIKE '%deepest%'";
    let ran = world.run(&["import", &edited(&world, sql)]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains("explanation here none, in Anki “It is 90 m deep.”"),
        "{err}"
    );
}

#[test]
fn a_card_added_there_to_a_note_of_ones_own_is_a_card_of_its_own() {
    let world = World::new();
    let gap = "\n[[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n";
    world.deck("lakes", &format!("{LAKES}{gap}"));
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::leaves::verb}}'), mod = mod + 90000; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 2, 2, 1, 9, 2500, 1, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%'); \
        INSERT INTO revlog VALUES (1900000000000, (SELECT id FROM cards WHERE ord = 1), -1, 4, 9, 0, 2500, 3000, 0)";
    let ran = world.run(&["import", &edited(&world, sql), "--json"]).ended(0);
    let json = ran.json().pop().unwrap();
    assert_eq!(json["recognised"], 3);
    assert_eq!(json["made_of_own_there"].as_array().unwrap().len(), 1);
    let found = |query: &str| world.run(&["find", query, "--json"]).ended(0).json();
    let own = found("lakes/gap");
    assert_eq!(own[0]["schedule"]["reviews"], 0, "{}", own[0]);
    let all = found("deck:lakes");
    let added: Vec<_> = all
        .iter()
        .filter(|card| card["id"].as_str().unwrap().contains("/anki-"))
        .collect();
    assert_eq!(added.len(), 1, "{all:?}");
    assert_eq!(added[0]["key"], "leaves");
    assert_eq!(added[0]["schedule"]["reviews"], 1);
    assert_eq!(added[0]["tags"].as_array().unwrap().len(), 0);
}

/// The text and the change of the note of the cloze, and how many notes and cards the next export has.
fn gap_there(world: &World) -> (String, i64, i64, i64) {
    let connection = exported(world);
    let sql = "SELECT flds, mod, (SELECT count(*) FROM notes), (SELECT count(*) FROM cards) FROM notes \
        WHERE flds LIKE '%{{c1::Tur%'";
    let read = |row: &rusqlite::Row<'_>| {
        let fields: String = row.get(0)?;
        let text = fields.split('\u{1f}').next().unwrap_or_default().to_owned();
        Ok((text, row.get(1)?, row.get(2)?, row.get(3)?))
    };
    connection.query_row(sql, [], read).unwrap()
}

#[test]
fn a_gap_that_was_made_there_stays_there_whatever_is_edited_here() {
    let world = World::new();
    let gap = "\n[[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n";
    world.deck("lakes", &format!("{LAKES}{gap}"));
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::<b>leaves</b>::verb}}'), mod = mod + 90000 \
            WHERE flds LIKE '%leaves%'; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 2, 2, 1, 9, 2500, 1, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%')";
    let file = edited(&world, sql);
    let changed = "SELECT mod FROM notes WHERE flds LIKE '%c2::%'";
    let connection = Connection::open(world.path("collection")).unwrap();
    let there: i64 = connection.query_row(changed, [], |row| row.get(0)).unwrap();
    drop(connection);
    world.run(&["import", &file]).ended(0);
    // As it is there: the same text, no newer, and one note with both cards.
    let text = "The {{c1::Tur}} {{c2::<b>leaves</b>::verb}} it.".to_owned();
    assert_eq!(gap_there(&world), (text, there, 3, 4));
    world
        .run(&["edit", "lakes/gap", "--stem", "A great ____ leaves it & more."])
        .ended(0);
    let (text, changed, notes, cards) = gap_there(&world);
    assert_eq!(text, "A great {{c1::Tur}} {{c2::leaves::verb}} it &amp; more.");
    assert!(changed > there && (notes, cards) == (3, 4));
    // Without its words the note there is left alone.
    world
        .run(&["edit", "lakes/gap", "--stem", "A great ____ flows out."])
        .ended(0);
    let out = world.path("lost.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    let said = "1 item without its new text: in Anki it has further gaps, and their words stand in it no longer (gap)";
    let err = told(&ran.err);
    assert!(
        err.contains(said)
            && err.contains("Left out: 1 card was made in Anki from a note of yours, and stays with it"),
        "{err}"
    );
    let (text, still, ..) = gap_there(&world);
    assert_eq!(
        (text.as_str(), still),
        ("The {{c1::Tur}} {{c2::<b>leaves</b>::verb}} it.", changed)
    );
}

#[test]
fn a_card_of_a_second_template_is_no_note_of_its_own() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE col SET models = json_insert(models, '$.1795651200102.tmpls[#]', \
            json_object('name', 'Back', 'ord', 1, 'qfmt', '{{Answer}}', 'afmt', '{{Question}}')); \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%')";
    let ran = world.run(&["import", &edited(&world, sql)]).ended(0);
    assert!(
        ran.out.contains("1 new card") && told(&ran.err).contains("1 card was made in Anki from your own"),
        "{} {}",
        ran.out,
        ran.err
    );
    let notes = "SELECT count(*) FROM notes";
    let notes: i64 = exported(&world).query_row(notes, [], |row| row.get(0)).unwrap();
    assert_eq!(notes, 2);
}

#[test]
fn a_tag_comes_along_also_where_new_cards_come_into_the_same_deck() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE notes SET tags = tags || 'mine ', flds = replace(flds, 'is the deepest', 'is deepest of all'), \
            mod = mod + 90000 WHERE flds LIKE '%deepest%'; \
        UPDATE col SET models = json_insert(models, '$.1795651200102.tmpls[#]', \
            json_object('name', 'Back', 'ord', 1, 'qfmt', '{{Answer}}', 'afmt', '{{Question}}')); \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%')";
    let ran = world
        .run(&["import", &edited(&world, sql), "--take", "all"])
        .ended(0);
    assert!(ran.out.contains("1 new card"), "{}", ran.out);
    assert!(lakes(&world).contains("\"mine\"") && lakes(&world).contains("is deepest of all"));
    world
        .run(&["edit", "lakes/deepest", "--key", "Lake Tur"])
        .ended(0);
    let sql = "SELECT tags FROM notes WHERE flds LIKE '%deepest%'";
    let tags: String = exported(&world).query_row(sql, [], |row| row.get(0)).unwrap();
    assert!(tags.contains(" mine "), "{tags}");
}

/// A cloze whose note got a gap in Anki.
fn with_gap() -> (World, String) {
    let world = World::new();
    let gap = "\n[[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n";
    world.deck("lakes", &format!("{LAKES}{gap}"));
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::leaves}}'), mod = mod + 90000 \
            WHERE flds LIKE '%leaves%'; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 2, 2, 1, 9, 2500, 1, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%')";
    let file = edited(&world, sql);
    (world, file)
}

#[test]
fn a_gap_stays_there_also_for_who_has_the_card_from_there_or_brings_it_back() {
    let text = "A great {{c1::Tur}} {{c2::leaves}} it.";
    let (world, file) = with_gap();
    world.run(&["delete", "lakes/gap"]).ended(0);
    world.run(&["import", &file]).ended(0);
    world.run(&["import", &file, "--with-deleted"]).ended(0);
    world
        .run(&["edit", "lakes/gap", "--stem", "A great ____ leaves it."])
        .ended(0);
    assert_eq!(gap_there(&world).0, text);
    // Another home that has nothing but the package.
    let (_first, file) = with_gap();
    let world = World::new();
    world.run(&["import", &file]).ended(0);
    let found = world.run(&["find", "Tur", "--json"]).ended(0).json();
    let own = found.iter().find(|card| card["key"] == "Tur").unwrap();
    let id = own["id"].as_str().unwrap();
    world
        .run(&["edit", id, "--stem", "A great ____ leaves it."])
        .ended(0);
    assert_eq!(gap_there(&world).0, text);
}

#[test]
fn tags_given_here_and_there_are_no_contradiction() {
    let world = World::new();
    let tagged = |tags: &str, changed: i64| {
        let sql = format!("UPDATE notes SET tags = ' {tags} ', mod = {changed} WHERE id = 1");
        altered(&world, "Which lake is the deepest?", &sql)
    };
    world
        .run(&["import", &tagged("geo::asia both", 1_900_000_001)])
        .ended(1);
    let card = || {
        let found = world
            .run(&["find", "deck:oron-lakes", "deepest", "--json"])
            .json();
        (
            found[0]["id"].as_str().unwrap().to_owned(),
            found[0]["tags"].clone(),
        )
    };
    world.run(&["edit", &card().0, "--tag", "mine"]).ended(0);
    let ran = world
        .run(&["import", &tagged("both geo::east", 1_900_000_009)])
        .ended(1);
    assert!(!ran.err.contains("your edit here"), "{}", ran.err);
    assert_eq!(card().1, serde_json::json!(["both", "mine", "geo::east"]));
}
