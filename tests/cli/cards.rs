//! Looking at cards and marking them: find, show, why, suspend, resume, bury, flag, reset.

use super::world::World;

const LAKES: &str = r#"format = 1

[deck]
id = "lakes"
title = "Lakes of the north"

[[source]]
id = "atlas"
title = "Atlas of lakes"
publisher = "Harbour Press"
date = "2029"

[[fact]]
id = "deepest"
subject = "Lake Oron"
relation = "depth"
object = "184 metres"
statement = "Lake Oron is 184 metres deep."
evidence = [{ source = "atlas" }]

[[item]]
id = "oron-depth"
fact = "deepest"
kind = "how-many"
stem = "How deep is Lake Oron, in metres?"
key = "184"
accept = ["184 m"]
distractors = [{ text = "140", why = "the depth of Lake Leprindo" }, "96"]
explanation = "It is the deepest of the north."
tags = ["depth"]

[[item]]
id = "oron-river"
stem = "Which river leaves Lake Oron?"
key = "Vitim"
tags = ["rivers"]

[[item]]
id = "oron-ice"
stem = "When does the ice of Lake Oron break?"
key = "June"
status = "draft"
"#;

fn lakes() -> World {
    let world = World::new();
    world.deck("lakes", LAKES);
    world
}

#[test]
fn find_prints_a_line_a_card_and_counts() {
    let world = lakes();
    let ran = world.run(&["find", "deck:lakes"]).ended(0);
    assert_eq!(
        ran.out,
        "lakes/oron-depth\tHow deep is Lake Oron, in metres?\t184\tnew\n\
         lakes/oron-river\tWhich river leaves Lake Oron?\tVitim\tnew\n"
    );
    assert_eq!(
        ran.err,
        "2 cards\n1 draft fits too: suraq find is:draft deck:lakes\n"
    );
    let ran = world.run(&["find", "-n", "deck:lakes"]).ended(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("2\n", ""));
    let ran = world.run(&["find", "deck:lakes", "--limit", "1"]).ended(0);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(
        ran.err
            .starts_with("1 of 2 cards. Show all of them with --limit 0\n"),
        "{}",
        ran.err
    );
    let ran = world.run(&["/", "deck:lakes", "-tag:rivers"]).ended(0);
    assert!(ran.out.starts_with("lakes/oron-depth\t"), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn find_gives_whole_cards_as_json() {
    let world = lakes();
    let found = world
        .run(&["find", "tag:depth", "deck:lakes", "--json"])
        .ended(0)
        .json();
    assert_eq!(found.len(), 1);
    let card = &found[0];
    assert_eq!(card["id"], "lakes/oron-depth");
    assert_eq!(card["key"], "184");
    assert_eq!(card["distractors"][0]["why"], "the depth of Lake Leprindo");
    assert_eq!(card["sources"][0]["title"], "Atlas of lakes");
    assert_eq!(card["schedule"]["phase"], "new");
    assert_eq!(card["line"], 21);
}

#[test]
fn find_points_at_a_mistake_and_widens_where_nothing_is_found() {
    let world = lakes();
    let ran = world.run(&["find", "deck:lakes", "is:deu"]).ended(2);
    assert_eq!(
        ran.err,
        "error: `is:` knows no `deu`; did you mean `due`?\n\
         deck:lakes is:deu\n              ^^^\n\
         hint: see what a query may say with suraq help find\n"
    );
    let ran = world.run(&["find", "deck:lakes", "zebra"]).ended(0);
    assert_eq!(ran.out, "");
    assert!(
        ran.err.contains("No card is meant by: deck:lakes zebra"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: leave a word out"), "{}", ran.err);
}

#[test]
fn a_name_of_several_words_stays_one_word_of_the_query() {
    let world = lakes();
    let count = |words: &[&str]| {
        let ran = world.run(&[&["find", "-n"], words].concat()).ended(0);
        ran.out.trim().to_owned()
    };
    // As the shell gives on `source:"Atlas of lakes"`, and as Anki writes it.
    assert_eq!(
        count(&["source:Atlas of lakes", "deck:lakes"]),
        count(&["deck:lakes", "source:atlas*"])
    );
    assert_eq!(count(&["\"deck:lakes\"", "river"]), "1");
    // A whole query in one argument is read as such.
    assert_eq!(count(&["deck:lakes river"]), "1");
    assert_eq!(count(&["deck:lakes tag:depth"]), "1");
    let ran = world.run(&["find", "deck:Lakes of nowhere"]).ended(0);
    assert!(ran.err.contains("No card is meant by"), "{}", ran.err);
    let ran = world.run(&["find", "deck:No such lakes"]).ended(2);
    assert!(
        ran.err.contains("there is no deck `no such lakes`"),
        "{}",
        ran.err
    );
}

#[test]
fn an_id_is_a_query_and_finds_drafts_too() {
    let world = lakes();
    let ran = world.run(&["find", "lakes/oron-ice"]).ended(0);
    assert!(ran.out.ends_with("\tJune\tdraft\n"), "{}", ran.out);
    let ran = world
        .run(&["find", "-n", "lakes/oron-ice", "or", "lakes/oron-river"])
        .ended(0);
    assert_eq!(ran.out, "2\n");
    let ran = world.run(&["find", "lakes/oron-rivre"]).ended(2);
    assert_eq!(
        ran.err,
        "error: there is no card `lakes/oron-rivre`\nhint: did you mean `lakes/oron-river`?\n"
    );
}

#[test]
fn show_prints_a_card_whole() {
    let world = lakes();
    let out = world.run(&["show", "lakes/oron-depth"]).ended(0).out;
    let file = world.home().join("decks/lakes.toml");
    let text = "lakes/oron-depth\nHow deep is Lake Oron, in metres?\n  - 140\n  - 184\n  - 96\n\n\
         Answer: 184\nAlso right: 184 m\nNot “140”: the depth of Lake Leprindo\n\
         Explanation: It is the deepest of the north.\n\n\
         Deck: Lakes of the north\nType: how-many\nTags: depth\n\
         Source: Atlas of lakes, Harbour Press, 2029\nStatus: accepted\nSchedule: new\n";
    assert!(out.starts_with(text), "{out}");
    let place = out
        .split("File: ")
        .nth(1)
        .unwrap()
        .replace("\n ", "")
        .replace([' ', '\n'], "");
    assert_eq!(place, format!("{}:21", file.display()));
    let json = world.run(&["show", "lakes/oron-depth", "--json"]).ended(0).json();
    assert_eq!(json[0]["explanation"], "It is the deepest of the north.");
}

#[test]
fn an_unknown_card_names_the_nearest() {
    let world = lakes();
    for command in ["show", "why"] {
        let ran = world.run(&[command, "lakes/oron-dept"]).ended(2);
        assert!(
            ran.err.contains("did you mean `lakes/oron-depth`?"),
            "{}",
            ran.err
        );
        let ran = world.run(&[command, "lakse/oron-depth"]).ended(2);
        assert!(ran.err.contains("did you mean `lakes`?"), "{}", ran.err);
        let ran = world.run(&[command, "oron"]).ended(2);
        assert!(
            ran.err.contains("no card id of the form deck/item"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_term_is_shown_without_its_direction() {
    let world = World::new();
    let out = world.run(&["show", "kk-state-economy/state"]).ended(0).out;
    assert!(out.starts_with("kk-state-economy/state/kk-en\n"), "{out}");
    let out = world.run(&["show", "kk-state-economy/state/en-kk"]).ended(0).out;
    assert!(out.contains("Answer: мемлекет\n"), "{out}");
    assert!(out.contains("came with the program"), "{out}");
    assert_eq!(
        world.run(&["find", "-n", "kk-state-economy/state"]).ended(0).out,
        "2\n"
    );
}

#[test]
fn why_shows_the_kept_sentence_in_its_paragraph() {
    let text = "# Oron\n\nThe lake was measured in 2028. It is\n184 metres deep. Nobody dived.\n";
    let hash = suraq::text::DocumentId::of(text).0;
    let start = text.find("It is").unwrap();
    let end = text.find(" Nobody").unwrap();
    let deck = LAKES
        .replace(
            "date = \"2029\"",
            &format!("date = \"2029\"\ndocument = \"{hash}\""),
        )
        .replace(
            "{ source = \"atlas\" }",
            &format!("{{ source = \"atlas\", start = {start}, end = {end} }}"),
        );
    let world = World::new();
    world.deck("lakes", &deck);
    let out = world.run(&["why", "lakes/oron-depth"]).ended(0).out;
    assert!(out.contains("the text of the source is not kept here"), "{out}");
    let file = format!("home/documents/{}.txt", &hash["sha256:".len()..]);
    world.file(&file, text);
    let out = world.run(&["why", "lakes/oron-depth"]).ended(0).out;
    assert!(
        out.contains(
            "What it rests on\n> The lake was measured in 2028. It is [184] metres deep. Nobody dived.\n\
             Fact: Lake Oron is 184 metres deep.\nSource: Atlas of lakes, Harbour Press, 2029\n"
        ),
        "{out}"
    );
    assert!(out.contains("Schedule\nNew: never reviewed.\n"), "{out}");
    let json = world.run(&["why", "lakes/oron-depth", "--json"]).ended(0).json();
    assert_eq!(json[0]["evidence"][0]["quote"], "It is 184 metres deep.");
    world.file(&file, text.replace("184", "199"));
    let out = world.run(&["why", "lakes/oron-depth"]).ended(0).out;
    assert!(!out.contains("199"), "a changed text is no evidence: {out}");
}

#[test]
fn marks_are_put_on_counted_and_taken_back_across_starts() {
    let world = lakes();
    let ran = world.run(&["suspend", "lakes/oron-river"]).ended(0);
    assert_eq!(ran.out, "Suspended: lakes/oron-river. undo: suraq undo\n");
    let ran = world.run(&["suspend", "deck:lakes"]).ended(0);
    assert_eq!(
        ran.out,
        "Suspended: 1 card. 1 card: suspended already. undo: suraq undo\n"
    );
    let ran = world.run(&["suspend", "deck:lakes"]).ended(0);
    assert_eq!(ran.out, "2 cards: suspended already. Nothing is changed.\n");
    assert_eq!(world.run(&["find", "-n", "is:suspended"]).ended(0).out, "2\n");
    world.run(&["undo"]).ended(0);
    assert_eq!(world.run(&["find", "-n", "is:suspended"]).ended(0).out, "1\n");
    world.run(&["redo"]).ended(0);
    let ran = world.run(&["resume", "is:suspended", "--json"]).ended(0).json();
    assert_eq!(ran[0]["resumed"], 2);
    world.run(&["bury", "lakes/oron-depth"]).ended(0);
    let out = world.run(&["find", "is:buried"]).ended(0).out;
    assert!(out.trim_end().ends_with("buried"), "{out}");
    let ran = world.run(&["undo", "9"]).ended(0);
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.out);
    assert_eq!(
        world
            .run(&["find", "-n", "is:suspended or is:buried"])
            .ended(0)
            .out,
        "0\n"
    );
}

#[test]
fn several_whole_ids_mean_all_of_these_cards() {
    let world = lakes();
    let ran = world
        .run(&["suspend", "lakes/oron-river", "lakes/oron-depth"])
        .ended(0);
    assert_eq!(ran.out, "Suspended: 2 cards. undo: suraq undo\n");
    let ran = world
        .run(&["flag", "2", "lakes/oron-river", "lakes/oron-depth"])
        .ended(0);
    assert_eq!(ran.out, "Flag 2: 2 cards. undo: suraq undo\n");
    assert_eq!(
        world
            .run(&["find", "-n", "lakes/oron-river", "lakes/oron-depth"])
            .ended(0)
            .out,
        "2\n"
    );
    // One that is not there is named, and none is changed.
    let ran = world.run(&["resume", "lakes/oron-river", "lakes/nowhere"]);
    assert!(ran.status != 0 && ran.err.contains("nowhere"), "{}", ran.err);
    assert_eq!(world.run(&["find", "-n", "is:suspended"]).ended(0).out, "2\n");
}

#[test]
fn a_flag_has_a_number_and_0_takes_it_off() {
    let world = lakes();
    world.run(&["flag", "deck:lakes"]).ended(0);
    let ran = world.run(&["flag", "3", "lakes/oron-depth"]).ended(0);
    assert_eq!(ran.out, "Flag 3: lakes/oron-depth. undo: suraq undo\n");
    let out = world.run(&["find", "is:flagged"]).ended(0).out;
    assert!(
        out.contains("new, flag 3\n") && out.contains("new, flag 1\n"),
        "{out}"
    );
    world.run(&["flag", "0", "is:flagged"]).ended(0);
    assert_eq!(world.run(&["find", "-n", "is:flagged"]).ended(0).out, "0\n");
    world.run(&["flag", "8", "deck:lakes"]).ended(2);
    let ran = world.run(&["flag", "lakes/oron-depth", "2"]).ended(0);
    assert!(ran.out.contains("Flag 2: lakes/oron-depth"), "{}", ran.out);
}

#[test]
fn no_query_changes_nothing_unless_all_are_meant() {
    let world = lakes();
    for command in ["suspend", "resume", "bury", "flag", "reset", "delete"] {
        let ran = world.run(&[command]).ended(2);
        assert!(ran.err.contains("error: no card is named\nhint: "), "{}", ran.err);
    }
    assert_eq!(world.run(&["find", "-n", "is:suspended"]).ended(0).out, "0\n");
    let all = world.run(&["find", "-n"]).ended(0).out;
    let ran = world.run(&["suspend", "--all"]).ended(0);
    assert!(
        ran.out.starts_with(&format!("Suspended: {} cards.", all.trim())),
        "{}",
        ran.out
    );
}

#[test]
fn a_deleted_card_comes_back_with_its_marks_and_its_place() {
    let world = lakes();
    world.run(&["flag", "2", "lakes/oron-depth"]).ended(0);
    let file = world.home().join("decks/lakes.toml");
    let before = std::fs::read_to_string(&file).unwrap();
    let ran = world.run(&["delete", "lakes/oron-depth"]).ended(0);
    assert!(ran.out.starts_with("Deleted: lakes/oron-depth. "), "{}", ran.out);
    world.run(&["show", "lakes/oron-depth"]).ended(2);
    assert!(!std::fs::read_to_string(&file).unwrap().contains("oron-depth"));
    world.run(&["undo"]).ended(0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
    let card = world.run(&["show", "lakes/oron-depth", "--json"]).ended(0).json();
    assert_eq!(card[0]["schedule"]["flag"], 2);
    let ran = world
        .run(&["delete", "deck:lakes", "or", "kk-state-economy/state"])
        .ended(0);
    assert!(ran.out.starts_with("Deleted: 3 cards. "), "{}", ran.out);
    assert!(
        ran.err.replace('\n', " ").contains("your copy of it is"),
        "{}",
        ran.err
    );
    world.run(&["undo"]).ended(0);
    assert_eq!(world.run(&["find", "-n", "deck:lakes"]).ended(0).out, "2\n");
    assert!(!world.home().join("decks/kk-1-state-economy.toml").exists());
}

#[test]
fn leeches_are_listed_the_worst_first() {
    let world = lakes();
    let ran = world.run(&["leeches"]).ended(0);
    assert_eq!(ran.err, "No card was forgotten 8 times or more.\n");
    world.run(&["flag", "deck:lakes"]).ended(0);
    let progress = rusqlite::Connection::open(world.home().join("progress.db")).unwrap();
    let lapses = "UPDATE card SET lapses = CASE item WHEN 'lakes/oron-river' THEN 11 ELSE 8 END";
    progress.execute(lapses, []).unwrap();
    drop(progress);
    let ran = world.run(&["leeches"]).ended(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("lakes/oron-river") && lines[0].ends_with("11 lapses"),
        "{}",
        ran.out
    );
    assert!(
        lines[1].starts_with("lakes/oron-depth") && lines[1].ends_with("8 lapses"),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .replace('\n', " ")
            .contains("2 cards were forgotten 8 times or more."),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("suspended and not asked"), "{}", ran.err);
    world.run(&["suspend", "lakes/oron-river"]).ended(0);
    let ran = world.run(&["leeches"]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(ran.out.contains("11 lapses, suspended"), "{}", ran.out);
    assert!(
        said.contains("1 of them is suspended and not asked any more"),
        "{said}"
    );
    assert!(said.contains("suraq resume is:leech"), "{said}");
    let home = world.run(&["home"]).ended(0).out;
    assert!(
        home.contains("1 card is suspended, forgotten too often: suraq leeches"),
        "{home}"
    );
}

#[test]
fn what_came_with_the_program_was_not_added_and_not_edited_until_it_is() {
    let world = World::new();
    let number = |query: &str| world.run(&["find", "-n", query]).ended(0).out.trim().to_owned();
    assert_eq!(
        (number("added:99999").as_str(), number("edited:99999").as_str()),
        ("0", "0")
    );
    let first = world
        .run(&["find", "deck:kz-soviet", "--limit", "1"])
        .ended(0)
        .out;
    let id = first.split('\t').next().unwrap();
    world.run(&["edit", id, "--stem", "Which lake is it?"]).ended(0);
    assert_eq!(
        (number("added:99999").as_str(), number("edited:1").as_str()),
        ("0", "1")
    );
    world
        .run(&["new", "--deck", "Lakes", "--stem", "Which lake?", "--key", "Sary"])
        .ended(0);
    assert_eq!(
        (number("added:1").as_str(), number("edited:1").as_str()),
        ("1", "2")
    );
}

#[test]
fn a_word_spelled_otherwise_names_the_one_that_is_there() {
    let world = lakes();
    for typed in ["Витим", "Vittim", "vytim"] {
        let ran = world.run(&["find", "deck:lakes", typed]).ended(0);
        let hint = format!(
            "hint: no card has `{}`; did you mean `vitim`?",
            typed.to_lowercase()
        );
        assert!(ran.err.contains(&hint), "{}", ran.err);
    }
    let ran = world.run(&["cram", "Витим"]).ended(2);
    assert!(ran.err.contains("did you mean `vitim`?"), "{}", ran.err);
    // What begins a word is there.
    let ran = world.run(&["find", "deck:lakes", "vit", "zebra"]).ended(0);
    assert!(ran.err.contains("hint: leave a word out"), "{}", ran.err);
}

#[test]
fn a_matching_is_shown_with_its_events_and_years_and_found_with_a_key() {
    let world = World::new();
    world.deck(
        "years",
        "format = 1\n[deck]\nid = \"years\"\ntitle = \"Years\"\n\n[[item]]\nid = \"wall\"\nkind = \"matching\"\n\
         stem = \"Match each event with its year.\"\n\
         pairs = [[\"The wall was built\", \"1898\"], [\"The pond was dug\", \"1904\"]]\ndistractors = [\"1940\"]\n",
    );
    let shown = world.run(&["show", "years/wall"]).ended(0).out;
    for line in [
        "  1  The wall was built",
        "  2  The pond was dug",
        "  - 1898",
        "  - 1904",
        "  - 1940",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert!(!shown.lines().any(|line| line.trim() == "-"), "{shown}");
    let found = world.run(&["find", "deck:years"]).ended(0).out;
    assert!(
        found.contains("The wall was built: 1898; The pond was dug: 1904"),
        "{found}"
    );
}
