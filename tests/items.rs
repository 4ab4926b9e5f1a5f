//! Whole documents: which items they give, best first, and which they keep back.
//!
//! Documents and what is expected of them stand side by side under
//! `tests/golden/items`. `UPDATE_GOLDEN=1 cargo test` rewrites the expected half;
//! the difference is the review.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use suraq::facts::find;
use suraq::items::{Kind, Options, Written, write};
use suraq::lexicon::Lexicon;
use suraq::text::{Document, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/items")
}

fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    found
}

fn written(path: &Path, seed: u64) -> (Document, Written) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let document = read(&name, &fs::read(path).unwrap()).unwrap();
    let findings = find(&document, Lexicon::shipped());
    let options = Options {
        seed,
        per_thousand: None,
        ..Options::default()
    };
    let written = write(&findings, &document, options);
    (document, written)
}

fn shown(written: &Written) -> String {
    let mut out = String::new();
    for draft in &written.drafts {
        let kind = draft.item.kind.map_or("", |kind| kind.number());
        let wrong: Vec<&str> = draft
            .item
            .distractors
            .iter()
            .map(|wrong| wrong.text.as_str())
            .collect();
        writeln!(out, "{kind} {}\n    {}", draft.item.stem, draft.item.key).unwrap();
        if !wrong.is_empty() {
            writeln!(out, "    not {}", wrong.join(" | ")).unwrap();
        }
        for key in &draft.item.detail.keys {
            writeln!(out, "    - {key}").unwrap();
        }
        for (left, right) in &draft.item.detail.pairs {
            writeln!(out, "    {left} = {right}").unwrap();
        }
    }
    for dropped in &written.dropped {
        writeln!(
            out,
            "-- {}\n    {}",
            dropped.draft.item.stem,
            dropped.reasons.join("; ")
        )
        .unwrap();
    }
    out
}

#[test]
fn documents_give_the_items_a_teacher_would_print() {
    let documents = documents();
    assert!(documents.len() >= 3);
    for path in documents {
        let expected = path.with_extension("txt");
        let found = shown(&written(&path, 7).1);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn evidence_stands_in_the_document_word_for_word() {
    let mut seen = 0;
    for path in documents() {
        let (document, written) = written(&path, 7);
        for draft in &written.drafts {
            let quote = draft.quote.of(&document.text);
            assert!(!quote.is_empty(), "{}", draft.item.stem);
            assert_eq!(draft.fact.evidence[0].quote, quote);
            seen += 1;
        }
    }
    assert!(seen > 10);
}

#[test]
fn the_same_seed_gives_the_same_items_and_another_seed_other_options() {
    let path = folder().join("biography.md");
    assert_eq!(written(&path, 3).1, written(&path, 3).1);
    assert_ne!(shown(&written(&path, 3).1), shown(&written(&path, 4).1));
}

#[test]
fn the_key_is_never_among_the_wrong_options() {
    for path in documents() {
        for seed in 0..20 {
            for draft in written(&path, seed).1.drafts {
                let wrong: Vec<&String> = draft.item.distractors.iter().map(|wrong| &wrong.text).collect();
                assert!(!wrong.contains(&&draft.item.key), "{}", draft.item.stem);
                // Which came first has one other option, and a matching one half to spare.
                let has_one = matches!(
                    draft.item.kind,
                    Some(Kind::Earlier | Kind::Compare | Kind::Matching)
                );
                assert!(wrong.len() != 1 || has_one, "{}", draft.item.stem);
            }
        }
    }
}

#[test]
fn the_limit_counts_items_by_words() {
    let path = folder().join("vote.md");
    let document = read("vote.md", &fs::read(&path).unwrap()).unwrap();
    let findings = find(&document, Lexicon::shipped());
    let few = Options {
        seed: 0,
        per_thousand: Some(10),
        ..Options::default()
    };
    let written = write(&findings, &document, few);
    let words = document.text.split_whitespace().count();
    assert!(written.drafts.len() <= words.div_ceil(100));
}

#[test]
fn odd_texts_give_nothing_and_break_nothing() {
    let long = format!(
        "In 1911 {} the council of Berdi founded a school.",
        "very ".repeat(20_000)
    );
    for text in [
        "In 1911.",
        "(((((((((",
        "))) In 1911, , , the .",
        "Ә Қ 1911 ол — «қала» — құрды.",
        "The the the the the the the the the the the.",
        "In 1911 \u{301}\u{301} the ﬁ council 🙂 of 🙂 founded 🙂 a school 🙂 in Moscow.",
        long.as_str(),
    ] {
        let Ok(document) = read("odd.txt", text.as_bytes()) else {
            continue;
        };
        let findings = find(&document, Lexicon::shipped());
        let written = write(&findings, &document, Options::default());
        assert!(written.drafts.len() <= 3, "{text}");
    }
}
