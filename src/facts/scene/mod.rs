//! A document made ready for the rules: words, names, times and doubts of every sentence.

mod definite;
mod occasion;
mod persons;
mod phrase;
mod sources;
mod view;

use super::assertion;
use super::classes::Classes;
use super::names::Mention;
use super::names::Names;
use super::topic::Topic;
use crate::language::Word;
use crate::language::words;
use crate::lexicon::Lexicon;
use crate::text::Document;

pub use view::View;
use view::{date_by_paragraph, told_day, view, year_by_sentence};

/// A document made ready for the rules.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The document itself.
    pub document: &'a Document,
    /// Names and word classes.
    pub lexicon: &'a Lexicon,
    /// Its names.
    pub names: Names,
    /// One for each sentence, in order.
    pub views: Vec<View<'a>>,
    /// For each article, whether it argues rather than reports.
    pub opinions: Vec<bool>,
    /// The thing or place the document is about, if its opening says so.
    pub topic: Option<Topic>,
    /// What the things named in it are.
    pub classes: Classes,
    /// For each article, the vote it reports on.
    occasions: Vec<Option<String>>,
}

/// Sentences of more tokens are not read.
const LONGEST: usize = 200;

impl<'a> Scene<'a> {
    /// Reads a document.
    pub fn read(document: &'a Document, lexicon: &'a Lexicon) -> Scene<'a> {
        let mut all: Vec<Vec<Word<'a>>> = document
            .sentences
            .iter()
            .map(|sentence| match sentence.tokens.len() {
                // No sentence a person wrote; and every rule may take its time over the words of one.
                LONGEST.. => Vec::new(),
                _ => words(document, sentence),
            })
            .collect();
        let titles: Vec<&str> = document.title.iter().map(String::as_str).collect();
        let names = Names::read(document, &mut all, &titles, lexicon);
        let mut own: Vec<Vec<&[Word<'_>]>> = vec![Vec::new(); document.articles.len()];
        for (words, sentence) in all.iter().zip(&document.sentences) {
            own[document.block_of(sentence).article].push(words);
        }
        let opinions: Vec<bool> = own.iter().map(|own| assertion::is_opinion(own)).collect();
        let told = told_day(&all);
        let mut views: Vec<View<'a>> = all
            .into_iter()
            .enumerate()
            .map(|(sentence, words)| view(document, sentence, words, &opinions, told))
            .collect();
        date_by_paragraph(document, &mut views);
        year_by_sentence(document, &mut views);
        let topic = Topic::read(document, &names, &views);
        let classes = Classes::read(&names, &views, lexicon);
        let mut scene = Scene {
            document,
            topic,
            classes,
            lexicon,
            names,
            views,
            opinions,
            occasions: Vec::new(),
        };
        scene.follow_topics();
        scene.name_sources();
        scene.occasions = scene.read_occasions();
        scene
    }

    /// The mentions of a sentence.
    pub fn mentions(&self, view: &View<'_>) -> &[Mention] {
        &self.names.by_sentence[view.sentence]
    }
}
