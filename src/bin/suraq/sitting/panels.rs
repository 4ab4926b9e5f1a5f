//! What lies over the card for a moment: its source, and what is known of it.

use suraq::decks::CardId;
use suraq::decks::Source;
use suraq::progress::Entry;
use suraq::schedule::Due;
use suraq::schedule::Phase;
use suraq::session::View;

use super::card::Lines;
use crate::app::App;
use crate::cards::evidence;
use crate::cards::sheet::Sheet;
use crate::report::Failure;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::count;
use crate::study;

/// Reviews of the past that are listed.
const HISTORY: usize = 8;

/// The sentence a card rests on, in its paragraph; where no document is kept, the fact, or what is
/// known of a term, and the sources.
pub fn source(app: &mut App, id: &str, width: usize) -> Result<Vec<String>, Failure> {
    let card: CardId = id.parse()?;
    let (screen, documents) = (app.screen, app.paths.documents());
    let mut lines = Lines::new(&screen, width);
    if app.shelf()?.row(&card)?.is_none() {
        lines.text(Tone::Plain, "This card is no longer in its deck.");
        return Ok(lines.lines);
    }
    let sheet = Sheet::read(app, &card)?;
    let paragraphs = evidence::paragraphs(&documents, &sheet.asked);
    for paragraph in &paragraphs {
        lines.gap();
        let shown = evidence::lines(&screen, paragraph, width);
        lines.laid_out(Tone::Plain, &shown);
    }
    if paragraphs.is_empty() {
        without_document(&mut lines, &sheet);
    }
    match sheet.row.is_term {
        true => sources_of_term(&mut lines, &sheet),
        false => sources(&mut lines, &sheet.asked.sources),
    }
    Ok(lines.lines)
}

fn sources(lines: &mut Lines<'_>, sources: &[Source]) {
    for source in sources {
        lines.gap();
        lines.indented(Tone::Faint, &study::source_line(source), "Source: ", "  ");
        if let Some(url) = &source.url {
            lines.text(Tone::Faint, url);
        }
    }
}

/// Where a term was seen, and what its deck says of all its terms.
fn sources_of_term(lines: &mut Lines<'_>, sheet: &Sheet) {
    let seen: Vec<String> = sheet.asked.sources.iter().map(study::source_line).collect();
    lines.gap();
    lines.text(
        Tone::Plain,
        &match seen.is_empty() {
            true => "A term rests on no sentence, and no list is named for this one.".to_owned(),
            false => format!(
                "A term rests on no sentence. It was seen in: {}.",
                seen.join("; ")
            ),
        },
    );
    if let Some(caveat) = &sheet.deck.description {
        lines.gap();
        lines.text(Tone::Faint, &format!("Of the deck: {caveat}"));
    }
}

/// The fact and its quotes; of a term its meaning and example; else that there is nothing.
fn without_document(lines: &mut Lines<'_>, sheet: &Sheet) {
    let asked = &sheet.asked;
    match asked.fact.as_ref().filter(|fact| !fact.statement.is_empty()) {
        Some(fact) => lines.text(Tone::Plain, &fact.statement),
        None if sheet.row.is_term => {
            lines.text(Tone::Plain, asked.item.explanation.as_deref().unwrap_or_default());
        }
        None => lines.text(Tone::Plain, "No source text is kept for this card."),
    }
    for quote in asked.fact.iter().flat_map(|fact| &fact.evidence) {
        if !quote.quote.is_empty() {
            lines.indented(Tone::Plain, &quote.quote, "> ", "> ");
        }
    }
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
