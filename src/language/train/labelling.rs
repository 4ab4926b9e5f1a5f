//! Training the labels on trees whose heads are right.

use super::Lesson;
use super::Plan;
use super::learner::Learner;
use super::rounds;
use crate::language::feature::Features;
use crate::language::labels::Tree;
use crate::language::tagger::best;
use crate::language::weights::Row;

/// Room for relations with subtypes; the treebanks have about 50.
pub const CLASSES: usize = 64;

/// Learns relations from `lessons`, as often as `plan` says.
pub fn learn(lessons: &[Lesson], plan: Plan) -> Vec<Row> {
    rounds(
        plan,
        lessons.len(),
        |_| {},
        |at, learner| learn_one(&lessons[at], learner),
    )
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
