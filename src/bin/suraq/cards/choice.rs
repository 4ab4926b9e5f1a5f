//! Which cards a query means: what the index knows of them, and what the learner's progress adds.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::Timestamp;
use suraq::decks::CardId;
use suraq::decks::DeckError;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::Row;
use suraq::decks::Shelf;
use suraq::decks::State;
use suraq::decks::nearest;
use suraq::decks::query::Candidate;
use suraq::decks::query::Learning;
use suraq::decks::query::Query;
use suraq::decks::query::QueryError;
use suraq::decks::query::Rated;
use suraq::decks::query::Stage;
use suraq::decks::query::Term;
use suraq::items::PartialDate;
use suraq::progress::Card;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;

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
    let text: Vec<String> = words.iter().map(|word| args::unshield(word)).collect();
    let query = Query::parse_with(&text.join(" "), &app.config.queries)?;
    let decks = app.shelf()?.decks()?;
    let mut names: Vec<&str> = Vec::new();
    for deck in &decks {
        names.extend([deck.id.0.as_str(), deck.title.as_str()]);
        names.extend(deck.group.as_deref());
    }
    let checked = query.check_decks(&names);
    if checked.is_err() {
        // The deck may be one that cannot be read.
        app.tell_of_problems()?;
    }
    checked?;
    Ok(query)
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

/// Says that there are problems in the decks that a query names.
pub fn tell_of_problems(app: &mut App, query: &Query) -> Result<(), Failure> {
    let mut decks = app.shelf()?.decks()?;
    decks.retain(|deck| query.names_deck(&deck.id, &deck.title, deck.group.as_deref()));
    match decks.is_empty() {
        true => Ok(()),
        false => app.tell_of_problems_in(&|path| decks.iter().any(|deck| deck.path == path)),
    }
}

/// What a learner's progress tells a query, read once for all cards.
pub struct Learner {
    cards: BTreeMap<String, Card>,
    rated: BTreeMap<String, Vec<Rated>>,
    /// Study day on which each kept document was added.
    documents: BTreeMap<String, StudyDay>,
    asks_added: bool,
    asks_source: bool,
    asks_text: bool,
    now: Moment,
    day_starts: u16,
    scheduler: Scheduler,
    /// Lapses of a leech, in decks that have their own number.
    leech_after: BTreeMap<String, u32>,
}

impl Learner {
    /// Reads what `query` needs, and nothing where it needs nothing.
    pub fn read(app: &mut App, query: &Query) -> Result<Learner, Failure> {
        let mut learner = Learner {
            cards: BTreeMap::new(),
            rated: BTreeMap::new(),
            documents: BTreeMap::new(),
            asks_added: query.asks(&|term| matches!(term, Term::Added(_))),
            asks_source: query.asks(&|term| matches!(term, Term::Source(_))),
            asks_text: query.asks(&|term| matches!(term, Term::Text(_))),
            now: app.now(),
            day_starts: app.config.schedule.day_starts,
            scheduler: app.scheduler()?,
            leech_after: leech_after(app),
        };
        if !query.needs_learning() {
            return Ok(learner);
        }
        let store = app.store()?;
        learner.cards = store.cards(None)?;
        if query.asks(&|term| matches!(term, Term::Rated(_, _))) {
            learner.read_ratings(store)?;
        }
        if learner.asks_added {
            for document in store.documents()? {
                if let Ok(at) = Timestamp::from_millisecond(document.added) {
                    let day = StudyDay::of(at, learner.now.offset, learner.day_starts);
                    learner.documents.insert(document.hash, day);
                }
            }
        }
        Ok(learner)
    }

    fn read_ratings(&mut self, store: &Store) -> Result<(), Failure> {
        for entry in store.entries_since(StudyDay(i32::MIN))? {
            if let Some(rating) = entry.rating {
                let days_ago = self.now.day.days_since(entry.day).clamp(0, i64::from(u32::MAX));
                self.rated.entry(entry.item).or_default().push(Rated {
                    days_ago: u32::try_from(days_ago).unwrap_or(u32::MAX),
                    rating: rating.number(),
                });
            }
        }
        Ok(())
    }

    /// Returns the cards of `row` that `query` means.
    pub fn meant(
        &self,
        query: &Query,
        deck: &OnShelf,
        shelf: &Shelf,
        row: Row,
    ) -> Result<Vec<Chosen>, Failure> {
        let is_named = query.names_state(row.state) || query.names_row(&row);
        if row.state != State::Accepted && !is_named {
            return Ok(Vec::new());
        }
        self.fitting(query, deck, shelf, row)
    }

    /// The cards of `row` that fit, whatever the state of the item.
    fn fitting(
        &self,
        query: &Query,
        deck: &OnShelf,
        shelf: &Shelf,
        row: Row,
    ) -> Result<Vec<Chosen>, Failure> {
        let titles = self.source_titles(shelf, &row)?;
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut meant = Vec::new();
        for card in row.cards() {
            let mut learning = self.learning(&card);
            if self.asks_added {
                learning.added_days_ago = self.added(shelf, &card, &row)?;
            }
            let shown = match self.asks_text && row.is_term {
                true => shelf.stem_of_term(&card)?.unwrap_or_default(),
                false => String::new(),
            };
            let candidate = Candidate {
                card: &card,
                row: &row,
                shown: &shown,
                deck_title: &deck.title,
                deck_group: deck.group.as_deref().unwrap_or_default(),
                source_titles: &titles,
                today: today(self.now.day),
                learning: &learning,
            };
            if query.matches(&candidate) {
                meant.push(Chosen {
                    card,
                    row: row.clone(),
                });
            }
        }
        Ok(meant)
    }

    fn source_titles(&self, shelf: &Shelf, row: &Row) -> Result<Vec<String>, Failure> {
        let mut titles = Vec::new();
        if self.asks_source {
            for id in &row.sources {
                titles.extend(shelf.source(&row.deck, id)?.map(|source| source.title));
            }
        }
        Ok(titles)
    }

    /// Days since the first of the card's documents was added; where it has none, since its content changed.
    fn added(&self, shelf: &Shelf, card: &CardId, row: &Row) -> Result<Option<u32>, Failure> {
        let mut first: Option<StudyDay> = None;
        for id in &row.sources {
            let document = shelf.source(&row.deck, id)?.and_then(|source| source.document);
            let day = document.and_then(|hash| self.documents.get(&hash).copied());
            first = [first, day].into_iter().flatten().min();
        }
        if first.is_none() {
            let changed = shelf.item(card)?.and_then(|item| item.changed);
            let at = changed.and_then(|changed| changed.parse::<Timestamp>().ok());
            first = at.map(|at| StudyDay::of(at, self.now.offset, self.day_starts));
        }
        Ok(first.map(|day| u32::try_from(self.now.day.days_since(day)).unwrap_or(0)))
    }

    /// Returns what is known of a card's memory.
    pub fn learning(&self, id: &CardId) -> Learning {
        let leech_after = self.leech_after.get(&id.deck.0).copied();
        let leech_after = leech_after.unwrap_or(self.scheduler.settings().leech_after);
        let id = id.to_string();
        let Some(card) = self.cards.get(&id) else {
            return Learning::default();
        };
        let (state, today) = (&card.state, self.now.day);
        let due = state.due.day();
        Learning {
            stage: match state.phase {
                Phase::New => Stage::New,
                Phase::Learning | Phase::Relearning => Stage::Learn,
                Phase::Review => Stage::Review,
            },
            is_due: due.is_some_and(|day| day <= today) && card.is_active(today),
            is_suspended: card.marks.suspended,
            is_buried: card.marks.buried_until.is_some_and(|day| day > today),
            is_flagged: card.marks.flag > 0,
            flag: card.marks.flag,
            is_leech: state.lapses >= leech_after,
            reps: state.repetitions,
            lapses: state.lapses,
            stability_days: state.memory.map(|memory| memory.stability.days()),
            difficulty: state.memory.map(|memory| f64::from(memory.difficulty)),
            retrievability: self.scheduler.retrievability(state, today),
            due_in_days: due.map(|day| day.days_since(today)),
            added_days_ago: None,
            rated: self.rated.get(&id).cloned().unwrap_or_default(),
        }
    }
}

fn leech_after(app: &App) -> BTreeMap<String, u32> {
    let decks = app.config.of_decks.keys();
    let of = |deck: &String| app.config.of_deck(deck).schedule.leech_after;
    decks.map(|deck| (deck.clone(), of(deck))).collect()
}

/// Returns a study day as the dates of facts are written.
pub fn today(day: StudyDay) -> PartialDate {
    let date = day.date();
    PartialDate {
        year: date.year(),
        month: Some(date.month().unsigned_abs()),
        day: Some(date.day().unsigned_abs()),
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
    let directions = suraq::decks::Direction::ALL.into_iter().map(Some);
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
            return Err(error.into());
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
