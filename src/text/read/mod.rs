//! From bytes to a document; one reader for each format.

mod txt;

use std::fmt;

use sha2::{Digest, Sha256};

use super::{Block, BlockKind, Document, DocumentId, PartialDate, Sentence, Span};
use super::{articles, clean, quotation, sentence, token};

/// A format of documents.
pub trait Reader: Sync {
    /// File-name endings that mean this format, in small letters, without the stop.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a text without a telling name is of this format, judged by its start.
    fn recognises(&self, start: &str) -> bool;
    /// Takes the text apart into what the format itself marks.
    fn read(&self, text: String) -> Page;
}

/// All formats; the first that recognises a text reads it, so plain text is last.
pub const READERS: &[&dyn Reader] = &[&txt::PlainText];

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

/// Why bytes are no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no letter in it.
    Empty {
        /// File name as given.
        name: String,
    },
    /// The bytes are not text in UTF-8.
    NotText {
        /// File name as given.
        name: String,
        /// First byte that is none.
        at: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty { name } => write!(out, "{name}: there is no text in it"),
            ReadError::NotText { name, at } => write!(out, "{name}: no text from byte {at} on"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a document from its bytes.
///
/// `name` is the file name without folder, `-` for standard input; its ending
/// says the format, and where it says nothing the start of the text does.
///
/// # Errors
/// When the bytes hold no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotText {
        name: name.to_owned(),
        at: error.valid_up_to(),
    })?;
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(document(name, reader(name, text).read(text.to_owned())))
}

/// The reader for a file of this name and text.
fn reader(name: &str, text: &str) -> &'static dyn Reader {
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    let by_name = READERS
        .iter()
        .find(|reader| reader.extensions().contains(&extension.as_str()));
    let by_text = || READERS.iter().find(|reader| reader.recognises(text));
    by_name.or_else(by_text).copied().unwrap_or(&txt::PlainText)
}

/// Cuts a page into articles, blocks, sentences and tokens.
fn document(name: &str, page: Page) -> Document {
    let parts = clean::tidy(&page.text, &page.parts);
    let (mut articles, owners) = articles::divide(&page.text, &parts);
    let mut blocks: Vec<Block> = parts
        .iter()
        .zip(owners)
        .map(|(part, article)| Block {
            kind: part.kind,
            span: part.span,
            article,
        })
        .collect();
    let sentences = cut_sentences(&page.text, &blocks, &page.markup);
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
        id: id(&page.text),
        name: name.to_owned(),
        title,
        publisher: page.publisher,
        date,
        text: page.text,
        articles,
        blocks,
        sentences,
        markup: page.markup,
        notices: Vec::new(),
    }
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

/// Names a text by its content.
fn id(text: &str) -> DocumentId {
    use std::fmt::Write;
    let mut name = String::from("sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    DocumentId(name)
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
