//! F02: a card does not ask for a list of three or more.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::ValueKind;

const MOST: usize = 2;
/// Kinds that ask for several things by their nature, or for words that hold commas.
const FREE: &[Kind] = &[
    Kind::Timeline,
    Kind::Matching,
    Kind::TrueFalse,
    Kind::Earlier,
    Kind::Compare,
    Kind::Cause,
    Kind::Content,
    Kind::Expansion,
    Kind::Term,
    Kind::Speaker,
];

/// See the file's first line.
pub struct ListKey;

impl Check for ListKey {
    fn id(&self) -> &'static str {
        "F02"
    }

    fn rule(&self) -> &'static str {
        "a key of three or more members becomes one card each, or a matching"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        // With options a list is recognised and not recalled.
        if item.is_kind(FREE) || item.has_options() {
            return Vec::new();
        }
        let listed = item.item.detail.keys.len();
        let members = listed.max(item.key().map_or(0, |key| match key.value.kind {
            ValueKind::Words => members(key.text),
            _ => 1,
        }));
        if members <= MOST {
            return Vec::new();
        }
        let message = format!("the key has {members} members; ask for each by itself");
        match context.is_generated {
            true => block("F02", message),
            false => warn("F02", message),
        }
    }
}

/// `Ulu, Adal and Asar`: three. Without a last `and` a comma parts no list: `Aksu, Berdi district`.
fn members(text: &str) -> usize {
    let Some((before, _)) = text.rsplit_once(" and ").or_else(|| text.rsplit_once(" or ")) else {
        return 1;
    };
    before.split(", ").filter(|part| !part.trim().is_empty()).count() + 1
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, card, of_kind, passes};

    #[test]
    fn finds_lists() {
        blocks(
            "F02",
            &card("Which parties won seats in Aksu?", "Ulu, Adal and Asar"),
        );
        let mut listed = card("Which parties won seats in Aksu?", "Ulu");
        listed.detail.keys = ["Ulu", "Adal", "Asar"].map(str::to_owned).to_vec();
        blocks("F02", &listed);
    }

    #[test]
    fn leaves_pairs_places_and_timelines_alone() {
        for key in ["Ulu and Adal", "Aksu, Berdi district", "Ulu"] {
            passes("F02", &card("Which parties won seats in Aksu?", key));
        }
        let mut order = of_kind(
            Kind::Timeline,
            card("Put these events in order, earliest first.", ""),
        );
        order.detail.keys = ["Ulu", "Adal", "Asar"].map(str::to_owned).to_vec();
        passes("F02", &order);
    }
}
