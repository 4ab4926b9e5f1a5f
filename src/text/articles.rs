//! Tells the articles in one file apart, so that facts keep their own subject and date.
//!
//! A headline opens a new article when the page says so: a divider before it
//! ("Continue Reading"), a date, byline or dateline below it, share and sign-up
//! lines between it and the text before, or empty space that no section
//! heading of the file has. A heading alone only opens a section.

use super::markup::visible;
use super::read::Part;
use super::{Article, BlockKind, PartialDate, Span, clean, furniture, header};

/// Shortest paragraph, in bytes, that shows an article has begun.
const PROSE: usize = 60;
/// Fewest words of a headline.
const HEADLINE_WORDS: usize = 5;
/// How many parts below a headline may hold its date and byline.
const HEADER_PARTS: usize = 4;

/// Returns the articles that `parts` make, and for each part the index of its article.
///
/// `markup` is hidden in their titles.
pub fn divide(text: &str, parts: &[Part], markup: &[Span]) -> (Vec<Article>, Vec<usize>) {
    let starts = starts(text, parts);
    let mut articles = Vec::with_capacity(starts.len());
    let mut owners = Vec::with_capacity(parts.len());
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(parts.len());
        let own = &parts[*start..end];
        articles.extend(article(text, own, markup));
        owners.extend(own.iter().map(|_| index));
    }
    (articles, owners)
}

/// Index of the first part of each article.
fn starts(text: &str, parts: &[Part]) -> Vec<usize> {
    let gaps = clean::gaps(text, parts);
    let page = Page {
        text,
        parts,
        gaps: &gaps,
        wide_sections: false,
    };
    let wide_sections = (1..parts.len()).any(|index| {
        parts[index].kind == BlockKind::Heading
            && page.stands_wide(index)
            && page.words(index) <= HEADLINE_WORDS
    });
    let page = Page {
        wide_sections,
        ..page
    };
    let mut found: Vec<usize> = parts.first().map(|_| 0).into_iter().collect();
    let mut prose = 0;
    let mut last_prose = 0;
    for (index, part) in parts.iter().enumerate() {
        if page.is_prose(index) {
            prose += 1;
            last_prose = index;
        } else if part.kind == BlockKind::Heading && page.opens_article(index, prose, last_prose) {
            found.push(index);
            prose = 0;
        }
    }
    found
}

struct Page<'a> {
    text: &'a str,
    parts: &'a [Part],
    gaps: &'a [usize],
    /// Whether section headings of this page have empty space on both sides.
    wide_sections: bool,
}

impl Page<'_> {
    fn is_prose(&self, index: usize) -> bool {
        self.parts[index].kind == BlockKind::Paragraph && self.parts[index].span.len() >= PROSE
    }

    fn words(&self, index: usize) -> usize {
        self.parts[index].span.of(self.text).split_whitespace().count()
    }

    fn stands_wide(&self, index: usize) -> bool {
        self.gaps[index] > 1 && self.gaps.get(index + 1).is_some_and(|gap| *gap > 1)
    }

    /// Whether the heading at `index` opens an article after `prose` paragraphs of the one before.
    fn opens_article(&self, index: usize, prose: usize, last_prose: usize) -> bool {
        if prose == 0 || !self.prose_follows(index) {
            return false;
        }
        let headline = self.words(index) >= HEADLINE_WORDS;
        let dated = self.header_follows(index);
        let between = &self.parts[last_prose + 1..index];
        let divided = between.iter().any(|part| {
            part.kind == BlockKind::Boilerplate && furniture::is_divider(part.span.of(self.text))
        });
        let after_furniture = between.last().is_some_and(|part| {
            part.kind == BlockKind::Boilerplate && furniture::kind(part.span.of(self.text)).is_some()
        });
        let wide = self.stands_wide(index) && !self.wide_sections;
        dated
            || divided && (headline || self.gaps[index] > 1)
            || prose > 1 && headline && (after_furniture || wide && self.words(index) > HEADLINE_WORDS)
    }

    /// Whether running text comes before the next two headings.
    fn prose_follows(&self, index: usize) -> bool {
        let mut headings = 0;
        for at in index + 1..self.parts.len() {
            if self.is_prose(at) {
                return true;
            }
            headings += usize::from(self.parts[at].kind == BlockKind::Heading);
            if headings > 1 {
                return false;
            }
        }
        false
    }

    /// Whether a date line, byline or dateline stands right below the heading.
    fn header_follows(&self, index: usize) -> bool {
        self.parts[index + 1..]
            .iter()
            .take(HEADER_PARTS)
            .take_while(|part| part.kind != BlockKind::Paragraph || part.span.len() < PROSE)
            .any(|part| part.kind == BlockKind::Metadata)
    }
}

/// An article made of `parts`, with what its first and last lines say of it.
fn article(text: &str, parts: &[Part], markup: &[Span]) -> Option<Article> {
    let (first, last) = (parts.first()?, parts.last()?);
    let opening = parts
        .iter()
        .position(|part| part.kind == BlockKind::Paragraph && part.span.len() >= PROSE)
        .unwrap_or(parts.len());
    let head = &parts[..opening];
    let title = head
        .iter()
        .find(|part| part.kind == BlockKind::Heading)
        .map(|part| visible(text, part.span, markup));
    let dateline = head
        .iter()
        .rev()
        .take(2)
        .filter(|part| part.kind == BlockKind::Metadata)
        .find_map(|part| header::dateline(&text[part.span.start..last.span.end]));
    let date = head_date(text, head)
        .or(dateline.as_ref().and_then(|dateline| dateline.date))
        .or_else(|| tail_date(text, &parts[opening..]));
    Some(Article {
        title,
        date,
        place: dateline.map(|dateline| dateline.place),
        span: Span::new(first.span.start, last.span.end),
    })
}

/// The date of the lines above the text.
fn head_date(text: &str, head: &[Part]) -> Option<PartialDate> {
    let of = |kind: BlockKind| {
        head.iter()
            .filter(move |part| part.kind == kind && part.span.len() < 200)
            .find_map(|part| header::find_date(part.span.of(text)))
            .map(|(date, _)| date)
    };
    of(BlockKind::Metadata).or_else(|| of(BlockKind::Boilerplate))
}

/// The date of a line such as "Last updated" below the text.
fn tail_date(text: &str, tail: &[Part]) -> Option<PartialDate> {
    tail.iter()
        .filter(|part| {
            matches!(part.kind, BlockKind::Boilerplate | BlockKind::Metadata) && part.span.len() < 120
        })
        .map(|part| part.span.of(text))
        .filter(|line| {
            let lower = line.to_lowercase();
            ["updated", "published", "posted", "modified"]
                .iter()
                .any(|word| lower.contains(word))
        })
        .find_map(header::find_date)
        .map(|(date, _)| date)
}
