//! Tables of weights as they lie in a model file: packed streams of like bytes.
//!
//! A table's keys are given as differences, their lower bytes in one stream and
//! what is above in another; then come what tells the classes of each row, and all
//! steps. Like packs well with like. The trainer's `file` writes what is read here.

use std::io::Read;

use ruzstd::decoding::StreamingDecoder;

use super::feature::Key;
use super::weights::ClassWeights;
use super::weights::MoveWeights;

/// No part of a model is larger, unpacked.
const LARGEST: usize = 32 << 20;

/// Takes the next part off `rest`, still packed: its unpacked length, then its bytes with their length.
pub fn take<'a>(rest: &mut &'a [u8]) -> Option<(usize, &'a [u8])> {
    Some((number(rest)?, stream(rest)?))
}

/// Unpacks a part.
pub fn unpack((length, packed): (usize, &[u8])) -> Option<Vec<u8>> {
    if length > LARGEST {
        return None;
    }
    let mut content = Vec::with_capacity(length);
    let decoder = StreamingDecoder::new(packed).ok()?;
    decoder.take(length as u64 + 1).read_to_end(&mut content).ok()?;
    (content.len() == length).then_some(content)
}

/// Reads the rows of a table with many classes: how many each has, which they are, their steps.
pub fn class_weights(mut rest: &[u8]) -> Option<ClassWeights> {
    let (mut keys, counts) = (Keys::take(&mut rest)?, stream(&mut rest)?);
    let (mut classes, mut steps) = (stream(&mut rest)?, stream(&mut rest)?);
    let mut table = ClassWeights::with_room(counts.len());
    for &count in counts {
        let own = split(&mut classes, count)?.iter();
        let own = own.zip(split(&mut steps, count)?);
        if !table.push(keys.next()?, own.map(|(class, q)| (*class, *q as i8))) {
            return None;
        }
    }
    let is_whole = keys.is_at_end() && classes.is_empty() && steps.is_empty() && rest.is_empty();
    is_whole.then_some(table)
}

/// Reads the rows of a parser: a bit for each move that has a step, and the steps.
pub fn move_weights(mut rest: &[u8]) -> Option<MoveWeights> {
    let (mut keys, masks) = (Keys::take(&mut rest)?, stream(&mut rest)?);
    let mut steps = stream(&mut rest)?.iter();
    let mut table = MoveWeights::with_room(masks.len());
    for &mask in masks {
        let mut own = [0; 3];
        for (bit, step) in own.iter_mut().enumerate() {
            if mask >> bit & 1 == 1 {
                *step = *steps.next()? as i8;
            }
        }
        if !table.push(keys.next()?, own) {
            return None;
        }
    }
    let is_whole = keys.is_at_end() && steps.next().is_none() && rest.is_empty();
    is_whole.then_some(table)
}

/// The keys of a table, one after the other.
struct Keys<'a> {
    low: &'a [u8],
    high: &'a [u8],
    before: Key,
}

impl<'a> Keys<'a> {
    fn take(rest: &mut &'a [u8]) -> Option<Keys<'a>> {
        Some(Keys {
            low: stream(rest)?,
            high: stream(rest)?,
            before: 0,
        })
    }

    fn next(&mut self) -> Option<Key> {
        let (&low, rest) = self.low.split_first()?;
        self.low = rest;
        let difference = self.higher()?.checked_mul(256)? | Key::from(low);
        self.before = self.before.checked_add(difference)?;
        Some(self.before)
    }

    fn is_at_end(&self) -> bool {
        self.low.is_empty() && self.high.is_empty()
    }

    /// A number in groups of seven bits, the lowest first; the top bit says that more follow.
    fn higher(&mut self) -> Option<u32> {
        let mut sum: u64 = 0;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.high.split_first()?;
            self.high = rest;
            sum |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return u32::try_from(sum).ok();
            }
        }
        None
    }
}

fn split<'a>(rest: &mut &'a [u8], count: u8) -> Option<&'a [u8]> {
    let (part, behind) = rest.split_at_checked(count.into())?;
    *rest = behind;
    Some(part)
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    let (number, behind) = rest.split_first_chunk::<4>()?;
    *rest = behind;
    Some(u32::from_le_bytes(*number) as usize)
}

/// Takes bytes off `rest` that stand there behind their length.
fn stream<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    let (part, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(part)
}
