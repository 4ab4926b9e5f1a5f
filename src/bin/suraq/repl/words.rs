//! Cuts a line typed at the prompt into words, as a shell would.

use crate::report::Failure;

/// A word of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Without its quotation marks.
    pub plain: String,
    /// As typed: queries need the marks.
    pub typed: String,
    /// Whether a mark or a backslash stands in it: its letters mean themselves then.
    pub is_quoted: bool,
}

/// Cuts `line` at blanks outside of quotation marks.
///
/// A backslash takes the next character as it is. Errors when a quotation mark is not closed.
pub fn split(line: &str) -> Result<Vec<Word>, Failure> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut open: Option<char> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if open.is_none() && letter.is_whitespace() {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_default();
        word.typed.push(letter);
        match (letter, open) {
            (mark, Some(opened)) if mark == opened => open = None,
            // `--home='my home'` has one behind its sign, `Nur's` a letter.
            ('"' | '\'', None) if letter == '"' || word.typed.len() == 1 || word.typed.ends_with("='") => {
                word.is_quoted = true;
                open = Some(letter);
            }
            ('\\', _) => {
                word.is_quoted = true;
                if let Some(next) = letters.next() {
                    word.typed.push(next);
                    word.plain.push(next);
                }
            }
            _ => word.plain.push(letter),
        }
    }
    if let Some(mark) = open {
        return Err(Failure::usage(format!("the quotation mark {mark} is not closed"))
            .hint("close it, or put a backslash before it"));
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::split;

    fn plain(line: &str) -> Vec<String> {
        split(line).unwrap().into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn quotation_marks_keep_words_together() {
        assert_eq!(plain("add \"my notes.txt\" b"), ["add", "my notes.txt", "b"]);
        assert_eq!(plain("add my\\ notes.txt"), ["add", "my notes.txt"]);
        assert_eq!(plain("find 'two words'"), ["find", "two words"]);
        assert_eq!(plain("--home='my home' find"), ["--home=my home", "find"]);
        assert_eq!(split("find \"a b\"").unwrap()[1].typed, "\"a b\"");
    }

    #[test]
    fn an_apostrophe_inside_a_word_is_a_letter() {
        assert_eq!(plain("find Nur's party"), ["find", "Nur's", "party"]);
    }

    #[test]
    fn an_open_mark_is_an_error() {
        assert!(split("find \"two words").is_err());
        assert!(split("").unwrap().is_empty());
    }
}
