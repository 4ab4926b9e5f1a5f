//! What analysing costs, on one thread: unpacking the model, tagging, both parses, bytes to parses.
//!
//! Divan counts sentences, so that the figure is sentences a second. The texts are those in `seeds/`.
//! `odd_texts` counts bytes: analysing is linear, so that each row of one text has the same figure.

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;
use suraq::language::Model;
use suraq::language::Parse;
use suraq::language::form::Form;
use suraq::language::lemma;
use suraq::language::line::Line;
use suraq::language::parse::FORWARDS;
use suraq::language::parser;
use suraq::language::tagger;
use suraq::text::Document;
use suraq::text::read;

fn main() {
    divan::main();
}

fn texts() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("seeds/ is part of the project")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, fs::read(&path).expect("a file of seeds/ can be read"))
        })
        .collect()
}

fn model() -> &'static Model {
    Model::shipped().expect("the model of the program is whole")
}

fn tokens(document: &Document) -> impl Iterator<Item = Vec<&str>> {
    document.sentences.iter().map(|sentence| {
        let tokens = sentence.tokens.iter();
        tokens.map(|token| token.span.of(&document.text)).collect()
    })
}

fn all_tokens() -> Vec<Vec<String>> {
    let read_all = texts()
        .into_iter()
        .filter_map(|(name, bytes)| read(&name, &bytes).ok());
    read_all
        .flat_map(|document| {
            let owned = |tokens: Vec<&str>| tokens.into_iter().map(str::to_owned).collect();
            tokens(&document).map(owned).collect::<Vec<Vec<String>>>()
        })
        .collect()
}

#[divan::bench(max_time = 3)]
fn model_unpacked() -> Result<Model, suraq::language::ModelError> {
    Model::read(divan::black_box(include_bytes!("../model/english.model")))
}

#[divan::bench(max_time = 5)]
fn tagging(bencher: Bencher<'_, '_>) {
    let sentences = all_tokens();
    let model = model();
    bencher.counter(ItemsCount::new(sentences.len())).bench_local(|| {
        for sentence in &sentences {
            let forms = Form::of_all(sentence.iter().map(String::as_str));
            divan::black_box(tagger::tag(&model.tagger, model.tagset.len(), &forms));
        }
    });
}

#[divan::bench(max_time = 5)]
fn one_parse_of_tagged_sentences(bencher: Bencher<'_, '_>) {
    let model = model();
    let lines: Vec<Line> = all_tokens()
        .iter()
        .map(|sentence| {
            let forms = Form::of_all(sentence.iter().map(String::as_str));
            let tags = tagger::tag(&model.tagger, model.tagset.len(), &forms);
            Line::new(&forms, &tags, &model.tagset, false)
        })
        .collect();
    bencher.counter(ItemsCount::new(lines.len())).bench_local(|| {
        for line in &lines {
            divan::black_box(parser::heads(&model.forwards, line, FORWARDS));
        }
    });
}

#[divan::bench(max_time = 10)]
fn bytes_to_both_parses_and_lemmas(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let model = model();
    bencher
        .counter(ItemsCount::new(all_tokens().len()))
        .bench_local(|| {
            for (name, bytes) in &texts {
                let document = read(name, bytes).expect("seeds hold text");
                for sentence in tokens(&document) {
                    let parse = Parse::of(model, &sentence);
                    for (token, node) in sentence.iter().zip(&parse.nodes) {
                        divan::black_box(lemma(token, node.xpos));
                    }
                }
            }
        });
}

/// Texts of one kind, by name.
const ODD: &[(&str, &str)] = &[
    (
        "prose in one line",
        "The keeper left the town on Jan. 5 (it was cold). ",
    ),
    ("one sentence", "and the ferry of the town "),
    ("pictures", "the 👩‍🚀 of the 😀 "),
    ("Cyrillic", "the қала of the город "),
    ("open quotations", "he said “yes ‘no \"and (that [is «it "),
    // Few enough not to be taken for binary data.
    (
        "control characters",
        "the ferry of the\u{b} town and of all the other towns on the lake ",
    ),
    ("one word", "x"),
    ("marks", ", ; — - / "),
];

#[divan::bench(args = odd(), sample_count = 2, sample_size = 1)]
fn odd_texts(bencher: Bencher<'_, '_>, (name, size): &(&str, usize)) {
    let part = ODD
        .iter()
        .find(|(odd, _)| odd == name)
        .map_or("", |(_, part)| part);
    let text = format!(
        "This is what the town was.\n\na {}",
        part.repeat(size / part.len())
    );
    let model = model();
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        let document = read("odd.txt", text.as_bytes()).expect("a text of letters can be read");
        for sentence in tokens(&document) {
            divan::black_box(Parse::of(model, &sentence));
        }
    });
}

fn odd() -> Vec<(&'static str, usize)> {
    let sizes =
        |(name, _): &(&'static str, &'static str)| [100_000, 200_000, 400_000].map(|size| (*name, size));
    ODD.iter().flat_map(sizes).collect()
}
