//! The program: talks to people, files, clocks and chance, and leaves the rest to the library.

// The screens that use the rest are on their way.
#![allow(dead_code)]

mod advice;
mod app;
mod args;
mod catalogue;
mod choice;
mod clock;
mod commands;
mod config;
mod days;
mod deeds;
mod documents;
mod drafting;
mod draw;
mod editor;
mod evidence;
mod figures;
mod inbox;
mod input;
mod marking;
mod naming;
mod paths;
mod plot;
mod progress_bar;
mod repl;
mod report;
mod screen;
mod sheet;
mod sitting;
mod standing;
mod study;
mod terminal;
mod today;
mod wording;

use std::process::ExitCode;

use app::App;
use args::Asked;
use report::Done;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let done = match args::parse(words) {
        Ok(asked) => run(asked),
        Err(failure) => Err(failure),
    };
    ExitCode::from(match done {
        Ok(done) => done.status(),
        Err(failure) => {
            failure.print("suraq ");
            failure.status
        }
    })
}

fn run(asked: Asked) -> Result<Done, report::Failure> {
    let (global, call) = match asked {
        Asked::Text(text) => {
            screen::print_all(&text);
            return Ok(Done::Well);
        }
        Asked::Run(global, call) => (global, call),
    };
    let mut app = App::new(&global)?;
    input::catch_interrupts();
    input::survive_size_limits();
    let done = match call {
        Some(call) => call.run(&mut app),
        None if app.screen.interactive => repl::run(&mut app),
        None => {
            screen::print_all(&args::overview());
            Ok(Done::Well)
        }
    };
    app.close();
    done
}
