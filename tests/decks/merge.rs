//! Merging: new editions and documents come in, and what a person did stays.

use suraq::decks::Deck;
use suraq::decks::Meta;
use suraq::decks::Source;
use suraq::decks::merge::Merged;
use suraq::decks::merge::Version;
use suraq::decks::merge::merge_document;
use suraq::decks::merge::merge_edition;
use suraq::decks::merge::merge_version;
use suraq::items::Distractor;
use suraq::items::Status;

pub const NOW: &str = "2031-06-01T08:00:00Z";

/// A deck of lines `fact id | subject | relation | object` and `item id | fact id | stem | key`, from one source.
fn deck(source: &str, document: &str, facts: &[&str], items: &[&str], status: &str) -> Deck {
    let mut text = format!(
        "[deck]\nid = \"lake\"\ntitle = \"Lake\"\n[[source]]\nid = \"{source}\"\ntitle = \"{source}\"\ndocument = \"{document}\"\n"
    );
    for line in facts {
        let [id, subject, relation, object] = parts(line);
        text.push_str(&format!(
            "[[fact]]\nid = \"{id}\"\nsubject = \"{subject}\"\nrelation = \"{relation}\"\nobject = \"{object}\"\n\
             statement = \"{subject} has {relation} {object}.\"\nevidence = [{{ source = \"{source}\" }}]\n"
        ));
    }
    for line in items {
        let [id, fact, stem, key] = parts(line);
        text.push_str(&format!(
            "[[item]]\nid = \"{id}\"\nfact = \"{fact}\"\nkind = \"how-many\"\nstem = \"{stem}\"\nkey = \"{key}\"\nstatus = \"{status}\"\n"
        ));
    }
    let parsed = suraq::decks::parse(std::path::Path::new("lake.toml"), &text);
    assert_eq!(parsed.problems, []);
    parsed.deck.unwrap()
}

fn parts(line: &str) -> [&str; 4] {
    <[&str; 4]>::try_from(line.split(" | ").collect::<Vec<_>>()).unwrap()
}

fn show(merged: &Merged) -> String {
    let ids = |ids: &[suraq::items::ItemId]| ids.iter().map(|id| id.0.clone()).collect::<Vec<_>>().join(",");
    let changes = &merged.changes;
    format!(
        "new {} changed {} retired {} same {}",
        ids(&changes.new),
        ids(&changes.changed),
        ids(&changes.retired),
        changes.same
    )
}

fn boats(status: &str) -> Deck {
    deck(
        "news",
        "sha256:1",
        &[
            "f1 | the lake | number of boats | 40",
            "f2 | the lake | length in km | 12",
        ],
        &[
            "boats | f1 | How many boats are on the lake? | 40",
            "length | f2 | How many kilometres long is the lake? | 12",
        ],
        status,
    )
}

pub fn empty() -> Deck {
    Deck {
        meta: Meta {
            id: suraq::decks::DeckId("lake".to_owned()),
            title: "Lake".to_owned(),
            ..Meta::default()
        },
        ..Deck::default()
    }
}

#[test]
fn a_document_comes_in_once() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    assert_eq!(show(&first), "new boats,length changed  retired  same 0");
    let second = merge_document(&first.deck, Some(&first.base), &boats("draft"), NOW);
    assert_eq!(show(&second), "new  changed  retired  same 2");
    assert_eq!(second.deck, first.deck);
}

#[test]
fn other_ids_over_there_do_not_matter() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let mut renamed = boats("draft");
    for (fact, id) in renamed.facts.iter_mut().zip(["length", "boats"]) {
        fact.id.0 = id.to_owned();
    }
    for (item, id) in renamed.items.iter_mut().zip(["length", "boats"]) {
        item.id.0 = id.to_owned();
        item.fact.as_mut().unwrap().0 = id.to_owned();
    }
    let again = merge_document(&first.deck, Some(&first.base), &renamed, NOW);
    assert_eq!(again.deck, first.deck);
    // And where nothing is remembered.
    assert_eq!(merge_document(&first.deck, None, &renamed, NOW).deck, first.deck);
}

#[test]
fn an_accepted_question_keeps_its_options_when_other_words_of_its_document_change() {
    let with_options = |options: &[&str]| {
        let mut deck = boats("draft");
        deck.items[0].distractors = options
            .iter()
            .map(|text| Distractor {
                text: (*text).to_owned(),
                why: None,
            })
            .collect();
        deck
    };
    let first = merge_document(&empty(), None, &with_options(&["39", "41"]), NOW);
    let mut mine = first.deck;
    let again = merge_document(&mine, Some(&first.base), &with_options(&["38", "42"]), NOW);
    assert_eq!(
        again.deck.items[0].distractors[0].text, "38",
        "a draft takes the new ones"
    );
    mine.items[0].status = Status::Accepted;
    let again = merge_document(&mine, Some(&first.base), &with_options(&["38", "42"]), NOW);
    assert_eq!(again.deck, mine);
    assert_eq!(show(&again), "new  changed  retired  same 2");
}

#[test]
fn what_a_person_did_stays() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let mut mine = first.deck;
    mine.items[0].status = Status::Accepted;
    mine.items[0].stem = "How many boats did the harbour master count?".to_owned();
    mine.items[1].status = Status::Rejected {
        reason: "dull".to_owned(),
    };
    let mut theirs = boats("draft");
    theirs.items[0].stem = "How many boats lie on the lake?".to_owned();
    theirs.items[0].explanation = Some("Forty boats.".to_owned());
    let merged = merge_document(&mine, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new  changed boats retired  same 1");
    let boats = &merged.deck.items[0];
    assert_eq!(boats.stem, "How many boats did the harbour master count?");
    assert_eq!(
        boats.explanation.as_deref(),
        Some("Forty boats."),
        "nobody had touched it"
    );
    assert_eq!(boats.status, Status::Accepted);
    assert_eq!(boats.changed.as_deref(), Some(NOW));
    assert!(matches!(&merged.deck.items[1].status, Status::Rejected { reason } if reason == "dull"));
}

#[test]
fn a_little_rewording_is_the_same_question() {
    let first = merge_document(&empty(), None, &boats("accepted"), NOW);
    let mut theirs = boats("draft");
    theirs.facts[0].statement = "The lake has 40 boats.".to_owned();
    theirs.items[0].stem = "How many boats are there on the lake?".to_owned();
    let merged = merge_document(&first.deck, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new  changed boats retired  same 1");
    assert_eq!(merged.deck.items[0].status, Status::Accepted);
}

#[test]
fn another_number_is_another_question() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let theirs = deck(
        "other",
        "sha256:2",
        &["f1 | the lake | number of boats | 50"],
        &["boats | f1 | How many boats are on the lake? | 50"],
        "draft",
    );
    let merged = merge_document(&first.deck, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new boats-2 changed  retired  same 0");
    assert_eq!(merged.deck.facts.len(), 3);
    assert_eq!(
        merged.deck.items[2].fact.as_ref().unwrap(),
        &merged.deck.facts[2].id
    );
}

#[test]
fn a_second_source_of_a_fact_stands_beside_the_first() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let mut theirs = boats("draft");
    theirs.sources[0] = Source {
        id: "news".to_owned(),
        title: "another paper".to_owned(),
        ..Source::default()
    };
    let merged = merge_document(&first.deck, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new  changed  retired  same 2");
    let sources: Vec<&str> = merged
        .deck
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(sources, ["news", "news-2"]);
    let evidence = &merged.deck.facts[0].evidence;
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[1].source.as_deref(), Some("news-2"));
}

#[test]
fn a_new_version_of_a_document_corrects_and_retires() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let theirs = deck(
        "news",
        "sha256:9",
        &["f1 | the lake | number of boats | 41"],
        &["boats | f1 | How many boats are on the lake? | 41"],
        "draft",
    );
    let merged = merge_document(&first.deck, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new  changed boats retired length same 0");
    assert_eq!(merged.deck.items[0].key, "41");
    assert_eq!(merged.deck.sources[0].document.as_deref(), Some("sha256:9"));
    let again = merge_document(&merged.deck, Some(&merged.base), &theirs, NOW);
    assert_eq!(again.deck, merged.deck);
}

#[test]
fn accepted_cards_outlive_a_new_version_of_the_document() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let mut mine = first.deck;
    mine.items[1].status = Status::Accepted;
    let theirs = deck("news", "sha256:9", &[], &[], "draft");
    let merged = merge_document(&mine, Some(&first.base), &theirs, NOW);
    assert_eq!(show(&merged), "new  changed  retired boats same 0");
    // Its evidence is a place in the earlier text, and goes on naming that.
    let fact = merged.deck.fact(&suraq::items::FactId("f2".to_owned())).unwrap();
    let source = fact.evidence[0].source.as_deref().unwrap();
    let document = merged.deck.source(source).unwrap().document.as_deref();
    assert_eq!(document, Some("sha256:1"));
    let again = merge_document(&merged.deck, Some(&merged.base), &theirs, NOW);
    assert_eq!(again.deck, merged.deck);
}

#[test]
fn a_new_edition_corrects_adds_and_retires_what_nobody_touched() {
    let base = boats("accepted");
    let mut mine = base.clone();
    mine.meta.title = "My lake".to_owned();
    mine.items[1].key = "12 km".to_owned();
    let mut theirs = deck(
        "news",
        "sha256:1",
        &["f3 | the lake | depth in m | 7"],
        &["depth | f3 | How many metres deep is the lake? | 7"],
        "accepted",
    );
    theirs.meta.title = "The lake".to_owned();
    theirs.meta.version = Some(2);
    let merged = merge_edition(&mine, Some(&base), &theirs, NOW);
    assert_eq!(show(&merged), "new depth changed  retired boats same 0");
    assert_eq!(merged.deck.meta.title, "My lake");
    assert_eq!(merged.deck.meta.version, Some(2));
    assert_eq!(
        merged.deck.items[1].status,
        Status::Accepted,
        "a person changed it"
    );
    let again = merge_edition(&merged.deck, Some(&merged.base), &theirs, NOW);
    assert_eq!(again.deck, merged.deck);
    assert!(again.changes.is_empty());
}

/// A document of its own that says what [`boats`] says, in other words.
fn lake_report(title: &str, document: &str, stem: &str) -> Deck {
    let mut theirs = boats("draft");
    theirs.sources[0].title = title.to_owned();
    theirs.sources[0].document = Some(document.to_owned());
    theirs.items[0].stem = stem.to_owned();
    theirs.facts[0].statement = format!("{title}: 40 boats.");
    theirs.facts[0].relation = "number of boats".to_owned();
    theirs
}

#[test]
fn any_number_of_documents_leads_to_the_same_drafts_in_any_order() {
    let reports = [
        lake_report("A", "sha256:a", "How many boats are on the lake?"),
        lake_report("B", "sha256:b", "How many boats are there on the lake?"),
        lake_report("C", "sha256:c", "How many boats lie on the lake?"),
    ];
    let mut seen: Vec<(Vec<String>, usize)> = Vec::new();
    for order in [
        [0, 1, 2],
        [2, 1, 0],
        [1, 0, 2],
        [1, 2, 0],
        [0, 2, 1],
        [2, 0, 1],
        [0, 0, 1],
    ] {
        let mut merged = merge_document(&empty(), None, &reports[order[0]], NOW);
        for at in &order[1..] {
            merged = merge_document(&merged.deck, Some(&merged.base), &reports[*at], NOW);
        }
        let again = merge_document(&merged.deck, Some(&merged.base), &reports[order[0]], NOW);
        assert_eq!(again.deck, merged.deck, "{order:?}");
        let mut stems: Vec<String> = merged.deck.items.iter().map(|item| item.stem.clone()).collect();
        stems.sort();
        seen.push((stems, merged.deck.facts[0].evidence.len()));
    }
    assert!(seen[..6].iter().all(|one| *one == seen[0]), "{seen:?}");
    assert_eq!(seen[0].1, 3, "each has its own evidence");
}

#[test]
fn another_document_leaves_an_accepted_question_as_it_is() {
    let first = merge_document(
        &empty(),
        None,
        &lake_report("A", "sha256:a", "How many boats are there on the lake?"),
        NOW,
    );
    let mut mine = first.deck;
    mine.items[0].status = Status::Accepted;
    let shorter = lake_report("B", "sha256:b", "How many boats are on the lake?");
    let merged = merge_document(&mine, Some(&first.base), &shorter, NOW);
    assert_eq!(merged.deck.items[0].stem, "How many boats are there on the lake?");
    assert_eq!(merged.changes.seconded.len(), 2);
    assert_eq!(merged.deck.facts[0].evidence.len(), 2);
}

#[test]
fn a_renewed_document_does_not_change_what_another_says_as_well() {
    let mut merged = merge_document(
        &empty(),
        None,
        &lake_report("A", "sha256:a", "How many boats are on the lake?"),
        NOW,
    );
    let report = lake_report("B", "sha256:b", "How many boats are on the lake?");
    merged = merge_document(&merged.deck, Some(&merged.base), &report, NOW);
    let mut renewed = lake_report("A", "sha256:a2", "How many boats are on the lake?");
    renewed.facts[0].object = "41".to_owned();
    renewed.items[0].key = "41".to_owned();
    let merged = merge_document(&merged.deck, Some(&merged.base), &renewed, NOW);
    assert_eq!(merged.deck.items[0].key, "40", "B says so still");
    let new = merged.deck.items.iter().find(|item| item.key == "41").unwrap();
    let asked = suraq::decks::merge::Asked::in_deck(&merged.deck);
    assert_eq!(asked.contradicted_by(new)[0].id, merged.deck.items[0].id);
}

#[test]
fn a_later_version_under_another_title_is_known_by_its_earlier_text() {
    let first = merge_document(
        &empty(),
        None,
        &lake_report("A", "sha256:a", "How many boats are on the lake?"),
        NOW,
    );
    let mut mine = first.deck;
    mine.items[0].status = Status::Accepted;
    let mut later = lake_report("A, corrected", "sha256:a2", "");
    (later.facts, later.items) = (Vec::new(), Vec::new());
    let version = Version {
        earlier: Some("sha256:a"),
        ..Version::default()
    };
    let merged = merge_version(&mine, Some(&first.base), &later, version, NOW);
    assert_eq!(merged.changes.unsupported, [mine.items[0].id.clone()]);
    assert_eq!(
        merged.changes.retired,
        [mine.items[1].id.clone()],
        "the draft goes"
    );
    assert!(merged.deck.is_gone(&merged.deck.facts[0]));
    // Without that it is a document of its own, and nothing is lost.
    let apart = merge_document(&mine, Some(&first.base), &later, NOW);
    assert!(apart.changes.unsupported.is_empty() && apart.changes.retired.is_empty());
    // What is said again is asked again.
    let back = lake_report("A, corrected", "sha256:a3", "How many boats are on the lake?");
    let back = merge_document(&merged.deck, Some(&merged.base), &back, NOW);
    assert_eq!(show(&back), "new length changed  retired  same 1");
    assert!(!back.deck.is_gone(&back.deck.facts[0]));
}

#[test]
fn a_fact_without_a_question_keeps_what_rests_on_it_and_brings_nothing() {
    let first = merge_document(
        &empty(),
        None,
        &lake_report("A", "sha256:a", "How many boats are on the lake?"),
        NOW,
    );
    let mut later = lake_report("A", "sha256:a2", "");
    later.items.clear();
    later.facts.push(suraq::facts::Fact {
        id: suraq::facts::FactId("depth".to_owned()),
        relation: "depth".to_owned(),
        object: "7".to_owned(),
        statement: "The lake is 7 m deep.".to_owned(),
        ..later.facts[0].clone()
    });
    let merged = merge_document(&first.deck, Some(&first.base), &later, NOW);
    assert_eq!(show(&merged), "new  changed  retired  same 0");
    assert_eq!(merged.deck.facts.len(), 2);
    assert!(merged.changes.unsupported.is_empty());
    assert!(!merged.deck.is_gone(&merged.deck.facts[0]));
}

#[test]
fn what_is_denied_is_another_fact() {
    let first = merge_document(&empty(), None, &boats("draft"), NOW);
    let mut denied = lake_report("B", "sha256:b", "How many boats are on the lake?");
    denied.facts[0].assertion = suraq::facts::Assertion::Denied;
    let merged = merge_document(&first.deck, Some(&first.base), &denied, NOW);
    assert_eq!(merged.deck.facts[0].evidence.len(), 1);
    assert_eq!(merged.deck.facts.len(), 3);
}

/// [`boats`] with the sentences its facts stand in.
pub fn quoted(document: &str) -> Deck {
    let mut deck = boats("draft");
    deck.sources[0].document = Some(document.to_owned());
    let mut start = 0;
    for fact in &mut deck.facts {
        let quote = format!("The{}", &fact.statement["the".len()..]);
        let end = start + quote.len();
        fact.evidence[0].span = Some(suraq::text::Span { start, end });
        fact.evidence[0].quote = quote;
        start = end + 1;
    }
    deck
}

#[test]
fn a_statement_to_be_judged_stays_as_it_is_while_its_fact_does() {
    let judged = |document: &str, stem: &str, key: &str| {
        let mut deck = quoted(document);
        let item = &mut deck.items[0];
        item.kind = Some(suraq::items::Kind::TrueFalse);
        (item.stem, item.key) = (stem.to_owned(), key.to_owned());
        deck
    };
    let first = merge_document(
        &empty(),
        None,
        &judged("sha256:1", "True or false? The lake has 40 boats.", "true"),
        NOW,
    );
    let mut mine = first.deck;
    let later = judged("sha256:2", "True or false? The lake has 30 boats.", "false");
    let drafted = merge_document(&mine, Some(&first.base), &later, NOW);
    assert_eq!(
        show(&drafted),
        "new  changed boats retired  same 1",
        "one question"
    );
    mine.items[0].status = Status::Accepted;
    let merged = merge_document(&mine, Some(&first.base), &later, NOW);
    assert_eq!(show(&merged), "new  changed  retired  same 2");
    assert_eq!(merged.deck.items[0].stem, "True or false? The lake has 40 boats.");
    assert_eq!(merged.deck.items[0].key, "true");
    // A rejected one takes what is new, and nobody is told.
    mine.items[0].status = Status::Rejected {
        reason: "dull".to_owned(),
    };
    let merged = merge_document(&mine, Some(&first.base), &later, NOW);
    assert_eq!(show(&merged), "new  changed  retired  same 2");
}
