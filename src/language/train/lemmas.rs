//! The table of lemmas: what the rules get wrong in the treebanks, and how it is right.
//!
//! Counts how often a form under a tag has which lemma, and keeps what the
//! rules say otherwise. The same sentences give the same text, byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::language::conllu::Sentence;
use crate::language::lemma::lemma_with;

/// How often a form under a tag must have a lemma to overrule the rules. What is rarer is
/// too often a slip of the writer's hand, or of the annotator's.
const OFTEN: usize = 3;

/// A lemma that a form has in all places but one of this many is what the form is; another
/// is a slip, whatever its tag: `you` for `your`.
const COMMON: usize = 20;

/// Under each tag of a form, its lemmas with their counts.
type Readings = BTreeMap<String, BTreeMap<String, usize>>;

/// Returns the text of `model/lemmas.tsv` for the sentences of treebanks.
///
/// Where treebanks differ (`people` or `person`), the first that has the form
/// under the tag decides. A lemma is listed if the rules alone give another, and if it
/// is that of at least two thirds of the places where its form has its tag.
pub fn table(treebanks: &[&[Sentence]]) -> String {
    let mut text = String::new();
    for (form, readings) in &decided(treebanks) {
        let listed = to_list(form, readings);
        if !listed.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{form}{listed}");
        }
    }
    text
}

/// The readings of every form, each tag's from the first treebank that has it.
fn decided(treebanks: &[&[Sentence]]) -> BTreeMap<String, Readings> {
    let mut all: BTreeMap<String, Readings> = BTreeMap::new();
    for treebank in treebanks {
        for (form, readings) in counts(treebank) {
            let known = all.entry(form).or_default();
            for (tag, lemmas) in readings {
                known.entry(tag).or_insert(lemmas);
            }
        }
    }
    all
}

fn counts(sentences: &[Sentence]) -> BTreeMap<String, Readings> {
    let mut counts: BTreeMap<String, Readings> = BTreeMap::new();
    for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
        if row.lemma == "_" || row.lemma.contains(' ') {
            continue;
        }
        let readings = counts.entry(straight(&row.form.to_lowercase())).or_default();
        let lemmas = readings.entry(row.xpos.clone()).or_default();
        *lemmas.entry(straight(&row.lemma)).or_default() += 1;
    }
    counts
}

fn straight(word: &str) -> String {
    word.replace(['\u{2018}', '\u{2019}'], "'")
}

/// The readings of a form that the rules get wrong, as the table has them.
fn to_list(form: &str, readings: &Readings) -> String {
    let common = common(readings);
    let mut listed = String::new();
    for (tag, lemmas) in readings.iter().filter(|(tag, _)| is_learnt(tag)) {
        if let Some(lemma) = prevailing(lemmas)
            && common
                .as_ref()
                .is_none_or(|common| *common == lemma.to_lowercase())
            && !form.contains(|letter: char| letter.is_ascii_digit())
            && !is_by_rule(form, tag, lemma)
        {
            let _ = write!(listed, "\t{tag} {lemma}");
        }
    }
    listed
}

/// The lemma, in lower case, that a form has nearly everywhere, under whichever tags.
fn common(readings: &Readings) -> Option<String> {
    let mut lemmas: BTreeMap<String, usize> = BTreeMap::new();
    for (lemma, count) in readings.values().flatten() {
        *lemmas.entry(lemma.to_lowercase()).or_default() += count;
    }
    let all: usize = lemmas.values().sum();
    lemmas
        .into_iter()
        .find(|(_, count)| (all - count) * COMMON <= all)
        .map(|(lemma, _)| lemma)
}

/// Names are as they are written; signs, numbers and addresses are no words.
fn is_learnt(tag: &str) -> bool {
    tag.starts_with(char::is_alphabetic)
        && !matches!(tag, "NNP" | "ADD" | "AFX" | "CD" | "GW" | "LS" | "NFP" | "SYM")
}

/// The lemma of at least two thirds, if that is often enough.
fn prevailing(lemmas: &BTreeMap<String, usize>) -> Option<&str> {
    let all: usize = lemmas.values().sum();
    lemmas
        .iter()
        .find(|(_, count)| **count >= OFTEN && **count * 3 >= all * 2)
        .map(|(lemma, _)| lemma.as_str())
}

/// Whether the rules give the lemma. Capitals are theirs, except where a word is always written large.
fn is_by_rule(form: &str, tag: &str, lemma: &str) -> bool {
    let by_rule = lemma_with("", form, tag);
    by_rule == lemma || (tag != "PRP" && by_rule == lemma.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::conllu::Row;

    /// A sentence of the tokens `form TAG lemma`, each as often as told.
    fn sentence(tokens: &[(&str, usize)]) -> Sentence {
        let rows = tokens.iter().flat_map(|(token, times)| {
            let mut columns = token.split(' ').map(str::to_owned);
            let mut next = || columns.next().unwrap();
            let row = Row {
                form: next(),
                xpos: next(),
                lemma: next(),
                upos: String::new(),
                head: 0,
                relation: String::new(),
                misc: String::new(),
            };
            std::iter::repeat_n(row, *times)
        });
        Sentence {
            comments: Vec::new(),
            rows: rows.collect(),
        }
    }

    #[test]
    fn lists_what_the_rules_get_wrong_and_nothing_else() {
        let treebank = sentence(&[
            ("Those DT that", 3),
            ("taxes NNS tax", 3),
            ("me PRP I", 5),
            ("me PRP me", 1),
            ("pm NN p.m.", 3),
            ("PM NNP PM", 9),
        ]);
        assert_eq!(table(&[&[treebank]]), "me\tPRP I\npm\tNN p.m.\nthose\tDT that\n");
    }

    #[test]
    fn leaves_slips_out() {
        let rare = sentence(&[("taxs NNS tax", 2)]);
        let undecided = sentence(&[("colours NNS colours", 3), ("colours NNS colour", 3)]);
        let odd = sentence(&[("you PRP$ your", 3), ("you PRP you", 400)]);
        let where_for_were = sentence(&[("where VBD be", 5), ("where WRB where", 116)]);
        let new_for_knew = sentence(&[("new VBD know", 3), ("new JJ new", 60), ("New NNP New", 40)]);
        let number = sentence(&[("a3-1s NNS a3-1", 9)]);
        assert_eq!(
            table(&[&[rare, undecided, odd, where_for_were, new_for_knew, number]]),
            ""
        );
    }

    #[test]
    fn keeps_a_rare_reading_of_a_form_that_has_several_lemmas() {
        let clitic = sentence(&[("'s POS 's", 500), ("'s VBZ be", 380), ("'s PRP we", 14)]);
        assert!(table(&[&[clitic]]).contains("\tPRP we"));
    }

    #[test]
    fn the_first_treebank_with_the_form_decides() {
        let people = [sentence(&[("people NNS people", 3)])];
        let person = [sentence(&[("people NNS person", 9)])];
        assert_eq!(table(&[&people, &person]), "");
        assert_eq!(table(&[&person, &people]), "people\tNNS person\n");
    }
}
