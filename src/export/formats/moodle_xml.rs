//! Moodle's XML: every kind of question with its explanation and tags.

use crate::decks::Deck;
use crate::items::form::Form;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::file_name;
use super::super::question::Question;
use super::super::question::questions;
use super::super::xml::Element;
use super::super::xml::element;

/// One `quiz` with a category for each deck.
pub struct MoodleXml;

impl Format for MoodleXml {
    fn name(&self) -> &'static str {
        "moodle-xml"
    }

    fn extension(&self) -> &'static str {
        "xml"
    }

    fn about(&self) -> &'static str {
        "questions with explanations and tags for Moodle"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut count = 0;
        let mut losses = Vec::new();
        let mut quiz = element("quiz");
        let mut deck = None;
        for question in questions(decks) {
            let Some(written) = written(&question) else {
                losses.push(match &question.form {
                    Form::Matching { .. } => question.missing("matching of so few halves"),
                    _ => question.missing("question with several answers in any order"),
                });
                continue;
            };
            losses.extend(question.lost_correction());
            if deck != Some(question.deck) {
                deck = Some(question.deck);
                quiz = quiz.holding(category(question.deck));
            }
            quiz = quiz.holding(written);
            count += 1;
        }
        Ok(Exported {
            bytes: quiz.document()?,
            file_name: file_name(decks, self.extension()),
            questions: Some(count),
            losses,
            ..Exported::default()
        })
    }
}

/// A slash would make two categories of one name.
fn category(title: &str) -> Element {
    let path = format!("$course$/top/{}", title.replace('/', "//"));
    element("question")
        .with("type", "category")
        .holding(element("category").holding(text(&path)))
}

fn written(question: &Question<'_>) -> Option<Element> {
    let (kind, inner) = inner(question)?;
    let tags = question.tags.iter().map(|tag| element("tag").holding(text(tag)));
    let tags = (!question.tags.is_empty()).then(|| element("tags").holding_all(tags));
    let whole = element("question")
        .with("type", kind)
        .holding(element("name").holding(text(&question.name)))
        .holding(block("questiontext", &question.text))
        .holding(block("generalfeedback", &question.feedback));
    Some(whole.holding_all(inner).holding_all(tags))
}

/// What Moodle calls such a question, and what stands in it beside its text.
fn inner(question: &Question<'_>) -> Option<(&'static str, Vec<Element>)> {
    Some(match &question.form {
        Form::Choice { .. } => ("multichoice", choice(question)),
        Form::Truth { is_true, .. } => (
            "truefalse",
            vec![answer("true", *is_true, None), answer("false", !is_true, None)],
        ),
        Form::Number { plain, tolerance } => {
            let tolerance = element("tolerance").text(&tolerance.to_string());
            let answer = element("answer").with("fraction", "100");
            ("numerical", vec![answer.holding(text(plain)).holding(tolerance)])
        }
        Form::Short { answers } => {
            // A star would stand for any letters.
            let answers = answers
                .iter()
                .map(|one| answer(&one.replace('*', "\\*"), true, None));
            let case = element("usecase").text("0");
            ("shortanswer", std::iter::once(case).chain(answers).collect())
        }
        // Moodle wants two halves on the left and three on the right.
        Form::Matching { pairs, spare } if pairs.len() < 2 || pairs.len() + spare.len() < 3 => return None,
        Form::Matching { pairs, spare } => {
            let halves = pairs.iter().map(|(left, right)| half(left, right));
            let spare = spare.iter().map(|right| half("", right));
            ("matching", matching(halves.chain(spare)))
        }
        Form::Order { keys } => {
            let places = keys.iter().enumerate();
            let halves = places.map(|(place, key)| half(key, &(place + 1).to_string()));
            ("matching", matching(halves))
        }
        Form::Free { model } => ("essay", vec![block("graderinfo", model)]),
        Form::Set { .. } => return None,
    })
}

fn choice(question: &Question<'_>) -> Vec<Element> {
    let shuffles = if question.keeps_order { "false" } else { "true" };
    let options = question.options.iter();
    let options = options.map(|option| answer(&option.text, option.is_key, option.why.as_deref()));
    let settings = [
        element("single").text("true"),
        element("shuffleanswers").text(shuffles),
        element("answernumbering").text("ABCD"),
    ];
    settings.into_iter().chain(options).collect()
}

fn matching(halves: impl Iterator<Item = Element>) -> Vec<Element> {
    std::iter::once(element("shuffleanswers").text("true"))
        .chain(halves)
        .collect()
}

fn half(left: &str, right: &str) -> Element {
    element("subquestion")
        .with("format", "plain_text")
        .holding(text(left))
        .holding(element("answer").holding(text(right)))
}

fn answer(said: &str, is_right: bool, why: Option<&str>) -> Element {
    element("answer")
        .with("fraction", if is_right { "100" } else { "0" })
        .with("format", "plain_text")
        .holding(text(said))
        .holding(block("feedback", why.unwrap_or_default()))
}

/// An element with a text that is plain: nothing in it is markup.
fn block(name: &'static str, said: &str) -> Element {
    element(name).with("format", "plain_text").holding(text(said))
}

fn text(said: &str) -> Element {
    element("text").text(said)
}
