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

/// Whether a text speaks of a school or office by its field alone: "the School of Accounting and Finance".
pub fn is_of_field(text: &str) -> bool {
    const BODIES: &[&str] = &[
        "School",
        "Department",
        "Faculty",
        "Institute",
        "Division",
        "Ministry",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    (1..words.len()).any(|at| {
        let is_body =
            BODIES.contains(&words[at]) && words[at - 1] == "the" && words.get(at + 1) == Some(&"of");
        let field: Vec<&str> = words
            .iter()
            .skip(at + 2)
            .map(|word| word.trim_end_matches(['?', ',', '.']))
            .take_while(|word| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "&" | "the"))
            .collect();
        let is_common = |word: &&str| {
            matches!(*word, "and" | "&" | "the") || {
                let classes = vocabulary::classes_of_form(&word.to_lowercase());
                classes.noun.is_some() || classes.adjective
            }
        };
        is_body && !field.is_empty() && field.iter().all(is_common)
    })
}

/// Whether a key is a body that each of many states and towns has, and nothing more.
pub fn is_of_each_state(key: &str) -> bool {
    matches!(
        key,
        "State Assembly"
            | "State Senate"
            | "State House"
            | "Legislative Council"
            | "Legislative Assembly"
            | "City Council"
    )
}

/// Whether a text speaks of "the Communist Party", and not of whose.
pub fn is_common_party(text: &str) -> bool {
    const OF_ALL: &[&str] = &[
        "Communist",
        "Socialist",
        "Liberal",
        "National",
        "Social Democratic",
        "Peasants'",
        "Workers'",
        "Nationalist",
        "Green",
        "Christian Democratic",
        "Progressive",
        "Agrarian",
        "Radical",
    ];
    OF_ALL.iter().any(|party| {
        let name = format!("the {party} Party");
        text.split_once(&name)
            .is_some_and(|(_, behind)| ![" of ", " in ", " ("].iter().any(|link| behind.starts_with(link)))
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
    use super::{common, is_common_party, is_of_each_state, is_of_field};

    #[test]
    fn fields_and_parties_need_their_country() {
        assert!(is_of_each_state("State Assembly"));
        assert!(!is_of_each_state("Velk State Assembly"));
        assert!(is_of_field(
            "With which university did the School of Accounting and Finance merge?"
        ));
        assert!(!is_of_field("In which year did the School of Velk open?"));
        assert!(!is_of_field(
            "In which year did the Velk School of Accounting open?"
        ));
        assert!(is_common_party(
            "In which year did Ann Lund join the Communist Party?"
        ));
        assert!(!is_common_party(
            "In which year did Ann Lund join the Communist Party of Velkland?"
        ));
        assert!(!is_common_party(
            "In which year did Ann Lund join the Dawn Party?"
        ));
    }

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
