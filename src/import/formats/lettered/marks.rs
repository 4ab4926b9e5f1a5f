//! Signs and words that mark the right option though they may be its text: `1916 +`, `+1916`, `1916 (right)`.
//!
//! One of them is taken for a mark only where most of the questions that name no answer have it at exactly one option.

use super::keys::Told;
use super::lettering::Lettering;
use super::question::Question;

/// Words in brackets behind the right option.
const WORDS: [&str; 16] = [
    "+",
    "++",
    "right",
    "correct",
    "right answer",
    "correct answer",
    "правильный",
    "правильный ответ",
    "правильно",
    "верный",
    "верный ответ",
    "верно",
    "дұрыс",
    "дұрыс жауап",
    "жауабы",
    "ответ",
];

/// Returns the text of an option without the mark, where it has it.
type Mark = fn(&str) -> Option<&str>;

const MARKS: [Mark; 4] = [plus_behind, word_behind, word_apart, plus_before];

/// Ticks the marked options of the questions that name no answer.
pub(super) fn tick(questions: &mut [Question], told: &[Told]) {
    let open: Vec<usize> = (0..questions.len())
        .filter(|at| told[*at] == Told::Nothing && questions[*at].has_no_answer())
        .collect();
    let has_one = |at: &usize, mark: Mark| marked(&questions[*at].options, mark) == 1;
    let is_used = |mark: &Mark| {
        let count = open.iter().filter(|at| has_one(at, *mark)).count();
        count > 1 && count * 2 > open.len()
    };
    let Some(mark) = MARKS.into_iter().find(is_used) else {
        return;
    };
    for at in open {
        for option in &mut questions[at].options {
            if let Some(text) = mark(&option.text) {
                option.text = text.to_owned();
                option.is_ticked = true;
            }
        }
    }
}

fn marked(options: &[Lettering], mark: Mark) -> usize {
    options
        .iter()
        .filter(|option| mark(&option.text).is_some())
        .count()
}

fn plus_behind(text: &str) -> Option<&str> {
    let signs = text.trim_end_matches([';', ',', '.', ' ']);
    let plain = signs.strip_suffix("++").or_else(|| signs.strip_suffix('+'))?;
    // `Na+` is an ion.
    let word = plain.rsplit(|sign: char| !sign.is_alphabetic()).next()?;
    let is_apart = plain.ends_with([' ', '.', ';', ')', '»', '"']) || word.chars().count() > 2;
    let plain = plain.trim_end_matches([';', ',', ' ']);
    (is_apart && !plain.is_empty()).then_some(plain)
}

fn plus_before(text: &str) -> Option<&str> {
    let plain = text.strip_prefix('+')?.trim_start();
    (!plain.is_empty()).then_some(plain)
}

/// `1916 - right`: a word of [`WORDS`] behind a dash.
fn word_apart(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['.', ';']);
    let (plain, word) = [" - ", " – ", " — "]
        .into_iter()
        .find_map(|dash| text.rsplit_once(dash))?;
    let plain = plain.trim_end();
    (WORDS.contains(&word.trim().to_lowercase().as_str()) && !plain.is_empty()).then_some(plain)
}

fn word_behind(text: &str) -> Option<&str> {
    let (plain, word) = text
        .trim_end_matches(['.', ';'])
        .strip_suffix(')')?
        .rsplit_once('(')?;
    let plain = plain.trim_end();
    (WORDS.contains(&word.trim().to_lowercase().as_str()) && !plain.is_empty()).then_some(plain)
}
