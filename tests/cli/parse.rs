//! `parse`: CoNLL-U of texts and of given tokens, and what is said of a bad file.

use super::world::World;

const TEXT: &str = "The old bridge was opened by Dana Sarsen in 1998.\n\nIt isn't long.\n";

#[test]
fn a_text_becomes_conllu() {
    let world = World::new();
    let file = world.file("bridge.txt", TEXT);
    let printed = world.run(&["parse", &file]).ended(0).out;
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "# newdoc id = bridge.txt",
            "# sent_id = 1",
            "# text = The old bridge was opened by Dana Sarsen in 1998."
        ]
    );
    assert!(
        printed.contains("\n3\tbridge\tbridge\tNOUN\tNN\t_\t5\tnsubj:pass\t_\tAgree=Yes\n"),
        "{printed}"
    );
    assert!(printed.contains("\tn't\tnot\tPART\tRB\t"), "{printed}");
    assert!(printed.contains("SpaceAfter=No"));
    assert!(printed.ends_with("\n\n"));
}

#[test]
fn markup_parts_no_words_and_is_not_shown() {
    let world = World::new();
    let file = world.file(
        "ferry.md",
        "The **old** *ferry*, as they [say](http://a.b), was\u{1b}[2J here.\n",
    );
    let printed = world.run(&["parse", &file]).ended(0).out;
    assert!(
        printed.contains("\n# text = The old ferry, as they say, was[2J here.\n"),
        "{printed}"
    );
    let touching: Vec<&str> = printed
        .lines()
        .filter(|line| line.ends_with("SpaceAfter=No"))
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert!(touching.starts_with(&["ferry", "say", "was"]), "{printed}");
    assert!(!printed.contains('\u{1b}'));
}

#[test]
fn odd_texts_are_analysed_or_refused_in_words() {
    let world = World::new();
    let odd = [
        ("empty", String::new()),
        ("spaces", " \n\t".to_owned()),
        ("marks", "“‘\"([{ ,;.".repeat(90)),
        ("pictures", "The ferry 👩‍👩‍👧‍👦 left 😀🇰🇿. ".repeat(9)),
        ("cyrillic", "The ferry left the қала and the город. ".repeat(9)),
        (
            "control",
            "The ferry left the lake early\u{1} in the morning\u{b} as it was late. ".repeat(9),
        ),
        ("quotations", "He said “yes ‘no \"and (that [is «it ".repeat(9)),
        ("token", format!("The ferry {} left.", "x".repeat(300_000))),
        ("sentence", format!("The ferry left {}", "and ".repeat(1_000))),
    ];
    for (name, text) in &odd {
        world.file(&format!("odd/{name}.txt"), text);
    }
    let folder = world.path("odd").display().to_string();
    let ran = world.run(&["parse", &folder]).ended(3);
    for (name, _) in &odd {
        let is_parsed = ran.out.contains(&format!("# newdoc id = {name}.txt\n"));
        let is_refused = ran.err.contains(&format!("{name}.txt: the document is empty"));
        let has_letters = !["empty", "spaces", "marks"].contains(name);
        assert_eq!(
            (is_parsed, is_refused),
            (has_letters, !has_letters),
            "{}",
            ran.err
        );
    }
}

#[test]
fn markup_between_tokens_is_no_space() {
    let world = World::new();
    let file = world.file(
        "marked.md",
        "The **akim**'s office (*Astana*) opened in `1998`.\n",
    );
    let printed = world.run(&["parse", &file]).ended(0).out;
    assert!(
        printed.contains("# text = The akim's office (Astana) opened in 1998.\n"),
        "{printed}"
    );
}

#[test]
fn a_text_in_another_language_is_named() {
    let world = World::new();
    let file = world.file(
        "bridge.txt",
        "Мост через реку был открыт весной, и весь город пришёл на праздник.\n",
    );
    let said = world.run(&["parse", &file]).ended(3).err;
    assert!(said.contains("and only English is parsed"), "{said}");
}

#[test]
fn given_tokens_are_kept() {
    let world = World::new();
    let file = world.file(
        "given.conllu",
        "# sent_id = x7\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n2\tisn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n",
    );
    let printed = world.run(&["parse", "--pretokenized", &file]).ended(0).out;
    assert!(
        printed.starts_with("# sent_id = x7\n1\tIt\tit\tPRON\tPRP\t"),
        "{printed}"
    );
    assert!(printed.contains("\n2\tisn't\t"), "{printed}");
    assert_eq!(
        printed
            .lines()
            .filter(|line| line.contains("SpaceAfter=No"))
            .count(),
        1
    );
}

#[test]
fn json_has_a_line_for_each_sentence() {
    let world = World::new();
    let file = world.file("bridge.txt", TEXT);
    let lines = world.run(&["parse", &file, "--json"]).ended(0).json();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["tokens"][4]["lemma"], "open");
    assert_eq!(lines[0]["tokens"][4]["head"], 0);
    assert_eq!(lines[1]["sentence"], 2);
}

#[test]
fn a_file_that_is_no_conllu_is_named_with_its_line() {
    let world = World::new();
    let file = world.file("bridge.txt", TEXT);
    let said = world.run(&["parse", "--pretokenized", &file]).ended(3).err;
    assert!(
        said.contains("bridge.txt: line 1: a token has 10 columns"),
        "{said}"
    );
    assert!(
        said.contains("hint: with --pretokenized a file is CoNLL-U"),
        "{said}"
    );
}

#[test]
fn a_treebank_without_sentences_is_refused() {
    let world = World::new();
    let file = world.file("empty.conllu", "# only a remark\n");
    let said = world.run(&["parse", "--pretokenized", &file]).ended(3).err;
    assert!(
        said.contains("empty.conllu: there is no sentence in it"),
        "{said}"
    );
}

#[test]
fn a_damaged_model_is_refused() {
    let world = World::new();
    let file = world.file("bridge.txt", TEXT);
    let model = world.file("other.model", "suraqLM\u{2} and then nothing that fits");
    let said = world.run(&["parse", &file, "--model", &model]).ended(3).err;
    assert!(
        said.contains("other.model: the language model is damaged"),
        "{said}"
    );
    let said = world.run(&["parse", &file, "--model", &file]).ended(3).err;
    assert!(said.contains("this is no language model"), "{said}");
}
