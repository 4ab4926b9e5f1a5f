//! What results of other computers brought, told.

use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::joining::Added;
use suraq::quiz::joining::Doubled;
use suraq::quiz::joining::United;
use suraq::quiz::rows;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::rekeying;
use super::turning::United as Step;
use crate::app::App;
use crate::screen::count;

/// So many sheets are named one by one before the rest is only counted.
const NAMED: usize = 10;

/// What the files of one paper brought.
pub(super) struct Brought<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Number of the step among the results.
    pub step: u64,
    /// What was here before.
    pub before: Results,
    /// Each file, and what it brought.
    pub added: Vec<(String, Added)>,
    /// What is here now.
    pub united: United,
}

impl Brought<'_> {
    /// The step, for `undo`; `None` where files brought nothing that was not here already.
    pub fn into_step(self) -> Option<Step> {
        let (before, after) = (self.before, self.united.results);
        let brings = after
            .sheets
            .iter()
            .any(|sheet| sheet.steps.brought == Some(self.step));
        let is_same = before.changes == after.changes && before.ledger == after.ledger;
        (brings || !is_same).then_some(Step {
            paper: after.code,
            step: self.step,
            before: before.changes,
            after: after.changes,
            ledger_before: before.ledger,
            ledger_after: after.ledger,
        })
    }

    /// Tells what came in, and what became of the sheets and keys that were here.
    pub fn tell(&self, app: &App) {
        for (file, added) in &self.added {
            self.tell_file(app, file, added);
        }
        let (code, sheets) = (&self.paper.code, self.united.results.sheets.len());
        let names: Vec<&str> = self
            .united
            .doubled
            .iter()
            .map(|doubled| doubled.name.as_str())
            .collect();
        let corrected = self.united.corrected.iter();
        let corrected: Vec<_> = corrected
            .map(|pair| {
                let [before, after] = pair.each_ref().map(|sheet| self.json(sheet));
                json!({ "pupil": pair[1].pupil, "before": before, "after": after })
            })
            .collect();
        let taken: Vec<&str> = self
            .united
            .taken
            .iter()
            .map(|sheet| sheet.pupil.as_str())
            .collect();
        app.answer(
            &json!({
                "code": code, "sheets": sheets, "doubled": names, "corrected": corrected, "taken_away": taken,
                "stay_away": self.united.away, "back": self.united.back,
            }),
            &format!("Paper {code} has {} now.", count(sheets, "sheet", "sheets")),
        );
        rekeying::tell_united(app, self.paper, &self.before, &self.united.results.changes);
        self.tell_corrected(app);
        self.tell_taken(app);
        self.tell_away(app);
        if !self.united.back.is_empty() {
            let (named, count) = (self.united.back.join(", "), self.united.back.len());
            app.screen.remark(&format!(
                "Taken away here, changed elsewhere since then, and here again: {named}. {}",
                if count == 1 { "It counts." } else { "They count." }
            ));
        }
        self.tell_all_doubled(app);
    }

    fn tell_file(&self, app: &App, file: &str, added: &Added) {
        let mut told = format!(
            "{file}: {}, {} here already",
            count(added.new, "new sheet", "new sheets"),
            added.known
        );
        for (many, what) in [
            (added.later, "changed there since then"),
            (added.gone, "taken away since then"),
        ] {
            if many > 0 {
                told += &format!(", {many} {what}");
            }
        }
        app.answer(
            &json!({
                "file": file, "code": self.paper.code, "new": added.new, "known": added.known,
                "changed": added.later, "gone": added.gone, "by_name": added.by_name,
            }),
            &format!("{told}."),
        );
        if !added.by_name.is_empty() {
            app.screen.remark(&format!(
                "Sheets that an older suraq kept are known by name, version and answers alone. Of {file} these cannot \
                 be told from the ones here, and count once: {}. Where it is another pupil of that name, type the sheet \
                 by hand: {}mark {}",
                named(&added.by_name),
                app.prefix(),
                self.paper.code
            ));
        }
    }

    /// A sheet as it would be typed, with its points.
    fn worth(&self, sheet: &Sheet) -> String {
        let keys = scores::keys(self.paper, &self.united.results.changes);
        let (points, of) = scores::points(&keys, sheet);
        let row = rows::write_row(self.paper, sheet);
        format!("{} {row}, {points} of {of} points", sheet.version)
    }

    fn json(&self, sheet: &Sheet) -> serde_json::Value {
        let keys = scores::keys(self.paper, &self.united.results.changes);
        let (points, of) = scores::points(&keys, sheet);
        let row = rows::write_row(self.paper, sheet);
        json!({ "version": sheet.version.to_string(), "answers": row, "points": points, "of": of })
    }

    fn tell_corrected(&self, app: &App) {
        let corrected = &self.united.corrected;
        if corrected.is_empty() {
            return;
        }
        app.screen
            .text("Changed elsewhere since then; the later answers count here as well:");
        for [before, after] in corrected {
            app.screen.text(&format!(
                "  {}: {}; before: {}",
                after.pupil,
                self.worth(after),
                self.worth(before)
            ));
        }
    }

    fn tell_taken(&self, app: &App) {
        if self.united.taken.is_empty() {
            return;
        }
        app.screen
            .text("Taken away elsewhere since then, and here as well:");
        for sheet in &self.united.taken {
            app.screen
                .text(&format!("  {}: {}", sheet.pupil, self.worth(sheet)));
        }
        self.tell_how_back(app, &self.united.taken[0].pupil);
    }

    fn tell_away(&self, app: &App) {
        let away = &self.united.away;
        let Some(first) = away.first() else {
            return;
        };
        app.screen.remark(&format!(
            "{} taken away {} away: {}.",
            count(away.len(), "sheet that was", "sheets that were"),
            if away.len() == 1 { "stays" } else { "stay" },
            named(away)
        ));
        self.tell_how_back(app, first);
    }

    fn tell_how_back(&self, app: &App, pupil: &str) {
        app.screen.remark(&format!(
            "To have one back: {}mark {} --bring-back \"{pupil}\"",
            app.prefix(),
            self.paper.code
        ));
    }

    /// Tells of each name that stands on several sheets, or of all at once where most sheets that came in are as
    /// those here: one pile was marked twice.
    fn tell_all_doubled(&self, app: &App) {
        let (doubled, sheets) = (&self.united.doubled, &self.united.results.sheets);
        let is_alike = |doubled: &&Doubled| {
            let all = doubled.sheets.iter().map(|at| &sheets[*at]);
            let told: Vec<_> = all.map(|sheet| (sheet.version, &sheet.given)).collect();
            told.windows(2).all(|pair| pair[0] == pair[1])
        };
        let alike: Vec<&str> = doubled
            .iter()
            .filter(is_alike)
            .map(|doubled| doubled.name.as_str())
            .collect();
        if alike.len() > NAMED {
            app.screen.remark(&format!(
                "{} stand on sheets with the same answers: {}. Where the same pile was marked on two computers, \
                 every pupil counts twice now: {}",
                count(alike.len(), "name", "names"),
                named(&alike),
                app.undo_hint()
            ));
        }
        for doubled in doubled
            .iter()
            .filter(|doubled| alike.len() <= NAMED || !is_alike(doubled))
        {
            tell_doubled(app, self.paper, &self.united.results, doubled);
        }
    }
}

/// The first names, and how many more there are.
fn named<T: AsRef<str>>(names: &[T]) -> String {
    let first: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(NAMED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// Says under which names the sheets of one name stand now, and what to do where one of them is wrong.
fn tell_doubled(app: &App, paper: &Paper, results: &Results, doubled: &Doubled) {
    let keys = scores::keys(paper, &results.changes);
    let sheets: Vec<&Sheet> = doubled.sheets.iter().map(|at| &results.sheets[*at]).collect();
    let is_repeated = |(at, sheet): (usize, &&Sheet)| {
        let same = |other: &&Sheet| other.version == sheet.version && other.given == sheet.given;
        sheets[..at].iter().any(same)
    };
    let other = match sheets.iter().enumerate().any(is_repeated) {
        true => "",
        false => " with different answers",
    };
    app.screen.remark(&format!(
        "{} stands on {}{other}; all are kept:",
        doubled.name,
        count(sheets.len(), "sheet", "sheets")
    ));
    for sheet in &sheets {
        let (points, of) = scores::points(&keys, sheet);
        app.screen.remark(&format!(
            "  {}: {} {}, {points} of {of} points",
            sheet.pupil,
            sheet.version,
            rows::write_row(paper, sheet)
        ));
    }
    if let Some(last) = sheets.last() {
        app.screen.remark(&format!(
            "If they are of one pupil, take the wrong one away: {}mark {} --remove \"{}\"",
            app.prefix(),
            paper.code,
            last.pupil
        ));
    }
}
