//! Ids for deck files that have none: each after the name of its file, and none twice.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;
use suraq::decks;
use suraq::decks::Fault;
use suraq::decks::Problem;
use suraq::decks::builtin::shipped;
use suraq::decks::id;

/// Whether a problem is that a deck has no id.
pub fn is_missing(problem: &Problem) -> bool {
    problem.entry == "deck" && matches!(&problem.fault, Fault::MissingField { field } if *field == "id")
}

/// Proposes an id for each of the `files`, which have none: one that no shipped deck has, no deck of `home` or of
/// the folder of the file, and that is proposed for no other file there.
pub fn propose(files: &[PathBuf], home: &Path) -> BTreeMap<PathBuf, String> {
    if files.is_empty() {
        return BTreeMap::new();
    }
    let whole: Vec<Option<PathBuf>> = files.iter().map(|file| file.canonicalize().ok()).collect();
    let folders = whole.iter().flatten().filter_map(|file| file.parent());
    let home = home.canonicalize().unwrap_or_else(|_| home.to_owned());
    let folders: BTreeSet<PathBuf> = folders.map(Path::to_owned).chain([home.clone()]).collect();
    let beside: Vec<PathBuf> = folders.iter().flat_map(|folder| deck_files(folder)).collect();
    let read: Vec<Option<Has>> = beside.par_iter().map(|path| Has::read(path)).collect();
    let mut taken: BTreeSet<String> = shipped().iter().filter_map(|deck| Some(deck.id()?.0)).collect();
    let mut without = Vec::new();
    for (path, has) in beside.iter().zip(read) {
        match has {
            Some(Has::Id(id)) => {
                taken.insert(id);
            }
            Some(Has::None) => without.push(path),
            None => {}
        }
    }
    // A name that is an id as it stands is kept for its file.
    without.sort_by_key(|path| (!path.starts_with(&home), !id::is_id(&stem(path)), *path));
    let mut proposed: BTreeMap<&Path, String> = BTreeMap::new();
    for path in without {
        let id = free(&stem(path), &taken);
        taken.insert(id.clone());
        proposed.insert(path, id);
    }
    let of_file = |whole: &Option<PathBuf>| proposed.get(whole.as_deref()?).cloned();
    let named = files
        .iter()
        .zip(&whole)
        .filter_map(|(file, whole)| Some((file.clone(), of_file(whole)?)));
    named.collect()
}

/// Whether a deck file that can be read has an id.
enum Has {
    Id(String),
    None,
}

impl Has {
    fn read(path: &Path) -> Option<Has> {
        let parsed = decks::read(path).ok()?;
        match parsed.deck {
            Some(deck) => Some(Has::Id(deck.meta.id.0)),
            None => parsed.problems.iter().any(is_missing).then_some(Has::None),
        }
    }
}

fn deck_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn free(name: &str, taken: &BTreeSet<String>) -> String {
    match id::is_id(name) && !taken.contains(name) {
        true => name.to_owned(),
        false => id::fresh(name, "deck", &|id| taken.contains(id)),
    }
}
