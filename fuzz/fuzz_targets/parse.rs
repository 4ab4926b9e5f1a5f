//! Any text is cut into sentences that have trees: one root, every token below it, none in a circle.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suraq::language::Model;
use suraq::language::Parse;
use suraq::language::lemma;
use suraq::text;

fuzz_target!(|input: &[u8]| {
    let Ok(model) = Model::shipped() else {
        panic!("the model is damaged");
    };
    let Ok(document) = text::read("a.txt", input) else {
        return;
    };
    for sentence in &document.sentences {
        let tokens: Vec<&str> = sentence
            .tokens
            .iter()
            .map(|token| token.span.of(&document.text))
            .collect();
        let parse = Parse::of(model, &tokens);
        assert_eq!(parse.nodes.len(), tokens.len());
        assert_eq!(
            parse.nodes.iter().filter(|node| node.head.is_none()).count(),
            tokens.len().min(1)
        );
        for start in 0..tokens.len() {
            let path = std::iter::successors(Some(start), |&at| parse.nodes[at].head);
            assert!(path.take(tokens.len() + 1).count() <= tokens.len());
        }
        for (token, node) in tokens.iter().zip(&parse.nodes) {
            lemma(token, node.xpos);
        }
    }
});
