//! Options that speak of the other options: `All of the above`, `Барлығы дұрыс`, `A and B`.
//!
//! The first sort is understood wherever it stands below the others, the second only while every option keeps its
//! letter.

use crate::lexicon::fold::fold;

/// Whole options, folded, that answer nothing by themselves.
#[rustfmt::skip]
const CATCH_ALL: &[&str] = &[
    "aloftheabove", "noneoftheabove", "alofthese", "noneofthese", "noneofthem", "alofthem",
    "bothoftheabove", "bothofthem", "both", "neither", "idontknow", "idonotknow", "dontknow", "notsure",
    "unknown", "other", "anyoftheabove", "cannotbedetermined", "itisnotknown", "notstated", "neitherofthem",
    "neitherofthese", "alanswers", "aloptions", "noanswer",
];

/// Beginnings of words that count the other options, in Russian and Kazakh.
#[rustfmt::skip]
const COUNTING: [&str; 15] = [
    "все", "всё", "ни", "ничего", "ничто", "никто", "нет", "оба", "обе", "барлы", "бәрі", "ешқайсы",
    "ешбір", "ешкім", "екеуі",
];

/// Beginnings of words that name the options, or judge them.
#[rustfmt::skip]
const NAMING: [&str; 26] = [
    "перечисл", "вышеперечисл", "указан", "вышеуказан", "назван", "вышеназван", "ответ", "вариант", "верн",
    "неверн", "правильн", "неправильн", "предложен", "дұрыс", "жауап", "нұсқа", "атал", "жоғары",
    "көрсетіл", "беріл", "айтыл", "ішінде", "олар", "сәйкес", "этого", "них",
];

/// Words between them.
#[rustfmt::skip]
const BETWEEN: [&str; 16] = [
    "из", "один", "одного", "одна", "этих", "эти", "здесь", "среди", "вместе", "выше", "де", "да", "емес",
    "жоқ", "пен", "и",
];

/// Words that stand beside the letters of options.
#[rustfmt::skip]
const BESIDE_LETTERS: [&str; 22] = [
    "and", "or", "both", "answers", "options", "only", "и", "или", "оба", "ответы", "варианты", "вариант",
    "только", "және", "мен", "пен", "бен", "жауап", "жауаптар", "нұсқа", "тек", "верны",
];

/// Words by which one letter alone names an option.
const ONLY: [&str; 3] = ["only", "только", "тек"];

/// Letters of options, which stand for the first ones of each alphabet.
const LETTERS: &str = "abcdefабвгдеәғс";

/// Signs that may stand beside the letters of options; `a + b` is a sum.
const SIGNS: &str = ",;&().";

/// Whether an option is about all others, or none: it stands below them wherever it is shown.
pub fn stands_last(text: &str) -> bool {
    let folded = fold(text);
    CATCH_ALL.contains(&folded.as_str())
        || folded.ends_with("oftheabove")
        || folded.ends_with("theseanswers")
        || counts_others(text)
}

/// `Все ответы верны`, `Ни один из перечисленных`, `Барлығы дұрыс`, `Ешқайсысы`.
fn counts_others(text: &str) -> bool {
    // All of these words are Russian or Kazakh.
    if text.is_ascii() {
        return false;
    }
    let words = words(text);
    let begins = |word: &str, known: &[&str]| known.iter().any(|begin| word.starts_with(begin));
    let counts = |word: &str| match word {
        // Russian words are whole; Kazakh ones have endings.
        _ if word.chars().count() < 5 => COUNTING.contains(&word),
        _ => begins(word, &COUNTING[3..6]) || begins(word, &COUNTING[9..]),
    };
    let names = |word: &str| begins(word, &NAMING);
    let is_alone = words.len() == 1 && begins(&words[0], &COUNTING[9..]) && counts(&words[0]);
    let is_told = words.iter().any(|word| counts(word)) && words.iter().any(|word| names(word));
    let is_all = |word: &String| counts(word) || names(word) || BETWEEN.contains(&word.as_str());
    is_alone || is_told && words.iter().all(is_all)
}

/// Returns the letters of other options that an option is made of, with their places in it: `A and B`, `только б`.
/// None where it is anything else.
pub fn letters_named(text: &str) -> Vec<(usize, char)> {
    let may_stand = |sign: char| sign.is_alphanumeric() || sign.is_whitespace() || SIGNS.contains(sign);
    if !text.chars().all(may_stand) {
        return Vec::new();
    }
    let mut letters = Vec::new();
    let mut is_only = false;
    for (at, word) in placed_words(text) {
        let small = word.to_lowercase();
        let mut signs = small.chars();
        let letter = signs.next().filter(|sign| LETTERS.contains(*sign));
        match letter.filter(|_| signs.next().is_none()) {
            // `C/C++` is no list of options.
            Some(letter) if letters.iter().any(|(_, known)| *known == letter) => return Vec::new(),
            Some(letter) => letters.push((at, letter)),
            None if BESIDE_LETTERS.contains(&small.as_str()) => is_only |= ONLY.contains(&small.as_str()),
            None => return Vec::new(),
        }
    }
    match letters.len() > 1 || is_only {
        true => letters,
        false => Vec::new(),
    }
}

fn words(text: &str) -> Vec<String> {
    placed_words(text).map(|(_, word)| word.to_lowercase()).collect()
}

/// The words of a text, each with its first byte.
fn placed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter_map(move |word| {
            let at = end + text[end..].find(word)?;
            end = at + word.len();
            (!word.is_empty()).then_some((at, word))
        })
}

#[cfg(test)]
mod tests {
    use super::letters_named;
    use super::stands_last;

    #[test]
    fn what_is_about_all_options_stands_last() {
        for text in [
            "All of the above",
            "None of these",
            "Все ответы верны",
            "Все вышеперечисленные.",
            "Всё перечисленное",
            "Никто из перечисленных",
            "Ни один из вариантов",
            "Нет правильного ответа",
            "Правильного ответа нет",
            "Оба ответа верны",
            "Барлығы дұрыс",
            "Барлығы",
            "Бәрі дұрыс",
            "Дұрыс жауаптардың бәрі",
            "Аталғандардың ешқайсысы",
            "Барлық жауаптар дұрыс",
            "Екеуі де дұрыс",
        ] {
            assert!(stands_last(text), "{text}");
        }
        for text in [
            "Все казахи",
            "Нет",
            "Никто",
            "Оба хана",
            "Барлық халық",
            "Дұрыс жауап",
            "Всеобщее собрание",
            "Both chambers",
            "Нижняя палата",
            "верные нукеры",
        ] {
            assert!(!stands_last(text), "{text}");
        }
    }

    #[test]
    fn letters_of_options_are_known_where_nothing_else_stands() {
        let letters = |text| {
            letters_named(text)
                .into_iter()
                .map(|(_, letter)| letter)
                .collect::<String>()
        };
        for (text, wanted) in [
            ("A and B", "ab"),
            ("А и Б", "аб"),
            ("а, б, в", "абв"),
            ("А және Б", "аб"),
            ("Только В", "в"),
            ("ответы А и В", "ав"),
            ("Both A and C", "ac"),
        ] {
            assert_eq!(letters(text), wanted, "{text}");
        }
        for text in [
            "A new law",
            "C",
            "Кенесары и Б",
            "Vitamin A and C",
            "Only Kerei",
            "",
        ] {
            assert_eq!(letters(text), "", "{text}");
        }
        assert_eq!(letters_named("А и Б"), [(0, 'а'), (6, 'б')]);
    }
}
