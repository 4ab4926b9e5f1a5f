//! `why`: what a card rests on, and when it comes back.

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::decks::State;
use suraq::items::origin::note_of;
use suraq::progress::Entry;

use super::Group;
use super::Verb;
use super::show::contradicted;
use super::show::contradicts;
use super::show::entry;
use super::show::head;
use super::show::lines;
use crate::app::App;
use crate::cards::choice;
use crate::cards::evidence;
use crate::cards::evidence::Paragraph;
use crate::cards::sheet::Sheet;
use crate::cards::standing;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::capitalised;
use crate::screen::count;
use crate::screen::wrap_indented;
use crate::study::held_back;
use crate::study::source_line;

/// Lines of history on the screen; JSON has them all.
const HISTORY: usize = 20;

/// Which card.
#[derive(Args, Debug)]
pub struct Why {
    /// The id of the card
    card: String,
}

impl Verb for Why {
    const NAME: &'static str = "why";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Show what a card rests on, and its schedule in plain words";
    const EXAMPLE: &'static str = "suraq why kz-soviet/kirghiz-assr-date";

    fn run(self, app: &mut App) -> Outcome {
        let id = choice::card(app, &self.card)?;
        let sheet = Sheet::read(app, &id)?;
        let paragraphs = evidence::paragraphs(&app.paths.documents(), &sheet.asked);
        let mut history = app.store()?.history(&id.to_string())?;
        // Reviews that came from elsewhere were written behind later ones.
        history.sort_by_key(|entry| entry.at);
        if app.json {
            let mut json = sheet.json(&app.scheduler()?, app.now());
            json["contradicts"] = contradicts(app, &sheet)?;
            json["evidence"] = paragraphs.iter().map(paragraph_json).collect();
            json["held_back_by"] = json!(held_back::of(app, &id)?.map(|held| held.by));
            json["history"] = history.iter().map(standing::entry_json).collect();
            app.screen.line(&json.to_string());
            return Ok(Done::Well);
        }
        head(app, &sheet);
        lines(app, "Answer", &sheet.answer());
        print_evidence(app, &sheet, &paragraphs)?;
        print_schedule(app, &sheet)?;
        print_history(app, &history);
        Ok(Done::Well)
    }
}

fn paragraph_json(paragraph: &Paragraph) -> Value {
    json!({
        "paragraph": paragraph.text,
        "quote": paragraph.text.get(paragraph.quote.clone()),
        "key": paragraph.key.clone().and_then(|key| paragraph.text.get(key)),
        "source": paragraph.source,
    })
}

fn title(app: &App, text: &str) {
    app.screen.line("");
    app.screen.line(&app.screen.tone(Tone::Strong, text));
}

fn print_evidence(app: &mut App, sheet: &Sheet, paragraphs: &[Paragraph]) -> Result<(), Failure> {
    title(app, "What it rests on");
    for paragraph in paragraphs {
        let width = app.screen.text_width();
        for line in evidence::lines(&app.screen, paragraph, width) {
            app.screen.line(&line);
        }
    }
    if let Some(fact) = &sheet.asked.fact {
        entry(app, "Fact", &fact.statement);
        entry(app, "Put as", &sheet.assertion().unwrap_or_default());
    }
    let as_of = sheet.asked.item.as_of.map(|date| date.to_string());
    entry(app, "As of", as_of.as_deref().unwrap_or_default());
    entry(
        app,
        "Disputed",
        if sheet.asked.item.contested { "yes" } else { "" },
    );
    contradicted(app, sheet)?;
    entry(app, "In class", &sheet.in_class());
    entry(app, "Left out of quizzes", &sheet.left_out());
    for source in &sheet.asked.sources {
        entry(app, "Source", &source_line(source));
    }
    let kept = sheet.asked.sources.iter().any(|source| source.document.is_some());
    if kept && paragraphs.is_empty() {
        entry(
            app,
            "Note",
            "the text of the source is not kept here, so its sentence cannot be shown",
        );
    }
    if sheet.asked.fact.is_none() && sheet.asked.sources.is_empty() {
        app.screen.text(match note_of(&sheet.id.item.0) {
            Some(_) => "It came from Anki: no source is noted.",
            None => "Written by hand: no source is noted.",
        });
    }
    Ok(())
}

fn print_schedule(app: &mut App, sheet: &Sheet) -> Result<(), Failure> {
    title(app, "Schedule");
    if sheet.row.state != State::Accepted {
        entry(app, "Status", &sheet.status());
    }
    for sentence in standing::sentences(&sheet.card, &app.scheduler()?, app.now()) {
        app.screen.text(&sentence);
    }
    if let Some(held) = held_back::of(app, &sheet.id)? {
        app.screen
            .text(&capitalised(&format!("{}.", held_back::reason(&held))));
    }
    Ok(())
}

fn print_history(app: &App, history: &[Entry]) {
    if history.is_empty() {
        return;
    }
    title(app, "History");
    let hidden = history.len().saturating_sub(HISTORY);
    if hidden > 0 {
        let earlier = count(hidden, "earlier entry", "earlier entries");
        app.screen.line(&format!("({earlier}; all with --json)"));
    }
    for entry in &history[hidden..] {
        let line = app.screen.plain_signs(&standing::line(entry));
        for line in wrap_indented(&line, app.screen.text_width(), "", "  ") {
            app.screen.line(&line);
        }
    }
}
