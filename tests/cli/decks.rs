//! `decks` and `sources`: what is on the shelf, and what is done with it.

use std::fs;

use super::extract::TEXT;
use super::world::World;

const LAKES: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\ngroup = \"Water\"\n\n\
[[item]]\nid = \"deepest\"\nstem = \"Which lake of the Oron valley is the deepest?\"\nkey = \"Lake Sary\"\n";

fn listed(world: &World, id: &str) -> serde_json::Value {
    let decks = world.run(&["decks", "--json"]).ended(0).json();
    decks
        .into_iter()
        .find(|deck| deck["deck"] == id)
        .unwrap_or_default()
}

#[test]
fn decks_are_listed_by_group_with_their_cards() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let ran = world.run(&["decks"]).ended(0);
    let at = |text: &str| {
        ran.out
            .find(text)
            .unwrap_or_else(|| panic!("{text} in {}", ran.out))
    };
    assert!(at("Water\n") < at("  lakes "));
    assert!(ran.out.contains("Lakes: 1 card"), "{}", ran.out);
    assert!(
        ran.out.contains("Kazakhstan's political history\n"),
        "{}",
        ran.out
    );
    assert_eq!(listed(&world, "lakes")["cards"], 1);
    assert_eq!(listed(&world, "kz-soviet")["shipped"], true);
}

#[test]
fn a_deck_is_made_renamed_deleted_and_brought_back() {
    let world = World::new();
    let ran = world.run(&["decks", "create", "My", "town"]).ended(0);
    assert!(ran.out.contains("Deck my-town is made."), "{}", ran.out);
    let ran = world.run(&["decks", "create", "my town"]).ended(2);
    assert!(
        ran.err.contains("there is a deck “my town” already: my-town"),
        "{}",
        ran.err
    );
    world.run(&["decks", "rename", "my-town", "Our town"]).ended(0);
    assert_eq!(listed(&world, "my-town")["title"], "Our town");
    let ran = world.run(&["decks", "delete", "Our town"]).ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(said.contains("Your progress stays. undo: suraq undo"), "{said}");
    assert!(listed(&world, "my-town").is_null());
    world.run(&["undo", "2"]).ended(0);
    assert_eq!(listed(&world, "my-town")["title"], "My town");
}

#[test]
fn a_deck_stands_at_the_head_of_those_below_it() {
    let world = World::new();
    for words in [
        &["decks", "create", "Zoology"][..],
        &["decks", "create", "Soviet period", "--group", "History"],
        &["decks", "create", "Art of the steppe", "--group", "History"],
        &["decks", "create", "History"],
    ] {
        world.run(words).ended(0);
    }
    let listed = world.run(&["decks"]).ended(0).out;
    let places = [
        "Zoology:",
        "\nHistory\n",
        "History:",
        "Art of the steppe:",
        "Soviet period:",
    ]
    .map(|words| listed.find(words).unwrap_or_else(|| panic!("{words}: {listed}")));
    assert!(places.is_sorted(), "{listed}");
    assert_eq!(listed.matches("\nHistory\n").count(), 1, "{listed}");
}

#[test]
fn decks_and_groups_are_switched_off_and_on() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let ran = world.run(&["decks", "off", "water"]).ended(0);
    assert!(ran.out.contains("Deck lakes is off"), "{}", ran.out);
    assert_eq!(listed(&world, "lakes")["on"], false);
    world
        .run(&["decks", "off", "Kazakhstan's political history"])
        .ended(0);
    assert_eq!(listed(&world, "kz-soviet")["on"], false);
    assert_eq!(listed(&world, "kk-history-world")["on"], true);
    world.run(&["decks", "on", "lakes"]).ended(0);
    assert_eq!(listed(&world, "lakes")["on"], true);
    let ran = world.run(&["decks", "off", "laks"]).ended(2);
    assert!(ran.err.contains("did you mean `lakes`?"), "{}", ran.err);
}

#[test]
fn what_came_with_the_program_is_not_deleted() {
    let world = World::new();
    let ran = world.run(&["decks", "delete", "kz-soviet"]).ended(2);
    assert!(
        ran.err.contains("switch it off with suraq decks off kz-soviet"),
        "{}",
        ran.err
    );
    world
        .run(&["decks", "rename", "kz-soviet", "Soviet times"])
        .ended(0);
    assert_eq!(listed(&world, "kz-soviet")["shipped"], false);
    let ran = world.run(&["decks", "delete", "kz-soviet"]).ended(0);
    assert!(
        ran.out
            .replace('\n', " ")
            .contains("that came with Suraq is there again"),
        "{}",
        ran.out
    );
    assert_eq!(listed(&world, "kz-soviet")["shipped"], true);
}

#[test]
fn sources_tell_what_rests_on_them() {
    let world = World::new();
    let ran = world.run(&["sources"]).ended(0);
    assert!(ran.out.contains("No document was added yet."), "{}", ran.out);
    let file = world.file("bridge.md", TEXT);
    world
        .run(&[
            "add",
            &file,
            "--limit",
            "90",
            "--publisher",
            "The Courier",
            "--date",
            "2031-02",
        ])
        .ended(0);
    let line = &world.run(&["sources", "--json"]).ended(0).json()[0];
    assert_eq!(line["title"], "The bridge at Altynsu");
    assert_eq!(line["publisher"], "The Courier");
    assert_eq!(line["date"], "2031-02");
    assert_eq!(line["kept"], true);
    assert!(line["drafts"].as_u64().unwrap() > 0);
    let id = line["source"].as_str().unwrap().to_owned();
    let shown = world.run(&["sources", &id]).ended(0).out;
    assert!(
        shown.contains("The bridge at Altynsu, The Courier, 2031-02"),
        "{shown}"
    );
    assert!(shown.contains("(draft)") && shown.contains("\n= "), "{shown}");
    let ran = world.run(&["sources", "the-bridge-at-altyns"]).ended(2);
    assert!(ran.err.contains("did you mean"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    let ran = world.run(&["sources"]).ended(0);
    assert!(
        ran.out.contains("In no deck any more: The bridge at Altynsu"),
        "{}",
        ran.out
    );
}

#[test]
fn a_broken_deck_is_still_told_of_and_not_overwritten() {
    let world = World::new();
    world.deck("my-town", "this is no deck\n");
    let ran = world.run(&["decks", "create", "My town"]).ended(0);
    assert!(
        ran.err.replace('\n', " ").contains("See suraq check"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("Deck my-town-2 is made."), "{}", ran.out);
    let text = fs::read_to_string(world.home().join("decks/my-town.toml")).unwrap();
    assert_eq!(text, "this is no deck\n");
}
