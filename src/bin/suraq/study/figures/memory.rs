//! What comes: the days on which cards fall due, their intervals, and how firmly they are known.

use serde_json::json;

use super::Chart;
use super::Figure;
use super::width;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::study::days;
use crate::study::today;
use crate::study::today::Standing;

/// Spans of days: what each is called, and the last day that belongs to it.
const SPANS: &[(&str, f64)] = &[
    ("1 d", 1.0),
    ("2-3 d", 3.0),
    ("4-7 d", 7.0),
    ("8-14 d", 14.0),
    ("15-30 d", 30.0),
    ("1-3 mo", 91.0),
    ("3-6 mo", 182.0),
    ("6-12 mo", 365.0),
    ("1-2 y", 730.0),
    ("over 2 y", f64::INFINITY),
];

/// What falls due on the next days.
pub fn forecast(app: &mut App, number: usize) -> Result<Figure, Failure> {
    let now = app.now();
    let studied = app.decks_on()?;
    let mut due = today::forecast(app, &studied, number)?;
    Standing::read(app)?.put_today(&mut due);
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
        meaning: "Cards of the decks you study that come back on each day if all are remembered; what was due before \
                  stands at today.",
        json: json.collect(),
        lines: plot::bars(&app.screen, &bars, f64::from(full), width(app)),
        chart: Chart::Standing { bars, full: None },
    })
}

/// For how long learned cards are sent away.
pub fn intervals(app: &mut App) -> Result<Figure, Failure> {
    let cards = app.store()?.spans()?;
    let days: Vec<f64> = cards.iter().map(|(interval, _)| f64::from(*interval)).collect();
    Ok(Figure {
        meaning: "Days between the last review of a card and the next.",
        ..spread(app, "intervals", "Intervals", &days)
    })
}

/// How firmly learned cards are known.
pub fn stability(app: &mut App) -> Result<Figure, Failure> {
    let cards = app.store()?.spans()?;
    let days: Vec<f64> = cards.iter().map(|(_, stability)| *stability).collect();
    Ok(Figure {
        meaning: "Days until the chance to remember a card has fallen to 90 %. It grows with every review that is \
                  remembered.",
        ..spread(app, "stability", "Stability", &days)
    })
}

/// How many cards lie in each span of days.
fn spread(app: &App, name: &str, title: &str, days: &[f64]) -> Figure {
    let mut counts = vec![0_u32; SPANS.len()];
    for value in days {
        let span = SPANS.iter().position(|(_, last)| value.round() <= *last);
        counts[span.unwrap_or(SPANS.len() - 1)] += 1;
    }
    let bars: Vec<Bar> = (SPANS.iter().zip(&counts))
        .map(|((label, _), cards)| Bar {
            label: (*label).to_owned(),
            value: f64::from(*cards),
            number: grouped(*cards as usize),
        })
        .collect();
    let full = counts.iter().copied().max().unwrap_or(0);
    let median = median(days);
    let title = match median {
        None => format!("{title}: no card is past its learning steps yet"),
        Some(median) => format!(
            "{title} of {}; half of them {} or more",
            count(days.len(), "card", "cards"),
            count(median as usize, "day", "days")
        ),
    };
    let lines = match median {
        None => Vec::new(),
        Some(_) => plot::bars(&app.screen, &bars, f64::from(full), width(app)),
    };
    let mut from = 0.0;
    let mut json = Vec::new();
    for ((_, last), cards) in SPANS.iter().zip(&counts) {
        let to = last.is_finite().then_some(*last as u32);
        json.push(json!({ "figure": name, "from_days": from as u32, "to_days": to, "cards": cards }));
        from = last + 1.0;
    }
    Figure {
        title,
        meaning: "",
        lines,
        json,
        chart: Chart::Standing { bars, full: None },
    }
}

fn median(days: &[f64]) -> Option<f64> {
    let mut sorted = days.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(days.len() / 2).map(|median| median.round())
}

#[cfg(test)]
mod tests {
    use super::SPANS;
    use super::median;

    #[test]
    fn spans_follow_one_another() {
        assert!(SPANS.windows(2).all(|pair| pair[0].1 < pair[1].1));
        assert!(SPANS.last().unwrap().1.is_infinite());
    }

    #[test]
    fn half_of_the_cards_lie_at_the_median_or_above() {
        assert_eq!(median(&[9.0, 1.0, 3.4]), Some(3.0));
        assert_eq!(median(&[]), None);
    }
}
