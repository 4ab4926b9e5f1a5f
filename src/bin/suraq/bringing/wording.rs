//! What a card says here and in Anki: where the two differ, and the words of one given to the other.

use suraq::items::Distractor;
use suraq::items::Item;

/// Gives `item` those words of `theirs` that differ from `before`; says whether it says something else now.
///
/// Where the learner put it, how it is rated and what it rests on are its own.
pub fn reword(item: &mut Item, before: &Item, theirs: &Item) -> bool {
    let old = item.clone();
    take(&mut item.stem, &before.stem, &theirs.stem);
    take(&mut item.key, &before.key, &theirs.key);
    take(&mut item.accept, &before.accept, &theirs.accept);
    take(&mut item.detail, &before.detail, &theirs.detail);
    take(&mut item.explanation, &before.explanation, &theirs.explanation);
    if options(before) != options(theirs) {
        let why = |text: &str| old.distractors.iter().find(|one| one.text == text)?.why.clone();
        let kept = theirs.distractors.iter().map(|one| Distractor {
            text: one.text.clone(),
            why: one.why.clone().or_else(|| why(&one.text)),
        });
        item.distractors = kept.collect();
    }
    *item != old
}

fn take<T: Clone + PartialEq>(mine: &mut T, before: &T, theirs: &T) {
    if before != theirs {
        mine.clone_from(theirs);
    }
}

/// Wrong options, whose order is drawn.
fn options(item: &Item) -> Vec<&str> {
    let mut options: Vec<&str> = item.distractors.iter().map(|one| one.text.as_str()).collect();
    options.sort_unstable();
    options
}

/// What is to be matched, in its order.
fn pairs(item: &Item) -> String {
    let pairs = item.detail.pairs.iter();
    let pairs: Vec<String> = pairs.map(|(left, right)| format!("{left}: {right}")).collect();
    pairs.join("; ")
}

/// The first texts of two cards that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What they are of, where that is neither the question nor its one answer.
    pub part: &'static str,
    /// The text here.
    pub here: String,
    /// The text there.
    pub there: String,
}

/// What each of the texts is that are compared.
const PARTS: [&str; 10] = [
    "",
    "",
    "answers",
    "options",
    "explanation",
    "also accepted",
    "hint",
    "pairs",
    "keywords",
    "correction",
];

/// Compares two cards; nothing where they say the same.
pub fn difference(here: &Item, there: &Item) -> Option<Difference> {
    let texts = |item: &Item| {
        [
            item.stem.clone(),
            item.key.clone(),
            item.detail.keys.join("; "),
            options(item).join("; "),
            item.explanation.clone().unwrap_or_default(),
            item.accept.join("; "),
            item.detail.hint.clone().unwrap_or_default(),
            pairs(item),
            item.detail
                .keywords
                .iter()
                .map(|words| words.join(", "))
                .collect::<Vec<_>>()
                .join("; "),
            item.detail.correction.clone().unwrap_or_default(),
        ]
    };
    let both = texts(here).into_iter().zip(texts(there)).zip(PARTS);
    let mut both = both.map(|((here, there), part)| Difference { part, here, there });
    let differing = both.find(|one| one.here != one.there);
    differing.or_else(|| {
        (here.detail != there.detail).then(|| Difference {
            part: "",
            here: here.stem.clone(),
            there: there.stem.clone(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::difference;
    use super::reword;
    use suraq::items::Item;

    #[test]
    fn only_what_differs_there_is_taken() {
        let mut mine = Item::new("Which lake?", "Sary");
        (mine.importance, mine.explanation) = (3, Some("mine".to_owned()));
        let before = Item::new("Which lake?", "Sary");
        let theirs = Item::new("Which lake?", "Lake Sary");
        let found = difference(&before, &theirs).unwrap();
        assert_eq!((found.part, found.there.as_str()), ("", "Lake Sary"));
        let found = difference(&mine, &before).unwrap();
        assert_eq!((found.part, found.here.as_str()), ("explanation", "mine"));
        assert!(reword(&mut mine, &before, &theirs));
        assert_eq!((mine.key.as_str(), mine.importance), ("Lake Sary", 3));
        assert_eq!(mine.explanation.as_deref(), Some("mine"));
        let mut years = before.clone();
        years.detail = suraq::items::Particulars {
            pairs: vec![("Sary".to_owned(), "1957".to_owned())],
            ..Default::default()
        }
        .into();
        let found = difference(&before, &years).unwrap();
        assert_eq!((found.part, found.there.as_str()), ("pairs", "Sary: 1957"));
        assert!(!reword(&mut mine, &theirs, &theirs) && difference(&theirs, &theirs).is_none());
    }
}
