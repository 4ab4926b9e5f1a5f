//! Tab and the grey hint: commands, flags, settings, decks, tags, query keys and ids.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use rustyline::Context;
use rustyline::Helper;
use rustyline::completion::Completer;
use rustyline::completion::FilenameCompleter;
use rustyline::completion::Pair;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::hint::HistoryHinter;
use rustyline::validate::Validator;
use suraq::decks::Direction;
use suraq::decks::query::KEYS;
use suraq::decks::query::PROPERTIES;
use suraq::decks::query::STATES;
use suraq::items::kind::KINDS_BY_NUMBER;

use super::line::as_str;
use super::line::words_before;
use crate::args;
use crate::commands::COMMANDS;
use crate::commands::Command;
use crate::commands::help::PAGES;
use crate::config::SETTINGS;
use crate::screen::Screen;
use crate::screen::Tone;

/// Most ids offered at once.
const IDS: usize = 60;

/// What the shelf offers by name; made anew where a deck changed.
#[derive(Default)]
pub struct Names {
    /// Ids of decks.
    pub decks: Vec<String>,
    /// Tags in use.
    pub tags: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Names of saved queries.
    pub queries: Vec<String>,
    /// Groups of decks.
    pub groups: Vec<String>,
    /// Codes of printed quizzes.
    pub papers: Vec<String>,
    /// Days of exams; of several on one day their numbers.
    pub exams: Vec<String>,
    /// Days of copies of the progress.
    pub copies: Vec<String>,
}

/// Looks up ids of cards by how they begin.
pub type FindIds = Box<dyn Fn(&str, usize) -> Vec<String>>;

/// The prompt's helper.
pub struct Prompt {
    offers: Offers,
    files: FilenameCompleter,
    history: HistoryHinter,
    screen: Screen,
}

impl Prompt {
    /// A helper that offers `offers`.
    pub fn new(offers: Offers, screen: Screen) -> Prompt {
        Prompt {
            offers,
            files: FilenameCompleter::new(),
            history: HistoryHinter::new(),
            screen,
        }
    }
}

/// What is offered at the prompt and in a shell.
pub struct Offers {
    names: Rc<RefCell<Names>>,
    ids: FindIds,
}

impl Offers {
    /// Offers `names`, and looks ids up with `ids`.
    pub fn new(names: Rc<RefCell<Names>>, ids: FindIds) -> Offers {
        Offers { names, ids }
    }

    /// Returns everything that may stand where `word` begins, after `before`.
    pub fn candidates(&self, before: &[&str], word: &str) -> Vec<String> {
        let mut found: Vec<String> = match before.first() {
            None => names_of_commands(),
            Some(first) => match COMMANDS.iter().find(|command| command.answers_to(first)) {
                None => Vec::new(),
                Some(command) => self.arguments(*command, before, word),
            },
        };
        found.retain(|candidate| candidate.starts_with(word) && candidate != word);
        found
    }

    /// What may stand behind a flag that takes a value; `None` where `flag` is none.
    fn values(&self, tree: &clap::Command, flag: &str) -> Option<Vec<String>> {
        let argument = tree.get_arguments().find(|argument| {
            argument.get_long().is_some() && argument.get_long() == flag.strip_prefix("--")
        })?;
        if !argument.get_action().takes_values() {
            return None;
        }
        let names = self.names.borrow();
        let values = argument.get_possible_values();
        Some(match argument.get_id().as_str() {
            "deck" | "to" => names.decks.clone(),
            "tags" => names.tags.clone(),
            "again" => names.papers.clone(),
            "remove" if tree.get_name() == "paper" => names.papers.clone(),
            _ => values.iter().map(|value| value.get_name().to_owned()).collect(),
        })
    }

    fn arguments(&self, command: &'static dyn Command, before: &[&str], word: &str) -> Vec<String> {
        let mut tree = command.tree();
        let mut before = before.to_vec();
        // `decks rename` has words of its own.
        if let Some(action) = before.get(1).and_then(|word| tree.find_subcommand(word)) {
            tree = action.clone();
            before.remove(0);
        }
        if word.starts_with("--") {
            return flags(&tree);
        }
        if let Some(values) = before.last().and_then(|flag| self.values(&tree, flag)) {
            return values;
        }
        if command.name() == "set" && before.len() == 2 {
            return values_of_setting(&self.names.borrow(), before[1]);
        }
        let names = self.names.borrow();
        if command.name() == "exam" && matches!(before.get(1), Some(&"drop" | &"cram")) {
            // The number of an exam is whole as it stands: a longer one would be another exam.
            let is_number = |number| (1..=names.exams.len()).contains(&number);
            return match word.parse().is_ok_and(is_number) {
                true => Vec::new(),
                false => names.exams.clone(),
            };
        }
        let mut found = Vec::new();
        if before.len() == 1 {
            found.extend(tree.get_subcommands().map(|action| action.get_name().to_owned()));
        }
        for argument in tree.get_positionals() {
            match argument.get_id().as_str() {
                "query" => found.extend(self.query_words(&names, word)),
                "card" => found.extend((self.ids)(word, IDS)),
                "deck" | "decks" => found.extend(names.decks.iter().cloned()),
                "name" => found.extend(names.decks.iter().chain(&names.groups).cloned()),
                "code" | "code_or_merge" => found.extend(names.papers.iter().cloned()),
                "key" => found.extend(keys_of_settings(&names, word)),
                "command" => {
                    found.extend(names_of_commands());
                    if command.name() == "help" {
                        found.extend(PAGES.iter().map(|(page, _)| (*page).to_owned()));
                    }
                }
                "source" => found.extend(names.sources.iter().cloned()),
                "copy" => found.extend(names.copies.iter().cloned()),
                _ => {}
            }
            let values = argument.get_possible_values();
            found.extend(values.iter().map(|value| value.get_name().to_owned()));
            // `DATE QUERY | list | drop` names words that may stand there.
            let names = argument.get_value_names().unwrap_or_default();
            let words = names
                .iter()
                .flat_map(|name| name.split('|'))
                .filter_map(|name| name.split_whitespace().next());
            let is_word = |word: &&str| word.chars().all(char::is_lowercase);
            found.extend(
                words
                    .filter(is_word)
                    .filter(|_| before.len() == 1)
                    .map(str::to_owned),
            );
        }
        found
    }

    fn query_words(&self, names: &Names, word: &str) -> Vec<String> {
        let minus = if word.starts_with('-') { "-" } else { "" };
        let bare = word.trim_start_matches('-');
        let with = |key: &str, values: &[String]| {
            values
                .iter()
                .map(|value| format!("{minus}{key}{value}"))
                .collect::<Vec<_>>()
        };
        let flags: Vec<String> = (0..=7).map(|flag| flag.to_string()).collect();
        for (key, values) in [
            ("flag:", &flags),
            ("deck:", &names.decks),
            ("tag:", &names.tags),
            ("topic:", &names.tags),
            ("source:", &names.sources),
            ("query:", &names.queries),
        ] {
            if bare.starts_with(key) {
                return with(key, values);
            }
        }
        let mut found = with("", &query_beginnings());
        found.extend(with("", &names.queries));
        if bare.len() > 1 && !bare.contains(':') {
            found.extend((self.ids)(bare, IDS));
        }
        found
    }
}

/// What `set` may name: the settings, those of a deck once its id stands there, and the saved queries.
fn keys_of_settings(names: &Names, word: &str) -> Vec<String> {
    let mut found: Vec<String> = SETTINGS.iter().map(|setting| setting.name.to_owned()).collect();
    found.extend(names.queries.iter().map(|name| format!("query.{name}")));
    for deck in &names.decks {
        let start = format!("deck.{deck}.");
        match word.starts_with(&start) {
            true => {
                let of_decks = SETTINGS.iter().filter(|setting| setting.of_decks);
                found.extend(of_decks.map(|setting| format!("{start}{}", setting.name)));
            }
            false => found.push(start),
        }
    }
    found
}

/// What a term of a query may begin with, from the lists that the parser reads.
fn query_beginnings() -> Vec<String> {
    let mut words = Vec::new();
    for key in KEYS {
        match *key {
            "is" => words.extend(STATES.iter().map(|(state, _)| format!("is:{state}"))),
            "prop" => words.extend(PROPERTIES.iter().map(|(property, _)| format!("prop:{property}<"))),
            "type" => words.extend(KINDS_BY_NUMBER.iter().map(|(_, _, kind)| format!("type:{kind}"))),
            "dir" => words.extend(Direction::ALL.map(|direction| format!("dir:{direction}"))),
            "contested" => words.extend(["contested:no".to_owned(), "contested:yes".to_owned()]),
            key => words.push(format!("{key}:")),
        }
    }
    words
}

fn names_of_commands() -> Vec<String> {
    let mut names: Vec<String> = COMMANDS.iter().map(|command| command.name().to_owned()).collect();
    names.sort();
    names
}

/// What a setting may be, where that is a few words; the ids of decks for a list of decks.
fn values_of_setting(names: &Names, key: &str) -> Vec<String> {
    let name = key.rsplit('.').next().unwrap_or(key);
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
        return Vec::new();
    };
    let mut found = vec!["default".to_owned()];
    if name == "decks-off" {
        found.extend(names.decks.iter().cloned());
    }
    let range = setting.range.replace(" or ", ", ");
    let words: Vec<&str> = range.split(", ").map(|word| word.trim_matches('`')).collect();
    if words.len() > 1 && words.iter().all(|word| !word.contains(' ')) {
        found.extend(words.into_iter().map(str::to_owned));
    } else if range.contains("`none`") {
        found.push("none".to_owned());
    }
    found.dedup();
    found
}

fn flags(tree: &clap::Command) -> Vec<String> {
    let global = args::tree();
    let own = tree.get_arguments().chain(global.get_arguments());
    let mut flags: Vec<String> = own
        .filter_map(|argument| argument.get_long())
        .map(|long| format!("--{long}"))
        .collect();
    flags.sort();
    flags.dedup();
    flags
}

impl Completer for Prompt {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        at: usize,
        context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (before, start) = words_before(&line[..at]);
        let before = as_str(&before);
        let word = &line[start..at];
        let found = self.offers.candidates(&before, word);
        let takes_files = before.first().is_some_and(|first| {
            COMMANDS
                .iter()
                .find(|command| command.answers_to(first))
                .is_some_and(|command| takes_files(*command))
        });
        if found.is_empty() && takes_files {
            return self.files.complete(line, at, context);
        }
        let pairs = found.into_iter().map(|candidate| {
            let open = candidate.ends_with([':', '<', '>', '.']);
            Pair {
                replacement: if open {
                    candidate.clone()
                } else {
                    format!("{candidate} ")
                },
                display: candidate,
            }
        });
        Ok((start, pairs.collect()))
    }
}

fn takes_files(command: &'static dyn Command) -> bool {
    command
        .tree()
        .get_positionals()
        .any(|argument| matches!(argument.get_id().as_str(), "files" | "file" | "copy"))
}

impl Hinter for Prompt {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, context: &Context<'_>) -> Option<String> {
        if line.is_empty() || at < line.len() {
            return None;
        }
        if let Some(hint) = self.history.hint(line, at, context) {
            return Some(hint);
        }
        let (before, start) = words_before(line);
        // Ids and tags are too many for a guess; commands and flags are few.
        if !before.is_empty() && !line[start..].starts_with("--") {
            return None;
        }
        let found = self.offers.candidates(&as_str(&before), &line[start..]);
        found
            .first()
            .map(|candidate| candidate[line.len() - start..].to_owned())
    }
}

impl Highlighter for Prompt {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.screen.tone(Tone::Faint, hint))
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _default: bool) -> Cow<'b, str> {
        Cow::Owned(self.screen.tone(Tone::Strong, prompt))
    }
}

impl Validator for Prompt {}

impl Helper for Prompt {}

#[cfg(test)]
pub mod tests {
    use super::{Names, Offers};

    pub fn prompt() -> Offers {
        let names = Names {
            decks: vec!["rivers".into(), "roads".into()],
            tags: vec!["law".into()],
            sources: vec!["maps-2030".into()],
            queries: vec!["exam".into()],
            groups: vec!["Waters".into()],
            papers: vec!["22018".into(), "40117".into()],
            exams: vec!["2031-05-20".into()],
            copies: vec!["2031-05-06".into()],
        };
        let ids = |start: &str, _: usize| {
            let all = ["rivers/longest", "roads/first"];
            all.iter()
                .filter(|id| id.starts_with(start))
                .map(|id| (*id).to_owned())
                .collect()
        };
        Offers::new(std::rc::Rc::new(names.into()), Box::new(ids))
    }

    #[test]
    fn commands_and_flags_are_offered() {
        assert_eq!(prompt().candidates(&[], "und"), ["undo"]);
        assert_eq!(prompt().candidates(&["set"], "--pl"), ["--plain"]);
        assert!(
            prompt()
                .candidates(&["set"], "new")
                .contains(&"new-per-day".to_owned())
        );
        assert!(prompt().candidates(&["nonsense"], "x").is_empty());
        assert_eq!(
            prompt().candidates(&["set"], "deck.r"),
            ["deck.rivers.", "deck.roads."]
        );
        assert_eq!(
            prompt().candidates(&["set"], "deck.roads.ret"),
            ["deck.roads.retention"]
        );
        assert_eq!(prompt().candidates(&["set"], "que"), ["query.exam"]);
    }

    #[test]
    fn the_number_of_an_exam_stays_that_of_this_one() {
        let numbers = (1..=11).map(|number: usize| number.to_string());
        let names = Names {
            exams: numbers.chain(["2031-05-20".into()]).collect(),
            ..Names::default()
        };
        let offers = Offers::new(std::rc::Rc::new(names.into()), Box::new(|_, _| Vec::new()));
        assert!(offers.candidates(&["exam", "drop"], "1").is_empty());
        assert!(offers.candidates(&["exam", "cram"], "2").is_empty());
        assert_eq!(offers.candidates(&["exam", "drop"], "20"), ["2031-05-20"]);
    }

    #[test]
    fn a_query_offers_decks_tags_and_ids_and_a_flag_its_values() {
        let offered = |before: &[&str], word: &str| prompt().candidates(before, word);
        assert_eq!(offered(&["find"], "deck:ri"), ["deck:rivers"]);
        assert_eq!(offered(&["find", "is:due"], "-tag:"), ["-tag:law"]);
        assert_eq!(offered(&["flag", "2"], "roads/"), ["roads/first"]);
        assert_eq!(offered(&["find"], "is:su"), ["is:suspended"]);
        assert_eq!(offered(&["find"], "ex"), ["exam"]);
        assert_eq!(offered(&["find"], "-query:"), ["-query:exam"]);
        assert!(offered(&["exam"], "dr").contains(&"drop".to_owned()));
        assert_eq!(offered(&["away"], "l"), ["list"]);
        for command in ["show", "why", "edit"] {
            assert_eq!(offered(&[command], "ri"), ["rivers/longest"]);
        }
        assert_eq!(offered(&["new", "--deck"], "r"), ["rivers", "roads"]);
        assert_eq!(offered(&["new", "--kind"], "clo"), ["cloze"]);
    }

    #[test]
    fn the_words_of_a_command_paper_codes_and_values_of_settings_are_offered() {
        let offered = |before: &[&str], word: &str| prompt().candidates(before, word);
        assert_eq!(offered(&["decks"], "re"), ["rename"]);
        assert_eq!(offered(&["decks", "rename"], "ri"), ["rivers"]);
        assert_eq!(offered(&["decks", "off"], "Wa"), ["Waters"]);
        assert_eq!(offered(&["decks", "create"], "--gr"), ["--group"]);
        assert_eq!(offered(&["mark"], "22"), ["22018"]);
        assert_eq!(offered(&["results"], ""), ["22018", "40117", "merge"]);
        assert_eq!(offered(&["paper", "--again"], "4"), ["40117"]);
        assert_eq!(offered(&["paper", "--remove"], "4"), ["40117"]);
        assert_eq!(
            offered(&["set", "face"], ""),
            ["default", "auto", "reveal", "typed", "choices"]
        );
        assert_eq!(offered(&["set", "deck.roads.buttons"], ""), ["default", "2", "4"]);
        assert_eq!(offered(&["set", "decks-off"], "ro"), ["roads"]);
        assert_eq!(offered(&["set", "learning-steps"], "n"), ["none"]);
        assert_eq!(offered(&["exam"], "cr"), ["cram"]);
        assert_eq!(offered(&["stats"], "ret"), ["retention"]);
        assert_eq!(offered(&["export"], "anki-"), ["anki-text"]);
    }
}
