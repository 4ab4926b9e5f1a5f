//! `check`: every problem in one run, with its line; good cards are studied all the same.

use super::world::World;

const GOOD: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\nlanguage = \"en\"\n\n\
[[item]]\nid = \"deepest\"\nstem = \"Which lake of the Oron valley is the deepest?\"\nkey = \"Lake Sary\"\n";

/// A file with one problem of each kind; the lines are those of the expected messages.
const BAD: &str = "format = 1\n\n[deck]\nid = \"rivers\"\ntitle = \"Rivers\"\n\n\
[[item]]\nid = \"longest\"\nstem = \"Which river of the Oron valley is the longest?\"\nkey = \"Tur\"\ndistractors = [\"Tur\", \"Ana\", \"Bel\"]\n\n\
[[item]]\nid = \"source\"\nstme = \"Where does the Tur rise?\"\nstem = \"Where does the River Tur rise?\"\nkey = \"Mount Oron\"\n\n\
[[item]]\nid = \"source\"\nstem = \"Where does the River Ana rise?\"\nkey = \"Lake Sary\"\n\n\
[[item]]\nid = \"broken\"\nstem = \"What is\nkey = \"x\"\n";

#[test]
fn good_decks_pass() {
    let world = World::new();
    world.deck("lakes", GOOD);
    let ran = world.run(&["check"]).ended(0);
    assert_eq!(ran.out, "");
    assert_eq!(ran.err, "1 deck with 1 item: no problem.\n");
    assert!(
        World::new()
            .run(&["check"])
            .ended(0)
            .err
            .contains("no deck of your own yet")
    );
}

#[test]
fn a_question_that_stands_with_two_keys_is_told() {
    let world = World::new();
    let deck = |id: &str, key: &str, wrong: &str| {
        format!(
            "format = 1\n\n[deck]\nid = \"{id}\"\ntitle = \"Test\"\n\n[[item]]\nid = \"founded\"\n\
             stem = \"In which year was the khanate founded?\"\nkey = \"{key}\"\ndistractors = [\"1511\", \"{wrong}\"]\n"
        )
    };
    world.deck("first", &deck("first", "1465", "1500"));
    world.deck("second", &deck("second", "1500", "1465"));
    let ran = world.run(&["check"]).ended(0);
    let lines: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.contains("(two-keys)"))
        .collect();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    assert!(
        lines[0].contains("second.toml:7: item `founded`")
            && lines[0].contains("first.toml:7")
            && lines[0].contains("`1465` is right there, `1500` here"),
        "{}",
        ran.out
    );
    let told = world.run(&["check", "--json"]).ended(0).json();
    assert!(told.iter().any(|one| one["rule"] == "two-keys"), "{told:?}");
    assert_eq!(world.run(&["check", "--no-advice"]).ended(0).out, "");
}

#[test]
fn all_problems_are_named_in_one_run_and_the_rest_is_studied() {
    let world = World::new();
    world.deck("lakes", GOOD);
    world.deck("rivers", BAD);
    let ran = world.run(&["check"]).ended(1);
    let file = world.home().join("decks/rivers.toml").display().to_string();
    for said in [
        format!(
            "{file}:11: item `longest`: the key `Tur` is among the distractors; take it out of `distractors`\n"
        ),
        format!("{file}:15: item `source`: unknown field `stme`; did you mean `stem`?\n"),
        format!("{file}:19: item `source`: already defined at line 13; rename one of them"),
        format!("{file}:26: item `broken`: not readable as TOML"),
    ] {
        assert!(ran.out.contains(&said), "{said} in\n{}", ran.out);
    }
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.out);
    assert!(
        ran.err.contains("2 decks with 2 items: 4 problems"),
        "{}",
        ran.err
    );
    // Commands that ask for the deck say so, and go on with the good cards; others say nothing.
    let ran = world.run(&["find", "deck:rivers", "--json"]).ended(0);
    assert_eq!(ran.json().len(), 1);
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("4 problems in ") && said.contains("See suraq check"),
        "{}",
        ran.err
    );
    for words in [
        &["show", "rivers/source"][..],
        &["export", "json", "deck:rivers"],
        &["review", "deck:rivers"],
    ] {
        let err = world.run(words).ended(0).err.replace('\n', " ");
        assert!(err.contains("4 problems in "), "{words:?} {err}");
    }
    for words in [
        &["find", "deepest"][..],
        &["show", "lakes/deepest"],
        &["export", "json", "deck:lakes"],
        &["decks"],
    ] {
        let err = world.run(words).ended(0).err;
        assert!(!err.contains("problem"), "{words:?} {err}");
    }
    let home = world.run(&["home"]).ended(0).out;
    assert!(
        home.contains("4 problems in your deck files: suraq check"),
        "{home}"
    );
}

#[test]
fn problems_as_json_carry_line_and_hint() {
    let world = World::new();
    world.deck("rivers", BAD);
    let lines = world.run(&["check", "--json"]).ended(1).json();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["line"], 11);
    assert_eq!(lines[0]["entry"], "item `longest`");
    assert_eq!(lines[0]["left_out"], true);
    assert_eq!(lines[0]["hint"], "take it out of `distractors`");
}

#[test]
fn questions_get_advice_which_is_no_problem() {
    let world = World::new();
    let vague = GOOD.replace(
        "Which lake of the Oron valley is the deepest?",
        "In which year was it founded?",
    );
    world.deck("lakes", &vague.replace("Lake Sary", "1804"));
    let ran = world.run(&["check"]).ended(0);
    assert!(ran.out.contains(":8: item `deepest`: advice: "), "{}", ran.out);
    assert!(ran.err.contains("no problem, 1 piece of advice"), "{}", ran.err);
    let ran = world.run(&["check", "--no-advice"]).ended(0);
    assert_eq!(ran.out, "");
}

#[test]
fn decks_are_named_by_id_or_by_file() {
    let world = World::new();
    world.deck("lakes", GOOD);
    world.deck("rivers", BAD);
    world.run(&["check", "lakes"]).ended(0);
    world.run(&["check", "rivers"]).ended(1);
    let file = world.file("elsewhere.toml", GOOD.replace("title = \"Lakes\"\n", ""));
    let ran = world.run(&["check", &file]).ended(1);
    assert!(ran.out.contains("`title` is missing"), "{}", ran.out);
    world.run(&["check", "kk-state-economy"]).ended(0);
    let ran = world.run(&["check", "laks"]).ended(2);
    assert!(ran.err.contains("did you mean `lakes`?"), "{}", ran.err);
    let ran = world.run(&["check", "gone.toml"]).ended(1);
    assert!(
        ran.out.contains("the file cannot be read: no such file"),
        "{}",
        ran.out
    );
}

#[test]
fn two_decks_with_one_id_are_a_problem() {
    let world = World::new();
    world.deck("lakes", GOOD);
    world.deck("more-lakes", GOOD);
    let ran = world.run(&["check"]).ended(1);
    assert!(
        ran.out
            .contains("more-lakes.toml:1: deck: deck `lakes` is already defined in"),
        "{}",
        ran.out
    );
}

#[test]
fn a_deck_that_hides_a_shipped_one_by_chance_is_told_of() {
    let world = World::new();
    world.deck("mine", &GOOD.replace("\"lakes\"", "\"kz-soviet\""));
    let ran = world.run(&["check"]).ended(1);
    let said = "mine.toml:3: deck: `kz-soviet` is the id of a deck that came with Suraq, “";
    assert!(ran.out.contains(said), "{}", ran.out);
    assert!(ran.out.contains("write another id in "), "{}", ran.out);
    let home = world.run(&["home"]).ended(0).out;
    assert!(home.contains("1 problem in your deck files"), "{home}");
    // Nothing of either is lost: with another id both are there.
    world.deck("mine", GOOD);
    world.run(&["check"]).ended(0);
    for id in ["lakes/deepest", "kz-soviet/kirghiz-assr-date"] {
        world.run(&["show", id]).ended(0);
    }
}

#[test]
fn the_edited_copy_of_a_shipped_deck_is_no_problem() {
    let world = World::new();
    world
        .run(&["edit", "kk-state-economy/state/kk-en", "--accept", "polity"])
        .ended(0);
    let ran = world.run(&["check", "--no-advice"]).ended(0);
    assert!(ran.err.contains("no problem"), "{}", ran.err);
    // A copy by hand has no edition beside it and is known by its cards.
    std::fs::remove_dir_all(world.home().join("decks/.base")).unwrap();
    world.run(&["check", "--no-advice"]).ended(0);
    let home = world.run(&["home"]).ended(0).out;
    assert!(!home.contains("problem"), "{home}");
}

#[test]
fn wrong_types_are_problems_and_the_good_cards_are_studied() {
    let world = World::new();
    let deck = GOOD.replace(
        "key = \"Lake Sary\"",
        "key = \"Lake Sary\"\ntags = \"deep\"\ndistractors = [\"\"]",
    ) + "\n[[item]]\nid = \"number\"\nstem = 5\nkey = \"five\"\n";
    world.deck("lakes", &deck);
    let ran = world.run(&["check", "--no-advice"]).ended(1);
    for said in [
        ":12: item `deepest`: `tags` is the text `deep` and should be a list of texts",
        ":13: item `deepest`: `distractors` holds an empty text; take it out",
        ":17: item `number`: `stem` is the number `5` and should be a text; write it in quotes",
    ] {
        assert!(ran.out.contains(said), "{said} in {}", ran.out);
    }
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    assert!(
        ran.err
            .replace('\n', " ")
            .contains("what stands in one of these places is left out"),
        "{}",
        ran.err
    );
    assert_eq!(world.run(&["find", "-n", "deck:lakes"]).ended(0).out, "1\n");
}

#[test]
fn a_folder_is_looked_through_and_an_empty_one_is_said_to_be_one() {
    let world = World::new();
    world.file("others/lakes.toml", GOOD);
    world.file("others/rivers.toml", BAD);
    let folder = world.path("others").display().to_string();
    let ran = world.run(&["check", &folder]).ended(1);
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.out);
    let ran = world
        .run(&["check", &folder, "kz-soviet", "--no-advice"])
        .ended(1);
    assert!(ran.err.contains("3 decks with"), "{}", ran.err);
    std::fs::create_dir(world.path("empty")).unwrap();
    let ran = world
        .run(&["check", &world.path("empty").display().to_string()])
        .ended(3);
    assert!(
        ran.err.contains("empty: there is no deck file in this folder"),
        "{}",
        ran.err
    );
    // A whole home stands for its decks.
    world.deck("lakes", GOOD);
    world.run(&["set", "ascii", "on"]).ended(0);
    let ran = world
        .run(&["check", &world.home().display().to_string()])
        .ended(0);
    assert!(ran.err.contains("1 deck with 1 item"), "{}", ran.err);
}

#[test]
fn a_deck_without_an_id_is_said_to_be_left_out_whole() {
    let world = World::new();
    world.deck("lakes", &GOOD.replace("id = \"lakes\"\n", ""));
    let ran = world.run(&["check"]).ended(1);
    let file = world.home().join("decks/lakes.toml").display().to_string();
    assert_eq!(
        ran.out,
        format!(
            "{file}:3: deck: `id` is missing; the whole file is left out; write below [deck], once and for all: \
             id = \"lakes\"\n"
        )
    );
    assert_eq!(
        ran.err.replace('\n', " "),
        "1 deck with 0 items: 1 problem; nothing of it is studied until that is mended. "
    );
    for (file, id) in [
        ("My Wörds 2", "my-wörds-2"),
        ("kz-soviet", "kz-soviet-2"),
        ("A_b.1", "A_b.1"),
    ] {
        let other = World::new();
        other.deck(file, &GOOD.replace("id = \"lakes\"\n", ""));
        let ran = other.run(&["check"]).ended(1);
        assert!(ran.out.ends_with(&format!("id = \"{id}\"\n")), "{}", ran.out);
        other.deck(
            file,
            &GOOD.replace("id = \"lakes\"\n", &format!("id = \"{id}\"\n")),
        );
        other.run(&["check"]).ended(0);
    }
    // That of another deck of one's own is no proposal.
    let other = World::new();
    other.deck("rivers", &GOOD.replace("id = \"lakes\"\n", ""));
    other.deck("mine", &GOOD.replace("id = \"lakes\"", "id = \"rivers\""));
    let ran = other.run(&["check"]).ended(1);
    assert!(
        ran.out.contains("once and for all: id = \"rivers-2\"\n"),
        "{}",
        ran.out
    );
    // However that other one writes it, and from wherever the file is checked.
    for id in ["id = 'rivers'", "\"id\" = \"rivers\"", "'id'='rivers'"] {
        other.deck("mine", &GOOD.replace("id = \"lakes\"", id));
        let ran = other.run(&["check"]).ended(1);
        assert!(ran.out.contains(": id = \"rivers-2\"\n"), "{id}: {}", ran.out);
    }
    let outside = other.file("rivers.toml", GOOD.replace("id = \"lakes\"\n", ""));
    let ran = other.run(&["check", &outside]).ended(1);
    assert!(ran.out.contains(": id = \"rivers-3\"\n"), "{}", ran.out);
    // Two files without one get two proposals, and a name that is an id stays with its file.
    let other = World::new();
    for name in ["my rivers", "my-rivers", "My Rivers"] {
        other.deck(name, &GOOD.replace("id = \"lakes\"\n", ""));
    }
    let ran = other.run(&["check"]).ended(1);
    for (file, id) in [
        ("my-rivers", "my-rivers"),
        ("My Rivers", "my-rivers-2"),
        ("my rivers", "my-rivers-3"),
    ] {
        let line = ran
            .out
            .lines()
            .find(|line| line.contains(&format!("{file}.toml:")));
        assert!(
            line.unwrap().ends_with(&format!(": id = \"{id}\"")),
            "{}",
            ran.out
        );
    }
    let said = |world: &World| world.run(&["find", "deck:lakes"]).err.replace('\n', " ");
    assert!(
        said(&world)
            .contains("lakes.toml; nothing of that file is studied until it is mended. See suraq check"),
        "{}",
        said(&world)
    );
    world.deck("rivers", BAD);
    let ran = world.run(&["check"]).ended(1);
    let told = ran.err.replace('\n', " ");
    assert!(
        told.contains("5 problems; nothing of 1 file is studied until that is mended"),
        "{told}"
    );
    assert!(
        said(&world).contains("nothing of 1 file is studied until that is mended, the rest is"),
        "{}",
        said(&world)
    );
}
