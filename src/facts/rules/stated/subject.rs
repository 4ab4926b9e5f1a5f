//! Who or what a sentence is on, and what it says, as far as the checks on events need it.

use super::full::Edit;
use super::predicate;
use super::{is_in_name, predicate::below};
use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::language::inflect::is_plural;

/// Reads the main clause roughly; refuses a sentence whose subject has no name of its own.
pub fn event(
    scene: &Scene<'_>,
    view: &View<'_>,
    root: usize,
    edit: Option<&Edit>,
) -> Result<Event, &'static str> {
    let parse = view.structure.parse();
    let head = parse
        .related(root, "nsubj")
        .next()
        .ok_or("no subject of its own")?;
    let subject = below(view, head);
    let subject = phrase(scene, view, &subject, Some(head), edit);
    if subject.text.is_empty() {
        return Err("no subject of its own");
    }
    let is_passive = parse
        .dependents(root)
        .any(|token| matches!(parse.nodes[token].relation, "aux:pass" | "nsubj:pass"));
    let is_copular = parse.related(root, "cop").next().is_some();
    let is_past = predicate::is_past(view, root);
    let voice = match (is_copular, is_passive, is_past) {
        (true, _, true) => Voice::Copula,
        (true, _, false) => Voice::Present,
        (false, true, true) => Voice::Passive,
        (false, true, false) => Voice::PresentPassive,
        (false, false, true) => Voice::Active,
        (false, false, false) => Voice::Present,
    };
    let verb = match is_copular {
        true => "be".to_owned(),
        false => parse.nodes[root].lemma(view.words[root].text).to_lowercase(),
    };
    let behind: Vec<usize> = (root + usize::from(!is_copular)..view.words.len())
        .filter(|at| !in_time(view, *at))
        .take_while(|at| view.words[*at].text != ".")
        .collect();
    let rest = phrase(scene, view, &behind, None, edit);
    Ok(Event {
        subject,
        verb,
        adverb: String::new(),
        voice,
        rest,
        when: None,
        era: String::new(),
        as_of: None,
        is_unique: false,
        note: String::new(),
        place: None,
        parts: Vec::new(),
    })
}

fn in_time(view: &View<'_>, at: usize) -> bool {
    view.times.iter().any(|time| time.start <= at && at < time.end)
}

/// Words as they stand, with the names among them.
fn phrase(
    scene: &Scene<'_>,
    view: &View<'_>,
    chosen: &[usize],
    head: Option<usize>,
    edit: Option<&Edit>,
) -> Phrase {
    let mut text = String::new();
    for (place, at) in chosen.iter().enumerate() {
        let word = &view.words[*at];
        let opens = *at == 0 && word.tag != Tag::Name && !is_in_name(scene, view, 0);
        if place > 0 && word.is_apart {
            text.push(' ');
        }
        match edit.filter(|edit| edit.covers(*at)) {
            Some(edit) if edit.start == *at => text.push_str(&edit.text),
            Some(_) => text.truncate(text.trim_end().len()),
            None => text.push_str(if opens { &word.lower } else { word.text }),
        }
    }
    let mentions = scene.mentions(view);
    let own = edit.filter(|edit| chosen.contains(&edit.start));
    let of_edit = own.map(|edit| Named {
        text: edit.name.clone(),
        kind: edit.kind,
    });
    let others = mentions
        .iter()
        .filter(|mention| {
            chosen.contains(&mention.start) && edit.is_none_or(|edit| !edit.covers(mention.start))
        })
        .map(|mention| Named {
            text: written(view, mention.start, mention.end),
            kind: mention.kind,
        });
    let names: Vec<Named> = of_edit.into_iter().chain(others).collect();
    let of_head = head.and_then(|head| {
        mentions
            .iter()
            .find(|mention| mention.start <= head && head < mention.end)
    });
    let is_many = head.is_some_and(|head| {
        matches!(view.structure.parse().nodes[head].xpos, "NNS" | "NNPS")
            || is_plural(&view.words[head].lower)
    });
    Phrase {
        text,
        kind: match own.filter(|edit| head.is_some_and(|head| edit.covers(head))) {
            Some(edit) => edit.kind,
            None => of_head.map_or(NameKind::Other, |mention| mention.kind),
        },
        is_plural: is_many,
        names,
    }
}

/// The words of a name as they stand.
pub fn written(view: &View<'_>, start: usize, end: usize) -> String {
    let mut text = String::new();
    for at in start..end {
        if at > start && view.words[at].is_apart {
            text.push(' ');
        }
        text.push_str(view.words[at].text);
    }
    text
}

/// Whether the subject has a name of its own that tells a stranger what is spoken of.
pub fn is_named(scene: &Scene<'_>, view: &View<'_>, event: &Event) -> bool {
    let title = scene.document.title.as_deref().unwrap_or_default().to_lowercase();
    let text = event.subject.text.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(&text);
    if !title.is_empty() && (bare == title || bare.strip_suffix('s') == Some(title.as_str())) {
        return true;
    }
    let mut names = event.subject.names.iter();
    names.any(|named| named.kind != NameKind::People) && !is_stranger(scene, view, event)
}

/// Whether the subject, or where a thing was founded, built or found, has a name.
pub fn is_placed(scene: &Scene<'_>, view: &View<'_>, event: &Event) -> bool {
    #[rustfmt::skip]
    const ONCE: &[&str] = &[
        "found", "establish", "build", "open", "discover", "introduce", "complete", "abolish", "create", "launch", "ban",
        "legalise", "legalize", "adopt", "sign", "ratify", "erect", "destroy", "demolish", "close", "invent", "patent",
        "construct", "begin", "start", "form", "repeal", "dissolve", "annex", "inaugurate", "lay", "install", "excavate",
        "settle", "colonise", "colonize", "sink", "capture", "conquer", "occupy", "liberate", "end", "become", "move",
        "break", "set",
    ];
    let is_any = [
        "a ", "an ", "two ", "three ", "some ", "several ", "many ", "members ", "most ", "all ",
    ]
    .iter()
    .any(|opening| event.subject.text.to_lowercase().starts_with(opening));
    let mut apart: Vec<&str> = event
        .rest
        .names
        .iter()
        .chain(&event.subject.names)
        .filter(|named| named.kind != NameKind::People)
        .map(|named| named.text.as_str())
        .collect();
    apart.dedup();
    let least = if is_any { 2 } else { 1 };
    is_named(scene, view, event) || ONCE.contains(&event.verb.as_str()) && apart.len() >= least
}

/// Whether the subject is a person of whom neither the page nor the sentence nor everybody's knowledge tells who it is.
fn is_stranger(scene: &Scene<'_>, view: &View<'_>, event: &Event) -> bool {
    let [named] = &event.subject.names[..] else {
        return false;
    };
    if event.subject.kind != NameKind::Person || event.subject.text != named.text {
        return false;
    }
    if scene.is_main(&named.text) {
        return false;
    }
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.kind == NameKind::Person);
    let Some(mention) = mention else { return false };
    let is_known = scene.is_main(&mention.full) || scene.lexicon.person(&mention.full).is_some();
    let is_introduced = view.words.get(mention.end).is_some_and(|comma| comma.is(","))
        && view
            .words
            .get(mention.end + 1)
            .is_some_and(|next| next.is_any(&["a", "an", "the", "then", "who"]) || next.tag == Tag::Noun);
    // "served as chairman of the Velk Bank": what he did there tells who he was.
    let is_told = event
        .rest
        .names
        .iter()
        .any(|named| named.kind != NameKind::Person);
    !is_known && !is_introduced && !is_told
}
