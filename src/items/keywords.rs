//! What a typed cause or content must hold: the words of the key that carry its meaning.

use super::Kind;

/// Words that say nothing by themselves.
const SMALL: &[&str] = &[
    "about", "after", "against", "among", "and", "any", "are", "as", "at", "be", "been", "before", "between",
    "but", "by", "for", "from", "had", "has", "have", "in", "per", "cent", "into", "its", "of", "off", "on",
    "or", "other", "out", "over", "own", "such", "than", "that", "the", "their", "them", "to", "under",
    "was", "were", "which", "who", "with",
];

/// Groups of words of which one each is required; none for kinds whose key is graded otherwise.
///
/// Every word of the key that carries meaning is a group of its own: a learner who says
/// them all is right, and everybody else compares and decides.
pub fn keywords(kind: Kind, key: &str) -> Vec<Vec<String>> {
    if !matches!(kind, Kind::Cause | Kind::Content) {
        return Vec::new();
    }
    let mut groups: Vec<Vec<String>> = Vec::new();
    for word in key.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '\'' | '.')) {
        let word = word
            .trim_matches(['.', '\''])
            .trim_end_matches("'s")
            .to_lowercase();
        let tells = word.chars().count() > 2 || word.starts_with(|first: char| first.is_ascii_digit());
        let group = vec![word];
        if tells && !SMALL.contains(&group[0].as_str()) && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::keywords;
    use crate::items::Kind;

    #[test]
    fn every_word_that_tells_is_required_once() {
        assert_eq!(
            keywords(
                Kind::Cause,
                "the rise in the price of Berdi's salt by 12.5 per cent, a rise"
            ),
            [["rise"], ["price"], ["berdi"], ["salt"], ["12.5"]]
        );
        assert!(keywords(Kind::Who, "Ann Lund").is_empty());
    }
}
