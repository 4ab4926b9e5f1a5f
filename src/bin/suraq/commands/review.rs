//! `review`: today's cards, one after the other.

use clap::Args;
use jiff::Timestamp;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::query::Query;
use suraq::schedule::Due;
use suraq::session::LEARN_AHEAD;
use suraq::session::Mode;

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
use crate::sitting;
use crate::study::Wish;
use crate::study::days;
use crate::study::days::clock_time;
use crate::study::plan_today;
use crate::study::today::Standing;

/// What of today's cards.
#[derive(Args, Debug)]
pub struct Review {
    /// Only the cards this query means, such as deck:NAME or tag:NAME
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// New cards, in place of what is left of the day's limit
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=9999))]
    new: Option<u32>,
    /// Cards at most
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
                query => nothing_due(app, query.is_some(), first)?,
            }
            return Ok(Done::Well);
        }
        let notice = match plan.reviews_over_limit {
            0 => None,
            _ => Standing::read(app)?.backlog(app.config.schedule.reviews_per_day as usize),
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

/// When all cards are on steps that are too long to be waited for: the time of the first one.
fn first_minute(app: &mut App, cards: &[String]) -> Result<Option<Timestamp>, Failure> {
    let now = app.now();
    let store = app.store()?;
    let mut first = None;
    for card in cards {
        match store.card(card)?.state.due {
            Due::At(at, _) if at.duration_since(now.at) > LEARN_AHEAD => {
                first = Some(first.map_or(at, |first: Timestamp| first.min(at)));
            }
            _ => return Ok(None),
        }
    }
    Ok(first)
}

/// Whether a query means any card at all, due or not.
fn means_any(app: &mut App, query: &Query) -> Result<bool, Failure> {
    let decks = app.shelf()?.decks()?;
    Ok(!choice::choose(app, query, &decks)?.is_empty())
}

/// Says what comes when, and what one could do meanwhile.
fn nothing_due(app: &mut App, has_query: bool, first: Option<Timestamp>) -> Result<(), Failure> {
    let standing = Standing::read(app)?;
    let (today, prefix) = (app.now().day, app.prefix());
    let coming: Vec<(String, u32)> = standing
        .forecast
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, cards)| **cards > 0)
        .map(|(index, cards)| (days::when(today.plus(index as i64), today), *cards))
        .take(3)
        .collect();
    let mut text = match has_query {
        true => "Of these cards none is due now.".to_owned(),
        false => "Nothing is due now.".to_owned(),
    };
    let learning = first.map(|at| format!("{} today at {}", standing.learning, clock_time(at, app.now())));
    let later = coming.iter().map(|(when, cards)| format!("{cards} {when}"));
    let listed: Vec<String> = learning.into_iter().chain(later).collect();
    if !listed.is_empty() {
        text.push_str(&format!(" Next: {}.", listed.join(", ")));
    }
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
    could.push(format!("{prefix}cram QUERY"));
    could.push(format!("{prefix}quiz"));
    let json = json!({ "due": 0, "next": coming.first().map(|(when, cards)| json!({ "when": when, "cards": cards })) });
    app.answer(&json, &format!("{text}\nYou could: {}.", could.join(", ")));
    Ok(())
}
