//! Names that are forgotten: on the list of a class, on its sheets, and in the journals of its games.
//!
//! A number of the class, `9A-3`, stands for one pupil on all its papers; a bare number stands for one sheet.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::lexicon::fold::name_key;
use suraq::quiz::forgetting::Forgotten;
use suraq::quiz::roster::Roster;
use suraq::quiz::scores::Given;
use suraq::quiz::scores::Results;

use super::keep_results;
use super::parallel::Quiz;
use super::standings;
use super::standings::is_bare;
use crate::app::App;
use crate::report::Failure;

/// Puts numbers in place of the names of one paper; names of which `is_kept` says that they are none stay.
pub fn forget_names(app: &App, results: &mut Results, is_kept: &dyn Fn(&str) -> bool) -> Result<(), Failure> {
    number_names(app, results, is_kept)?;
    keep_results(app, results).map(drop)
}

/// The same, where the results are still to be kept.
fn number_names(app: &App, results: &mut Results, is_kept: &dyn Fn(&str) -> bool) -> Result<(), Failure> {
    let numbers = results.forget_names(is_kept);
    let sheets = results.sheets.len() + results.aside.len();
    rename_in_game(app, &results.code, &|name, joined| {
        let number = numbers.get(&name_key(name)).cloned();
        // Who keeps a number may have had a name before. Whoever has no sheet gets a number that no sheet has.
        let otherwise = || match is_kept(name) {
            true => name.to_owned(),
            false => (sheets + joined).to_string(),
        };
        Some(number.unwrap_or_else(otherwise))
    })
    .map(drop)
}

/// Puts one number of the class in place of a name, on all its papers and in all its games; `said` may be a number
/// with its paper, `3 (48213)`, which is one sheet. Returns on how many sheets the name was; `None` where it was
/// nowhere.
///
/// Errors: `said` is a number that several papers have.
pub fn forget(
    app: &App,
    class: &mut Roster,
    quizzes: &mut [Quiz],
    said: &str,
) -> Result<Option<Forgotten>, Failure> {
    let (name, paper) = standings::sheet_named(quizzes, said)?;
    let taken = names_anywhere(app)?;
    let mut counted = class.clone();
    let number = counted.number(&|number| taken.contains(&name_key(number)));
    let is_meant = |quiz: &&mut Quiz| paper.as_ref().is_none_or(|code| quiz.paper.code == *code);
    let mut all = Forgotten::default();
    let mut is_somewhere = false;
    for quiz in quizzes.iter_mut().filter(is_meant) {
        is_somewhere |= rename_pupil_in_game(app, &quiz.paper.code, name, &number)?;
        let forgotten = quiz.results.forget(name, &number);
        if forgotten != Forgotten::default() {
            quiz.keep(app)?;
            is_somewhere = true;
        }
        all.sheets += forgotten.sheets;
        all.aside += forgotten.aside;
    }
    if !is_somewhere {
        return Ok(None);
    }
    *class = counted;
    Ok(Some(all))
}

/// Gives a pupil another name in the journal of a game. Says whether the pupil is there.
///
/// Errors: the game is played now; the journal cannot be read or written.
pub fn rename_pupil_in_game(app: &App, code: &str, name: &str, new: &str) -> Result<bool, Failure> {
    let renamed = |known: &str, _| (name_key(known) == name_key(name)).then(|| new.to_owned());
    rename_in_game(app, code, &renamed)
}

/// Puts a number of the class in place of every name on its papers. Returns how many sheets there are.
pub fn forget_all(app: &App, class: &mut Roster, quizzes: &mut [Quiz]) -> Result<usize, Failure> {
    let taken = names_anywhere(app)?;
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    for name in by_answers(class, quizzes) {
        let number = class.number(&|number| taken.contains(&name_key(number)));
        numbers.insert(name, number);
    }
    let mut sheets = 0;
    for quiz in quizzes {
        let results = &mut quiz.results;
        sheets += results.sheets.len();
        rename_in_game(app, &results.code, &|name, _| {
            numbers.get(&name_key(name)).cloned()
        })?;
        for sheet in results.sheets.iter_mut().chain(&mut results.aside) {
            if let Some(number) = numbers.get(&name_key(&sheet.pupil)) {
                sheet.pupil.clone_from(number);
            }
        }
        let is_number = |name: &str| is_bare(name) || class.is_number(name);
        number_names(app, results, &is_number)?;
        quiz.keep(app)?;
    }
    Ok(sheets)
}

/// The names on the sheets of a class as they are compared, in the order of what they answered: that of a list
/// would lead back to it.
fn by_answers(class: &Roster, quizzes: &[Quiz]) -> Vec<String> {
    let mut answers: BTreeMap<String, Vec<(char, &[Given])>> = BTreeMap::new();
    let sheets = quizzes
        .iter()
        .flat_map(|quiz| quiz.results.sheets.iter().chain(&quiz.results.aside));
    for sheet in sheets.filter(|sheet| !is_bare(&sheet.pupil) && !class.is_number(&sheet.pupil)) {
        let of_name = answers.entry(name_key(&sheet.pupil)).or_default();
        of_name.push((sheet.version, &sheet.given));
    }
    let mut names: Vec<(String, String)> = answers
        .into_iter()
        .map(|(name, answers)| (format!("{}", super::fingerprint(&answers)), name))
        .collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).collect()
}

/// The names on all papers, as they are compared.
fn names_anywhere(app: &App) -> Result<BTreeSet<String>, Failure> {
    let mut names = BTreeSet::new();
    for code in super::codes(app)? {
        let results = super::results(app, &code)?;
        let sheets = results.sheets.iter().chain(&results.aside);
        names.extend(sheets.map(|sheet| name_key(&sheet.pupil)));
    }
    Ok(names)
}

#[cfg(feature = "live")]
fn rename_in_game(
    app: &App,
    code: &str,
    renamed: &dyn Fn(&str, usize) -> Option<String>,
) -> Result<bool, Failure> {
    crate::live::keeping::rename(app, code, renamed)
}

#[cfg(not(feature = "live"))]
fn rename_in_game(_: &App, _: &str, _: &dyn Fn(&str, usize) -> Option<String>) -> Result<bool, Failure> {
    Ok(false)
}
