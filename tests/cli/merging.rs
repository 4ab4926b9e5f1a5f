//! Documents that agree, differ or are renewed: one question for one fact, and nothing decided in secret.

use std::fs;

use serde_json::Value;

use super::world::World;
use super::world::names_in;

const PORT: &str = "# The port of Velk\n\n\
    The Velk Harbour Museum was founded in 1952. The Velk Port Authority was founded in 1994. \
    Ann Lund became the first director of the Velk Port Authority in 1996.\n";

const HISTORY: &str = "# A short history of Velk\n\n\
    The Velk Harbour Museum was founded in 1952 and moved twice. The Velk Port Authority was founded in 1995. \
    The Oron Rowing Club was founded in 1961.\n";

fn add(world: &World, name: &str, text: &str, more: &[&str]) -> Value {
    let file = world.file(name, text);
    let mut words = vec!["add", file.as_str(), "--limit", "200", "--json"];
    words.extend(more);
    world.run(&words).ended(0).json().remove(0)
}

fn drafts(world: &World) -> Vec<Value> {
    world.run(&["inbox", "--json"]).ended(0).json()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn founded<'a>(drafts: &'a [Value], what: &str) -> Vec<&'a Value> {
    // "In which year", "in what year": the opening is drawn.
    let ending = format!("year was the {what} founded?");
    drafts
        .iter()
        .filter(|draft| text(draft, "stem").ends_with(&ending))
        .collect()
}

/// Everything the decks say but for ids: questions, answers, explanations, states, and the documents under them.
fn content(world: &World) -> Vec<String> {
    let mut lines: Vec<String> = drafts(world)
        .iter()
        .map(|draft| {
            let why = world
                .run(&["why", text(draft, "card"), "--json"])
                .ended(0)
                .json()
                .remove(0);
            let mut sources: Vec<&str> = why["sources"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| text(one, "title"))
                .collect();
            sources.sort_unstable();
            format!(
                "{} = {} {} {sources:?}",
                draft["stem"], draft["key"], draft["explanation"]
            )
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn what_two_documents_say_is_one_question_with_two_sources() {
    let world = World::new();
    add(&world, "port.md", PORT, &[]);
    let line = add(&world, "history.md", HISTORY, &[]);
    assert_eq!(line["also_in"][0], "the-port-of-velk");
    assert_eq!(line["seconded"], 1);
    let all = drafts(&world);
    let museum = founded(&all, "Velk Harbour Museum");
    assert_eq!(museum.len(), 1, "{all:?}");
    let card = text(museum[0], "card");
    for command in ["show", "why"] {
        let shown = world.run(&[command, card]).ended(0).out;
        assert!(
            shown.contains("Source: The port of Velk") && shown.contains("Source: A short history"),
            "{shown}"
        );
    }
    let why = world.run(&["why", card, "--json"]).ended(0).json().remove(0);
    let quotes: Vec<&str> = why["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(one, "quote"))
        .collect();
    assert_eq!(
        quotes,
        [
            "The Velk Harbour Museum was founded in 1952.",
            "The Velk Harbour Museum was founded in 1952 and moved twice."
        ]
    );
    // What only one document says has one.
    let club = founded(&all, "Oron Rowing Club");
    let why = world
        .run(&["why", text(club[0], "card"), "--json"])
        .ended(0)
        .json()
        .remove(0);
    assert_eq!(why["sources"].as_array().unwrap().len(), 1);
    assert_eq!(text(club[0], "deck"), "a-short-history-of-velk");
    // Both are one step.
    world.run(&["undo"]).ended(0);
    assert_eq!(
        names_in(&world.home().join("decks")),
        [".base", "the-port-of-velk.toml"]
    );
    let shown = world.run(&["show", card]).ended(0).out;
    assert!(!shown.contains("A short history"), "{shown}");
}

#[test]
fn the_order_of_adding_does_not_matter_and_adding_twice_changes_nothing() {
    for more in [&[][..], &["--deck", "Velk"]] {
        let (one, other) = (World::new(), World::new());
        add(&one, "port.md", PORT, more);
        add(&one, "history.md", HISTORY, more);
        add(&other, "history.md", HISTORY, more);
        add(&other, "port.md", PORT, more);
        assert_eq!(content(&one), content(&other));
        let read = |world: &World| -> Vec<String> {
            let decks = world.home().join("decks");
            let names = names_in(&decks)
                .into_iter()
                .filter(|name| name.ends_with(".toml"));
            names
                .map(|name| fs::read_to_string(decks.join(name)).unwrap())
                .collect()
        };
        let before = read(&one);
        for (name, text) in [("port.md", PORT), ("history.md", HISTORY), ("port.md", PORT)] {
            let line = add(&one, name, text, more);
            assert_eq!((&line["new"], &line["changed"]), (&0.into(), &0.into()), "{line}");
        }
        assert_eq!(read(&one), before);
    }
}

#[test]
fn a_contradiction_is_shown_and_one_key_decides() {
    let world = World::new();
    add(&world, "port.md", PORT, &[]);
    let line = add(&world, "history.md", HISTORY, &[]);
    assert_eq!(line["contradictions"], 1);
    let all = drafts(&world);
    let authority = founded(&all, "Velk Port Authority");
    assert_eq!(authority.len(), 2, "both are kept apart");
    assert_eq!(authority[0]["contradicts"][0], authority[1]["card"]);
    assert_eq!(authority[1]["contradicts"][0], authority[0]["card"]);
    // Neither is asked before a person decides.
    let ran = world.run(&["inbox", "--accept-all"]).ended(0);
    assert!(
        ran.err.contains("2 drafts contradict others and wait"),
        "{}",
        ran.err
    );
    let ran = world.run_with(&["inbox"], "r\n").ended(0);
    let said = ran.out.replace('\n', " ");
    assert!(
        said.contains("Another draft says otherwise: the-port-of-velk/"),
        "{said}"
    );
    assert!(said.contains("is no longer asked."), "{said}");
    assert!(drafts(&world).is_empty());
    let kept = world
        .run(&["find", "\"Velk Port Authority founded\"", "--json"])
        .ended(0)
        .json();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["key"], "1995");
    // The one that was turned down does not come back with its document.
    add(&world, "port.md", PORT, &[]);
    assert!(drafts(&world).is_empty());
    world.run(&["undo"]).ended(0);
    assert_eq!(drafts(&world).len(), 2);
}

#[test]
fn what_contradicts_waits_even_where_all_is_accepted() {
    let world = World::new();
    add(&world, "port.md", PORT, &["--accept"]);
    let line = add(&world, "history.md", HISTORY, &["--accept"]);
    assert_eq!(line["contradictions"], 1);
    let all = drafts(&world);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["key"], "1995");
}

#[test]
fn every_draft_on_a_disputed_claim_waits() {
    let founded =
        |year: u16| format!("# Velk\n\nThe Velk Port Authority was founded by Ann Lund in {year}.\n");
    let later = founded(1995).replace("# Velk", "# Oron") + "The Oron Rowing Club was founded in 1961.\n";
    for at_once in [true, false] {
        let world = World::new();
        add(&world, "velk.md", &founded(1994), &["--accept"]);
        add(
            &world,
            "oron.md",
            &later,
            if at_once { &["--accept"] } else { &[] },
        );
        if !at_once {
            world.run(&["inbox", "--accept-all"]).ended(0);
        }
        let waiting = drafts(&world);
        let stems: Vec<&str> = waiting
            .iter()
            .map(|draft| draft["stem"].as_str().unwrap())
            .collect();
        assert_eq!(
            stems,
            [
                "Who founded the Velk Port Authority in 1995?",
                "In which year was the Velk Port Authority founded by Ann Lund?",
            ],
            "who founded it rests on the same sentence as when"
        );
    }
}

#[test]
fn diff_shows_what_add_would_do_and_writes_nothing() {
    let world = World::new();
    let port = world.file("port.md", PORT);
    let line = world
        .run(&["diff", &port, "--limit", "200", "--json"])
        .ended(0)
        .json()
        .remove(0);
    assert_eq!(line["decks"][0]["is_new"], true);
    assert!(!world.home().join("decks").exists() || names_in(&world.home().join("decks")).is_empty());
    assert!(names_in(&world.home().join("documents")).is_empty());
    let new = line["new"].as_array().unwrap().len();
    assert_eq!(add(&world, "port.md", PORT, &[])["new"], new);
    let line = world
        .run(&["diff", &port, "--limit", "200", "--json"])
        .ended(0)
        .json()
        .remove(0);
    assert_eq!(line["unchanged"], new);
    // A new value, a new sentence, and one that is gone.
    let changed = PORT.replace("1994", "1993").replace(
        "The Velk Harbour Museum was founded in 1952.",
        "The Oron Rowing Club was founded in 1961.",
    );
    world.file("port.md", changed);
    let deck = fs::read_to_string(world.home().join("decks/the-port-of-velk.toml")).unwrap();
    let ran = world.run(&["diff", &port, "--limit", "200"]).ended(0);
    let said = ran.out.replace("\n      ", " ");
    assert!(
        said.contains("  + In which year was the Oron Rowing Club founded? = 1961"),
        "{said}"
    );
    assert!(said.contains("  - the-port-of-velk/"), "{said}");
    assert!(said.contains("Velk Harbour Museum founded? = 1952"), "{said}");
    assert_eq!(
        fs::read_to_string(world.home().join("decks/the-port-of-velk.toml")).unwrap(),
        deck
    );
    // Several documents are compared one after the other, as add takes them.
    let other = World::new();
    let files = [other.file("a.md", PORT), other.file("b.md", HISTORY)];
    let planned = other
        .run(&["diff", &files[0], &files[1], "--json", "--limit", "200"])
        .ended(0)
        .json();
    let added = other
        .run(&["add", &files[0], &files[1], "--json", "--limit", "200"])
        .ended(0)
        .json();
    for (planned, added) in planned.iter().zip(&added) {
        assert_eq!(
            planned["new"].as_array().unwrap().len(),
            added["new"].as_u64().unwrap() as usize
        );
        assert_eq!(
            planned["seconded"].as_array().unwrap().len(),
            added["seconded"].as_u64().unwrap() as usize
        );
    }
}

#[test]
fn a_card_whose_sentence_is_gone_is_told_of_and_left_to_the_person() {
    let world = World::new();
    add(&world, "port.md", PORT, &["--accept"]);
    // Renewed, under another title and date.
    let renewed = PORT
        .replace(
            "# The port of Velk\n",
            "# The port of Velk, news\n\nDate: 2031-04-02\n",
        )
        .replace("The Velk Harbour Museum was founded in 1952. ", "");
    let file = world.file("port.md", renewed);
    let ran = world.run(&["add", &file, "--limit", "200"]).ended(0);
    let said = ran.err.replace('\n', " ");
    assert!(
        said.contains("1 card you study rests on a sentence that is no longer there: the-port-of-velk/"),
        "{said}"
    );
    let gone = world.run(&["find", "is:gone", "--json"]).ended(0).json();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0]["key"], "1952");
    assert_eq!(gone[0]["status"], "accepted");
    let ran = world.run(&["check"]).ended(0);
    assert!(
        ran.out
            .contains("no longer in the document; retire it if it is no longer so (gone)"),
        "{}",
        ran.out
    );
    let home = world.run(&["home", "--json"]).ended(0).json().remove(0);
    assert_eq!(home["gone"], 1);
    // Told once, marked until it is retired.
    let ran = world.run(&["add", &file, "--limit", "200"]).ended(0);
    assert!(!ran.err.contains("no longer there"), "{}", ran.err);
    let ran = world.run(&["retire", "is:gone"]).ended(0);
    assert!(ran.out.starts_with("Retired: the-port-of-velk/"), "{}", ran.out);
    assert!(
        world
            .run(&["find", "is:gone", "--json"])
            .ended(0)
            .json()
            .is_empty()
    );
    world.run(&["undo"]).ended(0);
    assert_eq!(world.run(&["find", "is:gone", "--json"]).ended(0).json().len(), 1);
    // A lower limit leaves sentences where they are.
    let other = World::new();
    add(&other, "port.md", PORT, &["--accept"]);
    let file = other.file(
        "port.md",
        format!("{PORT}\nThe Oron Rowing Club was founded in 1961.\n"),
    );
    let line = other
        .run(&["add", &file, "--limit", "1", "--json"])
        .ended(0)
        .json()
        .remove(0);
    assert_eq!(line["unsupported"].as_array().unwrap().len(), 0, "{line}");
}

#[test]
fn what_was_right_long_ago_is_told_of() {
    let world = World::new();
    let item = |id: &str, as_of: &str| {
        format!(
            "[[item]]\nid = \"{id}\"\nstem = \"Who leads the port of Velk in {id}?\"\nkey = \"Ann Lund\"\nas_of = \"{as_of}\"\n"
        )
    };
    world.deck(
        "port",
        &format!(
            "[deck]\nid = \"port\"\ntitle = \"Port\"\n{}{}",
            item("once", "2029-04"),
            item("now", "2029-05")
        ),
    );
    let old = world
        .run(&["find", "is:old", "deck:port", "--json"])
        .ended(0)
        .json();
    assert_eq!(old.len(), 1);
    assert_eq!(old[0]["item"], "once");
    let ran = world.run(&["check"]).ended(0);
    assert!(
        ran.out
            .contains("item `once`: advice: right as of 2029-04, more than 24 months ago"),
        "{}",
        ran.out
    );
    assert!(
        !ran.out.contains("item `now`: advice: right as of"),
        "{}",
        ran.out
    );
    assert!(
        !world
            .run(&["check", "--no-advice"])
            .ended(0)
            .out
            .contains("as of")
    );
    let home = world.run(&["home"]).ended(0).out;
    assert!(
        home.contains("may be out of date: suraq find is:old; once seen:"),
        "{home}"
    );
    // Who has seen them is told again only when there are more.
    world.run(&["set", "old-seen", "today"]).ended(0);
    let home = world.run(&["home"]).ended(0).out;
    assert!(!home.contains("out of date"), "{home}");
    world.run(&["undo"]).ended(0);
    assert!(world.run(&["home"]).ended(0).out.contains("out of date"));
}

#[test]
fn what_is_changed_in_one_place_of_a_document_leaves_the_cards_of_other_places_alone() {
    let events = |year: &str| {
        format!(
            "# The port of Velk\n\nThe Velk Harbour Museum was founded in 1952. The Ferry Act was adopted in 1947. \
             Anna Lund opened the port of Velk in 1923. In 1935 the council of Berdi abolished the Fishing Court of \
             Sarn. The Northern Society was founded in 1911. The Velk Port Authority was founded in {year}. \
             The Oron Rowing Club was founded in 1961. The Sarn Bridge was opened in 1978.\n"
        )
    };
    let world = World::new();
    add(&world, "port.md", &events("1994"), &["--accept"]);
    let cards = |world: &World| -> Vec<(String, String)> {
        let found = world
            .run(&["find", "deck:the-port-of-velk", "--json"])
            .ended(0)
            .json();
        let untouched = found
            .iter()
            .filter(|card| !card.to_string().contains("Port Authority"));
        untouched
            .map(|card| {
                let asked = format!(
                    "{} {} {} {}",
                    card["stem"], card["key"], card["keys"], card["pairs"]
                );
                (card["id"].as_str().unwrap().to_owned(), asked)
            })
            .collect()
    };
    let before = cards(&world);
    assert!(
        before.iter().any(|(_, asked)| asked.contains("True or false?")),
        "{before:#?}"
    );
    add(&world, "port.md", &events("1998"), &[]);
    let after = cards(&world);
    for card in &before {
        assert!(after.contains(card), "{card:?} is another one now: {after:#?}");
    }
    let gone = world.run(&["find", "is:gone", "--json"]).ended(0).json();
    for card in &gone {
        assert!(card.to_string().contains("Port Authority"), "{card}");
    }
    // Home counts what `find` finds.
    let home = world.run(&["home", "--json"]).ended(0).json().remove(0);
    assert_eq!(home["gone"], gone.len());
}

#[test]
fn a_card_of_a_document_that_is_deleted_is_said_to_stay_away() {
    let world = World::new();
    add(&world, "port.md", PORT, &["--accept"]);
    let found = world.run(&["find", "deck:the-port-of-velk"]).ended(0).out;
    let card = found.split('\t').next().unwrap();
    let said = world.run(&["delete", card]).ended(0).err.replace('\n', " ");
    assert!(
        said.contains("it stays away; it comes back with suraq add FILE --with-deleted"),
        "{said}"
    );
}
