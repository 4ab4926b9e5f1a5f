//! From a form to its lemma, and from a lemma back to its forms.
//!
//! Verbs come from `verbs.txt`; what is not listed there is no verb for us. The
//! spelling rules are those of any school grammar; every form that breaks them
//! (held, planned, born) stands in the table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("verbs.txt");

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

struct Verb {
    past: String,
    participle: String,
}

struct Verbs {
    lemmas: BTreeMap<String, Verb>,
    forms: BTreeMap<String, (String, Forms)>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut lemmas = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split_whitespace();
        let Some(lemma) = columns.next() else { continue };
        let past = columns.next().map_or_else(|| regular_past(lemma), str::to_owned);
        let participle = columns.next().map_or_else(|| past.clone(), str::to_owned);
        lemmas.insert(lemma.to_owned(), Verb { past, participle });
    }
    let mut forms: BTreeMap<String, (String, Forms)> = BTreeMap::new();
    let mut note = |form: &str, lemma: &str, mark: fn(&mut Forms)| {
        let entry = forms
            .entry(form.to_owned())
            .or_insert_with(|| (lemma.to_owned(), Forms::default()));
        // "found" is the past of find and the base of found: the base belongs to the
        // rarer verb, so the first lemma in the table keeps the form.
        if entry.0 == lemma {
            mark(&mut entry.1);
        }
    };
    for (lemma, verb) in &lemmas {
        note(&verb.past, lemma, |forms| forms.past = true);
        note(&verb.participle, lemma, |forms| forms.participle = true);
        note(lemma, lemma, |forms| forms.base = true);
        note(&third_person(lemma), lemma, |forms| forms.third = true);
        note(&gerund(lemma, &verb.past), lemma, |forms| forms.ing = true);
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
        forms.insert(form.to_owned(), (lemma.to_owned(), both));
    }
    Verbs { lemmas, forms }
});

/// Returns lemma and forms of a lower-case word that the table knows as a verb.
pub fn read_verb(word: &str) -> Option<(&'static str, Forms)> {
    VERBS
        .forms
        .get(word)
        .map(|(lemma, forms)| (lemma.as_str(), *forms))
}

/// Returns the simple past of a lemma: `founded`, `held`; of an unlisted one by rule.
pub fn past(lemma: &str) -> String {
    VERBS
        .lemmas
        .get(lemma)
        .map_or_else(|| regular_past(lemma), |verb| verb.past.clone())
}

/// Returns the past participle of a lemma: `written`, `founded`.
pub fn participle(lemma: &str) -> String {
    VERBS
        .lemmas
        .get(lemma)
        .map_or_else(|| regular_past(lemma), |verb| verb.participle.clone())
}

/// Returns the third person singular: `holds`, `reaches`, `carries`.
pub fn third_person(lemma: &str) -> String {
    match lemma {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        _ => with_s(lemma),
    }
}

/// Returns the plural of a noun in lower case: `parties`, `people`, `votes`.
pub fn plural(noun: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("man", "men"),
        ("woman", "women"),
        ("person", "people"),
        ("child", "children"),
        ("criterion", "criteria"),
        ("medium", "media"),
        ("foot", "feet"),
    ];
    IRREGULAR
        .iter()
        .find(|(one, _)| *one == noun)
        .map_or_else(|| with_s(noun), |(_, many)| (*many).to_owned())
}

/// Whether a lower-case noun is in the plural, as far as its ending tells.
pub fn is_plural(noun: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "media",
        "criteria",
        "police",
        "troops",
        "feet",
        "referenda",
    ];
    const SINGULAR: &[&str] = &[
        "politics",
        "news",
        "series",
        "status",
        "campus",
        "census",
        "crisis",
        "basis",
        "analysis",
        "mathematics",
        "physics",
        "economics",
        "ethics",
        "gas",
        "bus",
        "virus",
        "process",
        "congress",
        "consensus",
        "census",
        "corpus",
        "species",
        "means",
        "headquarters",
        "tennis",
        "diabetes",
        "chaos",
        "surplus",
        "lens",
    ];
    if IRREGULAR.contains(&noun) {
        return true;
    }
    noun.len() > 2 && noun.ends_with('s') && !noun.ends_with("ss") && !SINGULAR.contains(&noun)
}

/// Returns `a` or `an`, by the sound of what follows.
pub fn indefinite_article(following: &str) -> &'static str {
    let lower = following.to_lowercase();
    let silent = ["hour", "honest", "honour", "honor", "heir"];
    let like_you = [
        "uni", "use", "usu", "eu", "one", "u.", "uk", "un ", "us", "ura", "uto",
    ];
    let letters: Vec<char> = following.chars().take(2).collect();
    let is_acronym = letters.len() == 2 && letters.iter().all(|letter| letter.is_uppercase());
    if is_acronym {
        return if "AEFHILMNORSX".contains(letters[0]) {
            "an"
        } else {
            "a"
        };
    }
    if silent.iter().any(|word| lower.starts_with(word)) {
        return "an";
    }
    if like_you.iter().any(|word| lower.starts_with(word)) {
        return "a";
    }
    if lower.starts_with(['a', 'e', 'i', 'o', 'u']) || lower.starts_with('8') || lower.starts_with("11") {
        "an"
    } else {
        "a"
    }
}

fn regular_past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        return format!("{lemma}d");
    }
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ => format!("{lemma}ed"),
    }
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"];
    if hisses.iter().any(|ending| word.ends_with(ending)) || matches!(word, "go" | "veto" | "do") {
        return format!("{word}es");
    }
    format!("{word}s")
}

fn gerund(lemma: &str, past: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if lemma.ends_with('e') && !lemma.ends_with("ee") && lemma != "be" {
        return format!("{}ing", &lemma[..lemma.len() - 1]);
    }
    // "planned" doubles, so "planning" does.
    let doubled = past
        .strip_suffix("ed")
        .filter(|stem| stem.len() == lemma.len() + 1);
    let run_like = [
        "run", "win", "begin", "get", "set", "sit", "cut", "put", "shut", "let", "split", "swim",
    ];
    if let Some(stem) = doubled {
        return format!("{stem}ing");
    }
    if run_like.contains(&lemma) {
        let last = &lemma[lemma.len() - 1..];
        return format!("{lemma}{last}ing");
    }
    format!("{lemma}ing")
}

#[cfg(test)]
mod tests {
    use super::{indefinite_article, is_plural, participle, past, plural, read_verb, third_person};

    #[test]
    fn founds_and_finds_are_two_verbs() {
        assert_eq!(past("found"), "founded");
        assert_eq!(past("find"), "found");
        assert_eq!(read_verb("founded").unwrap().0, "found");
        assert_eq!(read_verb("found").unwrap().0, "find");
    }

    #[test]
    fn inflects_what_breaks_the_rules() {
        assert_eq!(past("lead"), "led");
        assert_eq!(past("lay"), "laid");
        assert_eq!(past("ratify"), "ratified");
        assert_eq!(participle("write"), "written");
        assert_eq!(participle("choose"), "chosen");
        assert_eq!(third_person("carry"), "carries");
        assert_eq!(third_person("reach"), "reaches");
    }

    #[test]
    fn knows_a_participle_from_a_past() {
        let (lemma, forms) = read_verb("written").unwrap();
        assert_eq!((lemma, forms.past, forms.participle), ("write", false, true));
        let (lemma, forms) = read_verb("banning").unwrap();
        assert_eq!((lemma, forms.ing), ("ban", true));
    }

    #[test]
    fn counts_nouns() {
        assert_eq!(plural("party"), "parties");
        assert_eq!(plural("person"), "people");
        assert!(is_plural("seats") && is_plural("people"));
        assert!(!is_plural("politics") && !is_plural("congress"));
    }

    #[test]
    fn articles_follow_the_sound() {
        for (word, article) in [
            ("akim", "an"),
            ("MEP", "an"),
            ("UN convention", "a"),
            ("university", "a"),
            ("hour", "an"),
            ("NGO", "an"),
            ("party", "a"),
        ] {
            assert_eq!(indefinite_article(word), article, "{word}");
        }
    }
}
