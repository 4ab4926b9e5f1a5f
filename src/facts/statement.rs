//! Facts as plain sentences that stand alone.

use super::PartialDate;
use super::commas::closed;
use super::frame::{Event, Voice};
use crate::language::inflect;
use crate::lexicon::months::MONTHS;

/// Writes a date the one way we write dates: `5 June 2022`, `June 2022`, `2022`.
pub fn date(date: PartialDate) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// Writes a date with its preposition: `on 5 June 2022`, `in June 2022`.
pub fn on(when: PartialDate) -> String {
    let preposition = if when.day.is_some() { "on" } else { "in" };
    format!("{preposition} {}", date(when))
}

/// The time of an event as an adverbial: `in 1911`, `by the 1930s`; empty without one.
pub fn time(event: &Event) -> String {
    event.when.map_or_else(|| event.era.clone(), on)
}

/// Begins a text with a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The verb of an event as told: `founded`, `was founded`, `has founded`.
pub fn verb(event: &Event) -> String {
    let (was, has) = if event.subject.is_plural {
        ("were", "have")
    } else {
        ("was", "has")
    };
    let first = if event.adverb.is_empty() {
        String::new()
    } else {
        format!("{} ", event.adverb)
    };
    match event.voice {
        Voice::Active => format!("{first}{}", inflect::past(&event.verb)),
        Voice::Passive => format!("{was} {first}{}", inflect::participle(&event.verb)),
        Voice::Perfect => format!("{has} {}", inflect::participle(&event.verb)),
        Voice::PerfectPassive => format!("{has} been {}", inflect::participle(&event.verb)),
        Voice::Copula => was.to_owned(),
        Voice::Progressive => format!("{was} {}", inflect::gerund(&event.verb)),
        Voice::Present if event.verb == "be" => if event.subject.is_plural { "are" } else { "is" }.to_owned(),
        Voice::PresentPassive => {
            let be = if event.subject.is_plural { "are" } else { "is" };
            format!("{be} {first}{}", inflect::participle(&event.verb))
        }
        Voice::Present if event.subject.is_plural => event.verb.clone(),
        Voice::Present => inflect::third_person(&event.verb),
    }
}

/// The whole event as a sentence.
pub fn of_event(event: &Event) -> String {
    let mut parts = vec![event.subject.text.clone(), verb(event)];
    if !event.rest.text.is_empty() {
        parts.push(event.rest.text.clone());
    }
    // "its first port, Velk, in 1911": an apposition closes with a comma before the time.
    let apposition = event.rest.text.rsplit_once(", ").map(|(_, last)| last);
    let is_open =
        apposition.is_some() && event.rest.names.last().map(|named| named.text.as_str()) == apposition;
    if let Some(rest) = parts.last_mut().filter(|_| is_open && event.is_dated()) {
        rest.push(',');
    }
    parts.extend(Some(time(event)).filter(|time| !time.is_empty()));
    format!("{}.", capitalised(&closed(&parts.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::{capitalised, on};

    #[test]
    fn dates_have_one_form() {
        assert_eq!(on("2022-06-05".parse().unwrap()), "on 5 June 2022");
        assert_eq!(on("2022-06".parse().unwrap()), "in June 2022");
        assert_eq!(on("2022".parse().unwrap()), "in 2022");
        assert_eq!(capitalised("école"), "École");
    }
}
