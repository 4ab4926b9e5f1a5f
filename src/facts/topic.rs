//! What a document is about, where its opening says so: "Lake Berdi is a freshwater lake in the north".
//!
//! Later "the lake", and "it" behind a sentence on the lake, then mean the same
//! thing. Persons are followed elsewhere; here are things and places only.

use super::frame::NameKind;
use super::frame::Named;
use super::frame::Phrase;
use super::names::Mention;
use super::names::Names;
use super::scene::View;
use crate::language::Tag;
use crate::language::vocabulary;
use crate::lexicon::Lexicon;
use crate::text::BlockKind;
use crate::text::Document;

/// The one thing a document is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name as a subject, with article where the document uses one.
    pub phrase: Phrase,
    /// What it is, in lower case: `lake`; no word that fits its neighbours too.
    nouns: Vec<String>,
    /// For each sentence, whether "it" or "the lake" at its start is the topic.
    meant: Vec<bool>,
    /// For each sentence, whether "its" at its start is of the topic.
    owns: Vec<bool>,
}

/// Words of an opening that say nothing about what is meant by "the part" later.
const VAGUE: &[&str] = &[
    "part", "group", "name", "term", "one", "type", "form", "kind", "series", "number", "member", "set",
    "result", "party", "place", "area", "region", "country", "state",
];

impl Topic {
    /// Reads the topic from the first sentences of a document with one article.
    pub fn read(document: &Document, names: &Names, views: &[View<'_>]) -> Option<Topic> {
        if document.articles.len() != 1 {
            return None;
        }
        let (opening, mention, nouns) = views
            .iter()
            .filter(|view| is_running(document, view))
            .take(2)
            .find_map(|view| opening(view, &names.by_sentence[view.sentence]))?;
        let known = names
            .by_sentence
            .iter()
            .flatten()
            .filter(|other| other.full == mention.full);
        let short = document
            .title
            .as_ref()
            .filter(|title| is_short_for(title, &mention.full));
        let of_title = short.is_some()
            || document
                .title
                .as_ref()
                .is_some_and(|title| is_of_title(title, &mention.full));
        if matches!(mention.kind, NameKind::Person | NameKind::People) || (known.count() < 3 && !of_title) {
            return None;
        }
        let the = if mention.start == 1 && opening.words[0].is("the") && short.is_none() {
            "the "
        } else {
            ""
        };
        let name = short.unwrap_or(&mention.full);
        let are_many = opening.visible.iter().find_map(|index| {
            let word = &opening.words[*index];
            let is_copula = *index >= mention.end && word.is_any(&["is", "was", "are", "were"]);
            is_copula.then(|| word.is_any(&["are", "were"]))
        });
        let mut topic = Topic {
            phrase: Phrase {
                text: format!("{the}{name}"),
                kind: mention.kind,
                is_plural: are_many == Some(true),
                names: vec![Named {
                    text: name.clone(),
                    kind: mention.kind,
                }],
            },
            nouns,
            meant: Vec::new(),
            owns: Vec::new(),
        };
        topic.follow(document, names, views, opening.sentence);
        Some(topic)
    }

    /// Whether "it" or "the lake" at the start of a sentence is the topic.
    pub fn is_meant(&self, sentence: usize) -> bool {
        self.meant.get(sentence) == Some(&true)
    }

    /// Whether "its" at the start of a sentence is of the topic.
    pub fn owns(&self, sentence: usize) -> bool {
        self.owns.get(sentence) == Some(&true)
    }

    /// Whether the words are the name of the topic, whatever its first letter.
    pub fn is_named(&self, text: &str) -> bool {
        text.to_lowercase() == self.phrase.text.to_lowercase()
    }

    /// Walks through the sentences; within a paragraph the topic stays the subject as long as nothing else is.
    fn follow(&mut self, document: &Document, names: &Names, views: &[View<'_>], opening: usize) {
        let mut block = usize::MAX;
        let mut is_subject = false;
        for view in views {
            let mentions = &names.by_sentence[view.sentence];
            let own_block = document.sentences[view.sentence].block;
            let is_new = block != own_block;
            block = own_block;
            let by_noun = self.by_noun(view) && !self.has_rival(view, mentions);
            let pronoun = match (self.is_vessel(), self.are_they()) {
                (true, _) => &["it", "she"][..],
                // "The Lions are a band ... It was built": one of whom all is told in the plural is no "it".
                (_, true) if self.phrase.is_plural => &["they"][..],
                (_, true) => &["it", "they"][..],
                _ => &["it"][..],
            };
            let by_pronoun = !is_new && is_subject && self.by_pronoun(view, mentions, pronoun);
            self.meant.push(by_noun || by_pronoun);
            self.owns
                .push(!is_new && is_subject && self.by_pronoun(view, mentions, &["its"]));
            let opens = view.sentence == opening;
            is_subject = opens || by_noun || by_pronoun || self.by_name(view, mentions);
        }
    }

    /// Whether a word is part of the name of a thing that is no person: "Velk" of "Principality of Velk".
    pub fn is_called_by(&self, word: &str, lexicon: &Lexicon) -> bool {
        let is_part = self.phrase.names[0].text.split(' ').any(|part| part == word);
        let is_person = self.nouns.is_empty() || self.nouns.iter().any(|noun| is_person(noun, lexicon));
        is_part && !is_person
    }

    /// Whether the opening calls it by this noun.
    pub fn is_a(&self, noun: &str) -> bool {
        self.nouns.iter().any(|known| known == noun)
    }

    /// Whether it is a ship, of which many write "she".
    pub fn is_vessel(&self) -> bool {
        const VESSELS: &[&str] = &[
            "ship",
            "liner",
            "vessel",
            "boat",
            "frigate",
            "steamer",
            "cruiser",
            "destroyer",
            "battleship",
            "yacht",
            "schooner",
            "submarine",
            "steamship",
            "ferry",
            "barque",
            "brig",
            "icebreaker",
        ];
        self.nouns.iter().any(|noun| VESSELS.contains(&noun.as_str()))
    }

    /// Whether it is a body of players, of whom many write "they", or told of as several: "the Lions are a team".
    pub fn are_they(&self) -> bool {
        const BANDS: &[&str] = &["band", "duo", "trio", "quartet", "quintet", "orchestra", "choir"];
        self.phrase.is_plural || self.nouns.iter().any(|noun| BANDS.contains(&noun.as_str()))
    }

    /// "The Act" of the "Velk Harbour Act", "the parade" of the "Velk Parade": a thing is called by the last word
    /// of its name.
    fn is_called(&self, word: &str) -> bool {
        const BODIES: &[&str] = &[
            "Act",
            "Bank",
            "University",
            "College",
            "Institute",
            "Museum",
            "Treaty",
            "Convention",
            "Company",
            "Society",
            "Association",
            "Foundation",
            "Council",
            "Commission",
            "Agency",
            "Academy",
            "League",
            "Party",
            "Union",
            "Church",
            "Library",
            "Club",
            "Trust",
            "Fund",
            "Committee",
            "Court",
            "Corporation",
            "Bridge",
            "Canal",
            "Castle",
            "Palace",
            "Hospital",
            "School",
            "Theatre",
            "Prize",
            "Award",
            "Festival",
        ];
        let name = &self.phrase.names[0].text;
        let head = name.split(" of ").next().unwrap_or(name);
        let ends = [head.split(' ').next_back(), head.split(' ').next()];
        let is_last = || {
            let last = head.split(' ').next_back().unwrap_or_default();
            last.to_lowercase() == word && !VAGUE.contains(&word) && last.len() > 3
        };
        name.contains(' ') && (BODIES.contains(&word) && ends.contains(&Some(word)) || is_last())
    }

    /// "The lake" in front of a verb.
    fn by_noun(&self, view: &View<'_>) -> bool {
        let Some(at) = start(view) else { return false };
        let noun = view.words.get(at + 1);
        view.words[at].is("the")
            && noun.is_some_and(|noun| {
                self.nouns.contains(&noun.lower)
                    || noun.is_any(&["ship", "vessel"]) && self.is_vessel()
                    || self.is_called(noun.text)
            })
            && view.words.get(at + 2).is_some_and(is_verb)
    }

    /// "It", at the start or behind an opening that names nothing else.
    fn by_pronoun(&self, view: &View<'_>, mentions: &[Mention], pronoun: &[&str]) -> bool {
        let Some(at) = start(view) else { return false };
        let timed = view.times.first().map_or(0, |time| time.end) + 1;
        let is_alone = at <= timed || mentions.iter().all(|mention| mention.start > at);
        view.words[at].is_any(pronoun) && is_alone
    }

    fn by_name(&self, view: &View<'_>, mentions: &[Mention]) -> bool {
        mentions.first().is_some_and(|mention| {
            let at = start(view).unwrap_or(0);
            (at..=at + 1).contains(&mention.start)
                && mention.full == self.phrase.names[0].text
                && view.words.get(mention.end).is_some_and(is_verb)
        })
    }

    /// Another thing of the kind in the sentence: then "the lake" may be that one.
    fn has_rival(&self, view: &View<'_>, mentions: &[Mention]) -> bool {
        let own = &self.phrase.names[0];
        let ends_alike = |mention: &Mention| {
            self.nouns
                .iter()
                .any(|noun| mention.full.to_lowercase().ends_with(noun.as_str()))
        };
        let is_rival = |mention: &&Mention| {
            mention.full != own.text
                && mention.start <= start(view).unwrap_or(0)
                && (mention.kind == own.kind || ends_alike(mention))
        };
        mentions.iter().any(|mention| is_rival(&mention))
    }
}

/// Whether a noun is said of persons; of a developer or publisher nobody knows, so he counts as a firm.
pub fn is_person(noun: &str, lexicon: &Lexicon) -> bool {
    const FIRMS: &[&str] = &[
        "developer",
        "publisher",
        "manufacturer",
        "maker",
        "retailer",
        "operator",
    ];
    let is_listed = vocabulary::classes(noun).is_some_and(|classes| classes.noun == Some(vocabulary::PERSON));
    !FIRMS.contains(&noun) && (is_listed || lexicon.role(noun).is_some())
}

/// "Velk" of "O. J. VELK Company", "Velk SA": a title that is part of the full name of a firm.
fn is_short_for(title: &str, name: &str) -> bool {
    const FORMS: &[&str] = &[
        "company",
        "limited",
        "ltd",
        "ltd.",
        "inc",
        "inc.",
        "corporation",
        "sa",
        "ag",
        "gmbh",
        "plc",
        "llc",
        "co.",
        "group",
        "holdings",
        "se",
        "s.a.",
        "bv",
        "ab",
        "oy",
        "kg",
    ];
    let lower = name.to_lowercase();
    let mut words = lower.split([' ', ',']);
    let is_firm = lower
        .split([' ', ','])
        .next_back()
        .is_some_and(|last| FORMS.contains(&last));
    is_firm
        && !title.contains(' ')
        && lower != title.to_lowercase()
        && words.any(|word| word == title.to_lowercase())
}

/// "The Salt Road" of "Salt Road", "Velk Rovers F.C." of "Velk Rovers Football Club": two words alike, or all.
fn is_of_title(title: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let bare = lower.strip_prefix("the ").unwrap_or(&lower);
        bare.split(' ').map(str::to_owned).collect()
    };
    let (title, name) = (words(title), words(name));
    let alike = title
        .iter()
        .zip(&name)
        .take_while(|(one, other)| one == other)
        .count();
    alike == name.len() || alike >= 2
}

fn is_running(document: &Document, view: &View<'_>) -> bool {
    let block = document.block_of(&document.sentences[view.sentence]);
    block.kind == BlockKind::Paragraph && view.words.last().is_some_and(|last| last.is("."))
}

/// The first word, or the one behind a time or another opening in front.
pub fn start(view: &View<'_>) -> Option<usize> {
    const LONGEST: usize = 14;
    let opens = view.times.first().filter(|time| time.start == 0);
    let at = opens.map_or(0, |time| {
        time.end + usize::from(view.words.get(time.end).is_some_and(|comma| comma.is(",")))
    });
    let is_opening = view.words.first().is_some_and(|first| {
        matches!(
            first.tag,
            Tag::Preposition | Tag::Ing | Tag::Adverb | Tag::Subordinator
        )
    });
    // "After the war in the north, the company moved".
    let behind_comma = (1..view.words.len().min(LONGEST)).find(|comma| {
        view.words[*comma].is(",")
            && view
                .words
                .get(comma + 1)
                .is_some_and(|next| next.is_any(&["it", "she", "the"]))
    });
    let at = match behind_comma {
        Some(comma) if is_opening && opens.is_none() => comma + 1,
        _ => at,
    };
    (at < view.words.len()).then_some(at)
}

fn is_verb(word: &crate::language::Word<'_>) -> bool {
    matches!(
        word.tag,
        Tag::Past | Tag::Be | Tag::Have | Tag::Present | Tag::Adverb | Tag::Modal
    )
}

/// "Lake Berdi (...) is a freshwater lake": the name and its nouns.
fn opening<'v, 'a>(view: &'v View<'a>, mentions: &[Mention]) -> Option<(&'v View<'a>, Mention, Vec<String>)> {
    let mention = mentions.first().filter(|mention| mention.start <= 1)?;
    let seq: Vec<usize> = view
        .visible
        .iter()
        .copied()
        .filter(|index| *index >= mention.end)
        .collect();
    let copula =
        (0..seq.len().min(40)).find(|at| view.words[seq[*at]].is_any(&["is", "was", "are", "were"]))?;
    let before = &seq[..copula];
    let is_insertion = before
        .first()
        .zip(before.last())
        .is_none_or(|(first, last)| view.words[*first].is(",") && view.words[*last].is(","));
    let has_article = seq
        .get(copula + 1)
        .is_some_and(|index| view.words[*index].is_any(&["a", "an", "the"]));
    if !is_insertion || !has_article {
        return None;
    }
    let mut nouns: Vec<String> = Vec::new();
    let mut last: Option<&str> = None;
    for (at, index) in seq.iter().enumerate().skip(copula + 2) {
        let word = &view.words[*index];
        // "a liner built in Berdi": the noun ends before what was done with it.
        let next_is_noun = seq
            .get(at + 1)
            .is_some_and(|next| matches!(view.words[*next].tag, Tag::Noun | Tag::Name));
        if matches!(word.tag, Tag::Past | Tag::Participle) && last.is_some() && !next_is_noun {
            break;
        }
        // "a 1957 Swedish drama film": the year stands in front of the noun.
        let is_year = word.tag == Tag::Number && nouns.is_empty() && last.is_none();
        let goes_on = is_year
            || matches!(
                word.tag,
                Tag::Noun | Tag::Name | Tag::Ing | Tag::Participle | Tag::Past | Tag::Adverb
            );
        if goes_on {
            last = (word.tag == Tag::Noun).then_some(&word.lower);
        } else {
            nouns.extend(last.take().map(str::to_owned));
            if !word.is("and") {
                break;
            }
        }
    }
    nouns.extend(last.map(str::to_owned));
    let shown = nouns.iter().any(|noun| noun == "series")
        && seq.iter().skip(copula).take(12).any(|index| {
            view.words[*index].is_any(&["television", "tv", "animated", "drama", "comedy", "reality"])
        });
    if shown {
        nouns.push("show".to_owned());
    }
    nouns.extend(other_words(&nouns));
    nouns.retain(|noun| !VAGUE.contains(&noun.as_str()));
    Some((view, mention.clone(), nouns))
}

/// What else a thing of one of these kinds is called with "the".
fn other_words(nouns: &[String]) -> Vec<String> {
    const ALIKE: &[(&[&str], &[&str])] = &[
        (&["film"], &["movie", "picture"]),
        (
            &[
                "corporation",
                "firm",
                "manufacturer",
                "developer",
                "publisher",
                "retailer",
                "airline",
                "brewery",
                "business",
                "conglomerate",
                "subsidiary",
                "operator",
                "maker",
                "startup",
            ],
            &["company"],
        ),
        (&["company"], &["firm", "corporation"]),
        (&["song", "single"], &["song", "single", "track"]),
        (&["album"], &["record"]),
        (
            &["novel", "novella", "autobiography", "textbook", "memoir"],
            &["book"],
        ),
        (&["comedy", "tragedy", "drama"], &["play"]),
        (
            &[
                "church",
                "hotel",
                "house",
                "castle",
                "library",
                "theatre",
                "mansion",
                "skyscraper",
            ],
            &["building"],
        ),
        (&["club"], &["team", "side"]),
        (
            &["tournament", "championship", "festival", "conference"],
            &["event"],
        ),
        (
            &["organization", "society", "charity", "association", "foundation"],
            &["organization", "organisation"],
        ),
        (&["organisation"], &["organization"]),
        (&["magazine", "journal", "newspaper"], &["publication"]),
        (&["railway", "railroad"], &["line"]),
        (&["award"], &["prize"]),
    ];
    let is_one = |kinds: &[&str]| nouns.iter().any(|noun| kinds.contains(&noun.as_str()));
    let words = ALIKE.iter().filter(|(kinds, _)| is_one(kinds));
    words
        .flat_map(|(_, words)| words.iter().map(|word| (*word).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn meant(text: &str) -> Vec<bool> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let topic = scene.topic.as_ref();
        (0..scene.views.len())
            .map(|at| topic.is_some_and(|topic| topic.is_meant(at)))
            .collect()
    }

    #[test]
    fn it_and_the_noun_mean_what_the_opening_names() {
        assert_eq!(
            meant(
                "Karsu Pond (locally Velk) is a deep pond in the north. It froze in 1911. In 1913, the pond dried up. Karsu Pond has no fish. Many people visit Karsu Pond."
            ),
            [false, true, true, false, false]
        );
    }

    #[test]
    fn a_ship_is_she_and_a_film_has_its_year_in_front() {
        assert_eq!(
            meant(
                "SS Karsu Castle was a British liner built in Velk. She was launched in 1911. The ship sank in 1913. Many sailed on SS Karsu Castle. Few left SS Karsu Castle."
            ),
            [false, true, true, false, false]
        );
        assert_eq!(
            meant(
                "Karsu Road is a 1957 drama film of the north. It premiered in 1957. Many saw Karsu Road. Few left Karsu Road early."
            ),
            [false, true, false, false]
        );
    }

    #[test]
    fn several_are_they_and_a_firm_goes_by_the_short_title() {
        assert_eq!(
            meant(
                "The Karsu Lions are a hockey team from the north. They formed in 1911. The team split in 1913. Many know the Karsu Lions. Few like the Karsu Lions."
            ),
            [false, true, true, false, false]
        );
        assert!(super::is_short_for("Velk", "O. J. VELK Company"));
        assert!(!super::is_short_for("Velk", "Velk River"));
        assert!(!super::is_short_for("Velk River", "Velk River Company"));
    }

    #[test]
    fn a_law_goes_by_the_last_word_of_its_name() {
        assert_eq!(
            meant(
                "The Karsu Harbour Act is a law of the north. The Act was signed in 1911. The Bank failed. Many know the Karsu Harbour Act. Few like the Karsu Harbour Act."
            ),
            [false, true, false, false, false]
        );
    }

    #[test]
    fn a_band_is_they() {
        assert_eq!(
            meant(
                "Karsu Storm is a rock band from the north. They formed in 1911. The band split in 1913. Many know Karsu Storm. Few like Karsu Storm."
            ),
            [false, true, true, false, false]
        );
        assert_eq!(
            meant(
                "Karsu Storm is a strong wind from the north. They feared it in 1911. Many know Karsu Storm. Few like Karsu Storm. It froze."
            ),
            [false, false, false, false, false]
        );
    }

    #[test]
    fn a_thing_goes_by_other_words_of_its_kind() {
        assert_eq!(
            meant(
                "Karsu Software is a game developer in the north. The company moved in 1911. The firm grew. Many know Karsu Software. Few like Karsu Software."
            ),
            [false, true, false, false, false]
        );
    }

    #[test]
    fn it_may_stand_behind_an_opening() {
        assert_eq!(
            meant(
                "Karsu Pond is a deep pond in the north. After the war in the valley, it froze. As the winter ended, the pond dried up. After the fall of Velk Bridge, it froze. Karsu Pond has no fish. Few like Karsu Pond."
            ),
            [false, true, true, false, false, false]
        );
    }

    #[test]
    fn it_behind_another_subject_is_open() {
        assert_eq!(
            meant(
                "Karsu Pond is a deep pond in the north. The mill of Berdi stands on Karsu Pond. It burned in 1911. Near Velk Pond, the pond is closed. Karsu Pond has no fish."
            ),
            [false, false, false, false, false]
        );
    }
}
