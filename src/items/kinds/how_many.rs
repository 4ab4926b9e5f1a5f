//! T05: how many, or what share.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::{Event, Frame, NameKind, Quantity, Sort, Voice};
use crate::facts::{Findings, Found, statement};
use crate::items::Kind;
use crate::items::english::parts::{instead, without};
use crate::items::english::{ask, inverted, join, subject_question, timed};

/// Asks for a number.
pub struct HowMany;

impl QuestionType for HowMany {
    fn kind(&self) -> Kind {
        Kind::HowMany
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        if let Frame::Measure { stem, value } = &found.frame {
            return vec![Question {
                stem: ask(stem),
                key: value.clone(),
                accept: Vec::new(),
                answer: if stem.starts_with("at what age") {
                    Answer::Lifetime
                } else {
                    answer_within(stem, value)
                },
                part: "how-many",
                bonus: 10,
            }];
        }
        if let Frame::Event(event) = &found.frame {
            return (0..event.parts.len())
                .filter_map(|at| of_part(event, at))
                .take(1)
                .collect();
        }
        let Frame::Count {
            event,
            quantity,
            in_subject,
            as_of,
            occasion,
        } = &found.frame
        else {
            return Vec::new();
        };
        if FEW.contains(&quantity.number.as_str()) || is_any_purchase(event, quantity, *in_subject) {
            return Vec::new();
        }
        // "landed 1,300 troops near Velk": on which day of all.
        let is_dated = event.is_dated() || as_of.is_some() || occasion.is_some();
        let mut names = event.subject.names.iter().chain(&event.rest.names);
        let is_of_event = names.any(|named| named.kind == NameKind::Event);
        let is_deed = matches!(event.voice, Voice::Active | Voice::Passive);
        if is_deed && !is_dated && !is_of_event && MOVES.contains(&event.verb.as_str()) {
            return Vec::new();
        }
        let wh = if quantity.is_share() {
            format!("what share of {}", quantity.of)
        } else {
            format!("how many {}", quantity.of)
        };
        // Told in the perfect, asked from a day in the past.
        let event = &past(event);
        // "held 93 per cent of the seats elected in 1911": the participle hangs on what is counted.
        let hangs = event
            .rest
            .text
            .split(' ')
            .next()
            .is_some_and(|first| first.ends_with("ed"));
        // "transferred 32 drawers of letters to Berdi": the letters hang on the drawers.
        let hangs = hangs
            || ["of ", "with "]
                .iter()
                .any(|link| event.rest.text.starts_with(link));
        if !*in_subject && hangs {
            return Vec::new();
        }
        let tail = timed(&event.rest.text, event);
        let core = if *in_subject {
            subject_question(&wh, event, &tail, !quantity.is_share())
        } else {
            inverted(&wh, event, &tail)
        };
        let occasion = occasion
            .as_ref()
            .map(|occasion| format!("in {occasion}, "))
            .unwrap_or_default();
        let lead = as_of
            .map(|date| format!("as of {}, ", statement::date(date)))
            .unwrap_or_default();
        vec![Question {
            stem: ask(&format!("{lead}{occasion}{core}")),
            key: quantity.key(),
            accept: Vec::new(),
            // Of the dead and the arrested every source counts others: no number is surely wrong.
            answer: if is_toll(event) {
                Answer::Words
            } else {
                answer_within(&wh, &quantity.number)
            },
            part: "how-many",
            bonus: 10,
        }]
    }
}

/// What armies, firms and people do more than once, each time with another number.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "land", "send", "deploy", "dispatch", "lose", "kill", "wound", "capture", "arrest", "carry", "bring", "receive",
    "produce", "export", "import", "sell", "order", "recruit", "hire", "employ", "attract", "sink", "take", "transport",
];

/// Of one nobody asks how many; and two is the least that "how many" can ask for, which gives it away.
const FEW: &[&str] = &["one", "two"];

/// "bought 40,000 photos": of all that a museum buys.
fn is_any_purchase(event: &Event, quantity: &Quantity, in_subject: bool) -> bool {
    const TRADE: &[&str] = &[
        "buy", "purchase", "acquire", "sell", "donate", "receive", "order", "collect",
    ];
    let is_bare = !quantity.of.contains(' ') && event.rest.names.is_empty();
    !in_subject && is_bare && quantity.sort == Sort::Count && TRADE.contains(&event.verb.as_str())
}

/// "was elected with 60,760 votes": with how many.
fn of_part(event: &Event, at: usize) -> Option<Question> {
    let part = &event.parts[at];
    let quantity = part.quantity.as_ref()?;
    let asked = asked(&part.link, quantity)?;
    // "killed over 6,000 people": more than so many, and over them nothing was done.
    const REACHES: &[&str] = &[
        "spread",
        "extend",
        "rule",
        "stretch",
        "range",
        "preside",
        "distribute",
        "win",
    ];
    if part.link == "over" && !REACHES.contains(&event.verb.as_str()) {
        return None;
    }
    // "was elected one of seven members": nobody counts one.
    if FEW.contains(&quantity.number.as_str()) {
        return None;
    }
    // "led to 300 refugees fleeing": what it led to is more than a number.
    if part.link == "to" && event.verb == "lead" {
        return None;
    }
    // "led it for twelve years in 1911": one of the two is of another sentence.
    if part.link == "for" && event.is_dated() && quantity.of.starts_with("years") {
        return None;
    }
    // "paid $36 million in bribes": how much was paid in bribes.
    let rest = if quantity.sort == Sort::Money {
        instead(event, at, &quantity.of)
    } else {
        without(event, at)
    };
    // "generated 60 per cent, mainly by its oil": the clause is whole without the remark.
    let rest = if rest.starts_with(',') {
        String::new()
    } else {
        rest
    };
    let names = event.subject.names.len() + event.rest.names.len();
    let is_pinned = (event.is_dated() && names >= 1) || names >= 2;
    let is_told = event.is_deed() && !event.subject.names.is_empty();
    if !is_pinned || !is_told {
        return None;
    }
    Some(Question {
        stem: ask(&inverted(&asked, event, &timed(&rest, event))),
        key: quantity.key(),
        accept: Vec::new(),
        answer: if is_toll(event) || is_fraction(quantity) {
            Answer::Words
        } else {
            answer_within(&asked, &quantity.number)
        },
        part: "how-many",
        bonus: 10,
    })
}

/// The words that ask for an amount behind a preposition: `by what percentage`.
fn asked(link: &str, quantity: &Quantity) -> Option<String> {
    // "built barracks for 140 guests": for what they were built, more than for how many.
    const OF_TIME: &[&str] = &["years", "months", "weeks", "days", "hours", "kilometres", "miles"];
    let unit = quantity.of.split(' ').next().unwrap_or_default();
    let (links, what): (&[&str], String) = match quantity.sort {
        Sort::Count if link == "for" && !OF_TIME.contains(&unit) => return None,
        Sort::Count => (
            &[
                "", "with", "by", "into", "to", "among", "over", "across", "for", "against",
            ],
            format!("how many {}", quantity.of),
        ),
        Sort::Share => (
            &["", "with", "by", "from", "for", "over", "to"],
            format!("what share of {}", quantity.of),
        ),
        Sort::Change => (&["by", "to"], "what percentage".to_owned()),
        Sort::Money => (&["", "for"], "how much".to_owned()),
    };
    links.contains(&link).then(|| join(&[link, &what]))
}

/// "a third": its number is no figure that others stand beside.
fn is_fraction(quantity: &Quantity) -> bool {
    quantity.sort == Sort::Share && !quantity.number.starts_with(|first: char| first.is_ascii_digit())
}

/// "how many of the 98 seats": numbers near a great part of them may be more than there are.
fn answer_within(stem: &str, value: &str) -> Answer {
    let number = |word: &str| word.replace(',', "").parse::<u32>().ok();
    let whole = stem
        .split_once("of the ")
        .and_then(|(_, rest)| number(rest.split(' ').next()?));
    let is_most = number(value)
        .zip(whole)
        .is_some_and(|(part, whole)| part * 3 > whole);
    if is_most { Answer::Words } else { Answer::Number }
}

/// Whether people were killed, hurt or taken.
fn is_toll(event: &Event) -> bool {
    const VERBS: &[&str] = &[
        "kill", "die", "arrest", "detain", "execute", "deport", "injure", "wound", "shoot", "murder", "lose",
        "imprison", "hang", "starve", "flee",
    ];
    VERBS.contains(&event.verb.as_str())
}

/// A present is asked in the past: the date in front says for when.
fn past(event: &Event) -> Event {
    let mut event = event.clone();
    if event.voice == Voice::Present {
        event.voice = if event.verb == "be" {
            Voice::Copula
        } else {
            Voice::Active
        };
    }
    event
}

#[cfg(test)]
mod tests {
    use super::{HowMany, answer_within};
    use crate::items::kinds::Answer;
    use crate::items::kinds::sample::stems;

    #[test]
    fn asks_for_sums_votes_and_percentages_behind_a_verb() {
        for (text, asked) in [
            (
                "In 1911 the Velk Storm killed over 6,000 people in Berdi.",
                "How many people did the Velk Storm kill in Berdi in 1911? over 6,000",
            ),
            (
                "In 1911 Ann Lund paid $36 million in bribes to Otto Velk.",
                "How much did Ann Lund pay in bribes to Otto Velk in 1911? $36 million",
            ),
            (
                "Ann Lund of Berdi lost in 1911 to Otto Velk by 424 votes.",
                "By how many votes did Ann Lund of Berdi lose to Otto Velk in 1911? 424",
            ),
            (
                "In 1911 the United Fund of Berdi increased its aid to Velkland by 60%.",
                "By what percentage did the United Fund of Berdi increase its aid to Velkland in 1911? 60 per cent",
            ),
        ] {
            assert_eq!(stems(&HowMany, text), [asked], "{text}");
        }
    }

    #[test]
    fn what_is_done_more_than_once_needs_its_day() {
        let undated = "The Berdi Brigade landed 1,300 troops near the Velk River.";
        assert_eq!(stems(&HowMany, undated), Vec::<String>::new());
        let dated = "In 1911 the Berdi Brigade landed 1,300 troops near the Velk River.";
        assert_eq!(stems(&HowMany, dated).len(), 1);
    }

    #[test]
    fn leaves_times_and_what_a_noun_has_alone() {
        for text in [
            "In 1911 the Berdi League led Velkland for twelve years.",
            "Ann Lund came to Berdi within 18 months in 1911.",
            "In 1911 Ann Lund built barracks in Berdi for 140 guests.",
            "In 1911 Ann Lund was elected one of the seven members in the Council of Berdi.",
            "Ann Lund of Berdi lost in 1911 to Otto Velk by two votes.",
        ] {
            assert_eq!(stems(&HowMany, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_great_part_of_a_whole_has_no_options() {
        assert_eq!(answer_within("how many of the 98 seats did", "62"), Answer::Words);
        assert_eq!(
            answer_within("how many of the 98 seats did", "12"),
            Answer::Number
        );
        assert_eq!(answer_within("how many seats did", "62"), Answer::Number);
    }
}
