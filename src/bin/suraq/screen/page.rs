//! A page of help: paragraphs, lists and tables, wrapped at any width.
//!
//! The text is written with lines of any length. What goes on in the next line is joined first; then every
//! paragraph, point of a list and row of a table is wrapped with the rest under its beginning.

use crate::screen::wrap_indented;

/// A line of a paragraph that is as long as this goes on in the next one.
const LONG: usize = 70;

/// So many columns must be left for what stands under the second column of a table.
const ROOM: usize = 16;

/// Wraps a text at `width` columns.
pub fn page(text: &str, width: usize) -> String {
    let lines = joined(text).into_iter().flat_map(|line| {
        let rest = " ".repeat(rest_of(&line, width));
        wrap_indented(&line, width, "", &rest)
    });
    lines.map(|line| line + "\n").collect()
}

/// Joins the lines of each paragraph, point and row.
fn joined(text: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in text.trim_end().lines() {
        match kept.last_mut() {
            Some(last) if goes_on(last, line) => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => kept.push(line.to_owned()),
        }
    }
    kept
}

fn goes_on(last: &str, line: &str) -> bool {
    if last.is_empty() || line.is_empty() || is_point(line) || second_column(line).is_some() {
        return false;
    }
    match (is_point(last), second_column(last)) {
        (true, _) => indent(line) == 2,
        (_, Some(column)) => indent(line) == column,
        _ => {
            let is_long = last.chars().count() >= LONG && !last.ends_with(':');
            is_long && indent(last) == 0 && indent(line) == 0
        }
    }
}

/// Where the rest of a line stands that is wrapped.
fn rest_of(line: &str, width: usize) -> usize {
    match second_column(line) {
        _ if is_point(line) => 2,
        _ if line.starts_with("Usage: ") => 7,
        Some(column) if column + ROOM <= width => column,
        _ if indent(line) > 0 => indent(line) + 2,
        Some(_) => 2,
        None => 0,
    }
}

fn is_point(line: &str) -> bool {
    line.starts_with("- ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the last column of a row of a table begins: behind two blanks or more.
fn second_column(line: &str) -> Option<usize> {
    let text = line.trim_start_matches(' ');
    let gap = text.rfind("  ")?;
    Some(indent(line) + text[..gap].chars().count() + 2)
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_list_and_a_table_hang_under_their_beginning() {
        let text = "These are told at length, so that the line goes on in the next one without a gap,\n\
                    as here:\n\
                    - the first point is one that goes on\n  below itself.\n\
                    - the second.\n\
                    \n\
                    word  what it means, in a line that\n      goes on\n\
                    other  more\n";
        let expected = "These are told at length, so that the\nline goes on in the next one without a\ngap, as here:\n\
                        - the first point is one that goes on\n  below itself.\n\
                        - the second.\n\
                        \n\
                        word  what it means, in a line that\n      goes on\n\
                        other  more\n";
        assert_eq!(page(text, 40), expected);
    }

    #[test]
    fn what_is_laid_out_stays() {
        let text = "In a file:\n  1. Which?\n  a) Oron\n\n[deck]\nid = \"x\"\n";
        assert_eq!(page(text, 40), text);
    }
}
