//! `backup`: a copy of what was learned, now.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::ProgressError;
use suraq::progress::Reason;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::restoring;
use crate::care::whole;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;

/// What a copy of progress is called in a folder, and one of everything.
pub(super) const PROGRESS_COPY: &str = "progress.db";
pub(super) const WHOLE_COPY: &str = "suraq.zip";

/// Whether to list or to make, and where.
#[derive(Args, Debug)]
pub struct Backup {
    /// Copy to this file or into this folder, such as a stick; another copy of progress there is replaced
    #[arg(long, value_name = "FILE", conflicts_with = "list", value_hint = clap::ValueHint::FilePath)]
    to: Option<PathBuf>,
    /// Pack everything into this file, or into this folder: decks, settings, progress, kept texts, pictures and sounds, papers
    #[arg(long, value_name = "FILE", conflicts_with_all = ["list", "to"], value_hint = clap::ValueHint::FilePath)]
    all: Option<PathBuf>,
    /// List the copies there are
    #[arg(long)]
    list: bool,
}

impl Verb for Backup {
    const NAME: &'static str = "backup";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Copy your progress to a safe place; one is made every day anyway";
    const EXAMPLE: &'static str = "suraq backup --list\nsuraq backup --to /media/stick/progress.db\nsuraq backup --all /media/stick/suraq.zip";

    fn run(self, app: &mut App) -> Outcome {
        if self.list {
            return list(app);
        }
        if let Some(target) = &self.all {
            return pack(app, target);
        }
        if let Some(target) = &self.to {
            return copy_to(app, target);
        }
        let (folder, now) = (app.paths.backups(), app.now());
        let copy = progress::backup(app.store()?, &folder, Reason::Asked, now)?;
        app.answer(
            &json!({ "backup": copy.display().to_string() }),
            &format!(
                "Your progress was copied to {}. Decks, settings, texts and pictures are not in it: {}backup --all \
                 FILE takes everything.",
                copy.display(),
                app.prefix()
            ),
        );
        Ok(Done::Well)
    }
}

/// The file that is meant: of a folder the one in it that has `name`.
///
/// Errors: the folder it is to stand in is not there.
fn file_meant(target: &Path, name: &str) -> Result<PathBuf, Failure> {
    if target.is_dir() {
        return Ok(target.join(name));
    }
    output::check(target, true)?;
    Ok(target.to_owned())
}

fn pack(app: &mut App, target: &Path) -> Outcome {
    let meant = file_meant(target, WHOLE_COPY)?;
    let target = meant.as_path();
    let contents = whole::write(app, target)?;
    let shown = target.display().to_string();
    app.answer(
        &json!({ "backup": shown, "decks": contents.decks, "other_files": contents.other_files }),
        &format!(
            "Packed into {shown}: {}. Back: {}restore {shown}",
            contents.said(),
            app.prefix()
        ),
    );
    Ok(Done::Well)
}

fn copy_to(app: &mut App, target: &Path) -> Outcome {
    let meant = file_meant(target, PROGRESS_COPY)?;
    let target = meant.as_path();
    let is_itself = |other: &Path| {
        other
            .canonicalize()
            .is_ok_and(|other| target.canonicalize().is_ok_and(|target| target == other))
    };
    if is_itself(&app.paths.progress()) {
        let said = format!(
            "{}: this is your progress itself, and no copy of it",
            target.display()
        );
        return Err(Failure::usage(said).hint("name another folder, or a file in one"));
    }
    if is_of_a_home(target) {
        let said = format!(
            "{}: this is the progress of another home, and no copy; nothing was written",
            target.display()
        );
        return Err(Failure::usage(said).hint(
            "name another folder or file; to bring this progress in there, run {suraq}merge FILE there",
        ));
    }
    let is_replaced = target.exists();
    let copied = progress::copy_to(app.store()?, target);
    copied.map_err(|error| match error {
        ProgressError::NotProgress { path } | ProgressError::Damaged { path, .. } if path == target => {
            let said = format!(
                "{}: something else is there, and it is left alone",
                path.display()
            );
            Failure::input(said).hint("give the name of a file that is not there, or of another copy")
        }
        other => other.into(),
    })?;
    let shown = target.display().to_string();
    let replaced = if is_replaced {
        ", over the copy that was there"
    } else {
        ""
    };
    app.answer(
        &json!({ "backup": shown }),
        &format!(
            "Your progress was copied to {shown}{replaced}. On another machine: {}merge {shown}, or restore {shown}",
            app.prefix()
        ),
    );
    Ok(Done::Well)
}

/// Whether a file is the progress that a home works with: its own copies or what was made of its decks lie beside it.
fn is_of_a_home(target: &Path) -> bool {
    let beside = |name: &str| target.parent().is_some_and(|folder| folder.join(name).is_dir());
    target.is_file()
        && target.file_name().is_some_and(|name| name == PROGRESS_COPY)
        && ["backups", "cache", "decks/.base"].into_iter().any(beside)
}

fn list(app: &App) -> Outcome {
    let copies = progress::backups(&app.paths.backups())?;
    if copies.is_empty() && !app.json {
        app.screen.text(&format!(
            "There is no copy yet. Make one with {}backup",
            app.prefix()
        ));
    }
    let newest = restoring::newest(&copies).map(|copy| copy.path.clone());
    for copy in copies {
        let name = copy
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if app.json {
            let line = json!({ "backup": copy.path.display().to_string(), "date": copy.date.to_string(), "bytes": copy.bytes });
            app.screen.line(&line.to_string());
        } else {
            let is_newest = newest.as_ref() == Some(&copy.path);
            let left = format!(
                "{}  {:>7} KB  {:<22}",
                copy.date,
                copy.bytes.div_ceil(1024),
                restoring::last_answer(app, &copy)
            );
            let mark = if is_newest { "  (--newest)" } else { "" };
            app.screen.side_by_side(&left, &format!("{name}{mark}"));
        }
    }
    Ok(Done::Well)
}
