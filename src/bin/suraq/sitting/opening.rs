//! Pictures and sounds of a card, opened with the program the system has for them.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use suraq::import::anki::safe_name;
use suraq::items::Item;
use suraq::items::media::named_in;

use crate::app::App;

/// Returns the files that the texts of a card name and that are there; before the reveal only those of its question.
pub fn files(folder: &Path, item: &Item, is_revealed: bool) -> Vec<PathBuf> {
    let answer = [&item.key]
        .into_iter()
        .chain(&item.detail.keys)
        .chain(&item.explanation)
        .filter(|_| is_revealed);
    let options = item.distractors.iter().map(|wrong| &wrong.text);
    let mut names: Vec<&str> = [&item.stem]
        .into_iter()
        .chain(options)
        .chain(answer)
        .flat_map(|text| named_in(text))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    // A deck is a text that anybody may write: only names of files in this folder are opened.
    let safe = names.into_iter().filter_map(safe_name);
    safe.map(|name| folder.join(name))
        .filter(|path| path.is_file())
        .collect()
}

/// Opens the pictures and sounds of a card; returns what to say of it.
pub fn open(app: &App, item: &Item, is_revealed: bool) -> String {
    let files = files(&app.paths.media(), item, is_revealed);
    if files.is_empty() {
        return "this card has no picture and no sound here".to_owned();
    }
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    if !app.screen.interactive {
        return names.join(", ");
    }
    match files.iter().find_map(|file| start(file).err()) {
        None => format!("opened {}", names.join(", ")),
        Some(why) => format!("{why}; open it yourself: {}", names.join(", ")),
    }
}

/// A program that finds nothing to open a file with says so within this many looks.
const LOOKS: u32 = 20;

const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Starts the system's program for a file; it goes on by itself. Errors with what went wrong, where that shows
/// at once.
fn start(file: &Path) -> Result<(), String> {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let started = Command::new(program)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|_| format!("{program} is not there"))?;
    for _ in 0..LOOKS {
        match child.try_wait() {
            // Of explorer no status says anything.
            Ok(Some(status)) if !status.success() && !cfg!(windows) => {
                return Err(match status.code() {
                    Some(code) => format!("{program} could not open it ({code})"),
                    None => format!("{program} could not open it"),
                });
            }
            Ok(Some(_)) | Err(_) => return Ok(()),
            Ok(None) => thread::sleep(BETWEEN_LOOKS),
        }
    }
    // A thread waits for its end so that nothing is left of it.
    thread::spawn(move || child.wait());
    Ok(())
}
