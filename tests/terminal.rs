//! Sessions typed at a terminal, and exactly what was seen.
//!
//! Cases stand as plain text under `tests/terminal`: what is done, `---`, and the
//! screens that are shown. `UPDATE_GOLDEN=1 cargo test --test terminal` rewrites
//! the screens; `git diff` is the review. What may be done:
//!
//! ```text
//! home garden          the home it begins with: empty, garden, studied, article, gaps, leeches, words, lists,
//!                      matching, many, overdue, examined
//! size 40x24           columns and rows; 80x24 where nothing is said
//! resize 40x24         another size while it runs
//! env NO_COLOR=1
//! run review gate      the program with these words; without words the prompt
//! press Hawthorn<Enter>
//! wait Right.          until the screen holds this text, which was not there before the keys
//! prompt               until the program asks for a line
//! show                 the screen as it is now
//! end 0                until the program is over, with this status
//! still home           the screen as a picture: tests/terminal/tour/home.svg, written in an update
//! uncoloured           nothing on the screen has a colour or is bold
//! ```
//!
//! Nothing waits for a time: `show` waits until the screen is the one expected.
#![cfg(target_os = "linux")]

mod terminal {
    mod coverage;
    pub mod pty;
    pub mod script;
    pub mod start;
    pub mod stills;
}

use terminal::script::play_file;

#[test]
fn session() {
    play_file("session");
}

#[test]
fn answers() {
    play_file("answers");
}

#[test]
fn prompt() {
    play_file("prompt");
}

#[test]
fn home() {
    play_file("home");
}

#[test]
fn results() {
    play_file("results");
}

#[test]
fn inbox() {
    play_file("inbox");
}

#[test]
fn commands() {
    play_file("commands");
}

#[test]
fn keys() {
    play_file("keys");
}

#[test]
fn planning() {
    play_file("planning");
}

#[test]
fn class() {
    play_file("class");
}

#[test]
fn figures() {
    play_file("figures");
}

#[test]
fn narrow() {
    play_file("narrow");
}

#[test]
fn other_terminals() {
    play_file("other_terminals");
}

/// The tour of the README. The pictures are made anew by `UPDATE_GOLDEN=1 cargo test --test terminal tour`.
#[test]
fn tour() {
    play_file("tour");
}
