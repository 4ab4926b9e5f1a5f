//! `results`: the scores of a class, and what its answers say about the questions.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::decks::write::write;
use suraq::lexicon::fold::name_key;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::analyse;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Results as Answered;
use suraq::quiz::scores::Sheet;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::class;
use crate::class::keeping;
use crate::class::merging;
use crate::class::misses;
use crate::class::ongoing;
use crate::class::page;
use crate::class::page::Names;
use crate::class::poll;
use crate::class::pupils;
use crate::class::pupils::By;
use crate::class::report;
use crate::class::rosters;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::count;

/// Which paper, and what of it.
#[derive(Args, Debug)]
pub struct Results {
    /// Code of the paper; without one, the newest that was marked. Or merge, and files of results
    #[arg(value_name = "CODE | merge FILE")]
    code_or_merge: Vec<String>,
    /// The pupils with their points
    #[arg(long)]
    pupils: bool,
    /// In which order pupils stand, with --pupils by name and with --csv as they were marked where it is not said
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Marks for per cent of the points: three shares for 5, 4 and 3, or names such as "A=90 B=75 C=60 D"; without
    /// it the setting `scale`
    #[arg(long, value_name = "LIST")]
    scale: Option<String>,
    /// What was chosen of each question as well, and everything there is to look at
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
    /// Write what a pupil missed as a deck to learn from; without a name a deck for each pupil
    #[arg(long, value_name = "PUPIL", num_args = 0..=1, conflicts_with_all = ["pupils", "html", "csv"])]
    misses: Option<Option<String>>,
    /// With --misses: the deck file, or a folder for it; `-` is standard output
    #[arg(short, long, value_name = "FILE", requires = "misses")]
    output: Option<PathBuf>,
    /// Keep the figures in the decks: how many were right, and options that nobody wants
    #[arg(long, conflicts_with_all = ["pupils", "html", "csv", "misses"])]
    keep: bool,
    /// With --keep or merge: only say what would be written
    #[arg(long)]
    dry_run: bool,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// Put numbers in place of the names, for good
    #[arg(long, conflicts_with_all = ["csv", "pupils", "html", "misses", "keep"])]
    forget_names: bool,
    /// With --forget-names: without being asked
    #[arg(short, long, requires = "forget_names")]
    yes: bool,
}

impl Verb for Results {
    const NAME: &'static str = "results";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "See what a class answered, and what that says about the questions";
    const EXAMPLE: &'static str = "suraq results 48213\nsuraq results 48213 --pupils --by points --scale \"90 75 60\"\n\
        suraq results --csv scores.csv\nsuraq results 48213 --html lakes.html\n\
        suraq results 48213 --misses Dana -o dana.toml\nsuraq results 48213 --keep --dry-run\n\
        suraq results merge room-1/48213.results.json room-2/48213.results.json";

    fn more() -> String {
        "right        share of right answers; in brackets the 95 % interval\n\
         item-rest    do those who know the rest get it right? .20 and up is good, under 0 look at the key\n\
         upper-lower  right answers of the best 27 % less those of the last 27 %\n\
         reliability  .9 high, .8 good, .7 fair for a class test; under .6 do not grade on it alone\n\n\
         --scale \"90 75 60\" gives a 5 from 90 %, a 4 from 75 %, a 3 from 60 % and a 2 under that, by the share in\n\
         whole per cent; `set scale \"90 75 60\"` keeps it. Marks stand beside the points in --pupils, --csv,\n\
         --html --names and --json.\n\n\
         Under 20 pupils no question is judged: chance would speak. Letters are those of the first version.\n\n\
         --misses writes deck files with explanations and sources. Whoever gets one types `import FILE` and\n\
         learns it here, or goes on to Anki with `export anki deck:NAME -o FILE.apkg`.\n\
         --keep writes into the deck how many were right of how many, on which day. An option that fewer than\n\
         5 % choose, beyond chance (73 answers without a choice), is left out of papers, quizzes and exports\n\
         as long as two wrong ones remain. From 20 answers on the share of right ones says how hard the card\n\
         is. Classes add up; `undo` takes it back. Words of a language deck keep no figures.\n\n\
         `merge FILE` unites what was marked on several computers: the files CODE.results.json from their\n\
         papers/ folders, in any order and any number of times. Where the paper itself is not here, put\n\
         CODE.paper.json beside the file, or name it as well. Sheets that are here keep their names; another pupil who comes in under\n\
         a name somebody has here becomes `Dana (2)`. A sheet is known again whatever it is called now: the later\n\
         answers count, and one that was taken away stays away until `mark CODE --bring-back NAME`. A key that was\n\
         changed there, or taken back, is told with whose points change.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        if self.by.is_some() && !self.pupils && self.csv.is_none() {
            return Err(
                Failure::usage("--by orders the pupils of a list").hint("add --pupils, or --csv FILE")
            );
        }
        let is_merge = self.code_or_merge.first().is_some_and(|word| word == "merge");
        if self.dry_run && !self.keep && !is_merge {
            return Err(Failure::usage("--dry-run is for --keep and for merge")
                .hint("results are only shown without them: leave it out"));
        }
        let code = match &self.code_or_merge[..] {
            [] => class::newest_marked(app)?,
            [word, files @ ..] if word == "merge" => return merging::merge(app, files, self.dry_run),
            [code] => Some(code.clone()),
            [_, other, ..] => {
                return Err(Failure::usage(format!("`{other}` is one word too many"))
                    .hint("give one code, or: {suraq}results merge FILE FILE"));
            }
        };
        let paper = class::find_paper(app, code.as_deref())?;
        let mut results = class::results(app, &paper.code)?;
        let names = names_in(&results);
        if self.forget_names && names > 0 {
            let question = format!(
                "Forget {} on paper {}, for good?",
                count(names, "name", "names"),
                paper.code
            );
            class::sure_to_forget(app, self.yes, &question)?;
            return forget(app, &mut results, names);
        }
        if results.sheets.is_empty() {
            return Err(match class::is_live(app, &paper.code) {
                true => match ongoing::standing(app, &paper.code) {
                    Some(standing) => Failure::usage(format!(
                        "quiz {} has no results before its end: {standing}",
                        paper.code
                    )),
                    None => Failure::usage(format!("nobody has answered quiz {} yet", paper.code)),
                }
                .hint(format!("go on with it: {{suraq}}live --resume {}", paper.code)),
                false => Failure::usage(format!("no sheet of paper {} was marked yet", paper.code))
                    .hint(format!("mark them with {{suraq}}mark {}", paper.code)),
            });
        }
        if poll::is_poll(&paper) && self.wants_points() {
            return Err(
                Failure::usage(format!("{} is a poll: nothing in it is right, so nobody has points", paper.code))
                    .hint(format!(
                        "see what was chosen with {{suraq}}results {0}, or write it into a table: {{suraq}}results {0} --csv FILE",
                        paper.code
                    )),
            );
        }
        let scale = match &self.scale {
            Some(typed) => Some(class::scale_of(typed)?),
            None => app.config.scale.clone(),
        };
        let scale = scale.as_ref();
        if let Some(path) = &self.csv {
            let table = pupils::csv(&paper, &results, scale, self.by.unwrap_or(By::Sheet))?;
            let told = count(results.sheets.len(), "pupil", "pupils");
            let json = json!({ "file": path.display().to_string(), "pupils": results.sheets.len() });
            let table = match path == Path::new("-") {
                true => table,
                false => class::for_spreadsheets(&table),
            };
            return self.write(app, path, &table, &json, &format!("{told} written to"));
        }
        if let Some(pupil) = &self.misses {
            return self.write_misses(app, &paper, &results, pupil.as_deref());
        }
        if self.keep {
            return self.keep_figures(app, &paper, &results);
        }
        if self.pupils {
            pupils::list(app, &paper, &results, scale, self.by.unwrap_or_default());
            return Ok(Done::Well);
        }
        if poll::is_poll(&paper) {
            poll::print(app, &paper, &results);
            return Ok(Done::Well);
        }
        let analysis = analysis(&paper, &results);
        if let Some(path) = &self.html {
            let day = class::today(app).to_string();
            let names = match self.names {
                true => Names::Shown(scale),
                false => Names::Left,
            };
            let text = page::page(&paper, &results, &analysis, &day, names)?;
            let json = json!({ "html": path.display().to_string(), "questions": paper.questions.len() });
            let told = "Open it in a browser; it needs no network. Written:";
            return self.write(app, path, text.as_bytes(), &json, told);
        }
        match app.json {
            true => app
                .screen
                .line(&report::json(&paper, &results, &analysis, scale).to_string()),
            false => report::print(app, &paper, &results, &analysis, self.all),
        }
        Ok(Done::Well)
    }
}

impl Results {
    /// Whether something is asked for that tells right from wrong.
    fn wants_points(&self) -> bool {
        self.pupils || self.keep || self.html.is_some() || self.misses.is_some()
    }

    /// Writes a file and tells of it; `-` goes to standard output as it is.
    fn write(&self, app: &App, path: &Path, bytes: &[u8], json: &serde_json::Value, told: &str) -> Outcome {
        if path == Path::new("-") {
            screen::print_all(&String::from_utf8_lossy(bytes));
            return Ok(Done::Well);
        }
        output::write(path, bytes, self.force)?;
        app.answer(json, &format!("{told} {}", path.display()));
        Ok(Done::Well)
    }

    /// Writes the deck of a pupil, or of all.
    fn write_misses(&self, app: &mut App, paper: &Paper, results: &Answered, pupil: Option<&str>) -> Outcome {
        let sheets = match pupil {
            Some(pupil) => vec![class::sheet_of_pupil(results, pupil)?],
            None => results.sheets.iter().collect(),
        };
        if self.output.as_deref() == Some(Path::new("-")) {
            return print_misses(app, paper, results, &sheets);
        }
        let folder = match (&self.output, pupil) {
            (Some(path), Some(_)) if !path.is_dir() => None,
            (Some(path), _) => Some(path.clone()),
            (None, _) => Some(PathBuf::new()),
        };
        let mut files = Vec::new();
        for sheet in sheets {
            if let Some(deck) = misses::deck(app, paper, results, sheet)? {
                let name = format!("{}.toml", deck.meta.id);
                let path = folder.as_ref().map(|folder| folder.join(name));
                let path = path.or_else(|| self.output.clone()).unwrap_or_default();
                output::check(&path, self.force)?;
                files.push((path, deck));
            }
        }
        for (path, deck) in &files {
            output::write(path, write(deck).as_bytes(), self.force)?;
            let cards = deck.items.len() + deck.terms.len();
            app.answer(
                &json!({ "file": path.display().to_string(), "deck": deck.meta.id, "cards": cards }),
                &format!("{}: {}.", path.display(), count(cards, "card", "cards")),
            );
        }
        let spared = match pupil {
            Some(_) => usize::from(files.is_empty()),
            None => results.sheets.len() - files.len(),
        };
        if spared > 0 {
            app.screen.remark(&format!(
                "{} nothing.",
                count(spared, "pupil missed", "pupils missed")
            ));
        }
        if !files.is_empty() {
            app.screen.remark(
                "To learn them: suraq import FILE, then suraq review. For Anki: suraq export anki deck:NAME -o FILE.apkg",
            );
        }
        Ok(Done::Well)
    }

    /// Writes figures into the decks, or says what would be written.
    fn keep_figures(&self, app: &mut App, paper: &Paper, results: &Answered) -> Outcome {
        let plan = keeping::plan(app, paper, results)?;
        let (kept, files) = (plan.kept.len(), plan.paths());
        if app.json {
            for line in plan.json() {
                app.screen.line(&line.to_string());
            }
        }
        if !app.json {
            plan.tell(app);
        }
        let told = format!("{} in {}", count(kept, "question", "questions"), files.join(", "));
        if kept == 0 {
            app.screen.remark("Nothing was kept.");
        } else if self.dry_run {
            app.screen.remark(&format!(
                "Would be written: figures of {told}. Nothing was changed."
            ));
        } else {
            keeping::keep(app, paper, plan)?;
            app.screen
                .remark(&format!("Kept: figures of {told}. {}", app.undo_hint()));
        }
        Ok(Done::Well)
    }
}

/// Prints the deck of one pupil. The text of several would not be one deck.
fn print_misses(app: &mut App, paper: &Paper, results: &Answered, sheets: &[&Sheet]) -> Outcome {
    let [sheet] = sheets else {
        return Err(
            Failure::usage("standard output takes the deck of one pupil, and there are several").hint(format!(
                "name the pupil: {{suraq}}results {0} --misses NAME -o -; or write them into a folder: -o FOLDER",
                paper.code
            )),
        );
    };
    match misses::deck(app, paper, results, sheet)? {
        Some(deck) if app.json => app
            .screen
            .line(&json!({ "pupil": sheet.pupil, "text": write(&deck) }).to_string()),
        Some(deck) => screen::print_all(&write(&deck)),
        None => app.screen.remark("1 pupil missed nothing."),
    }
    Ok(Done::Well)
}

/// The figures of a class. A question that was dropped keeps its own, as if it alone had not been dropped.
fn analysis(paper: &Paper, results: &Answered) -> Analysis {
    let mut analysis = figures(paper, results, &results.changes);
    for (at, keys) in scores::keys(paper, &results.changes).iter().enumerate() {
        if keys.is_none() {
            let is_drop = |change: &&Change| matches!(change, Change::Drop { question } if *question == at);
            let others: Vec<Change> = results
                .changes
                .iter()
                .filter(|one| !is_drop(one))
                .copied()
                .collect();
            analysis.questions[at] = figures(paper, results, &others).questions.swap_remove(at);
        }
    }
    analysis
}

fn figures(paper: &Paper, results: &Answered, changes: &[Change]) -> Analysis {
    let keys = scores::keys(paper, changes);
    let rows: Vec<_> = results
        .sheets
        .iter()
        .map(|sheet| scores::marks(&keys, sheet))
        .collect();
    analyse(&scores::asked(paper, &keys), &rows)
}

/// How many names there are on the sheets and on those that were put aside, with the numbers in place of some.
fn names_in(results: &Answered) -> usize {
    let sheets = results.sheets.iter().chain(&results.aside);
    sheets
        .map(|sheet| name_key(&sheet.pupil))
        .collect::<BTreeSet<_>>()
        .len()
}

/// The names go, the answers stay.
fn forget(app: &mut App, results: &mut Answered, names: usize) -> Outcome {
    let classes = rosters::all(app)?;
    let is_number = |name: &str| classes.iter().any(|class| class.is_number(name));
    class::forgetting::forget_names(app, results, &is_number)?;
    deeds::note_lasting(
        app,
        &format!("names forgotten on paper {}", results.code),
        "That is for good.",
    )?;
    app.answer(
        &json!({ "forgotten": names }),
        &format!(
            "{} forgotten; the answers stay.",
            count(names, "name is", "names are")
        ),
    );
    app.screen.remark(class::STILL_NAMED);
    Ok(Done::Well)
}
