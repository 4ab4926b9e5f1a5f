//! The trained model: its file, read once and only when text is analysed.
//!
//! A file is a short head (what it is, and a hash) and packed parts: the lists of
//! tags and relations, then the tables of tagger, parsers and labels. What does not
//! match its hash is refused, so that a damaged file is an error and never a wrong
//! parse. Parts are unpacked side by side.

use std::fmt;
use std::sync::LazyLock;

use rayon::join;
use twox_hash::XxHash3_64;

use super::packed::class_weights;
use super::packed::move_weights;
use super::packed::take;
use super::packed::unpack;
use super::tagset::Tagset;
use super::weights::ClassWeights;
use super::weights::MoveWeights;

/// What a model file begins with; the last byte is the version of the format.
pub const MAGIC: [u8; 8] = *b"suraqLM\x02";

static SHIPPED: LazyLock<Result<Model, ModelError>> =
    LazyLock::new(|| Model::read(include_bytes!("../../model/english.model")));

/// Everything trained.
#[derive(Clone, Debug)]
pub struct Model {
    /// Pairs of tags.
    pub tagset: Tagset,
    /// Relations with their subtypes.
    pub relations: Vec<String>,
    /// Weights of the tagger.
    pub tagger: ClassWeights,
    /// Weights of the parser that reads forwards.
    pub forwards: MoveWeights,
    /// Weights of the parser that reads backwards.
    pub backwards: MoveWeights,
    /// Weights of the labels of a tree that was found forwards.
    pub labels: ClassWeights,
    /// Weights of the labels of one that was found backwards, read backwards as well.
    pub labels_backwards: ClassWeights,
}

/// Why a file is no model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as a model of this version does.
    NotAModel,
    /// Its content is not what was written: the hash differs, or it ends too early.
    Damaged,
    /// It is as it was written, and holds something else than a model does.
    Unfit,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            ModelError::NotAModel => "this is no language model of this version",
            ModelError::Unfit => "the language model does not hold what this version reads",
            ModelError::Damaged => "the language model is damaged, its content does not match its hash",
        })
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// Returns the model that is part of the program; the first call unpacks it.
    ///
    /// # Errors
    ///
    /// The file was damaged when the program was built.
    pub fn shipped() -> Result<&'static Model, &'static ModelError> {
        SHIPPED.as_ref()
    }

    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// It is no model file of this version, not as it was written, or does not hold a model.
    pub fn read(file: &[u8]) -> Result<Model, ModelError> {
        let (magic, rest) = file.split_first_chunk::<8>().ok_or(ModelError::NotAModel)?;
        if *magic != MAGIC {
            return Err(ModelError::NotAModel);
        }
        let (hash, parts) = rest.split_first_chunk::<8>().ok_or(ModelError::Damaged)?;
        if XxHash3_64::oneshot(parts).to_le_bytes() != *hash {
            return Err(ModelError::Damaged);
        }
        unpacked(parts).ok_or(ModelError::Unfit)
    }
}

fn unpacked(mut rest: &[u8]) -> Option<Model> {
    let lists = unpack(take(&mut rest)?)?;
    let (tags, relations) = std::str::from_utf8(&lists).ok()?.split_once("\n\n")?;
    let pairs = tags
        .lines()
        .map(|line| line.split_once(' '))
        .map(|pair| pair.map(|(upos, xpos)| (upos.to_owned(), xpos.to_owned())))
        .collect::<Option<Vec<_>>>()?;
    let [tagger, forwards, backwards, labels, labels_backwards] = [
        take(&mut rest)?,
        take(&mut rest)?,
        take(&mut rest)?,
        take(&mut rest)?,
        take(&mut rest)?,
    ];
    let of_classes = |part| class_weights(&unpack(part)?);
    let of_moves = |part| move_weights(&unpack(part)?);
    let ((forwards, tagger), (backwards, (labels, labels_backwards))) = join(
        || join(|| of_moves(forwards), || of_classes(tagger)),
        || {
            join(
                || of_moves(backwards),
                || join(|| of_classes(labels), || of_classes(labels_backwards)),
            )
        },
    );
    let relations: Vec<String> = relations.lines().map(str::to_owned).collect();
    let tags = pairs.iter().flat_map(|(upos, xpos)| [upos, xpos]);
    if !tags.chain(&relations).all(|name| is_name(name)) {
        return None;
    }
    // A class is one byte, and the last one says that a token has no relation yet.
    if !(1..=MOST).contains(&pairs.len()) || !(1..=MOST).contains(&relations.len()) {
        return None;
    }
    let model = Model {
        tagset: Tagset::new(pairs),
        relations,
        tagger: tagger?,
        forwards: forwards?,
        backwards: backwards?,
        labels: labels?,
        labels_backwards: labels_backwards?,
    };
    rest.is_empty().then_some(model)
}

/// Most tags and most relations that a model may have.
pub const MOST: usize = 254;

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_whitespace)
}
