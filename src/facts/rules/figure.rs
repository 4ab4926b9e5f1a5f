//! A figure of one year: "Velk had a population of 14,000 in 1911", "The 2009 budget of the League was $992 million".

use super::Rule;
use super::in_clauses;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::amount::read_amount;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, Phrase, Sort, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::{Tag, Word};

/// Finds populations and budgets that a year goes with.
pub struct Figure;

impl Rule for Figure {
    fn name(&self) -> &'static str {
        "figure"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, told)
    }
}

/// What a year has one number of.
const FIGURES: &[&str] = &[
    "population",
    "budget",
    "gdp",
    "revenue",
    "revenues",
    "income",
    "debt",
    "deficit",
    "surplus",
    "output",
    "production",
    "unemployment",
    "inflation",
    "rate",
    "membership",
    "circulation",
    "turnover",
    "expenditure",
    "number",
    "density",
];

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    if !clause.adverbs.is_empty() || clause.leans_on_occasion {
        return None;
    }
    let when = match &clause.times[..] {
        [] => None,
        [time] => match (time.value, time.link) {
            (TimeValue::Date(date), Link::At) => Some(date),
            _ => return None,
        },
        _ => return None,
    };
    let subject = match &clause.topic {
        Some(topic) => topic.clone(),
        None => scene.phrase(view, &clause.subject)?,
    };
    let words: Vec<&Word<'_>> = clause.rest.iter().map(|index| &view.words[*index]).collect();
    match (clause.lemma, clause.voice) {
        ("be", Voice::Copula) => was(scene, view, clause, &subject, when, &words),
        ("have", Voice::Active) => had(scene, view, &subject, when?, &words),
        _ => None,
    }
}

/// "The population of Velk was 14,000 in 1911".
fn was(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
    subject: &Phrase,
    when: Option<PartialDate>,
    words: &[&Word<'_>],
) -> Option<Found> {
    let tells_year = subject.text.split([' ', '\'']).any(is_year);
    let of = clause
        .subject
        .iter()
        .position(|index| view.words[*index].is("of"));
    let head = of.unwrap_or(clause.subject.len()).checked_sub(1)?;
    let head = &view.words[*clause.subject.get(head)?];
    let value = value(words)?;
    let is_known = head.is_any(FIGURES) && !subject.names.is_empty();
    // One year, and one only.
    if !is_known || tells_year == when.is_some() || subject.text.contains(" and ") {
        return None;
    }
    let the = if of.is_some() && !subject.text.starts_with("the ") {
        "the "
    } else {
        ""
    };
    let tail = when
        .map(|when| format!(" {}", statement::on(when)))
        .unwrap_or_default();
    Some(found(
        scene,
        view,
        when,
        &subject.text,
        &value,
        format!("what was {the}{}{tail}", subject.text),
        format!("{the}{} was {value}{tail}.", subject.text),
    ))
}

/// "Velk had a population of 14,000 in 1911".
fn had(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: &Phrase,
    when: PartialDate,
    words: &[&Word<'_>],
) -> Option<Found> {
    let of = words
        .iter()
        .position(|word| word.is("of"))
        .filter(|of| (2..=4).contains(of))?;
    let is_figure = words[0].is_any(&["a", "an"]) && words[of - 1].is_any(FIGURES);
    let is_plain = words[1..of].iter().all(|word| word.tag == Tag::Noun);
    let value = value(&words[of + 1..])?;
    if !is_figure || !is_plain || subject.names.len() != 1 || words[of - 1].is("number") {
        return None;
    }
    let size: Vec<&str> = words[1..of].iter().map(|word| word.lower.as_str()).collect();
    let size = size.join(" ");
    let on = statement::on(when);
    Some(found(
        scene,
        view,
        Some(when),
        &subject.text,
        &value,
        format!("what was the {size} of {} {on}", subject.text),
        format!("The {size} of {} was {value} {on}.", subject.text),
    ))
}

fn found(
    scene: &Scene<'_>,
    view: &View<'_>,
    when: Option<PartialDate>,
    subject: &str,
    value: &str,
    stem: String,
    said: String,
) -> Found {
    let draft = Found::begin(scene, view, "figure", statement::capitalised(&said))
        .about(subject, "figure", value)
        .worth(2, 800);
    let draft = match when {
        Some(when) => draft.at(when),
        None => draft,
    };
    draft.framed(Frame::Measure {
        stem,
        value: value.to_owned(),
    })
}

/// The whole of the words as a number: of money, per cent, or of people and things.
fn value(words: &[&Word<'_>]) -> Option<String> {
    let counted = read_amount(words).filter(|counted| counted.length == words.len());
    if let Some(counted) = counted {
        let quantity = &counted.quantity;
        return match quantity.sort {
            Sort::Money | Sort::Change => Some(quantity.key()),
            Sort::Count => Some(format!("{} {}", quantity.key(), quantity.of)),
            Sort::Share => None,
        };
    }
    let (skip, approx) = crate::facts::quantity::read_approx(words).unwrap_or((0, ""));
    let rest = words.get(skip..)?;
    let (first, more) = rest.split_first()?;
    let is_number = crate::facts::quantity::is_cardinal(first) && first.text.len() > 1;
    let is_whole = more
        .iter()
        .all(|word| word.is_any(&["million", "billion", "thousand"]));
    let said: Vec<&str> = rest.iter().map(|word| word.text).collect();
    (is_number && is_whole).then(|| format!("{approx} {}", said.join(" ")).trim_start().to_owned())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1000..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::Figure;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_figures_with_their_year() {
        for (text, told) in [
            (
                "In 1911 the town of Velk had a population of about 14,000.",
                "The population of the town of Velk was about 14,000 in 1911.",
            ),
            (
                "The population of Velk was 14,000 in 1911.",
                "The population of Velk was 14,000 in 1911.",
            ),
            (
                "Velkland's 1911 budget was $992 million.",
                "Velkland's 1911 budget was $992 million.",
            ),
        ] {
            assert_eq!(statements(&Figure, text), [told], "{text}");
        }
    }

    #[test]
    fn leaves_figures_of_no_year_or_no_name() {
        for text in [
            "The population of Velk was 14,000.",
            "The budget for the first year was $40,000.",
            "Velk had a population of 14,000.",
            "The population of Velk was small in 1911.",
        ] {
            assert_eq!(statements(&Figure, text), Vec::<String>::new(), "{text}");
        }
    }
}
