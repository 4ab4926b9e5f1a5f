//! Every command is typed in some case, and every key of a session and of the inbox is pressed in one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::script::KEYS;

/// The scripts of all cases: what is done, without the screens.
fn scripts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let cases = text.split("=== ").skip(1).map(str::to_owned);
            cases.collect::<Vec<_>>()
        });
    cases
        .map(|case| case.split("---\n").next().unwrap_or_default().to_owned())
        .collect()
}

fn lines<'a>(script: &'a str, word: &'static str) -> impl Iterator<Item = &'a str> {
    script.lines().filter_map(move |line| line.strip_prefix(word))
}

/// The first word of a command line that is no flag.
fn command_of(line: &str) -> Option<String> {
    let word = line.split_whitespace().find(|word| !word.starts_with('-'))?;
    Some(word.replace("<Enter>", "").trim_end_matches("<Tab>").to_owned())
}

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).unwrap()
}

/// The keys that a line presses one by one; a line of text is none.
fn keys_of(line: &str) -> Vec<String> {
    let (mut keys, mut rest) = (Vec::new(), line);
    while let Some(letter) = rest.chars().next() {
        let named = KEYS
            .iter()
            .map(|(name, _)| *name)
            .find(|name| rest.starts_with(name));
        let key = named.map_or_else(|| letter.to_string(), str::to_owned);
        rest = &rest[key.len()..];
        keys.push(key);
    }
    let is_text = keys.len() > 3;
    if is_text { Vec::new() } else { keys }
}

/// All keys pressed in the cases that run one of `commands`.
fn pressed(commands: &[&str]) -> BTreeSet<String> {
    let runs = |script: &&String| {
        lines(script, "run ").chain(lines(script, "press ")).any(|line| {
            let line = line.strip_prefix("exam ").unwrap_or(line);
            command_of(line).is_some_and(|word| commands.contains(&word.as_str()))
        })
    };
    let scripts = scripts();
    let presses = scripts
        .iter()
        .filter(runs)
        .flat_map(|script| lines(script, "press "));
    presses.flat_map(keys_of).collect()
}

/// What stands between two marks of a source file.
fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let begun = text
        .split_once(from)
        .unwrap_or_else(|| panic!("`{from}` is gone"))
        .1;
    begun.split_once(to).unwrap_or_else(|| panic!("`{to}` is gone")).0
}

/// Letters in single quotation marks that begin a line of a list.
fn letters(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches('('));
    let letter = |line: &str| {
        line.strip_prefix('\'')?
            .split_once('\'')
            .map(|(key, _)| key.to_owned())
    };
    lines.filter_map(letter).collect()
}

#[test]
fn every_command_is_typed() {
    let listed = Command::new(env!("CARGO_BIN_EXE_suraq"))
        .args(["help", "--json"])
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let names = listed.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["command"].as_str().unwrap().to_owned()
    });
    let scripts = scripts();
    let typed: BTreeSet<String> = scripts
        .iter()
        .flat_map(|script| lines(script, "run ").chain(lines(script, "press ")))
        .filter_map(command_of)
        .collect();
    let names: Vec<String> = names.collect();
    assert!(names.len() > 40, "{names:?}");
    let missing: Vec<&String> = names.iter().filter(|name| !typed.contains(*name)).collect();
    assert!(missing.is_empty(), "no case in tests/terminal types {missing:?}");
}

#[test]
fn every_key_of_a_session_is_pressed() {
    let pressed = pressed(&["review", "quiz", "cram"]);
    let keys = source("src/bin/suraq/sitting/keys.rs");
    let mut known = letters(part(&keys, "fn of_letter", "#[cfg(test)]"));
    assert!(known.len() >= 15, "{known:?}");
    let others = [
        "1", "2", "3", "4", "a", "b", "?", ":", "<Space>", "<Enter>", "<Esc>", "<C-c>",
    ];
    known.extend(others.map(str::to_owned));
    let missing: Vec<&String> = known.iter().filter(|key| !pressed.contains(*key)).collect();
    assert!(
        missing.is_empty(),
        "no case in tests/terminal presses {missing:?} in a session"
    );
}

#[test]
fn every_word_of_the_command_line_is_typed() {
    let words = source("src/bin/suraq/sitting/wish.rs");
    let words = part(&words, "pub const WORDS", "];\n\nconst fn");
    let words: Vec<&str> = words
        .lines()
        .filter_map(|line| line.trim().strip_prefix("word(&[\"")?.split_once('"'))
        .map(|(word, _)| word)
        .collect();
    assert!(words.len() >= 20, "{words:?}");
    let scripts = scripts();
    let presses: Vec<&str> = scripts
        .iter()
        .flat_map(|script| lines(script, "press "))
        .collect();
    let is_typed = |word: &&&str| {
        presses
            .iter()
            .any(|line| *line == format!(":{word}<Enter>") || line.starts_with(&format!(":{word} ")))
    };
    let missing: Vec<&&str> = words.iter().filter(|word| !is_typed(word)).collect();
    assert!(
        missing.is_empty(),
        "no case in tests/terminal types {missing:?} on the command line"
    );
}

#[test]
fn every_key_of_the_inbox_is_pressed() {
    let pressed = pressed(&["inbox"]);
    let keys = source("src/bin/suraq/inbox/keys.rs");
    let known = letters(part(&keys, "pub const KEYS", "];"));
    assert!(known.len() >= 8, "{known:?}");
    let missing: Vec<&String> = known.iter().filter(|key| !pressed.contains(*key)).collect();
    assert!(
        missing.is_empty(),
        "no case in tests/terminal presses {missing:?} in the inbox"
    );
}
