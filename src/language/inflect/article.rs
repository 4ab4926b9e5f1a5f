//! The article before a word.

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

#[cfg(test)]
mod tests {
    use super::*;

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
