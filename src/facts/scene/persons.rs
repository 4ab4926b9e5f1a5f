//! Whom "he" or "she" at the start of a sentence means, from the sentences before it.

use super::Scene;
use crate::facts::frame::NameKind;
use crate::facts::names::Mention;
use crate::language::{Tag, Word};
use crate::lexicon::Sex;

impl Scene<'_> {
    /// Finds for each sentence who "he" at its start must be.
    ///
    /// The person is the subject of the sentence before, or of the one before
    /// that through another "he"; a second person of the same sex in between
    /// leaves it open.
    pub(super) fn follow_topics(&mut self) {
        let mut topic: Option<String> = None;
        let mut block = usize::MAX;
        for index in 0..self.views.len() {
            let own_block = self.document.sentences[index].block;
            if own_block != block {
                topic = self.names.main.clone();
                block = own_block;
            }
            let first = self.views[index].visible.first().copied();
            let pronoun = first.map(|first| self.views[index].words[first].lower.clone());
            let opening = self.opening_person(index);
            if matches!(pronoun.as_deref(), Some("he" | "she"))
                || self.pronoun_after_time(index)
                || self.pronoun_behind_opening(index)
            {
                self.views[index].topic = topic.clone();
            } else {
                let goes_on = topic.is_some()
                    && topic == self.names.main
                    && self.speaks_of_nobody(index, self.views[index].words.len());
                topic = opening.clone().or(topic.filter(|_| goes_on));
            }
            // In a biography the person it is about stays the subject, whomever a sentence on him names besides.
            let is_on_main = topic.is_some()
                && topic == self.names.main
                && opening.is_none_or(|person| Some(person) == topic);
            let others = self.names.by_sentence[index].iter().any(|mention| {
                let is_unknown = mention.kind == NameKind::Other && mention.full.contains(' ');
                let is_rival = mention.kind == NameKind::Person
                    && Some(&mention.full) != topic.as_ref()
                    && !self.is_other_sex(topic.as_deref(), mention);
                (is_unknown && topic != self.names.main) || (is_rival && !is_on_main)
            });
            if others {
                topic = None;
            }
        }
    }

    /// Whether one is known to be a man and the other a woman: then "he" can mean one of them only.
    fn is_other_sex(&self, topic: Option<&str>, mention: &Mention) -> bool {
        let sex = |person: &str| self.names.sexes.get(person);
        let own = topic.and_then(sex);
        let other = sex(&mention.full);
        !mention.is_ambiguous && own.is_some() && other.is_some() && own != other
    }

    fn pronoun_after_time(&self, index: usize) -> bool {
        let view = &self.views[index];
        let opens = view.times.first().is_some_and(|time| time.start <= 1);
        opens
            && view.times.first().map(|time| time.end).is_some_and(|end| {
                view.words[end..]
                    .iter()
                    .take(2)
                    .any(|word| word.is_any(&["he", "she"]))
            })
    }

    /// "After the war in Berdi, he", "At the age of 14 he": an opening that speaks of nobody.
    fn pronoun_behind_opening(&self, index: usize) -> bool {
        const LONGEST: usize = 16;
        let view = &self.views[index];
        let opens = view.words.first().is_some_and(|first| {
            matches!(
                first.tag,
                Tag::Preposition | Tag::Ing | Tag::Adverb | Tag::Subordinator | Tag::Past | Tag::Participle
            )
        });
        let at = view
            .words
            .iter()
            .take(LONGEST)
            .position(|word| word.is_any(&["he", "she"]));
        opens && at.is_some_and(|at| self.speaks_of_nobody(index, at))
    }

    /// Whether the words of a sentence before `end` mean no person, by name or by a word such as "editor".
    fn speaks_of_nobody(&self, index: usize, end: usize) -> bool {
        let main = self.names.main.as_ref();
        let has_name = self.names.by_sentence[index].iter().any(|mention| {
            let may_be_person = mention.kind == NameKind::Person
                || mention.kind == NameKind::Other && mention.full.contains(' ');
            mention.start < end && may_be_person && Some(&mention.full) != main
        });
        !has_name && !self.has_role(&self.views[index].words[..end])
    }

    /// Whether a word names somebody by what he does or whose he is.
    fn has_role(&self, words: &[Word<'_>]) -> bool {
        words.iter().any(|word| {
            word.tag == Tag::Noun && self.lexicon.role(&word.lower).is_some()
                || word.is_any(&[
                    "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband", "friend",
                    "uncle", "aunt", "man", "woman", "boy", "girl", "they", "who",
                ])
        })
    }

    /// The person a sentence opens with, directly or behind a time.
    fn opening_person(&self, index: usize) -> Option<String> {
        let view = &self.views[index];
        let after_time = view
            .times
            .first()
            .filter(|time| time.start <= 1)
            .map_or(0, |time| time.end);
        let mention = self.names.by_sentence[index].first()?;
        let near = mention.start <= after_time + 3;
        let next = view.words.get(mention.end)?;
        let is_subject = near
            && mention.kind == NameKind::Person
            && !mention.is_ambiguous
            && !matches!(next.tag, Tag::Genitive | Tag::Conjunction);
        is_subject.then(|| mention.full.clone())
    }

    /// Whether a person may be meant by this pronoun.
    pub fn fits(&self, person: &str, pronoun: &str) -> bool {
        !matches!(
            (self.names.sexes.get(person), pronoun),
            (Some(Sex::Man), "she" | "her") | (Some(Sex::Woman), "he" | "his" | "him")
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// Whom "he" in the last sentence of a page on Otto Velkin means.
    fn meant(text: &str) -> Option<String> {
        let page = format!("---\ntitle: Otto Velkin\n---\nOtto Velkin was a painter. {text}");
        let document = read("a.md", page.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        scene.views.last().unwrap().topic.clone()
    }

    #[test]
    fn he_behind_an_opening_is_the_person_told_of() {
        for text in [
            "At the age of 14, he moved to Berdi.",
            "Following the end of his work at the mill he moved to Berdi.",
            "When his novel came out, Velkin's place was sure. In 1911, he moved to Berdi.",
        ] {
            assert_eq!(meant(text).as_deref(), Some("Otto Velkin"), "{text}");
        }
    }

    #[test]
    fn he_behind_somebody_else_is_open() {
        for text in [
            "After a letter to Bo Karsu, he moved to Berdi.",
            "When the editor left, he moved to Berdi.",
            "Bo Karsu was a miner. In 1911, he moved to Berdi.",
        ] {
            assert_ne!(meant(text).as_deref(), Some("Otto Velkin"), "{text}");
        }
    }
}
