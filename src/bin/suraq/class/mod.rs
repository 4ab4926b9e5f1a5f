//! Printed quizzes of a class and what was answered, kept in files under the data folder.

pub mod arriving;
#[cfg(test)]
pub mod example;
pub mod fewer;
pub mod forgetting;
pub mod keeping;
pub mod listing;
pub mod merging;
pub mod misses;
pub mod old_keys;
pub mod ongoing;
pub mod page;
pub mod parallel;
pub mod poll;
pub mod printing;
pub mod pupils;
pub mod questions;
pub mod rekeying;
pub mod removing;
pub mod report;
pub mod rosters;
mod same;
pub mod standings;
pub mod table;
pub mod turning;
pub mod typed_names;
mod united;
pub mod wishes;

use std::fs;
use std::hash::BuildHasher;
use std::hash::RandomState;
use std::path::Path;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use suraq::decks::save::save;
use suraq::quiz::Paper;
use suraq::quiz::habit::Habit;
use suraq::quiz::ledger::Moment;
use suraq::quiz::paper;
use suraq::quiz::roster::Meant;
use suraq::quiz::roster::Roster;
use suraq::quiz::rows;
use suraq::quiz::rows::RowError;
use suraq::quiz::scale::Scale;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;
use suraq::schedule::StudyDay;

use twox_hash::XxHash3_64;

use crate::app::App;
use crate::report::Failure;
use crate::report::unreadable;

/// What a forgotten name may stand in still, which this program does not look after.
pub const STILL_NAMED: &str = "Files that were written before may hold names still: tables (--csv), pages with --names, \
decks of --misses, copies of results for `results merge`, journals of other games (papers/*.journal.jsonl), results of \
papers and polls that count to no class (`results CODE --forget-names`), removed papers (papers/bin) and copies of the data folder. Delete those yourself.";

/// Ending of a paper's file and of its results.
const PAPER: &str = "paper.json";
const RESULTS: &str = "results.json";

/// Ending of the journal of a game on phones.
pub const JOURNAL: &str = "journal.jsonl";

/// Asks before names are forgotten, which nothing takes back.
///
/// Errors: nobody agreed; nothing is changed then.
pub fn sure_to_forget(app: &App, yes: bool, question: &str) -> Result<(), Failure> {
    if yes
        || (app.screen.interactive && app.agrees(yes, &format!("{question} `undo` does not bring it back.")))
    {
        return Ok(());
    }
    Err(Failure::usage("nothing was forgotten").hint("forgetting is for good; to do it unasked, type --yes"))
}

/// Reads a scale of marks that was typed behind --scale.
pub fn scale_of(typed: &str) -> Result<Scale, Failure> {
    typed.parse().map_err(|error| {
        Failure::usage(format!("--scale \"{typed}\": {error}")).hint(
            "write three shares for the marks 5, 4 and 3: --scale \"90 75 60\"; or names: --scale \"A=90 B=75 C=60 D\"",
        )
    })
}

/// A table with the mark by which spreadsheets know UTF-8, so that Kazakh and Russian names show right.
pub fn for_spreadsheets(table: &[u8]) -> Vec<u8> {
    [b"\xef\xbb\xbf", table].concat()
}

/// Signs with which a cell begins that spreadsheets compute.
const COMPUTED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A name as a cell that no spreadsheet computes: names come from the phones of a class. The sign before it is
/// the one that spreadsheets know for text.
pub fn as_text(name: &str) -> String {
    match name.starts_with(COMPUTED) {
        true => format!("'{name}"),
        false => name.to_owned(),
    }
}

/// The name in a cell, without what [`as_text`] put before it.
pub fn from_text(cell: &str) -> &str {
    let name = cell.strip_prefix('\'');
    name.filter(|name| name.starts_with(COMPUTED)).unwrap_or(cell)
}

/// Keeps a paper, so that its sheets can be marked.
pub fn keep_paper(app: &App, paper: &Paper) -> Result<PathBuf, Failure> {
    let path = path_of(app, &paper.code, PAPER);
    save(&path, &written(paper))?;
    Ok(path)
}

/// Finds the paper with this code; without one, the newest.
pub fn find_paper(app: &App, code: Option<&str>) -> Result<Paper, Failure> {
    let known = codes(app)?;
    let code = match code {
        Some(code) if known.iter().any(|known| known == code) => code,
        Some(code) => {
            let failure = Failure::usage(format!("there is no paper `{code}`"));
            let here = match known.as_slice() {
                [] => "make one with {suraq}paper QUERY -n 20".to_owned(),
                [only] => format!("there is only `{only}`"),
                _ => "see those there are with {suraq}paper --list".to_owned(),
            };
            let may_be_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
            return Err(failure.hint(match may_be_code {
                true => format!("{here}; {}", arriving::elsewhere(code)),
                false => here,
            }));
        }
        None => match known.first() {
            Some(newest) => newest,
            None => {
                return Err(
                    Failure::usage("no paper was printed yet").hint("make one with {suraq}paper QUERY -n 20")
                );
            }
        },
    };
    let path = path_of(app, code, PAPER);
    let paper: Paper = read(&path)?;
    check_format(&path, paper.format, paper::FORMAT)?;
    Ok(paper)
}

/// Returns the codes of all papers, the newest first.
pub fn codes(app: &App) -> Result<Vec<String>, Failure> {
    let folder = app.paths.papers();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let refused = |error: &std::io::Error| Failure::system(&folder, "cannot be read", error);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| refused(&error))? {
        let entry = entry.map_err(|error| refused(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(code) = name.strip_suffix(PAPER).and_then(|code| code.strip_suffix('.')) {
            let changed = entry.metadata().and_then(|known| known.modified()).ok();
            found.push((changed, code.to_owned()));
        }
    }
    found.sort();
    Ok(found.into_iter().rev().map(|(_, code)| code).collect())
}

/// Returns the day of the calendar on which a paper was printed last, or a game begun; nothing where the disk does not
/// tell. Days of learning begin later, and a class counts by the calendar.
pub fn day_of(app: &App, code: &str) -> Option<StudyDay> {
    let changed = fs::metadata(path_of(app, code, PAPER)).ok()?.modified().ok()?;
    let changed = jiff::Timestamp::try_from(changed).ok()?;
    Some(StudyDay::of(changed, app.now().offset, 0))
}

/// Today by the calendar, for what a class sees; days of learning begin later.
pub fn today(app: &App) -> StudyDay {
    let now = app.now();
    StudyDay::of(now.at, now.offset, 0)
}

/// Whether a code names a game on phones, and no printed paper.
pub fn is_live(app: &App, code: &str) -> bool {
    path_of(app, code, JOURNAL).exists()
}

/// Whether sheets of a paper were marked, or answers of a game kept.
pub fn has_results(app: &App, code: &str) -> bool {
    path_of(app, code, RESULTS).exists()
}

/// Returns the code of the newest paper of which sheets were marked.
pub fn newest_marked(app: &App) -> Result<Option<String>, Failure> {
    let codes = codes(app)?;
    Ok(codes.into_iter().find(|code| has_results(app, code)))
}

/// Reads what was answered; nothing where no sheet was marked yet.
pub fn results(app: &App, code: &str) -> Result<Results, Failure> {
    let path = path_of(app, code, RESULTS);
    if !path.exists() {
        return Ok(Results {
            format: scores::FORMAT,
            code: code.to_owned(),
            origin: origin(app),
            ..Results::default()
        });
    }
    let mut results: Results = read(&path)?;
    check_format(&path, results.format, scores::FORMAT)?;
    results.identify();
    Ok(results)
}

/// A number that follows from a value.
fn fingerprint(value: &impl Serialize) -> u64 {
    XxHash3_64::oneshot(&written(value))
}

/// Four letters that tell results begun here from those begun elsewhere.
fn origin(app: &App) -> String {
    let mut hash = XxHash3_64::with_seed(app.seed());
    std::hash::Hasher::write_i64(&mut hash, app.now().millisecond());
    let number = std::hash::Hasher::finish(&hash);
    let letter = |place: u32| {
        let at = usize::try_from(number >> (8 * place) & 0xff).unwrap_or_default();
        ('a'..='z').nth(at % 26)
    };
    (0..4).filter_map(letter).collect()
}

/// Finds the sheet of a pupil; case, signs and look-alike letters do not matter.
///
/// Errors: there is none; the nearest name is told.
pub fn sheet_of_pupil<'a>(results: &'a Results, pupil: &str) -> Result<&'a Sheet, Failure> {
    let found = results.place_of(pupil).map(|at| &results.sheets[at]);
    found.ok_or_else(|| {
        let failure = Failure::usage(format!("no sheet of paper {} is by `{pupil}`", results.code));
        let mut names = Roster::new(&results.code);
        names.pupils = results.sheets.iter().map(|sheet| sheet.pupil.clone()).collect();
        match names.meant(pupil) {
            Meant::Several(names) => {
                failure.hint(format!("it may be {}: type the whole name", names.join(" or ")))
            }
            Meant::Pupil(near) | Meant::Near(near) => failure.hint(format!("did you mean `{near}`?")),
            Meant::Nobody => failure.hint(format!(
                "see all names with {{suraq}}results {} --pupils",
                results.code
            )),
        }
    })
}

/// Keeps what was answered, with what changed since it was kept last.
pub fn keep_results(app: &App, results: &mut Results) -> Result<PathBuf, Failure> {
    let before = self::results(app, &results.code)?;
    results.settle(&before, moment(app));
    if path_of(app, &results.code, PAPER).exists() {
        results.paper = find_paper(app, Some(&results.code))?.mark();
    }
    write_results(app, results)
}

/// The time, and chance that no other computer has: results of several meet.
fn moment(app: &App) -> Moment {
    let drawn = RandomState::new().hash_one(app.paths.papers());
    Moment {
        now: u64::try_from(app.now().millisecond()).unwrap_or_default(),
        // Chance that was asked for is still of this computer alone.
        chance: match app.has_seed() {
            true => fingerprint(&(app.seed(), app.paths.papers())),
            false => drawn,
        },
    }
}

/// Writes results as they are, readable for their owner alone: names of pupils stand in them.
pub fn write_results(app: &App, results: &Results) -> Result<PathBuf, Failure> {
    let path = path_of(app, &results.code, RESULTS);
    if !path.exists() {
        save(&path, b"")?;
    }
    keep_private(&path)?;
    save(&path, &written(results))?;
    Ok(path)
}

#[cfg(unix)]
fn keep_private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::Permissions::from_mode(0o600);
    fs::set_permissions(path, mode).map_err(|error| Failure::system(path, "cannot be kept private", &error))
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}

fn path_of(app: &App, code: &str, ending: &str) -> PathBuf {
    app.paths.papers().join(format!("{code}.{ending}"))
}

fn written(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain structures have a JSON form");
    bytes.push(b'\n');
    bytes
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Failure::input(format!("{}:{}: {error}", path.display(), error.line()))
            .hint("the file was changed by hand or is damaged; nothing was written to it")
    })
}

fn check_format(path: &Path, found: u32, known: u32) -> Result<(), Failure> {
    match found <= known {
        true => Ok(()),
        false => Err(Failure::input(format!(
            "{}: format {found} is newer than this program, which reads {known}",
            path.display()
        ))
        .hint("use a newer suraq")),
    }
}

/// How sheets are read.
pub struct Marking<'a> {
    /// The paper they are of.
    pub paper: &'a Paper,
    /// Whose names are completed, where a class is named.
    pub class: Option<&'a Roster>,
    /// Whether numbers are kept instead of names.
    pub anonymous: bool,
    /// Whether a second sheet of a name takes the place of the first.
    pub replace: bool,
}

/// A sheet that was read.
pub struct Read {
    /// It.
    pub sheet: Sheet,
    /// What is to be said of its name.
    pub remark: Option<String>,
    /// How rows are typed, with this one.
    pub habit: Habit,
}

/// Says how Cyrillic letters are read, where `now` is the first to know.
pub fn told_habit(before: &Habit, now: &Habit) -> Option<String> {
    let told = now.told().filter(|_| before.told().is_none())?;
    Some(format!(
        "Cyrillic letters are read {told} in all rows; one that says otherwise is refused."
    ))
}

impl Marking<'_> {
    /// Reads a line such as `A ACBD-ADC Dana`, among others that are typed as `habit` says; the version may be left
    /// out where there is one.
    pub fn typed(&self, results: &Results, habit: &Habit, line: &str) -> Result<Read, Failure> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let first_is_letter = words.first().is_some_and(|word| word.chars().count() == 1);
        let (letter, words) = match self.paper.versions.as_slice() {
            [only] if !first_is_letter || self.paper.questions.len() == 1 => (Some(only.letter), &words[..]),
            _ if first_is_letter => (words[0].chars().next(), &words[1..]),
            _ => (None, &words[..]),
        };
        let (Some(letter), Some(_)) = (letter, words.first()) else {
            return Err(Failure::usage("a sheet needs its version and a row of answers")
                .hint("type the letter of the version, the answers, and the name: A ACBD-ADC Dana"));
        };
        let taken = rows::row_words(self.paper, words);
        let (row, name) = (words[..taken].concat(), words[taken..].join(" "));
        let mut read = self.sheet(results, habit, (letter, &row), &name)?;
        let is_unnamed = self.class.is_some() && name.is_empty() && !self.anonymous;
        let unnamed = format!(
            "No name in this line; the sheet is kept as {}. `undo` takes it back, then type it with the name.",
            read.sheet.pupil
        );
        read.remark = read.remark.or(is_unnamed.then_some(unnamed));
        Ok(read)
    }

    /// Makes a sheet of the letter of its version and its row; a pupil without a name gets a number. Whether the name has a sheet already is asked by
    /// [`Results::place_of`].
    pub fn sheet(
        &self,
        results: &Results,
        habit: &Habit,
        (letter, row): (char, &str),
        name: &str,
    ) -> Result<Read, Failure> {
        let row = rows::read_row_among(self.paper, habit, letter, row).map_err(refused)?;
        let number = (results.sheets.len() + 1).to_string();
        let (name, remark) = match self.class {
            _ if self.anonymous => (String::new(), None),
            None => (name.to_owned(), None),
            Some(class) => rosters::completed(class, name)?,
        };
        let pupil = match name.is_empty() {
            true => scores::told_apart(&number, &results.sheets),
            false => name,
        };
        let mut sheet = Sheet::new(pupil, row.version, row.given);
        if let Some(class) = self.class.filter(|_| !poll::is_poll(self.paper)) {
            sheet.class.clone_from(&class.name);
        }
        results.name_apart(&mut sheet);
        Ok(Read {
            sheet,
            remark,
            habit: row.habit,
        })
    }
}

/// Why a second sheet of a pupil is not taken.
pub fn doubled(paper: &Paper, results: &Results, known: &Sheet) -> Failure {
    let (points, of) = scores::points(&scores::keys(paper, &results.changes), known);
    let pupil = &known.pupil;
    let name = known.name_in_class();
    Failure::usage(format!("{pupil} has a sheet already ({points} of {of} points)")).hint(format!(
        "for another pupil, type the name as {name} 2; to put this sheet in its place: {{suraq}}mark {} --replace",
        paper.code
    ))
}

fn refused(error: RowError) -> Failure {
    let failure = Failure::usage(error.to_string());
    match error {
        RowError::Length { .. } => failure.hint(
            "type one sign for each question, - where it was left open; groups may stand apart: ACBDA CBDAA",
        ),
        RowError::Version { .. } => failure.hint("the letter stands at the top of every page"),
        _ => failure.hint("type the line again; nothing was kept of it"),
    }
}

/// Gives the key changes that `undo` and `redo` go between.
///
/// Errors: the key was changed since; nothing is done then.
pub fn turn_changes(app: &App, code: &str, from: &[Change], to: &[Change]) -> Result<(), Failure> {
    let mut results = results(app, code)?;
    if results.changes == to {
        // A program that was stopped in between had turned it already.
        return Ok(());
    }
    if results.changes != from {
        return Err(Failure::input(format!(
            "paper {code}: its key was changed since then; nothing was taken back"
        ))
        .hint(format!("change it by hand: {{suraq}}mark {code} --key A7=B")));
    }
    results.changes = to.to_vec();
    keep_results(app, &mut results)?;
    Ok(())
}
