//! Further clauses of a sentence: a second predicate, a clause behind "and", a remark in brackets.
//!
//! Each is read as strictly as the first. A second predicate takes the subject
//! of the first; a time in front of the sentence counts for it too, unless the
//! first predicate has a time of its own.

use super::Clause;
use super::from_subject;
use super::opening::opening;
use super::read_among;
use super::read_of_person;
use super::reduced::reduced;
use super::subject::is_finite;
use super::subject::subject;
use super::verb::verb_group;
use crate::facts::frame::NameKind;
use crate::facts::frame::Voice;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::facts::time::Link;
use crate::facts::time::TimeAt;
use crate::language::Tag;

/// Where the first clause has its subject, its verb and its time.
struct First {
    subject: Vec<usize>,
    after_verb: usize,
    is_passive: bool,
    times: Vec<TimeAt>,
}

/// Reads the clauses of a sentence behind its first one; those that are not plain are left out.
pub fn read_more(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    if view.objection.is_some() {
        return Vec::new();
    }
    let mut found = asides(scene, view);
    found.extend(relatives(scene, view));
    found.extend(reduced(scene, view));
    let seq = &view.visible;
    let Some(first) = first(scene, view, seq) else {
        return found;
    };
    for at in first.after_verb + 1..seq.len().saturating_sub(2) {
        let word = &view.words[seq[at]];
        if matches!(word.tag, Tag::Relative | Tag::Subordinator)
            || word.is_any(&["after", "before", "until", "as", "since"])
        {
            break;
        }
        let joins = word.is_any(&["and", "but"]) || word.text == ";";
        let next = &view.words[seq[at + 1]];
        let read = || match next.tag {
            _ if !joins => None,
            Tag::Past | Tag::Be if word.is("and") => same_subject(scene, view, &first, at, None),
            _ if word.is("and") && behind_time(view, at).is_some() => {
                let (verb, time) = behind_time(view, at)?;
                same_subject(scene, view, &first, verb - 1, Some(time))
            }
            _ if word.text == ";" || word.is("but") || view.words[seq[at - 1]].is(",") => {
                own_subject(scene, view, &first, behind_remark(view, at))
            }
            _ => None,
        };
        found.extend(read());
    }
    found
}

/// "but, of course, the council": the comma that ends a remark of one or two words, or "but" itself.
fn behind_remark(view: &View<'_>, at: usize) -> usize {
    let is_comma = |index: usize| {
        view.visible
            .get(index)
            .is_some_and(|word| view.words[*word].is(","))
    };
    if !is_comma(at + 1) {
        return at;
    }
    (at + 3..=at + 4).find(|end| is_comma(*end)).unwrap_or(at)
}

/// "and in 1911 opened": where the verb stands, and its time.
fn behind_time<'v>(view: &'v View<'_>, at: usize) -> Option<(usize, &'v TimeAt)> {
    let seq = &view.visible;
    let time = view.times.iter().find(|time| time.start == seq[at + 1])?;
    let mut verb = seq.iter().position(|index| *index >= time.end)?;
    verb += usize::from(view.words[seq[verb]].is(","));
    let is_verb = matches!(view.words[*seq.get(verb)?].tag, Tag::Past | Tag::Be);
    (is_verb && time.link == Link::At).then_some((verb, time))
}

fn first(scene: &Scene<'_>, view: &View<'_>, seq: &[usize]) -> Option<First> {
    let mut times = Vec::new();
    let (start, _) = opening(scene, view, seq, &mut times).ok()?;
    let (subject_end, verb_at) = subject(&view.words, seq, start, view).ok()?;
    let (_, voice, after_verb) = verb_group(&view.words, seq, verb_at).ok()?;
    Some(First {
        subject: seq[start..subject_end].to_vec(),
        after_verb,
        is_passive: matches!(voice, Voice::Passive | Voice::PerfectPassive),
        times,
    })
}

/// "... and was sworn in on 3 May": the predicate behind "and" at `at`.
fn same_subject(
    scene: &Scene<'_>,
    view: &View<'_>,
    first: &First,
    at: usize,
    told: Option<&TimeAt>,
) -> Option<Clause> {
    let seq = &view.visible;
    let next = &view.words[seq[at + 1]];
    // "was taken from Berdi and made a province": the passive goes on.
    if first.is_passive && next.tag == Tag::Past && next.forms.participle {
        return None;
    }
    let between = &seq[first.after_verb..at];
    let is_simple = !between
        .iter()
        .any(|index| view.words[*index].is(",") || is_finite(&view.words[*index]));
    if !is_simple {
        return None;
    }
    if let Some(time) = told {
        let mut joined = first.subject.clone();
        joined.extend(&seq[at + 1..]);
        return from_subject(scene, view, &joined, 0, vec![time.clone()], &[]).ok();
    }
    let is_timed = view.times.iter().any(|time| between.contains(&time.start));
    // "In 1911 the men arrived, and were joined": when, the comma leaves open.
    let is_loose = view.words[seq[at - 1]].is(",");
    let times: &[TimeAt] = if is_timed || is_loose { &[] } else { &first.times };
    let mut joined = first.subject.clone();
    joined.extend(&seq[at + 1..]);
    let own = from_subject(scene, view, &joined, 0, Vec::new(), &[]).ok()?;
    if own.times.is_empty() && !times.is_empty() {
        return from_subject(scene, view, &joined, 0, times.to_vec(), &[]).ok();
    }
    Some(own)
}

/// "..., and the council opened a school in 1911": a clause with its own subject.
fn own_subject(scene: &Scene<'_>, view: &View<'_>, first: &First, at: usize) -> Option<Clause> {
    let seq = &view.visible[at + 1..];
    let start = &view.words[*seq.first()?];
    if start.is_any(&["he", "she"]) {
        let person = only_person(scene, view, first, seq[0])?;
        return scene
            .fits(&person, &start.lower)
            .then(|| read_of_person(scene, view, seq, &[], &person).ok())?;
    }
    if start.tag == Tag::Pronoun {
        return None;
    }
    let mut times = Vec::new();
    let (begin, _) = opening(scene, view, seq, &mut times).ok()?;
    from_subject(scene, view, seq, begin, times, &[]).ok()
}

/// The person who is the first subject, if the words before `end` name no other.
fn only_person(scene: &Scene<'_>, view: &View<'_>, first: &First, end: usize) -> Option<String> {
    let mentions = scene.mentions(view);
    let subject = mentions.iter().find(|mention| {
        first.subject.first() == Some(&mention.start)
            && first.subject.len() == mention.end - mention.start
            && mention.kind == NameKind::Person
            && !mention.is_ambiguous
    })?;
    let is_alone = mentions
        .iter()
        .filter(|mention| mention.end <= end)
        .all(|mention| mention.full == subject.full || !may_be_person(mention.kind, &mention.full));
    is_alone.then(|| subject.full.clone())
}

fn may_be_person(kind: NameKind, name: &str) -> bool {
    kind == NameKind::Person || (kind == NameKind::Other && name.contains(' '))
}

/// "the Berdi Fund, which was founded in 1911": what a clause behind a comma says of the name before it.
fn relatives(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let seq = &view.visible;
    let read = |at: usize| {
        let word = &view.words[seq[at]];
        if !word.is_any(&["which", "who"]) || !view.words[seq[at - 1]].is(",") {
            return None;
        }
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.end == seq[at - 2] + 1 && !mention.is_ambiguous)?;
        let the = usize::from(mention.start > 0 && view.words[mention.start - 1].is("the"));
        let start = mention.start - the;
        // "the director of the Fund, which", "the Fund and the League, which": the clause may be on either.
        let hangs = start > 0
            && view.words[start - 1].is_any(&["of", "and", "or", "in", "at", "for", "from", "on", "near"]);
        // "Velk Camp, in Berdi, Oronland, which": the clause is on the camp.
        let is_where = start > 0
            && view.words[start - 1].is(",")
            && matches!(
                mention.kind,
                NameKind::Country | NameKind::City | NameKind::Place | NameKind::Other
            );
        let hangs = hangs || is_where;
        let is_finite = seq.get(at + 1).is_some_and(|next| is_finite(&view.words[*next]));
        // "to rise up against Otto Velk, which ignited": what did it is no person.
        let fits = word.is("who") == (mention.kind == NameKind::Person);
        if !is_finite || hangs || !fits {
            return None;
        }
        let mut joined: Vec<usize> = (start..mention.end).collect();
        joined.extend(&seq[at + 1..]);
        from_subject(scene, view, &joined, 0, Vec::new(), &[]).ok()
    };
    (2..seq.len().saturating_sub(2)).filter_map(read).collect()
}

/// "(Velk was renamed Berdi on 3 May 1911)".
fn asides(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, word) in view.words.iter().enumerate() {
        match word.text {
            "(" => open = Some(at),
            ")" => {
                let inside: Vec<usize> = open.take().map_or_else(Vec::new, |open| (open + 1..at).collect());
                let opens_with_name = inside
                    .first()
                    .is_some_and(|first| view.words[*first].tag == Tag::Name);
                if inside.len() >= 5 && opens_with_name {
                    found.extend(read_among(scene, view, &inside, &[]));
                }
            }
            _ => {}
        }
    }
    found
}
