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
    /// Its pictures and sounds.
    Open,
    /// Its Kazakh word, spoken.
    Speak,
    /// What is known of the card.
    Info,
    /// One screen of help.
    Help,
    /// Leaving.
    Quit,
    /// Nothing of the sort; what to say about it.
    Unclear(String),
}

/// A command of the line that `:` opens: its words and what it does.
pub struct Word {
    /// The word, then shorter ones.
    pub words: &'static [&'static str],
    /// What it does.
    pub wish: fn() -> Wish,
}

/// Every command of the line.
pub const WORDS: &[Word] = &[
    word(&["reveal"], || Wish::Reveal),
    word(&["hint", "h"], || Wish::Hint),
    word(&["choices", "c"], || Wish::Ask(Face::Choices)),
    word(&["typing", "t"], || Wish::Ask(Face::Typed)),
    word(&["cloze", "z"], || Wish::Ask(Face::Cloze)),
    word(&["plain", "p"], || Wish::Ask(Face::Plain)),
    word(&["again", "1"], || Wish::Rate(Rating::Again)),
    word(&["hard", "2"], || Wish::Rate(Rating::Hard)),
    word(&["good", "3"], || Wish::Rate(Rating::Good)),
    word(&["easy", "4"], || Wish::Rate(Rating::Easy)),
    word(&["right", "y"], || Wish::WasRight),
    word(&["undo", "u"], || Wish::Undo),
    word(&["redo"], || Wish::Redo),
    word(&["edit", "e"], || Wish::Edit),
    word(&["flag", "f"], || Wish::Flag(1)),
    word(&["bury", "b"], || Wish::Bury),
    word(&["suspend", "s"], || Wish::Suspend),
    word(&["not-now", "n"], || Wish::NotNow),
    word(&["why", "w", "source"], || Wish::Source),
    word(&["open", "o"], || Wish::Open),
    word(&["speak"], || Wish::Speak),
    word(&["info", "i"], || Wish::Info),
    word(&["help", "?"], || Wish::Help),
    word(&["quit", "q"], || Wish::Quit),
];

const fn word(words: &'static [&'static str], wish: fn() -> Wish) -> Word {
    Word { words, wish }
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
