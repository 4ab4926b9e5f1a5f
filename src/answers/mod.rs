//! Grading what was typed against what was asked.
//!
//! [`grade`] takes an item and the learner's words and gives a [`Verdict`]: an
//! outcome, a credit, a reason in one sentence and the difference letter by
//! letter. The type of answer (date, number, name, …) follows from the kind of
//! the item and the form of its key. Nothing here knows a card, a schedule or a
//! screen, and no answer is known but those of the item itself.

mod dates;
pub mod difference;
mod edits;
pub mod verdict;

use crate::items::Item;
pub use difference::Part;
pub use verdict::Outcome;
pub use verdict::Verdict;

/// What was asked, and what else might have been meant.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The item on the screen.
    pub item: &'a Item,
    /// Other names and keys of the deck. A misspelling is forgiven only when it is nearer to the key than to these.
    pub rivals: &'a [String],
    /// Whether the learner reads 05/06 as the fifth of June.
    pub day_first: bool,
}

/// Grades a typed answer.
///
/// Any text will do: nothing typed is wrong, ten thousand letters are read in linear time.
pub fn grade(question: &Question<'_>, typed: &str) -> Verdict {
    let typed = tidied(typed);
    if typed.is_empty() {
        return Verdict::wrong("nothing typed");
    }
    let mut verdict = judge(question, &typed);
    if typed != question.item.key {
        verdict.difference = difference::difference(&typed, nearest_form(question.item, &typed));
    }
    verdict
}

fn judge(question: &Question<'_>, typed: &str) -> Verdict {
    let item = question.item;
    let same = |form: &str| form.to_lowercase() == typed.to_lowercase();
    if same(&item.key) || item.accept.iter().any(|form| same(form)) {
        return Verdict::right("right");
    }
    if let Some(distractor) = item.distractors.iter().find(|distractor| same(&distractor.text)) {
        return Verdict::wrong(match &distractor.why {
            Some(why) => format!("{}: {why}", distractor.text),
            None => format!("{} is another one", distractor.text),
        });
    }
    if let Some(key) = dates::DateKey::new(&item.stem, &item.key, &item.accept)
        && (dates::is_plainly_a_date(&item.key) || dates::is_bare_year(&item.key))
    {
        return key.grade(typed, question.day_first);
    }
    let (folded, key) = (letters(typed), letters(&item.key));
    let named = |rival: &&String| letters(rival) == folded;
    if let Some(rival) = question.rivals.iter().find(named) {
        return Verdict::wrong(format!("{rival} is another one"));
    }
    match edits::forgivable(&key, &folded) {
        Some(0) => Verdict::right("right"),
        Some(_) => Verdict::typo("right, with a slip"),
        None if item.key.split(' ').count() >= 5 => Verdict::self_grade(500, "compare with the answer"),
        None => Verdict::wrong("this is something else"),
    }
}

/// The letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The text on one line, without control characters and blanks around it.
fn tidied(typed: &str) -> String {
    let visible = typed.split(|character: char| character.is_control() || character.is_whitespace());
    visible
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The key, or the accepted form that looks most like what was typed.
fn nearest_form<'a>(item: &'a Item, typed: &str) -> &'a str {
    const COMPARED: usize = 60;
    let start = |text: &str| {
        text.chars()
            .take(COMPARED)
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let typed = start(typed);
    let forms = std::iter::once(&item.key).chain(item.accept.iter().take(COMPARED));
    forms
        .min_by_key(|form| strsim::osa_distance(&start(form), &typed))
        .map_or("", String::as_str)
}
