//! Lines that head a part of a test: `Вариант 2`, `II нұсқа`, `Part two`.

/// What such a part is called.
#[rustfmt::skip]
const PARTS: [&str; 19] = [
    "variant", "version", "part", "section", "unit", "block", "вариант", "раздел", "часть", "блок", "тема",
    "нұсқа", "нұсқасы", "бөлім", "бөлімі", "тарау", "блогы", "тақырып", "бөлік",
];

/// Numbers of parts in words.
const NUMBERS: [&str; 9] = [
    "one",
    "two",
    "three",
    "first",
    "second",
    "third",
    "первая",
    "вторая",
    "третья",
];

/// Roman numbers of parts, from 1.
const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/// Whether a line heads a part of a test: its first or second word says so, and the other one is its number.
///
/// Where the number is no figure, nothing or a sign follows both: `и часть Сибири` and `третья часть степи` are text.
pub(super) fn is_section(line: &str) -> bool {
    part(line).is_some()
}

/// Returns the number of the part that a line heads, as a figure where it is one, so that `II` and `2` are one.
pub(super) fn part(line: &str) -> Option<String> {
    let (first, rest) = word(line)?;
    let (second, rest) = word(rest)?;
    let is_part = |word: &str| PARTS.contains(&word.to_lowercase().as_str());
    let number = match (is_part(first), is_part(second)) {
        (true, _) => second,
        (_, true) => first,
        _ => return None,
    };
    let ends = || !rest.trim_start().starts_with(char::is_alphanumeric);
    let is_number =
        is_figure(number) || is_roman(number) || (is_letter(number) || is_in_words(number)) && ends();
    is_number.then(|| figure(number))
}

/// `2` for `2` and `II`; other numbers in small letters.
fn figure(number: &str) -> String {
    let latin = number.replace('Х', "X").replace('І', "I");
    let place = ROMAN.iter().position(|roman| *roman == latin);
    place.map_or_else(|| number.to_lowercase(), |place| (place + 1).to_string())
}

/// The first word of a text, and what follows it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let end = text.find(|sign: char| !sign.is_alphanumeric());
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (!word.is_empty()).then_some((word, rest))
}

/// `2`.
fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `II`; a letter alone may be a word.
fn is_roman(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|sign| "IVXІХ".contains(sign))
}

/// `B`, `I`.
fn is_letter(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// `two`.
fn is_in_words(word: &str) -> bool {
    NUMBERS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_section;

    #[test]
    fn a_part_with_its_number_is_a_heading() {
        for line in [
            "Вариант 2",
            "ВАРИАНТ Б.",
            "2-нұсқа",
            "II нұсқа",
            "Part two",
            "Раздел 2. Казахское ханство",
            "1-бөлім",
            "I вариант",
            "Часть третья. Степь",
            "Раздел II Ханство",
            "Part B",
        ] {
            assert!(is_section(line), "{line}");
        }
        for line in [
            "Part of the lake",
            "Вариант ответа",
            "Good luck",
            "Тема урока",
            "in the north",
            "и часть Сибири",
            "в часть Сибири",
            "а часть",
            "a part of the lake",
            "I section the frog",
            "третья часть степи",
            "first part of the lake",
        ] {
            assert!(!is_section(line), "{line}");
        }
    }
}
