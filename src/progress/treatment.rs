//! Whether something was done already about a card that keeps lapsing: another face, by the leech rule or by the
//! learner.
//!
//! A face that came with an import is how the card was asked over there, and no treatment.

use rusqlite::Transaction;

use super::review_log::What;
use crate::schedule::Rating;

/// What a card's log says of its face so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Treatment {
    face: Option<String>,
    is_treated: bool,
}

impl Treatment {
    /// Takes the next entry into account: what it is, its rating, and the face of the card after it.
    pub fn note(&mut self, what: Option<What>, rating: Option<Rating>, face: Option<&str>) {
        let is_another = face != self.face.as_deref();
        self.is_treated = face.is_some()
            && match what {
                Some(What::Face) => true,
                Some(What::Brought) => self.is_treated && !is_another,
                // The leech rule changes a face with a lapse alone.
                Some(What::Rating) => self.is_treated || is_another && rating == Some(Rating::Again),
                // How a saved state or one of two histories came to its face is not known.
                _ => self.is_treated || is_another,
            };
        self.face = face.map(str::to_owned);
    }

    /// Whether its present face is another one than it had or came with.
    pub fn is_treated(&self) -> bool {
        self.is_treated
    }
}

/// Returns whether the present face of a card was given to it here.
pub(super) fn is_treated(change: &Transaction<'_>, row: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT what, rating, face FROM review_log WHERE card = ?1 AND undone IS NULL ORDER BY entry";
    let mut statement = change.prepare_cached(sql)?;
    let mut rows = statement.query([row])?;
    let mut treatment = Treatment::default();
    while let Some(row) = rows.next()? {
        let (what, face): (String, Option<String>) = (row.get(0)?, row.get(2)?);
        let rating = row.get::<_, Option<u8>>(1)?.and_then(Rating::from_number);
        treatment.note(What::from_word(&what), rating, face.as_deref());
    }
    Ok(treatment.is_treated())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    use crate::progress::Answer;
    use crate::progress::Brought;
    use crate::progress::Card;
    use crate::progress::Store;
    use crate::schedule::CardState;
    use crate::schedule::Due;
    use crate::schedule::LeechStep;
    use crate::schedule::Memory;
    use crate::schedule::Moment;
    use crate::schedule::Phase;
    use crate::schedule::Rating;
    use crate::schedule::Scheduler;
    use crate::schedule::Settings;
    use crate::schedule::Stability;

    const CARD: &str = "lakes/deepest";

    fn moment(day: i64) -> Moment {
        let at = Timestamp::from_second(1_900_000_000 + day * 86_400).unwrap();
        Moment::new(at, Offset::UTC, 240)
    }

    fn scheduler() -> Scheduler {
        let settings = Settings {
            leech_after: 8,
            relearning_steps: vec![],
            ..Settings::default()
        };
        Scheduler::new(settings).unwrap()
    }

    /// A card that is typed as where it came from, and was forgotten 11 times there.
    fn brought() -> Store {
        let then = moment(0);
        let state = CardState {
            phase: Phase::Review,
            memory: Some(Memory {
                stability: Stability::from_days(9.0),
                difficulty: 4.5,
            }),
            due: Due::On(then.day.plus(9)),
            last: Some((then.at, then.day)),
            repetitions: 30,
            lapses: 11,
            ..CardState::NEW
        };
        let mut card = Card { state, ..Card::NEW };
        card.marks.face = Some("typed".to_owned());
        let brought = Brought {
            item: CARD.to_owned(),
            reviews: Vec::new(),
            since: None,
            card,
        };
        let mut store = Store::in_memory().unwrap();
        store.bring(&[brought], "import x", None, then).unwrap();
        store
    }

    fn rate(store: &mut Store, rating: Rating, day: i64) -> Option<LeechStep> {
        let typed = store.card(CARD).unwrap().marks.face.as_deref() == Some("typed");
        let answer = Answer {
            item: CARD,
            rating,
            asked_as: None,
            typed: None,
            verdict: None,
            took: SignedDuration::from_secs(2),
            other_face: Some(if typed { "choices" } else { "typed" }),
        };
        store.rate(&answer, &scheduler(), moment(day)).unwrap().leech
    }

    #[test]
    fn a_face_that_came_with_the_card_is_no_treatment() {
        let mut store = brought();
        let steps: Vec<_> = (1..=5)
            .map(|time| rate(&mut store, Rating::Again, time * 20))
            .collect();
        let (changed, suspended) = (Some(LeechStep::ChangeFace), Some(LeechStep::Suspend));
        assert_eq!(steps, [changed, None, None, None, suspended]);
        assert_eq!(store.card(CARD).unwrap().marks.face.as_deref(), Some("choices"));
    }

    #[test]
    fn a_face_that_the_learner_set_is_one_until_it_is_taken_back() {
        let mut store = brought();
        store.set_face(&[CARD], Some("choices"), moment(1)).unwrap();
        assert_eq!(rate(&mut store, Rating::Again, 20), Some(LeechStep::Suspend));
        store.undo(moment(20)).unwrap();
        store.undo(moment(20)).unwrap();
        assert_eq!(rate(&mut store, Rating::Again, 20), Some(LeechStep::ChangeFace));
    }

    #[test]
    fn the_other_form_comes_where_two_histories_are_united_too() {
        let (mut here, mut there) = (brought(), brought());
        rate(&mut here, Rating::Good, 9);
        rate(&mut there, Rating::Again, 20);
        here.merge(&there, &scheduler(), "other.db", None, moment(21))
            .unwrap();
        let card = here.card(CARD).unwrap();
        assert_eq!((card.state.lapses, card.marks.suspended), (12, false));
        assert_eq!(card.marks.face.as_deref(), Some("choices"));
    }
}
