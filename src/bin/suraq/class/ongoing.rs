//! A game on phones that has not ended yet: what its journal has of it, though no results are kept.

use std::fs;

use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::journal;

use super::JOURNAL;
use super::path_of;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;

/// Makes sure that a game has ended: until then its keys and answers are in its journal, and what were kept beside
/// it would not be those that count.
///
/// Errors: it has not.
pub fn check_over(app: &App, code: &str) -> Result<(), Failure> {
    let Some(board) = board(app, code).filter(|board| board.stage != Stage::End) else {
        return Ok(());
    };
    let standing = how_far(&board);
    Err(
        Failure::usage(format!("quiz {code} is marked after its end: {standing}")).hint(format!(
            "go on with it, and change its key there or end it: {{suraq}}live --resume {code}"
        )),
    )
}

/// Returns how far a game is that has not ended, in words; nothing where it has, where nobody joined or where its
/// journal cannot be read.
pub fn standing(app: &App, code: &str) -> Option<String> {
    let board = board(app, code)?;
    (board.stage != Stage::End && board.present() > 0).then(|| how_far(&board))
}

/// How a game stands; nothing where there is none, or its journal cannot be read.
fn board(app: &App, code: &str) -> Option<Board> {
    let bytes = fs::read(path_of(app, code, JOURNAL)).ok()?;
    let journal = journal::read(&bytes).ok()?;
    Some(journal.replay().board(journal.last()))
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
