//! Why a card that is due, or new, does not come today: one of the same fact does, or the day is full, or it is
//! not studied.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::decks::State;
use suraq::decks::query::Query;
use suraq::items::origin::note_of;
use suraq::session::HeldBack;

use crate::app::App;
use crate::cards::choice::Chosen;
use crate::cards::learner::Learner;
use crate::report::Failure;
use crate::study::exams;
use crate::study::plan_in_full;

/// Returns what holds a card back today that is due, or would come as new; the same plan counts on home.
pub fn of(app: &mut App, card: &CardId) -> Result<Option<HeldBack>, Failure> {
    let exams = exams::to_come(app)?;
    let plan = plan_in_full(app, &exams)?.plan;
    Ok(plan.held_back(&card.to_string()).cloned())
}

/// Why a card that is due is not offered today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotToday {
    /// More are due than the day's limit of reviews.
    OverLimit,
    /// One of the same fact is before it, or was asked today.
    Sibling,
    /// Its deck is not studied.
    DeckOff,
    /// What it says is disputed, and such cards are not studied.
    Disputed,
}

impl NotToday {
    /// Returns it in a word or two, for a list.
    pub const fn short(self) -> &'static str {
        match self {
            NotToday::OverLimit => "over limit",
            NotToday::Sibling => "later",
            NotToday::DeckOff => "deck off",
            NotToday::Disputed => "disputed",
        }
    }

    /// `8 are over the day's limit`
    pub fn said_of(self, cards: usize) -> String {
        let (are, wait, say) = match cards {
            1 => ("is", "waits", "says"),
            _ => ("are", "wait", "say"),
        };
        match self {
            NotToday::OverLimit => format!("{cards} {are} over the day's limit"),
            NotToday::Sibling => {
                format!("{cards} {wait} for a later day, because one of the same fact is before")
            }
            NotToday::DeckOff => format!("{cards} {are} in decks that are off"),
            NotToday::Disputed => format!("{cards} {say} what is disputed"),
        }
    }
}

/// Counts them: `8 are over the day's limit; 1 is in decks that are off`.
pub fn counted(all: impl Iterator<Item = NotToday>) -> String {
    let mut counts: BTreeMap<NotToday, usize> = BTreeMap::new();
    for why in all {
        *counts.entry(why).or_default() += 1;
    }
    let said = counts.into_iter().map(|(why, cards)| why.said_of(cards));
    said.collect::<Vec<_>>().join("; ")
}

/// Returns those of the cards found that are due and that `review` does not offer today, and why.
pub fn waiting(app: &mut App, found: &[Chosen]) -> Result<BTreeMap<String, NotToday>, Failure> {
    let learner = Learner::read(app, &Query::parse("is:due")?)?;
    let exams = exams::to_come(app)?;
    let plan = plan_in_full(app, &exams)?.plan;
    let on: BTreeSet<String> = app.decks_on()?.into_iter().map(|deck| deck.id.0).collect();
    let offered: BTreeSet<&String> = plan.cards.iter().collect();
    let over: BTreeSet<&String> = plan.reviews_over_limit.iter().collect();
    let held: BTreeSet<&String> = plan.due_later().map(|held| &held.card).collect();
    let why = |card: &CardId, id: &String| match () {
        () if offered.contains(id) => None,
        () if over.contains(id) => Some(NotToday::OverLimit),
        () if held.contains(id) => Some(NotToday::Sibling),
        () if !on.contains(&card.deck.0) => Some(NotToday::DeckOff),
        () => Some(NotToday::Disputed),
    };
    let studied = found.iter().filter(|chosen| chosen.row.state == State::Accepted);
    let due = studied.map(|chosen| &chosen.card);
    let due = due.filter(|card| learner.learning(card).is_due);
    let named = due.map(|card| (card, card.to_string()));
    let waiting = named.filter_map(|(card, id)| why(card, &id).map(|why| (id, why)));
    Ok(waiting.collect())
}

/// `waits for a later day, because garden/pond of the same fact was asked today`.
pub fn reason(held: &HeldBack) -> String {
    if held.is_over_limit {
        return format!(
            "waits, because {} comes before it and is over the day's limit",
            named(held)
        );
    }
    let done = if held.is_rated { "was asked" } else { "comes" };
    format!("waits for a later day, because {} {done} today", named(held))
}

/// How many days ahead each of the cards held back comes: of those behind one card one a day.
pub fn days_ahead<'a>(held: impl IntoIterator<Item = &'a HeldBack>) -> Vec<usize> {
    let mut behind: BTreeMap<&str, usize> = BTreeMap::new();
    let place = |held: &'a HeldBack| {
        let days = behind.entry(&held.by).or_default();
        *days += 1;
        *days
    };
    held.into_iter().map(place).collect()
}

/// The card that is in the way, and what it has to do with the one that waits.
fn named(held: &HeldBack) -> String {
    let by = &held.by;
    match (held.card.parse::<CardId>(), by.parse::<CardId>()) {
        (Ok(card), Ok(other)) if card.direction.is_some() => match card.item == other.item {
            true => format!("its other direction {by}"),
            false => format!("{by}, easily confused with it,"),
        },
        (Ok(card), Ok(other)) if is_of_one_note(&card, &other) => format!("{by} of the same note"),
        _ => format!("{by} of the same fact"),
    }
}

fn is_of_one_note(card: &CardId, other: &CardId) -> bool {
    note_of(&card.item.0).is_some_and(|note| note_of(&other.item.0) == Some(note))
}

#[cfg(test)]
mod tests {
    use suraq::session::HeldBack;

    use super::reason;

    fn said(card: &str, by: &str, is_rated: bool) -> String {
        reason(&HeldBack {
            card: card.to_owned(),
            is_new: false,
            by: by.to_owned(),
            is_rated,
            is_over_limit: false,
        })
    }

    #[test]
    fn it_is_said_which_card_is_in_the_way_and_why() {
        assert_eq!(
            said("garden/pool", "garden/pond", true),
            "waits for a later day, because garden/pond of the same fact was asked today"
        );
        assert_eq!(
            said("kk/el/kk-en", "kk/el/en-kk", false),
            "waits for a later day, because its other direction kk/el/en-kk comes today"
        );
        assert_eq!(
            said("kk/el/kk-en", "kk/jer/kk-en", true),
            "waits for a later day, because kk/jer/kk-en, easily confused with it, was asked today"
        );
        assert_eq!(
            said("words/anki-7572cmipap4yd-2", "words/anki-7572cmipap4yd-1", false),
            "waits for a later day, because words/anki-7572cmipap4yd-1 of the same note comes today"
        );
    }
}
