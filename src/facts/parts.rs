//! What follows a verb, piece by piece: each with its preposition, and what it is about.

use super::amount::read_amount;
use super::clause;
use super::clause::Clause;
use super::frame::{Named, Part, Quantity, Sort};

use super::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Longest phrase that may be an answer, in words.
const LONGEST_ANSWER: usize = 6;

/// The pieces behind the verb of a clause; `None` where one cannot be written out by itself.
pub fn parts(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Vec<Part>> {
    clause::pieces(view, clause)
        .into_iter()
        .flat_map(|piece| change_apart(view, piece))
        .map(|piece| part(scene, view, &piece))
        .collect()
}

/// "its aid to Berdi by 600%": by how much belongs to the verb, whatever noun the tree hangs it on.
fn change_apart(view: &View<'_>, mut piece: Vec<usize>) -> Vec<Vec<usize>> {
    let by = (1..piece.len()).find(|at| {
        let words: Vec<&Word<'_>> = piece[at + 1..].iter().map(|index| &view.words[*index]).collect();
        view.words[piece[*at]].is("by")
            && read_amount(&words)
                .is_some_and(|counted| counted.quantity.sort == Sort::Change && counted.length == words.len())
    });
    let change = by.map(|by| piece.split_off(by));
    std::iter::once(piece).chain(change).collect()
}

fn part(scene: &Scene<'_>, view: &View<'_>, piece: &[usize]) -> Option<Part> {
    let is_link = |at: usize| {
        piece
            .get(at)
            .is_some_and(|index| matches!(view.words[*index].tag, Tag::Preposition | Tag::To))
    };
    let is_purpose = piece.get(1).is_some_and(|next| {
        view.words[piece[0]].tag == Tag::To && view.structure.parse().nodes[*next].xpos == "VB"
    });
    if is_purpose {
        return Some(Part {
            link: String::new(),
            phrase: scene.phrase(view, piece)?,
            head: None,
            class: None,
            quantity: None,
            is_common: false,
        });
    }
    let length = (0..2).take_while(|at| is_link(*at)).count();
    let link: Vec<&str> = piece[..length]
        .iter()
        .map(|index| view.words[*index].lower.as_str())
        .collect();
    let inside = &piece[length..];
    let phrase = scene.phrase(view, inside)?;
    let head = head(scene, view, inside);
    let class = head
        .as_ref()
        .and_then(|named| scene.classes.of(&named.text, named.kind));
    Some(Part {
        link: link.join(" "),
        is_common: head.is_none() && is_answer(view, inside),
        phrase,
        head,
        class,
        quantity: quantity(scene, view, &link, inside),
    })
}

/// The amount that a piece tells, with all that belongs to what is counted: "204 days in space".
fn quantity(scene: &Scene<'_>, view: &View<'_>, link: &[&str], inside: &[usize]) -> Option<Quantity> {
    // "after two years", "within 18 months": a time, and of when another sentence tells.
    const TIMES: &[&str] = &[
        "after", "before", "within", "until", "since", "during", "in", "from",
    ];
    const LINKS: &[&str] = &["of", "in", "on", "to", "from", "with", "as", "for", "across"];
    let words: Vec<&Word<'_>> = inside.iter().map(|index| &view.words[*index]).collect();
    let counted = read_amount(&words)?;
    let mut quantity = counted.quantity;
    let is_time = ["years", "months", "weeks", "days", "hours", "minutes"].contains(&quantity.of.as_str());
    if is_time && link.iter().any(|link| TIMES.contains(link)) {
        return None;
    }
    if words.iter().any(|word| word.tag == Tag::Possessive) {
        return None;
    }
    if quantity.sort == Sort::Share {
        let of = words.iter().position(|word| word.is("of"))?;
        quantity.of = scene.phrase(view, &inside[of + 1..])?.text;
        return Some(quantity);
    }
    let tail = &inside[counted.length..];
    let Some(first) = tail.first() else {
        return Some(quantity);
    };
    if !view.words[*first].is_any(LINKS) || quantity.sort == Sort::Change {
        return None;
    }
    let tail = scene.phrase(view, tail)?;
    quantity.of = format!("{} {}", quantity.of, tail.text).trim_start().to_owned();
    Some(quantity)
}

/// The top of a piece in the tree: the token whose head lies outside.
fn top(view: &View<'_>, inside: &[usize]) -> Option<usize> {
    let nodes = &view.structure.parse().nodes;
    let is_top = |token: &&usize| {
        nodes
            .get(**token)
            .is_some_and(|node| node.head.is_none_or(|head| !inside.contains(&head)))
    };
    let mut tops = inside.iter().filter(is_top);
    let only = tops.next()?;
    tops.next().is_none().then_some(*only)
}

/// The name that holds the head of the phrase, or that stands behind its class: "the newspaper Velk".
fn head(scene: &Scene<'_>, view: &View<'_>, inside: &[usize]) -> Option<Named> {
    let top = top(view, inside)?;
    let nodes = &view.structure.parse().nodes;
    let mention = scene.mentions(view).iter().find(|mention| {
        let own = mention.start..mention.end;
        let is_whole = own.clone().all(|token| inside.contains(&token)) && !mention.is_ambiguous;
        let behind_class = top < mention.start
            && view.words[top].tag == Tag::Noun
            && top + 1 == mention.start
            && nodes
                .get(mention.end - 1)
                .is_some_and(|_| own.clone().any(|token| nodes[token].head == Some(top)));
        is_whole && (own.contains(&top) || behind_class)
    })?;
    // "northwest from Berdi": the name hangs on a preposition of its own.
    let hangs = inside
        .iter()
        .take_while(|token| **token < mention.start)
        .any(|token| {
            matches!(
                view.words[*token].tag,
                Tag::Preposition | Tag::To | Tag::Adverb | Tag::Genitive
            )
        });
    // "Ann Lund and Otto Velk": one of several is not the answer.
    let is_joined = inside.iter().any(|token| {
        nodes[*token].base() == "conj"
            && nodes[*token]
                .head
                .is_some_and(|head| (mention.start..mention.end).contains(&head) || head == top)
    });
    let next = inside.iter().find(|token| **token >= mention.end);
    // "the United Nations Convention on the Rights": the name goes on in what follows.
    let goes_on = next.is_some_and(|next| {
        view.words[*next].is_any(&["of", "on", "for", "and", "&", "to", "against"])
            || view.words[*next].tag == Tag::Noun
    });
    // "Emma (Emmy) Lund": the name goes on behind the brackets.
    let is_split = view
        .words
        .get(mention.end)
        .is_some_and(|open| matches!(open.text, "(" | "\"" | "“"))
        && (next.is_some_and(|next| view.words[*next].tag == Tag::Name)
            || view.words[mention.end + 1..]
                .iter()
                .take(6)
                .skip_while(|word| !matches!(word.text, ")" | "\"" | "”"))
                .nth(1)
                .is_some_and(|word| word.tag == Tag::Name));
    (!is_joined && !goes_on && !is_split && !hangs).then(|| Named {
        text: mention.full.clone(),
        kind: mention.kind,
    })
}

/// "a field-effect transistor", "the principle of the lamp": a noun phrase that can be typed as an answer.
fn is_answer(view: &View<'_>, inside: &[usize]) -> bool {
    let Some(top) = top(view, inside) else {
        return false;
    };
    let node = &view.structure.parse().nodes[top];
    let is_plain = inside.iter().all(|index| {
        let word = &view.words[*index];
        matches!(
            word.tag,
            Tag::Noun | Tag::Name | Tag::Determiner | Tag::Participle | Tag::Genitive | Tag::Past | Tag::Ing
        ) || word.tag == Tag::Preposition && word.is_any(&["of", "for"])
            || word.is_any(&["first", "last", "only"])
    });
    let points = inside.first().is_some_and(|first| {
        view.words[*first].is_any(&[
            "this", "that", "these", "those", "such", "other", "more", "many", "several", "some",
        ])
    });
    let is_word = view.words[top].text.chars().all(char::is_alphabetic)
        && view.words[top].text.chars().any(char::is_lowercase);
    matches!(node.upos, "NOUN") && is_plain && !points && is_word && inside.len() <= LONGEST_ANSWER
}
