//! What typst may see while it sets a paper: the layout, its data, and the fonts; nothing else exists.

use typst::LibraryExt;
use typst::World;
use typst::comemo;
use typst::diag::FileError;
use typst::diag::FileResult;
use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::foundations::Datetime;
use typst::foundations::Duration;
use typst::foundations::Smart;
use typst::syntax::FileId;
use typst::syntax::RootedPath;
use typst::syntax::Source;
use typst::syntax::VirtualPath;
use typst::syntax::VirtualRoot;
use typst::text::Font;
use typst::text::FontBook;
use typst::utils::LazyHash;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_pdf::PdfStandard;
use typst_pdf::PdfStandards;

use super::PdfError;
use super::fonts::Fonts;

/// The layout, and the name under which it finds its data.
const LAYOUT: &str = include_str!("paper.typ");
const DATA: &str = "paper.json";

/// A typesetter's desk, with all that is on it.
pub(super) struct Desk {
    library: LazyHash<typst::Library>,
    book: LazyHash<FontBook>,
    fonts: &'static Fonts,
    layout: Source,
    data: (FileId, Bytes),
}

impl Desk {
    /// Lays out the fonts and `data`, which is JSON.
    pub(super) fn new(data: Vec<u8>) -> Desk {
        let fonts = Fonts::get();
        Desk {
            library: LazyHash::new(typst::Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts.faces())),
            fonts,
            layout: Source::new(file("paper.typ"), LAYOUT.to_owned()),
            data: (file(DATA), Bytes::new(data)),
        }
    }

    /// Sets the pages and writes them as a PDF file, which is named by `ident` for good.
    pub(super) fn set(&self, ident: &str) -> Result<Vec<u8>, PdfError> {
        let document = typst::compile::<PagedDocument>(self).output;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Suraq".to_owned())),
            timestamp: None,
            standards: PdfStandards::new(&[PdfStandard::Ua_1])
                .map_err(|error| PdfError::Refused(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        let bytes = document.and_then(|document| typst_pdf::pdf(&document, &options));
        // Typst remembers what it has set; the next paper has other pages.
        comemo::evict(0);
        bytes.map_err(|errors| PdfError::Refused(told(&errors)))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<typst::Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.layout.id() {
            true => Ok(self.layout.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id == self.data.0 {
            true => Ok(self.data.1.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces().get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("both names are plain ones");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let errors: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    errors.join("; ")
}
