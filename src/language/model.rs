//! The trained model: its file, read once and only when text is analysed.
//!
//! A file is a short head (what it is, a hash, lengths) and one compressed body:
//! the lists of tags and relations, then the tables of tagger, parsers and
//! labels. What does not match its hash is refused, so that a damaged file is an
//! error and never a wrong parse.

use std::fmt;
use std::io::Read;
use std::sync::LazyLock;

use ruzstd::decoding::StreamingDecoder;
use twox_hash::XxHash3_64;

use super::tagset::Tagset;
use super::weights::Weights;

/// What a model file begins with; the last byte is the version of the format.
pub const MAGIC: [u8; 8] = *b"suraqLM\x01";

/// Bytes before the body: magic, hash of what follows it, length of the body unpacked.
pub const HEAD: usize = 8 + 8 + 4;

/// No model is larger, unpacked.
const LARGEST: usize = 64 << 20;

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
    pub tagger: Weights,
    /// Weights of the parser that reads forwards.
    pub forwards: Weights,
    /// Weights of the parser that reads backwards.
    pub backwards: Weights,
    /// Weights of the labels of a tree that was found forwards.
    pub labels: Weights,
    /// Weights of the labels of one that was found backwards, read backwards as well.
    pub labels_backwards: Weights,
}

/// Why a file is no model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as a model of this version does.
    NotAModel,
    /// Its content is not what was written: the hash differs, or it ends too early.
    Damaged,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            ModelError::NotAModel => "this is no language model of this version",
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
    /// It is no model file of this version, or not as it was written.
    pub fn read(file: &[u8]) -> Result<Model, ModelError> {
        let (head, packed) = file.split_at_checked(HEAD).ok_or(ModelError::NotAModel)?;
        if head[..8] != MAGIC {
            return Err(ModelError::NotAModel);
        }
        if XxHash3_64::oneshot(&file[16..]).to_le_bytes() != head[8..16] {
            return Err(ModelError::Damaged);
        }
        let length = u32::from_le_bytes([head[16], head[17], head[18], head[19]]) as usize;
        if length > LARGEST {
            return Err(ModelError::Damaged);
        }
        body(&unpacked(packed, length)?).ok_or(ModelError::Damaged)
    }
}

fn unpacked(packed: &[u8], length: usize) -> Result<Vec<u8>, ModelError> {
    let mut content = Vec::with_capacity(length);
    let mut decoder = StreamingDecoder::new(packed).map_err(|_| ModelError::Damaged)?;
    let read = decoder.read_to_end(&mut content);
    match read {
        Ok(count) if count == length => Ok(content),
        _ => Err(ModelError::Damaged),
    }
}

fn body(content: &[u8]) -> Option<Model> {
    let mut rest = content;
    let tags = text(&mut rest)?
        .lines()
        .map(|line| line.split_once(' '))
        .map(|pair| pair.map(|(upos, xpos)| (upos.to_owned(), xpos.to_owned())))
        .collect::<Option<Vec<_>>>()?;
    let relations = text(&mut rest)?.lines().map(str::to_owned).collect();
    let model = Model {
        tagset: Tagset::new(tags),
        relations,
        tagger: table(&mut rest)?,
        forwards: table(&mut rest)?,
        backwards: table(&mut rest)?,
        labels: table(&mut rest)?,
        labels_backwards: table(&mut rest)?,
    };
    rest.is_empty().then_some(model)
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    let (number, behind) = rest.split_first_chunk::<4>()?;
    *rest = behind;
    Some(u32::from_le_bytes(*number) as usize)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    let (part, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(part)
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    std::str::from_utf8(part(rest)?).ok()
}

/// A table: differences of its keys in two parts, how many weights each has, their classes, their steps.
fn table(rest: &mut &[u8]) -> Option<Weights> {
    let (low, mut high) = (part(rest)?, part(rest)?);
    let (counts, classes, steps) = (part(rest)?, part(rest)?, part(rest)?);
    if low.len() != counts.len() {
        return None;
    }
    let mut table = Weights::with_room(counts.len());
    let mut key: u32 = 0;
    let mut start = 0;
    for (&low, &count) in low.iter().zip(counts) {
        let difference = higher(&mut high)?.checked_mul(256)? | u32::from(low);
        key = key.checked_add(difference)?;
        let end = start + usize::from(count);
        let weights = classes.get(start..end)?.iter().zip(steps.get(start..end)?);
        if !table.push(key, weights.map(|(class, q)| (*class, *q as i8))) {
            return None;
        }
        start = end;
    }
    Some(table)
}

/// A number in groups of seven bits, the lowest first; the top bit says that more follow.
fn higher(keys: &mut &[u8]) -> Option<u32> {
    let mut sum: u64 = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = keys.split_first()?;
        *keys = rest;
        sum |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return u32::try_from(sum).ok();
        }
    }
    None
}
