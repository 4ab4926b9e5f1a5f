//! Notes of a collection become cards, one by one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use twox_hash::XxHash3_64;

use crate::items::Item;
use crate::items::ItemId;
use crate::items::as_there::Wording;
use crate::items::media::named_in;
use crate::items::origin::TYPED;
use crate::items::origin::id_of_note;
use crate::items::origin::note_hash;
use crate::schedule::Model;

use super::archive::Archive;
use super::card_ids;
use super::card_ids::CardIds;
use super::card_ids::Row;
use super::cloze;
use super::described::Described;
use super::described::NoteType;
use super::described::Preset;
use super::evidence::Evidence;
use super::gapped::gapped;
use super::history;
use super::html;
use super::html::unescaped;
use super::media::safe_name;
use super::options::Options;
use super::orders;
use super::orders::Orders;
use super::orders::first_places;
use super::own;
use super::own_cards;
use super::own_cards::OwnCard;
use super::package::CardHistory;
use super::package::Earlier;
use super::package::Package;
use super::package::PackageCard;
use super::remark::Plainer;
use super::remark::Reason;
use super::remark::Remark;
use super::rows::CardRow;
use super::rows::Note;
use super::rows::Review;
use super::show::Maker;

/// Deck of cards whose own is not in the collection.
const DEFAULT_DECK: &str = "Default";

/// Letters of a card that are told when there is something to know of it.
const SHOWN: usize = 60;

/// A package in the middle of being read.
pub(super) struct Reading<'a> {
    described: &'a Described,
    makers: BTreeMap<i64, Maker>,
    rows: Vec<CardRow>,
    /// Rows whose note has come by.
    met: Vec<bool>,
    reviews: Vec<Review>,
    decks: Vec<String>,
    options: Vec<Options>,
    places: BTreeMap<i64, (usize, usize)>,
    presets: Vec<(Preset, Model)>,
    cards: Vec<PackageCard>,
    /// Hashes of the ids that are taken; a set of the ids themselves would cost most of the time of a large package.
    ids: BTreeSet<u64>,
    remarks: Vec<Remark>,
    left_out: BTreeSet<String>,
    /// Names of note types whose cards nobody described.
    pub undescribed: BTreeSet<String>,
    /// First places of templates by note type, but for clozes.
    first_places: BTreeMap<i64, Vec<usize>>,
    orders: Orders,
    /// What came before; none for a text.
    earlier: Option<Earlier<'a>>,
    /// What came before a text, and whether that leaves markup out.
    before_text: Option<(Earlier<'a>, bool)>,
    /// Names of the fields of note types of ours.
    own_fields: BTreeMap<i64, Vec<String>>,
    learned_ids: Vec<card_ids::Known>,
    /// Note types of the cards.
    kinds: BTreeSet<i64>,
    pub notes: usize,
    /// When any of them was changed last.
    last_note: i64,
    pub text: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(described: &'a Described, rows: Vec<CardRow>, reviews: Vec<Review>) -> Reading<'a> {
        let makers = described.note_types.iter();
        let own_types = makers.clone().filter(|(_, kind)| own::is_own(&kind.name));
        Reading {
            own_fields: own_types
                .map(|(id, kind)| (*id, own::field_names(kind)))
                .collect(),
            described,
            makers: makers.map(|(id, kind)| (*id, Maker::new(kind))).collect(),
            met: vec![false; rows.len()],
            rows,
            reviews,
            decks: Vec::new(),
            options: Vec::new(),
            places: BTreeMap::new(),
            presets: Vec::new(),
            cards: Vec::new(),
            ids: BTreeSet::new(),
            remarks: Vec::new(),
            left_out: BTreeSet::new(),
            undescribed: BTreeSet::new(),
            first_places: BTreeMap::new(),
            orders: Orders::new(),
            earlier: None,
            before_text: None,
            learned_ids: Vec::new(),
            kinds: BTreeSet::new(),
            notes: 0,
            last_note: 0,
            text: 0,
        }
    }

    /// Lets cards be known by their numbers and by the places that templates had in earlier packages.
    pub(super) fn know(&mut self, earlier: &Earlier<'a>) {
        self.earlier = Some(*earlier);
        self.orders.clone_from(earlier.orders);
        for (id, kind) in &self.described.note_types {
            // One that stands alone may get others before it later.
            if !kind.is_cloze {
                let order = self
                    .orders
                    .entry(*id)
                    .or_insert_with(|| match own::is_own(&kind.name) {
                        true => orders::of_own(own::template_number(&kind.name)),
                        false => Vec::new(),
                    });
                if own::is_own(&kind.name) && own_cards::lacks_template(kind) {
                    orders::note_first_gone(order);
                }
                self.first_places.insert(*id, first_places(kind, order));
            }
        }
    }

    /// Lets notes of a text be known by their names; `is_plain` says that it leaves markup out.
    pub(super) fn know_for_text(&mut self, earlier: &Earlier<'a>, is_plain: bool) {
        self.before_text = Some((*earlier, is_plain));
    }

    /// Whether an export wrote a note, whatever type it has by now.
    fn is_sent(&self, note: &Note) -> bool {
        let before = self.earlier.or(self.before_text.map(|(earlier, _)| earlier));
        before.is_some_and(|before| before.sent.contains_key(&note.guid))
    }

    /// Whether it is known which cards a note makes and what is on them, as of every package. A text that has no note
    /// type, leaves markup out, or whose note has its cards from another type, says less than a package did.
    fn is_described(&self, note: &Note, kind: &NoteType) -> bool {
        let Some((earlier, is_plain)) = &self.before_text else {
            return !self.undescribed.contains(&kind.name);
        };
        let known = earlier.card_ids.of_note(hash_of_note(note));
        let is_as_type = known.first().is_none_or(|known| known.kind.is_some());
        !is_plain && !kind.name.is_empty() && is_as_type && !self.undescribed.contains(&kind.name)
    }

    /// The place by which a card is known.
    fn first_place(&self, kind: i64, place: i64) -> i64 {
        let places = self.first_places.get(&kind);
        let first = usize::try_from(place).ok().and_then(|place| places?.get(place));
        first.map_or(place, |first| *first as i64)
    }

    /// The places by which the cards of a note are known, and notes which numbers they have.
    fn places_of_cards(&mut self, note: &Note, at: Range<usize>) -> Vec<i64> {
        let rows = self.rows[at.clone()].iter().map(|row| Row {
            id: row.id,
            place: self.first_place(note.kind, row.place),
        });
        let mut rows: Vec<Row> = rows.collect();
        own_cards::give_places(&mut rows, self.own_card(note, at));
        // Rows of a text have no numbers.
        let earlier = self.earlier;
        let Some(earlier) = earlier.filter(|one| rows.len() > 1 || !one.card_ids.is_empty()) else {
            return rows.iter().map(|row| row.place).collect();
        };
        let hash = hash_of_note(note);
        let known = earlier.card_ids.of_note(hash);
        let is_here = |place| (earlier.is_here)(&item_id(note, place));
        let places = match known.is_empty() {
            true => card_ids::places_of_unknown(&rows, &is_here),
            false => card_ids::places(&rows, note.kind, known),
        };
        let learned = card_ids::learned(hash, &rows, note.kind, &places, known);
        self.learned_ids.extend(learned);
        places
    }

    /// Which card of a note is the one that Suraq wrote, where it wrote the note.
    fn own_card(&self, note: &Note, at: Range<usize>) -> OwnCard {
        let kind = self.described.note_types.get(&note.kind);
        match kind.filter(|_| self.earlier.is_some() && (self.is_of_ours(note) || self.is_sent(note))) {
            Some(kind) => own_cards::find(note.id, &self.rows[at], kind),
            None => OwnCard::Unknown,
        }
    }

    pub(super) fn note(&mut self, note: &Note) {
        self.notes += 1;
        self.last_note = self.last_note.max(note.changed);
        let first = self.rows.partition_point(|row| row.note < note.id);
        let count = self.rows[first..].partition_point(|row| row.note == note.id);
        let places = self.places_of_cards(note, first..first + count);
        for (at, place) in (first..).zip(places) {
            self.met[at] = true;
            if let Err(reason) = self.card(note, at, place) {
                let id = item_id(note, place);
                self.left_out.insert(id.clone());
                self.remark(note, reason, None);
                let is_own = place == 0 && (self.is_of_ours(note) || self.is_sent(note));
                if let Some(remark) = self.remarks.last_mut() {
                    remark.left_out = Some(ItemId(id));
                    remark.guid = if is_own { note.guid.clone() } else { String::new() };
                }
            }
        }
    }

    /// Whether a note has one of our note types.
    fn is_of_ours(&self, note: &Note) -> bool {
        let kind = self.described.note_types.get(&note.kind);
        kind.is_some_and(|kind| own::is_own(&kind.name))
    }

    /// Makes the card of the row at a place among all rows, which is known by its `place` in the note.
    fn card(&mut self, note: &Note, at: usize, place: i64) -> Result<(), Reason> {
        let row = self.rows[at];
        let kind = self
            .described
            .note_types
            .get(&note.kind)
            .ok_or(Reason::NoNoteType)?;
        let maker = self.makers.get(&note.kind).ok_or(Reason::NoNoteType)?;
        let kept = |name: &str| safe_name(name).unwrap_or_else(|| shortened(name));
        let is_of_ours = own::is_own(&kind.name);
        // A note of ours has one card; what somebody added to it there is a card as any other.
        let is_own = is_of_ours && place == 0;
        let is_sent = is_own || place == 0 && self.is_sent(note);
        let deck = self.described.decks.get(&row.deck);
        let deck_name = deck.map_or(DEFAULT_DECK, |deck| deck.name.as_str());
        let (mut shown, evidence) = match is_own {
            true => {
                let names = self.own_fields.get(&note.kind).unwrap_or(&kind.fields);
                own::show(note, names, &kept).map(|(shown, evidence)| (shown, Some(evidence)))?
            }
            false => (maker.show(note, row.place, deck_name, &kept)?, None),
        };
        let gapped = match is_own && kind.is_cloze {
            true => note.fields.first().and_then(|text| gapped(text, &kept)),
            false => None,
        };
        let id = item_id(note, place);
        let wording = match is_own {
            true => self.wording(note, kind, &id),
            false => None,
        };
        if !self.ids.insert(XxHash3_64::oneshot(id.as_bytes())) {
            return Err(Reason::Doubled);
        }
        let id = ItemId(id);
        if let Some(reason) = shown.remark {
            self.remark(note, reason, Some(id.clone()));
        }
        let plainer = Plainer {
            is_styled: shown.markup.is_styled,
            is_laid_out: shown.markup.is_laid_out,
            is_linked: !shown.markup.links.is_empty(),
        };
        let item = &mut shown.item;
        item.id = id;
        if !is_own {
            let tags = note
                .tags
                .iter()
                .filter(|tag| !((is_of_ours || is_sent) && own::is_tag(tag)));
            item.tags = tags.cloned().collect();
        }
        let tags_there = match is_own {
            true => note
                .tags
                .iter()
                .filter(|tag| !own::is_tag(tag))
                .cloned()
                .collect(),
            false => Vec::new(),
        };
        let is_typed = shown.is_typed || is_own && own::is_typed(&kind.name);
        if is_typed && !item.tags.iter().any(|tag| tag == TYPED) {
            item.tags.push(TYPED.to_owned());
        }
        item.changed = jiff::Timestamp::from_second(note.changed)
            .ok()
            .filter(|_| note.changed > 0)
            .map(|at| at.to_string());
        self.text += texts_of(item).map(|text| text.len()).sum::<usize>();
        let (deck, preset) = self.place_of(row.deck);
        let from = self.reviews.partition_point(|review| review.card < row.id);
        let length = self.reviews[from..].partition_point(|review| review.card == row.id);
        let is_described = self.is_described(note, kind);
        if is_sent {
            for review in &mut self.reviews[from..from + length] {
                review.moved_at_most = review.moved_at_most.max(own::MOVED_AT_MOST);
            }
        }
        self.kinds.insert(note.kind);
        self.cards.push(PackageCard {
            item: shown.item,
            deck,
            guid: if is_sent { note.guid.clone() } else { String::new() },
            is_own,
            own_type: own::type_of(&kind.name),
            tags_there,
            wording,
            gapped: gapped.map(Box::new),
            left_there: match is_of_ours {
                true => own::left_there(note, kind),
                false => None,
            },
            is_described,
            evidence: evidence.filter(|evidence| *evidence != Evidence::default()),
            plainer,
            history: CardHistory {
                row: at,
                reviews: from..from + length,
                preset,
                is_typed: shown.is_typed,
                is_sent,
            },
        });
        Ok(())
    }

    /// What a note of ours consists of, where its card is the item `id` here or will be, or where the note was changed
    /// there since it went out.
    fn wording(&self, note: &Note, kind: &NoteType, id: &str) -> Option<Box<Wording>> {
        let earlier = self.earlier?;
        let sent = earlier.sent.get(&note.guid);
        if sent.is_some_and(|sent| note.changed <= *sent) && !(earlier.is_here)(id) {
            return None;
        }
        let names = self.own_fields.get(&note.kind)?;
        let field = |name: &str| {
            let at = names.iter().position(|there| there == name);
            at.and_then(|at| note.fields.get(at)).cloned().unwrap_or_default()
        };
        Some(Box::new(Wording {
            fields: own::fields_of(&kind.name)?.map(field).collect(),
            tags: note.tags.iter().cloned().collect(),
        }))
    }

    /// Places of a deck and of its options.
    fn place_of(&mut self, deck: i64) -> (usize, usize) {
        if let Some(places) = self.places.get(&deck) {
            return *places;
        }
        let found = self.described.decks.get(&deck);
        let name = found.map_or(DEFAULT_DECK, |deck| deck.name.trim());
        let name = if name.is_empty() { DEFAULT_DECK } else { name };
        let preset = self.described.preset_of(deck).cloned().unwrap_or_default();
        let known = self.decks.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.decks.push(name.to_owned());
            self.options.push(Options::of(found, &preset));
            self.decks.len() - 1
        });
        let known = self.presets.iter().position(|(one, _)| *one == preset);
        let preset = known.unwrap_or_else(|| {
            let model = history::model(&preset.weights);
            self.presets.push((preset, model));
            self.presets.len() - 1
        });
        self.places.insert(deck, (place, preset));
        (place, preset)
    }

    /// Cards whose note is not there.
    pub(super) fn orphans(&mut self) {
        for (row, _) in self.rows.iter().zip(&self.met).filter(|(_, met)| !**met) {
            self.remarks.push(Remark {
                note: row.note,
                start: String::new(),
                reason: Reason::NoNote,
                item: None,
                left_out: None,
                guid: String::new(),
            });
        }
    }

    fn remark(&mut self, note: &Note, reason: Reason, item: Option<ItemId>) {
        // Which parts are covered says nothing to a person; the header does.
        let mut texts = note
            .fields
            .iter()
            .filter(|field| !field.contains("image-occlusion:"));
        let said = texts
            .clone()
            .find(|field| !field.is_empty() && !field.contains("<img"));
        let first = said.or_else(|| texts.next()).map_or("", String::as_str);
        let first = match reason {
            Reason::Occlusion => first,
            _ => note.fields.first().map_or("", String::as_str),
        };
        // As it is asked: the signs of a cloze say nothing to who reads them.
        let first = cloze::gapped(first, 1);
        self.remarks.push(Remark {
            note: note.id,
            start: html::text(&first, &str::to_owned).chars().take(SHOWN).collect(),
            reason,
            item,
            left_out: None,
            guid: String::new(),
        });
    }

    /// The package, with those of the media that are `there` and that cards name.
    pub(super) fn finish<R>(
        mut self,
        there: BTreeMap<String, u32>,
        archive: Option<Archive<R>>,
    ) -> Package<R> {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for card in &mut self.cards {
            for text in texts_of(&mut card.item).filter(|text| text.contains('[')) {
                named.extend(named_in(text).into_iter().map(str::to_owned));
            }
        }
        let mut media = BTreeMap::new();
        let mut missing_media = Vec::new();
        for name in named {
            match there.get(&name) {
                Some(number) => drop(media.insert(name, *number)),
                None => missing_media.push(name),
            }
        }
        // A note type of which nothing came is none of the learner's.
        let mut orders = self.orders;
        orders.retain(|kind, _| self.kinds.contains(kind));
        let rows = &self.rows;
        self.cards.sort_by_key(|card| {
            let row = &rows[card.history.row];
            let place = if row.kind == 0 { row.due } else { i64::MIN };
            (card.deck, place, row.note, row.place)
        });
        Package {
            decks: self.decks,
            options: self.options,
            cards: self.cards,
            notes: self.notes,
            last_note: self.last_note,
            remarks: self.remarks,
            left_out: self.left_out,
            orders,
            learned_ids: CardIds::of(self.learned_ids),
            missing_media,
            media,
            archive,
            undescribed: self.undescribed,
            has_names: true,
            bygone: BTreeSet::new(),
            is_outdated: false,
            has_scheduling: !self.reviews.is_empty() || self.rows.iter().any(|row| !row.is_bare()),
            rows: self.rows,
            reviews: self.reviews,
            presets: self.presets,
            described: self.described.clone(),
        }
    }
}

/// What is left of a name that cannot be one of a file: its last part without signs that mean something.
fn shortened(name: &str) -> String {
    let last = unescaped(name);
    let last = last.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last
        .chars()
        .filter(|letter| !letter.is_control() && !"[]".contains(*letter));
    plain.take(SHOWN).collect()
}

/// The id of a card: a hash of its note's name, and the place of the card from 1.
fn item_id(note: &Note, place: i64) -> String {
    format!("{}-{}", id_of_note(hash_of_note(note)), place.saturating_add(1))
}

fn hash_of_note(note: &Note) -> u64 {
    match note.guid.is_empty() {
        false => note_hash(&note.guid),
        true => XxHash3_64::oneshot_with_seed(1, &note.id.to_le_bytes()),
    }
}

/// Every text of an item that may name a medium.
pub(super) fn texts_of(item: &mut Item) -> impl Iterator<Item = &mut String> {
    let of_detail = item.detail.kept_mut().into_iter().flat_map(|detail| {
        let pairs = detail.pairs.iter_mut().flat_map(|(left, right)| [left, right]);
        detail.keys.iter_mut().chain(pairs).chain(detail.hint.as_mut())
    });
    [&mut item.stem, &mut item.key]
        .into_iter()
        .chain(item.explanation.as_mut())
        .chain(of_detail)
        .chain(item.distractors.iter_mut().map(|wrong| &mut wrong.text))
}
