//! Keys that were changed on several computers, united.
//!
//! A key that goes on from another one is the later of both, also where it takes a change back. Two that were
//! changed apart must have come to the same; which of them is right nobody can tell but a person.

use std::collections::BTreeSet;

use super::joining::JoinError;
use super::ledger::of_question;
use super::paper::Paper;
use super::scores;
use super::scores::Change;
use super::scores::Results;

/// How the key of a question came to be what it is.
#[derive(Clone)]
struct Past {
    changes: Vec<Change>,
    marks: BTreeSet<String>,
}

impl Past {
    fn of(results: &Results, question: usize) -> Past {
        Past {
            changes: of_question(&results.changes, question),
            marks: results.key_marks(question),
        }
    }

    /// The options that are right, in their order; `None` where the question does not count.
    fn right(&self, paper: &Paper, question: usize) -> Option<Vec<usize>> {
        let mut right = scores::keys(paper, &self.changes).swap_remove(question)?;
        right.sort_unstable();
        Some(right)
    }
}

/// Brings the changes of the key in `theirs` into `ours`, question by question.
///
/// Errors: a key was changed in two ways; nothing is changed then.
pub(super) fn unite(paper: &Paper, ours: &mut Results, theirs: &Results) -> Result<(), JoinError> {
    let mut changes = Vec::new();
    let mut keys = ours.ledger.keys.clone();
    for question in 0..paper.questions.len() {
        let past = met(
            paper,
            question,
            Past::of(ours, question),
            Past::of(theirs, question),
        )?;
        changes.extend(past.changes);
        if !past.marks.is_empty() {
            keys.insert(question.to_string(), past.marks);
        }
    }
    ours.changes = changes;
    ours.ledger.keys = keys;
    Ok(())
}

fn met(paper: &Paper, question: usize, ours: Past, theirs: Past) -> Result<Past, JoinError> {
    if theirs.marks.is_subset(&ours.marks) {
        return Ok(ours);
    }
    if ours.marks.is_subset(&theirs.marks) {
        return Ok(theirs);
    }
    let [right, right_there] = [&ours, &theirs].map(|past| past.right(paper, question));
    if right != right_there {
        return Err(JoinError::Key {
            question,
            place: paper.place(question),
            ours: right,
            theirs: right_there,
        });
    }
    let told = |past: &Past| serde_json::to_string(&past.changes).unwrap_or_default();
    let fuller = |past: &Past| (past.changes.len(), told(past));
    let changes = match fuller(&theirs) > fuller(&ours) {
        true => theirs.changes,
        false => ours.changes,
    };
    Ok(Past {
        changes,
        marks: ours.marks.union(&theirs.marks).cloned().collect(),
    })
}
