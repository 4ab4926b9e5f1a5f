//! How an ending is written onto a word.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// WordNet's list of verb forms that break the rules; among them all with a doubled consonant.
const EXCEPTIONS: &str = include_str!("../../../model/wordnet/verb.exc");

/// What the list doubles, or the rule for one syllable would, but most writers do not.
pub(super) const NEVER_DOUBLED: &[&str] = &[
    "bayonet", "benefit", "bias", "brevet", "bus", "carburet", "combat", "coquet", "curvet", "hiccup",
    "parallel", "ricochet",
];

/// Lemmas that the list has with a doubled consonant.
static DOUBLED: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let pairs = EXCEPTIONS.lines().filter_map(|line| line.split_once(' '));
    pairs
        .filter(|(form, lemma)| {
            let ending = form.strip_prefix(lemma).unwrap_or("");
            let doubled = ending.strip_suffix("ed").or_else(|| ending.strip_suffix("ing"));
            doubled.is_some_and(|letter| letter.len() == 1 && lemma.ends_with(letter))
        })
        .map(|(_, lemma)| lemma)
        .collect()
});

/// Whether a longer word doubles its last consonant: one of the list, or any with a vowel and `l`.
pub(super) fn is_long_and_doubled(lemma: &str) -> bool {
    let before_l = lemma
        .strip_suffix('l')
        .and_then(|stem| stem.strip_suffix(is_vowel));
    DOUBLED.contains(lemma) || before_l.is_some_and(|stem| !stem.is_empty() && !stem.ends_with(is_vowel))
}

/// Whether a word is one syllable that ends in one vowel and one consonant: `plan`, `quit`, not `look`.
pub(super) fn is_short_syllable(word: &str) -> bool {
    let sounds = word.replace("qu", "q");
    let mut letters = sounds.chars().rev();
    let (last, vowel) = (letters.next(), letters.next());
    last.is_some_and(|letter| letter.is_ascii_alphabetic() && !is_vowel(letter) && !matches!(letter, 'w' | 'x' | 'y'))
        && vowel.is_some_and(|letter| is_vowel(letter) || letter == 'y')
        && !letters.any(|letter| is_vowel(letter) || letter == 'y' || !letter.is_ascii_alphabetic())
        // With nothing before the vowel it is for the list to say: upped, but if'd.
        && word.len() > 2
}

/// A word with `ed`: `founded`, `carried`, `planned`, `panicked`.
pub(super) fn with_ed(word: &str, doubles: bool) -> String {
    if word.ends_with('e') {
        return format!("{word}d");
    }
    match stem_of_y(word) {
        Some(stem) => format!("{stem}ied"),
        None => format!("{}ed", before_vowel(word, doubles)),
    }
}

/// A word with `ing`: `founding`, `making`, `lying`, `planning`.
pub(super) fn with_ing(word: &str, doubles: bool) -> String {
    // Without their `e` these would be read as other words, or not at all.
    const KEEP_E: &[&str] = &["age", "be", "binge", "singe", "swinge", "tinge", "whinge"];
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|ending| word.ends_with(ending)) || KEEP_E.contains(&word);
    match word.strip_suffix('e').filter(|_| !keeps_e) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{}ing", before_vowel(word, doubles)),
    }
}

/// A word with `s`: `votes`, `parties`, `reaches`, `quizzes`.
pub(super) fn with_s(word: &str) -> String {
    // Others with `o` only take `s`: radios, photos.
    const TAKE_ES: &[&str] = &[
        "buffalo", "cargo", "do", "domino", "echo", "embargo", "go", "hero", "mosquito", "potato", "tomato",
        "tornado", "torpedo", "veto", "volcano",
    ];
    const HARD_CH: &[&str] = &[
        "garch", "narch", "triarch", "czech", "epoch", "eunuch", "loch", "stomach", "tech",
    ];
    const BEFORE_GO: &[&str] = &["for", "fore", "out", "over", "re", "un", "under"];
    if let Some(stem) = stem_of_y(word) {
        return format!("{stem}ies");
    }
    if word.ends_with('z') && is_short_syllable(word) {
        return format!("{word}zes");
    }
    let is_compound = |verb| {
        word.strip_suffix(verb)
            .is_some_and(|before| BEFORE_GO.contains(&before))
    };
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let hisses = ends_in(&["s", "x", "z", "ch", "sh"]) && !ends_in(HARD_CH);
    if hisses || TAKE_ES.contains(&word) || is_compound("go") || is_compound("do") {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// What stands before a `y` that turns into `i`; none after a vowel, save the one of `qu`.
fn stem_of_y(word: &str) -> Option<&str> {
    word.strip_suffix('y')
        .filter(|stem| stem.ends_with("qu") || !stem.ends_with(['a', 'e', 'o', 'u']))
}

/// A word as it is written before an ending with a vowel.
fn before_vowel(word: &str, doubles: bool) -> String {
    match word.chars().last() {
        Some('c') if word.ends_with("ic") => format!("{word}k"),
        Some(last) if doubles => format!("{word}{last}"),
        _ => word.to_owned(),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}
