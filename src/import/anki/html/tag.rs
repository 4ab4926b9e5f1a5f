//! The inside of a tag: where it ends, its attributes, and names with what is escaped in them.

use super::super::entities::entity;

/// Length of the tag that begins `rest`, up to and with its `>`; quotes may hold one.
pub(in super::super) fn tag_end(rest: &str, unclosed: &mut Vec<u8>) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) if after_equals && !unclosed.contains(&byte) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    // The first `>` ends a tag whose quote is never closed; later tags need not look for its end again.
    unclosed.extend(quote);
    rest.find('>').map(|at| at + 1)
}

/// The value of an attribute of the tag whose inside is `inner`.
pub(in super::super) fn attribute(inner: &str, name: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = find_ignoring_case(&inner[from..], name) {
        let start = from + at;
        let before = inner[..start].chars().next_back();
        let rest = inner[start + name.len()..].trim_start();
        from = start + name.len();
        let Some(value) = rest.strip_prefix('=') else {
            continue;
        };
        if !before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/')) {
            continue;
        }
        let value = value.trim_start();
        return Some(match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or("").to_owned(),
            _ => value.split_whitespace().next().unwrap_or("").to_owned(),
        });
    }
    None
}

pub(in super::super) fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let wanted = wanted.as_bytes();
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted))
}

/// The name of the element whose tag has `inner` inside, in lower case.
pub(in super::super) fn name_of(inner: &str) -> String {
    let letters = inner.trim_start_matches('/').chars();
    letters
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The name of a medium without entities and percent signs.
pub(in super::super) fn unescaped(name: &str) -> String {
    let plain = without_entities(name);
    percent(&plain).unwrap_or(plain).trim().to_owned()
}

/// The value of an attribute with the letters that its entities stand for.
pub(super) fn without_entities(name: &str) -> String {
    let mut plain = String::new();
    let mut rest = name;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, length) = entity(rest).unwrap_or(('&', 1));
        plain.push(letter);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// What percent signs stand for; `None` where that is no text.
fn percent(name: &str) -> Option<String> {
    if !name.contains('%') {
        return None;
    }
    let bytes = name.as_bytes();
    let (mut plain, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).ok()
}
