//! The program with a long past, timed from outside: Home and every figure with a million reviews.
//!
//! `cargo bench --bench history` makes a home of 50,000 cards with two years of
//! study and prints the median of several runs of each command; another number of
//! reviews is asked for by name, such as `cargo bench --bench history -- 100000`.
//! Numbers taken while something else runs are not to be trusted; the load is
//! printed first.

#![allow(clippy::disallowed_methods)] // a benchmark reads the clock

mod made;

use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::Offset;
use made::Home;
use made::IN_FILE;
use suraq::progress;
use suraq::progress::Brought;
use suraq::progress::BroughtReview;
use suraq::progress::Card;
use suraq::progress::Reason;
use suraq::progress::Store;
use suraq::progress::What;
use suraq::schedule::CardState;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::fuzz_seed;

const REVIEWS: usize = 1_000_000;

/// Reviews of one card.
const EACH: usize = 20;

/// Days they are spread over.
const DAYS: i64 = 730;

/// The second of the first day, and the moment after the last.
const BEGUN: i64 = 1_715_000_000;
const NOW: &str = "2026-05-07T18:00:00Z";

/// Runs of each measure; the median counts.
const RUNS: usize = 7;

fn main() {
    let asked = std::env::args().find_map(|word| word.parse().ok());
    let reviews: usize = asked.unwrap_or(REVIEWS);
    let cards = (reviews / EACH).div_ceil(IN_FILE).max(1) * IN_FILE;
    let home = Home::new(cards);
    study(&home, cards);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{} reviews of {cards} cards, at a load of {load}", cards * EACH);
    run(&home, &["home", "--short"]);
    std::thread::sleep(Duration::from_millis(2_100));
    for words in [
        &["home", "--short"][..],
        &["home"],
        &["stats"],
        &["stats", "today"],
        &["stats", "retention"],
        &["stats", "forecast"],
        &["stats", "heat"],
        &["stats", "hours"],
        &["stats", "intervals"],
        &["stats", "topics"],
        &["stats", "items"],
        &["stats", "--html", "-"],
    ] {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| run(&home, words)).collect();
        times.sort();
        println!(
            "  {}: {:.0} ms",
            words.join(" "),
            times[RUNS / 2].as_secs_f64() * 1_000.0
        );
    }
}

/// Every card is reviewed again and again, each at a rhythm of its own; one answer in ten is wrong.
fn study(home: &Home, cards: usize) {
    let scheduler = Scheduler::default();
    let end: Timestamp = NOW.parse().expect("a moment");
    let mut store = Store::in_memory().expect("a store in memory");
    for part in 0..cards / IN_FILE {
        let brought: Vec<Brought> = (0..IN_FILE).map(|index| card(part, index, &scheduler)).collect();
        let now = Moment::new(end, Offset::UTC, 240);
        store
            .bring(&brought, "a past", None, now)
            .expect("reviews in memory");
    }
    let copies = home.path().join("copies");
    let now = Moment::new(end, Offset::UTC, 240);
    let copy = progress::backup(&store, &copies, Reason::Asked, now).expect("a copy on disk");
    std::fs::rename(copy, home.path().join("progress.db")).expect("a file in its place");
}

fn card(part: usize, index: usize, scheduler: &Scheduler) -> Brought {
    let item = format!("deck-{part}/item-{index}");
    let (mut state, mut reviews) = (CardState::NEW, Vec::new());
    for number in 0..EACH {
        let chance = fuzz_seed(&item, number as u32);
        let day = DAYS * number as i64 / EACH as i64 + (chance % 36) as i64;
        let second = BEGUN + day * 86_400 + (chance / 36 % 50_000) as i64;
        let at = Timestamp::from_second(second).expect("a moment");
        let moment = Moment::new(at, Offset::UTC, 240);
        let rating = if chance.is_multiple_of(10) {
            Rating::Again
        } else {
            Rating::Good
        };
        let after = scheduler.futures(&state, moment, chance).of(rating).state;
        reviews.push(BroughtReview {
            at,
            day: moment.day,
            what: What::Rating,
            rating: Some(rating),
            took: Some((chance % 20_000) as i64),
            before: state,
            after,
        });
        state = after;
    }
    Brought {
        item,
        reviews,
        since: None,
        card: Card { state, ..Card::NEW },
    }
}

fn run(home: &Home, words: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suraq"));
    command
        .arg("--home")
        .arg(home.path())
        .args(["--seed", "7", "--plain", "--now", NOW])
        .args(words)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    let begun = Instant::now();
    let output = command.output();
    let took = begun.elapsed();
    let status = output.expect("the program runs").status;
    assert!(status.success(), "{words:?} ended with {status}");
    took
}
