//! What a law lays down, and what a body is for: "The Ferry Act of 1911 banned night ferries".

use super::Rule;
use super::event::single_date;
use super::in_clauses;
use super::persons::is_closed;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;
use crate::language::inflect;

/// Finds what named laws ban, allow and demand, and the purpose of named foundations.
pub struct Content;

impl Rule for Content {
    fn name(&self) -> &'static str {
        "content"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, |scene, view, clause| {
            of_law(scene, view, clause).or_else(|| purpose(scene, view, clause))
        })
    }
}

/// Nouns for what lays something down.
const LAWS: &[&str] = &[
    "act",
    "law",
    "amendment",
    "amendments",
    "decree",
    "bill",
    "reform",
    "edict",
    "statute",
    "ordinance",
    "proclamation",
    "ukase",
    "treaty",
];
/// Verbs with what they lay down as their object.
const VERBS: &[&str] = &[
    "ban", "prohibit", "abolish", "outlaw", "forbid", "legalise", "legalize", "repeal",
];
/// Verbs with somebody who then may or must do something.
const WITH_TO: &[&str] = &[
    "allow", "permit", "require", "oblige", "enable", "forbid", "entitle",
];

/// "The Ferry Act of 1911 banned night ferries on the Velk."
fn of_law(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    if clause.voice != Voice::Active || !clause.adverbs.is_empty() || clause.topic.is_some() {
        return None;
    }
    if !is_closed(view, clause) || view.words.iter().any(|word| word.is("also")) {
        return None;
    }
    let when = optional_date(clause)?;
    let law = scene.phrase(view, &clause.subject)?;
    if !is_named_law(&law) {
        return None;
    }
    let to = (1..clause.rest.len().saturating_sub(1))
        .find(|at| view.words[clause.rest[*at]].tag == Tag::To && view.words[clause.rest[at + 1]].forms.base);
    let tail = told_tail(&law, when);
    let (stem, content, told) = match to.filter(|_| WITH_TO.contains(&clause.lemma)) {
        Some(to) => {
            let who = scene.phrase(view, &clause.rest[..to])?;
            let what = scene.phrase(view, clause.rest.get(to + 1..)?)?;
            let verb = &clause.lemma;
            (
                format!("what did {} {verb} {} to do{tail}", law.text, who.text),
                what.clone(),
                format!("{} to {}", who.text, what.text),
            )
        }
        None if VERBS.contains(&clause.lemma) && to.is_none() => {
            let what = scene.phrase(view, &clause.rest)?;
            (
                format!("what did {} {}{tail}", law.text, clause.lemma),
                what.clone(),
                what.text,
            )
        }
        None => return None,
    };
    // "the country" of a law is the lawgiver's, whatever the document is on.
    let leans = view
        .words
        .iter()
        .any(|word| word.is_any(&["country", "nation", "state"]));
    if !is_short(&content) || leans {
        return None;
    }
    let statement = format!("{} {} {told}{tail}.", law.text, inflect::past(clause.lemma));
    Some(found(scene, view, &law.text, statement, stem, content.text, when))
}

/// A law whose own words say which it is: a name or a year stands in them.
fn is_named_law(law: &Phrase) -> bool {
    let head = law.text.split(" of ").next().unwrap_or(&law.text);
    let head = head.split(" to ").next().unwrap_or(head);
    let last = head.rsplit(' ').next().unwrap_or(head).to_lowercase();
    let is_law = law.kind == NameKind::Law || LAWS.contains(&last.as_str());
    let has_year = law
        .text
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let is_told = law
        .names
        .iter()
        .any(|named| !matches!(named.kind, NameKind::Country | NameKind::People));
    // "the Act" is the one of another sentence.
    let is_bare = law.text.split(' ').count() < 3;
    is_law
        && !is_bare
        && (has_year || is_told)
        && !law.text.contains(" and ")
        && !law.text.to_lowercase().contains("constitution")
}

/// "The Berdi Fund was founded in 1911 to help miners."
fn purpose(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    const FOUNDED: &[&str] = &[
        "found",
        "establish",
        "create",
        "launch",
        "form",
        "build",
        "set",
        "introduce",
    ];
    if !FOUNDED.contains(&clause.lemma) || clause.voice != Voice::Passive || !clause.adverbs.is_empty() {
        return None;
    }
    let when = optional_date(clause)?;
    let subject = match &clause.topic {
        Some(topic) => topic.clone(),
        None => scene.phrase(view, &clause.subject)?,
    };
    let up = usize::from(clause.lemma == "set" && view.words[*clause.rest.first()?].is("up"));
    if clause.lemma == "set" && up == 0 {
        return None;
    }
    let mut at = up;
    if view.words[*clause.rest.get(at)?].is("in") && view.words[*clause.rest.get(at + 1)?].is("order") {
        at += 2;
    }
    let (to, verb) = (
        &view.words[*clause.rest.get(at)?],
        &view.words[*clause.rest.get(at + 1)?],
    );
    if !to.is("to") || !verb.forms.base || matches!(verb.tag, Tag::Name | Tag::Determiner) {
        return None;
    }
    let content = scene.phrase(view, &clause.rest[at..])?;
    // A name and nothing more: what else is said of a thing may be true of another time.
    // A name of one word, or of letters only, tells nobody what it is.
    let is_name = subject.names.first().is_some_and(|first| {
        subject.text.trim_start_matches("the ") == first.text && first.text.contains(' ')
    });
    let is_one_of_several = view.words.iter().any(|word| word.is("also"));
    if !is_closed(view, clause)
        || is_one_of_several
        || !is_name
        || subject.kind == NameKind::Person
        || !is_short(&content)
    {
        return None;
    }
    let be = if subject.is_plural { "were" } else { "was" };
    let participle = inflect::participle(clause.lemma);
    let verb = if up == 1 {
        format!("{participle} up")
    } else {
        participle
    };
    let tail = told_tail(&subject, when);
    let stem = format!("for what purpose {be} {} {verb}{tail}", subject.text);
    let statement = format!("{} {be} {verb}{tail} {}.", subject.text, content.text);
    Some(found(
        scene,
        view,
        &subject.text,
        statement,
        stem,
        content.text,
        when,
    ))
}

/// No date or one; `None` where there is another time.
fn optional_date(clause: &Clause) -> Option<Option<PartialDate>> {
    match clause.times[..] {
        [] => Some(None),
        _ => single_date(clause).ok().map(Some),
    }
}

/// The date as a tail, unless the words tell its year already.
fn told_tail(subject: &Phrase, when: Option<PartialDate>) -> String {
    when.filter(|when| !subject.text.contains(&when.year.to_string()))
        .map_or_else(String::new, |when| format!(" {}", statement::on(when)))
}

/// Words of their own, few enough to type.
fn is_short(content: &Phrase) -> bool {
    (2..=14).contains(&content.text.split(' ').count()) && !content.text.contains(',')
}

fn found(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: &str,
    statement: String,
    stem: String,
    content: String,
    when: Option<PartialDate>,
) -> Found {
    let mut draft = Found::begin(scene, view, "content", statement::capitalised(&statement))
        .about(subject, "content", &content)
        .worth(3, 750);
    if let Some(when) = when {
        draft = draft.at(when);
    }
    draft.framed(Frame::Content { stem, content })
}

#[cfg(test)]
mod tests {
    use super::Content;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_what_laws_lay_down_and_bodies_are_for() {
        for (text, told) in [
            (
                "The Ferry Act of 1911 banned night ferries in Moscow.",
                "The Ferry Act of 1911 banned night ferries in Moscow.",
            ),
            (
                "In 1911 the Velk Decree allowed women to buy land.",
                "The Velk Decree allowed women to buy land in 1911.",
            ),
            (
                "The Velk Institute was founded in 1911 to teach miners.",
                "The Velk Institute was founded in 1911 to teach miners.",
            ),
        ] {
            assert_eq!(statements(&Content, text), [told]);
        }
    }

    #[test]
    fn leaves_unnamed_laws_plans_and_lists() {
        for text in [
            "The Act banned night ferries in Moscow.",
            "The Velk Institute was also founded in 1911 to teach miners.",
            "The law banned night ferries in Moscow.",
            "The Ferry Act of 1911 would ban night ferries in Moscow.",
            "The Ferry Act of 1911 did not ban night ferries in Moscow.",
            "The Ferry Act of 1911 banned night ferries, carts, horses and dogs in Moscow.",
            "The Ferry Act of 1911 reportedly banned night ferries in Moscow.",
            "The institute was founded in 1911 to teach miners.",
            "The Velk Institute was founded in 1911.",
        ] {
            let found = statements(&Content, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
