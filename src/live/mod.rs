//! A quiz live in class: what happens in a room, and what each phone may see of it.
//!
//! A room is a machine of states: joins, answers and the teacher's steps go in, a line for the journal and
//! the views of the phones come out. Nothing here knows a socket, a file or a clock; the caller brings time
//! and chance, writes the journal, and sends the views.

pub mod wire;
