//! The dictionary form of a word, given its tag.
//!
//! What is asked first answers: a table of what the rules get wrong
//! (`model/lemmas.tsv`), the exception lists of WordNet, then the endings,
//! checked against the vocabulary. A word with hyphens has the lemma of its
//! main part, as the treebanks have it. The tag decides what a form means
//! (`found` as a past is of `find`); a tag that cannot be right is read as the
//! nearest that can. Nothing here knows the sentence.
//!
//! Source: the table is learnt from the treebanks in `language::train` (feature `train`).

mod ending;
mod noun;
mod part;
mod verb;

use std::borrow::Cow;

use super::sorted_text;
use super::vocabulary::classes;

/// Forms with the lemmas they have under some tags. Sorted by bytes, a line a form:
/// the form in lower case, then for each tag a tab, the tag, a space, the lemma.
const TABLE: &str = include_str!("../../../model/lemmas.tsv");

/// Returns the lemma of `form`, which has the tag `tag` of the Penn Treebank.
///
/// Common words are given in lower case, names as written; a curly apostrophe
/// becomes a straight one, a soft hyphen falls. A form that nothing is known of
/// is its own lemma.
///
/// ```
/// use suraq::language::lemma;
///
/// assert_eq!(lemma("Elections", "NNS"), "election");
/// assert_eq!(lemma("found", "VBD"), "find");
/// assert_eq!(lemma("found", "VBP"), "found");
/// ```
pub fn lemma<'a>(form: &'a str, tag: &str) -> Cow<'a, str> {
    lemma_with(TABLE, form, tag)
}

/// As [`lemma`], with another table; the trainer begins with an empty one.
pub(super) fn lemma_with<'a>(table: &'static str, form: &'a str, tag: &str) -> Cow<'a, str> {
    let plain = as_typed(form);
    if tag == "NNP" || is_as_written(&plain, tag) {
        return listed(table, &lower(&plain), tag).map_or(plain, Cow::Borrowed);
    }
    let small = lower(&plain);
    if let Some(found) = listed(table, &small, tag) {
        return Cow::Borrowed(found);
    }
    if let Some(short) = short_form_of_many(&plain, tag) {
        return Cow::Owned(short.to_owned());
    }
    let found = of_lower(table, &small, tag);
    match small {
        // Nothing was capital, so nothing has to be restored.
        Cow::Borrowed(_) => found.map_or(plain, Cow::Owned),
        Cow::Owned(small) => Cow::Owned(cased(&plain, found.unwrap_or(small), tag)),
    }
}

/// The lemma of a form in lower case, if it differs from the form.
fn of_lower(table: &'static str, form: &str, tag: &str) -> Option<String> {
    if let Some((before, part)) = part::main_part(form, tag) {
        let lemma = listed(table, part, tag)
            .map(str::to_owned)
            .or_else(|| ending::strip(part, tag))
            .unwrap_or_else(|| part.to_owned());
        return Some(format!("{before}{lemma}"));
    }
    ending::strip(form, tag)
}

/// What the table says of a form in lower case under a tag.
fn listed(table: &'static str, form: &str, tag: &str) -> Option<&'static str> {
    sorted_text::entry(table, '\t', form)?
        .split('\t')
        .filter_map(|reading| reading.split_once(' '))
        .find_map(|(read_as, lemma)| (read_as == tag).then_some(lemma))
}

/// Whether a token under this tag is no word to be put into lower case: a number, a sign, an address.
fn is_as_written(form: &str, tag: &str) -> bool {
    match tag {
        "ADD" | "FW" | "GW" | "LS" | "NFP" | "SYM" | "$" => true,
        "CD" => form.len() < 2 || !form.chars().any(char::is_lowercase),
        _ => !form.chars().any(char::is_alphabetic),
    }
}

/// The form as a keyboard has it: straight apostrophes, nothing that has no width.
fn as_typed(form: &str) -> Cow<'_, str> {
    const CURLY: [char; 3] = ['\u{2018}', '\u{2019}', '\u{2BC}'];
    const UNSEEN: [char; 6] = [
        '\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}',
    ];
    if form.is_ascii() {
        return Cow::Borrowed(form);
    }
    // Faces are glued together with such signs, and a sign alone must not vanish.
    let is_word = form.chars().any(char::is_alphabetic);
    let is_unseen = |letter: char| is_word && UNSEEN.contains(&letter);
    if !form.contains(|letter| CURLY.contains(&letter) || is_unseen(letter)) {
        return Cow::Borrowed(form);
    }
    Cow::Owned(form.replace(CURLY, "'").replace(is_unseen, ""))
}

/// A short form whose plural has a small `s`: `SDGs`.
fn short_form_of_many<'a>(form: &'a str, tag: &str) -> Option<&'a str> {
    let short = form.strip_suffix('s').filter(|_| tag == "NNPS")?;
    (short.len() > 1 && short.chars().all(char::is_uppercase)).then_some(short)
}

fn lower(form: &str) -> Cow<'_, str> {
    let small = form
        .chars()
        .all(|letter| !letter.is_uppercase() && letter.to_lowercase().eq([letter]));
    if small {
        Cow::Borrowed(form)
    } else {
        Cow::Owned(form.to_lowercase())
    }
}

/// Gives a lemma the capitals of its form where they belong to the word: `Kazakh`, `GDP`.
fn cased(form: &str, lemma: String, tag: &str) -> String {
    if tag == "NNPS" {
        return capitals_of(form, &lemma);
    }
    if !matches!(tag, "NN" | "NNS" | "JJ") || classes(&lemma).is_some() {
        return lemma;
    }
    let with_capitals = capitals_of(form, &lemma);
    // Six letters: longer ones are more often words that shout than short forms.
    let is_short_form = form.len() <= 6 && with_capitals.chars().all(|letter| !letter.is_lowercase());
    if is_short_form || (tag == "JJ" && is_capitalised(form)) || classes(&with_capitals).is_some() {
        with_capitals
    } else {
        lemma
    }
}

fn is_capitalised(form: &str) -> bool {
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|letter| !letter.is_uppercase())
}

/// Writes each letter of `lemma` large where `form` has a large one, from where the lemma begins in it.
fn capitals_of(form: &str, lemma: &str) -> String {
    let begin: String = lemma.chars().take(2).collect();
    let small = form.to_lowercase();
    let skipped = if small.starts_with(&begin) {
        0
    } else {
        small.rfind(&begin).map_or(0, |at| small[..at].chars().count())
    };
    let mut above = form.chars().skip(skipped);
    let mut cased = String::with_capacity(lemma.len());
    for letter in lemma.chars() {
        if above.next().is_some_and(char::is_uppercase) {
            cased.extend(letter.to_uppercase());
        } else {
            cased.push(letter);
        }
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str, &str)]) {
        for (form, tag, expected) in cases {
            assert_eq!(lemma(form, tag), *expected, "{form} {tag}");
        }
    }

    #[test]
    fn the_tag_decides_what_a_form_is_of() {
        check(&[
            ("found", "VBD", "find"),
            ("found", "VBP", "found"),
            ("founded", "VBD", "found"),
            ("lay", "VBD", "lie"),
            ("lay", "VB", "lay"),
            ("better", "JJR", "good"),
            ("better", "RBR", "well"),
            ("meeting", "VBG", "meet"),
            ("meeting", "NN", "meeting"),
        ]);
    }

    #[test]
    fn a_tag_that_cannot_be_right_does_no_harm() {
        check(&[
            ("took", "VB", "take"),
            ("elections", "NN", "election"),
            ("governs", "VBP", "govern"),
            ("series", "NN", "series"),
            ("shed", "VBD", "shed"),
        ]);
    }

    #[test]
    fn small_words_are_as_in_the_treebanks() {
        check(&[
            ("an", "DT", "a"),
            ("An", "DT", "a"),
            ("those", "DT", "that"),
            ("him", "PRP", "he"),
            ("his", "PRP$", "his"),
            ("i", "PRP", "I"),
            ("n't", "RB", "not"),
            ("wo", "MD", "will"),
            ("'s", "VBZ", "be"),
            ("\u{2019}s", "POS", "'s"),
            ("people", "NNS", "people"),
            ("5,000", "CD", "5,000"),
            ("Three", "CD", "three"),
        ]);
    }

    #[test]
    fn capitals_stay_where_they_belong_to_the_word() {
        check(&[
            ("Elections", "NNS", "election"),
            ("Kazakh", "JJ", "Kazakh"),
            ("National", "JJ", "national"),
            ("Kazakhs", "NNPS", "Kazakh"),
            ("Turkmen", "NNPS", "Turkmen"),
            ("newsmen", "NNS", "newsman"),
            ("States", "NNPS", "State"),
            ("GDP", "NN", "GDP"),
            ("MPs", "NNS", "MP"),
            ("VOTED", "VBD", "vote"),
            ("Nazarbayev", "NNP", "Nazarbayev"),
        ]);
    }

    #[test]
    fn the_main_part_of_a_hyphenated_word_counts() {
        check(&[
            ("long-term", "JJ", "term"),
            ("decision-makers", "NNS", "maker"),
            ("passers-by", "NNS", "passer"),
            ("mothers-in-law", "NNS", "mother"),
            ("checked-in", "VBN", "check"),
            ("state-owned", "VBN", "own"),
            ("co-workers", "NNS", "co-worker"),
            ("re-elected", "VBN", "re-elect"),
            ("-", "HYPH", "-"),
            ("AK-47", "NN", "AK"),
            ("Israeli-Arab", "JJ", "Arab"),
        ]);
    }

    #[test]
    fn new_words_go_by_their_spelling() {
        check(&[
            ("googled", "VBD", "google"),
            ("outsourced", "VBN", "outsource"),
            ("blogging", "VBG", "blog"),
            ("akims", "NNS", "akim"),
            ("aksakals", "NNS", "aksakal"),
            ("jihadis", "NNS", "jihadi"),
            ("recomend", "VB", "recommend"),
            ("recieved", "VBD", "receive"),
            ("influnced", "VBD", "influence"),
            ("curated", "VBD", "curate"),
            ("1990's", "NNS", "1990s"),
        ]);
    }

    #[test]
    fn names_lose_an_ending_only_if_it_is_one() {
        check(&[
            ("Majilis", "NNPS", "Majilis"),
            ("Mazhilis", "NNPS", "Mazhilis"),
            ("Aktas", "NNPS", "Aktas"),
            ("Philippines", "NNPS", "Philippines"),
            ("Orals", "NNPS", "Oral"),
            ("Iraqis", "NNPS", "Iraqi"),
            ("Talas", "NNPS", "Talas"),
            ("Americas", "NNPS", "America"),
            ("Games", "NNPS", "Game"),
            ("Technologies", "NNPS", "Technology"),
            ("Tulsans", "NNPS", "Tulsan"),
            ("Karakalpakhs", "NNPS", "Karakalpakh"),
            ("SDGs", "NNPS", "SDG"),
            ("OSS", "NNPS", "OSS"),
            ("Brahms", "NNPS", "Brahms"),
            ("Methodists", "NNPS", "Methodist"),
        ]);
    }

    #[test]
    fn a_noun_in_ing_is_no_form_of_a_verb_that_does_not_exist() {
        check(&[
            ("lightning", "VBG", "lightning"),
            ("sibling", "VBG", "sibling"),
            ("meeting", "VBG", "meet"),
            ("outsourcing", "VBG", "outsource"),
            ("vaping", "VBG", "vape"),
        ]);
    }

    #[test]
    fn two_verbs_that_may_be_meant_are_none() {
        check(&[
            ("influnced", "VBD", "influence"),
            ("developiong", "VBG", "develop"),
            // Converting, or conversing.
            ("conversting", "VBG", "converst"),
        ]);
    }

    #[test]
    fn what_has_no_width_is_no_part_of_a_lemma() {
        check(&[
            ("elec\u{AD}tions", "NNS", "election"),
            ("vo\u{200B}ted", "VBD", "vote"),
            ("Nazar\u{AD}bayev", "NNP", "Nazarbayev"),
            ("\u{FEFF}deputies", "NNS", "deputy"),
            ("\u{AD}", "NN", "\u{AD}"),
            ("\u{1F469}\u{200D}\u{1F467}", "SYM", "\u{1F469}\u{200D}\u{1F467}"),
        ]);
    }

    #[test]
    fn a_word_longer_than_any_is_its_own_lemma() {
        let long = "Ab".repeat(500_000);
        for tag in ["NN", "NNS", "NNPS", "VBD", "VBG", "JJR"] {
            let expected = if tag == "NNPS" {
                long.clone()
            } else {
                long.to_lowercase()
            };
            // Not assert_eq, which would print both.
            assert!(lemma(&long, tag) == expected, "{tag}");
        }
        check(&[
            ("democratically-minded-opposition-newspapers", "NNS", "newspaper"),
            ("counterrevolutionaries", "NNS", "counterrevolutionary"),
        ]);
    }

    #[test]
    fn the_table_is_sorted_and_each_of_its_readings_is_found() {
        let mut before = "";
        for line in TABLE.lines() {
            let (form, readings) = line.split_once('\t').unwrap();
            assert!(before < form, "{form} out of order");
            before = form;
            for reading in readings.split('\t') {
                let (tag, expected) = reading.split_once(' ').unwrap();
                assert_eq!(lemma(form, tag), expected, "{form} {tag}");
            }
        }
    }

    #[test]
    fn nothing_is_too_odd_for_a_lemma() {
        let tags = [
            "NN", "NNS", "NNPS", "VB", "VBD", "VBG", "VBZ", "JJR", "JJS", "CD", "HYPH", "", "?",
        ];
        let forms = [
            "",
            "s",
            "'s",
            "ing",
            "ed",
            "-",
            "--",
            "a-",
            "-a",
            "\u{2019}",
            "Çing",
            "ßes",
            "İED",
            "ііed",
            "сөздеріs",
            "🦀ing",
            "///",
            "ies",
            "ied",
            "est",
            "ss",
            "\t",
            "\n",
        ];
        for tag in tags {
            for form in forms {
                assert_eq!(lemma(form, tag).is_empty(), form.is_empty(), "{form:?} {tag}");
            }
        }
    }
}
