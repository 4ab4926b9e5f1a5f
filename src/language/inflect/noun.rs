//! The plural of a noun.

use super::spelling;

/// Plurals that no rule gives. Of two usages the one met in reports of today: referendums, formulas.
const IRREGULAR: &[(&str, &str)] = &[
    ("addendum", "addenda"),
    ("alga", "algae"),
    ("alumna", "alumnae"),
    ("alumnus", "alumni"),
    ("aircraft", "aircraft"),
    ("appendix", "appendices"),
    ("automaton", "automata"),
    ("bacillus", "bacilli"),
    ("bacterium", "bacteria"),
    ("cactus", "cacti"),
    ("chassis", "chassis"),
    ("corps", "corps"),
    ("corpus", "corpora"),
    ("criterion", "criteria"),
    ("curriculum", "curricula"),
    ("datum", "data"),
    ("deer", "deer"),
    ("elf", "elves"),
    ("erratum", "errata"),
    ("fish", "fish"),
    ("fungus", "fungi"),
    ("genus", "genera"),
    ("headquarters", "headquarters"),
    ("hovercraft", "hovercraft"),
    ("index", "indices"),
    ("larva", "larvae"),
    ("locus", "loci"),
    ("matrix", "matrices"),
    ("means", "means"),
    ("medium", "media"),
    ("memorandum", "memoranda"),
    ("minutia", "minutiae"),
    ("nucleus", "nuclei"),
    ("offspring", "offspring"),
    ("opus", "opuses"),
    ("ovum", "ova"),
    ("ox", "oxen"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("police", "police"),
    ("radius", "radii"),
    ("series", "series"),
    ("sheep", "sheep"),
    ("spacecraft", "spacecraft"),
    ("species", "species"),
    ("spectrum", "spectra"),
    ("stimulus", "stimuli"),
    ("stratum", "strata"),
    ("syllabus", "syllabuses"),
    ("vertebra", "vertebrae"),
    ("vertex", "vertices"),
    ("wharf", "wharves"),
];

/// Last parts of words with their plurals: women, housewives, grandchildren.
const LAST_PARTS: &[(&str, &str)] = &[
    ("man", "men"),
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("goose", "geese"),
    ("mouse", "mice"),
    ("wife", "wives"),
    ("knife", "knives"),
    ("life", "lives"),
    ("leaf", "leaves"),
    ("loaf", "loaves"),
    ("thief", "thieves"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("half", "halves"),
    ("calf", "calves"),
    ("wolf", "wolves"),
    ("scarf", "scarves"),
    ("hoof", "hooves"),
    ("sheaf", "sheaves"),
    ("sis", "ses"),
    ("axis", "axes"),
    ("eau", "eaux"),
];

/// What only ends like one of [`LAST_PARTS`].
const WHOLE: &[&str] = &[
    "ataman",
    "ayman",
    "caiman",
    "german",
    "hetman",
    "human",
    "mongoose",
    "norman",
    "ottoman",
    "roman",
    "shaman",
    "superhuman",
    "talisman",
    "turkman",
    "wildlife",
];

/// Returns the plural of a noun in lower case: `parties`, `people`, `members of parliament`.
pub fn plural(noun: &str) -> String {
    // The first word is what there are several of.
    let linked = [
        " of ", " in ", " to ", " for ", " at ", "-in-", "-of-", "-by", "-de-", " de ",
    ];
    let head = linked.iter().filter_map(|link| noun.find(link)).min();
    if let Some(at) = head.filter(|at| *at > 0) {
        return format!("{}{}", plural(&noun[..at]), &noun[at..]);
    }
    match noun.rfind([' ', '-']) {
        Some(at) => format!("{}{}", &noun[..=at], plural_of_word(&noun[at + 1..])),
        None => plural_of_word(noun),
    }
}

fn plural_of_word(noun: &str) -> String {
    // The Japanese and the Swiss have one form for both.
    if noun.starts_with(char::is_uppercase) && (noun.ends_with("ese") || noun == "Swiss") {
        return noun.to_owned();
    }
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == noun) {
        return (*many).to_owned();
    }
    let changed = LAST_PARTS
        .iter()
        .find_map(|(one, many)| Some(format!("{}{many}", noun.strip_suffix(one)?)));
    changed
        .filter(|_| !WHOLE.contains(&noun))
        .unwrap_or_else(|| spelling::with_s(noun))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_nouns() {
        assert!(is_plural("seats") && is_plural("people"));
        assert!(!is_plural("politics") && !is_plural("congress"));
    }

    #[test]
    fn of_a_phrase_the_head_is_counted() {
        for (one, many) in [
            ("member of parliament", "members of parliament"),
            ("head of state", "heads of state"),
            ("mother-in-law", "mothers-in-law"),
            ("passer-by", "passers-by"),
            ("prime minister", "prime ministers"),
            ("co-founder", "co-founders"),
            ("public enemy", "public enemies"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn nothing_is_too_odd_for_a_plural() {
        for word in [
            "", "y", "-", " of ", "a of ", "-by", " ", "ß", "ің", "🦀", "man", "ese",
        ] {
            assert!(!plural(word).is_empty(), "{word:?}");
        }
    }
}
