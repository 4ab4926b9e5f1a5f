//! What is to be said of a card a person wrote: faults that make it useless, and advice on the rest.

use serde_json::Value;
use serde_json::json;
use suraq::decks::DeckFile;
use suraq::decks::Problem;
use suraq::items::lint::Context;
use suraq::items::lint::lint;

use crate::app::App;
use crate::cards::imported::is_imported;
use crate::report::Failure;
use crate::report::remedy;
use crate::screen::one_line;

/// One piece of advice.
pub struct Advice {
    /// Number of the rule, where it is one of the lint's.
    pub rule: Option<&'static str>,
    /// What could be better.
    pub message: String,
}

/// Returns what could be better about the item or term `id` as it stands in `file` now.
///
/// Errors: the entry could not be studied.
pub fn of(file: &DeckFile, id: &str) -> Result<Vec<Advice>, Failure> {
    let (parsed, deck) = (file.parsed(), file.deck());
    let labels = [format!("item `{id}`"), format!("term `{id}`")];
    let own = |problem: &&Problem| labels.contains(&problem.entry);
    if let Some(fault) = parsed
        .problems
        .iter()
        .filter(own)
        .find(|problem| problem.left_out)
    {
        return Err(Failure::usage(format!("the card cannot be used: {}", fault.fault)).hint(remedy(fault)));
    }
    let mut advice: Vec<Advice> = parsed
        .problems
        .iter()
        .filter(own)
        .map(|problem| Advice {
            rule: None,
            message: problem.fault.to_string(),
        })
        .collect();
    if let Some(item) = deck.items.iter().find(|item| item.id.0 == id) {
        let language = deck.meta.language.as_deref();
        let context = Context::of_items(language, &deck.items, &deck.facts).titled(&deck.meta.title);
        let findings = match is_imported(item) {
            true => Vec::new(),
            false => lint(item, &context),
        };
        advice.extend(findings.into_iter().map(|finding| Advice {
            rule: Some(finding.check),
            message: finding.message,
        }));
        let twin = deck
            .items
            .iter()
            .find(|other| other.id.0 != id && other.stem == item.stem);
        advice.extend(twin.map(|twin| Advice {
            rule: None,
            message: format!("{}/{} asks the same", deck.meta.id, twin.id),
        }));
    }
    Ok(advice)
}

/// Prints advice as talk.
pub fn print(app: &App, advice: &[Advice]) {
    for one in advice {
        let rule = one.rule.map(|rule| format!(" ({rule})")).unwrap_or_default();
        app.screen
            .remark(&format!("advice: {}{rule}", one_line(&one.message)));
    }
}

/// Returns advice as JSON.
pub fn json(advice: &[Advice]) -> Value {
    advice
        .iter()
        .map(|one| json!({ "rule": one.rule, "message": one.message }))
        .collect()
}
