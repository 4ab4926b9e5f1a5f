//! Parallel classes on one paper: whose sheets are whose, and which of them a class may change.

use std::collections::BTreeMap;

use suraq::lexicon::fold::name_key;
use suraq::quiz::Paper;
use suraq::quiz::parallel::Others;
use suraq::quiz::roster::Meant;
use suraq::quiz::roster::Roster;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::rosters;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;

/// A quiz of a class.
pub struct Quiz {
    /// The paper.
    pub paper: Paper,
    /// What the class answered, under the names it has in the class.
    pub results: Results,
    others: Others,
    class: String,
}

impl Quiz {
    /// Keeps what was changed, with the sheets of other classes as they are.
    pub fn keep(&self, app: &App) -> Result<(), Failure> {
        let mut all = self.results.with_others(&self.others, &self.class);
        super::keep_results(app, &mut all).map(drop)
    }
}

/// Reads the quizzes of a class with its own sheets; one whose files were removed is passed over, and so is one
/// that only other classes wrote.
pub fn quizzes(app: &App, class: &Roster) -> Result<Vec<Quiz>, Failure> {
    let known = super::codes(app)?;
    let all = rosters::all(app)?;
    let mut quizzes = Vec::new();
    for code in class.papers.iter().filter(|code| known.contains(code)) {
        let paper = super::find_paper(app, Some(code))?;
        let mut results = super::results(app, code)?;
        let is_alone =
            others_on(&results, class).is_empty() && others_with(&all, class, code).next().is_none();
        let others = results.only(&|sheet| is_own(class, is_alone, sheet));
        if results.sheets.is_empty() && results.aside.is_empty() && !others.is_empty() {
            continue;
        }
        quizzes.push(Quiz {
            paper,
            results,
            others,
            class: class.name.clone(),
        });
    }
    Ok(quizzes)
}

/// Whether any sheet names its class: those of an older program do not.
fn names_classes(results: &Results) -> bool {
    let mut sheets = results.sheets.iter().chain(&results.aside);
    sheets.any(|sheet| !sheet.class.is_empty())
}

/// Whether a sheet is of a class. One that names none is where the class has the paper alone, or by a name like one
/// of its list.
fn is_own(class: &Roster, is_alone: bool, sheet: &Sheet) -> bool {
    if !sheet.class.is_empty() {
        return !sheet.is_of_other(&class.name);
    }
    is_alone || class.is_number(&sheet.pupil) || class.meant(&sheet.pupil) != Meant::Nobody
}

/// The other classes to which a paper counts.
fn others_with<'a>(all: &'a [Roster], class: &'a Roster, code: &'a str) -> impl Iterator<Item = &'a Roster> {
    all.iter().filter(move |other| {
        name_key(&other.name) != name_key(&class.name) && other.papers.iter().any(|known| known == code)
    })
}

/// Writes on sheets that name no class the one to which alone the paper counted so far, before another begins.
/// Says whether there were any.
pub fn settle(app: &App, results: &mut Results, class: &Roster) -> Result<bool, Failure> {
    let all = rosters::all(app)?;
    let code = results.code.clone();
    let others: Vec<&Roster> = others_with(&all, class, &code).collect();
    let is_new = !class.papers.contains(&results.code) && !names_classes(results);
    Ok(match others[..] {
        [only] if is_new => claim(results, &only.name) > 0,
        _ => false,
    })
}

/// Writes a class on all sheets that name none. Returns on how many.
pub fn claim(results: &mut Results, class: &str) -> usize {
    let sheets = results.sheets.iter_mut().chain(&mut results.aside);
    let unclaimed = sheets.filter(|sheet| sheet.class.is_empty());
    unclaimed.map(|sheet| class.clone_into(&mut sheet.class)).count()
}

/// The other classes whose sheets are on a paper, each once.
pub fn others_on(results: &Results, class: &Roster) -> Vec<String> {
    let sheets = results
        .sheets
        .iter()
        .filter(|sheet| sheet.is_of_other(&class.name));
    let mut names: Vec<String> = sheets.map(|sheet| sheet.class.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// Writes on the sheets that are here and name no class the one to which alone the paper counts, before sheets of
/// another class come from another computer.
pub fn settle_before(classes: &[Roster], ours: &mut Results, theirs: &[&Results]) {
    let mut with_paper = classes.iter().filter(|class| class.papers.contains(&ours.code));
    if let (Some(only), None) = (with_paper.next(), with_paper.next())
        && !names_classes(ours)
        && theirs.iter().any(|results| !others_on(results, only).is_empty())
    {
        claim(ours, &only.name);
    }
}

/// Lets a paper count to the classes whose sheets came to it in `step`, and tells of it; of a class that has no list
/// here as well, and of one whose list cannot be written.
pub fn take_up(app: &App, classes: &mut [Roster], results: &Results, step: u64) {
    let code = &results.code;
    let mut came: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for sheet in results.sheets.iter().filter(|sheet| !sheet.class.is_empty()) {
        let is_new = sheet.steps.brought == Some(step);
        let (_, sheets) = came.entry(name_key(&sheet.class)).or_insert((&sheet.class, 0));
        *sheets += usize::from(is_new);
    }
    for (key, (name, sheets)) in came.into_iter().filter(|(_, (_, sheets))| *sheets > 0) {
        match classes.iter_mut().find(|class| name_key(&class.name) == key) {
            Some(class) if class.papers.contains(code) => {}
            Some(class) => {
                class.note_paper(code);
                let said = match rosters::keep(app, class) {
                    Ok(_) => format!("Paper {code} counts to class {}, too.", class.name),
                    Err(failure) => format!(
                        "Paper {code} does not count to class {name} yet: {failure}. Once that is mended: {}roster \
                         {name} --quiz {code}",
                        app.prefix()
                    ),
                };
                app.screen.remark(&said);
            }
            None => app.screen.remark(&format!(
                "{} of class {name}, which has no list here. To keep its scores: {}roster {name} --names FILE --quiz {code}",
                count(sheets, "sheet is", "sheets are"),
                app.prefix()
            )),
        }
    }
}
