//! `parse`: prints how the sentences of documents are built, as CoNLL-U.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use suraq::language::Model;
use suraq::language::Parse as Tree;
use suraq::language::conllu;
use suraq::language::conllu::Row;
use suraq::language::conllu::Sentence;
use suraq::language::lemma;
use suraq::text::Document;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::content::documents;
use crate::content::documents::Place;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;

/// Which documents.
#[derive(Args, Debug)]
pub struct Parse {
    /// Text, Markdown or HTML; a folder stands for all documents in it, - for standard input
    #[arg(required = true, value_name = "FILE")]
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
        "Agree=Yes in the last column marks a word to which two parsers, one reading from either end, \
         give the same head and the same relation."
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let other = self.model.map(model_in).transpose()?;
        let model = match &other {
            Some(model) => model,
            None => Model::shipped().map_err(|error| {
                Failure::input(error.to_string())
                    .hint("this copy of the program is damaged: build or install it again")
            })?,
        };
        let (places, failures) = match self.pretokenized {
            true => (self.files.into_iter().map(Place::from).collect(), Vec::new()),
            false => documents::find(&self.files),
        };
        let mut unusable = failures.len();
        for failure in &failures {
            failure.print(app.prefix());
        }
        for place in &places {
            let sentences = match self.pretokenized {
                true => given(place),
                false => found(place),
            };
            match sentences {
                Ok(sentences) => print(model, sentences, app.json),
                Err(failure) => {
                    unusable += 1;
                    failure.print(app.prefix());
                }
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
    let text = documents::bytes(place).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| Failure::input(format!("{shown}: the text is not UTF-8")))
    })?;
    conllu::read(&text).map_err(|error| {
        Failure::input(format!("{shown}: {error}"))
            .hint("with --pretokenized a file is CoNLL-U; without it, it is text")
    })
}

/// The sentences of a document, as we cut it.
fn found(place: &Place) -> Result<Vec<Sentence>, Failure> {
    let document = documents::read(place)?;
    if let Some(language) = documents::foreign(&document) {
        return Err(documents::not_english(place, language));
    }
    let mut sentences: Vec<Sentence> = document
        .sentences
        .iter()
        .map(|sentence| Sentence {
            comments: vec![format!("# text = {}", document.plain(sentence.span))],
            rows: rows(&document, &sentence.tokens),
        })
        .filter(|sentence| !sentence.rows.is_empty())
        .collect();
    for (at, sentence) in sentences.iter_mut().enumerate() {
        sentence.comments.insert(0, format!("# sent_id = {}", at + 1));
    }
    if let Some(first) = sentences.first_mut() {
        first
            .comments
            .insert(0, format!("# newdoc id = {}", place.name()));
    }
    Ok(sentences)
}

fn rows(document: &Document, tokens: &[suraq::text::Token]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let touches = tokens
            .get(at + 1)
            .is_some_and(|next| next.span.start == token.span.end);
        rows.push(Row {
            form: token.span.of(&document.text).to_owned(),
            misc: if touches { "SpaceAfter=No" } else { "_" }.to_owned(),
            ..Row::default()
        });
    }
    rows
}

fn print(model: &Model, sentences: Vec<Sentence>, as_json: bool) {
    let mut out = String::new();
    for mut sentence in sentences {
        analyse(model, &mut sentence);
        match as_json {
            true => {
                out.push_str(&in_json(&sentence));
                out.push('\n');
            }
            false => conllu::write(&sentence, &mut out),
        }
        if out.len() > AT_ONCE {
            screen::print_all(&out);
            out.clear();
        }
    }
    screen::print_all(&out);
}

/// Bytes that are printed at one time.
const AT_ONCE: usize = 1 << 16;

/// Fills in what the engine finds; comments, forms and spaces stay.
fn analyse(model: &Model, sentence: &mut Sentence) {
    let tokens: Vec<&str> = sentence.rows.iter().map(|row| row.form.as_str()).collect();
    let parse = Tree::of(model, &tokens);
    for (row, node) in sentence.rows.iter_mut().zip(&parse.nodes) {
        node.upos.clone_into(&mut row.upos);
        node.xpos.clone_into(&mut row.xpos);
        row.lemma = lemma(&row.form, node.xpos).into_owned();
        row.head = node.head.map_or(0, |head| head + 1);
        node.relation.clone_into(&mut row.relation);
        let spaces = if row.is_apart() {
            None
        } else {
            Some("SpaceAfter=No")
        };
        let agrees = node.is_agreed.then_some("Agree=Yes");
        let entries: Vec<&str> = agrees.into_iter().chain(spaces).collect();
        row.misc = match entries.is_empty() {
            true => "_".to_owned(),
            false => entries.join("|"),
        };
    }
}

fn in_json(sentence: &Sentence) -> String {
    let tokens: Vec<_> = sentence
        .rows
        .iter()
        .map(|row| {
            json!({
                "form": row.form,
                "lemma": row.lemma,
                "upos": row.upos,
                "xpos": row.xpos,
                "head": row.head,
                "relation": row.relation,
                "agree": row.misc.contains("Agree=Yes"),
            })
        })
        .collect();
    let text = sentence
        .comments
        .iter()
        .find_map(|comment| comment.strip_prefix("# text = "));
    json!({ "text": text, "tokens": tokens }).to_string()
}
