//! How much the packed streams of a PDF file unpack to, counted before anything trusts them.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use pdf_extract::{Object, Stream};

/// Most bytes that the lists of objects may unpack to.
const MOST_LISTED: usize = 64 * 1024 * 1024;
/// Most bytes of a stream in an old way of packing, whose size is not counted; it grows a thousandfold at most.
const MOST_OLD: usize = 128 * 1024;
/// How far before a stream its kind stands.
const LOOK_BACK: usize = 1024;

/// Returns how many bytes a stream unpacks to; `None` when more than `most`.
pub(super) fn inflated(stream: &Stream, most: usize) -> Option<usize> {
    let filters: Vec<Vec<u8>> = match stream.filters() {
        Ok(filters) => filters.into_iter().map(<[u8]>::to_vec).collect(),
        Err(_) => return (stream.content.len() <= most).then_some(stream.content.len()),
    };
    let packs = |filter: &[u8]| {
        matches!(
            filter,
            b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW" | b"RunLengthDecode"
        )
    };
    let (text, packed): (Vec<&Vec<u8>>, Vec<&Vec<u8>>) = filters.iter().partition(|filter| !packs(filter));
    match (&text[..], &packed[..]) {
        (_, []) => (stream.content.len() <= most).then_some(stream.content.len()),
        ([], [only]) if is_flate(only) => count(&stream.content, most),
        // Text that stands for bytes is taken away first.
        ([_], [only]) if is_flate(only) && is_flate(filters.last()?) => {
            let mut inner = stream.clone();
            inner.dict.set("Filter", Object::Name(text[0].clone()));
            inner.dict.remove(b"DecodeParms");
            count(&inner.decompressed_content().unwrap_or_default(), most)
        }
        (_, [_]) if stream.content.len() <= MOST_OLD => Some(stream.content.len()),
        _ => None,
    }
}

fn is_flate(filter: &[u8]) -> bool {
    matches!(filter, b"FlateDecode" | b"Fl")
}

/// Whether the packed lists of objects, which are unpacked as the file is opened, stay within their limit.
pub(super) fn lists_within(bytes: &[u8]) -> bool {
    let mut left = MOST_LISTED;
    let word = b"stream";
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(word.len()).position(|window| window == word) {
        let start = at + found;
        at = start + word.len();
        let before = &bytes[start.saturating_sub(LOOK_BACK)..start];
        let lists = [&b"/ObjStm"[..], b"/XRef"]
            .iter()
            .any(|kind| before.windows(kind.len()).any(|window| window == *kind));
        if !lists || before.ends_with(b"end") {
            continue;
        }
        let body = &bytes[at..];
        let skipped = body
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n' | b' '))
            .count();
        match count(&body[skipped.min(2)..], left) {
            Some(size) => left -= size,
            None => return false,
        }
    }
    true
}

/// Bytes that come out of `packed`, as far as it is packed well; `None` when more than `most`.
fn count(packed: &[u8], most: usize) -> Option<usize> {
    let mut out = Counter(0);
    // What is damaged ends the stream for whoever reads it as well.
    let _ = io::copy(&mut ZlibDecoder::new(packed).take(most as u64 + 1), &mut out);
    (out.0 <= most).then_some(out.0)
}

struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
