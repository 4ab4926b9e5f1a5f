//! Values of settings: read from what a person types, and shown as they would be typed.

use std::fmt::Display;

use suraq::schedule::Away;
use suraq::schedule::EasyDays;
use suraq::schedule::Model;
use suraq::schedule::StudyDay;
use suraq::schedule::day_of;

/// The range of settings that are on or off.
pub const SWITCH: &str = "on or off";

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A value of the file as a person would type it.
pub fn shown(value: &toml_edit::Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    if let Some(on) = value.as_bool() {
        return show_switch(on);
    }
    if let Some(list) = value.as_array() {
        return list.iter().map(shown).collect::<Vec<_>>().join(" ");
    }
    value.to_string().trim().to_owned()
}

/// What was typed, as the type it has in the file.
pub fn typed(value: &str) -> toml_edit::Value {
    if let Ok(number) = value.parse::<i64>() {
        return number.into();
    }
    if let Ok(number) = value.parse::<f64>() {
        return number.into();
    }
    match switch(value) {
        Some(on) => on.into(),
        None => value.into(),
    }
}

pub fn within(text: &str, least: u32, most: u32) -> Option<u32> {
    text.parse().ok().filter(|value| (least..=most).contains(value))
}

pub fn switch(text: &str) -> Option<bool> {
    match text {
        "on" | "true" | "yes" => Some(true),
        "off" | "false" | "no" => Some(false),
        _ => None,
    }
}

pub fn show_switch(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',']).filter(|word| !word.is_empty())
}

/// What stands in a list, or `none`.
pub fn show_list<T: Display>(list: &[T]) -> String {
    match list {
        [] => "none".to_owned(),
        list => list.iter().map(T::to_string).collect::<Vec<_>>().join(" "),
    }
}

/// Ids of decks.
pub fn ids(text: &str) -> Option<Vec<String>> {
    if text.trim() == "none" {
        return Some(Vec::new());
    }
    let ids: Vec<String> = words(text).map(str::to_owned).collect();
    ids.iter().all(|id| suraq::decks::id::is_id(id)).then_some(ids)
}

/// Reads `2031-07-01` or `none`.
pub fn day(text: &str) -> Option<Option<StudyDay>> {
    match text.trim() {
        "none" => Some(None),
        text => text.parse().ok().map(|date| Some(day_of(date))),
    }
}

/// Reads `2031-07-01..2031-07-14`, several with blanks between them.
pub fn holidays(text: &str) -> Option<Vec<Away>> {
    if text.trim() == "none" {
        return Some(Vec::new());
    }
    let mut days: Vec<Away> = words(text).map(str::parse).collect::<Result<_, _>>().ok()?;
    days.sort();
    (!days.is_empty()).then_some(days)
}

/// Reads `sat 50 sun 0`.
pub fn easy_days(text: &str) -> Option<EasyDays> {
    let mut days = EasyDays::NONE;
    if text.trim() == "none" {
        return Some(days);
    }
    let lower = text.to_lowercase().replace(['%', ':'], " ");
    let words: Vec<&str> = words(&lower).collect();
    if words.is_empty() || !words.len().is_multiple_of(2) {
        return None;
    }
    for pair in words.chunks(2) {
        let is_meant = |name: &str| pair[0].len() >= 3 && pair[0].starts_with(name);
        let day = WEEKDAYS.iter().position(|name| is_meant(name))?;
        days.0[day] = u8::try_from(within(pair[1], 0, 100)?).ok()?;
    }
    Some(days)
}

pub fn show_easy_days(days: &EasyDays) -> String {
    let easy = WEEKDAYS.iter().zip(days.0).filter(|(_, share)| *share != 100);
    let shown: Vec<String> = easy.map(|(name, share)| format!("{name} {share}")).collect();
    match shown.is_empty() {
        true => "none".to_owned(),
        false => shown.join(" "),
    }
}

/// Reads 21 numbers that the model can use.
pub fn weights(text: &str) -> Option<Vec<f32>> {
    if text.trim() == "default" {
        return Some(Vec::new());
    }
    let weights: Vec<f32> = words(text).map(str::parse).collect::<Result<_, _>>().ok()?;
    (!weights.is_empty() && Model::new(&weights).is_ok()).then_some(weights)
}

/// Reads `1m 10m` as seconds.
pub fn waits(text: &str) -> Option<Vec<u32>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let steps: Option<Vec<u32>> = words(text).map(wait).collect();
    steps.filter(|steps| !steps.is_empty() && steps.len() <= 10)
}

fn wait(word: &str) -> Option<u32> {
    let unit = word.chars().next_back()?;
    let (number, seconds) = match unit {
        's' => (word.strip_suffix('s')?, 1),
        'm' => (word.strip_suffix('m')?, 60),
        'h' => (word.strip_suffix('h')?, 3_600),
        'd' => (word.strip_suffix('d')?, 86_400),
        _ => return None,
    };
    let wait = number.parse::<u32>().ok()?.checked_mul(seconds)?;
    (1..=30 * 86_400).contains(&wait).then_some(wait)
}

pub fn show_waits(steps: &[u32]) -> String {
    if steps.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<String> = steps
        .iter()
        .map(|seconds| match seconds {
            seconds if seconds % 86_400 == 0 => format!("{}d", seconds / 86_400),
            seconds if seconds % 3_600 == 0 => format!("{}h", seconds / 3_600),
            seconds if seconds % 60 == 0 => format!("{}m", seconds / 60),
            seconds => format!("{seconds}s"),
        })
        .collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{easy_days, holidays, show_easy_days, show_list, weights};

    #[test]
    fn easy_days_are_read_in_several_ways_and_shown_in_one() {
        for text in ["sat 50 sun 0", "Saturday 50%, Sunday 0%", "sat:50 sun:0"] {
            assert_eq!(
                show_easy_days(&easy_days(text).unwrap()),
                "sat 50 sun 0",
                "{text}"
            );
        }
        assert_eq!(show_easy_days(&easy_days("none").unwrap()), "none");
        for text in ["sat", "sat 101", "sa 5", "day 5", ""] {
            assert!(easy_days(text).is_none(), "{text}");
        }
    }

    #[test]
    fn holidays_stand_in_order() {
        let days = holidays("2031-08-01 2031-07-01..2031-07-14").unwrap();
        assert_eq!(show_list(&days), "2031-07-01..2031-07-14 2031-08-01..2031-08-01");
        assert!(holidays("July").is_none());
    }

    #[test]
    fn weights_are_21_or_none() {
        assert_eq!(weights("default"), Some(vec![]));
        assert!(weights("1 2 3").is_none());
    }
}
