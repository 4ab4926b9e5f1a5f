//! How large a thing of nature or a building is: "Lake Berdi is 77 km long", "The Velk has an area of 592 sq km".
//!
//! Only of things whose size stays: what grows and shrinks is asked with its year
//! elsewhere. The unit stands in the question.

use super::Rule;
use crate::facts::Found;
use crate::facts::amount::read_amount;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Phrase, Quantity, Sort, Voice};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::{Tag, Word};

/// Finds lengths, areas, heights and depths.
pub struct Extent;

impl Rule for Extent {
    fn name(&self) -> &'static str {
        "extent"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in scene.views.iter().filter(|view| view.objection.is_none()) {
            for clause in clause::read_all(scene, view).unwrap_or_default() {
                found.extend(told(scene, view, clause).unwrap_or_default());
            }
        }
        found
    }
}

/// What has a size that stays.
const THINGS: &[&str] = &[
    "lake",
    "river",
    "sea",
    "mountain",
    "peak",
    "volcano",
    "hill",
    "island",
    "peninsula",
    "desert",
    "valley",
    "gorge",
    "canyon",
    "glacier",
    "waterfall",
    "bay",
    "gulf",
    "strait",
    "canal",
    "dam",
    "bridge",
    "tunnel",
    "tower",
    "minaret",
    "building",
    "palace",
    "castle",
    "cathedral",
    "church",
    "mosque",
    "monument",
    "square",
    "stadium",
    "wall",
    "cave",
    "reef",
    "plateau",
    "steppe",
    "reservoir",
    "pyramid",
    "temple",
    "skyscraper",
];

/// Sizes that a thing has: "an area of".
const SIZES: &[&str] = &[
    "area",
    "length",
    "width",
    "breadth",
    "height",
    "depth",
    "elevation",
    "altitude",
    "diameter",
    "volume",
];

/// Units of length, area and volume.
const UNITS: &[&str] = &[
    "kilometres",
    "metres",
    "miles",
    "feet",
    "acres",
    "hectares",
    "inches",
];

fn told(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Vec<Found>> {
    let is_present = clause.voice == Voice::Present;
    let is_past = matches!(clause.voice, Voice::Copula | Voice::Active);
    if !(is_present || is_past) || !clause.times.is_empty() || !clause.adverbs.is_empty() {
        return None;
    }
    let words: Vec<&Word<'_>> = clause.rest.iter().map(|index| &view.words[*index]).collect();
    let subject = match &clause.topic {
        Some(topic) => topic.clone(),
        None => scene.phrase(view, &clause.subject)?,
    };
    if !is_thing(scene, &subject) || clause.topic.is_none() && size_in_front(view, clause).is_some() {
        return of_size(scene, view, clause, &subject, &words).map(|found| vec![found]);
    }
    let (be, have, does) = match (is_present, subject.is_plural) {
        (true, false) => ("is", "has", "does"),
        (true, true) => ("are", "have", "do"),
        (false, false) => ("was", "had", "did"),
        (false, true) => ("were", "had", "did"),
    };
    let name = &subject.text;
    match clause.lemma {
        "be" => {
            let dimensions = dimensions(&words)?;
            let facts = dimensions.into_iter().map(|(quantity, how)| Told {
                stem: format!("how many {} {how} {be} {name}", quantity.of),
                statement: format!("{name} {be} {} {} {how}.", quantity.key(), quantity.of),
                relation: how.to_owned(),
                quantity,
            });
            Some(facts.map(|fact| fact.found(scene, view, name)).collect())
        }
        "have" => {
            let (size, quantity) = size_of(&words)?;
            let fact = Told {
                stem: format!("what {be} the {size} of {name} in {}", quantity.of),
                statement: format!(
                    "{name} {have} {} {size} of {} {}.",
                    article(&size),
                    quantity.key(),
                    quantity.of
                ),
                relation: size,
                quantity,
            };
            Some(vec![fact.found(scene, view, name)])
        }
        "cover" | "occupy" => {
            let quantity = match size_of(&words) {
                Some((size, quantity)) if size == "area" => quantity,
                Some(_) => return None,
                None => measure(&words).filter(|(_, used)| *used == words.len())?.0,
            };
            let is_area =
                quantity.of.starts_with("square ") || matches!(quantity.of.as_str(), "acres" | "hectares");
            let fact = Told {
                stem: format!("how many {} {does} {name} {}", quantity.of, clause.lemma),
                statement: format!(
                    "{name} {} {} {}.",
                    statement_verb(clause, subject.is_plural),
                    quantity.key(),
                    quantity.of
                ),
                relation: "area".to_owned(),
                quantity,
            };
            is_area.then(|| vec![fact.found(scene, view, name)])
        }
        _ => None,
    }
}

fn statement_verb(clause: &Clause, is_plural: bool) -> String {
    use crate::language::inflect;
    match clause.voice {
        Voice::Present if is_plural => clause.lemma.to_owned(),
        Voice::Present => inflect::third_person(clause.lemma),
        _ => inflect::past(clause.lemma),
    }
}

/// One size of a thing, with its question.
struct Told {
    stem: String,
    statement: String,
    relation: String,
    quantity: Quantity,
}

impl Told {
    fn found(self, scene: &Scene<'_>, view: &View<'_>, name: &str) -> Found {
        let value = self.quantity.key();
        Found::begin(scene, view, "extent", statement::capitalised(&self.statement))
            .about(name, &self.relation, &value)
            .worth(2, 850)
            .framed(Frame::Measure {
                stem: self.stem,
                value,
            })
    }
}

/// "The length of Lake Berdi is 77 km".
fn of_size(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
    subject: &Phrase,
    words: &[&Word<'_>],
) -> Option<Found> {
    size_in_front(view, clause)?;
    let (_, whole) = subject.text.split_once(" of ")?;
    let only = match &subject.names[..] {
        [only] if whole.trim_start_matches("the ") == only.text => Phrase {
            text: whole.to_owned(),
            ..subject.clone()
        },
        _ => return None,
    };
    let (quantity, used) = measure(words)?;
    let is_plain = clause.lemma == "be" && used == words.len() && is_thing(scene, &only);
    let be = if clause.voice == Voice::Present {
        "is"
    } else {
        "was"
    };
    let text = if subject.text.starts_with("the ") {
        subject.text.clone()
    } else {
        format!("the {}", subject.text)
    };
    is_plain.then(|| {
        Told {
            stem: format!("what {be} {text} in {}", quantity.of),
            statement: format!("{text} {be} {} {}.", quantity.key(), quantity.of),
            relation: "size".to_owned(),
            quantity,
        }
        .found(scene, view, whole)
    })
}

/// The size that a subject names: "the length of the Velk".
fn size_in_front(view: &View<'_>, clause: &Clause) -> Option<usize> {
    let of = clause
        .subject
        .iter()
        .position(|index| view.words[*index].is("of"))?;
    (of > 0 && of <= 3 && view.words[clause.subject[of - 1]].is_any(SIZES)).then_some(of)
}

/// Whether a phrase is the name of a thing of nature or a building, and nothing more.
fn is_thing(scene: &Scene<'_>, subject: &Phrase) -> bool {
    let [named] = &subject.names[..] else { return false };
    let is_name = subject.text.trim_start_matches("the ") == named.text;
    let fits = |class: &str| THINGS.contains(&class);
    let own = named.text.to_lowercase();
    let says = own.split(' ').any(|word| fits(word) || word == "mount");
    let is_told = scene
        .classes
        .of(&named.text, named.kind)
        .is_some_and(|class| fits(&class));
    let may_be = !matches!(
        named.kind,
        NameKind::Person | NameKind::People | NameKind::Country
    );
    is_name && may_be && (says || is_told)
}

/// A length or an area at the start of words, and how many words it takes.
fn measure(words: &[&Word<'_>]) -> Option<(Quantity, usize)> {
    let counted = read_amount(words)?;
    let unit = counted.quantity.of.rsplit(' ').next()?;
    let is_size = counted.quantity.sort == Sort::Count && UNITS.contains(&unit);
    is_size.then_some((counted.quantity, counted.length))
}

/// "77 km long", "77 km long and 14 km wide": the whole of the words, or nothing.
fn dimensions(words: &[&Word<'_>]) -> Option<Vec<(Quantity, &'static str)>> {
    const HOW: &[&str] = &["long", "wide", "high", "tall", "deep", "thick"];
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let (quantity, used) = measure(&words[at..])?;
        at += used;
        let how = HOW
            .iter()
            .find(|how| words.get(at).is_some_and(|word| word.is(how)))?;
        found.push((quantity, *how));
        at += 1;
        match words.get(at) {
            None => return Some(found),
            Some(word) if word.is_any(&["and", ","]) => at += 1,
            Some(_) => return None,
        }
    }
}

/// "a surface area of 592 square kilometres": which size, and how much.
fn size_of(words: &[&Word<'_>]) -> Option<(String, Quantity)> {
    let of = words
        .iter()
        .position(|word| word.is("of"))
        .filter(|of| (2..=4).contains(of))?;
    let opens = words[0].is_any(&["a", "an", "the"]) && words[of - 1].is_any(SIZES);
    let size = &words[1..of];
    let is_plain = size
        .iter()
        .all(|word| matches!(word.tag, Tag::Noun | Tag::Participle) && !word.is_any(&["combined"]));
    let (quantity, used) = measure(&words[of + 1..])?;
    let size: Vec<&str> = size.iter().map(|word| word.lower.as_str()).collect();
    (opens && is_plain && of + 1 + used == words.len()).then(|| (size.join(" "), quantity))
}

fn article(size: &str) -> &'static str {
    if size.starts_with(['a', 'e', 'o', 'u', 'i']) {
        "an"
    } else {
        "a"
    }
}

#[cfg(test)]
mod tests {
    use super::Extent;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_lengths_heights_and_areas() {
        assert_eq!(
            statements(&Extent, "Lake Berdi is 77 km long and about 14 km wide."),
            [
                "Lake Berdi is 77 kilometres long.",
                "Lake Berdi is about 14 kilometres wide."
            ]
        );
        assert_eq!(
            statements(&Extent, "Lake Berdi has a surface area of 592 square kilometres."),
            ["Lake Berdi has a surface area of 592 square kilometres."]
        );
        assert_eq!(
            statements(&Extent, "Lake Berdi covers 592 sq km."),
            ["Lake Berdi covers 592 square kilometres."]
        );
        assert_eq!(
            statements(&Extent, "The length of Lake Berdi is 77 km."),
            ["The length of Lake Berdi is 77 kilometres."]
        );
    }

    #[test]
    fn leaves_what_grows_and_what_has_no_name() {
        for text in [
            "The lake is 77 km long.",
            "The Berdi League is 77 km long.",
            "Lake Berdi was 77 km long in 1911.",
            "Lake Berdi is 77 km from Velk.",
            "Lake Berdi has 592 members.",
            "Lake Berdi is about long.",
        ] {
            assert_eq!(statements(&Extent, text), Vec::<String>::new(), "{text}");
        }
    }
}
