//! Letters of options from a Cyrillic keyboard: by their looks, sounds, keys, or places in an alphabet.

/// Letters of the Cyrillic keyboard that look like the letters of options.
const LOOK_ALIKES: [(char, char); 4] = [('А', 'A'), ('В', 'B'), ('С', 'C'), ('Е', 'E')];

/// What the keys A, B and E give where the Russian or Kazakh layout was left on. C gives С, which looks alike.
const MISTYPED: [(char, char); 3] = [('Ф', 'A'), ('И', 'B'), ('У', 'E')];

/// Letters of a Cyrillic keyboard that sound like those of options and look like none.
const SOUNDS: [(char, char); 2] = [('Б', 'B'), ('Д', 'D')];

/// The first letters of the Russian and of the Kazakh alphabet, and the letter of each that nobody types but in its
/// order.
const ORDERS: [(&str, char); 2] = [("АБВГДЕ", 'Г'), ("АӘБВГҒДЕ", 'Ә')];

/// The key D of those layouts, which looks like B and is the third letter of the Russian alphabet.
const DOUBTFUL: char = 'В';

/// How the letters of a row are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyboard {
    /// By their looks.
    Looks,
    /// By their keys: the row was typed on a Cyrillic layout.
    Keys,
    /// By their places in this alphabet.
    Order(&'static str),
    /// Some were typed in one way and some in another, so that [`DOUBTFUL`] may be two letters, and why.
    Mixed(&'static str),
}

impl Keyboard {
    /// How a row was typed, and the letter of its version.
    pub(super) fn of(letter: char, row: &str) -> Keyboard {
        let typed = || row.chars().chain([letter]).map(capital);
        let chosen = || chosen(letter, row);
        for (alphabet, telling) in ORDERS.into_iter().rev() {
            if chosen().any(|sign| sign == telling) && chosen().all(|sign| alphabet.contains(sign)) {
                return Keyboard::Order(alphabet);
            }
        }
        let is_mistyped = |sign: char| MISTYPED.iter().any(|(key, _)| *key == sign);
        let is_other = |sign: char| matches!(sign, 'А' | 'Е') || sign.is_ascii_alphabetic();
        match (typed().any(is_mistyped), typed().any(is_other)) {
            (false, _) if chosen().any(|sign| sign == 'Б') => {
                Keyboard::Mixed("B or C, as `Б` stands beside it: type Latin letters")
            }
            (false, _) => Keyboard::Looks,
            (true, false) => Keyboard::Keys,
            (true, true) => Keyboard::Mixed("B or D, as this row mixes keyboards: type it in one"),
        }
    }

    /// The sign that is meant.
    ///
    /// Errors: what it may be, where that is two.
    pub(super) fn meant(self, sign: char) -> Result<char, &'static str> {
        match (self, capital(sign)) {
            (Keyboard::Keys, DOUBTFUL) => Ok('D'),
            (Keyboard::Mixed(why), DOUBTFUL) => Err(why),
            (Keyboard::Order(alphabet), letter) => {
                let place = alphabet.chars().position(|known| known == letter);
                Ok(place.and_then(|place| ('A'..='Z').nth(place)).unwrap_or(sign))
            }
            _ => Ok(sign),
        }
    }

    /// The Cyrillic letters that are typed in this way, where a row shows the whole of it.
    pub(super) fn letters(self) -> String {
        match self {
            Keyboard::Order(alphabet) => alphabet.to_owned(),
            Keyboard::Keys => MISTYPED
                .iter()
                .map(|(key, _)| *key)
                .chain(['С', DOUBTFUL])
                .collect(),
            Keyboard::Looks | Keyboard::Mixed(_) => String::new(),
        }
    }
}

/// The letters of options in a row, and that of its version: it may have been printed by a program, and `Х` is no
/// letter of an option.
pub(super) fn chosen(letter: char, row: &str) -> impl Iterator<Item = char> {
    let version = Some(letter).filter(|letter| !letter.is_ascii());
    let signs = row.chars().chain(version).map(capital);
    signs.filter(|sign| sign.is_alphabetic() && !matches!(sign, 'X' | 'Х'))
}

/// Whether a letter stands in the order of the Russian or Kazakh alphabet, where `last` is the last Latin letter.
pub(super) fn is_in_order(sign: char, last: char) -> bool {
    ORDERS.iter().any(|(alphabet, _)| {
        let mut letters = alphabet.chars().zip('A'..=last);
        letters.any(|(letter, _)| letter == capital(sign))
    })
}

/// A letter as a capital, and of the Latin keyboard where it looks or sounds alike or lies on the same key.
pub(super) fn latin(sign: char) -> char {
    let upper = capital(sign);
    LOOK_ALIKES
        .iter()
        .chain(&MISTYPED)
        .chain(&SOUNDS)
        .find(|(other, _)| *other == upper)
        .map_or(upper, |(_, latin)| *latin)
}

fn capital(sign: char) -> char {
    sign.to_uppercase().next().unwrap_or(sign)
}
