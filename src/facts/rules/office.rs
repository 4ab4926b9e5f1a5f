//! Who holds which office: "Ann Lund is the director of the Berdi Fund", "she served as mayor from 1901 to 1906".

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::Role;

/// Finds holders of offices, with a term or as of the date of the article.
pub struct Office;

impl Rule for Office {
    fn name(&self) -> &'static str {
        "office"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .filter_map(|view| served(scene, view).or_else(|| is_the(scene, view)))
            .collect()
    }
}

/// Finds the offices of persons who are quoted: the sentence is somebody's words, who says them is not.
pub struct Introduced;

impl Rule for Introduced {
    fn name(&self) -> &'static str {
        "introduced"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene
            .views
            .iter()
            .filter(|view| view.objection.is_some_and(leaves_roles_alone));
        views
            .filter_map(|view| introduced(scene, view))
            .map(|found| Found {
                rule: "introduced",
                ..found
            })
            .collect()
    }
}

/// An office read from the words at some place.
struct Held {
    office: String,
    body: String,
    end: usize,
}

/// What stands behind "of" in the name of an office itself.
const OF_A_TITLE: &[&str] = &["of State", "of Staff", "of Police", "of Government", "of Justice"];

/// Reads "the first secretary at the Embassy of Berdi": office, body with its preposition, where it ends.
fn office_at(scene: &Scene<'_>, view: &View<'_>, start: usize) -> Option<Held> {
    let words = &view.words;
    let skip = usize::from(words.get(start)?.is_any(&["the", "a", "an"]));
    let begin = start + skip;
    let mut end = begin;
    while words.get(end).is_some_and(|word| {
        (matches!(word.tag, Tag::Noun | Tag::Name | Tag::Adverb | Tag::Number) && !word.is_any(&["of", "at"]))
            && end - begin < 5
    }) {
        end += 1;
    }
    let phrase: Vec<&str> = words[begin..end].iter().map(|word| word.text).collect();
    let last = words.get(end.checked_sub(1)?)?;
    let last_two = end
        .checked_sub(2)
        .filter(|two| *two >= begin)
        .map(|two| format!("{} {}", words[two].lower, last.lower));
    let is_office = scene.lexicon.role(&last.lower) == Some(Role::Office)
        || last_two.is_some_and(|two| scene.lexicon.role(&two) == Some(Role::Office));
    if phrase.is_empty() || !is_office {
        return None;
    }
    let mut office = phrase.join(" ");
    // "professor of English at the University": the subject belongs to the office.
    if last.is("professor")
        && words.get(end).is_some_and(|word| word.is("of"))
        && words.get(end + 2).is_some_and(|word| word.is("at"))
    {
        office = format!("{office} of {}", words[end + 1].text);
        end += 2;
    }
    let preposition = words
        .get(end)
        .filter(|word| word.is_any(&["of", "at", "for", "in", "to"]))?;
    let the = usize::from(words.get(end + 1).is_some_and(|word| word.is("the")));
    let mut body_end = end + 1 + the;
    let mut seen_name = false;
    // The body: names, and lower-case words between them such as "Department of" or "in".
    while let Some(word) = words.get(body_end) {
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == body_end);
        if let Some(mention) = mention {
            if mention.is_ambiguous || mention.kind == NameKind::Person {
                break;
            }
            seen_name = true;
            body_end = mention.end;
        } else if matches!(word.tag, Tag::Noun)
            || word.is_any(&["of", "in", "at", "the", "and", "for"])
                && words
                    .get(body_end + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Name | Tag::Noun | Tag::Determiner))
                && !view.times.iter().any(|time| time.start == body_end)
        {
            body_end += 1;
        } else {
            break;
        }
    }
    if !seen_name {
        return None;
    }
    let is_of_a_person = words[end + 1..body_end].iter().any(|word| {
        scene.lexicon.role(&word.lower) == Some(Role::Office) || word.lower.ends_with("-in-chief")
    });
    if is_of_a_person || phrase.len() == 1 && last.is_any(&["head", "expert", "member"]) {
        return None;
    }
    let chosen: Vec<usize> = (end..body_end).collect();
    let body = scene.phrase(view, &chosen)?.text;
    // "Secretary of State": no body, but the name of the office.
    let is_title = OF_A_TITLE.contains(&body.as_str());
    if is_title {
        return None;
    }
    let _ = preposition;
    Some(Held {
        office,
        body,
        end: body_end,
    })
}

/// The person a sentence is about: named at its start, or "he".
fn subject_person(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<String> {
    let before = view.words.get(verb.checked_sub(1)?)?;
    if before.is_any(&["he", "she"]) {
        let person = view.topic.clone()?;
        return scene.fits(&person, &before.lower).then_some(person);
    }
    let mentions = scene.mentions(view);
    let opens = |mention: &Mention| {
        let before = mention.start.checked_sub(1).map(|before| &view.words[before]);
        let timed = view.times.iter().any(|time| time.end == mention.start);
        (before.is_none_or(|before| before.is(",")) || timed)
            && mention.kind == NameKind::Person
            && !mention.is_ambiguous
    };
    if let Some(mention) = mentions.iter().find(|mention| mention.end == verb) {
        return opens(mention).then(|| mention.full.clone());
    }
    // "Ann Lund, leader of the League, served as"; "Ann Lund left Berdi and served as": nobody else in between.
    let first = mentions
        .first()
        .filter(|first| first.start == 0 && opens(first))?;
    let next = view.words.get(first.end)?;
    let is_apposition = next.is(",") && !view.words[first.end + 1..verb].iter().any(is_finite);
    let is_second = before.is("and") && matches!(next.tag, Tag::Past | Tag::Be);
    let is_alone = mentions.iter().skip(1).all(|other| {
        other.start > verb
            || !(other.kind == NameKind::Person || other.kind == NameKind::Other && other.full.contains(' '))
    });
    ((is_apposition || is_second) && is_alone).then(|| first.full.clone())
}

fn is_finite(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Modal)
}

/// "the Prime Minister from 1901": an office of the document's own country, whose name need not be said.
fn national_office(scene: &Scene<'_>, view: &View<'_>, start: usize) -> Option<Held> {
    const NATIONAL: &[&str] = &["president", "prime minister", "chancellor", "premier"];
    let words = &view.words;
    let start = start + usize::from(words.get(start)?.is("the"));
    let one = words.get(start)?;
    let two = words
        .get(start + 1)
        .map_or_else(String::new, |next| format!("{} {}", one.lower, next.lower));
    let length = if NATIONAL.contains(&two.as_str()) {
        2
    } else if NATIONAL.contains(&one.lower.as_str()) {
        1
    } else {
        return None;
    };
    let end = start + length;
    let is_plain = view.times.iter().any(|time| time.start == end);
    let country = scene.names.country.as_ref().filter(|_| is_plain)?;
    let office: Vec<&str> = words[start..end].iter().map(|word| word.text).collect();
    let the = if scene
        .lexicon
        .country(country)
        .is_some_and(|found| found.takes_the)
    {
        "the "
    } else {
        ""
    };
    Some(Held {
        office: office.join(" "),
        body: format!("of {the}{country}"),
        end,
    })
}

/// "From 1901 to 1906 she served as mayor of Berdi."
fn served(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = (0..words.len().saturating_sub(2)).find(|at| {
        words[*at].is_any(&["served", "worked", "acted"]) && words[*at + 1].is("as")
            || words[*at].is("was") && words[*at + 1].is_any(&["the", "a", "an"])
    })?;
    let begin = verb + if words[verb].is("was") { 1 } else { 2 };
    let person = subject_person(scene, view, verb)?;
    let held = office_at(scene, view, begin).or_else(|| national_office(scene, view, begin))?;
    let time = view
        .times
        .iter()
        .find(|time| time.start == held.end)
        .or_else(|| view.times.first().filter(|_| view.times.len() == 1))?;
    let near = time.end == held.end || time.start == held.end || time.start <= 1;
    let TimeValue::Range(from, to) = time.value else {
        return None;
    };
    if !near {
        return None;
    }
    // A second office behind "and" or a comma would make the first no longer the only answer.
    let after = held.end.max(time.end).min(words.len());
    let next = words.get(if time.start <= 1 { held.end } else { after });
    // "from 1901 to 1906, and served as": another predicate has a time of its own.
    let tail = (after..words.len().saturating_sub(2))
        .find(|at| words[*at].is(",") && words[at + 1].is("and") && words[at + 2].tag == Tag::Past)
        .unwrap_or(words.len());
    let has_other_time = view.times.iter().any(|other| other != time && other.start < tail);
    if has_other_time
        || next.is_none_or(|next| !next.is(".") && !next.is(","))
        || words[held.end..tail]
            .iter()
            .any(|word| word.is_any(&["and", "then", "also"]))
    {
        return None;
    }
    let statement = format!(
        "{person} was {} {} from {} to {}.",
        held.office,
        held.body,
        statement::date(from),
        statement::date(to)
    );
    Some(
        Found::begin(scene, view, "office", statement)
            .about(&person, "office", &format!("{} {}", held.office, held.body))
            .at(from)
            .worth(2, 850)
            .framed(Frame::Office {
                person,
                office: held.office,
                body: held.body,
                term: Some((from, to)),
                as_of: None,
            }),
    )
}

/// Whether what objects to a sentence lies in what somebody says there, not in who says it.
fn leaves_roles_alone(reason: &str) -> bool {
    matches!(
        reason,
        "told in somebody's words" | "first or second person" | "told with doubt" | "no plain statement"
    )
}

/// "Ann Lund, the director of the Berdi Fund, said": who is quoted, outside the quotation.
fn introduced(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    const SPEECH: &[&str] = &[
        "said",
        "says",
        "told",
        "tells",
        "added",
        "adds",
        "stated",
        "explained",
        "noted",
        "agrees",
        "believes",
        "argued",
        "argues",
        "wrote",
        "warned",
        "comes",
    ];
    let found = is_the(scene, view)?;
    let Frame::Office { person, .. } = &found.frame else {
        return None;
    };
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.full == *person)?;
    // "said that Ann Lund is the director": that is what is said.
    if !view.words.get(mention.end).is_some_and(|next| next.is(",")) {
        return None;
    }
    let is_mark = |word: &&Word<'_>| matches!(word.text, "“" | "”" | "\"" | "«" | "»" | "``" | "''");
    let marks_before = view.words[..mention.start].iter().filter(is_mark).count();
    // A quotation that goes on from another sentence leaves open who speaks where.
    let marks = view.words.iter().filter(is_mark).count();
    let is_told = view
        .words
        .iter()
        .any(|word| word.is_any(SPEECH) || word.is("according"));
    (marks_before % 2 == 0 && marks % 2 == 0 && is_told && view.times.is_empty()).then_some(found)
}

/// "Ann Lund is the director of the Berdi Fund", "Ann Lund, the director of the Berdi Fund, said".
fn is_the(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let anchor = view.anchor?;
    // "An interview with Ann Lund, director of the Fund": a heading or a caption.
    if !view
        .words
        .iter()
        .any(|word| is_finite(word) || word.tag == Tag::Present)
    {
        return None;
    }
    let as_of = PartialDate { day: None, ..anchor };
    // "In 1911 Ann Lund, the director of the Fund, opened": what she was then.
    let is_of_another_year = view.times.iter().any(|time| match time.value {
        TimeValue::Date(date) => date.year != anchor.year,
        TimeValue::Range(_, to) => to.year != anchor.year,
        _ => false,
    });
    for mention in scene.mentions(view) {
        if mention.kind != NameKind::Person || mention.is_ambiguous {
            continue;
        }
        let next = view.words.get(mention.end)?;
        let is_copula = next.is("is") && view.times.is_empty();
        let is_apposition = next.is(",") && !is_of_another_year;
        if !is_copula && !is_apposition {
            continue;
        }
        let Some(held) = office_at(scene, view, mention.end + 1) else {
            continue;
        };
        let is_former = held.office.split(' ').any(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "former" | "ex" | "late" | "then" | "acting" | "first" | "candidate" | "nominee"
            )
        });
        let is_closed = !is_apposition
            || view
                .words
                .get(held.end)
                .is_some_and(|word| word.is_any(&[",", "."]));
        if is_former || !is_closed {
            continue;
        }
        let statement = format!(
            "As of {}, {} was {} {}.",
            statement::date(as_of),
            mention.full,
            held.office,
            held.body
        );
        return Some(
            Found::begin(scene, view, "office", statement)
                .about(&mention.full, "office", &format!("{} {}", held.office, held.body))
                .as_of(Some(as_of))
                .worth(2, 800)
                .framed(Frame::Office {
                    person: mention.full.clone(),
                    office: held.office,
                    body: held.body,
                    term: None,
                    as_of: Some(as_of),
                }),
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Introduced, Office};
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_terms_of_office() {
        assert_eq!(
            statements(
                &Office,
                "The poet Otto Velk was born in Berdi. From 1901 to 1906, he worked as the first secretary at the Embassy of Finland."
            ),
            ["Otto Velk was first secretary at the Embassy of Finland from 1901 to 1906."]
        );
    }

    #[test]
    fn finds_terms_of_the_head_of_the_country() {
        let country = "Finland is cold. Finland is wide. Finland is high. Finland is dry. Finland is old. ";
        assert_eq!(
            statements(
                &Office,
                &format!(
                    "{country}The poet Otto Velk was born in Berdi. Otto Velk, leader of the Dawn Party, served as the Prime Minister from 4 May 1931 to 9 June 1934."
                )
            ),
            ["Otto Velk was Prime Minister of Finland from 4 May 1931 to 9 June 1934."]
        );
        assert!(
            statements(
                &Office,
                &format!(
                    "{country}The poet Otto Velk was born in Berdi. Otto Velk met the painter Ann Lund and served as Prime Minister from 1996 to 1998."
                )
            )
            .is_empty()
        );
    }

    #[test]
    fn a_present_office_needs_the_date_of_the_article() {
        let told = "The activist Ann Lund came. Ann Lund is the director of the Berdi Fund.";
        assert!(statements(&Office, told).is_empty());
        let dated = format!("---\ndate: 2021-03-01\ntitle: Visitors\n---\n{told}");
        let document = crate::text::read("a.md", dated.as_bytes()).unwrap();
        let scene = crate::facts::scene::Scene::read(&document, crate::lexicon::Lexicon::shipped());
        use crate::facts::rules::Rule;
        let found = Office.find(&scene, &mut |_, _| {});
        assert_eq!(
            found[0].fact.statement,
            "As of March 2021, Ann Lund was director of the Berdi Fund."
        );
    }

    #[test]
    fn who_is_quoted_is_introduced_outside_the_quotation() {
        let told = |text: &str| {
            let page = format!("---\ndate: 2021-03-01\ntitle: Visitors\n---\n{text}");
            let mut told = crate::facts::rules::sample::statements_of_page(&Office, &page);
            told.extend(crate::facts::rules::sample::statements_of_page(
                &Introduced,
                &page,
            ));
            told
        };
        assert_eq!(
            told("“The town has changed,” said Anna Lund, director of the Velk Institute."),
            ["As of March 2021, Anna Lund was director of the Velk Institute."]
        );
        for text in [
            "“I met Anna Lund, director of the Velk Institute, there,” said Otto Berg.",
            "Otto Berg said that Anna Lund is the director of the Velk Institute.",
            "Anna Lund, the Secretary of State, said the town had changed.",
            "Anna Lund, a former director of the Velk Institute, said the town had changed.",
            "In 1911 Anna Lund, director of the Velk Institute, opened the school of Moscow.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn leaves_former_and_double_offices() {
        for text in [
            "From 1901 to 1906 Ann Lund served as mayor of Berdi and treasurer of Velk.",
            "Ann Lund served as mayor of the town from 1901 to 1906.",
        ] {
            assert!(statements(&Office, text).is_empty(), "{text}");
        }
    }
}
