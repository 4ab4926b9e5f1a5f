//! Numbers that are those of questions only because the questions around have the ones before and behind.

use super::question::Question;
use super::question::barely_numbered;
use super::question::number_first;

/// Takes numbers without a sign for those of the questions, where all have one and they rise from 1.
pub(super) fn take_bare_numbers(questions: &mut [Question]) {
    let numbers: Option<Vec<usize>> = questions
        .iter()
        .map(|question| match question.number {
            Some(_) => None,
            None => barely_numbered(&question.stem).map(|(number, _)| number),
        })
        .collect();
    let rise = |numbers: &Vec<usize>| numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1 && numbers[0] == 1 && rise(numbers))
    else {
        return;
    };
    for (question, number) in questions.iter_mut().zip(numbers) {
        let text = barely_numbered(&question.stem).map(|(_, text)| text.to_owned());
        question.number = Some(number);
        question.stem = text.unwrap_or_default();
    }
}

/// Takes `3.` of `3.20 million of what?` and `3.% of whom?` for the number where the question above has 2 and the one
/// below has 4. `lost` are numbers of questions that could not be read.
pub(super) fn take_close_numbers(questions: &mut [Question], lost: &[usize]) {
    for at in 0..questions.len() {
        let Some((number, text)) = closely_numbered(&questions[at]) else {
            continue;
        };
        let above = at.checked_sub(1).map(|above| questions[above].number);
        let below = questions.get(at + 1).map(|below| below.number);
        let follows = match above {
            Some(above) => above == Some(number - 1) || lost.contains(&(number - 1)),
            // The first of a file is sure only by the second.
            None => number == 1 && (below == Some(Some(2)) || lost.contains(&2)),
        };
        let goes_on = match below.flatten() {
            Some(below) => {
                below == 1 || below == number + 1 || below > number && lost.contains(&(number + 1))
            }
            None => true,
        };
        if follows && goes_on {
            questions[at].stem = text;
            questions[at].number = Some(number);
        }
    }
}

/// The number that a question without one begins with, and the text right behind its sign.
fn closely_numbered(question: &Question) -> Option<(usize, String)> {
    let (number, rest) = number_first(&question.stem)?;
    let text = rest.strip_prefix(['.', ')'])?.trim();
    let is_sure = question.number.is_none() && number > 0 && !text.is_empty();
    is_sure.then(|| (number, text.to_owned()))
}
