//! What the pages say, in the three languages of the class.

pub mod joining;
pub mod playing;

pub use joining::Joining;
pub use playing::Words;

/// Codes of the languages, with what each calls itself.
pub const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("kk", "Қазақша"), ("ru", "Русский")];

/// A table of words.
pub trait Spoken: Sized + 'static {
    /// In the order of [`LANGUAGES`].
    const ALL: [&'static Self; 3];
}

/// Returns the words in a language, and the code of the language they are in: English where it is unknown.
pub fn of<Table: Spoken>(lang: &str) -> (&'static Table, &'static str) {
    let index = LANGUAGES.iter().position(|(code, _)| *code == lang).unwrap_or(0);
    (Table::ALL[index], LANGUAGES[index].0)
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::Value;

    use super::Joining;
    use super::LANGUAGES;
    use super::Spoken;
    use super::Words;
    use super::of;

    fn in_all<Table: Spoken + Serialize>() -> [Value; 3] {
        LANGUAGES.map(|(code, _)| serde_json::to_value(of::<Table>(code).0).unwrap())
    }

    #[test]
    fn every_word_is_there_in_three_languages_with_the_same_gaps() {
        for [english, kazakh, russian] in [in_all::<Words>(), in_all::<Joining>()] {
            for (word, text) in english.as_object().unwrap() {
                for other in [&kazakh[word], &russian[word]] {
                    assert_ne!(other, text, "{word} is not translated");
                    assert_eq!(gaps(other), gaps(text), "{word}");
                }
            }
        }
    }

    #[test]
    fn kazakh_is_not_russian() {
        let mut same = Vec::new();
        for [_, kazakh, russian] in [in_all::<Words>(), in_all::<Joining>()] {
            let words = kazakh.as_object().unwrap().keys();
            same.extend(words.filter(|word| kazakh[*word] == russian[*word]).cloned());
        }
        same.sort();
        assert_eq!(same, ["code", "code", "title"]);
    }

    #[test]
    fn what_stands_in_both_tables_says_the_same() {
        for (words, joining) in in_all::<Words>().iter().zip(in_all::<Joining>()) {
            for (word, text) in joining.as_object().unwrap() {
                assert!(words.get(word).is_none_or(|other| other == text), "{word}");
            }
        }
    }

    #[test]
    fn an_unknown_language_is_english() {
        assert_eq!(of::<Words>("xx").1, "en");
    }

    fn gaps(text: &Value) -> usize {
        let text = text.as_str().unwrap();
        assert!(!text.is_empty());
        text.matches("{}").count()
    }
}
