//! Names of months and seasons in English, Russian and Kazakh, and the words around a date.

use strsim::osa_distance;

use crate::lexicon::months::LOWER_MONTHS;

/// Beginnings of month names that decide the month, whatever ending follows.
/// English abbreviations, Russian and Kazakh (Cyrillic, Latin of 2021, plain letters).
const STEMS: [&str; 12] = [
    "jan январ янв ianvar yanvar қаңтар кантар qañtar qantar kantar kañtar",
    "feb феврал фев fevral ақпан акпан aqpan akpan",
    "mar март mart наурыз nauryz naurız nauriz nawryz",
    "apr апрел апр aprel сәуір сауир säuır säuir sauir sauır",
    "may мамыр mamyr mamır mamir",
    "jun июн iiun iyun маусым mausym mausım mausim",
    "jul июл iiul iyul шілде шилде şılde şilde shilde shılde",
    "aug август авг avgust тамыз tamyz tamız tamiz",
    "sep сентябр сен sentiabr sentyabr қыркүйек кыркуйек qyrküiek qyrküyek qyrkuiek qyrkuyek kyrkuyek kyrkuiek qırküyek",
    "oct октябр окт oktiabr oktyabr қазан казан qazan kazan",
    "nov ноябр ноя noiabr noyabr қараша караша qaraşa qarasha karasha",
    "dec декабр дек dekabr желтоқсан желтоксан jeltoqsan zheltoqsan jeltoksan zheltoksan",
];

/// Month names that are too short to be told by their beginning.
const WHOLE: [(&str, u8); 5] = [("май", 5), ("мая", 5), ("мае", 5), ("mai", 5), ("maia", 5)];

/// The month a lower-case word names, 1 to 12.
pub(in crate::answers) fn month(word: &str) -> Option<u8> {
    if let Some((_, month)) = WHOLE.iter().find(|(whole, _)| *whole == word) {
        return Some(*month);
    }
    let by_stem = STEMS
        .iter()
        .position(|stems| stems.split(' ').any(|stem| begins(word, stem)));
    by_stem
        .or_else(|| misspelt(word))
        .and_then(|index| u8::try_from(index + 1).ok())
}

/// Three-letter English stems stand for the abbreviation, `sept` or the whole name; others take any ending.
fn begins(word: &str, stem: &str) -> bool {
    if !word.starts_with(stem) {
        return false;
    }
    if stem.len() == 3 && stem.is_ascii() {
        return word == stem || word == "sept" || LOWER_MONTHS.iter().any(|name| name.starts_with(word));
    }
    // Abbreviations such as `янв` stand alone, stems such as `январ` take a case ending of a few letters.
    let ending = word.chars().count() - stem.chars().count();
    if stem.chars().count() == 3 && !stem.is_ascii() {
        ending == 0 || matches!(stem, "июн" | "июл")
    } else {
        ending <= 5
    }
}

/// A long English name with one letter wrong, left out, added or swapped.
fn misspelt(word: &str) -> Option<usize> {
    let letters = word.chars().count();
    if !(5..=11).contains(&letters) {
        return None;
    }
    let slips = if letters >= 8 { 2 } else { 1 };
    let near = |name: &&str| name.len() >= 5 && osa_distance(word, name) <= slips;
    LOWER_MONTHS.iter().position(near)
}

/// The season a lower-case word names, by its first month.
pub(super) fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" | "весна" | "весной" | "весны" | "көктем" => 3,
        "summer" | "лето" | "летом" | "лета" | "жаз" => 6,
        "autumn" | "fall" | "осень" | "осенью" | "осени" | "күз" => 9,
        "winter" | "зима" | "зимой" | "зимы" | "қыс" => 12,
        _ => return None,
    })
}

/// Words that stand around a date and say nothing.
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: &str = "a about ad approximately around at back beginning by c ca ce circa date day during  \
        early end exactly i in it its late mid middle month of on roughly since some sometime  \
        the then think was were when year years г гг год года году годы годов лет в во около  \
        примерно ж жж жыл жылы жылғы жылдың жылдар жылдары күні st nd rd th го ого ші шы е";
    has(FILLERS, word) || is_weekday(word)
}

/// Whether a list of words holds a word.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

fn is_weekday(word: &str) -> bool {
    const ENGLISH_DAYS: &str = "mon tue wed thu fri sat sun";
    const WHOLE_DAYS: &str = "tues thur thurs понедельник вторник среда среду четверг пятница пятницу суббота  \
        субботу воскресенье дүйсенбі сейсенбі жексенбі";
    has(ENGLISH_DAYS, word)
        || has(WHOLE_DAYS, word)
        || (word.ends_with("day") && ENGLISH_DAYS.split(' ').any(|day| word.starts_with(day)))
}

/// Ordinal words of days and centuries, 1 to 31.
pub(super) fn ordinal(word: &str) -> Option<u8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(index) = WORDS.iter().position(|known| *known == word) {
        return u8::try_from(index + 1).ok();
    }
    if word == "thirtieth" {
        return Some(30);
    }
    for (tens, value) in [("twenty", 20), ("thirty", 30)] {
        if let Some(unit) = word.strip_prefix(tens) {
            let unit = WORDS[..9].iter().position(|known| *known == unit)?;
            return Some(value + u8::try_from(unit + 1).ok()?);
        }
    }
    None
}

/// The decade a word such as `thirties` names, 0 to 90.
pub(super) fn decade(word: &str) -> Option<u8> {
    const WORDS: [&str; 8] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let index = WORDS.iter().position(|known| *known == word)?;
    u8::try_from((index + 2) * 10).ok()
}

/// Roman numerals of centuries, up to 39.
pub(super) fn roman(word: &str) -> Option<u8> {
    let mut total = 0u8;
    let mut rest = word;
    for (numeral, value) in [("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)] {
        while let Some(shorter) = rest.strip_prefix(numeral) {
            if total > 29 && value == 10 {
                return None;
            }
            total += value;
            rest = shorter;
        }
    }
    (rest.is_empty() && total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::month;
    use super::ordinal;
    use super::roman;

    #[test]
    fn knows_months_in_three_languages_and_their_cases() {
        for (word, number) in [
            ("june", 6),
            ("jun", 6),
            ("sept", 9),
            ("июня", 6),
            ("июн", 6),
            ("мая", 5),
            ("мамыр", 5),
            ("маусымның", 6),
            ("märz", 0),
            ("mart", 3),
            ("марта", 3),
            ("наурыз", 3),
            ("желтоқсанда", 12),
            ("jeltoqsan", 12),
            ("febuary", 2),
            ("septmber", 9),
            ("decemeber", 12),
            ("marble", 0),
            ("juniper", 0),
            ("казань", 10),
        ] {
            assert_eq!(month(word).unwrap_or(0), number, "{word}");
        }
    }

    #[test]
    fn reads_ordinal_words_and_roman_numerals() {
        assert_eq!(ordinal("twentyfirst"), Some(21));
        assert_eq!(ordinal("twenty"), None);
        assert_eq!(roman("xviii"), Some(18));
        assert_eq!(roman("xlii"), None);
        assert_eq!(roman(""), None);
    }
}
