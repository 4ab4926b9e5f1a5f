//! What a converter left of tables, templates and picture links in the middle of running text.

/// File-name endings of pictures and sounds.
const MEDIA: &[&str] = &[
    ".jpg", ".jpeg", ".png", ".svg", ".gif", ".webp", ".tif", ".ogg", ".webm",
];

/// How many bytes at the start of `block` are residue; all of it when nothing else is left.
///
/// Residue is the end of a template or picture link (`… }}`, `… ]]`), a whole
/// one (`{{…}}`, `[[File:…]]`), a table row, or the names of picture files.
pub fn length(block: &str) -> usize {
    if is_row(block) || block.starts_with("Category:") {
        return block.len();
    }
    let mut at = unopened_end(block);
    loop {
        let rest = &block[at..];
        let trimmed = rest.trim_start();
        let start = at + rest.len() - trimmed.len();
        let skipped = whole_template(trimmed).or_else(|| picture_name(trimmed));
        match skipped {
            Some(length) => at = start + length,
            None if at == 0 => return 0,
            None => {
                let only_marks = !trimmed.contains(char::is_alphanumeric);
                return if only_marks { block.len() } else { start };
            }
        }
    }
}

/// End of the last `]]` or `}}` that closes something opened before the block.
fn unopened_end(block: &str) -> usize {
    let mut depth = 0_i64;
    let mut end = 0;
    let bytes = block.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"[[" | b"{{" => {
                depth += 1;
                at += 2;
            }
            b"]]" | b"}}" => {
                depth -= 1;
                if depth < 0 {
                    end = at + 2;
                    depth = 0;
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    end
}

/// Length of a template or picture link that the block opens with; all of it when it is never closed.
fn whole_template(block: &str) -> Option<usize> {
    let opens = block.starts_with("{{")
        || ["[[File:", "[[Image:", "[[file:", "[[image:"]
            .iter()
            .any(|opening| block.starts_with(opening));
    if !opens {
        return None;
    }
    let mut depth = 0;
    let bytes = block.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"[[" | b"{{" => {
                depth += 1;
                at += 2;
            }
            b"]]" | b"}}" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    Some(block.len())
}

/// Length of the name of a picture file that the block opens with.
fn picture_name(block: &str) -> Option<usize> {
    let word = block.split_whitespace().next()?;
    let lower = word.to_ascii_lowercase();
    MEDIA
        .iter()
        .any(|ending| lower.ends_with(ending) && lower.len() > ending.len())
        .then_some(word.len())
}

/// A row of a table or template: columns between bars, or names with values.
fn is_row(block: &str) -> bool {
    let bars = block.matches('|').count();
    block.starts_with('|') || bars >= 3 && block.contains('=') && bars * 60 > block.len()
}

#[cfg(test)]
mod tests {
    use super::length;

    fn rest(block: &str) -> &str {
        &block[length(block)..]
    }

    #[test]
    fn drops_what_a_template_left() {
        assert_eq!(rest("]] The harbour grew."), "The harbour grew.");
        assert_eq!(rest(". 1873]] The harbour grew."), "The harbour grew.");
        assert_eq!(rest("of the pier]] in 1900]]"), "");
        assert_eq!(rest("East]] | offset = +5 | code = 7 | today = }}"), "");
        assert_eq!(rest("{{Population|1876|182}}"), "");
        assert_eq!(
            rest("Pier_1900.jpg Light.svg The harbour grew."),
            "The harbour grew."
        );
        assert_eq!(
            rest("[[File:Pier.jpg|thumb|The [[old]] pier]] It grew."),
            "It grew."
        );
    }

    #[test]
    fn leaves_text_alone() {
        for text in [
            "The harbour [now closed] grew.",
            "The [[harbour]] grew by {{one}} half.",
            "He sent pier.jpg by mail.",
            "Either | or.",
        ] {
            assert_eq!(rest(text), text);
        }
    }
}
