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
fn cards_that_left_a_deck_which_was_renamed_there_are_told() {
    let world = World::new();
    let third = "\n[[item]]\nid = \"longest\"\nstem = \"Which is the longest?\"\nkey = \"Lake Bel\"\n";
    world.deck("lakes", &format!("{LAKES}{third}"));
    let sql = format!("{MOVED}; UPDATE col SET decks = replace(decks, '\"Lakes\"', '\"Seen\"')");
    let file = edited(&world, &sql);
    let ran = world.run(&["import", &file, "--with-moves"]).ended(0);
    assert!(ran.out.contains("Moved: lakes/widest"), "{} {}", ran.out, ran.err);
    assert!(!ran.out.contains("lakes/deepest"), "{}", ran.out);
    assert!(lakes(&world).contains("longest") && !lakes(&world).contains("widest"));
}

#[test]
fn a_card_from_anki_that_went_out_again_and_is_gone_there_is_told() {
    let world = World::new();
    let text = "#separator:tab\n#notetype:Basic\n#guid column:1\n#deck:Lakes\n\
        g1\tWhich lake is the deepest?\tLake Sary\ng2\tWhich lake is the widest?\tLake Oron\n";
    let text = world.file("lakes.txt", text);
    world.run(&["import", &text]).ended(0);
    let file = edited(&world, GONE);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        told(&ran.err).contains("1 card of your own in “Lakes” went out to Anki and is not in the package"),
        "{}",
        ran.err
    );
    let ran = world.run(&["import", &file, "--json"]).ended(0);
    let gone = ran.json().pop().unwrap()["gone_there"].clone();
    assert_eq!(gone.as_array().unwrap().len(), 1, "{gone}");
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
    let other = "UPDATE notes SET mid = 1795651200101 WHERE flds LIKE '%widest%'";
    let ran = world.run(&["import", &edited(&world, other)]).ended(0);
    assert!(
        !ran.err.contains("not in the package") && ran.out.contains("2 cards of your own recognised"),
        "{} {}",
        ran.out,
        ran.err
    );
    let world = sent();
    let foreign = "UPDATE col SET models = json_insert(models, '$.77', json_set(json_extract(models, \
        '$.1795651200102'), '$.id', 77, '$.name', 'Mine')); UPDATE notes SET mid = 77 WHERE flds LIKE '%widest%'";
    let ran = world.run(&["import", &edited(&world, foreign)]).ended(0);
    assert!(
        !ran.err.contains("not in the package") && ran.out.contains("2 cards of your own recognised"),
        "{} {}",
        ran.out,
        ran.err
    );
    let world = sent();
    let sql = "UPDATE notes SET flds = replace(flds, 'Lake Oron', '') WHERE flds LIKE '%widest%'";
    let ran = world.run(&["import", &edited(&world, sql)]).ended(1);
    assert!(
        !ran.err.contains("not in the package") && ran.err.contains("the back has no answer"),
        "{}",
        ran.err
    );
}

const REVIEWED: &str = "UPDATE cards SET type = 2, queue = 2, due = 1, ivl = 9, reps = 1, mod = mod + 1000; \
    INSERT INTO revlog SELECT 1900000000000 + 1000 * row_number() OVER (ORDER BY id), id, -1, 4, 9, 0, 2500, 3000, 0 FROM cards;";

#[test]
fn a_note_type_of_suraq_that_was_renamed_or_left_there_doubles_no_card() {
    let renamed = "UPDATE col SET models = replace(models, '\"Suraq Typed\"', '\"My cards\"');";
    let field = "UPDATE col SET models = replace(replace(models, '\"Question\"', '\"Frage\"'), '{{Question}}', '{{Frage}}');";
    let foreign = "UPDATE col SET models = json_insert(models, '$.77', json_set(json_extract(models, \
        '$.1795651200102'), '$.id', 77, '$.name', 'Mine')); UPDATE notes SET mid = 77;";
    for sql in [renamed, field, foreign] {
        let world = sent();
        let file = edited(&world, &format!("{REVIEWED}{sql}"));
        let ran = world.run(&["import", &file]).ended(0);
        assert!(
            told(&ran.out).contains("2 cards of your own recognised"),
            "{sql}: {}",
            ran.out
        );
        let cards = world.run(&["find", "deck:lakes", "--json"]).ended(0).json();
        let reviews: Vec<&serde_json::Value> =
            cards.iter().map(|card| &card["schedule"]["reviews"]).collect();
        assert_eq!(reviews, [1, 1], "{sql}: {cards:?}");
    }
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

/// The whole collection of a part says when it was changed, which may be before the part was exported.
#[test]
fn the_whole_collection_tells_what_a_part_left_open() {
    let world = sent();
    let part = GONE.replace("mod + 1000", "mod + 9000000");
    let ran = world.run(&["import", &edited(&world, &part)]).ended(0);
    assert!(
        told(&ran.err).contains("The whole collection (.colpkg) tells which: lakes/widest"),
        "{}",
        ran.err
    );
    let file = whole(&edited(&world, GONE));
    let said = "It stays here. To take it away: suraq delete lakes/widest";
    let ran = world.run(&["import", &file]).ended(0);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!ran.err.contains("not in the package"), "told once: {}", ran.err);
}

#[test]
fn the_command_that_takes_several_away_can_be_typed() {
    let world = World::new();
    let more = "\n[[item]]\nid = \"saltiest\"\nstem = \"Which lake is the saltiest?\"\nkey = \"Lake Tur\"\n\
        [[item]]\nid = \"coldest\"\nstem = \"Which lake is the coldest?\"\nkey = \"Lake Bel\"\n";
    world.deck("lakes", &format!("{LAKES}{more}"));
    let both = GONE.replace("'%widest%'", "'%widest%' OR flds LIKE '%saltiest%'");
    let ran = world.run(&["import", &whole(&edited(&world, &both))]).ended(0);
    let err = told(&ran.err);
    let (_, command) = err.split_once("To take them away: suraq ").unwrap();
    let words: Vec<&str> = command.split_whitespace().take(4).collect();
    let ran = world.run(&words).ended(0);
    assert!(ran.out.contains("Deleted: 2 cards"), "{words:?} {}", ran.out);
}

#[test]
fn a_card_of_ones_own_that_is_retired_here_is_known_and_not_copied() {
    let world = sent();
    let file = edited(&world, "SELECT 1");
    world.run(&["retire", "lakes/widest"]).ended(0);
    for flags in [&["import", &file][..], &["import", &file, "--with-deleted"]] {
        let ran = world.run(flags).ended(0);
        assert!(
            ran.out.contains("2 cards of your own recognised") && !ran.err.contains("deleted here"),
            "{} {}",
            ran.out,
            ran.err
        );
        assert!(!lakes(&world).contains("anki-"), "{}", lakes(&world));
    }
    // What an export suspends there is not suspended here.
    let suspended =
        "UPDATE cards SET queue = -1 WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%widest%')";
    let ran = world.run(&["import", &edited(&world, suspended)]).ended(0);
    assert!(!ran.out.contains("suspended"), "{}", ran.out);
}

const TAGGED: &str =
    "UPDATE notes SET tags = tags || 'exam::hard ', mod = mod + 90000 WHERE flds LIKE '%widest%'";

#[test]
fn a_card_of_ones_own_that_was_deleted_here_comes_back_as_itself() {
    let world = sent();
    let file = edited(&world, TAGGED);
    world.run(&["flag", "4", "lakes/widest"]).ended(0);
    world.run(&["delete", "lakes/widest"]).ended(0);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        told(&ran.err).contains("1 card left out: deleted here."),
        "{}",
        ran.err
    );
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(0);
    assert!(
        ran.out
            .contains("“Lakes”: 1 card or word of your own back, deck lakes"),
        "{}",
        ran.out
    );
    let text = lakes(&world);
    assert!(
        text.contains("id = \"widest\"") && text.contains("\"exam::hard\"") && !text.contains("anki-"),
        "{text}"
    );
    let json = world.run(&["find", "--json", "lakes/widest"]).ended(0).json();
    assert_eq!(json[0]["schedule"]["flag"], 4, "{json:?}");
    // It is the same note, which says what it says there already.
    let ran = world.run(&["export", "anki", "deck:lakes", "--dry-run"]).ended(0);
    assert!(
        ran.out.contains("0 new, 0 changed") && ran.out.contains("2 the same"),
        "{}",
        ran.out
    );
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(0);
    assert!(ran.out.contains("2 cards of your own recognised"), "{}", ran.out);
    world.run(&["undo"]).ended(0);
    assert!(!lakes(&world).contains("widest"), "{}", lakes(&world));
}

#[test]
fn words_and_whole_decks_of_ones_own_come_back_too() {
    let world = World::new();
    let word = "\n[[term]]\nid = \"meeting\"\nen = \"meeting (of people)\"\nkk_cyrl = \"жиналыс\"\n\
        kk_latn = \"jinalys\"\nru = \"собрание\"\ntopic = \"public life\"\n";
    let facts = "\n[[source]]\nid = \"post\"\ntitle = \"The Oron Post\"\n\n[[fact]]\nid = \"depth\"\n\
        subject = \"Lake Sary\"\nrelation = \"is\"\nobject = \"deep\"\n\
        evidence = [{ source = \"post\", quote = \"Sary is the deepest.\" }]\n";
    let lakes_of = LAKES.replace("key = \"Lake Sary\"", "key = \"Lake Sary\"\nfact = \"depth\"");
    world.deck("lakes", &format!("{lakes_of}{facts}{word}"));
    let file = edited(&world, "SELECT 1");
    world.run(&["delete", "lakes/meeting"]).ended(0);
    world.run(&["delete", "lakes/deepest"]).ended(0);
    world.run(&["import", &file, "--with-deleted"]).ended(0);
    let text = lakes(&world);
    let (_, back) = text.split_once("[[term]]").unwrap();
    for line in word.lines().skip(2) {
        assert!(back.contains(line), "{line}\n{text}");
    }
    assert!(text.contains("fact = \"depth\""), "{text}");
    world.run(&["decks", "delete", "lakes"]).ended(0);
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(0);
    assert!(
        ran.out
            .contains("“Lakes”: 3 cards or words of your own back, deck lakes"),
        "{}",
        ran.out
    );
    let text = lakes(&world);
    assert!(
        text.contains("Sary is the deepest.") && text.contains("The Oron Post"),
        "{text}"
    );
    let ran = world.run(&["export", "anki", "deck:lakes", "--dry-run"]).ended(0);
    assert!(ran.out.contains("0 new, 0 changed"), "{}", ran.out);
}
