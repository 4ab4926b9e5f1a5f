//! Lines from a person or a file, and Ctrl-C that leaves what is going on without killing it.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::screen;
use crate::screen::terminal;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C is only noted; long work looks at [`interrupted`] and stops cleanly.
pub fn catch_interrupts() {
    // Where it cannot be caught, every change is still one transaction or one rename.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
}

/// From now on a limit on the size of files is an error of the write, which is told, and not the end.
pub fn survive_size_limits() {
    #[cfg(unix)]
    {
        use signal_hook::consts::SIGXFSZ;
        // Where it cannot be caught, what was acknowledged is on disk all the same.
        let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    }
}

/// From now on the program leaves when it is told to end, or when its terminal goes away.
///
/// Every change is one transaction or one rename, so nothing has to be waited for.
pub fn leave_when_told() {
    #[cfg(unix)]
    {
        use signal_hook::consts::SIGHUP;
        use signal_hook::consts::SIGTERM;
        use signal_hook::iterator::Signals;
        let Ok(mut signals) = Signals::new([SIGHUP, SIGTERM]) else {
            return; // the system's own way to end it stays in force
        };
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                terminal::give_back();
                // What a shell reports of a program that a signal ended.
                std::process::exit(128 + signal);
            }
        });
    }
}

/// Whether Ctrl-C was pressed since the last [`forget_interrupt`].
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Starts afresh.
pub fn forget_interrupt() {
    INTERRUPTED.store(false, Ordering::SeqCst);
}

/// What came of waiting for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A line without its end.
    Text(String),
    /// The input is over.
    End,
    /// Ctrl-C.
    Interrupted,
}

/// A thread that reads a line whenever it is asked to, so that Ctrl-C can be seen meanwhile.
struct Reader {
    ask: mpsc::Sender<()>,
    lines: mpsc::Receiver<Option<String>>,
    asked: bool,
}

static READER: Mutex<Option<Reader>> = Mutex::new(None);

fn start() -> Reader {
    let (ask, asked) = mpsc::channel::<()>();
    let (send, lines) = mpsc::channel();
    thread::spawn(move || {
        while asked.recv().is_ok() {
            let mut bytes = Vec::new();
            let read = io::BufRead::read_until(&mut io::stdin().lock(), b'\n', &mut bytes);
            let line = match read {
                Ok(0) | Err(_) => None,
                Ok(_) => Some(
                    String::from_utf8_lossy(&bytes)
                        .trim_end_matches(['\n', '\r'])
                        .to_owned(),
                ),
            };
            if send.send(line).is_err() {
                return;
            }
        }
    });
    Reader {
        ask,
        lines,
        asked: false,
    }
}

/// Whether lines are edited on the terminal itself; see [`edit_lines`].
static EDITED: AtomicBool = AtomicBool::new(false);

/// Says whether lines may be edited on the terminal, which needs its raw mode.
pub fn edit_lines(edited: bool) {
    EDITED.store(edited, Ordering::Relaxed);
}

/// Prints `prompt` and waits for a line.
pub fn read_line(prompt: &str) -> Line {
    match EDITED.load(Ordering::Relaxed) {
        true => edited_line(prompt),
        false => plain_line(prompt),
    }
}

/// A line that may be edited. Nothing reads on after Ctrl-C, as the thread of [`plain_line`] does:
/// it would take the next line from the prompt.
fn edited_line(prompt: &str) -> Line {
    forget_interrupt();
    let Ok(mut editor) = rustyline::DefaultEditor::new() else {
        return plain_line(prompt);
    };
    match editor.readline(prompt) {
        Ok(line) => Line::Text(line),
        Err(rustyline::error::ReadlineError::Interrupted) => Line::Interrupted,
        Err(_) => Line::End,
    }
}

/// Waits for a line no longer than `most`; `None` when none came. Nothing is prompted or edited.
#[cfg(feature = "live")]
pub fn line_within(most: Duration) -> Option<Line> {
    let mut slot = READER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let reader = slot.get_or_insert_with(start);
    if !reader.asked && reader.ask.send(()).is_err() {
        return Some(Line::End);
    }
    reader.asked = true;
    match reader.lines.recv_timeout(most) {
        Ok(line) => {
            reader.asked = false;
            Some(line.map_or(Line::End, Line::Text))
        }
        Err(mpsc::RecvTimeoutError::Timeout) => interrupted().then_some(Line::Interrupted),
        Err(mpsc::RecvTimeoutError::Disconnected) => Some(Line::End),
    }
}

fn plain_line(prompt: &str) -> Line {
    screen::print_all(prompt);
    forget_interrupt();
    let mut slot = READER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let reader = slot.get_or_insert_with(start);
    // A line that was asked for before Ctrl-C is still on its way.
    if !reader.asked && reader.ask.send(()).is_err() {
        return Line::End;
    }
    reader.asked = true;
    loop {
        match reader.lines.recv_timeout(Duration::from_millis(50)) {
            Ok(line) => {
                reader.asked = false;
                return line.map_or(Line::End, Line::Text);
            }
            Err(mpsc::RecvTimeoutError::Timeout) if interrupted() => return Line::Interrupted,
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return Line::End,
        }
    }
}

/// Returns the Latin letter that lies on the same key, so that Russian and Kazakh layouts work as they are.
pub fn latin(key: char) -> char {
    const CYRILLIC: &str = "йцукенгшщзфывапролдячсмитьәіңғ";
    const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm2345";
    let small = key.to_lowercase().next().unwrap_or(key);
    let place = CYRILLIC.chars().position(|known| known == small);
    place.and_then(|place| LATIN.chars().nth(place)).unwrap_or(small)
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn keys_work_on_a_cyrillic_layout() {
        assert_eq!(latin('ф'), 'a');
        assert_eq!(latin('Г'), 'u');
        assert_eq!(latin('ә'), '2');
        assert_eq!(latin('q'), 'q');
    }
}
