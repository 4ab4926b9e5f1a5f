//! One question that stands with two keys, in one deck or in several: at most one of them is right.

use std::path::Path;
use std::path::PathBuf;

use suraq::items::Item;
use suraq::items::Status;
use suraq::lexicon::fold::normalise;
use suraq::lexicon::lookup::Lookup;

/// A question that is studied, as far as others are compared with it.
pub struct Asked {
    line: usize,
    item: String,
    stem: String,
    /// What is right, as it is written, and as it is compared.
    key: String,
    right: Vec<String>,
    wrong: Vec<String>,
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
    pub fn of(line: usize, item: &Item) -> Option<Asked> {
        if item.status != Status::Accepted {
            return None;
        }
        let key = normalise(&item.key);
        let opposite = match key.as_str() {
            "true" => Some("false"),
            "false" => Some("true"),
            _ => None,
        };
        let wrong: Vec<String> = match (item.distractors.as_slice(), opposite) {
            ([], Some(opposite)) => vec![opposite.to_owned()],
            (distractors, _) => distractors.iter().map(|wrong| normalise(&wrong.text)).collect(),
        };
        let is_compared = !key.is_empty() && !wrong.is_empty();
        is_compared.then(|| Asked {
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

/// A question, and the file it stands in.
type Placed<'a> = (&'a Path, &'a Asked);

/// Finds questions that were asked before in the same words, with another key of the same options.
pub fn find<'a>(asked: impl Iterator<Item = Placed<'a>>) -> Vec<Contradiction> {
    let mut before: Lookup<&str, Vec<Placed<'a>>> = Lookup::default();
    let mut found = Vec::new();
    for one in asked {
        let known = before.of(&one.1.stem);
        found.extend(
            known
                .iter()
                .find(|known| known.1.contradicts(one.1))
                .map(|known| told(one, *known)),
        );
        known.push(one);
    }
    found
}

fn told((path, one): Placed<'_>, (known_path, known): Placed<'_>) -> Contradiction {
    let place = match path == known_path {
        true => format!("line {}", known.line),
        false => format!("{}:{}", known_path.display(), known.line),
    };
    Contradiction {
        path: path.to_owned(),
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
        let asked: Vec<(&Path, Asked)> = asked
            .filter_map(|((path, item), line)| Some((Path::new(path), Asked::of(line, item)?)))
            .collect();
        let told = |one: super::Contradiction| format!("{}:{} {}", one.path.display(), one.line, one.message);
        let found = find(asked.iter().map(|(path, one)| (*path, one)));
        found.into_iter().map(told).collect()
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
