//! What reading costs when a text is all of one kind, however odd.
//!
//! Each text is read at four sizes, each twice the one before. Reading is
//! linear, so twice the text may take at most 2.2 times the time: compare the
//! rows of one bench, whose bytes a second should stay the same.

use divan::Bencher;
use divan::counter::BytesCount;
use suraq::text::read;

fn main() {
    divan::main();
}

/// Bytes of the texts, 1.25 to 10 MB.
const SIZES: [usize; 4] = [1_250_000, 2_500_000, 5_000_000, 10_000_000];

/// Texts by name: the file's name, what stands once at the start, and what is repeated.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("one word", "a.txt", "", "a"),
    ("words", "a.txt", "", "word "),
    ("prose in one line", "a.txt", "", PROSE),
    ("prose in Markdown", "a.md", "", PROSE),
    (
        "prose in lines",
        "a.txt",
        "",
        "The keeper of the light left the town.\n",
    ),
    ("quotation marks", "a.txt", "He ", "\""),
    ("quotations", "a.txt", "", "“He said ‘no’.” "),
    ("open quotations", "a.txt", "", "“‘\"«"),
    ("apostrophes", "a.txt", "a", "'s"),
    ("short abbreviations", "a.txt", "", "a."),
    ("initials", "a.txt", "", "A. "),
    ("stops", "a.txt", "a", "."),
    ("stops and spaces", "a.txt", "a", ". "),
    ("hyphens", "a.txt", "", "a-"),
    ("digits", "a.txt", "", "1"),
    ("numbers", "a.txt", "", "1,"),
    ("ranges", "a.txt", "", "1-2"),
    ("mail addresses", "a.txt", "", "a@"),
    ("web addresses", "a.txt", "http://a", "/a."),
    ("open brackets", "a.txt", "a", "("),
    ("open square brackets", "a.md", "a", "["),
    ("images", "a.md", "a", "!["),
    ("links", "a.md", "a", "[a](b "),
    ("footnotes", "a.txt", "a", "[1]"),
    ("notes with a space", "a.txt", "It grew.", " [1]"),
    ("stars", "a.md", "a", "*"),
    ("stars and letters", "a.md", "", "*a "),
    ("emphasis", "a.md", "", "*a**b_c__d "),
    ("underscores", "a.md", "a", "_a"),
    ("backticks", "a.md", "a", "`"),
    ("backticks of growing number", "a.md", "a", "`a``b```"),
    ("quotes in quotes", "a.md", "", "> "),
    ("lists in lists", "a.md", "", "- "),
    ("hashes", "a.md", "a", "#"),
    ("tables", "a.md", "", "|a"),
    ("lines of one letter", "a.txt", "", "a\n"),
    ("lines of one letter in Markdown", "a.md", "", "a\n"),
    ("paragraphs of one letter", "a.txt", "", "a\n\n"),
    ("empty lines", "a.txt", "a", "\n"),
    ("spaces", "a.txt", "a", " "),
    ("carriage returns", "a.txt", "a", "\r"),
    ("control characters", "a.txt", "a", "\u{1}a"),
    ("combining marks", "a.txt", "a", "\u{301}"),
    ("pictures", "a.txt", "a", "👩‍🚀"),
    ("pictures behind stops", "a.txt", "a.", " 😀"),
    ("pictures before a word", "a.txt", "a.", " 😀😀 a"),
    ("faces", "a.txt", "a", " :)"),
    ("gaps and numbers", "a.txt", "", "1.  "),
    ("Cyrillic", "a.txt", "", "Қала үлкен. "),
    ("right to left", "a.txt", "", "שלום. "),
    ("open tags", "a.html", "a", "<"),
    ("tags in tags", "a.html", "", "<b>a"),
    (
        "paragraphs of HTML",
        "a.html",
        "",
        "<p>The keeper left the town. ",
    ),
    ("divisions of HTML", "a.html", "", "<div>a"),
    ("closing tags", "a.html", "a", "</p>"),
    ("entities", "a.html", "a", "&amp"),
    ("comments", "a.html", "a", "<!--"),
];

const PROSE: &str =
    "The keeper, Mr. K. Orman, left the U.S. on Jan. 5 (it was 3.5 degrees). “I go,” he said. ";

/// Stands before each text, which would have no sentences if it did not count as English.
const ENGLISH: &str = "of the and to it was ";

#[divan::bench(args = cases(), sample_count = 3, sample_size = 1)]
fn reading(bencher: Bencher<'_, '_>, case: &Case) {
    let text = case.text();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| read(case.file, text.as_bytes()));
}

/// A text of one size.
struct Case {
    name: &'static str,
    file: &'static str,
    start: &'static str,
    part: &'static str,
    size: usize,
}

impl Case {
    fn text(&self) -> String {
        let mut text = match self.file {
            "a.html" => format!("<p>{}</p>", ENGLISH.repeat(800)),
            _ => format!("{}\n\n", ENGLISH.repeat(800)),
        };
        text.push_str(self.start);
        text.push_str(&self.part.repeat(self.size / self.part.len()));
        text
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}, {:05.2} MB", self.name, self.size as f64 / 1e6)
    }
}

fn cases() -> Vec<Case> {
    let sized = |(name, file, start, part): &(&'static str, &'static str, &'static str, &'static str)| {
        let (name, file, start, part) = (*name, *file, *start, *part);
        SIZES.map(|size| Case {
            name,
            file,
            start,
            part,
            size,
        })
    };
    TEXTS.iter().flat_map(sized).collect()
}
