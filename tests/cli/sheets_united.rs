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
        sheet
    });
    theirs["sheets"] = named.collect::<Vec<_>>().into();
    theirs["changes"] = changes;
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
    let mine = serde_json::from_str::<serde_json::Value>(&kept(&world, &code)).unwrap();
    world
        .run(&["mark", &code, "--key", &format!("A1={wrong}")])
        .ended(0);
    let theirs = serde_json::from_str::<serde_json::Value>(&kept(&world, &code)).unwrap();
    world.run(&["undo"]).ended(0);
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
