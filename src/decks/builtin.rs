//! The decks that come with the program, compiled in.

use std::path::PathBuf;
use std::sync::LazyLock;

use twox_hash::XxHash3_64;

/// The name of each file in order, its text, and the hash of that.
static FILES: &[(&str, &str, u64)] = include!(concat!(env!("OUT_DIR"), "/shipped_decks.rs"));

/// A deck that comes with the program.
#[derive(Clone, Debug)]
pub struct Shipped {
    /// `builtin:` and the file name.
    pub path: PathBuf,
    /// The file.
    pub text: &'static str,
    /// Hash of the text: another one means another edition.
    pub hash: u64,
}

impl Shipped {
    /// Makes a shipped deck of a file's name and text, for a shelf with others than those compiled in.
    pub fn new(name: &str, text: &'static str) -> Self {
        Shipped {
            path: PathBuf::from(format!("{BUILTIN}{name}")),
            text,
            hash: XxHash3_64::oneshot(text.as_bytes()),
        }
    }
}

/// How the paths of shipped decks begin.
pub const BUILTIN: &str = "builtin:";

/// Returns the shipped decks in the order of their file names. None of their texts is read for it.
pub fn shipped() -> &'static [Shipped] {
    static SHIPPED: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
        let shipped = FILES.iter().map(|(name, text, hash)| Shipped {
            path: PathBuf::from(format!("{BUILTIN}{name}")),
            text,
            hash: *hash,
        });
        shipped.collect()
    });
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::shipped;
    use crate::decks::parse;
    use crate::lexicon::kazakh_latin::in_latin;

    #[test]
    fn the_latin_of_shipped_words_follows_the_rule() {
        let decks = shipped()
            .iter()
            .filter_map(|file| parse(&file.path, file.text).deck);
        let terms: Vec<_> = decks.flat_map(|deck| deck.terms).collect();
        assert!(terms.len() > 200);
        for term in terms {
            let example = term.example.iter().map(|example| (&example.kk, &example.kk_latn));
            for (kazakh, latin) in example.chain([(&term.kk_cyrl, &term.kk_latn)]) {
                if let Some(latin) = latin {
                    assert_eq!(in_latin(kazakh), *latin, "{}", term.id);
                }
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_shipped() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .path()
                    .extension()
                    .is_some_and(|e| e == "toml")
            })
            .count();
        assert_eq!(shipped().len(), files);
        assert!(files > 0);
    }
}
