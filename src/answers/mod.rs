//! Grading what was typed against what was asked.
