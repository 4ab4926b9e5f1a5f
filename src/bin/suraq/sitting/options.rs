//! How a sitting is to go, from the settings: of all decks, and of those that have their own.

use suraq::schedule::Load;
use suraq::schedule::Scheduler;
use suraq::session::Buttons;
use suraq::session::Face;
use suraq::session::Mode;
use suraq::session::Options;

use crate::app::App;
use crate::config::Config;
use crate::report::Failure;
use crate::study::today::pace;

/// So many days ahead cards are spread; longer intervals differ by more than a week of one another anyway.
const DAYS: usize = 120;

/// Returns how cards are asked, from the settings.
pub fn options(app: &mut App, mode: Mode, minutes: Option<u32>) -> Result<Options, Failure> {
    let load = load(app)?;
    let pace = pace(app.store()?)?;
    let config = &app.config;
    let mut options = Options {
        mode,
        face: face(config),
        suited_faces: face(config).is_none(),
        buttons: if config.buttons == 2 {
            Buttons::Two
        } else {
            Buttons::Four
        },
        pace,
        minutes,
        day_first: config.day_first,
        scheduler: app.scheduler()?.with_load(load.clone()),
        ..Options::default()
    };
    for (deck, own) in &app.config.of_decks {
        let of_deck = app.config.of_deck(deck);
        if own.contains_key("face") {
            options.deck_faces.insert(deck.clone(), face(&of_deck));
        }
        let scheduler = Scheduler::new(of_deck.schedule)?.with_load(load.clone());
        options.deck_schedulers.insert(deck.clone(), scheduler);
    }
    Ok(options)
}

/// The face that is set; `None` is the suited one.
fn face(config: &Config) -> Option<Face> {
    match config.face.as_str() {
        "reveal" => Some(Face::Plain),
        word => Face::from_word(word),
    }
}

/// How full the coming days are, where cards are spread over them.
fn load(app: &mut App) -> Result<Load, Failure> {
    if !app.config.schedule.spread || !app.config.schedule.fuzz {
        return Ok(Load::default());
    }
    let now = app.now();
    Ok(Load::new(now.day, app.store()?.forecast(now, DAYS)?))
}
