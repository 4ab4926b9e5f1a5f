//! First, last, largest: "Berdi was the last of the towns to sign", "the world's ninth-largest lake by area".

use super::Rule;
use crate::facts::Found;
use crate::facts::clause;
use crate::facts::frame::{Frame, NameKind, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;
use crate::language::inflect;
use crate::lexicon::Role;

/// Finds ranks, firsts and superlatives.
pub struct Rank;

impl Rule for Rank {
    fn name(&self) -> &'static str {
        "rank"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .flat_map(|view| {
                let found = [
                    worlds_nth(scene, view),
                    first_to(scene, view),
                    superlative(scene, view),
                    first_holder(scene, view),
                ];
                found.into_iter().flatten()
            })
            .collect()
    }
}

const ORDINALS: &[&str] = &[
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// "Berdiland – the world's ninth-largest country by area".
fn worlds_nth(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let at = words.iter().position(|word| {
        word.lower
            .split_once('-')
            .is_some_and(|(ordinal, adjective)| ORDINALS.contains(&ordinal) && adjective == "largest")
    })?;
    let of_world =
        at >= 3 && words[at - 3].is("the") && words[at - 2].is("world") && words[at - 1].tag == Tag::Genitive;
    let noun = words.get(at + 1)?;
    let by = words.get(at + 2).is_some_and(|word| word.is("by"));
    let criterion = words
        .get(at + 3)
        .filter(|word| by && word.is_any(&["area", "population", "land", "size"]))?;
    if !of_world {
        return None;
    }
    let the = at - 3;
    let link = words.get(the.checked_sub(1)?)?;
    if !(link.tag == Tag::Mark || link.is("is")) {
        return None;
    }
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.end == the - 1)?;
    let ordinal = words[at].lower.split('-').next()?.to_owned();
    let scope = format!(
        "the world's {} by {}",
        inflect::plural(&noun.lower),
        criterion.lower
    );
    let statement = format!("{} ranks {ordinal} among {scope}.", mention.full);
    let phrase = Phrase {
        text: mention.full.clone(),
        kind: mention.kind,
        is_plural: false,
        names: Vec::new(),
    };
    Some(
        Found::begin(scene, view, "rank", statement)
            .about(&mention.full, "rank", &ordinal)
            .worth(3, 900)
            .framed(Frame::Rank {
                subject: phrase,
                predicate: String::new(),
                class: String::new(),
                place: Some((ordinal, scope)),
                as_of: None,
            }),
    )
}

/// The wh-phrase for a name of this kind, without "which".
fn class_of(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Country => Some("country"),
        NameKind::City => Some("city"),
        NameKind::Party => Some("party"),
        NameKind::Person => Some("person"),
        _ => None,
    }
}

/// "Berdiland was the last of the republics to sign the treaty".
fn first_to(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let clause = clause::read(scene, view).ok()?;
    if clause.lemma != "be" || clause.voice != Voice::Copula {
        return None;
    }
    let opens = clause.rest.len() > 4
        && view.words[clause.rest[0]].is("the")
        && view.words[clause.rest[1]].is_any(&["first", "last", "only"]);
    let has_to = clause.rest.iter().any(|index| view.words[*index].tag == Tag::To);
    if !opens || !has_to {
        return None;
    }
    let subject = match &clause.topic {
        Some(_) => return None,
        None => scene.phrase(view, &clause.subject)?,
    };
    let is_name = subject.names.len() == 1 && subject.names[0].text == subject.text;
    let class = class_of(subject.kind).filter(|_| is_name)?;
    let mut chosen = clause.rest.clone();
    // "Which country was the first to ..." needs no second "country".
    // "the first person hired to lead" does.
    let is_class = chosen.get(2).is_some_and(|noun| view.words[*noun].is(class));
    let goes_on = chosen
        .get(3)
        .is_some_and(|next| matches!(view.words[*next].tag, Tag::Past | Tag::Participle));
    if is_class && !goes_on {
        chosen.remove(2);
    }
    let rest = scene.phrase(view, &chosen)?;
    let when = match &clause.times[..] {
        [] => String::new(),
        [time] => match (time.value, time.link) {
            (TimeValue::Date(date), Link::At) => statement::on(date),
            _ => return None,
        },
        _ => return None,
    };
    let predicate = format!("was {} {when}", rest.text).trim().to_owned();
    let statement = format!("{} {predicate}.", subject.text);
    Some(ranked(scene, view, subject, class, predicate, &statement, 3))
}

fn ranked(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: Phrase,
    class: &str,
    predicate: String,
    statement: &str,
    importance: u8,
) -> Found {
    Found::begin(scene, view, "rank", statement.to_owned())
        .about(&subject.text, "rank", &predicate)
        .worth(importance, 850)
        .framed(Frame::Rank {
            subject,
            predicate,
            class: class.to_owned(),
            place: None,
            as_of: None,
        })
}

/// A name without the word for its kind at either end.
fn without_class(name: &str, class: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_class = |word: Option<&&str>| word.is_some_and(|word| word.to_lowercase() == class);
    match &words[..] {
        [_, rest @ ..] if !rest.is_empty() && is_class(words.first()) => rest.join(" "),
        [rest @ .., _] if !rest.is_empty() && is_class(words.last()) => rest.join(" "),
        _ => name.to_owned(),
    }
}

/// "Berdi is the largest city in Berdiland".
fn superlative(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    if view.objection.is_some() {
        return None;
    }
    let words = &view.words;
    let it = words
        .first()
        .filter(|first| first.is("it"))
        .and(scene.topic.as_ref())
        .filter(|topic| topic.is_meant(view.sentence));
    let (name, kind, end) = match it {
        Some(topic) => (topic.phrase.names[0].text.clone(), topic.phrase.kind, 1),
        None => {
            let mention = scene
                .mentions(view)
                .first()
                .filter(|mention| mention.start <= 1 && !mention.is_ambiguous)?;
            (mention.full.clone(), mention.kind, mention.end)
        }
    };
    let is_copula = words.get(end)?.is("is") && words.get(end + 1)?.is("the");
    if !is_copula {
        return None;
    }
    let adjective = end + 2;
    const LARGEST: &[&str] = &[
        "largest", "longest", "highest", "deepest", "smallest", "oldest", "biggest",
    ];
    let is_most =
        words.get(adjective)?.is("most") && words.get(adjective + 1)?.is_any(&["populated", "populous"]);
    if !is_most && !words.get(adjective)?.is_any(LARGEST) {
        return None;
    }
    let noun_at = adjective + 1 + usize::from(is_most);
    let noun = words.get(noun_at).filter(|word| word.tag == Tag::Noun)?;
    let preposition = words.get(noun_at + 1).filter(|word| word.is_any(&["in", "of"]))?;
    let the = usize::from(words.get(noun_at + 2)?.is("the"));
    let scope = scene
        .mentions(view)
        .iter()
        .find(|scope| scope.start == noun_at + 2 + the)?;
    let closes = words.get(scope.end)?.is_any(&[".", ","]);
    let is_place = matches!(scope.kind, NameKind::Country | NameKind::Place | NameKind::City);
    // "Which lake is the largest": the key of Lake Berdi is Berdi.
    let name = without_class(&name, &noun.lower);
    let repeats = name.to_lowercase().contains(&noun.lower);
    if !closes || !is_place || repeats || the == 1 {
        return None;
    }
    let adjective: Vec<&str> = words[adjective..noun_at].iter().map(|word| word.text).collect();
    let predicate = format!(
        "is the {} {} {}",
        adjective.join(" "),
        preposition.lower,
        scope.full
    );
    let statement = format!(
        "{} is the {} {} {} {}.",
        name,
        adjective.join(" "),
        noun.lower,
        preposition.lower,
        scope.full
    );
    let phrase = Phrase {
        text: name.clone(),
        kind,
        is_plural: false,
        names: Vec::new(),
    };
    Some(ranked(scene, view, phrase, &noun.lower, predicate, &statement, 2))
}

/// "Otto Velk, the first mayor of Berdi".
fn first_holder(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    if view.objection == Some("inside a quotation") || view.objection == Some("not running text") {
        return None;
    }
    for mention in scene.mentions(view) {
        let is_person = mention.kind == NameKind::Person && !mention.is_ambiguous;
        let opens = words.get(mention.end).is_some_and(|word| word.is(","))
            && words.get(mention.end + 1).is_some_and(|word| word.is("the"));
        if !is_person || !opens {
            continue;
        }
        let mut at = mention.end + 2;
        // A judgement before "first" is left out: "the legendary first president".
        if words
            .get(at)
            .is_some_and(|word| word.is_any(&["legendary", "famous", "great", "very"]))
        {
            at += 1;
        }
        if !words.get(at).is_some_and(|word| word.is_any(&["first", "last"])) {
            continue;
        }
        let rank = words[at].lower.clone();
        let Some(role) = words.get(at + 1) else { continue };
        let mut of = at + 2;
        let mut office = role.text.to_owned();
        if scene.lexicon.role(&role.lower) != Some(Role::Office) {
            let Some(second) = words.get(at + 2) else { continue };
            if scene.lexicon.role(&second.lower) != Some(Role::Office) {
                continue;
            }
            office = format!("{} {}", role.text, second.text);
            of += 1;
        }
        if !words.get(of).is_some_and(|word| word.is("of")) {
            continue;
        }
        let end = (of..words.len())
            .find(|index| words[*index].is_any(&[",", "."]))
            .unwrap_or(of);
        let chosen: Vec<usize> = (of..end).collect();
        if chosen.len() > 7 || chosen.len() < 2 {
            continue;
        }
        let Some(scope) = scene.phrase(view, &chosen) else {
            continue;
        };
        if scope.names.is_empty() || scope.names.iter().any(|named| named.kind == NameKind::Person) {
            continue;
        }
        let predicate = format!("was the {rank} {office} {}", scope.text);
        let statement = format!("{} {predicate}.", mention.full);
        let phrase = Phrase {
            text: mention.full.clone(),
            kind: NameKind::Person,
            is_plural: false,
            names: Vec::new(),
        };
        return Some(ranked(scene, view, phrase, "person", predicate, &statement, 3));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Rank;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_ranks_firsts_and_largest() {
        for (text, statement) in [
            (
                "Life in Mongolia – the world's eleventh-largest country by area – was hard for the herders.",
                "Mongolia ranks eleventh among the world's countries by area.",
            ),
            (
                "Mongolia was the last of the northern states to sign the Treaty of Berdi in 1911.",
                "Mongolia was the last of the northern states to sign the Treaty of Berdi in 1911.",
            ),
            (
                "Moscow is the largest city in Russia.",
                "Moscow is the largest city in Russia.",
            ),
            (
                "Lake Velk is a lake in the north of Russia. It is the largest lake in Central Asia. Many come to Lake Velk. Ships sail on Lake Velk.",
                "Velk is the largest lake in Central Asia.",
            ),
            (
                "Otto Velk, the legendary first president of free Mongolia, wrote many letters.",
                "Otto Velk was the first president of free Mongolia.",
            ),
        ] {
            assert_eq!(statements(&Rank, text), [statement]);
        }
    }

    #[test]
    fn leaves_shared_ranks_and_opinions() {
        for text in [
            "Mongolia was one of the last states to sign the Treaty of Berdi.",
            "Moscow is perhaps the largest city in Russia.",
            "Otto Velk, the first of the mayors, wrote many letters.",
        ] {
            assert!(statements(&Rank, text).is_empty(), "{text}");
        }
    }
}
