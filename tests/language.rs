//! The language engine as a whole: golden parses, laws of trees, and a damaged model.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use suraq::language::Model;
use suraq::language::ModelError;
use suraq::language::Parse;
use suraq::language::layout::Layout;
use suraq::language::lemma;
use suraq::language::model;
use suraq::language::parser;
use suraq::text;
use twox_hash::XxHash3_64;

fn shipped() -> &'static Model {
    Model::shipped().unwrap()
}

/// Writes a sentence's parse out, a token a line; what one parser alone says has a question mark.
fn shown(sentence: &str) -> String {
    let document = text::read("sentence.txt", sentence.as_bytes()).unwrap();
    assert_eq!(document.sentences.len(), 1, "{sentence}");
    let tokens: Vec<&str> = document.sentences[0]
        .tokens
        .iter()
        .map(|token| token.span.of(&document.text))
        .collect();
    let parse = Parse::of(shipped(), &tokens);
    let mut out = String::new();
    for (token, node) in tokens.iter().zip(&parse.nodes) {
        let head = node.head.map_or("-", |head| tokens[head]);
        let doubt = if node.is_agreed { "" } else { " ?" };
        let lemma = node.lemma(token);
        out.push_str(&format!(
            "{token:<16} {:<6} {:<6} {lemma:<16} {:<14} {head}{doubt}\n",
            node.upos, node.xpos, node.relation
        ));
    }
    out
}

#[test]
fn golden_parses() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/language/parses.txt");
    let file = fs::read_to_string(&path).unwrap();
    let (opening, cases) = file.split_once("=== ").unwrap();
    let mut written = opening.to_owned();
    let mut count = 0;
    for case in cases.split("=== ") {
        let sentence = case.lines().next().unwrap();
        written.push_str(&format!("=== {sentence}\n{}\n", shown(sentence)));
        count += 1;
    }
    assert!(count >= 60, "only {count} sentences");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, written).unwrap();
        return;
    }
    let differs = written.lines().zip(file.lines()).find(|(a, b)| a != b);
    assert_eq!(
        differs,
        None,
        "UPDATE_GOLDEN=1 cargo test rewrites {}",
        path.display()
    );
    assert_eq!(written.trim_end(), file.trim_end());
}

/// Every token hangs from the one root, none in a circle.
fn is_tree(parse: &Parse<'_>) -> bool {
    let count = parse.nodes.len();
    let roots = parse.nodes.iter().filter(|node| node.head.is_none()).count();
    let reaches = |start: usize| {
        let path = std::iter::successors(Some(start), |&at| parse.nodes[at].head);
        path.take(count + 1).count() <= count
    };
    roots == count.min(1) && (0..count).all(reaches)
}

/// Words, marks, markup and characters without a picture.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "The ", "ferry", "’s", " left the", " it was", "isn't", " ", "\n", "\u{c}", "\u{1}", "\u{1b}[1m", "\u{200b}", "\u{202e}",
    "*", "**", "_", "`", "[", "](", ")", "[^1]", "<b>", "\\", "(", ", ", ".", " – ", "“", "”", "'", "Қала", "👩‍🚀", "5", "%",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    pieces.prop_map(|pieces| format!("{}{}", "The town was there.\n\n".repeat(15), pieces.concat()))
}

/// Whether a character has no picture; such ones stand between tokens.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

proptest! {
    #[test]
    fn forms_and_spaces_give_back_what_a_reader_sees(text in texts()) {
        // Too many control characters are no text.
        let Ok(document) = text::read("a.md", text.as_bytes()) else {
            return Ok(());
        };
        prop_assert!(!document.sentences.is_empty());
        for sentence in &document.sentences {
            let layout = Layout::of(&document, sentence);
            let seen = document.plain(sentence.span).replace(is_unseen, "");
            let words: Vec<&str> = seen.split_whitespace().collect();
            prop_assert_eq!(layout.text(), words.join(" "));
            prop_assert!(layout.forms.iter().all(|form| !form.contains(is_unseen)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tokens_have_a_tree(tokens in prop::collection::vec(any::<String>(), 0..40)) {
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let parse = Parse::of(shipped(), &tokens);
        prop_assert_eq!(parse.nodes.len(), tokens.len());
        prop_assert!(is_tree(&parse));
        prop_assert_eq!(&parse, &Parse::of(shipped(), &tokens));
        for (token, node) in tokens.iter().zip(&parse.nodes) {
            lemma(token, node.xpos);
        }
    }

    #[test]
    fn a_model_changed_anywhere_is_refused(at in any::<prop::sample::Index>(), by in 1..=255_u8) {
        let mut file = whole();
        let at = at.index(file.len());
        file[at] ^= by;
        let expected = if at < model::MAGIC.len() { ModelError::NotAModel } else { ModelError::Damaged };
        prop_assert_eq!(Model::read(&file).unwrap_err(), expected);
    }
}

static WHOLE: LazyLock<Vec<u8>> =
    LazyLock::new(|| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("model/english.model")).unwrap());

fn whole() -> Vec<u8> {
    WHOLE.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A file whose hash is right may hold anything: it is refused, or it parses.
    #[test]
    fn a_model_forged_anywhere_does_no_harm(at in any::<prop::sample::Index>(), by in 1..=255_u8, cut in any::<bool>()) {
        let mut file = whole();
        let at = 16 + at.index(file.len() - 16);
        file[at] ^= by;
        if cut {
            file.truncate(at + 1);
        }
        let hash = XxHash3_64::oneshot(&file[16..]).to_le_bytes();
        file[8..16].copy_from_slice(&hash);
        match Model::read(&file) {
            Ok(model) => prop_assert!(is_tree(&Parse::of(&model, &["The", "old", "ferry", "sank", "."]))),
            Err(error) => prop_assert_eq!(error, ModelError::Unfit),
        }
    }
}

#[test]
fn a_model_cut_short_is_refused() {
    let file = whole();
    assert_eq!(Model::read(&[]).unwrap_err(), ModelError::NotAModel);
    assert_eq!(Model::read(&file[..100]).unwrap_err(), ModelError::Damaged);
    assert_eq!(
        Model::read(&file[..file.len() - 1]).unwrap_err(),
        ModelError::Damaged
    );
}

#[test]
fn the_model_is_as_small_as_promised() {
    assert!(whole().len() <= 8_000_000, "{} bytes", whole().len());
}

#[test]
fn a_sentence_longer_than_a_piece_is_one_tree() {
    let tokens = ["The", "old", "ferry", "crossed", "the", "lake", ",", "and"].repeat(parser::LONGEST / 4);
    let parse = Parse::of(shipped(), &tokens);
    assert!(tokens.len() > parser::LONGEST && is_tree(&parse));
    let root = parse.root().unwrap();
    assert!(root < parser::LONGEST);
    let later: Vec<_> = parse.nodes[parser::LONGEST..]
        .iter()
        .filter(|node| node.head == Some(root))
        .collect();
    assert!(!later.is_empty());
    assert!(
        later
            .iter()
            .all(|node| node.relation == "parataxis" && !node.is_agreed)
    );
}

#[test]
fn no_tokens_have_no_root() {
    assert_eq!(Parse::of(shipped(), &[]).root(), None);
}
