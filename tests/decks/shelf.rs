//! The shelf: decks found by id, edits that keep what they do not mean, an index that may be lost.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::CardId;
use suraq::decks::DeckError;
use suraq::decks::DeckFile;
use suraq::decks::DeckId;
use suraq::decks::Shelf;
use suraq::decks::Shipped;
use suraq::decks::merge::merge_document;
use suraq::facts::FactId;

const WHOLE: &str = include_str!("../golden/decks/whole.toml");

const GARDEN: &str = r#"# A garden, with notes of its owner.
format = 1

[deck]
id = "garden" # never change this
title = "The garden"

# Trees first.
[[item]]
id = "oak"
stem = "Which tree stands by the gate?"   # seen from the road
key = "an oak"
mood = "calm"

# Then flowers.
[[item]]
id = "rose"
stem = "Which flower grows on the wall?"
key = "a rose"
distractors = ["a tulip", "a daisy"]
"#;

struct Home {
    folder: tempfile::TempDir,
    shipped: Vec<Shipped>,
}

impl Home {
    fn new(shipped: &[(&str, &'static str)]) -> Home {
        Home {
            folder: tempfile::tempdir().unwrap(),
            shipped: shipped
                .iter()
                .map(|(name, text)| Shipped::new(name, text))
                .collect(),
        }
    }

    fn decks(&self) -> PathBuf {
        self.folder.path().join("decks")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("cache/index.db")
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.decks()).unwrap();
        fs::write(self.decks().join(name), text).unwrap();
    }

    fn shelf(&self) -> Shelf {
        Shelf::open_with(&self.decks(), &self.index(), &self.shipped).unwrap()
    }
}

fn card(text: &str) -> CardId {
    text.parse().unwrap()
}

fn stem(shelf: &Shelf, id: &str) -> Option<String> {
    shelf.item(&card(id)).unwrap().map(|item| item.stem)
}

fn ids(shelf: &Shelf) -> Vec<String> {
    shelf.decks().unwrap().into_iter().map(|deck| deck.id.0).collect()
}

#[test]
fn a_card_is_found_with_its_fact_and_sources() {
    let home = Home::new(&[("whole.toml", WHOLE)]);
    let shelf = home.shelf();
    let asked = shelf
        .asked(&card("lake-ferry/ferry-passengers"))
        .unwrap()
        .unwrap();
    assert_eq!(asked.item.key, "40");
    assert_eq!(asked.item.importance, 3, "left to the fact");
    assert!(asked.item.contested, "left to the fact");
    let fact = asked.fact.unwrap();
    assert_eq!(fact.evidence[0].quote, "forty");
    assert_eq!(asked.sources[0].title, "The ferry has a new deck");
    let parsed = shelf
        .parsed(Path::new("builtin:whole.toml"))
        .unwrap()
        .deck
        .unwrap();
    for item in &parsed.items {
        let id = CardId::new(DeckId("lake-ferry".to_owned()), item.id.clone());
        assert_eq!(shelf.item(&id).unwrap().as_ref(), Some(item));
    }
    assert!(
        shelf
            .fact(&DeckId("lake-ferry".to_owned()), &FactId("none".to_owned()))
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_term_is_two_cards_and_an_item_is_one() {
    let home = Home::new(&[("whole.toml", WHOLE)]);
    let shelf = home.shelf();
    assert_eq!(
        stem(&shelf, "lake-ferry/ferry/en-kk").unwrap(),
        "What is the Kazakh for “ferry (boat)”?"
    );
    assert_eq!(
        stem(&shelf, "lake-ferry/ferry/kk-en").unwrap(),
        "What does “паром” mean?"
    );
    assert_eq!(stem(&shelf, "lake-ferry/ferry"), None);
    assert_eq!(stem(&shelf, "lake-ferry/ferry-passengers/kk-en"), None);
    assert_eq!(stem(&shelf, "lake-ferry/nothing"), None);
    let cards: Vec<String> = shelf
        .cards(&[DeckId("lake-ferry".to_owned())])
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        cards,
        [
            "lake-ferry/ferry-passengers",
            "lake-ferry/ferry-length",
            "lake-ferry/ferry-winter",
            "lake-ferry/ferry/kk-en",
            "lake-ferry/ferry/en-kk"
        ]
    );
    let counts = shelf.decks().unwrap()[0].counts;
    assert_eq!(
        (
            counts.cards,
            counts.accepted,
            counts.drafts,
            counts.rejected,
            counts.retired
        ),
        (5, 4, 1, 1, 1)
    );
}

#[test]
fn one_bad_file_does_not_close_the_shelf() {
    let home = Home::new(&[]);
    home.write("a.toml", GARDEN);
    home.write("b.toml", "[deck]\nid = \"broken");
    fs::write(home.decks().join("c.toml"), b"\xff\xfe").unwrap();
    fs::create_dir_all(home.decks().join("d.toml")).unwrap();
    home.write("e.toml", GARDEN);
    let shelf = home.shelf();
    assert_eq!(ids(&shelf), ["garden"]);
    let problems: Vec<String> = shelf
        .problems()
        .unwrap()
        .iter()
        .map(|problem| {
            problem
                .to_string()
                .replace(&home.decks().display().to_string(), "")
        })
        .collect();
    let expected = [
        "/a.toml:13: item `oak`: unknown field `mood`",
        "/b.toml:2: deck: not readable as TOML: invalid basic string, expected `\"`",
        "/c.toml:1: not UTF-8 text from byte 0 on",
        "/d.toml:1: the file cannot be read: ",
        "/e.toml:1: deck: deck `garden` is already defined in /a.toml",
        "/e.toml:13: item `oak`: unknown field `mood`",
    ];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem} is not {expected}");
    }
}

#[test]
fn an_edit_keeps_comments_order_and_unknown_fields() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let shelf = home.shelf();
    let mut file = shelf.edit(&DeckId("garden".to_owned())).unwrap();
    let mut item = shelf.item(&card("garden/oak")).unwrap().unwrap();
    item.stem = "Which old tree stands by the gate?".to_owned();
    item.tags = vec!["trees".to_owned()];
    assert!(file.set_item(&item));
    file.save().unwrap();
    let text = fs::read_to_string(home.decks().join("garden.toml")).unwrap();
    let expected = GARDEN
        .replace("Which tree", "Which old tree")
        .replace("mood = \"calm\"\n", "mood = \"calm\"\ntags = [\"trees\"]\n");
    assert_eq!(text, expected);
}

#[test]
fn a_term_is_changed_and_nothing_else() {
    let deck = "format = 1\n\n[deck]\nid = \"words\"\ntitle = \"Words\"\n\n# The first word.\n[[term]]\n\
                id = \"tree\"\nen = \"tree\"\nkk_cyrl = \"ағаш\" # a noun\n";
    let home = Home::new(&[]);
    home.write("words.toml", deck);
    let mut file = DeckFile::open(&home.decks().join("words.toml")).unwrap();
    let mut term = file.deck().terms.remove(0);
    term.accept_kk.push("терек".to_owned());
    assert!(file.set_term(&term));
    assert_eq!(file.text(), format!("{deck}accept_kk = [\"терек\"]\n"));
    term.id.0 = "bush".to_owned();
    assert!(!file.set_term(&term));
}

#[test]
fn entries_join_and_leave_without_disturbing_their_neighbours() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let mut file = DeckFile::open(&home.decks().join("garden.toml")).unwrap();
    let mut deck = file.deck();
    let mut fern = deck.items.remove(0);
    fern.id.0 = "fern".to_owned();
    deck.items.push(fern);
    file.set(&deck);
    let expected = "# A garden, with notes of its owner.\nformat = 1\n\n[deck]\nid = \"garden\" # never change this\n\
                    title = \"The garden\"\n\n# Trees first.\n\n# Then flowers.\n[[item]]\nid = \"rose\"\n\
                    stem = \"Which flower grows on the wall?\"\nkey = \"a rose\"\n\
                    distractors = [\"a tulip\", \"a daisy\"]\n\n[[item]]\nid = \"fern\"\n\
                    stem = \"Which tree stands by the gate?\"\nkey = \"an oak\"\n";
    assert_eq!(file.text(), expected);
    assert_eq!(file.deck(), deck);
}

#[test]
fn an_entry_that_cannot_be_read_stays_in_the_file() {
    let home = Home::new(&[]);
    let broken = "[[item]]\nid = \"moss\"\nstem = \"Which plant\n\n";
    home.write("garden.toml", &GARDEN.replace("# Then flowers.\n", broken));
    let mut file = DeckFile::open(&home.decks().join("garden.toml")).unwrap();
    let mut deck = file.deck();
    deck.items[1].key = "a white rose".to_owned();
    file.set(&deck);
    assert!(file.text().contains(broken));
    assert!(file.text().contains("a white rose"));
}

#[test]
fn an_edit_does_not_write_over_somebody_elses() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let mut file = DeckFile::open(&home.decks().join("garden.toml")).unwrap();
    let mut deck = file.deck();
    deck.meta.title = "My garden".to_owned();
    file.set(&deck);
    let theirs = GARDEN.replace("The garden", "Our garden");
    home.write("garden.toml", &theirs);
    assert!(matches!(file.save(), Err(DeckError::ChangedOnDisk { .. })));
    assert_eq!(fs::read_to_string(file.path()).unwrap(), theirs);
}

#[test]
fn a_shipped_deck_is_copied_at_its_first_edit_and_comes_back_without_the_copy() {
    let home = Home::new(&[("garden.toml", GARDEN), ("whole.toml", WHOLE)]);
    let mut shelf = home.shelf();
    let garden = DeckId("garden".to_owned());
    assert!(shelf.deck(&garden).unwrap().is_builtin());
    let mut file = shelf.edit(&garden).unwrap();
    let mut item = shelf.item(&card("garden/oak")).unwrap().unwrap();
    item.key = "an elm".to_owned();
    file.set_item(&item);
    assert!(!home.decks().exists(), "nothing is written before it is saved");
    file.save().unwrap();
    shelf.refresh().unwrap();
    assert!(!shelf.deck(&garden).unwrap().is_builtin());
    assert_eq!(shelf.item(&card("garden/oak")).unwrap().unwrap().key, "an elm");
    assert_eq!(ids(&shelf).len(), 2);
    assert!(shelf.problems().unwrap().iter().all(|problem| problem.line != 1));
    let base = shelf.edit(&garden).unwrap().base().unwrap();
    assert_eq!(base.items[0].key, "an oak");
    assert!(shelf.shipped(&garden).is_some());
    shelf.edit(&garden).unwrap().delete().unwrap();
    shelf.refresh().unwrap();
    assert!(shelf.deck(&garden).unwrap().is_builtin());
    assert_eq!(shelf.item(&card("garden/oak")).unwrap().unwrap().key, "an oak");
}

#[test]
fn a_change_is_seen_even_within_the_same_second_and_of_the_same_size() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    drop(home.shelf());
    home.write("garden.toml", &GARDEN.replace("Which tree", "What trees"));
    assert_eq!(
        stem(&home.shelf(), "garden/oak").unwrap(),
        "What trees stands by the gate?"
    );
    fs::remove_file(home.decks().join("garden.toml")).unwrap();
    assert_eq!(ids(&home.shelf()), Vec::<String>::new());
}

#[test]
fn a_deck_written_just_before_its_index_is_read_again_once_and_not_at_every_start() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let set_back = |path: &Path| {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(long_ago)
    };
    set_back(&home.decks().join("garden.toml")).unwrap();
    drop(home.shelf());
    set_back(&home.index()).unwrap();
    drop(home.shelf());
    let looked_at = fs::metadata(home.index()).unwrap().modified().unwrap();
    assert!(looked_at > long_ago, "the look was noted");
    drop(home.shelf());
    assert_eq!(fs::metadata(home.index()).unwrap().modified().unwrap(), looked_at);
}

#[test]
fn the_fingerprint_is_another_one_when_a_deck_changed_and_only_then() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let mut shelf = home.shelf();
    let before = shelf.fingerprint().unwrap();
    shelf.refresh().unwrap();
    assert_eq!(shelf.fingerprint().unwrap(), before);
    home.write("garden.toml", &GARDEN.replace("Which tree", "What trees"));
    shelf.refresh().unwrap();
    assert_ne!(shelf.fingerprint().unwrap(), before);
    home.write("garden.toml", GARDEN);
    shelf.refresh().unwrap();
    assert_eq!(shelf.fingerprint().unwrap(), before);
}

#[test]
fn a_card_is_found_although_its_file_moved_under_the_index() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let shelf = home.shelf();
    home.write(
        "garden.toml",
        &GARDEN.replace("# Trees first.", "# Trees first, then the rest of them."),
    );
    assert_eq!(
        stem(&shelf, "garden/rose").unwrap(),
        "Which flower grows on the wall?"
    );
    home.write("garden.toml", &GARDEN.replace("\"rose\"", "\"briar\""));
    assert_eq!(stem(&shelf, "garden/rose"), None);
}

#[test]
fn a_damaged_index_is_made_again() {
    let home = Home::new(&[("whole.toml", WHOLE)]);
    home.write("garden.toml", GARDEN);
    drop(home.shelf());
    let whole = fs::read(home.index()).unwrap();
    let mut torn = whole.clone();
    torn[100..4096].fill(7);
    for damaged in [&b""[..], b"no database", &whole[..whole.len() / 2], &torn] {
        fs::write(home.index(), damaged).unwrap();
        let shelf = home.shelf();
        assert_eq!(ids(&shelf), ["garden", "lake-ferry"]);
        assert!(stem(&shelf, "garden/oak").is_some());
    }
    let left: Vec<_> = fs::read_dir(home.index().parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_shelf_needs_no_place_for_its_index() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let shelf = Shelf::open_with(&home.decks(), &home.decks().join("garden.toml/index.db"), &[]).unwrap();
    assert!(stem(&shelf, "garden/oak").is_some());
}

#[test]
fn an_unknown_deck_names_the_nearest_one() {
    let home = Home::new(&[("garden.toml", GARDEN)]);
    let error = home.shelf().deck(&DeckId("gardn".to_owned())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no deck `gardn`; did you mean `garden`?"
    );
}

#[test]
fn ids_and_tags_are_offered_for_completion() {
    let home = Home::new(&[("garden.toml", GARDEN), ("whole.toml", WHOLE)]);
    let shelf = home.shelf();
    assert_eq!(shelf.ids("garden/", 10).unwrap(), ["garden/oak", "garden/rose"]);
    assert_eq!(shelf.ids("g", 1).unwrap(), ["garden/oak"]);
    assert_eq!(shelf.tags().unwrap(), ["boats", "ferry", "numbers", "water"]);
}

#[test]
fn the_shelf_of_shipped_decks_opens() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::open(&folder.path().join("decks"), &folder.path().join("index.db")).unwrap();
    assert_eq!(shelf.problems().unwrap(), []);
    for deck in shelf.decks().unwrap() {
        for card in shelf.cards(std::slice::from_ref(&deck.id)).unwrap() {
            let item = shelf.item(&card).unwrap();
            assert!(
                item.is_some_and(|item| !item.stem.is_empty() && !item.key.is_empty()),
                "{card}"
            );
        }
    }
}

#[test]
fn a_document_added_twice_leaves_the_file_as_it_was() {
    let home = Home::new(&[]);
    home.write("garden.toml", GARDEN);
    let theirs = suraq::decks::parse(Path::new("whole.toml"), WHOLE).deck.unwrap();
    let mut texts = Vec::new();
    for _ in 0..2 {
        let mut file = DeckFile::open(&home.decks().join("garden.toml")).unwrap();
        let merged = merge_document(
            &file.deck(),
            file.base().as_ref(),
            &theirs,
            "2031-06-01T08:00:00Z",
        );
        file.save_merged(&merged).unwrap();
        texts.push(fs::read_to_string(file.path()).unwrap());
    }
    assert!(texts[0].starts_with(GARDEN.split("# Then flowers.").next().unwrap()));
    assert!(texts[0].contains("ferry-passengers"));
    assert_eq!(texts[0], texts[1]);
    assert_eq!(home.shelf().problems().unwrap().len(), 1, "the mood of the oak");
}
