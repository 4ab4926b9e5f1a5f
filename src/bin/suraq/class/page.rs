//! What a class answered as one page with charts: it needs no network, and holds names only where they are asked for.

use std::fmt::Write;

use suraq::quiz::Paper;
use suraq::quiz::Question;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::Estimate;
use suraq::quiz::analysis::Figures;
use suraq::quiz::analysis::JUDGED_FROM;
use suraq::quiz::analysis::OptionFigures;
use suraq::quiz::print::escaped;
use suraq::quiz::scale::Scale;
use suraq::quiz::scale::percent;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::pupils::By;
use super::pupils::scored;
use super::report;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::plot::Bar;
use crate::study::figures::Chart;
use crate::study::page;
use crate::study::page::charts;

/// As many bars of points at most; where there are more points to have, a bar stands for several.
const BARS: usize = 21;

// Writing into a string cannot fail; results are dropped for that reason.

/// Whether pupils stand on the page, and with which marks.
#[derive(Clone, Copy)]
pub enum Names<'a> {
    /// No name.
    Left,
    /// The pupils with their points, and their marks where there is a scale.
    Shown(Option<&'a Scale>),
}

/// Returns the page; `day` is the day it is of.
///
/// Errors: a chart cannot be drawn.
pub fn page(
    paper: &Paper,
    results: &Results,
    analysis: &Analysis,
    day: &str,
    names: Names<'_>,
) -> Result<String, Failure> {
    let mut body = whole(paper, results, analysis);
    body.push_str(&points(paper, results)?);
    body.push_str(&first(paper, results, analysis));
    body.push_str(&right(paper, results, analysis)?);
    if let Names::Shown(scale) = names {
        body.push_str(&pupils(paper, results, scale));
    }
    body.push_str(&questions(paper, results, analysis));
    let below = format!(
        "Paper {}, {}, {}; {day}",
        paper.code,
        count(paper.questions.len(), "question", "questions"),
        count(results.sheets.len(), "sheet", "sheets")
    );
    let title = format!("{}: what a class answered", paper.title);
    Ok(page::whole(&title, &paper.title, &below, &body))
}

fn section(class: &str, title: &str, inner: &str) -> String {
    format!(
        "<section{}>\n<h2>{}</h2>\n{inner}</section>\n",
        if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        },
        escaped(title)
    )
}

fn meaning(text: &str) -> String {
    format!("<p class=\"meaning\">{}</p>\n", escaped(text))
}

fn whole(paper: &Paper, results: &Results, analysis: &Analysis) -> String {
    // The first line is the head of the page.
    let lines: Vec<String> = report::whole(paper, results, analysis)
        .iter()
        .skip(1)
        .map(|line| escaped(line))
        .collect();
    let words = format!("<p class=\"words\">{}</p>\n", lines.join("<br>\n"));
    let said = "In brackets stands what the figure may well be by chance alone: in 95 of 100 classes like this one \
                the bracket holds the true value. Of reliability, .9 is high, .8 good, .7 fair for a class test.";
    section("", "The quiz as a whole", &format!("{words}{}", meaning(said)))
}

/// How many pupils have how many points.
fn points(paper: &Paper, results: &Results) -> Result<String, Failure> {
    let keys = scores::keys(paper, &results.changes);
    let scored: Vec<(f64, usize)> = results
        .sheets
        .iter()
        .map(|sheet| scores::points(&keys, sheet))
        .collect();
    let most = scored.iter().map(|(_, of)| *of).max().unwrap_or_default();
    let each = (most + 1).div_ceil(BARS).max(1);
    let bars: Vec<Bar> = (0..=most / each)
        .map(|bar| {
            let (from, to) = (bar * each, (bar * each + each - 1).min(most));
            // Half a point more does not reach the next bar.
            let is_here = |points: &f64| points.floor() as usize / each == bar;
            let pupils = scored.iter().filter(|(points, _)| is_here(points)).count();
            Bar {
                label: if from == to {
                    from.to_string()
                } else {
                    format!("{from}–{to}")
                },
                value: pupils as f64,
                number: pupils.to_string(),
            }
        })
        .collect();
    let rows: Vec<Vec<String>> = bars
        .iter()
        .map(|bar| vec![escaped(&bar.label), bar.number.clone()])
        .collect();
    let chart = drawn(&Chart::Standing { bars, full: None }, "Pupils by points")?;
    let table = folded("Numbers", &table(&["points", "pupils"], &rows));
    let said = meaning("Across: points; upwards: pupils who have them.");
    Ok(section("", "Points", &format!("{chart}{said}{table}")))
}

fn drawn(chart: &Chart, title: &str) -> Result<String, Failure> {
    Ok(match charts::draw(chart)? {
        None => String::new(),
        Some(svg) => format!(
            "<div class=\"chart\" role=\"img\" aria-label=\"{}; the numbers follow as a table\">{svg}</div>\n",
            escaped(title)
        ),
    })
}

fn folded(summary: &str, inner: &str) -> String {
    format!(
        "<details><summary>{}</summary>{inner}</details>\n",
        escaped(summary)
    )
}

/// A table of cells that are escaped already.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut html = "<div class=\"table\"><table>\n<tr>".to_owned();
    for cell in head {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escaped(cell));
    }
    html.push_str("</tr>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{cell}</td>");
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table></div>");
    html
}

/// What to look at, the gravest first, with what each question asks and its key.
fn first(paper: &Paper, results: &Results, analysis: &Analysis) -> String {
    let keys = scores::keys(paper, &results.changes);
    let mut list = String::new();
    for advice in &analysis.advice {
        let told = escaped(&report::told(paper, advice));
        let Some(question) = advice.question() else {
            let _ = writeln!(list, "<li>Not judged: {told}.</li>");
            continue;
        };
        let asked = &paper.questions[question];
        let _ = writeln!(
            list,
            "<li><b>{}</b> {told}.<br>{}<br><span class=\"faint\">Right: {}</span></li>",
            escaped(&paper.place(question)),
            escaped(&asked.text),
            escaped(&right_words(asked, keys[question].as_deref()))
        );
    }
    let inner = match list.is_empty() {
        true => {
            "<p class=\"words\">Nothing stands out: no question whose figures clear a line beyond chance.</p>\n".to_owned()
        }
        false => format!("<ol class=\"first\">\n{list}</ol>\n"),
    };
    section("wide", "To look at first", &inner)
}

/// What counts as right now, in words.
fn right_words(question: &Question, keys: Option<&[usize]>) -> String {
    match keys {
        None => "does not count".to_owned(),
        Some([]) => question.right(),
        Some(keys) => {
            let options = question.options();
            let words = keys.iter().filter_map(|key| options.get(*key));
            words.cloned().collect::<Vec<_>>().join("; ")
        }
    }
}

/// The order in which questions are told: that of the first version.
fn order(paper: &Paper) -> &[usize] {
    paper.versions.first().map_or(&[], |version| &version.order)
}

/// A bar for each question: the share that is right.
fn right(paper: &Paper, results: &Results, analysis: &Analysis) -> Result<String, Failure> {
    let keys = scores::keys(paper, &results.changes);
    let counts = order(paper).iter().filter(|at| keys[**at].is_some());
    let bar = |at: &usize| {
        let facility = analysis.questions.get(*at)?.facility?;
        Some(Bar {
            label: format!("{} {}", paper.place(*at), paper.questions[*at].text),
            value: facility.value,
            number: format!(
                "{} % ({} to {})",
                percent(facility.value, 1),
                percent(facility.low, 1),
                percent(facility.high, 1)
            ),
        })
    };
    let bars: Vec<Bar> = counts.filter_map(bar).collect();
    let chart = drawn(
        &Chart::Lying { bars, full: 1.0 },
        "Right answers to each question",
    )?;
    Ok(section("", "Right answers", &chart))
}

/// Each question with all its figures, and what was chosen.
fn questions(paper: &Paper, results: &Results, analysis: &Analysis) -> String {
    let keys = scores::keys(paper, &results.changes);
    let mut inner = meaning(&format!(
        "Item-rest: do those who know the rest get it right? .20 and up is good; under 0, look at the key. Upper-lower: \
         right answers of the best 27 % less those of the last 27 %. Letters are those of version A. Their points: the mean share of points of those who chose it. Under {JUDGED_FROM} \
         pupils no question is judged."
    ));
    inner.push_str("<div class=\"questions\">\n");
    for at in order(paper) {
        let (question, figures) = (&paper.questions[*at], &analysis.questions[*at]);
        let _ = writeln!(
            inner,
            "<article><h3>{} {}</h3>",
            escaped(&paper.place(*at)),
            escaped(&question.text)
        );
        if keys[*at].is_none() {
            inner.push_str(&meaning("Does not count."));
        }
        inner.push_str(&figures_of(figures));
        if question.is_choice() {
            inner.push_str(&chosen(paper, *at, question, figures));
        }
        inner.push_str("</article>\n");
    }
    inner.push_str("</div>\n");
    section("wide", "Questions and options", &inner)
}

fn figures_of(figures: &Figures) -> String {
    let row = vec![
        estimate(figures.facility),
        estimate(figures.item_rest),
        figures.discrimination.map_or_else(String::new, report::decimal),
        figures.asked.to_string(),
        figures.omitted.to_string(),
    ];
    table(&["right", "item-rest", "upper-lower", "asked", "open"], &[row])
}

/// What was chosen, in the order of the letters; the right ones are in bold and have a tick.
fn chosen(paper: &Paper, at: usize, question: &Question, figures: &Figures) -> String {
    let mut options: Vec<(char, &String, &OptionFigures)> = question
        .options()
        .iter()
        .zip(&figures.options)
        .enumerate()
        .map(|(option, (text, figures))| (paper.letter(at, option), text, figures))
        .collect();
    options.sort_by_key(|(letter, _, _)| *letter);
    let rows: Vec<Vec<String>> = options
        .iter()
        .map(|(letter, text, option)| {
            let text = escaped(text);
            vec![
                match option.is_key {
                    true => format!("<b>{letter} {text} ✓</b>"),
                    false => format!("{letter} {text}"),
                },
                option.chosen.to_string(),
                estimate(option.share),
                option.mean_total.map_or_else(String::new, report::decimal),
                estimate(option.item_rest),
            ]
        })
        .collect();
    let head = ["option", "chosen", "share", "their points", "item-rest"];
    table(&head, &rows)
}

fn estimate(estimate: Option<Estimate>) -> String {
    estimate.map_or_else(String::new, |one| {
        format!("{}{}", report::decimal(one.value), report::interval(one))
    })
}

fn pupils(paper: &Paper, results: &Results, scale: Option<&Scale>) -> String {
    let rows: Vec<Vec<String>> = scored(paper, results, scale, By::Name)
        .into_iter()
        .map(|one| {
            let cells = [
                escaped(&one.sheet.pupil),
                one.sheet.version.to_string(),
                one.points.to_string(),
                one.of.to_string(),
                format!("{}\u{a0}%", one.percent),
            ];
            cells.into_iter().chain(one.mark.map(escaped)).collect()
        })
        .collect();
    let head = ["name", "version", "points", "of", "share"];
    let head: Vec<&str> = head.into_iter().chain(scale.map(|_| "mark")).collect();
    section("", "Pupils", &table(&head, &rows))
}
