//! `paper --remove`: a paper goes into the bin with all that hangs on it, and comes back whole.

use std::fs;

use super::class::printed;
use super::class::right_row;
use super::class::world;
use super::world::World;

/// The files of a paper that lie in a folder of the data folder, sorted.
fn files(world: &World, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(world.home().join(folder)) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap());
    let mut names: Vec<String> = names
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_paper_without_sheets_is_removed_and_undo_brings_it_back() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12"]);
    let ran = world.run(&["paper", "--remove", &code]).ended(0);
    assert!(
        ran.out.contains(&format!("Paper {code} (Lakes) is removed.")) && ran.out.contains("undo"),
        "{}",
        ran.out
    );
    assert!(!world.run(&["paper", "--list"]).ended(0).out.contains(&code));
    assert_eq!(files(&world, "papers"), Vec::<String>::new());
    let ran = world.run(&["paper", "--remove", &code]).ended(2);
    assert!(ran.err.contains("there is no paper"), "{}", ran.err);
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains(&format!("remove paper {code}")), "{}", ran.out);
    assert!(world.run(&["paper", "--list"]).ended(0).out.contains(&code));
    assert!(!world.home().join("papers/bin").join(&code).exists());
    world.run(&["redo"]).ended(0);
    assert_eq!(
        files(&world, &format!("papers/bin/{code}")),
        [format!("{code}.paper.json")]
    );
    world.run(&["undo"]).ended(0);
    let out = world.path("again.html").display().to_string();
    world.run(&["paper", "--again", &code, "-o", &out]).ended(0);
}

#[test]
fn marked_sheets_go_along_only_where_that_is_said() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let (other, _) = printed(&world, &["-n", "11", "--versions", "1"]);
    let row = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {row} Dana\nA {row} Arman\n\n"))
        .ended(0);
    world.run(&["mark", &code, "--remove", "Arman"]).ended(0);
    let ran = world
        .run(&["paper", "--remove", &other, "--remove", &code])
        .ended(2);
    let hint = format!("paper --remove {code} --with-results");
    assert!(
        ran.err
            .contains(&format!("{code} has 2 marked sheets; nothing was removed"))
            && ran.err.contains(&hint),
        "{}",
        ran.err
    );
    assert!(
        world.run(&["paper", "--list"]).ended(0).out.contains(&other),
        "none of them"
    );
    let results = format!("{code}.results.json");
    let before = fs::read(world.home().join("papers").join(&results)).unwrap();
    let ran = world
        .run(&["paper", "--remove", &code, "--with-results", "--json"])
        .ended(0);
    assert!(ran.out.contains("\"sheets\":2"), "{}", ran.out);
    // The same paper is printed and marked anew, and removed as well: neither takes anything from the other.
    let (again, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    assert_eq!(again, code, "the same seed gives the same paper");
    world
        .run_with(&["mark", &code], format!("A {row} Zarina\n\n"))
        .ended(0);
    let kept = |path: &str| fs::read_to_string(world.home().join("papers").join(path)).unwrap();
    let before = String::from_utf8(before).unwrap();
    // The sheet that was typed is a step of its own. Then the two papers swap their places, back and forth.
    let ran = world.run(&["undo", "2"]).ended(0);
    assert!(ran.err.contains("was begun anew since then"), "{}", ran.err);
    assert_eq!(kept(&results), before);
    assert!(kept(&format!("bin/{code}/anew/{results}")).contains("Zarina"));
    world.run(&["redo"]).ended(0);
    assert_eq!(kept(&format!("bin/{code}/{results}")), before);
    world.run(&["redo"]).ended(0);
    let pupils = world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert!(pupils.contains("Zarina") && !pupils.contains("Dana"), "{pupils}");
    assert!(!world.home().join(format!("papers/bin/{code}/anew")).exists());
    world
        .run(&["paper", "--remove", &code, "--with-results"])
        .ended(0);
    world.run(&["undo", "3"]).ended(0);
    assert_eq!(kept(&results), before);
    for _ in 0..3 {
        world.run(&["redo"]).ended(0);
    }
    assert_eq!(files(&world, "papers"), [format!("{other}.paper.json")]);
    assert!(kept(&format!("bin/{code}-2/{results}")).contains("Zarina"));
    assert_eq!(kept(&format!("bin/{code}/{results}")), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let binned = world.home().join(format!("papers/bin/{code}/{results}"));
        assert_eq!(fs::metadata(binned).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_paper_that_was_only_printed_once_more_is_not_in_the_way_of_its_sheets() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let row = right_row(&world, &code, 0);
    world
        .run_with(&["mark", &code], format!("A {row} Dana\n\n"))
        .ended(0);
    world
        .run(&["paper", "--remove", &code, "--with-results"])
        .ended(0);
    printed(&world, &["-n", "12", "--versions", "1", "--large"]);
    world.run(&["undo"]).ended(0);
    let pupils = world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert!(pupils.contains("Dana"), "{pupils}");
    fs::remove_file(world.home().join(format!("papers/{code}.results.json"))).unwrap();
    world.run(&["redo"]).ended(0);
    fs::remove_dir_all(world.home().join("papers/bin")).unwrap();
    let ran = world.run(&["undo"]).ended(0);
    let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        ran.out.contains("Passed over") && said.contains("nothing was brought back"),
        "{} {said}",
        ran.out
    );
}

#[test]
fn a_paper_that_is_named_twice_is_removed_once() {
    let world = world();
    let (one, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let (other, _) = printed(&world, &["-n", "11", "--versions", "1"]);
    let ran = world
        .run(&["paper", "--remove", &one, "--remove", &other, "--remove", &one])
        .ended(0);
    assert_eq!(ran.out.matches("is removed").count(), 2, "{}", ran.out);
    world.run(&["undo", "2"]).ended(0);
    let list = world.run(&["paper", "--list"]).ended(0).out;
    assert!(list.contains(&one) && list.contains(&other), "{list}");
}

#[test]
fn an_undo_that_was_stopped_halfway_loses_neither_paper() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let row = right_row(&world, &code, 0);
    let mark = |name: &str| world.run_with(&["mark", &code], format!("A {row} {name}\n\n"));
    mark("Dana").ended(0);
    world
        .run(&["paper", "--remove", &code, "--with-results"])
        .ended(0);
    printed(&world, &["-n", "12", "--versions", "1"]);
    mark("Zarina").ended(0);
    let papers = world.home().join("papers");
    let results = format!("{code}.results.json");
    // The results had made room, the paper had not.
    let anew = papers.join(format!("bin/{code}/anew"));
    fs::create_dir_all(&anew).unwrap();
    fs::rename(papers.join(&results), anew.join(&results)).unwrap();
    let ran = world.run(&["undo", "2"]).ended(0);
    let pupils = world.run(&["results", &code, "--pupils"]).ended(0).out;
    assert!(pupils.contains("Dana"), "{pupils} {}", ran.err);
    world.run(&["redo"]).ended(0);
    let held = fs::read_to_string(papers.join(&results)).unwrap();
    assert!(held.contains("Zarina"), "{held}");
    // The old paper is back, its results are not yet.
    world.run(&["undo"]).ended(0);
    fs::rename(
        papers.join(&results),
        papers.join(format!("bin/{code}/{results}")),
    )
    .unwrap();
    world.run(&["redo"]).ended(0);
    let held = fs::read_to_string(papers.join(format!("bin/{code}/{results}"))).unwrap();
    assert!(held.contains("Dana"), "{held}");
}

#[test]
fn a_live_quiz_that_was_not_ended_is_kept_unless_told() {
    let world = world();
    let (code, _) = printed(&world, &["-n", "12", "--versions", "1"]);
    let journal = world.file(&format!("home/papers/{code}.journal.jsonl"), "{}\n");
    let ran = world.run(&["paper", "--remove", &code]).ended(2);
    assert!(ran.err.contains("may hold answers"), "{}", ran.err);
    let held = fs::File::open(&journal).unwrap();
    held.lock().unwrap();
    let ran = world
        .run(&["paper", "--remove", &code, "--with-results"])
        .ended(2);
    assert!(ran.err.contains("is played now"), "{}", ran.err);
    drop(held);
    world
        .run(&["paper", "--remove", &code, "--with-results"])
        .ended(0);
    assert_eq!(files(&world, "papers"), Vec::<String>::new());
    world.run(&["undo"]).ended(0);
    assert_eq!(files(&world, "papers").len(), 2);
}
