//! Everything known of one card, read together: for showing it whole and for JSON.

use std::path::PathBuf;

use serde_json::Value;
use serde_json::json;
use suraq::decks::Asked;
use suraq::decks::CardId;
use suraq::decks::OnShelf;
use suraq::decks::Row;
use suraq::decks::Source;
use suraq::decks::State;
use suraq::facts::Assertion;
use suraq::items::Record;
use suraq::items::Status;
use suraq::progress::Card;
use suraq::quiz::analysis::of_share;
use suraq::schedule::Moment;
use suraq::schedule::Scheduler;

use crate::app::App;
use crate::cards::standing;
use crate::inbox::Contradicted;
use crate::inbox::rivals;
use crate::report::Failure;
use crate::screen::count;

/// Everything known of one card.
pub struct Sheet {
    /// The card.
    pub id: CardId,
    /// Its deck.
    pub deck: OnShelf,
    /// Its row of the index.
    pub row: Row,
    /// The question, its fact and sources.
    pub asked: Asked,
    /// What was learned of it.
    pub card: Card,
    /// Its file and line.
    pub place: Option<(PathBuf, usize)>,
}

impl Sheet {
    /// Reads it.
    ///
    /// Errors: the card is not on the shelf.
    pub fn read(app: &mut App, id: &CardId) -> Result<Sheet, Failure> {
        let (shelf, store) = app.both()?;
        let gone = || Failure::usage(format!("there is no card `{id}`"));
        let row = shelf.row(id)?.ok_or_else(gone)?;
        let asked = shelf.asked(id)?.ok_or_else(gone)?;
        let mut sheet = Sheet {
            id: id.clone(),
            deck: shelf.deck(&id.deck)?,
            asked,
            card: store.card(&id.to_string())?,
            place: shelf.place_of(id)?,
            row,
        };
        if sheet.row.is_term {
            for source in &sheet.row.sources {
                sheet.asked.sources.extend(shelf.source(&id.deck, source)?);
            }
        }
        Ok(sheet)
    }

    /// Returns where the card stands, in words for a person.
    pub fn status(&self) -> String {
        match &self.asked.item.status {
            Status::Accepted => "accepted".to_owned(),
            Status::Draft => "draft, not studied yet".to_owned(),
            Status::Rejected { reason } if reason.is_empty() => "rejected".to_owned(),
            Status::Rejected { reason } => format!("rejected: {reason}"),
            Status::Retired { successor: None } => "retired".to_owned(),
            Status::Retired {
                successor: Some(next),
            } => {
                format!("retired; in its place: {}/{next}", self.id.deck)
            }
        }
    }

    /// Returns the right answer as it is shown: the key, the keys in order, or the pairs.
    pub fn answer(&self) -> String {
        let (item, detail) = (&self.asked.item, &self.asked.item.detail);
        if !item.key.is_empty() {
            return item.key.clone();
        }
        if !detail.pairs.is_empty() {
            let pairs = detail
                .pairs
                .iter()
                .map(|(left, right)| format!("{left} – {right}"));
            return pairs.collect::<Vec<_>>().join("; ");
        }
        detail.keys.join("; ")
    }

    /// Returns what classes answered, in words; nothing where none was kept.
    pub fn in_class(&self) -> String {
        let record = &self.asked.item.record;
        let Some(facility) = record.facility() else {
            return String::new();
        };
        let answers = record.answers();
        let estimate = of_share(facility, answers as usize);
        let day = record
            .day()
            .map_or_else(String::new, |day| format!(", last on {day}"));
        let judged = match record.is_enough() {
            true => "",
            false => "; too few to judge it by",
        };
        format!(
            "{:.0} % of {} right, with chance {:.0} to {:.0} %{day}{judged}",
            facility * 100.0,
            count(answers as usize, "answer", "answers"),
            estimate.low * 100.0,
            estimate.high * 100.0,
        )
    }

    /// Returns the options that are left out of quizzes, and why.
    pub fn left_out(&self) -> String {
        let item = &self.asked.item;
        let dead = item.record.dead.join("; ");
        match item.as_asked().distractors.len() == item.distractors.len() {
            _ if dead.is_empty() => String::new(),
            true => format!("{dead} (hardly anybody chooses it, but too few others would remain)"),
            false => format!("{dead} (hardly anybody chooses it)"),
        }
    }

    /// Returns how the fact is put where it is not plainly stated.
    pub fn assertion(&self) -> Option<String> {
        match &self.asked.fact.as_ref()?.assertion {
            Assertion::Stated => None,
            Assertion::Attributed { speaker } => Some(format!("according to {speaker}")),
            Assertion::Hedged => Some("said with doubt".to_owned()),
            Assertion::Planned => Some("planned or expected".to_owned()),
            Assertion::Denied => Some("denied".to_owned()),
        }
    }

    /// Returns the cards, studied or waiting, with another answer to the same question.
    pub fn rivals(&self, app: &mut App) -> Result<Vec<Contradicted>, Failure> {
        let is_asked = matches!(self.row.state, State::Accepted | State::Draft);
        match is_asked && !self.row.is_term {
            true => rivals(app, &self.id, &self.asked.item),
            false => Ok(Vec::new()),
        }
    }

    /// Returns all of it as JSON.
    pub fn json(&self, scheduler: &Scheduler, now: Moment) -> Value {
        let item = &self.asked.item;
        let fact = self.asked.fact.as_ref();
        let distractors = item.distractors.iter();
        let distractors = distractors.map(|option| json!({ "text": option.text, "why": option.why }));
        json!({
            "id": self.id.to_string(),
            "deck": self.id.deck.0,
            "item": self.id.item.0,
            "direction": self.id.direction.map(|direction| direction.slug()),
            "kind": item.kind.map(|kind| kind.slug()),
            "stem": item.stem,
            "key": item.key,
            "keys": item.detail.keys,
            "pairs": item.detail.pairs,
            "accept": item.accept,
            "distractors": distractors.collect::<Vec<_>>(),
            "explanation": item.explanation,
            "importance": item.importance,
            "tags": self.row.tags,
            "as_of": item.as_of.map(|date| date.to_string()),
            "contested": item.contested,
            "gone": self.row.gone,
            "classes": classes_json(&item.record),
            "dead": item.record.dead,
            "status": state_word(self.row.state),
            "reason": reason(&item.status),
            "fact": fact.map(|fact| fact.statement.as_str()),
            "sources": self.asked.sources.iter().map(source_json).collect::<Vec<_>>(),
            "file": self.place.as_ref().map(|(path, _)| path.display().to_string()),
            "line": self.place.as_ref().map(|(_, line)| line),
            "schedule": standing::json(&self.card, scheduler, now),
        })
    }
}

/// What classes answered; null where none was kept.
fn classes_json(record: &Record) -> Value {
    let Some(facility) = record.facility() else {
        return Value::Null;
    };
    let estimate = of_share(facility, record.answers() as usize);
    json!({
        "answers": record.answers(), "day": record.day().map(|day| day.to_string()),
        "facility": { "value": facility, "low": estimate.low, "high": estimate.high },
        "difficulty": record.difficulty(),
    })
}

/// Why a person turned it down.
fn reason(status: &Status) -> Option<&str> {
    match status {
        Status::Rejected { reason } => Some(reason),
        _ => None,
    }
}

/// The word that decks use.
fn state_word(state: State) -> &'static str {
    match state {
        State::Accepted => "accepted",
        State::Draft => "draft",
        State::Rejected => "rejected",
        State::Retired => "retired",
    }
}

fn source_json(source: &Source) -> Value {
    json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "date": source.date.map(|date| date.to_string()),
        "url": source.url,
        "document": source.document,
    })
}
