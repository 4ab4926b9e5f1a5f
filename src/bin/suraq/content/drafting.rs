//! From a document to drafts: its questions, with what a person says of it.

use suraq::decks::Source;
use suraq::decks::id::fresh;
use suraq::facts;
use suraq::facts::Fact;
use suraq::items;
use suraq::items::Draft;
use suraq::items::Options;
use suraq::lexicon::Lexicon;
use suraq::text::Document;
use suraq::text::PartialDate;

use crate::content::documents;
use crate::content::documents::Place;
use crate::content::naming;
use crate::report::Failure;

/// What a person says of a document, in place of what it says of itself.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
}

/// A document, and the questions drawn from it.
#[derive(Debug)]
pub struct Drawn {
    /// Where it was.
    pub place: Place,
    /// The document, with what was said of it.
    pub document: Document,
    /// The questions, best first.
    pub drafts: Vec<Draft>,
    /// All its facts, those without a question among them.
    pub facts: Vec<Fact>,
    /// How many more questions a higher limit would give.
    pub more: usize,
    /// Why there is none, where there is none.
    pub nothing: Option<String>,
    /// The source with this very text that a deck has already, where its title stays.
    pub known: Option<Source>,
    /// Whether the document gives itself a title.
    has_title: bool,
    options: Options,
}

impl Drawn {
    /// Draws the questions.
    fn write(&mut self) {
        let findings = facts::find(&self.document, Lexicon::shipped());
        let written = items::write(&findings, &self.document, self.options);
        self.nothing = written
            .drafts
            .is_empty()
            .then(|| documents::no_question(&self.place, &self.document, &findings));
        (self.drafts, self.more) = (written.drafts, written.more);
        self.facts = findings.facts.into_iter().map(|found| found.fact).collect();
    }

    /// Notes that a deck has this text already. Explanations name the source, so it is drawn anew
    /// where its title is another one there. A title that is only the name of the file was none when they were
    /// written.
    pub fn note_known(&mut self, known: Option<Source>) {
        let Some(known) = known else { return };
        if known.title != self.said_title() {
            let is_name_of_file = !self.has_title && known.title == self.name();
            let title = (!is_name_of_file).then_some(known.title.as_str());
            let called = with_title(&self.document, title);
            let said = std::mem::replace(&mut self.document, called);
            self.write();
            self.document = said;
        }
        self.known = Some(known);
    }

    /// Returns the title: its own, else the name of the file without its ending.
    pub fn title(&self) -> String {
        match &self.known {
            Some(known) => known.title.clone(),
            None => self.said_title(),
        }
    }

    /// The title that was said, or that the document or its file gives itself.
    pub fn said_title(&self) -> String {
        let own = self
            .document
            .title
            .clone()
            .filter(|title| !title.trim().is_empty());
        own.unwrap_or_else(|| self.name())
    }

    /// The name of its file without the ending.
    fn name(&self) -> String {
        match &self.place {
            Place::File(path) => path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Place::StandardInput => "Standard input".to_owned(),
        }
    }

    /// Where it came from, so that a later version of the file is known.
    pub fn origin(&self) -> Option<String> {
        match &self.place {
            Place::File(path) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                Some(whole.display().to_string())
            }
            Place::StandardInput => None,
        }
    }

    /// Returns it as the source of a deck.
    pub fn source(&self) -> Source {
        let known = || self.known.as_ref();
        Source {
            id: fresh(naming::short(&self.title()), "source", &|_| false),
            title: self.title(),
            publisher: self
                .document
                .publisher
                .clone()
                .or_else(|| known()?.publisher.clone()),
            date: self.document.date.or_else(|| known()?.date),
            document: Some(self.document.id.0.clone()),
            ..Source::default()
        }
    }
}

/// Reads a document and draws questions from it.
///
/// Errors: it cannot be read, is no text, or is not English.
pub fn draw(place: &Place, said: &Said, options: Options) -> Result<Drawn, Failure> {
    let mut document = documents::read(place)?;
    if let Some(language) = documents::foreign(&document) {
        return Err(documents::not_english(place, language));
    }
    let has_title = document.title.is_some();
    tell(&mut document, said);
    let mut drawn = Drawn {
        place: place.clone(),
        document,
        drafts: Vec::new(),
        facts: Vec::new(),
        more: 0,
        nothing: None,
        known: None,
        has_title,
        options,
    };
    drawn.write();
    Ok(drawn)
}

/// Puts what a person said in place of what the document says.
fn tell(document: &mut Document, said: &Said) {
    if let Some(title) = &said.title {
        entitle(document, Some(title));
    }
    if let Some(date) = said.date {
        let before = document.date.replace(date);
        for article in &mut document.articles {
            if article.date == before {
                article.date = Some(date);
            }
        }
    }
    if let Some(publisher) = &said.publisher {
        document.publisher = Some(publisher.clone());
    }
}

fn entitle(document: &mut Document, title: Option<&str>) {
    document.title = title.map(str::to_owned);
    if let [article] = &mut document.articles[..] {
        article.title = title.map(str::to_owned);
    }
}

fn with_title(document: &Document, title: Option<&str>) -> Document {
    let mut document = document.clone();
    entitle(&mut document, title);
    document
}
