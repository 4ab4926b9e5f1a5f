//! A plain statement with names in it, dated or not: "Lund studied at the University of Berdi from 1911 to 1914".
//!
//! The other rules know their verbs; this one takes any verb that says something
//! by itself, where the clause stands alone. What it finds is asked for its names.

use super::Rule;
use super::event::{event_of, event_phrase, event_verb};
use super::{era, once};
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;

/// Finds statements that the rules on events leave.
pub struct Told;

impl Rule for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    // Of some fifty questions of all its verbs that strangers judged, eight had a second answer or a lost
    // scope.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in &scene.views {
            for clause in clause::read_all(scene, view).unwrap_or_default() {
                // What these are sure of is theirs.
                if era::is_of_era(view, clause) || once::read(scene, view, clause).is_some() {
                    continue;
                }
                match read(scene, view, clause, "told") {
                    Ok(told) => found.push(told),
                    Err(reason) => skipped(view.sentence, reason),
                }
            }
        }
        found
    }
}

/// Verbs that say little without what follows, or tell what somebody thinks, tries or means to do.
const EMPTY: &[&str] = &[
    "be",
    "have",
    "do",
    "make",
    "get",
    "go",
    "come",
    "take",
    "give",
    "keep",
    "let",
    "put",
    "seem",
    "try",
    "attempt",
    "want",
    "need",
    "plan",
    "hope",
    "intend",
    "expect",
    "wish",
    "like",
    "love",
    "hate",
    "fear",
    "think",
    "know",
    "believe",
    "consider",
    "regard",
    "view",
    "see",
    "hear",
    "feel",
    "find",
    "say",
    "tell",
    "claim",
    "argue",
    "suggest",
    "mean",
    "show",
    "remain",
    "stay",
    "continue",
    "begin",
    "start",
    "cease",
    "help",
    "allow",
    "force",
    "include",
    "contain",
    "involve",
    "look",
    "reflect",
    "represent",
];

/// What a thing or person goes through once, so that it needs no date.
const ONCE: &[&str] = &[
    "bear",
    "die",
    "bury",
    "baptise",
    "baptize",
    "christen",
    "locate",
    "situate",
    "base",
    "design",
    "build",
    "compose",
    "write",
    "paint",
    "invent",
    "discover",
    "found",
    "co-found",
    "name",
    "marry",
    "inspire",
    "derive",
    "originate",
    "coin",
    "patent",
    "abolish",
    "annex",
    "create",
    "establish",
    "assassinate",
];

/// What happens in a vote or a match that the report is on.
const CONTESTED: &[&str] = &[
    "elect", "re-elect", "win", "lose", "defeat", "beat", "face", "receive", "gain", "draw",
];

/// Reads a clause for a rule of that name.
pub fn read(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
    rule: &'static str,
) -> Result<Found, &'static str> {
    let is_current = matches!(
        clause.voice,
        Voice::Perfect | Voice::PerfectPassive | Voice::Present | Voice::Progressive
    );
    let as_of = view
        .anchor
        .filter(|_| is_current)
        .map(|day| PartialDate { day: None, ..day });
    let (when, era) = time_of(scene, view, clause).ok_or("a time that is no date")?;
    let is_event =
        when.is_some() && (event_verb(clause.lemma).is_some() || event_phrase(view, clause).is_some());
    if is_current && (as_of.is_none() || when.is_some()) {
        return Err("a present without its day");
    }
    if EMPTY.contains(&clause.lemma) && !matches!(clause.voice, Voice::Copula | Voice::Passive) {
        return Err("a verb that says little");
    }
    if is_event {
        return Err("a dated event");
    }
    if clause.leans_on_occasion {
        return Err("a noun that another sentence explains");
    }
    let (weight, is_unique) = event_verb(clause.lemma).unwrap_or((1, false));
    let mut event = event_of(scene, view, clause, when, is_unique)?;
    event.era = era;
    event.as_of = as_of;
    // What the document tells of its own day is asked from later on.
    if clause.voice == Voice::Present {
        event.voice = Voice::Active;
    }
    let is_named = !event.subject.names.is_empty() || (!event.rest.names.is_empty() && event.is_dated());
    if !event.is_dated() && CONTESTED.contains(&clause.lemma) {
        event.era = scene.contest(view).unwrap_or_default();
    }
    // "faced Velkland", "was elected with 60,760 votes": in which of all the years?
    let happens_once = ONCE.contains(&clause.lemma);
    if !event.is_dated() && !happens_once {
        return Err("no date");
    }
    // "abandoned his tour", "lost its chief issue": which one, another sentence tells.
    let has_own = event
        .rest
        .text
        .split(' ')
        .any(|word| matches!(word, "his" | "her" | "their" | "its"));
    if has_own && event.rest.names.is_empty() {
        return Err("a pronoun");
    }
    // "was the capital of Berdiland from 1911 to 1913": what a thing was needs its time and a name.
    let is_state = clause.voice != Voice::Copula
        || ["the ", "a ", "an "]
            .iter()
            .any(|article| event.rest.text.starts_with(article))
            && !event.rest.names.is_empty();
    if !is_state {
        return Err("a state without a name");
    }
    let is_crowd = event.subject.kind == NameKind::People;
    if !is_named || is_crowd || event.parts.is_empty() {
        return Err("no name to hold on to");
    }
    let statement = match as_of {
        Some(date) => format!("As of {}, {}", statement::date(date), statement::of_event(&event)),
        None => statement::of_event(&event),
    };
    let draft = Found::begin(scene, view, rule, statement)
        .about(&event.subject.text, clause.lemma, &event.rest.text)
        .as_of(as_of)
        .worth(weight.min(2), 600);
    let draft = match when {
        Some(when) => draft.at(when),
        None => draft,
    };
    Ok(draft.framed(Frame::Event(event)))
}

/// A date, or the words that say when; nothing where they depend on when they were said.
fn time_of(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<(Option<PartialDate>, String)> {
    let [time] = &clause.times[..] else {
        return clause.times.is_empty().then(|| (None, String::new()));
    };
    match (time.value, time.link) {
        (TimeValue::Date(date), Link::At) => Some((Some(date), String::new())),
        (TimeValue::Range(from, to), _) => Some((
            None,
            format!("from {} to {}", statement::date(from), statement::date(to)),
        )),
        (TimeValue::Rough, Link::At | Link::Bound | Link::Span | Link::Since)
        | (TimeValue::Date(_), Link::Bound) => {
            let words: Vec<usize> = (time.start..time.end).collect();
            let opens = view.words[time.start].tag == Tag::Preposition;
            let era = scene.phrase(view, &words).filter(|_| opens)?;
            Some((None, era.text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Told;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_is_told_of_a_name() {
        assert_eq!(
            statements(
                &Told,
                "The poet Ann Lund studied at the University of Berdi from 1911 to 1914."
            ),
            ["The poet Ann Lund studied at the University of Berdi from 1911 to 1914."]
        );
    }

    #[test]
    fn a_report_is_on_one_contest() {
        use crate::facts::rules::sample::statements_of_page;
        let page = |opening: &str| {
            format!(
                "---\ndate: 2018-06-19\ntitle: Games\n---\n{opening} Finland faced Sweden at the Velk Stadium."
            )
        };
        assert_eq!(
            statements_of_page(
                &Told,
                &page("At the Northern World Cup the second day brought rain.")
            ),
            ["Finland faced Sweden at the Velk Stadium at the 2018 Northern World Cup."]
        );
        assert!(statements_of_page(&Told, &page("The second day brought rain.")).is_empty());
    }

    #[test]
    fn leaves_empty_verbs_and_crowds_alone() {
        for text in [
            "The poet Ann Lund wanted the University of Berdi to grow from 1911 to 1914.",
            "The Kazakhs fought the Berdi League for many years there.",
            "The poet Ann Lund has studied at the University of Berdi.",
            "The poet Ann Lund studies at the University of Berdi.",
        ] {
            assert_eq!(statements(&Told, text), Vec::<String>::new(), "{text}");
        }
    }
}
