//! Media of a package: the list of their names, and which names are safe.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::error::PackageError;
use super::protobuf;
use super::protobuf::Value;

/// Longest name of a file that is kept, in bytes; Anki's own limit.
const LONGEST: usize = 120;

/// Signs that some system does not allow in the name of a file.
const FORBIDDEN: &[char] = &['[', ']', '<', '>', ':', '"', '/', '?', '*', '^', '\\', '|'];

/// Names that Windows keeps for devices, whatever follows after a dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// Reads the list of older packages: an object of number and name.
pub(super) fn of_json(bytes: &[u8]) -> Result<BTreeMap<u32, String>, PackageError> {
    if bytes.trim_ascii().is_empty() {
        return Ok(BTreeMap::new());
    }
    let list: BTreeMap<String, String> = serde_json::from_slice(bytes)
        .map_err(|_| PackageError::damaged("media", "it is no list of names"))?;
    Ok(list
        .into_iter()
        .filter_map(|(number, name)| Some((number.parse().ok()?, name)))
        .collect())
}

/// Reads the list of newer packages: the n-th entry names the file n.
pub(super) fn of_protobuf(bytes: &[u8]) -> Result<BTreeMap<u32, String>, PackageError> {
    let damaged = || PackageError::damaged("media", "it is no list of names");
    let mut names = BTreeMap::new();
    let mut place = 0_u32;
    for field in protobuf::fields(bytes) {
        let (number, value) = field.ok_or_else(damaged)?;
        let (1, Value::Bytes(entry)) = (number, value) else {
            continue;
        };
        if protobuf::fields(entry).any(|field| field.is_none()) {
            return Err(damaged());
        }
        let file = match protobuf::number(entry, 255) {
            0 => place,
            legacy => u32::try_from(legacy).map_err(|_| damaged())?,
        };
        names.insert(file, protobuf::text(entry, 1));
        place += 1;
    }
    Ok(names)
}

/// Returns the name under which a medium may lie in a folder; `None` where it names another place.
///
/// It is composed, so that both ways to write an accented letter are one name.
pub fn safe_name(name: &str) -> Option<String> {
    let name: String = name.nfc().collect();
    let stem = name.split('.').next().unwrap_or("").to_lowercase();
    let is_device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    let is_safe = !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !is_device
        && !name
            .chars()
            .any(|letter| letter.is_control() || FORBIDDEN.contains(&letter));
    is_safe.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::of_json;
    use super::of_protobuf;
    use super::safe_name;

    #[test]
    fn a_name_that_leads_elsewhere_is_not_safe() {
        for name in [
            "../x.png", "a/b.png", "a\\b", "C:x", "", ".hidden", "x.", "x ", "nul.txt", "COM1", "a\nb", "..",
        ] {
            assert_eq!(safe_name(name), None, "{name}");
        }
        assert_eq!(safe_name("ту.png").as_deref(), Some("ту.png"));
        assert_eq!(safe_name("e\u{301}.png").as_deref(), Some("é.png"));
        assert_eq!(safe_name("console.png").as_deref(), Some("console.png"));
        assert_eq!(safe_name(&"a".repeat(121)), None);
    }

    #[test]
    fn both_lists_are_read_and_damage_is_told() {
        let list = of_json(br#"{"0": "a.png", "7": "b.mp3", "x": "c"}"#).unwrap();
        assert_eq!(list.len(), 2);
        assert!(of_json(b"[]").is_err() && of_json(b"").unwrap().is_empty());
        let list = of_protobuf(&[10, 3, 10, 1, b'a', 10, 3, 10, 1, b'b']).unwrap();
        assert_eq!(list.get(&1).map(String::as_str), Some("b"));
        assert!(of_protobuf(&[10, 3, 10]).is_err());
        assert!(of_protobuf(&[10, 2, 10, 9]).is_err());
    }
}
