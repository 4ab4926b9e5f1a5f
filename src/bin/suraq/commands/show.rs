//! `show`: one card, whole.

use clap::Args;
use serde_json::Value;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::cards::sheet::Sheet;
use crate::cards::standing;
use crate::inbox::listed;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::one_line;
use crate::screen::wrap_indented;
use crate::screen::wrap_lines;
use crate::sitting::opening;
use crate::study::source_line;

/// Which card.
#[derive(Args, Debug)]
pub struct Show {
    /// The id of the card, such as deck/item or deck/item/kk-en
    card: String,
}

impl Verb for Show {
    const NAME: &'static str = "show";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Show a card whole: question, answer, options, sources";
    const EXAMPLE: &'static str = "suraq show kz-soviet/kirghiz-assr-date";

    fn run(self, app: &mut App) -> Outcome {
        let id = choice::card(app, &self.card)?;
        let sheet = Sheet::read(app, &id)?;
        app.tell_of_problems_in(&|path| path == sheet.deck.path)?;
        if app.json {
            let mut json = sheet.json(&app.scheduler()?, app.now());
            json["contradicts"] = contradicts(app, &sheet)?;
            app.screen.line(&json.to_string());
            return Ok(Done::Well);
        }
        head(app, &sheet);
        options(app, &sheet);
        answer(app, &sheet);
        about(app, &sheet)?;
        Ok(Done::Well)
    }
}

/// The id and the question.
pub fn head(app: &App, sheet: &Sheet) {
    let screen = &app.screen;
    screen.line(&screen.tone(Tone::Faint, &sheet.id.to_string()));
    for line in wrap_lines(&sheet.asked.item.stem, screen.text_width(), "", "") {
        screen.line(&screen.tone(Tone::Strong, &screen.plain_signs(&line)));
    }
}

/// All options in the order of the alphabet, so that their place does not give the key away.
fn options(app: &App, sheet: &Sheet) {
    let item = &sheet.asked.item;
    let pairs = &item.detail.pairs;
    if item.distractors.is_empty() && pairs.is_empty() {
        return;
    }
    for ((left, _), number) in pairs.iter().zip(1..) {
        for line in wrap_indented(
            &one_line(left),
            app.screen.text_width(),
            &format!("  {number}  "),
            "     ",
        ) {
            app.screen.line(&app.screen.plain_signs(&line));
        }
    }
    let mut options: Vec<&str> = item
        .distractors
        .iter()
        .map(|option| option.text.as_str())
        .collect();
    match pairs.is_empty() {
        true => options.push(&item.key),
        false => options.extend(pairs.iter().map(|(_, right)| right.as_str())),
    }
    options.sort_unstable();
    options.dedup();
    for option in options {
        for line in wrap_lines(option, app.screen.text_width(), "  - ", "    ") {
            app.screen.line(&app.screen.plain_signs(&line));
        }
    }
}

/// The answer, other right answers, why wrong options are wrong, and the explanation.
fn answer(app: &App, sheet: &Sheet) {
    let item = &sheet.asked.item;
    app.screen.line("");
    lines(app, "Answer", &sheet.answer());
    entry(app, "Also right", &item.accept.join("; "));
    for option in &item.distractors {
        if let Some(why) = &option.why {
            entry(app, &format!("Not “{}”", option.text), why);
        }
    }
    lines(
        app,
        "Explanation",
        item.explanation.as_deref().unwrap_or_default(),
    );
}

/// What is known about the card beside its question.
fn about(app: &mut App, sheet: &Sheet) -> Result<(), Failure> {
    let item = &sheet.asked.item;
    app.screen.line("");
    entry(app, "Deck", &sheet.deck.title);
    entry(app, "Type", item.kind.map(|kind| kind.slug()).unwrap_or_default());
    entry(app, "Tags", &sheet.row.tags.join(" "));
    let as_of = item.as_of.map(|date| date.to_string());
    entry(app, "As of", as_of.as_deref().unwrap_or_default());
    entry(app, "Disputed", if item.contested { "yes" } else { "" });
    entry(app, "In class", &sheet.in_class());
    entry(app, "Left out of quizzes", &sheet.left_out());
    contradicted(app, sheet)?;
    for file in opening::files(&app.paths.media(), item, true) {
        entry(app, "Media", &file.display().to_string());
    }
    for source in &sheet.asked.sources {
        entry(app, "Source", &source_line(source));
        entry(app, "  at", source.url.as_deref().unwrap_or_default());
    }
    entry(app, "Status", &sheet.status());
    entry(
        app,
        "Schedule",
        &standing::short(&sheet.card, sheet.row.state, app.now()),
    );
    if let Some((path, line)) = &sheet.place {
        let path = path.display().to_string();
        let place = match path.strip_prefix("builtin:") {
            Some(file) => format!("{file}:{line}, came with the program"),
            None => format!("{path}:{line}"),
        };
        entry(app, "File", &place);
    }
    Ok(())
}

/// The ids of the cards with another answer to the same question.
pub fn contradicts(app: &mut App, sheet: &Sheet) -> Result<Value, Failure> {
    let rivals = sheet.rivals(app)?;
    Ok(rivals.iter().map(|rival| rival.card.to_string()).collect())
}

/// The cards with another answer to the same question.
pub fn contradicted(app: &mut App, sheet: &Sheet) -> Result<(), Failure> {
    let rivals = sheet.rivals(app)?;
    entry(app, "Contradicts", &listed(&rivals));
    if sheet.row.gone {
        entry(app, "Note", "its sentence is no longer in the document");
    }
    Ok(())
}

/// A labelled text with its lines as they are; nothing where there is nothing to say.
pub fn lines(app: &App, label: &str, text: &str) {
    let text: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if text.is_empty() {
        return;
    }
    let text = format!("{label}: {}", text.join("\n"));
    for line in wrap_lines(&text, app.screen.text_width(), "", "  ") {
        app.screen.line(&app.screen.plain_signs(&line));
    }
}

/// One labelled line, wrapped; nothing where there is nothing to say.
pub fn entry(app: &App, label: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = format!("{label}: {}", one_line(text));
    for line in wrap_indented(&text, app.screen.text_width(), "", "  ") {
        app.screen.line(&app.screen.plain_signs(&line));
    }
}
