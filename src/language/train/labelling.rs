//! Training the labels on trees whose heads are right.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::Lesson;
use super::Plan;
use super::learner::Learner;
use crate::language::feature::Features;
use crate::language::labels::Tree;
use crate::language::tagger::best;
use crate::language::weights::Row;

/// Room for relations with subtypes; the treebanks have about 50.
pub const CLASSES: usize = 64;

/// Learns relations from `lessons`, as often as `plan` says, in an order that `seed` shuffles.
pub fn learn(lessons: &[Lesson], plan: Plan, seed: u64) -> Vec<Row> {
    let mut learner = Learner::default();
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    for epoch in 0..plan.open + plan.closed {
        if epoch == plan.open {
            learner.close(plan.rows);
        }
        order.shuffle(&mut chance);
        for &at in &order {
            learn_one(&lessons[at], &mut learner);
        }
    }
    learner.averaged(plan.rows)
}

fn learn_one(lesson: &Lesson, learner: &mut Learner<CLASSES>) {
    let mut tree = Tree::new(&lesson.line, &lesson.heads);
    let mut features = Features::default();
    let mut scores = [0; CLASSES];
    for token in tree.order() {
        tree.look(token, &mut features);
        let guess = best(learner, &features, &mut scores);
        let right = lesson.relations[token];
        learner.tick();
        if guess != right {
            learner.change(features.keys(), usize::from(right), 1);
            learner.change(features.keys(), usize::from(guess), -1);
        }
        tree.set(token, guess);
    }
}
