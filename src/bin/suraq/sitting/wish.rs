//! What a person wants done, from a key or a word: the same list for both.

use suraq::schedule::Rating;
use suraq::session::Face;

/// What a person wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The answer.
    Reveal,
    /// One more letter.
    Hint,
    /// The card asked in another way.
    Ask(Face),
    /// A typed answer.
    Type(String),
    /// An option, from 0.
    Choose(usize),
    /// A rating.
    Rate(Rating),
    /// The proposed rating.
    Accept,
    /// The typed answer was right after all.
    WasRight,
    /// The last step taken back.
    Undo,
    /// And brought back.
    Redo,
    /// Hidden until tomorrow.
    Bury,
    /// Out until resumed.
    Suspend,
    /// A flag, or off again.
    Flag(u8),
    /// Left for another sitting.
    NotNow,
    /// The wording changed in an editor.
    Edit,
    /// The sentence the card rests on.
    Source,
    /// What is known of the card.
    Info,
    /// One screen of help.
    Help,
    /// Leaving.
    Quit,
    /// Nothing of the sort; what to say about it.
    Unclear(String),
}

/// A command of the line that `:` opens: its words, what it does, and what it is in the help.
pub struct Word {
    /// The word, then shorter ones.
    pub words: &'static [&'static str],
    /// What it does.
    pub wish: fn() -> Wish,
    /// In the help.
    pub about: &'static str,
}

/// Every command of the line.
pub const WORDS: &[Word] = &[
    word(&["reveal"], || Wish::Reveal, "show the answer"),
    word(&["hint", "h"], || Wish::Hint, "first letter, then more"),
    word(
        &["choices", "c"],
        || Wish::Ask(Face::Choices),
        "ask this card by choice",
    ),
    word(&["typing", "t"], || Wish::Ask(Face::Typed), "type the answer"),
    word(
        &["cloze", "z"],
        || Wish::Ask(Face::Cloze),
        "ask as a sentence with a gap",
    ),
    word(&["plain", "p"], || Wish::Ask(Face::Plain), "ask without typing"),
    word(&["again", "1"], || Wish::Rate(Rating::Again), "not remembered"),
    word(
        &["hard", "2"],
        || Wish::Rate(Rating::Hard),
        "remembered with effort",
    ),
    word(&["good", "3"], || Wish::Rate(Rating::Good), "remembered"),
    word(&["easy", "4"], || Wish::Rate(Rating::Easy), "remembered at once"),
    word(
        &["right", "y"],
        || Wish::WasRight,
        "my answer was right: accept it from now on",
    ),
    word(&["undo", "u"], || Wish::Undo, "take back the last step, and more"),
    word(&["redo"], || Wish::Redo, "bring it back"),
    word(
        &["edit", "e"],
        || Wish::Edit,
        "change the wording in your editor; progress stays",
    ),
    word(
        &["flag", "f"],
        || Wish::Flag(1),
        "flag the card, or take the flag off",
    ),
    word(&["bury", "b"], || Wish::Bury, "hide the card until tomorrow"),
    word(
        &["suspend", "s"],
        || Wish::Suspend,
        "take the card out until you resume it",
    ),
    word(
        &["not-now", "n"],
        || Wish::NotNow,
        "leave the card for another session",
    ),
    word(
        &["why", "w", "source"],
        || Wish::Source,
        "the source sentence in its paragraph",
    ),
    word(&["info", "i"], || Wish::Info, "stability, difficulty, history"),
    word(&["help", "?"], || Wish::Help, "this help"),
    word(&["quit", "q"], || Wish::Quit, "leave; nothing is lost"),
];

const fn word(words: &'static [&'static str], wish: fn() -> Wish, about: &'static str) -> Word {
    Word { words, wish, about }
}

/// Understands a line of the command line, without its colon.
pub fn of_line(line: &str) -> Wish {
    let line = line.trim().trim_start_matches(':').trim();
    if let Some(flag) = line
        .strip_prefix("flag ")
        .and_then(|number| number.trim().parse().ok())
    {
        return Wish::Flag(flag);
    }
    if let Some(found) = WORDS.iter().find(|word| word.words.contains(&line)) {
        return (found.wish)();
    }
    let mut begun = WORDS.iter().filter(|word| word.words[0].starts_with(line));
    if let (Some(only), None) = (begun.next(), begun.next()) {
        return (only.wish)();
    }
    let names = WORDS.iter().map(|word| word.words[0]);
    Wish::Unclear(match suraq::decks::nearest(line, names) {
        Some(near) => format!("there is no :{line}; did you mean :{near}?"),
        None => format!("there is no :{line}; :help lists what there is"),
    })
}

#[cfg(test)]
mod tests {
    use super::{WORDS, Wish, of_line};

    #[test]
    fn no_word_means_two_things() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|word| word.words).copied().collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }

    #[test]
    fn a_line_is_understood_and_a_slip_is_named() {
        assert_eq!(of_line(":bury"), Wish::Bury);
        assert_eq!(of_line("flag 3"), Wish::Flag(3));
        assert_eq!(of_line("und"), Wish::Undo);
        assert_eq!(
            of_line("burry"),
            Wish::Unclear("there is no :burry; did you mean :bury?".to_owned())
        );
    }
}
