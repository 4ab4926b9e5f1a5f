//! English words that are one word in two guises: singular and plural, British and American.

/// A lower-case word in the singular and in one spelling; other words come back as they are.
pub(super) fn plain(word: &str) -> String {
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .unwrap_or(word);
    if !word.is_ascii() {
        return word.to_owned();
    }
    one_spelling(&singular(word))
}

fn singular(word: &str) -> String {
    match word {
        "women" => return "woman".into(),
        "men" => return "man".into(),
        "children" => return "child".into(),
        "people" | "peoples" | "persons" => return "person".into(),
        "criteria" => return "criterion".into(),
        _ => {}
    }
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "xes", "sses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Spellings that differ between Britain and America, each pair with the form both become.
const PAIRS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("programme", "program"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("cheque", "check"),
    ("rouble", "ruble"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("tonne", "ton"),
    ("adviser", "advisor"),
    ("councillor", "councilor"),
    ("counsellor", "counselor"),
    ("abour", "abor"),
    ("eighbour", "eighbor"),
    ("onour", "onor"),
    ("olour", "olor"),
    ("avour", "avor"),
    ("ehaviour", "ehavior"),
    ("umour", "umor"),
    ("armour", "armor"),
];

fn one_spelling(word: &str) -> String {
    let known = PAIRS.iter().find(|(british, _)| word.contains(british));
    match known {
        Some((british, american)) if *british != "ise" || word.ends_with("ise") => {
            word.replacen(british, american, 1)
        }
        _ => word.to_owned(),
    }
}

/// Two words of one stem with endings that change the meaning: never a slip of the hand.
pub(super) fn are_different_words(left: &str, right: &str) -> bool {
    const ENDINGS: &[(&str, &str)] = &[
        ("ist", "ism"),
        ("ic", "y"),
        ("er", "ed"),
        ("or", "e"),
        ("ian", "ia"),
        ("ive", "ion"),
        ("er", ""),
    ];
    let differ = |one: &str, other: &str| {
        ENDINGS.iter().any(|(ending, changed)| {
            one.strip_suffix(ending)
                .is_some_and(|stem| stem.len() >= 4 && other.strip_suffix(changed) == Some(stem))
        })
    };
    differ(left, right) || differ(right, left)
}

/// A man's surname and the woman's form of it: `-ev` and `-eva`, `-in` and `-ina`, `-ski` and `-skaia`.
pub(super) fn are_man_and_woman(left: &str, right: &str) -> bool {
    let pair = |man: &str, woman: &str| {
        let bare = woman.strip_suffix('a').is_some_and(|stem| stem == man);
        let with_ending = ["ev", "ov", "in", "iv"]
            .iter()
            .any(|ending| man.ends_with(ending));
        let adjective = man.strip_suffix("ski").is_some_and(|stem| {
            ["skaia", "skaya", "skaja"]
                .iter()
                .any(|ending| woman.strip_suffix(ending) == Some(stem))
        });
        (bare && with_ending) || adjective
    };
    pair(left, right) || pair(right, left)
}

#[cfg(test)]
mod tests {
    use super::are_different_words;
    use super::are_man_and_woman;
    use super::plain;

    #[test]
    fn one_word_in_two_guises_is_one() {
        for (left, right) in [
            ("elections", "election"),
            ("parties", "party"),
            ("organisation", "organization"),
            ("labour", "labor"),
            ("programmes", "program"),
            ("votes", "vote"),
            ("khan's", "khan"),
            ("ministries", "ministry"),
        ] {
            assert_eq!(plain(left), plain(right), "{left}");
        }
        assert_ne!(plain("minister"), plain("ministry"));
    }

    #[test]
    fn endings_that_mean_something_are_no_slips() {
        assert!(are_different_words("komunist", "komunism"));
        assert!(are_different_words("austria", "austrian"));
        assert!(!are_different_words("komunist", "komunits"));
        assert!(are_man_and_woman("nazarbaev", "nazarbaeva"));
        assert!(are_man_and_woman("kovalski", "kovalskaia"));
        assert!(!are_man_and_woman("astan", "astana"));
    }
}
