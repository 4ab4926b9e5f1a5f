//! L14: a stem that asks for a name says what kind of thing it wants, where that is known.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::lexicon::Head;
use crate::lexicon::Lexicon;
use crate::lexicon::PlaceKind;
use crate::lexicon::fold::words;

/// See the file's first line.
pub struct NamedClass;

impl Check for NamedClass {
    fn id(&self) -> &'static str {
        "L14"
    }

    fn rule(&self) -> &'static str {
        "which party or which region, not what, where the kind of the key is known"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let (Some(key), Some((at, word))) = (item.key(), item.question_word()) else {
            return Vec::new();
        };
        let verbs = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
        let is_bare = word.lower == "what" && item.marks_at(at + 1).has(verbs);
        // `What is the capital called`, `What was Aksu renamed` and `What is the name of the party` say it.
        let says_it = item.marks_at(at + 1).has(Marks::BE)
            || item
                .stem
                .iter()
                .any(|word| matches!(word.lower.as_ref(), "call" | "name" | "rename" | "stand"));
        if !context.is_english || !is_bare || says_it || !is_name(key.text) {
            return Vec::new();
        }
        class_of(key.text).map_or_else(Vec::new, |class| {
            warn(
                "L14",
                format!("`what` asks for `{}`; say which {class}", key.text),
            )
        })
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().any(char::is_lowercase)
}

/// What the lexicon knows a name to be.
fn class_of(name: &str) -> Option<&'static str> {
    let lexicon = Lexicon::shipped();
    if let Some(place) = lexicon.place(name) {
        return Some(match place {
            PlaceKind::Country => "country",
            PlaceKind::City => "city",
            PlaceKind::Region => "region",
            _ => "place",
        });
    }
    let head = words(name).last().and_then(|last| lexicon.head(last))?;
    Some(match head {
        Head::Party => "party",
        Head::Organisation => "organisation",
        Head::Event => "event",
        Head::Law => "law",
        Head::Place => "place",
        Head::Work => "work",
    })
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{card, passes, warns};

    #[test]
    fn finds_a_bare_what_for_a_name_of_known_kind() {
        for key in ["Almaty", "Poland", "Ministry of Land", "Land Movement"] {
            let stem = "What did Dina Ospanova leave in 2018?";
            if key == "Ministry of Land" {
                passes("L14", &card(stem, key));
            } else {
                warns("L14", &card(stem, key));
            }
        }
    }

    #[test]
    fn leaves_typed_questions_and_unknown_kinds_alone() {
        for (stem, key) in [
            ("Which city did Dina Ospanova leave in 2018?", "Almaty"),
            ("What is the capital of Sary-Orda called?", "Almaty"),
            ("What did Dina Ospanova leave in 2018?", "Velk"),
            ("What did Dina Ospanova want in 2018?", "lower taxes"),
        ] {
            passes("L14", &card(stem, key));
        }
    }
}
