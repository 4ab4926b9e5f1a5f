//! What each phone and the projector may see now.
//!
//! Before the reveal nothing here asks what is right.

use super::marks::Marks;
use super::pupil::Extra;
use super::pupil::Pupil;
use super::pupil::Standing;
use super::room::Room;
use super::room::Stage;
use super::wire::Missed;
use super::wire::Mode;
use super::wire::Outcome;
use super::wire::Phase;
use super::wire::Reveal;
use super::wire::Round;
use super::wire::Shown;
use super::wire::View;
use crate::lexicon::scripts::language_of;

/// The stream of the projector's marks, beside those of the pupils.
const SCREEN: u64 = 0x5c;

impl Room {
    /// Returns all that the phone of a pupil shows.
    pub fn view(&self, pupil: usize, now: u64) -> View {
        let known = &self.pupils[pupil];
        let phase = self.phase(known, now);
        let at = match phase {
            Phase::Open | Phase::Paused | Phase::Closed | Phase::Reveal => self.question_of(known),
            _ => None,
        };
        let marks = at.map(|at| (at, self.marks(known, at)));
        let is_told = phase == Phase::Reveal;
        View {
            phase,
            mode: self.settings.mode,
            lang: known.lang.clone(),
            name: known.name.clone(),
            rejoin: known.rejoin.clone(),
            players: self.present(),
            names: Vec::new(),
            title: String::new(),
            is_locked: false,
            round: marks
                .as_ref()
                .map(|(at, marks)| self.round(known, *at, marks, now)),
            reveal: marks
                .as_ref()
                .filter(|_| is_told)
                .map(|(at, marks)| self.reveal_to(pupil, *at, marks)),
            result: (phase == Phase::End).then(|| self.outcome(pupil)),
            whole: None,
        }
    }

    fn phase(&self, pupil: &Pupil, now: u64) -> Phase {
        match pupil.standing {
            Standing::In => {}
            Standing::Kicked => return Phase::Kicked,
            Standing::Banned => return Phase::Banned,
        }
        match self.stage {
            Stage::Lobby => return Phase::Lobby,
            Stage::End => return Phase::End,
            _ => {}
        }
        let is_over = self.watch.left(pupil.extra, now) == Some(0);
        if self.settings.mode.is_own_pace() {
            return self.own_phase(pupil, is_over);
        }
        let is_asked = self.question_of(pupil).is_some_and(|at| pupil.asked[at]);
        match self.stage {
            Stage::Reveal => Phase::Reveal,
            _ if !is_asked => Phase::Next,
            Stage::Paused => Phase::Paused,
            Stage::Open if !is_over => Phase::Open,
            _ => Phase::Closed,
        }
    }

    fn own_phase(&self, pupil: &Pupil, is_over: bool) -> Phase {
        let is_answered = self
            .question_of(pupil)
            .is_some_and(|at| pupil.given[at].is_some());
        match self.settings.mode {
            _ if pupil.has_finished || is_over => Phase::Waiting,
            _ if self.stage == Stage::Paused => Phase::Paused,
            Mode::OwnPace if is_answered => Phase::Reveal,
            _ => Phase::Open,
        }
    }

    fn round(&self, pupil: &Pupil, at: usize, marks: &Marks, now: u64) -> Round {
        let place = if self.settings.mode.is_own_pace() {
            pupil.place
        } else {
            self.place
        };
        let chosen = pupil.given[at].and_then(|given| marks.name_of(given.option));
        Round {
            chosen: chosen.map(str::to_owned),
            may_change: !self.settings.mode.is_final(),
            left: self.left_in_view(pupil.extra, now),
            open: self.settings.mode.is_own_pace().then(|| self.unanswered(pupil)),
            ..self.bare_round(at, place, marks)
        }
    }

    /// At a pupil's own pace: the numbers of the questions they have not answered.
    fn unanswered(&self, pupil: &Pupil) -> Vec<usize> {
        let order = self.own_order(pupil);
        let open = order
            .iter()
            .enumerate()
            .filter(|(_, at)| pupil.given[**at].is_none());
        open.map(|(place, _)| place + 1).collect()
    }

    fn bare_round(&self, at: usize, place: usize, marks: &Marks) -> Round {
        let question = self.question(at);
        let shown = |(option, id): &(usize, String)| Shown {
            id: id.clone(),
            text: question.options()[*option].clone(),
        };
        Round {
            question: marks.question.clone(),
            number: place + 1,
            of: self.paper.questions.len(),
            text: question.text.clone(),
            lang: language_of(&question.text).to_owned(),
            options: marks.options.iter().map(shown).collect(),
            is_lettered: !self.settings.mode.is_own_pace(),
            ..Round::default()
        }
    }

    fn left_in_view(&self, extra: Extra, now: u64) -> Option<u32> {
        let left = self.watch.left(extra, now)?;
        Some(u32::try_from(left).unwrap_or(u32::MAX))
    }

    fn reveal_to(&self, pupil: usize, at: usize, marks: &Marks) -> Reveal {
        let known = &self.pupils[pupil];
        let is_poll = self.settings.mode == Mode::Poll;
        let given = known.given[at].filter(|_| !is_poll && self.keys[at].is_some());
        Reveal {
            was_right: given.map(|given| self.is_right(at, given.option)),
            was_before: !known.asked[at],
            chosen: if is_poll {
                self.chosen(at, marks)
            } else {
                Vec::new()
            },
            points: (self.settings.mode == Mode::Race).then(|| self.points(pupil)),
            ..self.bare_reveal(at, marks)
        }
    }

    fn bare_reveal(&self, at: usize, marks: &Marks) -> Reveal {
        if self.settings.mode == Mode::Poll {
            return Reveal::default();
        }
        let question = self.question(at);
        let right = marks
            .options
            .iter()
            .filter(|(option, _)| self.is_right(at, *option));
        Reveal {
            right: right.map(|(_, id)| id.clone()).collect(),
            explanation: question.explanation.clone(),
            source: question.source.clone(),
            ..Reveal::default()
        }
    }

    fn chosen(&self, at: usize, marks: &Marks) -> Vec<usize> {
        marks
            .options
            .iter()
            .map(|(option, _)| self.tally[at][*option])
            .collect()
    }

    /// Returns all that the projector shows.
    pub fn screen_view(&self, now: u64) -> View {
        let is_own_pace = self.settings.mode.is_own_pace();
        let phase = match self.stage {
            Stage::Lobby => Phase::Lobby,
            Stage::Open if self.left(now) == Some(0) => Phase::Closed,
            Stage::Open => Phase::Open,
            Stage::Paused => Phase::Paused,
            Stage::Closed => Phase::Closed,
            Stage::Reveal => Phase::Reveal,
            Stage::End => Phase::End,
        };
        let at = self.question_at(self.place);
        let at = at.filter(|_| !is_own_pace && !matches!(self.stage, Stage::Lobby | Stage::End));
        let marks = at.map(|at| {
            let order = self.letters(self.place);
            (
                at,
                Marks::in_order(self.settings.chance ^ SCREEN, at, self.question(at), Some(order)),
            )
        });
        let round = match &marks {
            Some((at, marks)) => Some(Round {
                answered: Some(self.answered(*at)),
                asked: Some(self.asked(*at)),
                left: self.left_in_view(Extra::Usual, now),
                ..self.bare_round(*at, self.place, marks)
            }),
            None if is_own_pace && matches!(phase, Phase::Open | Phase::Paused | Phase::Closed) => {
                Some(Round {
                    of: self.paper.questions.len(),
                    answered: Some(self.finished()),
                    asked: Some(self.present()),
                    left: self.left_in_view(Extra::Usual, now),
                    ..Round::default()
                })
            }
            None => None,
        };
        View {
            phase,
            mode: self.settings.mode,
            lang: self.settings.lang.clone(),
            players: self.present(),
            names: self.names_shown(),
            title: self.paper.title.clone(),
            is_locked: self.is_locked && phase != Phase::End,
            round,
            reveal: marks
                .as_ref()
                .filter(|_| phase == Phase::Reveal)
                .map(|(at, marks)| Reveal {
                    chosen: self.chosen(*at, marks),
                    ..self.bare_reveal(*at, marks)
                }),
            result: (phase == Phase::End && self.shows_places && !self.hides_names).then(|| Outcome {
                best: self.best.clone(),
                more_best: self.more_best,
                ..Outcome::default()
            }),
            whole: self.whole(),
            ..View::default()
        }
    }

    fn names_shown(&self) -> Vec<String> {
        if self.stage != Stage::Lobby || self.hides_names {
            return Vec::new();
        }
        let here = self.pupils.iter().filter(|pupil| pupil.is_in());
        here.map(|pupil| pupil.name.clone()).collect()
    }

    /// Returns the result of a pupil.
    pub fn outcome(&self, pupil: usize) -> Outcome {
        let known = &self.pupils[pupil];
        let counting = |at: &usize| self.counts_for(known, *at);
        let of = (0..known.asked.len()).filter(counting).count();
        if self.settings.mode == Mode::Poll {
            return Outcome {
                of,
                ..Outcome::default()
            };
        }
        let score = self.score(pupil);
        let better = self.scores.partition_point(|other| *other > score);
        Outcome {
            right: Some(self.right(pupil)),
            of,
            left_out: self.left_out(pupil),
            points: (self.settings.mode == Mode::Race).then(|| self.points(pupil)),
            place: self.shows_places.then_some(better + 1),
            best: match self.shows_places && !self.hides_names {
                true => self.best.clone(),
                false => Vec::new(),
            },
            more_best: match self.shows_places && !self.hides_names {
                true => self.more_best,
                false => 0,
            },
            missed: self.missed(pupil).map(|at| self.missed_at(at)).collect(),
        }
    }

    /// How many questions a pupil answered that count for nobody; nothing where there is none.
    fn left_out(&self, pupil: usize) -> Option<usize> {
        let known = &self.pupils[pupil];
        let is_out = |at: &usize| known.given[*at].is_some() && !self.counts_for(known, *at);
        let count = (0..known.given.len()).filter(is_out).count();
        (count > 0).then_some(count)
    }

    /// Returns the questions that a pupil was asked and did not answer right, in the order of asking.
    pub fn missed(&self, pupil: usize) -> impl Iterator<Item = usize> {
        let known = &self.pupils[pupil];
        let is_missed = move |at: &usize| {
            let is_right = known.given[*at].is_some_and(|given| self.is_right(*at, given.option));
            self.settings.mode != Mode::Poll && self.counts_for(known, *at) && !is_right
        };
        (0..self.paper.questions.len())
            .filter_map(|place| self.question_at(place))
            .filter(is_missed)
    }

    fn missed_at(&self, at: usize) -> Missed {
        let question = self.question(at);
        Missed {
            text: question.text.clone(),
            right: self.right_words(at),
            explanation: question.explanation.clone(),
            lang: language_of(&question.text).to_owned(),
        }
    }

    /// Returns what is right in words, as the keys stand now.
    pub fn right_words(&self, at: usize) -> String {
        let options = self.question(at).options();
        let keys = self.keys[at].iter().flatten();
        let texts: Vec<&str> = keys
            .filter_map(|key| options.get(*key))
            .map(String::as_str)
            .collect();
        texts.join("; ")
    }
}
