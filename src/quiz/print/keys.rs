//! The right letters of a paper, in groups of five as they are typed and compared.

use super::now::Now;
use crate::quiz::Version;

/// Questions in a group.
const GROUP: usize = 5;

/// Groups that stand side by side on a page.
const GROUPS: usize = 6;

/// The keys of all versions for some of the questions: a row for each version.
pub(super) struct KeyTable {
    /// Numbers of the questions of each group: `1–5`.
    pub heads: Vec<String>,
    /// The letter of a version, and its groups.
    pub rows: Vec<(char, Vec<String>)>,
}

/// Returns the keys of all versions, letters only, as tables that fit the width of a page.
pub(super) fn key_tables(now: &Now<'_>) -> Vec<KeyTable> {
    let paper = now.paper();
    let all: Vec<(char, Vec<String>)> = paper
        .versions
        .iter()
        .map(|version| (version.letter, groups(now, version)))
        .collect();
    let count = paper.questions.len();
    let heads: Vec<String> = (0..count)
        .step_by(GROUP)
        .map(|first| match (first + 1, (first + GROUP).min(count)) {
            (only, last) if only == last => only.to_string(),
            (first, last) => format!("{first}–{last}"),
        })
        .collect();
    let part = |first: usize| {
        let part = first..(first + GROUPS).min(heads.len());
        KeyTable {
            heads: heads[part.clone()].to_vec(),
            rows: all
                .iter()
                .map(|(letter, groups)| (*letter, groups[part.clone()].to_vec()))
                .collect(),
        }
    };
    (0..heads.len()).step_by(GROUPS).map(part).collect()
}

/// Returns the whole key of a version in a line: `A: ACBDA CBDAA`.
pub(super) fn key_line(now: &Now<'_>, version: &Version) -> String {
    format!("{}: {}", version.letter, groups(now, version).join(" "))
}

/// The key of a version in groups. Several right letters stand in brackets; written answers are a `+`, and a question
/// that does not count is a `-`.
fn groups(now: &Now<'_>, version: &Version) -> Vec<String> {
    let sign = |place: usize| {
        let right = version.right_letters(place, &now.paper().questions);
        match right.chars().count() {
            _ if now.is_dropped(version, place) => "-".to_owned(),
            0 => "+".to_owned(),
            1 => right,
            _ => format!("({right})"),
        }
    };
    let signs: Vec<String> = (0..version.order.len()).map(sign).collect();
    signs.chunks(GROUP).map(<[String]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::{Now, key_line, key_tables};
    use crate::quiz::{Answer, Paper, Question};

    fn paper(count: usize) -> Paper {
        let question = |number: usize| Question {
            card: format!("deck/{number}"),
            text: "Which?".to_owned(),
            answer: Answer::Choice {
                options: ["w", "x", "y"].map(str::to_owned).to_vec(),
                keys: vec![number % 3],
                fixed: false,
            },
            explanation: None,
            source: None,
        };
        Paper::new("Lakes", (0..count).map(question).collect(), 3, 5)
    }

    #[test]
    fn every_version_has_a_row_and_every_question_a_letter() {
        let paper = paper(36);
        let now = Now::new(&paper, &[]);
        let tables = key_tables(&now);
        let heads: Vec<&str> = tables
            .iter()
            .flat_map(|table| &table.heads)
            .map(String::as_str)
            .collect();
        assert_eq!(
            heads,
            ["1–5", "6–10", "11–15", "16–20", "21–25", "26–30", "31–35", "36"]
        );
        assert_eq!(tables.len(), 2);
        for (at, version) in paper.versions.iter().enumerate() {
            let groups: Vec<String> = tables.iter().flat_map(|table| table.rows[at].1.clone()).collect();
            assert_eq!(
                format!("{}: {}", version.letter, groups.join(" ")),
                key_line(&now, version)
            );
            assert!(tables.iter().all(|table| table.rows[at].0 == version.letter));
            assert_eq!(groups.concat().len(), 36);
        }
    }
}
