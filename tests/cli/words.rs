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
ru = \"закон\"
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
        ("закон", "Wrong: закон is Russian for заң; the Kazakh is asked."),
        ("nation", "Wrong: nation is English for ұлт; the Kazakh is asked."),
        ("ұлттар", "Right, with a slip: the plain form is asked."),
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

/// What is said of an answer typed for a card.
fn verdict(world: &World, card: &str, typed: &str) -> String {
    let ran = world.run_with(&["cram", card], format!(":typing\n{typed}\n1\n"));
    flat(&ran.out)
}

#[test]
fn english_is_asked_in_english() {
    let world = World::new();
    for (card, typed, said) in [
        (
            "kk-state-economy/flag/kk-en",
            "флаг",
            "Wrong: флаг is Russian for ту; the English is asked.",
        ),
        (
            "kk-state-economy/flag/kk-en",
            "ту",
            "Wrong: ту is the word itself; what it means is asked.",
        ),
        (
            "kk-state-economy/flag/en-kk",
            "флаг",
            "Wrong: флаг is Russian for ту; the Kazakh is asked.",
        ),
        (
            "kk-parliament-elections/parliament/kk-en",
            "парламент",
            "Wrong: парламент is the word itself",
        ),
        (
            "kk-parliament-elections/parliament/en-kk",
            "parliament",
            "Wrong: parliament is English for парламент",
        ),
        ("kk-parliament-elections/parliament/en-kk", "parlament", "Right."),
        (
            "kk-parliament-elections/parliament/kk-en",
            "parlament",
            "Right, with a slip.",
        ),
        (
            "kk-history-world/january/en-kk",
            "January",
            "Wrong: January is English",
        ),
        (
            "kk-government-local/deputy-head/en-kk",
            "депутат",
            "депутат means deputy (member of parliament)",
        ),
    ] {
        let verdict = verdict(&world, card, typed);
        assert!(verdict.contains(said), "{card} {typed}: {verdict}");
    }
}

#[test]
fn a_word_near_in_meaning_is_asked_once_more_on_both_cards() {
    let world = World::new();
    for (card, typed) in [
        ("kk-state-economy/country-el/en-kk", "халық"),
        ("kk-society-media/accord/en-kk", "шарт"),
    ] {
        let verdict = verdict(&world, card, typed);
        assert!(
            verdict.contains("it is near in meaning, and another word is asked. Try once more."),
            "{verdict}"
        );
    }
    for (card, typed) in [
        ("kk-state-economy/people/en-kk", "ел"),
        ("kk-history-world/treaty/en-kk", "келісім"),
    ] {
        assert!(verdict(&world, card, typed).contains("Right."), "{card}");
    }
    for card in [
        "kk-state-economy/country-el/en-kk",
        "kk-state-economy/people/en-kk",
    ] {
        let ran = world.run(&["show", card]).ended(0);
        assert!(ran.out.contains("Near in meaning"), "{}", ran.out);
    }
}

#[test]
fn the_word_itself_never_counts_as_what_it_means_and_both_ways_to_say_so_are_refused() {
    let world = World::new();
    let akim = "kk-government-local/akim/kk-en";
    let said = verdict(&world, akim, "akim");
    assert!(
        said.contains("Wrong: akim is the word itself; what it means is asked."),
        "{said}"
    );
    let out = flat(
        &world
            .run_with(&["review", akim], ":typing\nakim\ny\n3\n")
            .ended(0)
            .out,
    );
    assert!(
        out.contains("it is the word itself, which never counts as its meaning"),
        "{out}"
    );
    assert!(!out.contains("from now on"), "{out}");
    let ran = world.run(&["edit", akim, "--accept", "Akim"]).ended(2);
    assert!(ran.err.contains("`Akim` is the word әкім itself"), "{}", ran.err);
    assert!(ran.err.contains("by_definition = false"), "{}", ran.err);
    world.run(&["edit", akim, "--accept", "town head"]).ended(0);
    assert!(verdict(&world, akim, "town head").contains("Right."));
    let said = verdict(
        &world,
        "kk-state-economy/tenge/kk-en",
        "the currency of Kazakhstan",
    );
    assert!(said.contains("Judge for yourself"), "{said}");
}

#[test]
fn a_word_is_found_in_all_its_languages_and_by_its_sound() {
    let world = World::new();
    for (sought, card) in [
        ("государство", "kk-state-economy/state/"),
        ("мажилис", "kk-parliament-elections/mazhilis/"),
        ("majilis", "kk-parliament-elections/mazhilis/"),
        ("тауелсиз", "kk-state-economy/independence/"),
    ] {
        let out = world.run(&["find", sought]).ended(0).out;
        assert!(out.contains(card), "{sought}: {out}");
    }
    // The Russian is found as it is written, and never by the sound of an English word.
    let word = "\n[[term]]\nid = \"contract\"\nen = \"contract\"\nkk_cyrl = \"шарт\"\nru = \"договор\"\n";
    world.deck("words", &[WORDS, word].concat());
    for (sought, is_found) in [
        ("договор", true),
        ("дог", true),
        ("dog", false),
        ("dogo", false),
        ("shart", true),
    ] {
        let out = world.run(&["find", sought]).out;
        assert_eq!(out.contains("words/contract/"), is_found, "{sought}: {out}");
    }
}

#[test]
fn latin_of_own_words_is_written_by_rule() {
    let world = World::new();
    world.deck("words", &WORDS.replace("kk_latn = \"zañ\"\n", ""));
    world.run(&["set", "script", "latin"]).ended(0);
    let out = world
        .run_with(&["review", "words/law/en-kk"], "zan\n3\n")
        .ended(0)
        .out;
    assert!(
        out.contains("Right.") && out.contains("→ zañ") && out.contains("zañ (заң): law"),
        "{out}"
    );
}

#[test]
fn the_direction_is_no_setting_and_the_error_says_what_is() {
    let ran = World::new().run(&["set", "direction", "en-kk"]).ended(2);
    assert!(ran.err.contains("suraq review dir:en-kk"), "{}", ran.err);
}

#[test]
fn a_word_goes_with_both_directions_and_says_so() {
    let ran = world().run(&["delete", "words/law/en-kk"]).ended(0);
    assert!(
        ran.out.contains("Deleted: words/law, in both directions."),
        "{}",
        ran.out
    );
}

#[test]
fn an_option_may_be_typed_out_where_lines_are_read() {
    let world = World::new();
    let asked = ["quiz", "-n", "1", "id:kz-soviet/kirghiz-assr-date"];
    let json = world
        .run(&["show", "kz-soviet/kirghiz-assr-date", "--json"])
        .ended(0)
        .json();
    let key = json[0]["key"].as_str().unwrap().to_owned();
    let out = world.run_with(&asked, format!("{key}\n3\n")).ended(0).out;
    assert!(out.contains("Right."), "{out}");
}

#[test]
fn an_export_counts_words_and_their_cards() {
    let world = world();
    let file = world.path("words.json").display().to_string();
    let ran = world.run(&["export", "json", "deck:words", "-o", &file]).ended(0);
    assert!(
        ran.out.starts_with("2 words (4 cards) written to "),
        "{}",
        ran.out
    );
}

#[test]
fn how_words_are_written_has_a_page() {
    let world = World::new();
    let page = world.run(&["help", "words"]).ended(0).out;
    let example = page.split("\n\n").skip(1).take(2).collect::<Vec<_>>().join("\n");
    world.deck("my-words", &format!("format = 1\n{example}\n"));
    let ran = world.run(&["check", "my-words"]).ended(0);
    assert!(!ran.out.contains("unknown"), "{}", ran.out);
    for field in ["kk_cyrl", "accept_kk", "by_definition", "verified", "importance"] {
        assert!(page.contains(field), "{field}");
    }
}

#[test]
fn home_counts_the_decks_of_a_group_for_which_there_is_no_room() {
    let world = World::new();
    for number in 1..=12 {
        let item =
            "[[item]]\nid = \"a\"\nstem = \"Which lake?\"\nkey = \"because the reeds grow there so high\"\n";
        let head = format!("id = \"lake-{number}\"\ntitle = \"Lake {number}\"\ngroup = \"Lakes\"");
        world.deck(
            &format!("lake-{number}"),
            &format!("format = 1\n[deck]\n{head}\n{item}"),
        );
        let card = format!("lake-{number}/a");
        world.run_with(&["review", &card], "\n1\n:q\n").ended(0);
    }
    let out = world.run(&["home"]).ended(0).out;
    let shown = out.lines().filter(|line| line.contains("  Lake ")).count();
    let more = out
        .lines()
        .find(|line| line.trim_end().ends_with("more"))
        .unwrap_or_default();
    let hidden = 12 - shown;
    assert!(hidden > 0 && out.contains("Lakes (12 decks)"), "{out}");
    let numbers: Vec<&str> = more.split_whitespace().collect();
    assert_eq!(numbers[..3], ["0", &hidden.to_string(), "0"], "{out}");
    assert!(more.ends_with(&format!("and {hidden} more")), "{out}");
}

#[test]
fn a_word_without_a_source_offers_none() {
    let world = world();
    let said = world
        .run_with(&["--plain", "review", "words/nation/kk-en"], "\n:q\n")
        .ended(0)
        .out;
    assert!(said.contains("f flag") && !said.contains("w source"), "{said}");
}

#[test]
fn what_finds_nothing_says_what_was_likely_meant() {
    let world = world();
    world.deck(
        "rivers",
        "format = 1\n[deck]\nid = \"rivers\"\ntitle = \"The long rivers\"\n\n\
         [[item]]\nid = \"vitim\"\nstem = \"Which river leaves Lake Oron?\"\nkey = \"Vitim\"\n",
    );
    let hint = |words: &[&str]| {
        let words: Vec<&str> = ["find"].iter().chain(words).copied().collect();
        let ran = world.run(&words);
        flat(&(ran.out + &ran.err))
    };
    for (words, expected) in [
        (
            &["not", "is:due"][..],
            "`not` is written with a minus: suraq find -is:due",
        ),
        (&["!is:due"], "`!` is written with a minus: suraq find -is:due"),
        (
            &["vitim", "and", "law"],
            "all must hold of one card; for either: suraq find vitim or law",
        ),
        (&["prop:r>2"], "r goes from 0 to 1, as in prop:r<0.8"),
        (&["rivers"], "it is a deck: suraq find deck:rivers"),
        (
            &["long rivers"],
            "“The long rivers” is a deck: suraq find deck:rivers",
        ),
        (&["nation/kk-en"], "did you mean `kk-state-economy/nation/kk-en`?"),
    ] {
        let said = hint(words);
        assert!(said.contains(expected), "{words:?}: {said}");
    }
}
