//! One sentence as the rules see it, with its times and the doubts about it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::facts::assertion;
use crate::facts::clause::Clause;
use crate::facts::names::slanted;
use crate::facts::structure::Structure;
use crate::facts::time::{Link, TimeAt, TimeValue, find_times, is_weekday, month};
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
                // "until April 1913": what comes then is no day of that year yet.
                let is_told = matches!(time.link, Link::At | Link::Bare);
                last = date.month.filter(|_| is_told).map(|_| (block, date)).or(last);
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

/// Gives "that year", "the following year" the year they mean: the only one that the sentence tells before, or else
/// the only one of the sentence before it in the paragraph.
pub(super) fn year_by_sentence(document: &Document, views: &mut [View<'_>]) {
    let mut before: Option<(usize, Vec<i16>)> = None;
    for view in views.iter_mut() {
        let block = document.sentences[view.sentence].block;
        let told = before
            .take()
            .filter(|(of, _)| *of == block)
            .and_then(|(_, years)| only(&years));
        let mut own: Vec<i16> = Vec::new();
        let mut at = 0;
        while at < view.times.len() {
            match view.times[at].value {
                TimeValue::Date(date) => own.push(date.year),
                TimeValue::Range(from, to) => own.extend([from.year, to.year]),
                TimeValue::Rough => own.push(ROUGH),
                TimeValue::Relative => {
                    let known = if own.is_empty() { told } else { only(&own) };
                    if let Some(year) = known.zip(years_on(view, at)).map(|(year, step)| year + step) {
                        view.times[at].value = TimeValue::Date(PartialDate::year(year));
                        view.times[at].link = Link::At;
                        own.push(year);
                        at = joined_to_later(view, at);
                    }
                }
            }
            at += 1;
        }
        before = Some((block, own));
    }
}

/// Stands for a time that is no year.
const ROUGH: i16 = 0;

/// The one year of some, if they are all the same.
fn only(years: &[i16]) -> Option<i16> {
    let (first, rest) = years.split_first()?;
    (*first != ROUGH && rest.iter().all(|year| year == first)).then_some(*first)
}

/// How many years behind the one told a time is: none for "that year", one for "the following year".
fn years_on(view: &View<'_>, at: usize) -> Option<i16> {
    let time = &view.times[at];
    let told: Vec<&str> = view.words[time.start..time.end]
        .iter()
        .map(|word| word.lower.as_str())
        .filter(|word| !matches!(*word, "in" | "the" | "during"))
        .collect();
    let step = match told[..] {
        ["that" | "same", "year"] | ["that", "same", "year"] => 0,
        ["following" | "next", "year"] => 1,
        _ => return None,
    };
    let before = time.start.checked_sub(1).map(|before| &view.words[before]);
    let is_linked = matches!(time.link, Link::At) || view.words[time.start].is("during");
    let is_loose = time.link == Link::Bare
        && before.is_none_or(|before| {
            before.tag != Tag::Preposition && !before.is_any(&["of", "to", "than", "every", "each"])
        });
    let goes_on = view.words.get(time.end).is_some_and(|next| {
        matches!(next.tag, Tag::Genitive | Tag::Noun | Tag::Relative) || next.is_any(&["that", "of", "as"])
    });
    ((is_linked || is_loose) && !goes_on).then_some(step)
}

/// Joins "later that year" to one time, and says where it stands.
fn joined_to_later(view: &mut View<'_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else {
        return at;
    };
    let is_later = view.times[before].end == view.times[at].start
        && view.times[before].end == view.times[before].start + 1
        && view.words[view.times[before].start].is_any(&["later", "earlier"]);
    if !is_later {
        return at;
    }
    view.times[at].start = view.times[before].start;
    view.times.remove(before);
    before
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

#[cfg(test)]
mod tests {
    use crate::facts::rules::RULES;
    use crate::facts::rules::sample::statements;

    /// The dated events of a text.
    fn events(text: &str) -> Vec<String> {
        let rule = RULES.iter().find(|rule| rule.name() == "dated-event").unwrap();
        statements(*rule, text)
    }

    #[test]
    fn that_year_is_the_one_year_told_before() {
        for (told, year) in [
            ("In the same year, Anna Lund founded the Velk Fund.", 1911),
            ("That year Anna Lund founded the Velk Fund.", 1911),
            ("Later that year, Anna Lund founded the Velk Fund.", 1911),
            ("Anna Lund founded the Velk Fund the following year.", 1912),
        ] {
            let text = format!("Otto Berdi left Moscow in 1911. {told}");
            let found = events(&text);
            let stated = format!("Anna Lund founded the Velk Fund in {year}.");
            assert_eq!(found.last(), Some(&stated), "{told}");
        }
    }

    #[test]
    fn that_year_stays_open_where_two_or_none_were_told() {
        for text in [
            "It rained in Moscow from 1911 to 1913. That year Anna Lund founded the Velk Fund.",
            "It rained in Moscow. That year Anna Lund founded the Velk Fund.",
            "It rained in 1911.\n\nThat year Anna Lund founded the Velk Fund.",
            "It rained in the 1910s. The same year Anna Lund founded the Velk Fund.",
        ] {
            assert!(events(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_day_is_not_of_the_year_up_to_which_something_lasts() {
        let lasted =
            "The Velk Fund was closed until April 1913, and Anna Lund founded the Berdi Fund on October 13.";
        assert!(events(lasted).is_empty(), "{:?}", events(lasted));
        let told = "Otto Berdi left Moscow in April 1913. Anna Lund founded the Berdi Fund on October 13.";
        let stated = "Anna Lund founded the Berdi Fund on 13 October 1913.".to_owned();
        assert_eq!(events(told).last(), Some(&stated));
    }
}
