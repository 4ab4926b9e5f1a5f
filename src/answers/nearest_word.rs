//! Which word of many is meant by one that is spelled in another way.

use super::edits::forgivable;
use super::forms::sound;

/// Returns the word of `known` that `typed` spells in another way, in another script, or with a slip that is
/// forgiven in an answer; the first of the nearest ones. `None` where there is none.
///
/// ```
/// use suraq::answers::nearest_word;
///
/// assert_eq!(nearest_word("Назарбаев", ["almaty", "nazarbayev"]), Some("nazarbayev"));
/// assert_eq!(nearest_word("senate", ["almaty", "nazarbayev"]), None);
/// ```
pub fn nearest_word<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = sound(&typed.to_lowercase());
    let alike = known
        .into_iter()
        .filter_map(|word| Some((forgivable(&sound(&word.to_lowercase()), &typed)?, word)));
    alike.min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// Returns the words of `known` that are `typed` in another spelling or script, without any slip.
pub fn other_spellings<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = typed.to_lowercase();
    let typed = sound(&lower);
    let is_other = |word: &&str| *word != lower && sound(&word.to_lowercase()) == typed;
    known.into_iter().filter(is_other).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest_word;
    use super::other_spellings;

    #[test]
    fn another_spelling_is_no_slip() {
        let known = ["jeltoqsan", "tokayev", "senate", "zheltoksan"];
        assert_eq!(other_spellings("Zheltoksan", known), ["jeltoqsan"]);
        assert_eq!(other_spellings("Токаев", known), ["tokayev"]);
        assert!(other_spellings("senaet", known).is_empty());
    }

    #[test]
    fn spellings_scripts_and_slips_are_known() {
        let known = ["tokayev", "senate", "karaganda", "ulus"];
        for (typed, meant) in [
            ("Tokaev", Some("tokayev")),
            ("Токаев", Some("tokayev")),
            ("senaet", Some("senate")),
            ("Қарағанды", Some("karaganda")),
            ("ulys", None),
            ("majilis", None),
        ] {
            assert_eq!(nearest_word(typed, known), meant, "{typed}");
        }
    }
}
