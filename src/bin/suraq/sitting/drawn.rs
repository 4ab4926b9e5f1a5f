//! A sitting on a terminal: draw, wait for a key, do what it says.

use std::time::Duration;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use suraq::session::Mode;
use suraq::session::Stage;

use super::Flow;
use super::Sitting;
use super::keys;
use super::layout;
use super::layout::Over;
use super::waiting;
use super::wish;
use super::wish::Wish;
use crate::app::App;
use crate::input;
use crate::input::latin;
use crate::report::Failure;
use crate::screen;
use crate::screen::field::Field;
use crate::screen::terminal::Soon;
use crate::screen::terminal::Terminal;

/// What the person has begun on this screen and not finished.
#[derive(Default)]
pub struct Typing {
    /// The answer.
    pub answer: Field,
    /// The command line, once `:` opened it.
    pub command: Option<Field>,
    /// Lines the card is scrolled down; `None` where the place that matters is found by itself.
    pub scroll: Option<usize>,
}

/// Sits until the person leaves. Returns whether they want to go over the missed cards.
pub fn run(app: &mut App, sitting: &mut Sitting) -> Result<bool, Failure> {
    let outcome = draw_until_left(app, sitting);
    // A terminal that went away ends the sitting; every answer is on disk.
    let again = outcome.unwrap_or(false);
    let is_worth_saying = sitting.session.summary().answers > 0 || sitting.unrated.is_some();
    if is_worth_saying && !again {
        let width = app.screen.text_width();
        let lines = sitting.end_lines(app, width);
        screen::print_all(&format!("{}\n", lines.join("\n")));
    }
    Ok(again)
}

fn draw_until_left(app: &mut App, sitting: &mut Sitting) -> std::io::Result<bool> {
    let mut typing = Typing::default();
    let mut terminal = Terminal::enter()?;
    draw(&terminal, app, sitting, &typing)?;
    sitting.settle(app);
    loop {
        draw(&terminal, app, sitting, &typing)?;
        let event = match terminal.event_within(patience(sitting))? {
            Soon::Event(event) => event,
            Soon::Nothing => {
                sitting.go_on_in_time(app);
                continue;
            }
            Soon::Told => {
                leave(app, sitting, &typing);
                input::forget_interrupt();
                return Ok(false);
            }
        };
        let flow = match event {
            Event::Resize(_, _) => {
                terminal.clear()?;
                continue;
            }
            Event::Paste(text) => paste(sitting, app, &mut typing, &text),
            Event::Key(key) if key.kind != KeyEventKind::Release => press(app, sitting, &mut typing, key),
            _ => continue,
        };
        match flow {
            Pressed::Nothing => {}
            Pressed::Again => return Ok(true),
            Pressed::Left => return Ok(false),
            Pressed::Wish(wish) => {
                typing.scroll = None;
                match sitting.obey(app, wish) {
                    Flow::Stay => {
                        if let Some(text) = sitting.retype.take() {
                            typing.answer.take();
                            typing.answer.insert(&text);
                        }
                    }
                    Flow::Leave => return Ok(false),
                    Flow::Edit => {
                        drop(terminal);
                        sitting.edit(app);
                        terminal = Terminal::enter()?;
                    }
                }
            }
        }
    }
}

/// How long nothing may happen before the screen is drawn again: while a card waits, it counts down.
fn patience(sitting: &Sitting) -> Duration {
    match sitting.session.waits_until() {
        Some(_) => Duration::from_millis(500),
        None => Duration::MAX,
    }
}

fn leave(app: &mut App, sitting: &mut Sitting, typing: &Typing) -> Flow {
    if !typing.answer.is_empty() {
        sitting.note_half_typed(app.now());
    }
    sitting.obey(app, Wish::Quit)
}

fn draw(terminal: &Terminal, app: &mut App, sitting: &Sitting, typing: &Typing) -> std::io::Result<()> {
    let (columns, rows) = app.screen.size();
    let over = over(app, sitting, columns);
    let frame = layout::frame(app, sitting, typing, over, columns, rows);
    terminal.paint(&frame.rows, frame.cursor)
}

/// What takes the place of the card, if anything does.
fn over(app: &mut App, sitting: &Sitting, columns: usize) -> Option<Over> {
    let width = columns.min(screen::TEXT_WIDTH);
    if sitting.session.is_over() {
        return Some(Over::End(sitting.end_lines(app, width)));
    }
    let panel = sitting.panel.clone().map(Over::Panel);
    panel.or_else(|| {
        let at = sitting.session.waits_until()?;
        Some(Over::Wait(waiting::lines(&app.screen, at, app.now(), width)))
    })
}

/// What a key press comes to.
enum Pressed {
    Nothing,
    Wish(Wish),
    /// Over the missed cards once more.
    Again,
    Left,
}

fn press(app: &mut App, sitting: &mut Sitting, typing: &mut Typing, key: KeyEvent) -> Pressed {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control && matches!(key.code, KeyCode::Char('c' | 'C' | 'с' | 'С')) {
        if !sitting.session.is_over() {
            leave(app, sitting, typing);
        }
        return Pressed::Left;
    }
    if scrolled(app, sitting, typing, key.code) {
        return Pressed::Nothing;
    }
    if let Some(mut line) = typing.command.take() {
        return in_command(typing, &mut line, key, control);
    }
    if sitting.session.is_over() {
        return at_the_end(sitting, key.code);
    }
    if sitting.panel.take().is_some() {
        sitting.status.clear();
        return Pressed::Nothing;
    }
    let stage = sitting
        .session
        .view(app.now())
        .map_or(Stage::Front, |view| view.stage);
    match (key.code, stage) {
        (KeyCode::Char(':' | 'Ж'), _) if typing.answer.is_empty() && !control => {
            sitting.status.clear();
            typing.command = Some(Field::default());
            Pressed::Nothing
        }
        (code, Stage::Typing) => in_answer(typing, code, control),
        (KeyCode::Enter, _) => Pressed::Wish(keys::wish_of('\n', stage)),
        (KeyCode::Char(letter), _) if !control => Pressed::Wish(keys::wish_of(letter, stage)),
        _ => Pressed::Nothing,
    }
}

/// Arrows and pages move a card or panel that does not fit.
fn scrolled(app: &mut App, sitting: &Sitting, typing: &mut Typing, code: KeyCode) -> bool {
    let (columns, rows) = app.screen.size();
    let step: isize = match code {
        KeyCode::Up => -1,
        KeyCode::Down => 1,
        KeyCode::PageUp => -(rows as isize / 2),
        KeyCode::PageDown => rows as isize / 2,
        _ => return false,
    };
    let over = over(app, sitting, columns);
    let frame = layout::frame(app, sitting, typing, over, columns, rows);
    let to = frame.scroll.saturating_add_signed(step).min(frame.furthest);
    typing.scroll = Some(to);
    true
}

fn in_command(typing: &mut Typing, line: &mut Field, key: KeyEvent, control: bool) -> Pressed {
    match key.code {
        KeyCode::Esc => return Pressed::Nothing,
        KeyCode::Backspace if line.is_empty() => return Pressed::Nothing,
        KeyCode::Enter if line.text().trim().is_empty() => return Pressed::Nothing,
        KeyCode::Enter => return Pressed::Wish(wish::of_line(line.text())),
        code => line.press(code, control),
    }
    typing.command = Some(std::mem::take(line));
    Pressed::Nothing
}

fn in_answer(typing: &mut Typing, code: KeyCode, control: bool) -> Pressed {
    // What is typed is seen: the card goes back to where the field is.
    typing.scroll = None;
    match code {
        KeyCode::Enter => return Pressed::Wish(Wish::Type(typing.answer.take())),
        KeyCode::Esc => {
            typing.answer.take();
        }
        KeyCode::Char('d') if control && typing.answer.is_empty() => return Pressed::Wish(Wish::Quit),
        code => typing.answer.press(code, control),
    }
    Pressed::Nothing
}

fn at_the_end(sitting: &Sitting, code: KeyCode) -> Pressed {
    let has_missed = !sitting.session.summary().missed.is_empty();
    match code {
        KeyCode::Enter | KeyCode::Esc => Pressed::Left,
        KeyCode::Char(letter) => match latin(letter) {
            'q' => Pressed::Left,
            'u' => Pressed::Wish(Wish::Undo),
            'y' if has_missed && matches!(sitting.mode, Mode::Quiz { .. }) => Pressed::Again,
            _ => Pressed::Nothing,
        },
        _ => Pressed::Nothing,
    }
}

/// Pasted text goes where text is typed, and never presses keys.
fn paste(sitting: &Sitting, app: &App, typing: &mut Typing, text: &str) -> Pressed {
    let stage = sitting.session.view(app.now()).map(|view| view.stage);
    let text = text.trim_end_matches(['\n', '\r']);
    match &mut typing.command {
        Some(line) => line.insert(text),
        None if stage == Some(Stage::Typing) && sitting.panel.is_none() => {
            typing.scroll = None;
            typing.answer.insert(text);
        }
        None => {}
    }
    Pressed::Nothing
}
