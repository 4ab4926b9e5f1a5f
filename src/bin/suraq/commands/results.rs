//! `results`: the scores of a class, and what its answers say about the questions.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use csv::WriterBuilder;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::analysis::analyse;
use suraq::quiz::scores;
use suraq::quiz::scores::Results as Answered;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::class;
use crate::class::report;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which paper, and what of it.
#[derive(Args, Debug)]
pub struct Results {
    /// Code of the paper; without one, the newest that was marked
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// The pupils with their points
    #[arg(long)]
    pupils: bool,
    /// Everything there is to look at
    #[arg(long)]
    all: bool,
    /// Write points and answers into a table
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "csv")]
    force: bool,
    /// Put numbers in place of the names, for good
    #[arg(long, conflicts_with_all = ["csv", "pupils"])]
    forget_names: bool,
}

impl Verb for Results {
    const NAME: &'static str = "results";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "See what a class answered, and what that says about the questions";
    const EXAMPLE: &'static str =
        "suraq results 48213\nsuraq results 48213 --pupils\nsuraq results --csv scores.csv";

    fn more() -> String {
        "right        share of right answers; in brackets the 95 % interval\n\
         item-rest    do those who know the rest get it right? .20 and up is good, under 0 look at the key\n\
         upper-lower  right answers of the best 27 % less those of the last 27 %\n\
         reliability  .9 high, .8 good, .7 fair for a class test; under .6 do not grade on it alone\n\n\
         Under 20 pupils no question is judged: chance would speak.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let newest = match &self.code {
            Some(_) => None,
            None => class::newest_marked(app)?,
        };
        let paper = class::find_paper(app, self.code.as_deref().or(newest.as_deref()))?;
        let mut results = class::results(app, &paper.code)?;
        if results.sheets.is_empty() {
            return Err(
                Failure::usage(format!("no sheet of paper {} was marked yet", paper.code))
                    .hint(format!("mark them with {{suraq}}mark {}", paper.code)),
            );
        }
        if self.forget_names {
            return forget(app, &mut results);
        }
        if let Some(path) = &self.csv {
            return write_table(app, &paper, &results, path, self.force);
        }
        if self.pupils {
            return list(app, &paper, &results);
        }
        let keys = scores::keys(&paper, &results.changes);
        let rows: Vec<_> = results
            .sheets
            .iter()
            .map(|sheet| scores::marks(&keys, sheet))
            .collect();
        let analysis = analyse(&scores::asked(&paper, &keys), &rows);
        match app.json {
            true => app
                .screen
                .line(&report::json(&paper, &results, &analysis).to_string()),
            false => report::print(app, &paper, &results, &analysis, self.all),
        }
        Ok(Done::Well)
    }
}

/// The names go, the answers stay.
fn forget(app: &App, results: &mut Answered) -> Outcome {
    #[cfg(feature = "live")]
    crate::live::keeping::forget_names(app, &results.code)?;
    for (at, sheet) in results.sheets.iter_mut().enumerate() {
        sheet.pupil = (at + 1).to_string();
    }
    class::keep_results(app, results)?;
    app.answer(
        &json!({ "forgotten": results.sheets.len() }),
        &format!(
            "{} forgotten; the answers stay.",
            count(results.sheets.len(), "name is", "names are")
        ),
    );
    Ok(Done::Well)
}

fn list(app: &App, paper: &Paper, results: &Answered) -> Outcome {
    let keys = scores::keys(paper, &results.changes);
    for sheet in &results.sheets {
        let (points, of) = scores::points(&keys, sheet);
        let json =
            json!({ "pupil": sheet.pupil, "version": sheet.version.to_string(), "points": points, "of": of });
        match app.json {
            true => app.screen.line(&json.to_string()),
            false => app
                .screen
                .line(&format!("{}\t{}\t{points} of {of}", sheet.pupil, sheet.version)),
        }
    }
    Ok(Done::Well)
}

fn write_table(app: &App, paper: &Paper, results: &Answered, path: &Path, force: bool) -> Outcome {
    let keys = scores::keys(paper, &results.changes);
    let mut table = WriterBuilder::new().from_writer(Vec::new());
    // As they stand on the sheets of the first version.
    let order: Vec<usize> = paper
        .versions
        .first()
        .map_or(Vec::new(), |version| version.order.clone());
    let numbers = order.iter().map(|at| paper.place(*at));
    let header = ["name", "version", "points", "of"].map(str::to_owned);
    let unwritable = |error: &dyn std::fmt::Display| Failure::input(format!("{}: {error}", path.display()));
    let row = |cells: Vec<String>, table: &mut csv::Writer<Vec<u8>>| {
        table.write_record(&cells).map_err(|error| unwritable(&error))
    };
    row(header.into_iter().chain(numbers).collect(), &mut table)?;
    for sheet in &results.sheets {
        let (points, of) = scores::points(&keys, sheet);
        let head = [
            sheet.pupil.clone(),
            sheet.version.to_string(),
            points.to_string(),
            of.to_string(),
        ];
        let marks = scores::marks(&keys, sheet);
        let credits = order.iter().filter_map(|at| marks.get(*at));
        let credits = credits.map(|mark| {
            mark.credit()
                .map_or_else(String::new, |credit| credit.to_string())
        });
        row(head.into_iter().chain(credits).collect(), &mut table)?;
    }
    let bytes = table.into_inner().map_err(|error| unwritable(&error))?;
    output::write(path, &bytes, force)?;
    app.answer(
        &json!({ "file": path.display().to_string(), "pupils": results.sheets.len() }),
        &format!(
            "{} written to {}.",
            count(results.sheets.len(), "pupil", "pupils"),
            path.display()
        ),
    );
    Ok(Done::Well)
}
