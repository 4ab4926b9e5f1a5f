//! Numbered statements within a question, which its options speak of: `1) One. 2) Two. A) only 1 B) both`.
//!
//! Their numbers begin again at 1 below a question that has no options yet, and those follow the last of them.

use super::is_told;
use super::lettering::split;
use super::question::numbered;
use super::section::is_section;

/// So many are no questions whose options are missing.
const FEWEST: usize = 2;

/// Returns the line, from 0, behind the statements that begin at line `at` below the question in line `above`.
/// `is_option` says of a line whether the first option of a question stands there.
pub(super) fn end(
    lines: &[&str],
    above: usize,
    at: usize,
    is_option: impl Fn(usize) -> bool,
) -> Option<usize> {
    let (mut count, mut last) = (0, "");
    for (here, line) in lines
        .iter()
        .enumerate()
        .skip(at)
        .filter(|(_, line)| !line.is_empty())
    {
        if is_option(here) {
            // `1. Who?` above options is a question, where it has the sign of the others.
            let is_question = last.ends_with('?') && sign_of(lines[above]) == sign_of(lines[at]);
            return (count >= FEWEST && !is_question).then_some(here);
        }
        if is_told(line) || is_section(line) || !split(line).1.is_empty() {
            return None;
        }
        match numbered(line).0 {
            Some(number) if number != count + 1 => return None,
            Some(_) => count += 1,
            None if count == 0 => return None,
            None => {}
        }
        last = line;
    }
    None
}

/// What stands behind the number of a line.
fn sign_of(line: &str) -> Option<char> {
    let digit = |sign: char| sign.is_ascii_digit();
    let behind = line.trim_start_matches(|sign| !digit(sign));
    behind.trim_start_matches(digit).trim_start().chars().next()
}
