//! All commands: one file each, and the list that help, completion and the prompt are made from.

mod add;
mod away;
mod backup;
mod bury;
mod check;
mod completions;
mod cram;
mod decks;
mod delete;
mod diff;
mod doctor;
mod edit;
mod exam;
mod export;
mod extract;
mod find;
mod flag;
pub mod help;
pub mod home;
mod import;
mod inbox;
mod leeches;
#[cfg(feature = "live")]
mod live;
mod man;
mod mark;
mod merge;
mod move_to;
mod new;
mod optimize;
mod paper;
mod parse;
mod quit;
mod quiz;
mod redo;
mod reset;
mod restore;
mod results;
mod resume;
mod retire;
mod review;
mod roster;
mod set;
mod show;
mod sources;
mod stats;
mod suspend;
mod undo;
mod why;

use std::marker::PhantomData;

use clap::ArgMatches;
use clap::Args;

use crate::app::App;
use crate::report::Failure;
use crate::report::Outcome;

/// Where a command stands in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Every day.
    Daily,
    /// Looking at cards and changing them.
    Cards,
    /// Where cards come from.
    Content,
    /// Quizzes for a class.
    Class,
    /// Taking cards elsewhere.
    Out,
    /// Looking after it all.
    Care,
}

impl Group {
    /// All, in the order of the help.
    pub const ALL: &[Group] = &[
        Group::Daily,
        Group::Cards,
        Group::Content,
        Group::Class,
        Group::Out,
        Group::Care,
    ];

    /// Returns its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Daily => "Study",
            Group::Cards => "Cards",
            Group::Content => "Documents and decks",
            Group::Class => "A class",
            Group::Out => "Out",
            Group::Care => "Care",
        }
    }
}

/// A command as the tree, the help and the prompt see it.
pub trait Command: Sync {
    /// The word that is typed.
    fn name(&self) -> &'static str;
    /// Other words for it.
    fn aliases(&self) -> &'static [&'static str];
    /// Where it stands in the help.
    fn group(&self) -> Group;
    /// What it does, in one line.
    fn about(&self) -> &'static str;
    /// How it is used, as one would type it in a shell.
    fn example(&self) -> &'static str;
    /// What the help says beyond its arguments.
    fn more(&self) -> String;
    /// Its branch of the tree.
    fn tree(&self) -> clap::Command;
    /// Whether it runs although there are faults in the settings.
    fn bears_faults(&self) -> bool;
    /// Does it.
    fn run(&self, matches: &ArgMatches, app: &mut App) -> Outcome;

    /// Whether `word` means this command.
    fn answers_to(&self, word: &str) -> bool {
        self.name() == word || self.aliases().contains(&word)
    }
}

/// The arguments of a command, and what it does with them. Each file of this folder has one.
pub trait Verb: Args + Sync {
    /// The word that is typed.
    const NAME: &'static str;
    /// Other words for it.
    const ALIASES: &'static [&'static str] = &[];
    /// Where it stands in the help.
    const GROUP: Group;
    /// What it does, in one line.
    const ABOUT: &'static str;
    /// How it is used, as one would type it in a shell.
    const EXAMPLE: &'static str;
    /// Whether it runs although there are faults in the settings: it mends or names them.
    const BEARS_FAULTS: bool = false;
    /// What the help says beyond its arguments.
    fn more() -> String {
        String::new()
    }
    /// Does it.
    fn run(self, app: &mut App) -> Outcome;
}

/// Makes a [`Command`] of a [`Verb`].
struct Of<V>(PhantomData<fn() -> V>);

const fn of<V: Verb>() -> Of<V> {
    Of(PhantomData)
}

impl<V: Verb> Command for Of<V> {
    fn name(&self) -> &'static str {
        V::NAME
    }

    fn aliases(&self) -> &'static [&'static str] {
        V::ALIASES
    }

    fn group(&self) -> Group {
        V::GROUP
    }

    fn about(&self) -> &'static str {
        V::ABOUT
    }

    fn example(&self) -> &'static str {
        V::EXAMPLE
    }

    fn more(&self) -> String {
        V::more()
    }

    fn tree(&self) -> clap::Command {
        let command = clap::Command::new(V::NAME)
            .visible_aliases(V::ALIASES)
            // `--new -1` is a wrong number and not an unknown flag.
            .allow_negative_numbers(true);
        V::augment_args(command).about(V::ABOUT)
    }

    fn bears_faults(&self) -> bool {
        V::BEARS_FAULTS
    }

    fn run(&self, matches: &ArgMatches, app: &mut App) -> Outcome {
        match V::from_arg_matches(matches) {
            Ok(verb) => verb.run(app),
            Err(error) => Err(Failure::usage(error.to_string())),
        }
    }
}

/// Every command, in the order of the help.
pub const COMMANDS: &[&dyn Command] = &[
    &of::<home::Home>(),
    &of::<review::Review>(),
    &of::<quiz::Quiz>(),
    &of::<cram::Cram>(),
    &of::<exam::ExamCommand>(),
    &of::<away::Away>(),
    &of::<find::Find>(),
    &of::<show::Show>(),
    &of::<why::Why>(),
    &of::<new::New>(),
    &of::<edit::Edit>(),
    &of::<suspend::Suspend>(),
    &of::<resume::Resume>(),
    &of::<bury::Bury>(),
    &of::<flag::Flag>(),
    &of::<reset::Reset>(),
    &of::<move_to::Move>(),
    &of::<retire::Retire>(),
    &of::<delete::Delete>(),
    &of::<leeches::Leeches>(),
    &of::<add::Add>(),
    &of::<diff::Diff>(),
    &of::<inbox::InboxCommand>(),
    &of::<sources::Sources>(),
    &of::<decks::Decks>(),
    &of::<check::Check>(),
    &of::<import::Import>(),
    &of::<extract::Extract>(),
    &of::<parse::Parse>(),
    &of::<paper::Paper>(),
    &of::<mark::Mark>(),
    &of::<results::Results>(),
    &of::<roster::Roster>(),
    #[cfg(feature = "live")]
    &of::<live::Live>(),
    &of::<export::Export>(),
    &of::<undo::Undo>(),
    &of::<redo::Redo>(),
    &of::<stats::Stats>(),
    &of::<optimize::Optimize>(),
    &of::<set::Set>(),
    &of::<backup::Backup>(),
    &of::<restore::Restore>(),
    &of::<merge::Merge>(),
    &of::<doctor::Doctor>(),
    &of::<completions::Completions>(),
    &of::<man::Man>(),
    &of::<help::Help>(),
    &of::<quit::Quit>(),
];
