//! Cards on the shelf: chosen, shown, explained, changed and sent out.

pub mod advice;
pub mod called;
pub mod choice;
pub mod deeds;
pub mod editor;
pub mod evidence;
pub mod export_telling;
pub mod exporting;
pub mod imported;
pub mod learner;
pub mod lent;
pub mod marking;
pub mod media;
mod patch;
pub mod restoring;
pub mod retiring;
pub mod sheet;
pub mod standing;
pub mod wording;
