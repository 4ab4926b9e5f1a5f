//! What is told of a game line by line: what has changed since the last board, in words and as JSON.

use serde_json::Value;
use serde_json::json;
use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::pupil::Standing;

use super::writing_on;
use crate::screen::count;

/// Something to tell, in words and as JSON.
pub type Told = (String, Value);

/// Returns what has changed, in the order in which it is told.
pub fn changes(before: &Board, after: &Board) -> Vec<Told> {
    let mut told = Vec::new();
    for (at, row) in after.pupils.iter().enumerate() {
        match before.pupils.get(at) {
            None => told.push(pupil("joined", at, &row.name)),
            Some(old) if old.name != row.name => told.push(pupil("renamed", at, &row.name)),
            Some(old) if old.standing != row.standing => {
                told.push(pupil(standing(row.standing), at, &row.name))
            }
            Some(_) => {}
        }
    }
    if (before.is_locked, before.hides_names) != (after.is_locked, after.hides_names) {
        told.push(flags(after));
    }
    if (before.stage, before.number) != (after.stage, after.number) {
        told.extend(stage(after));
    }
    if before.writing_on().is_empty() {
        told.extend(writing_on::told(after));
    }
    told
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::In => "back",
        Standing::Kicked => "kicked",
        Standing::Banned => "banned",
    }
}

fn pupil(event: &str, at: usize, name: &str) -> Told {
    let number = at + 1;
    (
        format!("{event} {number} {name}"),
        json!({ "event": event, "number": number, "name": name }),
    )
}

fn flags(board: &Board) -> Told {
    let locked = if board.is_locked {
        "nobody new may join"
    } else {
        "new pupils may join"
    };
    let names = if board.hides_names { "hidden" } else { "shown" };
    (
        format!("{locked}; names on the projector are {names}"),
        json!({ "event": "doors", "locked": board.is_locked, "names_hidden": board.hides_names }),
    )
}

fn stage(board: &Board) -> Option<Told> {
    let number = board.number;
    let is_own_pace = board.mode.is_own_pace();
    Some(match board.stage {
        Stage::Lobby => return None,
        Stage::Open if is_own_pace => (
            format!(
                "open: {} at the pupils' own pace",
                count(board.of, "question", "questions")
            ),
            json!({ "event": "open", "questions": board.of, "left_ms": board.left }),
        ),
        Stage::Open => (
            format!("question {number} of {}: {}", board.of, board.text),
            json!({ "event": "open", "question": number, "of": board.of, "text": board.text, "left_ms": board.left,
                    "options": options(board) }),
        ),
        Stage::Paused => (
            format!("paused: question {number}"),
            json!({ "event": "paused", "question": number }),
        ),
        Stage::Closed => (counts("closed", board), counts_json("closed", board)),
        Stage::Reveal => (counts("revealed", board), counts_json("revealed", board)),
        Stage::End => (
            format!("end: {}", count(board.present(), "pupil", "pupils")),
            json!({ "event": "end", "pupils": board.present() }),
        ),
    })
}

/// Returns how things stand now.
pub fn status(board: &Board) -> Told {
    match board.stage {
        Stage::Lobby => (
            format!(
                "lobby: {} joined",
                count(board.present(), "pupil has", "pupils have")
            ),
            json!({ "event": "lobby", "pupils": board.present() }),
        ),
        Stage::Open | Stage::Paused if board.mode.is_own_pace() => (
            format!(
                "open: {} of {} answers given, {} of {} handed in{}{}",
                board.given(),
                board.present() * board.of,
                board.answered,
                board.asked,
                left(board),
                writing_on::sentence(board).map_or(String::new(), |said| format!(". {said}"))
            ),
            json!({
                "event": "open", "handed_in": board.answered, "asked": board.asked, "answers": board.given(),
                "answers_of": board.present() * board.of, "left_ms": board.left,
            }),
        ),
        Stage::Open => (counts("open", board), counts_json("open", board)),
        Stage::Paused => (counts("paused", board), counts_json("paused", board)),
        _ => stage(board).unwrap_or_default(),
    }
}

/// The star of the key stands after the reveal alone: a terminal may be on the wall.
fn counts(word: &str, board: &Board) -> String {
    let is_told = board.stage == Stage::Reveal;
    let options: Vec<String> = ('A'..='Z')
        .zip(&board.options)
        .map(|(letter, bar)| {
            let star = if bar.is_key && is_told { "*" } else { "" };
            format!("{letter}{star} {}", bar.chosen)
        })
        .collect();
    let dropped = if board.is_dropped { ", does not count" } else { "" };
    format!(
        "{word}: question {}, {} of {} answered{}{dropped}; {}",
        board.number,
        board.answered,
        board.asked,
        left(board),
        options.join("  ")
    )
}

fn left(board: &Board) -> String {
    match board.left {
        Some(left) if matches!(board.stage, Stage::Open | Stage::Paused) => {
            format!(", {} s left", left.div_ceil(1_000))
        }
        _ => String::new(),
    }
}

fn counts_json(event: &str, board: &Board) -> Value {
    json!({
        "event": event, "question": board.number, "answered": board.answered, "asked": board.asked,
        "left_ms": board.left, "dropped": board.is_dropped, "options": options(board),
    })
}

fn options(board: &Board) -> Vec<Value> {
    board
        .options
        .iter()
        .map(|bar| json!({ "text": bar.text, "chosen": bar.chosen, "right": bar.is_key }))
        .collect()
}

/// Returns everybody with their numbers.
pub fn who(board: &Board) -> Vec<Told> {
    let line = |(at, row): (usize, &suraq::live::board::Row)| {
        let extra = extra(row.extra);
        let standing = match row.standing {
            Standing::In => "",
            Standing::Kicked => "  sent out, may come back",
            Standing::Banned => "  sent out for good",
        };
        let is_open = matches!(board.stage, Stage::Open | Stage::Paused);
        let is_own_pace = is_open && board.mode.is_own_pace();
        let awaited = if row.is_awaited && !is_own_pace {
            "  not yet"
        } else {
            ""
        };
        let answered = match is_own_pace {
            true => progress(board, row),
            false => format!("{} answered", row.answered),
        };
        let more = if extra.is_empty() {
            String::new()
        } else {
            format!("  time {extra}")
        };
        (
            format!("{:>4}  {}  {answered}{awaited}{more}{standing}", at + 1, row.name),
            json!({
                "event": "pupil", "number": at + 1, "name": row.name, "answered": row.answered, "extra": extra,
                "out": row.standing != Standing::In, "awaited": row.is_awaited,
            }),
        )
    };
    board.pupils.iter().enumerate().map(line).collect()
}

/// Returns how far a pupil is who answers at their own pace.
pub fn progress(board: &Board, row: &suraq::live::board::Row) -> String {
    let is_here = row.standing == Standing::In;
    let handed_in = if is_here && !row.is_awaited {
        ", handed in"
    } else {
        ""
    };
    format!("{} of {}{handed_in}", row.answered, board.of)
}

/// Returns more time in words; nothing where there is none.
pub fn extra(extra: suraq::live::Extra) -> &'static str {
    match extra {
        suraq::live::Extra::Usual => "",
        suraq::live::Extra::Half => "x1.5",
        suraq::live::Extra::Double => "x2",
        suraq::live::Extra::Unlimited => "without limit",
    }
}

#[cfg(test)]
mod tests {
    use suraq::live::Stage;
    use suraq::live::board::{Bar, Board, Row};
    use suraq::live::pupil::Standing;
    use suraq::live::wire::Mode;

    use super::{changes, status, who};

    fn board() -> Board {
        Board {
            of: 10,
            pupils: vec![Row {
                name: "Dana".to_owned(),
                ..Row::default()
            }],
            ..Board::default()
        }
    }

    #[test]
    fn what_changed_is_told_once() {
        let before = board();
        let mut after = board();
        after.pupils[0].standing = Standing::Kicked;
        after.pupils.push(Row {
            name: "Arman".to_owned(),
            ..Row::default()
        });
        (after.stage, after.number) = (Stage::Open, 1);
        after.text = "Which lake?".to_owned();
        let told: Vec<String> = changes(&before, &after)
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(
            told,
            ["kicked 1 Dana", "joined 2 Arman", "question 1 of 10: Which lake?"]
        );
        assert!(changes(&after, &after).is_empty());
        assert!(who(&after)[0].0.contains("sent out, may come back"));
    }

    #[test]
    fn at_their_own_pace_it_is_said_who_handed_in() {
        let mut board = Board {
            stage: Stage::Open,
            mode: Mode::OwnPace,
            ..board()
        };
        (board.pupils[0].answered, board.pupils[0].is_awaited) = (4, true);
        assert_eq!(who(&board)[0].0, "   1  Dana  4 of 10");
        board.pupils[0].is_awaited = false;
        assert_eq!(who(&board)[0].0, "   1  Dana  4 of 10, handed in");
    }

    #[test]
    fn counts_are_told_with_the_time_and_after_the_reveal_with_the_key() {
        let bar = |chosen, is_key| Bar {
            text: String::new(),
            chosen,
            is_key,
        };
        let board = Board {
            stage: Stage::Open,
            number: 3,
            answered: 5,
            asked: 7,
            left: Some(1_001),
            options: vec![bar(4, true), bar(1, false)],
            ..board()
        };
        assert_eq!(
            status(&board).0,
            "open: question 3, 5 of 7 answered, 2 s left; A 4  B 1"
        );
        let revealed = Board {
            stage: Stage::Reveal,
            ..board
        };
        assert_eq!(
            status(&revealed).0,
            "revealed: question 3, 5 of 7 answered; A* 4  B 1"
        );
    }
}
