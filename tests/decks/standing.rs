//! A new version of a document: cards whose sentences it still has stay, those of other sentences do not.

use suraq::decks::Deck;
use suraq::decks::merge::Merged;
use suraq::decks::merge::Version;
use suraq::decks::merge::Wording;
use suraq::decks::merge::merge_document;
use suraq::decks::merge::merge_version;
use suraq::items::Status;
use suraq::text::Span;

use super::merge::NOW;
use super::merge::empty;
use super::merge::quoted;

const BOATS: &str = "The lake has number of boats 40.";
const LENGTH: &str = "The lake has length in km 12.";

fn sentences(text: &str) -> Vec<Span> {
    let document = suraq::text::read("lake.txt", text.as_bytes()).unwrap();
    assert_eq!(document.text, text);
    document.sentences.iter().map(|sentence| sentence.span).collect()
}

/// What becomes of the accepted cards of [`quoted`] when its document is `text` now, and gives the boats alone.
fn with_boats_alone(text: &str) -> (Merged, Deck) {
    let first = merge_document(&empty(), None, &quoted("sha256:1"), NOW);
    let mut mine = first.deck;
    for item in &mut mine.items {
        item.status = Status::Accepted;
    }
    let mut later = quoted("sha256:2");
    later.facts.truncate(1);
    later.items.truncate(1);
    let wording = Wording {
        text,
        sentences: &sentences(text),
    };
    let version = Version {
        earlier: None,
        wording: Some(wording),
        with_deleted: false,
    };
    (
        merge_version(&mine, Some(&first.base), &later, version, NOW),
        later,
    )
}

#[test]
fn what_was_not_drawn_this_time_is_not_gone_while_its_sentence_stands() {
    let text = format!("A line more. {BOATS} {LENGTH}");
    let (merged, later) = with_boats_alone(&text);
    assert!(merged.changes.unsupported.is_empty());
    let length = &merged.deck.facts[1];
    assert!(!merged.deck.is_gone(length));
    let span = length.evidence[0].span.unwrap();
    assert_eq!(
        &text[span.start..span.end],
        LENGTH,
        "it is shown where it stands now"
    );
    assert_eq!(merged.deck.sources.len(), 1, "nothing rests on the earlier text");
    let wording = Wording {
        text: &text,
        sentences: &sentences(&text),
    };
    let version = Version {
        earlier: None,
        wording: Some(wording),
        with_deleted: false,
    };
    let again = merge_version(&merged.deck, Some(&merged.base), &later, version, NOW);
    assert_eq!(again.deck, merged.deck);
    let (merged, _) = with_boats_alone(BOATS);
    assert_eq!(merged.changes.unsupported, [merged.deck.items[1].id.clone()]);
    assert!(merged.deck.is_gone(&merged.deck.facts[1]));
    // What was gone and is said again is not gone any more and has no second source, whether it is drawn or not.
    let mut back = quoted("sha256:3");
    back.facts.truncate(1);
    back.items.truncate(1);
    let back = merge_version(&merged.deck, Some(&merged.base), &back, version, NOW);
    assert!(!back.deck.is_gone(&back.deck.facts[1]));
    assert_eq!(back.changes.seconded, []);
    let drawn = merge_version(
        &merged.deck,
        Some(&merged.base),
        &quoted("sha256:3"),
        version,
        NOW,
    );
    assert!(!drawn.deck.is_gone(&drawn.deck.facts[1]));
    assert_eq!(drawn.changes.seconded, []);
}

#[test]
fn a_sentence_that_stands_in_another_one_now_does_not_keep_its_card() {
    let bare = LENGTH.trim_end_matches('.');
    for later in [
        format!("It is not true what they said: {LENGTH}"),
        format!("Nobody believes them; {LENGTH}"),
        format!("{bare}.5 in the summer."),
    ] {
        let (merged, _) = with_boats_alone(&format!("{BOATS} {later}"));
        assert_eq!(
            merged.changes.unsupported,
            [merged.deck.items[1].id.clone()],
            "{later}"
        );
    }
    for later in [
        format!("\n\n- {LENGTH} Nobody doubts it."),
        format!("\n{LENGTH}"),
        format!("It is not true that they asked. {LENGTH}"),
    ] {
        let (merged, _) = with_boats_alone(&format!("{BOATS} {later}"));
        assert!(merged.changes.unsupported.is_empty(), "{later}");
    }
}

#[test]
fn a_sentence_that_says_another_thing_now_does_not_keep_its_card() {
    let first = merge_document(&empty(), None, &quoted("sha256:1"), NOW);
    let mut mine = first.deck;
    mine.items[1].status = Status::Accepted;
    let mut later = quoted("sha256:2");
    later.facts[1].object = "13".to_owned();
    later.facts[1].time = Some("2031".parse().unwrap());
    later.items[1].stem = "How long, in kilometres, was the lake in 2031?".to_owned();
    later.items[1].key = "13".to_owned();
    let text = format!("{BOATS} {LENGTH}");
    let wording = Wording {
        text: &text,
        sentences: &sentences(&text),
    };
    let version = Version {
        earlier: None,
        wording: Some(wording),
        with_deleted: false,
    };
    let merged = merge_version(&mine, Some(&first.base), &later, version, NOW);
    assert_eq!(merged.changes.unsupported, [mine.items[1].id.clone()]);
}
