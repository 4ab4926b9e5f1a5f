//! What comes from Anki, a package or a text file: read whole, planned, told, and only then kept in one step.

mod alike;
mod as_there;
mod card_ids;
mod deleted;
mod doubles;
mod editions;
mod excerpt;
mod heard;
mod keeping_media;
mod left_out;
pub mod leftovers;
mod made;
mod marks_there;
mod older;
mod options;
mod own_names;
mod own_places;
mod placing;
mod returning;
mod reworded;
mod sent;
mod siblings;
mod strayed;
mod takes;
mod target;
mod telling;
mod telling_otherwise;
mod telling_places;
mod told_before;
pub mod undone;
mod wording;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use suraq::import;
use suraq::import::anki::CardIds;
use suraq::import::anki::EXTENSIONS;
use suraq::import::anki::Earlier;
use suraq::import::anki::Learner;
use suraq::import::anki::Package;
use suraq::import::anki::PackageError;
use suraq::import::anki::is_anki_text;
use suraq::import::anki::is_package;
use suraq::import::anki::limits::MOST_TABLE;
use suraq::progress::Card;
use suraq::progress::Logged;
use suraq::schedule::Moment;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;

use crate::app::App;
use crate::cards::deeds;
use crate::cards::deeds::Bringing;
use crate::cards::deeds::Turn;
use crate::input;
use crate::report::Done;
use crate::report::Failure;
use crate::report::unreadable;
pub use alike::Noting;
pub use as_there::read as notes_there;
use heard::Heard;
pub use heard::following;
pub use heard::made_there;
pub use heard::without_deck;
pub use keeping_media::KeptMedia;
use left_out::LeftOut;
use marks_there::MarksThere;
pub use marks_there::note_sent;
use options::Taken;
use placing::Placed;
use reworded::Reworded;
pub use sent::note_numbers;
pub use strayed::Moved;
pub use strayed::There;
use takes::Takes;
use telling::Told;

/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Bytes at the beginning of a file that tell what it is.
const START: u64 = 256;

/// What a person asked for.
pub struct Wanted<'a> {
    /// The file.
    pub file: &'a Path,
    /// What it is.
    pub form: Form,
    /// One deck for all cards, where that is wanted.
    pub deck: Option<&'a str>,
    /// Whether cards that were deleted here come as well.
    pub brings_deleted: bool,
    /// Whether cards go to the deck that they lie in over there.
    pub follows_moves: bool,
    /// Cards that are to read as in Anki, where the two differ; `all` for those that are told.
    pub takes: &'a [String],
    /// Only tell what would change.
    pub is_trial: bool,
}

/// The forms in which Anki gives away what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `.apkg` or `.colpkg`, or what a browser made of it.
    Package,
    /// A table whose first lines say what is in it.
    Text,
}

/// Finds out whether a file is from Anki, by its ending or, where that says nothing, by how it begins.
pub fn form_of(file: &Path) -> Option<Form> {
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if EXTENSIONS.contains(&ending.as_str()) {
        return Some(Form::Package);
    }
    let mut start = Vec::new();
    // A file that cannot be read is told by whoever reads it.
    if let Ok(file) = File::open(file) {
        let _ = file.take(START).read_to_end(&mut start);
    }
    let has_tables = import::format_of(&file.to_string_lossy()).is_some_and(|format| format.name() != "csv");
    match ending.as_str() {
        "zip" if start.starts_with(ARCHIVE) => Some(Form::Package),
        _ if start.starts_with(ARCHIVE) => is_archive_of_anki(file).then_some(Form::Package),
        _ if !has_tables && is_anki_text(&start) => Some(Form::Text),
        _ => None,
    }
}

/// Whether a file has all that Anki has, and not only some decks.
fn is_whole(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("colpkg")
}

/// Whether there is a collection in an archive that is called otherwise.
fn is_archive_of_anki(file: &Path) -> bool {
    File::open(file).is_ok_and(is_package)
}

/// Moves cards on, and returns them with their new ids.
pub type MovingOn<'a> = &'a mut dyn FnMut(&mut App, &[Moved]) -> Result<Vec<(String, String)>, Failure>;

/// Brings a package in, or tells what that would change. Moving cards on is for the caller, who is asked for it by
/// `move_on` where it is wanted, before anything is told: so cards are told with the names that they have from now on.
pub fn run(app: &mut App, wanted: &Wanted<'_>, move_on: MovingOn<'_>) -> Result<Done, Failure> {
    app.paths.make()?;
    input::forget_interrupt();
    let _underway = leftovers::begin(app)?;
    let refused = |error: PackageError| refused(wanted.file, &error);
    let before = Heard::read(app);
    let card_ids = card_ids::read(app);
    let mut package = read(app, wanted, &before, &card_ids)?;
    let learned_ids = std::mem::take(&mut package.learned_ids);
    let is_empty = package.cards.is_empty() && package.remarks.is_empty();
    if is_empty && !is_whole(wanted.file) {
        return Err(no_card(wanted.file));
    }
    let media = KeptMedia::prepare(app, &mut package, wanted.is_trial).map_err(refused)?;
    let takes = Takes::new(wanted.takes);
    let mut placed = Placed::of(app, &mut package, wanted, &takes, &before)?;
    if is_empty && !placed.knows_places() {
        return Err(no_card(wanted.file));
    }
    package.is_outdated = placed.is_outdated();
    let names = placed.named.iter().map(|(name, _)| name.as_str());
    if let Some(name) = takes.unknown(names) {
        return Err(Failure::input(format!(
            "{name}: no card of this package is called so; nothing was changed"
        ))
        .hint("an import names the cards that read otherwise in Anki, and --json all of them"));
    }
    let mut known = Known::read(app, &placed.decks())?;
    let marks_before = MarksThere::read(app);
    let marks_there = known.spare_marks(&package, &placed, &marks_before);
    let mut told = Told::of(&package, &placed, &media);
    told.follows_moves = wanted.follows_moves;
    told.is_whole = is_whole(wanted.file);
    let left_out = LeftOut::read(app);
    told.left_out_before = left_out.clone();
    let mut heard = before.clone();
    let orders = std::mem::take(&mut package.orders);
    if package.is_outdated {
        import::anki::note_older(&mut heard.orders, orders);
    } else {
        heard.orders.extend(orders);
    }
    // What an older package says of places is no news, and not told.
    if !package.is_outdated {
        heard.note_moved(&placed.moved);
        for (card, deck) in &placed.followed {
            heard.note_followed(card, deck);
        }
        let named = placed.named.iter().map(|(name, _)| name.as_str());
        heard.note_gone(&placed.own_gone, is_whole(wanted.file), named);
        if placed.tells_places() {
            heard.note_told(placed.made, package.began(), &package.decks);
        }
        if wanted.form == Form::Package {
            heard.note_met(&placed.met, package.began());
        }
        for (guid, gapped) in std::mem::take(&mut placed.gapped) {
            heard.note_gaps(&guid, gapped);
        }
        for item in &placed.under_others {
            heard.note_under(item);
        }
        for (guid, left) in std::mem::take(&mut placed.left_there) {
            heard.note_left_there(&guid, left);
        }
        for target in placed.targets.iter().filter(|target| target.is_kept()) {
            heard.note_merged(placed.made, package.began(), &target.id);
            if wanted.deck.is_some() && wanted.form == Form::Package {
                let there = target.decks.iter().map(|place| &package.decks[*place]);
                heard.note_gathered(&target.id, there);
            }
        }
    }
    // Who gives a deck away leaves the schedule out, and its options are not those of who takes it.
    let taken = match package.has_scheduling() || is_whole(wanted.file) {
        true => Taken::of(app, &package.options, &placed, package.began(), &mut heard)?,
        false => Taken::default(),
    };
    let (mut files, new_decks) = (placed.files(), placed.new_decks());
    let settings = app.paths.config_file();
    files.extend(taken.text(&settings)?.map(|text| (settings, text)));
    told.taken = taken;
    let edited = std::mem::take(&mut placed.edited);
    let reworded = Reworded::of(app, edited, &takes, &files)?;
    for (guid, tags) in reworded.tags.iter().chain(&placed.tagged) {
        heard.note_tags(guid, tags);
    }
    for (guid, tags) in &reworded.tags_off {
        heard.forget_tags(guid, tags);
    }
    for (path, text) in &reworded.files {
        match files.iter_mut().find(|(known, _)| known == path) {
            Some((_, begun)) => begun.clone_from(text),
            None => files.push((path.clone(), text.clone())),
        }
    }
    files.extend(heard.file(app, &before));
    told.differing.note_own(&reworded, &takes);
    let is_news = placed.tells_places()
        || wanted.follows_moves && !told.moved.is_empty()
        || !(reworded.cards.is_empty() && placed.further.is_empty())
        || placed.targets.iter().any(|target| !target.otherwise.is_empty());
    let mut notes_there = reworded.notes_there;
    let mut alike = reworded.alike;
    alike.append(&mut placed.made_there);
    let named = std::mem::take(&mut placed.named);
    let resting = std::mem::take(&mut placed.resting);
    notes_there.append(&mut placed.notes_there);
    if package.is_outdated {
        notes_there.clear();
    }
    // Of a large package there is no more in memory than what is written now, and what it is made of.
    drop(placed);
    let brought = named.iter().filter_map(|(item, history)| {
        let kept = known.kept.get(item).unwrap_or(&Card::NEW);
        let learner = known.learner(item);
        let mut brought = package.learned(history, item.clone(), known.logged.get(item), kept, &learner)?;
        if resting.contains(item) {
            brought.card.marks.clone_from(&kept.marks);
        }
        Some(brought)
    });
    let brought = brought.inspect(|card| told.note(card, known.kept.get(&card.item).unwrap_or(&Card::NEW)));
    if wanted.is_trial {
        brought.for_each(drop);
    } else {
        let name = wanted.file.file_name().unwrap_or_default().to_string_lossy();
        let noting = Noting::of(app, alike)?;
        // Both are true also where the rest fails.
        card_ids::keep(app, card_ids, learned_ids)?;
        left_out.keep(app, &package.remarks)?;
        marks_there.keep(app, &marks_before)?;
        let bringing = Bringing {
            label: &format!("import {name}"),
            files,
            new_decks,
            made: package.made(),
            media: &media,
            noting: &noting,
            is_news,
        };
        deeds::bring(app, bringing, brought)?;
        told.is_done = true;
        drop((package, named));
        app.read_settings();
        app.look_again()?;
        as_there::keep(app, &notes_there)?;
        noting.turn(app, Turn::Forth)?;
    }
    let moved_on = match wanted.follows_moves && !wanted.is_trial {
        true => move_on(app, &told.moved),
        false => Ok(Vec::new()),
    };
    if let Ok(renamed) = &moved_on {
        told.differing.rename(renamed);
    }
    told.tell(app);
    moved_on?;
    Ok(match told.has_problems() {
        true => Done::FoundProblems,
        false => Done::Well,
    })
}

fn read(
    app: &mut App,
    wanted: &Wanted<'_>,
    before: &Heard,
    card_ids: &CardIds,
) -> Result<Package<File>, Failure> {
    let unreadable = |error| unreadable(wanted.file, &error);
    let mut file = File::open(wanted.file).map_err(unreadable)?;
    if file.metadata().is_ok_and(|file| file.is_dir()) {
        return Err(Failure::input(format!(
            "{}: this is a folder",
            wanted.file.display()
        )));
    }
    let cache = app.paths.cache.clone();
    let sent = app.store()?.export_record()?.notes.into_values();
    let sent: BTreeMap<String, i64> = sent.map(|note| (note.guid, note.changed)).collect();
    let shelf = app.shelf()?;
    // Few packages have a note that asks.
    let here = OnceCell::new();
    let earlier = Earlier {
        orders: &before.orders,
        card_ids,
        sent: &sent,
        is_here: &|item| here.get_or_init(|| card_ids::items_of(shelf)).contains(item),
    };
    let package = match wanted.form {
        Form::Package => Package::read_after(file, &cache, &earlier, &mut || !input::interrupted()),
        Form::Text => {
            let mut bytes = Vec::new();
            file.by_ref()
                .take(MOST_TABLE as u64 + 1)
                .read_to_end(&mut bytes)
                .map_err(unreadable)?;
            let name = wanted.file.file_stem().unwrap_or_default();
            Package::read_text_after(&bytes, &name.to_string_lossy(), wanted.deck, &earlier)
        }
    };
    package.map_err(|error| refused(wanted.file, &error))
}

/// What is known here of the cards that come in, and what their memory is computed with.
struct Known {
    scheduler: Scheduler,
    now: Moment,
    logged: BTreeMap<String, Logged>,
    kept: BTreeMap<String, Card>,
    /// What decks have of their own.
    of_decks: BTreeMap<String, Settings>,
}

impl Known {
    /// Reads it of the cards of `decks`.
    fn read(app: &mut App, decks: &BTreeSet<String>) -> Result<Known, Failure> {
        let (now, scheduler) = (app.now(), app.scheduler()?);
        let own = app.config.of_decks.keys().filter(|deck| decks.contains(*deck));
        let of_decks = own.map(|deck| (deck.clone(), app.config.of_deck(deck).schedule));
        let of_decks = of_decks.collect();
        let store = app.store()?;
        let logged = store.logged(decks)?;
        let mut kept = BTreeMap::new();
        for deck in decks {
            kept.extend(store.cards(Some(deck))?);
        }
        Ok(Known {
            scheduler,
            now,
            logged,
            kept,
            of_decks,
        })
    }

    /// Lets cards keep marks that Anki never had; returns which those are that it has now.
    fn spare_marks(&mut self, package: &Package<File>, placed: &Placed, before: &MarksThere) -> MarksThere {
        let mut there = before.clone();
        for (name, history) in &placed.named {
            let Some(marked) = package.marked(history) else {
                continue;
            };
            let kept = self.kept.get(name).unwrap_or(&Card::NEW);
            before.spare(name, marked, kept, self.logged.get_mut(name));
            if !package.is_outdated {
                there.note(name, marked);
            }
        }
        there
    }

    /// Who learns the card that is called `name` here.
    fn learner(&self, name: &str) -> Learner<'_> {
        let settings = self.scheduler.settings();
        let deck = name.split('/').next().unwrap_or(name);
        let of_deck = self.of_decks.get(deck).unwrap_or(settings);
        Learner {
            model: self.scheduler.model(),
            now: self.now,
            day_starts: settings.day_starts,
            learning_steps: settings.learning_steps.len(),
            relearning_steps: settings.relearning_steps.len(),
            retention: of_deck.desired_retention,
            longest_interval: of_deck.maximum_interval_days,
        }
    }
}

fn no_card(file: &Path) -> Failure {
    Failure::input(format!("{}: there is no card in it", file.display()))
        .hint("export the deck from Anki again, with its cards")
}

/// Nothing of the package can be used.
fn refused(file: &Path, error: &PackageError) -> Failure {
    let failure = match error {
        PackageError::System { doing, error } => return Failure::system(file, doing, error),
        PackageError::Stopped => return Failure::input("stopped; nothing was changed"),
        error => Failure::input(format!("{}: {error}; nothing was changed", file.display())),
    };
    failure.hint(match error {
        PackageError::WebPage => "download it again: the server sent a page, perhaps to sign in",
        PackageError::NotAnArchive => "download or copy it again, whole",
        PackageError::NoCollection => "export it from Anki as a deck package (.apkg) or collection (.colpkg)",
        PackageError::TooNew { .. } => {
            "export it from Anki with “Support older Anki versions”, or use a newer suraq"
        }
        PackageError::CardsAsShown => {
            "export them as “Notes in Plain Text” with the unique identifier, or as an Anki Deck Package (.apkg); \
             --deck NAME takes these as they are, also where they are here already"
        }
        PackageError::TooLarge { .. } => "export single decks from Anki, each into a package of its own",
        _ => "export it from Anki again; there, Tools > Check Database mends a collection",
    })
}
