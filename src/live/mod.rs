//! A quiz live in class: what happens in a room, and what each phone may see of it.
//!
//! A room is a machine of states: joins, answers and the teacher's steps go in, a line for the journal and
//! the views of the phones come out. Nothing here knows a socket, a file or a clock; the caller brings time
//! and chance, writes the journal, and sends the views.
//!
//! What is asked of a room ([`Room::join`], [`Room::answer`], [`Room::order`]) is answered with events and
//! changes nothing. An event that is on disk is [applied](Room::apply); applied once more in the same order,
//! events give the same room again.

pub mod answering;
pub mod board;
mod changing;
pub mod event;
pub mod joining;
pub mod journal;
pub mod marks;
pub mod names;
pub mod orders;
pub mod pupil;
pub mod record;
pub mod room;
mod scoring;
pub mod settings;
mod stopwatch;
mod timing;
pub mod views;
mod whole;
pub mod wire;

pub use event::Entry;
pub use event::Event;
pub use orders::Order;
pub use orders::Refusal;
pub use pupil::Extra;
pub use room::Room;
pub use room::Stage;
pub use settings::Names;
pub use settings::Settings;
