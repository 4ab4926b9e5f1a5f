//! What becomes of an answer, and of a pupil's own steps.

use super::event::Event;
use super::pupil::Pupil;
use super::room::Room;
use super::room::Stage;
use super::wire::Mode;

/// What becomes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is new: once this event is on disk it is kept.
    New(Event),
    /// It was kept before.
    Known,
    /// It came too late, or to nothing that is open for this pupil.
    Refused,
}

impl Room {
    /// Looks at an answer by the names its phone has for question and option. `round_trip` is the least time
    /// measured from the host to the phone and back, in milliseconds; half of it may be late.
    pub fn answer(&self, pupil: usize, question: &str, option: &str, round_trip: u64, now: u64) -> Answer {
        let Some(known) = self.pupils.get(pupil).filter(|known| known.is_in()) else {
            return Answer::Refused;
        };
        let Some((question, option)) = self.found(known, question, option) else {
            return Answer::Refused;
        };
        if known.given[question].is_some_and(|given| given.option == option) {
            return Answer::Known;
        }
        let may = known.asked[question]
            && !(self.settings.mode.is_final() && known.given[question].is_some())
            && !(self.settings.mode.is_own_pace() && known.has_finished)
            && matches!(self.stage, Stage::Open | Stage::Paused | Stage::Closed)
            && self.watch.takes(known.extra, round_trip / 2, now);
        match may {
            true => Answer::New(Event::Answered {
                pupil,
                question,
                option,
                elapsed: self.watch.elapsed(now),
            }),
            false => Answer::Refused,
        }
    }

    /// Finds question and option by the names a phone has for them.
    fn found(&self, pupil: &Pupil, question: &str, option: &str) -> Option<(usize, usize)> {
        let at_hand = self.question_of(pupil);
        let all = match self.settings.mode.is_own_pace() {
            true => 0..self.paper.questions.len(),
            false => 0..0,
        };
        // An answer sent again may be to a question that was left meanwhile.
        at_hand.into_iter().chain(all).find_map(|at| {
            let marks = self.marks(pupil, at);
            match marks.question == question {
                true => Some((at, marks.option(option)?)),
                false => None,
            }
        })
    }

    /// Lets a pupil go to the question with this number, from 1, at their own pace.
    pub fn go(&self, pupil: usize, to: usize) -> Option<Event> {
        let known = self.pupils.get(pupil).filter(|known| known.is_in())?;
        let to = to.checked_sub(1)?;
        let may = self.settings.mode.is_own_pace()
            && self.stage == Stage::Open
            && !known.has_finished
            && to < self.paper.questions.len()
            && to != known.place;
        may.then_some(Event::Went { pupil, to })
    }

    /// Lets a pupil hand in at their own pace.
    pub fn finish(&self, pupil: usize) -> Option<Event> {
        let known = self.pupils.get(pupil).filter(|known| known.is_in())?;
        let may = matches!(self.settings.mode, Mode::OwnPace | Mode::Exam)
            && self.stage == Stage::Open
            && !known.has_finished;
        may.then_some(Event::Finished { pupil })
    }
}
