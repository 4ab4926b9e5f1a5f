//! A sitting line by line: for screen readers, dumb terminals, and sessions fed from a file.

use serde_json::json;
use suraq::lexicon::fold::normalise;
use suraq::session::Mode;
use suraq::session::Stage;
use suraq::session::Summary;
use suraq::session::View;

use super::Flow;
use super::Sitting;
use super::card;
use super::keys;
use super::layout;
use super::waiting;
use super::wish;
use super::wish::WORDS;
use super::wish::Wish;
use crate::app::App;
use crate::input;
use crate::input::Line;
use crate::report::Failure;
use crate::screen::Tone;
use crate::screen::capitalised;

/// What is on the paper already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Printed {
    /// The card, its place, and how it is asked.
    card: Option<(String, usize, String)>,
    /// The lines of its front.
    front: Vec<String>,
    is_revealed: bool,
}

/// Sits until the person leaves or the input ends. Returns whether they want to go over the missed cards.
pub fn run(app: &mut App, sitting: &mut Sitting) -> Result<bool, Failure> {
    let mut printed = Printed::default();
    print_card(app, sitting, &mut printed);
    sitting.settle(app);
    print_status(app, sitting);
    while !sitting.session.is_over() {
        wait(app, sitting, &mut printed);
        let (stage, options) = match sitting.session.view(app.now()) {
            Some(view) => (view.stage, view.options.to_vec()),
            None => (Stage::Front, Vec::new()),
        };
        let wish = match read(app, stage) {
            Line::Text(line) => wish_of(&line, stage, &options),
            Line::End | Line::Interrupted => Wish::Quit,
        };
        match sitting.obey(app, wish) {
            Flow::Stay => {}
            Flow::Edit => sitting.edit(app),
            Flow::Leave => {}
        }
        tell(app, sitting);
        print_status(app, sitting);
        print_panel(app, sitting);
        print_card(app, sitting, &mut printed);
    }
    finish(app, sitting)
}

/// Says that the next card waits. Nobody waits where lines come from a file: it is shown at once.
fn wait(app: &mut App, sitting: &mut Sitting, printed: &mut Printed) {
    let Some(at) = sitting.session.waits_until() else {
        return;
    };
    let sentence = waiting::sentence(at, app.now());
    if app.screen.interactive {
        say_line(app, &format!("{sentence} Enter shows it now, q leaves."));
        return;
    }
    say_line(app, &format!("{sentence} Here it is already."));
    sitting.obey(app, Wish::Reveal);
    print_card(app, sitting, printed);
}

/// Talk goes to the error output where the results are JSON.
fn say(app: &App, lines: &[String]) {
    for line in lines {
        match app.json {
            true => app.screen.remark(line),
            false => app.screen.line(line),
        }
    }
}

fn say_line(app: &App, line: &str) {
    say(app, &[line.to_owned()]);
}

fn read(app: &App, stage: Stage) -> Line {
    let prompt = match stage {
        Stage::Typing => "answer> ",
        Stage::Revealed => "rating> ",
        Stage::Front | Stage::Choosing => "> ",
    };
    // The prompt would stand between the results.
    let shown = if app.json { "" } else { prompt };
    let line = input::read_line(shown);
    if !app.screen.interactive && !app.json {
        // Nobody pressed Enter on this screen.
        app.screen.line("");
    }
    line
}

/// A line is a key, a word with or without its colon, or, where an answer is typed, the answer; one of `options`
/// may be typed out instead of its letter.
fn wish_of(line: &str, stage: Stage, options: &[String]) -> Wish {
    let text = line.trim();
    if stage == Stage::Choosing && text.chars().count() > 1 {
        let typed = normalise(text);
        if let Some(place) = options.iter().position(|option| normalise(option) == typed) {
            return Wish::Choose(place);
        }
    }
    if text.starts_with(':') {
        return wish::of_line(text);
    }
    if stage == Stage::Typing {
        return Wish::Type(line.to_owned());
    }
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => keys::wish_of('\n', stage),
        (Some(key), None) => keys::wish_of(key, stage),
        _ if WORDS.iter().any(|word| word.words.contains(&text)) => wish::of_line(text),
        _ => Wish::Unclear(format!("“{text}” is no key here; ? shows those that are")),
    }
}

fn tell(app: &App, sitting: &mut Sitting) {
    for told in std::mem::take(&mut sitting.told) {
        if app.json {
            app.screen.line(&told.to_string());
        }
    }
}

fn print_status(app: &App, sitting: &Sitting) {
    if !sitting.status.is_empty() {
        let status = app.screen.plain_signs(&sitting.status);
        say(app, &crate::screen::wrap(&status, app.screen.text_width()));
    }
}

fn print_panel(app: &App, sitting: &mut Sitting) {
    if let Some(lines) = sitting.panel.take() {
        say(app, &lines);
        say_line(app, "");
    }
}

/// Prints what is new since the last time: another card, a hint, the back.
fn print_card(app: &App, sitting: &Sitting, printed: &mut Printed) {
    let Some(view) = sitting.session.view(app.now()) else {
        return;
    };
    let (width, screen) = (app.screen.text_width(), app.screen);
    let card = Some((view.id.to_owned(), view.number, view.face.to_string()));
    let front = card::front(&screen, &view, width);
    let revealed = view.stage == Stage::Revealed;
    if printed.card != card || (printed.is_revealed && !revealed) {
        *printed = Printed {
            card,
            front: front.clone(),
            is_revealed: false,
        };
        say_line(app, "");
        say_line(
            app,
            &headed(view.deck, &layout::place(app, sitting, &view, screen.columns())),
        );
        say(app, &front);
        say_keys(app, sitting, &view);
    } else if printed.front != front {
        let new: Vec<String> = front
            .iter()
            .filter(|line| !printed.front.contains(line))
            .cloned()
            .collect();
        say(app, &new);
        printed.front = front;
    }
    if revealed && !printed.is_revealed {
        printed.is_revealed = true;
        say(app, &card::back(&screen, &view, width));
        say_keys(app, sitting, &view);
    }
}

/// `Rivers (3 of 20, 4 min left)`; where the title would tell the answer, the place alone.
fn headed(deck: &str, place: &str) -> String {
    match deck.is_empty() {
        true => capitalised(place),
        false => format!("{deck} ({place})"),
    }
}

fn say_keys(app: &App, sitting: &Sitting, view: &View<'_>) {
    let width = app.screen.text_width();
    say(
        app,
        &card::fit(&card::ratings(view, sitting.mode, width), width, 5),
    );
    let keys = card::fit(&card::actions(view, sitting.beside), width, 1);
    say(
        app,
        &keys
            .iter()
            .map(|line| app.screen.tone(Tone::Faint, line))
            .collect::<Vec<_>>(),
    );
}

/// The end: what it came to, and for a quiz whether to go over the missed cards.
fn finish(app: &mut App, sitting: &mut Sitting) -> Result<bool, Failure> {
    let width = app.screen.text_width();
    let lines = sitting.end_lines(app, width);
    if app.json {
        let summary = sitting.summary(app);
        app.screen.line(&summary_json(sitting, &summary).to_string());
        return Ok(false);
    }
    say_line(app, "");
    say(app, &lines);
    let summary = sitting.session.summary();
    if !matches!(sitting.mode, Mode::Quiz { .. }) || summary.missed.is_empty() {
        return Ok(false);
    }
    let answer = input::read_line("Review these now? y or Enter: ");
    if !app.screen.interactive {
        app.screen.line("");
    }
    Ok(matches!(answer, Line::Text(text) if matches!(text.trim(), "y" | "Y" | "yes")))
}

fn summary_json(sitting: &Sitting, summary: &Summary) -> serde_json::Value {
    let missed: Vec<_> = summary
        .missed
        .iter()
        .map(|missed| json!({ "card": missed.id, "answer": missed.answer, "times": missed.times }))
        .collect();
    let next: Vec<_> = summary
        .next
        .iter()
        .map(|(day, number)| json!({ "day": day.to_string(), "cards": number }))
        .collect();
    let [again, hard, good, easy] = summary.ratings;
    json!({
        "summary": {
            "answers": summary.answers, "cards": summary.cards, "new": summary.new_cards,
            "again": again, "hard": hard, "good": good, "easy": easy,
            "right_at_once": summary.right_at_once,
            "remembered": summary.retention.0, "learned": summary.retention.1,
            "seconds": summary.milliseconds / 1000,
            "missed": missed, "next": next, "not_rated": sitting.unrated, "left": summary.left + sitting.to_come.len(),
        }
    })
}
