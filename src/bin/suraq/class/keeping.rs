//! What a class answered, on its way into the decks: how many were right, and which options nobody wants.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::json;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::items::ClassAnswers;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::PartialDate;
use suraq::items::record::JUDGED_FROM;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Mark;
use suraq::quiz::scale;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use super::same;
use crate::app::App;
use crate::cards::deeds;
use crate::report::Failure;
use crate::screen::count;

/// What will be written, and what not.
#[derive(Default)]
pub struct Plan {
    /// Deck files, changed and not saved yet.
    files: Vec<DeckFile>,
    /// One for each question that is kept, in the order of the first version.
    pub kept: Vec<Kept>,
    /// Places of the others, and why they are passed over.
    pub passed: Vec<(String, &'static str)>,
}

/// What is kept of one question.
pub struct Kept {
    place: String,
    card: String,
    class: ClassAnswers,
    /// Over all classes that are kept.
    facility: f64,
    answers: u32,
    /// Options that are dead from now on.
    dead: Vec<String>,
    /// Options that are dead no more.
    live: Vec<String>,
    /// Options that hardly anybody chose, with how many and of how many: too few answers to call them dead.
    doubtful: Vec<(String, (u32, u32))>,
}

/// Works out what to write; nothing is written yet.
pub fn plan(app: &mut App, paper: &Paper, results: &Results) -> Result<Plan, Failure> {
    let keys = scores::keys(paper, &results.changes);
    let mut plan = Plan::default();
    let mut items: BTreeMap<DeckId, Vec<Item>> = BTreeMap::new();
    let order = paper.versions.first().map_or(&[][..], |version| &version.order);
    for at in order {
        let question = &paper.questions[*at];
        let mut pass = |why| plan.passed.push((paper.place(*at), why));
        match &keys[*at] {
            None => {
                pass("dropped, so it does not count");
                continue;
            }
            Some(keys) if keys != question.keys() => {
                pass(
                    "the key was changed here and not in the deck: change the card with edit, and print it anew",
                );
                continue;
            }
            _ => {}
        }
        let Some((card, mut item)) = same::card_of(app, question)? else {
            pass("the card is gone, or asks something else by now");
            continue;
        };
        if card.direction.is_some() {
            pass("words of a language deck keep no figures, for a word is asked in many ways");
            continue;
        }
        let class = class(app, paper, results, &keys, *at);
        let dead = item.record.dead.clone();
        item.record.keep(class.clone());
        let facility = item.record.facility().unwrap_or_default();
        let now = &item.record.dead;
        plan.kept.push(Kept {
            place: paper.place(*at),
            card: question.card.clone(),
            class,
            facility,
            answers: item.record.answers(),
            doubtful: item
                .distractors
                .iter()
                .filter(|wrong| item.record.is_doubtful(&wrong.text))
                .map(|wrong| (wrong.text.clone(), item.record.chosen(&wrong.text)))
                .collect(),
            live: dead
                .iter()
                .filter(|option| !now.contains(option))
                .cloned()
                .collect(),
            dead: now
                .iter()
                .filter(|option| !dead.contains(option))
                .cloned()
                .collect(),
        });
        items.entry(card.deck).or_default().push(item);
    }
    for (deck, items) in items {
        plan.files.push(edited(app, &deck, items)?);
    }
    Ok(plan)
}

/// What the class answered one question.
fn class(
    app: &App,
    paper: &Paper,
    results: &Results,
    keys: &[Option<Vec<usize>>],
    at: usize,
) -> ClassAnswers {
    let question = &paper.questions[at];
    let sheets = results.sheets.iter();
    let marks: Vec<Mark> = sheets
        .map(|sheet| scores::marks(keys, sheet)[at])
        .filter(|mark| mark.credit().is_some())
        .collect();
    let chosen = |option: usize| {
        let is_it =
            |mark: &&Mark| matches!(mark, Mark::Answered { option: Some(given), .. } if *given == option);
        marks.iter().filter(is_it).count() as u32
    };
    let wrong = question.options().iter().enumerate();
    let wrong = wrong.filter(|(option, _)| !question.keys().contains(option));
    let wrong = wrong.map(|(option, text)| (text.clone(), chosen(option)));
    ClassAnswers {
        paper: paper.code.clone(),
        day: super::today(app).to_string().parse::<PartialDate>().ok(),
        answers: marks.len() as u32,
        right: marks.iter().filter_map(|mark| mark.credit()).sum(),
        wrong: wrong.collect(),
    }
}

/// The file of a deck with the records of `items`, not saved yet.
fn edited(app: &mut App, deck: &DeckId, items: Vec<Item>) -> Result<DeckFile, Failure> {
    let now = app.timestamp();
    let mut file = app.shelf()?.edit(deck)?;
    let mut whole = file.deck();
    let mut records: BTreeMap<ItemId, _> = items.into_iter().map(|item| (item.id, item.record)).collect();
    for item in &mut whole.items {
        if let Some(record) = records.remove(&item.id) {
            if item.record.dead != record.dead {
                // Its options change for every program it goes to.
                item.changed = Some(now.clone());
            }
            item.record = record;
        }
    }
    file.set(&whole);
    Ok(file)
}

/// Writes what was worked out, as one step of undo.
pub fn keep(app: &mut App, paper: &Paper, mut plan: Plan) -> Result<(), Failure> {
    let paths: Vec<_> = plan
        .files
        .iter()
        .flat_map(|file| [file.path().to_owned(), file.base_path()])
        .collect();
    let label = format!("keep figures of paper {}", paper.code);
    deeds::change(app, &label, &paths, |_| {
        for file in &mut plan.files {
            file.save()?;
        }
        Ok(())
    })
}

impl Plan {
    /// The files that are written.
    pub fn paths(&self) -> Vec<String> {
        let paths = self.files.iter().map(|file| file.path().display().to_string());
        paths.collect()
    }

    /// Prints what is written, a line a question, and what is passed over.
    pub fn tell(&self, app: &App) {
        for one in &self.kept {
            let more = match one.answers == one.class.answers {
                true => String::new(),
                false => format!(
                    "; in all classes {} % of {}",
                    scale::percent(one.facility, 1),
                    one.answers
                ),
            };
            app.screen.text(&format!(
                "{} {}: {} right of {}{more}{}{}",
                one.place,
                one.card,
                one.class.right,
                one.class.answers,
                listed("; dead now: ", &one.dead),
                listed("; chosen again: ", &one.live)
            ));
            for (option, (chosen, of)) in &one.doubtful {
                app.screen.text(&format!(
                    "   {option}: {chosen} of {of}, too few answers to call it dead"
                ));
            }
        }
        let mut passed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (place, why) in &self.passed {
            passed.entry(why).or_default().push(place);
        }
        for (why, places) in passed {
            app.screen
                .remark(&format!("Passed over: {}: {why}.", places.join(", ")));
        }
        if self.kept.iter().any(|one| one.answers < JUDGED_FROM) {
            app.screen.remark(&format!(
                "Under {} no difficulty follows.",
                count(JUDGED_FROM as usize, "answer", "answers")
            ));
        }
        if self.kept.iter().any(|one| !one.doubtful.is_empty()) {
            app.screen.remark(
                "An option is left out when fewer than 5 % choose it and chance does not explain that: 73 answers \
                 without a choice, or more with some.",
            );
        }
    }

    /// The same as JSON, a value a question.
    pub fn json(&self) -> Vec<Value> {
        let of = |one: &Kept| {
            json!({
                "place": one.place, "card": one.card, "answers": one.class.answers, "right": one.class.right,
                "facility": one.facility, "all_answers": one.answers, "dead": one.dead, "live": one.live,
                "too_few": one.doubtful.iter().map(|(option, _)| option).collect::<Vec<_>>(),
            })
        };
        self.kept.iter().map(of).collect()
    }
}

fn listed(before: &str, texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        texts => format!("{before}{}", texts.join(", ")),
    }
}
