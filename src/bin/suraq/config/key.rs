//! What `set` may name: a setting, one of a single deck, or a saved query.

use suraq::decks::id::is_id;
use suraq::decks::nearest;
use suraq::decks::query::Saved;

use super::Config;
use super::DECK;
use super::QUERY;
use super::SETTINGS;
use super::SWITCH;
use super::Setting;
use crate::report::Failure;

/// What `set` may name.
#[derive(Clone, Debug)]
pub enum Key {
    /// A setting: `retention`.
    Setting(&'static Setting),
    /// A setting of one deck: `deck.ID.retention`.
    OfDeck(String, &'static Setting),
    /// A query by its name: `query.NAME`.
    Query(String),
}

impl Key {
    /// Returns the key as it is typed.
    pub fn name(&self) -> String {
        match self {
            Key::Setting(setting) => setting.name.to_owned(),
            Key::OfDeck(deck, setting) => format!("{DECK}.{deck}.{}", setting.name),
            Key::Query(name) => format!("{QUERY}.{name}"),
        }
    }

    /// Returns what it may be, in words.
    pub fn range(&self) -> &'static str {
        match self {
            Key::Setting(setting) | Key::OfDeck(_, setting) => setting.range,
            Key::Query(_) => "a query, as for find",
        }
    }

    /// Returns what it means.
    pub fn meaning(&self) -> String {
        match self {
            Key::Setting(setting) => setting.meaning.to_owned(),
            Key::OfDeck(deck, setting) => format!("in the deck {deck}: {}", setting.meaning),
            Key::Query(name) => format!("what the word {name} stands for in any query"),
        }
    }

    pub(super) fn out_of_range(&self, value: &str) -> Failure {
        let (name, range) = (self.name(), self.range());
        Failure::usage(format!("`{name}` cannot be `{value}`; it is {range}")).hint(match self {
            Key::Query(_) => format!("{{suraq}}set {name} \"tag:NAME is:due\""),
            _ if range == SWITCH => format!("{{suraq}}set {name} on, or {{suraq}}set {name} off"),
            Key::Setting(setting) | Key::OfDeck(_, setting) if setting.name == "retention" => {
                format!("{{suraq}}set {name} {}", retention_meant(value))
            }
            Key::Setting(setting) | Key::OfDeck(_, setting) => {
                format!("{{suraq}}set {name} {}", (setting.example)(&Config::default()))
            }
        })
    }
}

/// The share that was probably meant: `95` and `95%` are 0.95.
fn retention_meant(value: &str) -> String {
    let percent = value.trim_end_matches(['%', ' ']).parse::<u32>().ok();
    match percent.filter(|percent| (70..=99).contains(percent)) {
        Some(percent) => format!("0.{percent}"),
        None => Config::default().schedule.desired_retention.to_string(),
    }
}

/// Finds what a key names.
///
/// Errors: nothing; the nearest is named.
pub fn find(name: &str) -> Result<Key, Failure> {
    match name.split_once('.') {
        Some((DECK, rest)) => of_deck(name, rest),
        Some((QUERY, query)) => of_query(query),
        _ if name == DECK || name == QUERY => Err(unknown(name)
            .hint("a deck: {suraq}set deck.ID.retention 0.95; a query: {suraq}set query.NAME \"is:due\"")),
        Some((first, rest)) => match nearest(first, [DECK, QUERY]) {
            Some(near) => Err(unknown(name).hint(format!("did you mean `{near}.{rest}`?"))),
            None => Err(unknown(name).hint("see every setting with {suraq}set")),
        },
        None => setting(name).map(Key::Setting),
    }
}

/// Finds a setting by its name.
fn setting(name: &str) -> Result<&'static Setting, Failure> {
    if let Some((_, instead)) = ELSEWHERE.iter().find(|(sought, _)| *sought == name) {
        return Err(unknown(name).hint(*instead));
    }
    let found = SETTINGS.iter().find(|setting| setting.name == name);
    found.ok_or_else(
        || match nearest(name, SETTINGS.iter().map(|setting| setting.name)) {
            Some(near) => {
                unknown(name).hint(format!("did you mean `{near}`? See them all with {{suraq}}set"))
            }
            None => unknown(name).hint("see every setting with {suraq}set"),
        },
    )
}

/// What people look for among the settings, and what does it instead.
const ELSEWHERE: &[(&str, &str)] = &[(
    "direction",
    "the direction of words is chosen by a query: {suraq}review dir:en-kk, or dir:kk-en",
)];

fn unknown(name: &str) -> Failure {
    Failure::usage(format!("there is no setting `{name}`"))
}

fn of_deck(whole: &str, rest: &str) -> Result<Key, Failure> {
    let of_decks = || {
        SETTINGS
            .iter()
            .filter(|setting| setting.of_decks)
            .map(|setting| setting.name)
    };
    let example = |deck: &str| format!("{{suraq}}set {DECK}.{deck}.retention 0.95");
    let Some((deck, name)) = rest.split_once('.') else {
        return Err(unknown(whole).hint(example(rest)));
    };
    if !is_id(deck) {
        return Err(Failure::usage(format!("`{deck}` is no id of a deck"))
            .hint("see the ids of decks with {suraq}decks"));
    }
    match SETTINGS.iter().find(|setting| setting.name == name) {
        Some(setting) if setting.of_decks => Ok(Key::OfDeck(deck.to_owned(), setting)),
        Some(_) => Err(
            Failure::usage(format!("`{name}` is the same in all decks")).hint(format!(
                "a deck may have its own {}",
                of_decks().collect::<Vec<_>>().join(", ")
            )),
        ),
        None => Err(match nearest(name, of_decks()) {
            Some(near) => unknown(whole).hint(format!("did you mean `{DECK}.{deck}.{near}`?")),
            None => unknown(whole).hint(format!(
                "a deck may have its own {}",
                of_decks().collect::<Vec<_>>().join(", ")
            )),
        }),
    }
}

fn of_query(name: &str) -> Result<Key, Failure> {
    match Saved::is_name(name) {
        true => Ok(Key::Query(name.to_owned())),
        false => Err(Failure::usage(format!("`{name}` is no name for a query"))
            .hint("a name has letters, digits and - and is not or, and: {suraq}set query.exam \"tag:law\"")),
    }
}
