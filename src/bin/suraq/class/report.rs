//! The figures of a class as lines of text, and as JSON.

use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::Estimate;
use suraq::quiz::analysis::Figures;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use crate::app::App;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::pad;

/// Things to look at that are named before the rest is only counted.
const NAMED: usize = 3;

/// Prints the quiz as a whole, a line for each question, and what to look at.
pub fn print(app: &App, paper: &Paper, results: &Results, analysis: &Analysis, all: bool) {
    let screen = &app.screen;
    screen.text(&format!(
        "Paper {}: {}. {}, {}.",
        paper.code,
        paper.title,
        count(paper.questions.len(), "question", "questions"),
        count(results.sheets.len(), "sheet", "sheets")
    ));
    let whole = &analysis.whole;
    if let (Some(mean), Some(variance)) = (whole.mean, whole.variance) {
        screen.text(&format!(
            "Mean {mean:.1} points, standard deviation {:.1}.",
            variance.sqrt()
        ));
    }
    match (whole.alpha, whole.error) {
        (Some(alpha), Some(error)) => screen.text(&format!(
            "Reliability {}{}; a score is give or take {error:.1} points.",
            decimal(alpha.value),
            interval(alpha)
        )),
        _ => screen.text("Reliability cannot be told: scores that are all the same, or one question."),
    }
    screen.line("");
    screen.line(&screen.tone(
        Tone::Faint,
        "      right              item-rest              upper-lower  open  question",
    ));
    // As they stand on the sheets of the first version.
    let order = paper.versions.first().map_or(&[][..], |version| &version.order);
    for (at, figures) in order
        .iter()
        .filter_map(|at| Some((*at, analysis.questions.get(*at)?)))
    {
        screen.line(&screen.cut(&row(paper, results, at, figures), screen.columns()));
    }
    screen.line("");
    look_at(app, paper, analysis, all);
}

fn row(paper: &Paper, results: &Results, at: usize, figures: &Figures) -> String {
    let is_dropped = scores::keys(paper, &results.changes)[at].is_none();
    let estimate = |estimate: Option<Estimate>| match estimate {
        Some(one) => format!("{}{}", decimal(one.value), interval(one)),
        None => "-".to_owned(),
    };
    let figure = match is_dropped {
        true => pad("does not count", 54),
        false => format!(
            "{}  {}  {}  {}",
            pad(&estimate(figures.facility), 17),
            pad(&estimate(figures.item_rest), 21),
            pad(&figures.discrimination.map_or("-".to_owned(), decimal), 11),
            pad(&figures.omitted.to_string(), 4)
        ),
    };
    format!("{:>4}  {figure}  {}", paper.place(at), paper.questions[at].text)
}

fn look_at(app: &App, paper: &Paper, analysis: &Analysis, all: bool) {
    if analysis.advice.is_empty() {
        app.screen
            .text("Nothing stands out: no question whose figures clear a line beyond chance.");
        return;
    }
    let shown = if all { analysis.advice.len() } else { NAMED };
    for advice in analysis.advice.iter().take(shown) {
        match advice.question() {
            None => app.screen.text(&format!("Not judged: {advice}.")),
            Some(question) => {
                app.screen
                    .text(&format!("Look at {}: {advice}.", paper.place(question)));
                app.screen.text(&format!("  {}", paper.questions[question].text));
            }
        }
    }
    if let Some(more @ 1..) = analysis.advice.len().checked_sub(shown) {
        app.screen.remark(&format!("{more} more with --all."));
    }
}

/// Everything as JSON.
pub fn json(paper: &Paper, results: &Results, analysis: &Analysis) -> Value {
    let estimate = |one: Option<Estimate>| {
        one.map(|one| json!({ "value": one.value, "low": one.low, "high": one.high }))
    };
    let questions: Vec<Value> = paper
        .questions
        .iter()
        .zip(&analysis.questions)
        .enumerate()
        .map(|(at, (question, figures))| {
            let options: Vec<Value> = question
                .options()
                .iter()
                .zip(&figures.options)
                .map(|(text, option)| {
                    json!({
                        "text": text, "right": option.is_key, "chosen": option.chosen,
                        "share": estimate(option.share), "mean_total": option.mean_total,
                        "item_rest": estimate(option.item_rest),
                    })
                })
                .collect();
            json!({
                "place": paper.place(at), "card": question.card, "text": question.text, "asked": figures.asked, "omitted": figures.omitted,
                "facility": estimate(figures.facility), "point_biserial": estimate(figures.point_biserial),
                "item_rest": estimate(figures.item_rest), "discrimination": figures.discrimination,
                "efficiency": figures.efficiency, "alpha_without": figures.alpha_without, "options": options,
            })
        })
        .collect();
    let keys = scores::keys(paper, &results.changes);
    let pupils: Vec<Value> = results
        .sheets
        .iter()
        .map(|sheet| {
            let (points, of) = scores::points(&keys, sheet);
            json!({ "pupil": sheet.pupil, "version": sheet.version.to_string(), "points": points, "of": of })
        })
        .collect();
    let whole = &analysis.whole;
    json!({
        "code": paper.code, "title": paper.title, "pupils": pupils, "mean": whole.mean, "variance": whole.variance,
        "alpha": estimate(whole.alpha), "kr20": whole.kr20, "error": whole.error, "questions": questions,
        "advice": analysis.advice.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// Two places, without the nought before the point.
fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix("0.").or(text.strip_prefix("-0.")) {
        Some(rest) if value < 0.0 => format!("-.{rest}"),
        Some(rest) => format!(".{rest}"),
        None => text,
    }
}

fn interval(one: Estimate) -> String {
    format!(" ({} to {})", decimal(one.low), decimal(one.high))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_short() {
        assert_eq!(decimal(0.473), ".47");
        assert_eq!(decimal(-0.0628), "-.06");
        assert_eq!(decimal(1.0), "1.00");
        assert_eq!(decimal(-1.5), "-1.50");
    }
}
