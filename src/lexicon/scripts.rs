//! Which alphabet a text is written in, as far as names and answers need it.

/// An alphabet we meet in names and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// English, Kazakh Latin, transliterated names.
    Latin,
    /// Kazakh and Russian.
    Cyrillic,
    /// Any other.
    Other,
}

/// Returns the alphabet of a letter; `None` for digits, signs and spaces.
pub fn script_of_letter(letter: char) -> Option<Script> {
    if !letter.is_alphabetic() {
        return None;
    }
    Some(match u32::from(letter) {
        0x41..=0x24F | 0x250..=0x2AF | 0x1E00..=0x1EFF | 0xFB00..=0xFB06 => Script::Latin,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        _ => Script::Other,
    })
}

/// Returns the alphabet of all letters of `text`; `None` when it has no letters or mixes alphabets.
pub fn script_of(text: &str) -> Option<Script> {
    let mut letters = text.chars().filter_map(script_of_letter);
    let first = letters.next()?;
    letters.all(|script| script == first).then_some(first)
}

/// Returns the first word that mixes Latin and Cyrillic letters, such as `Нe` typed with a Cyrillic Н.
pub fn mixed_word(text: &str) -> Option<&str> {
    if text.is_ascii() {
        return None;
    }
    text.split(|character: char| !character.is_alphanumeric())
        .find(|word| {
            let has = |wanted| {
                word.chars()
                    .any(|letter| script_of_letter(letter) == Some(wanted))
            };
            has(Script::Latin) && has(Script::Cyrillic)
        })
}

/// Letters that Kazakh has and Russian has not.
const KAZAKH: &str = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";

/// Returns the language a text is read aloud in, by its letters: `kk`, `ru`, or `en`.
pub fn language_of(text: &str) -> &'static str {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let cyrillic = text.chars().filter(|letter| is_cyrillic(*letter)).count();
    match cyrillic * 2 > letters {
        true if text.contains(|letter| KAZAKH.contains(letter)) => "kk",
        true => "ru",
        false => "en",
    }
}

/// A Cyrillic text of so many letters without one that only Kazakh has is Russian: of Kazakh running text such
/// letters are a fifth. Ours, may be tuned.
const SURELY_RUSSIAN: usize = 40;

/// Words that Russian texts have and Kazakh ones have not.
const RUSSIAN_WORDS: [&str; 34] = [
    "и",
    "в",
    "на",
    "по",
    "из",
    "для",
    "при",
    "до",
    "или",
    "что",
    "это",
    "кто",
    "где",
    "когда",
    "какой",
    "какая",
    "какое",
    "какие",
    "каком",
    "какую",
    "сколько",
    "который",
    "которая",
    "которое",
    "которые",
    "почему",
    "как",
    "был",
    "была",
    "было",
    "были",
    "году",
    "года",
    "год",
];

/// Returns the language a text is read aloud in that stands beside or within another: by its letters, and where
/// those do not tell Kazakh from Russian, as in names, by the language `around` it.
///
/// ```
/// use suraq::lexicon::scripts::language_beside;
///
/// assert_eq!(language_beside("Алматы", "kk"), "kk");
/// assert_eq!(language_beside("Алматы", "ru"), "ru");
/// assert_eq!(language_beside("Какое озеро самое глубокое?", "kk"), "ru");
/// ```
pub fn language_beside(text: &str, around: &str) -> &'static str {
    match language_of(text) {
        "ru" if around == "kk" && !is_surely_russian(text) => "kk",
        language => language,
    }
}

fn is_surely_russian(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let lower = text.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphabetic());
    letters >= SURELY_RUSSIAN || words.any(|word| RUSSIAN_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{Script, language_beside, language_of, mixed_word, script_of};

    #[test]
    fn tells_the_alphabets_apart() {
        assert_eq!(script_of("Äuezov 2"), Some(Script::Latin));
        assert_eq!(script_of("Әуезов 2"), Some(Script::Cyrillic));
        assert_eq!(script_of("Ωμέγα"), Some(Script::Other));
        assert_eq!(script_of("12 %"), None);
        assert_eq!(script_of("әкім (akim)"), None);
    }

    #[test]
    fn finds_a_word_typed_in_two_alphabets() {
        assert_eq!(mixed_word("Once Нe spoke"), Some("Нe"));
        assert_eq!(mixed_word("the word әкім means head"), None);
        assert_eq!(mixed_word("plain words"), None);
    }

    #[test]
    fn a_text_is_read_aloud_in_its_own_language_of() {
        assert_eq!(language_of("Which lake is the deepest?"), "en");
        assert_eq!(language_of("Қай көл ең терең?"), "kk");
        assert_eq!(language_of("Какое озеро самое глубокое?"), "ru");
        assert_eq!(language_of("What does “мәслихат” mean in English?"), "en");
    }

    #[test]
    fn a_name_is_read_aloud_in_the_language_around_it_where_its_letters_do_not_tell() {
        for name in ["Алматы", "Динмухамед Кунаев", "Нурсултан Назарбаев", "1991 ж."]
        {
            let alone = language_of(name);
            assert_eq!(
                language_beside(name, "kk"),
                if alone == "ru" { "kk" } else { alone }
            );
            assert_eq!(language_beside(name, "ru"), alone);
            assert_eq!(language_beside(name, "en"), alone);
        }
        for russian in [
            "Кто был первым?",
            "в 1991 году",
            "Межрегиональная депутатская группа Верховного Совета",
        ] {
            assert_eq!(language_beside(russian, "kk"), "ru", "{russian}");
        }
        for around in ["kk", "ru", "en"] {
            assert_eq!(language_beside("Қай көл ең терең?", around), "kk");
            assert_eq!(language_beside("Oron", around), "en");
        }
    }
}
