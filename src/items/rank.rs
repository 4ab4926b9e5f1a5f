//! Which items come first: worth learning, sure, well put; and not all of one kind.

use std::collections::BTreeMap;

use super::write::Draft;

/// At most this many items from one sentence.
pub const PER_SENTENCE: usize = 4;

/// Sorts drafts best first and drops all but the best for each part of a fact and each sentence.
///
/// Ties are broken by place in the document, then by stem, so that the order
/// never depends on how the drafts came.
pub fn rank(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|one, other| {
        (other.score, one.quote, &one.item.stem).cmp(&(one.score, other.quote, &other.item.stem))
    });
    let mut by_sentence: BTreeMap<_, usize> = BTreeMap::new();
    let mut by_part: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same_key = by_key.entry(draft.item.key.clone()).or_default();
        let part = by_part.entry((draft.fact.id.0.clone(), draft.part)).or_default();
        let sentence = by_sentence.entry(draft.quote).or_default();
        if *part > 0
            || *sentence >= PER_SENTENCE
            || same_key
                .iter()
                .rev()
                .take(40)
                .any(|other| is_same(&kept[*other], &draft))
        {
            continue;
        }
        *part += 1;
        *sentence += 1;
        same_key.push(kept.len());
        kept.push(draft);
    }
    varied(kept)
}

/// Whether two drafts with one key ask the same in other words: they share most of the stem's words.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let words = |stem: &str| -> Vec<String> {
        stem.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(&one.item.stem), words(&other.item.stem));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 10 >= one.len().max(other.len()) * 6
}

/// Moves items back a little that repeat the kind of those before them.
fn varied(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut by_kind: BTreeMap<_, u32> = BTreeMap::new();
    let mut weighed: Vec<(u32, usize, Draft)> = drafts
        .into_iter()
        .enumerate()
        .map(|(place, draft)| {
            let seen = by_kind.entry(draft.item.kind).or_default();
            *seen += 1;
            let cost = seen.saturating_sub(1).min(20) * 6;
            (u32::from(draft.score).saturating_sub(cost), place, draft)
        })
        .collect();
    weighed.sort_by_key(|(weight, place, _)| (std::cmp::Reverse(*weight), *place));
    weighed.into_iter().map(|(_, _, draft)| draft).collect()
}
