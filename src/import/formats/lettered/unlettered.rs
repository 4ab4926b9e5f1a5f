//! Options with a dash or a number, `A - Oron` and `1) Oron`, which other texts have as well: laws count their
//! points so. They are options only right below a numbered question whose answer is marked or named.

use std::collections::BTreeMap;

use super::answer;
use super::key_list::key_list;
use super::key_list::number_pairs;
use super::lettering::Lettering;
use super::lettering::places_of;
use super::lettering::ticked;
use super::question::numbered;

const DASHES: [char; 3] = ['-', '–', '—'];

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
        match is_told && run.len() > 1 && is_below_question(lines, at, run[0].sign) {
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
    let mut letters = rest.chars();
    let letter = letters.next()?.to_lowercase().next()?;
    let rest = letters.as_str();
    let (sign, text, places) = match letter.to_digit(10) {
        Some(digit) => {
            let place = usize::try_from(digit).ok()?.checked_sub(1)?;
            (')', rest.strip_prefix(')')?, vec![place])
        }
        None => {
            let text = rest.strip_prefix(char::is_whitespace)?.trim_start();
            ('-', text.strip_prefix(DASHES)?, places_of(letter))
        }
    };
    // `1)Oron` is typed without a space.
    let is_typed = |first: char| first.is_whitespace() || sign == ')' && first.is_alphabetic();
    let is_apart = text.starts_with(is_typed);
    (is_apart && !places.is_empty()).then(|| Lettering::new(places, letter, sign, before, text, line))?
}
