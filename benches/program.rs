//! The whole program, timed from outside: first index, start to the first question, check, rating.
//!
//! `cargo bench --bench program` builds homes of 1,000, 10,000 and 100,000 cards and
//! prints one line for each measure: the median of several runs, and the most
//! memory the program held (`VmHWM`, on Linux). All cards of a home have been
//! learned and are due, which is the hardest start. Other sizes are asked for by
//! name: `cargo bench --bench program -- 1000` is short. Numbers taken while
//! something else runs are not to be trusted; the load is printed first.

#![allow(clippy::disallowed_methods)] // a benchmark reads the clock

mod made;

use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use made::Home;
use made::IN_FILE;
use suraq::progress;
use suraq::progress::Answer;
use suraq::progress::Reason;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;

const SIZES: &[usize] = &[1_000, 10_000, 100_000];

/// Runs of each measure; the median counts.
const RUNS: usize = 11;

/// Ratings in a row.
const RATINGS: usize = 150;

/// When the cards were learned, and a month later, when all are due.
const LEARNED: i64 = 1_773_000_000;
const STUDIED: &str = "2026-05-10T09:00:00Z";

fn main() {
    for cards in sizes() {
        let home = Home::new(cards);
        learn_all(&home, cards);
        println!("{cards} cards{}", load());
        index(&home);
        // A start looks again at files as young as the index.
        std::thread::sleep(Duration::from_millis(2_100));
        run(&home, &["home", "--short"]);
        // Every card is revealed by Enter, whatever it asks for.
        run(&home, &["set", "face", "reveal"]);
        start(&home);
        check(&home);
        rate(&home);
    }
}

/// The sizes asked for, or all; they are whole thousands, as the files are.
fn sizes() -> Vec<usize> {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let whole = |cards: usize| cards.div_ceil(IN_FILE).max(1) * IN_FILE;
    sizes.into_iter().map(whole).collect()
}

/// How many programs want a processor, on Linux.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let last_minute = load.split(' ').next().unwrap_or_default();
    match last_minute {
        "" => String::new(),
        load => format!(", at a load of {load}"),
    }
}

fn learn_all(home: &Home, cards: usize) {
    let at = Timestamp::new(LEARNED, 0).expect("a moment of 2026");
    let now = Moment::new(at, Offset::UTC, 240);
    let mut store = Store::in_memory().expect("a store in memory");
    for card in 0..cards {
        let item = format!("deck-{}/item-{}", card / IN_FILE, card % IN_FILE);
        for _ in 0..2 {
            let answer = Answer {
                item: &item,
                rating: Rating::Good,
                asked_as: None,
                typed: None,
                verdict: None,
                took: SignedDuration::from_secs(4),
                other_face: None,
            };
            store
                .rate(&answer, &Scheduler::default(), now)
                .expect("a rating in memory");
        }
    }
    let copies = home.path().join("copies");
    let copy = progress::backup(&store, &copies, Reason::Asked, now).expect("a copy on disk");
    std::fs::rename(copy, home.path().join("progress.db")).expect("a file in its place");
}

fn command(home: &Home, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suraq"));
    command
        .arg("--home")
        .arg(home.path())
        .args(["--seed", "7", "--plain", "--now", STUDIED])
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

fn run(home: &Home, words: &[&str]) -> Duration {
    let begun = Instant::now();
    let output = command(home, words).stdin(Stdio::null()).output();
    let took = begun.elapsed();
    let status = output.expect("the program runs").status;
    assert!(status.success(), "{words:?} ended with {status}");
    took
}

fn index(home: &Home) {
    let mut times = Vec::new();
    for _ in 0..RUNS.min(5) {
        let _ = std::fs::remove_dir_all(home.path().join("cache"));
        times.push(run(home, &["home", "--short"]));
    }
    tell("first index and start", &mut times, None);
}

/// A session that waits at a question.
struct Sitting {
    child: Child,
}

impl Sitting {
    fn begin(home: &Home) -> Sitting {
        // New cards are of the shipped decks, and ask something else.
        let words = ["review", "--limit", "200", "--new", "0"];
        let child = command(home, &words).spawn().expect("the program runs");
        Sitting { child }
    }

    /// Waits until `text` was printed.
    fn wait_for(&mut self, text: &str) {
        self.read_until(text, |seen| seen.contains(text));
    }

    /// Waits until the program waits in turn, after it has printed `text`.
    fn wait_for_prompt(&mut self, text: &str) {
        let seen = self.read_until(text, |seen| seen.ends_with(PROMPT));
        assert!(seen.contains(text), "it does not say `{text}`: {seen}");
    }

    fn read_until(&mut self, text: &str, is_there: impl Fn(&str) -> bool) -> String {
        let out = self.child.stdout.as_mut().expect("its output is ours");
        let mut seen = String::new();
        let mut bytes = [0; 4_096];
        while !is_there(&seen) {
            let count = out.read(&mut bytes).expect("its output can be read");
            assert!(count > 0, "it ended before `{text}`: {seen}");
            seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        seen
    }

    fn type_line(&mut self, line: &str) {
        let keys = self.child.stdin.as_mut().expect("its input is ours");
        writeln!(keys, "{line}").expect("it listens");
    }

    fn end(mut self) {
        drop(self.child.stdin.take());
        let mut rest = Vec::new();
        let out = self.child.stdout.as_mut().expect("its output is ours");
        out.read_to_end(&mut rest).expect("its output can be read");
        self.child.wait().expect("it ends");
    }
}

const QUESTION: &str = "How many passengers";

/// What the program prints last before it waits for a line.
const PROMPT: &str = "> ";

fn start(home: &Home) {
    let (mut times, mut memory) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let begun = Instant::now();
        let mut sitting = Sitting::begin(home);
        sitting.wait_for(QUESTION);
        times.push(begun.elapsed());
        // What it reads behind the first question counts as well.
        std::thread::sleep(Duration::from_millis(300));
        memory = memory.max(most_memory(&sitting.child).unwrap_or(0));
        sitting.end();
    }
    tell("start to the first question", &mut times, Some(memory));
}

fn check(home: &Home) {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run(home, &["check"])).collect();
    tell("check", &mut times, None);
}

fn rate(home: &Home) {
    let mut sitting = Sitting::begin(home);
    sitting.wait_for_prompt(QUESTION);
    let mut times = Vec::new();
    for _ in 0..RATINGS {
        sitting.type_line("");
        sitting.wait_for_prompt("Again");
        let begun = Instant::now();
        sitting.type_line("3");
        sitting.wait_for_prompt(QUESTION);
        times.push(begun.elapsed());
    }
    sitting.end();
    tell("rate, and show the next", &mut times, None);
}

/// The most memory a process held so far, in kilobytes.
fn most_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(Path::new("/proc").join(child.id().to_string()).join("status"));
    let status = status.ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn tell(what: &str, times: &mut [Duration], memory: Option<u64>) {
    times.sort();
    let milliseconds = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1_000.0;
    let (median, late) = (
        milliseconds(times.len() / 2),
        milliseconds(times.len() * 95 / 100),
    );
    let memory = memory.map_or(String::new(), |kilobytes| {
        format!(", {:.1} MB", kilobytes as f64 / 1_024.0)
    });
    println!("  {what}: {median:.1} ms, p95 {late:.1} ms{memory}");
}
