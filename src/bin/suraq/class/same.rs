//! Whether a question of a paper still is the question of its card.

use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::items::Item;
use suraq::quiz::Question;

use crate::app::App;
use crate::report::Failure;

/// Finds the card of a question, where it is on the shelf and asks the same still.
///
/// Options may have been added to the card since; those that were printed must be there, and the key
/// must be the same.
pub fn card_of(app: &mut App, question: &Question) -> Result<Option<(CardId, Item)>, Failure> {
    let Ok(id) = question.card.parse::<CardId>() else {
        return Ok(None);
    };
    let item = app.shelf()?.item(&id)?;
    Ok(item.filter(|item| is_same(question, item)).map(|item| (id, item)))
}

fn is_same(question: &Question, item: &Item) -> bool {
    let mut whole = item.clone();
    whole.record.dead.clear();
    let now = Question::new(&question.card, &whole, None);
    let options: BTreeSet<&String> = now.options().iter().collect();
    now.text == question.text
        && now.right() == question.right()
        && question.options().iter().all(|option| options.contains(option))
}
