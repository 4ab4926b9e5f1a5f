//! The lines of a file of questions, of which each holds one question at most.

use std::ops::Range;

use super::lettering::split;
use super::question::numbered;
use crate::text::Span;
use crate::text::read::Emphasis;

/// Lines without the white space around them, and their numbers in the file.
pub(super) struct Lines<'a> {
    pub lines: Vec<&'a str>,
    /// For each line how words of it stand out, and where.
    pub emphasised: Vec<Vec<(Emphasis, Range<usize>)>>,
    /// For each line its number, from 1. Two questions in one line have the same.
    pub numbers: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Lines that only part others are empty; one with two questions beside each other is two.
    /// `emphasised` says where words of the text stand out.
    pub fn of(text: &'a str, emphasised: &[(Emphasis, Span)]) -> Lines<'a> {
        let mut found = Lines {
            lines: Vec::new(),
            emphasised: Vec::new(),
            numbers: Vec::new(),
        };
        for (line, number) in text.lines().zip(1..) {
            let mut line = line.trim();
            if is_rule(line) {
                line = "";
            }
            while let Some((first, rest)) = parted(line) {
                found.add(first, number);
                line = rest;
            }
            found.add(line, number);
        }
        for line in &found.lines {
            found.emphasised.push(within(text, line, emphasised));
        }
        found
    }

    fn add(&mut self, line: &'a str, number: usize) {
        self.lines.push(line);
        self.numbers.push(number);
    }
}

/// What stands out in a line of the text, counted from its beginning.
fn within(text: &str, line: &str, emphasised: &[(Emphasis, Span)]) -> Vec<(Emphasis, Range<usize>)> {
    let Some(start) = (line.as_ptr() as usize).checked_sub(text.as_ptr() as usize) else {
        return Vec::new();
    };
    let end = start + line.len();
    let meets = emphasised
        .iter()
        .filter(|(_, span)| span.start < end && span.end > start);
    meets
        .map(|(how, span)| (*how, span.start.max(start) - start..span.end.min(end) - start))
        .collect()
}

/// Parts a line before a second question: `1. Who? A) a B) b | 2. Where? A) c B) d`.
fn parted(line: &str) -> Option<(&str, &str)> {
    let has_options = |text: &str| {
        let (_, options) = split(text);
        options.len() > 1 && options[0].may_be(0)
    };
    if !has_options(line) {
        return None;
    }
    let spaces = line.match_indices([' ', '\t']);
    let mut cuts = spaces.map(|(at, space)| (&line[..at], &line[at + space.len()..]));
    let (first, rest) =
        cuts.find(|(first, rest)| numbered(rest).0.is_some() && has_options(rest) && has_options(first))?;
    Some((first.trim_end_matches(['|', ' ', '\t']), rest))
}

/// Whether a line only parts what stands above and below it: `-----`, `* * *`, and `__________`, of which fewer are a
/// gap to be filled.
fn is_rule(line: &str) -> bool {
    let signs = line.chars().filter(|sign| !sign.is_whitespace());
    let is_of = |allowed: &str, least| {
        signs.clone().count() >= least && signs.clone().all(|sign| allowed.contains(sign))
    };
    is_of("-–—=*~#", 3) || is_of("_", 10)
}
