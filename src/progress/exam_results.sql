-- Format 4: what an exam that is over came to. removed: when its entry was taken off the list; result: its cards
-- on its day and how much of them was known, see exams.rs. Kept short: see exports.sql.
ALTER TABLE exam ADD COLUMN removed INTEGER;
ALTER TABLE exam ADD COLUMN result TEXT;
