//! What a card is called in a sentence.

use suraq::decks::CardId;
use suraq::items::origin::note_of;

use crate::app::App;
use crate::screen::cut;
use crate::screen::one_line;

/// Columns of a question that name a card.
const SHOWN: usize = 40;

/// The id of a card, or the first words of its question where the id is one that an import made and says nothing.
pub fn called(app: &mut App, card: &str) -> String {
    let is_made = card.split('/').nth(1).is_some_and(|item| note_of(item).is_some());
    let item = match card.parse::<CardId>() {
        Ok(id) if is_made => app.shelf().ok().and_then(|shelf| shelf.item(&id).ok().flatten()),
        _ => None,
    };
    match item {
        Some(item) => format!("“{}”", cut(&one_line(&item.stem), SHOWN)),
        None => card.to_owned(),
    }
}
