//! The program on a terminal of its own.

use std::ffi::OsString;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;

/// How long to wait for a screen before a case fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often the screen is looked at.
const STEP: Duration = Duration::from_millis(10);

/// For so many looks a screen must stay the same to be taken down in an update.
const SETTLED: usize = 40;

fn size_of(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A running program and its screen.
pub struct Terminal {
    parser: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    master: Box<dyn MasterPty + Send>,
}

/// The search path, with a program that speaks in front: what a screen offers must not hang on this machine.
fn path_with_speech(folder: &Path) -> OsString {
    let programs = folder.join(".programs");
    std::fs::create_dir_all(&programs).unwrap();
    std::fs::write(programs.join("espeak-ng"), "#!/bin/sh\n").unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(programs).chain(std::env::split_paths(&path))).unwrap()
}

impl Terminal {
    /// Starts the program with `words` in `folder`, whose `home` is its home.
    pub fn start(
        folder: &Path,
        words: &[String],
        (columns, rows): (u16, u16),
        variables: &[(String, String)],
    ) -> Terminal {
        let pair = native_pty_system().openpty(size_of(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_suraq"));
        // A relative home keeps what is printed the same on every machine.
        command.args(["--home", "home", "--now", "2031-05-06T10:00:00Z", "--seed", "7"]);
        command.args(words);
        command.cwd(folder);
        command.env_clear();
        command.env("PATH", path_with_speech(folder));
        command.env("HOME", folder);
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        // So that reading ends with the program.
        drop(pair.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&parser);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shared.lock().unwrap().process(&bytes[..count]);
            }
        });
        Terminal {
            parser,
            keys: pair.master.take_writer().unwrap(),
            child,
            reader: Some(reader),
            master: pair.master,
        }
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        // The program may be over already; what is seen then tells.
        let _ = self
            .keys
            .write_all(keys.as_bytes())
            .and_then(|()| self.keys.flush());
    }

    /// Makes the terminal as wide and high as that, as a person who draws at its window.
    pub fn resize(&self, (columns, rows): (u16, u16)) {
        self.parser.lock().unwrap().screen_mut().set_size(rows, columns);
        self.master.resize(size_of(columns, rows)).unwrap();
    }

    /// The rows of the screen without blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let screen = self.parser.lock().unwrap().screen().contents();
        let mut rows: Vec<String> = screen.lines().map(|row| row.trim_end().to_owned()).collect();
        while rows.last().is_some_and(String::is_empty) {
            rows.pop();
        }
        rows
    }

    /// Whether any sign on the screen has a colour or is bold, faint, underlined or inverse.
    pub fn is_coloured(&self) -> bool {
        let parser = self.parser.lock().unwrap();
        let (rows, columns) = parser.screen().size();
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        cells
            .filter_map(|(row, column)| parser.screen().cell(row, column))
            .any(|cell| {
                cell.fgcolor() != vt100::Color::Default
                    || cell.bgcolor() != vt100::Color::Default
                    || cell.bold()
                    || cell.underline()
                    || cell.inverse()
            })
    }

    /// The screen with its colours.
    pub fn screen(&self) -> vt100::Screen {
        self.parser.lock().unwrap().screen().clone()
    }

    /// Waits until the screen fits; says whether it did.
    pub fn wait_until(&self, fits: impl Fn(&[String]) -> bool) -> bool {
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if fits(&self.rows()) {
                return true;
            }
            std::thread::sleep(STEP);
        }
        false
    }

    /// The screen once it changes no more, for an update of what is expected.
    pub fn settled(&self) -> Vec<String> {
        let (mut rows, mut same) = (self.rows(), 0);
        while same < SETTLED {
            std::thread::sleep(STEP);
            let now = self.rows();
            same = if now == rows { same + 1 } else { 0 };
            rows = now;
        }
        rows
    }

    /// Waits for the end of the program and of what it printed; returns its status, or nothing where it goes on.
    pub fn end(&mut self) -> Option<u32> {
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if let Some(status) = self.child.try_wait().unwrap() {
                if let Some(reader) = self.reader.take() {
                    reader.join().unwrap();
                }
                return Some(status.exit_code());
            }
            std::thread::sleep(STEP);
        }
        None
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A case that failed leaves nothing behind.
        let _ = self.child.kill();
    }
}
