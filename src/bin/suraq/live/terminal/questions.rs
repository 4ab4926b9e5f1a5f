//! All questions of a game with the letters by which the teacher names their options.
//!
//! At the pupils' own pace, and after the end, no question is at hand; each phone has an order of its own. The
//! letters are those of `results --all`.

use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::telling::Told;
use crate::screen::wrap_lines;

/// Stands before the further lines of a question, and of an option.
const TEXT: &str = "   ";
const OPTION: &str = "      ";

/// Columns beyond which a line of a text is two; what is shown is wrapped by whoever shows it.
const WIDE: usize = 4_000;

/// Returns the questions in the order of asking, each with its options and a star at what is right now.
pub fn lines(paper: &Paper, results: &Results) -> Vec<String> {
    let keys = scores::keys(paper, &results.changes);
    let Some(version) = paper.versions.first() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (place, (at, options)) in version.order.iter().zip(&version.options).enumerate() {
        let question = &paper.questions[*at];
        let dropped = if keys[*at].is_none() {
            " (does not count)"
        } else {
            ""
        };
        let number = format!("{}. ", place + 1);
        lines.extend(wrap_lines(&question.text, WIDE, &number, TEXT));
        if let Some(last) = lines.last_mut() {
            last.push_str(dropped);
        }
        for (letter, option) in ('A'..='Z').zip(options) {
            let is_right = keys[*at].as_ref().is_some_and(|keys| keys.contains(option));
            let star = if is_right { "*" } else { " " };
            let before = format!("{TEXT}{letter}{star} ");
            lines.extend(wrap_lines(&question.options()[*option], WIDE, &before, OPTION));
        }
    }
    lines
}

/// The same for a terminal line by line.
pub fn told(paper: &Paper, results: &Results) -> Told {
    let lines = lines(paper, results);
    let json = json!({ "event": "questions", "lines": lines });
    (lines.join("\n"), json)
}

#[cfg(test)]
mod tests {
    use suraq::quiz::scores::{Change, Results};

    use super::lines;
    use crate::class::example::paper;

    #[test]
    fn code_keeps_its_lines_and_their_indentation() {
        let mut paper = paper(1, &["for a:\n b", "two"]);
        paper.questions[0].text = "What is it?\nif x:\n  y".to_owned();
        assert_eq!(
            lines(&paper, &Results::default()),
            [
                "1. What is it?",
                "   if x:",
                "     y",
                "   A* for a:",
                "       b",
                "   B  two"
            ]
        );
    }

    #[test]
    fn the_star_stands_at_what_is_right_after_all_changes() {
        let mut paper = paper(2, &["one", "two"]);
        paper.versions[0].order = vec![1, 0];
        let results = Results {
            changes: vec![
                Change::Key {
                    question: 1,
                    option: 1,
                },
                Change::Drop { question: 0 },
            ],
            ..Results::default()
        };
        assert_eq!(
            lines(&paper, &results),
            [
                "1. Which is lake 2?",
                "   A  one",
                "   B* two",
                "2. Which is lake 1? (does not count)",
                "   A  one",
                "   B  two"
            ]
        );
    }
}
