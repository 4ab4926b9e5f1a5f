//! `help`: all commands, or one.

use clap::Args;
use serde_json::json;

use super::COMMANDS;
use super::Group;
use super::Verb;
use crate::app::App;
use crate::args;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;

/// Which command.
#[derive(Args, Debug)]
pub struct Help {
    /// The command to explain; without one, all are listed
    command: Option<String>,
}

impl Verb for Help {
    const NAME: &'static str = "help";
    const ALIASES: &'static [&'static str] = &["?"];
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Explain a command, or list them all";
    const EXAMPLE: &'static str = "suraq help review";

    fn run(self, app: &mut App) -> Outcome {
        let Some(name) = self.command else {
            if app.json {
                list_as_json(app);
            } else {
                screen::print_all(&args::overview());
            }
            return Ok(Done::Well);
        };
        let found = COMMANDS.iter().find(|command| command.answers_to(&name));
        let Some(command) = found else {
            let failure = Failure::usage(format!("there is no command `{name}`"));
            let names = COMMANDS.iter().map(|command| command.name());
            return Err(match suraq::decks::nearest(&name, names) {
                Some(near) => failure.hint(format!("did you mean {{suraq}}help {near}?")),
                None => failure.hint("see all commands with {suraq}help"),
            });
        };
        let text = args::help_of(*command, app.at_prompt);
        let json = json!({ "command": command.name(), "help": text });
        if app.json {
            app.screen.line(&json.to_string());
        } else {
            screen::print_all(&text);
        }
        Ok(Done::Well)
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
