//! `merge`: two machines, one history.

use super::study::garden;
use super::world::Ran;
use super::world::World;
use super::world::run;

/// Runs the program in the home of `world` at a time of its own.
fn at(world: &World, time: &str, words: &[&str], input: &str) -> Ran {
    let mut command = super::world::bare();
    command
        .arg("--home")
        .arg(world.home())
        .args(["--now", time, "--seed", "7"])
        .args(words);
    run(command, input.as_bytes())
}

fn rate(world: &World, time: &str, card: &str, rating: &str) {
    let input = format!("\n{rating}\n");
    at(world, time, &["review", card, "--plain"], &input).ended(0);
}

/// Two machines that begin with the same deck; each has studied something the other has not.
fn two() -> (World, World) {
    let (here, there) = (garden(), garden());
    for world in [&here, &there] {
        rate(world, "2031-05-06T10:00:00Z", "gate", "4");
    }
    rate(&here, "2031-05-06T11:00:00Z", "\"north wall\"", "4");
    at(&there, "2031-05-07T09:00:00Z", &["flag", "2", "gate"], "").ended(0);
    (here, there)
}

fn progress(world: &World) -> String {
    world.home().join("progress.db").display().to_string()
}

fn schedules(world: &World) -> Vec<serde_json::Value> {
    let found = at(
        world,
        "2031-05-08T09:00:00Z",
        &["find", "deck:garden", "--json"],
        "",
    )
    .ended(0);
    let ids = found.json();
    let ids = ids.iter().map(|card| card["id"].as_str().unwrap().to_owned());
    ids.map(|id| {
        let shown = at(world, "2031-05-08T09:00:00Z", &["show", &id, "--json"], "").ended(0);
        shown.json()[0]["schedule"].clone()
    })
    .collect()
}

#[test]
fn both_machines_know_the_same_afterwards() {
    let (here, there) = two();
    let ran = at(
        &here,
        "2031-05-08T09:00:00Z",
        &["merge", &progress(&there), "--dry-run"],
        "",
    )
    .ended(0);
    assert!(ran.out.starts_with("Would come in from"), "{}", ran.out);
    let before = schedules(&here);
    let ran = at(
        &here,
        "2031-05-08T09:00:00Z",
        &["merge", &progress(&there), "--json"],
        "",
    )
    .ended(0);
    let json = &ran.json()[0];
    assert_eq!(
        (&json["reviews"], &json["other_changes"]),
        (&0.into(), &1.into()),
        "{json}"
    );
    assert_eq!(json["merged"], true);
    assert_ne!(schedules(&here), before);
    // The folder stands for the file in it.
    let folder = here.home().display().to_string();
    at(&there, "2031-05-08T10:00:00Z", &["merge", &folder], "").ended(0);
    assert_eq!(schedules(&here), schedules(&there));
    for (one, other) in [(&here, &there), (&there, &here)] {
        let ran = at(one, "2031-05-08T11:00:00Z", &["merge", &progress(other)], "").ended(0);
        assert!(
            ran.out.replace('\n', " ").contains("Nothing is changed"),
            "{}",
            ran.out
        );
    }
    at(&here, "2031-05-08T12:00:00Z", &["doctor"], "").ended(0);
}

#[test]
fn a_merge_is_taken_back_and_brought_back() {
    let (here, there) = two();
    let before = schedules(&here);
    let ran = at(&here, "2031-05-08T09:00:00Z", &["merge", &progress(&there)], "").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(
        said.contains("kept as progress-2031-05-08-before-merge.db"),
        "{said}"
    );
    let after = schedules(&here);
    assert_ne!(before, after);
    let ran = at(&here, "2031-05-08T09:01:00Z", &["undo"], "").ended(0);
    assert!(ran.out.contains("Taken back: merge progress.db."), "{}", ran.out);
    assert_eq!(schedules(&here), before);
    at(&here, "2031-05-08T09:02:00Z", &["redo"], "").ended(0);
    assert_eq!(schedules(&here), after);
    at(&here, "2031-05-08T09:03:00Z", &["undo"], "").ended(0);
    assert_eq!(schedules(&here), before);
    // What was taken back can come in again.
    at(&here, "2031-05-08T09:04:00Z", &["merge", &progress(&there)], "").ended(0);
    assert_eq!(schedules(&here), after);
}

#[test]
fn what_is_no_progress_is_refused_and_nothing_changes() {
    let (here, there) = two();
    let before = std::fs::read(here.home().join("progress.db")).unwrap();
    let notes = here.file("notes.txt", "bread, milk, a lake, ".repeat(300));
    for (file, said) in [
        (notes, "nothing was changed"),
        (here.path("nowhere.db").display().to_string(), "cannot be read"),
        (progress(&here), "this is your own progress"),
    ] {
        let ran = at(&here, "2031-05-08T09:00:00Z", &["merge", &file], "");
        assert!(ran.status == 2 || ran.status == 3, "{file}: {}", ran.status);
        assert!(
            ran.err.contains(said) && ran.err.contains("hint: "),
            "{}",
            ran.err
        );
    }
    assert_eq!(std::fs::read(here.home().join("progress.db")).unwrap(), before);
    let other = std::fs::read(there.home().join("progress.db")).unwrap();
    at(&here, "2031-05-08T09:00:00Z", &["merge", &progress(&there)], "").ended(0);
    assert_eq!(std::fs::read(there.home().join("progress.db")).unwrap(), other);
}

#[test]
fn progress_of_a_deck_that_is_not_here_waits() {
    let (here, there) = (World::new(), garden());
    rate(&there, "2031-05-06T10:00:00Z", "gate", "4");
    let ran = at(&here, "2031-05-08T09:00:00Z", &["merge", &progress(&there)], "").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(said.contains("1 review of Tue 6 May"), "{said}");
    assert!(said.contains("Not here yet: deck garden"), "{said}");
    here.deck("garden", super::study::GARDEN);
    assert_eq!(schedules(&here), schedules(&there));
}
