//! Exams to come and exams that are over: what is known of their cards, what will be or was on the day, and what
//! is wanted.

use serde_json::json;

use super::Chart;
use super::Figure;
use super::width;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::one_line;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::study::days;
use crate::study::exam_words::in_days;
use crate::study::exam_words::later_json;
use crate::study::exam_words::new_left;
use crate::study::exam_words::percent;
use crate::study::exams;
use crate::study::exams::ExamStanding;
use crate::study::past_exams;
use crate::study::past_exams::PastExam;

/// One figure for each exam to come, the nearest first, then for each that is over, the latest first.
pub fn exams(app: &mut App) -> Result<Vec<Figure>, Failure> {
    let mut standings = exams::to_come(app)?;
    standings.retain(|standing| !standing.cards.is_empty());
    let each = standings.iter().enumerate();
    let mut figures: Vec<Figure> = each
        .map(|(place, standing)| exam(app, place + 1, standing))
        .collect::<Result<_, _>>()?;
    for past in past_exams::lately_over(app)? {
        if past.cards > 0 {
            figures.push(exam_that_is_over(app, &past));
        }
    }
    Ok(figures)
}

/// What is said where no exam is to come.
pub fn no_exam(app: &App) -> Figure {
    Figure {
        title: "Exams".to_owned(),
        meaning: "",
        lines: vec![format!(
            "No exam is planned. Plan one: {}exam +30 deck:NAME",
            app.prefix()
        )],
        json: Vec::new(),
        chart: Chart::Words,
    }
}

fn exam_that_is_over(app: &App, past: &PastExam) -> Figure {
    let (exam, today) = (&past.exam, app.now().day);
    let wanted = f64::from(exam.know) / 100.0;
    let shares = [("known on the day", past.known), ("wanted", wanted)];
    let bars = bars_of(&shares);
    Figure {
        title: format!(
            "Over, {}: {} of {}",
            days::short(exam.day, today),
            count(past.cards, "card", "cards"),
            one_line(&exam.query)
        ),
        meaning: "The share of its cards that was known on the day, as far as can be told afterwards, and that you \
                  wanted to know.",
        lines: plot::bars(&app.screen, &bars, 1.0, width(app)),
        json: vec![json!({
            "figure": "exams", "over": true, "exam": exam.day.to_string(), "query": exam.query, "cards": past.cards,
            "known_on_the_day": rounded(past.known), "know": wanted,
        })],
        chart: Chart::Lying { bars, full: 1.0 },
    }
}

fn bars_of(shares: &[(&str, f64)]) -> Vec<Bar> {
    let bars = shares.iter().map(|(label, share)| Bar {
        label: (*label).to_owned(),
        value: *share,
        number: percent(*share),
    });
    bars.collect()
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn exam(app: &mut App, number: usize, standing: &ExamStanding) -> Result<Figure, Failure> {
    let (exam, today) = (&standing.exam, app.now().day);
    let plan = exams::plan(app, standing, None)?;
    let wanted = f64::from(exam.know) / 100.0;
    let mut shares = vec![("known today", standing.known_now)];
    if let Some(plan) = &plan {
        shares.push(("on the day", plan.known));
        if !plan.cram.is_empty() {
            shares.push(("with cram before", plan.known_after_cram));
        }
    }
    shares.push(("wanted", wanted));
    let bars = bars_of(&shares);
    let title = format!(
        "Exam {number}, {}, {}: {} of {}{}",
        days::short(exam.day, today),
        in_days(standing.days_left(today)),
        count(standing.cards.len(), "card", "cards"),
        one_line(&exam.query),
        new_left(standing, today)
    );
    Ok(Figure {
        title,
        meaning: "The share of its cards that would be known if it were today, that will be known on the day if you \
                  study as planned, and that you want to know.",
        lines: plot::bars(&app.screen, &bars, 1.0, width(app)),
        json: vec![json!({
            "figure": "exams", "number": number, "exam": exam.day.to_string(), "query": exam.query,
            "cards": standing.cards.len(), "new": standing.new.len(), "new_per_day": standing.new_per_day,
            "new_today": standing.new_today, "new_later": later_json(standing),
            "known_now": rounded(standing.known_now), "known": plan.as_ref().map(|plan| rounded(plan.known)),
            "known_after_cram": plan.as_ref().map(|plan| rounded(plan.known_after_cram)), "know": wanted,
        })],
        chart: Chart::Lying { bars, full: 1.0 },
    })
}
