//! Tags of a note, all under `suraq::`, so that a learner's own stay apart.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::items::Fact;
use crate::items::Item;
use crate::items::Kind;
use crate::items::Status;
use crate::items::origin::is_typed_tag;
use crate::items::origin::note_of;

/// Returns the tags parted by spaces, with one before and after; `there` are those that its note got there. `is_ours`
/// says that the note is one of ours and came in as such: its item has an id from there all the same.
pub(super) fn tags(
    item: &Item,
    is_ours: bool,
    fact: Option<&Fact>,
    sources: &[&str],
    there: Option<&BTreeSet<String>>,
) -> String {
    let is_tagged_there = |tag: &String| there.is_some_and(|there| there.contains(tag));
    let is_from_there = !is_ours && note_of(&item.id.0).is_some();
    let mut tags: Vec<String> = Vec::new();
    if is_from_there {
        tags.extend(
            item.tags
                .iter()
                .filter(|tag| !is_typed_tag(tag))
                .map(|tag| as_it_came(tag)),
        );
        tags.retain(|tag| !tag.is_empty());
    }
    let own_there = item.tags.iter().filter(|tag| is_tagged_there(tag));
    tags.extend(own_there.map(|tag| as_it_came(tag)));
    let mut add = |sort: &str, word: &str| {
        let word = one_word(word);
        if !word.is_empty() {
            tags.push(format!("suraq::{sort}::{word}"));
        }
    };
    for tag in item
        .tags
        .iter()
        .filter(|tag| !(is_from_there || is_tagged_there(tag) || is_ours && is_typed_tag(tag)))
    {
        add("topic", tag);
    }
    if let Some(time) = fact.and_then(|fact| fact.time) {
        add("era", &era(time.year));
    }
    let tells_nothing = |kind: &Kind| is_from_there && *kind == Kind::Cloze;
    if let Some(kind) = item.kind.filter(|kind| !tells_nothing(kind)) {
        add("kind", kind.slug());
    }
    match item.importance {
        0 | 1 => add("importance", "detail"),
        // What every card from there has until somebody says otherwise.
        2 if is_from_there => {}
        2 => add("importance", "useful"),
        _ => add("importance", "core"),
    }
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

/// A tag of Anki's own with its levels, without what would part or end it.
fn as_it_came(tag: &str) -> String {
    tag.nfc()
        .filter(|sign| !sign.is_control() && !sign.is_whitespace() && *sign != '"')
        .collect()
}

/// A word as it may stand in a tag: no spaces, which would part it, and no `::` of its own.
pub(super) fn one_word(word: &str) -> String {
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
    use std::collections::BTreeSet;

    use super::era;
    use super::one_word;
    use super::tags;
    use crate::items::Item;
    use crate::items::ItemId;

    #[test]
    fn tags_of_anki_go_back_as_they_came() {
        let mut item = Item::new("Which lake?", "Sary");
        item.tags = ["exam::2031", "typed"].map(str::to_owned).to_vec();
        item.id = ItemId("anki-7572cmipap4yd-1".to_owned());
        assert_eq!(tags(&item, false, None, &[], None), " exam::2031 ");
        item.tags.push("suraq::typed".to_owned());
        let came_in = " suraq::importance::useful suraq::topic::exam-2031 ";
        assert_eq!(tags(&item, true, None, &[], None), came_in);
        item.tags.pop();
        item.id = ItemId("own".to_owned());
        let ours = " suraq::importance::useful suraq::topic::exam-2031 suraq::topic::typed ";
        assert_eq!(tags(&item, false, None, &[], None), ours);
    }

    #[test]
    fn a_tag_that_was_given_there_goes_back_as_it_came() {
        let mut item = Item::new("Which lake?", "Sary");
        item.tags = ["water", "exam::2031"].map(str::to_owned).to_vec();
        let there = BTreeSet::from(["exam::2031".to_owned(), "taken-off-here".to_owned()]);
        let all = " exam::2031 suraq::importance::useful suraq::topic::water ";
        assert_eq!(tags(&item, false, None, &[], Some(&there)), all);
    }

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
