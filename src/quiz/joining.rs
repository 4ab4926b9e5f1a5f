//! Results of one paper from several computers, united.
//!
//! The union is the same in whatever order files come and however often: sheets stand in a fixed order
//! afterwards, and those of one name are numbered in it. A sheet without a name is known by the computer
//! it was marked on and its number there.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use super::paper::Paper;
use super::scores::Change;
use super::scores::Results;
use super::scores::Sheet;
use super::steps::Numbered;
use super::steps::Steps;
use super::steps::Turned;
use crate::lexicon::fold::spelt;

/// Results that are being united, all of one paper.
pub struct Union<'a> {
    paper: &'a Paper,
    /// The results that are here, but for their sheets and changes.
    ours: Results,
    sheets: BTreeMap<Key, Vec<Sheet>>,
    changes: Vec<Change>,
    /// In which the sheets come that are new.
    step: Option<u64>,
}

/// What one file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// How many sheets came in.
    pub new: usize,
    /// How many were here already.
    pub known: usize,
}

/// Why results cannot be united.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JoinError {
    /// They are of another paper.
    OtherPaper {
        /// Code of the paper.
        code: String,
        /// Code of the results.
        found: String,
    },
    /// A sheet does not fit the paper.
    Sheet {
        /// By whom it is.
        pupil: String,
    },
    /// A question has one key here and another there.
    Key {
        /// Where it stands on the first version.
        place: String,
    },
}

impl fmt::Display for JoinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinError::OtherPaper { code, found } => {
                write!(out, "these are results of paper {found}, not of {code}")
            }
            JoinError::Sheet { pupil } => write!(out, "the sheet of `{pupil}` does not fit the paper"),
            JoinError::Key { place } => {
                write!(
                    out,
                    "the key of {place} was changed in one way here and in another there"
                )
            }
        }
    }
}

impl std::error::Error for JoinError {}

impl<'a> Union<'a> {
    /// Begins with the results that are here.
    ///
    /// Errors: they are not of `paper`.
    pub fn new(paper: &'a Paper, ours: &Results) -> Result<Union<'a>, JoinError> {
        check(paper, ours)?;
        Ok(Union {
            paper,
            sheets: counted(ours, &ours.origin),
            changes: ours.changes.clone(),
            step: None,
            ours: Results {
                sheets: Vec::new(),
                changes: Vec::new(),
                ..ours.clone()
            },
        })
    }

    /// The same, where new sheets come in `step`, so that [`Results::part`] can take them away again.
    pub fn in_step(mut self, step: u64) -> Union<'a> {
        self.step = Some(step);
        self
    }

    /// Adds the results of another computer.
    ///
    /// Errors: they are of another paper, a sheet does not fit, or a key was changed in two ways; nothing is
    /// added then.
    pub fn add(&mut self, theirs: &Results) -> Result<Added, JoinError> {
        check(self.paper, theirs)?;
        self.changes = changes(self.paper, &self.changes, &theirs.changes)?;
        let mut new = 0;
        for (key, sheets) in counted(theirs, &self.ours.origin) {
            let known = self.sheets.entry(key).or_default();
            // As many of a kind as the fuller file has: a file that comes twice counts once.
            let before = known.len();
            let steps = Steps {
                brought: self.step,
                ..Steps::default()
            };
            let added = sheets.into_iter().skip(before);
            known.extend(added.map(|sheet| Sheet { steps, ..sheet }));
            new += known.len() - before;
        }
        Ok(Added {
            new,
            known: theirs.sheets.len() - new,
        })
    }

    /// Returns the results with all sheets, and the names that more than one sheet has.
    pub fn finish(self) -> (Results, Vec<String>) {
        let mut sheets: Vec<Sheet> = self.sheets.into_values().flatten().collect();
        if let Some(step) = self.step {
            keep_numbers(&mut sheets, step);
        }
        let (sheets, doubled) = in_order(bare(sheets));
        let results = Results {
            sheets,
            changes: self.changes,
            ..self.ours
        };
        (results, doubled)
    }
}

impl Results {
    /// Takes the sheets away that were united with the others in `step`, and keeps them aside.
    pub fn part(&mut self, step: u64) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let sheets = std::mem::take(&mut self.sheets);
        let (parted, stay): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(is_of_it);
        let left = self.aside.iter().filter(|sheet| is_of_it(sheet)).count();
        let turned = Turned {
            sheets: parted.len(),
            left,
        };
        // Names are told apart among the sheets that count; aside each has its own, by which it can be forgotten.
        self.aside.extend(parted.into_iter().map(|mut sheet| {
            sheet.steps.away = Some(step);
            sheet.pupil = base(&sheet.pupil).to_owned();
            sheet
        }));
        self.sheets = stay;
        if turned.sheets > 0 {
            self.tell_apart_anew();
            self.number_as_before(step);
        }
        turned
    }

    /// Brings back the sheets that [`Results::part`] took away.
    pub fn unite_again(&mut self, step: u64) -> Turned {
        let is_of_it = |sheet: &Sheet| sheet.steps.brought == Some(step);
        let aside = std::mem::take(&mut self.aside);
        let (back, aside): (Vec<Sheet>, Vec<Sheet>) = aside
            .into_iter()
            .partition(|sheet| is_of_it(sheet) && sheet.steps.away == Some(step));
        let turned = Turned {
            sheets: back.len(),
            left: aside.iter().filter(|sheet| is_of_it(sheet)).count(),
        };
        self.aside = aside;
        self.sheets.extend(back.into_iter().map(|mut sheet| {
            sheet.steps.away = None;
            sheet
        }));
        if turned.sheets > 0 {
            keep_numbers(&mut self.sheets, step);
            self.tell_apart_anew();
        }
        turned
    }

    fn tell_apart_anew(&mut self) {
        let sheets = std::mem::take(&mut self.sheets);
        (self.sheets, _) = in_order(bare(sheets));
    }

    /// Gives names the numbers back that they had before a step, as far as each is told apart then.
    fn number_as_before(&mut self, step: u64) {
        let mut before = self.sheets.clone();
        for sheet in &mut before {
            if let Some(numbered) = sheet.steps.numbered.take_if(|numbered| numbered.step == step) {
                let base = base(&sheet.pupil);
                sheet.pupil = match numbered.number {
                    1 => base.to_owned(),
                    number => format!("{base} ({number})"),
                };
            }
        }
        let names: BTreeSet<String> = before.iter().map(|sheet| spelt(&sheet.pupil)).collect();
        match names.len() == before.len() {
            true => self.sheets = before,
            false => self.sheets.iter_mut().for_each(|sheet| {
                sheet.steps.numbered.take_if(|numbered| numbered.step == step);
            }),
        }
    }
}

fn check(paper: &Paper, results: &Results) -> Result<(), JoinError> {
    if results.code != paper.code {
        return Err(JoinError::OtherPaper {
            code: paper.code.clone(),
            found: results.code.clone(),
        });
    }
    let fits =
        |sheet: &Sheet| sheet.given.len() == paper.questions.len() && paper.version(sheet.version).is_some();
    match results.sheets.iter().find(|sheet| !fits(sheet)) {
        None => Ok(()),
        Some(sheet) => Err(JoinError::Sheet {
            pupil: sheet.pupil.clone(),
        }),
    }
}

/// Keeps what tells names apart before `step`, where it is not kept yet.
fn keep_numbers(sheets: &mut [Sheet], step: u64) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in sheets.iter() {
        *times.entry(spelt(base(&sheet.pupil))).or_default() += 1;
    }
    for sheet in sheets.iter_mut() {
        let base = base(&sheet.pupil);
        let number = sheet.pupil[base.len()..].trim_matches([' ', '(', ')']);
        let number = number.parse().unwrap_or(1);
        let may_change = number != 1 || times.get(&spelt(base)).is_some_and(|times| *times > 1);
        if may_change && sheet.steps.brought != Some(step) {
            sheet.steps.numbered.get_or_insert(Numbered { step, number });
        }
    }
}

/// Sheets under their names alone.
fn bare(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    for sheet in &mut sheets {
        sheet.pupil = base(&sheet.pupil).to_owned();
    }
    sheets
}

/// What tells sheets apart: name, version and answers.
type Key = (String, char, String);

/// The sheets of one computer under the names they have on the one called `home`.
fn counted(results: &Results, home: &str) -> BTreeMap<Key, Vec<Sheet>> {
    let mut counted: BTreeMap<Key, Vec<Sheet>> = BTreeMap::new();
    for sheet in &results.sheets {
        let name = base(&sheet.pupil);
        let number = &sheet.pupil[name.len()..];
        let pupil = name_at(home, &results.origin, name);
        let key = (spelt(&pupil), sheet.version, answers(sheet));
        let pupil = pupil + number;
        // Steps of another computer are none of this one.
        let steps = match results.origin == home {
            true => sheet.steps,
            false => Steps::default(),
        };
        counted.entry(key).or_default().push(Sheet {
            pupil,
            steps,
            ..sheet.clone()
        });
    }
    counted
}

fn answers(sheet: &Sheet) -> String {
    super::forgetting::answers(&sheet.given)
}

/// A name without the number that tells it from others: `Dana (2)` is `Dana`, and `Dana (9B)` stays itself.
pub fn base(name: &str) -> &str {
    let cut = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match cut {
        Some((base, number)) if is_number(number) => base,
        _ => name,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A sheet without a name, `7`, is `kesu-7` elsewhere, and `7` again when it comes home.
fn name_at(home: &str, origin: &str, name: &str) -> String {
    if is_number(name) && origin != home && !origin.is_empty() {
        return format!("{origin}-{name}");
    }
    match name.strip_prefix(home).and_then(|rest| rest.strip_prefix('-')) {
        Some(number) if is_number(number) && !home.is_empty() => number.to_owned(),
        _ => name.to_owned(),
    }
}

/// Sheets in their fixed order, with names told apart; and the names that several have.
fn in_order(mut sheets: Vec<Sheet>) -> (Vec<Sheet>, Vec<String>) {
    sheets.sort_by_cached_key(|sheet| {
        let number = sheet.pupil.parse::<u64>().unwrap_or(u64::MAX);
        let place = (number, spelt(&sheet.pupil), sheet.version);
        (place, answers(sheet), sheet.pupil.clone())
    });
    let mut doubled = Vec::new();
    let mut at = 0;
    while at < sheets.len() {
        let name = spelt(&sheets[at].pupil);
        let many = sheets[at..]
            .iter()
            .take_while(|sheet| spelt(&sheet.pupil) == name);
        let end = at + many.count();
        // One spelling for all, whichever came first.
        let shown = sheets[at..end].iter().map(|sheet| sheet.pupil.clone()).min();
        let shown = shown.unwrap_or_default();
        for (number, sheet) in (1..).zip(&mut sheets[at..end]) {
            sheet.pupil = match number {
                1 => shown.clone(),
                _ => format!("{shown} ({number})"),
            };
        }
        if end - at > 1 {
            doubled.push(shown);
        }
        at = end;
    }
    (sheets, doubled)
}

/// The changes of both, question by question; where both changed one, one must go on where the other stops.
fn changes(paper: &Paper, ours: &[Change], theirs: &[Change]) -> Result<Vec<Change>, JoinError> {
    let of = |changes: &[Change], question: usize| -> Vec<Change> {
        let of_it = changes.iter().filter(|change| change.question() == question);
        of_it.copied().collect()
    };
    let mut united = Vec::new();
    for question in 0..paper.questions.len() {
        let (ours, theirs) = (of(ours, question), of(theirs, question));
        if ours.starts_with(&theirs) {
            united.extend(ours);
        } else if theirs.starts_with(&ours) {
            united.extend(theirs);
        } else {
            let place = paper.place(question);
            return Err(JoinError::Key { place });
        }
    }
    Ok(united)
}

#[cfg(test)]
mod tests {
    use super::{Added, JoinError, Union, base};
    use crate::quiz::scores::{Change, FORMAT, Given, Results, Sheet};
    use crate::quiz::steps::Steps;
    use crate::quiz::{Answer, Paper, Question};

    #[test]
    fn only_a_number_in_brackets_tells_sheets_of_one_name_apart() {
        assert_eq!(base("Dana (2)"), "Dana");
        assert_eq!(base("Dana (9B)"), "Dana (9B)");
    }

    fn paper() -> Paper {
        let question = |number: usize| Question {
            card: format!("lakes/{number}"),
            text: format!("Which lake is number {number}?"),
            answer: Answer::Choice {
                options: ["w", "x", "y", "z"].map(str::to_owned).to_vec(),
                keys: vec![0],
                fixed: false,
            },
            explanation: None,
            source: None,
        };
        Paper::new("Lakes", (0..3).map(question).collect(), 2, 1)
    }

    fn results(origin: &str, sheets: &[(&str, usize)]) -> Results {
        Results {
            format: FORMAT,
            code: paper().code,
            origin: origin.to_owned(),
            sheets: sheets
                .iter()
                .map(|(pupil, option)| Sheet {
                    pupil: (*pupil).to_owned(),
                    version: 'A',
                    given: vec![Given::Option(*option); 3],
                    steps: Steps::default(),
                })
                .collect(),
            ..Results::default()
        }
    }

    fn join(ours: &Results, theirs: &Results) -> Result<(Results, Added), JoinError> {
        let paper = paper();
        let mut union = Union::new(&paper, ours)?;
        let added = union.add(theirs)?;
        Ok((union.finish().0, added))
    }

    fn united(first: &Results, others: &[&Results]) -> Results {
        let mut all = first.clone();
        for other in others {
            all = join(&all, other).unwrap().0;
        }
        all
    }

    fn names(results: &Results) -> Vec<&str> {
        results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
    }

    #[test]
    fn files_unite_in_any_order_any_number_of_times() {
        let home = results("home", &[("Dana", 0), ("1", 0)]);
        let one = results("one", &[("Arman", 1), ("Dana", 2), ("1", 0), ("2", 0)]);
        let two = results("two", &[("dana", 2), ("Dana", 3), ("1", 3)]);
        let first = united(&home, &[&one, &two]);
        assert_eq!(first, united(&home, &[&two, &one, &two, &one]));
        assert_eq!(first, united(&home, &[&united(&one, &[&two])]));
        assert_eq!(first, united(&first, &[&home, &first]));
        assert_eq!(
            names(&first),
            [
                "1", "Arman", "Dana", "Dana (2)", "Dana (3)", "one-1", "one-2", "two-1"
            ]
        );
    }

    #[test]
    fn sheets_without_names_keep_apart_and_come_home_under_their_numbers() {
        let home = results("home", &[("1", 0)]);
        let other = results("far", &[("1", 0)]);
        let far = united(&other, &[&home]);
        assert_eq!(names(&far), ["1", "home-1"]);
        assert_eq!(names(&united(&home, &[&far])), ["1", "far-1"]);
    }

    #[test]
    fn what_was_united_in_a_step_parts_and_unites_again() {
        let paper = paper();
        let home = results("home", &[("Arman", 1), ("Dana", 2)]);
        let far = results("far", &[("Dana", 0), ("Dana", 2), ("1", 3)]);
        let mut union = Union::new(&paper, &home).unwrap().in_step(7);
        union.add(&far).unwrap();
        let (united, _) = union.finish();
        assert_eq!(names(&united), ["Arman", "Dana", "Dana (2)", "far-1"]);
        let mut turned = united.clone();
        assert_eq!(turned.part(7).sheets, 2);
        assert_eq!(turned.sheets, home.sheets);
        // Aside it has its own name, so that it can be forgotten.
        assert_eq!(turned.aside[0].pupil, "Dana");
        assert_eq!(turned.part(7).sheets, 0);
        assert_eq!(turned.unite_again(7).sheets, 2);
        assert_eq!(turned, united);
    }

    #[test]
    fn what_parts_gives_the_names_back_that_were_here() {
        let paper = paper();
        // The other Dana of the class has no sheet.
        let home = results("home", &[("Aida", 3), ("Aida (2)", 0), ("Dana (2)", 2)]);
        let far = results("far", &[("Aida", 1), ("Dana", 3), ("Zarina", 1)]);
        let mut union = Union::new(&paper, &home).unwrap().in_step(7);
        union.add(&far).unwrap();
        let united = union.finish().0;
        assert_eq!(
            names(&united),
            ["Aida", "Aida (2)", "Aida (3)", "Dana", "Dana (2)", "Zarina"]
        );
        let by = |results: &Results, option: usize| -> Vec<String> {
            let of = results
                .sheets
                .iter()
                .filter(|sheet| sheet.given[0] == Given::Option(option));
            of.map(|sheet| sheet.pupil.clone()).collect()
        };
        let mut turned = united.clone();
        for _ in 0..2 {
            turned.part(7);
            assert_eq!(by(&turned, 3), ["Aida"]);
            assert_eq!(by(&turned, 0), ["Aida (2)"]);
            assert_eq!(by(&turned, 2), ["Dana (2)"]);
            turned.unite_again(7);
            assert_eq!(turned, united);
        }
        // Where another one has the name by now, all are told apart anew.
        let mut later = results("home", &[("Dana (3)", 0), ("Dana (4)", 1)]).sheets;
        turned.sheets.append(&mut later);
        turned.part(7);
        assert_eq!(
            names(&turned),
            ["Aida", "Aida (2)", "Dana", "Dana (2)", "Dana (3)"]
        );
        assert!(turned.sheets.iter().all(|sheet| sheet.steps.is_empty()));
    }

    #[test]
    fn what_came_in_is_counted() {
        let home = results("home", &[("Dana", 0)]);
        let other = results("far", &[("Dana", 0), ("Arman", 1)]);
        let (_, added) = join(&home, &other).unwrap();
        assert_eq!(added, Added { new: 1, known: 1 });
        let both = results("far", &[("Dana", 2)]);
        let paper = paper();
        let mut union = Union::new(&paper, &home).unwrap();
        union.add(&both).unwrap();
        assert_eq!(union.finish().1, ["Dana"], "two of one name are told");
    }

    #[test]
    fn keys_changed_in_two_ways_are_refused() {
        let mut home = results("home", &[]);
        let mut far = results("far", &[]);
        home.changes = vec![Change::Drop { question: 2 }];
        far.changes = vec![Change::Accept {
            question: 0,
            option: 1,
        }];
        let one = join(&home, &far).unwrap().0.changes;
        let other = join(&far, &home).unwrap().0.changes;
        assert_eq!(one, other);
        assert_eq!(one.len(), 2);
        far.changes = vec![Change::Key {
            question: 2,
            option: 1,
        }];
        let refused = join(&home, &far).unwrap_err();
        assert!(matches!(refused, JoinError::Key { .. }), "{refused}");
    }

    #[test]
    fn other_papers_and_sheets_that_do_not_fit_are_refused() {
        let home = results("home", &[]);
        let mut far = results("far", &[("Dana", 0)]);
        far.sheets[0].given.pop();
        assert!(matches!(join(&home, &far), Err(JoinError::Sheet { .. })));
        far.code = "1".to_owned();
        assert!(matches!(join(&home, &far), Err(JoinError::OtherPaper { .. })));
    }
}
