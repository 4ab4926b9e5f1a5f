//! Anki's text format: the same notes with the same names, to be read by people as well.
//!
//! Anki knows of a line no time, and writes over each note that has one. So what reads as the last export wrote it has
//! no line, unless all are asked for.

use crate::decks::Deck;

use super::super::Context;
use super::super::ExportError;
use super::super::Exported;
use super::super::Extras;
use super::super::Format;
use super::super::file_name;
use super::anki::note::PARTED;
use super::anki::notes;

/// Lines of fields parted by tabs, with the names of note, note type and deck, and the tags, before them.
pub struct AnkiText;

/// What Anki is told before the first note.
const HEADER: &str = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n\
#deck column:3\n#tags column:4\n";

impl Format for AnkiText {
    fn name(&self) -> &'static str {
        "anki-text"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn about(&self) -> &'static str {
        "lines of text for Anki, where its note types are there from a package"
    }

    fn extras(&self) -> Extras {
        Extras {
            updates: true,
            writes_over: true,
            ..Extras::default()
        }
    }

    fn write(&self, decks: &[Deck], context: &Context) -> Result<Exported, ExportError> {
        let mut text = HEADER.to_owned();
        let walked = notes::each_note(decks, context, false, &mut |note| {
            let before = [&note.guid, note.note_type.name(), note.deck, note.tags.trim()];
            let cells = before.into_iter().chain(note.fields.split(PARTED)).map(cell);
            text.push_str(&cells.collect::<Vec<_>>().join("\t"));
            text.push('\n');
            Ok::<(), ExportError>(())
        })?;
        Ok(Exported {
            bytes: text.into_bytes(),
            file_name: file_name(decks, self.extension()),
            losses: walked.losses,
            unchanged: walked.unchanged,
            record: walked.record,
            ..Exported::default()
        })
    }
}

/// A cell as tables have it: quoted where a sign in it would end it or make the line a remark.
fn cell(text: &str) -> String {
    match text.contains(['\t', '\n', '"']) || text.starts_with('#') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
