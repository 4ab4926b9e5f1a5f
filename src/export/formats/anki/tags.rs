//! Tags of a note, all under `suraq::`, so that a learner's own stay apart.

use unicode_normalization::UnicodeNormalization;

use crate::items::Fact;
use crate::items::Item;
use crate::items::Status;

/// Returns the tags parted by spaces, with one before and after.
pub(super) fn tags(item: &Item, fact: Option<&Fact>, sources: &[&str]) -> String {
    let mut tags: Vec<String> = Vec::new();
    let mut add = |sort: &str, word: &str| {
        let word = one_word(word);
        if !word.is_empty() {
            tags.push(format!("suraq::{sort}::{word}"));
        }
    };
    for tag in &item.tags {
        add("topic", tag);
    }
    if let Some(time) = fact.and_then(|fact| fact.time) {
        add("era", &era(time.year));
    }
    if let Some(kind) = item.kind {
        add("kind", kind.slug());
    }
    add(
        "importance",
        match item.importance {
            0 | 1 => "detail",
            2 => "useful",
            _ => "core",
        },
    );
    if let Some(difficulty) = item.difficulty {
        add("difficulty", &difficulty.to_string());
    }
    for source in sources {
        add("source", source);
    }
    if item.contested {
        tags.push("suraq::contested".to_owned());
    }
    if is_retired(item) {
        tags.push("suraq::retired".to_owned());
    }
    tags.sort();
    tags.dedup();
    format!(" {} ", tags.join(" "))
}

/// Whether an item is no longer asked here.
pub(super) fn is_retired(item: &Item) -> bool {
    matches!(item.status, Status::Retired { .. } | Status::Rejected { .. })
}

/// A decade of the last two centuries, a century before.
fn era(year: i16) -> String {
    match year {
        1900.. => format!("{}s", year / 10 * 10),
        1..1900 => format!("{}th-century", (year - 1) / 100 + 1),
        _ => "before-the-common-era".to_owned(),
    }
}

/// A word as it may stand in a tag: no spaces, which would part it, and no `::` of its own.
fn one_word(word: &str) -> String {
    let word: String = word
        .nfc()
        .filter(|sign| !sign.is_control() && !matches!(sign, '"' | '*' | '\u{fffe}' | '\u{ffff}'))
        .map(|sign| if sign.is_whitespace() { '_' } else { sign })
        .collect();
    let word = word.replace("::", "-");
    word.trim_matches(|sign| matches!(sign, '_' | ':' | '-'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::era;
    use super::one_word;

    #[test]
    fn a_tag_is_one_word() {
        assert_eq!(one_word("two\u{3000}words :: more"), "two_words_-_more");
        assert_eq!(one_word("ауыл әкімі"), "ауыл_әкімі");
        assert_eq!(one_word(" :\u{7}: "), "");
    }

    #[test]
    fn an_era_is_a_decade_or_a_century() {
        assert_eq!(era(1995), "1990s");
        assert_eq!(era(1900), "1900s");
        assert_eq!(era(1822), "19th-century");
        assert_eq!(era(1465), "15th-century");
    }
}
