//! Options with a dash, a colon, square brackets or a number, `A - Oron`, `A: Oron`, `[A] Oron` and `1) Oron`, which
//! other texts have as well: laws count their points so. They are options only right below a numbered question whose
//! answer is marked or named, and where all of it are so.

use std::collections::BTreeMap;

use super::answer;
use super::key_list::key_list;
use super::key_list::number_pairs;
use super::lettering::Lettering;
use super::lettering::places_of;
use super::lettering::split;
use super::lettering::ticked;
use super::question::numbered;

const DASHES: [char; 3] = ['-', '–', '—'];

/// The sign of an option whose dash has no space around it, `A-Oron`.
const CLOSE_DASH: char = '–';

/// So many of those that words begin with as well, `A-class`, or what somebody says, `A: No.`
const SURE: usize = 3;

/// Returns the lines, from 0, that are such options.
pub fn options(lines: &[&str]) -> BTreeMap<usize, Lettering> {
    let lists: Vec<usize> = (0..lines.len())
        .filter(|at| key_list(lines[*at]).is_some())
        .collect();
    let is_of_numbers = |at: &usize| {
        let own = key_list(lines[*at]).unwrap_or_default();
        let below = lines[at + 1..].iter().find(|line| !line.is_empty());
        !number_pairs(own).is_empty()
            || own.trim().is_empty() && below.is_some_and(|line| !number_pairs(line).is_empty())
    };
    let has_numbers = lists.iter().any(is_of_numbers);
    let has_letters = !lists.is_empty();
    let mut options = BTreeMap::new();
    let mut at = 0;
    while at < lines.len() {
        let run = run(&lines[at..]);
        let end = at + run.len();
        let is_told = run.iter().any(|option| option.is_ticked)
            || has_letters && run.iter().any(|option| option.letter.is_alphabetic())
            || has_numbers && run.iter().any(|option| option.letter.is_ascii_digit())
            || lines[end..]
                .iter()
                .find(|line| !line.is_empty())
                .is_some_and(|line| answer::begins(line));
        let is_alone = lines[end..]
            .iter()
            .find(|line| !line.is_empty())
            .is_none_or(|line| split(line).1.is_empty());
        match is_told && is_long(&run) && is_alone && is_below_question(lines, at, run[0].sign) {
            true => options.extend((at..).zip(run)),
            false => at += 1,
        }
        at = at.max(end);
    }
    options
}

/// The options that the lines begin with: in their order, all with one sign.
fn run(lines: &[&str]) -> Vec<Lettering> {
    let mut run: Vec<Lettering> = Vec::new();
    for line in lines {
        let next = option_of(line).filter(|option| {
            option.places.contains(&run.len()) && run.first().is_none_or(|first| first.sign == option.sign)
        });
        match next {
            Some(option) => run.push(option),
            None => break,
        }
    }
    run
}

/// Whether there are enough options in a row.
fn is_long(run: &[Lettering]) -> bool {
    let fewest = match run.first().map(|option| option.sign) {
        Some(CLOSE_DASH | ':') => SURE,
        _ => 2,
    };
    run.len() >= fewest
}

/// Whether the text right above is that of a numbered question, whose number has another sign.
fn is_below_question(lines: &[&str], at: usize, sign: char) -> bool {
    let above = lines[..at].iter().rev().take_while(|line| !line.is_empty());
    let mut numbers = above.filter(|line| numbered(line).0.is_some());
    numbers.next().is_some_and(|line| {
        let after = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
        !after.trim_start().starts_with(sign)
    })
}

fn option_of(line: &str) -> Option<Lettering> {
    let (before, rest) = ticked(line);
    let bracketed = rest.strip_prefix('[');
    let mut letters = bracketed.unwrap_or(rest).chars();
    let letter = letters.next()?.to_lowercase().next()?;
    let rest = letters.as_str();
    let (sign, text, places) = match (letter.to_digit(10), bracketed) {
        (Some(digit), None) => {
            let place = usize::try_from(digit).ok()?.checked_sub(1)?;
            let text = rest.strip_prefix(')')?;
            // `1)Oron` is typed without a space.
            let begins = text.starts_with(|first: char| first.is_whitespace() || first.is_alphabetic());
            (')', Some(text).filter(|_| begins)?, vec![place])
        }
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => (']', rest.strip_prefix(']')?, places_of(letter)),
        (None, None) => {
            let (sign, text) = signed(rest)?;
            (sign, text, places_of(letter))
        }
    };
    (!places.is_empty()).then(|| Lettering::new(places, letter, sign, before, text, line))?
}

/// The sign behind a letter, and the text behind that.
fn signed(rest: &str) -> Option<(char, &str)> {
    if let Some(text) = rest.strip_prefix(':') {
        return Some((':', text));
    }
    if let Some(text) = rest.strip_prefix(DASHES) {
        return text
            .starts_with(char::is_alphanumeric)
            .then_some((CLOSE_DASH, text));
    }
    let text = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let text = text.strip_prefix(DASHES)?;
    text.starts_with(char::is_whitespace).then_some(('-', text))
}
