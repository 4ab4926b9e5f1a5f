//! The lobby as rows of text: the way in, its picture, and who has come.

use anstyle::AnsiColor;
use suraq::live::board::Board;
use suraq::live::pupil::Standing;

use super::Desk;
use super::rows::GAP;
use crate::live::addresses;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap;

/// The address, the code, the picture of both, and who has joined.
pub(super) fn rows(screen: &Screen, desk: &Desk, columns: usize, room: usize) -> Vec<String> {
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
            let text = self::text(screen, desk, beside, room);
            addresses::beside(&picture, width, GAP, &text)
        }
        false => {
            let fits = width > 0 && width <= columns && picture.len() + 6 <= room;
            let mut rows = if fits { picture } else { Vec::new() };
            let left = room.saturating_sub(rows.len());
            rows.extend(self::text(screen, desk, columns, left));
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

fn text(screen: &Screen, desk: &Desk, columns: usize, room: usize) -> Vec<String> {
    let (first, _) = &desk.addresses[0];
    let mut rows = vec![
        screen.tone(Tone::Strong, &screen.cut(first, columns)),
        screen.tone(Tone::Strong, &format!("code {}", desk.paper.code)),
    ];
    let mut small = |text: &str| rows.extend(wrap(text, columns));
    small("Phones must be on the same Wi-Fi as this computer. Does one not get there? live --check");
    for (address, known) in desk.addresses.iter().skip(1).take(2) {
        small(&format!("also {address} ({})", known.kind.word()));
    }
    small("on the projector (o opens it here):");
    small(&desk.screen);
    rows.push(String::new());
    let left = room.saturating_sub(rows.len());
    rows.extend(names(screen, &desk.board, columns, left));
    rows
}

/// Names in running text, the newest first, so that those who come are seen.
pub(super) fn names(screen: &Screen, board: &Board, columns: usize, room: usize) -> Vec<String> {
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
        let hint = screen.plain_signs("… w lists all");
        if let Some(last) = rows.last_mut() {
            let room = columns.saturating_sub(width_of(&hint) + 1);
            *last = format!("{} {hint}", screen.cut(last, room));
        }
    }
    rows
}
