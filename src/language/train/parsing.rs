//! Training a parser: whole derivations compared, corrected where they go apart most.
//!
//! Source: Collins and Roark 2004; Huang, Fayong and Guo 2012 (maximum violation).

use super::Lesson;
use super::Plan;
use super::learner::Learner;
use super::oracle;
use super::rounds;
use crate::language::feature::Features;
use crate::language::line::Line;
use crate::language::parser;
use crate::language::parser::Beam;
use crate::language::transition::Arena;
use crate::language::transition::Move;
use crate::language::transition::State;
use crate::language::weights::Row;

/// Learns to parse from `lessons`, as often as `plan` says.
///
/// `width` derivations go side by side; `told` hears of each round as it begins, from 1.
pub fn learn(lessons: &[&Lesson], width: usize, plan: Plan, told: impl Fn(usize)) -> Vec<Row> {
    let gold: Vec<Vec<Move>> = lessons
        .iter()
        .map(|lesson| oracle::moves(&lesson.heads))
        .collect();
    rounds(plan, lessons.len(), told, |at, learner| {
        learner.tick();
        learn_one(&lessons[at].line, &gold[at], width, learner);
    })
}

/// Parses one sentence and, if another derivation won, corrects up to where it led most.
fn learn_one(line: &Line, gold: &[Move], width: usize, learner: &mut Learner<3>) {
    let mut beam = Beam::new(line.len(), width, i64::MAX);
    let mut right = Walk::new(line.len());
    // Lead of the best wrong derivation, its last step, and how many moves it has.
    let mut worst: Option<(i64, usize, usize)> = None;
    for (made, &step) in gold.iter().enumerate() {
        let candidates = beam.candidates(learner, line);
        beam.advance(&candidates);
        right.make(line, step, learner);
        let lead = beam.steps[beam.round].score - right.score;
        if lead >= worst.map_or(0, |(lead, ..)| lead) {
            worst = Some((lead, beam.round, made + 1));
        }
    }
    let Some((_, mut at, count)) = worst else { return };
    let mut wrong = Vec::with_capacity(count);
    while wrong.len() < count {
        wrong.push(beam.steps[at].by);
        at = beam.steps[at].previous as usize;
    }
    wrong.reverse();
    let shared = wrong.iter().zip(gold).take_while(|(a, b)| a == b).count();
    if shared == count {
        return;
    }
    correct(line, &wrong, shared, -1, learner);
    correct(line, &gold[..count], shared, 1, learner);
}

/// One derivation made move by move.
struct Walk {
    arena: Arena,
    state: State,
    features: Features,
    score: i64,
}

impl Walk {
    fn new(count: usize) -> Walk {
        let arena = Arena::new(count);
        Walk {
            state: arena.start(),
            arena,
            features: Features::default(),
            score: 0,
        }
    }

    fn make(&mut self, line: &Line, step: Move, learner: &Learner<3>) {
        parser::look(line, &self.arena, &self.state, &mut self.features);
        let scores = parser::weigh(learner, &self.features);
        self.score += i64::from(scores[step as usize]);
        self.state = self.arena.make(&self.state, step);
    }
}

/// Changes the weights of the moves from `shared` on by `by`.
fn correct(line: &Line, moves: &[Move], shared: usize, by: i32, learner: &mut Learner<3>) {
    let mut arena = Arena::new(line.len());
    let mut state = arena.start();
    let mut features = Features::default();
    for (at, &step) in moves.iter().enumerate() {
        if at >= shared {
            parser::look(line, &arena, &state, &mut features);
            learner.change(features.keys(), step as usize, by);
        }
        state = arena.make(&state, step);
    }
}
