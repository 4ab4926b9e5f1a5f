//! L11: the question word fits what the key is.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::Kind;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;
use crate::items::anatomy::ValueKind;

/// What a stem asks for by its question word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Person,
    Place,
    Time,
    Year,
    Month,
    Day,
    Count,
    Share,
}

impl Asked {
    fn words(self) -> &'static str {
        match self {
            Asked::Person => "a person or group",
            Asked::Place => "a place",
            Asked::Time => "a date",
            Asked::Year => "a year",
            Asked::Month => "a month",
            Asked::Day => "a day",
            Asked::Count => "a number",
            Asked::Share => "a share",
        }
    }

    fn accepts(self, kind: ValueKind) -> bool {
        use ValueKind as V;
        match self {
            Asked::Person | Asked::Place => kind == V::Words,
            Asked::Time => kind.is_date() || kind == V::Words,
            Asked::Year => matches!(kind, V::Year | V::Years),
            Asked::Month => kind == V::Month,
            Asked::Day => kind == V::Day,
            Asked::Count => matches!(
                kind,
                V::Number | V::Share | V::Year | V::Years | V::Words | V::Rank
            ),
            Asked::Share => matches!(kind, V::Share | V::Number | V::Words),
        }
    }
}

/// See the file's first line.
pub struct QuestionWord;

impl Check for QuestionWord {
    fn id(&self) -> &'static str {
        "L11"
    }

    fn rule(&self) -> &'static str {
        "who asks for a person, when for a date, how many for a number"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        let Some(key) = item.key() else { return Vec::new() };
        if !context.is_english || item.is_cloze() {
            return Vec::new();
        }
        let asked = asked(item);
        if let Some(asked) = asked
            && !(asked.accepts(key.value.kind) && has_number_if_counted(item, asked))
        {
            return block(
                "L11",
                format!("the stem asks for {}, the key is `{}`", asked.words(), key.text),
            );
        }
        if let Some(what) = kind_mismatch(item, asked) {
            return block("L11", what);
        }
        if bare_what_for_value(item, asked) {
            return block(
                "L11",
                format!("`what` alone does not say that `{}` is asked for", key.text),
            );
        }
        Vec::new()
    }
}

/// Reads the question word and the noun it stands before; `None` where the noun may be anything.
fn asked(item: &Anatomy<'_>) -> Option<Asked> {
    let (at, word) = item.question_word()?;
    let next = item.lower(at + 1);
    match word.lower.as_ref() {
        "who" | "whom" => Some(Asked::Person),
        "when" if at == 0 || !item.marks_at(at - 1).has(Marks::PREPOSITION) => Some(Asked::Time),
        "where" if at == 0 && !item.mentions(&["rank"]) => Some(Asked::Place),
        "how" if matches!(next, "many" | "much") => {
            Some(if next == "many" { Asked::Count } else { return None })
        }
        "which" | "what" => match next {
            "year" => Some(Asked::Year),
            "month" => Some(Asked::Month),
            "date" | "day" if !item.mentions(&["of", "the", "week"]) => Some(Asked::Day),
            "share" | "percentage" | "proportion" => Some(Asked::Share),
            _ => None,
        },
        _ => None,
    }
}

/// A count in words must at least begin like one: `several thousand`, `none`.
fn has_number_if_counted(item: &Anatomy<'_>, asked: Asked) -> bool {
    let Some(key) = item.key() else { return true };
    let counted = matches!(asked, Asked::Count | Asked::Share);
    !counted
        || key.value.kind != ValueKind::Words
        || !key.text.chars().next().is_some_and(char::is_uppercase)
        || has_amount_inside(key.text)
}

fn has_amount_inside(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_digit())
        || crate::lexicon::fold::words(text).any(|word| {
            crate::items::anatomy::spelled_number(word).is_some()
                || matches!(word, "none" | "None" | "All" | "Half")
        })
}

fn kind_mismatch(item: &Anatomy<'_>, asked: Option<Asked>) -> Option<String> {
    let kind = item.item.kind?;
    let value = item.key()?.value.kind;
    let fits = match kind {
        Kind::Who | Kind::Succession | Kind::Speaker => {
            value == ValueKind::Words && !matches!(asked, Some(Asked::Count | Asked::Time | Asked::Year))
        }
        Kind::When => value.is_date() || value == ValueKind::Words,
        Kind::Where => value == ValueKind::Words && asked != Some(Asked::Person),
        Kind::HowMany | Kind::Estimate => {
            !matches!(value, ValueKind::Day | ValueKind::Month)
                && !matches!(asked, Some(Asked::Person | Asked::Time))
        }
        _ => true,
    };
    (!fits).then(|| format!("a `{kind}` item cannot have the key `{}`", item.item.key))
}

/// `What was founded …?` with a date for its key.
fn bare_what_for_value(item: &Anatomy<'_>, asked: Option<Asked>) -> bool {
    let Some((at, word)) = item.question_word() else {
        return false;
    };
    let verbs = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
    let bare = asked.is_none() && word.lower == "what" && item.marks_at(at + 1).has(verbs);
    let names_time = |word: &crate::items::anatomy::Word<'_>| {
        matches!(
            word.lower.as_ref(),
            "date" | "day" | "year" | "month" | "time" | "deadline" | "term"
        )
    };
    bare && item.key().is_some_and(|key| key.value.kind == ValueKind::Day)
        && !item.stem.iter().any(names_time)
}

#[cfg(test)]
mod tests {
    use crate::items::Kind;
    use crate::items::lint::sample::{blocks, card, of_kind, passes};

    #[test]
    fn finds_question_words_for_another_key() {
        for (stem, key) in [
            ("Who founded the Steppe Voice party?", "2018"),
            ("When did Sary-Orda adopt the land law?", "71.4 per cent"),
            (
                "How many signatures did Steppe Voice need in 2018?",
                "Dina Ospanova",
            ),
            ("In which year did Dina Ospanova found Ulu?", "Aksu"),
            ("On what date did Sary-Orda vote on the land law?", "2020"),
            ("Where did Dina Ospanova found the Ulu party?", "15,000"),
            ("What share of voters backed the land law?", "Kyzyl"),
            ("What did Dina Ospanova found in Sary-Orda?", "3 April 2018"),
            ("In which month did Sary-Orda vote on the land law?", "2020"),
        ] {
            blocks("L11", &card(stem, key));
        }
        blocks(
            "L11",
            &of_kind(Kind::When, card("Which party won in 2018?", "12 per cent")),
        );
    }

    #[test]
    fn leaves_fitting_question_words_alone() {
        for (stem, key) in [
            ("Who founded the Steppe Voice party?", "Dina Ospanova"),
            (
                "When did Sary-Orda adopt the land law?",
                "after the flood of 2019",
            ),
            (
                "How many signatures did Steppe Voice need in 2018?",
                "about 15,000",
            ),
            ("How many people lived in Aksu in 1999?", "two hundred"),
            ("In which year did Dina Ospanova found Ulu?", "2018"),
            ("What share of voters backed the land law?", "two thirds"),
            ("How many citizens signed in 2018?", "1950"),
            ("What was the date of the land vote?", "3 April 2018"),
        ] {
            passes("L11", &card(stem, key));
        }
    }
}
