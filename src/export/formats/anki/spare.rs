//! What a question holds besides all that its note shows, for the last field, which no card shows.
//!
//! A learner in Anki sees nothing of it; whoever imports the notes into Suraq elsewhere has the whole question
//! again. It is an object in JSON, with only what the fields and tags beside it do not say already, and empty for
//! most notes. Signs that mean something to Anki or in HTML are written as numbers.

use std::collections::BTreeSet;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::items::Item;
use crate::items::Kind;
use crate::items::origin::is_typed_tag;
use crate::items::origin::note_of;

use super::note_type::NoteType;
use super::tags::one_word;
use super::wording::is_order;
use super::wording::is_true_false;

/// Signs that are written as numbers wherever they stand in a text.
const ACTING: &[char] = &['<', '>', '&', '[', ']', '{', '}', '\\', ':'];

/// Returns the field; empty where the others say all. Tags that the note got `there` go back as they came.
pub(super) fn spare(note_type: NoteType, item: &Item, there: Option<&BTreeSet<String>>) -> String {
    let detail = &item.detail;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    if let Some(hint) = detail.hint.as_ref().filter(|_| note_type != NoteType::Cloze) {
        put("hint", json!(hint));
    }
    if !options_are_shown(note_type, item) {
        let options = item.distractors.iter();
        let options: Vec<Value> = options.map(|option| json!([option.text, option.why])).collect();
        put("options", Value::Array(options));
    }
    if let Some(share) = detail.tolerance.filter(|share| !is_whole_per_cent(*share)) {
        put("tolerance", json!(share));
    }
    let is_from_there = note_of(&item.id.0).is_some();
    let is_of_there =
        |tag: &String| is_from_there && is_typed_tag(tag) || there.is_some_and(|there| there.contains(tag));
    let tags: Vec<&String> = item.tags.iter().filter(|tag| !is_of_there(tag)).collect();
    if tags.iter().any(|tag| one_word(tag) != **tag) {
        put("tags", json!(tags));
    }
    let is_told_ordered = match note_type {
        NoteType::Cloze => detail.keys.len() > 1,
        _ => is_order(item),
    };
    if is_told_ordered != detail.ordered {
        put("ordered", json!(detail.ordered));
    }
    let shows_keywords = matches!(item.kind, Some(Kind::Cause | Kind::Content)) && item.key.is_empty();
    let has_slash = detail.keywords.iter().flatten().any(|word| word.contains('/'));
    if !detail.keywords.is_empty() && (!shows_keywords || has_slash) {
        put("keywords", json!(detail.keywords));
    }
    let is_told_kind = match item.kind {
        None => note_type != NoteType::Cloze,
        Some(Kind::Matching) => !detail.pairs.is_empty(),
        Some(Kind::Timeline) => is_order(item),
        Some(Kind::Estimate) => detail.tolerance.is_some(),
        Some(Kind::TrueFalse) => item.distractors.is_empty(),
        Some(_) => true,
    };
    if !is_told_kind {
        put("kind", json!(item.kind.map(Kind::slug)));
    }
    match object.is_empty() {
        true => String::new(),
        false => written(&Value::Object(object)),
    }
}

/// Whether the note shows every wrong option with its reason, or there is none.
fn options_are_shown(note_type: NoteType, item: &Item) -> bool {
    let has_reasons = item.distractors.iter().any(|option| option.why.is_some());
    match note_type {
        _ if item.distractors.is_empty() => true,
        NoteType::Choice => !is_true_false(item),
        _ => !item.detail.pairs.is_empty() && !has_reasons,
    }
}

fn is_whole_per_cent(share: f64) -> bool {
    (share * 100.0).round() / 100.0 == share
}

/// JSON in which no text acts.
fn written(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let entries = object.iter();
            let entries: Vec<String> = entries
                .map(|(name, value)| format!("\"{name}\": {}", written(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(written).collect();
            format!("[{}]", list.join(", "))
        }
        Value::String(text) => format!("\"{}\"", quiet(text)),
        other => other.to_string(),
    }
}

fn quiet(text: &str) -> String {
    let mut quiet = String::with_capacity(text.len());
    for sign in text.chars() {
        let is_plain = !sign.is_control() && sign != '"' && !ACTING.contains(&sign) && sign <= '\u{fffd}';
        if is_plain {
            quiet.push(sign);
            continue;
        }
        let mut units = [0; 2];
        for unit in sign.encode_utf16(&mut units) {
            quiet.push_str(&format!("\\u{unit:04x}"));
        }
    }
    quiet
}

#[cfg(test)]
mod tests {
    use super::super::note_type::NoteType;
    use super::spare;
    use crate::items::Item;

    #[test]
    fn what_is_shown_is_not_said_again() {
        assert_eq!(spare(NoteType::Typed, &Item::new("Which?", "Sary"), None), "");
    }

    #[test]
    fn nothing_in_it_acts() {
        let mut item = Item::new("Which?", "Sary");
        item.detail.hint = Some("a \"{{c1::b}}\" [sound:x] <b> \\(x\\) \u{1f600}".to_owned());
        let field = spare(NoteType::Typed, &item, None);
        for acting in ["{{", "[sound", "<", "\\(", "::"] {
            assert!(!field.contains(acting), "{field}");
        }
        let read: serde_json::Value = serde_json::from_str(&field).unwrap();
        assert_eq!(read["hint"].as_str(), item.detail.hint.as_deref());
    }
}
