//! The card that lies open, answered and not rated, when a person leaves: it is said, and asked again.

use suraq::schedule::Moment;
use suraq::session::Stage;

use super::Sitting;
use crate::screen::cut;

/// Columns of the question that are shown.
const QUESTION: usize = 50;

impl Sitting {
    /// Notes the card on screen where its answer is shown, or was close and is being mended.
    pub(super) fn note_unrated(&mut self, now: Moment) {
        let open = self.session.view(now).filter(|view| {
            let is_begun = view.try_again.is_some();
            view.stage == Stage::Revealed || is_begun
        });
        if let Some(view) = open {
            self.unrated = Some(view.question.clone());
        }
    }

    /// Notes the card on screen: the person leaves with an answer half typed.
    pub(super) fn note_half_typed(&mut self, now: Moment) {
        self.unrated = self.session.view(now).map(|view| view.question.clone());
    }

    /// What is said of it at the end.
    pub(super) fn unrated_line(&self) -> Option<String> {
        // Quotes within quotes are single ones.
        let question = self.unrated.as_ref()?.replace('“', "‘").replace('”', "’");
        let question = cut(&question, QUESTION);
        Some(format!(
            "Not rated, so it is asked again: “{question}”. Nothing else is lost."
        ))
    }
}
