//! Who made a work, and the year it is of, from the sentence that says what it is:
//! "Velk Road is a 1957 drama film directed by Ann Lund", "Karsu is a novella by Otto Velk".

use super::Rule;
use super::lasting::{Answered, gives_away, titled};
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::{Event, Frame, NameKind, Named, Phrase, Voice};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::{Tag, Word, inflect};

/// Finds makers and years of films, books, albums, games and other things made once.
pub struct Work;

impl Rule for Work {
    fn name(&self) -> &'static str {
        "work"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .flat_map(|view| in_view(scene, view).unwrap_or_default())
            .collect()
    }
}

/// Participles of what one maker does to a work, with their verb.
const MADE: &[(&str, &str)] = &[
    ("directed", "direct"),
    ("established", "establish"),
    ("written", "write"),
    ("composed", "compose"),
    ("painted", "paint"),
    ("designed", "design"),
    ("developed", "develop"),
    ("created", "create"),
    ("invented", "invent"),
    ("sculpted", "sculpt"),
    ("illustrated", "illustrate"),
    ("founded", "found"),
    ("recorded", "record"),
    ("built", "build"),
];

/// Works whose maker stands behind a bare "by", what the maker did, and what happened in the year of the work.
const WORKS: &[(&str, &str, &str)] = &[
    ("story", "write", "publish"),
    ("novella", "write", "publish"),
    ("novel", "write", "publish"),
    ("book", "write", "publish"),
    ("poem", "write", ""),
    ("play", "write", ""),
    ("treatise", "write", ""),
    ("essay", "write", "publish"),
    ("memoir", "write", "publish"),
    ("autobiography", "write", "publish"),
    ("opera", "compose", ""),
    ("symphony", "compose", ""),
    ("ballet", "compose", ""),
    ("cantata", "compose", ""),
    ("oratorio", "compose", ""),
    ("painting", "paint", ""),
    ("album", "record", "release"),
    ("film", "", "release"),
    ("game", "", "release"),
    ("song", "", "release"),
    ("single", "", "release"),
];

/// What persons do.
const OF_PERSONS: &[&str] = &["direct", "write", "compose", "paint", "sculpt", "illustrate"];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Vec<Found>> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let verb = (1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is_any(&["is", "was"])))?;
    let subject = titled(scene, view, &seq[..verb])?;
    word(verb + 1)?.is_any(&["a", "an", "the"]).then_some(())?;
    let by = (verb + 2..seq.len().min(verb + 18)).find(|at| {
        word(*at).is_some_and(|word| {
            word.is("by") || word.is_any(&[".", ";", ":", "who", "of", "from", "in", "on"])
        })
    })?;
    let head_end = (verb + 2..by).find(|at| {
        word(*at).is_some_and(|word| {
            MADE.iter().any(|(made, _)| word.is(made))
                || word.is_any(&["that", "which", ","]) && comma_ends(view, seq, *at)
                || matches!(word.tag, Tag::Relative)
                || is_measured(view, seq, *at) && word.is("in")
        })
    });
    let head_end = head_end.unwrap_or(by);
    let noun = word(head_end - 1).filter(|noun| noun.tag == Tag::Noun)?;
    let year = word(verb + 2)
        .and_then(|word| word.text.parse::<i16>().ok())
        .filter(|year| (1400..2100).contains(year));
    let kind: Vec<&Word<'_>> = seq[verb + 2 + usize::from(year.is_some())..head_end - 1]
        .iter()
        .map(|index| &view.words[*index])
        .collect();
    let thing = thing(&subject, &kind, noun);
    let mut found = Vec::new();
    let work = WORKS.iter().find(|(kind, _, _)| noun.is(kind));
    let year = year.or_else(|| year_of_issue(view, seq, by));
    if let Some((year, (_, _, happens))) = year.zip(work)
        && !happens.is_empty()
        && word(verb)?.is("is")
    {
        found.push(dated(scene, view, &thing, happens, year));
    }
    found.extend(made(
        scene,
        view,
        &thing,
        head_end,
        by,
        work.map(|(_, verb, _)| *verb),
    ));
    Some(found)
}

/// "a novel by Otto Velk published in 1911", "first published in 1911": the year it came out.
fn year_of_issue(view: &View<'_>, seq: &[usize], from: usize) -> Option<i16> {
    let issued = seq[from..]
        .iter()
        .take_while(|index| !view.words[**index].is_any(&[";", "which", "that", "while"]))
        .find(|index| view.words[**index].is_any(&["published", "released"]))?;
    let [time] = &view.times[..] else {
        return None;
    };
    let TimeValue::Date(date) = time.value else {
        return None;
    };
    (time.start == issued + 1 && time.link == Link::At).then_some(date.year)
}

/// "an opera in three acts", "a family of looms": the maker may still come.
fn is_measured(view: &View<'_>, seq: &[usize], at: usize) -> bool {
    const MANY: &[&str] = &["family", "series", "line", "range", "collection", "set"];
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let in_parts =
        word(at + 2).is_some_and(|part| part.is_any(&["acts", "parts", "movements", "volumes", "scenes"]));
    word(at).is_some_and(|word| word.is("in")) && in_parts
        || word(at).is_some_and(|word| word.is("of")) && word(at - 1).is_some_and(|many| many.is_any(MANY))
}

/// "a comedy, live-action film": a comma between adjectives ends no noun.
fn comma_ends(view: &View<'_>, seq: &[usize], at: usize) -> bool {
    let before = &view.words[seq[at - 1]];
    !view.words[seq[at]].is(",") || WORKS.iter().any(|(kind, _, _)| before.is(kind))
}

/// "the Oronish drama film Velk Road", as there are many roads; "the Velk Code" where the name says what it is.
fn thing(subject: &Phrase, kind: &[&Word<'_>], noun: &Word<'_>) -> Phrase {
    const LONGEST: usize = 4;
    let name = &subject.names[0].text;
    let tells = name.to_lowercase().contains(&noun.lower);
    let is_plain = |word: &&Word<'_>| {
        matches!(word.tag, Tag::Noun | Tag::Name | Tag::Ing) && !word.text.ends_with(['.', '-'])
    };
    let kind: Vec<&str> = match kind.len() <= LONGEST && kind.iter().all(is_plain) {
        true => kind.iter().map(|word| word.text).collect(),
        false => Vec::new(),
    };
    let text = match (tells, kind.is_empty()) {
        (true, _) => subject.text.clone(),
        (false, true) => format!("the {} {name}", noun.lower),
        (false, false) => format!("the {} {} {name}", kind.join(" "), noun.lower),
    };
    Phrase {
        text,
        ..subject.clone()
    }
}

/// Who made it.
fn made(
    scene: &Scene<'_>,
    view: &View<'_>,
    thing: &Phrase,
    from: usize,
    by: usize,
    bare: Option<&'static str>,
) -> Option<Found> {
    let seq = &view.visible;
    let between: Vec<&Word<'_>> = seq[from..by].iter().map(|index| &view.words[*index]).collect();
    let is_made = |word: &&&Word<'_>| MADE.iter().any(|(made, _)| word.is(made));
    let is_plain = view.words[seq[by]].is("by")
        && between.iter().all(|word| {
            is_made(&word)
                || word.is_any(&["that", "which", "was", "is", "and", "originally", "first", "in"])
                || word.is_any(&["acts", "parts", "movements", "volumes", "scenes"])
                || word.tag == Tag::Number
        });
    let is_one = between.iter().any(|word| is_made(&word));
    let between = if is_one { between } else { Vec::new() };
    // Who wrote and directed it is asked for the directing.
    let directed = between.iter().find(|word| word.is("directed"));
    let verb = match directed.or_else(|| between.iter().find(is_made)) {
        Some(word) => MADE.iter().find(|(made, _)| word.is(made))?.1,
        None if between.is_empty() => bare.filter(|verb| !verb.is_empty())?,
        None => return None,
    };
    let maker = maker(scene, view, seq, by)?;
    let rest_text = format!("by {}", maker.full);
    if !is_plain || gives_away(&thing.text, &maker.full) {
        return None;
    }
    let named = Named {
        text: maker.full.clone(),
        kind: maker.kind,
    };
    let rest = Phrase {
        text: rest_text,
        kind: maker.kind,
        is_plural: false,
        names: vec![named],
    };
    let event = event(thing, verb, rest, None);
    let told = statement::of_event(&event);
    if maker.kind != NameKind::Person {
        return Answered {
            rule: "work",
            subject: &thing.text,
            relation: verb,
            stem: match maker.full.contains(' ') && OF_PERSONS.contains(&verb) {
                true => format!("who {} {}", inflect::past(verb), thing.text),
                false => format!("by whom was {} {}", thing.text, inflect::participle(verb)),
            },
            key: maker.full.clone(),
            kind: maker.kind,
            statement: told.trim_end_matches('.').to_owned(),
        }
        .found(scene, view);
    }
    Some(
        Found::begin(scene, view, "work", told)
            .about(&thing.text, verb, &maker.full)
            .worth(3, 850)
            .framed(Frame::Event(event)),
    )
}

/// The one maker behind "by": "the German playwright Otto Velk", and nobody beside.
fn maker<'s>(scene: &'s Scene<'_>, view: &View<'_>, seq: &[usize], by: usize) -> Option<&'s Mention> {
    let mentions = scene.mentions(view);
    let first = seq.get(by + 1)?;
    let maker = mentions.iter().find(|mention| {
        mention.start >= *first
            && mention.start <= first + 6
            && matches!(
                mention.kind,
                NameKind::Person | NameKind::Organisation | NameKind::Other
            )
    })?;
    let lead = &view.words[*first..maker.start];
    let is_lead = lead.iter().all(|word| {
        matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name) && !word.is_any(&["his", "her", "its"])
    });
    let next = view.words.get(maker.end)?;
    let after = view.words.get(maker.end + 1);
    let is_alone = match next.text {
        "." | ";" | "(" => true,
        "," => after.is_some_and(|after| {
            !matches!(after.tag, Tag::Name) && !after.is_any(&["and", "or", "jr", "inc"])
        }),
        "and" => after.is_some_and(|after| {
            MADE.iter().any(|(made, _)| after.is(made))
                || after.is_any(&["produced", "published", "released"])
        }),
        _ => next.is_any(&[
            "for",
            "in",
            "as",
            "from",
            "about",
            "based",
            "that",
            "which",
            "who",
            "with",
            "between",
            "during",
            "published",
            "released",
            "starring",
            "set",
        ]),
    };
    let is_full = maker.kind != NameKind::Person || maker.full.contains(' ');
    (is_lead && is_alone && is_full && !maker.is_ambiguous && maker.full.chars().count() > 2).then_some(maker)
}

/// "is a 1957 film": the year it came out.
fn dated(scene: &Scene<'_>, view: &View<'_>, thing: &Phrase, verb: &str, year: i16) -> Found {
    let when = PartialDate::year(year);
    let rest = Phrase {
        text: String::new(),
        kind: NameKind::Other,
        is_plural: false,
        names: Vec::new(),
    };
    let event = event(thing, verb, rest, Some(when));
    Found::begin(scene, view, "work", statement::of_event(&event))
        .about(&thing.text, verb, &when.to_string())
        .at(when)
        .worth(2, 850)
        .framed(Frame::Event(event))
}

fn event(thing: &Phrase, verb: &str, rest: Phrase, when: Option<PartialDate>) -> Event {
    Event {
        subject: thing.clone(),
        verb: verb.to_owned(),
        adverb: String::new(),
        voice: Voice::Passive,
        rest,
        when,
        era: String::new(),
        as_of: None,
        is_unique: true,
        note: String::new(),
        place: None,
        parts: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Work;
    use crate::facts::rules::sample::statements_of_page;

    #[test]
    fn finds_who_made_a_work_and_when() {
        for (page, told) in [
            (
                "# Velk Road\n\nVelk Road is a 1957 Swedish drama film directed by Ann Lund. Many saw it.",
                &[
                    "The Swedish drama film Velk Road was released in 1957.",
                    "The Swedish drama film Velk Road was directed by Ann Lund.",
                ][..],
            ),
            (
                "# Karsu (novella)\n\n_KARSU_ is an allegorical novella by the Danish writer Otto Lund, first read in Berdi.",
                &["The allegorical novella Karsu was written by Otto Lund."],
            ),
            (
                "# Velk Road\n\n*Velk Road* is a historical novel by Otto Lund published in 1911, the first of three.",
                &[
                    "The historical novel Velk Road was published in 1911.",
                    "The historical novel Velk Road was written by Otto Lund.",
                ],
            ),
        ] {
            assert_eq!(statements_of_page(&Work, page), told, "{page}");
        }
    }

    #[test]
    fn leaves_two_makers_and_other_things() {
        for page in [
            "# Velk Road\n\nVelk Road is a drama film directed by Ann Lund and Otto Berg. Many saw it.",
            "# Velk Road\n\nVelk Road is a character in a play by Ann Lund. Many saw it.",
            "# Velk Road\n\nSarkan Lane is a novella by Ann Lund. Many saw it.",
            "# Velk Road\n\nVelk Road is a street built in 1911 by night. Many saw it.",
        ] {
            assert!(statements_of_page(&Work, page).is_empty(), "{page}");
        }
    }
}
