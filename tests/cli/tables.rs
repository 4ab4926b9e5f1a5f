//! Sheets of a table: which columns are known, what becomes of rows that lack something, and how a table is taken back.

use std::fs;

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

/// What is said, with its line ends taken out.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pupils(world: &World, code: &str) -> String {
    flat(&world.run(&["results", code, "--pupils"]).ended(0).out)
}

/// The kept results as they stand in their file.
fn kept(world: &World, code: &str) -> serde_json::Value {
    let path = world.home().join(format!("papers/{code}.results.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_row_without_a_version_is_left_out_where_the_paper_has_several() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "2"]);
    let (a, b) = (right_row(&world, &code, 0), right_row(&world, &code, 1));
    // Lines end as on Windows, and one is empty.
    let table =
        format!("Name,Version,Answers\r\nDana,B,{b}\r\n\r\nArman, ,{b}\r\nAida,a,{a}\r\nTimur,AB,{a}\r\n");
    let path = world.file("scan.csv", table);
    let ran = world.run(&["mark", &code, "--csv", &path]).ended(1);
    let said = flat(&ran.err);
    assert!(
        said.contains("scan.csv:4: the cell of the version is empty"),
        "{said}"
    );
    assert!(said.contains("scan.csv:6: `AB` is no version"), "{said}");
    let told = pupils(&world, &code);
    assert!(
        told.contains("Dana B 12 of 12") && told.contains("Aida A 12 of 12"),
        "{told}"
    );
    assert!(!told.contains("Arman") && !told.contains("Timur"), "{told}");
    // Where there is one version, nothing needs to be said of it.
    let (code, _) = printed(&world, &["-n", "11", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let path = world.file("one.csv", format!("Name,Version,Answers\nDana,,{all}\n"));
    world.run(&["mark", &code, "--csv", &path]).ended(0);
    assert!(pupils(&world, &code).contains("Dana A 11 of 11"));
}

#[test]
fn names_stand_under_many_headings_and_in_two_columns() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    for (at, heading) in [
        "ФИО",
        "Ученик",
        "\"Фамилия, имя\"",
        "Фамилия, имя",
        "Name",
        "Student",
        "Оқушы",
        "Аты-жөні",
    ]
    .into_iter()
    .enumerate()
    {
        let table = format!("{heading};Answers\nPupil{at}x;{all}\n");
        let path = world.file("scan.csv", table);
        let ran = world.run(&["mark", &code, "--csv", &path]).ended(0);
        assert!(!ran.err.contains("no column"), "{heading}: {}", ran.err);
        let told = pupils(&world, &code);
        assert!(told.contains(&format!("Pupil{at}x A")), "{heading}: {told}");
    }
    for (headings, name) in [
        ("Фамилия;Имя", "Ахметов Дана"),
        ("Тегі;Аты", "Ахметов Айдар"),
        ("Surname;First name", "Ахметов Тимур"),
    ] {
        let table = format!("{headings};Answers\n{};{all}\n", name.replace(' ', ";"));
        let path = world.file("scan.csv", table);
        world.run(&["mark", &code, "--csv", &path]).ended(0);
        let told = pupils(&world, &code);
        assert!(told.contains(name), "{headings}: {told}");
    }
}

#[test]
fn a_row_without_a_name_is_told_and_not_taken_twice() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let path = world.file("scan.csv", format!("Name;Answers\nDana;{all}\n;{all}\n;{all}\n"));
    let said = flat(&world.run(&["mark", &code, "--csv", &path]).ended(0).err);
    assert!(
        said.contains("scan.csv:3: no name; the sheet is kept as 2") && said.contains("scan.csv:4: no name"),
        "{said}"
    );
    assert_eq!(pupils(&world, &code).matches("12 of 12").count(), 3);
    let said = flat(&world.run(&["mark", &code, "--csv", &path]).ended(0).err);
    assert!(said.contains("3 sheets were there already"), "{said}");
    // Another answer in the same row is another sheet.
    let other = world.file(
        "other.csv",
        format!("Name;Answers\nDana;{all}\n;{}\n", "-".repeat(12)),
    );
    world.run(&["mark", &code, "--csv", &other]).ended(0);
    assert!(pupils(&world, &code).contains("2 (2) A 0 of 12"));
    // No column of names at all.
    let bare = world.file("bare.csv", format!("Room;Answers\n5;{all}\n"));
    let said = flat(&world.run(&["mark", &code, "--csv", &bare]).ended(0).err);
    assert!(
        said.contains("no column holds names; there are Room, Answers"),
        "{said}"
    );
    let said = flat(
        &world
            .run(&["mark", &code, "--csv", &bare, "--anonymous"])
            .ended(0)
            .err,
    );
    assert!(
        !said.contains("no column") && said.contains("1 sheet was there already"),
        "{said}"
    );
}

#[test]
fn a_table_is_taken_back_as_a_whole_and_a_dry_run_keeps_nothing() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let open = "-".repeat(12);
    let typed = format!("A {open} Dana\nA {all} Arman\n\n");
    world.run_with(&["mark", &code], &typed).ended(0);
    let before = kept(&world, &code);
    let path = world.file(
        "scan.csv",
        format!("Name;Answers\nDana;{all}\nAida;{all}\nTimur;{open}\n"),
    );
    let dry = world
        .run(&["mark", &code, "--csv", &path, "--replace", "--dry-run"])
        .ended(0);
    let said = flat(&dry.out);
    for told in [
        "Dana, version A: 12 of 12 points",
        "Timur, version A: 0 of 12 points",
        "3 sheets would be marked, 1 in the place of another",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(kept(&world, &code), before);
    world.run(&["mark", &code, "--csv", &path, "--replace"]).ended(0);
    let after = kept(&world, &code);
    assert_eq!(after["sheets"].as_array().unwrap().len(), 4);
    // A sheet typed since then is a step of its own.
    world
        .run_with(&["mark", &code], format!("A {all} Madi\n\n"))
        .ended(0);
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        flat(&ran.out).contains(&format!("sheets typed on paper {code}")),
        "{}",
        ran.out
    );
    let told = pupils(&world, &code);
    assert!(!told.contains("Madi") && told.contains("Timur"), "{told}");
    let ran = world.run(&["undo"]).ended(0);
    let said = flat(&ran.out);
    assert!(
        said.contains(&format!("3 sheets of scan.csv on paper {code}")),
        "{said}"
    );
    let told = pupils(&world, &code);
    assert!(
        told.contains("Dana A 0 of 12") && told.contains("Arman"),
        "{told}"
    );
    assert!(!told.contains("Aida") && !told.contains("Timur"), "{told}");
    // A sheet that was brought back by itself meanwhile stays.
    world.run(&["mark", &code, "--bring-back", "Timur"]).ended(0);
    world.run(&["redo"]).ended(0);
    let told = pupils(&world, &code);
    assert!(
        told.contains("Dana A 12 of 12") && told.contains("Timur") && told.contains("Aida"),
        "{told}"
    );
    // What was taken away since then keeps nobody from taking back the rest, nor the steps before.
    world.run(&["mark", &code, "--remove", "Aida"]).ended(0);
    let said = flat(&world.run(&["undo"]).ended(0).out);
    assert!(said.contains("Not taken back: sheets taken away"), "{said}");
    let ran = world.run(&["undo"]).ended(0);
    let said = flat(&ran.err);
    assert!(
        said.contains("1 sheet of this step was taken away or replaced since then, and stays so"),
        "{said}"
    );
    let told = pupils(&world, &code);
    assert!(
        told.contains("Dana A 0 of 12") && !told.contains("Timur") && !told.contains("Aida"),
        "{told}"
    );
    let said = flat(&world.run(&["undo"]).ended(0).out);
    assert!(said.contains("Not taken back: sheets brought back"), "{said}");
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("sheets typed on paper"), "{}", ran.out);
    let ran = world.run(&["mark", &code, "--dry-run"]).ended(2);
    assert!(ran.err.contains("--csv"), "{}", ran.err);
}

#[test]
fn the_help_says_what_a_table_may_have() {
    let world = World::new();
    let said = flat(&world.run(&["help", "mark"]).ended(0).out);
    for told in ["ФИО", "semicolons", "Cyrillic", "without a name", "--dry-run"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn a_name_that_a_spreadsheet_would_compute_is_text_in_tables_and_comes_back_as_it_was() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} =1+1\nA {all} Dana-Maria\n\n"))
        .ended(0);
    let table = world.run(&["results", &code, "--csv", "-"]).ended(0).out;
    assert!(
        table.contains("\n'=1+1,") && table.contains("\nDana-Maria,"),
        "{table}"
    );
    world.run(&["roster", "8B", "--add", "@SUM(A1)"]).ended(0);
    let table = world.run(&["roster", "8B", "--csv", "-"]).ended(0).out;
    assert!(table.contains("'@SUM(A1)"), "{table}");
    let file = world.file("8b.csv", table);
    let ran = world.run(&["roster", "8B", "--names", &file]).ended(0);
    assert!(ran.out.contains("0 names added, 1 in all"), "{}", ran.out);
}

#[test]
fn what_came_from_another_computer_is_a_step_of_undo_and_another_name_is_told_of() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Dana\n\n"))
        .ended(0);
    let mut theirs = kept(&world, &code);
    theirs["origin"] = "afar".into();
    theirs["sheets"][0]["pupil"] = "Arman".into();
    theirs["sheets"][0]["id"] = "afar".into();
    let file = world.file(&format!("far/{code}.results.json"), theirs.to_string());
    world.run(&["results", "merge", &file]).ended(0);
    assert!(pupils(&world, &code).contains("Arman"));
    let ran = world.run(&["undo"]).ended(0);
    assert!(flat(&ran.out).contains("merge results of paper"), "{}", ran.out);
    let told = pupils(&world, &code);
    assert!(told.contains("Dana") && !told.contains("Arman"), "{told}");
    world.run(&["redo"]).ended(0);
    assert!(pupils(&world, &code).contains("Arman"));
    world
        .run(&["roster", "8B", "--add", "Dana", "--quiz", &code])
        .ended(0);
    world.run(&["roster", "8B", "--rename", "Dana=Daniya"]).ended(0);
    let said = flat(&world.run(&["undo"]).ended(0).out);
    assert!(
        said.contains("Not taken back: another name in class 8B") && said.contains("--rename"),
        "{said}"
    );
    assert!(pupils(&world, &code).contains("Daniya") && pupils(&world, &code).contains("Arman"));
    // It is told each time, also where a step waits to be brought back, and ends no redo.
    world.run(&["roster", "8B", "--rename", "Daniya=Dana"]).ended(0);
    let said = flat(&world.run(&["undo"]).ended(0).out);
    assert!(said.contains("Not taken back: another name"), "{said}");
    for _ in 0..10 {
        if flat(&world.run(&["undo"]).ended(0).out).starts_with("Taken back: merge results") {
            break;
        }
    }
    world.run(&["roster", "8B", "--rename", "Dana=Daniya"]).ended(0);
    let said = flat(&world.run(&["undo"]).ended(0).out);
    assert!(said.contains("Not taken back: another name"), "{said}");
    world.run(&["redo"]).ended(0);
    assert!(pupils(&world, &code).contains("Arman"));
}

#[test]
fn a_paper_from_several_decks_is_called_a_quiz_in_the_language_of_the_class() {
    let world = world();
    let text = "format = 1\n\n[deck]\nid = \"seas\"\ntitle = \"Seas\"\n\n[[item]]\nid = \"aral\"\n\
        stem = \"Which sea is this?\"\nkey = \"Aral\"\ndistractors = [\"Azov\", \"Caspian\", \"Kara\"]\n";
    world.deck("seas", text);
    let out = world.path("both.html").display().to_string();
    let query = "deck:lakes or deck:seas";
    let words = ["paper", query, "-n", "13", "--json", "--lang", "kk", "-o", &out];
    let ran = world.run(&words).ended(0);
    assert_eq!(ran.json()[0]["title"], "Тест");
}
