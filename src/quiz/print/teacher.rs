//! The pages for the teacher: keys, where they are from, and stencils.

use std::fmt::Write;

use super::Lines;
use super::Look;
use super::begin;
use super::bubbles;
use super::end;
use super::escaped;
use super::head;
use super::keys::key_line;
use super::keys::key_tables;
use super::labels::Labels;
use super::labels::Language;
use super::labels::spoken;
use super::now::Now;
use super::shown;
use super::spoken_answer;
use crate::quiz::paper::Paper;
use crate::quiz::paper::Version;
use crate::quiz::question::Answer;
use crate::quiz::question::Question;
use crate::quiz::scores::Change;

// Writing into a string cannot fail; results are dropped for that reason.

/// Returns the pages for the teacher: the keys of all versions side by side where there are several, then the
/// key of each with sources, and its stencil where there are answer sheets. Keys are as they are after `changes`;
/// what was printed before stands beside them.
pub fn teacher(paper: &Paper, changes: &[Change], look: Look) -> String {
    let labels = look.language.labels();
    let now = Now::new(paper, changes);
    let paper = now.paper();
    let title = format!("{}: {}", labels.key, paper.title);
    let mut html = begin(paper, look, &title);
    if paper.versions.len() > 1 {
        overview(&mut html, &now, labels, &title);
    }
    for version in &paper.versions {
        let _ = write!(html, "<section class=\"v{}\">", version.letter);
        head(&mut html, paper, version, labels, &title, Lines::None);
        let _ = writeln!(html, "<p class=\"key\">{}</p>", key_line(&now, version));
        html.push_str("<table><tbody>\n");
        for place in 0..version.order.len() {
            key_row(&mut html, &now, version, place, look.language);
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

/// The letters of all versions on one page.
fn overview(html: &mut String, now: &Now<'_>, labels: &Labels, title: &str) {
    let _ = writeln!(
        html,
        "<section class=\"all\"><header><h1>{}</h1><div class=\"of\"><span>{}</span><span>{}</span></div></header>",
        escaped(title),
        labels.all_keys,
        now.paper().code
    );
    for table in key_tables(now) {
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

fn key_row(html: &mut String, now: &Now<'_>, version: &Version, place: usize, language: Language) {
    let labels = language.labels();
    let questions = &now.paper().questions;
    let question = &questions[version.order[place]];
    let right = now.right(version, place, labels);
    let right_lang = match now.is_dropped(version, place) {
        true => String::new(),
        false => spoken_answer(question, &right, language),
    };
    let _ = write!(
        html,
        "<tr><td class=\"mark\">{}</td><td class=\"mark\">{}</td><td><span{}>{}</span><br><b{}>{}</b>",
        place + 1,
        version.right_letters(place, questions),
        spoken(&question.text, language.code(), language),
        escaped(&question.text),
        right_lang,
        escaped(&right)
    );
    if let Some(before) = now.before(version, place, labels) {
        let _ = write!(html, "<div class=\"more\">{}</div>", escaped(&before));
    }
    if let Some(explanation) = &question.explanation {
        let _ = write!(
            html,
            "<div class=\"more\"{}>{}</div>",
            spoken_answer(question, explanation, language),
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

/// What is right, in the words of the page.
pub(super) fn right_in_words(question: &Question, labels: &Labels) -> String {
    match &question.answer {
        Answer::Choice { options, keys, .. } => {
            let keys = keys.iter().filter_map(|key| options.get(*key));
            let right: Vec<String> = keys.map(|option| shown(question, option, labels)).collect();
            right.join("; ")
        }
        Answer::Written { model, .. } => model.clone(),
    }
}
