//! Which words are numbers in Russian and Kazakh, alone or before what they count.
//!
//! Nothing here adds them up: it is known that `двадцать пять` is a number, not which.

/// Cardinals and the forms of them that stand alone as answers, with е for ё.
const RUSSIAN: &[&str] = &[
    "ноль",
    "нуль",
    "один",
    "одна",
    "одно",
    "одного",
    "одной",
    "два",
    "две",
    "двух",
    "двое",
    "оба",
    "обе",
    "три",
    "трех",
    "трое",
    "четыре",
    "четырех",
    "четверо",
    "пять",
    "пяти",
    "пятеро",
    "шесть",
    "шести",
    "шестеро",
    "семь",
    "семи",
    "семеро",
    "восемь",
    "восьми",
    "девять",
    "девяти",
    "десять",
    "десяти",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
    "сто",
    "ста",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
    "тысяча",
    "тысячи",
    "тысяч",
    "миллион",
    "миллиона",
    "миллионов",
    "миллиард",
    "миллиарда",
    "миллиардов",
    "полтора",
    "полторы",
];

const KAZAKH: &[&str] = &[
    "нөл",
    "бір",
    "екі",
    "үш",
    "төрт",
    "бес",
    "алты",
    "жеті",
    "сегіз",
    "тоғыз",
    "он",
    "жиырма",
    "отыз",
    "қырық",
    "елу",
    "алпыс",
    "жетпіс",
    "сексен",
    "тоқсан",
    "жүз",
    "мың",
    "миллион",
    "миллиард",
    "жарым",
    "біреу",
    "екеу",
    "үшеу",
    "төртеу",
    "бесеу",
    "алтау",
    "жетеу",
];

/// What is counted so often that a number of it names nothing.
const COUNTED: &[&str] = &[
    "год",
    "года",
    "лет",
    "месяц",
    "месяца",
    "месяцев",
    "неделя",
    "недели",
    "недель",
    "день",
    "дня",
    "дней",
    "час",
    "часа",
    "часов",
    "раз",
    "раза",
    "человек",
    "человека",
    "процент",
    "процента",
    "процентов",
    "жыл",
    "ай",
    "апта",
    "күн",
    "сағат",
    "рет",
    "адам",
    "пайыз",
];

/// Whether a text is a Russian or Kazakh number in words, with or without a unit behind it: `двадцать пять`, `үш жыл`.
///
/// ```
/// use suraq::lexicon::numerals::is_number;
///
/// assert!(is_number("Двадцать пять") && is_number("үш жыл"));
/// assert!(!is_number("Орта жүз") && !is_number("три сестры"));
/// ```
pub fn is_number(text: &str) -> bool {
    let plain = text.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = plain
        .split(|sign: char| sign.is_whitespace() || sign == '-')
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        [numbers @ .., unit] if !numbers.is_empty() && COUNTED.contains(unit) => numbers,
        words => words,
    };
    let is_all = |table: &[&str]| words.iter().all(|word| table.contains(word));
    !words.is_empty() && (is_all(RUSSIAN) || is_all(KAZAKH))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_known_in_both_languages() {
        for text in [
            "три",
            "Трёх",
            "сто двадцать пять",
            "пять лет",
            "Он екі",
            "жиырма бес",
            "елу пайыз",
            "екі мың",
        ] {
            assert!(is_number(text), "{text}");
        }
    }

    #[test]
    fn names_and_words_with_a_number_in_them_are_none() {
        for text in [
            "",
            "год",
            "Ұлы жүз",
            "Семь сестёр",
            "Жетісу",
            "Алтынсарин",
            "три года и день",
            "три жыл сөз",
            "Астана",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
