//! What is different in a file, kept so that it can be turned back and forth.
//!
//! A patch holds only the part of a file that changed, with some text around it,
//! so that it finds its place again after other parts of the file were edited.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use suraq::decks::edit::is_base;
use suraq::decks::save::save;

use crate::report::Failure;
use crate::report::unreadable;

/// Bytes kept on each side of what changed.
const AROUND: usize = 60;

/// Which way a change is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// As it was before.
    Back,
    /// As it was after.
    Forth,
}

/// What is different in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Under the data folder, where it lies there.
    pub path: PathBuf,
    at: usize,
    /// No file stood there before, or stands there after, where `None`.
    before: Option<String>,
    after: Option<String>,
}

impl Patch {
    /// The whole text of a file that the change took away.
    pub fn removed(&self) -> Option<&str> {
        self.before.as_deref().filter(|_| self.after.is_none())
    }
}

/// Turns the files of `patches`, all of them or none.
///
/// Errors: a file was changed since in the same place; no file is written then.
pub fn turn_files(data: &Path, patches: &[Patch], turn: Turn) -> Result<(), Failure> {
    let mut turned = Vec::new();
    for patch in patches {
        let path = data.join(&patch.path);
        let (from, to) = match turn {
            Turn::Back => (&patch.after, &patch.before),
            Turn::Forth => (&patch.before, &patch.after),
        };
        let text = text_of(&path)?;
        if is_turned(text.as_deref(), patch.at, from.as_deref(), to.as_deref()) {
            // A program that was stopped between two files had turned this one already.
            continue;
        }
        let new = apply(text, patch.at, from.as_deref(), to.as_deref());
        if new.is_none() && is_memory(&path) {
            continue;
        }
        let new = new.ok_or_else(|| {
            Failure::input(format!(
                "{}: changed since then in the same place; nothing was taken back",
                path.display()
            ))
            .hint("open the file and change it by hand")
        })?;
        turned.push((path, new));
    }
    for (path, text) in turned {
        match text {
            Some(text) => save(&path, text.as_bytes())?,
            None => {
                fs::remove_file(&path).map_err(|error| Failure::system(&path, "cannot be removed", &error))?
            }
        }
    }
    Ok(())
}

/// Whether a file only remembers what Anki has: no edit hangs on it, and where it was lost or written anew it is left as it
/// is.
fn is_memory(path: &Path) -> bool {
    is_base(path) && path.extension().is_none_or(|ending| ending != "toml")
}

/// Whether a file is already as it is to be. Where both texts fit, one begins the other, and the longer one stands there.
fn is_turned(text: Option<&str>, at: usize, from: Option<&str>, to: Option<&str>) -> bool {
    let fits = |part: &str| {
        text.and_then(|text| text.get(at..))
            .is_some_and(|rest| rest.starts_with(part))
    };
    match (from, to) {
        (Some(from), Some(to)) => fits(to) && (!fits(from) || to.len() > from.len()),
        (_, to) => text == to,
    }
}

/// Reads a file; one that is not there is none.
pub fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Returns what is different, where anything is.
pub fn patch(data: &Path, file: &Path, before: Option<String>, after: Option<String>) -> Option<Patch> {
    if before == after {
        return None;
    }
    let path = file.strip_prefix(data).unwrap_or(file).to_owned();
    let (Some(old), Some(new)) = (&before, &after) else {
        return Some(Patch {
            path,
            at: 0,
            before,
            after,
        });
    };
    let start = common_start(old, new);
    let end = common_end(&old[start..], &new[start..]);
    let start = floor(old, start.saturating_sub(AROUND));
    let end = end.min(old.len() - start).min(new.len() - start);
    let end = ceil(old, old.len() - end.saturating_sub(AROUND));
    let tail = old.len() - end;
    Some(Patch {
        path,
        at: start,
        before: Some(old[start..end].to_owned()),
        after: Some(new[start..new.len() - tail].to_owned()),
    })
}

/// Returns the text with `from` at `at`, or at its only other place, replaced by `to`. The outer `None`
/// means that it does not fit, the inner one that there is to be no file.
fn apply(text: Option<String>, at: usize, from: Option<&str>, to: Option<&str>) -> Option<Option<String>> {
    let (Some(from), Some(to)) = (from, to) else {
        return (text.as_deref() == from).then(|| to.map(str::to_owned));
    };
    let text = text?;
    let at = match text.get(at..).is_some_and(|rest| rest.starts_with(from)) {
        true => at,
        false => {
            let mut places = text.match_indices(from);
            let (only, _) = places.next()?;
            places.next().is_none().then_some(only)?
        }
    };
    Some(Some(format!("{}{to}{}", &text[..at], &text[at + from.len()..])))
}

fn common_start(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    floor(one, same)
}

fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.bytes().rev().zip(other.bytes().rev());
    let same = pairs.take_while(|(a, b)| a == b).count();
    one.len() - ceil(one, one.len() - same)
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first character boundary from `at` on.
fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{apply, is_turned, patch};

    fn turned(old: &str, new: &str) -> (Option<String>, Option<String>) {
        let (data, file) = (Path::new("/home"), Path::new("/home/decks/a.toml"));
        let patch = patch(data, file, Some(old.into()), Some(new.into())).unwrap();
        assert_eq!(patch.path, Path::new("decks/a.toml"));
        let (before, after) = (patch.before.as_deref(), patch.after.as_deref());
        let back = apply(Some(new.into()), patch.at, after, before).flatten();
        let forth = apply(Some(old.into()), patch.at, before, after).flatten();
        (back, forth)
    }

    #[test]
    fn a_change_goes_back_and_forth() {
        let long = "қала = \"Алматы\"\n".repeat(20);
        for (old, new) in [
            ("a = 1\n", "a = 2\n"),
            ("", "a"),
            ("aaa", "aa"),
            ("aa", "aaaa"),
            (
                &format!("{long}x = 1\n{long}"),
                &format!("{long}x = 1\ny = 2\n{long}"),
            ),
            (&format!("{long}ә{long}"), &format!("{long}і{long}")),
        ] {
            assert_eq!(turned(old, new), (Some(old.to_owned()), Some(new.to_owned())));
        }
    }

    #[test]
    fn a_file_that_is_turned_already_is_known() {
        let is_turned = |text, from, to| is_turned(Some(text), 1, Some(from), Some(to));
        assert!(is_turned("xab", "a", "ab"));
        assert!(!is_turned("xab", "ab", "a"), "the longer one stands there");
        assert!(is_turned("xcd", "ab", "cd"));
        assert!(!is_turned("xef", "ab", "cd"));
    }

    #[test]
    fn a_patch_finds_its_place_after_another_edit() {
        let middle = "b".repeat(200);
        let (old, new) = (
            format!("{middle}x = 1\n{middle}"),
            format!("{middle}x = 2\n{middle}"),
        );
        let data = Path::new("/home");
        let patch = patch(data, Path::new("/home/a"), Some(old.clone()), Some(new.clone())).unwrap();
        let moved = format!("# a comment\n{new}");
        let back = apply(
            Some(moved),
            patch.at,
            patch.after.as_deref(),
            patch.before.as_deref(),
        );
        assert_eq!(back, Some(Some(format!("# a comment\n{old}"))));
        let gone = apply(
            Some("else".into()),
            0,
            patch.after.as_deref(),
            patch.before.as_deref(),
        );
        assert_eq!(gone, None);
    }

    #[test]
    fn a_new_file_goes_and_comes() {
        let patch = patch(
            Path::new("/home"),
            Path::new("/home/a"),
            None,
            Some("text".into()),
        )
        .unwrap();
        let (before, after) = (patch.before.as_deref(), patch.after.as_deref());
        assert_eq!(apply(Some("text".into()), 0, after, before), Some(None));
        assert_eq!(apply(Some("edited".into()), 0, after, before), None);
        assert_eq!(apply(None, 0, before, after), Some(Some("text".to_owned())));
    }
}
