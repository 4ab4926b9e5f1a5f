//! Bodies whose names are common words: the "Taxpayers Association" of which country?

use crate::language::vocabulary;

/// What ends the name of a body.
const ENDS: &[&str] = &[
    "Association",
    "Assembly",
    "Council",
    "Committee",
    "Federation",
    "Union",
    "League",
    "Board",
    "Commission",
    "Authority",
    "Agency",
    "Congress",
    "Guard",
    "Police",
    "Library",
    "Museum",
    "Institute",
    "Society",
    "Party",
];

/// What many countries call their bodies.
const OF_A_STATE: &[&str] = &["National", "Federal", "State", "Central", "General", "Public"];

/// The name of a body in `stem` that only its country tells apart: `Taxpayers Association`, `National Library`.
pub fn common(stem: &str) -> Option<&str> {
    stem.match_indices("the ").find_map(|(at, the)| {
        let name = name_at(&stem[at + the.len()..]);
        (at == 0 || stem[..at].ends_with(' '))
            .then_some(name)
            .filter(|name| is_common(name))
            .filter(|name| {
                let behind = &stem[at + the.len() + name.len()..];
                ![" of ", " for ", " in ", " on ", "'s ", " ("]
                    .iter()
                    .any(|link| behind.starts_with(link))
            })
    })
}

/// The words with capitals that `text` begins with.
fn name_at(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        end += word.len();
        if !word.ends_with(' ') {
            break;
        }
    }
    text[..end].trim_end().trim_end_matches(['?', ',', '.', ':'])
}

/// Two words: those who are in it, or a word of all states, and what it is.
fn is_common(name: &str) -> bool {
    let Some((first, last)) = name.split_once(' ') else {
        return false;
    };
    ENDS.contains(&last) && (OF_A_STATE.contains(&first) || is_of_people(first))
}

/// "Taxpayers", "Teachers'", "Alumni".
fn is_of_people(word: &str) -> bool {
    let plain = word.trim_end_matches(['\'', '’']).to_lowercase();
    let is_person = |form: &str| vocabulary::classes_of_form(form).noun == Some(vocabulary::PERSON);
    plain == "alumni" || plain.strip_suffix('s').is_some_and(is_person)
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn bodies_named_by_common_words_need_their_country() {
        for (stem, name) in [
            (
                "In which year was the Teachers Association founded?",
                Some("Teachers Association"),
            ),
            (
                "In which year did the National Library open?",
                Some("National Library"),
            ),
            (
                "In which year was the Teachers Association of Velk founded?",
                None,
            ),
            ("In which year was the Velk Teachers Association founded?", None),
            ("In which year was the Northern Society founded?", None),
            ("In which year was the National Velk Library opened?", None),
        ] {
            assert_eq!(common(stem), name, "{stem}");
        }
    }
}
