//! The rows of the screen: where one is, the card, what was just done, the keys.

use suraq::session::Mode;
use suraq::session::Stage;
use suraq::session::View;

use super::Sitting;
use super::card;
use super::drawn::Typing;
use crate::app::App;
use crate::screen::TEXT_WIDTH;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap;
use crate::screen::wrap_lines;

/// Most lines of the status and of the keys.
const STATUS_ROWS: usize = 3;

/// Fewer rows than this leave out the line under the head.
const LOW: usize = 12;

/// What takes the place of the card.
pub enum Over {
    /// A panel that any key closes.
    Panel(Vec<String>),
    /// The next card waits for its minute.
    Wait(Vec<String>),
    /// The end of the sitting.
    End(Vec<String>),
}

/// A screen ready to be drawn.
pub struct Frame {
    /// As many rows as the screen has.
    pub rows: Vec<String>,
    /// Column and row of the cursor.
    pub cursor: Option<(usize, usize)>,
    /// Lines the body is scrolled down.
    pub scroll: usize,
    /// As far as it can be scrolled.
    pub furthest: usize,
}

/// The body before it is cut to its room.
#[derive(Default)]
struct Body {
    lines: Vec<String>,
    /// Lines that must be in sight, from the top: the field, or the verdict and the answer. Where not all
    /// fit, no more is scrolled away above than these need.
    needed: usize,
    /// How many of these, counted from below, nothing may stand in place of.
    kept: usize,
    /// Lines of the stem, with which the body begins.
    stem: usize,
    /// Line and column of the cursor.
    cursor: Option<(usize, usize)>,
}

/// Puts the screen together.
pub fn frame(
    app: &App,
    sitting: &Sitting,
    typing: &Typing,
    over: Option<Over>,
    columns: usize,
    rows: usize,
) -> Frame {
    let width = columns.clamp(1, TEXT_WIDTH);
    let view = sitting.session.view(app.now());
    let mut head = head(app, sitting, view.as_ref(), columns);
    if rows >= LOW {
        head.push(app.screen.rule(columns));
        head.push(String::new());
    }
    let (mut foot, mut foot_cursor) = foot(app, sitting, typing, view.as_ref(), over.as_ref(), columns, rows);
    let body = match (over, &view) {
        (Some(Over::Panel(lines) | Over::Wait(lines) | Over::End(lines)), _) => Body {
            lines,
            ..Body::default()
        },
        (None, Some(view)) => body(app, typing, view, width),
        (None, None) => Body::default(),
    };
    // Where the card does not fit, it has the empty lines above the keys as well.
    while body.lines.len() + head.len() + foot.len() > rows && foot.first().is_some_and(String::is_empty) {
        foot.remove(0);
        foot_cursor = foot_cursor.map(|(row, column)| (row.saturating_sub(1), column));
    }
    assemble(app, head, body, foot, foot_cursor, typing.scroll, columns, rows)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one screen")]
fn assemble(
    app: &App,
    head: Vec<String>,
    body: Body,
    foot: Vec<String>,
    foot_cursor: Option<(usize, usize)>,
    scroll: Option<usize>,
    columns: usize,
    rows: usize,
) -> Frame {
    let room = rows.saturating_sub(head.len() + foot.len()).max(1);
    let furthest = body.lines.len().saturating_sub(room);
    let pinned = match scroll {
        Some(_) => 0,
        None => lines_pinned(&body, room),
    };
    let scroll = scroll.unwrap_or_else(|| least_scroll(&body, room)).min(furthest);
    let margin = columns.saturating_sub(TEXT_WIDTH) / 2;
    let blanks = " ".repeat(margin);
    let above = head.len();
    let mut shown = head;
    for line in body.lines.iter().skip(scroll).take(room) {
        shown.push(format!("{blanks}{line}"));
    }
    if scroll > 0 && room > 2 {
        let more = app.screen.sign("↑ more", "(more above)");
        for (row, line) in body.lines.iter().take(pinned).enumerate() {
            shown[above + row] = format!("{blanks}{line}");
        }
        shown[above + pinned] = app.screen.tone(Tone::Faint, &format!("{blanks}{more}"));
    }
    if scroll < furthest
        && let Some(last) = shown.last_mut()
    {
        let more = app.screen.sign("↓ more", "(more)");
        *last = app.screen.tone(Tone::Faint, &format!("{blanks}{more}"));
    }
    shown.resize(above + room, String::new());
    let cursor = match foot_cursor {
        Some((row, column)) => Some((column, above + room + row)),
        None => body.cursor.and_then(|(line, column)| {
            let row = line.checked_sub(scroll).filter(|row| *row < room)?;
            Some((margin + column, above + row))
        }),
    };
    shown.extend(foot);
    shown.truncate(rows);
    Frame {
        rows: shown,
        cursor,
        scroll,
        furthest,
    }
}

/// How far the body is scrolled so that what must be seen is seen; a row each goes to `more`.
fn least_scroll(body: &Body, room: usize) -> usize {
    let below = usize::from(body.needed < body.lines.len());
    match body.needed + below <= room || body.lines.len() <= room {
        true => 0,
        false => body.needed + below - room,
    }
}

/// How many lines of the stem stay above what is scrolled, so that one sees what is asked: a quarter of the room at
/// most, and none where the answer needs it.
fn lines_pinned(body: &Body, room: usize) -> usize {
    let most = (room / 4).max(1);
    body.stem.min(most).min(room.saturating_sub(body.kept + 2))
}

fn head(app: &App, sitting: &Sitting, view: Option<&View<'_>>, columns: usize) -> Vec<String> {
    let title = match sitting.mode {
        Mode::Review => "",
        Mode::Quiz { .. } => "Quiz: ",
        Mode::Cram => "Cram: ",
    };
    let Some(view) = view else {
        let title = match sitting.session.waits_until() {
            Some(_) => "Nothing else is left for now",
            None => "The end",
        };
        return vec![app.screen.tone(Tone::Strong, &app.screen.cut(title, columns))];
    };
    let right = place(app, sitting, view, columns);
    let left_width = columns.saturating_sub(width_of(&right) + 2);
    let left = app.screen.pad(
        &app.screen
            .plain_signs(&one_line(&format!("{title}{}", view.deck))),
        left_width,
    );
    let line = match left_width {
        0..4 => app.screen.cut(&right, columns),
        _ => format!("{}  {right}", app.screen.tone(Tone::Strong, &left)),
    };
    vec![line]
}

/// `3 of 20, 2 come back, 4 min left`, shorter where there is little room.
///
/// The first two count cards and not showings, so that a card that comes back moves neither.
pub fn place(app: &App, sitting: &Sitting, view: &View<'_>, columns: usize) -> String {
    let total = view.total + sitting.to_come.len();
    let place = match columns {
        0..30 => return format!("{}/{total}", view.number),
        _ => format!("{} of {total}", view.number),
    };
    let back = match (view.coming_back, columns) {
        (0, _) => String::new(),
        (back, 30..60) => format!(", {back} back"),
        (1, _) => ", 1 comes back".to_owned(),
        (back, _) => format!(", {back} come back"),
    };
    let left = if columns < 60 { "" } else { " left" };
    let cards = view.left.total() + sitting.to_come.len();
    let minutes = sitting.session.minutes_for(cards, app.now());
    format!("{place}{back}, {minutes} min{left}")
}

fn body(app: &App, typing: &Typing, view: &View<'_>, width: usize) -> Body {
    let mut lines = card::front(&app.screen, view, width);
    let is_helped = view.hint.is_some() && view.stage != Stage::Revealed;
    let (mut needed, mut cursor) = (if is_helped { lines.len() } else { 0 }, None);
    let mut kept = 1;
    if view.stage == Stage::Typing {
        lines.push(String::new());
        let (text, column) = typing.answer.shown(width.saturating_sub(2));
        cursor = Some((lines.len(), column + 2));
        lines.push(format!("> {text}"));
        needed = lines.len();
    }
    if view.stage == Stage::Revealed {
        lines.push(String::new());
        let back = card::back(&app.screen, view, width);
        kept = card::verdict_and_answer(&back);
        needed = lines.len() + kept;
        lines.extend(back);
    }
    Body {
        lines,
        needed,
        kept,
        // What is to be matched needs the room more.
        stem: lines_of_stem(app, view, width).min(match view.halves {
            0 => usize::MAX,
            _ => 1,
        }),
        cursor,
    }
}

/// Lines of the question without the halves that are to be matched.
fn lines_of_stem(app: &App, view: &View<'_>, width: usize) -> usize {
    let paragraphs: Vec<&str> = view.question.split('\n').collect();
    let stem = &paragraphs[..paragraphs.len().saturating_sub(view.halves)];
    match stem.is_empty() {
        true => 0,
        false => wrap_lines(&app.screen.plain_signs(&stem.join("\n")), width, "", "").len(),
    }
}

/// What was just done, or the command line; then the keys that work.
fn foot(
    app: &App,
    sitting: &Sitting,
    typing: &Typing,
    view: Option<&View<'_>>,
    over: Option<&Over>,
    columns: usize,
    rows: usize,
) -> (Vec<String>, Option<(usize, usize)>) {
    let mut lines = vec![String::new()];
    let mut cursor = None;
    if rows < LOW {
        lines.clear();
    }
    match &typing.command {
        Some(line) => {
            let (text, column) = line.shown(columns.saturating_sub(1));
            cursor = Some((lines.len(), column + 1));
            lines.push(format!(":{text}"));
        }
        None if rows < LOW && sitting.status.is_empty() => {}
        None => lines.extend(status(app, sitting, columns)),
    }
    let keys = keys(sitting, typing, view, over);
    let most = if columns < 60 { 2 } else { 1 };
    if let (Some(view), None, None) = (view, over, &typing.command) {
        let most = if columns < 60 { 5 } else { 1 };
        lines.extend(card::fit(
            &card::ratings(view, sitting.mode, columns),
            columns,
            most,
        ));
    }
    let shown = card::fit(&keys, columns, most);
    lines.extend(shown.iter().map(|line| app.screen.tone(Tone::Faint, line)));
    (lines, cursor)
}

fn status(app: &App, sitting: &Sitting, columns: usize) -> Vec<String> {
    if sitting.status.is_empty() {
        return vec![String::new()];
    }
    let lines = wrap(&app.screen.plain_signs(&one_line(&sitting.status)), columns);
    let lines = lines.into_iter().take(STATUS_ROWS);
    lines.map(|line| app.screen.tone(Tone::Fair, &line)).collect()
}

fn keys(sitting: &Sitting, typing: &Typing, view: Option<&View<'_>>, over: Option<&Over>) -> Vec<String> {
    let list = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<String>>();
    if typing.command.is_some() {
        let mut words = list(&["Enter does it", "Esc leaves it"]);
        words.extend(view.map_or_else(Vec::new, card::commands));
        words.extend(list(&["undo", "help", "quit"]));
        return words;
    }
    match (over, view) {
        (Some(Over::Panel(_)), _) => list(&["any key goes back", "arrows scroll"]),
        (Some(Over::Wait(_)), _) => list(&["Enter shows it now", "u undo", "? help", "q leave"]),
        (Some(Over::End(_)), _) | (_, None) => {
            let has_missed = !sitting.session.summary().missed.is_empty();
            match (sitting.mode, has_missed) {
                (Mode::Quiz { .. }, true) => list(&["Review these now? y", "Enter leaves", "u undo"]),
                _ => list(&["Enter leaves", "u undo"]),
            }
        }
        (None, Some(view)) => card::actions(view, sitting.beside),
    }
}
