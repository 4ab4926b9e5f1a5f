//! Names of a class, sheets from several computers, and what `mark` reads beside plain rows.

use std::fs;

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

fn mode(path: &std::path::Path) -> u32 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        return fs::metadata(path).unwrap().permissions().mode() & 0o777;
    }
    #[allow(unreachable_code)]
    0o600
}

fn pupils(world: &World, code: &str) -> String {
    world.run(&["results", code, "--pupils"]).ended(0).out
}

#[test]
fn rows_in_groups_and_circles_filled_twice_are_read() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "2"]);
    let all = right_row(&world, &code, 0);
    let groups = format!("{} {} {}", &all[..5], &all[5..10], &all[10..]);
    let typed = format!("A {groups} Dana\nA (AB){} Ada\nA *{}\n\n", &all[1..], &all[1..]);
    let ran = world.run_with(&["mark", &code], typed).ended(0);
    assert!(ran.out.contains("Dana: 12 of 12 points\n"), "{}", ran.out);
    assert!(
        ran.out
            .contains("Ada: 11 of 12 points; several circles filled, which is wrong: 1"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("3: 11 of 12"), "{}", ran.out);
    let table = world.run(&["results", &code, "--csv", "-"]).ended(0).out;
    assert!(table.contains(",*,"), "{table}");
}

#[test]
fn a_changed_key_is_taken_back_by_undo_and_sheets_stay() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Dana\nA {all} Arman\n\n"))
        .ended(0);
    world.run(&["mark", &code, "--drop", "A1"]).ended(0);
    assert!(pupils(&world, &code).contains("11 of 11"));
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        ran.out.contains(&format!("key of A1 on paper {code}")),
        "{}",
        ran.out
    );
    assert_eq!(pupils(&world, &code).matches("12 of 12").count(), 2);
    world.run(&["redo"]).ended(0);
    assert_eq!(pupils(&world, &code).matches("11 of 11").count(), 2);
}

#[test]
fn a_class_has_its_names_completed_and_its_scores_over_quizzes() {
    let world = world();
    let names = world.file(
        "8b.csv",
        "nr;Name\n1;Dana Akhmetova\n2;Dana Zyzova\n3;Arman Omarov\n",
    );
    let ran = world.run(&["roster", "8B", "--names", &names]).ended(0);
    assert!(ran.out.contains("3 names added, 3 in all"), "{}", ran.out);
    assert_eq!(mode(&world.home().join("classes/8b.class.json")), 0o600);
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed = format!("A {all} dana z\nA {all} dana\nA {all} arman\nA {all} Amran Omarov\n\n");
    let ran = world.run_with(&["mark", &code, "--class", "8b"], typed).ended(0);
    assert!(
        ran.out.contains("Dana Zyzova: 12 of 12") && ran.out.contains("Arman Omarov: 12 of 12"),
        "{}",
        ran.out
    );
    assert!(
        ran.err.contains("`dana` may be Dana Akhmetova or Dana Zyzova")
            && ran.err.contains("did you mean Arman Omarov"),
        "{}",
        ran.err
    );
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("No sheet yet of 1 pupil in class 8B: Dana Akhmetova"),
        "{said}"
    );
    let ran = world.run(&["roster", "8B"]).ended(0);
    assert!(
        ran.out.contains(&code) && ran.out.contains("12/12"),
        "{}",
        ran.out
    );
    let absent = ran.out.lines().find(|line| line.starts_with("Dana Akhmetova"));
    assert!(absent.is_some_and(|line| line.ends_with('-')), "{}", ran.out);
    let said = ran.err.replace('\n', " ");
    // Arman Omarov has a sheet of that paper, so it cannot become his.
    assert!(
        said.contains("Arman Omarov has a sheet of") && said.contains("--rename \"Amran Omarov=NAME\""),
        "{said}"
    );
    world
        .run(&["roster", "8B", "--rename", "Amran Omarov=Dana Akhmetova"])
        .ended(0);
    let ran = world
        .run(&["roster", "8B", "--rename", "Arman Omarov=Dana Zyzova"])
        .ended(2);
    assert!(ran.err.contains("Dana Zyzova has a sheet already"), "{}", ran.err);
    let table = world.run(&["roster", "8B", "--csv", "-"]).ended(0).out;
    assert_eq!(
        table,
        format!(
            "name,{code},{code} of,share\nDana Akhmetova,12,12,1.000\nDana Zyzova,12,12,1.000\nArman Omarov,12,12,1.000\n"
        )
    );
    let ran = world.run(&["roster", "9A"]).ended(2);
    assert!(ran.err.contains("--names"), "{}", ran.err);
    // Names that are forgotten are nowhere.
    for words in [&["--forget", "Dana Zyzova"][..], &["--forget-all"]] {
        let ran = world.run(&[&["roster", "8B"], words].concat()).ended(2);
        assert!(ran.err.contains("nothing was forgotten"), "{}", ran.err);
    }
    assert!(anywhere(&world, "Zyzova"));
    world
        .run(&["roster", "8B", "--forget", "Dana Zyzova", "--yes"])
        .ended(0);
    assert!(!anywhere(&world, "Zyzova"));
    world.run(&["roster", "8B", "--forget-all", "--yes"]).ended(0);
    assert!(!anywhere(&world, "Akhmetova") && !anywhere(&world, "Omarov"));
    assert_eq!(pupils(&world, &code).matches("12 of 12").count(), 3);
}

/// Whether a word stands in any file of the home.
#[test]
fn a_sheet_counts_to_the_class_it_was_marked_with_and_classes_of_kazakh_letters_are_apart() {
    let world = world();
    for (class, names) in [("8А", "Айша\nДана\n"), ("8Ә", "Әлия\nАлия\nДана\n")] {
        let names = world.file("names.csv", format!("Name\n{names}"));
        world.run(&["roster", class, "--names", &names]).ended(0);
    }
    let listed = world.run(&["roster"]).ended(0).out;
    assert!(
        listed.contains("8А: 2 pupils") && listed.contains("8Ә: 3 pupils"),
        "{listed}"
    );
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let open = "-".repeat(12);
    world
        .run_with(&["mark", &code, "--class", "8А"], format!("A {all} Дана\n\n"))
        .ended(0);
    world.run(&["undo"]).ended(0);
    // The other class has it from now on, and the sheet that was taken back comes back to its own.
    world
        .run_with(
            &["mark", &code, "--class", "8Ә"],
            format!("A {open} дан\nA {all} Әлия\n\n"),
        )
        .ended(0);
    let shown = world.run(&["roster", "8А", "--csv", "-"]).ended(0).out;
    assert!(shown.ends_with("Айша,,,\nДана,,,\n"), "{shown}");
    let ran = world
        .run_with(
            &["mark", &code, "--class", "8А"],
            format!("A {all} Дана\nA {all} айша\n\n"),
        )
        .ended(0);
    assert!(ran.out.contains("Дана (8А): 12 of 12"), "{}", ran.out);
    // A sheet without a class is of nobody's class, be the paper one of both.
    world
        .run_with(&["mark", &code], format!("A {open} Болат\n\n"))
        .ended(0);
    let table = |class: &str| world.run(&["roster", class, "--csv", "-"]).ended(0).out;
    let head = format!("name,{code},{code} of,share\n");
    assert_eq!(table("8А"), format!("{head}Айша,12,12,1.000\nДана,12,12,1.000\n"));
    let of_other = format!("{head}Әлия,12,12,1.000\nАлия,,,\nДана,0,12,0.000\n");
    assert_eq!(table("8Ә"), of_other);
    world.run(&["roster", "8А", "--rename", "Дана=Дана К"]).ended(0);
    world
        .run(&["roster", "8А", "--forget", "Дана К", "--yes"])
        .ended(0);
    assert_eq!(table("8Ә"), of_other);
    world.run(&["roster", "8А", "--forget-all", "--yes"]).ended(0);
    assert_eq!(table("8Ә"), of_other);
    let shown = pupils(&world, &code);
    assert!(
        !shown.contains("Айша") && shown.contains("Болат") && shown.contains("8А-2"),
        "{shown}"
    );
    let listed = world.run(&["roster"]).ended(0).out;
    assert_eq!(listed, "8Ә: 3 pupils, 1 quiz\n");
    let (code, _) = printed(&world, &["-n", "11", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    // Two names that differ in a letter which only Kazakh has are two sheets.
    let table = world.file(
        "al.csv",
        format!("name,version,answers\nАлия,A,{all}\nӘлия,A,{all}\n"),
    );
    world.run(&["mark", &code, "--csv", &table]).ended(0);
    let shown = pupils(&world, &code);
    assert!(shown.contains("Алия") && shown.contains("Әлия"), "{shown}");
}

#[test]
fn sheets_that_an_older_program_kept_are_of_the_class_that_had_the_paper() {
    let world = world();
    for class in ["8A", "8B"] {
        world.run(&["roster", class, "--add", "Dana"]).ended(0);
    }
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Dana\nA {all} Zarina\n\n"))
        .ended(0);
    let table = |class: &str| world.run(&["roster", class, "--csv", "-"]).ended(0).out;
    world.run(&["roster", "8A", "--quiz", &code]).ended(0);
    let file = world.home().join(format!("papers/{code}.results.json"));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"class\": \"8A\""), "{text}");
    fs::write(&file, text.replace("\"class\": \"8A\",", "")).unwrap();
    assert!(table("8A").contains("Zarina,12"), "{}", table("8A"));
    let ran = world.run(&["roster", "8B", "--quiz", &code]).ended(0);
    assert!(ran.err.contains("Sheets of class 8A stay there"), "{}", ran.err);
    let typed = format!("A {} Dana\n\n", "-".repeat(12));
    world.run_with(&["mark", &code, "--class", "8B"], typed).ended(0);
    assert!(table("8B").ends_with("Dana,0,12,0.000\n"), "{}", table("8B"));
    assert!(
        table("8A").contains("Dana,12") && table("8A").contains("Zarina,12"),
        "{}",
        table("8A")
    );
}

#[test]
fn two_pupils_of_one_name_in_a_list_are_told_and_shares_are_rounded_alike() {
    let world = world();
    let names = world.file(
        "8b.csv",
        "№;Тегі;Аты\n1;Бекенов;Данияр\n2;Асанова;Әсел\n3;Бекенов;Данияр\n",
    );
    let ran = world.run(&["roster", "8B", "--names", &names]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("Бекенов Данияр stands twice") && said.contains("--add \"Бекенов Данияр 2\""),
        "{said}"
    );
    let ran = world.run(&["roster", "8B", "--add", "бекенов данияр"]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(
        ran.out.contains("0 names added") && said.contains("is on the list already"),
        "{said}"
    );
    world.run(&["roster", "8C", "--add", "Ада, Бота, Ержан"]).ended(0);
    let ran = world.run(&["roster", "8C", "--add", "Сая; Асан Дана"]).ended(0);
    assert!(ran.out.contains("2 names added, 5 in all"), "{}", ran.out);
    let ran = world
        .run(&["roster", "8C", "--add", "Асанов Айдар, Бек Дана"])
        .ended(0);
    assert!(ran.out.contains("2 names added, 7 in all"), "{}", ran.out);
    let ran = world
        .run(&["roster", "8C", "--add", "Асанов, Дана Бекқызы"])
        .ended(2);
    let said = ran.err.replace('\n', " ");
    assert!(said.contains("may be one name or several"), "{said}");
    assert!(said.contains("--add '\"Асанов, Дана Бекқызы\"'"), "{said}");
    // A name with a comma is shown so that it can be typed, and is one where it is typed so.
    let comma = world.file("8d.csv", "name\n\"Ospanov, Nur\"\n\"Ospanov, Nur\"\n");
    let ran = world.run(&["roster", "8D", "--names", &comma]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(said.contains("--add '\"Ospanov, Nur 2\"'"), "{said}");
    let ran = world
        .run(&["roster", "8D", "--add", "\"Ospanov, Nur 2\""])
        .ended(0);
    assert!(ran.out.contains("1 name added, 2 in all"), "{}", ran.out);
    let none = world.run(&["roster", "8E", "--add", ","]).ended(2);
    assert!(none.err.contains("no name in `,`"), "{}", none.err);
    world.run(&["roster", "8E"]).ended(2);
    // The same list once more says it again, and a list without doubles says nothing.
    let names = world.file("9a.csv", "Тегі;Аты\nБекенов;Данияр\nАсанова;Әсел\n");
    let ran = world.run(&["roster", "9A", "--names", &names]).ended(0);
    assert!(!ran.err.contains("twice"), "{}", ran.err);
    let (code, _) = printed(&world, &["-n", "8", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed = format!("A {}--- Бекенов Данияр\n\n", &all[..5]);
    world.run_with(&["mark", &code, "--class", "8B"], typed).ended(0);
    assert!(pupils(&world, &code).contains("63 %"));
    let shown = world.run(&["roster", "8B"]).ended(0).out;
    assert!(shown.contains("63 %"), "{shown}");
}

#[test]
fn a_second_sheet_of_a_pupil_is_not_to_be_renamed_to_the_first() {
    let world = world();
    let names = world.file("8b.csv", "Name\nДанияр\nАсель\n");
    world.run(&["roster", "8B", "--names", &names]).ended(0);
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let typed = format!("A {all} Данияр\nA {all} Данияр (2)\n\n");
    world.run_with(&["mark", &code, "--class", "8B"], typed).ended(0);
    let said = world.run(&["roster", "8B"]).ended(0).err.replace('\n', " ");
    assert!(!said.contains("--rename \"Данияр (2)=Данияр\""), "{said}");
    let remove = format!("mark {code} --remove \"Данияр (2)\"");
    assert!(
        said.contains(&remove) && said.contains("--rename \"Данияр (2)=NAME\""),
        "{said}"
    );
    world
        .run(&["roster", "8B", "--rename", "Данияр (2)=Данияр Омаров"])
        .ended(0);
    world.run(&["mark", &code, "--remove", "Данияр Омаров"]).ended(0);
    // With one sheet left it is a name typed otherwise.
    world.run(&["mark", &code, "--remove", "Данияр"]).ended(0);
    world
        .run_with(&["mark", &code], format!("A {all} Даниар\n\n"))
        .ended(0);
    let said = world.run(&["roster", "8B"]).ended(0).err.replace('\n', " ");
    assert!(said.contains("--rename \"Даниар=Данияр\""), "{said}");
}

fn anywhere(world: &World, word: &str) -> bool {
    let mut folders = vec![world.home()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            if bytes.windows(word.len()).any(|part| part == word.as_bytes()) {
                return true;
            }
        }
    }
    false
}

/// A second computer with the same paper, and what was marked on it.
fn elsewhere(home: &World, code: &str, seed: &str, typed: String) -> (World, String) {
    let world = World::new();
    fs::create_dir_all(world.home().join("papers")).unwrap();
    let paper = format!("papers/{code}.paper.json");
    fs::copy(home.home().join(&paper), world.home().join(&paper)).unwrap();
    let mut command = world.command(&["mark", code]);
    command.args(["--seed", seed]);
    super::world::run(command, typed.as_bytes()).ended(0);
    let results = world.home().join(format!("papers/{code}.results.json"));
    let path = results.display().to_string();
    (world, path)
}

#[test]
fn results_of_several_computers_unite_in_any_order() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let (_one, first) = elsewhere(&world, &code, "11", format!("A {all} Dana\nA {all}\n\n"));
    let (_two, second) = elsewhere(
        &world,
        &code,
        "12",
        format!("A {all} Arman\nA {all}\nA {all}\n\n"),
    );
    let ran = world.run(&["results", "merge", &first, &second]).ended(0);
    assert!(
        ran.out.contains("2 new sheets") && ran.out.contains("has 5 sheets now"),
        "{}",
        ran.out
    );
    let path = world.home().join(format!("papers/{code}.results.json"));
    let united = fs::read_to_string(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
    world
        .run(&["results", "merge", &second, &first, &second])
        .ended(0);
    assert_eq!(fs::read_to_string(&path).unwrap(), united);
    fs::remove_file(&path).unwrap();
    world.run(&["results", "merge", &second, &first]).ended(0);
    assert_eq!(fs::read_to_string(&path).unwrap(), united);
    // Two sheets of one name with different answers are kept, and told with what to do.
    let (_other, different) = elsewhere(&world, &code, "13", format!("A {} Dana\n\n", "-".repeat(12)));
    let ran = world.run(&["results", "merge", &different]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "Dana stands on 2 sheets with different answers; all are kept: Dana: A ",
        "Dana (2): A ",
        "--remove \"Dana (2)\"",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // A computer that does not know the paper takes it from beside the file.
    let third = World::new();
    third.run(&["results", "merge", &first]).ended(0);
    assert!(pupils(&third, &code).contains("Dana"));
    let lone = third.file("lone.json", fs::read(&first).unwrap());
    let stranger = World::new();
    let ran = stranger.run(&["results", "merge", &lone]).ended(3);
    assert!(ran.err.contains(&format!("put {code}.paper.json")), "{}", ran.err);
}

#[test]
fn a_paper_has_so_many_of_each_sort_or_says_what_there_is() {
    let world = World::new();
    let mut deck = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n".to_owned();
    for number in 0..12 {
        let (tag, level) = if number < 7 { ("politics", 2) } else { ("law", 4) };
        deck.push_str(&format!(
            "\n[[item]]\nid = \"i{number}\"\nkind = \"who\"\nstem = \"What of {number}?\"\nkey = \"right {number}\"\n\
             distractors = [\"a {number}\", \"b {number}\"]\ntags = [\"{tag}\"]\ndifficulty = {level}\n"
        ));
    }
    world.deck("lakes", &deck);
    let (_, told) = printed(
        &world,
        &["--topics", "politics 5, law 3", "--levels", "1-3 5, 4-5 3"],
    );
    assert_eq!(told["questions"], 8);
    let key = fs::read_to_string(world.path("quiz-key.html")).unwrap();
    let politics = (0..7).filter(|number| key.contains(&format!("lakes/i{number}<")));
    assert_eq!(politics.count(), 5);
    let out = world.path("quiz.html").display().to_string();
    let run = |flags: &[&str]| {
        let mut words = vec!["paper", "deck:lakes", "--force", "-o", &out];
        words.extend(flags);
        world.run(&words).ended(2).err.replace('\n', " ")
    };
    let said = run(&["--topics", "politics 5, law 6"]);
    assert!(
        said.contains("`law` 5 of 6; 5 fit") && said.contains("politics 7, law 5"),
        "{said}"
    );
    let said = run(&["--topics", "politics 5", "--levels", "4-5 4", "-n", "8"]);
    assert!(said.contains("cannot be drawn as wished"), "{said}");
    assert!(run(&["--kinds", "whoo 2"]).contains("did you mean `who`"));
    assert!(run(&["--topics", "politics 5", "-n", "3"]).contains("the paper has 3"));
    assert!(run(&["--topics", "politics"]).contains("no name with a number"));
}

#[test]
fn what_a_paper_leaves_out_is_named_and_all_takes_it() {
    let world = World::new();
    let mut deck = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n".to_owned();
    for (id, stem, key) in [
        (
            "term",
            "In which years did Velkov lead the council of Oron?",
            "1964-1986",
        ),
        (
            "moscow",
            "Who took the place of Velkov in December 1986?",
            "Berik",
        ),
        ("ferry", "Which town has a ferry?", "Cheg"),
    ] {
        deck.push_str(&format!(
            "\n[[item]]\nid = \"{id}\"\nkind = \"which\"\nstem = \"{stem}\"\nkey = \"{key}\"\n\
             distractors = [\"a {id}\", \"b {id}\"]\n"
        ));
    }
    deck.push_str("\n[[item]]\nid = \"why\"\nkind = \"content\"\nstem = \"Why is the lake salt?\"\nkey = \"No river leaves it\"\n");
    world.deck("lakes", &deck);
    let out = world.path("quiz.html").display().to_string();
    let run = |number: &str, flags: &[&str]| {
        let mut words = vec!["paper", "deck:lakes", "-n", number, "--force", "-o", &out];
        words.extend(flags);
        let ran = world.run(&words).ended(0);
        let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        (said, ran.out)
    };
    let (said, told) = run("4", &[]);
    for part in [
        "2 of 3 questions fit together",
        "--all takes them",
        "Velkov in December 1986",
        "one tells the answer of the other",
        "1 card is answered by writing and left out; --written draws",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(told.contains("2 questions in 2 versions"), "{told}");
    let (said, told) = run("4", &["--all", "--written"]);
    assert!(told.contains("4 questions"), "{told}");
    assert!(!said.contains("fit together"), "{said}");
    let (said, _) = run("1", &["--versions", "26", "--kind", "content", "--written"]);
    assert!(said.contains("1 different version of 1 question"), "{said}");
}
