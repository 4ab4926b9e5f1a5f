//! CoNLL-U, the treebanks' text format: ten columns a token, an empty line after each sentence.
//!
//! Only whole tokens count here; ranges (`1-2`) and empty nodes (`1.1`) are
//! passed over. Nothing is interpreted beyond the columns.
//!
//! Source: the format's description by Universal Dependencies.

use std::fmt;
use std::fmt::Write;

/// A token's line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The token as written.
    pub form: String,
    /// Its dictionary form, or `_`.
    pub lemma: String,
    /// Its universal tag, or `_`.
    pub upos: String,
    /// Its tag of the Penn Treebank, or `_`.
    pub xpos: String,
    /// Number of its head, from 1; 0 for the root of the sentence or where none is given.
    pub head: usize,
    /// Its relation to the head, or `_`.
    pub relation: String,
    /// The last column: `SpaceAfter=No` and the like, or `_`.
    pub misc: String,
}

impl Row {
    /// Whether white space (or the end of the sentence) follows the token.
    pub fn is_apart(&self) -> bool {
        !self.misc.split('|').any(|entry| entry == "SpaceAfter=No")
    }
}

/// A sentence with the comments above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Lines that begin with `#`, whole.
    pub comments: Vec<String>,
    /// Its tokens.
    pub rows: Vec<Row>,
}

/// Why a text is no CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConlluError {
    /// A line of tokens has not ten columns.
    Columns {
        /// Line, from 1.
        line: usize,
        /// How many it has.
        columns: usize,
    },
    /// A token has no form.
    Form {
        /// Line, from 1.
        line: usize,
    },
    /// A token is out of order: its number is not one more than the last.
    Number {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        number: String,
    },
    /// The head is no number of a token of the sentence.
    Head {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        head: String,
    },
}

impl fmt::Display for ConlluError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConlluError::Columns { line, columns } => {
                write!(
                    out,
                    "line {line}: a token has 10 columns parted by tabs, here are {columns}"
                )
            }
            ConlluError::Form { line } => write!(out, "line {line}: the token has no form"),
            ConlluError::Number { line, number } => {
                write!(
                    out,
                    "line {line}: token number `{number}` is not one more than the last"
                )
            }
            ConlluError::Head { line, head } => {
                write!(out, "line {line}: head `{head}` is no token of the sentence")
            }
        }
    }
}

impl std::error::Error for ConlluError {}

/// Reads the sentences of a CoNLL-U text.
///
/// # Errors
///
/// The first line that is not as the format wants it, with its number.
pub fn read(text: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut current = Sentence::default();
    let mut lines: Vec<usize> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            close(&mut current, &mut lines, &mut sentences)?;
        } else if line.starts_with('#') {
            current.comments.push(line.to_owned());
        } else if let Some(row) = row(line, at + 1, current.rows.len() + 1)? {
            current.rows.push(row);
            lines.push(at + 1);
        }
    }
    close(&mut current, &mut lines, &mut sentences)?;
    Ok(sentences)
}

/// Ends the sentence, if it has tokens; its heads must lie in it. `lines` are those of its tokens.
fn close(
    current: &mut Sentence,
    lines: &mut Vec<usize>,
    sentences: &mut Vec<Sentence>,
) -> Result<(), ConlluError> {
    let sentence = std::mem::take(current);
    let lines = std::mem::take(lines);
    if sentence.rows.is_empty() {
        return Ok(());
    }
    let count = sentence.rows.len();
    if let Some((row, line)) = sentence.rows.iter().zip(lines).find(|(row, _)| row.head > count) {
        return Err(ConlluError::Head {
            line,
            head: row.head.to_string(),
        });
    }
    sentences.push(sentence);
    Ok(())
}

/// Reads one line; none for ranges and empty nodes.
fn row(line: &str, at: usize, expected: usize) -> Result<Option<Row>, ConlluError> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[number, form, lemma, upos, xpos, _, head, relation, _, misc] = columns.as_slice() else {
        return Err(ConlluError::Columns {
            line: at,
            columns: columns.len(),
        });
    };
    if number.contains(['-', '.']) {
        return Ok(None);
    }
    if number.parse() != Ok(expected) {
        return Err(ConlluError::Number {
            line: at,
            number: number.to_owned(),
        });
    }
    if form.is_empty() {
        return Err(ConlluError::Form { line: at });
    }
    let head = match head {
        "_" => 0,
        _ => head.parse().map_err(|_| ConlluError::Head {
            line: at,
            head: head.to_owned(),
        })?,
    };
    let owned = str::to_owned;
    Ok(Some(Row {
        form: owned(form),
        lemma: owned(lemma),
        upos: owned(upos),
        xpos: owned(xpos),
        head,
        relation: owned(relation),
        misc: owned(misc),
    }))
}

/// Writes the sentence as [`read`] reads it, with the empty line after it.
pub fn write(sentence: &Sentence, out: &mut String) {
    for comment in &sentence.comments {
        out.push_str(comment);
        out.push('\n');
    }
    for (at, row) in sentence.rows.iter().enumerate() {
        write_row(at + 1, row, out);
    }
    out.push('\n');
}

/// Writes the line of the token with this number, from 1.
pub fn write_row(number: usize, row: &Row, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{number}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}",
        row.form, row.lemma, row.upos, row.xpos, row.head, row.relation, row.misc
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# sent_id = 1\n1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsings\tsing\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No\n\n";

    #[test]
    fn what_is_written_is_what_was_read() {
        let sentences = read(TEXT).unwrap();
        assert_eq!(sentences[0].rows[1].head, 0);
        assert!(sentences[0].rows[0].is_apart() && !sentences[0].rows[1].is_apart());
        let mut out = String::new();
        write(&sentences[0], &mut out);
        assert_eq!(out, TEXT);
    }

    #[test]
    fn passes_over_ranges_and_empty_nodes() {
        let more = TEXT.replace(
            "1\tShe",
            "1-2\tShe\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n1\tShe",
        );
        assert_eq!(read(&more).unwrap()[0].rows, read(TEXT).unwrap()[0].rows);
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        assert_eq!(
            read("1\tShe\n").unwrap_err().to_string(),
            "line 1: a token has 10 columns parted by tabs, here are 2"
        );
        assert_eq!(
            read(&TEXT.replace("2\tnsubj", "9\tnsubj"))
                .unwrap_err()
                .to_string(),
            "line 2: head `9` is no token of the sentence"
        );
        let after_range = TEXT.replace("2\tsings", "2-3\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2\tsings");
        assert_eq!(
            read(&after_range.replace("0\troot", "7\troot"))
                .unwrap_err()
                .to_string(),
            "line 4: head `7` is no token of the sentence"
        );
        assert_eq!(
            read(&TEXT.replace("She", "")).unwrap_err().to_string(),
            "line 2: the token has no form"
        );
        assert_eq!(
            read(&TEXT.replace("2\tsings", "3\tsings"))
                .unwrap_err()
                .to_string(),
            "line 3: token number `3` is not one more than the last"
        );
    }
}
