//! What reading costs: from the bytes of documents to their items, on one thread.
//!
//! Divan counts sentences, so that the figure is sentences a second.

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use suraq::facts::find;
use suraq::items::Options;
use suraq::items::write;
use suraq::lexicon::Lexicon;
use suraq::text::read;

fn main() {
    divan::main();
}

/// The documents in `seeds/`, each as often as asked, so that long documents are measured as well.
fn documents(times: usize) -> Vec<(String, Vec<u8>)> {
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
            let text = fs::read(&path).expect("a file of seeds/ can be read");
            (name, text.repeat(times))
        })
        .collect()
}

fn sentences(documents: &[(String, Vec<u8>)]) -> usize {
    let read = documents
        .iter()
        .filter_map(|(name, bytes)| read(name, bytes).ok());
    read.map(|document| document.sentences.len()).sum()
}

#[divan::bench(args = [1, 10], max_time = 10)]
fn bytes_to_items(bencher: Bencher<'_, '_>, times: usize) {
    let documents = documents(times);
    let lexicon = Lexicon::shipped();
    bencher
        .counter(ItemsCount::new(sentences(&documents)))
        .bench_local(|| {
            let mut items = 0;
            for (name, bytes) in &documents {
                let document = read(name, bytes).expect("seeds hold text");
                let findings = find(&document, lexicon);
                items += write(&findings, &document, Options::default()).drafts.len();
            }
            items
        });
}

#[divan::bench(args = [1, 10], max_time = 5)]
fn bytes_to_sentences(bencher: Bencher<'_, '_>, times: usize) {
    let documents = documents(times);
    bencher
        .counter(ItemsCount::new(sentences(&documents)))
        .bench_local(|| sentences(&documents));
}
