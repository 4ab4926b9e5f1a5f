//! Wrong options of a word by choice: other words of its deck.

use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

use crate::items::Distractor;
use crate::items::Status;
use crate::lexicon::fold::fold;

use super::Direction;
use super::Script;
use super::Term;
use super::term::without_gloss;

/// How many wrong options a card by choice gets at most.
const DISTRACTORS: usize = 3;

/// From this likeness on a word is recognised in the other language; ours, found on the shipped terms:
/// журналист and journalist are above it, экономист and statesman below.
const ALIKE: f64 = 0.75;

impl Term {
    /// Whether its English is a word that a reader of either script recognises in the Kazakh one: `министр`.
    ///
    /// Spellings are compared folded, without glosses; alike are those that share three letters of four.
    fn looks_alike(&self) -> bool {
        let kazakh = fold(&self.kk_cyrl);
        let english = std::iter::once(&self.en).chain(&self.accept_en);
        let mut english = english.map(|word| fold(&without_gloss(word).unwrap_or_else(|| word.clone())));
        english.any(|word| strsim::normalized_damerau_levenshtein(&word, &kazakh) >= ALIKE)
    }

    /// Wrong options of the same part of speech; none unless at least two are sure, and none for a word
    /// that is recognised in the other language.
    pub(super) fn distractors(
        &self,
        direction: Direction,
        terms: &[Term],
        script: Script,
    ) -> Vec<Distractor> {
        // Among options in sight a look-alike is recognised, not known.
        if self.asked_definition().is_none() && self.looks_alike() {
            return Vec::new();
        }
        let own = self.forms();
        let mut rivals: Vec<(&Term, BTreeSet<String>)> = terms
            .iter()
            .filter(|term| term.id != self.id && term.pos == self.pos && term.status == Status::Accepted)
            .filter(|term| self.asked_definition().is_none() || term.definition.is_some())
            .map(|term| (term, term.forms()))
            .filter(|(_, forms)| forms.is_disjoint(&own))
            .collect();
        rivals.sort_by_cached_key(|(term, _)| self.remoteness(term, direction));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut distractors = Vec::new();
        for (term, forms) in rivals {
            // Two options that mean the same would both be seen to be wrong.
            if distractors.len() == DISTRACTORS || !forms.is_disjoint(&taken) {
                continue;
            }
            taken.extend(forms);
            distractors.push(match direction {
                Direction::EnKk => Distractor {
                    text: term.kazakh(script).into_owned(),
                    why: Some(format!("that means {}", term.en)),
                },
                Direction::KkEn => Distractor {
                    text: match self.asked_definition() {
                        Some(_) => term.definition.clone().unwrap_or_default(),
                        None => term.en.clone(),
                    },
                    why: Some(format!("that is {}", term.kazakh(script))),
                },
            });
        }
        if distractors.len() < 2 {
            distractors.clear();
        }
        distractors
    }

    /// Orders rivals: same topic first, then those of a like length so that length gives
    /// nothing away, then in an order of its own for every term.
    fn remoteness(&self, other: &Term, direction: Direction) -> (bool, usize, u64) {
        let shown = |term: &Term| match direction {
            Direction::EnKk => term.kk_cyrl.chars().count(),
            Direction::KkEn => {
                let definition = term.definition.as_ref().filter(|_| self.by_definition);
                definition.unwrap_or(&term.en).chars().count()
            }
        };
        let chance = XxHash3_64::oneshot(format!("{}/{}/{direction}", self.id, other.id).as_bytes());
        (
            self.topic != other.topic,
            shown(self).abs_diff(shown(other)) / 4,
            chance,
        )
    }
}
