//! Classes kept by name: who is in them, what they wrote, and whom a typed name means.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use csv::ReaderBuilder;
use suraq::decks::id::fresh;
use suraq::decks::nearest;
use suraq::lexicon::fold::name_key;
use suraq::quiz::roster;
use suraq::quiz::roster::Meant;
use suraq::quiz::roster::Roster;

use super::keep_private;
use super::read;
use super::table::name_columns;
use super::table::name_in;
use super::written;
use crate::app::App;
use crate::report::Failure;
use suraq::decks::save::save;

/// Ending of the file of a class.
const CLASS: &str = ".class.json";

/// The file of a class: another one whose name is written alike in Latin letters has one of its own.
fn path_of(app: &App, name: &str) -> PathBuf {
    let file = |id: &str| app.paths.classes().join(format!("{id}{CLASS}"));
    let is_other = |id: &str| {
        let known: Option<Roster> = file(id).exists().then(|| read(&file(id)).ok()).flatten();
        known.is_some_and(|known| name_key(&known.name) != name_key(name))
    };
    file(&fresh(name, "class", &is_other))
}

/// Returns all classes, by their names.
pub fn all(app: &App) -> Result<Vec<Roster>, Failure> {
    let mut classes = each(app)?.into_iter().collect::<Result<Vec<Roster>, Failure>>()?;
    classes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(classes)
}

/// Returns the classes that can be read, by their names, and tells of the others: for work that is not about them.
pub fn readable(app: &App) -> Vec<Roster> {
    let mut classes = Vec::new();
    for read in each(app).unwrap_or_else(|failure| vec![Err(failure)]) {
        match read {
            Ok(class) => classes.push(class),
            Err(failure) => app.screen.remark(&format!("Left out: {failure}.")),
        }
    }
    classes.sort_by(|one: &Roster, other| one.name.cmp(&other.name));
    classes
}

/// Reads the file of each class.
fn each(app: &App) -> Result<Vec<Result<Roster, Failure>>, Failure> {
    let folder = app.paths.classes();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let refused = |error: &std::io::Error| Failure::system(&folder, "cannot be read", error);
    let mut classes = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| refused(&error))? {
        let path = entry.map_err(|error| refused(&error))?.path();
        if path.to_string_lossy().ends_with(CLASS) {
            classes.push(read_class(&path));
        }
    }
    Ok(classes)
}

fn read_class(path: &Path) -> Result<Roster, Failure> {
    let class: Roster = read(path)?;
    super::check_format(path, class.format, roster::FORMAT)?;
    Ok(class)
}

/// Finds a class by its name; case and signs do not matter.
///
/// Errors: there is none; the nearest name is told.
pub fn find(app: &App, name: &str) -> Result<Roster, Failure> {
    let classes = all(app)?;
    let names: Vec<String> = classes.iter().map(|class| class.name.clone()).collect();
    let found = classes
        .into_iter()
        .find(|class| name_key(&class.name) == name_key(name));
    found.ok_or_else(|| {
        let failure = Failure::usage(format!("there is no class `{name}`"));
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint(format!(
                "bring its names in: {{suraq}}roster {name} --names FILE.csv"
            )),
        }
    })
}

/// Keeps a class, readable for its owner alone.
pub fn keep(app: &App, class: &Roster) -> Result<PathBuf, Failure> {
    let path = path_of(app, &class.name);
    if !path.exists() {
        save(&path, b"")?;
    }
    keep_private(&path)?;
    save(&path, &written(class))?;
    Ok(path)
}

/// Removes a class with all its names.
pub fn remove(app: &App, class: &Roster) -> Result<(), Failure> {
    let path = path_of(app, &class.name);
    fs::remove_file(&path).map_err(|error| Failure::system(&path, "cannot be removed", &error))
}

/// Reads names: the column that says so by its heading, or else the first one of a list without heading.
pub fn names_in(path: &Path, bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let text = super::table::text_of(path, bytes)?;
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(super::table::delimiter(text.as_bytes()))
        .from_reader(text.as_bytes());
    let mut columns = vec![0];
    let mut names = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| Failure::input(format!("the table cannot be read: {error}")))?;
        let headed = name_columns(&record);
        if at == 0 && !headed.is_empty() {
            columns = headed;
            continue;
        }
        let name = name_in(&record, &columns);
        if !name.is_empty() {
            names.push(name);
        }
    }
    Ok(names)
}

/// The names that stand several times among others, each once.
pub fn twice(names: &[String]) -> Vec<&str> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut twice = Vec::new();
    for name in names {
        let count = counts.entry(name_key(name)).or_default();
        *count += 1;
        if *count == 2 {
            twice.push(name.as_str());
        }
    }
    twice
}

/// Completes a typed name from the list of a class; a remark where it is not there.
///
/// Errors: it begins several names.
pub fn completed(class: &Roster, typed: &str) -> Result<(String, Option<String>), Failure> {
    if typed.is_empty() {
        return Ok((String::new(), None));
    }
    match class.meant(typed) {
        Meant::Pupil(name) => Ok((name.to_owned(), None)),
        Meant::Several(names) => Err(Failure::usage(format!("`{typed}` may be {}", names.join(" or ")))
            .hint("type more of the name; nothing was kept of the line")),
        Meant::Near(near) => Ok((
            typed.to_owned(),
            Some(format!(
                "`{typed}` is not in class {}; did you mean {near}? `undo` takes the sheet back.",
                class.name
            )),
        )),
        Meant::Nobody => Ok((
            typed.to_owned(),
            Some(format!("`{typed}` is not in class {}.", class.name)),
        )),
    }
}
