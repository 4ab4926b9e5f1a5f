//! What is asked today and what waits: the day's limit, cards of one fact, words easily confused.

use super::study::garden;
use super::world::Ran;
use super::world::World;
use super::world::bare;
use super::world::run;

/// Two questions on one fact, and one by itself.
const POND: &str = "\
format = 1

[deck]
id = \"pond\"
title = \"The pond\"

[[fact]]
id = \"dug\"
subject = \"the pond\"
relation = \"dug in\"
object = \"1904\"
statement = \"The pond was dug in 1904.\"

[[item]]
id = \"year\"
fact = \"dug\"
stem = \"When was the pond dug?\"
key = \"1904\"

[[item]]
id = \"what\"
fact = \"dug\"
stem = \"What was dug in 1904?\"
key = \"pond\"

[[item]]
id = \"fish\"
stem = \"Which fish lives in it?\"
key = \"carp\"
";

/// Words, two of which are spelt nearly alike.
const WORDS: &str = "\
format = 1

[deck]
id = \"words\"
title = \"Words\"

[[term]]
id = \"victory\"
en = \"victory\"
kk_cyrl = \"жеңіс\"
kk_latn = \"jeñıs\"

[[term]]
id = \"defeat\"
en = \"defeat\"
kk_cyrl = \"жеңіліс\"
kk_latn = \"jeñılıs\"
";

/// A home in which one deck is studied.
fn only(id: &str, deck: &str) -> World {
    let world = World::new();
    world.deck(id, deck);
    let decks = world.run(&["home", "--json"]).ended(0).json();
    let others: Vec<String> = decks[0]["decks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deck| deck["deck"].as_str().unwrap().to_owned())
        .filter(|other| other != id)
        .collect();
    world.run(&["set", "decks-off", &others.join(" ")]).ended(0);
    world
}

fn on(world: &World, day: &str, words: &[&str], input: &str) -> Ran {
    let mut command = bare();
    command.arg("--home").arg(world.home());
    command.args(["--now", &format!("{day}T10:00:00Z"), "--seed", "7"]);
    command.args(words);
    run(command, input.as_bytes()).ended(0)
}

/// Text with its lines joined, for sentences that were wrapped.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn over_the_day_s_limit_it_is_said_how_to_go_on_and_that_does_it() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\n1904\n4\n")
        .ended(0);
    world.run(&["set", "reviews-per-day", "1"]).ended(0);
    let (day, none) = ("2031-07-06", "");
    on(&world, day, &["review"], "\n3\n");
    let said = flat(&on(&world, day, &["review"], none).out);
    assert!(
        said.starts_with("Today's 1 review is done; 2 wait: `suraq review --limit 10` goes on today."),
        "{said}"
    );
    assert!(!said.contains("Nothing is due"), "{said}");
    let waiting = on(
        &world,
        day,
        &["review", "--limit", "10", "--list", "--json"],
        none,
    )
    .json();
    let card = waiting[0]["id"].as_str().unwrap();
    let of_query = flat(
        &on(
            &world,
            day,
            &["review", "deck:garden", &format!("id:{card}")],
            none,
        )
        .out,
    );
    let way = format!("; 1 waits: `suraq review deck:garden id:{card} --limit 10`");
    assert!(of_query.contains(&way), "{of_query}");
    let listed = on(&world, day, &["review", "--limit", "10", "--list"], none).out;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let home = on(&world, day, &["home", "--json"], none).json();
    assert_eq!(
        (home[0]["due"].as_u64(), home[0]["over_limit"].as_u64()),
        (Some(2), Some(2))
    );
    on(&world, day, &["review", "--limit", "10"], "\n3\n\n3\n");
    let said = flat(&on(&world, day, &["review"], none).out);
    assert!(said.starts_with("Nothing is due now."), "{said}");
    let limit = world.run(&["set", "reviews-per-day"]).ended(0).out;
    assert!(limit.contains('1'), "a wish for today, not a setting: {limit}");
}

#[test]
fn a_card_kept_back_by_one_of_its_fact_is_counted_and_told_alike_everywhere() {
    let world = only("pond", POND);
    on(&world, "2031-05-06", &["review", "pond/year"], "1904\n4\n");
    on(&world, "2031-05-06", &["review", "pond/fish"], "carp\n4\n");
    on(&world, "2031-05-07", &["review", "pond/what"], "pond\n4\n");
    let day = "2031-07-06";
    let home = on(&world, day, &["home", "--json"], "").json();
    assert_eq!(home[0]["due"], 2, "two of one fact are one today");
    assert_eq!(home[0]["decks"][0]["due"], 2);
    assert_eq!(
        (&home[0]["held_back"], &home[0]["over_limit"]),
        (&1.into(), &0.into())
    );
    let decks = on(&world, day, &["decks", "--json"], "").json();
    let pond = decks.iter().find(|deck| deck["deck"] == "pond").unwrap();
    assert_eq!((&pond["due"], &pond["held_back"]), (&2.into(), &1.into()));
    let said = "2 due (1 more later)";
    for words in [&["home"][..], &["decks"], &["stats", "today"]] {
        let shown = flat(&on(&world, day, words, "").out);
        assert!(shown.contains(said), "{words:?}: {shown}");
    }
    on(&world, day, &["review", "pond/what"], "pond\n3\n");
    on(&world, day, &["review"], "carp\n3\n");
    let home = on(&world, day, &["home", "--json"], "").json();
    assert_eq!(home[0]["due"], 0);
    let reason = "waits for a later day, because pond/what of the same fact was asked today.";
    let said = flat(&on(&world, day, &["review"], "").out);
    assert!(said.contains(&format!("pond/year {reason}")), "{said}");
    let why = on(&world, day, &["why", "pond/year"], "").out;
    let why = flat(&why);
    assert!(why.contains(&format!("W{}", &reason[1..])), "{why}");
    let free = on(&world, day, &["why", "pond/fish"], "").out;
    assert!(!free.contains("a later day"), "{free}");
    let home = on(&world, "2031-07-07", &["home", "--json"], "").json();
    assert_eq!(home[0]["due"], 1, "tomorrow it comes");
}

#[test]
fn a_card_behind_one_over_the_limit_waits_for_a_later_day_in_every_count() {
    let world = only("pond", POND);
    on(&world, "2031-05-06", &["review", "pond/year"], "1904\n4\n");
    on(&world, "2031-05-06", &["review", "pond/fish"], "carp\n4\n");
    on(&world, "2031-05-07", &["review", "pond/what"], "pond\n4\n");
    world.run(&["set", "reviews-per-day", "0"]).ended(0);
    let day = "2031-07-06";
    let home = on(&world, day, &["home", "--json"], "").json();
    let number = |field: &str| home[0][field].as_u64().unwrap();
    assert_eq!(
        (number("due"), number("over_limit"), number("held_back")),
        (2, 2, 1)
    );
    let decks = on(&world, day, &["decks"], "").out;
    assert!(
        decks.contains("The pond: 3 cards, 2 due (1 more later)\n"),
        "{decks}"
    );
    let found = on(&world, day, &["find", "is:due"], "").err;
    let found = flat(&found);
    let why = "2 are over the day's limit; 1 waits for a later day, because one of the same fact is before.";
    assert!(found.contains(why), "{found}");
    let said = flat(&on(&world, day, &["review"], "").out);
    assert!(said.contains("; 2 wait:"), "{said}");
}

#[test]
fn of_three_cards_of_one_fact_one_a_day_comes_and_due_is_the_same_under_any_limit() {
    let fact = "\n[[fact]]\nid = \"f\"\nsubject = \"the pond\"\nrelation = \"dug in\"\nobject = \"1904\"\nstatement = \"It was dug.\"\n";
    let items: String = ["a", "b", "c"]
        .map(|id| {
            format!(
                "\n[[item]]\nid = \"{id}\"\nfact = \"f\"\nstem = \"What is {id}?\"\nkey = \"lake {id}\"\n"
            )
        })
        .concat();
    let world = only(
        "lakes",
        &format!("format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n{fact}{items}"),
    );
    for (day, card) in [("2031-05-06", "a"), ("2031-05-07", "b"), ("2031-05-08", "c")] {
        on(
            &world,
            day,
            &["review", &format!("lakes/{card}")],
            &format!("lake {card}\n4\n"),
        );
    }
    let day = "2031-07-06";
    for limit in ["200", "1", "0"] {
        world.run(&["set", "reviews-per-day", limit]).ended(0);
        let home = on(&world, day, &["home", "--json"], "").json();
        let number = |field: &str| home[0][field].as_u64().unwrap();
        assert_eq!((number("due"), number("held_back")), (1, 2), "limit {limit}");
        let coming = |place: usize| home[0]["forecast"][place]["cards"].as_u64().unwrap();
        assert_eq!([0, 1, 2, 3].map(coming), [1, 1, 1, 0], "limit {limit}");
    }
    let said = flat(&on(&world, day, &["review"], "").out);
    assert!(said.contains("; 1 waits: `suraq review --limit 10`"), "{said}");
    world.run(&["decks", "off", "lakes"]).ended(0);
    let decks = on(&world, day, &["decks"], "").out;
    assert!(
        decks.contains("Lakes: 3 cards, 1 due (2 more later), off"),
        "{decks}"
    );
    // What is no longer in it, or set aside, waits in no deck.
    on(&world, day, &["suspend", "lakes/a"], "");
    on(&world, day, &["delete", "lakes/b"], "");
    let decks = on(&world, day, &["decks"], "").out;
    assert!(decks.contains("Lakes: 2 cards, 1 due, off"), "{decks}");
    on(&world, day, &["undo"], "");
    on(&world, day, &["undo"], "");
    world.run(&["decks", "on", "lakes"]).ended(0);
    let listed = on(&world, day, &["review", "--limit", "10", "--list", "--json"], "").json();
    let asked = listed[0]["id"].as_str().unwrap().replace("lakes/", "lake ");
    on(
        &world,
        day,
        &["review", "--limit", "10"],
        &format!("{asked}\n4\n"),
    );
    for words in [&["review"][..], &["review", "deck:lakes"]] {
        let said = flat(&on(&world, day, words, "").out);
        assert!(
            said.contains("Next: 1 tomorrow, 1 on Tue 8 Jul"),
            "{words:?}: {said}"
        );
    }
}

#[test]
fn what_find_calls_due_is_what_review_offers_or_it_says_why_not() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\n1904\n4\n")
        .ended(0);
    let day = "2031-07-06";
    let found = on(&world, day, &["find", "is:due"], "");
    assert!(
        found.err.ends_with("3 cards\n"),
        "all of them come: {}",
        found.err
    );
    world.run(&["set", "reviews-per-day", "1"]).ended(0);
    let found = on(&world, day, &["find", "is:due"], "");
    assert_eq!(found.out.matches("over limit").count(), 2, "{}", found.out);
    assert!(
        found
            .err
            .contains("Not in today's review: 2 are over the day's limit."),
        "{}",
        found.err
    );
    assert!(!on(&world, day, &["find", "gate"], "").err.contains("Not in"));
    world.run(&["decks", "off", "garden"]).ended(0);
    let found = on(&world, day, &["find", "is:due", "--count"], "");
    assert!(
        found.err.contains("3 are in decks that are off."),
        "{}",
        found.err
    );
    let said = flat(&on(&world, day, &["review", "deck:garden"], "").out);
    assert!(
        said.contains("3 are in a deck that is off; suraq decks on garden takes it up again."),
        "{said}"
    );
    // Home and the figures count no card that is not studied.
    let home = on(&world, day, &["home", "--json"], "").json();
    assert_eq!(
        (home[0]["due"].clone(), home[0]["forecast"][0]["cards"].clone()),
        (0.into(), 0.into())
    );
    let figures = on(&world, day, &["stats", "forecast", "--json"], "").json();
    assert_eq!(figures[0]["cards"], 0);
}

#[test]
fn what_waits_for_a_later_step_is_not_named_as_the_next_thing_to_do() {
    let world = garden();
    world.run(&["set", "learning-steps", "1m 4h"]).ended(0);
    on(&world, "2031-05-06", &["review", "--new", "1"], "Hawthorn\n3\n");
    world.run(&["set", "new-per-day", "0"]).ended(0);
    let home = flat(&on(&world, "2031-05-06", &["home"], "").out);
    assert!(
        home.contains("1 learning, 0 new today, the first at 14:00"),
        "{home}"
    );
    assert!(home.ends_with("Next: suraq review --new 10"), "{home}");
}

#[test]
fn so_many_new_words_come_as_were_asked_for_though_siblings_stand_between() {
    let words = ["арман", "жүзім", "көктем", "тұман", "шығыс", "дәптер"];
    let terms: String = words
        .iter()
        .enumerate()
        .map(|(place, word)| {
            format!("\n[[term]]\nid = \"t{place}\"\nen = \"meaning {place}\"\nkk_cyrl = \"{word}\"\n")
        })
        .collect();
    let items: String = (0..12)
        .map(|item| {
            format!("\n[[item]]\nid = \"i{item:02}\"\nfact = \"one\"\nstem = \"What is asked {item} times?\"\nkey = \"{item}\"\n")
        })
        .collect();
    let fact = "\n[[fact]]\nid = \"one\"\nsubject = \"a\"\nrelation = \"b\"\nobject = \"c\"\nstatement = \"A is c.\"\n";
    let head = "format = 1\n\n[deck]\nid = \"words\"\ntitle = \"Words\"\nlanguage = \"kk\"\n";
    let world = only("words", &format!("{head}{fact}{items}{terms}"));
    let listed = on(&world, "2031-05-06", &["review", "--new", "3", "--list"], "").out;
    assert_eq!(listed.lines().count(), 3, "{listed}");
}

#[test]
fn a_new_word_kept_apart_names_the_other_and_comes_when_asked_for_by_its_id() {
    let world = only("words", WORDS);
    let day = "2031-05-06";
    on(&world, day, &["review", "words/victory/kk-en"], "victory\n4\n");
    let said = flat(&on(&world, day, &["review", "id:defeat", "--new", "1"], "").out);
    let reason =
        "waits for a later day, because words/victory/kk-en, easily confused with it, was asked today.";
    assert!(said.contains(&format!("words/defeat/kk-en {reason}")), "{said}");
    let asked = on(&world, day, &["review", "id:words/defeat/kk-en"], "defeat\n3\n").out;
    assert!(asked.contains("What does “жеңіліс” mean?"), "{asked}");
    let said = flat(&on(&world, day, &["review", "id:words/victory/kk-en"], "").out);
    assert!(
        said.contains("none is due now"),
        "a card not due stays away: {said}"
    );
    // One card was asked for, and one comes, whatever the other one does.
    on(&world, day, &["review", "id:words/defeat/en-kk"], "жеңіліс\n3\n");
    let said = flat(&on(&world, day, &["review", "id:words/victory/kk-en"], "").out);
    let (_, next) = said.split_once("Next: ").unwrap_or_default();
    assert!(
        next.starts_with("1 ") && !next.split_once('.').unwrap_or_default().0.contains(','),
        "{said}"
    );
}

#[test]
fn a_deck_of_drafts_alone_takes_no_row_of_home() {
    let world = World::new();
    let draft = "[[item]]\nid = \"a\"\nstem = \"What is it?\"\nkey = \"a lake\"\nstatus = \"draft\"\n";
    let deck = |id: &str, items: &str| format!("[deck]\nid = \"{id}\"\ntitle = \"Deck {id}\"\n{items}");
    world.deck("waiting", &deck("waiting", draft));
    world.deck(
        "ready",
        &deck("ready", &draft.replace("status = \"draft\"\n", "")),
    );
    let home = world.run(&["home"]).ended(0).out;
    assert!(home.contains("Deck ready"), "{home}");
    assert!(!home.contains("Deck waiting"), "{home}");
    assert!(home.contains("1 draft waits for you"), "{home}");
}

/// A home with one deck of three cards.
fn three_lakes() -> World {
    let items: String = ["a", "b", "c"]
        .map(|id| format!("\n[[item]]\nid = \"{id}\"\nstem = \"What is {id}?\"\nkey = \"lake {id}\"\n"))
        .concat();
    only(
        "lakes",
        &format!("format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n{items}"),
    )
}

#[test]
fn new_cards_of_a_query_that_wait_for_tomorrow_are_told() {
    let world = three_lakes();
    let day = "2031-05-06";
    on(&world, day, &["set", "new-per-day", "1"], "");
    on(&world, day, &["review"], "lake a\n4\n");
    let said = flat(&on(&world, day, &["review", "deck:lakes"], "").out);
    assert!(
        said.contains("2 new cards wait: today's 1 new one was begun")
            && said.contains("review deck:lakes --new 10` goes on today"),
        "{said}"
    );
}

#[test]
fn new_cards_that_the_limit_of_their_deck_holds_back_are_told() {
    let world = three_lakes();
    let day = "2031-05-06";
    on(&world, day, &["set", "deck.lakes.new-per-day", "1"], "");
    on(&world, day, &["review"], "lake a\n4\n");
    let said = flat(&on(&world, day, &["review", "deck:lakes"], "").out);
    assert!(
        said.contains("2 new cards wait: the limit of the deck lakes is 1 a day")
            && said.contains("review deck:lakes --new 10` goes on today"),
        "{said}"
    );
}
