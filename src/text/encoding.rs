//! From bytes to text: UTF-8 as it is, other encodings recognised and converted, the rest refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Notice;

/// Bytes looked at to tell text from anything else.
const HEAD: usize = 8192;
/// Bytes looked at for a page's own word on its encoding; the HTML standard's number.
const PRESCAN: usize = 1024;

/// First bytes of files that hold no plain text, and what such a file is.
#[rustfmt::skip]
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file and no EPUB or DOCX"),
    (b"{\\rtf", "an RTF file"),
    (b"\xD0\xCF\x11\xE0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1F\x8B", "a gzip file"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
    (b"7z\xBC\xAF", "a 7z file"),
    (b"Rar!", "a RAR file"),
    (b"SQLite format 3\0", "a database"),
    (b"\xFF\xFE\0\0", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// Returns the text in `bytes`, and a notice when it was not UTF-8.
///
/// A byte order mark of UTF-8 stays in the text, so that offsets are the file's.
///
/// # Errors
/// What the bytes are instead, when they are no text.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<Notice>), &'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(what);
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(convert(bytes, encoding));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.contains(&0) || control_share(head) > 0.02 {
        return Err("binary data");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(_) => foreign(bytes),
    }
}

/// Share of control characters that no text holds.
fn control_share(head: &[u8]) -> f64 {
    let controls = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B))
        .count();
    // Lengths of at most 8,192 are exact.
    controls as f64 / head.len().max(1) as f64
}

/// UTF-16, by its byte order mark or by every second byte of its Latin and Cyrillic letters.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let pairs = head.len() / 2;
    let high = |odd: usize| {
        head.chunks_exact(2)
            .filter(|pair| matches!(pair[odd], 0 | 4 | 0x20) && pair[1 - odd] != 0)
            .count()
    };
    let some_zero = head.contains(&0);
    let most =
        |count: usize| some_zero && pairs >= 4 && bytes.len().is_multiple_of(2) && 10 * count >= 9 * pairs;
    if most(high(1)) {
        Some(UTF_16LE)
    } else if most(high(0)) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text in an encoding of one language or region, or UTF-8 with damage.
fn foreign(bytes: &[u8]) -> Result<(String, Option<Notice>), &'static str> {
    let encoding = declared(bytes)
        .or_else(|| is_damaged_utf8(bytes).then_some(UTF_8))
        .unwrap_or_else(|| {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        });
    let (text, notice) = convert(bytes, encoding);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let signs = text
        .chars()
        .filter(|c| *c == '\u{FFFD}' || ('\u{80}'..='\u{9F}').contains(c))
        .count();
    if 4 * signs > letters {
        return Err("binary data");
    }
    Ok((text, notice))
}

fn convert(bytes: &[u8], encoding: &'static Encoding) -> (String, Option<Notice>) {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let notice = Notice::Converted {
        encoding: encoding.name().to_owned(),
        replaced: text.chars().filter(|c| *c == '\u{FFFD}').count(),
    };
    (text.into_owned(), Some(notice))
}

/// What a page says of its own encoding: `charset=…` near its start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    if !head.contains(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = ["charset=", "encoding="]
        .iter()
        .find_map(|name| head.split_once(name))?
        .1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
        .filter(|encoding| *encoding != UTF_8 || is_damaged_utf8(bytes))
}

/// Whether nearly all that is not ASCII is good UTF-8: a file cut short or with a few bad bytes.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * bad || bad == 1 && good > 0
}

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_U, WINDOWS_1251, WINDOWS_1252};

    use super::{Notice, decode};

    const RUSSIAN: &str = "Гавань старого города была закрыта весной того года, и смотритель маяка уехал.";

    #[test]
    fn utf8_is_not_touched() {
        assert_eq!(
            decode("\u{FEFF}Гавань".as_bytes()),
            Ok(("\u{FEFF}Гавань".to_owned(), None))
        );
    }

    #[test]
    fn other_encodings_are_recognised_and_said() {
        for (encoding, text) in [
            (WINDOWS_1251, RUSSIAN),
            (KOI8_U, RUSSIAN),
            (
                WINDOWS_1252,
                "The café’s keeper – “an old man” – left the façade as it was.",
            ),
        ] {
            let (decoded, notice) = decode(&encoding.encode(text).0).unwrap();
            assert_eq!(decoded, text);
            assert_eq!(
                notice,
                Some(Notice::Converted {
                    encoding: encoding.name().to_owned(),
                    replaced: 0
                })
            );
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for text in [
            "\u{FEFF}The harbour was closed.",
            "The harbour was closed.",
            "Гавань была закрыта.",
        ] {
            for big in [false, true] {
                let bytes: Vec<u8> = text
                    .encode_utf16()
                    .flat_map(|unit| {
                        if big {
                            unit.to_be_bytes()
                        } else {
                            unit.to_le_bytes()
                        }
                    })
                    .collect();
                let (decoded, notice) = decode(&bytes).unwrap();
                assert_eq!(decoded, text.trim_start_matches('\u{FEFF}'));
                assert!(matches!(notice, Some(Notice::Converted { replaced: 0, .. })));
            }
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.insert(13, 0xFF);
        let (_, notice) = decode(&bytes).unwrap();
        assert_eq!(
            notice,
            Some(Notice::Converted {
                encoding: "UTF-8".into(),
                replaced: 1
            })
        );
    }

    #[test]
    fn a_page_is_believed_about_its_encoding() {
        let mut page = b"<meta charset=\"koi8-r\"><p>".to_vec();
        page.extend_from_slice(&encoding_rs::KOI8_R.encode("Да").0);
        assert!(decode(&page).unwrap().0.ends_with("Да"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        assert_eq!(decode(b"%PDF-1.7 and so on"), Err("a PDF file"));
        assert_eq!(decode(b"PK\x03\x04\x14\0"), Err("a ZIP file and no EPUB or DOCX"));
        assert_eq!(decode(&[7, 0, 3, 1, 200, 0, 0, 90, 1, 2, 3]), Err("binary data"));
    }
}
