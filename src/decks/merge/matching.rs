//! Which entries of a deck are the ones that come new, when ids do not tell.
//!
//! Rounds, the surest first: what was merged before under this very wording,
//! the same fact, then like wording. Each entry is taken once, in deck order.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::VecDeque;

use crate::facts::Assertion;
use crate::facts::Fact;
use crate::items::Item;
use crate::items::Kind;

/// How alike two wordings must be to be the same one, 0 to 1.
/// Our own number: one word in six may differ.
const ALIKE: f64 = 0.85;

/// How many entries are compared by wording for one that comes new; bounds the time.
const COMPARED: usize = 40;

/// For each of theirs the place of ours that is the same fact.
pub(super) fn match_facts(
    theirs: &[Fact],
    mine: &[Fact],
    base: &[Fact],
    renewed: &BTreeSet<String>,
) -> Vec<Option<usize>> {
    let mut matching = Matching::new(theirs.len(), mine.len());
    let places: BTreeMap<&str, usize> = mine
        .iter()
        .enumerate()
        .map(|(at, fact)| (fact.id.0.as_str(), at))
        .collect();
    let merged = base
        .iter()
        .filter_map(|fact| Some((fact_key(fact), *places.get(fact.id.0.as_str())?)));
    matching.round(theirs.iter().map(fact_key), merged);
    matching.round(theirs.iter().map(fact_key), numbered(mine, fact_key));
    let near = |fact: &Fact| plain(&fact.object);
    matching.alike(theirs, mine, near, |their, mine| {
        standing(their) == standing(mine)
            && plain(&their.relation) == plain(&mine.relation)
            && reads_alike(&their.statement, &mine.statement)
    });
    // A document that changed may give another value for what it says of one thing.
    // What another document says as well is not changed by it.
    let from_renewed = |fact: &Fact| {
        let mut sources = fact
            .evidence
            .iter()
            .filter_map(|one| one.source.as_ref())
            .peekable();
        sources.peek().is_some() && sources.all(|source| renewed.contains(source))
    };
    matching.lone(
        theirs
            .iter()
            .map(|fact| from_renewed(fact).then(|| subject_key(fact))),
        mine.iter()
            .map(|fact| from_renewed(fact).then(|| subject_key(fact))),
    );
    matching.found
}

/// For each of theirs the place of ours that is the same question.
pub(super) fn match_items(theirs: &[Item], mine: &[Item], base: &[Item]) -> Vec<Option<usize>> {
    let mut matching = Matching::new(theirs.len(), mine.len());
    let places: BTreeMap<&str, usize> = mine
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id.0.as_str(), at))
        .collect();
    let merged = base
        .iter()
        .filter_map(|item| Some((item_key(item), *places.get(item.id.0.as_str())?)));
    matching.round(theirs.iter().map(item_key), merged);
    matching.round(theirs.iter().map(item_key), numbered(mine, item_key));
    // A statement to be judged is true one day and false the next: the fact tells it, not the wording.
    let judged = |item: &Item| (item.kind == Some(Kind::TrueFalse)).then(|| fact_and_kind(item));
    matching.lone(theirs.iter().map(judged), mine.iter().map(judged));
    matching.alike(theirs, mine, fact_and_kind, |their, mine| {
        plain(&answer(their)) == plain(&answer(mine)) || reads_alike(&their.stem, &mine.stem)
    });
    matching.alike(
        theirs,
        mine,
        |item| plain(&answer(item)),
        |their, mine| reads_alike(&their.stem, &mine.stem),
    );
    matching.found
}

fn numbered<T>(entries: &[T], key: impl Fn(&T) -> String) -> impl Iterator<Item = (String, usize)> {
    entries
        .iter()
        .enumerate()
        .map(move |(at, entry)| (key(entry), at))
}

fn fact_key(fact: &Fact) -> String {
    let time = fact.time.map(|time| time.to_string()).unwrap_or_default();
    let [subject, relation, object] = [&fact.subject, &fact.relation, &fact.object].map(|text| plain(text));
    format!("{subject}|{relation}|{object}|{time}|{}", standing(fact))
}

/// What is denied or planned is another fact than what is so.
fn standing(fact: &Fact) -> &'static str {
    match fact.assertion {
        Assertion::Denied => "denied",
        Assertion::Planned => "planned",
        _ => "",
    }
}

fn subject_key(fact: &Fact) -> String {
    let time = fact.time.map(|time| time.to_string()).unwrap_or_default();
    format!("{}|{}|{time}", plain(&fact.subject), plain(&fact.relation))
}

fn item_key(item: &Item) -> String {
    format!(
        "{}|{}|{}",
        fact_and_kind(item),
        plain(&item.stem),
        plain(&answer(item))
    )
}

/// The key of an item; of kinds that keep theirs in the detail, its keys or pairs in one line.
pub fn answer(item: &Item) -> String {
    if !item.key.is_empty() {
        return item.key.clone();
    }
    let pairs = item.detail.pairs.iter();
    let pairs = pairs.map(|(left, right)| format!("{left}: {right}"));
    let parts: Vec<String> = item.detail.keys.iter().cloned().chain(pairs).collect();
    parts.join("; ")
}

fn fact_and_kind(item: &Item) -> String {
    let fact = item.fact.as_ref().map_or("", |fact| fact.0.as_str());
    let kind = item.kind.map_or("", |kind| kind.slug());
    format!("{fact}|{kind}")
}

/// Letters and digits in lower case, with one space between words.
pub(super) fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// Whether two wordings differ in a few letters only, and in no number.
fn reads_alike(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one == other {
        return true;
    }
    let numbers = |text: &str| -> Vec<String> {
        text.split(' ')
            .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
            .map(str::to_owned)
            .collect()
    };
    let (letters, others) = (one.chars().count(), other.chars().count());
    let could = letters.min(others) as f64 >= ALIKE * letters.max(others) as f64;
    could && numbers(&one) == numbers(&other) && strsim::normalized_levenshtein(&one, &other) >= ALIKE
}

struct Matching {
    found: Vec<Option<usize>>,
    free: Vec<bool>,
}

impl Matching {
    fn new(theirs: usize, mine: usize) -> Self {
        Matching {
            found: vec![None; theirs],
            free: vec![true; mine],
        }
    }

    fn take(&mut self, their: usize, mine: usize) {
        self.found[their] = Some(mine);
        self.free[mine] = false;
    }

    /// Pairs entries with the same key.
    fn round(&mut self, theirs: impl Iterator<Item = String>, mine: impl Iterator<Item = (String, usize)>) {
        let mut places: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (key, at) in mine {
            places.entry(key).or_default().push_back(at);
        }
        for (their, key) in theirs.enumerate() {
            if self.found[their].is_some() {
                continue;
            }
            while let Some(at) = places.get_mut(&key).and_then(VecDeque::pop_front) {
                if self.free[at] {
                    self.take(their, at);
                    break;
                }
            }
        }
    }

    /// Pairs entries that share a drawer and are alike.
    fn alike<T>(
        &mut self,
        theirs: &[T],
        mine: &[T],
        drawer: impl Fn(&T) -> String,
        is_alike: impl Fn(&T, &T) -> bool,
    ) {
        let mut drawers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in mine.iter().enumerate().filter(|(at, _)| self.free[*at]) {
            drawers.entry(drawer(entry)).or_default().push(at);
        }
        for (their, entry) in theirs.iter().enumerate() {
            if self.found[their].is_some() {
                continue;
            }
            let Some(places) = drawers.get_mut(&drawer(entry)) else {
                continue;
            };
            let like = places
                .iter()
                .take(COMPARED)
                .position(|at| is_alike(entry, &mine[*at]));
            if let Some(like) = like {
                self.take(their, places.remove(like));
            }
        }
    }

    /// Pairs entries whose key only one on each side has.
    fn lone(
        &mut self,
        theirs: impl Iterator<Item = Option<String>>,
        mine: impl Iterator<Item = Option<String>>,
    ) {
        let mut sides: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, key) in theirs.enumerate() {
            if let Some(key) = key.filter(|_| self.found[at].is_none()) {
                sides.entry(key).or_default().0.push(at);
            }
        }
        for (at, key) in mine.enumerate() {
            if let Some(key) = key.filter(|_| self.free[at]) {
                sides.entry(key).or_default().1.push(at);
            }
        }
        for (theirs, mine) in sides.values() {
            if let ([their], [mine]) = (theirs.as_slice(), mine.as_slice()) {
                self.take(*their, *mine);
            }
        }
    }
}
