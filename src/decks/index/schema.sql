-- The index of the shelf: a cache, made again from the deck files at any time.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,      -- shipped decks as builtin:<name>
    mtime INTEGER NOT NULL,         -- nanoseconds since 1970; 0 for shipped decks
    size INTEGER NOT NULL,
    looks INTEGER NOT NULL DEFAULT 0, -- how often its text was read again and was the same
    hash INTEGER NOT NULL,          -- of the text
    deck TEXT,                      -- null when the file holds no usable deck
    loaded INTEGER NOT NULL,        -- whether its rows are here; not for a deck that another file replaces
    meta TEXT NOT NULL,             -- title, group, language, counts, as JSON
    problems TEXT NOT NULL,         -- as JSON
    outlines BLOB NOT NULL          -- of its entries, packed: read by every plan
) STRICT;

-- Where each entry stands, and what is asked of one card: narrow, in the order of its key.
CREATE TABLE item (
    k INTEGER PRIMARY KEY,          -- 64-bit hash of "deck/item"
    file INTEGER NOT NULL,
    start INTEGER NOT NULL,         -- byte range in the file
    len INTEGER NOT NULL,
    kind INTEGER,                   -- number of the question type; null when not said, -1 for a term
    as_of TEXT,
    contested INTEGER NOT NULL,
    importance INTEGER NOT NULL
) STRICT;

-- For queries and completion, in the order of the decks; never read at start.
CREATE TABLE text (
    place INTEGER PRIMARY KEY,      -- file * 2^32 + start
    k INTEGER NOT NULL,
    id TEXT NOT NULL,
    status INTEGER NOT NULL,
    kind INTEGER,
    as_of TEXT,
    contested INTEGER NOT NULL,
    gone INTEGER NOT NULL,          -- whether later versions of its documents say it no longer
    importance INTEGER NOT NULL,
    fact TEXT,
    stem TEXT NOT NULL,
    key TEXT NOT NULL,
    tags TEXT NOT NULL,             -- one to a line, as are the sources
    sources TEXT NOT NULL
) STRICT;

-- Facts and sources: where they stand.
CREATE TABLE other (
    k INTEGER PRIMARY KEY,          -- 64-bit hash of "deck#fact/id" or "deck#source/id"
    file INTEGER NOT NULL,
    start INTEGER NOT NULL,
    len INTEGER NOT NULL
) STRICT;

CREATE INDEX other_by_file ON other (file);
