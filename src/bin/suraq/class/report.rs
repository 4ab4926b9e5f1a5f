//! The figures of a class as lines of text, and as JSON.

use serde_json::Value;
use serde_json::json;
use suraq::items::record::DEAD;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Advice;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::Estimate;
use suraq::quiz::analysis::Figures;
use suraq::quiz::analysis::JUDGED_FROM;
use suraq::quiz::analysis::OptionFigures;
use suraq::quiz::analysis::RELIABLE_FROM;
use suraq::quiz::scale::Scale;
use suraq::quiz::scale::percent;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::pupils;
use super::pupils::By;
use super::pupils::Scored;
use crate::app::App;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::one_line;
use crate::screen::pad;
use crate::screen::wrap_indented;

/// Things to look at that are named before the rest is only counted.
const NAMED: usize = 3;

/// Columns that the figures of a question take, and that its text needs to stand beside them.
const FIGURES: usize = 62;
const BESIDE: usize = 36;

/// On a screen of fewer columns each figure has a line.
const NARROW: usize = FIGURES + 6;

/// What stands before lines that belong to the one above.
const INDENT: &str = "      ";

/// The quiz as a whole, in sentences.
pub fn whole(paper: &Paper, results: &Results, analysis: &Analysis) -> Vec<String> {
    let mut lines = vec![format!(
        "Paper {}: {}. {}, {}.",
        paper.code,
        paper.title,
        count(paper.questions.len(), "question", "questions"),
        count(results.sheets.len(), "sheet", "sheets")
    )];
    if scores::keys(paper, &results.changes).iter().all(Option::is_none) {
        lines.push("No question counts, so nobody has points.".to_owned());
        return lines;
    }
    let whole = &analysis.whole;
    if let (Some(mean), Some(variance)) = (whole.mean, whole.variance) {
        lines.push(format!(
            "Mean {mean:.1} points{}, standard deviation {:.1}.",
            asked_everything(results, analysis),
            variance.sqrt()
        ));
    }
    lines.push(match (whole.alpha, whole.error) {
        (Some(alpha), Some(error)) => format!(
            "Reliability {}{}; a score is give or take {error:.1} points.",
            decimal(alpha.value),
            interval(alpha)
        ),
        _ if whole.pupils < RELIABLE_FROM && whole.pupils < results.sheets.len() => format!(
            "Reliability cannot be told: under {RELIABLE_FROM} pupils who were asked everything are too few."
        ),
        _ if whole.pupils < RELIABLE_FROM => {
            format!("Reliability cannot be told: under {RELIABLE_FROM} pupils are too few.")
        }
        _ => "Reliability cannot be told: scores that are all the same, or one question.".to_owned(),
    });
    lines
}

/// How many pupils a mean is of, where it is not all: who came late to a live quiz was not asked everything.
pub fn asked_everything(results: &Results, analysis: &Analysis) -> String {
    match analysis.whole.pupils < results.sheets.len() {
        true => format!(" ({} were asked everything)", analysis.whole.pupils),
        false => String::new(),
    }
}

/// Prints the quiz as a whole, the figures of each question, and what to look at; with `all` also what was
/// chosen.
pub fn print(app: &App, paper: &Paper, results: &Results, analysis: &Analysis, all: bool) {
    let screen = &app.screen;
    for line in whole(paper, results, analysis) {
        screen.text(&line);
    }
    screen.line("");
    if screen.columns() >= NARROW {
        screen.line(&screen.tone(
            Tone::Faint,
            "      right                item-rest               upper-lower  open",
        ));
    }
    // As they stand on the sheets of the first version.
    let order = paper.versions.first().map_or(&[][..], |version| &version.order);
    for (at, figures) in order
        .iter()
        .filter_map(|at| Some((*at, analysis.questions.get(*at)?)))
    {
        let is_dropped = scores::keys(paper, &results.changes)[at].is_none();
        let figures_of_it = (all || !is_dropped).then_some(figures);
        let text = match is_dropped && all {
            true => format!("(does not count) {}", paper.questions[at].text),
            false => paper.questions[at].text.clone(),
        };
        let text = one_line(&text);
        match screen.columns() >= NARROW {
            true => row(app, &paper.place(at), &text, figures_of_it),
            false => lines(app, &paper.place(at), &text, figures_of_it),
        }
        if all {
            chosen(app, paper, at, figures);
        }
    }
    screen.line("");
    look_at(app, paper, analysis, all);
}

fn estimate(estimate: Option<Estimate>) -> String {
    match estimate {
        Some(one) => format!("{}{}", decimal(one.value), interval(one)),
        None => "-".to_owned(),
    }
}

/// The figures of a question, and its text beside them where there is room, below them where there is not.
/// Without figures it does not count.
fn row(app: &App, place: &str, text: &str, figures: Option<&Figures>) {
    let figures = figures.map_or_else(|| pad("does not count", FIGURES), beside_each_other);
    let figure = format!("{place:>4}  {figures}");
    let width = app.screen.columns();
    let indent = " ".repeat(FIGURES + 8);
    let lines = match width >= indent.len() + BESIDE {
        true => wrap_indented(text, width, &format!("{figure}  "), &indent),
        false => {
            let mut lines = vec![figure.trim_end().to_owned()];
            lines.extend(wrap_indented(text, app.screen.text_width(), INDENT, INDENT));
            lines
        }
    };
    print_lines(app, &lines);
}

/// The figures of a question in columns, which hold the widest there are.
fn beside_each_other(figures: &Figures) -> String {
    format!(
        "{}  {}  {}  {}",
        pad(&estimate(figures.facility), 19),
        pad(&estimate(figures.item_rest), 22),
        pad(&figures.discrimination.map_or("-".to_owned(), decimal), 11),
        pad(&figures.omitted.to_string(), 4)
    )
}

/// The same where the table is too wide for the screen: the text, and under it each figure with its name.
fn lines(app: &App, place: &str, text: &str, figures: Option<&Figures>) {
    let width = app.screen.columns();
    let mut lines = wrap_indented(text, width, &format!("{place:>4}  "), INDENT);
    match figures {
        None => lines.push(format!("{INDENT}does not count")),
        Some(figures) => {
            let discrimination = figures.discrimination.map_or("-".to_owned(), decimal);
            lines.push(format!("{INDENT}right {}", estimate(figures.facility)));
            lines.push(format!("{INDENT}item-rest {}", estimate(figures.item_rest)));
            lines.push(format!(
                "{INDENT}upper-lower {discrimination}, open {}",
                figures.omitted
            ));
        }
    }
    print_lines(app, &lines);
}

/// What was chosen of a question, in the order of the letters; a star stands at what is right.
fn chosen(app: &App, paper: &Paper, at: usize, figures: &Figures) {
    let options = paper.questions[at].options().iter().zip(&figures.options);
    let mut options: Vec<(char, &String, &OptionFigures)> = options
        .enumerate()
        .map(|(option, (text, figures))| (paper.letter(at, option), text, figures))
        .collect();
    options.sort_by_key(|(letter, _, _)| *letter);
    for (letter, text, option) in options {
        let star = if option.is_key { '*' } else { ' ' };
        let share = percent(option.share.map_or(0.0, |share| share.value), 1);
        let before = format!("{INDENT}{letter}{star} {:>3} {share:>3} %  ", option.chosen);
        let dead = match option.share {
            Some(share) if option.is_key || share.value >= DEAD || figures.asked < JUDGED_FROM => "",
            Some(share) if share.high < DEAD => " (dead: hardly anybody chooses it)",
            Some(_) => " (too few answers to judge)",
            None => "",
        };
        let others = " ".repeat(before.len());
        let text = format!("{}{dead}", one_line(text));
        print_lines(
            app,
            &wrap_indented(&text, app.screen.text_width(), &before, &others),
        );
    }
}

fn print_lines(app: &App, lines: &[String]) {
    for line in lines {
        app.screen.line(&app.screen.plain_signs(line));
    }
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
                let told = told(paper, advice);
                app.screen
                    .text(&format!("Look at {}: {told}.", paper.place(question)));
                app.screen.text(&format!("  {}", paper.questions[question].text));
            }
        }
    }
    if let Some(more @ 1..) = analysis.advice.len().checked_sub(shown) {
        app.screen.remark(&format!("{more} more with --all."));
    }
}

/// A piece of advice in words, with letters as they are printed in the first version.
pub fn told(paper: &Paper, advice: &Advice) -> String {
    advice.told(|option| {
        advice
            .question()
            .map_or('A', |question| paper.letter(question, option))
    })
}

/// The same with the place in front.
fn placed(paper: &Paper, advice: &Advice) -> String {
    match advice.question() {
        None => told(paper, advice),
        Some(question) => format!("{}: {}", paper.place(question), told(paper, advice)),
    }
}

/// Everything as JSON.
pub fn json(paper: &Paper, results: &Results, analysis: &Analysis, scale: Option<&Scale>) -> Value {
    let estimate = |one: Option<Estimate>| {
        one.map(|one| json!({ "value": one.value, "low": one.low, "high": one.high }))
    };
    let keys = scores::keys(paper, &results.changes);
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
                "place": paper.place(at), "counts": keys[at].is_some(), "card": question.card, "text": question.text, "asked": figures.asked, "omitted": figures.omitted,
                "facility": estimate(figures.facility), "point_biserial": estimate(figures.point_biserial),
                "item_rest": estimate(figures.item_rest), "discrimination": figures.discrimination,
                "efficiency": figures.efficiency, "alpha_without": figures.alpha_without, "options": options,
            })
        })
        .collect();
    let pupils = pupils::scored(paper, results, scale, By::Sheet);
    let pupils: Vec<Value> = pupils.iter().map(Scored::json).collect();
    let whole = &analysis.whole;
    json!({
        "code": paper.code, "title": paper.title, "pupils": pupils, "mean": whole.mean, "variance": whole.variance,
        "alpha": estimate(whole.alpha), "kr20": whole.kr20, "error": whole.error, "questions": questions,
        "advice": analysis.advice.iter().map(|advice| placed(paper, advice)).collect::<Vec<_>>(),
    })
}

/// Two places, without the nought before the point.
pub fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix("0.").or(text.strip_prefix("-0.")) {
        Some(rest) if value < 0.0 => format!("-.{rest}"),
        Some(rest) => format!(".{rest}"),
        None => text,
    }
}

/// The 95 % interval, in brackets.
pub fn interval(one: Estimate) -> String {
    format!(" ({} to {})", decimal(one.low), decimal(one.high))
}

#[cfg(test)]
mod tests {
    use suraq::quiz::analysis::{Estimate, Figures, analyse};
    use suraq::quiz::scores::{Change, Given, Results, Sheet, asked, keys, marks, points};

    use crate::class::example::paper;

    use super::{FIGURES, beside_each_other, decimal, whole};

    #[test]
    fn a_mean_says_of_how_many_it_is_where_some_came_late() {
        let paper = paper(2, &["right", "wrong"]);
        let sheet = |first| Sheet::new("1".to_owned(), 'A', vec![first, Given::Option(0)]);
        let said = |firsts: &[Given]| {
            let results = Results {
                sheets: firsts.iter().map(|first| sheet(*first)).collect(),
                ..Results::default()
            };
            let keys = keys(&paper, &[]);
            let rows: Vec<_> = results.sheets.iter().map(|sheet| marks(&keys, sheet)).collect();
            whole(&paper, &results, &analyse(&asked(&paper, &keys), &rows)).join(" ")
        };
        let late = said(&[Given::Option(1), Given::Option(0), Given::NotAsked]);
        assert!(
            late.contains("(2 were asked everything)")
                && late.contains("who were asked everything are too few"),
            "{late}"
        );
        assert!(!said(&[Given::Option(1), Given::Option(0)]).contains("asked everything"));
    }

    #[test]
    fn where_every_question_was_dropped_no_mean_is_told() {
        let paper = paper(1, &["right", "wrong"]);
        let results = Results {
            sheets: vec![Sheet::new("1".to_owned(), 'A', vec![Given::Option(0)])],
            changes: vec![Change::Drop { question: 0 }],
            ..Results::default()
        };
        let keys = keys(&paper, &results.changes);
        let rows = [marks(&keys, &results.sheets[0])];
        let said = whole(&paper, &results, &analyse(&asked(&paper, &keys), &rows));
        assert_eq!(said[1..], ["No question counts, so nobody has points."]);
        let (points, of) = points(&keys, &results.sheets[0]);
        assert_eq!((points.to_string(), of), ("0".to_owned(), 0), "not -0");
    }

    #[test]
    fn no_figure_is_cut_in_its_column() {
        let all = |value: f64| {
            Some(Estimate {
                value,
                low: value,
                high: value,
            })
        };
        let figures = Figures {
            asked: 3_000,
            omitted: 0,
            facility: all(1.0),
            point_biserial: None,
            item_rest: all(-1.0),
            discrimination: Some(-1.0),
            efficiency: None,
            alpha_without: None,
            options: Vec::new(),
        };
        let line = beside_each_other(&figures);
        assert_eq!(
            line,
            "1.00 (1.00 to 1.00)  -1.00 (-1.00 to -1.00)  -1.00        0   "
        );
        assert_eq!(line.chars().count(), FIGURES);
    }

    #[test]
    fn decimals_are_short() {
        assert_eq!(decimal(0.473), ".47");
        assert_eq!(decimal(-0.0628), "-.06");
        assert_eq!(decimal(1.0), "1.00");
        assert_eq!(decimal(-1.5), "-1.50");
    }
}
