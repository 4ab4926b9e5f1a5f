//! Takes items and terms out of one deck and puts them into another, with what they rest on.
//!
//! A fact goes along with its item, a source with its fact; what others in the old
//! deck rest on stays there as well. An id that is taken in the new deck gets a
//! number, so that no two cards share a memory.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Item;
use crate::items::ItemId;

use super::CardId;
use super::Deck;
use super::Direction;
use super::Source;

/// What a move makes of the two decks.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The deck that was left.
    pub from: Deck,
    /// The deck that was entered.
    pub to: Deck,
    /// Ids of the entries that came in: before and after.
    pub sources: Vec<(String, String)>,
    /// As [`Moved::sources`].
    pub facts: Vec<(String, String)>,
    /// As [`Moved::sources`].
    pub items: Vec<(String, String)>,
    /// As [`Moved::sources`].
    pub terms: Vec<(String, String)>,
}

impl Moved {
    /// Every card that has another id now: before and after.
    pub fn cards(&self) -> Vec<(CardId, CardId)> {
        let of = |deck: &Deck, id: &str, direction| CardId {
            deck: deck.meta.id.clone(),
            item: ItemId(id.to_owned()),
            direction,
        };
        let pair = |(before, after): &(String, String), direction| {
            (of(&self.from, before, direction), of(&self.to, after, direction))
        };
        let items = self.items.iter().map(|ids| pair(ids, None));
        let terms = self.terms.iter().flat_map(|ids| {
            let directions = Direction::ALL.into_iter();
            directions.map(move |direction| pair(ids, Some(direction)))
        });
        items.chain(terms).collect()
    }
}

/// Moves the items and terms named by `ids` from one deck to another.
///
/// `is_taken` knows ids that the new deck may not give again, beside those of its entries.
pub fn move_entries(
    from: &Deck,
    to: &Deck,
    ids: &BTreeSet<ItemId>,
    is_taken: &dyn Fn(&str) -> bool,
) -> Moved {
    let mut moving = Moving {
        from,
        is_taken,
        moved: Moved {
            from: from.clone(),
            to: to.clone(),
            sources: Vec::new(),
            facts: Vec::new(),
            items: Vec::new(),
            terms: Vec::new(),
        },
    };
    for item in from.items.iter().filter(|item| ids.contains(&item.id)) {
        moving.item(item);
    }
    for term in from.terms.iter().filter(|term| ids.contains(&term.id)) {
        let sources = term.sources.iter().map(|source| moving.source(source)).collect();
        let id = moving.card_id(&term.id);
        moving.moved.terms.push((term.id.0.clone(), id.clone()));
        moving.moved.to.terms.push(super::Term {
            id: ItemId(id),
            sources,
            ..term.clone()
        });
    }
    let mut moved = moving.moved;
    leave(&mut moved, from, ids);
    moved
}

struct Moving<'a> {
    from: &'a Deck,
    is_taken: &'a dyn Fn(&str) -> bool,
    moved: Moved,
}

impl Moving<'_> {
    fn item(&mut self, item: &Item) {
        let id = self.card_id(&item.id);
        let fact = item.fact.as_ref().map(|fact| self.fact(fact));
        self.moved.items.push((item.id.0.clone(), id.clone()));
        self.moved.to.items.push(Item {
            id: ItemId(id),
            fact,
            ..item.clone()
        });
    }

    fn card_id(&self, id: &ItemId) -> String {
        let to = &self.moved.to;
        free(&id.0, &|id| {
            (self.is_taken)(id)
                || to.items.iter().any(|item| item.id.0 == id)
                || to.terms.iter().any(|term| term.id.0 == id)
        })
    }

    /// Brings a fact along and returns its id over there; one that is there already is used.
    fn fact(&mut self, id: &FactId) -> FactId {
        if let Some((_, after)) = self.moved.facts.iter().find(|(before, _)| *before == id.0) {
            return FactId(after.clone());
        }
        let Some(fact) = self.from.fact(id) else {
            return id.clone();
        };
        let mut fact = fact.clone();
        for evidence in &mut fact.evidence {
            evidence.source = evidence.source.take().map(|source| self.source(&source));
        }
        let to = &self.moved.to;
        if let Some(known) = to.facts.iter().find(|known| is_same_fact(known, &fact)) {
            return known.id.clone();
        }
        let after = free(&id.0, &|id| to.facts.iter().any(|fact| fact.id.0 == id));
        self.moved.facts.push((id.0.clone(), after.clone()));
        fact.id = FactId(after);
        self.moved.to.facts.push(fact.clone());
        fact.id
    }

    fn source(&mut self, id: &str) -> String {
        if let Some((_, after)) = self.moved.sources.iter().find(|(before, _)| before == id) {
            return after.clone();
        }
        let Some(source) = self.from.source(id) else {
            return id.to_owned();
        };
        let to = &self.moved.to;
        if let Some(known) = to.sources.iter().find(|known| is_same_source(known, source)) {
            return known.id.clone();
        }
        let after = free(id, &|id| to.source(id).is_some());
        self.moved.sources.push((id.to_owned(), after.clone()));
        self.moved.to.sources.push(Source {
            id: after.clone(),
            ..source.clone()
        });
        after
    }
}

/// Takes what moved out of the old deck, and what rested under nothing else.
fn leave(moved: &mut Moved, before: &Deck, ids: &BTreeSet<ItemId>) {
    let from = &mut moved.from;
    from.items.retain(|item| !ids.contains(&item.id));
    from.terms.retain(|term| !ids.contains(&term.id));
    let used: BTreeSet<&FactId> = from.items.iter().filter_map(|item| item.fact.as_ref()).collect();
    let gone: BTreeSet<FactId> = before
        .items
        .iter()
        .filter(|item| ids.contains(&item.id))
        .filter_map(|item| item.fact.clone())
        .filter(|fact| !used.contains(fact))
        .collect();
    from.facts.retain(|fact| !gone.contains(&fact.id));
    let mut still: BTreeSet<&str> = BTreeSet::new();
    still.extend(sources_of(&from.facts));
    still.extend(
        from.terms
            .iter()
            .flat_map(|term| term.sources.iter().map(String::as_str)),
    );
    let brought: BTreeMap<&str, ()> = sources_of(&before.facts)
        .chain(
            before
                .terms
                .iter()
                .flat_map(|term| term.sources.iter().map(String::as_str)),
        )
        .map(|source| (source, ()))
        .collect();
    // A source under which nothing stood before stays as it was.
    from.sources
        .retain(|source| still.contains(source.id.as_str()) || !brought.contains_key(source.id.as_str()));
}

fn sources_of(facts: &[Fact]) -> impl Iterator<Item = &str> {
    facts
        .iter()
        .flat_map(|fact| &fact.evidence)
        .filter_map(|evidence| evidence.source.as_deref())
}

fn is_same_fact(one: &Fact, other: &Fact) -> bool {
    Fact {
        id: other.id.clone(),
        ..one.clone()
    } == *other
}

fn is_same_source(one: &Source, other: &Source) -> bool {
    match (&one.document, &other.document) {
        (Some(one), Some(other)) => one == other,
        _ => {
            Source {
                id: other.id.clone(),
                ..one.clone()
            } == *other
        }
    }
}

/// The id itself, or with the first number under which it is free.
fn free(id: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    if !is_taken(id) {
        return id.to_owned();
    }
    let numbered = (2_u64..).map(|number| format!("{id}-{number}"));
    numbered.into_iter().find(|id| !is_taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::file::parse;
    use super::*;

    const LAKES: &str = "[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n\n\
        [[source]]\nid = \"atlas\"\ntitle = \"Atlas\"\n\n[[source]]\nid = \"unused\"\ntitle = \"Unused\"\n\n\
        [[fact]]\nid = \"depth\"\nsubject = \"Oron\"\nrelation = \"depth\"\nobject = \"184\"\n\
        evidence = [{ source = \"atlas\" }]\n\n\
        [[item]]\nid = \"deep\"\nfact = \"depth\"\nstem = \"How deep is Oron?\"\nkey = \"184\"\n\n\
        [[item]]\nid = \"deep-gap\"\nfact = \"depth\"\nstem = \"Oron is ____ deep.\"\nkey = \"184\"\n\n\
        [[term]]\nid = \"lake\"\nen = \"lake\"\nkk_cyrl = \"көл\"\nsources = [\"atlas\"]\n";

    fn deck(text: &str) -> Deck {
        parse(Path::new("a.toml"), text).deck.unwrap()
    }

    fn moved(ids: &[&str], to: &str) -> Moved {
        let ids = ids.iter().map(|id| ItemId((*id).to_owned())).collect();
        move_entries(&deck(LAKES), &deck(to), &ids, &|_| false)
    }

    #[test]
    fn what_a_card_rests_on_goes_along_and_stays_for_those_left() {
        let moved = moved(&["deep"], "[deck]\nid = \"rivers\"\ntitle = \"Rivers\"\n");
        assert_eq!((moved.from.items.len(), moved.from.facts.len()), (1, 1));
        assert_eq!(
            (moved.to.items.len(), moved.to.facts.len(), moved.to.sources.len()),
            (1, 1, 1)
        );
        let cards: Vec<String> = moved
            .cards()
            .iter()
            .map(|(one, other)| format!("{one} {other}"))
            .collect();
        assert_eq!(cards, ["lakes/deep rivers/deep"]);
    }

    #[test]
    fn the_last_to_leave_takes_fact_and_source() {
        let moved = moved(
            &["deep", "deep-gap", "lake"],
            "[deck]\nid = \"rivers\"\ntitle = \"Rivers\"\n",
        );
        assert!(moved.from.items.is_empty() && moved.from.facts.is_empty());
        let left: Vec<&str> = moved
            .from
            .sources
            .iter()
            .map(|source| source.id.as_str())
            .collect();
        assert_eq!(left, ["unused"]);
        assert_eq!(moved.cards().len(), 4, "a word has a card for each direction");
        assert_eq!(moved.to.terms[0].sources, ["atlas"]);
    }

    #[test]
    fn taken_ids_get_a_number_and_the_same_source_is_used() {
        let to = "[deck]\nid = \"rivers\"\ntitle = \"Rivers\"\n\n\
            [[source]]\nid = \"big-atlas\"\ntitle = \"Atlas\"\n\n\
            [[fact]]\nid = \"depth\"\nsubject = \"Tur\"\nrelation = \"depth\"\nobject = \"3\"\n\n\
            [[item]]\nid = \"deep\"\nstem = \"How deep is the Tur?\"\nkey = \"3\"\n";
        let moved = moved(&["deep"], to);
        let item = &moved.to.items[1];
        assert_eq!(item.id.0, "deep-2");
        let fact = moved.to.fact(item.fact.as_ref().unwrap()).unwrap();
        assert_eq!((fact.id.0.as_str(), fact.object.as_str()), ("depth-2", "184"));
        assert_eq!(fact.evidence[0].source.as_deref(), Some("big-atlas"));
        assert_eq!(moved.to.sources.len(), 1);
    }
}
