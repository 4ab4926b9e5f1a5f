//! Questions of a file that the shelf has already: they are not taken twice.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Direction;
use suraq::decks::Term;
use suraq::items::ItemId;
use suraq::lexicon::fold::normalise;

use crate::app::App;
use crate::report::Failure;
use crate::screen::count;
use crate::screen::one_line;

/// Cards that a file has and that stay as they are here.
#[derive(Default)]
pub struct Known {
    /// Those that ask the same.
    pub cards: Vec<CardId>,
    /// Words that read otherwise in the file.
    words: BTreeSet<CardId>,
}

impl Known {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.words.is_empty()
    }

    /// Those of one deck.
    pub fn of_deck(&self, deck: &DeckId) -> BTreeSet<ItemId> {
        let own = self.cards.iter().filter(|card| card.deck == *deck);
        own.map(|card| card.item.clone()).collect()
    }

    /// The deck that has most of them, where there are as many as new ones or more.
    pub fn mostly_in(&self, new: usize) -> Option<&DeckId> {
        let mut decks: BTreeMap<&DeckId, usize> = BTreeMap::new();
        for card in &self.cards {
            *decks.entry(&card.deck).or_default() += 1;
        }
        let most = decks.into_iter().max_by_key(|(_, cards)| *cards);
        most.filter(|(_, cards)| *cards >= new).map(|(deck, _)| deck)
    }

    /// Says which they are.
    pub fn tell(&self, app: &App) {
        tell_known(app, &self.cards);
        tell_words(app, &self.words);
    }
}

/// Takes out the questions that are a word of `mine`, asked in one direction, and adds their cards to `known`: a
/// table names them by word and direction, and a word is edited in its deck.
pub fn leave_words(theirs: &mut Deck, mine: &Deck, known: &mut Known) {
    let directions = || Direction::ALL.into_iter();
    let signs = |direction| WORD_SIGNS.map(|sign| (direction, sign));
    let terms = mine.terms.iter().flat_map(|term| {
        let names = directions().flat_map(signs);
        names.map(move |(direction, sign)| (format!("{}{sign}{direction}", term.id), (term, direction)))
    });
    let terms: BTreeMap<String, (&Term, Direction)> = terms.collect();
    if terms.is_empty() {
        return;
    }
    theirs.items.retain(|item| {
        let Some((term, direction)) = terms.get(&item.id.0) else {
            return true;
        };
        let card = CardId::new(mine.meta.id.clone(), term.id.clone());
        let here = term.card(*direction, &mine.terms);
        match is_same(&here.stem, &item.stem) && is_same(&here.key, &item.key) {
            true => known.cards.push(card),
            false => drop(known.words.insert(card)),
        }
        false
    });
}

/// Whether two texts have the same words; how they are parted does not count.
fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Signs between a word and its direction, as files of other programs have them.
const WORD_SIGNS: [char; 3] = ['-', '/', '.'];

/// Takes out the questions that a card on the shelf asks already with the same answer, and returns those cards. An item of `mine` under the same id stays: it is the same question.
pub fn leave_known(app: &mut App, theirs: &mut Deck, mine: &Deck) -> Result<Vec<CardId>, Failure> {
    let own: BTreeSet<&ItemId> = mine.items.iter().map(|item| &item.id).collect();
    let mut known = Vec::new();
    let mut kept = Vec::new();
    for item in std::mem::take(&mut theirs.items) {
        let asked = match own.contains(&item.id) || item.key.is_empty() {
            true => Vec::new(),
            false => app.shelf()?.answered_by(&item.key)?,
        };
        let same = asked
            .into_iter()
            .find(|(_, stem)| normalise(stem) == normalise(&item.stem));
        match same {
            Some((card, _)) => known.push(card),
            None => kept.push(item),
        }
    }
    theirs.items = kept;
    Ok(known)
}

/// Says which questions were not taken a second time.
fn tell_known(app: &App, known: &[CardId]) {
    let mut decks: BTreeMap<&str, usize> = BTreeMap::new();
    for card in known {
        *decks.entry(card.deck.0.as_str()).or_default() += 1;
    }
    if !known.is_empty() {
        let decks: Vec<String> = decks
            .iter()
            .map(|(deck, number)| format!("{number} in {deck}"))
            .collect();
        app.screen.remark(&format!(
            "{} here already with the same words and not taken twice: {}.",
            count(known.len(), "question is", "questions are"),
            decks.join(", ")
        ));
    }
}

/// Says which words read otherwise in the file and where they are edited.
fn tell_words(app: &App, words: &BTreeSet<CardId>) {
    let names: Vec<String> = words.iter().map(ToString::to_string).collect();
    let Some(first) = names.first() else {
        return;
    };
    let (reads, those) = match names.len() {
        1 => ("word reads otherwise in the file and stays", String::new()),
        _ => (
            "words read otherwise in the file and stay",
            format!(" ({})", names.join(", ")),
        ),
    };
    app.screen.remark(&one_line(&format!(
        "{} {reads} as here{those}: a word is edited in its deck: {}edit {first}",
        names.len(),
        app.prefix()
    )));
}
