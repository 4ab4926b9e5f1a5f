//! Anki's packages and collections: notes as questions, with their reviews and media.
//!
//! Read in one go and in bounds: the collection is unpacked into a temporary file,
//! its notes become items of decks, and the history stays beside them until the
//! caller says what of a card is known already. Media are only listed; the caller
//! unpacks those it wants. Nothing is written but the temporary file.
//!
//! An item's id is made from the note's own name over there and the place of its
//! card, so the same card is the same item at every import, whatever its wording.
//!
//! Format facts: Anki's manual and sources, tried against Anki itself.

mod archive;
mod below;
mod card_ids;
mod cloze;
mod database;
mod described;
mod entities;
mod error;
mod evidence;
mod gapped;
mod history;
mod html;
pub mod limits;
mod media;
mod options;
mod orders;
mod own;
mod own_cards;
mod package;
mod protobuf;
mod reading;
mod remark;
mod rows;
mod show;
mod spare;
mod standing;
mod styling;
mod template;
mod text;

pub use archive::is_package;
pub use card_ids::CardIds;
pub use database::is_temporary;
pub use database::temporary_name;
pub use error::PackageError;
pub use evidence::Evidence;
pub use history::Learner;
pub use media::safe_name;
pub use options::Options;
pub use orders::Orders;
pub use orders::note_older;
pub use own::names_of;
pub use package::CardHistory;
pub use package::Earlier;
pub use package::Marked;
pub use package::Package;
pub use package::PackageCard;
pub use remark::Plainer;
pub use remark::Reason;
pub use remark::Remark;
pub use text::is_anki_text;

/// Endings of the files that are packages, without the dot.
pub const EXTENSIONS: &[&str] = &["apkg", "colpkg"];

/// Returns the text of a piece of HTML; media keep their names.
pub(super) fn plain_html(html: &str) -> String {
    html::text(html, &str::to_owned)
}

#[cfg(test)]
mod made;
#[cfg(test)]
mod tests;
