//! `parse`: prints how the sentences of documents are built, as CoNLL-U.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::language::Model;
use suraq::language::Parse as Tree;
use suraq::language::conllu;
use suraq::language::conllu::Row;
use suraq::language::conllu::Sentence;
use suraq::language::layout::Layout;
use suraq::text::Document;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::content::documents;
use crate::content::documents::Place;
use crate::content::engine;
use crate::input;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::progress_bar;

/// Which documents.
#[derive(Args, Debug)]
pub struct Parse {
    #[arg(required = true, value_name = "FILE", help = documents::KINDS)]
    files: Vec<PathBuf>,
    /// The files are CoNLL-U: their tokens and sentences are kept, all else is found anew
    #[arg(long)]
    pretokenized: bool,
    /// Another model than the one in the program, as `train_model` writes it
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

impl Verb for Parse {
    const NAME: &'static str = "parse";
    const GROUP: Group = Group::Content;
    const ABOUT: &'static str = "Print the words of documents with tag, lemma and head, as CoNLL-U";
    const EXAMPLE: &'static str = "suraq parse article.md\nsuraq parse --pretokenized treebank.conllu";

    fn more() -> String {
        "Agree=Yes in the last column marks a word to which two parsers, one reading from either end, give the \
         same head and the same relation. Only running text is parsed: no headings, no tables. Of a CoNLL-U \
         file, ranges such as 1-2 and empty nodes are left out.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let other = self.model.map(model_in).transpose()?;
        let model = match &other {
            Some(model) => model,
            None => engine::model()?,
        };
        let (places, failures) = match self.pretokenized {
            true => (self.files.into_iter().map(Place::from).collect(), Vec::new()),
            false => documents::find(&self.files),
        };
        let mut unusable = failures.len();
        for failure in &failures {
            failure.print(app.prefix());
        }
        for (done, place) in places.iter().enumerate() {
            let mut printer = Printer::new(model, place, app.json);
            let printed = match self.pretokenized {
                true => given(place).map(|sentences| printer.print_given(&sentences)),
                false => found(place).map(|document| printer.print_found(&document)),
            };
            printer.flush();
            if input::interrupted() {
                progress_bar::tell_stopped(app, done, places.len(), "documents");
                return Ok(Done::SomeInputsUnusable);
            }
            if let Err(failure) = printed {
                unusable += 1;
                failure.print(app.prefix());
            }
        }
        Ok(match unusable {
            0 => Done::Well,
            _ => Done::SomeInputsUnusable,
        })
    }
}

/// The model in a file.
fn model_in(path: PathBuf) -> Result<Model, Failure> {
    let shown = path.display().to_string();
    let bytes = documents::bytes(&Place::from(path))?;
    Model::read(&bytes).map_err(|error| {
        Failure::input(format!("{shown}: {error}")).hint("without --model, the model in the program is used")
    })
}

/// The sentences of a treebank, as cut there.
fn given(place: &Place) -> Result<Vec<Sentence>, Failure> {
    let shown = place.shown();
    if matches!(place, Place::File(path) if path.is_dir()) {
        return Err(Failure::input(format!("{shown}: this is a folder"))
            .hint("with --pretokenized, name the CoNLL-U files themselves"));
    }
    let text = String::from_utf8(documents::bytes(place)?)
        .map_err(|_| Failure::input(format!("{shown}: the text is not UTF-8")))?;
    let sentences = conllu::read(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
        Failure::input(format!("{shown}: {error}"))
            .hint("with --pretokenized a file is CoNLL-U; without it, it is text")
    })?;
    match sentences.is_empty() {
        true => Err(Failure::input(format!("{shown}: there is no sentence in it"))),
        false => Ok(sentences),
    }
}

/// A document to be analysed, if it is English.
fn found(place: &Place) -> Result<Document, Failure> {
    let document = documents::read(place)?;
    match documents::foreign(&document) {
        Some(language) => Err(Failure::input(format!(
            "{}: the text is {language}, and only English is parsed",
            place.shown()
        ))),
        None => Ok(document),
    }
}

/// Prints token by token, so that a long sentence needs little more memory than a short one.
struct Printer<'m> {
    model: &'m Model,
    /// File name without folder.
    doc: String,
    as_json: bool,
    /// How many sentences were printed.
    count: usize,
    out: String,
}

/// Bytes that are printed at one time.
const AT_ONCE: usize = 1 << 16;

impl<'m> Printer<'m> {
    fn new(model: &'m Model, place: &Place, as_json: bool) -> Printer<'m> {
        Printer {
            model,
            doc: place.name(),
            as_json,
            count: 0,
            out: String::new(),
        }
    }

    fn print_given(&mut self, sentences: &[Sentence]) {
        for sentence in sentences.iter().take_while(|_| !is_over()) {
            self.print(&sentence.comments, &Layout::of_rows(&sentence.rows));
        }
    }

    fn print_found(&mut self, document: &Document) {
        let name = self.doc.replace(char::is_control, " ");
        let sentences = document.sentences.iter();
        let sentences = sentences.filter(|sentence| !sentence.tokens.is_empty());
        for (at, sentence) in sentences.enumerate().take_while(|_| !is_over()) {
            let layout = Layout::of(document, sentence);
            let mut comments = vec![
                format!("# sent_id = {}", at + 1),
                format!("# text = {}", layout.text()),
            ];
            if at == 0 {
                comments.insert(0, format!("# newdoc id = {name}"));
            }
            self.print(&comments, &layout);
        }
    }

    /// Analyses a sentence and prints it.
    fn print(&mut self, comments: &[String], layout: &Layout<'_>) {
        let parse = Tree::of(self.model, &layout.forms);
        self.count += 1;
        let rows = (0..layout.forms.len()).map(|at| row(layout, &parse, at));
        match self.as_json {
            true => self.print_json(comments, rows),
            false => self.print_conllu(comments, rows),
        }
    }

    fn print_conllu(&mut self, comments: &[String], rows: impl Iterator<Item = Row>) {
        for comment in comments {
            self.put(&format!("{comment}\n"));
        }
        for (at, row) in rows.enumerate() {
            conllu::write_row(at + 1, &row, &mut self.out);
            self.put("");
        }
        self.put("\n");
    }

    fn print_json(&mut self, comments: &[String], rows: impl Iterator<Item = Row>) {
        let text = comments
            .iter()
            .find_map(|comment| comment.strip_prefix("# text = "));
        let (doc, number) = (json!(self.doc), self.count);
        self.put(&format!(
            "{{\"doc\":{doc},\"sentence\":{number},\"text\":{},\"tokens\":[",
            json!(text)
        ));
        for (at, row) in rows.enumerate() {
            self.put(if at > 0 { "," } else { "" });
            self.put(&in_json(&row));
        }
        self.put("]}\n");
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
        if self.out.len() > AT_ONCE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        screen::print_all(&self.out);
        self.out.clear();
    }
}

/// Whether Ctrl-C was pressed, or nobody reads on.
fn is_over() -> bool {
    input::interrupted() || screen::nobody_reads()
}

/// What the engine found of a token.
fn row(layout: &Layout<'_>, parse: &Tree<'_>, at: usize) -> Row {
    let (form, node) = (layout.forms[at], &parse.nodes[at]);
    let misc = match (node.is_agreed, layout.parted[at]) {
        (true, false) => "Agree=Yes|SpaceAfter=No",
        (true, true) => "Agree=Yes",
        (false, false) => "SpaceAfter=No",
        (false, true) => "_",
    };
    Row {
        form: form.to_owned(),
        lemma: node.lemma(form).into_owned(),
        upos: node.upos.to_owned(),
        xpos: node.xpos.to_owned(),
        head: node.head.map_or(0, |head| head + 1),
        relation: node.relation.to_owned(),
        misc: misc.to_owned(),
    }
}

fn in_json(row: &Row) -> String {
    json!({
        "form": row.form,
        "lemma": row.lemma,
        "upos": row.upos,
        "xpos": row.xpos,
        "head": row.head,
        "relation": row.relation,
        "agree": row.misc.contains("Agree=Yes"),
        "space_after": row.is_apart(),
    })
    .to_string()
}
