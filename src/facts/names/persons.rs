//! Which names of a document are persons: called so, titled so, or doing what only a person does.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::runs::{Run, text_of};
use super::titles::{head_of, titles};
use super::votes::Votes;
use crate::facts::frame::NameKind;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::fold::fold;
use crate::lexicon::{Lexicon, Role};

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

/// What a firm ends its name with, in lower case.
#[rustfmt::skip]
const COMPANY: &[&str] = &[
    "ltd", "ltd.", "limited", "inc", "inc.", "corp", "corp.", "co", "co.", "llc", "plc", "gmbh",
    "records", "studios", "entertainment", "pictures", "games", "software", "systems", "industries",
    "brothers", "press", "magazine",
];

/// Full names of the persons of a document, from the runs that something marks as a person.
pub(super) fn persons(
    sentences: &[Vec<Word<'_>>],
    runs: &[Run],
    votes: &Votes,
    lexicon: &Lexicon,
) -> BTreeMap<String, usize> {
    let mut persons: BTreeMap<String, usize> = BTreeMap::new();
    let acting = acting_alone(sentences, runs, lexicon);
    let mut by_surname: BTreeMap<String, usize> = BTreeMap::new();
    for run in runs.iter().filter(|run| !run.is_title) {
        let words = &sentences[run.sentence];
        let all = &words[run.start..run.end];
        let whole = text_of(all);
        if lexicon.place(&whole).is_some() || all.iter().any(|word| word.is_any(&["of", "for", "and"])) {
            continue;
        }
        let skip = titles(all, lexicon);
        let name = &all[skip..];
        let full = text_of(name);
        if lexicon.person(&full).is_some() {
            *persons.entry(full).or_default() += 1;
            continue;
        }
        if !looks_like_person(name)
            || name.iter().any(|word| word.is_any(COMPANY))
            || head_of(name, lexicon).is_some()
            || lexicon.place(&full).is_some()
            || lexicon.organisation(&full).is_some()
            || votes.speak_against(&full, NameKind::Person)
        {
            continue;
        }
        let before = run.start.checked_sub(1).map(|before| &words[before]);
        let is_called = before.is_some_and(|word| {
            word.tag == Tag::Noun
                && lexicon.role(&word.lower).is_some_and(|role| role != Role::Title)
                // "an official Velk Car" is none.
                && !word.is("official")
        });
        let is_titled = all[..skip].iter().any(|word| lexicon.role(&word.lower).is_some());
        let is_given = lexicon.is_given(name[0].text);
        let is_described = votes.kind(&full) == Some(NameKind::Person);
        let is_followed = {
            let next = words.get(run.end);
            let after = words.get(run.end + 1);
            next.is_some_and(|next| next.is(","))
                && (after.is_some_and(|after| after.is("who")) || role_opens(words, run.end + 1, lexicon))
                || next.is_some_and(|next| next.is("who"))
        };
        let acts = acts_as_person(words, run.end, lexicon);
        let has_article = before.is_some_and(|word| word.is("the"));
        if (is_called || is_titled || is_given || is_described || is_followed || acts)
            && (is_titled || !has_article)
        {
            *persons.entry(full).or_default() += 1;
        } else if !has_article && acting.contains(name[name.len() - 1].text) {
            *by_surname.entry(full).or_default() += 1;
        }
    }
    // What a surname does makes a person of the full name, where nothing else has made one.
    let surname = |full: &str| full.split(' ').next_back().unwrap_or_default().to_owned();
    let known: BTreeSet<String> = persons.keys().map(|full| surname(full)).collect();
    by_surname.retain(|full, _| !known.contains(&surname(full)));
    persons.extend(by_surname);
    persons
}

/// Adds the widely known persons whom the document names by one word only: "Lenin".
///
/// Whoever of the document bears the name comes first.
pub(super) fn add_known(
    surnames: &mut BTreeMap<String, BTreeSet<String>>,
    sentences: &[Vec<Word<'_>>],
    runs: &[Run],
    lexicon: &Lexicon,
) {
    let mut known: BTreeMap<&str, &'static str> = BTreeMap::new();
    for run in runs {
        let words = &sentences[run.sentence][run.start..run.end];
        let skip = titles(words, lexicon);
        let [word] = &words[skip..] else { continue };
        if let Some(full) = lexicon.known_as(word.text) {
            known.insert(word.text, full);
        }
    }
    // "in Velkin", "at Velkin": here it is a town that bears the name.
    for run in runs {
        let words = &sentences[run.sentence];
        let is_alone = run.end - run.start == 1 && run.start > 0;
        if is_alone && words[run.start - 1].is_any(&["in", "at", "near"]) {
            known.remove(words[run.start].text);
        }
    }
    // "Velkin Al-Berdi", "Velkin the Great": here it is a given name.
    for run in runs {
        let words = &sentences[run.sentence];
        let has_byname = words.get(run.end).is_some_and(|the| the.is("the"))
            && words.get(run.end + 1).is_some_and(|name| name.text == "Great");
        if run.end - run.start > 1 || has_byname {
            known.remove(words[run.start].text);
        }
    }
    known.retain(|word, _| !surnames.contains_key(*word) && !surnames.contains_key(&fold(word)));
    for (word, full) in known {
        surnames.insert(word.to_owned(), BTreeSet::from([full.to_owned()]));
    }
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
pub(super) fn titled(
    title: &str,
    runs: &[Run],
    sentences: &[Vec<Word<'_>>],
    lexicon: &Lexicon,
) -> Option<String> {
    // "Ann Lund (painter)", "Otto L. Velk Jr.", "Ann van Lund".
    let title = title.split(" (").next().unwrap_or(title);
    let words: Vec<&str> = title.split(' ').collect();
    let last = &surname(title)?;
    let is_name = (1..=5).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(|word| {
            PARTICLES.contains(word)
                || *word == "of"
                || word.starts_with("al-")
                || word.starts_with(char::is_uppercase)
                    && word
                        .chars()
                        .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
        });
    let is_other = words.iter().any(|word| lexicon.head(word).is_some())
        || lexicon.place(title).is_some()
        || words
            .iter()
            .any(|word| lexicon.country_of_adjective(word).is_some());
    let alone: Vec<&Run> = runs
        .iter()
        .filter(|run| run.end - run.start == 1 && fold(sentences[run.sentence][run.start].text) == fold(last))
        .collect();
    // "the Velkster", "a Velkster": the Berdi Velkster is something built or made.
    let with_article = alone
        .iter()
        .filter(|run| has_article(&sentences[run.sentence], run.start))
        .count();
    let is_plain = words.len() > 1 && !words.contains(&"of");
    let is_subject = is_plain && alone.len() >= 3 && with_article * 4 < alone.len()
        || is_plain
            && runs
                .iter()
                .any(|run| opens_biography(title, run, sentences, lexicon))
        || is_biography(title, sentences, lexicon);
    (is_name && !is_other && is_subject).then(|| title.to_owned())
}

/// Small words inside the names of persons.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "di", "del", "della", "du", "la", "le", "al", "el", "bin", "ibn",
    "ten", "ter", "zu",
];

/// The word by which a person is called later: no "Jr.", no number, no article.
pub(super) fn surname(name: &str) -> Option<&str> {
    const ENDINGS: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];
    // "Otto II of Velk" is Otto.
    let name = name.split(" of ").next().unwrap_or(name);
    let last = name
        .split(' ')
        .rev()
        .find(|word| !ENDINGS.contains(word) && !word.chars().all(|c| "IVX".contains(c)))?;
    Some(last.strip_prefix("al-").unwrap_or(last))
}

fn has_article(words: &[Word<'_>], start: usize) -> bool {
    start
        .checked_sub(1)
        .is_some_and(|before| words[before].is_any(&["the", "a", "an"]))
}

/// The first and the last word of a name, folded.
fn ends(name: &str) -> Option<(String, String)> {
    let (first, rest) = name.split_once(' ')?;
    Some((fold(first), fold(rest.rsplit(' ').next()?)))
}

/// "Otto III Velk, known as _Otto of Berdi_, was a king": a text that says "he" or "she" and opens with what only a
/// person is, said of a name that ends like the title.
fn is_biography(title: &str, sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> bool {
    const NEAR: usize = 3;
    const LONGEST: usize = 70;
    let pronouns = sentences
        .iter()
        .flatten()
        .filter(|word| word.is_any(&["he", "she", "his", "her"]));
    let Some(name) = surname(title).map(fold).filter(|_| pronouns.count() >= 3) else {
        return false;
    };
    let is_person =
        |word: &Word<'_>| super::super::topic::is_person(&word.lower, lexicon) && !is_firm(&word.lower);
    sentences.iter().take(NEAR).any(|words| {
        let copula = words.iter().take(LONGEST).enumerate().position(|(at, word)| {
            word.is_any(&["is", "was"])
                && words.get(at + 1).is_some_and(|next| {
                    next.is_any(&["a", "an", "the", "one"]) || lexicon.role(&next.lower).is_some()
                })
        });
        let Some(copula) = copula else { return false };
        let is_named = words[..copula]
            .iter()
            .any(|word| fold(word.text).to_lowercase() == name.to_lowercase());
        let opens = words.first().is_some_and(|first| {
            first.text.starts_with(char::is_uppercase) && !matches!(first.tag, Tag::Determiner | Tag::Pronoun)
        });
        let mut told = words[copula + 1..]
            .iter()
            .take_while(|word| word.tag != Tag::Mark && (word.tag != Tag::Preposition || word.is("of")));
        is_named && opens && told.any(|word| matches!(word.tag, Tag::Noun | Tag::Name) && is_person(word))
    })
}

/// What may be a person or a firm.
fn is_firm(noun: &str) -> bool {
    matches!(
        noun,
        "developer"
            | "publisher"
            | "manufacturer"
            | "maker"
            | "retailer"
            | "operator"
            | "provider"
            | "carrier"
            | "producer"
    )
}

/// "Ann Lund (born 1911) was a chemist": the title's name, at the start, is called what only a person is.
fn opens_biography(title: &str, run: &Run, sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> bool {
    const NEAR: usize = 3;
    const LONGEST: usize = 70;
    let words = &sentences[run.sentence];
    let own = text_of(&words[run.start..run.end]);
    let folded = |name: &str| surname(name).map(fold);
    // "WILLIAM NELSON JOY" of "Bill Joy": the given name of the title is a short one.
    let is_titled = ends(&own) == ends(title)
        || run.end - run.start > 1 && title.split(' ').count() > 1 && folded(&own) == folded(title);
    if run.sentence >= NEAR || run.start > 0 || !is_titled {
        return false;
    }
    let behind = &words[run.end..words.len().min(run.end + LONGEST)];
    let copula = behind
        .windows(2)
        .position(|pair| pair[0].is_any(&["is", "was"]) && pair[1].is_any(&["a", "an", "the"]));
    copula.is_some_and(|at| {
        behind[at + 2..]
            .iter()
            .take_while(|word| !matches!(word.tag, Tag::Mark | Tag::Preposition))
            .any(|word| word.tag == Tag::Noun && lexicon.role(&word.lower).is_some())
    })
}
