//! What stands in front of a person's name, and what the head of a name says of its kind.

use crate::language::Word;
use crate::lexicon::{Head, Lexicon};

/// How many words at the start of a run are adjectives of a people, titles or offices.
pub(super) fn titles(words: &[Word<'_>], lexicon: &Lexicon) -> usize {
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

pub(super) fn head_of(words: &[Word<'_>], lexicon: &Lexicon) -> Option<Head> {
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
