//! `import` of Anki packages over what is here: cards that lie in another deck there by now, or are there no longer.

use super::anki_again::told;
use super::anki_import::altered;
use super::anki_import::deck;
use super::world::World;

const FRONT: &str = "Which lake is the deepest?";

/// A second deck, with the card of the flag in it.
const MOVED: &str = r#"UPDATE cards SET did = 2 WHERE id = 20;
    UPDATE col SET decks = '{"1": {"name": "Oron::Lakes", "conf": 1}, "2": {"name": "Oron::Flags", "conf": 1}}'"#;

/// The same, and a card that was always in it.
const MOVED_TO_KNOWN: &str = r#"UPDATE cards SET did = 2 WHERE id = 20;
    INSERT INTO notes VALUES (4, 'four', 1, 1900000000, 0, '', 'Flag of Oron?' || char(31) || 'Red', '', 0, 0, '');
    INSERT INTO cards VALUES (40, 4, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');
    UPDATE col SET decks = '{"1": {"name": "Oron::Lakes", "conf": 1}, "2": {"name": "Oron::Flags", "conf": 1}}'"#;

/// The card of the flag is still in the first deck.
fn before(world: &World) -> String {
    let sql = MOVED_TO_KNOWN.replace("UPDATE cards SET did = 2 WHERE id = 20;", "");
    altered(world, FRONT, &sql)
}

fn import(world: &World, file: &str, more: &[&str]) -> (String, String) {
    let words = [&["import", file][..], more].concat();
    let ran = world.run(&words).ended(1);
    (told(&ran.out), told(&ran.err))
}

fn flags(world: &World) -> String {
    std::fs::read_to_string(world.home().join("decks/oron-flags.toml")).unwrap_or_default()
}

#[test]
fn a_card_that_moved_there_stays_here_and_that_is_told_once() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    let file = altered(&world, FRONT, MOVED_TO_KNOWN);
    let said = "1 card is in another deck in Anki now, 1 in “Oron::Flags”, and stays where it is here; \
                the same import --with-moves moves it.";
    let (_, err) = import(&world, &file, &["--dry-run"]);
    assert!(err.contains(said), "{err}");
    let (_, err) = import(&world, &file, &[]);
    assert!(err.contains(said), "{err}");
    assert!(deck(&world).contains("flag.png") && !flags(&world).contains("flag.png"));
    let (_, err) = import(&world, &file, &[]);
    assert!(!err.contains("another deck"), "told once: {err}");
    let ran = world.run(&["import", &file, "--json"]).ended(1);
    let json = ran.json().pop().unwrap();
    assert_eq!(json["moved_there"][0]["deck"], "Oron::Flags");
    assert_eq!(json["moved_there"][0]["cards"].as_array().unwrap().len(), 1);
    // Taken back, it was not told.
    world.run(&["undo"]).ended(0);
    let (_, err) = import(&world, &file, &[]);
    assert!(err.contains(said), "{err}");
}

#[test]
fn cards_follow_where_that_is_asked_for_with_all_that_was_edited_and_learned() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    world.deck("oron-lakes", &deck(&world).replace("A flag:", "My flag:"));
    let id = world
        .run(&["find", "deck:oron-lakes", "flag", "--json"])
        .ended(0)
        .json()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    world.run(&["flag", "4", &id]).ended(0);
    let file = altered(&world, FRONT, MOVED_TO_KNOWN);
    let (_, err) = import(&world, &file, &["--with-moves", "--dry-run"]);
    assert!(err.contains("and goes there here too"), "{err}");
    assert!(!flags(&world).contains("flag.png"));
    let (out, err) = import(&world, &file, &["--with-moves"]);
    assert!(
        out.contains("Moved: oron-lakes/") && !err.contains("another deck"),
        "{out} {err}"
    );
    assert!(!deck(&world).contains("flag.png") && flags(&world).contains("My flag:"));
    let flagged = world
        .run(&["find", "deck:oron-flags", "is:flagged", "--json"])
        .ended(0)
        .json();
    assert_eq!(flagged.len(), 1);
    // What was edited here stays also after the move, and nothing is told any more.
    let newer = format!("{MOVED_TO_KNOWN}; UPDATE notes SET mod = 1900000009 WHERE id = 2");
    let (out, err) = import(&world, &altered(&world, FRONT, &newer), &[]);
    assert!(
        !err.contains("another deck") && !out.contains("new card"),
        "{out} {err}"
    );
    assert!(flags(&world).contains("My flag:"), "{}", flags(&world));
    world.run(&["undo"]).ended(0);
    world.run(&["undo"]).ended(0);
    assert!(deck(&world).contains("My flag:"), "{}", deck(&world));
}

#[test]
fn a_deck_that_is_new_there_is_made_when_cards_follow() {
    let world = World::new();
    import(&world, &altered(&world, FRONT, "SELECT 1"), &[]);
    let file = altered(&world, FRONT, MOVED);
    let (_, err) = import(&world, &file, &[]);
    assert!(err.contains("1 in “Oron::Flags”"), "{err}");
    let (_, err) = import(&world, &file, &[]);
    assert!(!err.contains("another deck"), "told once: {err}");
    world.run(&["undo"]).ended(0);
    let (_, err) = import(&world, &file, &[]);
    assert!(
        err.contains("1 in “Oron::Flags”"),
        "taken back, it was not told: {err}"
    );
    import(&world, &file, &["--with-moves"]);
    assert!(flags(&world).contains("flag.png"));
    assert!(flags(&world).contains("group = \"Oron\""), "{}", flags(&world));
    let (_, err) = import(&world, &file, &[]);
    assert!(!err.contains("another deck"), "{err}");
}

#[test]
fn what_moved_here_or_was_renamed_did_not_move_there() {
    let world = World::new();
    let file = altered(&world, FRONT, "SELECT 1");
    import(&world, &file, &[]);
    world.run(&["move", "deepest", "--to", "Mine"]).ended(0);
    let mine = world.home().join("decks/mine.toml");
    let edited = std::fs::read_to_string(&mine)
        .unwrap()
        .replace("the deepest", "the very deepest");
    world.deck("mine", &edited);
    let newer = "UPDATE notes SET mod = 1900000009 WHERE id = 1";
    let (_, err) = import(&world, &altered(&world, "Which lake is deepest?", newer), &[]);
    assert!(!err.contains("another deck"), "{err}");
    let kept = std::fs::read_to_string(&mine).unwrap();
    assert!(
        kept.contains("the very deepest"),
        "an edit outlives a move: {kept}"
    );

    let world = World::new();
    import(&world, &altered(&world, FRONT, "SELECT 1"), &[]);
    let renamed = r#"UPDATE col SET decks = '{"1": {"name": "Oron::Waters", "conf": 1}}'"#;
    let (_, err) = import(&world, &altered(&world, FRONT, renamed), &[]);
    assert!(!err.contains("another deck"), "{err}");
}

#[test]
fn a_note_that_is_gone_there_is_told_once_and_stays() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    let gone = "DELETE FROM notes WHERE id = 2; DELETE FROM cards WHERE id = 20";
    let said = "1 card of “Oron::Lakes” is not in the package any more and stays here. To take it away: suraq delete oron-lakes/anki-";
    let (_, err) = import(&world, &altered(&world, FRONT, gone), &["--dry-run"]);
    assert!(err.contains(said), "{err}");
    let (_, err) = import(&world, &altered(&world, FRONT, gone), &[]);
    assert!(err.contains(said), "{err}");
    assert!(deck(&world).contains("flag.png"));
    let ran = world
        .run(&["import", &altered(&world, FRONT, gone), "--json"])
        .ended(1);
    assert_eq!(
        ran.json().pop().unwrap()["gone_there"].as_array().unwrap().len(),
        1
    );
    assert!(!ran.err.contains("not in the package"), "{}", ran.err);
    // Back, and gone again.
    let (out, err) = import(&world, &before(&world), &[]);
    assert!(
        !err.contains("any more") && !out.contains("changed"),
        "{out} {err}"
    );
    let (_, err) = import(&world, &altered(&world, FRONT, gone), &[]);
    assert!(err.contains(said), "{err}");
    // Retired because of that, it stays retired when it comes back.
    world.run(&["retire", "flag"]).ended(0);
    import(&world, &before(&world), &[]);
    assert!(deck(&world).contains("retired"), "{}", deck(&world));
}

#[test]
fn another_package_with_a_deck_of_the_same_name_tells_of_nothing_gone() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    // Neither of the two is in it, and one that is not known.
    let other = "UPDATE notes SET guid = 'other' WHERE id = 1; DELETE FROM notes WHERE id = 2; \
                 DELETE FROM cards WHERE id = 20";
    let (_, err) = import(&world, &altered(&world, FRONT, other), &[]);
    assert!(!err.contains("any more"), "{err}");
}

#[test]
fn an_older_package_tells_of_nothing_gone_and_nothing_moved() {
    let world = World::new();
    let later = |sql: &str| format!("{sql}; UPDATE col SET mod = 1935000100000");
    import(&world, &before(&world), &[]);
    import(
        &world,
        &altered(&world, FRONT, &later(MOVED_TO_KNOWN)),
        &["--with-moves"],
    );
    assert!(flags(&world).contains("flag.png"));
    let (_, err) = import(&world, &before(&world), &[]);
    assert!(!err.contains("another deck"), "{err}");
    // One that came with the later package was not there yet.
    let new = later(
        "INSERT INTO notes VALUES (5, 'five', 1, 1900000000, 0, '', 'River?' || char(31) || 'Tur', '', 0, 0, '');
        INSERT INTO cards VALUES (50, 5, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '')",
    );
    let world = World::new();
    import(&world, &altered(&world, FRONT, &new), &[]);
    let again = altered(&world, FRONT, "UPDATE notes SET mod = 1900000001 WHERE id = 1");
    let (_, err) = import(&world, &again, &[]);
    assert!(!err.contains("any more"), "{err}");
    let gone = altered(&world, FRONT, "UPDATE col SET mod = 1935000200000");
    let (_, err) = import(&world, &gone, &[]);
    assert!(err.contains("not in the package any more"), "{err}");
}

#[test]
fn what_the_learner_moved_here_does_not_follow_a_package() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    world.run(&["move", "deepest", "--to", "Mine"]).ended(0);
    let later = format!("{MOVED_TO_KNOWN}; UPDATE col SET mod = 1935000100000");
    let (out, err) = import(&world, &altered(&world, FRONT, &later), &["--with-moves"]);
    assert!(
        out.contains("Moved: oron-lakes/") && !out.contains("Moved: mine/"),
        "{out} {err}"
    );
    let mine = std::fs::read_to_string(world.home().join("decks/mine.toml")).unwrap();
    assert!(mine.contains("deepest"), "{mine}");
}

#[test]
fn an_older_package_moves_nothing_though_its_decks_were_not_changed() {
    let world = World::new();
    import(&world, &altered(&world, FRONT, "SELECT 1"), &[]);
    let later = format!("{MOVED}; UPDATE col SET mod = 1935000100000");
    let later = |world: &World| altered(world, FRONT, &later);
    import(&world, &later(&world), &["--with-moves"]);
    assert!(flags(&world).contains("flag.png"));
    let older = altered(&world, FRONT, "SELECT 1");
    let (out, err) = import(&world, &older, &["--with-moves"]);
    assert!(
        !out.contains("Moved") && err.contains("older than one that came before: no card is moved by it."),
        "{out} {err}"
    );
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        ran.out.contains("with its move of cards."),
        "it left nothing: {}",
        ran.out
    );
    world.run(&["redo"]).ended(0);
    assert!(flags(&world).contains("flag.png"));
    let (out, err) = import(&world, &later(&world), &["--with-moves"]);
    assert!(
        !out.contains("Moved") && !err.contains("another deck"),
        "{out} {err}"
    );
}

#[test]
fn what_followed_a_package_and_was_moved_here_after_that_does_not_follow_again() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    let file = altered(&world, FRONT, MOVED_TO_KNOWN);
    import(&world, &file, &[]);
    let (out, _) = import(&world, &file, &["--with-moves"]);
    assert!(out.contains("Moved: oron-lakes/"), "{out}");
    // Taken back it lies there as before, and follows again.
    world.run(&["undo"]).ended(0);
    let (out, _) = import(&world, &file, &["--with-moves"]);
    assert!(out.contains("Moved: oron-lakes/"), "{out}");
    world
        .run(&["move", "deck:oron-flags", "flag.png", "--to", "Mine"])
        .ended(0);
    let later = format!("{MOVED_TO_KNOWN}; UPDATE col SET mod = 1935000100000");
    let file = altered(&world, FRONT, &later);
    for more in [&[][..], &["--with-moves"]] {
        let (out, err) = import(&world, &file, more);
        assert!(
            !out.contains("Moved") && !err.contains("another deck"),
            "{more:?}: {out} {err}"
        );
    }
}

/// The cards of the two lakes and of the flag in decks of their own.
const MOVED_TWICE: &str = r#"UPDATE cards SET did = 2 WHERE id = 20; UPDATE cards SET did = 3 WHERE id = 40;
    UPDATE col SET mod = 1935000100000, decks = '{"1": {"name": "Oron::Lakes", "conf": 1},
        "2": {"name": "Oron::Flags", "conf": 1}, "3": {"name": "Oron::More", "conf": 1}}'"#;

/// A fourth note in the first deck.
const FOURTH: &str = "INSERT INTO notes VALUES (4, 'four', 1, 1900000000, 0, '', 'Flag of Oron?' || char(31) || 'Red', '', \
    0, 0, ''); INSERT INTO cards VALUES (40, 4, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '')";

#[test]
fn one_import_with_moves_to_several_decks_is_one_step() {
    let world = World::new();
    import(&world, &altered(&world, FRONT, FOURTH), &[]);
    let before = deck(&world);
    let file = altered(&world, FRONT, &format!("{FOURTH}; {MOVED_TWICE}"));
    let (out, err) = import(&world, &file, &["--with-moves"]);
    assert_eq!(out.matches("Moved: oron-lakes/").count(), 2, "{out} {err}");
    let after = deck(&world);
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        ran.out.contains("Taken back: import") && ran.out.contains("with its 2 moves of cards"),
        "{}",
        ran.out
    );
    assert_eq!(deck(&world), before);
    let ran = world.run(&["redo"]).ended(0);
    assert!(ran.out.contains("with its 2 moves of cards"), "{}", ran.out);
    assert_eq!(deck(&world), after);
    assert!(flags(&world).contains("flag.png"));
    // One that says nothing new only remembers where cards are now, and is no step of its own.
    let (out, _) = import(&world, &file, &[]);
    assert!(out.contains("nothing new") && !out.contains("changed"), "{out}");
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("with its 2 moves of cards"), "{}", ran.out);
    assert_eq!(deck(&world), before);
    world.run(&["redo"]).ended(0);
    assert_eq!(deck(&world), after);
    // In a session likewise.
    let ran = world.run_with(&["review", "deck:oron-lakes", "--plain"], ":u\nq\n");
    assert!(
        ran.out.contains("with its 2 moves of cards"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert_eq!(deck(&world), before);
    let ran = world.run_with(&["review", "deck:oron-lakes", "--plain"], ":redo\nq\n");
    assert!(
        ran.out.contains("with its 2 moves of cards"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert_eq!(deck(&world), after);
}

#[test]
fn a_card_that_moved_and_was_reworded_there_is_both_here() {
    let reworded = MOVED_TO_KNOWN.replace(
        "INSERT INTO notes VALUES (4",
        "UPDATE notes SET flds = replace(flds, 'A flag', 'Whose flag'), mod = mod + 90 WHERE id = 2; \
         INSERT INTO notes VALUES (4",
    );
    assert_ne!(reworded, MOVED_TO_KNOWN);
    for is_edited_here in [false, true] {
        let world = World::new();
        import(&world, &before(&world), &[]);
        if is_edited_here {
            world.deck("oron-lakes", &deck(&world).replace("A flag:", "My flag:"));
        }
        let (out, err) = import(&world, &altered(&world, FRONT, &reworded), &["--with-moves"]);
        assert!(out.contains("Moved: "), "{out} {err}");
        let said = "here “My flag: [image: flag.png]”, in Anki “Whose flag: [image: flag.png]”";
        assert_eq!(err.contains(said), is_edited_here, "{out} {err}");
        let words = if is_edited_here { "My flag" } else { "Whose flag" };
        assert!(flags(&world).contains(words), "{}", flags(&world));
        // And so it goes on from the deck that it is in now.
        let again = reworded
            .replace("'Whose flag'", "'Which flag'")
            .replace("+ 90", "+ 95");
        let (out, err) = import(&world, &altered(&world, FRONT, &again), &[]);
        assert_eq!(
            flags(&world).contains("Which flag"),
            !is_edited_here,
            "{out} {err}"
        );
        assert_eq!(err.contains("in Anki “Which flag"), is_edited_here, "{out} {err}");
    }
}

#[test]
fn an_import_that_says_nothing_new_leaves_what_was_taken_back() {
    let world = World::new();
    import(&world, &altered(&world, FRONT, FOURTH), &[]);
    let file = altered(&world, FRONT, &format!("{FOURTH}; {MOVED_TWICE}"));
    import(&world, &file, &["--with-moves"]);
    world.run(&["suspend", "deck:oron-lakes"]).ended(0);
    world.run(&["undo"]).ended(0);
    let (out, _) = import(&world, &file, &[]);
    assert!(out.contains("nothing new"), "{out}");
    let ran = world.run(&["redo"]).ended(0);
    assert!(ran.out.contains("Brought back"), "{} {}", ran.out, ran.err);
}

#[test]
fn an_undo_that_fails_takes_nothing_back() {
    let world = World::new();
    import(&world, &altered(&world, FRONT, FOURTH), &[]);
    let file = altered(&world, FRONT, &format!("{FOURTH}; {MOVED_TWICE}"));
    import(&world, &file, &["--with-moves"]);
    import(&world, &file, &[]);
    // What Anki has is only remembered: where that was lost, it stands in the way of nothing.
    std::fs::remove_file(world.home().join("decks/.base/anki.json")).unwrap();
    world.deck("oron-flags", &format!("{}# mine\n", flags(&world)));
    let ran = world.run(&["undo"]);
    assert!(
        told(&ran.err).contains("oron-flags.toml: changed since then"),
        "{}",
        ran.err
    );
    let ran = world.run(&["redo"]);
    assert!(
        told(&ran.err).contains("nothing to bring back"),
        "{} {}",
        ran.out,
        ran.err
    );
    world.deck("oron-flags", &flags(&world).replace("# mine\n", ""));
    world.run(&["undo"]).ended(0);
}

#[test]
fn a_card_that_moved_is_told_with_the_name_that_it_has_then() {
    let reworded = format!(
        "{MOVED_TO_KNOWN}; UPDATE notes SET flds = replace(flds, 'A flag', 'Whose flag'), mod = mod + 90 WHERE id = 2"
    );
    let world = World::new();
    import(&world, &before(&world), &[]);
    world.deck("oron-lakes", &deck(&world).replace("A flag:", "My flag:"));
    let file = altered(&world, FRONT, &reworded);
    let (out, err) = import(&world, &file, &["--with-moves"]);
    let said = err.split("--take ").nth(1).unwrap_or_default();
    let card = said.split([',', ' ', '\n']).next().unwrap_or_default();
    assert!(
        !card.starts_with("oron-lakes/") && out.contains("Moved: ") && out.contains(card),
        "{out} {err}"
    );
    let (out, err) = import(&world, &file, &["--take", card]);
    assert!(flags(&world).contains("Whose flag"), "{card}: {out} {err}");
}

#[test]
fn what_was_sent_into_one_deck_did_not_move_there() {
    let world = World::new();
    let file = before(&world);
    import(&world, &file, &["--deck", "Everything"]);
    let (out, err) = import(&world, &file, &[]);
    assert!(!err.contains("another deck"), "{out} {err}");
    // A move to a deck that none of them came from is news.
    let moved = format!("{FOURTH}; {MOVED_TWICE}").replace("UPDATE cards SET did = 2 WHERE id = 20;", "");
    let (_, err) = import(&world, &altered(&world, FRONT, &moved), &[]);
    assert!(
        err.contains("1 card is in another deck in Anki now, 1 in “Oron::More”"),
        "{err}"
    );
}

#[test]
fn an_older_package_of_another_collection_is_none_of_this_one() {
    let world = World::new();
    import(&world, &before(&world), &[]);
    let later = format!("{MOVED_TO_KNOWN}; UPDATE col SET mod = 1935000100000");
    import(&world, &altered(&world, FRONT, &later), &[]);
    let back = MOVED_TO_KNOWN.replace("did = 2 WHERE id = 20", "did = 2 WHERE id = 10");
    let (_, err) = import(&world, &altered(&world, FRONT, &back), &[]);
    assert!(!err.contains("another deck"), "older: {err}");
    let other = format!("{back}; UPDATE col SET crt = crt - 86400");
    let (_, err) = import(&world, &altered(&world, FRONT, &other), &[]);
    assert!(
        err.contains("1 card is in another deck in Anki now, 1 in “Oron::Flags”"),
        "{err}"
    );
}
