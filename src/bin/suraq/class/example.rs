//! A paper as tests of what is said of one need it.

use suraq::quiz::Answer;
use suraq::quiz::Paper;
use suraq::quiz::Question;

/// A paper of so many questions, each with these options in this order, of which the first is right.
pub fn paper(questions: usize, options: &[&str]) -> Paper {
    let question = |number: usize| Question {
        card: format!("lakes/{number}"),
        text: format!("Which is lake {number}?"),
        answer: Answer::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            keys: vec![0],
            fixed: true,
        },
        explanation: None,
        source: None,
    };
    Paper::new("Lakes", (1..=questions).map(question).collect(), 1, 5)
}
