//! The pupils of a quiz with their points: listed, and as a table for other programs.

use clap::ValueEnum;
use csv::WriterBuilder;
use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::scale;
use suraq::quiz::scale::Scale;
use suraq::quiz::scores;
use suraq::quiz::scores::Given;
use suraq::quiz::scores::Results;
use suraq::quiz::scores::Sheet;

use super::poll;
use crate::app::App;
use crate::report::Failure;
use crate::screen::Tone;
use crate::screen::pad;
use crate::screen::pad_left;
use crate::screen::width_of;

/// In which order pupils stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    // By the alphabet
    #[default]
    Name,
    // Most points first
    Points,
    // As they were marked
    Sheet,
}

/// A pupil with points.
pub struct Scored<'a> {
    /// Name, version and answers.
    pub sheet: &'a Sheet,
    /// Points, and how many there were to have.
    pub points: f64,
    pub of: usize,
    /// The share of the points in whole per cent.
    pub percent: u8,
    /// The mark for it, where there is a scale.
    pub mark: Option<&'a str>,
}

impl Scored<'_> {
    /// Returns it as `--json` prints it.
    pub fn json(&self) -> Value {
        json!({
            "pupil": self.sheet.pupil, "version": self.sheet.version.to_string(), "points": self.points,
            "of": self.of, "percent": self.percent, "mark": self.mark,
        })
    }
}

/// Returns the pupils of a quiz with their points, and their marks where there is a scale.
pub fn scored<'a>(paper: &Paper, results: &'a Results, scale: Option<&'a Scale>, by: By) -> Vec<Scored<'a>> {
    let keys = scores::keys(paper, &results.changes);
    let of = |sheet: &'a Sheet| {
        let (points, of) = scores::points(&keys, sheet);
        let percent = scale::percent(points, of);
        Scored {
            sheet,
            points,
            of,
            percent,
            mark: scale.map(|scale| scale.mark(percent)),
        }
    };
    let mut scored: Vec<Scored<'a>> = results.sheets.iter().map(of).collect();
    let by_name = |one: &Scored<'_>, other: &Scored<'_>| in_order(&one.sheet.pupil, &other.sheet.pupil);
    let share = |one: &Scored<'_>| one.points / one.of.max(1) as f64;
    match by {
        By::Sheet => {}
        By::Name => scored.sort_by(by_name),
        By::Points => scored.sort_by(|one, other| {
            let by_share = share(other).total_cmp(&share(one));
            by_share.then_with(|| by_name(one, other))
        }),
    }
    scored
}

/// By the alphabet, numbers by their size; Cyrillic letters as the Kazakh alphabet has them.
pub fn in_order(one: &str, other: &str) -> std::cmp::Ordering {
    match (one.parse::<u64>(), other.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        _ => (places(one), one).cmp(&(places(other), other)),
    }
}

/// The letters whose numbers do not stand in their order. The Kazakh alphabet holds the Russian one.
const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// Where each letter of a name stands: those of the alphabet in its order, others before or after it.
fn places(name: &str) -> Vec<(u32, usize)> {
    let place = |letter: char| match ALPHABET.chars().position(|known| known == letter) {
        Some(place) => (u32::from('а'), place),
        None => (u32::from(letter), 0),
    };
    name.to_lowercase().chars().map(place).collect()
}

/// Columns beside the names.
const BESIDE: usize = 36;

/// Names are not cut shorter than this.
const SHORTEST: usize = 12;

/// Prints a line for each pupil, under a heading.
pub fn list(app: &App, paper: &Paper, results: &Results, scale: Option<&Scale>, by: By) {
    let pupils = scored(paper, results, scale, by);
    if app.json {
        for one in &pupils {
            app.screen.line(&one.json().to_string());
        }
        return;
    }
    let names = pupils.iter().map(|one| width_of(&one.sheet.pupil));
    let room = app.screen.columns().saturating_sub(BESIDE).max(SHORTEST);
    let widest = names.max().unwrap_or_default().clamp("pupil".len(), room);
    let points = |one: &Scored<'_>| format!("{} of {}", pad_left(&one.points.to_string(), 4), one.of);
    let points_wide = pupils.iter().map(|one| width_of(&points(one))).max();
    let points_wide = points_wide.unwrap_or_default().max("points".len());
    let mark = |mark: &str| match scale {
        None => String::new(),
        Some(_) => format!("  {mark}"),
    };
    let heading = format!(
        "{}  version  {}  share{}",
        pad("pupil", widest),
        pad("points", points_wide),
        mark("mark")
    );
    app.screen.line(&app.screen.tone(Tone::Faint, &heading));
    for one in &pupils {
        app.screen.line(&format!(
            "{}  {}  {}  {:>3} %{}",
            pad(&one.sheet.pupil, widest),
            pad(&one.sheet.version.to_string(), 7),
            pad(&points(one), points_wide),
            one.percent,
            mark(one.mark.unwrap_or_default())
        ));
    }
    match scale {
        Some(scale) => app.screen.remark(&format!("Marks by {scale}, in per cent.")),
        None => app
            .screen
            .remark("Marks as well: --scale \"90 75 60\" gives 5, 4 and 3 from these shares, 2 under them."),
    }
}

/// Returns points and answers as CSV: points, per cent and, where there is a scale, the mark; a column of points
/// for each question as it stands on the first version, then one of what was answered, in the letters of that
/// version. Of a poll only what was answered: nothing in it is right.
///
/// Errors: the table cannot be made.
pub fn csv(paper: &Paper, results: &Results, scale: Option<&Scale>, by: By) -> Result<Vec<u8>, Failure> {
    let order: Vec<usize> = paper
        .versions
        .first()
        .map_or_else(Vec::new, |version| version.order.clone());
    let keys = scores::keys(paper, &results.changes);
    let mut table = WriterBuilder::new().from_writer(Vec::new());
    let refused =
        |error: &dyn std::fmt::Display| Failure::input(format!("the table cannot be made: {error}"));
    let is_poll = poll::is_poll(paper);
    let of_points = ["points", "of", "percent"]
        .into_iter()
        .chain(scale.map(|_| "mark"));
    let of_points = of_points.filter(|_| !is_poll);
    let head = ["name", "version"]
        .into_iter()
        .chain(of_points)
        .map(str::to_owned);
    let numbers = order.iter().filter(|_| !is_poll).map(|at| paper.place(*at));
    let answers = order.iter().map(|at| format!("{} answer", paper.place(*at)));
    let header = head.chain(numbers).chain(answers);
    table.write_record(header).map_err(|error| refused(&error))?;
    for one in scored(paper, results, scale, by) {
        let marks = scores::marks(&keys, one.sheet);
        let credit = |at: &usize| {
            let credit = marks.get(*at).and_then(|mark| mark.credit());
            credit.map_or_else(String::new, |credit| credit.to_string())
        };
        let of_points = [
            one.points.to_string(),
            one.of.to_string(),
            one.percent.to_string(),
        ];
        let of_points = of_points.into_iter().chain(one.mark.map(str::to_owned));
        let head = [super::as_text(&one.sheet.pupil), one.sheet.version.to_string()];
        let head = head.into_iter().chain(of_points.filter(|_| !is_poll));
        let credits = order.iter().filter(|_| !is_poll).map(credit);
        let answers = order.iter().map(|at| sign(paper, one.sheet, *at));
        table
            .write_record(head.chain(credits).chain(answers))
            .map_err(|error| refused(&error))?;
    }
    table.into_inner().map_err(|error| refused(&error))
}

/// What was answered, as it would be typed for the first version.
fn sign(paper: &Paper, sheet: &Sheet, question: usize) -> String {
    match sheet.given.get(question) {
        None | Some(Given::NotAsked) => String::new(),
        Some(Given::Open) => "-".to_owned(),
        Some(Given::Option(option)) => paper.letter(question, *option).to_string(),
        Some(Given::Judged(credit)) if *credit >= 1.0 => "+".to_owned(),
        Some(Given::Judged(credit)) if *credit > 0.0 => "/".to_owned(),
        Some(Given::Judged(_)) => "x".to_owned(),
        Some(Given::Several) => "*".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn names_stand_by_the_kazakh_alphabet() {
        let sorted = [
            "2",
            "10",
            "Aida",
            "Асан",
            "Әсел",
            "Болат",
            "Галия",
            "Ғани",
            "Еркін",
            "Қайрат",
            "Лаура",
            "Нұрлан",
            "Ңұр",
            "Олжас",
            "Өмір",
            "Ұлан",
            "Үміт",
            "Һақ",
            "Ырыс",
            "Ілияс",
            "Юлия",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| in_order(one, other));
        assert_eq!(names, sorted);
        assert!(in_order("әсел", "Әсел").is_ne() && in_order("Ан", "Анар").is_lt());
    }
}
