//! A whole sentence that stands alone, printed word for word, with one thing in it that may be hidden.
//!
//! The other rules read clauses and need the shape they know. Here nothing is cut, so that the shape does not
//! matter: what matters is that the sentence leans on no other, and that what is hidden is fixed by the rest.

use super::Rule;
use super::event::event_verb;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::Span;
use crate::facts::frame::{Event, Frame, Gap, Hidden};
use crate::facts::scene::{Scene, View};
use crate::facts::statement::capitalised;
use full::Edit;

mod alone;
mod definite;
mod full;
mod names;
mod number;
mod openings;
mod persons;
mod predicate;
mod subject;
mod term;
mod year;

/// Finds sentences with one thing to hide.
pub struct Stated;

/// Shortest and longest sentence, in words without marks.
const SHORTEST: usize = 8;
const LONGEST: usize = 28;

/// What may be asked of a sentence without being read by a judge any more.
const TRUSTED: &[&str] = &[];

impl Rule for Stated {
    fn name(&self) -> &'static str {
        "stated"
    }

    // Fewer than thirty of each kind of gap have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn is_on_trial(&self, found: &Found) -> bool {
        found.trusted.is_empty()
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in &scene.views {
            match read(scene, view) {
                Ok(stated) => found.push(stated),
                Err(reason) => skipped(view.sentence, reason),
            }
        }
        found
    }
}

/// Words of a sentence that a gap takes the place of, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slot {
    /// Index of the first.
    start: usize,
    /// One past the last.
    end: usize,
    /// The answer, as it is printed.
    key: String,
    /// What it is.
    hides: Hidden,
}

fn read(scene: &Scene<'_>, view: &View<'_>) -> Result<Found, &'static str> {
    let edit = full::edit(scene, view);
    let edit = edit.as_ref();
    alone::check(scene, view, edit)?;
    openings::check(scene, view, edit)?;
    persons::check(scene, view, edit)?;
    definite::check(scene, view, edit)?;
    let root = predicate::root(view)?;
    let event = subject::event(scene, view, root, edit)?;
    let slots: Vec<Slot> = [
        year::slot(scene, view, root, &event),
        number::slot(scene, view, root, &event),
        term::slot(scene, view, root),
        names::slot(scene, view, root, &event),
    ]
    .into_iter()
    .flatten()
    .collect();
    let slots: Vec<Slot> = slots
        .into_iter()
        .filter(|slot| edit.is_none_or(|edit| edit.end <= slot.start || slot.end <= edit.start))
        .collect();
    let first = slots.first().ok_or("nothing to hide")?;
    let date = slots.iter().find_map(|slot| match slot.hides {
        Hidden::Year(date) => Some(date),
        _ => None,
    });
    if edit.is_some() && date.is_some() && event_verb(&event.verb).is_none_or(|(weight, _)| weight < 2) {
        return Err("no event verb");
    }
    let gaps: Vec<Gap> = slots.iter().map(|slot| gap(scene, view, slot, edit)).collect();
    if gaps.iter().any(|gap| !is_clean(gap)) {
        return Err("markup of a page");
    }
    let trusted: &'static [&'static str] = match gaps.iter().all(|gap| !TRUSTED.contains(&gap.part())) {
        true => &[],
        false => TRUSTED,
    };
    let told = format!("{}{}{}", gaps[0].before, gaps[0].key, gaps[0].after);
    let draft = Found::begin(scene, view, "stated", told)
        .about(&event.subject.text, &event.verb, &first.key)
        .worth(1, 600)
        .trusted(trusted);
    let draft = match date {
        Some(date) => draft.at(date),
        None => draft,
    };
    Ok(draft.framed(Frame::Stated {
        event: Event { when: date, ..event },
        gaps,
    }))
}

/// Cuts a sentence at a slot; what a reader sees of it, and nothing else.
fn gap(scene: &Scene<'_>, view: &View<'_>, slot: &Slot, edit: Option<&Edit>) -> Gap {
    let mut before = told(scene, view, 0, slot.start, edit);
    let mut after = told(scene, view, slot.end, view.words.len(), edit);
    if !before.is_empty() && view.words[slot.start].is_apart {
        before.push(' ');
    }
    if view.words.get(slot.end).is_some_and(|next| next.is_apart) {
        after.insert(0, ' ');
    }
    Gap {
        before,
        key: slot.key.clone(),
        after,
        hides: slot.hides,
        is_named: edit.is_some(),
    }
}

/// The words from `start` to `end` as a reader sees them, with the name in full.
fn told(scene: &Scene<'_>, view: &View<'_>, start: usize, end: usize, edit: Option<&Edit>) -> String {
    let plain = |start: usize, end: usize| match start < end {
        true => scene.document.plain(Span {
            start: view.words[start].span.start,
            end: view.words[end - 1].span.end,
        }),
        false => String::new(),
    };
    let Some(edit) = edit.filter(|edit| start <= edit.start && edit.end <= end) else {
        return plain(start, end);
    };
    let space =
        |at: usize| match view.words.get(at).is_some_and(|word| word.is_apart) && at > start && at < end {
            true => " ",
            false => "",
        };
    let name = match edit.start {
        0 => capitalised(&edit.text),
        _ => edit.text.clone(),
    };
    format!(
        "{}{}{name}{}{}",
        plain(start, edit.start),
        space(edit.start),
        space(edit.end),
        plain(edit.end, end)
    )
}

/// Whether nothing of a page's own signs is left in what is printed.
fn is_clean(gap: &Gap) -> bool {
    let signs = ['[', ']', '{', '}', '|', '*', '_', '=', '<', '>', '#', '\\', '^'];
    !gap.before.contains(signs) && !gap.after.contains(signs)
}

/// The year alone of a date.
fn year_of(date: PartialDate) -> PartialDate {
    PartialDate::year(date.year)
}

/// Whether a word stands inside a name.
fn is_in_name(scene: &Scene<'_>, view: &View<'_>, at: usize) -> bool {
    let mut mentions = scene.mentions(view).iter();
    mentions.any(|mention| mention.start <= at && at < mention.end)
}

#[cfg(test)]
mod sample {
    use super::Stated;
    use crate::facts::frame::Frame;
    use crate::facts::rules::Rule;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// The gaps of the last sentence of a page, each as a sentence with its key behind it.
    pub fn gaps(page: &str) -> Vec<String> {
        let document = read("a.md", page.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let mut gaps = Vec::new();
        for found in Stated.find(&scene, &mut |_, _| {}) {
            if found.span != scene.views.last().unwrap().span {
                continue;
            }
            let Frame::Stated { gaps: own, .. } = &found.frame else {
                continue;
            };
            gaps.extend(
                own.iter()
                    .map(|gap| format!("{}____{} {}", gap.before, gap.after, gap.key)),
            );
        }
        gaps
    }

    /// Why the last sentence of a page gives nothing.
    pub fn refused(page: &str) -> Option<&'static str> {
        let document = read("a.md", page.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        super::read(&scene, scene.views.last().unwrap()).err()
    }
}
