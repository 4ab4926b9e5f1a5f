//! The place in a kept document that a card rests on, in its paragraph, with the key marked.
//!
//! A document is kept under its hash, with the text its evidence counts bytes
//! of. A file that is gone, or is no longer that text, gives no evidence: wrong
//! words are worse than none.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::Asked;
use suraq::items::Evidence;
use suraq::text::DocumentId;
use suraq::text::Span;
use suraq::text::markup;
use suraq::text::sentence;

use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::wrap;

/// A line of this many bytes or more is a paragraph of its own: nobody breaks lines that late by hand.
const LONG_LINE: usize = 160;

/// Most bytes shown of a paragraph.
const LONGEST: usize = 2_000;

/// A quote in its paragraph, as a reader sees it: without the marks of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The paragraph in one line.
    pub text: String,
    /// Byte range of the quote.
    pub quote: Range<usize>,
    /// Byte range of the key inside the quote, where its words stand there.
    pub key: Option<Range<usize>>,
    /// Id of the deck's source it is from.
    pub source: Option<String>,
}

impl Paragraph {
    /// The quote with the sentence before and the one after it; what is left out on either side is marked.
    pub fn with_neighbours(&self) -> Paragraph {
        let sentences = sentence::sentences(&self.text, Span::new(0, self.text.len()), &[]);
        let is_before = |one: &&Span| one.end <= self.quote.start;
        let is_after = |one: &&Span| one.start >= self.quote.end;
        let start = sentences.iter().rev().find(is_before).map_or(0, |one| one.start);
        let end = sentences
            .iter()
            .find(is_after)
            .map_or(self.text.len(), |one| one.end);
        let (start, end) = (start.min(self.quote.start), end.max(self.quote.end));
        let Some(kept) = self.text.get(start..end) else {
            return self.clone();
        };
        let left_out = |part: &str| part.chars().any(char::is_alphanumeric);
        let before = if left_out(&self.text[..start]) { "… " } else { "" };
        let after = if left_out(&self.text[end..]) { " …" } else { "" };
        let moved =
            |range: &Range<usize>| range.start - start + before.len()..range.end - start + before.len();
        Paragraph {
            text: format!("{before}{kept}{after}"),
            quote: moved(&self.quote),
            key: self.key.as_ref().map(moved),
            source: self.source.clone(),
        }
    }
}

/// Returns the file that keeps a document; `id` is `sha256:` and 64 digits, or only those.
pub fn file_of(documents: &Path, id: &str) -> PathBuf {
    let digits = id.strip_prefix("sha256:").unwrap_or(id);
    documents.join(format!("{digits}.txt"))
}

/// Returns the evidence of a card, in the order of its fact; none where no document is kept.
pub fn paragraphs(documents: &Path, asked: &Asked) -> Vec<Paragraph> {
    let Some(fact) = &asked.fact else {
        return Vec::new();
    };
    let mut answers = vec![asked.item.key.as_str(), fact.object.as_str()];
    answers.extend(asked.item.accept.iter().map(String::as_str));
    answers.extend(asked.item.detail.keys.iter().map(String::as_str));
    let mut found: Vec<Paragraph> = Vec::new();
    for evidence in &fact.evidence {
        let paragraph = document_of(asked, evidence)
            .and_then(|id| text_of(documents, &id))
            .and_then(|text| paragraph(&text, evidence, &answers));
        if let Some(paragraph) = paragraph
            && !found.contains(&paragraph)
        {
            found.push(paragraph);
        }
    }
    found
}

fn document_of(asked: &Asked, evidence: &Evidence) -> Option<String> {
    let own = evidence.document.as_ref().map(|id| id.0.clone());
    own.or_else(|| {
        let source = asked
            .sources
            .iter()
            .find(|source| Some(&source.id) == evidence.source.as_ref());
        source.and_then(|source| source.document.clone())
    })
}

/// The text of a kept document, if the file still is that text.
fn text_of(documents: &Path, id: &str) -> Option<String> {
    let text = fs::read_to_string(file_of(documents, id)).ok()?;
    let named = DocumentId::of(&text).0;
    (named.strip_prefix("sha256:") == Some(id.strip_prefix("sha256:").unwrap_or(id))).then_some(text)
}

/// The paragraph around a piece of evidence, with the first of `answers` that stands in the quote.
pub fn paragraph(text: &str, evidence: &Evidence, answers: &[&str]) -> Option<Paragraph> {
    let span = span_of(text, evidence)?;
    let around = around(text, span);
    let marks = markup::marks(text, around);
    let mut shown = markup::visible(text, around, &marks);
    let quote = markup::visible(text, span, &marks);
    let upto = markup::visible(text, Span::new(around.start, span.end), &marks);
    let mut quote = upto.len().checked_sub(quote.len())?..upto.len();
    // A paragraph that was cut says so.
    if is_cut(text, around.start) {
        shown.insert_str(0, "… ");
        let more = "… ".len();
        quote = quote.start + more..quote.end + more;
    }
    if is_cut(text, around.end) {
        shown.push_str(" …");
    }
    let inside = shown.get(quote.clone())?;
    let key = answers.iter().find_map(|answer| place_of(inside, answer));
    Some(Paragraph {
        key: key.map(|key| quote.start + key.start..quote.start + key.end),
        text: shown,
        quote,
        source: evidence.source.clone(),
    })
}

/// Where the quote stands: by its place, or by its words where no place is known.
fn span_of(text: &str, evidence: &Evidence) -> Option<Span> {
    let by_words = || {
        let at = text.find(&evidence.quote)?;
        Some(Span::new(at, at + evidence.quote.len()))
    };
    match evidence.span {
        Some(span) if !span.of(text).trim().is_empty() => {
            let words = span.of(text);
            let start = span.start + (words.len() - words.trim_start().len());
            Some(Span::new(start, start + words.trim().len()))
        }
        _ if evidence.quote.is_empty() => None,
        _ => by_words(),
    }
}

/// The paragraph around `span`: between empty lines, or one long line.
fn around(text: &str, span: Span) -> Span {
    let line = Span::new(
        text[..span.start].rfind('\n').map_or(0, |at| at + 1),
        text[span.end..].find('\n').map_or(text.len(), |at| span.end + at),
    );
    let paragraph = match line.len() >= LONG_LINE {
        true => line,
        false => between_empty_lines(text, line),
    };
    match paragraph.len() <= LONGEST.max(span.len()) {
        true => paragraph,
        false => cut(text, paragraph, span),
    }
}

fn between_empty_lines(text: &str, line: Span) -> Span {
    let (mut start, mut end) = (line.start, line.end);
    while start > 0 {
        let above = text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if text[above..start].trim().is_empty() {
            break;
        }
        start = above;
    }
    while end < text.len() {
        let below = text[end + 1..].find('\n').map_or(text.len(), |at| end + 1 + at);
        if text[end + 1..below].trim().is_empty() {
            break;
        }
        end = below;
    }
    Span::new(start, end)
}

/// As much of a long paragraph as is shown, from word to word.
fn cut(text: &str, paragraph: Span, span: Span) -> Span {
    let spare = LONGEST.saturating_sub(span.len()) / 2;
    let boundary = |from: usize| (from..=text.len()).find(|at| text.is_char_boundary(*at));
    let start = boundary(span.start.saturating_sub(spare).max(paragraph.start)).unwrap_or(span.start);
    let end = boundary((span.end + spare).min(paragraph.end)).unwrap_or(span.end);
    let blank = |part: Span| part.of(text).find(' ').map(|at| part.start + at + 1);
    let last_blank = |part: Span| part.of(text).rfind(' ').map(|at| part.start + at);
    let start = match start == paragraph.start {
        true => start,
        false => blank(Span::new(start, span.start)).unwrap_or(span.start),
    };
    let end = match end == paragraph.end {
        true => end,
        false => last_blank(Span::new(span.end, end)).unwrap_or(span.end),
    };
    Span::new(start, end)
}

/// Whether a paragraph that begins or ends at `at` goes on beyond it.
fn is_cut(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let ends = before.is_empty() || before.ends_with('\n');
    let begins = after.is_empty() || after.starts_with(['\n', '\r']);
    !ends && !begins
}

/// Where `answer` stands in `quote` as whole words, large and small letters alike.
fn place_of(quote: &str, answer: &str) -> Option<Range<usize>> {
    let answer: Vec<char> = answer.trim().chars().map(folded).collect();
    if answer.is_empty() {
        return None;
    }
    let letters: Vec<(usize, char)> = quote.char_indices().collect();
    (0..letters.len()).find_map(|first| {
        let end = first + answer.len();
        let window = letters.get(first..end)?;
        let same = window.iter().zip(&answer).all(|((_, c), a)| folded(*c) == *a);
        let open = first == 0 || !letters[first - 1].1.is_alphanumeric();
        let closed = letters.get(end).is_none_or(|(_, c)| !c.is_alphanumeric());
        let stop = letters.get(end).map_or(quote.len(), |(at, _)| *at);
        (same && open && closed).then(|| window[0].0..stop)
    })
}

/// One letter as it is compared: small, with plain apostrophes, hyphens and blanks.
fn folded(c: char) -> char {
    match c {
        '’' | 'ʼ' | '‘' => '\'',
        '–' | '‑' => '-',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The paragraph as lines of at most `width` columns: `>` before each line of the quote, the key in brackets, or in
/// other marks where the source has brackets of its own.
pub fn lines(screen: &Screen, paragraph: &Paragraph, width: usize) -> Vec<String> {
    let mut text = paragraph.text.clone();
    let (mut quote, mut key) = (paragraph.quote.clone(), paragraph.key.clone());
    if let Some(key) = &mut key {
        let (open, close) = marks(screen, &text);
        text.insert_str(key.end, close);
        text.insert_str(key.start, open);
        let more = open.len() + close.len();
        *key = key.start..key.end + more;
        quote.end += more;
    }
    let mut at = 0;
    let mut lines = Vec::new();
    for line in wrap(&text, width.saturating_sub(2)) {
        at += text[at..].len() - text[at..].trim_start().len();
        let here = at..at + line.len();
        let is_quote = here.start < quote.end && here.end > quote.start;
        let margin = if is_quote { "> " } else { "  " };
        lines.push(format!("{margin}{}", toned(screen, &line, at, &quote, &key)));
        at = here.end;
    }
    lines.into_iter().map(|line| screen.plain_signs(&line)).collect()
}

/// What stands around the key: of several marks the first that `text` has none of.
fn marks(screen: &Screen, text: &str) -> (&'static str, &'static str) {
    const MARKS: [(&str, &str); 4] = [("[", "]"), ("«", "»"), ("{", "}"), ("[[", "]]")];
    // Angle quotes become plain ones where only ASCII is shown.
    let is_shown = |mark: &str| mark.is_ascii() || screen.sign("«", "") == "«";
    let is_free = |(open, close): &&(&str, &str)| !text.contains(open) && !text.contains(close);
    let mut fitting = MARKS.iter().filter(|(open, _)| is_shown(open));
    fitting
        .clone()
        .find(is_free)
        .or(fitting.next_back())
        .copied()
        .unwrap_or(MARKS[0])
}

/// One line, which begins at byte `at` of the whole, with the quote and the key in their tones.
fn toned(screen: &Screen, line: &str, at: usize, quote: &Range<usize>, key: &Option<Range<usize>>) -> String {
    let key = key.clone().unwrap_or(quote.end..quote.end);
    let stops = [quote.start, key.start, key.end, quote.end];
    let tones = [Tone::Faint, Tone::Plain, Tone::Marked, Tone::Plain, Tone::Faint];
    let mut shown = String::new();
    let mut done = 0;
    for (stop, tone) in stops.iter().chain([&usize::MAX]).zip(tones) {
        let end = stop.saturating_sub(at).min(line.len()).max(done);
        if end > done {
            shown.push_str(&screen.tone(tone, &line[done..end]));
        }
        done = end;
    }
    shown
}

#[cfg(test)]
mod tests {
    use suraq::items::Evidence;
    use suraq::text::Span;

    use super::lines;
    use super::paragraph;
    use crate::screen::Screen;

    fn evidence(text: &str, quote: &str) -> Evidence {
        let at = text.find(quote).unwrap();
        Evidence {
            document: None,
            source: None,
            span: Some(Span::new(at, at + quote.len())),
            quote: String::new(),
        }
    }

    fn shown(text: &str, quote: &str, answers: &[&str], width: usize) -> String {
        let paragraph = paragraph(text, &evidence(text, quote), answers).unwrap();
        lines(&Screen::PLAIN, &paragraph, width).join("\n")
    }

    #[test]
    fn the_quote_stands_in_its_paragraph_with_the_key_in_brackets() {
        let text = "# Ferries\n\nThe line opened in 1904. It had\ntwo boats. Both sank.\n\nNext.\n";
        assert_eq!(
            shown(text, "It had\ntwo boats.", &["Two"], 30),
            "> The line opened in 1904. It\n> had [two] boats. Both sank."
        );
        assert_eq!(
            shown(text, "Both sank.", &["three", "both"], 24),
            "  The line opened in\n  1904. It had two\n> boats. [Both] sank."
        );
    }

    #[test]
    fn a_sentence_stands_between_its_neighbours() {
        let text = "One came. Two went. The line opened in 1904. It had boats. Both sank.\n";
        let whole = paragraph(text, &evidence(text, "The line opened in 1904."), &["1904"]).unwrap();
        assert_eq!(
            lines(&Screen::PLAIN, &whole.with_neighbours(), 72).join("\n"),
            "> … Two went. The line opened in [1904]. It had boats. …"
        );
        // At the edge of a paragraph there is no neighbour to leave out.
        let whole = paragraph(text, &evidence(text, "One came."), &["one"]).unwrap();
        assert_eq!(
            lines(&Screen::PLAIN, &whole.with_neighbours(), 72).join("\n"),
            "> [One] came. Two went. …"
        );
    }

    #[test]
    fn brackets_of_the_source_are_not_taken_for_the_mark() {
        let text = "He said the king “[wanted] to be in Oron”.\n";
        assert_eq!(
            shown(text, text.trim_end(), &["Oron"], 72),
            "> He said the king “[wanted] to be in «Oron»”."
        );
        let text = "It «was» [wanted] in Oron.\n";
        assert_eq!(
            shown(text, text.trim_end(), &["Oron"], 72),
            "> It «was» [wanted] in {Oron}."
        );
    }

    #[test]
    fn marks_of_markdown_are_not_shown() {
        let text = "It is **the oldest** bridge, says [the guide](https://example.org). Ask.\n";
        let quote = "It is **the oldest** bridge, says [the guide](https://example.org).";
        assert_eq!(
            shown(text, quote, &["the oldest"], 72),
            "> It is [the oldest] bridge, says the guide. Ask."
        );
    }

    #[test]
    fn a_long_line_is_a_paragraph_and_a_very_long_one_is_cut() {
        let long = "Ескі көпір әлі тұр. ".repeat(20);
        let text = format!("Short.\n{long}\nShort.");
        assert!(!shown(&text, "көпір әлі тұр", &["әлі"], 72).contains("Short"));
        let text = format!("{0}Here it is. {0}", "Ескі көпір әлі тұр. ".repeat(200));
        let cut = shown(&text, "Here it is.", &["here"], 72);
        assert!(cut.contains("[Here] it is."), "{cut}");
        assert!(cut.starts_with("  … ") && cut.ends_with(" …"), "{cut}");
        assert!(cut.len() < 3_000);
    }

    #[test]
    fn no_part_of_a_word_is_taken_for_the_key() {
        let text = "In 19045 they met in 1904.";
        assert_eq!(shown(text, text, &["1904"], 72), "> In 19045 they met in [1904].");
    }

    #[test]
    fn a_place_outside_of_the_text_is_no_evidence() {
        let mut wrong = evidence("abc", "abc");
        wrong.span = Some(Span::new(1, 900));
        assert!(paragraph("abc", &wrong, &[]).is_none());
        wrong.quote = "bc".to_owned();
        assert_eq!(paragraph("abc", &wrong, &[]).unwrap().quote, 1..3);
    }
}
