//! What a package for Anki costs: wall clock, processor, greatest memory and size of the file.
//!
//! Each size runs in a process of its own, so that memory is its own as well. With a number as
//! argument one package of so many notes is written and one line printed;
//! `benches/anki_peers.py` runs other programs beside it.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::export;
use suraq::export::Context;
use suraq::export::Scratch;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Status;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// A deck of notes with about 60 letters in front, 70 behind and one tag.
fn deck(notes: usize) -> Deck {
    let mut deck = Deck::default();
    deck.meta.id = DeckId("bench".to_owned());
    deck.meta.title = "Bench".to_owned();
    deck.items = (0..notes).map(item).collect();
    deck
}

fn item(number: usize) -> Item {
    Item {
        id: ItemId(format!("item-{number}")),
        fact: None,
        kind: None,
        stem: format!("What did the council of village number {number:07} decide in 1995?"),
        key: format!("It decided to mend the bridge {number:07}, and to pay with what was left."),
        accept: Vec::new(),
        distractors: Vec::new(),
        detail: Default::default(),
        explanation: None,
        importance: 2,
        difficulty: None,
        tags: Vec::new(),
        as_of: None,
        contested: false,
        status: Status::Accepted,
        changed: None,
        added: None,
        record: Default::default(),
    }
}

/// A file that is lent to the export, as the program does.
#[derive(Debug)]
struct Lent(tempfile::NamedTempFile);

impl Scratch for Lent {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(self.0.path())?))
    }
}

fn context() -> Context {
    let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    Context {
        scratch: Some(Arc::new(Lent(file))),
        ..Context::default()
    }
}

/// Greatest memory of this process so far in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// Processor seconds of this process so far; 0 where the system does not tell.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}

fn write_one(notes: usize) {
    let deck = deck(notes);
    let (of_deck, before) = (peak(), processor());
    #[allow(clippy::disallowed_methods)] // a benchmark measures
    let start = Instant::now();
    let anki = export::format("anki").expect("the format is in the list");
    let exported = anki
        .write(&[deck], &context())
        .expect("a package of this size can be written");
    let wall = start.elapsed().as_secs_f64();
    println!(
        "{notes:9} notes  {wall:6.2} s  {:6.2} s processor  {:5} MiB ({of_deck} of them the deck)  {:6.2} MB",
        processor() - before,
        peak(),
        exported.bytes.len() as f64 / 1e6,
    );
}

fn main() {
    let number = std::env::args().skip(1).find_map(|word| word.parse().ok());
    if let Some(notes) = number {
        return write_one(notes);
    }
    let program: PathBuf = std::env::current_exe().expect("a program knows its file");
    for notes in SIZES {
        let ran = Command::new(&program).arg(notes.to_string()).status();
        assert!(ran.is_ok_and(|status| status.success()), "{notes} notes");
    }
}
