//! What the server and the terminal say to the host, and what it says to phones.

use std::sync::mpsc::Sender as Reply;

use axum::extract::ws::Utf8Bytes;
use serde::Deserialize;
use suraq::live::Order;
use suraq::live::Refusal;
use suraq::live::board::Board;
use suraq::live::joining::Joining;
use suraq::live::wire::FromPhone;
use suraq::live::wire::View;
use suraq::quiz::Question;
use suraq::quiz::scores::Results;
use tokio::sync::mpsc;
use tokio::sync::oneshot;

/// To the host.
pub enum Message {
    /// Somebody wants in; the answer is their token.
    Join(Joining, oneshot::Sender<Result<String, Refusal>>),
    /// A page is asked for; none where nobody has this token.
    Page(String, oneshot::Sender<Option<View>>),
    /// The projector's page is asked for.
    Screen(oneshot::Sender<View>),
    /// A phone is connected.
    Enter(Phone, String),
    /// The projector is connected.
    Watch(Phone),
    /// Whoever was connected is not any more.
    Leave(u64),
    /// A connected phone says something; beside it the least round trip measured, in milliseconds.
    Said(u64, FromPhone, u64),
    /// A page without a script posts something; answered once it is on disk, or none has this token.
    Posted(String, FromPhone, oneshot::Sender<bool>),
    /// A pupil asks for what they missed; nothing before the end.
    Misses(String, oneshot::Sender<Option<Missed>>),
    /// The teacher orders something.
    Order(Order, Reply<Result<Board, Refusal>>),
    /// The terminal wants to be told how things stand.
    Look(Reply<Board>),
    /// What is kept of the game is asked for.
    Results(Reply<Results>),
    /// Somebody opened the page that says that it works.
    Reached {
        /// By what it calls itself, on a phone or tablet.
        is_phone: bool,
    },
    /// The host is to stop.
    Stop,
}

/// A connection.
#[derive(Clone)]
pub struct Phone {
    /// Told apart by.
    pub id: u64,
    /// Which of its page's connections it is; none where the page does not count them.
    pub dial: Option<Dial>,
    /// What is to be sent to it.
    pub out: mpsc::Sender<Frame>,
}

/// One of the connections that a page opens, each after it gave the last one up.
#[derive(Clone, Debug, Deserialize)]
pub struct Dial {
    /// Different for every page, and for the same page loaded again.
    page: String,
    /// Ascending.
    count: u32,
}

impl Dial {
    /// Whether its page has given it up since: what was asked for when the network went may arrive once it is back,
    /// after what replaced it.
    pub fn is_before(&self, other: &Dial) -> bool {
        self.page == other.page && self.count < other.count
    }
}

/// What is sent to a connection.
#[derive(Clone)]
pub enum Frame {
    /// A message.
    Text(Utf8Bytes),
    /// The last message; then the connection is closed.
    Last(Utf8Bytes),
}

/// What a pupil missed.
pub struct Missed {
    /// Title of the quiz.
    pub title: String,
    /// The questions with what is right as the keys stand now.
    pub questions: Vec<(Question, Vec<usize>)>,
}

/// From the host to the terminal, unasked.
pub enum News {
    /// Something changed.
    Board(Box<Board>),
    /// The journal cannot be written; the host has stopped.
    Failed(String),
}
