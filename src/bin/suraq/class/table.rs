//! Sheets in a table, as scanner programs and spreadsheets write them.

use std::fs;
use std::path::Path;

use csv::ReaderBuilder;
use csv::StringRecord;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::Marking;
use crate::report::Failure;
use crate::report::unreadable;

/// What came of a table.
pub struct Marked {
    /// How many sheets were read.
    pub sheets: usize,
    /// How many were there already: the same name, version and answers.
    pub known: usize,
    /// How many took the place of one that was there.
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
        Failure::input(format!("{}: this is {what}, not a table", path.display()))
            .hint("save it from the spreadsheet as CSV UTF-8")
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// What a column may be called.
const NAMES: [&str; 5] = ["name", "pupil", "student", "аты-жөні", "имя"];
const VERSIONS: [&str; 4] = ["version", "variant", "нұсқа", "вариант"];
const ANSWERS: [&str; 4] = ["answers", "row", "жауаптар", "ответы"];

/// Reads sheets into `results`: the answers in one column, or in columns named by the numbers of the
/// questions. A row that cannot be read does not stop the others.
pub fn read(path: &Path, marking: &Marking<'_>, results: &mut Results) -> Result<Marked, Failure> {
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
    let mut marked = Marked {
        sheets: 0,
        known: 0,
        replaced: 0,
        faults: Vec::new(),
        remarks: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(|error| unusable(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or("").trim();
        let letter = cell(columns.version).chars().next().unwrap_or('A');
        let name = cell(columns.name);
        match marking.sheet(results, letter, &columns.row(&record), name) {
            Ok((sheet, _)) if is_known(results, &sheet) => marked.known += 1,
            Ok((sheet, remark)) => {
                let place = format!("{}:{line}", path.display());
                if let Some(at) = results.place_of(&sheet.pupil) {
                    if marking.replace {
                        results.put_aside(at);
                        marked.replaced += 1;
                    } else {
                        let failure = super::doubled(paper, results, &results.sheets[at]);
                        marked.faults.push(format!(
                            "{place}: {failure}; left out, --replace takes it instead"
                        ));
                        continue;
                    }
                }
                marked
                    .remarks
                    .extend(remark.map(|remark| format!("{place}: {remark}")));
                results.sheets.push(sheet);
                marked.sheets += 1;
            }
            Err(failure) => marked
                .faults
                .push(format!("{}:{line}: {failure}", path.display())),
        }
    }
    Ok(marked)
}

/// Whether a table that is read again brings the same sheet once more.
fn is_known(results: &Results, sheet: &Sheet) -> bool {
    let known = results.place_of(&sheet.pupil).map(|at| &results.sheets[at]);
    known.is_some_and(|known| known.version == sheet.version && known.given == sheet.given)
}

/// Where what stands.
struct Columns {
    name: Option<usize>,
    version: Option<usize>,
    /// One with the whole row, or one for each question.
    answers: Vec<usize>,
}

impl Columns {
    fn of(header: &StringRecord) -> Columns {
        let named = |names: &[&str]| {
            header
                .iter()
                .position(|cell| names.contains(&cell.trim().to_lowercase().as_str()))
        };
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
            name: named(&NAMES),
            version: named(&VERSIONS),
            answers: match named(&ANSWERS) {
                Some(at) => vec![at],
                None => numbered.into_iter().map(|(_, at)| at).collect(),
            },
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

/// The sign that stands most often in the first line.
pub(super) fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (count(*sign), *sign == b','))
        .unwrap_or(b',')
}
