//! The person or thing a page is on, by its full name where the sentence has "he", "it" or half of the name.
//!
//! Nothing else of a sentence is changed; whom a pronoun means, the scene must have settled for all rules.

use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::facts::topic;
use crate::language::Tag;

/// Words of a sentence, and the name that is printed for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Index of the first.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is printed, without the capital of the sentence.
    pub text: String,
    /// The name in it.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
}

impl Edit {
    /// Whether it stands for a word.
    pub fn covers(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// The one place where a sentence must name what its page is on, if it does not.
pub fn edit(scene: &Scene<'_>, view: &View<'_>) -> Option<Edit> {
    let names_main = scene.mentions(view).iter().any(|mention| {
        scene.names.main.as_deref() == Some(mention.full.as_str()) && mention.end - mention.start > 1
    });
    of_topic(scene, view)
        .or_else(|| of_person(scene, view))
        .or_else(|| of_surname(scene, view).filter(|_| !names_main))
}

/// "She moved", "In 1911, his first novel was".
fn of_person(scene: &Scene<'_>, view: &View<'_>) -> Option<Edit> {
    let main = scene.names.main.as_ref().filter(|main| main.contains(' '))?;
    let at = topic::start(view).unwrap_or(0);
    let word = view.words.get(at)?;
    let (person, pronoun, owns) = match word.lower.as_str() {
        "he" | "she" => (view.topic.as_ref()?, word.lower.as_str(), false),
        "his" => (view.owner.as_ref()?, "he", true),
        "her" => (view.owner.as_ref()?, "she", true),
        _ => return None,
    };
    let is_meant = person == main && scene.fits(person, pronoun) && scene.names.sexes.contains_key(person);
    is_meant.then(|| Edit {
        start: at,
        end: at + 1,
        text: if owns { format!("{main}'s") } else { main.clone() },
        name: main.clone(),
        kind: NameKind::Person,
    })
}

/// "It opened", "The bridge opened", "its deck was laid".
fn of_topic(scene: &Scene<'_>, view: &View<'_>) -> Option<Edit> {
    let thing = scene.topic.as_ref()?;
    let at = topic::start(view).unwrap_or(0);
    let word = view.words.get(at)?;
    let name = thing.phrase.names.first()?.text.clone();
    let (end, owns) = match word.lower.as_str() {
        "it" if thing.is_meant(view.sentence) => (at + 1, false),
        "the" if thing.is_meant(view.sentence) && view.words.get(at + 1)?.tag == Tag::Noun => (at + 2, false),
        "its" if thing.owns(view.sentence) => (at + 1, true),
        _ => return None,
    };
    Some(Edit {
        start: at,
        end,
        text: if owns {
            format!("{}'s", thing.phrase.text)
        } else {
            thing.phrase.text.clone()
        },
        name,
        kind: thing.phrase.kind,
    })
}

/// "In 1911 Lund moved": the first time the sentence has half of the name.
fn of_surname(scene: &Scene<'_>, view: &View<'_>) -> Option<Edit> {
    let main = scene.names.main.as_ref().filter(|main| main.contains(' '))?;
    let mention = scene.mentions(view).iter().find(|mention| {
        mention.kind == NameKind::Person && mention.end - mention.start == 1 && scene.is_main(&mention.full)
    })?;
    let word = &view.words[mention.start];
    let is_last = main.rsplit(' ').next() == Some(word.text);
    let before = mention.start.checked_sub(1).map(|before| &view.words[before]);
    // "the Lund Prize", "Otto and Lund", "President Lund".
    let is_apart = before.is_none_or(|before| before.tag != Tag::Name || before.is_any(&["in", "on"]))
        && before.is_none_or(|before| scene.lexicon.role(&before.lower).is_none() && !before.is("the"))
        && view
            .words
            .get(mention.end)
            .is_none_or(|next| next.tag != Tag::Name);
    (is_last && is_apart && !mention.is_ambiguous).then(|| Edit {
        start: mention.start,
        end: mention.end,
        text: main.clone(),
        name: main.clone(),
        kind: NameKind::Person,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::gaps;

    #[test]
    fn the_person_of_the_page_is_named_in_full() {
        let page = "# Ann Lund\n\nAnn Lund was a painter. She was born in Berdi. She painted many lamps. ";
        assert_eq!(
            gaps(&format!(
                "{page}In 1911, she founded the Berdi Academy for miners of the north."
            )),
            ["In ____, Ann Lund founded the Berdi Academy for miners of the north. 1911"]
        );
        assert_eq!(
            gaps(&format!(
                "{page}In 1911, Lund founded the Berdi Academy for miners of the north."
            )),
            ["In ____, Ann Lund founded the Berdi Academy for miners of the north. 1911"]
        );
    }
}
