//! The terminal in raw mode on its second screen, and its way back, whatever happens.

use std::io;
use std::io::Write;
use std::panic;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossterm::cursor;
use crossterm::event;
use crossterm::event::Event;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::execute;
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal;

use crate::input;

/// How often Ctrl-C and the end of the program are looked for while no key comes.
const TICK: Duration = Duration::from_millis(200);

/// A screen is drawn.
static RAW: AtomicBool = AtomicBool::new(false);

/// A key is awaited without one.
static KEYED: AtomicBool = AtomicBool::new(false);

/// What came of waiting for a while.
pub enum Soon {
    /// Something happened.
    Event(Event),
    /// Nothing did.
    Nothing,
    /// The program was told to end.
    Told,
}

/// The terminal while a screen is drawn on it; dropped, it is as it was.
pub struct Terminal {}

impl Terminal {
    /// Takes the terminal over.
    pub fn enter() -> io::Result<Terminal> {
        give_back_on_panic();
        terminal::enable_raw_mode()?;
        RAW.store(true, Ordering::SeqCst);
        let terminal = Terminal {};
        execute!(
            io::stdout(),
            terminal::EnterAlternateScreen,
            event::EnableBracketedPaste,
            terminal::Clear(terminal::ClearType::All)
        )?;
        Ok(terminal)
    }

    /// Draws `rows` from the top; the cursor stands at column and row, or is hidden.
    pub fn paint(&self, rows: &[String], cursor: Option<(usize, usize)>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        queue!(out, terminal::BeginSynchronizedUpdate, cursor::Hide)?;
        for (row, text) in rows.iter().enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            queue!(
                out,
                cursor::MoveTo(0, row),
                terminal::Clear(terminal::ClearType::UntilNewLine),
                Print(text)
            )?;
        }
        if let Some((column, row)) = cursor {
            let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
            queue!(out, cursor::MoveTo(place(column), place(row)), cursor::Show)?;
        }
        queue!(out, terminal::EndSynchronizedUpdate)?;
        out.flush()
    }

    /// Forgets what is drawn, as after a change of size.
    pub fn clear(&self) -> io::Result<()> {
        execute!(io::stdout(), terminal::Clear(terminal::ClearType::All))
    }

    /// Waits for what happens next; `None` when the program was told to end.
    pub fn event(&self) -> io::Result<Option<Event>> {
        Ok(match self.event_within(Duration::MAX)? {
            Soon::Event(event) => Some(event),
            Soon::Nothing | Soon::Told => None,
        })
    }

    /// Waits for what happens next, no longer than `most`.
    pub fn event_within(&self, most: Duration) -> io::Result<Soon> {
        wait(most)
    }
}

fn wait(most: Duration) -> io::Result<Soon> {
    let mut waited = Duration::ZERO;
    while waited < most {
        if input::interrupted() {
            return Ok(Soon::Told);
        }
        if event::poll(TICK)? {
            return event::read().map(Soon::Event);
        }
        waited += TICK;
    }
    Ok(Soon::Nothing)
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Waits for a key without drawing a screen; `None` when the program was told to end.
pub fn key() -> io::Result<Option<KeyEvent>> {
    terminal::enable_raw_mode()?;
    KEYED.store(true, Ordering::SeqCst);
    let key = (|| {
        loop {
            match wait(Duration::MAX)? {
                Soon::Event(Event::Key(key)) if key.kind != KeyEventKind::Release => return Ok(Some(key)),
                Soon::Event(_) => {}
                Soon::Nothing | Soon::Told => return Ok(None),
            }
        }
    })();
    give_back();
    key
}

/// Puts the terminal back as it was; a second time does nothing.
pub fn give_back() {
    if KEYED.swap(false, Ordering::SeqCst) {
        // Nothing is left to be done for a terminal that is gone.
        let _ = terminal::disable_raw_mode();
    }
    if !RAW.swap(false, Ordering::SeqCst) {
        return;
    }
    // Nothing is left to be done for a terminal that is gone.
    let _ = execute!(
        io::stdout(),
        event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    );
    let _ = terminal::disable_raw_mode();
}

/// A panic says what it has to say on a terminal that is as it was.
fn give_back_on_panic() {
    static HOOKED: AtomicBool = AtomicBool::new(false);
    if HOOKED.swap(true, Ordering::SeqCst) {
        return;
    }
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        give_back();
        usual(what);
    }));
}
