//! Choosing: by letter, by the option's own words, or true and false.

use super::Question;
use super::forms::Form;
use super::verdict::Verdict;
use crate::items::Item;

/// Grades a choice among `shown`, the options as they stand on the screen: `b`, `B)` or the option's words.
pub fn grade_choice(question: &Question<'_>, shown: &[String], typed: &str) -> Verdict {
    let picked = letter(typed)
        .and_then(|place| shown.get(place))
        .map(String::as_str);
    match (picked, letter(typed)) {
        (Some(option), _) => super::grade(question, option),
        (None, Some(_)) => Verdict::wrong("there is no such option"),
        (None, None) => {
            let form = Form::new(typed);
            let option = shown.iter().find(|option| Form::new(option).is_same(&form));
            super::grade(question, option.map_or(typed, String::as_str))
        }
    }
}

/// The option a single letter stands for, from 0.
fn letter(typed: &str) -> Option<usize> {
    let mut letters = typed.chars().filter(|letter| letter.is_alphanumeric());
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let place = u32::from(letter.to_ascii_lowercase()).checked_sub(u32::from('a'))?;
    usize::try_from(place).ok().filter(|place| *place < 26)
}

/// What "true" and "false" may be called.
pub(super) fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "t" | "yes" | "y" | "right" | "correct" | "да" | "д" | "верно" | "правда" | "иә" | "ия"
        | "рас" | "дұрыс" => Some(true),
        "false" | "f" | "no" | "n" | "wrong" | "incorrect" | "untrue" | "нет" | "н" | "неверно" | "ложь"
        | "жоқ" | "жалған" | "бұрыс" | "өтірік" => Some(false),
        _ => None,
    }
}

/// Grades true or false; when the stem asks for the correction too, each is worth half.
///
/// `grade_correction` judges the words after "false".
pub(super) fn grade_truth(
    item: &Item,
    is_true: bool,
    typed: &str,
    grade_correction: impl Fn(&str, &str) -> Verdict,
) -> Verdict {
    let asks_more = item.stem.to_lowercase().contains("if false");
    let correction = item.detail.correction.as_ref().filter(|_| !is_true);
    let asked_beside = correction.filter(|_| asks_more);
    let lower = typed.to_lowercase();
    let lead_in = |word: &&str| matches!(*word, "" | "it" | "is" | "that" | "this" | "the" | "statement");
    let first = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .find(|word| !lead_in(word))
        .unwrap_or("");
    let Some(said) = truth(first) else {
        // Who says what is right has said that the statement is not.
        let found = asked_beside.and_then(|correction| corrected(correction, &lower, &grade_correction));
        return found.unwrap_or_else(|| Verdict::wrong("answer true or false"));
    };
    if said != is_true {
        return Verdict::wrong(match correction {
            Some(correction) => format!("it is false: {correction}"),
            None => format!("it is {is_true}"),
        });
    }
    let Some(correction) = asked_beside else {
        return Verdict::right("right");
    };
    let start = lower.find(first).map_or(0, |at| at + first.len());
    let rest = lower
        .get(start..)
        .unwrap_or("")
        .trim_matches(|letter: char| !letter.is_alphanumeric());
    if rest.is_empty() {
        return Verdict::partial(500, format!("false, yes; right would be {correction}"));
    }
    if let Some(verdict) = corrected(correction, rest, &grade_correction) {
        return verdict;
    }
    let verdict = grade_correction(correction, rest);
    Verdict::partial(
        500 + verdict.credit / 2,
        format!("false, yes; right would be {correction}"),
    )
}

/// Words by which what stands behind them may be meant as wrong.
const OPENS: [&str; 8] = ["not", "nor", "or", "no", "не", "или", "емес", "әлде"];

/// Grades a correction with words before it, `it began in 1941`; `None` where it is not right.
fn corrected(correction: &str, said: &str, grade: &impl Fn(&str, &str) -> Verdict) -> Option<Verdict> {
    let begins = |(at, sign): (usize, char)| sign.is_whitespace().then_some(at + sign.len_utf8());
    let starts = std::iter::once(0).chain(said.char_indices().filter_map(begins));
    let is_lead_in = |before: &str| {
        let mut words = before.split(|letter: char| !letter.is_alphanumeric());
        words.all(|word| !OPENS.contains(&word) && !word.contains(|sign: char| sign.is_ascii_digit()))
    };
    let mut verdicts = starts
        .filter(|at| is_lead_in(&said[..*at]))
        .map(|at| grade(correction, said[at..].trim()));
    verdicts.find(|verdict| verdict.outcome.is_accepted())
}
