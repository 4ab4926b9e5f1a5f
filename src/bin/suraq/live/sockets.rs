//! The connection of a phone or the projector.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::Message as Sent;
use axum::extract::ws::WebSocket;
use axum::extract::ws::WebSocketUpgrade;
use axum::response::Response;
use suraq::live::wire::FromPhone;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio::time::timeout;

use super::guard::Bucket;
use super::messages::Dial;
use super::messages::Frame;
use super::messages::Message;
use super::messages::Phone;
use super::server::Shared;

/// Longest message of a phone, in bytes.
const LONGEST: usize = 4_096;

/// The room a connection has to read into, in bytes; a longer message grows it. What a page of ours says fits
/// several times; the default of 128 KiB would be nearly all the memory of a large room.
const ROOM: usize = 512;

/// Messages that wait for a slow phone.
const WAITING: usize = 16;

/// How often a phone is asked whether it is there.
const PING: Duration = Duration::from_secs(10);

/// How long it may take to answer that, or to take a message.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who is connected.
pub enum Who {
    /// A pupil with this token, by this of their page's connections.
    Pupil(String, Option<Dial>),
    /// The projector.
    Screen,
}

/// Opens the connection.
pub fn open(upgrade: WebSocketUpgrade, shared: Arc<Shared>, who: Who) -> Response {
    upgrade
        .read_buffer_size(ROOM)
        .write_buffer_size(0)
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .on_upgrade(move |socket| run(socket, shared, who))
}

async fn run(socket: WebSocket, shared: Arc<Shared>, who: Who) {
    let (out, frames) = mpsc::channel(WAITING);
    let id = shared.next_id();
    let is_pupil = matches!(who, Who::Pupil(..));
    let entered = match who {
        Who::Pupil(token, dial) => shared.host.send(Message::Enter(Phone { id, dial, out }, token)),
        Who::Screen => {
            let dial = None;
            shared.host.send(Message::Watch(Phone { id, dial, out }))
        }
    };
    if entered.is_ok() {
        let line = Line {
            socket,
            frames,
            bucket: Bucket::new(30.0, 15.0),
            asked: None,
            round_trip: None,
            count: 0,
        };
        line.keep(&shared, id, is_pupil).await;
    }
    // A host that is gone knows nobody any more.
    let _ = shared.host.send(Message::Leave(id));
}

/// A connection while it lasts.
struct Line {
    socket: WebSocket,
    frames: mpsc::Receiver<Frame>,
    bucket: Bucket,
    /// When it was asked whether it is there, and has not answered.
    asked: Option<Instant>,
    /// The least of all that were measured; one that an impatient phone made longer counts for nothing.
    round_trip: Option<Duration>,
    count: u32,
}

impl Line {
    /// Carries messages both ways until one end is gone.
    async fn keep(mut self, shared: &Shared, id: u64, is_pupil: bool) {
        let mut ask = tokio::time::interval(PING);
        loop {
            let goes_on = tokio::select! {
                frame = self.frames.recv() => self.send(frame).await,
                sent = self.socket.recv() => match sent {
                    Some(Ok(sent)) => self.receive(sent, shared, id, is_pupil),
                    _ => false,
                },
                _ = ask.tick() => self.ask().await,
            };
            if !goes_on {
                return;
            }
        }
    }

    async fn send(&mut self, frame: Option<Frame>) -> bool {
        match frame {
            Some(Frame::Text(text)) => self.write(Sent::Text(text)).await,
            Some(Frame::Last(text)) => {
                let _ = self.write(Sent::Text(text)).await;
                let _ = self.write(Sent::Close(None)).await;
                false
            }
            None => false,
        }
    }

    async fn write(&mut self, message: Sent) -> bool {
        matches!(timeout(PATIENCE, self.socket.send(message)).await, Ok(Ok(())))
    }

    async fn ask(&mut self) -> bool {
        if self.asked.is_some_and(|at| at.elapsed() > PATIENCE) {
            return false;
        }
        if self.asked.is_none() {
            self.count += 1;
            self.asked = Some(Instant::now());
            return self
                .write(Sent::Ping(self.count.to_be_bytes().to_vec().into()))
                .await;
        }
        true
    }

    fn receive(&mut self, sent: Sent, shared: &Shared, id: u64, is_pupil: bool) -> bool {
        match sent {
            Sent::Text(text) if is_pupil => {
                if !self.bucket.take() {
                    return false;
                }
                match serde_json::from_str::<FromPhone>(&text) {
                    Ok(said) => shared.host.send(Message::Said(id, said, self.least())).is_ok(),
                    // What no page of ours sends.
                    Err(_) => false,
                }
            }
            Sent::Text(_) | Sent::Binary(_) => false,
            Sent::Pong(count) => {
                self.measure(&count);
                true
            }
            Sent::Ping(_) => self.bucket.take(),
            Sent::Close(_) => false,
        }
    }

    fn measure(&mut self, count: &[u8]) {
        if *count != self.count.to_be_bytes() {
            return;
        }
        if let Some(at) = self.asked.take() {
            let took = at.elapsed();
            self.round_trip = Some(self.round_trip.map_or(took, |least| least.min(took)));
        }
    }

    /// The least round trip in milliseconds; 0 while none was measured.
    fn least(&self) -> u64 {
        let least = self.round_trip.map(|least| least.as_millis());
        least.and_then(|least| u64::try_from(least).ok()).unwrap_or(0)
    }
}
