//! Right options that stand out by their type alone: bold, underlined, highlighted or coloured.
//!
//! One way of standing out is taken for the answer only where it is sure in the whole file: each question that names
//! no answer has exactly one such option.

use std::ops::Range;

use super::keys::Told;
use super::question::Question;
use crate::text::read::Emphasis;

/// How an option stands out: for each emphasis whether all of it does, and whether any of it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    whole: [bool; 4],
    /// All of it but a sign or two.
    most: [bool; 4],
    part: [bool; 4],
    /// Whether the letter before it does.
    label: [bool; 4],
}

impl Look {
    /// How a part of a line looks; `emphasised` says where words of the line stand out.
    pub fn of(line: &str, part: Range<usize>, emphasised: &[(Emphasis, Range<usize>)]) -> Look {
        let text = &line[part.clone()];
        let has_words = text.contains(char::is_alphanumeric);
        let is_seen = |sign: char| match has_words {
            true => sign.is_alphanumeric(),
            false => !sign.is_whitespace(),
        };
        let seen: Vec<usize> = text
            .char_indices()
            .filter(|(_, sign)| is_seen(*sign))
            .map(|(at, _)| part.start + at)
            .collect();
        let mut look = Look::default();
        for (which, how) in Emphasis::ALL.iter().enumerate() {
            let stands_out = |at: &usize| {
                emphasised
                    .iter()
                    .any(|(known, range)| known == how && range.contains(at))
            };
            look.whole[which] = !seen.is_empty() && seen.iter().all(stands_out);
            look.part[which] = seen.iter().any(stands_out);
            let standing = seen.iter().filter(|at| stands_out(at)).count();
            look.most[which] = standing > 2 && standing + 2 >= seen.len();
        }
        look
    }

    /// How both parts of an option look together.
    pub fn and(self, other: Look) -> Look {
        Look {
            whole: std::array::from_fn(|at| self.whole[at] && other.whole[at]),
            most: std::array::from_fn(|at| self.most[at] && other.most[at]),
            part: std::array::from_fn(|at| self.part[at] || other.part[at]),
            label: self.label,
        }
    }

    /// The same behind a letter that looks so.
    pub fn behind(self, label: Look) -> Look {
        Look {
            label: label.whole,
            ..self
        }
    }
}

/// What is told of questions by the type of their options, where nothing else tells it. Returns the type by which they
/// are told, and of how many questions.
pub(super) fn tell(questions: &[Question], told: &mut [Told]) -> Option<(Emphasis, usize)> {
    let open: Vec<usize> = (0..questions.len())
        .filter(|at| told[*at] == Told::Nothing && questions[*at].has_no_answer())
        .collect();
    let answers = |find: Find| -> Vec<Vec<Option<usize>>> {
        let answers = |which: usize| open.iter().map(|at| find(&questions[*at], which)).collect();
        (0..Emphasis::ALL.len()).map(answers).collect()
    };
    let is_sure = |answers: &Vec<Option<usize>>| !answers.is_empty() && answers.iter().all(Option::is_some);
    let mut all = answers(answer);
    // Where the words do not tell it, the letters before them may.
    for find in [nearly as Find, labelled, by_either] {
        let others = answers(find);
        if !all.iter().any(is_sure) && others.iter().any(is_sure) {
            all = others;
        }
    }
    let sure: Vec<usize> = (0..all.len()).filter(|which| is_sure(&all[*which])).collect();
    match sure.first() {
        Some(first) if sure.iter().all(|which| all[*which] == all[*first]) => {
            for (at, place) in open.iter().zip(&all[*first]) {
                told[*at] = place.map_or(Told::Nothing, Told::Option);
            }
            Some((Emphasis::ALL[*first], open.len()))
        }
        Some(first) => {
            let other = sure.iter().find(|which| all[**which] != all[*first]);
            let names = [*first, *other.unwrap_or(first)].map(|which| name(Emphasis::ALL[which]));
            for at in open {
                told[at] = Told::Unclear(format!(
                    "one option is {} and another {}, here or in another question: it is not clear which is the right one",
                    names[0], names[1]
                ));
            }
            None
        }
        None => {
            explain(questions, &open, &all, told);
            None
        }
    }
}

/// Finds the option of a question that stands out in one way.
type Find = fn(&Question, usize) -> Option<usize>;

/// The one option of whose words at most a sign or two do not stand out, and no other does in any part.
fn nearly(question: &Question, which: usize) -> Option<usize> {
    let place = only(question, |look| look.part[which])?;
    question.options[place].look.most[which].then_some(place)
}

/// The one option whose letter stands out.
fn labelled(question: &Question, which: usize) -> Option<usize> {
    only(question, |look| look.label[which])
}

/// The one option that stands out by its letter or by its words.
fn by_either(question: &Question, which: usize) -> Option<usize> {
    let place = only(question, |look| look.label[which] || look.part[which])?;
    let look = question.options[place].look;
    (look.label[which] || look.most[which] || look.whole[which]).then_some(place)
}

fn only(question: &Question, is_it: impl Fn(&Look) -> bool) -> Option<usize> {
    let mut found = question
        .options
        .iter()
        .enumerate()
        .filter(|(_, option)| is_it(&option.look));
    let (place, _) = found.next()?;
    found.next().is_none().then_some(place)
}

/// The one option that stands out, and no other does, not even in part.
fn answer(question: &Question, which: usize) -> Option<usize> {
    let mut parts = question.options.iter().enumerate();
    let (place, option) = parts.find(|(_, option)| option.look.part[which])?;
    let is_alone = !parts.any(|(_, option)| option.look.part[which]);
    (is_alone && option.look.whole[which]).then_some(place)
}

/// Says which questions are unclear, where most have one option that stands out.
fn explain(questions: &[Question], open: &[usize], all: &[Vec<Option<usize>>], told: &mut [Told]) {
    let count = |answers: &[Option<usize>]| answers.iter().flatten().count();
    let Some(which) = (0..all.len()).max_by_key(|which| (count(&all[*which]), all.len() - which)) else {
        return;
    };
    if count(&all[which]) == 0 || count(&all[which]) * 2 < open.len() {
        return;
    }
    let name = name(Emphasis::ALL[which]);
    for (at, answer) in open.iter().zip(&all[which]) {
        let stands_out = questions[*at]
            .options
            .iter()
            .any(|option| option.look.part[which]);
        told[*at] = Told::Unclear(match (answer, stands_out) {
            (Some(_), _) => format!(
                "its {name} option is taken for the answer only where every question without one has such an option"
            ),
            (None, true) => format!("it is not clear which of its options is the {name} one"),
            (None, false) => format!("none of its options is {name}, as in the other questions"),
        });
    }
}

/// What it is called.
pub fn name(how: Emphasis) -> &'static str {
    match how {
        Emphasis::Bold => "bold",
        Emphasis::Underlined => "underlined",
        Emphasis::Highlighted => "highlighted",
        Emphasis::Coloured => "coloured",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lettered;
    use crate::import::Format;
    use crate::import::Imported;
    use crate::import::Options;
    use crate::text::Span;
    use crate::text::read::Emphasis;

    /// Reads a text in which `[` and `]` stand around bold words, `{` and `}` around coloured ones.
    fn read(marked: &str) -> Imported {
        let mut options = Options::default();
        let (mut text, mut begun) = (String::new(), [0; 2]);
        for sign in marked.chars() {
            match sign {
                '[' => begun[0] = text.len(),
                '{' => begun[1] = text.len(),
                ']' => options
                    .emphasised
                    .push((Emphasis::Bold, Span::new(begun[0], text.len()))),
                '}' => options
                    .emphasised
                    .push((Emphasis::Coloured, Span::new(begun[1], text.len()))),
                _ => text.push(sign),
            }
        }
        Lettered.read(text.as_bytes(), &options).unwrap()
    }

    fn keys(imported: &Imported) -> Vec<&str> {
        let items = imported.decks.iter().flat_map(|deck| &deck.items);
        items.map(|item| item.key.as_str()).collect()
    }

    #[test]
    fn one_bold_option_of_every_question_is_its_answer() {
        for text in [
            "[1. Кто?]\nA) хан\nB) [бий]\nC) султан\n2. Где?\n[A) Отырар]\nB) Сығанақ\nC) Түркістан\n",
            "1. Кто? A) хан B) [бий] C) султан\n2. Где? [A) Отырар] B) Сығанақ C) Түркістан\n",
            "1. Кто?\nA) хан\nB) [{бий}]\nC) султан\n2. Где?\nA) {[Отырар]}\nB) Сығанақ\nC) Түркістан\n",
            "1. Кто?\nA) {хан}\nB) [бий]\nC) {султан}\n2. Где?\nA) [Отырар]\nB) Сығанақ\nC) Түркістан\n",
        ] {
            let imported = read(text);
            assert_eq!(keys(&imported), ["бий", "Отырар"], "{text}");
            assert_eq!(imported.by_type, Some((Emphasis::Bold, 2)));
            assert!(imported.problems.is_empty(), "{:?}", imported.problems);
        }
    }

    #[test]
    fn one_letter_that_stands_out_before_its_words_is_the_answer() {
        for text in [
            "[1. Кто?]\nA) хан\n[B)] бий\nC) султан\n2. Где?\n[A]) Отырар\nB) Сығанақ\nC) Тараз\n",
            "1. Кто? A) хан [B) б]ий C) султан\n2. Где? [A)] Отырар B) Сығанақ C) Тараз\n",
            "1. Кто?\nA) хан\nB) [бий]\nC) султан\n2. Где?\n[A) Отыра]р\nB) Сығанақ\nC) Тараз\n",
        ] {
            let imported = read(text);
            assert_eq!(keys(&imported), ["бий", "Отырар"], "{text}");
            assert_eq!(imported.by_type, Some((Emphasis::Bold, 2)));
        }
        // Letters that all stand out say nothing.
        let text = "1. Кто?\n[A)] хан\n[B)] бий\n[C)] султан\n2. Где?\n[A)] Отырар\n[B)] Сығанақ\n";
        assert!(keys(&read(text)).is_empty());
    }

    #[test]
    fn a_letter_alone_is_seen_behind_its_label() {
        let imported = read("1. Which?\nA) A0\nB) [B]\nC) C\n2. Which? A) [A] B) B C) C\n");
        assert_eq!(keys(&imported), ["B", "A"]);
    }

    #[test]
    fn what_is_named_otherwise_needs_no_type() {
        let text =
            "1. Кто?\nA) хан\nB) бий\nC) [султан]\nОтвет: B\n2. Где?\nA) {Отырар}\nB) Сығанақ\nC) Тараз\n";
        let imported = read(text);
        assert_eq!(keys(&imported), ["бий", "Отырар"]);
        assert_eq!(imported.by_type, Some((Emphasis::Coloured, 1)));
    }

    #[test]
    fn where_it_is_not_sure_in_the_whole_file_nothing_is_taken_and_unclear_questions_are_named() {
        for (second, told) in [
            ("A) d\nB) e\nC) f\n", "line 5: none of its options is bold"),
            ("[A) d]\n[B) e]\nC) f\n", "line 5: it is not clear which"),
            (
                "[A) d]\nB) the [first] one\nC) f\n",
                "line 5: it is not clear which",
            ),
        ] {
            let imported = read(&format!("1. Who?\nA) [a]\nB) b\nC) c\n2. Where?\n{second}"));
            let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
            assert!(keys(&imported).is_empty(), "{second}");
            assert!(
                problems[0].starts_with("line 1: its bold option is taken"),
                "{problems:?}"
            );
            assert!(problems[1].starts_with(told), "{problems:?}");
        }
        // Two ways that name two answers are none.
        let imported = read("1. Who?\nA) [a]\nB) {b}\nC) c\n");
        assert!(keys(&imported).is_empty() && imported.by_type.is_none());
        let problem = imported.problems[0].to_string();
        assert!(
            problem.contains("one option is bold and another coloured"),
            "{problem}"
        );
    }
}
