//! The facts of a deck, ready to be asked which of them answer a stem.
//!
//! Facts are compared as a reader compares them: by the words of their
//! statements, with the same roots counted as the same word. A fact answers a
//! stem when nothing the stem says speaks against it. Nothing here judges an item.

use std::borrow::Cow;

use crate::facts::Assertion;
use crate::facts::statement;
use crate::items::Fact;
use crate::items::FactId;
use crate::items::PartialDate;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::SAME_BEGIN;
use crate::items::anatomy::Value;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::Word;
use crate::items::anatomy::is_same_root;
use crate::items::anatomy::lower_case;
use crate::items::anatomy::read_value;
use crate::items::anatomy::root;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;
use crate::lexicon::lookup::Lookup;

/// A fact with its parts folded and the roots of its words.
#[derive(Debug)]
pub struct Known<'a> {
    /// The fact itself.
    pub fact: &'a Fact,
    /// Folded.
    pub subject: String,
    /// Folded.
    pub relation: String,
    /// Folded, as it would be asked.
    pub object: String,
    /// Places of its roots among those of all facts, sorted.
    roots: Vec<usize>,
}

/// Which part of a fact a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// `Who leads Ulu?`
    Object,
    /// `Which party does Dina Ospanova lead?`
    Subject,
}

impl<'a> Known<'a> {
    /// Whether the fact says one of these forms of a word.
    fn says(&self, forms: &[usize]) -> bool {
        forms.iter().any(|form| self.roots.binary_search(form).is_ok())
    }

    /// Which part of the fact `item` asks for; `None` where the key is none of them.
    pub fn slot(&self, item: &Anatomy<'_>) -> Option<Slot> {
        let key = item.key()?;
        let is_part =
            |part: &str| !part.is_empty() && (part == key.folded || part.ends_with(key.folded.as_str()));
        if is_part(&self.object)
            || key.value.kind.is_date() && is_same_answer(key.text, &shown(&self.fact.object))
        {
            return Some(Slot::Object);
        }
        is_part(&self.subject).then_some(Slot::Subject)
    }

    /// The part as it would be printed.
    pub fn part(&self, slot: Slot) -> Cow<'a, str> {
        match slot {
            Slot::Object => shown(&self.fact.object),
            Slot::Subject => Cow::Borrowed(self.fact.subject.as_str()),
        }
    }

    fn folded(&self, slot: Slot) -> &str {
        match slot {
            Slot::Object => &self.object,
            Slot::Subject => &self.subject,
        }
    }
}

/// The facts of a deck by id, by name and by the roots they say.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    all: Vec<Known<'a>>,
    by_id: Lookup<&'a str, usize>,
    by_name: Lookup<String, Vec<usize>>,
    /// Sorted by their texts, so that forms of one word stand near each other.
    roots: Vec<Root>,
    place_of_root: Lookup<String, usize>,
}

/// The root of a word that facts say.
#[derive(Debug, Default)]
struct Root {
    text: String,
    /// Places of the facts that say it, in order.
    said_by: Vec<usize>,
    /// Places of the roots that are forms of the same word, itself among them.
    forms: Vec<usize>,
}

impl<'a> Facts<'a> {
    /// Takes the facts apart.
    pub fn new(facts: &'a [Fact]) -> Self {
        let mut taking = Taking::default();
        let mut found = Facts::default();
        for (index, fact) in facts.iter().enumerate() {
            let known = taking.known(fact);
            *found.by_id.of(&fact.id.0) = index;
            for name in [&known.subject, &known.object] {
                match found.by_name.get_mut(name.as_str()) {
                    Some(places) => places.push(index),
                    None => found.by_name.of(name.clone()).push(index),
                }
            }
            found.all.push(known);
        }
        found.sort_roots(taking.roots);
        found
    }

    /// Sorts the roots, notes who says them, and which of them are forms of one word.
    fn sort_roots(&mut self, met: Vec<String>) {
        let mut order: Vec<usize> = (0..met.len()).collect();
        order.sort_unstable_by_key(|root| &met[*root]);
        let mut places = vec![0; met.len()];
        for (place, root) in order.iter().enumerate() {
            places[*root] = place;
        }
        let mut roots: Vec<Root> = Vec::with_capacity(met.len());
        roots.resize_with(met.len(), Root::default);
        for (text, place) in met.into_iter().zip(&places) {
            *self.place_of_root.of(text.clone()) = *place;
            roots[*place].text = text;
        }
        for (index, known) in self.all.iter_mut().enumerate() {
            known.roots.iter_mut().for_each(|root| *root = places[*root]);
            known.roots.sort_unstable();
            known
                .roots
                .iter()
                .for_each(|root| roots[*root].said_by.push(index));
        }
        self.roots = roots;
        for place in 0..self.roots.len() {
            self.roots[place].forms = self.forms_near(&self.roots[place].text);
        }
    }

    /// Places of the roots that are forms of the same word as `root`, which may be none of them.
    fn forms(&self, root: &str) -> Cow<'_, [usize]> {
        match self.place_of_root.get(root) {
            Some(place) => Cow::Borrowed(&self.roots[*place].forms),
            None => Cow::Owned(self.forms_near(root)),
        }
    }

    fn forms_near(&self, root: &str) -> Vec<usize> {
        if root.len() < SAME_BEGIN || root.starts_with(|letter: char| letter.is_ascii_digit()) {
            let place = self.roots.binary_search_by(|own| own.text.as_str().cmp(root));
            return place.into_iter().collect();
        }
        let begin = beginning(root);
        let from = self.roots.partition_point(|own| own.text.as_str() < begin);
        let near = self.roots.iter().enumerate().skip(from);
        near.take_while(|(_, own)| own.text.starts_with(begin))
            .filter(|(_, own)| is_same_root(&own.text, root))
            .map(|(place, _)| place)
            .collect()
    }

    /// Whether a fact of the deck says a form of this word, given as its root.
    pub fn says(&self, known: &Known<'_>, root: &str) -> bool {
        known.says(&self.forms(root))
    }

    /// Whether any fact of the deck does so.
    pub fn say(&self, root: &str) -> bool {
        !self.forms(root).is_empty()
    }

    /// The fact with this id.
    pub fn of(&self, id: &FactId) -> Option<&Known<'a>> {
        self.by_id.get(id.0.as_str()).map(|index| &self.all[*index])
    }

    /// All facts, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Known<'a>> {
        self.all.iter()
    }

    /// Facts whose subject or object folds to `name`.
    pub fn naming(&self, name: &str) -> impl Iterator<Item = &Known<'a>> {
        let places = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        places.iter().map(|index| &self.all[*index])
    }

    /// Answers that other facts give to the stem of `item`, each different from the key.
    pub fn other_answers(&self, item: &Anatomy<'_>) -> Vec<(&Known<'a>, Cow<'a, str>)> {
        let Some(own) = item.item.fact.as_ref().and_then(|id| self.of(id)) else {
            return Vec::new();
        };
        let Some(slot) = own.slot(item) else {
            return Vec::new();
        };
        let asked = Asked::new(item, self);
        let fixed = match slot {
            Slot::Object => &own.subject,
            Slot::Subject => &own.object,
        };
        let required = asked.required_by(own);
        let twins = self
            .naming_and_saying(fixed, &required)
            .filter(|rival| is_twin(own, rival, slot) && says_all(rival, &required));
        let wider = self
            .with_rarest(&asked)
            .filter(|rival| !is_twin(own, rival, slot) && asked.is_wholly_met(own, rival, &required));
        twins
            .chain(wider)
            .filter(|rival| !std::ptr::eq(*rival, own))
            .filter(|rival| {
                rival.fact.assertion == Assertion::Stated || rival.fact.assertion == own.fact.assertion
            })
            .map(|rival| (rival, rival.part(slot)))
            .filter(|(_, answer)| is_other_answer(item, answer))
            .collect()
    }

    /// Facts that name `name`, in order; of many of them those that say the rarest of `required`.
    fn naming_and_saying(&self, name: &str, required: &[&[usize]]) -> impl Iterator<Item = &Known<'a>> {
        let naming = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let rarest = (naming.len() > FEW)
            .then(|| required.iter().min_by_key(|forms| self.most_saying(forms)))
            .flatten();
        let places = match rarest {
            Some(forms) if self.most_saying(forms) < naming.len() => Cow::Owned(self.saying(forms)),
            _ => Cow::Borrowed(naming),
        };
        (0..places.len()).map(move |at| &self.all[places[at]])
    }

    /// How many facts say a form of a word, those that say several of its forms counted for each.
    fn most_saying(&self, forms: &[usize]) -> usize {
        forms.iter().map(|form| self.roots[*form].said_by.len()).sum()
    }

    /// Places of the facts that say a form of a word, in order.
    fn saying(&self, forms: &[usize]) -> Vec<usize> {
        let saying = forms.iter().flat_map(|form| &self.roots[*form].said_by);
        let mut places: Vec<usize> = saying.copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn with_rarest(&self, asked: &Asked<'_>) -> impl Iterator<Item = &Known<'a>> {
        let holders = asked.words.iter().filter_map(|word| self.roots.get(word.place?));
        let rarest = holders
            .map(|root| &root.said_by)
            .min_by_key(|said_by| said_by.len())
            .map_or(&[][..], Vec::as_slice);
        rarest.iter().map(|index| &self.all[*index])
    }
}

/// What is met while facts are taken apart. The same words come again and again, and each is read once.
#[derive(Default)]
struct Taking<'a> {
    /// Places of the words' roots; none for a function word.
    words: Lookup<String, Option<usize>>,
    roots: Vec<String>,
    place_of_root: Lookup<String, usize>,
    folded: Lookup<&'a str, String>,
}

impl<'a> Taking<'a> {
    fn known(&mut self, fact: &'a Fact) -> Known<'a> {
        let time = fact.time.map(statement::date).unwrap_or_default();
        let object = shown(&fact.object);
        let texts: [&str; 5] = [&fact.subject, &fact.relation, &fact.statement, &time, &object];
        let mut roots: Vec<usize> = Vec::new();
        for word in texts.into_iter().flat_map(words) {
            roots.extend(self.root(word));
        }
        roots.sort_unstable();
        roots.dedup();
        let mut folded = |text: &'a str| self.folded.known(text, || fold(text)).clone();
        Known {
            fact,
            subject: folded(&fact.subject),
            relation: folded(&fact.relation),
            object: fold(&object),
            roots,
        }
    }

    fn root(&mut self, word: &str) -> Option<usize> {
        if let Some(place) = self.words.get(word) {
            return *place;
        }
        let place = root_of(word).map(|root| {
            let place = *self.place_of_root.known(root.clone(), || self.roots.len());
            if place == self.roots.len() {
                self.roots.push(root);
            }
            place
        });
        *self.words.of(word.to_owned()) = place;
        place
    }
}

/// The words of a stem that a fact can meet or miss.
struct Asked<'f> {
    words: Vec<AskedWord<'f>>,
}

struct AskedWord<'f> {
    /// Place of its root among those of the facts, where one says just this.
    place: Option<usize>,
    forms: Cow<'f, [usize]>,
}

impl<'f> Asked<'f> {
    /// Words of the key say what is asked for, not of what.
    fn new(item: &Anatomy<'_>, facts: &'f Facts<'_>) -> Asked<'f> {
        const ASKING: Marks = Marks::FUNCTION.and(Marks::PERIOD);
        let worded = item.key().filter(|key| key.value.kind == ValueKind::Words);
        let key: Vec<String> = worded.map(|key| roots_of(key.text).collect()).unwrap_or_default();
        let spoken = item.stem.iter();
        let roots = spoken
            .filter(|word| !word.marks.has(ASKING) || word.marks.has(Marks::MONTH))
            .filter(|word| !ASKED_FOR.contains(&word.lower.as_ref()))
            .map(|word| word.root.as_str())
            .filter(|root| !root.is_empty() && !key.iter().any(|own| is_same_root(own, root)));
        let words = roots.map(|root| AskedWord {
            place: facts.place_of_root.get(root).copied(),
            forms: facts.forms(root),
        });
        Asked {
            words: words.collect(),
        }
    }

    /// The words that the stem takes from `own`: another fact has to say them all to answer it.
    fn required_by(&self, own: &Known<'_>) -> Vec<&[usize]> {
        let forms = self.words.iter().map(|word| word.forms.as_ref());
        forms.filter(|forms| own.says(forms)).collect()
    }

    /// Whether `rival`, a fact about another thing told by the same relation, does so too and shares more
    /// than one word.
    fn is_wholly_met(&self, own: &Known<'_>, rival: &Known<'_>, required: &[&[usize]]) -> bool {
        let shared = || self.words.iter().filter(|word| rival.says(&word.forms)).count();
        rival.relation == own.relation && says_all(rival, required) && shared() > 1
    }
}

fn says_all(rival: &Known<'_>, required: &[&[usize]]) -> bool {
    required.iter().all(|forms| rival.says(forms))
}

/// What the forms of a root begin with, cut between letters.
fn beginning(root: &str) -> &str {
    let end = (0..=SAME_BEGIN).rev().find(|end| root.is_char_boundary(*end));
    &root[..end.unwrap_or_default().min(root.len())]
}

/// Facts on one name that are looked at one by one.
const FEW: usize = 8;

/// Words that say what kind of answer is wanted.
#[rustfmt::skip]
const ASKED_FOR: &[&str] = &["date", "number", "share", "name", "person", "percentage", "called", "full", "official"];

/// Whether two facts tell the same relation of the same thing.
fn is_twin(own: &Known<'_>, rival: &Known<'_>, slot: Slot) -> bool {
    let fixed = match slot {
        Slot::Object => Slot::Subject,
        Slot::Subject => Slot::Object,
    };
    own.relation == rival.relation && own.folded(fixed) == rival.folded(fixed)
}

/// Whether `answer` is of the key's kind and neither the key nor accepted as it.
fn is_other_answer(item: &Anatomy<'_>, answer: &str) -> bool {
    let Some(key) = item.key() else { return false };
    let kind = |kind: ValueKind| if kind.is_date() { ValueKind::Year } else { kind };
    let given = Answer::new(answer);
    let mut accepted = item.item.accept.iter();
    kind(given.value.kind) == kind(key.value.kind)
        && !(is_same_text(&key.folded, &given.folded) || is_same_value(&key.value, &given.value))
        && !accepted.any(|known| Answer::new(known).is_same(&given))
}

/// An answer that is compared with several others.
pub struct Answer<'t> {
    folded: String,
    value: Value<'t>,
}

impl<'t> Answer<'t> {
    /// Takes an answer apart.
    pub fn new(text: &'t str) -> Self {
        Answer {
            folded: fold(text),
            value: read_value(text),
        }
    }

    /// The same as [`is_same_answer`].
    pub fn is_same(&self, other: &Answer<'_>) -> bool {
        is_same_text(&self.folded, &other.folded) || is_same_value(&self.value, &other.value)
    }
}

fn is_same_text(left: &str, right: &str) -> bool {
    left == right || left.len() > 3 && right.len() > 3 && (left.contains(right) || right.contains(left))
}

fn is_same_value(left: &Value<'_>, right: &Value<'_>) -> bool {
    left.kind == right.kind
        && !left.kind.is_date()
        && left.amount.is_some()
        && left.amount == right.amount
        && left.upper == right.upper
}

/// Whether two texts are one answer: the same name, number or time, one perhaps told more closely.
pub fn is_same_answer(one: &str, other: &str) -> bool {
    is_same_text(&fold(one), &fold(other)) || is_same_value(&read_value(one), &read_value(other))
}

/// The object of a fact as it would be printed: dates as we write them.
fn shown(object: &str) -> Cow<'_, str> {
    match object.parse::<PartialDate>() {
        Ok(date) => Cow::Owned(statement::date(date)),
        Err(_) => Cow::Borrowed(object),
    }
}

/// Roots of all words that are no function words, short ones too.
pub fn roots_of(text: &str) -> impl Iterator<Item = String> {
    words(text).filter_map(root_of)
}

/// The same of a word of a stem, whose root is mostly known.
pub fn root_in_stem<'w>(word: &'w Word<'_>) -> Option<Cow<'w, str>> {
    match word.root.is_empty() {
        true => root_of(word.text).map(Cow::Owned),
        false => (!Marks::of(&word.lower).has(Marks::FUNCTION)).then_some(Cow::Borrowed(&word.root)),
    }
}

/// The root of a word that is no function word.
fn root_of(word: &str) -> Option<String> {
    let root = (!is_function_word(word)).then(|| root(word))?;
    Some(root).filter(|root| !root.is_empty())
}

fn is_function_word(word: &str) -> bool {
    Marks::of(&lower_case(word)).has(Marks::FUNCTION)
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use super::is_same_answer;
    use crate::items::anatomy::Anatomy;
    use crate::items::lint::sample::{card, fact, on_fact};

    fn others(stem: &str, key: &str) -> Vec<String> {
        let mut facts = [
            fact("ulu", "Ulu party", "led by", "Dina Ospanova"),
            fact("adal", "Adal party", "led by", "Asan Berdi"),
            fact("ulu-later", "Ulu party", "led by", "Marat Keneev"),
        ];
        facts[0].time = "2018".parse().ok();
        facts[2].time = "2021".parse().ok();
        let item = on_fact("ulu", card(stem, key));
        let known = Facts::new(&facts);
        let found = known.other_answers(&Anatomy::new(&item));
        found.into_iter().map(|(_, answer)| answer.into_owned()).collect()
    }

    #[test]
    fn finds_facts_that_answer_the_stem_otherwise() {
        assert_eq!(
            others("Who led the Ulu party?", "Dina Ospanova"),
            ["Marat Keneev"]
        );
        assert_eq!(
            others("Who led the party?", "Dina Ospanova"),
            ["Marat Keneev", "Asan Berdi"]
        );
    }

    #[test]
    fn says_what_the_facts_say_in_any_form() {
        let facts = [
            fact("ulu", "Ulu party", "founded by", "Dina Ospanova"),
            fact("flood", "Aksu flood", "began in", "1911"),
        ];
        let known = Facts::new(&facts);
        let (ulu, flood) = (&known.all[0], &known.all[1]);
        assert!(known.says(ulu, "founder") && !known.says(flood, "founder"));
        assert!(known.says(flood, "1911") && !known.says(flood, "191"));
        assert!(known.say("ospanov") && known.say("ulu"));
        assert!(!known.say("u") && !known.say("1912") && !known.say(""));
    }

    #[test]
    fn leaves_facts_that_miss_a_word_of_the_stem_alone() {
        assert!(others("Who led the Ulu party in 2018?", "Dina Ospanova").is_empty());
        assert!(others("Who led the Ulu party as its founder?", "Marat Keneev").is_empty());
    }

    #[test]
    fn finds_them_among_many_facts_on_one_thing() {
        let mut facts: Vec<_> = (11..50)
            .map(|year| {
                let mut told = fact(
                    &format!("led-{year}"),
                    "Ulu party",
                    "led by",
                    &format!("Leader N{year}"),
                );
                told.statement = format!(
                    "In {} Leader N{year} led the Ulu party in Қызылорда.",
                    1950 + year
                );
                told
            })
            .collect();
        facts.push(fact("again", "Ulu party", "led by", "Marat Keneev"));
        facts[39].statement = "In 1977 Marat Keneev was leader of the Ulu party in Қызылордада.".to_owned();
        let known = Facts::new(&facts);
        let others = |stem: &str| {
            let item = on_fact("led-27", card(stem, "Leader N27"));
            let found = known.other_answers(&Anatomy::new(&item));
            found
                .into_iter()
                .map(|(_, answer)| answer.into_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            others("Who led the Ulu party in Қызылорда in 1977?"),
            ["Marat Keneev"]
        );
        assert_eq!(others("Who led the Ulu party in Қызылорда?").len(), 39);
        assert_eq!(others("Who was it?").len(), 39);
    }

    #[test]
    fn one_answer_can_be_written_in_many_ways() {
        for (one, other) in [
            ("May 1911", "3 May 1911"),
            ("7", "seven"),
            ("Tokayev", "Toqaev"),
            ("Lund", "Ann Lund"),
        ] {
            assert!(is_same_answer(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1911", "1912"),
            ("7", "8"),
            ("Ann Lund", "Otto Velk"),
            ("1", "12"),
        ] {
            assert!(!is_same_answer(one, other), "{one} {other}");
        }
    }
}
