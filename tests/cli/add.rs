//! `add`: documents become drafts in decks, again and again, and nothing a person did is lost.

use std::fs;

use super::extract::OTHER;
use super::extract::TEXT;
use super::world::World;
use super::world::names_in;
use super::world::run;

fn deck_text(world: &World, name: &str) -> String {
    fs::read_to_string(world.home().join(format!("decks/{name}.toml"))).unwrap()
}

#[test]
fn a_document_becomes_a_deck_of_drafts_with_evidence() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let ran = world
        .run(&["add", &file, "--limit", "90", "--publisher", "The Courier"])
        .ended(0);
    assert!(ran.out.starts_with("“The bridge at Altynsu”: "), "{}", ran.out);
    assert!(ran.err.contains("suraq inbox    undo: suraq undo"), "{}", ran.err);
    let deck = deck_text(&world, "the-bridge-at-altynsu");
    assert!(deck.contains("publisher = \"The Courier\""), "{deck}");
    assert!(deck.contains("status = \"draft\""), "{deck}");
    let hash = deck
        .split("document = \"sha256:")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let kept = world.home().join(format!("documents/{hash}.txt"));
    assert_eq!(fs::read_to_string(kept).unwrap(), TEXT);
    let number = |name: &str| {
        let rest = deck.split(&format!("{name} = ")).nth(1).unwrap();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap()
    };
    let quote = &TEXT[number("start")..number("end")];
    assert!(deck.contains(&format!("quote = \"{quote}\"")), "{quote}");
}

#[test]
fn adding_again_brings_nothing_and_keeps_what_a_person_did() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--limit", "90"]).ended(0);
    let path = world.home().join("decks/the-bridge-at-altynsu.toml");
    let mine = fs::read_to_string(&path).unwrap();
    let mine = mine.replacen("status = \"draft\"", "status = \"accepted\"", 1);
    let mine = format!("# my own remark\n{mine}");
    fs::write(&path, &mine).unwrap();
    let ran = world.run(&["add", &file, "--limit", "90"]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    assert!(!ran.err.contains("undo"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    // A new version of the file goes into the same deck.
    let longer = format!("{TEXT}\nThe Altynsu Harbour Museum (AHM) was founded in 1952.\n");
    world.file("bridge.md", &longer);
    let line = &world
        .run(&["add", &file, "--limit", "90", "--json"])
        .ended(0)
        .json()[0];
    assert!(line["new"].as_u64().unwrap() > 0, "{line}");
    assert_eq!(line["deck"], "the-bridge-at-altynsu");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("# my own remark") && text.contains("status = \"accepted\""));
    assert_eq!(
        names_in(&world.home().join("decks")),
        [".base", "the-bridge-at-altynsu.toml"]
    );
}

#[test]
fn each_document_has_its_deck_unless_one_is_named() {
    let world = World::new();
    world.file("texts/a.md", TEXT);
    world.file("texts/b.md", OTHER);
    let folder = world.path("texts").display().to_string();
    let lines = world.run(&["add", &folder, "--json"]).ended(0).json();
    let decks: Vec<&str> = lines.iter().map(|line| line["deck"].as_str().unwrap()).collect();
    assert_eq!(decks, ["the-bridge-at-altynsu", "the-library-of-kumkala"]);
    world.run(&["undo", "2"]).ended(0);
    assert_eq!(names_in(&world.home().join("decks")), [".base"]);
    let lines = world
        .run(&["add", &folder, "--deck", "Towns", "--json"])
        .ended(0)
        .json();
    assert!(lines.iter().all(|line| line["deck"] == "towns"), "{lines:?}");
    let deck = deck_text(&world, "towns");
    assert!(deck.contains("title = \"Towns\""), "{deck}");
    assert_eq!(deck.matches("[[source]]").count(), 2);
}

#[test]
fn one_step_takes_a_document_back_and_brings_it_again() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file]).ended(0);
    let deck = deck_text(&world, "the-bridge-at-altynsu");
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("add The bridge at Altynsu"), "{}", ran.out);
    assert!(!world.home().join("decks/the-bridge-at-altynsu.toml").exists());
    world.run(&["redo"]).ended(0);
    assert_eq!(deck_text(&world, "the-bridge-at-altynsu"), deck);
}

#[test]
fn accepted_at_once_they_need_no_inbox() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let ran = world
        .run(&["add", &file, "--accept", "--title", "Bridges"])
        .ended(0);
    assert!(ran.out.contains("“Bridges”: 1 question accepted"), "{}", ran.out);
    let deck = deck_text(&world, "bridges");
    assert!(!deck.contains("\"draft\""), "{deck}");
    let both = [file.clone(), world.file("b.md", OTHER)];
    let ran = world.run(&["add", &both[0], &both[1], "--title", "One"]).ended(2);
    assert!(ran.err.contains("`--title` names one document"), "{}", ran.err);
}

#[test]
fn a_document_without_questions_makes_no_deck_and_says_why() {
    let world = World::new();
    let file = world.file(
        "verse.txt",
        "O wind, o wind, blow softly here. We sing and wait for nothing much.\n",
    );
    let ran = world.run(&["add", &file]).ended(1);
    assert!(
        ran.err.contains("no question was found: none of its"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: "), "{}", ran.err);
    assert!(names_in(&world.home().join("decks")).is_empty());
}

#[test]
fn bad_input_is_named_and_the_rest_is_added() {
    let world = World::new();
    let good = world.file("good.md", TEXT);
    let (empty, binary) = (
        world.file("empty.txt", ""),
        world.file("binary.txt", [0_u8, 1, 2, 3, 0, 0]),
    );
    let missing = world.path("missing.md").display().to_string();
    let russian = world.file(
        "russian.txt",
        "Мост через реку открыли в июне, и с тех пор по нему каждый день проезжают тысячи машин.\n",
    );
    let ran = world
        .run(&["add", &empty, &binary, &missing, &russian, &good])
        .ended(3);
    for said in [
        format!("{empty}: the document is empty"),
        format!("{binary}: this is "),
        format!("{missing}: cannot be read: no such file or directory"),
        format!("{russian}: the text is Russian"),
    ] {
        assert_eq!(ran.err.matches(&said).count(), 1, "{said} in {}", ran.err);
    }
    assert_eq!(ran.err.matches("hint: ").count(), 4, "{}", ran.err);
    assert!(world.home().join("decks/the-bridge-at-altynsu.toml").exists());
}

#[test]
fn another_encoding_is_converted_and_said() {
    let world = World::new();
    let koi8 = in_koi8(&format!(
        "{}\nIn Cyrillic the river is Алтынсу, and the town beside it is Алтын Кала.\n",
        TEXT.replace(['“', '”'], "\"").replace("Қала", "Кала")
    ));
    let file = world.file("bridge.md", koi8);
    let ran = world.run(&["add", &file]).ended(0);
    assert!(ran.err.contains("converted from KOI8-"), "{}", ran.err);
    let documents = names_in(&world.home().join("documents"));
    let text = fs::read_to_string(world.home().join("documents").join(&documents[0])).unwrap();
    assert!(text.contains("Алтынсу"), "{text}");
}

/// Bytes of a text in KOI8-R: its small and capital Cyrillic letters, and ASCII.
fn in_koi8(text: &str) -> Vec<u8> {
    const SMALL: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    let byte = |c: char| -> u8 {
        if c.is_ascii() {
            return c as u8;
        }
        let small: String = c.to_lowercase().collect();
        let place = SMALL.chars().position(|other| small.starts_with(other)).unwrap();
        let first = if c.is_lowercase() { 0xC0 } else { 0xE0 };
        first + u8::try_from(place).unwrap()
    };
    text.chars().map(byte).collect()
}

#[test]
fn a_line_of_five_megabytes_is_a_document_like_any() {
    let world = World::new();
    let line = "the hall is quiet and ".repeat(230_000);
    assert!(line.len() > 5_000_000);
    let file = world.file("line.txt", line);
    let ran = world.run(&["add", &file]).ended(1);
    assert!(ran.err.contains("its only sentence"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn what_the_system_refuses_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file]).ended(0);
    let deck = deck_text(&world, "the-bridge-at-altynsu");
    // A full disk: no file may grow beyond a few kilobytes.
    let large = world.file(
        "large.md",
        format!("{OTHER}\n{}", "The hall is quiet. ".repeat(20_000)),
    );
    let program = world.command(&["add", &large]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\""]);
    limited.arg(program.get_program()).args(program.get_args());
    let ran = run(limited, b"").ended(4);
    assert!(
        ran.err.contains("cannot be written: file too large"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: "), "{}", ran.err);
    assert_eq!(deck_text(&world, "the-bridge-at-altynsu"), deck);
    assert_eq!(
        names_in(&world.home().join("decks")),
        [".base", "the-bridge-at-altynsu.toml"]
    );
    // A folder that may not be written to; who may do everything is not stopped by that.
    let folder = world.home().join("decks");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let may_all = fs::write(folder.join("probe"), "").is_ok();
    let other = world.file("library.md", OTHER);
    let ran = world.run(&["add", &other]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if !may_all {
        assert_eq!(ran.status, 4, "{}", ran.err);
        assert!(
            ran.err.contains("cannot be written: permission denied"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_known_text_keeps_its_title_unless_it_is_asked() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--publisher", "The Courier"]).ended(0);
    let source = |world: &World| world.run(&["sources", "--json"]).ended(0).json()[0].clone();
    let copy = world.file("copy of it.md", TEXT);
    for words in [
        &["add", "-", "--title", "Bridges"][..],
        &["add", &copy, "--title", "Bridges"],
    ] {
        let ran = world.run_with(words, TEXT).ended(0);
        let said = ran.err.replace('\n', " ");
        assert!(
            said.contains(
                "“Bridges” is known already as “The bridge at Altynsu” in deck the-bridge-at-altynsu"
            ),
            "{said}"
        );
        assert!(
            ran.out.starts_with("“The bridge at Altynsu”: nothing new"),
            "{}",
            ran.out
        );
        assert_eq!(source(&world)["title"], "The bridge at Altynsu");
        assert_eq!(source(&world)["publisher"], "The Courier");
    }
    let ran = world
        .run_with(&["add", "-", "--title", "Bridges", "--rename"], TEXT)
        .ended(0);
    assert!(!ran.err.contains("known already"), "{}", ran.err);
    assert_eq!(source(&world)["title"], "Bridges");
    world.run(&["undo"]).ended(0);
    // A text without a title is called by its file; a copy under another name is still the same.
    let bare = "The Kumkala City Library (KCL) was founded in 1927. The library holds 84,300 books.\n";
    let (one, other) = (
        world.file("library.txt", bare),
        world.file("library (1).txt", bare),
    );
    world.run(&["add", &one]).ended(0);
    let ran = world.run(&["add", &other]).ended(0);
    assert!(
        ran.err
            .replace('\n', " ")
            .contains("“library (1)” is known already as “library”"),
        "{}",
        ran.err
    );
}

#[test]
fn add_says_when_a_higher_limit_gives_more() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let ran = world.run(&["add", &file, "--limit", "1"]).ended(0);
    assert!(
        ran.err
            .contains("more questions could be asked; a higher --limit gives them."),
        "{}",
        ran.err
    );
    let ran = world.run(&["add", &file, "--limit", "900"]).ended(0);
    assert!(!ran.err.contains("--limit"), "{}", ran.err);
}

#[test]
fn a_title_that_is_not_taken_changes_no_card() {
    let world = World::new();
    let text = "Kazakhstan adopted a new constitution in 1995. The Senate of Kazakhstan has 50 members. \
                Astana became the capital of Kazakhstan in 1997.\n";
    let file = world.path("e3.md");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    world.run(&["add", &file]).ended(0);
    for words in [&["--title", "Economy"][..], &[]] {
        let ran = world.run(&[&["add", file.as_str()], words].concat()).ended(0);
        assert!(ran.out.starts_with("“e3”: nothing new"), "{}", ran.out);
    }
}

#[test]
fn what_was_deleted_stays_away_until_it_is_asked_for() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--accept", "--limit", "90"]).ended(0);
    let cards = || -> Vec<String> {
        let found = world
            .run(&["find", "deck:the-bridge-at-altynsu", "--json"])
            .ended(0)
            .json();
        found
            .iter()
            .map(|card| card["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = cards();
    let gone = all[0].clone();
    world.run(&["delete", &gone]).ended(0);
    let ran = world.run(&["diff", &file, "--limit", "90"]).ended(0);
    assert!(ran.out.contains(" 0 new"), "{}", ran.out);
    for _ in 0..2 {
        let ran = world.run(&["add", &file, "--limit", "90"]).ended(0);
        assert!(ran.out.contains("nothing new"), "{}", ran.out);
        assert_eq!(cards(), all[1..]);
        assert!(
            ran.err
                .contains("1 question that you deleted stays away; --with-deleted brings it back."),
            "{}",
            ran.err
        );
    }
    // Nor with a new version of the file.
    world.file(
        "bridge.md",
        format!("{TEXT}\nThe Altynsu Harbour Museum (AHM) was founded in 1952.\n"),
    );
    let ran = world
        .run(&["add", &file, "--accept", "--limit", "90", "--json"])
        .ended(0);
    assert_eq!(ran.json()[0]["deleted"], 1);
    assert!(
        cards().len() > all.len() - 1 && !cards().contains(&gone),
        "{:?}",
        cards()
    );
    world
        .run(&["add", &file, "--accept", "--limit", "90", "--with-deleted"])
        .ended(0);
    assert!(cards().contains(&gone), "{:?}", cards());
    let ran = world.run(&["add", &file, "--limit", "90"]).ended(0);
    assert!(!ran.err.contains("you deleted"), "{}", ran.err);
}

#[test]
fn a_document_of_which_all_was_deleted_stays_away_whole() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    let decks = || std::fs::read_dir(world.home().join("decks")).unwrap().count();
    world.run(&["add", &file, "--accept"]).ended(0);
    let there = decks();
    world.run(&["delete", "deck:the-bridge-at-altynsu"]).ended(0);
    let ran = world.run(&["add", &file, "--accept"]).ended(0);
    assert!(ran.err.contains("that you deleted stay"), "{}", ran.err);
    assert_eq!(decks(), there);
    assert_eq!(
        world.run(&["find", "deck:the-bridge-at-altynsu"]).ended(0).out,
        ""
    );
    world.run(&["add", &file, "--accept", "--with-deleted"]).ended(0);
    assert_ne!(
        world.run(&["find", "deck:the-bridge-at-altynsu"]).ended(0).out,
        ""
    );
    assert_eq!(decks(), there);
}

#[test]
fn one_document_of_several_of_which_all_was_deleted_stays_away() {
    let world = World::new();
    let bridge = world.file("bridge.md", TEXT);
    let other = world.file("library.md", OTHER);
    world
        .run(&["add", &bridge, &other, "--deck", "Bridges", "--accept"])
        .ended(0);
    let found = world.run(&["find", "deck:bridges", "--json"]).ended(0).json();
    let of_bridge: Vec<&str> = found
        .iter()
        .filter(|card| card["sources"][0]["title"].as_str().unwrap().contains("Altynsu"))
        .map(|card| card["id"].as_str().unwrap())
        .collect();
    assert!(!of_bridge.is_empty() && of_bridge.len() < found.len());
    let words: Vec<&str> = ["delete"].into_iter().chain(of_bridge.iter().copied()).collect();
    world.run(&words).ended(0);
    let ran = world.run(&["add", &bridge, "--accept"]).ended(0);
    assert!(ran.err.contains("that you deleted stay"), "{}", ran.err);
    let decks = std::fs::read_dir(world.home().join("decks")).unwrap();
    let names: Vec<String> = decks
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".toml")).count(),
        1,
        "{names:?}"
    );
}

#[test]
fn a_deleted_question_stays_away_where_another_of_its_document_was_moved_to_a_second_deck() {
    for with_others in [true, false] {
        let world = World::new();
        let bridge = world.file("bridge.md", TEXT);
        let other = world.file("library.md", OTHER);
        let add = ["add", "--accept", "--limit", "200", bridge.as_str()];
        let mut words = [&add[..], &["--deck", "Bridges"]].concat();
        words.extend(with_others.then_some(other.as_str()));
        world.run(&words).ended(0);
        let found = world.run(&["find", "deck:bridges", "--json"]).ended(0).json();
        let of_bridge: Vec<&str> = found
            .iter()
            .filter(|card| card["sources"][0]["title"].as_str().unwrap().contains("Altynsu"))
            .map(|card| card["id"].as_str().unwrap())
            .collect();
        let [moved, deleted, ..] = of_bridge[..] else {
            panic!("{of_bridge:?}")
        };
        let rest = &of_bridge[1..];
        world.run(&["move", moved, "--to", "second"]).ended(0);
        world.run(&[&["delete"], rest].concat()).ended(0);
        let ran = world.run(&add).ended(0);
        let said = ran.err.replace('\n', " ");
        assert!(said.contains("that you deleted stay"), "{said}");
        let count = |query: &str| world.run(&["find", query, "--json"]).json().len();
        let deleted = format!("id:{}", deleted.split('/').nth(1).unwrap());
        assert_eq!((count("deck:second"), count(&deleted)), (1, 0), "{}", ran.out);
        world.run(&[&add[..], &["--with-deleted"]].concat()).ended(0);
        assert_eq!((count("deck:second"), count(&deleted)), (1, 1));
    }
}
