//! What stands before the subject: a time, a place by name, a circumstance told in full; no "In response,".

use super::full::Edit;
use super::is_in_name;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;

/// Refuses a sentence that opens with words which join it to the one before.
pub fn check(scene: &Scene<'_>, view: &View<'_>, edit: Option<&Edit>) -> Result<(), &'static str> {
    const LONGEST: usize = 14;
    let words = &view.words;
    let first = &words[0];
    let is_adverb = first.tag == Tag::Adverb || view.structure.parse().nodes[0].xpos == "RB";
    let opens_aside = is_adverb
        || matches!(
            first.tag,
            Tag::Preposition | Tag::Adverb | Tag::Subordinator | Tag::Ing | Tag::Participle | Tag::To
        )
        || first.is_any(&[
            "in", "on", "at", "by", "as", "after", "before", "during", "with", "for", "from", "to", "when",
        ]);
    let comma = words.iter().take(LONGEST).position(|word| word.is(","));
    let is_told = |end: usize| {
        (0..end).any(|at| {
            is_in_name(scene, view, at)
                || edit.is_some_and(|edit| edit.covers(at))
                || words[at].text.starts_with(|first: char| first.is_ascii_digit())
                || words[at].tag == Tag::Name && at > 0
        })
    };
    match comma {
        Some(comma) if opens_aside && !is_told(comma) => Err("an opening that is not a time"),
        // "Initially the mill was": since when and until when.
        None if is_adverb => Err("an opening that is not a time"),
        _ if first.is_any(&[
            "of", "than", "that", "because", "although", "though", "while", "whereas", "since",
        ]) =>
        {
            Err("an opening that is not a time")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{gaps, refused};

    #[test]
    fn a_time_or_a_place_by_name_may_open() {
        let text = "In 1911, the Berdi Academy of Velkland was founded by miners of the north.";
        assert_eq!(
            gaps(text),
            ["In ____, the Berdi Academy of Velkland was founded by miners of the north. 1911"]
        );
    }

    #[test]
    fn words_that_join_two_sentences_may_not() {
        for text in [
            "In response, the Berdi Academy of Velkland was founded by miners in 1911.",
            "Initially, the Berdi Academy of Velkland was founded by miners in 1911.",
        ] {
            assert_eq!(refused(text), Some("an opening that is not a time"), "{text}");
        }
    }
}
