//! Where the entries of a deck file begin and end, without reading what is in them.
//!
//! A file of a hundred thousand items is read entry by entry, on all cores, and
//! one bad entry does not hide the others. The cut is made at the headers of
//! top-level tables; strings over several lines are stepped over, for a line
//! inside them may look like a header.

use crate::facts::Span;

/// A stretch of a deck file from one top-level header to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Name in the header: `item`, `deck`; empty for what stands before the first header.
    pub name: &'a str,
    /// Whether the header is doubled: `[[item]]`.
    pub doubled: bool,
    /// From the header to the next one, or to the end of the file.
    pub span: Span,
    /// Line of the header, from 1.
    pub line: usize,
}

/// Cuts a deck file at its top-level headers. Together the blocks are the whole text.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = vec![Block {
        name: "",
        doubled: false,
        span: Span::new(0, text.len()),
        line: 1,
    }];
    let mut string = None;
    let mut start = 0;
    // Most files have no string over several lines, and then no line need be looked into.
    let has_long_strings = has_three_quotes(text);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if string.is_none()
            && let Some((name, doubled)) = header(line)
        {
            close(&mut found, start);
            found.push(Block {
                name,
                doubled,
                span: Span::new(start, text.len()),
                line: index + 1,
            });
        } else if has_long_strings && (string.is_some() || has_three_quotes(line)) {
            string = string_after(line.as_bytes(), string);
        }
        start += line.len();
    }
    if found[0].span.is_empty() && found.len() > 1 {
        found.remove(0);
    }
    found
}

fn close(found: &mut [Block<'_>], end: usize) {
    if let Some(last) = found.last_mut() {
        last.span.end = end;
    }
}

/// The name in a top-level header. Names with a dot belong to the entry above
/// them, and quoted ones or values are elements of an array over several lines.
fn header(line: &str) -> Option<(&str, bool)> {
    // Most lines are fields, which their first byte tells.
    if line.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let inner = line.trim_start().strip_prefix('[')?;
    let (inner, doubled) = match inner.strip_prefix('[') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (name, rest) = inner.split_once(if doubled { "]]" } else { "]" })?;
    let name = name.trim();
    let rest = rest.trim_start();
    let bare = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let value = name.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        || matches!(name, "true" | "false" | "inf" | "nan");
    (bare && !value && (rest.is_empty() || rest.starts_with('#'))).then_some((name, doubled))
}

fn has_three_quotes(text: &str) -> bool {
    text.contains("\"\"\"") || text.contains("'''")
}

/// Which string over several lines is open after `line`: its quote, or none.
fn string_after(line: &[u8], open: Option<u8>) -> Option<u8> {
    let mut open = open;
    let mut at = 0;
    while at < line.len() {
        let byte = line[at];
        match open {
            Some(quote) if byte == quote && line[at..].starts_with(&[quote; 3]) => {
                open = None;
                at += 3;
                // A string may end in one or two quotes of its own before the closing three.
                while line.get(at) == Some(&quote) {
                    at += 1;
                }
            }
            Some(b'"') if byte == b'\\' => at += 2,
            Some(_) => at += 1,
            None if byte == b'#' => return None,
            None if byte == b'"' || byte == b'\'' => {
                if line[at..].starts_with(&[byte; 3]) {
                    open = Some(byte);
                    at += 3;
                } else {
                    at = after_string(line, at);
                }
            }
            None => at += 1,
        }
    }
    open
}

/// The place after the string of one line that opens at `at`.
fn after_string(line: &[u8], at: usize) -> usize {
    let quote = line[at];
    let mut at = at + 1;
    while at < line.len() {
        match line[at] {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::blocks;

    fn names(text: &str) -> Vec<(&str, usize)> {
        let found = blocks(text);
        let mut end = 0;
        for block in &found {
            assert_eq!(block.span.start, end, "blocks leave no gap");
            end = block.span.end;
        }
        assert_eq!(end, text.len());
        found.iter().map(|block| (block.name, block.line)).collect()
    }

    #[test]
    fn cuts_at_top_level_headers() {
        let text =
            "format = 1\n\n[deck]\nid = \"a\"\n[[item]] # one\nstem = \"b\"\n[item.x]\ny = 1\n[[item]]\n";
        assert_eq!(names(text), [("", 1), ("deck", 3), ("item", 5), ("item", 9)]);
        assert_eq!(names("[deck]\n"), [("deck", 1)]);
        assert_eq!(names(""), [("", 1)]);
    }

    #[test]
    fn steps_over_what_only_looks_like_a_header() {
        for inside in [
            "a = \"\"\"\n[[item]]\n\"\"\"\n",
            "a = '''\n[[item]]\n'''\n",
            "a = \"\"\"x\\\"\"\"\"\n",
            "a = \"\"\"x\"\"\"\"\"\n",
            "a = [\n[\"item\"],\n[[1]]\n]\n",
            "a = [\n[true],\n[1979-05-27]\n]\n",
            "a = \"\\\"\" # \"\"\" is no string here\n",
            "a = 'it is \"\"\" a quote'\n",
            "a = \"it's '''\"\n",
        ] {
            let text = format!("[[fact]]\n{inside}[[item]]\nb = 1\n");
            let line = inside.lines().count() + 2;
            assert_eq!(names(&text), [("fact", 1), ("item", line)], "{inside}");
        }
    }

    #[test]
    fn an_open_string_takes_the_rest() {
        assert_eq!(names("[[item]]\na = \"\"\"x\n[[item]]\n"), [("item", 1)]);
    }
}
