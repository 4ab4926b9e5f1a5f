//! Cards drawn for a quiz or a cram: by a query, in their own order or one that the seed decides.

use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use suraq::decks::query::Query;
use suraq::items::Kind;
use suraq::items::origin::note_of;

use crate::app::App;
use crate::cards::choice;
use crate::cards::choice::Chosen;
use crate::report::Failure;
use crate::study::left_out::LeftOut;

/// Draws `number` questions of the decks that are studied, no two on one fact or term, or of one note of Anki's.
pub fn questions(
    app: &mut App,
    query: &Query,
    kinds: &[Kind],
    number: usize,
    in_order: bool,
) -> Result<Vec<String>, Failure> {
    let mut chosen = drawn(app, query, in_order)?;
    chosen.retain(|chosen| kinds.is_empty() || chosen.row.kind.is_some_and(|kind| kinds.contains(&kind)));
    let store = app.store()?;
    let mut siblings = BTreeSet::new();
    let mut drawn = Vec::new();
    for chosen in chosen {
        if drawn.len() >= number {
            break;
        }
        let id = chosen.card.to_string();
        let (deck, item) = (&chosen.row.deck, &chosen.row.item);
        let rests_on = match (&chosen.row.fact, note_of(&item.0)) {
            (Some(fact), _) => format!("{deck}#{fact}"),
            (None, Some(note)) => note.to_owned(),
            (None, None) => format!("{deck}/{item}"),
        };
        if !siblings.contains(&rests_on) && !store.card(&id)?.marks.suspended {
            siblings.insert(rests_on);
            drawn.push(id);
        }
    }
    Ok(drawn)
}

/// Returns every card that `query` means, as they stand in their decks or in an order drawn by the seed, without
/// those that are suspended, and how many these are.
pub fn all(app: &mut App, query: &Query, in_order: bool) -> Result<(Vec<String>, usize), Failure> {
    let chosen = drawn(app, query, in_order)?;
    let (store, mut cards) = (app.store()?, Vec::new());
    for chosen in &chosen {
        let id = chosen.card.to_string();
        if !store.card(&id)?.marks.suspended {
            cards.push(id);
        }
    }
    let suspended = chosen.len() - cards.len();
    Ok((cards, suspended))
}

/// What to say when a query means no card, or none that is studied.
pub fn none_fits(app: &mut App, query: &Query) -> Failure {
    // Where that cannot be read, the usual hint is still right.
    let left_out = LeftOut::read(app, query).ok();
    if let Some(left_out) = left_out.filter(|left_out| left_out.studied == 0) {
        let said = left_out.said(app.prefix());
        if !said.is_empty() {
            return Failure::usage("no card fits that is studied").hint(said.join("; "));
        }
    }
    let failure = Failure::usage("no card fits");
    if let Some(said) = choice::two_decks(query) {
        return failure.hint(said);
    }
    // Where the tags cannot be read, the usual hint is still right.
    let said = choice::unknown_tag(app, query).ok().flatten();
    match said.or_else(|| choice::other_spelling(app, query).ok().flatten()) {
        Some(said) => failure.hint(said),
        None => failure.hint("look for cards with {suraq}find QUERY"),
    }
}

/// Returns the cards that `query` means, without disputed ones where those are off; in the order of the decks or
/// in one drawn by the seed.
pub fn drawn(app: &mut App, query: &Query, in_order: bool) -> Result<Vec<Chosen>, Failure> {
    let (seed, contested) = (app.seed(), app.config.contested);
    let decks = app.decks_on()?;
    let mut chosen = choice::choose(app, query, &decks)?;
    chosen.retain(|chosen| contested || !chosen.row.contested);
    if !in_order {
        chosen.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    }
    Ok(chosen)
}
