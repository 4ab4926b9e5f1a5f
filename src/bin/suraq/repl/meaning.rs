//! What each word of a line is for its command: a query keeps its marks, names of files become the files they fit.

use clap::Arg;
use clap::Args;
use clap::ValueHint;
use directories::BaseDirs;
use glob::MatchOptions;

use super::words::Word;
use crate::args::Global;
use crate::commands::COMMANDS;
use crate::report::Failure;

/// What a shell does too: `*` stands for no file whose name begins with a full stop.
const AS_IN_A_SHELL: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// Returns the words as the parser needs them.
///
/// Errors: a pattern fits no file.
pub fn of(words: Vec<Word>) -> Result<Vec<String>, Failure> {
    let command = words
        .first()
        .and_then(|first| COMMANDS.iter().find(|command| command.answers_to(&first.plain)));
    let Some(command) = command else {
        return Ok(words.into_iter().map(|word| word.plain).collect());
    };
    let tree = Global::augment_args(command.tree());
    let takes_query = tree.get_positionals().any(|arg| arg.get_id() == "query");
    let takes_files = tree.get_positionals().any(is_file);
    let mut meant = Vec::new();
    let mut flag: Option<&Arg> = None;
    for (place, word) in words.into_iter().enumerate() {
        let behind = flag.take();
        flag = match behind {
            None => tree.get_arguments().find(|arg| is_flag(arg, &word.plain)),
            Some(_) => None,
        };
        match behind {
            Some(flag) if is_file(flag) => meant.push(at_home(&word)),
            Some(_) => meant.push(word.plain),
            None if takes_query => meant.push(word.typed),
            None if takes_files && place > 0 && !word.plain.starts_with('-') => meant.extend(files(&word)?),
            None => meant.push(word.plain),
        }
    }
    Ok(meant)
}

/// Whether `word` is this flag, and a value follows it.
fn is_flag(arg: &Arg, word: &str) -> bool {
    let long = arg.get_long().map(|name| format!("--{name}"));
    let short = arg.get_short().map(|name| format!("-{name}"));
    arg.get_action().takes_values() && [long, short].iter().any(|name| name.as_deref() == Some(word))
}

fn is_file(arg: &Arg) -> bool {
    arg.get_value_hint() == ValueHint::AnyPath
}

/// The files a word stands for, sorted; a word without `*` and `?` stands for itself.
fn files(word: &Word) -> Result<Vec<String>, Failure> {
    let pattern = at_home(word);
    if word.is_quoted || !pattern.contains(['*', '?']) {
        return Ok(vec![pattern]);
    }
    let found = glob::glob_with(&pattern, AS_IN_A_SHELL).map_err(|error| {
        Failure::usage(format!("`{}` is no pattern: {}", word.plain, error.msg)).hint(quote(word))
    })?;
    // A folder that may not be read fits nothing, as in a shell.
    let files: Vec<String> = found
        .flatten()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    match files.is_empty() {
        true => Err(Failure::usage(format!("no file fits `{}`", word.plain)).hint(quote(word))),
        false => Ok(files),
    }
}

fn quote(word: &Word) -> String {
    format!(
        "check the folder; a name with these very letters goes in quotes: \"{}\"",
        word.plain
    )
}

/// The word with the person's own folder in place of a `~` at its beginning.
fn at_home(word: &Word) -> String {
    let is_home = !word.is_quoted && (word.plain == "~" || word.plain.starts_with("~/"));
    match BaseDirs::new().filter(|_| is_home) {
        Some(dirs) => format!("{}{}", dirs.home_dir().display(), &word.plain[1..]),
        None => word.plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::repl::words::split;

    fn meant(line: &str) -> Result<Vec<String>, String> {
        of(split(line).unwrap()).map_err(|failure| failure.message)
    }

    #[test]
    fn a_pattern_stands_for_the_files_it_fits() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().display().to_string();
        for name in ["b.md", "a.md", ".hidden.md", "c.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let both = vec!["add".to_owned(), format!("{at}/a.md"), format!("{at}/b.md")];
        assert_eq!(meant(&format!("add {at}/*.md")), Ok(both.clone()));
        assert_eq!(meant(&format!("add {at}/?.md")), Ok(both));
        assert_eq!(meant("add '*.md'").unwrap(), ["add", "*.md"]);
        assert_eq!(meant("add no/*.md"), Err("no file fits `no/*.md`".to_owned()));
    }

    #[test]
    fn only_names_of_files_are_patterns() {
        assert_eq!(meant("find elec*").unwrap(), ["find", "elec*"]);
        assert_eq!(
            meant("find --json \"a b\"").unwrap(),
            ["find", "--json", "\"a b\""]
        );
        assert_eq!(
            meant("add x --title \"a *\"").unwrap(),
            ["add", "x", "--title", "a *"]
        );
        assert_eq!(
            meant("add x --title no*").unwrap(),
            ["add", "x", "--title", "no*"]
        );
        assert_eq!(
            meant("export csv a* -o \"b c\"").unwrap(),
            ["export", "csv", "a*", "-o", "b c"]
        );
    }

    #[test]
    fn the_wave_is_the_persons_folder() {
        let home = directories::BaseDirs::new()
            .unwrap()
            .home_dir()
            .display()
            .to_string();
        assert_eq!(meant("add ~/x.md").unwrap()[1], format!("{home}/x.md"));
        assert_eq!(meant("add \"~/x.md\"").unwrap()[1], "~/x.md");
        assert_eq!(
            meant("export csv -o ~/x.csv").unwrap()[3],
            format!("{home}/x.csv")
        );
    }
}
