//! To which party a person belonged, stood for or led: "Ann Lund was a member of the Velk Party from 1911 to 1914".

use super::Rule;
use super::clauses;
use super::event::single_date;
use super::persons::subject_person;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Voice};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Tag;
use crate::language::inflect;

/// Finds members, candidates and leaders of parties and movements.
pub struct Affiliation;

impl Rule for Affiliation {
    fn name(&self) -> &'static str {
        "affiliation"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in &scene.views {
            if view.objection.is_none() {
                let clauses = clauses(scene, view);
                found.extend(clauses.iter().filter_map(|clause| member(scene, view, clause)));
                found.extend(clauses.iter().filter_map(|clause| candidate(scene, view, clause)));
            }
            found.extend(leader(scene, view));
        }
        found
    }
}

/// A party or the like, with the noun it is asked by.
struct Body {
    name: String,
    class: &'static str,
    end: usize,
}

/// Reads "the Velk Party" at a word.
fn body_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Body> {
    const CLASSES: &[(&str, &str)] = &[
        ("Party", "party"),
        ("party", "party"),
        ("Movement", "movement"),
        ("Coalition", "coalition"),
        ("Alliance", "alliance"),
    ];
    let the = usize::from(view.words.get(at)?.is("the"));
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.start == at + the && !mention.is_ambiguous)?;
    let last = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or(name);
        CLASSES
            .iter()
            .find(|(word, _)| *word == last)
            .map(|(_, class)| *class)
    };
    // "the Velk party": the noun stands behind the name.
    let behind = view.words.get(mention.end).filter(|word| word.is("party"));
    if behind.is_some() {
        return Some(Body {
            name: format!("{} party", mention.full),
            class: "party",
            end: mention.end + 1,
        });
    }
    let class = last(&mention.full).or((mention.kind == NameKind::Party).then_some("party"))?;
    // "Party" alone, and "the Communist Party" of some country, are no names.
    let is_bare = mention.full.split(' ').count() < 2 && last(&mention.full).is_some();
    let goes_on = view
        .words
        .get(mention.end)
        .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name | Tag::Genitive) || next.is("of"));
    (!is_bare && !goes_on).then(|| Body {
        name: mention.full.clone(),
        class,
        end: mention.end,
    })
}

/// "Ann Lund was a member of the Velk Party from 1911 to 1914."
fn member(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let words = &view.words;
    let [time] = &clause.times[..] else { return None };
    let TimeValue::Range(from, to) = time.value else {
        return None;
    };
    if clause.lemma != "be" || clause.voice != Voice::Copula || !clause.adverbs.is_empty() {
        return None;
    }
    let of = clause.rest.iter().position(|index| words[*index].is("of"))?;
    let before: Vec<&str> = clause.rest[..of]
        .iter()
        .map(|index| words[*index].lower.as_str())
        .collect();
    if !matches!(before[..], ["a" | "the", "member"] | ["member"]) {
        return None;
    }
    let person = subject_person(scene, view, clause)?;
    let body = body_at(scene, view, *clause.rest.get(of + 1)?)?;
    if clause.rest.last() != Some(&(body.end - 1)) {
        return None;
    }
    let span = format!("from {} to {}", statement::date(from), statement::date(to));
    let stem = format!("to which {} did {person} belong {span}", body.class);
    let statement = format!("{person} was a member of the {} {span}.", body.name);
    Some(found(
        scene,
        view,
        statement,
        stem,
        &person,
        body,
        Some(from),
        None,
    ))
}

/// "Ann Lund was elected to the Senate for the Velk Party in 1911."
fn candidate(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let words = &view.words;
    let auxiliary = match (clause.lemma, clause.voice) {
        ("elect" | "re-elect", Voice::Passive) => "was",
        ("run" | "stand", Voice::Active) => "did",
        _ => return None,
    };
    if !clause.adverbs.is_empty() {
        return None;
    }
    let when = single_date(clause).ok()?;
    let person = subject_person(scene, view, clause)?;
    let start = (1..clause.rest.len()).find(|at| {
        let next = |ahead: usize| clause.rest.get(at + ahead).map(|index| &words[*index]);
        next(0).is_some_and(|word| word.is("for")) && next(1).is_some_and(|word| word.is("the"))
            || next(0).is_some_and(|word| word.is("as"))
                && next(1).is_some_and(|word| word.is("a"))
                && next(2).is_some_and(|word| word.is_any(&["member", "candidate"]))
                && next(3).is_some_and(|word| word.is("of"))
    })?;
    let begin = if words[clause.rest[start]].is("for") {
        start + 1
    } else {
        start + 4
    };
    let body = body_at(scene, view, *clause.rest.get(begin)?)?;
    if clause.rest.last() != Some(&(body.end - 1)) {
        return None;
    }
    let before = scene.phrase(view, &clause.rest[..start])?;
    // "was elected in 1911": to what, nothing tells.
    if before.names.is_empty() || before.text.contains(',') || before.text.contains(" new ") {
        return None;
    }
    let (verb, told) = match clause.voice {
        Voice::Passive => {
            let participle = inflect::participle(clause.lemma);
            (participle.clone(), format!("was {participle}"))
        }
        _ => (clause.lemma.to_owned(), inflect::past(clause.lemma)),
    };
    let tail = format!("{} {}", before.text, statement::on(when));
    let stem = format!("for which {} {auxiliary} {person} {verb} {tail}", body.class);
    let statement = format!(
        "{person} {told} {} for the {} {}.",
        before.text,
        body.name,
        statement::on(when)
    );
    Some(found(
        scene,
        view,
        statement,
        stem,
        &person,
        body,
        Some(when),
        None,
    ))
}

/// "Ann Lund, leader of the Velk Party, said": as of the day of the article.
fn leader(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let anchor = view.anchor?;
    let may_be_told = matches!(
        view.objection,
        None | Some("told in somebody's words" | "first or second person")
    );
    if !may_be_told {
        return None;
    }
    let read = |person: &Mention| {
        let is_in_quotes = words[..person.start]
            .iter()
            .filter(|word| matches!(word.text, "“" | "”" | "\""))
            .count()
            % 2
            == 1;
        if person.kind != NameKind::Person
            || person.is_ambiguous
            || is_in_quotes
            || !person.full.contains(' ')
        {
            return None;
        }
        let next = words.get(person.end)?;
        let is_copula = next.is("is");
        if !next.is(",") && !is_copula {
            return None;
        }
        let mut at = person.end + 1;
        at += usize::from(words.get(at)?.is_any(&["the", "a"]));
        let verb = match words.get(at)?.lower.as_str() {
            "leader" => "lead",
            "chairman" | "chairwoman" | "chair" | "chairperson" => "chair",
            "head" => "head",
            "member" => "belong to",
            _ => return None,
        };
        let of = words.get(at + 1).filter(|of| of.is("of"));
        let body = of.and_then(|_| body_at(scene, view, at + 2))?;
        let ends = words
            .get(body.end)
            .is_some_and(|next| next.is(",") || next.is("."));
        ends.then_some((person.full.clone(), verb, body))
    };
    let (person, verb, body) = scene.mentions(view).iter().find_map(read)?;
    let as_of = PartialDate { day: None, ..anchor };
    let lead = format!("as of {}", statement::date(as_of));
    let stem = match verb {
        "belong to" => format!("{lead}, to which {} did {person} belong", body.class),
        verb => format!("{lead}, which {} did {person} {verb}", body.class),
    };
    let told = match verb {
        "belong to" => "belonged to".to_owned(),
        verb => inflect::past(verb),
    };
    let statement = format!(
        "{}, {person} {told} the {}.",
        statement::capitalised(&lead),
        body.name
    );
    Some(found(
        scene,
        view,
        statement,
        stem,
        &person,
        body,
        None,
        Some(as_of),
    ))
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one fact, each of its own kind"
)]
fn found(
    scene: &Scene<'_>,
    view: &View<'_>,
    statement: String,
    stem: String,
    person: &str,
    body: Body,
    time: Option<PartialDate>,
    as_of: Option<PartialDate>,
) -> Found {
    let mut draft = Found::begin(scene, view, "affiliation", statement)
        .about(person, body.class, &body.name)
        .as_of(as_of)
        .worth(2, 800);
    if let Some(time) = time {
        draft = draft.at(time);
    }
    draft.framed(Frame::Affiliation {
        stem,
        person: person.to_owned(),
        kind: NameKind::Party,
        body: body.name,
    })
}

#[cfg(test)]
mod tests {
    use super::Affiliation;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn finds_members_and_candidates() {
        for (text, told) in [
            (
                "Anna Lund was a member of the Velk Party from 1911 to 1914.",
                "Anna Lund was a member of the Velk Party from 1911 to 1914.",
            ),
            (
                "In 1911 Anna Lund was elected to the Council of Moscow for the Velk Party.",
                "Anna Lund was elected to the Council of Moscow for the Velk Party in 1911.",
            ),
            (
                "Anna Lund ran for mayor of Moscow as a candidate of the Velk Party in 1911.",
                "Anna Lund ran for mayor of Moscow for the Velk Party in 1911.",
            ),
        ] {
            assert_eq!(statements(&Affiliation, text), [told]);
        }
    }

    #[test]
    fn finds_leaders_as_of_the_day_of_the_article() {
        let page = "---\ntitle: A vote\ndate: 2011-05-03\n---\nAnna Lund, leader of the Velk Party, said the vote was fair.";
        assert_eq!(
            statements_of_page(&Affiliation, page),
            ["As of May 2011, Anna Lund led the Velk Party."]
        );
        assert!(
            statements(
                &Affiliation,
                "Anna Lund, leader of the Velk Party, said the vote was fair."
            )
            .is_empty()
        );
    }

    #[test]
    fn leaves_undated_members_former_leaders_and_claims() {
        let dated = |text: &str| format!("---\ntitle: A vote\ndate: 2011-05-03\n---\n{text}");
        for text in [
            "Anna Lund was a member of the Velk Party.",
            "Anna Lund was a founding member of the Velk Party from 1911 to 1914.",
            "Anna Lund, former leader of the Velk Party, said the vote was fair.",
            "Anna Lund, leader of the party, said the vote was fair.",
            "Anna Lund, leader of the Velk Party group, said the vote was fair.",
            "\"I met Anna Lund, leader of the Velk Party, there,\" said Otto Berg.",
            "Anna Lund was reportedly a member of the Velk Party from 1911 to 1914.",
        ] {
            let found = statements_of_page(&Affiliation, &dated(text));
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
