//! `restore`: puts a copy of the progress, or of everything, back in its place.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::Restored;
use suraq::progress::Store;

use super::Group;
use super::Verb;
use super::backup;
use crate::app::App;
use crate::cards::restoring;
use crate::care::whole;
use crate::care::whole_back;
use crate::input;
use crate::input::Line;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which copy.
#[derive(Args, Debug)]
pub struct Restore {
    /// The copy: a file, or its date; without one, they are listed
    #[arg(value_hint = clap::ValueHint::AnyPath, conflicts_with = "newest")]
    copy: Option<String>,
    /// The newest copy
    #[arg(long)]
    newest: bool,
}

impl Verb for Restore {
    const NAME: &'static str = "restore";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str =
        "Put back a copy of your progress, or of everything; what is there now is kept";
    const EXAMPLE: &'static str = "suraq restore\nsuraq restore 2026-11-20\nsuraq restore --newest\nsuraq restore /media/stick/suraq.zip";

    fn run(self, app: &mut App) -> Outcome {
        let asked = match (self.copy, self.newest) {
            (None, false) => choose(app)?,
            (copy, _) => Some(copy),
        };
        let Some(asked) = asked else {
            return Ok(Done::Well);
        };
        let copy = find(app, asked.as_deref())?;
        match whole::is_whole(&copy) {
            true => everything(app, &copy),
            false => progress_alone(app, &copy),
        }
    }
}

/// Lists the copies and asks for one; returns its name, or `None` where none is put back.
fn choose(app: &mut App) -> Result<Option<Option<String>>, Failure> {
    let copies = progress::backups(&app.paths.backups())?;
    if copies.is_empty() {
        find(app, None)?;
    }
    let newest = restoring::newest(&copies).map(|copy| copy.path.clone());
    for copy in &copies {
        let reviews = Store::open_to_look(&copy.path).and_then(|store| store.reviews());
        let name = name_of(&copy.path);
        if app.json {
            let (path, date) = (copy.path.display().to_string(), copy.date.to_string());
            let line = json!({ "backup": path, "date": date, "reviews": reviews.ok() });
            app.screen.line(&line.to_string());
            continue;
        }
        let held = reviews.map_or_else(
            |_| "cannot be read".to_owned(),
            |reviews| {
                count(
                    usize::try_from(reviews).unwrap_or(usize::MAX),
                    "review",
                    "reviews",
                )
            },
        );
        let is_newest = newest.as_ref() == Some(&copy.path);
        let left = format!(
            "{}  {held:>14}  {:<22}",
            copy.date,
            restoring::last_answer(app, copy)
        );
        let mark = if is_newest { "  (--newest)" } else { "" };
        app.screen.side_by_side(&left, &format!("{name}{mark}"));
    }
    if app.json || !app.screen.interactive {
        app.screen.remark(&format!(
            "Nothing was put back. One is: {0}restore DATE, {0}restore FILE, {0}restore --newest",
            app.prefix()
        ));
        return Ok(None);
    }
    app.screen
        .text("Name one by its date or its name; Enter leaves everything as it is.");
    Ok(match input::read_line("Which one? ") {
        Line::Text(text) if !text.trim().is_empty() => Some(Some(text.trim().to_owned())),
        _ => None,
    })
}

fn everything(app: &mut App, copy: &Path) -> Outcome {
    let back = whole_back::restore(app, copy)?;
    let (kept, prefix) = (name_of(&back.before), app.prefix());
    app.answer(
        &json!({
            "restored": copy.display().to_string(),
            "kept": back.before.display().to_string(),
            "decks": back.contents.decks,
            "other_files": back.contents.other_files,
        }),
        &format!(
            "Everything of {} is back: {}. What was there before is kept; back to it: {prefix}restore {kept}, or {}",
            copy.display(),
            back.contents.said(),
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}

fn progress_alone(app: &mut App, copy: &Path) -> Outcome {
    let label = format!("restore {}", name_of(copy));
    let restored = restoring::put_in_place(app, &label, copy)?;
    let (kept, said) = match restored {
        Restored::Saved(path) => {
            let back = format!("{}restore {}", app.prefix(), name_of(&path));
            let said = format!(
                " What was there before is kept; back to it: {back}, or {}",
                app.undo_hint()
            );
            (Some(path), said)
        }
        Restored::KeptAside(path) => {
            let said = format!(" The damaged file is kept as {}", path.display());
            (Some(path), said)
        }
        Restored::Nothing => (None, String::new()),
    };
    app.answer(
        &json!({
            "restored": copy.display().to_string(),
            "kept": kept.map(|path| path.display().to_string()),
        }),
        &format!("Your progress is that of {} again.{said}", copy.display()),
    );
    Ok(Done::Well)
}

fn name_of(copy: &Path) -> String {
    copy.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A copy made before a restore is the way back from it: it is taken only where it is named whole.
fn find(app: &App, asked: Option<&str>) -> Result<PathBuf, Failure> {
    let copies = progress::backups(&app.paths.backups())?;
    let mut meant = copies.iter().filter(|copy| !restoring::is_way_back(copy));
    let Some(asked) = asked else {
        let hint = match copies.first() {
            None => "give one with {suraq}restore FILE".to_owned(),
            Some(copy) => {
                let name = name_of(&copy.path);
                format!("what was there before the last restore comes back with {{suraq}}restore {name}")
            }
        };
        let newest = meant.next().map(|copy| copy.path.clone());
        return newest.ok_or_else(|| Failure::input("there is no copy to put back").hint(hint));
    };
    let named = copies
        .iter()
        .find(|copy| copy.path.file_name().is_some_and(|name| name == asked));
    match named.or_else(|| meant.find(|copy| copy.date.to_string() == asked)) {
        Some(copy) => Ok(copy.path.clone()),
        None if app.paths.backups().join(asked).is_file() => Ok(app.paths.backups().join(asked)),
        None if Path::new(asked).is_dir() => in_folder(Path::new(asked)),
        None if PathBuf::from(asked).exists() => Ok(PathBuf::from(asked)),
        None => Err(Failure::input(format!("there is no copy `{asked}`"))
            .hint("see the copies with {suraq}backup --list")),
    }
}

/// The copy in a folder, under the name that `backup` gives it there.
///
/// Errors: there is none, or one of the progress and one of everything.
fn in_folder(folder: &Path) -> Result<PathBuf, Failure> {
    let names = [backup::PROGRESS_COPY, backup::WHOLE_COPY];
    let found: Vec<PathBuf> = names
        .map(|name| folder.join(name))
        .into_iter()
        .filter(|copy| copy.is_file())
        .collect();
    match &found[..] {
        [copy] => Ok(copy.clone()),
        [] => Err(
            Failure::input(format!("{}: there is no copy in this folder", folder.display()))
                .hint("name the file: {suraq}restore FILE"),
        ),
        [one, ..] => Err(Failure::usage(format!(
            "{}: a copy of your progress and one of everything are in this folder",
            folder.display()
        ))
        .hint(format!(
            "name the one that is meant, such as {{suraq}}restore {}",
            one.display()
        ))),
    }
}
