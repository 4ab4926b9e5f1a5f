//! Signs and words that mark the right option though they may be its text: `1916 +`, `+1916`, `1916 (right)`.
//!
//! One of them is taken for a mark only where most of the questions that name no answer have it at exactly one option,
//! or some at one and some, by mistake, at several: of these it is told.

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

/// Each, and whether it is one also where some questions have several of it: `+5` and `+7` are numbers.
const MARKS: [(Mark, bool); 4] = [
    (plus_behind, true),
    (word_behind, true),
    (word_apart, true),
    (plus_before, false),
];

/// Ticks the marked options of the questions that name no answer.
pub(super) fn tick(questions: &mut [Question], told: &[Told]) {
    let open: Vec<usize> = (0..questions.len())
        .filter(|at| told[*at] == Told::Nothing && questions[*at].has_no_answer())
        .collect();
    let are_most = |count: usize| count > 1 && count * 2 > open.len();
    let is_used = |(mark, may_be_several): &(Mark, bool)| {
        let (mut one, mut several) = (0, 0);
        for options in open.iter().map(|at| &questions[*at].options) {
            let count = marked(options, *mark);
            one += usize::from(count == 1);
            several += usize::from(count > 1 && count < options.len());
        }
        are_most(one) || *may_be_several && one >= several.max(1) && are_most(one + several)
    };
    let Some((mark, _)) = MARKS.into_iter().find(is_used) else {
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
