//! L05: a stem is right on whatever day it is read.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use super::warn;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;

/// Time counted from the day of writing, in more than one word.
const PHRASES: &[&[&str]] = &[
    &["so", "far"],
    &["to", "date"],
    &["at", "present"],
    &["these", "days"],
    &["until", "now"],
    &["at", "the", "moment"],
];
/// What somebody else may be or something else may count next year.
#[rustfmt::skip]
const VOLATILE: &[&str] = &[
    "president", "leader", "minister", "mayor", "akim", "chair", "chairman", "chairwoman", "speaker",
    "head", "governor", "population", "secretary", "members", "seats", "ambassador",
];

/// See the file's first line.
pub struct RelativeTime;

impl Check for RelativeTime {
    fn id(&self) -> &'static str {
        "L05"
    }

    fn rule(&self) -> &'static str {
        "a stem gives dates, not last year or currently, and says when for what changes"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english {
            return Vec::new();
        }
        if let Some(words) = relative_words(item) {
            return block("L05", format!("`{words}` depends on the day it is read"));
        }
        let Some(noun) = volatile(item) else {
            return Vec::new();
        };
        let message = format!("`{noun}` changes, and the stem does not say for which date it asks");
        match item.item.as_of {
            None => block("L05", message),
            Some(_) if context.is_generated => warn("L05", message),
            Some(_) => Vec::new(),
        }
    }
}

fn relative_words(item: &Anatomy<'_>) -> Option<String> {
    let spoken = |at: &usize| !item.stem[*at].quoted;
    let places = (0..item.stem.len()).filter(spoken);
    for at in places {
        let marks = item.marks_at(at);
        if marks.has(Marks::RELATIVE) && !is_fixed(item, at) {
            return Some(item.stem[at].text.to_owned());
        }
        if marks.has(Marks::NEARNESS) && counts_from_today(item, at) {
            return Some(format!("{} {}", item.stem[at].text, item.stem[at + 1].text));
        }
        if let Some(phrase) = PHRASES.iter().find(|phrase| item.stands_at(at, phrase)) {
            return Some(phrase.join(" "));
        }
    }
    None
}

/// `what is now Taraz`, `now called`: a name of the present for a place of the past stays right for long.
fn is_fixed(item: &Anatomy<'_>, at: usize) -> bool {
    let next = item.stem.get(at + 1);
    let next = if matches!(item.lower(at + 1), "in" | "part") {
        item.stem.get(at + 2)
    } else {
        next
    };
    let names = next.is_some_and(|next| next.is_capital())
        || matches!(item.lower(at + 1), "called" | "known" | "named");
    match item.lower(at) {
        "now" => names,
        "today's" | "today’s" => names,
        _ => false,
    }
}

/// `last year`, `this spring`, but not `the last election` and `this June 2018 vote`.
fn counts_from_today(item: &Anatomy<'_>, at: usize) -> bool {
    let definite =
        at > 0 && (item.marks_at(at - 1).has(Marks::ARTICLE) || item.stem[at - 1].lower.ends_with("'s"));
    item.marks_at(at + 1).has(Marks::PERIOD) && !definite
}

fn volatile<'i>(item: &'i Anatomy<'_>) -> Option<&'i str> {
    let (at, _) = item.question_word()?;
    if item.has_year() || item.mentions(&["called"]) {
        return None;
    }
    let verb = (at + 1..item.stem.len().min(at + 5))
        .find(|&verb| matches!(item.lower(verb), "is" | "are" | "has" | "have"))?;
    // `What is an akim` asks for a meaning.
    if matches!(item.lower(verb + 1), "a" | "an")
        || matches!(item.lower(verb), "has" | "have") && item.mentions(&["been"])
    {
        return None;
    }
    let phrase = item
        .stem
        .iter()
        .skip(at + 1)
        .take_while(|word| !matches!(word.lower.as_ref(), "of" | "called" | "elected"));
    phrase
        .map(|word| word.lower.as_ref())
        .find(|word| VOLATILE.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, passes};

    #[test]
    fn finds_time_counted_from_today() {
        for stem in [
            "Who won last year's election in Sary-Orda?",
            "Which law did Sary-Orda adopt this spring?",
            "How many parties has Sary-Orda registered so far?",
            "Who currently leads the Ulu party?",
            "Which office did Dina Ospanova recently leave?",
            "How many years ago was Sary-Orda founded?",
            "What did voters of Sary-Orda approve last Sunday?",
            "Who is the president of Sary-Orda?",
            "How many members has the Senate of Sary-Orda?",
        ] {
            blocks("L05", &card(stem, "Dina Ospanova"));
        }
    }

    #[test]
    fn leaves_fixed_time_alone() {
        for stem in [
            "Who won the 2018 election in Sary-Orda?",
            "Who won the last election of the khanate of Aksu?",
            "As of March 2021, who is the president of Sary-Orda?",
            "Which town, now in Sary-Orda, was founded by Asan Khan?",
            "Which khan founded the town now called Berdi-Kala?",
            "What is an akim in Sary-Orda?",
            "Who said in 2018 that “now is the time”?",
            "What is the head of a village called in Sary-Orda?",
        ] {
            passes("L05", &card(stem, "Dina Ospanova"));
        }
        let mut dated = card("Who is the president of Sary-Orda?", "Asan Berdiev");
        dated.as_of = "2021-03".parse().ok();
        passes("L05", &dated);
    }
}
