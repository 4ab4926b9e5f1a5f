//! What is kept of a game: the same as of a class on paper, so that the same is told of it.

use super::pupil::Pupil;
use super::room::Room;
use super::wire::Mode;
use crate::quiz::Answer;
use crate::quiz::Paper;
use crate::quiz::scores;
use crate::quiz::scores::Given;
use crate::quiz::scores::Results;
use crate::quiz::scores::Sheet;

impl Room {
    /// Returns the answers of all who take part and were asked something. A question that did not come to a
    /// pupil, who joined late or for whom it was left out, was not asked, which is not wrong.
    pub fn results(&self) -> Results {
        let were_asked = |pupil: &&Pupil| pupil.is_in() && pupil.asked.contains(&true);
        let sheet = |pupil: &Pupil| {
            let given = (0..pupil.given.len()).map(|at| given(pupil, at)).collect();
            Sheet::new(pupil.name.clone(), 'A', given)
        };
        Results {
            format: scores::FORMAT,
            code: self.paper.code.clone(),
            sheets: self.pupils.iter().filter(were_asked).map(sheet).collect(),
            changes: self.changes.clone(),
            events: Some(self.events),
            ..Results::default()
        }
    }

    /// Returns the questions as they are kept: those of a poll have nothing that is right.
    pub fn kept_paper(&self) -> Paper {
        let mut paper = self.paper.clone();
        if self.settings.mode == Mode::Poll {
            for question in &mut paper.questions {
                if let Answer::Choice { keys, .. } = &mut question.answer {
                    keys.clear();
                }
            }
        }
        paper
    }
}

fn given(pupil: &Pupil, at: usize) -> Given {
    match (pupil.asked[at], pupil.given[at]) {
        (false, _) => Given::NotAsked,
        (true, None) => Given::Open,
        (true, Some(given)) => Given::Option(given.option),
    }
}
