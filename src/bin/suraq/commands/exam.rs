//! `exam`: what to do each day so that enough is known on a day, and what that does to the time after.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::decks::query::Is;
use suraq::decks::query::Property;
use suraq::decks::query::Term;
use suraq::progress::KeptExam;
use suraq::schedule::CourseDay;
use suraq::schedule::Exam as Aim;
use suraq::schedule::ExamPlan;
use suraq::schedule::plan_exam;
use suraq::session::Mode;

use super::Group;
use super::Verb;
use super::home;
use crate::app::App;
use crate::cards::choice;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::one_line;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::screen::wrap;
use crate::screen::wrap_indented;
use crate::sitting;
use crate::study::days;
use crate::study::draw;
use crate::study::exams;
use crate::study::exams::ExamStanding;
use crate::study::field;
use crate::study::field::Field;

/// Weeks of the load that are drawn.
const WEEKS: usize = 8;

/// Which exam, and what to do with it.
#[derive(Args, Debug)]
pub struct ExamCommand {
    /// Its day, such as 2031-03-14, 14.03.2031, 14 March or +30, and which cards; or list, cram, drop
    #[arg(value_name = "DATE QUERY | list | cram | drop")]
    query: Vec<String>,
    /// Per cent of the cards to be known on the day
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u8).range(50..=99))]
    know: u8,
    /// Take the plan without being asked
    #[arg(short, long)]
    yes: bool,
    /// Only show the plan
    #[arg(long)]
    dry_run: bool,
}

impl Verb for ExamCommand {
    const NAME: &'static str = "exam";
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Know enough on a day: what to do each day until then";
    const EXAMPLE: &'static str = "suraq exam 2031-03-14 deck:kz-soviet\n\
        suraq exam +30 tag:elections --know 95 --dry-run\nsuraq exam list\nsuraq exam cram\nsuraq exam drop";

    fn more() -> String {
        "The plan and what it does to the time after are shown before it is taken. Cards are studied with review,\n\
         as always; those of the exam come first. On the day before, exam cram goes over what would be known\n\
         least, and the schedule does not see it.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        match self.query.split_first() {
            None => list(app),
            Some((word, [])) if word == "list" => list(app),
            Some((word, [])) if word == "cram" => cram(app),
            Some((word, rest)) if word == "drop" => drop_one(app, rest, self.dry_run),
            Some(_) => self.plan(app, &self.query),
        }
    }
}

impl ExamCommand {
    fn plan(&self, app: &mut App, words: &[String]) -> Outcome {
        let today = app.now().day;
        let (day, count) = app.writer().first(words).ok_or_else(|| no_date(&words[0]))?;
        let (date, query) = (words[..count].join(" "), &words[count..]);
        if day <= today {
            let failure = Failure::usage(format!("{day} is not to come"));
            return Err(failure.hint("the exam must lie after today: {suraq}exam +30 deck:NAME"));
        }
        if query.is_empty() {
            return Err(Failure::usage("no card is named").hint(format!(
                "say which cards: {{suraq}}exam {date} deck:NAME; see {{suraq}}help find"
            )));
        }
        let query = choice::query(app, query)?;
        if query.asks(&changes_by_the_day) {
            return Err(
                Failure::usage("the cards of an exam must not be others on another day").hint(
                    "name decks, tags or words, not what is due, new or rated: {suraq}exam +30 deck:NAME",
                ),
            );
        }
        let meant: BTreeSet<String> = field::studied(app, &query)?.into_iter().collect();
        let field = Field::read(app, &meant)?;
        let cards = field.cards.iter().filter(|card| card.is_meant).count();
        if cards == 0 {
            return Err(draw::none_fits(app, &query));
        }
        let aim = Aim {
            day,
            know: f64::from(self.know) / 100.0,
        };
        let plan = plan_exam(
            &field.cards,
            &field.schedulers,
            &field.pace,
            aim,
            app.now(),
            app.lasting_seed(),
        );
        if !app.json {
            let usual = field.pace.limits.new;
            for line in plan_lines(app, &plan, cards, aim, usual) {
                app.screen.line(&line);
            }
        }
        let is_taken = !self.dry_run && app.agrees(self.yes, "Take this plan?");
        if is_taken {
            deeds::keep_exam(app, day, query.text(), self.know)?;
        }
        let mut json = plan_json(&plan, &field, aim, cards, query.text());
        json["taken"] = json!(is_taken);
        let said = match is_taken {
            true => format!(
                "The exam on {} is planned. {}",
                days::short(day, today),
                app.undo_hint()
            ),
            false => "Nothing was changed.".to_owned(),
        };
        app.answer(&json, &said);
        Ok(Done::Well)
    }
}

/// Whether a part of a query means other cards as soon as one is studied.
fn changes_by_the_day(term: &Term) -> bool {
    match term {
        Term::Is(is) => matches!(is, Is::Due | Is::New | Is::Learn | Is::Review | Is::Buried),
        Term::Property(property, _, _) => *property != Property::Importance,
        Term::Added(_) | Term::Edited(_) | Term::Introduced(_) | Term::Rated(_, _) => true,
        _ => false,
    }
}

fn no_date(text: &str) -> Failure {
    Failure::usage(format!("`{text}` is no date, and neither list, cram nor drop"))
        .hint("write 2031-03-14, 14.03.2031, 14 March, or +30 for in 30 days: {suraq}exam +30 deck:NAME")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `in 40 days`
fn in_days(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

fn plan_lines(app: &App, plan: &ExamPlan, cards: usize, aim: Aim, usual: u32) -> Vec<String> {
    let today = app.now().day;
    let width = app.screen.text_width();
    let mut lines = Vec::new();
    let mut say = |tone: Tone, text: &str| {
        let wrapped = wrap(&app.screen.plain_signs(text), width);
        lines.extend(wrapped.iter().map(|line| app.screen.tone(tone, line)));
    };
    say(
        Tone::Strong,
        &format!(
            "Exam on {}, {}: know {} of {}.",
            days::short(aim.day, today),
            in_days(aim.day.days_since(today)),
            percent(aim.know),
            count(cards, "card", "cards")
        ),
    );
    say(
        Tone::Plain,
        &format!(
            "Known today {}. As it goes now it would be {} on the day, with this plan {}.",
            percent(plan.known_now),
            percent(plan.known_as_it_goes),
            percent(plan.known)
        ),
    );
    say(Tone::Plain, &new_line(plan, usual));
    if !plan.cram.is_empty() {
        say(
            Tone::Plain,
            &format!(
                "On the day before: go over {} with {}exam cram; then {} are known.",
                count(plan.cram.len(), "card", "cards"),
                app.prefix(),
                percent(plan.known_after_cram)
            ),
        );
    }
    if plan.known_after_cram + 0.005 < aim.know {
        say(
            Tone::Fair,
            &format!(
                "{} is out of reach with at most {} reviews a day; choose a later day, fewer cards, or {}set \
                 reviews-per-day.",
                percent(aim.know),
                app.config.schedule.reviews_per_day,
                app.prefix()
            ),
        );
    }
    let (without, with) = plan.reviews_after;
    let why = match with > without {
        true => "because more is learned by then",
        false => "because more of it was learned earlier",
    };
    let later = match (with - without).abs() < 0.5 {
        true => {
            format!("After the exam nothing is different: about {with:.0} reviews a day in the month after.")
        }
        false => format!(
            "After the exam: about {with:.0} reviews a day in the month after, instead of {without:.0}, {why}. No \
             card is moved in the schedule."
        ),
    };
    say(Tone::Plain, &later);
    say(Tone::Plain, "Cards a day, all decks together:");
    lines.extend(load_lines(app, &plan.days));
    lines
}

fn new_line(plan: &ExamPlan, usual: u32) -> String {
    match plan.new_per_day {
        0 => "No new card is left; the reviews of each day are enough.".to_owned(),
        new if new <= usual => format!(
            "Each day {} of the exam, before all others; that is within your limit of {usual}.",
            count(new as usize, "new card", "new cards")
        ),
        new => format!(
            "Each day {} of the exam, more than your limit of {usual}; others wait until the last one is met.",
            count(new as usize, "new card", "new cards")
        ),
    }
}

/// The load of each week as a bar: a usual day, and the fullest.
fn load_lines(app: &App, load: &[CourseDay]) -> Vec<String> {
    let today = app.now().day;
    let step = load.len().div_ceil(WEEKS).max(7);
    let mean = |days: &[CourseDay]| {
        let cards: u32 = days.iter().map(CourseDay::cards).sum();
        f64::from(cards) / days.len().max(1) as f64
    };
    let full = load.chunks(step).map(mean).fold(0.0, f64::max);
    let bars: Vec<Bar> = load
        .chunks(step)
        .enumerate()
        .map(|(index, days)| {
            let most = days.iter().map(CourseDay::cards).max().unwrap_or(0);
            Bar {
                label: format!("from {}", days::short(today.plus((index * step) as i64), today)),
                value: mean(days),
                number: format!("{:.0}, at most {most}", mean(days)),
            }
        })
        .collect();
    plot::bars(&app.screen, &bars, full, app.screen.text_width())
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn plan_json(plan: &ExamPlan, field: &Field, aim: Aim, cards: usize, query: &str) -> Value {
    let today_on = |index: usize| aim.day.plus(index as i64 - plan.days.len() as i64).to_string();
    let days: Vec<Value> = plan
        .days
        .iter()
        .enumerate()
        .map(|(index, day)| {
            json!({ "day": today_on(index), "new": day.new, "reviews": day.reviews, "of_exam": day.meant, "left": day.left })
        })
        .collect();
    let cram: Vec<&String> = plan.cram.iter().map(|index| &field.ids[*index]).collect();
    json!({
        "exam": aim.day.to_string(), "query": query, "cards": cards, "know": aim.know,
        "known_now": rounded(plan.known_now), "known_as_it_goes": rounded(plan.known_as_it_goes),
        "known": rounded(plan.known), "known_after_cram": rounded(plan.known_after_cram),
        "new_per_day": plan.new_per_day, "cram": cram, "days": days,
        "reviews_a_day_after": { "without": rounded(plan.reviews_after.0), "with": rounded(plan.reviews_after.1) },
    })
}

/// Lists the exams to come, each with its forecast.
fn list(app: &mut App) -> Outcome {
    let standings = exams::to_come(app)?;
    if standings.is_empty() && !app.json {
        app.screen.text(&format!(
            "No exam is planned. Plan one: {}exam 2031-03-14 deck:NAME",
            app.prefix()
        ));
    }
    for (place, standing) in standings.iter().enumerate() {
        let forecast = forecast(app, standing)?;
        let (exam, today) = (&standing.exam, app.now().day);
        let json = json!({
            "number": place + 1, "exam": exam.day.to_string(), "query": exam.query, "know": f64::from(exam.know) / 100.0,
            "days_left": standing.days_left(today), "cards": standing.cards.len(), "new": standing.new.len(),
            "new_per_day": standing.new_per_day, "known_now": rounded(standing.known_now),
            "known": forecast.as_ref().map(|plan| rounded(plan.known)),
            "known_after_cram": forecast.as_ref().map(|plan| rounded(plan.known_after_cram)),
            "cram_now": standing.cram,
        });
        if app.json {
            app.screen.line(&json.to_string());
            continue;
        }
        let head = format!(
            "{}. {}, {}: know {} % of {} ({})",
            place + 1,
            days::short(exam.day, today),
            in_days(standing.days_left(today)),
            exam.know,
            count(standing.cards.len(), "card", "cards"),
            one_line(&exam.query)
        );
        let how = how_it_stands(standing, forecast.as_ref());
        let width = app.screen.text_width();
        let mut lines = wrap_indented(&head, width, "", "   ");
        lines.extend(wrap_indented(&how, width, "   ", "   "));
        for line in lines {
            app.screen.line(&app.screen.plain_signs(&line));
        }
    }
    Ok(Done::Well)
}

/// `known today 63 %, forecast 91 %; 120 new cards left, 4 a day`
fn how_it_stands(standing: &ExamStanding, forecast: Option<&ExamPlan>) -> String {
    let mut said = format!("known today {}", percent(standing.known_now));
    if let Some(plan) = forecast {
        said.push_str(&format!(", forecast {}", percent(plan.known)));
        if !plan.cram.is_empty() {
            said.push_str(&format!(
                ", after going over {} on the day before {}",
                grouped(plan.cram.len()),
                percent(plan.known_after_cram)
            ));
            if plan.cram.len() != standing.cram.len() {
                said.push_str(&format!(
                    " (exam cram would go over {} if it were today)",
                    grouped(standing.cram.len())
                ));
            }
        }
    }
    if !standing.new.is_empty() {
        said.push_str(&format!(
            "; {} left, {} a day",
            count(standing.new.len(), "new card", "new cards"),
            standing.new_per_day
        ));
    }
    said
}

/// The plan as it is now; none on the day itself.
fn forecast(app: &mut App, standing: &ExamStanding) -> Result<Option<ExamPlan>, Failure> {
    if standing.days_left(app.now().day) < 1 {
        return Ok(None);
    }
    let meant: BTreeSet<String> = standing.cards.iter().cloned().collect();
    let field = Field::read(app, &meant)?;
    let aim = exams::aim(&standing.exam);
    Ok(Some(plan_exam(
        &field.cards,
        &field.schedulers,
        &field.pace,
        aim,
        app.now(),
        app.lasting_seed(),
    )))
}

/// Goes over what would be known least at the nearest exam.
fn cram(app: &mut App) -> Outcome {
    let Some(nearest) = exams::to_come(app)?.into_iter().next() else {
        return Err(Failure::usage("no exam is planned").hint("plan one: {suraq}exam 2031-03-14 deck:NAME"));
    };
    if nearest.cram.is_empty() {
        let today = app.now().day;
        app.answer(
            &json!({ "exam": nearest.exam.day.to_string(), "cram": [] }),
            &format!(
                "Nothing has to be gone over: at least {} % of these cards will be known {}.",
                nearest.exam.know,
                days::when(nearest.exam.day, today)
            ),
        );
        return Ok(Done::Well);
    }
    sitting::check_access(app)?;
    let options = sitting::options(app, Mode::Cram, None)?;
    let notice = format!(
        "{} for the exam {}, as you know them today, the least known first; the schedule stays",
        count(nearest.cram.len(), "card", "cards"),
        days::when(nearest.exam.day, app.now().day)
    );
    sitting::run(app, nearest.cram, options, &notice)?;
    home::again(app)?;
    Ok(Done::Well)
}

/// Drops an exam, by its number in the list or its day; the only one needs neither.
fn drop_one(app: &mut App, which: &[String], dry_run: bool) -> Outcome {
    let today = app.now().day;
    let mut planned = app.store()?.exams()?;
    planned.retain(|exam| exam.day >= today);
    let exam = match (which, &planned[..]) {
        (_, []) => return Err(Failure::usage("no exam is planned").hint("see {suraq}help exam")),
        ([], [only]) => only.clone(),
        ([], _) => {
            return Err(Failure::usage("there are several exams")
                .hint("name one by its number in {suraq}exam list: {suraq}exam drop 1"));
        }
        (words, planned) => named(app, planned, &words.join(" "))?,
    };
    let json = json!({ "dropped": exam.day.to_string(), "query": exam.query, "dry_run": dry_run });
    if dry_run {
        let day = days::short(exam.day, today);
        app.answer(
            &json,
            &format!("The exam on {day} would be dropped. Nothing was changed."),
        );
        return Ok(Done::Well);
    }
    deeds::drop_exam(app, &exam)?;
    app.answer(
        &json,
        &format!(
            "The exam on {} is dropped; what was learned stays. {}",
            days::short(exam.day, today),
            app.undo_hint()
        ),
    );
    Ok(Done::Well)
}

fn named(app: &App, planned: &[KeptExam], word: &str) -> Result<KeptExam, Failure> {
    let by_number = word
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let found = match by_number {
        Some(place) => planned.get(place),
        None => {
            let day = app.writer().read(word);
            planned.iter().find(|exam| Some(exam.day) == day)
        }
    };
    found.cloned().ok_or_else(|| {
        Failure::usage(format!("there is no exam `{word}`")).hint("see their numbers with {suraq}exam list")
    })
}
