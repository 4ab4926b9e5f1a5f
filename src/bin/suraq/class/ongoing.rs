//! A game on phones that has not ended yet: what its journal has of it, though no results are kept.

use std::fs;

use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::journal;

use super::JOURNAL;
use super::path_of;
use crate::app::App;
use crate::screen::count;

/// Returns how far a game is that has not ended, in words; nothing where it has, where nobody joined or where its
/// journal cannot be read.
pub fn standing(app: &App, code: &str) -> Option<String> {
    let bytes = fs::read(path_of(app, code, JOURNAL)).ok()?;
    let journal = journal::read(&bytes).ok()?;
    let board = journal.replay().board(journal.last());
    (board.stage != Stage::End && board.present() > 0).then(|| how_far(&board))
}

fn how_far(board: &Board) -> String {
    let pupils = count(board.present(), "pupil", "pupils");
    let answers = || count(board.given(), "answer", "answers");
    match board.stage {
        Stage::Lobby => format!("{pupils} joined, not begun"),
        _ if board.mode.is_own_pace() => format!("{pupils}, {} given, not over", answers()),
        _ => format!(
            "{pupils}, question {} of {}, {} given, not over",
            board.number,
            board.of,
            answers()
        ),
    }
}
