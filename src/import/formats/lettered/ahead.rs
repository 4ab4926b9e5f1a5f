//! What lines further down hold: options, questions.

use std::collections::BTreeMap;

use super::is_told;
use super::key_list::holds_keys;
use super::lettering::Lettering;
use super::lettering::option_of;
use super::lettering::split;
use super::question::numbered;

/// The places that the next option below a line may have, before a gap, a numbered question or an answer.
/// `unlettered` are options by what stands around them, at their lines.
pub(super) fn option_below(
    at: usize,
    lines: &[&str],
    unlettered: &BTreeMap<usize, Lettering>,
) -> Option<Vec<usize>> {
    let below = lines.iter().enumerate().skip(at + 1);
    below
        .take_while(|(_, line)| !line.is_empty() && numbered(line).0.is_none() && !is_told(line))
        .find_map(|(below, line)| match unlettered.get(&below) {
            Some(option) => Some(option.places.clone()),
            None => Some(split(line).1.into_iter().next()?.places),
        })
}

/// The letter of the next option below a line, as far as [`option_below`] looks.
pub(super) fn letter_below(
    at: usize,
    lines: &[&str],
    unlettered: &BTreeMap<usize, Lettering>,
) -> Option<char> {
    let below = lines.iter().enumerate().skip(at + 1);
    below
        .take_while(|(_, line)| !line.is_empty() && numbered(line).0.is_none() && !is_told(line))
        .find_map(|(below, line)| match unlettered.get(&below) {
            Some(option) => Some(option.letter),
            None => Some(split(line).1.into_iter().next()?.letter),
        })
}

/// Whether options begin in the first of `lines` and there are three or more, on it or on those below.
pub(super) fn has_options_across(lines: &[&str]) -> bool {
    let mut count = 0;
    for line in lines {
        let (before, options) = split(line.trim());
        let goes_on = count == 0 || before.is_empty();
        let are_next = |option: &Lettering| option.may_be(count);
        if !goes_on || !options.first().is_some_and(are_next) {
            return false;
        }
        count += options.len();
        if count > 2 {
            return true;
        }
    }
    false
}

/// Whether the options of a question begin in a line, which is none of the list of keys.
pub(super) fn begins_options(line: &str) -> bool {
    let first = split(line).1.into_iter().next();
    first.is_some_and(|option| option.may_be(0)) && (option_of(line).is_some() || !holds_keys(line))
}

/// Whether a numbered line or an option is among `lines`.
pub(super) fn has_question(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| numbered(line).0.is_some() || !split(line).1.is_empty())
}
