//! Printed papers that have the old key of a card whose key is another now.

use suraq::decks::CardId;
use suraq::quiz::paper::Paper;
use suraq::quiz::scores;

use super::codes;
use super::find_paper;
use super::is_live;
use super::results;
use crate::app::App;
use crate::report::Failure;
use crate::screen::one_line;

/// So many papers are told before the rest is only counted.
const TOLD: usize = 5;

/// Tells which papers count by another key than the cards `rekeyed` have now, and how to have them follow.
pub fn tell_old_keys(app: &App, rekeyed: &[(CardId, String)]) -> Result<(), Failure> {
    if rekeyed.is_empty() || app.json {
        return Ok(());
    }
    let mut old = Vec::new();
    for code in codes(app)?.into_iter().filter(|code| !is_live(app, code)) {
        let paper = find_paper(app, Some(&code))?;
        let keys = scores::keys(&paper, &results(app, &code)?.changes);
        for (card, key) in rekeyed {
            old.extend(rekeying(&paper, &keys, &card.to_string(), key).map(|change| (code.clone(), change)));
        }
    }
    for (code, change) in old.iter().take(TOLD) {
        app.screen.remark(&one_line(&format!(
            "Paper {code} keeps the old key. To have it count by the new one: {}mark {code} --key {change}",
            app.prefix()
        )));
    }
    if old.len() > TOLD {
        app.screen.remark(&format!(
            "And {} more printed questions keep it.",
            old.len() - TOLD
        ));
    }
    Ok(())
}

/// The change that gives a paper's question the key of its card, `A2=C`; nothing where it has it, or another question.
fn rekeying(paper: &Paper, keys: &[Option<Vec<usize>>], card: &str, key: &str) -> Option<String> {
    let at = paper
        .questions
        .iter()
        .position(|question| question.card == card)?;
    let option = paper.questions[at]
        .options()
        .iter()
        .position(|option| option == key)?;
    let counting = keys.get(at)?.as_ref()?;
    let change = format!("{}={}", paper.place(at), paper.letter(at, option));
    (!counting.contains(&option)).then_some(change)
}
