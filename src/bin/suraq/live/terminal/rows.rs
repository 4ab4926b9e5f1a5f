//! What the terminal draws of a game, as rows of text.

use suraq::live::Stage;
use suraq::live::board::Board;

use super::Desk;
use super::keys::footer;
use super::keys::help;
use super::lobby;
use super::who;
use super::window::Window;
use super::writing_on;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::field::Field;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap;
use crate::screen::wrap_indented;
use crate::screen::wrap_lines;

/// Columns between two pillars.
pub(super) const GAP: usize = 2;

/// Stands before what is typed.
const PROMPT: &str = "> ";

/// Bars are no longer than this, nor shorter where the text beside them is long.
const LONGEST_BAR: usize = 30;
const SHORTEST_BAR: usize = 8;

/// Stands before what a long question or option goes on with.
const OPTION: &str = "      ";

/// Columns of a bar's letter, star and count, with what is between them.
const BESIDE_BAR: usize = 10;

/// What is drawn beside the board.
#[derive(Default)]
pub struct Beside {
    /// What is typed at the bottom, while something is.
    pub typed: Option<Field>,
    /// What was said last, such as why an order was refused.
    pub said: Vec<String>,
    /// Whether everybody is listed.
    pub lists: bool,
    /// Whether what may be typed is listed.
    pub helps: bool,
    /// All questions with their letters, while they are listed.
    pub questions: Vec<String>,
    /// The row or entry with which the part that is shown begins, from 0, where not all has room.
    pub from: usize,
    /// The question whose key was asked to be seen before the reveal, from 1; 0 for none. It is of one
    /// question, so that the next does not begin with its star on the wall.
    pub key_of: usize,
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
    let below = below(screen, desk, beside, (columns, height));
    let room = height.saturating_sub(below.len() + 1);
    let mut rows = vec![head(screen, desk, columns)];
    let middle = match middle(screen, desk, beside, (columns, room)) {
        None => lobby::rows(screen, desk, columns, room),
        Some(window) => window.rows(screen, beside.from),
    };
    rows.extend(middle.into_iter().take(room));
    rows.resize(1 + room, String::new());
    rows.extend(below);
    rows.truncate(height);
    let cursor = beside.typed.as_ref().map(|typed| {
        let (_, column) = typed.shown(columns.saturating_sub(PROMPT.len()));
        let column = (PROMPT.len() + column).min(columns.saturating_sub(1));
        (column, rows.len().saturating_sub(1))
    });
    (rows, cursor)
}

/// Returns how many rows or entries are shown at once, and the furthest with which the part that is shown may
/// begin: 0 where all have room.
pub fn reach(
    screen: &Screen,
    desk: &Desk,
    beside: &Beside,
    (columns, height): (usize, usize),
) -> (usize, usize) {
    let below = below(screen, desk, beside, (columns, height));
    let room = height.saturating_sub(below.len() + 1);
    let window = middle(screen, desk, beside, (columns, room));
    window.map_or((0, 0), |window| (window.page(), window.furthest()))
}

/// What was said, and what is typed or may be.
fn below(screen: &Screen, desk: &Desk, beside: &Beside, (columns, height): (usize, usize)) -> Vec<String> {
    let writing_on = writing_on::sentence(&desk.board);
    let said = writing_on.iter().chain(&beside.said);
    let mut below: Vec<String> = said.flat_map(|said| wrap(said, columns)).collect();
    match &beside.typed {
        Some(typed) => {
            let (shown, _) = typed.shown(columns.saturating_sub(PROMPT.len()));
            below.push(screen.cut(&format!("{PROMPT}{shown}"), columns));
        }
        None => below.extend(footer(screen, beside, &desk.board, columns)),
    }
    // The line that is typed is the last and has to be seen.
    let room = height.saturating_sub(3);
    match beside.typed {
        Some(_) => below.split_off(below.len().saturating_sub(room)),
        None => {
            below.truncate(room);
            below
        }
    }
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
    let hidden = if board.hides_names { "  names hidden" } else { "" };
    let right = format!("{where_to}{left}{locked}{hidden}");
    let room = columns.saturating_sub(width_of(&right) + GAP);
    let title = screen.pad(&one_line(&desk.paper.title), room);
    screen.tone(Tone::Strong, &screen.cut(&format!("{title}  {right}"), columns))
}

fn progress(board: &Board) -> String {
    match board.mode.is_own_pace() {
        true => format!(
            "answers {}/{}  handed in {}/{}",
            board.given(),
            board.present() * board.of,
            board.answered,
            board.asked
        ),
        false => format!(
            "{}/{}  answered {}/{}",
            board.number, board.of, board.answered, board.asked
        ),
    }
}

/// What stands in the middle; nothing for the lobby, which lays itself out.
fn middle(screen: &Screen, desk: &Desk, beside: &Beside, (columns, room): (usize, usize)) -> Option<Window> {
    let board = &desk.board;
    let rows = |rows| Some(Window::of_rows(rows, columns, room));
    let everybody = || Some(Window::of_entries(screen, &who::entries(board), columns, room));
    match board.stage {
        _ if beside.helps => rows(help(columns)),
        _ if !beside.questions.is_empty() => {
            let line = |line: &String| wrap_indented(line, columns, "", OPTION);
            rows(beside.questions.iter().flat_map(line).collect())
        }
        _ if beside.lists => everybody(),
        Stage::Lobby => None,
        Stage::End => {
            let lines = beside.ending.iter().flat_map(|line| wrap(line, columns));
            rows(std::iter::once(String::new()).chain(lines).collect())
        }
        _ if board.mode.is_own_pace() => everybody(),
        _ => rows(question(screen, beside, board, columns)),
    }
}

/// Whether the star of the key stands on the screen: after the reveal, and before it only where it was asked
/// for, for a laptop may be mirrored on the wall.
fn shows_key(beside: &Beside, board: &Board) -> bool {
    matches!(board.stage, Stage::Reveal | Stage::End) || beside.key_of == board.number
}

/// The question with a bar for each option.
fn question(screen: &Screen, beside: &Beside, board: &Board, columns: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    rows.extend(wrap_lines(&board.text, columns, "", ""));
    if board.is_dropped {
        rows.push(screen.tone(Tone::Fair, "does not count"));
    }
    rows.push(String::new());
    rows.extend(bars(screen, beside, board, columns));
    if board.stage == Stage::Reveal {
        rows.push(String::new());
        for text in board.explanation.iter().chain(&board.source) {
            rows.extend(wrap_lines(text, columns, "", ""));
        }
    }
    rows
}

/// A bar for each option, as long as its text leaves room for; what does not fit beside it goes on below.
fn bars(screen: &Screen, beside: &Beside, board: &Board, columns: usize) -> Vec<String> {
    let options = || board.options.iter();
    let most = options().map(|bar| bar.chosen).max().unwrap_or_default().max(1);
    let text = options()
        .flat_map(|bar| wrap_lines(&bar.text, columns, "", ""))
        .map(|line| width_of(&line))
        .max()
        .unwrap_or_default();
    let widest = columns
        .saturating_sub(text + BESIDE_BAR)
        .clamp(SHORTEST_BAR, LONGEST_BAR);
    let mut rows = Vec::new();
    for (letter, bar) in ('A'..='Z').zip(&board.options) {
        let length = (bar.chosen * widest).div_ceil(most);
        let is_key = bar.is_key && shows_key(beside, board);
        let star = if is_key { "*" } else { " " };
        let before = format!(
            " {letter}{star} {}{} {:>3}  ",
            screen.sign("█", "#").repeat(length),
            " ".repeat(widest - length),
            bar.chosen
        );
        let indent = width_of(&before);
        let lines = wrap_lines(&bar.text, columns.saturating_sub(indent), "", "");
        let tone = if is_key { Tone::Good } else { Tone::Plain };
        let first = lines.first().map(String::as_str).unwrap_or_default();
        rows.push(screen.tone(tone, &screen.cut(&format!("{before}{first}"), columns)));
        let rest = lines.iter().skip(1);
        rows.extend(rest.map(|line| screen.tone(tone, &format!("{}{line}", " ".repeat(indent)))));
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use suraq::live::Room;
    use suraq::live::Settings;
    use suraq::live::Stage;
    use suraq::live::board::{Bar, Board, Row};
    use suraq::live::pupil::Standing;
    use suraq::live::wire::Mode;
    use suraq::quiz::Paper;
    use suraq::quiz::scores::Results;

    use super::{Beside, Desk, reach, rows};
    use crate::live::addresses::{Address, Kind};
    use crate::live::control::Places;
    use crate::screen::field::Field;
    use crate::screen::{Screen, width_of};

    fn desk(board: Board) -> Desk {
        let paper = Paper::new("Lakes of the steppe", Vec::new(), 1, 5);
        let room = Room::new(paper.clone(), Settings::default());
        let address = Address {
            ip: "192.168.1.24".parse().unwrap(),
            kind: Kind::WiFi,
            card: "wlan0".to_owned(),
        };
        Desk {
            host: mpsc::channel().0,
            news: mpsc::channel().1,
            board,
            places: Places::new(&room),
            paper,
            addresses: vec![("http://192.168.1.24:7878".to_owned(), address)],
            screen: "http://127.0.0.1:7878/screen?k7m2xq9d".to_owned(),
            remarks: Vec::new(),
            held: Results::default(),
        }
    }

    fn pupils(count: usize) -> Vec<Row> {
        let row = |number| Row {
            name: format!("Pupil {number}"),
            ..Row::default()
        };
        (1..=count).map(row).collect()
    }

    fn open() -> Board {
        let bar = |text: &str, chosen, is_key| Bar {
            text: text.to_owned(),
            chosen,
            is_key,
        };
        Board {
            stage: Stage::Open,
            number: 3,
            of: 10,
            text: "Which of these lakes of the steppe is half sweet and half salt, and why is that so?"
                .to_owned(),
            options: vec![
                bar("Balkhash", 14, true),
                bar("Zaysan", 3, false),
                bar("Aral", 0, false),
            ],
            answered: 17,
            asked: 24,
            left: Some(17_200),
            pupils: pupils(24),
            ..Board::default()
        }
    }

    #[test]
    fn every_stage_fits_every_size() {
        let mut ended = open();
        ended.stage = Stage::End;
        let lobby = Board {
            pupils: pupils(200),
            ..Board::default()
        };
        for board in [lobby, open(), ended] {
            for size in [(80, 24), (40, 24), (40, 12), (132, 50), (20, 8)] {
                for (lists, helps) in [(false, false), (true, false), (false, true)] {
                    let beside = Beside {
                        said: vec!["Not done: no question is open.".to_owned()],
                        lists,
                        helps,
                        ..Beside::default()
                    };
                    let (rows, _) = rows(&Screen::PLAIN, &desk(board.clone()), &beside, size);
                    assert_eq!(rows.len(), size.1, "{size:?}");
                    for row in rows {
                        assert!(width_of(&row) <= size.0, "{size:?}: {row}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_lobby_has_picture_address_code_and_names() {
        for size in [(80, 24), (40, 40)] {
            let (rows, _) = rows(
                &Screen::PLAIN,
                &desk(Board {
                    pupils: pupils(3),
                    ..Board::default()
                }),
                &Beside::default(),
                size,
            );
            let text = rows.join("\n");
            for part in [
                "http://192.168.1.24:7878",
                "code ",
                "█",
                "Pupil 3, Pupil 2, Pupil 1",
                "http://127.0.0.1:7878/screen?k7m2xq9d",
                "Enter start",
                "o projector",
                "q leave",
            ] {
                assert!(text.contains(part), "{size:?} {part}: {text}");
            }
        }
    }

    #[test]
    fn an_open_question_has_counts_and_time_and_no_star_before_the_reveal() {
        let (rows, _) = rows(&Screen::PLAIN, &desk(open()), &Beside::default(), (80, 24));
        let text = rows.join("\n");
        assert!(
            rows[0].ends_with("3/10  answered 17/24  0:18 left"),
            "{}",
            rows[0]
        );
        for part in [" A  ██", "14  Balkhash", "3  Zaysan", "Enter close", "v see key"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains('*'), "{text}");
    }

    fn shown(board: Board, key_of: usize) -> String {
        let beside = Beside {
            key_of,
            ..Beside::default()
        };
        rows(&Screen::PLAIN, &desk(board), &beside, (80, 24)).0.join("\n")
    }

    #[test]
    fn the_star_of_the_key_stands_after_the_reveal_or_where_it_was_asked_for_this_question() {
        let asked_for = shown(open(), 3);
        assert!(
            asked_for.contains(" A* ██") && asked_for.contains("v hide key"),
            "{asked_for}"
        );
        assert!(!shown(open(), 2).contains('*'), "of another question");
        let revealed = Board {
            stage: Stage::Reveal,
            ..open()
        };
        assert!(shown(revealed, 0).contains(" A* ██"));
    }

    #[test]
    fn no_key_is_offered_that_would_be_refused() {
        let poll = Board {
            mode: Mode::Poll,
            left: None,
            stage: Stage::Closed,
            ..open()
        };
        let text = shown(poll, 0);
        for refused in ["c change", "a accept", "v see", "d drop", "+ 30"] {
            assert!(!text.contains(refused), "{refused}: {text}");
        }
        assert!(text.contains("+ open again"), "{text}");
        let unlimited = shown(Board { left: None, ..open() }, 0);
        assert!(!unlimited.contains('+'), "{unlimited}");
    }

    #[test]
    fn the_head_says_what_is_locked_and_hidden_and_how_far_they_are() {
        let mut pupils = pupils(4);
        (pupils[0].answered, pupils[1].answered, pupils[2].answered) = (10, 3, 5);
        pupils[2].standing = Standing::Kicked;
        let board = Board {
            mode: Mode::Exam,
            is_locked: true,
            hides_names: true,
            answered: 1,
            asked: 3,
            number: 0,
            pupils,
            ..open()
        };
        let text = shown(board, 0);
        let head = text.lines().next().unwrap();
        assert!(
            head.ends_with("answers 13/30  handed in 1/3  0:18 left  locked  names hidden"),
            "{head}"
        );
        assert!(text.contains("l unlock") && !text.contains("s skip"), "{text}");
    }

    #[test]
    fn everybody_of_a_class_can_be_reached_with_their_number() {
        for board in [
            Board {
                pupils: pupils(29),
                ..Board::default()
            },
            open_for(29),
        ] {
            for size in [(80, 24), (40, 24), (40, 12), (30, 10)] {
                let mut beside = Beside {
                    lists: true,
                    ..Beside::default()
                };
                let desk = desk(board.clone());
                let (page, furthest) = reach(&Screen::PLAIN, &desk, &beside, size);
                assert!(size.0 < 80 || furthest == 0, "a class of 29 has room on 80 by 24");
                let mut seen = String::new();
                for step in 0..=furthest.div_ceil(page) {
                    beside.from = step * page;
                    seen.push_str(&rows(&Screen::PLAIN, &desk, &beside, size).0.join("\n"));
                }
                for number in 1..=29 {
                    assert!(
                        seen.contains(&format!("{number}  Pupil {number}")),
                        "{size:?} {number}: {seen}"
                    );
                }
                assert_eq!(seen.contains("of 29 (arrows"), furthest > 0, "{size:?}: {seen}");
            }
        }
    }

    fn open_for(count: usize) -> Board {
        let mut pupils = pupils(count);
        pupils.iter_mut().skip(3).for_each(|row| row.is_awaited = true);
        Board { pupils, ..open() }
    }

    #[test]
    fn an_option_that_is_long_is_read_whole() {
        let mut board = open();
        board.options[1].text =
            "Zaysan, which is older than all other lakes between the Altai and the sea".to_owned();
        for columns in [80, 40] {
            let (rows, _) = rows(
                &Screen::PLAIN,
                &desk(board.clone()),
                &Beside::default(),
                (columns, 30),
            );
            let text = rows.join(" ");
            let words: Vec<&str> = text.split_whitespace().collect();
            assert!(words.join(" ").contains("the sea"), "{columns}: {rows:?}");
        }
    }

    #[test]
    fn code_keeps_its_lines_and_their_indentation() {
        let mut board = open();
        board.text = "What is f(0)?\ndef f(x):\n    if x:\n\treturn 1".to_owned();
        board.options[0].text = "for a in b:\n  print(a)".to_owned();
        let text = shown(board, 0);
        assert!(
            text.contains("f(0)?\ndef f(x):\n    if x:\n    return 1\n"),
            "{text}"
        );
        let column = |part: &str| {
            text.lines()
                .find_map(|line| Some(line[..line.find(part)?].chars().count()))
        };
        assert!(column("for a").is_some(), "{text}");
        assert_eq!(
            column("for a").map(|column| column + 2),
            column("print("),
            "{text}"
        );
    }

    #[test]
    fn what_is_typed_stands_at_the_bottom_with_the_cursor_behind_it() {
        let beside = Beside {
            typed: Some(Field::holding("kick 3")),
            ..Beside::default()
        };
        let (rows, cursor) = rows(&Screen::PLAIN, &desk(open()), &beside, (80, 24));
        assert_eq!(rows.last().map(String::as_str), Some("> kick 3"));
        assert_eq!(cursor, Some((8, 23)));
    }
}
