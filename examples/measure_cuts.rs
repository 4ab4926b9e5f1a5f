//! Measures how near our tokens and sentences come to those of treebanks.
//!
//! ```sh
//! cargo run --release --example measure_cuts -- FOLDER-OR-FILE...
//! ```
//!
//! Takes CoNLL-U files whose hyphenated words are merged into one token, as our
//! tokens are. Each sentence's text is cut again;
//! the sentences of a paragraph are joined and split again. For each file it
//! prints precision, recall and F1, and the differences seen most often.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use suraq::text::Span;
use suraq::text::sentence::sentences;
use suraq::text::token::tokens;

/// How many differences are printed of each kind.
const SHOWN: usize = 60;

fn main() -> io::Result<()> {
    for file in files(env::args().skip(1).map(PathBuf::from))? {
        let paragraphs = paragraphs(&fs::read_to_string(&file)?);
        println!("{}", file.display());
        report(
            "tokens",
            &paragraphs
                .iter()
                .flat_map(|of| of.sentences.iter())
                .map(cut)
                .collect::<Vec<_>>(),
        );
        report("sentences", &paragraphs.iter().map(split).collect::<Vec<_>>());
    }
    Ok(())
}

/// The files named, and those ending in `.conllu` of the folders named, in order.
fn files(named: impl Iterator<Item = PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        for entry in fs::read_dir(path)? {
            files.push(entry?.path());
        }
    }
    files.retain(|path| is_treebank(path));
    files.sort();
    Ok(files)
}

fn is_treebank(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "conllu")
}

/// A text and the spans a treebank cuts it into.
#[derive(Default)]
struct Cut {
    text: String,
    spans: Vec<Span>,
}

impl Cut {
    fn add(&mut self, part: &str) {
        let start = self.text.len();
        self.text.push_str(part);
        self.spans.push(Span::new(start, self.text.len()));
    }
}

#[derive(Default)]
struct Paragraph {
    whole: Cut,
    sentences: Vec<Cut>,
}

/// Reads the paragraphs of a CoNLL-U file.
fn paragraphs(file: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut gap = "";
    for group in file.split("\n\n").filter(|group| !group.trim().is_empty()) {
        let opens = group
            .lines()
            .any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc"));
        if opens || found.is_empty() {
            found.push(Paragraph::default());
            gap = "";
        }
        let (Some(sentence), joined) = (sentence(group), joins_next(group)) else {
            continue;
        };
        if let Some(paragraph) = found.last_mut() {
            paragraph.whole.text.push_str(gap);
            paragraph.whole.add(&sentence.text);
            paragraph.sentences.push(sentence);
            gap = if joined { "" } else { " " };
        }
    }
    found
}

/// The rows of words; rows of word groups and of words left out are passed over.
fn rows(group: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = group.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').collect::<Vec<_>>())
        .filter(|columns| columns.len() >= 10 && !columns[0].contains(['-', '.']))
}

/// A sentence as its `# text` has it, with its tokens found there; none when one of them is not there.
fn sentence(group: &str) -> Option<Cut> {
    let text = group.lines().find_map(|line| line.strip_prefix("# text = "))?;
    let mut spans = Vec::new();
    let mut at = 0;
    for columns in rows(group) {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        if !text[start..].starts_with(columns[1]) {
            return None;
        }
        at = start + columns[1].len();
        spans.push(Span::new(start, at));
    }
    let text = text[..at].to_owned();
    Some(Cut { text, spans })
}

/// Whether no space stands between a sentence and the next.
fn joins_next(group: &str) -> bool {
    rows(group)
        .last()
        .is_some_and(|columns| columns[9].contains("SpaceAfter=No"))
}

/// What a text gave: the spans wanted and those found.
struct Outcome<'a> {
    text: &'a str,
    wanted: &'a [Span],
    found: Vec<Span>,
}

fn cut(sentence: &Cut) -> Outcome<'_> {
    let whole = Span::new(0, sentence.text.len());
    Outcome {
        text: &sentence.text,
        wanted: &sentence.spans,
        found: tokens(&sentence.text, whole, &[])
            .iter()
            .map(|token| token.span)
            .collect(),
    }
}

fn split(paragraph: &Paragraph) -> Outcome<'_> {
    let text = paragraph.whole.text.as_str();
    Outcome {
        text,
        wanted: &paragraph.whole.spans,
        found: sentences(text, Span::new(0, text.len()), &[]),
    }
}

fn report(name: &str, outcomes: &[Outcome<'_>]) {
    let (mut wanted, mut found, mut right) = (0, 0, 0);
    let mut differences: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in outcomes {
        wanted += outcome.wanted.len();
        found += outcome.found.len();
        right += outcome
            .wanted
            .iter()
            .filter(|span| outcome.found.contains(span))
            .count();
        for difference in differences_of(outcome) {
            *differences.entry(difference).or_default() += 1;
        }
    }
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    println!(
        "  {name}: {wanted} wanted, {found} found, {right} right: precision {:.2}, recall {:.2}, F1 {:.2}",
        share(right, found),
        share(right, wanted),
        share(2 * right, wanted + found),
    );
    let mut ranked: Vec<_> = differences.into_iter().collect();
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    for (difference, times) in ranked.iter().take(SHOWN) {
        println!("    {times:5}  {difference}");
    }
}

/// The stretches that both cut into whole pieces, but into different ones.
fn differences_of(outcome: &Outcome<'_>) -> Vec<String> {
    let ends = |spans: &[Span]| spans.iter().map(|span| span.end).collect::<Vec<_>>();
    let (wanted, found) = (ends(outcome.wanted), ends(&outcome.found));
    let common: Vec<usize> = wanted.iter().copied().filter(|end| found.contains(end)).collect();
    let mut from = 0;
    let mut shown = Vec::new();
    for until in common {
        let inside = |spans: &[Span]| {
            let pieces = spans
                .iter()
                .filter(|span| span.start >= from && span.end <= until);
            pieces
                .map(|span| brief(span.of(outcome.text)))
                .collect::<Vec<_>>()
                .join(" | ")
        };
        let (want, have) = (inside(outcome.wanted), inside(&outcome.found));
        if want != have {
            shown.push(format!("{want}   found   {have}"));
        }
        from = until;
    }
    shown
}

/// A long sentence by its two ends.
fn brief(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 60 {
        return text.to_owned();
    }
    let end = characters.len();
    let (head, tail) = (&characters[..28], &characters[end - 28..]);
    head.iter().chain(&[' ', '~', ' ']).chain(tail).collect()
}
