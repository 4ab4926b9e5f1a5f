//! `move`: cards into another deck, with what they rest on and what was learned of them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::moving::Moved;
use suraq::decks::moving::move_entries;
use suraq::decks::save::save;
use suraq::items::ItemId;

use super::Group;
use super::Verb;
use super::new::tell_of_deck;
use crate::app::App;
use crate::bringing;
use crate::bringing::There;
use crate::cards::choice;
use crate::cards::deeds;
use crate::content::naming;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Cards whose new id is named; of more only the number is said.
const NAMED: usize = 10;

/// Which cards, and where to.
#[derive(Args, Debug)]
pub struct Move {
    /// Which cards: a query, or ids. A word goes with the cards of both directions
    query: Vec<String>,
    /// The deck they go to, by id or title; made where there is none
    #[arg(long, value_name = "DECK", required = true, value_parser = NonEmptyStringValueParser::new())]
    to: String,
    /// All cards there are
    #[arg(long)]
    all: bool,
}

impl Verb for Move {
    const NAME: &'static str = "move";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Move cards to another deck; what you learned goes along";
    const EXAMPLE: &'static str = "suraq move tag:rivers deck:lakes --to Rivers";

    fn run(self, app: &mut App) -> Outcome {
        let cards = choice::to_change(app, &self.query, self.all)?;
        if cards.is_empty() {
            return Ok(Done::Well);
        }
        let mut target = Target::of(app, &self.to)?;
        let moves = target.take(app, &cards)?;
        if moves.is_empty() {
            app.answer(
                &json!({ "moved": 0, "to": target.id() }),
                &format!("They are in deck {} already. Nothing is changed.", target.id()),
            );
            return Ok(Done::Well);
        }
        let renamed = keep(app, &mut target, &moves, None, false)?;
        tell(app, &target, &moves, &renamed);
        Ok(Done::Well)
    }
}

/// The deck that cards go to.
struct Target {
    file: DeckFile,
    /// Whether it came with the program; none where it is new.
    was_builtin: Option<bool>,
}

/// What leaves one deck.
struct Leaving {
    file: DeckFile,
    was_builtin: bool,
    moved: Moved,
}

/// Cards that lie in their new deck, which is still to be told.
pub struct MovedOver {
    target: Target,
    moves: Vec<Leaving>,
    /// The cards and their new ids.
    pub renamed: Vec<(String, String)>,
}

impl MovedOver {
    /// Tells of it.
    pub fn tell(&self, app: &App) {
        tell(app, &self.target, &self.moves, &self.renamed);
    }
}

/// Moves cards to the deck that they lie in over there. A new one is made where there is none here.
/// `is_joined` says that it is taken back together with the step before it.
pub fn bring_over(
    app: &mut App,
    cards: &[CardId],
    there: &There,
    is_joined: bool,
) -> Result<MovedOver, Failure> {
    let mut target = match &there.here {
        Some(deck) => Target::known(app, deck)?,
        None => Target::new(app, &there.name)?,
    };
    let moves = target.take(app, cards)?;
    let followed = bringing::following(app, cards, &there.name);
    let renamed = keep(app, &mut target, &moves, followed, is_joined)?;
    Ok(MovedOver {
        target,
        moves,
        renamed,
    })
}

impl Target {
    fn of(app: &mut App, name: &str) -> Result<Target, Failure> {
        let decks = app.shelf()?.decks()?;
        match naming::find(&decks, name) {
            Some(deck) => Target::known(app, &deck.id),
            None => Target::new(app, name),
        }
    }

    fn known(app: &mut App, deck: &DeckId) -> Result<Target, Failure> {
        let was_builtin = app.shelf()?.deck(deck)?.is_builtin();
        Ok(Target {
            file: app.shelf()?.edit(deck)?,
            was_builtin: Some(was_builtin),
        })
    }

    fn new(app: &mut App, name: &str) -> Result<Target, Failure> {
        let decks = app.shelf()?.decks()?;
        let is_known = |id: &str| decks.iter().any(|deck| deck.id.0 == id);
        Ok(Target {
            file: naming::begin_below(&app.paths.decks(), name, &is_known),
            was_builtin: None,
        })
    }

    fn id(&self) -> DeckId {
        self.file.deck().meta.id
    }

    /// Takes cards out of their decks into this one; nothing is on disk yet.
    fn take(&mut self, app: &mut App, cards: &[CardId]) -> Result<Vec<Leaving>, Failure> {
        let mut by_deck: BTreeMap<&DeckId, BTreeSet<ItemId>> = BTreeMap::new();
        for card in cards.iter().filter(|card| card.deck != self.id()) {
            by_deck.entry(&card.deck).or_default().insert(card.item.clone());
        }
        let mut moves = Vec::new();
        for (deck, ids) in by_deck {
            let was_builtin = app.shelf()?.deck(deck)?.is_builtin();
            let file = app.shelf()?.edit(deck)?;
            moves.push(self.take_from(app, file, was_builtin, &ids)?);
        }
        Ok(moves)
    }

    fn take_from(
        &mut self,
        app: &mut App,
        mut file: DeckFile,
        was_builtin: bool,
        ids: &BTreeSet<ItemId>,
    ) -> Result<Leaving, Failure> {
        let from = file.deck();
        let mut to = self.file.deck();
        if self.was_builtin.is_none() && to.meta.language.is_none() {
            to.meta.language.clone_from(&from.meta.language);
            self.file.set(&to);
        }
        let taken = self.taken(app)?;
        let mut moved = move_entries(&from, &to, ids, &|id| taken.contains(id));
        if file.parsed().problems.iter().any(|problem| problem.left_out) {
            // What cannot be read may rest on them.
            moved.from.facts.clone_from(&from.facts);
            moved.from.sources.clone_from(&from.sources);
        }
        self.file.adopt(&file, &moved);
        file.set(&moved.from);
        Ok(Leaving {
            file,
            was_builtin,
            moved,
        })
    }

    /// Ids that entries which cannot be read have, and those under which something was learned before.
    fn taken(&self, app: &mut App) -> Result<BTreeSet<String>, Failure> {
        let labels = self.file.parsed().problems.iter();
        let unread = labels.filter_map(|problem| problem.entry.split('`').nth(1).map(str::to_owned));
        let deck = self.id();
        let learned = app.store()?.cards(Some(&deck.0))?;
        let learned = learned
            .keys()
            .filter_map(|card| card.split('/').nth(1).map(str::to_owned));
        Ok(unread.chain(learned).collect())
    }
}

/// Writes all decks, and a file `beside` them, and moves what was learned, in one step. Returns the cards and their
/// new ids.
fn keep(
    app: &mut App,
    target: &mut Target,
    moves: &[Leaving],
    beside: Option<(PathBuf, String)>,
    is_joined: bool,
) -> Result<Vec<(String, String)>, Failure> {
    let pairs = moves.iter().flat_map(|leaving| leaving.moved.cards());
    let renamed: Vec<(String, String)> = pairs
        .map(|(before, after)| (before.to_string(), after.to_string()))
        .collect();
    let mut files: Vec<(PathBuf, String)> = target.file.writes();
    files.extend(moves.iter().flat_map(|leaving| leaving.file.writes()));
    files.extend(beside.clone());
    let label = format!("move {} to {}", what(moves), target.id());
    let (target, mut left) = (&mut target.file, Vec::new());
    left.extend(moves.iter().map(|leaving| leaving.file.clone()));
    deeds::move_cards(app, &label, &files, &renamed, is_joined, |_| {
        // The cards stand in their new deck before they leave the old one.
        target.save()?;
        for file in &mut left {
            file.save()?;
        }
        if let Some((path, text)) = beside {
            save(&path, text.as_bytes())?;
        }
        Ok(())
    })?;
    Ok(renamed)
}

fn entries(moves: &[Leaving]) -> Vec<(DeckId, String, String)> {
    let of = |leaving: &Leaving| {
        let deck = leaving.moved.from.meta.id.clone();
        let ids = leaving.moved.items.iter().chain(&leaving.moved.terms);
        ids.map(|(before, after)| (deck.clone(), before.clone(), after.clone()))
            .collect::<Vec<_>>()
    };
    moves.iter().flat_map(of).collect()
}

fn what(moves: &[Leaving]) -> String {
    match &entries(moves)[..] {
        [(deck, id, _)] => format!("{deck}/{id}"),
        entries => count(entries.len(), "card", "cards"),
    }
}

fn tell(app: &App, target: &Target, moves: &[Leaving], renamed: &[(String, String)]) {
    let (to, entries) = (target.id(), entries(moves));
    let cards: Vec<_> = renamed
        .iter()
        .map(|(before, after)| json!({ "before": before, "after": after }))
        .collect();
    let now = match &entries[..] {
        [(_, _, id)] => format!("it is {to}/{id} now"),
        _ => format!("their ids begin with {to}/ now"),
    };
    app.answer(
        &json!({ "moved": entries.len(), "to": to, "cards": cards }),
        &format!(
            "Moved: {}; {now}. What you learned goes along. {}",
            what(moves),
            app.undo_hint()
        ),
    );
    let others: Vec<_> = entries
        .iter()
        .filter(|(_, before, after)| before != after)
        .collect();
    if entries.len() > 1 {
        for (deck, before, after) in others.iter().take(NAMED) {
            app.screen
                .remark(&format!("{deck}/{before} is {to}/{after} now: the id was taken."));
        }
        if others.len() > NAMED {
            app.screen
                .remark(&format!("{} more ids were taken.", others.len() - NAMED));
        }
    }
    tell_of_deck(app, target.was_builtin, &target.file.deck(), target.file.path());
    for leaving in moves {
        let deck = &leaving.moved.from;
        tell_of_deck(app, Some(leaving.was_builtin), deck, leaving.file.path());
        if deck.items.is_empty() && deck.terms.is_empty() {
            app.screen.remark(&format!(
                "Deck {0} is empty now; {1}decks delete {0} takes it away.",
                deck.meta.id,
                app.prefix()
            ));
        }
    }
}
