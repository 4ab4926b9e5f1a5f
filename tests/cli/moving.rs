//! `move`: cards go to another deck with all that is known of them, and come back.

use std::fs;

use super::world::World;
use super::world::names_in;

const LAKES: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\nlanguage = \"en\"\n\n\
[[source]]\nid = \"atlas\"\ntitle = \"Atlas of lakes\"\n\n\
[[fact]]\nid = \"depth\"\nsubject = \"Oron\"\nrelation = \"depth\"\nobject = \"184\"\n\
statement = \"Oron is 184 metres deep.\"\nevidence = [{ source = \"atlas\" }]\n\n\
[[item]]\nid = \"deep\"           # the deepest of all\nfact = \"depth\"\nstem = \"How deep is Lake Oron?\"\nkey = \"184\"\nmood = \"calm\"\n\n\
[[item]]\nid = \"river\"\nstem = \"Which river leaves Lake Oron?\"\nkey = \"Vitim\"\n";

fn lakes() -> World {
    let world = World::new();
    world.deck("lakes", LAKES);
    world.run_with(&["review", "deck:lakes"], "184\n3\n").ended(0);
    world.run(&["flag", "2", "lakes/deep"]).ended(0);
    world
}

fn text(world: &World, deck: &str) -> String {
    fs::read_to_string(world.home().join(format!("decks/{deck}.toml"))).unwrap_or_default()
}

#[test]
fn a_card_moves_with_its_fact_its_source_and_its_progress_and_comes_back() {
    let world = lakes();
    let ran = world.run(&["move", "lakes/deep", "--to", "Deep waters"]).ended(0);
    assert_eq!(
        ran.out.replace('\n', " "),
        "Moved: lakes/deep; it is deep-waters/deep now. What you learned goes along. undo: suraq undo "
    );
    let new = text(&world, "deep-waters");
    for part in [
        "title = \"Deep waters\"",
        "language = \"en\"",
        "[[source]]\nid = \"atlas\"",
        "id = \"depth\"",
        "id = \"deep\"           # the deepest of all\n",
        "mood = \"calm\"\n",
    ] {
        assert!(new.contains(part), "{part} in {new}");
    }
    assert!(
        !text(&world, "lakes").contains("depth"),
        "{}",
        text(&world, "lakes")
    );
    let card = world.run(&["show", "deep-waters/deep", "--json"]).ended(0).json();
    assert_eq!(card[0]["schedule"]["flag"], 2);
    assert_eq!(card[0]["schedule"]["reviews"], 1);
    assert_eq!(card[0]["fact"], "Oron is 184 metres deep.");
    world.run(&["show", "lakes/deep"]).ended(2);
    assert!(
        world
            .run(&["why", "deep-waters/deep"])
            .ended(0)
            .out
            .contains("Good")
    );
    world.run(&["undo"]).ended(0);
    assert_eq!(text(&world, "lakes"), LAKES);
    assert!(text(&world, "deep-waters").is_empty());
    let card = world.run(&["show", "lakes/deep", "--json"]).ended(0).json();
    assert_eq!(card[0]["schedule"]["flag"], 2);
    world.run(&["redo"]).ended(0);
    assert_eq!(text(&world, "deep-waters"), new);
    let card = world.run(&["show", "deep-waters/deep", "--json"]).ended(0).json();
    assert_eq!(card[0]["schedule"]["reviews"], 1);
    // The steps before the move are taken back under the new id, and then under the old one.
    let ran = world.run(&["undo", "3"]).ended(0);
    assert!(ran.out.contains("Taken back: Good of lakes/deep"), "{}", ran.out);
}

#[test]
fn an_id_that_is_taken_gets_a_number_and_no_memory_is_shared() {
    let world = lakes();
    world.deck("seas", "[deck]\nid = \"seas\"\ntitle = \"Seas\"\n\n[[item]]\nid = \"deep\"\nstem = \"How deep is the sea?\"\nkey = \"9 km\"\n");
    // What was learned of a card that is gone keeps its id as well.
    world.run(&["flag", "1", "seas/deep"]).ended(0);
    let ran = world.run(&["move", "deck:lakes", "--to", "seas"]).ended(0);
    assert!(
        ran.out
            .starts_with("Moved: 2 cards; their ids begin with seas/ now."),
        "{}",
        ran.out
    );
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("lakes/deep is seas/deep-2 now: the id was taken."),
        "{said}"
    );
    assert!(
        said.contains("Deck lakes is empty now; suraq decks delete lakes"),
        "{said}"
    );
    for (id, flag) in [("seas/deep", 1), ("seas/deep-2", 2)] {
        let card = world.run(&["show", id, "--json"]).ended(0).json();
        assert_eq!(card[0]["schedule"]["flag"], flag, "{id}");
    }
    let ran = world.run(&["move", "deck:seas", "--to", "Seas"]).ended(0);
    assert!(ran.out.contains("Nothing is changed"), "{}", ran.out);
    world.run(&["undo"]).ended(0);
    assert_eq!(text(&world, "lakes"), LAKES);
    assert_eq!(world.run(&["find", "-n", "deck:seas"]).ended(0).out, "1\n");
}

#[test]
fn words_move_out_of_a_shipped_deck_in_both_directions() {
    let world = World::new();
    world.run(&["flag", "3", "kk-state-economy/state/en-kk"]).ended(0);
    let ran = world
        .run(&["move", "kk-state-economy/state", "--to", "My words", "--json"])
        .ended(0);
    assert_eq!(ran.json()[0]["moved"], 1);
    assert_eq!(ran.json()[0]["cards"][1]["after"], "my-words/state/en-kk");
    assert!(
        ran.err.replace('\n', " ").contains("your copy of it is"),
        "{}",
        ran.err
    );
    let card = world
        .run(&["show", "my-words/state/en-kk", "--json"])
        .ended(0)
        .json();
    assert_eq!(card[0]["schedule"]["flag"], 3);
    assert_eq!(
        world.run(&["find", "-n", "kk-state-economy/state"]).ended(0).out,
        "0\n"
    );
    world.run(&["check", "--no-advice"]).ended(0);
    world.run(&["undo"]).ended(0);
    assert!(
        names_in(&world.home().join("decks"))
            .iter()
            .all(|name| name.starts_with('.'))
    );
    let card = world
        .run(&["show", "kk-state-economy/state/en-kk", "--json"])
        .ended(0)
        .json();
    assert_eq!(card[0]["schedule"]["flag"], 3);
}

#[cfg(unix)]
#[test]
fn a_move_that_cannot_be_written_changes_nothing() {
    let world = lakes();
    let id = "kk-state-economy/state/en-kk";
    world.run(&["flag", "3", id]).ended(0);
    // The new deck is written, the copy of the shipped one cannot be.
    std::os::unix::fs::symlink("nowhere", world.home().join("decks/.base")).unwrap();
    let ran = world
        .run(&["move", "kk-state-economy/state", "--to", "My words"])
        .ended(4);
    assert!(ran.err.contains("cannot be written"), "{}", ran.err);
    assert_eq!(names_in(&world.home().join("decks")), [".base", "lakes.toml"]);
    let card = world.run(&["show", id, "--json"]).ended(0).json();
    assert_eq!(card[0]["schedule"]["flag"], 3);
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        ran.out.contains("Taken back: flag of kk-state-economy"),
        "{}",
        ran.out
    );
    let ran = world.run(&["move", "lakes/deep"]).ended(2);
    assert!(ran.err.contains("--to <DECK> is missing"), "{}", ran.err);
}
