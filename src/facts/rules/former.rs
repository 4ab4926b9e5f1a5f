//! Former names in brackets: "Berdi-Kala (formerly Aksu)", "Aksu (now Berdi-Kala)"; and capitals of regions.

use super::Rule;
use crate::facts::Found;
use crate::facts::classes::own_class;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::{Mention, is_acronym};
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::language::Word;
use crate::language::vocabulary;
use crate::lexicon::fold::fold;

/// Finds former names.
pub struct FormerName;

impl Rule for FormerName {
    fn name(&self) -> &'static str {
        "former-name"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for view in &scene.views {
            if matches!(
                view.objection,
                Some("not running text" | "inside a quotation" | "markup of a page")
            ) {
                continue;
            }
            for mention in scene.mentions(view) {
                if let Some(renamed) = in_brackets(scene, view, mention)
                    && !found
                        .iter()
                        .any(|other| other.fact.subject == renamed.fact.subject)
                {
                    found.push(renamed);
                }
            }
        }
        found
    }
}

fn in_brackets(scene: &Scene<'_>, view: &View<'_>, mention: &Mention) -> Option<Found> {
    let words = &view.words;
    let opens = words.get(mention.end)?.text == "(";
    let link = words.get(mention.end + 1)?;
    let mut start = mention.end + 2;
    if words.get(start)?.is("known") && words.get(start + 1)?.is("as") {
        start += 2;
    }
    let inner = scene.mentions(view).iter().find(|inner| inner.start == start)?;
    // "the corner of Berdi and Aksu (now Velk) streets": the noun behind the bracket says what was renamed.
    let goes_on = words.get(inner.end + 1).is_some_and(|next| next.tag == Tag::Noun);
    let closes = words.get(inner.end).is_some_and(|close| close.text == ")") && !goes_on;
    let is_thing = |mention: &Mention| {
        !matches!(
            mention.kind,
            NameKind::Person | NameKind::People | NameKind::Country
        )
    };
    let is_plain =
        |text: &str| text.split(' ').count() <= 3 && text.chars().next().is_some_and(char::is_uppercase);
    if !opens
        || !closes
        || !is_thing(mention)
        || !is_thing(inner)
        || !is_plain(&mention.full)
        || !is_plain(&inner.full)
    {
        return None;
    }
    // "the Plant & Food Institute (formerly Velk)": the name begins further in front.
    let begins_before = mention.start > 0 && words[mention.start - 1].text == "&";
    if begins_before {
        return None;
    }
    let (after, before) = if is_former(link) {
        (mention, inner)
    } else if link.is("now") {
        (inner, mention)
    } else {
        return None;
    };
    // "New Berdi (formerly Berdi)" would give its answer away.
    let is_letter = |mention: &Mention| mention.full.chars().count() < 3 || is_acronym(&mention.full);
    if is_letter(before) || is_letter(after) {
        return None;
    }
    // "the First Division (now Velk League)": half a name.
    let is_half = |mention: &Mention| {
        !mention.full.contains(' ')
            && vocabulary::classes_of_form(&mention.full.to_lowercase())
                .noun
                .is_some()
            && mention.start > 0
            && matches!(
                view.words[mention.start - 1].tag,
                Tag::Noun | Tag::Name | Tag::Number
            )
    };
    if is_half(before) || is_half(after) {
        return None;
    }
    let shares = before.full.split(' ').any(|word| after.full.contains(word));
    if shares || is_respelt(&before.full, &after.full) || is_village(view, mention) {
        return None;
    }
    let kind = if scene.lexicon.place(&after.full).is_some() {
        NameKind::City
    } else {
        after.kind
    };
    let statement = format!("{} was formerly called {}.", after.full, before.full);
    let importance = if kind == NameKind::City { 2 } else { 1 };
    Some(
        Found::begin(scene, view, "former-name", statement)
            .about(&after.full, "formerly", &before.full)
            .worth(importance, 850)
            .framed(Frame::Renaming {
                thing: with_class(scene, &after.full, kind),
                before: Some(before.full.clone()),
                after: after.full.clone(),
                when: None,
                kind,
            }),
    )
}

/// What stands before its name with "of".
const OF_PLACES: &[&str] = &[
    "city", "town", "village", "port", "island", "province", "region", "district", "state",
];

/// "the cruiser Velk", where the document says what bears the name; a name that says it itself, and a place, alone.
fn with_class(scene: &Scene<'_>, name: &str, kind: NameKind) -> String {
    let is_told = matches!(kind, NameKind::City | NameKind::Place | NameKind::Country)
        || own_class(name).is_some()
        || name.contains(' ');
    match scene.classes.of(name, kind).filter(|_| !is_told) {
        Some(class) if OF_PLACES.contains(&class.as_str()) => format!("the {class} of {name}"),
        Some(class) => format!("the {class} {name}"),
        None => name.to_owned(),
    }
}

/// "Khorog" and "Khorugh": one name in two spellings is nothing to ask.
fn is_respelt(one: &str, other: &str) -> bool {
    strsim::normalized_damerau_levenshtein(&fold(one), &fold(other)) >= 0.5
}

/// "the village of Berdi (now Velk)": known to hardly anybody but its people.
fn is_village(view: &View<'_>, mention: &Mention) -> bool {
    let before = view.words[..mention.start].iter().rev().take(3);
    before
        .filter(|word| word.is_any(&["village", "hamlet", "farm", "settlement"]))
        .count()
        > 0
}

fn is_former(word: &Word<'_>) -> bool {
    word.is_any(&["formerly", "previously"])
}

#[cfg(test)]
mod tests {
    use super::FormerName;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_former_names_either_way() {
        assert_eq!(
            statements(
                &FormerName,
                "The road leads to Karsu (formerly Leninabad) in the north."
            ),
            ["Karsu was formerly called Leninabad."]
        );
        assert_eq!(
            statements(
                &FormerName,
                "They met in the hall of Velkstad (now known as Karsu) that year."
            ),
            ["Karsu was formerly called Velkstad."]
        );
    }

    #[test]
    fn leaves_persons_and_shared_words() {
        for text in [
            "They met the poet Karin Velk (formerly Berg) in the north.",
            "The road leads to Karsu Region (formerly Karsu Province) in the north.",
            "The road leads to Karsu (near Velkstad) in the north.",
            "They met at the corner of Berdi and Karsu (now Velkstad) streets that day.",
            "The road leads to Karsu (formerly Qarsuw) in the north.",
            "The road leads to the village of Karsu (formerly Velkstad) in the north.",
        ] {
            assert!(statements(&FormerName, text).is_empty(), "{text}");
        }
    }
}
