//! `mark`: sheets of a printed quiz, typed or from a scanner's table; and keys that change afterwards.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::rows;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Given;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::class;
use crate::class::Marking;
use crate::class::rosters;
use crate::class::table;
use crate::input;
use crate::input::Line;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which paper, and what to do with it.
#[derive(Args, Debug)]
pub struct Mark {
    /// Code of the paper, as printed on its pages; without one, the newest
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Read sheets from a table: columns name, version, answers
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// The class: names are completed from its list, see `roster`
    #[arg(long, value_name = "NAME")]
    class: Option<String>,
    /// Keep numbers instead of names
    #[arg(long)]
    anonymous: bool,
    /// A second sheet of a name takes the place of the first
    #[arg(long)]
    replace: bool,
    /// Take away the sheet of a pupil
    #[arg(long, value_name = "NAME", conflicts_with_all = ["csv", "drop", "accept", "key"])]
    remove: Vec<String>,
    /// A question does not count, such as A7: version and number
    #[arg(long, value_name = "PLACE")]
    drop: Vec<String>,
    /// A second answer is right as well, such as A7=C
    #[arg(long, value_name = "PLACE=LETTER")]
    accept: Vec<String>,
    /// Another answer is the right one, such as A7=C
    #[arg(long, value_name = "PLACE=LETTER")]
    key: Vec<String>,
}

/// How sheets are typed.
const HOW: &str = "One line a sheet: the version, a row of answers, the name. Choices are letters, - was left open,\n\
(AB) or * are several circles filled, which is wrong; written answers are + right, / half, x wrong.\n\
The row may stand in groups:\n\n  A ACBD-ADCBA Dana\n  A ACBD- ADCBA Dana\n\n\
`undo` takes the last sheet back, `help` shows this, an empty line ends.";

impl Verb for Mark {
    const NAME: &'static str = "mark";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "Mark the sheets of a printed quiz, or change its key afterwards";
    const EXAMPLE: &'static str =
        "suraq mark 48213\nsuraq mark 48213 --csv scanned.csv\nsuraq mark 48213 --accept A7=C";

    fn more() -> String {
        format!(
            "{HOW}\n\n\
         Every sheet is saved at once. With --class a few letters of the name are enough. A name that has a\n\
         sheet is refused: --replace takes the new one, --remove NAME takes the old one away.\n\n\
         A changed key is taken back by `undo`, or by naming the old one: --key A7=B. That also brings back\n\
         what was dropped.\n\n"
        )
    }

    fn run(self, app: &mut App) -> Outcome {
        let paper = class::find_paper(app, self.code.as_deref())?;
        let mut results = class::results(app, &paper.code)?;
        if !self.remove.is_empty() {
            return remove(app, &paper, results, &self.remove);
        }
        let changes = self.changes(&paper)?;
        if !changes.is_empty() {
            return change(app, &paper, results, &changes);
        }
        let mut roster = match &self.class {
            None => None,
            Some(name) => Some(rosters::find(app, name)?),
        };
        if let Some(roster) = &mut roster {
            roster.note_paper(&paper.code);
            rosters::keep(app, roster)?;
        }
        let marking = Marking {
            paper: &paper,
            class: roster.as_ref(),
            anonymous: self.anonymous,
            replace: self.replace,
        };
        match &self.csv {
            Some(path) => {
                let marked = table::read(path, &marking, &mut results)?;
                class::keep_results(app, &results)?;
                for remark in &marked.remarks {
                    app.screen.remark(remark);
                }
                if marked.known > 0 {
                    app.screen.remark(&format!(
                        "{} there already, with the same answers, and not taken twice.",
                        count(marked.known, "sheet was", "sheets were")
                    ));
                }
                for fault in &marked.faults {
                    app.screen.remark(fault);
                }
                tell(app, &paper, &results, marked.sheets);
                Ok(match marked.faults.is_empty() {
                    true => Done::Well,
                    false => Done::FoundProblems,
                })
            }
            None => typed(app, &marking, &mut results),
        }
    }
}

impl Mark {
    fn changes(&self, paper: &Paper) -> Result<Vec<Change>, Failure> {
        let mut changes = Vec::new();
        for place in &self.drop {
            let (question, _) = place_of(paper, place)?;
            changes.push(Change::Drop { question });
        }
        for text in &self.accept {
            let (question, option) = option_of(paper, text)?;
            changes.push(Change::Accept { question, option });
        }
        for text in &self.key {
            let (question, option) = option_of(paper, text)?;
            changes.push(Change::Key { question, option });
        }
        Ok(changes)
    }
}

/// Takes the sheets of pupils away, and tells each as it could be typed once more.
fn remove(app: &App, paper: &Paper, mut results: Results, names: &[String]) -> Outcome {
    let mut removed = Vec::new();
    for name in names {
        let pupil = class::sheet_of_pupil(&results, name)?.pupil.clone();
        let at = class::double(&results, &pupil).unwrap_or_default();
        removed.push(results.sheets.remove(at));
    }
    class::keep_results(app, &results)?;
    for sheet in &removed {
        let row = rows::write_row(paper, sheet);
        let line = format!("{} {row} {}", sheet.version, sheet.pupil);
        app.answer(
            &json!({ "removed": sheet.pupil, "line": line }),
            &format!("{} is taken away. To have it back, type: {line}", sheet.pupil),
        );
    }
    Ok(Done::Well)
}

/// Reads sheets as they are typed, until an empty line.
fn typed(app: &mut App, marking: &Marking<'_>, results: &mut Results) -> Outcome {
    let paper = marking.paper;
    let mut marked: usize = 0;
    if app.screen.interactive {
        app.screen.text(&format!(
            "Paper {}: {}. One line a sheet, such as: {} {} Dana\n\
             - was left open, * several circles filled, undo takes the last one back, an empty line ends.",
            paper.code,
            paper.title,
            paper.versions.first().map_or('A', |version| version.letter),
            "ACBD-…"
        ));
    }
    loop {
        let prompt = if app.screen.interactive && !app.json {
            "sheet> "
        } else {
            ""
        };
        let line = match input::read_line(prompt) {
            Line::Text(line) if !line.trim().is_empty() => line,
            _ => break,
        };
        if matches!(line.trim().to_lowercase().as_str(), "help" | "?") {
            app.screen.text(HOW);
            continue;
        }
        if line.trim().eq_ignore_ascii_case("undo") {
            let gone = results.sheets.pop();
            class::keep_results(app, results)?;
            match gone {
                Some(sheet) => app.screen.remark(&format!("Taken back: {}", sheet.pupil)),
                None => app.screen.remark("No sheet was marked yet."),
            }
            marked = marked.saturating_sub(1);
            continue;
        }
        match marking.typed(results, &line) {
            Err(failure) => failure.print(app.prefix()),
            Ok((sheet, remark)) => {
                if let Some(at) = class::double(results, &sheet.pupil) {
                    if !marking.replace {
                        class::doubled(paper, results, &results.sheets[at]).print(app.prefix());
                        continue;
                    }
                    let before = results.sheets.remove(at);
                    app.screen.remark(&format!(
                        "In place of: {} {} {}",
                        before.version,
                        rows::write_row(paper, &before),
                        before.pupil
                    ));
                }
                keep_sheet(app, paper, results, sheet)?;
                marked += 1;
                if let Some(remark) = remark {
                    app.screen.remark(&remark);
                }
            }
        }
    }
    if !app.json {
        tell(app, paper, results, marked);
    }
    Ok(Done::Well)
}

/// Keeps a sheet at once, and says what it is worth.
fn keep_sheet(app: &App, paper: &Paper, results: &mut Results, sheet: Sheet) -> Result<(), Failure> {
    let keys = scores::keys(paper, &results.changes);
    let (points, of) = scores::points(&keys, &sheet);
    let several = several(paper, &sheet);
    let pupil = sheet.pupil.clone();
    results.sheets.push(sheet);
    class::keep_results(app, results)?;
    let told = match several.is_empty() {
        true => String::new(),
        false => format!("; several circles filled, which is wrong: {}", several.join(", ")),
    };
    let json = json!({ "pupil": pupil, "points": points, "of": of, "several": several });
    app.answer(&json, &format!("{pupil}: {points} of {of}{told}"));
    Ok(())
}

/// Numbers on the sheet of the questions where several circles are filled.
fn several(paper: &Paper, sheet: &Sheet) -> Vec<String> {
    let order = paper
        .version(sheet.version)
        .map_or(&[][..], |version| &version.order);
    let places = order.iter().enumerate();
    places
        .filter(|(_, at)| sheet.given.get(**at) == Some(&Given::Several))
        .map(|(place, _)| (place + 1).to_string())
        .collect()
}

fn tell(app: &App, paper: &Paper, results: &Results, marked: usize) {
    app.answer(
        &json!({ "code": paper.code, "marked": marked, "sheets": results.sheets.len() }),
        &format!(
            "{} marked, {} in all. See what they say with {}results {}",
            count(marked, "sheet", "sheets"),
            results.sheets.len(),
            app.prefix(),
            paper.code
        ),
    );
}

/// Keeps changed keys and says what became of the scores.
fn change(app: &mut App, paper: &Paper, mut results: Results, changes: &[Change]) -> Outcome {
    let total = |results: &Results| -> Vec<(f64, usize)> {
        let keys = scores::keys(paper, &results.changes);
        let sheets = results.sheets.iter();
        sheets.map(|sheet| scores::points(&keys, sheet)).collect()
    };
    let before = total(&results);
    let keys_before = results.changes.clone();
    results.changes.extend(changes);
    let after = total(&results);
    class::keep_results(app, &results)?;
    let label = format!("key of paper {}", paper.code);
    deeds::note_key(app, &label, &paper.code, &keys_before, &results.changes)?;
    let moved = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after);
    let moved = moved.count();
    app.answer(
        &json!({ "code": paper.code, "changes": results.changes.len(), "scores_changed": moved }),
        &format!(
            "The key is changed, and all scores are counted anew: {} changed. See {}results {}    {}",
            count(moved, "score has", "scores have"),
            app.prefix(),
            paper.code,
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}

/// `A7`, or `7` where there is one version: the question and the order of its options.
fn place_of<'a>(paper: &'a Paper, text: &str) -> Result<(usize, &'a [usize]), Failure> {
    let wrong = || {
        Failure::usage(format!("`{text}` is no place on this paper"))
            .hint("give the version and the number as they are printed, such as A7")
    };
    let text = text.trim();
    let letter = text.chars().next().filter(|letter| letter.is_alphabetic());
    let (letter, number) = match letter {
        Some(letter) => (letter, &text[letter.len_utf8()..]),
        None if paper.versions.len() == 1 => ('A', text),
        None => return Err(wrong()),
    };
    let version = paper.version(rows::latin(letter)).ok_or_else(wrong)?;
    let place = number
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let place = place
        .filter(|place| *place < version.order.len())
        .ok_or_else(wrong)?;
    Ok((version.order[place], &version.options[place]))
}

/// `A7=C`: the question and the option under that letter.
fn option_of(paper: &Paper, text: &str) -> Result<(usize, usize), Failure> {
    let wrong = |what: String| Failure::usage(what).hint("give place and letter, such as A7=C");
    let Some((place, letter)) = text.split_once('=') else {
        return Err(wrong(format!("`{text}` names no letter")));
    };
    let (question, options) = place_of(paper, place)?;
    let letter: String = letter.trim().chars().map(rows::latin).collect();
    let at = ('A'..='Z').position(|known| letter.len() == 1 && letter.starts_with(known));
    match at.and_then(|at| options.get(at)) {
        Some(option) => Ok((question, *option)),
        None => Err(wrong(format!("`{letter}` is no option of {place}"))),
    }
}
