//! The main clause of a sentence, read from the words alone, or not at all.
//!
//! Reading stops with a reason at anything that is not plain: a second finite
//! verb that cannot be cut off, a pronoun without its person, "the party" of
//! another sentence. What may be cut without making the rest untrue (a relative
//! clause behind a comma, a participle clause, a second predicate) is cut.

use super::assertion;
use super::frame::Voice;
use super::scene::Scene;
use super::scene::View;
use super::time::Link;
use super::time::TimeAt;
use super::time::TimeValue;
use crate::language::Tag;
use crate::language::Word;

/// A clause as lists of word indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Words of the subject; empty when it is the person of `topic`.
    pub subject: Vec<usize>,
    /// The person a pronoun subject stands for.
    pub topic: Option<String>,
    /// Lemma of the verb.
    pub lemma: &'static str,
    /// How it stands.
    pub voice: Voice,
    /// Adverbs that belong to what is said: `first`, `officially`.
    pub adverbs: String,
    /// Words behind the verb, without time expressions.
    pub rest: Vec<usize>,
    /// Time expressions taken out of clause and opening.
    pub times: Vec<TimeAt>,
    /// Whether it speaks of "the voting" or "the elections" its article is on.
    pub leans_on_occasion: bool,
}

/// Nouns that may stand for the vote an article is on.
const OCCASIONS: &[&str] = &[
    "voting",
    "vote",
    "election",
    "elections",
    "polls",
    "ballot",
    "referendum",
    "candidates",
    "seats",
    "posts",
    "voters",
];

const OPENERS: &[&str] = &[
    "however",
    "moreover",
    "furthermore",
    "nevertheless",
    "additionally",
    "also",
    "thus",
    "therefore",
    "consequently",
    "finally",
    "eventually",
    "initially",
    "originally",
    "indeed",
    "meanwhile",
    "similarly",
];

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
    let refused = match opening(view, seq, &mut found) {
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
    if opens_condition || !may_skip {
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
        );
        if !starts_clause {
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
        topic: Some(person.to_owned()),
        lemma,
        adverbs: adverbs(words, &seq[..after])?,
        voice,
        rest,
        times,
        leans_on_occasion: false,
    };
    check(scene, view, &clause)?;
    Ok(clause)
}

/// Reads subject, verb and rest from `start` on.
fn from_subject(
    scene: &Scene<'_>,
    view: &View<'_>,
    seq: &[usize],
    start: usize,
    mut times: Vec<TimeAt>,
    moved: &[usize],
) -> Result<Clause, &'static str> {
    let words = &view.words;
    let (subject_end, verb_at) = subject(words, seq, start, view)?;
    let (lemma, voice, after) = verb_group(words, seq, verb_at)?;
    let kept = rest(words, &seq[after..], scene, view)?;
    let (mut rest, inner) = without_times(view, &kept)?;
    times.extend(inner);
    rest.extend(moved);
    let mut subject_end = subject_end;
    // "Lund easily won": the adverb belongs to the verb.
    while subject_end > start + 1 && words[seq[subject_end - 1]].tag == Tag::Adverb {
        subject_end -= 1;
    }
    let adverbs = adverbs(words, &seq[subject_end..after])?;
    let (subject, inner) = without_times(view, &seq[start..subject_end])?;
    if !inner.is_empty() {
        return Err("time inside the subject");
    }
    let mut clause = Clause {
        subject,
        topic: None,
        lemma,
        adverbs,
        voice,
        rest,
        times,
        leans_on_occasion: false,
    };
    resolve(scene, view, &mut clause)?;
    check(scene, view, &clause)?;
    let speaks_of = |index: &usize| view.words[*index].is_any(OCCASIONS);
    clause.leans_on_occasion = clause.subject.iter().chain(&clause.rest).any(|index| {
        speaks_of(index)
            && index
                .checked_sub(1)
                .is_some_and(|before| view.words[before].is("the"))
    });
    Ok(clause)
}

/// Skips connectives and takes a time in front of the subject.
fn opening(
    view: &View<'_>,
    seq: &[usize],
    times: &mut Vec<TimeAt>,
) -> Result<(usize, Vec<usize>), &'static str> {
    let words = &view.words;
    let mut at = 0;
    if let Some(first) = seq.first()
        && words[*first].is_any(OPENERS)
        && seq.get(1).is_some_and(|next| words[*next].is(","))
    {
        at = 2;
    }
    if seq
        .get(at)
        .is_some_and(|first| words[*first].is_any(&["thus", "yet", "subsequently", "and", "but", "so"]))
    {
        at += 1;
    }
    let Some(first) = seq.get(at).copied() else {
        return Err("empty");
    };
    if let Some(time) = view.times.iter().find(|time| time.start == first) {
        times.push(time.clone());
        while seq.get(at).is_some_and(|index| *index < time.end) {
            at += 1;
        }
        if seq.get(at).is_some_and(|index| words[*index].is(",")) {
            return Ok((at + 1, Vec::new()));
        }
        // "In 2008 parliamentary elections": the year belongs to what follows.
        let next = seq.get(at).map(|index| words[*index].tag);
        let after = seq.get(at + 1).map(|index| words[*index].tag);
        let has_day = matches!(time.value, TimeValue::Date(date) if date.day.is_some());
        let joins = !has_day
            && (matches!(next, Some(Tag::Noun | Tag::Ing | Tag::Participle))
                || (next == Some(Tag::Name) && after == Some(Tag::Noun)));
        return if joins {
            Err("a year that may belong to a noun")
        } else {
            Ok((at, Vec::new()))
        };
    }
    if let Some(opened) = dated_opening(view, seq, at, times) {
        return Ok(opened);
    }
    match words[first].tag {
        Tag::Preposition
        | Tag::To
        | Tag::Subordinator
        | Tag::Relative
        | Tag::Ing
        | Tag::Past
        | Tag::Participle
        | Tag::Conjunction
        | Tag::Adverb => Err("an opening that is not a time"),
        _ => Ok((at, Vec::new())),
    }
}

/// "In a June 5 referendum, ...": takes the date out and keeps the rest for the end of the clause.
fn dated_opening(
    view: &View<'_>,
    seq: &[usize],
    at: usize,
    times: &mut Vec<TimeAt>,
) -> Option<(usize, Vec<usize>)> {
    let words = &view.words;
    let first = &words[*seq.get(at)?];
    if !first.is_any(&["in", "at", "during"]) {
        return None;
    }
    let comma = at + seq[at..].iter().position(|index| words[*index].is(","))?;
    let inside = &seq[at..comma];
    let time = view
        .times
        .iter()
        .find(|time| inside.contains(&time.start) && matches!(time.value, TimeValue::Date(_)))?;
    let is_attributive = words.get(time.end).is_some_and(|word| word.tag == Tag::Noun);
    let is_plain = inside.len() <= 7
        && inside.iter().all(|index| {
            matches!(
                words[*index].tag,
                Tag::Preposition | Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number
            )
        });
    let opens_with_a = inside
        .get(1)
        .is_some_and(|index| words[*index].is_any(&["a", "an"]));
    if !is_attributive || !is_plain || !opens_with_a {
        return None;
    }
    times.push(TimeAt {
        link: Link::At,
        ..time.clone()
    });
    let kept = inside
        .iter()
        .copied()
        .filter(|index| *index < time.start || *index >= time.end)
        .collect();
    Some((comma + 1, kept))
}

fn is_finite(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
        || (word.tag == Tag::Present && word.forms.third)
}

/// Finds the end of the subject and the verb behind it.
fn subject(
    words: &[Word<'_>],
    seq: &[usize],
    start: usize,
    view: &View<'_>,
) -> Result<(usize, usize), &'static str> {
    let mut at = start;
    let mut comma = None;
    while at < seq.len() {
        let word = &words[seq[at]];
        if comma.is_none() && is_finite(word) && at > start {
            // "a team led by Ann Lund began": the participle belongs to the subject.
            let describes = word.forms.participle
                && word.tag == Tag::Past
                && seq.get(at + 1).is_some_and(|next| words[*next].is("by"))
                && seq[at + 2..]
                    .iter()
                    .take_while(|index| words[**index].tag != Tag::Mark)
                    .any(|index| is_finite(&words[*index]));
            if !describes {
                return Ok((at, at));
            }
        }
        match word.tag {
            Tag::Mark if word.is(",") => {
                if let Some(open) = comma {
                    // The comma that closes an insertion: the verb must follow.
                    let next = seq.get(at + 1).map(|next| &words[*next]);
                    return if next.is_some_and(is_finite) && is_insertion(words, &seq[open + 1..at], view) {
                        Ok((open, at + 1))
                    } else {
                        Err("a list before the verb")
                    };
                }
                comma = Some(at);
            }
            Tag::Mark => return Err("a mark before the verb"),
            Tag::Relative | Tag::Subordinator | Tag::To if comma.is_none() => {
                return Err("a clause before the verb");
            }
            Tag::Pronoun if at > start && comma.is_none() => return Err("a pronoun before the verb"),
            Tag::Negation => return Err("denied"),
            _ => {}
        }
        at += 1;
    }
    Err("no verb found")
}

/// Whether the words between two commas only say more about the subject.
fn is_insertion(words: &[Word<'_>], inside: &[usize], _view: &View<'_>) -> bool {
    let Some(first) = inside.first().map(|first| &words[*first]) else {
        return false;
    };
    let finite = inside.iter().filter(|index| is_finite(&words[**index])).count();
    match first.tag {
        Tag::Relative => true,
        Tag::Conjunction => false,
        _ => finite == 0 || matches!(first.tag, Tag::Past | Tag::Participle | Tag::Ing),
    }
}

/// Reads auxiliaries and verb; returns where the rest begins.
fn verb_group(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
) -> Result<(&'static str, Voice, usize), &'static str> {
    let word = &words[seq[at]];
    let mut next = at + 1;
    let mut skipped_adverb = false;
    while seq
        .get(next)
        .is_some_and(|index| words[*index].tag == Tag::Adverb)
    {
        skipped_adverb = true;
        next += 1;
    }
    let following = seq.get(next).map(|index| &words[*index]);
    if following.is_some_and(|word| word.tag == Tag::Negation) {
        return Err("denied");
    }
    let participle = |word: Option<&Word<'_>>| -> Option<&'static str> {
        word.filter(|word| word.forms.participle && matches!(word.tag, Tag::Past | Tag::Participle))
            .and_then(|word| word.lemma)
    };
    match word.tag {
        Tag::Modal => Err("planned or possible"),
        Tag::Do => Err("denied or stressed"),
        Tag::Past => word
            .lemma
            .filter(|_| word.forms.past)
            .map(|lemma| (lemma, Voice::Active, at + 1))
            .ok_or("a verb that is not listed"),
        Tag::Present => word
            .lemma
            .map(|lemma| (lemma, Voice::Present, at + 1))
            .ok_or("a verb that is not listed"),
        Tag::Be if word.is_any(&["was", "were"]) => match participle(following) {
            Some(lemma) => Ok((lemma, Voice::Passive, next + 1)),
            None if skipped_adverb => Err("an adverb behind the copula"),
            None => Ok(("be", Voice::Copula, next)),
        },
        Tag::Be => match participle(following) {
            Some(_) => Err("present passive"),
            None => Ok(("be", Voice::Present, next)),
        },
        Tag::Have if word.is_any(&["has", "have"]) => {
            if following.is_some_and(|word| word.is("been")) {
                let lemma = participle(seq.get(next + 1).map(|index| &words[*index]));
                return lemma
                    .map(|lemma| (lemma, Voice::PerfectPassive, next + 2))
                    .ok_or("a continuous form");
            }
            match participle(following) {
                Some(lemma) => Ok((lemma, Voice::Perfect, next + 1)),
                None => Ok(("have", Voice::Present, at + 1)),
            }
        }
        Tag::Have if word.is("had") => match participle(following) {
            Some(_) => Err("past before the past"),
            None if following.is_some_and(|word| word.is("been")) => Err("past before the past"),
            None => Ok(("have", Voice::Active, at + 1)),
        },
        _ => Err("no plain verb"),
    }
}

/// The adverbs among the words of a verb group that a question must keep.
fn adverbs(words: &[Word<'_>], group: &[usize]) -> Result<String, &'static str> {
    const KEPT: &[&str] = &[
        "first",
        "directly",
        "officially",
        "formally",
        "jointly",
        "unanimously",
        "publicly",
        "temporarily",
        "permanently",
        "partially",
        "secretly",
    ];
    const DROPPED: &[&str] = &[
        "easily",
        "quickly",
        "successfully",
        "eventually",
        "finally",
        "also",
        "soon",
        "subsequently",
        "then",
        "later",
        "promptly",
        "narrowly",
        "immediately",
        "again",
        "however",
        "thus",
        "therefore",
        "consequently",
        "himself",
    ];
    let mut kept: Vec<&str> = Vec::new();
    for index in group {
        let word = &words[*index];
        if word.tag != Tag::Adverb || word.is_any(DROPPED) {
            continue;
        }
        if !word.is_any(KEPT) {
            return Err("an adverb that may change what is said");
        }
        kept.push(&word.lower);
    }
    Ok(kept.join(" "))
}

/// The words behind the verb up to the first place where they can be cut.
fn rest(
    words: &[Word<'_>],
    seq: &[usize],
    scene: &Scene<'_>,
    view: &View<'_>,
) -> Result<Vec<usize>, &'static str> {
    let end = seq
        .iter()
        .rposition(|index| words[*index].tag != Tag::Mark)
        .map_or(0, |last| last + 1);
    let seq = &seq[..end];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < seq.len() {
        let index = seq[at];
        let word = &words[index];
        let in_time = view
            .times
            .iter()
            .any(|time| time.start <= index && index < time.end);
        if in_time {
            kept.push(index);
            at += 1;
            continue;
        }
        match word.tag {
            Tag::Mark if word.is(",") => match comma(words, seq, at, scene, view).or_else(|reason| {
                // A list inside "to demand ..." goes with its purpose clause.
                let purpose = purpose(words, &kept).ok_or(reason)?;
                kept.truncate(purpose);
                Ok::<Comma, &'static str>(Comma::Cut)
            })? {
                Comma::Cut => break,
                Comma::Keep => kept.push(index),
                Comma::Drop => {}
            },
            Tag::Mark if matches!(word.text, ";" | ":" | "–" | "—") => break,
            Tag::Mark => return Err("a mark in the sentence"),
            Tag::Relative => {
                let after_name = kept.last().is_some_and(|last| words[*last].tag == Tag::Name);
                if word.is_any(&["when", "where"]) || (after_name && word.is_any(&["who", "whom"])) {
                    break;
                }
                return Err("a clause that cannot be cut");
            }
            Tag::Subordinator
                if word.is_any(&["while", "although", "though", "because", "whereas", "so"]) =>
            {
                break;
            }
            Tag::Subordinator => return Err("a clause that cannot be cut"),
            Tag::Preposition
                if word.is_any(&["after", "before", "until", "as", "since"])
                    && clause_follows(words, seq, at) =>
            {
                break;
            }
            Tag::Conjunction if predicate_follows(words, seq, at, scene, view) => break,
            Tag::Be | Tag::Have | Tag::Do | Tag::Modal => return Err("a second verb"),
            Tag::Past if !is_postmodifier(words, seq, at) => return Err("a second verb"),
            Tag::Negation => return Err("denied"),
            Tag::Pronoun if !word.is("itself") => return Err("a pronoun"),
            _ => kept.push(index),
        }
        at += 1;
    }
    Ok(kept)
}

/// Where a purpose clause ("to" and a verb) begins among the kept words, with enough before it.
fn purpose(words: &[Word<'_>], kept: &[usize]) -> Option<usize> {
    (2..kept.len().saturating_sub(1)).find(|at| {
        words[kept[*at]].tag == Tag::To
            && words[kept[at + 1]].forms.base
            && words[kept[at + 1]].tag == Tag::Present
    })
}

enum Comma {
    Cut,
    Keep,
    Drop,
}

/// What a comma behind the verb means.
fn comma(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
    scene: &Scene<'_>,
    view: &View<'_>,
) -> Result<Comma, &'static str> {
    let Some(next_index) = seq.get(at + 1).copied() else {
        return Ok(Comma::Cut);
    };
    let next = &words[next_index];
    let time = view
        .times
        .iter()
        .find(|time| time.start <= next_index && next_index < time.end);
    if let Some(time) = time {
        // "in Berdi, on 3 May 1911": only when nothing but the end or a cut follows.
        let after = seq.iter().position(|index| *index >= time.end);
        let ends = after.is_none_or(|after| words[seq[after]].is(","));
        return Ok(if ends { Comma::Drop } else { Comma::Cut });
    }
    let before_is_time = seq
        .get(at.wrapping_sub(1))
        .is_some_and(|index| view.times.iter().any(|time| time.end == index + 1));
    let place = scene.mentions(view).iter().find(|mention| {
        mention.start == next_index
            && (matches!(
                mention.kind,
                super::frame::NameKind::Country
                    | super::frame::NameKind::Place
                    | super::frame::NameKind::City
            ))
    });
    if let Some(place) = place {
        let after = seq.iter().position(|index| *index >= place.end);
        let before_is_name = seq
            .get(at.wrapping_sub(1))
            .is_some_and(|index| words[*index].tag == Tag::Name);
        let ends = after.is_none_or(|after| {
            words[seq[after]].is(",")
                || view.times.iter().any(|time| time.start == seq[after])
                || words[seq[after]].is("and")
        });
        let is_list =
            after.is_some_and(|after| words[seq[after]].is("and") || list_goes_on(words, seq, after));
        if is_list {
            return Err("a list");
        }
        return Ok(if before_is_name && ends {
            Comma::Keep
        } else {
            Comma::Cut
        });
    }
    if list_goes_on(words, seq, at) {
        return Err("a list");
    }
    if before_is_time && matches!(next.tag, Tag::Preposition) {
        return Ok(Comma::Cut);
    }
    Ok(Comma::Cut)
}

/// Whether the comma at `at` is one of a list: "A, B and C", "A, B, C".
fn list_goes_on(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    let Some(first) = seq.get(at + 1).map(|index| &words[*index]) else {
        return false;
    };
    if matches!(
        first.tag,
        Tag::Relative
            | Tag::Ing
            | Tag::Past
            | Tag::Participle
            | Tag::Preposition
            | Tag::Subordinator
            | Tag::Adverb
            | Tag::Pronoun
            | Tag::Be
            | Tag::Have
            | Tag::Modal
    ) {
        return false;
    }
    if first.tag == Tag::Conjunction {
        return !seq[at + 2..].iter().any(|index| is_finite(&words[*index]));
    }
    for index in seq[at + 1..].iter().take(9) {
        let word = &words[*index];
        if word.is_any(&["and", "or", "&"]) {
            return true;
        }
        if (word.tag == Tag::Mark && !word.is(",")) || is_finite(word) || word.tag == Tag::Relative {
            return false;
        }
    }
    false
}

/// Whether a finite verb follows, so that "after" opens a clause.
fn clause_follows(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    seq[at + 1..]
        .iter()
        .take_while(|index| !words[**index].is(","))
        .any(|index| {
            is_finite(&words[*index]) || words[*index].tag == Tag::Ing && seq.get(at + 1) == Some(index)
        })
}

/// Whether "and" goes on with a second predicate or clause, which can be cut.
fn predicate_follows(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
    _scene: &Scene<'_>,
    view: &View<'_>,
) -> bool {
    let after: Vec<&usize> = seq[at + 1..]
        .iter()
        .take_while(|index| !words[**index].is(","))
        .collect();
    let Some(first) = after.first() else {
        return false;
    };
    let word = &words[**first];
    let opens_time = view.times.iter().any(|time| time.start == **first);
    matches!(
        word.tag,
        Tag::Be | Tag::Have | Tag::Modal | Tag::Past | Tag::Adverb | Tag::Pronoun
    ) || opens_time
        || (word.tag == Tag::Present && word.forms.third)
        || after
            .iter()
            .any(|index| matches!(words[**index].tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Past))
}

/// "the coalition called Unity", "a bill signed by": a past form that only describes the noun before it.
fn is_postmodifier(words: &[Word<'_>], seq: &[usize], at: usize) -> bool {
    let word = &words[seq[at]];
    let before = at.checked_sub(1).map(|before| words[seq[before]].tag);
    let after = seq.get(at + 1).map(|index| &words[*index]);
    let describes = matches!(before, Some(Tag::Noun | Tag::Name))
        && word.forms.participle
        && after.is_some_and(|after| after.is_any(&["by", "in", "for", "as", "on", "at", "from", "to"]));
    let is_adjective = after.is_some_and(|after| matches!(after.tag, Tag::Noun | Tag::Name))
        && matches!(
            before,
            Some(
                Tag::Determiner
                    | Tag::Noun
                    | Tag::Preposition
                    | Tag::Number
                    | Tag::Genitive
                    | Tag::Possessive
            )
        )
        && !matches!(before, Some(Tag::Noun));
    describes || is_adjective
}

/// Takes the time expressions out of chosen words.
fn without_times(view: &View<'_>, chosen: &[usize]) -> Result<(Vec<usize>, Vec<TimeAt>), &'static str> {
    let mut kept = Vec::new();
    let mut times: Vec<TimeAt> = Vec::new();
    for index in chosen {
        let time = view
            .times
            .iter()
            .find(|time| time.start <= *index && *index < time.end);
        match time {
            Some(time) if is_attributive(view, time) => kept.push(*index),
            Some(time) if belongs_to_noun(view, time) => return Err("a year that may belong to a noun"),
            Some(time) => {
                if time.value == TimeValue::Relative {
                    return Err("a time that depends on when it was said");
                }
                if !times.contains(time) {
                    times.push(time.clone());
                }
            }
            None => kept.push(*index),
        }
    }
    while kept.last().is_some_and(|last| view.words[*last].tag == Tag::Mark) {
        kept.pop();
    }
    Ok((kept, times))
}

/// "in 2008 parliamentary elections": without a comma between, the year is not a time of its own.
fn belongs_to_noun(view: &View<'_>, time: &TimeAt) -> bool {
    let next = view.words.get(time.end);
    next.is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name) && next.is_apart)
}

/// "the 2017 election": a year without a preposition in front of a noun belongs to the name.
fn is_attributive(view: &View<'_>, time: &TimeAt) -> bool {
    let next = view.words.get(time.end);
    let before = time.start.checked_sub(1).map(|before| &view.words[before]);
    // "the referendum of June 2022" says which one.
    if time.value != TimeValue::Relative && before.is_some_and(|before| before.is("of")) {
        return true;
    }
    time.link == Link::Bare
        && time.value != TimeValue::Relative
        && next.is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name | Tag::Ing))
}

/// Finds the person behind "he", or refuses the pronoun.
fn resolve(scene: &Scene<'_>, view: &View<'_>, clause: &mut Clause) -> Result<(), &'static str> {
    let [only] = clause.subject[..] else {
        return Ok(());
    };
    let word = &view.words[only];
    if word.tag != Tag::Pronoun {
        return Ok(());
    }
    let topic = view
        .topic
        .as_ref()
        .filter(|person| scene.fits(person, &word.lower));
    match topic {
        Some(person) if word.is_any(&["he", "she"]) => {
            clause.topic = Some(person.clone());
            clause.subject.clear();
            Ok(())
        }
        _ => Err("a pronoun without its person"),
    }
}

/// Refuses what the stem of a question could not hold.
fn check(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Result<(), &'static str> {
    let all: Vec<&Word<'_>> = clause
        .subject
        .iter()
        .chain(&clause.rest)
        .map(|index| &view.words[*index])
        .collect();
    if let Some(taint) = assertion::taints(&all) {
        return Err(taint);
    }
    for (position, index) in clause.subject.iter().enumerate() {
        let word = &view.words[*index];
        if word.is("more") && view.words.get(index + 1).is_none_or(|next| !next.is("than")) {
            return Err("words that point elsewhere");
        }
        if matches!(word.tag, Tag::Pronoun | Tag::Possessive | Tag::Relative) {
            return Err("a pronoun in the subject");
        }
        if position == 0
            && word.is_any(&[
                "this", "that", "these", "those", "such", "both", "another", "other", "each", "its",
                "either", "neither", "all", "some", "most", "many", "several", "few", "others",
            ])
            && view
                .words
                .get(index + 1)
                .is_none_or(|next| next.tag != Tag::Number)
        {
            return Err("a subject that points elsewhere");
        }
    }
    if let Some(reason) =
        points_back(scene, view, &clause.subject).or_else(|| points_back(scene, view, &clause.rest))
    {
        return Err(reason);
    }
    for index in &clause.rest {
        let word = &view.words[*index];
        if word.is_any(&[
            "this",
            "that",
            "these",
            "those",
            "such",
            "another",
            "other",
            "others",
            "respectively",
            "former",
            "latter",
            "there",
            "here",
            "same",
            "also",
            "instead",
            "again",
            "again",
            "both",
            "similar",
            "further",
            "additional",
            "different",
            "alternative",
            "own",
            "ill",
        ]) {
            return Err("words that point elsewhere");
        }
        if word.is("more") && view.words.get(index + 1).is_none_or(|next| !next.is("than")) {
            return Err("words that point elsewhere");
        }
        if word.tag == Tag::Possessive
            && word.is_any(&["his", "her"])
            && clause.topic.is_none()
            && !opens_with_person(scene, view, clause)
        {
            return Err("a pronoun");
        }
    }
    Ok(())
}

fn opens_with_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    clause.subject.iter().any(|index| {
        scene.mentions(view).iter().any(|mention| {
            mention.start <= *index && *index < mention.end && mention.kind == super::frame::NameKind::Person
        })
    })
}

/// "the party", "the city": a common noun with "the" that nothing near it explains.
fn points_back(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "world",
        "people",
        "public",
        "press",
        "north",
        "south",
        "east",
        "west",
        "streets",
        "internet",
        "economy",
        "sea",
        "air",
        "sun",
        "moon",
        "earth",
        "presidency",
        "throne",
        "majority",
        "media",
        "north-east",
        "north-west",
        "south-east",
        "south-west",
        "peace",
        "telegraph",
        "time",
    ];
    for (position, index) in chosen.iter().enumerate() {
        if !view.words[*index].is("the") {
            continue;
        }
        let mut at = position + 1;
        let mut last = None;
        let mut has_name = false;
        while let Some(next) = chosen.get(at) {
            let word = &view.words[*next];
            if word.tag == Tag::Genitive && !has_name && last.is_some_and(|last: &Word<'_>| !last.is("world"))
            {
                return Some("a noun that another sentence explains");
            }
            if !matches!(
                word.tag,
                Tag::Noun
                    | Tag::Name
                    | Tag::Number
                    | Tag::Participle
                    | Tag::Ing
                    | Tag::Genitive
                    | Tag::Adverb
                    | Tag::Past
                    | Tag::Present
            ) {
                break;
            }
            if word.is_any(&["available", "able", "responsible", "necessary", "possible"]) {
                return Some("a noun that another sentence explains");
            }
            has_name |= word.tag == Tag::Name;
            has_name |= view
                .times
                .iter()
                .any(|time| time.start <= *next && *next < time.end);
            last = Some(word);
            at += 1;
        }
        let explained = chosen.get(at).is_some_and(|next| {
            let word = &view.words[*next];
            word.is_any(&["of", "for", "between", "against", "on", "to", "in", "from", "at"])
                || word.tag == Tag::To
        });
        let is_role_or_rank = last.is_some_and(|word| {
            word.is_any(KNOWN) || (word.is_any(OCCASIONS) && scene.occasion(view.article).is_some())
        });
        if !has_name && !explained && !is_role_or_rank {
            return Some("a noun that another sentence explains");
        }
    }
    None
}
