//! Results of one paper from several computers, united.
//!
//! The same sheets count in whatever order files come and however often. A sheet with a name is known by its name,
//! version and answers, one without by the computer it was marked on and its number there. The sheets that are here
//! keep their names and their places; those that come in stand behind them, and where a name is taken they get a
//! number: which of two strangers is `Dana (2)` hangs on who was here first.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use super::namesakes;
use super::paper::Paper;
use super::scores;
use super::scores::Change;
use super::scores::Results;
use super::scores::Sheet;
use super::steps::Steps;
use crate::lexicon::fold::spelt;

/// Results that are being united, all of one paper.
pub struct Union<'a> {
    paper: &'a Paper,
    ours: Results,
    /// How many sheets of each kind are there by now.
    known: BTreeMap<Kind, usize>,
    new: Vec<Sheet>,
    /// In which the sheets come that are new.
    step: Option<u64>,
    listed: BTreeSet<String>,
}

/// What one file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// How many sheets came in.
    pub new: usize,
    /// How many were here already.
    pub known: usize,
}

/// A name that came in and that another sheet has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// Without the number that tells sheets apart.
    pub name: String,
    /// Where all its sheets stand among those of the results.
    pub sheets: Vec<usize>,
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
    /// A question was given one key here and another there.
    Key {
        /// Which, in the order of the paper.
        question: usize,
        /// Where it stands on the first version.
        place: String,
        /// The options that are right here; `None` where it does not count.
        ours: Option<Vec<usize>>,
        /// Those that are right there.
        theirs: Option<Vec<usize>>,
    },
}

impl fmt::Display for JoinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinError::OtherPaper { code, found } => {
                write!(out, "these are results of paper {found}, not of {code}")
            }
            JoinError::Sheet { pupil } => write!(out, "the sheet of `{pupil}` does not fit the paper"),
            JoinError::Key { place, .. } => {
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
            ours: ours.clone(),
            known: BTreeMap::new(),
            new: Vec::new(),
            step: None,
            listed: BTreeSet::new(),
        }
        .counted_anew())
    }

    /// The same, where new sheets come in `step`, so that [`Results::part`] can take them away again.
    pub fn in_step(mut self, step: u64) -> Union<'a> {
        self.step = Some(step);
        self
    }

    /// The same, where `names` stand in the list of a class: a `Dana (2)` among them is another pupil than `Dana`.
    pub fn with_names<'b>(mut self, names: impl Iterator<Item = &'b str>) -> Union<'a> {
        self.listed = names.map(spelt).collect();
        self.counted_anew()
    }

    fn counted_anew(mut self) -> Union<'a> {
        self.known.clear();
        for sheet in &self.ours.sheets {
            *self.known.entry(kind(sheet, &self.listed)).or_default() += 1;
        }
        self
    }

    /// Adds the results of another computer.
    ///
    /// Errors: they are of another paper, a sheet does not fit, or a key was changed in two ways; nothing is
    /// added then.
    pub fn add(&mut self, theirs: &Results) -> Result<Added, JoinError> {
        check(self.paper, theirs)?;
        self.ours.changes = changes(self.paper, &self.ours.changes, &theirs.changes)?;
        let before = self.new.len();
        for (kind, sheets) in self.kinds(theirs) {
            // As many of a kind as the fuller file has: a file that comes twice counts once.
            let known = self.known.entry(kind).or_default();
            let new = sheets.into_iter().skip(*known);
            let here = self.new.len();
            self.new.extend(new);
            *known += self.new.len() - here;
        }
        let new = self.new.len() - before;
        Ok(Added {
            new,
            known: theirs.sheets.len() - new,
        })
    }

    /// The sheets of another computer under the names they have here, those first whose very name is here.
    fn kinds(&self, theirs: &Results) -> BTreeMap<Kind, Vec<Sheet>> {
        let here: BTreeSet<String> = self.ours.sheets.iter().map(|sheet| spelt(&sheet.pupil)).collect();
        let mut kinds: BTreeMap<Kind, Vec<Sheet>> = BTreeMap::new();
        for sheet in &theirs.sheets {
            // Steps of another computer are none of this one.
            let steps = Steps {
                brought: self.step,
                told_apart: sheet.steps.told_apart,
                ..Steps::default()
            };
            let sheet = Sheet {
                pupil: namesakes::name_at(&self.ours.origin, &theirs.origin, &sheet.pupil),
                steps,
                ..sheet.clone()
            };
            kinds.entry(kind(&sheet, &self.listed)).or_default().push(sheet);
        }
        for sheets in kinds.values_mut() {
            sheets.sort_by_cached_key(|sheet| !here.contains(&spelt(&sheet.pupil)));
        }
        kinds
    }

    /// Returns the results with all sheets, and the names of new ones that another sheet had.
    pub fn finish(self) -> (Results, Vec<Doubled>) {
        let (mut results, listed, mut new) = (self.ours, self.listed, self.new);
        new.sort_by_cached_key(|sheet| {
            let number = sheet.pupil.parse::<u64>().unwrap_or(u64::MAX);
            let place = (number, spelt(&sheet.pupil), sheet.version);
            (place, answers(sheet), sheet.pupil.clone())
        });
        let doubled = namesakes::put(&mut results.sheets, new, &listed);
        let of = |name: String| Doubled {
            sheets: (0..results.sheets.len())
                .filter(|at| spelt(namesakes::own(&results.sheets[*at], &listed)) == spelt(&name))
                .collect(),
            name,
        };
        let doubled = doubled.into_iter().map(of).collect();
        (results, doubled)
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

/// What tells sheets apart: name, version and answers.
type Kind = (String, char, String);

fn kind(sheet: &Sheet, listed: &BTreeSet<String>) -> Kind {
    let name = spelt(namesakes::own(sheet, listed));
    (name, sheet.version, answers(sheet))
}

fn answers(sheet: &Sheet) -> String {
    super::forgetting::answers(&sheet.given)
}

/// The changes of both, question by question; where both changed one, one must go on where the other stops, or both
/// have come to the same key.
fn changes(paper: &Paper, ours: &[Change], theirs: &[Change]) -> Result<Vec<Change>, JoinError> {
    let of = |changes: &[Change], question: usize| -> Vec<Change> {
        let of_it = changes.iter().filter(|change| change.question() == question);
        of_it.copied().collect()
    };
    let right = |changes: &[Change], question: usize| {
        let right = scores::keys(paper, changes).swap_remove(question);
        right.map(|mut right| {
            right.sort_unstable();
            right
        })
    };
    let mut united = Vec::new();
    for question in 0..paper.questions.len() {
        let (ours, theirs) = (of(ours, question), of(theirs, question));
        if ours.starts_with(&theirs) {
            united.extend(ours);
            continue;
        }
        let keys = [right(&ours, question), right(&theirs, question)];
        if theirs.starts_with(&ours) {
            united.extend(theirs);
        } else if keys[0] == keys[1] {
            united.extend(if theirs.len() > ours.len() { theirs } else { ours });
        } else {
            let [ours, theirs] = keys;
            return Err(JoinError::Key {
                question,
                place: paper.place(question),
                ours,
                theirs,
            });
        }
    }
    Ok(united)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Added, JoinError, Union};
    use crate::quiz::scores::{Change, FORMAT, Given, Results, Sheet};
    use crate::quiz::steps::Steps;
    use crate::quiz::{Answer, Paper, Question};
    use std::collections::BTreeSet;

    pub(in crate::quiz) fn paper() -> Paper {
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

    pub(in crate::quiz) fn results(origin: &str, sheets: &[(&str, usize)]) -> Results {
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

    pub(in crate::quiz) fn names(results: &Results) -> Vec<&str> {
        results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
    }

    /// What counts: name, version and answers of each sheet, in a fixed order.
    fn counting(results: &Results) -> Vec<super::Kind> {
        let mut kinds: Vec<super::Kind> = results
            .sheets
            .iter()
            .map(|sheet| super::kind(sheet, &BTreeSet::new()))
            .collect();
        kinds.sort();
        kinds
    }

    #[test]
    fn the_same_sheets_count_in_any_order_of_the_files_any_number_of_times() {
        let home = results("home", &[("Dana", 0), ("1", 0)]);
        let one = results("one", &[("Arman", 1), ("Dana", 2), ("1", 0), ("2", 0)]);
        let two = results("two", &[("dana", 2), ("Dana", 3), ("1", 3)]);
        let first = united(&home, &[&one, &two]);
        for other in [
            united(&home, &[&two, &one, &two, &one]),
            united(&home, &[&united(&one, &[&two])]),
            united(&home, &[&united(&two, &[&one, &home])]),
        ] {
            assert_eq!(counting(&first), counting(&other));
        }
        assert_eq!(first, united(&first, &[&home, &first, &two]));
        assert_eq!(
            names(&first),
            [
                "Dana", "1", "Arman", "Dana (2)", "one-1", "one-2", "Dana (3)", "two-1"
            ]
        );
    }

    #[test]
    fn sheets_that_are_here_keep_their_names_and_places() {
        let home = results(
            "home",
            &[("Dana (2)", 0), ("Zarina", 1), ("Dana", 1), ("Aida (2)", 3)],
        );
        let far = results("far", &[("Olya", 1), ("Dana", 3), ("Olya (2)", 2)]);
        assert_eq!(
            names(&united(&home, &[&far])),
            [
                "Dana (2)", "Zarina", "Dana", "Aida (2)", "Dana (3)", "Olya", "Olya (2)"
            ]
        );
        // Told apart elsewhere, it comes home to the sheet it is.
        let back = united(&far, &[&home]);
        assert_eq!(united(&home, &[&back]), united(&home, &[&far]));
    }

    #[test]
    fn who_is_listed_with_a_number_is_somebody_else() {
        let paper = paper();
        let with = |home: &Results, far: &Results| {
            let listed = ["Dana", "Dana (2)"].into_iter();
            let mut union = Union::new(&paper, home).unwrap().with_names(listed);
            let added = union.add(far).unwrap();
            let (results, doubled) = union.finish();
            let told: Vec<String> = results
                .sheets
                .iter()
                .map(|sheet| format!("{} {:?}", sheet.pupil, sheet.given[0]))
                .collect();
            (added, told, doubled)
        };
        // The same answers, and two pupils all the same.
        let (added, told, doubled) = with(
            &results("home", &[("Dana", 0)]),
            &results("far", &[("Dana (2)", 0)]),
        );
        assert_eq!(added.new, 1);
        assert_eq!(told, ["Dana Option(0)", "Dana (2) Option(0)"]);
        assert!(doubled.is_empty());
        // A stranger of the name does not get the number of the pupil, not even one who had it elsewhere.
        let stranger = united(
            &results("far", &[("Dana", 3)]),
            &[&results("two", &[("Dana", 2)])],
        );
        let (_, told, doubled) = with(&results("home", &[("Dana", 0)]), &stranger);
        assert_eq!(
            told,
            ["Dana Option(0)", "Dana (3) Option(3)", "Dana (4) Option(2)"]
        );
        assert_eq!(doubled[0].sheets, [0, 1, 2]);
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
    fn what_came_in_is_counted() {
        let home = results("home", &[("Dana", 0)]);
        let other = results("far", &[("Dana", 0), ("Arman", 1)]);
        let (_, added) = join(&home, &other).unwrap();
        assert_eq!(added, Added { new: 1, known: 1 });
        let both = results("far", &[("Dana", 2)]);
        let paper = paper();
        let mut union = Union::new(&paper, &home).unwrap();
        union.add(&both).unwrap();
        let doubled = union.finish().1;
        assert_eq!(doubled[0].name, "Dana", "two of one name are told");
        assert_eq!(doubled[0].sheets, [0, 1]);
        // What was here before is told no more.
        let home = results("home", &[("Dana", 0), ("Dana (2)", 1)]);
        let mut union = Union::new(&paper, &home).unwrap();
        union.add(&other).unwrap();
        assert!(union.finish().1.is_empty());
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
        let JoinError::Key { ours, theirs, .. } = &refused else {
            panic!("{refused}");
        };
        assert_eq!((ours, theirs), (&None, &Some(vec![1])));
        // Both have come to one key, each on its own way.
        home.changes.push(far.changes[0]);
        for (one, other) in [(&home, &far), (&far, &home)] {
            assert_eq!(join(one, other).unwrap().0.changes, home.changes);
        }
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
