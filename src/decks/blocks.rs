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
    // Most files have no string over several lines, and then only brackets need be looked at.
    match has_three_quotes(text.as_bytes()) {
        true => cut_by_line(text, &mut found),
        false => cut_at_brackets(text, &mut found),
    }
    if found[0].span.is_empty() && found.len() > 1 {
        found.remove(0);
    }
    found
}

/// Opens a block at the line `start` if this is a header; the last block ends there.
fn cut<'a>(text: &'a str, start: usize, line: usize, found: &mut Vec<Block<'a>>) -> bool {
    let rest = &text[start..];
    let end = rest.find('\n').unwrap_or(rest.len());
    let Some((name, doubled)) = header(&rest[..end]) else {
        return false;
    };
    if let Some(last) = found.last_mut() {
        last.span.end = start;
    }
    found.push(Block {
        name,
        doubled,
        span: Span::new(start, text.len()),
        line,
    });
    true
}

/// Cuts a text whose strings may run over several lines.
fn cut_by_line<'a>(text: &'a str, found: &mut Vec<Block<'a>>) {
    let mut string = None;
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let opens = string.is_none() && line.trim_start().starts_with('[');
        let is_header = opens && cut(text, start, index + 1, found);
        if !is_header && (string.is_some() || has_three_quotes(line.as_bytes())) {
            string = string_after(line.as_bytes(), string);
        }
        start += line.len();
    }
}

/// Cuts a text whose strings all end in their line.
fn cut_at_brackets<'a>(text: &'a str, found: &mut Vec<Block<'a>>) {
    let bytes = text.as_bytes();
    let (mut at, mut counted, mut line) = (0, 0, 1);
    while let Some(step) = bytes[at..].iter().position(|byte| *byte == b'[') {
        let bracket = at + step;
        let end = bytes[at..bracket].iter().rposition(|byte| *byte == b'\n');
        let start = end.map_or(0, |end| at + end + 1);
        // Only the first bracket of a line can open a header.
        let is_first = at == 0 || end.is_some();
        if is_first && text[start..bracket].trim_start().is_empty() {
            line += newlines(&bytes[counted..start]);
            counted = start;
            cut(text, start, line, found);
        }
        at = bracket + 1;
    }
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// Whether three quotes of a kind stand together. It looks at all bytes alike, which is faster than
/// to stop at the first.
fn has_three_quotes(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return false;
    };
    let triples = bytes.iter().zip(second).zip(third);
    triples.fold(false, |found, ((one, two), three)| {
        found | ((one == two) & (two == three) & ((*one == b'"') | (*one == b'\'')))
    })
}

/// The name in a top-level header. Names with a dot belong to the entry above
/// them, and quoted ones or values are elements of an array over several lines.
fn header(line: &str) -> Option<(&str, bool)> {
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
    use crate::facts::Span;

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
    fn both_ways_cut_alike() {
        for text in [
            "",
            "[",
            "[[",
            "\n[deck]",
            "  [deck]\n\t[[item]] # x\na = [\n[1],\n[[2]],\n]\n\u{a0}[[fact]]\r\n[x.y]\n",
            "[deck]\na = \"[[item]]\"\n[[item]]\nb = '[x]' # [[y]]\n[[z]] [",
            "[[item]]\r\na = 1\r\n\r\n[[item]]",
            "a = 1\n# [[item]]\n [ [item]]\n[[item]]]\n[1]\n[true]\n[сұрақ]\n",
        ] {
            let whole = super::Block {
                name: "",
                doubled: false,
                span: Span::new(0, text.len()),
                line: 1,
            };
            let (mut one, mut other) = (vec![whole], vec![whole]);
            super::cut_by_line(text, &mut one);
            super::cut_at_brackets(text, &mut other);
            assert_eq!(one, other, "{text}");
        }
    }

    #[test]
    fn an_open_string_takes_the_rest() {
        assert_eq!(names("[[item]]\na = \"\"\"x\n[[item]]\n"), [("item", 1)]);
    }
}
