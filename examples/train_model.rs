//! Trains the language model: `cargo run --release --features train --example train_model -- FOLDER [TARGET]`.
//!
//! FOLDER holds treebanks in CoNLL-U (`.conllu`, or `.conllu.zst`); files with `train` in
//! their name are learned from, in the order of their names, all others are left alone.
//! `english.model` and `lemmas.tsv` are written to the folder TARGET, `model` unless another
//! is named. The same treebanks give the same bytes.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Instant;

use suraq::language::conllu;
use suraq::language::conllu::Sentence;
use suraq::language::train;
use suraq::language::train::treebank::join_hyphens;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments
        .next()
        .ok_or("which folder of treebanks? type: train_model FOLDER [TARGET]")?;
    let target = arguments
        .next()
        .map_or_else(|| PathBuf::from("model"), PathBuf::from);
    let started = now();
    let treebanks = read(Path::new(&folder))?;
    let parts: Vec<&[Sentence]> = treebanks.iter().map(Vec::as_slice).collect();
    fs::write(target.join("lemmas.tsv"), train::lemmas::table(&parts))?;
    let model = train::train(&treebanks.concat(), |what| {
        eprintln!("{:4} s  {what}", started.elapsed().as_secs());
    })?;
    fs::write(target.join("english.model"), &model)?;
    eprintln!(
        "{:4} s  {} bytes in {}",
        started.elapsed().as_secs(),
        model.len(),
        target.join("english.model").display()
    );
    Ok(())
}

// The trainer tells how long it takes; nothing of the model depends on it.
#[allow(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}

/// The sentences of each treebank.
fn read(folder: &Path) -> Result<Vec<Vec<Sentence>>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.contains("train") && (name.ends_with(".conllu") || name.ends_with(".conllu.zst"))
    });
    paths.sort();
    if paths.is_empty() {
        return Err(format!(
            "{}: no file *train*.conllu or *train*.conllu.zst",
            folder.display()
        )
        .into());
    }
    let mut treebanks = Vec::new();
    for path in paths {
        let bytes = fs::read(&path)?;
        let text = match path.extension() {
            Some(ending) if ending == "zst" => zstd::decode_all(bytes.as_slice())?,
            _ => bytes,
        };
        let found = conllu::read(std::str::from_utf8(&text)?)
            .map_err(|problem| format!("{}: {problem}", path.display()))?;
        eprintln!("        {}: {} sentences", path.display(), found.len());
        treebanks.push(found.iter().map(join_hyphens).collect());
    }
    Ok(treebanks)
}
