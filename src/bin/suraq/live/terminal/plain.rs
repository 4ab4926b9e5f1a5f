//! The terminal line by line: words are typed, what happens is printed. Scripts can lead a game with it.

use std::time::Duration;

use serde_json::Value;
use serde_json::json;
use suraq::live::Order;
use suraq::live::Stage;

use super::Desk;
use super::confirming::confirmed;
use super::confirming::left_out;
use super::confirming::not_handed_in;
use super::ending;
use super::failed;
use super::questions;
use super::telling;
use super::telling::Told;
use crate::app::App;
use crate::input;
use crate::input::Line;
use crate::live::control;
use crate::live::control::Meaning;
use crate::live::messages::News;
use crate::report::Failure;
use crate::screen::count;

/// How often it is looked whether something happened while no line comes.
const LOOK: Duration = Duration::from_millis(50);

/// Leads the game until the input ends or `quit` is typed.
pub fn run(app: &mut App, desk: &mut Desk) -> Result<(), Failure> {
    begin(app, desk);
    input::forget_interrupt();
    loop {
        hear(app, desk)?;
        match input::line_within(LOOK) {
            None => {}
            Some(Line::Text(line)) if obey(app, desk, &line)? => {}
            Some(Line::Text(_) | Line::End | Line::Interrupted) => break,
        }
    }
    if desk.board.stage != Stage::End {
        app.screen.remark(&format!(
            "The game is not over. Go on with it: {}live --resume {}",
            app.prefix(),
            desk.paper.code
        ));
    }
    Ok(())
}

fn begin(app: &App, desk: &Desk) {
    let questions = count(desk.paper.questions.len(), "question", "questions");
    let (first, _) = &desk.addresses[0];
    let mut text = format!(
        "{}: {questions}. Code {}\n  phones     {first}/j/{}\n  projector  {}",
        desk.paper.title, desk.paper.code, desk.paper.code, desk.screen
    );
    for (address, known) in &desk.addresses[1..] {
        text.push_str(&format!("\n  also       {address} ({})", known.kind.word()));
    }
    let addresses: Vec<&str> = desk
        .addresses
        .iter()
        .map(|(address, _)| address.as_str())
        .collect();
    print(
        app,
        &(
            text,
            json!({
                "event": "serving", "code": desk.paper.code, "title": desk.paper.title,
                "questions": desk.paper.questions.len(), "addresses": addresses, "screen": desk.screen,
            }),
        ),
    );
    for remark in &desk.remarks {
        app.screen.remark(remark);
    }
    if app.screen.interactive && !app.json {
        app.screen
            .remark("An empty line is the next step, `help` lists what may be typed.");
    }
    for told in telling::changes(&Default::default(), &desk.board) {
        print(app, &told);
    }
}

/// Tells what happened since the last time.
fn hear(app: &App, desk: &mut Desk) -> Result<(), Failure> {
    let news: Vec<News> = desk.news.try_iter().collect();
    for news in news {
        match news {
            News::Board(board) => {
                let before = desk.board.clone();
                desk.put(app, *board)?;
                tell(app, desk, &before)?;
            }
            News::Failed(said) => return Err(failed(said)),
        }
    }
    Ok(())
}

/// Asks how things stand, and tells what happened meanwhile: time may have run out.
fn look(app: &App, desk: &mut Desk) -> Result<(), Failure> {
    let before = desk.board.clone();
    desk.look(app)?;
    tell(app, desk, &before)
}

fn tell(app: &App, desk: &Desk, before: &suraq::live::board::Board) -> Result<(), Failure> {
    for told in telling::changes(before, &desk.board) {
        print(app, &told);
    }
    if before.stage != Stage::End && desk.board.stage == Stage::End {
        sum_up(app, desk)?;
    }
    Ok(())
}

fn sum_up(app: &App, desk: &Desk) -> Result<(), Failure> {
    let (lines, json) = ending::lines(&desk.paper, &desk.results()?, desk.was_asked(), app.prefix());
    print(app, &(lines.join("\n"), json));
    Ok(())
}

/// Does what a line says; false when it says to leave.
fn obey(app: &App, desk: &mut Desk, line: &str) -> Result<bool, Failure> {
    let meaning = control::read(line, &desk.places, desk.board.number);
    match meaning {
        Err(wrong) => app.screen.remark(&wrong),
        Ok(Meaning::Usual) => match usual(desk) {
            Some(order) => obey_order(app, desk, order)?,
            None => app.screen.remark("The game is over; quit leaves."),
        },
        Ok(Meaning::Orders(orders)) => {
            for order in orders {
                obey_order(app, desk, order)?;
            }
        }
        Ok(Meaning::Status) => {
            look(app, desk)?;
            print(app, &telling::status(&desk.board));
        }
        Ok(Meaning::Who) => {
            look(app, desk)?;
            telling::who(&desk.board).iter().for_each(|told| print(app, told));
        }
        Ok(Meaning::Questions) => print(app, &questions::told(&desk.paper, &desk.results()?)),
        Ok(Meaning::Help) => {
            for (words, what) in control::WORDS {
                app.screen.remark(&format!("{words:<14} {what}"));
            }
        }
        Ok(Meaning::Quit) => return Ok(false),
    }
    Ok(true)
}

/// The usual next order, by the board: the host is asked for nothing that it would refuse.
pub fn usual(desk: &Desk) -> Option<Order> {
    Some(match desk.board.stage {
        Stage::Lobby => Order::Start,
        Stage::Open => Order::Close,
        Stage::Paused => Order::Pause,
        Stage::Closed => Order::Reveal,
        Stage::Reveal => Order::Next,
        Stage::End => return None,
    })
}

fn obey_order(app: &App, desk: &mut Desk, order: Order) -> Result<(), Failure> {
    hear(app, desk)?;
    let before = desk.board.clone();
    let recounts = matches!(order, Order::Change(_) | Order::Undrop(_)) && before.stage == Stage::End;
    match desk.order(app, order.clone())? {
        Err(refusal) => app.screen.remark(&format!("not done: {refusal}")),
        Ok(()) => {
            let said = left_out(&before).or_else(|| not_handed_in(&before));
            if let Some(said) = said.filter(|_| order == Order::End) {
                app.screen.remark(&said);
            }
            tell(app, desk, &before)?;
            let is_told = recounts || !telling::changes(&before, &desk.board).is_empty();
            if let Some(done) = confirmed(&order, &desk.board, &desk.places).filter(|_| !is_told) {
                app.screen.remark(&done);
            }
            if recounts {
                sum_up(app, desk)?;
            }
        }
    }
    Ok(())
}

fn print(app: &App, (text, json): &Told) {
    let is_empty = *json == Value::Null;
    if !is_empty {
        match app.json {
            true => app.screen.line(&json.to_string()),
            // Addresses are not broken over lines.
            false => text.lines().for_each(|line| app.screen.line(line)),
        }
    }
}
