//! The files that a paper is printed into: one for the class, and the key beside it.

use std::path::Path;
use std::path::PathBuf;

use suraq::quiz::Paper;
use suraq::quiz::print;
use suraq::quiz::print::Look;
use suraq::quiz::scores::Change;

use crate::output;
use crate::report::Failure;

/// What kind of files they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Pages that a browser prints.
    Html,
    /// Pages that are set already.
    Pdf,
}

/// Where the pages go.
pub struct Files {
    /// What kind they are.
    pub form: Form,
    /// For the class.
    pub class: PathBuf,
    /// For the teacher.
    pub key: PathBuf,
}

impl Form {
    /// Says whether this program can write such files, before any work is done.
    ///
    /// Errors: PDF, in a program that was built without it.
    pub fn check(self) -> Result<(), Failure> {
        match (self, cfg!(feature = "pdf")) {
            (Form::Pdf, false) => Err(left_out()),
            _ => Ok(()),
        }
    }

    /// Returns what to do with the files, as a sentence.
    pub fn how_to_print(self) -> &'static str {
        match self {
            Form::Html => "Print them from a browser.",
            Form::Pdf => "Print them as they are, at 100 %, on one side of the sheet or on both.",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Pdf => "pdf",
        }
    }

    fn has(self, ending: &str) -> bool {
        match self {
            Form::Html => ["html", "htm"].contains(&ending),
            Form::Pdf => ending == "pdf",
        }
    }

    fn other_ending(self, path: &Path) -> Failure {
        let shown = path.display();
        match self {
            Form::Html => Failure::usage(format!("{shown}: a paper is an HTML file")).hint(
                "name it .html, open it in a browser, and print it there or save it as PDF; \
                 --pdf FILE.pdf writes PDF files",
            ),
            Form::Pdf => Failure::usage(format!("{shown}: a PDF file is named .pdf"))
                .hint("name it so, or write an HTML file with -o FILE.html"),
        }
    }
}

impl Files {
    /// Takes the file that was asked for; in a folder, or where none was, one is named by the code.
    ///
    /// Errors: the name has another ending.
    pub fn new(form: Form, asked: Option<&Path>, code: &str) -> Result<Files, Failure> {
        let name = format!("paper-{code}.{}", form.ending());
        let class = match asked {
            Some(folder) if folder.is_dir() => folder.join(name),
            Some(path) => path.to_owned(),
            None => PathBuf::from(name),
        };
        let ending = class.extension().unwrap_or_default();
        if !form.has(&ending.to_string_lossy().to_lowercase()) {
            return Err(form.other_ending(&class));
        }
        let stem = class.file_stem().unwrap_or_default().to_string_lossy();
        let key = class.with_file_name(format!("{stem}-key.{}", form.ending()));
        Ok(Files { form, class, key })
    }

    /// Says what would keep the files from being written.
    pub fn check(&self, force: bool) -> Result<(), Failure> {
        output::check(&self.class, force)?;
        output::check(&self.key, force)
    }

    /// Makes the pages: for the class, and for the teacher with the key as it is after `changes`.
    ///
    /// Errors: PDF, where the program was built without it, or where a sign is in none of its fonts.
    pub fn pages(&self, paper: &Paper, changes: &[Change], look: Look) -> Result<[Vec<u8>; 2], Failure> {
        match self.form {
            Form::Html => {
                let pages = [print::pupils(paper, look), print::teacher(paper, changes, look)];
                Ok(pages.map(String::into_bytes))
            }
            Form::Pdf => pdf(paper, changes, look),
        }
    }

    /// Writes both.
    pub fn write(&self, pages: &[Vec<u8>; 2], force: bool) -> Result<(), Failure> {
        let [class, key] = pages;
        output::write(&self.class, class, force)?;
        output::write(&self.key, key, force)
    }
}

fn left_out() -> Failure {
    Failure::usage("this program was built without PDF papers").hint(
        "print the HTML file from a browser, which saves it as PDF as well: give -o FILE.html in place of \
         --pdf; or build the program anew: cargo build --release --features pdf",
    )
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Paper, _: &[Change], _: Look) -> Result<[Vec<u8>; 2], Failure> {
    Err(left_out())
}

#[cfg(feature = "pdf")]
fn pdf(paper: &Paper, changes: &[Change], look: Look) -> Result<[Vec<u8>; 2], Failure> {
    let pages = || -> Result<_, print::pdf::PdfError> {
        Ok([
            print::pdf::pupils(paper, look)?,
            print::pdf::teacher(paper, changes, look)?,
        ])
    };
    pages().map_err(|error| unset(&error))
}

#[cfg(feature = "pdf")]
fn unset(error: &print::pdf::PdfError) -> Failure {
    let browser =
        "print the HTML file from a browser, which knows more fonts: give -o FILE.html in place of --pdf";
    let failure = Failure::input(format!("{error}; nothing was written"));
    let print::pdf::PdfError::NoGlyph(missing) = error else {
        return failure.hint(browser);
    };
    match missing.first().and_then(|first| first.card.as_ref()) {
        Some(card) => failure.hint(format!(
            "change the wording with {{suraq}}edit {card}, or {browser}"
        )),
        None => failure.hint(format!("give another --title, or {browser}")),
    }
}
