//! Numbers and dates of a document that stand beside those of a fact: true of something else, and false of it.

use crate::facts::frame::Frame;
use crate::facts::{Assertion, Findings, Found, PartialDate, Span};

/// At most so many numbers and so many dates of a document are looked at.
const MOST: usize = 400;

/// What a document counts and dates.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    numbers: Vec<Counted>,
    dates: Vec<Dated>,
}

#[derive(Clone, Debug)]
struct Counted {
    unit: String,
    text: String,
    told: String,
    place: Span,
}

#[derive(Clone, Debug)]
struct Dated {
    date: PartialDate,
    told: String,
    place: Span,
    subject: String,
    relation: String,
}

impl Beside {
    /// Looks through the facts of a document.
    pub fn new(findings: &Findings) -> Self {
        let stated = || {
            let facts = findings.facts.iter();
            facts.filter(|found| found.fact.assertion == Assertion::Stated)
        };
        let told = |found: &Found| {
            let told = found.fact.statement.trim_end_matches('.');
            crate::facts::statement::capitalised(told)
        };
        let counted = |found: &Found| {
            let (unit, text) = counted(&found.frame)?;
            Some(Counted {
                unit,
                text,
                told: told(found),
                place: found.span,
            })
        };
        let dated = |found: &Found| {
            Some(Dated {
                date: date(&found.frame)?,
                told: told(found),
                place: found.span,
                subject: found.fact.subject.clone(),
                relation: found.fact.relation.clone(),
            })
        };
        Beside {
            numbers: stated().filter_map(counted).take(MOST).collect(),
            dates: stated().filter_map(dated).take(MOST).collect(),
        }
    }

    /// Numbers in the unit of a fact's own, of other sentences, each with what it is true of.
    pub fn numbers(&self, found: &Found) -> Vec<(String, String)> {
        let Some((unit, _)) = counted(&found.frame) else {
            return Vec::new();
        };
        self.numbers
            .iter()
            .filter(|other| other.unit == unit && other.place != found.span)
            .map(|other| (other.text.clone(), other.told.clone()))
            .collect()
    }

    /// Dates of other events, each with the event.
    ///
    /// What is told twice of one thing, or of a thing by the same verb, may be the same event told otherwise.
    pub fn dates(&self, found: &Found) -> Vec<(PartialDate, String)> {
        let is_other = |other: &&Dated| {
            other.place != found.span
                && (other.subject != found.fact.subject || other.relation != found.fact.relation)
        };
        let others = self.dates.iter().filter(is_other);
        others.map(|other| (other.date, other.told.clone())).collect()
    }
}

/// The unit of a count or share, and the number as its question has it for a key.
fn counted(frame: &Frame) -> Option<(String, String)> {
    match frame {
        Frame::Count { quantity, .. } if quantity.is_share() => Some(("per cent".to_owned(), quantity.key())),
        Frame::Count { quantity, .. } => Some((head(&quantity.of).to_owned(), quantity.key())),
        Frame::Measure { value, .. } => {
            let (_, unit) = value.split_once(' ')?;
            Some((unit.to_owned(), value.clone()))
        }
        _ => None,
    }
}

/// The noun that is counted: "candidates" of "candidates of the northern towns".
fn head(of: &str) -> &str {
    const LINKS: &[&str] = &["of", "in", "for", "from", "who", "that", "to", "with", "at", "on"];
    let words = of.split(' ').take_while(|word| !LINKS.contains(word));
    words.last().unwrap_or(of)
}

fn date(frame: &Frame) -> Option<PartialDate> {
    match frame {
        Frame::Event(event) => event.when,
        Frame::Life { date, .. } => Some(PartialDate::year(date.year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Beside, head};
    use crate::facts::find;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    #[test]
    fn a_date_stands_beside_those_of_other_events() {
        let text = "The Northern Society was founded in 1911. Anna Lund opened the port of Velk in 1923. \
            Anna Lund opened the port of Velk in 1924.";
        let document = read("sample.txt", text.as_bytes()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        let beside = Beside::new(&findings);
        let first = &findings.facts[0];
        let years: Vec<i16> = beside.dates(first).iter().map(|(date, _)| date.year).collect();
        assert_eq!(years, [1923, 1924]);
        let opened = beside.dates(&findings.facts[1]);
        assert_eq!(opened.len(), 1, "the port opened once, whatever the year");
        assert_eq!(opened[0].1, "The Northern Society was founded in 1911");
        assert!(beside.numbers(first).is_empty());
    }

    #[test]
    fn the_noun_that_is_counted_is_the_unit() {
        assert_eq!(head("candidates of the northern towns"), "candidates");
        assert_eq!(head("distance learning courses"), "courses");
        assert_eq!(head("seats"), "seats");
    }
}
