//! `extract`: prints the questions of documents, and touches no deck.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::facts;
use suraq::facts::Assertion;
use suraq::facts::Findings;
use suraq::facts::Found;
use suraq::facts::Skipped;
use suraq::items;
use suraq::items::Draft;
use suraq::items::Item;
use suraq::items::Options;
use suraq::items::Written;
use suraq::lexicon::Lexicon;
use suraq::session::listed_of;
use suraq::session::options_of;
use suraq::text::Document;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::content::documents;
use crate::content::documents::Place;
use crate::content::engine;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::Screen;
use crate::screen::count;
use crate::screen::progress_bar;
use crate::screen::wrap_indented;

/// Which documents, and how much of them.
#[derive(Args, Debug)]
pub struct Extract {
    #[arg(required = true, value_name = "FILE", help = documents::KINDS)]
    files: Vec<PathBuf>,
    /// Questions for each 1,000 words at most
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,
    /// All questions, however many
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Also those that were dropped, each with the reasons
    #[arg(long)]
    drafts: bool,
    /// Facts in place of questions
    #[arg(long)]
    facts: bool,
    /// Also what rules on trial find: too few of their facts were read to trust them
    #[arg(long)]
    experimental: bool,
}

impl Verb for Extract {
    const NAME: &'static str = "extract";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Print the questions of documents without adding them to a deck";
    const EXAMPLE: &'static str = "suraq extract article.md --json\nsuraq extract notes/ --facts";

    fn run(self, app: &mut App) -> Outcome {
        engine::model()?;
        let (places, failures) = documents::find(&self.files);
        let wanted = Wanted {
            options: Options {
                seed: app.lasting_seed(),
                per_thousand: (!self.all).then_some(self.limit.into()),
                experimental: self.experimental,
            },
            drafts: self.drafts,
            facts: self.facts,
            json: app.json,
            screen: app.screen,
        };
        let mut unusable = failures.len();
        for failure in &failures {
            failure.print(app.prefix());
        }
        let bar = progress_bar::over(app, places.len(), "documents");
        let taken = documents::each(
            &places,
            |place| wanted.extracted(place),
            |_, extracted| {
                unusable += usize::from(!extracted.is_usable());
                bar.suspend(|| extracted.print(app));
                bar.inc(1);
                Ok(())
            },
        )?;
        bar.finish_and_clear();
        if taken < places.len() {
            progress_bar::tell_stopped(app, taken, places.len(), "documents");
            return Ok(Done::SomeInputsUnusable);
        }
        Ok(match unusable {
            0 => Done::Well,
            _ => Done::SomeInputsUnusable,
        })
    }
}

/// What is asked for of each document.
struct Wanted {
    options: Options,
    drafts: bool,
    facts: bool,
    json: bool,
    screen: Screen,
}

/// What is printed for a document.
struct Extracted {
    results: String,
    talk: Vec<String>,
    failure: Option<Failure>,
}

impl Extracted {
    fn is_usable(&self) -> bool {
        self.failure.is_none()
    }

    fn print(&self, app: &App) {
        for line in &self.talk {
            app.screen.remark(line);
        }
        if let Some(failure) = &self.failure {
            failure.print(app.prefix());
        }
        screen::print_all(&self.results);
    }
}

impl Wanted {
    fn extracted(&self, place: &Place) -> Extracted {
        let mut extracted = Extracted {
            results: String::new(),
            talk: Vec::new(),
            failure: None,
        };
        let document = match documents::read(place) {
            Ok(document) => document,
            Err(failure) => {
                extracted.failure = Some(failure);
                return extracted;
            }
        };
        extracted.talk.extend(documents::conversion(place, &document));
        if let Some(language) = documents::foreign(&document) {
            extracted.failure = Some(documents::not_english(place, language));
            return extracted;
        }
        let mut findings = facts::find(&document, Lexicon::shipped());
        if self.options.experimental && self.facts {
            findings = findings.with_experimental();
        }
        extracted.results = match self.facts {
            true => self.facts(place, &document, &findings),
            false => {
                let written = items::write(&findings, &document, self.options);
                if written.drafts.is_empty() {
                    extracted
                        .talk
                        .push(documents::no_question(place, &document, &findings));
                }
                self.questions(place, &document, &written)
            }
        };
        extracted
    }

    fn questions(&self, place: &Place, document: &Document, written: &Written) -> String {
        let drafts = written.drafts.iter().map(|draft| (draft, &[][..]));
        let dropped = written.dropped.iter().filter(|_| self.drafts);
        let dropped = dropped.map(|dropped| (&dropped.draft, &dropped.reasons[..]));
        if self.json {
            let lines = drafts.chain(dropped);
            return lines
                .map(|(draft, reasons)| {
                    format!("{}\n", question_json(draft, document, reasons, self.options.seed))
                })
                .collect();
        }
        let count = count(written.drafts.len(), "question", "questions");
        let mut text = format!("{}: {count}\n", place.shown());
        for (number, (draft, reasons)) in drafts.chain(dropped).enumerate() {
            text += &self.question_text(number + 1, draft, reasons);
        }
        text + "\n"
    }

    fn question_text(&self, number: usize, draft: &Draft, reasons: &[String]) -> String {
        let item = &draft.item;
        let mut lines = self.indented(&item.stem, &format!("{number:>4}  "));
        if !item.key.is_empty() {
            lines += &self.indented(&item.key, "      = ");
        }
        for key in &item.detail.keys {
            lines += &self.indented(key, "      = ");
        }
        for (left, right) in &item.detail.pairs {
            lines += &self.indented(&format!("{left}: {right}"), "      = ");
        }
        if let Some(correction) = &item.detail.correction {
            lines += &self.indented(&format!("right would be {correction}"), "        ");
        }
        if !item.distractors.is_empty() {
            let wrong: Vec<&str> = item.distractors.iter().map(|wrong| wrong.text.as_str()).collect();
            lines += &self.indented(&format!("not {}", wrong.join(", ")), "        ");
        }
        for reason in reasons {
            lines += &self.indented(&format!("dropped: {reason}"), "        ");
        }
        lines
    }

    fn facts(&self, place: &Place, document: &Document, findings: &Findings) -> String {
        let skipped = findings.skipped.iter().filter(|_| self.drafts);
        if self.json {
            let facts = findings.facts.iter().map(|found| fact_json(found, document));
            let skipped = skipped.map(|skipped| skipped_json(skipped, document));
            return facts.chain(skipped).map(|line| format!("{line}\n")).collect();
        }
        let count = count(findings.facts.len(), "fact", "facts");
        let mut text = format!("{}: {count}\n", place.shown());
        for found in &findings.facts {
            text += &self.indented(&found.fact.statement, "      ");
        }
        // Two rules may pass over a sentence for one reason; a reader wants it once.
        let mut told = BTreeSet::new();
        for skipped in skipped.filter(|skipped| told.insert((skipped.span.start, skipped.reason.to_string())))
        {
            let reason = format!("skipped: {} ({})", document.plain(skipped.span), skipped.reason);
            text += &self.indented(&reason, "      ");
        }
        text + "\n"
    }

    fn indented(&self, text: &str, first: &str) -> String {
        let others = " ".repeat(screen::width_of(first));
        let text = self.screen.plain_signs(text);
        let lines = wrap_indented(&text, self.screen.text_width(), first, &others);
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

fn question_json(draft: &Draft, document: &Document, reasons: &[String], seed: u64) -> Value {
    let item = &draft.item;
    let has_list = !item.detail.pairs.is_empty();
    let options = match (has_list, item.distractors.is_empty()) {
        (true, _) => Some(listed_of(item, &item.id.0, seed)),
        (false, empty) => (!empty).then(|| options_of(item, &item.id.0, seed)),
    };
    let mut line = json!({
        "id": item.id, "doc": draft.name,
        "kind": item.kind.map(|kind| kind.slug()), "type": item.kind.map(|kind| kind.number()),
        "stem": item.stem, "key": item.key, "accept": item.accept, "options": options,
        "quote": draft.quote.of(&document.text), "start": draft.quote.start, "end": draft.quote.end,
        "as_of": item.as_of, "score": f64::from(draft.score) / 1000.0, "rule": draft.rule,
        "explanation": item.explanation, "difficulty": item.difficulty,
    });
    add_detail(&mut line, item);
    if !reasons.is_empty() {
        line["dropped"] = json!(reasons);
    }
    line
}

/// What only some kinds have: events in their order, pairs, the correction, why options are wrong.
fn add_detail(line: &mut Value, item: &Item) {
    let detail = &item.detail;
    if !detail.keys.is_empty() {
        line["keys"] = json!(detail.keys);
    }
    if !detail.pairs.is_empty() {
        line["pairs"] = json!(detail.pairs);
    }
    if let Some(correction) = &detail.correction {
        line["correction"] = json!(correction);
    }
    if let Some(tolerance) = detail.tolerance {
        line["tolerance"] = json!(tolerance);
    }
    let why: Vec<[Option<&str>; 2]> = item
        .distractors
        .iter()
        .filter(|wrong| wrong.why.is_some())
        .map(|wrong| [Some(wrong.text.as_str()), wrong.why.as_deref()])
        .collect();
    if !why.is_empty() {
        line["why_wrong"] = json!(why);
    }
}

fn fact_json(found: &Found, document: &Document) -> Value {
    let fact = &found.fact;
    let (assertion, speaker) = match &fact.assertion {
        Assertion::Stated => ("stated", None),
        Assertion::Attributed { speaker } => ("attributed", Some(speaker)),
        Assertion::Hedged => ("hedged", None),
        Assertion::Planned => ("planned", None),
        Assertion::Denied => ("denied", None),
    };
    json!({
        "id": fact.id, "doc": document.name, "subject": fact.subject, "relation": fact.relation,
        "object": fact.object, "time": fact.time, "statement": fact.statement, "assertion": assertion,
        "speaker": speaker, "as_of": fact.as_of, "contested": fact.contested, "importance": fact.importance,
        "quote": found.span.of(&document.text), "start": found.span.start, "end": found.span.end,
        "confidence": f64::from(found.confidence) / 1000.0, "rule": found.rule,
    })
}

fn skipped_json(skipped: &Skipped, document: &Document) -> Value {
    json!({
        "doc": document.name, "skipped": skipped.reason, "rule": skipped.rule,
        "quote": skipped.span.of(&document.text), "start": skipped.span.start, "end": skipped.span.end,
    })
}
