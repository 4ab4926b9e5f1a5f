//! A poll: nothing in it is right, so what is told is how many chose what.

use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::scores::Given;
use suraq::quiz::scores::Results;

use crate::app::App;
use crate::screen::count;

/// Whether nothing in a paper is right or wrong.
pub fn is_poll(paper: &Paper) -> bool {
    let mut questions = paper.questions.iter();
    !paper.questions.is_empty()
        && questions.all(|question| question.is_choice() && question.keys().is_empty())
}

/// Prints how many chose each option.
pub fn print(app: &App, paper: &Paper, results: &Results) {
    if app.json {
        let questions: Vec<_> = places(paper)
            .map(|(place, at)| {
                let question = &paper.questions[at];
                let options: Vec<_> = options(paper, place)
                    .iter()
                    .map(|option| json!({ "text": question.options()[*option], "chosen": chosen(results, at, *option) }))
                    .collect();
                json!({
                    "place": paper.place(at), "card": question.card, "text": question.text,
                    "asked": asked(results, at), "options": options,
                })
            })
            .collect();
        let pupils: Vec<_> = results
            .sheets
            .iter()
            .map(|sheet| json!({ "pupil": sheet.pupil }))
            .collect();
        let json =
            json!({ "code": paper.code, "title": paper.title, "pupils": pupils, "questions": questions });
        app.screen.line(&json.to_string());
        return;
    }
    app.screen.text(&format!(
        "Poll {}: {}. {}, {}.",
        paper.code,
        paper.title,
        count(paper.questions.len(), "question", "questions"),
        count(results.sheets.len(), "pupil", "pupils")
    ));
    for (place, at) in places(paper) {
        let question = &paper.questions[at];
        app.screen.line("");
        app.screen.text(&format!("{}. {}", place + 1, question.text));
        for (letter, option) in ('A'..='Z').zip(options(paper, place)) {
            let text = &question.options()[*option];
            app.screen.text(&format!(
                "   {letter} {:>4}  {text}",
                chosen(results, at, *option)
            ));
        }
    }
}

/// The places in the order of asking, each with its question.
fn places(paper: &Paper) -> impl Iterator<Item = (usize, usize)> {
    let version = paper.versions.first();
    version
        .into_iter()
        .flat_map(|version| version.order.iter().copied().enumerate())
}

fn options(paper: &Paper, place: usize) -> &[usize] {
    let version = paper.versions.first();
    version
        .and_then(|version| version.options.get(place))
        .map_or(&[], Vec::as_slice)
}

fn chosen(results: &Results, question: usize, option: usize) -> usize {
    let is_it = |given: Option<&Given>| given == Some(&Given::Option(option));
    results
        .sheets
        .iter()
        .filter(|sheet| is_it(sheet.given.get(question)))
        .count()
}

fn asked(results: &Results, question: usize) -> usize {
    let was = |given: Option<&Given>| !matches!(given, None | Some(Given::NotAsked));
    results
        .sheets
        .iter()
        .filter(|sheet| was(sheet.given.get(question)))
        .count()
}
