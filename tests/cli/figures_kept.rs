//! `results --keep` and `--misses`: what a class answered goes back into decks and home with pupils.

use std::fs;

use super::class::printed;
use super::class::right_row;
use super::world::World;

/// One question of four options that rests on a fact with a source, and one that is plain.
const LAKES: &str = r#"format = 1

[deck]
id = "lakes"
title = "Lakes"

[[source]]
id = "atlas"
title = "Atlas of the valley"

[[fact]]
id = "deepest"
subject = "Velk"
relation = "is"
object = "the deepest"
evidence = [{ source = "atlas", quote = "Velk is the deepest." }]

[[item]]
id = "deep"
fact = "deepest"
stem = "Which lake is the deepest?"
key = "Velk"
distractors = ["Oron", "Sary", "Tur"]
explanation = "Velk is deeper than all others."

[[item]]
id = "long"
stem = "Which river is the longest?"
key = "Ana"
distractors = ["Bel", "Cheg", "Dym"]
mood = "fine"
"#;

/// A class of `count`: all know the river; of the lake a third chooses Oron, a third Sary, nobody Tur.
fn answered(world: &World, count: usize) -> String {
    let (code, _) = printed(world, &["-n", "2", "--versions", "1"]);
    let right = right_row(world, &code, 0);
    let path = world.home().join(format!("papers/{code}.paper.json"));
    let paper: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let version = &paper["versions"][0];
    let at = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
    let order = version["order"].as_array().unwrap();
    let place = order
        .iter()
        .position(|question| paper["questions"][at(question)]["card"] == "lakes/deep")
        .unwrap();
    let texts = &paper["questions"][at(&order[place])]["answer"]["choice"]["options"];
    let letter = |text: &str| {
        let options = version["options"][place].as_array().unwrap();
        let found = options.iter().position(|option| texts[at(option)] == text);
        char::from(b'A' + found.unwrap() as u8)
    };
    let mut typed = String::new();
    for pupil in 0..count {
        let chosen = letter(["Velk", "Oron", "Sary"][pupil % 3]);
        let mut row: Vec<char> = right.chars().collect();
        row[place] = chosen;
        typed.push_str(&format!("A {} Pupil {pupil}\n", row.iter().collect::<String>()));
    }
    world.run_with(&["mark", &code], typed).ended(0);
    code
}

fn deck(world: &World) -> String {
    fs::read_to_string(world.home().join("decks/lakes.toml")).unwrap()
}

#[test]
fn figures_go_into_the_deck_and_a_dead_option_leaves_the_quiz() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 75);
    let ran = world.run(&["results", &code, "--keep", "--dry-run"]).ended(0);
    assert!(
        ran.out.contains("lakes/deep: 25 right of 75; dead now: Tur"),
        "{}",
        ran.out
    );
    assert_eq!(deck(&world), LAKES, "a trial changes nothing");
    let ran = world.run(&["results", &code, "--keep"]).ended(0);
    assert!(ran.err.contains("Kept: figures of 2 questions"), "{}", ran.err);
    let kept = deck(&world);
    assert!(
        kept.contains("dead = [\"Tur\"]")
            && kept.contains("answers = 75")
            && kept.contains("mood = \"fine\""),
        "{kept}"
    );
    world.run(&["results", &code, "--keep"]).ended(0);
    assert_eq!(deck(&world), kept, "the same class counts once");
    let ran = world.run(&["show", "lakes/deep"]).ended(0);
    assert!(
        ran.out
            .contains("In class: 33 % of 75 answers right, with chance 24 to 45 %,"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Left out of quizzes: Tur"), "{}", ran.out);
    let json = world.run(&["why", "lakes/deep", "--json"]).ended(0).json();
    assert_eq!(json[0]["classes"]["answers"], 75);
    assert_eq!(json[0]["dead"][0], "Tur");
    let ran = world.run(&["export", "gift", "deck:lakes"]).ended(0);
    assert!(
        ran.out.contains("Oron") && !ran.out.contains("Tur"),
        "{}",
        ran.out
    );
    let ran = world.run(&["export", "json", "deck:lakes"]).ended(0);
    assert!(ran.out.contains("Tur"), "{}", ran.out);
    let (_, _) = printed(&world, &["-n", "2", "--versions", "1"]);
    let page = fs::read_to_string(world.path("quiz.html")).unwrap();
    assert!(page.contains("Oron") && !page.contains("Tur"), "{page}");
    // A third of the class knew it: hard, whatever was estimated before.
    let (_, told) = printed(&world, &["-n", "2", "--difficulty", "4-5"]);
    assert_eq!(told["questions"], 1);
    world.run(&["undo"]).ended(0);
    assert_eq!(deck(&world), LAKES, "undo takes it back");
}

#[test]
fn under_twenty_answers_nothing_is_marked() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 12);
    let ran = world.run(&["results", &code, "--keep"]).ended(0);
    assert!(ran.err.contains("Under 20 answers"), "{}", ran.err);
    assert!(
        ran.out.contains("Tur: 0 of 12, too few answers to call it dead"),
        "{}",
        ran.out
    );
    assert!(!deck(&world).contains("dead"), "{}", deck(&world));
    let ran = world.run(&["show", "lakes/deep"]).ended(0);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("too few to judge it by"), "{said}");
}

#[test]
fn a_card_that_was_changed_since_is_passed_over() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 24);
    world.deck(
        "lakes",
        &LAKES.replace("Which lake is the deepest?", "Which lake is deeper?"),
    );
    let ran = world.run(&["mark", &code, "--drop", "1"]).ended(0);
    assert!(ran.out.contains("Counted anew"), "{}", ran.out);
    let ran = world.run(&["results", &code, "--keep"]).ended(0);
    assert!(ran.err.contains("Passed over: A1: dropped"), "{}", ran.err);
}

#[test]
fn what_a_pupil_missed_becomes_a_deck_with_explanation_and_source() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 3);
    let out = world.path("one.toml").display().to_string();
    let ran = world
        .run(&["results", &code, "--misses", "pupil 1", "-o", &out])
        .ended(0);
    assert!(
        ran.out.contains("1 card") && ran.err.contains("export anki"),
        "{}",
        ran.out
    );
    let ran = world
        .run(&["results", &code, "--misses", "pupil 0", "-o", &out])
        .ended(0);
    assert!(ran.err.contains("1 pupil missed nothing"), "{}", ran.err);
    let ran = world.run(&["results", &code, "--misses", "Pupl 1"]).ended(2);
    assert!(ran.err.contains("did you mean `Pupil 1`"), "{}", ran.err);
    let home = World::new();
    let ran = home.run(&["import", &out]).ended(0);
    assert!(ran.out.contains("1 new question"), "{}", ran.out);
    let id = format!("misses-{code}-pupil-1/deep");
    let ran = home.run(&["show", &id]).ended(0);
    for told in [
        "Velk is deeper than all others",
        "Atlas of the valley",
        "Missed in Lakes",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    let folder = world.path("all");
    fs::create_dir(&folder).unwrap();
    let ran = world
        .run(&["results", &code, "--misses", "-o", &folder.display().to_string()])
        .ended(0);
    assert_eq!(super::world::names_in(&folder).len(), 2, "{}", ran.out);
}

#[test]
fn a_deck_of_misses_goes_to_standard_output_where_a_pupil_is_named() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 3);
    let misses = |words: &[&str]| {
        let mut all = vec!["results", code.as_str(), "--misses"];
        all.extend(words);
        world.run(&all)
    };
    let ran = misses(&["Pupil 1", "-o", "-"]).ended(0);
    assert!(
        ran.out.starts_with("format = 1\n") && ran.err.is_empty(),
        "{}",
        ran.out
    );
    let home = World::new();
    let file = home.file("missed.toml", &ran.out);
    let took = home.run(&["import", &file]).ended(0);
    assert!(took.out.contains("1 new question"), "{}", took.out);
    let piped = World::new();
    let took = piped.run_with(&["import", "-"], &ran.out).ended(0);
    assert!(took.out.contains("1 new question"), "{}", took.out);
    let json = misses(&["Pupil 1", "-o", "-", "--json"]).ended(0).json();
    assert_eq!(
        (&json[0]["pupil"], &json[0]["text"]),
        (&"Pupil 1".into(), &ran.out.as_str().into())
    );
    if cfg!(target_os = "linux") {
        for words in [
            &["results", &code, "--misses", "Pupil 1", "-o", "-"][..],
            &["find", "deck:lakes"],
        ] {
            let mut command = super::world::bare();
            command.arg("--home").arg(world.home()).args(words);
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let ran = command.stdout(full).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert_eq!(ran.status.code(), Some(4), "{said}");
            assert!(said.contains("standard output: cannot be written"), "{said}");
        }
    }
    let ran = misses(&["Pupil 0", "-o", "-"]).ended(0);
    assert!(
        ran.out.is_empty() && ran.err.contains("1 pupil missed nothing"),
        "{}",
        ran.err
    );
    let ran = misses(&["-o", "-"]).ended(2);
    assert!(ran.err.contains("name the pupil"), "{}", ran.err);
    assert!(!world.path("-").exists());
}

#[test]
fn what_is_missed_of_a_question_that_is_gone_is_made_from_the_paper() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let code = answered(&world, 2);
    fs::remove_file(world.home().join("decks/lakes.toml")).unwrap();
    let out = world.path("one.toml").display().to_string();
    world
        .run(&["results", &code, "--misses", "Pupil 1", "-o", &out])
        .ended(0);
    let text = fs::read_to_string(&out).unwrap();
    assert!(
        text.contains("Source: Atlas of the valley") && text.contains("\"Sary\""),
        "{text}"
    );
}
