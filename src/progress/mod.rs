//! What was learned, kept so that nothing is ever lost.
//!
//! A [`Store`] is one SQLite file. The review log in it is the truth and only
//! grows; card states are a cache that [`Store::rebuild`] makes again from the
//! log. A rating is one transaction with its log entry, the new state and its
//! undo record, and it is on disk when [`Store::rate`] returns. Nothing here
//! knows what a card asks; time comes from the caller.

mod backup;
mod bringing;
mod card;
mod counts;
mod document;
mod error;
mod exams;
mod exports;
mod histories;
mod looking_back;
mod marks;
mod merging;
mod naming;
mod note_name;
mod past;
mod refitting;
mod review_log;
mod salvage;
mod stats;
mod store;
mod tally;
mod treatment;
mod undo;

pub use backup::{Backup, Reason, Restored, backup, backup_daily, backups, copy_to, restore, thin_backups};
pub use bringing::{Brought, BroughtReview, Logged, SetHere};
pub use card::{Card, Marks};
pub use counts::{DeckCounts, DueCard, Limit, NotNew};
pub use document::KeptDocument;
pub use error::ProgressError;
pub use exams::{ExamResult, KeptExam};
pub use exports::{ExportRecord, ExportedNote};
pub use histories::{Histories, HistoryEntry};
pub use looking_back::CardThen;
pub use merging::Merged;
pub use note_name::note_name;
pub use refitting::CardPast;
pub use review_log::{Answer, Entry, Rated, What};
pub use salvage::{Salvage, kept_damaged, salvage};
pub use stats::{DayTotals, Retention};
pub use store::{Access, FORMAT, Store};
pub use tally::{DayTally, HourTally, Tally};
pub use undo::{STEPS_KEPT, UndoStep, Undone};
