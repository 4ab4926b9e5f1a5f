-- Format 2: what was exported to a program that keeps its own copy, so that a later export
-- changes there what changed here, and nothing else.
--
-- SQLite keeps these texts on the first page of the file. As long as they all fit on it, a file
-- that lost that page, or of which only the log is left, can be read with the first page of
-- another (see salvage.rs). So the comments stand outside of the brackets here, and two older
-- tables are made again without theirs to make room.

ALTER TABLE undo RENAME TO undo_before;
CREATE TABLE undo (step INTEGER PRIMARY KEY, at INTEGER NOT NULL, label TEXT NOT NULL, first_entry INTEGER, last_entry INTEGER, payload TEXT, undone INTEGER) STRICT;
INSERT INTO undo SELECT step, at, label, first_entry, last_entry, payload, undone FROM undo_before;
DROP TABLE undo_before;

ALTER TABLE document RENAME TO document_before;
CREATE TABLE document (hash TEXT PRIMARY KEY, title TEXT, date TEXT, publisher TEXT, origin TEXT, language TEXT, added INTEGER NOT NULL) STRICT;
INSERT INTO document SELECT hash, title, date, publisher, origin, language, added FROM document_before;
DROP TABLE document_before;

-- item: deck/item or deck/item/direction; guid: the name it has there, given once; note_type: how
-- it is asked there, fixed at the first export; content: hash of what was written; changed: second
-- at which that content was new.
CREATE TABLE exported_note (item TEXT PRIMARY KEY, guid TEXT NOT NULL, note_type TEXT NOT NULL, content INTEGER NOT NULL, changed INTEGER NOT NULL, retired INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Names of decks there, given once as well: a renamed deck would leave its cards behind.
CREATE TABLE exported_deck (deck TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
