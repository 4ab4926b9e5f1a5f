//! Names in a document: which spans they are, what they stand for, and one full form for each.
//!
//! Evidence for the kind of a name is gathered over the whole document: a word
//! such as "the poet" beside one mention counts for all of them. A surname alone
//! is taken for the full name only if one person of the document bears it.

mod mention;
mod persons;
mod runs;
mod sexes;
pub mod slanted;
mod titles;
mod votes;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::aliases;
use super::frame::NameKind;
use crate::language::Word;
use crate::lexicon::fold::fold;
use crate::lexicon::{Lexicon, Sex};
use crate::text::Document;

use mention::{Known, mention};
pub use mention::{Mention, is_acronym};
use persons::{add_known, persons, surname, titled};
use runs::{runs, settle_openings};
use votes::Votes;

/// What a document knows of its names.
#[derive(Debug, Default)]
pub struct Names {
    /// Mentions of each sentence, in order.
    pub by_sentence: Vec<Vec<Mention>>,
    /// Every person's full name with the number of mentions.
    pub persons: BTreeMap<String, usize>,
    /// Men and women, where given names, titles or pronouns tell.
    pub sexes: BTreeMap<String, Sex>,
    /// What the document calls its names, in lower case: `lake`, `company`.
    pub called: BTreeMap<String, Vec<String>>,
    /// The country most often named, if one stands out.
    pub country: Option<String>,
    /// The person a biography is about: named far more often than any other, and early.
    pub main: Option<String>,
}

impl Names {
    /// Reads the names of all sentences of a document.
    pub fn read(
        document: &Document,
        sentences: &mut [Vec<Word<'_>>],
        titles: &[&str],
        lexicon: &Lexicon,
    ) -> Names {
        settle_openings(sentences, lexicon);
        let works: Vec<_> = sentences
            .iter_mut()
            .map(|words| slanted::titles(document, words))
            .collect();
        let runs = runs(sentences, &works, lexicon);
        let votes = Votes::read(sentences, &runs, lexicon);
        let mut persons = persons(sentences, &runs, &votes, lexicon);
        let subject = titles
            .iter()
            .find_map(|title| titled(title, &runs, sentences, lexicon))
            .map(|title| aliases::with_accents(&title, &persons));
        persons.extend(subject.clone().map(|person| (person, 1)));
        let mut canonical = aliases::canonical(&persons, subject.as_deref());
        for full in canonical.values_mut() {
            if let Some(usual) = lexicon.respelled(full) {
                *full = usual.to_owned();
            }
        }
        let mut surnames = aliases::surnames(&canonical);
        let main = subject.map(|subject| canonical.get(&subject).cloned().unwrap_or(subject));
        // In a biography the bare surname is the person it is about, whoever else bears it.
        for name in main.iter().filter_map(|person| surname(person)) {
            let only = BTreeSet::from([main.clone().unwrap_or_default()]);
            surnames.insert(name.to_owned(), only.clone());
            surnames.insert(fold(name), only);
        }
        add_known(&mut surnames, sentences, &runs, lexicon);
        let mut names = Names {
            by_sentence: vec![Vec::new(); sentences.len()],
            main: main.clone(),
            ..Names::default()
        };
        let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
        for run in runs.iter().filter(|run| run.end == run.start + 1) {
            *alone.entry(sentences[run.sentence][run.start].text).or_default() += 1;
        }
        for run in &runs {
            let words = &sentences[run.sentence];
            let known = Known {
                canonical: &canonical,
                surnames: &surnames,
                titles,
                main: main.as_deref(),
                votes: &votes,
                alone: &alone,
            };
            if let Some(mut mention) = mention(words, run, &known, lexicon) {
                if let Some(main) = main
                    .as_ref()
                    .filter(|main| is_in_capitals_before(&mention.full, main))
                {
                    mention.full.clone_from(main);
                }
                let called = votes.nouns(&mention.full);
                if !called.is_empty() {
                    names.called.insert(mention.full.clone(), called.to_vec());
                }
                names.by_sentence[run.sentence].push(mention);
            }
        }
        names.count(titles, lexicon);
        names.sexes = sexes::sexes(&names, sentences, lexicon);
        names
    }

    fn count(&mut self, titles: &[&str], lexicon: &Lexicon) {
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in self.by_sentence.iter().flatten() {
            if mention.kind == NameKind::Person && !mention.is_ambiguous {
                *self.persons.entry(mention.full.clone()).or_default() += 1;
            }
            let of_people = (mention.kind == NameKind::People)
                .then(|| lexicon.country_of_adjective(&mention.full))
                .flatten();
            if let Some(country) = lexicon.country(&mention.full).or(of_people) {
                *countries.entry(country.name).or_default() += 1;
            }
        }
        let mut counts: Vec<(usize, &str)> = countries.iter().map(|(name, count)| (*count, *name)).collect();
        counts.sort_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
        let rival = counts.get(1).map_or(0, |(count, _)| *count);
        self.country = counts
            .first()
            .filter(|(count, name)| {
                *count >= 4
                    && *count * 2 >= rival * 3
                    && (titles.iter().any(|title| title.contains(*name)) || self.is_early(name, lexicon))
            })
            .map(|(_, name)| (*name).to_owned());
        self.main = self.main.take().or_else(|| self.main_person());
    }
}

/// "OTTO EMIL Lund Velk" of the page on Lund Velk: the other given names, in the capitals of an opening.
fn is_in_capitals_before(full: &str, main: &str) -> bool {
    full.strip_suffix(main)
        .filter(|before| before.ends_with(' '))
        .is_some_and(|before| {
            before.trim_end().chars().count() > 2 && !before.chars().any(char::is_lowercase)
        })
}

impl Names {
    /// Whether a country is named in the first sentences, so that the document is on it.
    fn is_early(&self, country: &str, lexicon: &Lexicon) -> bool {
        self.by_sentence.iter().take(4).flatten().any(|mention| {
            let named = lexicon
                .country(&mention.full)
                .or_else(|| lexicon.country_of_adjective(&mention.full));
            mention.full.contains(country) || named.is_some_and(|named| named.name == country)
        })
    }

    fn main_person(&self) -> Option<String> {
        let (person, count) = self.persons.iter().max_by_key(|(_, count)| **count)?;
        let rival = self
            .persons
            .iter()
            .filter(|(other, _)| *other != person)
            .map(|(_, count)| *count)
            .max();
        let total: usize = self.persons.values().sum();
        (*count >= 5 && *count >= rival.unwrap_or(0) * 3 && *count * 10 >= total * 7).then(|| person.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{NameKind, Names};
    use crate::language::words;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// The names of a text on the things called by `titles`.
    pub(super) fn read_names(text: &str, titles: &[&str]) -> Names {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let mut sentences: Vec<_> = document
            .sentences
            .iter()
            .map(|sentence| words(&document, sentence))
            .collect();
        Names::read(&document, &mut sentences, titles, Lexicon::shipped())
    }

    pub(super) fn names(text: &str) -> Vec<(String, NameKind)> {
        read_names(text, &[])
            .by_sentence
            .into_iter()
            .flatten()
            .map(|mention| (mention.full, mention.kind))
            .collect()
    }

    #[test]
    fn a_surname_alone_is_the_full_name() {
        let found = names("The poet Sarina Velk was born in Berdi. In 1911 Velk moved to Moscow.");
        assert_eq!(found[0], ("Sarina Velk".to_owned(), NameKind::Person));
        assert_eq!(found[2], ("Sarina Velk".to_owned(), NameKind::Person));
        assert_eq!(found[3].1, NameKind::City);
    }

    #[test]
    fn what_a_surname_does_makes_a_person_of_the_full_name() {
        let found = names("The film was made by Sarna Velkov in Berdi. Velkov died in 1911.");
        assert_eq!(found[0], ("Sarna Velkov".to_owned(), NameKind::Person));
        assert_eq!(found[2], ("Sarna Velkov".to_owned(), NameKind::Person));
        let open = names("The film was made by Sarna Velkov in Berdi. Velkov opened in 1911.");
        assert_eq!(open[0].1, NameKind::Other);
    }

    #[test]
    fn a_town_and_the_thing_a_text_is_on_are_no_surnames() {
        let open = |title: &str, text: &str| {
            let found = read_names(text, &[title]);
            let last = found.by_sentence.last().unwrap().iter();
            last.filter(|mention| mention.full == "Sarina Velkster")
                .any(|mention| mention.is_ambiguous)
        };
        let first = "The poet Sarina Velkster was born in Berdi.";
        let told = format!("{first} In 1911 Velkster merged with the mill.");
        assert!(open("Velkster", &told));
        assert!(open("Velkster, Finland", &told));
        assert!(!open("Mills", &told));
        assert!(open(
            "Mills",
            &format!("{first} In 1911 the Barony of Velkster was granted to him.")
        ));
        assert!(!open(
            "Mills",
            &format!("{first} In 1911 the mills of Velkster were sold.")
        ));
    }

    #[test]
    fn small_words_join_the_parts_of_a_town() {
        let found = names("He was born in Sarnvelk de las Lundas in the north.");
        assert_eq!(found[0].0, "Sarnvelk de las Lundas");
        assert_eq!(
            names("He was born in Sarnvelk de Lundas in the north.")[0].0,
            "Sarnvelk de Lundas"
        );
    }

    #[test]
    fn letters_that_describe_stay_letters() {
        assert_eq!(names("The mill was bought by US retailers in 1911.")[0].0, "US");
        assert_eq!(
            names("The mill was bought by the US in 1911.")[0].0,
            "United States"
        );
    }

    #[test]
    fn bodies_keep_their_of() {
        let found = names("He worked at the Ministry of Culture and Sport of Kazakhstan for long.");
        assert_eq!(
            found,
            [(
                "Ministry of Culture and Sport of Kazakhstan".to_owned(),
                NameKind::Organisation
            )]
        );
    }

    #[test]
    fn a_name_in_capitals_is_written_as_in_the_title() {
        let document = read("a.txt", b"VELK TARN lies near the town of Berdi.").unwrap();
        let mut sentences: Vec<_> = document
            .sentences
            .iter()
            .map(|sentence| words(&document, sentence))
            .collect();
        let found = Names::read(
            &document,
            &mut sentences,
            &["Velk Tarn, Berdi"],
            Lexicon::shipped(),
        );
        assert_eq!(found.by_sentence[0][0].full, "Velk Tarn");
        assert_eq!(names("The VELK TARN lies near.")[0].0, "VELK TARN");
    }

    #[test]
    fn given_names_in_the_capitals_of_an_opening_go() {
        use super::is_in_capitals_before;
        assert!(is_in_capitals_before("OTTO EMIL Ann Velk", "Ann Velk"));
        for other in ["Otto Ann Velk", "Ann Velk", "J. Ann Velk"] {
            assert!(!is_in_capitals_before(other, "Ann Velk"), "{other}");
        }
    }

    #[test]
    fn what_only_persons_do_tells_a_person() {
        for told in [
            "Sarnai Velkhan resigned in Berdi.",
            "Sarnai Velkhan became the new chairman there.",
            "Sarnai Velkhan, election manager of Berdi, came there.",
        ] {
            assert_eq!(names(told)[0].1, NameKind::Person, "{told}");
        }
        assert_eq!(names("Sarnai Velkhan became larger there.")[0].1, NameKind::Other);
    }

    fn main(title: &str, text: &str) -> Option<String> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let mut sentences: Vec<_> = document
            .sentences
            .iter()
            .map(|sentence| words(&document, sentence))
            .collect();
        Names::read(&document, &mut sentences, &[title], Lexicon::shipped()).main
    }

    #[test]
    fn an_opening_that_calls_the_title_a_person_makes_a_biography() {
        let told = "Sarnai Berdievna Velkhan (born in Karsu) is a chemist. In 1911 she left.";
        assert_eq!(main("Sarnai Velkhan", told).as_deref(), Some("Sarnai Velkhan"));
        assert_eq!(
            main("Sarnai Velkhan", "Sarnai Velkhan is a lake. It froze."),
            None
        );
    }

    #[test]
    fn the_title_of_a_biography_may_have_more_than_names() {
        let told = "Sarnai Berdi Velkhan was a chemist. Velkhan left in 1911. In 1913 Velkhan died. Later Velkhan slept.";
        for (title, person) in [
            ("Sarnai Velkhan (chemist)", "Sarnai Velkhan"),
            ("Sarnai B. Velkhan", "Sarnai B. Velkhan"),
            ("Sarn van Velkhan Jr.", "Sarn van Velkhan Jr."),
        ] {
            assert_eq!(main(title, told).as_deref(), Some(person), "{title}");
        }
        let king = "Sarno II Velkhan, known as Sarno of Berdi, was a king. He came in 1911. In 1913 he died. Later his son left.";
        assert_eq!(main("Sarno of Berdi", king).as_deref(), Some("Sarno of Berdi"));
        let alone = "Sarnovelk was a chemist. He came in 1911. In 1913 he died. Later his son left.";
        assert_eq!(main("Sarnovelk", alone).as_deref(), Some("Sarnovelk"));
        assert_eq!(
            main(
                "Sarnovelk",
                "Sarnovelk was a lake. He came. He died. His son left."
            ),
            None
        );
        assert_eq!(main("Velkhan (lake)", &told.replace("chemist", "lake")), None);
        assert_eq!(main("List of Sarnai Velkhan", told), None);
    }

    #[test]
    fn a_widely_known_name_alone_is_the_full_name() {
        let found = names("In 1911 the leader met Lenin in Berdi.");
        assert_eq!(found[0], ("Vladimir Lenin".to_owned(), NameKind::Person));
        let own = names("The poet Ann Lenin died. In 1911 the leader met Lenin in Berdi.");
        assert_eq!(own[1].0, "Ann Lenin");
        let given = names("The poet Lenin Velkhan died. In 1911 the leader met Lenin in Berdi.");
        assert!(
            given.iter().all(|(name, _)| name != "Vladimir Lenin"),
            "{given:?}"
        );
    }

    #[test]
    fn a_given_name_is_that_of_a_person_the_text_often_calls_so() {
        let once = names("The poet Anna Lund lives in Berdi. Anna came in 1911.");
        let told = "Anna came in 1911. In 1913 Anna left. Later Anna wrote. In 1915 Anna died. ";
        let often = names(&format!("The poet Anna Lund lives in Berdi. {told}"));
        let calls =
            |found: &[(String, NameKind)]| found.iter().filter(|(name, _)| name == "Anna Lund").count();
        assert!(calls(&often) > 3, "{often:?}");
        assert!(calls(&once) < 4, "{once:?}");
    }

    #[test]
    fn a_known_name_with_a_slip_is_put_right() {
        let found = names("The leader Winston Churchil came to Berdi. Later Churchil left.");
        assert_eq!(found[0].0, "Winston Churchill");
        assert_eq!(found[2].0, "Winston Churchill");
    }

    #[test]
    fn months_are_no_names() {
        assert_eq!(names("The council met there in June and on Monday."), []);
    }
}
