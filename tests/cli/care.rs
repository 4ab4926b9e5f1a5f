//! Settings, backups and what they are kept in.

use super::world::World;
use super::world::names_in;

#[test]
fn a_setting_is_changed_and_kept() {
    let world = World::new();
    let ran = world.run(&["set", "new-per-day", "5"]).ended(0);
    assert!(
        ran.out.starts_with("new-per-day is 5 now; it was 20."),
        "{}",
        ran.out
    );
    let shown = world.run(&["set", "new-per-day", "--json"]).ended(0).json();
    assert_eq!(shown[0]["value"], "5");
    assert_eq!(
        std::fs::read_to_string(world.home().join("config.toml")).unwrap(),
        "new-per-day = 5\n"
    );
    world.run(&["set", "new-per-day", "default"]).ended(0);
    let shown = world.run(&["set", "new-per-day", "--json"]).ended(0).json();
    assert_eq!(shown[0]["value"], "20");
}

#[test]
fn a_value_out_of_range_changes_nothing() {
    let world = World::new();
    let ran = world.run(&["set", "retention", "2"]).ended(2);
    assert_eq!(
        ran.err,
        "error: `retention` cannot be `2`; it is 0.7 to 0.99\nhint: suraq set retention 0.9\n"
    );
    assert!(!world.home().join("config.toml").exists());
}

#[test]
fn an_unknown_key_in_the_file_stops_with_the_nearest() {
    let world = World::new();
    world.file("home/config.toml", "asci = true\n");
    let ran = world.run(&["set"]).ended(3);
    assert!(
        ran.err.contains("config.toml: there is no setting `asci`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("did you mean `ascii`?"), "{}", ran.err);
}

#[test]
fn a_backup_is_made_listed_and_put_back() {
    let world = World::new();
    world.run(&["backup"]).ended(0);
    let listed = world.run(&["backup", "--list", "--json"]).ended(0).json();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["date"], "2031-05-06");
    let ran = world.run(&["restore", "--newest"]).ended(0);
    assert!(ran.out.contains("What was there before is kept"), "{}", ran.out);
    assert_eq!(names_in(&world.home().join("backups")).len(), 2);
}

#[test]
fn a_bare_restore_only_lists_the_copies() {
    let world = World::new();
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    world.run(&["backup"]).ended(0);
    let before = std::fs::read(world.home().join("progress.db")).unwrap();
    let ran = world.run(&["restore"]).ended(0);
    assert!(
        ran.out.contains("2031-05-06") && ran.out.contains("0 reviews"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("Nothing was put back"), "{}", ran.err);
    assert!(ran.err.contains("suraq restore --newest"), "{}", ran.err);
    assert_eq!(std::fs::read(world.home().join("progress.db")).unwrap(), before);
    assert_eq!(names_in(&world.home().join("backups")).len(), 1);
}

#[test]
fn everything_goes_into_one_file_and_comes_back() {
    let world = World::new();
    world.deck("garden", super::study::GARDEN);
    world.file("home/media/oak.png", "picture");
    world.run(&["set", "new-per-day", "7"]).ended(0);
    world.run(&["flag", "1", "garden/gate"]).ended(0);
    let whole = world.path("all.zip").display().to_string();
    let ran = world.run(&["backup", "--all", &whole]).ended(0);
    assert!(ran.out.contains("1 deck of yours"), "{}", ran.out);

    let other = World::new();
    other.deck("pond", &super::study::GARDEN.replace("garden", "pond"));
    other.run(&["flag", "2", "pond/gate"]).ended(0);
    let ran = other.run(&["restore", &whole]).ended(0);
    assert!(ran.out.contains("before-restore.zip"), "{}", ran.out);
    let flag = |world: &World, card: &str| {
        let card = world.run(&["show", card, "--json"]).ended(0).json();
        card[0]["schedule"]["flag"].clone()
    };
    assert_eq!(flag(&other, "garden/gate"), 1);
    assert_eq!(
        other.run(&["set", "new-per-day", "--json"]).ended(0).json()[0]["value"],
        "7"
    );
    assert_eq!(
        std::fs::read(other.home().join("media/oak.png")).unwrap(),
        b"picture"
    );
    let ran = other.run(&["undo"]).ended(0);
    assert!(ran.out.contains("Taken back: restore all.zip."), "{}", ran.out);
    assert_eq!(flag(&other, "pond/gate"), 2);
    assert!(!other.home().join("media/oak.png").exists());
    other.run(&["redo"]).ended(0);
    // What the copy does not hold stays; what it replaced comes back from the copy made before.
    assert_eq!(flag(&other, "garden/gate"), 1);
    assert_eq!(flag(&other, "pond/gate"), 0);
    other
        .run(&["restore", "everything-2031-05-06-before-restore.zip"])
        .ended(0);
    assert_eq!(flag(&other, "pond/gate"), 2);
}

#[test]
fn an_archive_that_is_none_of_ours_is_refused_and_nothing_changes() {
    let world = World::new();
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    let whole = world.path("all.zip").display().to_string();
    world.run(&["backup", "--all", &whole]).ended(0);
    let before = std::fs::read(world.home().join("progress.db")).unwrap();
    let mut bytes = std::fs::read(&whole).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0);
    let damaged = world.file("damaged.zip", &bytes);
    let ran = world.run(&["restore", &damaged]).ended(3);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(std::fs::read(world.home().join("progress.db")).unwrap(), before);
    let notes = world.file("notes.txt", "bread, milk, a lake");
    let ran = world.run(&["backup", "--all", &notes]).ended(3);
    assert!(ran.err.contains("something else is there"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), "bread, milk, a lake");
    let left: Vec<String> = names_in(&world.home());
    assert!(!left.iter().any(|name| name.starts_with(".restore")), "{left:?}");
}

#[test]
fn nothing_to_put_back_or_take_back_is_said() {
    let world = World::new();
    let ran = world.run(&["restore", "--newest"]).ended(3);
    assert!(ran.err.contains("there is no copy to put back"), "{}", ran.err);
    let ran = world.run(&["undo"]).ended(2);
    assert!(
        ran.err.contains("there is nothing left to take back"),
        "{}",
        ran.err
    );
}

#[test]
fn a_setting_that_is_so_already_is_no_step() {
    let world = World::new();
    let again = |words: &[&str], said: &str| {
        assert_eq!(world.run(words).ended(0).out, said);
        let ran = world.run(&["undo"]).ended(2);
        assert!(ran.err.contains("nothing left to take back"), "{}", ran.err);
    };
    again(&["set", "new-per-day", "20"], "new-per-day is 20 already.\n");
    again(&["set", "new-per-day", "default"], "new-per-day is 20 already.\n");
    world.run(&["set", "new-per-day", "5"]).ended(0);
    let ran = world.run(&["set", "new-per-day", "5"]).ended(0);
    assert_eq!(ran.out, "new-per-day is 5 already.\n");
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("Taken back: set new-per-day 5."), "{}", ran.out);
    let value = world.run(&["set", "new-per-day", "--json"]).ended(0).json()[0]["value"].clone();
    assert_eq!(value, "20");
}

#[test]
fn a_setting_is_taken_back_and_brought_back() {
    let world = World::new();
    let file = world.file("home/config.toml", "# mine\nascii = true\n");
    let value = || world.run(&["set", "new-per-day", "--json"]).ended(0).json()[0]["value"].clone();
    let ran = world.run(&["set", "new-per-day", "5"]).ended(0);
    assert_eq!(ran.out, "new-per-day is 5 now; it was 20. undo: suraq undo\n");
    world.run(&["set", "ascii", "default"]).ended(0);
    let ran = world.run(&["undo", "2"]).ended(0);
    assert!(ran.out.contains("Taken back: set ascii default."), "{}", ran.out);
    assert!(ran.out.contains("Taken back: set new-per-day 5."), "{}", ran.out);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\nascii = true\n");
    assert_eq!(value(), "20");
    world.run(&["redo"]).ended(0);
    assert_eq!(value(), "5");
    let ran = world.run(&["decks", "off", "kz-soviet"]).ended(0);
    assert!(ran.out.contains("undo: suraq undo"), "{}", ran.out);
    world.run(&["undo"]).ended(0);
    let off = world.run(&["set", "decks-off", "--json"]).ended(0).json();
    assert_eq!(off[0]["value"], "none");
}

#[test]
fn a_switch_that_is_neither_names_both() {
    let world = World::new();
    let ran = world.run(&["set", "ascii", "maybe"]).ended(2);
    assert!(
        ran.err
            .contains("hint: suraq set ascii on, or suraq set ascii off"),
        "{}",
        ran.err
    );
}

#[test]
fn a_restore_is_taken_back_and_brought_back() {
    let world = World::new();
    let flag = || {
        let card = world
            .run(&["show", "kk-state-economy/state/en-kk", "--json"])
            .ended(0)
            .json();
        card[0]["schedule"]["flag"].clone()
    };
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    world.run(&["backup"]).ended(0);
    world.run(&["flag", "2", "kk-state-economy/state/en-kk"]).ended(0);
    let ran = world.run(&["restore", "--newest"]).ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(
        said.contains("back to it: suraq restore progress-2031-05-06-before-restore.db, or undo: suraq undo"),
        "{said}"
    );
    assert_eq!(flag(), 1);
    let ran = world.run(&["undo"]).ended(0);
    assert!(
        ran.out
            .contains("Taken back: restore progress-2031-05-06-asked.db."),
        "{}",
        ran.out
    );
    assert_eq!(flag(), 2);
    world.run(&["redo"]).ended(0);
    assert_eq!(flag(), 1);
    world.run(&["undo"]).ended(0);
    assert_eq!(flag(), 2);
    // The steps before it are there as ever.
    world.run(&["undo"]).ended(0);
    assert_eq!(flag(), 1);
    world
        .run(&["restore", "progress-2031-05-06-before-restore.db"])
        .ended(0);
    assert_eq!(flag(), 2);
}

#[test]
fn a_restore_of_everything_is_taken_back_whole() {
    let world = World::new();
    world.deck("garden", super::study::GARDEN);
    world.deck("hill", &super::study::GARDEN.replace("garden", "hill"));
    world.run(&["flag", "1", "garden/gate"]).ended(0);
    let whole = world.path("all.zip").display().to_string();
    world.run(&["backup", "--all", &whole]).ended(0);
    std::fs::remove_file(world.home().join("decks/hill.toml")).unwrap();
    world
        .run(&[
            "new",
            "--deck",
            "garden",
            "--stem",
            "Who planted the oak?",
            "--key",
            "Rufus",
        ])
        .ended(0);
    world
        .run(&["edit", "garden/gate", "--accept", "may tree"])
        .ended(0);
    world.run(&["set", "new-per-day", "12"]).ended(0);
    world.run(&["flag", "2", "garden/gate"]).ended(0);
    let read = |name: &str| std::fs::read_to_string(world.home().join(name)).unwrap_or_default();
    let flag =
        || world.run(&["show", "garden/gate", "--json"]).ended(0).json()[0]["schedule"]["flag"].clone();
    let deck = read("decks/garden.toml");
    let is_later = || {
        assert_eq!(read("decks/garden.toml"), deck);
        assert_eq!(read("config.toml"), "new-per-day = 12\n");
        assert_eq!(read("decks/hill.toml"), "", "it had come in with the archive");
        assert_eq!(flag(), 2);
    };
    let is_earlier = || {
        assert_eq!(read("decks/garden.toml"), super::study::GARDEN);
        assert_ne!(read("decks/hill.toml"), "");
        assert_eq!(flag(), 1);
    };
    let ran = world.run(&["restore", &whole]).ended(0);
    assert!(
        ran.out.replace('\n', " ").contains("or undo: suraq undo"),
        "{}",
        ran.out
    );
    is_earlier();
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("Taken back: restore all.zip."), "{}", ran.out);
    is_later();
    // The archive it came from may be on a stick that is gone.
    std::fs::remove_file(&whole).unwrap();
    let ran = world.run(&["redo"]).ended(0);
    assert!(ran.out.contains("Brought back: restore all.zip."), "{}", ran.out);
    is_earlier();
    world.run(&["undo"]).ended(0);
    is_later();
    // The steps before it are there as ever.
    let ran = world.run(&["undo", "4"]).ended(0);
    assert!(ran.out.contains("Taken back: set new-per-day 12."), "{}", ran.out);
    assert_eq!(read("decks/garden.toml"), super::study::GARDEN);
    assert_eq!((read("config.toml").as_str(), flag()), ("", 1.into()));
}

#[test]
fn what_was_done_after_a_restore_is_brought_back_after_it() {
    for is_whole in [true, false] {
        let world = World::new();
        world.deck("garden", super::study::GARDEN);
        world.run(&["flag", "1", "garden/gate"]).ended(0);
        let copy = world.path("copy").display().to_string();
        let how = if is_whole { "--all" } else { "--to" };
        world.run(&["backup", how, &copy]).ended(0);
        world.run(&["flag", "2", "garden/gate"]).ended(0);
        world.run(&["restore", &copy]).ended(0);
        world.run(&["set", "new-per-day", "33"]).ended(0);
        let new = ["--stem", "Who planted the oak?", "--key", "Rufus"];
        world
            .run(&[&["new", "--deck", "garden"], &new[..]].concat())
            .ended(0);
        world.run(&["flag", "3", "garden/gate"]).ended(0);
        let state = || {
            let card = world.run(&["show", "garden/gate", "--json"]).ended(0).json();
            let set = world.run(&["set", "new-per-day", "--json"]).ended(0).json();
            let cards = world.run(&["find", "deck:garden", "--json"]).ended(0).json();
            (
                card[0]["schedule"]["flag"].to_string(),
                set[0]["value"].to_string(),
                cards.len(),
            )
        };
        let before = state();
        for _ in 0..2 {
            world.run(&["undo", "4"]).ended(0);
            assert_eq!(state().0, "2");
            assert_ne!(state().2, before.2);
            let ran = world.run(&["redo", "2"]).ended(0);
            assert!(
                ran.out.contains("Brought back: set new-per-day 33."),
                "{}",
                ran.out
            );
            world.run(&["redo", "2"]).ended(0);
            assert_eq!(state(), before);
        }
        world.run(&["undo", "5"]).ended(0);
        assert_eq!(state().0, "1");
        world.run(&["redo", "5"]).ended(0);
        assert_eq!(state(), before);
        let ran = world.run(&["redo"]).ended(2);
        assert!(ran.err.contains("nothing to bring back"), "{}", ran.err);
    }
}

#[test]
fn a_restore_whose_safety_copy_is_gone_is_not_taken_back_by_half() {
    let world = World::new();
    world.deck("garden", super::study::GARDEN);
    let whole = world.path("all.zip").display().to_string();
    world.run(&["backup", "--all", &whole]).ended(0);
    world.run(&["flag", "2", "garden/gate"]).ended(0);
    world.run(&["restore", &whole]).ended(0);
    let copy = "everything-2031-05-06-before-restore.zip";
    let (kept, away) = (world.home().join("backups").join(copy), world.path(copy));
    std::fs::rename(&kept, &away).unwrap();
    let ran = world.run(&["undo"]).ended(3);
    assert!(
        ran.err.contains(copy) && ran.err.contains("nothing was taken back"),
        "{}",
        ran.err
    );
    let flag =
        || world.run(&["show", "garden/gate", "--json"]).ended(0).json()[0]["schedule"]["flag"].clone();
    assert_eq!(flag(), 0);
    std::fs::rename(&away, &kept).unwrap();
    world.run(&["undo"]).ended(0);
    assert_eq!(flag(), 2);
}

#[test]
fn a_copy_goes_into_a_folder_and_a_missing_one_is_named() {
    let world = World::new();
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    std::fs::create_dir(world.path("stick")).unwrap();
    for _ in 0..2 {
        world.run(&["backup", "--to", "stick"]).ended(0);
        world.run(&["backup", "--all", "stick"]).ended(0);
    }
    assert_eq!(names_in(&world.path("stick")), ["progress.db", "suraq.zip"]);
    for flag in ["--to", "--all"] {
        for (target, folder) in [("nodir/x", "nodir"), ("nodir/", "nodir/")] {
            let ran = world.run(&["backup", flag, target]).ended(4);
            assert_eq!(
                ran.err,
                format!(
                    "error: {folder}: there is no such folder; nothing was written\n\
                     hint: make it first, or choose another: mkdir -p {folder}\n"
                )
            );
        }
    }
    let before = std::fs::read(world.home().join("progress.db")).unwrap();
    let ran = world.run(&["backup", "--to", "home"]).ended(2);
    assert!(ran.err.contains("this is your progress itself"), "{}", ran.err);
    assert_eq!(std::fs::read(world.home().join("progress.db")).unwrap(), before);
}

#[test]
fn a_copy_is_put_back_from_the_folder_it_lies_in() {
    let world = World::new();
    let card = "kk-state-economy/state/en-kk";
    let flag = || world.run(&["show", card, "--json"]).ended(0).json()[0]["schedule"]["flag"].clone();
    for how in ["--to", "--all"] {
        let folder = world.path(&format!("stick{how}"));
        std::fs::create_dir(&folder).unwrap();
        let folder = folder.display().to_string();
        let ran = world.run(&["restore", &folder]).ended(3);
        assert!(ran.err.contains("there is no copy in this folder"), "{}", ran.err);
        world.run(&["flag", "1", card]).ended(0);
        world.run(&["backup", how, &folder]).ended(0);
        world.run(&["flag", "2", card]).ended(0);
        world.run(&["restore", &folder]).ended(0);
        assert_eq!(flag(), 1);
        world.run(&["backup", "--to", &folder]).ended(0);
        world.run(&["backup", "--all", &folder]).ended(0);
        let ran = world.run(&["restore", &folder]).ended(2);
        assert!(
            ran.err.contains("one of everything are in this folder"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn the_progress_of_another_home_is_not_written_over() {
    let (world, other) = (World::new(), World::new());
    let card = "kk-state-economy/state/en-kk";
    world.run(&["flag", "1", card]).ended(0);
    other.run(&["flag", "2", card]).ended(0);
    let target = other.home().display().to_string();
    let ran = world.run(&["backup", "--to", &target]).ended(2);
    assert!(ran.err.contains("the progress of another home"), "{}", ran.err);
    let shown = other.run(&["show", card, "--json"]).ended(0).json();
    assert_eq!(shown[0]["schedule"]["flag"], 2);
    let copy = world.path("copy.db").display().to_string();
    let ran = world.run(&["backup", "--to", &copy]).ended(0);
    assert!(!ran.out.contains("over the copy"), "{}", ran.out);
    let ran = world.run(&["backup", "--to", &copy]).ended(0);
    assert!(
        ran.out
            .replace('\n', " ")
            .contains("over the copy that was there"),
        "{}",
        ran.out
    );
}

#[test]
fn a_home_without_settings_comes_back_without_them() {
    let world = World::new();
    let value = || world.run(&["set", "new-per-day", "--json"]).ended(0).json()[0]["value"].clone();
    let whole = world.path("all.zip").display().to_string();
    world.run(&["backup", "--all", &whole]).ended(0);
    world.run(&["set", "new-per-day", "12"]).ended(0);
    for words in [&["restore", &whole][..], &["redo"]] {
        world.run(words).ended(0);
        assert_eq!(value(), "20");
        world.run(&["undo"]).ended(0);
        assert_eq!(value(), "12");
    }
}

#[test]
fn a_file_that_is_no_copy_is_refused_and_nothing_changes() {
    let world = World::new();
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    let before = std::fs::read(world.home().join("progress.db")).unwrap();
    let other = world.path("other.db").display().to_string();
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE shopping (what TEXT)")
        .unwrap();
    for file in [world.file("notes.txt", "bread, milk, a lake"), other] {
        let ran = world.run(&["restore", &file]).ended(3);
        assert!(
            ran.err
                .contains("no copy of your progress, or a damaged one; nothing was changed"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("suraq backup --list"), "{}", ran.err);
        assert!(
            !ran.err.contains("doctor") && !ran.err.contains("move"),
            "{}",
            ran.err
        );
    }
    assert_eq!(std::fs::read(world.home().join("progress.db")).unwrap(), before);
}

#[test]
fn a_day_and_the_newest_never_mean_what_was_there_before_a_restore() {
    let world = World::new();
    world.run(&["backup"]).ended(0);
    for words in [
        &["restore", "--newest"][..],
        &["restore", "2031-05-06"],
        &["restore", "--newest"],
    ] {
        let ran = world.run(words).ended(0);
        let said = ran.out.replace('\n', " ");
        assert!(
            said.contains("progress-2031-05-06-asked.db again"),
            "{words:?}: {said}"
        );
    }
    std::fs::remove_file(world.home().join("backups/progress-2031-05-06-asked.db")).unwrap();
    let ran = world.run(&["restore", "--newest"]).ended(3);
    assert!(ran.err.contains("there is no copy to put back"), "{}", ran.err);
    assert!(ran.err.contains("-before-restore"), "{}", ran.err);
    world.run(&["restore", "2031-05-06"]).ended(3);
    world
        .run(&["restore", "progress-2031-05-06-before-restore.db"])
        .ended(0);
}

#[test]
fn a_wrong_value_in_the_file_is_mended_by_set_and_named_by_doctor() {
    let world = World::new();
    let file = world.file("home/config.toml", "# mine\nretention = 5\nascii = true\n");
    let ran = world.run(&["doctor"]).ended(1);
    assert!(ran.err.contains("`retention` cannot be `5`"), "{}", ran.err);
    world.run(&["home"]).ended(3);
    world.run(&["set", "retention"]).ended(3);
    let ran = world.run(&["set", "retention", "0.9"]).ended(0);
    assert!(
        ran.out.starts_with("retention is 0.9 now. undo: suraq undo\n"),
        "{}",
        ran.out
    );
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "# mine\nretention = 0.9\nascii = true\n");
    world.run(&["home"]).ended(0);
    world.run(&["doctor"]).ended(0);
}

#[test]
fn a_copy_goes_where_it_is_asked_for_and_never_over_something_else() {
    let world = World::new();
    world.run(&["flag", "1", "kk-state-economy/state/en-kk"]).ended(0);
    let copy = world.path("stick.db").display().to_string();
    for _ in 0..2 {
        let ran = world.run(&["backup", "--to", &copy]).ended(0);
        assert!(ran.out.replace('\n', " ").contains("suraq merge"), "{}", ran.out);
    }
    assert!(!world.home().join("backups").exists());
    let other = world.file("list.txt", "bread, milk, a lake");
    let ran = world.run(&["backup", "--to", &other]).ended(3);
    assert!(ran.err.contains("something else is there"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "bread, milk, a lake");
    let fresh = World::new();
    fresh.run(&["restore", &copy]).ended(0);
    let card = fresh
        .run(&["show", "kk-state-economy/state/en-kk", "--json"])
        .ended(0)
        .json();
    assert_eq!(card[0]["schedule"]["flag"], 1);
}

#[test]
fn a_deck_file_that_is_left_out_whole_is_said_to_be() {
    let world = World::new();
    world.deck(
        "w",
        "format = 1\n[deck]\ntitle = \"W\"\n[[item]]\nid = \"a\"\nstem = \"A?\"\nkey = \"B\"\n",
    );
    let said = world.run(&["review", "--list"]).err.replace('\n', " ");
    assert!(
        said.contains("nothing of that file is studied until it is mended"),
        "{said}"
    );
}
