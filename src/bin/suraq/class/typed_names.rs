//! Names as they are typed for a class: one, or several with semicolons or commas between.
//!
//! Where there is a semicolon, commas belong to the names. A name in quotation marks is one, whatever stands in it.

use crate::report::Failure;

/// The marks that stand between names.
const BETWEEN: [char; 2] = [',', ';'];

/// What stands behind a name as a part of it, never as a name.
const SUFFIXES: [&str; 4] = ["jr", "sr", "ii", "iii"];

/// Returns the names that were typed as one value, to be added to `class`.
///
/// Errors: there is none, or they may be one name that begins with the family's.
pub fn names_of(typed: &str, class: &str) -> Result<Vec<String>, Failure> {
    let groups = pieces(typed, ';');
    // Who writes a semicolon leaves the commas to the names.
    let has_semicolon = groups != [typed.trim()];
    let parts = if has_semicolon { groups } else { pieces(typed, ',') };
    if !has_semicolon && may_be_one(&parts) {
        let whole = typed.trim();
        let usage = Failure::usage(format!("`{whole}` may be one name or several"));
        return Err(usage.hint(format!(
            "for one: {{suraq}}roster {class} --add {}; for several: {{suraq}}roster {class} --add \"{}\"",
            as_typed(whole),
            parts.join("; ")
        )));
    }
    let plain = parts.into_iter().map(without_quotes);
    let names: Vec<String> = plain.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    match names.is_empty() {
        true => {
            let usage = Failure::usage(format!("no name in `{typed}`"));
            Err(usage.hint(format!("{{suraq}}roster {class} --add \"Aida Omarova\"")))
        }
        false => Ok(names),
    }
}

/// Whether parts with commas between read like `Omarova, Aida Bekovna` or `Smith, John, Jr.`
fn may_be_one(parts: &[&str]) -> bool {
    let is_suffix = |part: &&str| SUFFIXES.contains(&part.trim_end_matches('.').to_lowercase().as_str());
    match parts {
        [family, given] if is_quoted(family) || is_quoted(given) => false,
        [family, _] => !family.contains(' ') || family.starts_with(char::is_lowercase),
        parts => parts.len() > 1 && parts.iter().any(is_suffix),
    }
}

/// Returns a name as it is to be typed behind `--add`, in a shell or at the prompt, to be one name.
pub fn as_typed(name: &str) -> String {
    match (name.contains(BETWEEN), name.contains('\'')) {
        (false, _) => format!("\"{name}\""),
        (true, false) => format!("'\"{name}\"'"),
        (true, true) => format!("\"\\\"{name}\\\"\""),
    }
}

/// What stands between the marks, but for those within quotation marks; empty pieces are left out.
fn pieces(typed: &str, mark: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim();
    while !rest.is_empty() {
        let end = length_before(rest, mark);
        let piece = rest[..end].trim();
        if !piece.is_empty() {
            pieces.push(piece);
        }
        rest = rest[end..].strip_prefix(mark).unwrap_or_default().trim_start();
    }
    pieces
}

/// The bytes before the first `mark` that stands in no name in quotation marks.
fn length_before(text: &str, mark: char) -> usize {
    let mut from = quoted_length(text);
    while let Some(at) = text[from..].find(BETWEEN) {
        let at = from + at;
        if text[at..].starts_with(mark) {
            return at;
        }
        let behind = text[at + 1..].trim_start();
        from = text.len() - behind.len() + quoted_length(behind);
    }
    text.len()
}

/// The bytes of the name in quotation marks that a text begins with: its last mark stands before the next name, or
/// at the end. None where it begins with none.
fn quoted_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('"') else {
        return 0;
    };
    let ends = inside.match_indices('"').map(|(at, _)| at + 1);
    let is_last = |end: &usize| {
        let behind = inside[*end..].trim_start();
        behind.is_empty() || behind.starts_with(BETWEEN)
    };
    ends.into_iter().find(is_last).map_or(0, |end| end + 1)
}

fn is_quoted(name: &str) -> bool {
    name.len() > 1 && quoted_length(name) == name.len()
}

fn without_quotes(name: &str) -> &str {
    match is_quoted(name) {
        true => name[1..name.len() - 1].trim(),
        false => name,
    }
}

#[cfg(test)]
mod tests {
    use super::as_typed;
    use super::names_of;
    use crate::repl::words::split;

    fn names(typed: &str) -> Vec<String> {
        names_of(typed, "8A").unwrap()
    }

    #[test]
    fn several_names_stand_with_commas_or_semicolons_between() {
        assert_eq!(names("Dana, Arman, Aisha"), ["Dana", "Arman", "Aisha"]);
        assert_eq!(names("Dana; Arman"), ["Dana", "Arman"]);
        assert_eq!(names("Ospanov,Nur;Kim,Lee"), ["Ospanov,Nur", "Kim,Lee"]);
        assert_eq!(names("Dana Asanova, Arman"), ["Dana Asanova", "Arman"]);
        assert_eq!(names(" Dana ,"), ["Dana"]);
    }

    #[test]
    fn one_word_before_a_comma_may_be_a_family_and_is_asked_for() {
        for typed in [
            "Ospanov, Nur",
            "Ospanov,Nur Bekovich",
            "Smith, John, Jr.",
            "de la Cruz, Maria",
        ] {
            let failure = names_of(typed, "8A").unwrap_err();
            assert!(failure.message.contains("may be one name or several"), "{typed}");
        }
    }

    #[test]
    fn a_name_in_quotation_marks_is_one() {
        assert_eq!(names("\"Ospanov, Nur\""), ["Ospanov, Nur"]);
        assert_eq!(names("\"Smith, John, Jr.\"; Dana"), ["Smith, John, Jr.", "Dana"]);
        assert_eq!(
            names("\"Ospanov, Nur\", \"Omarova; Aida\""),
            ["Ospanov, Nur", "Omarova; Aida"]
        );
        assert_eq!(names("Nur \"Bek\" Ospanov"), ["Nur \"Bek\" Ospanov"]);
        assert_eq!(names("\"Bek\" Ospanov"), ["\"Bek\" Ospanov"]);
    }

    #[test]
    fn where_no_name_is_typed_that_is_said() {
        for typed in ["", ",", " ; ", "\"\""] {
            let failure = names_of(typed, "8A").unwrap_err();
            assert_eq!(failure.message, format!("no name in `{typed}`"));
        }
    }

    #[test]
    fn a_name_is_shown_so_that_typing_it_gives_it() {
        for name in ["Dana Asanova", "Ospanov, Nur 2", "O'Brien, Nur", "O'Brien"] {
            let word = &split(&as_typed(name)).unwrap()[0].plain;
            assert_eq!(names(word), [name]);
        }
    }
}
