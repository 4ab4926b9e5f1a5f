//! What `doctor` looks at beside progress and decks: kept texts, copies, the clock, the right to write.
//!
//! What can be made again from what is certainly right is made again; everything
//! else is only told, with what to do about it. Nothing that cannot be made again
//! is ever overwritten.

pub mod whole;
pub mod whole_back;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use serde_json::json;
use suraq::decks::save::save;
use suraq::progress;
use suraq::progress::KeptDocument;
use suraq::progress::Store;
use suraq::text::DocumentId;
use suraq::text::read::read;

use crate::app::App;
use crate::cards::evidence;
use crate::report::Failure;
use crate::screen::count;
use crate::study::days;

/// Texts that are named; of more only the number is said.
const NAMED: usize = 5;

/// Something that is not as it should be.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What, as a sentence.
    pub what: String,
    /// The file it lies in.
    pub place: String,
    /// Whether it is right again.
    pub mended: bool,
    /// What to do about it; `{suraq}` stands before commands.
    pub hint: String,
}

impl Finding {
    /// The same as JSON.
    pub fn json(&self, prefix: &str) -> Value {
        json!({
            "what": self.what, "where": self.place, "mended": self.mended,
            "hint": self.hint.replace("{suraq}", prefix),
        })
    }

    /// The same as a paragraph.
    pub fn text(&self, prefix: &str) -> String {
        match &self.hint[..] {
            "" => self.what.clone(),
            hint => format!("{} {}", self.what, hint.replace("{suraq}", prefix)),
        }
    }
}

/// Looks at everything; what can be mended without a doubt is mended.
pub fn look(app: &mut App) -> Result<Vec<Finding>, Failure> {
    let mut found = Vec::new();
    found.extend(right_to_write(app)?);
    found.extend(texts(app)?);
    found.extend(newest_copy(app));
    found.extend(clock(app)?);
    Ok(found)
}

fn right_to_write(app: &mut App) -> Result<Option<Finding>, Failure> {
    let store = app.store()?;
    let place = store.path().display().to_string();
    Ok(store.check_writable().err().map(|error| {
        let failure = Failure::from(error);
        Finding {
            what: format!("Nothing can be kept: {}.", failure.message),
            place,
            mended: false,
            hint: failure.hint.unwrap_or_default(),
        }
    }))
}

/// Kept texts that are gone or changed, so that evidence cannot be shown any more.
fn texts(app: &mut App) -> Result<Vec<Finding>, Failure> {
    let folder = app.paths.documents();
    let mut found = Vec::new();
    let mut more = 0;
    for kept in app.store()?.documents()? {
        let path = evidence::file_of(&folder, &kept.hash);
        let text = std::fs::read_to_string(&path);
        let is_there = text.is_ok();
        if text.is_ok_and(|text| DocumentId::of(&text).0 == kept.hash) {
            continue;
        }
        let title = kept.title.clone().unwrap_or_else(|| kept.hash.clone());
        let finding = |what: String, mended, hint: String| Finding {
            what,
            place: path.display().to_string(),
            mended,
            hint,
        };
        let state = if is_there { "was changed" } else { "is gone" };
        if !is_there && bring_back(&kept, &path) {
            found.push(finding(
                format!("The text of “{title}” was gone and is made again from the file it came from."),
                true,
                String::new(),
            ));
            continue;
        }
        if found.len() >= NAMED {
            more += 1;
            continue;
        }
        let hint = match &kept.origin {
            Some(origin) => format!("{{suraq}}add {origin} brings it back, if that file is still the same."),
            None => "Add its file again to bring it back.".to_owned(),
        };
        found.push(finding(
            format!("The text of “{title}” {state}; its cards are asked, and their source cannot be shown."),
            false,
            hint,
        ));
    }
    if more > 0 {
        let texts = count(more, "text is", "texts are");
        found.push(Finding {
            what: format!("{texts} gone or changed as well."),
            place: folder.display().to_string(),
            mended: false,
            hint: "{suraq}sources lists all documents.".to_owned(),
        });
    }
    Ok(found)
}

/// Writes the text again from the file it came from, where that still holds the very same text.
fn bring_back(kept: &KeptDocument, path: &Path) -> bool {
    let text = kept.origin.as_deref().map(Path::new).and_then(|origin| {
        let name = origin.file_name()?.to_string_lossy().into_owned();
        let document = read(&name, &std::fs::read(origin).ok()?).ok()?;
        (document.id.0 == kept.hash).then_some(document.text)
    });
    text.is_some_and(|text| save(path, text.as_bytes()).is_ok())
}

/// The copy that `restore` would take, when it cannot be used.
fn newest_copy(app: &App) -> Option<Finding> {
    let copies = progress::backups(&app.paths.backups()).ok()?;
    let newest = copies.first()?;
    let error = Store::open_to_look(&newest.path).err()?;
    Some(Finding {
        what: format!("The newest copy of your progress cannot be used: {error}."),
        place: newest.path.display().to_string(),
        mended: false,
        hint: "Make another with {suraq}backup, then delete this one.".to_owned(),
    })
}

/// Reviews that lie in the future: the clock was ahead when they were made, or is behind now.
fn clock(app: &mut App) -> Result<Option<Finding>, Failure> {
    let now = app.now();
    let store = app.store()?;
    let later = store.later_than(now)?;
    let place = store.path().display().to_string();
    Ok((later > 0).then(|| Finding {
        what: format!(
            "{} in your history lie after now, {} {}.",
            count(later, "entry", "entries"),
            days::short(now.day, now.day),
            now.day.date().year()
        ),
        place,
        mended: false,
        hint: "Set the clock of this machine if that is wrong; they count all the same.".to_owned(),
    }))
}

/// Cards with progress by deck, of decks that are not on the shelf. That is no fault: a deck may come back.
pub fn waiting(app: &mut App) -> Result<BTreeMap<String, usize>, Failure> {
    let here: Vec<String> = app.shelf()?.decks()?.into_iter().map(|deck| deck.id.0).collect();
    let now = app.now();
    let counts = app.store()?.decks(now)?;
    let gone = counts.into_iter().filter(|(deck, _)| !here.contains(deck));
    let started = gone.map(|(deck, counts)| (deck, counts.started));
    Ok(started.filter(|(_, cards)| *cards > 0).collect())
}
