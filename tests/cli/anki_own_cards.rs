//! `import` and `export` of one's own cards by what Suraq itself wrote of them: their numbers, their notes and their
//! marks, also in another home.

use std::io::Cursor;
use std::io::Read;

use rusqlite::Connection;

use super::anki_again::told;
use super::anki_import::altered;
use super::anki_import::zipped;
use super::anki_otherwise::LAKES;
use super::anki_otherwise::edited;
use super::anki_otherwise::edited_of;
use super::anki_otherwise::exported;
use super::anki_otherwise::exported_of;
use super::anki_otherwise::lakes;
use super::world::World;

/// A template that asks the other way round, before the own one; each new card is reviewed once.
fn reversed(own: &str, added: &str, is_numbered: bool) -> String {
    let number = if is_numbered { "'id', 9, " } else { "" };
    let own = match is_numbered {
        true => format!("json_set(json_extract(models, '$.1795651200102.tmpls[0]'), {own})"),
        false => {
            format!("json_remove(json_set(json_extract(models, '$.1795651200102.tmpls[0]'), {own}), '$.id')")
        }
    };
    format!(
        "UPDATE col SET models = json_set(models, '$.1795651200102.tmpls', json_array(json_object({number}{added}, \
            'qfmt', '{{{{Answer}}}}', 'afmt', '{{{{Question}}}}'), {own})); \
        UPDATE cards SET ord = 1 - (SELECT json_extract(models, '$.1795651200102.tmpls[0].ord') FROM col); \
        {ADDED}"
    )
}

/// A card of the template that was added for each note, with a review.
const ADDED: &str = "INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, \
        odue, odid, flags, data) SELECT 1795825704000 + row_number() OVER (ORDER BY id), nid, did, 1 - ord, mod, usn, \
        2, 2, 1, 9, 2500, 1, 0, 0, 0, 0, 0, '' FROM cards; \
    INSERT INTO revlog SELECT 1900000000000 + id % 1000, id, -1, 4, 9, 0, 2500, 3000, 0 FROM cards WHERE reps = 1";

/// How often each card was reviewed, by its question.
fn reviews(world: &World) -> Vec<(String, i64)> {
    let cards = world.run(&["find", "deck:lakes", "--json"]).ended(0).json();
    let mut reviews: Vec<(String, i64)> = cards
        .iter()
        .map(|card| {
            let times = card["schedule"]["reviews"].as_i64().unwrap();
            (card["stem"].as_str().unwrap().to_owned(), times)
        })
        .collect();
    reviews.sort();
    reviews
}

#[test]
fn a_card_of_ones_own_is_known_by_its_number_whatever_became_of_its_template() {
    let moved = (
        "'$.ord', 1, '$.name', 'Karte eins'",
        "'name', 'Reverse', 'ord', 0",
    );
    let swapped = ("'$.ord', 0, '$.name', 'Reverse'", "'name', 'Card 1', 'ord', 1");
    for (own, added) in [moved, swapped] {
        for is_numbered in [true, false] {
            let world = World::new();
            world.deck("lakes", LAKES);
            let file = edited(&world, &reversed(own, added, is_numbered));
            let ran = world.run(&["import", &file]).ended(0);
            assert!(
                ran.out.contains("2 new cards") && told(&ran.out).contains("2 cards of your own recognised"),
                "{own} {}",
                ran.out
            );
            let expected = [
                ("Lake Oron", 1),
                ("Lake Sary", 1),
                ("Which lake is the deepest?", 0),
                ("Which lake is the widest?", 0),
            ];
            let found = reviews(&world);
            let found: Vec<(&str, i64)> = found
                .iter()
                .map(|(stem, times)| (stem.as_str(), *times))
                .collect();
            assert_eq!(found, expected, "{own} {is_numbered}");
            // Once more, and it is all known.
            let ran = world.run(&["import", &file]).ended(0);
            assert!(!ran.out.contains("new card"), "{}", ran.out);
        }
    }
}

#[test]
fn the_card_of_another_template_is_not_taken_for_the_own_one_that_was_taken_away() {
    for number in ["'id', 9, ", ""] {
        let world = World::new();
        world.deck("lakes", LAKES);
        let sql = format!(
            "{ADDED}; DELETE FROM cards WHERE ord = 0; UPDATE cards SET ord = 0; \
            UPDATE col SET models = json_set(models, '$.1795651200102.tmpls', json_array(json_object({number}\
                'name', 'Reverse', 'ord', 0, 'qfmt', '{{{{Answer}}}}', 'afmt', '{{{{Question}}}}')))"
        );
        let ran = world.run(&["import", &edited(&world, &sql)]).ended(0);
        let err = told(&ran.err);
        assert!(
            ran.out.contains("2 new cards")
                && err.contains("2 cards were made in Anki from your own")
                && err.contains("2 cards of your own in “Lakes” went out to Anki and are not in the package"),
            "{} {err}",
            ran.out
        );
        let found = reviews(&world);
        assert_eq!(found[0], ("Lake Oron".to_owned(), 1));
        assert_eq!(found[2], ("Which lake is the deepest?".to_owned(), 0));
    }
}

/// The notes of a package: name, fields, tags and change.
fn notes(connection: &Connection) -> Vec<(String, Vec<String>, String, i64)> {
    let mut statement = connection
        .prepare("SELECT guid, flds, tags, mod FROM notes ORDER BY guid")
        .unwrap();
    let rows = statement.query_map([], |row| {
        let (fields, tags): (String, String) = (row.get(1)?, row.get(2)?);
        let fields = fields.split('\u{1f}').map(str::to_owned).collect();
        let mut tags: Vec<&str> = tags.split_whitespace().collect();
        tags.sort_unstable();
        Ok((row.get(0)?, fields, tags.join(" "), row.get(3)?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

const ALL_SORTS: &str = "\n[[source]]\nid = \"post\"\ntitle = \"The Oron Post\"\npublisher = \"Oron\"\n\n[[fact]]\n\
    id = \"dug\"\nsubject = \"The canal\"\nrelation = \"was dug in\"\nobject = \"1954\"\ntime = \"1954\"\n\
    evidence = [{ source = \"post\", quote = \"It was dug in 1954.\" }]\n\n\
    [[item]]\nid = \"dug\"\nstem = \"When was the canal dug?\"\nkey = \"1954\"\nfact = \"dug\"\nimportance = 3\n\n\
    [[item]]\nid = \"leaves\"\nstem = \"Which river leaves Lake Oron?\"\nkey = \"Vitim\"\n\
    distractors = [\"Ob\", \"Lena\", \"Irtysh\"]\ntags = [\"two words\"]\n\n\
    [[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\ntags = [\"world\"]\n";

/// A package of all sorts of cards, and a home that has nothing but that.
fn elsewhere(sql: &str) -> (World, World, String) {
    let first = World::new();
    first.deck("lakes", &format!("{LAKES}{ALL_SORTS}"));
    let file = edited(&first, sql);
    let second = World::new();
    second.run(&["import", &file]).ended(0);
    (first, second, file)
}

#[test]
fn notes_that_came_into_a_new_home_go_out_as_they_came() {
    let by_hand = "INSERT INTO notes SELECT 1795825704999, 'by-hand', mid, mod, usn, ' geo::x ', \
            replace(flds, 'Which lake', '<b>Whose</b> lake'), sfld, csum, flags, data FROM notes WHERE flds LIKE '%widest%'; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT 1795825704998, 1795825704999, did, 0, mod, usn, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' \
            FROM cards LIMIT 1;";
    let tagged = "UPDATE notes SET tags = tags || 'exam::hard leech ' WHERE flds LIKE '%deepest%';";
    let (first, second, file) = elsewhere(&format!("{by_hand}{tagged}"));
    let there = notes(&Connection::open(first.path("collection")).unwrap());
    let ran = second
        .run(&["export", "anki", "deck:lakes", "--dry-run"])
        .ended(0);
    assert!(
        ran.out.contains("0 new, 0 changed") && ran.out.contains("6 the same"),
        "{}",
        ran.out
    );
    assert_eq!(notes(&exported(&second)), there);
    // Of what is edited nothing becomes another but that.
    let found = second.run(&["find", "deck:lakes", "--json"]).ended(0).json();
    for card in &found {
        let id = card["id"].as_str().unwrap();
        second.run(&["edit", id, "--explanation", "It is so."]).ended(0);
    }
    let mut expected = there.clone();
    for (at, (_, fields, _, changed)) in notes(&exported(&second)).into_iter().enumerate() {
        let place = fields.len() - 5;
        expected[at].1[place] = "It is so.".to_owned();
        assert!(changed > expected[at].3);
        expected[at].3 = changed;
    }
    assert_eq!(notes(&exported(&second)), expected);
    // The older package makes no difference.
    second.run(&["import", &file]).ended(0);
    assert_eq!(notes(&exported(&second)), expected);
}

#[test]
fn what_is_edited_there_later_goes_out_as_it_is_there_too() {
    let (first, second, _) = elsewhere("SELECT 1");
    let sql = "UPDATE notes SET flds = replace(flds, 'Which lake is', '<i>Which</i> lake is'), \
            tags = tags || 'exam ', mod = mod + 90000000 WHERE flds LIKE '%widest%'; \
        UPDATE notes SET flds = replace(flds, 'leaves it', '{{c2::leaves}} it'), mod = mod + 90000000 \
            WHERE flds LIKE '%c1::Tur%'; \
        UPDATE col SET mod = mod + 90000000";
    let file = edited(&first, sql);
    let there = notes(&Connection::open(first.path("collection")).unwrap());
    second.run(&["import", &file]).ended(0);
    let ran = second
        .run(&["export", "anki", "deck:lakes", "--dry-run"])
        .ended(0);
    assert!(ran.out.contains("0 new, 0 changed"), "{}", ran.out);
    assert_eq!(notes(&exported(&second)), there);
    // What was edited on both sides goes out from here.
    let found = second.run(&["find", "widest", "--json"]).ended(0).json();
    let id = found[0]["id"].as_str().unwrap();
    second.run(&["edit", id, "--key", "Lake Tur"]).ended(0);
    let later = sql
        .replace("<i>Which</i>", "<i>What</i>")
        .replace("mod + 9", "mod + 99");
    second.run(&["import", &edited(&first, &later)]).ended(0);
    let ran = second
        .run(&["export", "anki", "deck:lakes", "--dry-run"])
        .ended(0);
    assert!(ran.out.contains("0 new, 1 changed"), "{}", ran.out);
}

#[test]
fn a_flag_that_never_went_out_is_not_taken_off_there() {
    let world = World::new();
    let front = "Which lake is the deepest?";
    let flagged = altered(
        &world,
        front,
        "UPDATE cards SET flags = 3, queue = -1 WHERE id = 10",
    );
    world.run(&["import", &flagged]).ended(1);
    let marks = |world: &World| {
        let cards = world.run(&["find", "deepest", "--json"]).ended(0).json();
        let schedule = &cards[0]["schedule"];
        (schedule["flag"].as_i64(), schedule["suspended"].as_bool())
    };
    assert_eq!(marks(&world), (Some(3), Some(true)));
    let other = |sql: &str| {
        let out = world.path("out.apkg").display().to_string();
        world
            .run(&["export", "anki", "deck:oron-lakes", "-o", &out, "--force"])
            .ended(0);
        let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(&out).unwrap())).unwrap();
        let mut bytes = Vec::new();
        archive
            .by_name("collection.anki2")
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        std::fs::write(world.path("collection"), bytes).unwrap();
        let connection = Connection::open(world.path("collection")).unwrap();
        let studied = "UPDATE cards SET type = 2, queue = 2, due = 1, ivl = 9, reps = 1, mod = 1940000000; \
            INSERT INTO revlog SELECT 1940000000000 + row_number() OVER (), id, -1, 4, 9, 0, 2500, 3000, 0 FROM cards; \
            UPDATE col SET mod = 1940000001000;";
        connection.execute_batch(&format!("{studied}{sql}")).unwrap();
        drop(connection);
        zipped(
            &world,
            &std::fs::read(world.path("collection")).unwrap(),
            "other.apkg",
        )
    };
    let ran = world.run(&["import", &other("")]);
    assert!(
        !ran.out.contains("without a flag") && !ran.out.contains("resumed"),
        "{}",
        ran.out
    );
    assert_eq!(marks(&world), (Some(3), Some(true)));
    // What it has there it can lose there.
    let later = "UPDATE cards SET mod = 1940000100; UPDATE col SET mod = 1940000101000;";
    let marked = "UPDATE cards SET flags = 4, queue = -1;";
    world.run(&["import", &other(&format!("{later}{marked}"))]);
    assert_eq!(marks(&world), (Some(4), Some(true)));
    let later = later.replace("00010", "00020");
    world.run(&["import", &other(&later)]);
    assert_eq!(marks(&world), (Some(0), Some(false)));
}

const GAP: &str =
    "\n[[item]]\nid = \"gap\"\nkind = \"cloze\"\nstem = \"The ____ leaves it.\"\nkey = \"Tur\"\n";

#[test]
fn a_word_of_a_further_gap_that_was_changed_there_can_be_taken_at_any_time() {
    let world = World::new();
    world.deck("lakes", &format!("{LAKES}{GAP}"));
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::left}}'), mod = mod + 90000 \
            WHERE flds LIKE '%leaves%'; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 2, 2, 1, 9, 2500, 1, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%')";
    let file = edited(&world, sql);
    for _ in 0..2 {
        let ran = world.run(&["import", &file]).ended(0);
        assert!(told(&ran.err).contains("--take lakes/gap"), "{}", ran.err);
    }
    // It was not edited here, and nothing of it is lost.
    let out = world.path("next.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    assert!(!ran.err.contains("without its new text"), "{}", ran.err);
    let ran = world.run(&["import", &file, "--take", "all"]).ended(0);
    assert!(
        ran.out.contains("1 card reads as in Anki"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert!(lakes(&world).contains("The ____ left it."), "{}", lakes(&world));
}

#[test]
fn a_gap_made_there_on_a_card_that_was_deleted_here_comes_beside_it() {
    let sql = "UPDATE notes SET flds = replace(flds, 'leaves', '{{c2::leaves}}'), mod = mod + 90000; \
        INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, \
            flags, data) SELECT id + 7, nid, did, 1, mod, usn, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM cards \
            WHERE nid IN (SELECT id FROM notes WHERE flds LIKE '%c2::%')";
    for is_deck_deleted in [false, true] {
        let world = World::new();
        world.deck("lakes", &format!("{LAKES}{GAP}"));
        let file = edited(&world, sql);
        world.run(&["decks", "rename", "lakes", "Waters"]).ended(0);
        match is_deck_deleted {
            true => world.run(&["decks", "delete", "lakes"]).ended(0),
            false => world.run(&["delete", "lakes/gap"]).ended(0),
        };
        world.run(&["import", &file, "--with-deleted"]).ended(0);
        let found = world.run(&["find", "leaves", "--json"]).ended(0).json();
        let decks: Vec<&str> = found
            .iter()
            .map(|card| card["id"].as_str().unwrap().split('/').next().unwrap())
            .collect();
        assert_eq!(decks, ["lakes", "lakes"], "{found:?}");
    }
}

#[test]
fn a_tag_that_was_taken_off_or_renamed_there_goes_here_too() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let tagged = "UPDATE notes SET tags = tags || 'exam::old ', mod = mod + 90000;";
    world.run(&["import", &edited(&world, tagged)]).ended(0);
    assert_eq!(lakes(&world).matches("exam::old").count(), 2);
    let sql = "UPDATE notes SET tags = replace(tags, 'exam::old', CASE WHEN flds LIKE '%deepest%' THEN 'exam::new' ELSE '' END), \
        mod = mod + 90000; UPDATE col SET mod = mod + 90000000";
    let ran = world.run(&["import", &edited(&world, sql)]).ended(0);
    let out = told(&ran.out);
    assert!(
        out.contains("2 cards of your own lose tags that are taken off in Anki")
            && out.contains("1 card of your own gets tags from Anki"),
        "{out}"
    );
    let now = lakes(&world);
    assert!(
        !now.contains("exam::old") && now.contains("exam::new") && now.contains("water"),
        "{now}"
    );
    world
        .run(&["edit", "lakes/deepest", "--key", "Lake Tur"])
        .ended(0);
    let tags: Vec<String> = notes(&exported(&world)).into_iter().map(|note| note.2).collect();
    assert!(
        !tags.concat().contains("exam::old") && tags.concat().contains("exam::new"),
        "{tags:?}"
    );
    world.run(&["undo"]).ended(0);
    world.run(&["undo"]).ended(0);
    assert_eq!(lakes(&world).matches("exam::old").count(), 2);
}

#[test]
fn what_was_taken_from_there_is_written_there_as_it_was() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE notes SET flds = replace(flds, 'Lake Oron', '\\(x^2\\) of <b>Oron</b>'), mod = mod + 90000 \
        WHERE flds LIKE '%widest%'";
    world
        .run(&["import", &edited(&world, sql), "--take", "all"])
        .ended(0);
    world
        .run(&["edit", "lakes/widest", "--stem", "Which is the widest lake?"])
        .ended(0);
    let out = world.path("next.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    assert!(!ran.err.contains("formulas"), "{}", ran.err);
    let notes = notes(&exported(&world));
    let widest = notes
        .iter()
        .find(|note| note.1[0] == "Which is the widest lake?")
        .unwrap();
    assert_eq!(widest.1[1], "\\(x^2\\) of <b>Oron</b>");
}

#[test]
fn a_formula_from_there_stays_one_in_a_text_that_is_edited_here() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let sql = "UPDATE notes SET flds = replace(flds, 'Lake Oron', '\\(\\frac{ {a} }{b} < 1\\)'), mod = mod + 90000 \
        WHERE flds LIKE '%widest%'";
    let sql = sql.replace(" < ", " &lt; ");
    world
        .run(&["import", &edited(&world, &sql), "--take", "all"])
        .ended(0);
    let key = "\\(\\frac{ {a} }{b} < 1\\) of Oron";
    world.run(&["edit", "lakes/widest", "--key", key]).ended(0);
    let out = world.path("next.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    assert!(!ran.err.contains("formulas"), "{}", ran.err);
    let notes = notes(&exported(&world));
    let widest = notes.iter().find(|note| note.1[0].contains("widest")).unwrap();
    assert_eq!(widest.1[1], key.replace('<', "&lt;"));
}

#[test]
fn a_formula_that_was_written_here_is_one_there() {
    let world = World::new();
    let card = |id: &str, more: &str| {
        format!(
            "[[item]]\nid = \"{id}\"\nstem = 'Area {id} of \\(r\\)?'\nkey = '\\(\\pi {{r}}^{{2}}\\)'\n\
             explanation = 'Not $x$; \\[a<b\\]'\n{more}\n"
        )
    };
    let head = "format = 1\n\n[deck]\nid = \"maths\"\ntitle = \"Maths\"\n\n[[fact]]\nid = \"area\"\n\
        subject = \"The area\"\nrelation = \"is\"\nobject = \"a number\"\n\n";
    let text = format!("{head}{}\n{}", card("own", ""), card("drawn", "fact = \"area\""));
    world.deck("maths", &text);
    let out = world.path("maths.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:maths", "-o", &out]).ended(0);
    let err = told(&ran.err);
    assert!(
        err.contains("1 item without its formulas") && err.contains("(drawn)"),
        "{err}"
    );
    let notes = notes(&exported_of(&world, "deck:maths"));
    let of = |id: &str| {
        notes
            .iter()
            .find(|note| note.1[0].contains(id))
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(of("own")[0], "Area own of \\(r\\)?");
    assert_eq!(of("own")[1], "\\(\\pi {r}^{2}\\)");
    assert!(
        of("own").contains(&"Not $x$; \\[a&lt;b\\]".to_owned()),
        "{:?}",
        of("own")
    );
    assert!(of("drawn")[0].contains("<span>\\</span>(r"), "{:?}", of("drawn"));
    // What comes back as it went is no news.
    let file = edited_of(&world, "deck:maths", "UPDATE col SET mod = mod + 90000000");
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!told(&ran.err).contains("otherwise"), "{}", ran.err);
}

#[test]
fn a_link_and_code_are_no_formulas_there_and_that_is_said() {
    let world = World::new();
    let card = |id: &str, stem: &str, more: &str| {
        format!("[[item]]\nid = \"{id}\"\nstem = '{stem}'\nkey = \"ef\"\n{more}\n")
    };
    let link = "What is \\(\\href{javascript:x()}{x}\\)?";
    let cards = [
        card(
            "token",
            "Is \\(\\mmlToken{mi}[href=\"javascript:x()\"]{x}\\) it?",
            "",
        ),
        card(
            "box",
            "Is \\(\\bbox[background:url(https://example.org/y.png)]{a}\\) it?",
            "",
        ),
        card("gap", "A \\(\\hr____{javascript:x}{y}\\)", "kind = \"cloze\""),
        card("anki-abcdefghijklm-1", link, ""),
        card("code", "What does sed \"s/\\(a*\\)b/\\1/\" do?", ""),
    ];
    let head = "format = 1\n\n[deck]\nid = \"evil\"\ntitle = \"Evil\"\n\n";
    world.deck("evil", &format!("{head}{}", cards.join("\n")));
    let out = world.path("evil.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:evil", "-o", &out]).ended(0);
    assert!(told(&ran.err).contains("5 items without"), "{}", ran.err);
    let notes = notes(&exported_of(&world, "deck:evil"));
    assert_eq!(notes.len(), 5);
    for note in notes {
        assert!(!note.1[0].contains("\\("), "{:?}", note.1);
    }
}

/// The same file as a whole collection.
fn whole(file: &str) -> String {
    let whole = file.replace(".apkg", ".colpkg");
    std::fs::rename(file, &whole).unwrap();
    whole
}

#[test]
fn the_whole_collection_tells_of_a_deck_that_is_gone() {
    let world = World::new();
    world.deck("lakes", LAKES);
    world
        .run(&["import", &whole(&edited(&world, "SELECT 1"))])
        .ended(0);
    let gone = "DELETE FROM cards; DELETE FROM notes; UPDATE col SET mod = mod + 9000";
    let stranger = "INSERT INTO notes SELECT id, 'other', mid, mod, usn, '', 'A' || char(31) || 'B', '', 0, 0, '' FROM gone; \
        INSERT INTO cards SELECT * FROM gone_cards";
    let sql = format!(
        "CREATE TEMP TABLE gone AS SELECT * FROM notes LIMIT 1; CREATE TEMP TABLE gone_cards AS SELECT * FROM cards LIMIT 1; \
        {gone}; {stranger}"
    );
    let file = whole(&edited(&world, &sql));
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        told(&ran.err).contains("2 cards of your own in “Lakes” went out to Anki and are not in the package"),
        "{} {}",
        ran.out,
        ran.err
    );
    // Cards that came from there likewise.
    let world = World::new();
    let front = "Which lake is the deepest?";
    let first = altered(&world, front, "SELECT 1");
    world.run(&["import", &first]).ended(1);
    let emptied =
        "DELETE FROM notes WHERE id < 3; DELETE FROM cards WHERE nid < 3; UPDATE col SET mod = mod + 9000";
    let ran = world.run(&["import", &whole(&altered(&world, front, emptied))]);
    assert!(
        told(&ran.err).contains("2 cards of “Oron::Lakes” are not in the package any more and stay here."),
        "{} {}",
        ran.out,
        ran.err
    );
}

/// What Anki leaves of all notes but those that fit `but`, with a note of another program in the place of one.
fn deleted(but: &str) -> String {
    format!(
        "CREATE TEMP TABLE gone AS SELECT * FROM notes LIMIT 1; CREATE TEMP TABLE gone_cards AS SELECT * FROM cards LIMIT 1; \
         INSERT INTO graves (usn, oid, type) SELECT -1, id, 1 FROM notes WHERE NOT {but}; \
         INSERT INTO graves (usn, oid, type) SELECT -1, id, 0 FROM cards WHERE nid IN (SELECT oid FROM graves); \
         DELETE FROM cards WHERE nid IN (SELECT oid FROM graves); DELETE FROM notes WHERE id IN (SELECT oid FROM graves); \
         UPDATE gone SET id = 1795825704999; UPDATE gone_cards SET id = 1795825704998, nid = 1795825704999; \
         INSERT INTO notes SELECT id, 'other', 1, mod, usn, '', 'A' || char(31) || 'B', '', 0, 0, '' FROM gone; \
         INSERT INTO cards SELECT * FROM gone_cards; UPDATE col SET mod = mod + 9000"
    )
}

#[test]
fn the_whole_collection_tells_of_what_was_deleted_before_anything_came_back() {
    let gone = |world: &World, sql: &str| {
        let ran = world.run(&["import", &whole(&edited(world, sql))]);
        told(&ran.err)
            .lines()
            .find(|line| line.contains("went out to Anki"))
            .map(str::to_owned)
    };
    let new = || {
        let world = World::new();
        world.deck("lakes", &format!("{LAKES}{ALL_SORTS}"));
        world
    };
    // A collection that has the number of a note among those of what was deleted had the deck.
    let found = gone(&new(), &deleted("0")).expect("told");
    assert!(
        found.contains("5 cards of your own in “Lakes” went out to Anki and are not in the package"),
        "{found}"
    );
    // So had one that has reviews of its cards.
    let reviews =
        "INSERT INTO revlog SELECT 1900000000000 + id % 100000, id, -1, 3, 1, 0, 2500, 900, 0 FROM cards;";
    let sql = format!("{reviews} {}; DELETE FROM graves", deleted("0"));
    assert!(gone(&new(), &sql).is_some());
    // And one that has any card of it.
    let sql = format!("{}; DELETE FROM graves", deleted("flds LIKE '%widest%'"));
    let found = gone(&new(), &sql).expect("told");
    assert!(found.contains("4 cards of your own"), "{found}");
    // Of another nothing is said.
    let sql = format!("{}; DELETE FROM graves", deleted("0"));
    assert_eq!(gone(&new(), &sql), None);
    let sql = format!("{}; UPDATE graves SET oid = oid + 7", deleted("0"));
    assert_eq!(gone(&new(), &sql), None);
    // Nothing else need be there.
    let world = new();
    let all = format!("{}; DELETE FROM notes; DELETE FROM cards", deleted("0"));
    let found = gone(&world, &all).expect("told");
    assert!(found.contains("5 cards of your own"), "{found}");
    let again = world
        .run(&["import", &world.path("back.colpkg").display().to_string()])
        .ended(0);
    assert!(
        !again.err.contains("went out to Anki"),
        "told once: {}",
        again.err
    );
    let empty = format!("{all}; DELETE FROM graves");
    let ran = new().run(&["import", &whole(&edited(&new(), &empty))]);
    assert!(told(&ran.err).contains("there is no card in it"), "{}", ran.err);
    // Where its list of what was deleted cannot be read, the package is.
    let sql = format!("{}; ALTER TABLE graves RENAME COLUMN type TO kind", deleted("0"));
    let world = new();
    let ran = world.run(&["import", &whole(&edited(&world, &sql))]);
    assert!(
        ran.out.contains("of 1 note") && !ran.err.contains("damaged"),
        "{} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn an_export_is_remembered_where_its_numbers_cannot_be_written() {
    let world = World::new();
    world.deck("lakes", LAKES);
    std::fs::create_dir_all(world.home().join("decks/.base/anki-sent.txt/in-the-way")).unwrap();
    let out = world.path("out.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:lakes", "-o", &out]).ended(0);
    assert!(told(&ran.err).contains("anki-sent.txt"), "{}", ran.err);
    let ran = world
        .run(&["export", "anki", "deck:lakes", "-o", &out, "--dry-run"])
        .ended(0);
    assert!(
        !ran.out.contains("2 new") && !ran.err.contains("2 new"),
        "{} {}",
        ran.out,
        ran.err
    );
}

#[test]
fn a_deck_that_never_went_to_anki_is_not_told_for_the_numbers_of_another() {
    let world = World::new();
    for name in ["lakes", "meres", "ponds", "tarns"] {
        let deck = LAKES
            .replace("id = \"lakes\"", &format!("id = \"{name}\""))
            .replace("title = \"Lakes\"", &format!("title = \"All {name}\""))
            .replace("Which lake", &format!("Which of the {name}"));
        world.deck(name, &deck);
    }
    exported_of(&world, "deck:ponds or deck:tarns");
    let one = deleted("flds NOT LIKE '%lakes is the deepest%'");
    let file = edited_of(&world, "deck:lakes or deck:meres", &one);
    let ran = world.run(&["import", &whole(&file)]);
    let err = told(&ran.err);
    assert!(
        err.contains("1 card of your own in “All lakes” went out to Anki"),
        "{err}"
    );
    assert!(!err.contains("ponds") && !err.contains("tarns"), "{err}");
}
