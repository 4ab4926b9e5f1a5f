//! Names of pupils: cleaned, told apart, and given to who brings none.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::fold::name_key;
use crate::lexicon::fold::normalise;

/// A name has at most so many characters as a reader counts them.
pub const MOST_CHARACTERS: usize = 40;

/// Marks that may stand over or under one letter; more climb over the lines around.
const MOST_MARKS: usize = 3;

/// Signs that are written and not seen, or that turn the direction of what follows.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffd}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns a name fit to be shown: one line, no more than [`MOST_CHARACTERS`], nothing unseen in it. A name
/// of which nothing can be seen is empty.
pub fn cleaned(name: &str) -> String {
    let spaced = name
        .nfc()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    let mut marks = 0;
    let seen: String = spaced
        .filter(|letter| !is_unseen(*letter))
        .filter(|letter| {
            marks = if is_combining_mark(*letter) { marks + 1 } else { 0 };
            marks <= MOST_MARKS
        })
        .collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let line = words.join(" ");
    let short: String = line.graphemes(true).take(MOST_CHARACTERS).collect();
    let is_seen = |letter: char| letter != ' ' && letter != '\u{200d}' && !is_combining_mark(letter);
    match short.chars().any(is_seen) {
        true => short.trim().to_owned(),
        false => String::new(),
    }
}

/// Cyrillic letters that look like Latin ones.
const LOOK_ALIKES: &str = "аaвbеeкkмmнhоoрpсcтtуyхxіiѕsјjһhԁdԛqԝw";

/// Returns `name` as it looks from the back row: case, signs and the keyboard it was typed on are gone.
fn looks(name: &str) -> String {
    let latin = |letter: char| {
        let mut pairs = LOOK_ALIKES.chars();
        while let (Some(cyrillic), Some(latin)) = (pairs.next(), pairs.next()) {
            if cyrillic == letter {
                return latin;
            }
        }
        letter
    };
    let letters = name.nfkc().flat_map(char::to_lowercase);
    letters
        .filter(|letter| letter.is_alphanumeric())
        .map(latin)
        .collect()
}

/// The names that are taken in a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    names: BTreeSet<String>,
    /// The number to try next for a name, so that a flood of one name does not try all from 2.
    next: BTreeMap<String, u32>,
}

impl Taken {
    /// Notes a name.
    pub fn add(&mut self, name: &str) {
        self.names.extend(keys(name));
        if let Some((base, number)) = numbered(name) {
            let next = self.next.entry(looks(base)).or_default();
            *next = (*next).max(number + 1);
        }
    }

    /// Returns `name`, or `name (2)` and so on where one that looks or sounds alike is taken.
    pub fn told_apart(&self, name: &str) -> String {
        if self.is_free(name) {
            return name.to_owned();
        }
        let mut number = self.next.get(&looks(name)).copied().unwrap_or(2);
        loop {
            let told = format!("{name} ({number})");
            if self.is_free(&told) {
                return told;
            }
            number += 1;
        }
    }

    fn is_free(&self, name: &str) -> bool {
        keys(name).iter().all(|key| !self.names.contains(key))
    }
}

/// What a name is compared by: how it is spelt and how it looks. One of signs alone is itself.
fn keys(name: &str) -> Vec<String> {
    let keys = [name_key(name), looks(name)];
    let mut keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).collect();
    if keys.is_empty() {
        keys.push(normalise(name));
    }
    // `Dana (2)` is not `Dana2`.
    match numbered(name) {
        Some((base, number)) => self::keys(base)
            .into_iter()
            .map(|key| format!("{key} {number}"))
            .collect(),
        None => keys,
    }
}

/// `Dana (2)`: the name and its number.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let (base, number) = name.strip_suffix(')')?.rsplit_once(" (")?;
    Some((base, number.parse().ok()?))
}

const ENGLISH: [[&str; 16]; 2] = [
    [
        "Brave", "Quick", "Calm", "Bright", "Clever", "Merry", "Gentle", "Keen", "Proud", "Quiet", "Swift",
        "Wise", "Lucky", "Bold", "Kind", "Nimble",
    ],
    [
        "Saiga", "Eagle", "Wolf", "Fox", "Marmot", "Camel", "Horse", "Falcon", "Crane", "Hare", "Lynx",
        "Hedgehog", "Tortoise", "Lark", "Corsac", "Kulan",
    ],
];

const KAZAKH: [[&str; 16]; 2] = [
    [
        "Батыл",
        "Жылдам",
        "Сабырлы",
        "Жарқын",
        "Ақылды",
        "Көңілді",
        "Мейірімді",
        "Зерек",
        "Алғыр",
        "Ұшқыр",
        "Білгір",
        "Бақытты",
        "Өжет",
        "Қайратты",
        "Епті",
        "Шапшаң",
    ],
    [
        "Киік",
        "Бүркіт",
        "Қасқыр",
        "Түлкі",
        "Суыр",
        "Түйе",
        "Сұңқар",
        "Тырна",
        "Қоян",
        "Сілеусін",
        "Кірпі",
        "Тасбақа",
        "Бозторғай",
        "Қарсақ",
        "Құлан",
        "Тұлпар",
    ],
];

const RUSSIAN: [[&str; 16]; 2] = [
    [
        "Смелый",
        "Быстрый",
        "Спокойный",
        "Яркий",
        "Умный",
        "Весёлый",
        "Добрый",
        "Зоркий",
        "Гордый",
        "Тихий",
        "Ловкий",
        "Мудрый",
        "Бодрый",
        "Храбрый",
        "Дружный",
        "Проворный",
    ],
    // All of one gender, which the first word agrees with.
    [
        "Сайгак",
        "Беркут",
        "Волк",
        "Корсак",
        "Сурок",
        "Верблюд",
        "Конь",
        "Сокол",
        "Журавль",
        "Заяц",
        "Манул",
        "Ёж",
        "Хорёк",
        "Жаворонок",
        "Кулан",
        "Барсук",
    ],
];

/// Returns a name of a word and an animal of the steppe, in this language.
pub fn given(lang: &str, chance: &mut ChaCha8Rng) -> String {
    let [words, animals] = match lang {
        "kk" => &KAZAKH,
        "ru" => &RUSSIAN,
        _ => &ENGLISH,
    };
    let word = words[chance.random_range(0..words.len())];
    let animal = animals[chance.random_range(0..animals.len())];
    format!("{word} {animal}")
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::{ENGLISH, KAZAKH, MOST_CHARACTERS, RUSSIAN, Taken, cleaned, given};

    #[test]
    fn a_name_is_one_short_line_that_can_be_seen() {
        assert_eq!(cleaned("  Dana\n\t K.\u{7} "), "Dana K.");
        assert_eq!(cleaned("\u{202e}Dana\u{2066}"), "Dana");
        assert_eq!(cleaned("\u{3164}\u{200b}\u{feff}"), "");
        assert_eq!(cleaned("Ә".repeat(60).as_str()), "Ә".repeat(40));
        let full = "Құдайбергенова Нұрсұлтан Әбдіғаппарқызы";
        assert_eq!(cleaned(full), full);
        assert_eq!(cleaned("И\u{306}ван"), "Йван", "composed");
        assert_eq!(
            cleaned(&format!("a{}", "\u{301}".repeat(50))),
            "á\u{301}\u{301}\u{301}"
        );
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(cleaned(family), family);
        assert_eq!(cleaned("<script>alert(1)</script>"), "<script>alert(1)</script>");
    }

    #[test]
    fn names_that_look_or_sound_alike_are_told_apart() {
        let mut taken = Taken::default();
        for (name, told) in [
            ("Dana", "Dana"),
            ("DANA", "DANA (2)"),
            ("Dаnа", "Dаnа (3)"), // Cyrillic а
            ("Дана", "Дана (2)"),
            ("Petr", "Petr"),
            ("Реtr", "Реtr (2)"), // Cyrillic Р and е
            ("Dana2", "Dana2"),
            ("🎉", "🎉"),
            ("😀", "😀"),
            ("😀", "😀 (2)"),
        ] {
            let found = taken.told_apart(name);
            taken.add(&found);
            assert!(found.starts_with(name), "{found}");
            if name != "Dаnа" && name != "Дана" {
                assert_eq!(found, told);
            } else {
                assert_ne!(found, name);
            }
        }
    }

    #[test]
    fn a_flood_of_one_name_is_numbered() {
        let mut taken = Taken::default();
        for number in 1..=5_000 {
            let told = taken.told_apart("Bot");
            let wanted = if number == 1 {
                "Bot".to_owned()
            } else {
                format!("Bot ({number})")
            };
            assert_eq!(told, wanted);
            taken.add(&told);
        }
    }

    #[test]
    fn given_names_are_in_the_language_of_the_page_and_fit() {
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        assert!(given("en", &mut chance).is_ascii());
        for lang in ["kk", "ru"] {
            assert!(!given(lang, &mut chance).is_ascii());
        }
        for [words, animals] in [ENGLISH, KAZAKH, RUSSIAN] {
            for word in words {
                for animal in animals {
                    assert!(format!("{word} {animal}").chars().count() <= MOST_CHARACTERS);
                }
            }
        }
    }
}
