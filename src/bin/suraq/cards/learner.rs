//! What is known of cards beside the index: the learner's progress, and when they came and changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use suraq::decks;
use suraq::decks::CardId;
use suraq::decks::Direction;
use suraq::decks::OnShelf;
use suraq::decks::Row;
use suraq::decks::Shelf;
use suraq::decks::State;
use suraq::decks::query::Candidate;
use suraq::decks::query::Learning;
use suraq::decks::query::Query;
use suraq::decks::query::Rated;
use suraq::decks::query::Stage;
use suraq::decks::query::Term;
use suraq::items::PartialDate;
use suraq::progress::Card;
use suraq::progress::Store;
use suraq::schedule::CardState;
use suraq::schedule::Due;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;

use super::choice::Chosen;
use crate::app::App;
use crate::report::Failure;

/// What a learner's progress tells a query, read once for all cards.
pub struct Learner {
    cards: BTreeMap<String, Card>,
    rated: BTreeMap<String, Vec<Rated>>,
    /// Study day on which each kept document was added.
    documents: BTreeMap<String, StudyDay>,
    /// Study day of the first thing that happened to each card.
    first_days: BTreeMap<String, StudyDay>,
    /// Cards of copies of shipped decks that came with the program, and when they changed there.
    shipped: BTreeMap<String, Option<String>>,
    asks_added: bool,
    asks_edited: bool,
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
            first_days: BTreeMap::new(),
            shipped: BTreeMap::new(),
            asks_added: query.asks(&|term| matches!(term, Term::Added(_))),
            asks_edited: query.asks(&|term| matches!(term, Term::Edited(_))),
            asks_source: query.asks(&|term| matches!(term, Term::Source(_))),
            asks_text: query.asks(&|term| {
                matches!(
                    term,
                    Term::Text(_) | Term::Word(_) | Term::Front(_) | Term::Back(_)
                )
            }),
            now: app.now(),
            day_starts: app.config.schedule.day_starts,
            scheduler: app.scheduler()?,
            leech_after: leech_after(app),
        };
        if !query.needs_learning() {
            return Ok(learner);
        }
        if learner.asks_added || learner.asks_edited {
            learner.shipped = shipped_in_copies(app.shelf()?)?;
        }
        let store = app.store()?;
        learner.cards = store.cards(None)?;
        if query.asks(&|term| matches!(term, Term::Rated(_, _) | Term::Introduced(_))) {
            learner.read_ratings(store)?;
        }
        if learner.asks_added {
            learner.first_days = store.first_days()?;
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
    pub fn fitting(
        &self,
        query: &Query,
        deck: &OnShelf,
        shelf: &Shelf,
        row: Row,
    ) -> Result<Vec<Chosen>, Failure> {
        let titles = self.source_titles(shelf, &row)?;
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let cards = row.cards();
        let term = match cards.first().filter(|_| self.asks_text && row.is_term) {
            Some(card) => shelf.term(card)?,
            None => None,
        };
        let forms = term.as_ref().map(decks::Term::all_forms).unwrap_or_default();
        let mut meant = Vec::new();
        for card in cards {
            let mut learning = self.learning(&card);
            if self.asks_added {
                learning.added_days_ago = self.added(shelf, deck, &card, &row)?;
            }
            if self.asks_edited {
                learning.edited_days_ago = self.edited(shelf, deck, &card)?;
            }
            let asked = term.as_ref().zip(card.direction);
            let sides = asked.map(|(term, direction)| term.sides(direction, shelf.script_of(&card.deck)));
            let candidate = Candidate {
                card: &card,
                row: &row,
                sides: sides.as_ref(),
                forms: &forms,
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

    /// Days since the first of the card's documents was added; where it has none, since the card came. Where that
    /// is not noted, the earliest known counts: its last change, or its first answer. Nothing for what came with
    /// the program.
    fn added(&self, shelf: &Shelf, deck: &OnShelf, card: &CardId, row: &Row) -> Result<Option<u32>, Failure> {
        if deck.is_builtin() || self.shipped.contains_key(&card.to_string()) {
            return Ok(None);
        }
        let mut first: Option<StudyDay> = None;
        for id in &row.sources {
            let document = shelf.source(&row.deck, id)?.and_then(|source| source.document);
            let day = document.and_then(|hash| self.documents.get(&hash).copied());
            first = [first, day].into_iter().flatten().min();
        }
        if first.is_none() {
            let item = shelf.item(card)?;
            let day_of = |at: Option<String>| at.and_then(|at| self.day_of(&at));
            let (added, changed) = item.map_or((None, None), |item| (item.added, item.changed));
            let met = self.first_days.get(&card.to_string()).copied();
            // A card that was answered elsewhere before it came has an older first answer.
            first = day_of(added).or_else(|| [day_of(changed), met].into_iter().flatten().min());
        }
        Ok(first.map(|day| self.days_ago(day)))
    }

    /// Days since the content of a card changed. Nothing for what is as it came with the program.
    fn edited(&self, shelf: &Shelf, deck: &OnShelf, card: &CardId) -> Result<Option<u32>, Failure> {
        if deck.is_builtin() {
            return Ok(None);
        }
        let changed = shelf.item(card)?.and_then(|item| item.changed);
        let is_as_shipped = self.shipped.get(&card.to_string()) == Some(&changed);
        let day = changed.filter(|_| !is_as_shipped).and_then(|at| self.day_of(&at));
        Ok(day.map(|day| self.days_ago(day)))
    }

    fn day_of(&self, moment: &str) -> Option<StudyDay> {
        let at: Timestamp = moment.parse().ok()?;
        Some(StudyDay::of(at, self.now.offset, self.day_starts))
    }

    fn days_ago(&self, day: StudyDay) -> u32 {
        u32::try_from(self.now.day.days_since(day)).unwrap_or(0)
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
            interval_days: state.memory.is_some().then(|| days_between(state)),
            added_days_ago: None,
            edited_days_ago: None,
            rated: self.rated.get(&id).cloned().unwrap_or_default(),
        }
    }
}

/// Returns the cards that came with the program in decks of which the person has a copy, and when they changed there.
pub fn shipped_in_copies(shelf: &Shelf) -> Result<BTreeMap<String, Option<String>>, Failure> {
    let mut found = BTreeMap::new();
    for copy in shelf.decks()?.iter().filter(|deck| !deck.is_builtin()) {
        let shipped = shelf.shipped(&copy.id);
        let Some(deck) = shipped.and_then(|shipped| decks::parse(&shipped.path, shipped.text).deck) else {
            continue;
        };
        let items = deck.items.into_iter().map(|item| (item.id, None, item.changed));
        let terms = deck.terms.into_iter().flat_map(|term| {
            let changed = term.changed;
            Direction::ALL.map(|direction| (term.id.clone(), Some(direction), changed.clone()))
        });
        for (item, direction, changed) in items.chain(terms) {
            let card = CardId {
                deck: copy.id.clone(),
                item,
                direction,
            };
            found.insert(card.to_string(), changed);
        }
    }
    Ok(found)
}

/// Days from the last review of a card to the next; 0 on its steps.
fn days_between(state: &CardState) -> i64 {
    match (state.due, state.last) {
        (Due::On(day), Some((_, last))) => day.days_since(last),
        _ => 0,
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
