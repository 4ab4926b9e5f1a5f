//! The program as a shell sees it: what it prints, what it leaves behind, and its exit status.

mod cli {
    pub mod add;
    pub mod anki_again;
    pub mod anki_cards;
    pub mod anki_export;
    pub mod anki_import;
    pub mod cards;
    pub mod care;
    pub mod check;
    pub mod class;
    pub mod classes;
    pub mod damage;
    pub mod decks;
    pub mod exchange;
    pub mod extract;
    pub mod figures_kept;
    pub mod inbox;
    pub mod json;
    pub mod marking;
    pub mod merging;
    pub mod moving;
    pub mod parse;
    pub mod plain;
    pub mod planning;
    pub mod screens;
    pub mod study;
    pub mod tables;
    pub mod today;
    pub mod tuning;
    pub mod uniting;
    pub mod usage;
    pub mod words;
    pub mod world;
    pub mod writing;
    pub mod written;
}
