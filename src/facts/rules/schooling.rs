//! Where and under whom somebody learned, and where they taught: "She received a doctorate in physics from Karsu
//! University in 1911", "In 1862 he became a student of Ann Lund".

use super::Rule;
use super::near::{Actor, Asked, Beside, House, actor, house_at, person_behind, time_beside};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds schools, degrees, teachers and chairs of the person a text is on.
pub struct Schooling;

impl Rule for Schooling {
    fn name(&self) -> &'static str {
        "schooling"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .flat_map(|view| (1..view.words.len()).flat_map(move |at| read_at(scene, view, at)))
            .collect()
    }
}

/// Houses where one learns and teaches.
const SCHOOLS: &[&str] = &[
    "university",
    "college",
    "school",
    "academy",
    "institute",
    "conservatory",
    "seminary",
];

fn read_at(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Vec<Found> {
    let one = |found: Option<Found>| found.into_iter().collect();
    match view.words[verb].lower.as_str() {
        "studied" => one(studied(scene, view, verb).or_else(|| under(scene, view, verb))),
        "taught" | "lectured" => one(taught(scene, view, verb)),
        "attended" => one(attended(scene, view, verb)),
        "received" | "earned" | "obtained" | "gained" | "completed" | "took" => degrees(scene, view, verb),
        "became" | "was" => {
            one(pupil(scene, view, verb).or_else(|| post(scene, view, verb, verb + 1, "become")))
        }
        "appointed" | "named" | "made" if is_passive(view, verb) => {
            one(post(scene, view, verb, verb + 1, &view.words[verb].lower))
        }
        _ => Vec::new(),
    }
}

fn is_passive(view: &View<'_>, verb: usize) -> bool {
    view.words[verb - 1].is("was")
}

/// The actor of a passive stands before its "was".
fn actor_of(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Actor> {
    let is_passive = is_passive(view, verb) && !view.words[verb].is("was");
    actor(scene, view, verb - usize::from(is_passive))
}

/// A school by its name.
fn school_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<(House, &'static str)> {
    let house = house_at(scene, view, at)?;
    let class = house.class.filter(|class| SCHOOLS.contains(class))?;
    Some((house, class))
}

/// "law and history", "the piano": what is studied, up to the preposition at the index returned.
fn field(view: &View<'_>, from: usize, links: &[&str]) -> Option<(String, usize)> {
    const LONGEST: usize = 6;
    let end = (from..view.words.len().min(from + LONGEST + 1))
        .find(|at| view.words[*at].tag == Tag::Preposition && !view.words[*at].is("of"))?;
    let words = &view.words[from..end];
    let is_plain = words.iter().all(|word| {
        matches!(word.tag, Tag::Noun | Tag::Ing | Tag::Conjunction | Tag::Name)
            && !word.is_any(&["or", "but"])
            || word.is_any(&["the", "of", ","])
    });
    let is_link = view.words[end].is_any(links);
    (is_plain && is_link).then(|| (super::lasting::plain(words), end))
}

/// "studied law at Karsu University".
fn studied(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    let actor = actor(scene, view, verb)?;
    let (field, link) = field(view, verb + 1, &["at"])?;
    let (house, class) = school_at(scene, view, link + 1)?;
    let beside = time_beside(view, actor.start, house.end)?;
    if field.is_empty() && beside == Beside::Untold {
        return None;
    }
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: "study",
        stem: squeezed(&format!(
            "at which {class} did {} study {field} {}",
            actor.text,
            beside.words()
        )),
        key: house.name.clone(),
        kind: NameKind::Organisation,
        statement: squeezed(&format!(
            "{} studied {field} at {} {}",
            actor.text,
            house.text,
            beside.words()
        )),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "studied the piano under Ann Lund in 1911".
fn under(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    let actor = actor(scene, view, verb)?;
    let (field, link) = field(view, verb + 1, &["under", "with"])?;
    let (teacher, end) = person_behind(scene, view, link + 1)?;
    let beside = time_beside(view, actor.start, end)?;
    let link = &view.words[link].lower;
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: "study",
        stem: squeezed(&format!(
            "{link} whom did {} study {field} {}",
            actor.text,
            beside.words()
        )),
        key: teacher.clone(),
        kind: NameKind::Person,
        statement: squeezed(&format!(
            "{} studied {field} {link} {teacher} {}",
            actor.text,
            beside.words()
        )),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "became a student of Ann Lund in 1862".
fn pupil(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    const PUPILS: &[&str] = &[
        "student",
        "pupil",
        "disciple",
        "apprentice",
        "protégé",
        "assistant",
    ];
    let actor = actor(scene, view, verb)?;
    let word = |at: usize| view.words.get(at);
    let a = usize::from(word(verb + 1)?.is_any(&["a", "an", "the"]));
    let noun = word(verb + 1 + a).filter(|noun| noun.is_any(PUPILS))?;
    let link = word(verb + 2 + a).filter(|link| link.is_any(&["of", "to"]))?;
    let (teacher, end) = person_behind(scene, view, verb + 3 + a)?;
    let beside = time_beside(view, actor.start, end)?;
    let becomes = view.words[verb].is("became");
    if becomes && beside == Beside::Untold {
        return None;
    }
    let (noun, when) = (&noun.lower, beside.words());
    let stem = match becomes {
        true => format!("whose {noun} did {} become {when}", actor.text),
        false => format!("whose {noun} was {} {when}", actor.text),
    };
    let verb = if becomes { "became" } else { "was" };
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: noun,
        stem: squeezed(&stem),
        key: teacher.clone(),
        kind: NameKind::Person,
        statement: squeezed(&format!(
            "{} {verb} {} {noun} {} {teacher} {when}",
            actor.text,
            crate::language::inflect::indefinite_article(noun),
            link.lower
        )),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "taught law at Karsu University from 1911 to 1914".
fn taught(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    let actor = actor(scene, view, verb)?;
    let (field, link) = field(view, verb + 1, &["at"])?;
    let (house, class) = school_at(scene, view, link + 1)?;
    let beside = time_beside(view, actor.start, house.end)?;
    if beside == Beside::Untold {
        return None;
    }
    let base = if view.words[verb].is("taught") {
        "teach"
    } else {
        "lecture"
    };
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: base,
        stem: squeezed(&format!(
            "at which {class} did {} {base} {field} {}",
            actor.text,
            beside.words()
        )),
        key: house.name.clone(),
        kind: NameKind::Organisation,
        statement: squeezed(&format!(
            "{} {} {field} at {} {}",
            actor.text,
            view.words[verb].lower,
            house.text,
            beside.words()
        )),
        time: beside.date(),
    }
    .found(scene, view)
}

/// "attended Karsu College from 1911 to 1914".
fn attended(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Found> {
    let actor = actor(scene, view, verb)?;
    let (house, class) = school_at(scene, view, verb + 1)?;
    let beside = time_beside(view, actor.start, house.end)?;
    if beside == Beside::Untold {
        return None;
    }
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: "attend",
        stem: format!("which {class} did {} attend {}", actor.text, beside.words()),
        key: house.name.clone(),
        kind: NameKind::Organisation,
        statement: format!("{} attended {} {}", actor.text, house.text, beside.words()),
        time: beside.date(),
    }
    .found(scene, view)
}

/// What one gets at the end of a school.
const DEGREES: &[&str] = &[
    "degree",
    "doctorate",
    "phd",
    "ph.d.",
    "ph.d",
    "b.a.",
    "ba",
    "m.a.",
    "ma",
    "bsc",
    "b.sc.",
    "msc",
    "m.sc.",
    "b.s.",
    "m.s.",
    "mba",
    "m.d.",
    "md",
    "diploma",
    "bachelor",
    "master",
];

/// "received a degree in physics from Karsu University in 1911 and a doctorate from Velk College in 1914".
fn degrees(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Vec<Found> {
    let Some(actor) = actor(scene, view, verb) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let (mut from, mut start) = (verb + 1, actor.start);
    while let Some((degree, link)) = degree(view, from) {
        let Some(house) = house_at(scene, view, link + 1) else {
            break;
        };
        let Some(beside) = time_beside(view, start, house.end) else {
            break;
        };
        let class = match house.class {
            Some(class) if SCHOOLS.contains(&class) => class,
            Some(_) => break,
            None => "university",
        };
        let told = Asked {
            rule: "schooling",
            subject: &actor.text,
            relation: "degree",
            stem: squeezed(&format!(
                "from which {class} did {} receive {degree} {}",
                actor.text,
                beside.words()
            )),
            key: house.name.clone(),
            kind: NameKind::Organisation,
            statement: squeezed(&format!(
                "{} received {degree} from {} {}",
                actor.text,
                house.text,
                beside.words()
            )),
            time: beside.date(),
        };
        found.extend(told.found(scene, view));
        let behind = view.times.iter().find(|time| time.start == house.end);
        let next = behind.map_or(house.end, |time| time.end);
        let next = next + usize::from(view.words.get(next).is_some_and(|word| word.is(",")));
        if !view.words.get(next).is_some_and(|word| word.is("and")) {
            break;
        }
        (from, start) = (next + 1, next + 1);
    }
    found
}

/// "his doctorate in physics", up to "from" or "at": with an article of its own.
fn degree(view: &View<'_>, from: usize) -> Option<(String, usize)> {
    const LONGEST: usize = 12;
    let link =
        (from..view.words.len().min(from + LONGEST)).find(|at| view.words[*at].is_any(&["from", "at"]))?;
    let inside: Vec<&Word<'_>> = (from..link)
        .filter(|at| !view.times.iter().any(|time| time.start <= *at && *at < time.end))
        .map(|at| &view.words[at])
        .collect();
    let has_degree = inside.iter().any(|word| word.is_any(DEGREES));
    let is_plain = inside.iter().all(|word| {
        matches!(
            word.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Noun
                | Tag::Name
                | Tag::Preposition
                | Tag::Genitive
                | Tag::Ing
        ) && !word.is_any(&["honorary", "first", "no", "these", "this"])
            || word.is("and")
    });
    let first = inside.first()?;
    let opens = matches!(first.tag, Tag::Determiner | Tag::Possessive);
    if !has_degree || !is_plain || inside.iter().skip(1).any(|word| word.tag == Tag::Possessive) {
        return None;
    }
    let mut text = String::new();
    for word in inside.iter().skip(usize::from(opens)) {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text);
    }
    // "a B.A. in history and a doctorate": two degrees of one house.
    let is_one = !text.contains(" and a ") && !text.contains(" and his ");
    let article = crate::language::inflect::indefinite_article(&text);
    (is_one && !text.is_empty()).then(|| (format!("{article} {text}"), link))
}

/// "became professor of physics at Karsu University in 1911".
fn post(scene: &Scene<'_>, view: &View<'_>, verb: usize, from: usize, base: &str) -> Option<Found> {
    const LONGEST: usize = 8;
    if view.words[verb].is("was") {
        return None;
    }
    let actor = actor_of(scene, view, verb)?;
    let near = || from + 1..view.words.len().min(from + LONGEST);
    let of_house = |at: &usize| {
        view.words[*at].is("of") && house_at(scene, view, at + 1).is_some_and(|house| house.class.is_some())
    };
    let link = near()
        .find(|at| view.words[*at].is("at"))
        .or_else(|| near().find(of_house))?;
    let words = &view.words[from..link];
    let preposition = &view.words[link].lower;
    let has_role = words.iter().any(|word| {
        scene.lexicon.role(&word.lower).is_some()
            || word.is_any(&["professor", "lecturer", "reader", "chair"])
    });
    let is_plain = words.iter().all(|word| {
        matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Ing)
            || word.is_any(&["of", "in", "and", "to", "the"])
    });
    let house = house_at(scene, view, link + 1)?;
    let class = house.class?;
    let beside @ Beside::At(_) = time_beside(view, actor.start, house.end)? else {
        return None;
    };
    if !has_role || !is_plain {
        return None;
    }
    let role = super::lasting::plain(words);
    let (auxiliary, told) = match base {
        "become" => ("did", "became".to_owned()),
        passive => ("was", format!("was {passive}")),
    };
    Asked {
        rule: "schooling",
        subject: &actor.text,
        relation: "post",
        stem: format!(
            "{preposition} which {class} {auxiliary} {} {base} {role} {}",
            actor.text,
            beside.words()
        ),
        key: house.name.clone(),
        kind: NameKind::Organisation,
        statement: format!(
            "{} {told} {role} {preposition} {} {}",
            actor.text,
            house.text,
            beside.words()
        ),
        time: beside.date(),
    }
    .found(scene, view)
}

/// Words with single spaces.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Schooling;
    use crate::facts::rules::sample::statements_of_page;

    fn told(text: &str) -> Vec<String> {
        let page = format!("---\ntitle: Otto Velkin\n---\nOtto Velkin was a painter. {text}");
        statements_of_page(&Schooling, &page)
    }

    #[test]
    fn finds_where_and_under_whom_one_learned() {
        for (text, statement) in [
            (
                "He studied law and history at the University of Karsu, where a fire broke out.",
                "Otto Velkin studied law and history at the University of Karsu.",
            ),
            (
                "Tired of the mill, in 1911 Velkin became a student of Ann Lund in Moscow, where he met others.",
                "Otto Velkin became a student of Ann Lund in 1911.",
            ),
            (
                "He studied the piano under Ann Lund.",
                "Otto Velkin studied the piano under Ann Lund.",
            ),
            (
                "Velkin attended Karsu College from 1911 to 1914.",
                "Otto Velkin attended Karsu College from 1911 to 1914.",
            ),
            (
                "In 1911 he became a professor of physics at Karsu University.",
                "Otto Velkin became a professor of physics at Karsu University in 1911.",
            ),
            (
                "In 1911 Velkin left the mill and became the director of the Karsu Academy in Moscow.",
                "Otto Velkin became the director of the Karsu Academy in 1911.",
            ),
            (
                "In 1911 he was appointed director of music at the Karsu Academy.",
                "Otto Velkin was appointed director of music at the Karsu Academy in 1911.",
            ),
        ] {
            assert_eq!(told(text), [statement], "{text}");
        }
    }

    #[test]
    fn finds_degrees_one_by_one() {
        assert_eq!(
            told(
                "He earned his bachelor's degree in physics from Karsu University in 1911 and a PhD in law from Sarkan College in 1914."
            ),
            [
                "Otto Velkin received a bachelor's degree in physics from Karsu University in 1911.",
                "Otto Velkin received a PhD in law from Sarkan College in 1914.",
            ]
        );
    }

    #[test]
    fn leaves_what_is_open_and_others() {
        for text in [
            "He studied at Karsu University.",
            "He studied law at Karsu University and Velk College.",
            "He studied the piano under Ann Lund and Ida Berg.",
            "His son Bo Karsu studied law at Karsu University.",
            "He attended Karsu College.",
            "He attended Karsu College (which was moved to Moscow in 1911) and wrote there.",
            "He received an honorary degree from Karsu University in 1911.",
            "He reportedly studied law at Karsu University.",
            "He wanted to study law at Karsu University.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}
