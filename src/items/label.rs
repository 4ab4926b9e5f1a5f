//! Whether what stands beside a question, such as the title of its deck, tells the answer.

use super::Item;
use super::Kind;
use super::anatomy::Roots;

/// Whether a label holds a word of the answer that the question itself does not name.
///
/// The title `01-kazakhstan` above "Which country declared independence last?" is half of the answer.
pub fn tells_answer(label: &str, item: &Item) -> bool {
    if matches!(item.kind, Some(Kind::TrueFalse | Kind::Earlier | Kind::Compare)) {
        return false;
    }
    let (label, stem) = (Roots::of_label(label), Roots::of(&item.stem));
    if label.is_empty() {
        return false;
    }
    let keys = std::iter::once(&item.key).chain(&item.detail.keys);
    let tells = |key: &String| {
        let key = Roots::of(key);
        key.iter().any(|root| label.contain(root) && !stem.contain(root))
    };
    keys.into_iter().any(tells)
}

#[cfg(test)]
mod tests {
    use super::tells_answer;
    use crate::items::Item;

    #[test]
    fn a_title_tells_what_the_question_asks_for_and_does_not_name() {
        let item = Item::new("Which country declared independence last?", "Kazakhstan");
        assert!(tells_answer("01-kazakhstan", &item));
        assert!(tells_answer("Kazakhstan's history", &item));
        assert!(!tells_answer("The end of a union", &item));
        assert!(!tells_answer("", &item));
        let named = Item::new(
            "Of the towns of Kazakhstan, which is the largest?",
            "Almaty, Kazakhstan",
        );
        assert!(!tells_answer("Kazakhstan", &named));
    }
}
