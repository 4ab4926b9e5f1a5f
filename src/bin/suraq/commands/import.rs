//! `import`: Anki packages with all that was learned, and questions from tables and JSON, merged into decks.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::merge::Merged;
use suraq::decks::merge::merge_part;
use suraq::import;
use suraq::import::FORMATS;
use suraq::import::Format;
use suraq::import::Options;
use suraq::import::anki::EXTENSIONS;
use suraq::import::formats::lettered;
use suraq::text;
use suraq::text::Notice;
use suraq::text::read::lines_as_shown;

use super::Group;
use super::Verb;
use super::move_to;
use crate::app::App;
use crate::bringing;
use crate::bringing::Form;
use crate::bringing::Wanted;
use crate::cards::deeds;
use crate::class::old_keys::tell_old_keys;
use crate::content::corrected::Corrected;
use crate::content::faults;
use crate::content::known::Known;
use crate::content::known::leave_known;
use crate::content::known::leave_words;
use crate::content::naming;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::report::unreadable;
use crate::screen::count;
use crate::screen::one_line;

/// A name whose ending says that the file is a table, for those whose own does not say it.
const TABLE: &str = "table.csv";

/// The same for a deck file that is piped in.
const DECK: &str = "deck.toml";

/// Which file, where it goes, and how it is read.
#[derive(Args, Debug)]
pub struct Import {
    /// An Anki package (apkg, colpkg), a table (csv, tsv, Anki's txt), JSON, GIFT, or questions with lettered options (txt, docx); `-` is a deck file on standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The deck it goes into, new or not; without it the one the file names, or one named from the file
    #[arg(long, value_name = "DECK")]
    deck: Option<String>,
    /// For tables: what a column holds, where its name does not tell, such as question=stem
    #[arg(long, value_name = "NAME=FIELD")]
    column: Vec<String>,
    /// For tables: the sign between cells
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,
    /// For tables: the first line is a row; the columns are stem, key, accept, distractors
    #[arg(long)]
    no_header: bool,
    /// For packages and text files of Anki: bring back the cards of it that you deleted here
    #[arg(long)]
    with_deleted: bool,
    /// For packages of Anki: move cards that are here to the deck that they have in Anki now
    #[arg(long)]
    with_moves: bool,
    /// For packages of Anki: let a card read as it does there, where that is told to differ; all for every such card but your own that you edited here
    #[arg(long, value_name = "CARD")]
    take: Vec<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Verb for Import {
    const NAME: &'static str = "import";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Bring cards in from Anki, from a table, or from another quiz program";
    const EXAMPLE: &'static str = "suraq import collection.colpkg --dry-run\nsuraq import questions.csv --deck \"My town\"\nsuraq import words.csv --column front=stem --column back=key\nsuraq import test.docx --deck \"My town\"";

    fn more() -> String {
        "Questions with lettered options are read as teachers write them, Aiken's files among them:\n\n  \
         1. Which lake is the deepest?\n  a) Oron\n  b) Velk\n  c) Sary\n  Answer: b\n\n\
         The right one may have a star instead (*b), or stand in a list at the end (Key: 1b 2c). A Word file is\n\
         read with the numbers and letters of its lists; where nothing else marks the right options, one of each\n\
         question may be bold, underlined, highlighted or coloured.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let is_piped = self.file == Path::new("-");
        let form = if is_piped {
            None
        } else {
            bringing::form_of(&self.file)
        };
        if form == Some(Form::Package) && self.is_told_how() {
            return Err(Failure::usage(
                "--column, --delimiter and --no-header are for tables, and this is an Anki package",
            )
            .hint("import it without them; its note types say what is in it"));
        }
        // Who says what is in the columns knows better than the first lines.
        if let Some(form) = form.filter(|_| !self.is_told_how()) {
            let wanted = Wanted {
                file: &self.file,
                form,
                deck: self.deck.as_deref(),
                brings_deleted: self.with_deleted,
                follows_moves: self.with_moves,
                takes: &self.take,
                is_trial: self.dry_run,
            };
            let before = deeds::last_step(app)?;
            let mut moves = Vec::new();
            let done = bringing::run(app, &wanted, &mut |app, all| {
                let mut renamed = Vec::new();
                for moved in all {
                    // All of one import is one step of undo, from the first change that it made.
                    let is_joined = deeds::last_step(app)? > before;
                    let move_over = move_to::bring_over(app, &moved.cards, &moved.there, is_joined)?;
                    renamed.extend_from_slice(&move_over.renamed);
                    moves.push(move_over);
                }
                Ok(renamed)
            });
            for move_over in &moves {
                move_over.tell(app);
            }
            return done;
        }
        let bytes = match is_piped {
            true => read_piped(),
            false => fs::read(&self.file),
        };
        let bytes = bytes.map_err(|error| unreadable(&self.file, &error))?;
        let mut bytes = self.as_utf8(app, bytes);
        let name = match is_piped {
            true => DECK.into(),
            false => self.file.file_name().unwrap_or_default().to_string_lossy(),
        };
        let mut format = import::format_of(&name);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        let mut emphasised = Vec::new();
        match ending.as_deref() {
            Some("txt" | "md") if format.is_none() => {
                let is_told_how = self.is_told_how();
                let like = import::format_like(&String::from_utf8_lossy(&bytes)).filter(|_| !is_told_how);
                format = like.or_else(|| import::format_of(TABLE));
            }
            Some("docx") => {
                // What is locked is refused as any document is.
                bytes = match lines_as_shown(&name, &bytes, lettered::is_told)? {
                    Some(shown) => {
                        emphasised = shown.emphasised;
                        shown.lines.into_bytes()
                    }
                    None => text::read(&name, &bytes)?.text.into_bytes(),
                };
                format = import::format_like(&String::from_utf8_lossy(&bytes));
                if format.is_none() {
                    return Err(Failure::input(format!(
                        "{}: no question with lettered options in it",
                        self.file.display()
                    ))
                    .hint("to have questions drawn from a text, use {suraq}add; see {suraq}help import"));
                }
            }
            _ => {}
        }
        let Some(format) = format else {
            let tables = FORMATS.iter().flat_map(|format| format.extensions());
            let endings: Vec<&str> = EXTENSIONS
                .iter()
                .chain(tables)
                .chain(&["txt", "docx"])
                .copied()
                .collect();
            return Err(
                Failure::input(format!("{}: this ending is not known", self.file.display())).hint(format!(
                    "files that end in {} can be imported",
                    endings.join(", ")
                )),
            );
        };
        let options = Options {
            emphasised,
            ..self.options()?
        };
        let imported = format
            .read(&bytes, &options)
            .map_err(|error| faults::refused(&self.file, &error))?;
        let lines = String::from_utf8_lossy(&bytes);
        let is_word = ending.as_deref() == Some("docx");
        let place = |line: usize| match is_word {
            true => format!(", {}", faults::question_at(&lines, line)),
            false => format!(":{line}"),
        };
        faults::tell_problems(app, &self.file, &imported, &place);
        let left_out = imported
            .problems
            .iter()
            .filter(|problem| problem.left_out)
            .count();
        let done = match imported.problems.is_empty() {
            true => Done::Well,
            false => Done::FoundProblems,
        };
        let mut known = Known::default();
        let mut corrected = Vec::new();
        let merged = self.merge(app, imported.decks, format, &mut known, &mut corrected)?;
        known.tell(app);
        if merged.is_empty() && !known.is_empty() {
            let lost = match left_out {
                0 => String::new(),
                lost => format!(", {lost} left out"),
            };
            app.answer(
                &json!({ "new": 0, "changed": 0, "known": known.cards.len(), "left_out": left_out }),
                &format!("Nothing new{lost}."),
            );
            tell_corrected(app, &self.file, &corrected, &merged)?;
            return Ok(done);
        }
        if merged.is_empty() {
            return Err(faults::nothing_in_it(&self.file, &imported.problems, left_out));
        }
        if let [(_, merged, true)] = &merged[..]
            && self.deck.is_none()
            && let Some(deck) = known.mostly_in(merged.changes.new.len())
        {
            app.screen.remark(&one_line(&format!(
                "Deck {deck} has most of the questions of this file. If the file is a new version of it: {}import {} \
                 --deck {deck}",
                app.prefix(),
                self.file.display()
            )));
        }
        match self.dry_run {
            true => {
                tell_all(app, &merged, left_out);
                tell_corrected(app, &self.file, &corrected, &merged)?;
                app.screen.remark("Nothing was changed; this was a trial.");
            }
            false => {
                let merged = self.save(app, merged)?;
                tell_all(app, &merged, left_out);
                tell_corrected(app, &self.file, &corrected, &merged)?;
                tell_next(app, &merged);
            }
        }
        Ok(done)
    }
}

/// What is piped into the program.
fn read_piped() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Import {
    /// Whether the person says how a table is to be read.
    fn is_told_how(&self) -> bool {
        !self.column.is_empty() || self.delimiter.is_some() || self.no_header
    }

    fn options(&self) -> Result<Options, Failure> {
        let mut columns = BTreeMap::new();
        for pair in &self.column {
            let Some((name, field)) = pair.split_once('=') else {
                return Err(
                    Failure::usage(format!("`{pair}` does not say what the column holds"))
                        .hint("write it as --column question=stem"),
                );
            };
            columns.insert(name.to_owned(), field.to_owned());
        }
        let delimiter = match self.delimiter {
            None => None,
            Some(sign) => Some(u8::try_from(sign).map_err(|_| {
                Failure::usage(format!("`{sign}` cannot stand between cells")).hint("try , ; or a tab")
            })?),
        };
        Ok(Options {
            columns,
            delimiter,
            no_header: self.no_header,
            emphasised: Vec::new(),
        })
    }

    /// The text of a file of questions in UTF-8, from that of a Russian or Kazakh Windows as well. What is no text
    /// or is damaged stays as it is, and is refused with its line when it is read.
    fn as_utf8(&self, app: &App, bytes: Vec<u8>) -> Vec<u8> {
        let Ok((
            text,
            Some(Notice::Converted {
                encoding,
                replaced: 0,
            }),
        )) = text::encoding::decode(&bytes)
        else {
            return bytes;
        };
        let lines = foreign_lines(&bytes);
        let is_guess = lines.len() < SURE && !USUAL.contains(&encoding.as_str());
        let has_controls = text.chars().any(|sign| ('\u{80}'..='\u{9f}').contains(&sign));
        if !encoding.starts_with("UTF-16") && (is_guess || has_controls) {
            return bytes;
        }
        let look = match lines.as_slice() {
            [line] if !encoding.starts_with("UTF-16") => format!("; look at line {line}"),
            _ => String::new(),
        };
        app.screen.remark(&one_line(&format!(
            "{}: converted from {encoding} to UTF-8{look}",
            self.file.display()
        )));
        text.into_bytes()
    }

    /// Merges every deck of the file with the one it goes into; nothing is on disk yet. Cards that ask already,
    /// letter for letter, what a file of questions alone or one sent into another deck brings are added to `known`, and
    /// so are words.
    fn merge(
        &self,
        app: &mut App,
        decks: Vec<Deck>,
        format: &dyn Format,
        known: &mut Known,
        corrected: &mut Vec<Corrected>,
    ) -> Result<Vec<Brought>, Failure> {
        let has_questions_alone = format.has_questions_alone();
        let now = app.timestamp();
        let mut all: Vec<Brought> = Vec::new();
        for mut theirs in decks {
            if theirs.items.is_empty() && theirs.terms.is_empty() {
                continue;
            }
            let (file, is_new) = self.target(app, &theirs)?;
            let mine = file.deck();
            // Cards sent into another deck than their own may be on the shelf in their own; a table has none.
            let has_own = !theirs.meta.id.0.is_empty();
            leave_words(&mut theirs, &mine, known);
            let is_moved = self.deck.is_some() && has_own && theirs.meta.id != mine.meta.id;
            if has_questions_alone || is_moved {
                known.cards.extend(leave_known(app, &mut theirs, &mine)?);
                if has_questions_alone {
                    let here = known.of_deck(&mine.meta.id);
                    let has_names = format.name() == "gift";
                    let alike = import::know_reworded(&mut theirs, &mine, &here, has_names);
                    import::fill(&mut theirs, &mine);
                    corrected.push(Corrected::of(app, &mine, &here, &theirs, alike)?);
                }
            }
            if theirs.items.is_empty() && theirs.terms.is_empty() {
                continue;
            }
            let same = all.iter_mut().find(|(known, _, _)| known.path() == file.path());
            match same {
                Some((_, merged, _)) => {
                    let mut changes = std::mem::take(&mut merged.changes);
                    *merged = merge_part(&merged.deck, Some(&merged.base), &theirs, &now);
                    merged.note_arrival(&now);
                    changes.new.append(&mut merged.changes.new);
                    changes.changed.append(&mut merged.changes.changed);
                    changes.same += merged.changes.same;
                    merged.changes = changes;
                }
                None => {
                    let mut merged = merge_part(&file.deck(), file.base().as_ref(), &theirs, &now);
                    merged.note_arrival(&now);
                    all.push((file, merged, is_new));
                }
            }
        }
        Ok(all)
    }

    fn target(&self, app: &mut App, theirs: &Deck) -> Result<(DeckFile, bool), Failure> {
        let decks = app.shelf()?.decks()?;
        let meta = &theirs.meta;
        let named = match (&self.deck, meta.id.0.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "") => {
                let stem = self.file.file_stem().unwrap_or_default();
                stem.to_string_lossy().into_owned()
            }
            (None, id) => id.to_owned(),
        };
        if let Some(known) = naming::find(&decks, &named) {
            return Ok((app.shelf()?.edit(&known.id)?, false));
        }
        let is_known = |id: &str| decks.iter().any(|deck| deck.id.0 == id);
        let mut file = naming::begin(&app.paths.decks(), &named, &is_known);
        if self.deck.is_none() && !meta.title.is_empty() {
            let mut deck = file.deck();
            let id = std::mem::take(&mut deck.meta.id);
            deck.meta = meta.clone();
            deck.meta.id = id;
            file.set(&deck);
        }
        Ok((file, true))
    }

    /// Saves all decks in one step.
    fn save(&self, app: &mut App, mut all: Vec<Brought>) -> Result<Vec<Brought>, Failure> {
        let files: Vec<PathBuf> = all
            .iter()
            .flat_map(|(file, _, _)| [file.path().to_owned(), file.base_path()])
            .collect();
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        deeds::change(app, &format!("import {name}"), &files, |_| {
            for (file, merged, is_new) in &mut all {
                if *is_new || merged.deck != file.deck() {
                    file.save_merged(merged)?;
                }
            }
            Ok(())
        })?;
        Ok(all)
    }
}

/// A deck with what came into it, and whether it is new.
type Brought = (DeckFile, Merged, bool);

/// Encodings that a single sign is believed to be of.
const USUAL: [&str; 2] = ["windows-1251", "windows-1252"];

/// So many lines with signs beyond ASCII tell any encoding; of fewer a guess may join two bytes into one wrong sign.
/// Ours, may be tuned.
const SURE: usize = 3;

/// The lines, from 1, that hold bytes beyond ASCII.
fn foreign_lines(bytes: &[u8]) -> Vec<usize> {
    let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
    let foreign = lines.filter(|(line, _)| !line.is_ascii());
    foreign.map(|(_, number)| number).collect()
}

/// Tells what changed, or would change.
fn tell_all(app: &App, all: &[Brought], left_out: usize) {
    for (_, merged, _) in all {
        tell(app, merged, left_out);
    }
}

/// Tells what a corrected file says otherwise than the deck it belongs to, and which papers keep an old key.
fn tell_corrected(app: &App, file: &Path, corrected: &[Corrected], all: &[Brought]) -> Result<(), Failure> {
    for one in corrected {
        let merged = all.iter().find(|(_, merged, _)| merged.deck.meta.id == one.deck);
        let merged = merged.map(|(_, merged, _)| merged);
        one.tell(app, &file.display().to_string(), merged);
        tell_old_keys(app, &one.rekeyed(merged))?;
    }
    Ok(())
}

/// Tells what comes next, where something came in.
fn tell_next(app: &App, all: &[Brought]) {
    let mut all = all.iter();
    if all.any(|(_, merged, is_new)| *is_new || !merged.changes.is_empty()) {
        app.screen.remark(&format!(
            "Study them: {}review    {}",
            app.prefix(),
            app.undo_hint()
        ));
    }
}

fn tell(app: &App, merged: &Merged, left_out: usize) {
    let (meta, changes) = (&merged.deck.meta, &merged.changes);
    let mut parts = Vec::new();
    if !changes.new.is_empty() {
        parts.push(count(changes.new.len(), "new question", "new questions"));
    }
    if !changes.changed.is_empty() {
        parts.push(format!("{} changed", changes.changed.len()));
    }
    if parts.is_empty() {
        parts.push("nothing new".to_owned());
    }
    if changes.same > 0 {
        parts.push(format!("{} known already", changes.same));
    }
    if left_out > 0 {
        parts.push(format!("{left_out} left out"));
    }
    app.answer(
        &json!({
            "deck": meta.id, "title": meta.title, "new": changes.new.len(), "changed": changes.changed.len(),
            "same": changes.same, "left_out": left_out,
        }),
        &format!("“{}”: {}, deck {}", meta.title, parts.join(", "), meta.id),
    );
}
