//! What becomes of sheets and scores after they were marked: keys that change, marks by a scale, sheets that go and come.

use std::fs;

use serde_json::Value;

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

#[test]
fn a_changed_key_counts_all_scores_anew() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let wrong = if all.starts_with('A') { 'B' } else { 'A' };
    let typed = format!("A {all} Dana\nA {wrong}{} Arman\n\n", &all[1..]);
    world.run_with(&["mark", &code], &typed).ended(0);
    let points = |world: &World| world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert!(points(&world).contains("Arman  A          11 of 12"));
    world
        .run(&["mark", &code, "--accept", &format!("A1={wrong}")])
        .ended(0);
    assert!(points(&world).contains("Arman  A          12 of 12"));
    let ran = world.run(&["mark", &code, "--drop", "1"]).ended(0);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "A1: Which of these is lake",
        "was right: ",
        "is right: does not count",
        "Counted anew, 2 of 2 scores changed; the mean was 12.0 of 12 points and is 11.0 of 11.",
        "Arman: 11 of 11, before 12 of 12",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let ran = world.run(&["mark", &code, "--drop", "1"]).ended(0);
    assert!(ran.out.contains("the key already"), "{}", ran.out);
    let other = if all.starts_with('C') { 'D' } else { 'C' };
    let ran = world
        .run(&["mark", &code, "--accept", &format!("A1={other}")])
        .ended(2);
    let back = format!("--key A1={}", &all[..1]);
    assert!(
        ran.err.contains("A1 does not count") && ran.err.contains(&back),
        "{}",
        ran.err
    );
    let ran = world
        .run(&["mark", &code, "--key", &format!("A1={wrong}"), "--json"])
        .ended(0);
    let told: Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(told["questions"][0]["before"], Value::Null);
    assert_eq!(
        told["questions"][0]["after"][0].as_str().unwrap().chars().next(),
        Some(wrong)
    );
    assert_eq!(told["scores"][1]["after"]["points"], 12.0);
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("key of A1 on paper"), "{}", ran.out);
    assert!(points(&world).contains("Dana   A          11 of 11"));
    for (flag, value) in [("--drop", "A99"), ("--key", "A2=Z"), ("--accept", "A2")] {
        let ran = world.run(&["mark", &code, flag, value]).ended(2);
        assert!(ran.err.contains("such as A7"), "{}", ran.err);
    }
}

#[test]
fn marks_follow_from_per_cent_by_a_scale() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed = format!(
        "A {all} Dana\nA {}--- Arman\nA {}{} Aida\n\n",
        &all[..9],
        &all[..4],
        "-".repeat(8)
    );
    world.run_with(&["mark", &code], typed).ended(0);
    let ran = world
        .run(&["results", &code, "--pupils", "--scale", "90 75 60"])
        .ended(0);
    for told in [
        "pupil  version  points      share  mark",
        "Aida   A           4 of 12   33 %  2",
        "Arman  A           9 of 12   75 %  4",
        "Dana   A          12 of 12  100 %  5",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    let ran = world.run(&["results", &code, "--scale", "90 75"]).ended(2);
    assert!(
        ran.err.contains("three are for the marks 5, 4 and 3"),
        "{}",
        ran.err
    );
    world.run(&["set", "scale", "pass=50 fail"]).ended(0);
    let table = world.run(&["results", &code, "--csv", "-"]).ended(0).out;
    assert!(
        table.contains("of,percent,mark,A1") && table.contains("Aida,A,4,12,33,fail,"),
        "{table}"
    );
    let out = world.path("page.html").display().to_string();
    world.run(&["results", &code, "--html", &out, "--names"]).ended(0);
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.contains("<td>75\u{a0}%</td><td>pass</td>"), "{page}");
    let ran = world.run(&["results", &code, "--json"]).ended(0);
    let json: Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(
        (&json["pupils"][1]["percent"], &json["pupils"][1]["mark"]),
        (&75.into(), &"pass".into())
    );
    let ran = world.run(&["set", "scale", "90 95 60"]).ended(2);
    assert!(ran.err.contains("three shares such as"), "{}", ran.err);
}

#[test]
fn what_was_chosen_is_told_on_demand() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Dana\n\n"))
        .ended(0);
    let without = world.run(&["results", &code]).ended(0).out;
    let with = world.run(&["results", &code, "--all"]).ended(0).out;
    let line = format!("{}*   1 100 %  right ", &all[..1]);
    assert!(with.contains(&line) && !without.contains(&line), "{line}: {with}");
    assert_eq!(with.lines().count(), without.lines().count() + 12 * 4);
}

#[test]
fn a_table_of_scores_stands_in_the_order_that_is_asked_for() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let part = |known: usize| format!("{}{}", &all[..known], "-".repeat(12 - known));
    let typed = format!("A {} Dana\nA {} Әсел\nA {} Arman\n\n", part(3), part(12), part(7));
    world.run_with(&["mark", &code], typed).ended(0);
    let names = |by: &[&str]| {
        let words = [&["results", &code, "--csv", "-"], by].concat();
        let table = world.run(&words).ended(0).out;
        let rows = table.lines().skip(1);
        rows.map(|row| row.split(',').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&["--by", "sheet"]), ["Dana", "Әсел", "Arman"]);
    assert_eq!(names(&["--by", "points"]), ["Әсел", "Arman", "Dana"]);
    assert_eq!(names(&["--by", "name"]), ["Arman", "Dana", "Әсел"]);
    assert_eq!(names(&[]), names(&["--by", "sheet"]));
}

#[test]
fn a_question_that_was_dropped_keeps_its_figures_and_counts_for_nobody() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed: String = (0..8)
        .map(|pupil| {
            format!(
                "A {}{} Pupil {pupil}\n",
                if pupil < 2 { &all[..1] } else { "-" },
                &all[1..]
            )
        })
        .collect();
    world.run_with(&["mark", &code], format!("{typed}\n")).ended(0);
    // What is told of the first question, its text with it.
    let row = |flags: &[&str]| {
        let words = [&["results", &code], flags].concat();
        let told = world.run(&words).ended(0).out;
        let from_first = told
            .lines()
            .skip_while(|line| !line.trim_start().starts_with("A1 "));
        let lines: Vec<&str> = from_first.take(2).flat_map(str::split_whitespace).collect();
        lines.join(" ")
    };
    let before = row(&["--all"]);
    assert!(before.starts_with("A1 .25 ("), "{before}");
    world.run(&["mark", &code, "--drop", "A1"]).ended(0);
    assert!(row(&[]).starts_with("A1 does not count"), "{}", row(&[]));
    let after = row(&["--all"]);
    assert!(
        after.starts_with("A1 .25 (") && after.contains("(does not count) Which"),
        "{after}"
    );
    let out = world.path("page.html").display().to_string();
    world.run(&["results", &code, "--html", &out]).ended(0);
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.contains("Does not count."), "{page}");
    let pupils = world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert_eq!(pupils.matches("11 of 11").count(), 8, "{pupils}");
}

#[test]
fn a_sheet_is_replaced_or_removed_by_name_and_never_doubled() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let pupils = || {
        world
            .run(&["results", &code, "--pupils", "--by", "sheet"])
            .ended(0)
            .out
    };
    let open = "-".repeat(12);
    world
        .run_with(
            &["mark", &code],
            format!("A {open} Dana\nA {all} dana\nA {all} Dana 2\n\n"),
        )
        .ended(0);
    assert!(
        pupils().contains("Dana    A           0 of 12") && pupils().contains("Dana 2  A          12 of 12")
    );
    let ran = world
        .run_with(&["mark", &code, "--replace"], format!("A {all} Dana\n\n"))
        .ended(0);
    assert!(
        ran.err.contains(&format!("In place of: A {open} Dana")),
        "{}",
        ran.err
    );
    assert_eq!(pupils().matches("12 of 12").count(), 2);
    world
        .run_with(&["mark", &code], format!("A {open} Bota A\nA {open} Bota B\n\n"))
        .ended(0);
    let ran = world.run(&["results", &code, "--misses", "bota"]).ended(2);
    assert!(ran.err.contains("it may be Bota A or Bota B"), "{}", ran.err);
    world
        .run(&["mark", &code, "--remove", "Bota A", "--remove", "Bota B"])
        .ended(0);
    let ran = world.run(&["mark", &code, "--remove", "dana 2"]).ended(0);
    assert!(ran.out.contains(&format!("A {all} Dana 2")), "{}", ran.out);
    assert!(ran.out.contains("--bring-back \"Dana 2\""), "{}", ran.out);
    assert_eq!(pupils().lines().count(), 2);
    world.run(&["mark", &code, "--bring-back", "dana 2"]).ended(0);
    assert!(pupils().contains("Dana 2  A          12 of 12"));
    // The sheet that was replaced comes back, and the one in its place goes.
    let ran = world.run(&["mark", &code, "--bring-back", "Dana"]).ended(0);
    assert!(
        ran.out
            .contains(&format!("It is back: A {open} Dana; put aside: A {all} Dana")),
        "{}",
        ran.out
    );
    assert!(pupils().contains("Dana    A           0 of 12"));
    let ran = world.run(&["mark", &code, "--bring-back", "Zarina"]).ended(2);
    assert!(ran.err.contains("was taken away or replaced"), "{}", ran.err);
    // A sheet typed by mistake in place of another is taken back whole.
    world
        .run_with(&["mark", &code, "--replace"], format!("A {all} Dana\nundo\n\n"))
        .ended(0);
    assert!(pupils().contains("Dana    A           0 of 12"));
    world.run(&["results", &code, "--forget-names", "--yes"]).ended(0);
    let kept = fs::read_to_string(world.home().join(format!("papers/{code}.results.json"))).unwrap();
    assert!(!kept.contains("Dana") && !kept.contains("Bota"), "{kept}");
    let ran = world.run(&["mark", &code, "--remove", "Zarina"]).ended(2);
    assert!(ran.err.contains("no sheet of paper"), "{}", ran.err);
}

#[test]
fn papers_live_quizzes_and_polls_are_told_apart_and_a_poll_has_no_points() {
    let world = world();
    let (paper, _) = printed(&world, &["-n", "4"]);
    let (live, _) = printed(&world, &["-n", "5", "--versions", "1"]);
    let (poll, _) = printed(&world, &["-n", "6", "--versions", "1"]);
    for code in [&live, &poll] {
        world.file(&format!("home/papers/{code}.journal.jsonl"), "");
    }
    let file = format!("papers/{poll}.paper.json");
    let text = fs::read_to_string(world.home().join(&file)).unwrap();
    let mut kept: Value = serde_json::from_str(&text).unwrap();
    for question in kept["questions"].as_array_mut().unwrap() {
        question["answer"]["choice"]["keys"] = Value::Array(Vec::new());
    }
    world.file(&format!("home/{file}"), kept.to_string());
    let list = world.run(&["paper", "--list"]).ended(0).out;
    for told in [
        format!("{paper}  paper  Lakes: 4 questions, 2 versions, 0 sheets marked"),
        format!("{live}  live   Lakes: 5 questions, 0 pupils answered"),
        format!("{poll}  poll   Lakes: 6 questions, 0 pupils answered"),
    ] {
        assert!(list.contains(&told), "{told}: {list}");
    }
    let ran = world.run(&["results", &live]).ended(2);
    assert!(ran.err.contains("nobody has answered quiz"), "{}", ran.err);
    world.run_with(&["mark", &poll], "A ABCDAB Dana\n\n").ended(0);
    assert!(world.run(&["results", &poll]).ended(0).out.starts_with("Poll "));
    let table = world.run(&["results", &poll, "--csv", "-", "--scale", "90 75 60"]);
    let table = table.ended(0).out;
    let head = table.trim_start_matches('\u{feff}');
    assert!(head.starts_with("name,version,A1 answer,"), "{table}");
    assert!(
        table.contains("Dana,A,") && !table.contains("percent") && !table.contains("mark"),
        "{table}"
    );
    // It counts to no class, be it that a class has it from an older program.
    let ran = world
        .run(&["roster", "8B", "--add", "Dana", "--quiz", &poll])
        .ended(2);
    assert!(ran.err.contains("is a poll"), "{}", ran.err);
    let classes = world.home().join("classes");
    let file = fs::read_dir(&classes).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    let mut class: Value = serde_json::from_str(&text).unwrap();
    class["papers"] = Value::Array(vec![poll.clone().into()]);
    fs::write(&file, class.to_string()).unwrap();
    let ran = world
        .run(&["roster", "8B", "--scale", "90 75 60", "--json"])
        .ended(0);
    let row = &ran.json()[0];
    assert!(row["mark"].is_null() && row["share"].is_null(), "{row}");
    let ran = world.run(&["roster", "8B"]).ended(0);
    assert!(ran.err.contains("counts for nobody"), "{}", ran.err);
    for flag in ["--pupils", "--keep", "--misses"] {
        let ran = world.run(&["results", &poll, flag]).ended(2);
        assert!(ran.err.contains("is a poll"), "{flag}: {}", ran.err);
    }
    // In a class a poll counts for nobody, be it of the class before.
    world.run(&["roster", "9P", "--add", "Dana"]).ended(0);
    let ran = world.run(&["roster", "9P", "--quiz", &poll]).ended(2);
    assert!(ran.err.contains("is a poll"), "{}", ran.err);
    world
        .run_with(&["mark", &poll, "--class", "9P"], "A ABCDAB Dana\n\n")
        .ended(0);
    let all = world.run(&["roster", "9P", "--scale", "90 75 60"]).ended(0);
    assert!(all.out.contains("Dana       -"), "{}", all.out);
    assert!(!all.out.contains("0/"), "{}", all.out);
}

#[test]
fn a_name_that_is_only_put_aside_is_renamed_and_forgotten() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12"]);
    let kept = || fs::read_to_string(world.home().join(format!("papers/{code}.results.json"))).unwrap();
    let open = "-".repeat(12);
    world
        .run_with(&["mark", &code], format!("A {open} Dana\n\n"))
        .ended(0);
    world.run(&["mark", &code, "--remove", "Dana"]).ended(0);
    world
        .run(&["roster", "8B", "--add", "Aida", "--quiz", &code])
        .ended(0);
    world.run(&["roster", "8B", "--rename", "Dana=Zarina"]).ended(0);
    assert!(
        kept().contains("Zarina") && !kept().contains("Dana"),
        "{}",
        kept()
    );
    let ran = world.run(&["results", &code, "--forget-names", "--yes"]).ended(0);
    assert!(ran.out.contains("1 name is forgotten"), "{}", ran.out);
    assert!(!kept().contains("Zarina"), "{}", kept());
    let ran = world.run(&["mark", &code, "--bring-back", "1"]).ended(0);
    assert!(ran.out.contains(&open), "{}", ran.out);
}
