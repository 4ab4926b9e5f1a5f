//! Words inflected and read back: lists by hand, and every verb of the vocabulary.
//!
//! The lists stand as plain text under `tests/golden/language`; they are written
//! by hand and never rewritten.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use suraq::language::inflect::{gerund, participle, past, plural, third_person};
use suraq::language::{lemma, vocabulary};

fn golden(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join("tests/golden/language").join(name)).unwrap()
}

/// The words of each line that is no comment.
fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect()
}

/// Compares forms with those listed, and reads back those without an asterisk.
fn compare(base: &str, forms: &[(String, &str)], listed: &[&str], wrong: &mut Vec<String>) {
    for ((form, tag), expected) in forms.iter().zip(listed) {
        let plain = expected.trim_start_matches('*');
        if form != plain {
            wrong.push(format!("{base}: {form}, not {plain}"));
        }
        let read = lemma(plain, tag);
        if plain == *expected && read != base {
            wrong.push(format!("{plain} {tag}: {read}, not {base}"));
        }
    }
}

#[test]
fn verbs_are_inflected_and_read_back() {
    let text = golden("verbs.txt");
    let verbs = lines(&text);
    assert!(verbs.len() >= 150, "only {} verbs", verbs.len());
    let mut wrong = Vec::new();
    for verb in &verbs {
        let (base, listed) = (verb[0], &verb[1..]);
        assert_eq!(listed.len(), 4, "{base}");
        let forms = [
            (third_person(base), "VBZ"),
            (past(base), "VBD"),
            (participle(base), "VBN"),
            (gerund(base), "VBG"),
        ];
        compare(base, &forms, listed, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nouns_are_inflected_and_read_back() {
    let text = golden("nouns.txt");
    let nouns = lines(&text);
    assert!(nouns.len() >= 100, "only {} nouns", nouns.len());
    let mut wrong = Vec::new();
    for noun in &nouns {
        compare(noun[0], &[(plural(noun[0]), "NNS")], &noun[1..], &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The verbs of the vocabulary in small letters. One with a hyphen has the lemma of its main part.
fn verbs() -> Vec<&'static str> {
    include_str!("../model/wordnet/words.tsv")
        .lines()
        .filter_map(|line| line.split('\t').next())
        .filter(|word| vocabulary::classes(word).is_some_and(|classes| classes.verb.is_some()))
        .filter(|word| !word.contains(|letter: char| letter.is_uppercase() || letter == '-'))
        .collect()
}

#[test]
fn every_verb_is_read_back_from_its_forms_but_for_those_of_two_verbs() {
    let text = golden("of-two-verbs.txt");
    let known: BTreeSet<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let verbs = verbs();
    assert!(verbs.len() > 8_000, "only {} verbs", verbs.len());
    let mut found = BTreeSet::new();
    for verb in verbs {
        let forms = [
            (third_person(verb), "VBZ"),
            (past(verb), "VBD"),
            (participle(verb), "VBN"),
            (gerund(verb), "VBG"),
        ];
        for (form, tag) in forms {
            let read = lemma(&form, tag);
            if read != verb {
                found.insert(format!("{form} {tag} is read as {read}, not {verb}"));
            }
        }
    }
    let new: Vec<&str> = found
        .iter()
        .map(String::as_str)
        .filter(|line| !known.contains(line))
        .collect();
    assert!(new.is_empty(), "{} new:\n{}", new.len(), new.join("\n"));
    let gone: Vec<&&str> = known.iter().filter(|line| !found.contains(**line)).collect();
    assert!(gone.is_empty(), "no longer so: {gone:?}");
}

proptest! {
    /// A lemma is never empty, and never a reason to stop.
    #[test]
    fn any_form_has_a_lemma(form in "\\PC+", tag in "[A-Z$]{0,4}") {
        prop_assert!(!lemma(&form, &tag).is_empty());
    }

    /// Endings on what may be a word, which is where letters are cut off.
    #[test]
    fn any_word_with_an_ending_has_a_lemma(
        word in "[a-zA-Zéşқ'’-]{0,9}",
        ending in "(s|es|ies|ed|ied|ing|in'|er|est|'s|men)",
        tag in "(NN|NNS|NNP|NNPS|VB|VBD|VBG|VBN|VBP|VBZ|JJ|JJR|JJS|RBR|CD|DT)",
    ) {
        let form = format!("{word}{ending}");
        prop_assert!(!lemma(&form, &tag).is_empty());
    }

    #[test]
    fn any_word_is_inflected(word in "\\PC*") {
        for form in [past(&word), participle(&word), third_person(&word), gerund(&word), plural(&word)] {
            prop_assert!(!form.is_empty());
        }
    }
}
