//! The connections there are, and what is sent to them.

use std::collections::BTreeMap;

use serde::Serialize;
use suraq::live::Room;
use suraq::live::Stage;
use suraq::live::wire::Ack;
use suraq::live::wire::Phase;
use suraq::live::wire::ToPhone;
use suraq::live::wire::View;

use super::messages::Frame;
use super::messages::Phone;

/// Up to so many phones are told in the lobby how many have joined; to more that is not worth the air.
const TOLD_IN_LOBBY: usize = 100;

/// The connections there are.
#[derive(Default)]
pub struct Frames {
    phones: BTreeMap<u64, (usize, Phone)>,
    /// The newest connection of each pupil.
    of_pupil: BTreeMap<usize, u64>,
    screens: BTreeMap<u64, Phone>,
}

impl Frames {
    /// A phone is connected. An older connection of the same pupil is told so, and closed; one that its page has given
    /// up is closed itself.
    pub fn enter(&mut self, phone: Phone, pupil: usize, room: &Room, now: u64) {
        if self.is_given_up(&phone, pupil) {
            return;
        }
        if let Some(older) = self.of_pupil.insert(pupil, phone.id)
            && let Some((_, older)) = self.phones.remove(&older)
        {
            let view = View {
                phase: Phase::Elsewhere,
                round: None,
                reveal: None,
                result: None,
                ..room.view(pupil, now)
            };
            let _ = older
                .out
                .try_send(Frame::Last(text(&ToPhone::View(Box::new(view)))));
        }
        self.phones.insert(phone.id, (pupil, phone));
    }

    fn is_given_up(&self, phone: &Phone, pupil: usize) -> bool {
        let newest = self.of_pupil.get(&pupil).and_then(|id| self.phones.get(id));
        match (&phone.dial, newest) {
            (Some(dial), Some((_, newest))) => {
                newest.dial.as_ref().is_some_and(|newest| dial.is_before(newest))
            }
            _ => false,
        }
    }

    /// The projector is connected.
    pub fn watch(&mut self, screen: Phone, room: &Room, now: u64) {
        let view = ToPhone::View(Box::new(room.screen_view(now)));
        let _ = screen.out.try_send(Frame::Text(text(&view)));
        self.screens.insert(screen.id, screen);
    }

    /// A connection is gone.
    pub fn leave(&mut self, id: u64) {
        self.screens.remove(&id);
        if let Some((pupil, _)) = self.phones.remove(&id)
            && self.of_pupil.get(&pupil) == Some(&id)
        {
            self.of_pupil.remove(&pupil);
        }
    }

    /// Returns who speaks on a connection; nobody where a newer one took over.
    pub fn pupil(&self, id: u64) -> Option<usize> {
        self.phones.get(&id).map(|(pupil, _)| *pupil)
    }

    /// Returns who is connected.
    pub fn pupils(&self) -> impl Iterator<Item = usize> {
        self.of_pupil.keys().copied()
    }

    /// Tells a phone what became of its answer.
    pub fn acknowledge(&mut self, id: u64, ack: Ack) {
        if let Some((_, phone)) = self.phones.get(&id) {
            let is_sent = phone.out.try_send(Frame::Text(text(&ToPhone::Ack(ack)))).is_ok();
            if !is_sent {
                self.leave(id);
            }
        }
    }

    /// Sends a pupil all there is to show.
    pub fn show(&mut self, pupil: usize, room: &Room, now: u64) {
        let Some(id) = self.of_pupil.get(&pupil).copied() else {
            return;
        };
        let Some((_, phone)) = self.phones.get(&id) else {
            return;
        };
        let view = ToPhone::View(Box::new(room.view(pupil, now)));
        // A phone that reads nothing for so long is not there; it is shown all once it comes back.
        if phone.out.try_send(Frame::Text(text(&view))).is_err() {
            self.leave(id);
        }
    }

    /// Sends it to all.
    pub fn show_all(&mut self, room: &Room, now: u64) {
        let pupils: Vec<usize> = self.pupils().collect();
        pupils.into_iter().for_each(|pupil| self.show(pupil, room, now));
    }

    /// Sends phones in the lobby how many have joined, where they are few.
    pub fn show_lobby(&mut self, room: &Room, now: u64) {
        if room.stage == Stage::Lobby && self.phones.len() <= TOLD_IN_LOBBY {
            self.show_all(room, now);
        }
    }

    /// Sends the projector all there is to show.
    pub fn show_screens(&mut self, room: &Room, now: u64) {
        if self.screens.is_empty() {
            return;
        }
        let view = text(&ToPhone::View(Box::new(room.screen_view(now))));
        self.screens
            .retain(|_, screen| screen.out.try_send(Frame::Text(view.clone())).is_ok());
    }
}

fn text(value: &impl Serialize) -> axum::extract::ws::Utf8Bytes {
    serde_json::to_string(value)
        .expect("plain structures have a JSON form")
        .into()
}
