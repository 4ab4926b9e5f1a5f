//! `export`: cards as a file for other programs.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::path::is_separator;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::save::save;
use suraq::export;
use suraq::export::Context;
use suraq::export::Exported;
use suraq::export::FORMATS;
use suraq::export::Loss;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::report::Done;
use crate::report::ENVIRONMENT;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::grouped;

/// Losses that are named before the rest is only counted.
const NAMED: usize = 5;

/// Which format, which cards, and where to.
#[derive(Args, Debug)]
pub struct Export {
    /// Format of the file
    #[arg(value_name = "FORMAT", value_parser = formats())]
    format: String,
    /// Which cards, such as deck:NAME; without a query all that are studied
    query: Vec<String>,
    /// The file, or a folder for it; without one it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name()))
}

impl Verb for Export {
    const NAME: &'static str = "export";
    const GROUP: Group = Group::Out;
    const ABOUT: &'static str = "Write cards into a file for other programs";
    const EXAMPLE: &'static str =
        "suraq export csv deck:my-book -o my-book.csv\nsuraq export json -o all.json";

    fn run(self, app: &mut App) -> Outcome {
        let Some(format) = export::format(&self.format) else {
            return Err(Failure::usage(format!("there is no format `{}`", self.format)));
        };
        let decks = chosen(app, &self.query)?;
        if decks.is_empty() {
            let query = choice::query(app, &self.query)?;
            let failure = Failure::usage("no card fits, so there is nothing to export");
            return Err(match choice::unknown_tag(app, &query)? {
                Some(said) => failure.hint(said),
                None => failure.hint("try the query with {suraq}find first"),
            });
        }
        let exported = format.write(&decks, &Context::default());
        let cards: usize = decks.iter().map(|deck| deck.items.len() + deck.terms.len()).sum();
        match &self.output {
            None => print(&exported)?,
            Some(output) => self.write(app, output, &exported, cards)?,
        }
        tell_losses(app, &exported.losses);
        Ok(Done::Well)
    }
}

impl Export {
    fn write(&self, app: &App, output: &Path, exported: &Exported, items: usize) -> Result<(), Failure> {
        let path = match output.is_dir() {
            true => output.join(&exported.file_name),
            false => output.to_owned(),
        };
        if path.exists() && !self.force {
            return Err(
                Failure::usage(format!("{}: there is a file already", path.display()))
                    .hint("replace it with --force, or choose another name"),
            );
        }
        if let Some(folder) = missing_folder(&path) {
            return Err(no_folder(&folder));
        }
        save(&path, &exported.bytes)?;
        let losses: Vec<_> = exported.losses.iter().map(loss_json).collect();
        app.answer(
            &json!({
                "file": path.display().to_string(), "format": self.format, "items": items,
                "bytes": exported.bytes.len(), "losses": losses,
            }),
            &format!(
                "{} written to {} ({} KB).",
                count(items, "item", "items"),
                path.display(),
                grouped(exported.bytes.len().div_ceil(1024))
            ),
        );
        Ok(())
    }
}

/// The folder a file is to stand in, where there is none.
fn missing_folder(path: &Path) -> Option<PathBuf> {
    let names_folder = path.as_os_str().to_string_lossy().ends_with(is_separator);
    let folder = match names_folder {
        true => Some(path),
        false => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
    };
    folder.filter(|folder| !folder.is_dir()).map(Path::to_owned)
}

fn no_folder(folder: &Path) -> Failure {
    let folder = folder.display();
    let failure = Failure::input(format!("{folder}: there is no such folder; nothing was written"));
    Failure {
        status: ENVIRONMENT,
        ..failure.hint(format!("make it first, or choose another: mkdir -p {folder}"))
    }
}

/// The decks, narrowed to the items and terms that are meant and what these rest on.
fn chosen(app: &mut App, words: &[String]) -> Result<Vec<Deck>, Failure> {
    let query = choice::query(app, words)?;
    choice::tell_of_problems(app, &query)?;
    let on_shelf = match words.is_empty() {
        true => app.decks_on()?,
        false => app.shelf()?.decks()?,
    };
    let mut meant: BTreeMap<DeckId, BTreeSet<String>> = BTreeMap::new();
    for one in choice::choose(app, &query, &on_shelf)? {
        let CardId { deck, item, .. } = one.card;
        meant.entry(deck).or_default().insert(item.0);
    }
    let mut decks = Vec::new();
    for deck in &on_shelf {
        if let Some(meant) = meant.get(&deck.id) {
            let whole = app.shelf()?.parsed(&deck.path)?.deck;
            decks.extend(whole.map(|whole| narrowed(whole, meant)));
        }
    }
    Ok(decks)
}

fn narrowed(mut deck: Deck, meant: &BTreeSet<String>) -> Deck {
    deck.items.retain(|item| meant.contains(&item.id.0));
    deck.terms.retain(|term| meant.contains(&term.id.0));
    let facts: BTreeSet<_> = deck.items.iter().filter_map(|item| item.fact.clone()).collect();
    deck.facts.retain(|fact| facts.contains(&fact.id));
    let evidence = deck.facts.iter().flat_map(|fact| &fact.evidence);
    let mut sources: BTreeSet<String> = evidence.filter_map(|one| one.source.clone()).collect();
    sources.extend(deck.terms.iter().flat_map(|term| term.sources.iter().cloned()));
    deck.sources.retain(|source| sources.contains(&source.id));
    deck
}

fn print(exported: &Exported) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(&exported.bytes).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::system(
            Path::new("standard output"),
            "cannot be written",
            &error,
        )),
        _ => Ok(()),
    }
}

fn loss_json(loss: &Loss) -> serde_json::Value {
    json!({ "item": loss.item, "reason": loss.reason, "missing": loss.is_missing })
}

/// Names what the format could not carry, a reason at a time.
fn tell_losses(app: &App, losses: &[Loss]) {
    let mut reasons: Vec<(&str, bool, Vec<&str>)> = Vec::new();
    for loss in losses {
        let known = reasons
            .iter_mut()
            .find(|(reason, missing, _)| *reason == loss.reason && *missing == loss.is_missing);
        match known {
            Some((_, _, items)) => items.push(&loss.item.0),
            None => reasons.push((&loss.reason, loss.is_missing, vec![&loss.item.0])),
        }
    }
    for (reason, missing, items) in reasons {
        let named = items[..items.len().min(NAMED)].join(", ");
        let more = match items.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = if missing { "Left out" } else { "Not in the file" };
        app.screen.remark(&format!(
            "{what}: {reason} ({}: {named}{more})",
            count(items.len(), "item", "items")
        ));
    }
    if !losses.is_empty() && io::stderr().is_terminal() {
        app.screen.remark("hint: json carries everything");
    }
}
