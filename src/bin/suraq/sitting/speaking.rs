//! The Kazakh word of a card, spoken by espeak-ng where it is installed.
//!
//! Where it is not, no key is shown; who presses it all the same is told what would speak.

use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::OnceLock;
use std::thread;

use suraq::decks::CardId;
use suraq::decks::Direction;

use crate::app::App;
use crate::report::Failure;

/// The program that speaks, and its name for Kazakh.
const PROGRAM: &str = "espeak-ng";
const VOICE: &str = "kk";

/// Whether there is a word to speak on the card `id`, and a program to speak it.
pub fn can_speak(id: &str) -> bool {
    id.parse::<CardId>().is_ok_and(|card| card.direction.is_some()) && program().is_some()
}

/// Speaks the Kazakh word of the card `id`; returns what to say of it on the status line.
///
/// Where the word is what is asked for, it is spoken after the reveal only.
pub fn speak(app: &mut App, id: &str, is_revealed: bool) -> Result<String, Failure> {
    let card: CardId = id.parse()?;
    let Some(direction) = card.direction else {
        return Ok("this card has no Kazakh word to speak".to_owned());
    };
    let Some(program) = program() else {
        return Ok(format!("no speech program here; {PROGRAM} would speak it"));
    };
    if direction == Direction::EnKk && !is_revealed {
        return Ok("reveal the answer first".to_owned());
    }
    let Some(term) = app.shelf()?.term(&card)? else {
        return Ok(String::new());
    };
    // It speaks while the person goes on; a thread waits for its end so that nothing is left of it.
    let child = Command::new(program)
        .args(["-v", VOICE, "--", &term.kk_cyrl])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut child) = child {
        thread::spawn(move || child.wait());
    }
    Ok(String::new())
}

/// Where the program is, looked for once.
fn program() -> Option<&'static PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let folders = std::env::var_os("PATH")?;
        let mut files = std::env::split_paths(&folders).map(|folder| {
            let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
            folder.join(name)
        });
        files.find(|file| file.is_file())
    });
    found.as_ref()
}
