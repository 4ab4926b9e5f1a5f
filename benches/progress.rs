//! How long a rating takes until it is safely on disk, and what the day's queue costs.

use divan::Bencher;
use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use suraq::progress::Answer;
use suraq::progress::Limit;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;

fn main() {
    divan::main();
}

fn now() -> Moment {
    let at = Timestamp::constant(1_773_000_000, 0);
    Moment::new(at, Offset::UTC, 240)
}

fn answer(item: &str) -> Answer<'_> {
    Answer {
        item,
        rating: Rating::Good,
        asked_as: Some("typed"),
        typed: Some("the founding assembly"),
        verdict: Some("right"),
        took: SignedDuration::from_secs(5),
        other_face: None,
    }
}

/// A store of `cards` cards, all of them due thirty days later, and the folder that holds it.
fn filled(cards: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let mut memory = Store::in_memory().expect("a store in memory");
    for card in 0..cards {
        memory
            .rate(&answer(&name(card)), &Scheduler::default(), now())
            .expect("a rating");
        memory
            .rate(&answer(&name(card)), &Scheduler::default(), now())
            .expect("a rating");
    }
    let copies = folder.path().join("copies");
    let copy =
        suraq::progress::backup(&memory, &copies, suraq::progress::Reason::Asked, now()).expect("a copy");
    let path = folder.path().join("progress.db");
    std::fs::rename(copy, &path).expect("a file in place");
    (folder, Store::open(&path).expect("a store on disk"))
}

fn name(card: usize) -> String {
    format!(
        "a-deck-of-usual-name-{:02}/an-item-of-usual-length-{card:06}",
        card % 40
    )
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 1_000, sample_size = 1)]
fn rate(bencher: Bencher, cards: usize) {
    let (_folder, mut store) = filled(cards);
    let mut card = 0;
    bencher.bench_local(|| {
        card = (card + 7_919) % cards;
        store
            .rate(&answer(&name(card)), &Scheduler::default(), now())
            .expect("a rating")
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20)]
fn best_recalled(bencher: Bencher, cards: usize) {
    let (_folder, store) = filled(cards);
    let later = now().later(30 * 86_400, 240);
    bencher.bench_local(|| store.due(later, Limit::BestRecalled(200)).expect("due cards"));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20)]
fn counts_of_home(bencher: Bencher, cards: usize) {
    let (_folder, store) = filled(cards);
    let later = now().later(30 * 86_400, 240);
    bencher.bench_local(|| {
        (
            store.decks(later).expect("decks"),
            store.forecast(later, 14).expect("forecast"),
        )
    });
}

/// The slowest twentieth, which `divan` does not print.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn rate_p95_of_2000(bencher: Bencher) {
    let (_folder, mut store) = filled(10_000);
    bencher.bench_local(|| {
        let mut took: Vec<std::time::Duration> = (0..2_000)
            .map(|round| {
                let name = name(round * 7_919 % 10_000);
                #[allow(clippy::disallowed_methods)] // a benchmark measures
                let start = std::time::Instant::now();
                store
                    .rate(&answer(&name), &Scheduler::default(), now())
                    .expect("a rating");
                start.elapsed()
            })
            .collect();
        took.sort();
        println!(
            "rating, 10,000 cards: median {:?}, p95 {:?}, most {:?}",
            took[1_000], took[1_900], took[1_999]
        );
    });
}
