//! Why an action did nothing, in a sentence for the status line.

use super::Face;

/// Why an action did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A rating comes after the answer is shown.
    RevealFirst,
    /// The answer is shown already.
    AlreadyRevealed,
    /// The card cannot be asked this way.
    NoSuchFace(Face),
    /// There is no option with this letter.
    NoSuchOption,
    /// What was typed can be read neither as pairs nor as words of them.
    NamesNoPair,
    /// The answer has no letters that could be shown one by one.
    NoHint,
    /// There is no such rating key.
    NoSuchRating,
    /// There is nothing to say it of.
    NothingTyped,
    /// What was typed is one of the wrong options: it is asked once more.
    IsWrongOption,
    /// What was typed is another answer of the deck: it is asked once more.
    IsAnotherAnswer,
    /// What was typed is the word itself, where what it means is asked.
    IsTheWordItself,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRedo,
    /// The next card waits for its minute.
    Waiting,
    /// The sitting is over.
    Over,
}

impl Refusal {
    /// Returns the sentence for the status line.
    pub fn sentence(self) -> String {
        match self {
            Refusal::RevealFirst => "reveal the answer first".to_owned(),
            Refusal::AlreadyRevealed => "the answer is shown already".to_owned(),
            Refusal::NoSuchFace(Face::Choices) => "this card has no options to choose from".to_owned(),
            Refusal::NoSuchFace(face) => format!("this card cannot be asked as {face}"),
            Refusal::NoSuchOption => "there is no option with this letter".to_owned(),
            Refusal::NamesNoPair => "these are no pairs; write a letter for each number: 1b 2a".to_owned(),
            Refusal::NoHint => "this answer cannot be shown letter by letter".to_owned(),
            Refusal::NoSuchRating => "two ratings are set: 1 Again and 3 Good".to_owned(),
            Refusal::NothingTyped => "nothing typed that could be right".to_owned(),
            Refusal::IsWrongOption => "it is one of the wrong options; y again counts it as right".to_owned(),
            Refusal::IsAnotherAnswer => {
                "it is another answer in your decks; y again counts it as right".to_owned()
            }
            Refusal::IsTheWordItself => {
                "it is the word itself, which never counts as its meaning; rate it as you see fit".to_owned()
            }
            Refusal::NothingToUndo => "there is nothing left to take back".to_owned(),
            Refusal::NothingToRedo => "there is nothing to bring back".to_owned(),
            Refusal::Waiting => "no card is shown yet; Enter shows the next one now".to_owned(),
            Refusal::Over => "the session is over".to_owned(),
        }
    }
}
