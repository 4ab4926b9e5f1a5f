//! When a card came: kept while it changes, and found by `added:`.

use super::anki_import::altered;
use super::anki_import::package;
use super::world::Ran;
use super::world::World;

fn run_on(world: &World, day: &str, words: &[&str]) -> String {
    ran_on(world, day, words).ended(0).out
}

fn ran_on(world: &World, day: &str, words: &[&str]) -> Ran {
    let now = format!("{day}T10:00:00Z");
    let mut command = super::world::bare();
    command
        .arg("--home")
        .arg(world.home())
        .args(["--now", &now, "--seed", "7"])
        .args(words);
    super::world::run(command, b"")
}

fn number(world: &World, day: &str, query: &str) -> String {
    run_on(world, day, &["find", "-n", query]).trim().to_owned()
}

fn text_of(world: &World, deck: &str) -> String {
    std::fs::read_to_string(world.home().join(format!("decks/{deck}.toml"))).unwrap()
}

#[test]
fn a_card_that_is_edited_came_when_it_was_written() {
    let world = World::new();
    let words = ["new", "--deck", "Lakes", "--stem", "Which lake?", "--key", "Sary"];
    run_on(&world, "2031-05-06", &words);
    assert!(!text_of(&world, "lakes").contains("added"), "its change says it");
    for (day, stem) in [
        ("2031-05-16", "Which lake is it?"),
        ("2031-05-20", "Which lake is this?"),
    ] {
        let first = run_on(&world, day, &["find", "deck:lakes"]);
        let id = first.split_whitespace().next().unwrap();
        run_on(&world, day, &["edit", id, "--stem", stem]);
        let text = text_of(&world, "lakes");
        assert_eq!(
            text.matches("added = 2031-05-06T10:00:00Z\n").count(),
            1,
            "{text}"
        );
        assert!(text.contains(&format!("changed = {day}T10:00:00Z")), "{text}");
        assert_eq!(number(&world, day, "deck:lakes edited:1"), "1");
        assert_eq!(number(&world, day, "deck:lakes added:7"), "0");
        assert_eq!(number(&world, day, "deck:lakes added:15"), "1");
    }
    let checked = run_on(&world, "2031-05-20", &["check", "lakes"]);
    assert!(!checked.contains("unknown"), "{checked}");
}

#[test]
fn cards_of_a_file_came_when_they_were_imported() {
    let world = World::new();
    let table = world.file("rivers.csv", "stem,key\nWhich river?,Oron\nWhich stream?,Sary\n");
    run_on(&world, "2031-05-06", &["import", &table]);
    assert_eq!(number(&world, "2031-05-06", "deck:rivers added:1"), "2");
    assert_eq!(number(&world, "2031-05-08", "deck:rivers added:2"), "0");
    let deck = world.file(
        "seas.toml",
        "format = 1\n[deck]\nid = \"seas\"\ntitle = \"Seas\"\n[[item]]\nid = \"aral\"\nstem = \"Which sea?\"\n\
         key = \"Aral\"\nchanged = 2019-01-01T00:00:00Z\nadded = 2018-01-01T00:00:00Z\n",
    );
    run_on(&world, "2031-05-06", &["import", &deck]);
    assert_eq!(number(&world, "2031-05-08", "deck:seas added:3"), "1");
    assert_eq!(number(&world, "2031-05-08", "deck:seas edited:999"), "0");
    // The same file again brings nothing, and nothing comes a second time.
    run_on(&world, "2031-05-20", &["import", &deck]);
    run_on(&world, "2031-05-20", &["import", &table]);
    assert_eq!(
        number(&world, "2031-05-20", "(deck:seas or deck:rivers) added:7"),
        "0"
    );
}

#[test]
fn a_card_that_does_not_say_it_came_at_its_first_answer_at_the_latest() {
    let world = World::new();
    let deck = |changed: &str| {
        let text = format!(
            "format = 1\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n[[item]]\nid = \"sary\"\nstem = \"Which lake?\"\n\
             key = \"Sary\"\n{changed}"
        );
        world.deck("lakes", &text);
    };
    deck("");
    assert_eq!(
        number(&world, "2031-05-06", "deck:lakes added:1"),
        "0",
        "nothing is known"
    );
    run_on(&world, "2031-05-06", &["flag", "lakes/sary"]);
    deck("changed = 2031-05-16T10:00:00Z\n");
    assert_eq!(number(&world, "2031-05-16", "deck:lakes added:1"), "0");
    assert_eq!(number(&world, "2031-05-16", "deck:lakes added:11"), "1");
    assert_eq!(number(&world, "2031-05-16", "deck:lakes edited:1"), "1");
}

#[test]
fn a_draft_comes_when_it_is_accepted_and_no_line_is_written_for_it() {
    let world = World::new();
    world.deck(
        "lakes",
        "format = 1\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n[[item]]\nid = \"sary\"\nstem = \"Which lake?\"\n\
         key = \"Sary\"\nstatus = \"draft\"\nchanged = 2031-05-01T10:00:00Z\n",
    );
    run_on(&world, "2031-05-06", &["inbox", "--accept-all"]);
    let text = text_of(&world, "lakes");
    assert!(
        text.contains("changed = 2031-05-06T10:00:00Z") && !text.contains("added"),
        "{text}"
    );
    assert_eq!(number(&world, "2031-05-08", "deck:lakes added:3"), "1");
    assert_eq!(number(&world, "2031-05-08", "deck:lakes added:2"), "0");
}

#[test]
fn a_card_from_anki_came_on_the_day_of_its_import_whatever_changes_there() {
    let world = World::new();
    let import = |day: &str, file: &str| ran_on(&world, day, &["import", file]).ended(1);
    import("2031-05-06", &package(&world, "Which lake is the deepest?", 0));
    // Its notes were made in 1970 and changed in 2030.
    assert_eq!(number(&world, "2031-05-06", "deck:oron-lakes added:1"), "2");
    assert_eq!(number(&world, "2031-05-08", "deck:oron-lakes added:2"), "0");
    let again = import("2031-05-07", &package(&world, "Which lake is the deepest?", 0));
    assert!(again.out.contains("nothing new"), "{}", again.out);
    let newer = altered(
        &world,
        "Which lake is deepest of all?",
        "UPDATE notes SET mod = 1935000000; INSERT INTO notes VALUES (4, 'four', 1, 1900000000, 0, '', \
         'Flag?' || char(31) || 'Red', '', 0, 0, ''); \
         INSERT INTO cards VALUES (40, 4, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');",
    );
    import("2031-05-08", &newer);
    assert_eq!(number(&world, "2031-05-08", "deck:oron-lakes added:1"), "1");
    assert_eq!(number(&world, "2031-05-08", "deck:oron-lakes added:3"), "3");
}
