//! What an order brought about, in a line: the teacher sees that it was heard.

use suraq::live::Extra;
use suraq::live::Order;
use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::wire::Mode;
use suraq::quiz::scores::Change;

use super::telling::extra;
use super::writing_on;
use crate::live::control::Places;
use crate::screen::one_line;

/// Returns what came of `order`, as it stands on `board` afterwards; nothing where the board itself shows it, as
/// with the steps of the game.
pub fn confirmed(order: &Order, board: &Board, places: &Places) -> Option<String> {
    Some(match order {
        Order::Start | Order::Close | Order::Reveal | Order::Next | Order::Pause | Order::End => {
            return None;
        }
        Order::More { ms } => format!("{} seconds more.", ms / 1_000),
        Order::Skip => "The question before was left out and counts for nobody.".to_owned(),
        Order::Change(change) => changed(*change, places),
        Order::Undrop(question) => format!("Question {} counts again.", places.number(*question)),
        Order::Lock(true) => "Nobody new may join.".to_owned(),
        Order::Lock(false) => "New pupils may join.".to_owned(),
        Order::Kick(number) => format!("Sent out, may come back: {}.", pupil(board, *number)),
        Order::Ban(number) => format!("Sent out for good: {}.", pupil(board, *number)),
        Order::Rename(number, _) => format!("Renamed: {}.", pupil(board, *number)),
        Order::Hide(true) => "Names on the projector are hidden.".to_owned(),
        Order::Hide(false) => "Names on the projector are shown.".to_owned(),
        Order::Extra(number, Extra::Usual) => {
            format!("As much time as all others: {}.", pupil(board, *number))
        }
        Order::Extra(number, more) => format!("Time {}: {}.", extra(*more), pupil(board, *number)),
        Order::Places(true) => "Places show at the end.".to_owned(),
        Order::Places(false) => "No places show at the end.".to_owned(),
    })
}

/// What becomes of a question that is open when the game ends; nothing where no answer is awaited.
pub fn left_out(board: &Board) -> Option<String> {
    let is_open = matches!(board.stage, Stage::Open | Stage::Paused);
    let has_points = board.mode != Mode::Poll && !board.mode.is_own_pace();
    (is_open && has_points && board.answered < board.asked).then(|| {
        format!(
            "Question {} was still open, {} of {} had answered: it is left out and counts for nobody.",
            board.number, board.answered, board.asked
        )
    })
}

/// What becomes of questions that are open when a game at the pupils' own pace ends; nothing where all have handed in.
pub fn not_handed_in(board: &Board) -> Option<String> {
    let is_open = matches!(board.stage, Stage::Open | Stage::Paused);
    let seconds = board.left.map(|left| left.div_ceil(1_000));
    let left = seconds.map_or(String::new(), |seconds| {
        format!(", {}:{:02} left", seconds / 60, seconds % 60)
    });
    (is_open && board.mode.is_own_pace() && board.answered < board.asked).then(|| {
        format!(
            "{} of {} have handed in{left}: what is not answered by now counts as wrong.{}",
            board.answered,
            board.asked,
            writing_on::sentence(board).map_or(String::new(), |said| format!(" {said}"))
        )
    })
}

fn changed(change: Change, places: &Places) -> String {
    match change {
        Change::Drop { question } => format!("Question {} does not count.", places.number(question)),
        Change::Key { question, option } => {
            let number = places.number(question);
            format!(
                "Question {number}: {} is right now, and no other.",
                lettered(places, question, option)
            )
        }
        Change::Accept { question, option } => {
            let number = places.number(question);
            format!(
                "Question {number}: {} is right as well.",
                lettered(places, question, option)
            )
        }
    }
}

/// An option by its letter, with what it says.
fn lettered(places: &Places, question: usize, option: usize) -> String {
    let letter = places.letter(question, option);
    match places.text(question, option) {
        None => letter.to_string(),
        Some(text) => format!("{letter} ({})", one_line(text)),
    }
}

fn pupil(board: &Board, number: usize) -> String {
    let row = number.checked_sub(1).and_then(|at| board.pupils.get(at));
    row.map_or_else(
        || number.to_string(),
        |row| format!("{number} {}", one_line(&row.name)),
    )
}

#[cfg(test)]
mod tests {
    use suraq::live::board::{Board, Row};
    use suraq::live::wire::Mode;
    use suraq::live::{Room, Settings, Stage};

    use super::{confirmed, left_out, not_handed_in};
    use crate::class::example::paper;
    use crate::live::control::{Meaning, Places, read};

    #[test]
    fn the_end_of_an_exam_counts_what_is_open_as_wrong_and_says_so() {
        let board = |answered| Board {
            mode: Mode::Exam,
            stage: Stage::Open,
            answered,
            asked: 4,
            left: Some(586_400),
            ..Board::default()
        };
        assert_eq!(
            not_handed_in(&board(1)).unwrap(),
            "1 of 4 have handed in, 9:47 left: what is not answered by now counts as wrong."
        );
        assert_eq!(not_handed_in(&board(4)), None);
        let class = Board {
            mode: Mode::Class,
            ..board(1)
        };
        assert_eq!(not_handed_in(&class), None);
    }

    #[test]
    fn every_command_that_the_board_does_not_show_is_confirmed() {
        let paper = paper(3, &["one", "two", "three"]);
        let places = Places::new(&Room::new(paper, Settings::default()));
        let row = |name: &str| Row {
            name: name.to_owned(),
            ..Row::default()
        };
        let board = Board {
            pupils: ["Aida", "Berik", "Dana"].map(row).to_vec(),
            number: 2,
            ..Board::default()
        };
        for (line, wanted) in [
            ("extra 3 1.5", "Time x1.5: 3 Dana."),
            ("extra 3 none", "Time without limit: 3 Dana."),
            ("extra 3 1", "As much time as all others: 3 Dana."),
            ("kick 2", "Sent out, may come back: 2 Berik."),
            ("ban 2", "Sent out for good: 2 Berik."),
            ("rename 1 Aida", "Renamed: 1 Aida."),
            ("lock", "Nobody new may join."),
            ("unlock", "New pupils may join."),
            ("drop", "Question 2 does not count."),
            ("undrop 3", "Question 3 counts again."),
            ("key 3=C", "Question 3: C (three) is right now, and no other."),
            ("accept 1=b", "Question 1: B (two) is right as well."),
            ("names hidden", "Names on the projector are hidden."),
            ("no places", "No places show at the end."),
            ("+45", "45 seconds more."),
        ] {
            let Ok(Meaning::Orders(orders)) = read(line, &places, board.number) else {
                panic!("{line}");
            };
            assert_eq!(
                confirmed(&orders[0], &board, &places).as_deref(),
                Some(wanted),
                "{line}"
            );
        }
    }

    #[test]
    fn the_end_leaves_a_question_out_that_is_open_and_awaited_and_has_points() {
        let board = Board {
            stage: Stage::Open,
            number: 2,
            answered: 9,
            asked: 28,
            ..Board::default()
        };
        let said = left_out(&board).unwrap();
        assert!(said.contains("Question 2 was still open, 9 of 28"), "{said}");
        let all = Board {
            answered: 28,
            ..board.clone()
        };
        let poll = Board {
            mode: Mode::Poll,
            ..board.clone()
        };
        let closed = Board {
            stage: Stage::Closed,
            ..board
        };
        assert_eq!([all, poll, closed].iter().find_map(left_out), None);
    }
}
