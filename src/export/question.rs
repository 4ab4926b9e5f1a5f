//! The questions of decks as other quiz programs take them: a text, a way to answer, and what is said after it.

use std::fmt::Write;

use crate::answers::sort_by_value;
use crate::decks::Deck;
use crate::decks::Direction;
use crate::decks::Source;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::form::Form;
use crate::items::form::form;
use crate::items::others::stands_last;

use super::Loss;

/// A question on its way into another program.
pub(super) struct Question<'a> {
    /// Its item or term.
    pub item: ItemId,
    /// Names it for ever: deck/item or deck/item/direction.
    pub name: String,
    /// Title of its deck.
    pub deck: &'a str,
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub form: Form,
    /// Its options as they stand, when it is a choice: numbers and dates ascending, others by the alphabet, what is
    /// about all of them last.
    pub options: Vec<Choice>,
    /// Whether the options must keep their order: they are numbers or dates, or one is about all others.
    pub keeps_order: bool,
    /// The explanation and the source; said after the answer.
    pub feedback: String,
    /// Words to group it by.
    pub tags: Vec<String>,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// As shown.
    pub text: String,
    /// Whether it is right.
    pub is_key: bool,
    /// Why it is wrong, where that is known.
    pub why: Option<String>,
}

impl Question<'_> {
    /// What is lost of it, and why.
    pub fn loss(&self, reason: impl Into<String>, is_missing: bool) -> Loss {
        Loss {
            item: self.item.clone(),
            reason: reason.into(),
            is_missing,
        }
    }

    /// Says that the format has no such question.
    pub fn missing(&self, what: &str) -> Loss {
        self.loss(format!("the format has no {what}"), true)
    }

    /// What no program asks beside true or false.
    pub fn lost_correction(&self) -> Option<Loss> {
        match &self.form {
            Form::Truth {
                correction: Some(_), ..
            } => Some(self.loss("what a false statement should have said is not asked for", false)),
            _ => None,
        }
    }
}

/// Returns the questions of `decks`, in their order; terms are asked both ways.
pub(super) fn questions(decks: &[Deck]) -> impl Iterator<Item = Question<'_>> {
    decks.iter().flat_map(|deck| {
        let terms = deck.terms.iter().flat_map(|term| {
            let cards = Direction::ALL.into_iter();
            cards.map(|direction| (Some(direction), term.card(direction, &deck.terms)))
        });
        let items = deck.items.iter().map(|item| (None, item.clone()));
        items
            .chain(terms)
            .map(|(direction, item)| question(deck, direction, item))
    })
}

fn question(deck: &Deck, direction: Option<Direction>, item: Item) -> Question<'_> {
    let form = form(&item);
    let (options, keeps_order) = match &form {
        Form::Choice { key, wrong } => options(key, wrong),
        _ => (Vec::new(), false),
    };
    let mut feedback = feedback(deck, &item);
    if let Form::Free { model } = &form
        && !feedback.contains(model.as_str())
    {
        feedback = format!("{model}{}{feedback}", gap(&feedback));
    }
    let name = match direction {
        Some(direction) => format!("{}/{}/{direction}", deck.meta.id, item.id),
        None => format!("{}/{}", deck.meta.id, item.id),
    };
    Question {
        name,
        deck: &deck.meta.title,
        text: match &form {
            Form::Truth { statement, .. } => statement.clone(),
            _ => item.stem.clone(),
        },
        form,
        options,
        keeps_order,
        feedback,
        tags: item.tags,
        item: item.id,
    }
}

/// The place of the key among its options must tell nothing.
fn options(key: &str, wrong: &[(String, Option<String>)]) -> (Vec<Choice>, bool) {
    let wrong = wrong.iter().map(|(text, why)| Choice {
        text: text.clone(),
        is_key: false,
        why: why.clone(),
    });
    let key = Choice {
        text: key.to_owned(),
        is_key: true,
        why: None,
    };
    let mut options: Vec<Choice> = wrong.chain([key]).collect();
    options.sort_by_key(|option| {
        (
            stands_last(&option.text),
            option.text.to_lowercase(),
            option.text.clone(),
        )
    });
    let mut texts: Vec<String> = options.iter().map(|option| option.text.clone()).collect();
    let keeps_order = sort_by_value(&mut texts) || texts.iter().any(|text| stands_last(text));
    options.sort_by_key(|option| texts.iter().position(|text| *text == option.text));
    (options, keeps_order)
}

fn feedback(deck: &Deck, item: &Item) -> String {
    let mut said = item.explanation.clone().unwrap_or_default();
    if let Some(as_of) = item.as_of {
        let _ = write!(said, "{}As of {as_of}.", gap(&said));
    }
    let fact = item.fact.as_ref().and_then(|id| deck.fact(id));
    let mut sources: Vec<&str> = fact
        .iter()
        .flat_map(|fact| fact.evidence.iter().filter_map(|one| one.source.as_deref()))
        .collect();
    sources.dedup();
    let sources: Vec<String> = sources
        .iter()
        .filter_map(|id| deck.source(id))
        .map(cite)
        .collect();
    if !sources.is_empty() {
        let _ = write!(said, "{}Source: {}.", gap(&said), sources.join("; "));
    }
    said
}

fn gap(said: &str) -> &'static str {
    if said.is_empty() { "" } else { "\n" }
}

/// Title, publisher and date, as far as they are known.
pub(super) fn cite(source: &Source) -> String {
    let date = source.date.map(|date| date.to_string());
    let parts = [Some(source.title.clone()), source.publisher.clone(), date];
    let known = parts.into_iter().flatten().filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(", ")
}

/// A text in one line; runs of spaces and line breaks become one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
