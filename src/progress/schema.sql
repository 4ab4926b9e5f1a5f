-- What was learned. `review_log` is the truth and only grows; `card` is a cache
-- of each card's last entry, rebuilt from it at any time.
--
-- Days are study days counted from 1970-01-01, moments are milliseconds in UTC.

CREATE TABLE card (
    card         INTEGER PRIMARY KEY,
    item         TEXT NOT NULL,              -- deck/item or deck/item/direction, the truth about which card it is
    phase        INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 3),  -- new, learning, review, relearning
    step         INTEGER NOT NULL,
    due_day      INTEGER,
    due_at       INTEGER,                    -- only on a learning step shorter than a day
    stability    REAL,                       -- days
    difficulty   REAL,                       -- 1 to 10
    last_at      INTEGER,
    last_day     INTEGER,
    repetitions  INTEGER NOT NULL,
    lapses       INTEGER NOT NULL,
    suspended    INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    buried_until INTEGER,                    -- the day it comes back
    flag         INTEGER NOT NULL,           -- 0 none
    face         TEXT                        -- the way it is asked, when not the usual one
) STRICT;
CREATE UNIQUE INDEX card_item ON card (item, card);
-- Covers the day's queue, the forecast and the order of a backlog.
CREATE INDEX card_due ON card (due_day, stability, last_day, buried_until, phase)
    WHERE suspended = 0 AND due_day IS NOT NULL;

CREATE TABLE review_log (
    entry          INTEGER PRIMARY KEY,
    card           INTEGER NOT NULL REFERENCES card (card),
    at             INTEGER NOT NULL,
    utc_offset     INTEGER NOT NULL,         -- seconds
    day            INTEGER NOT NULL,
    what           TEXT NOT NULL,            -- rating, quiz, cram, suspend, resume, bury, unbury, flag, face, reset, saved, brought
    rating         INTEGER CHECK (rating BETWEEN 1 AND 4),
    asked_as       TEXT,                     -- face
    typed          TEXT,
    verdict        TEXT,
    took           INTEGER,                  -- milliseconds from question to rating
    phase_before   INTEGER NOT NULL,
    days_before    INTEGER,                  -- since the last rating
    interval_before INTEGER,                 -- days it had been sent away for
    -- the card afterwards, as in `card`
    phase          INTEGER NOT NULL,
    step           INTEGER NOT NULL,
    due_day        INTEGER,
    due_at         INTEGER,
    stability      REAL,
    difficulty     REAL,
    last_at        INTEGER,
    last_day       INTEGER,
    repetitions    INTEGER NOT NULL,
    lapses         INTEGER NOT NULL,
    suspended      INTEGER NOT NULL,
    buried_until   INTEGER,
    flag           INTEGER NOT NULL,
    face           TEXT,
    undone         INTEGER                   -- when it was taken back; counts for nothing then
) STRICT;
CREATE INDEX review_log_card ON review_log (card);
CREATE INDEX review_log_day ON review_log (day) WHERE rating IS NOT NULL;

CREATE TRIGGER review_log_is_kept BEFORE DELETE ON review_log
BEGIN SELECT raise(ABORT, 'the review log only grows'); END;

-- What `undo` takes back, newest first; a step is one thing a person did.
CREATE TABLE undo (
    step        INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    label       TEXT NOT NULL,
    first_entry INTEGER,                     -- of review_log, with last_entry; none for changes elsewhere
    last_entry  INTEGER,
    payload     TEXT,                        -- what the program needs to take back a change of a file
    undone      INTEGER                      -- when it was taken back; `redo` brings it again
) STRICT;

-- Texts that were added; the text itself is a file named by the hash.
CREATE TABLE document (
    hash      TEXT PRIMARY KEY,
    title     TEXT,
    date      TEXT,
    publisher TEXT,
    origin    TEXT,                          -- where it came from
    language  TEXT,
    added     INTEGER NOT NULL
) STRICT;
