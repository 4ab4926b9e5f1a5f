//! Which items contradict one another: the same question with another answer.
//!
//! A new version of a document gives new values for old questions, and two documents
//! may tell it differently. Both cannot be right, and the learner should choose;
//! nothing is decided here.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::facts::Fact;
use crate::facts::FactId;
use crate::items::Item;
use crate::items::Kind;

use super::super::Deck;
use super::super::same_option;
use super::is_asked;
use super::matching::answer;
use super::matching::plain;

/// The items of a deck that are studied or wait, by what they ask.
#[derive(Debug)]
pub struct Asked<'a> {
    deck: &'a Deck,
    facts: BTreeMap<&'a FactId, &'a Fact>,
    by_question: BTreeMap<String, Vec<Placed<'a>>>,
    /// The same by what their facts say: a person may have put the question in other words.
    by_claim: BTreeMap<String, Vec<Placed<'a>>>,
}

/// An item with its place in the deck.
type Placed<'a> = (usize, &'a Item);

impl<'a> Asked<'a> {
    /// Looks through a deck once, for all drafts that follow.
    pub fn in_deck(deck: &'a Deck) -> Asked<'a> {
        let mut asked = Asked {
            deck,
            facts: deck.facts.iter().map(|fact| (&fact.id, fact)).collect(),
            by_question: BTreeMap::new(),
            by_claim: BTreeMap::new(),
        };
        let items = deck.items.iter().enumerate();
        for (place, item) in items.filter(|(_, item)| is_asked(&item.status)) {
            let question = asked.by_question.entry(question(item));
            question.or_default().push((place, item));
            if let Some(claim) = asked.claim(item) {
                asked.by_claim.entry(claim).or_default().push((place, item));
            }
        }
        asked
    }

    /// Returns the items, accepted or drafts themselves, that `draft` contradicts, in deck order.
    ///
    /// The question is the same but for numbers, or what both facts say is but for the answer; so is the time it is
    /// asked of, and the answer is another one.
    pub fn contradicted_by(&self, draft: &Item) -> Vec<&'a Item> {
        let asked = self.by_question.get(&question(draft)).into_iter().flatten();
        let asked = asked.filter(|(_, item)| self.contradict(draft, item));
        let claim = self.claim(draft);
        let told = claim.and_then(|claim| self.by_claim.get(&claim));
        let told = told.into_iter().flatten();
        let told = told.filter(|(_, item)| answers_differ(draft, item) && self.facts_differ(draft, item));
        let found: BTreeMap<usize, &Item> = asked.chain(told).copied().collect();
        let others = found.into_values().filter(|item| item.id != draft.id);
        others.collect()
    }

    /// What the fact of an item says, without its answer and numbers; nothing where no words are left.
    fn claim(&self, item: &Item) -> Option<String> {
        let fact = self.fact(item)?;
        let statement = format!(" {} ", plain(&fact.statement));
        let answer = format!(" {} ", plain(&fact.object));
        let words = without_numbers(&statement.replacen(&answer, " ", 1));
        (!words.is_empty()).then(|| asks(item.kind, &words))
    }

    fn contradict(&self, draft: &Item, item: &Item) -> bool {
        contradict(draft, item) || (answers_differ(draft, item) && self.facts_differ(draft, item))
    }

    fn facts_differ(&self, draft: &Item, item: &Item) -> bool {
        let (Some(new), Some(old)) = (self.fact(draft), self.fact(item)) else {
            return false;
        };
        let is_of_one_thing = plain(&new.subject) == plain(&old.subject)
            && plain(&new.relation) == plain(&old.relation)
            && new.time == old.time
            && plain(&new.object) != plain(&old.object);
        is_of_one_thing || self.is_earlier(old, new)
    }

    fn fact(&self, item: &Item) -> Option<&'a Fact> {
        self.facts.get(item.fact.as_ref()?).copied()
    }

    /// Whether all that `old` rests on are other versions of what `new` rests on.
    fn is_earlier(&self, old: &Fact, new: &Fact) -> bool {
        let sources = |fact: &Fact| {
            let ids: Vec<String> = fact
                .evidence
                .iter()
                .filter_map(|one| one.source.clone())
                .collect();
            ids.iter()
                .filter_map(|id| self.deck.source(id))
                .collect::<Vec<_>>()
        };
        let (old, new) = (sources(old), sources(new));
        !old.is_empty()
            && old.iter().all(|old| {
                new.iter().any(|new| {
                    new.title == old.title && new.document.is_some() && new.document != old.document
                })
            })
    }
}

/// Whether two items ask the same and give answers of which not both can be right.
///
/// An answer that only says more closely what the other says contradicts nothing.
pub fn contradict(one: &Item, other: &Item) -> bool {
    one.kind == other.kind && plain(&one.stem) == plain(&other.stem) && answers_differ(one, other)
}

fn answers_differ(one: &Item, other: &Item) -> bool {
    // All lists to put in order or to match are asked in the same words; what they hold is in the lists.
    if matches!(one.kind, Some(Kind::Timeline | Kind::Matching)) {
        return false;
    }
    let (answer_of_one, answer_of_other) = (answer(one), answer(other));
    let have_answers = !answer_of_one.is_empty() && !answer_of_other.is_empty();
    have_answers
        && !is_right(&answer_of_one, other)
        && !is_right(&answer_of_other, one)
        && !is_closer(one, other)
        && !is_closer(other, one)
}

/// Whether the answer of `one` says more closely what that of `other` says: a whole name, the day of a month.
fn is_closer(one: &Item, other: &Item) -> bool {
    let (words, fewer) = (plain(&answer(one)), plain(&answer(other)));
    let has_number = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let is_date = one.kind == Some(Kind::When) && other.kind == one.kind;
    let words_of: BTreeSet<&str> = words.split(' ').collect();
    (is_date || !(has_number(&words) || has_number(&fewer)))
        && fewer.split(' ').all(|word| words_of.contains(word))
}

/// Whether `text` is an answer that counts as right.
fn is_right(text: &str, item: &Item) -> bool {
    let is = |other: &str| same_option(text, other) || plain(text) == plain(other);
    is(&answer(item)) || item.accept.iter().any(|accepted| is(accepted))
}

/// What an item asks: its kind and wording, where signs and capital letters do not count.
pub fn asks(kind: Option<Kind>, stem: &str) -> String {
    format!("{}|{}", kind.map_or("", Kind::slug), plain(stem))
}

/// What an item asks, without the numbers in it.
fn question(item: &Item) -> String {
    asks(item.kind, &without_numbers(&plain(&item.stem)))
}

fn without_numbers(plain: &str) -> String {
    let words = plain.split(' ');
    let words =
        words.filter(|word| !word.is_empty() && !word.contains(|letter: char| letter.is_ascii_digit()));
    words.collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::file::parse;
    use super::Asked;

    const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n\n\
        [[source]]\nid = \"new\"\ntitle = \"The bridge\"\ndocument = \"sha256:2\"\n\n\
        [[source]]\nid = \"old\"\ntitle = \"The bridge\"\ndocument = \"sha256:1\"\n\n";

    /// Two items with their facts, the first accepted, the second a draft.
    fn contradicts(old: (&str, &str, &str), new: (&str, &str, &str)) -> bool {
        let entry = |id: &str, (subject, stem, key): (&str, &str, &str), status: &str| {
            format!(
                "[[fact]]\nid = \"{id}\"\nsubject = \"{subject}\"\nrelation = \"lead\"\nobject = \"{key}\"\n\
                 evidence = [{{ source = \"{id}\" }}]\n\n[[item]]\nid = \"{id}\"\nfact = \"{id}\"\nkind = \"who\"\n\
                 stem = \"{stem}\"\nkey = \"{key}\"\nstatus = \"{status}\"\n\n"
            )
        };
        let text = format!(
            "{HEAD}{}{}",
            entry("old", old, "accepted"),
            entry("new", new, "draft")
        );
        let parsed = parse(Path::new("d.toml"), &text);
        assert_eq!(parsed.problems, []);
        let deck = parsed.deck.unwrap();
        let found = Asked::in_deck(&deck).contradicted_by(&deck.items[1]);
        found.iter().any(|item| item.id.0 == "old")
    }

    #[test]
    fn lists_asked_in_the_same_words_contradict_nothing() {
        let list = |id: &str, keys: &str| {
            format!(
                "[[item]]\nid = \"{id}\"\nkind = \"timeline\"\nstem = \"Put these events in order.\"\n\
                 keys = [{keys}]\n\n"
            )
        };
        let text = format!(
            "{HEAD}{}{}",
            list("one", "\"the mill\", \"the port\", \"the fair\""),
            list("other", "\"the bridge\", \"the school\", \"the road\"")
        );
        let parsed = parse(Path::new("d.toml"), &text);
        let deck = parsed.deck.unwrap();
        assert_eq!(deck.items.len(), 2);
        assert!(Asked::in_deck(&deck).contradicted_by(&deck.items[1]).is_empty());
    }

    #[test]
    fn another_answer_to_the_same_question_is_told() {
        assert!(contradicts(
            ("ABA", "Who leads the ABA?", "Dana"),
            ("ABA", "Who leads the ABA?", "Aida")
        ));
        // A new version of the document names another year and person.
        assert!(contradicts(
            ("Dana", "Who led it in 2008?", "Dana"),
            ("Aida", "Who led it in 2009?", "Aida")
        ));
    }

    #[test]
    fn an_answer_that_says_it_more_closely_contradicts_nothing() {
        let stem = "Who leads the ABA?";
        assert!(!contradicts(("ABA", stem, "Lund"), ("ABA", stem, "Ann Lund")));
        assert!(contradicts(
            ("ABA", stem, "Berdi Lund"),
            ("ABA", stem, "Ann Lund")
        ));
        // Members of a set are an answer in any order.
        assert!(!contradicts(
            ("ABA", stem, "Lund; Omarov"),
            ("ABA", stem, "Omarov; Lund")
        ));
        let stem = "Who has room for how many?";
        assert!(contradicts(("ABA", stem, "1500"), ("ABA", stem, "1500 million")));
    }

    #[test]
    fn the_same_answer_or_another_question_is_left_alone() {
        assert!(!contradicts(
            ("ABA", "Who leads the ABA?", "Dana"),
            ("ABA", "Who leads the ABA?", "dana ")
        ));
        assert!(!contradicts(
            ("ABA", "Who leads the ABA?", "Dana"),
            ("KCL", "Who leads the KCL?", "Aida")
        ));
    }
}
