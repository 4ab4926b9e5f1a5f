//! The host of a room, on a thread of its own: messages come in, the journal is written, views go out.
//!
//! Messages are taken as they have come, what came of them is brought to disk together, and only then is
//! anything said: an answer that is acknowledged is kept.

use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use suraq::live::Entry;
use suraq::live::Event;
use suraq::live::Room;
use suraq::live::Stage;
use suraq::live::answering::Answer;
use suraq::live::board::Board;
use suraq::live::journal;
use suraq::live::wire::Ack;
use suraq::live::wire::FromPhone;

use super::frames::Frames;
use super::keeping::Kept;
use super::messages::Message;
use super::messages::Missed;
use super::messages::News;
use crate::clock::Running;

/// So many messages, or so many milliseconds of them, are brought to disk together at most.
const TOGETHER: usize = 4_096;
const MOST_WAIT: u64 = 200;

/// The teacher's board and the projector's counts change no oftener than this, in milliseconds.
const REST: u64 = 100;

/// The host of a room.
pub struct Host {
    room: Room,
    kept: Kept,
    frames: Frames,
    news: Sender<News>,
    chance: ChaCha8Rng,
    running: Running,
    /// Milliseconds the room was open before this host.
    before: u64,
    after: After,
    /// When counts were told last.
    told: u64,
    /// How often something was said.
    turn: u64,
    /// When it was last looked at what time brings about.
    seen: u64,
}

/// When something is said.
#[derive(Clone, Copy)]
struct Told {
    now: u64,
    turn: u64,
}

impl Told {
    fn board(self, room: &Room) -> Board {
        Board {
            turn: self.turn,
            ..room.board(self.now)
        }
    }
}

/// Something that is said once all is on disk.
type Later = Box<dyn FnOnce(&Room, Told) + Send>;

/// What is to be said once all is on disk.
#[derive(Default)]
struct After {
    acks: Vec<(u64, Ack)>,
    replies: Vec<Later>,
    pupils: Vec<usize>,
    all: bool,
    counts: bool,
}

impl Host {
    /// Makes the host of a room. `chance` comes from the system, for tokens are drawn from it.
    pub fn new(room: Room, kept: Kept, before: u64, chance: ChaCha8Rng, news: Sender<News>) -> Host {
        Host {
            room,
            kept,
            frames: Frames::default(),
            news,
            chance,
            running: Running::begin(),
            before,
            after: After::default(),
            told: 0,
            turn: 0,
            seen: before,
        }
    }

    /// Takes messages until one says to stop or nobody is left to send any; returns the room.
    pub fn run(mut self, messages: &Receiver<Message>) -> Room {
        loop {
            let goes_on = self.take_together(messages);
            self.let_time_pass();
            if let Err(error) = self.kept.sync() {
                // Nothing of this batch is acknowledged: phones send again once the game is resumed.
                let path = self.kept.path().display();
                let said = format!("{path}: cannot be written: {}", crate::report::plain(&error));
                let _ = self.news.send(News::Failed(said));
                return self.room;
            }
            self.say();
            if !goes_on {
                return self.room;
            }
        }
    }

    fn now(&self) -> u64 {
        self.before + self.running.milliseconds()
    }

    /// Takes what has come; false when it is to stop.
    fn take_together(&mut self, messages: &Receiver<Message>) -> bool {
        let begun = self.now();
        let first = match messages.recv_timeout(self.wait(begun)) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        if !self.take(first) {
            return false;
        }
        for _ in 0..TOGETHER {
            match messages.try_recv() {
                Ok(message) if self.now() - begun < MOST_WAIT => {
                    if !self.take(message) {
                        return false;
                    }
                }
                Ok(message) => return self.take(message),
                Err(_) => break,
            }
        }
        true
    }

    /// How long nothing happens if nobody says anything.
    fn wait(&self, now: u64) -> Duration {
        let change = self.room.next_change(now).map(|at| at - now);
        let counts = self.after.counts.then(|| (self.told + REST).saturating_sub(now));
        let wait = change.into_iter().chain(counts).min().unwrap_or(60_000);
        Duration::from_millis(wait.max(1))
    }

    /// Takes one message; false when it says to stop.
    fn take(&mut self, message: Message) -> bool {
        let now = self.now();
        match message {
            Message::Join(joining, reply) => {
                let joined = self.room.join(&joining, &mut self.chance);
                if let Ok(joined) = &joined {
                    joined
                        .event
                        .iter()
                        .for_each(|event| self.happen(event.clone(), now));
                    let pupil = self.room.pupil_of(&joined.token);
                    self.after.pupils.extend(pupil);
                }
                let token = joined.map(|joined| joined.token);
                // Who does not wait for an answer any more has left.
                self.later(|_, _| drop(reply.send(token)));
            }
            Message::Page(token, reply) => self.later(move |room, told| {
                let pupil = room.pupil_of(&token);
                drop(reply.send(pupil.map(|pupil| room.view(pupil, told.now))));
            }),
            Message::Screen(reply) => self.later(|room, told| drop(reply.send(room.screen_view(told.now)))),
            Message::Enter(phone, token) => {
                let pupil = self.room.pupil_of(&token);
                if let Some(pupil) = pupil {
                    self.frames.enter(phone, pupil, &self.room, now);
                    self.after.pupils.push(pupil);
                }
            }
            Message::Watch(screen) => {
                self.frames.watch(screen, &self.room, now);
            }
            Message::Leave(id) => self.frames.leave(id),
            Message::Said(id, said, round_trip) => self.said(id, &said, round_trip, now),
            Message::Posted(token, said, reply) => {
                let pupil = self.room.pupil_of(&token);
                if let Some(pupil) = pupil {
                    self.hears(pupil, &said, 0, now);
                }
                self.later(move |_, _| {
                    let _ = reply.send(pupil.is_some());
                });
            }
            Message::Misses(token, reply) => {
                self.later(move |room, _| drop(reply.send(misses(room, &token))))
            }
            Message::Order(order, reply) => {
                let events = self.room.order(&order);
                let refusal = events.as_ref().err().cloned();
                events
                    .into_iter()
                    .flatten()
                    .for_each(|event| self.happen(event, now));
                self.later(move |room, told| {
                    drop(reply.send(match refusal {
                        Some(refusal) => Err(refusal),
                        None => Ok(told.board(room)),
                    }));
                });
            }
            Message::Look(reply) => self.later(move |room, told| drop(reply.send(told.board(room)))),
            Message::Results(reply) => self.later(move |room, _| drop(reply.send(room.results()))),
            Message::Reached { .. } => {}
            Message::Stop => return false,
        }
        true
    }

    fn later(&mut self, reply: impl FnOnce(&Room, Told) + Send + 'static) {
        self.after.replies.push(Box::new(reply));
    }

    /// Notes an event in the journal, changes the room by it, and whose views change with it.
    fn happen(&mut self, event: Event, now: u64) {
        match &event {
            Event::Answered { pupil, .. } if self.room.settings.mode.is_own_pace() => {
                self.after.pupils.push(*pupil)
            }
            Event::Answered { .. } => {}
            Event::Joined { .. } | Event::Locked(_) => {}
            Event::Went { pupil, .. } | Event::Finished { pupil } => self.after.pupils.push(*pupil),
            Event::Returned { pupil }
            | Event::Renamed { pupil, .. }
            | Event::SentOut { pupil, .. }
            | Event::Extra { pupil, .. } => self.after.pupils.push(*pupil),
            _ => self.after.all = true,
        }
        self.after.counts = true;
        let entry = Entry { at: now, event };
        self.kept.add(&journal::line(&entry));
        self.room.apply(&entry);
    }

    fn said(&mut self, id: u64, said: &FromPhone, round_trip: u64, now: u64) {
        let Some(pupil) = self.frames.pupil(id) else {
            return;
        };
        let saved = self.hears(pupil, said, round_trip, now);
        if let FromPhone::Answer { id: number, .. } = said {
            self.after.acks.push((id, Ack { id: *number, saved }));
        }
    }

    /// Does what a pupil says; whether it is kept.
    fn hears(&mut self, pupil: usize, said: &FromPhone, round_trip: u64, now: u64) -> bool {
        let event = match said {
            FromPhone::Answer { question, option, .. } => {
                match self.room.answer(pupil, question, option, round_trip, now) {
                    Answer::New(event) => Some(event),
                    Answer::Known => return true,
                    Answer::Refused => return false,
                }
            }
            FromPhone::Go { to } => self.room.go(pupil, *to),
            FromPhone::Finish => self.room.finish(pupil),
        };
        let is_kept = event.is_some();
        event.into_iter().for_each(|event| self.happen(event, now));
        is_kept
    }

    /// What time alone brings about.
    fn let_time_pass(&mut self) {
        let now = self.now();
        while let Some(event) = self.room.due(now) {
            self.happen(event, now);
        }
        let before = std::mem::replace(&mut self.seen, now);
        let is_out = |left: &dyn Fn(u64) -> Option<u64>| left(now) == Some(0) && left(before) != Some(0);
        if self.room.stage == Stage::Open {
            self.after.all |= is_out(&|at| self.room.left(at));
            let out = self
                .frames
                .pupils()
                .filter(|pupil| is_out(&|at| self.room.left_of(*pupil, at)));
            self.after.pupils.extend(out);
        }
    }

    /// Says all that is on disk now.
    fn say(&mut self) {
        let now = self.now();
        self.turn += 1;
        let turn = self.turn;
        let mut after = std::mem::take(&mut self.after);
        for (id, ack) in after.acks {
            self.frames.acknowledge(id, ack);
        }
        if after.all {
            self.frames.show_all(&self.room, now);
        } else {
            after.pupils.sort_unstable();
            after.pupils.dedup();
            for pupil in after.pupils {
                self.frames.show(pupil, &self.room, now);
            }
        }
        let has_rested = now >= self.told + REST;
        let is_wanted = after.all || !after.replies.is_empty();
        if after.all || (after.counts && (has_rested || is_wanted)) {
            self.frames.show_screens(&self.room, now);
            self.frames.show_lobby(&self.room, now);
            // The terminal may have left; the game goes on without it until it is stopped.
            let board = Told { now, turn }.board(&self.room);
            let _ = self.news.send(News::Board(Box::new(board)));
            after.counts = false;
            self.told = now;
        }
        self.after.counts = after.counts;
        let told = Told { now, turn };
        after
            .replies
            .into_iter()
            .for_each(|reply| reply(&self.room, told));
    }
}

/// What a pupil missed, once the game is over.
fn misses(room: &Room, token: &str) -> Option<Missed> {
    let pupil = room.pupil_of(token)?;
    if room.stage != Stage::End {
        return None;
    }
    let question = |at: usize| (room.paper.questions[at].clone(), room.keys_of(at).to_vec());
    Some(Missed {
        title: room.paper.title.clone(),
        questions: room.missed(pupil).map(question).collect(),
    })
}
