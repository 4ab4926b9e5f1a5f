//! `results`: the scores of a class, and what its answers say about the questions.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::analyse;
use suraq::quiz::scores;
use suraq::quiz::scores::Results as Answered;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::class;
use crate::class::page;
use crate::class::pupils;
use crate::class::pupils::By;
use crate::class::report;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
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
    /// In which order pupils stand
    #[arg(long, value_enum, default_value_t, requires = "pupils")]
    by: By,
    /// Everything there is to look at
    #[arg(long)]
    all: bool,
    /// Write points and answers into a table; `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["pupils", "html"])]
    csv: Option<PathBuf>,
    /// Write figures and charts as one page for a browser; `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "pupils")]
    html: Option<PathBuf>,
    /// With --html: the pupils with their points as well
    #[arg(long, requires = "html")]
    names: bool,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// Put numbers in place of the names, for good
    #[arg(long, conflicts_with_all = ["csv", "pupils", "html"])]
    forget_names: bool,
}

impl Verb for Results {
    const NAME: &'static str = "results";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "See what a class answered, and what that says about the questions";
    const EXAMPLE: &'static str = "suraq results 48213\nsuraq results 48213 --pupils --by points\n\
        suraq results --csv scores.csv\nsuraq results 48213 --html lakes.html";

    fn more() -> String {
        "right        share of right answers; in brackets the 95 % interval\n\
         item-rest    do those who know the rest get it right? .20 and up is good, under 0 look at the key\n\
         upper-lower  right answers of the best 27 % less those of the last 27 %\n\
         reliability  .9 high, .8 good, .7 fair for a class test; under .6 do not grade on it alone\n\n\
         Under 20 pupils no question is judged: chance would speak. Letters are those of the first version.\n\n"
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
            let table = pupils::csv(&paper, &results)?;
            let told = count(results.sheets.len(), "pupil", "pupils");
            let json = json!({ "file": path.display().to_string(), "pupils": results.sheets.len() });
            return self.write(app, path, &table, &json, &format!("{told} written to"));
        }
        if self.pupils {
            pupils::list(app, &paper, &results, self.by);
            return Ok(Done::Well);
        }
        let analysis = analysis(&paper, &results);
        if let Some(path) = &self.html {
            let day = app.now().day.to_string();
            let text = page::page(&paper, &results, &analysis, &day, self.names)?;
            let json = json!({ "html": path.display().to_string(), "questions": paper.questions.len() });
            let told = "Open it in a browser; it needs no network. Written:";
            return self.write(app, path, text.as_bytes(), &json, told);
        }
        match app.json {
            true => app
                .screen
                .line(&report::json(&paper, &results, &analysis).to_string()),
            false => report::print(app, &paper, &results, &analysis, self.all),
        }
        Ok(Done::Well)
    }
}

impl Results {
    /// Writes a file and tells of it; `-` goes to standard output as it is.
    fn write(
        &self,
        app: &App,
        path: &Path,
        bytes: &[u8],
        json: &serde_json::Value,
        told: &str,
    ) -> Outcome {
        if path == Path::new("-") {
            screen::print_all(&String::from_utf8_lossy(bytes));
            return Ok(Done::Well);
        }
        output::write(path, bytes, self.force)?;
        app.answer(json, &format!("{told} {}", path.display()));
        Ok(Done::Well)
    }
}

fn analysis(paper: &Paper, results: &Answered) -> Analysis {
    let keys = scores::keys(paper, &results.changes);
    let rows: Vec<_> = results
        .sheets
        .iter()
        .map(|sheet| scores::marks(&keys, sheet))
        .collect();
    analyse(&scores::asked(paper, &keys), &rows)
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
