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

/// Whether a line heads a part of a test: its first or second word says so, and the other one is its number.
pub(super) fn is_section(line: &str) -> bool {
    let words = line.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_part = |word: &str| PARTS.contains(&word);
    match &words[..] {
        [first, second, ..] => is_part(first) && is_number(second) || is_number(first) && is_part(second),
        _ => false,
    }
}

/// `2`, `II`, `B`, `two`.
fn is_number(word: &str) -> bool {
    let is_roman = || word.chars().all(|sign| "ivxіх".contains(sign));
    let is_letter = || word.chars().count() == 1;
    let is_in_words = || NUMBERS.contains(&word);
    word.bytes().all(|byte| byte.is_ascii_digit()) || is_roman() || is_letter() || is_in_words()
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
        ] {
            assert!(is_section(line), "{line}");
        }
        for line in [
            "Part of the lake",
            "Вариант ответа",
            "Good luck",
            "Тема урока",
            "in the north",
        ] {
            assert!(!is_section(line), "{line}");
        }
    }
}
