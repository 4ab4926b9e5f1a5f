//! One question, one answer: what a second draft of the document answers otherwise is not asked (L12).
//!
//! "In which year did Lund return to Berdi?" is open where the document tells of
//! two returns. A stem is open too when another says all it says and more, and
//! has another key: the shorter one fits both.

use std::collections::{BTreeMap, BTreeSet};

use super::write::{Draft, Dropped};

/// Splits drafts into those with one answer in the document and those with several.
pub fn unique(drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Dropped>) {
    let words: Vec<BTreeSet<String>> = drafts.iter().map(|draft| words(&draft.item.stem)).collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, own) in words.iter().enumerate() {
        for word in own {
            holders.entry(word).or_default().push(at);
        }
    }
    let is_open: Vec<bool> = (0..drafts.len())
        .map(|at| {
            let rarest = words[at]
                .iter()
                .filter_map(|word| holders.get(word.as_str()))
                .min_by_key(|of_word| of_word.len());
            rarest.is_some_and(|others| {
                others.iter().any(|other| {
                    words[at].is_subset(&words[*other]) && answers_otherwise(&drafts[at], &drafts[*other])
                })
            })
        })
        .collect();
    let mut fit = Vec::new();
    let mut dropped = Vec::new();
    for (draft, is_open) in drafts.into_iter().zip(is_open) {
        if is_open {
            let reasons = vec!["L12 another sentence of the document answers it otherwise".to_owned()];
            dropped.push(Dropped { draft, reasons });
        } else {
            fit.push(draft);
        }
    }
    (fit, dropped)
}

/// Whether the same part of a fact is asked, and the answers are not one inside the other ("1911", "May 1911").
fn answers_otherwise(one: &Draft, other: &Draft) -> bool {
    let (key, rival) = (&one.item.key, &other.item.key);
    let is_same = one.item.kind == other.item.kind && one.part == other.part;
    is_same && !key.contains(rival.as_str()) && !rival.contains(key.as_str())
}

/// The words that say what is asked for, without those every question of the kind has.
fn words(stem: &str) -> BTreeSet<String> {
    const SMALL: &[&str] = &[
        "in", "which", "what", "who", "on", "the", "a", "an", "did", "was", "were", "year", "month", "date",
        "of", "and", "how", "many",
    ];
    stem.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::facts;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn stems(text: &str) -> Vec<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let findings = facts::find(&document, Lexicon::shipped());
        let options = Options {
            per_thousand: None,
            ..Options::default()
        };
        let drafts = write(&findings, &document, options).drafts;
        drafts.into_iter().map(|draft| draft.item.stem).collect()
    }

    #[test]
    fn what_two_sentences_answer_otherwise_is_not_asked() {
        let twice =
            "Ann Lund joined the Northern Society in 1911. Ann Lund joined the Northern Society in 1923.";
        assert!(stems(twice).iter().all(|stem| !stem.contains(" year did ")));
        let wider =
            "Ann Lund opened the port of Velk in 1911. Ann Lund opened the port of Velk in Moscow in 1923.";
        let left = stems(wider);
        assert!(
            left.iter()
                .all(|stem| !stem.ends_with(" did Ann Lund open the port of Velk?"))
        );
        assert!(
            left.iter()
                .any(|stem| stem.ends_with(" year did Ann Lund open the port of Velk in Moscow?"))
        );
    }

    #[test]
    fn what_is_told_twice_alike_is_asked() {
        let alike =
            "Ann Lund joined the Northern Society in 1911. Ann Lund joined the Northern Society in May 1911.";
        assert!(stems(alike).iter().any(|stem| stem.contains("Ann Lund join")));
    }
}
