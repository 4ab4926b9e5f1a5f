//! What a person sees on a terminal: screens of several sizes, and the terminal as it was afterwards.
#![cfg(target_os = "linux")]

use std::io::Read;
use std::io::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;

use super::study::GARDEN;
use super::study::garden;
use super::world::World;

/// How long to wait for a screen before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program on a terminal of its own.
struct Terminal {
    parser: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts `script` in a shell on a screen of this size; `"$@"` in it is the program with `words`.
    fn shell(world: &World, script: &str, words: &[&str], columns: u16, rows: u16) -> Terminal {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_suraq"), "--home"]);
        command.arg(world.home());
        command.args(["--now", "2031-05-06T10:00:00Z", "--seed", "7"]);
        command.args(words);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&parser);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shared.lock().unwrap().process(&bytes[..count]);
            }
        });
        Terminal {
            parser,
            keys: pair.master.take_writer().unwrap(),
            child,
            _master: pair.master,
        }
    }

    fn start(world: &World, words: &[&str], columns: u16, rows: u16) -> Terminal {
        Terminal::shell(world, "exec \"$@\"", words, columns, rows)
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen holds `text`, and returns its rows.
    #[track_caller]
    fn wait_for(&self, text: &str) -> Vec<String> {
        let step = Duration::from_millis(20);
        for _ in 0..PATIENCE.as_millis() / step.as_millis() {
            let screen = self.parser.lock().unwrap().screen().contents();
            if screen.contains(text) {
                return screen.lines().map(str::to_owned).collect();
            }
            std::thread::sleep(step);
        }
        panic!(
            "no `{text}` on:\n{}",
            self.parser.lock().unwrap().screen().contents()
        );
    }

    fn is_on_second_screen(&self) -> bool {
        self.parser.lock().unwrap().screen().alternate_screen()
    }
}

#[test]
fn a_typed_card_from_question_to_end_at_80_columns() {
    let world = garden();
    let mut terminal = Terminal::start(&world, &["review", "gate"], 80, 24);
    let rows = terminal.wait_for("Which tree stands by the gate?");
    assert!(
        rows[0].starts_with("The garden") && rows[0].ends_with("1 of 1, 1 min left"),
        "{rows:?}"
    );
    assert!(rows[23].starts_with("Enter checks"), "{rows:?}");
    terminal.press("Hawtorn\u{7f}\u{7f}xq\u{17}Hawtorn\r");
    let rows = terminal.wait_for("Right, with a slip.");
    let text = rows.join("\n");
    assert!(
        text.contains("you typed  Hawt orn\n    the answer Hawthorn\n                   +"),
        "{text}"
    );
    assert!(rows[22].starts_with("1 Again 1 min  2 Hard"), "{rows:?}");
    assert!(rows[22].contains("(Enter)"));
    terminal.press("4");
    let rows = terminal.wait_for("The end");
    assert!(
        rows.iter().any(|row| row.contains("1 card, 1 answer")),
        "{rows:?}"
    );
    assert!(rows.iter().any(|row| row.starts_with("Easy → ")), "{rows:?}");
    terminal.press("u");
    terminal.wait_for("taken back: Easy");
    terminal.press("Hawthorn\r");
    terminal.wait_for("Right.");
    terminal.press("4");
    terminal.wait_for("The end");
    terminal.press("\r");
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn a_lone_card_waits_and_leaving_says_what_was_not_rated() {
    let world = garden();
    let mut terminal = Terminal::start(&world, &["review", "gate"], 80, 24);
    terminal.wait_for("Which tree stands by the gate?");
    terminal.press("Hawthorn\r1");
    let rows = terminal.wait_for("The next card comes back in 1 min.");
    assert!(rows[23].starts_with("Enter shows it now"), "{rows:?}");
    terminal.press("?");
    terminal.wait_for("any key goes back");
    terminal.press("x\r");
    terminal.wait_for("Which tree stands by the gate?");
    terminal.press("Juniper");
    terminal.wait_for("> Juniper");
    terminal.press("\u{3}");
    let rows = terminal.wait_for("Nothing else is lost.");
    assert!(
        rows.join("\n")
            .contains("Not rated, so it is asked again: “Which tree"),
        "{rows:?}"
    );
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn a_long_text_is_turned_page_by_page() {
    let world = garden();
    let script = "\"$@\"; echo all-done";
    let mut terminal = Terminal::shell(&world, script, &["set"], 80, 24);
    let rows = terminal.wait_for("more: Space page, Enter line, q end");
    assert_eq!(rows.len(), 24, "{rows:?}");
    assert!(rows[0].starts_with("new-per-day"), "{rows:?}");
    terminal.press("\r");
    let rows = terminal.wait_for("more: Space");
    assert!(rows.len() == 24, "{rows:?}");
    terminal.press("    ");
    let rows = terminal.wait_for("all-done");
    assert!(rows.join(" ").contains("Kept in "), "{rows:?}");
    let mut terminal = Terminal::shell(&world, script, &["help"], 40, 24);
    terminal.wait_for("more: Space page, Enter line, q end");
    terminal.press("q");
    terminal.wait_for("all-done");
    let whole = world.run(&["set"]).ended(0).out;
    assert!(whole.contains("Kept in ") && !whole.contains("more:"), "{whole}");
}

#[test]
fn keys_panels_and_the_command_line() {
    let world = garden();
    let mut terminal = Terminal::start(&world, &["review", "\"north wall\""], 80, 24);
    terminal.wait_for("Space answer");
    terminal.press("3");
    terminal.wait_for("reveal the answer first");
    terminal.press("?");
    terminal.wait_for("any key goes back");
    terminal.press("x");
    terminal.wait_for("Space answer");
    terminal.press("i");
    terminal.wait_for("New: never reviewed");
    terminal.press("x:fl");
    terminal.wait_for(":fl");
    terminal.press("\u{1b}");
    terminal.wait_for("Space answer");
    terminal.press(":flag\r");
    terminal.wait_for("Flagged (1).");
    // A Russian layout has the same keys.
    terminal.press(" ");
    terminal.wait_for("the wind from the lake");
    terminal.press("ц");
    terminal.wait_for("No source text is kept for this card.");
    terminal.press("x");
    terminal.press("\u{3}");
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn narrow_screens_hold_what_is_needed() {
    let world = garden();
    let mut terminal = Terminal::start(&world, &["review", "gate"], 40, 24);
    let rows = terminal.wait_for("Which tree stands by the gate?");
    assert!(
        rows[0].starts_with("The garden") && rows[0].ends_with("1 of 1, 1 min"),
        "{rows:?}"
    );
    terminal.press("\r");
    let rows = terminal.wait_for("? help  q leave");
    assert!(rows.join("\n").contains("4 Easy"), "{rows:?}");
    terminal.press("q");
    terminal.child.wait().unwrap();
    let mut terminal = Terminal::start(&world, &["review", "gate"], 20, 24);
    let rows = terminal.wait_for("Enter checks");
    assert_eq!(rows[0], "The garden       1/1");
    terminal.press("\r");
    let rows = terminal.wait_for("Hawthorn").join("\n");
    for label in [
        "1 Again 1 min",
        "2 Hard 6 min",
        "3 Good 10 min",
        "4 Easy",
        "Enter: 1",
    ] {
        assert!(rows.contains(label), "{label}\n{rows}");
    }
    terminal.press("q");
    terminal.child.wait().unwrap();
}

#[test]
fn kazakh_and_wide_letters_keep_the_columns_straight() {
    let world = garden();
    let deck = GARDEN
        .replace("The garden", "Қазақстан 漢字 тарихы")
        .replace("key = \"Hawthorn\"", "key = \"Әкім\"");
    world.deck("garden", &deck);
    let mut terminal = Terminal::start(&world, &["review", "gate"], 80, 24);
    terminal.wait_for("1 of 1");
    let screen = terminal.parser.lock().unwrap().screen().clone();
    assert_eq!(screen.cell(0, 79).unwrap().contents(), "t");
    terminal.press("Әкіл\r");
    let text = terminal.wait_for("you typed  ").join("\n");
    assert!(
        text.contains("you typed  Әкіл\n    the answer Әкім\n                  ^"),
        "{text}"
    );
    terminal.press("q");
    terminal.child.wait().unwrap();
}

#[test]
fn the_terminal_is_as_it_was_on_every_way_out() {
    for leave in ["\u{3}", ":quit\r", "TERM"] {
        let world = garden();
        let script = "\"$@\"; stty -a; echo all-done";
        let mut terminal = Terminal::shell(&world, script, &["review", "gate"], 80, 24);
        terminal.wait_for("Which tree stands by the gate?");
        assert!(terminal.is_on_second_screen());
        match leave {
            "TERM" => terminate(&world),
            keys => terminal.press(keys),
        }
        let rows = terminal.wait_for("all-done").join(" ");
        assert!(!terminal.is_on_second_screen());
        assert!(
            rows.contains(" icanon") && rows.contains(" echo "),
            "{leave}: {rows}"
        );
    }
}

/// Ends the program that works in the home of `world`, as a closing session does.
fn terminate(world: &World) {
    let home = world.home().display().to_string();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        if line.starts_with(env!("CARGO_BIN_EXE_suraq")) && line.contains(&home) {
            let id = entry.file_name().to_string_lossy().into_owned();
            std::process::Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap();
        }
    }
}

#[test]
fn the_prompt_opens_at_home_and_y_begins() {
    let world = World::new();
    let mut terminal = Terminal::start(&world, &[], 80, 24);
    let rows = terminal.wait_for("suraq> ");
    assert!(
        rows[0].contains("add FILE") && rows[1].trim_start().starts_with("y "),
        "{rows:?}"
    );
    terminal.press("?\r");
    terminal.wait_for("help COMMAND explains one");
    terminal.press("y\r");
    terminal.wait_for("1 of 20");
    terminal.press(":?\r");
    terminal.wait_for("The answer is typed: every key is text");
    terminal.press("x\r1\u{3}");
    terminal.wait_for("Next: review (y)");
    terminal.press("y\r");
    terminal.wait_for("1 of 20");
    terminal.press("\u{3}");
    terminal.wait_for("suraq> ");
    terminal.press("quit\r");
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn a_terminal_that_goes_away_takes_the_program_with_it() {
    let world = garden();
    for words in [&["review"][..], &["quiz"], &[]] {
        let mut terminal = Terminal::start(&world, words, 80, 24);
        terminal.wait_for(if words.is_empty() { "suraq>" } else { "1 of" });
        let id = terminal.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args(["-HUP", &id]).status();
        assert!(sent.unwrap().success());
        let ended = (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            terminal.child.try_wait().unwrap().is_some()
        });
        assert!(ended, "{words:?} goes on without a terminal");
    }
}

#[test]
fn the_prompt_finds_files_by_a_pattern_as_a_shell_does() {
    let world = World::new();
    let text = "The Kurultai opened on 5 December 1917 in Orenburg.\n";
    world.file("texts/one.md", text);
    world.file("texts/two.md", text.replace("1917", "1918"));
    let here = world.path("").display().to_string();
    let script = format!("cd '{here}'; HOME='{here}' exec \"$@\"");
    let mut terminal = Terminal::shell(&world, &script, &[], 80, 24);
    terminal.wait_for("suraq> ");
    terminal.press("suraq add no*.md\r");
    terminal.wait_for("no file fits `no*.md`");
    terminal.press("extract texts/*.md --facts\r");
    terminal.wait_for("two.md");
    terminal.press("add ~/texts/t*.md\r");
    terminal.wait_for("undo: u");
    terminal.press("find kurult*\r");
    terminal.wait_for("kurultai");
    terminal.press("quit\r");
    assert!(terminal.child.wait().unwrap().success());
    let sources = world.run(&["sources", "--json"]).ended(0).json();
    assert_eq!(sources.len(), 1, "{sources:?}");
}
