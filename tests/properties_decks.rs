//! Laws of decks: what is written is read back, ids are ids, and no text breaks the reader.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use suraq::decks;
use suraq::decks::CardId;
use suraq::decks::Deck;
use suraq::decks::DeckId;
use suraq::decks::Direction;
use suraq::decks::Example;
use suraq::decks::Meta;
use suraq::decks::Source;
use suraq::decks::Term;
use suraq::facts::Assertion;
use suraq::facts::DocumentId;
use suraq::facts::Evidence;
use suraq::facts::Fact;
use suraq::facts::FactId;
use suraq::facts::Span;
use suraq::items::ClassAnswers;
use suraq::items::Detail;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::PartialDate;
use suraq::items::Particulars;
use suraq::items::Record;
use suraq::items::Status;
use suraq::items::kind::KINDS_BY_NUMBER;

/// A text that says something: any characters, quotes and line ends among them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zәқжа-я0-9 ,.'\"#\\[\\]{}=-]{0,30}",
        1 => any::<String>(),
        1 => "(\"\"\"|'''|\n|\r\n|\t|\\\\|[\\[\\]a-z])*",
    ]
    .prop_filter("says something", |text| !text.trim().is_empty())
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn date() -> impl Strategy<Value = PartialDate> {
    (1000i16..2100, 1u8..13, 1u8..29, 0..3).prop_map(|(year, month, day, depth)| match depth {
        0 => PartialDate::year(year),
        1 => PartialDate::month(year, month).unwrap(),
        _ => PartialDate::day(year, month, day).unwrap(),
    })
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Accepted),
        Just(Status::Draft),
        prop_oneof![Just(String::new()), text()].prop_map(|reason| Status::Rejected { reason }),
        prop::option::of(Just(ItemId("next".to_owned()))).prop_map(|successor| Status::Retired { successor }),
    ]
}

fn moment() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        Just("2031-02-03T04:05:06Z".to_owned()),
        Just("2031-02-03T04:05:06.789+05:00".to_owned()),
    ])
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (
        prop::option::of(text()),
        prop::bool::ANY,
        prop::option::of((0usize..100, 0usize..100)),
        prop_oneof![Just(String::new()), text()],
    )
        .prop_map(|(document, source, span, quote)| Evidence {
            document: document.map(DocumentId),
            source: source.then(|| "s0".to_owned()),
            span: span.map(|(start, len)| Span::new(start, start + len)),
            quote,
        })
}

fn fact() -> impl Strategy<Value = Fact> {
    let said = prop_oneof![
        Just(Assertion::Stated),
        text().prop_map(|speaker| Assertion::Attributed { speaker }),
        Just(Assertion::Planned),
        Just(Assertion::Hedged),
        Just(Assertion::Denied),
    ];
    (
        (text(), text(), text(), text()),
        (prop::option::of(date()), prop::option::of(date())),
        said,
        (prop::bool::ANY, 1u8..4),
        prop::collection::vec(evidence(), 0..3),
    )
        .prop_map(
            |(
                (subject, relation, object, statement),
                (time, as_of),
                assertion,
                (contested, importance),
                evidence,
            )| {
                Fact {
                    id: FactId(String::new()),
                    subject,
                    relation,
                    object,
                    time,
                    statement,
                    assertion,
                    as_of,
                    contested,
                    importance,
                    evidence,
                }
            },
        )
}

fn detail() -> impl Strategy<Value = Detail> {
    (
        words(),
        prop::bool::ANY,
        prop::collection::vec((text(), text()), 0..3),
        prop::option::of(text()),
        prop::option::of(0.0f64..1.0),
        prop::collection::vec(words(), 0..3),
        prop::option::of(text()),
    )
        .prop_map(|(keys, ordered, pairs, correction, tolerance, keywords, hint)| {
            Detail::from(Particulars {
                keys,
                ordered,
                pairs,
                correction,
                tolerance,
                keywords,
                hint,
            })
        })
}

fn record() -> impl Strategy<Value = Record> {
    let class = (
        text(),
        prop::option::of(date()),
        0u32..90,
        0u32..3,
        prop::collection::vec((text(), 0u32..90), 0..3),
    );
    let class = class.prop_map(|(paper, day, answers, halves, wrong)| ClassAnswers {
        paper,
        day,
        answers,
        right: f64::from(answers.min(halves)) / 2.0,
        wrong,
    });
    (prop::collection::vec(class, 0..3), words()).prop_map(|(classes, dead)| Record { classes, dead })
}

fn item() -> impl Strategy<Value = Item> {
    (
        (text(), text(), words()),
        prop::collection::vec((text(), prop::option::of(text())), 0..4),
        (prop::option::of(0..KINDS_BY_NUMBER.len()), detail()),
        (
            prop::option::of(text()),
            1u8..4,
            prop::option::of(1u8..6),
            words(),
        ),
        (
            prop::option::of(date()),
            prop::bool::ANY,
            status(),
            (moment(), moment()),
            record(),
        ),
    )
        .prop_map(
            |(
                (stem, key, accept),
                options,
                (kind, detail),
                (explanation, importance, difficulty, tags),
                rest,
            )| {
                let mut seen = BTreeSet::from([key.trim().to_lowercase()]);
                let distractors = options
                    .into_iter()
                    .filter(|(text, _)| seen.insert(text.trim().to_lowercase()))
                    .map(|(text, why)| Distractor { text, why })
                    .collect();
                Item {
                    id: ItemId(String::new()),
                    fact: None,
                    kind: kind.map(|index| KINDS_BY_NUMBER[index].0),
                    stem,
                    key,
                    accept,
                    distractors,
                    detail,
                    explanation,
                    importance,
                    difficulty,
                    tags,
                    as_of: rest.0,
                    contested: rest.1,
                    status: rest.2,
                    changed: rest.3.0,
                    added: rest.3.1,
                    record: rest.4,
                }
            },
        )
}

fn term() -> impl Strategy<Value = Term> {
    (
        (text(), text(), prop::option::of(text()), prop::option::of(text())),
        (
            words(),
            words(),
            prop::option::of(text()),
            prop::option::of(text()),
        ),
        (text(), prop::option::of(text()), text(), prop::bool::ANY),
        (prop::option::of(prop::bool::ANY), words(), 1u8..4, words()),
        (status(), moment(), moment()),
    )
        .prop_map(|(forms, more, example, rest, (status, changed, added))| Term {
            id: ItemId(String::new()),
            en: forms.0,
            kk_cyrl: forms.1,
            kk_latn: forms.2,
            ru: forms.3,
            accept_en: more.0,
            accept_kk: more.1,
            pos: more.2,
            topic: more.3,
            definition: example.1.clone(),
            by_definition: rest.0 == Some(true),
            example: Some(Example {
                kk: example.0,
                kk_latn: example.1,
                en: example.2,
                reviewed: example.3,
            }),
            verified: rest.0,
            ru_verified: rest.0,
            sources: rest.1,
            importance: rest.2,
            tags: rest.3,
            status,
            changed,
            added,
        })
}

/// A whole deck; items may rest on its facts, and then say no less than the fact does.
pub fn deck() -> impl Strategy<Value = Deck> {
    (
        (text(), prop::option::of(text()), prop::option::of(0i64..9)),
        prop::collection::vec(fact(), 0..3),
        prop::collection::vec((item(), prop::option::of(0usize..3)), 0..5),
        prop::collection::vec(term(), 0..3),
        prop::option::of(date()),
    )
        .prop_map(
            |((title, description, version), mut facts, items, mut terms, date)| {
                for (index, fact) in facts.iter_mut().enumerate() {
                    fact.id = FactId(format!("f{index}"));
                }
                for (index, term) in terms.iter_mut().enumerate() {
                    term.id = ItemId(format!("t{index}"));
                }
                let items = items.into_iter().enumerate().map(|(index, (mut item, fact))| {
                    item.id = ItemId(format!("i{index}"));
                    if let Some(fact) = fact.and_then(|fact| facts.get(fact)) {
                        item.fact = Some(fact.id.clone());
                        item.as_of = item.as_of.or(fact.as_of);
                    }
                    item
                });
                Deck {
                    meta: Meta {
                        id: DeckId("invented".to_owned()),
                        group: Some(title.clone()),
                        title: title.clone(),
                        description,
                        version,
                        ..Meta::default()
                    },
                    sources: vec![Source {
                        id: "s0".to_owned(),
                        title,
                        date,
                        ..Source::default()
                    }],
                    items: items.collect(),
                    facts,
                    terms,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deck_is_read_as_it_was_written(deck in deck()) {
        let text = decks::write::write(&deck);
        let parsed = decks::parse(Path::new("x.toml"), &text);
        prop_assert_eq!(parsed.problems, vec![], "{}", text);
        prop_assert_eq!(parsed.deck.unwrap(), deck, "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), deck in deck(), at in 0usize..2000) {
        decks::parse(Path::new("x.toml"), &text);
        let mut broken = decks::write::write(&deck);
        let at = (at.min(broken.len())..=broken.len()).find(|at| broken.is_char_boundary(*at)).unwrap();
        broken.insert_str(at, &text);
        let parsed = decks::parse(Path::new("x.toml"), &broken);
        for problem in &parsed.problems {
            prop_assert!(problem.line >= 1);
            prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn blocks_are_the_whole_text(text in "(\\[\\[item\\]\\]|\"\"\"|'''|'|\"|#|\n|a = |\\\\|[а-я])*") {
        let blocks = decks::blocks::blocks(&text);
        let joined: String = blocks.iter().map(|block| block.span.of(&text)).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn a_fresh_id_is_an_id_and_free(words in any::<String>(), taken in prop::collection::btree_set("[a-c](-[0-9])?", 0..8)) {
        let id = decks::id::fresh(&words, "item", &|id| taken.contains(id));
        prop_assert!(decks::id::is_id(&id), "{}", id);
        prop_assert!(!taken.contains(&id));
        let again = decks::id::fresh(&id, "item", &|other| other == id);
        prop_assert!(decks::id::is_id(&again) && again != id);
    }

    #[test]
    fn a_card_id_is_read_as_it_was_written(deck in "[a-zа-яә0-9_-]{1,20}", item in "[a-z0-9._-]{0,9}[a-z]", direction in 0usize..3) {
        prop_assume!(decks::id::is_id(&item));
        let card = CardId { deck: DeckId(deck), item: ItemId(item), direction: Direction::ALL.get(direction).copied() };
        prop_assert_eq!(card.to_string().parse::<CardId>().unwrap(), card);
    }
}

/// Entries in an order that does not depend on where a rewrite puts them.
fn by_id(mut deck: Deck) -> Deck {
    deck.facts.sort_by(|one, other| one.id.cmp(&other.id));
    deck.items.sort_by(|one, other| one.id.cmp(&other.id));
    deck.terms.sort_by(|one, other| one.id.cmp(&other.id));
    deck
}

/// The deck without the days of arrival that an edit notes where it was not told any.
fn untold(mut deck: Deck, told: &Deck) -> Deck {
    for item in &mut deck.items {
        if told
            .items
            .iter()
            .any(|one| one.id == item.id && one.added.is_none())
        {
            item.added = None;
        }
    }
    for term in &mut deck.terms {
        if told
            .terms
            .iter()
            .any(|one| one.id == term.id && one.added.is_none())
        {
            term.added = None;
        }
    }
    deck
}

/// The deck as another home gets it: when its cards came here is not told.
fn without_arrivals(mut deck: Deck) -> Deck {
    deck.items.iter_mut().for_each(|item| item.added = None);
    deck.terms.iter_mut().for_each(|term| term.added = None);
    deck
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_file_says_what_it_was_told(old in deck(), new in deck()) {
        let mut file = decks::DeckFile::create(Path::new("deck.toml"), &old);
        file.set(&new);
        prop_assert_eq!(by_id(untold(file.deck(), &new)), by_id(new.clone()), "{}", file.text());
        let text = file.text().to_owned();
        file.set(&new);
        prop_assert_eq!(file.text(), text, "the same again changes nothing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_twice_changes_nothing(mine in deck(), base in deck(), theirs in deck(), kept in prop::bool::ANY) {
        let now = "2031-06-01T08:00:00Z";
        let base = kept.then_some(&base);
        for merge in [decks::merge::merge_document, decks::merge::merge_edition] {
            let once = merge(&mine, base, &theirs, now);
            let twice = merge(&once.deck, Some(&once.base), &theirs, "2032-01-01T00:00:00Z");
            prop_assert_eq!(&twice.deck, &once.deck);
            prop_assert_eq!(&twice.base, &once.base);
            prop_assert!(twice.changes.is_empty());
        }
    }

    #[test]
    fn edits_survive_what_comes_new(mine in deck(), mut theirs in deck(), touched in any::<u32>(), renewed in any::<u32>()) {
        let now = "2031-06-01T08:00:00Z";
        for merge in [decks::merge::merge_document, decks::merge::merge_edition] {
            let once = merge(&mine, None, &theirs, now);
            let mut edited = once.deck.clone();
            for (index, item) in edited.items.iter_mut().enumerate().filter(|(index, _)| touched >> (index % 32) & 1 == 1) {
                item.stem = format!("{} by hand {index}", item.stem);
                item.status = Status::Rejected { reason: "dull".to_owned() };
            }
            for (index, item) in theirs.items.iter_mut().enumerate().filter(|(index, _)| renewed >> (index % 32) & 1 == 1) {
                item.key = format!("{} new {index}", item.key);
            }
            for (index, fact) in theirs.facts.iter_mut().enumerate().filter(|(index, _)| renewed >> (index % 32) & 1 == 1) {
                fact.object = format!("{} new {index}", fact.object);
            }
            let again = merge(&edited, Some(&once.base), &theirs, now);
            for (before, after) in edited.items.iter().zip(&again.deck.items) {
                prop_assert_eq!(&before.id, &after.id);
                if matches!(&before.status, Status::Rejected { reason } if reason == "dull") {
                    prop_assert_eq!(&before.stem, &after.stem);
                    prop_assert_eq!(&before.status, &after.status);
                }
            }
            let twice = merge(&again.deck, Some(&again.base), &theirs, "2032-01-01T00:00:00Z");
            prop_assert_eq!(&twice.deck, &again.deck);
            prop_assert!(twice.changes.is_empty());
        }
    }

    #[test]
    fn a_merge_loses_no_entry_and_doubles_no_id(mine in deck(), theirs in deck()) {
        let merged = decks::merge::merge_document(&mine, None, &theirs, "2031-06-01T08:00:00Z").deck;
        let ids: BTreeSet<&ItemId> = merged.items.iter().map(|item| &item.id).chain(merged.terms.iter().map(|term| &term.id)).collect();
        prop_assert_eq!(ids.len(), merged.items.len() + merged.terms.len());
        for item in &mine.items {
            prop_assert!(merged.items.contains(item), "without a base ours stays as it is");
        }
        for item in &merged.items {
            if let Some(fact) = &item.fact {
                prop_assert!(merged.fact(fact).is_some());
            }
        }
    }
}

/// An item as a table can hold it: one key, no fact, no spaces around its texts.
fn plain_item() -> impl Strategy<Value = Item> {
    let plain = |text: &String| text.trim().to_owned();
    item().prop_map(move |mut item| {
        let hint = item.detail.hint.as_ref().map(plain);
        item.detail = Particulars {
            hint,
            ..Particulars::default()
        }
        .into();
        item.stem = plain(&item.stem);
        item.key = plain(&item.key);
        item.explanation = item.explanation.as_ref().map(plain);
        for distractor in &mut item.distractors {
            distractor.text = plain(&distractor.text);
            distractor.why = distractor.why.as_ref().map(plain);
        }
        if let Status::Rejected { reason } = &mut item.status {
            *reason = plain(reason);
        }
        item
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_gives_the_deck_back(decks in prop::collection::vec(deck(), 1..3)) {
        let exported = suraq::export::format("json").unwrap().write(&decks, &suraq::export::Context::default()).unwrap();
        let json = suraq::import::format_of(&exported.file_name).unwrap();
        let imported = json.read(&exported.bytes, &suraq::import::Options::default()).unwrap();
        prop_assert_eq!(imported.problems, vec![]);
        let decks: Vec<Deck> = decks.into_iter().map(without_arrivals).collect();
        prop_assert_eq!(imported.decks, decks);
    }

    #[test]
    fn a_table_gives_the_items_back(mut items in prop::collection::vec(plain_item(), 1..5)) {
        for (index, item) in items.iter_mut().enumerate() {
            item.id = ItemId(format!("i{index}"));
            // What classes answered stays in the deck's file.
            item.record = Record::default();
        }
        let mut deck = Deck { items, ..Deck::default() };
        deck.meta.id = DeckId("invented".to_owned());
        let exported = suraq::export::format("csv").unwrap().write(std::slice::from_ref(&deck), &suraq::export::Context::default()).unwrap();
        prop_assert_eq!(&exported.losses, &vec![]);
        let csv = suraq::import::format_of(&exported.file_name).unwrap();
        let imported = csv.read(&exported.bytes, &suraq::import::Options::default()).unwrap();
        prop_assert_eq!(imported.problems, vec![]);
        prop_assert_eq!(imported.decks, vec![without_arrivals(deck)]);
    }

    #[test]
    fn no_bytes_break_the_importers(bytes in any::<Vec<u8>>(), text in "(stem|key|,|;|\"|\n|\r|\\||\\\\|[a-zә])*") {
        for format in suraq::import::FORMATS {
            let _ = format.read(&bytes, &suraq::import::Options::default());
            if let Ok(imported) = format.read(format!("stem,key\n{text}").as_bytes(), &suraq::import::Options::default()) {
                for problem in imported.problems {
                    prop_assert!(!problem.to_string().is_empty());
                }
            }
        }
    }
}
