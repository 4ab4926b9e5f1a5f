//! Dated events that can be put in order: told in a short clause, with nothing in it that tells when.

use std::collections::BTreeSet;

use super::Single;
use crate::facts::commas::closed;
use crate::facts::frame::{Event, Frame, NameKind, Voice};
use crate::facts::{Found, PartialDate, statement};

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
    /// Whether a question of the document tells its year.
    pub is_year_shown: bool,
    /// How many questions of several facts ask it.
    pub uses: u8,
}

/// So many questions of several facts may ask one event.
const MOST_USES: u8 = 2;

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
    singles
        .iter()
        .filter_map(|single| told(single, singles))
        .collect()
}

fn told<'a>(single: &Single<'a>, singles: &[Single<'a>]) -> Option<Told<'a>> {
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
    let is_plain = !is_bare(event)
        && !OF_A_LIFE.contains(&event.verb.as_str())
        && happened_once(event)
        && clause.split(' ').count() <= LONGEST;
    if !stands_alone || tells_time || leans(event) || !is_plain {
        return None;
    }
    let date = event.when?;
    let year = date.year.to_string();
    let is_year_shown = singles.iter().any(|other| {
        other.found.fact.id == single.found.fact.id && other.draft.item.stem.contains(year.as_str())
    });
    Some(Told {
        found: single.found,
        event,
        date,
        clause,
        score: single.draft.score,
        is_year_shown,
        uses: 0,
    })
}

/// Whether it is left open what is meant: "a large force", or the president of what.
pub fn is_bare(event: &Event) -> bool {
    const TAKES: &[&str] = &["become", "elect", "appoint", "name", "inaugurate", "swear"];
    const OFFICES: &[&str] = &[
        "president",
        "minister",
        "chairman",
        "governor",
        "mayor",
        "secretary",
        "leader",
    ];
    let (subject, rest) = (event.subject.text.as_str(), event.rest.text.as_str());
    let last = rest.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_of_nothing = event.rest.names.is_empty() && !rest.contains(" of ");
    let is_office = TAKES.contains(&event.verb.as_str()) && OFFICES.contains(&last.as_str()) && is_of_nothing;
    // "the rebels' demand Ann Lund": two phrases run into one.
    let ends_in_person = event.subject.names.last().is_some_and(|named| {
        named.kind == NameKind::Person && subject.ends_with(named.text.as_str()) && subject != named.text
    });
    let is_run_on = ends_in_person && (subject.contains("'s ") || subject.contains("s' "));
    let is_any = ["a ", "an ", "some ", "several "]
        .iter()
        .any(|article| subject.starts_with(article));
    is_office || is_any || is_run_on || is_one_of_many(rest)
}

/// "an Autonomous Republics of the Union": one and many at once.
fn is_one_of_many(rest: &str) -> bool {
    let Some(phrase) = rest.strip_prefix("a ").or_else(|| rest.strip_prefix("an ")) else {
        return false;
    };
    let head = phrase.split_once(" of ").map_or(phrase, |(head, _)| head);
    let last = head.rsplit(' ').next().unwrap_or_default();
    last.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| last.ends_with(end))
        && last.starts_with(char::is_uppercase)
}

/// Whether a word of the clause stands for something outside it. "Ann Lund sold her house" is whole in itself.
fn leans(event: &Event) -> bool {
    let has = |text: &str, words: &[&str]| text.split(' ').any(|word| words.contains(&word));
    const OWN: &[&str] = &["its", "his", "her", "their"];
    const OTHER: &[&str] = &[
        "it", "him", "them", "this", "these", "that", "there", "then", "such",
    ];
    let owner_is_named = event.voice == Voice::Active && event.subject.names.len() == 1;
    let (subject, rest) = (event.subject.text.as_str(), event.rest.text.as_str());
    has(subject, OWN) || has(subject, OTHER) || has(rest, OTHER) || has(rest, OWN) && !owner_is_named
}

/// What is done again and again: without its date nothing tells which time is meant.
const AGAIN: &[&str] = &[
    "accept",
    "agree",
    "apologise",
    "apologize",
    "apply",
    "appear",
    "arrive",
    "attack",
    "begin",
    "call",
    "criticise",
    "decide",
    "deliver",
    "deny",
    "discuss",
    "force",
    "go",
    "hand",
    "have",
    "hold",
    "invite",
    "issue",
    "lose",
    "meet",
    "move",
    "offer",
    "order",
    "present",
    "propose",
    "re-elect",
    "receive",
    "reelect",
    "return",
    "rule",
    "say",
    "send",
    "show",
    "suffer",
    "take",
    "testify",
    "visit",
    "win",
    "write",
];

/// Whether an event told without its time is still one event, and nothing in it leans on other words.
pub fn is_told_once(event: &Event) -> bool {
    let owns = [" its ", " his ", " her ", " their "];
    let rest = format!(" {} ", event.rest.text);
    happened_once(event) && !leans(event) && !owns.iter().any(|word| rest.contains(word))
}

/// Whether the clause is true of one time, also where its date is not told.
fn happened_once(event: &Event) -> bool {
    let words = || event.subject.text.split(' ').chain(event.rest.text.split(' '));
    let is_first = event.adverb == "first" || words().any(|word| matches!(word, "first" | "last" | "only"));
    let is_vote = words().any(|word| {
        word.contains("election") || matches!(word, "referendum" | "referenda" | "referendums" | "ballot")
    });
    let is_prize = event.rest.text.contains("Nobel ");
    // "Ann Lund resigned": from which of her posts, the year alone told.
    let says_enough = event.voice == Voice::Passive
        || !event.rest.text.is_empty()
        || !event.subject.names.is_empty() && event.subject.kind != NameKind::Person;
    says_enough && (is_first || is_prize || !is_vote && !AGAIN.contains(&event.verb.as_str()))
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
    closed(&parts.join(" "))
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

/// Words of many names, which say of none what it is.
const COMMON: &[&str] = &[
    "Soviet",
    "Socialist",
    "Republic",
    "Autonomous",
    "National",
    "Party",
    "People",
    "United",
    "Nations",
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
    /// A country or a town may stand in both; a person only where `persons_may`.
    pub fn shares_a_name(&self, other: &Told<'_>, persons_may: bool) -> bool {
        let (own, theirs) = (self.words(persons_may), other.words(persons_may));
        let names = own.iter().filter(|word| word.starts_with(char::is_uppercase));
        let shares_name = names.into_iter().any(|word| theirs.contains(word));
        let shared = own.iter().filter(|word| theirs.contains(*word)).count();
        // Before a thing is used, changed or ended it was made; of a row the first comes before the last.
        let says_place = |told: &Told<'_>| {
            let is_origin = ORIGINS.contains(&told.event.verb.as_str());
            is_origin
                || told
                    .clause
                    .split(' ')
                    .any(|word| matches!(word, "first" | "last"))
        };
        shares_name
            || shared > 1
            || shared > 0 && (says_place(self) || says_place(other))
            || own.contains(&stem(&other.event.verb))
            || theirs.contains(&stem(&self.event.verb))
            || self.is_made_in(other)
            || other.is_made_in(self)
            || self.follows_from(other)
            || other.follows_from(self)
    }

    /// Whether the two are told near each other and of the same sort of subject: only then does their order say
    /// something. "A car was released" and "Finland joined a union" have nothing in common.
    pub fn is_of_one_field(&self, other: &Told<'_>) -> bool {
        /// About a section of a page, in bytes. Ours, may be tuned.
        const NEAR: usize = 2500;
        /// About two paragraphs. Ours, may be tuned.
        const NEXT: usize = 1200;
        let (own, theirs) = (&self.event.subject, &other.event.subject);
        let apart = self.found.span.start.abs_diff(other.found.span.start);
        let is_near = self.found.article == other.found.article && apart <= NEAR;
        let is_alike = own.kind == theirs.kind && own.kind != NameKind::Other;
        let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_lowercase();
        // Bodies, laws and works of the same paragraphs are of one story: an act and the company under it.
        let is_thing = |kind: NameKind| {
            !matches!(
                kind,
                NameKind::Person | NameKind::People | NameKind::Country | NameKind::City | NameKind::Place
            )
        };
        let are_things = is_thing(own.kind) && is_thing(theirs.kind) && apart <= NEXT;
        is_near && (is_alike || are_things || last(&own.text) == last(&theirs.text))
    }

    /// Whether what this event makes, renames or ends stands in the other, be it a country or a town.
    fn is_made_in(&self, other: &Told<'_>) -> bool {
        const SHORTEST: usize = 4;
        let made = match self.event.voice {
            Voice::Passive if self.event.verb == "rename" => self.clause.as_str(),
            Voice::Passive if self.event.subject.kind != NameKind::Person => self.event.subject.text.as_str(),
            _ => return false,
        };
        // "Red Velk was founded", "Red Velk Magazine became": the parts of a name may be short.
        let whole = made.trim_start_matches("the ");
        let is_origin = ORIGINS.contains(&self.event.verb.as_str());
        if is_origin && whole.starts_with(char::is_uppercase) && other.clause.contains(whole) {
            return true;
        }
        let theirs: BTreeSet<&str> = other.clause.split(' ').collect();
        made.split(' ')
            .filter(|word| word.len() >= SHORTEST && word.starts_with(char::is_uppercase))
            .any(|word| !COMMON.contains(&word) && theirs.contains(word))
    }

    /// Whether this is something that a state does, and the other tells that it became one.
    fn follows_from(&self, other: &Told<'_>) -> bool {
        const OF_STATES: &[&str] = &["join", "sign", "ratify", "adopt"];
        let is_beginning = other.clause.contains(" independence") || other.clause.contains(" sovereignty");
        is_beginning
            && OF_STATES.contains(&self.event.verb.as_str())
            && self.clause.contains(other.event.subject.text.as_str())
    }

    /// Whether one more question of several facts may ask it.
    pub fn is_free(&self) -> bool {
        self.uses < MOST_USES
    }

    /// The words that say what it is about, without countries and towns, and the persons where `persons_may`.
    fn words(&self, persons_may: bool) -> BTreeSet<String> {
        const SHORTEST: usize = 4;
        let names = self.event.subject.names.iter().chain(&self.event.rest.names);
        let left_out: Vec<&str> = names
            .filter(|named| match named.kind {
                NameKind::Country | NameKind::City | NameKind::Place => true,
                NameKind::Person => persons_may,
                _ => false,
            })
            .flat_map(|named| named.text.split(' '))
            .collect();
        let nouns = format!("{} {}", self.event.subject.text, self.event.rest.text);
        nouns
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() >= SHORTEST && !left_out.contains(word) && !SMALL.contains(word))
            .map(|word| {
                if word.starts_with(char::is_uppercase) {
                    word.trim_end_matches('s').to_owned()
                } else {
                    stem(word)
                }
            })
            .collect()
    }
}

/// The beginning of a word that its forms share: "impeached" and "impeachment" are of one thing.
fn stem(word: &str) -> String {
    const LETTERS: usize = 6;
    word.trim_end_matches('s').chars().take(LETTERS).collect()
}

fn day_number(date: PartialDate) -> i32 {
    let month = date.month.map_or(6, |month| i32::from(month) - 1);
    let day = date.day.map_or(15, i32::from);
    i32::from(date.year) * 365 + month * 30 + day
}

/// Takes up to `most` events, those that are `late` after all others, the least asked and best first, of which any two may stand beside each other by
/// `fits`; at least `least`, or none. They come in their order in time, as places in `told`.
pub fn take(
    told: &mut [Told<'_>],
    least: usize,
    most: usize,
    late: impl Fn(&Told<'_>) -> bool,
    fits: impl Fn(&Told<'_>, &Told<'_>) -> bool,
) -> Vec<usize> {
    let mut places: Vec<usize> = (0..told.len()).filter(|place| told[*place].is_free()).collect();
    places.sort_by_key(|place| (late(&told[*place]), told[*place].uses));
    let mut taken: Vec<usize> = Vec::new();
    for place in places {
        let all_fit = || taken.iter().all(|other| fits(&told[place], &told[*other]));
        if taken.len() < most && all_fit() {
            taken.push(place);
        }
    }
    if taken.len() < least {
        return Vec::new();
    }
    for place in &taken {
        told[*place].uses += 1;
    }
    taken.sort_by_key(|place| day_number(told[*place].date));
    taken
}

/// Two events as one key, whichever comes first.
pub fn pair<'a>(one: &Told<'a>, other: &Told<'a>) -> (&'a str, &'a str) {
    let (one, other) = (one.found.fact.id.0.as_str(), other.found.fact.id.0.as_str());
    (one.min(other), one.max(other))
}

/// The mean score of events.
pub fn mean_score(events: &[&Told<'_>]) -> u16 {
    let sum: u32 = events.iter().map(|event| u32::from(event.score)).sum();
    u16::try_from(sum / u32::try_from(events.len().max(1)).unwrap_or(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::Material;
    use super::is_one_of_many;
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
    fn one_and_many_at_once_are_seen() {
        assert!(is_one_of_many("an Autonomous Republics of the Union"));
        for rest in [
            "an Autonomous Republic of the Union",
            "a Member of the Guilds",
            "the Rules of Velk",
        ] {
            assert!(!is_one_of_many(rest), "{rest}");
        }
    }

    #[test]
    fn what_comes_again_or_goes_without_saying_is_left_out() {
        for text in [
            "On 3 May 1911 elections were held in Finland.",
            "Anna Lund was born in Berdi in 1911.",
            "Anna Lund visited the port of Velk on 3 May 1911.",
            "Anna Lund resigned on 3 May 1911.",
            "A large fleet left the port of Velk in 1911.",
        ] {
            assert!(clauses(text).is_empty(), "{text}: {:?}", clauses(text));
        }
    }
}
