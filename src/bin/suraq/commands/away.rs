//! `away`: days on which nothing is studied, and what they will cost, told before.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::schedule::Away as Days;
use suraq::schedule::AwayCost;
use suraq::schedule::StudyDay;
use suraq::schedule::away_cost;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::config;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::study::dates;
use crate::study::dates::Writer;
use crate::study::days;
use crate::study::exams;
use crate::study::field::Field;

/// Days that can be taken off at once.
const MOST_DAYS: u32 = 366;

/// Which days, and what to do about them.
#[derive(Args, Debug)]
pub struct Away {
    /// The first day and the last, or how many: 1 July 14 July, tomorrow 7; or list, drop
    #[arg(value_name = "FROM TO | list | drop")]
    words: Vec<String>,
    /// Take the days off without being asked
    #[arg(short, long)]
    yes: bool,
    /// Only say what it costs
    #[arg(long)]
    dry_run: bool,
}

impl Verb for Away {
    const NAME: &'static str = "away";
    const ALIASES: &'static [&'static str] = &["holiday"];
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Take days off, and see before what they will cost";
    const EXAMPLE: &'static str =
        "suraq away tomorrow 7\nsuraq away 1 July 14 July --dry-run\nsuraq away drop";

    fn more() -> String {
        "No card is sent to a day off where its interval lets it go to another. The days are kept in the setting\n\
         holidays; days of the week with less to do are the setting easy-days.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        match &self.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] | ["list"] => list(app),
            ["drop", rest @ ..] => drop_days(app, rest, self.dry_run),
            words => {
                let days = read(words, app.writer())?;
                self.take(app, days)
            }
        }
    }
}

/// Reads the first and the last day; behind the first may stand how many days there are.
fn read(words: &[&str], writer: Writer) -> Result<Days, Failure> {
    let today = writer.today;
    let wrong = |word: &str| {
        Failure::usage(format!("`{word}` is no day"))
            .hint("write 2027-07-01, 1.7.2027, 1 July, tomorrow or +3, then the last day or how many: {suraq}away tomorrow 7")
    };
    let found = match words {
        [both] if both.contains("..") => both.parse().map_err(|_| wrong(both))?,
        words => {
            let begun = writer.first(words);
            let (from, count) = begun.ok_or_else(|| match dates::beyond_month(words) {
                Some(said) => Failure::usage(said).hint("{suraq}away tomorrow 7"),
                None => wrong(words.first().copied().unwrap_or_default()),
            })?;
            let to = match &words[count..] {
                [] => from,
                ["to" | "until" | "-", rest @ ..] | rest => last(rest, from, writer)?,
            };
            Days { from, to }
        }
    };
    if found.to < found.from {
        return Err(Failure::usage(format!("{} is before {}", found.to, found.from))
            .hint("the first day stands first: {suraq}away 1 July 14 July"));
    }
    if found.to < today || found.to.days_since(today) > 2 * 366 {
        return Err(
            Failure::usage(format!("{found} lies in the past, or more than two years ahead"))
                .hint("{suraq}away tomorrow 7"),
        );
    }
    Ok(found)
}

/// Reads the last day, or how many days there are.
fn last(words: &[&str], from: StudyDay, writer: Writer) -> Result<StudyDay, Failure> {
    let number = match words {
        [number] | [number, "day" | "days"] => number.trim_end_matches('d').parse::<u32>().ok(),
        _ => None,
    };
    if let Some(days) = number {
        return match (1..=MOST_DAYS).contains(&days) {
            true => Ok(from.plus(i64::from(days) - 1)),
            false => Err(Failure::usage(format!("{days} days off cannot be taken"))
                .hint(format!("it may be 1 to {MOST_DAYS}: {{suraq}}away tomorrow 7"))),
        };
    }
    let said = words.join(" ");
    let Some((day, count)) = writer.first(words) else {
        return Err(Failure::usage(
            dates::beyond_month(words).unwrap_or_else(|| format!("`{said}` is no day and no number of days")),
        )
        .hint("write the last day or how many: {suraq}away tomorrow 7"));
    };
    match words.get(count) {
        Some(word) => Err(Failure::usage(format!("`{word}` is one word too many"))),
        None => Ok(day),
    }
}

impl Away {
    fn take(&self, app: &mut App, away: Days) -> Outcome {
        let today = app.now().day;
        // What is over already costs nothing any more.
        let left = Days {
            from: away.from.max(today),
            to: away.to,
        };
        let planned = app.config.schedule.holidays.clone();
        let off = days_of(left).filter(|day| planned.iter().any(|days| days.contains(*day)));
        let off = off.count();
        if off == left.days() as usize {
            return away_already(app, with_neighbours(left, &planned));
        }
        // The days off before and behind belong to it: the return is the day after the last of them.
        let whole = with_neighbours(left, &planned);
        let whole = Days {
            from: whole.from.max(today),
            ..whole
        };
        let mut field = Field::read(app, &BTreeSet::new())?;
        field
            .pace
            .away
            .retain(|days| days.to < whole.from || days.from > whole.to);
        let cost = away_cost(
            &field.cards,
            &field.schedulers,
            &field.pace,
            whole,
            app.now(),
            app.lasting_seed(),
        );
        let exams = exams_meant(app, left)?;
        if !app.json {
            let has_learned = field.cards.iter().any(|card| card.state.memory.is_some());
            let mut said = match has_learned {
                true => sentences(app, whole, &cost),
                false => vec![
                    named(app, whole),
                    "You have learned nothing yet, so nothing falls due and nothing is forgotten meanwhile."
                        .to_owned(),
                ],
            };
            if let Some(some) = off_already(whole, &planned) {
                said.insert(1, some);
            }
            let endangered = exams.iter().filter(|exam| exam.is_endangered());
            said.extend(endangered.map(|exam| exam.sentence(today)));
            for sentence in said {
                app.screen.text(&app.screen.plain_signs(&sentence));
            }
        }
        let is_taken = !self.dry_run && app.agrees(self.yes, "Take these days off?");
        if is_taken {
            // Days that overlap become one span, so that they are listed and dropped together.
            let one = joined(away, &planned, 0);
            let mut holidays = planned.clone();
            holidays.retain(|days| days.to < one.from || days.from > one.to);
            holidays.push(one);
            keep(app, &format!("away {away}"), holidays)?;
        }
        let json = json!({
            "from": away.from.to_string(), "to": away.to.to_string(), "days": away.days(), "falls_due": cost.falls_due,
            "waiting": cost.waiting, "usual_day": cost.usual,
            "remembered_staying": rounded(cost.remembered.0), "remembered_away": rounded(cost.remembered.1),
            "days_to_clear": cost.days_to_clear, "days_to_clear_faster": cost.days_to_clear_faster,
            "exams": exams.iter().map(ExamMeant::json).collect::<Vec<_>>(), "taken": is_taken,
        });
        let said = match is_taken {
            true => format!("You are away {}. {}", span(whole, today), app.undo_hint()),
            false => "Nothing was changed.".to_owned(),
        };
        app.answer(&json, &said);
        Ok(Done::Well)
    }
}

/// Says that all of the days are off already.
fn away_already(app: &mut App, days: Days) -> Outcome {
    let json = json!({
        "from": days.from.to_string(), "to": days.to.to_string(), "days": days.days(), "already": true, "taken": false,
    });
    let said = format!(
        "You are away {} already. Nothing is changed.",
        span(days, app.now().day)
    );
    app.answer(&json, &said);
    Ok(Done::Well)
}

/// The days one by one.
fn days_of(days: Days) -> impl Iterator<Item = StudyDay> {
    (0..i64::from(days.days())).map(move |place| days.from.plus(place))
}

/// The days with the planned ones that overlap them, or come right before or behind.
fn with_neighbours(days: Days, planned: &[Days]) -> Days {
    joined(days, planned, 1)
}

/// The days with the planned ones that overlap them, or begin or end `apart` days from them.
fn joined(days: Days, planned: &[Days], apart: i64) -> Days {
    let mut whole = days;
    loop {
        let before = whole;
        for near in planned {
            if near.from <= whole.to.plus(apart) && near.to.plus(apart) >= whole.from {
                whole.from = whole.from.min(near.from);
                whole.to = whole.to.max(near.to);
            }
        }
        if whole == before {
            return whole;
        }
    }
}

/// `3 of these days are off already.`
fn off_already(whole: Days, planned: &[Days]) -> Option<String> {
    let off = days_of(whole).filter(|day| planned.iter().any(|days| days.contains(*day)));
    match off.count() {
        0 => None,
        1 => Some("1 of these days is off already.".to_owned()),
        days => Some(format!("{days} of these days are off already.")),
    }
}

/// What days away do to an exam.
struct ExamMeant {
    day: StudyDay,
    /// Its number in the list, from 1.
    number: usize,
    falls_within: bool,
    /// Share known on its day without these days away, and with them; none where it is today.
    known: Option<(f64, f64)>,
    /// New cards a day without these days away, and with them.
    new_per_day: (u32, u32),
    know: u8,
}

impl ExamMeant {
    /// Whether it is worth a word: it falls on these days, less will be known, or the days before it are fuller.
    fn is_endangered(&self) -> bool {
        let loses = |(staying, away)| staying - away >= 0.005;
        let (staying, away) = self.new_per_day;
        self.falls_within || self.known.is_some_and(loses) || away > staying
    }

    fn sentence(&self, today: StudyDay) -> String {
        let day = days::short(self.day, today);
        let mut said = match self.falls_within {
            true => format!("Your exam on {day} falls on a day off"),
            false => format!("Your exam on {day} comes later"),
        };
        if let Some((staying, away)) = self.known {
            let [staying, away] = [staying, away].map(|share| (share * 100.0).round());
            said.push_str(&match (staying - away).abs() < 1.0 {
                true => format!(": about {away} % will be known all the same"),
                false => format!(": about {away} % will be known instead of {staying} %"),
            });
            if away < f64::from(self.know) {
                said.push_str(&format!(", {} % are wanted", self.know));
            }
        }
        let (staying, away) = self.new_per_day;
        if away > staying {
            let new = count(away as usize, "new card", "new cards");
            said.push_str(&format!("; it then needs {new} a day instead of {staying}"));
        }
        said + "."
    }

    fn json(&self) -> Value {
        json!({
            "number": self.number, "exam": self.day.to_string(), "falls_within": self.falls_within,
            "know": f64::from(self.know) / 100.0, "known_staying": self.known.map(|(staying, _)| rounded(staying)),
            "known_away": self.known.map(|(_, away)| rounded(away)),
            "new_per_day_staying": self.new_per_day.0, "new_per_day_away": self.new_per_day.1,
        })
    }
}

/// Returns what days away do to the exams on them and after them.
fn exams_meant(app: &mut App, away: Days) -> Result<Vec<ExamMeant>, Failure> {
    let mut meant = Vec::new();
    for (place, standing) in exams::to_come(app)?.iter().enumerate() {
        if standing.exam.day < away.from || standing.cards.is_empty() {
            continue;
        }
        let staying = exams::plan(app, standing, None)?;
        let gone = exams::plan(app, standing, Some(away))?;
        meant.push(ExamMeant {
            day: standing.exam.day,
            number: place + 1,
            falls_within: away.contains(standing.exam.day),
            new_per_day: staying
                .as_ref()
                .zip(gone.as_ref())
                .map_or((0, 0), |(staying, gone)| (staying.new_per_day, gone.new_per_day)),
            known: staying
                .zip(gone)
                .map(|(staying, gone)| (staying.known, gone.known)),
            know: standing.exam.know,
        });
    }
    Ok(meant)
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// `from Tue 1 Jul to Mon 14 Jul`
fn span(away: Days, today: StudyDay) -> String {
    match away.from == away.to {
        true => format!("on {}", days::short(away.from, today)),
        false => format!(
            "from {} to {}",
            days::short(away.from, today),
            days::short(away.to, today)
        ),
    }
}

/// `Away from Tue 1 Jul to Mon 14 Jul, 14 days.`
fn named(app: &App, away: Days) -> String {
    let days = count(away.days() as usize, "day", "days");
    format!("Away {}, {days}.", span(away, app.now().day))
}

/// What it costs, in a person's words.
fn sentences(app: &App, away: Days, cost: &AwayCost) -> Vec<String> {
    let mut said = vec![named(app, away)];
    if cost.waiting == 0 {
        said.push("Nothing is due then, so it costs nothing.".to_owned());
        return said;
    }
    said.push(format!(
        "On your return {} wait; a usual day then has {}.",
        count(cost.waiting as usize, "card", "cards"),
        cost.usual
    ));
    said.push(format!(
        "Of all you have learned you will remember about {:.0} % that day, instead of {:.0} %.",
        cost.remembered.1 * 100.0,
        cost.remembered.0 * 100.0
    ));
    let pace = app.config.schedule.reviews_per_day;
    let faster = pace.saturating_add(pace.div_ceil(2));
    said.push(match (cost.days_to_clear, cost.days_to_clear_faster) {
        (Some(1), _) => format!("At {pace} reviews a day all of it is done on the first day."),
        (Some(days), Some(sooner)) => format!(
            "At {pace} reviews a day that is cleared in {}, at {faster} in {}; what is best remembered comes first.",
            count(days as usize, "day", "days"),
            count(sooner as usize, "day", "days")
        ),
        (None, Some(days)) => format!(
            "At {pace} reviews a day it is not cleared within three months, at {faster} in {}.",
            count(days as usize, "day", "days")
        ),
        _ => format!(
            "At {pace} reviews a day it is not cleared within three months: {}set reviews-per-day changes it.",
            app.prefix()
        ),
    });
    said
}

fn keep(app: &mut App, label: &str, holidays: Vec<Days>) -> Result<(), Failure> {
    let key = config::find("holidays")?;
    let mut holidays = holidays;
    holidays.sort();
    holidays.dedup();
    let written: Vec<String> = holidays.iter().map(Days::to_string).collect();
    let value = Some(written.join(" ")).filter(|value| !value.is_empty());
    deeds::keep_setting(app, label, &key, value.as_deref())?;
    Ok(())
}

fn list(app: &App) -> Outcome {
    let today = app.now().day;
    let holidays = &app.config.schedule.holidays;
    let to_come: Vec<&Days> = holidays.iter().filter(|days| days.to >= today).collect();
    if to_come.is_empty() && !app.json {
        app.screen.text(&format!(
            "No days off are planned. Plan some: {}away tomorrow 7",
            app.prefix()
        ));
    }
    for (number, days) in (1..).zip(to_come) {
        app.answer(
            &json!({ "number": number, "from": days.from.to_string(), "to": days.to.to_string(), "days": days.days() }),
            &format!("{number}. Away {}", span(*days, today)),
        );
    }
    Ok(Done::Well)
}

/// Takes days off back: those with a number of the list, those that begin on a day, or all that are to come.
fn drop_days(app: &mut App, which: &[&str], dry_run: bool) -> Outcome {
    let today = app.now().day;
    let holidays = app.config.schedule.holidays.clone();
    let numbered = |word: &str| {
        let place = word.parse::<usize>().ok()?.checked_sub(1)?;
        let mut to_come = holidays.iter().filter(|days| days.to >= today);
        to_come.nth(place).map(|days| days.from)
    };
    let from = match which {
        [] => None,
        [word] if word.bytes().all(|byte| byte.is_ascii_digit()) => {
            let there_is_none = || Failure::usage(format!("there are no days off with the number {word}"));
            let failure = || there_is_none().hint("see them with {suraq}away list");
            Some(numbered(word).ok_or_else(failure)?)
        }
        words => {
            let word = words.join(" ");
            Some(app.writer().read(&word).ok_or_else(|| {
                Failure::usage(format!("`{word}` is no day")).hint("see them with {suraq}away list")
            })?)
        }
    };
    let is_meant = |days: &Days| days.to >= today && from.is_none_or(|from| days.from == from);
    let (dropped, kept): (Vec<Days>, Vec<Days>) = holidays.into_iter().partition(is_meant);
    if dropped.is_empty() {
        return Err(Failure::usage("no such days off are planned").hint("see them with {suraq}away list"));
    }
    let spans: Vec<String> = dropped.iter().map(|days| span(*days, today)).collect();
    let ranges: Vec<String> = dropped.iter().map(Days::to_string).collect();
    let json = json!({ "dropped": ranges, "dry_run": dry_run });
    if dry_run {
        let would = format!(
            "These days off would be dropped: {}. Nothing was changed.",
            spans.join(", ")
        );
        app.answer(&json, &would);
        return Ok(Done::Well);
    }
    keep(app, "away drop", kept)?;
    app.answer(
        &json,
        &format!("Not away any more {}. {}", spans.join(", "), app.undo_hint()),
    );
    Ok(Done::Well)
}
