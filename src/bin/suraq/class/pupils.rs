//! The pupils of a quiz with their points: listed, and as a table for other programs.

use clap::ValueEnum;
use csv::WriterBuilder;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::scores;
use suraq::quiz::scores::Given;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use crate::app::App;
use crate::report::Failure;
use crate::screen::Tone;
use crate::screen::pad;
use crate::screen::pad_left;
use crate::screen::width_of;

/// In which order pupils stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    // By the alphabet
    #[default]
    Name,
    // Most points first
    Points,
    // As they were marked
    Sheet,
}

/// A pupil with points.
struct Scored<'a> {
    sheet: &'a Sheet,
    points: f64,
    of: usize,
}

impl Scored<'_> {
    fn share(&self) -> f64 {
        match self.of {
            0 => 0.0,
            of => self.points / of as f64,
        }
    }
}

fn scored<'a>(paper: &Paper, results: &'a Results, by: By) -> Vec<Scored<'a>> {
    let keys = scores::keys(paper, &results.changes);
    let of = |sheet: &'a Sheet| {
        let (points, of) = scores::points(&keys, sheet);
        Scored { sheet, points, of }
    };
    let mut scored: Vec<Scored<'a>> = results.sheets.iter().map(of).collect();
    let by_name = |one: &Scored<'_>, other: &Scored<'_>| in_order(&one.sheet.pupil, &other.sheet.pupil);
    match by {
        By::Sheet => {}
        By::Name => scored.sort_by(by_name),
        By::Points => scored.sort_by(|one, other| {
            let by_share = other.share().total_cmp(&one.share());
            by_share.then_with(|| by_name(one, other))
        }),
    }
    scored
}

/// By the alphabet, numbers by their size.
pub fn in_order(one: &str, other: &str) -> std::cmp::Ordering {
    match (one.parse::<u64>(), other.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        _ => (one.to_lowercase(), one).cmp(&(other.to_lowercase(), other)),
    }
}

/// Prints a line for each pupil, under a heading.
pub fn list(app: &App, paper: &Paper, results: &Results, by: By) {
    let pupils = scored(paper, results, by);
    if app.json {
        for one in &pupils {
            let (pupil, version) = (&one.sheet.pupil, one.sheet.version.to_string());
            let json = json!({ "pupil": pupil, "version": version, "points": one.points, "of": one.of });
            app.screen.line(&json.to_string());
        }
        return;
    }
    let names = pupils.iter().map(|one| width_of(&one.sheet.pupil));
    let widest = names.max().unwrap_or_default().max("pupil".len());
    let heading = format!("{}  version  points", pad("pupil", widest));
    app.screen.line(&app.screen.tone(Tone::Faint, &heading));
    for one in &pupils {
        app.screen.line(&format!(
            "{}  {}  {} of {}",
            pad(&one.sheet.pupil, widest),
            pad(&one.sheet.version.to_string(), 7),
            pad_left(&one.points.to_string(), 4),
            one.of
        ));
    }
}

/// Returns points and answers as CSV: a column of points for each question as it stands on the first
/// version, then one of what was answered, in the letters of that version.
///
/// Errors: the table cannot be made.
pub fn csv(paper: &Paper, results: &Results) -> Result<Vec<u8>, Failure> {
    let order: Vec<usize> = paper
        .versions
        .first()
        .map_or_else(Vec::new, |version| version.order.clone());
    let keys = scores::keys(paper, &results.changes);
    let mut table = WriterBuilder::new().from_writer(Vec::new());
    let refused =
        |error: &dyn std::fmt::Display| Failure::input(format!("the table cannot be made: {error}"));
    let head = ["name", "version", "points", "of"].map(str::to_owned);
    let numbers = order.iter().map(|at| paper.place(*at));
    let answers = order.iter().map(|at| format!("{} answer", paper.place(*at)));
    let header = head.into_iter().chain(numbers).chain(answers);
    table.write_record(header).map_err(|error| refused(&error))?;
    for one in scored(paper, results, By::Sheet) {
        let marks = scores::marks(&keys, one.sheet);
        let credit = |at: &usize| {
            let credit = marks.get(*at).and_then(|mark| mark.credit());
            credit.map_or_else(String::new, |credit| credit.to_string())
        };
        let head = [
            one.sheet.pupil.clone(),
            one.sheet.version.to_string(),
            one.points.to_string(),
            one.of.to_string(),
        ];
        let credits = order.iter().map(credit);
        let answers = order.iter().map(|at| sign(paper, one.sheet, *at));
        table
            .write_record(head.into_iter().chain(credits).chain(answers))
            .map_err(|error| refused(&error))?;
    }
    table.into_inner().map_err(|error| refused(&error))
}

/// What was answered, as it would be typed for the first version.
fn sign(paper: &Paper, sheet: &Sheet, question: usize) -> String {
    match sheet.given.get(question) {
        None | Some(Given::NotAsked) => String::new(),
        Some(Given::Open) => "-".to_owned(),
        Some(Given::Option(option)) => paper.letter(question, *option).to_string(),
        Some(Given::Judged(credit)) if *credit >= 1.0 => "+".to_owned(),
        Some(Given::Judged(credit)) if *credit > 0.0 => "/".to_owned(),
        Some(Given::Judged(_)) => "x".to_owned(),
        Some(Given::Several) => "*".to_owned(),
    }
}
