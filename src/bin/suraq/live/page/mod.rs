//! The pages of a quiz in class: joining, the phone's, the projector's.
//!
//! A page is complete for the state of now and works without a script: forms post, and the page asks for
//! itself again. With a script, `page.js` is sent views over a socket and makes the same of them. Nothing
//! here knows a room; nothing is fetched but the styles and scripts below, no style or script stands in a page,
//! and every text is escaped.

mod html;
mod join;
mod options;
mod play;
mod qr;
mod screen;
mod words;

use std::sync::LazyLock;

use html::escaped;
pub use join::Asks;
pub use join::Refusal;
pub use join::check;
pub use join::join;
use suraq::live::wire::View;
use words::Words;

/// How the pages look; served as `/page.css`.
pub static CSS: LazyLock<String> = LazyLock::new(|| tight(include_str!("page.css")));

/// What keeps a page up to date; served as `/page.js`.
pub static JS: LazyLock<String> = LazyLock::new(|| lean(include_str!("page.js")));

/// How the projector's page looks beside that; served as `/screen.css`.
pub static SCREEN_CSS: LazyLock<String> = LazyLock::new(|| tight(include_str!("screen.css")));

/// What the projector shows of a view; served as `/screen.js`.
pub static SCREEN_JS: LazyLock<String> = LazyLock::new(|| lean(include_str!("screen.js")));

/// Leaves out indentation and the lines that only explain: phones load neither. No text in the files runs over
/// lines.
fn lean(file: &str) -> String {
    let explains = |line: &str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines = file.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !explains(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A lean style sheet without the blanks that part a property from its value and a selector from its rules.
fn tight(file: &str) -> String {
    lean(file).replace(": ", ":").replace(" {", "{")
}

/// Returns the page of a phone, for the state of now.
pub fn play(view: &View) -> String {
    let (words, lang) = words::of::<Words>(&view.lang);
    let refresh = play::refresh(view).map_or(String::new(), |seconds| {
        format!("<noscript><meta http-equiv=\"refresh\" content=\"{seconds}\"></noscript>\n")
    });
    let body = format!(
        "<body data-kind=\"play\" data-phase=\"{}\">\n<main>\n<div id=\"view\">{}</div>\n<p id=\"refresh\"><a href=\"/play\">{}</a></p>\n\
         <div id=\"bar\"><p id=\"status\" role=\"status\">{}</p><p id=\"time\">{}</p></div>\n\
         <p id=\"hurry\" role=\"status\"></p>\n</main>\n{}</body>\n",
        phase(view),
        play::content(view, words),
        escaped(words.refresh),
        escaped(play::status(view, words)),
        play::time(view, words),
        html::data("words", words)
    );
    html::document(lang, &title(view, words), &format!("{SCRIPT}{refresh}"), &body)
}

/// Returns the page of the projector. `address` is where phones find the host, with or without `http://`.
pub fn screen(view: &View, address: &str, code: &str) -> String {
    let (words, lang) = words::of::<Words>(&view.lang);
    let address = address.trim_start_matches("http://").trim_end_matches('/');
    let body = format!(
        "<body data-kind=\"screen\" data-phase=\"{}\" data-size=\"{}\">\n<main>\n<div id=\"bar\">\
         <p id=\"status\" role=\"status\"></p><p id=\"time\">{}</p></div>\n<div id=\"view\">{}</div>\n</main>\n\
         <aside id=\"join\">{}<div><p>{}</p><p class=\"address\">{}</p><p>{}: <b>{}</b></p><p class=\"hint\">{}</p></div></aside>\n{}</body>\n",
        phase(view),
        screen::size(view),
        play::time(view, words),
        screen::content(view, words),
        qr::svg(&format!("HTTP://{}/J/{code}", address.to_uppercase())),
        escaped(words.on_phone),
        escaped(address),
        escaped(words.code),
        escaped(code),
        escaped(words.same_network),
        html::data("words", words)
    );
    html::document(
        lang,
        &title(view, words),
        &format!("{SCREEN_HEAD}{SCRIPT}"),
        &body,
    )
}

const SCREEN_HEAD: &str = "<link rel=\"stylesheet\" href=\"/screen.css\">\n\
     <noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>\n\
     <script src=\"/screen.js\" defer></script>\n";

const SCRIPT: &str = "<script src=\"/page.js\" defer></script>\n";

/// The name of a phase, as it goes over the air.
fn phase(view: &View) -> String {
    let name = serde_json::to_value(view.phase).unwrap_or_default();
    name.as_str().unwrap_or("").to_owned()
}

fn title(view: &View, words: &Words) -> String {
    match &view.round {
        Some(round) if view.result.is_none() && round.number > 0 => {
            format!("{}/{} · {}", round.number, round.of, words.title)
        }
        _ => words.title.to_owned(),
    }
}

#[cfg(test)]
mod tests;
