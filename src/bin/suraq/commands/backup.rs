//! `backup`: a copy of what was learned, now.

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::Reason;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::report::Done;
use crate::report::Outcome;

/// Whether to list or to make.
#[derive(Args, Debug)]
pub struct Backup {
    /// List the copies there are
    #[arg(long)]
    list: bool,
}

impl Verb for Backup {
    const NAME: &'static str = "backup";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Copy your progress to a safe place; one is made every day anyway";
    const EXAMPLE: &'static str = "suraq backup --list";

    fn run(self, app: &mut App) -> Outcome {
        if self.list {
            return list(app);
        }
        let (folder, now) = (app.paths.backups(), app.now());
        let copy = progress::backup(app.store()?, &folder, Reason::Asked, now)?;
        app.answer(
            &json!({ "backup": copy.display().to_string() }),
            &format!("Your progress was copied to {}", copy.display()),
        );
        Ok(Done::Well)
    }
}

fn list(app: &App) -> Outcome {
    let copies = progress::backups(&app.paths.backups())?;
    if copies.is_empty() && !app.json {
        app.screen.text(&format!(
            "There is no copy yet. Make one with {}backup",
            app.prefix()
        ));
    }
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
            app.screen.line(&format!(
                "{}  {:>7} KB  {name}",
                copy.date,
                copy.bytes.div_ceil(1024)
            ));
        }
    }
    Ok(Done::Well)
}
