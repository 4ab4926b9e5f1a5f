//! Participles that tell what was done with a name: "Founded in 1911, the Berdi Fund grew",
//! "the Berdi Fund, founded in 1911, grew", "the Berdi Fund is a charity founded in 1911".
//!
//! Each gives a passive clause with the name as its subject. Only verbs of making and
//! choosing are read, since their participle can stand for nothing else, and only where
//! the phrase has a date of its own.

use super::Clause;
use super::reference::check;
use super::rest::rest;
use super::subject::subject;
use super::times::without_times;
use crate::facts::frame::{NameKind, Voice};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;

/// Verbs whose participle behind a name tells what was done with it, never what it did.
const DONE: &[&str] = &[
    "bear",
    "found",
    "establish",
    "create",
    "introduce",
    "release",
    "publish",
    "launch",
    "build",
    "construct",
    "erect",
    "complete",
    "design",
    "develop",
    "invent",
    "discover",
    "isolate",
    "patent",
    "write",
    "compose",
    "paint",
    "form",
    "elect",
    "appoint",
    "charter",
    "incorporate",
    "inaugurate",
    "commission",
    "produce",
    "sign",
    "ratify",
    "adopt",
    "enact",
    "issue",
    "unveil",
    "install",
    "consecrate",
    "demolish",
    "dissolve",
    "abolish",
    "coin",
    "organise",
    "organize",
    "translate",
    "premiere",
    "hold",
];

/// Those that are done with persons, and with nothing else.
const OF_PERSONS: &[&str] = &["bear", "elect", "appoint"];

/// Reads the participle phrases of a sentence that say something dated of a name.
pub(super) fn reduced(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let mut found: Vec<Clause> = in_front(scene, view).into_iter().collect();
    found.extend(behind_names(scene, view));
    found.extend(behind_class(scene, view));
    found
}

/// Whether a word is a participle of one of these verbs.
fn is_done(view: &View<'_>, index: usize) -> bool {
    let word = &view.words[index];
    let is_tagged = matches!(word.tag, Tag::Past | Tag::Participle) || index == 0;
    let is_participle = word.forms.participle && is_tagged;
    is_participle && word.lemma.is_some_and(|lemma| DONE.contains(&lemma))
}

/// "Founded in 1911 by Ann Lund, the Berdi Fund grew."
fn in_front(scene: &Scene<'_>, view: &View<'_>) -> Option<Clause> {
    let seq = &view.visible;
    let first = usize::from(view.words[*seq.first()?].is("first"));
    let participle = *seq.get(first)?;
    if !is_done(view, participle) {
        return None;
    }
    // Each comma outside a time may be the one that ends the phrase; the subject must follow at once.
    let commas = (first + 1..seq.len().min(24)).filter(|at| {
        let in_time = view
            .times
            .iter()
            .any(|time| time.start < seq[*at] && seq[*at] + 1 < time.end);
        view.words[seq[*at]].is(",") && !in_time
    });
    for comma in commas {
        let Ok((end, _)) = subject(&view.words, seq, comma + 1, view) else {
            continue;
        };
        let Some(mention) = whole_name(scene, view, &seq[comma + 1..end]) else {
            continue;
        };
        let name = with_article(view, mention);
        return passive(scene, view, name, participle, &seq[first + 1..comma], first > 0);
    }
    None
}

/// The name that these words are, but for an article.
fn whole_name<'s>(scene: &'s Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<&'s Mention> {
    let (first, last) = (*chosen.first()?, *chosen.last()?);
    let the = usize::from(view.words[first].is("the"));
    scene.mentions(view).iter().find(|mention| {
        mention.start == first + the
            && mention.end == last + 1
            && !mention.is_ambiguous
            && mention.kind != NameKind::People
    })
}

fn with_article(view: &View<'_>, mention: &Mention) -> Vec<usize> {
    let the = usize::from(mention.start > 0 && view.words[mention.start - 1].is("the"));
    (mention.start - the..mention.end).collect()
}

/// "the Berdi Fund, founded in 1911, grew."
fn behind_names(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let seq = &view.visible;
    let read = |mention: &Mention| {
        let comma = seq.iter().position(|index| *index == mention.end)?;
        let first = usize::from(view.words[*seq.get(comma + 1)?].is("first"));
        let participle = *seq.get(comma + 1 + first)?;
        let name = with_article(view, mention);
        let hangs = hangs(view, name[0]) && !is_agreed(view, participle, mention);
        let is_open =
            mention.is_ambiguous || mention.kind == NameKind::People || !view.words[mention.end].is(",");
        let next = seq.get(comma + 2 + first).map(|index| &view.words[*index])?;
        let tells = matches!(next.tag, Tag::Preposition)
            || view.times.iter().any(|time| seq[comma + 2 + first] == time.start);
        if is_open || hangs || !tells || !is_done(view, participle) {
            return None;
        }
        passive(
            scene,
            view,
            name,
            participle,
            &seq[comma + 2 + first..],
            first > 0,
        )
    };
    scene.mentions(view).iter().filter_map(read).collect()
}

/// "the head of the Fund, appointed in 1911", "Velk, Berdiland, founded": it may be said of either.
fn hangs(view: &View<'_>, start: usize) -> bool {
    let before = view.words[..start].iter().rposition(|word| {
        !matches!(
            word.tag,
            Tag::Noun
                | Tag::Name
                | Tag::Determiner
                | Tag::Number
                | Tag::Adverb
                | Tag::Genitive
                | Tag::Possessive
        )
    });
    before.is_some_and(|before| {
        matches!(
            view.words[before].tag,
            Tag::Preposition | Tag::Conjunction | Tag::Mark | Tag::To
        )
    })
}

/// Whether both parsers hang the participle on the name.
fn is_agreed(view: &View<'_>, participle: usize, mention: &Mention) -> bool {
    let node = &view.structure.parse().nodes[participle];
    let of_name = node
        .head
        .is_some_and(|head| (mention.start..mention.end).contains(&head));
    node.is_agreed && node.base() == "acl" && of_name
}

/// "The Berdi Fund is a charity founded in 1911": the noun behind "is" and what was done with it.
fn behind_class(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let seq = &view.visible;
    let parse = view.structure.parse();
    let told = || {
        let mention = scene.mentions(view).first()?;
        let opens = seq.first() == with_article(view, mention).first();
        let class = parse.root()?;
        let copula = parse.related(class, "cop").next()?;
        let begin = seq.iter().position(|index| *index == copula)?;
        let has_article = view.words[*seq.get(begin + 1)?].is_any(&["a", "an", "the"]);
        let named = parse.related(class, "nsubj").next()?;
        let is_named = (mention.start..mention.end).contains(&named);
        // "VELK 12: BERDI is a match": the name goes on.
        let is_whole = seq
            .iter()
            .find(|index| **index >= mention.end)
            .is_some_and(|index| *index == copula || view.words[*index].is(","));
        let fits = opens && has_article && is_whole && is_named && view.words[copula].is_any(&["is", "was"]);
        (fits && !mention.is_ambiguous && mention.kind != NameKind::People).then_some((mention, class, begin))
    };
    let Some((mention, class, begin)) = told() else {
        return Vec::new();
    };
    let belongs = |token: usize| {
        let node = &parse.nodes[token];
        node.is_agreed && node.base() == "acl" && node.head == Some(class)
    };
    let is_said_of_class = |token: usize| {
        let node = &parse.nodes[token];
        belongs(token) || node.is_agreed && node.base() == "conj" && node.head.is_some_and(belongs)
    };
    (begin + 2..seq.len())
        .filter(|at| is_done(view, seq[*at]) && is_said_of_class(seq[*at]))
        .filter(|at| parse.related(seq[*at], "aux").next().is_none())
        .filter_map(|at| {
            let is_first = view.words[seq[at - 1]].is("first");
            let name = with_article(view, mention);
            passive(scene, view, name, seq[at], &seq[at + 1..], is_first)
        })
        .collect()
}

/// Writes the clause "NAME was VERBED ..." of a name, a participle and the words behind it.
fn passive(
    scene: &Scene<'_>,
    view: &View<'_>,
    subject: Vec<usize>,
    participle: usize,
    behind: &[usize],
    is_first: bool,
) -> Option<Clause> {
    let kept = rest(&view.words, behind, scene, view).ok()?;
    let (rest, times) = without_times(view, &kept).ok()?;
    let is_dated =
        matches!(&times[..], [time] if time.link == Link::At && matches!(time.value, TimeValue::Date(_)));
    if !is_dated || super::is_one_of_several(view, &times[0]) {
        return None;
    }
    // "written by Ann Lund, released in 1911": a person is born and chosen, a thing is made.
    let lemma = view.words[participle].lemma?;
    let is_person = scene
        .mentions(view)
        .iter()
        .any(|mention| subject.last() == Some(&(mention.end - 1)) && mention.kind == NameKind::Person);
    if is_person != OF_PERSONS.contains(&lemma) {
        return None;
    }
    let clause = Clause {
        subject,
        topic: None,
        lemma,
        voice: Voice::Passive,
        adverbs: if is_first {
            "first".to_owned()
        } else {
            String::new()
        },
        verb: participle,
        rest,
        times,
        leans_on_occasion: false,
    };
    check(scene, view, &clause).ok()?;
    Some(clause)
}

#[cfg(test)]
mod tests {
    use super::reduced;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn told(text: &str) -> Vec<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let views = scene.views.iter();
        views
            .flat_map(|view| {
                let write = |words: &[usize]| scene.phrase(view, words).unwrap().text;
                reduced(&scene, view)
                    .into_iter()
                    .map(|clause| {
                        format!(
                            "{} | {} | {}",
                            write(&clause.subject),
                            clause.lemma,
                            write(&clause.rest)
                        )
                    })
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn a_participle_in_front_is_told_of_the_subject() {
        assert_eq!(
            told("Founded in 1911 by Ann Lund, the Berdi Fund grew quickly."),
            ["the Berdi Fund | found | by Ann Lund"]
        );
    }

    #[test]
    fn a_participle_between_commas_is_told_of_the_name() {
        assert_eq!(
            told("The Berdi Fund, first established in Velk in 1911, helped many miners."),
            ["the Berdi Fund | establish | in Velk"]
        );
    }

    #[test]
    fn a_participle_behind_the_class_is_told_of_the_name() {
        assert_eq!(
            told("The Berdi Fund is a charity founded by Ann Lund in 1911."),
            ["the Berdi Fund | found | by Ann Lund"]
        );
    }

    #[test]
    fn what_may_be_said_of_something_else_is_left() {
        for text in [
            "The head of the Berdi Fund, appointed in 1911, helped many miners.",
            "Founded in 1911, the work of the Berdi Fund grew quickly.",
            "The Berdi Fund, visited in 1911, helped many miners.",
            "The Velk Tales were written by Ann Lund, published in 1911.",
            "The Berdi Fund, founded by Ann Lund, helped many miners.",
            "The Berdi Fund is a charity of a town founded in 1911.",
            "Ann Lund and the Berdi Fund, founded in 1911, helped many miners.",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
