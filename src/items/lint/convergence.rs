//! L28: the key is not the option that shares most parts with the others.

use super::Check;
use super::Context;
use super::Finding;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Choice;
use crate::items::anatomy::ValueKind;
use crate::lexicon::fold::fold;

/// See the file's first line.
pub struct Convergence;

impl Check for Convergence {
    fn id(&self) -> &'static str {
        "L28"
    }

    fn rule(&self) -> &'static str {
        "of options in several parts the key is not the one that shares most with the others"
    }

    fn check(&self, item: &Anatomy<'_>, _context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if item.distractors().len() < 2 || key.value.kind != ValueKind::Words {
            return Vec::new();
        }
        let parts: Vec<Vec<String>> = item.options.iter().map(parts).collect();
        if !parts.iter().all(|own| own.len() > 1) {
            return Vec::new();
        }
        let shared = |at: usize| -> usize {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            others
                .map(|(_, other)| other.iter().filter(|part| parts[at].contains(part)).count())
                .sum()
        };
        let most = (1..parts.len()).map(shared).max().unwrap_or(0);
        if shared(0) > most {
            return warn(
                "L28",
                format!("the key `{}` shares most parts with the other options", key.text),
            );
        }
        Vec::new()
    }
}

fn parts(option: &Choice<'_>) -> Vec<String> {
    option
        .text
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(fold)
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{choice, passes, warns};

    #[test]
    fn finds_a_key_where_the_options_meet() {
        warns(
            "L28",
            &choice(
                "Who founded the Ulu party?",
                "Ann Lund and Otto Velk",
                &["Ann Lund and Dina Berdi", "Marat Keneev and Otto Velk"],
            ),
        );
    }

    #[test]
    fn leaves_even_pairs_and_single_names_alone() {
        passes(
            "L28",
            &choice(
                "Who founded the Ulu party?",
                "Ann Lund and Otto Velk",
                &["Ann Lund and Dina Berdi", "Dina Berdi and Otto Velk"],
            ),
        );
        passes(
            "L28",
            &choice(
                "Who founded the Ulu party?",
                "Ann Lund",
                &["Otto Velk", "Dina Berdi"],
            ),
        );
    }
}
