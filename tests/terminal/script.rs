//! Cases as plain text: read, played, compared with what is expected.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::pty::Terminal;
use super::start;
use super::stills;

/// Stands between two screens of a case.
const NEXT: &str = "~~~";

pub const KEYS: &[(&str, &str)] = &[
    ("<Enter>", "\r"),
    ("<Space>", " "),
    ("<Esc>", "\u{1b}"),
    ("<Tab>", "\t"),
    ("<Bs>", "\u{7f}"),
    ("<Up>", "\u{1b}[A"),
    ("<Right>", "\u{1b}[C"),
    ("<PageUp>", "\u{1b}[5~"),
    ("<End>", "\u{1b}[F"),
    ("<C-c>", "\u{3}"),
    ("<C-d>", "\u{4}"),
    ("<C-w>", "\u{17}"),
];

struct Case {
    name: String,
    script: String,
    screens: Vec<Vec<String>>,
}

/// Plays every case of a file.
pub fn play_file(name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/terminal/{name}.txt"));
    let text = fs::read_to_string(&path).unwrap();
    let cases = read(&text);
    assert!(!cases.is_empty(), "no case in {}", path.display());
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut written = text.split("=== ").next().unwrap().to_owned();
    let mut failed = Vec::new();
    for case in &cases {
        match play(case, update) {
            Ok(screens) => {
                written.push_str(&format!("=== {}\n{}---\n", case.name, case.script));
                let screens: Vec<String> = screens
                    .iter()
                    .map(|screen| screen.iter().map(|row| format!("{row}\n")).collect())
                    .collect();
                written.push_str(&screens.join(&format!("{NEXT}\n")));
                written.push('\n');
            }
            Err(said) => {
                written.push_str(&format!("=== {}\n{}---\n\n", case.name, case.script));
                eprintln!("{name}: {}: {said}\n", case.name);
                failed.push(format!("{name}: {}: {said}", case.name));
            }
        }
    }
    if update {
        fs::write(&path, written.trim_end().to_owned() + "\n").unwrap();
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

fn read(text: &str) -> Vec<Case> {
    let parts = text.split("=== ").skip(1);
    let case = |part: &str| {
        let (head, expected) = part.split_once("---\n").unwrap_or((part, ""));
        let (name, script) = head.split_once('\n').unwrap();
        let mut screens = vec![Vec::new()];
        for row in expected.trim_end().lines() {
            match row == NEXT {
                true => screens.push(Vec::new()),
                false => screens.last_mut().unwrap().push(row.to_owned()),
            }
        }
        for screen in &mut screens {
            while screen.last().is_some_and(|row: &String| row.is_empty()) {
                screen.pop();
            }
        }
        Case {
            name: name.to_owned(),
            script: script.to_owned(),
            screens,
        }
    };
    parts.map(case).collect()
}

/// Does what a case says; returns the screens that were shown.
fn play(case: &Case, update: bool) -> Result<Vec<Vec<String>>, String> {
    let folder = tempfile::tempdir().unwrap();
    let (mut size, mut variables, mut shown) = ((80, 24), Vec::new(), Vec::new());
    let mut terminal: Option<Terminal> = None;
    // What was seen before the last keys: to wait for a part of it would wait for nothing.
    let mut before = String::new();
    for line in case.script.lines().filter(|line| !line.trim().is_empty()) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let running = || format!("`{line}` before anything runs");
        match word {
            "home" => start::home(folder.path(), rest),
            "size" => size = columns_and_rows(rest),
            "resize" => terminal
                .as_ref()
                .ok_or_else(running)?
                .resize(columns_and_rows(rest)),
            "env" => {
                let (name, value) = rest.split_once('=').unwrap();
                variables.push((name.to_owned(), value.to_owned()));
            }
            "run" => terminal = Some(Terminal::start(folder.path(), &words(rest), size, &variables)),
            "press" => {
                let terminal = terminal.as_mut().ok_or_else(running)?;
                before = terminal.rows().join("\n");
                terminal.press(&keys(rest));
            }
            "wait" => {
                let terminal = terminal.as_ref().ok_or_else(running)?;
                if std::mem::take(&mut before).contains(rest) {
                    return Err(format!(
                        "`{rest}` was there before the keys\n{}",
                        terminal.rows().join("\n")
                    ));
                }
                if !terminal.wait_until(|rows| rows.join("\n").contains(rest)) {
                    return Err(format!("`{rest}` is not on\n{}", terminal.rows().join("\n")));
                }
            }
            "prompt" => {
                let terminal = terminal.as_ref().ok_or_else(running)?;
                if !terminal.wait_until(|rows| rows.last().is_some_and(|row| row == "suraq>")) {
                    return Err(format!("it does not ask on\n{}", terminal.rows().join("\n")));
                }
            }
            "show" => {
                let terminal = terminal.as_ref().ok_or_else(running)?;
                let expected = case.screens.get(shown.len()).cloned().unwrap_or_default();
                shown.push(show(terminal, &expected, update)?);
            }
            "still" => {
                let terminal = terminal.as_ref().ok_or_else(running)?;
                still(terminal, rest, update)?;
            }
            "uncoloured" => {
                if terminal.as_ref().ok_or_else(running)?.is_coloured() {
                    return Err("something is coloured".to_owned());
                }
            }
            "coloured" => {
                if !terminal.as_ref().ok_or_else(running)?.is_coloured() {
                    return Err("nothing is coloured".to_owned());
                }
            }
            "end" => {
                let terminal = terminal.as_mut().ok_or_else(running)?;
                let status = terminal.end().map(|status| status.to_string());
                if status.as_deref() != Some(rest) {
                    let rows = terminal.rows().join("\n");
                    let said = status.map_or("it goes on".to_owned(), |status| {
                        format!("it ended with {status}")
                    });
                    return Err(format!("{said} and not with {rest}\n{rows}"));
                }
            }
            other => return Err(format!("nothing is called `{other}`")),
        }
    }
    Ok(shown)
}

/// `40x24`
fn columns_and_rows(text: &str) -> (u16, u16) {
    let (columns, rows) = text.split_once('x').unwrap();
    (columns.parse().unwrap(), rows.parse().unwrap())
}

/// A picture belongs to the tour as long as it is there; an update draws it.
fn still(terminal: &Terminal, name: &str, update: bool) -> Result<(), String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/terminal/tour/{name}.svg"));
    if update {
        terminal.settled();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, stills::draw(&terminal.screen())).unwrap();
    }
    let drawn = fs::read_to_string(&path).unwrap_or_default();
    match drawn.ends_with("</svg>\n") {
        true => Ok(()),
        false => Err(format!("{} is not there", path.display())),
    }
}

fn show(terminal: &Terminal, expected: &[String], update: bool) -> Result<Vec<String>, String> {
    if update {
        return Ok(terminal.settled());
    }
    if terminal.wait_until(|rows| rows == expected) {
        return Ok(expected.to_vec());
    }
    let rows = terminal.rows();
    let compared: Vec<String> = (0..rows.len().max(expected.len()))
        .map(|row| (rows.get(row), expected.get(row)))
        .filter(|(seen, expected)| seen != expected)
        .map(|(seen, expected)| {
            let text = |row: Option<&String>| row.cloned().unwrap_or_default();
            format!("expected |{}\nseen     |{}", text(expected), text(seen))
        })
        .collect();
    Err(compared.join("\n"))
}

fn keys(text: &str) -> String {
    KEYS.iter()
        .fold(text.to_owned(), |text, (name, bytes)| text.replace(name, bytes))
}

/// Words as a shell takes them, with double quotes.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for letter in text.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Every file of cases is played by a test.
#[test]
fn every_file_is_played() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal");
    let list = fs::read_to_string(folder.with_extension("rs")).unwrap();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(list.contains(&format!("play_file(\"{name}\")")), "{name}");
        }
    }
}
