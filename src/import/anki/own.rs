//! Notes that Suraq itself wrote: known by their note type, and by a name made from type and card.

use std::collections::BTreeMap;

use crate::decks::same_option;
use crate::items::Distractor;
use crate::items::Item;
use crate::items::Kind;
use crate::items::Status;
use crate::items::gapped::OWN;
use crate::items::left_there::LeftThere;
use crate::progress::note_name;

use super::below;
use super::below::elements;
use super::cloze;
use super::described::NoteType;
use super::evidence::Evidence;
use super::html;
use super::html::Markup;
use super::remark::Reason;
use super::rows::Note;
use super::show::Kept;
use super::show::Shown;
use super::spare;

/// Names of our note types over there, and the word each has in the names of notes.
const TYPES: &[(&str, &str)] = &[
    ("Suraq Basic", "basic"),
    ("Suraq Typed", "typed"),
    ("Suraq Cloze", "cloze"),
    ("Suraq Choice", "choice"),
];

/// The number over there of the first of them; the others follow it.
const FIRST_NUMBER: i64 = 1_795_651_200_101;

/// The number of the template of the first, and by how much that of the next is higher.
const FIRST_TEMPLATE: i64 = 530_118_000_100;
const NEXT_TEMPLATE: i64 = 1_000;

/// Names of the fields that all of them have behind their own.
const TAIL: [&str; 5] = ["Explanation", "Quote", "Source", "Extra1", "Extra2"];

/// How each of our tags begins.
const TAG: &str = "suraq::";

/// How the tag begins that says which kind of question it is.
const KIND_TAG: &str = "suraq::kind::";

/// By how many milliseconds our export may have moved a review on: past every one that the collection had. Nobody
/// answers a card twice within it, and a thousand cards may have been reset at once.
pub(super) const MOVED_AT_MOST: u32 = 1_000;

/// Whether a note type is one of ours. Anki adds a `+` to the name of a copy.
pub(super) fn is_own(name: &str) -> bool {
    TYPES
        .iter()
        .any(|(known, _)| *known == name.trim_end_matches('+'))
}

/// Gives note types of ours the names that they went out with: whatever they are called there, their numbers stay.
pub(super) fn name_again(note_types: &mut BTreeMap<i64, NoteType>) {
    for (number, (name, _)) in (FIRST_NUMBER..).zip(TYPES) {
        if let Some(kind) = note_types.get_mut(&number).filter(|kind| !is_own(&kind.name)) {
            (*name).clone_into(&mut kind.name);
        }
    }
}

/// The number of the template that one of our note types went out with, by its name there; none for others.
pub(super) fn template_number(name: &str) -> Option<i64> {
    let name = name.trim_end_matches('+');
    let mut numbers = (FIRST_TEMPLATE..).step_by(NEXT_TEMPLATE as usize).zip(TYPES);
    let own = numbers.find(|(_, (known, _))| *known == name);
    own.map(|(number, _)| number)
}

/// Names of the fields of one of our note types as it went out, by its name there; none for others.
pub(super) fn fields_of(name: &str) -> Option<impl Iterator<Item = &'static str>> {
    let first: &[&str] = match type_of(name)? {
        "cloze" => &["Text"],
        "choice" => &["Question", "Options", "Answer"],
        _ => &["Question", "Answer"],
    };
    Some(first.iter().chain(&TAIL).copied())
}

/// Names of the fields of a note type of ours; one that has another name there is known by its place.
pub(super) fn field_names(kind: &NoteType) -> Vec<String> {
    let mut names = kind.fields.clone();
    let ours: Vec<&str> = fields_of(&kind.name).into_iter().flatten().collect();
    for (at, name) in ours.iter().enumerate() {
        let is_missing = names.iter().all(|there| there != name);
        let there = names.get_mut(at).filter(|there| !ours.contains(&there.as_str()));
        if let Some(there) = there.filter(|_| is_missing) {
            (*name).clone_into(there);
        }
    }
    names
}

/// The word of one of our note types, by its name there.
pub(super) fn type_of(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('+');
    let own = TYPES.iter().find(|(known, _)| *known == name);
    own.map(|(_, word)| *word)
}

/// Whether a tag says something of a question of ours, and is none of the learner's.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.starts_with(TAG)
}

/// Whether the answer of notes of this type is typed over there.
pub(super) fn is_typed(name: &str) -> bool {
    TYPES
        .iter()
        .any(|(known, word)| *known == name.trim_end_matches('+') && *word == "typed")
}

/// Fields of our note types that we write.
const WRITTEN: &[&str] = &[
    "Question",
    "Options",
    "Answer",
    "Text",
    "Explanation",
    "Quote",
    "Source",
    "Extra2",
];

/// A field that all of them have and that we leave empty.
const SPARE: &str = "Extra1";

/// How many fields each of our note types has.
const FIELDS: &[(&str, usize)] = &[("cloze", 6), ("basic", 7), ("typed", 7), ("choice", 8)];

/// What somebody made of a note of one of our note types that a note of ours cannot be.
pub(super) fn left_there(note: &Note, kind: &NoteType) -> Option<LeftThere> {
    if kind.is_cloze {
        let numbers = cloze::numbers(note.fields.first().map_or("", String::as_str));
        if !numbers.is_empty() && !numbers.contains(&u64::from(OWN)) {
            return Some(LeftThere::WithoutGap);
        }
    }
    let word = type_of(&kind.name)?;
    let own = FIELDS.iter().find(|(known, _)| *known == word);
    // A field of ours may have another name there, and is no further one.
    let has_more = own.is_some_and(|(_, count)| kind.fields.len() > *count);
    let is_further = |name: &str| name == SPARE || has_more && !WRITTEN.contains(&name);
    let mut fields = kind.fields.iter().zip(&note.fields);
    let has_words = fields.any(|(name, text)| is_further(name) && !text.trim().is_empty());
    has_words.then_some(LeftThere::WithFields)
}

/// Returns the names that notes of a card may have over there, one for each note type.
///
/// `card` is deck/item or deck/item/direction.
pub fn names_of(card: &str) -> impl Iterator<Item = String> {
    TYPES.iter().map(|(_, word)| note_name(word, card, 1))
}

/// Makes the question of one of our notes, and says where it is from.
pub(super) fn show(note: &Note, names: &[String], kept: Kept<'_>) -> Result<(Shown, Evidence), Reason> {
    let fields: BTreeMap<&str, &str> = names
        .iter()
        .map(String::as_str)
        .zip(note.fields.iter().map(String::as_str))
        .collect();
    let field = |name: &str| fields.get(name).copied().unwrap_or_default();
    let text = |name: &str| html::text(field(name), kept);
    let tagged = note.tags.iter().find_map(|tag| tag.strip_prefix(KIND_TAG));
    let tagged = tagged.and_then(Kind::from_slug);
    let mut item = match fields.contains_key("Text") {
        true => of_cloze(field("Text"), kept),
        false => match tagged {
            Some(Kind::Matching) => of_halves(field("Question"), field("Answer"), kept),
            Some(Kind::Cause | Kind::Content) => of_keywords(field("Question"), field("Answer"), kept),
            _ => of_steps(field("Question"), field("Answer"), kept),
        }
        .unwrap_or_else(|| of_answers(field("Question"), field("Options"), field("Answer"), kept)),
    };
    if item.stem.is_empty() {
        return Err(Reason::EmptyFront);
    }
    let detail = &item.detail;
    if item.key.is_empty() && detail.keys.is_empty() && detail.pairs.is_empty() && detail.keywords.is_empty()
    {
        return Err(Reason::NoAnswer);
    }
    below::take(&mut item, field("Explanation"), kept);
    for tag in &note.tags {
        take_tag(&mut item, tag);
    }
    spare::take(&mut item, field("Extra2"), kept);
    let evidence = Evidence {
        quote: text("Quote"),
        source: text("Source"),
    };
    let shown = Shown {
        item,
        is_typed: false,
        remark: None,
        markup: Markup::default(),
    };
    Ok((shown, evidence))
}

/// A sentence with something left out.
fn of_cloze(text: &str, kept: Kept<'_>) -> Item {
    let asked = cloze::asked(text, 1);
    let hidden: Vec<String> = asked.hidden.iter().map(|one| html::text(one, kept)).collect();
    let mut item = Item::new(&html::text(&cloze::gapped(text, 1), kept), "");
    match hidden.split_first() {
        // The same words at several places are one answer.
        Some((first, others)) if others.iter().all(|one| one == first) => item.key.clone_from(first),
        _ => {
            item.detail.ordered = hidden.len() > 1;
            give_answers(&mut item, hidden);
        }
    }
    item.kind = Some(Kind::Cloze);
    if let Some(hint) = asked.hints.iter().find(|hint| !hint.is_empty()) {
        item.detail.hint = Some(html::text(hint, kept));
    }
    item
}

/// A question with one answer or several, and the wrong options where it has any.
fn of_answers(question: &str, options: &str, answer: &str, kept: Kept<'_>) -> Item {
    let mut item = Item::new(&html::text(question, kept), "");
    let keys = answers(answer, kept);
    let options = elements(options, kept);
    if keys.len() == 1 && options == ["True", "False"] {
        item.kind = Some(Kind::TrueFalse);
    } else {
        let wrong = options
            .into_iter()
            .filter(|option| !keys.iter().any(|key| same_option(key, option)));
        item.distractors = wrong.map(|text| Distractor { text, why: None }).collect();
    }
    give_answers(&mut item, keys);
    item
}

fn give_answers(item: &mut Item, mut keys: Vec<String>) {
    match keys.len() {
        0 | 1 => item.key = keys.pop().unwrap_or_default(),
        _ => item.detail.keys = keys,
    }
}

/// Two lists whose members belong together; nothing where the note does not hold them any more.
fn of_halves(question: &str, answer: &str, kept: Kept<'_>) -> Option<Item> {
    let (detail, spare) = below::halves(question, answer, kept)?;
    let mut item = Item::new(&html::text(question.split("<ol>").next()?, kept), "");
    (item.detail, item.distractors) = (detail.into(), spare);
    item.kind = Some(Kind::Matching);
    Some(item)
}

/// Events to put in order; nothing where the answer is no numbered list.
fn of_steps(question: &str, answer: &str, kept: Kept<'_>) -> Option<Item> {
    let keys = elements(answer.strip_prefix("<ol>")?, kept);
    let mut item = Item::new(&html::text(question.split("<ul>").next()?, kept), "");
    (item.detail.keys, item.detail.ordered) = (keys, true);
    (item.detail.keys.len() > 1).then_some(item)
}

/// What is answered in own words, with the words that have to come in it.
fn of_keywords(question: &str, answer: &str, kept: Kept<'_>) -> Option<Item> {
    let mut item = Item::new(&html::text(question, kept), "");
    let groups = elements(answer.strip_prefix("<ul>")?, kept);
    let words = groups
        .iter()
        .map(|group| group.split(" / ").map(str::to_owned).collect());
    item.detail.keywords = words.collect();
    (!groups.is_empty()).then_some(item)
}

/// The answer, or several where they stand in a list.
fn answers(html: &str, kept: Kept<'_>) -> Vec<String> {
    let list = elements(html, kept);
    if !list.is_empty() {
        return list;
    }
    let text = html::text(html, kept);
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// What one of our tags says; other tags stay as they are.
fn take_tag(item: &mut Item, tag: &str) {
    let Some(ours) = tag.strip_prefix(TAG) else {
        item.tags.push(tag.to_owned());
        return;
    };
    match ours.split_once("::") {
        Some(("topic", word)) => item.tags.push(word.to_owned()),
        Some(("kind", word)) => item.kind = suits(item, Kind::from_slug(word)).or(item.kind),
        Some(("importance", "core")) => item.importance = 3,
        Some(("importance", "detail")) => item.importance = 1,
        Some(("difficulty", number)) => {
            item.difficulty = number.parse().ok().filter(|number| (1..=5).contains(number));
        }
        None if ours == "contested" => item.contested = true,
        None if ours == "retired" => item.status = Status::Retired { successor: None },
        _ => {}
    }
}

/// A kind that needs more than a note carries is not taken.
fn suits(item: &Item, kind: Option<Kind>) -> Option<Kind> {
    kind.filter(|kind| match kind {
        Kind::Matching => !item.detail.pairs.is_empty(),
        Kind::Timeline => item.detail.ordered,
        Kind::Estimate => item.detail.tolerance.is_some(),
        Kind::TrueFalse => item.distractors.is_empty(),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::described::NoteType;
    use super::super::remark::Reason;
    use super::super::rows::Note;
    use super::field_names;
    use super::is_own;
    use super::name_again;
    use super::names_of;
    use super::show;
    use crate::items::Kind;

    fn note(fields: &[&str], tags: &[&str]) -> Note {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>();
        Note {
            fields: owned(fields),
            tags: owned(tags),
            ..Note::default()
        }
    }

    fn names(own: &[&str]) -> Vec<String> {
        let tail = ["Explanation", "Quote", "Source", "Extra1", "Extra2"];
        own.iter().chain(&tail).map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn our_note_types_and_names_are_known() {
        assert!(is_own("Suraq Choice") && is_own("Suraq Basic+") && !is_own("Basic"));
        let names: Vec<String> = names_of("lakes/deepest").collect();
        assert_eq!(names.len(), 4);
        assert_eq!(names[0], "l3x8T6hKbphY");
        assert!(names.iter().all(|name| name.len() == 12));
        assert_eq!(names_of("d/и\u{306}").last(), names_of("d/й").last());
    }

    #[test]
    fn note_types_and_fields_that_were_renamed_there_are_known() {
        let mut types: BTreeMap<i64, NoteType> = BTreeMap::new();
        for (number, name) in [
            (1_795_651_200_102, "My Typed"),
            (1_795_651_200_104, "Suraq Choice+"),
            (7, "My Basic"),
        ] {
            let kind = NoteType {
                name: name.to_owned(),
                ..NoteType::default()
            };
            types.insert(number, kind);
        }
        name_again(&mut types);
        let named: Vec<&str> = types.values().map(|kind| kind.name.as_str()).collect();
        assert_eq!(named, ["My Basic", "Suraq Typed", "Suraq Choice+"]);
        let kind = NoteType {
            name: "Suraq Typed".to_owned(),
            fields: names(&["Frage", "Answer", "Mine"]),
            ..NoteType::default()
        };
        assert_eq!(field_names(&kind), names(&["Question", "Answer", "Mine"]));
        let turned = names(&["Answer", "Question"]);
        let kind = NoteType {
            fields: turned.clone(),
            ..kind
        };
        assert_eq!(field_names(&kind), turned);
    }

    #[test]
    fn a_choice_comes_back_with_its_options() {
        let options = "<ol><li>Lake Ana</li><li>Lake Sary</li><li>Lake Bel</li></ol>";
        let fields = [
            "Which?",
            options,
            "Lake Sary",
            "It is 90 m deep.",
            "“… 90 m”",
            "The Oron Post",
            "",
            "",
        ];
        let note = note(
            &fields,
            &["suraq::topic::water", "suraq::importance::core", "mine"],
        );
        let (shown, evidence) =
            show(&note, &names(&["Question", "Options", "Answer"]), &str::to_owned).unwrap();
        let item = shown.item;
        assert_eq!((item.key.as_str(), item.importance), ("Lake Sary", 3));
        let wrong: Vec<&str> = item.distractors.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(wrong, ["Lake Ana", "Lake Bel"]);
        assert_eq!(item.tags, ["water", "mine"]);
        assert_eq!(item.explanation.as_deref(), Some("It is 90 m deep."));
        assert_eq!(evidence.source, "The Oron Post");
    }

    #[test]
    fn clozes_lists_and_true_or_false_come_back_too() {
        let cloze = note(&["The {{c1::Tur::a river}} flows."], &[]);
        let item = show(&cloze, &names(&["Text"]), &str::to_owned).unwrap().0.item;
        assert_eq!(
            (item.stem.as_str(), item.key.as_str()),
            ("The ____ flows.", "Tur")
        );
        assert_eq!(item.detail.hint.as_deref(), Some("a river"));
        assert_eq!(item.kind, Some(Kind::Cloze));
        let list = note(&["Which two?", "<ul><li>a</li><li>b</li></ul>"], &[]);
        let item = show(&list, &names(&["Question", "Answer"]), &str::to_owned)
            .unwrap()
            .0
            .item;
        assert_eq!(item.detail.keys, ["a", "b"]);
        let claim = note(
            &[
                "It flows.",
                "<ol data-keep=\"1\"><li>True</li><li>False</li></ol>",
                "False",
            ],
            &["suraq::kind::true-false"],
        );
        let item = show(&claim, &names(&["Question", "Options", "Answer"]), &str::to_owned)
            .unwrap()
            .0
            .item;
        assert_eq!((item.kind, item.key.as_str()), (Some(Kind::TrueFalse), "False"));
        assert!(item.distractors.is_empty());
        let empty = show(
            &note(&["", "x"], &[]),
            &names(&["Question", "Answer"]),
            &str::to_owned,
        );
        assert_eq!(empty.unwrap_err(), Reason::EmptyFront);
    }
}
