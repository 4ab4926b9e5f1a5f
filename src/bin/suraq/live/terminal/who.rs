//! Everybody who takes part, with the numbers by which they are sent out, renamed or given more time.

use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::board::Row;
use suraq::live::pupil::Standing;

use super::telling::extra;
use super::telling::progress;
use crate::screen::one_line;

/// Returns an entry for each who takes part: first those whose answer is awaited, for it is they who are looked
/// for, then the others; by number in both.
pub(super) fn entries(board: &Board) -> Vec<String> {
    let mut here: Vec<(usize, &Row)> = board
        .pupils
        .iter()
        .enumerate()
        .filter(|(_, row)| row.standing == Standing::In)
        .collect();
    here.sort_by_key(|(_, row)| !row.is_awaited);
    let entry = |(at, row): (usize, &Row)| {
        let number = at + 1;
        let mut entry = format!("{number:>4}  {}", one_line(&row.name));
        for more in [extra(row.extra).to_owned(), state(board, row)] {
            if !more.is_empty() {
                entry.push_str("  ");
                entry.push_str(&more);
            }
        }
        entry
    };
    match here.is_empty() {
        true => vec!["nobody has joined yet".to_owned()],
        false => here.into_iter().map(entry).collect(),
    }
}

/// How far a pupil is while something is asked.
fn state(board: &Board, row: &Row) -> String {
    match matches!(board.stage, Stage::Open | Stage::Paused) {
        true if board.mode.is_own_pace() => progress(board, row),
        true if row.is_awaited => "not yet".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use suraq::live::Extra;
    use suraq::live::Stage;
    use suraq::live::board::{Board, Row};
    use suraq::live::pupil::Standing;
    use suraq::live::wire::Mode;

    use super::entries;

    fn board() -> Board {
        let row = |number| Row {
            name: format!("Pupil {number}"),
            ..Row::default()
        };
        Board {
            stage: Stage::Open,
            of: 5,
            pupils: (1..=4).map(row).collect(),
            ..Board::default()
        }
    }

    #[test]
    fn whose_answer_has_not_come_stands_first_and_who_was_sent_out_nowhere() {
        let mut board = board();
        board.pupils[0].standing = Standing::Banned;
        board.pupils[2].is_awaited = true;
        board.pupils[3].extra = Extra::Half;
        assert_eq!(
            entries(&board),
            ["   3  Pupil 3  not yet", "   2  Pupil 2", "   4  Pupil 4  x1.5"]
        );
        board.stage = Stage::Closed;
        board.pupils[2].is_awaited = false;
        assert_eq!(entries(&board)[0], "   2  Pupil 2");
    }

    #[test]
    fn at_their_own_pace_it_is_said_how_far_each_is() {
        let mut board = board();
        board.mode = Mode::Exam;
        board.pupils.truncate(2);
        (board.pupils[0].answered, board.pupils[1].answered) = (1, 5);
        board.pupils[0].is_awaited = true;
        assert_eq!(
            entries(&board),
            ["   1  Pupil 1  1 of 5", "   2  Pupil 2  5 of 5, handed in"]
        );
    }
}
