//! The scores of a class over several quizzes.

use csv::WriterBuilder;
use serde_json::json;
use suraq::lexicon::fold::name_key;
use suraq::quiz::roster::Meant;
use suraq::quiz::roster::Roster as Class;
use suraq::quiz::scale;
use suraq::quiz::scale::Scale;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::parallel::Quiz;
use super::parallel::quizzes;
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

/// Takes the polls out of the quizzes of a class: nothing in them is right, so they count for nobody.
pub fn without_polls(quizzes: Vec<Quiz>) -> (Vec<Quiz>, Vec<Quiz>) {
    quizzes
        .into_iter()
        .partition(|quiz| !class::poll::is_poll(&quiz.paper))
}

/// What one pupil has.
pub struct Row {
    name: String,
    is_on_list: bool,
    /// Points and how many there were to have, of each quiz; `None` where no sheet is there.
    scores: Vec<Option<(f64, usize)>>,
}

impl Row {
    /// The mark for the share of all points.
    fn mark<'a>(&self, scale: Option<&'a Scale>) -> Option<&'a str> {
        let share = self.share()?;
        scale.map(|scale| scale.mark(scale::percent(share, 1)))
    }

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
    let names_of = |quiz: &Quiz| {
        let sheets = quiz.results.sheets.iter();
        sheets.map(|sheet| shown(quiz, &sheet.pupil)).collect::<Vec<_>>()
    };
    let mut others: Vec<String> = quizzes
        .iter()
        .flat_map(names_of)
        .filter(|name| !names.iter().any(|(known, _)| name_key(known) == name_key(name)))
        .collect();
    others.sort_by(|one, other| in_order(one, other));
    others.dedup_by(|one, other| name_key(one) == name_key(other));
    names.extend(others.into_iter().map(|name| (name, false)));
    let row = |(name, is_on_list): (String, bool)| Row {
        scores: quizzes.iter().map(|quiz| score(quiz, &name)).collect(),
        name,
        is_on_list,
    };
    names.into_iter().map(row).collect()
}

/// Whether a number stands on a sheet in place of a name: it means that sheet, and nobody on another paper.
pub fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name as it stands in the list of all quizzes: a bare number with the paper it is of.
fn shown(quiz: &Quiz, name: &str) -> String {
    match is_bare(name) {
        true => format!("{name} ({})", quiz.paper.code),
        false => name.to_owned(),
    }
}

/// The name on the sheets that `said` means, and the paper where it is a bare number: `3 (48213)`, or `3` where
/// one paper has it.
///
/// Errors: several papers have a sheet under this number.
pub fn sheet_named<'a>(quizzes: &[Quiz], said: &'a str) -> Result<(&'a str, Option<String>), Failure> {
    if let Some((name, code)) = said.strip_suffix(')').and_then(|said| said.split_once(" ("))
        && is_bare(name)
        && papers_with(quizzes, name).contains(&code)
    {
        return Ok((name, Some(code.to_owned())));
    }
    let papers = papers_with(quizzes, said);
    match papers[..] {
        [only] if is_bare(said) => Ok((said, Some(only.to_owned()))),
        [_, other, ..] if is_bare(said) => Err(Failure::usage(format!(
            "`{said}` is a sheet of its own on each of the papers {}",
            papers.join(", ")
        ))
        .hint(format!(
            "say which with the code of its paper, such as \"{said} ({other})\""
        ))),
        _ => Ok((said, None)),
    }
}

/// Codes of the papers that have a sheet under a name, be it aside.
fn papers_with<'a>(quizzes: &'a [Quiz], name: &str) -> Vec<&'a str> {
    let quizzes = quizzes.iter();
    let having = quizzes.filter(|quiz| has_sheet(&quiz.results, name));
    having.map(|quiz| quiz.paper.code.as_str()).collect()
}

/// Whether a sheet is there under a name, be it aside.
pub fn has_sheet(results: &Results, name: &str) -> bool {
    let mut aside = results.aside.iter();
    results.place_of(name).is_some() || aside.any(|sheet| name_key(&sheet.pupil) == name_key(name))
}

fn score(quiz: &Quiz, name: &str) -> Option<(f64, usize)> {
    let sheets = &quiz.results.sheets;
    let is_meant = |sheet: &&Sheet| name_key(&shown(quiz, &sheet.pupil)) == name_key(name);
    let sheet = sheets.iter().find(is_meant)?;
    Some(scores::points(
        &scores::keys(&quiz.paper, &quiz.results.changes),
        sheet,
    ))
}

/// Prints the scores of a class over its quizzes, with marks where there is a scale, and who is not on its list.
pub fn show(app: &App, class: &Class, scale: Option<&Scale>) -> Outcome {
    let (quizzes, polls) = without_polls(quizzes(app, class)?);
    let rows = rows(class, &quizzes);
    if app.json {
        for row in &rows {
            let scores = quizzes.iter().zip(&row.scores).filter_map(|(quiz, score)| {
                let (points, of) = (*score)?;
                Some(json!({ "code": quiz.paper.code, "points": points, "of": of }))
            });
            let json = json!({
                "pupil": row.name, "on_list": row.is_on_list, "share": row.share(),
                "scores": scores.collect::<Vec<_>>(), "mark": row.mark(scale),
            });
            app.screen.line(&json.to_string());
        }
        return Ok(Done::Well);
    }
    let names = rows.iter().map(|row| width_of(&row.name));
    let widest = names.max().unwrap_or_default().max("pupil".len());
    let codes: String = quizzes.iter().map(|quiz| pad_left(&quiz.paper.code, 9)).collect();
    let marks = if scale.is_some() { "  mark" } else { "" };
    let heading = format!("{}{codes}    all{marks}", pad("pupil", widest));
    app.screen.line(&app.screen.tone(Tone::Faint, &heading));
    for row in &rows {
        let cells = row.scores.iter().map(|score| match score {
            Some((points, of)) => pad_left(&format!("{points}/{of}"), 9),
            None => pad_left("-", 9),
        });
        let share = row.share().map(|share| format!("{} %", scale::percent(share, 1)));
        let mark = row.mark(scale).map(|mark| format!("  {mark}"));
        app.screen.line(&format!(
            "{}{}{}{}",
            pad(&row.name, widest),
            cells.collect::<String>(),
            pad_left(share.as_deref().unwrap_or("-"), 7),
            mark.unwrap_or_default()
        ));
    }
    for quiz in &quizzes {
        app.screen
            .remark(&format!("{}: {}", quiz.paper.code, quiz.paper.title));
    }
    for poll in polls {
        app.screen.remark(&format!(
            "{}: {} is a poll: nothing in it is right, so it counts for nobody.",
            poll.paper.code, poll.paper.title
        ));
    }
    if let Some(scale) = scale {
        app.screen.remark(&format!("Marks by {scale}, in per cent."));
    }
    strangers(app, class, &quizzes, &rows);
    Ok(Done::Well)
}

/// Says which names are on sheets and not on the list, and whom they may mean.
fn strangers(app: &App, class: &Class, quizzes: &[Quiz], rows: &[Row]) {
    let is_number = |name: &str| {
        let bare = name.split_once(" (").map_or(name, |(bare, _)| bare);
        is_bare(bare) || class.is_number(name)
    };
    let others = rows.iter().filter(|row| !row.is_on_list);
    for row in others.filter(|row| !is_number(&row.name)) {
        let hint = match class.meant(&row.name) {
            Meant::Near(near) | Meant::Pupil(near) => {
                match papers_of_both(quizzes, &row.name, near).as_slice() {
                    [] => format!(
                        " Is it {near}? Then: {}roster {} --rename \"{}={near}\"",
                        app.prefix(),
                        class.name,
                        row.name
                    ),
                    papers => beside(app, class, &row.name, near, papers),
                }
            }
            Meant::Several(names) => format!(" Is it {}?", names.join(" or ")),
            Meant::Nobody => String::new(),
        };
        app.screen.remark(&format!(
            "`{}` is on a sheet and not in class {}.{hint}",
            row.name, class.name
        ));
    }
}

/// Codes of the papers on which two names have a sheet each.
fn papers_of_both<'a>(quizzes: &'a [Quiz], one: &str, other: &str) -> Vec<&'a str> {
    let have = |quiz: &&Quiz| {
        let places = [one, other].map(|name| quiz.results.place_of(name));
        matches!(places, [Some(one), Some(other)] if one != other)
    };
    let both = quizzes.iter().filter(have);
    both.map(|quiz| quiz.paper.code.as_str()).collect()
}

/// What to do where a name that is not on the list stands on a paper beside one that is: they cannot have one name.
fn beside(app: &App, class: &Class, name: &str, near: &str, papers: &[&str]) -> String {
    let prefix = app.prefix();
    let wrong: Vec<String> = papers
        .iter()
        .map(|code| format!("{prefix}mark {code} --remove \"{name}\""))
        .collect();
    format!(
        " {near} has a sheet of {} as well. If both are of {near}, take the wrong one away: {}; if it is somebody \
         else, give the whole name: {prefix}roster {} --rename \"{name}=NAME\"",
        papers.join(" and "),
        wrong.join(" and "),
        class.name
    )
}

/// Returns names and scores as CSV, with the mark where there is a scale.
///
/// Errors: the table cannot be made.
pub fn table(quizzes: &[Quiz], rows: &[Row], scale: Option<&Scale>) -> Result<Vec<u8>, Failure> {
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
        .chain(["share".to_owned()])
        .chain(scale.map(|_| "mark".to_owned()));
    table.write_record(header).map_err(|error| refused(&error))?;
    for row in rows {
        let scores = row.scores.iter().flat_map(|score| match score {
            Some((points, of)) => [points.to_string(), of.to_string()],
            None => [String::new(), String::new()],
        });
        let share = row
            .share()
            .map_or_else(String::new, |share| format!("{share:.3}"));
        let mark = scale.map(|_| row.mark(scale).unwrap_or_default().to_owned());
        let cells = [class::as_text(&row.name)]
            .into_iter()
            .chain(scores)
            .chain([share])
            .chain(mark);
        table.write_record(cells).map_err(|error| refused(&error))?;
    }
    table.into_inner().map_err(|error| refused(&error))
}
