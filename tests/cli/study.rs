//! Sittings typed line by line: what comes back, what is kept, and what a sudden end leaves behind.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::process::Stdio;

use super::world::Ran;
use super::world::World;
use super::world::names_in;
use super::world::run;

/// A deck with a short answer, one with options and a long one.
pub const GARDEN: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"The garden\"

# The gate came first.
[[item]]
id = \"gate\"
stem = \"Which tree stands by the gate?\"
key = \"Hawthorn\"
distractors = [\"Rowan\", \"Spindle\", { text = \"Juniper\", why = \"it stands by the pond\" }]
explanation = \"The hawthorn was planted when the gate was made.\"

[[item]]
id = \"wall\"
stem = \"Why was the north wall built?\"
key = \"because the wind from the lake broke the young trees\"

[[item]]
id = \"year\"
stem = \"When was the pond dug?\"
key = \"1904\"
";

/// A home in which only the garden is studied.
pub fn garden() -> World {
    let world = World::new();
    world.deck("garden", GARDEN);
    let decks = world.run(&["home", "--json"]).ended(0).json();
    let others: Vec<String> = decks[0]["decks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deck| deck["deck"].as_str().unwrap().to_owned())
        .filter(|id| id != "garden")
        .collect();
    world.run(&["set", "decks-off", &others.join(" ")]).ended(0);
    world
}

/// Text with its lines joined, for sentences that were wrapped.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answers(world: &World) -> serde_json::Value {
    world.run(&["stats", "today", "--json"]).ended(0).json()[0]["answers"].clone()
}

#[test]
fn the_first_run_says_how_to_begin_and_a_home_with_decks_what_is_due() {
    let world = World::new();
    let ran = world.run(&["home"]).ended(0);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    assert!(ran.out.contains("suraq add FILE") && ran.out.contains("suraq review"));
    let ran = garden().run(&["home"]).ended(0);
    assert!(
        ran.out.starts_with("Tue 6 May: 0 due, 0 learning, 3 new today"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("The garden") && ran.out.ends_with("Next: suraq review\n"),
        "{}",
        ran.out
    );
    assert_eq!(garden().run(&["home", "--short"]).ended(0).out, "0 due, 3 new\n");
}

#[test]
fn home_with_all_shipped_decks_fits_a_screen() {
    let world = World::new();
    world.run_with(&["review", "--limit", "1"], "\n1\n").ended(0);
    let home = world.run(&["home"]).ended(0).out;
    assert!(home.lines().count() <= 22, "{home}");
    assert!(home.lines().all(|line| line.chars().count() <= 80), "{home}");
    assert!(home.contains("(9 decks)"), "{home}");
}

#[test]
fn a_session_fed_from_a_file_asks_grades_and_keeps() {
    let world = garden();
    let ran = world
        .run_with(&["review"], "hawthorne\n3\n\n3\nnot this\n:again\n")
        .ended(0);
    for expected in [
        "The garden (1 of 3, 1 min left)",
        "Which tree stands by the gate?",
        "Right, with a slip",
        "you typed  hawthorne\nthe answer Hawthorn\n                   -",
        "3 Good 10 min (Enter)",
        "Good → 10 min (:u takes it back)",
        "Why was the north wall built?",
        "→ because the wind from the lake broke the young trees",
        "Wrong",
        "→ 1904",
        "Missed:\n  When was the pond dug?\n    = 1904",
        "New 3; Again 1, Hard 0, Good 2, Easy 0.",
        "Of the cards answered, 3 come back today.",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n---\n{}", ran.out);
    }
    assert_eq!(answers(&world), 3);
    assert_eq!(
        names_in(&world.home().join("backups")),
        ["progress-2031-05-06-daily.db"]
    );
}

#[test]
fn a_digit_before_the_reveal_only_says_so() {
    let world = garden();
    let ran = world.run_with(&["review", "\"north wall\""], "3\n").ended(0);
    assert!(ran.out.contains("reveal the answer first"), "{}", ran.out);
    assert_eq!(answers(&world), 0);
}

#[test]
fn an_input_that_ends_loses_nothing() {
    let world = garden();
    let ran = world.run_with(&["review"], "Hawthorn\n4").ended(0);
    assert!(ran.out.contains("1 card, 1 answer"), "{}", ran.out);
    assert_eq!(answers(&world), 1);
    let ran = world.run_with(&["review"], "").ended(0);
    assert!(ran.out.contains("Nothing was answered."), "{}", ran.out);
}

#[test]
fn every_option_of_many_is_chosen_by_its_letter() {
    let world = World::new();
    let others: Vec<String> = (1..10).map(|number| format!("\"Lake {number}\"")).collect();
    world.deck(
        "lakes",
        &format!(
            "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n[[item]]\nid = \"deepest\"\n\
             kind = \"choice\"\nstem = \"Which lake is the deepest?\"\nkey = \"Lake 0\"\ndistractors = [{}]\n",
            others.join(", ")
        ),
    );
    let ran = world
        .run_with(&["review", "--plain"], ":choices\nj\n3\n")
        .ended(0);
    assert!(ran.out.contains("a-j choose"), "{}", ran.out);
    assert!(
        ran.out.contains("your choice") && !ran.out.contains("letters choose"),
        "{}",
        ran.out
    );
}

#[test]
fn letters_choose_and_commands_work_while_choices_are_open() {
    let world = garden();
    let ran = world
        .run_with(&["review", "gate"], ":choices\nu\nx\n:flag\n:hint\na\n2\n")
        .ended(0);
    assert!(ran.out.contains("  a  "), "{}", ran.out);
    assert!(ran.out.contains("letters choose"), "{}", ran.out);
    assert!(ran.out.contains("flagged (1)"), "{}", ran.out);
    assert!(ran.out.contains("Hint: H"), "{}", ran.out);
    assert!(ran.out.contains("(right"), "{}", ran.out);
    assert!(ran.out.contains("Hard →"), "{}", ran.out);
}

#[test]
fn results_come_as_json_and_questions_as_talk() {
    let world = garden();
    let ran = world
        .run_with(&["review", "--json"], "Hawthorn\n3\n:bury\n:undo\n")
        .ended(0);
    let lines = ran.json();
    assert_eq!(lines[0]["card"], "garden/gate");
    assert_eq!(lines[0]["rating"], "Good");
    assert_eq!(lines[0]["verdict"], "right");
    assert_eq!(lines[1]["done"], "buried");
    assert_eq!(lines[2]["undone"], "bury");
    assert_eq!(lines[3]["summary"]["answers"], 1);
    assert_eq!(lines[3]["summary"]["left"], 3);
    assert!(ran.err.contains("Which tree stands by the gate?"), "{}", ran.err);
}

#[test]
fn undo_reaches_across_restarts_and_the_card_is_asked_again() {
    let world = garden();
    world.run_with(&["review", "gate"], "Hawthorn\n1\n").ended(0);
    assert_eq!(answers(&world), 1);
    let ran = world
        .run_with(&["review", "--json", "\"north wall\""], ":u\nHawthorn\n4\n")
        .ended(0);
    let lines = ran.json();
    assert_eq!(lines[0]["undone"], "Again");
    assert_eq!(lines[1]["card"], "garden/gate");
    assert_eq!(lines[1]["rating"], "Easy");
    assert_eq!(answers(&world), 1);
    world.run(&["undo", "5"]).ended(0);
    assert_eq!(answers(&world), 0);
}

#[test]
fn a_step_that_nothing_takes_back_is_told_in_a_review() {
    let world = garden();
    world.run(&["roster", "9B", "--add", "Ali"]).ended(0);
    let ran = world
        .run_with(&["review", "--json", "gate"], ":u\n:redo\nHawthorn\n1\n")
        .ended(0);
    let lines = ran.json();
    assert_eq!(lines[0]["stays"], "names added to class 9B", "{}", ran.out);
    assert!(lines[0]["undone"].is_null(), "{}", ran.out);
    assert!(
        lines.iter().all(|line| line.get("redone").is_none()),
        "{}",
        ran.out
    );
    assert!(world.run(&["roster", "9B"]).ended(0).out.contains("Ali"));
}

#[test]
fn an_answer_that_was_right_counts_from_then_on_and_undo_takes_it_back() {
    let world = garden();
    let ran = world
        .run_with(&["review", "gate"], "may tree\ny\n:u\ny\n3\n")
        .ended(0);
    assert!(ran.out.contains("counts as right from now on"), "{}", ran.out);
    assert!(ran.out.contains("taken back: accept `may tree`"), "{}", ran.out);
    let path = world.home().join("decks/garden.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("accept = [\"may tree\"]"), "{text}");
    assert!(text.contains("# The gate came first."));
    world.run(&["undo", "2"]).ended(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), GARDEN);
}

#[cfg(target_os = "linux")]
#[test]
fn a_card_is_edited_in_the_middle_and_keeps_its_place() {
    let world = garden();
    let edited = |script: &str, input: &str| {
        let mut command = world.command(&["review", "gate"]);
        command.env_remove("VISUAL").env("EDITOR", script);
        run(command, input.as_bytes())
    };
    let ran = edited("sed -i 's/by the gate/at the gate/'", ":edit\nHawthorn\n3\n").ended(0);
    assert!(ran.out.contains("changed; your progress stays"), "{}", ran.out);
    assert!(ran.out.contains("Which tree stands at the gate?"), "{}", ran.out);
    // The key of before is no other card's.
    let script = "sed -i 's/Hawthorn\"/Hawthorn tree\"/'";
    let ran = edited(script, "oak\n:edit\n1\nHawthorn\n:q\n").ended(0);
    assert!(
        ran.out.contains("You typed: Hawthorn") || ran.out.contains("you typed  Hawthorn"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("→ Hawthorn tree"), "{}", ran.out);
    assert!(!ran.out.contains("is another one"), "{}", ran.out);
    world.run(&["undo", "2"]).ended(0);
    let ran = edited("sed -i 's/^key/kee/'", ":edit\n").ended(0);
    assert!(flat(&ran.out).contains("unknown field `kee`"), "{}", ran.out);
    assert!(!ran.out.contains("`key` is missing"), "told twice: {}", ran.out);
    let ran = edited("sed -i 's/^id = .*/id = \"door\"/'", ":edit\n").ended(0);
    assert!(flat(&ran.out).contains("the id stays `gate`"), "{}", ran.out);
    let ran = edited("false", ":edit\n").ended(0);
    assert!(
        flat(&ran.out).contains("the editor `false` ended with an error"),
        "{}",
        ran.out
    );
    let text = std::fs::read_to_string(world.home().join("decks/garden.toml")).unwrap();
    assert!(text.contains("at the gate") && text.contains("key = \"Hawthorn\""));
    world.run(&["undo", "2"]).ended(0);
    let text = std::fs::read_to_string(world.home().join("decks/garden.toml")).unwrap();
    assert_eq!(text, GARDEN);
}

#[test]
fn a_kill_in_the_middle_loses_no_answer_and_leaves_no_lock() {
    let world = garden();
    let mut command = world.command(&["review"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    stdin.write_all(b"Hawthorn\n3\n").unwrap();
    stdin.flush().unwrap();
    assert!(lines.any(|line| line.unwrap().contains("Good →")));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(answers(&world), 1);
    let ran = world.run_with(&["review", "--json"], "\n3\n").ended(0);
    assert_ne!(ran.json()[0]["card"], "garden/gate");
    world.run(&["undo", "2"]).ended(0);
    assert_eq!(answers(&world), 0);
}

#[test]
fn two_programs_study_one_home() {
    let world = garden();
    let mut command = world.command(&["review", "--json"]);
    let mut first = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut talk = BufReader::new(first.stderr.take().unwrap()).lines();
    assert!(talk.any(|line| line.unwrap().contains("gate")));
    world.run_with(&["review", "\"north wall\""], "\n4\n").ended(0);
    let mut stdin = first.stdin.take().unwrap();
    stdin.write_all(b"Hawthorn\n4\n1904\n4\n").unwrap();
    drop(stdin);
    let drain = std::thread::spawn(move || talk.count());
    let output = first.wait_with_output().unwrap();
    drain.join().unwrap();
    let out = Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::new(),
        status: output.status.code().unwrap(),
    }
    .ended(0)
    .json();
    // The card that the other program answered is not asked again.
    assert_eq!(out[1]["card"], "garden/year");
    assert_eq!(out[2]["summary"]["answers"], 2);
    assert_eq!(answers(&world), 3);
}

#[test]
fn nothing_due_says_what_comes_and_what_one_could_do() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\n1904\n4\n")
        .ended(0);
    let ran = world.run(&["review"]).ended(0);
    assert!(ran.out.starts_with("Nothing is due now. Next: "), "{}", ran.out);
    assert!(ran.out.contains("You could: "), "{}", ran.out);
    let ran = world.run(&["review", "--json"]).ended(0);
    assert_eq!(ran.json()[0]["due"], 0);
}

#[test]
fn a_quiz_gives_a_score_and_leaves_the_schedule() {
    let world = garden();
    let ran = world
        .run_with(&["quiz"], "nonsense\n\nnonsense\n\nnonsense\n\nn\n")
        .ended(0);
    assert!(ran.out.contains("Score: "), "{}", ran.out);
    assert!(ran.out.contains("Review these now?"), "{}", ran.out);
    let today = world.run(&["stats", "today", "--json"]).ended(0).json();
    assert_eq!(today[0]["answers"], 0);
    assert!(today[0]["other_answers"].as_u64().unwrap() > 0);
    world
        .run_with(&["quiz", "--rate", "-n", "1"], "\n\n\n3\n")
        .ended(0);
    assert_eq!(answers(&world), 1);
    let ran = world.run(&["quiz", "--kind", "whne"]).ended(2);
    assert!(ran.err.contains("did you mean `when`?"), "{}", ran.err);
    let ran = world.run(&["quiz", "--kind", "timeline"]).ended(2);
    assert!(
        ran.err.contains("none of these cards is of the kind timeline"),
        "{}",
        ran.err
    );
}

#[test]
fn a_quiz_is_drawn_by_the_seed() {
    let world = World::new();
    let first = world
        .run_with(&["quiz", "--json"], "a\n\n".repeat(30))
        .ended(0)
        .out;
    assert_eq!(
        world
            .run_with(&["quiz", "--json"], "a\n\n".repeat(30))
            .ended(0)
            .out,
        first
    );
}

#[test]
fn a_lone_card_of_a_file_of_keys_does_not_wait() {
    let world = garden();
    let ran = world
        .run_with(&["review", "gate"], "Hawthorn\n1\nHawthorn\n")
        .ended(0);
    let text = flat(&ran.out);
    assert!(
        text.contains("comes back in 1 min. Here it is already."),
        "{text}"
    );
    assert!(
        text.contains("Not rated, so it is asked again: “Which tree stands by the gate?”"),
        "{text}"
    );
    assert_eq!(answers(&world), 1);
}

#[test]
fn a_card_that_comes_back_after_long_is_announced() {
    let world = garden();
    world.run(&["set", "learning-steps", "60m"]).ended(0);
    let ran = world.run_with(&["review", "gate"], "Hawthorn\n1\n").ended(0);
    assert!(
        flat(&ran.out).contains("The first of them at 11:00."),
        "{}",
        ran.out
    );
    let ran = world.run(&["review", "gate"]).ended(0);
    assert!(ran.out.contains("Next: 1 today at 11:00."), "{}", ran.out);
    let later = flat(&world.run_with(&["review"], "\n4\n\n4\n").ended(0).out);
    assert!(later.contains("Of the cards answered, "), "{later}");
    assert!(
        !later.contains("The first of them"),
        "the one of the sitting before is none of them: {later}"
    );
}

#[test]
fn cramming_comes_back_to_what_is_not_known() {
    let world = garden();
    let ran = world.run_with(&["cram", "\"north wall\""], "\n1\n\n3\n").ended(0);
    assert!(ran.out.contains("comes again"), "{}", ran.out);
    assert_eq!(ran.out.matches("(1 of 1, 1 min left)").count(), 2, "{}", ran.out);
    assert_eq!(answers(&world), 0);
    let ran = world.run(&["cram"]).ended(2);
    assert!(ran.err.contains("is missing"), "{}", ran.err);
}

#[test]
fn a_backlog_says_how_long_it_takes() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\n1904\n4\n")
        .ended(0);
    world.run(&["set", "reviews-per-day", "1"]).ended(0);
    let mut command = super::world::bare();
    command.arg("--home").arg(world.home());
    command.args(["--now", "2031-07-06T10:00:00Z", "home"]);
    let ran = run(command, b"").ended(0);
    assert!(
        flat(&ran.out).contains("2 cards are due over today's limit."),
        "{}",
        ran.out
    );
    assert!(
        flat(&ran.out).contains("At 1 a day this is cleared in 2 days"),
        "{}",
        ran.out
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_home_that_cannot_be_written_is_said_before_any_card() {
    let mut command = super::world::bare();
    command.args(["--home", "/proc/suraq", "review"]);
    let ran = run(command, b"\n3\n").ended(4);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("hint: "), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_once_and_what_was_kept_stays() {
    let world = World::new();
    world.run_with(&["review", "--limit", "1"], "\n4\n").ended(0);
    // A limit on the size of files does what a full disk does.
    let mut command = std::process::Command::new("sh");
    command
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 70; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_suraq"),
        ])
        .arg("--home")
        .arg(world.home())
        .args([
            "--now",
            "2031-05-06T10:00:00Z",
            "--seed",
            "7",
            "review",
            "--new",
            "200",
            "--json",
        ]);
    let ran = run(command, "\n:easy\n".repeat(60).as_bytes()).ended(4);
    assert!(
        flat(&ran.err).contains("no space left to keep progress"),
        "{}",
        ran.err
    );
    let kept = ran
        .out
        .lines()
        .filter(|line| line.contains("\"rating\":\"Easy\""))
        .count();
    assert!(kept > 0);
    assert_eq!(answers(&world), kept + 1);
}

#[test]
fn figures_have_a_number_beside_every_bar() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\nwrong\n1\n")
        .ended(0);
    let ran = world.run(&["stats"]).ended(0);
    assert!(
        ran.out.contains("4 answers") || ran.out.contains("3 answers"),
        "{}",
        ran.out
    );
    for what in [
        "today",
        "retention",
        "forecast",
        "heat",
        "hours",
        "intervals",
        "stability",
        "topics",
        "items",
    ] {
        let ran = world.run(&["stats", what]).ended(0);
        assert!(
            ran.out.lines().all(|line| line.chars().count() <= 80),
            "{}",
            ran.out
        );
        world.run(&["stats", what, "--json"]).ended(0).json();
    }
    let forecast = world.run(&["stats", "forecast", "--json"]).ended(0).json();
    let cards: u64 = forecast.iter().map(|day| day["cards"].as_u64().unwrap()).sum();
    assert_eq!((forecast.len(), cards), (30, 3));
    let ran = world.run(&["stats", "wether"]).ended(2);
    assert!(
        ran.err
            .contains("today, retention, forecast, exams, heat, hours, intervals, stability, topics, items"),
        "{}",
        ran.err
    );
}

#[test]
fn figures_are_written_as_a_page_that_needs_nothing_else() {
    let world = garden();
    world
        .run_with(&["review"], "Hawthorn\n4\n\n4\nwrong\n1\n")
        .ended(0);
    let file = world.path("figures.html").display().to_string();
    let ran = world.run(&["stats", "--html", &file]).ended(0);
    assert!(ran.out.starts_with("Written: "), "{}", ran.out);
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(page.matches("<svg").count() >= 3, "{page}");
    for title in [
        "Answers of the last year",
        "Due in the next 30 days",
        "Intervals of",
    ] {
        assert!(page.contains(title), "{title}");
    }
    let without_names = page.replace("http://www.w3.org/2000/svg", "");
    for outside in ["http:", "https:", "<script", "<link", "@import", "url("] {
        assert!(!without_names.contains(outside), "{outside}");
    }
    let ran = world.run(&["stats", "--html", &file]).ended(2);
    assert!(ran.err.contains("--force"), "{}", ran.err);
    world.run(&["stats", "--html", &file, "--force"]).ended(0);
    assert_eq!(world.run(&["stats", "--html", "-"]).ended(0).out, page);
    let nowhere = world.path("no.html/figures.html").display().to_string();
    world.file("no.html", "a file");
    world.run(&["stats", "--html", &nowhere]).ended(4);
    let one = world.run(&["stats", "heat", "--html", "-"]).ended(0).out;
    assert_eq!(one.matches("<section").count(), 1);
}

#[test]
fn a_score_is_rounded_as_the_figures_are() {
    let world = super::planning::numbers(3);
    let words = ["quiz", "deck:numbers", "-n", "3", "--in-order"];
    let ran = world.run_with(&words, "0\n\n1\n\nno\n\n").ended(0);
    assert!(ran.out.contains("Score: 2 of 3 (67 %)."), "{}", ran.out);
}

#[test]
fn cram_counts_and_asks_no_suspended_card() {
    let world = super::planning::numbers(3);
    world.run(&["suspend", "numbers/n001"]).ended(0);
    let ran = world.run_with(&["cram", "deck:numbers"], "\n3\n\n3\n").ended(0);
    assert!(
        ran.out.contains("(1 of 2,") && ran.out.contains("(2 of 2,"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("1 more is suspended and left out"),
        "{}",
        ran.out
    );
    world.run(&["suspend", "deck:numbers"]).ended(0);
    let ran = world.run(&["cram", "deck:numbers"]).ended(2);
    assert!(ran.err.contains("no card fits that is studied"), "{}", ran.err);
    assert!(
        ran.err.contains("3 are suspended; suraq resume QUERY"),
        "{}",
        ran.err
    );
    let ran = world.run(&["review", "deck:numbers"]).ended(0);
    let flat = super::planning::flat(&ran.out);
    assert!(
        flat.contains("3 are suspended; suraq resume QUERY takes them up again") && !flat.contains("cram"),
        "{flat}"
    );
    let ran = world.run(&["review", "numbers/n001"]).ended(0);
    let flat = super::planning::flat(&ran.out);
    assert!(
        flat.contains("1 is suspended; suraq resume QUERY takes it up again"),
        "{flat}"
    );
}

#[test]
fn a_deck_that_is_off_is_named_as_the_reason() {
    let world = super::planning::numbers(1);
    world.run(&["decks", "off", "numbers"]).ended(0);
    let said = "1 is in a deck that is off; suraq decks on numbers takes it up again";
    for words in [
        &["cram", "deck:numbers"][..],
        &["quiz", "deck:numbers"],
        &["exam", "+9", "deck:numbers"],
    ] {
        let ran = world.run(words).ended(2);
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    let ran = world.run(&["review", "deck:numbers"]).ended(0);
    let flat = super::planning::flat(&ran.out);
    assert!(
        flat.contains(said) && !flat.contains("You could"),
        "no cram or quiz of these works: {flat}"
    );
}

#[test]
fn a_new_card_makes_no_deck_without_a_title() {
    let world = super::planning::numbers(1);
    let words = ["new", "--deck", " ", "--stem", "What is asked?", "--key", "b"];
    let ran = world.run(&words).ended(2);
    assert!(ran.err.contains("a deck needs a title"), "{}", ran.err);
}

#[test]
fn a_retired_card_is_taken_up_again_by_resume() {
    let world = super::planning::numbers(2);
    world.run(&["retire", "numbers/n000"]).ended(0);
    let listed = || world.run(&["review", "deck:numbers", "--list"]).ended(0).out;
    assert!(!listed().contains("n000"), "{}", listed());
    let said = world.run(&["resume", "numbers/n000"]).ended(0).out;
    assert!(
        said.starts_with("Back in study, no longer retired: numbers/n000."),
        "{said}"
    );
    assert!(listed().contains("n000"), "{}", listed());
    world.run(&["undo"]).ended(0);
    assert!(!listed().contains("n000"), "{}", listed());
}

#[test]
fn a_retired_card_that_is_suspended_as_well_is_in_study_after_one_resume() {
    let world = super::planning::numbers(2);
    world.run(&["suspend", "numbers/n000"]).ended(0);
    world.run(&["retire", "numbers/n000"]).ended(0);
    world.run(&["resume", "numbers/n000"]).ended(0);
    let listed = || world.run(&["review", "deck:numbers", "--list"]).ended(0).out;
    assert!(listed().contains("n000"), "{}", listed());
    world.run(&["undo"]).ended(0);
    // It is both again.
    let path = world.home().join("decks/numbers.toml");
    let now = std::fs::read_to_string(&path).unwrap();
    assert!(now.contains("retired"), "{now}");
    std::fs::write(&path, now.replace("\"retired\"", "\"accepted\"")).unwrap();
    assert!(!listed().contains("n000"), "{}", listed());
}

#[test]
fn new_cards_asked_for_by_number_and_deck_go_over_the_limit_of_the_deck() {
    let world = super::planning::numbers(9);
    world.run(&["set", "deck.numbers.new-per-day", "3"]).ended(0);
    let listed = |words: &[&str]| world.run(words).ended(0).out.lines().count();
    assert_eq!(listed(&["review", "deck:numbers", "--list"]), 3);
    assert_eq!(listed(&["review", "deck:numbers", "--new", "5", "--list"]), 5);
}

#[test]
fn cards_that_are_suspended_go_back_into_study_with_the_retired_ones() {
    let world = super::planning::numbers(3);
    world.run(&["retire", "numbers/n000"]).ended(0);
    world.run(&["suspend", "numbers/n001"]).ended(0);
    let words = ["resume", "numbers/n000 or numbers/n001 or numbers/n002"];
    let said = world.run(&words).ended(0).out;
    assert_eq!(
        super::planning::flat(&said),
        "Back in study, no longer retired: numbers/n000. Back in study: numbers/n001. undo: suraq undo"
    );
    let listed = || world.run(&["review", "deck:numbers", "--list"]).ended(0).out;
    assert_eq!(listed().lines().count(), 3);
    world.run(&["undo"]).ended(0);
    assert_eq!(listed().lines().count(), 1, "one step takes both back");
}
