//! Queries: which cards they find, and how a mistake is shown.

use suraq::decks::CardId;
use suraq::decks::DeckId;
use suraq::decks::Direction;
use suraq::decks::Forms;
use suraq::decks::Row;
use suraq::decks::Script;
use suraq::decks::State;
use suraq::decks::Term;
use suraq::decks::query::Candidate;
use suraq::decks::query::Learning;
use suraq::decks::query::Query;
use suraq::decks::query::Rated;
use suraq::decks::query::Stage;
use suraq::items::ItemId;
use suraq::items::Kind;

use crate::golden;

struct Card {
    row: Row,
    title: &'static str,
    learning: Learning,
}

fn card(deck: &str, title: &'static str, id: &str, stem: &str, tags: &[&str]) -> Card {
    Card {
        row: Row {
            deck: DeckId(deck.to_owned()),
            item: ItemId(id.to_owned()),
            is_term: false,
            kind: None,
            state: State::Accepted,
            as_of: None,
            contested: false,
            gone: false,
            importance: 2,
            fact: None,
            stem: stem.to_owned(),
            key: String::new(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            sources: Vec::new(),
        },
        title,
        learning: Learning::default(),
    }
}

fn cards() -> Vec<Card> {
    let mut oak = card(
        "garden",
        "The garden",
        "oak",
        "Which tree stands by the gate?",
        &["plants::trees"],
    );
    oak.row.tags.push("trees".to_owned());
    oak.learning = Learning {
        stage: Stage::Review,
        is_due: true,
        is_leech: true,
        reps: 20,
        lapses: 9,
        stability_days: Some(31.5),
        retrievability: Some(0.7),
        due_in_days: Some(-3),
        interval_days: Some(40),
        added_days_ago: Some(60),
        edited_days_ago: Some(1),
        rated: vec![Rated {
            days_ago: 2,
            rating: 1,
        }],
        ..Learning::default()
    };
    let mut rose = card(
        "garden",
        "The garden",
        "rose",
        "Which flower grows on the wall?",
        &["plants"],
    );
    rose.learning = Learning {
        stage: Stage::Learn,
        is_flagged: true,
        is_buried: true,
        reps: 1,
        retrievability: Some(0.95),
        due_in_days: Some(1),
        added_days_ago: Some(6),
        rated: vec![Rated {
            days_ago: 0,
            rating: 3,
        }],
        ..Learning::default()
    };
    let mut ferry = card(
        "lake",
        "The lake",
        "ferry",
        "How many seats has the small ferry?",
        &["boats"],
    );
    ferry.row.kind = Some(Kind::HowMany);
    ferry.row.contested = true;
    ferry.row.importance = 3;
    ferry.row.sources = vec!["harbour-news".to_owned()];
    ferry.learning.is_suspended = true;
    let mut draft = card("lake", "The lake", "reed", "What grows on the shore?", &[]);
    draft.row.state = State::Draft;
    vec![oak, rose, ferry, draft]
}

fn show(line: &str) -> String {
    let query = match Query::parse(line) {
        Ok(query) => query,
        Err(error) => return format!("{}\n{error}", error.caret()),
    };
    let found: Vec<String> = cards()
        .iter()
        .filter(|card| {
            let id = CardId::new(card.row.deck.clone(), card.row.item.clone());
            query.matches(&Candidate {
                card: &id,
                row: &card.row,
                sides: None,
                forms: &Forms::default(),
                deck_title: card.title,
                deck_group: "Places",
                source_titles: if card.row.sources.is_empty() {
                    &[]
                } else {
                    &["The ferry has a new deck"]
                },
                today: "2031-05-06".parse().unwrap(),
                learning: &card.learning,
            })
        })
        .map(|card| card.row.item.0.clone())
        .collect();
    format!("{line} → {}", found.join(" ")).trim().to_owned()
}

#[test]
fn queries_find_what_they_name() {
    golden::check("decks/queries", |input| {
        let lines: Vec<String> = if input.is_empty() {
            vec![show("")]
        } else {
            input.lines().map(show).collect()
        };
        lines.join("\n") + "\n"
    });
}

/// The directions of a word's cards that a query finds.
fn directions(line: &str) -> Vec<&'static str> {
    let term = Term {
        id: ItemId("akim".to_owned()),
        en: "akim (head of a region)".to_owned(),
        kk_cyrl: "жергілікті әкім".to_owned(),
        kk_latn: Some("jergılıktı äkım".to_owned()),
        definition: Some("a person who leads a region".to_owned()),
        ..Term::default()
    };
    let mut word = card(
        "words",
        "Words",
        "akim",
        "akim (head of a region): a person who leads a region",
        &[],
    );
    word.row.is_term = true;
    word.row.key = "жергілікті әкім jergılıktı äkım".to_owned();
    let query = Query::parse(line).unwrap();
    let found = Direction::ALL.into_iter().filter(|direction| {
        let id = CardId {
            direction: Some(*direction),
            ..CardId::new(word.row.deck.clone(), word.row.item.clone())
        };
        query.matches(&Candidate {
            card: &id,
            row: &word.row,
            sides: Some(&term.sides(*direction, Script::Cyrillic)),
            forms: &Forms::default(),
            deck_title: "Words",
            deck_group: "",
            source_titles: &[],
            today: "2031-05-06".parse().unwrap(),
            learning: &word.learning,
        })
    });
    found.map(|direction| direction.slug()).collect()
}

#[test]
fn the_sides_of_a_word_are_those_of_the_direction_in_which_it_is_asked() {
    for (line, found) in [
        ("back:\"жергілікті әкім\"", &["en-kk"][..]),
        ("back:\"jergılıktı äkım\"", &["en-kk"]),
        ("back:*äkım", &["en-kk"]),
        ("back:\"жергілікті әкім jergılıktı äkım\"", &[]),
        ("back:\"akim (head of a region)\"", &["kk-en"]),
        ("back:akim", &["kk-en"]),
        ("back:әкім", &[]),
        ("front:akim", &["en-kk"]),
        ("front:*region*", &["en-kk"]),
        (
            "front:\"What is the Kazakh for “akim (head of a region)”?\"",
            &["en-kk"],
        ),
        ("front:\"жергілікті әкім\"", &["kk-en"]),
        ("front:\"jergılıktı äkım\"", &["kk-en"]),
        ("front:*mean*", &["kk-en"]),
        ("-back:akim", &["en-kk"]),
        ("w:äkım", &["kk-en", "en-kk"]),
        ("w:\"жерг* әк*\"", &["kk-en", "en-kk"]),
        ("w:\"әкім jergılıktı\"", &[]),
        ("w:\"leads a reg*\"", &["kk-en", "en-kk"]),
        ("w:Kazakh", &["en-kk"]),
        ("äkı", &["kk-en", "en-kk"]),
    ] {
        assert_eq!(directions(line), found, "{line}");
    }
}

#[test]
fn drafts_are_meant_only_where_they_are_named() {
    let query = Query::parse("deck:lake or is:draft").unwrap();
    assert!(query.names_state(State::Draft) && query.names_state(State::Accepted));
    assert!(!query.names_state(State::Retired));
    assert!(!query.needs_learning());
    assert!(Query::parse("-(tag:a is:due)").unwrap().needs_learning());
}

#[test]
fn a_card_named_by_its_id_is_meant_in_any_state() {
    let named = |text: &str| {
        let query = Query::parse(text).unwrap();
        let rows = cards().into_iter().filter(|card| query.names_row(&card.row));
        rows.map(|card| card.row.item.0).collect::<Vec<_>>()
    };
    assert_eq!(named("lake/reed"), ["reed"]);
    assert_eq!(named("id:reed or garden/rose"), ["rose", "reed"]);
    assert!(named("reed").is_empty() && named("lake/*").is_empty() && named("is:due").is_empty());
    assert_eq!(
        Query::parse("Lake/reed -a/b is:due").unwrap().card_ids(),
        ["lake/reed", "a/b"]
    );
}

#[test]
fn an_unknown_deck_is_pointed_at() {
    let query = Query::parse("is:new deck:gadren").unwrap();
    let error = query.check_decks(&["garden", "The garden"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no deck `gadren`; did you mean `garden`?"
    );
    assert!(error.caret().ends_with("\n       ^^^^^^^^^^^"));
    assert!(
        Query::parse("deck:gar*")
            .unwrap()
            .check_decks(&["garden"])
            .is_ok()
    );
    // A part of a title says which deck was meant, and so does a title in quotes, as Anki writes it.
    for (text, meant) in [("deck:wall", "Old walls"), ("\"deck:The gadren\"", "The garden")] {
        let error = Query::parse(text)
            .unwrap()
            .check_decks(&["garden", "The garden", "Old walls"])
            .unwrap_err();
        assert_eq!(error.nearest(), Some(meant), "{text}");
    }
    let levels = ["oron::lakes::deep"];
    assert!(
        Query::parse("deck:Oron::Lakes")
            .unwrap()
            .check_decks(&levels)
            .is_ok()
    );
    assert!(Query::parse("deck:lakes").unwrap().check_decks(&levels).is_err());
    let error = Query::parse("deck:filtered")
        .unwrap()
        .check_decks(&levels)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`deck:filtered` means nothing here: there are no filtered decks; cram and quiz take any query"
    );
}

#[test]
fn deep_brackets_are_refused_and_no_text_breaks_the_reader() {
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&format!("{}x{}", "(".repeat(40), ")".repeat(40))).is_ok());
    assert!(Query::parse(&format!("{}x", "-".repeat(100_001))).is_ok());
}
