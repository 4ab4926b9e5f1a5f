//! From the shelf and the progress to the cards of a sitting.

pub mod dates;
pub mod days;
pub mod draw;
pub mod exam_words;
pub mod exams;
pub mod field;
pub mod figures;
pub mod held_back;
pub mod left_out;
mod new_orders;
pub mod page;
pub mod past_exams;
mod plan;
pub mod retention;
pub mod today;
pub mod waiting;
pub mod weights;

use std::sync::Arc;

use suraq::decks::Asked;
use suraq::decks::CardId;
use suraq::decks::Direction;
use suraq::decks::OnShelf;
use suraq::decks::Shelf;
use suraq::decks::Source;
use suraq::session::KnownWords;
use suraq::session::StudyCard;

use crate::report::Failure;
pub use new_orders::NewOrders;
pub use plan::FullPlan;
pub use plan::Wish;
pub use plan::plan_in_full;
pub use plan::plan_today;

/// Reads the cards of a sitting, in the order of `ids`; those that are gone meanwhile are left out.
pub fn cards(shelf: &Shelf, decks: &[OnShelf], ids: &[String]) -> Result<Vec<StudyCard>, Failure> {
    shelf.at_once(|| {
        let mut cards = Vec::new();
        for id in ids {
            if let Ok(id) = id.parse::<CardId>()
                && let Some(asked) = shelf.asked(&id)?
            {
                cards.push(study_card(&id, decks, asked));
            }
        }
        Ok(cards)
    })?
}

/// A card with what stands around it on the screen. Its rivals come when it is typed: see [`rivals`].
fn study_card(id: &CardId, decks: &[OnShelf], asked: Asked) -> StudyCard {
    let deck = decks.iter().find(|deck| deck.id == id.deck);
    StudyCard {
        id: id.to_string(),
        deck: deck.map_or_else(|| id.deck.0.clone(), |deck| deck.title.clone()),
        item: asked.item,
        statement: asked
            .fact
            .map(|fact| fact.statement)
            .filter(|text| !text.is_empty()),
        source: asked.sources.first().map(source_line),
        rivals: Arc::default(),
        words: Arc::default(),
    }
}

/// A source in one line: title, publisher, date.
pub fn source_line(source: &Source) -> String {
    let mut line = source.title.clone();
    for more in [source.publisher.clone(), source.date.map(|date| date.to_string())] {
        if let Some(more) = more.filter(|more| !more.is_empty()) {
            line.push_str(", ");
            line.push_str(&more);
        }
    }
    line
}

/// Other names and keys of a card's deck, which a misspelling must not be taken for; of a word, the words
/// of all language decks in the language that is asked for.
pub fn rivals(shelf: &Shelf, card: &str) -> Arc<Vec<String>> {
    let Ok(id) = card.parse::<CardId>() else {
        return Arc::default();
    };
    // Without its rivals a card is still graded; only near misses are forgiven more freely.
    let found = match id.direction {
        None => shelf.keys(&id.deck).unwrap_or_default(),
        Some(direction) => {
            let terms = shelf.studied_terms().unwrap_or_default();
            terms
                .iter()
                .flat_map(|term| match direction {
                    Direction::EnKk => std::iter::once(term.kk_cyrl.clone())
                        .chain(term.kk_latn.clone())
                        .collect::<Vec<String>>(),
                    Direction::KkEn => vec![term.plain_english()],
                })
                .collect()
        }
    };
    Arc::new(found)
}

/// The words of all language decks; none for a card that asks no word.
pub fn words(shelf: &Shelf, card: &str) -> KnownWords {
    let asks_a_word = card.parse::<CardId>().is_ok_and(|id| id.direction.is_some());
    let terms = asks_a_word.then(|| shelf.studied_terms().unwrap_or_default());
    KnownWords::new(terms.unwrap_or_default().iter())
}
