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
use crate::screen::page::page;

/// The pages that are no command's: what every command prints with `--json`, and how a language deck is written.
pub const PAGES: [(&str, &str); 2] = [
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
        let columns = app.screen.columns().min(args::WIDTH);
        let Some(name) = self.command else {
            if app.json {
                list_as_json(app);
            } else {
                print(app, &page(&args::overview(), columns));
            }
            return Ok(Done::Well);
        };
        if let Some((title, text)) = PAGES.iter().find(|(title, _)| *title == name) {
            match app.json {
                true => app
                    .screen
                    .line(&json!({ "page": title, "text": text }).to_string()),
                false => print(app, &page(text, columns)),
            }
            return Ok(Done::Well);
        }
        let command = named(&name)?;
        let text = args::help_of(command, app.at_prompt, columns);
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

/// Prints a text that is wrapped already: in a terminal page by page.
fn print(app: &App, text: &str) {
    match app.screen.interactive {
        true => app
            .screen
            .pages(&text.lines().map(str::to_owned).collect::<Vec<_>>()),
        false => screen::print_all(text),
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
