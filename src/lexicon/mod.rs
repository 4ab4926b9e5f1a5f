//! Names, kinds and spellings: what a word may be, never what is true of it.
//!
//! Tables of countries, regions, cities, organisations and persons with their
//! aliases, sex and years, and the folding that makes spelling variants and
//! scripts equal. Years and former names are there for checks (was this name in
//! use then, could these two have met); no fact is ever drawn from them, for
//! extraction must reach its numbers on text alone.

mod countries;
mod former;
mod kinds;
mod persons;
mod table;
mod years;

pub mod fold;
pub mod gazetteer;
pub mod kazakh_latin;
pub mod lookup;
pub mod months;
pub mod numerals;
pub mod scripts;

pub use countries::Country;
pub use former::FormerName;
pub use gazetteer::Lexicon;
pub use kinds::{Head, OrganisationKind, PlaceKind, Role, Sex};
pub use persons::KnownPerson;
pub use years::Years;
