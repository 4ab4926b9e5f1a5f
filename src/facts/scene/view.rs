//! One sentence as the rules see it, with its times and the doubts about it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::facts::assertion;
use crate::facts::clause::Clause;
use crate::facts::names::slanted;
use crate::facts::structure::Structure;
use crate::facts::time::{TimeAt, TimeValue, find_times, is_weekday, month};
use crate::facts::{PartialDate, Span};
use crate::language::{Tag, Word};
use crate::text::{BlockKind, Document};

/// One sentence as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of its article.
    pub article: usize,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Its time expressions.
    pub times: Vec<TimeAt>,
    /// Why it gives no plain fact.
    pub objection: Option<&'static str>,
    /// Indices of the words that report or doubt something in it.
    pub doubts: Vec<usize>,
    /// Whose word it is, where it says so: "According to the 2011 census,"; mostly empty.
    pub source: Range<usize>,
    /// The same in words, ready to print; what comes of the sentence is asked only with it.
    pub speaker: Option<String>,
    /// The day of its article.
    pub anchor: Option<PartialDate>,
    /// Who "he" or "she" at its start is, if only one person can be.
    pub topic: Option<String>,
    /// Whose "his" or "her" at its start is, if only one person's can be.
    pub owner: Option<String>,
    /// Words outside brackets and `source`, by index.
    pub visible: Vec<usize>,
    /// How its words hang together; made when a rule first asks.
    pub structure: Structure<'a>,
    /// Its clauses; read when a rule first asks.
    pub clauses: OnceCell<Result<Vec<Clause>, &'static str>>,
}

/// Gives a day without a year the year of the last full date before it in its paragraph.
///
/// Only forward in the same year: "In March 2017 ... On 6 October ...". Anything
/// else stays open.
pub(super) fn date_by_paragraph(document: &Document, views: &mut [View<'_>]) {
    let mut last: Option<(usize, PartialDate)> = None;
    // The year of which a paragraph tells; its days of the week are not those before the article.
    let mut told: Option<(usize, i16)> = None;
    for view in views.iter_mut() {
        let block = document.sentences[view.sentence].block;
        last = last.filter(|(of, _)| *of == block);
        told = told.filter(|(of, _)| *of == block);
        for time in &mut view.times {
            if let TimeValue::Date(date) = time.value {
                let words = &view.words[time.start..time.end];
                if words.iter().any(is_weekday) && !words.iter().any(|word| word.tag == Tag::Number) {
                    if told.is_some_and(|(_, year)| year != date.year) {
                        time.value = TimeValue::Relative;
                    }
                    continue;
                }
                told = Some((block, date.year));
                last = date.month.map(|_| (block, date)).or(last);
                continue;
            }
            let Some((_, known)) = last.filter(|_| time.value == TimeValue::Relative) else {
                continue;
            };
            let Some(date) = day_of_year(&view.words[time.start..time.end], known.year) else {
                continue;
            };
            if date >= known {
                time.value = TimeValue::Date(date);
                last = Some((block, date));
            }
        }
    }
}

/// Reads "6 October" or "October 6" in a year.
fn day_of_year(words: &[Word<'_>], year: i16) -> Option<PartialDate> {
    let month = words
        .iter()
        .find_map(|word| (word.tag == Tag::Name).then(|| month(&word.lower)).flatten())?;
    let day = words.iter().find_map(|word| word.text.parse::<u8>().ok())?;
    PartialDate::day(year, month, day)
}

pub(super) fn view<'a>(
    document: &'a Document,
    index: usize,
    words: Vec<Word<'a>>,
    opinions: &[bool],
    told: Option<PartialDate>,
) -> View<'a> {
    let sentence = &document.sentences[index];
    let block = document.block_of(sentence);
    let anchor = document.articles[block.article].date.or(document.date);
    let in_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let source = assertion::source(&words);
    let objection = if in_text {
        assertion::objection(&words, sentence.quoted, &source)
    } else {
        Some("not running text")
    };
    let objection = objection.or_else(|| opinions[block.article].then_some("an article of opinion"));
    View {
        sentence: index,
        article: block.article,
        span: sentence.span,
        times: find_times(&words, anchor.or(told)),
        visible: visible(&words, &source),
        doubts: assertion::doubts(&words),
        source,
        speaker: None,
        objection,
        anchor,
        topic: None,
        owner: None,
        structure: Structure::new(&words),
        clauses: OnceCell::new(),
        words,
    }
}

/// The day a report tells near its start with weekday and year, "Saturday, 6 April 2024": what it calls
/// "6 April" later is of that year. It dates no office and no number, since nobody says that it is the day
/// of writing.
pub(super) fn told_day(sentences: &[Vec<Word<'_>>]) -> Option<PartialDate> {
    const NEAR: usize = 6;
    sentences.iter().take(NEAR).find_map(|words| {
        let at =
            (0..words.len().saturating_sub(2)).find(|at| is_weekday(&words[*at]) && words[at + 1].is(","))?;
        find_times(&words[at + 2..], None)
            .first()
            .filter(|time| time.start == 0)
            .and_then(|time| match time.value {
                TimeValue::Date(date) => date.day.map(|_| date),
                _ => None,
            })
    })
}

/// Indices of the words outside brackets, paired dashes and the words that name the source, without the
/// quotation marks around names.
fn visible(words: &[Word<'_>], source: &Range<usize>) -> Vec<usize> {
    let marks = slanted::marks_of_names(words);
    let mut depth = 0_usize;
    let mut seen = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 && !source.contains(&index) && !marks.contains(&index) => seen.push(index),
            _ => {}
        }
    }
    let dashes: Vec<usize> = (0..seen.len())
        .filter(|at| matches!(words[seen[*at]].text, "–" | "—" | "--" | "-"))
        .collect();
    if let [open, close] = dashes[..] {
        seen.drain(open..=close);
    }
    seen
}
