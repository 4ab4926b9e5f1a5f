//! QTI 2.1: a package with an item for each question and a test that holds them.
//!
//! Source: IMS Question and Test Interoperability 2.1, information model and binding.

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
pub struct Qti21;

const NAMESPACE: &str = "http://www.imsglobal.org/xsd/imsqti_v2p1";
const PACKAGE: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";

impl Format for Qti21 {
    fn name(&self) -> &'static str {
        "qti21"
    }

    fn extension(&self) -> &'static str {
        "zip"
    }

    fn about(&self) -> &'static str {
        "questions as a QTI 2.1 package for OpenOlat, TAO and other programs"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut losses = Vec::new();
        let mut items = Vec::new();
        for question in questions(decks) {
            let id = format!("q{:05}", items.len() + 1);
            match item(&id, &question) {
                Some(item) => {
                    losses.extend(question.lost_correction());
                    items.push((id, item.document()?));
                }
                None => losses.push(question.missing("question with several answers in any order")),
            }
        }
        let ids: Vec<&str> = items.iter().map(|(id, _)| id.as_str()).collect();
        let title = match decks {
            [deck] => &deck.meta.title,
            _ => "Suraq",
        };
        let mut files = vec![
            ("imsmanifest.xml".to_owned(), manifest(&ids).document()?),
            ("test.xml".to_owned(), test(title, &ids).document()?),
        ];
        files.extend(items.into_iter().map(|(id, bytes)| (format!("{id}.xml"), bytes)));
        Ok(Exported {
            bytes: zipped(&files)?,
            file_name: file_name(decks, "qti21.zip"),
            // Beside the questions stand the manifest and the test.
            questions: Some(files.len() - 2),
            losses,
            ..Exported::default()
        })
    }
}

fn manifest(ids: &[&str]) -> Element {
    let resource = |id: &str, kind: &str, href: &str| {
        element("resource")
            .with("identifier", id)
            .with("type", kind)
            .with("href", href)
            .holding(element("file").with("href", href))
    };
    let dependencies = ids
        .iter()
        .map(|id| element("dependency").with("identifierref", *id));
    let test = resource("test", "imsqti_test_xmlv2p1", "test.xml").holding_all(dependencies);
    let items = ids
        .iter()
        .map(|id| resource(id, "imsqti_item_xmlv2p1", &format!("{id}.xml")));
    let schema = element("metadata")
        .holding(element("schema").text("QTIv2.1 Package"))
        .holding(element("schemaversion").text("1.0.0"));
    element("manifest")
        .with("xmlns", PACKAGE)
        .with("identifier", "suraq")
        .holding(schema)
        .holding(element("organizations"))
        .holding(element("resources").holding(test).holding_all(items))
}

fn test(title: &str, ids: &[&str]) -> Element {
    let refs = ids.iter().map(|id| {
        element("assessmentItemRef")
            .with("identifier", *id)
            .with("href", format!("{id}.xml"))
    });
    let section = element("assessmentSection")
        .with("identifier", "section")
        .with("title", title)
        .with("visible", "true")
        .holding_all(refs);
    let part = element("testPart")
        .with("identifier", "part")
        .with("navigationMode", "nonlinear")
        .with("submissionMode", "individual");
    element("assessmentTest")
        .with("xmlns", NAMESPACE)
        .with("identifier", "test")
        .with("title", title)
        .holding(part.holding(section))
}

/// What differs from one form to another.
struct Parts {
    /// How the response is declared.
    declaration: Element,
    /// What the pupil answers with.
    interaction: Vec<Element>,
    /// Sets the score; none where a person judges.
    score: Option<Element>,
}

fn item(id: &str, question: &Question<'_>) -> Option<Element> {
    let parts = parts(question)?;
    let outcome = |name: &str, kind: &str| {
        element("outcomeDeclaration")
            .with("identifier", name)
            .with("cardinality", "single")
            .with("baseType", kind)
    };
    let mut whole = element("assessmentItem")
        .with("xmlns", NAMESPACE)
        .with("identifier", id)
        .with("title", question.name.as_str())
        .with("adaptive", "false")
        .with("timeDependent", "false")
        .holding(parts.declaration)
        .holding(outcome("SCORE", "float"));
    let is_told = !question.feedback.is_empty();
    if is_told {
        whole = whole.holding(outcome("SAID", "identifier"));
    }
    whole = whole.holding(element("itemBody").holding_all(parts.interaction));
    let said = element("setOutcomeValue")
        .with("identifier", "SAID")
        .holding(base("identifier", "explanation"));
    let processing = parts.score.into_iter().chain(is_told.then_some(said));
    whole = whole.holding(element("responseProcessing").holding_all(processing));
    if is_told {
        let feedback = element("modalFeedback")
            .with("outcomeIdentifier", "SAID")
            .with("identifier", "explanation")
            .with("showHide", "show");
        whole = whole.holding(feedback.holding_all(paragraphs(&question.feedback)));
    }
    Some(whole)
}

fn parts(question: &Question<'_>) -> Option<Parts> {
    Some(match &question.form {
        Form::Choice { .. } => {
            let options = question.options.iter().map(|one| (one.text.as_str(), one.is_key));
            choice(question, &options.collect::<Vec<_>>(), !question.keeps_order)
        }
        Form::Truth { is_true, .. } => choice(question, &[("True", *is_true), ("False", !is_true)], false),
        Form::Number { plain, tolerance } => Parts {
            declaration: declared("single", "float", &[plain]),
            interaction: field(question),
            score: Some(score_if(
                element("equal")
                    .with("toleranceMode", "absolute")
                    .with("tolerance", format!("{tolerance} {tolerance}"))
                    .holding(variable())
                    .holding(element("correct").with("identifier", "RESPONSE")),
            )),
        },
        Form::Short { answers } => short(question, answers),
        Form::Matching { pairs, spare } => {
            let left: Vec<&str> = pairs.iter().map(|(left, _)| left.as_str()).collect();
            let right = pairs.iter().map(|(_, right)| right).chain(spare);
            matching(question, &left, &right.map(String::as_str).collect::<Vec<_>>())
        }
        Form::Order { keys } => order(question, keys),
        Form::Free { model } => Parts {
            declaration: element("responseDeclaration")
                .with("identifier", "RESPONSE")
                .with("cardinality", "single")
                .with("baseType", "string"),
            interaction: vec![
                element("rubricBlock")
                    .with("view", "scorer")
                    .holding_all(paragraphs(model)),
                element("extendedTextInteraction")
                    .with("responseIdentifier", "RESPONSE")
                    .holding(prompt(question)),
            ],
            score: None,
        },
        Form::Set { .. } => return None,
    })
}

fn choice(question: &Question<'_>, options: &[(&str, bool)], shuffles: bool) -> Parts {
    let ids: Vec<String> = (1..=options.len()).map(|number| format!("o{number}")).collect();
    let key = options.iter().zip(&ids).find(|((_, is_key), _)| *is_key);
    let key: Vec<&String> = key.map(|(_, id)| id).into_iter().collect();
    let shown = options
        .iter()
        .zip(&ids)
        .map(|((text, _), id)| named("simpleChoice", id, text));
    Parts {
        declaration: declared("single", "identifier", &key),
        interaction: vec![
            element("choiceInteraction")
                .with("responseIdentifier", "RESPONSE")
                .with("shuffle", shuffles.to_string())
                .with("maxChoices", "1")
                .holding(prompt(question))
                .holding_all(shown),
        ],
        score: Some(score_if_correct()),
    }
}

/// The mapping gives a point to every answer that is right; capitals do not matter.
fn short(question: &Question<'_>, answers: &[String]) -> Parts {
    let entries = answers.iter().map(|answer| {
        element("mapEntry")
            .with("mapKey", answer.as_str())
            .with("mappedValue", "1")
            .with("caseSensitive", "false")
    });
    let mapping = element("mapping").with("defaultValue", "0").holding_all(entries);
    let mapped = element("mapResponse").with("identifier", "RESPONSE");
    Parts {
        declaration: declared("single", "string", &answers.iter().take(1).collect::<Vec<_>>())
            .holding(mapping),
        interaction: field(question),
        score: Some(
            element("setOutcomeValue")
                .with("identifier", "SCORE")
                .holding(mapped),
        ),
    }
}

fn matching(question: &Question<'_>, left: &[&str], right: &[&str]) -> Parts {
    let right_answers: Vec<String> = (1..=left.len())
        .map(|number| format!("l{number} r{number}"))
        .collect();
    let set = |halves: &[&str], letter: char| {
        let halves = halves.iter().enumerate().map(|(at, text)| {
            named("simpleAssociableChoice", &format!("{letter}{}", at + 1), text).with("matchMax", "1")
        });
        element("simpleMatchSet").holding_all(halves)
    };
    Parts {
        declaration: declared(
            "multiple",
            "directedPair",
            &right_answers.iter().collect::<Vec<_>>(),
        ),
        interaction: vec![
            element("matchInteraction")
                .with("responseIdentifier", "RESPONSE")
                .with("shuffle", "true")
                .with("maxAssociations", left.len().to_string())
                .holding(prompt(question))
                .holding(set(left, 'l'))
                .holding(set(right, 'r')),
        ],
        score: Some(score_if_correct()),
    }
}

/// The choices stand and are numbered by the alphabet, so that a reader that does not shuffle tells nothing.
fn order(question: &Question<'_>, keys: &[String]) -> Parts {
    let mut shown: Vec<&String> = keys.iter().collect();
    shown.sort();
    let id_of = |key: &String| {
        let at = shown.iter().position(|text| *text == key);
        format!("s{}", at.unwrap_or_default() + 1)
    };
    let right: Vec<String> = keys.iter().map(id_of).collect();
    let choices = shown.iter().map(|text| named("simpleChoice", &id_of(text), text));
    Parts {
        declaration: declared("ordered", "identifier", &right.iter().collect::<Vec<_>>()),
        interaction: vec![
            element("orderInteraction")
                .with("responseIdentifier", "RESPONSE")
                .with("shuffle", "true")
                .holding(prompt(question))
                .holding_all(choices),
        ],
        score: Some(score_if_correct()),
    }
}

fn declared(cardinality: &str, kind: &str, right: &[&String]) -> Element {
    let values = right.iter().map(|value| element("value").text(value));
    element("responseDeclaration")
        .with("identifier", "RESPONSE")
        .with("cardinality", cardinality)
        .with("baseType", kind)
        .holding(element("correctResponse").holding_all(values))
}

/// The question and a field below it.
fn field(question: &Question<'_>) -> Vec<Element> {
    let field = element("textEntryInteraction").with("responseIdentifier", "RESPONSE");
    let mut body: Vec<Element> = paragraphs(&question.text).collect();
    body.push(element("p").holding(field));
    body
}

fn prompt(question: &Question<'_>) -> Element {
    element("prompt").text(&question.text)
}

fn named(name: &'static str, id: &str, text: &str) -> Element {
    element(name).with("identifier", id).text(text)
}

fn variable() -> Element {
    element("variable").with("identifier", "RESPONSE")
}

fn base(kind: &str, value: &str) -> Element {
    element("baseValue").with("baseType", kind).text(value)
}

fn score_if_correct() -> Element {
    let correct = element("correct").with("identifier", "RESPONSE");
    score_if(element("match").holding(variable()).holding(correct))
}

fn score_if(condition: Element) -> Element {
    let set = |value: &str| {
        element("setOutcomeValue")
            .with("identifier", "SCORE")
            .holding(base("float", value))
    };
    element("responseCondition")
        .holding(element("responseIf").holding(condition).holding(set("1")))
        .holding(element("responseElse").holding(set("0")))
}

fn paragraphs(text: &str) -> impl Iterator<Item = Element> + '_ {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| element("p").text(line))
}
