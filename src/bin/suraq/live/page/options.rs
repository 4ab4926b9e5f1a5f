//! The options of a question: buttons while it is open, a list when it is not.
//!
//! Each has a shape, its text and, where all phones have one order, a letter, so that none is known by its colour alone.

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

/// How one option stands.
struct Standing {
    yours: bool,
    right: bool,
    wrong: bool,
}

impl Standing {
    fn of(option: &Shown, round: &Round, reveal: Option<&Reveal>) -> Standing {
        let yours = round.chosen.as_ref() == Some(&option.id);
        let right = reveal.is_some_and(|reveal| reveal.right.contains(&option.id));
        let has_right = reveal.is_some_and(|reveal| !reveal.right.is_empty());
        Standing {
            yours,
            right,
            wrong: yours && has_right && !right,
        }
    }

    fn class(&self) -> String {
        let names = [
            (self.yours, " chosen"),
            (self.right, " right"),
            (self.wrong, " wrong"),
        ];
        let holding = names.iter().filter(|(holds, _)| *holds);
        holding.map(|(_, name)| *name).collect()
    }

    fn notes(&self, words: &Words) -> String {
        let mut notes = String::new();
        if self.right {
            notes.push_str(&note("✓", words.right_answer));
        }
        if self.yours {
            notes.push_str(&note(if self.wrong { "✗" } else { "" }, words.yours));
        }
        notes
    }
}

/// Returns the form of an open question. Each button sends its option: one tap, with and without a script,
/// and nothing half done that a refreshed page could lose.
pub fn form(round: &Round, words: &Words) -> String {
    let button = |(index, option): (usize, &Shown)| {
        let standing = Standing::of(option, round, None);
        format!(
            "<button name=\"option\" value=\"{}\" class=\"option{}\">{}</button>",
            escaped(&option.id),
            standing.class(),
            face(index, option, round, &standing.notes(words))
        )
    };
    let buttons: String = round.options.iter().enumerate().map(button).collect();
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
    let line = |(index, option): (usize, &Shown)| {
        let standing = Standing::of(option, round, reveal);
        let notes = standing.notes(words) + &count(reveal, index);
        format!(
            "<li class=\"option{}\">{}</li>",
            standing.class(),
            face(index, option, round, &notes)
        )
    };
    let lines: String = round.options.iter().enumerate().map(line).collect();
    format!("<ol class=\"options\" role=\"list\">{lines}</ol>")
}

/// Returns how many chose an option, as a number and a bar, where that is told.
pub fn count(reveal: Option<&Reveal>, index: usize) -> String {
    let counts = reveal.map_or(&[][..], |reveal| &reveal.chosen);
    counts.get(index).map_or(String::new(), |count| {
        let bar = bar(*count, counts.iter().sum());
        format!("<span class=\"count\">{count}</span>{bar}")
    })
}

/// Returns what is said of an option, behind a sign that says the same.
pub fn note(sign: &str, says: &str) -> String {
    let sign = match sign {
        "" => String::new(),
        sign => format!("<span aria-hidden=\"true\">{sign} </span>"),
    };
    format!("<em>{sign}{}</em>", escaped(says))
}

/// What an option looks like: its sign, its text, and what is said of it.
fn face(index: usize, option: &Shown, round: &Round, notes: &str) -> String {
    format!(
        "{}<span class=\"says\">{}{notes}</span>",
        sign(index, round),
        text("span", "text", &round.lang, &option.text)
    )
}

/// Returns the shape of an option and, where all have one order, the letter that it has everywhere.
pub fn sign(index: usize, round: &Round) -> String {
    let shape = SHAPES[index % SHAPES.len()];
    let letter = ('A'..='Z').nth(index).filter(|_| round.is_lettered);
    let letter = letter.map_or(String::new(), |letter| format!("<b>{letter}</b>"));
    format!("<i aria-hidden=\"true\">{shape}</i>{letter}")
}
