//! Where a card stands in its schedule: in a word, in whole sentences, and how it came there.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;
use serde_json::json;
use suraq::decks::State;
use suraq::progress::Card;
use suraq::progress::Entry;
use suraq::progress::What;
use suraq::schedule::Due;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Scheduler;
use suraq::schedule::StudyDay;
use suraq::schedule::Wait;

use crate::screen::count;

/// In a word or two: `new`, `due`, `in 12 d`, `suspended`, `draft`; with the flag where there is one.
pub fn short(card: &Card, item: State, now: Moment) -> String {
    let word = match item {
        State::Draft => "draft".to_owned(),
        State::Rejected => "rejected".to_owned(),
        State::Retired => "retired".to_owned(),
        State::Accepted => of_card(card, now),
    };
    match card.marks.flag {
        0 => word,
        flag => format!("{word}, flag {flag}"),
    }
}

fn of_card(card: &Card, now: Moment) -> String {
    if card.marks.suspended {
        return "suspended".to_owned();
    }
    if !card.is_active(now.day) {
        return "buried".to_owned();
    }
    match (card.state.phase, wait(card.state.due, now)) {
        (Phase::New, _) => "new".to_owned(),
        (_, Some(wait)) => format!("in {wait}"),
        (_, None) => "due".to_owned(),
    }
}

/// How long until it comes back; `None` when it may be shown now.
fn wait(due: Due, now: Moment) -> Option<Wait> {
    if due.has_come(now) {
        return None;
    }
    match due {
        Due::Never => None,
        Due::On(day) => Some(days(day.days_since(now.day))),
        Due::At(at, _) => Some(seconds(at.as_second() - now.at.as_second())),
    }
}

fn days(days: i64) -> Wait {
    Wait::Days(u32::try_from(days.max(0)).unwrap_or(u32::MAX))
}

fn seconds(seconds: i64) -> Wait {
    Wait::Seconds(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
}

/// In whole sentences: the memory, when it comes back, and what was decided about it.
pub fn sentences(card: &Card, scheduler: &Scheduler, now: Moment) -> Vec<String> {
    let mut said = Vec::new();
    match (card.state.memory, scheduler.retrievability(&card.state, now.day)) {
        (Some(memory), Some(recall)) => {
            said.push(match recall < 1.0 {
                true => format!("You would recall this with {} chance now.", percent(recall)),
                false => "Reviewed today: you would recall this now.".to_owned(),
            });
            let stability = rounded_days(memory.stability.days());
            said.push(format!(
                "Stability {stability}: that long after a review the chance is 90 %. \
                 Difficulty {:.1} (1 easy, 10 hard).",
                memory.difficulty
            ));
        }
        _ => said.push("New: never reviewed.".to_owned()),
    }
    said.extend(due(card, now));
    if card.state.repetitions > 0 {
        let times = count(card.state.repetitions as usize, "time", "times");
        let lapses = match card.state.lapses {
            0 => "never forgotten once learned".to_owned(),
            lapses => format!(
                "forgotten {} once learned",
                count(lapses as usize, "time", "times")
            ),
        };
        said.push(format!("Reviewed {times}, {lapses}."));
    }
    said.extend(marks(card, now.day));
    said
}

fn percent(share: f64) -> String {
    match share {
        share if share > 0.99 && share < 1.0 => "over 99 %".to_owned(),
        share => format!("{:.0} %", share * 100.0),
    }
}

fn rounded_days(days: f64) -> String {
    match days {
        days if days < 1.0 => "under 1 day".to_owned(),
        days if days < 10.0 => format!("{days:.1} days"),
        days => count(days.round() as usize, "day", "days"),
    }
}

fn due(card: &Card, now: Moment) -> Option<String> {
    let day = card.state.due.day()?;
    let ago = now.day.days_since(day);
    Some(match (wait(card.state.due, now), ago) {
        (Some(wait @ Wait::Seconds(_)), _) => format!("Due in {wait}."),
        (Some(wait), _) => format!("Due on {day}, in {wait}."),
        (None, 0) => "Due today.".to_owned(),
        (None, ago) => format!(
            "Due since {day}, {} ago.",
            count(ago.unsigned_abs() as usize, "day", "days")
        ),
    })
}

fn marks(card: &Card, today: StudyDay) -> Vec<String> {
    let marks = &card.marks;
    let mut said = Vec::new();
    if marks.suspended {
        said.push("Suspended: not asked until it is resumed.".to_owned());
    }
    if let Some(day) = marks.buried_until.filter(|day| *day > today) {
        said.push(format!("Buried until {day}."));
    }
    if marks.flag > 0 {
        said.push(format!("Flag {}.", marks.flag));
    }
    if let Some(face) = &marks.face {
        said.push(format!("Asked as: {face}."));
    }
    said
}

/// One line for an entry of the log: `2031-05-06 10:00  Good  back in 4 d`.
pub fn line(entry: &Entry) -> String {
    let done = match (entry.what, entry.rating) {
        (What::Rating, Some(rating)) => rating.word().to_owned(),
        (what, Some(rating)) => format!("{what}: {}", rating.word()),
        (What::Flag, None) => format!("flag {}", entry.after.marks.flag),
        (What::Brought, None) => format!("imported from Anki: {}", stood(&entry.after)),
        (What::Refit, None) => "memory computed anew by optimize".to_owned(),
        (What::Merged, None) => "state of two machines together".to_owned(),
        (What::Saved, None) => "state saved from a damaged file".to_owned(),
        (what, None) => what.to_string(),
    };
    let mut line = format!("{}  {done:<9}", time(entry));
    if entry.what == What::Rating {
        line.push_str(&format!("  back in {}", wait_after(entry)));
    }
    if let Some(typed) = entry.typed.as_deref().filter(|typed| !typed.is_empty()) {
        line.push_str(&format!("  “{}”", crate::screen::one_line(typed)));
    }
    line.trim_end().to_owned()
}

/// Where a card stood when it was imported: `due on 2031-05-06, flag 2`.
fn stood(card: &Card) -> String {
    let mut said = Vec::new();
    match card.state.due.day() {
        Some(day) => said.push(format!("due on {day}")),
        None => said.push("new".to_owned()),
    }
    if card.marks.suspended {
        said.push("suspended".to_owned());
    }
    if let Some(day) = card.marks.buried_until {
        said.push(format!("buried until {day}"));
    }
    if card.marks.flag > 0 {
        said.push(format!("flag {}", card.marks.flag));
    }
    said.join(", ")
}

fn time(entry: &Entry) -> String {
    let offset = Offset::from_seconds(entry.utc_offset).unwrap_or(Offset::UTC);
    match Timestamp::from_millisecond(entry.at) {
        Ok(at) => offset.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => entry.day.to_string(),
    }
}

fn wait_after(entry: &Entry) -> Wait {
    match entry.after.state.due {
        Due::Never => days(0),
        Due::On(day) => days(day.days_since(entry.day)),
        Due::At(at, _) => seconds(at.as_second() - entry.at.div_euclid(1_000)),
    }
}

/// The same as JSON.
pub fn json(card: &Card, scheduler: &Scheduler, now: Moment) -> Value {
    let memory = card.state.memory;
    let phase = match card.state.phase {
        Phase::New => "new",
        Phase::Learning => "learn",
        Phase::Review => "review",
        Phase::Relearning => "relearn",
    };
    json!({
        "phase": phase,
        "due": card.state.due.day().map(|day| day.to_string()),
        "is_due": card.is_due(now),
        "stability_days": memory.map(|memory| rounded(memory.stability.days())),
        "difficulty": memory.map(|memory| rounded(f64::from(memory.difficulty))),
        "retrievability": scheduler.retrievability(&card.state, now.day).map(rounded),
        "reviews": card.state.repetitions,
        "lapses": card.state.lapses,
        "suspended": card.marks.suspended,
        "buried_until": card.marks.buried_until.map(|day| day.to_string()),
        "flag": card.marks.flag,
        "face": card.marks.face,
    })
}

/// To four places: more are not meant.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// An entry of the log as JSON.
pub fn entry_json(entry: &Entry) -> Value {
    json!({
        "at": Timestamp::from_millisecond(entry.at).ok().map(|at| at.to_string()),
        "day": entry.day.to_string(),
        "what": entry.what.word(),
        "rating": entry.rating.map(|rating| rating.number()),
        "asked_as": entry.asked_as,
        "typed": entry.typed,
        "verdict": entry.verdict,
        "milliseconds": entry.took,
        "due": entry.after.state.due.day().map(|day| day.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use suraq::decks::State;
    use suraq::progress::Card;
    use suraq::schedule::{Due, Memory, Moment, Phase, Scheduler, Stability, StudyDay};

    use super::{sentences, short};

    fn now() -> Moment {
        crate::clock::Clock::stopped("2031-05-06T10:00:00Z")
            .unwrap()
            .now(240)
    }

    fn learned(due: i64, days_ago: i64) -> Card {
        let now = now();
        let mut card = Card::NEW;
        card.state.phase = Phase::Review;
        card.state.repetitions = 3;
        card.state.memory = Some(Memory {
            stability: Stability::from_days(12.0),
            difficulty: 5.5,
        });
        card.state.last = Some((now.at, now.day.plus(-days_ago)));
        card.state.due = Due::On(now.day.plus(due));
        card
    }

    #[test]
    fn a_word_says_where_a_card_stands() {
        let word = |card: &Card, state| short(card, state, now());
        assert_eq!(word(&Card::NEW, State::Accepted), "new");
        assert_eq!(word(&Card::NEW, State::Draft), "draft");
        assert_eq!(word(&learned(0, 3), State::Accepted), "due");
        assert_eq!(word(&learned(-9, 3), State::Accepted), "due");
        assert_eq!(word(&learned(12, 0), State::Accepted), "in 12 d");
        let mut card = learned(1, 0);
        card.marks.flag = 2;
        card.marks.buried_until = Some(now().day.plus(1));
        assert_eq!(word(&card, State::Accepted), "buried, flag 2");
        card.marks.suspended = true;
        assert_eq!(word(&card, State::Accepted), "suspended, flag 2");
    }

    #[test]
    fn sentences_give_chance_stability_and_day() {
        let scheduler = Scheduler::default();
        assert_eq!(sentences(&Card::NEW, &scheduler, now()), ["New: never reviewed."]);
        assert_eq!(
            sentences(&learned(-2, 12), &scheduler, now()),
            [
                "You would recall this with 90 % chance now.",
                "Stability 12 days: that long after a review the chance is 90 %. Difficulty 5.5 (1 easy, 10 hard).",
                "Due since 2031-05-04, 2 days ago.",
                "Reviewed 3 times, never forgotten once learned.",
            ]
        );
        let mut card = learned(5, 0);
        assert_eq!(
            sentences(&card, &scheduler, now())[0],
            "Reviewed today: you would recall this now."
        );
        assert_eq!(super::stood(&card), "due on 2031-05-11");
        (card.marks.suspended, card.marks.flag) = (true, 2);
        assert_eq!(super::stood(&card), "due on 2031-05-11, suspended, flag 2");
        assert_eq!(super::stood(&Card::NEW), "new");
        card.marks.suspended = false;
        card.state.lapses = 1;
        card.marks.buried_until = Some(StudyDay(now().day.0 + 2));
        let said = sentences(&card, &scheduler, now());
        assert_eq!(said[2], "Due on 2031-05-11, in 5 d.");
        assert_eq!(said[3], "Reviewed 3 times, forgotten 1 time once learned.");
        assert_eq!(said[4], "Buried until 2031-05-08.");
    }
}
