//! Templates of usual and broken kinds, filled.

use std::collections::BTreeMap;

use super::Filling;
use super::Origin;
use super::Side;
use super::is_blank;

fn fill(template: &str, fields: &[&str]) -> String {
    let names = ["Front", "Back", "Extra"];
    let places: BTreeMap<String, usize> = names
        .iter()
        .enumerate()
        .map(|(at, name)| ((*name).to_owned(), at))
        .collect();
    let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
    let side = Side::read(template);
    let filling = Filling {
        places: &places,
        fields: &fields,
        cloze: Some(2),
        named: &[("Deck", "Lakes")],
    };
    let pieces = side.fill(&filling);
    pieces.iter().map(|piece| piece.html.as_ref()).collect()
}

#[test]
fn fields_stand_where_the_template_says() {
    assert_eq!(fill("<b>{{Front}}</b>: {{ Back }}", &["a", "b"]), "<b>a</b>: b");
    assert_eq!(fill("{{Missing}}{{Extra}}{{Deck}}{{{Front}}}", &["a"]), "Lakesa");
    assert_eq!(
        fill("{{#Back}}has {{Back}}{{/Back}}{{^Back}}none{{/Back}}", &["a", ""]),
        "none"
    );
    assert_eq!(fill("{{#Back}}has {{Back}}{{/Back}}", &["a", "b"]), "has b");
    assert_eq!(fill("{{#c2}}two{{/c2}}{{#c1}}one{{/c1}}", &[]), "two");
    assert_eq!(
        fill("a<!-- {{Front}} --><script>{{Back}}</script>{{! no }}", &["x"]),
        "a"
    );
}

#[test]
fn readings_are_written_behind_their_characters() {
    assert_eq!(
        fill("{{furigana:Front}}", &["これ 漢字[かんじ]です"]),
        "これ漢字(かんじ)です"
    );
    assert_eq!(
        fill("{{kana:Front}}|{{kanji:Front}}", &["漢字[かんじ]"]),
        "かんじ|漢字"
    );
    assert_eq!(
        fill("{{furigana:Front}}", &["x[sound:a.mp3] ["]),
        "x[sound:a.mp3] ["
    );
}

#[test]
fn pieces_know_where_they_are_from() {
    let places = BTreeMap::from([("A".to_owned(), 0)]);
    let fields = ["x".to_owned()];
    let filling = Filling {
        places: &places,
        fields: &fields,
        cloze: None,
        named: &[],
    };
    let side = Side::read("{{type:nc:A}}{{hint:A}}{{type:cloze:A}}{{FrontSide}}{{tts en_US:A}}");
    let origins: Vec<Origin> = side.fill(&filling).iter().map(|piece| piece.origin).collect();
    assert_eq!(
        origins,
        [
            Origin::Typed(0),
            Origin::Hint(0),
            Origin::TypedCloze(0),
            Origin::Front
        ]
    );
}

#[test]
fn broken_templates_give_what_can_be_understood() {
    for template in [
        "{{",
        "{{#Front}}",
        "{{/Front}}",
        "}}",
        "{{}}",
        "{{#}}{{^}}",
        "<script",
        "<!--",
    ] {
        let _ = fill(template, &["a"]);
    }
    assert_eq!(fill("{{#Front}}x", &["a"]), "x");
    let deep = "{{#Front}}".repeat(10_000);
    assert_eq!(fill(&deep, &["a"]), "");
}

#[test]
fn a_field_of_line_breaks_is_blank() {
    assert!(is_blank(" <br><div></div> ") && is_blank("") && !is_blank("<img src=x>") && !is_blank("0"));
}
