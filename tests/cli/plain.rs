//! `--plain`: every session fed from a file, and read out by a voice without a sign that only an eye understands.

use super::study::garden;
use super::world::Ran;
use super::world::World;

const ARTICLE: &str =
    "# The villages vote\n\nThe Kurultai opened on 5 December 1917 in Orenburg. It met for nine days.\n";

/// Runs a session from what a file holds.
fn fed(world: &World, words: &[&str], file: &str) -> Ran {
    let path = world.file("keys.txt", file);
    let keys = std::fs::read(path).unwrap();
    let ran = world.run_with(&[words, &["--plain"]].concat(), keys).ended(0);
    is_readable(&ran.out);
    ran
}

/// No orders to a terminal, nothing drawn, no line drawn over, and no line wider than a terminal.
fn is_readable(text: &str) {
    for line in text.lines() {
        let odd = line.chars().find(|letter| {
            let is_drawn = ('\u{2500}'..='\u{25ff}').contains(letter);
            letter.is_control() || is_drawn
        });
        assert_eq!(odd, None, "in `{line}` of\n{text}");
        assert!(line.chars().count() <= 80, "too wide: `{line}`");
    }
}

fn says(ran: &Ran, all: &[&str]) {
    let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.as_str();
    for expected in all {
        let at = rest.find(expected);
        let at = at.unwrap_or_else(|| panic!("`{expected}` is not said, or not in its turn:\n{}", ran.out));
        rest = &rest[at + expected.len()..];
    }
}

#[test]
fn a_review_is_read_out_in_order() {
    let world = garden();
    // A slip of the hand, then a card revealed with its hint, its facts and its source, then one that is left.
    let ran = fed(
        &world,
        &["review"],
        "Hawtorn\n3\n:hint\n:info\n\nw\n2\n:flag\n:not-now\nq\n",
    );
    says(
        &ran,
        &[
            "The garden (1 of 3",
            "Which tree stands by the gate?",
            "slip",
            "You typed: Hawtorn",
            "Hawthorn",
            "3 Good",
            "Good →",
            "(2 of 3",
            "Why was the north wall built?",
            "Hint: b",
            "never reviewed",
            "because the wind",
            "Hard →",
            "(3 of 3",
            "When was the pond dug?",
            "2 cards, 2 answers",
        ],
    );
}

#[test]
fn quiz_cram_and_exam_cram_are_driven_from_a_file() {
    let world = garden();
    let ran = fed(&world, &["quiz", "gate", "-n", "1"], "b\n\nn\n");
    says(&ran, &["Which tree", "a ", "b ", "(right", "Score:"]);
    let ran = fed(
        &world,
        &["cram", "deck:garden", "--in-order"],
        "\n3\n\n3\n1904\n3\n",
    );
    says(&ran, &["(1 of 3", "(2 of 3", "(3 of 3", "Right"]);
    world.run(&["exam", "tomorrow", "deck:garden", "--yes"]).ended(0);
    let ran = fed(&world, &["exam", "cram"], "\n3\n\n3\n\n3\n");
    says(&ran, &["these are the 3 cards known least", "(3 of 3"]);
    let ran = fed(&world, &["review"], "");
    says(&ran, &["Which tree stands by the gate?"]);
}

#[test]
fn the_inbox_is_driven_from_a_file() {
    let world = garden();
    let article = world.file("article.md", ARTICLE);
    world.run(&["add", &article, "--plain"]).ended(0);
    let ran = fed(&world, &["inbox"], "?\nn\n\ny\n");
    says(
        &ran,
        &[
            "5 December 1917",
            "y accept",
            "Why? w wrong",
            "Not rejected.",
            "1 accepted",
        ],
    );
    let known = world.run(&["find", "-n", "deck:the-villages-vote"]).ended(0).out;
    assert_eq!(known.trim(), "1");
}

#[test]
fn home_and_figures_are_words_and_numbers() {
    let world = garden();
    fed(&world, &["review"], "Hawthorn\n4\n\n3\n1904\n3\n");
    let ran = fed(&world, &["home"], "");
    says(&ran, &["Next:", "review"]);
    let shown = [
        "today",
        "retention",
        "forecast",
        "heat",
        "hours",
        "intervals",
        "stability",
        "topics",
        "items",
    ];
    for figure in shown {
        assert!(!fed(&world, &["stats", figure], "").out.is_empty(), "{figure}");
    }
    says(
        &fed(&world, &["stats", "forecast"], ""),
        &["Due in the next", "today: 2", ": 1"],
    );
}

#[test]
fn sheets_are_marked_from_a_file() {
    let world = garden();
    let paper = ["paper", "deck:garden", "-n", "1", "--seed", "3", "-o"];
    let file = world.path("paper.html").display().to_string();
    world.run(&[&paper[..], &[&file]].concat()).ended(0);
    let ran = fed(&world, &["mark"], "A A Dana\nA B Arman\n\n");
    says(&ran, &["Dana"]);
    says(&fed(&world, &["results"], ""), &["2"]);
}
