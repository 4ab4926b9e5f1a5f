//! What goes over the air between the host and the phones, as JSON.
//!
//! A phone is always sent its whole view, never a change of it: who comes back after a minute without
//! network needs nothing else. Before the reveal a view holds nothing that depends on which option is
//! right: no key, no points, no place, and [`Ack`] has one length whatever was answered.

use serde::Deserialize;
use serde::Serialize;

/// From the host to a phone or to the projector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum ToPhone {
    /// All there is to show now.
    View(Box<View>),
    /// An answer is on disk, or was refused.
    Ack(Ack),
}

/// From a phone to the host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum FromPhone {
    /// An answer. The phone sends it again until it is acknowledged; the host counts it once.
    Answer {
        /// Chosen by the phone, ascending.
        id: u32,
        /// [`Round::question`] of the view it answers.
        question: String,
        /// [`Shown::id`] of the option.
        option: String,
    },
    /// At the pupil's own pace: to the question with this number, from 1.
    Go {
        /// Which.
        to: usize,
    },
    /// At the pupil's own pace: that was all.
    Finish,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The phone's number for the answer.
    pub id: u32,
    /// Whether it is kept.
    pub saved: bool,
}

/// All that a phone or the projector shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// What is going on.
    pub phase: Phase,
    /// How the room is played.
    pub mode: Mode,
    /// Language of the words around the questions: `en`, `kk` or `ru`.
    pub lang: String,
    /// The pupil's name, or the number that stands for it; empty on the projector.
    pub name: String,
    /// What brings this pupil back on another phone or address: short, to be typed.
    pub rejoin: String,
    /// Pupils in the room.
    pub players: usize,
    /// On the projector before the start: their names, where they are not hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// On the projector: what the quiz is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// On the projector: nobody new may join.
    #[serde(default, skip_serializing_if = "is_no")]
    pub is_locked: bool,
    /// The question, from the first one on. On the projector of a game at the pupils' own pace it has number 0
    /// and no text, and [`Round::answered`] counts those who handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// What was right, after the reveal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveal: Option<Reveal>,
    /// The pupil's result, after the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// On the projector, after the end: how the class did. A poll has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
}

/// Whether a flag says nothing, and is not worth the air.
fn is_no(flag: &bool) -> bool {
    !flag
}

/// Whether a number says nothing, and is not worth the air.
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What is going on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before the first question.
    #[default]
    Lobby,
    /// Came after a question with a limit was opened, or after it was closed: the next one is theirs too.
    Next,
    /// A question is open.
    Open,
    /// The teacher paused an open question.
    Paused,
    /// No more answers to this question; what is right is not shown yet.
    Closed,
    /// What is right is shown.
    Reveal,
    /// At the pupil's own pace: all was handed in, others still answer.
    Waiting,
    /// The end.
    End,
    /// Another tab of the same phone took over.
    Elsewhere,
    /// Sent out by the teacher; may come back by joining again.
    Kicked,
    /// Sent out for good.
    Banned,
}

/// How a room is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// At the teacher's pace; quick answers are worth no more.
    #[default]
    Class,
    /// All questions at the pupil's own pace, each with what was right after it is answered.
    OwnPace,
    /// At the pupil's own pace, in an order of their own, nothing told before the end.
    Exam,
    /// At the teacher's pace; quick right answers are worth more.
    Race,
    /// One phone for a team.
    Teams,
    /// Nothing is right or wrong.
    Poll,
}

/// A question as it stands on a phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Names this question to this phone; another for each pupil, so that it tells nothing.
    pub question: String,
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What is asked.
    pub text: String,
    /// Language of the text and the options, for the screen reader.
    pub lang: String,
    /// In the order of this phone.
    pub options: Vec<Shown>,
    /// That order is the same everywhere, so that the options have letters from A.
    #[serde(default, skip_serializing_if = "is_no")]
    pub is_lettered: bool,
    /// [`Shown::id`] of what was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// Whether another answer may follow.
    pub may_change: bool,
    /// Milliseconds left on the host's clock; none without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// Pupils who answered, at their own pace who handed in; only on the projector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<usize>,
    /// Pupils whom it was asked, for late ones are not; only on the projector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<usize>,
    /// At the pupil's own pace: numbers of the questions without an answer, to be shown before all is handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<usize>>,
}

/// An option as it stands on a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Random for each pupil and question, always of one length.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// What was right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reveal {
    /// [`Shown::id`] of the options that are right; none in a poll.
    pub right: Vec<String>,
    /// Whether this pupil's answer was right; none without an answer, in a poll, on the projector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_right: Option<bool>,
    /// It was asked before this pupil joined, and does not count for them.
    #[serde(default, skip_serializing_if = "is_no")]
    pub was_before: bool,
    /// Why it is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Where it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Pupils who chose each option, in the order of [`Round::options`]; only on the projector and in a poll.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<usize>,
    /// Points up to here; none where they are not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
}

/// A pupil's result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Questions answered right; a poll has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<usize>,
    /// Questions that counted for this pupil.
    pub of: usize,
    /// Questions that this pupil answered and that count for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<usize>,
    /// Points of a race.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Place among all, from 1, where the teacher shows places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    /// The three best with their points, and who has as many as the third, where the teacher shows places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub best: Vec<(String, u32)>,
    /// How many more have as many points as the last of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_best: usize,
    /// What was answered wrong or not at all, to be learned: the questions with what is right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
}

/// How a class did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Right answers of all pupils to all questions.
    pub right: usize,
    /// How many there could have been: each question once for each pupil whom it was asked.
    pub of: usize,
    /// How many questions counted.
    pub all: usize,
    /// The questions, or the hardest of them where there are many, in the order of asking.
    pub questions: Vec<Share>,
}

/// How many had a question right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Its number, from 1.
    pub number: usize,
    /// What was asked.
    pub text: String,
    /// Language of the text, for the screen reader.
    pub lang: String,
    /// Pupils who answered it right.
    pub right: usize,
    /// Pupils whom it was asked.
    pub asked: usize,
}

/// A question that was missed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// What was asked.
    pub text: String,
    /// What is right.
    pub right: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Language of these texts, for the screen reader; empty where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lang: String,
}
