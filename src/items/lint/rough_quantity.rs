//! L16: a number that is rough in the source stays rough in the item.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::is_year;
use crate::lexicon::fold::words;

/// Words before a number that make it rough, besides those with a mark of their own.
const ROUGH: &[&str] = &["than", "least", "most", "to", "estimated", "circa", "c"];

/// See the file's first line.
pub struct RoughQuantity;

impl Check for RoughQuantity {
    fn id(&self) -> &'static str {
        "L16"
    }

    fn rule(&self) -> &'static str {
        "about, over, more than and nearly survive in stem or key"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let (Some(key), Some(fact)) = (item.key(), context.fact_of(item.item)) else {
            return Vec::new();
        };
        let is_number = matches!(key.value.kind, ValueKind::Number | ValueKind::Share)
            || key.value.kind == ValueKind::Year && item.is_kind(&[Kind::HowMany]);
        let kept = key.value.rough
            || item.item.detail.tolerance.is_some()
            || item.is_kind(&[Kind::Estimate])
            || says_rough(item);
        if !context.is_english || !is_number || kept {
            return Vec::new();
        }
        let quotes = fact.evidence.iter().map(|evidence| evidence.quote.as_str());
        let sources = [fact.object.as_str(), fact.statement.as_str()]
            .into_iter()
            .chain(quotes);
        match sources.filter_map(|source| rough_word(source, key.text)).next() {
            Some(word) => block(
                "L16",
                format!("the source says `{word} {}`, the item makes it exact", key.text),
            ),
            None => Vec::new(),
        }
    }
}

fn says_rough(item: &Anatomy<'_>) -> bool {
    item.stem.iter().enumerate().any(|(at, word)| {
        let lower = word.lower.as_ref();
        // `over`, `under` and `about` are rough only before the number asked for.
        let before_how = matches!(item.lower(at + 1), "how" | "what");
        matches!(
            lower,
            "approximately"
                | "roughly"
                | "nearly"
                | "almost"
                | "around"
                | "estimated"
                | "estimate"
                | "rough"
                | "minimum"
                | "least"
                | "maximum"
                | "most"
                | "approximate"
        ) || word.marks.has(Marks::ROUGH) && before_how
            || matches!(lower, "than" | "to") && before_how && at > 0
    })
}

/// The rough word right before the number of the key, if it stands in `source`.
fn rough_word<'s>(source: &'s str, key: &str) -> Option<&'s str> {
    let number = words(key).next()?;
    if !source.contains(number) {
        return None;
    }
    let mut before: Option<&'s str> = None;
    let mut earlier: Option<&'s str> = None;
    for word in words(source) {
        if word == number && !is_year(word) {
            let last = before?;
            let lower = last.to_lowercase();
            let comparison = matches!(lower.as_str(), "than")
                && earlier.is_some_and(|word| {
                    matches!(
                        word,
                        "more" | "less" | "fewer" | "More" | "Less" | "Fewer" | "higher" | "lower"
                    )
                })
                || lower == "least" && earlier.is_some_and(|word| word.eq_ignore_ascii_case("at"))
                || lower == "to" && earlier.is_some_and(|word| word.eq_ignore_ascii_case("up"));
            let plain =
                Marks::of(&lower).has(Marks::ROUGH) || ROUGH[3..].contains(&lower.as_str()) && lower != "to";
            return (comparison || plain).then_some(last);
        }
        earlier = before.replace(word);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::items::lint::Context;
    use crate::items::lint::sample::{blocks_in, card, fact, on_fact, passes_in};

    #[test]
    fn finds_a_rough_number_made_exact() {
        for statement in [
            "By 14 May 2018 Steppe Voice had collected about 4,000 signatures.",
            "By 14 May 2018 Steppe Voice had collected more than 4,000 signatures.",
            "By 14 May 2018 Steppe Voice had collected nearly 4,000 signatures.",
            "By 14 May 2018 Steppe Voice had collected at least 4,000 signatures.",
        ] {
            let mut known = fact("names", "Steppe Voice", "signatures", "4,000");
            known.statement = statement.to_owned();
            let item = on_fact(
                "names",
                card(
                    "How many signatures had Steppe Voice collected by 14 May 2018?",
                    "4,000",
                ),
            );
            blocks_in("L16", &item, &Context::new("en", &[known]));
        }
    }

    #[test]
    fn leaves_kept_and_exact_numbers_alone() {
        let mut known = fact("names", "Steppe Voice", "signatures", "about 4,000");
        known.statement = "By 14 May 2018 Steppe Voice had collected about 4,000 signatures.".to_owned();
        let facts = [known];
        let context = Context::new("en", &facts);
        for (stem, key) in [
            (
                "How many signatures had Steppe Voice collected by 14 May 2018?",
                "about 4,000",
            ),
            (
                "About how many signatures had Steppe Voice collected by 14 May 2018?",
                "4,000",
            ),
            (
                "Approximately how many signatures had Steppe Voice collected?",
                "4,000",
            ),
        ] {
            passes_in("L16", &on_fact("names", card(stem, key)), &context);
        }
        let exact = [fact("names", "Steppe Voice", "signatures", "4,000")];
        let item = on_fact(
            "names",
            card("How many signatures had Steppe Voice collected?", "4,000"),
        );
        passes_in("L16", &item, &Context::new("en", &exact));
    }
}
