//! What is said of an exam: its plan before it is taken, and how it stands.

use serde_json::Value;
use serde_json::json;
use suraq::schedule::CourseDay;
use suraq::schedule::Exam as Aim;
use suraq::schedule::ExamPlan;
use suraq::schedule::StudyDay;

use crate::app::App;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::screen::wrap;
use crate::study::days;
use crate::study::exams::ExamStanding;

/// Weeks of the load that are drawn.
const WEEKS: usize = 8;

/// `63 %`
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `in 40 days`
pub fn in_days(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// Says what a plan comes to; `usual` is the limit of new cards a day.
pub fn plan_lines(app: &App, plan: &ExamPlan, cards: usize, aim: Aim, usual: u32) -> Vec<String> {
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
    let is_met = plan.known_as_it_goes >= aim.know;
    if is_met {
        say(Tone::Plain, "The aim is reached without a plan.");
    }
    say(Tone::Plain, &new_line(app, plan, usual));
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
    if plan.known_after_cram + 0.005 < aim.know && !is_all_off(plan) {
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
        true => ", because more is learned by then",
        false if is_met => "",
        false => ", because more of it was learned earlier",
    };
    let later = match (with - without).abs() < 0.5 {
        true => {
            format!("After the exam nothing is different: about {with:.0} reviews a day in the month after.")
        }
        false => format!(
            "After the exam: about {with:.0} reviews a day in the month after, instead of {without:.0}{why}. No \
             card is moved in the schedule."
        ),
    };
    say(Tone::Plain, &later);
    say(Tone::Plain, "Cards a day, all decks together:");
    lines.extend(load_lines(app, &plan.days));
    lines
}

/// Whether new cards are left and no day until the exam is one of study.
fn is_all_off(plan: &ExamPlan) -> bool {
    plan.new > 0 && plan.new_per_day == 0
}

/// Says how many new cards a day has.
fn new_line(app: &App, plan: &ExamPlan, usual: u32) -> String {
    /// So near to an exam the new cards of a day become fewer from day to day.
    const NEAR: usize = 9;
    let new = count(plan.new_per_day as usize, "new card", "new cards");
    if is_all_off(plan) {
        return format!(
            "Every day until the exam is a day off, so {} of it will not be met by then: choose a later day, or free \
             some with {prefix}set easy-days or {prefix}away drop.",
            count(plan.new, "new card", "new cards"),
            prefix = app.prefix(),
        );
    }
    let is_off = app.config.schedule.is_off(app.now().day);
    let new = match (is_off, plan.days.len() < NEAR) {
        (true, _) => format!(
            "Today is a day off; from the next day of study on {new} of the exam a day, before all others"
        ),
        (false, true) => format!("Today {new} of the exam, fewer on the last days, before all others"),
        (false, false) => format!("Each day {new} of the exam, before all others"),
    };
    match plan.new_per_day {
        0 => "No new card is left; the reviews of each day are enough.".to_owned(),
        number if number <= usual => format!("{new}; that is within your limit of {usual}."),
        _ => format!(
            "{new}; that is more than your limit of {usual}, and others wait until the last one is met."
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

/// `known today 63 %, on the day 91 %; 120 new cards left, 4 a day`
pub fn how_it_stands(
    standing: &ExamStanding,
    forecast: Option<&ExamPlan>,
    today: StudyDay,
    prefix: &str,
) -> String {
    if standing.cards.is_empty() {
        return no_cards(standing, prefix);
    }
    let mut said = format!("known today {}", percent(standing.known_now));
    if let Some(plan) = forecast {
        said.push_str(&format!(", on the day {}", percent(plan.known)));
        if !plan.cram.is_empty() {
            said.push_str(&format!(
                "; going over {} on the day before makes it {}",
                count(plan.cram.len(), "card", "cards"),
                percent(plan.known_after_cram)
            ));
        }
        if !standing.cram.is_empty() && plan.cram.len() != standing.cram.len() {
            said.push_str(&format!(
                "; {prefix}exam cram goes over {} today",
                count(standing.cram.len(), "card", "cards")
            ));
        }
    }
    said + &new_left(standing, today) + &suspended(standing.suspended, prefix)
}

/// Why an exam has no cards: those it would have are not studied, or there are none any more.
pub fn no_cards(standing: &ExamStanding, prefix: &str) -> String {
    let said = standing.left_out.said(prefix);
    match said.is_empty() {
        true => format!("no card is meant by it any more; {prefix}exam drop takes it off the list"),
        false => format!("of its cards {}", said.join("; ")),
    }
}

/// `; 2 more are suspended: suraq find is:suspended`; nothing where none is.
pub fn suspended(cards: usize, prefix: &str) -> String {
    match cards {
        0 => String::new(),
        1 => format!("; 1 more is suspended and left out: {prefix}find is:suspended"),
        cards => format!("; {cards} more are suspended and left out: {prefix}find is:suspended"),
    }
}

/// `; 120 new cards left, 4 a day`; nothing where all were met.
pub fn new_left(standing: &ExamStanding, today: StudyDay) -> String {
    let new = count(standing.new.len(), "new card", "new cards");
    match (standing.new.len(), a_day(standing, "", today)) {
        (0, _) => String::new(),
        (_, None) => format!("; {new} not met yet"),
        (_, Some(a_day)) => format!("; {new} left, {a_day}"),
    }
}

/// `4 new a day`; once those of today were met `2 new a day from tomorrow on`, and `2 new tomorrow` where one day is
/// left. `what` stands behind the number. Nothing where no day of study is left.
pub fn a_day(standing: &ExamStanding, what: &str, today: StudyDay) -> Option<String> {
    let of_those_left = |per_day: u32| standing.new.len().min(per_day as usize);
    if !standing.is_done_today {
        let per_day = of_those_left(standing.new_per_day);
        return (per_day > 0).then(|| format!("{per_day} {what}a day"));
    }
    let later = standing.new_later?;
    let when = match (later.is_only, later.first.days_since(today)) {
        (true, _) => days::when(later.first, today),
        (false, 1) => "a day from tomorrow on".to_owned(),
        (false, _) => format!("a day from {} on", days::short(later.first, today)),
    };
    Some(format!("{} {what}{when}", of_those_left(later.per_day)))
}

/// From which day on how many new cards come, for programs; null while those of today are not all met.
pub fn later_json(standing: &ExamStanding) -> Value {
    let later = standing.new_later.map(|later| {
        let per_day = standing.new.len().min(later.per_day as usize);
        json!({ "from": later.first.to_string(), "new_per_day": per_day })
    });
    json!(later)
}
