//! Cards of the learner's own whose notes were edited in Anki: told, and taken over where that is asked for.
//!
//! What a card went out as is written once more and read back: only where that differs from what the package has
//! did somebody edit it there. Tags that were added there are united with those here, and go back as they came. Of a
//! card that was edited here since it went out nobody can tell whose words are older: they stay, unless it is named.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::io::Cursor;
use std::path::PathBuf;

use suraq::decks;
use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::export;
use suraq::export::Context;
use suraq::import::anki::Package;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::as_there::Wording;
use suraq::items::origin::is_typed_tag;
use suraq::progress::ExportRecord;
use suraq::progress::ExportedNote;

use super::alike::Alike;
use super::as_there;
use super::as_there::NoteThere;
use super::heard::made_there;
use super::older::SET_BY_ANKI;
use super::takes::Takes;
use super::wording::Difference;
use super::wording::difference;
use super::wording::reword;
use crate::app::App;
use crate::cards::exporting;
use crate::report::Failure;

/// A card that the package has with a later change than the last export wrote.
#[derive(Debug)]
pub struct Edited {
    /// Its name here.
    pub card: CardId,
    /// What the note says.
    pub item: Item,
    /// The name of the note over there.
    pub guid: String,
    /// How it is asked there.
    pub note_type: &'static str,
    /// Tags of the note that Suraq did not write.
    pub tags_there: Vec<String>,
    /// Whether it has other gaps there than at the last import.
    pub has_new_gaps: bool,
    /// All that its note consists of, where the package tells.
    pub wording: Option<Box<Wording>>,
    /// When it was changed there, seconds.
    pub changed: i64,
}

impl Edited {
    /// The card and its note; a change up to `changed` is no news.
    fn alike(&self, card: String, changed: i64) -> Alike {
        Alike {
            card,
            guid: self.guid.clone(),
            note_type: self.note_type.to_owned(),
            changed,
        }
    }
}

/// A card that reads otherwise there.
#[derive(Clone, Debug)]
pub struct Otherwise {
    /// Its name here.
    pub card: String,
    /// The first words that differ.
    pub differing: Difference,
    /// Whether it reads here as there from now on.
    pub is_taken: bool,
    /// Whether it is one of the learner's own that was edited here since it went out.
    pub is_edited_here: bool,
}

impl Otherwise {
    /// The entry of a card that is one direction of a word; none for other cards.
    pub fn word(&self) -> Option<&str> {
        let (entry, _) = self.card.rsplit_once('/')?;
        is_word(&self.card).then_some(entry)
    }

    /// Whether it is one direction of a word.
    pub fn is_word(&self) -> bool {
        is_word(&self.card)
    }
}

/// Whether a card is one direction of a word: deck/item/direction.
fn is_word(card: &str) -> bool {
    card.matches('/').count() > 1
}

/// What becomes of them.
#[derive(Debug, Default)]
pub struct Reworded {
    /// Those that read otherwise there.
    pub cards: Vec<Otherwise>,
    /// How many get tags from there.
    pub tagged: usize,
    /// How many lose tags that they had from there.
    pub untagged: usize,
    /// Tags that notes got there, by their names.
    pub tags: Vec<(String, Vec<String>)>,
    /// Tags that were taken off there, by the names of notes.
    pub tags_off: Vec<(String, Vec<String>)>,
    /// Notes that say what their cards say here, and how they say it.
    pub notes_there: Vec<NoteThere>,
    /// Files of decks, and the texts they get.
    pub files: Vec<(PathBuf, String)>,
    /// Cards that have from now on what their notes have.
    pub alike: Vec<Alike>,
}

impl Reworded {
    /// Compares the cards with what they are here; nothing is on disk yet. `taken` are files that this import changes
    /// already: what is changed in those besides is changed in their new texts.
    pub fn of(
        app: &mut App,
        edited: Vec<Edited>,
        takes: &Takes,
        taken: &[(PathBuf, String)],
    ) -> Result<Reworded, Failure> {
        let mut reworded = Reworded::default();
        if edited.is_empty() {
            return Ok(reworded);
        }
        let record = app.store()?.export_record()?;
        let names: Vec<String> = edited.iter().map(|one| one.card.to_string()).collect();
        let known = names
            .iter()
            .filter_map(|name| record.notes.get_key_value(name.as_str()));
        let known: BTreeMap<String, ExportedNote> =
            known.map(|(name, note)| (name.clone(), note.clone())).collect();
        let decks = narrowed(app, edited.iter().map(|one| &one.card))?;
        let (went_out, as_now) = as_they_return(app, &decks, record)?;
        let mut files: BTreeMap<DeckId, Changing> = BTreeMap::new();
        let (now, noted) = (app.timestamp(), made_there(app).tags);
        for (mut one, name) in edited.into_iter().zip(names) {
            let Some(before) = went_out.get(&one.guid) else {
                continue;
            };
            let file = match files.entry(one.card.deck.clone()) {
                Entry::Occupied(file) => file.into_mut(),
                Entry::Vacant(place) => {
                    let file = app.shelf()?.edit(&one.card.deck)?;
                    let begun = taken.iter().find(|(path, _)| path == file.path());
                    place.insert(Changing::of(file, begun.map(|(_, text)| text.as_str())))
                }
            };
            let exported = known.get(&name);
            let is_edited_here = exported.is_some_and(|exported| {
                let now = as_now.notes.get(&name);
                now.is_some_and(|now| now.content != exported.content)
            });
            let found = difference(before, &one.item);
            let is_asked_for = match is_edited_here {
                true => takes.names(&name),
                false => takes.has(&name),
            };
            // What an import noted before and the card lacks was taken off here since.
            let noted = noted.get(&one.guid);
            let new_tags = match is_edited_here {
                true => without(own_tags(&one), noted),
                false => new_tags(before, &one.item),
            };
            let wanted = Wanted {
                takes_words: found.is_some() && is_asked_for,
                tags: new_tags,
                tags_off: tags_off(&one, noted),
            };
            let given = file.give(&one, before, &wanted, &now);
            let is_unknown = |tag: &String| noted.is_none_or(|noted| !noted.contains(tag));
            let is_tagged = given.is_tagged || given.tags.iter().any(is_unknown);
            reworded.tagged += usize::from(given.is_tagged);
            if !given.tags.is_empty() {
                reworded.tags.push((one.guid.clone(), given.tags));
            }
            reworded.untagged += usize::from(given.is_untagged);
            let is_untagged = !wanted.tags_off.is_empty();
            if is_untagged {
                reworded.tags_off.push((one.guid.clone(), wanted.tags_off));
            }
            let is_alike = found.is_none() || given.is_reworded;
            if let Some(wording) = one.wording.take().filter(|_| is_alike) {
                reworded.notes_there.push(NoteThere {
                    card: one.alike(name.clone(), one.changed),
                    wording: *wording,
                });
            }
            if let Some(differing) = found {
                reworded.cards.push(Otherwise {
                    card: name.clone(),
                    differing,
                    is_taken: given.is_reworded,
                    is_edited_here,
                });
            }
            // One that was edited here is as its note there only once it was written again.
            let has_news = is_tagged || is_untagged || one.has_new_gaps;
            if !given.is_reworded && (is_edited_here || !has_news) {
                continue;
            }
            // With the tags or the gaps alone its words there stay news.
            let changed = match is_alike {
                true => Some(one.changed),
                false => exported.map(|exported| exported.changed),
            };
            reworded
                .alike
                .extend(changed.map(|changed| one.alike(name, changed)));
        }
        let changed = files.into_values().filter(|file| file.is_changed);
        reworded.files = changed.flat_map(Changing::writes).collect();
        Ok(reworded)
    }
}

/// What a card is to get from there.
struct Wanted {
    takes_words: bool,
    tags: Vec<String>,
    /// Those that it had from there and has there no longer.
    tags_off: Vec<String>,
}

/// What it got.
#[derive(Default)]
struct Given {
    /// Tags that its note has from there, whether or not they are new here.
    tags: Vec<String>,
    is_tagged: bool,
    is_untagged: bool,
    is_reworded: bool,
}

/// A deck while its cards become others.
struct Changing {
    file: DeckFile,
    deck: Deck,
    places: BTreeMap<ItemId, usize>,
    /// Whether this import changes its file already.
    is_begun: bool,
    is_changed: bool,
}

impl Changing {
    /// `begun` is the text that the file gets already.
    fn of(mut file: DeckFile, begun: Option<&str>) -> Changing {
        let parsed = begun.and_then(|text| decks::parse(file.path(), text).deck);
        if let Some(deck) = &parsed {
            file.set(deck);
        }
        let deck = file.deck();
        let mut places = BTreeMap::new();
        for (place, item) in deck.items.iter().enumerate() {
            places.entry(item.id.clone()).or_insert(place);
        }
        Changing {
            file,
            deck,
            places,
            is_begun: begun.is_some(),
            is_changed: false,
        }
    }

    /// Gives the card the tags that were added there, and the words, where these are wanted. A word of a vocabulary
    /// has no words of its own for each direction, and stays.
    fn give(&mut self, one: &Edited, before: &Item, wanted: &Wanted, now: &str) -> Given {
        let mut tags = own_tags(one);
        let others = wanted.tags.iter().filter(|tag| !tags.contains(tag));
        let others: Vec<String> = others.cloned().collect();
        tags.extend(others);
        let Some(place) = self.places.get(&one.card.item) else {
            // A word has no tags, and its notes keep theirs there.
            return Given {
                tags,
                ..Given::default()
            };
        };
        let item = &mut self.deck.items[*place];
        let is_new = |tag: &&String| !item.tags.contains(tag);
        let fresh: Vec<String> = wanted.tags.iter().filter(is_new).cloned().collect();
        let given = Given {
            tags,
            is_tagged: !fresh.is_empty(),
            is_untagged: item.tags.iter().any(|tag| wanted.tags_off.contains(tag)),
            is_reworded: wanted.takes_words && reword(item, before, &one.item),
        };
        item.tags.extend(fresh);
        item.tags.retain(|tag| !wanted.tags_off.contains(tag));
        if given.is_tagged || given.is_untagged || given.is_reworded {
            item.changed = Some(now.to_owned());
            self.is_changed = true;
        }
        given
    }

    /// Files and the texts they get.
    fn writes(mut self) -> Vec<(PathBuf, String)> {
        self.file.set(&self.deck);
        let mut writes = self.file.writes();
        if self.is_begun {
            // The edition that it was merged with is written by who began it.
            writes.retain(|(path, _)| path == self.file.path());
        }
        writes
    }
}

/// Cards by their decks.
pub(super) fn by_deck<'a>(
    cards: impl IntoIterator<Item = &'a CardId>,
) -> BTreeMap<&'a DeckId, BTreeSet<&'a ItemId>> {
    let mut decks: BTreeMap<&DeckId, BTreeSet<&ItemId>> = BTreeMap::new();
    for card in cards {
        decks.entry(&card.deck).or_default().insert(&card.item);
    }
    decks
}

/// The decks of cards, with those cards alone.
pub(super) fn narrowed<'a>(
    app: &mut App,
    cards: impl Iterator<Item = &'a CardId>,
) -> Result<Vec<Deck>, Failure> {
    let mut decks = Vec::new();
    for (id, items) in by_deck(cards) {
        let path = app.shelf()?.deck(id)?.path;
        if let Some(mut deck) = app.shelf()?.parsed(&path)?.deck {
            deck.items.retain(|item| items.contains(&item.id));
            deck.terms.retain(|term| items.contains(&term.id));
            decks.push(deck);
        }
    }
    Ok(decks)
}

/// What they are exported with.
pub(super) fn context(app: &App, decks: &[Deck], record: ExportRecord) -> Result<Context, Failure> {
    let there = made_there(app);
    Ok(Context {
        record,
        now: Some(app.now().at.as_second()),
        media: exporting::media(app, decks, true)?,
        tags_there: there.tags,
        gapped: there.gapped,
        as_there: as_there::read(app),
        ..Context::default()
    })
}

/// Every card as its note reads that nobody edited there, by the note's name, and what an export would note of it.
fn as_they_return(
    app: &mut App,
    decks: &[Deck],
    record: ExportRecord,
) -> Result<(BTreeMap<String, Item>, ExportRecord), Failure> {
    let mut context = context(app, decks, record)?;
    let anki = export::format("anki").expect("it is in the list of formats");
    let now = anki.preview(decks, &context)?.record;
    // A note whose gaps its text cannot hold here reads as it does there, and what is compared is what it reads here.
    context.gapped.clear();
    let exported = anki.write(decks, &context)?;
    let package = Package::read(Cursor::new(exported.bytes), &app.paths.cache, &mut || true);
    // What was just written can be read; were it not so, nothing would be compared.
    let cards = package.map(|package| package.cards).unwrap_or_default();
    let cards = cards.into_iter().map(|card| (card.guid, card.item));
    Ok((cards.collect(), now))
}

/// Tags that somebody added there.
fn new_tags(before: &Item, theirs: &Item) -> Vec<String> {
    let tags = theirs.tags.iter().filter(|tag| !before.tags.contains(tag));
    tags.filter(|tag| is_of_a_person(tag)).cloned().collect()
}

/// Tags that somebody gave the note there, those also that the card has here as its own.
fn own_tags(one: &Edited) -> Vec<String> {
    let tags = one.tags_there.iter().filter(|tag| is_of_a_person(tag));
    tags.cloned().collect()
}

/// Tags that an import noted of the note, and that somebody took off there since.
fn tags_off(one: &Edited, noted: Option<&BTreeSet<String>>) -> Vec<String> {
    let noted = noted.into_iter().flatten();
    let off = noted.filter(|tag| is_of_a_person(tag) && !one.tags_there.contains(tag));
    off.cloned().collect()
}

/// Whether neither Anki nor Suraq sets a tag by itself.
fn is_of_a_person(tag: &str) -> bool {
    !SET_BY_ANKI.contains(&tag) && !is_typed_tag(tag)
}

fn without(mut tags: Vec<String>, known: Option<&BTreeSet<String>>) -> Vec<String> {
    tags.retain(|tag| known.is_none_or(|known| !known.contains(tag)));
    tags
}
