//! `inbox`: drafts beside their sentence, decided one by one, each decision on disk at once.

use std::fs;

use super::extract::TEXT;
use super::world::World;
use super::world::run;

fn with_drafts() -> World {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--limit", "200"]).ended(0);
    world
}

fn drafts(world: &World) -> Vec<serde_json::Value> {
    world.run(&["inbox", "--json"]).ended(0).json()
}

fn deck(world: &World) -> String {
    fs::read_to_string(world.home().join("decks/the-bridge-at-altynsu.toml")).unwrap()
}

#[test]
fn the_draft_stands_beside_its_sentence_with_the_key_marked() {
    let world = with_drafts();
    let first = &drafts(&world)[0];
    let ran = world.run_with(&["inbox"], "q\n").ended(0);
    let key = first["key"].as_str().unwrap();
    assert!(ran.out.contains(&format!("= {key}\n")), "{}", ran.out);
    assert!(ran.out.contains(&format!("[{key}]")), "{}", ran.out);
    assert!(ran.out.contains("\n> "), "{}", ran.out);
    assert!(ran.out.contains("y accept  n reject  e edit"), "{}", ran.out);
}

#[test]
fn decisions_are_kept_and_undone_in_their_order() {
    let world = with_drafts();
    let all = drafts(&world).len();
    assert!(all >= 3);
    let ran = world.run_with(&["inbox"], "y\nn\nw\nu\nnt\nq\n").ended(0);
    assert!(
        ran.out
            .contains("Taken back: reject draft the-bridge-at-altynsu/"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains(&format!("1 accepted, 1 rejected, {} left.", all - 2)),
        "{}",
        ran.out
    );
    let text = deck(&world);
    assert_eq!(text.matches("status = \"draft\"").count(), all - 2);
    assert_eq!(text.matches("status = \"rejected\"").count(), 1);
    assert!(text.contains("reason = \"trivial\""), "{text}");
    assert_eq!(drafts(&world).len(), all - 2);
    // After a restart the last decision is taken back all the same, and its draft shown again.
    let ran = world.run_with(&["inbox"], "u\nq\n").ended(0);
    assert!(ran.out.contains("Taken back: reject draft"), "{}", ran.out);
    assert_eq!(drafts(&world).len(), all - 1);
    // What was decided elsewhere is not undone from here.
    let ran = world.run_with(&["inbox"], "u\nu\nq\n").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(
        said.contains("the last step elsewhere was: add The bridge"),
        "{}",
        ran.out
    );
    assert_eq!(drafts(&world).len(), all);
}

#[test]
fn what_was_rejected_does_not_come_back() {
    let world = with_drafts();
    let all = drafts(&world).len();
    world.run_with(&["inbox"], "n\nd\nq\n").ended(0);
    let file = world.path("bridge.md").display().to_string();
    let ran = world.run(&["add", &file, "--limit", "200"]).ended(0);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
    assert_eq!(drafts(&world).len(), all - 1);
}

#[test]
fn a_key_that_means_nothing_changes_nothing() {
    let world = with_drafts();
    let before = deck(&world);
    let ran = world.run_with(&["inbox"], "x\n?\nn\n\nl\nb\n").ended(0);
    assert!(ran.err.contains("x is no key here"), "{}", ran.err);
    for said in [
        "accept: the question is studied",
        "Not rejected.",
        "Left for later.",
    ] {
        assert!(ran.out.contains(said), "{said} in {}", ran.out);
    }
    assert_eq!(deck(&world), before);
}

#[test]
fn all_are_accepted_in_one_step() {
    let world = with_drafts();
    let all = drafts(&world).len();
    let before = deck(&world);
    let ran = world.run(&["inbox", "--accept-all"]).ended(0);
    assert!(
        ran.out.starts_with(&format!("{all} drafts accepted.")),
        "{}",
        ran.out
    );
    assert!(!deck(&world).contains("\"draft\""));
    let ran = world.run(&["inbox"]).ended(0);
    assert!(
        ran.out.contains("No draft waits. Add a document: suraq add FILE"),
        "{}",
        ran.out
    );
    world.run(&["undo"]).ended(0);
    assert_eq!(deck(&world), before);
}

#[test]
fn a_query_narrows_and_its_mistakes_are_pointed_at() {
    let world = with_drafts();
    let other = world.file("library.md", super::extract::OTHER);
    world.run(&["add", &other]).ended(0);
    let lines = world
        .run(&["inbox", "deck:the-library-of-kumkala", "--json"])
        .ended(0)
        .json();
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| line["deck"] == "the-library-of-kumkala"));
    let ran = world.run(&["inbox", "dek:x"]).ended(2);
    assert!(ran.err.contains("dek:x"), "{}", ran.err);
    let ran = world.run(&["inbox", "nothing-of-this-name"]).ended(0);
    assert!(
        ran.out.contains("No draft that waits fits this query."),
        "{}",
        ran.out
    );
}

#[cfg(unix)]
#[test]
fn e_opens_the_draft_in_the_editor() {
    use std::os::unix::fs::PermissionsExt;
    let world = with_drafts();
    let editor = world.file(
        "editor.sh",
        "#!/bin/sh\nsed -i 's/^key = .*/key = \"another key\"/' \"$1\"\n",
    );
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = world.command(&["inbox"]);
    command.env("EDITOR", &editor).env_remove("VISUAL");
    let ran = run(command, b"e\ny\nq\n").ended(0);
    assert!(ran.out.contains("= another key"), "{}", ran.out);
    let text = deck(&world);
    let at = text.find("key = \"another key\"").unwrap();
    let item = text[at..].split("[[item]]").next().unwrap();
    assert!(!item.contains("\"draft\""), "{item}");
}

#[test]
fn a_deck_changed_meanwhile_is_read_again() {
    let world = with_drafts();
    let path = world.home().join("decks/the-bridge-at-altynsu.toml");
    world.run_with(&["inbox"], "y\nq\n").ended(0);
    fs::write(&path, format!("# mine\n{}", deck(&world))).unwrap();
    world.run_with(&["inbox"], "y\nq\n").ended(0);
    assert!(deck(&world).starts_with("# mine\n"));
}

#[test]
fn a_changed_document_tells_what_it_contradicts_and_replaces_it() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--accept", "--limit", "90"]).ended(0);
    let founded = |status: &str| {
        let query = format!("deck:the-bridge-at-altynsu founded is:{status}");
        let words: Vec<&str> = std::iter::once("find")
            .chain(query.split(' '))
            .chain(["--json"])
            .collect();
        world.run(&words).ended(0).json()
    };
    let old = world.run(&["find", "--json", "founded"]).ended(0).json();
    let old = old.iter().find(|card| card["key"] == "1994").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    world.file("bridge.md", TEXT.replace("in 1994", "in 1995"));
    let ran = world.run(&["add", &file, "--limit", "90"]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("1 draft contradicts what you study; the inbox says which"),
        "{said}"
    );
    let listed = world.run(&["inbox", "--json"]).ended(0).json();
    let new = listed.iter().find(|draft| draft["key"] == "1995").unwrap();
    assert_eq!(new["contradicts"][0], old.as_str());
    // `y` keeps both, `r` retires the old card; both are one step of undo.
    let ran = world.run_with(&["inbox"], "r\n").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(
        said.contains(&format!(
            "This contradicts what you study: {old} (“1994”). r accepts it and retires the other"
        )),
        "{said}"
    );
    assert!(
        said.contains(&format!("Accepted; {old} (“1994”) is no longer asked.")),
        "{said}"
    );
    assert_eq!(founded("retired").len(), 1);
    world.run(&["undo"]).ended(0);
    assert_eq!(founded("draft").len(), 1);
    assert_eq!(founded("retired").len(), 0);
    // It is never accepted unseen.
    let ran = world.run(&["inbox", "--accept-all"]).ended(0);
    assert!(
        ran.err.contains("1 draft contradicts others and waits for you"),
        "{}",
        ran.err
    );
    let listed = world.run(&["inbox", "--json"]).ended(0).json();
    assert_eq!(listed.len(), 1);
    // Both are kept as disputed.
    let ran = world.run_with(&["inbox"], "y\n").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(said.contains("are marked as disputed"), "{said}");
    let disputed = world
        .run(&["find", "contested:yes", "deck:the-bridge-at-altynsu", "--json"])
        .ended(0)
        .json();
    assert_eq!(disputed.len(), 2);
    let shown = world.run(&["show", &old]).ended(0).out.replace('\n', " ");
    assert!(
        shown.contains("Disputed: yes") && shown.contains("Contradicts: "),
        "{shown}"
    );
}

#[test]
fn a_card_in_other_words_is_still_compared_with_the_new_version() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file, "--accept", "--limit", "90"]).ended(0);
    let found = world.run(&["find", "--json", "founded"]).ended(0).json();
    let old = found.iter().find(|card| card["key"] == "1994").unwrap()["id"]
        .as_str()
        .unwrap();
    world
        .run(&["edit", old, "--stem", "Since what year is there the Society?"])
        .ended(0);
    world.file("bridge.md", TEXT.replace("in 1994", "in 1995"));
    let ran = world.run(&["diff", &file, "--limit", "90"]).ended(0);
    let told = format!("contradicts what you study, {old} (“1994”)");
    assert!(ran.out.replace("\n      ", " ").contains(&told), "{}", ran.out);
    let ran = world.run(&["add", &file, "--limit", "90"]).ended(0);
    assert!(
        ran.err.contains("1 draft contradicts what you study"),
        "{}",
        ran.err
    );
    let new = drafts(&world);
    let new = new.iter().find(|draft| draft["key"] == "1995").unwrap();
    assert_eq!(new["contradicts"][0], old);
    let ran = world.run_with(&["inbox"], "r\n").ended(0);
    assert!(
        ran.out
            .replace('\n', " ")
            .contains(&format!("Accepted; {old} (“1994”) is no longer asked.")),
        "{}",
        ran.out
    );
}

#[test]
fn rejections_are_listed_with_their_reasons_and_do_not_come_back() {
    let world = with_drafts();
    let all = drafts(&world).len();
    world.run_with(&["inbox"], "nw\nnt\nq\n").ended(0);
    let listed = world.run(&["find", "is:rejected"]).ended(0).out;
    assert!(
        listed.contains("rejected: wrong") && listed.contains("rejected: trivial"),
        "{listed}"
    );
    let lines = world.run(&["find", "is:rejected", "--json"]).ended(0).json();
    assert_eq!(lines[0]["reason"], "wrong");
    // Another document that says the same asks it no more either.
    let again = format!("# A second report\n\n{}", TEXT.split_once('\n').unwrap().1);
    let file = world.file("second.md", again);
    world.run(&["add", &file, "--limit", "200"]).ended(0);
    assert_eq!(drafts(&world).len(), all - 2);
}

#[test]
fn twenty_drafts_take_twenty_keys() {
    let world = World::new();
    let sentences: Vec<String> = (0..20)
        .map(|number| {
            format!(
                "The {} Club of Velk was founded in {}.\n\n",
                NAMES[number],
                1900 + 3 * number
            )
        })
        .collect();
    let file = world.file(
        "clubs.md",
        format!("# The clubs of Velk\n\n{}", sentences.concat()),
    );
    world.run(&["add", &file, "--limit", "900"]).ended(0);
    let all = drafts(&world).len();
    assert!(all >= 20, "{all}");
    let ran = world.run_with(&["inbox"], "y\n".repeat(all)).ended(0);
    assert!(
        ran.out.contains(&format!("{all} accepted, 0 rejected, 0 left.")),
        "{}",
        ran.out
    );
}

const NAMES: [&str; 20] = [
    "Rowing", "Chess", "Garden", "Bridge", "Sailing", "Tennis", "Fencing", "Cycling", "Reading", "Walking",
    "Skiing", "Archery", "Curling", "Swimming", "Dancing", "Camera", "Puppet", "Kite", "Choral", "Lantern",
];

#[test]
fn a_draft_that_contradicts_nothing_has_nothing_to_replace() {
    let world = World::new();
    let file = world.file("bridge.md", TEXT);
    world.run(&["add", &file]).ended(0);
    let ran = world.run_with(&["inbox"], "r\nq\n").ended(0);
    assert!(
        ran.out.contains("This draft contradicts no card; y accepts it."),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("This contradicts"), "{}", ran.out);
}

#[test]
fn a_query_that_means_only_drafts_says_that_they_wait() {
    let world = with_drafts();
    let ran = world.run(&["review", "deck:the-bridge-at-altynsu"]).ended(0);
    assert!(
        ran.err
            .contains("drafts wait there: suraq inbox deck:the-bridge-at-altynsu"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("leave a word out"), "{}", ran.err);
}
