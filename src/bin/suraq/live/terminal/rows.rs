//! What the terminal draws of a game, as rows of text.

use anstyle::AnsiColor;
use suraq::live::Stage;
use suraq::live::board::Board;
use suraq::live::board::Row;
use suraq::live::pupil::Standing;

use super::Desk;
use super::telling::extra;
use crate::live::addresses;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap;

/// Columns between two pillars.
const GAP: usize = 2;

/// Bars are no longer than this.
const LONGEST_BAR: usize = 30;

/// What is drawn beside the board.
#[derive(Default)]
pub struct Beside {
    /// What is typed at the bottom, while something is.
    pub typed: Option<String>,
    /// What was said last, such as why an order was refused.
    pub said: Vec<String>,
    /// Whether everybody is listed.
    pub lists: bool,
    /// Whether what may be typed is listed.
    pub helps: bool,
    /// What the answers say, after the end.
    pub ending: Vec<String>,
}

/// Returns the rows of the whole screen, and where the cursor stands in them while something is typed.
pub fn rows(
    screen: &Screen,
    desk: &Desk,
    beside: &Beside,
    (columns, height): (usize, usize),
) -> (Vec<String>, Option<(usize, usize)>) {
    let mut below = Vec::new();
    for said in &beside.said {
        below.extend(wrap(said, columns));
    }
    match &beside.typed {
        Some(typed) => below.push(screen.cut(&format!("> {typed}"), columns)),
        None => below.extend(footer(screen, &desk.board, columns)),
    }
    below.truncate(height.saturating_sub(3));
    let room = height.saturating_sub(below.len() + 1);
    let mut rows = vec![head(screen, desk, columns)];
    let middle = match () {
        () if beside.helps => help(columns, room),
        () if beside.lists => list(screen, &desk.board, columns, room),
        () => middle(screen, desk, beside, columns, room),
    };
    rows.extend(middle.into_iter().take(room));
    rows.resize(1 + room, String::new());
    rows.extend(below);
    rows.truncate(height);
    let cursor = beside.typed.as_ref().map(|typed| {
        let column = (2 + width_of(typed)).min(columns.saturating_sub(1));
        (column, rows.len().saturating_sub(1))
    });
    (rows, cursor)
}

fn head(screen: &Screen, desk: &Desk, columns: usize) -> String {
    let board = &desk.board;
    let where_to = match board.stage {
        Stage::Lobby => format!("{} joined", board.present()),
        Stage::End => "the end".to_owned(),
        Stage::Paused => format!("{} paused", progress(board)),
        _ => progress(board),
    };
    let left = match board.left {
        Some(left) if matches!(board.stage, Stage::Open | Stage::Paused) => {
            let seconds = left.div_ceil(1_000);
            format!("  {}:{:02} left", seconds / 60, seconds % 60)
        }
        _ => String::new(),
    };
    let locked = if board.is_locked { "  locked" } else { "" };
    let right = format!("{where_to}{left}{locked}");
    let room = columns.saturating_sub(width_of(&right) + GAP);
    let title = screen.pad(&one_line(&desk.paper.title), room);
    screen.tone(Tone::Strong, &screen.cut(&format!("{title}  {right}"), columns))
}

fn progress(board: &Board) -> String {
    match board.mode.is_own_pace() {
        true => format!("handed in {}/{}", board.answered, board.asked),
        false => format!(
            "{}/{}  answered {}/{}",
            board.number, board.of, board.answered, board.asked
        ),
    }
}

fn middle(screen: &Screen, desk: &Desk, beside: &Beside, columns: usize, room: usize) -> Vec<String> {
    match desk.board.stage {
        Stage::Lobby => lobby(screen, desk, columns, room),
        Stage::End => {
            let lines = beside.ending.iter().flat_map(|line| wrap(line, columns));
            std::iter::once(String::new()).chain(lines).collect()
        }
        _ if desk.board.mode.is_own_pace() => names(screen, &desk.board, columns, room),
        _ => question(screen, &desk.board, columns, room),
    }
}

/// The address, the code, the picture of both, and who has joined.
fn lobby(screen: &Screen, desk: &Desk, columns: usize, room: usize) -> Vec<String> {
    let (first, _) = &desk.addresses[0];
    let picture = match screen.ascii {
        true => None,
        false => addresses::picture(&format!("{first}/j/{}", desk.paper.code)),
    };
    let picture = picture.unwrap_or_default();
    let width = picture.first().map_or(0, |line| width_of(line));
    let picture: Vec<String> = picture.iter().map(|line| lit(screen, line)).collect();
    let beside = columns.saturating_sub(width + GAP);
    let is_beside = width > 0 && picture.len() <= room && beside >= 30;
    match is_beside {
        true => {
            let text = lobby_text(screen, desk, beside, room);
            let blank = " ".repeat(width);
            (0..picture.len().max(text.len()))
                .map(|row| {
                    let picture = picture.get(row).unwrap_or(&blank);
                    let text = text.get(row).map_or("", String::as_str);
                    format!("{picture}{}{text}", " ".repeat(GAP))
                })
                .collect()
        }
        false => {
            let fits = width > 0 && width <= columns && picture.len() + 6 <= room;
            let mut rows = if fits { picture } else { Vec::new() };
            let left = room.saturating_sub(rows.len());
            rows.extend(lobby_text(screen, desk, columns, left));
            rows
        }
    }
}

/// A row of the picture, light on dark whatever the terminal's own colours are.
fn lit(screen: &Screen, line: &str) -> String {
    if !screen.colour {
        return line.to_owned();
    }
    let style = AnsiColor::BrightWhite.on(AnsiColor::Black);
    format!("{}{line}{}", style.render(), style.render_reset())
}

fn lobby_text(screen: &Screen, desk: &Desk, columns: usize, room: usize) -> Vec<String> {
    let (first, _) = &desk.addresses[0];
    let mut rows = vec![
        screen.tone(Tone::Strong, &screen.cut(first, columns)),
        screen.tone(Tone::Strong, &format!("code {}", desk.paper.code)),
    ];
    let mut small = |text: &str| rows.extend(wrap(text, columns));
    small("phones must be on the same Wi-Fi as this computer");
    for (address, known) in desk.addresses.iter().skip(1).take(2) {
        small(&format!("also {address} ({})", known.kind.word()));
    }
    small(&format!("projector {}", desk.screen));
    rows.push(String::new());
    let left = room.saturating_sub(rows.len());
    rows.extend(names(screen, &desk.board, columns, left));
    rows
}

/// Names in running text, the newest first, so that those who come are seen.
fn names(screen: &Screen, board: &Board, columns: usize, room: usize) -> Vec<String> {
    let here = board
        .pupils
        .iter()
        .rev()
        .filter(|row| row.standing == Standing::In);
    let names: Vec<String> = here.map(|row| one_line(&row.name)).collect();
    if names.is_empty() {
        return vec![screen.tone(Tone::Faint, "nobody has joined yet")];
    }
    let mut rows = wrap(&format!("Joined {}: {}", names.len(), names.join(", ")), columns);
    if rows.len() > room && room > 0 {
        rows.truncate(room);
        if let Some(last) = rows.last_mut() {
            *last = screen.cut(&format!("{last} {}", "…".repeat(columns)), columns);
        }
    }
    rows
}

/// The question with a bar for each option; the star of the key stands here alone.
fn question(screen: &Screen, board: &Board, columns: usize, room: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    rows.extend(wrap(&one_line(&board.text), columns));
    if board.is_dropped {
        rows.push(screen.tone(Tone::Fair, "does not count"));
    }
    rows.push(String::new());
    let most = board
        .options
        .iter()
        .map(|bar| bar.chosen)
        .max()
        .unwrap_or_default()
        .max(1);
    let widest = LONGEST_BAR.min(columns.saturating_sub(30).max(8));
    for (letter, bar) in ('A'..='Z').zip(&board.options) {
        let length = (bar.chosen * widest).div_ceil(most);
        let star = if bar.is_key { "*" } else { " " };
        let before = format!(
            " {letter}{star} {}{} {:>3}  ",
            screen.sign("█", "#").repeat(length),
            " ".repeat(widest - length),
            bar.chosen
        );
        let text = screen.cut(&one_line(&bar.text), columns.saturating_sub(width_of(&before)));
        let tone = if bar.is_key { Tone::Good } else { Tone::Plain };
        rows.push(screen.tone(tone, &format!("{before}{text}")));
    }
    if board.stage == Stage::Reveal {
        rows.push(String::new());
        for text in board.explanation.iter().chain(&board.source) {
            rows.extend(wrap(&one_line(text), columns));
        }
    }
    rows.truncate(room);
    rows
}

fn list(screen: &Screen, board: &Board, columns: usize, room: usize) -> Vec<String> {
    let line = |(at, row): (usize, &Row)| {
        let out = match row.standing {
            Standing::In => "",
            Standing::Kicked => "  out",
            Standing::Banned => "  out for good",
        };
        let text = format!(
            "{:>4}  {}  {}{out}",
            at + 1,
            one_line(&row.name),
            extra(row.extra)
        );
        screen.cut(text.trim_end(), columns)
    };
    // The newest are at the end, and it is mostly they who are looked for.
    let skipped = board.pupils.len().saturating_sub(room);
    board.pupils.iter().enumerate().skip(skipped).map(line).collect()
}

fn help(columns: usize, room: usize) -> Vec<String> {
    let words = crate::live::control::WORDS.iter();
    let lines = words.map(|(words, what)| crate::screen::cut(&format!("{words:<13} {what}"), columns));
    lines.take(room).collect()
}

/// The keys in words.
fn footer(screen: &Screen, board: &Board, columns: usize) -> Vec<String> {
    let usual = match board.stage {
        Stage::Lobby => "Enter start",
        Stage::Open if board.mode.is_own_pace() => "Enter end",
        Stage::Open => "Enter close",
        Stage::Paused => "Enter go on",
        Stage::Closed => "Enter reveal",
        Stage::Reveal if board.number == board.of => "Enter end",
        Stage::Reveal => "Enter next",
        Stage::End => "",
    };
    let others: &[&str] = match board.stage {
        Stage::Lobby => &["l lock", "n names", "w who", "k kick", "r rename", "x more time"],
        Stage::Open | Stage::Paused => &[
            "+ 30 s",
            "p pause",
            "s skip",
            "d drop",
            "w who",
            "k kick",
            "x more time",
        ],
        Stage::Closed | Stage::Reveal => &["+ 30 s", "d drop", "c change key", "a accept both", "w who"],
        Stage::End => &["c change key", "a accept both", "d drop", "P places"],
    };
    let mut keys: Vec<&str> = vec![usual];
    keys.extend(others);
    keys.extend([": type", "? help", "q leave"]);
    let keys: Vec<&str> = keys.into_iter().filter(|key| !key.is_empty()).collect();
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(last) if width_of(last) + GAP + width_of(key) <= columns => {
                last.push_str("  ");
                last.push_str(key);
            }
            _ => lines.push(key.to_owned()),
        }
    }
    lines
        .into_iter()
        .map(|line| screen.tone(Tone::Faint, &line))
        .collect()
}
