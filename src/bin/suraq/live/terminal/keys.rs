//! Which keys the terminal offers in a game, as they stand below the board and on the page of help.

use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::wire::Mode;

use super::rows::Beside;
use super::rows::GAP;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::width_of;
use crate::screen::wrap_indented;

/// Columns by which the second line of a key's meaning stands further in.
const HANGING: usize = 4;

/// Keys that have no word to type, for they change this screen alone.
const KEYS: [(&str, &str); 2] = [
    (
        "key v",
        "see the key of this question, or of all where none is at hand",
    ),
    (
        "key o",
        "open the projector's page in the browser of this computer",
    ),
];

/// Lists what may be pressed and typed.
pub(super) fn help(columns: usize) -> Vec<String> {
    let words = KEYS.iter().chain(&crate::live::control::WORDS);
    let line = |(words, what): &(&str, &str)| {
        wrap_indented(&format!("{words:<14} {what}"), columns, "", &" ".repeat(HANGING))
    };
    words.flat_map(line).collect()
}

/// The keys in words.
pub(super) fn footer(screen: &Screen, beside: &Beside, board: &Board, columns: usize) -> Vec<String> {
    let usual = match board.stage {
        _ if beside.lists || beside.helps || !beside.questions.is_empty() => "Enter back",
        Stage::Lobby => "Enter start",
        Stage::Open if board.mode.is_own_pace() => "Enter end",
        Stage::Open => "Enter close",
        Stage::Paused => "Enter go on",
        Stage::Closed => "Enter reveal",
        Stage::Reveal if board.number == board.of => "Enter end",
        Stage::Reveal => "Enter next",
        Stage::End => "",
    };
    let mut keys: Vec<&str> = vec![usual];
    keys.extend(others(beside, board));
    keys.extend([": type", "? help", "q leave"]);
    let keys: Vec<&str> = keys.into_iter().filter(|key| !key.is_empty()).collect();
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(last) if width_of(last) + GAP + width_of(key) <= columns => {
                last.push_str("  ");
                last.push_str(key);
            }
            _ => lines.push(key.to_owned()),
        }
    }
    lines
        .into_iter()
        .map(|line| screen.tone(Tone::Faint, &line))
        .collect()
}

/// The keys beside the usual one, and none that would be refused: a poll has no key to change, and a question
/// without a limit needs no more time.
fn others(beside: &Beside, board: &Board) -> Vec<&'static str> {
    let is_poll = board.mode == Mode::Poll;
    let is_own_pace = board.mode.is_own_pace();
    let lock = if board.is_locked { "l unlock" } else { "l lock" };
    let names = if board.hides_names {
        "n show names"
    } else {
        "n hide names"
    };
    let key = if beside.key_of == board.number {
        "v hide key"
    } else {
        "v see key"
    };
    let keys: &[(&str, bool)] = match board.stage {
        Stage::Lobby => &[
            ("o projector", true),
            (lock, true),
            (names, true),
            ("w who", true),
            ("k kick", true),
            ("r rename", true),
            ("x more time", true),
        ],
        Stage::Open | Stage::Paused => &[
            ("+ 30 s", board.left.is_some()),
            ("p pause", true),
            ("s skip", !is_own_pace),
            (key, !is_poll && !is_own_pace),
            ("v see keys", is_own_pace),
            ("d drop", !is_poll && !is_own_pace),
            (lock, true),
            ("w who", true),
            ("k kick", true),
            ("x more time", true),
        ],
        Stage::Closed | Stage::Reveal => &[
            ("+ 30 s", board.stage == Stage::Closed && board.left.is_some()),
            (
                "+ open again",
                board.stage == Stage::Closed && board.left.is_none(),
            ),
            (key, !is_poll && board.stage == Stage::Closed),
            ("d drop", !is_poll),
            ("c change key", !is_poll),
            ("a accept both", !is_poll),
            ("w who", true),
        ],
        Stage::End => &[
            ("v see keys", !is_poll),
            ("c change key", !is_poll),
            ("a accept both", !is_poll),
            ("d drop", !is_poll),
            ("P places", !is_poll),
        ],
    };
    let offered = keys.iter().filter(|(_, is_offered)| *is_offered);
    offered.map(|(key, _)| *key).collect()
}
