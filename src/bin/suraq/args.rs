//! The one tree of commands and flags, used by the shell, the prompt, help and completion.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::Args;
use clap::FromArgMatches;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::app::App;
use crate::commands::COMMANDS;
use crate::commands::Command;
use crate::commands::Group;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::page::page;
use crate::screen::width_of;

/// Flags that every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Global {
    /// Keep settings, decks and progress under this folder [also: SURAQ_HOME]
    #[arg(long, global = true, value_name = "DIR", hide = true)]
    pub home: Option<PathBuf>,
    /// Stop the clock at this time, such as 2026-11-24T09:00:00Z
    #[arg(long, global = true, value_name = "TIME", hide = true)]
    pub now: Option<String>,
    /// Fix chance: the same number gives the same choices
    #[arg(long, global = true, value_name = "N", hide = true)]
    pub seed: Option<u64>,
    /// Print results as JSON
    #[arg(long, global = true, hide = true)]
    pub json: bool,
    /// No colour and no drawing; keys are typed with Enter
    #[arg(long, global = true, hide = true)]
    pub plain: bool,
}

/// A command with its arguments, ready to run.
pub struct Call {
    /// Which.
    pub command: &'static dyn Command,
    matches: ArgMatches,
}

impl Call {
    /// Does it.
    pub fn run(&self, app: &mut App) -> Outcome {
        self.command.run(&self.matches, app)
    }
}

/// What was asked for.
pub enum Asked {
    /// Help or the version, as text.
    Text(String),
    /// A command; none means the prompt.
    Run(Global, Option<Call>),
}

/// Returns the tree.
pub fn tree() -> clap::Command {
    let root = clap::Command::new("suraq")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .max_term_width(WIDTH)
        .subcommand_required(false);
    // The flags would bring their own comment along as what the program is about.
    let root = Global::augment_args(root)
        .about("Turns documents into questions worth knowing, and helps you to learn them.")
        .long_about(None);
    COMMANDS
        .iter()
        .fold(root, |root, command| root.subcommand(command.tree()))
}

/// Returns the tree as it is written down for others, in completions and manual pages: the flags of every
/// command show, and keys of the prompt such as `?` and `/`, which are patterns in a shell, do not.
pub fn written_tree() -> clap::Command {
    tree()
        .bin_name("suraq")
        .mut_args(|flag| flag.hide(false))
        .mut_subcommands(|command| command.visible_alias(None))
}

/// Understands the words of a shell command.
pub fn parse(words: Vec<OsString>) -> Result<Asked, Failure> {
    if let [word] = &words[..]
        && (word == "--help" || word == "-h")
    {
        return Ok(Asked::Text(overview()));
    }
    let words = words.into_iter().map(shield);
    let tree = tree().no_binary_name(true).bin_name("suraq");
    understand(tree, words.collect(), "suraq ")
}

/// Understands the words of a line typed at the prompt.
pub fn parse_line(words: Vec<String>) -> Result<Asked, Failure> {
    let words = words.into_iter().map(|word| shield(word.into()));
    let tree = tree().no_binary_name(true).bin_name("");
    understand(tree, words.collect(), "")
}

fn understand(mut tree: clap::Command, words: Vec<OsString>, prefix: &str) -> Result<Asked, Failure> {
    let first = words
        .iter()
        .filter_map(|word| word.to_str())
        .find(|word| COMMANDS.iter().any(|command| command.answers_to(word)));
    let first = first.map(str::to_owned);
    let matches = match tree.try_get_matches_from_mut(words) {
        Ok(matches) => matches,
        Err(error) => return misunderstood(&error, first.as_deref(), prefix),
    };
    let global = Global::from_arg_matches(&matches).map_err(|error| failure(&error, None, prefix))?;
    let call = matches.subcommand().and_then(|(name, matches)| {
        let command = COMMANDS.iter().find(|command| command.name() == name)?;
        Some(Call {
            command: *command,
            matches: matches.clone(),
        })
    });
    Ok(Asked::Run(global, call))
}

/// What stands in place of the minus of a query such as `-tag:law`, so that it is not taken for a flag.
const SHIELD: char = '\u{1}';

/// Marks words that are query terms with a minus: `-tag:law`, `-(`, `-"two words"`, `-word`.
fn shield(word: OsString) -> OsString {
    let Some(text) = word.to_str() else {
        return word;
    };
    let Some(rest) = text.strip_prefix('-') else {
        return word;
    };
    let is_term = rest.starts_with(['(', '"'])
        || (rest.contains(':') && !rest.starts_with('-'))
        || (rest.chars().count() > 2 && rest.chars().all(char::is_alphabetic));
    match is_term {
        true => format!("{SHIELD}{rest}").into(),
        false => word,
    }
}

/// Gives back a word as it was typed.
pub fn unshield(word: &str) -> String {
    match word.strip_prefix(SHIELD) {
        Some(rest) => format!("-{rest}"),
        None => word.to_owned(),
    }
}

fn misunderstood(error: &clap::Error, command: Option<&str>, prefix: &str) -> Result<Asked, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp => Ok(Asked::Text(help_text(error, command, prefix))),
        ErrorKind::DisplayVersion => Ok(Asked::Text(error.render().to_string())),
        _ => Err(failure(error, command, prefix)),
    }
}

/// What `--help` prints: that of `help COMMAND`.
fn help_text(error: &clap::Error, command: Option<&str>, prefix: &str) -> String {
    let command = command.and_then(|name| COMMANDS.iter().find(|command| command.answers_to(name)));
    match command {
        Some(command) => help_of(*command, prefix.is_empty(), screen::columns()),
        None => error.render().to_string(),
    }
}

fn word_of(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(unshield(word)),
        ContextValue::Strings(words) => words.first().map(|word| unshield(word)),
        _ => None,
    }
}

/// Our two lines for an error of the argument parser.
fn failure(error: &clap::Error, command: Option<&str>, prefix: &str) -> Failure {
    let word = |kind| word_of(error, kind);
    let help = match command {
        Some(command) => format!("see how it is used with {{suraq}}help {command}"),
        None => "see all commands with {suraq}help".to_owned(),
    };
    let arg = word(ContextKind::InvalidArg).unwrap_or_default();
    let value = word(ContextKind::InvalidValue).unwrap_or_default();
    let _ = prefix;
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            unknown_command(&word(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') && command.is_none() => unknown_command(&arg),
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            Failure::usage(format!("`{arg}` is one word too many")).hint(help)
        }
        ErrorKind::UnknownArgument => {
            let near = word(ContextKind::SuggestedArg);
            let failure = Failure::usage(format!("there is no flag `{arg}`"));
            match (near, command) {
                (Some(near), Some(command)) => {
                    failure.hint(format!("did you mean `{near}`? {{suraq}}help {command}"))
                }
                (Some(near), None) => failure.hint(format!("did you mean `{near}`?")),
                (None, _) => failure.hint(help),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Failure::usage(format!("`{arg}` needs a value")).hint(help)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let failure = Failure::usage(format!("`{value}` is no value for {arg}"));
            match (error.get(ContextKind::ValidValue), range_of(error)) {
                (Some(ContextValue::Strings(values)), _) => {
                    failure.hint(format!("it may be {}", values.join(", ")))
                }
                (_, Some(range)) => failure.hint(format!("it may be {range}")),
                _ => failure.hint(help),
            }
        }
        ErrorKind::MissingRequiredArgument => Failure::usage(format!("{arg} is missing")).hint(help),
        ErrorKind::ArgumentConflict => {
            let other = word(ContextKind::PriorArg).unwrap_or_default();
            match other == arg || other.is_empty() {
                true => Failure::usage(format!("`{arg}` stands there twice")).hint(help),
                false => Failure::usage(format!("`{arg}` and `{other}` cannot go together")).hint(help),
            }
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            Failure::usage(first.trim_start_matches("error: ").to_owned()).hint(help)
        }
    }
}

/// What a number may be, in words; the parser says `0 is not in 1..=9`.
fn range_of(error: &clap::Error) -> Option<String> {
    let said = std::error::Error::source(error)?.to_string();
    if said.contains("invalid digit") {
        return Some("a whole number".to_owned());
    }
    let (_, range) = said.split_once(" is not in ")?;
    let (least, most) = range.split_once("..=").or_else(|| range.split_once(".."))?;
    let said: Option<i64> = said.split_once(' ').and_then(|(value, _)| value.parse().ok());
    let is_over = |most: i64| said.is_some_and(|said| said > most);
    // What nobody types is no bound worth naming, but where it was typed.
    let is_open = most.is_empty()
        || most
            .parse()
            .is_ok_and(|most| most >= i64::from(u16::MAX) && !is_over(most));
    Some(match is_open {
        true => format!("{least} or more"),
        false => format!("{least} to {most}"),
    })
}

fn unknown_command(word: &str) -> Failure {
    let names = COMMANDS
        .iter()
        .flat_map(|command| std::iter::once(command.name()).chain(command.aliases().iter().copied()));
    let names: Vec<&str> = names.filter(|name| name.chars().count() > 1).collect();
    let failure = Failure::usage(format!("there is no command `{word}`"));
    match suraq::decks::nearest(word, names) {
        Some(near) => failure.hint(format!("did you mean {{suraq}}{near}?")),
        None => failure.hint("see all commands with {suraq}help"),
    }
}

/// Columns of the help at most, also where it is piped.
pub const WIDTH: usize = 80;

/// Returns the list of all commands, made from the list itself.
pub fn overview() -> String {
    let mut text = String::from(
        "Suraq turns documents into questions worth knowing, and helps you to learn them.\n\n\
         Usage: suraq [COMMAND]    alone on a terminal it opens the prompt\n",
    );
    for group in Group::ALL {
        text.push_str(&format!("\n{}\n", group.title()));
        for command in COMMANDS.iter().filter(|command| command.group() == *group) {
            let mut name = command.name().to_owned();
            let keys: Vec<&str> = command
                .aliases()
                .iter()
                .copied()
                .filter(|alias| alias.chars().count() == 1)
                .collect();
            if !keys.is_empty() {
                name.push_str(&format!(" [{}]", keys.join(", ")));
            }
            text.push_str(&format!("  {name:<12} {}\n", command.about()));
        }
    }
    text.push_str("\nFor every command\n");
    let flags = Global::augment_args(clap::Command::new("suraq"));
    for flag in flags.get_arguments() {
        let long = flag.get_long().unwrap_or_default();
        let value = flag
            .get_value_names()
            .filter(|_| flag.get_action().takes_values());
        let value = value
            .and_then(|names| names.first())
            .map(|name| format!(" {name}"));
        let name = format!("--{long}{}", value.unwrap_or_default());
        let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("  {name:<12} {help}\n"));
    }
    text.push_str(
        "\nMore on one: help COMMAND. What a query may say: help find. What --json prints: help json\n",
    );
    text
}

/// Returns the help of one command, wrapped at `columns`, or at 80 where these are more.
pub fn help_of(command: &'static dyn Command, at_prompt: bool, columns: usize) -> String {
    let width = columns.min(WIDTH);
    let mut tree = tree()
        .bin_name(if at_prompt { "" } else { "suraq" })
        .term_width(width);
    tree.build();
    let Some(tree) = tree.find_subcommand_mut(command.name()) else {
        return String::new();
    };
    let fits = |text: &str| {
        text.lines()
            .all(|line| line.starts_with("Usage: ") || width_of(line) <= width)
    };
    let mut usage = tree.render_help().to_string();
    if !fits(&usage) {
        usage = tree.clone().next_line_help(true).render_help().to_string();
    }
    let usage: String = usage
        // Without a program before the command the library leaves a blank in its place.
        .replace("Usage:  ", "Usage: ")
        .split_inclusive('\n')
        .map(|line| match width_of(line.trim_end()) > width {
            true => page(line, width),
            false => line.to_owned(),
        })
        .collect();
    let more = command.more();
    let more = match more.trim_end() {
        "" => String::new(),
        more => format!("{more}\n\n"),
    };
    let rest = format!(
        "{more}Example:\n  {}\n\nFor every command: --home, --now, --seed, --json, --plain; see help",
        command.example().replace('\n', "\n  "),
    );
    format!("{}\n\n{}", usage.trim_end(), page(&rest, width))
}

#[cfg(test)]
mod tests {
    use super::{help_of, overview, parse, shield, tree, unshield};
    use crate::commands::COMMANDS;
    use crate::screen::page::page;
    use crate::screen::width_of;

    fn message(words: &[&str]) -> (String, String) {
        let Err(failure) = parse(words.iter().map(Into::into).collect()) else {
            panic!("{words:?} was understood");
        };
        (failure.message, failure.hint.unwrap_or_default())
    }

    #[test]
    fn the_tree_holds_together() {
        tree().debug_assert();
    }

    #[test]
    fn help_names_every_command() {
        for command in COMMANDS {
            assert!(
                overview().contains(&format!("\n  {}", command.name())),
                "{}",
                command.name()
            );
            assert!(command.example().starts_with("suraq "), "{}", command.name());
        }
    }

    #[test]
    fn every_help_fits_its_width() {
        for width in [80, 40] {
            let helps = COMMANDS.iter().map(|command| help_of(*command, false, width));
            for text in helps.chain([page(&overview(), width)]) {
                for line in text.lines() {
                    assert!(width_of(line) <= width, "{width}: {line}");
                    assert!(
                        !line.contains(". - "),
                        "a list is joined to its paragraph: {line}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_line_of_a_help_is_wrapped_by_hand() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        for command in COMMANDS {
            let text = page(&command.more(), 10_000);
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2) {
                let is_loose = indent(pair[1]) > 0 && indent(pair[0]) != indent(pair[1]);
                let is_begun = pair[0].is_empty() || pair[0].ends_with(':');
                assert!(!is_loose || is_begun, "{}: {}", command.name(), pair[1]);
            }
        }
    }

    #[test]
    fn an_unknown_word_names_the_nearest() {
        assert_eq!(
            message(&["udno"]),
            (
                "there is no command `udno`".into(),
                "did you mean {suraq}undo?".into()
            )
        );
        assert_eq!(message(&["set", "--jsno"]).0, "there is no flag `--jsno`");
        assert!(message(&["set", "--jsno"]).1.contains("--json"));
    }

    #[test]
    fn a_number_out_of_range_names_the_range() {
        let message = |words: &[&str]| message(words);
        assert_eq!(
            message(&["review", "--new", "-1"]),
            (
                "`-1` is no value for --new <N>".into(),
                "it may be 0 to 9999".into()
            )
        );
        assert_eq!(message(&["review", "--limit", "0"]).1, "it may be 1 or more");
        assert_eq!(
            message(&["review", "--limit", "ten"]).1,
            "it may be a whole number"
        );
        assert_eq!(message(&["add", "x", "--limit", "0"]).1, "it may be 1 or more");
        assert_eq!(
            message(&["add", "x", "--limit", "80000"]).1,
            "it may be 1 to 65535"
        );
    }

    #[test]
    fn a_minus_in_a_query_is_no_flag() {
        for term in ["-tag:law", "-(", "-\"two words\"", "-law"] {
            assert_eq!(unshield(shield(term.into()).to_str().unwrap()), term);
            assert_ne!(shield(term.into()), term);
        }
        for flag in ["-n", "-n5", "--json", "-", "word"] {
            assert_eq!(shield(flag.into()), flag);
        }
    }
}
