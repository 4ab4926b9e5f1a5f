//! The program: talks to people, files, clocks and chance, and leaves the rest to the library.

mod app;
mod args;
mod bringing;
mod cards;
mod care;
mod class;
mod clock;
mod commands;
mod config;
mod content;
mod inbox;
mod input;
#[cfg(feature = "live")]
mod live;
mod output;
mod paths;
mod repl;
mod report;
mod screen;
mod sitting;
mod study;

use std::path::Path;
use std::process::ExitCode;

use app::App;
use args::Asked;
use report::Done;
use report::Failure;

fn main() -> ExitCode {
    #[cfg(feature = "pdf-input")]
    leave_panics_of_readers_unsaid();
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let done = match args::parse(words) {
        Ok(asked) => run(asked),
        Err(failure) => Err(failure),
    };
    let done = done.and_then(|done| match screen::refused() {
        Some(error) => {
            let place = Path::new("standard output");
            Err(Failure::system(place, "cannot be written", error))
        }
        None => Ok(done),
    });
    ExitCode::from(match done {
        Ok(done) => done.status(),
        Err(failure) => {
            failure.print("suraq ");
            failure.status
        }
    })
}

/// A PDF file that is not understood ends the thread that reads it; it is told as an error, with the page.
#[cfg(feature = "pdf-input")]
fn leave_panics_of_readers_unsaid() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(suraq::text::read::PDF_THREAD) {
            say(panic);
        }
    }));
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
    let bears_faults = call.as_ref().is_some_and(|call| call.command.bears_faults());
    if let Some(fault) = app.config_fault.take_if(|_| !bears_faults) {
        return Err(fault);
    }
    input::catch_interrupts();
    input::survive_size_limits();
    input::leave_when_told();
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
