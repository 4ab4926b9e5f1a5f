//! The options of a question: buttons while it is open, a list when it is not.
//!
//! Each has a letter, a shape and its text, so that none is known by its colour alone.

use suraq::live::wire::Reveal;
use suraq::live::wire::Round;
use suraq::live::wire::Shown;

use super::html::bar;
use super::html::escaped;
use super::html::filled;
use super::html::text;
use super::words::Words;

/// Shapes that phones of all ages have a glyph for.
const SHAPES: [char; 6] = ['●', '▲', '■', '◆', '★', '✚'];

/// Returns the form of an open question. Each button sends its option: one tap, with and without a script,
/// and nothing half done that a refreshed page could lose.
pub fn form(round: &Round, words: &Words) -> String {
    let buttons: String = round
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let yours = round.chosen.as_ref() == Some(&option.id);
            format!(
                "<button name=\"option\" value=\"{}\" class=\"option s{}{}\">{}{}</button>",
                escaped(&option.id),
                index % SHAPES.len(),
                if yours { " chosen" } else { "" },
                face(index, option, round),
                if yours {
                    note("", words.yours)
                } else {
                    String::new()
                }
            )
        })
        .collect();
    format!(
        "<form class=\"ask\" method=\"post\" action=\"/answer\">\
         <input type=\"hidden\" name=\"question\" value=\"{}\">\
         <fieldset><legend>{}</legend>{buttons}</fieldset></form><p class=\"keys\">{}</p>",
        escaped(&round.question),
        escaped(words.choose),
        filled(words.keys, &[&round.options.len()])
    )
}

/// Returns the options of a question that takes no answer, with what was right once it is known.
pub fn list(round: &Round, reveal: Option<&Reveal>, words: &Words) -> String {
    let whole: usize = reveal.map_or(0, |reveal| reveal.chosen.iter().sum());
    let lines: String = round
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let yours = round.chosen.as_ref() == Some(&option.id);
            let is_right = reveal.is_some_and(|reveal| reveal.right.contains(&option.id));
            let is_wrong = yours && !is_right && reveal.is_some_and(|reveal| !reveal.right.is_empty());
            let class = [(yours, " chosen"), (is_right, " right"), (is_wrong, " wrong")];
            let class: String = class
                .iter()
                .filter(|(holds, _)| *holds)
                .map(|(_, name)| *name)
                .collect();
            let mut notes = String::new();
            if is_right {
                notes.push_str(&note("✓", words.right_answer));
            }
            if yours {
                notes.push_str(&note(if is_wrong { "✗" } else { "" }, words.yours));
            }
            if let Some(count) = reveal.and_then(|reveal| reveal.chosen.get(index)) {
                notes.push_str(&format!(
                    "<span class=\"count\">{count}</span>{}",
                    bar(*count, whole)
                ));
            }
            format!(
                "<li class=\"option s{}{class}\">{}{notes}</li>",
                index % SHAPES.len(),
                face(index, option, round)
            )
        })
        .collect();
    format!("<ol class=\"options\" role=\"list\">{lines}</ol>")
}

/// What an option looks like: its letter, its shape, its text.
fn face(index: usize, option: &Shown, round: &Round) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    let shape = SHAPES[index % SHAPES.len()];
    format!(
        "<b>{letter}</b><i aria-hidden=\"true\">{shape}</i>{}",
        text("span", "text", &round.lang, &option.text)
    )
}

fn note(mark: &str, says: &str) -> String {
    let mark = match mark {
        "" => String::new(),
        mark => format!("<span aria-hidden=\"true\">{mark} </span>"),
    };
    format!("<em>{mark}{}</em>", escaped(says))
}
