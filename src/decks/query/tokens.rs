//! Cuts a query into words, brackets and the signs between them.

use crate::facts::Span;

use super::KEYS;
use super::QueryError;
use super::QueryFault;

/// A word of the query: what was typed, without its quotes.
pub(super) struct Word {
    pub(super) span: Span,
    /// Where the value after the colon begins, when there is a colon outside of quotes or a search word in them.
    pub(super) value_at: Option<usize>,
    pub(super) key: String,
    pub(super) value: String,
    /// Whether a quote stands in it.
    pub(super) is_quoted: bool,
}

pub(super) enum Token {
    Open(Span),
    Close(Span),
    Not(Span),
    Or(Span),
    And(Span),
    Word(Word),
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.peek().copied() {
        let one = Span::new(at, at + c.len_utf8());
        match c {
            c if c.is_whitespace() => {
                rest.next();
            }
            '(' => {
                rest.next();
                tokens.push(Token::Open(one));
            }
            ')' => {
                rest.next();
                tokens.push(Token::Close(one));
            }
            '-' => {
                rest.next();
                tokens.push(Token::Not(one));
            }
            _ => tokens.push(word(text, &mut rest)?),
        }
    }
    Ok(tokens)
}

type Letters<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

/// Reads up to a space or bracket outside of quotes; a backslash takes the next letter as it is.
fn word(text: &str, rest: &mut Letters<'_>) -> Result<Token, QueryError> {
    let start = rest.peek().map_or(text.len(), |(at, _)| *at);
    let mut quote = None;
    let mut word = Word {
        span: Span::new(start, start),
        value_at: None,
        key: String::new(),
        value: String::new(),
        is_quoted: false,
    };
    while let Some((at, c)) = rest.peek().copied() {
        if quote.is_none() && (c.is_whitespace() || c == '(' || c == ')') {
            break;
        }
        rest.next();
        word.span.end = at + c.len_utf8();
        match c {
            '"' if quote.is_some() => quote = None,
            '"' => {
                quote = Some(at);
                word.is_quoted = true;
            }
            '\\' => {
                if let Some((at, c)) = rest.next() {
                    word.span.end = at + c.len_utf8();
                    // What would stand for other letters is known by the backslash later on.
                    if matches!(c, '*' | '_' | '\\') {
                        word.value.push('\\');
                    }
                    word.value.push(c);
                }
            }
            ':' if word.value_at.is_none()
                && (!word.is_quoted || quote == Some(start) && names_key(&word.value, rest)) =>
            {
                word.value_at = Some(at + 1);
                word.key = std::mem::take(&mut word.value);
            }
            c => word.value.push(c),
        }
    }
    if let Some(at) = quote {
        return Err(QueryError::new(
            text,
            Span::new(at, text.len()),
            QueryFault::OpenQuote,
        ));
    }
    let plain = !word.is_quoted && word.value_at.is_none();
    Ok(match word.value.to_ascii_lowercase().as_str() {
        "or" if plain => Token::Or(word.span),
        "and" if plain => Token::And(word.span),
        _ => Token::Word(word),
    })
}

/// Whether what stands in quotes is a search word and its value, as Anki writes `"deck:Two words"`.
fn names_key(key: &str, rest: &mut Letters<'_>) -> bool {
    let has_value = rest.peek().is_some_and(|(_, c)| !c.is_whitespace() && *c != '"');
    has_value && KEYS.contains(&key.to_lowercase().as_str())
}
