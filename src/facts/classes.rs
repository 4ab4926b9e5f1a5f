//! What the things named in a document are: "the newspaper Velk", "Berdi, a town in the north", "the Velk Museum".
//!
//! A question asks "which newspaper" instead of "what", and the class comes from
//! the document or from the name itself, never from knowledge about the world.
//! Where a document calls one name by several classes, the one told most counts.

use std::collections::BTreeMap;

use super::frame::NameKind;
use super::names::Mention;
use super::names::Names;
use super::scene::View;
use crate::language::Tag;
use crate::language::Word;
use crate::language::inflect::is_plural;
use crate::language::vocabulary;
use crate::lexicon::{Lexicon, Role};

/// The class of each name of a document, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    by_name: BTreeMap<String, String>,
}

/// Nouns that say too little to ask with, or that change with time.
const VAGUE: &[&str] = &[
    "name",
    "part",
    "one",
    "member",
    "group",
    "type",
    "kind",
    "form",
    "term",
    "series",
    "number",
    "set",
    "result",
    "place",
    "thing",
    "word",
    "way",
    "case",
    "example",
    "source",
    "time",
    "year",
    "day",
    "century",
    "man",
    "woman",
    "person",
    "people",
    "son",
    "daughter",
    "brother",
    "sister",
    "wife",
    "husband",
    "father",
    "mother",
    "friend",
    "head",
    "leader",
    "chief",
    "candidate",
    "nominee",
    "winner",
    "successor",
    "predecessor",
    "home",
    "site",
    "subject",
    "favourite",
    "favorite",
    "native",
    "capital",
    "half",
    "lot",
    "fact",
    "same",
    "other",
    "former",
    "rest",
    "top",
    "north",
    "south",
    "east",
    "west",
    "only",
    "first",
    "second",
    "third",
    "last",
    "new",
    "old",
    "good",
    "world",
    "neighbour",
    "neighbor",
    "country's",
    "author",
    "entity",
    "state",
    "sort",
    "mainland",
    "neighbor",
];

/// Nouns that are half of what they say: a "think tank" is no tank.
const HALVES: &[&str] = &[
    "tank", "house", "station", "plant", "label", "firm", "machine", "engine", "line", "ground",
];

/// Whether a noun names a stretch of land or water.
fn is_place(class: &str) -> bool {
    // Lexicographer files of regions and of natural things.
    const FILES: &[u8] = &[15, 17];
    let last = class.rsplit(' ').next().unwrap_or(class);
    let noun = vocabulary::classes_of_form(last).noun;
    noun.is_some_and(|file| FILES.contains(&file))
}

/// What a town may be called.
#[rustfmt::skip]
const SETTLEMENTS: &[&str] = &[
    "city", "town", "village", "port", "hamlet", "suburb", "borough", "municipality", "commune", "township",
    "settlement", "parish", "resort", "district", "spa",
];

impl Classes {
    /// Gathers what the sentences of a document say of its names.
    pub fn read(names: &Names, views: &[View<'_>], lexicon: &Lexicon) -> Classes {
        let mut votes: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        for view in views {
            for mention in &names.by_sentence[view.sentence] {
                let told = [before(view, mention), behind(view, mention)];
                for class in told.into_iter().flatten() {
                    let is_fit = !VAGUE.contains(&class.as_str())
                        && !is_plural(&class)
                        && (mention.kind != NameKind::Person || lexicon.role(&class) == Some(Role::Calling));
                    if is_fit {
                        *votes.entry(&mention.full).or_default().entry(class).or_default() += 1;
                    }
                }
            }
        }
        let by_name = votes
            .into_iter()
            .filter_map(|(name, classes)| {
                let most = classes.values().copied().max()?;
                let mut best = classes.into_iter().filter(|(_, count)| *count == most);
                let only = best.next()?;
                best.next().is_none().then(|| (name.to_owned(), only.0))
            })
            .collect();
        Classes { by_name }
    }

    /// What the thing is, as a noun to ask with: `newspaper`; none where nothing tells.
    ///
    /// A town that the document calls a village is a village; for countries and parties the kind is the class.
    pub fn of(&self, name: &str, kind: NameKind) -> Option<String> {
        let told = || self.by_name.get(name).cloned();
        match kind {
            NameKind::Country => Some("country".to_owned()),
            NameKind::Party => Some("party".to_owned()),
            // "in London, one of seventeen": no other noun makes a town another thing than a city.
            NameKind::City => told()
                .filter(|class| SETTLEMENTS.contains(&class.as_str()))
                .or_else(|| Some("city".to_owned())),
            NameKind::Person => told(),
            // "in North America, an increase": no place.
            NameKind::Place => own_class(name)
                .map(str::to_owned)
                .or_else(|| told().filter(|class| is_place(class))),
            _ => own_class(name).map(str::to_owned).or_else(told),
        }
    }
}

/// The noun in front of a name: "the newspaper Velk", "the poet Ann Lund".
fn before(view: &View<'_>, mention: &Mention) -> Option<String> {
    let noun = view.words.get(mention.start.checked_sub(1)?)?;
    let ahead = mention.start.checked_sub(2).map(|at| &view.words[at]);
    let opens = ahead.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner | Tag::Noun | Tag::Participle | Tag::Preposition | Tag::Possessive
        ) || word.tag == Tag::Name
    });
    let is_class = noun.tag == Tag::Noun && opens && is_word(noun) && !is_adjective(&noun.lower);
    is_class.then(|| whole(noun, ahead))
}

/// A noun with the one before it where the two are one thing: "think tank", "publishing house".
fn whole(noun: &Word<'_>, ahead: Option<&Word<'_>>) -> String {
    let other = ahead.filter(|ahead| {
        let may_belong = matches!(ahead.tag, Tag::Noun | Tag::Ing | Tag::Present);
        may_belong && is_word(ahead) && noun.is_any(HALVES)
    });
    other.map_or_else(
        || noun.lower.clone(),
        |ahead| format!("{} {}", ahead.lower, noun.lower),
    )
}

/// "the full Velk Tables": an adjective that tables list as a noun too says not what the thing is.
fn is_adjective(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "novel",
        "musical",
        "documentary",
        "weekly",
        "daily",
        "monthly",
        "quarterly",
        "epic",
        "classic",
        "comic",
        "single",
        "periodical",
        "annual",
        "serial",
        "principal",
        "liberal",
        "native",
        "chemical",
        "musical",
        "general",
        "terminal",
        "capital",
        "submarine",
        "lyric",
        "rival",
        "satellite",
        "comet",
        "military",
        "particular",
        "ancient",
        "elementary",
        "cardinal",
        "academic",
        "mystic",
        "critic",
        "ballet",
        "opera",
    ];
    let known = vocabulary::classes_of_form(word);
    known.adjective && known.noun != Some(vocabulary::PERSON) && !NOUNS.contains(&word)
}

/// The noun behind a name: "Velk, a weekly newspaper of Berdi,", "Velk was a newspaper".
fn behind(view: &View<'_>, mention: &Mention) -> Option<String> {
    let words = &view.words;
    let link = words.get(mention.end)?;
    let opens = link.is(",") || link.is_any(&["is", "was"]);
    let article = words.get(mention.end + 1)?;
    // "joined Velk, the art that Lund taught was": behind a comma, "the" may open the main clause.
    if !opens || !article.is_any(&["a", "an", "the"]) || link.is(",") && article.is("the") {
        return None;
    }
    let mut last = None;
    for word in words.iter().skip(mention.end + 2).take(6) {
        match word.tag {
            // Many a noun is the base of a verb too: "a small port".
            Tag::Noun | Tag::Present if is_word(word) => last = Some(word.lower.clone()),
            Tag::Noun | Tag::Name | Tag::Number | Tag::Ing | Tag::Participle | Tag::Adverb => last = None,
            Tag::Past if last.is_none() => {}
            // "a research and development firm": half of what it is.
            _ if word.is_any(&["and", "or"]) => {
                let at = words.iter().position(|other| other.span == word.span)?;
                let is_noun = |at: usize| words.get(at).is_some_and(|noun| noun.tag == Tag::Noun);
                return last.filter(|_| !(is_noun(at + 1) && is_noun(at + 2)));
            }
            // "an analogue rhythm/drum machine": the noun goes on.
            _ if word.text == "/" => return None,
            _ => return last,
        }
    }
    None
}

fn is_word(word: &Word<'_>) -> bool {
    word.text.len() > 2 && word.text.chars().all(|letter| letter.is_lowercase())
}

/// The class that a name says itself: "Berdi University", "Treaty of Velk", "Lake Berdi", "Velk Hall of Fame".
pub fn own_class(name: &str) -> Option<&'static str> {
    const OWN: &[&str] = &[
        "university",
        "academy",
        "college",
        "institute",
        "school",
        "museum",
        "library",
        "theatre",
        "theater",
        "ministry",
        "committee",
        "commission",
        "council",
        "court",
        "bank",
        "fund",
        "foundation",
        "company",
        "corporation",
        "association",
        "society",
        "league",
        "union",
        "federation",
        "agency",
        "institution",
        "treaty",
        "agreement",
        "convention",
        "pact",
        "protocol",
        "accord",
        "declaration",
        "constitution",
        "charter",
        "act",
        "code",
        "law",
        "decree",
        "war",
        "battle",
        "siege",
        "revolution",
        "uprising",
        "revolt",
        "rebellion",
        "conference",
        "congress",
        "summit",
        "festival",
        "prize",
        "award",
        "medal",
        "programme",
        "program",
        "project",
        "initiative",
        "party",
        "movement",
        "river",
        "lake",
        "sea",
        "island",
        "mountain",
        "desert",
        "valley",
        "peninsula",
        "bay",
        "gulf",
        "strait",
        "canal",
        "palace",
        "castle",
        "cathedral",
        "church",
        "mosque",
        "square",
        "street",
        "avenue",
        "park",
        "bridge",
        "airport",
        "station",
        "stadium",
        "hospital",
        "province",
        "district",
        "region",
        "khanate",
        "empire",
        "kingdom",
        "republic",
        "dynasty",
        "symphony",
        "concerto",
        "opera",
        "orchestra",
        "conservatory",
        "club",
        "championship",
        "cup",
        "newspaper",
        "magazine",
        "journal",
        "observatory",
        "laboratory",
        "expedition",
        "campaign",
        "fortress",
        "monastery",
        "parliament",
        "senate",
        "assembly",
        "seminary",
        "fellowship",
        "scholarship",
        "hotel",
        "gallery",
        "department",
        "bureau",
        "cemetery",
        "abbey",
        "synagogue",
        "regiment",
        "brigade",
        "squadron",
        "orchestra",
        "quartet",
        "choir",
    ];
    let lower = name.to_lowercase();
    if lower.ends_with(" hall of fame") {
        return Some("hall of fame");
    }
    // "Conflict in the Velk Union": what stands behind the preposition says not what the whole is.
    #[rustfmt::skip]
    const LINKS: &[&str] = &[
        " in ", " on ", " at ", " for ", " to ", " from ", " against ", " with ", " between ", " by ", " among ",
        " about ", " under ", " over ", " through ", " and the ",
    ];
    let links = LINKS.iter().filter_map(|link| lower.find(link));
    let lower = links.min().map_or(lower.as_str(), |end| &lower[..end]);
    let head = lower.split(" of ").next().unwrap_or(lower);
    let find = |word: Option<&str>| {
        word.and_then(|word| OWN.iter().find(|own| **own == word))
            .copied()
    };
    let many = head.split(' ').count() > 1 || lower.contains(" of ");
    // "Lake County" is no lake.
    const NO_WATERS: &[&str] = &[
        "county", "city", "town", "village", "district", "street", "road", "forest", "house", "school",
        "hotel",
    ];
    let ends_elsewhere = head
        .split(' ')
        .next_back()
        .is_some_and(|last| NO_WATERS.contains(&last));
    let first = find(head.split(' ').next())
        .filter(|own| matches!(*own, "lake" | "mount" | "fort") && !ends_elsewhere);
    let (whole, ahead) = (
        find(lower.split(' ').next_back()),
        find(head.split(' ').next_back()),
    );
    // "the Velk School of Law" is no law, and "the Bank of Velk Museum" no bank.
    let is_double = whole.is_some() && ahead.is_some() && whole != ahead;
    whole.or(ahead).or(first).filter(|_| many && !is_double)
}

#[cfg(test)]
mod tests {
    use super::NameKind;
    use super::own_class;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn class(text: &str, name: &str, kind: NameKind) -> Option<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        Scene::read(&document, Lexicon::shipped()).classes.of(name, kind)
    }

    #[test]
    fn the_document_or_the_name_tells_what_a_thing_is() {
        let text = "He edited the newspaper Velkora in 1911. He left Sarkan, a small port on the coast.";
        assert_eq!(
            class(text, "Velkora", NameKind::Other).as_deref(),
            Some("newspaper")
        );
        assert_eq!(class(text, "Sarkan", NameKind::Other).as_deref(), Some("port"));
        assert_eq!(
            class(text, "University of Velk", NameKind::Organisation).as_deref(),
            Some("university")
        );
        assert_eq!(class(text, "Lake Velk", NameKind::Place).as_deref(), Some("lake"));
        assert_eq!(class(text, "Lake County", NameKind::Place), None);
        assert_eq!(class(text, "Ann Lund", NameKind::Person), None);
    }

    #[test]
    fn the_end_of_a_title_is_not_what_it_is() {
        assert_eq!(own_class("Conflict in the Velk Union"), None);
        assert_eq!(own_class("Letters from Berdi University"), None);
        assert_eq!(own_class("Society for the Velk Library"), None);
        assert_eq!(own_class("Velk Society for the Berdi Library"), Some("society"));
        assert_eq!(own_class("Velk School of Law"), None);
        assert_eq!(own_class("Bank of Velk"), Some("bank"));
    }

    #[test]
    fn a_town_stays_a_town_and_an_adjective_is_no_class() {
        let text = "He was born in Moscow, the youngest of five. He published the full Velkora in 1911.";
        assert_eq!(class(text, "Moscow", NameKind::City).as_deref(), Some("city"));
        assert_eq!(class(text, "Velkora", NameKind::Other), None);
    }

    #[test]
    fn two_classes_told_equally_often_are_none() {
        let text = "He edited the newspaper Velkora in 1911. He bought the yacht Velkora in 1912.";
        assert_eq!(class(text, "Velkora", NameKind::Other), None);
    }

    #[test]
    fn a_word_that_says_too_little_is_no_class() {
        let text = "He met the member Velkora in 1911. Sarkan is a part of the north.";
        assert_eq!(class(text, "Velkora", NameKind::Other), None);
        assert_eq!(class(text, "Sarkan", NameKind::Other), None);
    }

    #[test]
    fn half_of_a_noun_is_no_class() {
        let told = |text: &str| class(text, "Velk Ridge", NameKind::Other);
        let tank = told("Ann Lund founded the think tank Velk Ridge with others.");
        assert_eq!(tank.as_deref(), Some("think tank"));
        let paper = told("Ann Lund founded the weekly newspaper Velk Ridge with others.");
        assert_eq!(paper.as_deref(), Some("newspaper"));
    }
}
