//! Which sheet is which on every computer, and which of two states of it is the later one.
//!
//! A sheet gets an identity of its own when it is first kept, and keeps it under whatever name; each change of its
//! answers gives it a later revision. A sheet that was taken away leaves its bare identity with the revision of that.
//! Each change of a key leaves a mark, so that a key which goes on from another is told from one that contradicts it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::hash::Hasher;

use serde::Deserialize;
use serde::Serialize;
use twox_hash::XxHash3_64;

use super::forgetting::answers;
use super::namesakes;
use super::scores::Change;
use super::scores::FORMAT;
use super::scores::Results;
use super::scores::Sheet;
use crate::lexicon::fold::spelt;

/// What is known of sheets that are not there, and of how keys came to be what they are. No name stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Identities of sheets that were taken away, each with the revision of that.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gone: BTreeMap<String, u64>,
    /// For each question whose key was changed, by its number in text: a mark of each change, also of one that took others back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, BTreeSet<String>>,
}

impl Ledger {
    /// Whether nothing is noted.
    pub fn is_empty(&self) -> bool {
        *self == Ledger::default()
    }

    /// Goes back from `after` to `self` in `now`, wherever `now` is as it was then.
    pub(super) fn put_back(&self, after: &Ledger, now: &mut Ledger) {
        turn(&self.gone, &after.gone, &mut now.gone);
        turn(&self.keys, &after.keys, &mut now.keys);
    }
}

/// Gives each entry that `to` and `from` have otherwise the value of `to`, where it has that of `from`.
fn turn<K: Clone + Ord, V: Clone + PartialEq>(
    to: &BTreeMap<K, V>,
    from: &BTreeMap<K, V>,
    now: &mut BTreeMap<K, V>,
) {
    let keys: BTreeSet<&K> = to.keys().chain(from.keys()).collect();
    for key in keys {
        if to.get(key) == from.get(key) || now.get(key) != from.get(key) {
            continue;
        }
        match to.get(key) {
            Some(value) => now.insert(key.clone(), value.clone()),
            None => now.remove(key),
        };
    }
}

/// From where new identities and revisions come.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Milliseconds of the clock.
    pub now: u64,
    /// What no other computer has.
    pub chance: u64,
}

impl Results {
    /// Gives sheets of an older program an identity that follows from name, version and answers, so that every
    /// computer comes to the same.
    pub fn identify(&mut self) {
        let mut alike: BTreeMap<String, u64> = BTreeMap::new();
        let (origin, mut gone) = (self.origin.clone(), Vec::new());
        let mut named = |sheet: &Sheet| {
            let name = match sheet.steps.told_apart {
                Some(_) => namesakes::base(&sheet.pupil),
                None => &sheet.pupil,
            };
            let name = spelt(&namesakes::name_at("", &origin, name));
            let told = format!("{name}\n{}\n{}", sheet.version, answers(&sheet.given));
            let number = alike.entry(told.clone()).or_default();
            *number += 1;
            identity(&[told.as_bytes(), &number.to_le_bytes()])
        };
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.id.is_empty()) {
            sheet.id = named(sheet);
        }
        for sheet in self.aside.iter_mut().filter(|sheet| sheet.id.is_empty()) {
            sheet.id = named(sheet);
            // A step that was taken back took nothing away.
            if sheet.steps.away.is_none() || sheet.steps.away != sheet.steps.brought {
                gone.push(sheet.id.clone());
            }
        }
        for id in gone {
            self.ledger.gone.entry(id).or_default();
        }
    }

    /// The identities that the sheets have where an older program kept them all.
    pub(super) fn identities_by_name(&self) -> Vec<String> {
        let mut plain = self.clone();
        plain.sheets.iter_mut().for_each(|sheet| sheet.id.clear());
        plain.identify();
        plain.sheets.into_iter().map(|sheet| sheet.id).collect()
    }

    /// Notes what changed since `before`: new sheets get an identity, those with other answers a later revision,
    /// those that went leave theirs, and changes of the key leave their marks.
    pub fn settle(&mut self, before: &Results, moment: Moment) {
        self.format = FORMAT;
        self.name_new(moment);
        let was: BTreeMap<&str, &Sheet> = before.sheets.iter().map(|sheet| (&*sheet.id, sheet)).collect();
        for sheet in &mut self.sheets {
            let gone = self.ledger.gone.remove(&sheet.id);
            let known = was.get(&*sheet.id);
            let last = known
                .map(|known| known.revision)
                .max(gone)
                .unwrap_or_default()
                .max(sheet.revision);
            let is_same =
                known.is_some_and(|known| (known.version, &known.given) == (sheet.version, &sheet.given));
            let is_new = known.is_none() && gone.is_none() && last > 0;
            sheet.revision = match is_same || is_new {
                true => last,
                false => moment.now.max(last + 1),
            };
        }
        let here: BTreeSet<&str> = self.sheets.iter().map(|sheet| &*sheet.id).collect();
        for sheet in before.sheets.iter().filter(|sheet| !here.contains(&*sheet.id)) {
            let revision = moment.now.max(sheet.revision + 1);
            self.ledger.gone.insert(sheet.id.clone(), revision);
        }
        self.mark_keys(before, moment);
    }

    /// Gives each sheet without an identity one that no other has.
    fn name_new(&mut self, moment: Moment) {
        let mut used: BTreeSet<String> = self.ledger.gone.keys().cloned().collect();
        used.extend(self.aside.iter().map(|sheet| sheet.id.clone()));
        let mut here: BTreeSet<String> = BTreeSet::new();
        for sheet in &mut self.sheets {
            // No two sheets that count are one.
            if !here.insert(sheet.id.clone()) {
                sheet.id.clear();
            }
        }
        used.append(&mut here);
        let mut number = 0_u64;
        for sheet in self.sheets.iter_mut().chain(&mut self.aside) {
            while sheet.id.is_empty() {
                number += 1;
                let given = answers(&sheet.given);
                let id = identity(&[
                    &moment.chance.to_le_bytes(),
                    &moment.now.to_le_bytes(),
                    &number.to_le_bytes(),
                    given.as_bytes(),
                ]);
                if used.insert(id.clone()) {
                    sheet.id = id;
                }
            }
        }
    }

    fn mark_keys(&mut self, before: &Results, moment: Moment) {
        let all = self.changes.iter().chain(&before.changes);
        let questions: BTreeSet<usize> = all.map(Change::question).collect();
        for question in questions {
            let now = of_question(&self.changes, question);
            if now == of_question(&before.changes, question) {
                continue;
            }
            let mut marks = before.key_marks(question);
            let told = serde_json::to_string(&now).unwrap_or_default();
            marks.insert(identity(&[
                &moment.chance.to_le_bytes(),
                &moment.now.to_le_bytes(),
                &marks.len().to_le_bytes(),
                told.as_bytes(),
            ]));
            self.ledger.keys.insert(question.to_string(), marks);
        }
    }

    /// The marks of all changes that led to the key of a question. An older program left none: there they follow
    /// from the changes.
    pub(super) fn key_marks(&self, question: usize) -> BTreeSet<String> {
        if let Some(marks) = self.ledger.keys.get(&question.to_string()) {
            return marks.clone();
        }
        let changes = of_question(&self.changes, question);
        let mark = |count: usize| {
            let told = serde_json::to_string(&changes[..count]).unwrap_or_default();
            identity(&[told.as_bytes()])
        };
        (1..=changes.len()).map(mark).collect()
    }
}

/// The changes of the key of one question.
pub(super) fn of_question(changes: &[Change], question: usize) -> Vec<Change> {
    let of_it = changes.iter().filter(|change| change.question() == question);
    of_it.copied().collect()
}

fn identity(parts: &[&[u8]]) -> String {
    let mut hash = XxHash3_64::with_seed(0);
    for part in parts {
        hash.write(part);
        hash.write_u8(0xff);
    }
    format!("{:016x}", hash.finish())
}
