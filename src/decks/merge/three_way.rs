//! Field by field: what a person changed stays, the rest takes what comes new.

use crate::facts::Evidence;
use crate::facts::Fact;
use crate::items::Item;

use super::super::Meta;
use super::super::Source;
use super::super::Term;

/// Takes the new value where ours is still the one merged last.
fn take<T: Clone + PartialEq>(mine: &mut T, base: &T, theirs: &T) {
    if mine == base {
        mine.clone_from(theirs);
    }
}

pub(super) fn merge_meta(mine: &mut Meta, base: &Meta, theirs: &Meta) {
    take(&mut mine.title, &base.title, &theirs.title);
    take(&mut mine.group, &base.group, &theirs.group);
    take(&mut mine.language, &base.language, &theirs.language);
    take(&mut mine.description, &base.description, &theirs.description);
    take(&mut mine.author, &base.author, &theirs.author);
    take(&mut mine.licence, &base.licence, &theirs.licence);
    take(&mut mine.version, &base.version, &theirs.version);
}

/// Without a base nobody knows who wrote what: ours stays, only what it lacks is taken.
pub(super) fn merge_source(mine: &mut Source, base: Option<&Source>, theirs: &Source) {
    match base {
        Some(base) => {
            take(&mut mine.title, &base.title, &theirs.title);
            take(&mut mine.publisher, &base.publisher, &theirs.publisher);
            take(&mut mine.author, &base.author, &theirs.author);
            take(&mut mine.date, &base.date, &theirs.date);
            take(&mut mine.url, &base.url, &theirs.url);
            take(&mut mine.document, &base.document, &theirs.document);
        }
        None => {
            mine.publisher = mine.publisher.take().or(theirs.publisher.clone());
            mine.author = mine.author.take().or(theirs.author.clone());
            mine.date = mine.date.or(theirs.date);
            mine.url = mine.url.take().or(theirs.url.clone());
            mine.document = mine.document.take().or(theirs.document.clone());
        }
    }
}

pub(super) fn merge_fact(mine: &mut Fact, base: Option<&Fact>, theirs: &Fact) {
    if let Some(base) = base {
        take(&mut mine.subject, &base.subject, &theirs.subject);
        take(&mut mine.relation, &base.relation, &theirs.relation);
        take(&mut mine.object, &base.object, &theirs.object);
        take(&mut mine.time, &base.time, &theirs.time);
        take(&mut mine.statement, &base.statement, &theirs.statement);
        take(&mut mine.assertion, &base.assertion, &theirs.assertion);
        take(&mut mine.as_of, &base.as_of, &theirs.as_of);
        take(&mut mine.contested, &base.contested, &theirs.contested);
        take(&mut mine.importance, &base.importance, &theirs.importance);
    }
    merge_evidence(mine, base, theirs);
}

/// Places that were merged before and are no longer given go; what a person added
/// stays, and what a person removed does not come back.
fn merge_evidence(mine: &mut Fact, base: Option<&Fact>, theirs: &Fact) {
    let was_merged = |one: &Evidence| base.is_some_and(|base| base.evidence.contains(one));
    let from_there = |one: &Evidence| theirs.evidence.iter().any(|new| new.source == one.source);
    let ours = mine.evidence.clone();
    mine.evidence
        .retain(|one| theirs.evidence.contains(one) || !was_merged(one) || !from_there(one));
    for new in &theirs.evidence {
        if !ours.contains(new) && !was_merged(new) {
            mine.evidence.push(new.clone());
        }
    }
}

/// Each tag for itself: those that went there go, those that came there come, and those that a person gave or took
/// away here stay as they are.
fn merge_tags(mine: &mut Vec<String>, base: &[String], theirs: &[String]) {
    if mine == base {
        theirs.clone_into(mine);
        return;
    }
    mine.retain(|tag| theirs.contains(tag) || !base.contains(tag));
    for tag in theirs {
        if !base.contains(tag) && !mine.contains(tag) {
            mine.push(tag.clone());
        }
    }
}

/// `keeps_status`: drafts say nothing about whether a person accepted the item.
pub(super) fn merge_item(mine: &mut Item, base: Option<&Item>, theirs: &Item, keeps_status: bool) {
    let Some(base) = base else {
        return;
    };
    take(&mut mine.fact, &base.fact, &theirs.fact);
    take(&mut mine.kind, &base.kind, &theirs.kind);
    take(&mut mine.stem, &base.stem, &theirs.stem);
    take(&mut mine.key, &base.key, &theirs.key);
    take(&mut mine.accept, &base.accept, &theirs.accept);
    take(&mut mine.distractors, &base.distractors, &theirs.distractors);
    take(&mut mine.detail, &base.detail, &theirs.detail);
    take(&mut mine.explanation, &base.explanation, &theirs.explanation);
    take(&mut mine.importance, &base.importance, &theirs.importance);
    take(&mut mine.difficulty, &base.difficulty, &theirs.difficulty);
    merge_tags(&mut mine.tags, &base.tags, &theirs.tags);
    take(&mut mine.as_of, &base.as_of, &theirs.as_of);
    take(&mut mine.contested, &base.contested, &theirs.contested);
    // What classes answered adds up, wherever they were; what was there before and is gone here stays gone.
    for class in &theirs.record.classes {
        let is_known = |item: &Item| item.record.classes.iter().any(|known| known.paper == class.paper);
        if !is_known(mine) && !is_known(base) {
            mine.record.keep(class.clone());
        }
    }
    if !keeps_status {
        take(&mut mine.status, &base.status, &theirs.status);
    }
}

/// Whether a merged item says something else than `theirs`, which is not what came the last time.
pub(super) fn is_kept(mine: &Item, base: &Item, theirs: &Item) -> bool {
    fn differs<T: PartialEq>(mine: &T, base: &T, theirs: &T) -> bool {
        base != theirs && mine != theirs
    }
    differs(&mine.stem, &base.stem, &theirs.stem)
        || differs(&mine.key, &base.key, &theirs.key)
        || differs(&mine.accept, &base.accept, &theirs.accept)
        || differs(&mine.distractors, &base.distractors, &theirs.distractors)
        || differs(&mine.detail, &base.detail, &theirs.detail)
        || differs(&mine.explanation, &base.explanation, &theirs.explanation)
}

pub(super) fn merge_term(mine: &mut Term, base: Option<&Term>, theirs: &Term) {
    let Some(base) = base else {
        return;
    };
    take(&mut mine.en, &base.en, &theirs.en);
    take(&mut mine.kk_cyrl, &base.kk_cyrl, &theirs.kk_cyrl);
    take(&mut mine.kk_latn, &base.kk_latn, &theirs.kk_latn);
    take(&mut mine.ru, &base.ru, &theirs.ru);
    take(&mut mine.accept_en, &base.accept_en, &theirs.accept_en);
    take(&mut mine.accept_kk, &base.accept_kk, &theirs.accept_kk);
    take(&mut mine.pos, &base.pos, &theirs.pos);
    take(&mut mine.topic, &base.topic, &theirs.topic);
    take(&mut mine.definition, &base.definition, &theirs.definition);
    take(
        &mut mine.by_definition,
        &base.by_definition,
        &theirs.by_definition,
    );
    take(&mut mine.example, &base.example, &theirs.example);
    take(&mut mine.verified, &base.verified, &theirs.verified);
    take(&mut mine.ru_verified, &base.ru_verified, &theirs.ru_verified);
    take(&mut mine.sources, &base.sources, &theirs.sources);
    take(&mut mine.importance, &base.importance, &theirs.importance);
    merge_tags(&mut mine.tags, &base.tags, &theirs.tags);
    take(&mut mine.status, &base.status, &theirs.status);
}

/// Whether two items say the same, whatever became of them.
pub(super) fn same_content(one: &Item, other: &Item) -> bool {
    let mut other = other.clone();
    other.status.clone_from(&one.status);
    other.changed.clone_from(&one.changed);
    other.added.clone_from(&one.added);
    other.record.clone_from(&one.record);
    *one == other
}

/// Whether two terms say the same, whatever became of them.
pub(super) fn same_term(one: &Term, other: &Term) -> bool {
    let mut other = other.clone();
    other.status.clone_from(&one.status);
    other.changed.clone_from(&one.changed);
    other.added.clone_from(&one.added);
    *one == other
}
