//! Flaws of the options.

use suraq::items::Distractor;
use suraq::items::anatomy::{ValueKind, read_value};

use crate::Mutator;
use crate::case::Case;

/// One row of the table below.
type Row = (&'static str, &'static [&'static str], fn(&Case) -> Option<Case>);

pub fn mutators() -> Vec<Mutator> {
    let rows: Vec<Row> = vec![
        ("the key is much the longest", &["L20"], |case| {
            worded(case)?.changed(|item| item.key += " of the great and long dispute over the land of Velk")
        }),
        ("only the key has brackets", &["L21"], |case| {
            worded(case)?.changed(|item| item.key += " (Velk)")
        }),
        ("only the key is rough", &["L21"], |case| {
            number(case)?.changed(|item| item.key = format!("about {}", item.key))
        }),
        ("only the key is in capitals", &["L21"], |case| {
            let is_short = case.item.key.len() < 20 && case.item.key.to_uppercase() != case.item.key;
            if !is_short {
                return None;
            }
            worded(case)?.changed(|item| item.key = item.key.to_uppercase())
        }),
        ("an option of another kind", &["L22"], |case| {
            case.offering(if case.is_worded() {
                "17 per cent"
            } else {
                "a long dispute"
            })
        }),
        ("an option of another precision", &["L22"], |case| {
            (case.key_kind() == ValueKind::Day).then_some(())?;
            case.offering("May 1911")
        }),
        ("an option in another alphabet", &["L22"], |case| {
            worded(case)?.offering("Алаш")
        }),
        ("all of the above", &["L23"], |case| {
            case.offering("all of the above")
        }),
        ("A and B", &["L23"], |case| case.offering("A and B")),
        ("the key twice", &["L24"], |case| {
            case.offering(case.item.key.to_uppercase())
        }),
        ("an accepted answer as a distractor", &["L24"], |case| {
            case.offering(case.item.accept.first()?.clone())
        }),
        ("the key inside an option", &["L24"], |case| {
            let is_long = case.item.key.chars().count() > 2;
            if !is_long {
                return None;
            }
            worded(case)?.offering(format!("{} of Velk", case.item.key))
        }),
        ("another number of decimals", &["L25"], |case| {
            let last = case.item.distractors.last()?.text.clone();
            let (figure, rest) = split(&last);
            let spoiled = if figure.contains('.') {
                format!("{figure}75{rest}")
            } else {
                format!("{figure}.75{rest}")
            };
            let is_plain = read_value(&spoiled).decimals > 0;
            is_plain.then_some(())?;
            number(case)?.offering(spoiled)
        }),
        ("an absolute option", &["L26"], |case| {
            worded(case)?.offering("always the oldest judge")
        }),
        ("a vague option", &["L26"], |case| {
            worded(case)?.offering("usually a judge")
        }),
        ("a word of the key in the stem", &["L06", "L27"], |case| {
            let word = case.item.key.split(' ').next_back()?;
            let is_telling = word.chars().count() > 4
                && !case.item.stem.contains(word)
                && !case
                    .item
                    .distractors
                    .iter()
                    .any(|wrong| wrong.text.contains(word));
            is_telling.then_some(())?;
            worded(case)?.ending(&format!(" in the matter of {word}"))
        }),
        ("one distractor only", &["L29"], |case| {
            case.changed(|item| item.distractors.truncate(1))
        }),
        ("six options", &["L29"], |case| {
            let more = ["Velk", "Lund"].map(|text| Distractor {
                text: text.to_owned(),
                why: None,
            });
            case.changed(|item| item.distractors.extend(more))
        }),
        ("a number too near", &["L33"], |case| {
            let value = read_value(&case.item.key);
            let near = value
                .amount
                .filter(|amount| *amount > 40.0 && value.upper.is_none())?
                * 1.03;
            let (figure, rest) = split(&case.item.key);
            let figure_value: f64 = figure.replace(',', "").parse().ok()?;
            let near = if value.decimals > 0 {
                format!("{:.*}", value.decimals, near * figure_value / value.amount?)
            } else {
                ((near * figure_value / value.amount?).round() as u64).to_string()
            };
            number(case)?.offering(format!("{near}{rest}"))
        }),
        ("the same day in other words", &["L24", "L33"], |case| {
            let (day, rest) = case.item.key.split_once(' ')?;
            (case.key_kind() == ValueKind::Day).then_some(())?;
            let (month, year) = rest.split_once(' ')?;
            case.offering(format!("{month} {day}, {year}"))
        }),
    ];
    let mutator = |(name, rules, spoil): Row| Mutator { name, rules, spoil };
    rows.into_iter().map(mutator).collect()
}

fn worded(case: &Case) -> Option<&Case> {
    case.is_worded().then_some(case)
}

fn number(case: &Case) -> Option<&Case> {
    let is_exact = !read_value(&case.item.key).rough && !read_value(&case.item.key).spelled;
    (case.is_number() && is_exact && case.item.key.starts_with(|first: char| first.is_ascii_digit()))
        .then_some(case)
}

/// A number and what follows it.
fn split(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.');
    text.split_at(end.unwrap_or(text.len()))
}
