//! Words, flags and values that are wrong, and help for those who ask.

use super::world::World;
use super::world::bare;
use super::world::run;

#[test]
fn alone_without_a_terminal_it_prints_help() {
    let world = World::new();
    let ran = world.run(&[]).ended(0);
    assert!(ran.out.contains("Usage: suraq [COMMAND]"), "{}", ran.out);
    assert!(ran.out.contains("undo"));
    assert_eq!(ran.err, "");
}

#[test]
fn an_unknown_command_names_the_nearest_and_does_nothing() {
    let world = World::new();
    let ran = world.run(&["bakcup"]).ended(2);
    assert_eq!(
        ran.err,
        "error: there is no command `bakcup`\nhint: did you mean suraq backup?\n"
    );
    assert!(!world.home().exists());
    let ran = world.run(&["weather"]).ended(2);
    assert_eq!(
        ran.err,
        "error: there is no command `weather`\nhint: see all commands with suraq help\n"
    );
}

#[test]
fn an_unknown_flag_names_the_nearest() {
    let world = World::new();
    let ran = world.run(&["backup", "--lits"]).ended(2);
    assert!(ran.err.contains("there is no flag `--lits`"), "{}", ran.err);
    assert!(ran.err.contains("did you mean `--list`?"), "{}", ran.err);
}

#[test]
fn a_time_that_is_none_is_wrong_usage() {
    let mut command = bare();
    command.args(["--now", "yesterday", "set"]);
    let ran = run(command, b"").ended(2);
    assert!(ran.err.contains("`yesterday` is no time"), "{}", ran.err);
    assert!(ran.err.contains("hint: "), "{}", ran.err);
}

#[test]
fn every_command_has_help_with_an_example() {
    let world = World::new();
    let list = world.run(&["help", "--json"]).ended(0);
    let commands = list.json();
    assert!(commands.len() >= 7);
    for command in commands {
        let name = command["command"].as_str().unwrap();
        let help = world.run(&["help", name]).ended(0).out;
        assert!(help.contains("Example:\n  suraq "), "{name}: {help}");
        assert_eq!(help, world.run(&[name, "--help"]).ended(0).out, "{name}");
    }
}

#[test]
fn hints_fit_what_was_typed() {
    let world = World::new();
    for (words, status, message, hint) in [
        (
            &["review", "--new", "-1"][..],
            2,
            "`-1` is no value for --new",
            "it may be 0 to 9999",
        ),
        (
            &["review", "--limit", "0"],
            2,
            "`0` is no value for --limit",
            "it may be 1 or more",
        ),
        (
            &["review", "tag:sovet"],
            0,
            "No card is meant by: tag:sovet",
            "no card has the tag `sovet`",
        ),
        (
            &["quiz", "tag:nosuch"],
            2,
            "no card fits",
            "no card has the tag `nosuch`",
        ),
        (
            &["show", "deck:kz-soviet"],
            2,
            "is no card id",
            "see them with suraq find deck:kz-soviet",
        ),
        (
            &["why", "kz-soviet"],
            2,
            "is no card id",
            "see them with suraq find deck:kz-soviet",
        ),
    ] {
        let ran = world.run(words).ended(status);
        let said = ran.err.replace('\n', " ");
        assert!(said.contains(message), "{words:?} {said}");
        assert!(said.contains(hint), "{words:?} {said}");
    }
}
