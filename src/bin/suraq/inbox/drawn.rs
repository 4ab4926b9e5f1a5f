//! The inbox on a terminal: one draft fills the screen, one key decides.

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;

use super::Inbox;
use super::keys;
use super::keys::Wish;
use super::view;
use crate::app::App;
use crate::input;
use crate::input::latin;
use crate::report::Failure;
use crate::screen::Screen;
use crate::screen::TEXT_WIDTH;
use crate::screen::Tone;
use crate::screen::terminal::Terminal;
use crate::screen::width_of;
use crate::screen::wrap;

/// Fewer rows than this leave out the line under the head.
const LOW: usize = 12;

/// What is on the screen besides the draft.
#[derive(Default)]
struct Desk {
    /// What was just done.
    said: String,
    /// The reason for a rejection is awaited.
    asks_why: bool,
    /// Help takes the place of the draft.
    helps: bool,
    /// Lines the draft is scrolled down.
    scroll: usize,
}

/// What a key led to.
enum Pressed {
    Stay,
    Edit,
    Leave,
}

/// Shows drafts until all were shown or the person leaves.
pub fn run(app: &mut App, inbox: &mut Inbox) -> Result<(), Failure> {
    let mut desk = Desk::default();
    loop {
        let left = match Terminal::enter() {
            Ok(terminal) => sit(app, inbox, &mut desk, &terminal)?,
            // A terminal that went away ends it; every decision is on disk.
            Err(_) => return Ok(()),
        };
        match left {
            Pressed::Edit => desk.said = told(inbox.edit(app), app),
            _ => return Ok(()),
        }
    }
}

fn sit(app: &mut App, inbox: &mut Inbox, desk: &mut Desk, terminal: &Terminal) -> Result<Pressed, Failure> {
    loop {
        let rows = rows(app, inbox, desk)?;
        let event = terminal.paint(&rows, None).and_then(|()| terminal.event());
        let key = match event {
            Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => key,
            Ok(Some(Event::Resize(_, _))) => {
                // A screen that cannot be cleared is drawn over.
                let _ = terminal.clear();
                continue;
            }
            Ok(Some(_)) => continue,
            Ok(None) => {
                input::forget_interrupt();
                return Ok(Pressed::Leave);
            }
            Err(_) => return Ok(Pressed::Leave),
        };
        match press(app, inbox, desk, key) {
            Pressed::Stay => {}
            other => return Ok(other),
        }
    }
}

fn press(app: &mut App, inbox: &mut Inbox, desk: &mut Desk, key: KeyEvent) -> Pressed {
    if std::mem::take(&mut desk.helps) {
        return Pressed::Stay;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c' | 'd') => Pressed::Leave,
            _ => Pressed::Stay,
        };
    }
    if inbox.current().is_none() {
        return at_the_end(app, inbox, desk, key.code);
    }
    if desk.asks_why && key.code == KeyCode::Char('?') {
        desk.helps = true;
        return Pressed::Stay;
    }
    if std::mem::take(&mut desk.asks_why) {
        why(app, inbox, desk, key);
        return Pressed::Stay;
    }
    match key.code {
        KeyCode::Down | KeyCode::PageDown | KeyCode::Char(' ') => desk.scroll += step(key),
        KeyCode::Up | KeyCode::PageUp => desk.scroll = desk.scroll.saturating_sub(step(key)),
        KeyCode::Enter | KeyCode::Right => return obey(app, inbox, desk, Wish::Later),
        KeyCode::Left => return obey(app, inbox, desk, Wish::Back),
        KeyCode::Char(letter) => match keys::wish_of(latin(letter)) {
            Some(wish) => return obey(app, inbox, desk, wish),
            None => desk.said = format!("{letter} is no key here; ? shows those that are."),
        },
        _ => {}
    }
    Pressed::Stay
}

/// All drafts were shown: what was decided can still be taken back.
fn at_the_end(app: &mut App, inbox: &mut Inbox, desk: &mut Desk, code: KeyCode) -> Pressed {
    let wish = match code {
        KeyCode::Enter | KeyCode::Esc => Some(Wish::Quit),
        KeyCode::Left => Some(Wish::Back),
        KeyCode::Char(letter) => keys::wish_of(latin(letter)),
        _ => None,
    };
    match wish {
        Some(wish @ (Wish::Quit | Wish::Back | Wish::Undo | Wish::Help)) => obey(app, inbox, desk, wish),
        _ => Pressed::Stay,
    }
}

fn step(key: KeyEvent) -> usize {
    if matches!(key.code, KeyCode::Up | KeyCode::Down) {
        1
    } else {
        8
    }
}

fn why(app: &mut App, inbox: &mut Inbox, desk: &mut Desk, key: KeyEvent) {
    desk.said = match key.code {
        KeyCode::Char(letter) => match keys::reason_of(&latin(letter).to_string()) {
            Some(reason) => {
                desk.scroll = 0;
                told(inbox.reject(app, reason), app)
            }
            None => {
                desk.asks_why = true;
                format!("{letter} is no reason; Esc goes back.")
            }
        },
        _ => "Not rejected.".to_owned(),
    };
}

fn obey(app: &mut App, inbox: &mut Inbox, desk: &mut Desk, wish: Wish) -> Pressed {
    desk.said.clear();
    desk.scroll = 0;
    match wish {
        Wish::Accept => desk.said = told(inbox.accept(app), app),
        Wish::Replace => desk.said = told(inbox.replace(app), app),
        Wish::Reject => desk.asks_why = true,
        Wish::Edit => return Pressed::Edit,
        Wish::Undo => desk.said = told(inbox.undo(app), app),
        Wish::Later => {
            inbox.pass();
            desk.said = "Left for later.".to_owned();
        }
        Wish::Back => desk.said = inbox.back(),
        Wish::Help => desk.helps = true,
        Wish::Quit => return Pressed::Leave,
    }
    Pressed::Stay
}

/// What is said of a deed: what came of it, or why it failed, with the remedy.
fn told(deed: Result<String, Failure>, app: &App) -> String {
    match deed {
        Ok(said) => said,
        Err(failure) => {
            let hint = failure.hint.as_deref().unwrap_or_default();
            let hint = hint.replace("{suraq}", app.prefix());
            format!("error: {failure}. {hint}")
        }
    }
}

/// The rows of the screen: a draft, or the end when no draft is left to show.
fn rows(app: &mut App, inbox: &mut Inbox, desk: &mut Desk) -> Result<Vec<String>, Failure> {
    let draft = inbox.asked(app)?;
    let against = match &draft {
        Some((card, _)) => inbox.contradicted(app, card)?,
        None => Vec::new(),
    };
    let (columns, height) = app.screen.size();
    let width = columns.clamp(1, TEXT_WIDTH);
    let known = match &draft {
        Some((card, asked)) => inbox.known(app, card, asked)?,
        None => Vec::new(),
    };
    let title = match &draft {
        Some((card, _)) => inbox.title(&card.deck),
        None => "No further draft",
    };
    let number = match inbox.place() {
        Some(place) => format!("{place}, {} left", inbox.left()),
        None => format!("{} of {} left", inbox.left(), inbox.len()),
    };
    let head = head(&app.screen, title, &number, columns, height);
    let is_end = draft.is_none();
    let help = match desk.asks_why {
        true => keys::REASONS_HELP,
        false => keys::HELP,
    };
    let body = match draft {
        _ if desk.helps => keys::laid_out(help, width),
        Some((_, asked)) => view::lines(app, &asked, &against, &known, width),
        None => wrap(&inbox.counts(), width),
    };
    let mut foot = wrap(&app.screen.plain_signs(&desk.said), width);
    foot.truncate(3);
    let keys = match (desk.helps, desk.asks_why) {
        (true, _) => vec!["any key goes back".to_owned()],
        (_, true) => keys::reason_rows(columns),
        _ if is_end && columns >= 40 => vec!["Enter leaves  u undo  b back  ? help".to_owned()],
        _ if is_end => vec!["Enter u b ?".to_owned()],
        _ if height < LOW => vec![keys::short_line()],
        _ => keys::rows(columns, !against.is_empty()),
    };
    let keys = keys.iter().map(|row| app.screen.cut(row, columns));
    foot.extend(keys.map(|row| app.screen.tone(Tone::Faint, &row)));
    Ok(assemble(head, body, foot, &mut desk.scroll, height))
}

fn head(screen: &Screen, title: &str, number: &str, columns: usize, height: usize) -> Vec<String> {
    let room = columns.saturating_sub(number.len() + 2);
    let title = screen.cut(&screen.plain_signs(title), room);
    let gap = " ".repeat(columns.saturating_sub(width_of(&title) + number.len()));
    let mut head = vec![screen.cut(&format!("{title}{gap}{number}"), columns)];
    if height >= LOW {
        head.push(screen.rule(columns));
        head.push(String::new());
    }
    head
}

/// Puts head, body and foot on as many rows as there are; a body that is too long is scrolled.
fn assemble(
    head: Vec<String>,
    body: Vec<String>,
    foot: Vec<String>,
    scroll: &mut usize,
    height: usize,
) -> Vec<String> {
    let room = height.saturating_sub(head.len() + foot.len()).max(1);
    let furthest = body.len().saturating_sub(room);
    *scroll = (*scroll).min(furthest);
    let mut rows = head;
    let shown = body.iter().skip(*scroll).take(room).cloned();
    rows.extend(shown);
    if *scroll < furthest
        && let Some(last) = rows.last_mut()
    {
        *last = "more below: Space".to_owned();
    }
    rows.resize(rows.len().max(height.saturating_sub(foot.len())), String::new());
    rows.extend(foot);
    rows.truncate(height);
    rows
}
