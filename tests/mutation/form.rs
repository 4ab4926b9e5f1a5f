//! Flaws of the stem, of what stands around it, and of whole kinds of items.

use suraq::facts::Assertion;
use suraq::items::Kind;
use suraq::items::anatomy::ValueKind;

use crate::Mutator;
use crate::case::Case;

/// One row of the table below.
type Row = (&'static str, &'static [&'static str], fn(&Case) -> Option<Case>);

pub fn mutators() -> Vec<Mutator> {
    let rows: Vec<Row> = vec![
        ("no question mark", &["L01"], |case| {
            case.with_stem(case.item.stem.replace('?', "."))
        }),
        ("two questions", &["L01"], |case| asked(case)?.ending(" and when")),
        ("a second blank", &["L01"], |case| {
            cloze(case)?.with_stem(format!("{} It was ____.", case.item.stem))
        }),
        ("no blank", &["L01"], |case| {
            cloze(case)?.with_stem(case.item.stem.replace("____", "this"))
        }),
        ("a very long stem", &["L02"], |case| {
            asked(case)?.ending(&format!(" as {}people say", "many and many ".repeat(9)))
        }),
        ("a story before the question", &["L02"], |case| {
            asked(case)?.with_stem(format!("The story of Berdi-Kala is long. {}", case.item.stem))
        }),
        ("brackets in brackets", &["L02"], |case| {
            asked(case)?.ending(" (in the town (of Velk))")
        }),
        ("people who are not named", &["L03"], |case| {
            let (before, _) = asked(case)?.item.stem.split_once(" did ")?;
            let is_time = before.starts_with("In ") || before.starts_with("On ");
            if is_time {
                case.with_stem(format!("{before} did they do so in the end?"))
            } else {
                None
            }
        }),
        ("this without a thing", &["L03"], |case| {
            asked(case)?.ending(" during this affair")
        }),
        ("the article", &["L04"], |case| {
            asked(case)?.opening("According to the article,")
        }),
        ("mentioned above", &["L04"], |case| {
            asked(case)?.ending(" as mentioned above")
        }),
        ("last year", &["L05"], |case| asked(case)?.ending(" last year")),
        ("currently", &["L05"], |case| asked(case)?.opening("Currently,")),
        ("the key in the stem", &["L06"], |case| {
            asked(case)?.ending(&format!(", that is {}", telling(case)?))
        }),
        ("the key in the hint", &["L06"], |case| {
            let hint = format!("Think of {}.", telling(case)?);
            case.changed(|item| item.detail.hint = Some(hint))
        }),
        ("not", &["L07"], |case| {
            let (before, after) = asked(case)?.item.stem.split_once(" did ")?;
            case.with_stem(format!("{before} did not {after}"))
        }),
        ("never", &["L07"], |case| asked(case)?.ending(", never before")),
        ("a(n)", &["L08"], |case| {
            let (before, after) = case.item.stem.split_once(" the ")?;
            case.with_stem(format!("{before} a(n) {after}"))
        }),
        ("an before a consonant", &["L08"], |case| {
            asked(case)?.ending(" in an town")
        }),
        ("two asked for, one given", &["L09"], |case| {
            let rest = case.item.stem.strip_prefix("Which ")?;
            named(case)?.with_stem(format!("Which two {rest}"))
        }),
        ("were for one", &["L09"], |case| {
            let rest = case.item.stem.strip_prefix("Who ")?;
            named(case)?.with_stem(format!("Who were those that {rest}"))
        }),
        ("a doubled space", &["L10"], |case| {
            case.with_stem(case.item.stem.replacen(' ', "  ", 1))
        }),
        ("an open quotation", &["L10"], |case| {
            asked(case)?.ending(" in “Velk")
        }),
        ("a small first letter", &["L10"], |case| {
            let stem = &case.item.stem;
            let first = stem.chars().next().filter(char::is_ascii_uppercase)?;
            case.with_stem(format!("{}{}", first.to_ascii_lowercase(), &stem[1..]))
        }),
        ("markup", &["L10"], |case| {
            case.with_stem(case.item.stem.replacen(' ', " **", 1))
        }),
        ("a space before the question mark", &["L10"], |case| {
            asked(case)?.ending(" ")
        }),
        ("did was", &["L10"], |case| {
            case.with_stem(case.item.stem.replacen(" was ", " did was ", 1))
        }),
        ("did and a past form", &["L10"], |case| {
            let (before, _) = asked(case)?.item.stem.split_once(" did ")?;
            case.with_stem(format!("{before} did Kazakhstan founded?"))
        }),
        ("who for a time", &["L11"], |case| {
            let stem = &case.item.stem;
            let rest = stem
                .strip_prefix("In which year ")
                .or_else(|| stem.strip_prefix("On what date "))?;
            case.with_stem(format!("Who {rest}"))
        }),
        ("when for a number", &["L11"], |case| {
            let stem = &case.item.stem;
            let rest = stem
                .strip_prefix("How many ")
                .or_else(|| stem.strip_prefix("What "))?;
            if case.is_number() {
                case.with_stem(format!("When {rest}"))
            } else {
                None
            }
        }),
        ("when for a day", &["L13"], |case| {
            let rest = case.item.stem.strip_prefix("In which year ")?;
            case.with_stem(format!("When {rest}"))?.changed(|item| {
                item.key = "9 May 1991".to_owned();
                item.distractors.clear();
            })
        }),
        ("somebody's claim as a fact", &["L15"], |case| {
            unattributed(case)?.told(|fact| {
                fact.assertion = Assertion::Attributed {
                    speaker: "Ann Lund".to_owned(),
                };
            })
        }),
        ("a doubt as a fact", &["L15"], |case| {
            unattributed(case)?.told(|fact| fact.assertion = Assertion::Hedged)
        }),
        ("a rough number made exact", &["L16"], |case| {
            let key = case.item.key.clone();
            let number = case.is_number() && key.starts_with(|first: char| first.is_ascii_digit());
            let case = if number { case } else { return None };
            case.told(|fact| fact.object = format!("about {key}"))
        }),
        ("praise", &["L17"], |case| {
            let (before, after) = asked(case)?.item.stem.split_once(" the ")?;
            let is_name = after.starts_with(char::is_uppercase) || case.item.stem.contains("call");
            if is_name {
                None
            } else {
                case.with_stem(format!("{before} the historic {after}"))
            }
        }),
        ("a key the fact does not say", &["L18"], |case| {
            named(case)?.changed(|item| item.key = "Otto Velkson".to_owned())
        }),
        ("names the fact does not know", &["L18"], |case| {
            let stem = &case.item.stem;
            let words = stem.split(' ').enumerate().map(|(at, word)| {
                let is_name = at > 0 && word.starts_with(char::is_uppercase) && word.len() > 2;
                if is_name { "Zorblat" } else { word }
            });
            let spoiled = words.collect::<Vec<_>>().join(" ");
            let spoiled = if stem.ends_with('?') && !spoiled.ends_with('?') {
                spoiled + "?"
            } else {
                spoiled
            };
            case.with_stem(spoiled)
        }),
        ("no explanation", &["L40"], |case| {
            case.changed(|item| item.explanation = None)
        }),
        ("an explanation without the key", &["L40"], |case| {
            case.changed(|item| item.explanation = Some("So it was told at the time in Velk.".to_owned()))
        }),
        ("an explanation that quotes a page", &["L40"], |case| {
            let quoted = format!("{} “{}end”", case.item.explanation.clone()?, "word ".repeat(30));
            case.changed(|item| item.explanation = Some(quoted))
        }),
        ("an explanation by letter", &["L41"], |case| {
            let told = format!("Option B is right. {}", case.item.explanation.clone()?);
            case.changed(|item| item.explanation = Some(told))
        }),
        ("false without a correction", &["L42"], |case| {
            stated(case, "false", None)
        }),
        ("true with a correction", &["L42"], |case| {
            stated(case, "true", Some("Velk".to_owned()))
        }),
        ("a matching of three", &["L43"], |case| {
            case.changed(|item| {
                item.kind = Some(Kind::Matching);
                let pair = |at: usize| (format!("town {at}"), format!("river {at}"));
                item.detail.pairs = (0..3).map(pair).collect();
            })
        }),
        ("two events in order", &["L44"], |case| {
            case.changed(|item| {
                item.kind = Some(Kind::Timeline);
                item.detail.ordered = true;
                item.detail.keys = vec!["the flood".to_owned(), "the fair".to_owned()];
            })
        }),
        ("a list for a key", &["F02"], |case| {
            named(case)?.changed(|item| {
                item.distractors.clear();
                item.key = format!("{}, Otto Velk and Ann Lund", item.key);
            })
        }),
        ("an opener", &["F04"], |case| asked(case)?.opening("However,")),
        ("yes or no", &["F08"], |case| {
            asked(case)?.changed(|item| {
                item.stem = format!("Did this happen in Velk: {}", item.key) + "?";
                item.key = "yes".to_owned();
                item.distractors.clear();
            })
        }),
        ("no source", &["F11"], |case| {
            case.told(|fact| fact.evidence.clear())
        }),
    ];
    let mutator = |(name, rules, spoil): Row| Mutator { name, rules, spoil };
    rows.into_iter().map(mutator).collect()
}

/// Only items that are questions.
fn asked(case: &Case) -> Option<&Case> {
    case.item.stem.ends_with('?').then_some(case)
}

fn cloze(case: &Case) -> Option<&Case> {
    case.is_cloze().then_some(case)
}

fn named(case: &Case) -> Option<&Case> {
    let is_one = !case.item.key.contains(" and ") && !case.item.key.ends_with('s');
    (case.is_name() && is_one && asked(case).is_some()).then_some(case)
}

/// Stems that leave nothing to others, so that a claim must be missed in them.
fn unattributed(case: &Case) -> Option<&Case> {
    let facts = case.fact_at().map(|at| case.facts[at].assertion.clone());
    let spoken = [
        "call", "say", "said", "official", "count", "report", "put", "accord", "descri", "estim", "assess",
    ];
    let lower = case.item.stem.to_lowercase();
    let claims = spoken.iter().any(|word| lower.contains(word)) || case.item.kind == Some(Kind::Speaker);
    (facts == Some(Assertion::Stated) && !claims).then_some(case)
}

/// A key long enough to be seen in a stem.
fn telling(case: &Case) -> Option<&str> {
    let key = case.item.key.as_str();
    let is_long = key.chars().count() > 3 || case.key_kind() != ValueKind::Words;
    let is_date = case.key_kind().is_date() && key.len() > 4;
    (is_long && !is_date).then_some(key)
}

fn stated(case: &Case, key: &str, correction: Option<String>) -> Option<Case> {
    let fact = &case.facts[case.fact_at()?];
    let statement = fact.statement.clone();
    let spoiled = case.changed(|item| {
        item.kind = Some(Kind::TrueFalse);
        item.stem = statement;
        item.key = key.to_owned();
        item.distractors.clear();
        item.detail.correction = correction;
    });
    // The copy must be sound but for its flaw.
    let absolute = ["all", "only", "every", "never", "always", "none"];
    let is_absolute = fact
        .statement
        .split(' ')
        .any(|word| absolute.contains(&word.to_lowercase().as_str()));
    if is_absolute { None } else { spoiled }
}
