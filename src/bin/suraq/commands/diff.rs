//! `diff`: what adding documents now would do, without anything being written.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::Value;
use serde_json::json;
use suraq::decks::merge::answer;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Options;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::content::catalogue::Catalogue;
use crate::content::documents;
use crate::content::drafting;
use crate::content::drafting::Drawn;
use crate::content::drafting::Said;
use crate::content::engine;
use crate::content::planning;
use crate::content::planning::Part;
use crate::content::planning::Plan;
use crate::content::planning::Wish;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::one_line;
use crate::screen::wrap_indented;

/// Which documents, and where their questions would go.
#[derive(Args, Debug)]
pub struct Diff {
    /// Documents, as add takes them; a folder stands for all documents in it, - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The deck they would go into; without it the deck that knows the document, or a new one
    #[arg(long, value_name = "DECK", value_parser = NonEmptyStringValueParser::new())]
    deck: Option<String>,
    /// Questions for each 1,000 words at most
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,
}

impl Verb for Diff {
    const NAME: &'static str = "diff";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Show what adding documents now would change";
    const EXAMPLE: &'static str = "suraq diff article.md\nsuraq diff chapters/ --deck \"My book\"";

    fn run(self, app: &mut App) -> Outcome {
        engine::model()?;
        let (places, failures) = documents::find(&self.files);
        for failure in &failures {
            failure.print(app.prefix());
        }
        let options = Options {
            seed: app.lasting_seed(),
            per_thousand: Some(self.limit.into()),
            ..Options::default()
        };
        let wish = Wish {
            deck: self.deck,
            ..Wish::default()
        };
        let mut catalogue = Catalogue::read(app)?;
        let mut unusable = failures.len();
        let taken = documents::each(
            &places,
            |place| drafting::draw(place, &Said::default(), options),
            |_, drawn| {
                let mut drawn = match drawn {
                    Ok(drawn) => drawn,
                    Err(failure) => {
                        unusable += 1;
                        failure.print(app.prefix());
                        return Ok(());
                    }
                };
                let plan = planning::plan(app, &catalogue, &mut drawn, &wish)?;
                tell(app, &drawn, plan.as_ref());
                // The next document meets the decks as this one would leave them.
                for part in plan.iter().flat_map(|plan| &plan.parts) {
                    catalogue.note_planned(&part.merged);
                    catalogue.note(&part.merged, &drawn);
                }
                Ok(())
            },
        )?;
        Ok(match unusable > 0 || taken < places.len() {
            true => Done::SomeInputsUnusable,
            false => Done::Well,
        })
    }
}

fn tell(app: &App, drawn: &Drawn, plan: Option<&Plan>) {
    if app.json {
        app.screen.line(&as_json(drawn, plan).to_string());
        return;
    }
    let title = drawn.title();
    let Some(plan) = plan else {
        app.screen.text(&format!("“{title}”: no question, so no deck"));
        return;
    };
    let decks: Vec<String> = plan
        .parts
        .iter()
        .map(|part| match part.is_new {
            true => format!("new deck {}", part.deck()),
            false => format!("deck {}", part.deck()),
        })
        .collect();
    app.screen.text(&format!(
        "“{title}”: {} new, {} changed, {} no longer asked, {} unchanged; {}",
        plan.count(|part| part.merged.changes.new.len()),
        plan.count(|part| part.merged.changes.changed.len()),
        plan.count(|part| part.merged.changes.retired.len()),
        plan.count(|part| part.merged.changes.same),
        decks.join(", ")
    ));
    for part in &plan.parts {
        tell_of_part(app, part);
    }
    for card in &plan.unsupported {
        line(app, "?", &format!("{card} is studied, and its sentence is gone"));
    }
    for (new, old) in &plan.contradictions {
        let what = if old.waits { "the draft" } else { "what you study," };
        line(
            app,
            "!",
            &format!("{new} contradicts {what} {} (“{}”)", old.card, old.key),
        );
    }
}

fn tell_of_part(app: &App, part: &Part) {
    let changes = &part.merged.changes;
    for id in &changes.new {
        if let (_, Some(item)) = part.item(id) {
            line(app, "+", &format!("{} = {}", item.stem, answer(item)));
        }
    }
    for id in &changes.changed {
        for (field, before, after) in differences(part, id) {
            let said = match (before.is_empty(), after.is_empty()) {
                _ if field == "explanation" => format!("{}: another explanation", part.card(id)),
                (true, _) => format!("{}: {field}: {after}", part.card(id)),
                (_, true) => format!("{}: no {field} any longer: {before}", part.card(id)),
                _ => format!("{}: {field}: {before} → {after}", part.card(id)),
            };
            line(app, "~", &said);
        }
    }
    for id in &changes.retired {
        if let (Some(item), _) = part.item(id) {
            line(
                app,
                "-",
                &format!("{}: {} = {}", part.card(id), item.stem, answer(item)),
            );
        }
    }
    for id in &changes.seconded {
        line(app, "=", &format!("{}: a second source", part.card(id)));
    }
}

fn line(app: &App, sign: &str, text: &str) {
    let text = app.screen.plain_signs(&one_line(text));
    for line in wrap_indented(&text, app.screen.text_width(), &format!("  {sign} "), "      ") {
        app.screen.line(&line);
    }
}

/// The parts of an item that will be different: what they are, before and after.
fn differences(part: &Part, id: &ItemId) -> Vec<(&'static str, String, String)> {
    let (Some(before), Some(after)) = part.item(id) else {
        return Vec::new();
    };
    let options = |item: &Item| {
        let texts: Vec<&str> = item.distractors.iter().map(|one| one.text.as_str()).collect();
        texts.join(", ")
    };
    let as_of = |item: &Item| item.as_of.map(|date| date.to_string()).unwrap_or_default();
    let explanation = |item: &Item| item.explanation.clone().unwrap_or_default();
    let fields = [
        ("question", before.stem.clone(), after.stem.clone()),
        ("answer", answer(before), answer(after)),
        ("also right", before.accept.join(", "), after.accept.join(", ")),
        ("wrong options", options(before), options(after)),
        ("explanation", explanation(before), explanation(after)),
        ("as of", as_of(before), as_of(after)),
    ];
    let differ = fields.into_iter().filter(|(_, before, after)| before != after);
    differ.collect()
}

fn as_json(drawn: &Drawn, plan: Option<&Plan>) -> Value {
    let none = Vec::new();
    let parts = plan.map_or(&none, |plan| &plan.parts);
    let items = |of: &dyn Fn(&Part) -> Vec<ItemId>| -> Vec<Value> {
        let of_part = |part: &Part| -> Vec<Value> {
            let ids = of(part);
            ids.iter().map(|id| item_json(part, id)).collect()
        };
        parts.iter().flat_map(of_part).collect()
    };
    let contradictions: Vec<Value> = plan
        .iter()
        .flat_map(|plan| &plan.contradictions)
        .map(|(new, old)| {
            json!({
                "card": new.to_string(), "contradicts": old.card.to_string(), "key": old.key, "draft": old.waits,
            })
        })
        .collect();
    let unsupported = plan.iter().flat_map(|plan| &plan.unsupported);
    json!({
        "doc": drawn.place.name(), "title": drawn.title(), "document": drawn.document.id,
        "decks": parts.iter().map(|part| json!({ "deck": part.deck(), "is_new": part.is_new })).collect::<Vec<_>>(),
        "new": items(&|part| part.merged.changes.new.clone()),
        "changed": items(&|part| part.merged.changes.changed.clone()),
        "retired": items(&|part| part.merged.changes.retired.clone()),
        "seconded": items(&|part| part.merged.changes.seconded.clone()),
        "unchanged": parts.iter().map(|part| part.merged.changes.same).sum::<usize>(),
        "unsupported": unsupported.map(ToString::to_string).collect::<Vec<_>>(),
        "contradictions": contradictions,
    })
}

fn item_json(part: &Part, id: &ItemId) -> Value {
    let (before, after) = part.item(id);
    let item = after.or(before);
    let differ: Vec<Value> = differences(part, id)
        .into_iter()
        .map(|(field, before, after)| json!({ "field": field, "before": before, "after": after }))
        .collect();
    json!({
        "card": part.card(id).to_string(), "stem": item.map(|item| &item.stem),
        "key": item.map(answer), "differences": differ,
    })
}
