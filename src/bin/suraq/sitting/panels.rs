//! What lies over the card for a moment: its source, and what is known of it.

use suraq::decks::CardId;
use suraq::decks::Source;
use suraq::lexicon::fold::fold;

use super::card::Lines;
use crate::app::App;
use crate::cards::evidence;
use crate::cards::sheet::Sheet;
use crate::cards::standing;
use crate::report::Failure;
use crate::screen::Tone;
use crate::study;

/// Reviews of the past that are listed.
const HISTORY: usize = 8;

/// What is said where there is nothing to show.
const NOTHING_KEPT: &str = "No source text is kept for this card.";

/// What a card rests on, as far as the card itself does not show it: the paragraph around its sentence, the
/// fact and its quotes, the other sources.
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
    if paragraphs.is_empty() && !sheet.row.is_term {
        without_document(&mut lines, &sheet);
    }
    match sheet.row.is_term {
        true => sources_of_term(&mut lines, &sheet),
        false => sources(&mut lines, &sheet.asked.sources),
    }
    if lines.lines.is_empty() {
        lines.text(Tone::Plain, NOTHING_KEPT);
    }
    Ok(lines.lines)
}

/// Whether [`source`] has more to show than the card itself.
pub fn has_source(app: &mut App, id: &str) -> Result<bool, Failure> {
    let lines = source(app, id, usize::from(u16::MAX))?;
    Ok(lines.iter().all(|line| line != NOTHING_KEPT))
}

/// The first source stands on the card; its address does not.
fn sources(lines: &mut Lines<'_>, sources: &[Source]) {
    for (place, source) in sources.iter().enumerate() {
        lines.gap();
        if place > 0 {
            lines.indented(Tone::Faint, &study::source_line(source), "Also in: ", "  ");
        }
        if let Some(url) = &source.url {
            lines.text(Tone::Faint, url);
        }
    }
}

/// Where a term was seen, and what its deck says of all its terms.
fn sources_of_term(lines: &mut Lines<'_>, sheet: &Sheet) {
    let seen: Vec<String> = sheet.asked.sources.iter().map(study::source_line).collect();
    if seen.is_empty() && sheet.deck.description.is_none() {
        return;
    }
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

/// The fact and its quotes, where the explanation on the card does not say the same.
fn without_document(lines: &mut Lines<'_>, sheet: &Sheet) {
    let asked = &sheet.asked;
    let shown = fold(asked.item.explanation.as_deref().unwrap_or_default());
    let is_new = |text: &str| !text.is_empty() && !shown.contains(&fold(text));
    if let Some(fact) = asked.fact.as_ref().filter(|fact| is_new(&fact.statement)) {
        lines.text(Tone::Plain, &fact.statement);
    }
    for quote in asked.fact.iter().flat_map(|fact| &fact.evidence) {
        if is_new(&quote.quote) {
            lines.indented(Tone::Plain, &quote.quote, "> ", "> ");
        }
    }
}

/// What is known of a card: its memory, when it comes back and why, its tags and file, its history.
pub fn info(app: &mut App, id: &str, width: usize) -> Result<Vec<String>, Failure> {
    let card: CardId = id.parse()?;
    let (screen, now, scheduler) = (app.screen, app.now(), app.scheduler()?);
    let mut lines = Lines::new(&screen, width);
    lines.text(Tone::Strong, id);
    if app.shelf()?.row(&card)?.is_none() {
        lines.text(Tone::Plain, "This card is no longer in its deck.");
        return Ok(lines.lines);
    }
    let sheet = Sheet::read(app, &card)?;
    for sentence in standing::sentences(&sheet.card, &scheduler, now) {
        lines.text(Tone::Plain, &sentence);
    }
    let tags = sheet.asked.item.tags.join(", ");
    if !tags.is_empty() {
        lines.indented(Tone::Plain, &tags, "Tags: ", "  ");
    }
    if let Some((file, line)) = &sheet.place {
        lines.indented(Tone::Plain, &format!("{}:{line}", file.display()), "File: ", "  ");
    }
    lines.gap();
    let history = app.store()?.history(id)?;
    let from = history.len().saturating_sub(HISTORY);
    for entry in &history[from..] {
        lines.indented(Tone::Plain, &standing::line(entry), "", "  ");
    }
    Ok(lines.lines)
}
