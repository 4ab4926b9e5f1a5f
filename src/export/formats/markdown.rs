//! Markdown: questions and answers for reading, printing and passing round.

use std::cmp::Ordering;
use std::fmt::Write;

use crate::decks::Deck;
use crate::decks::Direction;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::others::stands_last;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Format;
use super::super::Loss;
use super::super::file_name;
use super::super::question::cite;

/// A heading for each deck, a numbered question with its options, answer and source.
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn about(&self) -> &'static str {
        "questions and answers for people to read"
    }

    fn write(&self, decks: &[Deck], _: &Context) -> Result<Exported, ExportError> {
        let mut text = String::new();
        let mut losses = Vec::new();
        for deck in decks {
            if !text.is_empty() {
                text.push('\n');
            }
            write_deck(&mut text, deck, &mut losses);
        }
        Ok(Exported {
            bytes: text.into_bytes(),
            file_name: file_name(decks, self.extension()),
            losses,
            ..Exported::default()
        })
    }
}

// Writing into a string cannot fail; the results of `writeln!` are dropped for that reason.

fn write_deck(text: &mut String, deck: &Deck, losses: &mut Vec<Loss>) {
    let _ = writeln!(text, "# {}", line(&deck.meta.title));
    if let Some(description) = &deck.meta.description {
        let _ = writeln!(text, "\n{}", line(description));
    }
    let cards = deck.terms.iter().flat_map(|term| {
        Direction::ALL
            .into_iter()
            .map(|direction| term.card(direction, &deck.terms))
    });
    let items: Vec<Item> = deck.items.iter().cloned().chain(cards).collect();
    for (number, item) in items.iter().enumerate() {
        let _ = write!(text, "\n## {}. {}\n\n", number + 1, line(&item.stem));
        write_options(text, item);
        write_answer(text, item);
        write_source(text, deck, item);
    }
    let ids = deck.items.iter().map(|item| &item.id);
    losses.extend(ids.chain(deck.terms.iter().map(|term| &term.id)).map(no_way_back));
}

fn no_way_back(id: &ItemId) -> Loss {
    Loss {
        item: id.clone(),
        reason: "its id, tags and status: the file is for reading and is not read back".to_owned(),
        is_missing: false,
    }
}

/// The events to order or the halves to match, each side by the alphabet.
fn write_list(text: &mut String, item: &Item) {
    let detail = &item.detail;
    let mut right: Vec<&str> = if detail.pairs.is_empty() {
        detail.keys.iter().map(String::as_str).collect()
    } else {
        let spare = item.distractors.iter().map(|wrong| wrong.text.as_str());
        detail
            .pairs
            .iter()
            .map(|(_, right)| right.as_str())
            .chain(spare)
            .collect()
    };
    right.sort_by(|one, other| by_value(one, other));
    for (number, (left, _)) in detail.pairs.iter().enumerate() {
        let _ = writeln!(text, "{}. {}", number + 1, line(left));
    }
    if !detail.pairs.is_empty() {
        text.push('\n');
    }
    for (letter, option) in ('a'..='z').zip(right) {
        let _ = writeln!(text, "- {letter}) {}", line(option));
    }
    text.push('\n');
}

fn write_options(text: &mut String, item: &Item) {
    if item.kind == Some(Kind::Timeline) && item.key.is_empty() || !item.detail.pairs.is_empty() {
        return write_list(text, item);
    }
    if item.distractors.is_empty() {
        return;
    }
    let item = item.as_asked();
    let wrong = item.distractors.iter().map(|distractor| distractor.text.as_str());
    let mut options: Vec<&str> = wrong.chain([item.key.as_str()]).collect();
    options.sort_by(|one, other| by_value(one, other));
    options.sort_by_key(|option| stands_last(option));
    for (letter, option) in ('a'..='z').zip(options) {
        let _ = writeln!(text, "- {letter}) {}", line(option));
    }
    text.push('\n');
}

/// Numbers by their value, words by the alphabet, so that the place tells nothing.
fn by_value(one: &str, other: &str) -> Ordering {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.to_lowercase().cmp(&other.to_lowercase()),
    }
    .then_with(|| one.cmp(other))
}

fn number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '%'))
        .collect();
    plain.parse().ok()
}

fn write_answer(text: &mut String, item: &Item) {
    let mut answers: Vec<String> = Vec::new();
    if !item.key.is_empty() {
        answers.push(line(&item.key));
    }
    answers.extend(item.detail.keys.iter().map(|key| line(key)));
    let pairs = item.detail.pairs.iter();
    answers.extend(pairs.map(|(left, right)| format!("{} – {}", line(left), line(right))));
    let groups = item.detail.keywords.iter();
    answers.extend(groups.map(|group| line(&group.join(" or "))));
    let _ = writeln!(text, "**Answer:** {}", answers.join("; "));
    if let Some(correction) = &item.detail.correction {
        let _ = writeln!(text, "Correct would be: {}", line(correction));
    }
    for paragraph in item
        .explanation
        .iter()
        .flat_map(|explanation| explanation.lines())
    {
        let _ = writeln!(text, "\n{}", line(paragraph));
    }
    if let Some(as_of) = item.as_of {
        let _ = writeln!(text, "\n*As of {as_of}.*");
    }
}

fn write_source(text: &mut String, deck: &Deck, item: &Item) {
    let fact = item.fact.as_ref().and_then(|id| deck.fact(id));
    let mut ids: Vec<&str> = fact
        .iter()
        .flat_map(|fact| {
            fact.evidence
                .iter()
                .filter_map(|evidence| evidence.source.as_deref())
        })
        .collect();
    ids.dedup();
    let named: Vec<String> = ids
        .iter()
        .filter_map(|id| deck.source(id))
        .map(|source| line(&cite(source)))
        .collect();
    if !named.is_empty() {
        let _ = writeln!(text, "\n*Source: {}*", named.join("; "));
    }
}

/// A text in one line, its signs kept from being read as Markdown.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let words: Vec<&str> = text.split_whitespace().collect();
    for (index, c) in words.join(" ").chars().enumerate() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~');
        if special || (index == 0 && matches!(c, '#' | '-' | '+' | '=')) {
            line.push('\\');
        }
        line.push(c);
    }
    line
}
