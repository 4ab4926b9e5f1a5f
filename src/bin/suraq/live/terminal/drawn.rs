//! The terminal as a drawn screen with single keys.

use std::time::Duration;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use suraq::live::Order;
use suraq::live::Stage;

use super::Desk;
use super::confirming::confirmed;
use super::confirming::left_out;
use super::confirming::not_handed_in;
use super::ending;
use super::failed;
use super::opening;
use super::plain::usual;
use super::questions;
use super::rows::Beside;
use super::rows::reach;
use super::rows::rows;
use crate::app::App;
use crate::input;
use crate::live::control;
use crate::live::control::Meaning;
use crate::live::messages::News;
use crate::report::Failure;
use crate::screen::field::Field;
use crate::screen::terminal::Soon;
use crate::screen::terminal::Terminal;

/// How long no key is waited for before the screen is drawn anew: the time left goes down.
const REST: Duration = Duration::from_millis(200);

/// Of several orders on one line so many are confirmed one by one.
const TOLD: usize = 4;

/// What a question is asked about before it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    End,
    Skip,
    Leave,
}

/// The screen while it is drawn.
struct Drawn<'a> {
    app: &'a App,
    desk: &'a mut Desk,
    beside: Beside,
    sure: Option<Sure>,
    /// What stood in the middle when it was drawn last: another thing is shown from its beginning.
    shown: Middle,
}

/// What was listed instead of the game.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Listed {
    pupils: bool,
    helps: bool,
    questions: bool,
}

/// What stands in the middle: the list, the help, or how far the game is.
type Middle = (bool, bool, Stage, usize);

/// Leads the game until the teacher leaves.
pub fn run(app: &mut App, desk: &mut Desk) -> Result<(), Failure> {
    input::forget_interrupt();
    let refused = |error: std::io::Error| {
        Failure::system(std::path::Path::new("terminal"), "cannot be drawn on", &error)
            .hint("use {suraq}live --plain")
    };
    let terminal = Terminal::enter().map_err(refused)?;
    let mut drawn = Drawn {
        beside: Beside {
            said: desk.remarks.clone(),
            ..Beside::default()
        },
        app,
        desk,
        sure: None,
        shown: (false, false, Stage::Lobby, 0),
    };
    loop {
        drawn.hear()?;
        drawn.begin_anew();
        let size = drawn.app.screen.size();
        let (rows, cursor) = rows(&drawn.app.screen, drawn.desk, &drawn.beside, size);
        terminal.paint(&rows, cursor).map_err(refused)?;
        match terminal.event_within(REST).map_err(refused)? {
            Soon::Event(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                if !drawn.key(key)? {
                    break;
                }
            }
            Soon::Event(Event::Paste(text)) => {
                if let Some(typed) = &mut drawn.beside.typed {
                    typed.insert(text.trim_end_matches(['\n', '\r']));
                }
            }
            Soon::Event(Event::Resize(..)) => terminal.clear().map_err(refused)?,
            Soon::Event(_) => {}
            Soon::Nothing => drawn.tick()?,
            Soon::Told => break,
        }
    }
    let is_over = drawn.desk.board.stage == Stage::End;
    let code = drawn.desk.paper.code.clone();
    drop(terminal);
    let prefix = app.prefix();
    app.screen.remark(&match is_over {
        true => format!("All of it: {prefix}results {code}"),
        false => format!("The game is not over. Go on with it: {prefix}live --resume {code}"),
    });
    Ok(())
}

impl Drawn<'_> {
    fn hear(&mut self) -> Result<(), Failure> {
        let news: Vec<News> = self.desk.news.try_iter().collect();
        for news in news {
            match news {
                News::Board(board) => self.desk.put(self.app, *board)?,
                News::Failed(said) => return Err(failed(said)),
            }
        }
        // Whoever brought the board of the end: the host by itself, or a look at the time left.
        match self.beside.ending.is_empty() {
            true => self.sum_up(),
            false => Ok(()),
        }
    }

    /// While time runs down it is looked at again.
    fn tick(&mut self) -> Result<(), Failure> {
        match self.desk.board.left {
            Some(_) if self.desk.board.stage == Stage::Open => self.desk.look(self.app),
            _ => Ok(()),
        }
    }

    fn sum_up(&mut self) -> Result<(), Failure> {
        if self.is_over() {
            let results = self.desk.results()?;
            let was_asked = self.desk.was_asked();
            (self.beside.ending, _) = ending::lines(&self.desk.paper, &results, was_asked, self.app.prefix());
        }
        Ok(())
    }

    fn begin_anew(&mut self) {
        let board = &self.desk.board;
        let shown = (self.beside.lists, self.beside.helps, board.stage, board.number);
        if std::mem::replace(&mut self.shown, shown) != shown {
            self.beside.from = 0;
        }
    }

    /// Moves in what is longer than the screen; false where the key means no movement or all has room.
    fn scroll(&mut self, code: KeyCode) -> bool {
        let (page, furthest) = reach(&self.app.screen, self.desk, &self.beside, self.app.screen.size());
        let from = self.beside.from.min(furthest);
        let is_typed = self.beside.typed.is_some();
        let to = match code {
            _ if furthest == 0 => return false,
            KeyCode::Up => from.saturating_sub(1),
            KeyCode::Down => from + 1,
            KeyCode::PageUp => from.saturating_sub(page),
            KeyCode::PageDown => from + page,
            KeyCode::Char(' ') if !is_typed => from + page,
            KeyCode::Home if !is_typed => 0,
            KeyCode::End if !is_typed => furthest,
            _ => return false,
        };
        self.beside.from = to.min(furthest);
        true
    }

    /// Does what a key says; false when it says to leave.
    fn key(&mut self, key: KeyEvent) -> Result<bool, Failure> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let is_stop = control && matches!(key.code, KeyCode::Char('c' | 'd'));
        if let Some(sure) = self.sure.take() {
            self.beside.said.clear();
            let is_sure = matches!(key.code, KeyCode::Char(key) if matches!(input::latin(key), 'y' | 'н'));
            return match (is_sure, sure) {
                (false, _) => {
                    self.beside.said = vec!["Nothing was done.".to_owned()];
                    Ok(true)
                }
                (true, Sure::Leave) => Ok(false),
                (true, Sure::End) => self.order(Order::End).map(|()| true),
                (true, Sure::Skip) => self.order(Order::Skip).map(|()| true),
            };
        }
        if self.scroll(key.code) {
            return Ok(true);
        }
        if self.beside.typed.is_some() && !is_stop {
            return self.type_on(key.code, control);
        }
        self.beside.said.clear();
        let shown = self.put_away();
        match key.code {
            _ if is_stop => self.ask(Sure::Leave),
            // It puts away what is open, and leaves no game: the next key would be its answer.
            KeyCode::Esc => {}
            _ if control => {}
            // Whoever looks at a list does not see what Enter would do in the game.
            KeyCode::Enter if shown != Listed::default() => {}
            KeyCode::Enter => match usual(self.desk) {
                Some(Order::Close) if self.desk.board.mode.is_own_pace() => self.ask(Sure::End),
                Some(order) => self.order(order)?,
                None => {}
            },
            KeyCode::Char('P') => self.order(Order::Places(!self.desk.board.shows_places))?,
            KeyCode::Char(key) => return self.letter(input::latin(key), shown),
            _ => {}
        }
        Ok(true)
    }

    /// Puts away what is listed instead of the game, and says what it was.
    fn put_away(&mut self) -> Listed {
        let listed = Listed {
            pupils: std::mem::take(&mut self.beside.lists),
            helps: std::mem::take(&mut self.beside.helps),
            questions: !self.beside.questions.is_empty(),
        };
        if listed.questions {
            self.beside.questions.clear();
            self.beside.from = 0;
        }
        listed
    }

    fn letter(&mut self, key: char, listed: Listed) -> Result<bool, Failure> {
        let board = &self.desk.board;
        match key {
            '+' | '=' => self.order(Order::More { ms: 30_000 })?,
            'p' => self.order(Order::Pause)?,
            's' if board.number > 0 => self.ask(Sure::Skip),
            's' => self.order(Order::Skip)?,
            'v' if board.number > 0 => {
                let is_shown = self.beside.key_of == board.number;
                self.beside.key_of = if is_shown { 0 } else { board.number };
            }
            'v' if self.desk.board.stage != Stage::Lobby && !listed.questions => self.list_questions()?,
            'o' => self.beside.said = vec![opening::open(&self.desk.screen)],
            'l' => self.order(Order::Lock(!board.is_locked))?,
            'n' => self.order(Order::Hide(!board.hides_names))?,
            'w' => self.beside.lists = !listed.pupils,
            '?' | 'h' => self.beside.helps = !listed.helps,
            'd' if board.number > 0 => self.begin(&format!("drop {}", board.number)),
            'd' => self.begin_with_questions("drop ")?,
            'c' if board.number > 0 => self.begin(&format!("key {}=", board.number)),
            'c' => self.begin_with_questions("key ")?,
            'a' if board.number > 0 => self.begin(&format!("accept {}=", board.number)),
            'a' => self.begin_with_questions("accept ")?,
            'k' => self.begin_with_list("kick "),
            'b' => self.begin_with_list("ban "),
            'r' => self.begin_with_list("rename "),
            'x' => self.begin_with_list("extra "),
            ':' | '/' => self.begin(""),
            'e' => self.ask(Sure::End),
            'q' => self.ask(Sure::Leave),
            _ => {}
        }
        Ok(true)
    }

    fn begin(&mut self, text: &str) {
        self.beside.typed = Some(Field::holding(text));
    }

    fn begin_with_list(&mut self, text: &str) {
        self.beside.lists = true;
        self.begin(text);
    }

    /// What is right stands in the list; in the lobby nothing of it is to be seen.
    fn begin_with_questions(&mut self, text: &str) -> Result<(), Failure> {
        if self.desk.board.stage != Stage::Lobby {
            self.list_questions()?;
        }
        self.begin(text);
        Ok(())
    }

    fn list_questions(&mut self) -> Result<(), Failure> {
        self.beside.questions = questions::lines(&self.desk.paper, &self.desk.results()?);
        self.beside.from = 0;
        Ok(())
    }

    fn ask(&mut self, sure: Sure) {
        self.sure = Some(sure);
        self.beside.said = vec![
            match sure {
                Sure::End => return self.ask_to_end(),
                Sure::Skip => "Skip this question? It counts for nobody, also for those who answered. y/n",
                Sure::Leave if self.desk.board.stage == Stage::End => {
                    "Leave? The phones' links to what they missed end with it. y/n"
                }
                Sure::Leave => "Leave? Phones will wait; live --resume goes on with the game. y/n",
            }
            .to_owned(),
        ];
    }

    fn ask_to_end(&mut self) {
        let board = &self.desk.board;
        let open = left_out(board).map(|_| {
            format!(
                "Question {} is open, {} of {} have answered: it will be left out and count for nobody. To have it \
                 count, close it first.",
                board.number, board.answered, board.asked
            )
        });
        let writing = not_handed_in(board);
        let asked = "End the game now? y/n".to_owned();
        self.beside.said = open.into_iter().chain(writing).chain([asked]).collect();
    }

    fn type_on(&mut self, key: KeyCode, control: bool) -> Result<bool, Failure> {
        let Some(typed) = &mut self.beside.typed else {
            return Ok(true);
        };
        match key {
            KeyCode::Esc => self.stop_typing(),
            KeyCode::Backspace if typed.is_empty() => self.stop_typing(),
            KeyCode::Enter => {
                let line = typed.take();
                self.stop_typing();
                return self.obey(&line);
            }
            _ => typed.press(key, control),
        }
        Ok(true)
    }

    fn stop_typing(&mut self) {
        self.beside.typed = None;
        self.put_away();
        self.beside.said.clear();
    }

    fn obey(&mut self, line: &str) -> Result<bool, Failure> {
        if line.trim().is_empty() {
            return Ok(true);
        }
        match control::read(line, &self.desk.places, self.desk.board.number) {
            Err(wrong) => {
                self.beside.said = vec![wrong];
                self.begin(line);
            }
            Ok(Meaning::Orders(orders)) if orders == [Order::End] && !self.is_over() => self.ask(Sure::End),
            Ok(Meaning::Orders(orders)) if orders == [Order::Skip] && self.desk.board.number > 0 => {
                self.ask(Sure::Skip);
            }
            Ok(Meaning::Orders(orders)) => {
                for order in orders {
                    self.order(order)?;
                }
                let more = self.beside.said.len().saturating_sub(TOLD);
                if more > 0 {
                    self.beside.said.truncate(TOLD);
                    self.beside.said.push(format!("And {more} more."));
                }
            }
            Ok(Meaning::Who) => self.beside.lists = true,
            Ok(Meaning::Questions) => self.list_questions()?,
            Ok(Meaning::Help) => self.beside.helps = true,
            Ok(Meaning::Quit) => self.ask(Sure::Leave),
            Ok(Meaning::Usual | Meaning::Status) => {}
        }
        Ok(true)
    }

    fn is_over(&self) -> bool {
        self.desk.board.stage == Stage::End
    }

    fn order(&mut self, order: Order) -> Result<(), Failure> {
        let left_out = left_out(&self.desk.board).filter(|_| order == Order::End);
        let said = match self.desk.order(self.app, order.clone())? {
            Err(refusal) => Some(format!("Not done: {refusal}.")),
            Ok(()) => left_out.or_else(|| confirmed(&order, &self.desk.board, &self.desk.places)),
        };
        self.beside.said.extend(said);
        self.sum_up()
    }
}
