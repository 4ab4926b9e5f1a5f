//! From bytes to a document; one reader for each format.
//!
//! Most formats are text and are read from it. Others pack their text into
//! bytes of their own (EPUB, DOCX, PDF); they are known by these bytes, not by
//! a name, and the stored text is what was taken out of them.

mod archive;
mod body;
mod chapter;
mod composer;
mod docx;
mod emphasis;
mod epub;
mod error;
mod html;
mod lists;
mod markdown;
mod package;
#[cfg(feature = "pdf-input")]
mod pages;
mod pdf;
mod shown;
mod styles;
#[cfg(feature = "pdf-input")]
mod swelling;
mod txt;
mod xml;

pub use docx::lines_as_shown;
pub use emphasis::Emphasis;
pub use emphasis::Shown;
pub use error::ReadError;
#[cfg(feature = "pdf-input")]
pub use pages::THREAD as PDF_THREAD;

use super::{Block, BlockKind, Document, DocumentId, Notice, PartialDate, Sentence, Span};
use super::{articles, clean, encoding, english, quotation, sentence, token};

/// A format whose files are text.
pub trait Reader: Sync {
    /// File-name endings that mean this format, in small letters, without the stop.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a text without a telling name is of this format, judged by its start.
    fn recognises(&self, start: &str) -> bool;
    /// Takes the text apart into what the format itself marks.
    fn read(&self, text: String) -> Page;
}

/// A format that packs its text into bytes.
pub trait Unpacker: Sync {
    /// File-name endings that files of this format have, in small letters, without the stop.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether bytes are of this format, whatever they are called; damaged ones too.
    fn recognises(&self, bytes: &[u8]) -> bool;
    /// Takes the text out of the bytes of the document `name`, and what the format marks in it.
    ///
    /// # Errors
    /// When the bytes are damaged, encrypted, or hold more than a document may.
    fn unpack(&self, name: &str, bytes: &[u8]) -> Result<Page, ReadError>;
}

/// A format of documents, by how it is read.
#[derive(Clone, Copy)]
pub enum Format {
    /// From its text.
    Text(&'static dyn Reader),
    /// From its bytes.
    Packed(&'static dyn Unpacker),
}

impl Format {
    /// File-name endings of this format, in small letters, without the stop.
    pub fn extensions(&self) -> &'static [&'static str] {
        match self {
            Format::Text(reader) => reader.extensions(),
            Format::Packed(unpacker) => unpacker.extensions(),
        }
    }
}

/// All formats; the first that recognises a document reads it, so plain text is last.
pub const READERS: &[Format] = &[
    Format::Packed(&epub::Epub),
    Format::Packed(&docx::Docx),
    Format::Packed(&pdf::Pdf),
    Format::Text(&html::Html),
    Format::Text(&markdown::Markdown),
    Format::Text(&txt::PlainText),
];

/// What a reader found: the stored text, and what the format says about it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text as stored.
    pub text: String,
    /// Title from metadata.
    pub title: Option<String>,
    /// Publisher from metadata.
    pub publisher: Option<String>,
    /// Date from metadata.
    pub date: Option<PartialDate>,
    /// Parts in order, not overlapping.
    pub parts: Vec<Part>,
    /// Stretches of the text that no reader sees (emphasis marks, link targets, footnote marks), in order.
    pub markup: Vec<Span>,
}

/// A part of a page as its format marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Where it is in the stored text.
    pub span: Span,
}

/// Most bytes a document may have: 16 MiB, several times the longest novel.
///
/// Reading is linear and would manage more, but what is drawn from a text this
/// long no person reviews, and holding its tokens takes some twenty times its
/// size in memory. A larger file is better cut into its chapters or articles.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// Most bytes that the file of a packed document may have: its pictures are not read, and take most of it.
pub const LARGEST_PACKED: usize = 64 * 1024 * 1024;

/// First bytes of packed documents; what stands at the start of a file says how much of it is worth reading.
const PACKED: &[&[u8]] = &[b"PK\x03\x04", b"%PDF-", b"\xD0\xCF\x11\xE0"];

/// Returns the most bytes that a file may have which starts with `start`.
pub fn largest(start: &[u8]) -> usize {
    match PACKED.iter().any(|packed| start.starts_with(packed)) {
        true => LARGEST_PACKED,
        false => LARGEST,
    }
}

/// Reads a document from its bytes.
///
/// `name` is the file name without folder, `-` for standard input; its ending
/// says the format of a text, and where it says nothing the start of the text
/// does. Text in another encoding or language than English UTF-8 is read and
/// said so in [`Document::notices`]; a text that is not English has no sentences.
///
/// # Errors
/// When the bytes hold no text or too much of it, or are damaged or encrypted.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let most = largest(bytes);
    if bytes.len() > most {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
            bytes: bytes.len(),
            most,
        });
    }
    let (page, converted) = match unpacker(bytes) {
        Some(unpacker) => (unpacker.unpack(name, bytes)?, None),
        None => text_page(name, bytes)?,
    };
    if !page.text.contains(char::is_alphanumeric) {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(document(name, page, converted))
}

/// The unpacker for these bytes, if they are packed.
fn unpacker(bytes: &[u8]) -> Option<&'static dyn Unpacker> {
    READERS.iter().find_map(|format| match format {
        Format::Packed(unpacker) if unpacker.recognises(bytes) => Some(*unpacker),
        _ => None,
    })
}

/// The page that a text is, and a notice when it was not UTF-8.
fn text_page(name: &str, bytes: &[u8]) -> Result<(Page, Option<Notice>), ReadError> {
    let (text, converted) = encoding::decode(bytes).map_err(|looks| ReadError::NotText {
        name: name.to_owned(),
        looks,
    })?;
    Ok((reader(name, &text).read(text), converted))
}

/// The reader for a text of this name.
fn reader(name: &str, text: &str) -> &'static dyn Reader {
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    let readers = || {
        READERS.iter().filter_map(|format| match format {
            Format::Text(reader) => Some(*reader),
            Format::Packed(_) => None,
        })
    };
    let by_name = readers().find(|reader| reader.extensions().contains(&extension.as_str()));
    let by_text = || readers().find(|reader| reader.recognises(text));
    by_name.or_else(by_text).unwrap_or(&txt::PlainText)
}

/// Cuts a page into articles, blocks, sentences and tokens.
fn document(name: &str, page: Page, converted: Option<Notice>) -> Document {
    let foreign = english::other_language(&running_text(&page));
    let parts = clean::tidy(&page.text, &page.parts, &page.markup);
    let (mut articles, owners) = articles::divide(&page.text, &parts, &page.markup);
    let mut blocks: Vec<Block> = parts
        .iter()
        .zip(owners)
        .map(|(part, article)| Block {
            kind: part.kind,
            span: part.span,
            article,
        })
        .collect();
    let sentences = match foreign {
        None => cut_sentences(&page.text, &blocks, &page.markup),
        Some(_) => Vec::new(),
    };
    let foreign = foreign.map(|language| Notice::NotEnglish { language });
    name_quotations(&mut blocks, &sentences);
    let first = articles.first();
    let title = page
        .title
        .or_else(|| first.and_then(|article| article.title.clone()));
    let date = page.date.or_else(|| first.and_then(|article| article.date));
    for article in &mut articles {
        article.date = article.date.or(date);
    }
    Document {
        id: DocumentId::of(&page.text),
        name: name.to_owned(),
        title,
        publisher: page.publisher,
        date,
        text: page.text,
        articles,
        blocks,
        sentences,
        markup: page.markup,
        notices: converted.into_iter().chain(foreign).collect(),
    }
}

/// The paragraphs of a page, or all of it when there are none.
fn running_text(page: &Page) -> String {
    let paragraphs: Vec<&str> = page
        .parts
        .iter()
        .filter(|part| matches!(part.kind, BlockKind::Paragraph | BlockKind::Quotation))
        .map(|part| part.span.of(&page.text))
        .collect();
    if paragraphs.is_empty() {
        return page.text.clone();
    }
    paragraphs.join("\n")
}

/// A paragraph that is quoted throughout is a quotation.
fn name_quotations(blocks: &mut [Block], sentences: &[Sentence]) {
    for of_block in sentences.chunk_by(|one, next| one.block == next.block) {
        let block = &mut blocks[of_block[0].block];
        if block.kind == BlockKind::Paragraph && of_block.iter().all(|sentence| sentence.quoted) {
            block.kind = BlockKind::Quotation;
        }
    }
}

/// The sentences of all blocks of running text, with their tokens.
fn cut_sentences(text: &str, blocks: &[Block], markup: &[Span]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
        ) {
            continue;
        }
        for span in sentence::sentences(text, block.span, markup) {
            found.push(Sentence {
                span,
                block: index,
                quoted: false,
                tokens: token::tokens(text, span, markup),
            });
        }
    }
    quotation::mark_quoted(text, blocks, &mut found);
    found
}
