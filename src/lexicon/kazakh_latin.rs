//! Kazakh in Latin letters, from Cyrillic by rule.
//!
//! The alphabet is the one proposed in 2021, which is not official usage. Words that Russian lent keep
//! their sound: `ц` is `ts`, `ия` is `ia`, and the signs `ъ` and `ь` are not written.

use std::borrow::Cow;

/// Returns `text` in the Latin letters proposed in 2021; what is not Cyrillic stays as it is.
///
/// ```
/// use suraq::lexicon::kazakh_latin::in_latin;
///
/// assert_eq!(in_latin("Тәуелсіздік"), "Täuelsızdık");
/// assert_eq!(in_latin("партия, ЮНЕСКО"), "partia, IUNESKO");
/// ```
pub fn in_latin(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| matches!(letter, '\u{400}'..='\u{52f}')) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut latin = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let lower = letter.to_lowercase().next().unwrap_or(*letter);
        let before = at.checked_sub(1).and_then(|at| letters[at].to_lowercase().next());
        match of_letter(lower, before) {
            None => latin.push(*letter),
            Some(written) if lower == *letter => latin.push_str(written),
            Some(written) => push_capital(written, is_among_capitals(&letters, at), &mut latin),
        }
    }
    Cow::Owned(latin)
}

/// Whether the letter beside one is a capital too, so that all that stands for it is.
fn is_among_capitals(letters: &[char], at: usize) -> bool {
    let after = letters.get(at + 1).filter(|letter| letter.is_alphabetic());
    let before = at.checked_sub(1).map(|at| &letters[at]);
    let before = before.filter(|letter| letter.is_alphabetic());
    after.or(before).is_some_and(|letter| letter.is_uppercase())
}

fn push_capital(written: &str, is_whole: bool, latin: &mut String) {
    for (place, letter) in written.chars().enumerate() {
        match letter {
            letter if place > 0 && !is_whole => latin.push(letter),
            'ı' => latin.push('I'),
            letter => latin.extend(letter.to_uppercase()),
        }
    }
}

/// The Latin letters for one in lower case; `before` is the one before it.
fn of_letter(letter: char, before: Option<char>) -> Option<&'static str> {
    let follows_i = matches!(before, Some('и' | 'й'));
    Some(match letter {
        'а' => "a",
        'ә' => "ä",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'ғ' => "ğ",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' if follows_i => "o",
        'ё' => "io",
        'ж' => "j",
        'з' => "z",
        'и' | 'й' => "i",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'ң' => "ñ",
        'о' => "o",
        'ө' => "ö",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ұ' => "ū",
        'ү' => "ü",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "ts",
        'ч' => "tş",
        'ш' => "ş",
        'щ' => "ştş",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'і' => "ı",
        'ю' if follows_i => "u",
        'ю' => "iu",
        'я' if follows_i => "a",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::in_latin;

    #[test]
    fn capitals_stay_and_other_letters_are_left_alone() {
        assert_eq!(in_latin("Іс, ІС, Щука"), "Is, IS, Ştşuka");
        assert_eq!(in_latin("Nur Otan 2022"), "Nur Otan 2022");
    }
}
