//! What the name of a note type tells of its cards, where a text file does not say more.

use super::super::described::NoteType;
use super::super::described::Template;
use super::super::own;

/// Note types that every collection has, in small letters: what cards they make is known.
const STOCK: &[&str] = &[
    "basic",
    "basic (and reversed card)",
    "basic (optional reversed card)",
    "basic (type in the answer)",
    "cloze",
];

/// Whether a note type is one that every collection has, or a copy of it.
pub(super) fn is_stock(name: &str) -> bool {
    let small = name.trim_end_matches('+').to_lowercase();
    STOCK.contains(&small.as_str())
}

/// Whether a note with these fields has the card at `place`: a second one may depend on the third field.
pub(super) fn makes(kind: &NoteType, place: i64, fields: &[String]) -> bool {
    let is_optional = place == 1 && kind.name.to_lowercase().contains("optional");
    !is_optional || fields.get(2).is_some_and(|field| !field.trim().is_empty())
}

/// A note type as its name and the number of its fields tell it.
pub(super) fn note_type(name: &str, is_cloze: bool, count: usize) -> NoteType {
    let numbered = (1..=count).map(|number| number.to_string());
    let fields: Vec<String> = match own::fields_of(name) {
        Some(own) => own.map(str::to_owned).collect(),
        None => numbered.collect(),
    };
    let small = name.to_lowercase();
    let typed = if small.contains("type in") || small.contains("typed") {
        "{{type:2}}"
    } else {
        ""
    };
    let is_optional = small.contains("reversed") && small.contains("optional");
    // Whether there is a second card is said in the third field, and says nothing to a learner.
    let rest: String = (if is_optional { 4 } else { 3 }..=count)
        .map(|number| format!("<br>{{{{{number}}}}}"))
        .collect();
    let card = |front: &str, back: &str| Template {
        id: None,
        name: String::new(),
        front: front.to_owned(),
        back: format!("{{{{FrontSide}}}}<hr id=answer>{back}{rest}"),
    };
    let templates = match is_cloze {
        true => vec![Template {
            id: None,
            name: String::new(),
            front: "{{cloze:1}}".to_owned(),
            back: format!("{{{{cloze:1}}}}<br>{{{{2}}}}{rest}"),
        }],
        false if small.contains("reversed") => vec![card("{{1}}", "{{2}}"), card("{{2}}", "{{1}}")],
        false => vec![card(&format!("{{{{1}}}}{typed}"), "{{2}}")],
    };
    NoteType {
        name: name.to_owned(),
        is_cloze,
        fields,
        templates,
        css: String::new(),
    }
}
