//! One question that stands with two keys, in one deck or in several: at most one of them is right.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use suraq::items::Item;
use suraq::items::Status;
use suraq::lexicon::fold::normalise;

/// A question that is studied, as far as others are compared with it.
pub struct Asked {
    path: PathBuf,
    line: usize,
    item: String,
    stem: String,
    /// What is right, as it is written, and as it is compared.
    key: String,
    right: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

/// Advice on one question: the file and the line of the second, the second itself, and what is said of it.
pub struct Contradiction {
    /// File of the question.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// Its id.
    pub item: String,
    /// What is said.
    pub message: String,
}

impl Asked {
    /// The question of an item; `None` where it is not studied, or has no wrong answer that another could have as its
    /// key.
    pub fn of(path: &Path, line: usize, item: &Item) -> Option<Asked> {
        let key = normalise(&item.key);
        let opposite = match key.as_str() {
            "true" => Some("false"),
            "false" => Some("true"),
            _ => None,
        };
        let wrong: BTreeSet<String> = match (item.distractors.as_slice(), opposite) {
            ([], Some(opposite)) => [opposite.to_owned()].into(),
            (distractors, _) => distractors.iter().map(|wrong| normalise(&wrong.text)).collect(),
        };
        let is_compared = item.status == Status::Accepted && !key.is_empty() && !wrong.is_empty();
        is_compared.then(|| Asked {
            path: path.to_owned(),
            line,
            item: item.id.0.clone(),
            stem: normalise(&item.stem),
            key: item.key.clone(),
            right: item
                .accept
                .iter()
                .map(|other| normalise(other))
                .chain([key])
                .collect(),
            wrong,
        })
    }

    /// Whether each of two questions has the key of the other among its wrong options.
    fn contradicts(&self, other: &Asked) -> bool {
        let [one, two] = [&self.key, &other.key].map(|key| normalise(key));
        let is_right = self.right.contains(&two) || other.right.contains(&one);
        self.wrong.contains(&two) && other.wrong.contains(&one) && !is_right
    }
}

/// Finds questions that were asked before in the same words, with another key of the same options.
pub fn find(asked: &[Asked]) -> Vec<Contradiction> {
    let mut before: BTreeMap<&str, Vec<&Asked>> = BTreeMap::new();
    let mut found = Vec::new();
    for one in asked {
        let known = before.entry(&one.stem).or_default();
        found.extend(
            known
                .iter()
                .find(|known| known.contradicts(one))
                .map(|known| told(one, known)),
        );
        known.push(one);
    }
    found
}

fn told(one: &Asked, known: &Asked) -> Contradiction {
    let place = match one.path == known.path {
        true => format!("line {}", known.line),
        false => format!("{}:{}", known.path.display(), known.line),
    };
    Contradiction {
        path: one.path.clone(),
        line: one.line,
        item: one.item.clone(),
        message: format!(
            "`{}` asks the same ({place}) with another key: `{}` is right there, `{}` here; change or retire the wrong \
             one",
            known.item, known.key, one.key
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use suraq::items::{Distractor, Item, ItemId, Status};

    use super::{Asked, find};

    fn item(id: &str, stem: &str, key: &str, wrong: &[&str]) -> Item {
        let wrong = wrong.iter().map(|text| Distractor {
            text: (*text).to_owned(),
            why: None,
        });
        Item {
            id: ItemId(id.to_owned()),
            distractors: wrong.collect(),
            ..Item::new(stem, key)
        }
    }

    fn told(items: &[(&str, Item)]) -> Vec<String> {
        let asked = items.iter().zip(1..);
        let asked: Vec<Asked> = asked
            .filter_map(|((path, item), line)| Asked::of(Path::new(path), line, item))
            .collect();
        let told = |one: super::Contradiction| format!("{}:{} {}", one.path.display(), one.line, one.message);
        find(&asked).into_iter().map(told).collect()
    }

    #[test]
    fn the_same_question_with_another_key_of_its_options_is_told() {
        let first = item("q1", "In which year?", "1465", &["1500", "1511"]);
        let second = item("q7", " in which year? ", "1500", &["1511", "1465"]);
        assert_eq!(
            told(&[("a.toml", first.clone()), ("b.toml", second.clone())]),
            [
                "b.toml:2 `q1` asks the same (a.toml:1) with another key: `1465` is right there, `1500` here; change or \
              retire the wrong one"
            ]
        );
        assert!(told(&[("a.toml", first.clone()), ("a.toml", second)])[0].contains("(line 1)"));
        let denied = [
            item("s1", "It froze.", "true", &[]),
            item("s2", "It froze.", "false", &[]),
        ];
        assert_eq!(told(&denied.map(|item| ("a.toml", item))).len(), 1);
    }

    #[test]
    fn questions_with_other_options_or_the_same_key_are_two() {
        let first = item("q1", "In which year?", "1465", &["1500", "1511"]);
        let both_right = Item {
            accept: vec!["1500".to_owned()],
            ..first.clone()
        };
        let retired = Item {
            status: Status::Retired { successor: None },
            ..item("q2", "In which year?", "1500", &["1465"])
        };
        for other in [
            item("q2", "In which year?", "1465", &["1500", "1511"]),
            item("q2", "In which year?", "1848", &["1849", "1850"]),
            item("q2", "In which month?", "1500", &["1465", "1511"]),
            item("q2", "In which year?", "1500", &[]),
            retired,
        ] {
            assert_eq!(told(&[("a.toml", first.clone()), ("b.toml", other)]), [""; 0]);
        }
        let other = item("q2", "In which year?", "1500", &["1465", "1511"]);
        assert_eq!(told(&[("a.toml", other), ("b.toml", both_right)]).len(), 0);
    }
}
