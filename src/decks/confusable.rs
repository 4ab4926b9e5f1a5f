//! Words of a language deck that learners take for one another.
//!
//! Two terms are confusable when one form is an answer of both (халық and ұлт are both "nation"), or
//! when their Kazakh is spelt nearly alike (жеңіс is victory, жеңіліс defeat). Such words name each
//! other after the answer, and a session keeps them on different days.

use std::collections::BTreeMap;

use super::Term;
use crate::items::Status;
use crate::lexicon::fold::spelt;

/// Words shorter than this differ in too much by two letters.
const SPELT_ALIKE_FROM: usize = 5;
/// Letters that may differ between words spelt alike.
const LETTERS_APART: usize = 2;
/// And no more than one letter of so many: кент and кеңес, two of five apart, have nothing in common.
const PART_APART: usize = 3;
/// Letters at the beginning that words spelt alike share; ours, as what begins alike is confused most.
const SHARED_LETTERS: usize = 2;

/// Returns the terms that `term` may be taken for, in their order.
pub fn rivals<'a>(term: &Term, terms: &'a [Term]) -> Vec<&'a Term> {
    let forms = term.forms();
    let own = spelt(&term.kk_cyrl);
    terms
        .iter()
        .filter(|other| other.id != term.id && other.status == Status::Accepted)
        .filter(|other| is_spelt_alike(&own, &spelt(&other.kk_cyrl)) || !other.forms().is_disjoint(&forms))
        .collect()
}

/// Returns for each term the place of the first one in its circle: of all that are confusable with it, with
/// those, and so on. `None` for a term that is alone.
pub fn circles(terms: &[Term]) -> Vec<Option<usize>> {
    let mut first: Vec<usize> = (0..terms.len()).collect();
    let mut by_form: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_beginning: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (at, term) in terms.iter().enumerate() {
        for form in term.forms() {
            let other = *by_form.entry(form).or_insert(at);
            unite(&mut first, at, other);
        }
        let word = spelt(&term.kk_cyrl);
        let beginning: String = word.chars().take(SHARED_LETTERS).collect();
        let near = by_beginning.entry(beginning).or_default();
        for (other, rival) in near.iter() {
            if is_spelt_alike(&word, rival) {
                unite(&mut first, at, *other);
            }
        }
        near.push((at, word));
    }
    let roots: Vec<usize> = (0..terms.len()).map(|at| root(&first, at)).collect();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for root in &roots {
        *sizes.entry(*root).or_default() += 1;
    }
    let alone = |root: &usize| sizes[root] == 1;
    roots
        .into_iter()
        .map(|root| (!alone(&root)).then_some(root))
        .collect()
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// The earlier of the two becomes the first of both circles.
fn unite(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(first, one), root(first, other));
    first[one.max(other)] = one.min(other);
}

fn is_spelt_alike(one: &str, other: &str) -> bool {
    let long = one.chars().count().max(other.chars().count());
    one != other
        && long >= SPELT_ALIKE_FROM
        && one
            .chars()
            .take(SHARED_LETTERS)
            .eq(other.chars().take(SHARED_LETTERS))
        && strsim::damerau_levenshtein(one, other) <= LETTERS_APART.min(long / PART_APART)
}

#[cfg(test)]
mod tests {
    use super::{circles, rivals};
    use crate::decks::Term;
    use crate::items::ItemId;

    fn terms(pairs: &[(&str, &str)]) -> Vec<Term> {
        let term = |(en, kk): &(&str, &str)| Term {
            id: ItemId((*kk).to_owned()),
            en: (*en).to_owned(),
            kk_cyrl: (*kk).to_owned(),
            ..Term::default()
        };
        pairs.iter().map(term).collect()
    }

    #[test]
    fn words_spelt_nearly_alike_stand_in_one_circle() {
        let terms = terms(&[("victory", "жеңіс"), ("spoon", "қасық"), ("defeat", "жеңіліс")]);
        assert_eq!(circles(&terms), [Some(0), None, Some(0)]);
        assert_eq!(rivals(&terms[0], &terms), [&terms[2]]);
        assert!(rivals(&terms[1], &terms).is_empty());
    }

    #[test]
    fn words_with_one_meaning_stand_in_one_circle() {
        let mut terms = terms(&[("people (all)", "халық"), ("nation", "ұлт"), ("bowl", "кесе")]);
        terms[0].accept_en = vec!["nation".to_owned()];
        assert_eq!(circles(&terms), [Some(0), Some(0), None]);
    }

    #[test]
    fn a_circle_takes_in_the_circles_of_its_members() {
        let mut terms = terms(&[("country", "ел"), ("people", "халық"), ("nation", "ұлт")]);
        terms[2].accept_en = vec!["people".to_owned(), "country".to_owned()];
        assert_eq!(circles(&terms), [Some(0), Some(0), Some(0)]);
    }

    #[test]
    fn short_words_and_other_beginnings_are_kept_apart_by_themselves() {
        let terms = terms(&[
            ("bi", "би"),
            ("khan", "хан"),
            ("voter", "сайлаушы"),
            ("observer", "байқаушы"),
            ("settlement", "кент"),
            ("council", "кеңес"),
        ]);
        assert_eq!(circles(&terms), [None; 6]);
    }
}
