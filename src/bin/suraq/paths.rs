//! Where things lie: the platform's folders, or everything under one home.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use directories::ProjectDirs;

use crate::report::Failure;

/// The folders and files of one learner.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Holds `config.toml`.
    pub config: PathBuf,
    /// Holds decks, documents, progress and backups.
    pub data: PathBuf,
    /// Holds the index; may be deleted at any time.
    pub cache: PathBuf,
    /// Holds the history of the prompt.
    pub state: PathBuf,
}

impl Paths {
    /// Returns the folders under `home`, or the platform's.
    pub fn new(home: Option<&Path>) -> Result<Paths, Failure> {
        if let Some(home) = home {
            return Paths::under(home);
        }
        let Some(dirs) = ProjectDirs::from("", "", "suraq") else {
            return Err(Failure::usage("this system names no home folder").hint("choose one with --home DIR"));
        };
        Ok(Paths {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
            state: dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned(),
        })
    }

    fn under(home: &Path) -> Result<Paths, Failure> {
        if home.is_file() {
            return Err(
                Failure::input(format!("{}: this is a file, not a folder", home.display()))
                    .hint("choose a folder with --home DIR; it is made if it is not there"),
            );
        }
        Ok(Paths {
            config: home.to_owned(),
            data: home.to_owned(),
            cache: home.join("cache"),
            state: home.to_owned(),
        })
    }

    /// Makes the folders that progress and decks need.
    pub fn make(&self) -> Result<(), Failure> {
        for folder in [&self.data, &self.decks(), &self.cache] {
            fs::create_dir_all(folder).map_err(|error| {
                Failure::system(folder, "the folder cannot be made", &error)
                    .hint("choose another home with --home DIR")
            })?;
        }
        Ok(())
    }

    /// Settings.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The decks a person owns.
    pub fn decks(&self) -> PathBuf {
        self.data.join("decks")
    }

    /// Texts of added documents, named by their hash.
    pub fn documents(&self) -> PathBuf {
        self.data.join("documents")
    }

    /// Pictures and sounds that cards name.
    pub fn media(&self) -> PathBuf {
        self.data.join("media")
    }

    /// Printed quizzes and what classes answered.
    pub fn papers(&self) -> PathBuf {
        self.data.join("papers")
    }

    /// The names of classes.
    pub fn classes(&self) -> PathBuf {
        self.data.join("classes")
    }

    /// What was learned.
    pub fn progress(&self) -> PathBuf {
        self.data.join("progress.db")
    }

    /// Copies of it.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// What a start would otherwise have to read from every deck.
    pub fn index(&self) -> PathBuf {
        self.cache.join("index.db")
    }

    /// Figures of finished days, which would otherwise be counted at every look.
    pub fn past(&self) -> PathBuf {
        self.cache.join("past.db")
    }

    /// Lines typed at the prompt.
    pub fn history(&self) -> PathBuf {
        self.state.join("history.txt")
    }
}
