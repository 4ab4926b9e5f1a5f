//! A deck file of this program, as a friend or a teacher hands it out.

use std::path::Path;

use crate::decks;
use crate::decks::Fault;

use super::super::Format;
use super::super::ImportError;
use super::super::ImportProblem;
use super::super::Imported;
use super::super::Options;
use super::super::written::text_of;

/// A deck as TOML, with its sources and facts.
pub struct DeckFile;

impl Format for DeckFile {
    fn name(&self) -> &'static str {
        "deck"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["toml"]
    }

    fn read(&self, bytes: &[u8], _: &Options) -> Result<Imported, ImportError> {
        let text = text_of(bytes)?;
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let parsed = decks::parse(Path::new(""), text);
        let newer = parsed.problems.iter().find_map(|problem| match problem.fault {
            Fault::NewerFormat { found, .. } => Some(found),
            _ => None,
        });
        if let Some(found) = newer {
            return Err(ImportError::NewerFormat { found });
        }
        let problems = parsed.problems.into_iter().map(|problem| ImportProblem {
            line: Some(problem.line),
            entry: problem.entry,
            fault: problem.fault,
            left_out: problem.left_out,
        });
        Ok(Imported {
            problems: problems.collect(),
            decks: parsed.deck.into_iter().collect(),
            ignored: Vec::new(),
            by_type: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DeckFile;
    use crate::import::{Format, ImportError, Options};

    #[test]
    fn a_deck_comes_whole_and_what_is_wrong_has_its_line() {
        let text = "format = 1\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n[[item]]\nid = \"a\"\nstem = \"Which?\"\nkey = \"Velk\"\n\
                    [[item]]\nid = \"b\"\nstem = \"Where?\"\n";
        let imported = DeckFile.read(text.as_bytes(), &Options::default()).unwrap();
        assert_eq!(imported.decks[0].items.len(), 1);
        assert_eq!(imported.decks[0].meta.id.0, "lakes");
        assert_eq!(imported.problems[0].line, Some(9));
    }

    #[test]
    fn a_newer_file_and_an_empty_one_are_refused() {
        let read = |text: &str| DeckFile.read(text.as_bytes(), &Options::default());
        assert!(matches!(read(" \n"), Err(ImportError::Empty)));
        assert!(matches!(
            read("format = 9\n[deck]\nid = \"a\"\ntitle = \"A\"\n"),
            Err(ImportError::NewerFormat { found: 9 })
        ));
    }
}
