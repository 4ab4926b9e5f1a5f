//! What an exam asks of a day: its new cards, and what is still to be gone over.

use super::planning::flat;
use super::planning::numbers;
use super::world::Ran;
use super::world::World;

fn on(world: &World, day: &str, words: &[&str], input: &str) -> Ran {
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
fn told(world: &World, day: &str) -> String {
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
