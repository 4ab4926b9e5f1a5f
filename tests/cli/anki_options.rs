//! `import` of Anki packages: what is set for decks over there becomes settings here.

use super::anki_again::told;
use super::anki_import::altered;
use super::anki_import::zipped;
use super::world::World;

const FRONT: &str = "Which lake is the deepest?";

/// Options of the deck: 92 %, 15 new cards, an easier Saturday and a free Sunday, weights.
fn with_options(world: &World) -> String {
    let weights =
        "0.3,1.5,2.9,9.0,6.2,0.8,2.9,0.01,1.7,0.15,0.75,1.5,0.06,0.25,1.6,0.55,1.9,0.5,0.1,0.07,0.18";
    let preset = format!(
        r#"{{"1": {{"id": 1, "name": "Mine", "desiredRetention": 0.92, "new": {{"perDay": 15, "delays": [1, 10]}},
        "easyDaysPercentages": [1, 1, 1, 1, 1, 0.5, 0], "fsrsParams6": [{weights}]}}}}"#
    );
    altered(world, FRONT, &format!("UPDATE col SET dconf = '{preset}'"))
}

fn config(world: &World) -> String {
    let files = ["config.toml", "config/config.toml"].map(|name| world.home().join(name));
    let found = files.iter().find(|file| file.exists());
    found
        .map(|file| std::fs::read_to_string(file).unwrap())
        .unwrap_or_default()
}

#[test]
fn what_is_set_there_is_taken_told_and_taken_back() {
    let world = World::new();
    let file = with_options(&world);
    let said = "Options taken from Anki: for “Oron::Lakes” retention 92 %, 15 new a day; \
                for all decks easy days sat 50 sun 0, own weights. suraq set shows and changes them.";
    let ran = world.run(&["import", &file, "--dry-run"]).ended(1);
    let would = said.replace("taken", "that would be taken");
    let would = would.replace(" suraq set shows and changes them.", "");
    assert!(
        told(&ran.err).contains(&would) && !ran.err.contains("shows and changes"),
        "{}",
        ran.err
    );
    assert!(config(&world).is_empty(), "{}", config(&world));
    let ran = world.run(&["import", &file]).ended(1);
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let kept = config(&world);
    assert!(
        kept.contains("[deck.oron-lakes]\nretention = 0.92\nnew-per-day = 15")
            && kept.contains("easy-days = \"sat 50 sun 0\"")
            && kept.contains("weights = \"0.3 1.5 "),
        "{kept}"
    );
    let ran = world.run(&["import", &file]).ended(1);
    assert!(!ran.err.contains("Options"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert!(!config(&world).contains("retention"), "{}", config(&world));
    world.run(&["redo"]).ended(0);
    assert_eq!(config(&world), kept);
}

#[test]
fn what_was_put_back_is_taken_again_only_when_it_is_another_there() {
    let world = World::new();
    let file = with_options(&world);
    world.run(&["import", &file]).ended(1);
    for setting in ["deck.oron-lakes.retention", "easy-days"] {
        world.run(&["set", setting, "default"]).ended(0);
    }
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        !ran.err.contains("Options") && !config(&world).contains("retention"),
        "{}",
        ran.err
    );
    let other = r#"UPDATE col SET dconf = replace(dconf, '0.92', '0.93')"#;
    let connection = rusqlite::Connection::open(world.path("collection")).unwrap();
    connection.execute_batch(other).unwrap();
    drop(connection);
    let file = zipped(
        &world,
        &std::fs::read(world.path("collection")).unwrap(),
        "lakes.apkg",
    );
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        told(&ran.err).contains("for “Oron::Lakes” retention 93 %. ") && !ran.err.contains("easy days"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_set_here_stays_and_a_package_without_scheduling_sets_nothing() {
    let world = World::new();
    world.run(&["set", "retention", "0.85"]).ended(0);
    world.run(&["set", "easy-days", "mon 50"]).ended(0);
    let ran = world.run(&["import", &with_options(&world), "--json"]).ended(1);
    let json = ran.json().pop().unwrap();
    let names: Vec<&str> = json["settings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["setting"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["deck.oron-lakes.new-per-day", "weights"]);
    assert!(
        config(&world).contains("easy-days = \"mon 50\""),
        "{}",
        config(&world)
    );

    let world = World::new();
    let bare = "UPDATE cards SET type = 0, queue = 0, flags = 0; DELETE FROM revlog; \
                UPDATE col SET dconf = '{\"1\": {\"id\": 1, \"desiredRetention\": 0.8}}'";
    let ran = world.run(&["import", &altered(&world, FRONT, bare)]).ended(1);
    assert!(
        !ran.err.contains("Options") && config(&world).is_empty(),
        "{}",
        ran.err
    );
    // The whole collection is the learner's own.
    let whole = altered(&world, FRONT, bare).replace(".apkg", ".colpkg");
    std::fs::rename(whole.replace(".colpkg", ".apkg"), &whole).unwrap();
    world.run(&["undo"]).ended(0);
    let ran = world.run(&["import", &whole]).ended(1);
    assert!(
        ran.err.contains("Options taken from Anki") && config(&world).contains("retention = 0.8"),
        "{}",
        ran.err
    );
}

#[test]
fn weights_stay_where_something_was_learned_before() {
    let world = World::new();
    world.deck(
        "towns",
        "[deck]\nid = \"towns\"\ntitle = \"Towns\"\n\n[[item]]\nid = \"a\"\nstem = \"Which?\"\nkey = \"Velk\"\n",
    );
    world
        .run_with(&["review", "deck:towns", "--plain"], "\n3\nq\n")
        .ended(0);
    let ran = world.run(&["import", &with_options(&world)]).ended(1);
    assert!(
        told(&ran.err).contains("15 new a day") && !ran.err.contains("own weights"),
        "{}",
        ran.err
    );
}

#[test]
fn what_decks_do_not_have_alike_is_said_to_be_left() {
    let world = World::new();
    let one = r#"{"id": 1, "easyDaysPercentages": [1, 1, 1, 1, 1, 0.5, 0]}"#;
    let sql = format!(
        r#"UPDATE cards SET did = 2 WHERE id = 20; UPDATE col SET dconf = '{{"1": {one}, "2": {{"id": 2}}}}',
        decks = '{{"1": {{"name": "Oron::Lakes", "conf": 1}}, "2": {{"name": "Oron::Flags", "conf": 2}}}}'"#
    );
    let file = altered(&world, FRONT, &sql);
    let ran = world.run(&["import", &file]).ended(1);
    let said =
        "Not taken from Anki: easy days of 1 deck. There the decks differ in that, here all have the same.";
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    assert!(!config(&world).contains("easy-days"), "{}", config(&world));
    let ran = world.run(&["import", &file]).ended(1);
    assert!(!told(&ran.err).contains("Not taken"), "said once: {}", ran.err);
}

#[test]
fn steps_longest_interval_and_leeches_of_a_deck_come_along() {
    let world = World::new();
    let preset = r#"{"1": {"id": 1, "name": "Mine", "new": {"delays": [5, 30]}, "rev": {"maxIvl": 365},
        "lapse": {"delays": [20], "leechFails": 5}}}"#;
    let file = altered(&world, FRONT, &format!("UPDATE col SET dconf = '{preset}'"));
    let ran = world.run(&["import", &file]).ended(1);
    let said = "for “Oron::Lakes” learning steps 5m 30m, relearning steps 20m, longest interval 365 days, \
                leeches after 5.";
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    let kept = config(&world);
    assert!(
        kept.contains("learning-steps = \"5m 30m\"") && kept.contains("longest-interval = 365"),
        "{kept}"
    );
}

#[test]
fn a_deck_that_several_go_into_gets_what_these_have_alike() {
    let world = World::new();
    let one = r#""desiredRetention": 0.93, "new": {"perDay": 7, "delays""#;
    let lapse = r#""lapse": {"delays": [20]}"#;
    let sql = format!(
        r#"UPDATE cards SET did = 2 WHERE id = 20;
        UPDATE col SET dconf = '{{"1": {{"id": 1, {lapse}, {one}: [5, 30]}}}}, "2": {{"id": 2, {lapse}, {one}: [3]}}}}}}',
        decks = '{{"1": {{"name": "Oron::Lakes", "conf": 1}}, "2": {{"name": "Oron::Flags", "conf": 2}}}}'"#
    );
    let file = altered(&world, FRONT, &sql);
    let ran = world.run(&["import", &file, "--deck", "All"]).ended(1);
    let said = "Options taken from Anki: for “All” retention 93 %, 7 new a day, relearning steps 20m.";
    assert!(told(&ran.err).contains(said), "{}", ran.err);
    assert!(!config(&world).contains("\nlearning-steps"), "{}", config(&world));
}

#[test]
fn what_came_from_there_follows_it_and_what_was_set_here_does_not() {
    let world = World::new();
    world.run(&["import", &with_options(&world)]).ended(1);
    let other = |retention: &str| {
        let preset = format!(
            r#"{{"1": {{"id": 1, "name": "Mine", "desiredRetention": {retention}, "new": {{"perDay": 12, "delays": [1, 10]}}}}}}"#
        );
        altered(&world, FRONT, &format!("UPDATE col SET dconf = '{preset}'"))
    };
    let ran = world.run(&["import", &other("0.95")]).ended(1);
    assert!(
        told(&ran.err).contains("for “Oron::Lakes” retention 95 %, 12 new a day"),
        "{}",
        ran.err
    );
    assert!(
        config(&world).contains("retention = 0.95\nnew-per-day = 12"),
        "{}",
        config(&world)
    );
    world.run(&["set", "deck.oron-lakes.retention", "0.97"]).ended(0);
    let ran = world.run(&["import", &other("0.93")]).ended(1);
    assert!(!ran.err.contains("Options"), "{}", ran.err);
    assert!(config(&world).contains("retention = 0.97"), "{}", config(&world));
}

/// The deck with a retention and so many new cards a day, changed at a moment in milliseconds.
fn with_preset(world: &World, retention: &str, new: u32, changed: i64) -> String {
    let preset =
        format!(r#"{{"1": {{"id": 1, "desiredRetention": {retention}, "new": {{"perDay": {new}}}}}}}"#);
    let sql = format!("UPDATE col SET dconf = '{preset}', mod = {changed}");
    altered(world, FRONT, &sql)
}

#[test]
fn an_older_package_does_not_put_options_back() {
    let (first, later) = (1_935_000_000_000, 1_935_000_600_000);
    let world = World::new();
    let file = with_preset(&world, "0.92", 15, first);
    world.run(&["import", &file]).ended(1);
    world
        .run(&["import", &with_preset(&world, "0.95", 12, later)])
        .ended(1);
    let ran = world
        .run(&["import", &with_preset(&world, "0.92", 15, first)])
        .ended(1);
    assert!(!ran.err.contains("Options"), "{}", ran.err);
    assert!(
        config(&world).contains("retention = 0.95\nnew-per-day = 12"),
        "{}",
        config(&world)
    );
    let ran = world
        .run(&["import", &with_preset(&world, "0.91", 12, later + 1_000)])
        .ended(1);
    assert!(told(&ran.err).contains("retention 91 %"), "{}", ran.err);
}

#[test]
fn new_cards_a_day_follow_a_deck_up_to_the_limit_of_all() {
    let world = World::new();
    let made = 1_935_000_000_000;
    world
        .run(&["import", &with_preset(&world, "0.92", 15, made)])
        .ended(1);
    let ran = world
        .run(&["import", &with_preset(&world, "0.92", 20, made + 1_000)])
        .ended(1);
    assert!(
        told(&ran.err).contains("for “Oron::Lakes” 20 new a day"),
        "{}",
        ran.err
    );
    assert!(config(&world).contains("new-per-day = 20"), "{}", config(&world));
}
