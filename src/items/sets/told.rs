//! Dated events that can be put in order: told in a short clause, with nothing in it that tells when.

use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;

use super::Single;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Found, PartialDate, statement};
use crate::items::distractors::pick;

/// An event with its date and the clause that tells it.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The fact.
    pub found: &'a Found,
    /// The fact taken apart.
    pub event: &'a Event,
    /// When it was.
    pub date: PartialDate,
    /// As in the middle of a sentence: `the council of Berdi was abolished`.
    pub clause: String,
    /// Score of the question for its date.
    pub score: u16,
}

/// Longest clause, in words. Ours, may be tuned.
const LONGEST: usize = 15;

/// What begins or ends a life or a schooling: its place among other events goes without saying.
const OF_A_LIFE: &[&str] = &[
    "bear",
    "die",
    "kill",
    "murder",
    "execute",
    "assassinate",
    "bury",
    "baptise",
    "enter",
    "enrol",
    "enroll",
    "graduate",
    "study",
    "retire",
    "attend",
    "announce",
];

/// The events of questions that ask when, best first. Such a question has shown that its words name one event.
pub fn all<'a>(singles: &[Single<'a>]) -> Vec<Told<'a>> {
    singles.iter().filter_map(told).collect()
}

fn told<'a>(single: &Single<'a>) -> Option<Told<'a>> {
    let Frame::Event(event) = &single.found.frame else {
        return None;
    };
    let clause = clause(event);
    let stem = &single.draft.item.stem;
    // A stem that begins with a country, or explains a short form, says what the clause alone does not.
    let stands_alone = single.draft.part == "when"
        && stem.starts_with(|first: char| first.is_uppercase())
        && ["In which", "In what", "On what", "On which", "During which"]
            .iter()
            .any(|opening| stem.starts_with(opening))
        && !stem.contains('(')
        && event.note.is_empty();
    let tells_time = clause.bytes().any(|byte| byte.is_ascii_digit());
    let leans = [" its ", " his ", " her ", " their "]
        .iter()
        .any(|word| format!(" {clause} ").contains(word));
    let is_plain = !OF_A_LIFE.contains(&event.verb.as_str())
        && happened_once(event)
        && clause.split(' ').count() <= LONGEST
        && single.found.fact.importance >= 2;
    if !stands_alone || tells_time || leans || !is_plain {
        return None;
    }
    Some(Told {
        found: single.found,
        event,
        date: event.when?,
        clause,
        score: single.draft.score,
    })
}

/// What is done again and again: without its date nothing tells which time is meant.
const AGAIN: &[&str] = &[
    "accept",
    "agree",
    "attack",
    "call",
    "criticise",
    "hold",
    "issue",
    "meet",
    "offer",
    "order",
    "propose",
    "receive",
    "rule",
    "visit",
    "win",
];

/// Whether the clause is true of one time, also where its date is not told.
fn happened_once(event: &Event) -> bool {
    let words = || event.subject.text.split(' ').chain(event.rest.text.split(' '));
    let is_first = event.adverb == "first" || words().any(|word| matches!(word, "first" | "last" | "only"));
    let is_vote = words().any(|word| {
        word.contains("election") || matches!(word, "referendum" | "referenda" | "referendums" | "ballot")
    });
    // "Ann Lund resigned": from which of her posts, the year alone told.
    let says_enough = event.voice == Voice::Passive
        || !event.rest.text.is_empty()
        || !event.subject.names.is_empty() && event.subject.kind != NameKind::Person;
    says_enough && (is_first || !is_vote && !AGAIN.contains(&event.verb.as_str()))
}

/// The event without its time: `Ann Lund joined the Northern Society`.
fn clause(event: &Event) -> String {
    let untimed = Event {
        when: None,
        ..event.clone()
    };
    let verb = statement::verb(&untimed);
    let parts = [
        event.subject.text.as_str(),
        verb.as_str(),
        event.rest.text.as_str(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Verbs with which a thing begins to be.
const ORIGINS: &[&str] = &[
    "build",
    "create",
    "develop",
    "discover",
    "establish",
    "form",
    "found",
    "invent",
    "launch",
    "propose",
    "begin",
    "open",
    "start",
    "sign",
    "adopt",
];

/// Words that two events may share without being about one thing.
const SMALL: &[&str] = &[
    "that", "with", "from", "into", "which", "under", "between", "through", "over",
];

impl Told<'_> {
    /// The clause as a line of a list.
    pub fn line(&self) -> String {
        statement::capitalised(&self.clause)
    }

    /// Years between two events; `None` where the dates are too near, or too coarse, to say which came first.
    ///
    /// `least` years must lie between dates of which one is a year alone, and six weeks between others.
    pub fn years_from(&self, other: &Told<'_>, least: u16) -> Option<u16> {
        const SIX_WEEKS: i32 = 42;
        let years = self.date.year.abs_diff(other.date.year);
        let are_fine = self.date.month.is_some() && other.date.month.is_some();
        let days = (day_number(self.date) - day_number(other.date)).abs();
        let is_clear = if are_fine {
            days >= SIX_WEEKS
        } else {
            years >= least
        };
        is_clear.then_some(years)
    }

    /// Whether both speak of one thing: its founding surely came before its end, and nothing need be learned for that.
    ///
    /// A country may stand in both; a person only where `persons_may`.
    pub fn shares_a_name(&self, other: &Told<'_>, persons_may: bool) -> bool {
        let (own, theirs) = (self.words(persons_may), other.words(persons_may));
        let names = own.iter().filter(|word| word.starts_with(char::is_uppercase));
        let shares_name = names.into_iter().any(|word| theirs.contains(word));
        let shared = own.iter().filter(|word| theirs.contains(*word)).count();
        // Before a thing is used, changed or ended it was made.
        let is_origin = |told: &Told<'_>| ORIGINS.contains(&told.event.verb.as_str());
        shares_name || shared > 1 || shared > 0 && (is_origin(self) || is_origin(other))
    }

    /// The words that say what it is about, without the countries, and the persons where `persons_may`.
    fn words(&self, persons_may: bool) -> BTreeSet<String> {
        const SHORTEST: usize = 4;
        let names = self.event.subject.names.iter().chain(&self.event.rest.names);
        let left_out: Vec<&str> = names
            .filter(|named| named.kind == NameKind::Country || persons_may && named.kind == NameKind::Person)
            .flat_map(|named| named.text.split(' '))
            .collect();
        let nouns = format!("{} {}", self.event.subject.text, self.event.rest.text);
        nouns
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() >= SHORTEST && !left_out.contains(word) && !SMALL.contains(word))
            .map(|word| {
                let is_name = word.starts_with(char::is_uppercase);
                let whole = word.trim_end_matches('s');
                if is_name {
                    whole.to_owned()
                } else {
                    whole.to_lowercase()
                }
            })
            .collect()
    }
}

fn day_number(date: PartialDate) -> i32 {
    let month = date.month.map_or(6, |month| i32::from(month) - 1);
    let day = date.day.map_or(15, i32::from);
    i32::from(date.year) * 365 + month * 30 + day
}

/// Takes up to `most` events, best first, of which any two may stand beside each other; at least `least`, or none.
pub fn take<'a>(
    told: &mut Vec<Told<'a>>,
    least: usize,
    most: usize,
    chance: &mut ChaCha8Rng,
) -> Vec<Told<'a>> {
    let most = most.min(least + usize::try_from(pick(chance, 3)).unwrap_or(0));
    let mut taken: Vec<usize> = Vec::new();
    for (place, event) in told.iter().enumerate() {
        let fits = taken.iter().all(|other| {
            let other = &told[*other];
            event.years_from(other, 1).is_some() && !event.shares_a_name(other, true)
        });
        if fits && taken.len() < most {
            taken.push(place);
        }
    }
    if taken.len() < least {
        return Vec::new();
    }
    taken.sort_unstable_by(|one, other| other.cmp(one));
    let mut events: Vec<Told<'a>> = taken.into_iter().map(|place| told.remove(place)).collect();
    events.sort_by_key(|event| day_number(event.date));
    events
}

/// The mean score of events.
pub fn mean_score(events: &[Told<'_>]) -> u16 {
    let sum: u32 = events.iter().map(|event| u32::from(event.score)).sum();
    u16::try_from(sum / u32::try_from(events.len().max(1)).unwrap_or(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::Material;
    use crate::facts::find;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn clauses(text: &str) -> Vec<String> {
        let document = read("sample.txt", text.as_bytes()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        let options = Options {
            per_thousand: None,
            ..Options::default()
        };
        let drafts = write(&findings, &document, options).drafts;
        let told = Material::new(&drafts, &findings).told;
        told.into_iter().map(|told| told.clause).collect()
    }

    #[test]
    fn what_happened_once_is_told_without_its_date() {
        for (text, clause) in [
            (
                "The Northern Society was founded in 1911.",
                "the Northern Society was founded",
            ),
            (
                "On 3 May 1911 Anna Lund opened the port of Velk.",
                "Anna Lund opened the port of Velk",
            ),
            (
                "Otto Velk was elected mayor of Berdi in 1923.",
                "Otto Velk was elected mayor of Berdi",
            ),
        ] {
            assert_eq!(clauses(text), [clause]);
        }
    }

    #[test]
    fn what_comes_again_or_goes_without_saying_is_left_out() {
        for text in [
            "On 3 May 1911 elections were held in Finland.",
            "Anna Lund was born in Berdi in 1911.",
            "Anna Lund visited the port of Velk on 3 May 1911.",
            "Anna Lund resigned on 3 May 1911.",
        ] {
            assert!(clauses(text).is_empty(), "{text}: {:?}", clauses(text));
        }
    }
}
