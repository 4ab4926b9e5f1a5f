//! How the whole class did, for the projector at the end.

use super::room::Room;
use super::room::Stage;
use super::wire::Mode;
use super::wire::Share;
use super::wire::Whole;
use crate::lexicon::scripts::language_of;

/// So many questions fit a wall with their texts; of more the hardest are shown. Ours, may be tuned.
const SHOWN: usize = 10;

impl Room {
    /// Returns how the class did once the game is over, as the keys stand now; nothing where no question counted,
    /// and in a poll.
    pub fn whole(&self) -> Option<Whole> {
        if self.stage != Stage::End || self.settings.mode == Mode::Poll {
            return None;
        }
        let mut questions: Vec<Share> = (0..self.paper.questions.len())
            .filter_map(|place| self.share(place))
            .collect();
        let whole = Whole {
            right: questions.iter().map(|share| share.right).sum(),
            of: questions.iter().map(|share| share.asked).sum(),
            all: questions.len(),
            questions: Vec::new(),
        };
        questions.sort_by_key(|share| (share.right * 1_000 / share.asked, share.number));
        questions.truncate(SHOWN);
        questions.sort_by_key(|share| share.number);
        (whole.all > 0).then_some(Whole { questions, ..whole })
    }

    /// How many had the question at a place right; nothing where it does not count or came to nobody.
    fn share(&self, place: usize) -> Option<Share> {
        let at = self.question_at(place)?;
        let keys = self.keys.get(at)?.as_ref()?;
        let question = self.question(at);
        let share = Share {
            number: place + 1,
            text: question.text.clone(),
            lang: language_of(&question.text).to_owned(),
            right: keys.iter().filter_map(|key| self.tally[at].get(*key)).sum(),
            asked: self.asked(at),
        };
        (share.asked > 0).then_some(share)
    }
}
