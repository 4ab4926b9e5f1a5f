//! A quiz live in class: the room alone, its journal, and the whole over loopback.

mod live {
    pub mod class;
    pub mod game;
    pub mod going_on;
    pub mod journal;
    pub mod kill;
    pub mod later;
    pub mod room;
    pub mod server;
    pub mod wall;
}
