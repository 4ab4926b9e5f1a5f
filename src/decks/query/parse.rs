//! Reads a query: words, quotes, brackets, `or` and `-`.

use crate::facts::Span;
use crate::items::Kind;
use crate::items::kind::KINDS_BY_NUMBER;

use super::super::Direction;
use super::super::nearest;
use super::COMPARISONS;
use super::KEYS;
use super::Node;
use super::PROPERTIES;
use super::Pattern;
use super::Property;
use super::QueryError;
use super::QueryFault;
use super::STATES;
use super::Saved;
use super::Term;
use super::foreign;
use super::tokens::Token;
use super::tokens::Word;
use super::tokens::tokens;

/// Brackets within brackets, at most; bounds the stack.
const DEEPEST: usize = 50;

/// Saved queries within saved queries, at most.
const DEEPEST_SAVED: usize = 20;

/// What `tag:` says of a card without tags.
const UNTAGGED: &str = "none";

pub(super) fn parse(text: &str, saved: &Saved) -> Result<Node, QueryError> {
    parse_within(text, saved, &[])
}

/// `open` names the saved queries that are being read.
fn parse_within(text: &str, saved: &Saved, open: &[String]) -> Result<Node, QueryError> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        text,
        tokens: tokens.into_iter().peekable(),
        depth: 0,
        saved,
        open,
    };
    let root = parser.any(None)?;
    match parser.tokens.next() {
        Some(Token::Close(span)) => Err(parser.error(span, QueryFault::NotOpened)),
        _ => Ok(root),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
    saved: &'a Saved,
    open: &'a [String],
}

impl Parser<'_> {
    fn error(&self, span: Span, fault: QueryFault) -> QueryError {
        QueryError::new(self.text, span, fault)
    }

    /// Terms joined by `or`, up to a closing bracket. `after` is the joining word before them.
    fn any(&mut self, after: Option<(Span, &str)>) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all(after)?];
        while let Some(Token::Or(span)) = self.tokens.peek() {
            let span = *span;
            self.tokens.next();
            if is_empty(&nodes[nodes.len() - 1]) {
                return Err(self.nothing_to_join(span, "or"));
            }
            nodes.push(self.all(Some((span, "or")))?);
        }
        Ok(match nodes.len() {
            1 => nodes.remove(0),
            _ => Node {
                span: Span::new(nodes[0].span.start, nodes[nodes.len() - 1].span.end),
                term: Term::Any(nodes),
            },
        })
    }

    fn nothing_to_join(&self, span: Span, word: &str) -> QueryError {
        let word = word.to_owned();
        self.error(span, QueryFault::NothingToJoin { word })
    }

    /// Terms side by side, with or without `and` between them.
    fn all(&mut self, mut after: Option<(Span, &str)>) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        loop {
            match self.tokens.peek() {
                None | Some(Token::Close(_) | Token::Or(_)) => break,
                Some(Token::And(span)) => {
                    let span = *span;
                    self.tokens.next();
                    if nodes.is_empty() {
                        return Err(self.nothing_to_join(span, "and"));
                    }
                    after = Some((span, "and"));
                }
                Some(_) => {
                    nodes.push(self.term()?);
                    after = None;
                }
            }
        }
        if let Some((span, word)) = after {
            return Err(self.nothing_to_join(span, word));
        }
        Ok(match nodes.len() {
            1 => nodes.remove(0),
            0 => Node {
                span: Span::new(0, 0),
                term: Term::All(nodes),
            },
            _ => Node {
                span: Span::new(nodes[0].span.start, nodes[nodes.len() - 1].span.end),
                term: Term::All(nodes),
            },
        })
    }

    /// One term, with the signs before it.
    fn term(&mut self) -> Result<Node, QueryError> {
        let mut not = None;
        let mut negative = false;
        while let Some(Token::Not(span)) = self.tokens.peek() {
            not = not.or(Some(*span));
            negative = !negative;
            self.tokens.next();
        }
        let node = match self.tokens.next() {
            Some(Token::Word(word)) => self.word(word)?,
            Some(Token::Open(span)) => self.group(span)?,
            _ => return Err(self.nothing_to_join(not.unwrap_or(Span::new(0, 0)), "-")),
        };
        Ok(match not {
            Some(sign) if negative => Node {
                span: Span::new(sign.start, node.span.end),
                term: Term::Not(Box::new(node)),
            },
            _ => node,
        })
    }

    fn group(&mut self, open: Span) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(open, QueryFault::TooDeep));
        }
        let inner = self.any(None)?;
        self.depth -= 1;
        match self.tokens.next() {
            Some(Token::Close(close)) => Ok(Node {
                span: Span::new(open.start, close.end),
                term: inner.term,
            }),
            _ => Err(self.error(open, QueryFault::OpenBracket)),
        }
    }

    fn word(&self, word: Word) -> Result<Node, QueryError> {
        let term = match word.value_at {
            Some(at) if is_key(&word.key) => self.keyed(&word, at)?,
            None if !word.is_quoted && self.saved.get(&word.value).is_some() => {
                self.saved_query(&word.value, word.span)?
            }
            _ => Term::Text(Pattern::new(&text_of(&word))),
        };
        Ok(Node {
            span: word.span,
            term,
        })
    }

    fn keyed(&self, word: &Word, at: usize) -> Result<Term, QueryError> {
        let key = word.key.to_lowercase();
        let value_span = Span::new(at.min(word.span.end), word.span.end);
        if !KEYS.contains(&key.as_str()) {
            let fault = foreign::key(&key).unwrap_or_else(|| QueryFault::UnknownKey {
                nearest: nearest(&key, KEYS.iter().copied()).map(str::to_owned),
                key,
            });
            return Err(self.error(Span::new(word.span.start, at), fault));
        }
        if word.value.is_empty() {
            return Err(self.error(word.span, QueryFault::NothingAfter { key }));
        }
        if key == "query" {
            return self.saved_query(&word.value, value_span);
        }
        if let Some(fault) = foreign::word(&key, &word.value).or_else(|| foreign::value(&word.value)) {
            return Err(self.error(value_span, fault));
        }
        let pattern = Pattern::new(&word.value);
        let term = match key.as_str() {
            "deck" => Ok(Term::Deck(pattern)),
            "tag" if word.value.eq_ignore_ascii_case(UNTAGGED) => Ok(Term::Untagged),
            "tag" | "topic" => Ok(Term::Tag(pattern)),
            "w" => Ok(Term::Word(pattern)),
            "front" => Ok(Term::Front(pattern)),
            "back" => Ok(Term::Back(pattern)),
            "source" => Ok(Term::Source(pattern)),
            "id" => Ok(Term::Id(pattern)),
            "type" => kind(&word.value),
            "is" => known("is", &word.value, STATES).map(Term::Is),
            "dir" => known("dir", &word.value, &directions()).map(Term::Direction),
            "flag" => flag(&word.value),
            "prop" => property(&word.value),
            "added" => days("added", &word.value).map(Term::Added),
            "edited" => days("edited", &word.value).map(Term::Edited),
            "introduced" => days("introduced", &word.value).map(Term::Introduced),
            "rated" => rated(&word.value),
            _ => known("contested", &word.value, YES_NO).map(Term::Contested),
        };
        term.map_err(|fault| self.error(value_span, fault))
    }
}

impl Parser<'_> {
    /// What a saved query says, as if it stood in brackets in place of its name.
    fn saved_query(&self, name: &str, span: Span) -> Result<Term, QueryError> {
        let lower = name.to_lowercase();
        let Some(text) = self.saved.get(&lower) else {
            let nearest = nearest(&lower, self.saved.names()).map(str::to_owned);
            let name = name.to_owned();
            return Err(self.error(span, QueryFault::UnknownSaved { name, nearest }));
        };
        if self.open.contains(&lower) || self.open.len() >= DEEPEST_SAVED {
            return Err(self.error(span, QueryFault::Circle { name: lower }));
        }
        let mut open = self.open.to_vec();
        open.push(lower);
        match parse_within(text, self.saved, &open) {
            Ok(mut node) => {
                // Mistakes found later are told at the name, for that is what was typed.
                place(&mut node, span);
                Ok(node.term)
            }
            Err(error) => Err(self.error(
                span,
                match error.fault {
                    circle @ QueryFault::Circle { .. } => circle,
                    within @ QueryFault::InSaved { .. } => within,
                    fault => QueryFault::InSaved {
                        name: name.to_owned(),
                        fault: Box::new(fault),
                    },
                },
            )),
        }
    }
}

fn place(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.term {
        Term::All(nodes) | Term::Any(nodes) => nodes.iter_mut().for_each(|node| place(node, span)),
        Term::Not(node) => place(node, span),
        _ => {}
    }
}

fn directions() -> [(&'static str, Direction); 2] {
    Direction::ALL.map(|direction| (direction.slug(), direction))
}

fn flag(word: &str) -> Result<Term, QueryFault> {
    let key = "flag".to_owned();
    match word.parse::<u64>() {
        Ok(number @ 0..=7) => Ok(Term::Flag(number as u8)),
        Ok(_) => Err(QueryFault::OutOfRange {
            key,
            word: word.to_owned(),
            range: "flags go from 0 to 7",
        }),
        Err(_) => Err(QueryFault::NoNumber {
            key,
            word: word.to_owned(),
            example: "flag:1",
        }),
    }
}

const YES_NO: &[(&str, bool)] = &[("yes", true), ("no", false)];

fn is_empty(node: &Node) -> bool {
    matches!(&node.term, Term::All(nodes) if nodes.is_empty())
}

/// Words such as `12:30` and `https://…` are texts, not keys.
fn is_key(key: &str) -> bool {
    let is_word = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
    key != "http" && key != "https" && key.split(['-', '_']).all(is_word)
}

fn text_of(word: &Word) -> String {
    match word.value_at {
        Some(_) => format!("{}:{}", word.key, word.value),
        None => word.value.clone(),
    }
}

fn known<T: Copy>(key: &'static str, word: &str, list: &[(&'static str, T)]) -> Result<T, QueryFault> {
    let lower = word.to_lowercase();
    list.iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, value)| *value)
        .ok_or_else(|| QueryFault::UnknownWord {
            key,
            word: word.to_owned(),
            nearest: nearest(word, list.iter().map(|(name, _)| *name)).map(str::to_owned),
            known: list.iter().map(|(name, _)| *name).collect(),
        })
}

/// A question type by name or number: `how-many`, `T05`.
fn kind(word: &str) -> Result<Term, QueryFault> {
    let names: Vec<(&'static str, Kind)> = KINDS_BY_NUMBER
        .iter()
        .map(|(kind, _, slug)| (*slug, *kind))
        .collect();
    let numbered = KINDS_BY_NUMBER
        .iter()
        .find(|(_, number, _)| number.eq_ignore_ascii_case(word));
    match numbered {
        Some((kind, _, _)) => Ok(Term::Kind(*kind)),
        None => known("type", word, &names).map(Term::Kind),
    }
}

fn property(word: &str) -> Result<Term, QueryFault> {
    const EXAMPLE: &str = "prop:r<0.8";
    let no_number = || QueryFault::NoNumber {
        key: "prop".to_owned(),
        word: word.to_owned(),
        example: EXAMPLE,
    };
    let end = word.find(['<', '>', '=', '!']).unwrap_or(word.len());
    if let Some(fault) = foreign::property(&word[..end]) {
        return Err(fault);
    }
    let property = known("prop", &word[..end], PROPERTIES)?;
    let (sign, comparison) = COMPARISONS
        .iter()
        .find(|(sign, _)| word[end..].starts_with(sign))
        .ok_or_else(no_number)?;
    let number: f64 = word[end + sign.len()..].parse().map_err(|_| no_number())?;
    match range_of(property) {
        _ if !number.is_finite() => Err(no_number()),
        Some((most, range)) if !(0.0..=most).contains(&number) => Err(QueryFault::OutOfRange {
            key: "prop".to_owned(),
            word: word.to_owned(),
            range,
        }),
        _ => Ok(Term::Property(property, *comparison, number)),
    }
}

/// What a property that has a greatest value may be, as a number and as a sentence. Numbers from 0 on are read.
fn range_of(property: Property) -> Option<(f64, &'static str)> {
    match property {
        Property::Retrievability => Some((1.0, "r goes from 0 to 1, as in prop:r<0.8")),
        Property::Difficulty => Some((10.0, "d goes from 1 to 10, as in prop:d>7")),
        _ => None,
    }
}

fn days(key: &'static str, word: &str) -> Result<u32, QueryFault> {
    match word.parse() {
        Ok(0) => Err(QueryFault::OutOfRange {
            key: key.to_owned(),
            word: word.to_owned(),
            range: "days go from 1, which is today",
        }),
        Ok(days) => Ok(days),
        Err(_) => Err(QueryFault::NoNumber {
            key: key.to_owned(),
            word: word.to_owned(),
            example: match key {
                "added" => "added:7",
                "edited" => "edited:7",
                "introduced" => "introduced:7",
                _ => "rated:7",
            },
        }),
    }
}

/// `rated:7`, or `rated:7:1` for those that were rated Again.
fn rated(word: &str) -> Result<Term, QueryFault> {
    let Some((back, rating)) = word.split_once(':') else {
        return days("rated", word).map(|days| Term::Rated(days, None));
    };
    let rating: u8 = rating
        .parse()
        .ok()
        .filter(|rating| (1..=4).contains(rating))
        .ok_or_else(|| QueryFault::NoNumber {
            key: "rated".to_owned(),
            word: rating.to_owned(),
            example: "rated:7:1",
        })?;
    days("rated", back).map(|days| Term::Rated(days, Some(rating)))
}
