//! `export` and `import`: out to other programs and back, with nothing lost in silence.

use std::fs;

use super::world::World;
use super::world::names_in;

const LAKES: &str = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n\
[[item]]\nid = \"deepest\"\nstem = \"Which lake of the Oron valley is the deepest?\"\nkey = \"Lake Sary\"\n\
distractors = [\"Lake Ana\", \"Lake Bel\"]\ntags = [\"water\"]\n\n\
[[item]]\nid = \"rivers\"\nstem = \"Which rivers leave the Oron valley?\"\nkind = \"matching\"\npairs = [[\"Tur\", \"north\"], [\"Ana\", \"south\"]]\n";

fn deck(world: &World, name: &str) -> String {
    fs::read_to_string(world.home().join(format!("decks/{name}.toml"))).unwrap()
}

#[test]
fn an_export_goes_out_whole_says_its_losses_and_replaces_nothing_unasked() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let out = world.path("lakes.csv").display().to_string();
    let ran = world.run(&["export", "csv", "deck:lakes", "-o", &out]).ended(0);
    assert!(ran.out.contains("written to"), "{}", ran.out);
    assert!(
        ran.err.contains("Left out: ") && ran.err.contains("rivers"),
        "{}",
        ran.err
    );
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.contains("Lake Sary"), "{text}");
    let ran = world.run(&["export", "csv", "deck:lakes", "-o", &out]).ended(2);
    assert!(
        ran.err
            .contains("there is a file already\nhint: replace it with --force"),
        "{}",
        ran.err
    );
    world
        .run(&["export", "csv", "deck:lakes", "-o", &out, "--force"])
        .ended(0);
    let printed = world.run(&["export", "csv", "deck:lakes"]).ended(0);
    assert_eq!(printed.out, text);
    let folder = world.path("").display().to_string();
    world
        .run(&["export", "markdown", "deck:lakes", "-o", &folder])
        .ended(0);
    assert!(world.path("lakes.md").exists());
    world.run(&["export", "pdf"]).ended(2);
    let ran = world.run(&["export", "json", "deck:lakes", "glaciers"]).ended(2);
    assert!(ran.err.contains("nothing to export"), "{}", ran.err);
}

#[test]
fn json_comes_back_as_it_went_out() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let out = world.path("lakes.json").display().to_string();
    world.run(&["export", "json", "deck:lakes", "-o", &out]).ended(0);
    let other = World::new();
    let ran = other.run(&["import", &out]).ended(0);
    assert!(ran.out.contains("2 new questions, deck lakes"), "{}", ran.out);
    let back = other.path("back.json").display().to_string();
    other.run(&["export", "json", "deck:lakes", "-o", &back]).ended(0);
    assert_eq!(
        fs::read_to_string(&out).unwrap(),
        fs::read_to_string(&back).unwrap()
    );
}

#[test]
fn a_table_becomes_a_deck_merges_on_repeat_and_is_taken_back() {
    let world = World::new();
    let table = "stem,key,distractors\nWhich lake is the deepest?,Lake Sary,Lake Ana|Lake Bel\nWhich river is the longest?,Tur,\n";
    let file = world.file("water.csv", table);
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        ran.out.contains("“water”: 2 new questions, deck water"),
        "{}",
        ran.out
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    assert!(!ran.err.contains("undo"), "{}", ran.err);
    // What a person changed since stays.
    let path = world.home().join("decks/water.toml");
    fs::write(&path, deck(&world, "water").replace("\"Tur\"", "\"Tur River\"")).unwrap();
    world.file(
        "water.csv",
        format!("{table}Which town is the oldest?,Kumkala,\n"),
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("1 new question"), "{}", ran.out);
    assert!(deck(&world, "water").contains("Tur River"));
    world.run(&["undo"]).ended(0);
    assert!(!deck(&world, "water").contains("Kumkala"));
    let ran = world
        .run(&["import", &file, "--deck", "Our valley", "--json"])
        .ended(0);
    assert_eq!(ran.json()[0]["deck"], "our-valley");
}

#[test]
fn an_edited_table_changes_what_it_names_and_loses_nothing_else() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let out = world.path("lakes.csv").display().to_string();
    world.run(&["export", "csv", "deck:lakes", "-o", &out]).ended(0);
    let text = fs::read_to_string(&out).unwrap();
    fs::write(&out, text.replace("the deepest?", "the deepest of all?")).unwrap();
    let ran = world.run(&["import", &out]).ended(0);
    assert!(ran.out.contains("1 changed"), "{}", ran.out);
    let now = deck(&world, "lakes");
    assert!(
        now.contains("the deepest of all?") && now.contains("tags = [\"water\"]"),
        "{now}"
    );
    assert!(
        now.contains("id = \"rivers\"") && !now.contains("retired"),
        "{now}"
    );
}

#[test]
fn problems_are_named_with_their_line_and_the_rest_comes_in() {
    let world = World::new();
    let file = world.file(
        "water.csv",
        "stem,key,distractors,mood\nWhich lake is the deepest?,Lake Sary,lake sary|Lake Bel,fine\n,Tur,,\nWhich river is the longest?,Tur,,\n",
    );
    let ran = world.run(&["import", &file]).ended(1);
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("water.csv:2: the key `Lake Sary` is among the distractors; left out"),
        "{said}"
    );
    assert!(
        said.contains("water.csv:3: `stem` is missing; left out"),
        "{said}"
    );
    assert!(said.contains("no such field: mood"), "{said}");
    assert!(ran.out.contains("1 new question, 2 left out"), "{}", ran.out);
}

#[test]
fn a_file_that_holds_nothing_changes_nothing() {
    let world = World::new();
    for (name, text, said) in [
        ("empty.csv", "", "the file is empty"),
        ("other.csv", "colour,taste\nred,sweet\n", "no column is named"),
        ("open.csv", "stem,key\n\"What,x\n", "never closed"),
        ("broken.json", "{", "not JSON"),
        ("list.json", "[]", "no list `decks`"),
        ("notes.odt", "x", "this ending is not known"),
    ] {
        let file = world.file(name, text);
        let ran = world.run(&["import", &file]).ended(3);
        assert!(ran.err.contains(said), "{name}: {}", ran.err);
        assert!(ran.err.contains("\nhint: "), "{name}: {}", ran.err);
    }
    let missing = world.path("missing.csv").display().to_string();
    world.run(&["import", &missing]).ended(3);
    assert!(names_in(&world.home().join("decks")).is_empty());
}

#[test]
fn a_folder_that_is_not_there_is_said_and_not_made() {
    let world = World::new();
    let (file, folder) = (world.path("new/deck.csv"), world.path("new/"));
    for output in [file.display().to_string(), format!("{}/", folder.display())] {
        let ran = world
            .run(&["export", "csv", "deck:kz-soviet", "-o", &output])
            .ended(4);
        assert!(
            ran.err.contains("there is no such folder; nothing was written"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("mkdir -p"), "{}", ran.err);
    }
    assert!(!folder.exists());
    std::fs::create_dir(&folder).unwrap();
    world
        .run(&[
            "export",
            "csv",
            "deck:kz-soviet",
            "-o",
            &file.display().to_string(),
        ])
        .ended(0);
}

#[test]
fn questions_as_teachers_write_them_come_in() {
    let world = World::new();
    let path = world.file(
        "test.txt",
        "Lakes\n\n1. Which lake is the deepest?\na) Oron\n*b) Velk\nc) Sary\n\n2. Which river?\na) Tur\nb) Ana\nc) Bel\n",
    );
    let ran = world.run(&["import", &path, "--deck", "My lakes"]).ended(1);
    assert!(
        ran.err
            .contains("test.txt:8: no right option is marked; left out"),
        "{}",
        ran.err
    );
    let ran = world
        .run(&["show", "my-lakes/which-lake-is-the-deepest"])
        .ended(0);
    assert!(ran.out.contains("Answer: Velk"), "{}", ran.out);
    let ran = world.run(&["import", &path, "--deck", "My lakes"]).ended(1);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}

#[test]
fn gift_and_aiken_come_back() {
    for format in ["gift", "aiken"] {
        let world = World::new();
        world.deck("lakes", LAKES);
        let out = world.path("").display().to_string();
        world.run(&["export", format, "deck:lakes", "-o", &out]).ended(0);
        let file = match format {
            "gift" => "lakes.gift",
            _ => "lakes.aiken.txt",
        };
        let other = World::new();
        let path = world.path(file).display().to_string();
        let ran = other.run(&["import", &path, "--deck", "back"]);
        assert!(ran.out.contains("new question"), "{}{}", ran.out, ran.err);
        let back = deck(&other, "back");
        assert!(back.contains("Lake Sary") && back.contains("Lake Bel"), "{back}");
    }
}

#[test]
fn a_file_in_which_no_question_has_room_is_not_written() {
    let world = World::new();
    let wrong = r#"["Velk", "Bel", "Ana", "Tur"]"#;
    let five = LAKES.lines().map(|line| match line.starts_with("distractors") {
        true => format!("distractors = {wrong}\n"),
        false => format!("{line}\n"),
    });
    world.deck("lakes", &five.collect::<String>());
    let out = world.path("lakes.xlsx");
    let ran = world
        .run(&["export", "kahoot", "deck:lakes", "-o", &out.display().to_string()])
        .ended(2);
    assert!(
        ran.err.contains("no card fits this format"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(!out.exists());
}

#[test]
fn aiken_is_known_whatever_signs_stand_in_it() {
    let text = "::Which:: {one} of $CATEGORY: is it?\nA. {~a =b}\nB. ::c:: {\nC. }\nANSWER: B\n\n\
        :: {=Who\nA. Керей\nB. Тауке\nC. {\nANSWER: A\n";
    let world = World::new();
    let file = world.file("hostile.txt", text);
    let ran = world.run(&["import", &file, "--deck", "hostile"]).ended(0);
    assert!(ran.out.contains("2 new questions"), "{}{}", ran.out, ran.err);
    assert!(deck(&world, "hostile").contains("::c:: {"));
}

#[test]
fn gift_that_comes_home_changes_nothing() {
    let world = World::new();
    let text = LAKES.replace(
        "tags = [\"water\"]\n",
        "tags = [\"water\"]\nkind = \"which\"\nimportance = 3\nas_of = \"2031\"\nexplanation = \"It is.\"\n",
    );
    world.deck("lakes", &text);
    let out = world.path("").display().to_string();
    world.run(&["export", "gift", "deck:lakes", "-o", &out]).ended(0);
    let gift = world.path("lakes.gift").display().to_string();
    let ran = world.run(&["import", &gift]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    assert_eq!(deck(&world, "lakes"), text);
    // Elsewhere it is a deck of that title, with its tags and its date.
    let other = World::new();
    other.run(&["import", &gift]).ended(0);
    let back = deck(&other, "lakes");
    assert!(
        back.contains("title = \"Lakes\"") && back.contains("\"water\"") && back.contains("\"2031\""),
        "{back}"
    );
    assert!(back.contains("explanation = \"It is.\""), "{back}");
}

#[test]
fn gift_of_a_deck_that_is_here_doubles_nothing_whatever_the_file_is_called() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let out = world.path("other name.gift").display().to_string();
    world.run(&["export", "gift", "deck:lakes", "-o", &out]).ended(0);
    let ran = world.run(&["import", &out]).ended(0);
    assert!(
        ran.out.contains("nothing new") && ran.out.contains("known already, deck lakes"),
        "{}",
        ran.out
    );
    // Without our names the same words are the same question.
    let out = world.path("lakes.txt").display().to_string();
    world.run(&["export", "aiken", "deck:lakes", "-o", &out]).ended(0);
    let ran = world.run(&["import", &out]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("here already with the same words"),
        "{said}{}",
        ran.out
    );
    assert!(ran.out.contains("Nothing new"), "{}", ran.out);
    assert_eq!(
        world
            .run(&["decks", "--json"])
            .ended(0)
            .out
            .matches("Lakes")
            .count(),
        1
    );
}

#[test]
fn questions_in_the_encoding_of_a_russian_windows_are_read() {
    let world = World::new();
    // In windows-1251: Какое озеро самое глубокое? with four options, the second is right.
    let mut bytes = b"1. \xca\xe0\xea\xee\xe5 \xee\xe7\xe5\xf0\xee \xf1\xe0\xec\xee\xe5 \xe3\xeb\xf3\xe1\xee\xea\xee\xe5?\n".to_vec();
    bytes.extend(b"a) \xce\xf0\xee\xed\n*b) \xc2\xe5\xeb\xfc\xea\nc) \xd1\xe0\xf0\xfb\nd) \xd2\xf3\xf0\n");
    let path = world.file("test.txt", &bytes);
    let ran = world.run(&["import", &path, "--deck", "lakes"]).ended(0);
    assert!(
        ran.err.contains("converted from windows-1251 to UTF-8"),
        "{}",
        ran.err
    );
    let back = deck(&world, "lakes");
    assert!(
        back.contains("Какое озеро самое глубокое?") && back.contains("Вельк") && back.contains("Сары"),
        "{back}"
    );
}

#[test]
fn one_bad_byte_in_plain_questions_is_read_as_a_letter_or_refused_with_its_line() {
    let world = World::new();
    let text = |byte: u8| {
        let mut text = b"1. Which lake is deepest?\na) Oron\n*b) Ve".to_vec();
        text.push(byte);
        text.extend(b"lk\nc) Sary\n");
        text
    };
    let path = world.file("lakes.txt", text(0xe9));
    for byte in [0x81, 0x9d] {
        world.file("lakes.txt", text(byte));
        let ran = world.run(&["import", &path]).ended(3);
        assert!(
            ran.err.contains("lakes.txt: line 3: not UTF-8 text")
                && ran.err.contains("save the file as UTF-8"),
            "{byte:x}: {}",
            ran.err
        );
    }
    assert!(!world.home().join("decks/lakes.toml").exists());
    world.file("lakes.txt", text(0xff));
    let ran = world.run(&["import", &path]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("converted from windows-1252 to UTF-8; look at line 3"),
        "{said}"
    );
}

#[test]
fn a_damaged_file_is_refused_with_its_line() {
    let world = World::new();
    let table = "stem,key\nКакое озеро самое глубокое?,Вельк\nКакая река самая длинная?,Тур\n".as_bytes();
    let mut bad = table.to_vec();
    // A byte that UTF-8 never has, in the second line.
    bad.insert("stem,key\nКакое ".len(), 0xff);
    // The end is cut off within a letter.
    let cut = &table[..table.len() - 2];
    for (bytes, line) in [(&bad[..], "line 2"), (cut, "line 3")] {
        let path = world.file("water.csv", bytes);
        let ran = world.run(&["import", &path, "--deck", "water"]).ended(3);
        assert!(ran.err.contains(line), "{}", ran.err);
        assert!(ran.err.contains("UTF-8"), "{}", ran.err);
    }
    assert!(!world.home().join("decks/water.toml").exists());
    let path = world.file("water.csv", table);
    let ran = world.run(&["import", &path, "--deck", "water"]).ended(0);
    assert!(!ran.err.contains("converted"), "{}", ran.err);
}

#[test]
fn what_is_left_out_is_told_also_where_all_else_is_known() {
    let world = World::new();
    let known = "1. Which lake is the deepest?\na) Oron\n*b) Velk\nc) Sary\n";
    let path = world.file("lakes.txt", known);
    world.run(&["import", &path, "--deck", "Lakes"]).ended(0);
    world.run(&["import", &path, "--deck", "Others"]).ended(0);
    let lost = "\n2. Which river is the longest?\na) Tur\nb) Ana\nc) Bel\n";
    let path = world.file("more.txt", format!("{known}{lost}"));
    let ran = world.run(&["import", &path, "--deck", "Others"]).ended(1);
    assert!(ran.out.contains("Nothing new, 1 left out."), "{}", ran.out);
    let ran = world
        .run(&["import", &path, "--deck", "Others", "--json"])
        .ended(1);
    assert_eq!(ran.json()[0]["left_out"], 1);
}

#[test]
fn rows_of_a_table_come_into_the_deck_they_are_meant_for_though_another_asks_the_same() {
    let world = World::new();
    let path = world.file(
        "water.csv",
        "stem,key\nWhich lake is the deepest?,Lake Sary\nWhich river is the longest?,Tur\n",
    );
    world.run(&["import", &path, "--deck", "Water"]).ended(0);
    let ran = world.run(&["import", &path, "--deck", "Class 7"]).ended(0);
    assert!(ran.out.contains("2 new questions"), "{}", ran.out);
    assert!(deck(&world, "class-7").contains("Lake Sary"));
    let ran = world.run(&["import", &path, "--deck", "Class 7"]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}

#[test]
fn words_that_come_back_in_a_table_are_known_by_their_directions() {
    let world = World::new();
    let words = "format = 1\n\n[deck]\nid = \"words\"\ntitle = \"Words\"\nlanguage = \"kk\"\n\n[[term]]\n\
        id = \"water\"\nkk_cyrl = \"су\"\nen = \"water\"\n";
    world.deck("words", words);
    let out = world.path("words.csv").display().to_string();
    world.run(&["export", "csv", "deck:words", "-o", &out]).ended(0);
    let ran = world.run(&["import", &out]).ended(0);
    assert!(ran.out.contains("Nothing new"), "{}", ran.out);
    assert_eq!(deck(&world, "words"), words);
}

#[test]
fn a_word_that_was_edited_in_a_table_is_told_to_be_edited_in_its_deck() {
    let world = World::new();
    let words = "format = 1\n\n[deck]\nid = \"words\"\ntitle = \"Words\"\nlanguage = \"kk\"\n\n[[term]]\n\
        id = \"water\"\nkk_cyrl = \"су\"\nen = \"water\"\n\n[[term]]\nid = \"fire\"\nkk_cyrl = \"от\"\nen = \"fire\"\n";
    world.deck("words", words);
    let out = world.path("words.csv").display().to_string();
    world.run(&["export", "csv", "deck:words", "-o", &out]).ended(0);
    let text = fs::read_to_string(&out).unwrap();
    fs::write(&out, text.replace(",water,", ",waters,")).unwrap();
    let ran = world.run(&["import", &out]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("1 word reads otherwise in the file and stays as here: a word is edited in its deck: suraq edit words/water"),
        "{said}"
    );
    assert!(said.contains("3 questions are here already"), "{said}");
    assert_eq!(deck(&world, "words"), words);
}

#[test]
fn tags_of_a_table_are_parted_by_blanks_where_nothing_else_parts_them() {
    let world = World::new();
    let table = "Вопрос;Ответ;Теги\nСтолица?;Астана;geo kz\nОзеро?;Балхаш;public life, law\n";
    let table = world.file("excel.csv", table);
    let columns = ["Вопрос=stem", "Ответ=key", "Теги=tags"].map(|column| ["--column", column]);
    let words: Vec<&str> = ["import", &table]
        .into_iter()
        .chain(columns.into_iter().flatten())
        .collect();
    world.run(&words).ended(0);
    for (tag, number) in [
        ("geo", 1),
        ("kz", 1),
        ("law", 1),
        ("\"public life\"", 1),
        ("public", 0),
    ] {
        let found = world.run(&["find", &format!("tag:{tag}"), "--json"]).json();
        assert_eq!(found.len(), number, "{tag}");
    }
    // A tag of several words comes back from a table as one.
    let lakes = "format = 1\n\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n[[item]]\nid = \"sary\"\n\
        stem = \"Which lake?\"\nkey = \"Sary\"\ntags = [\"deep cold\\twater\"]\n";
    world.deck("lakes", lakes);
    let out = world.path("lakes.csv").display().to_string();
    world.run(&["export", "csv", "deck:lakes", "-o", &out]).ended(0);
    let ran = world.run(&["import", &out]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    assert_eq!(deck(&world, "lakes"), lakes);
}
