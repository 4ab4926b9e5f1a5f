//! `mark`: sheets of a printed quiz, typed or from a scanner's table; and keys that change afterwards.

use std::mem;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::progress::Access;
use suraq::quiz::Paper;
use suraq::quiz::habit::Habit;
use suraq::quiz::roster::Roster;
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
use crate::class::arriving;
use crate::class::ongoing;
use crate::class::parallel;
use crate::class::poll;
use crate::class::rekeying;
use crate::class::rekeying::option_of;
use crate::class::rekeying::place_of;
use crate::class::rosters;
use crate::class::table;
use crate::class::table::Marked;
use crate::class::turning::Brought;
use crate::input;
use crate::input::Line;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which paper, and what to do with it.
#[derive(Args, Debug)]
pub struct Mark {
    /// Code of the paper, as printed on its pages, or the file CODE.paper.json of the computer that printed it;
    /// without one, the newest
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Read sheets from a table: columns name, version, answers
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Say what would be marked of the table, and keep nothing
    #[arg(long, requires = "csv")]
    dry_run: bool,
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
    /// Bring back the sheet of a pupil that was taken away or replaced
    #[arg(long, value_name = "NAME", conflicts_with_all = ["csv", "drop", "accept", "key", "remove"])]
    bring_back: Vec<String>,
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
const HOW: &str = "One line a sheet: the version, a row of answers, the name.\n\
Choices are the printed letters; written answers are + right, / half, x wrong.\n\
- was left open; (AB) or * are several circles filled, which is wrong.\n\
The row may stand in groups:\n\n  A ACBD-ADCBA Dana\n  A ACBD- ADCBA Dana\n\n\
On a Russian or Kazakh layout type the letters as they look (А В С Е), as they
sound (Б Д), or by their keys (ФИСВУ is ABCDE). A row with Г is in the order АБВГ,
one with Ә in the order АӘБВ, and from there on so are all of this sitting or table.
A row that says otherwise, or where В may be B or C, is refused.
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
         Every sheet is saved at once; afterwards `undo` takes back all that was typed in one go, or a whole table,\n\
         but what was taken away or replaced since then. With --class a few letters of the name are enough. A name\n\
         that has a sheet is refused: --replace takes the new one, --remove NAME takes the old one away. Both are kept\n\
         aside: --bring-back NAME puts the last one back, and what stands in its place aside.\n\n\
         A table (--csv) has its columns named in the first line: name, version, answers, parted by commas, semicolons\n\
         or tabs. Names stand under Name, Full name, Pupil or Student, Имя, ФИО, Ученик or \"Фамилия, имя\", Аты-жөні or\n\
         Оқушы; or in two columns, Surname and First name, Фамилия and Имя, Тегі and Аты. Versions stand under Version,\n\
         Вариант or Нұсқа; answers under Answers, Ответы or Жауаптар, or each under its number, 1 or Q1. Letters may be\n\
         Latin, or Cyrillic as for typed sheets. A row without a name is kept under its number in the table, and told\n\
         with its line; a row without a version is left out where the paper has several. --dry-run says what would be\n\
         marked.\n\n\
         On a second computer the paper comes along as a file: copy CODE.paper.json from the folder papers/ of the\n\
         data folder where it was printed, and type `mark CODE.paper.json` once; from then on its code will do.\n\
         What was marked on both is united by `results merge`.\n\n\
         A changed key is taken back by `undo`, or by naming the old one: --key A7=B. That also brings back\n\
         what was dropped.\n\n"
        )
    }

    fn run(self, app: &mut App) -> Outcome {
        let paper = match self.code.as_deref() {
            Some(file) if arriving::is_file(file) => arriving::bring(app, file, self.dry_run)?,
            code => class::find_paper(app, code)?,
        };
        ongoing::check_over(app, &paper.code)?;
        let mut results = class::results(app, &paper.code)?;
        if !self.remove.is_empty() {
            return remove(app, &paper, results, &self.remove);
        }
        if !self.bring_back.is_empty() {
            return bring_back(app, &paper, results, &self.bring_back);
        }
        let changes = self.changes(&paper)?;
        if !changes.is_empty() {
            return rekeying::change(app, &paper, results, &changes);
        }
        let mut roster = match &self.class {
            None => None,
            Some(name) => Some(rosters::find(app, name)?),
        };
        if let Some(roster) = roster.as_ref().filter(|_| poll::is_poll(&paper)) {
            app.screen.remark(&format!(
                "{} is a poll: it counts to no class, and {} only completes the names.",
                paper.code, roster.name
            ));
        }
        if let Some(roster) = roster
            .as_mut()
            .filter(|_| !self.dry_run && !poll::is_poll(&paper))
        {
            if parallel::settle(app, &mut results, roster)? {
                class::keep_results(app, &mut results)?;
            }
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
            Some(path) => from_table(app, path, &marking, results, self.dry_run),
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

/// A sheet as it would be typed.
fn line_of(paper: &Paper, sheet: &Sheet) -> String {
    format!(
        "{} {} {}",
        sheet.version,
        rows::write_row(paper, sheet),
        sheet.pupil
    )
}

/// Takes the sheets of pupils away, and says how each is brought back.
fn remove(app: &mut App, paper: &Paper, mut results: Results, names: &[String]) -> Outcome {
    let mut removed = Vec::new();
    for name in names {
        let pupil = class::sheet_of_pupil(&results, name)?.pupil.clone();
        let at = results.place_of(&pupil).unwrap_or_default();
        removed.push(results.put_aside(at));
    }
    class::keep_results(app, &mut results)?;
    for sheet in &removed {
        let line = line_of(paper, sheet);
        app.answer(
            &json!({ "removed": sheet.pupil, "line": line }),
            &format!(
                "Taken away: {line}. To have it back: {}mark {} --bring-back \"{}\"",
                app.prefix(),
                paper.code,
                sheet.pupil
            ),
        );
    }
    let code = &paper.code;
    deeds::note_lasting(
        app,
        &format!("sheets taken away on paper {code}"),
        &format!("To have one back: {{suraq}}mark {code} --bring-back NAME."),
    )?;
    Ok(Done::Well)
}

/// Brings sheets back that were taken away or replaced.
fn bring_back(app: &mut App, paper: &Paper, mut results: Results, names: &[String]) -> Outcome {
    let mut told = Vec::new();
    for name in names {
        let Some((back, replaced)) = results.bring_back(name) else {
            let aside: Vec<&str> = results.aside.iter().map(|sheet| sheet.pupil.as_str()).collect();
            let failure = Failure::usage(format!(
                "no sheet of `{name}` on paper {} was taken away or replaced",
                paper.code
            ));
            return Err(match aside.is_empty() {
                true => failure,
                false => failure.hint(format!("there are sheets of {}", aside.join(", "))),
            });
        };
        told.push((back, replaced));
    }
    class::keep_results(app, &mut results)?;
    for (back, replaced) in &told {
        let line = line_of(paper, back);
        let instead = replaced.as_ref().map(|sheet| line_of(paper, sheet));
        let aside = match &instead {
            Some(instead) => format!("; put aside: {instead}"),
            None => String::new(),
        };
        app.answer(
            &json!({ "back": back.pupil, "line": line, "aside": instead }),
            &format!("It is back: {line}{aside}"),
        );
    }
    let code = &paper.code;
    deeds::note_lasting(
        app,
        &format!("sheets brought back on paper {code}"),
        &format!("To take one away again: {{suraq}}mark {code} --remove NAME."),
    )?;
    Ok(Done::Well)
}

/// Marks the sheets of a table: one step of undo. A dry run tells what would be marked and keeps nothing.
fn from_table(
    app: &mut App,
    path: &Path,
    marking: &Marking<'_>,
    mut results: Results,
    is_dry: bool,
) -> Outcome {
    let paper = marking.paper;
    let step = new_step(app, &results);
    let marked = table::read(path, marking, &mut results, step)?;
    if !is_dry && marked.sheets > 0 {
        class::keep_results(app, &mut results)?;
        let sheets = count(marked.sheets, "sheet", "sheets");
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let label = format!("{sheets} of {file} on paper {}", paper.code);
        note_step(app, &label, &paper.code, step)?;
    }
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
    if marked.replaced > 0 && !is_dry {
        app.screen.remark(&format!(
            "{} the place of the one that was there; --bring-back NAME puts that one back.",
            count(marked.replaced, "sheet took", "sheets took")
        ));
    }
    match is_dry {
        true => tell_dry(app, paper, &results, &marked, step),
        false => {
            tell(app, marking, &results, marked.sheets);
            if marked.sheets > 0 {
                app.screen
                    .remark(&format!("The whole table at once: {}", app.undo_hint()));
            }
        }
    }
    Ok(match marked.faults.is_empty() {
        true => Done::Well,
        false => Done::FoundProblems,
    })
}

/// A number for the sheets that come now.
fn new_step(app: &App, results: &Results) -> u64 {
    results.new_step(u64::try_from(app.now().millisecond()).unwrap_or_default())
}

/// Notes that sheets came in a step, for `undo`. Says whether it knows of them now: where progress cannot be
/// written, sheets still can.
fn note_step(app: &mut App, label: &str, code: &str, step: u64) -> Result<bool, Failure> {
    let brought = Brought {
        paper: code.to_owned(),
        step: Some(step),
    };
    let can_note = app.store().is_ok_and(|store| store.access() != Access::ReadOnly);
    if can_note {
        deeds::note_sheets(app, label, brought)?;
    }
    Ok(can_note)
}

/// Tells what a table would bring: each sheet with its points.
fn tell_dry(app: &App, paper: &Paper, results: &Results, marked: &Marked, step: u64) {
    let keys = scores::keys(paper, &results.changes);
    let of_table = |sheet: &&Sheet| sheet.steps.brought == Some(step);
    for sheet in results.sheets.iter().filter(of_table) {
        let (points, of) = scores::points(&keys, sheet);
        let (pupil, version) = (&sheet.pupil, sheet.version);
        app.answer(
            &json!({ "pupil": pupil, "version": version.to_string(), "points": points, "of": of }),
            &format!("{pupil}, version {version}: {points} of {of} points"),
        );
    }
    app.answer(
        &json!({ "code": paper.code, "marked": 0, "would_be_marked": marked.sheets, "replaced": marked.replaced }),
        &format!(
            "{} would be marked, {} in the place of another. Nothing was kept.",
            count(marked.sheets, "sheet", "sheets"),
            marked.replaced
        ),
    );
}

/// What stands before the cursor: which sheet comes next, and of how many where the class is known.
fn prompt(app: &App, marking: &Marking<'_>, results: &Results) -> String {
    if !app.screen.interactive || app.json {
        return String::new();
    }
    match marking.class {
        Some(class) if !without_sheet(class, results).is_empty() => {
            let (all, missing) = (class.pupils.len(), without_sheet(class, results).len());
            format!("sheet {} of {all}> ", all - missing + 1)
        }
        _ => format!("sheet {}> ", results.sheets.len() + 1),
    }
}

/// The pupils of a class of whom there is no sheet yet.
fn without_sheet<'a>(class: &'a Roster, results: &Results) -> Vec<&'a str> {
    let pupils = class.pupils.iter().map(String::as_str);
    let has_none = |pupil: &&str| results.place_in(&class.name, pupil).is_none();
    pupils.filter(has_none).collect()
}

/// Reads sheets as they are typed, until an empty line.
fn typed(app: &mut App, marking: &Marking<'_>, results: &mut Results) -> Outcome {
    let paper = marking.paper;
    let step = new_step(app, results);
    let mut is_noted = false;
    // Of each sheet typed so far, whether it took the place of another, which is the last one aside then.
    let mut typed: Vec<(String, bool)> = Vec::new();
    // How rows are typed, and what was known of that before each sheet.
    let mut habit = Habit::default();
    let mut habits = Vec::new();
    if app.screen.interactive {
        app.screen.text(&format!(
            "Paper {}: {}. {} so far. One line a sheet, such as: {} {} Dana\n\
             - was left open, * several circles filled, undo takes the last one back, an empty line ends.",
            paper.code,
            paper.title,
            count(results.sheets.len(), "sheet", "sheets"),
            paper.versions.first().map_or('A', |version| version.letter),
            "ACBD-…"
        ));
    }
    loop {
        let line = match input::read_line(&prompt(app, marking, results)) {
            Line::Text(line) if !line.trim().is_empty() => line,
            _ => break,
        };
        if matches!(line.trim().to_lowercase().as_str(), "help" | "?") {
            app.screen.text(HOW);
            continue;
        }
        if line.trim().eq_ignore_ascii_case("undo") {
            take_back(app, paper, results, typed.pop())?;
            habit = habits.pop().unwrap_or_default();
            continue;
        }
        match marking.typed(results, &habit, &line) {
            Err(failure) => failure.print(app.prefix()),
            Ok(read) => {
                let sheet = read.sheet;
                let known = results.place_of(&sheet.pupil);
                if let Some(at) = known {
                    if !marking.replace {
                        class::doubled(paper, results, &results.sheets[at]).print(app.prefix());
                        continue;
                    }
                    app.screen
                        .remark(&format!("In place of: {}", line_of(paper, &results.sheets[at])));
                }
                typed.push((sheet.pupil.clone(), known.is_some()));
                let told = worth(paper, results, &sheet);
                results.bring(sheet, step, known);
                class::keep_results(app, results)?;
                if typed.len() == 1 && !is_noted {
                    let label = format!("sheets typed on paper {}", paper.code);
                    is_noted = note_step(app, &label, &paper.code, step)?;
                }
                app.answer(&told.0, &told.1);
                let told = class::told_habit(&habit, &read.habit);
                habits.push(mem::replace(&mut habit, read.habit));
                for remark in read.remark.iter().chain(&told) {
                    app.screen.remark(remark);
                }
            }
        }
    }
    if !app.json {
        tell(app, marking, results, typed.len());
    }
    if is_noted && !typed.is_empty() && !app.json {
        app.screen
            .remark(&format!("All that was typed now, at once: {}", app.undo_hint()));
    }
    Ok(Done::Well)
}

/// Takes the last sheet back; the one whose place it took comes back. One of an earlier sitting goes aside.
fn take_back(
    app: &App,
    paper: &Paper,
    results: &mut Results,
    typed: Option<(String, bool)>,
) -> Result<(), Failure> {
    let last = results.sheets.len().checked_sub(1);
    let at = typed.as_ref().and_then(|(pupil, _)| results.place_of(pupil));
    let Some(at) = at.or(last) else {
        app.screen.remark("No sheet was marked yet.");
        return Ok(());
    };
    let sheet = match typed {
        Some(_) => results.sheets.remove(at),
        None => results.put_aside(at),
    };
    app.screen
        .remark(&format!("Taken back: {}", line_of(paper, &sheet)));
    let has_replaced = typed.is_some_and(|(_, has_replaced)| has_replaced);
    if let Some(mut before) = results.aside.pop_if(|_| has_replaced) {
        app.screen
            .remark(&format!("It is back: {}", line_of(paper, &before)));
        before.steps.away = None;
        results.sheets.insert(at, before);
    }
    class::keep_results(app, results)?;
    Ok(())
}

/// What a sheet is worth, as JSON and in words.
fn worth(paper: &Paper, results: &Results, sheet: &Sheet) -> (Value, String) {
    let keys = scores::keys(paper, &results.changes);
    let (points, of) = scores::points(&keys, sheet);
    let several = several(paper, sheet);
    let pupil = &sheet.pupil;
    let told = match several.is_empty() {
        true => String::new(),
        false => format!("; several circles filled, which is wrong: {}", several.join(", ")),
    };
    (
        json!({ "pupil": pupil, "points": points, "of": of, "several": several }),
        format!("{pupil}: {points} of {of} points{told}"),
    )
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

fn tell(app: &App, marking: &Marking<'_>, results: &Results, marked: usize) {
    let code = &marking.paper.code;
    app.answer(
        &json!({ "code": code, "marked": marked, "sheets": results.sheets.len() }),
        &format!(
            "{} marked, {} in all. See what they say with {}results {code}",
            count(marked, "sheet", "sheets"),
            results.sheets.len(),
            app.prefix(),
        ),
    );
    let Some(class) = marking.class else {
        return;
    };
    let missing = without_sheet(class, results);
    if !missing.is_empty() {
        app.screen.remark(&format!(
            "No sheet yet of {} in class {}: {}",
            count(missing.len(), "pupil", "pupils"),
            class.name,
            missing.join(", ")
        ));
    }
}
