//! What a question says on a card: its fields as HTML, for each of the four note types.

use std::fmt::Write;

use twox_hash::XxHash3_64;

use crate::answers::sort_by_value;
use crate::items::Item;
use crate::items::Kind;
use crate::items::media::is_marked;
use crate::items::origin::is_revealed;
use crate::items::origin::note_of;
use crate::items::others::stands_last;
use crate::items::typing::is_short;

use super::formulas;
use super::html::Pen;
use super::html::acts_in_brackets;
use super::html::names_formula;
use super::note_type::NoteType;

/// The blank of a cloze.
pub(super) const BLANK: &str = "____";

/// Beginnings of options that speak of the other options, which then must stay where they are.
const OF_OTHERS: &[&str] = &["all of ", "none of ", "neither ", "both "];

/// Returns the note type that suits an item nobody exported before.
pub(super) fn suited(item: &Item) -> NoteType {
    if fits(NoteType::Cloze, item) {
        return NoteType::Cloze;
    }
    let many = item.detail.keys.len() > 1;
    let enough = match item.kind {
        Some(Kind::Earlier | Kind::Compare) => 1,
        _ if many => 1,
        _ => 2,
    };
    let has_options = is_true_false(item) || item.distractors.len() >= enough;
    if has_options && fits(NoteType::Choice, item) {
        return NoteType::Choice;
    }
    let is_exact = item.detail.tolerance.is_none() && item.detail.keywords.is_empty();
    // A card that was typed over there is typed there again, however long its answer: `el niño / la niña`.
    let was_typed = note_of(&item.id.0).is_some() && !is_revealed(item) && !is_marked(&item.key);
    // Nobody types a formula as it is set.
    let is_short = is_short(&item.key) && !names_formula(&item.key);
    let is_typed = was_typed || is_short && !is_revealed(item);
    match is_typed && is_exact && fits(NoteType::Typed, item) {
        true => NoteType::Typed,
        false => NoteType::Basic,
    }
}

/// Whether a note of this type can ask the item. Basic always can.
pub(super) fn fits(note_type: NoteType, item: &Item) -> bool {
    let (key, detail) = (item.key.trim(), &item.detail);
    match note_type {
        NoteType::Basic => true,
        NoteType::Typed => !key.is_empty() && detail.keys.is_empty() && detail.pairs.is_empty(),
        NoteType::Cloze => !deletions(item).is_empty(),
        NoteType::Choice => {
            let has_answer = !key.is_empty() || !detail.keys.is_empty();
            let has_options = is_true_false(item) || !item.distractors.is_empty();
            has_answer && has_options && !is_order(item) && detail.pairs.is_empty()
        }
    }
}

/// What each blank of a cloze hides, in order; nothing where blanks and answers do not go together.
pub(super) fn deletions(item: &Item) -> Vec<&str> {
    let blanks = item.stem.matches(BLANK).count();
    let (key, keys) = (item.key.trim(), &item.detail.keys);
    let is_cloze = item.kind == Some(Kind::Cloze);
    match (key.is_empty(), blanks) {
        (false, 1) => vec![key],
        // Over there one card may hide the same words at several places.
        (false, 2..) if is_cloze && note_of(&item.id.0).is_some() => vec![key; blanks],
        (true, 2..) if is_cloze && keys.len() == blanks => keys.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn is_true_false(item: &Item) -> bool {
    item.kind == Some(Kind::TrueFalse) && item.distractors.len() < 2
}

pub(super) fn is_order(item: &Item) -> bool {
    let detail = &item.detail;
    // The answers of a cloze stand in order as well, and are nothing to be put in order.
    let is_ordered = detail.ordered && item.kind != Some(Kind::Cloze);
    detail.keys.len() > 1 && (is_ordered || item.kind == Some(Kind::Timeline))
}

/// Returns the fields before the tail. `card` decides the order of what is listed.
pub(super) fn own_fields(note_type: NoteType, item: &Item, card: &str) -> Vec<String> {
    let pen = Pen::of(item);
    match note_type {
        NoteType::Basic => vec![question(item, card), answer(item)],
        NoteType::Typed => vec![pen.html(&item.stem), pen.html(&item.key)],
        NoteType::Cloze => vec![cloze(item)],
        NoteType::Choice => vec![pen.html(&item.stem), options(item, card), right_options(item)],
    }
}

fn cloze(item: &Item) -> String {
    let mut pen = Pen::of(item);
    let mut hints = hints(item).into_iter();
    let words = deletions(item);
    let bear_gaps = item.stem.contains('\\') && formulas::bear_gaps(&words, item.stem.split(BLANK));
    let mut hidden = words.iter().copied();
    let mut rest = item.stem.as_str();
    let mut cloze = String::new();
    while let Some((before, after)) = rest.split_once(BLANK) {
        // Outer spaces are the sentence's own here, and so are ends of lines.
        let is_first = cloze.is_empty();
        let (lead, trail) = outer(before);
        cloze.push_str(&if is_first { String::new() } else { gap(lead) });
        let hint = hints.next().flatten();
        let after = hint.map_or(after, |hint| without_shown_hint(item, after, hint));
        let mut following = hidden.clone();
        let word = following.next().unwrap_or("");
        let (with_word, later) = match bear_gaps {
            true => (
                word.to_owned() + &filled(after, following.clone()),
                filled(after, following),
            ),
            false => (String::new(), String::new()),
        };
        cloze.push_str(&pen.write(before, &with_word));
        cloze.push_str(&gap(trail));
        let hint = hint.map(|hint| shown_hint(pen, hint)).unwrap_or_default();
        let key = pen.write(hidden.next().unwrap_or(""), &later);
        cloze.push_str(apart(&cloze, "{"));
        let end = apart(&key, if hint.is_empty() { "}" } else { "}:" });
        cloze.push_str(&format!("{{{{c1::{key}{end}{hint}}}}}"));
        rest = after;
    }
    cloze.push_str(&gap(outer(rest).0));
    cloze.push_str(&pen.write(rest, ""));
    cloze
}

/// What a sentence says with `words` in its blanks.
fn filled<'a>(sentence: &str, mut words: impl Iterator<Item = &'a str>) -> String {
    let mut pieces = sentence.split(BLANK);
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        filled.push_str(words.next().unwrap_or_default());
        filled.push_str(piece);
    }
    filled
}

/// A space behind what ends in one of `signs`: in a formula these stand bare, and would be one with those of the gap
/// that begins or ends there.
pub(super) fn apart(html: &str, signs: &str) -> &'static str {
    if html.ends_with(|sign| signs.contains(sign)) {
        " "
    } else {
        ""
    }
}

/// The hint of each gap, in order. Those of several gaps are one text here, parted by semicolons, one for each gap or
/// for those alone that have one: where each is shown beside a gap it is that one's, and else the whole is the first
/// one's.
pub(super) fn hints(item: &Item) -> Vec<Option<&str>> {
    let Some(whole) = item.detail.hint.as_deref() else {
        return Vec::new();
    };
    let is_shown = |after: &str, part: &str| without_shown_hint(item, after, part).len() < after.len();
    let (parts, after) = (whole.split("; "), item.stem.split(BLANK).skip(1));
    let are_in_place = parts.clone().count() <= after.clone().count()
        && (parts.clone().zip(after.clone())).all(|(part, after)| part.is_empty() || is_shown(after, part));
    if are_in_place {
        return parts
            .map(|part| Some(part).filter(|part| !part.is_empty()))
            .collect();
    }
    let mut parts = parts.peekable();
    let each: Vec<Option<&str>> = after
        .map(|after| parts.next_if(|part| is_shown(after, part)))
        .collect();
    match parts.peek() {
        None => each,
        Some(_) => vec![Some(whole)],
    }
}

/// What follows the blank of a cloze, without the hint that a card from there shows beside it in brackets.
fn without_shown_hint<'a>(item: &Item, after: &'a str, hint: &str) -> &'a str {
    let is_from_there = note_of(&item.id.0).is_some();
    let shown = after.strip_prefix(" (").filter(|_| is_from_there);
    let rest = shown.and_then(|shown| shown.strip_prefix(hint)?.strip_prefix(')'));
    rest.unwrap_or(after)
}

/// The blanks and ends of lines before and after what a text says; of a text that says nothing, all are before it.
pub(super) fn outer(text: &str) -> (&str, &str) {
    let from = text.len() - text.trim_start().len();
    (&text[..from], &text[text.trim_end().len().max(from)..])
}

/// What parts a blank from the words beside it: its lines as they are, else one space.
pub(super) fn gap(outer: &str) -> String {
    let Some((lines, indent)) = outer.rsplit_once('\n') else {
        return if outer.is_empty() { "" } else { " " }.to_owned();
    };
    let breaks = lines.matches('\n').count() + 1;
    "<br>".repeat(breaks) + &"&nbsp;".repeat(indent.chars().count())
}

/// A hint as it stands in a deletion; nothing where it says nothing.
pub(super) fn shown_hint(pen: Pen, hint: &str) -> String {
    match pen.html(hint) {
        // Anki puts brackets around it.
        hint if acts_in_brackets(&hint) => format!("::<span>{hint}</span>"),
        hint if !hint.is_empty() => format!("::{hint}"),
        _ => String::new(),
    }
}

/// The stem, and below it the events to order or the halves to match.
fn question(item: &Item, card: &str) -> String {
    let pen = Pen::of(item);
    let mut question = pen.html(&item.stem);
    let pairs = &item.detail.pairs;
    if !pairs.is_empty() {
        question.push_str(&list(pen, "ol", pairs.iter().map(|(left, _)| left.as_str())));
        let mut right: Vec<String> = pairs.iter().map(|(_, right)| right.clone()).collect();
        right.extend(item.distractors.iter().map(|spare| spare.text.clone()));
        order(&mut right, card);
        question.push_str(&list(pen, "ul", right.iter().map(String::as_str)));
    } else if is_order(item) {
        let mut events = item.detail.keys.clone();
        order(&mut events, card);
        question.push_str(&list(pen, "ul", events.iter().map(String::as_str)));
    }
    question
}

fn answer(item: &Item) -> String {
    let detail = &item.detail;
    let pen = Pen::of(item);
    let mut answer = pen.html(&item.key);
    if !detail.pairs.is_empty() {
        let pairs: Vec<String> = detail
            .pairs
            .iter()
            .map(|(left, right)| format!("{left} – {right}"))
            .collect();
        answer.push_str(&list(pen, "ol", pairs.iter().map(String::as_str)));
    } else if !detail.keys.is_empty() {
        let kind = if is_order(item) { "ol" } else { "ul" };
        answer.push_str(&list(pen, kind, detail.keys.iter().map(String::as_str)));
    }
    if answer.is_empty() {
        let groups: Vec<String> = detail.keywords.iter().map(|group| group.join(" / ")).collect();
        answer.push_str(&list(pen, "ul", groups.iter().map(String::as_str)));
    }
    answer
}

fn keys(item: &Item) -> Vec<&str> {
    match item.detail.keys.is_empty() {
        true => vec![item.key.as_str()],
        false => item.detail.keys.iter().map(String::as_str).collect(),
    }
}

/// True and false, or the key and what is wrong, in the order in which they may stand.
fn options(item: &Item, card: &str) -> String {
    if is_true_false(item) {
        return "<ol data-keep=\"1\"><li>True</li><li>False</li></ol>".to_owned();
    }
    let keys = keys(item);
    let wrong = item.distractors.iter().map(|wrong| wrong.text.as_str());
    let mut options: Vec<String> = keys.iter().copied().chain(wrong).map(str::to_owned).collect();
    let stays = order(&mut options, card);
    let mut attributes = String::new();
    if keys.len() > 1 {
        attributes.push_str(" data-many=\"1\"");
    }
    if stays {
        attributes.push_str(" data-keep=\"1\"");
    }
    let list = list(Pen::of(item), "ol", options.iter().map(String::as_str));
    list.replacen("<ol>", &format!("<ol{attributes}>"), 1)
}

fn right_options(item: &Item) -> String {
    let (keys, pen) = (keys(item), Pen::of(item));
    match keys[..] {
        // As the option says it, which is how a card finds it.
        [key] if is_true_false(item) && key.eq_ignore_ascii_case("true") => "True".to_owned(),
        [_] if is_true_false(item) => "False".to_owned(),
        [key] => pen.html(key),
        _ => list(pen, "ul", keys.iter().copied()),
    }
}

/// Sorts numbers and dates, draws an order for everything else, and says whether it has to stay.
fn order(texts: &mut [String], card: &str) -> bool {
    if sort_by_value(texts) {
        return true;
    }
    let speaks_of_others = |text: &String| {
        let small = text.to_lowercase();
        stands_last(text) || OF_OTHERS.iter().any(|start| small.starts_with(start))
    };
    let seed = XxHash3_64::oneshot(card.as_bytes());
    texts.sort_by_cached_key(|text| {
        let chance = XxHash3_64::oneshot_with_seed(seed, text.as_bytes());
        (speaks_of_others(text), chance, text.clone())
    });
    texts.iter().any(speaks_of_others)
}

/// A list of texts, `ol` or `ul`.
pub(super) fn list<'a>(pen: Pen, tag: &str, texts: impl Iterator<Item = &'a str>) -> String {
    let mut list = format!("<{tag}>");
    for text in texts {
        // Writing into a string cannot fail.
        let _ = write!(list, "<li>{}</li>", pen.html(text));
    }
    let _ = write!(list, "</{tag}>");
    list
}

/// Returns what stands below the answer: the explanation and all that is known besides.
pub(super) fn explanation(note_type: NoteType, item: &Item) -> String {
    let pen = Pen::of(item);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(
        item.explanation
            .as_deref()
            .map(|text| pen.html(text))
            .filter(|text| !text.is_empty()),
    );
    let mut notes: Vec<String> = Vec::new();
    if let Some(correction) = &item.detail.correction {
        notes.push(format!("Correct would be: {correction}"));
    }
    let accept = unnamed(item);
    let is_listed = accept.iter().any(|one| one.contains("; "));
    if !accept.is_empty() && !is_listed {
        notes.push(format!("Also right: {}", accept.join("; ")));
    }
    if let Some(tolerance) = item.detail.tolerance {
        notes.push(format!(
            "Up to {} % off counts as right.",
            (tolerance * 100.0).round()
        ));
    }
    if let Some(as_of) = item.as_of {
        notes.push(format!("As of {as_of}."));
    }
    if item.contested {
        notes.push("Contested: the sources do not agree on this.".to_owned());
    }
    let shows_wrong = note_type == NoteType::Choice;
    let whys: Vec<String> = item
        .distractors
        .iter()
        .filter(|_| shows_wrong)
        .filter_map(|wrong| Some(format!("{}: {}", wrong.text, wrong.why.as_deref()?)))
        .collect();
    if !whys.is_empty() {
        parts.push(list(pen, "ul", whys.iter().map(String::as_str)));
    }
    if is_listed {
        // In a line they could not be told apart.
        let list = list(pen, "ul", accept.iter().copied());
        parts.push(format!("<div class=\"sq-note\">Also right:{list}</div>"));
    }
    parts.extend(
        notes
            .iter()
            .map(|note| format!("<div class=\"sq-note\">{}</div>", pen.html(note))),
    );
    parts.concat()
}

/// Other right answers, without those of a card from there that its answer names itself: `el niño / la niña`.
fn unnamed(item: &Item) -> Vec<&str> {
    let is_from_there = note_of(&item.id.0).is_some();
    let is_named = |one: &str| is_from_there && item.key.split(" / ").any(|side| side.trim() == one);
    let accept = item.accept.iter().map(String::as_str);
    accept.filter(|one| !is_named(one)).collect()
}

/// What the chosen note type cannot carry, as reasons.
pub(super) fn losses(note_type: NoteType, item: &Item) -> Vec<&'static str> {
    let detail = &item.detail;
    let is_cloze = note_type == NoteType::Cloze;
    [
        (
            detail.hint.is_some() && !is_cloze,
            "its hint: only a cloze shows one",
        ),
        (
            !detail.keywords.is_empty(),
            "its keywords: nothing typed is checked for them, they are shown as the answer",
        ),
        (
            is_cloze && !item.distractors.is_empty(),
            "its options: a cloze is answered without them",
        ),
        (
            note_type == NoteType::Basic && !item.distractors.is_empty() && detail.pairs.is_empty(),
            "its options: the question was exported without them first, and that stays",
        ),
    ]
    .into_iter()
    .filter_map(|(is_lost, reason)| is_lost.then_some(reason))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::NoteType;
    use super::cloze;
    use super::suited;
    use crate::items::origin::TYPED;
    use crate::items::{Item, ItemId, Kind};

    #[test]
    fn what_was_typed_there_is_typed_there_again() {
        let mut item = Item {
            id: ItemId("anki-abcdefghijklm-1".to_owned()),
            accept: vec!["el niño".to_owned(), "la niña".to_owned()],
            ..Item::new("child", "el niño / la niña")
        };
        assert_eq!(suited(&item), NoteType::Basic, "revealed there");
        item.tags = vec![TYPED.to_owned()];
        assert_eq!(suited(&item), NoteType::Typed);
        item.key = "[image: child.png]".to_owned();
        assert_eq!(suited(&item), NoteType::Basic, "no picture can be typed");
        item = Item::new("Area of a circle?", r"\(\pi r^2\)");
        assert_eq!(suited(&item), NoteType::Basic, "no formula can be typed");
        item = Item::new("child", "el niño / la niña");
        assert_eq!(suited(&item), NoteType::Basic, "one made here is revealed");
    }

    #[test]
    fn braces_of_a_formula_are_not_those_of_a_gap() {
        let of = |stem: &str, key: &str, hint: Option<&str>| {
            let mut item = Item {
                id: ItemId("anki-abcdefghijklm-1".to_owned()),
                kind: Some(Kind::Cloze),
                ..Item::new(stem, key)
            };
            item.detail.hint = hint.map(str::to_owned);
            cloze(&item)
        };
        assert_eq!(of("\\(E = ____\\)", "mc^{2}", None), "\\(E = {{c1::mc^{2} }}\\)");
        assert_eq!(
            of("\\(\\frac{____}{b}\\)", "a", None),
            "\\(\\frac{ {{c1::a}}}{b}\\)"
        );
        assert_eq!(of("\\(____\\)", "a:", Some("b")), "\\({{c1::a: ::b}}\\)");
    }

    #[test]
    fn a_gap_makes_no_command_of_a_formula() {
        let of = |stem: &str, key: &str| {
            cloze(&Item {
                kind: Some(Kind::Cloze),
                ..Item::new(stem, key)
            })
        };
        assert_eq!(of("A \\(____\\)", "\\pi r^{2}"), "A \\({{c1::\\pi r^{2} }}\\)");
        assert_eq!(of("A \\(\\al____\\).", "pha"), "A \\(\\al{{c1::pha}}\\).");
        for (stem, key) in [
            ("A \\(\\hr____{javascript:x}{y}\\)", "ef"),
            ("A \\(a____\\href{javascript:x}{y}\\)", "\\"),
            ("A \\(a\\____\\href{javascript:x}{y}\\)", "b"),
            ("A \\({____\\) \\href x y \\(}\\)", "}"),
        ] {
            let written = of(stem, key);
            assert!(!written.contains(r"\("), "{written}");
        }
    }

    #[test]
    fn blanks_keep_their_lines() {
        let of = |stem: &str| {
            cloze(&Item {
                id: ItemId("khan".to_owned()),
                kind: Some(Kind::Cloze),
                ..Item::new(stem, "Kerei")
            })
        };
        for (stem, expected) in [
            ("1. ____\n2. Janibek", "1. {{c1::Kerei}}<br>2. Janibek"),
            ("Khan\n____", "Khan<br>{{c1::Kerei}}"),
            (
                "Khan\n\n  ____\n rules",
                "Khan<br><br>&nbsp;&nbsp;{{c1::Kerei}}<br>&nbsp;rules",
            ),
            ("Khan ____ rules", "Khan {{c1::Kerei}} rules"),
            ("____, a khan", "{{c1::Kerei}}, a khan"),
        ] {
            assert_eq!(of(stem), expected, "{stem:?}");
        }
    }
}
