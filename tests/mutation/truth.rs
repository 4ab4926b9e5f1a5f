//! Flaws that only the facts of a deck show: a second answer, a right distractor, an unknown one.

use suraq::items::anatomy::{ValueKind, read_value};
use suraq::items::{Fact, Kind};

use crate::Mutator;
use crate::case::Case;

/// One row of the table below.
type Row = (&'static str, &'static [&'static str], fn(&Case) -> Option<Case>);

pub fn mutators() -> Vec<Mutator> {
    let rows: Vec<Row> = vec![
        ("a second answer at the same time", &["L12"], |case| {
            let other = another(case)?;
            case.knowing(|fact| answer(fact, &case.item.key, &other))
        }),
        ("the year is gone", &["L12"], |case| {
            let other = another(case)?;
            let year = year_in(&case.item.stem)?;
            let later = (year.parse::<u16>().ok()? + 9).to_string();
            let stem = [" in ", " of ", " since "]
                .iter()
                .fold(case.item.stem.clone(), |stem, joint| {
                    stem.replace(&format!("{joint}{year}"), "")
                });
            let told = case.knowing(|fact| {
                for text in [&mut fact.statement, &mut fact.subject, &mut fact.relation] {
                    *text = text.replace(&year, &later);
                }
                fact.time = later.parse().ok();
                answer(fact, &case.item.key, &other);
            })?;
            if stem.contains(&year) {
                None
            } else {
                told.with_stem(stem)
            }
        }),
        ("a second answer under another name", &["L12"], |case| {
            let other = another(case)?;
            case.knowing(|fact| {
                fact.subject = format!("{} of the north", fact.subject);
                answer(fact, &case.item.key, &other);
            })
        }),
        ("a distractor that is right too", &["L30"], |case| {
            let wrong = case.item.distractors.first()?.text.clone();
            case.knowing(|fact| answer(fact, &case.item.key, &wrong))
        }),
        ("a right answer among the distractors", &["L30"], |case| {
            let other = another(case)?;
            let told = case.knowing(|fact| answer(fact, &case.item.key, &other))?;
            told.offering(other)
        }),
        ("a partner in the same deed", &["L31"], |case| {
            let wrong = case.item.distractors.first()?.text.clone();
            let key = case.item.key.clone();
            let at = case.fact_at()?;
            named(case)?;
            case.facts[at].statement.contains(&key).then_some(())?;
            case.told(|fact| fact.statement = fact.statement.replacen(&key, &format!("{key} and {wrong}"), 1))
        }),
        ("another name of the key", &["L31"], |case| {
            let wrong = case.item.distractors.first()?.text.clone();
            let naming = ["name", "call", "known", "title"]
                .iter()
                .any(|word| case.item.stem.contains(word));
            let naming = naming
                || matches!(
                    case.item.kind,
                    Some(Kind::Renaming | Kind::Term | Kind::Expansion)
                );
            if naming {
                return None;
            }
            named(case)?.knowing(|fact| {
                *fact = bare(fact, &case.item.key, "also known as", &wrong);
            })
        }),
        ("a place that holds the key", &["L31"], |case| {
            let wrong = case.item.distractors.first()?.text.clone();
            named(case)?.knowing(|fact| {
                *fact = bare(fact, &case.item.key, "lies in", &wrong);
            })
        }),
        ("a place that lies in the key", &["L31"], |case| {
            let wrong = case.item.distractors.last()?.text.clone();
            named(case)?.knowing(|fact| {
                *fact = bare(fact, &wrong, "is part of", &case.item.key);
            })
        }),
        ("supporters of whom nothing is known", &["L32"], |case| {
            unsingled(case)?.told(|fact| fact.relation = "supported by".to_owned())
        }),
        ("members of whom nothing is known", &["L32"], |case| {
            unsingled(case)?.told(|fact| fact.relation = "members".to_owned())
        }),
    ];
    let mutator = |(name, rules, spoil): Row| Mutator { name, rules, spoil };
    rows.into_iter().map(mutator).collect()
}

/// Puts another answer into a copy of a fact.
fn answer(fact: &mut Fact, key: &str, other: &str) {
    fact.object = other.to_owned();
    fact.statement = fact.statement.replace(key, other);
}

/// A fact that ties two names and says nothing else.
fn bare(fact: &Fact, subject: &str, relation: &str, object: &str) -> Fact {
    Fact {
        subject: subject.to_owned(),
        relation: relation.to_owned(),
        object: object.to_owned(),
        statement: format!("{subject} {relation} {object}."),
        time: None,
        ..fact.clone()
    }
}

/// An answer of the key's kind that is neither key nor distractor.
fn another(case: &Case) -> Option<String> {
    let key = case.item.key.as_str();
    match case.key_kind() {
        ValueKind::Year => Some("1907".to_owned()),
        ValueKind::Day => Some("9 May 1907".to_owned()),
        ValueKind::Month => Some("May 1907".to_owned()),
        ValueKind::Years => Some("1907-1909".to_owned()),
        ValueKind::Rank if key.starts_with(|first: char| first.is_ascii_digit()) => Some("31st".to_owned()),
        ValueKind::Rank => Some("eleventh".to_owned()),
        ValueKind::Number | ValueKind::Share => {
            let end = key.find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.');
            let (figure, rest) = key.split_at(end.unwrap_or(key.len()));
            let other = format!("97{rest}");
            let is_same_kind = read_value(&other).kind == case.key_kind();
            (!figure.is_empty() && is_same_kind && figure != "97").then_some(other)
        }
        _ if case.is_name() => Some("Otto Velk".to_owned()),
        _ => Some("a long dispute over land".to_owned()),
    }
}

fn named(case: &Case) -> Option<&Case> {
    (case.is_name() && case.item.stem.ends_with('?')).then_some(case)
}

/// Stems that do not single one out.
fn unsingled(case: &Case) -> Option<&Case> {
    let singling = [
        "first", "last", "only", "sole", "youngest", "oldest", "largest", "alone", "final",
    ];
    let mut words = case.item.stem.split([' ', '?', ',']);
    let is_single = words.any(|word| singling.contains(&word.to_lowercase().as_str()));
    (case.is_worded() && !is_single).then_some(case)
}

fn year_in(stem: &str) -> Option<String> {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    stem.split([' ', '?', ',']).find(is_year).map(str::to_owned)
}
