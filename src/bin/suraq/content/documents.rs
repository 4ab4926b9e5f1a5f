//! Documents as a person names them: files, folders and standard input, read on all cores.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use rayon::prelude::*;
use suraq::facts::Findings;
use suraq::text::Document;
use suraq::text::LARGEST;
use suraq::text::Notice;
use suraq::text::ReadError;
use suraq::text::read::READERS;
use suraq::text::read::largest;

use crate::input;
use crate::report::Failure;
use crate::report::unreadable;
use crate::screen::count;

/// Bytes that are read at one time: the memory stays the same however many documents there are.
const AT_ONCE: u64 = 4 * 1024 * 1024;

/// Documents that are read at one time.
const FILES_AT_ONCE: usize = 64;

/// What a person may name, as `help` says it.
pub const KINDS: &str = match cfg!(feature = "pdf-input") {
    true => {
        "Text, Markdown, HTML, EPUB, DOCX or PDF; a folder stands for all documents in it, - for standard input"
    }
    false => {
        "Text, Markdown, HTML, EPUB or DOCX; a folder stands for all documents in it, - for standard input"
    }
};

/// Where a document is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// What is piped into the program.
    StandardInput,
}

impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Place {
        match path.as_os_str() == "-" {
            true => Place::StandardInput,
            false => Place::File(path),
        }
    }
}

impl Place {
    /// Returns how a person calls it.
    pub fn shown(&self) -> String {
        match self {
            Place::File(path) => path.display().to_string(),
            Place::StandardInput => "standard input".to_owned(),
        }
    }

    /// Returns its name without folder.
    pub fn name(&self) -> String {
        match self {
            Place::File(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Place::StandardInput => "-".to_owned(),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Place::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Place::StandardInput => AT_ONCE,
        }
    }
}

/// Returns the documents that `paths` name, each once and sorted, and what is wrong with the others.
///
/// A folder stands for all documents in it and below, `-` for standard input.
pub fn find(paths: &[PathBuf]) -> (Vec<Place>, Vec<Failure>) {
    let (mut places, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            let (found, unusable) = in_folder(path);
            places.extend(found.into_iter().map(Place::File));
            failures.extend(unusable);
        } else {
            places.push(Place::from(path.clone()));
        }
    }
    places.sort();
    places.dedup();
    (places, failures)
}

/// The documents in a folder and below, and the folders in it that may not be read.
fn in_folder(folder: &Path) -> (Vec<PathBuf>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if let Err(error) = look_through(&folder, &mut folders, &mut found) {
            failures.push(unreadable(&folder, &error));
        }
    }
    failures.sort_by(|one, other| one.message.cmp(&other.message));
    if found.is_empty() && failures.is_empty() {
        failures.push(
            Failure::input(format!(
                "{}: there is no document in this folder",
                folder.display()
            ))
            .hint(format!(
                "only files that end in {} are read",
                endings().join(", ")
            )),
        );
    }
    (found, failures)
}

/// Adds what is in a folder: other folders, and documents.
fn look_through(folder: &Path, folders: &mut Vec<PathBuf>, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        } else if is_document(&entry.path()) {
            found.push(entry.path());
        }
    }
    Ok(())
}

fn endings() -> Vec<&'static str> {
    READERS
        .iter()
        .flat_map(|format| format.extensions())
        .copied()
        .collect()
}

fn is_document(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    path.is_file() && endings().contains(&ending.as_str())
}

/// Reads one document.
///
/// Errors: there is none, it may not be read, or it is no text.
pub fn read(place: &Place) -> Result<Document, Failure> {
    let bytes = bytes(place)?;
    suraq::text::read(&place.name(), &bytes).map_err(|error| told_with_folder(place, error))
}

/// Reads the bytes of a place, not many more than the largest document has.
///
/// Errors: there is nothing, or it may not be read.
pub fn bytes(place: &Place) -> Result<Vec<u8>, Failure> {
    let bytes = match place {
        Place::StandardInput => bytes_of(io::stdin().lock()),
        Place::File(path) => File::open(path).and_then(bytes_of),
    };
    bytes.map_err(|error| unreadable(Path::new(&place.shown()), &error))
}

/// Reads no more than shows that it is too much; packed documents may have more bytes than text.
fn bytes_of(mut source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.by_ref().take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    let rest = (largest(&bytes) + 1).saturating_sub(bytes.len());
    source.take(rest as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn told_with_folder(place: &Place, error: ReadError) -> Failure {
    let size = usize::try_from(place.bytes()).unwrap_or(usize::MAX);
    Failure::from(match error.renamed(place.shown()) {
        ReadError::TooLarge { name, bytes, most } => ReadError::TooLarge {
            name,
            bytes: bytes.max(size),
            most,
        },
        other => other,
    })
}

/// Returns the language of a document that is not English.
pub fn foreign(document: &Document) -> Option<&str> {
    document.notices.iter().find_map(|notice| match notice {
        Notice::NotEnglish { language } => Some(language.as_str()),
        _ => None,
    })
}

/// Returns what a reader should know of how the bytes became this text.
pub fn conversion(place: &Place, document: &Document) -> Option<String> {
    document.notices.iter().find_map(|notice| match notice {
        Notice::Converted { encoding, replaced } => {
            let lost = match replaced {
                0 => String::new(),
                lost => format!("; {} could not be read", count(*lost, "character", "characters")),
            };
            Some(format!(
                "{}: converted from {encoding} to UTF-8{lost}",
                place.shown()
            ))
        }
        _ => None,
    })
}

/// Says that nothing can be drawn from a document in another language.
pub fn not_english(place: &Place, language: &str) -> Failure {
    Failure::input(format!(
        "{}: the text is {language}, and questions are drawn from English only",
        place.shown()
    ))
    .hint(
        "write its cards by hand with {suraq}new, or give an English version of it; a test with lettered options is \
         read in any language by {suraq}import FILE",
    )
}

/// Says why there is no question in a document, and what may be done.
pub fn no_question(place: &Place, document: &Document, findings: &Findings) -> String {
    let sentences = count(document.sentences.len(), "sentence", "sentences");
    let why = match (document.sentences.len(), findings.facts.len()) {
        (0, _) => "it has no running text, only headings, lists of links or tables".to_owned(),
        (1, 0) => "its only sentence states no name, date, number or term plainly enough".to_owned(),
        (_, 0) => format!("none of its {sentences} states a name, date, number or term plainly enough"),
        (_, facts) => format!(
            "{} found, and no question about {} was good enough",
            count(facts, "fact was", "facts were"),
            if facts == 1 { "it" } else { "them" }
        ),
    };
    format!("{}: no question was found: {why}", place.shown())
}

/// Calls `look` for every place on all cores and hands what it gives to `take`, in the order of the places.
///
/// While one portion is taken the next is looked at, and no more: the memory stays the same
/// however many documents there are. Stops at Ctrl-C and returns how many were taken. `take`
/// says stop by an error.
pub fn each<T: Send>(
    places: &[Place],
    look: impl Fn(&Place) -> T + Sync,
    take: impl FnMut(&Place, T) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    thread::scope(|scope| {
        // Without room of its own, so that a portion waits until the one before it is taken.
        let (give, portions) = mpsc::sync_channel(0);
        let look = &look;
        scope.spawn(move || look_ahead(places, look, &give));
        take_in_order(places, portions, take)
    })
}

/// Looks at one portion after another until nobody takes them.
fn look_ahead<T: Send>(
    places: &[Place],
    look: impl Fn(&Place) -> T + Sync,
    give: &mpsc::SyncSender<Vec<Option<T>>>,
) {
    let mut rest = places;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(portion(rest));
        let looked = now
            .par_iter()
            .map(|place| (!input::interrupted()).then(|| look(place)))
            .collect();
        if give.send(looked).is_err() {
            return;
        }
        rest = later;
    }
}

/// Takes what was looked at, and says how many there were until Ctrl-C.
fn take_in_order<T>(
    places: &[Place],
    portions: mpsc::Receiver<Vec<Option<T>>>,
    mut take: impl FnMut(&Place, T) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let mut taken = 0;
    for looked in portions.into_iter().flatten() {
        let Some(looked) = looked.filter(|_| !input::interrupted()) else {
            break;
        };
        take(&places[taken], looked)?;
        taken += 1;
    }
    Ok(taken)
}

/// How many of the next documents are read at one time.
fn portion(places: &[Place]) -> usize {
    let mut bytes = 0;
    let fitting = places.iter().take(FILES_AT_ONCE).take_while(|place| {
        bytes += place.bytes();
        bytes <= AT_ONCE
    });
    fitting.count().max(1)
}
