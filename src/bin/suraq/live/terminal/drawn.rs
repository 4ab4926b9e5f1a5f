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
use super::ending;
use super::failed;
use super::opening;
use super::plain::usual;
use super::rows::Beside;
use super::rows::rows;
use crate::app::App;
use crate::input;
use crate::live::control;
use crate::live::control::Meaning;
use crate::live::messages::News;
use crate::report::Failure;
use crate::screen::terminal::Soon;
use crate::screen::terminal::Terminal;

/// How long no key is waited for before the screen is drawn anew: the time left goes down.
const REST: Duration = Duration::from_millis(200);

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
}

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
    };
    drawn.sum_up()?;
    loop {
        drawn.hear()?;
        let size = drawn.app.screen.size();
        let (rows, cursor) = rows(&drawn.app.screen, drawn.desk, &drawn.beside, size);
        terminal.paint(&rows, cursor).map_err(refused)?;
        match terminal.event_within(REST).map_err(refused)? {
            Soon::Event(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                if !drawn.key(key)? {
                    break;
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
                News::Board(board) => {
                    let was_over = self.desk.board.stage == Stage::End;
                    self.desk.put(self.app, *board)?;
                    if !was_over {
                        self.sum_up()?;
                    }
                }
                News::Failed(said) => return Err(failed(said)),
            }
        }
        Ok(())
    }

    /// While time runs down it is looked at again.
    fn tick(&mut self) -> Result<(), Failure> {
        match self.desk.board.left {
            Some(_) if self.desk.board.stage == Stage::Open => self.desk.look(self.app),
            _ => Ok(()),
        }
    }

    fn sum_up(&mut self) -> Result<(), Failure> {
        if self.desk.board.stage == Stage::End {
            let results = self.desk.results()?;
            (self.beside.ending, _) = ending::lines(&self.desk.paper, &results, self.app.prefix());
        }
        Ok(())
    }

    /// Does what a key says; false when it says to leave.
    fn key(&mut self, key: KeyEvent) -> Result<bool, Failure> {
        let is_stop =
            key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd'));
        if let Some(sure) = self.sure.take() {
            self.beside.said.clear();
            let is_sure = matches!(key.code, KeyCode::Char(key) if matches!(input::latin(key), 'y' | 'н'));
            return match (is_sure, sure) {
                (false, _) => Ok(true),
                (true, Sure::Leave) => Ok(false),
                (true, Sure::End) => self.order(Order::End).map(|()| true),
                (true, Sure::Skip) => self.order(Order::Skip).map(|()| true),
            };
        }
        if self.beside.typed.is_some() && !is_stop {
            return self.type_on(key.code);
        }
        let said = std::mem::take(&mut self.beside.said);
        let shown = (self.beside.lists, self.beside.helps);
        (self.beside.lists, self.beside.helps) = (false, false);
        match key.code {
            _ if is_stop => self.ask(Sure::Leave),
            KeyCode::Esc if shown != (false, false) || !said.is_empty() => {}
            // Whoever looks at a list does not see what Enter would do in the game.
            KeyCode::Enter if shown != (false, false) => {}
            KeyCode::Esc => self.ask(Sure::Leave),
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

    fn letter(&mut self, key: char, (lists, helps): (bool, bool)) -> Result<bool, Failure> {
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
            'o' => self.beside.said = vec![opening::open(&self.desk.screen)],
            'l' => self.order(Order::Lock(!board.is_locked))?,
            'n' => self.order(Order::Hide(!board.hides_names))?,
            'w' => self.beside.lists = !lists,
            '?' | 'h' => self.beside.helps = !helps,
            'd' if board.number > 0 => self.begin(&format!("drop {}", board.number)),
            'd' => self.begin("drop "),
            'c' if board.number > 0 => self.begin(&format!("key {}=", board.number)),
            'c' => self.begin("key "),
            'a' if board.number > 0 => self.begin(&format!("accept {}=", board.number)),
            'a' => self.begin("accept "),
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
        self.beside.typed = Some(text.to_owned());
    }

    fn begin_with_list(&mut self, text: &str) {
        self.beside.lists = true;
        self.begin(text);
    }

    fn ask(&mut self, sure: Sure) {
        self.sure = Some(sure);
        self.beside.said = vec![
            match sure {
                Sure::End => "End the game now? y/n",
                Sure::Skip => "Skip this question? It counts for nobody, also for those who answered. y/n",
                Sure::Leave if self.desk.board.stage == Stage::End => {
                    "Leave? The phones' links to what they missed end with it. y/n"
                }
                Sure::Leave => "Leave? Phones will wait; live --resume goes on with the game. y/n",
            }
            .to_owned(),
        ];
    }

    fn type_on(&mut self, key: KeyCode) -> Result<bool, Failure> {
        let Some(typed) = &mut self.beside.typed else {
            return Ok(true);
        };
        match key {
            KeyCode::Char(letter) => typed.push(letter),
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Esc => {
                self.beside.typed = None;
                self.beside.lists = false;
            }
            KeyCode::Enter => {
                let line = std::mem::take(typed);
                self.beside.typed = None;
                self.beside.lists = false;
                return self.obey(&line);
            }
            _ => {}
        }
        Ok(true)
    }

    fn obey(&mut self, line: &str) -> Result<bool, Failure> {
        if line.trim().is_empty() {
            return Ok(true);
        }
        match control::read(line, &self.desk.places, self.desk.board.number) {
            Err(wrong) => self.beside.said = vec![wrong],
            Ok(Meaning::Orders(orders)) => {
                for order in orders {
                    self.order(order)?;
                }
            }
            Ok(Meaning::Who) => self.beside.lists = true,
            Ok(Meaning::Help) => self.beside.helps = true,
            Ok(Meaning::Quit) => return Ok(false),
            Ok(Meaning::Usual | Meaning::Status) => {}
        }
        Ok(true)
    }

    fn order(&mut self, order: Order) -> Result<(), Failure> {
        if let Err(refusal) = self.desk.order(self.app, order)? {
            self.beside.said = vec![format!("Not done: {refusal}.")];
        }
        self.sum_up()
    }
}
