//! Single cards and topics: what was forgotten most, and what is known of each tag.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::State;

use super::Chart;
use super::Figure;
use super::width;
use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::one_line;
use crate::screen::pad_left;
use crate::screen::plot;
use crate::screen::plot::Bar;

/// Topics that are drawn; JSON has all.
const TOPICS: usize = 20;

/// What stands for the cards without a tag; no tag has brackets.
const UNTAGGED: &str = "(no tag)";

/// The cards that were forgotten most.
pub fn items(app: &mut App, most: usize) -> Result<Figure, Failure> {
    let hardest = app.store()?.hardest(most)?;
    let width = width(app);
    let screen = app.screen;
    let (mut lines, mut json, mut bars) = (Vec::new(), Vec::new(), Vec::new());
    for (id, lapses, reviews) in hardest {
        let row = match id.parse::<CardId>() {
            Ok(card) => app.shelf()?.row(&card)?,
            Err(_) => None,
        };
        let stem = row.map_or_else(|| id.clone(), |row| one_line(&row.stem));
        let numbers = format!(
            "{} of {}",
            pad_left(&lapses.to_string(), 3),
            pad_left(&reviews.to_string(), 3)
        );
        let room = width.saturating_sub(numbers.len() + 2).max(10);
        lines.push(format!(
            "{numbers}  {}",
            screen.cut(&screen.plain_signs(&stem), room)
        ));
        json.push(
            json!({ "figure": "items", "card": id, "question": stem, "lapses": lapses, "reviews": reviews }),
        );
        bars.push(Bar {
            label: stem,
            value: f64::from(lapses),
            number: format!("{lapses} of {reviews}"),
        });
    }
    if lines.is_empty() {
        lines.push("No card was forgotten yet.".to_owned());
    }
    let full = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    Ok(Figure {
        title: "Forgotten most: times of reviews".to_owned(),
        meaning: "A card that is forgotten again and again is often badly put: edit it, or look at its source with why.",
        lines,
        json,
        chart: Chart::Lying { bars, full },
    })
}

/// What is known of a topic.
#[derive(Default)]
struct Topic {
    cards: u32,
    studied: u32,
    known: f64,
    lapses: u32,
    reviews: u32,
}

impl Topic {
    fn share(&self) -> f64 {
        self.known / f64::from(self.studied.max(1))
    }

    /// `94 % of 20, 12 new`
    fn said(&self) -> String {
        let studied = grouped(self.studied as usize);
        let mut said = format!("{:.0} % of {studied}", self.share() * 100.0);
        if self.cards > self.studied {
            let new = grouped((self.cards - self.studied) as usize);
            said.push_str(&format!(", {new} new"));
        }
        said
    }
}

/// What would be remembered today of each tag, the weakest first.
pub fn topics(app: &mut App) -> Result<Figure, Failure> {
    let mut topics: Vec<(String, Topic)> = read_topics(app)?.into_iter().collect();
    topics.retain(|(_, topic)| topic.studied > 0);
    topics.sort_by(|(_, one), (_, other)| one.share().total_cmp(&other.share()));
    let bars: Vec<Bar> = (topics.iter())
        .map(|(tag, topic)| Bar {
            label: app.screen.cut(tag, width(app) / 3),
            value: topic.share(),
            number: topic.said(),
        })
        .collect();
    let shown = &bars[..bars.len().min(TOPICS)];
    let mut lines = plot::bars(&app.screen, shown, 1.0, width(app));
    match bars.len() {
        0 => lines.push("No card was studied yet.".to_owned()),
        all if all > TOPICS => lines.push(format!(
            "and {} that are known better",
            count(all - TOPICS, "topic", "topics")
        )),
        _ => {}
    }
    let json = topics.iter().map(|(tag, topic)| {
        json!({
            "figure": "topics", "topic": tag, "cards": topic.cards, "studied": topic.studied,
            "known": (topic.share() * 1000.0).round() / 1000.0, "lapses": topic.lapses, "reviews": topic.reviews,
        })
    });
    Ok(Figure {
        title: "Known today by topic, the weakest first: share of the cards studied".to_owned(),
        meaning: "The chance that a studied card of the topic would be remembered now. The topics are the tags of cards; \
                  study one with review tag:NAME, those without one with review tag:none.",
        lines,
        json: json.collect(),
        chart: Chart::Lying {
            bars: bars.into_iter().take(TOPICS).collect(),
            full: 1.0,
        },
    })
}

fn read_topics(app: &mut App) -> Result<BTreeMap<String, Topic>, Failure> {
    let (scheduler, today) = (app.scheduler()?, app.now().day);
    let decks = app.decks_on()?;
    let (shelf, store) = app.both()?;
    let learned = store.cards(None)?;
    let mut topics: BTreeMap<String, Topic> = BTreeMap::new();
    for deck in &decks {
        shelf.each_row(std::slice::from_ref(&deck.id), &mut |row| {
            if row.state != State::Accepted {
                return ControlFlow::Continue(());
            }
            for card in row.cards() {
                let state = learned.get(&card.to_string()).map(|card| card.state);
                let known = state.and_then(|state| scheduler.retrievability(&state, today));
                let untagged = row.tags.is_empty().then(|| UNTAGGED.to_owned());
                for tag in row.tags.iter().cloned().chain(untagged) {
                    let topic = topics.entry(tag).or_default();
                    topic.cards += 1;
                    if let (Some(state), Some(known)) = (state, known) {
                        topic.studied += 1;
                        topic.known += known;
                        topic.lapses += state.lapses;
                        topic.reviews += state.repetitions;
                    }
                }
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(topics)
}
