//! Keys among other words of the list, behind all questions: `Question 1: B`, `1 B 1 point`, `Part one: 1. B 2. C`.

use super::pairs::Behind;
use super::pairs::Pair;
use super::pairs::pairs_where;

/// Returns the numbers of questions, each with the letters right behind it. What follows them is no word: `3 a day`
/// is no key; and `9A` alone may be a class.
pub(super) fn told_keys(line: &str) -> Vec<Pair> {
    let told = pairs_where(line, |behind| matches!(behind, Behind::Nothing));
    let is_close = |(number, letters): &Pair| {
        let letters: String = letters.iter().collect();
        line.contains(&format!("{number}{letters}"))
    };
    match &told[..] {
        [one] if is_close(one) => Vec::new(),
        _ => told,
    }
}

#[cfg(test)]
mod tests {
    use super::told_keys;

    #[test]
    fn a_lone_letter_behind_a_number_is_a_key() {
        assert_eq!(told_keys("Question 1: B"), [(1, vec!['B'])]);
        assert_eq!(told_keys("1 B 1 point"), [(1, vec!['B'])]);
        assert_eq!(told_keys("Part one: 1. B 2. C"), [(1, vec!['B']), (2, vec!['C'])]);
        assert_eq!(told_keys("12) b, see page 4"), [(12, vec!['b'])]);
        assert_eq!(
            told_keys("1-нұсқа: 1A 2A,C"),
            [(1, vec!['A']), (2, vec!['A', 'C'])]
        );
    }

    #[test]
    fn words_behind_a_number_are_none() {
        for line in [
            "Page 3",
            "3 a day",
            "4. A river flows where?",
            "in 1991 he",
            "B 2",
            "Класс 9А",
            "9А сынып",
        ] {
            assert_eq!(told_keys(line), [], "{line}");
        }
    }
}
