//! Papers that were printed on another computer, brought here so that their sheets can be marked.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::paper;

use super::PAPER;
use super::RESULTS;
use super::check_format;
use super::codes;
use super::find_paper;
use super::keep_paper;
use super::read;
use crate::app::App;
use crate::cards::deeds;
use crate::report::Failure;
use crate::report::unreadable;

/// Papers by their codes.
pub(super) type Papers = BTreeMap<String, Paper>;

/// Whether a word names a file and no code: it ends as one, or says where it is.
pub fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    let is_json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_json || path.components().count() > 1
}

/// Whether a file holds a paper: an object with versions in it, and no sheets.
pub(super) fn is_paper(bytes: &[u8]) -> bool {
    let found: Option<Value> = serde_json::from_slice(bytes).ok();
    found.is_some_and(|found| found.get("versions").is_some() && found.get("sheets").is_none())
}

/// Brings the paper in a file of another computer here, and says so; one that is here already stays as it is, and
/// a trial keeps none.
///
/// Errors: there is no paper in the file, or another one of its code is here.
pub fn bring(app: &mut App, file: &str, is_trial: bool) -> Result<Paper, Failure> {
    let path = Path::new(file);
    if file.ends_with(RESULTS) && fs::exists(path).unwrap_or(false) {
        return Err(
            Failure::input(format!("{file}: these are results, and no paper to be marked")).hint(format!(
                "to bring them here: {{suraq}}results merge {file}; to mark more sheets, name the file CODE.{PAPER} \
                 that lies beside it"
            )),
        );
    }
    let paper = read_paper(app, path)?;
    if !is_trial && keep(app, &paper)? {
        app.screen.remark(&format!(
            "Paper {} ({}) is here now, as it was printed on the other computer.",
            paper.code, paper.title
        ));
    }
    Ok(paper)
}

/// Reads the paper in a file. Errors: there is none, or another one of its code is here.
pub(super) fn read_paper(app: &App, path: &Path) -> Result<Paper, Failure> {
    let paper: Paper = read(path)?;
    check_format(path, paper.format, paper::FORMAT)?;
    let is_code = !paper.code.is_empty() && paper.code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_code {
        return Err(Failure::input(format!("{}: this is no paper", path.display())));
    }
    let is_here = codes(app)?.contains(&paper.code);
    if is_here && find_paper(app, Some(&paper.code))?.mark() != paper.mark() {
        return Err(Failure::input(format!(
            "{}: another paper of the code {} is here, with other keys or its options in another order",
            path.display(),
            paper.code
        ))
        .hint(format!(
            "sheets of the one in the file are marked on the computer that printed it; the one that is here goes \
             with {{suraq}}paper --remove {}",
            paper.code
        )));
    }
    Ok(paper)
}

/// The papers among files. Errors: one cannot be read, or another one of its code is here or among them.
pub(super) fn among(app: &App, files: &[String]) -> Result<Papers, Failure> {
    let mut papers = Papers::new();
    for path in files.iter().map(Path::new) {
        let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
        if !is_paper(&bytes) {
            continue;
        }
        let paper = read_paper(app, path)?;
        let known = papers.get(&paper.code);
        if known.is_some_and(|known: &Paper| known.mark() != paper.mark()) {
            let what = format!(
                "{}: another paper of the code {} was named before it; nothing was changed",
                path.display(),
                paper.code
            );
            return Err(Failure::input(what).hint("name the one that the sheets were printed from"));
        }
        papers.insert(paper.code.clone(), paper);
    }
    Ok(papers)
}

/// Tells of papers that come without results.
pub(super) fn tell_bare(app: &App, papers: &Papers) -> Result<(), Failure> {
    let here = codes(app)?;
    for (code, paper) in papers {
        let title = &paper.title;
        let is_here = here.contains(code);
        let told = match is_here {
            true => format!("Paper {code} ({title}) is here already."),
            false => format!("Paper {code} ({title}) comes here, without results."),
        };
        app.answer(&json!({ "code": code, "title": title, "known": is_here }), &told);
    }
    Ok(())
}

/// Keeps a paper of another computer, where it is not here yet; says whether it was not.
pub(super) fn keep(app: &mut App, paper: &Paper) -> Result<bool, Failure> {
    if codes(app)?.contains(&paper.code) {
        return Ok(false);
    }
    keep_paper(app, paper)?;
    let code = &paper.code;
    deeds::note_lasting(
        app,
        &format!("paper {code} brought from another computer"),
        &format!("To remove it: {{suraq}}paper --remove {code}."),
    )?;
    Ok(true)
}

/// What to do where no paper has a code: it may have been printed elsewhere.
pub(super) fn elsewhere(code: &str) -> String {
    format!(
        "if it was printed on another computer, copy {code}.{PAPER} from the folder papers/ of its data folder, and \
         type {{suraq}}mark {code}.{PAPER}"
    )
}
