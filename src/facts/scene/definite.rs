//! "The party", "the lake": a class of things with "the", where one thing of the article fits.
//!
//! A wrong guess is worse than none. One name of that class, and no other, must
//! have been named before; it must be near; and nothing between may be meant as
//! well, be it a name of unknown kind or "a party", "both parties".

use super::{Scene, View};
use crate::facts::frame::NameKind;
use crate::facts::names::Mention;
use crate::language::Tag;
use crate::lexicon::{OrganisationKind, PlaceKind};

/// Nouns that one name of an article may stand behind.
const CLASSES: &[&str] = &[
    "party",
    "movement",
    "company",
    "corporation",
    "university",
    "institute",
    "academy",
    "ministry",
    "agency",
    "commission",
    "committee",
    "council",
    "foundation",
    "association",
    "federation",
    "league",
    "museum",
    "bank",
    "newspaper",
    "magazine",
    "city",
    "town",
    "village",
    "lake",
    "river",
    "island",
    "desert",
    "canal",
    "fortress",
    "khanate",
    "republic",
    "empire",
    "treaty",
    "convention",
    "film",
    "bridge",
    "band",
    "club",
    "school",
    "college",
    "hospital",
    "church",
    "railway",
    "orchestra",
    "festival",
    "theatre",
    "airline",
    "novel",
    "album",
    "castle",
    "temple",
    "dam",
    "tunnel",
    "airport",
    "tower",
    "hotel",
    "observatory",
    "organisation",
    "organization",
    "society",
];

impl Scene<'_> {
    /// Returns the one name that "the party" at the start of `chosen` stands for.
    pub fn meant_at(&self, view: &View<'_>, chosen: &[usize]) -> Option<&Mention> {
        let (the, noun) = (*chosen.first()?, *chosen.get(1)?);
        let class = view.words[noun].lower.as_str();
        let is_bare = view.words[the].is("the") && view.words[noun].tag == Tag::Noun && the + 1 == noun;
        if !is_bare || self.is_explained(view, noun) {
            return None;
        }
        if let Some(topic) = self.topic_at(view, the, class) {
            return Some(topic);
        }
        if !CLASSES.contains(&class) {
            return None;
        }
        let own = self.mentions(view);
        if own.iter().any(|mention| self.is_of_class(mention, class)) {
            return None;
        }
        let before = self.views[..view.sentence]
            .iter()
            .filter(|other| other.article == view.article);
        let mut fitting = before
            .flat_map(|other| {
                self.mentions(other)
                    .iter()
                    .map(move |mention| (other.sentence, mention))
            })
            .filter(|(_, mention)| self.is_of_class(mention, class));
        let (first, only) = fitting.next()?;
        let mut last = (first, only);
        for (sentence, mention) in fitting {
            if mention.full != only.full {
                return None;
            }
            last = (sentence, mention);
        }
        let is_near = self.is_near(view, last.0);
        (is_near && !self.is_disturbed(view, the, last, class)).then_some(last.1)
    }

    /// The thing the page is on, where its opening calls it by this noun and nothing near may be meant as well.
    fn topic_at(&self, view: &View<'_>, the: usize, class: &str) -> Option<&Mention> {
        const NEAR: usize = 2;
        let topic = self.topic.as_ref().filter(|topic| topic.is_a(class))?;
        let name = &topic.phrase.names.first()?.text;
        let near = &self.views[view.sentence.saturating_sub(NEAR)..=view.sentence];
        let is_rival = |other: &View<'_>| {
            let mentions = self.mentions(other);
            let to = if other.sentence == view.sentence {
                the
            } else {
                other.words.len()
            };
            let is_inside = |at: usize| mentions.iter().any(|own| own.start <= at && at < own.end);
            let of_class = mentions
                .iter()
                .any(|own| own.full != *name && self.is_of_class(own, class));
            // "a mill", "the old mill": another one, unless it says what the thing itself is.
            let is_another = (1..to).any(|at| {
                names_class(&other.words[at].lower, class)
                    && !other.words[at - 1].is("the")
                    && !is_inside(at)
                    && !mentions.iter().any(|own| own.full == *name)
            });
            of_class || is_another
        };
        let is_named_here = self.mentions(view).iter().any(|own| own.full == *name);
        if is_named_here || near.iter().any(is_rival) {
            return None;
        }
        self.names
            .by_sentence
            .iter()
            .flatten()
            .find(|mention| mention.full == *name)
    }

    /// Whether words behind the noun tell which one is meant: "the party of Berdi", "the party that won".
    fn is_explained(&self, view: &View<'_>, noun: usize) -> bool {
        let Some(next) = view.words.get(noun + 1) else {
            return false;
        };
        let is_time = view
            .times
            .iter()
            .any(|time| (noun + 1..=noun + 2).contains(&time.start));
        matches!(
            next.tag,
            Tag::Noun | Tag::Name | Tag::Relative | Tag::Participle | Tag::Number
        ) || next.tag == Tag::Preposition && !is_time
            || next.is_any(&["that", "which", "who", "where", "and", "or", "'s", "’s"])
    }

    fn is_of_class(&self, mention: &Mention, class: &str) -> bool {
        if matches!(mention.kind, NameKind::Person | NameKind::People) {
            return false;
        }
        let called = self.names.called.get(&mention.full);
        let head = mention.full.split(" of ").next().unwrap_or("");
        let is_headed = [head.split(' ').next(), head.split(' ').next_back()]
            .into_iter()
            .flatten()
            .any(|word| word.to_lowercase() == class);
        let place = self.lexicon.place(&mention.full);
        let is_kind = match class {
            "city" | "town" => mention.kind == NameKind::City,
            "party" => mention.kind == NameKind::Party,
            "river" => place == Some(PlaceKind::River),
            "lake" => place == Some(PlaceKind::Lake),
            "island" => place == Some(PlaceKind::Island),
            "desert" => place == Some(PlaceKind::Desert),
            "company" => self.lexicon.organisation(&mention.full) == Some(OrganisationKind::Company),
            _ => false,
        };
        is_headed || is_kind || called.is_some_and(|nouns| nouns.iter().any(|noun| noun == class))
    }

    /// In the same paragraph, or in the one before.
    fn is_near(&self, view: &View<'_>, sentence: usize) -> bool {
        let block = |sentence: usize| self.document.sentences[sentence].block;
        block(view.sentence).abs_diff(block(sentence)) <= 1
    }

    /// Whether something between the name and "the party" may be meant as well.
    fn is_disturbed(&self, view: &View<'_>, the: usize, last: (usize, &Mention), class: &str) -> bool {
        const BEHIND_NAME: usize = 7;
        let (sentence, name) = last;
        self.views[sentence..=view.sentence].iter().any(|other| {
            let from = if other.sentence == sentence { name.end } else { 0 };
            let to = if other.sentence == view.sentence {
                the
            } else {
                other.words.len()
            };
            let mentions = self.mentions(other);
            let rival = mentions.iter().any(|mention| {
                let is_between = from <= mention.start && mention.start < to;
                let is_open = mention.kind == NameKind::Other || mention.kind == name.kind;
                is_between && is_open && mention.full != name.full
            });
            let noun = (from..to.max(from)).any(|at| {
                let word = &other.words[at];
                let is_inside = mentions
                    .iter()
                    .any(|mention| mention.start <= at && at < mention.end);
                let is_the = at > 0 && other.words[at - 1].is("the") && word.lower == class;
                let is_apposition = other.sentence == sentence && at < name.end + BEHIND_NAME;
                names_class(&word.lower, class) && !is_inside && !is_the && !is_apposition
            });
            rival || noun
        })
    }
}

/// "party", "parties".
fn names_class(word: &str, class: &str) -> bool {
    let stem = class.strip_suffix('y').unwrap_or(class);
    word == class || word == format!("{class}s") || word == format!("{stem}ies")
}

#[cfg(test)]
mod tests {
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// Whom the last "the" of the text means.
    fn meant(text: &str) -> Option<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        let view = scene.views.last().unwrap();
        let the = view.words.iter().rposition(|word| word.is("the")).unwrap();
        scene
            .meant_at(view, &[the, the + 1])
            .map(|mention| mention.full.clone())
    }

    #[test]
    fn the_one_party_named_before_is_meant() {
        let told = "Ann Lund founded the Velk Party in 1911. Otto Lund joined the party in 1913.";
        assert_eq!(meant(told).as_deref(), Some("Velk Party"));
        let lake = "They came to Lake Karsu in 1911. In 1913 Ann Lund bought the lake.";
        assert_eq!(meant(lake).as_deref(), Some("Lake Karsu"));
    }

    #[test]
    fn two_that_fit_leave_it_open() {
        for told in [
            "Ann Lund led the Velk Party and the Berdi Party. Otto Lund joined the party in 1913.",
            "Ann Lund founded the Velk Party in 1911. She left for a small party. Otto Lund joined the party in 1913.",
            "Ann Lund founded the Velk Party in 1911. She met Karsu Berdi. Otto Lund joined the party in 1913.",
            "Ann Lund founded the Velk Party in 1911. Otto Lund joined the party of Berdi.",
            "Ann Lund founded the Velk Party in 1911. Otto Lund and the Velk Party left the party in 1913.",
            "Ann Lund came in 1911. Otto Lund joined the party in 1913.",
        ] {
            assert_eq!(meant(told), None, "{told}");
        }
    }

    #[test]
    fn the_thing_of_the_page_is_meant_from_afar() {
        let page = |told: &str| {
            format!(
                "Velk Mill is an old mill in the north.\n\nIt rained on Velk Mill.\n\nShe left Velk Mill.\n\nIt snowed.\n\nMany came in 1911. {told}"
            )
        };
        assert_eq!(
            meant(&page("In 1913 Ann Lund bought the mill.")).as_deref(),
            Some("Velk Mill")
        );
        for other in [
            "She had a mill in Berdi. In 1913 Ann Lund bought the mill.",
            "In 1913 Ann Lund bought the mill of Berdi.",
            "In 1913 Ann Lund of Velk Mill bought the mill.",
            "She came from Karsu Mill. In 1913 Ann Lund bought the mill.",
        ] {
            assert_eq!(meant(&page(other)), None, "{other}");
        }
    }

    #[test]
    fn a_name_far_away_is_not_meant() {
        let told = "Ann Lund founded the Velk Party in 1911.\n\nShe left.\n\nIt rained.\n\nOtto Lund joined the party in 1913.";
        assert_eq!(meant(told), None);
    }
}
