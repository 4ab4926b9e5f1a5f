//! What lies over the card for a moment: its source, what is known of it, and help.

use suraq::decks::CardId;
use suraq::progress::Entry;
use suraq::schedule::Due;
use suraq::schedule::Phase;
use suraq::session::View;

use super::card::Lines;
use super::wish::WORDS;
use crate::app::App;
use crate::cards::evidence;
use crate::report::Failure;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::count;
use crate::study;

/// Reviews of the past that are listed.
const HISTORY: usize = 8;

/// The sentence a card rests on, in its paragraph; where no document is kept, the fact and its sources.
pub fn source(app: &mut App, id: &str, width: usize) -> Result<Vec<String>, Failure> {
    let card: CardId = id.parse()?;
    let (screen, documents) = (app.screen, app.paths.documents());
    let mut lines = Lines::new(&screen, width);
    let Some(asked) = app.shelf()?.asked(&card)? else {
        lines.text(Tone::Plain, "This card is no longer in its deck.");
        return Ok(lines.lines);
    };
    let paragraphs = evidence::paragraphs(&documents, &asked);
    for paragraph in &paragraphs {
        lines.gap();
        let shown = evidence::lines(&screen, paragraph, width);
        lines.laid_out(Tone::Plain, &shown);
    }
    if paragraphs.is_empty() {
        match asked.fact.as_ref().filter(|fact| !fact.statement.is_empty()) {
            Some(fact) => lines.text(Tone::Plain, &fact.statement),
            None => lines.text(Tone::Plain, "No source text is kept for this card."),
        }
    }
    for quote in asked.fact.iter().flat_map(|fact| &fact.evidence) {
        if paragraphs.is_empty() && !quote.quote.is_empty() {
            lines.indented(Tone::Plain, &quote.quote, "> ", "> ");
        }
    }
    for source in &asked.sources {
        lines.gap();
        lines.indented(Tone::Faint, &study::source_line(source), "Source: ", "  ");
        if let Some(url) = &source.url {
            lines.text(Tone::Faint, url);
        }
    }
    Ok(lines.lines)
}

/// What is known of a card: its place, its memory, its history.
pub fn info(screen: &Screen, view: &View<'_>, history: &[Entry], width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    let state = &view.card.state;
    lines.text(Tone::Strong, view.id);
    let phase = match state.phase {
        Phase::New => "New: never answered",
        Phase::Learning => "Being learned",
        Phase::Review => "Learned",
        Phase::Relearning => "Being learned again",
    };
    let answered = count(state.repetitions as usize, "review", "reviews");
    let forgotten = count(state.lapses as usize, "time", "times");
    lines.text(
        Tone::Plain,
        &format!("{phase}; {answered}, forgotten {forgotten}."),
    );
    if let Some(recall) = view.retrievability {
        let text = format!(
            "Retrievability {:.0} %: the chance that you remember it now.",
            recall * 100.0
        );
        lines.text(Tone::Plain, &text);
    }
    if let Some(memory) = &state.memory {
        let days = memory.stability.days();
        let text = format!("Stability {days:.1} days: so long until the chance falls to 90 %.");
        lines.text(Tone::Plain, &text);
        lines.text(
            Tone::Plain,
            &format!("Difficulty {:.1} of 10.", memory.difficulty),
        );
    }
    if let Some(day) = state.due.day() {
        lines.text(Tone::Plain, &format!("Due {day}."));
    }
    lines.gap();
    let from = history.len().saturating_sub(HISTORY);
    for entry in &history[from..] {
        lines.text(Tone::Plain, &entry_line(entry));
    }
    lines.lines
}

/// `2031-05-06  Good, typed, back in 4 d`.
pub fn entry_line(entry: &Entry) -> String {
    let mut line = format!("{}  ", entry.day);
    match entry.rating {
        Some(rating) => line.push_str(rating.word()),
        None => line.push_str(entry.what.word()),
    }
    if let Some(face) = &entry.asked_as {
        line.push_str(&format!(", {face}"));
    }
    if let Some(typed) = entry.typed.as_ref().filter(|typed| !typed.is_empty()) {
        line.push_str(&format!(" “{typed}”"));
    }
    match entry.after.state.due {
        Due::On(day) if entry.rating.is_some() => {
            line.push_str(&format!(", back in {} d", day.days_since(entry.day)));
        }
        _ => {}
    }
    line
}

const HELP: &[(&str, &str)] = &[
    ("Space, Enter", "show the answer, then take the proposed rating"),
    ("1 2 3 4", "Again, Hard, Good, Easy, once the answer is shown"),
    ("a to e", "choose, where options are shown"),
    ("h", "hint: the first letter, then more"),
    ("c t z p", "ask by choice, typed, as a gap, or plain"),
    ("w  i", "the source sentence; what is known of the card"),
    ("y", "my typed answer was right: accept it from now on"),
    ("u", "undo, also steps of earlier sessions; :redo brings back"),
    ("e  f", "edit in your editor; flag"),
    ("b  s  n", "bury to tomorrow; suspend; not now"),
    ("q, Ctrl-C", "leave; every answer is saved already"),
    (":", "at an empty field, the same as words: :edit :why :undo"),
    ("arrows", "scroll what does not fit"),
];

/// One screen of help.
pub fn help(screen: &Screen, width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    for (keys, about) in HELP {
        match width >= 50 {
            true => lines.indented(Tone::Plain, about, &format!("{keys:<14}"), "              "),
            false => lines.indented(Tone::Plain, &format!("{keys}: {about}"), "", "  "),
        }
    }
    lines.gap();
    for word in WORDS {
        let word_and_about = format!(":{}  {}", word.words[0], word.about);
        lines.indented(Tone::Plain, &word_and_about, "", "    ");
    }
    lines.lines
}
