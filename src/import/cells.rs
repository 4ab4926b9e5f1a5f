//! What stands in the cells of a row: lists, words, dates, levels.

use crate::decks::Fault;
use crate::decks::nearest;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::PartialDate;
use crate::items::Status;
use crate::items::kind::KINDS_BY_NUMBER;

/// Cuts a cell into values at `separators`. A backslash takes the next letter as it is.
pub(super) fn split(cell: &str, separators: &[char]) -> Vec<String> {
    let mut values = Vec::new();
    let mut value: Vec<(char, bool)> = Vec::new();
    let mut letters = cell.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => value.extend(letters.next().map(|c| (c, true))),
            c if separators.contains(&c) => values.push(std::mem::take(&mut value)),
            c => value.push((c, false)),
        }
    }
    values.push(value);
    values
        .into_iter()
        .map(trimmed)
        .filter(|value| !value.is_empty())
        .collect()
}

/// Cuts a cell into tags: at bars, commas and semicolons, and where it has none of them at blanks, as Anki parts tags.
pub(super) fn tags(cell: &str) -> Vec<String> {
    const SIGNS: &[char] = &['|', ',', ';'];
    match cell.contains(SIGNS) {
        true => split(cell, SIGNS),
        false => split(cell, &[' ', '\t', '\n', '\u{a0}']),
    }
}

/// The letters without the spaces around them, except those that a backslash keeps.
fn trimmed(value: Vec<(char, bool)>) -> String {
    let keeps = |(c, escaped): &(char, bool)| *escaped || !c.is_whitespace();
    let (Some(first), Some(last)) = (value.iter().position(keeps), value.iter().rposition(keeps)) else {
        return String::new();
    };
    value[first..=last].iter().map(|(c, _)| *c).collect()
}

pub(super) fn kind(cell: &str) -> Result<Option<Kind>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let numbered = KINDS_BY_NUMBER
        .iter()
        .find(|(_, number, _)| number.eq_ignore_ascii_case(cell));
    let kind = numbered
        .map(|(kind, _, _)| *kind)
        .or_else(|| Kind::from_slug(&cell.to_lowercase()));
    match kind {
        Some(kind) => Ok(Some(kind)),
        None => Err(unknown_word(
            "kind",
            cell,
            KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug),
        )),
    }
}

fn unknown_word<'a>(field: &str, value: &str, known: impl IntoIterator<Item = &'a str>) -> Fault {
    Fault::UnknownWord {
        field: field.to_owned(),
        value: value.to_owned(),
        nearest: nearest(value, known).map(str::to_owned),
    }
}

/// `accepted`, `draft`, `rejected: reason`, `retired: successor`; nothing is accepted.
pub(super) fn status(cell: &str) -> Result<Status, Fault> {
    let (word, rest) = match cell.split_once(':') {
        Some((word, rest)) => (word.trim(), rest.trim()),
        None => (cell, ""),
    };
    match word {
        "" | "accepted" => Ok(Status::Accepted),
        "draft" => Ok(Status::Draft),
        "rejected" => Ok(Status::Rejected {
            reason: rest.to_owned(),
        }),
        "retired" => Ok(Status::Retired {
            successor: (!rest.is_empty()).then(|| ItemId(rest.to_owned())),
        }),
        _ => Err(unknown_word(
            "status",
            cell,
            ["accepted", "draft", "rejected", "retired"],
        )),
    }
}

pub(super) fn yes_or_no(field: &str, cell: &str) -> Result<bool, Fault> {
    match cell.to_lowercase().as_str() {
        "" | "no" | "false" | "0" => Ok(false),
        "yes" | "true" | "1" => Ok(true),
        _ => Err(unknown_word(field, cell, ["yes", "no"])),
    }
}

pub(super) fn date(field: &str, cell: &str) -> Result<Option<PartialDate>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| bad_date(field, cell))
}

pub(super) fn moment(field: &str, cell: &str) -> Result<Option<String>, Fault> {
    match cell.parse::<jiff::Timestamp>() {
        _ if cell.is_empty() => Ok(None),
        Ok(_) => Ok(Some(cell.to_owned())),
        Err(_) => Err(bad_date(field, cell)),
    }
}

fn bad_date(field: &str, cell: &str) -> Fault {
    Fault::BadDate {
        field: field.to_owned(),
        value: cell.to_owned(),
    }
}

/// A whole number from 1 to `most`.
pub(super) fn level(field: &str, cell: &str, most: u8) -> Result<Option<u8>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.parse::<u8>() {
        Ok(level) if (1..=most).contains(&level) => Ok(Some(level)),
        _ => Err(Fault::OutOfRange {
            field: field.to_owned(),
            value: cell.to_owned(),
            range: format!("1 to {most}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_cell_holds_several_values() {
        assert_eq!(split(" a | b c|", &['|']), ["a", "b c"]);
        assert_eq!(split("a, b;c", &['|', ',', ';']), ["a", "b", "c"]);
        assert_eq!(split("2,297 | 2 297", &['|']), ["2,297", "2 297"]);
    }

    #[test]
    fn a_backslash_keeps_the_sign() {
        assert_eq!(split(r"a\|b | \\c | \ d", &['|']), ["a|b", r"\c", " d"]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(split("", &['|']).is_empty() && split(" | ", &['|']).is_empty());
    }
}
