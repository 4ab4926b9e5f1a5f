//! T03: when something happened, to the precision the source gives.

use super::worth::is_small;
use super::year;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, Voice};
use crate::facts::{Findings, Found, PartialDate};
use crate::items::Kind;
use crate::items::english::{ask, date_key, inverted, join, when_phrase};

/// Asks for a date.
pub struct When;

impl QuestionType for When {
    fn kind(&self) -> Kind {
        Kind::When
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        match &found.frame {
            Frame::Event(event) => match event.when {
                Some(date) => of_event(event, date),
                None => of_era(event),
            }
            .into_iter()
            .collect(),
            Frame::Life {
                person,
                is_birth,
                date,
            } => {
                let verb = if *is_birth { "born" } else { "die" };
                let auxiliary = if *is_birth { "was" } else { "did" };
                let year = PartialDate::year(date.year);
                let stem = ask(&join(&["in which year", auxiliary, person, verb]));
                vec![dated(stem, year, Answer::Date(year))]
            }
            _ => Vec::new(),
        }
    }
}

fn of_event(event: &Event, date: PartialDate) -> Option<Question> {
    let told = format!("{} {}", event.subject.text, event.rest.text);
    if is_small(event) || year::gives_away(&year::others(&told, date.year), date.year) {
        return None;
    }
    // Of a life and of most of what is made the year is what one learns; the day hardly anybody knows.
    let is_year_enough = !recurs(event) && !OF_A_DAY.contains(&event.verb.as_str());
    let tells_its_year = [&event.subject.text, &event.rest.text]
        .iter()
        .any(|text| text.contains(&date.year.to_string()));
    let date = if is_year_enough && !tells_its_year {
        PartialDate::year(date.year)
    } else {
        date
    };
    // "was the last of the republics in 1911": of a state one asks who or what, not when.
    if event.voice == Voice::Copula {
        return None;
    }
    let own_year = date.year.to_string();
    let tells_year = event.subject.text.contains(&own_year) || event.rest.text.contains(&own_year);
    // "the 2012 elections" would give the year away.
    if date.month.is_none() && (tells_year || recurs(event)) {
        return None;
    }
    // "received 1,388 cases": of such a sentence the number is worth knowing, not its year.
    if year::is_of_figure(event) || is_counted(&event.subject.text) {
        return None;
    }
    if is_number_of_works(event) || is_private_wedding(event) {
        return None;
    }
    // "on the 84th anniversary of her birth": the year is that of the birth and 84.
    let texts = [&event.subject.text, &event.rest.text];
    let mut words = texts.iter().flat_map(|text| text.split(' '));
    if words.any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "anniversary" | "birthday" | "centenary" | "bicentenary" | "centennial"
        )
    }) {
        return None;
    }
    let is_once = !recurs(event) && (event.is_unique || ONCE.contains(&event.verb.as_str()));
    if date.month.is_some() && date.day.is_none() && is_once && !tells_year {
        let stem = ask(&inverted("in which month and year", event, &event.rest.text));
        return Some(dated(stem, date, Answer::Date(date)));
    }
    let answer = match date.month {
        Some(_) => Answer::DateWithinYear(date),
        None => Answer::Date(date),
    };
    let stem = ask(&inverted(&when_phrase(date, tells_year), event, &event.rest.text));
    Some(dated(stem, date, answer))
}

/// Whether the words of an event may be true of several years, or its year is no more than a number beside others.
pub fn is_of_many_years(event: &Event) -> bool {
    recurs(event) || year::is_of_figure(event) || is_number_of_works(event) || is_private_wedding(event)
}

/// "released three singles": of a year in which there may have been others.
fn is_number_of_works(event: &Event) -> bool {
    const NUMBERS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    const MADE: &[&str] = &[
        "release", "record", "publish", "write", "produce", "direct", "compose",
    ];
    let first = event.rest.text.split(' ').next().unwrap_or_default();
    event.voice == Voice::Active && MADE.contains(&event.verb.as_str()) && NUMBERS.contains(&first)
}

/// The year of a wedding, but for those of houses that reign: it is of the two, and of nobody else.
fn is_private_wedding(event: &Event) -> bool {
    const OF_HOUSES: &[&str] = &[
        "King", "Queen", "Prince", "Princess", "Emperor", "Empress", "Duke", "Duchess", "Archduke", "Tsar",
        "Tsarina", "Sultan", "Infanta", "Grand", "Count", "Countess", "I", "II", "III", "IV", "V", "VI",
        "VII", "VIII",
    ];
    let mut words = event.subject.text.split(' ').chain(event.rest.text.split(' '));
    event.verb == "marry" && !words.any(|word| OF_HOUSES.contains(&word) || word == "king" || word == "queen")
}

/// "about 44,270 cases": a number at the head.
fn is_counted(subject: &str) -> bool {
    const ROUGH: &[&str] = &[
        "about",
        "approximately",
        "around",
        "nearly",
        "over",
        "almost",
        "some",
    ];
    let mut words = subject.split(' ');
    let first = words.next().unwrap_or_default();
    let number = if ROUGH.contains(&first) {
        words.next().unwrap_or_default()
    } else {
        first
    };
    // "24 Hours of Velk" has a name, and "1911 Games" a year.
    let is_number = number.starts_with(|first: char| first.is_ascii_digit())
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let next_is_common = words
        .next()
        .is_some_and(|next| next.starts_with(char::is_lowercase));
    is_number && next_is_common
}

/// "in the late 1980s", "in the 17th century": in which decade or century.
fn of_era(event: &Event) -> Option<Question> {
    let era = event.era.strip_prefix("in the ")?;
    let key = ["early ", "late ", "mid-"]
        .iter()
        .find_map(|part| era.strip_prefix(part))
        .unwrap_or(era);
    let digits = key.strip_suffix('s').unwrap_or_default();
    // "the early 1900s" may be ten years or a hundred.
    let is_decade =
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.ends_with("00");
    let is_century = key.strip_suffix(" century").is_some_and(|number| {
        !number.contains(' ') && number.starts_with(|first: char| first.is_ascii_digit())
    });
    let unit = match (is_decade, is_century) {
        (true, _) => "decade",
        (_, true) => "century",
        _ => return None,
    };
    let is_one_of_several = event.rest.text.ends_with('s') && event.rest.text.contains(" and '");
    if recurs(event) || is_one_of_several || event.rest.text.contains(key) || event.subject.text.contains(key)
    {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(&format!("in which {unit}"), event, &event.rest.text)),
        key: key.to_owned(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "when",
        bonus: -10,
    })
}

/// Verbs of what a state or its people remember by the day.
#[rustfmt::skip]
const OF_A_DAY: &[&str] = &[
    "abdicate", "abolish", "adopt", "annex", "approve", "assassinate", "capitulate", "crown", "declare",
    "depose", "dissolve", "elect", "enact", "hold", "impeach", "inaugurate", "invade", "oust", "overthrow",
    "proclaim", "promulgate", "ratify", "repeal", "secede", "sign", "surrender", "swear", "topple", "unify",
];

/// Verbs, besides the unique ones, whose event one subject goes through once.
const ONCE: &[&str] = &["die", "bear", "rename", "dissolve", "ratify", "kill", "murder"];

/// Whether the same words may be true of several years: votes and victories in them come again.
fn recurs(event: &Event) -> bool {
    const AGAIN: &[&str] = &["election", "elections", "re-election", "reelection", "ballot"];
    const WHICH: &[&str] = &["first", "only", "last"];
    let words = || {
        event
            .subject
            .text
            .split(' ')
            .chain(event.rest.text.split(' '))
            .chain(event.adverb.split(' '))
    };
    let is_vote = words().any(|word| AGAIN.contains(&word));
    let is_named = words().any(|word| WHICH.contains(&word));
    let comes_again = matches!(
        event.verb.as_str(),
        "visit"
            | "re-elect"
            | "tour"
            | "travel"
            | "return"
            | "work"
            | "serve"
            | "live"
            | "study"
            | "teach"
            | "act"
            | "perform"
            | "meet"
            | "speak"
            | "testify"
            | "protest"
            | "apologize"
            | "apologise"
            | "attend"
            | "deny"
    );
    // "Player of the Year" alone: of which prize, and in which of the years it was given?
    let is_yearly = event.verb == "name" && event.rest.text.ends_with("of the Year");
    (is_vote || comes_again || is_yearly) && !is_named
}

fn dated(stem: String, date: PartialDate, answer: Answer) -> Question {
    // A patent is filed in one year and granted in another: no year near it is surely wrong.
    let of_patent = stem
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.to_lowercase().starts_with("patent"));
    // "repealed the 1911 act": a year in the stem rules some options out.
    let has_other = !year::others(&stem, date.year).is_empty();
    let answer = if of_patent || has_other {
        Answer::Words
    } else {
        answer
    };
    Question {
        stem,
        key: date_key(date),
        accept: Vec::new(),
        answer,
        part: "when",
        bonus: if date.day.is_some() { -10 } else { 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::of_event;
    use crate::facts::frame::{Event, NameKind, Phrase, Voice};

    fn event(subject: &str, verb: &str, voice: Voice, rest: &str, when: &str) -> Event {
        let phrase = |text: &str| Phrase {
            text: text.to_owned(),
            kind: NameKind::Other,
            is_plural: text.ends_with('s'),
            names: Vec::new(),
        };
        Event {
            subject: phrase(subject),
            verb: verb.to_owned(),
            adverb: String::new(),
            voice,
            rest: phrase(rest),
            when: when.parse().ok(),
            is_unique: false,
            place: None,
            parts: Vec::new(),
            era: String::new(),
            as_of: None,
            note: String::new(),
        }
    }

    fn stem(subject: &str, verb: &str, voice: Voice, rest: &str, when: &str) -> Option<String> {
        let event = event(subject, verb, voice, rest, when);
        of_event(&event, when.parse().unwrap()).map(|question| question.stem)
    }

    #[test]
    fn a_day_is_asked_within_its_year() {
        assert_eq!(
            stem("elections", "hold", Voice::Passive, "in Berdi", "1911-05-03").unwrap(),
            "On what date in 1911 were elections held in Berdi?"
        );
        assert_eq!(
            stem(
                "the 1911 elections",
                "hold",
                Voice::Passive,
                "in Berdi",
                "1911-05-03"
            )
            .unwrap(),
            "On what date were the 1911 elections held in Berdi?"
        );
        assert_eq!(
            stem("Ann Lund", "win", Voice::Active, "re-election", "1911-05").unwrap(),
            "In which month of 1911 did Ann Lund win re-election?"
        );
    }

    #[test]
    fn a_rough_time_is_asked_as_decade_or_century() {
        let told = |era: &str| {
            let event = Event {
                era: era.to_owned(),
                ..event(
                    "the Velk League",
                    "become",
                    Voice::Active,
                    "a force in Berdi",
                    "1911",
                )
            };
            super::of_era(&event).map(|question| (question.stem, question.key))
        };
        let (stem, key) = told("in the late 1980s").unwrap();
        assert_eq!(
            stem,
            "In which decade did the Velk League become a force in Berdi?"
        );
        assert_eq!(key, "1980s");
        assert_eq!(told("in the 17th century").unwrap().1, "17th century");
        assert_eq!(told("in the 1980s"), Some((stem, key)));
        assert_eq!(told("by the 1980s"), None);
    }

    #[test]
    fn a_year_is_not_asked_for_what_comes_again() {
        assert!(stem("Ann Lund", "win", Voice::Active, "re-election", "1911").is_none());
        assert!(stem("Ann Lund", "return", Voice::Active, "to Berdi", "1911").is_none());
        assert!(stem("Ann Lund", "name", Voice::Passive, "Painter of the Year", "1911").is_none());
        assert!(stem("elections", "hold", Voice::Passive, "in Berdi", "1911").is_none());
        assert!(
            stem(
                "the council",
                "receive",
                Voice::Active,
                "1,388 letters from Berdi",
                "1911"
            )
            .is_none()
        );
        assert!(stem("the first elections", "hold", Voice::Passive, "in Berdi", "1911").is_some());
    }

    #[test]
    fn of_what_is_counted_or_has_its_years_in_it_the_year_is_not_asked() {
        assert!(
            stem(
                "about 44,270 new cases of flu",
                "find",
                Voice::Passive,
                "in Berdi",
                "1911"
            )
            .is_none()
        );
        assert!(
            stem(
                "Ann Lund",
                "honor",
                Voice::Passive,
                "on the 84th anniversary of her birth",
                "1911"
            )
            .is_none()
        );
        assert!(
            stem(
                "Ann Lund",
                "honor",
                Voice::Passive,
                "with the Berdi Medal",
                "1911"
            )
            .is_some()
        );
    }

    #[test]
    fn a_patent_is_asked_without_options() {
        use crate::items::kinds::Answer;
        let year = "1911".parse().unwrap();
        let patent = super::dated(
            "In which year did Ida Lund patent a clock?".to_owned(),
            year,
            Answer::Date(year),
        );
        assert_eq!(patent.answer, Answer::Words);
        let found = super::dated(
            "In which year was Berdi founded?".to_owned(),
            year,
            Answer::Date(year),
        );
        assert_eq!(found.answer, Answer::Date(year));
    }
}
