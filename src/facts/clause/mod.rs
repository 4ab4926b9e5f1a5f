//! The main clause of a sentence, read from the words alone, or not at all.
//!
//! Reading stops with a reason at anything that is not plain: a second finite
//! verb that cannot be cut off, a pronoun without its person, "the party" of
//! another sentence. What may be cut without making the rest untrue (a relative
//! clause behind a comma, a participle clause, a second predicate) is cut.

mod auxiliaries;
mod invented;
mod lasting;
mod more;
mod opening;
mod reduced;
mod reference;
mod rest;
mod subject;
mod times;
mod tree;
mod verb;
mod vote;

pub use lasting::{read_annal, read_lasting};
pub use more::read_more;
use opening::opening;
use reference::OCCASIONS;
use reference::check;
use reference::check_or_shorten;
use reference::resolve;
use rest::rest;
use subject::subject;
use times::without_times;
pub use tree::pieces;
pub use tree::read_tree;
use verb::adverbs;
use verb::pluperfect;
use verb::verb_group;
pub use vote::dated_vote;

use super::frame::NameKind;
use super::frame::Phrase;
use super::frame::Voice;
use super::scene::Scene;
use super::scene::View;
use super::time::Link;
use super::time::TimeAt;
use super::time::TimeValue;
use crate::language::Tag;
use crate::language::Word;

/// Reads auxiliaries and verb: the lemma, how it stands, and where the rest begins.
type VerbReader = fn(&[Word<'_>], &[usize], usize) -> Result<(&'static str, Voice, usize), &'static str>;

/// A clause as lists of word indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Words of the subject; empty when it is the person of `topic`.
    pub subject: Vec<usize>,
    /// Whom or what "he", "it" or "the lake" as subject stands for.
    pub topic: Option<Phrase>,
    /// Lemma of the verb.
    pub lemma: &'static str,
    /// How it stands.
    pub voice: Voice,
    /// Adverbs that belong to what is said: `first`, `officially`.
    pub adverbs: String,
    /// The verb, or its last auxiliary where a noun is said to be something.
    pub verb: usize,
    /// Words behind the verb, without time expressions.
    pub rest: Vec<usize>,
    /// Time expressions taken out of clause and opening.
    pub times: Vec<TimeAt>,
    /// Whether it speaks of "the voting" or "the elections" its article is on.
    pub leans_on_occasion: bool,
}

/// Reads the main clause of a sentence.
///
/// # Errors
/// The reason why it is not plain enough.
pub fn read(scene: &Scene<'_>, view: &View<'_>) -> Result<Clause, &'static str> {
    if let Some(objection) = view.objection {
        return Err(objection);
    }
    read_among(scene, view, &view.visible, &[])
}

/// Reads the main clause among these words; `times` were told before it begins.
///
/// # Errors
/// The reason why it is not plain enough.
pub fn read_among(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    times: &[TimeAt],
) -> Result<Clause, &'static str> {
    let mut found = times.to_vec();
    let refused = match opening(scene, view, seq, &mut found) {
        Ok((start, moved)) => match from_subject(scene, view, seq, start, found, &moved) {
            Ok(clause) => return Ok(clause),
            Err(reason) => reason,
        },
        Err(reason) => reason,
    };
    // What stands before a comma may be left out when a plain clause follows it.
    let opens_condition = seq.first().is_some_and(|first| {
        view.words[*first].is_any(&["if", "unless", "under", "without", "instead", "not", "nor"])
    });
    let may_skip = seq.first().is_some_and(|first| {
        let starts_time = view.times.iter().any(|time| time.start == *first);
        starts_time
            || matches!(
                view.words[*first].tag,
                Tag::Preposition
                    | Tag::Subordinator
                    | Tag::Relative
                    | Tag::Ing
                    | Tag::Past
                    | Tag::Participle
                    | Tag::Adverb
            )
    });
    // "In 1911 an inventory of 48 old, 8 new and 4 lost bells": what follows the time is the subject.
    let opens_subject = view.times.iter().any(|time| {
        let next = seq
            .iter()
            .find(|index| **index >= time.end && !view.words[**index].is(","));
        let word = next.map(|next| &view.words[*next]);
        seq.first() == Some(&time.start)
            && word.is_some_and(|word| !word.is_any(&["ad", "ce", "a.d."]))
            && word
                .is_some_and(|word| matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number))
    });
    if opens_condition || !may_skip || opens_subject {
        return Err(refused);
    }
    let mut held: Vec<TimeAt> = times.to_vec();
    let opening = seq
        .first()
        .and_then(|first| view.times.iter().find(|time| time.start == *first));
    held.extend(opening.filter(|time| time.link == Link::At).cloned());
    for comma in (1..seq.len().min(24))
        .filter(|at| view.words[seq[*at]].is(","))
        .take(3)
    {
        let Some(next) = seq.get(comma + 1).map(|next| &view.words[*next]) else {
            break;
        };
        let starts_clause = matches!(
            next.tag,
            Tag::Determiner | Tag::Name | Tag::Noun | Tag::Pronoun | Tag::Number
        ) || next
            .is_any(&["over", "about", "around", "nearly", "almost", "more", "some"]);
        // "In Berdiland, the lamp was sold from 1911 on": elsewhere it may have been another year.
        let is_placed = view.words[seq[0]].is_any(&["in", "at", "within", "across", "throughout"])
            && scene.mentions(view).iter().any(|mention| {
                seq[..comma].contains(&mention.start)
                    && matches!(mention.kind, NameKind::Country | NameKind::City | NameKind::Place)
            });
        if !starts_clause || is_placed {
            continue;
        }
        if let Ok(clause) = from_subject(scene, view, seq, comma + 1, held.clone(), &[]) {
            return Ok(clause);
        }
    }
    Err(refused)
}

/// Reads a clause whose pronoun subject, its first word, stands for `person`.
///
/// # Errors
/// The reason why it is not plain enough.
pub fn read_of_person(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    times: &[TimeAt],
    person: &str,
) -> Result<Clause, &'static str> {
    let words = &view.words;
    let (lemma, voice, after) = verb_group(words, seq, 1.min(seq.len().saturating_sub(1)))?;
    let kept = rest(words, &seq[after..], scene, view)?;
    let (rest, inner) = without_times(view, &kept)?;
    let mut times = times.to_vec();
    times.extend(inner);
    let clause = Clause {
        subject: Vec::new(),
        topic: Some(Phrase::of_person(person)),
        lemma,
        adverbs: adverbs(words, &seq[..after])?,
        verb: seq[after - 1],
        voice,
        rest,
        times,
        leans_on_occasion: false,
    };
    check(scene, view, &clause)?;
    Ok(clause)
}

/// "in 1926 and 1928", "in 1715 or 1718": the first year alone would be half of the answer.
fn is_one_of_several(view: &View<'_>, time: &TimeAt) -> bool {
    let next = view.words.get(time.end);
    let after = view.words.get(time.end + 1);
    let joins = next.is_some_and(|next| next.is_any(&["and", "or", "&"]));
    let is_year = after.is_some_and(|after| after.text.len() == 4 && after.text.parse::<u16>().is_ok());
    // "on 3 May 1911 and 5 June 1913"
    let is_date = view
        .times
        .iter()
        .any(|other| other.start == time.end + 1 && other.link == Link::Bare);
    joins && (is_year || is_date)
}

/// "The worst revolt, the Velk Rising, broke out": the name between commas says what the noun leaves open.
fn proper_apposition(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: &[usize],
    seq: &[usize],
    subject_end: usize,
    verb_at: usize,
) -> Option<Vec<usize>> {
    let is_open = view.words[*subject.first()?].is("the")
        && scene
            .mentions(view)
            .iter()
            .all(|mention| !subject.contains(&mention.start));
    let inside = seq.get(subject_end + 1..verb_at.checked_sub(1)?)?;
    let the = usize::from(view.words[*inside.first()?].is("the"));
    let is_name = scene
        .mentions(view)
        .iter()
        .any(|mention| inside.get(the) == Some(&mention.start) && inside.last() == Some(&(mention.end - 1)));
    (is_open && is_name && the == 1).then(|| inside.to_vec())
}

/// Reads subject, verb and rest from `start` on.
fn from_subject(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    start: usize,
    times: Vec<TimeAt>,
    moved: &[usize],
) -> Result<Clause, &'static str> {
    from_subject_by(verb_group, scene, view, seq, start, times, moved)
}

/// The same with a reader of verbs of one's own.
fn from_subject_by(
    read_verb: VerbReader,
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    start: usize,
    mut times: Vec<TimeAt>,
    moved: &[usize],
) -> Result<Clause, &'static str> {
    let words = &view.words;
    // "In 1911 in Berdi three mills burned": the place stands before the subject.
    if seq.get(start).is_some_and(|first| {
        words[*first].tag == Tag::Preposition && !words[*first].is_any(&["over", "about", "around"])
    }) {
        return Err("an opening that is not a time");
    }
    let (subject_end, verb_at) = subject(words, seq, start, view)?;
    let earlier = pluperfect(words, seq, verb_at);
    let (lemma, voice, after) = earlier.map_or_else(|| read_verb(words, seq, verb_at), Ok)?;
    let sure = view.structure.sure_subject(&seq[verb_at..after]);
    if sure.is_some_and(|sure| !seq[start..verb_at].contains(&sure)) {
        return Err("both parsers see another subject");
    }
    let kept = rest(words, &seq[after..], scene, view)?;
    let (mut rest, inner) = without_times(view, &kept)?;
    // "had been closed in 1911" is dated by itself; without a date it hangs on what is told around it.
    let is_dated =
        matches!(&inner[..], [time] if time.link == Link::At && matches!(time.value, TimeValue::Date(_)));
    if earlier.is_some() && !is_dated {
        return Err("past before the past");
    }
    times.extend(inner);
    // "In Berdiland, Lund became mayor in Velk": two places are told better apart.
    let is_placed = rest
        .iter()
        .any(|index| words[*index].is_any(&["in", "at", "near", "on"]));
    if is_placed
        && moved.first().is_some_and(|first| words[*first].is("in"))
        && moved.len() < 6
        && is_place(scene, view, moved)
    {
        return Err("an opening that is not a time");
    }
    rest.extend(moved);
    let mut subject_end = subject_end;
    // "Lund easily won": the adverb belongs to the verb.
    while subject_end > start + 1 && words[seq[subject_end - 1]].tag == Tag::Adverb {
        subject_end -= 1;
    }
    // In "Ann Lund, the first mayor, took office" the adverb belongs to the remark between the commas.
    let group = seq[subject_end..verb_at]
        .iter()
        .rposition(|index| words[*index].is(","))
        .map_or(subject_end, |comma| subject_end + comma);
    let adverbs = adverbs(words, &seq[group..after])?;
    let named = proper_apposition(scene, view, &seq[start..subject_end], seq, subject_end, verb_at);
    let (subject, inner) = without_times(view, named.as_deref().unwrap_or(&seq[start..subject_end]))?;
    if !inner.is_empty() {
        return Err("time inside the subject");
    }
    let mut clause = Clause {
        subject,
        topic: None,
        lemma,
        adverbs,
        verb: seq[after - 1],
        voice,
        rest,
        times,
        leans_on_occasion: false,
    };
    if clause.times.iter().any(|time| is_one_of_several(view, time)) {
        return Err("several times");
    }
    resolve(scene, view, &mut clause)?;
    check_or_shorten(scene, view, &mut clause)?;
    clause.leans_on_occasion = leans_on_occasion(view, &clause);
    Ok(clause)
}

/// Whether words moved from the front are a place by name.
fn is_place(scene: &Scene<'_>, view: &View<'_>, moved: &[usize]) -> bool {
    scene
        .mentions(view)
        .iter()
        .any(|mention| moved.last() == Some(&(mention.end - 1)))
}

/// Whether a clause speaks of "the voting" or "the elections" its article is on.
fn leans_on_occasion(view: &View<'_>, clause: &Clause) -> bool {
    let speaks_of = |index: &usize| view.words[*index].is_any(OCCASIONS);
    clause.subject.iter().chain(&clause.rest).any(|index| {
        speaks_of(index)
            && index
                .checked_sub(1)
                .is_some_and(|before| view.words[before].is("the"))
    })
}

/// Reads every plain clause of a sentence: the first, those behind it, and those only the tree shows.
///
/// # Errors
/// Why the first clause is not plain enough, where nothing else is read either.
pub fn read_all<'v>(scene: &Scene<'_>, view: &'v View<'_>) -> Result<&'v [Clause], &'static str> {
    let clauses = view.clauses.get_or_init(|| read_every(scene, view));
    clauses.as_deref().map_err(|reason| *reason)
}

fn read_every(scene: &Scene<'_>, view: &View<'_>) -> Result<Vec<Clause>, &'static str> {
    let first = read(scene, view);
    let refused = first.as_ref().err().copied();
    let mut clauses: Vec<Clause> = first.into_iter().collect();
    clauses.extend(read_more(scene, view));
    for clause in read_tree(scene, view).into_iter().flatten() {
        if clauses.iter().all(|known| known.verb != clause.verb) {
            clauses.push(clause);
        }
    }
    match refused {
        Some(reason) if clauses.is_empty() => Err(reason),
        _ => Ok(clauses),
    }
}

/// What is read of the last sentence of an invented text.
#[cfg(test)]
mod sample {
    use super::read;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;

    /// The main clause as "subject | lemma | rest", or why there is none.
    pub fn told(text: &str) -> Result<String, &'static str> {
        let document = crate::text::read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let view = scene.views.last().unwrap();
        let clause = read(&scene, view)?;
        let write = |words: &[usize]| scene.phrase(view, words).unwrap().text;
        let subject = clause
            .topic
            .as_ref()
            .map_or_else(|| write(&clause.subject), |topic| topic.text.clone());
        Ok(format!("{subject} | {} | {}", clause.lemma, write(&clause.rest)))
    }
}
