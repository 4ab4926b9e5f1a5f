//! `completions`: what a shell needs to complete commands, flags and values, made from the one tree.

use clap::Args;
use clap_complete::Shell;
use serde_json::json;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::args;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen;

/// For which shell.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Verb for Completions {
    const NAME: &'static str = "completions";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Print what lets Tab complete commands in your shell";
    const EXAMPLE: &'static str = "suraq completions bash > ~/.local/share/bash-completion/completions/suraq";

    const BEARS_FAULTS: bool = true;

    fn more() -> String {
        "Where it goes, once; a new shell then knows it.\n\n\
         bash:\n  \
         mkdir -p ~/.local/share/bash-completion/completions\n  \
         suraq completions bash > ~/.local/share/bash-completion/completions/suraq\n\
         zsh, DIR being one of $fpath:\n  \
         suraq completions zsh > DIR/_suraq\n\
         fish:\n  \
         mkdir -p ~/.config/fish/completions\n  \
         suraq completions fish > ~/.config/fish/completions/suraq.fish\n\
         powershell:\n  \
         suraq completions powershell >> $PROFILE\n\
         elvish:\n  \
         suraq completions elvish >> ~/.config/elvish/rc.elv\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut args::written_tree(), "suraq", &mut script);
        let script = String::from_utf8_lossy(&script);
        match app.json {
            true => app
                .screen
                .line(&json!({ "shell": self.shell.to_string(), "script": script }).to_string()),
            false => screen::print_all(&script),
        }
        Ok(Done::Well)
    }
}
