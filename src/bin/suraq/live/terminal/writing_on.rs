//! Who still has time, and how much, when that of all others is out.

use serde_json::json;
use suraq::live::board::Board;
use suraq::live::board::Row;

use super::telling::Told;
use crate::screen::one_line;

/// So many are named; the others are counted.
const NAMED: usize = 3;

/// Returns a sentence on those whose time goes on; nothing where it does for all, or for nobody.
pub(super) fn sentence(board: &Board) -> Option<String> {
    let writing = board.writing_on();
    let named: Vec<String> = writing
        .iter()
        .take(NAMED)
        .map(|(number, row)| format!("{number} {} ({})", one_line(&row.name), left(row)))
        .collect();
    let more = match writing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| format!("Time is out for all but {}{more}.", named.join(", ")))
}

/// Returns the same as it is told once, when the time of all others runs out.
pub(super) fn told(board: &Board) -> Option<Told> {
    let pupil =
        |(number, row): &(usize, &Row)| json!({ "number": number, "name": row.name, "left_ms": row.left });
    let pupils: Vec<_> = board.writing_on().iter().map(pupil).collect();
    sentence(board).map(|said| (said, json!({ "event": "writing_on", "pupils": pupils })))
}

/// `0:12 left`, or that there is no limit.
fn left(row: &Row) -> String {
    match row.left {
        Some(left) => {
            let seconds = left.div_ceil(1_000);
            format!("{}:{:02} left", seconds / 60, seconds % 60)
        }
        None => "no limit".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use suraq::live::Stage;
    use suraq::live::board::{Board, Row};
    use suraq::live::wire::Mode;

    use super::{sentence, told};
    use crate::live::terminal::telling::changes;

    fn board(left: u64, others: &[(&str, Option<u64>)]) -> Board {
        let row = |(name, left): &(&str, Option<u64>)| Row {
            name: (*name).to_owned(),
            is_awaited: true,
            left: *left,
            ..Row::default()
        };
        Board {
            stage: Stage::Open,
            mode: Mode::Exam,
            left: Some(left),
            pupils: others.iter().map(row).collect(),
            ..Board::default()
        }
    }

    #[test]
    fn who_has_more_time_is_named_with_it_once_that_of_the_others_is_out() {
        let names = [("Arman", Some(0)), ("Dana", Some(61_500)), ("Asel", None)];
        let over = board(0, &names);
        assert_eq!(
            sentence(&over).as_deref(),
            Some("Time is out for all but 2 Dana (1:02 left), 3 Asel (no limit).")
        );
        let before = board(400, &names);
        assert_eq!(sentence(&before), None);
        let said: Vec<String> = changes(&before, &over)
            .into_iter()
            .map(|(said, _)| said)
            .collect();
        assert_eq!(said, [sentence(&over).unwrap()]);
        assert!(changes(&over, &over).is_empty());
        assert_eq!(told(&over).unwrap().1["pupils"][0]["left_ms"], 61_500);
        let many = board(0, &[("Dana", None); 5]);
        assert!(sentence(&many).unwrap().ends_with(" and 2 more."));
    }
}
