//! Text files as Anki writes them, and others.

use super::is_anki_text;
use super::read;

fn stems(text: &str) -> Vec<String> {
    let package: crate::import::anki::Package<std::fs::File> =
        crate::import::anki::Package::read_text(text.as_bytes(), "Own", None).unwrap();
    let cards = package.cards.iter();
    cards
        .map(|card| {
            let item = &card.item;
            format!(
                "{} | {} | {} | {}",
                package.decks[card.deck],
                item.stem,
                item.key,
                item.tags.join(",")
            )
        })
        .collect()
}

#[test]
fn the_first_lines_say_what_is_in_the_columns() {
    let text = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n\
                g1\tBasic\tA::B\tfront <b>x</b>\tback\tt1 t2\n\
                g2\tBasic (and reversed card)\t\tone\ttwo\t\n\
                g3\tCloze\tA::B\t{{c1::Tur}} in {{c2::Oron}}\textra\t\n";
    assert_eq!(
        stems(text),
        [
            "A::B | front x | back | t1,t2",
            "A::B | ____ in Oron | Tur | ",
            "A::B | Tur in ____ | Oron | ",
            "Own | one | two | ",
            "Own | two | one | ",
        ]
    );
}

#[test]
fn plain_text_stays_plain_and_quotes_hold_lines() {
    let text = "#separator:Semicolon\n#html:false\n#deck:Maths\n#tags:m\n\"a <b>\nc\";\"x & y\"\n";
    assert_eq!(stems(text), ["Maths | a <b>\nc | x & y | m"]);
    assert_eq!(stems("tags: a b\nq\tw\n"), ["Own | q | w | a,b"]);
}

#[test]
fn a_note_without_a_name_is_known_by_its_first_field() {
    let id_in = |text: &str, deck: &str, one_deck: Option<&str>| {
        let package: crate::import::anki::Package<std::fs::File> =
            crate::import::anki::Package::read_text(text.as_bytes(), deck, one_deck).unwrap();
        package.cards[0].item.id.clone()
    };
    let id = |text: &str| id_in(text, "Own", None);
    let spanish = "#separator:tab\n#deck:Spanish\nq\ta\n";
    assert_ne!(id(spanish), id("#separator:tab\nq\ta\n"));
    assert_eq!(
        id_in(spanish, "es", Some("My French")),
        id_in("q\ta\n", "fr", Some("my-french"))
    );
    assert_ne!(id_in("q\ta\n", "es", None), id_in("q\ta\n", "fr", None));
    assert_eq!(id("#separator:tab\nq\ta\n"), id("#separator:tab\nq\tchanged\n"));
    assert_ne!(id("#separator:tab\nq\ta\n"), id("#separator:tab\nr\ta\n"));
}

#[test]
fn a_named_note_type_decides_whether_braces_hide_anything() {
    let row = "write {{c1::x}}\tso\n";
    let basic = format!("#separator:tab\n#notetype:Basic\n{row}");
    assert_eq!(stems(&basic), ["Own | write {{c1::x}} | so | "]);
    let unnamed = format!("#separator:tab\n{row}");
    assert_eq!(stems(&unnamed), ["Own | write ____ | x | "]);
    let later = "The {{c2::Lena}} is in {{c3::Yakutia::a republic}}.\t\ttag1\n";
    assert_eq!(
        stems(&format!("#separator:tab\n#tags column:3\n{later}")),
        [
            "Own | The ____ is in Yakutia. | Lena | tag1",
            "Own | The Lena is in ____ (a republic). | Yakutia | tag1",
        ]
    );
}

#[test]
fn other_files_are_not_taken_for_it() {
    assert!(is_anki_text(b"#separator:tab\nx") && is_anki_text(b"\xef\xbb\xbf#HTML:true\n"));
    assert!(!is_anki_text(b"stem,key\n") && !is_anki_text(b"# a title\n") && !is_anki_text(b""));
    assert!(read(b"#html:true\n\xff", "x", None).is_err());
}

#[test]
fn any_gap_makes_a_cloze_of_a_note_without_a_type() {
    let text = "#separator:tab\nIn {{c2::1997::year}}, before it {{c3::Almaty}}.\textra\nThe {{c2::Lena}} flows.\t\n\
                {{cold}} or {{c1}}?\tneither\n";
    assert_eq!(
        stems(text),
        [
            "Own | In ____ (year), before it Almaty. | 1997 | ",
            "Own | In 1997, before it ____. | Almaty | ",
            "Own | The ____ flows. | Lena | ",
            "Own | {{cold}} or {{c1}}? | neither | ",
        ]
    );
}
