//! `sources`: the documents questions were drawn from, and what rests on each.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::decks::DeckId;
use suraq::decks::Resting;
use suraq::decks::Row;
use suraq::decks::State;
use suraq::decks::nearest;
use suraq::progress::KeptDocument;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::evidence;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::one_line;
use crate::screen::wrap_indented;
use crate::study::source_line;

/// Which source.
#[derive(Args, Debug)]
pub struct Sources {
    /// Id of a source, DECK/ID where several decks have it; without one, all are listed
    #[arg(value_name = "ID")]
    source: Option<String>,
    /// List the sources of the decks that came with Suraq as well
    #[arg(long)]
    all: bool,
}

impl Verb for Sources {
    const NAME: &'static str = "sources";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "List the documents questions come from, or show one with its questions";
    const EXAMPLE: &'static str = "suraq sources\nsuraq sources my-article";

    fn run(self, app: &mut App) -> Outcome {
        match &self.source {
            Some(id) => show(app, id),
            None => list(app, self.all),
        }
    }
}

/// A source in its deck.
struct Found {
    deck: DeckId,
    resting: Resting,
    /// The document it was drawn from, where it is kept.
    kept: Option<KeptDocument>,
}

fn found(app: &mut App, shipped: bool) -> Result<(Vec<Found>, Vec<KeptDocument>), Failure> {
    let mut kept: BTreeMap<String, KeptDocument> = BTreeMap::new();
    for document in app.store()?.documents()? {
        kept.insert(document.hash.clone(), document);
    }
    let mut found = Vec::new();
    let mut used = Vec::new();
    let shelf = app.shelf()?;
    let decks = shelf.decks()?;
    for deck in decks.into_iter().filter(|deck| shipped || !deck.is_builtin()) {
        for resting in shelf.sources(&deck.id)? {
            let document = resting.source.document.as_ref().and_then(|hash| kept.get(hash));
            used.extend(document.map(|document| document.hash.clone()));
            found.push(Found {
                deck: deck.id.clone(),
                kept: document.cloned(),
                resting,
            });
        }
    }
    kept.retain(|hash, _| !used.contains(hash));
    Ok((found, kept.into_values().collect()))
}

fn list(app: &mut App, all: bool) -> Outcome {
    let (found, unused) = found(app, all)?;
    if app.json {
        for one in &found {
            app.screen.line(&as_json(one).to_string());
        }
        for document in &unused {
            app.screen.line(&unused_json(document).to_string());
        }
        return Ok(Done::Well);
    }
    if found.is_empty() && unused.is_empty() {
        app.screen.text(&format!(
            "No document was added yet. Add one: {0}add FILE. Those of the decks that came with Suraq: {0}sources --all",
            app.prefix()
        ));
    }
    for one in &found {
        let deck = match one.deck.0 == one.resting.source.id {
            true => String::new(),
            false => format!(" (deck {})", one.deck),
        };
        let text = format!(
            "{}{deck}: {}; {}",
            one.resting.source.id,
            source_line(&one.resting.source),
            rests(&one.resting)
        );
        indented(app, &text, "", "    ");
    }
    for document in &unused {
        let title = document.title.as_deref().unwrap_or("a document without title");
        indented(app, &format!("In no deck any more: {title}"), "", "    ");
    }
    Ok(Done::Well)
}

fn rests(resting: &Resting) -> String {
    let questions = count(resting.accepted, "question", "questions");
    match (resting.accepted, resting.drafts) {
        (_, 0) => questions,
        (0, drafts) => count(drafts, "draft", "drafts"),
        (_, drafts) => format!("{questions}, {}", count(drafts, "draft", "drafts")),
    }
}

fn as_json(found: &Found) -> Value {
    let source = &found.resting.source;
    json!({
        "source": source.id, "deck": found.deck, "title": source.title, "publisher": source.publisher,
        "author": source.author, "date": source.date, "url": source.url, "document": source.document,
        "kept": found.kept.is_some(), "origin": found.kept.as_ref().and_then(|kept| kept.origin.clone()),
        "questions": found.resting.accepted, "drafts": found.resting.drafts,
    })
}

fn unused_json(document: &KeptDocument) -> Value {
    json!({
        "source": null, "deck": null, "title": document.title, "publisher": document.publisher,
        "date": document.date, "document": document.hash, "kept": true, "origin": document.origin,
        "questions": 0, "drafts": 0,
    })
}

fn show(app: &mut App, name: &str) -> Outcome {
    let (all, _) = found(app, true)?;
    let is_meant = |one: &&Found| {
        let id = &one.resting.source.id;
        *id == name
            || format!("{}/{id}", one.deck) == name
            || one.resting.source.document.as_deref() == Some(name)
    };
    let meant: Vec<&Found> = all.iter().filter(is_meant).collect();
    if meant.is_empty() {
        let failure = Failure::usage(format!("there is no source `{name}`"));
        let near = nearest(name, all.iter().map(|one| one.resting.source.id.as_str()));
        return Err(match near {
            Some(near) => failure.hint(format!(
                "did you mean `{near}`? See them all with {{suraq}}sources --all"
            )),
            None => failure.hint("see them all with {suraq}sources --all"),
        });
    }
    for one in meant {
        let rows = rows(app, one)?;
        match app.json {
            true => {
                let mut line = as_json(one);
                line["items"] = rows.iter().map(row_json).collect();
                app.screen.line(&line.to_string());
            }
            false => print(app, one, &rows),
        }
    }
    Ok(Done::Well)
}

/// The items that rest on a source, in deck order.
fn rows(app: &mut App, found: &Found) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    app.shelf()?
        .each_row(std::slice::from_ref(&found.deck), &mut |row| {
            if row.sources.contains(&found.resting.source.id) {
                rows.push(row);
            }
            ControlFlow::Continue(())
        })?;
    Ok(rows)
}

fn state(row: &Row) -> &'static str {
    match row.state {
        State::Accepted => "accepted",
        State::Draft => "draft",
        State::Rejected => "rejected",
        State::Retired => "retired",
    }
}

fn row_json(row: &Row) -> Value {
    json!({
        "card": format!("{}/{}", row.deck, row.item), "stem": row.stem, "key": row.key, "status": state(row),
    })
}

fn print(app: &App, found: &Found, rows: &[Row]) {
    let source = &found.resting.source;
    indented(app, &source_line(source), "", "");
    let mut more = vec![format!("deck {}, source {}", found.deck, source.id)];
    more.extend(source.url.clone());
    if let Some(kept) = &found.kept {
        more.extend(kept.origin.as_ref().map(|origin| format!("from {origin}")));
        let file = evidence::file_of(&app.paths.documents(), &kept.hash);
        more.push(format!("text kept in {}", file.display()));
    }
    for line in more {
        indented(app, &line, "", "  ");
    }
    for row in rows {
        let status = match row.state {
            State::Accepted => String::new(),
            _ => format!(" ({})", state(row)),
        };
        app.screen.line("");
        indented(app, &format!("{}{status}", row.stem), "", "");
        indented(
            app,
            &format!("{}    {}/{}", row.key, row.deck, row.item),
            "= ",
            "  ",
        );
    }
}

fn indented(app: &App, text: &str, first: &str, others: &str) {
    let text = app.screen.plain_signs(&one_line(text));
    for line in wrap_indented(&text, app.screen.text_width(), first, others) {
        app.screen.line(&line);
    }
}
