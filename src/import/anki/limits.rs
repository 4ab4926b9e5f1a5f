//! How much of a package is read at most: bounds of memory and disk, whatever the file says of itself.
//!
//! The numbers are ours. Each lies well above the largest collections people
//! share, and low enough that a small file made to swell is refused early.

/// Most files that a package may list. A list entry costs some hundred bytes of memory.
pub const MOST_ENTRIES: u64 = 250_000;

/// Most bytes of the list of files at the end of the archive.
pub const MOST_LISTED: u64 = 64 << 20;

/// Most bytes of the collection, unpacked; they lie in a temporary file. A million plain notes are 400 MB.
pub const MOST_COLLECTION: u64 = 2 << 30;

/// Most bytes of the list of media, unpacked.
pub const MOST_MEDIA_LIST: u64 = 64 << 20;

/// Most bytes of one media file, unpacked.
pub const MOST_MEDIA_FILE: u64 = 256 << 20;

/// Most bytes of all media that are kept of one package.
pub const MOST_MEDIA: u64 = 8 << 30;

/// Most bytes of a description of note types, decks or presets.
pub const MOST_DESCRIPTION: usize = 64 << 20;

/// Most note types, decks and presets, each.
pub const MOST_KINDS: usize = 100_000;

/// Most fields and templates of one note type, each; Anki's own limit on cards of a note lies below.
pub const MOST_PARTS: usize = 1_000;

/// Most notes.
pub const MOST_NOTES: usize = 2_000_000;

/// Most cards.
pub const MOST_CARDS: usize = 4_000_000;

/// Most entries of the review history.
pub const MOST_REVIEWS: usize = 10_000_000;

/// Most bytes of one note.
pub const MOST_NOTE: usize = 1 << 20;

/// Most bytes of all notes together; they are held in memory.
pub const MOST_TEXT: usize = 1 << 30;

/// Most bytes of a card's side while it is put together, and of a card's text.
pub const MOST_SIDE: usize = 256 << 10;

/// Deepest nesting of clozes and of a template's conditions.
pub const DEEPEST: usize = 16;

/// Most bytes of a text file.
pub const MOST_TABLE: usize = 512 << 20;
