//! What was read: a text with its parts, each a span of it.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{PartialDate, Span, markup};

/// Names a document by its content: `sha256:` and the hash of its text in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub String);

impl DocumentId {
    /// Names a text by its content.
    pub fn of(text: &str) -> DocumentId {
        DocumentId(format!(
            "sha256:{}",
            hexadecimal(&Sha256::digest(text.as_bytes()))
        ))
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Writes bytes as digits and letters, two for each.
///
/// ```
/// assert_eq!(suraq::text::document::hexadecimal(&[0, 171]), "00ab");
/// ```
pub fn hexadecimal(bytes: &[u8]) -> String {
    use fmt::Write;
    let mut written = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(written, "{byte:02x}");
    }
    written
}

/// A text as stored, and where its articles, blocks, sentences and tokens lie.
#[derive(Clone, Debug)]
pub struct Document {
    /// Hash of `text`.
    pub id: DocumentId,
    /// File name without folder, or `-` for standard input.
    pub name: String,
    /// From metadata or the first heading.
    pub title: Option<String>,
    /// Who published it, from metadata.
    pub publisher: Option<String>,
    /// When it was published, from metadata, a dateline or a header line.
    pub date: Option<PartialDate>,
    /// The text as stored; for UTF-8 plain text and Markdown the file itself, byte for byte.
    pub text: String,
    /// Articles in one file, in order; at least one unless the text is empty.
    pub articles: Vec<Article>,
    /// All blocks, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Sentences of paragraphs, list items and quotations, in order. None when the text is not English.
    pub sentences: Vec<Sentence>,
    /// Stretches of the text that no reader sees (emphasis marks, link targets, footnote marks), in order.
    pub markup: Vec<Span>,
    /// What a reader should be told: a converted encoding, a foreign language.
    pub notices: Vec<Notice>,
}

impl Document {
    /// Returns the text of `sentence` as stored, markup included.
    pub fn sentence_text(&self, sentence: &Sentence) -> &str {
        sentence.span.of(&self.text)
    }

    /// Returns what a reader sees of `span`: without markup, each stretch of white space one space.
    ///
    /// For showing and for building questions; evidence keeps the span itself.
    pub fn plain(&self, span: Span) -> String {
        markup::visible(&self.text, span, &self.markup)
    }

    /// Returns the block that `sentence` lies in; `sentence` is one of this document's.
    pub fn block_of(&self, sentence: &Sentence) -> &Block {
        &self.blocks[sentence.block]
    }

    /// Returns the article that `sentence` lies in; `sentence` is one of this document's.
    pub fn article_of(&self, sentence: &Sentence) -> &Article {
        &self.articles[self.block_of(sentence).article]
    }

    /// Returns the sentence that holds byte `at`, if one does.
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.sentences
            .get(index)
            .filter(|sentence| sentence.span.start <= at)
    }

    /// Returns the sentences of the block with this index, in order.
    pub fn sentences_of(&self, block: usize) -> &[Sentence] {
        let start = self.sentences.partition_point(|sentence| sentence.block < block);
        let end = self.sentences.partition_point(|sentence| sentence.block <= block);
        &self.sentences[start..end]
    }

    /// Returns the block around `span`, to show a piece of evidence in its paragraph.
    ///
    /// A span that lies in no block or in several is its own context.
    pub fn paragraph_around(&self, span: Span) -> Span {
        let index = self.blocks.partition_point(|block| block.span.end < span.end);
        match self.blocks.get(index) {
            Some(block) if block.span.contains(span) => block.span,
            _ => span,
        }
    }
}

impl Sentence {
    /// Returns the words of the sentence, one for each token; `document` is the one it belongs to.
    pub fn words<'a>(&'a self, document: &'a Document) -> impl ExactSizeIterator<Item = &'a str> {
        self.tokens.iter().map(|token| token.span.of(&document.text))
    }
}

/// One of the articles in a file: they are told apart so that facts keep their own subject and date.
#[derive(Clone, Debug)]
pub struct Article {
    /// Headline, if one was recognised.
    pub title: Option<String>,
    /// Its own date; the document's where it has none of its own.
    pub date: Option<PartialDate>,
    /// Place of its dateline.
    pub place: Option<String>,
    /// From the first to the last of its blocks.
    pub span: Span,
}

/// What part of a page a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// A headline or section heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An entry of a list.
    ListItem,
    /// A quotation of its own, or one of its paragraphs.
    Quotation,
    /// The words under a picture.
    Caption,
    /// Dateline, byline, date line and other metadata of the page.
    Metadata,
    /// Sign-up and share lines, reading times, photo credits, navigation, tables.
    Boilerplate,
}

/// A stretch of text of one kind.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
    /// Index into [`Document::articles`].
    pub article: usize,
}

/// A sentence of running text.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it is; without the white space around it.
    pub span: Span,
    /// Index into [`Document::blocks`].
    pub block: usize,
    /// Whether it lies wholly inside a quotation that opened in an earlier sentence or paragraph, or is one.
    pub quoted: bool,
    /// Its tokens, in order; with the gaps between them they give back the sentence.
    pub tokens: Vec<Token>,
}

/// A word, number or mark as the treebanks cut it: `'s`, `n't`, `%` and `$` stand alone, hyphenated words are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
}

/// Something about a document that its reader should know; no failure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The bytes were in another encoding and were converted.
    Converted {
        /// Name of the encoding as the web names it, such as `windows-1251`.
        encoding: String,
        /// How many characters could not be read and became U+FFFD.
        replaced: usize,
    },
    /// The text is not English; nothing is extracted from it.
    NotEnglish {
        /// English name of the language recognised.
        language: String,
    },
}
