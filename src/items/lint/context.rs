//! What the checks know besides the item: the deck it stands in and the deck's facts.

use std::sync::OnceLock;

use super::known::Facts;
use super::known::Known;
use crate::items::Fact;
use crate::items::Item;
use crate::items::PartialDate;
use crate::items::anatomy::Roots;
use crate::lexicon::scripts::language_of;

/// The deck of the items that are checked.
///
/// Build it once for a deck; looking up a fact is then cheap.
#[derive(Debug)]
pub struct Context<'a> {
    /// Whether the deck is in English; rules of English apply only then.
    pub is_english: bool,
    /// Whether the items were made by the program: such items need a fact, and its source.
    pub is_generated: bool,
    /// Title of the deck, which learners see beside the stem; [`Context::titled`] sets it.
    pub title: &'a str,
    /// Day of the document the items are from, where there is one.
    pub published: Option<PartialDate>,
    title_roots: Roots,
    listed: &'a [Fact],
    facts: OnceLock<Facts<'a>>,
}

impl<'a> Context<'a> {
    /// Prepares the checks for a deck in `language` (`en`, `kk`) with these facts.
    pub fn new(language: &str, facts: &'a [Fact]) -> Self {
        Context {
            is_english: language.is_empty() || language == "en" || language.starts_with("en-"),
            is_generated: false,
            title: "",
            published: None,
            title_roots: Roots::default(),
            listed: facts,
            facts: OnceLock::new(),
        }
    }

    /// The same for the items of a deck that may not say its language: then it is that of most stems, by their
    /// letters.
    pub fn of_items(language: Option<&str>, items: &[Item], facts: &'a [Fact]) -> Self {
        let is_english = |item: &&Item| language_of(&item.stem) == "en";
        let english = items.iter().filter(is_english).count();
        let guessed = match english * 2 >= items.len() {
            true => "en",
            false => "und",
        };
        Context::new(language.unwrap_or(guessed), facts)
    }

    /// The same for items made by the program.
    pub fn generated(mut self) -> Self {
        self.is_generated = true;
        self
    }

    /// The same for a deck with this title.
    pub fn titled(mut self, title: &'a str) -> Self {
        self.title = title;
        self.title_roots = Roots::of_label(title);
        self
    }

    /// Roots of the content words of the title.
    pub fn title_roots(&self) -> &Roots {
        &self.title_roots
    }

    /// The same for items from a document of this day.
    pub fn published(mut self, day: PartialDate) -> Self {
        self.published = Some(day);
        self
    }

    /// The facts of the deck, taken apart when first asked for.
    pub(super) fn facts(&self) -> &Facts<'a> {
        self.facts.get_or_init(|| Facts::new(self.listed))
    }

    /// The fact an item rests on.
    pub fn fact_of(&self, item: &Item) -> Option<&'a Fact> {
        self.known_of(item).map(|known| known.fact)
    }

    /// The fact an item rests on, taken apart.
    pub(super) fn known_of(&self, item: &Item) -> Option<&Known<'a>> {
        self.facts().of(item.fact.as_ref()?)
    }
}

#[cfg(test)]
mod tests {
    use super::Context;
    use crate::items::lint::sample::card;

    #[test]
    fn a_deck_without_a_language_is_in_that_of_most_stems() {
        let english = card("Who founded the Steppe Voice party?", "Dina Ospanova");
        let russian = card("Кто был ханом?", "Керей");
        let kazakh = card("Қай қала астана болған?", "Орынбор");
        let items = [russian, kazakh, english.clone()];
        assert!(!Context::of_items(None, &items, &[]).is_english);
        assert!(Context::of_items(Some("en"), &items, &[]).is_english);
        assert!(Context::of_items(None, &[english], &[]).is_english);
    }
}
