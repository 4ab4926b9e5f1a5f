//! `roster`: the names of a class, and its scores over several quizzes.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::lexicon::fold::name_key;
use suraq::quiz::forgetting::Forgotten;
use suraq::quiz::roster::Roster as Class;
use suraq::quiz::scale::Scale;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::class;
use crate::class::forgetting;
use crate::class::parallel;
use crate::class::parallel::Quiz;
use crate::class::parallel::quizzes;
use crate::class::poll;
use crate::class::rosters;
use crate::class::standings;
use crate::class::standings::rows;
use crate::class::standings::show;
use crate::class::standings::table;
use crate::class::typed_names;
use crate::output;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::report::unreadable;
use crate::screen;
use crate::screen::count;

/// Which class, and what of it.
#[derive(Args, Debug)]
pub struct Roster {
    /// What the class is called; without it, all classes are listed
    #[arg(value_name = "CLASS")]
    class: Option<String>,
    /// Take names from a table, its column `name`, or a name a line; a new class is begun so
    #[arg(long, value_name = "FILE.csv", requires = "class")]
    names: Option<PathBuf>,
    /// Add a name, or several in quotation marks: "Aida Omarova; Nur Ospanov"; '"Omarova, Aida"' is one
    #[arg(long, value_name = "NAME", requires = "class")]
    add: Vec<String>,
    /// Count a quiz that was marked without --class to this class
    #[arg(long, value_name = "CODE", requires = "class")]
    quiz: Vec<String>,
    /// Write a name in another way, on the list and on its sheets, such as "Dnaa=Dana"
    #[arg(long, value_name = "OLD=NEW", requires = "class")]
    rename: Vec<String>,
    /// Write names and scores into a table; `-` is standard output
    #[arg(long, value_name = "FILE", requires = "class")]
    csv: Option<PathBuf>,
    /// Give marks by the share of all points, such as "90 75 60" for 5, 4 and 3
    #[arg(long, value_name = "SCALE", requires = "class")]
    scale: Option<String>,
    /// Replace a file that is there
    #[arg(long, requires = "csv")]
    force: bool,
    /// Forget a pupil for good: the name goes from the list and from every sheet of the class
    #[arg(long, value_name = "NAME", requires = "class", conflicts_with_all = ["names", "add", "csv"])]
    forget: Vec<String>,
    /// Forget the class for good: the list goes, and numbers stand on its sheets
    #[arg(long, requires = "class", conflicts_with_all = ["names", "add", "csv", "forget"])]
    forget_all: bool,
    /// Forget without being asked
    #[arg(short, long)]
    yes: bool,
}

impl Verb for Roster {
    const NAME: &'static str = "roster";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "Keep the names of a class, and see its scores over several quizzes";
    const EXAMPLE: &'static str = "suraq roster 8B --names 8b.csv\nsuraq roster 8B --add \"Aida Omarova; Nur Ospanov\"\nsuraq mark 48213 --class 8B\nsuraq roster 8B\n\
        suraq roster 8B --csv 8b-scores.csv --scale \"90 75 60\"";

    fn more() -> String {
        "--scale gives a mark for the share of all points that a pupil had to have, as it does in `results`; without it\n\
         the marks of `set scale` are shown. A quiz that somebody did not write does not count for them. One paper\n\
         may serve several classes: each sheet counts to the class it was marked with.\n\n\
         `mark CODE --class 8B` completes names from the list: `dan` is enough where one name begins so. The\n\
         file of a class is for you alone to read. What is forgotten is gone for good; `undo` knows no names, so you\n\
         are asked first, or type --yes. A number stands in its place, such as 8B-1: the same on all papers of the\n\
         class, and none is given twice. A sheet without a name is a row of its own, such as `3 (48213)`;\n\
         --rename \"3 (48213)=Dana\" gives it one, and --forget \"3 (48213)\" a number of the class. In the games of\n\
         the class the name changes too.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let Some(name) = &self.class else {
            return list(app);
        };
        let mut class = match rosters::find(app, name) {
            Ok(class) => class,
            Err(_) if self.names.is_some() || !self.add.is_empty() => Class::new(name.trim()),
            Err(failure) => return Err(failure),
        };
        if self.forget_all {
            return self.forget_all(app, &class);
        }
        let scale = match &self.scale {
            Some(typed) => Some(class::scale_of(typed)?),
            None => app.config.scale.clone(),
        };
        let is_changed = self.change(app, &mut class)?;
        if let Some(path) = &self.csv {
            return self.write_table(app, &class, scale.as_ref(), path);
        }
        if !is_changed || self.scale.is_some() {
            return show(app, &class, scale.as_ref());
        }
        Ok(Done::Well)
    }
}

impl Roster {
    /// Does what changes the class, and notes each change for `undo` as it is kept; says whether there was anything
    /// to do.
    fn change(&self, app: &mut App, class: &mut Class) -> Result<bool, Failure> {
        let add = self.names_to_add(&class.name)?;
        let mut names = add.clone();
        if let Some(path) = &self.names {
            let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
            names.extend(rosters::names_in(path, &bytes)?);
        }
        let twice = rosters::twice(&names);
        let is_known = |name: &&String| class.pupils.iter().any(|pupil| name_key(pupil) == name_key(name));
        let known: Vec<String> = add.iter().filter(is_known).cloned().collect();
        let added = names.iter().filter(|name| class.add(name)).count();
        if !names.is_empty() {
            rosters::keep(app, class)?;
            app.answer(
                &json!({ "class": class.name, "added": added, "pupils": class.pupils.len() }),
                &format!(
                    "Class {}: {} added, {} in all.",
                    class.name,
                    count(added, "name", "names"),
                    class.pupils.len()
                ),
            );
            for name in known {
                app.screen.remark(&format!(
                    "{name} is on the list already. For another pupil of this name: {}roster {} --add {}",
                    app.prefix(),
                    class.name,
                    typed_names::as_typed(&format!("{name} 2"))
                ));
            }
            for name in twice {
                app.screen.remark(&format!(
                    "{name} stands twice among these names and is on the list once. For two pupils, tell them apart: \
                     {}roster {} --add {}",
                    app.prefix(),
                    class.name,
                    typed_names::as_typed(&format!("{name} 2"))
                ));
            }
            let name = &class.name;
            let label = format!("names added to class {name}");
            let instead = format!("A name goes with {{suraq}}roster {name} --forget NAME.");
            deeds::note_lasting(app, &label, &instead)?;
        }
        for code in &self.quiz {
            let paper = class::find_paper(app, Some(code))?;
            if poll::is_poll(&paper) {
                return Err(Failure::usage(format!(
                    "{code} is a poll: nothing in it is right, so it counts to no class"
                ))
                .hint(format!("see what was chosen with {{suraq}}results {code}")));
            }
            let mut results = class::results(app, &paper.code)?;
            let is_settled = parallel::settle(app, &mut results, class)?;
            if parallel::claim(&mut results, &class.name) > 0 || is_settled {
                class::keep_results(app, &mut results)?;
            }
            class.note_paper(&paper.code);
            rosters::keep(app, class)?;
            app.answer(
                &json!({ "class": class.name, "quiz": paper.code }),
                &format!("Paper {} counts to class {}.", paper.code, class.name),
            );
            let others = parallel::others_on(&results, class);
            if !others.is_empty() {
                app.screen.remark(&format!(
                    "Sheets of {} {} stay there.",
                    if others.len() == 1 { "class" } else { "classes" },
                    others.join(", ")
                ));
            }
            let label = format!("paper {} counts to class {}", paper.code, class.name);
            deeds::note_lasting(app, &label, "It stays so.")?;
        }
        for pair in &self.rename {
            rename(app, class, pair)?;
            let name = &class.name;
            let label = format!("another name in class {name}");
            let instead = format!("Give the old one again: {{suraq}}roster {name} --rename \"NEW=OLD\".");
            deeds::note_lasting(app, &label, &instead)?;
        }
        for name in &self.forget {
            let question = format!("Forget {name} in class {}, for good?", class.name);
            class::sure_to_forget(app, self.yes, &question)?;
            forget(app, class, name)?;
            let label = format!("names forgotten in class {}", class.name);
            deeds::note_lasting(app, &label, "That is for good.")?;
        }
        let lists = [&self.add, &self.quiz, &self.rename, &self.forget];
        Ok(self.names.is_some() || lists.iter().any(|list| !list.is_empty()))
    }

    /// The names of `--add`, of which each may hold several.
    fn names_to_add(&self, class: &str) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        for typed in &self.add {
            names.extend(typed_names::names_of(typed, class)?);
        }
        Ok(names)
    }

    /// Forgets all names of the class, and the class.
    fn forget_all(&self, app: &mut App, class: &Class) -> Outcome {
        let question = format!(
            "Forget class {} with {}, for good?",
            class.name,
            count(class.pupils.len(), "name", "names")
        );
        class::sure_to_forget(app, self.yes, &question)?;
        let mut quizzes = quizzes(app, class)?;
        let sheets = forgetting::forget_all(app, &mut class.clone(), &mut quizzes)?;
        rosters::remove(app, class)?;
        deeds::note_lasting(
            app,
            &format!("class {} forgotten", class.name),
            "That is for good.",
        )?;
        app.answer(
            &json!({ "forgotten": class.pupils.len(), "sheets": sheets }),
            &format!(
                "Class {} is forgotten: {}; the answers on {} stay, under numbers.",
                class.name,
                count(class.pupils.len(), "name", "names"),
                count(sheets, "sheet", "sheets")
            ),
        );
        app.screen.remark(class::STILL_NAMED);
        Ok(Done::Well)
    }

    fn write_table(&self, app: &App, class: &Class, scale: Option<&Scale>, path: &Path) -> Outcome {
        let (quizzes, _) = standings::without_polls(quizzes(app, class)?);
        let rows = rows(class, &quizzes);
        let bytes = table(&quizzes, &rows, scale)?;
        if path == Path::new("-") {
            screen::print_all(&String::from_utf8_lossy(&bytes));
            return Ok(Done::Well);
        }
        output::write(path, &class::for_spreadsheets(&bytes), self.force)?;
        app.answer(
            &json!({ "file": path.display().to_string(), "pupils": rows.len() }),
            &format!(
                "{} written to {}.",
                count(rows.len(), "pupil", "pupils"),
                path.display()
            ),
        );
        Ok(Done::Well)
    }
}

fn list(app: &App) -> Outcome {
    let classes = rosters::all(app)?;
    if classes.is_empty() && !app.json {
        app.screen.text(&format!(
            "No class yet. Bring its names in: {}roster 8B --names FILE.csv",
            app.prefix()
        ));
    }
    for class in classes {
        let json = json!({ "class": class.name, "pupils": class.pupils.len(), "quizzes": class.papers });
        match app.json {
            true => app.screen.line(&json.to_string()),
            false => app.screen.line(&format!(
                "{}: {}, {}",
                class.name,
                count(class.pupils.len(), "pupil", "pupils"),
                count(class.papers.len(), "quiz", "quizzes")
            )),
        }
    }
    Ok(Done::Well)
}

/// Writes a name in another way, on the list and on the sheets of the class.
fn rename(app: &App, class: &mut Class, pair: &str) -> Result<(), Failure> {
    let Some((said, new)) = pair.split_once('=').map(|(old, new)| (old.trim(), new.trim())) else {
        return Err(Failure::usage(format!("`{pair}` names no new name"))
            .hint("give the old and the new one: --rename \"Dnaa=Dana\""));
    };
    let mut quizzes = quizzes(app, class)?;
    let (old, paper) = standings::sheet_named(&quizzes, said)?;
    let mut sheets = 0;
    let is_meant = |quiz: &&mut Quiz| paper.as_ref().is_none_or(|code| quiz.paper.code == *code);
    for quiz in quizzes.iter_mut().filter(is_meant) {
        let results = &mut quiz.results;
        let at = results.place_of(old);
        if !standings::has_sheet(results, old) {
            continue;
        }
        let mut others = results.sheets.iter().enumerate();
        let other =
            others.find(|(place, other)| Some(*place) != at && name_key(&other.pupil) == name_key(new));
        if let Some((_, other)) = other.filter(|_| at.is_some()) {
            let code = &quiz.paper.code;
            return Err(Failure::usage(format!(
                "paper {code}: {} has a sheet already; `{old}` keeps its name",
                other.pupil
            ))
            .hint(format!(
                "take the wrong one of the two away first: {{suraq}}mark {code} --remove \"{old}\""
            )));
        }
        forgetting::rename_pupil_in_game(app, &quiz.paper.code, old, new)?;
        if let Some(at) = at {
            new.clone_into(&mut results.sheets[at].pupil);
        }
        let aside = results.aside.iter_mut();
        aside
            .filter(|sheet| name_key(&sheet.pupil) == name_key(old))
            .for_each(|sheet| new.clone_into(&mut sheet.pupil));
        quiz.keep(app)?;
        sheets += 1;
    }
    let on_list = class
        .pupils
        .iter()
        .position(|pupil| name_key(pupil) == name_key(old));
    if let Some(at) = on_list {
        class.pupils.remove(at);
        class.add(new);
        rosters::keep(app, class)?;
    }
    if sheets == 0 && on_list.is_none() {
        return Err(Failure::usage(format!(
            "`{old}` is neither in class {} nor on its sheets",
            class.name
        ))
        .hint(format!("see the names with {{suraq}}roster {}", class.name)));
    }
    app.answer(
        &json!({ "renamed": old, "to": new, "sheets": sheets }),
        &format!("{old} is {new} now, on {}.", count(sheets, "sheet", "sheets")),
    );
    Ok(())
}

/// Takes a name off the list and puts a number on its sheets, one and the same on all of them.
fn forget(app: &App, class: &mut Class, name: &str) -> Result<(), Failure> {
    let before = class.pupils.len();
    class.pupils.retain(|pupil| name_key(pupil) != name_key(name));
    let mut quizzes = quizzes(app, class)?;
    let found = forgetting::forget(app, class, &mut quizzes, name)?;
    if class.pupils.len() == before && found.is_none() {
        return Err(Failure::usage(format!(
            "`{name}` is neither in class {} nor on its sheets",
            class.name
        ))
        .hint(format!("see the names with {{suraq}}roster {}", class.name)));
    }
    rosters::keep(app, class)?;
    let Forgotten { sheets, aside } = found.unwrap_or_default();
    app.answer(
        &json!({ "forgotten": 1, "sheets": sheets, "aside": aside }),
        &format!("{name} is forgotten; {}.", numbered(sheets, aside)),
    );
    app.screen.remark(class::STILL_NAMED);
    Ok(())
}

/// Says on how many sheets a number stands now.
fn numbered(sheets: usize, aside: usize) -> String {
    let here = count(sheets, "sheet", "sheets");
    let away = count(aside, "sheet that is taken away", "sheets that are taken away");
    match (sheets, aside) {
        (0, 0) => "no sheet had the name".to_owned(),
        (_, 0) => format!("a number stands on {here}, the answers stay"),
        (0, _) => format!("a number stands on {away}, the answers can be brought back under it"),
        _ => format!("a number stands on {here} and on {away}, the answers stay"),
    }
}
