//! Wrong names: of one kind with the key, of its time, from its surroundings, and of its shape.

use rand_chacha::ChaCha8Rng;

use super::{Pool, Rival, pick};
use crate::facts::frame::NameKind;
use crate::items::Distractor;

/// Weights of the score, in thousandths. Source: design of the question types; the tenth for what a learner
/// mixed up before is not known when a deck is made.
const CLASS: u32 = 350;
const ERA: u32 = 250;
const SAME_DOCUMENT: u32 = 150;
const SHAPE: u32 = 150;

/// By so much chance may turn the order of names that fit about equally well.
const CHANCE: u32 = 60;

/// So many of the best names are tried as the first.
const TRIED: usize = 5;

/// Years within which two names surely belong to one age, and beyond which they do not.
const SURELY: u16 = 15;
const HARDLY: u16 = 30;

/// Draws up to three names, the best first, no two of which share a word.
pub fn draw(key: &str, kind: NameKind, pool: &Pool, chance: &mut ChaCha8Rng) -> Vec<Distractor> {
    let mut fitting: Vec<(u32, &Rival)> = pool
        .names
        .iter()
        .filter(|rival| rival.kind == kind && !overlaps(&rival.name, key) && is_same_form(rival, key))
        .filter_map(|rival| Some((score(rival, key, pool.year)?, rival)))
        .map(|(score, rival)| (score + pick(chance, CHANCE), rival))
        .collect();
    fitting.sort_by(|one, other| (other.0, &one.1.name).cmp(&(one.0, &other.1.name)));
    let fitting: Vec<&Rival> = fitting.into_iter().map(|(_, rival)| rival).collect();
    // The best name may share a word with several others: then the next one leads to more.
    let mut drawn: Vec<&Rival> = Vec::new();
    for first in 0..fitting.len().min(TRIED) {
        let other = apart(&fitting[first..]);
        if other.len() > drawn.len() {
            drawn = other;
        }
    }
    drawn.sort_by(|one, other| one.name.cmp(&other.name));
    drawn
        .into_iter()
        .map(|rival| Distractor {
            text: rival.name.clone(),
            why: rival.why.clone(),
        })
        .collect()
}

/// The first three names of which no two share a word.
fn apart<'a>(fitting: &[&'a Rival]) -> Vec<&'a Rival> {
    let mut taken: Vec<&Rival> = Vec::new();
    for rival in fitting {
        if taken.len() < 3 && !taken.iter().any(|other| overlaps(&other.name, &rival.name)) {
            taken.push(rival);
        }
    }
    taken
}

/// How tempting a name is beside the key; `None` for a person of another age, who would give the key away.
fn score(rival: &Rival, key: &str, year: Option<i16>) -> Option<u32> {
    let era = match rival.year.zip(year).map(|(own, asked)| own.abs_diff(asked)) {
        None => ERA / 2,
        Some(years) if years <= SURELY => ERA,
        Some(years) if years <= HARDLY => ERA / 2,
        Some(_) if rival.kind == NameKind::Person => return None,
        Some(_) => 0,
    };
    let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_owned();
    let first_word = |name: &str| name.split(' ').next().unwrap_or("").to_owned();
    let is_body = matches!(
        rival.kind,
        NameKind::Organisation | NameKind::Party | NameKind::Law
    );
    // A ministry beside a ministry, a party beside a party.
    let class = if !is_body || last(&rival.name) == last(key) || first_word(&rival.name) == first_word(key) {
        CLASS
    } else {
        CLASS / 2
    };
    let near = if rival.is_near { SAME_DOCUMENT } else { 0 };
    let words = |name: &str| name.split(' ').count();
    let ending = |name: &str| -> String { last(name).chars().rev().take(2).collect() };
    let shape = SHAPE * 6 / 10 * u32::from(words(&rival.name) == words(key))
        + SHAPE * 4 / 10 * u32::from(ending(&rival.name) == ending(key));
    Some(class + era + near + shape)
}

/// Full names of persons stand beside full names, short forms in capitals beside such.
fn is_same_form(rival: &Rival, key: &str) -> bool {
    let is_acronym = |name: &str| name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let are_full = rival.name.contains(' ') == key.contains(' ');
    is_acronym(&rival.name) == is_acronym(key) && (are_full || rival.kind != NameKind::Person)
}

/// Whether two names share a word: a short form, a relative, a body of the same town.
fn overlaps(one: &str, other: &str) -> bool {
    one.split(' ')
        .any(|word| word.len() > 2 && other.split(' ').any(|theirs| theirs == word))
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::facts::frame::NameKind;
    use crate::items::distractors::{Pool, Rival};
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn drawn(rivals: &[(&str, i16)], year: i16, seed: u64) -> Vec<String> {
        let rival = |(name, year): &(&str, i16)| Rival {
            name: (*name).to_owned(),
            kind: NameKind::Person,
            year: Some(*year),
            is_near: true,
            why: None,
        };
        let pool = Pool {
            names: rivals.iter().map(rival).collect(),
            year: Some(year),
            ..Pool::default()
        };
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let drawn = draw("Ida Berg", NameKind::Person, &pool, &mut chance);
        drawn.into_iter().map(|wrong| wrong.text).collect()
    }

    #[test]
    fn a_person_of_another_age_is_no_option() {
        let rivals = [("Ann Lund", 1905), ("Otto Velk", 1911), ("Emil Sarn", 1798)];
        assert_eq!(drawn(&rivals, 1911, 1), ["Ann Lund", "Otto Velk"]);
    }

    #[test]
    fn names_of_the_time_go_before_others() {
        let rivals = [
            ("Ann Lund", 1911),
            ("Otto Velk", 1912),
            ("Nils Holm", 1910),
            ("Emil Sarn", 1885),
        ];
        for seed in 0..10 {
            assert_eq!(drawn(&rivals, 1911, seed), ["Ann Lund", "Nils Holm", "Otto Velk"]);
        }
    }

    #[test]
    fn no_two_options_share_a_name_with_each_other_or_the_key() {
        let two = [
            ("Ann Lund", 1911),
            ("Otto Lund", 1911),
            ("Nils Berg", 1911),
            ("Lundin", 1911),
        ];
        let more = [("Otto Lund", 1911), ("Ann Lund", 1911), ("Otto Velk", 1911)];
        for seed in 0..10 {
            assert_eq!(drawn(&two, 1911, seed).len(), 1);
            assert_eq!(drawn(&more, 1911, seed), ["Ann Lund", "Otto Velk"]);
        }
    }
}
