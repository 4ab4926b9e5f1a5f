//! Sentences printed word for word: what they are not asked for, though every word of them may be right.

use super::write::{Draft, Dropped};
use crate::facts::Found;
use crate::facts::frame::Frame;

/// Drops a gap where another question of its sentence has the same answer.
pub fn not_asked_before(drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Dropped>) {
    let others: Vec<(crate::text::Span, String)> = drafts
        .iter()
        .filter(|draft| !is_stated(draft))
        .map(|draft| (draft.quote, draft.item.key.to_lowercase()))
        .collect();
    let is_asked = |draft: &Draft| {
        let key = draft.item.key.to_lowercase();
        is_stated(draft)
            && others.iter().any(|(quote, other)| {
                *quote == draft.quote && (other.contains(&key) || key.contains(other.as_str()))
            })
    };
    let (asked, fit): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(is_asked);
    let reasons = || vec!["L50 another question of the sentence has this answer".to_owned()];
    let dropped = asked.into_iter().map(|draft| Dropped {
        draft,
        reasons: reasons(),
    });
    (fit, dropped.collect())
}

fn is_stated(draft: &Draft) -> bool {
    draft.part.starts_with("stated-")
}

/// Why a sentence is not printed: it would need words that it has not, besides what a person is.
pub fn refusal(
    asked: &str,
    stem: &str,
    found: &Found,
    introduced: impl Fn() -> String,
) -> Option<&'static str> {
    let is_stated = matches!(found.frame, Frame::Stated { .. });
    (is_stated && asked != stem && introduced() != stem)
        .then_some("L03 a stranger needs more words than the sentence has")
}

#[cfg(test)]
mod tests {
    use crate::facts::find;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn asked(page: &str, is_experimental: bool) -> Vec<(String, &'static str)> {
        let document = read("a.md", page.as_bytes()).unwrap();
        let options = Options {
            per_thousand: None,
            experimental: is_experimental,
            ..Options::default()
        };
        let written = write(&find(&document, Lexicon::shipped()), &document, options);
        let drafts = written.drafts.into_iter();
        drafts.map(|draft| (draft.item.stem, draft.part)).collect()
    }

    #[test]
    fn a_sentence_is_printed_with_its_gap_on_trial_only() {
        let page =
            "# Berdi Academy\n\nThe Berdi Academy in Finland belonged to the miners of Moscow until 1911.\n";
        let gap = "The Berdi Academy in Finland belonged to the miners of Moscow until ____.";
        assert!(asked(page, true).contains(&(gap.to_owned(), "stated-year")));
        assert!(asked(page, false).iter().all(|(stem, _)| stem != gap));
    }

    #[test]
    fn what_another_question_asks_is_not_hidden() {
        let page =
            "# Karsu and Velk\n\nIn 1911 the poet Ann Lund founded the University of Berdi for miners.\n";
        let asked = asked(page, true);
        assert!(asked.iter().any(|(_, part)| *part == "when"), "{asked:?}");
        assert!(asked.iter().all(|(_, part)| *part != "stated-year"), "{asked:?}");
    }
}
