//! `export`: cards as a file for other programs.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use suraq::export;
use suraq::export::Context;
use suraq::export::Exported;
use suraq::export::FORMATS;
use suraq::export::Format;
use suraq::export::Learner;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::bringing::made_there;
use crate::bringing::note_numbers;
use crate::bringing::note_sent;
use crate::bringing::notes_there;
use crate::cards::choice;
use crate::cards::export_telling::Written;
use crate::cards::export_telling::left_further;
use crate::cards::export_telling::left_with_anki;
use crate::cards::export_telling::tell_changes;
use crate::cards::export_telling::tell_further;
use crate::cards::export_telling::tell_gone;
use crate::cards::export_telling::tell_left;
use crate::cards::export_telling::tell_losses;
use crate::cards::export_telling::tell_returning;
use crate::cards::export_telling::tell_unchanged;
use crate::cards::exporting;
use crate::cards::lent;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::grouped;

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
    /// Write also what reads as at the last export (anki-text)
    #[arg(long)]
    all: bool,
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
            return Err(
                match choice::two_decks(&query).or(choice::unknown_tag(app, &query)?) {
                    Some(said) => failure.hint(said),
                    None => failure.hint("try the query with {suraq}find first"),
                },
            );
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
        let written = Written::of(&outgoing, &exported, format);
        if exported.questions == Some(0) {
            tell_losses(app, &exported.losses);
            return Err(Failure::usage("no card fits this format, so nothing was written")
                .hint("what stands against each is told above; other formats are in {suraq}help export"));
        }
        match self.file() {
            None => print(&exported)?,
            Some(_) if written.is_nothing => self.tell_nothing_new(app, &exported),
            Some(output) => self.write(app, output, &exported, &written)?,
        }
        if format.extras().updates {
            if let Some(learner) = &context.learner {
                let new = changes.new.iter().chain(&changes.replaced);
                let new = new.filter_map(|name| Some((name.as_str(), learner.cards.get(name)?)));
                note_sent(app, new)?;
            }
            changes.note_gone(&context.record, &mut exported.record);
            // Who looks at lines on a terminal has given them to no other program.
            if self.file().is_some() || !io::stdout().is_terminal() {
                keep_record(app, &exported)?;
                note_numbers(app, &exported.numbers);
            }
            tell_gone(app, &changes);
        }
        tell_further(app, &further);
        tell_left(app, left);
        if !written.is_nothing {
            tell_unchanged(app, &exported.unchanged);
        }
        tell_losses(app, &exported.losses);
        if self.file().is_some() && !written.is_nothing {
            self.tell_how_to_import(app);
            if format.extras().updates {
                let returning = outgoing.cards_of_anki(&exported.record, &exported.unchanged);
                tell_returning(app, returning);
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
        if self.all && !extras.writes_over {
            return Err(
                Failure::usage(format!("{name} always writes all that is meant")).hint("leave out --all")
            );
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
            writes_unchanged: self.all,
            scratch: match format.is_binary() && !self.dry_run {
                true => lent::scratch(app),
                false => None,
            },
            ..Context::default()
        })
    }

    fn write(&self, app: &App, output: &Path, exported: &Exported, written: &Written) -> Result<(), Failure> {
        let path = match output.is_dir() {
            true => output.join(&exported.file_name),
            false => output.to_owned(),
        };
        output::write(&path, &exported.bytes, self.force)?;
        let file = path.display().to_string();
        app.answer(
            &written.json(Some(&file), &self.format, exported),
            &format!(
                "{} written to {file} ({} KB).",
                written.told,
                grouped(exported.bytes.len().div_ceil(1024))
            ),
        );
        Ok(())
    }

    /// Says that no file is written, because it would say nothing that the last one did not.
    fn tell_nothing_new(&self, app: &App, exported: &Exported) {
        let all = exported.unchanged.len();
        let notes = match all {
            1 => "the one note reads".to_owned(),
            _ => format!("all {} notes read", grouped(all)),
        };
        let written = Written::default();
        app.answer(
            &written.json(None, &self.format, exported),
            &format!(
                "No file is written: {notes} as at the last export. If that file is lost, {}export {}{} --all writes them once more.",
                app.prefix(),
                self.format,
                as_typed(&self.query),
            ),
        );
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
                "Anki writes over each note that the text has, also what you edited there since."
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
