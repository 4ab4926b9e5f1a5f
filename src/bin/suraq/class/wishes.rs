//! How many questions of each sort a paper is to have, as they are typed and as they are told apart.

use std::collections::BTreeMap;

use suraq::decks::nearest;
use suraq::items::Kind;
use suraq::items::kind::KINDS_BY_NUMBER;
use suraq::quiz::blueprint;
use suraq::quiz::blueprint::Candidate;
use suraq::quiz::blueprint::Lack;
use suraq::quiz::blueprint::Share;

use crate::report::Failure;
use crate::screen::count;

/// As many sorts are named where a wish cannot be met.
const NAMED: usize = 12;

/// Reads a list such as `politics 5, law 3`.
///
/// Errors: what is wrong with it.
fn read(text: &str) -> Result<Vec<(String, usize)>, Failure> {
    let wish = |part: &str| {
        let part = part.trim();
        let said = || {
            Failure::usage(format!("`{part}` is no name with a number"))
                .hint("write names with how many of each: \"politics 5, law 3\"")
        };
        let (name, number) = part.rsplit_once([' ', ':', '=']).ok_or_else(said)?;
        let number: usize = number.trim().parse().map_err(|_| said())?;
        let name = name.trim().trim_end_matches([':', '=']).trim_end();
        match (number, name) {
            (0, _) | (_, "") => Err(said()),
            _ => Ok((name.to_owned(), number)),
        }
    };
    text.split([',', ';']).map(wish).collect()
}

/// By what questions are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By a tag.
    Topic,
    /// By the kind of question.
    Kind,
    /// By difficulty.
    Level,
    /// By importance.
    Importance,
}

/// What wishes look at in a question.
pub struct Traits {
    /// Its tags.
    pub tags: Vec<String>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its difficulty, 1 to 5.
    pub level: Option<u8>,
    /// Its importance, 1 to 3.
    pub importance: u8,
}

/// All wishes of one sort.
pub struct List {
    sort: Sort,
    wishes: Vec<(String, usize)>,
}

impl List {
    /// Joins what was typed.
    ///
    /// Errors: it cannot be read, or there is no such kind or level.
    pub fn new(sort: Sort, typed: &[String]) -> Result<List, Failure> {
        let mut wishes = Vec::new();
        for text in typed {
            wishes.extend(read(text)?);
        }
        for (name, _) in &wishes {
            check(sort, name)?;
        }
        Ok(List { sort, wishes })
    }

    fn total(&self) -> usize {
        self.wishes.iter().map(|(_, number)| number).sum()
    }
}

fn check(sort: Sort, name: &str) -> Result<(), Failure> {
    match sort {
        Sort::Topic => Ok(()),
        Sort::Kind if Kind::from_slug(name).is_some() => Ok(()),
        Sort::Kind => {
            let slugs: Vec<&str> = KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug).collect();
            let failure = Failure::usage(format!("there is no kind `{name}`"));
            Err(match nearest(name, slugs.iter().copied()) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure.hint(format!("kinds are {}", slugs.join(", "))),
            })
        }
        Sort::Level => levels(name, 5).map(|_| ()),
        Sort::Importance => levels(name, 3).map(|_| ()),
    }
}

/// `3` and `2-4`.
fn levels(text: &str, most: u8) -> Result<(u8, u8), Failure> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let level = |text: &str| {
        text.trim()
            .parse::<u8>()
            .ok()
            .filter(|level| (1..=most).contains(level))
    };
    match (level(from), level(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        _ => Err(Failure::usage(format!("`{text}` is no level from 1 to {most}"))
            .hint("write a level and how many, or a span and how many: \"1-2 5, 3 6\"")),
    }
}

/// How many questions the paper has: as many as typed, or as the longest list asks for, or 20.
///
/// Errors: a list asks for more than were typed.
pub fn number(typed: Option<u32>, lists: &[List]) -> Result<usize, Failure> {
    let wished = lists.iter().map(List::total).max();
    match (typed.map(|number| number as usize), wished) {
        (Some(number), Some(wished)) if wished > number => Err(Failure::usage(format!(
            "{wished} questions are wished in a list, and the paper has {number}"
        ))
        .hint("leave out -n, or wish for fewer")),
        (Some(number), _) => Ok(number),
        (None, Some(wished)) => Ok(wished),
        (None, None) => Ok(20),
    }
}

/// Draws a paper that fulfils all lists.
///
/// Errors: it cannot be done; what is missing, and what there is.
pub fn draw(
    candidates: &[Candidate],
    traits: &[Traits],
    number: usize,
    lists: &[List],
    seed: u64,
) -> Result<Vec<usize>, Failure> {
    let mut shares = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        for (name, number) in &list.wishes {
            let fits = |place: &usize| fits(list.sort, name, &traits[*place]);
            shares.push(Share {
                list: at,
                name: name.clone(),
                number: *number,
                members: (0..traits.len()).filter(fits).collect(),
            });
        }
    }
    blueprint::draw_shares(candidates, number, &shares, seed).map_err(|lacks| unmet(&lacks, traits, lists))
}

fn fits(sort: Sort, name: &str, traits: &Traits) -> bool {
    let within =
        |level: u8, most: u8| levels(name, most).is_ok_and(|(from, to)| (from..=to).contains(&level));
    match sort {
        Sort::Topic => {
            let name = name.to_lowercase();
            let is_it = |tag: &String| {
                let tag = tag.to_lowercase();
                tag == name || tag.strip_prefix(&name).is_some_and(|rest| rest.starts_with("::"))
            };
            traits.tags.iter().any(is_it)
        }
        Sort::Kind => traits.kind.is_some_and(|kind| kind.slug() == name),
        Sort::Level => traits.level.is_some_and(|level| within(level, 5)),
        Sort::Importance => within(traits.importance, 3),
    }
}

fn unmet(lacks: &[Lack], traits: &[Traits], lists: &[List]) -> Failure {
    let told: Vec<String> = lacks
        .iter()
        .map(|lack| {
            let there = match lack.there {
                there if there >= lack.wanted => format!(
                    "; {there} fit, but the others rest on the same facts, give an answer away or are taken by another wish"
                ),
                there => format!("; {there} fit"),
            };
            format!("`{}` {} of {}{there}", lack.name, lack.drawn, lack.wanted)
        })
        .collect();
    let failure = Failure::usage(format!(
        "the paper cannot be drawn as wished: {}",
        told.join(", ")
    ));
    let there: Vec<String> = lists.iter().map(|list| there_is(list.sort, traits)).collect();
    failure.hint(format!(
        "wish for fewer, or widen the query; there are {}: {}",
        count(traits.len(), "question", "questions"),
        there.join("; ")
    ))
}

/// How many questions there are of each sort, the most first.
fn there_is(sort: Sort, traits: &[Traits]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in traits {
        let names: Vec<String> = match sort {
            Sort::Topic => one.tags.clone(),
            Sort::Kind => one.kind.map(|kind| kind.slug().to_owned()).into_iter().collect(),
            Sort::Level => one
                .level
                .map(|level| format!("level {level}"))
                .into_iter()
                .collect(),
            Sort::Importance => vec![format!("importance {}", one.importance)],
        };
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    if matches!(sort, Sort::Topic | Sort::Kind) {
        counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
    let more = counts.len().saturating_sub(NAMED);
    let mut named: Vec<String> = counts
        .into_iter()
        .take(NAMED)
        .map(|(name, number)| format!("{name} {number}"))
        .collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    match (sort, named.is_empty()) {
        (Sort::Level, true) => "none has a difficulty".to_owned(),
        (_, true) => "none has a tag".to_owned(),
        _ => named.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn lists_are_read_as_teachers_write_them() {
        let wishes = read("politics 5, local government 3; law: 2").unwrap();
        let names: Vec<(&str, usize)> = wishes
            .iter()
            .map(|(name, number)| (name.as_str(), *number))
            .collect();
        assert_eq!(names, [("politics", 5), ("local government", 3), ("law", 2)]);
        for wrong in ["politics", "politics five", "5", "law 0", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
