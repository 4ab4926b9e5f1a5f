//! Options with a dash or a number, `A - Oron` and `1) Oron`, which other texts have as well: laws count their
//! points so. They are options only right below a numbered question whose answer is marked or named.

use std::collections::BTreeMap;

use super::answer;
use super::key_list::key_list;
use super::lettering::Lettering;
use super::lettering::places_of;
use super::lettering::ticked;
use super::question::numbered;

const DASHES: [char; 3] = ['-', '–', '—'];

/// Returns the lines, from 0, that are such options.
pub fn options(lines: &[&str]) -> BTreeMap<usize, Lettering> {
    let has_list = lines.iter().any(|line| key_list(line).is_some());
    let mut options = BTreeMap::new();
    let mut at = 0;
    while at < lines.len() {
        let run = run(&lines[at..]);
        let end = at + run.len();
        let is_told = run.iter().any(|option| option.is_ticked)
            || has_list && run.iter().any(|option| option.letter.is_alphabetic())
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
    let is_apart = text.starts_with(char::is_whitespace);
    (is_apart && !places.is_empty()).then(|| Lettering::new(places, letter, sign, before, text, line))?
}
