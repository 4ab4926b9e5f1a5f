//! From decks to notes, one after the other, in the order in which they are learned.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

use crate::decks::Deck;
use crate::decks::Direction;
use crate::decks::Source;
use crate::export::Context;
use crate::export::Loss;
use crate::items::Fact;
use crate::items::FactId;
use crate::items::Item;
use crate::items::Status;
use crate::items::as_there::AsThere;
use crate::items::gapped::Gapped;
use crate::items::left_there::LeftThere;
use crate::items::origin::is_of_note;
use crate::progress::ExportRecord;
use crate::progress::ExportedNote;

use super::deck_names;
use super::gaps;
use super::html::has_formula;
use super::html::html;
use super::html::plain;
use super::html::with_formulas;
use super::media;
use super::note;
use super::note::Note;
use super::note::PARTED;
use super::note_type::NoteType;
use super::spare;
use super::tags;
use super::wording;

/// What is lost of a cloze that was given gaps in Anki and lost the words of one here.
const LOST_GAPS: &str = "its new text: in Anki it has further gaps, and their words stand in it no longer";

/// Why a note is left as it is there, where somebody made of it what a note from here cannot be.
const LEFT_TYPE: &str = "all of it: its note has another note type in Anki, and stays as it is there";
const LEFT_FIELDS: &str = "all of it: its note has words in Anki in fields that an import would empty, and stays as it \
     is there; --overwrite writes it";
const LEFT_GAPS: &str =
    "all of it: its note has other gaps in Anki, and stays as it is there; --overwrite writes it";

/// What is lost of a text with formulas that do not act there.
const LOST_FORMULAS: &str = "its formulas: Anki shows their signs as text";

/// What a walk over the decks leaves behind.
#[derive(Debug, Default)]
pub(in crate::export) struct Walked {
    pub record: ExportRecord,
    pub losses: Vec<Loss>,
    /// Cards that read as the last export wrote them and have no note here, in what is no package.
    pub unchanged: Vec<String>,
    /// Names of the pictures and sounds in the notes.
    pub media: BTreeSet<String>,
}

/// Calls `on_note` with every note of the decks, in order.
///
/// A draft has none, nor has an item whose question or answer says nothing; what is retired has one
/// where it was exported before. What is no package has no files of pictures and sounds, and no times of notes.
pub(in crate::export) fn each_note<E>(
    decks: &[Deck],
    context: &Context,
    is_package: bool,
    on_note: &mut dyn FnMut(&Note<'_>) -> Result<(), E>,
) -> Result<Walked, E> {
    let mut walk = Walk::new(context, is_package);
    let most = decks
        .iter()
        .map(|deck| deck.items.len() + 2 * deck.terms.len())
        .sum();
    walk.notes.reserve_exact(most);
    for deck in decks {
        let name = deck_names::deck_name(deck, &walk.names);
        walk.names.insert(deck.meta.id.0.clone(), name.clone());
        walk.walked
            .record
            .decks
            .insert(deck.meta.id.0.clone(), name.clone());
        let shelf = Shelf::of(deck);
        for item in &deck.items {
            let card = format!("{}/{}", deck.meta.id, item.id);
            walk.note(&shelf, item, &[], &name, card, on_note)?;
        }
        for term in &deck.terms {
            let name = deck_names::with_topic(&name, term.topic.as_deref());
            for direction in Direction::ALL {
                let card = format!("{}/{}/{direction}", deck.meta.id, term.id);
                // No other terms: a word is recalled, not chosen.
                let item = term.card(direction, &[]);
                walk.note(&shelf, &item, &term.sources, &name, card, on_note)?;
            }
        }
    }
    Ok(walk.finish())
}

/// Facts and sources of a deck, to be found by their ids.
struct Shelf<'a> {
    facts: BTreeMap<&'a FactId, &'a Fact>,
    sources: BTreeMap<&'a str, &'a Source>,
}

impl<'a> Shelf<'a> {
    fn of(deck: &'a Deck) -> Shelf<'a> {
        Shelf {
            facts: deck.facts.iter().map(|fact| (&fact.id, fact)).collect(),
            sources: deck
                .sources
                .iter()
                .map(|source| (source.id.as_str(), source))
                .collect(),
        }
    }
}

struct Walk<'c> {
    context: &'c Context,
    /// Cards by their names there, of earlier exports and this one: hashes, because of a large deck the names
    /// themselves would be a good part of the memory.
    taken: BTreeMap<u64, u64>,
    names: BTreeMap<String, String>,
    is_package: bool,
    /// The record's notes in the order of the walk: put into a map one by one they would take twice the memory.
    notes: Vec<(String, ExportedNote)>,
    walked: Walked,
}

impl<'c> Walk<'c> {
    fn new(context: &'c Context, is_package: bool) -> Walk<'c> {
        let notes = context.record.notes.iter();
        Walk {
            context,
            taken: notes.map(|(card, note)| (hash(&note.guid), hash(card))).collect(),
            names: context.record.decks.clone(),
            is_package,
            notes: Vec::new(),
            walked: Walked::default(),
        }
    }

    fn finish(self) -> Walked {
        let Walk {
            mut notes,
            mut walked,
            taken,
            ..
        } = self;
        drop(taken);
        // Sorted in place; a map made from what is sorted needs no room for sorting.
        notes.sort_unstable_by(|(one, _), (next, _)| one.cmp(next));
        walked.record.notes = notes.into_iter().collect();
        walked
    }

    fn note<E>(
        &mut self,
        shelf: &Shelf<'_>,
        item: &Item,
        sources: &[String],
        deck: &str,
        card: String,
        on_note: &mut dyn FnMut(&Note<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let item = item.as_asked();
        let item = item.as_ref();
        let losses = self.walked.losses.len();
        let before = self.context.record.notes.get(&card);
        let is_retired = tags::is_retired(item);
        if item.status == Status::Draft || is_retired && before.is_none() {
            self.lose(item, "all of it: it is not studied", true);
            return Ok(());
        }
        let kept = before.and_then(|before| NoteType::from_slug(&before.note_type));
        let kept = kept.filter(|note_type| wording::fits(*note_type, item));
        let note_type = kept.unwrap_or_else(|| wording::suited(item));
        let fact = item.fact.as_ref().and_then(|id| shelf.facts.get(id).copied());
        let sources = cited(fact, sources);
        let there = before
            .filter(|_| kept.is_some())
            .map(|before| before.guid.as_str());
        let left_there = there.and_then(|guid| self.context.left_there.get(guid));
        // With it in the package Anki makes one of both note types.
        if let Some(LeftThere::OfType(word)) = left_there
            && *word != note_type.slug()
        {
            self.lose(item, LEFT_TYPE, true);
            return Ok(());
        }
        let gapped = there.and_then(|guid| self.context.gapped.get(guid));
        let gapped = gapped.filter(|_| note_type == NoteType::Cloze);
        let mut own = wording::own_fields(note_type, item, &card);
        // Where its gaps cannot be put into the text that the item has here, the note has the text from there.
        let mut left_text = None;
        if let Some(gapped) = gapped {
            let (text, is_own) = gaps::cloze(item, gapped);
            let own_text = std::mem::replace(&mut own, vec![text]);
            left_text = Some(own_text).filter(|_| !is_own);
        }
        let own_content = left_text.map(|own| fields(own, note_type, item, fact, &sources, shelf));
        let fields = fields(own, note_type, item, fact, &sources, shelf);
        let as_there = there.and_then(|guid| self.context.as_there.get(guid));
        let fields = match as_there {
            Some(as_there) => but_for_the_last(as_there, &fields),
            None => fields,
        };
        if has_formula(&fields) {
            self.lose(item, LOST_FORMULAS, false);
        }
        let shown = media::shown(&fields, &self.context.media);
        let fields = shown.fields;
        if fields
            .split(PARTED)
            .take(2)
            .any(|field| plain(field).trim().is_empty())
            && note_type != NoteType::Cloze
        {
            self.lose(item, "all of it: question or answer says nothing", true);
            return Ok(());
        }
        for reason in wording::losses(note_type, item) {
            self.lose(item, reason, false);
        }
        if shown.lacks {
            self.lose(
                item,
                "pictures and sounds: their files are not in the media folder",
                false,
            );
        }
        if !shown.named.is_empty() && !self.is_package {
            self.lose(
                item,
                "pictures and sounds: only a package brings the files, the text names them",
                false,
            );
        }
        self.walked.media.extend(shown.named);
        let before = before.filter(|_| kept.is_some());
        let guid = before.map_or_else(|| self.guid(note_type, &card), |before| before.guid.clone());
        let is_word = card.matches('/').count() > 1;
        let there = self.context.tags_there.get(&guid);
        let mut tagged = Cow::Borrowed(item);
        if is_word && let Some(there) = there {
            // A word has no tags of its own that could have been taken off here.
            tagged.to_mut().tags.extend(there.iter().cloned());
        }
        // A note of ours that came in has an item with an id from there.
        let is_ours = is_of_note(&item.id.0, &guid);
        let mut tags = tags::tags(&tagged, is_ours, fact, &sources, there);
        if let Some(as_there) = as_there {
            let all: Vec<&str> = as_there.tags(tags.split_whitespace()).into_iter().collect();
            tags = format!(" {} ", all.join(" "));
        }
        let now = note::content(&fields, &tags);
        let own_content =
            own_content.map(|own| note::content(&media::shown(&own, &self.context.media).fields, &tags));
        let stays = own_content.is_some();
        if let Some(before) = before.filter(|before| self.is_repeated(before, now)) {
            self.walked.losses.truncate(losses);
            self.walked.unchanged.push(card.clone());
            self.notes.push((card, before.clone()));
            return Ok(());
        }
        // Of a package Anki takes what is newer than the note there, and of a text all.
        let is_taken = !self.is_package || before.is_none_or(|before| before.content != now);
        let left = left_there.filter(|left| is_taken || **left == LeftThere::WithoutGap);
        let is_forced = self.context.overwrites && left.is_some();
        let stays_out = stays && !self.is_package;
        if let Some(reason) = left.and_then(left_as_it_is).or(stays_out.then_some(LEFT_GAPS))
            && !self.context.overwrites
        {
            self.lose(item, reason, true);
            return Ok(());
        }
        // A note that cannot be written as it reads here is not written over there.
        let edited =
            before.filter(|before| own_content.is_some_and(|own| ![0, own].contains(&before.content)));
        if edited.is_some() {
            self.lose(item, LOST_GAPS, false);
        }
        let content = edited.map_or(own_content.unwrap_or(now), |before| before.content);
        let seen = match before.filter(|_| stays) {
            Some(before) => before.content,
            None => content,
        };
        let changed = match is_forced {
            true => note::changed(before, !seen, None, self.context),
            false => note::changed(before, seen, item.changed.as_deref(), self.context),
        };
        // No part of the content: nobody sees it there, and a note is not new for it.
        let spare = spare::spare(note_type, item, there);
        let last = fields.matches(PARTED).count();
        let fields = fields + as_there.map_or(spare.as_str(), |there| there.field(last, &spare));
        let note = Note {
            guid,
            note_type,
            changed,
            content,
            fields,
            tags,
            deck,
            is_retired,
            card,
            further: gapped.map(further).unwrap_or_default(),
        };
        on_note(&note)?;
        self.notes.push(note.recorded());
        Ok(())
    }

    /// Whether a note would say once more what the last export of it said, where Anki takes all that is written.
    fn is_repeated(&self, before: &ExportedNote, now: u64) -> bool {
        let is_forced = self.context.overwrites && self.context.left_there.contains_key(&before.guid);
        !self.is_package && !self.context.writes_unchanged && before.content == now && !is_forced
    }

    fn guid(&mut self, note_type: NoteType, card: &str) -> String {
        let guid = note::guid(note_type, card, &|name| {
            let other = self.taken.get(&hash(name));
            other.is_some_and(|other| *other != hash(card))
        });
        self.taken.insert(hash(&guid), hash(card));
        guid
    }

    fn lose(&mut self, item: &Item, reason: &str, is_missing: bool) {
        self.walked.losses.push(Loss {
            item: item.id.clone(),
            reason: reason.to_owned(),
            is_missing,
        });
    }
}

fn hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

/// Why a note is left as it is there, where it has the note type that it went out with.
fn left_as_it_is(left: &LeftThere) -> Option<&'static str> {
    match left {
        LeftThere::OfType(_) => None,
        LeftThere::WithFields => Some(LEFT_FIELDS),
        LeftThere::WithoutGap => Some(LEFT_GAPS),
    }
}

/// The cards of gaps that were made there.
fn further(gapped: &Gapped) -> Vec<(u32, Option<&str>)> {
    let others = gapped.others().into_iter();
    others
        .map(|number| (number, gapped.cards.get(&number).map(String::as_str)))
        .collect()
}

/// Ids of the sources an item or term rests on, each once.
fn cited<'a>(fact: Option<&'a Fact>, sources: &'a [String]) -> Vec<&'a str> {
    let evidence = fact.into_iter().flat_map(|fact| &fact.evidence);
    let named = evidence.filter_map(|one| one.source.as_deref());
    let mut seen = BTreeSet::new();
    named
        .chain(sources.iter().map(String::as_str))
        .filter(|id| seen.insert(*id))
        .collect()
}

/// All fields of a note, parted; `own` are those before the tail.
fn fields(
    own: Vec<String>,
    note_type: NoteType,
    item: &Item,
    fact: Option<&Fact>,
    sources: &[&str],
    shelf: &Shelf<'_>,
) -> String {
    let mut fields = own;
    fields.push(wording::explanation(note_type, item));
    fields.push(quotes(fact));
    let named = sources.iter().filter_map(|id| shelf.sources.get(id).copied());
    let named: Vec<String> = named.map(|source| html(&citation(source))).collect();
    fields.push(named.join("<br>"));
    fields.extend([String::new(), String::new()]);
    fields.join(&PARTED.to_string())
}

/// All fields but the last, which is written on its own, as they are there; of those that were edited here the formulas.
fn but_for_the_last(there: &AsThere, fields: &str) -> String {
    let last = fields.matches(PARTED).count();
    let fields = fields.split(PARTED).enumerate();
    let fields: Vec<Cow<'_, str>> = fields
        .map(|(place, ours)| match there.edited(place, ours) {
            _ if place >= last => Cow::Borrowed(ours),
            Some(there) => Cow::Owned(with_formulas(ours, there)),
            None => Cow::Borrowed(there.field(place, ours)),
        })
        .collect();
    fields.join(&PARTED.to_string())
}

/// The words of the sources, each once.
fn quotes(fact: Option<&Fact>) -> String {
    let evidence = fact.into_iter().flat_map(|fact| &fact.evidence);
    let mut seen = BTreeSet::new();
    let quotes: Vec<String> = evidence
        .map(|one| html(&one.quote))
        .filter(|quote| !quote.is_empty() && seen.insert(quote.clone()))
        .collect();
    quotes.join("<br><br>")
}

/// A source in one line; its address is shown and leads nowhere.
fn citation(source: &Source) -> String {
    let date = source.date.map(|date| date.to_string());
    let parts = [
        Some(source.title.clone()),
        source.author.clone(),
        source.publisher.clone(),
        date,
        source.url.clone(),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}
