//! Whether one question of a quiz gives the answer of another away.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Candidate;
use crate::answers::cardinal_in_words;
use crate::items::anatomy::is_same_root;
use crate::items::anatomy::root;
use crate::lexicon::fold::normalise;
use crate::lexicon::fold::words;
use crate::lexicon::numerals::is_number;

/// Two stems that share so many words of [`LONG`] letters or more speak of the same thing.
const SHARED: usize = 2;
const LONG: usize = 4;

/// A key of so many letters is a name or a word, which tells the answer wherever it stands; so does a number or
/// a span of years of so many digits. Shorter ones, numbers in words and years stand in questions on other
/// things and tell nothing there.
const NAME: usize = 3;
const RARE: usize = 5;

/// A key that every so manieth stem names: its question stands beside few others.
const COMMON: usize = 4;

/// What so many stems or more speak of, and more than every fourth, is what the quiz is about and tells nothing.
const EVERYWHERE: usize = 4;

/// Keys that say whether a statement is right.
const TRUTHS: [&str; 14] = [
    "true",
    "false",
    "yes",
    "no",
    "верно",
    "неверно",
    "правда",
    "ложь",
    "да",
    "нет",
    "дұрыс",
    "дұрыс емес",
    "иә",
    "жоқ",
];

/// How a key begins that speaks of the other options.
const STOCK: [&str; 6] = [
    "all of the",
    "none of the",
    "all the above",
    "все ответы",
    "все варианты",
    "ни один из",
];

/// A question taken apart far enough to see whether another gives its answer away.
pub(super) struct Text {
    /// The roots of the stem's words between spaces, so that words are found whole and in every form.
    stem: String,
    /// The key in the same way, without an article.
    key: String,
    /// Whether the key is a name, a word or a rare number, and no year, small number, or true and false.
    is_name: bool,
    /// Shorter names of the key, in the same way.
    short: Vec<String>,
    /// All options in the same way, the key among them.
    options: BTreeSet<String>,
    /// What is read after it, in the same way.
    said: String,
    long: BTreeSet<String>,
    /// The years of the stem, of the key, and of each wrong option.
    years: BTreeSet<u32>,
    key_years: BTreeSet<u32>,
    wrong_years: Vec<BTreeSet<u32>>,
    /// Months that the stem and the key name.
    months: BTreeSet<String>,
    key_months: BTreeSet<String>,
    wrong_months: Vec<BTreeSet<String>>,
    /// The roots of the stem's long words, without those that stand in every fourth stem; of names apart.
    topics: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// Takes all questions apart.
pub(super) fn texts(candidates: &[Candidate]) -> Vec<Text> {
    let mut texts: Vec<Text> = candidates.iter().map(Text::new).collect();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for root in texts.iter().flat_map(|text| &text.topics) {
        *holders.entry(root.clone()).or_default() += 1;
    }
    let most = EVERYWHERE.max(texts.len() / COMMON);
    let is_told = |root: &String| holders.get(root).is_some_and(|count| *count <= most);
    for text in &mut texts {
        text.topics.retain(is_told);
        text.names.retain(is_told);
    }
    texts
}

impl Text {
    fn new(candidate: &Candidate) -> Text {
        let plain = normalise(&candidate.stem);
        let is_long = |word: &&str| word.chars().count() >= LONG;
        let wrong = || {
            candidate
                .options
                .iter()
                .filter(|option| **option != candidate.key)
        };
        Text {
            years: years(&candidate.stem),
            key_years: years(&candidate.key),
            wrong_years: wrong().map(|option| years(option)).collect(),
            months: months(&candidate.stem),
            key_months: months(&candidate.key),
            wrong_months: wrong().map(|option| months(option)).collect(),
            topics: words(&plain).filter(is_long).map(root).collect(),
            names: names(&candidate.stem),
            long: words(&plain).filter(is_long).map(str::to_owned).collect(),
            stem: roots(&candidate.stem),
            key: roots(&candidate.key),
            is_name: is_name(candidate),
            short: candidate.short.iter().map(|name| roots(name)).collect(),
            options: candidate.options.iter().map(|option| roots(option)).collect(),
            said: roots(&candidate.said),
        }
    }

    /// Whether the other gives its answer away: it names the key in its stem or in what is read after it, or has
    /// it as its own, or it speaks of the same thing and has the key among its options. A shorter name counts in
    /// a stem, and in what is read after it where both speak of the same thing.
    pub(super) fn is_told_by(&self, other: &Text) -> bool {
        if self.key.len() <= 2 {
            return false;
        }
        if self.is_dated_by(other) {
            return true;
        }
        let is_named = other.stem.contains(&self.key) || other.key.contains(&self.key);
        let is_same_thing = || self.long.intersection(&other.long).count() >= SHARED;
        let short_in = |text: &str| self.short.iter().any(|name| text.contains(name));
        (self.is_name && (is_named || other.said.contains(&self.key)))
            || short_in(&other.stem)
            || ((is_named || self.is_option_of(other) || short_in(&other.said)) && is_same_thing())
    }

    /// Whether the other's stem has a year of the key and speaks of the same: with it one knows where a span of
    /// years begins or ends, or which option alone is left.
    fn is_dated_by(&self, other: &Text) -> bool {
        let told: BTreeSet<u32> = self
            .key_years
            .intersection(&other.years)
            .copied()
            .filter(|year| !self.years.contains(year))
            .collect();
        if told.is_empty() {
            return false;
        }
        let month = self.key_months.intersection(&other.months).next();
        let mut wrong = self.wrong_years.iter().zip(&self.wrong_months);
        let is_left = |(years, months): (&BTreeSet<u32>, &BTreeSet<String>)| {
            !told.is_disjoint(years) && month.is_none_or(|month| months.contains(month))
        };
        let is_alone = !wrong.any(is_left);
        (self.key_years.len() > 1 || is_alone) && self.is_about(other)
    }

    /// Whether both stems have a name or two other words in common that few stems have.
    fn is_about(&self, other: &Text) -> bool {
        let is_in =
            |root: &&String, all: &BTreeSet<String>| all.iter().any(|known| is_same_root(known, root));
        self.names.iter().any(|name| is_in(&name, &other.names))
            || self
                .topics
                .iter()
                .filter(|root| is_in(root, &other.topics))
                .count()
                >= SHARED
    }

    /// Whether its key is an option of the other: a class may wonder at that.
    pub(super) fn is_option_of(&self, other: &Text) -> bool {
        self.key.len() > 2 && other.options.contains(&self.key)
    }
}

/// For each question whether so many others name its key that hardly any could stand beside it.
pub(super) fn common(texts: &[Text]) -> Vec<bool> {
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let roots: BTreeSet<&str> = text.stem.split_whitespace().collect();
        for root in roots {
            *holders.entry(root).or_default() += 1;
        }
    }
    // No more stems hold the whole name than hold its rarest word.
    let named = |name: &String| {
        let roots = name.split_whitespace();
        let named = roots.map(|root| holders.get(root).copied().unwrap_or_default());
        named.min().unwrap_or_default()
    };
    let of = |text: &Text| {
        let names = text.short.iter().chain([&text.key]);
        text.is_name && names.map(named).max().unwrap_or_default() * COMMON > texts.len()
    };
    texts.iter().map(of).collect()
}

/// The roots of the words of a text between spaces, without an article before them.
fn roots(text: &str) -> String {
    let plain = normalise(text);
    let mut all = words(&plain).peekable();
    all.next_if(|word| matches!(*word, "the" | "a" | "an"));
    let roots: Vec<String> = all.map(root).collect();
    format!(" {} ", roots.join(" "))
}

/// The years that a text has in digits: 1000 to 2100.
fn years(text: &str) -> BTreeSet<u32> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    let four = runs.filter(|run| run.len() == 4);
    four.filter_map(|run| run.parse().ok())
        .filter(|year| (1_000..=2_100).contains(year))
        .collect()
}

/// How months begin, in English, Russian and Kazakh.
const MONTHS: [&str; 36] = [
    "januar",
    "februa",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "septem",
    "octobe",
    "novemb",
    "decemb",
    "январ",
    "феврал",
    "март",
    "апрел",
    "май",
    "июн",
    "июл",
    "август",
    "сентяб",
    "октяб",
    "нояб",
    "декаб",
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
];

/// The months that a text names.
fn months(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphabetic());
    let month = |word: &str| MONTHS.iter().find(|begun| word.starts_with(**begun));
    words.filter_map(month).map(|begun| (*begun).to_owned()).collect()
}

/// The roots of the long words that begin with a capital letter and no sentence.
fn names(stem: &str) -> BTreeSet<String> {
    let mut begins = true;
    let mut names = BTreeSet::new();
    for word in stem.split_whitespace() {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_name = bare.starts_with(char::is_uppercase) && bare.chars().count() >= LONG;
        if is_name && !begins && !MONTHS.iter().any(|begun| bare.to_lowercase().starts_with(begun)) {
            names.extend(
                words(&normalise(bare))
                    .filter(|part| part.chars().count() >= LONG)
                    .map(root),
            );
        }
        begins = word.ends_with(['.', '?', '!', ':']);
    }
    names
}

fn is_name(candidate: &Candidate) -> bool {
    let key = candidate.key.trim();
    let letters = key.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = key.chars().filter(char::is_ascii_digit).count();
    let lower = key.to_lowercase();
    let is_stock = TRUTHS.contains(&lower.as_str()) || STOCK.iter().any(|begun| lower.starts_with(begun));
    let mut spoken = lower.split_whitespace();
    let is_counted =
        spoken.next().is_some_and(is_figure) && spoken.next().is_some() && spoken.next().is_none();
    let tells = if is_counted {
        digits >= RARE
    } else {
        letters >= NAME || digits >= RARE
    };
    tells && !is_stock && cardinal_in_words(key).is_none() && !is_number(key)
}

/// Whether a word is digits and signs between them.
fn is_figure(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit()) && !word.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use crate::quiz::blueprint::Candidate;

    fn is(key: &str) -> bool {
        is_name(&Candidate {
            card: String::new(),
            stem: String::new(),
            key: key.to_owned(),
            short: Vec::new(),
            options: Vec::new(),
            said: String::new(),
            rests_on: String::new(),
            topic: String::new(),
            kind: None,
            importance: 2,
        })
    }

    #[test]
    fn what_many_questions_may_have_for_a_key_is_no_name() {
        for key in [
            "True",
            "Верно",
            "Неверно",
            "Нет",
            "Жоқ",
            "Дұрыс емес",
            "1990 год",
            "40 days",
        ] {
            assert!(!is(key), "{key}");
        }
        for key in [
            "None of these",
            "All of the above",
            "Все ответы верны",
            "seven",
            "семь",
            "Двадцать пять",
            "пять лет",
            "жеті",
            "он екі",
            "үш жыл",
        ] {
            assert!(!is(key), "{key}");
        }
        for key in [
            "Astana",
            "Алматы",
            "Да Винчи",
            "125 000",
            "1991–1995 годы",
            "7 Seas of Rhye",
            "Жетісу",
            "Орта жүз",
            "Семь сестёр",
        ] {
            assert!(is(key), "{key}");
        }
    }
}
