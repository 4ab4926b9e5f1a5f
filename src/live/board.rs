//! What the teacher sees: the only view with what is right before the reveal. It never goes over the air.

use super::pupil::Extra;
use super::pupil::Standing;
use super::room::Room;
use super::room::Stage;
use super::wire::Mode;

/// All that the teacher's terminal shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Counts up with each board that a host makes, so that an older one is known when it comes late.
    pub turn: u64,
    /// Where the game stands.
    pub stage: Stage,
    /// How it is played.
    pub mode: Mode,
    /// Number of the question at hand, from 1; 0 where there is none.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What is asked.
    pub text: String,
    /// Its options, from A.
    pub options: Vec<Bar>,
    /// Why the key is right; nothing in a poll, which has none.
    pub explanation: Option<String>,
    /// Where it is from.
    pub source: Option<String>,
    /// The question does not count.
    pub is_dropped: bool,
    /// How many answered; at their own pace, how many handed in.
    pub answered: usize,
    /// How many were asked.
    pub asked: usize,
    /// Milliseconds left; none without a limit.
    pub left: Option<u64>,
    /// Everybody who ever joined; their numbers count from 1.
    pub pupils: Vec<Row>,
    /// Nobody new may join.
    pub is_locked: bool,
    /// Names do not show on the projector.
    pub hides_names: bool,
    /// Places show at the end.
    pub shows_places: bool,
}

/// An option, as the teacher sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it says.
    pub text: String,
    /// How many chose it.
    pub chosen: usize,
    /// Whether it is right.
    pub is_key: bool,
}

/// A pupil, as the teacher sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As it is shown.
    pub name: String,
    /// Whether they take part.
    pub standing: Standing,
    /// More time than the others.
    pub extra: Extra,
    /// Questions that they answered.
    pub answered: usize,
    /// While a question is open: it came to them, and their answer has not come; at their own pace: they have
    /// not handed in.
    pub is_awaited: bool,
    /// Milliseconds that this pupil has left; none without a limit.
    pub left: Option<u64>,
}

impl Board {
    /// Returns whose time goes on while that of all others is out, with their numbers from 1.
    pub fn writing_on(&self) -> Vec<(usize, &Row)> {
        let is_out = self.stage == Stage::Open && self.left == Some(0);
        let rows = self.pupils.iter().enumerate().filter(|_| is_out);
        rows.filter(|(_, row)| row.is_awaited && row.left != Some(0))
            .map(|(at, row)| (at + 1, row))
            .collect()
    }

    /// Returns how many answers those who take part have given, to all questions together.
    pub fn given(&self) -> usize {
        let here = self.pupils.iter().filter(|row| row.standing == Standing::In);
        here.map(|row| row.answered).sum()
    }

    /// Returns how many take part.
    pub fn present(&self) -> usize {
        self.pupils
            .iter()
            .filter(|row| row.standing == Standing::In)
            .count()
    }
}

impl Room {
    /// Returns what the teacher sees now.
    pub fn board(&self, now: u64) -> Board {
        let mut board = Board {
            stage: self.stage,
            mode: self.settings.mode,
            of: self.paper.questions.len(),
            pupils: self.rows(now),
            is_locked: self.is_locked,
            hides_names: self.hides_names,
            shows_places: self.shows_places,
            left: self.left(now),
            ..Board::default()
        };
        if matches!(self.stage, Stage::Lobby | Stage::End) {
            return board;
        }
        if self.settings.mode.is_own_pace() {
            board.answered = self.finished();
            board.asked = self.present();
        } else if let Some(at) = self.question_at(self.place) {
            self.put_question(&mut board, at);
        }
        board
    }

    fn put_question(&self, board: &mut Board, at: usize) {
        let question = self.question(at);
        let bar = |option: &usize| Bar {
            text: question.options()[*option].clone(),
            chosen: self.tally[at][*option],
            is_key: self.settings.mode != Mode::Poll && self.is_right(at, *option),
        };
        board.number = self.place + 1;
        board.text = question.text.clone();
        board.options = self.letters(self.place).iter().map(bar).collect();
        if self.settings.mode != Mode::Poll {
            board.explanation = question.explanation.clone();
            board.source = question.source.clone();
        }
        board.is_dropped = self.keys[at].is_none();
        board.answered = self.answered(at);
        board.asked = self.asked(at);
    }

    fn rows(&self, now: u64) -> Vec<Row> {
        let row = |pupil: &super::pupil::Pupil| Row {
            name: pupil.name.clone(),
            standing: pupil.standing,
            extra: pupil.extra,
            answered: pupil.given.iter().flatten().count(),
            is_awaited: self.is_awaited(pupil),
            left: self.watch.left(pupil.extra, now),
        };
        self.pupils.iter().map(row).collect()
    }

    fn is_awaited(&self, pupil: &super::pupil::Pupil) -> bool {
        if !pupil.is_in() || !matches!(self.stage, Stage::Open | Stage::Paused) {
            return false;
        }
        if self.settings.mode.is_own_pace() {
            return !pupil.has_finished;
        }
        let question = self.question_at(self.place);
        question.is_some_and(|at| pupil.asked[at] && pupil.given[at].is_none())
    }
}
