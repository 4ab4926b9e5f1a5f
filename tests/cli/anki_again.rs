//! `import` of Anki packages over what is here: which side is newer, and what is told of it.

use super::anki_import::altered;
use super::anki_import::deck;
use super::anki_import::package;
use super::world::World;

/// What is told, without the ends of lines that a narrow screen makes.
pub(super) fn told(err: &str) -> String {
    err.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_older_note_changes_nothing_and_a_newer_one_does() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let older = "UPDATE notes SET mod = 1899999999 WHERE id = 1";
    let file = altered(&world, "Which lake is deepest?", older);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        told(&ran.err).contains("1 note is older in this package than what was imported: left as it is."),
        "{}",
        ran.err
    );
    assert!(
        deck(&world).contains("Which lake is the deepest?"),
        "{}",
        deck(&world)
    );
    let ran = world.run(&["import", &file, "--dry-run", "--json"]).ended(1);
    assert_eq!(ran.json().pop().unwrap()["older"], 1);

    let newer = "UPDATE notes SET mod = 1900000001 WHERE id = 1";
    let ran = world
        .run(&["import", &altered(&world, "Which lake is deepest?", newer)])
        .ended(1);
    assert!(!ran.err.contains("older"), "{}", ran.err);
    assert!(
        deck(&world).contains("Which lake is deepest?"),
        "{}",
        deck(&world)
    );
}

#[test]
fn ankis_own_tags_go_only_with_a_newer_note_of_a_package_with_scheduling() {
    let world = World::new();
    let front = "Which lake is the deepest?";
    let marked = altered(
        &world,
        front,
        "UPDATE notes SET tags = ' leech water ' WHERE id = 1",
    );
    world.run(&["import", &marked]).ended(1);
    let bare = "UPDATE cards SET type = 0, queue = 0, flags = 0; DELETE FROM revlog;\
                UPDATE notes SET mod = 1900000001 WHERE id = 1";
    world.run(&["import", &altered(&world, front, bare)]).ended(1);
    assert!(deck(&world).contains("leech"), "{}", deck(&world));
    let newer = "UPDATE notes SET mod = 1900000002 WHERE id = 1";
    world.run(&["import", &altered(&world, front, newer)]).ended(1);
    let now = deck(&world);
    assert!(!now.contains("leech") && now.contains("water"), "{now}");
}

#[test]
fn an_edit_here_that_anki_edited_too_is_told_once() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let mine = deck(&world).replace("the deepest?", "the very deepest?");
    world.deck("oron-lakes", &mine);
    let file = package(&world, "Which lake is deepest?", 0);
    let ran = world.run(&["import", &file]).ended(1);
    let kept = "1 card: your edit here was kept, Anki's newer text was passed over.";
    assert!(told(&ran.err).contains(kept), "{}", ran.err);
    assert!(deck(&world).contains("the very deepest?"), "{}", deck(&world));
    let ran = world.run(&["import", &file]).ended(1);
    assert!(!told(&ran.err).contains(kept), "{}", ran.err);
}

#[test]
fn new_cards_of_a_deck_that_was_renamed_there_go_beside_the_others() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let sql = "UPDATE col SET mod = mod + 1000, decks = replace(decks, 'Oron::Lakes', 'Oron::Waters');
        INSERT INTO notes VALUES (4, 'four', 1, 1900000000, 0, '', 'Which is the widest?' || char(31) || 'Lake Bel', '', 0, 0, '');
        INSERT INTO cards VALUES (40, 4, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');";
    let file = altered(&world, "Which lake is the deepest?", sql);
    world.run(&["import", &file]).ended(1);
    assert!(deck(&world).contains("Lake Bel"), "{}", deck(&world));
    assert!(!world.home().join("decks/oron-waters.toml").exists());
}

#[test]
fn a_deck_called_as_a_shipped_one_is_a_deck_of_its_own() {
    let world = World::new();
    let text = "#separator:tab\n#deck:The Soviet decades\nsu\twater\n";
    let file = world.file("words.txt", text);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        ran.out.contains("1 new card, deck the-soviet-decades"),
        "{}",
        ran.out
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        ran.out.contains("nothing new, deck the-soviet-decades"),
        "{}",
        ran.out
    );
    assert!(!world.home().join("decks/kz-2-soviet.toml").exists());
}

#[test]
fn flags_and_buried_cards_are_counted_and_taking_back_counts_no_card_too_few() {
    let world = World::new();
    let sql = "UPDATE cards SET queue = -2, flags = 1 WHERE id = 20; UPDATE cards SET queue = -1 WHERE id = 10;\
        UPDATE col SET mod = 1935828000000";
    let ran = world
        .run(&["import", &altered(&world, "Which lake is the deepest?", sql)])
        .ended(1);
    // The card that is suspended has a flag as well.
    assert!(
        told(&ran.out).contains("1 suspended; 1 buried; 2 flagged"),
        "{}",
        ran.out
    );
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("Taken back: import lakes.apkg. "), "{}", ran.out);
}

#[test]
fn marks_come_from_the_later_package_and_only_what_changes_is_counted() {
    let world = World::new();
    let front = "Which lake is the deepest?";
    let at =
        |changed: i64, sql: &str| altered(&world, front, &format!("UPDATE cards SET mod = {changed}; {sql}"));
    let first = at(
        1_930_000_000,
        "UPDATE cards SET flags = 0, queue = -1 WHERE id = 10",
    );
    let ran = world.run(&["import", &first]).ended(1);
    assert!(told(&ran.out).contains("1 suspended"), "{}", ran.out);
    let first = at(
        1_930_000_000,
        "UPDATE cards SET flags = 0, queue = -1 WHERE id = 10",
    );
    let ran = world.run(&["import", &first]).ended(1);
    assert!(
        !told(&ran.out).contains("suspended") && !ran.out.contains("come along"),
        "{}",
        ran.out
    );
    let later = at(1_930_000_100, "UPDATE cards SET flags = 3 WHERE id = 10");
    let ran = world.run(&["import", &later]).ended(1);
    assert!(told(&ran.out).contains("1 resumed; 1 flagged"), "{}", ran.out);
    assert!(!ran.out.contains("come along"), "a mark is no state: {}", ran.out);
    // The package of before once more: nothing flips back.
    let first = at(
        1_930_000_000,
        "UPDATE cards SET flags = 0, queue = -1 WHERE id = 10",
    );
    let ran = world.run(&["import", &first]).ended(1);
    assert!(
        !told(&ran.out).contains("suspended") && !ran.out.contains("flag"),
        "{}",
        ran.out
    );
    let found = world.run(&["find", "is:suspended", "--json"]).ended(0);
    assert!(found.json().is_empty(), "{}", found.out);
}

#[test]
fn a_flag_alone_comes_along_and_goes_again_though_anki_does_not_note_when() {
    let world = World::new();
    let at = |made: i64, flag: u8| {
        let sql = format!(
            "UPDATE cards SET mod = 1930000000, flags = {flag} WHERE id = 10; UPDATE col SET mod = {made}000"
        );
        altered(&world, "Which lake is the deepest?", &sql)
    };
    world.run(&["import", &at(1_930_000_100, 0)]).ended(1);
    let ran = world.run(&["import", &at(1_930_000_200, 3)]).ended(1);
    assert!(told(&ran.out).contains("1 flagged"), "{}", ran.out);
    assert!(!ran.out.contains("come along"), "no review: {}", ran.out);
    // The package of before once more: nothing flips back.
    let ran = world.run(&["import", &at(1_930_000_100, 0)]).ended(1);
    assert!(!ran.out.contains("flag"), "{}", ran.out);
    let ran = world.run(&["import", &at(1_930_000_300, 0)]).ended(1);
    assert!(told(&ran.out).contains("1 without a flag now"), "{}", ran.out);
    // What was flagged here stays.
    let found = world
        .run(&["find", "deck:oron-lakes", "deepest", "--json"])
        .ended(0);
    let id = found.json()[0]["id"].as_str().unwrap().to_owned();
    world.run(&["flag", "4", &id]).ended(0);
    world.run(&["import", &at(1_930_000_400, 2)]).ended(1);
    let found = world.run(&["find", "flag:4", "--json"]).ended(0);
    assert_eq!(found.json().len(), 1, "{}", found.out);
}

/// Cards of both directions, of which the first one was studied.
const BOTH_WAYS: &str = r#"UPDATE col SET models = json_set(models, '$.1.tmpls', json('[
        {"name": "There", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"},
        {"name": "Back", "ord": 1, "qfmt": "{{Back}}", "afmt": "{{Front}}"}]'));
    INSERT INTO cards VALUES (11, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');"#;

/// The same with the templates in another order.
const TURNED: &str = r#"UPDATE col SET models = json_set(models, '$.1.tmpls', json('[
        {"name": "Back", "ord": 0, "qfmt": "{{Back}}", "afmt": "{{Front}}"},
        {"name": "There", "ord": 1, "qfmt": "{{Front}}", "afmt": "{{Back}}"}]'));
    UPDATE cards SET ord = 1 - ord WHERE nid < 3"#;

#[test]
fn templates_in_another_order_leave_every_card_what_it_is() {
    let world = World::new();
    let front = "Which lake is the deepest?";
    world
        .run(&["import", &altered(&world, front, BOTH_WAYS)])
        .ended(1);
    let cards = || -> Vec<(String, u64)> {
        let found = world.run(&["find", "deck:oron-lakes", "--json"]).ended(0).json();
        let each = found.iter().map(|card| {
            let stem = card["stem"].as_str().unwrap().to_owned();
            (stem, card["schedule"]["reviews"].as_u64().unwrap())
        });
        each.collect()
    };
    let before = cards();
    assert!(
        before.contains(&(front.to_owned(), 3)) && before.contains(&("Lake Sary".to_owned(), 0)),
        "{before:?}"
    );
    let turned = altered(&world, front, &format!("{BOTH_WAYS}{TURNED}"));
    let ran = world.run(&["import", &turned]).ended(1);
    assert!(
        ran.out.contains("nothing new") && !ran.out.contains("come along"),
        "{}",
        ran.out
    );
    assert_eq!(cards(), before);
}

#[test]
fn a_deck_that_was_deleted_here_comes_back_only_where_that_is_asked_for() {
    let world = World::new();
    let file = package(&world, "Which lake is the deepest?", 0);
    world.run(&["import", &file]).ended(1);
    world.run(&["decks", "delete", "oron-lakes"]).ended(0);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        told(&ran.err).contains("2 cards left out: deleted here.") && deck(&world).is_empty(),
        "{}",
        ran.err
    );
    // Taken back, it was never deleted.
    world.run(&["undo"]).ended(0);
    assert!(deck(&world).contains("Which lake is the deepest?"));
    world.run(&["delete", "flag"]).ended(0);
    world.run(&["decks", "delete", "oron-lakes"]).ended(0);
    world.run(&["import", &file, "--with-deleted"]).ended(1);
    assert!(deck(&world).contains("flag.png"), "{}", deck(&world));
}

/// A package whose note type has the one template `There`, which asks the front.
fn one_way(world: &World) -> String {
    let sql = r#"UPDATE col SET models = json_set(models, '$.1.tmpls', json('[
        {"name": "There", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}]'))"#;
    altered(world, FRONT, sql)
}

const FRONT: &str = "Which lake is the deepest?";

#[test]
fn a_template_that_is_put_before_the_only_one_leaves_its_cards_what_they_are() {
    let world = World::new();
    world.run(&["import", &one_way(&world)]).ended(1);
    let turned = altered(&world, FRONT, &format!("{BOTH_WAYS}{TURNED}"));
    world.run(&["import", &turned]).ended(1);
    let found = world.run(&["find", "deck:oron-lakes", "--json"]).ended(0).json();
    let reviews = |stem: &str| {
        let card = found.iter().find(|card| card["stem"] == stem);
        card.map(|card| card["schedule"]["reviews"].as_u64().unwrap())
    };
    assert_eq!((reviews(FRONT), reviews("Lake Sary")), (Some(3), Some(0)));
}

#[test]
fn a_package_from_before_a_template_was_renamed_and_moved_doubles_no_card() {
    let world = World::new();
    let at = |seconds: i64, sql: &str| {
        let made = format!("; UPDATE col SET mod = {seconds}000");
        altered(&world, FRONT, &format!("{BOTH_WAYS}{sql}{made}"))
    };
    let renamed = "UPDATE col SET models = json_set(models, '$.1.tmpls[1].name', 'Turned')";
    let turned = TURNED.replace(r#""name": "Back""#, r#""name": "Turned""#);
    world.run(&["import", &at(1_935_000_000, "")]).ended(1);
    world.run(&["import", &at(1_935_100_000, renamed)]).ended(1);
    let ran = world.run(&["import", &at(1_935_200_000, &turned)]).ended(1);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    let ran = world.run(&["import", &at(1_935_000_000, "")]).ended(1);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    let ran = world.run(&["import", &at(1_935_200_000, &turned)]).ended(1);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}
