//! The comma behind a town told with its state: "in Velk, Texas, in 1911".

use crate::lexicon::{Lexicon, PlaceKind};

/// Words before which the comma stands.
const BEHIND: &[&str] = &[
    "in", "on", "at", "to", "from", "as", "for", "with", "by", "after", "before", "during", "until", "near",
    "through", "because", "due", "when", "where", "while", "was", "were", "did",
];

/// Returns `text` with every state or country that stands between commas closed by its second one.
pub fn closed(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    let mut rest = text;
    while let Some(at) = rest.find(", ") {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        written.push_str(before);
        written.push_str(", ");
        rest = behind;
        let place = larger_place(behind).filter(|_| ends_with_name(before));
        if let Some(length) = place {
            written.push_str(&behind[..length]);
            written.push(',');
            rest = &behind[length..];
        }
    }
    written.push_str(rest);
    written
}

/// How long the name of a region or country at the start is, where a word that goes on stands behind it.
fn larger_place(text: &str) -> Option<usize> {
    const LONGEST: usize = 3;
    let words: Vec<&str> = text.split(' ').take(LONGEST + 1).collect();
    (1..words.len().min(LONGEST + 1)).rev().find_map(|count| {
        let name = words[..count].join(" ");
        let kind = Lexicon::shipped().place(name.trim_start_matches("the "))?;
        let is_large = matches!(kind, PlaceKind::Region | PlaceKind::Country | PlaceKind::Area);
        (is_large && BEHIND.contains(words.get(count)?)).then_some(name.len())
    })
}

/// Whether a text ends with a name or a blank.
fn ends_with_name(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.starts_with(char::is_uppercase) || last == "____"
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn a_state_behind_its_town_is_closed() {
        assert_eq!(
            closed("Ann Lund was born in ____, Texas on 3 May 1911."),
            "Ann Lund was born in ____, Texas, on 3 May 1911."
        );
        assert_eq!(
            closed("Who moved to Velk, West Virginia as a child?"),
            "Who moved to Velk, West Virginia, as a child?"
        );
    }

    #[test]
    fn lists_and_closed_ones_stay() {
        for text in [
            "In which year did Ann Lund visit Finland, Sweden and Norway in a boat?",
            "In which year was Ann Lund born in Velk, Texas?",
            "Ann Lund was born in ____, Texas, on 3 May 1911.",
        ] {
            assert_eq!(closed(text), text);
        }
    }
}
