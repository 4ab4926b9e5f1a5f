//! A home of its own for each test, and the program run in it.
#![allow(dead_code)]

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use tempfile::TempDir;

/// A home that is gone at the end of the test.
pub struct World {
    folder: TempDir,
}

/// What a run gave back.
pub struct Ran {
    /// Results.
    pub out: String,
    /// Talk.
    pub err: String,
    /// Exit status.
    pub status: i32,
}

impl Ran {
    /// The results as JSON, one value a line.
    pub fn json(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
            .collect()
    }

    /// Fails unless the run ended with `status`.
    #[track_caller]
    pub fn ended(self, status: i32) -> Ran {
        assert_eq!(self.status, status, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

impl World {
    /// An empty home.
    pub fn new() -> World {
        World {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in the test's folder, outside of the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The home.
    pub fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// Writes a file beside the home and returns its path as text.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// Puts a deck on the shelf.
    pub fn deck(&self, name: &str, content: &str) {
        self.file(&format!("home/decks/{name}.toml"), content);
    }

    /// Runs the program with nothing to read.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, "")
    }

    /// Runs the program with `input` to read.
    pub fn run_with(&self, words: &[&str], input: impl AsRef<[u8]>) -> Ran {
        run(self.command(words), input.as_ref())
    }

    /// The program in this home, at a fixed time and with fixed chance.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = bare();
        command
            .arg("--home")
            .arg(self.home())
            .args(["--now", "2031-05-06T10:00:00Z", "--seed", "7"])
            .args(words)
            .current_dir(self.folder.path());
        command
    }
}

/// The program without any flags.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suraq"));
    command
        .env_remove("SURAQ_HOME")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm-256color");
    command
}

/// Runs a command to its end.
pub fn run(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may leave before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap_or(-1),
    }
}

/// The names in a folder, sorted.
pub fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
