//! Words of language decks: which are told apart, in which script, and how they are searched for.

use super::world::World;

const WORDS: &str = "\
format = 1

[deck]
id = \"words\"
title = \"Words\"

[[term]]
id = \"nation\"
en = \"nation (ethnic)\"
kk_cyrl = \"ұлт\"
kk_latn = \"ūlt\"

[[term]]
id = \"law\"
en = \"law\"
kk_cyrl = \"заң\"
kk_latn = \"zañ\"
definition = \"of international treaties too\"
";

fn world() -> World {
    let world = World::new();
    world.deck("words", WORDS);
    world
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_typed_for_another_is_named_in_each_script_and_of_every_language_deck() {
    for (typed, said) in [
        ("заң", "Wrong: заң means law."),
        ("zan", "Wrong: zan (заң) means law."),
        ("memleket", "Wrong: memleket (мемлекет) means state."),
        ("мемлекет", "Wrong: мемлекет means state."),
    ] {
        let input = format!("{typed}\n1\n");
        let ran = world()
            .run_with(&["review", "words/nation/en-kk"], &input)
            .ended(0);
        assert!(flat(&ran.out).contains(said), "{typed}: {}", ran.out);
    }
    let ran = world()
        .run_with(&["review", "words/nation/en-kk"], "ult\n3\n")
        .ended(0);
    assert!(
        ran.out.contains("Right.") && !ran.out.contains("means"),
        "{}",
        ran.out
    );
    let ran = world()
        .run_with(&["review", "words/nation/en-kk"], "үстел\n1\n")
        .ended(0);
    assert!(
        ran.out.contains("Wrong") && !ran.out.contains("means"),
        "{}",
        ran.out
    );
}

#[test]
fn latin_stands_first_where_it_is_set_and_only_there() {
    let world = world();
    let asked = |card: &str, input: &str| world.run_with(&["review", card], input).ended(0).out;
    world.run(&["set", "deck.words.script", "latin"]).ended(0);
    let out = asked("words/nation/en-kk", "ұлт\n3\n");
    assert!(out.contains("Right.") && out.contains("→ ūlt"), "{out}");
    assert!(out.contains("ūlt (ұлт): nation"), "{out}");
    let out = asked("words/law/kk-en", "law\n3\n");
    assert!(out.contains("What does “zañ” (заң) mean?"), "{out}");
    let out = asked("kk-state-economy/state/en-kk", "memleket\n3\n");
    assert!(out.contains("→ мемлекет"), "{out}");
    let ran = world.run(&["set", "script", "arabic"]).ended(2);
    assert!(ran.err.contains("cyrillic or latin"), "{}", ran.err);
    assert!(ran.err.contains("suraq set script latin"), "{}", ran.err);
    world.run(&["set", "script", "latin"]).ended(0);
    let out = asked("kk-state-economy/republic/en-kk", "respublika\n3\n");
    assert!(out.contains("→ respublika"), "{out}");
}

#[test]
fn a_phrase_is_looked_for_in_the_question_shown_and_a_word_where_words_begin() {
    let world = world();
    let number = |query: &str| -> u64 {
        let ran = world.run(&["find", "--count", "--json", query]).ended(0).json();
        ran[0]["cards"].as_u64().unwrap()
    };
    assert_eq!(number("deck:words \"the Kazakh for\""), 2);
    assert_eq!(number("deck:words \"does “заң” mean\""), 1);
    assert_eq!(number("deck:words nation"), 2);
    assert_eq!(number("deck:words *nation"), 4);
    assert_eq!(number("deck:words nation dir:en-kk"), 1);
    assert_eq!(number("deck:words dir:kk-en"), 2);
    let ran = world.run(&["find", "dir:en-ku"]).ended(2);
    assert!(ran.err.contains("did you mean `en-kk`?"), "{}", ran.err);
    world.run(&["flag", "3", "words/law/kk-en"]).ended(0);
    assert_eq!((number("flag:3"), number("flag:1")), (1, 0));
    assert_eq!(number("deck:words flag:0"), 3);
    let ran = world.run(&["find", "flag:red"]).ended(2);
    assert!(ran.err.contains("flag:1"), "{}", ran.err);
}

#[test]
fn an_id_that_only_one_deck_has_needs_no_deck() {
    let world = world();
    let ran = world.run(&["show", "khanate-founders", "--json"]).ended(0).json();
    assert_eq!(ran[0]["item"], "khanate-founders");
    world.deck(
        "more",
        &WORDS
            .replace("\"words\"", "\"more\"")
            .replace("\"Words\"", "\"More\""),
    );
    let ran = world.run(&["show", "law"]).ended(2);
    assert!(ran.err.contains("more/law, words/law"), "{}", ran.err);
    let ran = world.run(&["show", "khanate-fonders"]).ended(2);
    assert!(!ran.err.contains("several"), "{}", ran.err);
}

#[test]
fn a_share_typed_in_per_cent_is_hinted_as_one() {
    let ran = world().run(&["set", "retention", "95"]).ended(2);
    assert!(ran.err.contains("suraq set retention 0.95"), "{}", ran.err);
    let ran = world().run(&["set", "retention", "much"]).ended(2);
    assert!(ran.err.contains("suraq set retention 0.9\n"), "{}", ran.err);
}

#[test]
fn about_90_per_cent_is_90() {
    let ran = World::new()
        .run_with(&["review", "kz-new-state/const-1995-turnout"], "90\n3\n")
        .ended(0);
    assert!(ran.out.contains("Right."), "{}", ran.out);
}
