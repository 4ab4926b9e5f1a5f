//! How a room is played, as it was said at the start.

use serde::Deserialize;
use serde::Serialize;

use super::wire::Mode;

/// Whether names of pupils are shown and kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// Shown on the projector.
    #[default]
    Shown,
    /// Kept for the teacher, not shown on the projector.
    Hidden,
    /// Never kept: pupils are numbers.
    Unkept,
}

/// How a room is played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// At whose pace, and what quick answers are worth.
    pub mode: Mode,
    /// Seconds for each question; at the pupils' own pace for all of them. None without a limit.
    pub seconds: Option<u32>,
    /// Language of the words on the projector, and on phones that ask for none: `en`, `kk` or `ru`.
    pub lang: String,
    /// Whether names are shown and kept.
    pub names: Names,
    /// How many pupils may join.
    pub most: usize,
    /// Where the orders on the projector come from.
    pub chance: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            mode: Mode::Class,
            seconds: None,
            lang: "en".to_owned(),
            names: Names::Shown,
            most: 60,
            chance: 0,
        }
    }
}

impl Mode {
    /// Whether each pupil goes on when they like.
    pub fn is_own_pace(self) -> bool {
        matches!(self, Mode::OwnPace | Mode::Exam)
    }

    /// Whether an answer stands once it is given.
    pub fn is_final(self) -> bool {
        matches!(self, Mode::Race | Mode::OwnPace)
    }
}
