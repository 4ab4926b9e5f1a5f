//! `merge`: the progress of another machine comes in beside what was learned here.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::Merged;
use suraq::progress::Reason;
use suraq::progress::Store;
use suraq::schedule::StudyDay;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::cards::restoring;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::study::days;
use crate::study::past_exams;

/// Decks that are named; of more only the number is said.
const NAMED: usize = 5;

/// Where the other progress lies.
#[derive(Args, Debug)]
pub struct Merge {
    /// The progress.db of the other machine, a copy that backup made of it, or the folder it lies in
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    file: PathBuf,
    /// Only tell what would come in
    #[arg(long)]
    dry_run: bool,
}

impl Verb for Merge {
    const NAME: &'static str = "merge";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Unite your progress with that of another machine";
    const EXAMPLE: &'static str =
        "suraq merge /media/stick/progress.db --dry-run\nsuraq merge /media/stick/progress.db";

    fn more() -> String {
        "Every review of either machine counts once, in the order of time; the same files give the same result in any\n\
         order and any number of times. Merge here and there, and both know the same.\n\
         - Where both machines reviewed a card, its memory is computed again from both histories.\n\
         - Of suspend, resume, bury, flag and change of face the latest wins, each by itself; a card that was made\n  \
         new again is new from that moment on.\n\
         - What was taken back on one machine is taken back on both. An exam of either is on both, and one that was\n  \
         dropped on either is dropped.\n\
         - Decks, documents and settings are files of their own: copy them, or keep them in git. Progress of decks that\n  \
         are not here waits for them. A card that was moved on one machine is another card until it is moved on both.\n\
         A copy of your progress is made first; the other file is only read. undo goes back to the copy.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let from = meant(app, &self.file)?;
        let other = Store::open_to_look(&from).map_err(|error| restoring::unusable(&from, error))?;
        past_exams::keep_results(app);
        let (scheduler, now) = (app.scheduler()?, app.now());
        let mut merged = app.store()?.look_into(&other, &scheduler, now)?;
        let mut kept = None;
        if !self.dry_run && !merged.is_empty() {
            let folder = app.paths.backups();
            let copy = progress::backup(app.store()?, &folder, Reason::BeforeMerge, now)?;
            let payload = deeds::way_back(&copy)?;
            let name = name_of(&from);
            merged = app
                .store()?
                .merge(&other, &scheduler, &name, Some(&payload), now)?;
            kept = Some(copy);
            past_exams::keep_results(app);
        }
        let missing = missing_decks(app, &merged)?;
        let json = as_json(&from, &merged, &missing, kept.as_deref());
        let text = told(app, &from, &merged, &missing, kept.as_deref());
        app.answer(&json, &text);
        Ok(Done::Well)
    }
}

fn meant(app: &App, file: &Path) -> Result<PathBuf, Failure> {
    let from = match file.is_dir() {
        true => file.join("progress.db"),
        false => file.to_owned(),
    };
    let found = from
        .canonicalize()
        .map_err(|error| crate::report::unreadable(&from, &error))?;
    match app.paths.progress().canonicalize() {
        Ok(own) if own == found => Err(Failure::usage(format!(
            "{}: this is your own progress",
            from.display()
        ))
        .hint("give the progress.db of the other machine, or a copy that {suraq}backup made there")),
        _ => Ok(from),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Decks of cards that came in which are not on the shelf here.
fn missing_decks(app: &mut App, merged: &Merged) -> Result<BTreeSet<String>, Failure> {
    let mut decks: BTreeSet<String> = (merged.cards.iter())
        .filter_map(|card| Some(card.split_once('/')?.0.to_owned()))
        .collect();
    for deck in app.shelf()?.decks()? {
        decks.remove(&deck.id.0);
    }
    Ok(decks)
}

fn as_json(
    from: &Path,
    merged: &Merged,
    missing: &BTreeSet<String>,
    kept: Option<&Path>,
) -> serde_json::Value {
    let day = |day: StudyDay| day.to_string();
    json!({
        "from": from.display().to_string(), "merged": kept.is_some(),
        "reviews": merged.ratings, "other_changes": merged.entries - merged.ratings,
        "first_day": merged.days.map(|(first, _)| day(first)), "last_day": merged.days.map(|(_, last)| day(last)),
        "taken_back": merged.taken_back, "cards": merged.cards.len(), "on_both": merged.on_both, "exams": merged.exams,
        "missing_decks": missing, "backup": kept.map(|copy| copy.display().to_string()),
    })
}

fn told(app: &App, from: &Path, merged: &Merged, missing: &BTreeSet<String>, kept: Option<&Path>) -> String {
    let shown = from.display();
    if merged.is_empty() {
        return format!("Everything in {shown} is here already. Nothing is changed.");
    }
    let today = app.now().day;
    let when = match merged.days {
        Some((first, last)) if first == last => format!(" of {}", days::short(first, today)),
        Some((first, last)) => format!(
            " of {} to {}",
            days::short(first, today),
            days::short(last, today)
        ),
        None => String::new(),
    };
    let mut news = vec![format!("{}{when}", count(merged.ratings, "review", "reviews"))];
    let others = merged.entries - merged.ratings;
    if others > 0 {
        news.push(count(others, "other change", "other changes"));
    }
    if merged.exams > 0 {
        news.push(count(merged.exams, "exam", "exams"));
    }
    if merged.taken_back > 0 {
        news.push(format!("{} taken back there", merged.taken_back));
    }
    let verb = if kept.is_some() {
        "Merged from"
    } else {
        "Would come in from"
    };
    let mut text = format!(
        "{verb} {shown}: {}; {}.",
        news.join(", "),
        count(merged.cards.len(), "card", "cards")
    );
    if merged.on_both > 0 {
        let cards = count(merged.on_both, "card was", "cards were");
        text.push_str(&format!(
            " {cards} studied on both machines; their memory follows from both histories."
        ));
    }
    if !missing.is_empty() {
        let named: Vec<&str> = missing.iter().take(NAMED).map(String::as_str).collect();
        let more = match missing.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        text.push_str(&format!(
            " Not here yet: {} {}{more}; what was learned of them waits.",
            if missing.len() == 1 { "deck" } else { "decks" },
            named.join(", ")
        ));
    }
    match kept {
        Some(copy) => format!(
            "{text} What was there before is kept as {}. {}",
            name_of(copy),
            app.undo_hint()
        ),
        None => text,
    }
}
