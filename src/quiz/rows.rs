//! A row of answers as it is typed from a sheet: `ACBD-ADC`.

use std::fmt;

use super::habit::Habit;
use super::keyboard::Keyboard;
use super::keyboard::is_in_order;
use super::keyboard::latin;
use super::paper::Paper;
use super::question::Question;
use super::scores::Given;
use super::scores::Sheet;

/// What is typed for an answer that was left open.
const OPEN: [char; 3] = ['-', '.', '_'];

/// What is typed where several circles are filled.
const SEVERAL: char = '*';

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
    /// A Cyrillic letter that is one option in the other rows and another in this one.
    Otherwise {
        /// As typed, a capital.
        sign: char,
        /// What it is in the others.
        before: char,
        /// What it would be here.
        here: char,
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
            RowError::Otherwise { sign, before, here } => write!(
                out,
                "`{sign}` is {before} in the other rows and would be {here} in this one: type it as they are, or in \
                 Latin letters"
            ),
        }
    }
}

impl std::error::Error for RowError {}

/// Reads a row such as `ACBD-ADC` of a sheet of version `letter`.
///
/// Choices are the letters as they are printed, in either case. On a Cyrillic keyboard they may be typed as they
/// look or sound (`АВСД`, `АБСД`), by the keys that they lie on (`ФИСВУ` is ABCDE), or in the order of the
/// Russian or Kazakh alphabet where a letter tells it (`АБВГ`, `АӘБВ`); what may be two letters is refused. `(AB)`
/// and `*` are several circles filled, which is wrong. Written answers are `+` right, `/` half, `x` or `0` wrong. `-`, `.` and `_` were left open;
/// spaces are not read. The version may be typed in the same ways.
pub fn read_row(paper: &Paper, letter: char, row: &str) -> Result<Vec<Given>, RowError> {
    read_row_among(paper, &Habit::default(), letter, row).map(|row| row.given)
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The letter of the version as it is printed.
    pub version: char,
    /// The answers, in the order of the paper.
    pub given: Vec<Given>,
    /// What is known with it of how rows are typed.
    pub habit: Habit,
}

/// Reads a row as [`read_row`] does, among others that were typed in the same sitting: a Cyrillic letter is the same
/// option in all of them.
pub fn read_row_among(paper: &Paper, habit: &Habit, letter: char, row: &str) -> Result<Row, RowError> {
    let (keyboard, habit) = habit.with(letter, row).map_err(|found| RowError::Otherwise {
        sign: found.sign,
        before: found.before,
        here: found.here,
    })?;
    let letter = latin(keyboard.meant(letter).unwrap_or(letter));
    let version = paper.version(letter).ok_or_else(|| RowError::Version {
        letter,
        last: paper.versions.last().map_or('A', |version| version.letter),
    })?;
    let signs = signs(row);
    if signs.len() != version.order.len() {
        return Err(RowError::Length {
            found: signs.len(),
            wanted: version.order.len(),
        });
    }
    let mut given = vec![Given::Open; paper.questions.len()];
    for (place, sign) in signs.into_iter().enumerate() {
        let question = version.order[place];
        given[question] = read_sign(
            keyboard,
            &paper.questions[question],
            &version.options[place],
            sign,
        )
        .map_err(|may| RowError::Sign {
            number: place + 1,
            sign,
            may,
        })?;
    }
    Ok(Row {
        version: letter,
        given,
        habit,
    })
}

/// Returns the row of a sheet as it would be typed.
pub fn write_row(paper: &Paper, sheet: &Sheet) -> String {
    let Some(version) = paper.version(sheet.version) else {
        return String::new();
    };
    let places = version.order.iter().zip(&version.options);
    let sign = |(question, options): (&usize, &Vec<usize>)| match sheet.given.get(*question) {
        None | Some(Given::NotAsked | Given::Open) => '-',
        Some(Given::Several) => SEVERAL,
        Some(Given::Judged(credit)) if *credit >= 1.0 => '+',
        Some(Given::Judged(credit)) if *credit > 0.0 => '/',
        Some(Given::Judged(_)) => 'x',
        Some(Given::Option(option)) => {
            let place = options.iter().position(|at| at == option);
            place.and_then(|place| ('A'..='Z').nth(place)).unwrap_or('-')
        }
    };
    places.map(sign).collect()
}

/// Returns the letter of a version as it is printed, from one that may be typed on a Cyrillic keyboard. The
/// row typed beside it tells whether `В` looks like B, lies on the key D, or is the third letter.
pub fn version_letter(typed: char, row: &str) -> char {
    latin(Keyboard::of(typed, row).meant(typed).unwrap_or(typed))
}

/// The signs of a row, one an answer: what stands in brackets is one.
fn signs(row: &str) -> Vec<char> {
    let mut signs = Vec::new();
    let mut row = row.chars().filter(|sign| !sign.is_whitespace()).peekable();
    while let Some(sign) = row.next() {
        if sign != '(' {
            signs.push(sign);
            continue;
        }
        let mut inside: Vec<char> = Vec::new();
        while let Some(next) = row.next_if(|next| *next != ')') {
            inside.push(next);
        }
        match (row.next(), &inside[..]) {
            (Some(_), [only]) => signs.push(*only),
            (Some(_), [_, ..]) if inside.iter().all(|sign| sign.is_alphabetic()) => signs.push(SEVERAL),
            // Never closed, or empty: named as what it is.
            _ => signs.push('('),
        }
    }
    signs
}

/// Returns how many of `words`, from the first on, make the row of answers; the others are the name.
///
/// A row may be typed in groups, `ACBDA CBDAA Dana`: groups of one length, the last one may be shorter, each
/// in capitals or none. Where they do not make a whole row, all that looks like a group is counted, so that
/// what is wrong is said of the whole row.
pub fn row_words(paper: &Paper, words: &[&str]) -> usize {
    let wanted = paper.questions.len();
    let Some((first, rest)) = words.split_first() else {
        return 0;
    };
    let size = signs(first).len();
    let (mut taken, mut read) = (1, size);
    for word in rest {
        let more = signs(word).len();
        if read >= wanted || more > size || read + more > wanted || !is_group(paper, word) {
            break;
        }
        // A short word in other letters may as well be the name.
        if more < size && is_lower(word) != is_lower(first) {
            break;
        }
        taken += 1;
        read += more;
        if more < size {
            break;
        }
    }
    if read == wanted || size >= wanted {
        return taken;
    }
    let groups = rest
        .iter()
        .take_while(|word| looks_like_group(paper, word, first));
    1 + groups.count()
}

/// Whether all of a word may be answers, in capitals or in small letters.
fn is_group(paper: &Paper, word: &str) -> bool {
    let is_mixed = is_lower(word) && word.chars().any(char::is_uppercase);
    !is_mixed && word.chars().all(|sign| is_answer(paper, sign))
}

/// Whether a word stands for answers in a row that cannot be read: a group, or one of the length of `first` in
/// capitals with a slip in it.
fn looks_like_group(paper: &Paper, word: &str, first: &str) -> bool {
    let signs = signs(word);
    let is_whole = signs.len() == self::signs(first).len();
    let right = signs.iter().filter(|sign| is_answer(paper, **sign)).count();
    let is_slip = is_whole && !is_lower(word) && right * 2 > signs.len();
    // A single letter is rather that of a name.
    let is_long = signs.len() > 1 || !word.chars().all(char::is_alphabetic);
    let is_alike = is_whole || is_lower(word) == is_lower(first);
    is_slip || is_long && is_alike && is_group(paper, word)
}

fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// Whether a sign may stand in a row of this paper.
fn is_answer(paper: &Paper, sign: char) -> bool {
    let options = paper.questions.iter().map(|question| question.options().len());
    let last = ('A'..='Z')
        .nth(options.max().unwrap_or_default().saturating_sub(1))
        .unwrap_or('A');
    let upper = latin(sign);
    OPEN.contains(&sign)
        || ('A'..=last).contains(&upper)
        || is_in_order(sign, last)
        || "+/X01Х*()".contains(upper)
}

/// Errors: what may stand there instead.
fn read_sign(
    keyboard: Keyboard,
    question: &Question,
    options: &[usize],
    sign: char,
) -> Result<Given, String> {
    answer(question, options, keyboard.meant(sign)?)
}

/// Errors: what may stand there instead.
fn answer(question: &Question, options: &[usize], sign: char) -> Result<Given, String> {
    if OPEN.contains(&sign) {
        return Ok(Given::Open);
    }
    let upper = latin(sign);
    if question.is_choice() {
        if sign == SEVERAL {
            return Ok(Given::Several);
        }
        let letters: Vec<char> = ('A'..='Z').take(options.len()).collect();
        let place = letters.iter().position(|letter| *letter == upper);
        return place.map(|place| Given::Option(options[place])).ok_or_else(|| {
            let last = letters.last().copied().unwrap_or('A');
            format!("A to {last}, - where it was left open, or * where several circles are filled")
        });
    }
    match upper {
        '+' | '1' => Ok(Given::Judged(1.0)),
        '/' => Ok(Given::Judged(0.5)),
        'X' | 'Х' | '0' => Ok(Given::Judged(0.0)),
        _ => Err("+ right, / half, x wrong, or - where it was left open".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::scores::tests::{paper, right_row, sheet};
    use super::super::scores::{Given, keys, points};
    use super::{RowError, read_row, row_words, version_letter, write_row};

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
    fn a_row_typed_on_the_other_layout_is_read_by_its_keys_where_that_is_no_guess() {
        let paper = paper();
        let typed = |letter: char, row: &str| read_row(&paper, letter, row);
        let right = right_row(&paper, 'A');
        let keys: String = (right.chars())
            .map(|sign| match sign {
                'A' => 'ф',
                'B' => 'и',
                'C' => 'с',
                'D' => 'в',
                other => other,
            })
            .collect();
        assert_eq!(typed('ф', &keys), typed('A', &right));
        for (version, latin) in [('А', 'A'), ('В', 'B'), ('с', 'C'), ('И', 'B')] {
            assert_eq!(
                version_letter(version, "-------"),
                latin,
                "the version {version} as it looks"
            );
        }
        assert_eq!(version_letter('В', "ФФФ"), 'D');
        let at = right.find(|sign: char| sign.is_alphabetic()).unwrap();
        let row = |sign: char| -> String {
            let signs = (0..right.chars().count()).map(|place| if place == at { sign } else { '-' });
            signs.collect()
        };
        assert_eq!(typed('A', &row('В')), typed('A', &row('B')));
        assert_eq!(typed('A', &row('Ф')), typed('A', &row('A')));
        assert!(typed('Ф', &row('В')).is_err() || typed('Ф', &row('В')) == typed('A', &row('D')));
        let mixed = format!("{}Ф", row('В')).replacen('-', "", 1);
        let error = typed('A', &mixed).unwrap_err().to_string();
        assert!(error.contains("B or D"), "{error}");
    }

    #[test]
    fn letters_are_read_by_their_sound_and_in_the_order_of_an_alphabet() {
        let paper = paper();
        let right = right_row(&paper, 'A');
        let typed = |letters: &str| {
            let row: String = (right.chars())
                .map(|sign| match ('A'..='D').position(|letter| letter == sign) {
                    Some(place) => letters.chars().nth(place).unwrap(),
                    None => sign,
                })
                .collect();
            read_row(&paper, 'A', &row)
        };
        let latin = typed("ABCD");
        for letters in ["АВСД", "авсд", "АБСД", "АБВГ", "абвг", "АӘБВ"] {
            assert_eq!(typed(letters), latin, "{letters}");
        }
        // Neither the looks of В nor its place among А Б В is sure.
        let error = typed("АБВД").unwrap_err().to_string();
        assert!(error.contains("B or C"), "{error}");
        assert!(typed("АВСГ").is_err());
        for (version, latin) in [('Б', 'B'), ('Г', 'D'), ('Ә', 'B'), ('В', 'B')] {
            assert_eq!(version_letter(version, "-------"), latin, "{version}");
        }
        assert_eq!(version_letter('В', "Г------"), 'C');
        assert_eq!(row_words(&paper, &["АБВГ", "+-Г", "Галия"]), 2);
    }

    #[test]
    fn a_row_is_written_as_it_was_typed() {
        let paper = paper();
        for row in [right_row(&paper, 'B'), "-------".to_owned()] {
            assert_eq!(write_row(&paper, &sheet(&paper, 'B', &row)), row);
        }
    }

    #[test]
    fn several_circles_filled_are_wrong_and_one_in_brackets_is_one() {
        let paper = paper();
        let keys = keys(&paper, &[]);
        let right = right_row(&paper, 'A');
        let at = right.find(|letter: char| letter.is_alphabetic()).unwrap();
        let put = |text: &str| format!("{}{text}{}", &right[..at], &right[at + 1..]);
        for several in ["(AB)", "*", "(a b c)"] {
            let sheet = sheet(&paper, 'A', &put(several));
            assert_eq!(points(&keys, &sheet), (6.0, 7), "{several}");
            assert!(sheet.given.contains(&Given::Several));
        }
        let one = format!("({})", &right[at..=at]);
        assert_eq!(points(&keys, &sheet(&paper, 'A', &put(&one))), (7.0, 7));
        assert!(read_row(&paper, 'A', &put("(A")).is_err());
    }

    #[test]
    fn a_row_in_groups_is_told_from_the_name() {
        let paper = paper();
        let words = |line: &str| row_words(&paper, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(words("ACBDA+C Dana"), 1);
        assert_eq!(words("ACBD +-A Dana"), 2);
        assert_eq!(words("AC BD +- A Dana"), 4);
        assert_eq!(words("(AB)CB DA- + Ada"), 3);
        assert_eq!(words("ACB Ada"), 1, "a name that looks like answers");
        assert_eq!(words("ACBD Dana"), 1, "too short stays too short");
        assert_eq!(words("ACB dac + Dana"), 3, "each in capitals or none");
        assert_eq!(words("ACBD ada"), 1, "a short word in other letters is the name");
    }

    #[test]
    fn what_is_wrong_with_a_row_in_groups_is_said_of_the_whole_row() {
        let paper = paper();
        let words = |line: &str| row_words(&paper, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(words("ACB DA Dana"), 2, "too few");
        assert_eq!(words("ACB DAC ACBD Dana"), 3, "too many");
        assert_eq!(words("ACB DKC + Dana"), 3, "a letter that is none");
        assert_eq!(words("ACB dac Dana"), 2, "each in capitals or none");
        assert_eq!(words("ACB Dana"), 1);
        assert_eq!(words("ACB A Dana"), 1, "the first letter of a name");
        assert_eq!(words("ACBDA+C- ADA"), 1, "too long by itself");
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
}
