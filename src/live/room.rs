//! A room: all that is known of a game, and how each event changes it.

use std::collections::BTreeMap;

use super::event::Entry;
use super::event::Event;
use super::marks::Marks;
use super::marks::own_order;
use super::names::Taken;
use super::pupil::Extra;
use super::pupil::Given;
use super::pupil::Pupil;
use super::pupil::Standing;
use super::settings::Names;
use super::settings::Settings;
use super::stopwatch::MOST_GRACE;
use super::stopwatch::Stopwatch;
use super::wire::Mode;
use crate::quiz::Paper;
use crate::quiz::Question;
use crate::quiz::scores::Change;
use crate::quiz::scores::keys;

/// Seconds for a question of a race where nothing else is said. Ours, may be tuned.
const RACE_SECONDS: u32 = 20;

/// What a right answer of a race is worth, at once and at the last moment. Ours, may be tuned.
const QUICK: u64 = 1_000;
const SLOW: u64 = 500;

/// Where a game stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Before the first question.
    #[default]
    Lobby,
    /// A question is open, or all of them at the pupils' own pace.
    Open,
    /// It waits.
    Paused,
    /// It is closed.
    Closed,
    /// What is right is shown.
    Reveal,
    /// The end.
    End,
}

/// A game.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// The questions, all with options; its first version has the order in which they are asked and, for
    /// the teacher and the projector, that of their options.
    pub paper: Paper,
    /// How it is played.
    pub settings: Settings,
    /// Where it stands.
    pub stage: Stage,
    /// The question at hand, by its place in the order of asking; 0 before the first.
    pub place: usize,
    /// Everybody who ever joined, in that order.
    pub pupils: Vec<Pupil>,
    /// Nobody new may join.
    pub is_locked: bool,
    /// Names do not show on the projector.
    pub hides_names: bool,
    /// Places show at the end.
    pub shows_places: bool,
    /// What was changed of the keys, oldest first.
    pub changes: Vec<Change>,
    /// Questions by number: whether what is right was shown.
    pub revealed: Vec<bool>,
    pub(super) watch: Stopwatch,
    pub(super) taken: Taken,
    pub(super) keys: Vec<Option<Vec<usize>>>,
    /// How often each option of each question was chosen by those who take part.
    pub(super) tally: Vec<Vec<usize>>,
    /// What all have, the most first; made at the end.
    pub(super) scores: Vec<u32>,
    by_token: BTreeMap<String, usize>,
    by_rejoin: BTreeMap<String, usize>,
}

impl Room {
    /// Opens a room with the questions of a paper that are answered by choosing.
    pub fn new(paper: Paper, settings: Settings) -> Room {
        let tally = paper
            .questions
            .iter()
            .map(|question| vec![0; question.options().len()])
            .collect();
        Room {
            stage: Stage::Lobby,
            place: 0,
            pupils: Vec::new(),
            is_locked: false,
            hides_names: settings.names != Names::Shown,
            shows_places: false,
            changes: Vec::new(),
            revealed: vec![false; paper.questions.len()],
            watch: Stopwatch::default(),
            taken: Taken::default(),
            keys: keys(&paper, &[]),
            tally,
            scores: Vec::new(),
            by_token: BTreeMap::new(),
            by_rejoin: BTreeMap::new(),
            paper,
            settings,
        }
    }

    /// Changes the room by what happened. An event that names what is not there changes nothing.
    pub fn apply(&mut self, entry: &Entry) {
        let now = entry.at;
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
                if let Some(pupil) = self.pupils.get_mut(*pupil) {
                    pupil.extra = *extra;
                }
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
        let is_asked = self.settings.mode.is_own_pace() && matches!(self.stage, Stage::Open | Stage::Paused);
        let at = self.pupils.len();
        self.taken.add(name);
        self.by_token.insert(token.to_owned(), at);
        self.by_rejoin.insert(rejoin.to_owned(), at);
        self.pupils.push(Pupil {
            name: name.to_owned(),
            token: token.to_owned(),
            rejoin: rejoin.to_owned(),
            lang: lang.to_owned(),
            chance,
            standing: Standing::In,
            extra: Extra::Usual,
            asked: vec![is_asked; questions],
            given: vec![None; questions],
            place: 0,
            has_finished: false,
        });
    }

    fn stands(&mut self, pupil: usize, standing: Standing) {
        let Some(pupil) = self.pupils.get_mut(pupil) else {
            return;
        };
        pupil.standing = standing;
        self.count_tally();
        if self.stage == Stage::End {
            self.count_scores();
        }
    }

    fn rename(&mut self, pupil: usize, name: &str) {
        if let Some(pupil) = self.pupils.get_mut(pupil) {
            name.clone_into(&mut pupil.name);
        }
        self.taken = Taken::default();
        self.pupils.iter().for_each(|pupil| self.taken.add(&pupil.name));
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
        let before = given.replace(Given { option, elapsed });
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
        self.changes.push(change);
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

    fn count_scores(&mut self) {
        let here = (0..self.pupils.len()).filter(|pupil| self.pupils[*pupil].is_in());
        let mut scores: Vec<u32> = here.map(|pupil| self.score(pupil)).collect();
        scores.sort_unstable_by(|one, other| other.cmp(one));
        self.scores = scores;
    }

    /// Returns the pupil whose phone shows this token.
    pub fn pupil_of(&self, token: &str) -> Option<usize> {
        self.by_token.get(token).copied()
    }

    /// Returns the pupil whom these six digits bring back.
    pub fn pupil_with(&self, rejoin: &str) -> Option<usize> {
        self.by_rejoin.get(rejoin).copied()
    }

    /// Returns how many take part.
    pub fn present(&self) -> usize {
        self.pupils.iter().filter(|pupil| pupil.is_in()).count()
    }

    /// Returns the number, in the order of the paper, of the question at a place of the order of asking.
    pub fn question_at(&self, place: usize) -> Option<usize> {
        let version = self.paper.versions.first()?;
        version
            .order
            .get(place)
            .copied()
            .filter(|at| *at < self.paper.questions.len())
    }

    /// Returns the order in which a question's options stand on the projector and before the teacher.
    pub fn letters(&self, place: usize) -> &[usize] {
        let version = self.paper.versions.first();
        version
            .and_then(|version| version.options.get(place))
            .map_or(&[], Vec::as_slice)
    }

    /// Returns how many answered a question.
    pub fn answered(&self, question: usize) -> usize {
        self.tally.get(question).map_or(0, |options| options.iter().sum())
    }

    /// Returns how many of those who take part were asked a question.
    pub fn asked(&self, question: usize) -> usize {
        let is_asked = |pupil: &&Pupil| pupil.is_in() && pupil.asked[question];
        self.pupils.iter().filter(is_asked).count()
    }

    /// Returns how many handed in at their own pace.
    pub fn finished(&self) -> usize {
        let has_finished = |pupil: &&Pupil| pupil.is_in() && pupil.has_finished;
        self.pupils.iter().filter(has_finished).count()
    }

    /// Returns the milliseconds there are for a question; at the pupils' own pace for all of them.
    pub fn limit(&self) -> Option<u64> {
        let seconds = match self.settings.mode {
            Mode::Race => Some(self.settings.seconds.unwrap_or(RACE_SECONDS)),
            _ => self.settings.seconds,
        };
        seconds.map(|seconds| u64::from(seconds) * 1_000)
    }

    /// Returns the milliseconds left for all who have no extra time; none without a limit.
    pub fn left(&self, now: u64) -> Option<u64> {
        self.watch.left(Extra::Usual, now)
    }

    /// Returns the milliseconds left for a pupil; none without a limit.
    pub fn left_of(&self, pupil: usize, now: u64) -> Option<u64> {
        self.watch.left(self.pupils.get(pupil)?.extra, now)
    }

    /// Returns the options of a question that are right as the keys stand now; none where it was dropped.
    pub fn keys_of(&self, question: usize) -> &[usize] {
        self.keys
            .get(question)
            .and_then(Option::as_deref)
            .unwrap_or_default()
    }

    /// The question a pupil is at, by its number in the order of the paper.
    pub(super) fn question_of(&self, pupil: &Pupil) -> Option<usize> {
        match self.settings.mode.is_own_pace() {
            true => self.own_order(pupil).get(pupil.place).copied(),
            false => self.question_at(self.place),
        }
    }

    /// The order in which a pupil has the questions at their own pace: one of their own in an exam.
    pub(super) fn own_order(&self, pupil: &Pupil) -> Vec<usize> {
        let count = self.paper.questions.len();
        match self.settings.mode {
            Mode::Exam => own_order(pupil.chance, count),
            _ => (0..count).filter_map(|place| self.question_at(place)).collect(),
        }
    }

    pub(super) fn question(&self, at: usize) -> &Question {
        &self.paper.questions[at]
    }

    pub(super) fn marks(&self, pupil: &Pupil, question: usize) -> Marks {
        Marks::new(pupil.chance, question, self.question(question))
    }

    /// Whether an option is right, as the keys stand now.
    pub(super) fn is_right(&self, question: usize, option: usize) -> bool {
        self.keys
            .get(question)
            .and_then(Option::as_ref)
            .is_some_and(|keys| keys.contains(&option))
    }

    /// Whether a question counts for a pupil.
    pub(super) fn counts_for(&self, pupil: &Pupil, question: usize) -> bool {
        pupil.asked[question] && self.keys[question].is_some()
    }

    /// Returns the questions a pupil answered right.
    pub fn right(&self, pupil: usize) -> usize {
        let pupil = &self.pupils[pupil];
        let is_right = |question: &usize| {
            self.counts_for(pupil, *question)
                && pupil.given[*question].is_some_and(|given| self.is_right(*question, given.option))
        };
        (0..pupil.given.len()).filter(is_right).count()
    }

    /// Returns the points of a pupil in a race, of the questions that were revealed; of all at the end.
    pub fn points(&self, pupil: usize) -> u32 {
        let pupil = &self.pupils[pupil];
        let limit = self.limit().and_then(|limit| pupil.extra.of(limit));
        let of = |question: usize| {
            let is_told = self.stage == Stage::End || self.revealed[question];
            let given = pupil.given[question].filter(|given| {
                is_told && self.counts_for(pupil, question) && self.is_right(question, given.option)
            });
            given.map_or(0, |given| worth(given.elapsed, limit))
        };
        (0..pupil.given.len()).map(of).sum()
    }

    /// What places are given by.
    pub(super) fn score(&self, pupil: usize) -> u32 {
        match self.settings.mode {
            Mode::Race => self.points(pupil),
            _ => u32::try_from(self.right(pupil)).unwrap_or(u32::MAX),
        }
    }

    /// Returns what time alone brings about: a question closes, or the whole ends.
    pub fn due(&self, now: u64) -> Option<Event> {
        if self.stage != Stage::Open || self.paper.questions.is_empty() {
            return None;
        }
        let is_own_pace = self.settings.mode.is_own_pace();
        let end = if is_own_pace { Event::Ended } else { Event::Closed };
        let waiting = self.pupils.iter().filter(|pupil| self.may_still_answer(pupil));
        let is_late = |pupil: &Pupil| {
            let left = self.watch.limit().and_then(|limit| pupil.extra.of(limit));
            left.is_some_and(|limit| self.watch.elapsed(now) > limit + MOST_GRACE)
        };
        let mut waiting = waiting.peekable();
        let ends_early = is_own_pace || self.settings.mode.is_final();
        let is_last = ends_early && waiting.peek().is_none() && self.present() > 0;
        let is_empty_and_late = self.left(now) == Some(0) && waiting.peek().is_none();
        (is_last || is_empty_and_late || (waiting.peek().is_some() && waiting.all(is_late))).then_some(end)
    }

    /// Whether an answer of this pupil is awaited; one that may be changed is, as long as time has an end.
    fn may_still_answer(&self, pupil: &Pupil) -> bool {
        if !pupil.is_in() || pupil.has_finished {
            return false;
        }
        if self.settings.mode.is_own_pace() {
            return true;
        }
        let Some(question) = self.question_of(pupil) else {
            return false;
        };
        let may_change = !self.settings.mode.is_final() && pupil.extra != Extra::Unlimited;
        pupil.asked[question] && (may_change || pupil.given[question].is_none())
    }

    /// Returns when the views or the stage change next although nobody does anything.
    pub fn next_change(&self, now: u64) -> Option<u64> {
        let limit = self.watch.limit().filter(|_| self.stage == Stage::Open)?;
        let mut ends: Vec<u64> = self
            .pupils
            .iter()
            .filter(|pupil| pupil.is_in())
            .filter_map(|pupil| pupil.extra.of(limit))
            .collect();
        ends.push(limit);
        ends.sort_unstable();
        ends.dedup();
        // One millisecond later it is over.
        let times = ends.iter().flat_map(|end| [*end + 1, *end + MOST_GRACE + 1]);
        times
            .filter_map(|elapsed| self.watch.when(elapsed))
            .filter(|at| *at > now)
            .min()
    }
}

/// What a right answer of a race is worth: all at once, half at the last moment.
fn worth(elapsed: u64, limit: Option<u64>) -> u32 {
    let limit = limit.unwrap_or(u64::from(RACE_SECONDS) * 1_000).max(1);
    let left = limit.saturating_sub(elapsed);
    let worth = SLOW + (QUICK - SLOW) * left / limit;
    u32::try_from(worth).unwrap_or(u32::MAX)
}
