//! The figures of `stats`: each a title, its lines, and the same as JSON.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;
use suraq::decks::CardId;
use suraq::progress::DayTotals;
use suraq::progress::Retention;
use suraq::schedule::StudyDay;

use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::one_line;
use crate::screen::pad_left;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::screen::wrap;
use crate::study::days;
use crate::study::today::Standing;

/// Plots are at most this wide.
const WIDTH: usize = 80;

/// Weeks of the heat map where there is room.
const WEEKS: usize = 53;

/// Months of the retention.
const MONTHS: i64 = 12;

/// A title, its lines, and the same as JSON.
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// The plot.
    pub lines: Vec<String>,
    /// One object a line.
    pub json: Vec<Value>,
}

fn width(app: &App) -> usize {
    app.screen.columns().min(WIDTH)
}

/// What was done today, and what is left.
pub fn today(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let standing = Standing::read(app)?;
    let store = app.store()?;
    let done = store.day(today)?;
    let kept = both(store.retention(today, today)?);
    let minutes = (done.took + 30_000) / 60_000;
    let mut lines = vec![
        format!(
            "{} in {}: {} new, {} of learned cards, {} again",
            count(done.ratings as usize, "answer", "answers"),
            if minutes < 1 {
                "under a minute".to_owned()
            } else {
                format!("{minutes} min")
            },
            done.new_cards,
            count(done.reviews as usize, "review", "reviews"),
            done.again
        ),
        format!(
            "left: {} due, {} learning, {} new",
            grouped(standing.due),
            grouped(standing.learning),
            grouped(standing.new_today)
        ),
    ];
    if done.other_answers > 0 {
        let others = count(done.other_answers as usize, "answer", "answers");
        lines.insert(1, format!("{others} in quizzes and crams"));
    }
    if kept.total > 0 {
        lines.insert(1, format!("remembered {}", share_of(kept)));
    }
    Ok(Figure {
        title: format!("Today, {}", days::short(today, today)),
        lines: lines.iter().flat_map(|line| wrap(line, width(app))).collect(),
        json: vec![json!({
            "figure": "today", "day": today.to_string(), "answers": done.ratings, "new": done.new_cards,
            "reviews": done.reviews, "again": done.again, "other_answers": done.other_answers,
            "seconds": done.took / 1000, "remembered": kept.passed, "asked": kept.total,
            "due": standing.due, "learning": standing.learning, "new_left": standing.new_today,
        })],
    })
}

/// How much was remembered, in the last 14 days and the last 12 months.
pub fn retention(app: &mut App) -> Result<Vec<Figure>, Failure> {
    Ok(vec![by_day(app, 14)?, by_month(app)?])
}

/// True retention of the last days.
pub fn by_day(app: &mut App, number: i64) -> Result<Figure, Failure> {
    let today = app.now().day;
    let mut rows = Vec::new();
    for ago in (0..number).rev() {
        let day = today.plus(-ago);
        let (young, mature) = app.store()?.retention(day, day)?;
        rows.push((days::short(day, today), day.to_string(), young, mature));
    }
    Ok(retained(
        app,
        &format!("Remembered in the last {number} days"),
        "day",
        &rows,
    ))
}

fn by_month(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let mut rows = Vec::new();
    let mut end = today;
    for _ in 0..MONTHS {
        let start = end.plus(1 - i64::from(end.date().day()));
        let (young, mature) = app.store()?.retention(start, end)?;
        let label = format!("{} {}", days::month(start), start.date().year());
        rows.push((label, start.to_string()[..7].to_owned(), young, mature));
        end = start.plus(-1);
    }
    rows.reverse();
    let title = "Remembered in the last 12 months; mature: away for 21 days or more";
    Ok(retained(app, title, "month", &rows))
}

/// Label, name in JSON, young and mature cards.
type RetainedRow = (String, String, Retention, Retention);

fn retained(app: &App, title: &str, key: &str, rows: &[RetainedRow]) -> Figure {
    let asked = |row: &&RetainedRow| row.2.total + row.3.total > 0;
    let bars: Vec<Bar> = rows
        .iter()
        .filter(asked)
        .map(|(label, _, young, mature)| {
            let kept = both((*young, *mature));
            Bar {
                label: label.clone(),
                value: kept.share().unwrap_or(0.0),
                number: match key {
                    "month" => format!(
                        "{} young {}, mature {}",
                        share_of(kept),
                        percent(*young),
                        percent(*mature)
                    ),
                    _ => share_of(kept),
                },
            }
        })
        .collect();
    let mut lines = plot::bars(&app.screen, &bars, 1.0, width(app));
    if lines.is_empty() {
        lines.push("No learned card was asked yet.".to_owned());
    }
    let json = rows.iter().filter(asked).map(|(_, name, young, mature)| {
        json!({
            "figure": "retention", key: name, "remembered": young.passed + mature.passed,
            "asked": young.total + mature.total, "young_remembered": young.passed, "young_asked": young.total,
            "mature_remembered": mature.passed, "mature_asked": mature.total,
        })
    });
    Figure {
        title: title.to_owned(),
        lines,
        json: json.collect(),
    }
}

fn both((young, mature): (Retention, Retention)) -> Retention {
    Retention {
        passed: young.passed + mature.passed,
        total: young.total + mature.total,
    }
}

/// `91 % (20 of 22)`.
fn share_of(kept: Retention) -> String {
    format!("{} ({} of {})", percent(kept), kept.passed, kept.total)
}

fn percent(kept: Retention) -> String {
    match kept.share() {
        Some(share) => format!("{:.0} %", share * 100.0),
        None => "none".to_owned(),
    }
}

/// What falls due on the next days.
pub fn forecast(app: &mut App, number: usize) -> Result<Figure, Failure> {
    let now = app.now();
    let due = app.store()?.forecast(now, number)?;
    let day = |index: usize| now.day.plus(index as i64);
    let bars: Vec<Bar> = due
        .iter()
        .enumerate()
        .map(|(index, cards)| Bar {
            label: if index == 0 {
                "today".to_owned()
            } else {
                days::short(day(index), now.day)
            },
            value: f64::from(*cards),
            number: grouped(*cards as usize),
        })
        .collect();
    let full = due.iter().copied().max().unwrap_or(0);
    let json = due
        .iter()
        .enumerate()
        .map(|(index, cards)| json!({ "figure": "forecast", "day": day(index).to_string(), "cards": cards }));
    Ok(Figure {
        title: format!("Due in the next {number} days, without new cards"),
        json: json.collect(),
        lines: plot::bars(&app.screen, &bars, f64::from(full), width(app)),
    })
}

/// A year of days: a row for each weekday, a column for each week.
pub fn heat(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let weeks = WEEKS.min(width(app).saturating_sub(5)).max(1);
    // The last column is this week, Monday first.
    let weekday = (i64::from(today.0) + 3).rem_euclid(7);
    let first = today.plus(-weekday - 7 * (weeks as i64 - 1));
    let done = app.store()?.days(first, today)?;
    let answers = |day: StudyDay| done.get(&day).map_or(0, all_answers);
    let most = done.values().map(all_answers).max().unwrap_or(0);
    let mut lines = Vec::new();
    for row in 0..7 {
        let mut line = format!("{}  ", days::weekday(first.plus(row)));
        for week in 0..weeks as i64 {
            let day = first.plus(7 * week + row);
            line.push_str(if day > today {
                " "
            } else {
                shade(app, answers(day), most)
            });
        }
        lines.push(line.trim_end().to_owned());
    }
    let total: u32 = done.values().map(all_answers).sum();
    lines.push(format!(
        "{} on {}; at most {most} in a day: {}",
        count(total as usize, "answer", "answers"),
        count(done.len(), "day", "days"),
        scale(app)
    ));
    lines.extend(plot::bars(
        &app.screen,
        &months(&done),
        f64::from(busiest(&done)),
        width(app),
    ));
    let json = done.iter().map(|(day, totals)| {
        json!({ "figure": "heat", "day": day.to_string(), "answers": all_answers(totals), "seconds": totals.took / 1000 })
    });
    Ok(Figure {
        title: "Answers of the last year".to_owned(),
        json: json.collect(),
        lines: lines.iter().flat_map(|line| wrap(line, width(app))).collect(),
    })
}

fn all_answers(day: &DayTotals) -> u32 {
    day.ratings + day.other_answers
}

const SHADES: [(&str, &str); 5] = [("·", "."), ("░", ":"), ("▒", "+"), ("▓", "*"), ("█", "#")];

fn shade(app: &App, answers: u32, most: u32) -> &'static str {
    let step = match (answers, most) {
        (0, _) | (_, 0) => 0,
        _ => (answers * 4).div_ceil(most).clamp(1, 4) as usize,
    };
    app.screen.sign(SHADES[step].0, SHADES[step].1)
}

fn scale(app: &App) -> String {
    let signs: String = SHADES
        .iter()
        .map(|(fancy, simple)| app.screen.sign(fancy, simple))
        .collect();
    format!("none {signs} most")
}

fn by_months(done: &BTreeMap<StudyDay, DayTotals>) -> BTreeMap<(i16, i8), (StudyDay, u32)> {
    let mut months = BTreeMap::new();
    for (day, totals) in done {
        let date = day.date();
        let month = months.entry((date.year(), date.month())).or_insert((*day, 0));
        month.1 += all_answers(totals);
    }
    months
}

fn months(done: &BTreeMap<StudyDay, DayTotals>) -> Vec<Bar> {
    let bars = by_months(done)
        .into_iter()
        .map(|((year, _), (day, answers))| Bar {
            label: format!("{} {year}", days::month(day)),
            value: f64::from(answers),
            number: grouped(answers as usize),
        });
    bars.collect()
}

fn busiest(done: &BTreeMap<StudyDay, DayTotals>) -> u32 {
    by_months(done)
        .values()
        .map(|(_, answers)| *answers)
        .max()
        .unwrap_or(0)
}

/// The cards that were forgotten most.
pub fn items(app: &mut App, most: usize) -> Result<Figure, Failure> {
    let hardest = app.store()?.hardest(most)?;
    let width = width(app);
    let screen = app.screen;
    let (mut lines, mut json) = (Vec::new(), Vec::new());
    for (id, lapses, reviews) in hardest {
        let row = match id.parse::<CardId>() {
            Ok(card) => app.shelf()?.row(&card)?,
            Err(_) => None,
        };
        let stem = row.map_or_else(|| id.clone(), |row| one_line(&row.stem));
        let numbers = format!(
            "{} of {}",
            pad_left(&lapses.to_string(), 3),
            pad_left(&reviews.to_string(), 3)
        );
        let room = width.saturating_sub(numbers.len() + 2).max(10);
        lines.push(format!(
            "{numbers}  {}",
            screen.cut(&screen.plain_signs(&stem), room)
        ));
        json.push(
            json!({ "figure": "items", "card": id, "question": stem, "lapses": lapses, "reviews": reviews }),
        );
    }
    if lines.is_empty() {
        lines.push("No card was forgotten yet.".to_owned());
    }
    Ok(Figure {
        title: "Forgotten most: times of reviews".to_owned(),
        lines,
        json,
    })
}
