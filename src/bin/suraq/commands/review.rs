//! `review`: today's cards, one after the other.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use clap::Args;
use jiff::Timestamp;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::decks::query::Query;
use suraq::progress::Card;
use suraq::schedule::Phase;
use suraq::schedule::StudyDay;
use suraq::session::HeldBack;
use suraq::session::Mode;
use suraq::session::Plan;

use super::Group;
use super::Verb;
use super::find;
use super::home;
use crate::app::App;
use crate::cards::choice;
use crate::cards::choice::Chosen;
use crate::cards::sheet::Sheet;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::grouped;
use crate::sitting;
use crate::study::NewOrders;
use crate::study::Wish;
use crate::study::days;
use crate::study::days::clock_time;
use crate::study::held_back;
use crate::study::left_out::LeftOut;
use crate::study::plan_today;
use crate::study::today::DAYS;
use crate::study::today::OverLimit;
use crate::study::today::Standing;
use crate::study::today::backlog;
use crate::study::today::first_minute;
use crate::study::today::forecast;
use crate::study::today::more_reviews;

/// What of today's cards.
#[derive(Args, Debug)]
pub struct Review {
    /// Only the cards this query means, such as deck:NAME or tag:NAME
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// New cards, in place of what is left of the day's limit
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=9999))]
    new: Option<u32>,
    /// Cards at most; so many reviews come even where the day's limit is reached
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Minutes after which no further card is shown
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Only list the cards, in the order they would come
    #[arg(long)]
    list: bool,
}

impl Verb for Review {
    const NAME: &'static str = "review";
    const ALIASES: &'static [&'static str] = &["r"];
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Study the cards that are due, and some new ones";
    const EXAMPLE: &'static str =
        "suraq review\nsuraq review tag:elections --new 5 --minutes 10\nsuraq review --list";

    fn run(self, app: &mut App) -> Outcome {
        sitting::check_access(app)?;
        app.tell_of_problems()?;
        let query = match self.query.is_empty() {
            true => None,
            false => Some(choice::query(app, &self.query)?),
        };
        let wish = Wish {
            query,
            new: self.new,
            limit: self.limit.map(|limit| limit as usize),
        };
        let plan = plan_today(app, &wish)?;
        if self.list && !plan.cards.is_empty() {
            return list(app, &plan.cards);
        }
        let first = first_minute(app, &plan.cards)?;
        if plan.cards.is_empty() || first.is_some() {
            match &wish.query {
                Some(query) if first.is_none() && !app.json && !means_any(app, query)? => {
                    choice::nothing_meant(app, query)?;
                }
                _ => nothing_due(app, &wish, &plan, first)?,
            }
            return Ok(Done::Well);
        }
        let over = OverLimit::of(&plan);
        let notice = match over {
            OverLimit::Counted(0) => None,
            // Who says how many knows that there are more.
            _ if wish.limit.is_some() => None,
            // Of how many days it takes, only all cards tell.
            over if wish.query.is_some() => Some(over.said()),
            over => {
                let studied = app.decks_on()?;
                let forecast = forecast(app, &studied, DAYS)?;
                backlog(over, &forecast, app.config.schedule.reviews_per_day as usize)
            }
        };
        let options = sitting::options(app, Mode::Review, self.minutes)?;
        sitting::run(app, plan.cards, options, &notice.unwrap_or_default())?;
        home::again(app)?;
        Ok(Done::Well)
    }
}

/// Lists cards in the order they would come; no sitting is begun.
fn list(app: &mut App, ids: &[String]) -> Outcome {
    let mut lines = Vec::new();
    for id in ids {
        let card: CardId = id.parse()?;
        let Some(row) = app.shelf()?.row(&card)? else {
            continue;
        };
        if app.json {
            let (scheduler, now) = (app.scheduler()?, app.now());
            let json = Sheet::read(app, &card)?.json(&scheduler, now);
            app.screen.line(&json.to_string());
            continue;
        }
        lines.push(find::line_of(app, &Chosen { card, row })?);
    }
    if !app.json {
        find::print_laid_out(app, &lines);
    }
    Ok(Done::Well)
}

/// Whether a query means any card at all, due or not.
fn means_any(app: &mut App, query: &Query) -> Result<bool, Failure> {
    let decks = app.shelf()?.decks()?;
    Ok(!choice::choose(app, query, &decks)?.is_empty())
}

/// Cards held back that are named; of more only the number is told.
const NAMED: usize = 3;

/// Says what comes when, what waits and why, and what one could do meanwhile.
fn nothing_due(app: &mut App, wish: &Wish, plan: &Plan, first: Option<Timestamp>) -> Result<(), Failure> {
    let standing = Standing::read(app)?;
    let (has_query, today) = (wish.query.is_some(), app.now().day);
    let coming = match &wish.query {
        Some(query) => coming_of(app, query, plan)?,
        None => {
            let days = standing.forecast.iter().enumerate().skip(1);
            let days = days.filter(|(_, cards)| **cards > 0);
            days.map(|(index, cards)| (today.plus(index as i64), *cards))
                .collect()
        }
    };
    let coming: Vec<(String, u32)> = coming
        .into_iter()
        .map(|(day, cards)| (days::when(day, today), cards))
        .take(3)
        .collect();
    let learning = match has_query {
        true => plan.learning,
        false => standing.learning,
    };
    let first = first.map(|at| format!("{learning} today at {}", clock_time(at, app.now())));
    let held: Vec<&HeldBack> = match has_query || wish.new.is_some() {
        true => plan.held_back.iter().collect(),
        false => standing.held_back.iter().collect(),
    };
    let over = match has_query {
        true => plan.reviews_over_limit.len(),
        false => standing.over_limit,
    };
    let mut text = match (over, has_query) {
        (1.., _) => over_limit(app, wish, over),
        (_, true) => "Of these cards none is due now.".to_owned(),
        (_, false) => "Nothing is due now.".to_owned(),
    };
    let new_waiting = NewWaiting::read(app, wish)?;
    let left_out = match &wish.query {
        Some(query) => Some(LeftOut::read(app, query)?),
        None => None,
    };
    if let Some(left_out) = &left_out {
        text.push_str(&not_studied(app, left_out));
    }
    if let Some(query) = wish.query.as_ref().filter(|_| new_waiting.cards > 0) {
        text.push_str(&new_waiting.said(app, query));
    }
    for card in held.iter().take(NAMED) {
        text.push_str(&format!("\n{} {}.", card.card, held_back::reason(card)));
    }
    if held.len() > NAMED {
        text.push_str(&format!(
            "\n{} wait for the like.",
            count(held.len() - NAMED, "more card", "more cards")
        ));
    }
    text.push_str(&next_sentence(first, &coming, held.is_empty()));
    let held: Vec<_> = held
        .iter()
        .map(|held| json!({ "card": held.card, "by": held.by }))
        .collect();
    let next = coming
        .first()
        .map(|(when, cards)| json!({ "when": when, "cards": cards }));
    let json = json!({ "due": 0, "next": next, "over_limit": over, "held_back": held,
        "new_over_limit": new_waiting.cards });
    let is_studied = left_out.is_none_or(|left_out| left_out.studied > 0);
    let could = could(app, &standing, has_query, is_studied);
    if !could.is_empty() {
        text.push_str(&format!("\nYou could: {could}."));
    }
    app.answer(&json, &text);
    Ok(())
}

/// How many of the cards that a query means come on each day after today, the nearest first; `plan` is theirs.
fn coming_of(app: &mut App, query: &Query, plan: &Plan) -> Result<Vec<(StudyDay, u32)>, Failure> {
    let (decks, today) = (app.decks_on()?, app.now().day);
    let found = choice::choose(app, query, &decks)?;
    let known = app.store()?.cards(None)?;
    let mut coming: BTreeMap<StudyDay, u32> = BTreeMap::new();
    for card in found.iter().filter_map(|one| known.get(&one.card.to_string())) {
        let (marks, day) = (&card.marks, card.state.due.day());
        let day = day.max(marks.buried_until.filter(|_| day.is_some()));
        if let Some(day) = day.filter(|day| *day > today && !marks.suspended) {
            *coming.entry(day).or_default() += 1;
        }
    }
    for ahead in held_back::days_ahead(plan.due_later()) {
        *coming.entry(today.plus(ahead as i64)).or_default() += 1;
    }
    Ok(coming.into_iter().collect())
}

/// ` 20 are in decks that are off; suraq decks on NAME takes one up again.`; nothing where all are studied.
fn not_studied(app: &App, left_out: &LeftOut) -> String {
    let said = left_out.said(app.prefix()).into_iter();
    said.map(|said| format!(" {said}.")).collect()
}

/// What the day's limit leaves for later, and how to go on all the same.
fn over_limit(app: &App, wish: &Wish, over: usize) -> String {
    let done = match app.config.schedule.reviews_per_day {
        0 => "The limit of a day is 0 reviews".to_owned(),
        1 => "Today's 1 review is done".to_owned(),
        limit => format!("Today's {limit} reviews are done"),
    };
    let query = wish.query.as_ref().map(|query| format!("{} ", query.text()));
    let wait = if over == 1 { "waits" } else { "wait" };
    format!(
        "{done}; {over} {wait}: `{}review {}--limit {}` goes on today.",
        app.prefix(),
        query.unwrap_or_default(),
        more_reviews(over)
    )
}

/// New cards that a query means and that wait for tomorrow.
#[derive(Default)]
struct NewWaiting {
    cards: usize,
    /// The decks whose own limits hold them back; none where the limit of all decks does.
    decks: BTreeSet<DeckId>,
}

impl NewWaiting {
    /// Finds them: those of a limit that is reached.
    fn read(app: &mut App, wish: &Wish) -> Result<NewWaiting, Failure> {
        let Some(query) = wish.query.as_ref().filter(|_| wish.new.is_none()) else {
            return Ok(NewWaiting::default());
        };
        let now = app.now();
        let limit = app.config.schedule.new_on(now.day);
        let of_all = app.store()?.day(now.day)?.new_cards >= limit;
        let orders = NewOrders::read(app, now)?;
        let waits = |deck: &DeckId| of_all || orders.left_of(deck) == Some(0);
        let decks = app.decks_on()?;
        if !decks.iter().any(|deck| waits(&deck.id)) {
            return Ok(NewWaiting::default());
        }
        let found = choice::choose(app, query, &decks)?;
        let known = app.store()?.cards(None)?;
        let is_new = |card: &Card| card.state.phase == Phase::New && !card.marks.suspended;
        let mut waiting = NewWaiting::default();
        for Chosen { card, .. } in &found {
            if waits(&card.deck) && known.get(&card.to_string()).is_none_or(is_new) {
                waiting.cards += 1;
                if !of_all {
                    waiting.decks.insert(card.deck.clone());
                }
            }
        }
        Ok(waiting)
    }

    /// Why they wait, and how to go on all the same.
    fn said(&self, app: &App, query: &Query) -> String {
        let wait = match self.cards {
            1 => "1 new card waits".to_owned(),
            cards => format!("{} new cards wait", grouped(cards)),
        };
        format!(
            "\n{wait}: {}. `{}review {} --new 10` goes on today.",
            self.reason(app),
            app.prefix(),
            query.text()
        )
    }

    fn reason(&self, app: &App) -> String {
        if let Some(deck) = self.decks.first() {
            let limit = app.config.of_deck(&deck.0).schedule.new_per_day;
            return match self.decks.len() {
                1 => format!("the limit of the deck {deck} is {limit} a day"),
                _ => "the limits of their decks are reached".to_owned(),
            };
        }
        match app.config.schedule.new_on(app.now().day) {
            0 => "today's limit is 0 new ones".to_owned(),
            1 => "today's 1 new one was begun, here or in Anki".to_owned(),
            limit => format!("today's {limit} new ones were begun, of all decks and in Anki too"),
        }
    }
}

/// ` Next: 3 today at 15:40, 5 tomorrow.`
fn next_sentence(first: Option<String>, coming: &[(String, u32)], on_the_same_line: bool) -> String {
    let later = coming.iter().map(|(when, cards)| format!("{cards} {when}"));
    let listed: Vec<String> = first.into_iter().chain(later).collect();
    let before = if on_the_same_line { " " } else { "\n" };
    match listed.is_empty() {
        true => String::new(),
        false => format!("{before}Next: {}.", listed.join(", ")),
    }
}

/// What one could do meanwhile; nothing is practised where no card that is meant `is_studied`.
fn could(app: &App, standing: &Standing, has_query: bool, is_studied: bool) -> String {
    let prefix = app.prefix();
    let new: usize = standing.decks.iter().map(|deck| deck.new).sum();
    let mut could = Vec::new();
    if new > 0 && !has_query {
        could.push(format!(
            "{prefix}review --new 10 ({} left)",
            count(new, "new card", "new cards")
        ));
    }
    if standing.drafts > 0 {
        could.push(format!("{prefix}inbox"));
    }
    if is_studied {
        could.push(format!("{prefix}cram QUERY"));
        could.push(format!("{prefix}quiz"));
    }
    could.join(", ")
}
