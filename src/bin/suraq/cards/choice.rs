//! Which cards a query means: what the index knows of them, and what the learner's progress adds.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use suraq::answers::nearest_word;
use suraq::answers::other_spellings;
use suraq::decks::CardId;
use suraq::decks::DeckError;
use suraq::decks::DeckId;
use suraq::decks::Direction;
use suraq::decks::OnShelf;
use suraq::decks::Row;
use suraq::decks::State;
use suraq::decks::nearest;
use suraq::decks::query::KEYS;
use suraq::decks::query::Pattern;
use suraq::decks::query::Query;
use suraq::decks::query::QueryError;

use super::learner::Learner;
use crate::app::App;
use crate::args;
use crate::report::Failure;
use crate::screen::count;

/// A card that a query means, with its row of the index.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The card.
    pub card: CardId,
    /// What the index knows of its item.
    pub row: Row,
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Failure {
        Failure::usage(format!("{error}\n{}", error.caret()))
            .hint("see what a query may say with {suraq}help find")
    }
}

/// Reads the words of a query as they were typed; no words mean every card.
///
/// Errors: a word means nothing, or names a deck that is not on the shelf.
pub fn query(app: &mut App, words: &[String]) -> Result<Query, Failure> {
    let decks = app.shelf()?.decks()?;
    let mut names: Vec<&str> = Vec::new();
    for deck in &decks {
        names.extend([deck.id.0.as_str(), deck.title.as_str()]);
        names.extend(deck.group.as_deref());
    }
    let text: Vec<String> = words
        .iter()
        .map(|word| kept_whole(args::unshield(word), &names))
        .collect();
    let text = text.join(" ");
    let text = match are_cards(app, &text) {
        true => text.split_whitespace().collect::<Vec<&str>>().join(" or "),
        false => text,
    };
    let query = Query::parse_with(&text, &app.config.queries)?;
    let checked = query.check_decks(&names);
    if checked.is_err() {
        // The deck may be one that cannot be read.
        app.tell_of_problems()?;
    }
    checked?;
    Ok(query)
}

/// Whether several words are each the whole id of a card that is here: no card is two, so that all of them are meant.
fn are_cards(app: &mut App, text: &str) -> bool {
    let is_id = |word: &str| word.parse::<CardId>().is_ok();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1
        && words.iter().all(|word| is_id(word))
        && words.iter().all(|word| card(app, word).is_ok())
}

/// Puts an argument such as `deck:Soviet period` in quotes, which the shell has taken from it.
///
/// An argument may be a whole query as well, `deck:kz-soviet capital`: where its first word alone names a deck
/// and all of it does not, it is left as it is.
fn kept_whole(word: String, decks: &[&str]) -> String {
    let bare = word.strip_prefix('-').unwrap_or(&word);
    let Some((key, value)) = bare.split_once(':') else {
        return word;
    };
    let is_name = |letter: char| !matches!(letter, '"' | '\\' | '(' | ')' | '<' | '>' | '=');
    let joins = |part: &str| part.starts_with('-') || part == "or" || part == "and" || is_search_word(part);
    let mut parts = value.split_whitespace();
    let first = parts.next().unwrap_or_default();
    if !["deck", "source"].contains(&key)
        || !value.contains(' ')
        || !value.chars().all(is_name)
        || parts.any(joins)
    {
        return word;
    }
    let names = |name: &str| {
        let name = Pattern::new(name);
        decks.iter().any(|deck| name.is_above(deck))
    };
    match key == "deck" && names(first) && !names(value) {
        true => word,
        false => format!("{}\"{bare}\"", &word[..word.len() - bare.len()]),
    }
}

/// Whether it begins as `tag:` does.
fn is_search_word(part: &str) -> bool {
    part.split_once(':').is_some_and(|(key, _)| KEYS.contains(&key))
}

/// Returns the cards of `decks` that `query` means, in the order of the decks.
///
/// Drafts, rejected and retired items are among them only where the query asks for them, or names their ids.
pub fn choose(app: &mut App, query: &Query, decks: &[OnShelf]) -> Result<Vec<Chosen>, Failure> {
    let mut chosen = Vec::new();
    each_chosen(app, query, decks, &mut |one| chosen.push(one))?;
    Ok(chosen)
}

/// Calls `visit` with each card that [`choose`] returns: for those who keep little of it.
pub fn each_chosen(
    app: &mut App,
    query: &Query,
    decks: &[OnShelf],
    visit: &mut dyn FnMut(Chosen),
) -> Result<(), Failure> {
    let learner = Learner::read(app, query)?;
    let shelf = app.shelf()?;
    let mut failed = None;
    for deck in decks {
        shelf.each_row(std::slice::from_ref(&deck.id), &mut |row| {
            match learner.meant(query, deck, shelf, row) {
                Ok(cards) => cards.into_iter().for_each(&mut *visit),
                Err(failure) => {
                    failed = Some(failure);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
    }
    failed.map_or(Ok(()), Err)
}

/// Returns how many drafts a query would mean if it asked for drafts.
pub fn drafts_meant(app: &mut App, query: &Query, decks: &[OnShelf]) -> Result<usize, Failure> {
    let mut with_drafts = decks.to_vec();
    with_drafts.retain(|deck| deck.counts.drafts > 0);
    if with_drafts.is_empty() || query.names_state(State::Draft) {
        return Ok(0);
    }
    let learner = Learner::read(app, query)?;
    let shelf = app.shelf()?;
    let (mut found, mut failed) = (0, None);
    for deck in &with_drafts {
        shelf.each_row(std::slice::from_ref(&deck.id), &mut |row| {
            // The index lists a draft like any card; only its state keeps it from being meant.
            let is_draft = row.state == State::Draft && !query.names_row(&row);
            let meant = match is_draft {
                true => learner.fitting(query, deck, shelf, row),
                false => Ok(Vec::new()),
            };
            match meant {
                Ok(cards) => found += usize::from(!cards.is_empty()),
                Err(failure) => failed = Some(failure),
            }
            match failed.is_some() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
    }
    failed.map_or(Ok(found), Err)
}

/// Returns the cards that a command changes; without a query it must be said that all are meant.
pub fn to_change(app: &mut App, words: &[String], all: bool) -> Result<Vec<CardId>, Failure> {
    let query = query(app, words)?;
    // An empty variable of a script must not mean every card.
    let names_cards = query.asks(&|_| true);
    if !names_cards && !all {
        return Err(Failure::usage("no card is named")
            .hint("name cards by a query or id, or say --all; see {suraq}help find"));
    }
    let decks = app.shelf()?.decks()?;
    let chosen = choose(app, &query, &decks)?;
    if chosen.is_empty() {
        nothing_meant(app, &query)?;
    }
    Ok(chosen.into_iter().map(|chosen| chosen.card).collect())
}

/// Says that a query means no card, and how to widen it.
///
/// Errors: it names a card by an id that does not exist.
pub fn nothing_meant(app: &mut App, query: &Query) -> Result<(), Failure> {
    let words: Vec<String> = query.card_ids().into_iter().map(str::to_owned).collect();
    for word in words.iter().filter(|word| !word.contains('*')) {
        if word.parse::<CardId>().is_ok() {
            card(app, word)?;
        }
    }
    let text = query.text();
    app.screen.remark(&match text.is_empty() {
        true => "There is no card yet.".to_owned(),
        false => format!("No card is meant by: {text}"),
    });
    if let Some(said) = unknown_tag(app, query)? {
        app.screen.remark(&format!("hint: {said}"));
        return Ok(());
    }
    if let Some(said) = misread(app, query)? {
        app.screen.remark(&format!("hint: {said}"));
        return Ok(());
    }
    if let Some(said) = other_spelling(app, query)? {
        app.screen.remark(&format!("hint: {said}"));
        return Ok(());
    }
    let decks = app.shelf()?.decks()?;
    let drafts = drafts_meant(app, query, &decks)?;
    if drafts > 0 {
        let wait = count(drafts, "draft waits", "drafts wait");
        app.screen
            .remark(&format!("{wait} there: {}inbox {text}", app.prefix()));
        return Ok(());
    }
    if !text.is_empty() {
        app.screen.remark(&format!(
            "hint: leave a word out, or use * for any letters; see {}help find",
            app.prefix()
        ));
    }
    Ok(())
}

/// Says that no card has a tag the query asks for, and which tag is nearest; `None` where all are known.
pub fn unknown_tag(app: &mut App, query: &Query) -> Result<Option<String>, Failure> {
    let known = app.shelf()?.tags()?;
    let unknown = query.unknown_tags(&known);
    Ok(unknown.first().map(|tag| {
        let near = nearest(tag, known.iter().map(String::as_str));
        let near = near.map(|near| format!("; did you mean `{near}`?"));
        format!("no card has the tag `{tag}`{}", near.unwrap_or_default())
    }))
}

/// Says how cards of several decks are meant, where the query names them side by side.
pub fn two_decks(query: &Query) -> Option<String> {
    let decks = query.decks_at_once();
    (decks.len() > 1).then(|| {
        format!(
            "words side by side have to fit at once, and a card lies in one deck; for all of them: {}",
            decks.join(" or ")
        )
    })
}

/// Says which word of a stem or a key is spelled almost as one of the query that begins none; `None` where there
/// is no such word.
pub fn other_spelling(app: &mut App, query: &Query) -> Result<Option<String>, Failure> {
    let typed = query.plain_words();
    if typed.is_empty() {
        return Ok(None);
    }
    let words = words_of_cards(app)?;
    for typed in typed {
        let begins = |word: &String| word.starts_with(typed);
        if words.iter().any(begins) {
            continue;
        }
        if let Some(near) = nearest_word(typed, words.iter().map(String::as_str)) {
            return Ok(Some(format!("no card has `{typed}`; did you mean `{near}`?")));
        }
    }
    Ok(None)
}

/// Returns the words of stems and keys that are words of the query in another spelling, and that it does not find.
pub fn also_written(app: &mut App, query: &Query) -> Result<Vec<String>, Failure> {
    let typed = query.plain_words();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let words = words_of_cards(app)?;
    let mut others: Vec<String> = Vec::new();
    for typed in typed {
        let known = words.iter().map(String::as_str);
        let known = known.filter(|word| !word.starts_with(typed));
        others.extend(other_spellings(typed, known).into_iter().map(str::to_owned));
    }
    others.dedup();
    Ok(others)
}

/// Says what a query that finds nothing was likely to mean: a deck by its bare name, or operators of other programs.
fn misread(app: &mut App, query: &Query) -> Result<Option<String>, Failure> {
    let (text, prefix) = (query.text(), app.prefix());
    let bare = text.trim_matches('"');
    let decks = app.shelf()?.decks()?;
    let lower = bare.to_lowercase();
    let has_title = |deck: &&OnShelf| deck.title.to_lowercase() == lower;
    let has_part = |deck: &&OnShelf| !lower.is_empty() && deck.title.to_lowercase().contains(&lower);
    if let Some(deck) = decks.iter().find(|deck| deck.id.0 == bare || has_title(deck)) {
        return Ok(Some(format!("it is a deck: {prefix}find deck:{}", deck.id)));
    }
    if let Some(deck) = decks.iter().find(has_part) {
        let title = &deck.title;
        return Ok(Some(format!(
            "“{title}” is a deck: {prefix}find deck:{}",
            deck.id
        )));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_not = |word: &&&str| **word == "not" || (word.starts_with('!') && word.len() > 1);
    if words.len() > 1 || text.starts_with('!') {
        if let Some(word) = words.iter().find(is_not) {
            let word = if word.starts_with('!') { "!" } else { word };
            return Ok(Some(format!(
                "`{word}` is written with a minus: {prefix}find -is:due"
            )));
        }
        if words[1..].contains(&"and") {
            let either = text.replace(" and ", " or ");
            return Ok(Some(format!(
                "with `and`, as side by side, all must hold of one card; for either: {prefix}find {either}"
            )));
        }
    }
    Ok(None)
}

/// Every word of the stems and keys of all cards, in lower case.
fn words_of_cards(app: &mut App) -> Result<BTreeSet<String>, Failure> {
    let shelf = app.shelf()?;
    let decks: Vec<DeckId> = shelf.decks()?.into_iter().map(|deck| deck.id).collect();
    let mut words = BTreeSet::new();
    shelf.each_row(&decks, &mut |row| {
        for text in [&row.stem, &row.key] {
            let parts = text.split(|letter: char| !letter.is_alphabetic());
            let parts = parts.filter(|part| part.chars().nth(2).is_some());
            words.extend(parts.map(str::to_lowercase));
        }
        ControlFlow::Continue(())
    })?;
    Ok(words)
}

/// Says that there are problems in the decks that a query names.
pub fn tell_of_problems(app: &mut App, query: &Query) -> Result<(), Failure> {
    let mut decks = app.shelf()?.decks()?;
    decks.retain(|deck| query.names_deck(&deck.id, &deck.title, deck.group.as_deref()));
    match decks.is_empty() {
        true => Ok(()),
        false => app.tell_of_problems_in(&|path| decks.iter().any(|deck| deck.path == path)),
    }
}

/// Words that name no single card: those of a query, or a deck, mean all the cards that `find` lists.
fn no_card_id(app: &mut App, text: &str, error: DeckError) -> Result<Failure, Failure> {
    let is_deck = |deck: &OnShelf| deck.id.0 == text || deck.title == text;
    let decks = app.shelf()?.decks()?;
    let query = match decks.iter().find(|deck| is_deck(deck)) {
        Some(deck) => Some(format!("deck:{}", deck.id)),
        None => text.contains(':').then(|| text.to_owned()),
    };
    let failure = Failure::from(error);
    Ok(match query {
        Some(query) => failure.hint(format!(
            "one card is meant here; see them with {{suraq}}find {query}"
        )),
        None => failure,
    })
}

/// Returns the card whose id stands there without its deck, as `akim/kk-en` does; `None` where no deck has it.
fn without_deck(app: &mut App, asked: &CardId) -> Result<Option<CardId>, Failure> {
    let direction = Direction::from_slug(&asked.item.0);
    if direction.is_none() || asked.direction.is_some() {
        return Ok(None);
    }
    let known = app.shelf()?.named(&asked.deck.0)?;
    Ok(known.into_iter().next().map(|card| CardId { direction, ..card }))
}

/// Finds a card by what a person typed: its id, or the id of an item or term with one or two cards.
///
/// Errors: there is none; the nearest id is named.
pub fn card(app: &mut App, text: &str) -> Result<CardId, Failure> {
    let asked: CardId = match text.parse() {
        Ok(asked) => asked,
        Err(error) => match app.shelf()?.named(text)?.as_slice() {
            [only] => only.clone(),
            [] => return Err(no_card_id(app, text, error)?),
            several => {
                let ids: Vec<String> = several.iter().map(CardId::to_string).collect();
                let failure = Failure::usage(format!("`{text}` stands in several decks"));
                return Err(failure.hint(format!("say which one: {}", ids.join(", "))));
            }
        },
    };
    let shelf = app.shelf()?;
    // A term named without a direction means its first card.
    let directions = Direction::ALL.into_iter().map(Some);
    for direction in std::iter::once(asked.direction).chain(directions) {
        let card = CardId {
            direction,
            ..asked.clone()
        };
        if shelf.row(&card)?.is_some() {
            return Ok(card);
        }
    }
    let deck = match shelf.deck(&asked.deck) {
        Ok(deck) => deck,
        Err(error) => {
            app.tell_of_problems()?;
            let near = without_deck(app, &asked)?;
            return Err(near.map_or_else(
                || Failure::from(error),
                |near| {
                    let card = format!("`{text}` names no deck");
                    Failure::usage(card).hint(format!("did you mean `{near}`?"))
                },
            ));
        }
    };
    let ids = shelf.ids(&format!("{}/", deck.id), usize::MAX)?;
    app.tell_of_problems_in(&|path| path == deck.path)?;
    let deck: DeckId = deck.id;
    let failure = Failure::usage(format!("there is no card `{text}`"));
    Err(match nearest(text, ids.iter().map(String::as_str)) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!(
            "see the cards of the deck with {{suraq}}find deck:{deck}"
        )),
    })
}
