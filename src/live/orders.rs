//! What the teacher may order, and what comes of it or why not.

use std::fmt;

use super::event::Event;
use super::names::cleaned;
use super::pupil::Extra;
use super::pupil::Standing;
use super::room::Room;
use super::room::Stage;
use super::settings::Names;
use super::wire::Mode;
use crate::quiz::scores::Change;
use crate::quiz::scores::keys;

/// An order of the teacher. Pupils count from 1 as the teacher sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Asks the first question, or opens all of them at the pupils' own pace.
    Start,
    /// No more answers.
    Close,
    /// Shows what is right.
    Reveal,
    /// Goes to the next question, or to the end after the last.
    Next,
    /// Gives more time.
    More {
        /// Milliseconds.
        ms: u32,
    },
    /// Lets the open question wait, or go on.
    Pause,
    /// Leaves the question at hand out, as if it was not asked, and goes to the next.
    Skip,
    /// Drops a question, or changes what is right.
    Change(Change),
    /// Lets a question that was dropped count again, with what was right before.
    Undrop(usize),
    /// Lets nobody new in, or lets them in again.
    Lock(bool),
    /// Sends a pupil out; they may come back.
    Kick(usize),
    /// Sends a pupil out for good.
    Ban(usize),
    /// Gives a pupil another name.
    Rename(usize, String),
    /// Hides names on the projector, or shows them.
    Hide(bool),
    /// Gives a pupil more time than the others.
    Extra(usize, Extra),
    /// Shows places at the end, or not.
    Places(bool),
    /// Ends the game. At the teacher's pace a question that is open, and that somebody has not answered, is left
    /// out; not so in a poll, where nothing is wrong.
    End,
}

/// Why an order or a join comes to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It was started before.
    Started,
    /// It was not started yet.
    NotStarted,
    /// No question is open.
    NotOpen,
    /// The question is still open.
    StillOpen,
    /// The question is open without a limit, so there is nothing to add to.
    NoLimit,
    /// All are asked at the pupils' own pace.
    OwnPace,
    /// The game is over.
    Over,
    /// Nobody has this number.
    NoPupil {
        /// As typed.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// Of a name nothing can be seen.
    NoName,
    /// Names are not kept in this game.
    NamesUnkept,
    /// A poll has nothing that is right.
    Poll,
    /// There is no such question or option.
    NoQuestion,
    /// The question was not dropped.
    NotDropped,
    /// Nobody new may join.
    Locked,
    /// As many as may have joined.
    Full {
        /// How many.
        most: usize,
    },
    /// They were sent out for good.
    Banned,
    /// These digits bring nobody back.
    WrongRejoin,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Started => out.write_str("the game has started already"),
            Refusal::NotStarted => out.write_str("no question was asked yet"),
            Refusal::NotOpen => out.write_str("no question is open"),
            Refusal::StillOpen => out.write_str("the question is still open"),
            Refusal::NoLimit => out.write_str("there is no limit; the question is open until you close it"),
            Refusal::OwnPace => {
                out.write_str("pupils answer at their own pace; there is no question at hand")
            }
            Refusal::Over => out.write_str("the game is over"),
            Refusal::NoPupil { number, of: 0 } => {
                write!(out, "there is no pupil {number}; nobody has joined yet")
            }
            Refusal::NoPupil { number, of } => {
                write!(out, "there is no pupil {number}; they have numbers 1 to {of}")
            }
            Refusal::NoName => out.write_str("of that name nothing can be seen"),
            Refusal::NamesUnkept => out.write_str("names are not kept in this game"),
            Refusal::Poll => out.write_str("in a poll nothing is right or wrong"),
            Refusal::NoQuestion => out.write_str("there is no such question or option"),
            Refusal::NotDropped => out.write_str("this question was not dropped; it counts"),
            Refusal::Locked => out.write_str("nobody new may join"),
            Refusal::Full { most } => write!(out, "{most} have joined, and no more may"),
            Refusal::Banned => out.write_str("sent out for good"),
            Refusal::WrongRejoin => out.write_str("these digits bring nobody back"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Room {
    /// Returns what comes of an order, in the order in which it happens.
    pub fn order(&self, order: &Order) -> Result<Vec<Event>, Refusal> {
        match order {
            Order::Start => self.start(),
            Order::Close => self.close(),
            Order::Reveal => self.may_reveal().map(|()| vec![Event::Revealed]),
            Order::Next => self.next(),
            Order::More { ms } => self.more(*ms),
            Order::Pause => self.pause(),
            Order::Skip => self.leave_out(),
            Order::Change(change) => self.other_key(*change),
            Order::Undrop(question) => self.counts_again(*question),
            Order::Lock(locked) => Ok(vec![Event::Locked(*locked)]),
            Order::Kick(number) => self.send_out(*number, false),
            Order::Ban(number) => self.send_out(*number, true),
            Order::Rename(number, name) => self.other_name(*number, name),
            Order::Hide(hidden) => match self.settings.names {
                Names::Unkept => Err(Refusal::NamesUnkept),
                _ => Ok(vec![Event::Hidden(*hidden)]),
            },
            Order::Extra(number, extra) => Ok(vec![Event::Extra {
                pupil: self.numbered(*number)?,
                extra: *extra,
            }]),
            Order::Places(_) if self.settings.mode == Mode::Poll => Err(Refusal::Poll),
            Order::Places(shown) => Ok(vec![Event::Places(*shown)]),
            Order::End if self.stage == Stage::End => Err(Refusal::Over),
            Order::End if self.is_half_answered() => Ok(vec![Event::Skipped, Event::Ended]),
            Order::End => Ok(vec![Event::Ended]),
        }
    }

    /// Whether a question is open at the teacher's pace that somebody has not answered yet: it is no fault of
    /// theirs that the game ends now.
    fn is_half_answered(&self) -> bool {
        let is_open = matches!(self.stage, Stage::Open | Stage::Paused);
        let Some(question) = self.question_at(self.place) else {
            return false;
        };
        let has_points = self.settings.mode != Mode::Poll && !self.settings.mode.is_own_pace();
        is_open && has_points && self.answered(question) < self.asked(question)
    }

    /// Returns what the teacher does next in the usual course of things; nothing after the end.
    pub fn usual(&self) -> Option<Order> {
        Some(match self.stage {
            Stage::Lobby => Order::Start,
            Stage::Open => Order::Close,
            Stage::Paused => Order::Pause,
            Stage::Closed => Order::Reveal,
            Stage::Reveal => Order::Next,
            Stage::End => return None,
        })
    }

    fn start(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Lobby if self.settings.mode == Mode::Exam => {
                Ok(vec![Event::Locked(true), Event::Asked { place: 0 }])
            }
            Stage::Lobby => Ok(vec![Event::Asked { place: 0 }]),
            Stage::End => Err(Refusal::Over),
            _ => Err(Refusal::Started),
        }
    }

    fn close(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Open | Stage::Paused if self.settings.mode.is_own_pace() => Ok(vec![Event::Ended]),
            Stage::Open | Stage::Paused => Ok(vec![Event::Closed]),
            other => Err(not_open(other)),
        }
    }

    fn may_reveal(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Closed => Ok(()),
            Stage::Open | Stage::Paused if self.settings.mode.is_own_pace() => Err(Refusal::OwnPace),
            Stage::Open | Stage::Paused => Err(Refusal::StillOpen),
            other => Err(not_open(other)),
        }
    }

    fn next(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Lobby => self.start(),
            Stage::Open | Stage::Paused if self.settings.mode.is_own_pace() => Err(Refusal::OwnPace),
            Stage::Open | Stage::Paused => Err(Refusal::StillOpen),
            Stage::Closed | Stage::Reveal => Ok(vec![self.following()]),
            Stage::End => Err(Refusal::Over),
        }
    }

    fn following(&self) -> Event {
        match self.question_at(self.place + 1) {
            Some(_) => Event::Asked {
                place: self.place + 1,
            },
            None => Event::Ended,
        }
    }

    fn more(&self, ms: u32) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Open | Stage::Paused if self.watch.limit().is_none() => Err(Refusal::NoLimit),
            Stage::Open | Stage::Paused | Stage::Closed => Ok(vec![Event::Added { ms }]),
            other => Err(not_open(other)),
        }
    }

    fn pause(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Open => Ok(vec![Event::Paused]),
            Stage::Paused => Ok(vec![Event::WentOn]),
            other => Err(not_open(other)),
        }
    }

    fn leave_out(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            _ if self.settings.mode.is_own_pace() => Err(Refusal::OwnPace),
            Stage::Lobby => Err(Refusal::NotStarted),
            Stage::End => Err(Refusal::Over),
            _ => Ok(vec![Event::Skipped, self.following()]),
        }
    }

    fn other_key(&self, change: Change) -> Result<Vec<Event>, Refusal> {
        if self.settings.mode == Mode::Poll {
            return Err(Refusal::Poll);
        }
        let (question, option) = match change {
            Change::Drop { question } => (question, 0),
            Change::Accept { question, option } | Change::Key { question, option } => (question, option),
        };
        let options = self
            .paper
            .questions
            .get(question)
            .map_or(0, |known| known.options().len());
        match option < options {
            true => Ok(vec![Event::Changed(change)]),
            false => Err(Refusal::NoQuestion),
        }
    }

    /// A journal knows no change back: what was right before the question was dropped is made right again.
    fn counts_again(&self, question: usize) -> Result<Vec<Event>, Refusal> {
        match self.keys.get(question) {
            _ if self.settings.mode == Mode::Poll => return Err(Refusal::Poll),
            None => return Err(Refusal::NoQuestion),
            Some(Some(_)) => return Err(Refusal::NotDropped),
            Some(None) => {}
        }
        let others = self.changes.iter().copied();
        let others: Vec<Change> = others
            .filter(|change| *change != Change::Drop { question })
            .collect();
        let before = keys(&self.paper, &others)[question].clone().unwrap_or_default();
        let change = |(at, option)| match at {
            0 => Change::Key { question, option },
            _ => Change::Accept { question, option },
        };
        let changes = before.into_iter().enumerate().map(change);
        Ok(changes.map(Event::Changed).collect())
    }

    fn send_out(&self, number: usize, for_good: bool) -> Result<Vec<Event>, Refusal> {
        let pupil = self.numbered(number)?;
        let stands = if for_good {
            Standing::Banned
        } else {
            Standing::Kicked
        };
        match self.pupils[pupil].standing == stands {
            true => Ok(Vec::new()),
            false => Ok(vec![Event::SentOut { pupil, for_good }]),
        }
    }

    fn other_name(&self, number: usize, name: &str) -> Result<Vec<Event>, Refusal> {
        let pupil = self.numbered(number)?;
        if self.settings.names == Names::Unkept {
            return Err(Refusal::NamesUnkept);
        }
        let name = cleaned(name);
        if name.is_empty() {
            return Err(Refusal::NoName);
        }
        if name == self.pupils[pupil].name {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Renamed {
            pupil,
            name: self.taken.told_apart(&name),
        }])
    }

    fn numbered(&self, number: usize) -> Result<usize, Refusal> {
        let of = self.pupils.len();
        let pupil = number.checked_sub(1).filter(|pupil| *pupil < of);
        pupil.ok_or(Refusal::NoPupil { number, of })
    }
}

fn not_open(stage: Stage) -> Refusal {
    match stage {
        Stage::Lobby => Refusal::NotStarted,
        Stage::End => Refusal::Over,
        _ => Refusal::NotOpen,
    }
}
