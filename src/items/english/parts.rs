//! One piece behind a verb is asked for, the others stay in the question.

use super::join;
use crate::facts::frame::{Event, Part};

/// What follows the verb without the piece at `at`.
pub fn without(event: &Event, at: usize) -> String {
    let kept: Vec<String> = event
        .parts
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != at)
        .map(|(_, part)| written(part))
        .collect();
    join(&kept.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What follows the verb, with other words in the place of the piece at `at`.
pub fn instead(event: &Event, at: usize, words: &str) -> String {
    let parts = event.parts.iter().enumerate();
    let written: Vec<String> = parts
        .map(|(place, part)| {
            if place == at {
                words.to_owned()
            } else {
                written(part)
            }
        })
        .collect();
    join(&written.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A piece with its preposition.
pub fn written(part: &Part) -> String {
    join(&[&part.link, &part.phrase.text])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::frame::{NameKind, Phrase};

    fn part(link: &str, text: &str) -> Part {
        Part {
            link: link.to_owned(),
            phrase: Phrase {
                text: text.to_owned(),
                kind: NameKind::Other,
                is_plural: false,
                names: Vec::new(),
            },
            head: None,
            class: None,
            quantity: None,
            is_common: false,
        }
    }

    #[test]
    fn a_piece_is_written_with_its_preposition() {
        assert_eq!(written(&part("in", "the Velk")), "in the Velk");
        assert_eq!(written(&part("", "the Velk")), "the Velk");
    }
}
