//! T23: a sentence of the source, word for word, with one thing hidden.

use super::cloze::BLANK;
use super::when;
use super::worth::is_small;
use super::year;
use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, Gap, Hidden};
use crate::facts::{Findings, Found};
use crate::items::Kind;

/// Hides what the rest of a sentence fixes.
pub struct Stated;

/// An ordinary question of the same fact reads better.
const BEHIND_OTHERS: i32 = -60;

impl QuestionType for Stated {
    fn kind(&self) -> Kind {
        Kind::Cloze
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Stated { event, gaps } = &found.frame else {
            return Vec::new();
        };
        if is_small(event) {
            return Vec::new();
        }
        let gaps = gaps.iter().filter(|gap| is_worth(event, gap));
        gaps.map(question).collect()
    }
}

/// Whether somebody should know it, and the sentence does not give it away.
fn is_worth(event: &Event, gap: &Gap) -> bool {
    let Hidden::Year(date) = gap.hides else {
        return true;
    };
    let stem = format!("{}{}", gap.before, gap.after);
    !when::is_of_many_years(event) && !year::gives_away(&year::others(&stem, date.year), date.year)
}

fn question(gap: &Gap) -> Question {
    Question {
        stem: format!("{}{BLANK}{}", gap.before, gap.after),
        key: gap.key.clone(),
        accept: Vec::new(),
        answer: match gap.hides {
            Hidden::Year(date) => Answer::Date(date),
            Hidden::Number => Answer::Number,
            Hidden::Name(kind) => Answer::Name(kind),
            Hidden::Bound | Hidden::Term => Answer::Words,
        },
        part: gap.part(),
        bonus: BEHIND_OTHERS,
    }
}

#[cfg(test)]
mod tests {
    use super::Stated;
    use crate::items::kinds::sample::stems;

    #[test]
    fn prints_the_sentence_with_a_gap() {
        assert_eq!(
            stems(
                &Stated,
                "In 1911, Manastir in Velkland was connected with the town of Karsu by train."
            ),
            ["In ____, Manastir in Velkland was connected with the town of Karsu by train. 1911"]
        );
    }

    #[test]
    fn leaves_what_nobody_need_know() {
        for text in [
            "In 1911, Manastir in Velkland celebrated with the town of Karsu by train.",
            "In 1911, Manastir in Velkland held an election with the town of Karsu by train.",
        ] {
            assert_eq!(stems(&Stated, text), Vec::<String>::new(), "{text}");
        }
    }
}
