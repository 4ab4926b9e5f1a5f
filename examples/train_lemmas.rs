//! Prints `model/lemmas.tsv` as the treebanks named on the command line give it.
//!
//! `cargo run --features train --example train_lemmas -- EWT.conllu GUM.conllu`:
//! where they differ, the first decides. Hyphen groups are joined in both.

use std::error::Error;
use std::fs;

use suraq::language::conllu;
use suraq::language::conllu::Sentence;
use suraq::language::train::lemmas;

fn main() -> Result<(), Box<dyn Error>> {
    let mut treebanks = Vec::new();
    for path in std::env::args().skip(1) {
        treebanks.push(conllu::read(&fs::read_to_string(path)?)?);
    }
    let treebanks: Vec<&[Sentence]> = treebanks.iter().map(Vec::as_slice).collect();
    print!("{}", lemmas::table(&treebanks));
    Ok(())
}
