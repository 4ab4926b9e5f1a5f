//! A paper as pages: one HTML file for the class and one for the teacher, with a style for printing.
//!
//! Version and code stand on every page by the margin boxes of the page style; a question never breaks
//! over pages. Every text is escaped, so that none becomes markup. Nothing is fetched.

mod keys;
mod labels;
#[cfg(feature = "pdf")]
pub mod pdf;

use std::fmt::Write;

use serde::Deserialize;
use serde::Serialize;

pub use labels::Language;

use keys::key_line;
use keys::key_tables;
use labels::Labels;
use labels::spoken;

use super::paper::Paper;
use super::paper::Version;
use super::question::Answer;
use super::question::Question;

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
                spoken(&question.text, look.language),
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

/// Returns the pages for the teacher: the keys of all versions side by side where there are several, then the
/// key of each with sources, and its stencil where there are answer sheets.
pub fn teacher(paper: &Paper, look: Look) -> String {
    let labels = look.language.labels();
    let title = format!("{}: {}", labels.key, paper.title);
    let mut html = begin(paper, look, &title);
    if paper.versions.len() > 1 {
        overview(&mut html, paper, labels, &title);
    }
    for version in &paper.versions {
        let _ = write!(html, "<section class=\"v{}\">", version.letter);
        head(&mut html, paper, version, labels, &title, Lines::None);
        let _ = writeln!(html, "<p class=\"key\">{}</p>", key_line(paper, version));
        html.push_str("<table><tbody>\n");
        for (place, at) in version.order.iter().enumerate() {
            key_row(
                &mut html,
                paper,
                version,
                place,
                &paper.questions[*at],
                look.language,
            );
        }
        html.push_str("</tbody></table></section>\n");
        if look.sheet {
            let _ = write!(html, "<section class=\"v{}\">", version.letter);
            head(&mut html, paper, version, labels, labels.stencil, Lines::Space);
            let _ = write!(html, "<p class=\"how\">{}</p>", labels.how_to_cut);
            bubbles(&mut html, paper, version, true);
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

/// The letters of all versions on one page.
fn overview(html: &mut String, paper: &Paper, labels: &Labels, title: &str) {
    let _ = writeln!(
        html,
        "<section class=\"all\"><header><h1>{}</h1><div class=\"of\"><span>{}</span><span>{}</span></div></header>",
        escaped(title),
        labels.all_keys,
        paper.code
    );
    for table in key_tables(paper) {
        let heads = table
            .heads
            .iter()
            .map(|head| format!("<th scope=\"col\">{head}</th>"));
        let _ = writeln!(
            html,
            "<table class=\"keys\"><thead><tr><th scope=\"col\">{}</th>{}</tr></thead><tbody>",
            labels.version,
            heads.collect::<String>()
        );
        for (letter, groups) in table.rows {
            let cells = groups.iter().map(|group| format!("<td>{group}</td>"));
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{letter}</th>{}</tr>",
                cells.collect::<String>()
            );
        }
        html.push_str("</tbody></table>\n");
    }
    html.push_str("</section>\n");
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
        "@page all {{ @top-right {{ content: \"{} \\B7  {}\"; font: 9pt sans-serif; }} }}\n.all {{ page: all; }}",
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
                    spoken(option, language),
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

/// What is right, in the words of the page.
fn right_in_words(question: &Question, labels: &Labels) -> String {
    match &question.answer {
        Answer::Choice { options, keys, .. } => {
            let keys = keys.iter().filter_map(|key| options.get(*key));
            let right: Vec<String> = keys.map(|option| shown(question, option, labels)).collect();
            right.join("; ")
        }
        Answer::Written { model, .. } => model.clone(),
    }
}

/// True and false are words of the page, not of the question.
fn shown(question: &Question, option: &str, labels: &Labels) -> String {
    match (question.options(), option) {
        ([right, wrong], "True") if right == "True" && wrong == "False" => labels.right.to_owned(),
        ([right, wrong], "False") if right == "True" && wrong == "False" => labels.wrong.to_owned(),
        _ => option.to_owned(),
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

fn key_row(
    html: &mut String,
    paper: &Paper,
    version: &Version,
    place: usize,
    question: &Question,
    language: Language,
) {
    let labels = language.labels();
    let right = right_in_words(question, labels);
    let _ = write!(
        html,
        "<tr><td class=\"mark\">{}</td><td class=\"mark\">{}</td><td><span{}>{}</span><br><b{}>{}</b>",
        place + 1,
        version.right_letters(place, &paper.questions),
        spoken(&question.text, language),
        escaped(&question.text),
        spoken(&right, language),
        escaped(&right)
    );
    if let Some(explanation) = &question.explanation {
        let _ = write!(
            html,
            "<div class=\"more\"{}>{}</div>",
            spoken(explanation, language),
            escaped(explanation)
        );
    }
    if let Some(source) = &question.source {
        let _ = write!(
            html,
            "<div class=\"more\">{}: {}</div>",
            labels.source,
            escaped(source)
        );
    }
    let _ = writeln!(
        html,
        "<div class=\"more\">{}</div></td></tr>",
        escaped(&question.card)
    );
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
mod tests {
    use super::{Language, Look, pupils, teacher};
    use crate::quiz::{Answer, Paper, Question};

    fn paper() -> Paper {
        let choice = |text: &str, options: &[&str], keys: Vec<usize>, fixed| Question {
            card: "deck/one".to_owned(),
            text: text.to_owned(),
            answer: Answer::Choice {
                options: options.iter().map(|option| (*option).to_owned()).collect(),
                keys,
                fixed,
            },
            explanation: Some("Because <b>so</b>.".to_owned()),
            source: Some("A book".to_owned()),
        };
        let questions = vec![
            choice(
                "Which <script>lake</script>?",
                &["Oron", "Velk & Co", "Әй"],
                vec![1],
                false,
            ),
            choice("It froze.", &["True", "False"], vec![0], true),
            Question {
                card: "deck/two".to_owned(),
                text: "How deep?".to_owned(),
                answer: Answer::Written {
                    model: "40 m".to_owned(),
                    lines: 1,
                    shown: Vec::new(),
                },
                explanation: None,
                source: None,
            },
        ];
        Paper::new("Lakes \"and\" seas", questions, 2, 3)
    }

    const LOOK: Look = Look {
        language: Language::English,
        large: false,
        sheet: true,
        duplex: false,
    };

    #[test]
    fn no_text_becomes_markup() {
        for html in [pupils(&paper(), LOOK), teacher(&paper(), LOOK)] {
            assert!(!html.contains("<script") && !html.contains("<b>so"), "{html}");
            assert!(html.contains("Which &lt;script&gt;lake&lt;/script&gt;?"));
            assert!(html.contains("Lakes &quot;and&quot; seas"));
        }
    }

    #[test]
    fn the_class_sees_no_key_and_no_source() {
        let html = pupils(&paper(), LOOK);
        for secret in ["A book", "Because", "40 m", "hole\"", "deck/one"] {
            assert!(!html.contains(secret), "{secret}");
        }
        let html = teacher(&paper(), LOOK);
        for told in ["A book", "Because", "40 m", "hole\"", "deck/one"] {
            assert!(html.contains(told), "{told}");
        }
    }

    #[test]
    fn every_version_has_its_letter_and_the_code() {
        let paper = paper();
        let html = pupils(&paper, LOOK);
        for letter in ['A', 'B'] {
            assert!(html.contains(&format!("Version {letter}</span><span>{}", paper.code)));
            assert!(html.contains(&format!("@page v{letter}")));
        }
        assert_eq!(html.matches("Answer sheet").count(), 2);
        let without = pupils(&paper, Look { sheet: false, ..LOOK });
        assert!(!without.contains("Answer sheet"));
    }

    #[test]
    fn the_words_of_the_page_are_in_its_language() {
        let look = |language| Look { language, ..LOOK };
        let kazakh = pupils(&paper(), look(Language::Kazakh));
        assert!(kazakh.contains("Нұсқа A") && kazakh.contains("Дұрыс") && !kazakh.contains(">True<"));
        let russian = teacher(&paper(), look(Language::Russian));
        assert!(russian.contains("Ключ") && russian.contains("Источник") && russian.contains("Верно"));
        assert!(kazakh.contains("<html lang=\"kk\">"));
        // A question of another language says so, and what is of the page does not.
        assert!(kazakh.contains("class=\"text\" lang=\"en\">How deep?"));
        assert!(kazakh.contains("<span lang=\"en\">Oron</span>") && kazakh.contains("<span>Әй</span>"));
        assert!(kazakh.contains("<span>Дұрыс</span>") || kazakh.contains("lang=\"kk\">Дұрыс"));
        assert!(!pupils(&paper(), LOOK).contains("lang=\"en\">How"));
    }

    #[test]
    fn a_stencil_has_room_and_no_lines_for_a_name() {
        let html = teacher(&paper(), LOOK);
        assert!(
            html.contains("lines space") && !html.contains("class=\"lines\""),
            "{html}"
        );
    }

    #[test]
    fn the_key_of_a_version_is_a_line() {
        let paper = paper();
        let letters: String = (0..3)
            .map(
                |place| match paper.versions[0].right_letters(place, &paper.questions).as_str() {
                    "" => "+".to_owned(),
                    letter => letter.to_owned(),
                },
            )
            .collect();
        let line = format!("<p class=\"key\">A: {letters}</p>");
        assert!(teacher(&paper, LOOK).contains(&line), "{line}");
        assert!(!pupils(&paper, LOOK).contains("class=\"key\""));
    }

    #[test]
    fn the_teacher_has_the_keys_of_all_versions_on_a_page() {
        let paper = paper();
        let html = teacher(&paper, LOOK);
        assert_eq!(html.matches("Keys of all versions").count(), 1);
        for version in &paper.versions {
            let key = super::key_line(&paper, version);
            let (letter, key) = key.split_once(": ").unwrap();
            let row = format!("<th scope=\"row\">{letter}</th><td>{key}</td>");
            assert!(html.contains(&row), "{row}");
        }
        let alone = Paper::new("Lakes", paper.questions.clone(), 1, 5);
        assert!(!teacher(&alone, LOOK).contains("Keys of all versions"));
        assert!(!pupils(&paper, LOOK).contains("Keys of all versions"));
    }

    #[test]
    fn only_a_paper_for_both_sides_lays_itself_out() {
        let both = Look { duplex: true, ..LOOK };
        for html in [pupils(&paper(), both), teacher(&paper(), both)] {
            assert_eq!(html.matches("<script>").count(), 1);
        }
        assert!(!pupils(&paper(), LOOK).contains("<script"));
    }

    #[test]
    fn large_print_is_a_class_of_the_page() {
        assert!(pupils(&paper(), Look { large: true, ..LOOK }).contains("<body class=\"large\">"));
        assert!(pupils(&paper(), LOOK).contains("<body>"));
    }
}
