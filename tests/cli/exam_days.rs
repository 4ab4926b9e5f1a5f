//! What an exam asks of a day: its new cards, and what is still to be gone over.

use super::planning::flat;
use super::planning::numbers;
use super::world::Ran;
use super::world::World;

pub fn on(world: &World, day: &str, words: &[&str], input: &str) -> Ran {
    let now = format!("{day}T10:00:00Z");
    let mut command = super::world::bare();
    command
        .arg("--home")
        .arg(world.home())
        .args(["--now", &now, "--seed", "7"])
        .args(words);
    super::world::run(command, input.as_bytes()).ended(0)
}

/// What home says of an exam that is over.
pub fn told(world: &World, day: &str) -> String {
    let home = flat(&on(world, day, &["home"], "").out);
    let from = home.find("The exam of").unwrap_or_else(|| panic!("{home}"));
    home[from..].split(" were known").next().unwrap().to_owned()
}

#[test]
fn new_cards_of_an_exam_go_on_after_the_first_ones_of_the_day() {
    let world = numbers(80);
    let new_today = || world.run(&["home", "--json"]).ended(0).json()[0]["new_today"].clone();
    let study = |cards: std::ops::Range<usize>| {
        let answers: String = cards.clone().map(|card| format!("{card}\n4\n")).collect();
        let limit = cards.len().to_string();
        world.run_with(&["review", "--limit", &limit], &answers).ended(0);
    };
    world.run(&["exam", "+3", "deck:numbers", "--yes"]).ended(0);
    assert_eq!(new_today(), 40);
    study(0..30);
    assert_eq!(new_today(), 10, "those met today are of the 40 of the day");
    let home = flat(&world.run(&["home"]).ended(0).out);
    assert!(home.contains("; 40 new a day"), "{home}");
    study(30..40);
    assert_eq!(new_today(), 0);
    // Those of today are met: it is said what the days to come have.
    let home = flat(&world.run(&["home"]).ended(0).out);
    assert!(home.contains("; 20 new a day from tomorrow on"), "{home}");
    let listed = flat(&world.run(&["exam", "list"]).ended(0).out);
    assert!(
        listed.contains("; 40 new cards left, 20 a day from tomorrow on"),
        "{listed}"
    );
    for words in [&["exam", "list", "--json"][..], &["stats", "exams", "--json"]] {
        let json = world.run(words).ended(0).json();
        assert_eq!(
            (&json[0]["new_per_day"], &json[0]["new_today"]),
            (&40.into(), &0.into())
        );
        let later = &json[0]["new_later"];
        assert_eq!(
            (&later["from"], &later["new_per_day"]),
            (&"2031-05-07".into(), &20.into())
        );
    }
    let later = &world.run(&["home", "--json"]).ended(0).json()[0]["exams"][0]["new_later"];
    assert_eq!(later["new_per_day"], 20);
    let morning = flat(&on(&world, "2031-05-07", &["exam", "list"], "").out);
    assert!(morning.contains("; 40 new cards left, 20 a day"), "{morning}");
    assert!(!morning.contains("from tomorrow"), "{morning}");
}

#[test]
fn a_card_forgotten_while_cramming_is_not_gone_over() {
    let world = numbers(10);
    world
        .run(&["exam", "+1", "deck:numbers", "--know", "99", "--yes"])
        .ended(0);
    let left = || {
        let json = world.run(&["exam", "list", "--json"]).ended(0).json();
        json[0]["cram_now"].as_array().unwrap().len()
    };
    assert_eq!(left(), 10);
    world.run_with(&["exam", "cram", "-n", "1"], "\n1\n:q\n").ended(0);
    assert_eq!(left(), 10, "it was forgotten");
    world.run_with(&["exam", "cram", "-n", "1"], "\n3\n").ended(0);
    assert_eq!(left(), 9);
}

#[test]
fn days_of_the_week_that_are_off_are_no_study_days_of_an_exam() {
    let world = numbers(60);
    // 2031-05-06 is a Tuesday, the exam on Thursday.
    let planned = || {
        let words = ["exam", "+2", "deck:numbers", "--dry-run"];
        flat(&world.run(&words).ended(0).out)
    };
    let said = planned();
    assert!(said.contains("Today 30 new cards of the exam"), "{said}");
    world.run(&["set", "easy-days", "wed 0"]).ended(0);
    let said = planned();
    assert!(said.contains("Today 60 new cards of the exam"), "{said}");
    world.run(&["exam", "+2", "deck:numbers", "--yes"]).ended(0);
    let listed = world.run(&["review", "--list"]).ended(0).out;
    assert_eq!(listed.lines().count(), 60, "{listed}");
    world.run(&["exam", "drop"]).ended(0);
    world.run(&["set", "easy-days", "tue 0"]).ended(0);
    let said = planned();
    assert!(
        said.contains("Today is a day off; from the next day of study on 60 new cards of the exam a day"),
        "{said}"
    );
}

#[test]
fn what_was_gone_over_long_before_an_exam_is_still_missing_on_its_day() {
    let world = numbers(10);
    world.run(&["exam", "+20", "deck:numbers", "--yes"]).ended(0);
    let missing = || {
        let json = world.run(&["exam", "list", "--json"]).ended(0).json();
        json[0]["cram_now"].as_array().unwrap().clone()
    };
    let before = missing();
    world.run_with(&["exam", "cram", "-n", "1"], "\n3\n").ended(0);
    let after = missing();
    assert_eq!(before.len(), after.len());
    assert_eq!(before.first(), after.last(), "it comes last");
}

#[test]
fn what_was_gone_over_on_the_eve_was_known_on_the_day() {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    world
        .run_with(&["exam", "cram", "-n", "5"], "\n3\n".repeat(5))
        .ended(0);
    let told = told(&world, "2031-05-09");
    assert_eq!(told, "The exam of Wed 7 May is over: about 47 % of 10 cards");
}

#[test]
fn what_was_gone_over_days_before_or_forgotten_on_the_eve_was_not_known_on_the_day() {
    let world = numbers(10);
    world.run(&["exam", "+3", "deck:numbers", "--yes"]).ended(0);
    world
        .run_with(&["exam", "cram", "-n", "5"], "\n3\n".repeat(5))
        .ended(0);
    let forgets = "\n1\n".repeat(5) + ":q\n";
    on(&world, "2031-05-08", &["exam", "cram", "-n", "5"], &forgets);
    let told = told(&world, "2031-05-10");
    assert_eq!(told, "The exam of Fri 9 May is over: about 0 % of 10 cards");
}

#[test]
fn what_is_studied_after_an_exam_was_not_known_on_its_day() {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    let answers =
        |cards: std::ops::Range<usize>| -> String { cards.map(|card| format!("{card}\n4\n")).collect() };
    // Four on the day itself, the others on the day after.
    let words = ["review", "deck:numbers", "--new", "4"];
    on(&world, "2031-05-07", &words, &answers(0..4));
    let words = ["review", "deck:numbers", "--new", "6"];
    on(&world, "2031-05-08", &words, &answers(4..10));
    // And one that was known then is put aside.
    on(&world, "2031-05-08", &["suspend", "numbers/n000"], "");
    let told = told(&world, "2031-05-08");
    assert_eq!(told, "The exam of Wed 7 May is over: about 40 % of 10 cards");
}

#[test]
fn a_card_that_came_after_an_exam_was_none_of_it() {
    let world = numbers(10);
    let item = |id: &str, days: &str| {
        format!("\n[[item]]\nid = \"{id}\"\nstem = \"What is the number of {id}?\"\nkey = \"{id}\"\n{days}\n")
    };
    let deck = |items: &[String]| {
        let head = "format = 1\n[deck]\nid = \"later\"\ntitle = \"Later\"\n";
        world.deck("later", &format!("{head}{}", items.concat()));
    };
    deck(&[item("11", ""), item("14", "")]);
    let query = "deck:numbers or deck:later";
    world.run(&["exam", "+1", query, "--yes"]).ended(0);
    let answers: String = (0..4).map(|card| format!("{card}\n4\n")).collect();
    let words = ["review", "deck:numbers", "--new", "4"];
    on(&world, "2031-05-07", &words, &answers);
    // The first was changed and the second came after that day; the third was met by then, whatever its file says.
    // The fourth was written by hand, so nobody noted when, and changed later.
    let (added, changed) = ("added = 2031-05-08T09:00:00Z", "changed = 2031-05-08T09:00:00Z");
    deck(&[
        item("11", &format!("added = 2031-05-01T09:00:00Z\n{changed}")),
        item("12", added),
        item("13", added),
        item("14", changed),
    ]);
    on(&world, "2031-05-07", &["review", "later/13"], "13\n4\n");
    let told = told(&world, "2031-05-08");
    assert_eq!(told, "The exam of Wed 7 May is over: about 38 % of 13 cards");
}

#[test]
fn what_came_with_the_program_was_there_on_the_day_of_an_exam() {
    let deck = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/kz-2-soviet.toml");
    for has_copy in [false, true] {
        let world = super::world::World::new();
        if has_copy {
            world.deck("soviet", &std::fs::read_to_string(deck).unwrap());
        }
        // Years before the cards were written.
        let words = ["exam", "+1", "deck:kz-soviet", "--yes"];
        let planned = flat(&on(&world, "2020-05-06", &words, "").out);
        let cards = planned
            .split("90 % of ")
            .nth(1)
            .unwrap()
            .split('.')
            .next()
            .unwrap();
        let told = told(&world, "2020-05-08");
        let expected = format!("The exam of Thu 7 May is over: about 0 % of {cards}");
        assert_eq!(told, expected);
    }
}

#[test]
fn what_was_gone_over_on_the_eve_is_known_today() {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    let cram = |number: &str, answers: String| {
        world.run_with(&["exam", "cram", "-n", number], &answers).ended(0);
    };
    let known_now = || world.run(&["exam", "list", "--json"]).ended(0).json()[0]["known_now"].clone();
    let plan = |day: &str| {
        let words = ["exam", day, "deck:numbers", "--dry-run", "--json"];
        world.run(&words).ended(0).json()[0].clone()
    };
    assert_eq!(known_now(), 0.0);
    cram("5", "\n3\n".repeat(5));
    assert_eq!(known_now(), 0.5);
    let home = flat(&world.run(&["home"]).ended(0).out);
    assert!(home.contains("50 % of 10 cards known today"), "{home}");
    assert_eq!(plan("+1")["known_now"], 0.5);
    assert_eq!(plan("+20")["known_now"], 0.0, "by then it has faded");
    // What is forgotten afterwards is not known any more.
    world
        .run_with(&["cram", "rated:1", "--in-order"], "\n1\n:q\n")
        .ended(0);
    assert_eq!(known_now(), 0.4);
}

#[test]
fn a_buried_card_of_an_exam_gives_its_place_of_today_to_another() {
    let world = numbers(9);
    world.run(&["bury", "numbers/n000"]).ended(0);
    world.run(&["exam", "+3", "deck:numbers", "--yes"]).ended(0);
    world.run(&["set", "new-per-day", "0"]).ended(0);
    let listed = world.run(&["review", "--list"]).ended(0).out;
    assert!(
        listed.lines().count() == 5 && !listed.contains("n000"),
        "{listed}"
    );
    let answers: String = (1..6).map(|card| format!("{card}\n4\n")).collect();
    world.run_with(&["review"], &answers).ended(0);
    let home = world.run(&["home", "--json"]).ended(0).json();
    assert_eq!(home[0]["new_today"], 0);
    let said = world.run(&["review"]).ended(0).out;
    assert!(said.starts_with("Nothing is due now."), "{said}");
}

#[test]
fn what_was_done_today_is_not_planned_again() {
    let world = numbers(80);
    world.run(&["exam", "+3", "deck:numbers", "--yes"]).ended(0);
    let plan = || {
        let words = ["exam", "+3", "deck:numbers", "--dry-run", "--json"];
        world.run(&words).ended(0).json()[0].clone()
    };
    let first = plan();
    assert_eq!(
        (&first["new_per_day"], &first["days"][0]["new"]),
        (&40.into(), &40.into())
    );
    let answers: String = (0..30).map(|card| format!("{card}\n4\n")).collect();
    world.run_with(&["review", "--limit", "30"], &answers).ended(0);
    let noon = plan();
    assert_eq!(
        (&noon["new_per_day"], &noon["days"][0]["new"]),
        (&40.into(), &10.into())
    );
    assert_eq!(noon["days"][0]["reviews"], 0);
    let answers: String = (30..40).map(|card| format!("{card}\n4\n")).collect();
    world.run_with(&["review", "--limit", "10"], &answers).ended(0);
    let evening = plan();
    assert_eq!(
        (&evening["days"][0]["new"], &evening["days"][1]["new"]),
        (&0.into(), &20.into())
    );
    // And when the last one was met, no number of new cards is named any more.
    let answers: String = (40..80).map(|card| format!("{card}\n4\n")).collect();
    world
        .run_with(&["review", "deck:numbers", "--new", "40"], &answers)
        .ended(0);
    let home = flat(&world.run(&["home"]).ended(0).out);
    assert!(
        home.contains("90 % wanted") && !home.contains("new a day"),
        "{home}"
    );
}

#[test]
fn an_exam_behind_days_off_alone_says_that_no_new_card_comes() {
    let world = numbers(10);
    let off = "mon 0 tue 0 wed 0 thu 0 fri 0 sat 0 sun 0";
    world.run(&["set", "easy-days", off]).ended(0);
    for exam in ["+1", "+5", "+40"] {
        let said = flat(
            &world
                .run(&["exam", exam, "deck:numbers", "--dry-run"])
                .ended(0)
                .out,
        );
        let expected = "Every day until the exam is a day off, so 10 new cards of it will not be met by then: \
                        choose a later day, or free some with suraq set easy-days or suraq away drop.";
        assert!(said.contains(expected), "{said}");
        assert!(
            !said.contains("NaN") && !said.contains("reviews a day; choose"),
            "{said}"
        );
    }
    world.run(&["exam", "+5", "deck:numbers", "--yes"]).ended(0);
    let list = flat(&world.run(&["exam", "list"]).ended(0).out);
    assert!(list.contains("10 new cards not met yet"), "{list}");
    world.run(&["home"]).ended(0);
    world.run(&["stats", "exam"]);
}

#[test]
fn of_two_exams_the_nearer_comes_first_and_a_card_of_both_is_met_once() {
    let world = numbers(20);
    world.run(&["exam", "+4", "deck:numbers", "--yes"]).ended(0);
    let garden = world.run(&["find", "deck:garden", "-n"]).ended(0).out;
    let garden: usize = garden.trim().parse().unwrap();
    world
        .run(&["exam", "+1", "deck:garden or numbers/n019", "--yes"])
        .ended(0);
    let listed = world.run(&["review", "--list"]).ended(0).out;
    let first: Vec<&str> = listed.lines().take(garden + 1).collect();
    let near = |line: &&&str| line.starts_with("garden/") || line.starts_with("numbers/n019");
    assert_eq!(first.iter().filter(near).count(), garden + 1, "{listed}");
    let json = world.run(&["exam", "list", "--json"]).ended(0).json();
    assert_eq!(
        (json.len(), &json[0]["days_left"], &json[1]["days_left"]),
        (2, &1.into(), &4.into())
    );
    assert_eq!(
        listed
            .lines()
            .filter(|line| line.starts_with("numbers/n019"))
            .count(),
        1
    );
    // On the day of the first nothing of it is planned any more; the day after it is over.
    let day = on(&world, "2031-05-07", &["exam", "list", "--json"], "").json();
    assert_eq!(
        (&day[0]["days_left"], &day[0]["known"]),
        (&0.into(), &serde_json::Value::Null)
    );
    let after = on(&world, "2031-05-08", &["exam", "list", "--json"], "").json();
    let over: Vec<bool> = after.iter().map(|exam| exam["over"] == true).collect();
    assert_eq!(over, [false, true]);
    let home = flat(&on(&world, "2031-05-08", &["home"], "").out);
    assert!(
        home.contains("The exam of Wed 7 May is over") && home.contains("Exam in 2 days"),
        "{home}"
    );
}

#[test]
fn cards_of_an_exam_that_are_suspended_are_counted_and_told() {
    let world = numbers(10);
    let plan = ["exam", "+20", "deck:numbers", "--yes"];
    let said = flat(&world.run(&plan).ended(0).out);
    assert!(!said.contains("suspended"), "{said}");
    for card in ["numbers/n003", "numbers/n007"] {
        world.run(&["suspend", card]).ended(0);
    }
    let json = world.run(&["exam", "list", "--json"]).ended(0).json();
    assert_eq!(
        (json[0]["cards"].clone(), json[0]["suspended"].clone()),
        (8.into(), 2.into())
    );
    let listed = flat(&world.run(&["exam", "list"]).ended(0).out);
    assert!(
        listed.contains("2 more are suspended and left out: suraq find is:suspended"),
        "{listed}"
    );
    let home = flat(&world.run(&["home"]).ended(0).out);
    assert!(
        home.contains("of 8 cards known today, 90 % wanted, 2 more are suspended"),
        "{home}"
    );
    let said = flat(
        &world
            .run(&["exam", "+30", "deck:numbers", "--dry-run"])
            .ended(0)
            .out,
    );
    assert!(
        said.contains("2 more cards are suspended and left out."),
        "{said}"
    );
    assert!(said.contains("suraq resume ID"), "{said}");
}

#[test]
fn days_away_before_an_exam_tell_how_many_more_new_cards_a_day_they_cost() {
    let world = numbers(60);
    world.run(&["exam", "+20", "deck:numbers", "--yes"]).ended(0);
    let said = flat(&world.run(&["away", "tomorrow", "10", "--dry-run"]).ended(0).out);
    assert!(said.contains("it then needs"), "{said}");
    let json = world
        .run(&["away", "tomorrow", "10", "--dry-run", "--json"])
        .ended(0)
        .json();
    let exam = &json[0]["exams"][0];
    let [staying, away] = ["new_per_day_staying", "new_per_day_away"].map(|key| exam[key].as_u64().unwrap());
    assert!(away > staying, "{exam}");
    assert!(
        said.contains(&format!(
            "it then needs {away} new cards a day instead of {staying}"
        )),
        "{said}"
    );
}

#[test]
fn an_exam_is_planned_once_and_one_that_is_not_needed_says_so() {
    let world = numbers(10);
    let words = ["exam", "+90", "deck:numbers", "--know", "80", "--yes"];
    let said = flat(&world.run(&words).ended(0).out);
    assert!(said.contains("The aim is reached without a plan."), "{said}");
    let again = world.run(&words).ended(2);
    assert!(again.err.contains("is planned already"), "{}", again.err);
    assert_eq!(world.run(&["exam", "list", "--json"]).ended(0).json().len(), 1);
}

#[test]
fn what_an_exam_came_to_is_listed_after_home_has_told_of_it() {
    let world = numbers(10);
    world.run(&["exam", "+1", "deck:numbers", "--yes"]).ended(0);
    world.run(&["exam", "+2", "deck:garden", "--yes"]).ended(0);
    on(&world, "2031-05-06", &["exam", "drop", "2"], "");
    let answers: String = (0..4).map(|card| format!("{card}\n4\n")).collect();
    on(
        &world,
        "2031-05-07",
        &["review", "deck:numbers", "--new", "4"],
        &answers,
    );
    assert!(told(&world, "2031-05-08").contains("about 40 % of 10 cards"));
    let listed = flat(&on(&world, "2031-05-09", &["exam", "list"], "").out);
    let over =
        "Over, Wed 7 May: about 40 % of 10 cards were known on the day, 90 % were wanted (deck:numbers)";
    assert!(listed.contains("No exam is planned."), "{listed}");
    assert!(listed.contains(over) && !listed.contains("garden"), "{listed}");
    let json = on(&world, "2031-05-09", &["exam", "list", "--json"], "").json();
    assert_eq!((json.len(), &json[0]["over"]), (1, &true.into()));
    let figures = flat(&on(&world, "2031-05-09", &["stats", "exams"], "").out);
    assert!(
        figures.contains("Over, Wed 7 May: 10 cards of deck:numbers") && figures.contains("40 %"),
        "{figures}"
    );
}

#[test]
fn an_exam_in_three_days_is_dropped_and_gone_over_by_its_day_and_not_by_the_number_three() {
    let world = numbers(10);
    for ahead in ["+2", "+3", "+7"] {
        world.run(&["exam", ahead, "deck:numbers", "--yes"]).ended(0);
    }
    let crammed = world.run(&["exam", "cram", "+5"]).ended(2).err;
    assert!(crammed.contains("there is no exam `+5`"), "{crammed}");
    let dropped = flat(&world.run(&["exam", "drop", "+3"]).ended(0).out);
    assert!(dropped.starts_with("The exam on Fri 9 May"), "{dropped}");
    let dropped = flat(&world.run(&["exam", "drop", "2"]).ended(0).out);
    assert!(dropped.starts_with("The exam on Tue 13 May"), "{dropped}");
}

#[test]
fn once_the_new_cards_of_today_are_met_the_next_day_that_is_not_off_is_named() {
    let world = numbers(20);
    let listed = |exam: &str| {
        world.run(&["exam", exam, "deck:numbers", "--yes"]).ended(0);
        let listed = flat(&world.run(&["exam", "list"]).ended(0).out);
        world.run(&["exam", "drop"]).ended(0);
        listed
    };
    let answers: String = (0..10).map(|card| format!("{card}\n4\n")).collect();
    let words = ["review", "deck:numbers", "--new", "10"];
    world.run_with(&words, &answers).ended(0);
    // Today is Tuesday, 6 May.
    let said = listed("+2");
    assert!(said.contains("; 10 new cards left, 10 tomorrow"), "{said}");
    world.run(&["set", "easy-days", "wed 0"]).ended(0);
    let said = listed("+4");
    assert!(
        said.contains("; 10 new cards left, 5 a day from Thu 8 May on"),
        "{said}"
    );
    let said = listed("+3");
    assert!(said.contains("; 10 new cards left, 10 on Thu 8 May"), "{said}");
}
