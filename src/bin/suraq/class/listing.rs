//! The papers and games there are, in a line each.

use serde_json::json;
use suraq::quiz::Paper;

use super::ongoing;
use super::poll;
use crate::app::App;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::wrap_indented;

/// What a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A printed quiz.
    Paper,
    /// A quiz on phones.
    Live,
    /// A quiz on phones in which nothing is right.
    Poll,
}

impl Sort {
    fn of(app: &App, paper: &Paper) -> Sort {
        match super::is_live(app, &paper.code) {
            _ if poll::is_poll(paper) => Sort::Poll,
            true => Sort::Live,
            false => Sort::Paper,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Sort::Paper => "paper",
            Sort::Live => "live",
            Sort::Poll => "poll",
        }
    }
}

/// Lists all papers and games, the newest first.
pub fn list(app: &App) -> Outcome {
    let codes = super::codes(app)?;
    if codes.is_empty() && !app.json {
        app.screen.text(&format!(
            "No paper yet. Make one with {}paper QUERY -n 20",
            app.prefix()
        ));
    }
    for code in codes {
        let paper = super::find_paper(app, Some(&code))?;
        let sheets = super::results(app, &code)?.sheets.len();
        let sort = Sort::of(app, &paper);
        let questions = count(paper.questions.len(), "question", "questions");
        let told = match sort {
            Sort::Paper => format!(
                "{questions}, {}, {}",
                count(paper.versions.len(), "version", "versions"),
                count(sheets, "sheet marked", "sheets marked")
            ),
            Sort::Live | Sort::Poll => {
                let answered = || count(sheets, "pupil answered", "pupils answered");
                let ongoing = (sheets == 0).then(|| ongoing::standing(app, &code)).flatten();
                format!("{questions}, {}", ongoing.unwrap_or_else(answered))
            }
        };
        let day = super::day_of(app, &code).map(|day| day.to_string());
        let json = json!({
            "day": day, "code": code, "kind": sort.word(), "title": paper.title, "questions": paper.questions.len(),
            "versions": paper.versions.len(), "sheets": sheets,
        });
        match app.json {
            true => app.screen.line(&json.to_string()),
            false => {
                let day = day.map(|day| format!(", {day}")).unwrap_or_default();
                let line = format!("{code}  {:<5}  {}: {told}{day}", sort.word(), paper.title);
                for line in wrap_indented(&line, app.screen.text_width(), "", "       ") {
                    app.screen.line(&line);
                }
            }
        }
    }
    Ok(Done::Well)
}
