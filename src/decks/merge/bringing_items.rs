//! Items and terms come in: what a person did with them stays.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::items::Item;
use crate::items::ItemId;
use crate::items::Status;

use super::super::Term;
use super::From;
use super::Merge;
use super::agreeing::agreed_item;
use super::by_id;
use super::fresh_id;
use super::is_asked;
use super::matching::match_items;
use super::note;
use super::three_way::is_kept;
use super::three_way::merge_item;
use super::three_way::merge_term;

impl Merge<'_> {
    pub(super) fn all_items(&mut self, theirs: &[Item]) {
        let theirs: Vec<Item> = theirs
            .iter()
            .map(|item| Item {
                fact: item
                    .fact
                    .as_ref()
                    .map(|id| self.facts.get(id).unwrap_or(id).clone()),
                ..item.clone()
            })
            .collect();
        let partners = match self.from {
            From::Edition => by_id(&theirs, &self.deck.items, |item| item.id.clone()),
            From::Document => match_items(&theirs, &self.deck.items, &self.old_base.items),
        };
        let deleted = self.deleted(&theirs, &partners);
        let mut taken = self.taken_items();
        let base: BTreeMap<&ItemId, &Item> =
            self.old_base.items.iter().map(|item| (&item.id, item)).collect();
        for (place, (mut their, partner)) in theirs.into_iter().zip(partners).enumerate() {
            match partner {
                Some(at) => {
                    let mine = &mut self.deck.items[at];
                    their.id = mine.id.clone();
                    let keeps_status = self.from == From::Document;
                    let before = mine.clone();
                    let old = base.get(&mine.id).copied();
                    if let Some(old) = old
                        && mine.fact.as_ref().is_some_and(|fact| self.shared.contains(fact))
                    {
                        their = agreed_item(old, &their, &mine.status);
                    }
                    if let Some(old) = old
                        && keeps_status
                        && mine.status == Status::Accepted
                        && (&old.stem, &old.key) == (&their.stem, &their.key)
                    {
                        // Wrong options are drawn from the whole document: words elsewhere in it must not
                        // change the options of a question that a person accepted.
                        their.distractors = old.distractors.clone();
                    }
                    let rests_on_unchanged = || {
                        let fact = mine.fact.as_ref();
                        fact.is_some_and(|fact| self.unchanged.contains(fact))
                    };
                    if let Some(old) = old
                        && keeps_status
                        && mine.status == Status::Accepted
                        && rests_on_unchanged()
                    {
                        // How it is asked, and what is wrong in a statement to be judged, is drawn from the
                        // whole document too.
                        their = Item {
                            stem: old.stem.clone(),
                            key: old.key.clone(),
                            distractors: old.distractors.clone(),
                            detail: old.detail.clone(),
                            ..their
                        };
                    }
                    merge_item(mine, old, &their, keeps_status);
                    let id = their.id.clone();
                    if old.is_some_and(|old| is_kept(mine, old, &their)) {
                        self.changes.kept.push(id.clone());
                    }
                    let is_back = mine.status == Status::Retired { successor: None }
                        && mine.fact.as_ref().is_some_and(|fact| self.gone.contains(fact));
                    if is_back && keeps_status {
                        // A document says again what none said any longer.
                        mine.status = Status::Draft;
                        mine.changed = Some(self.now.to_owned());
                        self.changes.new.push(id);
                    } else if *mine == before {
                        self.changes.same += 1;
                    } else {
                        mine.changed = Some(self.now.to_owned());
                        // Of what is not asked nobody needs to hear.
                        match is_asked(&before.status) || is_asked(&mine.status) {
                            true => note(&mut self.changes, id, &before.status, &mine.status),
                            false => self.changes.same += 1,
                        }
                    }
                }
                // What was merged of it is remembered still.
                None if deleted.contains_key(&place) && !self.with_deleted => {
                    self.changes.deleted += 1;
                    continue;
                }
                None => {
                    let id = deleted.get(&place).unwrap_or(&their.id);
                    their.id = ItemId(fresh_id(&id.0, "item", &taken));
                    taken.insert(their.id.0.clone());
                    self.changes.new.push(their.id.clone());
                    self.deck.items.push(their.clone());
                }
            }
            self.met.insert(their.id.clone());
            self.base.items.push(their);
        }
    }

    /// Those that a document gave before and that are in the deck no more, because a person deleted them: their
    /// places, and the ids they had.
    fn deleted(&self, theirs: &[Item], partners: &[Option<usize>]) -> BTreeMap<usize, ItemId> {
        if self.from != From::Document {
            return BTreeMap::new();
        }
        let here: BTreeSet<&ItemId> = self.deck.items.iter().map(|item| &item.id).collect();
        let merged = self.old_base.items.iter();
        let gone: Vec<Item> = merged.filter(|item| !here.contains(&item.id)).cloned().collect();
        let new = partners
            .iter()
            .enumerate()
            .filter(|(_, partner)| partner.is_none());
        let new: Vec<usize> = new.map(|(place, _)| place).collect();
        let given: Vec<Item> = new.iter().map(|place| theirs[*place].clone()).collect();
        let found = match_items(&given, &gone, &[]);
        let places = new.into_iter().zip(found);
        places
            .filter_map(|(place, found)| Some((place, gone[found?].id.clone())))
            .collect()
    }

    pub(super) fn all_terms(&mut self, theirs: &[Term]) {
        let partners = by_id(theirs, &self.deck.terms, |term| term.id.clone());
        let mut taken = self.taken_items();
        let base: BTreeMap<&ItemId, &Term> =
            self.old_base.terms.iter().map(|term| (&term.id, term)).collect();
        for (their, partner) in theirs.iter().zip(partners) {
            let mut their = their.clone();
            match partner {
                Some(at) => {
                    let mine = &mut self.deck.terms[at];
                    let before = mine.clone();
                    merge_term(mine, base.get(&mine.id).copied(), &their);
                    if *mine == before {
                        self.changes.same += 1;
                    } else {
                        mine.changed = Some(self.now.to_owned());
                        note(&mut self.changes, mine.id.clone(), &before.status, &mine.status);
                    }
                }
                None => {
                    their.id = ItemId(fresh_id(&their.id.0, "term", &taken));
                    taken.insert(their.id.0.clone());
                    self.changes.new.push(their.id.clone());
                    self.deck.terms.push(their.clone());
                }
            }
            self.met.insert(their.id.clone());
            self.base.terms.push(their);
        }
    }
}
