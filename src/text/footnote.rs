//! Footnote marks in running text: `[12]`, `[1 - 3]`, `[a]`, `[citation needed]`.

use super::Span;

/// Longest mark, in bytes; a longer bracket is text.
const LONGEST: usize = 40;

/// Returns the footnote marks in `span` of `text`, in order.
///
/// A number in brackets is a mark wherever it stands; a letter only right
/// behind a word or stop, since `[a]n` and `the [a] key` are text.
pub fn footnotes(text: &str, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let inside = span.of(text);
    let mut at = 0;
    while let Some(open) = inside[at..].find('[').map(|offset| at + offset) {
        at = open + 1;
        let Some(close) = inside.as_bytes()[at..]
            .iter()
            .take(LONGEST)
            .position(|byte| matches!(byte, b']' | b'['))
            .map(|offset| at + offset)
            .filter(|close| inside.as_bytes()[*close] == b']')
        else {
            continue;
        };
        let before = inside[..open].chars().next_back();
        let behind_mark = found.last().is_some_and(|mark| mark.end == span.start + open);
        let clings = behind_mark || before.is_some_and(|c| !c.is_whitespace());
        let after = inside[close + 1..].chars().next();
        if is_mark(&inside[at..close], clings) && !after.is_some_and(is_link_target) {
            found.push(Span::new(span.start + open, span.start + close + 1));
            at = close + 1;
        }
    }
    found
}

/// What makes a bracket the text of a link, or part of a word.
fn is_link_target(after: char) -> bool {
    after == '(' || after.is_lowercase()
}

/// Whether `content` between brackets makes a footnote mark; `clings` when no space stands before it.
pub fn is_mark(content: &str, clings: bool) -> bool {
    let numbers = content.chars().any(|c| c.is_ascii_digit())
        && content
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '–' | '—'))
        && content
            .split([',', ';', '-', '–', '—'])
            .all(|part| part.trim().len() <= 3);
    let letter = clings && content.len() == 1 && content.bytes().all(|byte| byte.is_ascii_lowercase());
    let lower = content.to_ascii_lowercase();
    let named = ["note ", "nb ", "n ", "fn "].iter().any(|name| {
        lower.strip_prefix(name).is_some_and(|number| {
            !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    });
    let editorial = lower.ends_with(" needed") || EDITORIAL.contains(&lower.as_str());
    numbers || letter || named || editorial
}

const EDITORIAL: &[&str] = &[
    "who?",
    "when?",
    "where?",
    "which?",
    "clarify",
    "dubious",
    "dead link",
    "update",
];

#[cfg(test)]
mod tests {
    use super::footnotes;
    use crate::text::Span;

    fn found(text: &str) -> Vec<&str> {
        footnotes(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn finds_numbers_letters_and_notes() {
        assert_eq!(
            found("It grew.[1][2] It fell [3 – 5], they say.[a][citation needed] Or not [note 2]."),
            ["[1]", "[2]", "[3 – 5]", "[a]", "[citation needed]", "[note 2]"]
        );
    }

    #[test]
    fn leaves_brackets_of_the_text_alone() {
        assert!(found("[A]n old [sic] man, “[t]he keeper”, in [1986] the [1](http://a.b) [").is_empty());
    }
}
