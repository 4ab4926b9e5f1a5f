//! Thousands of typed answers, each with the outcome a strict, kind teacher expects.
//!
//! The pairs stand as plain text under `tests/golden/answers`, one file a class:
//! a stem behind `===`, what the item holds (`key`, `kind`, `accept`,
//! `distractors`, `rivals`, `set`, `keywords`, `correction`, `as_of`, `reads`),
//! then one line for each answer, outcome first. They were written from the rules
//! of grading and from how people type, not from what the grader does.
//!
//! What counts:
//!
//! - An answer is *accepted* when its verdict is right or typo.
//! - *False rejection*: right or typo was expected, and the answer was not
//!   accepted. The share is of all answers that should be accepted; at most 1 %.
//! - *False acceptance*: wrong was expected, and the answer was accepted. The
//!   share is of all answers that are wrong; at most 0.5 %.
//! - *Between*: partial, close or self-grade was expected, and the verdict is
//!   another. The share is of all such answers; at most 5 %.
//!
//! `differences.txt` beside the pairs lists every verdict that is not the word
//! expected, also those that cost nobody anything (right where a typo was
//! expected, partial where wrong was), so that a change of any verdict shows in
//! the diff. `UPDATE_GOLDEN=1 cargo test` rewrites it;
//! `cargo test --test answers -- --nocapture` shows the table.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use suraq::answers::{Outcome, Question, Word, grade};
use suraq::items::{Detail, Distractor, Item, ItemId, Kind, Status};

const DIFFERENCES: &str = "differences.txt";

/// Per cent of the right answers that may be refused.
const MOST_REJECTED: f64 = 1.0;

/// Per cent of the wrong answers that may be accepted.
const MOST_ACCEPTED: f64 = 0.5;

/// Per cent of the answers in between that may get another word.
const MOST_BETWEEN: f64 = 5.0;

/// An item, what else its deck names, and how the learner reads 05/06.
struct Block {
    item: Item,
    rivals: Vec<String>,
    day_first: bool,
    word: Option<Word>,
    answers: Vec<(Outcome, String)>,
}

/// How the answers of a file, or of all, were judged.
#[derive(Clone, Copy, Default)]
struct Tally {
    acceptable: usize,
    rejected: usize,
    wrong: usize,
    accepted: usize,
    between: usize,
    between_missed: usize,
    other_word: usize,
}

impl Tally {
    fn count(&mut self, expected: Outcome, found: Outcome) {
        self.other_word += usize::from(expected != found);
        match expected {
            Outcome::Right | Outcome::Typo => {
                self.acceptable += 1;
                self.rejected += usize::from(!found.is_accepted());
            }
            Outcome::Wrong => {
                self.wrong += 1;
                self.accepted += usize::from(found.is_accepted());
            }
            Outcome::Partial | Outcome::Close | Outcome::SelfGrade => {
                self.between += 1;
                self.between_missed += usize::from(expected != found);
            }
        }
    }

    fn add(&mut self, other: Tally) {
        self.acceptable += other.acceptable;
        self.rejected += other.rejected;
        self.wrong += other.wrong;
        self.accepted += other.accepted;
        self.between += other.between;
        self.between_missed += other.between_missed;
        self.other_word += other.other_word;
    }

    fn pairs(&self) -> usize {
        self.acceptable + self.wrong + self.between
    }

    fn row(&self, name: &str) -> String {
        format!(
            "{name:<16}{:>6} {:>6} {:>5} ({:.2} %) {:>6} {:>5} ({:.2} %) {:>6} {:>5} ({:.1} %) {:>6}",
            self.pairs(),
            self.acceptable,
            self.rejected,
            percent(self.rejected, self.acceptable),
            self.wrong,
            self.accepted,
            percent(self.accepted, self.wrong),
            self.between,
            self.between_missed,
            percent(self.between_missed, self.between),
            self.other_word,
        )
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 * 100.0 / whole as f64
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/answers")
}

fn files() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|path| !path.ends_with(DIFFERENCES))
        .collect();
    found.sort();
    found
}

fn list(text: &str, separator: char) -> Vec<String> {
    text.split(separator).map(|part| part.trim().to_owned()).collect()
}

fn empty_item(stem: &str) -> Item {
    Item {
        id: ItemId("asked".to_owned()),
        fact: None,
        kind: None,
        stem: stem.to_owned(),
        key: String::new(),
        accept: vec![],
        distractors: vec![],
        detail: Detail::default(),
        explanation: None,
        importance: 2,
        difficulty: None,
        tags: vec![],
        as_of: None,
        contested: false,
        status: Status::Accepted,
        changed: None,
        added: None,
        record: Default::default(),
    }
}

fn read_block(text: &str) -> Block {
    let mut lines = text.lines();
    let mut block = Block {
        item: empty_item(lines.next().unwrap_or_default().trim()),
        rivals: vec![],
        day_first: true,
        word: None,
        answers: vec![],
    };
    for line in lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let outcome = Outcome::ALL.iter().find_map(|(outcome, word)| {
            let rest = line.strip_prefix(word)?;
            rest.starts_with(' ').then(|| (*outcome, rest.trim().to_owned()))
        });
        match outcome {
            Some(answer) => block.answers.push(answer),
            None => read_header(&mut block, line),
        }
    }
    block
}

fn read_header(block: &mut Block, line: &str) {
    let (name, value) = line
        .split_once(':')
        .unwrap_or_else(|| panic!("neither answer nor header: {line}"));
    let value = value.trim();
    let item = &mut block.item;
    match name {
        "key" => item.key = value.to_owned(),
        "kind" => item.kind = Some(Kind::from_slug(value).unwrap_or_else(|| panic!("no kind {value}"))),
        "accept" => item.accept = list(value, ';'),
        "distractors" => {
            let distractor = |text| Distractor { text, why: None };
            item.distractors = list(value, ';').into_iter().map(distractor).collect();
        }
        "rivals" => block.rivals = list(value, ';'),
        "set" => item.detail.keys = list(value, ';'),
        "keywords" => item.detail.keywords = value.split(';').map(|group| list(group, '|')).collect(),
        "correction" => item.detail.correction = Some(value.to_owned()),
        "as_of" => item.as_of = Some(value.parse().unwrap_or_else(|_| panic!("no date: {value}"))),
        "word" => {
            block.word = Some(match value {
                "kazakh" => Word::Kazakh,
                "english" => Word::English,
                "meaning" => Word::Meaning,
                _ => panic!("no language: {value}"),
            });
        }
        "reads" if value == "month first" => block.day_first = false,
        _ => panic!("unknown line: {line}"),
    }
}

fn read_file(path: &Path) -> Vec<Block> {
    let text = fs::read_to_string(path).unwrap();
    text.split("\n=== ").skip(1).map(read_block).collect()
}

fn judge(block: &Block, differences: &mut String) -> Tally {
    let mut tally = Tally::default();
    for (expected, typed) in &block.answers {
        let question = Question {
            item: &block.item,
            rivals: &block.rivals,
            day_first: block.day_first,
            word: block.word,
        };
        let verdict = grade(&question, typed);
        tally.count(*expected, verdict.outcome);
        if verdict.outcome != *expected {
            let (key, found) = (&block.item.key, verdict.outcome);
            writeln!(
                differences,
                "{key} <- {typed}: expected {expected}, found {found} ({})",
                verdict.reason
            )
            .unwrap();
        }
    }
    tally
}

/// What grading every pair gave: the tally of each file and the list of differences.
struct Measured {
    tallies: Vec<(String, Tally)>,
    differences: String,
}

static MEASURED: LazyLock<Measured> = LazyLock::new(|| {
    let mut differences = String::new();
    let mut tallies = Vec::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        writeln!(differences, "=== {name}").unwrap();
        let blocks = read_file(&path);
        let tally = sum(&blocks
            .iter()
            .map(|block| judge(block, &mut differences))
            .collect::<Vec<_>>());
        tallies.push((name, tally));
    }
    Measured { tallies, differences }
});

fn sum<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Tally {
    let mut all = Tally::default();
    for tally in tallies {
        all.add(*tally);
    }
    all
}

#[test]
fn few_right_answers_are_refused_and_hardly_a_wrong_one_is_accepted() {
    let tallies = &MEASURED.tallies;
    let all = sum(tallies.iter().map(|(_, tally)| tally));
    println!(
        "class            pairs acceptable, rejected    wrong, accepted       between, other    other word"
    );
    for (name, tally) in tallies {
        println!("{}", tally.row(name));
    }
    println!("{}", all.row("all"));
    assert!(all.pairs() >= 1000, "{} pairs", all.pairs());
    assert!(
        percent(all.rejected, all.acceptable) <= MOST_REJECTED,
        "{} rejected",
        all.rejected
    );
    assert!(
        percent(all.accepted, all.wrong) <= MOST_ACCEPTED,
        "{} accepted",
        all.accepted
    );
    assert!(
        percent(all.between_missed, all.between) <= MOST_BETWEEN,
        "{} of another sort",
        all.between_missed
    );
}

#[test]
fn every_class_of_answers_is_there_in_strength() {
    let tallies = &MEASURED.tallies;
    let of = |names: &[&str]| {
        sum(tallies
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .map(|(_, tally)| tally))
    };
    let names = of(&["persons", "places", "organisations", "terms"]);
    assert!(names.acceptable >= 300, "{} variants of names", names.acceptable);
    assert!(names.wrong >= 300, "{} near names", names.wrong);
    assert!(of(&["dates"]).pairs() >= 200);
    assert!(of(&["numbers"]).pairs() >= 200);
}

#[test]
fn verdicts_that_differ_from_the_teachers_are_known() {
    let differences = &MEASURED.differences;
    let path = folder().join(DIFFERENCES);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, differences).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(*differences, known, "{}", path.display());
}
