//! `import` of Anki packages and text files: what comes, what comes again, and what is refused.

use std::io::Write;

use rusqlite::Connection;
use rusqlite::params;

use super::world::World;
use super::world::names_in;

const MODELS: &str = r#"{"1": {"name": "Basic", "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]},
  "2": {"name": "Image Occlusion", "type": 1, "flds": [{"name": "Occlusion", "ord": 0}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{cloze:Occlusion}}", "afmt": "{{cloze:Occlusion}}"}]}}"#;

/// A collection of two cards, one of them reviewed three times and due on 2031-05-06.
fn collection(world: &World, front: &str, more_reviews: i64) -> Vec<u8> {
    let path = world.path("collection");
    let _ = std::fs::remove_file(&path);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE col (id INTEGER PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
             CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
             CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps,
                lapses, left, odue, odid, flags, data);
             CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time, type);
             INSERT INTO notes VALUES (2, 'two', 1, 1900000000, 0, '', 'A flag: <img src=\"flag.png\">' || char(31) || 'Oron', '', 0, 0, '');
             INSERT INTO notes VALUES (3, 'three', 2, 1900000000, 0, '', '{{c1::image-occlusion:rect}}' || char(31) || '<img src=map.png>' || char(31) || 'Map of Oron', '', 0, 0, '');
             INSERT INTO cards VALUES (20, 2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');
             INSERT INTO cards VALUES (30, 3, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');
             INSERT INTO cards VALUES (10, 1, 1, 0, 0, 0, 2, 2, 125, 40, 2500, 3, 0, 0, 0, 0, 2, '');",
        )
        .unwrap();
    // 2031-01-01, so that day 125 is 2031-05-06.
    connection
        .execute(
            "INSERT INTO col VALUES (1, 1924992000, 1935000000000, 0, 11, 0, 0, 0, '{}', ?1, '{\"1\": {\"name\": \"Oron::Lakes\", \"conf\": 1}}', '{}', '{}')",
            [MODELS],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO notes VALUES (1, 'one', 1, 1900000000, 0, ' water ', ?1, '', 0, 0, '')",
            [format!("{front}\u{1f}Lake Sary")],
        )
        .unwrap();
    for (at, (day, interval)) in [(0, -600), (0, 4), (5, 40), (50, 90)]
        .into_iter()
        .take(3 + more_reviews as usize)
        .enumerate()
    {
        let kind = i64::from(at > 1);
        connection
            .execute(
                "INSERT INTO revlog VALUES (?1, 10, 0, 3, ?2, 0, 0, 4000, ?3)",
                params![
                    1_925_100_000_000_i64 + day * 86_400_000 + at as i64 * 700_000,
                    interval,
                    kind
                ],
            )
            .unwrap();
    }
    drop(connection);
    std::fs::read(path).unwrap()
}

pub(super) fn package(world: &World, front: &str, more_reviews: i64) -> String {
    packed(world, front, more_reviews, "lakes.apkg")
}

fn packed(world: &World, front: &str, more_reviews: i64, name: &str) -> String {
    zipped(world, &collection(world, front, more_reviews), name)
}

/// The same package with what `sql` changes.
pub(super) fn altered(world: &World, front: &str, sql: &str) -> String {
    collection(world, front, 0);
    let path = world.path("collection");
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    zipped(world, &std::fs::read(path).unwrap(), "lakes.apkg")
}

pub(super) fn zipped(world: &World, collection: &[u8], name: &str) -> String {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        ("collection.anki2", collection),
        ("media", br#"{"0": "flag.png", "1": "../x"}"#),
        ("0", b"a picture"),
    ] {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    world.file(name, writer.finish().unwrap().into_inner())
}

pub(super) fn deck(world: &World) -> String {
    std::fs::read_to_string(world.home().join("decks/oron-lakes.toml")).unwrap_or_default()
}

#[test]
fn a_package_comes_with_its_reviews_and_pictures_and_is_taken_back() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    let ran = world.run(&["import", &file, "--dry-run"]).ended(1);
    assert!(
        ran.out.contains("2 new cards") && ran.out.contains("this was"),
        "{}",
        ran.out
    );
    assert!(deck(&world).is_empty() && names_in(&world.home().join("media")).is_empty());

    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        ran.out.contains("“Oron::Lakes”: 2 new cards, deck oron-lakes"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("3 reviews and the state of 1 card come along"),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .contains("1 card left out: parts of a picture are covered")
            && ran.err.contains("nid:3  Map of Oron"),
        "{}",
        ran.err
    );
    assert_eq!(names_in(&world.home().join("media")), ["flag.png"]);
    assert!(
        names_in(&world.home().join("cache"))
            .iter()
            .all(|name| !name.contains("package"))
    );

    let due = world.run(&["find", "is:due", "--json"]).ended(0).json();
    assert_eq!(due.len(), 1, "{due:?}");
    let id = due[0]["id"].as_str().unwrap().to_owned();
    let shown = world.run(&["show", &id, "--json"]).ended(0).out;
    assert!(shown.contains("Lake Sary"), "{shown}");
    let stats = world.run(&["why", &id]).ended(0);
    assert!(stats.out.contains("2031-01"), "{}", stats.out);

    world.run(&["undo"]).ended(0);
    assert!(deck(&world).is_empty());
    assert!(world.run(&["find", "is:due", "--json"]).out.is_empty());
    world.run(&["redo"]).ended(0);
    assert_eq!(world.run(&["find", "is:due", "--json"]).ended(0).json().len(), 1);
}

#[test]
fn reviews_that_come_later_stand_where_they_were_made() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let due = world.run(&["find", "is:due", "--json"]).ended(0).json();
    let id = due[0]["id"].as_str().unwrap();
    world
        .run_with(&["review", &format!("id:{id}"), "--plain"], "\n3\nq\n")
        .ended(0);
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 1)])
        .ended(1);
    let json = world.run(&["why", id, "--json"]).ended(0).json();
    let history = json[0]["history"].as_array().unwrap();
    let times: Vec<&str> = history.iter().map(|one| one["at"].as_str().unwrap()).collect();
    let late = times.iter().position(|at| at.starts_with("2031-02-21")).unwrap();
    assert!(late + 1 < times.len() && times.is_sorted(), "{times:?}");
}

#[test]
fn importing_again_updates_and_never_doubles() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    let first = deck(&world);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        ran.out.contains("nothing new") && !ran.out.contains("come along"),
        "{}",
        ran.out
    );
    assert_eq!(deck(&world), first);

    // The learner changes the answer here, and somebody the question there; both stay.
    let mine = first.replace("key = \"Lake Sary\"", "key = \"Lake Sary, 90 m\"");
    world.deck("oron-lakes", &mine);
    let file = package(&world, "Which lake is the deepest of all?", 1);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        ran.out.contains("1 changed") && ran.out.contains("1 review and"),
        "{}",
        ran.out
    );
    let now = deck(&world);
    assert!(
        now.contains("deepest of all") && now.contains("Lake Sary, 90 m"),
        "{now}"
    );

    // A review made here is later than all from there: it stays, and nothing comes.
    world.run_with(&["review", "--plain"], "\n3\nq\n").ended(0);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(!ran.out.contains("come along"), "{}", ran.out);
}

#[test]
fn a_text_file_with_ankis_first_lines_is_read_as_it_says() {
    let world = World::new();
    let text =
        "#separator:tab\n#html:true\n#guid column:1\n#deck:Words\n#tags column:4\nx1\tsu\t<i>water</i>\tkz\n";
    let file = world.file("words.txt", text);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("“Words”: 1 new card, deck words"), "{}", ran.out);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    let csv = world.file("words.csv", text.replace("water", "river"));
    let ran = world.run(&["import", &csv]).ended(0);
    assert!(ran.out.contains("1 changed"), "{}", ran.out);
}

#[test]
fn files_with_the_same_words_are_different_cards_in_each_deck() {
    let world = World::new();
    let spanish = world.file("es.txt", "#separator:tab\nbank\tbanco\n");
    let french = world.file("fr.txt", "#separator:tab\nbank\tbanque\n");
    world.run(&["import", &spanish]).ended(0);
    let ran = world.run(&["import", &french, "--deck", "French"]).ended(0);
    assert!(
        ran.out.contains("“French”: 1 new card, deck french"),
        "{}",
        ran.out
    );
    let ran = world.run(&["import", &french, "--deck", "french"]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    let kept = std::fs::read_to_string(world.home().join("decks/es.toml")).unwrap();
    assert!(kept.contains("banco") && !kept.contains("banque"), "{kept}");
}

#[test]
fn flags_for_tables_work_for_text_files_and_are_refused_for_packages() {
    let world = World::new();
    let text = world.file("words.txt", "front;back\nsu;water\n");
    world
        .run(&[
            "import",
            &text,
            "--column",
            "front=stem",
            "--column",
            "back=key",
            "--delimiter",
            ";",
        ])
        .ended(0);
    let kept = std::fs::read_to_string(world.home().join("decks/words.toml")).unwrap();
    assert!(
        kept.contains("key = \"water\"") && !kept.contains("front"),
        "{kept}"
    );
    let file = package(&world, "Which?", 0);
    let ran = world.run(&["import", &file, "--no-header"]).ended(2);
    assert!(ran.err.contains("are for tables"), "{}", ran.err);
}

#[test]
fn only_what_is_nowhere_and_only_what_was_learned_is_told() {
    let world = World::new();
    let text = "#separator:tab\n#html:true\n#notetype:Basic (type in the answer)\n\
                su <img src=\"a.png\"><img src=\"b.png\">\twater\nsu\t\n";
    let file = world.file("words.txt", text);
    let media = world.home().join("media");
    std::fs::create_dir_all(&media).unwrap();
    std::fs::write(media.join("a.png"), "a picture").unwrap();
    let ran = world.run(&["import", &file]);
    assert!(ran.err.contains("  line 5  su"), "{}", ran.err);
    assert!(ran.err.contains("lacks: b.png"), "{}", ran.err);
    assert!(!ran.out.contains("come along"), "{}", ran.out);
}

#[test]
fn what_is_no_package_changes_nothing_and_says_what_to_do() {
    let world = World::new();
    for (content, said) in [
        ("<html><body>Sign in", "this is a web page"),
        (
            "PK\u{3}\u{4} and no more",
            "not an Anki package, or only the beginning",
        ),
        ("", "not an Anki package"),
    ] {
        let file = world.file("deck.apkg", content);
        let ran = world.run(&["import", &file]).ended(3);
        assert!(
            ran.err.contains(said) && ran.err.contains("hint: "),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    }
    assert!(names_in(&world.home().join("decks")).is_empty());
    let folder = world.path("").display().to_string() + "x.apkg";
    std::fs::create_dir_all(&folder).unwrap();
    world.run(&["import", &folder]).ended(3);
    world.run(&["import", "gone.apkg"]).ended(3);
}

#[test]
fn what_was_deleted_here_stays_deleted_until_it_is_asked_for() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    world.run(&["delete", "deepest"]).ended(0);
    for _ in 0..2 {
        let ran = world.run(&["import", &file]).ended(1);
        assert!(
            ran.out.contains("nothing new") && !ran.out.contains("come along"),
            "{}",
            ran.out
        );
        assert!(
            ran.err.contains("1 card left out: deleted here") && ran.err.contains("--with-deleted"),
            "{}",
            ran.err
        );
        assert!(!deck(&world).contains("deepest"));
    }
    let ran = world.run(&["import", &file, "--with-deleted"]).ended(1);
    assert!(
        ran.out.contains("1 new card") && !ran.err.contains("deleted"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert!(deck(&world).contains("deepest"));

    // A program that was killed before it kept the edition can make up for it.
    std::fs::remove_file(world.home().join("decks/.base/oron-lakes.toml")).unwrap();
    world.run(&["import", &file]).ended(1);
    world.run(&["delete", "deepest"]).ended(0);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(ran.err.contains("1 card left out: deleted here"), "{}", ran.err);

    // What an undo took away was not deleted.
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    world.run(&["undo"]).ended(0);
    let editions = names_in(&world.home().join("decks/.base"));
    assert!(
        editions.iter().all(|name| !name.ends_with(".toml")),
        "{editions:?}"
    );
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        ran.out.contains("2 new cards") && !ran.err.contains("deleted"),
        "{}",
        ran.err
    );
    world.run(&["undo"]).ended(0);
    world.run(&["redo"]).ended(0);
    world.run(&["delete", "deepest"]).ended(0);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(ran.err.contains("1 card left out: deleted here"), "{}", ran.err);
}

#[test]
fn pictures_go_with_the_import_that_is_taken_back_unless_another_card_names_them() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    let media = world.home().join("media");
    world.run(&["import", &file]).ended(1);
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.err.contains("1 picture or sound taken away"), "{}", ran.err);
    assert_eq!(names_in(&media), [".undone"]);
    world.run(&["redo"]).ended(0);
    assert!(media.join("flag.png").is_file());

    world.deck(
        "flags",
        "[deck]\nid = \"flags\"\ntitle = \"Flags\"\n\n[[item]]\nid = \"a\"\nstem = \"Whose? [image: flag.png]\"\nkey = \"Oron\"\n",
    );
    let ran = world.run(&["undo"]).ended(0);
    assert!(!ran.err.contains("taken away along"), "{}", ran.err);
    assert!(media.join("flag.png").is_file());
}

#[test]
fn what_a_killed_import_left_is_swept_and_unused_pictures_are_told() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    let (media, cache) = (world.home().join("media"), world.home().join("cache"));
    let leave = || {
        std::fs::write(cache.join(".package-4711-0.db"), "left").unwrap();
        std::fs::write(media.join(".new-4711-0"), "left").unwrap();
        std::fs::write(media.join("unused.png"), "a picture").unwrap();
    };
    let is_swept = || {
        let names: Vec<String> = names_in(&media).into_iter().chain(names_in(&cache)).collect();
        !names.iter().any(|name| name.contains("4711"))
    };
    leave();
    world.run(&["import", &file]).ended(1);
    assert!(is_swept() && media.join("unused.png").is_file());
    leave();
    let ran = world.run(&["doctor"]).ended(0);
    assert!(
        is_swept() && ran.out.contains("2 files taken away"),
        "{}",
        ran.out
    );
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("unused.png; suraq doctor --tidy"), "{told}");
    world.run(&["doctor", "--tidy"]).ended(0);
    assert_eq!(names_in(&media), ["flag.png"]);

    // What undo could bring back is kept, and that is said.
    world.run(&["decks", "delete", "oron-lakes"]).ended(0);
    let ran = world.run(&["doctor", "--tidy"]).ended(0);
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains(
            "1 picture or sound is named by no card, 1 KB: flag.png; kept as long as undo can bring"
        ) && told.contains("for 10,000 changes"),
        "{told}"
    );
    assert_eq!(names_in(&media), ["flag.png"]);
    world.run(&["undo"]).ended(0);
    let told = world.run(&["doctor", "--tidy"]).ended(0).out;
    assert!(!told.contains("named by no card"), "{told}");

    // Somebody else is in the middle of an import.
    leave();
    let lock = std::fs::File::create(cache.join(".import.lock")).unwrap();
    lock.lock_shared().unwrap();
    world.run(&["doctor"]).ended(0);
    assert!(!is_swept());
}

#[test]
fn a_package_is_known_by_what_is_in_it_and_a_deck_that_is_asked_for_in_vain_is_told() {
    let world = World::new();
    let file = packed(&world, "Which lake is the deepest?", 0, "lakes.download");
    let ran = world.run(&["import", &file]).ended(1);
    assert!(ran.out.contains("2 new cards"), "{}", ran.out);
    let ran = world.run(&["import", &file, "--deck", "Elsewhere"]).ended(1);
    assert!(
        ran.err
            .contains("2 cards are here already, in other decks than --deck names"),
        "{}",
        ran.err
    );
    let ran = world.run(&["import", &file, "--deck", "oron::lakes"]).ended(1);
    assert!(!ran.err.contains("--deck names"), "{}", ran.err);
    world
        .run(&["import", &world.file("other.download", "PK\u{3}\u{4}")])
        .ended(3);
}

#[test]
fn cards_of_anki_are_not_held_to_the_rules_of_form() {
    let world = World::new();
    let text = "#separator:tab\n#html:true\n#guid column:1\na\tsu<br>(noun)\twater\nb\tthe  river\tözen\n\
                c\tsu<br>(noun)\tcurrent\n";
    let file = world.file("words.txt", text);
    world.run(&["import", &file]).ended(0);
    let ran = world.run(&["check"]).ended(0);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.contains("asks the same as"), "{}", ran.out);
}
