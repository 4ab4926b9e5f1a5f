//! The line before the cursor: its words, and the home it names.

use std::path::PathBuf;

use super::completion::Offers;
use super::words::Word;
use super::words::split;

/// Returns what may stand at the end of a line typed in a shell, which begins with the name of the program.
pub fn offered(offers: &Offers, line: &str) -> Vec<String> {
    let (words, start) = words_before(line);
    let words = as_str(&words);
    let mut before = words.get(1..).unwrap_or_default();
    // Flags of every command may stand before it.
    while let Some(flag) = before.first().filter(|word| word.starts_with("--")) {
        let takes_value = !flag.contains('=') && !matches!(*flag, "--json" | "--plain");
        before = before.get(1 + usize::from(takes_value)..).unwrap_or_default();
    }
    offers.candidates(before, &line[start..])
}

/// The home that a line of the shell names before the cursor's word.
pub fn home_of(line: &str) -> Option<PathBuf> {
    let (words, _) = words_before(line);
    let words = as_str(&words);
    let named = words.iter().enumerate().find_map(|(place, word)| match *word {
        "--home" => words.get(place + 1).copied(),
        word => word.strip_prefix("--home="),
    })?;
    // What the shell would make of it.
    match (named.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(inside), Some(own)) => Some(PathBuf::from(own).join(inside)),
        _ => Some(PathBuf::from(named)),
    }
}

/// The words before the cursor's without their quotes, and where that one begins: behind its quote, where it has one.
pub(super) fn words_before(line: &str) -> (Vec<String>, usize) {
    let start = line
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let before = &line[..start];
    let plain = |words: Vec<Word>| words.into_iter().map(|word| word.plain).collect();
    let words = match split(before) {
        Ok(words) => plain(words),
        // Within an open quote each word stands for itself; what stands before it keeps its quotes.
        Err(_) => {
            let blanks = before.char_indices().filter(|(_, letter)| letter.is_whitespace());
            let mut whole = blanks.filter_map(|(at, _)| Some((at, split(&before[..at]).ok()?)));
            let (end, closed) = whole.next_back().unwrap_or_default();
            let mut words: Vec<String> = plain(closed);
            words.extend(before[end..].split_whitespace().map(str::to_owned));
            words
        }
    };
    let quote = usize::from(line[start..].starts_with(['"', '\'']));
    (words, start + quote)
}

/// The same words, borrowed.
pub(super) fn as_str(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::super::completion::tests::prompt;
    use super::offered;

    #[test]
    fn a_line_of_the_shell_begins_with_the_program() {
        let offered = |line: &str| offered(&prompt(), line);
        assert_eq!(offered("suraq und"), ["undo"]);
        assert_eq!(offered("suraq review deck:ri"), ["deck:rivers"]);
        assert_eq!(offered("/usr/bin/suraq --home /x --json find tag:l"), ["tag:law"]);
        assert_eq!(offered("suraq help ex"), ["exam", "export", "extract"]);
        assert_eq!(offered("suraq man ex"), ["exam", "export", "extract"]);
        assert_eq!(offered("suraq find \"deck:ri"), ["deck:rivers"]);
        assert_eq!(offered("suraq exam drop "), ["2031-05-20"]);
        assert_eq!(offered("suraq restore 2"), ["2031-05-06"]);
        assert_eq!(offered("suraq sources m"), ["maps-2030"]);
        assert_eq!(offered("suraq help wo"), ["words"]);
        assert_eq!(offered("suraq find -flag:7").len(), 0);
        assert_eq!(offered("suraq find flag:").len(), 8);
        assert!(offered("").len() > 20);
        let home = |line: &str| super::home_of(line).map(|home| home.display().to_string());
        assert_eq!(home("suraq --home /x review deck:").as_deref(), Some("/x"));
        assert_eq!(home("suraq review --home=/x deck:").as_deref(), Some("/x"));
        assert_eq!(home("suraq review --home /x"), None, "it is not whole yet");
        for named in ["'my home'", "\"my home\"", "my\\ home"] {
            for line in [
                format!("suraq --home {named} find tag:"),
                format!("suraq --home={named} find tag:"),
            ] {
                assert_eq!(home(&line).as_deref(), Some("my home"), "{line}");
                assert_eq!(offered(&line), ["tag:law"], "{line}");
                let open = line.replace("tag:", "\"deck:rivers tag:");
                assert_eq!(home(&open).as_deref(), Some("my home"), "{open}");
                assert_eq!(offered(&open), ["tag:law"], "{open}");
            }
        }
        assert!(offered("suraq set ret").contains(&"retention".to_owned()));
    }
}
