//! The keys of the inbox, the same on a drawn screen and line by line.

use crate::screen::wrap_indented;

/// Why a draft is turned down: key and word.
pub const REASONS: &[(char, &str)] = &[
    ('w', "wrong"),
    ('u', "unclear"),
    ('t', "trivial"),
    ('d', "duplicate"),
    ('o', "other"),
];

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Study it.
    Accept,
    /// Study it in place of the cards it contradicts.
    Replace,
    /// Turn it down; the reason is asked for.
    Reject,
    /// Change it in the editor.
    Edit,
    /// Take back the last decision.
    Undo,
    /// Leave it for later.
    Later,
    /// See the draft before again.
    Back,
    /// What the keys are.
    Help,
    /// Leave.
    Quit,
}

/// Every key with its word, in the order of the last line.
pub const KEYS: &[(char, &str, Wish)] = &[
    ('y', "accept", Wish::Accept),
    ('n', "reject", Wish::Reject),
    ('e', "edit", Wish::Edit),
    ('l', "later", Wish::Later),
    ('b', "back", Wish::Back),
    ('u', "undo", Wish::Undo),
    ('?', "help", Wish::Help),
    ('q', "leave", Wish::Quit),
];

/// The key that works where a draft contradicts a card; what it does is said there.
pub const REPLACE: char = 'r';

/// Returns what a key asks for.
pub fn wish_of(key: char) -> Option<Wish> {
    if key.eq_ignore_ascii_case(&REPLACE) {
        return Some(Wish::Replace);
    }
    let known = KEYS
        .iter()
        .find(|(known, _, _)| *known == key.to_ascii_lowercase());
    known.map(|(_, _, wish)| *wish)
}

/// Returns the reason a key stands for, or a word that begins one.
pub fn reason_of(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let known = REASONS
        .iter()
        .find(|(_, known)| !word.is_empty() && known.starts_with(&word));
    known.map(|(_, word)| *word)
}

/// Returns the keys with their words on as many rows of `width` columns as that takes, `r` among them
/// where the draft contradicts a card; the keys alone where not even one word fits.
pub fn rows(width: usize, contradicts: bool) -> Vec<String> {
    let mut words: Vec<String> = KEYS
        .iter()
        .map(|(key, word, _)| format!("{key} {word}"))
        .collect();
    if contradicts {
        words.insert(1, format!("{REPLACE} replace"));
    }
    filled(Vec::new(), &words, width).unwrap_or_else(|| vec![short_line()])
}

/// Puts words on rows of `width` columns; none where one of them does not fit.
fn filled(mut rows: Vec<String>, words: &[String], width: usize) -> Option<Vec<String>> {
    for word in words {
        if word.len() > width {
            return None;
        }
        match rows.last_mut() {
            Some(row) if row.len() + 2 + word.len() <= width => {
                row.push_str("  ");
                row.push_str(word);
            }
            _ => rows.push(word.clone()),
        }
    }
    Some(rows)
}

/// Returns the keys alone.
pub fn short_line() -> String {
    let keys: Vec<String> = KEYS.iter().map(|(key, _, _)| key.to_string()).collect();
    keys.join(" ")
}

/// The question why a draft is turned down, with its keys in words.
pub fn why() -> String {
    let words: Vec<String> = REASONS
        .iter()
        .map(|(key, word)| format!("{key} {word}"))
        .collect();
    format!("Why? {}", words.join("  "))
}

/// Returns the reasons with their keys.
pub fn reasons(width: usize) -> String {
    let keys: Vec<String> = REASONS.iter().map(|(key, _)| key.to_string()).collect();
    let keys = keys.join(" ");
    let forms = [
        format!("{}  Esc goes back", why()),
        format!("Why? {keys}  Esc goes back"),
        format!("Why? {keys} Esc"),
    ];
    let [_, _, shortest] = &forms;
    let fits = forms.iter().find(|form| form.len() <= width);
    fits.unwrap_or(shortest).clone()
}

/// Returns the reasons with their keys and words on as many rows of `width` columns as that takes,
/// and only the keys where not even one word fits.
pub fn reason_rows(width: usize) -> Vec<String> {
    let mut words: Vec<String> = REASONS
        .iter()
        .map(|(key, word)| format!("{key} {word}"))
        .collect();
    words.push("Esc back".to_owned());
    filled(vec!["Why?".to_owned()], &words, width).unwrap_or_else(|| vec![reasons(width)])
}

/// What the reasons mean, shown while one is asked for.
pub const REASONS_HELP: &str = "\
Why is the draft rejected? One key says it:
w  wrong: the answer, or what the question takes for granted
u  unclear: nobody could say what is asked
t  trivial: not worth knowing
d  duplicate: it is asked already
o  other

Esc goes back; the draft is not rejected then.";

/// One screen of help.
pub const HELP: &str = "\
y  accept: the question is studied from now on; a card that says otherwise stays too, and both are marked as disputed
n  reject, then one key for the reason: wrong, unclear, trivial, duplicate, other; a rejected question does not come back
r  accept it, and ask no longer what it contradicts
e  edit it in your editor
l  leave it for later; Enter does the same
b  back to the draft before
u  undo the last decision
q  leave; every decision is kept

The sentence it rests on stands below, between its neighbours, > before each of its lines, with the answer in [brackets].";

/// Lays a help out on lines of `width` columns; what does not fit beside a key goes on below its beginning.
pub fn laid_out(help: &str, width: usize) -> Vec<String> {
    let rows = help.lines().map(|line| match line.get(1..3) {
        Some("  ") => wrap_indented(line, width, "", "   "),
        _ if line.is_empty() => vec![String::new()],
        _ => wrap_indented(line, width, "", ""),
    });
    rows.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{
        HELP, KEYS, REASONS, REASONS_HELP, laid_out, reason_of, reason_rows, reasons, rows, wish_of,
    };

    #[test]
    fn help_keeps_its_keys_in_sight_on_a_narrow_screen() {
        let wide = laid_out(HELP, 72);
        assert!(
            wide.iter().any(|line| line == "e  edit it in your editor"),
            "{wide:?}"
        );
        for (help, width) in [(HELP, 40), (REASONS_HELP, 40), (HELP, 72)] {
            let lines = laid_out(help, width);
            assert!(
                lines.iter().all(|line| line.chars().count() <= width),
                "{lines:?}"
            );
            let keys = help.lines().filter(|line| line.get(1..3) == Some("  "));
            for key in keys {
                let begun = |line: &&String| line.starts_with(&key[..3]);
                assert_eq!(lines.iter().filter(begun).count(), 1, "{key} in {lines:?}");
            }
        }
    }

    #[test]
    fn no_key_means_two_things() {
        for (place, (key, _, wish)) in KEYS.iter().enumerate() {
            assert!(KEYS[..place].iter().all(|(other, _, _)| other != key));
            assert_eq!(wish_of(*key), Some(*wish));
        }
        for (key, word) in REASONS {
            assert!(word.starts_with(*key));
            assert_eq!(reason_of(&key.to_string()), Some(*word));
            assert_eq!(reason_of(word), Some(*word));
        }
        assert_eq!(reason_of(""), None);
    }

    #[test]
    fn the_keys_fit_where_they_are_shown() {
        for width in [20, 40, 72, 80] {
            assert!(
                reasons(width).len() <= width && rows(width, true).iter().all(|row| row.len() <= width),
                "{width}"
            );
            assert!(reason_rows(width).iter().all(|row| row.len() <= width), "{width}");
        }
        assert_eq!(reason_rows(80).len(), 1);
        let narrow = reason_rows(40);
        assert_eq!(
            narrow,
            [
                "Why?  w wrong  u unclear  t trivial",
                "d duplicate  o other  Esc back"
            ]
        );
        assert_eq!(
            rows(40, true),
            [
                "y accept  r replace  n reject  e edit",
                "l later  b back  u undo  ? help  q leave"
            ]
        );
        assert_eq!(rows(80, false).len(), 1);
    }
}
