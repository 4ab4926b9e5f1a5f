//! England, Scotland, Wales and Northern Ireland, asked as what they are: countries of the United Kingdom.
//!
//! To "in which country" the United Kingdom is as right an answer as Wales.

use super::Distractor;
use crate::facts::PartialDate;

/// The four, each with the year since when it has been part of that kingdom.
const NATIONS: &[(&str, i16)] = &[
    ("England", 1707),
    ("Scotland", 1707),
    ("Wales", 1707),
    ("Northern Ireland", 1921),
];

/// Returns the stem that says of which kingdom the country of `key` is, and the options that are of it too.
pub fn told(
    stem: String,
    key: &str,
    when: Option<PartialDate>,
    distractors: Vec<Distractor>,
) -> (String, Vec<Distractor>) {
    let is_part = NATIONS
        .iter()
        .any(|(nation, since)| *nation == key && when.is_none_or(|when| when.year >= *since));
    let asked = ["which country", "what country"]
        .into_iter()
        .find(|asked| stem.to_lowercase().contains(asked));
    let Some(asked) = asked.filter(|_| is_part) else {
        return (stem, distractors);
    };
    let at = stem.to_lowercase().find(asked).map_or(0, |at| at + asked.len());
    let stem = format!("{} of the United Kingdom{}", &stem[..at], &stem[at..]);
    let distractors = distractors
        .into_iter()
        .filter(|option| NATIONS.iter().any(|(nation, _)| *nation == option.text))
        .collect::<Vec<Distractor>>();
    match distractors.len() {
        0 | 1 => (stem, Vec::new()),
        _ => (stem, distractors),
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::facts::PartialDate;

    #[test]
    fn a_country_of_the_kingdom_is_asked_as_one() {
        let asked = |key: &str, year: i16| {
            let stem = "In which country was the Velk Lamp built?".to_owned();
            told(stem, key, Some(PartialDate::year(year)), Vec::new()).0
        };
        assert_eq!(
            asked("Wales", 1904),
            "In which country of the United Kingdom was the Velk Lamp built?"
        );
        assert_eq!(asked("France", 1904), "In which country was the Velk Lamp built?");
        assert_eq!(
            asked("England", 1450),
            "In which country was the Velk Lamp built?"
        );
    }

    #[test]
    fn other_questions_stay() {
        let stem = "Where was Ann Lund born?".to_owned();
        assert_eq!(told(stem.clone(), "Wales", None, Vec::new()).0, stem);
    }
}
