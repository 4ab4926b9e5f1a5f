//! What was done: today, by day, by month, by hour, and over a year.

use std::collections::BTreeMap;

use serde_json::json;
use suraq::progress::DayTotals;
use suraq::progress::Retention;
use suraq::progress::Tally;
use suraq::schedule::StudyDay;

use super::Chart;
use super::Figure;
use super::both;
use super::percent;
use super::share_of;
use super::width;
use super::wrapped;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::study::days;
use crate::study::today::Standing;

/// Weeks of the heat map where there is room.
const WEEKS: usize = 53;

/// Months of the retention.
const MONTHS: i64 = 12;

/// Days of the hours.
const YEAR: i64 = 365;

/// What was done today, and what is left.
pub fn today(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let standing = Standing::read(app)?;
    let store = app.store()?;
    let done = store.day(today)?;
    let kept = both(store.retention(today, today)?);
    let minutes = (done.took + 30_000) / 60_000;
    let time = match minutes {
        0 => "under a minute".to_owned(),
        minutes => format!("{minutes} min"),
    };
    let answered = match done.ratings {
        0 => "nothing answered yet".to_owned(),
        ratings => format!(
            "{} in {time}: {} new, {} of learned cards, {} again",
            count(ratings as usize, "answer", "answers"),
            done.new_cards,
            count(done.reviews as usize, "review", "reviews"),
            done.again
        ),
    };
    let mut lines = vec![
        answered,
        format!(
            "left: {}, {} learning, {} new",
            standing.waits().due_said(),
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
        meaning: "",
        lines: wrapped(app, &lines),
        json: vec![json!({
            "figure": "today", "day": today.to_string(), "answers": done.ratings, "new": done.new_cards,
            "reviews": done.reviews, "again": done.again, "other_answers": done.other_answers,
            "seconds": done.took / 1000, "remembered": kept.passed, "asked": kept.total,
            "due": standing.due, "held_back": standing.held_back.len(), "learning": standing.learning,
            "new_left": standing.new_today,
        })],
        chart: Chart::Words,
    })
}

/// True retention of the last days.
pub fn by_day(app: &mut App, number: i64) -> Result<Figure, Failure> {
    let today = app.now().day;
    let tally = app.store()?.tally(today.plus(1 - number), today)?;
    let mut rows = Vec::new();
    for ago in (0..number).rev() {
        let day = today.plus(-ago);
        let (young, mature) = tally.retention(day, day);
        rows.push((days::short(day, today), day.to_string(), young, mature));
    }
    Ok(retained(
        app,
        &format!("Remembered in the last {number} days"),
        "day",
        &rows,
    ))
}

/// True retention of the last months, young cards apart from mature ones.
pub fn by_month(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let mut months = Vec::new();
    let mut end = today;
    for _ in 0..MONTHS {
        let start = end.plus(1 - i64::from(end.date().day()));
        months.push((start, end));
        end = start.plus(-1);
    }
    months.reverse();
    let first = months.first().map_or(today, |(start, _)| *start);
    let tally = app.store()?.tally(first, today)?;
    let rows: Vec<RetainedRow> = (months.into_iter())
        .map(|(start, end)| {
            let (young, mature) = tally.retention(start, end);
            let label = format!("{} {}", days::month(start), start.date().year());
            (label, start.to_string()[..7].to_owned(), young, mature)
        })
        .collect();
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
                    "month" => {
                        let parts = [("young", young), ("mature", mature)];
                        let asked = parts.into_iter().filter(|(_, of)| of.total > 0);
                        let said = asked.map(|(word, of)| format!("{word} {}", percent(*of)));
                        format!("{}; {}", share_of(kept), said.collect::<Vec<_>>().join(", "))
                    }
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
        meaning: "Of the learned cards that came back, how many were known when they were first shown that day. \
                  Near the retention you set, the intervals are right; well below it, fewer new cards help.",
        lines,
        json: json.collect(),
        chart: Chart::Standing {
            bars,
            full: Some(1.0),
        },
    }
}

/// Answers and what was remembered, by the hour of the clock.
pub fn hours(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let tally = app.store()?.tally(today.plus(1 - YEAR), today)?;
    let bars: Vec<Bar> = (tally.hours.iter().enumerate())
        .filter(|(_, hour)| hour.answers > 0)
        .map(|(index, hour)| {
            let kept = match hour.kept.total {
                0 => String::new(),
                _ => format!(", remembered {}", percent(hour.kept)),
            };
            Bar {
                label: format!("{index:02}:00"),
                value: f64::from(hour.answers),
                number: format!("{}{kept}", grouped(hour.answers as usize)),
            }
        })
        .collect();
    let full = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let mut lines = plot::bars(&app.screen, &bars, full, width(app));
    if lines.is_empty() {
        lines.push("Nothing was answered in the last year.".to_owned());
    }
    let json = (tally.hours.iter().enumerate()).map(|(index, hour)| {
        json!({
            "figure": "hours", "hour": index, "answers": hour.answers,
            "remembered": hour.kept.passed, "asked": hour.kept.total,
        })
    });
    Ok(Figure {
        title: "Answers by the hour, in the last year".to_owned(),
        meaning: "When you study, and how much of what you had learned you knew at that hour.",
        lines,
        json: json.collect(),
        chart: Chart::Standing { bars, full: None },
    })
}

/// A year of days: a row for each weekday, a column for each week.
pub fn heat(app: &mut App) -> Result<Figure, Failure> {
    let today = app.now().day;
    let weeks = WEEKS.min(width(app).saturating_sub(5)).max(1);
    // The last column is this week, Monday first.
    let weekday = (i64::from(today.0) + 3).rem_euclid(7);
    let first = today.plus(-weekday - 7 * (weeks as i64 - 1));
    let tally: Tally = app.store()?.tally(first, today)?;
    let done: BTreeMap<StudyDay, u32> = (tally.days.iter())
        .map(|(day, tally)| (*day, all_answers(&tally.totals)))
        .collect();
    let answers = |day: StudyDay| done.get(&day).copied().unwrap_or(0);
    let most = done.values().copied().max().unwrap_or(0);
    let mut lines = Vec::new();
    // A year of shades says nothing to a voice; the months below are words.
    let rows = if app.screen.spoken { 0..0 } else { 0..7 };
    for row in rows {
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
    let total: u32 = done.values().sum();
    lines.extend(wrapped(
        app,
        &[format!(
            "{} on {}; at most {most} in a day{}",
            count(total as usize, "answer", "answers"),
            count(done.len(), "day", "days"),
            scale(app)
        )],
    ));
    let months = months(&done);
    let busiest = months.iter().map(|bar| bar.value).fold(0.0, f64::max);
    lines.extend(plot::bars(&app.screen, &months, busiest, width(app)));
    let json = tally.days.iter().map(|(day, tally)| {
        let totals = &tally.totals;
        json!({ "figure": "heat", "day": day.to_string(), "answers": all_answers(totals), "seconds": totals.took / 1000 })
    });
    Ok(Figure {
        title: "Answers of the last year".to_owned(),
        meaning: "Every day you studied; the stronger its colour, the more answers.",
        json: json.collect(),
        lines,
        chart: Chart::Heat {
            first,
            last: today,
            answers: done,
        },
    })
}

fn all_answers(day: &DayTotals) -> u32 {
    day.ratings + day.other_answers
}

const SHADES: [(&str, &str); 5] = [("·", "."), ("░", ":"), ("▒", "+"), ("▓", "*"), ("█", "#")];

fn shade(app: &App, answers: u32, most: u32) -> &'static str {
    let step = plot::step(answers, most);
    app.screen.sign(SHADES[step].0, SHADES[step].1)
}

fn scale(app: &App) -> String {
    let signs: String = SHADES
        .iter()
        .map(|(fancy, simple)| app.screen.sign(fancy, simple))
        .collect();
    match app.screen.spoken {
        true => String::new(),
        false => format!(": none {signs} most"),
    }
}

fn months(done: &BTreeMap<StudyDay, u32>) -> Vec<Bar> {
    let mut months = BTreeMap::new();
    for (day, answers) in done {
        let date = day.date();
        let month = months.entry((date.year(), date.month())).or_insert((*day, 0));
        month.1 += answers;
    }
    let bars = months.into_iter().map(|((year, _), (day, answers))| Bar {
        label: format!("{} {year}", days::month(day)),
        value: f64::from(answers),
        number: grouped(answers as usize),
    });
    bars.collect()
}
