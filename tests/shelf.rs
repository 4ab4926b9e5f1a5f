//! The shelf that is handed out: decks that hold together, and source documents that say what they are.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks;
use suraq::decks::Deck;
use suraq::decks::Direction;
use suraq::items::Kind;
use suraq::items::lint::Context;
use suraq::items::lint::Severity;
use suraq::items::lint::lint;
use suraq::items::lint::lint_all;
use suraq::text;

/// The files of `folder` that end in `extension`, by name; there must be some.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn shelf() -> Vec<(PathBuf, Deck)> {
    let read = |path: PathBuf| {
        let parsed = decks::read(&path).unwrap();
        assert_eq!(parsed.problems, [], "{}", path.display());
        (path, parsed.deck.unwrap())
    };
    files("decks", "toml").into_iter().map(read).collect()
}

#[test]
fn a_deck_is_named_like_its_file_and_says_what_it_holds() {
    for (path, deck) in shelf() {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        // A number in the name of the file gives the order of the decks; the id has none.
        let words: Vec<&str> = stem.split('-').collect();
        let is_order = |word: &&str| word.parse::<u8>().is_ok();
        let id: Vec<&str> = words.into_iter().filter(|word| !is_order(word)).collect();
        assert_eq!(deck.meta.id.to_string(), id.join("-"));
        let description = deck.meta.description.clone().unwrap_or_default();
        assert!(!deck.meta.title.is_empty() && !description.is_empty(), "{stem}");
        assert!(deck.meta.group.is_some(), "{stem}");
        // What a learner must know of the Latin script stands where it is read first.
        let warns = description.contains("Latin is produced by rule");
        assert_eq!(warns, !deck.terms.is_empty(), "{stem}");
    }
}

#[test]
fn every_shipped_fact_has_a_source_and_an_item() {
    for (_, deck) in shelf() {
        for fact in &deck.facts {
            assert!(!fact.evidence.is_empty(), "{}", fact.id);
            let asked = deck.items.iter().any(|item| item.fact.as_ref() == Some(&fact.id));
            assert!(asked, "{}", fact.id);
        }
        for term in &deck.terms {
            let known = |source: &String| deck.source(source).is_some();
            assert!(term.sources.iter().all(known), "{}", term.id);
        }
    }
}

#[test]
fn every_shipped_item_is_explained_and_a_cloze_leaves_the_key_out() {
    for (_, deck) in shelf() {
        for item in &deck.items {
            assert!(item.explanation.is_some(), "{}", item.id);
            assert!(item.distractors.len() >= 2, "{}", item.id);
            let cloze = item.kind == Some(Kind::Cloze);
            assert_eq!(
                item.stem.matches("____").count(),
                usize::from(cloze),
                "{}",
                item.id
            );
            assert!(!cloze || !item.stem.contains(&item.key), "{}", item.id);
        }
    }
}

#[test]
fn no_shipped_item_is_unfit_to_print() {
    let mut unfit = Vec::new();
    for (_, deck) in shelf() {
        let language = deck.meta.language.as_deref().unwrap_or("en");
        let context = Context::new(language, &deck.facts).titled(&deck.meta.title);
        for (index, finding) in lint_all(&deck.items, &context) {
            if finding.severity == Severity::Block {
                unfit.push(format!("{}: {}", deck.items[index].id, finding.message));
            }
        }
    }
    assert_eq!(unfit, Vec::<String>::new());
}

#[test]
fn no_shipped_card_warns_against_what_it_accepts() {
    let mut contradicting = Vec::new();
    for (_, deck) in shelf() {
        let context = Context::new("en", &deck.facts);
        let cards = deck
            .terms
            .iter()
            .flat_map(|term| Direction::ALL.map(|direction| term.card(direction, &deck.terms)));
        for item in deck.items.iter().cloned().chain(cards) {
            let found = lint(&item, &context);
            let warned = found.into_iter().filter(|finding| finding.check == "L45");
            contradicting.extend(warned.map(|finding| format!("{}: {}", item.id, finding.message)));
        }
    }
    assert_eq!(contradicting, Vec::<String>::new());
}

#[test]
fn a_question_that_does_not_ask_what_is_disputed_is_not_called_contested() {
    let contested = |deck: &Deck, id: &str| {
        let item = deck.items.iter().find(|item| item.id.0 == id)?;
        Some(item.contested)
    };
    let decks = shelf();
    let of = |id: &str| decks.iter().find_map(|(_, deck)| contested(deck, id));
    // Which khan died is agreed, in which year is not.
    assert_eq!(of("khanate-split-after-tauke"), Some(false));
    assert_eq!(of("baytaq-registered"), Some(false));
    assert_eq!(of("khanate-founding-year"), Some(true));
    assert_eq!(of("jeltoqsan-toll-loc"), Some(true));
}

#[test]
fn every_seed_is_read_with_title_publisher_and_date() {
    for path in files("seeds", "md") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&path).unwrap();
        let document = text::read(name, &bytes).unwrap();
        assert!(document.title.is_some(), "{name}");
        assert_eq!(document.publisher.as_deref(), Some("Suraq"), "{name}");
        assert!(document.date.is_some(), "{name}");
        assert_eq!(document.notices, [], "{name}");
        assert_eq!(document.articles.len(), 1, "{name}");
        assert!(document.text.contains("\nbased_on:\n"), "{name}");
        let words: usize = document
            .sentences
            .iter()
            .map(|sentence| document.sentence_text(sentence).split_whitespace().count())
            .sum();
        assert!((400..=900).contains(&words), "{name}: {words} words");
    }
}
