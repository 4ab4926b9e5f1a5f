//! What a PDF file of a paper holds, and what is refused.

use super::NoGlyph;
use super::PdfError;
use super::fonts::Fonts;
use super::pages::Document;
use super::pages::cleaned;
use super::pupils;
use super::teacher;
use crate::quiz::Answer;
use crate::quiz::Paper;
use crate::quiz::Question;
use crate::quiz::print::Language;
use crate::quiz::print::Look;

const LOOK: Look = Look {
    language: Language::English,
    large: false,
    sheet: true,
    duplex: false,
};

/// Signs that mean something to typst, TeX or HTML.
const MARKUP: &str =
    r#"$x^2$ #let f = 1 *b* _i_ @ref <tag> \ `raw` [x] // no /* c */ "q" ~ = + - 1. \u{41} &amp; %"#;

/// The letters of Kazakh that Russian has not.
const KAZAKH: &str = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі";

fn choice(text: &str, options: &[&str]) -> Question {
    Question {
        card: "deck/one".to_owned(),
        text: text.to_owned(),
        answer: Answer::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            keys: vec![1],
            fixed: false,
        },
        explanation: Some("Because so.".to_owned()),
        source: Some("A book".to_owned()),
    }
}

fn written(lines: usize) -> Question {
    Question {
        card: "deck/two".to_owned(),
        text: "How deep?".to_owned(),
        answer: Answer::Written {
            model: "forty metres".to_owned(),
            lines,
            shown: vec!["a) the ferry".to_owned()],
        },
        explanation: None,
        source: None,
    }
}

fn paper(questions: Vec<Question>, versions: usize, seed: u64) -> Paper {
    Paper::new("Lakes # and *seas*", questions, versions, seed)
}

fn lakes(count: usize) -> Vec<Question> {
    let one = |number| {
        choice(
            &format!("Which is lake {number}?"),
            &["Oron", "Velk", "Әй", "40 km²"],
        )
    };
    (0..count).map(one).collect()
}

/// The message of a paper that was refused.
fn refused(paper: &Paper) -> String {
    pupils(paper, LOOK).unwrap_err().to_string()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let set = |seed| {
        let paper = paper(lakes(9), 3, seed);
        (pupils(&paper, LOOK).unwrap(), teacher(&paper, &[], LOOK).unwrap())
    };
    let first = set(5);
    assert!(first.0.starts_with(b"%PDF-") && first.1.starts_with(b"%PDF-"));
    assert!(first == set(5), "the bytes differ from run to run");
    assert_ne!(first.0, set(6).0);
}

#[test]
fn every_language_and_size_can_be_set() {
    for (language, code) in Language::ALL {
        for large in [false, true] {
            let look = Look {
                language,
                large,
                ..LOOK
            };
            let paper = paper([lakes(3), vec![written(2)]].concat(), 2, 1);
            for bytes in [pupils(&paper, look), teacher(&paper, &[], look)] {
                assert!(bytes.unwrap().len() > 10_000, "{code} {large}");
            }
        }
    }
}

#[test]
fn a_sign_without_a_glyph_is_named_with_its_question() {
    let mut questions = lakes(2);
    questions[1].card = "deck/china".to_owned();
    questions[1].text = "What does 史 mean? 史!".to_owned();
    let PdfError::NoGlyph(missing) = pupils(&paper(questions.clone(), 2, 1), LOOK).unwrap_err() else {
        panic!("not refused for its sign");
    };
    let expected = NoGlyph {
        card: Some("deck/china".to_owned()),
        sign: "史".to_owned(),
    };
    assert_eq!(missing, [expected]);
    assert_eq!(
        refused(&paper(questions, 2, 1)),
        "no font of the program can draw `史` (U+53F2) in deck/china"
    );
}

#[test]
fn signs_of_the_title_the_options_and_the_key_are_looked_up_as_well() {
    let at = |change: &dyn Fn(&mut Paper)| {
        let mut paper = paper([lakes(1), vec![written(1)]].concat(), 1, 1);
        change(&mut paper);
        refused(&paper)
    };
    assert!(at(&|paper| paper.title.push('史')).ends_with("`史` (U+53F2) in the title"));
    let explained = at(&|paper| paper.questions[0].explanation = Some("史".to_owned()));
    assert!(explained.ends_with("in deck/one"), "{explained}");
    let answer = Answer::Written {
        model: "史".to_owned(),
        lines: 1,
        shown: vec!["吏".to_owned()],
    };
    let answered = at(&|paper| paper.questions[1].answer = answer.clone());
    assert!(
        answered.ends_with("`史` (U+53F2) in deck/two, `吏` (U+540F) in deck/two"),
        "{answered}"
    );
}

#[test]
fn signs_that_only_one_family_has_are_drawn() {
    let paper = paper(
        vec![choice("₸ ✓ ☐ → № e\u{301} и\u{306} \u{feff}", &["a", "b"])],
        1,
        1,
    );
    assert_eq!(Fonts::get().missing(&paper), []);
    pupils(&paper, LOOK).unwrap();
    pupils(&paper, Look { large: true, ..LOOK }).unwrap();
}

#[test]
fn four_faces_come_along() {
    assert_eq!(Fonts::get().faces().len(), 4);
}

#[test]
fn the_class_gets_no_key_and_no_source() {
    let paper = paper([lakes(3), vec![written(1)]].concat(), 2, 3);
    let class = serde_json::to_string(&Document::pupils(&paper, LOOK)).unwrap();
    let key = serde_json::to_string(&Document::teacher(&paper, &[], LOOK)).unwrap();
    for secret in [
        "A book",
        "Because so.",
        "forty metres",
        "deck/one",
        "stencil",
        "right",
    ] {
        assert!(!class.contains(secret), "{secret}");
        assert!(key.contains(secret), "{secret}");
    }
}

#[test]
fn lines_keep_their_indentation() {
    let code = cleaned("  What is it?\ndef f(x):\n    if  x:\n\treturn 1\n   \n");
    let expected = "\u{a0}\u{a0}What is it?\ndef f(x):\n\u{a0}\u{a0}\u{a0}\u{a0}if x:\n\u{a0}\u{a0}\u{a0}\u{a0}return 1\n";
    assert_eq!(code, expected);
    assert_eq!(cleaned("  one \t line "), "one line");
    let paper = paper(vec![choice("if x:\n    y", &["a:\n  b", "c"])], 1, 1);
    let class = serde_json::to_string(&Document::pupils(&paper, LOOK)).unwrap();
    assert!(
        class.contains("if x:\\n\u{a0}\u{a0}\u{a0}\u{a0}y") && class.contains("a:\\n\u{a0}\u{a0}b"),
        "{class}"
    );
}

#[test]
fn odd_papers_can_be_set() {
    let long = choice(&"word ".repeat(1_500), &["a", "b"]);
    let wide = choice(&"ШЩ".repeat(400), &[&"W".repeat(300), "b\nc\n\n\td"]);
    let many: Vec<String> = (0..26).map(|option| format!("option {option}")).collect();
    let many = choice("Many?", &many.iter().map(String::as_str).collect::<Vec<_>>());
    let mut untitled = paper(vec![long, wide, many, written(60)], 1, 1);
    untitled.title = " ".to_owned();
    for large in [false, true] {
        let look = Look { large, ..LOOK };
        pupils(&untitled, look).unwrap();
        teacher(&untitled, &[], look).unwrap();
    }
}

/// What stands on each page.
#[cfg(feature = "pdf-input")]
fn pages(bytes: &[u8]) -> Vec<String> {
    pdf_extract::extract_text_from_mem_by_pages(bytes).unwrap()
}

/// A text without its spaces: where words part on a page is the reader's guess.
#[cfg(feature = "pdf-input")]
fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(feature = "pdf-input")]
#[test]
fn texts_come_back_as_they_were() {
    let paper = paper(vec![choice(MARKUP, &[KAZAKH, "₸ Ёё №"])], 1, 1);
    for large in [false, true] {
        let text = joined(&pages(&pupils(&paper, Look { large, ..LOOK }).unwrap()).concat());
        for part in [MARKUP, KAZAKH, "₸ Ёё №", "Lakes # and *seas*"] {
            assert!(text.contains(&joined(part)), "{part} is not in {text}");
        }
    }
}

#[cfg(feature = "pdf-input")]
#[test]
fn every_part_begins_on_an_odd_page_and_counts_its_own() {
    let paper = paper(lakes(22), 2, 1);
    let pages = pages(&pupils(&paper, LOOK).unwrap());
    let pages: Vec<String> = pages.iter().map(|page| joined(page)).collect();
    let first = |page: &String| page.contains("Page1of");
    let firsts: Vec<usize> = (0..pages.len()).filter(|at| first(&pages[*at])).collect();
    assert_eq!(firsts.len(), 4, "two versions and their sheets: {pages:?}");
    assert!(firsts.iter().all(|at| at % 2 == 0), "{firsts:?}");
    for page in pages.iter().filter(|page| !page.is_empty()) {
        let has = |letter| page.contains(&format!("Version{letter}·{}", paper.code));
        assert!(has('A') || has('B'), "{page}");
    }
    let last = &pages[firsts[1] - 1];
    let last = if last.is_empty() {
        &pages[firsts[1] - 2]
    } else {
        last
    };
    assert!(last.contains("Page3of3") || last.contains("Page2of2"), "{last}");
}

#[cfg(feature = "pdf-input")]
#[test]
fn no_question_is_broken_over_pages() {
    let mut questions = lakes(40);
    for (at, question) in questions.iter_mut().enumerate() {
        question.text = format!("begin{at}. {} end{at}.", "Which of these is it? ".repeat(at % 17));
    }
    let look = Look { sheet: false, ..LOOK };
    for large in [false, true] {
        let pages = pages(&pupils(&paper(questions.clone(), 1, 1), Look { large, ..look }).unwrap());
        let pages: Vec<String> = pages.iter().map(|page| joined(page)).collect();
        for at in 0..40 {
            let on = |what: &str| {
                pages
                    .iter()
                    .position(|page| page.contains(&format!("{what}{at}.")))
            };
            assert!(on("begin").is_some() && on("begin") == on("end"), "{at} {large}");
        }
    }
}
