//! Whole texts: what is read from them, and where their sentences and tokens lie.
//!
//! Cases stand as plain text under `tests/golden/text`. `UPDATE_GOLDEN=1 cargo
//! test` rewrites what is expected of the documents; the cases of sentences and
//! tokens are written by hand and never rewritten.

use std::fs;
use std::path::{Path, PathBuf};

use suraq::text::sentence::sentences;
use suraq::text::token::tokens;
use suraq::text::{self, Document, Span};

#[path = "text/packed.rs"]
mod packed;
#[cfg(feature = "pdf-input")]
#[path = "text/pdf.rs"]
mod pdf;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/text")
}

fn golden(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The cases of a file: groups of lines without comments and empty lines.
fn cases(file: &str) -> Vec<String> {
    let mut found = Vec::new();
    for group in file.split("\n\n") {
        let lines: Vec<&str> = group.lines().filter(|line| !line.starts_with('#')).collect();
        if !lines.is_empty() {
            found.push(lines.join("\n"));
        }
    }
    found
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let file = golden("sentences.txt");
    // A line that begins with a small letter goes on the case before it.
    let mut texts: Vec<String> = Vec::new();
    for line in cases(&file)
        .iter()
        .flat_map(|group| group.lines().map(str::to_owned).collect::<Vec<_>>())
    {
        match texts.last_mut() {
            Some(last) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                last.push('\n');
                last.push_str(&line);
            }
            _ => texts.push(line),
        }
    }
    assert!(texts.len() >= 120, "only {} cases", texts.len());
    assert_eq!(wrongly_split(&texts), [""; 0]);
}

/// The cases whose sentences are not found, each of which is shown; `|` stands where a sentence ends,
/// `⏎` where a line does.
fn wrongly_split(cases: &[String]) -> Vec<&str> {
    let mut wrong = Vec::new();
    for name in cases {
        let case = name.replace('⏎', "\n");
        let expected: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = case.replace('|', "");
        let found: Vec<&str> = sentences(&text, Span::new(0, text.len()), &[])
            .iter()
            .map(|span| span.of(&text))
            .collect();
        if found != expected {
            println!("expected {expected:?}\n   found {found:?}");
            wrong.push(name.as_str());
        }
    }
    wrong
}

/// The hard places that are still split wrongly, in the order of the file.
const NOT_YET: &[&str] = &[
    "He returned from the U.S.| Lind had died.",
    "Use version 2.0.1 of Lund.Core, please.",
    "The keeper was Dutch.| van Holm was his name.",
];

#[test]
fn hard_places_are_split_as_a_reader_would() {
    let file = golden("hard_sentences.txt");
    let texts: Vec<String> = cases(&file)
        .iter()
        .flat_map(|group| group.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(texts.len() >= 250, "only {} cases", texts.len());
    assert_eq!(wrongly_split(&texts), NOT_YET);
    assert!(
        100 * NOT_YET.len() <= 2 * texts.len(),
        "{} of {}",
        NOT_YET.len(),
        texts.len()
    );
}

#[test]
fn tokens_are_cut_as_the_treebanks_cut_them() {
    let file = golden("tokens.txt");
    let cases = cases(&file);
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    for case in &cases {
        let (sentence, expected) = case.split_once('\n').unwrap();
        let found: Vec<&str> = tokens(sentence, Span::new(0, sentence.len()), &[])
            .iter()
            .map(|token| token.span.of(sentence))
            .collect();
        assert_eq!(found.join(" "), expected);
    }
}

/// What a document holds, one line for each article, block and sentence.
fn show(document: &Document) -> String {
    let mut lines = vec![format!(
        "title {:?}  publisher {:?}  date {}",
        document.title.as_deref().unwrap_or("-"),
        document.publisher.as_deref().unwrap_or("-"),
        document.date.map_or("-".to_owned(), |date| date.to_string()),
    )];
    lines.extend(document.notices.iter().map(|notice| format!("notice {notice:?}")));
    let mut article = None;
    for (index, block) in document.blocks.iter().enumerate() {
        if article != Some(block.article) {
            article = Some(block.article);
            let of = &document.articles[block.article];
            lines.push(format!(
                "\narticle {:?}  date {}  place {}",
                of.title.as_deref().unwrap_or("-"),
                of.date.map_or("-".to_owned(), |date| date.to_string()),
                of.place.as_deref().unwrap_or("-"),
            ));
        }
        let sentences = document.sentences_of(index);
        if sentences.is_empty() {
            lines.push(format!("{:?} {}", block.kind, document.plain(block.span)));
        } else {
            lines.push(format!("{:?}", block.kind));
        }
        for sentence in sentences {
            let mark = if sentence.quoted { '”' } else { '·' };
            let place = format!("{}..{}", sentence.span.start, sentence.span.end);
            lines.push(format!("  {mark} {place} {}", document.plain(sentence.span)));
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn documents_are_read_as_expected() {
    let mut names: Vec<PathBuf> = fs::read_dir(folder().join("documents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "expected"))
        .collect();
    names.sort();
    assert!(names.len() >= 8, "only {} documents", names.len());
    for path in names {
        let name = path.file_name().unwrap().to_str().unwrap();
        let shown = show(&text::read(name, &fs::read(&path).unwrap()).unwrap());
        let expected = path.with_file_name(format!("{name}.expected"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &shown).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(shown, wanted, "{name}");
    }
}

fn error(name: &str, bytes: &[u8]) -> String {
    text::read(name, bytes).unwrap_err().to_string()
}

#[test]
fn what_is_no_document_is_refused_with_its_name_and_reason() {
    assert_eq!(error("a.txt", b""), "a.txt: the document is empty");
    assert_eq!(error("-", b" \n\n --- \n"), "-: the document is empty");
    assert_eq!(
        error("a.html", b"<html><script>x</script></html>"),
        "a.html: the document is empty"
    );
    assert_eq!(
        error("a.rtf", b"{\\rtf1 a}"),
        "a.rtf: this is an RTF file, not text"
    );
    assert_eq!(
        error("a.txt", b"a\0b\0\0c\x01\x02"),
        "a.txt: this is binary data, not text"
    );
    let large = vec![b'a'; text::LARGEST + 1];
    assert_eq!(
        error("a.txt", &large),
        "a.txt: the document has 17 MB, and at most 16 MB can be read"
    );
}

#[test]
fn the_text_is_the_file_byte_for_byte() {
    for (name, text) in [
        ("a.txt", "\u{FEFF}One.\r\n\r\nTwo.\t"),
        ("a.md", "---\n---\n# *One*\n\n\nTwo [1](b).  \n"),
    ] {
        assert_eq!(text::read(name, text.as_bytes()).unwrap().text, text);
    }
}

#[test]
fn standard_input_is_recognised_by_its_start() {
    let kinds = |text: &str| format!("{:?}", text::read("-", text.as_bytes()).unwrap().blocks[0].kind);
    assert_eq!(kinds("# Harbour closed\n\nIt was closed."), "Heading");
    assert_eq!(
        kinds("<!DOCTYPE html><title>Harbour closed</title><p>It was closed."),
        "Heading"
    );
    assert_eq!(
        kinds("It was closed in May, and the town wept for it."),
        "Paragraph"
    );
}
