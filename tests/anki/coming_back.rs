//! What goes out to Anki as a note and comes back as a question: all that it held.

use std::fs::File;
use std::io::Cursor;

use suraq::export;
use suraq::export::Context;
use suraq::import::anki::Package;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Kind;
use suraq::items::Particulars;
use suraq::items::Status;
use suraq::items::kind::KINDS_BY_NUMBER;
use suraq::items::origin::is_typed_tag;
use suraq::progress::ExportRecord;

use super::after;
use super::collection;
use super::deck;
use super::rows;
use super::write;

/// What a note carries of an item, as far as its way to be asked does: the order of options is drawn.
fn carried(item: &Item) -> Item {
    let mut item = item.clone();
    item.id = ItemId::default();
    (item.fact, item.changed) = (None, None);
    item.key = item.key.to_lowercase();
    // Told where a card came from Anki, so that it is typed here as it was there.
    item.tags.retain(|tag| !is_typed_tag(tag));
    item.tags.sort();
    item.distractors.sort_by(|one, next| one.text.cmp(&next.text));
    item
}

#[test]
fn every_way_to_ask_comes_back_from_a_package_as_it_went_out() {
    let deck = deck("kinds");
    let exported = write(&deck, &Context::default());
    let folder = tempfile::tempdir().unwrap();
    let package = Package::read(Cursor::new(&exported.bytes), folder.path(), &mut || true).unwrap();
    assert!(package.remarks.is_empty(), "{:?}", package.remarks);
    let sent = deck.items.iter().filter(|item| item.status == Status::Accepted);
    let mut count = 0;
    for (sent, came) in sent.zip(&package.cards) {
        assert_eq!(carried(&came.item), carried(sent), "{}", sent.id);
        count += 1;
    }
    assert_eq!(count, 16);
}

/// A question of every kind and of none, each with all that a person may write into one.
fn every_kind() -> Vec<Item> {
    let kinds = KINDS_BY_NUMBER.iter().map(|(kind, _, _)| Some(*kind));
    let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>();
    let mut items = Vec::new();
    for kind in kinds.chain([None]) {
        for has_options in [false, true] {
            let mut item = Item::new("Which of the two is it?", "the first");
            let name = kind.map_or("plain", Kind::slug);
            item.id = ItemId(format!("{name}-{has_options}"));
            item.kind = kind;
            item.tags = texts(&["two words", "plain", "a::b"]);
            item.explanation = Some("It was first.\nSo it is said: always.".to_owned());
            item.accept = texts(&["first", "the 1st; of two"]);
            (item.importance, item.difficulty, item.contested) = (3, Some(4), true);
            item.as_of = Some("2031-05".parse().unwrap());
            item.detail.hint = Some("not the [second] {{one}}".to_owned());
            let options = ["the second", "the third", "the fourth"];
            if has_options {
                item.distractors = options
                    .map(|text| Distractor {
                        text: text.to_owned(),
                        why: (text != "the third").then(|| "it came later: by a day".to_owned()),
                    })
                    .to_vec();
            }
            match kind {
                Some(Kind::Cause | Kind::Content) => {
                    item.key = String::new();
                    item.detail.keywords = vec![texts(&["storm", "high wind/gale"]), texts(&["ice"])];
                }
                Some(Kind::Timeline) => {
                    item.key = String::new();
                    item.detail.keys = texts(&["flood", "vote", "fire"]);
                    item.detail.ordered = !has_options;
                }
                Some(Kind::Matching) => {
                    item.key = String::new();
                    let pairs = [("flood", "1923"), ("vote", "1911"), ("fire", "1917")];
                    item.detail.pairs = pairs
                        .map(|(one, other)| (one.to_owned(), other.to_owned()))
                        .to_vec();
                }
                Some(Kind::TrueFalse) => {
                    (item.key, item.detail.correction) = ("false".to_owned(), Some("the last".to_owned()));
                    item.distractors.clear();
                }
                Some(Kind::Estimate) => {
                    item.key = "31".to_owned();
                    item.detail.tolerance = Some(if has_options { 0.1 } else { 0.125 });
                }
                Some(Kind::Cloze) => item.stem = "It is ____ of the two.".to_owned(),
                Some(Kind::HowMany) if !has_options => {
                    item.key = String::new();
                    item.detail.keys = texts(&["one", "two"]);
                }
                _ => {}
            }
            if kind == Some(Kind::Cloze) {
                item.detail.hint = Some("not the second".to_owned());
            }
            items.push(item);
        }
    }
    // A gap in a question of no kind.
    let mut gap = Item::new("It is ____ of the two.", "the first");
    gap.id = ItemId("gap".to_owned());
    items.push(gap);
    items
}

#[test]
fn every_field_of_every_kind_comes_back_from_a_package_and_a_text() {
    let mut deck = deck("kinds");
    (deck.items, deck.terms, deck.facts) = (every_kind(), Vec::new(), Vec::new());
    let exported = write(&deck, &Context::default());
    let folder = tempfile::tempdir().unwrap();
    let package = Package::read(Cursor::new(&exported.bytes), folder.path(), &mut || true).unwrap();
    let text = export::format("anki-text").unwrap();
    let text = text
        .write(std::slice::from_ref(&deck), &Context::default())
        .unwrap();
    let table = Package::<File>::read_text(&text.bytes, "kinds", None).unwrap();
    assert_eq!(
        (package.cards.len(), table.cards.len()),
        (deck.items.len(), deck.items.len())
    );
    for ((sent, came), read) in deck.items.iter().zip(&package.cards).zip(&table.cards) {
        assert_eq!(carried(&came.item), carried(sent), "{}", sent.id);
        assert_eq!(carried(&read.item), carried(sent), "{} as text", sent.id);
    }
}

#[test]
fn what_no_card_shows_makes_no_note_newer() {
    let mut deck = deck("kinds");
    deck.items.truncate(1);
    let plain = write(&deck, &Context::default());
    deck.items[0].detail.hint = Some("frozen".to_owned());
    let hinted = write(&deck, &after(&plain.record, 1_950_000_000));
    let only = |record: &ExportRecord| record.notes["kinds/plain"].clone();
    assert_eq!(only(&plain.record), only(&hinted.record));
    let fields = rows(&collection(&hinted), "SELECT flds FROM notes ORDER BY id");
    assert!(fields[0].ends_with("{\"hint\": \"frozen\"}"), "{}", fields[0]);
}

#[test]
fn what_came_from_anki_goes_out_and_comes_back_as_it_was() {
    let mut deck = deck("kinds");
    let item = |number: usize, stem: &str, key: &str, tags: &[&str]| Item {
        id: ItemId(format!("anki-7572cmipap4yd-{number}")),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Item::new(stem, key)
    };
    let mut blanks = item(
        1,
        "The ____ lies between ____ and ____.",
        "",
        &["exam::2031", "geo"],
    );
    blanks.kind = Some(Kind::Cloze);
    blanks.detail = Particulars {
        keys: ["lake", "Oron", "Velk"].map(str::to_owned).to_vec(),
        ordered: true,
        ..Particulars::default()
    }
    .into();
    let mut twice = item(2, "____ is the lake, and ____ the town.", "Sary", &[]);
    twice.kind = Some(Kind::Cloze);
    let formula = item(
        3,
        r"What is \(a_1 + \frac{b}{c}\)?",
        r"\[x^{2} < y\]",
        &["Ünïcode::tag", "50%"],
    );
    let mut typed = item(4, "two", "eki", &["numbers", "typed"]);
    typed.accept = vec!["eki; ekeu".to_owned(), "екі".to_owned()];
    let mut plain = item(5, "three", "üş", &["numbers"]);
    plain.accept = vec!["ush; üsh".to_owned()];
    deck.items = vec![blanks, twice, formula, typed, plain];
    (deck.facts, deck.terms) = (Vec::new(), Vec::new());
    let exported = write(&deck, &Context::default());
    let types = "SELECT mid, count(*) FROM notes GROUP BY mid";
    assert_eq!(
        rows(&collection(&exported), types).len(),
        3,
        "cloze, basic and typed"
    );
    let folder = tempfile::tempdir().unwrap();
    let package = Package::read(Cursor::new(&exported.bytes), folder.path(), &mut || true).unwrap();
    assert!(package.remarks.is_empty(), "{:?}", package.remarks);
    for (sent, came) in deck.items.iter().zip(&package.cards) {
        assert_eq!(carried(&came.item), carried(sent), "{}", sent.id);
        let is_typed = |item: &Item| item.tags.iter().any(|tag| is_typed_tag(tag));
        assert_eq!(is_typed(&came.item), is_typed(sent), "{}", sent.id);
    }
    let fields = rows(&collection(&exported), "SELECT flds FROM notes ORDER BY id");
    assert!(fields[0].starts_with("The {{c1::lake}} lies between {{c1::Oron}} and {{c1::Velk}}."));
    assert!(fields[2].contains(r"\(a_1 + \frac{b}{c}\)"), "{}", fields[2]);
}

#[test]
fn hints_and_alternatives_of_cards_from_anki_go_back_as_they_were() {
    let mut deck = deck("kinds");
    let item = |number: usize, stem: &str, key: &str| Item {
        id: ItemId(format!("anki-7572cmipap4yd-{number}")),
        ..Item::new(stem, key)
    };
    let mut hinted = item(
        1,
        "It is made by ____ (which cells?) of the pancreas.",
        "beta cells",
    );
    hinted.kind = Some(Kind::Cloze);
    hinted.detail.hint = Some("which cells?".to_owned());
    let mut other = item(2, "It lies by ____ (a lake) in Oron.", "Sary");
    other.kind = Some(Kind::Cloze);
    let mut several = item(4, "From ____ (one) by ____ to ____ (two) (a lake).", "");
    several.kind = Some(Kind::Cloze);
    several.detail.hint = Some("one; two".to_owned());
    (several.detail.keys, several.detail.ordered) =
        (["Oron", "Tur", "Sary"].map(str::to_owned).to_vec(), true);
    let mut second = item(5, "Fine ____ (y) and ____ (y) (z).", "");
    second.kind = Some(Kind::Cloze);
    second.detail.hint = Some("; y".to_owned());
    (second.detail.keys, second.detail.ordered) = (["aa", "bb"].map(str::to_owned).to_vec(), true);
    let mut typed = item(3, "child", "el niño / la niña");
    typed.accept = ["el niño", "la niña", "el chico"].map(str::to_owned).to_vec();
    typed.tags = vec![suraq::items::origin::TYPED.to_owned()];
    deck.items = vec![hinted, other, typed, several, second];
    (deck.facts, deck.terms) = (Vec::new(), Vec::new());
    let exported = write(&deck, &Context::default());
    let fields = rows(&collection(&exported), "SELECT flds FROM notes ORDER BY id");
    let starts = |at: usize, start: &str| assert!(fields[at].starts_with(start), "{}", fields[at]);
    starts(
        0,
        "It is made by {{c1::beta cells::which cells?}} of the pancreas.",
    );
    starts(
        3,
        "From {{c1::Oron::one}} by {{c1::Tur}} to {{c1::Sary::two}} (a lake).",
    );
    starts(4, "Fine {{c1::aa}} (y) and {{c1::bb::y}} (z).");
    starts(1, "It lies by {{c1::Sary}} (a lake) in Oron.");
    starts(
        2,
        "child\u{1f}el niño / la niña\u{1f}<div class=\"sq-note\">Also right: el chico</div>",
    );
}
