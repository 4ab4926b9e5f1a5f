//! The lines of a file of questions, of which each holds one question at most.

use super::lettering::split;
use super::question::numbered;

/// Lines without the white space around them, and their numbers in the file.
pub(super) struct Lines<'a> {
    pub lines: Vec<&'a str>,
    /// For each line its number, from 1. Two questions in one line have the same.
    pub numbers: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Lines that only part others are empty; one with two questions beside each other is two.
    pub fn of(text: &'a str) -> Lines<'a> {
        let mut found = Lines {
            lines: Vec::new(),
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
        found
    }

    fn add(&mut self, line: &'a str, number: usize) {
        self.lines.push(line);
        self.numbers.push(number);
    }
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
