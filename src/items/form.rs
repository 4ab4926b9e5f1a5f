//! How an item can be answered away from the program: on paper, and in other programs' quizzes.

use super::Item;
use super::Kind;

/// A key of more words or letters than this is judged by a person.
const WRITTEN_WORDS: usize = 6;
const WRITTEN_LETTERS: usize = 40;

/// What the true-false type says before and after its statement.
const ASKS_TRUTH: &str = "True or false?";
const ASKS_CORRECTION: &str = "If false,";

/// How an item is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// One option of several is right.
    Choice {
        /// The right one.
        key: String,
        /// The wrong ones, each with why it is wrong where that is known.
        wrong: Vec<(String, Option<String>)>,
    },
    /// A statement is true or false.
    Truth {
        /// The statement alone.
        statement: String,
        /// Whether it is true.
        is_true: bool,
        /// What a false one should have said; asked for by the stem.
        correction: Option<String>,
    },
    /// A number is written.
    Number {
        /// With digits and a point only: `2297`, `38.2`.
        plain: String,
        /// How far off an answer may be, absolute.
        tolerance: f64,
    },
    /// A few words are written.
    Short {
        /// All that are right, the key first.
        answers: Vec<String>,
    },
    /// Several parts are written, in any order.
    Set {
        /// The parts.
        keys: Vec<String>,
    },
    /// Things are put in order.
    Order {
        /// In the right one.
        keys: Vec<String>,
    },
    /// Each left half is matched with a right one.
    Matching {
        /// The pairs.
        pairs: Vec<(String, String)>,
        /// Right halves that belong to none.
        spare: Vec<String>,
    },
    /// A sentence or more is written, and a person judges it.
    Free {
        /// What a good answer says.
        model: String,
    },
}

/// Returns the form of `item`.
///
/// Dead options are left out as long as two wrong ones remain.
pub fn form(item: &Item) -> Form {
    let item = item.as_asked();
    let item = item.as_ref();
    let detail = &item.detail;
    if item.kind == Some(Kind::TrueFalse) {
        return truth(item);
    }
    if !detail.pairs.is_empty() {
        return Form::Matching {
            pairs: detail.pairs.clone(),
            spare: item.distractors.iter().map(|wrong| wrong.text.clone()).collect(),
        };
    }
    if !detail.keys.is_empty() {
        let keys = detail.keys.clone();
        return match detail.ordered {
            true => Form::Order { keys },
            false => Form::Set { keys },
        };
    }
    if !item.distractors.is_empty() {
        let wrong = item.distractors.iter();
        return Form::Choice {
            key: item.key.clone(),
            wrong: wrong
                .map(|wrong| (wrong.text.clone(), wrong.why.clone()))
                .collect(),
        };
    }
    if let Some(plain) = plain_number(&item.key) {
        let value: f64 = plain.parse().unwrap_or_default();
        return Form::Number {
            tolerance: detail.tolerance.map_or(0.0, |share| (share * value).abs()),
            plain,
        };
    }
    match is_short(&item.key) && detail.keywords.is_empty() {
        true => Form::Short {
            answers: std::iter::once(&item.key).chain(&item.accept).cloned().collect(),
        },
        false => Form::Free { model: model(item) },
    }
}

fn truth(item: &Item) -> Form {
    let statement = item.stem.strip_prefix(ASKS_TRUTH).unwrap_or(&item.stem).trim();
    let (statement, correction) = match statement.split_once(ASKS_CORRECTION) {
        Some((statement, _)) => (statement.trim_end(), item.detail.correction.clone()),
        None => (statement, None),
    };
    Form::Truth {
        statement: statement.to_owned(),
        is_true: item.key.eq_ignore_ascii_case("true"),
        correction,
    }
}

/// `2,297` as `2297`; `None` of anything with a unit, a sign or words.
fn plain_number(key: &str) -> Option<String> {
    let (whole, rest) = key
        .split_once('.')
        .map_or((key, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| is_digits(first))?;
    let others: Vec<&str> = groups.collect();
    let is_grouped = first.len() <= 3 && others.iter().all(|group| group.len() == 3 && is_digits(group));
    if !others.is_empty() && !is_grouped || rest.is_some_and(|rest| !is_digits(rest)) {
        return None;
    }
    let whole = format!("{first}{}", others.concat());
    Some(match rest {
        Some(rest) => format!("{whole}.{rest}"),
        None => whole,
    })
}

fn is_short(key: &str) -> bool {
    !key.is_empty() && key.chars().count() <= WRITTEN_LETTERS && key.split(' ').count() <= WRITTEN_WORDS
}

fn model(item: &Item) -> String {
    if !item.key.is_empty() {
        return item.key.clone();
    }
    let groups = item.detail.keywords.iter().map(|group| group.join(" or "));
    groups.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::{Form, form};
    use crate::items::{Distractor, Item, Kind};

    #[test]
    fn a_number_is_written_with_digits() {
        let plain = |key: &str| match form(&Item::new("How many?", key)) {
            Form::Number { plain, .. } => Some(plain),
            _ => None,
        };
        assert_eq!(plain("2,297").as_deref(), Some("2297"));
        assert_eq!(plain("1,002,297.5").as_deref(), Some("1002297.5"));
        assert_eq!(plain("1911").as_deref(), Some("1911"));
        for other in [
            "2,29",
            "22,97",
            "12 per cent",
            "-4",
            "1.2.3",
            "12,",
            "about 5",
            "",
        ] {
            assert_eq!(plain(other), None, "{other}");
        }
    }

    #[test]
    fn an_estimate_says_how_far_off_it_may_be() {
        let mut guess = Item::new("Roughly how many?", "2,000");
        guess.detail.tolerance = Some(0.2);
        let Form::Number { tolerance, .. } = form(&guess) else {
            panic!("no number");
        };
        assert!((tolerance - 400.0).abs() < 1e-9);
    }

    #[test]
    fn a_statement_stands_without_what_its_type_says_around_it() {
        let mut claim = Item::new(
            "True or false? Oron froze in 1911. If false, give the right year.",
            "false",
        );
        claim.kind = Some(Kind::TrueFalse);
        claim.detail.correction = Some("1912".to_owned());
        let Form::Truth {
            statement,
            is_true,
            correction,
        } = form(&claim)
        else {
            panic!("no statement");
        };
        assert_eq!(statement, "Oron froze in 1911.");
        assert!(!is_true);
        assert_eq!(correction.as_deref(), Some("1912"));
    }

    #[test]
    fn lists_pairs_and_options_are_told_apart() {
        let mut list = Item::new("Put these in order.", "");
        list.detail.keys = vec!["a".into(), "b".into(), "c".into()];
        list.detail.ordered = true;
        assert!(matches!(form(&list), Form::Order { .. }));
        list.detail.ordered = false;
        assert!(matches!(form(&list), Form::Set { .. }));
        list.detail.pairs = vec![("x".into(), "1".into())];
        assert!(matches!(form(&list), Form::Matching { .. }));
        let mut choice = Item::new("Which lake?", "Oron");
        choice.distractors = vec![Distractor {
            text: "Velk".into(),
            why: None,
        }];
        assert!(matches!(form(&choice), Form::Choice { .. }));
    }

    #[test]
    fn a_long_answer_is_judged_by_a_person() {
        let long = Item::new(
            "Why?",
            "because the dam that held the upper lake broke in the spring flood",
        );
        assert!(matches!(form(&long), Form::Free { .. }));
        let mut short = Item::new("Which lake?", "Oron");
        short.accept = vec!["Lake Oron".into()];
        assert_eq!(
            form(&short),
            Form::Short {
                answers: vec!["Oron".into(), "Lake Oron".into()]
            }
        );
    }
}
