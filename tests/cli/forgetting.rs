//! Names that are forgotten: a number means one pupil on all papers of a class, and leads to no name.

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

/// Two papers of class 9A, the codes and what is typed where all is right.
fn class() -> (World, [(String, String); 2]) {
    let world = world();
    let names = world.file("9a.csv", "name\nАнна\nГалия\nДаурен\n");
    world.run(&["roster", "9A", "--names", &names]).ended(0);
    let quizzes = ["11", "12"].map(|count| {
        let (code, _) = printed(&world, &["-n", count, "--versions", "1"]);
        let all = right_row(&world, &code, 0);
        (code, all)
    });
    (world, quizzes)
}

fn mark(world: &World, quiz: &(String, String), names: &[&str]) {
    let lines: String = names
        .iter()
        .map(|name| format!("A {} {name}\n", quiz.1))
        .collect();
    world
        .run_with(&["mark", &quiz.0, "--class", "9A"], format!("{lines}\n"))
        .ended(0);
}

/// The names on the list of all quizzes.
fn rows(world: &World) -> Vec<String> {
    let ran = world.run(&["roster", "9A", "--json"]).ended(0);
    let rows = ran.json();
    let row = |row: &serde_json::Value| {
        let scores = row["scores"].as_array().unwrap().len();
        format!("{} on {scores}", row["pupil"].as_str().unwrap())
    };
    rows.iter().map(row).collect()
}

#[test]
fn two_forgotten_pupils_stay_two_and_one_stays_one() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна", "Даурен"]);
    mark(&world, &second, &["Даурен", "Галия"]);
    for name in ["Анна", "Галия", "Даурен"] {
        world.run(&["roster", "9A", "--forget", name, "-y"]).ended(0);
    }
    assert_eq!(rows(&world), ["9A-1 on 1", "9A-2 on 1", "9A-3 on 2"]);
    // None is given twice, also where its sheet is gone.
    world.run(&["mark", &second.0, "--remove", "9A-2"]).ended(0);
    world.run(&["roster", "9A", "--add", "Ербол"]).ended(0);
    mark(&world, &second, &["Ербол"]);
    world.run(&["roster", "9A", "--forget", "Ербол", "-y"]).ended(0);
    assert_eq!(rows(&world), ["9A-1 on 1", "9A-3 on 2", "9A-4 on 1"]);
}

#[test]
fn numbers_of_one_paper_are_nobody_on_another() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна", "Даурен"]);
    mark(&world, &second, &["Галия", "Даурен"]);
    world.run(&["roster", "9A", "--forget", "Даурен", "-y"]).ended(0);
    for quiz in [&first, &second] {
        world.run(&["results", &quiz.0, "--forget-names", "-y"]).ended(0);
    }
    let told = rows(&world);
    assert_eq!(
        told.len(),
        5,
        "two on the list, 9A-1, and a row for each other sheet: {told:?}"
    );
    assert!(told.contains(&"9A-1 on 2".to_owned()), "{told:?}");
    let bare: Vec<&String> = told.iter().filter(|row| row.contains(" (")).collect();
    assert_eq!(bare.len(), 2, "{told:?}");
    // Such a row gets a name by its own words.
    let (row, _) = bare[0].split_once(" on ").unwrap();
    world
        .run(&["roster", "9A", "--rename", &format!("{row}=Анна")])
        .ended(0);
    assert!(rows(&world).contains(&"Анна on 1".to_owned()));
}

#[test]
fn a_number_that_two_papers_have_is_forgotten_on_the_one_that_is_named() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна"]);
    mark(&world, &second, &["Галия"]);
    for quiz in [&first, &second] {
        world.run(&["results", &quiz.0, "--forget-names", "-y"]).ended(0);
    }
    let ran = world.run(&["roster", "9A", "--forget", "1", "-y"]).ended(2);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`1` is a sheet of its own on each of the papers")
            && said.contains(&format!("such as \"1 ({})\"", second.0)),
        "{said}"
    );
    let row = format!("1 ({})", second.0);
    world.run(&["roster", "9A", "--forget", &row, "-y"]).ended(0);
    let told = rows(&world);
    assert!(
        told.contains(&"9A-1 on 1".to_owned()) && told.contains(&format!("1 ({}) on 1", first.0)),
        "{told:?}"
    );
    // Now one paper alone has it.
    world.run(&["roster", "9A", "--forget", "1", "-y"]).ended(0);
    assert!(rows(&world).contains(&"9A-2 on 1".to_owned()));
}

#[test]
fn a_class_that_is_forgotten_whole_keeps_its_pupils_apart() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна", "Даурен"]);
    mark(&world, &second, &["Даурен", "Галия"]);
    world.run(&["roster", "9A", "--forget-all", "-y"]).ended(0);
    world
        .run(&[
            "roster",
            "9A",
            "--add",
            "Ербол",
            "--quiz",
            &first.0,
            "--quiz",
            &second.0,
        ])
        .ended(0);
    let mut told = rows(&world);
    assert_eq!(told.remove(0), "Ербол on 0");
    let pupils: Vec<&str> = told.iter().map(|row| row.split(' ').next().unwrap()).collect();
    assert_eq!(pupils, ["9A-1", "9A-2", "9A-3"]);
    assert_eq!(told.iter().filter(|row| row.ends_with("on 2")).count(), 1);
    // A new class of the same name goes on counting.
    mark(&world, &second, &["Ербол"]);
    world.run(&["roster", "9A", "--forget", "Ербол", "-y"]).ended(0);
    assert!(
        rows(&world).contains(&"9A-4 on 1".to_owned()),
        "{:?}",
        rows(&world)
    );
}

#[test]
fn marks_over_several_quizzes_and_a_sheet_without_a_name() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна"]);
    world
        .run_with(
            &["mark", &second.0, "--class", "9A"],
            format!("A {} Анна\nA {}\n\n", "-".repeat(12), second.1),
        )
        .ended(0);
    let ran = world.run(&["roster", "9A", "--scale", "90 75 40"]).ended(0);
    let line = ran.out.lines().find(|line| line.starts_with("Анна")).unwrap();
    assert!(line.ends_with("48 %  3"), "{line}");
    let ran = world
        .run(&["roster", "9A", "--scale", "90 75 40", "--csv", "-"])
        .ended(0);
    assert!(
        ran.out.contains("share,mark") && ran.out.contains(",0.478,3"),
        "{}",
        ran.out
    );
    let ran = world
        .run_with(&["mark", &first.0, "--class", "9A"], format!("A {}\n\n", first.1))
        .ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("No name in this line; the sheet is kept as 2"),
        "{said}"
    );
}

#[test]
fn a_sheet_that_is_taken_away_or_undone_comes_back_under_the_number() {
    let (world, [first, second]) = class();
    mark(&world, &first, &["Анна", "Даурен"]);
    world.run(&["mark", &first.0, "--remove", "Анна"]).ended(0);
    let ran = world.run(&["roster", "9A", "--forget", "Анна", "-y"]).ended(0);
    assert!(
        ran.out.contains("1 sheet that is taken away"),
        "no sheet that counts had the name: {}",
        ran.out
    );
    world.run(&["mark", &first.0, "--bring-back", "9A-1"]).ended(0);
    assert!(
        rows(&world).contains(&"9A-1 on 1".to_owned()),
        "{:?}",
        rows(&world)
    );
    mark(&world, &second, &["Галия"]);
    world.run(&["undo"]).ended(0);
    world.run(&["roster", "9A", "--forget", "Галия", "-y"]).ended(0);
    world.run(&["redo"]).ended(0);
    let told = rows(&world);
    assert!(told.contains(&"9A-2 on 1".to_owned()), "{told:?}");
    let kept =
        std::fs::read_to_string(world.home().join(format!("papers/{}.results.json", second.0))).unwrap();
    assert!(!kept.contains("Галия"), "{kept}");
}

#[test]
fn a_sheet_whose_merge_is_taken_back_is_forgotten_under_its_own_name() {
    let (world, [first, _]) = class();
    mark(&world, &first, &["Даурен"]);
    let file = format!("papers/{}.results.json", first.0);
    let kept = || std::fs::read_to_string(world.home().join(&file)).unwrap();
    let mut theirs: serde_json::Value = serde_json::from_str(&kept()).unwrap();
    theirs["origin"] = "afar".into();
    theirs["sheets"][0]["id"] = "afar".into();
    theirs["sheets"][0]["given"][0] = serde_json::json!("open");
    let far = world.file(&format!("far/{}.results.json", first.0), theirs.to_string());
    world.run(&["results", "merge", &far]).ended(0);
    assert!(kept().contains("Даурен (2)"), "{}", kept());
    world.run(&["undo"]).ended(0);
    let ran = world.run(&["roster", "9A", "--forget", "Даурен", "-y"]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("that count to no class (`results CODE --forget-names`)"),
        "{said}"
    );
    assert!(!kept().contains("Даурен"), "{}", kept());
    world.run(&["redo"]).ended(0);
    assert!(
        !kept().contains("Даурен") && kept().contains("9A-1 (2)"),
        "{}",
        kept()
    );
}

#[test]
fn a_paper_whose_names_are_forgotten_keeps_what_was_taken_away() {
    let (world, [first, _]) = class();
    mark(&world, &first, &["Анна", "Даурен"]);
    world.run(&["mark", &first.0, "--remove", "Анна"]).ended(0);
    world.run(&["results", &first.0, "--forget-names", "-y"]).ended(0);
    world.run(&["mark", &first.0, "--bring-back", "2"]).ended(0);
    let ran = world.run(&["results", &first.0, "--pupils", "--json"]).ended(0);
    assert_eq!(ran.json().len(), 2, "{}", ran.out);
}
