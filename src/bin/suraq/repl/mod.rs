//! The prompt: the shell's commands without the word `suraq`, with history and completion.

mod completion;
mod help;
mod line;
mod meaning;
pub mod words;

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use rustyline::CompletionType;
use rustyline::Config;
use rustyline::Editor;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;

use crate::app::App;
use crate::args;
use crate::args::Asked;
use crate::args::Call;
use crate::args::Global;
use crate::commands::home;
use crate::input;
use crate::input::Line;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
pub use completion::FindIds;
pub use completion::Names;
use completion::Offers;
use completion::Prompt;

const PROMPT: &str = "suraq> ";

/// Lines of history that are kept.
const HISTORY: usize = 2_000;

/// Asks for commands until the person leaves.
pub fn run(app: &mut App) -> Outcome {
    app.at_prompt = true;
    let names = Rc::new(RefCell::new(Names::default()));
    let mut editor = match app.screen.plain {
        true => None,
        false => editor(app, Rc::clone(&names)),
    };
    if let Err(failure) = home::show(app) {
        failure.print("");
    }
    loop {
        app.rest();
        let line = match &mut editor {
            Some(editor) => {
                if let Some(new) = app.new_names() {
                    names.replace(new);
                }
                ask(editor)
            }
            None => input::read_line(PROMPT),
        };
        match line {
            Line::Text(line) => match obey(app, &line) {
                Ok(Done::Quit) => break,
                Ok(_) => {}
                Err(failure) => failure.print(""),
            },
            Line::Interrupted => app.screen.line(""),
            Line::End => {
                app.screen.line("");
                break;
            }
        }
        if let Some(editor) = &mut editor {
            // The prompt works without its history as well.
            let _ = editor.append_history(&app.paths.history());
        }
    }
    Ok(Done::Well)
}

/// Returns what may stand at the end of a line of the shell; nothing where decks or settings cannot be read.
pub fn offered(app: &mut App, line: &str) -> Vec<String> {
    if let Some(home) = line::home_of(line) {
        app.move_to(&home);
    }
    let names = app.new_names().unwrap_or_default();
    let offers = Offers::new(Rc::new(RefCell::new(names)), app.find_ids());
    line::offered(&offers, line)
}

fn editor(app: &App, names: Rc<RefCell<Names>>) -> Option<Editor<Prompt, FileHistory>> {
    let config = Config::builder()
        .max_history_size(HISTORY)
        .and_then(|builder| builder.history_ignore_dups(true))
        .ok()?
        .completion_type(CompletionType::List)
        .auto_add_history(true)
        .build();
    let mut editor = Editor::with_config(config).ok()?;
    let offers = Offers::new(names, app.find_ids());
    editor.set_helper(Some(Prompt::new(offers, app.screen)));
    let history = app.paths.history();
    // Neither a missing folder nor a missing file keeps anybody from typing.
    let _ = history.parent().map(fs::create_dir_all);
    let _ = editor.load_history(&history);
    Some(editor)
}

fn ask(editor: &mut Editor<Prompt, FileHistory>) -> Line {
    match editor.readline(PROMPT) {
        Ok(line) => Line::Text(line),
        Err(ReadlineError::Interrupted) => Line::Interrupted,
        Err(_) => Line::End,
    }
}

/// Does what a line says.
fn obey(app: &mut App, line: &str) -> Outcome {
    let line = line.trim();
    // Two keys of the screens work here as well.
    let line = line.strip_prefix(':').unwrap_or(line).trim();
    if line.is_empty() {
        return Ok(Done::Well);
    }
    if line == "?" {
        app.screen.pages(&help::lines(app.screen.text_width()));
        return Ok(Done::Well);
    }
    let key = alone(line).map(|key| input::latin(key).to_string());
    let line = key.as_deref().unwrap_or(line);
    if matches!(line, "y" | "yes") {
        return match app.offer.clone() {
            Some(offer) => do_line(app, &offer),
            None => {
                Err(Failure::usage("nothing is offered that y could mean").hint("home says what comes next"))
            }
        };
    }
    match line.strip_prefix('/') {
        Some(query) => do_line(app, &format!("find {query}")),
        None => do_line(app, line),
    }
}

/// The letter of a line that is nothing more: a key, which a Russian layout writes as another letter.
fn alone(line: &str) -> Option<char> {
    let mut letters = line.chars();
    let key = letters.next().filter(|key| key.is_alphabetic())?;
    letters.next().is_none().then_some(key)
}

fn do_line(app: &mut App, line: &str) -> Outcome {
    let mut words = words::split(line)?;
    // Examples are written as for a shell.
    if words.len() > 1 && words[0].plain == "suraq" {
        words.remove(0);
    }
    if words.is_empty() {
        return Ok(Done::Well);
    }
    match args::parse_line(meaning::of(words)?)? {
        Asked::Text(text) => {
            screen::print_all(&text);
            Ok(Done::Well)
        }
        Asked::Run(global, call) => with(app, &global, call),
    }
}

/// Runs one command with the flags of its line.
fn with(app: &mut App, global: &Global, call: Option<Call>) -> Outcome {
    if global.home.is_some() || global.now.is_some() {
        return Err(
            Failure::usage("home and clock are chosen when the program starts")
                .hint("leave with quit, then: suraq --home DIR"),
        );
    }
    let Some(call) = call else {
        return Ok(Done::Well);
    };
    let before = app.lend_flags(global);
    input::forget_interrupt();
    let done = call.run(app);
    app.take_back_flags(before);
    done
}
