//! The rating that is proposed after an answer; the learner decides.

use super::Buttons;
use super::Face;
use crate::answers::Outcome;
use crate::schedule::Rating;

/// What is known of how a card was answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub face: Face,
    pub outcome: Option<Outcome>,
    /// Whether letters of the answer were shown first.
    pub hinted: bool,
    /// Whether it took a second try.
    pub retried: bool,
    /// Whether who gives no answer may have it in mind: typing is an offer, and the learner compares.
    pub compares: bool,
    /// Whether less than half of a list is right.
    pub misses_most: bool,
}

/// Returns the rating to propose. Easy is never proposed: how easy it was only the learner knows.
pub(super) fn proposed(attempt: Attempt, buttons: Buttons) -> Rating {
    let helped = attempt.hinted || attempt.retried;
    let rating = match attempt.outcome {
        // Shown instead of answered.
        None if matches!(attempt.face, Face::Typed | Face::Choices) && !attempt.compares => Rating::Again,
        // The learner compares; the key for "remembered" is the one most often right.
        None | Some(Outcome::SelfGrade) => Rating::Good,
        Some(Outcome::Right | Outcome::Typo) if helped => Rating::Hard,
        Some(Outcome::Right | Outcome::Typo) => Rating::Good,
        Some(Outcome::Partial) if attempt.misses_most => Rating::Again,
        Some(Outcome::Partial | Outcome::Close) if attempt.face != Face::Choices => Rating::Hard,
        Some(_) => Rating::Again,
    };
    match (buttons, rating, attempt.outcome) {
        (Buttons::Two, Rating::Hard, Some(Outcome::Right | Outcome::Typo)) => Rating::Good,
        (Buttons::Two, Rating::Hard, _) => Rating::Again,
        _ => rating,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::Attempt;
    use super::proposed;
    use crate::answers::Outcome;
    use crate::items::Detail;
    use crate::items::Item;
    use crate::items::ItemId;
    use crate::items::Status;
    use crate::schedule::Rating;
    use crate::session::Buttons;
    use crate::session::Face;
    use crate::session::StudyCard;

    /// A card whose right answer is `key`.
    pub fn card(key: &str) -> StudyCard {
        let item = Item {
            id: ItemId("item".to_owned()),
            fact: None,
            kind: None,
            stem: "Which tree won?".to_owned(),
            key: key.to_owned(),
            accept: vec![],
            distractors: vec![],
            detail: Detail::default(),
            explanation: None,
            importance: 2,
            difficulty: None,
            tags: vec![],
            as_of: None,
            contested: false,
            status: Status::Accepted,
            changed: None,
            added: None,
            record: Default::default(),
        };
        StudyCard::new("trees/item", "Trees", item)
    }

    fn propose(face: Face, outcome: Outcome, hinted: bool) -> Rating {
        let attempt = Attempt {
            face,
            outcome: Some(outcome),
            hinted,
            retried: false,
            compares: false,
            misses_most: false,
        };
        proposed(attempt, Buttons::Four)
    }

    #[test]
    fn what_was_shown_is_not_known_unless_the_learner_compares() {
        let shown = |face, compares| {
            let attempt = Attempt {
                face,
                outcome: None,
                hinted: false,
                retried: false,
                compares,
                misses_most: false,
            };
            proposed(attempt, Buttons::Four)
        };
        assert_eq!(shown(Face::Typed, false), Rating::Again);
        assert_eq!(shown(Face::Typed, true), Rating::Good);
        assert_eq!(shown(Face::Plain, false), Rating::Good);
    }

    #[test]
    fn the_verdict_decides_and_help_lowers_it() {
        assert_eq!(propose(Face::Typed, Outcome::Right, false), Rating::Good);
        assert_eq!(propose(Face::Typed, Outcome::Typo, false), Rating::Good);
        assert_eq!(propose(Face::Typed, Outcome::Right, true), Rating::Hard);
        assert_eq!(propose(Face::Typed, Outcome::Partial, false), Rating::Hard);
        assert_eq!(propose(Face::Typed, Outcome::Wrong, false), Rating::Again);
    }

    #[test]
    fn less_than_half_of_a_list_is_not_remembered() {
        let attempt = Attempt {
            face: Face::Typed,
            outcome: Some(Outcome::Partial),
            hinted: false,
            retried: false,
            compares: false,
            misses_most: true,
        };
        assert_eq!(proposed(attempt, Buttons::Four), Rating::Again);
    }

    #[test]
    fn a_choice_is_at_most_good_and_a_wrong_one_again() {
        assert_eq!(propose(Face::Choices, Outcome::Right, false), Rating::Good);
        assert_eq!(propose(Face::Choices, Outcome::Partial, false), Rating::Again);
    }

    #[test]
    fn two_buttons_know_no_hard() {
        let attempt = Attempt {
            face: Face::Typed,
            outcome: Some(Outcome::Partial),
            hinted: false,
            retried: false,
            compares: false,
            misses_most: false,
        };
        assert_eq!(proposed(attempt, Buttons::Two), Rating::Again);
    }
}
