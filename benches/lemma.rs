//! What a lemma costs: words of every kind, as many of each as running text has.
//!
//! Divan counts tokens, so that the figure is tokens a second.

use divan::Bencher;
use divan::counter::ItemsCount;
use suraq::language::lemma;

/// Small words, nouns, names, regular and irregular verbs, a word with a hyphen, one of no list.
const TOKENS: &[(&str, &str)] = &[
    ("The", "DT"),
    ("long-term", "JJ"),
    ("results", "NNS"),
    ("of", "IN"),
    ("the", "DT"),
    ("election", "NN"),
    ("were", "VBD"),
    ("announced", "VBN"),
    ("in", "IN"),
    ("Almaty", "NNP"),
    (",", ","),
    ("where", "WRB"),
    ("voters", "NNS"),
    ("chose", "VBD"),
    ("25", "CD"),
    ("akims", "NNS"),
    ("and", "CC"),
    ("their", "PRP$"),
    ("deputies", "NNS"),
    (".", "."),
];

fn main() {
    divan::main();
}

#[divan::bench]
fn twenty_tokens(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(TOKENS.len()))
        .with_inputs(|| TOKENS)
        .bench_values(|tokens| {
            tokens
                .iter()
                .map(|(form, tag)| lemma(form, tag).len())
                .sum::<usize>()
        });
}
