//! What a pupil missed as a file to take home: a deck for this program, or lines for Anki.

use std::collections::BTreeSet;

use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Meta;
use suraq::decks::write::write;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::quiz::Question;

use super::messages::Missed;

/// A file to take home.
pub struct File {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// Returns a deck to `import`.
pub fn for_suraq(missed: &Missed, code: &str) -> File {
    let mut ids = BTreeSet::new();
    let deck = Deck {
        meta: Meta {
            id: DeckId(format!("missed-{code}")),
            title: format!("{}: to learn", missed.title),
            ..Meta::default()
        },
        items: missed
            .questions
            .iter()
            .map(|(question, keys)| item(question, keys, &mut ids))
            .collect(),
        ..Deck::default()
    };
    File {
        name: format!("missed-{code}.toml"),
        text: write(&deck),
    }
}

fn item(question: &Question, keys: &[usize], ids: &mut BTreeSet<String>) -> Item {
    let options = question.options();
    let mut right = keys.iter().filter_map(|key| options.get(*key));
    let wrong = options.iter().enumerate().filter(|(at, _)| !keys.contains(at));
    let wrong: Vec<Distractor> = wrong
        .map(|(_, text)| Distractor {
            text: text.clone(),
            why: None,
        })
        .collect();
    let key = right.next().cloned().unwrap_or_default();
    // One wrong option is a choice of true and false.
    let (stem, distractors) = match wrong.len() {
        0 | 1 => (format!("True or false? {}", question.text), Vec::new()),
        _ => (question.text.clone(), wrong),
    };
    Item {
        id: ItemId(free(question, ids)),
        accept: right.cloned().collect(),
        distractors,
        explanation: explanation(question),
        ..Item::new(&stem, &key)
    }
}

/// The item's own name, told apart from that of another deck's.
fn free(question: &Question, ids: &mut BTreeSet<String>) -> String {
    let own = question.card.split_once('/').map_or("question", |(_, item)| item);
    let own = own.replace('/', "-");
    let numbered = (2..).map(|number| format!("{own}-{number}"));
    let mut names = std::iter::once(own.clone()).chain(numbered);
    let free = names.find(|name| !ids.contains(name)).unwrap_or(own);
    ids.insert(free.clone());
    free
}

fn explanation(question: &Question) -> Option<String> {
    let source = question.source.as_ref().map(|source| format!("Source: {source}"));
    let parts: Vec<String> = question.explanation.clone().into_iter().chain(source).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns lines that Anki imports as notes of two fields.
pub fn for_anki(missed: &Missed, code: &str) -> File {
    let mut text = "#separator:tab\n#html:false\n#columns:Front\tBack\n".to_owned();
    for (question, keys) in &missed.questions {
        let options = question.options();
        let right: Vec<&str> = keys
            .iter()
            .filter_map(|key| options.get(*key))
            .map(String::as_str)
            .collect();
        let back: Vec<String> = [right.join("; ")]
            .into_iter()
            .chain(explanation(question))
            .collect();
        text.push_str(&format!(
            "{}\t{}\n",
            field(&question.text),
            field(&back.join(" — "))
        ));
    }
    File {
        name: format!("missed-{code}.txt"),
        text,
    }
}

/// A field on one line, in quotes, so that nothing in it is taken for a sign of the format.
fn field(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    format!("\"{}\"", line.join(" ").replace('"', "\"\""))
}
