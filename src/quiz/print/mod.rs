//! A paper as pages: one HTML file for the class and one for the teacher, with a style for printing.
//!
//! Version and code stand on every page by the margin boxes of the page style; a question never breaks
//! over pages. Every text is escaped, so that none becomes markup. Nothing is fetched.

mod keys;
mod labels;
mod now;
#[cfg(feature = "pdf")]
pub mod pdf;
mod teacher;

use std::fmt::Write;

use serde::Deserialize;
use serde::Serialize;

pub use labels::Language;
pub use teacher::teacher;

use labels::Labels;
use labels::spoken;

use super::paper::Paper;
use super::paper::Version;
use super::question::Answer;
use super::question::Question;
use crate::lexicon::scripts::language_beside;

/// Options up to this many letters stand in two columns.
const SHORT: usize = 28;

/// How pages look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Language of the words around the questions.
    pub language: Language,
    /// For those who see badly: 18 points without serifs.
    pub large: bool,
    /// Whether answers are marked on a sheet of their own.
    pub sheet: bool,
    /// Whether it is printed on both sides of the paper: each version begins on a front then.
    #[serde(default)]
    pub duplex: bool,
}

/// Lays pages out before printing, so that each part has an even number of them: browsers do not begin
/// a part on a front by themselves.
const DUPLEX: &str = include_str!("duplex.js");

// Writing into a string cannot fail; results are dropped for that reason.

/// Returns the pages for the class: each version, and its answer sheet where that is wanted.
pub fn pupils(paper: &Paper, look: Look) -> String {
    let labels = look.language.labels();
    let mut html = begin(paper, look, &paper.title);
    for version in &paper.versions {
        let _ = write!(html, "<section class=\"v{}\">", version.letter);
        head(&mut html, paper, version, labels, &paper.title, Lines::Shown);
        html.push_str("<ol class=\"questions\">\n");
        for (place, at) in version.order.iter().enumerate() {
            let question = &paper.questions[*at];
            let _ = write!(
                html,
                "<li><div class=\"number\">{}</div><div class=\"question\"><p class=\"text\"{}>{}</p>",
                place + 1,
                spoken(&question.text, look.language.code(), look.language),
                escaped(&question.text)
            );
            answer(&mut html, question, &version.options[place], look.language);
            html.push_str("</div></li>\n");
        }
        html.push_str("</ol></section>\n");
        if look.sheet {
            let _ = write!(html, "<section class=\"v{}\">", version.letter);
            head(&mut html, paper, version, labels, labels.sheet, Lines::Shown);
            let _ = write!(html, "<p class=\"how\">{}</p>", labels.how_to_mark);
            bubbles(&mut html, paper, version, false);
            html.push_str("</section>\n");
        }
    }
    end(html, look)
}

fn end(mut html: String, look: Look) -> String {
    if look.duplex {
        let _ = write!(html, "<script>\n{DUPLEX}</script>\n");
    }
    html.push_str("</body></html>\n");
    html
}

/// The lines for a name above a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    /// To be filled in.
    Shown,
    /// As much room without lines, so that a stencil lies on its sheet.
    Space,
    /// None.
    None,
}

fn begin(paper: &Paper, look: Look, title: &str) -> String {
    let labels = look.language.labels();
    let mut style = include_str!("page.css").to_owned();
    for version in &paper.versions {
        let letter = version.letter;
        let _ = writeln!(
            style,
            "@page v{letter} {{ @top-right {{ content: \"{} {letter} \\B7  {}\"; font: 9pt sans-serif; }} \
             @bottom-right {{ content: counter(page); font: 9pt sans-serif; }} }}\n.v{letter} {{ page: v{letter}; }}",
            labels.version, paper.code
        );
    }
    let _ = writeln!(
        style,
        "@page all {{ @top-right {{ content: \"{} \\B7  {}\"; font: 9pt sans-serif; }} \
         @bottom-right {{ content: counter(page); font: 9pt sans-serif; }} }}\n.all {{ page: all; }}",
        labels.key, paper.code
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{style}</style></head>\n\
         <body{}>\n",
        look.language.code(),
        escaped(title),
        if look.large { " class=\"large\"" } else { "" }
    )
}

fn head(html: &mut String, paper: &Paper, version: &Version, labels: &Labels, title: &str, lines: Lines) {
    let _ = write!(
        html,
        "<header><h1>{}</h1><div class=\"of\"><span>{} {}</span><span>{}</span></div>",
        escaped(title),
        labels.version,
        version.letter,
        paper.code
    );
    let class = match lines {
        Lines::Shown => "lines",
        Lines::Space => "lines space",
        Lines::None => "",
    };
    if !class.is_empty() {
        let _ = write!(
            html,
            "<div class=\"{class}\"><span class=\"wide\">{}</span><span>{}</span><span>{}</span><span>{}</span></div>",
            labels.name, labels.class, labels.date, labels.score
        );
    }
    html.push_str("</header>\n");
}

fn answer(html: &mut String, question: &Question, order: &[usize], language: Language) {
    let labels = language.labels();
    match &question.answer {
        Answer::Choice { options, .. } => {
            let shown: Vec<String> = order
                .iter()
                .map(|option| shown(question, &options[*option], labels))
                .collect();
            let is_short = shown.iter().all(|option| option.chars().count() <= SHORT);
            let _ = write!(
                html,
                "<ul class=\"options{}\">",
                if is_short { " short" } else { "" }
            );
            for (letter, option) in ('A'..='Z').zip(&shown) {
                let _ = write!(
                    html,
                    "<li><span class=\"letter\">{letter}</span><span{}>{}</span></li>",
                    spoken_answer(question, option, language),
                    escaped(option)
                );
            }
            html.push_str("</ul>");
        }
        Answer::Written { lines, shown, .. } => {
            if !shown.is_empty() {
                html.push_str("<ul class=\"shown\">");
                for line in shown {
                    let _ = write!(html, "<li>{}</li>", escaped(line));
                }
                html.push_str("</ul>");
            }
            html.push_str(&"<div class=\"line\"></div>".repeat(*lines));
        }
    }
}

/// True and false are words of the page, not of the question.
fn shown(question: &Question, option: &str, labels: &Labels) -> String {
    match option {
        "True" if is_truth(question) => labels.right.to_owned(),
        "False" if is_truth(question) => labels.wrong.to_owned(),
        _ => option.to_owned(),
    }
}

fn is_truth(question: &Question) -> bool {
    matches!(question.options(), [right, wrong] if right == "True" && wrong == "False")
}

/// Names the language of an answer where it is another than the page's; names are in that of the question.
fn spoken_answer(question: &Question, answer: &str, page: Language) -> String {
    match is_truth(question) {
        true => String::new(),
        false => spoken(answer, language_beside(&question.text, page.code()), page),
    }
}

/// A row of circles for each question; with `is_stencil` the right ones are black and the others missing.
fn bubbles(html: &mut String, paper: &Paper, version: &Version, is_stencil: bool) {
    html.push_str("<div class=\"sheet\">\n");
    for (place, at) in version.order.iter().enumerate() {
        let _ = write!(
            html,
            "<div class=\"row\"><span class=\"number\">{}</span>",
            place + 1
        );
        let right = version.right_letters(place, &paper.questions);
        for letter in ('A'..='Z').take(version.options[place].len()) {
            let class = match (is_stencil, right.contains(letter)) {
                (false, _) => "letter",
                (true, true) => "letter hole",
                // Invisible, but it keeps its place.
                (true, false) => "letter\" style=\"visibility:hidden",
            };
            let _ = write!(html, "<span class=\"{class}\">{letter}</span>");
        }
        if !paper.questions[*at].is_choice() && !is_stencil {
            html.push_str("<span class=\"line\"></span>");
        }
        html.push_str("</div>\n");
    }
    html.push_str("</div>");
}

/// Returns a text in which no sign is HTML markup, also between quotes; signs that only steer are dropped.
///
/// ```
/// assert_eq!(suraq::quiz::print::escaped("<b a='\"&"), "&lt;b a=&#39;&quot;&amp;");
/// ```
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
