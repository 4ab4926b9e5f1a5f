//! Tells running text from everything else on a page.
//!
//! A reader brings the parts that its format marks; what it calls paragraphs
//! is looked at here once more. Pieces are only renamed and cut, never moved
//! or changed, so every byte offset stays good.

use super::heading::{self, Surroundings};
use super::markup::visible;
use super::read::Part;
use super::{BlockKind, Span, furniture, header, residue};

/// Longest line of a poem, in characters, and the fewest lines that make one.
const VERSE_WIDTH: usize = 70;
const VERSE_LINES: usize = 4;

/// Returns the parts with headings, furniture, captions, metadata and verse told from paragraphs.
///
/// `markup` is not seen where the wording of a line is judged.
pub fn tidy(text: &str, parts: &[Part], markup: &[Span]) -> Vec<Part> {
    let mut parts: Vec<Part> = parts.iter().flat_map(|part| cut(text, *part)).collect();
    name_furniture(text, &mut parts);
    name_verse(text, &mut parts);
    name_headings(text, &mut parts, markup);
    name_captions(text, &mut parts);
    name_notes(text, &mut parts);
    parts
}

/// Empty lines between each part and the one before it; those before the first count as many.
pub fn gaps(text: &str, parts: &[Part]) -> Vec<usize> {
    let mut before = 0;
    parts
        .iter()
        .map(|part| {
            let between = text.get(before..part.span.start).unwrap_or("");
            before = part.span.end;
            between.matches('\n').count().saturating_sub(1)
        })
        .collect()
}

/// Cuts residue, a reading time or a dateline off a part of running text.
fn cut(text: &str, part: Part) -> Vec<Part> {
    let whole = part.span.of(text);
    let piece = |kind, from: usize, to: usize| Part {
        kind,
        span: trimmed(text, Span::new(part.span.start + from, part.span.start + to)),
    };
    let mut found = Vec::new();
    let mut from = 0;
    let mut to = whole.len();
    let mut kind = part.kind;
    if is_running(kind) {
        from = residue::length(whole);
        found.push(piece(BlockKind::Boilerplate, 0, from));
    }
    if kind == BlockKind::Paragraph
        && let Some(dateline) = header::dateline(&whole[from..])
    {
        found.push(piece(BlockKind::Metadata, from, from + dateline.length));
        from += dateline.length;
    }
    if kind == BlockKind::Paragraph
        && whole.len() < 200
        && let Some(at) = furniture::reading_time(whole).filter(|at| *at > from)
    {
        kind = BlockKind::Heading;
        to = at;
    }
    found.push(piece(kind, from, to));
    found.push(piece(BlockKind::Boilerplate, to, whole.len()));
    found.retain(|part| !part.span.is_empty());
    found
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = span.start + inside.len() - inside.trim_start().len();
    Span::new(start, start + inside.trim().len())
}

fn is_running(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
    )
}

fn name_furniture(text: &str, parts: &mut [Part]) {
    for index in 0..parts.len() {
        let block = parts[index].span.of(text);
        if !is_running(parts[index].kind) {
            continue;
        }
        if is_note(block) || is_navigation(block) {
            parts[index].kind = BlockKind::Boilerplate;
        } else if let Some(kind) = furniture::kind(block) {
            parts[index].kind = kind;
        } else if parts[index].kind == BlockKind::Paragraph && stands_by_metadata(text, parts, index) {
            parts[index].kind = BlockKind::Metadata;
        }
    }
}

/// A footnote's own text: "[3] See page 12."
fn is_note(block: &str) -> bool {
    block
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(number, _)| {
            (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// A line of links to parts of the page: "Skip to main menu Skip to search".
fn is_navigation(block: &str) -> bool {
    block.len() < 300 && block.to_ascii_lowercase().matches("skip to ").count() > 1
}

/// A name on the line above or below a date line: who wrote the text, without "by".
fn stands_by_metadata(text: &str, parts: &[Part], index: usize) -> bool {
    let block = parts[index].span.of(text);
    let words = block.split_whitespace().count();
    let name = (2..=4).contains(&words)
        && block
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
        && !block.ends_with(['.', '!', '?', ':', ',']);
    let touches = |other: usize| {
        let (first, second) = (index.min(other), index.max(other));
        parts.get(second).is_some_and(|after| {
            let between = &text[parts[first].span.end..after.span.start];
            between.matches('\n').count() == 1 && header::date_line(parts[other].span.of(text)).is_some()
        })
    };
    // Below its date line, or above it when something stands above that could be the title.
    name && index > 0 && (touches(index - 1) || touches(index + 1))
}

/// Marks runs of short lines that end as lines of a poem do.
fn name_verse(text: &str, parts: &mut [Part]) {
    let mut start = 0;
    while start < parts.len() {
        let length = parts[start..]
            .iter()
            .take_while(|part| part.kind == BlockKind::Paragraph && is_verse_line(part.span.of(text)))
            .count();
        let (leading, verse) = verse_in(text, &parts[start..start + length]);
        let run = &mut parts[start + leading..start + leading + verse];
        let open_ends = run
            .iter()
            .filter(|part| part.span.of(text).ends_with([',', ';', '…', '—', '–']))
            .count();
        if verse >= VERSE_LINES && 2 * open_ends >= verse {
            for part in run {
                part.kind = BlockKind::Quotation;
            }
        }
        start += length.max(1);
    }
}

/// Lines before the verse of a run of short lines, and lines of verse: sentences at its ends are prose.
fn verse_in(text: &str, run: &[Part]) -> (usize, usize) {
    let ends = |part: &Part| part.span.of(text).ends_with(['.', ':']);
    let leading = run.iter().take_while(|part| ends(part)).count();
    let mut length = run.len() - leading;
    while length > 1 && ends(&run[leading + length - 1]) && ends(&run[leading + length - 2]) {
        length -= 1;
    }
    (leading, length)
}

fn is_verse_line(line: &str) -> bool {
    line.len() <= 2 * VERSE_WIDTH
        && line.chars().count() <= VERSE_WIDTH
        && !line.contains('\n')
        && !line.starts_with('(')
}

fn name_headings(text: &str, parts: &mut [Part], markup: &[Span]) {
    let gaps = gaps(text, parts);
    let mut first = true;
    // Index of the next part that is no furniture, for each part.
    let mut next = vec![None; parts.len()];
    let mut seen = None;
    for index in (0..parts.len()).rev() {
        next[index] = seen;
        if is_running(parts[index].kind) || parts[index].kind == BlockKind::Heading {
            seen = Some(index);
        }
    }
    for index in 0..parts.len() {
        if parts[index].kind == BlockKind::Paragraph {
            let around = Surroundings {
                first,
                gap_before: gaps[index],
                gap_after: gap_after(&gaps, parts, index),
                next: next[index].map(|other: usize| parts[other].span.of(text)),
            };
            let line = parts[index].span.of(text);
            if !line.contains('\n')
                && heading::is_heading(&visible_start(text, parts[index].span, markup), around)
            {
                parts[index].kind = BlockKind::Heading;
            }
        }
        first &= !is_running(parts[index].kind) && parts[index].kind != BlockKind::Heading;
    }
    unname_lists(parts);
}

/// Empty lines after a part; a byline or date right below a headline keeps it apart from the text.
fn gap_after(gaps: &[usize], parts: &[Part], index: usize) -> usize {
    let gap = gaps.get(index + 1).copied().unwrap_or(0);
    let over_metadata = parts
        .get(index + 1)
        .is_some_and(|next| next.kind == BlockKind::Metadata);
    if over_metadata { gap.max(1) } else { gap }
}

/// What a reader sees of a block, cut where it is too long for a heading anyway.
fn visible_start(text: &str, span: Span, markup: &[Span]) -> String {
    if span.len() > 4 * heading::LONGEST {
        return span.of(text).chars().take(heading::LONGEST + 1).collect();
    }
    visible(text, span, markup)
}

/// Four or more headings in a row head nothing: they are the entries of a list without marks.
fn unname_lists(parts: &mut [Part]) {
    let mut start = 0;
    while start < parts.len() {
        let length = parts[start..]
            .iter()
            .take_while(|part| part.kind == BlockKind::Heading)
            .count();
        if length >= 4 && start > 0 {
            for part in &mut parts[start..start + length] {
                part.kind = BlockKind::ListItem;
            }
        }
        start += length.max(1);
    }
}

/// Words under pictures: right below a credit, or short and without a verb.
fn name_captions(text: &str, parts: &mut [Part]) {
    for index in 0..parts.len() {
        if parts[index].kind != BlockKind::Paragraph {
            continue;
        }
        let block = parts[index].span.of(text);
        let below_credit = index > 0
            && parts[index - 1].kind == BlockKind::Caption
            && parts[index - 1].span.len() < 40
            && text[parts[index - 1].span.end..parts[index].span.start]
                .matches('\n')
                .count()
                == 1
            && block.split_whitespace().count() <= 40
            && parts.get(index + 1).is_some_and(|after| {
                text[parts[index].span.end..after.span.start]
                    .matches('\n')
                    .count()
                    > 1
            });
        if below_credit || furniture::is_caption(block) || is_figure(block) {
            parts[index].kind = BlockKind::Caption;
        }
    }
}

/// "Figure 3. The old pier", "Table 2: Votes".
fn is_figure(block: &str) -> bool {
    block.len() < 400
        && ["Figure ", "Fig. ", "Table ", "Map ", "Photo ", "Chart "]
            .iter()
            .any(|name| {
                block.strip_prefix(name).is_some_and(|rest| {
                    let after =
                        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' && rest.len() > 2);
                    let number = &rest[..rest.len() - after.len()];
                    number.starts_with(|c: char| c.is_ascii_digit())
                        && (number.ends_with('.') || after.starts_with([':', '|']) || after.trim().is_empty())
                })
            })
}

/// Marks the sections of references and links up to the next heading.
fn name_notes(text: &str, parts: &mut [Part]) {
    let mut inside = false;
    for part in parts {
        let block = part.span.of(text);
        let heads = part.kind == BlockKind::Heading
            || block.len() < 40 && part.kind != BlockKind::ListItem && furniture::opens_notes(block);
        if heads {
            inside = furniture::opens_notes(block);
            if inside {
                part.kind = BlockKind::Heading;
            }
        } else if inside && is_running(part.kind) {
            part.kind = BlockKind::Boilerplate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, tidy};
    use crate::text::{BlockKind, lines};

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        let parts: Vec<Part> = lines::paragraphs(text, &lines::lines(text, 0))
            .into_iter()
            .map(|span| Part {
                kind: BlockKind::Paragraph,
                span,
            })
            .collect();
        tidy(text, &parts, &[])
            .iter()
            .map(|part| (part.kind, part.span.of(text)))
            .collect()
    }

    #[test]
    fn cuts_datelines_and_reading_times_off() {
        let found = kinds("Harbour of Lund closed3 min read\n\nLUND (PB) — The harbour was closed.\n");
        assert_eq!(
            found,
            [
                (BlockKind::Heading, "Harbour of Lund closed"),
                (BlockKind::Boilerplate, "3 min read"),
                (BlockKind::Metadata, "LUND (PB) —"),
                (BlockKind::Paragraph, "The harbour was closed."),
            ]
        );
    }

    #[test]
    fn verse_is_quotation() {
        let found = kinds(
            "He wrote in the spring of that year:\n\nGrey is the harbour,\n\nGrey is the sea,\n\nGrey is the pier,\n\nAnd so are we.\n\nThen he left the town for good.",
        );
        assert_eq!(found[1].0, BlockKind::Quotation);
        assert_eq!(found[4].0, BlockKind::Quotation);
        assert_eq!(found[5].0, BlockKind::Paragraph);
    }

    #[test]
    fn a_section_of_notes_is_no_running_text() {
        let found = kinds(
            "The harbour was closed.\n\nReferences\n\n[1] Orman says so on page 12.\n\nLind, E. The pier was long.\n",
        );
        assert_eq!(found[3].0, BlockKind::Boilerplate);
        assert_eq!(found[0].0, BlockKind::Paragraph);
    }
}
