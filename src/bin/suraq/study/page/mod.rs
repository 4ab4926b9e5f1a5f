//! Figures as one page that needs nothing else: no request, no script, light and dark.

pub mod charts;

use serde_json::Value;
use suraq::quiz::print::escaped;

use super::figures::Chart;
use super::figures::Figure;
use crate::report::Failure;

/// How the page looks. Charts are drawn in signal colours, which stand for the colours here.
const STYLE: &str = include_str!("page.css");

/// Returns the page of some figures; `day` is the day they are of.
pub fn page(figures: &[Figure], day: &str) -> Result<String, Failure> {
    let mut body = String::new();
    for figure in figures {
        body.push_str(&section(figure)?);
    }
    Ok(whole(
        &format!("Suraq: figures of {day}"),
        "Suraq",
        &format!("Figures of {day}"),
        &body,
    ))
}

/// Puts a page around the sections of `body`; the other texts are escaped here.
pub fn whole(title: &str, heading: &str, below: &str, body: &str) -> String {
    let (title, heading, below) = (escaped(title), escaped(heading), escaped(below));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{heading}</h1><p>{below}</p></header>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn section(figure: &Figure) -> Result<String, Failure> {
    let title = escaped(&figure.title);
    let drawn = match charts::draw(&figure.chart)? {
        None => words(&figure.lines),
        Some(svg) => format!(
            "<div class=\"chart\" role=\"img\" aria-label=\"{title}; the numbers follow as a table\">{svg}</div>"
        ),
    };
    let class = match figure.chart {
        Chart::Heat { .. } | Chart::Words => " class=\"wide\"",
        _ => "",
    };
    let meaning = match figure.meaning {
        "" => String::new(),
        text => format!("<p class=\"meaning\">{}</p>\n", escaped(text)),
    };
    let numbers = match figure.chart {
        Chart::Words => String::new(),
        _ => table(&figure.json),
    };
    Ok(format!(
        "<section{class}>\n<h2>{title}</h2>\n{drawn}\n{meaning}{numbers}</section>\n"
    ))
}

fn words(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    format!("<p class=\"words\">{}</p>", lines.join("<br>\n"))
}

/// The numbers of a figure, for those who do not see it, folded away.
fn table(rows: &[Value]) -> String {
    let Some(first) = rows.first().and_then(Value::as_object) else {
        return String::new();
    };
    let columns: Vec<&String> = first.keys().filter(|key| *key != "figure").collect();
    let head: String = columns
        .iter()
        .map(|key| format!("<th scope=\"col\">{}</th>", escaped(&key.replace('_', " "))))
        .collect();
    let cells = |row: &Value| -> String {
        let cell = |key: &&String| match row.get(key.as_str()) {
            Some(Value::String(text)) => format!("<td>{}</td>", escaped(text)),
            Some(Value::Null) | None => "<td></td>".to_owned(),
            Some(number) => format!("<td>{number}</td>"),
        };
        columns.iter().map(cell).collect()
    };
    let body: String = rows
        .iter()
        .map(|row| format!("<tr>{}</tr>\n", cells(row)))
        .collect();
    format!(
        "<details><summary>Numbers</summary><div class=\"table\"><table>\n<tr>{head}</tr>\n{body}</table></div></details>\n"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::page;
    use crate::screen::plot::Bar;
    use crate::study::figures::Chart;
    use crate::study::figures::Figure;

    #[test]
    fn a_page_needs_nothing_else_and_shows_what_is_dangerous_as_text() {
        let label = "<script>alert(1)</script> & қазақша".to_owned();
        let figure = Figure {
            title: "Forgotten <most>".to_owned(),
            meaning: "",
            lines: Vec::new(),
            json: vec![json!({ "figure": "items", "question": label, "lapses": 3, "none": null })],
            chart: Chart::Lying {
                bars: vec![Bar {
                    label,
                    value: 3.0,
                    number: "3 of 9".to_owned(),
                }],
                full: 3.0,
            },
        };
        let page = page(&[figure], "2031-05-06").unwrap();
        assert!(page.contains("<svg") && page.contains("<td>3</td>"), "{page}");
        assert!(!page.contains("<script") && !page.contains("<most>"), "{page}");
        // The name of the SVG format is no request.
        let addresses = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!addresses.contains("http://") && !addresses.contains("https://"));
        assert!(page.contains("prefers-color-scheme: dark"));
    }
}
