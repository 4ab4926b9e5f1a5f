//! What a paper of twenty versions costs: as HTML, and as a PDF file of about a hundred pages.
//!
//! `cargo bench --bench papers` measures the HTML; with `--features pdf` the PDF file as well.

use divan::Bencher;
use suraq::quiz::Answer;
use suraq::quiz::Paper;
use suraq::quiz::Question;
use suraq::quiz::print;
use suraq::quiz::print::Language;
use suraq::quiz::print::Look;

const LOOK: Look = Look {
    language: Language::Kazakh,
    large: false,
    sheet: true,
    duplex: false,
};

fn main() {
    divan::main();
}

/// Thirty questions of two lines with four options: four pages for each version, and its answer sheet.
fn paper() -> Paper {
    let question = |number: usize| Question {
        card: format!("deck/item-{number}"),
        text: format!(
            "Which of the {number} lakes that the ferry crosses in spring, when the ice has gone and the villages \
             on the far bank can be reached again, is the deepest?"
        ),
        answer: Answer::Choice {
            options: ["Орон", "Velk and the water beside it", "Әулиекөл", "40 km²"]
                .map(str::to_owned)
                .to_vec(),
            keys: vec![number % 4],
            fixed: false,
        },
        explanation: Some("It was measured twice.".to_owned()),
        source: Some("The lakes of the north, 1911".to_owned()),
    };
    Paper::new("Lakes", (0..30).map(question).collect(), 20, 7)
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    let paper = paper();
    bencher.bench_local(|| print::pupils(&paper, LOOK));
}

#[cfg(feature = "pdf")]
#[divan::bench(max_time = 10)]
fn pdf(bencher: Bencher<'_, '_>) {
    let paper = paper();
    bencher.bench_local(|| print::pdf::pupils(&paper, LOOK).expect("all its signs have glyphs"));
}
