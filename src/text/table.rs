//! Tables drawn with characters.

use super::Span;
use super::lines::Line;

/// Says for each of `lines` whether it belongs to a table.
///
/// A table is what stands beside a rule (`--- ---`, `+--+`) without an empty
/// line between, a line of three or more columns, and a row between bars.
pub fn rows(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut found: Vec<bool> = lines
        .iter()
        .map(|line| is_row(line.span.of(text)) || columns(line.span.of(text)) >= 3)
        .collect();
    let rules: Vec<bool> = lines.iter().map(|line| is_rule(line.span.of(text))).collect();
    let mut start = 0;
    while start < lines.len() {
        let end = (start + 1..lines.len())
            .find(|index| lines[*index].gap > 0)
            .unwrap_or(lines.len());
        let group = start..end;
        if group.len() > 1 && rules[group.clone()].contains(&true) || group.len() == 1 && rules[start] {
            found[group].fill(true);
        }
        start = end;
    }
    found
}

/// The spans of neighbouring table lines, joined.
pub fn spans(lines: &[Line], rows: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut before = false;
    for (line, is_row) in lines.iter().zip(rows) {
        if *is_row {
            match found.last_mut() {
                Some(last) if before => last.end = line.span.end,
                _ => found.push(line.span),
            }
        }
        before = *is_row;
    }
    found
}

/// A line of dashes in two or more groups, or in a frame.
fn is_rule(line: &str) -> bool {
    line.len() >= 7
        && line
            .chars()
            .all(|c| matches!(c, '-' | '+' | '=' | '|' | ':' | ' ' | '─' | '┼' | '│'))
        && (line.contains('+') || line.contains('|') || line.split_whitespace().count() >= 2)
        && line.matches(['-', '=', '─']).count() >= 3
}

/// A row between bars: `| a | b |`.
fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.ends_with('|') && line.len() > 2
}

/// Number of columns parted by three or more spaces, or by tabs.
fn columns(line: &str) -> usize {
    let mut count = 1;
    let mut spaces = 0;
    for c in line.chars() {
        match c {
            ' ' => spaces += 1,
            '\t' => spaces = 3,
            _ => {
                count += usize::from(spaces >= 3);
                spaces = 0;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{rows, spans};
    use crate::text::lines::lines;

    fn check(text: &str, expected: &[&str]) {
        let lines = lines(text, 0);
        let found: Vec<&str> = spans(&lines, &rows(text, &lines))
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_columns_and_frames() {
        check(
            "Text.\n\nName   Votes\n------ -----\nOrman  12\n\n+--+--+\n|  |  |\n\na   b    c\n",
            &["Name   Votes\n------ -----\nOrman  12\n\n+--+--+\n|  |  |\n\na   b    c"],
        );
    }

    #[test]
    fn leaves_text_and_dividers_alone() {
        check("The harbour.  It grew.\n\n---\n\nIt - or - not.\n\n* * *\n", &[]);
    }
}
