//! The sheets of a class, what each answer is worth, and keys that are changed afterwards.
//!
//! Sheets keep what was answered, not what it was worth: a question that is dropped or gets another key
//! has all scores counted anew.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use super::analysis::Asked;
use super::analysis::Mark;
use super::paper::Paper;
use super::question::Question;
use crate::lexicon::fold::spelt;

/// Number of the layout of stored results.
pub const FORMAT: u32 = 2;

/// What is typed for an answer that was left open.
const OPEN: [char; 3] = ['-', '.', '_'];

/// Letters of the Cyrillic keyboard that look like the letters of options.
const LOOK_ALIKES: [(char, char); 4] = [('А', 'A'), ('В', 'B'), ('С', 'C'), ('Е', 'E')];

/// The sheets of a class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// See [`FORMAT`].
    pub format: u32,
    /// Code of the paper.
    pub code: String,
    /// In the order in which they were marked.
    pub sheets: Vec<Sheet>,
    /// Keys that were changed after the fact, oldest first.
    pub changes: Vec<Change>,
}

/// What one pupil answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// A name, or a number where names are not kept.
    pub pupil: String,
    /// Letter of the version.
    pub version: char,
    /// For each question of the paper, in its order.
    pub given: Vec<Given>,
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

/// Why a row of answers cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowError {
    /// The paper has no such version.
    Version {
        /// As typed.
        letter: char,
        /// The last there is.
        last: char,
    },
    /// Too few or too many answers.
    Length {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A sign that is no answer to its question.
    Sign {
        /// Number of the question on the sheet, from 1.
        number: usize,
        /// As typed.
        sign: char,
        /// What may stand there.
        may: String,
    },
}

impl fmt::Display for RowError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowError::Version { letter, last } => match last {
                'A' => write!(out, "there is no version `{letter}`; the paper has only A"),
                _ => write!(out, "there is no version `{letter}`; the paper has A to {last}"),
            },
            RowError::Length { found, wanted } => {
                write!(out, "{found} answers, where the paper has {wanted} questions")
            }
            RowError::Sign { number, sign, may } => {
                write!(out, "question {number}: `{sign}` is no answer; it may be {may}")
            }
        }
    }
}

impl std::error::Error for RowError {}

/// Reads a row such as `ACBD-ADC` of a sheet of version `letter`.
///
/// Choices are letters, in either case, also those that look alike on a Cyrillic keyboard. Written
/// answers are `+` right, `/` half, `x` or `0` wrong. `-`, `.` and `_` were left open; spaces are not read.
pub fn read_row(paper: &Paper, letter: char, row: &str) -> Result<Vec<Given>, RowError> {
    let version = paper.version(letter).ok_or_else(|| RowError::Version {
        letter,
        last: paper.versions.last().map_or('A', |version| version.letter),
    })?;
    let signs: Vec<char> = row.chars().filter(|sign| !sign.is_whitespace()).collect();
    if signs.len() != version.order.len() {
        return Err(RowError::Length {
            found: signs.len(),
            wanted: version.order.len(),
        });
    }
    let mut given = vec![Given::Open; paper.questions.len()];
    for (place, sign) in signs.into_iter().enumerate() {
        let question = version.order[place];
        given[question] =
            answer(&paper.questions[question], &version.options[place], sign).map_err(|may| {
                RowError::Sign {
                    number: place + 1,
                    sign,
                    may,
                }
            })?;
    }
    Ok(given)
}

/// Errors: what may stand there instead.
fn answer(question: &Question, options: &[usize], sign: char) -> Result<Given, String> {
    if OPEN.contains(&sign) {
        return Ok(Given::Open);
    }
    let upper = sign.to_uppercase().next().unwrap_or(sign);
    let upper = LOOK_ALIKES
        .iter()
        .find(|(other, _)| *other == upper)
        .map_or(upper, |(_, latin)| *latin);
    if question.is_choice() {
        let letters: Vec<char> = ('A'..='Z').take(options.len()).collect();
        let place = letters.iter().position(|letter| *letter == upper);
        return place.map(|place| Given::Option(options[place])).ok_or_else(|| {
            let last = letters.last().copied().unwrap_or('A');
            format!("A to {last}, or - where it was left open")
        });
    }
    match upper {
        '+' | '1' => Ok(Given::Judged(1.0)),
        '/' => Ok(Given::Judged(0.5)),
        'X' | 'Х' | '0' => Ok(Given::Judged(0.0)),
        _ => Err("+ right, / half, x wrong, or - where it was left open".to_owned()),
    }
}

/// Returns `name`, or `name (2)` where a sheet has it already. Case, signs and look-alike letters of the
/// two keyboards do not tell names apart.
pub fn told_apart(name: &str, sheets: &[Sheet]) -> String {
    let is_taken = |name: &str| sheets.iter().any(|sheet| spelt(&sheet.pupil) == spelt(name));
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
    };
    keys.iter().zip(&sheet.given).map(of).collect()
}

/// Returns the points of a sheet and how many there are to have.
pub fn points(keys: &[Option<Vec<usize>>], sheet: &Sheet) -> (f64, usize) {
    let credits: Vec<f64> = marks(keys, sheet)
        .iter()
        .filter_map(|mark| mark.credit())
        .collect();
    (credits.iter().sum(), credits.len())
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
mod tests {
    use super::{Change, Given, RowError, Sheet, keys, points, read_row, told_apart};
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
    fn paper() -> Paper {
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
    fn right_row(paper: &Paper, letter: char) -> String {
        let version = paper.version(letter).unwrap();
        let of = |place: usize| match version.right_letters(place, &paper.questions).as_str() {
            "" => "+".to_owned(),
            letter => letter.to_owned(),
        };
        (0..version.order.len()).map(of).collect()
    }

    fn sheet(paper: &Paper, version: char, row: &str) -> Sheet {
        Sheet {
            pupil: "1".to_owned(),
            version,
            given: read_row(paper, version, row).unwrap(),
        }
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
    fn letters_of_the_other_keyboard_are_read() {
        let paper = paper();
        let latin = right_row(&paper, 'A');
        let cyrillic: String = latin
            .chars()
            .map(|letter| match letter {
                'A' => 'А',
                'B' => 'В',
                'C' => 'С',
                other => other,
            })
            .collect();
        assert_eq!(read_row(&paper, 'A', &latin), read_row(&paper, 'A', &cyrillic));
    }

    #[test]
    fn what_is_wrong_with_a_row_is_named() {
        let paper = paper();
        assert_eq!(
            read_row(&paper, 'D', "-------").unwrap_err(),
            RowError::Version {
                letter: 'D',
                last: 'C'
            }
        );
        assert_eq!(
            read_row(&paper, 'A', "AB").unwrap_err(),
            RowError::Length { found: 2, wanted: 7 }
        );
        let error = read_row(&paper, 'A', "EEEEEEE").unwrap_err();
        assert!(
            matches!(
                error,
                RowError::Sign {
                    number: 1,
                    sign: 'E',
                    ..
                }
            ),
            "{error:?}"
        );
        assert!(error.to_string().contains("may be"));
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
