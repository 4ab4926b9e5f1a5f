//! `help`: all commands, or one.

use clap::Args;
use serde_json::json;

use super::COMMANDS;
use super::Command;
use super::Group;
use super::Verb;
use crate::app::App;
use crate::args;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::wrap_indented;

/// What stands before the rest of a line of the list, under its explanation.
const IN_LIST: &str = "               ";

/// The pages that are no command's: what every command prints with `--json`, and how a language deck is written.
const PAGES: [(&str, &str); 2] = [
    ("json", include_str!("fields.txt")),
    ("words", include_str!("words.txt")),
];

/// Which command.
#[derive(Args, Debug)]
pub struct Help {
    /// The command to explain; without one, all are listed. json explains what --json prints,
    /// words how a deck of words is written
    command: Option<String>,
}

impl Verb for Help {
    const NAME: &'static str = "help";
    const ALIASES: &'static [&'static str] = &["?"];
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Explain a command, or list them all";
    const EXAMPLE: &'static str = "suraq help review\nsuraq help json\nsuraq help words";

    fn run(self, app: &mut App) -> Outcome {
        let Some(name) = self.command else {
            if app.json {
                list_as_json(app);
            } else {
                print(app, &args::overview());
            }
            return Ok(Done::Well);
        };
        if let Some((page, text)) = PAGES.iter().find(|(page, _)| *page == name) {
            match app.json {
                true => app
                    .screen
                    .line(&json!({ "page": page, "text": text }).to_string()),
                false => print(app, text),
            }
            return Ok(Done::Well);
        }
        let command = named(&name)?;
        let text = args::help_of(command, app.at_prompt);
        let json = json!({ "command": command.name(), "help": text });
        if app.json {
            app.screen.line(&json.to_string());
        } else {
            print(app, &text);
        }
        Ok(Done::Well)
    }
}

/// Finds the command a word means, or names the nearest.
pub fn named(name: &str) -> Result<&'static dyn Command, Failure> {
    let found = COMMANDS.iter().find(|command| command.answers_to(name));
    found.copied().ok_or_else(|| {
        let failure = Failure::usage(format!("there is no command `{name}`"));
        let names = COMMANDS.iter().map(|command| command.name());
        match suraq::decks::nearest(name, names) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint("see all commands with {suraq}help"),
        }
    })
}

/// Prints a text: in a terminal wrapped to it, page by page.
fn print(app: &App, text: &str) {
    if !app.screen.interactive {
        screen::print_all(text);
        return;
    }
    let lines = text
        .lines()
        .flat_map(|line| wrap_indented(line, app.screen.columns(), "", hanging(line)));
    app.screen.pages(&lines.collect::<Vec<_>>());
}

/// What stands before the rest of a line that is too long.
fn hanging(line: &str) -> &'static str {
    match line {
        line if line.starts_with("Usage: ") => "       ",
        line if line.starts_with("  ") && !line.starts_with("   ") => IN_LIST,
        _ => "",
    }
}

fn list_as_json(app: &App) {
    for command in COMMANDS {
        let line = json!({
            "command": command.name(),
            "aliases": command.aliases(),
            "group": command.group().title(),
            "about": command.about(),
            "example": command.example(),
        });
        app.screen.line(&line.to_string());
    }
}
