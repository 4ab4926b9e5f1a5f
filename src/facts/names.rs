//! Names in a document: which spans they are, what they stand for, and one full form for each.
//!
//! Evidence for the kind of a name is gathered over the whole document: a word
//! such as "the poet" beside one mention counts for all of them. A surname alone
//! is taken for the full name only if one person of the document bears it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::aliases;
use super::frame::NameKind;
use super::time::month;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::fold::fold;
use crate::lexicon::{Head, Lexicon, PlaceKind, Role, Sex};

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of its first word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// The full form, without article or title.
    pub full: String,
    /// What it stands for.
    pub kind: NameKind,
    /// Whether several persons of the document may be meant.
    pub is_ambiguous: bool,
}

/// What a document knows of its names.
#[derive(Debug, Default)]
pub struct Names {
    /// Mentions of each sentence, in order.
    pub by_sentence: Vec<Vec<Mention>>,
    /// Every person's full name with the number of mentions.
    pub persons: BTreeMap<String, usize>,
    /// Men and women, where given names, titles or pronouns tell.
    pub sexes: BTreeMap<String, Sex>,
    /// The country most often named, if one stands out.
    pub country: Option<String>,
    /// The person a biography is about: named far more often than any other, and early.
    pub main: Option<String>,
}

/// A run of name words before it is known what it names.
struct Run {
    sentence: usize,
    start: usize,
    end: usize,
}

impl Names {
    /// Reads the names of all sentences of a document.
    pub fn read(sentences: &mut [Vec<Word<'_>>], titles: &[&str], lexicon: &Lexicon) -> Names {
        settle_openings(sentences, lexicon);
        let runs = runs(sentences, lexicon);
        let mut persons = persons(sentences, &runs, lexicon);
        let subject = titles
            .iter()
            .find_map(|title| titled(title, &runs, sentences, lexicon));
        persons.extend(subject.clone().map(|person| (person, 1)));
        let mut canonical = aliases::canonical(&persons, subject.as_deref());
        for full in canonical.values_mut() {
            if let Some(usual) = lexicon.respelled(full) {
                *full = usual.to_owned();
            }
        }
        let mut surnames = aliases::surnames(&canonical);
        let main = subject.map(|subject| canonical.get(&subject).cloned().unwrap_or(subject));
        // In a biography the bare surname is the person it is about, whoever else bears it.
        for name in main.iter().filter_map(|person| person.split(' ').next_back()) {
            let only = BTreeSet::from([main.clone().unwrap_or_default()]);
            surnames.insert(name.to_owned(), only.clone());
            surnames.insert(fold(name), only);
        }
        let mut names = Names {
            by_sentence: vec![Vec::new(); sentences.len()],
            main: main.clone(),
            ..Names::default()
        };
        for run in &runs {
            let words = &sentences[run.sentence];
            let known = Known {
                canonical: &canonical,
                surnames: &surnames,
                titles,
                main: main.as_deref(),
            };
            if let Some(mention) = mention(words, run, &known, lexicon) {
                names.by_sentence[run.sentence].push(mention);
            }
        }
        names.count(titles, lexicon);
        names
    }

    fn count(&mut self, titles: &[&str], lexicon: &Lexicon) {
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in self.by_sentence.iter().flatten() {
            if mention.kind == NameKind::Person && !mention.is_ambiguous {
                *self.persons.entry(mention.full.clone()).or_default() += 1;
            }
            let of_people = (mention.kind == NameKind::People)
                .then(|| lexicon.country_of_adjective(&mention.full))
                .flatten();
            if let Some(country) = lexicon.country(&mention.full).or(of_people) {
                *countries.entry(&country.name).or_default() += 1;
            }
        }
        let mut counts: Vec<(usize, &str)> = countries.iter().map(|(name, count)| (*count, *name)).collect();
        counts.sort_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
        let rival = counts.get(1).map_or(0, |(count, _)| *count);
        self.country = counts
            .first()
            .filter(|(count, name)| {
                *count >= 4
                    && *count * 2 >= rival * 3
                    && (titles.iter().any(|title| title.contains(*name)) || self.is_early(name, lexicon))
            })
            .map(|(_, name)| (*name).to_owned());
        self.main = self.main.take().or_else(|| self.main_person());
        for person in self.persons.keys() {
            let given = person.split(' ').next().unwrap_or("");
            if let Some(sex) = lexicon.given(given) {
                self.sexes.insert(person.clone(), sex);
            }
        }
    }
}

impl Names {
    /// Whether a country is named in the first sentences, so that the document is on it.
    fn is_early(&self, country: &str, lexicon: &Lexicon) -> bool {
        self.by_sentence.iter().take(4).flatten().any(|mention| {
            let named = lexicon
                .country(&mention.full)
                .or_else(|| lexicon.country_of_adjective(&mention.full));
            mention.full.contains(country) || named.is_some_and(|named| named.name == country)
        })
    }

    fn main_person(&self) -> Option<String> {
        let (person, count) = self.persons.iter().max_by_key(|(_, count)| **count)?;
        let rival = self
            .persons
            .iter()
            .filter(|(other, _)| *other != person)
            .map(|(_, count)| *count)
            .max();
        let total: usize = self.persons.values().sum();
        (*count >= 5 && *count >= rival.unwrap_or(0) * 3 && *count * 10 >= total * 7).then(|| person.clone())
    }
}

/// The first word of a sentence has a capital anyway: it is a name only if the document says so.
fn settle_openings(sentences: &mut [Vec<Word<'_>>], lexicon: &Lexicon) {
    let mut inside: BTreeSet<String> = BTreeSet::new();
    for words in sentences.iter() {
        let mut opens = true;
        for word in words {
            if word.tag == Tag::Name && !opens {
                inside.insert(word.text.to_owned());
            }
            if word.tag != Tag::Mark {
                opens = false;
            }
        }
    }
    for words in sentences.iter_mut() {
        let Some(first) = words.iter().position(|word| word.tag != Tag::Mark) else {
            continue;
        };
        if words[first].tag != Tag::Name {
            continue;
        }
        let next_is_name = words
            .get(first + 1)
            .is_some_and(|next| matches!(next.tag, Tag::Name | Tag::Genitive));
        let text = words[first].text;
        let is_known = inside.contains(text)
            || lexicon.place(text).is_some()
            || lexicon.country_of_adjective(text).is_some()
            || lexicon.given(text).is_some()
            || month(&words[first].lower).is_some();
        let is_word = lexicon.role(&words[first].lower).is_some()
            || crate::language::inflect::is_plural(&words[first].lower)
            || words[first].lemma.is_some();
        let is_acronym = text.len() > 1 && text.chars().all(|c| c.is_uppercase() || c == '-');
        if is_known || (next_is_name && !is_word) || is_acronym {
            continue;
        }
        let keeps_name = next_is_name && lexicon.role(&words[first].lower).is_some();
        if !keeps_name {
            words[first].tag = if words[first].lower.ends_with("ing") {
                Tag::Ing
            } else {
                Tag::Noun
            };
        }
    }
}

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn is_name(word: &Word<'_>) -> bool {
    word.tag == Tag::Name
        && !word.is_any(WEEKDAYS)
        && (month(&word.lower).is_none() || word.text.chars().nth(1).is_some_and(char::is_uppercase))
        && word.text.chars().any(char::is_alphabetic)
}

fn runs(sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> Vec<Run> {
    let mut runs = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < words.len() {
            if !is_name(&words[at]) {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < words.len() {
                if is_name(&words[at]) {
                    at += 1;
                } else if let Some(next) = link(words, start, at, lexicon) {
                    at = next;
                } else {
                    break;
                }
            }
            runs.push(Run {
                sentence,
                start,
                end: at,
            });
        }
    }
    runs
}

/// Where a name goes on behind a small word inside it: Ministry *of* Culture *and* Sport.
fn link(words: &[Word<'_>], start: usize, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let word = &words[at];
    let name_at = |index: usize| words.get(index).is_some_and(is_name);
    if word.is_any(&[
        "de", "von", "van", "al", "bin", "ibn", "la", "el", "du", "der", "da",
    ]) && name_at(at + 1)
    {
        return Some(at + 2);
    }
    let head = lexicon.head(words[at - 1].text);
    let has_head = head.is_some() || (start + 1 < at && lexicon.head(words[start].text).is_some());
    if word.is_any(&["of", "for"]) && has_head && lexicon.role(&words[at - 1].lower).is_none() {
        let skip = usize::from(words.get(at + 1).is_some_and(|word| word.is("the")));
        return name_at(at + 1 + skip).then_some(at + 2 + skip);
    }
    let is_inside = words[start..at].iter().any(|word| word.is_any(&["of", "for"]));
    if word.is("and") && is_inside && name_at(at + 1) {
        let opens = lexicon.head(words[start].text);
        let is_body = matches!(opens, Some(Head::Organisation | Head::Law));
        // "Ministry of Culture and Sport", but "Bank of Berdi and Ann Lund" is two names.
        let next_is_place =
            lexicon.place(words[at + 1].text).is_some() || lexicon.given(words[at + 1].text).is_some();
        return (is_body && !next_is_place && lexicon.place(words[at - 1].text).is_none()).then_some(at + 2);
    }
    None
}

fn text_of(words: &[Word<'_>]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text);
    }
    text
}

/// How many words at the start of a run are adjectives of a people, titles or offices.
fn titles(words: &[Word<'_>], lexicon: &Lexicon) -> usize {
    let mut skip = 0;
    while skip + 1 < words.len() {
        let word = &words[skip];
        let is_people = lexicon.country_of_adjective(word.text).is_some();
        let two = format!("{} {}", word.lower, words[skip + 1].lower);
        let qualifies = word.is_any(&[
            "incumbent",
            "acting",
            "interim",
            "former",
            "deputy",
            "vice",
            "late",
            "then",
        ]);
        if qualifies {
            skip += 1;
        } else if lexicon.role(&two).is_some() && skip + 2 < words.len() {
            skip += 2;
        } else if lexicon.role(&word.lower).is_some()
            || is_people
            || is_country_before_role(words, skip, lexicon)
        {
            skip += 1;
        } else {
            break;
        }
    }
    skip
}

fn is_country_before_role(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    (lexicon.country(words[at].text).is_some() || lexicon.head(words[at].text) == Some(Head::Organisation))
        && words
            .get(at + 1)
            .is_some_and(|next| lexicon.role(&next.lower).is_some())
}

fn head_of(words: &[Word<'_>], lexicon: &Lexicon) -> Option<Head> {
    let before_of = words
        .iter()
        .position(|word| word.is_any(&["of", "for"]))
        .unwrap_or(words.len());
    let last = words[..before_of].last()?;
    let cased: String = last
        .text
        .chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            if at == 0 {
                vec![letter]
            } else {
                letter.to_lowercase().collect()
            }
        })
        .collect();
    lexicon
        .head(&cased)
        .filter(|_| last.text.chars().count() > 4)
        .or_else(|| lexicon.head(last.text))
        .or_else(|| lexicon.head(last.text.strip_suffix('s')?))
}

fn looks_like_person(words: &[Word<'_>]) -> bool {
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let letters: Vec<char> = word.text.chars().collect();
            let is_initial = letters.len() <= 2 && letters[0].is_uppercase();
            let is_particle = word.is_any(&[
                "de", "von", "van", "al", "bin", "ibn", "la", "el", "du", "der", "da",
            ]);
            let is_cased = letters[0].is_uppercase()
                && letters.len() > 1
                && letters[1..].iter().any(|c| c.is_lowercase())
                && letters
                    .iter()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
            is_initial || is_particle || is_cased
        })
}

/// Full names of the persons of a document, from the runs that something marks as a person.
fn persons(sentences: &[Vec<Word<'_>>], runs: &[Run], lexicon: &Lexicon) -> BTreeMap<String, usize> {
    let mut persons: BTreeMap<String, usize> = BTreeMap::new();
    let acting = acting_alone(sentences, runs, lexicon);
    let mut by_surname: BTreeMap<String, usize> = BTreeMap::new();
    for run in runs {
        let words = &sentences[run.sentence];
        let all = &words[run.start..run.end];
        let whole = text_of(all);
        if lexicon.place(&whole).is_some() || all.iter().any(|word| word.is_any(&["of", "for", "and"])) {
            continue;
        }
        let skip = titles(all, lexicon);
        let name = &all[skip..];
        if !looks_like_person(name)
            || head_of(name, lexicon).is_some()
            || lexicon.place(&text_of(name)).is_some()
        {
            continue;
        }
        let before = run.start.checked_sub(1).map(|before| &words[before]);
        let is_called = before.is_some_and(|word| {
            word.tag == Tag::Noun && lexicon.role(&word.lower).is_some_and(|role| role != Role::Title)
        });
        let is_titled = all[..skip].iter().any(|word| lexicon.role(&word.lower).is_some());
        let is_given = lexicon.given(name[0].text).is_some();
        let is_followed = {
            let next = words.get(run.end);
            let after = words.get(run.end + 1);
            next.is_some_and(|next| next.is(","))
                && (after.is_some_and(|after| after.is("who")) || role_opens(words, run.end + 1, lexicon))
                || next.is_some_and(|next| next.is("who"))
        };
        let acts = acts_as_person(words, run.end, lexicon);
        let has_article = before.is_some_and(|word| word.is("the"));
        if (is_called || is_titled || is_given || is_followed || acts) && (is_titled || !has_article) {
            *persons.entry(text_of(name)).or_default() += 1;
        } else if !has_article && acting.contains(name[name.len() - 1].text) {
            *by_surname.entry(text_of(name)).or_default() += 1;
        }
    }
    // What a surname does makes a person of the full name, where nothing else has made one.
    let surname = |full: &str| full.split(' ').next_back().unwrap_or_default().to_owned();
    let known: BTreeSet<String> = persons.keys().map(|full| surname(full)).collect();
    by_surname.retain(|full, _| !known.contains(&surname(full)));
    persons.extend(by_surname);
    persons
}

/// Surnames that stand alone in front of what only a person does: "Velkova was born in".
fn acting_alone<'a>(sentences: &'a [Vec<Word<'_>>], runs: &[Run], lexicon: &Lexicon) -> BTreeSet<&'a str> {
    let alone = runs.iter().filter(|run| run.end - run.start == 1);
    let acts = alone.filter_map(|run| {
        let words = &sentences[run.sentence];
        let name = &words[run.start];
        let is_name = name.text.chars().skip(1).any(char::is_lowercase)
            && lexicon.place(name.text).is_none()
            && lexicon.country_of_adjective(name.text).is_none();
        let died = words.get(run.end).is_some_and(|verb| verb.is("died"));
        (is_name && (died || acts_as_person(words, run.end, lexicon))).then_some(name.text)
    });
    acts.collect()
}

/// "Sarna Velkova resigned", "was sworn in", "became mayor": what only a person does.
fn acts_as_person(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    const ACTS: &[&str] = &["served", "resigned", "studied", "graduated", "married", "retired"];
    let Some(verb) = words.get(at) else { return false };
    let rises = verb.is("became")
        && words
            .iter()
            .skip(at + 1)
            .take(7)
            .take_while(|word| word.tag != Tag::Mark)
            .any(|word| word.tag == Tag::Noun && lexicon.role(&word.lower) == Some(Role::Office));
    let is_born = verb.is("was")
        && words
            .get(at + 1)
            .is_some_and(|after| after.is_any(&["born", "sworn"]));
    rises || is_born || verb.is_any(ACTS)
}

/// "election manager", "leader": a word for a person among the first three nouns.
fn role_opens(words: &[Word<'_>], start: usize, lexicon: &Lexicon) -> bool {
    words
        .iter()
        .skip(start)
        .take(3)
        .take_while(|word| word.tag == Tag::Noun)
        .any(|word| lexicon.role(&word.lower).is_some())
}

/// The person a document is about: its title, if its last word is a name that stands alone in the text.
fn titled(title: &str, runs: &[Run], sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&str> = title.split(' ').collect();
    let last = words.last()?;
    let is_name = (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
        });
    let is_other = words.iter().any(|word| lexicon.head(word).is_some())
        || lexicon.place(title).is_some()
        || words
            .iter()
            .any(|word| lexicon.country_of_adjective(word).is_some());
    let alone = runs
        .iter()
        .filter(|run| run.end - run.start == 1 && fold(sentences[run.sentence][run.start].text) == fold(last))
        .count();
    (is_name && !is_other && alone >= 3).then(|| title.to_owned())
}

/// What the document has shown about its persons.
struct Known<'a> {
    canonical: &'a BTreeMap<String, String>,
    surnames: &'a BTreeMap<String, BTreeSet<String>>,
    titles: &'a [&'a str],
    main: Option<&'a str>,
}

/// "LAKE BERDI" at the head of an article: the name in its usual letters, where title or tables have it.
fn unshouted(whole: &str, titles: &[&str], lexicon: &Lexicon) -> Option<String> {
    let is_shouted =
        whole.chars().filter(|c| c.is_alphabetic()).count() > 4 && whole.chars().all(|c| !c.is_lowercase());
    if !is_shouted {
        return None;
    }
    let of_title = titles
        .iter()
        .filter_map(|title| title.split([',', '(']).next())
        .find(|title| title.trim().to_uppercase() == whole);
    if let Some(title) = of_title {
        return Some(title.trim().to_owned());
    }
    let cased: Vec<String> = whole.split(' ').map(cased).collect();
    let cased = cased.join(" ");
    (lexicon.place(&cased).is_some() || lexicon.country(&cased).is_some()).then_some(cased)
}

/// First letter large, the others small.
fn cased(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_string() + &letters.as_str().to_lowercase())
        .unwrap_or_default()
}

fn mention(words: &[Word<'_>], run: &Run, known: &Known<'_>, lexicon: &Lexicon) -> Option<Mention> {
    let all = &words[run.start..run.end];
    let written = text_of(all);
    let whole = unshouted(&written, known.titles, lexicon).unwrap_or(written);
    let plain = |start: usize, full: String, kind: NameKind| Mention {
        start,
        end: run.end,
        full,
        kind,
        is_ambiguous: false,
    };
    if let Some(country) = lexicon.country(&whole) {
        return Some(
            plain(run.start, country.name.clone(), NameKind::Country).kept(&whole, country.takes_the),
        );
    }
    if let Some(place) = lexicon.place(&whole) {
        let kind = if place == PlaceKind::City {
            NameKind::City
        } else {
            NameKind::Place
        };
        return Some(plain(run.start, whole, kind));
    }
    if lexicon.country_of_adjective(&whole).is_some() {
        return Some(plain(run.start, whole, NameKind::People));
    }
    let skip = titles(all, lexicon);
    let bare = if skip == 0 {
        whole.clone()
    } else {
        text_of(&all[skip..])
    };
    if let Some(full) = known.canonical.get(&bare).cloned() {
        return Some(plain(run.start + skip, full, NameKind::Person));
    }
    if let Some(main) = known.main.filter(|main| is_fuller_form(&bare, main)) {
        return Some(plain(run.start + skip, main.to_owned(), NameKind::Person));
    }
    if all.len() - skip == 1
        && let Some(bearers) = known
            .surnames
            .get(&bare)
            .or_else(|| known.surnames.get(&fold(&bare)))
        && lexicon.place(&bare).is_none()
    {
        let full = bearers.iter().next().cloned().unwrap_or_default();
        return Some(Mention {
            is_ambiguous: bearers.len() > 1,
            ..plain(run.start + skip, full, NameKind::Person)
        });
    }
    let kind = match head_of(all, lexicon) {
        Some(Head::Party) => NameKind::Party,
        Some(Head::Organisation) => NameKind::Organisation,
        Some(Head::Event) => NameKind::Event,
        Some(Head::Law) => NameKind::Law,
        Some(Head::Place) => NameKind::Place,
        _ if is_acronym(&whole) => NameKind::Organisation,
        _ => NameKind::Other,
    };
    Some(plain(run.start, whole, kind))
}

/// "ANNA-MARIA LUND", "Anna Sofia Lund": the person a document is on, in capitals, with accents or more names.
fn is_fuller_form(written: &str, main: &str) -> bool {
    let ends = |name: &str| -> Option<(String, String)> {
        let mut words = name.split(' ');
        let first = fold(words.next()?);
        Some((first, fold(words.next_back()?)))
    };
    let Some(((first, last), (own_first, own_last))) = ends(written).zip(ends(main)) else {
        return false;
    };
    let given = written.split(' ').next().unwrap_or("");
    let joined = given.rsplit_once('-').map(|(_, second)| fold(second));
    last == own_last && (first == own_first || joined == Some(own_first))
}

impl Mention {
    /// Countries keep the form of the source; only an alias with its own article would read badly.
    fn kept(mut self, written: &str, takes_the: bool) -> Self {
        if !takes_the || written != "US" {
            self.full = written.to_owned();
        } else {
            self.full = "United States".to_owned();
        }
        self
    }
}

/// Whether a word is an acronym: two to eight letters, capitals only.
pub fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters)
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '&'))
}

#[cfg(test)]
mod tests {
    use super::{NameKind, Names};
    use crate::language::words;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn names(text: &str) -> Vec<(String, NameKind)> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let mut sentences: Vec<_> = document
            .sentences
            .iter()
            .map(|sentence| words(&document, sentence))
            .collect();
        Names::read(&mut sentences, &[], Lexicon::shipped())
            .by_sentence
            .into_iter()
            .flatten()
            .map(|mention| (mention.full, mention.kind))
            .collect()
    }

    #[test]
    fn a_surname_alone_is_the_full_name() {
        let found = names("The poet Sarina Velk was born in Berdi. In 1911 Velk moved to Moscow.");
        assert_eq!(found[0], ("Sarina Velk".to_owned(), NameKind::Person));
        assert_eq!(found[2], ("Sarina Velk".to_owned(), NameKind::Person));
        assert_eq!(found[3].1, NameKind::City);
    }

    #[test]
    fn what_a_surname_does_makes_a_person_of_the_full_name() {
        let found = names("The film was made by Sarna Velkov in Berdi. Velkov died in 1911.");
        assert_eq!(found[0], ("Sarna Velkov".to_owned(), NameKind::Person));
        assert_eq!(found[2], ("Sarna Velkov".to_owned(), NameKind::Person));
        let open = names("The film was made by Sarna Velkov in Berdi. Velkov opened in 1911.");
        assert_eq!(open[0].1, NameKind::Other);
    }

    #[test]
    fn bodies_keep_their_of() {
        let found = names("He worked at the Ministry of Culture and Sport of Kazakhstan for long.");
        assert_eq!(
            found,
            [(
                "Ministry of Culture and Sport of Kazakhstan".to_owned(),
                NameKind::Organisation
            )]
        );
    }

    #[test]
    fn a_name_in_capitals_is_written_as_in_the_title() {
        let document = read("a.txt", b"VELK TARN lies near the town of Berdi.").unwrap();
        let mut sentences: Vec<_> = document
            .sentences
            .iter()
            .map(|sentence| words(&document, sentence))
            .collect();
        let found = Names::read(&mut sentences, &["Velk Tarn, Berdi"], Lexicon::shipped());
        assert_eq!(found.by_sentence[0][0].full, "Velk Tarn");
        assert_eq!(names("The VELK TARN lies near.")[0].0, "VELK TARN");
    }

    #[test]
    fn what_only_persons_do_tells_a_person() {
        for told in [
            "Sarnai Velkhan resigned in Berdi.",
            "Sarnai Velkhan became the new chairman there.",
            "Sarnai Velkhan, election manager of Berdi, came there.",
        ] {
            assert_eq!(names(told)[0].1, NameKind::Person, "{told}");
        }
        assert_eq!(names("Sarnai Velkhan became larger there.")[0].1, NameKind::Other);
    }

    #[test]
    fn a_known_name_with_a_slip_is_put_right() {
        let found = names("The leader Winston Churchil came to Berdi. Later Churchil left.");
        assert_eq!(found[0].0, "Winston Churchill");
        assert_eq!(found[2].0, "Winston Churchill");
    }

    #[test]
    fn months_are_no_names() {
        assert_eq!(names("The council met there in June and on Monday."), []);
    }
}
