//! Exams, days away, and what a retention comes to: shown before it is taken, kept, and taken back.

use super::study::garden;
use super::world::Ran;
use super::world::World;

/// Text with its lines joined, for sentences that were wrapped.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A home with a deck of `cards` cards, and nothing else that is studied.
pub fn numbers(cards: usize) -> World {
    let world = garden();
    let items: String = (0..cards)
        .map(|card| format!("\n[[item]]\nid = \"n{card:03}\"\nstem = \"What is the number of {card}?\"\nkey = \"{card}\"\n"))
        .collect();
    world.deck(
        "numbers",
        &format!("format = 1\n[deck]\nid = \"numbers\"\ntitle = \"Numbers\"\n{items}"),
    );
    world
}

fn on(world: &World, day: &str, words: &[&str]) -> Ran {
    let now = format!("{day}T10:00:00Z");
    let mut command = super::world::bare();
    command
        .arg("--home")
        .arg(world.home())
        .args(["--now", &now, "--seed", "7"])
        .args(words);
    super::world::run(command, b"")
}

#[test]
fn a_dry_run_drops_nothing() {
    let world = super::study::garden();
    world.run(&["exam", "+30", "deck:garden", "--yes"]).ended(0);
    let ran = world.run(&["exam", "drop", "--dry-run"]).ended(0);
    assert!(ran.out.contains("would be dropped"), "{}", ran.out);
    assert_eq!(world.run(&["exam", "list", "--json"]).ended(0).json().len(), 1);
    world.run(&["exam", "drop"]).ended(0);
    assert_eq!(world.run(&["exam", "list", "--json"]).ended(0).json().len(), 0);
    world.run(&["away", "tomorrow", "7", "--yes"]).ended(0);
    let ran = world.run(&["away", "drop", "--dry-run"]).ended(0);
    assert!(ran.out.contains("would be dropped"), "{}", ran.out);
    assert_eq!(world.run(&["away", "list", "--json"]).ended(0).json().len(), 1);
    world.run(&["away", "drop"]).ended(0);
    assert_eq!(world.run(&["away", "list", "--json"]).ended(0).json().len(), 0);
}

#[test]
fn an_exam_is_shown_before_it_is_taken() {
    let world = numbers(300);
    let words = ["exam", "2031-05-26", "deck:numbers"];
    let ran = world.run_with(&words, "n\n").ended(0);
    let said = flat(&ran.out);
    for expected in [
        "Exam on Mon 26 May, in 20 days: know 90 % of 300 cards.",
        "Known today 0 %.",
        "Each day 18 new cards of the exam, before all others; that is within your limit of 20.",
        "reviews a day in the month after",
        "Cards a day, all decks together: from Tue 6 May",
        "Take this plan? y/n",
        "Nothing was changed.",
    ] {
        assert!(said.contains(expected), "{expected}\n{}", ran.out);
    }
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.out
    );
    assert!(world.run(&["exam"]).ended(0).out.contains("No exam is planned."));
    world
        .run(&[&words[..], &["--dry-run", "--yes"]].concat())
        .ended(0);
    assert!(world.run(&["exam", "list", "--json"]).ended(0).out.is_empty());
    let json = world.run(&[&words[..], &["--json"]].concat()).ended(0).json();
    assert_eq!(
        (json[0]["taken"].clone(), json[0]["new_per_day"].clone()),
        (false.into(), 18.into())
    );
    assert_eq!(json[0]["days"].as_array().unwrap().len(), 20);
    let ran = world.run_with(&words, "y\n").ended(0);
    assert!(
        flat(&ran.out).contains("The exam on Mon 26 May is planned. undo: suraq undo"),
        "{}",
        ran.out
    );
    world.run(&["undo"]).ended(0);
    assert!(
        world
            .run(&["exam", "list"])
            .ended(0)
            .out
            .contains("No exam is planned.")
    );
    world.run(&["redo"]).ended(0);
    assert_eq!(world.run(&["exam", "list", "--json"]).ended(0).json().len(), 1);
}

#[test]
fn the_cards_of_an_exam_come_first_and_home_counts_down() {
    let world = numbers(300);
    world
        .run(&["exam", "+13", "deck:numbers", "--know", "85", "--yes"])
        .ended(0);
    let home = world.run(&["home"]).ended(0).out;
    assert!(
        flat(&home)
            .contains("Exam in 13 days, Mon 19 May: 0 % of 300 cards known today, 85 % wanted; 30 new a day"),
        "{home}"
    );
    assert!(home.contains("30 new today"), "{home}");
    let listed = world.run(&["review", "--list"]).ended(0).out;
    assert_eq!(listed.lines().count(), 30, "{listed}");
    assert!(
        listed.lines().all(|line| line.starts_with("numbers/")),
        "{listed}"
    );
    assert_eq!(
        world.run(&["stats", "today", "--json"]).ended(0).json()[0]["answers"],
        0
    );
    let listed = world.run(&["exam"]).ended(0).out;
    assert!(
        listed.starts_with("1. Mon 19 May, in 13 days: know 85 % of 300 cards (deck:numbers)"),
        "{listed}"
    );
    assert!(flat(&listed).contains("300 new cards left, 30 a day"), "{listed}");
    let json = world.run(&["home", "--json"]).ended(0).json();
    assert_eq!(json[0]["exams"][0]["days_left"], 13);
    world.run(&["exam", "drop"]).ended(0);
    assert!(world.run(&["home"]).ended(0).out.contains("20 new today"));
    let ran = world.run(&["exam", "drop"]).ended(2);
    assert!(ran.err.contains("no exam is planned"), "{}", ran.err);
    world.run(&["undo"]).ended(0);
    assert!(world.run(&["home"]).ended(0).out.contains("30 new today"));
}

#[test]
fn on_the_day_before_the_least_known_are_gone_over_and_the_schedule_stays() {
    let world = garden();
    world
        .run(&["exam", "2031-05-08", "deck:garden", "--know", "95", "--yes"])
        .ended(0);
    let input = "Hawthorn\n3\n\n3\n1904\n3\n3\n3\n3\n";
    world.run_with(&["review"], input).ended(0);
    let home = on(&world, "2031-05-07", &["home"]).ended(0).out;
    assert!(flat(&home).contains("Exam tomorrow:"), "{home}");
    let before = on(&world, "2031-05-07", &["show", "garden/gate", "--json"])
        .ended(0)
        .json();
    let ran = on(&world, "2031-05-07", &["exam", "cram"]).ended(0);
    assert!(
        ran.out.contains("Cram") || ran.out.contains("The garden"),
        "{}",
        ran.out
    );
    assert_eq!(
        on(&world, "2031-05-07", &["show", "garden/gate", "--json"])
            .ended(0)
            .json(),
        before
    );
    let late = on(&world, "2031-05-09", &["exam", "list", "--json"])
        .ended(0)
        .json();
    assert_eq!(late.len(), 1, "{late:?}");
    assert_eq!(late[0]["over"], true, "it is listed as over: {late:?}");
}

#[test]
fn going_over_cards_for_an_exam_always_has_the_weakest_and_then_the_next() {
    let world = numbers(30);
    world
        .run(&["exam", "+2", "deck:numbers", "--know", "50", "--yes"])
        .ended(0);
    let answers: String = (0..30).map(|card| format!("{card}\n4\n")).collect();
    world
        .run_with(&["review", "deck:numbers", "--new", "30"], &answers)
        .ended(0);
    let eve = "2031-05-07";
    let home = flat(&on(&world, eve, &["home"]).ended(0).out);
    assert!(
        home.contains("50 % wanted; go over 20 cards: suraq exam cram"),
        "{home}"
    );
    assert!(home.ends_with("Next: suraq exam cram"), "{home}");
    let crammed = |words: &[&str]| {
        let mut command = super::world::bare();
        command.arg("--home").arg(world.home());
        command
            .args(["--now", "2031-05-07T10:00:00Z", "--seed", "7"])
            .args(words);
        let ran = super::world::run(command, "\n3\n".repeat(20).as_bytes()).ended(0);
        let lines = ran
            .out
            .lines()
            .filter(|line| line.starts_with("What is the number of"));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    let first = crammed(&["exam", "cram", "-n", "5"]);
    let second = crammed(&["exam", "cram", "1", "-n", "5"]);
    assert_eq!((first.len(), second.len()), (5, 5));
    assert!(
        first.iter().all(|card| !second.contains(card)),
        "{first:?} {second:?}"
    );
    let home = flat(&on(&world, eve, &["home"]).ended(0).out);
    assert!(
        home.contains("10 cards were gone over, for more: suraq exam cram"),
        "{home}"
    );
    assert!(!home.ends_with("Next: suraq exam cram"), "{home}");
    for (words, said) in [
        (&["exam", "cram", "30"][..], "there is no exam `30`"),
        (&["exam", "cram", "soon"], "there is no exam `soon`"),
        (&["exam", "+30", "deck:garden", "-n", "5"], "belong to cram"),
    ] {
        let ran = on(&world, eve, words).ended(2);
        assert!(
            ran.err.contains(said) && ran.err.contains("exam cram -n 30"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn an_exam_that_is_over_is_told_of_once_with_what_was_known() {
    let world = numbers(10);
    world.run(&["exam", "+2", "deck:numbers", "--yes"]).ended(0);
    let answers: String = (0..10).map(|card| format!("{card}\n4\n")).collect();
    world.run_with(&["review", "deck:numbers"], &answers).ended(0);
    let today = on(&world, "2031-05-08", &["home"]).ended(0).out;
    assert!(flat(&today).contains("Exam today:"), "{today}");
    let over =
        "The exam of Thu 8 May is over: about 97 % of 10 cards were known on the day, 90 % were wanted.";
    on(&world, "2031-05-10", &["home", "--json"]).ended(0);
    on(&world, "2031-05-10", &["home", "--short"]).ended(0);
    let after = flat(&on(&world, "2031-05-10", &["home"]).ended(0).out);
    assert!(after.contains(over), "{after}");
    for day in ["2031-05-10", "2031-05-11"] {
        let later = flat(&on(&world, day, &["home"]).ended(0).out);
        assert!(!later.contains("xam"), "{later}");
    }
}

#[test]
fn new_cards_of_a_near_exam_are_spread_over_its_days() {
    let world = numbers(80);
    world.run(&["exam", "+3", "deck:numbers", "--yes"]).ended(0);
    let listed = world.run(&["review", "--list"]).ended(0).out;
    assert_eq!(listed.lines().count(), 40, "{listed}");
    let home = world.run(&["home"]).ended(0).out;
    assert!(flat(&home).contains("90 % wanted; 40 new a day"), "{home}");
}

#[test]
fn days_off_name_the_exam_they_endanger_and_no_other() {
    let world = numbers(80);
    let away = |words: &[&str]| world.run(&[&["away"], words, &["--dry-run"]].concat()).ended(0);
    world.run(&["exam", "+10", "deck:numbers", "--yes"]).ended(0);
    let within = flat(&away(&["2031-05-14", "5"]).out);
    assert!(
        within.contains("Your exam on Fri 16 May falls on a day off: about"),
        "{within}"
    );
    let before = flat(&away(&["tomorrow", "8"]).out);
    assert!(
        before.contains("Your exam on Fri 16 May comes later: about"),
        "{before}"
    );
    let after = flat(&away(&["2031-05-17", "5"]).out);
    assert!(!after.contains("Your exam"), "{after}");
    let json = world
        .run(&["away", "2031-05-14", "5", "--dry-run", "--json"])
        .ended(0)
        .json();
    assert_eq!(
        (
            json[0]["exams"][0]["number"].clone(),
            json[0]["exams"][0]["falls_within"].clone()
        ),
        (1.into(), true.into())
    );
}

#[test]
fn stats_have_the_exams_to_come() {
    let world = numbers(40);
    let none = world.run(&["stats", "exams"]).ended(0).out;
    assert!(none.contains("No exam is planned."), "{none}");
    let page = |world: &World| world.run(&["stats", "--html", "-"]).ended(0).out;
    assert!(!page(&world).contains("No exam"));
    world.run(&["exam", "+20", "deck:numbers", "--yes"]).ended(0);
    let said = world.run(&["stats", "exams"]).ended(0).out;
    for expected in [
        "Exam 1, Mon 26 May, in 20 days: 40 cards of deck:numbers",
        "known today",
        "wanted",
        "90 %",
    ] {
        assert!(flat(&said).contains(expected), "{expected}\n{said}");
    }
    assert!(page(&world).contains("<h2>Exam 1, Mon 26 May"));
    let json = world.run(&["stats", "exams", "--json"]).ended(0).json();
    assert_eq!(
        (json[0]["cards"].clone(), json[0]["know"].clone()),
        (40.into(), 0.9.into())
    );
}

#[test]
fn on_a_day_off_nothing_has_to_be_done_and_nothing_new_comes_by_itself() {
    let world = numbers(40);
    // 2031-05-06 is a Tuesday.
    world.run(&["set", "easy-days", "wed 0 thu 50"]).ended(0);
    let new = |day: &str| on(&world, day, &["home", "--json"]).ended(0).json()[0]["new_today"].clone();
    assert_eq!(
        [new("2031-05-06"), new("2031-05-07"), new("2031-05-08")],
        [20, 0, 10]
    );
    world.run_with(&["review", "--new", "2"], "0\n4\n1\n4\n").ended(0);
    let home = flat(&on(&world, "2031-05-07", &["home"]).ended(0).out);
    assert!(
        home.contains("Wed is a day off, back tomorrow: nothing has to be done. If you like:"),
        "{home}"
    );
    let listed = on(&world, "2031-05-07", &["review", "--new", "3", "--list"])
        .ended(0)
        .out;
    assert_eq!(listed.lines().count(), 3, "who asks gets: {listed}");
}

#[test]
fn an_exam_whose_cards_are_gone_is_said_at_home() {
    let world = numbers(5);
    world.run(&["exam", "+9", "deck:numbers", "--yes"]).ended(0);
    std::fs::remove_file(world.home().join("decks/numbers.toml")).unwrap();
    let home = world.run(&["home"]).ended(0).out;
    assert!(
        flat(&home).contains("(deck:numbers): no card is meant by it any more; suraq exam drop"),
        "{home}"
    );
    world.run_with(&["review"], "").ended(0);
    world.run(&["exam", "drop"]).ended(0);
}

#[test]
fn what_cannot_be_an_exam_is_said_with_the_remedy() {
    let world = garden();
    for (words, said) in [
        (&["exam", "soon", "deck:garden"][..], "`soon` is no date"),
        (
            &["exam", "2031-05-06", "deck:garden"],
            "2031-05-06 is not to come",
        ),
        (&["exam", "+30"], "no card is named"),
        (&["exam", "+30", "deck:gardn"], "deck:gardn\n^^^^^^^^^^"),
        (&["exam", "+30", "tag:nothing"], "no card fits"),
        (&["exam", "+30", "is:due"], "must not be others on another day"),
        (
            &["exam", "2126-01-01", "deck:garden", "--dry-run"],
            "2126-01-01 is more than two years ahead",
        ),
        (&["exam", "drop", "3"], "no exam is planned"),
        (&["exam", "cram"], "no exam is planned"),
        (
            &["exam", "+30", "deck:garden", "--know", "100"],
            "it may be 50 to 99",
        ),
        (&["away", "soon"], "`soon` is no day"),
        (
            &["away", "2031-07-14", "2031-07-01"],
            "2031-07-01 is before 2031-07-14",
        ),
        (&["away", "2031-01-01"], "lies in the past"),
        (&["away", "drop"], "no such days off are planned"),
    ] {
        let ran = world.run(words).ended(2);
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
        assert!(ran.err.contains("hint: "), "{}", ran.err);
    }
}

#[test]
fn days_away_tell_their_cost_before_they_are_taken() {
    let world = numbers(60);
    let ran = world.run(&["away", "tomorrow", "7", "--dry-run"]).ended(0);
    assert!(
        flat(&ran.out).contains("Away from Wed 7 May to Tue 13 May, 7 days."),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Nothing was changed."));
    for card in 0..20 {
        let answer = format!("{card}\n4\n");
        world
            .run_with(&["review", &format!("id:n{card:03}")], answer)
            .ended(0);
    }
    let ran = world
        .run_with(&["away", "2031-05-10", "2031-05-20"], "y\n")
        .ended(0);
    let said = flat(&ran.out);
    for expected in [
        "Away from Sat 10 May to Tue 20 May, 11 days.",
        "On your return",
        "Of all you have learned you will remember about",
        "Take these days off? y/n",
        "You are away from Sat 10 May to Tue 20 May. undo: suraq undo",
    ] {
        assert!(said.contains(expected), "{expected}\n{}", ran.out);
    }
    let set = world.run(&["set", "holidays", "--json"]).ended(0).json();
    assert_eq!(set[0]["value"], "2031-05-10..2031-05-20");
    let listed = world.run(&["away", "--json"]).ended(0).json();
    assert_eq!(listed[0]["days"], 11);
    let home = on(&world, "2031-05-12", &["home"]).ended(0).out;
    assert!(
        flat(&home).contains("You are away, back on Wed 21 May: nothing has to be done. If you like:"),
        "{home}"
    );
    let json = world.run(&["away", "+3", "--json"]).ended(0).json();
    assert_eq!(
        (json[0]["taken"].clone(), json[0]["days"].clone()),
        (false.into(), 1.into())
    );
    world.run(&["away", "drop"]).ended(0);
    assert!(
        world
            .run(&["away"])
            .ended(0)
            .out
            .contains("No days off are planned.")
    );
    world.run(&["undo"]).ended(0);
    assert_eq!(world.run(&["away", "list", "--json"]).ended(0).json().len(), 1);
}

#[test]
fn a_retention_is_explained_in_plain_words() {
    let world = World::new();
    let ran = world.run(&["set", "retention"]).ended(0);
    let said = flat(&ran.out);
    assert!(
        said.contains("you remember about 90 of 100 cards at the moment they come back"),
        "{said}"
    );
    assert!(said.contains("reviews a day after four months"), "{said}");
    let json = world.run(&["set", "retention", "0.95", "--json"]).ended(0).json();
    let effort = json[0]["effort"].as_array().unwrap();
    assert_eq!(effort[0]["retention"], 0.95);
    assert!(effort[0]["reviews_a_day"].as_f64() > effort[1]["reviews_a_day"].as_f64());
}

#[test]
fn two_buttons_are_shown_asked_and_told() {
    let world = garden();
    world.run(&["set", "buttons", "2"]).ended(0);
    let ran = world
        .run_with(&["review", "\"north wall\""], "\n2\n4\n?\n3\n")
        .ended(0);
    assert!(
        ran.out.contains("1 Again 1 min  3 Good 10 min (Enter)"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.out.matches("two ratings are set: 1 Again and 3 Good").count(),
        2,
        "{}",
        ran.out
    );
    assert!(ran.out.contains("1  3          Again, Good"), "{}", ran.out);
    assert!(!ran.out.contains("Hard 6 min"), "{}", ran.out);
    let world = garden();
    world.run(&["set", "buttons", "2"]).ended(0);
    let ran = world.run_with(&["review", "gate"], "Hawthron\n\n").ended(0);
    assert!(ran.out.contains("3 Good 10 min (Enter)"), "{}", ran.out);
}

#[test]
fn a_cram_and_a_quiz_may_keep_the_order_of_the_deck() {
    let world = numbers(40);
    let first = |words: &[&str]| {
        let ran = world.run_with(words, "x\n1\n").ended(0);
        ran.json()[0]["card"].clone()
    };
    assert_eq!(
        first(&["cram", "deck:numbers", "--in-order", "--json"]),
        "numbers/n000"
    );
    assert_ne!(first(&["cram", "deck:numbers", "--json"]), "numbers/n000");
    assert_eq!(
        first(&["quiz", "deck:numbers", "--in-order", "--json"]),
        "numbers/n000"
    );
}

#[test]
fn days_that_are_off_already_are_told_and_belong_to_those_beside_them() {
    let world = numbers(60);
    for card in 0..20 {
        let words = ["review", &format!("id:n{card:03}")].map(str::to_owned);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        world.run_with(&words, format!("{card}\n4\n")).ended(0);
    }
    world.run(&["away", "2031-05-10", "2031-05-20", "--yes"]).ended(0);
    let again = world.run(&["away", "2031-05-12", "2031-05-14", "--yes"]).ended(0);
    assert_eq!(
        again.out,
        "You are away from Sat 10 May to Tue 20 May already. Nothing is changed.\n"
    );
    // The return is after all of the days off.
    let more = flat(&world.run(&["away", "2031-05-09", "--dry-run"]).ended(0).out);
    assert!(
        more.contains("Away from Fri 9 May to Tue 20 May, 12 days. 11 of these days are off already."),
        "{more}"
    );
    let json = world
        .run(&["away", "2031-05-12", "--json", "--yes"])
        .ended(0)
        .json();
    assert_eq!(
        (&json[0]["already"], &json[0]["taken"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn days_away_that_overlap_are_one_span_with_a_number() {
    let world = numbers(10);
    world.run(&["away", "2031-05-10", "2031-05-14", "--yes"]).ended(0);
    let said = flat(
        &world
            .run(&["away", "2031-05-13", "2031-05-16", "--yes"])
            .ended(0)
            .out,
    );
    assert!(
        said.contains("You are away from Sat 10 May to Fri 16 May."),
        "{said}"
    );
    let set = world.run(&["set", "holidays", "--json"]).ended(0).json();
    assert_eq!(set[0]["value"], "2031-05-10..2031-05-16");
    let listed = world.run(&["away", "list"]).ended(0).out;
    assert!(
        listed.starts_with("1. ") && listed.lines().count() == 1,
        "{listed}"
    );
    world.run(&["away", "drop", "1"]).ended(0);
    assert!(world.run(&["away", "list", "--json"]).ended(0).json().is_empty());
}

/// A deck that is off takes its exam along, and that is what is said of it.
#[test]
fn an_exam_over_a_deck_that_is_off_says_so() {
    let world = World::new();
    world.run(&["exam", "+30", "deck:kz-local-civic", "-y"]).ended(0);
    world.run(&["decks", "off", "kz-local-civic"]).ended(0);
    let said = "are in a deck that is off; suraq decks on kz-local-civic takes it up again";
    for words in [&["exam", "list"][..], &["home"]] {
        let out = flat(&world.run(words).out);
        assert!(out.contains(said) && !out.contains("-0 %"), "{words:?}: {out}");
    }
    let json = world.run(&["exam", "list", "--json"]).json();
    assert_eq!(json[0]["known_now"].to_string(), "0.0");
    assert!(flat(&world.run(&["exam", "cram"]).err).contains(said));
}
