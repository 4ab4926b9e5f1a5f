//! Grading what was typed against what was asked.
//!
//! [`grade`] takes an item and the learner's words and gives a [`Verdict`]: an
//! outcome, a credit, a reason in one sentence and the difference letter by
//! letter. The sort of answer (date, number, name, …) follows from the kind of
//! the item and the form of its key. Nothing here knows a card, a schedule or a
//! screen, and no answer is known but those of the item itself.

mod choices;
mod dates;
pub mod difference;
mod edits;
mod eras;
mod expected;
mod forms;
mod free_text;
mod kazakh;
mod languages;
mod names;
mod nearest_word;
mod numbers;
mod pairs;
mod sets;
mod spelling;
mod values;
pub mod verdict;

use crate::items::Item;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::normalise;
pub use choices::grade_choice;
pub use difference::Part;
use expected::Expected;
pub use expected::short_names;
use forms::Form;
pub use languages::Word;
pub use languages::has_cyrillic_word;
use names::NameKey;
use names::Sort;
pub use nearest_word::nearest_word;
pub use nearest_word::other_spellings;
pub use numbers::cardinal_in_words;
pub use pairs::grade_pairs;
pub use pairs::names_no_pair;
pub use sets::grade_order;
pub use values::sort_by_value;
pub use verdict::Outcome;
pub use verdict::Verdict;

/// What was asked, and what else might have been meant.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The item on the screen.
    pub item: &'a Item,
    /// Other names and keys of the deck. A misspelling is forgiven only when it is nearer to the key than to these.
    pub rivals: &'a [String],
    /// Whether the learner reads 05/06 as the fifth of June.
    pub day_first: bool,
    /// What is asked of a word of a language deck; `None` for every other item.
    pub word: Option<Word>,
}

/// Returns the month, 1 to 12, that `word` names in English, Russian or Kazakh, in full or as people shorten it.
pub fn month_named(word: &str) -> Option<u8> {
    dates::months::month(word)
}

/// Grades a typed answer.
///
/// Any text will do: nothing typed is wrong, ten thousand letters are read in linear time.
pub fn grade(question: &Question<'_>, typed: &str) -> Verdict {
    let typed = tidied(typed);
    if typed.is_empty() {
        return Verdict::wrong("nothing typed");
    }
    let mut verdict = judge(question, &typed);
    let form = nearest_form(question.item, &typed);
    // What is right in another notation needs no mending; a name in another spelling is shown beside the key.
    let is_spelled_otherwise = || is_spelling_of(question.item, form, &typed);
    let is_compared = verdict.outcome != Outcome::Right || is_spelled_otherwise();
    if normalise(form) != normalise(&typed) && is_compared {
        verdict.difference = difference::difference(&typed, form);
    }
    verdict
}

fn judge(question: &Question<'_>, typed: &str) -> Verdict {
    let item = question.item;
    let normal = normalise(typed);
    let expected = match question.word {
        Some(word) => languages::expected(question, word),
        None => expected::expected(item),
    };
    // "False" alone is only half of what is asked, though it is the key.
    let has_key = !item.key.trim().is_empty() && !matches!(expected, Expected::Truth(_));
    if has_key && (normalise(&item.key) == normal || item.accept.iter().any(|form| normalise(form) == normal))
    {
        return Verdict::right("right");
    }
    if let Some(verdict) = question
        .word
        .and_then(|word| languages::refuse_language(item, word, typed))
    {
        return verdict;
    }
    if let Some(verdict) = wrong_option(item, &expected, typed) {
        return verdict;
    }
    match expected {
        Expected::Truth(is_true) => choices::grade_truth(item, is_true, typed, |correction, rest| {
            let correct = Item {
                key: correction.to_owned(),
                kind: None,
                accept: Vec::new(),
                ..item.clone()
            };
            judge(
                &Question {
                    item: &correct,
                    ..*question
                },
                rest,
            )
        }),
        Expected::Date(key) => key.grade(typed, question.day_first),
        Expected::Number(key) => key.grade(typed),
        Expected::Rank(key) => key.grade(typed),
        Expected::Set { keys, ordered, sort } => judge_set(question, &keys, ordered, sort, typed),
        Expected::Name(sort) => languages::grade_name(question, sort, typed),
        Expected::FreeText => judge_words(question, typed),
        Expected::Shown => Verdict::self_grade(500, "compare with the answer and say yourself"),
    }
}

/// An option known to be wrong stays wrong, however near it is to the key.
fn wrong_option(item: &Item, expected: &Expected, typed: &str) -> Option<Verdict> {
    let form = Form::new(typed);
    let is_number = matches!(expected, Expected::Number(_));
    let normal = normalise(typed);
    let is_key = |text: &str| is_number && numbers::NumberKey::equals(text, typed);
    let typed_it = |option: &str| {
        normalise(option) == normal
            || match expected {
                Expected::Number(_) => !is_key(&item.key) && numbers::NumberKey::equals(option, typed),
                Expected::Date(_) | Expected::Rank(_) | Expected::Truth(_) => false,
                _ => Form::new(option).is_same(&form) && !Form::new(&item.key).is_same(&form),
            }
    };
    let distractor = item
        .distractors
        .iter()
        .find(|distractor| typed_it(&distractor.text))?;
    Some(Verdict::wrong(match &distractor.why {
        Some(why) => format!("{}: {why}", distractor.text),
        None => format!("{} is one of the wrong options", distractor.text),
    }))
}

/// A set is compared with its key and with every accepted form that has as many members.
fn judge_set(question: &Question<'_>, keys: &[String], ordered: bool, sort: Sort, typed: &str) -> Verdict {
    let others = question
        .item
        .accept
        .iter()
        .filter_map(|form| sets::members(form))
        .filter(|other| other.len() == keys.len());
    let of_key = sets::grade(question, keys, ordered, sort, typed);
    let verdict = others
        .map(|other| sets::grade(question, &other, ordered, sort, typed))
        .fold(of_key, Verdict::or_better);
    if verdict.outcome != Outcome::Wrong || question.item.key.trim().is_empty() {
        return verdict;
    }
    NameKey::new(question, &question.item.key, &question.item.accept, Sort::Thing).grade(typed)
}

/// Own words: right when they are the key or hold its keywords, else for the learner to say.
fn judge_words(question: &Question<'_>, typed: &str) -> Verdict {
    let item = question.item;
    let form = Form::new(typed);
    let key = NameKey::new(question, &item.key, &item.accept, Sort::Thing);
    let others = languages::other_spellings(item, typed);
    if key.is_named_by(&form) || others.iter().any(|other| key.is_named_by(&Form::new(other))) {
        return Verdict::right("right");
    }
    free_text::grade(&item.detail.keywords, &form)
}

/// Whether what was typed is the form in other letters: `manana` for mañana, `pero` for perro.
fn is_spelling_of(item: &Item, form: &str, typed: &str) -> bool {
    matches!(expected::expected(item), Expected::Name(_)) && fold(form) == fold(typed)
}

/// The text on one line, without control characters and blanks around it.
fn tidied(typed: &str) -> String {
    let visible = typed.split(|character: char| character.is_control() || character.is_whitespace());
    visible
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The key, or the accepted form that looks most like what was typed.
fn nearest_form<'a>(item: &'a Item, typed: &str) -> &'a str {
    const COMPARED: usize = 60;
    let start = |text: &str| {
        text.chars()
            .take(COMPARED)
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let typed = start(typed);
    let forms = std::iter::once(&item.key).chain(item.accept.iter().take(COMPARED));
    forms
        .min_by_key(|form| strsim::osa_distance(&start(form), &typed))
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::Outcome;
    use super::Question;
    use super::grade;
    use crate::items::Distractor;
    use crate::items::Item;
    use crate::items::ItemId;

    /// An item of stem and key alone.
    pub(super) fn item(stem: &str, key: &str) -> Item {
        Item {
            id: ItemId("test".into()),
            ..Item::new(stem, key)
        }
    }

    fn outcome(item: &Item, rivals: &[&str], typed: &str) -> Outcome {
        let rivals: Vec<String> = rivals.iter().map(|rival| (*rival).to_owned()).collect();
        grade(
            &Question {
                item,
                rivals: &rivals,
                day_first: true,
                word: None,
            },
            typed,
        )
        .outcome
    }

    #[test]
    fn a_word_in_other_letters_is_right_and_shown_beside_the_key() {
        let difference = |key: &str, typed: &str| {
            let item = item("What is it called there?", key);
            let question = Question {
                item: &item,
                rivals: &[],
                day_first: true,
                word: None,
            };
            let verdict = grade(&question, typed);
            let parts: Vec<String> = verdict.difference.iter().map(ToString::to_string).collect();
            (verdict.outcome, parts.concat())
        };
        let right = |shown: &str| (Outcome::Right, shown.to_owned());
        assert_eq!(difference("mañana", "manana"), right("ma(n>ñ)ana"));
        assert_eq!(difference("perro", "pero").1, "per(+r)o");
        assert_eq!(difference("perro", "Perro"), right(""));
        // Another notation of a number or a date is no slip.
        assert_eq!(difference("2,297", "2297"), right(""));
        assert_eq!(difference("5 June 2022", "2022-06-05"), right(""));
    }

    #[test]
    fn nothing_typed_is_wrong_and_anything_may_be_typed() {
        let item = item("Who built the mill?", "Marat Sadykov");
        assert_eq!(outcome(&item, &[], " \t\u{7}"), Outcome::Wrong);
        assert_eq!(outcome(&item, &[], &"ж\u{0} ".repeat(10_000)), Outcome::Wrong);
        assert_eq!(outcome(&item, &[], "Marat\u{7}Sadykov"), Outcome::Right);
    }

    #[test]
    fn a_wrong_option_is_wrong_however_near() {
        let mut item = item("Who built the mill?", "Marat Sadykov");
        item.distractors = vec![Distractor {
            text: "Marat Sadikova".into(),
            why: None,
        }];
        assert_eq!(outcome(&item, &[], "Marat Sadykova"), Outcome::Wrong);
        item.stem = "How many mills were built?".into();
        item.key = "about 2,000".into();
        item.distractors[0].text = "2,050".into();
        assert_eq!(outcome(&item, &[], "2050"), Outcome::Wrong);
        assert_eq!(outcome(&item, &[], "2040"), Outcome::Right);
    }

    #[test]
    fn a_slip_is_forgiven_only_away_from_other_names() {
        let item = item("Who built the mill?", "Serik Kosanov");
        assert_eq!(outcome(&item, &[], "Kosenov"), Outcome::Typo);
        assert_eq!(outcome(&item, &["Arman Kosenov"], "Kosenov"), Outcome::Wrong);
        assert_eq!(outcome(&item, &["Arman Kasenov"], "Kosenov"), Outcome::Close);
        assert_eq!(outcome(&item, &["Arman Kosanov"], "Kosanov"), Outcome::Partial);
        assert_eq!(
            outcome(&item, &["Serik Kosanov", "Kosanov"], "Kosanov"),
            Outcome::Right
        );
    }

    #[test]
    fn a_set_earns_its_share() {
        let item = item("Which two sultans built the mill?", "Kerei and Janibek");
        assert_eq!(outcome(&item, &[], "Zhanibek, Kerey"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "Kerei"), Outcome::Partial);
        assert_eq!(outcome(&item, &[], "Kerei Janibek"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "Ablai and Tauke"), Outcome::Wrong);
    }

    #[test]
    fn false_alone_is_half_when_the_correction_is_asked() {
        let mut item = item(
            "True or false? The mill is blue. If false, which colour is it?",
            "false",
        );
        item.detail.correction = Some("green".into());
        assert_eq!(outcome(&item, &[], "false"), Outcome::Partial);
        assert_eq!(outcome(&item, &[], "It is false: green"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "it is true"), Outcome::Wrong);
        // Who names what is right has said that the statement is not.
        assert_eq!(outcome(&item, &[], "green"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "the mill is green"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "red"), Outcome::Wrong);
        assert_eq!(outcome(&item, &[], "not green"), Outcome::Wrong);
        item.stem = "True or false? The mill was built in 1943. If false, give the right year.".into();
        item.detail.correction = Some("1941".into());
        for typed in [
            "1941",
            "it was built in 1941",
            "false; it was built in 1941",
            "No, in 1941.",
        ] {
            assert_eq!(outcome(&item, &[], typed), Outcome::Right, "{typed}");
        }
        for typed in ["1943", "1939", "1943 not 1941", "true, 1941"] {
            assert_eq!(outcome(&item, &[], typed), Outcome::Wrong, "{typed}");
        }
        assert_eq!(outcome(&item, &[], "false, 1939"), Outcome::Partial);
        assert_eq!(outcome(&item, &[], "false, not 1941"), Outcome::Partial);
        // Where the statement is true, a year is no answer.
        item.key = "true".into();
        item.detail.correction = None;
        assert_eq!(outcome(&item, &[], "1943"), Outcome::Wrong);
    }

    #[test]
    fn the_words_of_a_name_may_be_turned() {
        let item = item("Which ministry runs the mills?", "Ministry of Foreign Trade");
        assert_eq!(outcome(&item, &[], "Foreign Trade Ministry"), Outcome::Right);
        assert_eq!(outcome(&item, &[], "Trade Ministry"), Outcome::Wrong);
    }

    #[test]
    fn the_words_of_a_kazakh_phrase_stand_in_their_order() {
        let item = item("What is the Kazakh for “party-list”?", "партиялық тізім");
        let question = Question {
            item: &item,
            rivals: &[],
            day_first: true,
            word: Some(super::Word::Kazakh),
        };
        let verdict = grade(&question, "тізім партиялық");
        assert_eq!(verdict.outcome, Outcome::Typo);
        assert!(verdict.reason.ends_with("the words stand in another order"));
        assert_eq!(grade(&question, "партиялық тізім").outcome, Outcome::Right);
        assert_eq!(grade(&question, "partialyq tizim").outcome, Outcome::Right);
    }

    #[test]
    fn a_party_may_be_named_without_its_country() {
        let item = item("Which party runs the mills?", "Millers' Union of Kazakhstan");
        assert_eq!(outcome(&item, &[], "the Millers' Union"), Outcome::Right);
        assert_eq!(
            outcome(&item, &["Millers' Union of Georgia"], "the Millers' Union"),
            Outcome::Wrong
        );
    }

    #[test]
    fn yo_is_e_or_yo() {
        let item = item("Who built the mill?", "Shavkat Saliyoev");
        assert_eq!(outcome(&item, &[], "Салиёев"), Outcome::Right);
    }

    #[test]
    fn two_answers_at_once_are_none() {
        let item = item("Which city?", "Taraz");
        assert_eq!(outcome(&item, &[], "Taraz or Semey"), Outcome::Wrong);
        assert_eq!(outcome(&item, &[], "the city of Taraz"), Outcome::Right);
    }

    #[test]
    fn the_difference_can_be_read_without_colour() {
        let item = item("Who built the mill?", "Kosanov");
        let verdict = grade(
            &Question {
                item: &item,
                rivals: &[],
                day_first: true,
                word: None,
            },
            "Kosnov",
        );
        let shown: String = verdict.difference.iter().map(ToString::to_string).collect();
        assert_eq!(shown, "Kos(+a)nov");
    }
}
