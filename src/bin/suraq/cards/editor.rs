//! A card in the person's own editor: its entry goes out as TOML, comes back, and is checked before it is kept.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEventKind;
use suraq::decks;
use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::Fault;
use suraq::decks::Place;
use suraq::decks::Problem;
use suraq::items::Item;

use crate::app::App;
use crate::cards::wording;
use crate::cards::wording::Entry;
use crate::input;
use crate::input::Line;
use crate::report::ENVIRONMENT;
use crate::report::Failure;
use crate::report::plain;
use crate::report::unreadable;
use crate::screen;
use crate::screen::TEXT_WIDTH;
use crate::screen::Tone;
use crate::screen::terminal::Terminal;

/// How the name of a file begins that an editor is opened on.
const DRAFT: &str = "edit-";

/// How long what was written stays where it could not be kept in its deck.
const KEPT: Duration = Duration::from_secs(7 * 86_400);

const HEAD: &str = "\
# Save and close to keep your changes; close without saving to leave the card as it is.
# The id stays: your progress is kept under it.

";

/// What is on the terminal around the editor, where problems are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// A drawn screen, if the terminal has one: it comes back at once.
    Screen,
    /// Lines, one below the other.
    Prompt,
}

/// Lets a person edit the entry of `card` in their editor. Returns what the card asks now, or
/// `None` where nothing was changed.
///
/// The terminal must not be in raw mode. Every problem in what comes back is named, and the
/// person may go on editing. Errors: there is no such card, no editor, or what was written
/// cannot be kept; it then stays in the file that the message names.
pub fn edit_card(app: &mut App, card: &CardId, around: Around) -> Result<Option<Item>, Failure> {
    let file = app.shelf()?.edit(&card.deck)?;
    let before = Entry::of(&file, card)?;
    let text = format!("{HEAD}{}\n", text_of(&file, &before).trim_end());
    let edited = edit_text(app, &text, around, |path, text| {
        read_back(&file, &before, path, text)
    })?;
    let Some((draft, entry)) = edited else {
        return Ok(None);
    };
    let kept = match entry == before {
        true => Ok(None),
        false => keep_over(app, card, &before, entry).map(Some),
    };
    match kept {
        Ok(kept) => Ok(done(&draft, kept)),
        Err(failure) => Err(kept_in(&draft, failure)),
    }
}

/// Writes what an editor gave into the deck as it is now: its other cards may have changed while the editor was open.
///
/// Errors: this very card is another one than `before`, or the deck cannot be written.
fn keep_over(app: &mut App, card: &CardId, before: &Entry, entry: Entry) -> Result<Item, Failure> {
    app.look_again()?;
    let file = app.shelf()?.edit(&card.deck)?;
    if Entry::of(&file, card)? != *before {
        // Short, so that the file named after it is seen on a narrow screen.
        return Err(Failure {
            status: ENVIRONMENT,
            ..Failure::input("the card changed meanwhile")
        });
    }
    wording::keep(app, &format!("edit {card}"), file, entry, card)
}

/// Opens the person's editor on `text` until `check` finds no problem in what comes back, or they
/// give up. Returns what `check` made of it and the file it stands in, for the caller to remove once it is kept, or
/// `None` where the text came back as it was.
fn edit_text<T>(
    app: &App,
    text: &str,
    around: Around,
    check: impl Fn(&Path, &str) -> Result<T, Vec<String>>,
) -> Result<Option<(PathBuf, T)>, Failure> {
    let path = draft_file(app);
    sweep(&app.paths.cache);
    fs::create_dir_all(&app.paths.cache)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| Failure::system(&path, "cannot be written", &error))?;
    loop {
        open_editor(&path).map_err(|failure| without_editor(&path, text, failure))?;
        let back = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
        let checked = match back == text {
            true => None,
            false => Some(check(&path, &back)),
        };
        match checked {
            Some(Err(problems)) if !goes_on(app, around, &problems) => {
                return Err(given_up(&path, &problems));
            }
            Some(Err(_)) => {}
            Some(Ok(value)) => return Ok(Some((path, value))),
            None => return Ok(done(&path, None)),
        }
    }
}

/// Removes the file that an editor was opened on.
fn done<T>(path: &Path, value: Option<T>) -> Option<T> {
    // A leftover in the cache does no harm.
    let _ = fs::remove_file(path);
    value
}

/// Removes what was kept of edits that were given up long ago.
fn sweep(cache: &Path) {
    let is_old = |entry: &fs::DirEntry| {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > KEPT))
    };
    let entries = fs::read_dir(cache).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(DRAFT) && is_old(&entry) {
            // What cannot be removed now is tried again with the next edit.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file that is not there: what an earlier edit left is kept.
fn draft_file(app: &App) -> PathBuf {
    let stem = format!("{DRAFT}{}", std::process::id());
    let mut path = app.paths.cache.join(format!("{stem}.toml"));
    let mut number = 2;
    while path.exists() {
        path = app.paths.cache.join(format!("{stem}-{number}.toml"));
        number += 1;
    }
    path
}

fn given_up(path: &Path, problems: &[String]) -> Failure {
    kept_in(
        path,
        Failure::input(format!("nothing was changed: {}", problems.join("\n"))),
    )
}

/// An editor that fails leaves nothing behind, unless something was written.
fn without_editor(path: &Path, text: &str, failure: Failure) -> Failure {
    if fs::read_to_string(path).is_ok_and(|back| back != text) {
        return kept_in(path, failure);
    }
    done::<()>(path, None);
    failure
}

fn kept_in(path: &Path, failure: Failure) -> Failure {
    let days = KEPT.as_secs() / 86_400;
    failure.hint(format!(
        "what you wrote is kept for {days} days in {}",
        path.display()
    ))
}

/// Names the problems and asks whether to go on; without a person there, no.
fn goes_on(app: &App, around: Around, problems: &[String]) -> bool {
    if !app.screen.interactive {
        return false;
    }
    if around == Around::Screen && !app.screen.plain {
        // A terminal that is gone edits no further.
        return asked_on_screen(app, problems).unwrap_or(false);
    }
    for problem in problems {
        screen::complain("error", problem);
    }
    match input::read_line("Enter edits again, n gives up: ") {
        Line::Text(answer) => !answer.trim().starts_with(['n', 'N', 'q']),
        Line::End | Line::Interrupted => false,
    }
}

/// Draws the problems and waits for the key that decides.
fn asked_on_screen(app: &App, problems: &[String]) -> std::io::Result<bool> {
    let terminal = Terminal::enter()?;
    loop {
        let (columns, height) = app.screen.size();
        let width = columns.clamp(1, TEXT_WIDTH);
        let mut rows = vec![app.screen.tone(Tone::Strong, "This cannot be kept as it is")];
        rows.push(app.screen.rule(columns));
        for problem in problems {
            rows.extend(screen::wrap(&app.screen.plain_signs(problem), width));
        }
        rows.resize(height.saturating_sub(1).max(1), String::new());
        rows.push(
            app.screen
                .cut("Enter edits again  n gives up; what you wrote is kept", columns),
        );
        terminal.paint(&rows, None)?;
        match terminal.event()? {
            None => return Ok(false),
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => match key.code {
                KeyCode::Enter | KeyCode::Char('e') => return Ok(true),
                KeyCode::Esc | KeyCode::Char('n' | 'q' | 'c') => return Ok(false),
                _ => {}
            },
            Some(Event::Resize(_, _)) => terminal.clear()?,
            Some(_) => {}
        }
    }
}

fn open_editor(path: &Path) -> Result<(), Failure> {
    let named = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = named.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let mut command = match cfg!(windows) {
        true => Command::new(&editor),
        // The shell reads flags and quotation marks: `code --wait`.
        false => {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("{}{editor} \"$1\"", looked_for(&editor)), "sh"]);
            command
        }
    };
    let other = if editor.starts_with("nano") { "vi" } else { "nano" };
    let hint = format!("choose one: export EDITOR={other}");
    match command.arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        // What a shell says of a program that it does not find.
        Ok(status) if status.code() == Some(127) => Err(Failure::usage(format!(
            "the editor `{editor}` was not found; nothing was changed"
        ))
        .hint(hint)),
        Ok(_) => Err(Failure::usage(format!(
            "the editor `{editor}` ended with an error; nothing was changed"
        ))
        .hint(hint)),
        Err(error) => {
            Err(Failure::usage(format!("the editor `{editor}` does not start: {}", plain(&error))).hint(hint))
        }
    }
}

/// What makes the shell end in silence where it does not find the editor: what it would say is about a line of a
/// script that nobody wrote. A command with quotation marks or signs of the shell is left to the shell.
fn looked_for(editor: &str) -> String {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._+-~".contains(letter);
    match !program.is_empty() && program.chars().all(is_plain) {
        true => format!("command -v {program} >/dev/null 2>&1 || exit 127; "),
        false => String::new(),
    }
}

/// The entry as it stands in its file, comments and all.
fn text_of<'a>(file: &'a DeckFile, entry: &Entry) -> &'a str {
    let (parsed, deck) = (file.parsed(), file.deck());
    let ids: Vec<&str> = match entry {
        Entry::Item(_) => deck.items.iter().map(|item| item.id.0.as_str()).collect(),
        Entry::Term(_) => deck.terms.iter().map(|term| term.id.0.as_str()).collect(),
    };
    let places = match entry {
        Entry::Item(_) => &parsed.item_places,
        Entry::Term(_) => &parsed.term_places,
    };
    let at = ids.iter().position(|id| *id == entry.id());
    at.and_then(|at| places.get(at))
        .map_or("", |place| place.span.of(file.text()))
}

/// The problem with its line; the file it was written in means nothing to the person.
fn of_what_was_written(problem: &Problem) -> String {
    let entry = match &problem.entry[..] {
        "" => String::new(),
        entry => format!("{entry}: "),
    };
    format!(
        "line {} of what you edited: {entry}{}",
        problem.line, problem.fault
    )
}

/// Reads an edited entry among the sources and facts of its deck, so that it is understood as it will stand there.
fn read_back(file: &DeckFile, before: &Entry, path: &Path, text: &str) -> Result<Entry, Vec<String>> {
    let deck = file.deck();
    let mut whole = format!("{text}\n[deck]\nid = \"{}\"\ntitle = \"deck\"\n", deck.meta.id);
    for Place { span, .. } in file
        .parsed()
        .source_places
        .iter()
        .chain(&file.parsed().fact_places)
    {
        whole.push('\n');
        whole.push_str(span.of(file.text()));
    }
    let lines = text.lines().count();
    let parsed = decks::parse(path, &whole);
    let own = |problem: &&Problem| {
        problem.line <= lines && !matches!(problem.fault, Fault::NoDeck | Fault::DuplicateDeck { .. })
    };
    let mut problems: Vec<String> = parsed
        .problems
        .iter()
        .filter(own)
        .map(of_what_was_written)
        .collect();
    let mut read = parsed.deck.unwrap_or_default();
    let entry = match (read.items.pop(), read.terms.pop()) {
        (Some(item), None) if read.items.is_empty() => Some(Entry::Item(Box::new(item))),
        (None, Some(term)) if read.terms.is_empty() => Some(Entry::Term(Box::new(term))),
        _ => None,
    };
    match entry {
        Some(entry) if problems.is_empty() && entry.id() == before.id() => Ok(entry),
        Some(entry) => {
            if entry.id() != before.id() {
                problems.push(format!(
                    "the id stays `{}`; reviews are stored under it",
                    before.id()
                ));
            }
            Err(problems)
        }
        None => {
            if problems.is_empty() {
                problems.push("exactly one entry has to stand in what you edit".to_owned());
            }
            Err(problems)
        }
    }
}
