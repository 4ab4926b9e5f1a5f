//! What the last field of our own notes says of a question, which no card there shows.
//!
//! It was written along with the others, and a learner may have edited those since: what goes together no longer
//! is left out.

use serde::Deserialize;

use crate::decks::same_option;
use crate::items::Distractor;
use crate::items::Item;
use crate::items::Kind;

use super::show::Kept;

/// What may stand in it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Spare {
    hint: Option<String>,
    options: Option<Vec<(String, Option<String>)>>,
    tolerance: Option<f64>,
    tags: Option<Vec<String>>,
    ordered: Option<bool>,
    keywords: Option<Vec<Vec<String>>>,
    /// The inner one is none where the question is of no kind.
    #[serde(deserialize_with = "known")]
    kind: Option<Option<String>>,
}

/// A value that is there, also where it is null.
fn known<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Gives an item what the field says; what cannot be read says nothing.
pub(super) fn take(item: &mut Item, field: &str, kept: Kept<'_>) {
    if !field.starts_with('{') {
        return;
    }
    // An editor may have written quotes as entities.
    let plain = field.replace("&quot;", "\"").replace("&nbsp;", " ");
    let Ok(spare) = serde_json::from_str::<Spare>(&plain) else {
        return;
    };
    if let Some(hint) = spare.hint {
        item.detail.hint = Some(renamed(&hint, kept));
    }
    if let Some(options) = spare.options {
        let is_wrong = |text: &String| {
            let keys = std::iter::once(&item.key).chain(&item.detail.keys);
            !keys.into_iter().any(|key| same_option(key, text))
        };
        let options = options.into_iter().filter(|(text, _)| is_wrong(text));
        item.distractors = options.map(|(text, why)| Distractor { text, why }).collect();
    }
    if let Some(share) = spare.tolerance.filter(|share| (0.0..=1.0).contains(share)) {
        item.detail.tolerance = Some(share);
    }
    if let Some(ordered) = spare.ordered {
        item.detail.ordered = ordered;
    }
    if let Some(keywords) = spare.keywords {
        item.detail.keywords = keywords;
    }
    if let Some(tags) = spare.tags {
        take_tags(item, tags);
    }
    if let Some(kind) = spare.kind {
        item.kind = kind.and_then(|slug| Kind::from_slug(&slug));
    }
}

/// Tags as they were, where the note still has them in the form that tags have there; others stay.
fn take_tags(item: &mut Item, tags: Vec<String>) {
    for tag in tags {
        let is_same = |known: &String| same_letters(known, &tag);
        if let Some(place) = item.tags.iter().position(is_same) {
            item.tags[place] = tag;
        }
    }
}

/// Whether two tags differ at most in the signs that a tag there cannot hold.
fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|sign| sign.is_alphanumeric())
            .collect::<String>()
    };
    letters(one) == letters(other)
}

/// Pictures and sounds under the names that they are kept by.
fn renamed(text: &str, kept: Kept<'_>) -> String {
    let mut renamed = text.to_owned();
    for name in crate::items::media::named_in(text) {
        renamed = renamed.replace(&format!(": {name}]"), &format!(": {}]", kept(name)));
    }
    renamed
}
