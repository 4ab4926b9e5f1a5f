//! A term told by what it is: "A velkograph is a device used to record the salt in a lake".
//!
//! Only where the words behind the kind single the thing out; "a river in the
//! north" defines nothing. A definition is asked whole or not at all.

use super::Rule;
use super::definition::{Standing, field, shares, singles_out, stands_alone, term};
use super::lasting::Answered;
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds terms with their definition.
pub struct Defined;

impl Rule for Defined {
    fn name(&self) -> &'static str {
        "defined"
    }

    // Of twelve of its questions that strangers judged, six had a second answer: a definition fits its
    // neighbours too, or the thing has another name.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views.filter_map(|view| in_view(scene, view)).collect()
    }
}

/// Verbs between a term and its meaning.
const VERBS: &[&str] = &["is", "was", "refers", "means", "are", "were", "denotes"];

/// The longest definition, in words.
const LONGEST: usize = 25;

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let (field, start) = field(view, seq)?;
    let verb = (start + 1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is_any(VERBS)))?;
    let article = word(start).filter(|word| word.is_any(&["a", "an", "the"]));
    let name = before_remark(view, &seq[start..verb])?;
    let term = term(scene, view, name)?;
    let be = word(verb)?;
    let is_title = scene.document.title.as_ref().is_some_and(|title| {
        let title = title.split(" (").next().unwrap_or(title).to_lowercase();
        title == term || title == format!("{term}s") || format!("{title}s") == term
    });
    let is_opening = is_title && opens_page(scene, view, &term);
    let is_generic = match article {
        Some(article) if article.is("the") => is_title && is_opening && be.is_any(&["is", "refers"]),
        Some(_) => be.is_any(&["is", "was", "refers", "means", "denotes"]),
        None => be.is_any(&["is", "refers", "means", "denotes"]) || be.is("are") && is_title,
    };
    let from = verb + 1 + usize::from(be.is("refers") && word(verb + 1)?.is("to"));
    let end = end_of(view, seq, from)?;
    let meaning: Vec<&Word<'_>> = seq[from..end].iter().map(|index| &view.words[*index]).collect();
    let opens = meaning.first()?.is_any(&["a", "an", "the"]) || be.is_any(&["refers", "denotes", "are"]);
    let standing = match () {
        () if is_opening => Standing::Opening,
        () if is_title => Standing::OfTitle,
        () => Standing::Elsewhere,
    };
    // "the wind is the force in the Red Sea that": what a page says of its own thing.
    let (first, last) = (*seq.get(from)?, *seq.get(end)?);
    let names_thing = scene.mentions(view).iter().any(|mention| {
        let is_within = first <= mention.start && mention.end <= last;
        is_within && !matches!(mention.kind, NameKind::Person | NameKind::People)
    });
    // "α-(1→3) bonds": a bracket that is part of a word.
    let is_glued = (first..last).any(|at| view.words[at].text == "(" && !view.words[at].is_apart);
    if is_glued || names_thing && standing == Standing::Elsewhere {
        return None;
    }
    let is_whole = stands_alone(&meaning) && singles_out(&meaning, standing);
    if !is_generic || !opens || meaning.len() > LONGEST || !is_whole {
        return None;
    }
    let text = scene.phrase(view, &seq[from..end])?.text;
    if shares(&text, &term) || shares(&field, &term) {
        return None;
    }
    let be = if be.is_any(&["was", "were"]) { "was" } else { "is" };
    Answered {
        rule: "defined",
        subject: &term,
        relation: "is",
        stem: format!("{field}what is the term for {text}"),
        key: term.clone(),
        kind: NameKind::Other,
        statement: format!("{field}“{term}” {be} the term for {text}"),
    }
    .found(scene, view)
}

/// Whether no sentence in front of this one speaks of the term.
fn opens_page(scene: &Scene<'_>, view: &View<'_>, term: &str) -> bool {
    let mut before = scene.views[..view.sentence].iter();
    before.all(|view| {
        view.objection == Some("not running text")
            || !view.span.of(&scene.document.text).to_lowercase().contains(term)
    })
}

/// The name in front of ", also known as a cable,", and nothing where another remark stands behind it.
fn before_remark<'a>(view: &View<'_>, chosen: &'a [usize]) -> Option<&'a [usize]> {
    let word = |at: usize| &view.words[chosen[at]];
    let Some(comma) = (0..chosen.len()).find(|at| word(*at).is(",")) else {
        return Some(chosen);
    };
    let closes = word(chosen.len() - 1).is(",") && chosen.len() > comma + 3;
    let names = (comma + 1..(comma + 4).min(chosen.len()))
        .any(|at| word(at).is_any(&["known", "called", "or", "abbreviated", "termed"]));
    (closes && names).then(|| &chosen[..comma])
}

/// Where a definition ends: at the end of its sentence or where a remark begins that it does not need.
fn end_of(view: &View<'_>, seq: &[usize], from: usize) -> Option<usize> {
    const REMARKS: &[&str] = &[
        "which",
        "who",
        "often",
        "usually",
        "such",
        "especially",
        "particularly",
        "typically",
        "including",
        "known",
        "called",
        "although",
        "though",
        "while",
        "whereas",
        "because",
        "e.g.",
        "for",
        "it",
        "they",
        "this",
        "i.e.",
        "generally",
        "commonly",
        "most",
        "first",
        "named",
        "traditionally",
        "sometimes",
    ];
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    for at in from..seq.len() {
        let here = word(at)?;
        if here.is_any(&[".", ";"]) {
            return Some(at);
        }
        if here.tag == Tag::Mark && !here.is_any(&[",", "-", "'", "’", "–", "/"])
            || here.is_any(&["—", "–", ":"])
        {
            return None;
        }
        if here.is(",") && word(at + 1).is_some_and(|next| next.is_any(REMARKS)) {
            return Some(at);
        }
        // "is a god and was": another statement.
        let goes_on = here.is_any(&["and", "but"])
            && word(at + 1).is_some_and(|next| {
                matches!(
                    next.tag,
                    Tag::Be | Tag::Have | Tag::Modal | Tag::Past | Tag::Present
                )
            });
        if goes_on
            && !seq[from..at]
                .iter()
                .any(|index| view.words[*index].tag == Tag::Relative)
        {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Defined;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_terms_that_their_definition_singles_out() {
        for (text, statement) in [
            (
                "A heliostat is a device used to record the salt in a lake.",
                "“heliostat” is the term for a device used to record the salt in a lake.",
            ),
            (
                "A cablegram was a message sent by a diver through frozen water.",
                "“cablegram” was the term for a message sent by a diver through frozen water.",
            ),
            (
                "Federalism refers to the vertical separation of powers between state and province.",
                "“federalism” is the term for the vertical separation of powers between state and province.",
            ),
        ] {
            assert_eq!(statements(&Defined, text), [statement]);
        }
    }

    #[test]
    fn leaves_descriptions_names_and_judgements() {
        for text in [
            "A heliostat is a small device.",
            "A heliostat is an important device used to record the salt in a lake.",
            "A heliostat is one of the devices used to record the salt in a lake.",
            "A heliostat is a device that can cause great pain to its owner.",
            "Sarkan is a town built for the miners of the north.",
            "The Sarkan Academy is old. The academy is a school built for the miners of the cold north.",
            "Suffrage is universal for citizens of the whole land without prison terms.",
            "Rock salt is a fine fertiliser that became the mainstay of northern farming for years.",
            "The man was a farmer sent by the council of the town.",
            "A saltmeter is a device used to record the salt in a lake.",
        ] {
            assert!(statements(&Defined, text).is_empty(), "{text}");
        }
    }
}
