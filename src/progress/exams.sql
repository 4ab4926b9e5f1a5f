-- Format 3: exams. day: of the exam; query: its cards; know: per cent to be known on the day; dropped:
-- when it was given up. Kept short, without NOT NULL and comments inside: see exports.sql.
CREATE TABLE exam (exam INTEGER PRIMARY KEY, day INTEGER, query TEXT, know INTEGER, dropped INTEGER) STRICT;
