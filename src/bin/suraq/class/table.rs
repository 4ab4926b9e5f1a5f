//! Sheets in a table, as scanner programs and spreadsheets write them.

use std::fs;
use std::path::Path;

use csv::ReaderBuilder;
use csv::StringRecord;
use suraq::quiz::Paper;
use suraq::quiz::habit::Habit;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::Marking;
use crate::report::Failure;
use crate::report::unreadable;

/// What came of a table.
#[derive(Default)]
pub struct Marked {
    /// How many sheets were read.
    pub sheets: usize,
    /// How many were there already: the same name, version and answers.
    pub known: usize,
    /// How many of them took the place of another.
    pub replaced: usize,
    /// What is wrong with the others, by their lines.
    pub faults: Vec<String>,
    /// What is to be said of names, by their lines.
    pub remarks: Vec<String>,
}

/// The text of a table as spreadsheets save it: UTF-8, or the encoding of a Russian or Kazakh Windows.
///
/// Errors: it is no text.
pub(super) fn text_of(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    let decoded = suraq::text::encoding::decode(bytes);
    let (text, _) = decoded.map_err(|what| {
        let what = office_file(bytes).unwrap_or(what);
        Failure::input(format!("{}: this is {what}, not a table", path.display()))
            .hint("save it from the spreadsheet as CSV UTF-8")
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// What a file of an office program is, which is a ZIP file with parts of these names.
fn office_file(bytes: &[u8]) -> Option<&'static str> {
    let kinds = [
        ("word/", "a Word document"),
        ("xl/", "an Excel workbook"),
        ("opendocument.spreadsheet", "a spreadsheet of LibreOffice"),
        ("opendocument.text", "a document of LibreOffice"),
    ];
    let holds = |part: &str| bytes.windows(part.len()).any(|found| found == part.as_bytes());
    let is_zip = bytes.starts_with(b"PK");
    let found = kinds.into_iter().find(|(part, _)| is_zip && holds(part));
    found.map(|(_, what)| what)
}

/// What a column may be called.
const NAMES: [&str; 17] = [
    "name",
    "full name",
    "names",
    "pupil",
    "student",
    "surname, name",
    "имя",
    "фио",
    "ф.и.о.",
    "фамилия, имя",
    "фамилия имя",
    "фамилия и имя",
    "ученик",
    "оқушы",
    "аты-жөні",
    "тегі, аты",
    "тегі аты",
];
const SURNAMES: [&str; 5] = ["surname", "last name", "family name", "фамилия", "тегі"];
const FIRST_NAMES: [&str; 5] = ["first name", "given name", "name", "имя", "аты"];
const VERSIONS: [&str; 4] = ["version", "variant", "нұсқа", "вариант"];
const ANSWERS: [&str; 4] = ["answers", "row", "жауаптар", "ответы"];

/// Reads sheets into `results`, as those that `step` brings: the answers in one column, or in columns named by the
/// numbers of the questions. A row that cannot be read does not stop the others.
pub fn read(path: &Path, marking: &Marking<'_>, results: &mut Results, step: u64) -> Result<Marked, Failure> {
    let paper = marking.paper;
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let text = text_of(path, &bytes)?;
    let bytes = text.as_bytes();
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(bytes))
        .from_reader(bytes);
    let unusable = |what: String| {
        Failure::input(format!("{}: {what}", path.display()))
            .hint("the first line names the columns: name, version, answers")
    };
    let header = reader
        .headers()
        .map_err(|error| unusable(error.to_string()))?
        .clone();
    let columns = Columns::of(&header);
    if columns.answers.is_empty() {
        return Err(unusable("no column has the answers".to_owned()));
    }
    if columns.version.is_none() && paper.versions.len() > 1 {
        return Err(unusable(format!(
            "no column has the version, and the paper has {}",
            paper.versions.len()
        )));
    }
    let mut marked = Marked::default();
    let has_names = !columns.names.is_empty();
    if !has_names && !marking.anonymous {
        let found: Vec<&str> = header.iter().map(str::trim).collect();
        marked.remarks.push(format!(
            "{}: no column holds names; there are {}. Sheets get numbers; call a column Name to have names.",
            path.display(),
            found.join(", ")
        ));
    }
    let records: Vec<StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .map_err(|error| unusable(error.to_string()))?;
    let mut habit = columns.habit(&records, paper);
    marked
        .remarks
        .extend(super::told_habit(&Habit::default(), &habit));
    for (row, record) in records.into_iter().enumerate() {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = format!("{}:{}", path.display(), line_of(&text, &record));
        let name = name_in(&record, &columns.names);
        let sheet = columns
            .version(&record, paper)
            .and_then(|letter| marking.sheet(results, &habit, (letter, &columns.row(&record)), &name));
        let (mut sheet, remark) = match sheet {
            Ok(read) => {
                marked.remarks.extend(super::told_habit(&habit, &read.habit));
                habit = read.habit;
                (read.sheet, read.remark)
            }
            Err(failure) => {
                marked.faults.push(format!("{place}: {failure}"));
                continue;
            }
        };
        let is_nameless = name.is_empty() || marking.anonymous;
        let number = (row + 1).to_string();
        if is_known(results, &sheet) || is_nameless && is_known_row(results, step, &number, &sheet) {
            marked.known += 1;
            continue;
        }
        if is_nameless {
            sheet.pupil = scores::told_apart(&number, &results.sheets);
        }
        if is_nameless && has_names && !marking.anonymous {
            let pupil = &sheet.pupil;
            marked
                .remarks
                .push(format!("{place}: no name; the sheet is kept as {pupil}"));
        }
        let known = results.place_of(&sheet.pupil);
        if let Some(at) = known {
            // Which of two sheets in one table is the right one nobody can tell but who wrote them.
            if !marking.replace || results.sheets[at].steps.brought == Some(step) {
                let failure = super::doubled(paper, results, &results.sheets[at]);
                let instead = match marking.replace {
                    true => "it stands twice in this table",
                    false => "--replace takes it instead",
                };
                marked
                    .faults
                    .push(format!("{place}: {failure}; left out, {instead}"));
                continue;
            }
            marked.replaced += 1;
        }
        marked
            .remarks
            .extend(remark.map(|remark| format!("{place}: {remark}")));
        results.bring(sheet, step, known);
        marked.sheets += 1;
    }
    Ok(marked)
}

/// The line of a row, from 1. A row is said to begin behind the one before, where blank lines and the second
/// half of a line end may come yet.
fn line_of(text: &str, record: &StringRecord) -> usize {
    let start = record.position().map_or(0, csv::Position::byte);
    let start = usize::try_from(start).unwrap_or_default().min(text.len());
    let rest = text[start..].trim_start_matches(['\r', '\n']);
    text[..text.len() - rest.len()].matches('\n').count() + 1
}

/// Whether a row without a name was kept under its number before this step, with the same version and answers.
fn is_known_row(results: &Results, step: u64, number: &str, sheet: &Sheet) -> bool {
    let is_of_row = |pupil: &str| {
        let rest = pupil.strip_prefix(number);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
    };
    results.sheets.iter().any(|known| {
        known.steps.brought != Some(step)
            && is_of_row(&known.pupil)
            && known.version == sheet.version
            && known.given == sheet.given
    })
}

/// Whether a table that is read again brings the same sheet once more.
fn is_known(results: &Results, sheet: &Sheet) -> bool {
    let known = results.place_of(&sheet.pupil).map(|at| &results.sheets[at]);
    known.is_some_and(|known| known.version == sheet.version && known.given == sheet.given)
}

/// The columns of names, by their headings: one with the whole name, or those of surname and first name.
pub(super) fn name_columns(header: &StringRecord) -> Vec<usize> {
    match (named(header, &SURNAMES), named(header, &FIRST_NAMES)) {
        (Some(surname), Some(first)) => vec![surname, first],
        (surname, first) => named(header, &NAMES).or(surname).or(first).into_iter().collect(),
    }
}

/// The cells of these columns that are not empty, as one name.
pub(super) fn name_in(record: &StringRecord, columns: &[usize]) -> String {
    let cells = columns
        .iter()
        .map(|at| super::from_text(record.get(*at).unwrap_or("").trim()));
    cells
        .filter(|cell| !cell.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn named(header: &StringRecord, names: &[&str]) -> Option<usize> {
    header
        .iter()
        .position(|cell| names.contains(&cell.trim().to_lowercase().as_str()))
}

/// Where what stands.
struct Columns {
    /// See [`name_columns`].
    names: Vec<usize>,
    version: Option<usize>,
    /// One with the whole row, or one for each question.
    answers: Vec<usize>,
}

impl Columns {
    fn of(header: &StringRecord) -> Columns {
        let mut numbered: Vec<(usize, usize)> = header
            .iter()
            .enumerate()
            .filter_map(|(at, cell)| {
                let cell = cell.trim().trim_start_matches(['Q', 'q']);
                Some((cell.parse().ok()?, at))
            })
            .collect();
        numbered.sort_unstable();
        Columns {
            names: name_columns(header),
            version: named(header, &VERSIONS),
            answers: match named(header, &ANSWERS) {
                Some(at) => vec![at],
                None => numbered.into_iter().map(|(_, at)| at).collect(),
            },
        }
    }

    /// How the rows of a table are typed, as far as they show it.
    fn habit(&self, records: &[StringRecord], paper: &Paper) -> Habit {
        let row = |record| Some((self.version(record, paper).ok()?, self.row(record)));
        let rows: Vec<(char, String)> = records.iter().filter_map(row).collect();
        Habit::of(rows.iter().map(|(letter, row)| (*letter, row.as_str())))
    }

    /// The letter of the version.
    ///
    /// Errors: the cell has none, though the paper has several; or more than a letter.
    fn version(&self, record: &StringRecord, paper: &Paper) -> Result<char, Failure> {
        let cell = self.version.and_then(|at| record.get(at)).unwrap_or("").trim();
        let last = paper.versions.last().map_or('A', |version| version.letter);
        let mut letters = cell.chars();
        match (letters.next(), letters.next(), paper.versions.as_slice()) {
            (Some(letter), None, _) => Ok(letter),
            (None, _, [only]) => Ok(only.letter),
            (None, ..) => Err(Failure::usage(format!(
                "the cell of the version is empty; write the letter at the top of the sheet, A to {last}, and read \
                 the table again"
            ))),
            _ => Err(Failure::usage(format!(
                "`{cell}` is no version; write its letter alone, A to {last}"
            ))),
        }
    }

    /// An empty cell of a column of its own was left open.
    fn row(&self, record: &StringRecord) -> String {
        match self.answers[..] {
            [only] => record.get(only).unwrap_or("").to_owned(),
            _ => {
                let cells = self.answers.iter();
                let cells = cells.map(|at| record.get(*at).unwrap_or("").trim());
                cells
                    .map(|cell| match cell.chars().count() {
                        0 => "-".to_owned(),
                        1 => cell.to_owned(),
                        // Several circles filled, as scanners write them: AB, or A,B.
                        _ => {
                            let letters = cell.chars().filter(|sign| sign.is_alphanumeric());
                            format!("({})", letters.collect::<String>())
                        }
                    })
                    .collect()
            }
        }
    }
}

/// The sign that stands most often in the first line. Beside another one a comma is rather part of a heading:
/// `Фамилия, имя;Ответы`.
pub(super) fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (count(*sign), (*sign == b',') == (count(*sign) == 0)))
        .unwrap_or(b',')
}
