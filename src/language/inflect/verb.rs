//! The forms of a verb.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::TABLE;
use super::spelling;

const IRREGULAR: &str = include_str!("../irregular.txt");

/// Past and participle of what is listed; none where the rules give them.
type Irregular = Option<(&'static str, &'static str)>;

static VERBS: LazyLock<BTreeMap<&'static str, Irregular>> =
    LazyLock::new(|| rows(IRREGULAR).chain(rows(TABLE)).collect());

/// What may stand before an irregular verb without changing how it is inflected.
const PREFIXES: &[&str] = &[
    "cross", "down", "fore", "mis", "out", "over", "pre", "re", "un", "under", "up", "with",
];

/// Lemmas of `verbs.txt`, in the order of the alphabet.
pub(super) fn listed() -> Vec<&'static str> {
    let mut lemmas: Vec<&str> = rows(TABLE).map(|(lemma, _)| lemma).collect();
    lemmas.sort_unstable();
    lemmas.dedup();
    lemmas
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Irregular)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split_whitespace();
            let lemma = columns.next()?;
            let past = columns.next();
            Some((lemma, past.map(|past| (past, columns.next().unwrap_or(past)))))
        })
}

/// Returns the simple past of a lemma: `founded`, `held`; of an unlisted one by rule.
pub fn past(lemma: &str) -> String {
    inflected(lemma, |(past, _)| past)
}

/// Returns the past participle of a lemma: `written`, `founded`.
pub fn participle(lemma: &str) -> String {
    inflected(lemma, |(_, participle)| participle)
}

fn inflected(lemma: &str, pick: fn((&'static str, &'static str)) -> &'static str) -> String {
    if let Some(forms) = irregular(lemma) {
        return pick(forms).to_owned();
    }
    let behind_prefix = split(lemma).find_map(|(before, rest)| Some((before, irregular(rest)?)));
    match behind_prefix.filter(|_| !VERBS.contains_key(lemma)) {
        Some((before, forms)) => format!("{before}{}", pick(forms)),
        None => spelling::with_ed(lemma, doubles(lemma)),
    }
}

fn irregular(lemma: &str) -> Irregular {
    VERBS.get(lemma).copied().flatten()
}

/// A verb parted after a hyphen or a prefix: `baby-`, `sit`; `over`, `take`.
fn split(lemma: &str) -> impl Iterator<Item = (&str, &str)> {
    let after_hyphen = lemma.rfind('-').map(|at| lemma.split_at(at + 1));
    let after_prefix = PREFIXES
        .iter()
        .filter(move |prefix| lemma.starts_with(**prefix))
        .map(move |prefix| lemma.split_at(prefix.len()));
    after_hyphen.into_iter().chain(after_prefix)
}

/// Returns the third person singular: `holds`, `reaches`, `carries`.
pub fn third_person(lemma: &str) -> String {
    match lemma {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        // Only these double before "es": gasses, nonplusses.
        _ if lemma.ends_with('s') && doubles(lemma) => format!("{lemma}ses"),
        _ => spelling::with_s(lemma),
    }
}

/// Returns the form in `ing`: `holding`, `writing`, `planning`.
pub fn gerund(lemma: &str) -> String {
    spelling::with_ing(lemma, doubles(lemma))
}

/// Whether the last consonant is written twice before `ed` and `ing`.
fn doubles(lemma: &str) -> bool {
    if lemma.ends_with(['w', 'x', 'y']) || spelling::NEVER_DOUBLED.contains(&lemma) {
        return false;
    }
    let is_one_that_does = |word| spelling::is_short_syllable(word) || spelling::is_long_and_doubled(word);
    is_one_that_does(lemma)
        || split(lemma).any(|(_, rest)| irregular(rest).is_some() && spelling::is_short_syllable(rest))
        || lemma
            .rsplit_once('-')
            .is_some_and(|(_, last)| is_one_that_does(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::inflect::read_verb;

    #[test]
    fn founds_and_finds_are_two_verbs() {
        assert_eq!(past("found"), "founded");
        assert_eq!(past("find"), "found");
        assert_eq!(read_verb("founded").unwrap().0, "found");
        assert_eq!(read_verb("found").unwrap().0, "find");
    }

    #[test]
    fn knows_a_participle_from_a_past() {
        let (lemma, forms) = read_verb("written").unwrap();
        assert_eq!((lemma, forms.past, forms.participle), ("write", false, true));
        let (lemma, forms) = read_verb("banning").unwrap();
        assert_eq!((lemma, forms.ing), ("ban", true));
    }

    #[test]
    fn what_can_be_inflected_is_not_therefore_a_verb_for_the_rules() {
        assert_eq!(past("swim"), "swam");
        assert_eq!(read_verb("swam"), None);
        assert_eq!(read_verb("googled"), None);
    }

    #[test]
    fn a_prefix_changes_nothing() {
        assert_eq!(past("overtake"), "overtook");
        assert_eq!(participle("rewrite"), "rewritten");
        assert_eq!(gerund("outrun"), "outrunning");
        assert_eq!(past("baby-sit"), "baby-sat");
        // These only look as if they had one.
        assert_eq!(past("relay"), "relayed");
        assert_eq!(gerund("visit"), "visiting");
    }

    #[test]
    fn nothing_is_too_odd_to_inflect() {
        for word in [
            "", "y", "e", "ie", "-", "--", "a-", "s", "ß", "ің", "🦀", "quy", "ic", "over", "re", " ",
        ] {
            for form in [past(word), participle(word), third_person(word), gerund(word)] {
                assert!(!form.is_empty(), "{word:?}");
            }
        }
    }
}
