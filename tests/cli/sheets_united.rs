//! Sheets of several computers: what each is called afterwards, and which keys come along.

use std::fs;

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

/// What is said, with its line ends taken out.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kept(world: &World, code: &str) -> String {
    fs::read_to_string(world.home().join(format!("papers/{code}.results.json"))).unwrap()
}

/// Pupils with their points, in the order of their sheets.
fn rows(world: &World, code: &str) -> Vec<String> {
    let results: serde_json::Value = serde_json::from_str(&kept(world, code)).unwrap();
    let shown = world
        .run(&["results", code, "--pupils", "--json"])
        .ended(0)
        .json();
    let points = |name: &str| {
        let row = shown.iter().find(|row| row["pupil"] == name).unwrap();
        row["points"].as_f64().unwrap_or(-1.0)
    };
    let sheets = results["sheets"].as_array().unwrap().iter();
    let names = sheets.map(|sheet| sheet["pupil"].as_str().unwrap());
    names.map(|name| format!("{name}: {}", points(name))).collect()
}

/// The results of `world` as another computer would have them, with its own sheets and changes of the key.
fn from_afar(world: &World, code: &str, pupils: &[&str], changes: serde_json::Value) -> String {
    let mut theirs: serde_json::Value = serde_json::from_str(&kept(world, code)).unwrap();
    theirs["origin"] = "afar".into();
    let sheet = theirs["sheets"][0].clone();
    let named = pupils.iter().map(|pupil| {
        let mut sheet = sheet.clone();
        sheet["pupil"] = (*pupil).into();
        sheet["id"] = format!("afar {pupil}").into();
        sheet
    });
    theirs["sheets"] = named.collect::<Vec<_>>().into();
    theirs["changes"] = changes;
    theirs.as_object_mut().unwrap().remove("ledger");
    world.file(&format!("far/{code}.results.json"), theirs.to_string())
}

#[test]
fn pupils_of_one_name_in_a_class_keep_their_sheets_through_a_merge() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run(&[
            "roster",
            "7A",
            "--add",
            "Дана",
            "--add",
            "Дана (2)",
            "--add",
            "Иван",
        ])
        .ended(0);
    let table = format!(
        "Name,Version,Answers\nИван,A,{all}\nДана (2),A,{all}\nДана,A,-----------{}\n",
        &all[11..]
    );
    let table = world.file("m.csv", table);
    world
        .run(&["mark", &code, "--csv", &table, "--class", "7A"])
        .ended(0);
    let before = ["Иван: 12", "Дана (2): 12", "Дана: 1"];
    assert_eq!(rows(&world, &code), before);
    let ran = world
        .run(&[
            "results",
            "merge",
            &from_afar(&world, &code, &["Оля"], serde_json::json!([])),
        ])
        .ended(0);
    assert!(!flat(&ran.err).contains("stands on"), "{}", ran.err);
    assert_eq!(rows(&world, &code)[..3], before);
    world.run(&["undo"]).ended(0);
    assert_eq!(rows(&world, &code), before);
    // A stranger of the name gets a number that nobody in the class has.
    let file = from_afar(&world, &code, &["Дана"], serde_json::json!([]));
    let ran = world.run(&["results", "merge", &file, "--dry-run"]).ended(0);
    assert!(
        flat(&ran.err).contains("Nothing was changed; this was a trial"),
        "{}",
        ran.err
    );
    assert_eq!(rows(&world, &code), before);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    assert!(
        flat(&ran.err).contains("Дана stands on 2 sheets with different answers")
            && flat(&ran.err).contains("--remove \"Дана (3)\""),
        "{}",
        ran.err
    );
    assert_eq!(rows(&world, &code)[..3], before);
    assert_eq!(rows(&world, &code)[3], "Дана (3): 12");
}

#[test]
fn a_key_that_was_changed_elsewhere_is_told_with_whose_points_change() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Али\n\n"))
        .ended(0);
    let wrong = if all.starts_with('A') { "B" } else { "A" };
    let before = kept(&world, &code);
    let mine = serde_json::from_str::<serde_json::Value>(&before).unwrap();
    world
        .run(&["mark", &code, "--key", &format!("A1={wrong}")])
        .ended(0);
    let theirs = serde_json::from_str::<serde_json::Value>(&kept(&world, &code)).unwrap();
    fs::write(world.home().join(format!("papers/{code}.results.json")), before).unwrap();
    let file = from_afar(&world, &code, &["Оля"], theirs["changes"].clone());
    let ran = world.run(&["results", "merge", &file]).ended(0);
    let said = flat(&ran.out);
    for told in [
        "A key that was changed there counts here as well: A1: ",
        &format!("was right: {} ", &all[..1]),
        &format!("is right: {wrong} "),
        "1 of 1 score changed",
        "Али: 11 of 12, before 12 of 12",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    world.run(&["undo"]).ended(0);
    assert_eq!(rows(&world, &code), ["Али: 12"]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&kept(&world, &code)).unwrap()["changes"],
        mine["changes"]
    );
    // Changed in two ways: what is right here and there, and a next step that leads on.
    world.run(&["mark", &code, "--drop", "A1"]).ended(0);
    let ran = world.run(&["results", "merge", &file]).ended(3);
    let said = flat(&ran.err);
    assert!(
        said.contains("here is right: does not count; there: ")
            && said.contains(&format!("--key A1={wrong}")),
        "{said}"
    );
    world
        .run(&["mark", &code, "--key", &format!("A1={wrong}")])
        .ended(0);
    world.run(&["results", "merge", &file]).ended(0);
    assert_eq!(rows(&world, &code), ["Али: 11", "Оля: 11"]);
}

/// Another computer with the same paper, where `typed` is marked; and its file of results.
fn second(world: &World, code: &str, typed: &str) -> (World, String) {
    let other = World::new();
    let file = format!("papers/{code}.paper.json");
    other.file(
        &format!("home/{file}"),
        fs::read_to_string(world.home().join(file)).unwrap(),
    );
    other.run_with(&["mark", code], typed).ended(0);
    let results = other.home().join(format!("papers/{code}.results.json"));
    (other, results.display().to_string())
}

#[test]
fn a_paper_of_another_computer_is_named_where_it_is_missing_and_its_file_brings_it() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let file = format!("{code}.paper.json");
    let path = world.home().join("papers").join(&file).display().to_string();
    let other = World::new();
    for words in [&["mark", &code][..], &["results", &code]] {
        let ran = other.run(words).ended(2);
        assert!(
            flat(&ran.err).contains(&format!("copy {file} from the folder papers/"))
                && flat(&ran.err).contains(&format!("mark {file}")),
            "{}",
            ran.err
        );
    }
    let ran = other
        .run_with(&["mark", &path], format!("A {all} Дана\n\n"))
        .ended(0);
    assert!(ran.out.contains("Дана: 12 of 12 points"), "{}", ran.out);
    assert!(ran.err.contains("is here now"), "{}", ran.err);
    // From then on its code will do, and the file again changes nothing.
    other
        .run_with(&["mark", &code], format!("A {all} Арман\n\n"))
        .ended(0);
    let ran = other
        .run_with(&["mark", &path], format!("A {all} Оля\n\n"))
        .ended(0);
    assert!(!ran.err.contains("is here now"), "{}", ran.err);
    assert_eq!(rows(&other, &code).len(), 3);
    let results = other.home().join(format!("papers/{code}.results.json"));
    let ran = other.run(&["mark", &results.display().to_string()]).ended(3);
    assert!(ran.err.contains("results merge"), "{}", ran.err);
    // Another paper of that code is refused.
    let mut changed: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    changed["questions"][0]["text"] = "Another?".into();
    let changed = world.file("changed.paper.json", changed.to_string());
    for words in [&["mark", &changed][..], &["results", "merge", &changed]] {
        let ran = other.run(words).ended(3);
        assert!(
            ran.err.contains(&format!("another paper of the code {code}")),
            "{}",
            ran.err
        );
    }
}

#[test]
fn results_merge_takes_a_paper_with_its_results_or_alone() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let paper = world
        .home()
        .join(format!("papers/{code}.paper.json"))
        .display()
        .to_string();
    let (_second, file) = second(&world, &code, &format!("A {all} Дана\n\n"));
    let moved = world.file("moved.json", fs::read_to_string(&file).unwrap());
    let other = World::new();
    other.run(&["results", "merge", &moved]).ended(3);
    other
        .run(&["results", "merge", &moved, &paper, "--dry-run"])
        .ended(0);
    assert!(!other.home().join("papers").exists());
    other.run(&["results", "merge", &moved, &paper]).ended(0);
    assert_eq!(rows(&other, &code), ["Дана: 12"]);
    let alone = World::new();
    let ran = alone.run(&["results", "merge", &paper]).ended(0);
    assert!(ran.out.contains("comes here, without results"), "{}", ran.out);
    let ran = alone.run(&["results", "merge", &paper]).ended(0);
    assert!(ran.out.contains("is here already"), "{}", ran.out);
    alone
        .run_with(&["mark", &code], format!("A {all} Дана\n\n"))
        .ended(0);
    assert_eq!(rows(&alone, &code), ["Дана: 12"]);
}

#[test]
fn two_pupils_of_one_name_with_the_same_answers_are_two() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed = format!("A {all} Алия\n\n");
    world.run_with(&["mark", &code], &typed).ended(0);
    let (_other, file) = second(&world, &code, &typed);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    assert!(flat(&ran.err).contains("Алия stands on 2 sheets"), "{}", ran.err);
    assert_eq!(rows(&world, &code), ["Алия: 12", "Алия (2): 12"]);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    assert!(
        flat(&ran.out).contains("0 new sheets, 1 here already"),
        "{}",
        ran.out
    );
}

#[test]
fn what_was_taken_away_renamed_or_forgotten_here_stays_so_through_merges() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world.run(&["roster", "8B", "--add", "Дана"]).ended(0);
    world
        .run_with(&["mark", &code, "--class", "8B"], format!("A {all} Дана\n\n"))
        .ended(0);
    let (_other, file) = second(
        &world,
        &code,
        &format!("A {all} Дана\nA {all} Тимур\nA {all} Асель\n\n"),
    );
    world.run(&["results", "merge", &file]).ended(0);
    world
        .run(&["roster", "8B", "--rename", "Дана (2)=Дана Омарова"])
        .ended(0);
    world.run(&["mark", &code, "--remove", "Тимур"]).ended(0);
    world.run(&["roster", "8B", "--forget", "Асель", "-y"]).ended(0);
    let before = ["Дана: 12", "8B-1: 12", "Дана Омарова: 12"];
    assert_eq!(rows(&world, &code), before);
    for _ in 0..2 {
        let ran = world.run(&["results", "merge", &file]).ended(0);
        assert!(
            flat(&ran.out).contains("0 new sheets, 2 here already, 1 taken away since then"),
            "{}",
            ran.out
        );
        let said = flat(&ran.err);
        assert!(
            said.contains("1 sheet that was taken away stays away: Тимур")
                && said.contains("--bring-back \"Тимур\""),
            "{said}"
        );
        assert_eq!(rows(&world, &code), before);
    }
    world.run(&["mark", &code, "--bring-back", "Тимур"]).ended(0);
    world.run(&["results", &code, "--forget-names", "-y"]).ended(0);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    assert!(
        flat(&ran.out).contains("0 new sheets, 3 here already"),
        "{}",
        ran.out
    );
    assert!(!kept(&world, &code).contains("Тимур"));
}

#[test]
fn what_was_corrected_or_taken_away_elsewhere_is_so_here_and_undo_brings_it_back() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let half = format!("{}------", &all[..6]);
    world
        .run_with(&["mark", &code], format!("A {all} Оля\n\n"))
        .ended(0);
    let (other, file) = second(&world, &code, &format!("A {half} Мария\nA {all} Данияр\n\n"));
    other.run(&["mark", &code, "--drop", "A5"]).ended(0);
    world.run(&["results", "merge", &file]).ended(0);
    let before = ["Оля: 11", "Данияр: 11", "Мария: 5"];
    assert_eq!(rows(&world, &code), before);
    other.run(&["undo"]).ended(0);
    other
        .run_with(&["mark", &code, "--replace"], format!("A {all} Мария\n\n"))
        .ended(0);
    other.run(&["mark", &code, "--remove", "Данияр"]).ended(0);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    let said = flat(&ran.out);
    for told in [
        "0 new sheets, 0 here already, 1 changed there since then",
        "was right: does not count",
        &format!("Мария: A {all}, 12 of 12 points; before: A {half}, 6 of 12 points"),
        "Taken away elsewhere since then, and here as well: Данияр: A",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let after = ["Оля: 12", "Мария: 12"];
    assert_eq!(rows(&world, &code), after);
    world.run(&["undo"]).ended(0);
    assert_eq!(rows(&world, &code), before);
    world.run(&["redo"]).ended(0);
    assert_eq!(rows(&world, &code), after);
    world.run(&["undo"]).ended(0);
    world.run(&["results", "merge", &file]).ended(0);
    assert_eq!(rows(&world, &code), after);
}

#[test]
fn keys_that_contradict_tell_of_no_sheets_and_no_score_is_counted_where_none_was_here() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let (one, first) = second(&world, &code, &format!("A {all} Мария\n\n"));
    let (two, other) = second(&world, &code, &format!("A {all} Данияр\n\n"));
    one.run(&["mark", &code, "--drop", "A1"]).ended(0);
    let ran = world.run(&["results", "merge", &first, "--dry-run"]).ended(0);
    assert!(!flat(&ran.out).contains("0 of 0"), "{}", ran.out);
    let wrong = if all.starts_with('A') { "B" } else { "A" };
    two.run(&["mark", &code, "--key", &format!("A1={wrong}")])
        .ended(0);
    let ran = world.run(&["results", "merge", &first, &other]).ended(3);
    assert!(
        ran.err.contains("nothing was changed") && ran.out.is_empty(),
        "{}",
        ran.out
    );
}

#[test]
fn a_file_of_an_older_suraq_is_read_and_its_sheets_are_known_again() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let (_other, file) = second(&world, &code, &format!("A {all} Мария\nA {all}\n\n"));
    let mut older: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    older["format"] = 2.into();
    older["origin"] = "afar".into();
    older.as_object_mut().unwrap().remove("paper");
    for sheet in older["sheets"].as_array_mut().unwrap() {
        let sheet = sheet.as_object_mut().unwrap();
        sheet.remove("id");
        sheet.remove("revision");
    }
    fs::write(&file, older.to_string()).unwrap();
    world.run(&["results", "merge", &file]).ended(0);
    let ran = world.run(&["results", "merge", &file]).ended(0);
    assert!(
        flat(&ran.out).contains("0 new sheets, 2 here already"),
        "{}",
        ran.out
    );
    assert!(
        flat(&ran.err).contains("cannot be told from the ones here, and count once: "),
        "{}",
        ran.err
    );
    assert_eq!(rows(&world, &code).len(), 2);
}

#[test]
fn results_of_another_paper_with_the_same_code_are_refused() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let (other, file) = second(&world, &code, "");
    let path = other.home().join(format!("papers/{code}.paper.json"));
    let mut paper: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let options = paper["versions"][0]["options"][0].as_array_mut().unwrap();
    options.reverse();
    fs::write(&path, paper.to_string()).unwrap();
    other
        .run_with(&["mark", &code], format!("A {all} Мария\n\n"))
        .ended(0);
    let ran = world.run(&["results", "merge", &file]).ended(3);
    assert!(
        flat(&ran.err).contains("another paper of this code") && ran.out.is_empty(),
        "{}",
        ran.err
    );
}

#[test]
fn two_classes_that_were_marked_on_two_computers_keep_their_own_sheets_in_both() {
    let (here, there) = (world(), World::new());
    let (code, _) = printed(&here, &["-n", "12", "--versions", "1"]);
    let all = right_row(&here, &code, 0);
    let paper = format!("papers/{code}.paper.json");
    fs::create_dir_all(there.home().join("papers")).unwrap();
    fs::copy(here.home().join(&paper), there.home().join(&paper)).unwrap();
    here.run(&["roster", "8A", "--add", "Dana, Arman, Aisha"])
        .ended(0);
    for world in [&here, &there] {
        world
            .run(&["roster", "8B", "--add", "Dana, Olzhas, Kamila"])
            .ended(0);
    }
    // Sheets of an older program, that name no class, are of the one to which the paper counts.
    let typed = format!("A {all} Dana\nA {all} Arman\n\n");
    here.run_with(&["mark", &code, "--class", "8A"], &typed).ended(0);
    let file = here.home().join(format!("papers/{code}.results.json"));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"class\": \"8A\",", "")).unwrap();
    let typed = format!("A {} Dana\nA {all} Olzhas\n\n", "-".repeat(12));
    there.run_with(&["mark", &code, "--class", "8B"], &typed).ended(0);
    let of = |world: &World| {
        let path = world.home().join(format!("papers/{code}.results.json"));
        path.display().to_string()
    };
    // The file of a class that cannot be read keeps nothing back.
    let damaged = here.home().join("classes/old.class.json");
    fs::write(&damaged, "{").unwrap();
    let ran = here.run(&["results", "merge", &of(&there)]).ended(0);
    assert!(flat(&ran.err).contains("Left out: "), "{}", ran.err);
    fs::remove_file(&damaged).unwrap();
    assert!(
        flat(&ran.err).contains(&format!("Paper {code} counts to class 8B, too.")),
        "{}",
        ran.err
    );
    let ran = there.run(&["results", "merge", &of(&here)]).ended(0);
    let said = format!(
        "2 sheets are of class 8A, which has no list here. To keep its scores: suraq roster 8A --names FILE --quiz {code}"
    );
    assert!(flat(&ran.err).contains(&said), "{}", ran.err);
    let table = |world: &World, class: &str| world.run(&["roster", class, "--csv", "-"]).ended(0).out;
    let rows = |table: String| table.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let of_8b = ["Dana,0,12,0.000", "Olzhas,12,12,1.000", "Kamila,,,"];
    assert_eq!(rows(table(&here, "8B")), of_8b);
    assert_eq!(rows(table(&there, "8B")), of_8b);
    let of_8a = ["Dana,12,12,1.000", "Arman,12,12,1.000", "Aisha,,,"];
    assert_eq!(rows(table(&here, "8A")), of_8a);
    there
        .run(&["roster", "8A", "--add", "Dana, Arman, Aisha", "--quiz", &code])
        .ended(0);
    assert_eq!(rows(table(&there, "8A")), of_8a);
    // Once more brings and tells nothing; taken back, the other class has nothing on the paper.
    let ran = here.run(&["results", "merge", &of(&there)]).ended(0);
    assert!(!ran.err.contains("class"), "{}", ran.err);
    here.run(&["undo"]).ended(0);
    assert_eq!(rows(table(&here, "8A")), of_8a);
    assert!(!table(&here, "8B").contains("12"), "{}", table(&here, "8B"));
    here.run(&["redo"]).ended(0);
    assert_eq!(rows(table(&here, "8B")), of_8b);
}
