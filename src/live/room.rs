//! A room: all that is known of a game.

use std::collections::BTreeMap;

use super::marks::Marks;
use super::marks::own_order;
use super::names::Taken;
use super::pupil::Pupil;
use super::settings::Names;
use super::settings::Settings;
use super::stopwatch::Stopwatch;
use super::wire::Mode;
use crate::quiz::Paper;
use crate::quiz::Question;
use crate::quiz::scores::Change;
use crate::quiz::scores::keys;

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
    /// The questions, all with options; its first version has the order in which they are asked and that of their
    /// options for the teacher, the projector and, at the teacher's pace, the phones.
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
    /// How many events made it what it is.
    pub events: usize,
    pub(super) watch: Stopwatch,
    pub(super) taken: Taken,
    pub(super) keys: Vec<Option<Vec<usize>>>,
    /// How often each option of each question was chosen by those who take part.
    pub(super) tally: Vec<Vec<usize>>,
    /// What all have, the most first; made at the end.
    pub(super) scores: Vec<u32>,
    /// The best with what they have; made at the end.
    pub(super) best: Vec<(String, u32)>,
    /// How many more have as much as the last of them.
    pub(super) more_best: usize,
    /// How many take part.
    pub(super) here: usize,
    pub(super) by_token: BTreeMap<String, usize>,
    pub(super) by_rejoin: BTreeMap<String, usize>,
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
            events: 0,
            watch: Stopwatch::default(),
            taken: Taken::default(),
            keys: keys(&paper, &[]),
            tally,
            scores: Vec::new(),
            best: Vec::new(),
            more_best: 0,
            here: 0,
            by_token: BTreeMap::new(),
            by_rejoin: BTreeMap::new(),
            paper,
            settings,
        }
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
        self.here
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

    /// Returns the order in which a question's options stand before the teacher, on the
    /// projector and, at the teacher's pace, on the phones.
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
        Marks::in_order(
            pupil.chance,
            question,
            self.question(question),
            self.shared_order(question),
        )
    }

    /// The order of a question's options on all phones at the teacher's pace, that of the projector, so that a class
    /// can talk of B; at the pupils' own pace each phone has one of its own.
    fn shared_order(&self, question: usize) -> Option<&[usize]> {
        let version = self.paper.versions.first()?;
        let place = version.order.iter().position(|at| *at == question)?;
        (!self.settings.mode.is_own_pace()).then(|| self.letters(place))
    }
}
