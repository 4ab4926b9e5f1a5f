//! How a token looks: what tagger and parser see of it before anything is known of its sentence.

use super::feature::hash;
use super::feature::join;
use super::vocabulary::Classes;
use super::vocabulary::classes_of_form;

/// A token's looks, as numbers for features.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// As written, typographic marks made plain, each digit a nought.
    pub exact: u64,
    /// The same in lower case.
    pub lower: u64,
    /// Its first letters, one to three.
    pub prefixes: [u64; 3],
    /// Its last letters, one to five.
    pub suffixes: [u64; 5],
    /// Capitals, small letters, digits and marks; a run counts as one of them, or as more than one.
    pub shape: u64,
    /// Whether it is a quotation mark that opens (1) or closes (2); 0: none.
    pub quotation: u64,
    /// Which classes the vocabulary gives it.
    pub listed: u64,
    /// What it names or says as a noun, as a verb; 0 where it is none.
    pub sorts: [u8; 2],
}

impl Form {
    /// Looks at the tokens of a sentence.
    ///
    /// A straight quotation mark opens if an even number of marks stands before it.
    pub fn of_all<'a>(tokens: impl Iterator<Item = &'a str>) -> Vec<Form> {
        let mut is_open = false;
        let look = |token| {
            let mut form = Form::of(token);
            form.quotation = match token {
                "\"" => 1 + u64::from(is_open),
                "“" | "„" | "«" | "``" => 1,
                "”" | "»" | "''" => 2,
                _ => 0,
            };
            if form.quotation > 0 {
                is_open = form.quotation == 1;
            }
            form
        };
        tokens.map(look).collect()
    }

    /// Looks at one token without its sentence.
    ///
    /// A hyphenated word has the classes of its last part.
    pub fn of(token: &str) -> Form {
        let plain = plain(token);
        let lower = plain.to_lowercase();
        let ends: Vec<usize> = lower
            .char_indices()
            .map(|(at, _)| at)
            .chain([lower.len()])
            .collect();
        let letters = ends.len() - 1;
        let prefix = |count: usize| hash(&lower.as_bytes()[..ends[count.min(letters)]]);
        let suffix = |count: usize| hash(&lower.as_bytes()[ends[letters.saturating_sub(count)]..]);
        let classes = classes_of_form(last_part(&plain));
        Form {
            exact: hash(plain.as_bytes()),
            lower: hash(lower.as_bytes()),
            prefixes: [prefix(1), prefix(2), prefix(3)],
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4), suffix(5)],
            shape: shape(&plain),
            quotation: 0,
            listed: listed(classes),
            sorts: [classes.noun.unwrap_or(0), classes.verb.unwrap_or(0)],
        }
    }
}

fn listed(classes: Classes) -> u64 {
    u64::from(classes.noun.is_some())
        | u64::from(classes.verb.is_some()) << 1
        | u64::from(classes.adjective) << 2
        | u64::from(classes.adverb) << 3
}

/// What stands behind the last hyphen.
fn last_part(token: &str) -> &str {
    match token.rsplit_once('-') {
        Some((before, last)) if !before.is_empty() && !last.is_empty() => last,
        _ => token,
    }
}

/// The token with typographic marks made plain and every number sign (2, ½, Ⅳ) a nought.
///
/// Longer tokens than [`LONGEST`] are no words: their beginning stands for them.
fn plain(token: &str) -> String {
    let mut out = String::with_capacity(token.len().min(LONGEST));
    for c in token.chars().take(LONGEST) {
        match c {
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' | 'ʼ' | '`' => out.push('\''),
            '–' | '—' | '‐' | '‑' | '−' => out.push('-'),
            '…' => out.push_str("..."),
            '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' => {}
            c if c.is_numeric() => out.push('0'),
            c => out.push(c),
        }
    }
    out
}

/// In characters.
const LONGEST: usize = 60;

/// Runs of capitals, small letters, digits and marks; of a run only whether it is longer than one.
fn shape(plain: &str) -> u64 {
    let mut shape = 0;
    let mut before = '\0';
    let mut is_long = false;
    for c in plain.chars() {
        let kind = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else {
            c
        };
        if kind != before || !is_long {
            is_long = kind == before;
            shape = join(shape, kind as u64);
        }
        before = kind;
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_digits_do_not_matter() {
        assert_eq!(Form::of("’s").exact, Form::of("'s").exact);
        assert_eq!(Form::of("1986").exact, Form::of("2024").exact);
        assert_eq!(Form::of("Lake").lower, Form::of("lake").lower);
        assert_ne!(Form::of("Lake").exact, Form::of("lake").exact);
    }

    #[test]
    fn shapes_are_those_of_the_letters() {
        assert_eq!(Form::of("Astana").shape, Form::of("Oslo").shape);
        assert_ne!(Form::of("OSCE").shape, Form::of("Oslo").shape);
        assert_ne!(Form::of("a").shape, Form::of("at").shape);
        assert_eq!(Form::of("Қазақ").shape, Form::of("Kazak").shape);
    }

    #[test]
    fn a_hyphenated_word_is_classed_by_its_last_part() {
        assert_eq!(Form::of("by-elections").listed, Form::of("elections").listed);
    }

    #[test]
    fn quotation_marks_open_and_close() {
        let directions = |tokens: &[&str]| -> Vec<u64> {
            Form::of_all(tokens.iter().copied())
                .iter()
                .map(|form| form.quotation)
                .collect()
        };
        assert_eq!(
            directions(&["\"", "Go", "\"", ",", "\"", "now"]),
            [1, 0, 2, 0, 1, 0]
        );
        assert_eq!(directions(&["“", "Go", "”", "\""]), [1, 0, 2, 1]);
    }

    #[test]
    fn any_token_has_a_form() {
        for token in ["", "-", "--", "'", "🙂", "a\u{301}", &"ж".repeat(500)] {
            Form::of(token);
        }
    }
}
