//! How each event changes a room.

use super::event::Entry;
use super::event::Event;
use super::names::Taken;
use super::pupil::Extra;
use super::pupil::Given;
use super::pupil::Pupil;
use super::pupil::Standing;
use super::room::Room;
use super::room::Stage;
use super::stopwatch::Stopwatch;
use crate::quiz::scores::Change;
use crate::quiz::scores::keys;

impl Room {
    /// Changes the room by what happened. An event that names what is not there changes nothing.
    pub fn apply(&mut self, entry: &Entry) {
        let now = entry.at;
        self.events += 1;
        match &entry.event {
            Event::Joined {
                name,
                token,
                rejoin,
                lang,
                chance,
            } => self.add(name, token, rejoin, lang, *chance),
            Event::Returned { pupil } => self.stands(*pupil, Standing::In),
            Event::Renamed { pupil, name } => self.rename(*pupil, name),
            Event::SentOut { pupil, for_good } => self.stands(
                *pupil,
                if *for_good {
                    Standing::Banned
                } else {
                    Standing::Kicked
                },
            ),
            Event::Extra { pupil, extra } => {
                self.give_time(*pupil, *extra);
            }
            Event::Locked(locked) => self.is_locked = *locked,
            Event::Hidden(hidden) => self.hides_names = *hidden,
            Event::Places(shown) => self.shows_places = *shown,
            Event::Asked { place } => self.ask(*place, now),
            Event::Answered {
                pupil,
                question,
                option,
                elapsed,
            } => self.take(*pupil, *question, *option, *elapsed),
            Event::Closed => {
                self.watch.stop(now);
                self.stage = Stage::Closed;
            }
            Event::Revealed => self.reveal(),
            Event::Paused => {
                self.watch.stop(now);
                self.stage = Stage::Paused;
            }
            Event::WentOn => {
                self.watch.go_on(now);
                self.stage = Stage::Open;
            }
            Event::Added { ms } => self.add_time(u64::from(*ms), now),
            Event::Skipped => self.skip(),
            Event::Changed(change) => self.change(*change),
            Event::Went { pupil, to } => {
                if let Some(pupil) = self.pupils.get_mut(*pupil) {
                    pupil.place = *to;
                }
            }
            Event::Finished { pupil } => {
                if let Some(pupil) = self.pupils.get_mut(*pupil) {
                    pupil.has_finished = true;
                }
            }
            Event::Ended => {
                self.watch.stop(now);
                self.stage = Stage::End;
                self.count_scores();
            }
        }
    }

    fn add(&mut self, name: &str, token: &str, rejoin: &str, lang: &str, chance: u64) {
        let questions = self.paper.questions.len();
        let asked = self.asked_on_joining();
        let at = self.pupils.len();
        self.taken.add(name);
        self.by_token.insert(token.to_owned(), at);
        self.by_rejoin.insert(rejoin.to_owned(), at);
        self.here += 1;
        self.pupils.push(Pupil {
            name: name.to_owned(),
            token: token.to_owned(),
            rejoin: rejoin.to_owned(),
            lang: lang.to_owned(),
            chance,
            standing: Standing::In,
            extra: Extra::Usual,
            asked: (0..questions).map(|question| asked.contains(&question)).collect(),
            given: vec![None; questions],
            place: 0,
            has_finished: false,
        });
    }

    /// The questions that a pupil who joins now may answer: at their own pace all of them, else the one that is
    /// open, where no time has run that they did not have.
    fn asked_on_joining(&self) -> std::ops::Range<usize> {
        match self.stage {
            Stage::Open | Stage::Paused if self.settings.mode.is_own_pace() => 0..self.paper.questions.len(),
            Stage::Open | Stage::Paused if self.watch.limit().is_none() => self
                .question_at(self.place)
                .map_or(0..0, |question| question..question + 1),
            _ => 0..0,
        }
    }

    /// More time counts from the question at hand on: what was told keeps its worth.
    fn give_time(&mut self, pupil: usize, extra: Extra) {
        let at_hand = self.question_at(self.place);
        let is_told = |at: usize| self.stage == Stage::End || self.revealed[at];
        let open = at_hand.filter(|at| !is_told(*at));
        let Some(pupil) = self.pupils.get_mut(pupil) else {
            return;
        };
        pupil.extra = extra;
        if let Some(given) = open.and_then(|at| pupil.given[at].as_mut()) {
            given.extra = extra;
        }
    }

    fn stands(&mut self, pupil: usize, standing: Standing) {
        if pupil >= self.pupils.len() {
            return;
        }
        let is_return = standing == Standing::In && !self.pupils[pupil].is_in();
        if is_return {
            // Somebody else may have taken the name meanwhile.
            self.pupils[pupil].name = self.taken.told_apart(&self.pupils[pupil].name);
            // Who comes back may answer what somebody new may.
            for question in self.asked_on_joining() {
                self.pupils[pupil].asked[question] = true;
            }
        }
        self.pupils[pupil].standing = standing;
        self.take_names();
        self.here = self.pupils.iter().filter(|pupil| pupil.is_in()).count();
        self.count_tally();
        if self.stage == Stage::End {
            self.count_scores();
        }
    }

    fn rename(&mut self, pupil: usize, name: &str) {
        if let Some(pupil) = self.pupils.get_mut(pupil) {
            name.clone_into(&mut pupil.name);
        }
        self.take_names();
        if self.stage == Stage::End {
            self.count_scores();
        }
    }

    /// Who was sent out keeps no name from anybody, least of all from themselves on another phone.
    fn take_names(&mut self) {
        self.taken = Taken::default();
        let here = self.pupils.iter().filter(|pupil| pupil.is_in());
        here.for_each(|pupil| self.taken.add(&pupil.name));
    }

    fn ask(&mut self, place: usize, now: u64) {
        self.place = place;
        self.stage = Stage::Open;
        self.watch = Stopwatch::start(now, self.limit());
        let questions = match self.settings.mode.is_own_pace() {
            true => 0..self.paper.questions.len(),
            false => match self.question_at(place) {
                Some(question) => question..question + 1,
                None => return,
            },
        };
        for pupil in self.pupils.iter_mut().filter(|pupil| pupil.is_in()) {
            pupil.asked[questions.clone()].fill(true);
        }
    }

    fn take(&mut self, pupil: usize, question: usize, option: usize, elapsed: u64) {
        let Some(pupil) = self.pupils.get_mut(pupil) else {
            return;
        };
        let (Some(given), Some(tally)) = (pupil.given.get_mut(question), self.tally.get_mut(question)) else {
            return;
        };
        if option >= tally.len() {
            return;
        }
        let extra = pupil.extra;
        let before = given.replace(Given {
            option,
            elapsed,
            extra,
        });
        if pupil.is_in() {
            tally[option] += 1;
            if let Some(before) = before {
                tally[before.option] -= 1;
            }
        }
    }

    fn reveal(&mut self) {
        self.stage = Stage::Reveal;
        if let Some(question) = self.question_at(self.place) {
            self.revealed[question] = true;
        }
    }

    fn add_time(&mut self, ms: u64, now: u64) {
        let is_paused = self.stage == Stage::Paused;
        self.watch.add(ms, now);
        match is_paused {
            true => self.watch.stop(now),
            false => self.stage = Stage::Open,
        }
    }

    fn skip(&mut self) {
        let Some(question) = self.question_at(self.place) else {
            return;
        };
        for pupil in &mut self.pupils {
            pupil.asked[question] = false;
        }
        self.stage = Stage::Closed;
    }

    fn change(&mut self, change: Change) {
        let mut changes = std::mem::take(&mut self.changes);
        changes.push(change);
        self.take_changes(changes);
    }

    /// Takes other changes of the key than happened in the game: it may be changed where its results are kept.
    pub fn take_changes(&mut self, changes: Vec<Change>) {
        self.changes = changes;
        self.keys = keys(&self.paper, &self.changes);
        if self.stage == Stage::End {
            self.count_scores();
        }
    }

    fn count_tally(&mut self) {
        self.tally.iter_mut().for_each(|options| options.fill(0));
        for pupil in self.pupils.iter().filter(|pupil| pupil.is_in()) {
            for (given, options) in pupil.given.iter().zip(&mut self.tally) {
                if let Some(given) = given {
                    options[given.option] += 1;
                }
            }
        }
    }
}
