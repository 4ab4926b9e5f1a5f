//! A card of a note as one question: what is asked, what is the answer, what stands beside it.
//!
//! The front's text is the stem. On the back the first field that is not on the
//! front is the key, whatever follows is the explanation. A cloze card's key is
//! what it hides.

use std::collections::BTreeMap;

use crate::items::Detail;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::Particulars;
use crate::items::Status;
use crate::items::media::is_media_alone;
use crate::items::typing::is_short;

use super::cloze;
use super::described::NoteType;
use super::html;
use super::html::Markup;
use super::limits::MOST_SIDE;
use super::remark::Reason;
use super::rows::Note;
use super::styling::ListStyles;
use super::template::Filling;
use super::template::Origin;
use super::template::Piece;
use super::template::Side;

/// Answers that a typed one names, at most; with more slashes it is a text.
const MOST_ALTERNATIVES: usize = 4;

/// What parts the hints of several gaps.
const PARTED: &str = "; ";

/// A note type made ready for its many notes.
pub(super) struct Maker {
    places: BTreeMap<String, usize>,
    sides: Vec<(String, Side, Side)>,
    is_cloze: bool,
    name: String,
    styles: ListStyles,
}

/// A card that can be asked.
#[derive(Debug)]
pub(super) struct Shown {
    pub item: Item,
    /// Whether the answer is typed over there.
    pub is_typed: bool,
    /// What a person should know of it, where something is lost.
    pub remark: Option<Reason>,
    /// What its fields have that text cannot keep.
    pub markup: Markup,
}

/// How the text of a side is made: with the names under which media are kept.
pub(super) type Kept<'a> = &'a dyn Fn(&str) -> String;

impl Maker {
    pub(super) fn new(kind: &NoteType) -> Maker {
        let names = kind.fields.iter().enumerate();
        let templates = kind.templates.iter();
        let templates = templates.flat_map(|one| [one.front.as_str(), one.back.as_str()]);
        Maker {
            styles: ListStyles::of(&kind.css, templates),
            places: names.map(|(place, name)| (name.clone(), place)).collect(),
            sides: kind
                .templates
                .iter()
                .map(|one| (one.name.clone(), Side::read(&one.front), Side::read(&one.back)))
                .collect(),
            is_cloze: kind.is_cloze,
            name: kind.name.clone(),
        }
    }

    /// Makes the question of the card at `place`.
    ///
    /// Errors: it cannot be asked in a terminal; the reason is for the learner.
    pub(super) fn show(&self, note: &Note, place: i64, deck: &str, kept: Kept<'_>) -> Result<Shown, Reason> {
        let index = usize::try_from(place).map_err(|_| Reason::NoTemplate)?;
        let template = if self.is_cloze { 0 } else { index };
        let (card_name, front, back) = self.sides.get(template).ok_or(Reason::NoTemplate)?;
        let tags = note.tags.join(" ");
        let named = [
            ("Tags", tags.as_str()),
            ("Type", self.name.as_str()),
            ("Deck", deck),
            ("Subdeck", deck.rsplit("::").next().unwrap_or(deck)),
            ("Card", card_name.as_str()),
        ];
        let filling = Filling {
            places: &self.places,
            fields: &note.fields,
            cloze: self.is_cloze.then_some(index as u64 + 1),
            named: &named,
        };
        let mut front_pieces = front.fill(&filling);
        self.styles.mark(&mut front_pieces, index);
        if front_pieces.iter().any(|piece| is_occlusion(&piece.html)) {
            return Err(Reason::Occlusion);
        }
        let side = Front::of(&front_pieces, filling.cloze, kept);
        if side.stem.trim().is_empty() {
            return Err(match self.is_cloze {
                true => Reason::NoDeletion,
                false if front.speaks() => Reason::Spoken,
                false => Reason::EmptyFront,
            });
        }
        let mut back_pieces = back.fill(&filling);
        self.styles.mark(&mut back_pieces, index);
        let on_front = front.mentions(&self.places);
        let is_cloze = self.is_cloze && front.has_cloze();
        let answer = match is_cloze {
            true if side.hidden.iter().all(|hidden| hidden.trim().is_empty()) => {
                return Err(Reason::NoDeletion);
            }
            true => Answer::of_cloze(&side, &back_pieces, &on_front, kept),
            false => Answer::of(&side, &back_pieces, &on_front, kept),
        };
        let markup = markup_of(front_pieces.iter().chain(&back_pieces));
        finished(side, answer, is_cloze, markup)
    }
}

/// What stands on the front.
struct Front {
    stem: String,
    /// What a cloze card hides, as text.
    hidden: Vec<String>,
    hint: Option<String>,
    /// The hints that stand beside what a cloze card hides.
    beside: Vec<String>,
    /// The content of the field that is typed.
    typed: Option<String>,
    is_typed: bool,
}

impl Front {
    fn of(pieces: &[Piece<'_>], number: Option<u64>, kept: Kept<'_>) -> Front {
        let mut whole = String::new();
        let (mut hidden, mut hint, mut typed, mut is_typed) = (Vec::new(), None, None, false);
        let mut beside = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            match piece.origin {
                Origin::Template if at > 0 && matches!(pieces[at - 1].origin, Origin::Hint(_)) => {
                    close_after_hint(&mut whole, &piece.html);
                }
                Origin::Template | Origin::Field(_) => whole.push_str(&piece.html),
                Origin::Hint(_) => hint = Some(html::text(&piece.html, kept)),
                Origin::Typed(_) => {
                    typed = Some(html::text(&piece.html, kept));
                    is_typed = true;
                }
                Origin::TypedCloze(_) => is_typed = true,
                Origin::Cloze(_) => {
                    let asked = cloze::asked(&piece.html, number.unwrap_or(0));
                    whole.push_str(&asked.question);
                    hidden.extend(asked.hidden.iter().map(|one| html::text(one, kept)));
                    beside.extend(asked.hints.iter().map(|one| html::text(one, kept)));
                }
                Origin::Front => {}
            }
        }
        Front {
            stem: html::text(&whole, kept),
            hidden,
            hint: hint.filter(|hint| !hint.is_empty()),
            beside,
            typed: typed.filter(|typed| !typed.is_empty()),
            is_typed,
        }
    }
}

/// Adds what follows a hint, which is shown elsewhere; brackets that held nothing else go with it.
fn close_after_hint(whole: &mut String, after: &str) {
    let open = whole.trim_end();
    let pairs = [('(', ')'), ('[', ']')];
    let held = pairs.iter().find_map(|(opens, closes)| {
        let before = open.strip_suffix(*opens)?;
        Some((before.trim_end().len(), after.trim_start().strip_prefix(*closes)?))
    });
    match held {
        Some((end, rest)) => {
            whole.truncate(end);
            whole.push_str(rest);
        }
        None => whole.push_str(after),
    }
}

/// What stands on the back, without the front.
#[derive(Default)]
struct Answer {
    key: String,
    rest: String,
}

impl Answer {
    fn of(front: &Front, pieces: &[Piece<'_>], on_front: &[usize], kept: Kept<'_>) -> Answer {
        let pieces = behind_answer_line(pieces);
        let place = |piece: &Piece<'_>| match piece.origin {
            Origin::Field(place) | Origin::Typed(place) | Origin::Hint(place) => Some(place),
            _ => None,
        };
        if let Some(typed) = &front.typed {
            let others = pieces.iter().filter(|piece| {
                let is_new = place(piece).is_none_or(|place| !on_front.contains(&place));
                is_new && !matches!(piece.origin, Origin::Typed(_)) && html::text(&piece.html, kept) != *typed
            });
            return Answer {
                key: typed.clone(),
                rest: joined(others, kept),
            };
        }
        let new = |piece: &&Piece<'_>| {
            place(piece).is_some_and(|place| !on_front.contains(&place))
                && !html::text(&piece.html, kept).is_empty()
        };
        let Some(at) = pieces.iter().position(|piece| new(&piece)) else {
            // The answer is written into the template, or repeats the question.
            let all = joined(pieces.iter(), kept);
            return Answer {
                key: if all == front.stem { String::new() } else { all },
                rest: String::new(),
            };
        };
        let others = pieces[at + 1..]
            .iter()
            .filter(|piece| place(piece).is_none_or(|place| !on_front.contains(&place)));
        Answer {
            key: html::text(&pieces[at].html, kept),
            rest: match pieces[at + 1..].iter().any(|piece| new(&piece)) {
                true => joined(others, kept),
                false => String::new(),
            },
        }
    }

    fn of_cloze(front: &Front, pieces: &[Piece<'_>], on_front: &[usize], kept: Kept<'_>) -> Answer {
        let others: Vec<&Piece<'_>> = pieces
            .iter()
            .filter(|piece| match piece.origin {
                Origin::Field(place) | Origin::Hint(place) => !on_front.contains(&place),
                Origin::Template => true,
                _ => false,
            })
            .collect();
        let says = others
            .iter()
            .any(|piece| piece.origin != Origin::Template && !html::text(&piece.html, kept).is_empty());
        Answer {
            key: if front.hidden.len() == 1 {
                front.hidden[0].clone()
            } else {
                String::new()
            },
            rest: match says {
                true => joined(others.into_iter(), kept),
                false => String::new(),
            },
        }
    }
}

fn joined<'a, 'p: 'a>(pieces: impl Iterator<Item = &'a Piece<'p>>, kept: Kept<'_>) -> String {
    let whole: String = pieces.map(|piece| piece.html.as_ref()).collect();
    html::text(&whole, kept)
}

/// The pieces behind the line that parts front and back, where there is one.
fn behind_answer_line<'a, 'p>(pieces: &'a [Piece<'p>]) -> &'a [Piece<'p>] {
    let is_line = |piece: &Piece<'_>| {
        piece.origin == Origin::Template && piece.html.contains("<hr") && piece.html.contains("answer")
    };
    match pieces.iter().rposition(is_line) {
        Some(at) => &pieces[at..],
        None => pieces,
    }
}

/// What the fields of a card have beside their text; a look that the template gives is that of all cards.
fn markup_of<'a, 'p: 'a>(pieces: impl Iterator<Item = &'a Piece<'p>>) -> Markup {
    let mut markup = Markup::default();
    for piece in pieces {
        if !matches!(piece.origin, Origin::Template | Origin::Front) {
            markup.note(&piece.html);
        }
    }
    markup
}

/// Puts addresses that stand nowhere on the card at the end of its explanation.
fn with_links(explanation: String, links: &[String], stem: &str, key: &str) -> String {
    let mut lines = explanation;
    for link in links {
        let is_shown = [stem, key, &lines]
            .iter()
            .any(|text| text.contains(link.as_str()));
        if is_shown || lines.len() + link.len() > MOST_SIDE {
            continue;
        }
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(link);
    }
    lines
}

fn finished(front: Front, answer: Answer, is_cloze: bool, markup: Markup) -> Result<Shown, Reason> {
    // It stands in the question as over there; noted, it goes back as what it is.
    let beside = match (&front.hidden[..], &front.beside[..]) {
        ([_], [hint]) if !hint.is_empty() => Some(hint.clone()),
        // Each stands at the place of its gap, by which an export finds it again; one that cannot be told from two
        // is none.
        ([_, _, ..], hints) if !hints.iter().any(|hint| hint.contains(PARTED)) => {
            Some(hints.join(PARTED).trim_end_matches(PARTED).to_owned())
        }
        _ => None,
    };
    let beside = beside.filter(|hint| !hint.is_empty());
    let mut detail = Detail::from(Particulars {
        hint: front.hint.or(beside),
        ..Particulars::default()
    });
    let mut key = answer.key;
    if is_cloze && front.hidden.len() > 1 {
        let all_same = front.hidden.iter().all(|one| *one == front.hidden[0]);
        match all_same {
            true => key = front.hidden[0].clone(),
            false => {
                detail.keys = front.hidden.clone();
                detail.ordered = true;
            }
        }
    }
    if key.trim().is_empty() && detail.keys.iter().all(|key| key.trim().is_empty()) {
        return Err(Reason::NoAnswer);
    }
    let sides = match front.is_typed && !is_cloze {
        true => alternatives(&key),
        false => Vec::new(),
    };
    let are_short = sides.iter().all(|side| is_short(side));
    let long = (!are_short).then_some(Reason::Alternatives);
    let accept = if are_short { sides } else { Vec::new() };
    let remark = remark(&front.stem, &key, &detail.keys).or(long);
    let explanation = with_links(answer.rest, &markup.links, &front.stem, &key);
    Ok(Shown {
        item: Item {
            id: ItemId::default(),
            fact: None,
            kind: is_cloze.then_some(Kind::Cloze),
            stem: front.stem,
            key,
            accept,
            distractors: Vec::new(),
            detail,
            explanation: Some(explanation).filter(|text| !text.is_empty()),
            importance: 2,
            difficulty: None,
            tags: Vec::new(),
            as_of: None,
            contested: false,
            status: Status::Accepted,
            changed: None,
            added: None,
            record: Default::default(),
        },
        is_typed: front.is_typed,
        remark,
        markup,
    })
}

/// The answers that a typed one names, parted by a slash: `el niño / la niña`; none where it is one.
fn alternatives(key: &str) -> Vec<String> {
    let sides: Vec<&str> = key.split(" / ").map(str::trim).collect();
    match (2..=MOST_ALTERNATIVES).contains(&sides.len()) && sides.iter().all(|side| !side.is_empty()) {
        true => sides.into_iter().map(str::to_owned).collect(),
        false => Vec::new(),
    }
}

fn remark(stem: &str, key: &str, keys: &[String]) -> Option<Reason> {
    let mut sides = [stem, key].into_iter().chain(keys.iter().map(String::as_str));
    if sides.clone().any(is_media_alone) {
        return Some(Reason::MediaAlone);
    }
    sides.any(is_formula_alone).then_some(Reason::FormulaAlone)
}

/// Whether nothing is left of a text without its formulas.
fn is_formula_alone(text: &str) -> bool {
    let mut rest = text;
    let mut outside = String::new();
    let mut has_formula = false;
    while let Some(at) = rest.find("\\(").into_iter().chain(rest.find("\\[")).min() {
        let close = if rest[at..].starts_with("\\(") {
            "\\)"
        } else {
            "\\]"
        };
        let Some(end) = rest[at..].find(close) else {
            return false;
        };
        has_formula = true;
        outside.push_str(&rest[..at]);
        rest = &rest[at + end + 2..];
    }
    outside.push_str(rest);
    has_formula && !outside.chars().any(char::is_alphanumeric)
}

/// Whether a field says which parts of a picture are covered.
fn is_occlusion(html: &str) -> bool {
    html.contains("image-occlusion:")
}

#[cfg(test)]
mod tests;
