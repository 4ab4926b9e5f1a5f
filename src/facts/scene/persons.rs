//! Whom "he" or "she" at the start of a sentence means, from the sentences before it.

use super::Scene;
use crate::facts::frame::NameKind;
use crate::facts::names::Mention;
use crate::facts::topic;
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
            if self.owner_opens(index) {
                self.views[index].owner = topic.clone().filter(|_| topic == self.names.main);
            }
            if matches!(pronoun.as_deref(), Some("he" | "she"))
                || self.pronoun_after_time(index)
                || self.pronoun_behind_opening(index)
            {
                let pronoun = self.pronoun_of(index);
                let is_of_main =
                    topic.as_deref().is_some_and(|topic| !self.fits(topic, &pronoun))
                        && self.names.main.as_ref().is_some_and(|main| {
                            self.names.sexes.contains_key(main) && self.fits(main, &pronoun)
                        });
                // "His wife Ann died. In 1911, he": the text is on one man.
                if is_of_main {
                    topic.clone_from(&self.names.main);
                }
                // In a text on one man "he" may always be him, whoever the sentence before spoke of.
                let may_be_main = self
                    .names
                    .main
                    .as_ref()
                    .is_some_and(|main| self.fits(main, &pronoun));
                let is_main = topic
                    .as_deref()
                    .zip(self.names.main.as_deref())
                    .is_some_and(|(topic, main)| is_one_person(topic, main));
                self.views[index].topic = topic.clone().filter(|_| is_main || !may_be_main);
            } else {
                let goes_on = topic.is_some() && topic == self.names.main && self.stays_on_main(index);
                topic = opening.clone().or(topic.filter(|_| goes_on));
                if self.returns_to_main(index) {
                    topic.clone_from(&self.names.main);
                }
            }
            // In a biography the person it is about stays the subject, whomever a sentence on him names besides.
            let is_on_main = topic.is_some()
                && topic == self.names.main
                && opening.is_none_or(|person| Some(person) == topic);
            let others = self.names.by_sentence[index].iter().any(|mention| {
                let is_unknown = mention.kind == NameKind::Other && mention.full.contains(' ');
                let is_main = topic == self.names.main && self.is_main(&mention.full);
                let is_rival = mention.kind == NameKind::Person
                    && Some(&mention.full) != topic.as_ref()
                    && !is_main
                    && !self.is_other_sex(topic.as_deref(), mention);
                (is_unknown && topic != self.names.main) || (is_rival && !is_on_main)
            });
            if others {
                topic = None;
            }
        }
    }

    /// The first "he" or "she" of a sentence.
    fn pronoun_of(&self, index: usize) -> String {
        let mut words = self.views[index].words.iter();
        let pronoun = words.find(|word| word.is_any(&["he", "she"]));
        pronoun.map_or_else(String::new, |word| word.lower.clone())
    }

    /// Whether a sentence that opens with no person still leaves the one the text is on as whom "he" means next.
    ///
    /// In a biography it does, unless somebody else may be its subject or is brought in at its end.
    fn stays_on_main(&self, index: usize) -> bool {
        let view = &self.views[index];
        if self.speaks_of_nobody(index, view.words.len()) {
            return true;
        }
        let main = self.names.main.as_ref();
        let has_sex = main.is_some_and(|main| self.names.sexes.contains_key(main));
        let verb = view.words.iter().position(is_finite).unwrap_or(view.words.len());
        let is_alone = |mention: &Mention| {
            let before = mention.start.checked_sub(1).map(|before| &view.words[before]);
            let after = view.words.get(mention.end);
            let is_agent = before.is_some_and(|word| word.is_any(&["by", "successor", "replaced"]));
            // A name of unknown kind is somebody only where it does something.
            let is_person = mention.kind == NameKind::Person;
            let is_told_of = after.is_some_and(|word| {
                is_finite(word)
                    || word.is_any(&["who", "whose"])
                    || is_person && (word.is_any(&[",", "and", ";", "("]) || word.tag == Tag::Ing)
            });
            !is_agent && !is_told_of
        };
        let mut others = self.names.by_sentence[index].iter().filter(|mention| {
            let may_be_person = mention.kind == NameKind::Person
                || mention.kind == NameKind::Other && mention.full.contains(' ');
            may_be_person
                && !self.is_main(&mention.full)
                && !self.is_other_sex(main.map(String::as_str), mention)
        });
        has_sex && self.speaks_of_nobody(index, verb) && others.all(is_alone)
    }

    /// Whether a name is that of the person a biography is about: the whole, the one of birth, or the given name.
    pub fn is_main(&self, name: &str) -> bool {
        let Some(main) = &self.names.main else {
            return false;
        };
        let parts: Vec<&str> = main.split([' ', '-']).collect();
        let mut own = name.split([' ', '-']);
        let begins_alike = own.next() == parts.first().copied();
        let own: Vec<&str> = own.collect();
        let is_given_name = own.is_empty() && parts.len() > 1 && {
            let bears = |person: &&String| person.split(' ').next() == Some(parts[0]) && person.contains(' ');
            let mut others = self.names.persons.keys().filter(bears);
            others.all(|other| self.is_main(other))
        };
        name == main || begins_alike && (is_given_name || own.iter().any(|part| parts[1..].contains(part)))
    }

    /// Whether the person a biography is about is the subject of a sentence that tells of nobody else.
    ///
    /// "Despite the triumph, Velk grew tired": whoever the sentence before spoke of, "he" is Velk again.
    fn returns_to_main(&self, index: usize) -> bool {
        let view = &self.views[index];
        let has_sex = self
            .names
            .main
            .as_ref()
            .is_some_and(|main| self.names.sexes.contains_key(main));
        let mentions = &self.names.by_sentence[index];
        let acts = |mention: &Mention| {
            !mention.is_ambiguous
                && self.is_main(&mention.full)
                && view.words.get(mention.end).is_some_and(is_finite)
        };
        let may_be_other = |mention: &Mention| {
            let may_be_person = mention.kind == NameKind::Person
                || mention.kind == NameKind::Other && mention.full.contains(' ');
            may_be_person && !self.is_main(&mention.full)
        };
        has_sex
            && mentions.iter().any(acts)
            && !mentions.iter().any(may_be_other)
            && !self.has_role(&view.words)
    }

    /// Whether one is known to be a man and the other a woman: then "he" can mean one of them only.
    fn is_other_sex(&self, topic: Option<&str>, mention: &Mention) -> bool {
        let sex = |person: &str| self.names.sexes.get(person);
        let own = topic.and_then(sex);
        let other = sex(&mention.full);
        !mention.is_ambiguous && own.is_some() && other.is_some() && own != other
    }

    /// "His first novel", at the start or behind a time.
    fn owner_opens(&self, index: usize) -> bool {
        let view = &self.views[index];
        let at = topic::start(view).unwrap_or(0);
        view.words
            .get(at)
            .is_some_and(|word| word.is_any(&["his", "her"]))
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
        // "At that time, Velk left, and he": a clause with a subject of its own, unless "when" opens it.
        let is_clause = view.words.first().is_some_and(|first| {
            first.tag == Tag::Subordinator
                || first.is_any(&["after", "before", "as", "since", "when", "while", "until"])
        });
        let is_told = at.is_some_and(|at| {
            !is_clause
                && view.words[..at].iter().any(|word| {
                    word.tag != Tag::Past && is_finite(word)
                        || word.tag == Tag::Past && !word.forms.participle
                        || word.is("and")
                })
        });
        opens && !is_told && at.is_some_and(|at| self.speaks_of_nobody(index, at))
    }

    /// Whether the words of a sentence before `end` mean no person, by name or by a word such as "editor".
    fn speaks_of_nobody(&self, index: usize, end: usize) -> bool {
        let main = self.names.main.as_ref();
        let has_name = self.names.by_sentence[index].iter().any(|mention| {
            // "at Velk Hall": where something is, no person.
            let is_where = mention
                .start
                .checked_sub(1)
                .is_some_and(|before| self.views[index].words[before].is_any(&["in", "at", "near"]));
            let may_be_person = mention.kind == NameKind::Person
                || mention.kind == NameKind::Other && mention.full.contains(' ') && !is_where;
            mention.start < end
                && may_be_person
                && !self.is_main(&mention.full)
                && !self.is_other_sex(main.map(String::as_str), mention)
        });
        !has_name && !self.has_role(&self.views[index].words[..end])
    }

    /// Whether a word names somebody by what he does or whose he is.
    fn has_role(&self, words: &[Word<'_>]) -> bool {
        // "His wife died": no "he" in a text on a man.
        let main = self.names.main.as_ref();
        let others: &[&str] = match main.and_then(|main| self.names.sexes.get(main)) {
            Some(Sex::Man) => &["mother", "sister", "daughter", "wife", "aunt", "woman", "girl"],
            Some(Sex::Woman) => &["father", "brother", "son", "husband", "uncle", "man", "boy"],
            None => &[],
        };
        (0..words.len())
            .filter(|at| !words[*at].is_any(others))
            .any(|at| {
                let word = &words[at];
                // "as a student", "after his work as an editor": what the person told of was.
                let is_own = (1..=3).any(|back| at >= back && words[at - back].is("as"));
                word.tag == Tag::Noun && self.lexicon.role(&word.lower).is_some() && !is_own
                    || word.is_any(&[
                        "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband",
                        "friend", "uncle", "aunt", "man", "woman", "boy", "girl", "they", "who",
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
        // "The father of Lund": somebody else.
        let is_of = mention.start.checked_sub(1).is_some_and(|before| {
            mention.start > after_time
                && view.words[before].is_any(&["of", "to", "for", "with", "by", "from"])
        });
        let is_subject = near
            && !is_of
            && mention.kind == NameKind::Person
            && !mention.is_ambiguous
            && !matches!(next.tag, Tag::Genitive | Tag::Conjunction);
        let main = self.names.main.as_ref().filter(|_| self.is_main(&mention.full));
        is_subject.then(|| main.unwrap_or(&mention.full).clone())
    }

    /// Whether a person may be meant by this pronoun.
    pub fn fits(&self, person: &str, pronoun: &str) -> bool {
        !matches!(
            (self.names.sexes.get(person), pronoun),
            (Some(Sex::Man), "she" | "her") | (Some(Sex::Woman), "he" | "his" | "him")
        )
    }
}

fn is_finite(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
        || word.tag == Tag::Present && word.forms.third
}

/// Whether two full names end alike: "Otto St-Velk" and "Otto Emil St. Velk".
fn is_one_person(one: &str, other: &str) -> bool {
    let last = |name: &str| name.rsplit([' ', '-', '.']).next().unwrap_or_default().to_owned();
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    one == other || last(one) == last(other) && first(one) == first(other)
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
    fn he_in_a_biography_stays_its_person_where_nobody_else_is_brought_in() {
        let sex = "Velkin lost his mill in 1905. ";
        for text in [
            "The mill was sold to Bo Karsu in 1908. In 1911, he moved to Berdi.",
            "As a student in the north, he moved to Berdi.",
            "His wife died in 1908. In 1911, he moved to Berdi.",
            "The fire reached the mill of Bo Karsu. He moved to Berdi.",
        ] {
            assert_eq!(
                meant(&format!("{sex}{text}")).as_deref(),
                Some("Otto Velkin"),
                "{text}"
            );
        }
        for text in [
            "The mill was bought by Bo Karsu in 1908. In 1911, he moved to Berdi.",
            "The mill burned and Bo Karsu left. In 1911, he moved to Berdi.",
            "The father of Velkin was a miner. In 1911, he moved to Berdi.",
        ] {
            assert_ne!(
                meant(&format!("{sex}{text}")).as_deref(),
                Some("Otto Velkin"),
                "{text}"
            );
        }
    }

    #[test]
    fn he_is_the_person_told_of_again_when_the_text_returns_to_him() {
        let sex = "Velkin lost his mill in 1905. ";
        let away = "The mill was bought by Bo Karsu in 1908. ";
        for text in [
            "Despite the fire, Velkin grew rich. He moved to Berdi.",
            "By then Otto grew rich. In 1911, he moved to Berdi.",
        ] {
            assert_eq!(
                meant(&format!("{sex}{away}{text}")).as_deref(),
                Some("Otto Velkin"),
                "{text}"
            );
        }
        for text in [
            "Despite the fire, Velkin met Bo Karsu. He moved to Berdi.",
            "Despite the fire, the mill grew rich. He moved to Berdi.",
        ] {
            assert_ne!(
                meant(&format!("{sex}{away}{text}")).as_deref(),
                Some("Otto Velkin"),
                "{text}"
            );
        }
    }

    #[test]
    fn he_behind_somebody_else_is_open() {
        for text in [
            "At this time, Velkhan left the town, and he moved to Berdi.",
            "After a letter to Bo Karsu, he moved to Berdi.",
            "When the editor left, he moved to Berdi.",
            "Bo Karsu was a miner. In 1911, he moved to Berdi.",
        ] {
            assert_ne!(meant(text).as_deref(), Some("Otto Velkin"), "{text}");
        }
    }
}
