//! `restore`: puts a copy of the progress back in its place.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::Restored;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::restoring;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;

/// Which copy.
#[derive(Args, Debug)]
pub struct Restore {
    /// The copy: a file, or its date; without one, the newest
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    copy: Option<String>,
}

impl Verb for Restore {
    const NAME: &'static str = "restore";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Put back a copy of your progress; what is there now is kept";
    const EXAMPLE: &'static str = "suraq restore 2026-11-20";

    fn run(self, app: &mut App) -> Outcome {
        let copy = find(app, self.copy.as_deref())?;
        let label = format!("restore {}", name_of(&copy));
        let restored = restoring::put_in_place(app, &label, &copy)?;
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
        None if PathBuf::from(asked).exists() => Ok(PathBuf::from(asked)),
        None => Err(Failure::input(format!("there is no copy `{asked}`"))
            .hint("see the copies with {suraq}backup --list")),
    }
}
