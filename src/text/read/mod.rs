//! From bytes to a document; one reader for each format.

mod composer;
mod html;
mod markdown;
mod txt;

use std::fmt;

use super::{Block, BlockKind, Document, DocumentId, Notice, PartialDate, Sentence, Span};
use super::{articles, clean, encoding, english, quotation, sentence, token};

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
pub const READERS: &[&dyn Reader] = &[&html::Html, &markdown::Markdown, &txt::PlainText];

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

/// Why bytes are no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no letter or digit in it.
    Empty {
        /// File name as given.
        name: String,
    },
    /// It is something else than text.
    NotText {
        /// File name as given.
        name: String,
        /// What it looks like, such as `a PDF file`.
        looks: &'static str,
    },
    /// It is larger than [`LARGEST`].
    TooLarge {
        /// File name as given.
        name: String,
        /// Its size in bytes.
        bytes: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty { name } => write!(out, "{name}: the document is empty"),
            ReadError::NotText { name, looks } => write!(out, "{name}: this is {looks}, not text"),
            ReadError::TooLarge { name, bytes } => write!(
                out,
                "{name}: the document has {} MB, and at most {} MB can be read",
                bytes.div_ceil(1024 * 1024),
                LARGEST / (1024 * 1024)
            ),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a document from its bytes.
///
/// `name` is the file name without folder, `-` for standard input; its ending
/// says the format, and where it says nothing the start of the text does. Text
/// in another encoding or language than English UTF-8 is read and said so in
/// [`Document::notices`]; a text that is not English has no sentences.
///
/// # Errors
/// When the bytes hold no text, or too much of it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
            bytes: bytes.len(),
        });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let (text, converted) = encoding::decode(bytes).map_err(|looks| ReadError::NotText {
        name: name.to_owned(),
        looks,
    })?;
    let page = reader(name, &text).read(text);
    if !page.text.contains(char::is_alphanumeric) {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(document(name, page, converted))
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
