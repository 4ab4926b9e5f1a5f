//! Writing cards and changing what they say: new, edit, and taking it back.

use super::world::World;
use super::world::names_in;

fn written(world: &World) -> String {
    std::fs::read_to_string(world.home().join("decks/my-lakes.toml")).unwrap()
}

fn with_a_card() -> World {
    let world = World::new();
    let words = [
        "new",
        "--deck",
        "My lakes",
        "--stem",
        "Which river leaves Lake Oron?",
        "--key",
        "Vitim",
        "--distractor",
        "Lena",
        "--distractor",
        "Olyokma",
        "--tag",
        "rivers",
    ];
    let ran = world.run(&words).ended(0);
    assert_eq!(
        ran.out,
        "Written: my-lakes/which-river-leaves-lake-oron. undo: suraq undo\n"
    );
    assert!(
        ran.err
            .replace('\n', " ")
            .starts_with("New deck “My lakes”, id my-lakes, kept in "),
        "{}",
        ran.err
    );
    world
}

#[test]
fn a_card_is_written_into_a_new_deck_and_taken_back() {
    let world = with_a_card();
    let text = written(&world);
    assert!(
        text.contains("title = \"My lakes\"") && text.contains("tags = [\"rivers\"]"),
        "{text}"
    );
    assert!(text.contains("changed = 2031-05-06T10:00:00Z"), "{text}");
    world.run(&["undo"]).ended(0);
    assert!(names_in(&world.home().join("decks")).is_empty());
    world.run(&["redo"]).ended(0);
    assert_eq!(written(&world), text);
    world
        .run(&["show", "my-lakes/which-river-leaves-lake-oron"])
        .ended(0);
}

#[test]
fn a_useless_card_is_refused_and_nothing_is_written() {
    let world = World::new();
    let refused: [(&[&str], &str); 4] = [
        (
            &["--key", "Vitim", "--distractor", "Lena", "--distractor", "vitim"],
            "is among the distractors",
        ),
        (&["--key", " "], "the answer is empty"),
        (&[], "a card needs --stem and --key"),
        (&["--key", "Vitim", "--kind", "whoo"], "`whoo` is no value for"),
    ];
    for (more, message) in refused {
        let mut words = vec!["new", "--deck", "Lakes", "--stem", "Which river?"];
        words.extend(more);
        let ran = world.run(&words).ended(2);
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    assert!(names_in(&world.home().join("decks")).is_empty());
}

#[test]
fn a_second_card_with_the_same_words_gets_its_own_id_and_advice() {
    let world = with_a_card();
    let words = [
        "new",
        "--deck",
        "my-lakes",
        "--stem",
        "Which river leaves Lake Oron?",
        "--key",
        "Vitim",
        "--json",
    ];
    let ran = world.run(&words).ended(0);
    let json = ran.json();
    assert_eq!(json[0]["card"], "my-lakes/which-river-leaves-lake-oron-2");
    assert_eq!(json[0]["new_deck"], false);
    assert!(
        ran.err
            .contains("my-lakes/which-river-leaves-lake-oron asks the same"),
        "{}",
        ran.err
    );
}

#[test]
fn a_near_deck_is_named_when_a_new_one_is_made() {
    let world = with_a_card();
    let ran = world
        .run(&["new", "--deck", "my-lake", "--stem", "How?", "--key", "So"])
        .ended(0);
    assert!(
        ran.err.contains("A deck `my-lakes` was there already"),
        "{}",
        ran.err
    );
}

#[test]
fn flags_change_a_card_and_its_marks_stay() {
    let world = with_a_card();
    let id = "my-lakes/which-river-leaves-lake-oron";
    world.run(&["flag", "2", id]).ended(0);
    let before = written(&world);
    let ran = world
        .run(&[
            "edit",
            id,
            "--stem",
            "Which river leaves the Oron?",
            "--accept",
            "the Vitim",
        ])
        .ended(0);
    assert_eq!(
        ran.out,
        format!("Changed: {id}; its progress stays.\nundo: suraq undo\n")
    );
    let card = world.run(&["show", id, "--json"]).ended(0).json();
    assert_eq!(card[0]["stem"], "Which river leaves the Oron?");
    assert_eq!(card[0]["accept"][0], "the Vitim");
    assert_eq!(card[0]["schedule"]["flag"], 2);
    let ran = world.run(&["edit", id, "--key", "Lena"]).ended(2);
    assert!(ran.err.contains("`Lena` is among the distractors"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert_eq!(written(&world), before);
    let ran = world.run(&["edit", id, "--tag", "rivers"]).ended(0);
    assert_eq!(ran.out, format!("{id} stays as it was.\n"));
}

#[test]
fn a_shipped_deck_is_copied_into_the_home_at_its_first_edit() {
    let world = World::new();
    let id = "kk-state-economy/state/kk-en";
    let ran = world.run(&["edit", id, "--accept", "polity"]).ended(0);
    assert!(
        ran.err.replace('\n', " ").contains("your copy of it is"),
        "{}",
        ran.err
    );
    let card = world.run(&["show", id, "--json"]).ended(0).json();
    assert!(
        card[0]["accept"].as_array().unwrap().contains(&"polity".into()),
        "{}",
        card[0]
    );
    let ran = world.run(&["edit", id, "--stem", "x"]).ended(2);
    assert!(ran.err.contains("is a word"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert!(!world.home().join("decks/kk-1-state-economy.toml").exists());
    let cards = world.run(&["find", "-n", "deck:kk-state-economy"]).ended(0);
    assert_ne!(cards.out, "0\n");
}

#[test]
#[cfg(unix)]
fn the_editor_changes_cards_and_words() {
    let world = with_a_card();
    let edit = |id: &str, editor: &str| {
        let mut command = world.command(&["edit", id]);
        command.env("VISUAL", "").env("EDITOR", editor);
        super::world::run(command, b"")
    };
    let id = "my-lakes/which-river-leaves-lake-oron";
    let ran = edit(id, "sed -i s/Vitim/Nechatka/").ended(0);
    assert!(ran.out.starts_with(&format!("Changed: {id};")), "{}", ran.out);
    assert!(written(&world).contains("key = \"Nechatka\""));
    assert_eq!(edit(id, "true").ended(0).out, format!("{id} stays as it was.\n"));
    let before = written(&world);
    let ran = edit(id, "sed -i s/^key/kee/").ended(3);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(written(&world), before);
    // What was written stays where it is named; an editor that fails leaves nothing.
    let kept = |world: &World| {
        names_in(&world.home().join("cache"))
            .iter()
            .filter(|name| name.starts_with("edit-"))
            .count()
    };
    assert!(
        ran.err
            .replace('\n', " ")
            .contains("what you wrote is kept for 7 days in "),
        "{}",
        ran.err
    );
    assert_eq!(kept(&world), 1);
    for (editor, fault) in [
        (
            "false",
            "the editor `false` ended with an error; nothing was changed",
        ),
        (
            "no-such-editor --wait",
            "the editor `no-such-editor --wait` was not found; nothing was changed",
        ),
    ] {
        let ran = edit(id, editor).ended(2);
        assert!(ran.err.contains(fault), "{}", ran.err);
        assert!(
            ran.err.contains("hint: choose one: export EDITOR=nano"),
            "{}",
            ran.err
        );
        assert_eq!(kept(&world), 1);
    }
    edit("kk-state-economy/state", "sed -i s/мемлекет/мемлекеті/").ended(0);
    let card = world
        .run(&["show", "kk-state-economy/state/en-kk", "--json"])
        .ended(0)
        .json();
    assert_eq!(card[0]["key"], "мемлекеті");
}

#[test]
#[cfg(unix)]
fn what_an_editor_gave_is_kept_where_the_deck_changed_meanwhile() {
    let world = super::study::garden();
    let deck = world.home().join("decks/garden.toml");
    let kept = || -> Vec<String> {
        let names = names_in(&world.home().join("cache"));
        names
            .into_iter()
            .filter(|name| name.starts_with("edit-"))
            .collect()
    };
    let editor = |meanwhile: &str| {
        let script = format!(
            "#!/bin/sh\nsed -i '{meanwhile}' '{}'\nsed -i 's/by the gate/at the gate/' \"$1\"\n",
            deck.display()
        );
        world.file("editor.sh", script)
    };
    let edit = |words: &[&str], meanwhile: &str, input: &str| {
        std::fs::write(&deck, super::study::GARDEN).unwrap();
        let mut command = world.command(words);
        command
            .env("VISUAL", "")
            .env("EDITOR", format!("sh {}", editor(meanwhile)));
        super::world::run(command, input.as_bytes())
    };
    // Another card changed: both stand in the deck.
    edit(&["edit", "garden/gate"], "s/1904/1905/", "").ended(0);
    let text = std::fs::read_to_string(&deck).unwrap();
    assert!(text.contains("at the gate") && text.contains("1905"), "{text}");
    assert!(kept().is_empty());
    let ran = edit(&["review", "gate"], "s/1904/1905/", ":edit\n:q\n").ended(0);
    assert!(ran.out.contains("changed; your progress stays"), "{}", ran.out);
    let text = std::fs::read_to_string(&deck).unwrap();
    assert!(text.contains("at the gate") && text.contains("1905"), "{text}");
    // The card itself changed, or went: what was written is kept and named, also where it happens twice.
    let told = |said: &str, kept: &[String]| {
        let said = said.replace('\n', "");
        let name = kept.last().unwrap();
        assert!(
            said.replace(' ', "").contains(name),
            "{said} does not name {name}"
        );
    };
    let ran = edit(&["edit", "garden/gate"], "s/Spindle/Elder/", "").ended(4);
    assert!(ran.err.contains("the card changed meanwhile"), "{}", ran.err);
    told(&ran.err, &kept());
    let text = std::fs::read_to_string(&deck).unwrap();
    assert!(text.contains("by the gate") && text.contains("Elder"), "{text}");
    let ran = edit(&["edit", "garden/gate"], "s/id = \"gate\"/id = \"door\"/", "").ended(2);
    assert!(ran.err.contains("what you wrote is kept"), "{}", ran.err);
    assert_eq!(kept().len(), 2);
    let ran = edit(&["review", "gate"], "s/Spindle/Spindle x/", ":edit\n:edit\n:q\n").ended(0);
    let said = ran.out.replace(['\n', ' '], "");
    let names = kept();
    assert_eq!(names.len(), 4, "{names:?} {}", ran.out);
    assert!(names.iter().any(|name| said.contains(name)), "{}", ran.out);
    for name in names {
        let text = std::fs::read_to_string(world.home().join("cache").join(name)).unwrap();
        assert!(text.contains("at the gate"), "{text}");
    }
}
