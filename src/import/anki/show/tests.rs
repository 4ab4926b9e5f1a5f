//! Cards of usual and unusual note types as questions.

use super::super::described::NoteType;
use super::super::described::Template;
use super::super::remark::Reason;
use super::super::rows::Note;
use super::Maker;
use super::Shown;

fn kind(fields: &[&str], front: &str, back: &str) -> NoteType {
    NoteType {
        name: "Kind".to_owned(),
        is_cloze: front.contains("cloze:"),
        fields: fields.iter().map(|name| (*name).to_owned()).collect(),
        templates: vec![Template {
            id: None,
            name: "Card 1".to_owned(),
            front: front.to_owned(),
            back: back.to_owned(),
        }],
        css: String::new(),
    }
}

fn show(kind: &NoteType, place: i64, fields: &[&str]) -> Result<Shown, Reason> {
    let note = Note {
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        ..Note::default()
    };
    Maker::new(kind).show(&note, place, "Deck", &str::to_owned)
}

const BACK: &str = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}";

#[test]
fn front_and_back_are_stem_and_key() {
    let basic = kind(&["Front", "Back"], "{{Front}}", BACK);
    let shown = show(&basic, 0, &["What <b>is</b> it?", "This.<br>That."]).unwrap();
    assert_eq!(
        (shown.item.stem.as_str(), shown.item.key.as_str()),
        ("What is it?", "This.\nThat.")
    );
    assert_eq!(shown.item.explanation, None);
    assert!(!shown.is_typed && shown.remark.is_none());
}

#[test]
fn the_first_new_field_is_the_key_and_the_rest_explains() {
    let rich = kind(
        &["Word", "Meaning", "Example"],
        "{{Word}}",
        "{{Word}}<br>{{Meaning}}{{#Example}}<p>Example: {{Example}}</p>{{/Example}}",
    );
    let shown = show(&rich, 0, &["su", "water", "Su tasta."]).unwrap();
    assert_eq!(shown.item.key, "water");
    assert_eq!(shown.item.explanation.as_deref(), Some("Example: Su tasta."));
    assert_eq!(
        show(&rich, 0, &["su", "water", ""]).unwrap().item.explanation,
        None
    );
}

#[test]
fn addresses_of_links_are_kept_after_the_answer() {
    let basic = kind(
        &["Front", "Back", "More"],
        "{{Front}}",
        "{{FrontSide}}<hr id=answer><b>{{Back}}</b><a href='https://all.example'>{{More}}</a>",
    );
    let show = |front, back, more| show(&basic, 0, &[front, back, more]).unwrap();
    let shown = show(
        "Which <a href='https://oron.example/lakes'>lake</a>?",
        "Lake Sary",
        "Deep.",
    );
    assert_eq!(
        (shown.item.stem.as_str(), shown.item.key.as_str()),
        ("Which lake?", "Lake Sary")
    );
    assert_eq!(
        shown.item.explanation.as_deref(),
        Some("Deep.\nhttps://oron.example/lakes")
    );
    assert!(
        !shown.markup.is_styled,
        "a look of the template is that of every card"
    );
    let shown = show(
        "Where?",
        "<a href='https://oron.example'>https://oron.example</a>",
        "",
    );
    assert_eq!(shown.item.explanation, None, "the address is the answer");
    assert_eq!(shown.markup.links.len(), 1);
    let shown = show("Which <i>lake</i>?", "Lake Sary", "");
    assert!(shown.markup.is_styled && shown.markup.links.is_empty());
}

#[test]
fn a_typed_field_is_the_key() {
    let typed = kind(
        &["Front", "Back", "Note"],
        "{{Front}}\n\n{{type:Back}}",
        "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}{{Note}}",
    );
    let shown = show(&typed, 0, &["two", "eki", "a number"]).unwrap();
    assert!(shown.is_typed);
    assert_eq!(
        (shown.item.stem.as_str(), shown.item.key.as_str()),
        ("two", "eki")
    );
    assert_eq!(shown.item.explanation.as_deref(), Some("a number"));
}

#[test]
fn a_cloze_asks_for_what_its_number_hides() {
    let cloze = kind(
        &["Text", "Extra"],
        "{{cloze:Text}}",
        "{{cloze:Text}}<br>\n{{Extra}}",
    );
    let fields = [
        "{{c1::Tur::river}} and {{c2::Oron}} and {{c2::<i>Ana</i>}}",
        "in the valley",
    ];
    let shown = show(&cloze, 0, &fields).unwrap();
    assert_eq!(shown.item.stem, "____ (river) and Oron and Ana");
    assert_eq!(shown.item.key, "Tur");
    assert_eq!(shown.item.explanation.as_deref(), Some("in the valley"));
    let shown = show(&cloze, 1, &fields).unwrap();
    assert_eq!(shown.item.detail.keys, ["Oron", "Ana"]);
    assert!(shown.item.key.is_empty() && shown.item.detail.ordered);
    assert_eq!(show(&cloze, 2, &fields).unwrap_err(), Reason::NoDeletion);
}

#[test]
fn what_cannot_be_asked_says_why() {
    let basic = kind(&["Front", "Back"], "{{Front}}", BACK);
    assert_eq!(show(&basic, 0, &["", "x"]).unwrap_err(), Reason::EmptyFront);
    assert_eq!(show(&basic, 0, &["x", "<br>"]).unwrap_err(), Reason::NoAnswer);
    assert_eq!(show(&basic, 0, &["x"]).unwrap_err(), Reason::NoAnswer);
    assert_eq!(show(&basic, 1, &["x", "y"]).unwrap_err(), Reason::NoTemplate);
    assert_eq!(show(&basic, -1, &["x", "y"]).unwrap_err(), Reason::NoTemplate);
    let cover = kind(
        &["Occlusion", "Image"],
        "{{cloze:Occlusion}}<img>{{Image}}",
        "{{Image}}",
    );
    let fields = ["{{c1::image-occlusion:rect:left=.1}}", "<img src=x.png>"];
    assert_eq!(show(&cover, 0, &fields).unwrap_err(), Reason::Occlusion);
}

#[test]
fn pictures_and_formulas_alone_are_remarked() {
    let basic = kind(&["Front", "Back"], "{{Front}}", BACK);
    let shown = show(&basic, 0, &["<img src=\"flag.png\">", "Qazaqstan"]).unwrap();
    assert_eq!(shown.item.stem, "[image: flag.png]");
    assert_eq!(shown.remark, Some(Reason::MediaAlone));
    let shown = show(&basic, 0, &["half", "[$]\\frac{1}{2}[/$]"]).unwrap();
    assert_eq!(shown.remark, Some(Reason::FormulaAlone));
    let shown = show(&basic, 0, &["What is \\(x\\)?", "a letter"]).unwrap();
    assert_eq!(shown.remark, None);
}

#[test]
fn a_field_shown_on_request_is_the_hint() {
    let hinted = kind(&["Front", "Back", "Help"], "{{Front}}{{hint:Help}}", BACK);
    let shown = show(&hinted, 0, &["x", "y", "it is a letter"]).unwrap();
    assert_eq!(shown.item.detail.hint.as_deref(), Some("it is a letter"));
    assert_eq!(shown.item.stem, "x");
}

#[test]
fn brackets_that_held_a_hint_go_with_it() {
    for (front, stem) in [
        ("{{English}} ({{hint:Notes}})", "water"),
        ("{{English}} [ {{hint:Notes}} ]?", "water?"),
        ("{{English}} (see {{hint:Notes}})", "water (see )"),
        ("{{hint:Notes}} {{English}}", "water"),
    ] {
        let word = kind(
            &["English", "Notes", "Back"],
            front,
            "{{FrontSide}}<hr id=answer>{{Back}}",
        );
        let shown = show(&word, 0, &["water", "wet", "su"]).unwrap();
        assert_eq!(shown.item.stem, stem, "{front}");
        assert_eq!(shown.item.detail.hint.as_deref(), Some("wet"));
    }
}

#[test]
fn a_hint_beside_a_gap_stays_there_and_is_noted() {
    let cloze = kind(&["Text"], "{{cloze:Text}}", "{{cloze:Text}}");
    let text = "{{c1::Insulin}} is made by {{c2::<i>beta</i> cells::which cells?}}.";
    let shown = show(&cloze, 1, &[text]).unwrap();
    assert_eq!(shown.item.stem, "Insulin is made by ____ (which cells?).");
    assert_eq!(shown.item.detail.hint.as_deref(), Some("which cells?"));
    assert_eq!(show(&cloze, 0, &[text]).unwrap().item.detail.hint, None);
    let many = show(&cloze, 0, &["{{c1::a::one}} and {{c1::b::two}} and {{c1::c}}"]).unwrap();
    assert_eq!(many.item.stem, "____ (one) and ____ (two) and ____");
    assert_eq!(many.item.detail.hint.as_deref(), Some("one; two"));
    let hint = |text: &str| show(&cloze, 0, &[text]).unwrap().item.detail.hint.clone();
    assert_eq!(
        hint("Fine {{c1::a}} (y) and {{c1::b::y}}").as_deref(),
        Some("; y")
    );
    // One that cannot be told from two is not noted.
    assert_eq!(hint("{{c1::a::one; two}} and {{c1::b::three}}"), None);
    assert_eq!(hint("{{c1::a}} and {{c1::b}}"), None);
}

#[test]
fn either_side_of_a_typed_answer_is_right_where_both_are_short() {
    let typed = kind(&["Front", "Back"], "{{Front}} {{type:Back}}", BACK);
    let accepted = |key: &str| {
        let shown = show(&typed, 0, &["child", key]).unwrap();
        assert_eq!(shown.item.key, key);
        (shown.item.accept, shown.remark)
    };
    let (accept, remark) = accepted("el niño / la niña");
    assert_eq!(
        (accept, remark),
        (vec!["el niño".to_owned(), "la niña".to_owned()], None)
    );
    for one in ["el niño/a", "a /", "1 / 2 / 3 / 4 / 5"] {
        assert_eq!(accepted(one), (Vec::new(), None), "{one}");
    }
    let (accept, remark) = accepted("a young child of the house / a girl");
    assert_eq!((accept, remark), (Vec::new(), Some(Reason::Alternatives)));
    let basic = kind(&["Front", "Back"], "{{Front}}", BACK);
    assert!(show(&basic, 0, &["x", "a / b"]).unwrap().item.accept.is_empty());
}

#[test]
fn a_front_that_is_spoken_is_said_to_be() {
    let spoken = kind(&["Front", "Back"], "{{tts ru_RU:Front}}", BACK);
    assert_eq!(show(&spoken, 0, &["слово", "word"]).unwrap_err(), Reason::Spoken);
}

#[test]
fn letters_of_options_come_from_the_styling_of_the_note_type() {
    let front = "{{Front}}<div class=\"opts\"><ol>{{Options}}</ol></div>";
    let mut kind = kind(
        &["Front", "Options", "Back"],
        front,
        "{{FrontSide}}<hr id=answer>{{Back}}<ol>{{Options}}</ol>",
    );
    let fields = ["Which?", "<li>Balkhash</li><li>Ural</li>", "B"];
    kind.css = ".card { color: black }\n.opts ol { list-style-type: upper-alpha; }".to_owned();
    let shown = show(&kind, 0, &fields).unwrap();
    assert_eq!(shown.item.stem, "Which?\nA. Balkhash\nB. Ural");
    assert_eq!(shown.item.key, "B");
}
