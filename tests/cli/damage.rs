//! Progress that is damaged, cut short, foreign, newer, read-only or without space: told, and nothing lost.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rusqlite::Connection;

use super::world::Ran;
use super::world::World;
use super::world::names_in;
use super::world::run;

fn progress(world: &World) -> PathBuf {
    world.home().join("progress.db")
}

/// A home with several hundred entries in the log of its progress.
fn studied() -> World {
    let world = World::new();
    for (flag, deck) in [("1", "kz-soviet"), ("2", "kz-new-state"), ("3", "kz-*")] {
        world.run(&["flag", flag, &format!("deck:{deck}")]).ended(0);
    }
    world
}

fn flagged(world: &World) -> usize {
    let out = world.run(&["find", "-n", "is:flagged"]).ended(0).out;
    out.trim().replace(',', "").parse().unwrap()
}

fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words
        .iter()
        .position(|known| known.trim_end_matches([',', ';', '.']) == word);
    words[at.unwrap() - 1].replace(',', "").parse().unwrap()
}

/// Fails unless the run told of damage, what was saved, and where the damaged file is; returns that file.
#[track_caller]
fn told_of_damage(world: &World, ran: &Ran) -> PathBuf {
    let err = ran.err.replace('\n', " ");
    assert!(err.contains("warning: "), "{err}");
    assert!(err.contains("What could be read was saved: "), "{err}");
    assert!(err.contains("The damaged file is kept as "), "{err}");
    let names = names_in(&world.home());
    let kept: Vec<&String> = names
        .iter()
        .filter(|name| name.starts_with("progress") && name.contains("damaged"))
        .collect();
    assert_eq!(kept.len(), 1, "{names:?}");
    world.home().join(kept[0])
}

#[test]
fn a_broken_page_costs_its_rows_and_no_others() {
    let world = studied();
    let whole = flagged(&world);
    let mut bytes = fs::read(progress(&world)).unwrap();
    let page = 4096 * (bytes.len() / 4096 / 2);
    bytes[page..page + 4096].fill(0xa5);
    fs::write(progress(&world), &bytes).unwrap();
    let ran = world.run(&["doctor"]).ended(1);
    let kept = told_of_damage(&world, &ran);
    assert_eq!(fs::read(kept).unwrap(), bytes);
    let saved = flagged(&world);
    assert!(saved > whole / 2 && saved <= whole, "{saved} of {whole}");
    let ran = world.run(&["doctor"]).ended(1);
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("-damaged-"), "{}", ran.out);
    world.run(&["flag", "4", "kz-soviet/kirghiz-assr-date"]).ended(0);
}

#[test]
fn a_file_cut_short_gives_back_its_beginning_and_counts_the_rest() {
    let world = studied();
    let bytes = fs::read(progress(&world)).unwrap();
    fs::write(progress(&world), &bytes[..bytes.len() * 3 / 5]).unwrap();
    let ran = world.run(&["find", "-n", "is:flagged"]).ended(0);
    let kept = told_of_damage(&world, &ran);
    assert_eq!(fs::read(kept).unwrap().len(), bytes.len() * 3 / 5);
    let err = ran.err.replace('\n', " ");
    let (cards, reviews) = (number_before(&err, "cards"), number_before(&err, "entries"));
    assert!(cards > 50 && reviews > 50, "{err}");
    assert!(err.contains(" lost."), "{err}");
    let ran = world.run(&["find", "-n", "is:flagged"]).ended(0);
    assert_eq!(ran.err, "");
}

#[test]
fn a_file_that_is_no_database_is_kept_and_a_backup_offered() {
    let world = studied();
    world.run(&["backup"]).ended(0);
    let whole = flagged(&world);
    fs::write(progress(&world), "my shopping list\n".repeat(500)).unwrap();
    let ran = world.run(&["find", "-n", "is:flagged"]).ended(0);
    told_of_damage(&world, &ran);
    assert!(
        ran.err.contains("hint: put back a whole copy instead with suraq"),
        "{}",
        ran.err
    );
    assert_eq!(flagged(&world), 0);
    world.run(&["restore", "--newest"]).ended(0);
    assert_eq!(flagged(&world), whole);
}

#[test]
fn doctor_names_what_is_kept_after_a_total_loss_until_it_is_deleted() {
    let garbage = "my shopping list\n".repeat(500).into_bytes();
    for start in [true, false] {
        let world = studied();
        world.run(&["backup"]).ended(0);
        let whole = fs::read(progress(&world)).unwrap();
        let left = if start { &whole[..100] } else { &garbage[..] };
        fs::write(progress(&world), left).unwrap();
        let json = world.run(&["doctor", "--json"]).ended(1).json();
        assert_eq!(json[0]["damaged"], true);
        let ran = world.run(&["doctor"]).ended(1);
        let out = ran.out.replace('\n', " ");
        assert!(out.contains("-damaged-"), "{out}");
        assert!(
            out.contains("suraq restore --newest puts back the whole copy"),
            "{out}"
        );
        for name in names_in(&world.home()) {
            if name.contains("-damaged-") {
                fs::remove_file(world.home().join(name)).unwrap();
            }
        }
        world.run(&["restore", "--newest"]).ended(0);
        world.run(&["doctor"]).ended(0);
    }
}

#[test]
fn doctor_tells_of_a_copy_where_the_progress_was_emptied() {
    let world = studied();
    world.run(&["backup"]).ended(0);
    fs::write(progress(&world), "").unwrap();
    world.run(&["find", "-n", "is:flagged"]).ended(0);
    let ran = world.run(&["doctor"]).ended(1);
    let out = ran.out.replace('\n', " ");
    assert!(out.contains("suraq restore --newest puts back"), "{out}");
    let fresh = World::new();
    fresh.run(&["backup"]).ended(0);
    fresh.run(&["doctor"]).ended(0);
}

#[test]
fn progress_of_a_newer_version_is_refused_and_not_touched() {
    let world = studied();
    Connection::open(progress(&world))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = fs::read(progress(&world)).unwrap();
    for words in [
        &["find", "-n", "is:due"][..],
        &["flag", "kz-soviet/kirghiz-assr-date"],
        &["doctor"],
    ] {
        let ran = world.run(words).ended(3);
        assert!(ran.err.contains("progress has format 99"), "{}", ran.err);
        assert!(ran.err.contains("hint: use the newer suraq"), "{}", ran.err);
    }
    assert_eq!(fs::read(progress(&world)).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let world = World::new();
    fs::create_dir_all(world.home()).unwrap();
    Connection::open(progress(&world))
        .unwrap()
        .execute_batch("CREATE TABLE songs (name TEXT)")
        .unwrap();
    let before = fs::read(progress(&world)).unwrap();
    let ran = world.run(&["suspend", "deck:kz-soviet"]).ended(3);
    assert!(
        ran.err.contains("belongs to another program\nhint: move "),
        "{}",
        ran.err
    );
    assert_eq!(fs::read(progress(&world)).unwrap(), before);
}

#[test]
fn a_folder_in_its_place_is_said() {
    let world = World::new();
    fs::create_dir_all(progress(&world)).unwrap();
    let ran = world.run(&["suspend", "deck:kz-soviet"]).ended(4);
    assert!(
        ran.err
            .contains("progress.db: progress cannot be opened or written (it is a folder)"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: "), "{}", ran.err);
    world.file("other/decks", "no folder");
    let mut command = super::world::bare();
    command
        .arg("--home")
        .arg(world.path("other"))
        .args(["find", "-n"]);
    let ran = run(command, b"").ended(4);
    assert!(ran.err.contains("the folder cannot be made"), "{}", ran.err);
}

/// The program under another user where this one may do everything, so that rights count.
#[cfg(unix)]
fn without_rights(world: &World, words: &[&str]) -> Ran {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let mut command = world.command(words);
    let probe = world.path("probe");
    fs::write(&probe, "").unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&probe).is_ok() {
        fs::set_permissions(world.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        let program = world.path("suraq");
        if !program.exists() {
            fs::copy(env!("CARGO_BIN_EXE_suraq"), &program).unwrap();
        }
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = Command::new(&program);
        command.args(arguments).uid(65_534).gid(65_534);
    }
    run(command, b"")
}

#[test]
#[cfg(unix)]
fn read_only_progress_is_looked_at_and_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let world = studied();
    let whole = flagged(&world);
    let set = |mode: u32, folder: u32| {
        fs::set_permissions(progress(&world), fs::Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(world.home(), fs::Permissions::from_mode(folder)).unwrap();
        fs::set_permissions(world.home().join("decks"), fs::Permissions::from_mode(folder)).unwrap();
    };
    set(0o444, 0o555);
    let before = fs::read(progress(&world)).unwrap();
    let ran = without_rights(&world, &["find", "-n", "is:flagged"]).ended(0);
    assert_eq!(ran.out.trim().replace(',', ""), whole.to_string());
    for words in [
        &["flag", "5", "deck:kz-soviet"][..],
        &["undo"],
        &["new", "--stem", "Which?", "--key", "That"],
    ] {
        let ran = without_rights(&world, words).ended(4);
        assert!(
            ran.err.starts_with("error: ") && ran.err.contains("hint: "),
            "{}",
            ran.err
        );
    }
    assert_eq!(fs::read(progress(&world)).unwrap(), before);
    set(0o644, 0o755);
}

/// The program with files of at most `kilobytes`.
#[cfg(unix)]
fn with_little_space(world: &World, kilobytes: u64, words: &[&str]) -> Ran {
    let inner = world.command(words);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -f {}; exec \"$@\"", kilobytes * 2), "sh"]);
    command.arg(inner.get_program()).args(inner.get_args());
    run(command, b"")
}

#[test]
#[cfg(unix)]
fn without_space_nothing_that_was_kept_is_lost() {
    let world = studied();
    let whole = flagged(&world);
    let size = fs::metadata(progress(&world)).unwrap().len() / 1024;
    let ran = with_little_space(&world, size / 4, &["suspend", "--all"]).ended(4);
    assert!(ran.err.contains("no space left to keep progress"), "{}", ran.err);
    assert!(ran.err.contains("hint: make room on the disk"), "{}", ran.err);
    assert_eq!(flagged(&world), whole);
    assert_eq!(world.run(&["find", "-n", "is:suspended"]).ended(0).out, "0\n");
    world.run(&["suspend", "deck:kz-soviet"]).ended(0);
    world.run(&["doctor"]).ended(0);
}

#[test]
#[cfg(unix)]
fn without_any_space_at_the_start_that_is_what_is_said() {
    let world = studied();
    let whole = flagged(&world);
    for words in [
        &["flag", "5", "deck:kz-soviet"][..],
        &["suspend", "deck:kz-soviet"],
        &["review"],
    ] {
        let ran = with_little_space(&world, 0, words).ended(4);
        assert!(ran.err.contains("no space left"), "{}", ran.err);
        assert!(!ran.err.contains("chmod"), "{}", ran.err);
    }
    assert_eq!(flagged(&world), whole);
}

#[test]
#[cfg(unix)]
fn without_space_a_deck_is_the_old_one_whole() {
    let world = World::new();
    let deck = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n";
    let long = "word ".repeat(400);
    let item = |n: usize| format!("\n[[item]]\nid = \"i{n}\"\nstem = \"{long}{n}?\"\nkey = \"{n}\"\n");
    let text = (0..300).fold(deck.to_owned(), |text, n| text + &item(n));
    world.deck("d", &text);
    world.run(&["find", "-n"]).ended(0);
    let ran = with_little_space(
        &world,
        text.len() as u64 / 1024 - 20,
        &["new", "--deck", "d", "--stem", "Which?", "--key", "That"],
    )
    .ended(4);
    assert!(
        ran.err.contains("cannot be written: file too large"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("hint: nothing was changed"), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(world.home().join("decks/d.toml")).unwrap(),
        text
    );
    assert_eq!(names_in(&world.home().join("decks")), ["d.toml"]);
}

#[test]
fn two_programs_at_once_keep_all_they_did() {
    // Neither the folders nor the files are there yet: all of them make them at once.
    let world = World::new();
    let decks = ["kz-soviet", "kz-new-state", "kk-state-economy"];
    let flagging: Vec<_> = (0..2)
        .flat_map(|_| decks)
        .map(|deck| world.command(&["flag", "1", &format!("deck:{deck}")]))
        .map(|command| std::thread::spawn(move || run(command, b"")))
        .collect();
    for ran in flagging {
        ran.join().unwrap().ended(0);
    }
    let query = decks.map(|deck| format!("deck:{deck}")).join(" or ");
    let words: Vec<&str> = ["find", "-n"].into_iter().chain(query.split(' ')).collect();
    let all = world.run(&words).ended(0).out;
    assert_eq!(flagged(&world).to_string(), all.trim().replace(',', ""));
    world.run(&["doctor"]).ended(0);
}

#[test]
fn a_program_that_keeps_progress_to_itself_is_named_after_five_seconds() {
    let world = studied();
    let other = Connection::open(progress(&world)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = world.run(&["flag", "7", "deck:kz-soviet"]).ended(4);
    assert!(
        ran.err.contains("kept progress locked for 5 seconds"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("hint: wait until the other suraq is done"),
        "{}",
        ran.err
    );
    drop(other);
    world.run(&["flag", "7", "deck:kz-soviet"]).ended(0);
}

#[test]
fn doctor_makes_states_again_from_the_log_and_the_index_from_the_decks() {
    let world = studied();
    let whole = flagged(&world);
    Connection::open(progress(&world))
        .unwrap()
        .execute("UPDATE card SET flag = 0 WHERE item LIKE 'kz-soviet/%'", [])
        .unwrap();
    fs::write(world.home().join("cache/index.db"), "no index").unwrap();
    assert!(flagged(&world) < whole);
    let ran = world.run(&["doctor", "--json"]).ended(1).json();
    assert!(ran[0]["states_mended"].as_u64().unwrap() > 50, "{}", ran[0]);
    assert_eq!(ran[0]["damaged"], false);
    assert_eq!(flagged(&world), whole);
    let ran = world.run(&["doctor"]).ended(0);
    let out = ran.out.replace('\n', " ");
    assert!(out.contains("All card states agree with the log."), "{out}");
}

#[test]
fn a_log_whose_file_was_emptied_or_removed_gives_back_what_is_in_it() {
    for file_is_empty in [true, false] {
        let world = World::new();
        world.run(&["flag", "1", "deck:kz-soviet"]).ended(0);
        let whole = flagged(&world);
        // A connection that stays open keeps the log beside the file, as a killed program does.
        let other = Connection::open(progress(&world)).unwrap();
        other
            .execute_batch("PRAGMA wal_checkpoint; SELECT count(*) FROM card")
            .unwrap();
        world.run(&["flag", "2", "deck:kz-new-state"]).ended(0);
        let log = fs::read(world.home().join("progress.db-wal")).unwrap();
        assert!(log.len() > 4096);
        drop(other);
        fs::write(progress(&world), "").unwrap();
        if !file_is_empty {
            fs::remove_file(progress(&world)).unwrap();
        }
        fs::write(world.home().join("progress.db-wal"), &log).unwrap();
        let ran = world.run(&["find", "-n", "is:flagged"]).ended(0);
        let kept = told_of_damage(&world, &ran);
        assert_eq!(fs::read(kept).unwrap(), log, "{whole}");
        assert_eq!(world.run(&["find", "-n", "is:flagged"]).ended(0).err, "");
    }
}

#[test]
fn doctor_brings_back_a_text_from_its_file_and_tells_of_one_that_was_changed() {
    let world = World::new();
    let text = "# The villages vote\n\nThe Kurultai opened on 5 December 1917 in Orenburg.\n";
    let file = world.file("article.md", text);
    world.run(&["add", &file]).ended(0);
    world.run(&["doctor"]).ended(0);
    let folder = world.home().join("documents");
    let kept = folder.join(&names_in(&folder)[0]);
    let whole = fs::read(&kept).unwrap();
    fs::remove_file(&kept).unwrap();
    let ran = world.run(&["doctor", "--json"]).ended(1).json();
    assert_eq!(ran[0]["findings"][0]["mended"], true, "{}", ran[0]);
    assert_eq!(fs::read(&kept).unwrap(), whole);
    world.run(&["doctor"]).ended(0);
    // A changed text may be all that is left of something: it is told and not overwritten.
    fs::write(&kept, "my shopping list").unwrap();
    let ran = world.run(&["doctor"]).ended(1);
    let out = ran.out.replace('\n', " ");
    assert!(
        out.contains("The text of “The villages vote” was changed"),
        "{out}"
    );
    assert!(out.contains("article.md brings it back"), "{out}");
    assert_eq!(fs::read(&kept).unwrap(), b"my shopping list");
    fs::remove_file(&kept).unwrap();
    fs::write(&file, "# Another text\n").unwrap();
    let ran = world.run(&["doctor"]).ended(1);
    assert!(
        ran.out
            .replace('\n', " ")
            .contains("is gone; its cards are asked"),
        "{}",
        ran.out
    );
}

#[test]
fn doctor_tells_of_a_damaged_copy_a_wrong_clock_and_a_deck_that_is_not_here() {
    let world = studied();
    world.run(&["backup"]).ended(0);
    let copy = world.home().join("backups/progress-2031-05-06-asked.db");
    fs::write(&copy, "my shopping list\n".repeat(500)).unwrap();
    let out = world.run(&["doctor"]).ended(1).out.replace('\n', " ");
    assert!(
        out.contains("The newest copy of your progress cannot be used"),
        "{out}"
    );
    fs::remove_file(&copy).unwrap();
    let mut earlier = super::world::bare();
    earlier
        .arg("--home")
        .arg(world.home())
        .args(["--now", "2030-01-01T10:00:00Z", "doctor"]);
    let out = super::world::run(earlier, b"").ended(1).out.replace('\n', " ");
    assert!(out.contains("in your history lie after now"), "{out}");
    let other = super::study::garden();
    other.run_with(&["review", "gate"], "Hawthorn\n4\n").ended(0);
    fs::remove_file(other.home().join("decks/garden.toml")).unwrap();
    let out = other.run(&["doctor"]).ended(0).out.replace('\n', " ");
    assert!(out.contains("waits for them: garden (1 card)"), "{out}");
}
