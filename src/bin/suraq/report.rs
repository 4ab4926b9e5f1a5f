//! What went wrong, told to a person: the sentence, the remedy, and the exit status.
//!
//! The library says where, what and which value; the hint with the command to
//! type is added here, and nowhere else.

use std::fmt;
use std::path::Path;

use suraq::decks::DeckError;
use suraq::decks::Fault;
use suraq::decks::Problem;
use suraq::export::ExportError;
use suraq::progress::ProgressError;
use suraq::schedule::ScheduleError;
use suraq::text::ReadError;

use crate::screen;

/// Wrong usage: a word, flag or value that does not exist.
pub const USAGE: u8 = 2;
/// An input is unusable: unreadable, damaged, not a deck.
pub const INPUT: u8 = 3;
/// The environment refused: no space, no permission.
pub const ENVIRONMENT: u8 = 4;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// All of it, and nothing to complain about.
    Well,
    /// It found problems in what it looked at.
    FoundProblems,
    /// Some inputs were unusable; each was reported when it was met.
    SomeInputsUnusable,
    /// The person wants to leave the prompt.
    Quit,
}

impl Done {
    /// Returns the exit status.
    pub fn status(self) -> u8 {
        match self {
            Done::Well | Done::Quit => 0,
            Done::FoundProblems => 1,
            Done::SomeInputsUnusable => INPUT,
        }
    }
}

/// Why a command did not do its work.
#[derive(Debug)]
pub struct Failure {
    /// Where, what, which value; lower case, no full stop.
    pub message: String,
    /// The remedy. Commands stand in it as `{suraq}review`, so that they are right at the prompt and in a shell.
    pub hint: Option<String>,
    /// The exit status.
    pub status: u8,
}

/// What a command gives back.
pub type Outcome = Result<Done, Failure>;

impl Failure {
    /// Wrong usage.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure::new(USAGE, message)
    }

    /// An unusable input.
    pub fn input(message: impl Into<String>) -> Failure {
        Failure::new(INPUT, message)
    }

    /// Something the system refused, at `path`.
    pub fn system(path: &Path, what: &str, error: &std::io::Error) -> Failure {
        Failure::new(
            ENVIRONMENT,
            format!("{}: {what}: {}", path.display(), plain(error)),
        )
    }

    fn new(status: u8, message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            hint: None,
            status,
        }
    }

    /// Adds the remedy.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// Prints the two lines; `prefix` is what stands before a command: `suraq ` in a shell, nothing at the prompt.
    pub fn print(&self, prefix: &str) {
        screen::complain("error", &self.message);
        if let Some(hint) = &self.hint {
            screen::complain("hint", &hint.replace("{suraq}", prefix));
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

/// What the system says, without its error number.
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "it failed".to_owned(),
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        let hint = match &error {
            ReadError::Empty { .. } => "give a file with running text in it",
            ReadError::NotText { .. } => "save it as text, Markdown, HTML, EPUB or DOCX and give that file",
            ReadError::TooLarge { .. } | ReadError::Swells { .. } => {
                "cut it into its chapters or articles and give those"
            }
            ReadError::Damaged { .. } => {
                "get the file anew, or open it in the program it is made for and save it as text"
            }
            ReadError::Encrypted { .. } => {
                "open it in the program it is made for and save it as text without a password"
            }
            ReadError::LeftOut { feature, .. } => {
                let how = format!(
                    "build suraq with `cargo build --release --features {feature}`, or save it as text"
                );
                return Failure::input(error.to_string()).hint(how);
            }
            _ => "give a file with running text in it",
        };
        Failure::input(error.to_string()).hint(hint)
    }
}

impl From<DeckError> for Failure {
    fn from(error: DeckError) -> Failure {
        let message = error.to_string();
        match error {
            DeckError::Read { path, error } => unreadable(&path, &error),
            DeckError::Write { path, error } => Failure::system(&path, "cannot be written", &error)
                .hint("nothing was changed; make room or ask for the right to write there, then try again"),
            DeckError::NotText { .. } => {
                Failure::input(message).hint("save the file as UTF-8 in your editor, then {suraq}check")
            }
            DeckError::Unusable { .. } => Failure::input(message).hint("see every problem with {suraq}check"),
            DeckError::ChangedOnDisk { .. } => {
                Failure::new(ENVIRONMENT, message).hint("do it again to work on the new version")
            }
            DeckError::UnknownDeck { .. } => Failure::usage(message).hint("see all decks with {suraq}decks"),
            DeckError::UnknownCard { .. } | DeckError::NoCardId { .. } => {
                Failure::usage(message).hint("find the id of a card with {suraq}find WORDS")
            }
            DeckError::Index { path, .. } => Failure::new(ENVIRONMENT, message).hint(format!(
                "it is only a cache; delete {} and try again",
                path.display()
            )),
            _ => Failure::input(message),
        }
    }
}

/// A file or folder that could not be read: a missing one is wrong input, a forbidden one as well.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let failure = Failure::input(format!("{}: cannot be read: {}", path.display(), plain(error)));
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            failure.hint("check the name; Tab completes file names in most shells")
        }
        std::io::ErrorKind::PermissionDenied => {
            failure.hint(format!("allow it with: chmod u+r {}", path.display()))
        }
        _ => failure,
    }
}

impl From<ProgressError> for Failure {
    fn from(error: ProgressError) -> Failure {
        let message = error.to_string();
        let shown = |path: &Path| path.display().to_string();
        match error {
            ProgressError::Newer { .. } => Failure::input(message)
                .hint("use the newer suraq that wrote it, or choose another home with --home DIR"),
            ProgressError::Damaged { .. } => Failure::input(message).hint(
                "save what can be read with {suraq}doctor, or put back a copy with {suraq}restore --newest",
            ),
            ProgressError::NotProgress { path } => {
                Failure::input(message).hint(format!("move {} away, then start again", shown(&path)))
            }
            ProgressError::ReadOnly { path } => Failure::new(ENVIRONMENT, message).hint(format!(
                "allow it with: chmod u+w {}, or choose another home with --home DIR",
                shown(&path)
            )),
            ProgressError::NoSpace { .. } => Failure::new(ENVIRONMENT, message)
                .hint("make room on the disk, or lift the limit on the size of files, then do it again"),
            ProgressError::Busy { .. } => {
                Failure::new(ENVIRONMENT, message).hint("wait until the other suraq is done, then try again")
            }
            ProgressError::Refused { .. } => Failure::new(ENVIRONMENT, message)
                .hint("check the rights of the folder, or choose another home with --home DIR"),
            ProgressError::NothingToUndo | ProgressError::NothingToRedo => Failure::usage(message),
            ProgressError::Internal { .. } => Failure::new(ENVIRONMENT, message)
                .hint("nothing was changed; put back a backup with {suraq}restore --newest if it stays so"),
            _ => Failure::new(ENVIRONMENT, message),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        Failure::new(ENVIRONMENT, error.to_string()).hint("export fewer cards at a time, such as deck:NAME")
    }
}

impl From<ScheduleError> for Failure {
    fn from(error: ScheduleError) -> Failure {
        Failure::input(error.to_string()).hint("see every setting with its range: {suraq}set")
    }
}

/// What to do about a deck without an id, where `id` is free.
pub fn remedy_without_id(id: &str) -> String {
    format!("write below [deck], once and for all: id = \"{id}\"")
}

/// What to do about a problem in a deck file.
pub fn remedy(problem: &Problem) -> String {
    match &problem.fault {
        Fault::NewerFormat { .. } => "use a newer suraq for this deck".to_owned(),
        Fault::DuplicateId { .. } => "rename one of them; reviews are stored under the id".to_owned(),
        Fault::DuplicateDeck { .. } => "give one of the two decks another id".to_owned(),
        Fault::HidesShipped { id, .. } => format!(
            "write another id in {} to study both; to keep what you learned of it, move its cards first: \
             move deck:{id} --to NAME",
            problem.path.display()
        ),
        Fault::WrongType { found, .. } if found.contains(" the number ") => {
            "write it in quotes if it is the text that is meant".to_owned()
        }
        Fault::EmptyText { .. } => "take it out, or write what it should say".to_owned(),
        Fault::KeyAmongDistractors { .. } => "take it out of `distractors`".to_owned(),
        fault => match fault.nearest() {
            Some(nearest) => format!("write `{nearest}` at {}:{}", problem.path.display(), problem.line),
            None => format!("open {} at line {}", problem.path.display(), problem.line),
        },
    }
}
