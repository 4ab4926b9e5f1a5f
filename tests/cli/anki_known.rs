//! `import` from Anki after note types became others there: each card keeps its id, and what was learned of it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::params;
use serde_json::json;

use super::anki_again::told;
use super::anki_import::zipped;
use super::world::World;

/// A template: its number, name and front; the back is the other word.
type Template = (i64, &'static str, &'static str);

const WORD: &str = "{{W}}";
const MEANING: &str = "{{T}}";
const THIRD: &str = "Third {{W}}";
const SPELT: &str = "Spell {{W}}";

/// What the second note type has in place of templates where it is one of gaps.
const GAPS: Template = (30, "Cloze", "{{cloze:W}}");

/// Numbers of cards count milliseconds since 1970.
const FIRST_CARD: i64 = 1_795_000_000_000;

/// Two notes of one type in a package.
struct Notes {
    kind: i64,
    templates: Vec<Template>,
    /// Numbers of the cards of each note, with the places of their templates.
    cards: Vec<(i64, i64)>,
}

fn notes(kind: i64, templates: &[Template], cards: &[(i64, i64)]) -> Notes {
    Notes {
        kind,
        templates: templates.to_vec(),
        cards: cards.to_vec(),
    }
}

impl Notes {
    /// Writes the package; every card was answered once, each in another way. `is_numbered`: templates have numbers, as
    /// newer programs give them.
    fn package(&self, world: &World, is_numbered: bool) -> String {
        let path = world.path("collection");
        let _ = std::fs::remove_file(&path);
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE col (id INTEGER PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
                 CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
                 CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord, mod, usn, type, queue, due, ivl, factor,
                    reps, lapses, left, odue, odid, flags, data);
                 CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, usn, ease, ivl, lastIvl, factor, time, type);",
            )
            .unwrap();
        let is_cloze = self.templates[0].0 == GAPS.0;
        let templates = self.templates.iter().enumerate().map(|(place, (id, name, front))| {
            let back = if front.contains(WORD) { MEANING } else { WORD };
            json!({
                "id": is_numbered.then_some(id), "name": name, "ord": place, "qfmt": front,
                "afmt": format!("{{{{FrontSide}}}}<hr id=answer>{}", if is_cloze { *front } else { back }),
            })
        });
        let kind = json!({
            "name": format!("Words {}", self.kind), "type": i32::from(is_cloze),
            "flds": [{"name": "W", "ord": 0}, {"name": "T", "ord": 1}], "tmpls": templates.collect::<Vec<_>>(),
        });
        let kinds = json!({ self.kind.to_string(): kind }).to_string();
        connection
            .execute(
                "INSERT INTO col VALUES (1, 1790000000, 1795000000000, 0, 11, 0, 0, 0, '{}', ?1,
                    '{\"1\": {\"name\": \"Words\", \"conf\": 1}}', '{}', '{}')",
                [kinds],
            )
            .unwrap();
        for (note, (word, meaning)) in [("su", "water"), ("at", "horse")].into_iter().enumerate() {
            let note = note as i64 + 1;
            let fields = match is_cloze {
                true => format!("{{{{c1::{word}}}}} is {{{{c2::{meaning}}}}}\u{1f}"),
                false => format!("{word}\u{1f}{meaning}"),
            };
            connection
                .execute(
                    "INSERT INTO notes VALUES (?1, 'guid' || ?1, ?2, 1790000000, 0, '', ?3, '', 0, 0, '')",
                    params![note, self.kind, fields],
                )
                .unwrap();
            for (number, place) in &self.cards {
                let id = FIRST_CARD + note * 100 + number;
                let values = params![id, note, place, 1 + number % 4];
                connection
                    .execute(
                        "INSERT INTO cards VALUES (?1, ?2, 1, ?3, 0, 0, 2, 2, 60 + ?4, 4, 2500, 1, 0, 0, 0, 0, 0, '')",
                        values,
                    )
                    .unwrap();
                connection
                    .execute(
                        "INSERT INTO revlog VALUES (?1 - 5000000, ?1, 0, ?4, 4, 0, 0, 4000, 0)",
                        params![id, note, place, 1 + number % 4],
                    )
                    .unwrap();
            }
        }
        drop(connection);
        let bytes = std::fs::read(path).unwrap();
        zipped(world, &bytes, "words.apkg")
    }

    /// Imports the package; returns what was said.
    fn import(&self, world: &World, is_numbered: bool) -> String {
        let ran = world.run(&["import", &self.package(world, is_numbered)]).ended(0);
        format!("{} {}", told(&ran.out), told(&ran.err))
    }
}

/// What each question is called here, how often it was answered, and how well it is known.
fn asked(world: &World) -> BTreeMap<String, (String, u64, String)> {
    let found = world.run(&["find", "deck:words", "--json"]).ended(0).json();
    let of_card = found.iter().map(|card| {
        let schedule = &card["schedule"];
        let id = card["id"].as_str().unwrap().to_owned();
        let reviews = schedule["reviews"].as_u64().unwrap();
        let stability = schedule["stability_days"].to_string();
        (
            card["stem"].as_str().unwrap().to_owned(),
            (id, reviews, stability),
        )
    });
    of_card.collect()
}

/// Imports `before` and then `after`: each question is called as before and as well known, and `new` ones come.
#[track_caller]
fn check(before: &Notes, after: &Notes, (new, gone): (usize, &str)) {
    // Numbers of cards do for programs that give templates none.
    for is_numbered in [true, false] {
        let world = World::new();
        before.import(&world, is_numbered);
        let first = asked(&world);
        assert_eq!(first.len(), before.cards.len() * 2);
        let said = after.import(&world, is_numbered);
        let second = asked(&world);
        for (stem, known) in &first {
            assert_eq!(second.get(stem), Some(known), "{stem}: {said}");
        }
        assert_eq!(second.len() - first.len(), new, "{said}");
        let goes: Vec<&str> = said
            .split(' ')
            .filter(|word| word.starts_with("words/"))
            .collect();
        assert_eq!(goes.len(), if gone.is_empty() { 0 } else { 2 }, "{said}");
        assert!(goes.iter().all(|card| card.ends_with(gone)), "{said}");
        // The same again says nothing new.
        let again = after.import(&world, is_numbered);
        assert!(again.contains("nothing new"), "{again}");
        assert_eq!(asked(&world), second);
    }
}

const TWO: &[Template] = &[(7, "Card 1", WORD), (8, "Card 2", MEANING)];
const THREE: &[Template] = &[(7, "Card 1", WORD), (8, "Card 2", MEANING), (9, "Card 3", THIRD)];
const NOTHING: (usize, &str) = (0, "");

fn two() -> Notes {
    notes(1, TWO, &[(11, 0), (12, 1)])
}

fn three() -> Notes {
    notes(1, THREE, &[(11, 0), (12, 1), (13, 2)])
}

#[test]
fn templates_whose_names_are_swapped() {
    let swapped = [(7, "Card 2", WORD), (8, "Card 1", MEANING)];
    check(&two(), &notes(1, &swapped, &[(11, 0), (12, 1)]), NOTHING);
}

#[test]
fn templates_that_stand_otherwise_under_the_old_names_or_new_ones() {
    let moved = [(12, 0), (11, 1)];
    let old_names = [(8, "Card 1", MEANING), (7, "Card 2", WORD)];
    check(&two(), &notes(1, &old_names, &moved), NOTHING);
    let new_names = [(8, "y", MEANING), (7, "x", WORD)];
    check(&two(), &notes(1, &new_names, &moved), NOTHING);
    let same_names = [(8, "Card 2", MEANING), (7, "Card 1", WORD)];
    check(&two(), &notes(1, &same_names, &moved), NOTHING);
}

#[test]
fn a_template_that_is_renamed_and_put_first_beside_one_that_is_added() {
    let templates = [
        (9, "Third", THIRD),
        (7, "Card 1", WORD),
        (8, "Card 2", MEANING),
        (10, "Extra", SPELT),
    ];
    let cards = [(13, 0), (11, 1), (12, 2), (514, 3)];
    check(&three(), &notes(1, &templates, &cards), (2, ""));
}

#[test]
fn the_first_template_is_taken_away() {
    let rest = notes(1, &THREE[1..], &[(12, 0), (13, 1)]);
    check(&three(), &rest, (0, "-1"));
}

#[test]
fn a_note_type_whose_templates_stand_the_other_way_round() {
    let other = [(28, "Card 2", MEANING), (27, "Card 1", WORD)];
    check(&two(), &notes(2, &other, &[(12, 0), (11, 1)]), NOTHING);
    let same = [(27, "One", WORD), (28, "Two", MEANING)];
    check(&two(), &notes(2, &same, &[(11, 0), (12, 1)]), NOTHING);
}

#[test]
fn a_note_type_with_the_last_of_the_templates() {
    let last = [(28, "q1", MEANING), (29, "q2", THIRD)];
    check(&three(), &notes(2, &last, &[(12, 0), (13, 1)]), (0, "-1"));
    // A card that is added then is none of those before.
    let more = [(28, "q1", MEANING), (29, "q2", THIRD), (26, "q3", SPELT)];
    let cards = [(12, 0), (13, 1), (514, 2)];
    check(&three(), &notes(2, &more, &cards), (2, "-1"));
    let first = [(26, "q0", SPELT), (28, "q1", MEANING), (29, "q2", THIRD)];
    let cards = [(514, 0), (12, 1), (13, 2)];
    check(&three(), &notes(2, &first, &cards), (2, "-1"));
}

#[test]
fn a_note_type_with_one_more_card_or_with_gaps() {
    let one = notes(1, &TWO[..1], &[(11, 0)]);
    let reversed = [(27, "Card 1", WORD), (28, "Card 2", MEANING)];
    check(&one, &notes(2, &reversed, &[(11, 0), (512, 1)]), (2, ""));
    // The new card stands before the one that was there.
    let turned = [(28, "Card 2", MEANING), (27, "Card 1", WORD)];
    check(&one, &notes(2, &turned, &[(11, 1), (512, 0)]), (2, ""));
    let world = World::new();
    one.import(&world, true);
    let first: Vec<_> = asked(&world).into_values().collect();
    let said = notes(2, &[GAPS], &[(11, 0), (512, 1)]).import(&world, true);
    assert!(said.contains("2 new cards, 2 changed"), "{said}");
    let second = asked(&world);
    assert_eq!(second.len(), 4);
    let stays = |known: &(String, u64, String)| first.contains(known);
    for stem in ["____ is water", "____ is horse"] {
        assert!(stays(&second[stem]), "{second:?}");
    }
}

#[test]
fn two_collections_with_other_numbers_and_a_file_of_before_are_known_by_templates() {
    let world = World::new();
    two().import(&world, true);
    let first = asked(&world);
    let kept = world.home().join("decks/.base/anki-cards.txt");
    let text = std::fs::read_to_string(&kept).unwrap();
    // As it was before numbers were kept.
    std::fs::remove_file(&kept).unwrap();
    let said = two().import(&world, true);
    assert!(said.contains("nothing new"), "{said}");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), text);
    let elsewhere = notes(1, TWO, &[(31, 0), (32, 1)]);
    let said = elsewhere.import(&world, true);
    assert!(said.contains("nothing new"), "{said}");
    let ids = |known: &BTreeMap<String, (String, u64, String)>| {
        let ids = known.iter().map(|(stem, (id, ..))| (stem.clone(), id.clone()));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(&asked(&world)), ids(&first));
    // Each of the two is known again.
    let other = [(28, "Card 2", MEANING), (27, "Card 1", WORD)];
    for numbers in [(12, 11), (32, 31)] {
        let said = notes(2, &other, &[(numbers.0, 0), (numbers.1, 1)]).import(&world, true);
        assert!(said.contains("nothing new"), "{said}");
        assert_eq!(ids(&asked(&world)), ids(&first));
    }
}

#[test]
fn a_trial_learns_no_numbers_and_what_is_taken_back_comes_again_under_the_same_ids() {
    let world = World::new();
    let file = three().package(&world, true);
    world.run(&["import", &file, "--dry-run"]).ended(0);
    let kept = world.home().join("decks/.base/anki-cards.txt");
    assert!(!kept.exists());
    world.run(&["import", &file]).ended(0);
    let first = asked(&world);
    world.run(&["undo"]).ended(0);
    assert!(!world.home().join("decks/words.toml").exists());
    let last = [(28, "q1", MEANING), (29, "q2", THIRD)];
    notes(2, &last, &[(12, 0), (13, 1)]).import(&world, true);
    let second = asked(&world);
    assert_eq!(second.len(), 4);
    assert!(
        second.iter().all(|(stem, known)| first.get(stem) == Some(known)),
        "{second:?}"
    );
    // The package of before brings the rest of them.
    three().import(&world, true);
    assert_eq!(asked(&world), first);
}
