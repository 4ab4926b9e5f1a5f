//! How a vote or contest ended: "Ann Lund won the Berdi mayoral election of 1911", "voters approved a new land law".

use super::Rule;
use super::event::single_date;
use super::in_clauses;
use super::persons::{is_closed, person_at, subject_person};
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::inflect;

/// Finds winners of named contests, and what voters approved or rejected.
pub struct Outcome;

impl Rule for Outcome {
    fn name(&self) -> &'static str {
        "outcome"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        in_clauses(scene, |scene, view, clause| {
            if clause.voice != Voice::Active || !clause.adverbs.is_empty() {
                return None;
            }
            match clause.lemma {
                "win" => won(scene, view, clause),
                "defeat" | "beat" => defeated(scene, view, clause),
                "approve" | "reject" => decided(scene, view, clause),
                _ => None,
            }
        })
    }
}

/// No date or one; `None` where there is another time.
fn optional_date(clause: &Clause) -> Option<Option<PartialDate>> {
    match clause.times[..] {
        [] => Some(None),
        _ => single_date(clause).ok().map(Some),
    }
}

/// Whether only one can win it, and its words say which it was.
fn is_contest_of_one(contest: &Phrase, when: Option<PartialDate>, is_person: bool) -> bool {
    const OF_ONE: &[&str] = &[
        "presidential election",
        "mayoral election",
        "gubernatorial election",
        "leadership election",
        "by-election",
    ];
    const OF_MANY: &[&str] = &[
        "parliamentary election",
        "general election",
        "legislative election",
    ];
    let text = &contest.text;
    let has = |list: &[&str]| list.iter().any(|part| text.contains(part));
    let has_year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    // "the 1991 championships": of which game, nothing tells.
    let is_one = has(OF_ONE) || !is_person && has(OF_MANY);
    const GOES_ON: &[&str] = &[
        " to ",
        " for ",
        " by ",
        " with ",
        " over ",
        " against ",
        " after ",
        " as ",
        " and ",
    ];
    let opens = text.starts_with("the ") && !has(GOES_ON);
    opens && is_one && (has_year || when.is_some()) && !text.contains(',')
}

/// The question word for a winner.
fn asked_by(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("who"),
        NameKind::Party => Some("which party"),
        NameKind::Country => Some("which country"),
        _ => None,
    }
}

/// "Ann Lund won the Berdi mayoral election of 1911."
fn won(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let when = optional_date(clause)?;
    // "with 60 per cent of the vote": the figure goes.
    let end = clause.rest.iter().position(|index| view.words[*index].is("with"));
    let contest = scene.phrase(view, &clause.rest[..end.unwrap_or(clause.rest.len())])?;
    let contest = definite(contest, when);
    let (winner, kind) = match subject_person(scene, view, clause) {
        Some(person) => (person, NameKind::Person),
        None => only_name(&scene.phrase(view, &clause.subject)?)?,
    };
    // Only a person is elected president, known as one or not.
    let is_unknown = kind == NameKind::Other && winner.contains(' ') && contest.text.contains("presidential");
    let kind = if is_unknown { NameKind::Person } else { kind };
    let who = asked_by(kind)?;
    if !is_contest_of_one(&contest, when, kind == NameKind::Person) {
        return None;
    }
    let contest = placed(scene, &contest)?;
    let tail = told_tail(&contest, when);
    let stem = format!("{who} won {contest}{tail}");
    let the = if kind == NameKind::Party { "the " } else { "" };
    let statement = format!("{the}{winner} won {contest}{tail}.");
    Some(found(scene, view, statement, stem, winner, kind, when))
}

/// "an early presidential election" of a day is the one of that day.
fn definite(contest: Phrase, when: Option<PartialDate>) -> Phrase {
    let has_month = when.is_some_and(|when| when.month.is_some());
    let bare = ["a ", "an "]
        .iter()
        .find_map(|article| contest.text.strip_prefix(article))
        .filter(|_| has_month);
    match bare {
        Some(bare) => Phrase {
            text: format!("the {bare}"),
            ..contest
        },
        None => contest,
    }
}

/// A contest with a name in it; one without is placed in the country the document is on.
fn placed(scene: &Scene<'_>, contest: &Phrase) -> Option<String> {
    if !contest.names.is_empty() {
        return Some(contest.text.clone());
    }
    let country = scene.names.country.as_deref()?;
    let takes_the = scene
        .lexicon
        .country(country)
        .is_some_and(|found| found.takes_the);
    let the = if takes_the { "the " } else { "" };
    Some(format!("{} in {the}{country}", contest.text))
}

/// The name that is the whole of a phrase.
fn only_name(phrase: &Phrase) -> Option<(String, NameKind)> {
    let [named] = &phrase.names[..] else { return None };
    let is_whole = phrase.text.trim_start_matches("the ") == named.text;
    is_whole.then(|| (named.text.clone(), named.kind))
}

/// "Ann Lund defeated Otto Velk in the Berdi mayoral election of 1911."
fn defeated(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let when = optional_date(clause)?;
    let winner = subject_person(scene, view, clause)?;
    let (loser, end) = person_at(scene, view, &clause.rest)?;
    let link = *clause.rest.get(end)?;
    if !view.words[link].is_any(&["in", "at"]) || winner == loser {
        return None;
    }
    let contest = scene.phrase(view, clause.rest.get(end + 1..)?)?;
    if !is_contest_of_one(&contest, when, true) {
        return None;
    }
    let verb = inflect::past(clause.lemma);
    let contest = placed(scene, &contest)?;
    let tail = told_tail(&contest, when);
    let rest = format!("{verb} {loser} {} {contest}{tail}", view.words[link].lower);
    let stem = format!("who {rest}");
    let statement = format!("{winner} {rest}.");
    Some(found(
        scene,
        view,
        statement,
        stem,
        winner,
        NameKind::Person,
        when,
    ))
}

/// "Voters in Berdi approved a new land law in a referendum in May 1911."
fn decided(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Found> {
    let when = single_date(clause).ok()?;
    let voters = scene.phrase(view, &clause.subject)?;
    let is_people = voters
        .text
        .split(' ')
        .any(|word| matches!(word, "voters" | "electorate" | "citizens" | "electors"));
    if !is_people || voters.names.is_empty() || !is_closed(view, clause) {
        return None;
    }
    let vote = clause
        .rest
        .iter()
        .position(|index| view.words[*index].is_any(&["referendum", "plebiscite"]));
    let start = match vote {
        None => clause.rest.len(),
        Some(vote) => (0..vote).rev().find(|at| view.words[clause.rest[*at]].is("in"))?,
    };
    let what = scene.phrase(view, clause.rest.get(..start)?)?;
    let by = match vote {
        None => String::new(),
        Some(vote) if vote + 1 == clause.rest.len() => {
            format!(" {}", scene.phrase(view, &clause.rest[start..])?.text)
        }
        Some(_) => return None,
    };
    let length = what.text.split(' ').count();
    // "by a margin of", "with 60": the count of the vote, not what it was on.
    let counts = [" by ", " with ", " in ", "them"]
        .iter()
        .any(|link| what.text.contains(link))
        || what.text.ends_with(|last: char| last.is_ascii_digit());
    if !(2..=14).contains(&length) || what.text.contains(',') || counts {
        return None;
    }
    let tail = format!("{by} {}", statement::on(when));
    let stem = format!("what did {} {}{tail}", voters.text, clause.lemma);
    let statement = format!(
        "{} {} {}{tail}.",
        voters.text,
        inflect::past(clause.lemma),
        what.text
    );
    Some(found(
        scene,
        view,
        statement,
        stem,
        what.text,
        NameKind::Other,
        Some(when),
    ))
}

/// The date as a tail, unless the words tell its year already.
fn told_tail(text: &str, when: Option<PartialDate>) -> String {
    when.filter(|when| !text.contains(&when.year.to_string()))
        .map_or_else(String::new, |when| format!(" {}", statement::on(when)))
}

fn found(
    scene: &Scene<'_>,
    view: &View<'_>,
    statement: String,
    stem: String,
    result: String,
    kind: NameKind,
    when: Option<PartialDate>,
) -> Found {
    let mut draft = Found::begin(scene, view, "outcome", statement::capitalised(&statement))
        .about(&stem, "outcome", &result)
        .worth(3, 800);
    if let Some(when) = when {
        draft = draft.at(when);
    }
    draft.framed(Frame::Outcome { stem, result, kind })
}

#[cfg(test)]
mod tests {
    use super::Outcome;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_winners_and_what_voters_decided() {
        for (text, told) in [
            (
                "Anna Lund won the Moscow mayoral election of 1911.",
                "Anna Lund won the Moscow mayoral election of 1911.",
            ),
            (
                "On 3 May 1911 Anna Lund won an early presidential election in Finland with an official 60 per cent.",
                "Anna Lund won the early presidential election in Finland on 3 May 1911.",
            ),
            (
                "In 1911 Anna Lund defeated Otto Velk in the Velk presidential election.",
                "Anna Lund defeated Otto Velk in the Velk presidential election in 1911.",
            ),
            (
                "On 3 May 1911 voters in Finland approved a new land law.",
                "Voters in Finland approved a new land law on 3 May 1911.",
            ),
            (
                "In a May 1911 referendum, voters in Finland approved changes to a land law.",
                "Voters in Finland approved changes to a land law in a referendum in May 1911.",
            ),
        ] {
            assert_eq!(statements(&Outcome, text), [told]);
        }
    }

    #[test]
    fn leaves_seats_matches_and_contests_without_a_date() {
        for text in [
            "Anna Lund won the general election of 1911 in Moscow.",
            "Anna Lund won the mayoral election.",
            "Anna Lund won 12 seats in the election of 1911.",
            "On 3 May 1911 Finland defeated Sweden 3 – 0.",
            "On 3 May 1911 voters approved a new land law.",
            "On 3 May 1911 voters in Finland narrowly approved it.",
            "Anna Lund reportedly won the Moscow mayoral election of 1911.",
        ] {
            let found = statements(&Outcome, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
