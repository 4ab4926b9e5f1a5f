//! The journal of a room: a line of JSON for each thing that happened, from which the room is made again.
//!
//! The first line says what is played and how. A line counts once its end is there: what a host wrote when
//! it was killed in the middle of a line is cut off, and that is told.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use super::event::Entry;
use super::event::Event;
use super::room::Room;
use super::settings::Settings;
use crate::quiz::Paper;

/// Number of the layout of a journal.
pub const FORMAT: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// See [`FORMAT`].
    pub format: u32,
    /// When the room was opened, RFC 3339.
    pub opened: String,
    /// The port that phones know.
    pub port: u16,
    /// Lets the projector in.
    pub screen: String,
    /// How it is played.
    pub settings: Settings,
    /// The questions.
    pub paper: Paper,
}

/// A journal that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// Its first line.
    pub header: Header,
    /// All others, as they were written.
    pub entries: Vec<Entry>,
    /// How many bytes are whole lines.
    pub whole: usize,
    /// How many bytes came after them and say nothing.
    pub torn: usize,
}

/// Why a journal cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// Not even its first line is whole.
    Empty,
    /// A line with others after it says nothing.
    Damaged {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// A newer program wrote it.
    Newer {
        /// Its format.
        found: u32,
    },
}

impl fmt::Display for JournalError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::Empty => out.write_str("its first line is not whole, so no game stands in it"),
            JournalError::Damaged { line, error } => write!(out, "line {line}: {error}"),
            JournalError::Newer { found } => {
                write!(
                    out,
                    "format {found} is newer than this program, which reads {FORMAT}"
                )
            }
        }
    }
}

impl std::error::Error for JournalError {}

/// Only as much of the first line as tells whether the rest can be read.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Reads a journal. A last line that is not whole is left out and counted.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').peekable();
    let first = lines
        .next()
        .filter(|line| is_whole(line))
        .ok_or(JournalError::Empty)?;
    let damaged = |line, error| JournalError::Damaged { line, error };
    let format: Format = serde_json::from_slice(first).map_err(|error| damaged(1, error))?;
    if format.format > FORMAT {
        return Err(JournalError::Newer { found: format.format });
    }
    let header = serde_json::from_slice(first).map_err(|error| damaged(1, error))?;
    let mut journal = Journal {
        header,
        entries: Vec::new(),
        whole: first.len(),
        torn: 0,
    };
    let mut number = 1;
    while let Some(line) = lines.next() {
        number += 1;
        match serde_json::from_slice(line) {
            Ok(entry) if is_whole(line) => {
                journal.entries.push(entry);
                journal.whole += line.len();
            }
            Err(error) if lines.peek().is_some() => return Err(damaged(number, error)),
            _ => journal.torn = line.len(),
        }
    }
    Ok(journal)
}

fn is_whole(line: &[u8]) -> bool {
    line.ends_with(b"\n")
}

/// Writes one line, the first or another.
pub fn line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("plain structures have a JSON form");
    line.push('\n');
    line
}

impl Journal {
    /// Makes the room again as it was after the last line.
    pub fn replay(&self) -> Room {
        self.replay_until(self.entries.len())
    }

    /// Makes the room again as it was after so many events; after the last, where there are fewer.
    pub fn replay_until(&self, events: usize) -> Room {
        let mut room = Room::new(self.header.paper.clone(), self.header.settings.clone());
        self.entries
            .iter()
            .take(events)
            .for_each(|entry| room.apply(entry));
        room
    }

    /// Returns the time of the last line, in milliseconds since the room was opened.
    pub fn last(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.at)
    }

    /// Returns the journal with other names: `renamed` is asked once for each pupil, with the last name and the
    /// number from 1. What it gives stands in place of all names that the pupil ever had; all stay where it gives
    /// none.
    pub fn renamed(&self, renamed: &dyn Fn(&str, usize) -> Option<String>) -> String {
        let last = self.last_names().into_iter().enumerate();
        let given: Vec<Option<String>> = last.map(|(pupil, name)| renamed(name, pupil + 1)).collect();
        let mut text = line(&self.header);
        let mut joined = 0;
        for entry in &self.entries {
            let mut entry = entry.clone();
            let (name, pupil) = match &mut entry.event {
                Event::Joined { name, .. } => {
                    joined += 1;
                    (name, joined - 1)
                }
                Event::Renamed { pupil, name } => (name, *pupil),
                _ => {
                    text.push_str(&line(&entry));
                    continue;
                }
            };
            if let Some(other) = given.get(pupil).cloned().flatten() {
                *name = other;
            }
            text.push_str(&line(&entry));
        }
        text
    }

    /// The last name of each pupil.
    fn last_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for entry in &self.entries {
            match &entry.event {
                Event::Joined { name, .. } => names.push(name),
                Event::Renamed { pupil, name } => {
                    if let Some(known) = names.get_mut(*pupil) {
                        *known = name;
                    }
                }
                _ => {}
            }
        }
        names
    }
}
