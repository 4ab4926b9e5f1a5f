//! `check`: every problem of deck files with its line, and advice on their questions.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde_json::json;
use suraq::decks;
use suraq::decks::Deck;
use suraq::decks::DeckError;
use suraq::decks::DeckId;
use suraq::decks::Fault;
use suraq::decks::Parsed;
use suraq::decks::Problem;
use suraq::decks::Shipped;
use suraq::decks::builtin::shipped;
use suraq::decks::hidden_shipped;
use suraq::decks::is_old;
use suraq::decks::row::OLD_AFTER_MONTHS;
use suraq::items::FactId;
use suraq::items::Item;
use suraq::items::PartialDate;
use suraq::items::Status;
use suraq::items::lint::Context;
use suraq::items::lint::lint_all;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::app::lost_files;
use crate::cards::imported;
use crate::cards::learner;
use crate::content::free_ids;
use crate::content::two_keys;
use crate::content::two_keys::Asked;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::report::plain;
use crate::report::remedy;
use crate::report::remedy_without_id;
use crate::report::unreadable;
use crate::screen;
use crate::screen::Screen;
use crate::screen::count;
use crate::screen::one_line;

/// Which decks.
#[derive(Args, Debug)]
pub struct Check {
    /// Ids of decks, deck files, or folders of them; without any, all decks of your own
    #[arg(value_name = "DECK", value_hint = clap::ValueHint::AnyPath)]
    decks: Vec<String>,
    /// Only problems, no advice on questions
    #[arg(long)]
    no_advice: bool,
}

impl Verb for Check {
    const NAME: &'static str = "check";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Name every problem of deck files, with its line";
    const EXAMPLE: &'static str = "suraq check\nsuraq check my-deck.toml drafts/ kz-soviet";

    fn run(self, app: &mut App) -> Outcome {
        let paths = match self.decks.is_empty() {
            true => files_in(&app.paths.decks())?,
            false => self.named(app)?,
        };
        let today = learner::today(app.now().day);
        let advice_on = (!self.no_advice).then_some(today);
        let mut checked: Vec<Checked> = paths
            .par_iter()
            .map(|path| Checked::new(path, advice_on))
            .collect();
        find_doubled(&mut checked);
        find_hiding(&mut checked, &app.paths.decks());
        find_two_keys(&mut checked);
        propose_ids(&mut checked, &app.paths.decks());
        let (screen, json) = (&app.screen, app.json);
        let lines: Vec<String> = checked.par_iter().map(|one| one.lines(screen, json)).collect();
        for lines in &lines {
            screen::print_all(lines);
        }
        let tally = Tally::of(&checked);
        if !app.json {
            app.screen.remark(&tally.sentence(app));
        }
        Ok(match tally.problems {
            0 => Done::Well,
            _ => Done::FoundProblems,
        })
    }
}

impl Check {
    fn named(&self, app: &mut App) -> Result<Vec<PathBuf>, Failure> {
        let mut paths = Vec::new();
        for name in &self.decks {
            let path = PathBuf::from(name);
            let beside = app.paths.decks().join(format!("{name}.toml"));
            if path.is_dir() {
                paths.extend(files_of(&path)?);
            } else if path.is_file() || name.ends_with(".toml") {
                paths.push(path);
            } else if beside.is_file() {
                paths.push(beside);
            } else {
                paths.push(of_deck(app, name)?);
            }
        }
        paths.sort();
        paths.dedup();
        Ok(paths)
    }
}

/// The file of the deck with this id.
///
/// Errors: there is none.
fn of_deck(app: &mut App, id: &str) -> Result<PathBuf, Failure> {
    let found = app.shelf()?.deck(&DeckId(id.to_owned()));
    found.map(|deck| deck.path).map_err(|error| {
        Failure::usage(error.to_string()).hint(
            "give the id of a deck, a deck file, or a folder of deck files; see all decks with {suraq}decks",
        )
    })
}

/// The deck files of a folder that was named; those of its `decks` where it is a whole home.
///
/// Errors: there is none in it.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let home = folder.join("decks");
    let files = match home.is_dir() {
        true => files_in(&home)?,
        false => files_in(folder)?,
    };
    match files.is_empty() {
        true => Err(Failure::input(format!(
            "{}: there is no deck file in this folder",
            folder.display()
        ))
        .hint("deck files end in .toml")),
        false => Ok(files),
    }
}

/// The deck files of a folder; none where there is no folder yet.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !is_hidden && path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What could be better about an item, and where it stands.
struct Advice {
    line: usize,
    item: String,
    rule: &'static str,
    message: String,
}

/// What was found in one file.
struct Checked {
    path: PathBuf,
    id: Option<DeckId>,
    /// An id for it, where it has none.
    proposed: Option<String>,
    items: usize,
    problems: Vec<Problem>,
    advice: Vec<Advice>,
    /// Its questions, where advice is given.
    asked: Vec<Asked>,
}

impl Checked {
    /// Advice is given as of a day, or not at all.
    fn new(path: &Path, advice_on: Option<PartialDate>) -> Checked {
        let mut parsed = match read(path) {
            Ok(parsed) => parsed,
            Err(error) => return Checked::unreadable(path, &error),
        };
        let id = parsed.deck.as_ref().map(|deck| deck.meta.id.clone());
        let items = parsed
            .deck
            .as_ref()
            .map_or(0, |deck| deck.items.len() + deck.terms.len());
        Checked {
            path: path.to_owned(),
            id,
            proposed: None,
            items,
            asked: advice_on.map_or_else(Vec::new, |_| asked(&parsed)),
            advice: advice_on.map_or_else(Vec::new, |today| advice(&mut parsed, today)),
            problems: parsed.problems,
        }
    }

    fn unreadable(path: &Path, error: &DeckError) -> Checked {
        let fault = match error {
            DeckError::NotText { offset, .. } => Fault::NotText { offset: *offset },
            DeckError::Read { error, .. } => Fault::Unreadable {
                message: plain(error),
            },
            other => Fault::Unreadable {
                message: other.to_string(),
            },
        };
        let problem = Problem {
            path: path.to_owned(),
            line: 1,
            entry: String::new(),
            fault,
            left_out: true,
        };
        Checked {
            path: path.to_owned(),
            id: None,
            proposed: None,
            items: 0,
            problems: vec![problem],
            advice: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// What is printed of the file, a line for each problem and each piece of advice.
    fn lines(&self, screen: &Screen, json: bool) -> String {
        let mut lines = String::new();
        for problem in &self.problems {
            let remedy = self.remedy(problem);
            lines += &match json {
                true => problem_json(problem, &remedy),
                false => problem_text(problem, &remedy),
            };
            lines.push('\n');
        }
        let path = self.path.display();
        for one in &self.advice {
            lines += &match json {
                true => json!({
                    "advice": one.message, "file": path.to_string(), "line": one.line,
                    "entry": format!("item `{}`", one.item), "rule": one.rule,
                })
                .to_string(),
                false => format!(
                    "{path}:{}: item `{}`: advice: {} ({})",
                    one.line,
                    one.item,
                    one_line(&one.message),
                    one.rule
                ),
            };
            lines.push('\n');
        }
        screen.plain_signs(&lines)
    }

    fn remedy(&self, problem: &Problem) -> String {
        match &self.proposed {
            Some(id) if free_ids::is_missing(problem) => remedy_without_id(id),
            _ => remedy(problem),
        }
    }
}

fn problem_json(problem: &Problem, remedy: &str) -> String {
    json!({
        "problem": problem.fault.to_string(), "file": problem.path.display().to_string(),
        "line": problem.line, "entry": problem.entry, "left_out": problem.left_out, "hint": remedy,
    })
    .to_string()
}

/// One line, as compilers write it; the remedy where the line does not tell it already.
fn problem_text(problem: &Problem, remedy: &str) -> String {
    let says_it = problem.fault.nearest().is_some() || remedy.starts_with("open ");
    let lost = match problem.loses_file() {
        true => "; the whole file is left out",
        false => "",
    };
    match says_it {
        true => format!("{}{lost}", one_line(&problem.to_string())),
        false => format!("{}{lost}; {remedy}", one_line(&problem.to_string())),
    }
}

fn read(path: &Path) -> Result<Parsed, DeckError> {
    match shipped().iter().find(|shipped| shipped.path == path) {
        Some(shipped) => Ok(decks::parse(path, shipped.text)),
        None => decks::read(path),
    }
}

/// Advice on the items that are studied.
fn advice(parsed: &mut Parsed, today: PartialDate) -> Vec<Advice> {
    let Some(deck) = &mut parsed.deck else {
        return Vec::new();
    };
    let studied = std::mem::take(&mut deck.items)
        .into_iter()
        .zip(parsed.item_places.iter().map(|place| place.line))
        .filter(|(item, _)| item.status == Status::Accepted);
    let (imported, written): (Vec<_>, Vec<_>) = studied.partition(|(item, _)| imported::is_imported(item));
    let (items, lines): (Vec<Item>, Vec<usize>) = written.into_iter().unzip();
    let language = deck.meta.language.as_deref();
    let context = Context::of_items(language, &items, &deck.facts).titled(&deck.meta.title);
    let mut advice: Vec<Advice> = lint_all(&items, &context)
        .into_iter()
        .map(|(index, finding)| Advice {
            line: lines[index],
            item: items[index].id.0.clone(),
            rule: finding.check,
            message: finding.message,
        })
        .collect();
    let (imported, imported_lines): (Vec<Item>, Vec<usize>) = imported.into_iter().unzip();
    advice.extend(
        imported::faults(&imported)
            .into_iter()
            .map(|(index, message)| Advice {
                line: imported_lines[index],
                item: imported[index].id.0.clone(),
                rule: "imported",
                message,
            }),
    );
    let (items, lines) = (items.iter().chain(&imported), lines.iter().chain(&imported_lines));
    let gone = gone_facts(deck);
    for (item, line) in items.zip(lines) {
        let said = ageing(&gone, item, today).into_iter();
        advice.extend(said.map(|(rule, message)| Advice {
            line: *line,
            item: item.id.0.clone(),
            rule,
            message,
        }));
    }
    advice.sort_by_key(|one| one.line);
    advice
}

/// The facts of a deck whose sentences are gone.
fn gone_facts(deck: &Deck) -> BTreeSet<&FactId> {
    let has_gone = deck.sources.iter().any(|source| source.superseded.is_some());
    let facts = deck.facts.iter().filter(|fact| has_gone && deck.is_gone(fact));
    facts.map(|fact| &fact.id).collect()
}

/// What time did to an item: the rule and what it says.
fn ageing(gone: &BTreeSet<&FactId>, item: &Item, today: PartialDate) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    if let Some(as_of) = item.as_of.filter(|as_of| is_old(*as_of, today)) {
        let months = OLD_AFTER_MONTHS;
        said.push((
            "old",
            format!("right as of {as_of}, more than {months} months ago; see whether it still is"),
        ));
    }
    if item.fact.as_ref().is_some_and(|fact| gone.contains(fact)) {
        let message = "its sentence is no longer in the document; retire it if it is no longer so";
        said.push(("gone", message.to_owned()));
    }
    said
}

/// The questions of a deck.
fn asked(parsed: &Parsed) -> Vec<Asked> {
    let items = parsed.deck.iter().flat_map(|deck| &deck.items);
    let items = items.zip(&parsed.item_places);
    items
        .filter_map(|(item, place)| Asked::of(place.line, item))
        .collect()
}

/// Adds advice on each question that stands with another key before it.
fn find_two_keys(checked: &mut [Checked]) {
    let files = checked.iter();
    let asked = files.flat_map(|file| file.asked.iter().map(|one| (file.path.as_path(), one)));
    for found in two_keys::find(asked) {
        if let Some(one) = checked.iter_mut().find(|one| one.path == found.path) {
            one.advice.push(Advice {
                line: found.line,
                item: found.item,
                rule: "two-keys",
                message: found.message,
            });
            one.advice.sort_by_key(|one| one.line);
        }
    }
}

/// Proposes an id for each deck without one.
fn propose_ids(checked: &mut [Checked], home: &Path) {
    let without = |one: &&Checked| one.problems.iter().any(free_ids::is_missing);
    let files: Vec<PathBuf> = checked
        .iter()
        .filter(without)
        .map(|one| one.path.clone())
        .collect();
    let mut proposed = free_ids::propose(&files, home);
    for one in checked {
        one.proposed = proposed.remove(&one.path);
    }
}

/// Adds a problem to every deck whose id another one has.
fn find_doubled(checked: &mut [Checked]) {
    let mut first: BTreeMap<DeckId, PathBuf> = BTreeMap::new();
    for one in checked {
        let Some(id) = &one.id else { continue };
        match first.get(id) {
            None => {
                first.insert(id.clone(), one.path.clone());
            }
            Some(first) => one.problems.push(Problem {
                path: one.path.clone(),
                line: 1,
                entry: "deck".to_owned(),
                fault: Fault::DuplicateDeck {
                    id: id.0.clone(),
                    first: first.clone(),
                },
                left_out: true,
            }),
        }
    }
}

/// Adds a problem to every deck of the home that hides a shipped one by chance.
fn find_hiding(checked: &mut [Checked], home: &Path) {
    let shipped: BTreeMap<DeckId, &Shipped> = shipped()
        .iter()
        .filter_map(|shipped| Some((shipped.id()?, shipped)))
        .collect();
    for one in checked {
        let Some(shipped) = one.id.as_ref().and_then(|id| shipped.get(id)) else {
            continue;
        };
        if is_in(&one.path, home)
            && let Ok(parsed) = read(&one.path)
        {
            one.problems.extend(hidden_shipped(&one.path, &parsed, shipped));
        }
    }
}

fn is_in(path: &Path, folder: &Path) -> bool {
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => path.parent() == Some(&folder),
        _ => false,
    }
}

/// Numbers over all files.
struct Tally {
    decks: usize,
    items: usize,
    problems: usize,
    left_out: usize,
    lost_files: usize,
    advice: usize,
}

impl Tally {
    fn of(checked: &[Checked]) -> Tally {
        let problems = || checked.iter().flat_map(|one| &one.problems);
        Tally {
            decks: checked.len(),
            items: checked.iter().map(|one| one.items).sum(),
            problems: problems().count(),
            left_out: problems().filter(|problem| problem.left_out).count(),
            lost_files: lost_files(problems()),
            advice: checked.iter().map(|one| one.advice.len()).sum(),
        }
    }

    fn sentence(&self, app: &App) -> String {
        let looked = format!(
            "{} with {}",
            count(self.decks, "deck", "decks"),
            count(self.items, "item", "items")
        );
        if self.decks == 0 {
            return format!(
                "You have no deck of your own yet; {}decks lists those that came with Suraq.",
                app.prefix()
            );
        }
        let found = match self.problems {
            0 => "no problem".to_owned(),
            problems => count(problems, "problem", "problems"),
        };
        let lost = match self.left_out {
            0 => String::new(),
            _ if self.lost_files > 0 && self.lost_files == self.decks => {
                "; nothing of it is studied until that is mended".to_owned()
            }
            _ if self.lost_files > 0 => format!(
                "; nothing of {} is studied until that is mended, what is left out elsewhere waits too, and the rest \
                 is studied",
                count(self.lost_files, "file", "files")
            ),
            lost if lost == self.problems => {
                "; what stands there is left out until it is mended, the rest is studied".to_owned()
            }
            1 => "; what stands in one of these places is left out until it is mended, the rest is studied"
                .to_owned(),
            lost => format!(
                "; what stands in {lost} of these places is left out until it is mended, the rest is studied"
            ),
        };
        let advice = match self.advice {
            0 => String::new(),
            advice => format!(", {}", count(advice, "piece of advice", "pieces of advice")),
        };
        format!("{looked}: {found}{advice}{lost}.")
    }
}
