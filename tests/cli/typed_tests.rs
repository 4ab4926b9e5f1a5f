//! Tests that a teacher typed in Word, with lists that number themselves, and what is said of files that are none.

use std::fs;
use std::io::Cursor;
use std::io::Write;

use super::class::printed;
use super::class::world;
use super::world::World;

/// What is said, with its line ends taken out.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place of a heading among the lists of [`word`].
const HEADING: u8 = 9;

/// A Word file whose paragraphs are of list 1, numbers, or 2, letters, or of none, or are headings.
fn word(paragraphs: &[(u8, &str)]) -> Vec<u8> {
    let paragraph = |(list, text): &(u8, &str)| {
        let list = match list {
            0 => String::new(),
            &HEADING => "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>".to_owned(),
            list => {
                format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>")
            }
        };
        format!("<w:p>{list}<w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let look = |id: u8, form: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"{form}\"/></w:lvl>\
             </w:abstractNum>"
        )
    };
    let list = |id: u8| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    let numbering = format!(
        "<w:numbering {space}>{}{}{}{}</w:numbering>",
        look(1, "decimal"),
        look(2, "lowerLetter"),
        list(1),
        list(2)
    );
    let document = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let files = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/numbering.xml", &numbering),
    ];
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn lists_that_number_themselves_are_questions_and_options() {
    let world = World::new();
    let test = word(&[
        (0, "Тест 8 сынып"),
        (1, "Желтоқсан қай жылы болды?"),
        (2, "1979"),
        (2, "1986"),
        (2, "1991"),
        (0, "Жауабы: B"),
        (1, "Ханды ата:"),
        (2, "Богенбай"),
        (2, "Тәуке"),
        (2, "Галдан"),
        (0, "Жауабы: B"),
    ]);
    let file = world.file("test.docx", test);
    world.run(&["import", &file, "--deck", "test"]).ended(0);
    let deck = std::fs::read_to_string(world.home().join("decks/test.toml")).unwrap();
    for told in [
        "stem = \"Желтоқсан қай жылы болды?\"",
        "key = \"1986\"",
        "stem = \"Ханды ата:\"",
        "key = \"Тәуке\"",
    ] {
        assert!(deck.contains(told), "{told}: {deck}");
    }
    assert!(!deck.contains("сынып"), "{deck}");
}

/// The stems and keys of what is imported from a Word file.
fn imported(paragraphs: &[(u8, &str)]) -> Vec<String> {
    let world = World::new();
    let file = world.file("test.docx", word(paragraphs));
    world.run(&["import", &file, "--deck", "test"]).ended(0);
    let deck = std::fs::read_to_string(world.home().join("decks/test.toml")).unwrap();
    let told = |line: &&str| line.starts_with("stem = ") || line.starts_with("key = ");
    deck.lines().filter(told).map(str::to_owned).collect()
}

#[test]
fn headings_that_hold_questions_or_keys_are_read_and_titles_are_not() {
    let found = imported(&[
        (HEADING, "Тест 8 сынып"),
        (1, "Желтоқсан қай жылы болды?"),
        (2, "1979"),
        (2, "1986"),
        (2, "1991"),
        (HEADING, "2. Ханды ата:"),
        (0, "A) Тәуке"),
        (0, "B) Галдан"),
        (0, "C) Богенбай"),
        (HEADING, "Ответы"),
        (0, "1. B"),
        (0, "2. A"),
    ]);
    assert_eq!(
        found,
        [
            "stem = \"Желтоқсан қай жылы болды?\"",
            "key = \"1986\"",
            "stem = \"Ханды ата:\"",
            "key = \"Тәуке\""
        ]
    );
}

#[test]
fn a_second_paragraph_and_a_star_before_the_text_belong_to_the_option() {
    let found = imported(&[
        (1, "Which lake is deep?"),
        (0, "Choose one."),
        (2, "Oron"),
        (2, "*Velk"),
        (0, "in the north"),
        (2, "Sary"),
        (1, "Who came?"),
        (2, "*Ann Lund"),
        (2, "Berdi"),
        (2, "Cai"),
    ]);
    assert_eq!(
        found,
        [
            "stem = \"Which lake is deep? Choose one.\"",
            "key = \"Velk in the north\"",
            "stem = \"Who came?\"",
            "key = \"Ann Lund\""
        ]
    );
}

#[test]
fn a_test_without_marked_answers_is_told_by_its_questions_and_what_to_type() {
    let world = World::new();
    let test = word(&[
        (1, "Желтоқсан?"),
        (2, "1979"),
        (2, "1986"),
        (1, "Астана?"),
        (2, "1995"),
        (2, "1997"),
    ]);
    let file = world.file("bold.docx", test);
    let ran = world.run(&["import", &file]).ended(3);
    let said = flat(&ran.err);
    for told in [
        "bold.docx, question 1: no right option is marked; left out",
        "bold.docx, question 2: no right option is marked; left out",
        "no question of it can be taken; 2 were left out",
        "mark the right option with a star (*b) or name it below (Answer: b)",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // The same test for `add` is no document to draw from; it says where it goes.
    let text = "Казахское ханство образовалось в 1465 году. Столица Казахстана с 1997 года — Астана. Тауке хан составил \
        свод законов, по которому жили казахи.";
    let file = world.file("rus.txt", text);
    let ran = world.run(&["add", &file]).ended(3);
    assert!(flat(&ran.err).contains("suraq import FILE"), "{}", ran.err);
}

#[test]
fn a_bold_option_of_every_question_is_its_answer() {
    let bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>";
    let plain = "</w:t></w:r><w:r><w:t>";
    let (key, lettered) = (format!("{bold}1986"), format!("{bold}B) Тәуке{plain} "));
    let mut test = vec![
        (1, "Желтоқсан қай жылы болды?"),
        (2, "1979"),
        (2, &key),
        (2, "1991"),
        (0, "2. Ханды ата:"),
        (0, "A) Богенбай"),
        (0, &lettered),
        (0, "C) Галдан"),
    ];
    let world = World::new();
    let file = world.file("bold.docx", word(&test));
    let ran = world.run(&["import", &file, "--deck", "bold"]).ended(0);
    let said = flat(&format!("{}{}", ran.out, ran.err));
    assert!(
        said.contains("The bold option was taken for the right answer of 2 questions"),
        "{said}"
    );
    let deck = std::fs::read_to_string(world.home().join("decks/bold.toml")).unwrap();
    assert!(
        deck.contains("key = \"1986\"") && deck.contains("key = \"Тәуке\""),
        "{deck}"
    );
    test[6] = (0, "B) Тәуке");
    let file = world.file("unclear.docx", word(&test));
    let ran = world.run(&["import", &file]).ended(3);
    let said = flat(&ran.err);
    assert!(
        said.contains("question 2: none of its options is bold, as in the other questions"),
        "{said}"
    );
}

#[test]
fn a_file_of_another_kind_is_called_what_it_is() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let file = world.file("sheets.docx", word(&[(0, "Дана")]));
    let ran = world.run(&["mark", &code, "--csv", &file]).ended(3);
    assert!(
        flat(&ran.err).contains("this is a Word document, not a table"),
        "{}",
        ran.err
    );
    let file = world.file("q.csv", "name,answers\nДана,ABCD\n");
    let ran = world.run(&["results", "merge", &file]).ended(3);
    let said = flat(&ran.err);
    assert!(
        said.contains("these are no results of a paper") && said.contains("CODE.results.json"),
        "{said}"
    );
    let file = world.file("article.txt", "Lake Velk is deep. It lies in the north.\n");
    let ran = world.run(&["import", &file]).ended(3);
    assert!(flat(&ran.err).contains("use suraq add"), "{}", ran.err);
}

#[test]
fn a_corrected_test_says_what_is_reworded_new_and_gone_and_undo_gives_all_back() {
    let world = World::new();
    let question = |number: usize, stem: &str, options: [&str; 3], right: &str| {
        let options = options.map(|text| {
            let tick = if text == right { "*" } else { "" };
            (tick, text)
        });
        let [a, b, c] = options.map(|(tick, text)| (tick.to_owned(), text.to_owned()));
        format!(
            "{number}. {stem}\n{}A) {}\n{}B) {}\n{}C) {}\n\n",
            a.0, a.1, b.0, b.1, c.0, c.1
        )
    };
    let khans = ["Oron", "Velk", "Sary"];
    let first = [
        question(
            1,
            "In which year did Berdi begin?",
            ["1456", "1465", "1480"],
            "1465",
        ),
        question(2, "Who was the first khan of Berdi?", khans, "Velk"),
        question(3, "Which town was the capital?", ["Ana", "Bel", "Cheg"], "Bel"),
        question(4, "When did the mills stop?", ["1979", "1985", "1986"], "1986"),
    ];
    let file = world.file("test.txt", first.concat());
    world.run(&["import", &file]).ended(0);
    let deck = world.home().join("decks/test.toml");
    let before = fs::read_to_string(&deck).unwrap();
    let second = [
        question(
            1,
            "In which year did Berdi begin?",
            ["1456", "1465", "1480"],
            "1456",
        ),
        question(2, "Who became the first khan of Berdi?", khans, "Velk"),
        question(3, "Which town was the capital?", ["Ana", "Bel", "Cheg"], "Bel"),
        question(4, "Who was the last khan?", ["Ann", "Ben", "Cid"], "Ben"),
    ];
    let file = world.file("test.txt", second.concat());
    let told = [
        "Another key of in-which-year-did-berdi-begin: In which year did Berdi begin? Was right: 1465. Is right: 1456.",
        "Was: Who was the first khan of Berdi? Now: Who became the first khan of Berdi?",
        "1 question of deck test is not in this file, and asked all the same:",
        "test/when-did-the-mills-stop: When did the mills stop?",
        "retire test/when-did-the-mills-stop",
    ];
    let trial = world.run(&["import", &file, "--dry-run"]).ended(0);
    let ran = world.run(&["import", &file]).ended(0);
    for words in told {
        assert!(flat(&trial.err).contains(words), "{words}: {}", trial.err);
        assert!(flat(&ran.err).contains(words), "{words}: {}", ran.err);
    }
    let after = fs::read_to_string(&deck).unwrap();
    assert!(
        after.contains(
            "id = \"who-was-the-first-khan-of-berdi\"\nstem = \"Who became the first khan of Berdi?\""
        ),
        "{after}"
    );
    assert_eq!(after.matches("[[item]]").count(), 5);
    world.run(&["undo"]).ended(0);
    assert_eq!(fs::read_to_string(&deck).unwrap(), before);
    // Under another name it would be a deck of its own.
    let third = first.concat() + &question(5, "Who was the last khan?", ["Ann", "Ben", "Cid"], "Ben");
    let file = world.file("test-2.txt", third);
    let ran = world.run(&["import", &file, "--dry-run"]).ended(0);
    let wanted = format!("If the file is a new version of it: suraq import {file} --deck test");
    assert!(flat(&ran.err).contains(&wanted), "{wanted}: {}", ran.err);
}

#[test]
fn a_key_that_another_deck_has_otherwise_is_told_and_so_are_papers_with_the_old_one() {
    let world = World::new();
    let test = |key: char| {
        format!(
            "1. When was the khanate founded?\nA) 1456\nB) 1465\nC) 1480\nD) 1500\nОтвет: {key}\n\
             2. Where did Berdi live?\nA) Oron\nB) Velk\nC) Sary\nD) Taman\nОтвет: A\n\
             3. Who was the last khan?\nA) Ann\nB) Ben\nC) Cid\nD) Dan\nОтвет: C\n"
        )
    };
    let first = world.file("test8.txt", test('B'));
    world.run(&["import", &first, "--deck", "test8"]).ended(0);
    let second = world.file("test8c.txt", test('D'));
    let told = [
        "Deck test8 asks the same with another key, and both are asked: When was the khanate founded? Right there: \
         1465. Right here: 1500.",
        &format!("If this file corrects that deck: suraq import {second} --deck test8"),
    ];
    let trial = world.run(&["import", &second, "--dry-run"]).ended(0);
    for words in told {
        assert!(flat(&trial.err).contains(words), "{words}: {}", trial.err);
    }
    let out = world.path("test8.html").display().to_string();
    let printing = [
        "paper",
        "deck:test8",
        "-n",
        "3",
        "--seed",
        "7",
        "--json",
        "-o",
        &out,
    ];
    let ran = world.run(&printing).ended(0);
    let paper: serde_json::Value = serde_json::from_str(ran.out.trim()).unwrap();
    let code = paper["code"].as_str().unwrap().to_owned();
    let corrected = ["import", &second, "--deck", "test8"];
    let ran = world.run(&corrected).ended(0);
    assert!(!ran.err.contains("asks the same with another key"), "{}", ran.err);
    let wanted =
        format!("Paper {code} keeps the old key. To have it count by the new one: suraq mark {code} --key A");
    let said = flat(&ran.err);
    assert!(said.contains(&wanted), "{wanted}: {}", ran.err);
    let change = said.rsplit("--key ").next().unwrap_or_default();
    let change = change.split_whitespace().next().unwrap_or_default();
    world.run(&["mark", &code, "--key", change]).ended(0);
    // What counts by the new key already is not told again.
    world.run(&["import", &first, "--deck", "test8"]).ended(0);
    let ran = world.run(&corrected).ended(0);
    assert!(!ran.err.contains("keeps the old key"), "{}", ran.err);
}
