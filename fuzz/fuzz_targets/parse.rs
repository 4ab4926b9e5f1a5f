//! Any text is cut into tokens that have a tree and a lemma each, and what is written of them can be read.
//!
//! Cut without asking for the language, so that no script is passed over. The
//! same laws are tried on made-up tokens by `tests/language.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suraq::language::Model;
use suraq::language::Parse;
use suraq::language::conllu;
use suraq::language::lemma;
use suraq::text::Span;
use suraq::text::sentence;
use suraq::text::token;

fuzz_target!(|input: &[u8]| {
    let Ok(model) = Model::shipped() else {
        panic!("the model is damaged");
    };
    let text = String::from_utf8_lossy(input);
    for sentence in sentence::sentences(&text, Span::new(0, text.len()), &[]) {
        let tokens = token::tokens(&text, sentence, &[]);
        // Panics where a span is not on the boundary of a character.
        let tokens: Vec<&str> = tokens.iter().map(|token| token.span.of(&text)).collect();
        let parse = Parse::of(model, &tokens);
        assert_eq!(parse.nodes.len(), tokens.len());
        is_tree(&parse);
        can_be_read(&tokens, &parse);
    }
});

/// One root, every token below it, none in a circle.
fn is_tree(parse: &Parse<'_>) {
    let count = parse.nodes.len();
    let roots = parse.nodes.iter().filter(|node| node.head.is_none());
    assert_eq!(roots.count(), count.min(1));
    for start in 0..count {
        let path = std::iter::successors(Some(start), |&at| parse.nodes[at].head);
        assert!(path.take(count + 1).count() <= count);
    }
}

/// The sentence as CoNLL-U has its columns and comes back as it was.
fn can_be_read(tokens: &[&str], parse: &Parse<'_>) {
    let rows = tokens.iter().zip(&parse.nodes).map(|(token, node)| conllu::Row {
        form: (*token).to_owned(),
        lemma: lemma(token, node.xpos).into_owned(),
        upos: node.upos.to_owned(),
        xpos: node.xpos.to_owned(),
        head: node.head.map_or(0, |head| head + 1),
        relation: node.relation.to_owned(),
        misc: "_".to_owned(),
    });
    let sentence = conllu::Sentence {
        comments: Vec::new(),
        rows: rows.collect(),
    };
    let mut written = String::new();
    conllu::write(&sentence, &mut written);
    assert_eq!(conllu::read(&written), Ok(vec![sentence]));
}
