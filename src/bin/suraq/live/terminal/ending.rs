//! What the answers of a game say, in a few lines: the whole is told by `results`.

use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::analysis::analyse;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use crate::class::poll;
use crate::screen::count;

/// Questions to look at that are named; `results` names all.
const NAMED: usize = 3;

/// Returns the lines, and the same as JSON. A poll has no scores.
pub fn lines(paper: &Paper, results: &Results, prefix: &str) -> (Vec<String>, Value) {
    let pupils = count(results.sheets.len(), "pupil", "pupils");
    let see = format!("All of it: {prefix}results {}", paper.code);
    if results.sheets.is_empty() {
        let line = "The end. Nobody was asked anything, so nothing is kept but the journal.".to_owned();
        return (
            vec![line],
            json!({ "event": "summary", "code": paper.code, "pupils": 0 }),
        );
    }
    let is_poll = poll::is_poll(paper);
    let keys = scores::keys(paper, &results.changes);
    let rows: Vec<_> = results
        .sheets
        .iter()
        .map(|sheet| scores::marks(&keys, sheet))
        .collect();
    let analysis = analyse(&scores::asked(paper, &keys), &rows);
    let whole = &analysis.whole;
    let json = json!({
        "event": "summary", "code": paper.code, "pupils": results.sheets.len(),
        "mean": whole.mean.filter(|_| !is_poll), "of": keys.iter().flatten().count(),
    });
    if is_poll {
        return (vec![format!("The end: {pupils} took part."), see], json);
    }
    let mut first = format!("The end: {pupils}");
    if let Some(mean) = whole.mean {
        let all = if whole.pupils < results.sheets.len() {
            format!(" ({} were asked everything)", whole.pupils)
        } else {
            String::new()
        };
        first.push_str(&format!(", mean {mean:.1} points{all}"));
    }
    if let Some(alpha) = whole.alpha {
        first.push_str(&format!(
            ", reliability {:.2} ({:.2} to {:.2})",
            alpha.value, alpha.low, alpha.high
        ));
    }
    let mut lines = vec![first + "."];
    let advice = analysis
        .advice
        .iter()
        .filter_map(|advice| Some((advice.question()?, advice)));
    lines.extend(advice.take(NAMED).map(|(at, advice)| {
        let place = paper.place(at);
        format!("Look at question {}: {advice}.", place.trim_start_matches('A'))
    }));
    lines.push(see);
    (lines, json)
}
