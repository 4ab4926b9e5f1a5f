//! The walls of the house: which module may name which, and that lists are complete.
//!
//! The table below is the one of the README's map. A new module gets a row; a
//! new file in a list folder gets a line in its list. Each check fails with the
//! file and the line to look at.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// A module of the library, and what it may import from the others.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("lexicon", &[]),
    ("text", &[]),
    ("language", &["text"]),
    ("facts", &["lexicon", "text", "language"]),
    ("items", &["lexicon", "text", "language", "facts"]),
    ("decks", &["lexicon", "facts", "items"]),
    ("answers", &["lexicon", "items"]),
    ("schedule", &[]),
    ("progress", &["schedule"]),
    (
        "session",
        &["lexicon", "decks", "items", "answers", "schedule", "progress"],
    ),
    ("quiz", &["lexicon", "items", "answers"]),
    ("live", &["lexicon", "quiz"]),
    ("import", &["text", "decks", "items", "schedule", "progress"]),
    ("export", &["decks", "items", "answers", "schedule", "progress"]),
];

/// Modules that may touch the disk; the program may as well.
const MAY_TOUCH_DISK: &[&str] = &["decks", "progress", "import"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The lines of a file without comments, each with its number.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// The library modules a line names as `crate::module`, `{a, b}` groups included.
fn modules_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (position, _) in line.match_indices("crate::") {
        let rest = &line[position + "crate::".len()..];
        let group = rest
            .strip_prefix('{')
            .map(|inside| inside.split('}').next().unwrap_or(""));
        let names: Vec<&str> = group.map_or_else(|| vec![rest], |inside| inside.split(',').collect());
        for name in names {
            named.push(
                name.trim()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    named
}

/// What breaks a wall in one file of `module`, as lines for a person.
fn broken_walls(module: &str, file: &str, text: &str) -> Vec<String> {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let allowed = table[module];
    let mut broken = Vec::new();
    for (number, line) in code_lines(text) {
        for named in modules_named(line) {
            if named != module && table.contains_key(named.as_str()) && !allowed.contains(&named.as_str()) {
                broken.push(format!("{file}:{number}: `{module}` may not import `{named}`"));
            }
        }
        if !MAY_TOUCH_DISK.contains(&module) && (line.contains("std::fs") || line.contains("std::net")) {
            broken.push(format!(
                "{file}:{number}: `{module}` may not touch disk or network"
            ));
        }
        if line.contains("std::env::") {
            broken.push(format!("{file}:{number}: the library reads no environment"));
        }
    }
    broken
}

#[test]
fn modules_flow_one_way() {
    let mut broken = Vec::new();
    for (module, _) in MAY_IMPORT {
        let files = rust_files(&root().join("src").join(module));
        assert!(!files.is_empty(), "src/{module} is in the table but has no files");
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            // Unit tests may build their cases from any module.
            let product = text.split("#[cfg(test)]").next().unwrap_or("");
            let file = path.strip_prefix(root()).unwrap().display().to_string();
            broken.extend(broken_walls(module, &file, product));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_module_has_a_row() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let rows: Vec<&str> = MAY_IMPORT.iter().map(|(module, _)| *module).collect();
    for module in &declared {
        assert!(rows.contains(module), "`{module}` has no row in MAY_IMPORT");
    }
    assert_eq!(declared.len(), rows.len());
}

#[test]
fn a_broken_wall_is_seen() {
    for line in [
        "use crate::items::Item;",
        "let x = crate::items::lint();",
        "use crate::{text, items};",
    ] {
        assert_eq!(broken_walls("facts", "x.rs", line).len(), 1, "{line}");
    }
    assert_eq!(broken_walls("facts", "x.rs", "use std::fs;").len(), 1);
    assert_eq!(broken_walls("facts", "x.rs", "std::env::var(\"HOME\")").len(), 1);
    for line in [
        "use crate::text::Span;",
        "// see crate::items",
        "use crate::facts::Fact;",
    ] {
        assert!(broken_walls("facts", "x.rs", line).is_empty(), "{line}");
    }
}

#[test]
fn every_source_file_opens_with_a_sentence() {
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            assert!(
                text.starts_with("//!"),
                "{} does not say what it is",
                path.display()
            );
        }
    }
}

#[test]
fn the_library_needs_no_terminal() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for name in [
        "clap",
        "rustyline",
        "crossterm",
        "directories",
        "indicatif",
        "ctrlc",
    ] {
        let line = manifest
            .lines()
            .find(|line| line.starts_with(&format!("{name} =")))
            .unwrap();
        assert!(
            line.contains("optional = true"),
            "{name} must be optional: {line}"
        );
    }
    assert!(manifest.contains("required-features = [\"cli\"]"));
}

#[test]
fn the_map_in_the_readme_names_every_module() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    for (module, _) in MAY_IMPORT {
        assert!(
            text.contains(&format!("| `{module}` |")),
            "README.md has no row for `{module}`"
        );
    }
}
