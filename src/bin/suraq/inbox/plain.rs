//! The inbox line by line: for screen readers, dumb terminals, and decisions fed from a file.

use super::Inbox;
use super::keys;
use super::keys::Wish;
use super::view;
use crate::app::App;
use crate::input;
use crate::input::Line;
use crate::report::Failure;
use crate::screen::count;

/// Shows drafts until all were shown, the person leaves or the input ends.
pub fn run(app: &mut App, inbox: &mut Inbox) -> Result<(), Failure> {
    let mut shown = None;
    let mut prompt = keys::rows(app.screen.text_width(), false).join("\n");
    while let Some((card, asked)) = inbox.asked(app)? {
        if shown.as_ref() != Some(&asked) {
            let head = format!(
                "{}: {}",
                inbox.title(&card.deck),
                count(inbox.left(), "draft left", "drafts left")
            );
            app.screen.text(&app.screen.plain_signs(&head));
            let against = inbox.contradicted(app, &card)?;
            let known = inbox.known(app, &card, &asked)?;
            for line in view::lines(app, &asked, &against, &known, app.screen.text_width()) {
                app.screen.line(&line);
            }
        }
        shown = Some(asked);
        let Line::Text(line) = ask(app, &prompt) else {
            app.screen.line("");
            return Ok(());
        };
        prompt = keys::short_line();
        let (word, rest) = parts(&line);
        let Some(wish) = word.map_or(Some(Wish::Later), keys::wish_of) else {
            app.screen.remark(&format!(
                "{} is no key here; ? shows those that are.",
                line.trim()
            ));
            continue;
        };
        if wish == Wish::Quit {
            return Ok(());
        }
        match obey(app, inbox, wish, rest) {
            Ok(said) => app.screen.text(&said),
            Err(failure) => failure.print(app.prefix()),
        }
        if wish != Wish::Help {
            app.screen.line("");
        }
    }
    Ok(())
}

/// Asks for a line. One that is fed from a file leaves no line end on the paper.
fn ask(app: &App, prompt: &str) -> Line {
    let line = input::read_line(&format!("{prompt}: "));
    if !app.screen.interactive && matches!(line, Line::Text(_)) {
        app.screen.line("");
    }
    line
}

/// The key at the start of a line and what stands behind it: `n wrong`, `nw`.
fn parts(line: &str) -> (Option<char>, &str) {
    let line = line.trim();
    let mut letters = line.chars();
    let first = letters.next();
    let rest = letters.as_str();
    let whole = keys::KEYS.iter().find(|(_, word, _)| *word == line);
    match whole {
        Some((key, _, _)) => (Some(*key), ""),
        None => (first, rest.trim()),
    }
}

fn obey(app: &mut App, inbox: &mut Inbox, wish: Wish, rest: &str) -> Result<String, Failure> {
    match wish {
        Wish::Accept => inbox.accept(app),
        Wish::Replace => inbox.replace(app),
        Wish::Reject => reject(app, inbox, rest),
        Wish::Edit => inbox.edit(app),
        Wish::Undo => inbox.undo(app),
        Wish::Later => {
            inbox.pass();
            Ok("Left for later.".to_owned())
        }
        Wish::Back => Ok(inbox.back()),
        Wish::Help => Ok(keys::laid_out(keys::HELP, app.screen.text_width()).join("\n")),
        Wish::Quit => Ok(String::new()),
    }
}

fn reject(app: &mut App, inbox: &mut Inbox, rest: &str) -> Result<String, Failure> {
    let mut word = rest.to_owned();
    loop {
        if let Some(reason) = keys::reason_of(&word) {
            return inbox.reject(app, reason);
        }
        // Words of one's own are a reason as well.
        if word.contains(' ') {
            return inbox.reject(app, &word);
        }
        match ask(app, &format!("{}; Enter: not rejected", keys::why())) {
            Line::Text(line) if !line.trim().is_empty() => word = line.trim().to_owned(),
            _ => return Ok("Not rejected.".to_owned()),
        }
    }
}
