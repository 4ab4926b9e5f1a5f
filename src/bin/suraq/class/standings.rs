//! The scores of a class over several quizzes.

use csv::WriterBuilder;
use serde_json::json;
use suraq::lexicon::fold::spelt;
use suraq::quiz::Paper;
use suraq::quiz::roster::Meant;
use suraq::quiz::roster::Roster as Class;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::pupils::in_order;
use crate::app::App;
use crate::class;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::pad;
use crate::screen::pad_left;
use crate::screen::width_of;

/// A quiz of a class.
pub struct Quiz {
    /// The paper.
    pub paper: Paper,
    /// What was answered.
    pub results: Results,
}

/// Reads the quizzes of a class; one whose files were removed is passed over.
pub fn quizzes(app: &App, class: &Class) -> Result<Vec<Quiz>, Failure> {
    let of = |code: &String| {
        let paper = class::find_paper(app, Some(code))?;
        let results = class::results(app, code)?;
        Ok(Quiz { paper, results })
    };
    let known = class::codes(app)?;
    let papers = class.papers.iter().filter(|code| known.contains(code));
    papers.map(of).collect()
}

/// What one pupil has.
pub struct Row {
    name: String,
    is_on_list: bool,
    /// Points and how many there were to have, of each quiz; `None` where no sheet is there.
    scores: Vec<Option<(f64, usize)>>,
}

impl Row {
    /// The share of all points, 0 to 1.
    fn share(&self) -> Option<f64> {
        let points: f64 = self.scores.iter().flatten().map(|(points, _)| points).sum();
        let of: usize = self.scores.iter().flatten().map(|(_, of)| of).sum();
        (of > 0).then(|| points / of as f64)
    }
}

/// The pupils of the list in its order, then other names that stand on sheets.
pub fn rows(class: &Class, quizzes: &[Quiz]) -> Vec<Row> {
    let mut names: Vec<(String, bool)> = class.pupils.iter().map(|name| (name.clone(), true)).collect();
    let mut others: Vec<String> = quizzes
        .iter()
        .flat_map(|quiz| quiz.results.sheets.iter().map(|sheet| sheet.pupil.clone()))
        .filter(|name| !names.iter().any(|(known, _)| spelt(known) == spelt(name)))
        .collect();
    others.sort_by(|one, other| in_order(one, other));
    others.dedup_by(|one, other| spelt(one) == spelt(other));
    names.extend(others.into_iter().map(|name| (name, false)));
    let row = |(name, is_on_list): (String, bool)| Row {
        scores: quizzes.iter().map(|quiz| score(quiz, &name)).collect(),
        name,
        is_on_list,
    };
    names.into_iter().map(row).collect()
}

fn score(quiz: &Quiz, name: &str) -> Option<(f64, usize)> {
    let sheets = &quiz.results.sheets;
    let sheet = sheets.iter().find(|sheet| spelt(&sheet.pupil) == spelt(name))?;
    Some(scores::points(
        &scores::keys(&quiz.paper, &quiz.results.changes),
        sheet,
    ))
}

/// Prints the scores of a class over its quizzes, and who is not on its list.
pub fn show(app: &App, class: &Class) -> Outcome {
    let quizzes = quizzes(app, class)?;
    let rows = rows(class, &quizzes);
    if app.json {
        for row in &rows {
            let scores = quizzes.iter().zip(&row.scores).filter_map(|(quiz, score)| {
                let (points, of) = (*score)?;
                Some(json!({ "code": quiz.paper.code, "points": points, "of": of }))
            });
            let json = json!({
                "pupil": row.name, "on_list": row.is_on_list, "share": row.share(),
                "scores": scores.collect::<Vec<_>>(),
            });
            app.screen.line(&json.to_string());
        }
        return Ok(Done::Well);
    }
    let names = rows.iter().map(|row| width_of(&row.name));
    let widest = names.max().unwrap_or_default().max("pupil".len());
    let codes: String = quizzes.iter().map(|quiz| pad_left(&quiz.paper.code, 9)).collect();
    let heading = format!("{}{codes}    all", pad("pupil", widest));
    app.screen.line(&app.screen.tone(Tone::Faint, &heading));
    for row in &rows {
        let cells = row.scores.iter().map(|score| match score {
            Some((points, of)) => pad_left(&format!("{points}/{of}"), 9),
            None => pad_left("-", 9),
        });
        let share = row.share().map(|share| format!("{:.0} %", share * 100.0));
        app.screen.line(&format!(
            "{}{}{}",
            pad(&row.name, widest),
            cells.collect::<String>(),
            pad_left(share.as_deref().unwrap_or("-"), 7)
        ));
    }
    for quiz in &quizzes {
        app.screen
            .remark(&format!("{}: {}", quiz.paper.code, quiz.paper.title));
    }
    strangers(app, class, &rows);
    Ok(Done::Well)
}

/// Says which names are on sheets and not on the list, and whom they may mean.
fn strangers(app: &App, class: &Class, rows: &[Row]) {
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let others = rows.iter().filter(|row| !row.is_on_list);
    for row in others.filter(|row| !is_number(&row.name)) {
        let hint = match class.meant(&row.name) {
            Meant::Near(near) | Meant::Pupil(near) => format!(
                " Is it {near}? Then: {}roster {} --rename \"{}={near}\"",
                app.prefix(),
                class.name,
                row.name
            ),
            Meant::Several(names) => format!(" Is it {}?", names.join(" or ")),
            Meant::Nobody => String::new(),
        };
        app.screen.remark(&format!(
            "`{}` is on a sheet and not in class {}.{hint}",
            row.name, class.name
        ));
    }
}

/// Returns names and scores as CSV.
///
/// Errors: the table cannot be made.
pub fn table(quizzes: &[Quiz], rows: &[Row]) -> Result<Vec<u8>, Failure> {
    let refused =
        |error: &dyn std::fmt::Display| Failure::input(format!("the table cannot be made: {error}"));
    let mut table = WriterBuilder::new().from_writer(Vec::new());
    let codes = quizzes.iter().flat_map(|quiz| {
        let code = &quiz.paper.code;
        [code.clone(), format!("{code} of")]
    });
    let header = ["name".to_owned()]
        .into_iter()
        .chain(codes)
        .chain(["share".to_owned()]);
    table.write_record(header).map_err(|error| refused(&error))?;
    for row in rows {
        let scores = row.scores.iter().flat_map(|score| match score {
            Some((points, of)) => [points.to_string(), of.to_string()],
            None => [String::new(), String::new()],
        });
        let share = row
            .share()
            .map_or_else(String::new, |share| format!("{share:.3}"));
        let cells = [row.name.clone()].into_iter().chain(scores).chain([share]);
        table.write_record(cells).map_err(|error| refused(&error))?;
    }
    table.into_inner().map_err(|error| refused(&error))
}
