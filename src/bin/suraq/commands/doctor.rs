//! `doctor`: looks through progress and decks, and makes again what can be made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::progress;
use suraq::progress::Backup;
use suraq::progress::STEPS_KEPT;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::bringing::leftovers;
use crate::cards::media;
use crate::cards::media::Unnamed;
use crate::cards::media::Unused;
use crate::cards::restoring;
use crate::care;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::grouped;

/// Files that are named; the others are counted.
const NAMED: usize = 5;

/// What to take away.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Take pictures and sounds away that no card names, for good
    #[arg(long)]
    tidy: bool,
}

impl Verb for Doctor {
    const NAME: &'static str = "doctor";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Look for damage, explain it, and mend what can be mended";
    const EXAMPLE: &'static str = "suraq doctor\nsuraq doctor --tidy";

    const BEARS_FAULTS: bool = true;

    fn more() -> String {
        "It looks at settings, progress, decks, the texts of documents, the newest copy, the clock and the right to write.\n\
         Made again: card states from the log, the index from the decks, a text from the file it came from, and what can\n\
         be read of damaged progress. A damaged file is kept as it was; everything else is only told.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let before = progress::kept_damaged(&app.paths.progress());
        let examined = app.examine_store()?;
        let kept = progress::kept_damaged(&app.paths.progress());
        // What was damaged beyond opening was saved when it was opened.
        let damaged = examined || kept.len() > before.len();
        let store = app.store()?;
        let is_writable = store.check_writable().is_ok();
        let different = if is_writable { store.rebuild()? } else { 0 };
        let touched = store.cards(None)?.len();
        store.checkpoint()?;
        let path = store.path().display().to_string();
        let bytes = std::fs::metadata(store.path()).map_or(0, |file| file.len());
        let fuller = newest_copy(app).filter(|copy| touched == 0 && copy.bytes > bytes);
        app.rebuild_index()?;
        let shelf = app.shelf()?;
        let (decks, problems) = (shelf.decks()?, shelf.problems()?.len());
        let cards: usize = decks.iter().map(|deck| deck.counts.cards).sum();
        let swept = leftovers::sweep(app)?;
        let Unnamed { unused, held } = media::unnamed(app)?;
        let removed = if self.tidy { remove(app, &unused) } else { 0 };
        let (findings, waiting) = (care::look(app)?, care::waiting(app)?);
        let fault = app.config_fault.take();
        let json = json!({
            "settings": fault.as_ref().map(|fault| &fault.message),
            "damaged": damaged, "cards_with_progress": touched, "states_mended": different,
            "decks": decks.len(), "cards": cards, "problems": problems, "kept_damaged": shown(&kept),
            "leftovers_removed": swept, "unused_media": unused.len(), "unused_media_removed": removed,
            "held_media": held.len(),
            "findings": findings.iter().map(|finding| finding.json(app.prefix())).collect::<Vec<_>>(),
            "waiting": waiting,
        });
        let mended = match different {
            0 => "All card states agree with the log.".to_owned(),
            different => format!(
                "{} did not agree with the log and {} made again from it.",
                count(different, "card state", "card states"),
                if different == 1 { "was" } else { "were" }
            ),
        };
        let state = if damaged {
            "what could be read was saved"
        } else {
            "not damaged"
        };
        let found = match problems {
            0 => "nothing is wrong in them".to_owned(),
            problems => format!(
                "{} in them, shown by {}check",
                count(problems, "problem", "problems"),
                app.prefix()
            ),
        };
        let text = format!(
            "Progress: {state}; {}. {mended} ({path})\nIndex: made again from {} with {}; {found}.{}{}",
            count(touched, "card was touched", "cards were touched"),
            count(decks.len(), "deck", "decks"),
            count(cards, "card", "cards"),
            told_of_media(app, swept, &unused, removed) + &told_of_held(&held),
            told(app, &kept, fuller.as_ref()),
        );
        let found = findings
            .iter()
            .map(|finding| format!("\n{}", finding.text(app.prefix())));
        let text = text + &found.collect::<String>() + &waits(&waiting);
        app.answer(&json, &text);
        if let Some(fault) = &fault {
            fault.print(app.prefix());
        }
        let lost = !findings.is_empty() || damaged || !kept.is_empty() || fuller.is_some();
        match fault.is_some() || lost || different > 0 || problems > 0 {
            true => Ok(Done::FoundProblems),
            false => Ok(Done::Well),
        }
    }
}

/// Removes files of the media folder; returns how many.
fn remove(app: &App, unused: &[Unused]) -> usize {
    let folder = app.paths.media();
    let removed = unused
        .iter()
        .filter(|one| fs::remove_file(folder.join(&one.name)).is_ok());
    removed.count()
}

/// Tells of files that imports left, and of pictures and sounds that no card names.
fn told_of_media(app: &App, swept: usize, unused: &[Unused], removed: usize) -> String {
    let mut text = match swept {
        0 => String::new(),
        swept => format!(
            "\nImports: {} taken away that they left.",
            count(swept, "file", "files")
        ),
    };
    if unused.is_empty() {
        return text;
    }
    let kept = match removed {
        0 => format!("{}doctor --tidy takes them away for good", app.prefix()),
        removed => format!("{removed} taken away"),
    };
    text += &format!("\nMedia: {}; {kept}.", listed(unused));
    text
}

/// Tells of pictures and sounds of cards that are gone, where these could still come back.
fn told_of_held(held: &[Unused]) -> String {
    if held.is_empty() {
        return String::new();
    }
    format!(
        "\nMedia: {}; kept as long as undo can bring their cards back: for {} changes from then on.",
        listed(held),
        grouped(usize::try_from(STEPS_KEPT).unwrap_or(usize::MAX)),
    )
}

/// How many files no card names, how large they are, and the first of them.
fn listed(files: &[Unused]) -> String {
    let named: Vec<&str> = files.iter().take(NAMED).map(|one| one.name.as_str()).collect();
    let more = match files.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let bytes: u64 = files.iter().map(|one| one.bytes).sum();
    format!(
        "{} named by no card, {} KB: {}{more}",
        count(files.len(), "picture or sound is", "pictures and sounds are"),
        grouped(usize::try_from(bytes.div_ceil(1024)).unwrap_or(usize::MAX)),
        named.join(", "),
    )
}

/// Progress of decks that are not here is kept for them.
fn waits(waiting: &BTreeMap<String, usize>) -> String {
    let decks: Vec<String> = waiting
        .iter()
        .map(|(deck, cards)| format!("{deck} ({})", count(*cards, "card", "cards")))
        .collect();
    match decks.is_empty() {
        true => String::new(),
        false => format!(
            "\nWhat was learned of decks that are not here waits for them: {}.",
            decks.join(", ")
        ),
    }
}

fn shown(kept: &[PathBuf]) -> Vec<String> {
    kept.iter().map(|file| file.display().to_string()).collect()
}

/// The newest copy that may hold what is missing.
fn newest_copy(app: &App) -> Option<Backup> {
    let copies = progress::backups(&app.paths.backups()).ok()?;
    copies.into_iter().find(|copy| !restoring::is_way_back(copy))
}

/// Names the damaged files that are kept, and what can be done.
fn told(app: &App, kept: &[PathBuf], fuller: Option<&Backup>) -> String {
    let prefix = app.prefix();
    let way = match newest_copy(app) {
        Some(copy) => format!(
            "{prefix}restore --newest puts back the whole copy of {}",
            copy.date
        ),
        None => format!("There is no copy to put back; {prefix}restore FILE takes one from elsewhere"),
    };
    match (kept, fuller) {
        ([], None) => String::new(),
        ([], Some(_)) => format!("\nThere is nothing in your progress, and more in a copy. {way}."),
        _ => format!(
            "\nYour progress was damaged before; kept as it was: {}. {way}. \
             What you need no more, delete; it is named here until then.",
            shown(kept).join(", ")
        ),
    }
}
