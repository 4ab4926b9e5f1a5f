//! `add`: reads documents and puts their questions into decks, as drafts.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::json;
use suraq::decks::CardId;
use suraq::items::Options;
use suraq::text::PartialDate;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::content::catalogue::Catalogue;
use crate::content::documents;
use crate::content::drafting;
use crate::content::drafting::Drawn;
use crate::content::drafting::Said;
use crate::content::engine;
use crate::content::placing;
use crate::content::placing::Put;
use crate::content::planning::Wish;
use crate::report::Done;
use crate::report::ENVIRONMENT;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::progress_bar;

/// Cards that are named before the rest is only counted.
const NAMED: usize = 5;

/// Which documents, and where their questions go.
#[derive(Args, Debug)]
pub struct Add {
    #[arg(required = true, value_name = "FILE", help = documents::KINDS)]
    files: Vec<PathBuf>,
    /// The deck they go into, new or not; without it each document has a deck named from its title
    #[arg(long, value_name = "DECK", value_parser = NonEmptyStringValueParser::new())]
    deck: Option<String>,
    /// Title of the document, in place of its own
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Date of the document: 2021, 2021-07 or 2021-07-25
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// Who published the document
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Questions for each 1,000 words at most
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,
    /// Give a document that is known already the title it is given now
    #[arg(long)]
    rename: bool,
    /// Bring questions back that you deleted
    #[arg(long)]
    with_deleted: bool,
    /// Accept all questions at once, without looking at them in the inbox
    #[arg(long)]
    accept: bool,
}

impl Verb for Add {
    const NAME: &'static str = "add";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Read documents and draft questions from them";
    const EXAMPLE: &'static str = "suraq add article.md\nsuraq add chapters/ --deck \"My book\"";

    fn more() -> String {
        "Questions are drawn from English texts. A test of your own, numbered questions with lettered options in any\n\
         language, is read by `import FILE`; cards in any language are written with `new`.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        engine::model()?;
        let (places, failures) = documents::find(&self.files);
        for failure in &failures {
            failure.print(app.prefix());
        }
        if self.title.is_some() && places.len() > 1 {
            return Err(
                Failure::usage("`--title` names one document, and there are several")
                    .hint("add it alone, or leave the title out"),
            );
        }
        let options = Options {
            seed: app.lasting_seed(),
            per_thousand: Some(self.limit.into()),
            ..Options::default()
        };
        let said = Said {
            title: self.title,
            date: self.date,
            publisher: self.publisher,
        };
        let wish = Wish {
            deck: self.deck,
            accept: self.accept,
            rename: self.rename,
            with_deleted: self.with_deleted,
        };
        let mut tally = Tally {
            catalogue: Catalogue::read(app)?,
            unusable: failures.len(),
            ..Tally::default()
        };
        let bar = progress_bar::over(app, places.len(), "documents");
        let added = documents::each(
            &places,
            |place| drafting::draw(place, &said, options),
            |_, drawn| {
                bar.suspend(|| tally.take(app, drawn, &wish))?;
                bar.inc(1);
                Ok(())
            },
        );
        bar.finish_and_clear();
        tally.tell(app)?;
        let taken = added?;
        if taken < places.len() {
            progress_bar::tell_stopped(app, taken, places.len(), "documents");
            tally.unusable += 1;
        }
        Ok(tally.done())
    }
}

/// What became of all documents.
#[derive(Default)]
struct Tally {
    catalogue: Catalogue,
    drafts: usize,
    accepted: usize,
    /// Documents that changed a deck; each is a step for `undo`.
    steps: usize,
    without: usize,
    unusable: usize,
}

impl Tally {
    /// Puts one document into its deck and says so. Only what would fail for every other as well ends it all.
    fn take(&mut self, app: &mut App, drawn: Result<Drawn, Failure>, wish: &Wish) -> Result<(), Failure> {
        let mut drawn = match drawn {
            Ok(drawn) => drawn,
            Err(failure) => {
                self.unusable += 1;
                failure.print(app.prefix());
                return Ok(());
            }
        };
        if let Some(converted) = documents::conversion(&drawn.place, &drawn.document) {
            app.screen.remark(&converted);
        }
        if let Some(nothing) = &drawn.nothing {
            self.without += 1;
            app.screen.remark(nothing);
        }
        let put = match placing::put(app, &mut self.catalogue, &mut drawn, wish) {
            Ok(Some(put)) => put,
            Ok(None) => return Ok(()),
            Err(failure) if failure.status == ENVIRONMENT => return Err(failure),
            Err(failure) => {
                self.unusable += 1;
                failure.print(app.prefix());
                return Ok(());
            }
        };
        let waiting = put.new.saturating_sub(put.accepted);
        self.drafts += waiting;
        self.accepted += put.accepted;
        self.steps += usize::from(put.is_step);
        tell(app, &drawn, &put);
        tell_of_answers(app, &put);
        tell_of_contradictions(app, &put);
        tell_of_unsupported(app, &put);
        tell_of_deleted(app, &put);
        tell_of_title(app, &drawn, &put);
        tell_of_more(app, &drawn);
        Ok(())
    }

    fn tell(&self, app: &mut App) -> Result<(), Failure> {
        if self.without > 0 {
            app.screen.remark(&format!(
                "hint: give a text that states names, dates, numbers or terms in whole sentences, or write cards with {}new",
                app.prefix()
            ));
        }
        let decks = app.shelf()?.decks()?;
        let waiting: usize = decks.iter().map(|deck| deck.counts.drafts).sum();
        let prefix = app.prefix();
        let undo = match self.steps {
            0 => return Ok(()),
            1 => app.undo_hint().to_owned(),
            steps => format!("{} {steps}", app.undo_hint()),
        };
        let next = match (self.drafts, self.accepted) {
            (0, 0) => String::new(),
            (0, _) => format!("Study them: {prefix}review    "),
            (1, _) => format!("Look at it: {prefix}inbox    "),
            (drafts, _) if drafts == waiting => {
                format!("{drafts} drafts wait. Look at them: {prefix}inbox    ")
            }
            (drafts, _) => format!("{drafts} new drafts; {waiting} wait. Look at them: {prefix}inbox    "),
        };
        app.screen.remark(&format!("{next}{undo}"));
        Ok(())
    }

    fn done(&self) -> Done {
        match (self.unusable, self.without) {
            (0, 0) => Done::Well,
            (0, _) => Done::FoundProblems,
            _ => Done::SomeInputsUnusable,
        }
    }
}

fn tell(app: &App, drawn: &Drawn, put: &Put) {
    let title = drawn.title();
    let line = json!({
        "doc": drawn.place.name(), "title": title, "document": drawn.document.id, "deck": put.deck,
        "new": put.new, "changed": put.changed, "retired": put.retired, "same": put.same,
        "seconded": put.seconded, "also_in": put.others, "accepted": put.accepted,
        "deleted": put.deleted, "contradictions": put.contradictions.len(), "unsupported": cards(&put.unsupported),
    });
    let what = outcome(put);
    let others: Vec<String> = put.others.iter().map(ToString::to_string).collect();
    let decks = match others.is_empty() {
        true => format!("deck {}", put.deck),
        false => format!("decks {}, {}", put.deck, others.join(", ")),
    };
    app.answer(&line, &format!("“{title}”: {what}, {decks}"));
}

fn cards(cards: &[CardId]) -> Vec<String> {
    cards.iter().map(ToString::to_string).collect()
}

/// Cards that are studied and say otherwise than the document does now.
fn tell_of_answers(app: &App, put: &Put) {
    for (card, before, after) in &put.answers {
        app.screen.remark(&format!(
            "{card}: the answer is “{after}” now; it was “{before}”."
        ));
    }
}

/// What contradicts others waits, also where all was to be accepted.
fn tell_of_contradictions(app: &App, put: &Put) {
    let drafts = |waits: bool| {
        let found = put.contradictions.iter().filter(|(_, old)| old.waits == waits);
        let cards: BTreeSet<&CardId> = found.map(|(new, _)| new).collect();
        count(cards.len(), "draft contradicts", "drafts contradict")
    };
    let is_there = |waits: bool| put.contradictions.iter().any(|(_, old)| old.waits == waits);
    if is_there(false) {
        app.screen.remark(&format!(
            "{} what you study; the inbox says which and offers to replace it.",
            drafts(false)
        ));
    }
    if is_there(true) {
        app.screen.remark(&format!(
            "{} another draft; the inbox shows both and takes the one you choose.",
            drafts(true)
        ));
    }
}

/// Cards that are studied although no document says them any longer.
fn tell_of_unsupported(app: &App, put: &Put) {
    if put.unsupported.is_empty() {
        return;
    }
    let (rest, prefix) = (
        count(
            put.unsupported.len(),
            "card you study rests",
            "cards you study rest",
        ),
        app.prefix(),
    );
    let named: Vec<String> = cards(&put.unsupported).into_iter().take(NAMED).collect();
    let more = match put.unsupported.len() > NAMED {
        true => ", and more",
        false => "",
    };
    app.screen.remark(&format!(
        "{rest} on a sentence that is no longer there: {}{more}. See: {prefix}find is:gone    Retire: {prefix}retire is:gone",
        named.join(", ")
    ));
}

/// What was deleted stays deleted.
fn tell_of_deleted(app: &App, put: &Put) {
    if put.deleted > 0 {
        app.screen.remark(&format!(
            "{} that you deleted {} away; --with-deleted brings {} back.",
            count(put.deleted, "question", "questions"),
            if put.deleted == 1 { "stays" } else { "stay" },
            if put.deleted == 1 { "it" } else { "them" }
        ));
    }
}

/// A known text keeps its title: another one may only be the name of a copy, or what was typed before a pipe.
fn tell_of_title(app: &App, drawn: &Drawn, put: &Put) {
    let said = drawn.said_title();
    if drawn.known.as_ref().is_some_and(|known| known.title != said) {
        app.screen.remark(&format!(
            "“{said}” is known already as “{}” in deck {}, and keeps that title; --rename gives it the other one.",
            drawn.title(),
            put.deck
        ));
    }
}

fn tell_of_more(app: &App, drawn: &Drawn) {
    if drawn.more > 0 {
        app.screen.remark(&format!(
            "{} could be asked; a higher --limit gives them.",
            count(drawn.more, "more question", "more questions")
        ));
    }
}

fn outcome(put: &Put) -> String {
    let mut parts = Vec::new();
    if put.accepted > 0 {
        parts.push(count(put.accepted, "question accepted", "questions accepted"));
    }
    let waiting = put.new.saturating_sub(put.accepted);
    if waiting > 0 {
        let new = if put.is_new { "drafted" } else { "new" };
        parts.push(count(
            waiting,
            &format!("question {new}"),
            &format!("questions {new}"),
        ));
    }
    if put.changed > 0 {
        parts.push(format!("{} changed", put.changed));
    }
    if put.retired > 0 {
        parts.push(format!("{} no longer asked", put.retired));
    }
    if put.seconded > 0 {
        parts.push(format!("{} known with a second source now", put.seconded));
    }
    match parts.is_empty() {
        true => "nothing new".to_owned(),
        false => parts.join(", "),
    }
}
