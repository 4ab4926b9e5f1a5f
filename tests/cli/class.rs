//! `paper`, `mark` and `results`: a quiz on paper from the deck to what its answers say.

use std::fs;

use serde_json::Value;

use super::world::World;

/// Twelve choices whose key is always `right`, and one that is written.
fn lakes() -> String {
    let mut deck = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n".to_owned();
    for number in 1..=12 {
        deck.push_str(&format!(
            "\n[[item]]\nid = \"lake-{number}\"\nstem = \"Which of these is lake {number} <b>\"\nkey = \"right {number}\"\n\
             distractors = [\"wrong {number}\", \"no {number}\", \"never {number}\"]\n"
        ));
    }
    deck.push_str("\n[[item]]\nid = \"written\"\nstem = \"How deep is it?\"\nkey = \"forty metres\"\n");
    deck
}

pub fn world() -> World {
    let world = World::new();
    world.deck("lakes", &lakes());
    world
}

/// Prints a paper and returns its code and what is known of it.
pub fn printed(world: &World, flags: &[&str]) -> (String, Value) {
    let out = world.path("quiz.html").display().to_string();
    let mut words = vec!["paper", "deck:lakes", "--json", "--force", "-o", &out];
    words.extend(flags);
    let ran = world.run(&words).ended(0);
    let json: Value = serde_json::from_str(ran.out.trim()).unwrap();
    (json["code"].as_str().unwrap().to_owned(), json)
}

/// The row of someone who knows everything, from the stored paper.
pub fn right_row(world: &World, code: &str, version: usize) -> String {
    let path = world.home().join(format!("papers/{code}.paper.json"));
    let paper: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let version = &paper["versions"][version];
    let order = version["order"].as_array().unwrap();
    let of = |(place, at): (usize, &Value)| {
        let answer = &paper["questions"][at.as_u64().unwrap() as usize]["answer"];
        let Some(choice) = answer.get("choice") else {
            return '+';
        };
        let options = version["options"][place].as_array().unwrap();
        let at = options
            .iter()
            .position(|option| *option == choice["keys"][0])
            .unwrap();
        char::from(b'A' + at as u8)
    };
    order.iter().enumerate().map(of).collect()
}

#[test]
fn two_decks_side_by_side_are_told_how_they_are_meant() {
    let world = world();
    world.deck(
        "rivers",
        &lakes().replace("lakes", "rivers").replace("Lakes", "Rivers"),
    );
    for words in [
        &["paper", "deck:lakes", "deck:rivers", "-n", "4"][..],
        &["export", "json", "deck:lakes", "deck:rivers"],
    ] {
        let ran = world.run(words).ended(2);
        let said = ran.err.replace('\n', " ");
        assert!(said.contains("deck:lakes or deck:rivers"), "{said}");
        assert!(!said.contains("--written"), "{said}");
    }
}

#[test]
fn a_paper_is_printed_in_versions_and_replaces_nothing_unasked() {
    let world = world();
    let (code, told) = printed(&world, &["-n", "10", "--versions", "3", "--sheet"]);
    assert_eq!(
        (told["questions"].as_u64(), told["versions"].as_u64()),
        (Some(10), Some(3))
    );
    let page = fs::read_to_string(world.path("quiz.html")).unwrap();
    let key = fs::read_to_string(world.path("quiz-key.html")).unwrap();
    assert!(
        page.contains("&lt;b&gt;") && !page.contains("<b>"),
        "texts are escaped"
    );
    assert!(page.contains("Version C") && page.contains(&code));
    assert!(!page.contains("lakes/lake-1") && key.contains("lakes/lake-"));
    let out = world.path("quiz.html").display().to_string();
    let ran = world.run(&["paper", "deck:lakes", "-o", &out]).ended(2);
    assert!(ran.err.contains("--force"), "{}", ran.err);
    let ran = world.run(&["paper", "--list"]).ended(0);
    let listed = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        listed.contains(&code) && listed.contains("0 sheets marked, 20"),
        "{listed}"
    );
    world
        .run(&["paper", "--again", &code, "--force", "-o", &out])
        .ended(0);
    let again = fs::read_to_string(world.path("quiz.html")).unwrap();
    assert_eq!(again, page, "printed once more it looks as before");
    let ran = world.run(&[
        "paper",
        "--again",
        &code,
        "-o",
        &world.path("quiz.pdf").display().to_string(),
    ]);
    assert!(ran.ended(2).err.contains("a paper is an HTML file"));
    let (again, _) = printed(&world, &["-n", "10", "--versions", "3", "--sheet"]);
    assert_eq!(again, code, "the same seed gives the same paper");
    assert_eq!(fs::read_to_string(world.path("quiz.html")).unwrap(), page);
}

#[test]
fn a_paper_printed_once_more_has_the_key_of_now_and_is_large_only_where_that_is_said() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "10", "--sheet"]);
    let read = |name: &str| fs::read_to_string(world.path(name)).unwrap();
    let (page, key) = (read("quiz.html"), read("quiz-key.html"));
    let out = world.path("quiz.html").display().to_string();
    let again = |more: &[&str]| {
        let words = ["paper", "--again", &code, "--force", "-o", &out];
        world.run(&[&words[..], more].concat()).ended(0)
    };
    let ran = again(&["--large", "--lang", "ru"]);
    assert!(read("quiz.html").contains("<body class=\"large\">"));
    assert!(!ran.err.contains("The key is that of now"), "{}", ran.err);
    again(&[]);
    assert_eq!(
        (read("quiz.html"), read("quiz-key.html")),
        (page.clone(), key.clone())
    );
    world.run(&["mark", &code, "--drop", "A1"]).ended(0);
    let ran = again(&[]);
    let told = "The key is that of now; changed since it was printed: A1.";
    assert!(ran.err.contains(told), "{}", ran.err);
    let now = read("quiz-key.html");
    assert_eq!(read("quiz.html"), page, "the class has its pages as they were");
    assert!(now.contains("does not count") && !key.contains("does not count"));
    assert_eq!(
        now.matches("letter hole").count() + 2,
        key.matches("letter hole").count()
    );
    // Another paper that is made anew with the same seed is the same paper, with the key by which it is marked.
    printed(&world, &["-n", "10", "--sheet"]);
    assert_eq!(read("quiz-key.html"), now);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdf_says_how_to_get_one_and_keeps_nothing() {
    let world = world();
    let out = world.path("quiz.pdf").display().to_string();
    let ran = world.run(&["paper", "deck:lakes", "--pdf", &out]).ended(2);
    for told in ["without PDF papers", "browser", "-o FILE.html", "--features pdf"] {
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    assert!(
        world
            .run(&["paper", "--list"])
            .ended(0)
            .out
            .contains("No paper yet")
    );
    assert!(!world.path("quiz.pdf").exists());
}

#[cfg(feature = "pdf")]
#[test]
fn a_paper_is_printed_into_pdf_files() {
    let world = world();
    let out = world.path("quiz.pdf").display().to_string();
    let words = ["paper", "deck:lakes", "-n", "10", "--sheet", "--pdf", &out];
    let ran = world.run(&words).ended(0);
    assert!(ran.out.contains("quiz-key.pdf"), "{}", ran.out);
    let read = |name: &str| fs::read(world.path(name)).unwrap();
    let (page, key) = (read("quiz.pdf"), read("quiz-key.pdf"));
    assert!(page.starts_with(b"%PDF-") && key.starts_with(b"%PDF-"));
    assert!(world.run(&words).ended(2).err.contains("--force"));
    let list = world.run(&["paper", "--list"]).ended(0).out;
    let code = list.split_whitespace().next().unwrap().to_owned();
    world
        .run(&["paper", "--again", &code, "--force", "--pdf", &out])
        .ended(0);
    assert_eq!((read("quiz.pdf"), read("quiz-key.pdf")), (page, key));
    let other = world.path("quiz.txt").display().to_string();
    let ran = world.run(&["paper", "deck:lakes", "--pdf", &other]).ended(2);
    assert!(ran.err.contains("a PDF file is named .pdf"), "{}", ran.err);
    world
        .run(&["paper", "deck:lakes", "--pdf", &out, "-o", "a.html"])
        .ended(2);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_with_a_sign_that_no_font_has_is_refused_and_nothing_kept() {
    let world = world();
    world.deck("lakes", &lakes().replace("wrong 4", "史"));
    let out = world.path("quiz.pdf").display().to_string();
    let ran = world.run(&["paper", "deck:lakes", "--pdf", &out]).ended(3);
    for told in [
        "`史` (U+53F2) in lakes/lake-4",
        "edit lakes/lake-4",
        "-o FILE.html",
    ] {
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    assert!(!world.path("quiz.pdf").exists());
    assert!(
        world
            .run(&["paper", "--list"])
            .ended(0)
            .out
            .contains("No paper yet")
    );
}

#[test]
fn written_answers_come_only_where_they_are_wanted() {
    let world = world();
    let (_, told) = printed(&world, &["-n", "20"]);
    assert_eq!(told["questions"], 12);
    let (_, told) = printed(&world, &["-n", "20", "--written"]);
    assert_eq!(told["questions"], 13);
    let ran = world.run(&["paper", "deck:lakes", "written"]).ended(2);
    assert!(ran.err.contains("--written"), "{}", ran.err);
    let ran = world
        .run(&["paper", "deck:lakes", "--difficulty", "4-2"])
        .ended(2);
    assert!(ran.err.contains("--difficulty"), "{}", ran.err);
}

#[test]
fn sheets_are_typed_and_saved_one_by_one() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "2"]);
    let (all, other) = (right_row(&world, &code, 0), right_row(&world, &code, 1));
    let typed = format!(
        "A {all} Dana\nB {other}\nA AB\nZ {all}\nB {other} DANA\nA ------------ Askar\nundo\nA ------------ Arman\n\n"
    );
    let ran = world.run_with(&["mark", &code], &typed).ended(0);
    for told in ["Dana: 12 of 12", "2: 12 of 12", "Arman: 0 of 12", "3 in all"] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    assert!(
        ran.err.contains("2 answers, where the paper has 12 questions"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("there is no version `Z`"), "{}", ran.err);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Dana has a sheet already (12 of 12 points)")
            && said.contains("type the name as Dana 2"),
        "{said}"
    );
    let ran = world.run(&["results", &code, "--pupils"]).ended(0);
    assert_eq!(
        ran.out,
        "pupil  version  points      share\n2      B          12 of 12  100 %\nArman  A           0 of 12    0 %\n\
         Dana   A          12 of 12  100 %\n"
    );
    let ran = world
        .run(&["results", &code, "--pupils", "--by", "sheet"])
        .ended(0);
    let names = |out: &str| -> String {
        out.lines()
            .skip(1)
            .filter_map(|line| line.split(' ').next())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(names(&ran.out), "Dana 2 Arman");
    let ran = world
        .run(&["results", &code, "--pupils", "--by", "points"])
        .ended(0);
    assert_eq!(names(&ran.out), "2 Dana Arman");
    let ran = world.run(&["results"]).ended(0);
    assert!(ran.out.contains("3 pupils are too few"), "{}", ran.out);
}

#[test]
fn a_table_of_a_scanner_is_read_and_its_bad_rows_are_named() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let path = world.path("scan.csv");
    fs::write(
        &path,
        format!(
            "Name;Answers\nDana;{all}\nArman;ABC\n\nAida;{}\n",
            all.to_lowercase()
        ),
    )
    .unwrap();
    let path = path.display().to_string();
    let ran = world.run(&["mark", &code, "--csv", &path]).ended(1);
    assert!(ran.err.contains("scan.csv:3: 3 answers"), "{}", ran.err);
    let ran = world.run(&["results", &code, "--pupils"]).ended(0);
    assert!(
        ran.out.contains("Dana   A          12 of 12") && ran.out.lines().count() == 3,
        "{}",
        ran.out
    );
    let ran = world.run(&["mark", &code, "--csv", &path]).ended(1);
    assert!(ran.err.contains("2 sheets were there already"), "{}", ran.err);
    let ran = world
        .run(&[
            "mark",
            &code,
            "--csv",
            &world.path("none.csv").display().to_string(),
        ])
        .ended(3);
    assert!(ran.err.contains("none.csv"), "{}", ran.err);
}

#[test]
fn results_are_kept_for_their_owner_and_names_can_be_forgotten() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let ran = world.run(&["results", &code]).ended(2);
    assert!(ran.err.contains(&format!("mark {code}")), "{}", ran.err);
    let all = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {all} Dana\n\n"))
        .ended(0);
    let path = world.home().join(format!("papers/{code}.results.json"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let table = world.path("scores.csv").display().to_string();
    world.run(&["results", &code, "--csv", &table]).ended(0);
    let text = fs::read_to_string(&table).unwrap();
    let text = text
        .strip_prefix('\u{feff}')
        .expect("spreadsheets know UTF-8 by it");
    assert!(
        text.starts_with("name,version,points,of,percent,A1,A2") && text.contains("Dana,A,12,12,100,1,1"),
        "{text}"
    );
    assert!(text.contains("A12,A1 answer,A2 answer"), "{text}");
    let letters = all.chars().map(String::from).collect::<Vec<_>>().join(",");
    assert!(text.trim_end().ends_with(&letters), "{letters}: {text}");
    assert_eq!(world.run(&["results", &code, "--csv", "-"]).ended(0).out, text);
    let ran = world.run(&["results", &code, "--forget-names"]).ended(2);
    assert!(
        ran.err.contains("nothing was forgotten") && ran.err.contains("--yes"),
        "{}",
        ran.err
    );
    assert!(fs::read_to_string(&path).unwrap().contains("Dana"));
    let ran = world.run(&["results", &code, "--forget-names", "--yes"]).ended(0);
    assert!(ran.err.contains("may hold names still"), "{}", ran.err);
    assert!(!fs::read_to_string(&path).unwrap().contains("Dana"));
    let ran = world.run(&["results", &code, "--json"]).ended(0);
    let json: Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(json["pupils"][0]["points"], 12.0);
    assert_eq!(json["questions"].as_array().unwrap().len(), 12);
}

#[test]
fn a_damaged_paper_is_named_and_left_alone() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12"]);
    let path = world.home().join(format!("papers/{code}.paper.json"));
    fs::write(&path, "{\"format\": 1,\n \"code\": ").unwrap();
    let ran = world.run(&["mark", &code]).ended(3);
    assert!(ran.err.contains(&format!("{code}.paper.json:2")), "{}", ran.err);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("{\"format\": 1,\n \"code\": ", "")).unwrap();
    let ran = world.run(&["mark", "99999"]).ended(2);
    assert!(ran.err.contains("there is no paper `99999`"), "{}", ran.err);
}

#[test]
fn a_page_tells_the_figures_and_names_only_on_demand() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    let wrong = if all.starts_with('A') { 'B' } else { 'A' };
    let mut typed = String::new();
    for pupil in 0..24 {
        let known = pupil % 12;
        let row: String = all
            .chars()
            .enumerate()
            .map(|(at, right)| if at <= known { right } else { '-' })
            .collect();
        let row = if pupil < 20 {
            row
        } else {
            format!("{wrong}{}", &all[1..])
        };
        typed.push_str(&format!("A {row} Pupil<{pupil}>\n"));
    }
    world.run_with(&["mark", &code], typed).ended(0);
    let out = world.path("page.html").display().to_string();
    let ran = world.run(&["results", &code, "--html", &out]).ended(0);
    assert!(ran.out.contains("page.html"), "{}", ran.out);
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    for told in [
        "<svg",
        "Reliability",
        "To look at first",
        "those who know more choose",
        "their points",
        "right 1",
        "&lt;b&gt;",
        "prefers-color-scheme: dark",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("Pupil&lt;") && !page.contains("<script") && !page.contains("<b>\""));
    let addresses = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!addresses.contains("http://") && !addresses.contains("https://"));
    let ran = world.run(&["results", &code, "--html", &out]).ended(2);
    assert!(ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(world.path("page.html")).unwrap(),
        page,
        "it stands as it stood"
    );
    world
        .run(&["results", &code, "--html", &out, "--names", "--force"])
        .ended(0);
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.contains("Pupil&lt;7&gt;"), "{page}");
}

#[test]
fn versions_and_answers_are_read_from_a_cyrillic_keyboard() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "2"]);
    let all = right_row(&world, &code, 0);
    let typed = |row: &str, pairs: &str| -> String {
        let of = |letter| "ABCD".find(letter).and_then(|at| pairs.chars().nth(at)).unwrap();
        row.chars().map(of).collect()
    };
    let (looks, keys) = (typed(&all, "АВСD"), typed(&all, "фисв"));
    let lines = format!("А {looks} Dana\nф {keys} Arman\n\n");
    let ran = world.run_with(&["mark", &code], lines).ended(0);
    for told in ["Dana: 12 of 12", "Arman: 12 of 12"] {
        assert!(ran.out.contains(told), "{}{}", ran.out, ran.err);
    }
    world.run(&["mark", &code, "--accept", "А1=С"]).ended(0);
}

#[test]
fn an_order_of_letters_counts_for_all_rows_of_a_sitting_or_a_table() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let points = |out: &str, name: &str| {
        let line = out
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("{name}: {out}")).to_owned()
    };
    let twice = |row: &str| format!("{row}{row}");
    let (order, open, looks) = (twice("АБВГАБ"), twice("АВВАВА"), twice("АВСДАВ"));
    let meant = twice("ACCACA");
    let lines = format!("А {order} Dana\nА {open} Arman\nА {looks} Aida\nA {meant} Timur\n\n");
    let ran = world.run_with(&["mark", &code], lines).ended(0);
    assert_eq!(points(&ran.out, "Arman"), points(&ran.out, "Timur"));
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`В` is C in the other rows and would be B in this one")
            && said.matches("in the order АБВГДЕ (В is C)").count() == 1,
        "{said}"
    );
    // A row that was read by its looks is taken back before others are typed in the order.
    let lines = format!("А {open} Berik\nА {order} Cheg\nundo\nА {order} Cheg\n\n");
    let ran = world.run_with(&["mark", &code], lines).ended(0);
    assert!(ran.out.contains("Cheg: "), "{}", ran.out);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`В` is B in the other rows and would be C"),
        "{said}"
    );
    // In a table the first rows wait for what a later one shows.
    let table = format!("name,answers\nOne,{open}\nTwo,{order}\nThree,{looks}\n");
    let path = world.file("order.csv", table);
    let ran = world.run(&["mark", &code, "--csv", &path]).ended(1);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("order.csv:4") && said.contains("`В` is C in the other rows"),
        "{said}"
    );
    let pupils = world.run(&["results", &code, "--pupils"]).ended(0).out;
    let score = |name: &str| {
        let line = pupils.lines().find(|line| line.contains(name)).unwrap();
        line.replace(name, "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(score("One"), score("Timur"));
    assert!(!pupils.contains("Three"), "{pupils}");
}

#[test]
fn a_table_of_a_russian_windows_is_read_and_a_second_sheet_is_named() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let all = right_row(&world, &code, 0);
    // In windows-1251: Имя;Ответы, Мария, Андрей Иванов.
    let mut bytes = b"\xc8\xec\xff;\xce\xf2\xe2\xe5\xf2\xfb\n\xcc\xe0\xf0\xe8\xff;".to_vec();
    bytes.extend(format!("{all}\n").bytes());
    bytes.extend(b"\xc0\xed\xe4\xf0\xe5\xe9 \xc8\xe2\xe0\xed\xee\xe2;");
    bytes.extend(format!("{all}\n").bytes());
    let path = world.file("scan.csv", &bytes);
    world.run(&["mark", &code, "--csv", &path]).ended(0);
    let out = world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert!(out.contains("Андрей Иванов") && out.contains("Мария"), "{out}");
    let other = world.file("other.csv", format!("Имя;Ответы\nМария;{}\n", "-".repeat(12)));
    let ran = world.run(&["mark", &code, "--csv", &other]).ended(1);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Мария has a sheet already"), "{said}");
}

#[test]
fn a_share_is_the_same_number_in_every_list() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "8", "--versions", "1"]);
    for name in ["Dana", "Arman"] {
        world.run(&["roster", "8B", "--add", name]).ended(0);
    }
    let right = right_row(&world, &code, 0);
    let sheets = format!("A {right} Dana\nA {}--- Arman\n", &right[..5]);
    world.run_with(&["mark", &code, "--class", "8B"], sheets).ended(0);
    let listed = world.run(&["results", &code, "--pupils"]).ended(0).out;
    let standings = world.run(&["roster", "8B"]).ended(0).out;
    assert!(
        listed.contains("63 %") && standings.contains("63 %"),
        "{listed}\n{standings}"
    );
    let out = world.path("report.html").display().to_string();
    world.run(&["results", &code, "--html", &out, "--names"]).ended(0);
    let page = fs::read_to_string(out).unwrap();
    assert!(
        page.contains("<td>100\u{a0}%</td>"),
        "its sign stays beside the number"
    );
}
