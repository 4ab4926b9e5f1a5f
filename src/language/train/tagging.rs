//! Training the tagger, and tagging its own training sentences as if they were new.

use super::Plan;
use super::learner::Learner;
use super::rounds;
use super::treebank::Tree;
use crate::language::feature::Features;
use crate::language::tagger;
use crate::language::tagset::TagId;
use crate::language::weights::Row;

/// Room for tag pairs; the treebanks have about 110.
pub const CLASSES: usize = 128;

/// Learns to tag from `trees`, as often as `plan` says.
pub fn learn(trees: &[&Tree], plan: Plan) -> Vec<Row> {
    let mut features = Features::default();
    rounds(
        plan,
        trees.len(),
        |_| {},
        |at, learner| {
            learn_one(trees[at], learner, &mut features);
        },
    )
}

/// Tags one sentence as it would be, and corrects each mistake.
fn learn_one(tree: &Tree, learner: &mut Learner<CLASSES>, features: &mut Features) {
    let mut tags: Vec<TagId> = Vec::with_capacity(tree.forms.len());
    let mut scores = [0; CLASSES];
    for at in 0..tree.forms.len() {
        tagger::look(&tree.forms, &tags, at, features);
        let guess = tagger::best(learner, features, &mut scores);
        let right = tree.tags[at];
        learner.tick();
        if guess != right {
            learner.change(features.keys(), usize::from(right), 1);
            learner.change(features.keys(), usize::from(guess), -1);
        }
        tags.push(guess);
    }
}
