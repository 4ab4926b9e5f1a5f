//! Results of one paper from several computers, brought together here.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use suraq::progress::Access;
use suraq::quiz::Paper;
use suraq::quiz::joining::JoinError;
use suraq::quiz::joining::Union;
use suraq::quiz::paper;
use suraq::quiz::roster::Roster;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::PAPER;
use super::RESULTS;
use super::arriving;
use super::arriving::Papers;
use super::parallel;
use super::rekeying;
use super::rosters;
use super::turning::United as Step;
use super::united::Brought;
use crate::app::App;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::report::unreadable;

/// Unites the results in `files` with those that are here; all are read before any is kept, and a trial keeps none.
pub fn merge(app: &mut App, files: &[String], is_trial: bool) -> Outcome {
    if files.is_empty() {
        return Err(Failure::usage("no file of results was named")
            .hint("name those of the other computers: {suraq}results merge FILE FILE"));
    }
    let mut papers = arriving::among(app, files)?;
    let read = read_results(app, files, &mut papers)?;
    let has_results = |code: &str| read.iter().any(|(_, results)| results.code == code);
    let (papers, bare): (Papers, Papers) = papers.into_iter().partition(|(code, _)| has_results(code));
    let mut brought = Vec::new();
    let mut classes = rosters::readable(app);
    for (code, paper) in &papers {
        let theirs = || read.iter().filter(|(_, results)| results.code == *code);
        let mut ours = super::results(app, code)?;
        let others: Vec<&Results> = theirs().map(|(_, results)| results).collect();
        parallel::settle_before(&classes, &mut ours, &others);
        brought.push(unite(app, paper, ours, &classes, theirs())?);
    }
    for one in &brought {
        one.tell(app);
    }
    arriving::tell_bare(app, &bare)?;
    if is_trial {
        app.screen.remark("Nothing was changed; this was a trial.");
        return Ok(Done::Well);
    }
    for paper in bare.values() {
        arriving::keep(app, paper)?;
    }
    let (mut steps, mut united) = (Vec::new(), Vec::new());
    for one in brought {
        if !super::path_of(app, &one.paper.code, PAPER).exists() {
            super::keep_paper(app, one.paper)?;
        }
        super::write_results(app, &one.united.results)?;
        united.push((one.united.results.clone(), one.step));
        steps.extend(one.into_step());
    }
    note(app, steps)?;
    for (results, step) in &united {
        parallel::take_up(app, &mut classes, results, *step);
    }
    Ok(Done::Well)
}

/// Reads the results among `files`, and adds the papers they are of.
fn read_results<'a>(
    app: &App,
    files: &'a [String],
    papers: &mut Papers,
) -> Result<Vec<(&'a Path, Results)>, Failure> {
    let mut read = Vec::new();
    for file in files {
        let path = Path::new(file);
        let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
        if arriving::is_paper(&bytes) {
            continue;
        }
        if !is_results(&bytes) {
            return Err(Failure::input(format!(
                "{file}: these are no results of a paper; nothing was changed"
            ))
            .hint("name the files CODE.results.json that lie in the folder papers/ of the other computers"));
        }
        let theirs: Results = super::read(path)?;
        super::check_format(path, theirs.format, scores::FORMAT)?;
        if !papers.contains_key(&theirs.code) {
            papers.insert(theirs.code.clone(), paper_of(app, path, &theirs.code)?);
        }
        read.push((path, theirs));
    }
    Ok(read)
}

/// Notes what was united as one step of undo; where progress cannot be written, results still can.
fn note(app: &mut App, steps: Vec<Step>) -> Result<(), Failure> {
    let can_note = app.store().is_ok_and(|store| store.access() != Access::ReadOnly);
    if steps.is_empty() || !can_note {
        return Ok(());
    }
    let papers: Vec<&str> = steps.iter().map(|step| step.paper.as_str()).collect();
    let label = format!(
        "merge results of {} {}",
        if papers.len() == 1 { "paper" } else { "papers" },
        papers.join(", ")
    );
    deeds::note_united(app, &label, steps)
}

/// Whether a file may hold results, whole or damaged: an object with sheets in it.
fn is_results(bytes: &[u8]) -> bool {
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|found| found == word);
    bytes.trim_ascii_start().starts_with(b"{") && holds(b"\"sheets\"")
}

/// Unites the files of one paper; nothing is kept or told yet.
fn unite<'a>(
    app: &App,
    paper: &'a Paper,
    before: Results,
    classes: &[Roster],
    files: impl Iterator<Item = &'a (&'a Path, Results)>,
) -> Result<Brought<'a>, Failure> {
    let here = super::path_of(app, &paper.code, RESULTS);
    let step = before.new_step(u64::try_from(app.now().millisecond()).unwrap_or_default());
    let union = Union::new(paper, &before).map_err(|error| refused(&here, paper, &error))?;
    let names = classes.iter().flat_map(|class| &class.pupils).map(String::as_str);
    let mut union = union.in_step(step).with_names(names);
    let mut added = Vec::new();
    for (path, theirs) in files {
        let one = union.add(theirs).map_err(|error| refused(path, paper, &error))?;
        added.push((path.display().to_string(), one));
    }
    Ok(Brought {
        paper,
        step,
        before,
        added,
        united: union.finish(),
    })
}

/// The paper: the one that is here, or the one that lies beside the results.
fn paper_of(app: &App, results: &Path, code: &str) -> Result<Paper, Failure> {
    if super::codes(app)?.iter().any(|known| known == code) {
        return super::find_paper(app, Some(code));
    }
    let beside: PathBuf = results.with_file_name(format!("{code}.{PAPER}"));
    if !fs::exists(&beside).unwrap_or(false) {
        return Err(Failure::input(format!(
            "{}: these are results of paper {code}, which is not here",
            results.display()
        ))
        .hint(format!("put {code}.{PAPER} of that computer beside the file")));
    }
    let found: Paper = super::read(&beside)?;
    super::check_format(&beside, found.format, paper::FORMAT)?;
    match found.code == code {
        true => Ok(found),
        false => Err(Failure::input(format!(
            "{}: this is paper {}, not {code}",
            beside.display(),
            found.code
        ))
        .hint("copy both files of one paper")),
    }
}

fn refused(path: &Path, paper: &Paper, error: &JoinError) -> Failure {
    let failure = Failure::input(format!("{}: {error}; nothing was changed", path.display()));
    match error {
        JoinError::Key {
            question,
            place,
            ours,
            theirs,
        } => {
            let told = |keys| rekeying::right(paper, *question, keys).join("; ");
            let take = match theirs.as_deref() {
                None => format!("--drop {place}"),
                Some([key, others @ ..]) => {
                    let others = others.iter().map(|key| paper.letter(*question, *key));
                    let others = others.map(|letter| format!(" --accept {place}={letter}"));
                    let letter = paper.letter(*question, *key);
                    format!("--key {place}={letter}{}", others.collect::<String>())
                }
                Some([]) => format!("--key {place}=LETTER"),
            };
            failure.hint(format!(
                "here is right: {}; there: {}. To take the key of there: {{suraq}}mark {} {take}; or change it \
                 there and merge again",
                told(ours.as_deref()),
                told(theirs.as_deref()),
                paper.code
            ))
        }
        _ => failure.hint("results can be united that were marked from the very same paper"),
    }
}
