//! The facts of a deck, ready to be asked which of them answer a stem.
//!
//! Facts are compared as a reader compares them: by the words of their
//! statements, with the same roots counted as the same word. A fact answers a
//! stem when nothing the stem says speaks against it. Nothing here judges an item.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;

use crate::facts::Assertion;
use crate::facts::statement;
use crate::items::Fact;
use crate::items::FactId;
use crate::items::PartialDate;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::SAME_BEGIN;
use crate::items::anatomy::ValueKind;
use crate::items::anatomy::is_same_root;
use crate::items::anatomy::read_value;
use crate::items::anatomy::root;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words;

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
    roots: Vec<String>,
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
    fn new(fact: &'a Fact) -> Self {
        let time = fact.time.map(statement::date).unwrap_or_default();
        let object = shown(&fact.object);
        let texts = [
            &fact.subject,
            &fact.relation,
            &fact.statement,
            &time,
            object.as_ref(),
        ];
        let mut roots: Vec<String> = texts.into_iter().flat_map(roots_of).collect();
        roots.sort_unstable();
        roots.dedup();
        Known {
            fact,
            subject: fold(&fact.subject),
            relation: fold(&fact.relation),
            object: fold(&object),
            roots,
        }
    }

    /// Whether the fact says a form of this word, given as its root.
    pub fn says(&self, wanted: &str) -> bool {
        self.roots.iter().any(|own| is_same_root(own, wanted))
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

/// The facts of a deck by id and by name.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    all: Vec<Known<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_root: BTreeMap<String, Vec<usize>>,
}

impl<'a> Facts<'a> {
    /// Takes the facts apart.
    pub fn new(facts: &'a [Fact]) -> Self {
        let mut found = Facts::default();
        for (index, fact) in facts.iter().enumerate() {
            let known = Known::new(fact);
            found.by_id.insert(&fact.id.0, index);
            for name in [&known.subject, &known.object] {
                found.by_name.entry(name.clone()).or_default().push(index);
            }
            for root in &known.roots {
                found.by_root.entry(root.clone()).or_default().push(index);
            }
            found.all.push(known);
        }
        found
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
        let asked = Asked::new(item);
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
    fn naming_and_saying(&self, name: &str, required: &[&str]) -> impl Iterator<Item = &Known<'a>> {
        let naming = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let rarest = (naming.len() > FEW)
            .then(|| required.iter().min_by_key(|root| self.most_saying(root)))
            .flatten();
        let places = match rarest {
            Some(root) if self.most_saying(root) < naming.len() => Cow::Owned(self.saying(root)),
            _ => Cow::Borrowed(naming),
        };
        (0..places.len()).map(move |at| &self.all[places[at]])
    }

    /// How many facts say a form of `root`, those that say several of its forms counted for each.
    fn most_saying(&self, root: &str) -> usize {
        self.of_forms(root).map(Vec::len).sum()
    }

    /// Places of the facts that say a form of `root`, in order.
    fn saying(&self, root: &str) -> Vec<usize> {
        let mut places: Vec<usize> = self.of_forms(root).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Places of the facts that say it, for each form of `root`.
    fn of_forms(&self, root: &str) -> impl Iterator<Item = &Vec<usize>> {
        let begin = beginning(root);
        self.by_root
            .range::<str, _>((Bound::Included(begin), Bound::Unbounded))
            .take_while(move |(own, _)| own.starts_with(begin))
            .filter(move |(own, _)| is_same_root(own, root))
            .map(|(_, places)| places)
    }

    fn with_rarest(&self, asked: &Asked) -> impl Iterator<Item = &Known<'a>> {
        let holders = asked.roots.iter().filter_map(|root| self.by_root.get(root));
        let rarest = holders
            .min_by_key(|of_root| of_root.len())
            .map_or(&[][..], Vec::as_slice);
        rarest.iter().map(|index| &self.all[*index])
    }
}

/// The words of a stem that a fact can meet or miss.
struct Asked {
    roots: Vec<String>,
}

impl Asked {
    /// Words of the key say what is asked for, not of what.
    fn new(item: &Anatomy<'_>) -> Asked {
        const ASKING: Marks = Marks::FUNCTION.and(Marks::PERIOD);
        let worded = item.key().filter(|key| key.value.kind == ValueKind::Words);
        let key: Vec<String> = worded.map(|key| roots_of(key.text).collect()).unwrap_or_default();
        let spoken = item.stem.iter();
        let roots = spoken
            .filter(|word| !word.marks.has(ASKING) || word.marks.has(Marks::MONTH))
            .filter(|word| !ASKED_FOR.contains(&word.lower.as_ref()))
            .map(|word| root(word.text))
            .filter(|root| !root.is_empty() && !key.iter().any(|own| is_same_root(own, root)));
        Asked {
            roots: roots.collect(),
        }
    }

    /// The words that the stem takes from `own`: another fact has to say them all to answer it.
    fn required_by(&self, own: &Known<'_>) -> Vec<&str> {
        let roots = self.roots.iter().map(String::as_str);
        roots.filter(|root| own.says(root)).collect()
    }

    /// Whether `rival`, a fact about another thing told by the same relation, does so too and shares more
    /// than one word.
    fn is_wholly_met(&self, own: &Known<'_>, rival: &Known<'_>, required: &[&str]) -> bool {
        let shared = || self.roots.iter().filter(|root| rival.says(root)).count();
        rival.relation == own.relation && says_all(rival, required) && shared() > 1
    }
}

fn says_all(rival: &Known<'_>, required: &[&str]) -> bool {
    required.iter().all(|root| rival.says(root))
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
    let accepted = item.item.accept.iter().map(String::as_str);
    let kind = |kind: ValueKind| if kind.is_date() { ValueKind::Year } else { kind };
    kind(read_value(answer).kind) == kind(key.value.kind)
        && !accepted
            .chain([key.text])
            .any(|known| is_same_answer(known, answer))
}

/// Whether two texts are one answer: the same name, number or time, one perhaps told more closely.
pub fn is_same_answer(one: &str, other: &str) -> bool {
    let (left, right) = (fold(one), fold(other));
    if left == right || left.len() > 3 && right.len() > 3 && (left.contains(&right) || right.contains(&left))
    {
        return true;
    }
    let (left, right) = (read_value(one), read_value(other));
    left.kind == right.kind
        && !left.kind.is_date()
        && left.amount.is_some()
        && left.amount == right.amount
        && left.upper == right.upper
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
    words(text)
        .filter(|word| !Marks::of(&word.to_lowercase()).has(Marks::FUNCTION))
        .map(root)
        .filter(|root| !root.is_empty())
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
