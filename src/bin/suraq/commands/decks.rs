//! `decks`: lists the decks there are, makes, renames and deletes them, switches them on and off.

use clap::Args;
use clap::Subcommand;
use serde_json::json;
use suraq::decks::DeckFile;
use suraq::decks::OnShelf;
use suraq::decks::id::fresh;
use suraq::decks::levels::group_of;
use suraq::decks::save;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::bringing::without_deck;
use crate::cards::deeds;
use crate::config;
use crate::content::naming;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::one_line;
use crate::screen::pad;
use crate::screen::width_of;
use crate::screen::wrap_indented;
use crate::study::waiting::Waiting;
use crate::study::waiting::Waits;

/// What is to be done; without an action the decks are listed.
#[derive(Args, Debug)]
pub struct Decks {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List the decks by group
    List,
    /// Make an empty deck
    Create {
        /// Its title
        title: Vec<String>,
        /// Decks of one group stand together
        #[arg(long)]
        group: Option<String>,
    },
    /// Give a deck another title; its id and your progress stay
    Rename {
        /// The deck
        deck: String,
        /// Its new title
        title: Vec<String>,
    },
    /// Study a deck, or a group of decks, again
    #[command(alias = "enable")]
    On {
        /// Id or title of a deck, or name of a group
        name: Vec<String>,
    },
    /// Do not study a deck, or a group of decks, until it is switched on again
    #[command(alias = "disable")]
    Off {
        /// Id or title of a deck, or name of a group
        name: Vec<String>,
    },
    /// Delete a deck of your own; undo brings it back, and your progress stays
    Delete {
        /// The deck
        deck: String,
    },
}

impl Verb for Decks {
    const NAME: &'static str = "decks";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "List decks; make, rename, delete them, switch them on and off";
    const EXAMPLE: &'static str =
        "suraq decks\nsuraq decks off \"The Kazakh language of politics\"\nsuraq decks create \"My town\"";

    fn run(self, app: &mut App) -> Outcome {
        match self.action.unwrap_or(Action::List) {
            Action::List => list(app),
            Action::Create { title, group } => create(app, &title.join(" "), group),
            Action::Rename { deck, title } => rename(app, &deck, &title.join(" ")),
            Action::On { name } => switch(app, &name.join(" "), true),
            Action::Off { name } => switch(app, &name.join(" "), false),
            Action::Delete { deck } => delete(app, &deck),
        }
    }
}

fn list(app: &mut App) -> Outcome {
    let now = app.now();
    let decks = app.shelf()?.decks()?;
    let learned = app.store()?.decks(now)?;
    let planned = Waiting::read(app)?;
    let is_off = |app: &App, deck: &OnShelf| app.config.decks_off.contains(&deck.id.0);
    let off: Vec<OnShelf> = decks.iter().filter(|deck| is_off(app, deck)).cloned().collect();
    let unplanned = Waiting::in_decks_off(app, &off)?;
    let waits = |app: &App, deck: &OnShelf| match is_off(app, deck) {
        true => unplanned.in_deck(&deck.id.0),
        false => planned.in_deck(&deck.id.0),
    };
    if app.json {
        for deck in &decks {
            let started = learned.get(&deck.id.0).map_or(0, |counts| counts.started);
            let json = as_json(app, deck, waits(app, deck), started);
            app.screen.line(&json.to_string());
        }
        return Ok(Done::Well);
    }
    let mut lines = Vec::new();
    let mut group = None;
    let column = id_column(app, &decks);
    for deck in &decks {
        if group.as_ref() != Some(&deck.group) {
            if group.is_some() {
                lines.push(String::new());
            }
            let title = deck.group.as_deref().unwrap_or("Your decks");
            let title = app.screen.plain_signs(&one_line(title));
            lines.push(app.screen.tone(Tone::Strong, &title));
            group = Some(deck.group.clone());
        }
        lines.extend(laid_out(app, deck, waits(app, deck), column));
    }
    app.screen.pages(&lines);
    Ok(Done::Well)
}

/// Columns of the list.
fn columns(app: &App) -> usize {
    match app.screen.interactive {
        true => app.screen.columns().min(100),
        false => 100,
    }
}

/// How wide the column of ids is; `None` where there is no room for one, so that all rows look alike.
fn id_column(app: &App, decks: &[OnShelf]) -> Option<usize> {
    const USUAL: usize = 34;
    let widest = decks.iter().map(|deck| width_of(&deck.id.0)).max().unwrap_or(0);
    let columns = columns(app);
    (columns >= 72 && widest <= columns / 2).then_some(widest.max(USUAL.min(columns / 2)))
}

/// The id in a column of its own, or below the title.
fn laid_out(app: &App, deck: &OnShelf, waits: Waits, column: Option<usize>) -> Vec<String> {
    let mut what = vec![count(deck.counts.cards, "card", "cards")];
    what.extend(waits.said());
    if deck.counts.drafts > 0 {
        what.push(count(deck.counts.drafts, "draft", "drafts"));
    }
    if app.config.decks_off.contains(&deck.id.0) {
        what.push("off".to_owned());
    }
    let title = app.screen.plain_signs(&one_line(&deck.title));
    let text = format!("{title}: {}", what.join(", "));
    let columns = columns(app);
    if let Some(id) = column {
        let first = format!("  {}  ", pad(&deck.id.0, id));
        return wrap_indented(&text, columns, &first, &" ".repeat(id + 4));
    }
    let mut lines = wrap_indented(&text, columns, "  ", "    ");
    // The id is there to be copied, so it is not broken.
    lines.push(format!("    {}", deck.id));
    lines
}

fn as_json(app: &App, deck: &OnShelf, waits: Waits, started: usize) -> serde_json::Value {
    json!({
        "deck": deck.id, "title": deck.title, "group": deck.group, "language": deck.language,
        "cards": deck.counts.cards, "drafts": deck.counts.drafts, "rejected": deck.counts.rejected,
        "retired": deck.counts.retired, "due": waits.due, "held_back": waits.held_back, "learning": waits.learning,
        "started": started,
        "on": !app.config.decks_off.contains(&deck.id.0), "shipped": deck.is_builtin(),
        "file": deck.path.display().to_string(),
    })
}

fn titled(title: &str) -> Result<String, Failure> {
    let title = one_line(title);
    match title.is_empty() {
        true => Err(Failure::usage("a deck needs a title").hint("{suraq}decks create \"My town\"")),
        false => Ok(title),
    }
}

fn create(app: &mut App, title: &str, group: Option<String>) -> Outcome {
    let title = titled(title)?;
    let decks = app.shelf()?.decks()?;
    if let Some(known) = naming::find(&decks, &title) {
        return Err(
            Failure::usage(format!("there is a deck “{title}” already: {}", known.id))
                .hint("choose another title"),
        );
    }
    let is_known = |id: &str| decks.iter().any(|deck| deck.id.0 == id);
    let mut file = naming::begin(&app.paths.decks(), &title, &is_known);
    let mut deck = file.deck();
    deck.meta.group = group;
    file.set(&deck);
    // A file that cannot be read may be the deck that is looked for.
    app.tell_of_problems_in(&|path| path.file_stem() == Some(fresh(&title, "deck", &|_| false).as_ref()))?;
    save(app, &format!("create deck {}", deck.meta.id), &mut file)?;
    app.answer(
        &json!({ "deck": deck.meta.id, "title": title, "file": file.path().display().to_string() }),
        &format!(
            "Deck {} is made. Write cards for it: {}new --deck {}    {}",
            deck.meta.id,
            app.prefix(),
            deck.meta.id,
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}

fn rename(app: &mut App, name: &str, title: &str) -> Outcome {
    let title = titled(title)?;
    let known = naming::known(app, name)?;
    let mut file = app.shelf()?.edit(&known.id)?;
    let mut deck = file.deck();
    // A group that the title names, as in Anki, goes along with it.
    let is_in_title = deck.meta.group.is_some() && deck.meta.group.as_deref() == group_of(&deck.meta.title);
    if let Some(group) = group_of(&title).filter(|_| is_in_title) {
        deck.meta.group = Some(group.to_owned());
    }
    deck.meta.title = title.clone();
    file.set(&deck);
    save(app, &format!("rename deck {}", known.id), &mut file)?;
    app.answer(
        &json!({ "deck": known.id, "title": title, "before": known.title }),
        &format!(
            "Deck {} is called “{title}” now; it was “{}”. {}",
            known.id,
            known.title,
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}

fn save(app: &mut App, label: &str, file: &mut DeckFile) -> Result<(), Failure> {
    let files = [file.path().to_owned(), file.base_path()];
    deeds::change(app, label, &files, |_| Ok(file.save()?))
}

fn switch(app: &mut App, name: &str, on: bool) -> Outcome {
    let decks = app.shelf()?.decks()?;
    let wanted = name.trim().to_lowercase();
    let mut meant: Vec<OnShelf> = decks
        .into_iter()
        .filter(|deck| {
            deck.group
                .as_deref()
                .is_some_and(|group| group.to_lowercase() == wanted)
        })
        .collect();
    if meant.is_empty() {
        meant.push(naming::known(app, name)?);
    }
    let setting = config::find("decks-off")?;
    let mut off = app.config.decks_off.clone();
    for deck in &meant {
        off.retain(|id| *id != deck.id.0);
        if !on {
            off.push(deck.id.0.clone());
        }
    }
    let value = Some(off.join(" ")).filter(|value| !value.is_empty());
    let (now, other) = if on { ("on", "off") } else { ("off", "on") };
    let is_noted = deeds::keep_setting(app, &format!("decks {now} {name}"), &setting, value.as_deref())?;
    let which = match &meant[..] {
        [deck] => format!("Deck {} is", deck.id),
        decks => format!("{} are", count(decks.len(), "deck", "decks")),
    };
    let what = if on {
        "and studied"
    } else {
        "and not studied; progress stays"
    };
    let ids: Vec<&str> = meant.iter().map(|deck| deck.id.0.as_str()).collect();
    let back = match is_noted {
        true => app.undo_hint().to_owned(),
        false => format!("Back: {}decks {other} {name}", app.prefix()),
    };
    app.answer(
        &json!({ "decks": ids, "on": on }),
        &format!("{which} {now} {what}. {back}"),
    );
    Ok(Done::Well)
}

fn delete(app: &mut App, name: &str) -> Outcome {
    let known = naming::known(app, name)?;
    if known.is_builtin() {
        return Err(
            Failure::usage(format!("deck {} came with Suraq and cannot be deleted", known.id))
                .hint(format!("switch it off with {{suraq}}decks off {}", known.id)),
        );
    }
    let file = app.shelf()?.edit(&known.id)?;
    let is_copy = app.shelf()?.shipped(&known.id).is_some();
    let remembered = without_deck(app, file.path(), &file.deck())?;
    let mut files = vec![file.path().to_owned(), file.base_path()];
    files.extend(remembered.iter().map(|(path, _)| path.clone()));
    deeds::change(app, &format!("delete deck {}", known.id), &files, |_| {
        // An import from Anki brings back only what nobody deleted.
        if let Some((path, text)) = &remembered {
            save::save(path, text.as_bytes())?;
        }
        Ok(file.delete()?)
    })?;
    let after = match is_copy {
        true => " The edition that came with Suraq is there again.",
        false => "",
    };
    app.answer(
        &json!({ "deleted": known.id, "cards": known.counts.cards }),
        &format!(
            "Deck {} with {} is deleted.{after} Your progress stays. {}",
            known.id,
            count(known.counts.cards, "card", "cards"),
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}
