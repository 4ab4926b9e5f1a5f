//! GIFT, the text format of quizzes that Moodle and many converters read.
//!
//! Every text has `[plain]` before it, so that no text is taken for the name of a format or for
//! markup, and the signs that mean something are escaped. Right is right and wrong is nothing: shares of
//! marks outside a fixed list are refused by Moodle.

use std::fmt::Write;

use crate::decks::Deck;
use crate::items::form::Form;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::file_name;
use super::super::question::Question;
use super::super::question::questions;

/// The first line of what is written here: `import` then knows that the category is the deck, and where in the
/// feedback the source stands.
const OURS: &str = "// Suraq";

/// A question a paragraph.
pub struct Gift;

impl Format for Gift {
    fn name(&self) -> &'static str {
        "gift"
    }

    fn extension(&self) -> &'static str {
        "gift"
    }

    fn about(&self) -> &'static str {
        "questions as text for Moodle and other quiz programs"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut text = format!("{OURS}\n\n");
        let mut losses = Vec::new();
        let mut deck = None;
        let mut count = 0;
        for question in questions(decks) {
            if deck != Some(question.deck) {
                deck = Some(question.deck);
                let _ = writeln!(text, "$CATEGORY: {}\n", category(question.deck));
            }
            losses.extend(question.lost_correction());
            match answers(&question) {
                Ok(answers) => {
                    let feedback = match question.feedback.is_empty() {
                        true => String::new(),
                        false => format!("####{}\n", plain(&question.feedback)),
                    };
                    count += 1;
                    text.push_str(&tags(&question));
                    let _ = writeln!(
                        text,
                        "::{}::{} {{{answers}{feedback}}}\n",
                        escaped(&question.name),
                        plain(&question.text)
                    );
                }
                Err(what) => losses.push(question.missing(what)),
            }
            if matches!(&question.form, Form::Matching { spare, .. } if !spare.is_empty()) {
                losses.push(question.loss("the right halves that belong to none", false));
            }
        }
        Ok(Exported {
            bytes: text.into_bytes(),
            file_name: file_name(decks, self.extension()),
            questions: Some(count),
            losses,
            ..Exported::default()
        })
    }
}

/// The tags of a question in a remark, where Moodle looks for them.
fn tags(question: &Question<'_>) -> String {
    let is_plain = |tag: &&String| !tag.contains(['[', ']', '\n']);
    let tags = question.tags.iter().filter(is_plain);
    let tags: Vec<String> = tags.map(|tag| format!("[tag:{tag}]")).collect();
    match tags.is_empty() {
        true => String::new(),
        false => format!("// {}\n", tags.join(" ")),
    }
}

/// What stands between the braces, or what GIFT has no question for.
fn answers(question: &Question<'_>) -> Result<String, &'static str> {
    let mut lines = String::from("\n");
    match &question.form {
        Form::Choice { .. } => {
            for option in &question.options {
                let sign = if option.is_key { '=' } else { '~' };
                let _ = write!(lines, "{sign}{}", plain(&option.text));
                if let Some(why) = &option.why {
                    let _ = write!(lines, "#{}", plain(why));
                }
                lines.push('\n');
            }
        }
        Form::Truth { is_true, .. } => {
            lines = if *is_true { "TRUE" } else { "FALSE" }.to_owned();
        }
        Form::Number { plain, tolerance } => lines = format!("#{plain}:{tolerance}"),
        Form::Short { answers } => {
            for answer in answers {
                let _ = writeln!(lines, "={}", plain(answer));
            }
        }
        Form::Matching { pairs, .. } if pairs.len() < 3 => return Err("matching of fewer than three pairs"),
        Form::Matching { pairs, .. } => {
            for (left, right) in pairs {
                let _ = writeln!(lines, "={} -> {}", plain(left), escaped(right));
            }
        }
        Form::Order { keys } => {
            for (place, key) in keys.iter().enumerate() {
                let _ = writeln!(lines, "={} -> {}", plain(key), place + 1);
            }
        }
        Form::Free { .. } => lines.clear(),
        Form::Set { .. } => return Err("question with several answers in any order"),
    }
    Ok(lines)
}

/// A text as text, whatever it begins with.
fn plain(text: &str) -> String {
    format!("[plain]{}", escaped(text))
}

/// A text whose signs mean nothing. A line break is written as one, for an empty line ends a question.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("->", "→").replace("\r\n", "\n").chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped.trim().to_owned()
}

/// The name of a deck as a category: a slash would make two of it.
fn category(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    title.replace('/', "//")
}
