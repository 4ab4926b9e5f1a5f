//! QTI 1.2 as Canvas reads and writes it: a package with one assessment and its settings.
//!
//! Names of question types and of fields are Canvas's own, as the packages show that it imports.

use crate::decks::Deck;
use crate::items::form::Form;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::archive::zipped;
use super::super::file_name;
use super::super::question::Question;
use super::super::question::questions;
use super::super::xml::Element;
use super::super::xml::element;

/// A zip of XML files with a manifest.
pub struct Canvas;

const QTI: &str = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
const SETTINGS: &str = "http://canvas.instructure.com/xsd/cccv1p0";
const PACKAGE: &str = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1";
const LEARNING: &str = "associatedcontent/imscc_xmlv1p1/learning-application-resource";

/// Name of the one assessment.
const QUIZ: &str = "suraq_quiz";

impl Format for Canvas {
    fn name(&self) -> &'static str {
        "canvas"
    }

    fn extension(&self) -> &'static str {
        "zip"
    }

    fn about(&self) -> &'static str {
        "questions as a QTI 1.2 package for Canvas"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut losses = Vec::new();
        let mut items = Vec::new();
        for question in questions(decks) {
            match item(items.len() + 1, &question) {
                Some(item) => {
                    losses.extend(question.lost_correction());
                    items.push(item);
                }
                None => losses.push(question.missing("question with several answers in any order")),
            }
        }
        let title = match decks {
            [deck] => &deck.meta.title,
            _ => "Suraq",
        };
        let count = items.len();
        let settings = settings(title, count).document()?;
        let files = [
            ("imsmanifest.xml".to_owned(), manifest().document()?),
            (format!("{QUIZ}/{QUIZ}.xml"), assessment(title, items).document()?),
            (format!("{QUIZ}/assessment_meta.xml"), settings),
        ];
        Ok(Exported {
            bytes: zipped(&files)?,
            file_name: file_name(decks, "canvas.zip"),
            questions: Some(count),
            losses,
            ..Exported::default()
        })
    }
}

fn manifest() -> Element {
    let file = |href: String| element("file").with("href", href);
    let meta = format!("{QUIZ}/assessment_meta.xml");
    let quiz = element("resource")
        .with("identifier", QUIZ)
        .with("type", "imsqti_xmlv1p2")
        .holding(file(format!("{QUIZ}/{QUIZ}.xml")))
        .holding(element("dependency").with("identifierref", "suraq_settings"));
    let settings = element("resource")
        .with("identifier", "suraq_settings")
        .with("type", LEARNING)
        .with("href", meta.as_str())
        .holding(file(meta.clone()));
    let schema = element("metadata")
        .holding(element("schema").text("IMS Content"))
        .holding(element("schemaversion").text("1.1.3"));
    element("manifest")
        .with("identifier", "suraq")
        .with("xmlns", PACKAGE)
        .holding(schema)
        .holding(element("organizations"))
        .holding(element("resources").holding(quiz).holding(settings))
}

fn settings(title: &str, points: usize) -> Element {
    let leaf = |name, text: &str| element(name).text(text);
    element("quiz")
        .with("identifier", QUIZ)
        .with("xmlns", SETTINGS)
        .holding(leaf("title", title))
        .holding(leaf("shuffle_answers", "false"))
        .holding(leaf("scoring_policy", "keep_highest"))
        .holding(leaf("quiz_type", "assignment"))
        .holding(leaf("points_possible", &points.to_string()))
        .holding(leaf("show_correct_answers", "true"))
        .holding(leaf("allowed_attempts", "1"))
        .holding(leaf("available", "false"))
}

fn assessment(title: &str, items: Vec<Element>) -> Element {
    let section = element("section").with("ident", "root_section");
    let whole = element("assessment")
        .with("ident", QUIZ)
        .with("title", title)
        .holding(element("qtimetadata").holding(metadata("cc_maxattempts", "1")))
        .holding(section.holding_all(items));
    element("questestinterop").with("xmlns", QTI).holding(whole)
}

fn metadata(label: &str, entry: &str) -> Element {
    element("qtimetadatafield")
        .holding(element("fieldlabel").text(label))
        .holding(element("fieldentry").text(entry))
}

/// What differs from one form to another.
struct Parts {
    /// Canvas's name of the question type.
    kind: &'static str,
    /// What the pupil answers with.
    responses: Vec<Element>,
    /// Conditions that give points.
    conditions: Vec<Element>,
}

fn item(number: usize, question: &Question<'_>) -> Option<Element> {
    let parts = parts(question)?;
    let metadata = element("qtimetadata")
        .holding(metadata("question_type", parts.kind))
        .holding(metadata("points_possible", "1"));
    let presentation = element("presentation")
        .holding(material(&question.text))
        .holding_all(parts.responses);
    let range = element("decvar")
        .with("maxvalue", "100")
        .with("minvalue", "0")
        .with("varname", "SCORE")
        .with("vartype", "Decimal");
    let mut processing = element("resprocessing").holding(element("outcomes").holding(range));
    let is_told = !question.feedback.is_empty();
    if is_told {
        processing = processing.holding(
            condition("Yes", element("conditionvar").holding(element("other"))).holding(
                element("displayfeedback")
                    .with("feedbacktype", "Response")
                    .with("linkrefid", "general_fb"),
            ),
        );
    }
    let feedback = element("itemfeedback")
        .with("ident", "general_fb")
        .holding(element("flow_mat").holding(material(&question.feedback)));
    Some(
        element("item")
            .with("ident", format!("q{number}"))
            .with("title", question.name.as_str())
            .holding(element("itemmetadata").holding(metadata))
            .holding(presentation)
            .holding(processing.holding_all(parts.conditions))
            .holding_all(is_told.then_some(feedback)),
    )
}

fn parts(question: &Question<'_>) -> Option<Parts> {
    Some(match &question.form {
        Form::Choice { .. } => {
            let options = question.options.iter().map(|one| (one.text.as_str(), one.is_key));
            choice("multiple_choice_question", &options.collect::<Vec<_>>())
        }
        Form::Truth { is_true, .. } => {
            choice("true_false_question", &[("True", *is_true), ("False", !is_true)])
        }
        Form::Number { plain, tolerance } => number(plain, *tolerance),
        Form::Short { answers } => Parts {
            kind: "short_answer_question",
            responses: vec![field()],
            conditions: vec![points(
                element("conditionvar").holding_all(answers.iter().map(|answer| equal("response1", answer))),
                "Set",
                "100",
            )],
        },
        Form::Matching { pairs, spare } => {
            let halves = pairs.iter().map(|(left, right)| (left.as_str(), right.as_str()));
            let spare: Vec<&str> = spare.iter().map(String::as_str).collect();
            matching(&halves.collect::<Vec<_>>(), &spare)
        }
        Form::Order { keys } => {
            let places: Vec<String> = (1..=keys.len()).map(|place| place.to_string()).collect();
            let halves = keys
                .iter()
                .map(String::as_str)
                .zip(places.iter().map(String::as_str));
            matching(&halves.collect::<Vec<_>>(), &[])
        }
        Form::Free { .. } => Parts {
            kind: "essay_question",
            responses: vec![field()],
            conditions: vec![condition("No", element("conditionvar").holding(element("other")))],
        },
        Form::Set { .. } => return None,
    })
}

fn choice(kind: &'static str, options: &[(&str, bool)]) -> Parts {
    let ids: Vec<String> = (1..=options.len()).map(|number| number.to_string()).collect();
    let labels: Vec<(&str, &str)> = ids
        .iter()
        .map(String::as_str)
        .zip(options.iter().map(|(text, _)| *text))
        .collect();
    let keys = options.iter().zip(&ids).filter(|((_, is_key), _)| *is_key);
    Parts {
        kind,
        responses: vec![list("response1", None, &labels)],
        conditions: keys
            .map(|(_, id)| {
                points(
                    element("conditionvar").holding(equal("response1", id)),
                    "Set",
                    "100",
                )
            })
            .collect(),
    }
}

fn number(plain: &str, tolerance: f64) -> Parts {
    let value: f64 = plain.parse().unwrap_or_default();
    let bound = |name: &'static str, value: f64| {
        element(name)
            .with("respident", "response1")
            .text(&value.to_string())
    };
    let between = element("and")
        .holding(bound("vargte", value - tolerance))
        .holding(bound("varlte", value + tolerance));
    let either = element("or").holding(equal("response1", plain)).holding(between);
    Parts {
        kind: "numerical_question",
        responses: vec![
            element("response_str")
                .with("ident", "response1")
                .with("rcardinality", "Single")
                .holding(
                    element("render_fib")
                        .with("fibtype", "Decimal")
                        .holding(element("response_label").with("ident", "answer1")),
                ),
        ],
        conditions: vec![points(element("conditionvar").holding(either), "Set", "100")],
    }
}

/// Each left half is a list of all right ones, which stand by the alphabet; each is worth its part.
fn matching(halves: &[(&str, &str)], spare: &[&str]) -> Parts {
    let mut right: Vec<&str> = halves
        .iter()
        .map(|(_, right)| *right)
        .chain(spare.iter().copied())
        .collect();
    right.sort_unstable();
    right.dedup();
    let ids: Vec<String> = (1..=right.len()).map(|number| number.to_string()).collect();
    let labels: Vec<(&str, &str)> = ids
        .iter()
        .map(String::as_str)
        .zip(right.iter().copied())
        .collect();
    let share = format!("{:.2}", 100.0 / halves.len() as f64);
    let name = |at: usize| format!("response_{}", at + 1);
    let of = |at: usize, wanted: &str| {
        let key = labels.iter().find(|(_, text)| *text == wanted);
        let id = key.map_or("", |(id, _)| *id);
        points(
            element("conditionvar").holding(equal(&name(at), id)),
            "Add",
            &share,
        )
    };
    let places = halves.iter().enumerate();
    Parts {
        kind: "matching_question",
        responses: places
            .clone()
            .map(|(at, (left, _))| list(&name(at), Some(left), &labels))
            .collect(),
        conditions: places.map(|(at, (_, right))| of(at, right)).collect(),
    }
}

fn list(name: &str, left: Option<&str>, labels: &[(&str, &str)]) -> Element {
    let labels = labels.iter().map(|(id, text)| {
        element("response_label")
            .with("ident", *id)
            .holding(material(text))
    });
    element("response_lid")
        .with("ident", name)
        .with("rcardinality", "Single")
        .holding_all(left.map(material))
        .holding(element("render_choice").holding_all(labels))
}

fn field() -> Element {
    let label = element("response_label")
        .with("ident", "answer1")
        .with("rshuffle", "No");
    element("response_str")
        .with("ident", "response1")
        .with("rcardinality", "Single")
        .holding(element("render_fib").holding(label))
}

fn equal(name: &str, value: &str) -> Element {
    element("varequal").with("respident", name).text(value)
}

fn points(conditions: Element, action: &str, value: &str) -> Element {
    condition("No", conditions).holding(
        element("setvar")
            .with("action", action)
            .with("varname", "SCORE")
            .text(value),
    )
}

fn condition(goes_on: &str, conditions: Element) -> Element {
    element("respcondition")
        .with("continue", goes_on)
        .holding(conditions)
}

/// Canvas shows HTML: a text is made of paragraphs in which no sign is markup.
fn material(text: &str) -> Element {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let lines = escaped.lines().filter(|line| !line.trim().is_empty());
    let html: String = lines.map(|line| format!("<p>{line}</p>")).collect();
    element("material").holding(element("mattext").with("texttype", "text/html").text(&html))
}
