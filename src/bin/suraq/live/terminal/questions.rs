//! All questions of a game with the letters of their options, as `key 7=C` names them.

use suraq::live::Stage;
use suraq::quiz::scores;

use super::Desk;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::wrap_indented;

/// Columns by which an option stands further in than its question, and its second line further than its first.
const INDENT: &str = "    ";
const HANGING: &str = "       ";

/// Returns the rows: each question in the order of asking, and its options. The star of the key stands there after
/// the end alone, for a laptop may be mirrored on the wall.
pub(super) fn rows(screen: &Screen, desk: &Desk, columns: usize) -> Vec<String> {
    let keys = scores::keys(&desk.paper, &desk.held.changes);
    let shows_keys = desk.board.stage == Stage::End;
    let mut rows = Vec::new();
    let Some(version) = desk.paper.versions.first() else {
        return rows;
    };
    for (place, (at, options)) in version.order.iter().zip(&version.options).enumerate() {
        let question = &desk.paper.questions[*at];
        let text = format!("{:>2}. {}", place + 1, one_line(&question.text));
        rows.extend(wrap_indented(&text, columns, "", INDENT));
        let right = keys[*at].as_deref().unwrap_or_default();
        for (letter, option) in ('A'..='Z').zip(options) {
            let is_key = shows_keys && right.contains(option);
            let star = if is_key { "*" } else { " " };
            let text = format!("{letter}{star} {}", one_line(&question.options()[*option]));
            let tone = if is_key { Tone::Good } else { Tone::Plain };
            let lines = wrap_indented(&text, columns, INDENT, HANGING);
            rows.extend(lines.iter().map(|line| screen.tone(tone, line)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use suraq::live::Stage;
    use suraq::live::board::Board;
    use suraq::quiz::scores::Results;
    use suraq::quiz::{Answer, Paper, Question};

    use super::rows;
    use crate::live::control::Places;
    use crate::live::terminal::Desk;
    use crate::screen::Screen;

    #[test]
    fn questions_stand_with_letters_and_with_keys_after_the_end() {
        let question = Question {
            card: "lakes/deep".to_owned(),
            text: "Which lake is deep?".to_owned(),
            answer: Answer::Choice {
                options: ["Oron", "Velk"].map(str::to_owned).to_vec(),
                keys: vec![1],
                fixed: true,
            },
            explanation: None,
            source: None,
        };
        let mut desk = Desk {
            host: mpsc::channel().0,
            news: mpsc::channel().1,
            board: Board::default(),
            places: Places::default(),
            paper: Paper::new("Lakes", vec![question], 1, 5),
            addresses: Vec::new(),
            screen: String::new(),
            remarks: Vec::new(),
            held: Results::default(),
        };
        let open = rows(&Screen::PLAIN, &desk, 40);
        assert_eq!(open, [" 1. Which lake is deep?", "    A  Oron", "    B  Velk"]);
        desk.board.stage = Stage::End;
        assert_eq!(rows(&Screen::PLAIN, &desk, 40)[2], "    B* Velk");
    }
}
