//! From a form to its lemma, and from a lemma back to its forms.
//!
//! Which word is a verb for the rules of facts stands in `verbs.txt`, and only
//! there. To inflect, any verb and noun may be given: what is irregular is listed in
//! `verbs.txt` and `irregular.txt`, WordNet's exception lists tell which verbs double
//! their last consonant, and the rest is spelling. Spelling is British where the
//! two differ: `travelled`.

mod article;
mod noun;
mod spelling;
mod verb;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use article::indefinite_article;
pub use noun::is_plural;
pub use noun::plural;
pub use verb::gerund;
pub use verb::participle;
pub use verb::past;
pub use verb::third_person;

const TABLE: &str = include_str!("../verbs.txt");

/// What a written form of a verb may be; several at once (`said` is past and participle).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The dictionary form: `hold`.
    pub base: bool,
    /// Third person of the present: `holds`.
    pub third: bool,
    /// Simple past: `held`.
    pub past: bool,
    /// Past participle: `held`.
    pub participle: bool,
    /// `holding`.
    pub ing: bool,
}

/// Forms of the verbs in the table, with their lemmas.
static FORMS: LazyLock<BTreeMap<String, (&'static str, Forms)>> = LazyLock::new(|| {
    let mut forms: BTreeMap<String, (&'static str, Forms)> = BTreeMap::new();
    let mut note = |form: String, lemma: &'static str, mark: fn(&mut Forms)| {
        let entry = forms.entry(form).or_insert_with(|| (lemma, Forms::default()));
        // "found" is the past of find and the base of found: the base belongs to the
        // rarer verb, so the first lemma in the table keeps the form.
        if entry.0 == lemma {
            mark(&mut entry.1);
        }
    };
    for lemma in verb::listed() {
        note(past(lemma), lemma, |forms| forms.past = true);
        note(participle(lemma), lemma, |forms| forms.participle = true);
        note(lemma.to_owned(), lemma, |forms| forms.base = true);
        note(third_person(lemma), lemma, |forms| forms.third = true);
        note(gerund(lemma), lemma, |forms| forms.ing = true);
    }
    // American spellings of what our table doubles.
    for (lemma, form) in [
        ("travel", "traveled"),
        ("cancel", "canceled"),
        ("total", "totaled"),
    ] {
        let both = Forms {
            past: true,
            participle: true,
            ..Forms::default()
        };
        forms.insert(form.to_owned(), (lemma, both));
    }
    forms
});

/// Returns lemma and forms of a lower-case word that the table knows as a verb.
pub fn read_verb(word: &str) -> Option<(&'static str, Forms)> {
    FORMS.get(word).copied()
}
