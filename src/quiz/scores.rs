//! The sheets of a class, what each answer is worth, and keys that are changed afterwards.
//!
//! Sheets keep what was answered, not what it was worth: a question that is dropped or gets another key
//! has all scores counted anew.

use serde::Deserialize;
use serde::Serialize;

use super::analysis::Asked;
use super::analysis::Mark;
use super::ledger::Ledger;
use super::paper::Paper;
use super::question::Question;
use super::steps::Steps;
use crate::lexicon::fold::name_key;

/// Number of the layout of stored results.
pub const FORMAT: u32 = 3;

/// The sheets of a class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// See [`FORMAT`].
    pub format: u32,
    /// Code of the paper.
    pub code: String,
    /// Names the computer they were marked on, so that numbers in place of names tell sheets of several
    /// computers apart; empty where that is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// The paper's [`mark`](Paper::mark); empty where an older program kept them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// In the order in which they were marked.
    pub sheets: Vec<Sheet>,
    /// Keys that were changed after the fact, oldest first.
    pub changes: Vec<Change>,
    /// How many events of a live quiz's journal they hold; none for paper, and where an older program kept them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<usize>,
    /// Sheets that were taken away or replaced, the last one last, so that they can be brought back. They do
    /// not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<Sheet>,
    /// Which sheets are gone, and how keys came to be what they are.
    #[serde(default, skip_serializing_if = "Ledger::is_empty")]
    pub ledger: Ledger,
}

impl Results {
    /// Returns where the sheet of a pupil stands; case, signs and look-alike letters do not matter.
    pub fn place_of(&self, pupil: &str) -> Option<usize> {
        position(&self.sheets, pupil)
    }

    /// Takes the sheet at `at` away and keeps it aside.
    pub fn put_aside(&mut self, at: usize) -> Sheet {
        let mut sheet = self.sheets.remove(at);
        sheet.steps.away = None;
        self.aside.push(sheet.clone());
        sheet
    }

    /// Brings back the sheet of a pupil that was put aside last, and returns it with the one whose place it
    /// takes, which goes aside in turn. `None` where there is none.
    pub fn bring_back(&mut self, pupil: &str) -> Option<(Sheet, Option<Sheet>)> {
        let last = self.aside.iter().rposition(|sheet| is_by(sheet, pupil))?;
        let mut back = self.aside.remove(last);
        back.steps.away = None;
        let itself = self.sheets.iter().position(|sheet| sheet.is_same(&back));
        let same = self.name_apart(&mut back);
        let (at, replaced) = match itself.or(same) {
            Some(at) => (at, Some(self.put_aside(at))),
            None => (self.sheets.len(), None),
        };
        self.sheets.insert(at, back.clone());
        Some((back, replaced))
    }
}

pub(super) fn position(sheets: &[Sheet], pupil: &str) -> Option<usize> {
    sheets.iter().position(|sheet| is_by(sheet, pupil))
}

pub(super) fn is_by(sheet: &Sheet, pupil: &str) -> bool {
    name_key(&sheet.pupil) == name_key(pupil)
}

/// What one pupil answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// A name, or a number where names are not kept.
    pub pupil: String,
    /// The class it was marked with; empty where none was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// Letter of the version.
    pub version: char,
    /// For each question of the paper, in its order.
    pub given: Vec<Given>,
    /// Which steps it came and went in.
    #[serde(default, skip_serializing_if = "Steps::is_empty")]
    pub steps: Steps,
    /// What it is known by on every computer, whatever its name; empty until it is kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Grows with each change of its answers: the clock's milliseconds, or the next number after the last. 0 of a
    /// sheet that an older program kept.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(revision: &u64) -> bool {
    *revision == 0
}

impl Sheet {
    /// Returns a sheet that was not kept yet.
    pub fn new(pupil: String, version: char, given: Vec<Given>) -> Sheet {
        Sheet {
            pupil,
            class: String::new(),
            version,
            given,
            steps: Steps::default(),
            id: String::new(),
            revision: 0,
        }
    }

    /// Whether both are one sheet, be it with other answers or under another name.
    pub fn is_same(&self, other: &Sheet) -> bool {
        !self.id.is_empty() && self.id == other.id
    }
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// It never came to this pupil, who joined a live quiz late.
    NotAsked,
    /// Left open.
    Open,
    /// An option, from 0 in the order of the paper.
    Option(usize),
    /// A written answer, judged by a person: 0 to 1.
    Judged(f64),
    /// More than one option where one is right: wrong.
    Several,
}

/// A key that is changed after the fact. Questions count from 0 in the order of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The question does not count.
    Drop {
        /// Which.
        question: usize,
    },
    /// This option is right as well.
    Accept {
        /// Of which question.
        question: usize,
        /// Which option.
        option: usize,
    },
    /// Only this option is right.
    Key {
        /// Of which question.
        question: usize,
        /// Which option.
        option: usize,
    },
}

impl Change {
    /// Returns the question it is about.
    pub fn question(&self) -> usize {
        match self {
            Change::Drop { question } | Change::Accept { question, .. } | Change::Key { question, .. } => {
                *question
            }
        }
    }
}

/// Returns `name`, or `name (2)` where a sheet has it already. Case, signs and look-alike letters of the
/// two keyboards do not tell names apart.
pub fn told_apart(name: &str, sheets: &[Sheet]) -> String {
    let is_taken = |name: &str| position(sheets, name).is_some();
    let mut told = name.to_owned();
    let mut number = 1;
    while is_taken(&told) {
        number += 1;
        told = format!("{name} ({number})");
    }
    told
}

/// The questions as they count after all changes: the right options of each, or `None` where it is dropped.
pub fn keys(paper: &Paper, changes: &[Change]) -> Vec<Option<Vec<usize>>> {
    let mut keys: Vec<Option<Vec<usize>>> = paper
        .questions
        .iter()
        .map(|question| Some(question.keys().to_vec()))
        .collect();
    for change in changes {
        match *change {
            Change::Drop { question } => {
                if let Some(keys) = keys.get_mut(question) {
                    *keys = None;
                }
            }
            Change::Accept { question, option } => {
                let keys = keys.get_mut(question).and_then(Option::as_mut);
                if let Some(keys) = keys.filter(|keys| !keys.contains(&option)) {
                    keys.push(option);
                }
            }
            Change::Key { question, option } => {
                if let Some(keys) = keys.get_mut(question) {
                    *keys = Some(vec![option]);
                }
            }
        }
    }
    keys
}

/// Returns the questions whose key is another after `changes` than it was when the paper was made.
pub fn changed(paper: &Paper, changes: &[Change]) -> Vec<usize> {
    let sorted = |keys: &[usize]| {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        keys
    };
    let keys = keys(paper, changes);
    let is_changed =
        |at: &usize| keys[*at].as_deref().map(sorted) != Some(sorted(paper.questions[*at].keys()));
    (0..paper.questions.len()).filter(is_changed).collect()
}

/// Returns what each answer of a sheet is worth; a question that is dropped was not asked.
pub fn marks(keys: &[Option<Vec<usize>>], sheet: &Sheet) -> Vec<Mark> {
    let of = |(keys, given): (&Option<Vec<usize>>, &Given)| match (keys, given) {
        (None, _) | (_, Given::NotAsked) => Mark::NotAsked,
        (_, Given::Open) => Mark::Omitted,
        (Some(keys), Given::Option(option)) => Mark::Answered {
            credit: f64::from(keys.contains(option)),
            option: Some(*option),
        },
        (_, Given::Judged(credit)) => Mark::Answered {
            credit: *credit,
            option: None,
        },
        (_, Given::Several) => Mark::Answered {
            credit: 0.0,
            option: None,
        },
    };
    keys.iter().zip(&sheet.given).map(of).collect()
}

/// Returns the points of a sheet and how many there are to have.
pub fn points(keys: &[Option<Vec<usize>>], sheet: &Sheet) -> (f64, usize) {
    let credits: Vec<f64> = marks(keys, sheet)
        .iter()
        .filter_map(|mark| mark.credit())
        .collect();
    // A sum of nothing would be -0.
    (
        credits.iter().fold(0.0, |sum, credit| sum + credit),
        credits.len(),
    )
}

/// Returns the questions as the analysis wants them. A question that is dropped stays, and nobody was asked it.
pub fn asked(paper: &Paper, keys: &[Option<Vec<usize>>]) -> Vec<Asked> {
    let of = |(question, keys): (&Question, &Option<Vec<usize>>)| Asked {
        options: question.options().len(),
        keys: keys.clone().unwrap_or_default(),
    };
    paper.questions.iter().zip(keys).map(of).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::rows::read_row;
    use super::{Change, Given, Results, Sheet, keys, points, told_apart};
    use crate::quiz::{Answer, Paper, Question};

    fn question(answer: Answer) -> Question {
        Question {
            card: "deck/one".to_owned(),
            text: "Which?".to_owned(),
            answer,
            explanation: None,
            source: None,
        }
    }

    /// Six choices with the key in turn, and one that is written.
    pub fn paper() -> Paper {
        let choice = |key: usize| {
            question(Answer::Choice {
                options: ["w", "x", "y", "z"].map(str::to_owned).to_vec(),
                keys: vec![key],
                fixed: false,
            })
        };
        let mut questions: Vec<Question> = (0..6).map(|number| choice(number % 4)).collect();
        questions.push(question(Answer::Written {
            model: "40 m".to_owned(),
            lines: 1,
            shown: Vec::new(),
        }));
        Paper::new("Lakes", questions, 3, 5)
    }

    /// The row of someone who knows everything.
    pub fn right_row(paper: &Paper, letter: char) -> String {
        let version = paper.version(letter).unwrap();
        let of = |place: usize| match version.right_letters(place, &paper.questions).as_str() {
            "" => "+".to_owned(),
            letter => letter.to_owned(),
        };
        (0..version.order.len()).map(of).collect()
    }

    pub fn sheet(paper: &Paper, version: char, row: &str) -> Sheet {
        let given = read_row(paper, version, row).unwrap();
        Sheet::new("1".to_owned(), version, given)
    }

    #[test]
    fn who_knows_everything_has_all_points_in_every_version() {
        let paper = paper();
        let keys = keys(&paper, &[]);
        for letter in ['A', 'B', 'c'] {
            let row = right_row(&paper, letter).to_lowercase();
            assert_eq!(points(&keys, &sheet(&paper, letter, &row)), (7.0, 7));
        }
        let open = sheet(&paper, 'A', "-. _-.--");
        assert_eq!(points(&keys, &open), (0.0, 7));
    }

    #[test]
    fn pupils_of_one_name_are_told_apart() {
        let paper = paper();
        let mut dana = sheet(&paper, 'A', "-------");
        dana.pupil = "Dana".to_owned();
        let sheets = [dana];
        assert_eq!(told_apart("Arman", &sheets), "Arman");
        assert_eq!(told_apart("DANA", &sheets), "DANA (2)");
        assert_eq!(told_apart("Dаnа", &sheets), "Dаnа (2)", "with Cyrillic letters");
    }

    #[test]
    fn a_sheet_that_was_put_aside_comes_back_and_the_one_in_its_place_goes_aside() {
        let paper = paper();
        let by = |pupil: &str, row: &str| Sheet {
            pupil: pupil.to_owned(),
            ..sheet(&paper, 'A', row)
        };
        let (open, right) = ("-------".to_owned(), right_row(&paper, 'A'));
        let mut results = Results {
            sheets: vec![by("Dana", &open), by("Arman", &open)],
            ..Results::default()
        };
        assert_eq!(results.bring_back("Dana"), None);
        results.put_aside(0);
        results.sheets.insert(0, by("DANA", &right));
        let (back, replaced) = results.bring_back("dana").unwrap();
        assert_eq!(back, by("Dana", &open));
        assert_eq!(replaced, Some(by("DANA", &right)));
        assert_eq!(results.sheets, [by("Dana", &open), by("Arman", &open)]);
        // Once more is the other way round.
        results.bring_back("dana");
        assert_eq!(results.sheets[0], by("DANA", &right));
    }

    #[test]
    fn a_changed_key_counts_for_every_version_anew() {
        let paper = paper();
        let given = sheet(&paper, 'B', &right_row(&paper, 'B'));
        let after = |changes: &[Change]| points(&keys(&paper, changes), &given);
        assert_eq!(after(&[Change::Drop { question: 2 }]), (6.0, 6));
        assert_eq!(
            after(&[Change::Key {
                question: 1,
                option: 3
            }]),
            (6.0, 7)
        );
        assert_eq!(
            after(&[Change::Accept {
                question: 1,
                option: 3
            }]),
            (7.0, 7)
        );
        let back = [
            Change::Drop { question: 2 },
            Change::Key {
                question: 2,
                option: 2,
            },
        ];
        assert_eq!(after(&back), (7.0, 7));
        let mut other = given.clone();
        other.given[1] = Given::Option(3);
        assert_eq!(
            points(
                &keys(
                    &paper,
                    &[Change::Accept {
                        question: 1,
                        option: 3
                    }]
                ),
                &other
            ),
            (7.0, 7)
        );
    }
}
