//! Votes on what a name stands for, gathered from all its mentions.
//!
//! A noun beside a name tells its kind: "Velk, a town in the north", "the Berdi
//! river", "the company Karsu", "Lund is a chemist". All votes of a document
//! must agree; where they differ the kind stays open, because a wrong kind asks
//! with a wrong question word.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::mention::is_acronym;
use super::runs::{Run, text_of};
use crate::facts::frame::NameKind;
use crate::language::Tag;
use crate::language::Word;
use crate::lexicon::{Lexicon, Role};

/// What the document says each name is.
#[derive(Debug, Default)]
pub(super) struct Votes {
    by_name: BTreeMap<String, Vote>,
    /// Short forms of things that can be counted: "a VELK", "VELKs".
    things: BTreeSet<String>,
}

#[derive(Debug)]
struct Vote {
    kind: NameKind,
    is_split: bool,
    nouns: Vec<String>,
}

impl Votes {
    /// Counts the votes of all runs.
    pub(super) fn read(sentences: &[Vec<Word<'_>>], runs: &[Run], lexicon: &Lexicon) -> Votes {
        let mut votes = Votes::default();
        for run in runs {
            let words = &sentences[run.sentence];
            let name = text_of(&words[run.start..run.end]);
            for (kind, noun) in nouns_beside(words, run, lexicon) {
                votes.add(&name, kind, noun);
            }
            if let Some(thing) = countable(words, run, &name) {
                votes.things.insert(thing.to_owned());
            }
        }
        votes
    }

    fn add(&mut self, name: &str, kind: NameKind, noun: &str) {
        let vote = self.by_name.entry(name.to_owned()).or_insert_with(|| Vote {
            kind,
            is_split: false,
            nouns: Vec::new(),
        });
        vote.is_split |= vote.kind != kind;
        if !vote.nouns.iter().any(|known| known == noun) {
            vote.nouns.push(noun.to_owned());
        }
    }

    /// The kind all votes for a name agree on.
    pub(super) fn kind(&self, name: &str) -> Option<NameKind> {
        self.by_name
            .get(name)
            .filter(|vote| !vote.is_split)
            .map(|vote| vote.kind)
    }

    /// Whether the votes for a name differ.
    pub(super) fn is_split(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|vote| vote.is_split)
    }

    /// Whether the votes for a name differ, or are all for another kind.
    pub(super) fn speak_against(&self, name: &str, kind: NameKind) -> bool {
        self.by_name
            .get(name)
            .is_some_and(|vote| vote.is_split || vote.kind != kind)
    }

    /// Whether a short form may name a body: it is counted nowhere, and no votes differ.
    pub(super) fn allow_body(&self, name: &str) -> bool {
        !self.things.contains(name) && !self.is_split(name)
    }

    /// The nouns the document calls a name by, in lower case.
    pub(super) fn nouns(&self, name: &str) -> &[String] {
        self.by_name.get(name).map_or(&[], |vote| &vote.nouns)
    }
}

/// The kind of thing a common noun names.
fn kind_of_noun(noun: &str, lexicon: &Lexicon) -> Option<NameKind> {
    Some(match noun {
        "city" | "town" => NameKind::City,
        "river" | "lake" | "region" | "province" | "oblast" | "district" | "island" | "mountain"
        | "valley" | "desert" | "peninsula" | "gulf" | "bay" | "strait" | "archipelago" | "square"
        | "steppe" | "fortress" => NameKind::Place,
        "party" => NameKind::Party,
        "company" | "corporation" | "firm" | "university" | "newspaper" | "magazine" | "ministry"
        | "agency" | "organisation" | "organization" | "institute" | "academy" | "museum" | "association"
        | "foundation" | "federation" => NameKind::Organisation,
        "war" | "battle" | "rebellion" | "uprising" | "festival" => NameKind::Event,
        _ if lexicon.role(noun) == Some(Role::Calling) => NameKind::Person,
        _ => return None,
    })
}

/// The short form of something there may be many of: "an ORSU was built", "ORSUs".
fn countable<'n>(words: &[Word<'_>], run: &Run, name: &'n str) -> Option<&'n str> {
    if let Some(one) = name.strip_suffix('s') {
        return is_acronym(one).then_some(one);
    }
    let has_article = run
        .start
        .checked_sub(1)
        .is_some_and(|before| words[before].is_any(&["a", "an", "each", "every"]));
    let describes = words
        .get(run.end)
        .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name));
    (has_article && !describes && is_acronym(name)).then_some(name)
}

fn nouns_beside<'w>(words: &'w [Word<'_>], run: &Run, lexicon: &Lexicon) -> Vec<(NameKind, &'w str)> {
    let mut found: Vec<&str> = Vec::new();
    found.extend(noun_before(words, run.start));
    found.extend(noun_behind(words, run.start, run.end));
    found.extend(apposition(words, run.end));
    found.extend(predicate(words, run));
    found
        .into_iter()
        .filter_map(|noun| Some((kind_of_noun(noun, lexicon)?, noun)))
        .collect()
}

/// "the town of Berdi", "the company Karsu".
fn noun_before<'w>(words: &'w [Word<'_>], start: usize) -> Option<&'w str> {
    let before = words.get(start.checked_sub(1)?)?;
    let noun = if before.is("of") {
        let noun = words.get(start.checked_sub(2)?)?;
        // "the museum of Berdi" is no name of the museum; only places are called so.
        noun.is_any(&["city", "town", "village", "island", "province", "region", "lake"])
            .then_some(noun)?
    } else {
        before
    };
    let opens = words[..start]
        .iter()
        .rev()
        .take(4)
        .find(|word| word.tag == Tag::Determiner)?;
    (noun.tag == Tag::Noun && opens.is("the")).then_some(noun.lower.as_str())
}

/// "the Karsu river".
fn noun_behind<'w>(words: &'w [Word<'_>], start: usize, end: usize) -> Option<&'w str> {
    let noun = words.get(end)?;
    let opens = words.get(start.checked_sub(1)?)?;
    let goes_on = words
        .get(end + 1)
        .is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Name | Tag::Genitive));
    // Only what bears its name in front: "the Berdi company" may be one of Berdi.
    let is_own = noun.is_any(&["river", "desert", "party", "peninsula", "strait", "steppe"]);
    (noun.tag == Tag::Noun && opens.is("the") && is_own && !goes_on).then_some(noun.lower.as_str())
}

/// "Berdi, a small town in the north": the noun of an apposition with an article.
fn apposition<'w>(words: &'w [Word<'_>], end: usize) -> Option<&'w str> {
    let comma = words.get(end)?;
    let article = words.get(end + 1)?;
    (comma.is(",") && article.is_any(&["a", "an"])).then(|| head_noun(words, end + 2))?
}

/// "Karsu is a lake", "Lund was a chemist": at the start of the sentence only.
fn predicate<'w>(words: &'w [Word<'_>], run: &Run) -> Option<&'w str> {
    let opens = words[..run.start]
        .iter()
        .all(|word| word.tag == Tag::Mark || word.is("the"));
    let copula = words.get(run.end)?;
    let article = words.get(run.end + 1)?;
    (opens && copula.is_any(&["is", "was"]) && article.is_any(&["a", "an"]))
        .then(|| head_noun(words, run.end + 2))?
}

/// The last noun of a noun phrase; `None` where something else may be meant.
fn head_noun<'w>(words: &'w [Word<'_>], start: usize) -> Option<&'w str> {
    const LONGEST: usize = 6;
    let mut last = None;
    for word in words.iter().skip(start).take(LONGEST) {
        match word.tag {
            Tag::Noun => last = Some(word.lower.as_str()),
            Tag::Name | Tag::Number | Tag::Adverb | Tag::Ing => last = None,
            Tag::Participle if last.is_none() => {}
            _ => break,
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::super::tests::names;
    use crate::facts::frame::NameKind;

    fn kind(name: &str, text: &str) -> NameKind {
        let found = names(text);
        found.iter().find(|(full, _)| full == name).unwrap().1
    }

    #[test]
    fn a_noun_beside_one_mention_tells_for_all() {
        for (told, wanted) in [
            (
                "He came to Karsu. Karsu, a small town in the north, burned.",
                NameKind::City,
            ),
            ("He came to Karsu. The town of Karsu burned.", NameKind::City),
            ("He swam in the Karsu river. Few liked Karsu.", NameKind::Place),
            ("Karsu is a lake in the north. Few liked Karsu.", NameKind::Place),
            (
                "It was made by the company Karsu. Few liked Karsu.",
                NameKind::Organisation,
            ),
        ] {
            assert_eq!(kind("Karsu", told), wanted, "{told}");
        }
    }

    #[test]
    fn what_can_be_counted_is_no_body() {
        assert_eq!(
            kind("ORSU", "He built an ORSU in 1911. Few liked the ORSU."),
            NameKind::Other
        );
        assert_eq!(
            kind("ORSU", "He built two ORSUs. Few liked the ORSU."),
            NameKind::Other
        );
        assert_eq!(
            kind("ORSU", "He read an ORSU report. Few liked the ORSU."),
            NameKind::Organisation
        );
    }

    #[test]
    fn votes_that_differ_leave_the_kind_open() {
        let told = "Karsu is a lake in the north. Karsu, a small town, burned. Few liked Karsu.";
        assert_eq!(kind("Karsu", told), NameKind::Other);
        assert_eq!(
            kind("Karsu", "The museum of Karsu burned. Few liked Karsu."),
            NameKind::Other
        );
        assert_eq!(
            kind("Karsu", "Few liked Karsu, the end of it all."),
            NameKind::Other
        );
    }
}
