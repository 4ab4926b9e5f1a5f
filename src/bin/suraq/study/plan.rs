//! Today's plan: from the decks that are studied and the progress to the cards that come, and those that wait.

use super::NewOrders;
use super::exams;
use crate::app::App;
use crate::cards::learner::Learner;
use crate::report::Failure;
use crate::study::exams::ExamStanding;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use suraq::decks::CardId;
use suraq::decks::CardKey;
use suraq::decks::DeckId;
use suraq::decks::OnShelf;
use suraq::decks::Outline;
use suraq::decks::Outlines;
use suraq::decks::Shelf;
use suraq::decks::State;
use suraq::decks::query::Query;
use suraq::items::origin::note_of;
use suraq::lexicon::lookup::Lookup;
use suraq::progress::DueCard;
use suraq::progress::Limit;
use suraq::progress::Store;
use suraq::schedule::DailyLimits;
use suraq::schedule::Moment;
use suraq::session::NewCard;
use suraq::session::Plan;
use suraq::session::plan;
use suraq::session::sibling_number;
use twox_hash::XxHash3_64;

/// So many new cards are looked at first for each that is wanted: siblings of others are put off.
const NEW_FOR_EACH: usize = 3;

/// Where those were too few, so many times more are looked at.
const LOOK_FURTHER: usize = 4;

/// Makes the lot of `new-order shuffle` another one than that of other orders by hash.
const LOT: u64 = 0x6c6f_7473;

/// What a person wants of today's sitting.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Only these cards.
    pub query: Option<Query>,
    /// New cards, in place of what is left of the day's limit.
    pub new: Option<u32>,
    /// Cards at most; of reviews so many also over the day's limit.
    pub limit: Option<usize>,
}

/// How much of a backlog is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// As far as today's sitting needs.
    Today,
    /// All of it, for what counts or explains.
    Everything,
}

/// Plans today's sitting from the decks that are studied.
pub fn plan_today(app: &mut App, wish: &Wish) -> Result<Plan, Failure> {
    let exams = exams::to_come(app)?;
    Ok(plan_with(app, wish, &exams, Reach::Today)?.plan)
}

/// Today's plan with everything that is left for later in it: what home counts and `why` tells.
#[derive(Clone, Debug)]
pub struct FullPlan {
    /// The plan.
    pub plan: Plan,
    /// Cards of each deck that were never rated and may be studied.
    pub untouched: BTreeMap<DeckId, usize>,
    /// Cards of the decks that are suspended and were ever forgotten, each with how often.
    pub forgotten: Vec<(String, i64)>,
}

/// Plans today's sitting, and all that is not of today.
pub fn plan_in_full(app: &mut App, exams: &[ExamStanding]) -> Result<FullPlan, Failure> {
    plan_with(app, &Wish::default(), exams, Reach::Everything)
}

/// Returns the plan and, where everything is looked at, all that is not of today.
fn plan_with(app: &mut App, wish: &Wish, exams: &[ExamStanding], reach: Reach) -> Result<FullPlan, Failure> {
    let (now, seed) = (app.now(), app.seed());
    let (contested, keeps_apart) = (app.config.contested, app.config.siblings_apart);
    let decks = app.decks_on()?;
    let settings = app.config.schedule.clone();
    let all_on = app.config.decks_off.is_empty();
    let mut orders = NewOrders::read(app, now)?;
    if wish.new.is_some() && wish.query.is_some() {
        // Who says which cards and how many has decided already.
        orders.lift_limits();
    }
    let learner = match &wish.query {
        Some(query) => Some((query, Learner::read(app, query)?)),
        None => None,
    };
    let (shelf, store) = app.both()?;
    let done = store.day(now.day)?;
    let mut limits = DailyLimits {
        new: wish
            .new
            .unwrap_or(settings.new_on(now.day).saturating_sub(done.new_cards)),
        reviews: settings.reviews_per_day.saturating_sub(done.reviews),
    };
    if let Some(limit) = wish.limit {
        limits.reviews = limits.reviews.max(u32::try_from(limit).unwrap_or(u32::MAX));
    }
    // Who names one card in full has decided already.
    let named = wish.query.as_ref().and_then(Query::only_card);
    if named.is_some() {
        limits = DailyLimits {
            new: limits.new.max(1),
            reviews: limits.reviews.max(1),
        };
    }
    let mut desk = Desk {
        shelf,
        store,
        decks: &decks,
        places: decks
            .iter()
            .enumerate()
            .map(|(place, deck)| (deck.id.0.as_str(), place))
            .collect(),
        learner: learner.as_ref().map(|(query, learner)| (*query, learner)),
        contested,
        orders: &orders,
        now,
        keeps_apart,
        siblings: Lookup::default(),
        outlines: BTreeMap::new(),
        touched: BTreeMap::new(),
        forgotten: Vec::new(),
    };
    let most = match all_on && wish.query.is_none() && reach == Reach::Today {
        // The best recalled of a backlog come first, and siblings are put off: a margin for those.
        true => Limit::BestRecalled(2 * limits.reviews as usize + 100),
        false => Limit::All,
    };
    let (due, new, rated, not_looked_at, untouched) = shelf.at_once(|| {
        if reach == Reach::Everything {
            desk.touch_everything()?;
        }
        let (due, not_looked_at) = desk.due(now, most)?;
        let rated = store.rated_on(now.day)?;
        desk.note_siblings(&rated)?;
        let mut taken = desk.siblings_of(due.iter().map(|due| &due.item).chain(&rated));
        // Nothing new comes by itself on a day off, also not for an exam.
        let coming = match wish.new.is_none() && settings.is_off(now.day) {
            true => &[],
            false => exams,
        };
        let first = exams::first_new(coming, &mut |id| desk.may_come(id, &mut taken))?;
        if wish.new.is_none() {
            // An exam may need more a day than the limit of usual days.
            limits.new = limits.new.max(u32::try_from(first.len()).unwrap_or(u32::MAX));
        }
        let wanted = limits.new as usize;
        let mut most = wanted * NEW_FOR_EACH;
        let mut new = desk.new_cards(&first, most)?;
        while new.len() >= most && desk.without_siblings(&new, &due, &rated) < wanted {
            most *= LOOK_FURTHER;
            new = desk.new_cards(&first, most)?;
        }
        let untouched = match reach {
            Reach::Everything => desk.count_untouched()?,
            Reach::Today => BTreeMap::new(),
        };
        Ok::<_, Failure>((due, new, rated, not_looked_at, untouched))
    })??;
    let is_named = |id: &str| named.is_some_and(|named| named == id.to_lowercase());
    let siblings = |id: &str| {
        desk.siblings
            .get(&CardKey::of(id))
            .copied()
            .filter(|_| !is_named(id))
    };
    let mut plan = plan(&due, &new, &siblings, &rated, limits, now, seed);
    plan.not_looked_at = not_looked_at;
    if let Some(limit) = wish.limit {
        plan.cards.truncate(limit);
    }
    Ok(FullPlan {
        plan,
        untouched,
        forgotten: desk.forgotten,
    })
}

/// The shelf and the progress while a plan is made.
struct Desk<'a> {
    shelf: &'a Shelf,
    store: &'a Store,
    decks: &'a [OnShelf],
    /// Where each of the decks stands among them.
    places: BTreeMap<&'a str, usize>,
    learner: Option<(&'a Query, &'a Learner)>,
    contested: bool,
    orders: &'a NewOrders,
    now: Moment,
    /// Whether two cards of one fact, term or note wait for different days.
    keeps_apart: bool,
    siblings: Lookup<CardKey, u64>,
    /// What was read so far, by deck.
    outlines: BTreeMap<DeckId, Outlines>,
    /// Cards of a deck that are not new, or are new and out of study today.
    touched: BTreeMap<DeckId, Lookup<CardKey, ()>>,
    /// Cards that are suspended and were ever forgotten, where everything is looked at.
    forgotten: Vec<(String, i64)>,
}

impl Desk<'_> {
    /// Returns the cards due that are wanted, and how many more there are than `most`.
    fn due(&mut self, now: Moment, most: Limit) -> Result<(Vec<DueCard>, usize), Failure> {
        let mut due = self.store.due(now, most)?;
        let left_out = match most {
            Limit::BestRecalled(most) if due.len() == most => self.store.count_due(now)? - most,
            Limit::BestRecalled(_) | Limit::All => 0,
        };
        let mut kept = Vec::new();
        for card in due.drain(..) {
            if let Ok(id) = card.item.parse::<CardId>()
                && self.is_wanted(&id, CardKey::of(&card.item))?
            {
                kept.push(card);
            }
        }
        Ok((kept, left_out))
    }

    /// Returns the numbers that some cards share with their siblings.
    fn siblings_of<'i>(&self, ids: impl Iterator<Item = &'i String>) -> BTreeSet<u64> {
        ids.filter_map(|id| self.siblings.get(&CardKey::of(id)).copied())
            .collect()
    }

    /// Whether a new card may be studied today, is meant, and has no sibling among the `taken`, where it is noted.
    fn may_come(&mut self, id: &str, taken: &mut BTreeSet<u64>) -> Result<bool, Failure> {
        let Ok(card) = id.parse::<CardId>() else {
            return Ok(false);
        };
        let key = CardKey::of(id);
        let is_touched = self.touched_of(&card.deck)?.get(&key).is_some();
        if is_touched || !self.is_wanted(&card, key)? {
            return Ok(false);
        }
        let shared = self.siblings.get(&key);
        Ok(shared.is_none_or(|number| taken.insert(*number)))
    }

    /// Returns how many of the new cards can come on one day with those that are due and were rated.
    fn without_siblings(&self, new: &[NewCard], due: &[DueCard], rated: &[String]) -> usize {
        let mut taken = self.siblings_of(due.iter().map(|due| &due.item).chain(rated));
        let numbers = new.iter().map(|card| self.siblings.get(&CardKey::of(&card.id)));
        numbers
            .filter(|number| number.is_none_or(|number| taken.insert(*number)))
            .count()
    }

    /// Returns new cards: those that come first, then the others deck by deck, up to `most`; of siblings,
    /// which do not come on one day, only the first counts.
    fn new_cards(&mut self, first: &[String], most: usize) -> Result<Vec<NewCard>, Failure> {
        let is_first: BTreeSet<&String> = first.iter().collect();
        let numbered = first.iter().enumerate();
        let mut new: Vec<NewCard> = numbered
            .map(|(place, id)| NewCard {
                id: id.clone(),
                position: place as u64,
            })
            .collect();
        let (mut left, mut met) = (most.saturating_sub(new.len()), BTreeSet::<u64>::new());
        for deck in self.decks {
            let mut of_deck = self.orders.left_of(&deck.id).map_or(left, |most| most.min(left));
            let found = match self.orders.is_shuffled(&deck.id) {
                true if of_deck > 0 => self.drawn_by_lot(&deck.id)?,
                _ => self.untouched(&deck.id, of_deck)?,
            };
            for id in found.into_iter().filter(|id| !is_first.contains(id)) {
                let number = self.siblings.get(&CardKey::of(&id));
                let counts = number.is_none_or(|number| !met.contains(number));
                if counts && of_deck == 0 {
                    break;
                }
                met.extend(number);
                (left, of_deck) = (left - usize::from(counts), of_deck - usize::from(counts));
                new.push(NewCard {
                    id,
                    position: new.len() as u64,
                });
            }
        }
        Ok(new)
    }

    /// Returns cards of a deck that were never rated, in an order that is the same on every day and no
    /// order of the deck.
    fn drawn_by_lot(&mut self, deck: &DeckId) -> Result<Vec<String>, Failure> {
        let mut all = self.untouched(deck, usize::MAX)?;
        all.sort_by_cached_key(|id| XxHash3_64::oneshot_with_seed(LOT, id.as_bytes()));
        Ok(all)
    }

    /// Returns the first cards of a deck that were never rated and may be studied; of siblings one counts.
    fn untouched(&mut self, deck: &DeckId, most: usize) -> Result<Vec<String>, Failure> {
        // A deck that was gone through is not read in its order to find nothing.
        if most == 0 || self.count_untouched_of(deck)? == 0 {
            return Ok(Vec::new());
        }
        let touched = self.touched.remove(deck).unwrap_or_default();
        let (shelf, mut found, mut failed) = (self.shelf, Vec::new(), None);
        let (mut count, mut met) = (0, BTreeSet::new());
        shelf.each_card(deck, &mut |card| {
            let key = CardKey::from(&card);
            if touched.get(&key).is_none() {
                match self.is_wanted(&card, key) {
                    Ok(true) => {
                        let number = self.siblings.get(&key);
                        count += usize::from(number.is_none_or(|number| met.insert(*number)));
                        found.push(card.to_string());
                    }
                    Ok(false) => {}
                    Err(failure) => failed = Some(failure),
                }
            }
            match count >= most || failed.is_some() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
        self.touched.insert(deck.clone(), touched);
        failed.map_or(Ok(found), Err)
    }

    /// Counts the cards of each deck that were never rated and may be studied.
    fn count_untouched(&mut self) -> Result<BTreeMap<DeckId, usize>, Failure> {
        let decks = self.decks.iter();
        decks
            .map(|deck| Ok((deck.id.clone(), self.count_untouched_of(&deck.id)?)))
            .collect()
    }

    /// Returns the cards of a deck that are not new, or are new and out of study today.
    fn touched_of(&mut self, deck: &DeckId) -> Result<&Lookup<CardKey, ()>, Failure> {
        if !self.touched.contains_key(deck) {
            let mut touched = Lookup::default();
            self.store.each_not_new(&deck.0, self.now, &mut |item| {
                touched.of(CardKey::of(item));
            })?;
            self.touched.insert(deck.clone(), touched);
        }
        Ok(&self.touched[deck])
    }

    /// Notes what was touched of all decks in one pass, where all of them are looked at.
    fn touch_everything(&mut self) -> Result<(), Failure> {
        let mut touched: Vec<Lookup<CardKey, ()>> = vec![Lookup::default(); self.decks.len()];
        // Cards of one deck mostly follow one another.
        let mut last: Option<(&str, usize)> = None;
        let (places, forgotten) = (&self.places, &mut self.forgotten);
        self.store.each_not_new_at_all(self.now, &mut |card| {
            let name = card.item.split('/').next().unwrap_or_default();
            if last.is_none_or(|(deck, _)| deck != name) {
                last = places.get_key_value(name).map(|(deck, place)| (*deck, *place));
            }
            let Some((_, place)) = last else { return };
            touched[place].of(CardKey::of(card.item));
            if card.suspended_lapses > 0 {
                forgotten.push((card.item.to_owned(), card.suspended_lapses));
            }
        })?;
        for (deck, touched) in self.decks.iter().zip(touched) {
            self.touched.insert(deck.id.clone(), touched);
        }
        Ok(())
    }

    fn count_untouched_of(&mut self, deck: &DeckId) -> Result<usize, Failure> {
        self.touched_of(deck)?;
        read_outlines(&mut self.outlines, self.shelf, deck)?;
        let (Some(outlines), Some(touched)) = (self.outlines.get(deck), self.touched.get(deck)) else {
            return Ok(0);
        };
        let untouched = outlines
            .studied(self.contested)
            .filter(|card| touched.get(card).is_none());
        Ok(untouched.count())
    }

    /// Returns how a card stands; `None` where it is on no shelf.
    fn outline(&mut self, deck: &DeckId, key: CardKey) -> Result<Option<Outline>, Failure> {
        let outlines = read_outlines(&mut self.outlines, self.shelf, deck)?;
        Ok(outlines.of(key))
    }

    /// Whether a card is on the shelf, switched on, studied and meant; notes its siblings.
    fn is_wanted(&mut self, id: &CardId, key: CardKey) -> Result<bool, Failure> {
        let place = self.places.get(id.deck.0.as_str());
        let Some(deck) = place.and_then(|place| self.decks.get(*place)) else {
            return Ok(false);
        };
        let Some(outline) = self.outline(&id.deck, key)? else {
            return Ok(false);
        };
        if outline.state != State::Accepted || (outline.contested && !self.contested) {
            return Ok(false);
        }
        self.note(id, key, outline);
        match self.learner {
            None => Ok(true),
            Some((query, learner)) => {
                let Some(row) = self.shelf.row(id)? else {
                    return Ok(false);
                };
                let meant = learner.meant(query, deck, self.shelf, row)?;
                Ok(meant.iter().any(|chosen| chosen.card == *id))
            }
        }
    }

    fn note(&mut self, id: &CardId, key: CardKey, outline: Outline) {
        if let Some(number) = siblings_of(id, outline).filter(|_| self.keeps_apart) {
            *self.siblings.of(key) = number;
        }
    }

    fn note_siblings(&mut self, ids: &[String]) -> Result<(), Failure> {
        for id in ids {
            if let Ok(card) = id.parse::<CardId>()
                && let Some(outline) = self.outline(&card.deck, CardKey::of(id))?
            {
                self.note(&card, CardKey::of(id), outline);
            }
        }
        Ok(())
    }
}

/// Returns the outlines of a deck, read once.
fn read_outlines<'o>(
    read: &'o mut BTreeMap<DeckId, Outlines>,
    shelf: &Shelf,
    deck: &DeckId,
) -> Result<&'o Outlines, Failure> {
    if !read.contains_key(deck) {
        read.insert(deck.clone(), shelf.outlines(deck)?);
    }
    Ok(&read[deck])
}

/// The number that the cards of one fact, of one term or terms easily confused, or of one note of another
/// program share.
fn siblings_of(card: &CardId, outline: Outline) -> Option<u64> {
    let shared = outline.fact.map(i64::cast_unsigned);
    shared.or_else(|| {
        Some(match card.direction {
            Some(_) => sibling_number(&card.deck.0, &card.item.0),
            // Cards of one note may be in different decks.
            None => sibling_number("", note_of(&card.item.0)?),
        })
    })
}
