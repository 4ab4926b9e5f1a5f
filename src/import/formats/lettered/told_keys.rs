//! Keys among other words of the list, behind all questions: `Question 1: B`, `1 B 1 point`, `Part one: 1. B 2. C`.

/// Returns the numbers of questions, each with the lone letter right behind it. What follows the letter is no word:
/// `3 a day` is no key.
pub(super) fn told_keys(line: &str) -> Vec<(usize, char)> {
    let words: Vec<&str> = line.split_inclusive(is_sign).collect();
    let bare = |word: &str| word.trim_matches(is_sign).to_owned();
    let words = words.iter().filter(|word| !bare(word).is_empty());
    let words: Vec<(String, bool)> = words.map(|word| (bare(word), ends_apart(word))).collect();
    let mut told = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let letter = lone(&pair[1].0);
        let is_word = |next: &(String, bool)| next.0.starts_with(char::is_alphabetic);
        let goes_on = !pair[1].1 && words.get(at + 2).is_some_and(is_word);
        if let (Ok(number), Some(letter), false) = (pair[0].0.parse(), letter, goes_on) {
            told.push((number, letter));
        }
    }
    told
}

fn is_sign(sign: char) -> bool {
    !sign.is_alphanumeric()
}

/// Whether something other than a blank stands behind a word.
fn ends_apart(word: &str) -> bool {
    word.ends_with(|sign: char| is_sign(sign) && !sign.is_whitespace())
}

fn lone(word: &str) -> Option<char> {
    let mut letters = word.chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    letters.next().is_none().then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::told_keys;

    #[test]
    fn a_lone_letter_behind_a_number_is_a_key() {
        assert_eq!(told_keys("Question 1: B"), [(1, 'B')]);
        assert_eq!(told_keys("1 B 1 point"), [(1, 'B')]);
        assert_eq!(told_keys("Part one: 1. B 2. C"), [(1, 'B'), (2, 'C')]);
        assert_eq!(told_keys("12) b, see page 4"), [(12, 'b')]);
    }

    #[test]
    fn words_behind_a_number_are_none() {
        for line in [
            "Page 3",
            "3 a day",
            "4. A river flows where?",
            "in 1991 he",
            "B 2",
        ] {
            assert_eq!(told_keys(line), [], "{line}");
        }
    }
}
