//! Changes that `undo` can take back: of files, of ids, and of all progress at once.
//!
//! What was different is kept in the progress as patches of files, with the cards
//! whose ids changed along with them.

use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::edit::is_base;
use suraq::decks::save::save;
use suraq::progress::Access;
use suraq::progress::Brought;
use suraq::progress::KeptExam;
use suraq::progress::Undone;
use suraq::quiz::scores::Change;
use suraq::schedule::Memory;
use suraq::schedule::StudyDay;
use suraq::text::document::DocumentId;

use crate::app::App;
use crate::bringing::KeptMedia;
use crate::bringing::Noting;
use crate::bringing::undone;
use crate::bringing::undone::NewDeck;
use crate::cards::patch::Patch;
pub use crate::cards::patch::Turn;
use crate::cards::patch::patch;
use crate::cards::patch::text_of;
use crate::cards::patch::turn_files;
use crate::cards::restoring;
use crate::cards::restoring::Restoring;
use crate::care::whole_back;
use crate::care::whole_back::Whole;
use crate::class;
use crate::config;
use crate::config::Key;
use crate::report::Failure;
use crate::study::past_exams;

/// What a step keeps in order to be turned.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Payload {
    /// Files.
    Files(Vec<Patch>),
    /// Files, and cards whose ids changed with them: before and after.
    Moved {
        files: Vec<Patch>,
        renamed: Vec<(String, String)>,
        /// Whether it belongs to the step before it, and both are turned together.
        #[serde(default)]
        is_joined: bool,
    },
    /// What an import did: files, of which some are new decks, pictures and sounds, and the record of exports.
    Brought {
        files: Vec<Patch>,
        new_decks: Vec<NewDeck>,
        media: Vec<String>,
        #[serde(default)]
        noting: Noting,
        /// Whether it only remembers what it heard, and is turned with the step before it: nobody would know what is
        /// taken back.
        #[serde(default)]
        is_joined: bool,
    },
    /// An exam, by its number, that was taken up or dropped.
    Exam { exam: i64, dropped: bool },
    /// Changes of the key of a paper. The sheets are no part of it, and no name.
    Key {
        paper: String,
        before: Vec<Change>,
        after: Vec<Change>,
    },
    /// Sheets of a table, or of a sitting at the keyboard.
    Sheets { table: class::turning::Brought },
    /// Results of other computers that were united with those here.
    United { united: Vec<class::turning::United> },
    /// A paper that went into the bin.
    Removed(class::removing::Removed),
    /// What nothing takes back, and what to do instead; no name stands in it.
    Lasting { lasting: String },
    /// A whole home, put back from an archive.
    Whole { whole: Whole },
    /// All progress, put back from a copy.
    Restored(Restoring),
}

/// Does `work`, which changes some of `files`, and notes the change so that `undo` can take it back.
///
/// The files are changed first: a program that is killed in between has done the
/// work, and only cannot take it back. Nothing is noted where nothing changed.
pub fn change<T>(
    app: &mut App,
    label: &str,
    files: &[PathBuf],
    work: impl FnOnce(&mut App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    change_resuming(app, label, files, &[], work)
}

/// The same, and takes suspended and buried `cards` back into study in the same step.
pub fn change_resuming<T>(
    app: &mut App,
    label: &str,
    files: &[PathBuf],
    cards: &[&str],
    work: impl FnOnce(&mut App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    past_exams::keep_results(app);
    let before: Vec<Option<String>> = files.iter().map(|file| text_of(file)).collect::<Result<_, _>>()?;
    let done = work(app)?;
    let mut patches = Vec::new();
    for (file, before) in files.iter().zip(before) {
        patches.extend(patch(&app.paths.data, file, before, text_of(file)?));
    }
    if !patches.is_empty() {
        let now = app.now();
        let payload = written(&Payload::Files(patches))?;
        app.store()?.resume_with(cards, label, &payload, now)?;
        app.look_again()?;
    }
    Ok(done)
}

/// Does `work`, which gives `files` the texts beside them, and gives cards the ids they have there.
///
/// What was learned moves first, in one step with its undo record: a program that is killed in
/// between has lost nothing, and `undo` brings it back. Where `work` fails nothing is changed. A step `is_joined` that
/// is taken back together with the one before it.
pub fn move_cards(
    app: &mut App,
    label: &str,
    files: &[(PathBuf, String)],
    renamed: &[(String, String)],
    is_joined: bool,
    work: impl FnOnce(&mut App) -> Result<(), Failure>,
) -> Result<(), Failure> {
    past_exams::keep_results(app);
    let mut before = Vec::new();
    let mut patches = Vec::new();
    for (file, after) in files {
        let text = text_of(file)?;
        patches.extend(patch(&app.paths.data, file, text.clone(), Some(after.clone())));
        before.push((file, text));
    }
    let payload = written(&Payload::Moved {
        files: patches,
        renamed: renamed.to_vec(),
        is_joined,
    })?;
    let now = app.now();
    app.store()?.rename_cards(renamed, label, &payload, now)?;
    if let Err(failure) = work(app) {
        for (file, text) in before {
            match text {
                Some(text) => save(file, text.as_bytes())?,
                // It may not be there yet.
                None => drop(std::fs::remove_file(file)),
            }
        }
        app.store()?.undo(now)?;
        app.store()?.turn_names(&turned(renamed, Turn::Back))?;
        return Err(failure);
    }
    app.look_again()
}

/// What an import changes.
pub struct Bringing<'a> {
    /// What it is called among the steps that can be taken back.
    pub label: &'a str,
    /// Files that are there, and the texts they get, in the order in which they are written.
    pub files: Vec<(PathBuf, String)>,
    /// Decks that are not, and their texts.
    pub new_decks: Vec<(PathBuf, String)>,
    /// When the package that they are from was made, seconds, where it says so.
    pub made: Option<i64>,
    /// Pictures and sounds that get their names.
    pub media: &'a KeptMedia,
    /// What the caller notes in the record of exports once all is kept.
    pub noting: &'a Noting,
    /// Whether it tells what became of cards there, or cards are moved next in the same step: nothing else changed may be
    /// a step all the same.
    pub is_news: bool,
}

/// Does an import: one step of undo.
///
/// What was learned is kept first, with the undo record of all the rest: a program that is killed in
/// between has lost nothing, and the same import once more completes it. Pictures and sounds come next,
/// so that no card is there without them. Where a file cannot be written nothing is changed. `brought` is
/// what was learned elsewhere, card by card. Returns how many entries the log grew by; the shelf is for the
/// caller to look at again, who may have much to let go before.
pub fn bring(
    app: &mut App,
    bringing: Bringing<'_>,
    brought: impl Iterator<Item = Brought>,
) -> Result<usize, Failure> {
    past_exams::keep_results(app);
    let mut brought = brought.peekable();
    let mut before = Vec::new();
    let mut patches = Vec::new();
    for (file, after) in &bringing.files {
        let text = text_of(file)?;
        patches.extend(patch(&app.paths.data, file, text.clone(), Some(after.clone())));
        before.push((file, text));
    }
    let data = &app.paths.data;
    let new_decks = bringing.new_decks.iter().map(|(path, text)| NewDeck {
        path: path.strip_prefix(data).unwrap_or(path).to_owned(),
        text: DocumentId::of(text),
    });
    let new_decks: Vec<NewDeck> = new_decks.collect();
    let media = bringing.media.names();
    let is_log_alone = patches.is_empty() && new_decks.is_empty() && media.is_empty();
    let is_any_learned = brought.peek().is_some();
    if is_log_alone && !is_any_learned {
        return Ok(0);
    }
    let is_memory_alone =
        bringing.files.iter().all(|(file, _)| is_base(file)) && new_decks.is_empty() && media.is_empty();
    let is_silent = is_memory_alone && !is_any_learned && *bringing.noting == Noting::default();
    let is_joined = is_silent && !bringing.is_news && last_step(app)? > 0;
    // What was taken back before can still be brought back after a step that nobody sees.
    let is_noted = !(is_joined && app.store()?.can_redo()?);
    let payload = match is_log_alone || !is_noted {
        true => None,
        false => Some(written(&Payload::Brought {
            files: patches,
            new_decks,
            media,
            noting: bringing.noting.clone(),
            is_joined,
        })?),
    };
    let now = app.now();
    let count = app
        .store()?
        .bring(brought, bringing.label, payload.as_deref(), now)?;
    if let Err(failure) = keep(&bringing) {
        for (path, _) in &bringing.new_decks {
            NewDeck::drop_saved(path);
        }
        for (file, text) in before {
            match text {
                Some(text) => save(file, text.as_bytes())?,
                // It may not be there yet.
                None => drop(std::fs::remove_file(file)),
            }
        }
        bringing.media.drop_kept();
        if is_noted {
            app.store()?.undo(now)?;
        }
        return Err(failure);
    }
    Ok(count)
}

/// Writes the files of an import.
fn keep(bringing: &Bringing<'_>) -> Result<(), Failure> {
    bringing.media.keep()?;
    for (file, text) in &bringing.files {
        save(file, text.as_bytes())?;
    }
    for (path, text) in &bringing.new_decks {
        NewDeck::save(path, text, bringing.made)?;
    }
    Ok(())
}

/// Writes a setting into its file; no value takes it out. Says whether `undo` knows of it: where
/// progress cannot be written, settings still can.
pub fn keep_setting(app: &mut App, label: &str, key: &Key, value: Option<&str>) -> Result<bool, Failure> {
    past_exams::keep_results(app);
    let file = app.paths.config_file();
    let is_noted = app.store().is_ok_and(|store| store.access() != Access::ReadOnly);
    match is_noted {
        true => change(app, label, std::slice::from_ref(&file), |_| {
            config::write(&file, key, value)
        })?,
        false => config::write(&file, key, value)?,
    }
    app.read_settings();
    Ok(is_noted)
}

/// Writes a setting and gives cards other memories: one step of undo. Returns how many memories changed.
///
/// The setting comes first: a program that is killed in between has changed it, and memories follow at
/// the next change of this kind.
pub fn refit(
    app: &mut App,
    label: &str,
    key: &Key,
    value: Option<&str>,
    memories: &[(String, Memory)],
) -> Result<usize, Failure> {
    let file = app.paths.config_file();
    let before = text_of(&file)?;
    config::write(&file, key, value)?;
    let patch = patch(&app.paths.data, &file, before.clone(), text_of(&file)?);
    let payload = match patch {
        None => None,
        Some(patch) => Some(written(&Payload::Files(vec![patch]))?),
    };
    let now = app.now();
    let refitted = app.store()?.refit(memories, label, payload.as_deref(), now);
    if refitted.is_err() {
        match &before {
            Some(text) => save(&file, text.as_bytes())?,
            None => drop(std::fs::remove_file(&file)),
        }
    }
    app.read_settings();
    Ok(refitted?)
}

/// Notes that the key of a paper was changed; the results are kept by the caller.
pub fn note_key(
    app: &mut App,
    label: &str,
    paper: &str,
    before: &[Change],
    after: &[Change],
) -> Result<(), Failure> {
    let payload = written(&Payload::Key {
        paper: paper.to_owned(),
        before: before.to_vec(),
        after: after.to_vec(),
    })?;
    let now = app.now();
    Ok(app.store()?.record_change(label, &payload, now)?)
}

/// Notes that sheets were marked together; the results are kept by the caller.
pub fn note_sheets(app: &mut App, label: &str, table: class::turning::Brought) -> Result<(), Failure> {
    let (payload, now) = (written(&Payload::Sheets { table })?, app.now());
    Ok(app.store()?.record_change(label, &payload, now)?)
}

/// Notes that results of other computers were united with those here; the results are kept by the caller.
pub fn note_united(app: &mut App, label: &str, united: Vec<class::turning::United>) -> Result<(), Failure> {
    let (payload, now) = (written(&Payload::United { united })?, app.now());
    Ok(app.store()?.record_change(label, &payload, now)?)
}

/// Notes what nothing takes back, so that `undo` says so before it goes on to older steps. `instead` says what to
/// do instead.
///
/// Nothing is noted where progress cannot be written. A step that waits to be brought back goes on waiting.
pub fn note_lasting(app: &mut App, label: &str, instead: &str) -> Result<(), Failure> {
    let can_note = app.store().is_ok_and(|store| store.access() != Access::ReadOnly);
    if !can_note {
        return Ok(());
    }
    let lasting = instead.to_owned();
    let (payload, now) = (written(&Payload::Lasting { lasting })?, app.now());
    Ok(app.store()?.record_beside(label, &payload, now)?)
}

/// What to do instead of taking a step back that nothing takes back; `None` of all others.
pub fn lasting(undone: &Undone) -> Option<String> {
    match serde_json::from_str(undone.payload.as_deref()?) {
        Ok(Payload::Lasting { lasting }) => Some(lasting),
        _ => None,
    }
}

/// Puts a paper into the bin, so that `undo` can bring it back.
///
/// The step is noted first: a program that is killed in between has lost nothing, and `undo` brings back what
/// was moved.
pub fn remove_paper(app: &mut App, label: &str, removed: &class::removing::Removed) -> Result<(), Failure> {
    let (payload, now) = (written(removed)?, app.now());
    app.store()?.record_change(label, &payload, now)?;
    if let Err(failure) = removed.turn(app, Turn::Forth) {
        removed.turn(app, Turn::Back)?;
        app.store()?.undo(now)?;
        return Err(failure);
    }
    Ok(())
}

/// Keeps an exam, so that `undo` can take it back.
pub fn keep_exam(app: &mut App, day: StudyDay, query: &str, know: u8) -> Result<(), Failure> {
    let now = app.now();
    let payload = |exam| {
        // A number and a truth value are always written.
        written(&Payload::Exam { exam, dropped: false }).unwrap_or_default()
    };
    app.store()?.keep_exam(day, query, know, payload, now)?;
    Ok(())
}

/// Drops an exam, so that `undo` can take it up again.
pub fn drop_exam(app: &mut App, exam: &KeptExam) -> Result<(), Failure> {
    let payload = written(&Payload::Exam {
        exam: exam.number,
        dropped: true,
    })?;
    let now = app.now();
    Ok(app.store()?.drop_exam(exam, &payload, now)?)
}

/// Notes that all progress was put back from a copy; `again` is what the same step kept when it was done before.
pub fn note_restoring(
    app: &mut App,
    label: &str,
    restoring: &Restoring,
    again: Option<&Path>,
) -> Result<(), Failure> {
    note_swap(app, label, &Payload::Restored(restoring.clone()), again)
}

/// Notes that a whole home was put back from an archive; `again` as above.
pub fn note_whole(app: &mut App, label: &str, whole: Whole, again: Option<&Path>) -> Result<(), Failure> {
    note_swap(app, label, &Payload::Whole { whole }, again)
}

/// Notes a step in the progress that it put in place.
///
/// Where that progress is what the step itself left when it was taken back, the step stands in it as taken back,
/// before others that still wait to be brought back: it gives its place up, and they go on waiting.
fn note_swap(app: &mut App, label: &str, payload: &Payload, again: Option<&Path>) -> Result<(), Failure> {
    let (payload, now) = (written(payload)?, app.now());
    let store = app.store()?;
    let waiting = store.next_to_redo()?.and_then(|payload| kept_by(&payload));
    if again.is_some() && waiting.as_deref() == again {
        store.drop_undone()?;
        return Ok(store.record_beside(label, &payload, now)?);
    }
    Ok(store.record_change(label, &payload, now)?)
}

/// The copy that a step made of what was there before it.
fn kept_by(payload: &str) -> Option<PathBuf> {
    match serde_json::from_str(payload).ok()? {
        Payload::Restored(restoring) => Some(restoring.kept),
        Payload::Whole { whole } => Some(whole.before),
        _ => None,
    }
}

/// What `undo` needs in order to put back `kept`, a copy made before other progress comes in.
pub fn way_back(kept: &std::path::Path) -> Result<String, Failure> {
    written(&Payload::Restored(Restoring {
        restored: None,
        kept: kept.to_owned(),
    }))
}

fn written(payload: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(payload).map_err(|error| Failure::input(error.to_string()))
}

/// The number of the step that would be taken back next; later ones have greater numbers.
pub fn last_step(app: &mut App) -> Result<i64, Failure> {
    Ok(app.store()?.last_step()?)
}

/// The text of a file when a step that could be taken back removed it last; `None` where none did.
pub fn last_text(app: &mut App, path: &Path) -> Result<Option<String>, Failure> {
    let path = path.strip_prefix(&app.paths.data).unwrap_or(path).to_owned();
    let named = written(&path)?;
    for payload in app.store()?.undo_payloads_with(&named)? {
        let Ok(Payload::Files(patches)) = serde_json::from_str(&payload) else {
            continue;
        };
        let removed = patches.iter().filter(|patch| patch.path == path);
        if let Some(text) = removed.filter_map(Patch::removed).next() {
            return Ok(Some(text.to_owned()));
        }
    }
    Ok(None)
}

/// Whether a step belongs to the one before it, by what it needs to be turned.
pub fn is_joined(payload: Option<&str>) -> bool {
    let payload = payload.and_then(|payload| serde_json::from_str(payload).ok());
    matches!(
        payload,
        Some(Payload::Moved { is_joined: true, .. } | Payload::Brought { is_joined: true, .. })
    )
}

/// Whether a step moved cards, by what it needs to be turned.
pub fn is_move(payload: Option<&str>) -> bool {
    let payload = payload.and_then(|payload| serde_json::from_str(payload).ok());
    matches!(payload, Some(Payload::Moved { .. }))
}

/// How many moves of cards belonged to a step, to be said behind its label.
pub fn with_moves(joined: usize) -> String {
    match joined {
        0 => String::new(),
        1 => " with its move of cards".to_owned(),
        _ => format!(" with its {joined} moves of cards"),
    }
}

/// Whether the cards of a step in the log are all that it changed; those that an import brought are in files.
pub fn names_all_cards(undone: &Undone) -> bool {
    let payload = undone.payload.as_deref();
    let payload = payload.and_then(|payload| serde_json::from_str(payload).ok());
    !matches!(payload, Some(Payload::Brought { .. }))
}

/// Turns what a step changed outside of the log; one without a payload is left alone. Says whether there was
/// anything left to turn.
///
/// Errors: a file was changed since in the same place. Nothing is written then, and
/// the step stands as it stood.
pub fn turn(app: &mut App, undone: &Undone, turn: Turn) -> Result<bool, Failure> {
    let Some(payload) = &undone.payload else {
        return Ok(true);
    };
    past_exams::keep_results(app);
    let turned = serde_json::from_str::<Payload>(payload)
        .map_err(|error| Failure::input(format!("the step cannot be read: {error}")))
        .and_then(|payload| turn_payload(app, &undone.label, &payload, turn));
    match turned {
        Err(failure) => {
            let now = app.now();
            match turn {
                Turn::Back => app.store()?.redo()?,
                Turn::Forth => app.store()?.undo(now)?,
            };
            Err(failure)
        }
        Ok(is_turned) => {
            app.look_again()?;
            Ok(is_turned)
        }
    }
}

/// Says whether there was anything left to turn.
fn turn_payload(app: &mut App, label: &str, payload: &Payload, turn: Turn) -> Result<bool, Failure> {
    let data = app.paths.data.clone();
    let turned = match payload {
        Payload::Files(patches) => {
            turn_files(&data, patches, turn)?;
            read_settings(app, patches);
            Ok(())
        }
        Payload::Moved { files, renamed, .. } => {
            app.store()?.turn_names(&turned(renamed, turn))?;
            let done = turn_files(&data, files, turn);
            if done.is_err() {
                let other = match turn {
                    Turn::Back => Turn::Forth,
                    Turn::Forth => Turn::Back,
                };
                app.store()?.turn_names(&turned(renamed, other))?;
            }
            done
        }
        Payload::Brought {
            files,
            new_decks,
            media,
            noting,
            ..
        } => {
            for deck in new_decks {
                deck.check(&data, turn)?;
            }
            turn_files(&data, files, turn)?;
            read_settings(app, files);
            for deck in new_decks {
                deck.turn(&data, turn)?;
            }
            app.look_again()?;
            noting.turn(app, turn)?;
            match turn {
                Turn::Back => undone::set_aside(app, media),
                Turn::Forth => {
                    undone::bring_back(app, media);
                    Ok(())
                }
            }
        }
        Payload::Exam { exam, dropped } => {
            let is_dropped = *dropped == (turn == Turn::Forth);
            let now = app.now();
            Ok(app.store()?.turn_exam(*exam, is_dropped.then_some(now))?)
        }
        Payload::Key { paper, before, after } => match turn {
            Turn::Back => class::turn_changes(app, paper, after, before),
            Turn::Forth => class::turn_changes(app, paper, before, after),
        },
        Payload::Sheets { table } => return table.turn(app, turn),
        Payload::United { united } => {
            let mut is_turned = false;
            for one in united {
                is_turned |= one.turn(app, turn)?;
            }
            return Ok(is_turned);
        }
        Payload::Removed(removed) => return removed.turn(app, turn),
        Payload::Lasting { .. } => return Ok(false),
        Payload::Whole { whole } => whole_back::turn(app, label, whole, turn),
        Payload::Restored(restoring) => restoring::turn(app, label, restoring, turn),
    };
    turned.map(|()| true)
}

/// Reads the settings anew where their file is among those that were turned.
fn read_settings(app: &mut App, patches: &[Patch]) {
    let settings = app.paths.config_file();
    if patches
        .iter()
        .any(|patch| app.paths.data.join(&patch.path) == settings)
    {
        app.read_settings();
    }
}

/// Pairs of ids, from what they are to what they become.
fn turned(renamed: &[(String, String)], turn: Turn) -> Vec<(String, String)> {
    let pairs = renamed.iter().cloned();
    match turn {
        Turn::Forth => pairs.collect(),
        Turn::Back => pairs.map(|(before, after)| (after, before)).collect(),
    }
}
