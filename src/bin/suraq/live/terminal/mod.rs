//! The teacher's terminal: the only place from which a game is led.

mod confirming;
mod drawn;
mod ending;
mod kept;
mod keys;
mod lobby;
mod opening;
mod plain;
mod questions;
mod rows;
mod telling;
mod who;
mod window;
mod writing_on;

use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;

use suraq::live::Order;
use suraq::live::Refusal;
use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::quiz::Paper;
use suraq::quiz::scores::Results;

use kept::follow;

use super::addresses::Address;
use super::control::Places;
use super::messages::Message;
use super::messages::News;
use crate::app::App;
use crate::class;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;

/// What the terminal knows of a game.
pub struct Desk {
    /// To the host.
    pub host: Sender<Message>,
    /// From the host.
    pub news: Receiver<News>,
    /// How things stand.
    pub board: Board,
    /// Where questions and options stand.
    pub places: Places,
    /// The questions, as they are kept.
    pub paper: Paper,
    /// Where phones find the host, the best first, each with `http://` and port.
    pub addresses: Vec<(String, Address)>,
    /// The projector's page.
    pub screen: String,
    /// What is to be said at the beginning.
    pub remarks: Vec<String>,
    /// The results of the game as they were when they were kept last; empty before.
    pub held: Results,
}

/// The host has stopped, and why.
fn stopped() -> Failure {
    Failure::input("the host has stopped").hint("go on with {suraq}live --resume")
}

/// Leads the game until the teacher leaves.
pub fn run(app: &mut App, mut desk: Desk) -> Outcome {
    if desk.board.stage == Stage::End {
        desk.keep(app)?;
    }
    match app.screen.plain {
        true => plain::run(app, &mut desk),
        false => drawn::run(app, &mut desk),
    }
    .map(|()| Done::Well)
}

impl Desk {
    /// Gives an order; what comes of it is on disk when this returns.
    fn order(&mut self, app: &App, order: Order) -> Result<Result<(), Refusal>, Failure> {
        let (reply, answer) = mpsc::channel();
        let asked = self.host.send(Message::Order(order, reply));
        asked.map_err(|_| self.why_stopped())?;
        match answer.recv().map_err(|_| self.why_stopped())? {
            Ok(board) => {
                let was_over = self.board.stage == Stage::End;
                self.put(app, board)?;
                if was_over {
                    self.keep(app)?;
                }
                Ok(Ok(()))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Asks how things stand now.
    fn look(&mut self, app: &App) -> Result<(), Failure> {
        let (reply, answer) = mpsc::channel();
        let asked = self.host.send(Message::Look(reply));
        asked.map_err(|_| self.why_stopped())?;
        let board = answer.recv().map_err(|_| self.why_stopped())?;
        self.put(app, board)
    }

    /// Takes a newer board; at the end results are kept. What changes after it comes by orders alone.
    fn put(&mut self, app: &App, board: Board) -> Result<(), Failure> {
        if board.turn < self.board.turn {
            return Ok(());
        }
        let ends = board.stage == Stage::End && self.board.stage != Stage::End;
        self.board = board;
        match ends {
            true => self.keep(app),
            false => Ok(()),
        }
    }

    fn results(&self) -> Result<Results, Failure> {
        let (reply, answer) = mpsc::channel();
        self.host.send(Message::Results(reply)).map_err(|_| stopped())?;
        answer.recv().map_err(|_| stopped())
    }

    /// Keeps the results as those of a paper are kept. A game in which nobody was asked has none.
    /// What `mark` changed of the keys and the sheets meanwhile stays.
    fn keep(&mut self, app: &App) -> Result<(), Failure> {
        let results = self.results()?;
        if results.sheets.is_empty() && self.held.sheets.is_empty() {
            return Ok(());
        }
        let mut kept = class::results(app, &results.code)?;
        let newer = results.changes.iter().skip(self.held.changes.len());
        kept.changes.extend(newer);
        follow(&mut kept.sheets, &self.held.sheets, &results.sheets);
        kept.format = results.format;
        kept.events = results.events;
        class::keep_results(app, &mut kept)?;
        self.held = results;
        Ok(())
    }

    /// Whether a question was asked of somebody, though it may have been left out.
    fn was_asked(&self) -> bool {
        self.board.number > 0 && !self.board.pupils.is_empty()
    }

    /// What the host said when it stopped.
    fn why_stopped(&self) -> Failure {
        let said = self.news.try_iter().find_map(|news| match news {
            News::Failed(said) => Some(said),
            News::Board(_) => None,
        });
        match said {
            Some(said) => failed(said),
            None => stopped(),
        }
    }
}

fn failed(said: String) -> Failure {
    let failure = Failure {
        status: crate::report::ENVIRONMENT,
        ..Failure::input(said)
    };
    failure.hint("make room on the disk, then go on with {suraq}live --resume; what was acknowledged is kept")
}
