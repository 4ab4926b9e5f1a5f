//! A quiz live in class: the host of a room, its server for the phones, and the teacher's terminal.
//!
//! The host runs on a thread of its own and alone knows the room; the server and the terminal speak to it
//! by messages. What it answers is on disk before it is said.

pub mod addresses;
pub mod check;
pub mod control;
mod frames;
mod guard;
pub mod host;
pub mod keeping;
pub mod messages;
mod misses;
pub mod page;
mod routes;
pub mod server;
mod sockets;
pub mod terminal;
