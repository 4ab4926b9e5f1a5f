//! What sort of answer an item expects, from its kind, its stem and the form of its key.

use super::choices;
use super::dates;
use super::dates::DateKey;
use super::names;
use super::names::Sort;
use super::numbers::NumberKey;
use super::numbers::RankKey;
use super::sets;
use crate::items::Item;
use crate::items::Kind;

/// A sort of answer with its key made ready.
pub(super) enum Expected {
    /// True or false.
    Truth(bool),
    Date(DateKey),
    Number(NumberKey),
    Rank(RankKey),
    /// Members, and whether their order counts.
    Set {
        keys: Vec<String>,
        ordered: bool,
        sort: Sort,
    },
    Name(Sort),
    /// The learner's own words.
    FreeText,
    /// Nothing a machine can compare, such as the pairs of a matching.
    Shown,
}

/// Decides what is expected. Kinds that name their type come first; then the form of the key decides.
pub(super) fn expected(item: &Item) -> Expected {
    if let Some(expected) = by_detail(item) {
        return expected;
    }
    by_kind(item)
        .or_else(|| by_form(item))
        .unwrap_or_else(|| words(item))
}

fn by_detail(item: &Item) -> Option<Expected> {
    let truth = choices::truth(&item.key.to_lowercase());
    if let Some(is_true) = truth
        .filter(|_| item.kind == Some(Kind::TrueFalse) || item.stem.to_lowercase().contains("true or false"))
    {
        return Some(Expected::Truth(is_true));
    }
    if !item.detail.keywords.is_empty() {
        return Some(Expected::FreeText);
    }
    if !item.detail.keys.is_empty() {
        let ordered = item.detail.ordered || item.kind == Some(Kind::Timeline);
        return Some(Expected::Set {
            keys: item.detail.keys.clone(),
            ordered,
            sort: sort(item, &item.detail.keys[0]),
        });
    }
    item.key.trim().is_empty().then_some(Expected::Shown)
}

fn by_kind(item: &Item) -> Option<Expected> {
    match item.kind? {
        Kind::When => date(item),
        Kind::HowMany | Kind::Requirement => number(item),
        Kind::Estimate => {
            let key = NumberKey::new(&item.stem, &item.key, &item.accept)?;
            Some(Expected::Number(
                key.with_tolerance(item.detail.tolerance.unwrap_or(0.2)),
            ))
        }
        Kind::Rank => RankKey::new(&item.key, true).map(Expected::Rank),
        Kind::Cause | Kind::Content => Some(Expected::FreeText),
        Kind::Expansion if !names::is_acronym(&item.key) => Some(Expected::Name(Sort::Expansion)),
        Kind::Office if names::is_office(&item.key) => Some(Expected::Name(Sort::Office)),
        _ => None,
    }
}

/// Dates and numbers that are plainly such, whatever the kind.
fn by_form(item: &Item) -> Option<Expected> {
    let stem = item.stem.to_lowercase();
    let asks = |words: &[&str]| words.iter().any(|word| stem.contains(word));
    let is_count = asks(&[
        "how many",
        "how much",
        "what number",
        "what share",
        "percent",
        "per cent",
    ]);
    if !is_count && (dates::is_plainly_a_date(&item.key) || dates::is_bare_year(&item.key)) {
        return date(item);
    }
    if let Some(tolerance) = item.detail.tolerance {
        return Some(Expected::Number(
            NumberKey::new(&item.stem, &item.key, &item.accept)?.with_tolerance(tolerance),
        ));
    }
    if let Some(rank) = RankKey::new(&item.key, false) {
        return Some(Expected::Rank(rank));
    }
    let is_number_first = item.key.split(' ').count() <= 4;
    number(item).filter(|_| is_number_first)
}

fn date(item: &Item) -> Option<Expected> {
    DateKey::new(&item.stem, &item.key, &item.accept).map(Expected::Date)
}

fn number(item: &Item) -> Option<Expected> {
    NumberKey::new(&item.stem, &item.key, &item.accept).map(Expected::Number)
}

/// Names, sets of names, terms and phrases.
pub(super) fn words(item: &Item) -> Expected {
    if is_phrase(item) {
        return Expected::FreeText;
    }
    let sort = sort(item, &item.key);
    if let Some(keys) = sets::members(&item.key) {
        let sort = if sort == Sort::Office { Sort::Thing } else { sort };
        return Expected::Set {
            keys,
            ordered: false,
            sort,
        };
    }
    Expected::Name(sort)
}

/// Whether the key is a phrase that could be said in other words: four telling words or more, no name.
fn is_phrase(item: &Item) -> bool {
    let small = ["the", "a", "an", "of", "for", "in", "on", "to", "by", "and"];
    let telling = item.key.split(' ').filter(|word| !small.contains(word)).count();
    let capitals = item
        .key
        .split(' ')
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let limit = if item.kind == Some(Kind::Term) { 3 } else { 4 };
    telling >= limit && capitals == 0
}

fn sort(item: &Item, key: &str) -> Sort {
    if is_person(item, key) {
        return Sort::Person;
    }
    let asks_office = [
        "which office",
        "what office",
        "which position",
        "what position",
        "which post",
        "what post",
    ];
    let stem = item.stem.to_lowercase();
    if asks_office.iter().any(|words| stem.contains(words)) && names::is_office(key) {
        return Sort::Office;
    }
    Sort::Thing
}

/// Nouns that ask for a person after "which".
const ROLES: &str = "activist leader poet writer politician president khan sultan minister general composer artist \
    architect journalist scholar historian woman man person akim singer lawyer candidate premier official statesman \
    stateswoman diplomat deputy senator speaker secretary ruler commander author scientist opponent akyn activists \
    leaders poets writers politicians candidates sultans men women persons khans";

/// Words of names that are not persons'.
const NOT_PERSONS: &str = "party council court parliament ministry university union committee commission assembly \
    government senate mazhilis party's organisation organization office bank company kazakhstan";

fn is_person(item: &Item, key: &str) -> bool {
    let words: Vec<&str> = key.split_whitespace().collect();
    let particle = |word: &str| {
        matches!(
            word,
            "al" | "bin" | "ibn" | "de" | "von" | "van" | "der" | "uly" | "and" | "&"
        )
    };
    let is_name = words
        .iter()
        .all(|word| word.starts_with(char::is_uppercase) || particle(word));
    let has = |list: &str, word: &str| list.split_ascii_whitespace().any(|known| known == word);
    let is_other = words.iter().any(|word| has(NOT_PERSONS, &word.to_lowercase()));
    if !is_name || is_other || words.len() > 9 || names::is_acronym(key) {
        return false;
    }
    let stem: Vec<String> = item
        .stem
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let asks_who = stem
        .iter()
        .any(|word| matches!(word.as_str(), "who" | "whom" | "whose"));
    let asks_role = stem.windows(5).any(|five| {
        matches!(five[0].as_str(), "which" | "what") && five[1..4].iter().any(|word| has(ROLES, word))
    });
    let by_kind = matches!(item.kind, Some(Kind::Who | Kind::Succession | Kind::Speaker));
    by_kind || asks_who || asks_role || (words.len() == 2 && has_surname_ending(key))
}

/// The words that alone name the person an item asks for: the last name, and what is accepted in one word.
/// None where the key is no person's, or of one word itself.
pub fn short_names(item: &Item) -> Vec<String> {
    if !matches!(expected(item), Expected::Name(Sort::Person)) {
        return Vec::new();
    }
    let Some((_, last)) = item.key.trim().rsplit_once(' ') else {
        return Vec::new();
    };
    let accepted = item.accept.iter().map(|name| name.trim());
    let mut names: Vec<String> = accepted
        .chain([last])
        .filter(|name| !name.contains(' ') && name.chars().count() >= SHORTEST_NAME)
        .map(str::to_owned)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Shorter ones are initials, numerals and particles.
const SHORTEST_NAME: usize = 3;

/// Endings of surnames in the region, where nothing else tells.
fn has_surname_ending(key: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ev", "eva", "ov", "ova", "uly", "kyzy", "ский", "enko"];
    let last = key.to_lowercase();
    ENDINGS.iter().any(|ending| last.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::Expected;
    use super::expected;
    use crate::answers::names::Sort;
    use crate::answers::tests::item;
    use crate::items::Kind;

    fn name(kind: Option<Kind>, stem: &str, key: &str) -> &'static str {
        let mut item = item(stem, key);
        item.kind = kind;
        match expected(&item) {
            Expected::Truth(_) => "truth",
            Expected::Date(_) => "date",
            Expected::Number(_) => "number",
            Expected::Rank(_) => "rank",
            Expected::Set { .. } => "set",
            Expected::Name(Sort::Person) => "person",
            Expected::Name(Sort::Office) => "office",
            Expected::Name(Sort::Expansion) => "expansion",
            Expected::Name(Sort::Thing) => "thing",
            Expected::FreeText => "free",
            Expected::Shown => "shown",
        }
    }

    #[test]
    fn a_person_is_named_by_the_last_name_and_by_what_is_accepted() {
        let short = |kind, key: &str, accept: &[&str]| {
            let mut item = item("Who built the mill?", key);
            item.kind = kind;
            item.accept = accept.iter().map(|name| (*name).to_owned()).collect();
            super::short_names(&item)
        };
        let accept = ["Sadykov", "Marat Sadıqov", "Sadıqov"];
        assert_eq!(short(None, "Marat Sadykov", &accept), ["Sadykov", "Sadıqov"]);
        assert_eq!(short(None, "Marat Sadykov", &[]), ["Sadykov"]);
        for (key, accept) in [("Birlik Party", "Birlik"), ("Abylai", "Ablai"), ("1931", "31")] {
            assert!(short(Some(Kind::Which), key, &[accept]).is_empty(), "{key}");
        }
        assert!(short(Some(Kind::Who), "Peter I", &[]).is_empty());
    }

    #[test]
    fn the_form_of_the_key_decides_where_the_kind_does_not() {
        assert_eq!(name(None, "When was the mill built?", "1931"), "date");
        assert_eq!(name(None, "How many mills were built?", "1931"), "number");
        assert_eq!(name(None, "When?", "5 June 1931"), "date");
        assert_eq!(name(None, "Who built the mill?", "Marat Sadykov"), "person");
        assert_eq!(
            name(Some(Kind::Who), "Who built the mill?", "Birlik Party"),
            "thing"
        );
        assert_eq!(
            name(None, "Who built the mill?", "Marat Sadykov and Aliya Omarova"),
            "set"
        );
        assert_eq!(name(None, "Which place did the mill take?", "ninth"), "rank");
        assert_eq!(
            name(None, "What is the Kazakh word for mill?", "диірмен"),
            "thing"
        );
        assert_eq!(
            name(Some(Kind::Cause), "Why did the mill stop?", "drought"),
            "free"
        );
        assert_eq!(
            name(
                None,
                "What did the law allow?",
                "building mills without a licence"
            ),
            "free"
        );
        assert_eq!(
            name(Some(Kind::TrueFalse), "True or false? The mill stopped.", "false"),
            "truth"
        );
        assert_eq!(
            name(None, "Which post did he hold?", "chair of the Senate"),
            "office"
        );
    }
}
