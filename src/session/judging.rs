//! What a sitting knows of a typed answer beside the grader: the other words of the decks.

use super::StudyCard;
use super::known_words::Taken;
use super::refusal::Refusal;
use crate::answers::Outcome;
use crate::answers::Question;
use crate::answers::Verdict;
use crate::answers::Word;
use crate::lexicon::fold::fold;

/// Why an answer should hardly count as right: it is known to be another.
pub(super) fn doubt(card: &StudyCard, given: &str) -> Option<Refusal> {
    let folded = fold(given);
    let is_given = |text: &str| !folded.is_empty() && fold(text) == folded;
    if card.item.distractors.iter().any(|wrong| is_given(&wrong.text)) {
        return Some(Refusal::IsWrongOption);
    }
    let (id, item, words) = (&card.id, &card.item, &card.words);
    let is_other = |taken: Taken| !taken.is_right;
    let is_word = words.reason(id, item, given).is_some_and(is_other)
        || words.other_language(id, item, given).is_some();
    (is_word || card.rivals.iter().any(|rival| is_given(rival))).then_some(Refusal::IsAnotherAnswer)
}

/// The verdict on what was typed in place of a word: another one of the decks, or one of another language. One near
/// to it is fair to be asked again, and wrong the second time.
pub(super) fn taken(card: &StudyCard, verdict: &Verdict, typed: &str, retried: bool) -> Option<Verdict> {
    let (id, item, words) = (&card.id, &card.item, &card.words);
    let is_kazakh = words.asked(id, item)? == Word::Kazakh;
    let other = || {
        let reason = words.other_language(id, item, typed)?;
        Some(Taken {
            reason,
            is_near: false,
            is_right: false,
        })
    };
    let taken = match verdict.outcome {
        // Right by its sound, it may still be another word that is written so.
        Outcome::Right => words.reason(id, item, typed).filter(|_| is_kazakh),
        Outcome::Wrong | Outcome::SelfGrade => words.reason(id, item, typed).or_else(other),
        // A slip in the right English word is no word of another language.
        _ => words
            .reason(id, item, typed)
            .or_else(|| other().filter(|_| is_kazakh)),
    }?;
    if taken.is_right {
        return Some(Verdict::right(taken.reason));
    }
    Some(Verdict {
        outcome: match taken.is_near && !retried {
            true => Outcome::Close,
            false => Outcome::Wrong,
        },
        credit: 0,
        reason: taken.reason,
        difference: Vec::new(),
    })
}

/// What is asked, with what else might have been meant.
pub(super) fn question(card: &StudyCard, day_first: bool) -> Question<'_> {
    Question {
        item: &card.item,
        rivals: &card.rivals,
        day_first,
        word: card.words.asked(&card.id, &card.item),
    }
}
