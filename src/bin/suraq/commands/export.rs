//! `export`: cards as a file for other programs.

use std::collections::BTreeSet;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use suraq::export;
use suraq::export::Context;
use suraq::export::Exported;
use suraq::export::FORMATS;
use suraq::export::Format;
use suraq::export::Learner;
use suraq::export::Loss;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::bringing::made_there;
use crate::bringing::note_sent;
use crate::bringing::notes_there;
use crate::cards::choice;
use crate::cards::exporting;
use crate::cards::exporting::Changes;
use crate::cards::lent;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::grouped;

/// Losses that are named before the rest is only counted.
const NAMED: usize = 5;

/// Cards that are named of each change before the rest is only counted.
const SHOWN: usize = 20;

/// Which format, which cards, and where to.
#[derive(Args, Debug)]
pub struct Export {
    /// Format of the file
    #[arg(value_name = "FORMAT", value_parser = formats())]
    format: String,
    /// Which cards, such as deck:NAME; without a query all that are studied
    query: Vec<String>,
    /// The file, or a folder for it, or - for standard output; without one it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// Take your progress along: reviews, states and the schedule (anki)
    #[arg(long)]
    with_progress: bool,
    /// Leave out cards that came from Anki, for the collection they came from (anki, anki-text)
    #[arg(long)]
    without_anki: bool,
    /// Write also over notes that were changed in Anki so that nothing from here goes with it (anki, anki-text)
    #[arg(long)]
    overwrite: bool,
    /// Only say what is new, changed or retired since the last export (anki, anki-text)
    #[arg(long)]
    dry_run: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name()))
}

impl Verb for Export {
    const NAME: &'static str = "export";
    const GROUP: Group = Group::Out;
    const ABOUT: &'static str = "Write cards into a file for other programs";
    const EXAMPLE: &'static str = "suraq export csv deck:my-book -o my-book.csv\n\
        suraq export anki deck:kz-soviet -o soviet.apkg\nsuraq export json -o all.json";

    fn run(self, app: &mut App) -> Outcome {
        let Some(format) = export::format(&self.format) else {
            return Err(Failure::usage(format!("there is no format `{}`", self.format)));
        };
        self.check(format)?;
        let mut context = self.context(app, format)?;
        let mut outgoing = exporting::outgoing(app, &self.query, &context.record)?;
        let further = match format.extras().updates {
            true => outgoing.leave_further(&mut context),
            false => Vec::new(),
        };
        let left = match format.extras().updates && self.without_anki {
            true => outgoing.leave_with_anki(&context.record),
            false => 0,
        };
        if format.extras().updates {
            context.media = exporting::media(app, &outgoing.decks, self.dry_run)?;
        }
        if outgoing.decks.is_empty() {
            if !further.is_empty() {
                return Err(
                    Failure::usage(format!("nothing to export: {}", left_further(&further)))
                        .hint("edit and export the card of your own that the note is of"),
                );
            }
            if left > 0 {
                return Err(
                    Failure::usage(format!("nothing to export: {}", left_with_anki(left)))
                        .hint("leave out --without-anki for another collection, where they are not yet"),
                );
            }
            let query = choice::query(app, &self.query)?;
            let failure = Failure::usage("no card fits, so there is nothing to export");
            return Err(match choice::unknown_tag(app, &query)? {
                Some(said) => failure.hint(said),
                None => failure.hint("try the query with {suraq}find first"),
            });
        }
        if self.dry_run {
            let exported = format.preview(&outgoing.decks, &context)?;
            let changes = outgoing.changes(&context.record, &exported.record);
            tell_changes(app, &changes);
            tell_further(app, &further);
            tell_left(app, left);
            tell_losses(app, &exported.losses);
            return Ok(Done::Well);
        }
        let mut exported = format.write(&outgoing.decks, &context)?;
        let changes = outgoing.changes(&context.record, &exported.record);
        let decks = outgoing.decks.iter();
        let cards: usize = decks.map(|deck| deck.items.len() + deck.terms.len()).sum();
        let left_out = exported.losses.iter().filter(|loss| loss.is_missing);
        let left_out: BTreeSet<_> = left_out.map(|loss| &loss.item).collect();
        let written = match exported.questions {
            Some(questions) => questions,
            None => cards.saturating_sub(left_out.len()),
        };
        let words = outgoing.decks.iter().map(|deck| deck.terms.len()).sum();
        let told = match exported.questions {
            Some(questions) => format!(
                "{} of {}",
                count(questions, "question", "questions"),
                count(cards, "card or word", "cards and words")
            ),
            None => told(written, words),
        };
        match self.file() {
            None => print(&exported)?,
            Some(output) => self.write(app, output, &exported, written, &told)?,
        }
        if format.extras().updates {
            if let Some(learner) = &context.learner {
                let new = changes.new.iter().chain(&changes.replaced);
                let new = new.filter_map(|name| Some((name.as_str(), learner.cards.get(name)?)));
                note_sent(app, new)?;
            }
            changes.note_gone(&context.record, &mut exported.record);
            keep_record(app, &exported)?;
            tell_gone(app, &changes);
        }
        tell_further(app, &further);
        tell_left(app, left);
        tell_losses(app, &exported.losses);
        if self.file().is_some() {
            self.tell_how_to_import(app);
            if format.extras().updates {
                tell_returning(app, outgoing.cards_of_anki(&exported.record));
            }
        }
        Ok(Done::Well)
    }
}

/// The words of a query as they would be typed behind a command.
fn as_typed(query: &[String]) -> String {
    let word = |word: &String| match word.contains(|sign: char| sign.is_whitespace() || "\"()".contains(sign))
    {
        true => format!(" '{}'", crate::args::unshield(word)),
        false => format!(" {}", crate::args::unshield(word)),
    };
    query.iter().map(word).collect()
}

impl Export {
    /// The file to write; `-` is standard output, as none is.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| *output != Path::new("-"))
    }

    /// Errors where flags do not go together with the format, before anything is done.
    fn check(&self, format: &dyn Format) -> Result<(), Failure> {
        let extras = format.extras();
        let name = format.name();
        if self.with_progress && !extras.progress {
            return Err(Failure::usage(format!("{name} carries no progress"))
                .hint("leave out --with-progress, or {suraq}export anki --with-progress"));
        }
        if self.without_anki && !extras.updates {
            return Err(Failure::usage(format!(
                "{name} is not for Anki, so no card would stand there twice"
            ))
            .hint("leave out --without-anki"));
        }
        if self.overwrite && !extras.updates {
            return Err(Failure::usage(format!(
                "{name} is not for Anki, so no note there is written over"
            ))
            .hint("leave out --overwrite; --force replaces a file"));
        }
        if self.dry_run && !extras.updates {
            return Err(Failure::usage(format!(
                "{name} keeps no record of exports, so there is nothing to compare"
            ))
            .hint("leave out --dry-run; nothing is lost by printing it"));
        }
        if format.is_binary() && !self.dry_run && self.file().is_none() && io::stdout().is_terminal() {
            return Err(
                Failure::usage(format!("{name} writes bytes that a terminal cannot show")).hint(format!(
                    "name a file: {{suraq}}export {name}{} -o my-cards.{}",
                    as_typed(&self.query),
                    format.extension()
                )),
            );
        }
        Ok(())
    }

    fn context(&self, app: &mut App, format: &dyn Format) -> Result<Context, Failure> {
        if !format.extras().updates {
            return Ok(Context::default());
        }
        let (now, settings) = (app.now(), app.config.schedule.clone());
        let decks = app.config.of_decks.keys();
        let of_decks = decks.map(|deck| (deck.clone(), app.config.of_deck(deck).schedule));
        let of_decks = of_decks.collect();
        let store = app.store()?;
        let learner = match self.with_progress {
            false => None,
            // What was learned decides nothing of what is new or changed.
            true if self.dry_run => None,
            true => Some(Learner {
                cards: store.cards(None)?,
                reviews: store.histories()?,
                settings,
                of_decks,
                now,
            }),
        };
        let record = store.export_record()?;
        let there = made_there(app);
        Ok(Context {
            record,
            learner,
            now: Some(now.at.as_second()),
            tags_there: there.tags,
            gapped: there.gapped,
            left_there: there.left_there,
            as_there: notes_there(app),
            overwrites: self.overwrite,
            scratch: match format.is_binary() && !self.dry_run {
                true => lent::scratch(app),
                false => None,
            },
            ..Context::default()
        })
    }

    fn write(
        &self,
        app: &App,
        output: &Path,
        exported: &Exported,
        items: usize,
        told: &str,
    ) -> Result<(), Failure> {
        let path = match output.is_dir() {
            true => output.join(&exported.file_name),
            false => output.to_owned(),
        };
        output::write(&path, &exported.bytes, self.force)?;
        let losses: Vec<_> = exported.losses.iter().map(loss_json).collect();
        app.answer(
            &json!({
                "file": path.display().to_string(), "format": self.format, "items": items,
                "bytes": exported.bytes.len(), "losses": losses,
            }),
            &format!(
                "{} written to {} ({} KB).",
                told,
                path.display(),
                grouped(exported.bytes.len().div_ceil(1024))
            ),
        );
        Ok(())
    }

    /// Says what to choose in Anki's import window.
    fn tell_how_to_import(&self, app: &App) {
        let progress = if self.with_progress { "on" } else { "off" };
        let lines: &[String] = match self.format.as_str() {
            "anki" => &[
                "In Anki, choose File > Import, then:".to_owned(),
                "  Update notes, Update note types: If newer".to_owned(),
                "  Merge note types: off; on where you gave Suraq's note types fields or cards there".to_owned(),
                format!("  Import any learning progress, Import any deck presets: {progress}"),
                "Reviews stay, and your own edits there; of a note changed on both sides Anki keeps the later."
                    .to_owned(),
            ],
            "anki-text" => &[
                "In Anki, File > Import, then Existing notes: Update, Match scope: Note type.".to_owned(),
                "The note types must be there: import a package from `export anki` once before.".to_owned(),
                "Anki writes over each note that a text has, also what you edited there since; a package leaves that."
                    .to_owned(),
            ],
            _ => &[],
        };
        for line in lines {
            app.screen.remark(line);
        }
        if self.with_progress && !lines.is_empty() {
            app.screen.remark(
                "There, in the options of a deck, switch FSRS on: without it Anki passes over what cards remember.",
            );
        }
    }
}

fn left_with_anki(cards: usize) -> String {
    let (came, they) = match cards {
        1 => ("1 card came from Anki, where it would stand".to_owned(), "its"),
        _ => (
            format!("{} cards came from Anki, where they would stand", grouped(cards)),
            "their",
        ),
    };
    format!("{came} a second time beside {they} own notes")
}

fn left_further(cards: &[String]) -> String {
    let (was, stays) = match cards.len() {
        1 => ("was made in Anki from a note of yours, and stays", "it"),
        _ => ("were made in Anki from notes of yours, and stay", "them"),
    };
    let more = match cards.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = cards[..cards.len().min(NAMED)].join(", ");
    let cards = count(cards.len(), "card", "cards");
    format!("{cards} {was} with {stays} there ({named}{more})")
}

/// Says which cards are part of notes that Anki has, and go out as no notes of their own.
fn tell_further(app: &App, cards: &[String]) {
    if !cards.is_empty() {
        app.screen.remark(&format!("Left out: {}.", left_further(cards)));
    }
}

/// Says which cards stay out of a package because Anki has them.
fn tell_left(app: &App, cards: usize) {
    if cards > 0 {
        app.screen
            .remark(&format!("Left out: {}.", left_with_anki(cards)));
    }
}

/// How many items were written, and how many cards they are: two of each word.
fn told(items: usize, words: usize) -> String {
    let cards = grouped(items + words.min(items));
    match words {
        0 => count(items, "item", "items"),
        words if words >= items => format!("{} ({cards} cards)", count(items, "word", "words")),
        _ => format!("{} ({cards} cards)", count(items, "item", "items")),
    }
}

/// Says that cards which came from Anki do not meet the notes they were there.
fn tell_returning(app: &App, cards: usize) {
    if cards > 0 {
        app.screen.remark(&format!(
            "{} came from Anki and {} out as new notes of Suraq's note types: in the collection they came from \
             they stand beside the old notes, and each card is a note of its own, no sibling of another. \
             For that collection, --without-anki leaves {} out.",
            count(cards, "card", "cards"),
            if cards == 1 { "goes" } else { "go" },
            if cards == 1 { "it" } else { "them" },
        ));
    }
}

/// Notes what was written, for the next export.
fn keep_record(app: &mut App, exported: &Exported) -> Result<(), Failure> {
    let store = app.store()?;
    match store.check_writable() {
        Ok(()) => Ok(store.keep_export(&exported.record)?),
        Err(error) => {
            app.screen.remark(&format!(
                "warning: {error}, so the next export will not know of this one"
            ));
            Ok(())
        }
    }
}

/// Prints how an export would differ from the last one.
fn tell_changes(app: &App, changes: &Changes) {
    let lists = changes.lists();
    let mut json = serde_json::Map::new();
    let mut text = String::new();
    let mut counts = Vec::new();
    for (word, cards) in lists {
        json.insert(word.to_owned(), json!(cards));
        counts.push(format!("{} {word}", grouped(cards.len())));
        for card in cards.iter().take(SHOWN) {
            text.push_str(&format!("{word:9} {card}\n"));
        }
        if let Some(more @ 1..) = cards.len().checked_sub(SHOWN) {
            text.push_str(&format!("{word:9} and {more} more\n"));
        }
    }
    json.insert("same".to_owned(), json!(changes.same));
    text.push_str(&format!(
        "Since the last export: {}, {} the same. Nothing was written.",
        counts.join(", "),
        grouped(changes.same)
    ));
    app.answer(&serde_json::Value::Object(json), &text);
}

/// Says what an importing program cannot be told.
fn tell_gone(app: &App, changes: &Changes) {
    let named = |cards: &[String]| {
        let more = match cards.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}", cards[..cards.len().min(NAMED)].join(", "))
    };
    if !changes.gone.is_empty() {
        app.screen.remark(&format!(
            "No longer in the deck, and untouched in Anki: {}. Delete them there; a card that is retired \
             instead gets the tag suraq::retired.",
            named(&changes.gone)
        ));
    }
    if !changes.replaced.is_empty() {
        app.screen.remark(&format!(
            "Asked in another way now, as new notes beside the old: {}. Delete the old ones there.",
            named(&changes.replaced)
        ));
    }
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
        let items_told = count(items.len(), "item", "items");
        let told = match reason.strip_prefix("its ") {
            Some(part) if !missing => {
                let whose = if items.len() == 1 { "its" } else { "their" };
                format!("{items_told} without {whose} {part} ({named}{more})")
            }
            _ => {
                let what = if missing { "Left out" } else { "Not in the file" };
                format!("{what}: {reason} ({items_told}: {named}{more})")
            }
        };
        app.screen.remark(&told);
    }
    if !losses.is_empty() && io::stderr().is_terminal() {
        app.screen.remark("hint: json carries everything");
    }
}
